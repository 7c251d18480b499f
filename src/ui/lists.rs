//! The lists: articles, people, organisations, topics.

use leptos::prelude::*;

use super::element::{classed, el, link, pieces};
use super::words::{self, Pick};
use super::{Scene, home, shell};
use crate::record::model::*;
use crate::route::Page;

/// All articles, latest first.
pub fn articles(scene: &Scene) -> AnyView {
    let papers = scene.record.articles.iter().rev().map(|x| listed(scene, x));
    pieces().child(shell::title(scene, |x| &x.articles)).child(classed("ol", "papers").children(papers)).any()
}

fn listed(scene: &Scene, article: &Article) -> AnyView {
    let lead = el("div").child(el("p").child(words::text(scene, &article.lead))).children(words::beside_in(
        scene,
        classed("p", "second"),
        &article.lead,
    ));
    classed("li", "listing").child(el("ul").child(home::paper(scene, article, "h2"))).child(lead).any()
}

/// All people: the actors, then those only spoken of.
pub fn people(scene: &Scene) -> AnyView {
    let card = |person: &Person| {
        let href = scene.href(&Page::Person(person.id.clone()));
        let heading = if person.historical { "h3" } else { "h2" };
        card(heading, link(href, words::name(scene, &person.name)).any(), words::lines(scene, &person.line))
    };
    let (mut actors, mut spoken_of) = (Vec::new(), Vec::new());
    for person in &scene.record.people {
        let list = if person.historical { &mut spoken_of } else { &mut actors };
        list.push(card(person));
    }
    let page =
        pieces().child(shell::title(scene, |x| &x.people)).child(classed("ul", "cards").children(actors));
    if spoken_of.is_empty() {
        return page.any();
    }
    let spoken_of = classed("ul", "cards").children(spoken_of);
    page.child(shell::section(scene, "historical", |x| &x.historical, None).child(spoken_of)).any()
}

/// All organisations, by kind.
pub fn organisations(scene: &Scene) -> AnyView {
    use OrganisationKind::*;
    let kinds = [
        (Body, "bodies"),
        (Organ, "organs"),
        (Fund, "funds"),
        (Newspaper, "newspapers"),
        (Collective, "collectives"),
    ];
    let mut page = pieces().child(shell::title(scene, |x| &x.organisations));
    for (kind, id) in kinds {
        let bodies = scene.record.organisations.iter().filter(|x| x.kind == kind);
        let cards: Vec<_> = bodies.map(|x| body(scene, x)).collect();
        if !cards.is_empty() {
            let cards = classed("ul", "cards").children(cards);
            page = page.child(shell::section(scene, id, kind_label(kind), None).child(cards));
        }
    }
    page.any()
}

/// What a kind of organisation is called, in the plural.
pub fn kind_label(kind: OrganisationKind) -> Pick {
    match kind {
        OrganisationKind::Body => |x| &x.bodies,
        OrganisationKind::Organ => |x| &x.organs,
        OrganisationKind::Fund => |x| &x.funds,
        OrganisationKind::Newspaper => |x| &x.newspapers,
        OrganisationKind::Collective => |x| &x.collectives,
    }
}

fn body(scene: &Scene, body: &Organisation) -> AnyView {
    let href = scene.href(&Page::Organisation(body.id.clone()));
    let mut name = link(href, words::text(scene, &body.name));
    if let Some(short) = &body.short {
        name = name.child(" (").child(words::name(scene, short)).child(")");
    }
    let beside = words::beside_in(scene, classed("span", "second"), &body.name);
    card("h3", pieces().child(name).children(beside).any(), words::lines(scene, &body.line))
}

/// A name, as a heading of this level, and a line about it.
fn card(heading: &'static str, name: AnyView, line: AnyView) -> AnyView {
    classed("li", "hit").child(el(heading).child(name)).child(classed("p", "app").child(line)).any()
}

/// All topics, with how many articles each has.
pub fn topics(scene: &Scene) -> AnyView {
    let cards = scene.record.topics.iter().map(|topic| {
        let href = scene.href(&Page::Topic(topic.id.clone()));
        let count = scene.record.articles.iter().filter(|x| x.topics.contains(&topic.id)).count();
        let count = scene.labels().articles_count.replace("{n}", &count.to_string());
        let note = topic.note.as_ref().map(|x| words::lines(scene, x));
        let name = link(href, words::lines(scene, &topic.label));
        card("h2", name.any(), pieces().child(count).dotted(note).any())
    });
    pieces().child(shell::title(scene, |x| &x.topics)).child(classed("ul", "cards").children(cards)).any()
}
