//! An article of the record: the edition's own summary, the newspaper's piece that it cites, and the events
//! that it tells of.

use super::entities::{named_organisation, named_person, organisation_id, topic_id};
use super::write::{
    basis_property, date_property, described, known, other_names, pictures, property, reference, said, thing,
    words,
};
use super::{licence, translation, website_id};
use crate::export::Published;
use crate::export::json::Json;
use crate::record::chains::Reported;
use crate::record::date::{Date, Precision};
use crate::record::model::*;
use crate::route::{Mode, Page};
use crate::search::entries::status_name;

fn page(article: &Article) -> Page {
    Page::Article(article.id.clone())
}

/// The address of a statement in its article, in the page's language.
pub fn place(at: Published, article: &Article, id: &str) -> String {
    at.place(&page(article), id)
}

/// What the edition wrote in one language.
pub fn summary_id(at: Published, article: &Article) -> String {
    place(at, article, "Article")
}

/// What the newspaper printed.
pub fn source_id(at: Published, article: &Article) -> String {
    article
        .url
        .clone()
        .unwrap_or_else(|| place(Published { mode: Mode::First, ..at }, article, "NewsArticle"))
}

/// The summary, its source and its events.
pub fn article(json: &mut Json, at: Published, article: &Article) {
    summary(json, at, article);
    source(json, at, article);
    for reported in reports(at, article) {
        event(json, at, reported);
    }
}

fn reports<'a>(at: Published<'a>, article: &'a Article) -> Vec<Reported<'a>> {
    let known =
        |report: &'a Report| Some(Reported { article, event: at.record.event(&report.event)?, report });
    article.events.iter().filter_map(known).collect()
}

/// The edition's own work.
fn summary(json: &mut Json, at: Published, article: &Article) {
    let record = at.record;
    thing(json, "Article", &summary_id(at, article), |json| {
        json.key("url").text(&at.address(&page(article)));
        json.key("headline");
        said(json, at, at.title(article));
        json.key("abstract");
        words(json, at, &article.lead);
        json.key("inLanguage").text(at.lang());
        json.key("isPartOf");
        reference(json, &website_id(at));
        licence(json, &record.edition.rights);
        for key in ["isBasedOn", "citation"] {
            json.key(key);
            reference(json, &source_id(at, article));
        }
        let about: Vec<String> = reports(at, article)
            .iter()
            .map(|x| event_id(at, x))
            .chain(article.topics.iter().filter_map(|x| record.topic(x)).map(|x| topic_id(at, &x.id)))
            .collect();
        json.key("about").list(&about, |json, id| reference(json, id));
        mentions(json, at, article);
        pictures(json, at, &article.images);
        translation(json, at, |at| summary_id(at, article));
    });
}

/// Everybody of whom the article says something.
fn mentions(json: &mut Json, at: Published, article: &Article) {
    let (mut people, mut bodies) = (Vec::new(), Vec::new());
    for role in &article.roles {
        once(&mut people, &role.person);
        once(&mut bodies, &role.organisation);
    }
    article.acts.iter().for_each(|x| once(&mut people, &x.person));
    let asked = article.requests.iter().flat_map(|x| x.from.iter().chain(&x.to));
    for party in asked.chain(article.plans.iter().flat_map(|x| &x.by)) {
        match party {
            Party::Person(id) => once(&mut people, id),
            Party::Organisation(id) => once(&mut bodies, id),
        }
    }
    article.relations.iter().flat_map(|x| [&x.subject, &x.object]).for_each(|x| once(&mut bodies, x));
    for reported in reports(at, article) {
        reported.event.organisations.iter().for_each(|x| once(&mut bodies, x));
    }
    if people.is_empty() && bodies.is_empty() {
        return;
    }
    json.key("mentions").array(|json| {
        people.iter().filter_map(|x| at.record.person(x)).for_each(|x| named_person(json, at, x));
        bodies.iter().filter_map(|x| at.record.organisation(x)).for_each(|x| named_organisation(json, at, x));
    });
}

fn once<'a>(all: &mut Vec<&'a str>, id: &'a str) {
    if !all.contains(&id) {
        all.push(id);
    }
}

/// What the newspaper printed, as far as the record knows.
fn source(json: &mut Json, at: Published, article: &Article) {
    thing(json, "NewsArticle", &source_id(at, article), |json| {
        let printed = &article.headline.lang;
        json.key("headline");
        said(json, at, (printed, &article.headline.text));
        json.key("inLanguage").text(printed);
        if let Some(url) = &article.url {
            json.key("url").text(url);
        }
        if let Some(stamp) = &article.published {
            json.key("datePublished").text(&stamp.to_string());
        }
        if let Some(publisher) = &article.publisher {
            json.key("publisher");
            known(json, at, "publisher", &publisher.basis, |json| named(json, at, publisher));
        }
        if let Some(section) = &article.section {
            json.key("articleSection");
            known(json, at, "articleSection", &section.basis, |json| words(json, at, &section.name));
        }
        if !article.bylines.is_empty() {
            json.key("author").list(&article.bylines, |json, name| {
                json.object(|json| {
                    json.key("@type").text("Person");
                    json.key("name");
                    said(json, at, (printed, name));
                });
            });
        }
    });
}

/// A publisher: an organisation of the record, or only a name.
fn named(json: &mut Json, at: Published, publisher: &Named) {
    match publisher.organisation.as_ref().and_then(|x| at.record.organisation(x)) {
        Some(body) => named_organisation(json, at, body),
        None => json.object(|json| {
            json.key("@type").text("Organization");
            described(json, at, &publisher.name, None);
        }),
    }
}

/// What one article says of an event: another may say that it was planned, or when it really was. So it goes
/// by the report's address, not by the event's.
fn event_id(at: Published, reported: &Reported) -> String {
    place(Published { mode: Mode::First, ..at }, reported.article, &reported.report.id)
}

fn event(json: &mut Json, at: Published, reported: Reported) {
    let Reported { article, event, report } = reported;
    // A resolution or a bulletin comes about, but is no happening.
    let is_document = event.kind == EventKind::Document;
    let kind = if is_document { "CreativeWork" } else { "Event" };
    thing(json, kind, &event_id(at, &reported), |json| {
        json.key("url").text(&place(at, article, &report.id));
        described(json, at, &event.label, report.note.as_ref());
        other_names(json, at, event.official.iter().chain(&event.also));
        if !is_document {
            happening(json, at, reported);
        }
        let owns = matches!(event.kind, EventKind::Meeting | EventKind::Programme | EventKind::Campaign);
        let bodies: Vec<&Organisation> =
            event.organisations.iter().filter_map(|x| at.record.organisation(x)).collect();
        if !bodies.is_empty() {
            json.key(if owns { "organizer" } else { "about" })
                .list(&bodies, |json, body| reference(json, &organisation_id(at, &body.id)));
        }
        json.key("subjectOf");
        reference(json, &source_id(at, article));
        json.key("additionalProperty").array(|json| {
            property(json, "status", &at.labels().status, status_name(report.status), |_| {});
            basis_property(json, at, &report.basis);
            date_property(json, at, reported.when());
        });
    });
}

/// When and where it is. What is to come is scheduled; of what has been, the vocabulary knows nothing to say.
fn happening(json: &mut Json, at: Published, reported: Reported) {
    let date = &reported.when().date;
    let is_planned = reported.report.status == Status::Planned;
    let (start, end) = match bounds(date) {
        // What is planned for some time after a day is not planned for that day.
        (Some(_), None) | (None, Some(_)) if is_planned && date.precision() == Precision::Span => {
            (None, None)
        }
        bounds => bounds,
    };
    for (key, date) in [("startDate", start), ("endDate", end)] {
        if let Some(date) = date {
            json.key(key).text(&date);
        }
    }
    if is_planned {
        json.key("eventStatus");
        reference(json, "https://schema.org/EventScheduled");
    }
    if let Some(place) = &reported.event.place {
        json.key("location").object(|json| {
            json.key("@type").text("Place");
            described(json, at, place, None);
        });
    }
}

/// The start and the end of a date as ISO 8601-1 has them, if they are certain: a year, a month or a day
/// without a mark. What is one unknown time between two has neither.
fn bounds(date: &Date) -> (Option<String>, Option<String>) {
    let edtf = date.to_string();
    match edtf.split_once('/') {
        Some((start, end)) => (plain(start), plain(end)),
        None => (plain(&edtf), None),
    }
}

fn plain(edtf: &str) -> Option<String> {
    let is_figures = edtf.split('-').all(|x| !x.is_empty() && x.bytes().all(|x| x.is_ascii_digit()));
    // From 21 on what stands in a month's place is a season, a quarter or a half-year.
    let is_month = edtf.split('-').nth(1).is_none_or(|x| x <= "12");
    (is_figures && is_month).then(|| edtf.to_string())
}

#[cfg(test)]
mod tests {
    use super::bounds;

    fn check(edtf: &str, expected: (&str, &str)) {
        let Ok(date) = edtf.parse() else { panic!("{edtf} is a date") };
        let (start, end) = bounds(&date);
        assert_eq!((start.as_deref().unwrap_or(""), end.as_deref().unwrap_or("")), expected, "{edtf}");
    }

    #[test]
    fn only_what_is_certain_is_a_date_of_iso_8601() {
        check("2022-07-14", ("2022-07-14", ""));
        check("2022-07", ("2022-07", ""));
        check("2022", ("2022", ""));
        check("2019/2024-06", ("2019", "2024-06"));
        check("2022-07-14/..", ("2022-07-14", ""));
        check("1904-XX/", ("", ""));
        check("/2024", ("", "2024"));
        check("../2023-10", ("", "2023-10"));
        check("1742~/1781?", ("", ""));
        check("1742~/1781", ("", "1781"));
        for edtf in
            ["2022-40", "2022-21", "2022?", "2022-07-14~", "201X", "2004-XX", "-0011", "[..2023-08-17]"]
        {
            check(edtf, ("", ""));
        }
        check("[2022-07-14..2023-08-17]", ("", ""));
    }
}
