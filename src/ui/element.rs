//! An element with its attributes and children, built step by step.
//!
//! Leptos's `view!` gives every place where an element is written a type of its own, and
//! each type its own compiled code for building, updating and printing. A page of a
//! record is hundreds of elements that never change: here they are all one type, and the
//! wasm is much smaller for it (ARCHITECTURE.md, "Size"). What does change is a closure, boxed
//! for the same reason: a child, an attribute, a property, what is done at an event.

use leptos::ev::{self, Event, KeyboardEvent, MouseEvent};
use leptos::html::{Custom, ElementChild, HtmlElement, custom};
use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::tachys::html::attribute::custom::custom_attribute;
use leptos::tachys::html::event::on;
use leptos::tachys::html::property::prop;

/// An element in the making, or several views with none around them. Boxed, for it goes
/// from hand to hand at every step.
pub struct El(Box<Parts>);

struct Parts {
    tag: Option<&'static str>,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

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
    El(Box::new(Parts { tag, attributes: Vec::new(), children: Vec::new() }))
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
        T::Output: IntoAny,
    {
        self.plain_child(child.into_render().into_any())
    }

    /// With this child, drawn anew when a signal changes that it reads.
    pub fn live(self, shown: impl FnMut() -> AnyView + Send + 'static) -> El {
        let shown: Box<dyn FnMut() -> AnyView + Send> = Box::new(shown);
        self.child(shown)
    }

    /// With this attribute while there is a value.
    pub fn live_attr(self, name: &'static str, value: impl FnMut() -> Option<String> + Send + 'static) -> El {
        let value: Box<dyn FnMut() -> Option<String> + Send> = Box::new(value);
        self.any_attr(custom_attribute(name, value).into_any_attr())
    }

    /// With this property, in the browser alone.
    pub fn live_prop(self, name: &'static str, value: impl FnMut() -> String + Send + 'static) -> El {
        let value: Box<dyn FnMut() -> String + Send> = Box::new(value);
        self.any_attr(prop(name, value).into_any_attr())
    }

    /// Doing this at an event, in the browser alone.
    pub fn on(self, name: &'static str, act: impl FnMut(Event) + 'static) -> El {
        let act: Box<dyn FnMut(Event)> = Box::new(act);
        self.any_attr(on(ev::Custom::<Event>::new(name), act).into_any_attr())
    }

    /// Doing this when it is clicked, in the browser alone.
    pub fn on_click(self, act: impl FnMut(MouseEvent) + 'static) -> El {
        let act: Box<dyn FnMut(MouseEvent)> = Box::new(act);
        self.any_attr(on(ev::Custom::<MouseEvent>::new("click"), act).into_any_attr())
    }

    /// Doing this when a key is pressed in it, in the browser alone.
    pub fn on_key(self, act: impl FnMut(KeyboardEvent) + 'static) -> El {
        let act: Box<dyn FnMut(KeyboardEvent)> = Box::new(act);
        self.any_attr(on(ev::Custom::<KeyboardEvent>::new("keydown"), act).into_any_attr())
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
            Some(child) if self.0.children.is_empty() => self.plain_child(child),
            Some(child) => self.child(" · ").plain_child(child),
            None => self,
        }
    }

    #[inline(never)]
    fn plain_attr(self, name: &'static str, value: String) -> El {
        self.any_attr(custom_attribute(name, value).into_any_attr())
    }

    fn any_attr(mut self, attribute: AnyAttribute) -> El {
        self.0.attributes.push(attribute);
        self
    }

    #[inline(never)]
    fn plain_child(mut self, child: AnyView) -> El {
        self.0.children.push(child);
        self
    }

    /// The finished element.
    #[inline(never)]
    pub fn any(self) -> AnyView {
        let Parts { tag, attributes, children } = *self.0;
        let Some(tag) = tag else { return children.into_any() };
        let element: HtmlElement<Custom<&'static str>, (), ()> = custom(tag);
        element.child(children).add_any_attr(attributes).into_any()
    }
}

impl IntoRender for El {
    type Output = AnyView;

    fn into_render(self) -> AnyView {
        self.any()
    }
}
