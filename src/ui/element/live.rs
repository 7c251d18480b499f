//! What an element is made of in the browser: views of Leptos, that live on after they are drawn.

use leptos::ev::{self, Event, KeyboardEvent, MouseEvent};
use leptos::html::{Custom, ElementChild, HtmlElement, custom};
use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::tachys::html::attribute::custom::custom_attribute;
use leptos::tachys::html::event::on;
use leptos::tachys::html::property::prop;

/// The parts of an element.
pub struct Parts {
    tag: Option<&'static str>,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

impl Parts {
    /// Of an element with this tag, or of views with no element around them.
    pub fn new(tag: Option<&'static str>) -> Parts {
        Parts { tag, attributes: Vec::new(), children: Vec::new() }
    }

    /// Adds an attribute.
    pub fn attribute(&mut self, name: &'static str, value: String) {
        self.attributes.push(custom_attribute(name, value).into_any_attr());
    }

    /// Adds an attribute that is there while there is a value.
    pub fn live_attribute(&mut self, name: &'static str, value: Box<dyn FnMut() -> Option<String> + Send>) {
        self.attributes.push(custom_attribute(name, value).into_any_attr());
    }

    /// Adds a property.
    pub fn live_property(&mut self, name: &'static str, value: Box<dyn FnMut() -> String + Send>) {
        self.attributes.push(prop(name, value).into_any_attr());
    }

    /// Adds what is done at an event.
    pub fn on(&mut self, name: &'static str, act: Box<dyn FnMut(Event)>) {
        self.attributes.push(on(ev::Custom::<Event>::new(name), act).into_any_attr());
    }

    /// Adds what is done at a click.
    pub fn on_click(&mut self, act: Box<dyn FnMut(MouseEvent)>) {
        self.attributes.push(on(ev::Custom::<MouseEvent>::new("click"), act).into_any_attr());
    }

    /// Adds what is done when a key is pressed.
    pub fn on_key(&mut self, act: Box<dyn FnMut(KeyboardEvent)>) {
        self.attributes.push(on(ev::Custom::<KeyboardEvent>::new("keydown"), act).into_any_attr());
    }

    /// Adds a child.
    pub fn child(&mut self, child: impl RenderHtml) {
        self.children.push(child.into_any());
    }

    /// Whether there is no child yet.
    pub fn has_no_child(&self) -> bool {
        self.children.is_empty()
    }

    /// All of them as one view.
    pub fn view(self) -> AnyView {
        let Parts { tag, attributes, children } = self;
        let Some(tag) = tag else { return children.into_any() };
        let element: HtmlElement<Custom<&'static str>, (), ()> = custom(tag);
        element.child(children).add_any_attr(attributes).into_any()
    }
}
