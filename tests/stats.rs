//! What a record has and what it lacks, on the editions that there are and on invented ones.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use caunoi::desk::stats::{Kind, Language, Publisher, Stats, Topic, Unused, Year};
use caunoi::record::Record;
use caunoi::record::Text;
use caunoi::record::model::*;
use caunoi::site::check;
use caunoi::timeline::plans::{Came, What, plans};

fn record(edition: &str) -> Record {
    check::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(edition), None).record.expect("a sound edition")
}

/// An edition's years as `year articles reports`.
fn years(stats: &Stats) -> Vec<String> {
    stats.years.iter().map(|x| format!("{} {} {}", x.year, x.articles, x.reports)).collect()
}

fn publishers(stats: &Stats) -> Vec<(Option<&str>, usize)> {
    stats.publishers.iter().map(|x| (x.publisher.as_deref(), x.articles)).collect()
}

/// What is without an outcome: of how many an editor has looked for it, and of how many not.
fn open(stats: &Stats) -> [(Kind, usize, usize); 3] {
    [Kind::Event, Kind::Plan, Kind::Request].map(|kind| {
        let of = |looked| {
            stats.without_outcome.iter().filter(|x| x.kind == kind && x.looked_for == looked).count()
        };
        (kind, of(true), of(false))
    })
}

#[test]
fn the_default_edition() {
    let stats = Stats::of(&record("content"));
    assert_eq!((stats.articles, stats.statements), (5, 226));
    assert_eq!(
        years(&stats)[8..],
        ["2019 0 9", "2020 1 9", "2021 0 3", "2022 2 22", "2023 1 10", "2024 1 2"]
    );
    assert_eq!(
        publishers(&stats),
        [(Some("hanoimoi"), 2), (Some("Thời Đại"), 1), (Some("kinh-te-do-thi"), 1), (None, 1)]
    );
    assert_eq!(stats.topics.len(), 16);
    assert_eq!(stats.topics[0], Topic { id: "peoples-diplomacy".into(), articles: 5, events: 10 });
    assert_eq!(open(&stats), [(Kind::Event, 6, 0), (Kind::Plan, 18, 0), (Kind::Request, 19, 0)]);
    assert_eq!(stats.without_translation, []);
    let sources: Vec<_> =
        stats.without_source.iter().map(|x| (x.article.as_str(), x.lacks.join(" "))).collect();
    assert_eq!(sources.len(), 5);
    assert_eq!(sources[1], ("2022-01-18-annual-review", "published".into()));
    assert_eq!(sources[4], ("2024-01-18-annual-review", "url published publisher bylines".into()));
    assert!(stats.without_role.is_empty());
    let unused: Vec<_> = stats.unused.iter().map(|x| x.id.as_str()).collect();
    assert_eq!(unused, ["embassies", "international-organisations", "party-committees-and-authorities"]);
    assert!(stats.topics_without_article.is_empty() && stats.events_without_article.is_empty());
}

#[test]
fn the_edition_of_the_ferry() {
    let stats = Stats::of(&record("tests/editions/ferry"));
    assert_eq!((stats.articles, stats.statements), (3, 63));
    let all =
        ["1700 0 1", "1745 0 1", "1824 0 1", "1960 0 1", "1964 0 1", "2021 1 6", "2022 1 5", "2023 0 2"];
    assert_eq!(years(&stats)[..8], all);
    let language = |tag: &str, texts, of| Language { language: tag.into(), texts, of };
    assert_eq!(stats.languages, [language("de", 178, 180), language("fr", 172, 181)]);
    assert_eq!(open(&stats), [(Kind::Event, 1, 2), (Kind::Plan, 2, 2), (Kind::Request, 1, 2)]);
    let lacking: Vec<String> =
        stats.without_translation.iter().map(|x| format!("{} {} {}", x.language, x.file, x.key)).collect();
    assert_eq!(lacking.len(), 11);
    assert_eq!(lacking[0], "fr edition.json /about/2");
    assert_eq!(lacking[2], "de people.json /people/1/line");
    assert_eq!(lacking[8], "de articles/2022-10-15-bergung.json /acts/1/did");
    let sources: Vec<_> =
        stats.without_source.iter().map(|x| (x.article.as_str(), x.lacks.join(" "))).collect();
    assert_eq!(
        sources,
        [("2022-10-15-bergung", "url bylines".into()), ("2024-06-02-faehrfest", "url publisher".into())]
    );
    assert!(stats.without_role.is_empty() && stats.unused.is_empty());
}

#[test]
fn texts_are_counted_as_check_counts_them() {
    for edition in ["content", "tests/editions/ferry", "tests/broken/base"] {
        let checked = check::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(edition), None);
        let stats = Stats::of(&checked.record.expect("a sound edition"));
        let found: Vec<_> = stats.languages.into_iter().map(|x| (x.language, x.texts, x.of)).collect();
        assert_eq!(found, checked.coverage, "{edition}");
        let lacking = checked.coverage.iter().map(|(_, texts, of)| of - texts).sum::<usize>();
        assert_eq!(stats.without_translation.len(), lacking, "{edition}");
    }
}

/// The page of plans and this list are of one mind.
#[test]
fn outcomes_are_those_of_the_page_of_plans() {
    for edition in ["content", "tests/editions/ferry", "tests/broken/base"] {
        let record = record(edition);
        let all = plans(&record);
        let mut expected: Vec<(Kind, &str)> = all
            .iter()
            .filter(|x| matches!(x.came, Came::NotInRecord))
            .map(|x| (if matches!(x.what, What::Plan(_)) { Kind::Plan } else { Kind::Request }, x.id()))
            .collect();
        let stats = Stats::of(&record);
        let found = stats.without_outcome.iter().filter(|x| x.kind != Kind::Event);
        let mut found: Vec<(Kind, &str)> = found.map(|x| (x.kind, x.id.as_str())).collect();
        expected.sort_by_key(|x| x.1);
        found.sort_by_key(|x| x.1);
        assert_eq!(found, expected, "{edition}");
    }
}

/// The ferry's record with entries that nobody uses and an article of which little is known.
fn invented() -> Record {
    let mut record = record("tests/editions/ferry");
    let name = Text::one("de", "Nemo");
    let nobody = Person { id: "nobody".into(), name: name.clone(), ..record.people[0].clone() };
    let spoken_of = Person { id: "spoken-of".into(), historical: true, ..nobody.clone() };
    record.people.extend([nobody, spoken_of]);
    let topic = topic("unused", &name);
    let event =
        Event { id: "never".into(), topics: vec!["unused".into()], series: None, ..record.events[0].clone() };
    record.topics.push(topic);
    record.events.push(event);
    record.series.push(Series { id: "unused".into(), label: name.clone(), note: None });
    let office = Office { id: "vacant".into(), title: name.clone(), also: Vec::new(), single: false };
    record.organisations[0].offices.push(office);
    let article = Arc::make_mut(&mut record.articles[0]);
    article.publisher = None;
    article.lead = Text::one("fr", "Le bac");
    record
}

fn topic(id: &str, label: &Text) -> caunoi::record::model::Topic {
    caunoi::record::model::Topic { id: id.into(), label: label.clone(), note: None }
}

#[test]
fn an_invented_record_lacks_what_was_left_out() {
    let record = invented();
    let (stats, before) = (Stats::of(&record), Stats::of(&self::record("tests/editions/ferry")));
    assert_eq!(stats.without_role, ["nobody"]);
    let organisation = &record.organisations[0].id;
    let unused = |file, id: String| Unused { file, id };
    assert_eq!(
        stats.unused,
        [
            unused("people.json", "nobody".into()),
            unused("series.json", "unused".into()),
            unused("events.json", "never".into()),
            unused("organisations.json", format!("{organisation}/vacant")),
        ]
    );
    assert_eq!(stats.topics_without_article, ["unused"]);
    assert_eq!(stats.topics.last(), Some(&Topic { id: "unused".into(), articles: 0, events: 1 }));
    assert_eq!(stats.events_without_article, ["never"]);
    assert_eq!(stats.publishers.last(), Some(&Publisher { publisher: None, articles: 2 }));
    let article = &record.articles[0].id;
    assert!(stats.without_source.iter().any(|x| x.article == *article && x.lacks.contains(&"publisher")));
    let file = format!("articles/{article}.json");
    let lacks =
        |x: &Stats| x.without_translation.iter().filter(|x| x.file == file && x.key == "/lead").count();
    assert_eq!((lacks(&before), lacks(&stats)), (0, 1));
}

/// A plan that a later article reports as held has an outcome; one of the same day has not.
#[test]
fn only_a_later_article_says_what_came_of_a_plan() {
    let mut record = record("tests/broken/base");
    let planned = record.articles[1].events.iter().find(|x| x.status == Status::Planned).unwrap().clone();
    let is_open = |record: &Record| Stats::of(record).without_outcome.iter().any(|x| x.id == planned.id);
    assert!(is_open(&record));
    let mut held = Article::clone(&record.articles[1]);
    held.id = "later".into();
    held.events =
        vec![Report { id: "later-held".into(), status: Status::Held, when: None, ..planned.clone() }];
    (held.plans, held.requests) = (Vec::new(), Vec::new());
    record.articles.push(held.into());
    assert!(is_open(&record));
    Arc::make_mut(&mut record.articles[2]).when.date = "2022-01-01".parse().unwrap();
    assert!(!is_open(&record));
}

#[test]
fn figures_are_printed_in_columns() {
    let mut stats = Stats::of(&record("tests/broken/base"));
    stats.years = [(-44, 1, 10), (2020, 12, 3)]
        .map(|(year, articles, reports)| Year { year, articles, reports })
        .into();
    let text = stats.to_string();
    let part = |from: &str| {
        text.split("\n\n").find(|x| x.starts_with(from)).unwrap_or_default().trim_end().to_owned()
    };
    assert_eq!(part("2 articles"), "2 articles, 14 statements");
    assert_eq!(part("year"), "year  articles  reports\n-44          1       10\n2020        12        3");
    assert_eq!(part("People without"), "People without an office: 1\n  vu-van-lan");
    assert_eq!(
        part("Without an outcome").lines().nth(1),
        Some("  plan     2020-01-02-a: 2020-01-02-book    meant for 2020-40  not in the record")
    );
    assert!(text.lines().all(|x| x == x.trim_end()), "{text}");
}

#[test]
fn figures_are_json_too() {
    let json = serde_json::to_value(Stats::of(&record("tests/broken/base"))).unwrap();
    assert_eq!(json["without_outcome"][0]["kind"], "plan");
    assert_eq!(json["languages"][1]["language"], "en");
    assert_eq!(json["without_source"][0]["lacks"][3], "bylines");
}

/// Sums take time in proportion to the record: ten thousand articles, well under a second in the
/// tool as it is built; here without optimisation.
#[test]
fn ten_thousand_articles_are_counted_at_once() {
    let mut record = record("tests/editions/ferry");
    let some = record.articles.clone();
    record.articles = (0..10_000)
        .map(|number| {
            Article { id: format!("a{number}"), ..Article::clone(&some[number % some.len()]) }.into()
        })
        .collect();
    let events = record.events.clone();
    record.events.extend((0..10_000).map(|x| Event { id: format!("e{x}"), ..events[0].clone() }));
    let start = Instant::now();
    let stats = Stats::of(&record);
    let took = start.elapsed();
    assert_eq!(stats.articles, 10_000);
    assert_eq!(stats.events_without_article.len(), 10_000);
    assert!(took < Duration::from_secs(10), "{took:?}");
}
