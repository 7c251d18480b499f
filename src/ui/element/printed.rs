//! What an element is made of in the tool, which prints a page once: HTML, written as the element is made.
//! Views that are built only to be printed cost a tenth of a large build.

use leptos::ev::{Event, KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use leptos::tachys::html::InertElement;
use leptos::tachys::html::attribute::AttributeValue;
use leptos::tachys::view::Position;

/// The parts of an element.
pub struct Parts {
    tag: Option<&'static str>,
    /// As they stand in the first tag, each after a space.
    attributes: String,
    /// What stands between the tags.
    children: String,
    has_no_child: bool,
}

impl Parts {
    /// Of an element with this tag, or of views with no element around them.
    pub fn new(tag: Option<&'static str>) -> Parts {
        Parts { tag, attributes: String::new(), children: String::new(), has_no_child: true }
    }

    /// Adds an attribute.
    pub fn attribute(&mut self, name: &'static str, value: String) {
        AttributeValue::to_html(value, name, &mut self.attributes);
    }

    /// Adds an attribute if there is a value now.
    pub fn live_attribute(
        &mut self,
        name: &'static str,
        mut value: Box<dyn FnMut() -> Option<String> + Send>,
    ) {
        AttributeValue::to_html(value(), name, &mut self.attributes);
    }

    /// Properties are not in HTML.
    pub fn live_property(&mut self, _: &'static str, _: Box<dyn FnMut() -> String + Send>) {}

    /// Nothing happens on paper.
    pub fn on(&mut self, _: &'static str, _: Box<dyn FnMut(Event)>) {}

    /// Nothing happens on paper.
    pub fn on_click(&mut self, _: Box<dyn FnMut(MouseEvent)>) {}

    /// Nothing happens on paper.
    pub fn on_key(&mut self, _: Box<dyn FnMut(KeyboardEvent)>) {}

    /// Adds a child.
    pub fn child(&mut self, child: impl RenderHtml) {
        self.has_no_child = false;
        child.to_html_with_buf(&mut self.children, &mut Position::FirstChild, true, false, Vec::new());
    }

    /// Whether there is no child yet.
    pub fn has_no_child(&self) -> bool {
        self.has_no_child
    }

    /// All of them as one view.
    pub fn view(self) -> AnyView {
        let Parts { tag, attributes, children, .. } = self;
        let html = tag.map(|tag| ["<", tag, &attributes, ">", &children, "</", tag, ">"].concat());
        InertElement::new(html.unwrap_or(children)).into_any()
    }
}
