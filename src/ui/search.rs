//! The search page in its first form: a box over everything, results by kind.

use leptos::prelude::*;

use super::element::{classed, el, link, pieces};
use super::words::{self, Pick};
use super::{Scene, Steering, shell};
use crate::route::Page;
use crate::search::{Found, Kind, find, marked};

/// The search page. Without a script it offers the lists instead.
pub fn search(scene: &Scene) -> AnyView {
    let live = use_context::<Steering>().map(|x| x.query);
    let value = live.map(|x| x.get_untracked()).unwrap_or_default();
    let shown = scene.clone();
    let results = move || match live.map(|x| x.get()).filter(|x| !x.trim().is_empty()) {
        Some(query) => results(&shown, &query),
        None => browse(&shown),
    };
    pieces()
        .child(shell::title(scene, |x| &x.search))
        .child(shell::seek(scene, value, live))
        .child(el("div").attr("id", "results").child(results))
        .any()
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
    pieces()
        .child(status(words::label(scene, |x| &x.search_browse)))
        .child(classed("ul", "tags").children(links))
        .any()
}

/// What the search says of itself, for those too who do not see the results.
fn status(said: AnyView) -> AnyView {
    classed("p", "found").attr("role", "status").child(said).any()
}

fn results(scene: &Scene, query: &str) -> AnyView {
    let found = find(scene.record, scene.mode.main(), query);
    let labels = scene.labels();
    let count = labels.results.replace("{n}", &found.len().to_string()).replace("{query}", query.trim());
    let sections = Kind::ALL.into_iter().filter_map(|kind| {
        let hits: Vec<_> = found.iter().filter(|x| x.kind == kind).collect();
        (!hits.is_empty()).then(|| section(scene, kind, &hits, query))
    });
    let page = pieces().child(status(count.into_any())).children(sections);
    if found.is_empty() {
        return page.child(classed("p", "office").child(words::label(scene, |x| &x.search_nothing))).any();
    }
    page.any()
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
