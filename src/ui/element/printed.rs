//! What an element is made of in the tool, which prints a page once: HTML, written as the element is made.
//! Views that are built only to be printed cost a tenth of a large build.

use leptos::ev::{Event, KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use leptos::tachys::html::InertElement;
use leptos::tachys::html::attribute::AttributeValue;
use leptos::tachys::view::Position;

/// The parts of an element. They stand in one text from the beginning: to put it together of several at
/// the end, everything would be copied once more for each element around it.
pub struct Parts {
    tag: Option<&'static str>,
    /// The first tag, without its end while there is no child, and the children.
    html: String,
    /// How much of it is the first tag without its end.
    begins: usize,
    has_no_child: bool,
}

/// As much as most elements take, so that few have to grow.
const ROOM: usize = 128;

impl Parts {
    /// Of an element with this tag, or of views with no element around them.
    pub fn new(tag: Option<&'static str>) -> Parts {
        let mut html = String::with_capacity(ROOM);
        if let Some(tag) = tag {
            html.push('<');
            html.push_str(tag);
        }
        Parts { tag, begins: html.len(), html, has_no_child: true }
    }

    /// Adds an attribute.
    pub fn attribute(&mut self, name: &'static str, value: String) {
        self.attribute_of(name, value);
    }

    /// Adds an attribute if there is a value now.
    pub fn live_attribute(
        &mut self,
        name: &'static str,
        mut value: Box<dyn FnMut() -> Option<String> + Send>,
    ) {
        self.attribute_of(name, value());
    }

    fn attribute_of(&mut self, name: &str, value: impl AttributeValue) {
        // What has no tag has no attributes.
        if self.tag.is_none() {
            return;
        }
        let children = self.html.split_off(self.begins);
        value.to_html(name, &mut self.html);
        self.begins = self.html.len();
        self.html.push_str(&children);
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
        self.end_of_tag();
        // With room for the end of the element, so that a long one is not copied again for it.
        self.html.reserve(child.html_len() + ROOM);
        child.to_html_with_buf(&mut self.html, &mut Position::FirstChild, true, false, Vec::new());
    }

    /// Ends the first tag before the first child.
    fn end_of_tag(&mut self) {
        if self.has_no_child && self.tag.is_some() {
            self.html.push('>');
        }
        self.has_no_child = false;
    }

    /// Whether there is no child yet.
    pub fn has_no_child(&self) -> bool {
        self.has_no_child
    }

    /// All of them as one view.
    pub fn view(mut self) -> AnyView {
        self.end_of_tag();
        if let Some(tag) = self.tag {
            ["</", tag, ">"].iter().for_each(|x| self.html.push_str(x));
        }
        InertElement::new(self.html).into_any()
    }
}
