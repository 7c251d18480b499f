//! A topic: its articles and its events.

use leptos::prelude::*;

use super::element::{classed, el, link, pieces};
use super::entries::unmade;
use super::person::{papers, section};
use super::{Scene, cite, entries, lists, timeline, words};
use crate::record::model::*;
use crate::route::Page;
use crate::search::filters::Facet;

/// The page of a topic.
pub fn topic(scene: &Scene, topic: &'static Topic) -> AnyView {
    let reports = scene.record.reports_on(&topic.id);
    let events = reports.iter().map(|x| unmade(move || entries::report(scene, x, false))).collect();
    let articles = scene.record.articles.iter().filter(|x| x.topics.contains(&topic.id));
    let all = &lists::all_of(scene, Facet::Topic, &topic.id);
    let list = link(scene.href(&Page::Topics), words::label(scene, |x| &x.topics));
    let note = topic.note.as_ref().map(|x| classed("p", "office").child(words::lines(scene, x)).any());
    let headline = classed("header", "headline")
        .child(classed("p", "crumb").child(list))
        .child(el("h1").child(words::text(scene, &topic.label)))
        .children(words::beside_in(scene, classed("p", "own"), &topic.label))
        .children(note);
    pieces()
        .child(headline)
        .children(papers(scene, articles.map(|x| &**x).collect(), all))
        .children(timeline::part(
            scene,
            Some((Facet::Topic, &topic.id)),
            timeline::of_topic(scene.record, &topic.id),
        ))
        .children(section(scene, "events", |x| &x.events, events, all))
        .child(cite::cite(scene, None))
        .any()
}
