//! An element with its attributes and children, built step by step.
//!
//! Leptos's `view!` gives every place where an element is written a type of its own, and
//! each type its own compiled code for building, updating and printing. A page of a
//! record is hundreds of elements that never change: here they are all one type, and the
//! wasm is much smaller for it (ARCHITECTURE.md, "Size"). What does change is a closure, boxed
//! for the same reason: a child, an attribute, a property, what is done at an event.
//!
//! What an element is made of stands elsewhere: in the browser views that live (`live.rs`), in the tool
//! HTML that is written as it is made (`printed.rs`). The map (`lib.rs`) says which.

use leptos::ev::{Event, KeyboardEvent, MouseEvent};
use leptos::prelude::*;

use crate::element_parts::Parts;

/// An element in the making, or several views with none around them. Boxed, for it goes
/// from hand to hand at every step.
pub struct El(Box<Parts>);

/// An element with this tag. Not for SVG, nor for void elements that are printed.
pub fn el(tag: &'static str) -> El {
    of_tag(Some(tag))
}

/// Views one after another with no element around them, and so without attributes.
pub fn pieces() -> El {
    of_tag(None)
}

#[inline(never)]
fn of_tag(tag: Option<&'static str>) -> El {
    El(Box::new(Parts::new(tag)))
}

/// An element with this tag and class.
pub fn classed(tag: &'static str, class: &'static str) -> El {
    el(tag).attr("class", class)
}

/// A link.
pub fn link(href: String, shown: AnyView) -> El {
    el("a").attr("href", href).child(shown)
}

impl El {
    /// With this attribute.
    pub fn attr(self, name: &'static str, value: impl Into<String>) -> El {
        self.plain_attr(name, value.into())
    }

    /// With this attribute, if there is a value.
    pub fn maybe(self, name: &'static str, value: Option<impl Into<String>>) -> El {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// With this child.
    pub fn child<T>(self, child: T) -> El
    where
        T: IntoRender,
        T::Output: RenderHtml,
    {
        self.with(|x| x.child(child.into_render()))
    }

    /// With this child, drawn anew when a signal changes that it reads.
    pub fn live(self, shown: impl FnMut() -> AnyView + Send + 'static) -> El {
        let shown: Box<dyn FnMut() -> AnyView + Send> = Box::new(shown);
        self.child(shown)
    }

    /// With this attribute while there is a value.
    pub fn live_attr(self, name: &'static str, value: impl FnMut() -> Option<String> + Send + 'static) -> El {
        self.with(|x| x.live_attribute(name, Box::new(value)))
    }

    /// With this property, in the browser alone.
    pub fn live_prop(self, name: &'static str, value: impl FnMut() -> String + Send + 'static) -> El {
        self.with(|x| x.live_property(name, Box::new(value)))
    }

    /// Doing this at an event, in the browser alone.
    pub fn on(self, name: &'static str, act: impl FnMut(Event) + 'static) -> El {
        self.with(|x| x.on(name, Box::new(act)))
    }

    /// Doing this when it is clicked, in the browser alone.
    pub fn on_click(self, act: impl FnMut(MouseEvent) + 'static) -> El {
        self.with(|x| x.on_click(Box::new(act)))
    }

    /// Doing this when a key is pressed in it, in the browser alone.
    pub fn on_key(self, act: impl FnMut(KeyboardEvent) + 'static) -> El {
        self.with(|x| x.on_key(Box::new(act)))
    }

    /// With these children.
    pub fn children(self, children: impl IntoIterator<Item = AnyView>) -> El {
        children.into_iter().fold(self, El::plain_child)
    }

    /// With these children, each after a space: the style sets them apart, but where there is
    /// none their words would run together.
    pub fn spaced(self, children: impl IntoIterator<Item = AnyView>) -> El {
        children.into_iter().fold(self, |parent, child| parent.child(" ").plain_child(child))
    }

    /// With this child, if there is one, after a middle dot, if something is before it.
    pub fn dotted(self, child: Option<AnyView>) -> El {
        match child {
            Some(child) if self.0.has_no_child() => self.plain_child(child),
            Some(child) => self.child(" · ").plain_child(child),
            None => self,
        }
    }

    #[inline(never)]
    fn plain_attr(self, name: &'static str, value: String) -> El {
        self.with(|x| x.attribute(name, value))
    }

    #[inline(never)]
    fn plain_child(self, child: AnyView) -> El {
        self.with(|x| x.child(child))
    }

    fn with(mut self, add: impl FnOnce(&mut Parts)) -> El {
        add(&mut self.0);
        self
    }

    /// The finished element.
    #[inline(never)]
    pub fn any(self) -> AnyView {
        self.0.view()
    }
}

impl IntoRender for El {
    type Output = AnyView;

    fn into_render(self) -> AnyView {
        self.any()
    }
}
