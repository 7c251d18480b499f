//! The search page in its first form: a box over everything, results by kind.

use leptos::prelude::*;

use super::element::{classed, el, link, pieces};
use super::words::{self, Pick};
use super::{Scene, Steering, shell};
use crate::route::Page;
use crate::search::{Found, Kind, find, marked};

/// What was found, and for what query; nothing while nothing is looked for.
type Answer = Option<(Vec<Found>, String)>;

/// The search page. Without a script it offers the lists instead.
pub fn search(scene: &Scene) -> AnyView {
    let live = use_context::<Steering>().map(|x| x.query);
    let value = live.map(|x| x.get_untracked()).unwrap_or_default();
    let (record, main) = (scene.record, scene.mode.main());
    let answer = live.map(|query| {
        Memo::new(move |_| -> Answer {
            let query = query.get();
            (!query.trim().is_empty()).then(|| (find(record, main, &query), query))
        })
    });
    let now = move || answer.and_then(|x| x.get());
    let (speaking, showing) = (scene.clone(), scene.clone());
    // One element that stays: a screen reader speaks of changes in what is there.
    let status = classed("p", "found").attr("role", "status").child(move || said(&speaking, now()));
    pieces()
        .child(shell::title(scene, |x| &x.search))
        .child(shell::seek(scene, value, live))
        .child(status)
        .child(el("div").attr("id", "results").child(move || shown(&showing, now())))
        .any()
}

/// What the search says of itself, for those too who do not see the results.
fn said(scene: &Scene, answer: Answer) -> AnyView {
    let Some((found, query)) = answer else { return words::label(scene, |x| &x.search_browse) };
    let labels = scene.labels();
    labels.results.replace("{n}", &found.len().to_string()).replace("{query}", query.trim()).into_any()
}

fn shown(scene: &Scene, answer: Answer) -> AnyView {
    let Some((found, query)) = answer else { return browse(scene) };
    if found.is_empty() {
        return classed("p", "office").child(words::label(scene, |x| &x.search_nothing)).any();
    }
    let sections = Kind::ALL.into_iter().filter_map(|kind| {
        let hits: Vec<_> = found.iter().filter(|x| x.kind == kind).collect();
        (!hits.is_empty()).then(|| section(scene, kind, &hits, &query))
    });
    pieces().children(sections).any()
}

/// Nothing looked for: where one may begin.
fn browse(scene: &Scene) -> AnyView {
    let lists: [(Page, Pick); 6] = [
        (Page::Articles, |x| &x.articles),
        (Page::People, |x| &x.people),
        (Page::Organisations, |x| &x.organisations),
        (Page::Topics, |x| &x.topics),
        (Page::Timeline, |x| &x.timeline),
        (Page::Glossary, |x| &x.glossary),
    ];
    let links = lists
        .into_iter()
        .map(|(page, pick)| el("li").child(link(scene.href(&page), words::label(scene, pick))).any());
    classed("ul", "tags").children(links).any()
}

fn section(scene: &Scene, kind: Kind, hits: &[&Found], query: &str) -> AnyView {
    let heading = classed("div", "kind")
        .child(el("h2").child(words::label(scene, kind_label(kind))))
        .child(el("span").child(hits.len().to_string()));
    let items = classed("ul", "cards").children(hits.iter().map(|x| hit(scene, x, query)));
    classed("section", "results").child(heading).child(items).any()
}

fn kind_label(kind: Kind) -> Pick {
    match kind {
        Kind::Person => |x| &x.people,
        Kind::Organisation => |x| &x.organisations,
        Kind::Event => |x| &x.events,
        Kind::Statement => |x| &x.statements,
        Kind::Article => |x| &x.articles,
        Kind::Topic => |x| &x.topics,
        Kind::Term => |x| &x.glossary,
    }
}

fn hit(scene: &Scene, found: &Found, query: &str) -> AnyView {
    let href = format!(
        "{}{}",
        scene.href(&found.page),
        found.anchor.as_ref().map(|x| format!("#{x}")).unwrap_or_default()
    );
    let title = link(href, highlighted(scene, &found.title, query)).attr("class", "bare");
    let passage = found.passage.as_ref().map(|x| el("p").child(highlighted(scene, x, query)).any());
    classed("li", "hit").child(el("h3").child(title)).children(passage).any()
}

/// A run with what was looked for marked in it.
fn highlighted(scene: &Scene, (lang, text): &(String, String), query: &str) -> AnyView {
    let mut run = if lang == scene.lang() { pieces() } else { el("span").attr("lang", lang) };
    for (piece, hit) in marked(text, query) {
        let piece = piece.to_string();
        run = if hit { run.child(el("mark").child(piece)) } else { run.child(piece) };
    }
    run.any()
}
