//! The default edition and the test edition, as read from their folders.

use std::path::Path;

use caunoi::record::chains::{Attested, Reported};
use caunoi::record::model::*;
use caunoi::record::{Record, Unreadable};
use caunoi::search::Search;
use caunoi::search::filters::Filters;
use caunoi::site::check::{self, Severity};
use proptest::prelude::*;

fn edition(folder: &str) -> Record {
    let checked = check::read(Path::new(folder), None);
    let errors: Vec<String> =
        checked.problems.iter().filter(|x| x.severity == Severity::Error).map(|x| x.to_string()).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    checked.record.expect("an edition without errors is a record")
}

/// The figures of the fact sheet's own list, against which an import is checked.
#[test]
fn the_default_edition_holds_what_the_articles_hold() {
    let record = edition("content");
    let actors = record.people.iter().filter(|x| !x.historical).count();
    let collectives = record.organisations.iter().filter(|x| x.kind == OrganisationKind::Collective).count();
    assert_eq!(record.articles.len(), 5);
    assert_eq!(actors, 13);
    assert_eq!(record.people.len() - actors, 1, "one person is only spoken of");
    assert_eq!(record.organisations.len() - collectives, 26);
    assert_eq!(collectives, 7);
    assert_eq!(record.topics.len(), 16);
    assert_eq!(record.terms.len(), 80);
    let measured = record.articles.iter().flat_map(|x| &x.figures).filter(|x| x.measured).count();
    assert_eq!(measured, 2, "only two figures are measured results");
}

#[test]
fn articles_are_in_the_order_of_their_dates() {
    let ids: Vec<_> = edition("content").articles.iter().map(|x| x.id.clone()).collect();
    assert_eq!(
        ids,
        [
            "2020-01-13-annual-review",
            "2022-01-18-annual-review",
            "2022-07-14-half-year-review",
            "2023-08-17-working-session",
            "2024-01-18-annual-review"
        ]
    );
}

#[test]
fn the_presidency_changes_hands_within_a_window_and_at_no_date() {
    let record = edition("content");
    let windows: Vec<String> = record
        .handovers("haufo", "president")
        .iter()
        .map(|x| {
            let (from, to) = x.bounds();
            format!("{} {from} {to} {}", x.from.role.person, x.to.role.person)
        })
        .collect();
    assert_eq!(windows, ["nguyen-lan-huong 2022-07-14 2023-08-17 nguyen-ngoc-ky"]);
    assert!(record.handovers("haufo", "standing-vice-president").is_empty(), "several may hold it at once");
}

#[test]
fn the_sixth_congress_is_planned_then_held_at_an_unknown_day() {
    let record = edition("content");
    let reports = record.reports_of("haufo-congress-6");
    let said: Vec<String> =
        reports.iter().map(|x| format!("{:?} {}", x.report.status, x.when().date)).collect();
    assert_eq!(said, ["Planned 2022", "Planned 2022-07-14/..", "Held [2022-07-14..2023-08-17]"]);
    let outcome = record
        .came_of(&reports[0].report.event, reports[0].article)
        .expect("a later article says what came of it");
    assert_eq!(outcome.article.id, "2023-08-17-working-session");
}

/// What is asked for of one organisation or topic is looked up; it must be what is found of it among
/// all, in the same order.
#[test]
fn what_is_looked_up_is_what_is_found_among_all() {
    for folder in ["content", "tests/editions/ferry"] {
        let record = edition(folder);
        let reports = |all: Vec<Reported>| all.iter().map(|x| x.report.id.clone()).collect::<Vec<_>>();
        let roles = |all: Vec<Attested>| all.iter().map(|x| x.role.id.clone()).collect::<Vec<_>>();
        let mut found = 0;
        for body in &record.organisations {
            let mut all = record.attestations();
            all.retain(|x| x.role.organisation == body.id);
            found += all.len();
            assert_eq!(roles(record.attestations_in(&body.id)), roles(all), "{}", body.id);
            let is_about = |x: &Event| x.organisations.contains(&body.id);
            let mut all = record.reports();
            all.retain(|x| is_about(x.event));
            assert_eq!(reports(record.reports_in(&body.id)), reports(all), "{}", body.id);
            let is_party = |x: &&Relation| x.subject == body.id || x.object == body.id;
            let all = record.articles().flat_map(|x| &x.relations).filter(is_party);
            assert!(record.relations_of(&body.id).map(|x| x.1).eq(all), "{}", body.id);
        }
        assert_eq!(found, record.attestations().len(), "{folder}");
        for topic in &record.topics {
            let mut all = record.reports();
            all.retain(|x| x.event.topics.contains(&topic.id));
            assert_eq!(reports(record.reports_on(&topic.id)), reports(all), "{}", topic.id);
        }
    }
}

#[test]
fn what_no_article_reports_has_no_outcome() {
    let record = edition("content");
    let reports = record.reports_of("haufo-30");
    assert_eq!(reports[0].report.status, Status::Planned);
    assert!(record.came_of(&reports[0].report.event, reports[0].article).is_none());
}

#[test]
fn the_misprint_is_read_and_kept() {
    let record: &'static Record = Box::leak(Box::new(edition("content")));
    let corrections: Vec<_> = record.articles.iter().flat_map(|x| &x.corrections).collect();
    assert!(corrections.iter().any(|x| x.printed == "VXII" && x.read == "XVII"));
    for query in ["VXII", "XVII"] {
        let search = Search::of(record, None);
        let found = search.ask(query, &Filters::default(), |_| None, |_, _| String::new());
        let mut hits = found.groups.iter().flat_map(|x| &x.1).map(|x| search.entry(*x));
        assert!(hits.any(|x| x.anchor == Some("2022-01-18-xvii")), "{query}");
    }
}

#[test]
fn the_schemas_beside_the_content_are_those_of_the_types() {
    for (name, schema) in check::schemas() {
        let path = Path::new("content/schema").join(&name);
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        // Not assert_eq: nobody reads two schemas of a thousand lines.
        assert!(kept == format!("{schema:#}\n"), "`caunoi schema --out content/schema` writes {name} anew");
    }
}

#[test]
fn every_record_comes_back_as_it_was_packed() {
    for folder in ["content", "tests/editions/ferry"] {
        let record = edition(folder);
        assert_eq!(Record::unpack(&record.pack()).as_ref(), Ok(&record), "{folder}");
    }
}

#[test]
fn a_record_cut_off_anywhere_is_refused() {
    let bytes = edition("tests/editions/ferry").pack();
    for end in 0..bytes.len() {
        assert!(Record::unpack(&bytes[..end]).is_err(), "cut off at {end}");
    }
    assert_eq!(Record::unpack(b"something else"), Err(Unreadable::NotARecord));
}

proptest! {
    #[test]
    fn any_bytes_give_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Record::unpack(&bytes);
    }

    /// The checksum is put right, so that the damage reaches the unpacking itself.
    #[test]
    fn a_damaged_record_never_panics(at in any::<prop::sample::Index>(), to in any::<u8>()) {
        let mut bytes = ferry().to_vec();
        let at = 16 + at.index(bytes.len() - 16);
        bytes[at] = to;
        let sum = bytes[16..].iter().fold(0xcbf2_9ce4_8422_2325u64, |sum, byte| {
            (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
        bytes[8..16].copy_from_slice(&sum.to_le_bytes());
        if let Ok(record) = Record::unpack(&bytes) {
            for article in &record.articles {
                let _ = article.when.date.say(&record.labels[0].dates);
            }
        }
    }
}

fn ferry() -> &'static [u8] {
    static BYTES: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
    BYTES.get_or_init(|| edition("tests/editions/ferry").pack())
}
