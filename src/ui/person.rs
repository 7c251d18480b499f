//! A person: the offices in which the articles see them, what they did or asked.

use leptos::prelude::*;

use super::element::{classed, el, link, pieces};
use super::entries::{Unmade, unmade};
use super::kept::Kept;
use super::words::{self, Pick};
use super::{Scene, cite, drawing, entries, home, lists, pictures, shell};
use crate::record::chains::{Attested, Handover};
use crate::record::model::*;
use crate::record::occurrences::{self, Index};
use crate::record::{Record, Text};
use crate::route::{Page, Route};
use crate::search::filters::Facet;
use crate::timeline::strip;

/// The page of a person.
pub fn person(scene: &Scene, person: &'static Person) -> AnyView {
    let record = scene.record;
    let roles = record.attestations_of(&person.id);
    let mut offices: Vec<(&str, &str)> = Vec::new();
    for attested in &roles {
        let office = (attested.role.organisation.as_str(), attested.role.office.as_str());
        if !offices.contains(&office) {
            offices.push(office);
        }
    }
    let handovers: Vec<_> = offices
        .iter()
        .flat_map(|(organisation, office)| record.handovers(organisation, office))
        .filter(|x| x.from.role.person == person.id || x.to.role.person == person.id)
        .map(|x| handover(scene, &x))
        .collect();
    let is_this = |party: &Party| matches!(party, Party::Person(id) if *id == person.id);
    let mut did = Vec::new();
    let mut asked = Vec::new();
    let mut articles = Vec::new();
    for article in occurs(record, &occurrences(record).0, &person.id) {
        did.extend(
            article
                .acts
                .iter()
                .filter(|x| x.person == person.id)
                .map(|x| unmade(move || entries::act(scene, article, x, false))),
        );
        let requests = article.requests.iter().filter(|x| x.from.iter().chain(&x.to).any(is_this));
        asked.extend(requests.map(|x| unmade(move || entries::request(scene, article, x, false))));
        let plans = article.plans.iter().filter(|x| x.by.iter().any(is_this));
        asked.extend(plans.map(|x| unmade(move || entries::plan(scene, article, x, false))));
        articles.push(article);
    }
    let attested = roles.iter().map(|x| unmade(move || entries::attested(scene, x, false, false))).collect();
    let list: (Page, Pick) = (Page::People, |x| &x.people);
    let alike = not_same(scene, person);
    let all = &lists::all_of(scene, Facet::Person, &person.id);
    let strip = drawing::strip(scene, &strip::of_person(record, &person.id));
    pieces()
        .child(header(scene, list, &person.name, &person.line, &person.note, alike))
        .children(pictures::pictures(scene, &person.images))
        .children(offices_attested(scene, strip, attested, all))
        .children(all_handovers(handovers))
        .children(section(scene, "acts", |x| &x.acts, did, all))
        .children(section(scene, "requests", |x| &x.requests_and_plans, asked, all))
        .children(papers(scene, articles, all))
        .child(cite::cite(scene, None))
        .any()
}

/// Which people and which organisations occur in which articles.
pub fn occurrences(record: &'static Record) -> &'static (Index<'static>, Index<'static>) {
    occurrences_by(record, |record| occurrences::index(record, &record.articles().collect::<Vec<_>>()))
}

/// The same, made in this way if nobody has asked for them before.
pub fn occurrences_by(
    record: &'static Record,
    make: impl Fn(&'static Record) -> (Index<'static>, Index<'static>),
) -> &'static (Index<'static>, Index<'static>) {
    static ALL: Kept<(Index<'static>, Index<'static>)> = Kept::new();
    ALL.of(record, make)
}

/// The articles in which somebody or something occurs, earliest first.
pub fn occurs(record: &'static Record, index: &Index, id: &str) -> impl Iterator<Item = &'static Article> {
    occurrences::of(index, id).iter().map(|x| &*record.articles[*x])
}

fn not_same(scene: &Scene, person: &Person) -> Option<AnyView> {
    let links: Vec<_> = person.not_same_as.iter().map(|id| words::person(scene, id)).collect();
    alike(scene, links)
}

/// Those with whom an entry is easily mixed up.
pub fn alike(scene: &Scene, links: Vec<AnyView>) -> Option<AnyView> {
    (!links.is_empty()).then(|| {
        let row = words::row(scene, |x| &x.not_same_as, words::commas(links));
        shell::boxed(scene, |x| &x.names_alike).child(el("dl").child(row)).any()
    })
}

/// The head of a registry entry's page: the list it belongs to, the name, one line.
pub fn header(
    scene: &Scene,
    list: (Page, Pick),
    name: &Text,
    line: &Text,
    note: &Option<Text>,
    aside: Option<AnyView>,
) -> AnyView {
    let (lang, words) = name.in_or_else(scene.lang());
    let lang = (lang != scene.lang()).then_some(lang);
    let note = note.as_ref().map(|x| classed("p", "app").child(words::lines(scene, x)).any());
    let list = link(scene.href(&list.0), words::label(scene, list.1));
    let who = el("div")
        .child(classed("p", "crumb").child(list))
        .child(el("h1").maybe("lang", lang).child(words.to_string()))
        .children(words::beside_in(scene, classed("p", "own"), name))
        .child(classed("p", "office").child(words::text(scene, line)))
        .children(words::beside_in(scene, classed("p", "office second"), line))
        .children(note);
    classed("header", "headline who").child(who).children(aside).any()
}

/// A section of entries, left out when there are none; of very many the latest, and the way to `all`.
pub fn section(
    scene: &Scene,
    id: &'static str,
    pick: Pick,
    entries: Vec<Unmade>,
    all: &Route,
) -> Option<AnyView> {
    let (entries, way) = lists::latest(scene, entries, all);
    let section = || shell::section(scene, id, pick, None);
    (!entries.is_empty()).then(|| section().child(made(entries)).children(way).any())
}

fn made(entries: Vec<Unmade>) -> AnyView {
    entries::list(entries.into_iter().map(|x| x()).collect(), true)
}

/// The offices as attested, drawn and listed, left out when there are none.
pub fn offices_attested(
    scene: &Scene,
    strip: Option<AnyView>,
    attested: Vec<Unmade>,
    all: &Route,
) -> Option<AnyView> {
    let (attested, way) = lists::latest(scene, attested, all);
    (!attested.is_empty()).then(|| {
        let note = words::sentences(scene, |x| &x.offices_note);
        shell::section(scene, "offices", |x| &x.offices_attested, Some(note))
            .children(strip)
            .child(made(attested))
            .children(way)
            .any()
    })
}

/// The articles of an entry, left out when there are none.
pub fn papers(scene: &Scene, articles: Vec<&Article>, all: &Route) -> Option<AnyView> {
    let (articles, way) = lists::latest(scene, articles, all);
    let articles: Vec<_> = articles.into_iter().map(|x| home::paper(scene, x, "h3")).collect();
    let section = || shell::section(scene, "articles", |x| &x.articles, None);
    (!articles.is_empty())
        .then(|| section().child(classed("ul", "papers").children(articles)).children(way).any())
}

/// The windows in which offices passed on, side by side, left out when there are none.
pub fn all_handovers(handovers: Vec<AnyView>) -> Option<AnyView> {
    (!handovers.is_empty()).then(|| classed("div", "cards handovers").children(handovers).any())
}

/// The window in which an office passed from one person to the next.
pub fn handover(scene: &Scene, handover: &Handover) -> AnyView {
    let role = handover.from.role;
    let office = scene.record.office(&role.organisation, &role.office);
    let (from, to) = handover.bounds();
    let labels = scene.labels();
    let window =
        labels.dates.between.replace("{a}", &from.say(&labels.dates)).replace("{b}", &to.say(&labels.dates));
    let other = words::other_label(scene, |x| &x.changed_hands).and_then(|(lang, changed)| {
        let said = format!("{}: {changed}", office?.title.get(lang)?);
        Some(classed("span", "second").attr("lang", lang).child(said).any())
    });
    let title = el("h2")
        .children(office.map(|x| words::text(scene, &x.title)))
        .child(": ")
        .child(labels.changed_hands.as_str())
        .children(other);
    let window = el("span").attr("data-basis", "window").child(window).any();
    let list = el("dl")
        .child(words::row(scene, |x| &x.between, window))
        .child(words::row(scene, |x| &x.last_seen, seen(scene, &handover.from)))
        .child(words::row(scene, |x| &x.next_seen, seen(scene, &handover.to)))
        .child(el("dt").child(words::label(scene, |x| &x.how_changed)))
        .child(classed("dd", "none").child(words::label(scene, |x| &x.not_in_record)));
    classed("div", "card").child(title).child(list).any()
}

/// Who is seen in an office, and when.
fn seen(scene: &Scene, attested: &Attested) -> AnyView {
    let href = scene.href(&Page::Article(attested.article.id.clone()));
    pieces()
        .child(words::person(scene, &attested.role.person))
        .child(", ")
        .child(link(href, words::date(scene, attested.when())))
        .dotted(entries::caption(scene, attested.role.caption))
        .any()
}
