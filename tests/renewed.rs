//! A site that is built again after something was changed: what is kept of the last one is what would
//! have been made anew, and it is most of it.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use caunoi::record::date::Date;
use caunoi::record::model::*;
use caunoi::record::{Record, Text};
use caunoi::site::build::{self, Site};
use caunoi::site::check;
use caunoi::site::folder::Beside;
use caunoi::site::reader::Reader;
use caunoi::ui::lists::is_long;
use common::files;

/// How many times the edition is in the one that is changed.
const COPIES: usize = 4;

/// How many times its articles are in one that has more of them than a list.
const MANY: usize = 82;

fn reader() -> Reader {
    let wasm = b"\0asm\x01\0\0\0".to_vec();
    let glue = "await fetch(new URL('./deferred.wasm', import.meta.url))".into();
    let (packed, public) = (Default::default(), files(Path::new("public")).into_iter().collect());
    Reader { deferred: wasm.clone(), wasm, glue, packed, public }
}

/// Many articles of which not all have to do with each other: the default edition a few times, each
/// time ten years later, with other people and events every time, and without offices every second.
fn edition() -> Record {
    let once = check::read(Path::new("content"), None).record.expect("the edition has no errors");
    let mut all = once.clone();
    for copy in 1..COPIES {
        let mut own = once.clone();
        for x in &mut own.people {
            x.id = named(&x.id, copy);
            x.not_same_as.iter_mut().for_each(|x| *x = named(x, copy));
        }
        own.events.iter_mut().for_each(|x| x.id = named(&x.id, copy));
        own.articles.iter_mut().for_each(|x| rename(Arc::make_mut(x), copy));
        all.people.append(&mut own.people);
        all.events.append(&mut own.events);
        all.articles.append(&mut own.articles);
    }
    all
}

/// The default edition, and its articles again and again with nothing but their words.
fn long() -> Record {
    let mut all = check::read(Path::new("content"), None).record.expect("the edition has no errors");
    let once = all.articles.clone();
    let again = |copy| once.iter().map(move |x| Arc::new(bare(x, copy)));
    all.articles.extend((1..MANY).flat_map(again));
    put_in_order(&mut all);
    all
}

/// An article of a copy that states nothing.
fn bare(article: &Article, copy: usize) -> Article {
    let mut bare = Article::clone(article);
    rename(&mut bare, copy);
    bare.events.clear();
    bare.roles.clear();
    bare.acts.clear();
    bare.figures.clear();
    bare.requests.clear();
    bare.plans.clear();
    bare.mottoes.clear();
    bare.relations.clear();
    bare.corrections.clear();
    bare
}

fn named(id: &str, copy: usize) -> String {
    format!("{id}-{copy}")
}

/// Makes an article that of a copy.
fn rename(article: &mut Article, copy: usize) {
    let rename = |id: &mut String| *id = named(id, copy);
    let party = |x: &mut Party| {
        if let Party::Person(id) = x {
            rename(id);
        }
    };
    rename(&mut article.id);
    article.when.date = later(&article.when.date, copy);
    for x in &mut article.events {
        rename(&mut x.id);
        rename(&mut x.event);
        outcome(&mut x.outcome, copy);
    }
    for x in &mut article.roles {
        rename(&mut x.id);
        rename(&mut x.person);
    }
    if copy % 2 == 1 {
        article.roles.clear();
    }
    for x in &mut article.acts {
        rename(&mut x.id);
        rename(&mut x.person);
        x.event.iter_mut().for_each(rename);
    }
    for x in &mut article.requests {
        rename(&mut x.id);
        x.from.iter_mut().chain(&mut x.to).for_each(party);
        outcome(&mut x.outcome, copy);
    }
    for x in &mut article.plans {
        rename(&mut x.id);
        x.by.iter_mut().for_each(party);
        x.event.iter_mut().for_each(rename);
        outcome(&mut x.outcome, copy);
    }
}

fn outcome(outcome: &mut Option<Outcome>, copy: usize) {
    if let Some(Outcome::Known(x)) = outcome {
        x.article = named(&x.article, copy);
    }
}

/// The same day, ten years later for each copy.
fn later(date: &Date, copy: usize) -> Date {
    let text = date.to_string();
    let (year, rest) = text.split_at(4);
    let year: usize = year.parse().expect("an article has a year");
    day(&format!("{}{rest}", year + 10 * copy))
}

fn day(text: &str) -> Date {
    text.parse().unwrap_or_else(|_| panic!("{text} is a day"))
}

fn both(vi: &str, en: &str) -> Text {
    [("vi", vi), ("en", en)].map(|(lang, words)| (lang.to_string(), words.to_string())).into_iter().collect()
}

/// A change that somebody makes.
type Change = (&'static str, fn(&mut Record));

fn article(record: &mut Record, at: usize) -> &mut Article {
    Arc::make_mut(&mut record.articles[at])
}

/// The first article, from this one on, of which this is true.
fn first(record: &mut Record, from: usize, is: fn(&Article) -> bool) -> &mut Article {
    let at = (from..record.articles.len()).find(|x| is(&record.articles[*x]));
    article(record, at.expect("there is one"))
}

const CHANGES: [Change; 37] = [
    ("nothing", |_| {}),
    ("a word of a summary", |x| article(x, 7).summary[0] = both("Khác", "Other")),
    ("whom a summary names", |x| {
        let name = x.people[3].name.clone();
        article(x, 13).summary[0] = name;
    }),
    ("a lead", |x| article(x, 8).lead = both("Khác", "Other")),
    ("the lead of the latest", |x| {
        let last = x.articles.len() - 1;
        let name = x.people[5].name.clone();
        article(x, last).lead = name;
    }),
    ("a headline", |x| article(x, 12).headline.text.push_str(" (khác)")),
    ("the day of an article", |x| article(x, 9).when.date = day("2031-02-03")),
    ("what an article reports", |x| drop(first(x, 5, |x| x.events.len() > 1).events.remove(0))),
    ("how an event went", |x| first(x, 6, |x| !x.events.is_empty()).events[0].status = Status::Commemorated),
    ("who held an office", |x| {
        let other = x.people[1].id.clone();
        first(x, 8, |x| !x.roles.is_empty()).roles[0].person = other;
    }),
    ("an office no more attested", |x| drop(first(x, 10, |x| !x.roles.is_empty()).roles.remove(0))),
    ("what came of a plan", |x| {
        let (text, of) = (both("Xong", "Done"), x.articles[15].id.clone());
        let known = Outcome::Known(KnownOutcome { text, article: of });
        first(x, 5, |x| !x.plans.is_empty()).plans[0].outcome = Some(known);
    }),
    ("the day of that article", |x| article(x, 15).when.date = day("2046-05-06")),
    ("a topic of an article", |x| article(x, 11).topics.clear()),
    ("an article less", |x| drop(x.articles.remove(3))),
    ("an article more", |x| {
        let mut more = Article::clone(&x.articles[4]);
        rename(&mut more, 9);
        x.articles.push(Arc::new(more));
    }),
    ("the name of a person", |x| x.people[2].name = both("Ai đó", "Somebody")),
    ("another word about a person", |x| x.people[4].line = both("Khác", "Other")),
    ("another name of a person", |x| x.people[7].also.push(both("Anh Khác", "Mr Other"))),
    ("a person more, who is named already", |x| {
        let name = word_of_a_summary(x);
        x.people.push(Person { id: "more".into(), name, also: Vec::new(), ..x.people[6].clone() });
    }),
    ("one who is called the same, before", |x| {
        let (at, last) = (x.people.len() - 1, x.people[x.people.len() - 1].clone());
        x.people.insert(at, Person { id: "same".into(), ..last });
    }),
    ("both in the other order", |x| {
        let last = x.people.len() - 1;
        x.people.swap(last, last - 1);
    }),
    ("that they are not the same", |x| {
        let last = x.people.len() - 1;
        let other = x.people[last - 1].id.clone();
        x.people[last].not_same_as.push(other);
    }),
    ("a person less", |x| drop(x.people.pop())),
    ("another word about an organisation", |x| x.organisations[0].line = both("Khác", "Other")),
    ("the short name of an organisation", |x| x.organisations[1].short = Some(both("KC", "OT"))),
    ("the title of an office", |x| {
        let body = x.organisations.iter_mut().find(|x| !x.offices.is_empty()).expect("one has offices");
        body.offices[0].title = both("Chức khác", "Other office");
    }),
    ("the name of the organisation that it is about", |x| {
        let subject = x.edition.subject.clone();
        let body = x.organisations.iter_mut().find(|x| x.id == subject).expect("the subject");
        body.name = both("Hội Khác", "Other Union");
    }),
    ("what an event is called", |x| x.events[6].label = both("Việc khác", "Other event")),
    ("where an event is, and a note on it", |x| {
        x.events[7].place = Some(both("Nơi khác", "Elsewhere"));
        x.events[7].note = Some(both("Chú khác", "Other note"));
    }),
    ("a topic of an event", |x| x.events[8].topics.clear()),
    ("events of one day in another order", |x| {
        let reported = x.articles.iter().find(|x| x.events.len() > 1).expect("one reports several");
        let [a, b] = [0, 1].map(|at| {
            x.events.iter().position(|event| event.id == reported.events[at].event).expect("an event")
        });
        x.events.swap(a, b);
    }),
    ("an event more, before all", |x| {
        let more = Event { id: "more".into(), ..x.events[3].clone() };
        x.events.insert(0, more);
    }),
    ("what a topic is called", |x| x.topics[1].label = both("Chủ đề khác", "Other topic")),
    ("what a term is in the other language", |x| {
        let vi = x.terms[0].label.get("vi").expect("a term in Vietnamese").to_string();
        x.terms[0].label = both(&vi, "other term");
    }),
    ("a term more", |x| {
        let label = word_of_a_summary(x);
        x.terms.push(Term { id: "more".into(), label, ..x.terms[1].clone() });
    }),
    ("what a series is called", |x| x.series[0].label = both("Loạt khác", "Other series")),
];

/// A word that stands in a summary in each language and is not all of it.
fn word_of_a_summary(record: &Record) -> Text {
    let summary = &record.articles[6].summary[0];
    let word = |lang| summary.get(lang).and_then(|x| x.split(' ').nth(1)).expect("a summary has words");
    both(word("vi"), word("en"))
}

/// The edition after some of the changes, as it is read: in the order of its days.
fn changed(count: usize) -> Record {
    let mut record = edition();
    for (_, change) in &CHANGES[..count] {
        put_in_order(&mut record);
        change(&mut record);
    }
    put_in_order(&mut record);
    record
}

fn put_in_order(record: &mut Record) {
    record.articles.sort_by(|a, b| a.when.date.cmp(&b.when.date).then_with(|| a.id.cmp(&b.id)));
}

fn site(record: Record, reader: &Reader) -> Site {
    let site = build::site_as(record, Path::new("content"), reader, true).and_then(|x| x.published(reader));
    site.unwrap_or_else(|_| panic!("the site is not built"))
}

/// The folder holds what is made of a site from nothing, and no other file.
fn check_made(what: &str, folder: &Path, site: Site) {
    let (expected, found) = (site.into_files(), files(folder));
    let differs = expected.iter().filter(|x| found.get(x.0) != Some(x.1)).map(|x| x.0);
    let differs: Vec<_> = differs.chain(found.keys().filter(|x| !expected.contains_key(*x))).collect();
    assert!(differs.is_empty(), "{what}: {differs:?}");
}

/// Every file under a folder with when it was written.
fn written(folder: &Path) -> BTreeMap<String, std::time::SystemTime> {
    let when = |path: &str| fs::metadata(folder.join(path)).and_then(|x| x.modified()).expect("a file");
    files(folder).into_keys().map(|x| (x.clone(), when(&x))).collect()
}

#[test]
fn what_is_kept_is_what_would_be_made() {
    let around = tempfile::tempdir().expect("a folder");
    let folder = around.path().join("site");
    fs::create_dir(&folder).expect("an empty folder");
    let reader = reader();
    let mut before = BTreeMap::new();
    let beside = || Beside::renewing(&folder).unwrap_or_else(|_| panic!("a folder beside"));
    for (count, (what, _)) in (1..).zip(&CHANGES) {
        // One that is broken off leaves something, which neither stays nor is in the way.
        let broken_off = beside();
        for path in ["index.html", "vi/index.html", "nothing/of/this"] {
            assert!(broken_off.write(path, b"half").is_ok());
        }
        drop(broken_off);
        assert!(files(&folder).values().all(|x| x != b"half"), "{what}: the folder has half of something");
        let beside = beside();
        let site_again = site(changed(count), &reader).remembering(&folder);
        let done = site_again.write_to(beside, &|_, _| {});
        assert!(done.is_ok(), "{what}: the site is not written");
        check_made(what, &folder, site(changed(count), &reader));
        let now = written(&folder);
        let kept = now.iter().filter(|x| before.get(x.0) == Some(x.1)).count();
        println!("{what}: kept {kept} of {}", now.len());
        if let "a word of a summary" | "another word about a person" = *what {
            assert!(kept * 5 > now.len() * 4, "{what}: only {kept} of {} were kept", now.len());
        }
        before = now;
    }
}

#[test]
fn in_a_long_record_another_article_leaves_the_pages_of_the_others() {
    let around = tempfile::tempdir().expect("a folder");
    let folder = around.path().join("site");
    let reader = reader();
    let mut record = long();
    assert!(is_long(&record));
    let build = |record: &Record| {
        let beside = Beside::renewing(&folder).unwrap_or_else(|_| panic!("a folder beside"));
        let done = site(record.clone(), &reader).remembering(&folder).write_to(beside, &|_, _| {});
        assert!(done.is_ok(), "the site is not written");
        written(&folder)
    };
    let before = build(&record);
    // Not the latest, so that others come after it.
    let mut more = bare(&record.articles[200], MANY);
    more.when = record.articles[200].when.clone();
    record.articles.push(Arc::new(more));
    put_in_order(&mut record);
    let after = build(&record);
    check_made("an article more", &folder, site(record, &reader));
    let articles = || after.iter().filter(|x| x.0.starts_with("en/articles/2"));
    let made: Vec<_> = articles().filter(|x| before.get(x.0) != Some(x.1)).map(|x| x.0).collect();
    assert!(!made.is_empty() && made.len() <= 6, "{made:?} of {}", articles().count());
}
