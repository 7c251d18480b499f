//! An organisation: its names, its relations, who held which office when it is attested,
//! its events.

use leptos::prelude::*;

use super::article::relation_label;
use super::element::{classed, el, pieces};
use super::entries::unmade;
use super::person::{
    alike, all_handovers, handover, header, occurrences, occurs, offices_attested, papers, section,
};
use super::words::{self, Pick};
use super::{Scene, cite, drawing, entries, lists, pictures, shell, timeline};
use crate::record::model::*;
use crate::record::occurrences::in_order;
use crate::route::Page;
use crate::search::filters::Facet;
use crate::timeline::strip;

/// The page of an organisation.
pub fn organisation(scene: &Scene, body: &'static Organisation) -> AnyView {
    let record = scene.record;
    let roles = record.attestations_in(&body.id);
    let handovers: Vec<_> = body
        .offices
        .iter()
        .flat_map(|office| record.handovers(&body.id, &office.id))
        .map(|x| handover(scene, &x))
        .collect();
    let reports = record.reports_in(&body.id);
    let stating = roles.iter().map(|x| x.article).chain(reports.iter().map(|x| x.article));
    let stating = in_order(stating.map(|x| x.id.as_str()).collect());
    let is_this = |party: &Party| matches!(party, Party::Organisation(id) if *id == body.id);
    let mut asked = Vec::new();
    let mut articles = Vec::new();
    for article in occurs(record, &occurrences(record).1, &body.id) {
        let requests = article.requests.iter().filter(|x| x.from.iter().chain(&x.to).any(is_this));
        asked.extend(requests.map(|x| unmade(move || entries::request(scene, article, x, false))));
        let plans = article.plans.iter().filter(|x| x.by.iter().any(is_this));
        asked.extend(plans.map(|x| unmade(move || entries::plan(scene, article, x, false))));
        let published = article.publisher.as_ref().is_some_and(|x| x.organisation.as_ref() == Some(&body.id));
        if published || stating.binary_search(&article.id.as_str()).is_ok() {
            articles.push(article);
        }
    }
    let attested = roles.iter().map(|x| unmade(move || entries::attested(scene, x, true, false))).collect();
    let events = reports.iter().map(|x| unmade(move || entries::report(scene, x, false))).collect();
    let list: (Page, Pick) = (Page::Organisations, |x| &x.organisations);
    let aside = label_box(scene, body);
    let all = &lists::all_of(scene, Facet::Organisation, &body.id);
    let offices = body.offices.iter().filter(|x| x.single);
    let rows = offices.flat_map(|x| strip::of_office(record, &body.id, &x.id)).collect::<Vec<_>>();
    pieces()
        .child(header(scene, list, &body.name, &body.line, &body.note, Some(aside)))
        .children(pictures::pictures(scene, &body.images))
        .children(relations(scene, body))
        .children(offices_attested(scene, drawing::strip(scene, &rows), attested, all))
        .children(all_handovers(handovers))
        .children(timeline::part(
            scene,
            Some((Facet::Organisation, &body.id)),
            timeline::of_organisation(record, &body.id),
        ))
        .children(section(scene, "events", |x| &x.events, events, all))
        .children(section(scene, "requests", |x| &x.requests_and_plans, asked, all))
        .children(papers(scene, articles, all))
        .child(cite::cite(scene, None))
        .any()
}

/// What sort of thing it is, its short name and its other names.
fn label_box(scene: &Scene, body: &Organisation) -> AnyView {
    let not_same: Vec<_> = body.not_same_as.iter().map(|id| words::organisation(scene, id)).collect();
    let kind = words::label(scene, lists::kind_label(body.kind));
    let short = body.short.as_ref().map(|x| words::row(scene, |x| &x.abbreviation, words::pair(scene, x)));
    let names: Vec<_> =
        body.also.iter().flat_map(|x| x.iter()).map(|(lang, name)| words::run(scene, lang, name)).collect();
    let also = (!names.is_empty()).then(|| words::row(scene, |x| &x.other_names, words::commas(names)));
    let rows = el("dl").child(words::row(scene, |x| &x.kind, kind)).children(short).children(also);
    let names = shell::boxed(scene, |x| &x.names).child(rows);
    el("div").child(names).children(alike(scene, not_same)).any()
}

/// How it stands to others, each with the articles that say so.
fn relations(scene: &Scene, body: &Organisation) -> Option<AnyView> {
    // The same relation, seen from the same side, to the same other body is one card.
    let mut cards: Vec<(RelationKind, bool, &str, Vec<AnyView>)> = Vec::new();
    for (article, relation) in scene.record.relations_of(&body.id) {
        let from_subject = relation.subject == body.id;
        let other = if from_subject { &relation.object } else { &relation.subject };
        let note = relation.note.as_ref().map(|x| words::lines(scene, x));
        let below = [Some(entries::source(scene, article)), note, words::why(scene, &relation.basis)];
        let same = |x: &&mut (RelationKind, bool, &str, Vec<AnyView>)| {
            (x.0, x.1, x.2) == (relation.relation, from_subject, other)
        };
        let below = below.into_iter().flatten();
        match cards.iter_mut().find(same) {
            Some(card) => card.3.extend(below),
            None => cards.push((relation.relation, from_subject, other, below.collect())),
        }
    }
    let cards: Vec<_> = cards
        .into_iter()
        .map(|(kind, from_subject, other, below)| {
            let label = words::label(scene, relation_label(kind, from_subject));
            let below = below.into_iter().map(|x| classed("p", "app").child(x).any());
            classed("li", "hit")
                .child(classed("p", "app").child(label))
                .child(el("h3").child(words::organisation(scene, other)))
                .children(below)
                .any()
        })
        .collect();
    let section = || shell::section(scene, "relations", |x| &x.relations, None);
    (!cards.is_empty()).then(|| section().child(classed("ul", "cards").children(cards)).any())
}
