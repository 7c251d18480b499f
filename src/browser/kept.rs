//! What a reader was doing, carried over when a page is drawn anew.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, HtmlInputElement};

/// Focus, typed text and place on the page.
pub struct Kept {
    /// The way from `#app` to the element that has the focus.
    focus: Option<Way>,
    /// The fields that something was typed into, with what.
    typed: Vec<(Way, String)>,
    /// The selection in the field that has the focus.
    selection: Option<(Option<u32>, Option<u32>)>,
    /// How far the page is scrolled.
    scroll: (f64, f64),
    /// The first element with an id that is in view, and its distance from the top.
    place: Option<(String, f64)>,
}

/// A way from one element down to another, by places among children.
type Way = Vec<u32>;

impl Kept {
    /// What is to be kept of the page as it stands.
    pub fn of(document: &Document) -> Kept {
        let window = leptos::prelude::window();
        let app = document.get_element_by_id("app");
        let active = document
            .active_element()
            .filter(|x| app.as_ref().is_some_and(|app| app != x && app.contains(Some(x))));
        let field = active.as_ref().and_then(|x| x.dyn_ref::<HtmlInputElement>());
        Kept {
            selection: field.map(|x| (x.selection_start().ok().flatten(), x.selection_end().ok().flatten())),
            typed: app.iter().flat_map(typed_fields).collect(),
            focus: app.as_ref().zip(active.clone()).map(|(app, active)| way(app, active)),
            scroll: (window.scroll_x().unwrap_or(0.0), window.scroll_y().unwrap_or(0.0)),
            place: first_in_view(document),
        }
    }

    /// Puts it back on the same page drawn anew.
    pub fn restore(&self, document: &Document) {
        self.restore_focus(document);
        leptos::prelude::window().scroll_to_with_x_and_y(self.scroll.0, self.scroll.1);
    }

    /// Puts it back on the same page in other languages, where heights differ.
    pub fn restore_in_other_mode(&self, document: &Document) {
        self.restore_focus(document);
        let window = leptos::prelude::window();
        let there = self.place.as_ref().and_then(|(id, top)| Some((document.get_element_by_id(id)?, top)));
        if let Some((element, top)) = there.filter(|_| self.scroll.1 > 0.0) {
            window.scroll_by_with_x_and_y(0.0, element.get_bounding_client_rect().top() - top);
        }
    }

    fn restore_focus(&self, document: &Document) {
        let Some(app) = document.get_element_by_id("app") else { return };
        for (way, typed) in &self.typed {
            if let Some(field) = follow(&app, way).and_then(|x| x.dyn_into::<HtmlInputElement>().ok()) {
                type_into(&field, typed);
            }
        }
        let Some(found) = self.focus.as_ref().and_then(|way| follow(&app, way)) else { return };
        focus(&found);
        if let (Some((start, end)), Some(field)) = (self.selection, found.dyn_ref::<HtmlInputElement>()) {
            let _ = field.set_selection_start(start);
            let _ = field.set_selection_end(end);
        }
    }
}

/// The fields below an element that hold something else than the page was made with.
fn typed_fields(app: &Element) -> Vec<(Way, String)> {
    let Ok(fields) = app.query_selector_all("input") else { return Vec::new() };
    (0..fields.length())
        .filter_map(|x| fields.item(x)?.dyn_into::<HtmlInputElement>().ok())
        .filter(|x| x.value() != x.default_value())
        .map(|x| (way(app, x.clone().into()), x.value()))
        .collect()
}

/// What stands in a field, if something does.
pub fn typed_into(document: &Document, id: &str) -> Option<String> {
    let field = document.get_element_by_id(id)?.dyn_into::<HtmlInputElement>().ok()?;
    Some(field.value()).filter(|x| !x.is_empty())
}

/// Puts text into a field as if it had been typed, so that who listens hears of it.
fn type_into(field: &HtmlInputElement, typed: &str) {
    if field.value() == typed {
        return;
    }
    field.set_value(typed);
    if let Ok(event) = web_sys::Event::new_with_event_init_dict("input", &bubbling()) {
        let _ = field.dispatch_event(&event);
    }
}

/// The element at the end of a way.
fn follow(app: &Element, way: &[u32]) -> Option<Element> {
    way.iter().try_fold(app.clone(), |x, place| x.children().item(*place))
}

fn bubbling() -> web_sys::EventInit {
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    init
}

/// The way that leads from `app` to the element.
fn way(app: &Element, element: Element) -> Way {
    let mut way = Vec::new();
    let mut at = element;
    while at != *app {
        let mut place = 0;
        let mut before = at.previous_element_sibling();
        while let Some(sibling) = before {
            place += 1;
            before = sibling.previous_element_sibling();
        }
        way.push(place);
        match at.parent_element() {
            Some(parent) => at = parent,
            None => break,
        }
    }
    way.reverse();
    way
}

/// The first thing on the page with an address of its own that is in view.
fn first_in_view(document: &Document) -> Option<(String, f64)> {
    let all = document.query_selector_all("main [id]").ok()?;
    (0..all.length())
        .filter_map(|x| all.item(x)?.dyn_into::<Element>().ok())
        .map(|x| (x.id(), x.get_bounding_client_rect().top(), x.get_bounding_client_rect().bottom()))
        .find(|(_, _, bottom)| *bottom > 0.0)
        .map(|(id, top, _)| (id, top))
}

/// A new page begins at its top, or at the place that the address names; the keyboard and
/// the screen reader begin there too.
pub fn to_top(document: &Document, anchor: &str) {
    leptos::prelude::window().scroll_to_with_x_and_y(0.0, 0.0);
    if let Some(main) = document.get_element_by_id("main") {
        focus(&main);
        leptos::prelude::window().scroll_to_with_x_and_y(0.0, 0.0);
    }
    to_anchor(document, anchor);
}

/// Brings the place that the address names into view.
pub fn to_anchor(document: &Document, anchor: &str) {
    let id = anchor.trim_start_matches('#');
    if let Some(element) = (!id.is_empty()).then(|| document.get_element_by_id(id)).flatten() {
        element.scroll_into_view();
    }
}

/// Goes to a place on the page that is open, as a browser does: into view, and the focus if
/// it can have it.
pub fn to_place(document: &Document, id: &str) {
    to_anchor(document, id);
    if let Some(element) = document.get_element_by_id(id) {
        focus(&element);
    }
}

/// Gives an element the focus, without moving the page. A reader within another page leaves it
/// to what has it there.
fn focus(element: &Element) {
    let Some(element) = element.dyn_ref::<HtmlElement>().filter(|_| !is_elsewhere()) else { return };
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Whether this page is within another one, where the focus is outside of it.
fn is_elsewhere() -> bool {
    let window = leptos::prelude::window();
    let framed = window.parent().ok().flatten().is_some_and(|x| x != window);
    framed && !leptos::prelude::document().has_focus().unwrap_or(true)
}
