//! The lists: articles, people, organisations, topics.

use std::sync::Arc;

use leptos::prelude::*;

use super::element::{classed, el, link, pieces};
use super::kept::Kept;
use super::words::{self, Pick};
use super::{Scene, home, shell};
use crate::record::Record;
use crate::record::model::*;
use crate::route::{Page, Route};
use crate::search::filters::Facet;

/// How many entries a list has at most, where there is another way to the rest: thousands take
/// seconds to come and to be set.
pub const LONG: usize = 400;

/// Whether a record has more articles than a list.
pub fn is_long(record: &Record) -> bool {
    record.articles.len() > LONG
}

/// The articles, latest first. Of a long record the latest, and the way to all of each year.
pub fn articles(scene: &Scene) -> AnyView {
    let papers = scene.record.articles.iter().rev().take(LONG).map(|x| listed(scene, x));
    pieces()
        .child(shell::title(scene, |x| &x.articles))
        .children(jumps(scene))
        .child(classed("ol", "papers").children(papers))
        .any()
}

/// The years that have a page: those of the articles, if there are more articles than a list has.
pub fn years(record: &'static Record) -> &'static [OneYear] {
    static YEARS: Kept<Vec<OneYear>> = Kept::new();
    let all = |record: &'static Record| {
        let year = |x: &Article| x.when.date.year();
        let years = record.articles.chunk_by(|a, b| year(a) == year(b));
        years.filter_map(|x| Some((year(&x[0])?, x))).collect()
    };
    if is_long(record) { YEARS.of(record, all) } else { &[] }
}

/// A year and its articles.
pub type OneYear = (i32, &'static [Arc<Article>]);

/// The way to the articles of each year, where there are many.
fn jumps(scene: &Scene) -> Option<AnyView> {
    let years = years(scene.record);
    let jumps = years.iter().map(|(year, articles)| {
        let name = year.to_string().into_any();
        let here = (scene.page == Page::Year(*year)).then_some("page");
        let jump = link(scene.href(&Page::Year(*year)), name).maybe("aria-current", here);
        el("li").child(jump).child(classed("span", "n").child(articles.len().to_string())).any()
    });
    let jumps = classed("ol", "jumps").children(jumps);
    (!years.is_empty()).then(|| el("nav").attr("aria-label", &scene.labels().years).child(jumps).any())
}

/// The articles of a year, latest first.
pub fn year(scene: &Scene, year: i32) -> Option<AnyView> {
    let articles = years(scene.record).iter().find(|x| x.0 == year)?.1;
    let papers = articles.iter().rev().map(|x| listed(scene, x));
    let list = link(scene.href(&Page::Articles), words::label(scene, |x| &x.articles));
    let headline = classed("header", "headline")
        .child(classed("p", "crumb").child(list))
        .child(el("h1").child(year.to_string()));
    let papers = classed("ol", "papers").children(papers);
    Some(pieces().child(headline).children(jumps(scene)).child(papers).any())
}

/// The latest of so many entries, and the way to all of them if that leaves some out.
pub fn latest<T>(scene: &Scene, mut entries: Vec<T>, all: &Route) -> (Vec<T>, Option<AnyView>) {
    let count = entries.len();
    entries.drain(..count.saturating_sub(LONG));
    let name = scene.labels().see_all.replace("{n}", &count.to_string());
    let way =
        (count > LONG).then(|| classed("p", "app").child(link(scene.address(all), name.into_any())).any());
    (entries, way)
}

/// The search for all that has this value of a facet.
pub fn all_of(scene: &Scene, facet: Facet, value: &str) -> Route {
    let mut route = Route::new(scene.mode, Page::Search);
    route.filters.toggle(facet, value);
    route
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
