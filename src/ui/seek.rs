//! The search field: a form that works without a script and, live, a combobox as the ARIA
//! Authoring Practices describe it, with the best results as one types.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::element::{classed, el, pieces};
use super::icons::icon;
use super::search::{answer, kind_label, ready};
use super::{Scene, Steering};
use crate::route::Page;

/// How many results are suggested, and how many of one kind.
const SUGGESTED: (usize, usize) = (7, 3);

/// What the field is, live or not.
const FIELD: [(&str, &str); 5] =
    [("id", "q"), ("name", "q"), ("type", "text"), ("inputmode", "search"), ("enterkeyhint", "search")];

/// What it is with the list.
const COMBOBOX: [(&str, &str); 6] = [
    ("role", "combobox"),
    ("autocomplete", "off"),
    ("autocapitalize", "off"),
    ("spellcheck", "false"),
    ("aria-autocomplete", "list"),
    ("aria-controls", "suggestions"),
];

/// The search field.
pub fn field(scene: &Scene) -> AnyView {
    let button = el("button").attr("type", "submit").attr("aria-label", &scene.labels().search);
    let form = classed("form", "seek")
        .attr("role", "search")
        .attr("action", scene.href(&Page::Search))
        .attr("method", "get");
    let form = match use_context::<Steering>() {
        Some(steering) => {
            let scene = scene.clone();
            form.live(move || match steering.deferred.get() {
                Some(deferred) => (deferred.field)(&scene, steering),
                None => plain(&scene, steering.query.get_untracked()),
            })
        }
        None => form.child(plain(scene, String::new())),
    };
    form.child(button.child(icon("glass", 18))).any()
}

/// The field without a list; `typed` is what stands in it.
fn plain(scene: &Scene, typed: String) -> AnyView {
    let labels = scene.labels();
    let field = view! {
        <input
            type="text"
            inputmode="search"
            enterkeyhint="search"
            id="q"
            name="q"
            autocomplete="off"
            aria-label=labels.search_label.clone()
            placeholder=labels.search_hint.clone()
            prop:value=typed
        />
    };
    // The list has its place, so that nothing changes when the page comes alive.
    let list = classed("ul", "suggestions").attr("hidden", "");
    pieces().child(field).child(slash()).child(list).any()
}

fn slash() -> AnyView {
    el("kbd").attr("aria-hidden", "true").child("/").any()
}

/// A result that is suggested.
#[derive(Clone, PartialEq)]
struct Suggestion {
    href: String,
    lang: String,
    title: String,
    kind: String,
}

/// The field with a list of suggestions.
pub fn combobox(scene: &Scene, steering: Steering) -> AnyView {
    let labels = scene.labels();
    let open = RwSignal::new(false);
    let active = RwSignal::new(None::<usize>);
    let own = scene.clone();
    let suggested = Memo::new(move |_| if open.get() { suggestions(&own, steering) } else { Vec::new() });
    let is_open = move || suggested.with(|x| !x.is_empty());
    // On the search page what is found already stands below.
    let opens = scene.page != Page::Search;
    let typed = move |event| {
        steering.query.set(event_target_value(&event));
        active.set(None);
        open.set(opens);
    };
    let pressed = move |event: KeyboardEvent| {
        let step = match &*event.key() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            "Escape" if is_open() => {
                open.set(false);
                active.set(None);
                return event.prevent_default();
            }
            "Escape" => return steering.query.set(String::new()),
            // With one chosen, the way to it closes the list.
            "Enter" if active.get_untracked().is_none() => return open.set(false),
            _ => return,
        };
        open.set(true);
        let count = suggested.with(Vec::len) as isize;
        if count > 0 {
            event.prevent_default();
            let from = active.get_untracked().map_or(if step > 0 { -1 } else { 0 }, |x| x as isize);
            active.set(Some((from + step).rem_euclid(count) as usize));
        }
    };
    let current = move || active.get().filter(|_| is_open()).map(|x| format!("suggestion-{x}"));
    let mut field = el("input");
    for (name, value) in FIELD.into_iter().chain(COMBOBOX) {
        field = field.attr(name, value);
    }
    let field = field
        .attr("aria-label", &labels.search_label)
        .attr("placeholder", &labels.search_hint)
        .live_attr("aria-expanded", move || Some(is_open().to_string()))
        .live_attr("aria-activedescendant", current)
        .live_prop("value", move || steering.query.get())
        .on("input", typed)
        .on_key(pressed)
        .on("blur", move |_| open.set(false));
    let lang = scene.lang();
    let options = move || {
        let all = suggested.get().into_iter().enumerate();
        pieces().children(all.map(|(place, suggestion)| option(lang, place, suggestion, active))).any()
    };
    let list = classed("ul", "suggestions")
        .attr("id", "suggestions")
        .attr("role", "listbox")
        .attr("aria-label", &labels.suggestions)
        .live_attr("hidden", move || (!is_open()).then(String::new))
        // A press on the list must not take the focus out of the field, which would close it.
        .on("pointerdown", |event| event.prevent_default())
        .live(options);
    pieces().child(field).child(slash()).child(list).any()
}

fn option(lang: &str, place: usize, suggestion: Suggestion, active: RwSignal<Option<usize>>) -> AnyView {
    let other = (suggestion.lang != lang).then_some(suggestion.lang);
    let title = el("span").maybe("lang", other).child(suggestion.title);
    let kind = classed("span", "app").child(suggestion.kind);
    let id = format!("suggestion-{place}");
    el("li")
        .attr("id", id)
        .attr("role", "option")
        .attr("data-href", suggestion.href)
        .live_attr("aria-selected", move || Some((active.get() == Some(place)).to_string()))
        .child(title)
        .child(" ")
        .child(kind)
        .any()
}

/// The best results, a few of each kind.
fn suggestions(scene: &Scene, steering: Steering) -> Vec<Suggestion> {
    if steering.query.with(|x| x.trim().is_empty()) {
        return Vec::new();
    }
    let search = ready(scene.record);
    let found = answer(scene.record, steering);
    let best = found.groups.iter().flat_map(|x| x.1.iter().take(SUGGESTED.1));
    let suggested = best.take(SUGGESTED.0).map(|at| {
        let entry = search.entry(*at);
        let own = entry.titles.iter().find(|x| x.0 == scene.lang()).or(entry.titles.first());
        let (lang, title) = own.cloned().unwrap_or_default();
        let href = scene.href(&entry.page);
        let href = entry.anchor.map(|x| format!("{href}#{x}")).unwrap_or(href);
        Suggestion { href, lang, title, kind: kind_label(entry.kind)(scene.labels()).to_string() }
    });
    suggested.collect()
}
