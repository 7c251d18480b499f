//! The glossary: every term in both languages, in the alphabet of the page's language.

use leptos::prelude::*;

use super::element::{classed, el, pieces};
use super::{Scene, shell, words};
use crate::record::Text;
use crate::record::model::Term;
use crate::record::order::order;
use crate::search::fold::fold;

/// The glossary. The field above it narrows the list as one types.
pub fn glossary(scene: &Scene) -> AnyView {
    let lang = scene.lang();
    let terms = &scene.record.terms;
    let keys: Vec<_> = terms.iter().map(|x| fold(words::plain(scene, &x.label))).collect();
    let sorted = order(terms.len(), &mut |a, b| keys[a].cmp(&keys[b]));
    let typed = RwSignal::new(String::new());
    let rows = sorted.into_iter().map(|x| row(scene, &terms[x], typed));
    let edition = &scene.record.edition;
    let first = edition.languages.iter().position(|x| x == lang).unwrap_or(0);
    let head = [first, 1 - first].into_iter().map(|place| {
        let cell = el("th").attr("scope", "col").attr("lang", &edition.languages[place]);
        cell.child(edition.language_names[place].as_str()).any()
    });
    let labels = scene.labels();
    let field = view! {
        <input
            type="search"
            id="narrow"
            autocomplete="off"
            aria-label=labels.glossary_search.clone()
            placeholder=labels.glossary_search.clone()
            on:input=move |event| typed.set(event_target_value(&event))
        />
    };
    let table = classed("table", "terms")
        .child(classed("caption", "hidden").child(labels.glossary.as_str()))
        .child(el("thead").child(el("tr").children(head)))
        .child(el("tbody").children(rows));
    pieces()
        .child(shell::title(scene, |x| &x.glossary))
        .child(classed("p", "seek narrow needs-script").child(field))
        .child(table)
        .any()
}

fn row(scene: &Scene, term: &'static Term, typed: RwSignal<String>) -> AnyView {
    let lang = scene.lang();
    let other = scene.record.edition.languages.iter().find(|x| *x != lang).cloned().unwrap_or_default();
    let also = |wanted: &str| -> Option<AnyView> {
        let rest: Vec<_> = term.also.iter().filter_map(|x: &Text| x.get(wanted)).collect();
        (!rest.is_empty()).then(|| format!("; {}", rest.join("; ")).into_any())
    };
    let everything: String = std::iter::once(&term.label)
        .chain(&term.also)
        .flat_map(|x| x.iter())
        .map(|(_, words)| fold(words) + " ")
        .collect();
    let hidden = move || {
        let wanted = fold(&typed.get());
        !wanted.split_whitespace().all(|word| everything.contains(word))
    };
    let (also_here, also_other) = (also(lang), also(&other));
    let note = term.note.as_ref().map(|x| classed("p", "app").child(words::lines(scene, x)).any());
    let translation = match term.label.get(&other) {
        Some(words) => words.to_string().into_any(),
        None => words::label(scene, |x| &x.not_translated),
    };
    let head = el("th").attr("scope", "row").child(words::text(scene, &term.label));
    let head = head.children(also_here).children(note).any();
    let cell = el("td").attr("lang", other).child(translation).children(also_other).any();
    view! { <tr id=term.id.clone() hidden=hidden>{head}{cell}</tr> }.into_any()
}
