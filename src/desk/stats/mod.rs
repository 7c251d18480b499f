//! What a record has and what it lacks, for whoever keeps it: each list names what to act on.

mod texts;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::record::Record;
use crate::record::date::Date;
use crate::record::model::*;
use crate::site::check::wants_both;
use texts::{Found, texts};

/// The figures of a record, and what it lacks. Ids stand in the order of the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// How many articles there are.
    pub articles: usize,
    /// How many statements they make, of all kinds.
    pub statements: usize,
    /// How much there is of each year, earliest first. What has no year is in none of them.
    pub years: Vec<Year>,
    /// How many texts there are in each language of the pair, as `check` counts them.
    pub languages: Vec<Language>,
    /// How much there is of each topic.
    pub topics: Vec<Topic>,
    /// How many articles each newspaper or other publisher has, most first.
    pub publishers: Vec<Publisher>,
    /// Plans, requests and planned events of which no article says what came of them.
    pub without_outcome: Vec<WithoutOutcome>,
    /// Texts that lack a language of the pair.
    pub without_translation: Vec<WithoutTranslation>,
    /// Articles of which not all is known that leads to them.
    pub without_source: Vec<WithoutSource>,
    /// The ids of people who act and are seen in no office. Those only spoken of are left out.
    pub without_role: Vec<Id>,
    /// Entries of registries that nothing names by its id. Terms, and people only spoken of, are
    /// named by words alone and left out.
    pub unused: Vec<Unused>,
    /// The ids of topics that no article has.
    pub topics_without_article: Vec<Id>,
    /// The ids of events that no article reports.
    pub events_without_article: Vec<Id>,
}

/// What there is of a year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Year {
    /// The year; years before 1 are as in EDTF (0 is 1 BC).
    pub year: i32,
    /// Articles whose own day is in it.
    pub articles: usize,
    /// Reports of events dated in it.
    pub reports: usize,
}

/// The texts in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Language {
    /// Its BCP 47 tag.
    pub language: String,
    /// How many texts are in it.
    pub texts: usize,
    /// How many should be.
    pub of: usize,
}

/// What there is of a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Topic {
    /// Its id.
    pub id: Id,
    /// Articles that have it.
    pub articles: usize,
    /// Events that have it.
    pub events: usize,
}

/// The articles of a publisher.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Publisher {
    /// Its id in the registry of organisations, or else its name; none for articles that do not
    /// say who published them.
    pub publisher: Option<String>,
    /// How many articles it has.
    pub articles: usize,
}

/// What a statement is of which something should have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A report of an event as planned.
    Event,
    /// A plan.
    Plan,
    /// A request.
    Request,
}

/// A plan, a request or a planned event of which no article says what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WithoutOutcome {
    /// Which of them.
    pub kind: Kind,
    /// The statement's id.
    pub id: Id,
    /// The id of the article that it stands in.
    pub article: Id,
    /// The time that it was meant for (EDTF), if one was named.
    pub meant_for: Option<String>,
    /// Whether an editor has looked for it: the outcome is said to be not in the record.
    pub looked_for: bool,
}

/// A text that lacks a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WithoutTranslation {
    /// The file, from the edition's folder.
    pub file: String,
    /// Where in it: a JSON pointer (RFC 6901).
    pub key: String,
    /// The BCP 47 tag of the language that it lacks.
    pub language: String,
}

/// What is not known of where an article is from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WithoutSource {
    /// The article's id.
    pub article: Id,
    /// The keys that it lacks: `url`, `published`, `publisher`, `bylines`.
    pub lacks: Vec<&'static str>,
}

/// An entry that nothing names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Unused {
    /// The file of its registry, from the edition's folder.
    pub file: &'static str,
    /// Its id; of an office, that of the organisation and its own, with a slash between them.
    pub id: Id,
}

impl Stats {
    /// The figures of a record. Takes time in proportion to its size.
    pub fn of(record: &Record) -> Stats {
        let (languages, without_translation) = translations(record);
        let used = Used::of(record);
        let articles = &record.articles;
        let reported: HashSet<&str> =
            articles.iter().flat_map(|x| &x.events).map(|x| x.event.as_str()).collect();
        let topics = topics(record);
        Stats {
            articles: articles.len(),
            statements: record.articles().map(statements).sum(),
            years: years(articles),
            languages,
            publishers: publishers(record),
            without_outcome: without_outcome(articles),
            without_translation,
            without_source: record.articles().filter_map(without_source).collect(),
            without_role: without_role(record),
            unused: used.unused(record),
            topics_without_article: topics.iter().filter(|x| x.articles == 0).map(|x| x.id.clone()).collect(),
            topics,
            events_without_article: ids(&record.events, |x| &x.id)
                .filter(|x| !reported.contains(*x))
                .map(Into::into)
                .collect(),
        }
    }
}

fn ids<T>(entries: &[T], id: impl Fn(&T) -> &Id) -> impl Iterator<Item = &str> {
    entries.iter().map(move |x| id(x).as_str())
}

fn statements(x: &Article) -> usize {
    let said = x.events.len() + x.roles.len() + x.acts.len() + x.figures.len() + x.requests.len();
    said + x.plans.len() + x.mottoes.len() + x.relations.len() + x.corrections.len()
}

fn years(articles: &[Arc<Article>]) -> Vec<Year> {
    let mut years: BTreeMap<i32, Year> = BTreeMap::new();
    let mut add = |date: &Date, count: fn(&mut Year) -> &mut usize| {
        if let Some(year) = date.year() {
            *count(years.entry(year).or_insert_with(|| Year { year, ..Year::default() })) += 1;
        }
    };
    for article in articles {
        add(&article.when.date, |x| &mut x.articles);
        article.events.iter().for_each(|x| add(&article.dated(&x.when).date, |x| &mut x.reports));
    }
    years.into_values().collect()
}

fn topics(record: &Record) -> Vec<Topic> {
    let count = |all: &mut dyn Iterator<Item = &Vec<Id>>| {
        let mut count: HashMap<String, usize> = HashMap::new();
        for topics in all {
            // A topic named twice is one.
            let once: HashSet<&Id> = topics.iter().collect();
            once.into_iter().for_each(|x| *count.entry(x.clone()).or_default() += 1);
        }
        count
    };
    let articles = count(&mut record.articles.iter().map(|x| &x.topics));
    let events = count(&mut record.events.iter().map(|x| &x.topics));
    let of = |count: &HashMap<String, usize>, id: &str| count.get(id).copied().unwrap_or_default();
    let topic = |id: &str| Topic { id: id.into(), articles: of(&articles, id), events: of(&events, id) };
    ids(&record.topics, |x| &x.id).map(topic).collect()
}

fn publishers(record: &Record) -> Vec<Publisher> {
    let mut count: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for article in &record.articles {
        let name = article.publisher.as_ref().map(|x| match &x.organisation {
            Some(id) => id.as_str(),
            None => x.name.in_or_else(record.lang(0)).1,
        });
        *count.entry(name).or_default() += 1;
    }
    let mut all: Vec<Publisher> = count
        .into_iter()
        .map(|(name, articles)| Publisher { publisher: name.map(Into::into), articles })
        .collect();
    all.sort_by_key(|x| (x.publisher.is_none(), usize::MAX - x.articles));
    all
}

fn without_source(article: &Article) -> Option<WithoutSource> {
    let has = [
        ("url", article.url.is_some()),
        ("published", article.published.is_some()),
        ("publisher", article.publisher.is_some()),
        ("bylines", !article.bylines.is_empty()),
    ];
    let lacks: Vec<&str> = has.into_iter().filter(|x| !x.1).map(|x| x.0).collect();
    (!lacks.is_empty()).then(|| WithoutSource { article: article.id.clone(), lacks })
}

fn without_role(record: &Record) -> Vec<Id> {
    let seen: HashSet<&str> =
        record.articles.iter().flat_map(|x| &x.roles).map(|x| x.person.as_str()).collect();
    let actors = record.people.iter().filter(|x| !x.historical).map(|x| &x.id);
    actors.filter(|x| !seen.contains(x.as_str())).cloned().collect()
}

/// As the page of plans decides it: an outcome says so, or an article of a later date reports
/// the event as no longer planned.
fn without_outcome(articles: &[Arc<Article>]) -> Vec<WithoutOutcome> {
    let mut last: HashMap<&str, &Date> = HashMap::new();
    for article in articles {
        for report in article.events.iter().filter(|x| x.status != Status::Planned) {
            let date = last.entry(&report.event).or_insert(&article.when.date);
            *date = (*date).max(&article.when.date);
        }
    }
    let mut all = Vec::new();
    for article in articles {
        let mut add = |kind, id: &Id, event: Option<&Id>, outcome: &Option<Outcome>, date: Option<&Date>| {
            let came = event.and_then(|x| last.get(x.as_str())).is_some_and(|x| **x > article.when.date);
            if came || matches!(outcome, Some(Outcome::Known(_))) {
                return;
            }
            let (id, article) = (id.clone(), article.id.clone());
            let meant_for = date.map(Date::to_string);
            all.push(WithoutOutcome { kind, id, article, meant_for, looked_for: outcome.is_some() });
        };
        for x in article.events.iter().filter(|x| x.status == Status::Planned) {
            add(Kind::Event, &x.id, Some(&x.event), &x.outcome, Some(&article.dated(&x.when).date));
        }
        for x in &article.plans {
            add(Kind::Plan, &x.id, x.event.as_ref(), &x.outcome, Some(&x.meant_for));
        }
        for x in &article.requests {
            add(Kind::Request, &x.id, None, &x.outcome, x.meant_for.as_ref());
        }
    }
    all
}

/// How many texts are in each language, and which are not.
fn translations(record: &Record) -> (Vec<Language>, Vec<WithoutTranslation>) {
    let mut count = Count {
        languages: record.edition.languages.each_ref().map(|x| Language {
            language: x.clone(),
            texts: 0,
            of: 0,
        }),
        lacking: Vec::new(),
        file: String::new(),
        headline: None,
    };
    count.file("edition.json", &record.edition, "");
    count.list("people", "people", &record.people);
    count.list("organisations", "organisations", &record.organisations);
    count.list("topics", "topics", &record.topics);
    count.list("series", "series", &record.series);
    count.list("events", "events", &record.events);
    count.list("glossary", "terms", &record.terms);
    for article in &record.articles {
        count.headline = Some(&article.headline.lang);
        count.file(&format!("articles/{}.json", article.id), article, "");
    }
    (count.languages.into(), count.lacking)
}

struct Count<'a> {
    languages: [Language; 2],
    lacking: Vec<WithoutTranslation>,
    file: String,
    /// The language of the headline, in which an article needs no title of its own.
    headline: Option<&'a str>,
}

impl Count<'_> {
    fn list(&mut self, file: &str, key: &str, entries: &[impl Serialize]) {
        for (number, entry) in entries.iter().enumerate() {
            self.file(&format!("{file}.json"), entry, &format!("/{key}/{number}"));
        }
    }

    fn file(&mut self, file: &str, value: &impl Serialize, pointer: &str) {
        file.clone_into(&mut self.file);
        texts(value, pointer, &mut |found| self.text(&found));
    }

    fn text(&mut self, found: &Found) {
        if !wants_both(found.owner, found.key) {
            return;
        }
        let is_title = (found.owner, found.key) == ("Article", "title");
        let is_any = self.languages.iter().any(|x| found.languages.contains(&x.language));
        for its in &mut self.languages {
            if is_title && self.headline == Some(&its.language) {
                continue;
            }
            its.of += 1;
            if found.languages.contains(&its.language) {
                its.texts += 1;
            } else if is_any {
                let (file, key, language) = (self.file.clone(), found.pointer.into(), its.language.clone());
                self.lacking.push(WithoutTranslation { file, key, language });
            }
        }
    }
}

/// The ids that something names.
#[derive(Default)]
struct Used<'a> {
    people: HashSet<&'a str>,
    organisations: HashSet<&'a str>,
    offices: HashSet<(&'a str, &'a str)>,
    topics: HashSet<&'a str>,
    series: HashSet<&'a str>,
    events: HashSet<&'a str>,
}

impl<'a> Used<'a> {
    fn of(record: &'a Record) -> Used<'a> {
        let mut used = Used::default();
        used.organisations.insert(&record.edition.subject);
        for thread in &record.edition.threads {
            used.events.extend(thread.event.as_deref());
            thread.office.iter().for_each(|x| used.office(&x.organisation, &x.office));
        }
        for event in &record.events {
            used.organisations.extend(event.organisations.iter().map(String::as_str));
            used.topics.extend(event.topics.iter().map(String::as_str));
            used.series.extend(event.series.as_deref());
        }
        record.articles.iter().for_each(|x| used.article(x));
        used
    }

    fn office(&mut self, organisation: &'a str, office: &'a str) {
        self.organisations.insert(organisation);
        self.offices.insert((organisation, office));
    }

    fn article(&mut self, article: &'a Article) {
        let named = article.publisher.iter().chain(&article.section);
        self.organisations.extend(named.filter_map(|x| x.organisation.as_deref()));
        self.topics.extend(article.topics.iter().map(String::as_str));
        self.events.extend(article.events.iter().map(|x| x.event.as_str()));
        for role in &article.roles {
            self.people.insert(&role.person);
            self.office(&role.organisation, &role.office);
        }
        for act in &article.acts {
            self.people.insert(&act.person);
            self.events.extend(act.event.as_deref());
        }
        for plan in &article.plans {
            self.parties(&plan.by);
            self.events.extend(plan.event.as_deref());
        }
        for request in &article.requests {
            self.parties(&request.from);
            self.parties(&request.to);
        }
        for relation in &article.relations {
            self.organisations.extend([relation.subject.as_str(), &relation.object]);
        }
    }

    fn parties(&mut self, parties: &'a [Party]) {
        for party in parties {
            match party {
                Party::Person(id) => self.people.insert(id),
                Party::Organisation(id) => self.organisations.insert(id),
            };
        }
    }

    fn unused(&self, record: &Record) -> Vec<Unused> {
        let mut all = Vec::new();
        let mut add = |file, ids: &mut dyn Iterator<Item = &str>, used: &HashSet<&str>| {
            let unused = ids.filter(|x| !used.contains(x));
            all.extend(unused.map(|id| Unused { file, id: id.into() }));
        };
        let actors = record.people.iter().filter(|x| !x.historical).map(|x| x.id.as_str());
        add("people.json", &mut { actors }, &self.people);
        add("organisations.json", &mut ids(&record.organisations, |x| &x.id), &self.organisations);
        add("topics.json", &mut ids(&record.topics, |x| &x.id), &self.topics);
        add("series.json", &mut ids(&record.series, |x| &x.id), &self.series);
        add("events.json", &mut ids(&record.events, |x| &x.id), &self.events);
        let offices = record.organisations.iter().flat_map(|x| x.offices.iter().map(move |y| (&x.id, &y.id)));
        let unused = offices.filter(|(x, y)| !self.offices.contains(&(x.as_str(), y.as_str())));
        all.extend(unused.map(|(x, y)| Unused { file: "organisations.json", id: format!("{x}/{y}") }));
        all
    }
}

/// As plain text: tables with their columns aligned, then the lists with their ids.
impl fmt::Display for Stats {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(f, "{} articles, {} statements", self.articles, self.statements)?;
        let rows =
            self.years.iter().map(|x| [x.year.to_string(), x.articles.to_string(), x.reports.to_string()]);
        table(f, ["year", "articles", "reports"], rows)?;
        let rows = self.languages.iter().map(|x| [x.language.clone(), x.texts.to_string(), x.of.to_string()]);
        table(f, ["language", "texts", "of"], rows)?;
        let rows = self.topics.iter().map(|x| [x.id.clone(), x.articles.to_string(), x.events.to_string()]);
        table(f, ["topic", "articles", "events"], rows)?;
        let name = |x: &Publisher| x.publisher.clone().unwrap_or("(not stated)".into());
        table(
            f,
            ["publisher", "articles"],
            self.publishers.iter().map(|x| [name(x), x.articles.to_string()]),
        )?;
        let open = self.without_outcome.iter().map(|x| {
            let kind = format!("{:?}", x.kind).to_lowercase();
            let meant = x.meant_for.as_ref().map(|x| format!("meant for {x}")).unwrap_or_default();
            let looked = if x.looked_for { "not in the record" } else { "not looked for" };
            [kind, format!("{}: {}", x.article, x.id), meant, looked.into()]
        });
        list(f, "Without an outcome", open)?;
        let lacking =
            self.without_translation.iter().map(|x| [x.language.clone(), x.file.clone(), x.key.clone()]);
        list(f, "Without a translation", lacking)?;
        let sources = self.without_source.iter().map(|x| [x.article.clone(), x.lacks.join(", ")]);
        list(f, "Without a source in full", sources)?;
        list(f, "People without an office", self.without_role.iter().map(|x| [x.clone()]))?;
        let unused = self.unused.iter().map(|x| [x.file.into(), x.id.clone()]);
        list(f, "Entries that nothing names", unused)?;
        list(f, "Topics without an article", self.topics_without_article.iter().map(|x| [x.clone()]))?;
        list(f, "Events without an article", self.events_without_article.iter().map(|x| [x.clone()]))
    }
}

/// A table of a name and figures.
fn table<const N: usize>(
    f: &mut fmt::Formatter,
    head: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> fmt::Result {
    let rows: Vec<[String; N]> = std::iter::once(head.map(Into::into)).chain(rows).collect();
    writeln!(f)?;
    aligned(f, &rows, "", |column| column > 0)
}

/// What something lacks, line by line; how many there are in any case.
fn list<const N: usize>(
    f: &mut fmt::Formatter,
    head: &str,
    rows: impl Iterator<Item = [String; N]>,
) -> fmt::Result {
    let rows: Vec<[String; N]> = rows.collect();
    writeln!(f, "\n{head}: {}", rows.len())?;
    aligned(f, &rows, "  ", |_| false)
}

fn aligned<const N: usize>(
    f: &mut fmt::Formatter,
    rows: &[[String; N]],
    indent: &str,
    is_right: fn(usize) -> bool,
) -> fmt::Result {
    let width = |column: usize| rows.iter().map(|x| x[column].chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..N).map(width).collect();
    for row in rows {
        let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
            if is_right(column) { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
        });
        let line = cells.collect::<Vec<_>>().join("  ");
        writeln!(f, "{indent}{}", line.trim_end())?;
    }
    Ok(())
}
