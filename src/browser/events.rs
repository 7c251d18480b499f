//! What the reader follows: links, the search form, the address, keys, typing.

use std::cell::RefCell;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{
    Element, Event, EventTarget, HtmlAnchorElement, HtmlElement, HtmlInputElement, KeyboardEvent, MouseEvent,
    Url,
};

use super::place::Target;
use super::{Reader, closest, document, drawings, is_wide, kept};
use crate::route::{Page, Route};

/// How long typing rests before it is written into the address: some browsers refuse
/// more than a hundred changes in half a minute.
const REST_MS: u32 = 300;

/// Listens for as long as the page lives.
pub fn listen(reader: &'static Reader) {
    on("click", move |event| follow_link(reader, &event));
    on("submit", move |event| search(reader, &event));
    on("keydown", move |event| press_key(reader, &event));
    on("pointerup", |event| tap_term(&event));
    for name in ["pointerover", "focusin"] {
        on(name, |event| reopen_cards(&event));
        on(name, move |event| drawings::expect(reader, &event));
    }
    for name in ["pointerout", "focusout", "input"] {
        on(name, move |_| drawings::forget(reader));
    }
    on_target(&window(), "popstate", move |_| {
        let route = reader.place.route(&reader.record.edition.languages);
        if !reader.has_all_for(&route) {
            let _ = window().location().reload();
        } else if *reader.route.borrow() != route {
            reader.show(route, &reader.place.anchor(&reader.record.edition.languages));
            drawings::rest(reader);
        } else {
            reader.to_anchor();
        }
    });
    on_target(&window(), "resize", move |_| {
        if reader.steering.wide.get_untracked() != is_wide() {
            reader.steering.wide.set(is_wide());
        }
        drawings::measure(reader);
    });
    drawings::listen(reader);
    remember_typing(reader);
    // By now whatever was clicked has chosen its filter.
    on("click", move |_| reader.follow_filters());
    on("change", move |_| reader.follow_filters());
}

/// Listens to the whole document.
pub fn on(name: &str, act: impl FnMut(Event) + 'static) {
    on_target(&document(), name, act);
}

/// Listens for as long as the page lives.
pub fn on_target(target: &EventTarget, name: &str, act: impl FnMut(Event) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::new(act);
    let _ = target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    closure.forget();
}

/// A plain click on a link to a page of the edition shows it without loading it.
fn follow_link(reader: &'static Reader, event: &Event) {
    let Some(mouse) = event.dyn_ref::<MouseEvent>() else { return };
    let modified = mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() || mouse.alt_key();
    if event.default_prevented() || modified || mouse.button() != 0 {
        return;
    }
    if drawings::click(reader, event) {
        return event.prevent_default();
    }
    if let Some(option) = closest(event, "[data-href]") {
        return follow_option(reader, &option);
    }
    let Some(link) = link(event) else { return };
    if link.has_attribute("download") || !link.target().is_empty() {
        return;
    }
    let Ok(url) = Url::new(&link.href()) else { return };
    let (mut route, anchor) = match reader.target(&url) {
        Some(Target::Page(route, anchor)) => (route, anchor),
        Some(Target::Here(id)) => {
            event.prevent_default();
            return kept::to_place(&document(), &id);
        }
        None => return,
    };
    event.prevent_default();
    if *reader.route.borrow() == route && anchor.is_empty() {
        return;
    }
    // The switch of languages keeps what is looked for.
    if link.has_attribute("data-mode") && route.page.is_filtered() {
        let steered = reader.steered();
        (route.query, route.filters, route.lanes) = (steered.query, steered.filters, steered.lanes);
    }
    reader.go(route, &anchor);
}

/// The link that an event is about.
pub fn link(event: &Event) -> Option<HtmlAnchorElement> {
    closest(event, "a[href]")?.dyn_into().ok()
}

/// Goes where an option of a list leads.
fn follow_option(reader: &'static Reader, option: &Element) {
    let href = option.get_attribute("data-href").unwrap_or_default();
    let Ok(url) = Url::new_with_base(&href, &window().location().href().unwrap_or_default()) else { return };
    if let Some(Target::Page(route, anchor)) = reader.target(&url) {
        reader.go(route, &anchor);
    }
}

/// The search form shows the search page or, with a suggestion chosen, what it leads to.
fn search(reader: &'static Reader, event: &Event) {
    let Some(form) = closest(event, "form[role=search]") else { return };
    event.prevent_default();
    let field =
        form.query_selector("input").ok().flatten().and_then(|x| x.dyn_into::<HtmlInputElement>().ok());
    let chosen = field.as_ref().and_then(|x| x.get_attribute("aria-activedescendant"));
    if let Some(option) = chosen.and_then(|x| document().get_element_by_id(&x)) {
        return follow_option(reader, &option);
    }
    let mut route = reader.steered();
    if route.page != Page::Search {
        route = Route::new(route.mode, Page::Search);
    }
    route.query = field.map(|x| x.value()).unwrap_or_default();
    reader.go(route, "");
    if let Some(field) = document().get_element_by_id("q") {
        focus(&field);
    }
}

/// `/` and ctrl+K go to the search field, escape closes the card of a term.
fn press_key(reader: &'static Reader, event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
    let typing = closest(event, "input, textarea, select, [contenteditable]").is_some();
    let slash = key.key() == "/" && !typing && !key.ctrl_key() && !key.meta_key() && !key.alt_key();
    let find = key.key().eq_ignore_ascii_case("k") && (key.ctrl_key() || key.meta_key());
    if slash || find {
        event.prevent_default();
        if document().get_element_by_id("q").is_none() {
            reader.go(Route::new(reader.mode(), Page::Search), "");
        }
        if let Some(field) = document().get_element_by_id("q") {
            focus(&field);
        }
    } else if key.key() == "Escape" {
        close_cards();
    }
}

/// Closes the cards of terms that are open, whether the pointer or the focus opened them.
fn close_cards() {
    for_each(".gl:hover, .gl:focus-within", |card| {
        let _ = card.class_list().add_1("closed");
    });
}

/// A closed card opens again once the pointer or the focus has been elsewhere.
fn reopen_cards(event: &Event) {
    let here = closest(event, ".gl");
    for_each(".gl.closed", |card| {
        if here.as_ref() != Some(card) {
            let _ = card.class_list().remove_1("closed");
        }
    });
}

fn for_each(selector: &str, act: impl Fn(&Element)) {
    let Ok(found) = document().query_selector_all(selector) else { return };
    let elements = (0..found.length()).filter_map(|x| found.item(x)?.dyn_into::<Element>().ok());
    elements.for_each(|x| act(&x));
}

/// A tap on a term shows its card first; a second tap follows the link.
fn tap_term(event: &Event) {
    let touch = event.dyn_ref::<web_sys::PointerEvent>().is_some_and(|x| x.pointer_type() == "touch");
    let Some(term) = closest(event, ".term").filter(|_| touch) else { return };
    if document().active_element().is_some_and(|x| x == term) {
        return;
    }
    focus(&term);
    // The click that follows this tap, and only that one, is not a wish to leave.
    let stop = Closure::once_into_js(|event: Event| event.prevent_default());
    let options = web_sys::AddEventListenerOptions::new();
    options.set_once(true);
    let _ = term.add_event_listener_with_callback_and_add_event_listener_options(
        "click",
        stop.unchecked_ref(),
        &options,
    );
}

/// Gives an element the focus.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Writes what is typed, or moved by keys, into the address when that rests.
fn remember_typing(reader: &'static Reader) {
    thread_local! {
        static WAITING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    }
    let wait = move |_| {
        if *reader.route.borrow() != reader.steered() {
            let timeout = Timeout::new(REST_MS, move || reader.remember());
            WAITING.with(|x| x.replace(Some(timeout)));
        }
    };
    for name in ["input", "keyup", "wheel"] {
        on(name, wait);
    }
}
