//! Tables, calendars and the Data Package of three editions and of one full of hostile strings.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use caunoi::export::calendar::calendar;
use caunoi::export::package::{self, DESCRIPTOR, RECORD, Table};
use caunoi::export::{Published, table};
use caunoi::record::model::*;
use caunoi::record::{Record, Text};
use caunoi::route::Mode;
use caunoi::search::entries::{Entry, Kind, basis_name, entries};
use caunoi::search::filters::Facet;
use caunoi::site::check;
use caunoi::timeline::items::{Of, items};
use icalendar::{CalendarComponent, Component, DatePerhapsTime};
use serde_json::Value;

use crate::hostile::planted;

/// What no cell may begin with (OWASP, CSV Injection).
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

fn read(folder: &Path) -> Record {
    check::read(folder, None).record.expect("an edition without errors is a record")
}

/// The default edition, another one, and both with hostile strings in every text.
fn editions() -> &'static [Record; 4] {
    static EDITIONS: OnceLock<[Record; 4]> = OnceLock::new();
    EDITIONS.get_or_init(|| {
        let folders = ["content", "tests/editions/ferry"].map(Path::new);
        let [default, ferry] = folders.map(read);
        let [hostile, other] = folders.map(|x| read(&planted(x, true).0));
        [default, ferry, hostile, other]
    })
}

fn published(record: &Record, mode: Mode) -> Published<'_> {
    Published { record, mode, home: record.edition.base_url.as_deref().unwrap_or_default() }
}

/// Each edition in each language.
fn all() -> impl Iterator<Item = Published<'static>> {
    let modes = [Mode::First, Mode::Second];
    editions().iter().flat_map(move |record| modes.map(|mode| published(record, mode)))
}

/// The columns and the lines of a table.
struct Lines {
    columns: Vec<String>,
    lines: Vec<Vec<String>>,
}

impl Lines {
    /// Read by the crate `csv`; no cell may be a formula.
    fn read(text: &str) -> Lines {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let strings = |x: &csv::StringRecord| x.iter().map(String::from).collect::<Vec<_>>();
        let columns = strings(reader.headers().expect("a table has columns"));
        let lines: Vec<_> =
            reader.records().map(|x| strings(&x.expect("a line has all its cells"))).collect();
        for cell in lines.iter().flatten() {
            assert!(!cell.starts_with(FORMULA), "a spreadsheet would run {cell:?}");
        }
        Lines { columns, lines }
    }

    /// What is meant by the cells of a column.
    fn column(&self, name: &str) -> Vec<&str> {
        let at = self.columns.iter().position(|x| x == name).unwrap_or_else(|| panic!("{name} is a column"));
        self.lines.iter().map(|x| meant(&x[at])).collect()
    }

    /// What is meant by the cells of these columns, line by line; nothing where all are empty.
    fn keys(&self, names: &[&str]) -> Vec<Vec<&str>> {
        let columns: Vec<_> = names.iter().map(|x| self.column(x)).collect();
        let lines = (0..self.lines.len()).map(|line| columns.iter().map(|x| x[line]).collect());
        lines.filter(|x: &Vec<&str>| x.iter().any(|x| !x.is_empty())).collect()
    }
}

/// A cell without the apostrophe that keeps it from being a formula.
fn meant(cell: &str) -> &str {
    let is_marked = cell.starts_with('\'') && cell.trim_start_matches('\'').starts_with(FORMULA);
    if is_marked { &cell[1..] } else { cell }
}

fn words<'a>(text: Option<&'a Text>, lang: &str) -> &'a str {
    text.and_then(|x| x.get(lang)).unwrap_or_default()
}

/// The texts of a column, one for each of the things, in each language.
fn same<'a, T: 'a>(
    lines: &Lines,
    name: &str,
    record: &Record,
    things: &'a [T],
    text: fn(&'a T) -> Option<&'a Text>,
) {
    for lang in &record.edition.languages {
        let found = lines.column(&format!("{name}_{lang}"));
        let expected: Vec<&str> = things.iter().map(|x| words(text(x), lang)).collect();
        assert_eq!(found, expected, "{name}_{lang}");
    }
}

#[test]
fn a_selection_comes_back_from_csv() {
    for published in all() {
        let record = published.record;
        let entries: Vec<Entry> = entries(record).collect();
        let text = table::csv(published, &entries);
        let lines = Lines::read(text.strip_prefix('\u{feff}').expect("spreadsheets need the mark"));
        let check = |name: &str, expected: &dyn Fn(&Entry) -> String| {
            let expected: Vec<String> = entries.iter().map(expected).collect();
            assert_eq!(lines.column(name), expected, "{name}");
        };
        check("id", &|x| x.id().to_string());
        check("kind", &|x| x.kind.name().to_string());
        check("date", &|x| x.when.map(|x| x.date.to_string()).unwrap_or_default());
        check("date_basis", &|x| x.when.map(|x| basis_name(&x.basis).to_string()).unwrap_or_default());
        check("article", &|x| x.article.map(|x| x.id.clone()).unwrap_or_default());
        check("topics", &|x| x.values(Facet::Topic).collect::<Vec<_>>().join(" "));
        for lang in &record.edition.languages {
            let title = |x: &Entry| x.titles.iter().find(|x| x.0 == *lang).map(|x| x.1.clone());
            check(&format!("title_{lang}"), &|x| title(x).unwrap_or_default());
            let texts = lines.column(&format!("text_{lang}"));
            for (entry, text) in entries.iter().zip(texts) {
                let passages = entry.passages.iter().map(|x| &x.1);
                let mut said = entry.titles.iter().skip(1).chain(passages).filter(|x| x.0 == *lang);
                let title = title(entry).unwrap_or_default();
                assert!(said.all(|x| text.contains(&x.1) || x.1 == title), "{}: {text}", entry.id());
            }
        }
        assert!(lines.column("address").iter().all(|x| x.starts_with(published.home)));
    }
}

#[test]
fn a_selection_of_nothing_has_its_columns() {
    let published = published(&editions()[0], Mode::Second);
    let lines = Lines::read(table::csv(published, &[]).trim_start_matches('\u{feff}'));
    assert!(lines.lines.is_empty());
    assert!(
        lines.columns.contains(&"title_vi".to_string()) && lines.columns.contains(&"text_en".to_string())
    );
    assert_eq!(table::json(published, &[]), "[]");
}

#[test]
fn a_selection_comes_back_from_json() {
    for published in all() {
        let entries: Vec<Entry> = entries(published.record).collect();
        let read: Vec<Value> = serde_json::from_str(&table::json(published, &entries)).expect("it is JSON");
        assert_eq!(read.len(), entries.len());
        for (json, entry) in read.iter().zip(&entries) {
            assert_eq!(json["id"], entry.id());
            let date = entry.when.map(|x| x.date.to_string());
            assert_eq!(json["date"]["edtf"].as_str(), date.as_deref(), "{json}");
            let reason = |basis: Option<&Basis>| match basis {
                None | Some(Basis::Stated) => Value::Null,
                Some(Basis::Inferred(x) | Basis::Derived(x) | Basis::Window(x)) => {
                    serde_json::to_value(x).expect("a text is JSON")
                }
            };
            assert_eq!(json["date"]["reason"], reason(entry.when.map(|x| &x.basis)), "{json}");
            assert_eq!(json["known"]["reason"], reason(entry.basis), "{json}");
            for lang in &published.record.edition.languages {
                let mut titles = entry.titles.iter().filter(|x| x.0 == *lang).map(|x| x.1.as_str());
                assert_eq!(json["title"][lang].as_str(), titles.next());
                let told = texts(&json["texts"][lang]);
                assert!(titles.all(|x| told.contains(&x)), "{json}");
            }
            let publisher = entry.article.and_then(|x| x.publisher.as_ref());
            let name =
                publisher.map_or(Value::Null, |x| serde_json::to_value(&x.name).expect("a text is JSON"));
            assert_eq!(json["publisher"]["name"], name);
        }
    }
}

#[test]
fn what_looks_like_a_formula_is_a_text() {
    let [default, _, hostile @ ..] = editions();
    let statements = |record| {
        let tables = package::tables(published(record, Mode::First));
        csv(table_of(&tables, "statements"))
    };
    let figures = statements(default);
    assert!(figures.contains(",'+7 %,") && Lines::read(&figures).column("value").contains(&"+7 %"));
    for record in hostile {
        assert!(statements(record).contains(",'=cmd|"));
    }
}

/// What is in the file of a table.
fn csv(table: &Table) -> String {
    table.pieces().collect()
}

fn table_of<'a, 'r>(tables: &'a [Table<'r>], name: &str) -> &'a Table<'r> {
    let file = format!("{name}.csv");
    tables.iter().find(|x| x.file == file).unwrap_or_else(|| panic!("{file} is in the package"))
}

#[test]
fn the_tables_hold_what_the_record_holds() {
    for published in all() {
        let record = published.record;
        let tables = package::tables(published);
        let lines = |name: &str| Lines::read(&csv(table_of(&tables, name)));
        let people = lines("people");
        same(&people, "name", record, &record.people, |x| Some(&x.name));
        same(&people, "line", record, &record.people, |x| Some(&x.line));
        same(&people, "note", record, &record.people, |x| x.note.as_ref());
        same(&lines("organisations"), "name", record, &record.organisations, |x| Some(&x.name));
        same(&lines("events"), "label", record, &record.events, |x| Some(&x.label));
        same(&lines("events"), "place", record, &record.events, |x| x.place.as_ref());
        same(&lines("topics"), "label", record, &record.topics, |x| Some(&x.label));
        same(&lines("terms"), "label", record, &record.terms, |x| Some(&x.label));
        same(&lines("series"), "label", record, &record.series, |x| Some(&x.label));
        let articles = lines("articles");
        same(&articles, "lead", record, &record.articles, |x| Some(&x.lead));
        let headlines: Vec<&str> = record.articles.iter().map(|x| x.headline.text.as_str()).collect();
        assert_eq!(articles.column("headline"), headlines);
        let offices: usize = record.organisations.iter().map(|x| x.offices.len()).sum();
        assert_eq!(lines("offices").lines.len(), offices);
        statements(record, &lines("statements"));
    }
}

/// Each statement is a line, and those that can be found are dated as they are there.
fn statements(record: &Record, lines: &Lines) {
    let count = |x: &Article| {
        let told = x.events.len() + x.roles.len() + x.acts.len() + x.figures.len() + x.requests.len();
        told + x.plans.len() + x.mottoes.len() + x.relations.len() + x.corrections.len()
    };
    assert_eq!(lines.lines.len(), record.articles().map(count).sum::<usize>());
    let ids = lines.column("id");
    let [dates, bases, kinds] = ["date", "basis", "kind"].map(|x| lines.column(x));
    for entry in entries(record).filter(|x| x.anchor.is_some() && x.kind != Kind::Term) {
        let at = ids.iter().position(|x| *x == entry.id()).expect("every statement is a line");
        assert_eq!(kinds[at], entry.kind.name());
        if entry.kind != Kind::Correction {
            assert_eq!(dates[at], entry.when.map(|x| x.date.to_string()).unwrap_or_default());
            assert_eq!(bases[at], entry.basis.map(basis_name).unwrap_or_default());
        }
    }
    for lang in &record.edition.languages {
        let texts = lines.column(&format!("text_{lang}"));
        let acts = record.articles.iter().flat_map(|x| &x.acts);
        for act in acts {
            let at = ids.iter().position(|x| *x == act.id).expect("every act is a line");
            assert_eq!(texts[at], words(Some(&act.did), lang));
        }
    }
}

fn is_valid(descriptor: &Value) {
    static SCHEMA: OnceLock<jsonschema::Validator> = OnceLock::new();
    let schema = SCHEMA.get_or_init(|| {
        let schema = serde_json::from_str(include_str!("datapackage-2.0.schema.json")).expect("it is JSON");
        jsonschema::validator_for(&schema).expect("it is a schema")
    });
    let errors: Vec<String> =
        schema.iter_errors(descriptor).map(|x| format!("{}: {x}", x.instance_path)).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

/// A list of texts in the descriptor.
fn texts(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// Checks a package by its own descriptor.
fn is_whole(published: Published) {
    let tables = package::tables(published);
    let files: Vec<String> = tables.iter().map(csv).collect();
    let descriptor = package::descriptor(published, &tables);
    let descriptor: Value = serde_json::from_str(&descriptor).expect("JSON");
    is_valid(&descriptor);
    let resources = descriptor["resources"].as_array().expect("a list");
    assert_eq!(resources.len(), tables.len() + 1);
    assert_eq!(resources.last().map(|x| &x["path"]), Some(&Value::from(RECORD)));
    for ((table, file), resource) in tables.iter().zip(&files).zip(resources) {
        assert_eq!(resource["path"], table.file.as_str());
        let schema = &resource["schema"];
        let lines = Lines::read(file);
        let fields = schema["fields"].as_array().expect("a list");
        assert_eq!(lines.columns, fields.iter().map(|x| x["name"].as_str().unwrap()).collect::<Vec<_>>());
        for field in fields {
            let cells: BTreeSet<&str> = lines.column(field["name"].as_str().unwrap()).into_iter().collect();
            let allowed = match (field["type"].as_str(), texts(&field["constraints"]["enum"])) {
                (Some("boolean"), _) => vec!["true", "false"],
                (_, values) => values,
            };
            let is_allowed = |x: &&str| x.is_empty() || allowed.is_empty() || allowed.contains(x);
            assert!(cells.iter().all(is_allowed), "{} of {}: {cells:?}", field["name"], table.file);
        }
        let keys = lines.keys(&texts(&schema["primaryKey"]));
        assert_eq!(keys.len(), lines.lines.len(), "{} has a key in every line", table.file);
        assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "{} has each once", table.file);
        for reference in schema["foreignKeys"].as_array().into_iter().flatten() {
            let name = reference["reference"]["resource"].as_str().expect("a name");
            let other = Lines::read(&csv(table_of(&tables, name)));
            let known: BTreeSet<_> =
                other.keys(&texts(&reference["reference"]["fields"])).into_iter().collect();
            for key in lines.keys(&texts(&reference["fields"])) {
                assert!(known.contains(&key), "{} names {key:?}, which is not in {name}", table.file);
            }
        }
    }
}

#[test]
fn the_package_is_what_its_descriptor_says() {
    assert_eq!(DESCRIPTOR, "datapackage.json", "the standard names the file");
    all().for_each(is_whole);
}

#[test]
fn an_edition_with_no_entries_has_its_tables() {
    let Record { edition, labels, .. } = editions()[1].clone();
    let (articles, people, organisations) = Default::default();
    let (topics, series, events, terms, lookup, late) = Default::default();
    let record = Record {
        edition,
        labels,
        articles,
        people,
        organisations,
        topics,
        series,
        events,
        terms,
        lookup,
        late,
    };
    let published = published(&record, Mode::First);
    is_whole(published);
    assert!(package::tables(published).iter().all(|x| csv(x).matches("\r\n").count() == 1));
    let calendar = calendar(published, &|_| true);
    assert_eq!((calendar.entries, calendar.uncertain), (0, 0));
}

#[test]
fn a_long_table_comes_in_pieces() {
    let mut record = editions()[0].clone();
    let few = record.articles.len();
    let articles: Vec<_> = record.articles.iter().cycle().take(300 * few).cloned().collect();
    record.articles = articles;
    let tables = package::tables(published(&record, Mode::First));
    let table = table_of(&tables, "articles");
    assert!(table.pieces().count() > 2);
    let file = csv(table);
    let ids = Lines::read(&file).column("id").len();
    assert_eq!(ids, 300 * few);
    assert_eq!(file.matches("headline_lang").count(), 1, "the columns' names stand there once");
}

/// An entry of a calendar, as the crate `icalendar` reads it.
#[derive(Debug, PartialEq)]
struct Event {
    uid: String,
    days: String,
    status: String,
    summary: String,
    description: String,
    url: String,
    repeats: String,
}

fn events(text: &str) -> Vec<Event> {
    assert!(text.split("\r\n").all(|x| x.len() <= 75 && !x.contains(['\r', '\n'])), "{text}");
    assert!(text.ends_with("\r\nEND:VCALENDAR\r\n"));
    let calendar: icalendar::Calendar = text.parse().expect("a calendar");
    let day = |x: Option<DatePerhapsTime>| match x {
        Some(DatePerhapsTime::Date(day)) => day.to_string(),
        other => panic!("{other:?} is no day"),
    };
    let event = |x: &CalendarComponent| {
        let event = x.as_event().expect("there are only events");
        let value = |name: &str| event.property_value(name).unwrap_or_default().to_string();
        assert!(value("DTSTAMP").ends_with("T000000Z"), "{text}");
        Event {
            uid: value("UID"),
            days: format!("{} {}", day(event.get_start()), day(event.get_end())),
            status: value("STATUS"),
            summary: value("SUMMARY"),
            description: value("DESCRIPTION"),
            url: value("URL"),
            repeats: value("RRULE"),
        }
    };
    calendar.components.iter().map(event).collect()
}

#[test]
fn a_calendar_has_each_event_once() {
    for published in all() {
        let record = published.record;
        let calendar = calendar(published, &|_| true);
        let events = events(&calendar.text);
        assert_eq!(events.len(), calendar.entries);
        let dated = |x: &Of| match x {
            Of::Role(_) | Of::Handover(_) => false,
            Of::Request(_, request) => request.meant_for.is_some(),
            Of::Event(..) | Of::Plan(..) => true,
        };
        let expected = items(record).iter().filter(|x| dated(&x.of)).count();
        assert_eq!(calendar.entries + calendar.uncertain, expected);
        let uids: BTreeSet<&str> = events.iter().map(|x| x.uid.as_str()).collect();
        assert_eq!(uids.len(), events.len());
        for event in &events {
            assert_eq!(event.url.is_empty(), published.home.is_empty());
            assert!(event.url.starts_with(published.home));
            let id = event.uid.strip_prefix("event-").and_then(|x| x.split('@').next());
            if let Some(known) = id.and_then(|x| record.event(x)) {
                assert_eq!(event.summary, published.say(&known.label));
                let told = known.note.iter().map(|x| published.say(x)).all(|x| event.description.contains(x));
                assert!(told, "{event:?}");
            }
        }
    }
}

/// The entry of what has this id: its days, its status, and how it comes again.
fn check(record: &Record, id: &str, expected: Option<[&str; 3]>) {
    let published = published(record, Mode::Second);
    let events = events(&calendar(published, &|_| true).text);
    let uid = format!("{id}@{}.caunoi", record.edition.id);
    let found = events.iter().find(|x| x.uid == uid);
    assert_eq!(found.map(|x| [x.days.as_str(), &x.status, &x.repeats]), expected, "{id}");
}

#[test]
fn what_was_held_planned_and_remembered_stays_apart() {
    let [default, ferry, ..] = editions();
    let yearly = ["1992-12-11 1992-12-12", "", "FREQ=YEARLY"];
    check(default, "event-haufo-founding", Some(yearly));
    check(default, "event-haufo-30", Some(["2022-12-11 2022-12-12", "TENTATIVE", ""]));
    check(default, "event-annual-review-2020", Some(["2020-01-13 2020-01-14", "CONFIRMED", ""]));
    // Of these the year is known, or less.
    check(default, "event-testament", None);
    check(default, "event-haufo-congress-6", None);
    // Known to be under way on a day, not to be of that day.
    check(default, "event-cpv-resolution-13", None);
    check(ferry, "2022-10-15-bitte-fotos", Some(["2022-12-24 2022-12-25", "TENTATIVE", ""]));
    check(ferry, "event-bergung", Some(["2022-10-14 2022-10-15", "CONFIRMED", ""]));
}

#[test]
fn days_are_those_from_the_first_to_the_last() {
    let dated = |date: &str| {
        let mut record = editions()[1].clone();
        let reports = record.articles.iter_mut().flat_map(|x| &mut Arc::make_mut(x).events);
        for report in reports.filter(|x| x.event == "bergung") {
            let date = date.parse().expect("a date");
            report.when = Some(When { date, basis: Basis::Stated });
        }
        record
    };
    let held = |days| Some([days, "CONFIRMED", ""]);
    check(&dated("2022-12-30/2023-01-02"), "event-bergung", held("2022-12-30 2023-01-03"));
    check(&dated("0044-03-15"), "event-bergung", held("0044-03-15 0044-03-16"));
    for date in ["2022-12-30/2023-01", "2022-12-30~", "-0044-03-15", "9999-12-31", "[2022-10-01..2022-10-02]"]
    {
        check(&dated(date), "event-bergung", None);
    }
}

#[test]
fn a_selection_is_a_calendar_of_what_is_in_it() {
    let record = &editions()[0];
    let published = published(record, Mode::First);
    let report = record.reports_of("haufo-founding")[0].report;
    let some = calendar(published, &|x| x == report.id);
    assert_eq!((some.entries, some.uncertain), (1, 0));
    assert_eq!(events(&some.text)[0].uid, "event-haufo-founding@haufo.caunoi");
    let none = calendar(published, &|_| false);
    assert_eq!((events(&none.text).len(), none.uncertain), (0, 0));
}
