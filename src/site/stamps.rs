//! What each file of a site is made from, as one number: while that stays, the file does.
//!
//! A page shows its own article or entry, and of other articles what they state of the same events
//! and offices, and of the registries what they say of all these. The summary of an article stands on its
//! own page alone, its lead there and in lists; to the others they only say who is named in them. So of
//! ten thousand articles, another word in a summary makes a few pages anew, another date a hundred, a
//! person more the lists. What cannot be said so narrowly counts as made from everything. A test changes
//! an edition in many ways and compares with what is built from nothing.

use std::collections::HashMap;
use std::fs;
use std::hash::Hash;
use std::path::Path;

use super::check::folder::{MANY, each};
use super::digests::Digests;
use super::exports::Group;
use super::named::named;
use super::prerender::{self, Assets};
use super::registries::{Registries, events};
use crate::record::lookup::{ARTICLES, EVENTS, ORGANISATIONS, PEOPLE, TOPICS};
use crate::record::model::{Article, Id, Outcome};
use crate::record::occurrences::{self, Index};
use crate::record::{Record, digest};
use crate::route::Page;
use crate::ui::{self, lists, person};

/// The stamps of the files of one site.
pub struct Stamps<'a> {
    record: &'static Record,
    /// What each article says.
    digests: &'a Digests,
    /// What every page has, and what prints it.
    common: u64,
    /// All that the record says.
    all: u64,
    /// The same without the summaries, but with whom they name.
    listed: u64,
    /// The same without the leads.
    stated: u64,
    /// Each article without its lead and its summary, with what others state of the same events and
    /// offices, and with what the registries say of all that.
    linked: Vec<u64>,
    /// What the words about each article name.
    named: Vec<u64>,
    /// The articles that belong to each topic, by themselves or by their events.
    of_topics: HashMap<&'static str, Vec<usize>>,
    /// The articles of each year.
    of_years: HashMap<i32, Vec<usize>>,
    /// Where people and organisations occur.
    occurrences: &'static (Index<'static>, Index<'static>),
    /// What each page is made from. It has files in every language, and several in each.
    pages: HashMap<Page, u64>,
}

/// What articles have in common so that the page of one shows something of the other.
#[derive(PartialEq, Eq, Hash)]
enum Shared<'a> {
    Event(&'a str),
    Office(&'a str, &'a str),
    /// One of them, of which the other says something.
    Article(&'a str),
}

impl<'a> Stamps<'a> {
    /// The stamps of a record's files, which these assets, named by their content, and this version
    /// of the tool make. There may be a file that remembers what articles name.
    pub fn of(
        record: &'static Record,
        digests: &'a Digests,
        assets: &Assets,
        tool: u64,
        names_kept: Option<&Path>,
    ) -> Stamps<'a> {
        let Digests { own, leads, summaries, stated, registries } = digests;
        // What the navigation has, and whom the edition is about.
        let linked_to = [Page::Cycle, Page::Plans].map(|x| ui::has(record, &x));
        let subject = registries.get(ORGANISATIONS, &record.edition.subject);
        let common = digest(&(tool, record.opening(), linked_to, subject, assets));
        let articles: Vec<&Article> = record.articles().collect();
        let last = names_kept.and_then(|x| fs::read(x).ok()).unwrap_or_default();
        let (named, next) = named(record, &digests.whole(), &last, tool);
        if let (Some(kept), Some(next)) = (names_kept, next) {
            // If it cannot be kept, the next time takes longer.
            let _ = fs::write(kept, next);
        }
        let mut groups: HashMap<Shared, u64> = HashMap::new();
        for (article, stated) in articles.iter().zip(stated) {
            for shared in shared(article) {
                let shown = shown(article, *stated, registries, &shared);
                let group = groups.entry(shared).or_default();
                *group = digest(&(*group, shown));
            }
        }
        let linked = articles.iter().enumerate().map(|(at, article)| {
            let groups = shared(article).map(|x| groups[&x]).collect::<Vec<_>>();
            digest(&(own[at], stated[at], groups))
        });
        let linked = linked.collect();
        let of_topics = grouped(&articles, |x| topics(record, x));
        let of_years = grouped(&articles, |x| [x.when.date.year().unwrap_or_default()]);
        let occurrences = person::occurrences_by(record, |record| {
            occurrences::index_of(record, &articles, |place, _| named[place].targets.clone())
        });
        let stated = digest(&(common, record.catalogue(), own, occurrences));
        let listed = digest(&(stated, leads));
        let all = digest(&(listed, summaries));
        let named = named.iter().map(|x| registries.named(x)).collect();
        let mut stamps = Stamps {
            record,
            digests,
            common,
            all,
            listed,
            stated,
            linked,
            named,
            of_topics,
            of_years,
            occurrences,
            pages: HashMap::new(),
        };
        let pages = prerender::pages(record);
        let from = each(&pages, MANY, |x| stamps.of_page(x));
        stamps.pages = pages.into_iter().zip(from).collect();
        stamps
    }

    /// The stamp of a file of a page: of the page itself, or of what is told of it or painted of it.
    pub fn of_file(&self, page: &Page, path: &str) -> u64 {
        digest(&(self.common, self.pages.get(page).unwrap_or(&self.all), path))
    }

    /// What a page is made from.
    fn of_page(&self, page: &Page) -> u64 {
        let Stamps { record, digests, occurrences, .. } = self;
        let all =
            |list, ids: Option<&'static Vec<String>>| digests.registries.all(list, ids.into_iter().flatten());
        match page {
            Page::Article(id) => self.of_article(id),
            Page::Person(id) => {
                let person = record.person(id);
                let alike = all(PEOPLE, person.map(|x| &x.not_same_as));
                digest(&(person, alike, self.linked(occurrences::of(&occurrences.0, id))))
            }
            Page::Organisation(id) => {
                let body = record.organisation(id);
                let alike = all(ORGANISATIONS, body.map(|x| &x.not_same_as));
                digest(&(body, alike, self.linked(occurrences::of(&occurrences.1, id))))
            }
            Page::Topic(id) => {
                let articles = self.of_topics.get(id.as_str()).map_or(&[][..], |x| x);
                digest(&(digests.registries.get(TOPICS, id), self.linked(articles)))
            }
            Page::Year(year) => self.of_year(*year),
            Page::Book => self.all,
            Page::Home | Page::Articles => self.listed,
            _ => self.stated,
        }
    }

    /// What these articles state, with what others state of the same.
    fn linked(&self, articles: &[usize]) -> u64 {
        let order = self.digests.registries.order(articles.iter().map(|x| &*self.record.articles[*x]));
        digest(&(order, articles.iter().map(|x| self.linked[*x]).collect::<Vec<_>>()))
    }

    /// The stamp of files in the formats of others.
    pub fn of_group(&self, group: Group) -> u64 {
        let from = match group {
            Group::Whole | Group::Articles | Group::Feeds(_) => self.all,
            Group::Tables | Group::References | Group::Calendar(_) | Group::Sitemap => self.stated,
        };
        digest(&(from, group))
    }

    /// The stamp of what is made from everything.
    pub fn of_all(&self) -> u64 {
        self.all
    }

    /// An article's page says what stands before and after and, unless there are many, which of all it is.
    fn of_article(&self, id: &str) -> u64 {
        let Some(at) = self.record.place(ARTICLES, id) else { return self.all };
        let Digests { own, leads, summaries, .. } = self.digests;
        let next = [at.checked_sub(1), Some(at + 1)].map(|x| own.get(x?));
        let counted = (!lists::is_long(self.record)).then_some((at, own.len()));
        digest(&(counted, self.linked(&[at]), self.named[at], leads[at], summaries[at], next))
    }

    /// The page of a year lists its articles, and says how many each year has.
    fn of_year(&self, year: i32) -> u64 {
        let years = lists::years(self.record);
        let counts: Vec<(i32, usize)> = years.iter().map(|x| (x.0, x.1.len())).collect();
        let Digests { own, leads, stated, .. } = self.digests;
        let articles = self.of_years.get(&year).map_or(&[][..], |x| x);
        let listed = articles.iter().map(|x| (own[*x], leads[*x], stated[*x]));
        digest(&(counts, listed.collect::<Vec<_>>()))
    }
}

/// What others that share this with an article show of it: neither its words nor where it was published.
fn shown(article: &Article, stated: u64, registries: &Registries, shared: &Shared) -> u64 {
    let Article { id, when, events, roles, acts, plans, .. } = article;
    match *shared {
        Shared::Event(event) => {
            let is_this = |x: &Option<Id>| x.as_deref() == Some(event);
            let reports: Vec<_> = events.iter().filter(|x| x.event == event).collect();
            let acts: Vec<_> = acts.iter().filter(|x| is_this(&x.event)).collect();
            let plans: Vec<_> = plans.iter().filter(|x| is_this(&x.event)).collect();
            let people = registries.all(PEOPLE, acts.iter().map(|x| &x.person));
            let parties = registries.parties(plans.iter().flat_map(|x| &x.by));
            digest(&(id, when, registries.get(EVENTS, event), reports, acts, plans, people, parties))
        }
        Shared::Office(organisation, office) => {
            let roles = roles.iter().filter(|x| x.organisation == organisation && x.office == office);
            let roles: Vec<_> = roles.collect();
            let people = registries.all(PEOPLE, roles.iter().map(|x| &x.person));
            digest(&(id, when, registries.get(ORGANISATIONS, organisation), roles, people))
        }
        Shared::Article(_) => digest(&(id, when, events, roles, acts, plans, stated)),
    }
}

/// What an article may share with others. It is said of an outcome on which day its article was.
fn shared(article: &Article) -> impl Iterator<Item = Shared<'_>> {
    let events = events(article).map(|x| Shared::Event(x));
    let offices = article.roles.iter().map(|x| Shared::Office(&x.organisation, &x.office));
    let outcomes = article.events.iter().map(|x| &x.outcome);
    let outcomes = outcomes.chain(article.requests.iter().map(|x| &x.outcome));
    let outcomes = outcomes.chain(article.plans.iter().map(|x| &x.outcome));
    let articles = outcomes.filter_map(|x| match x {
        Some(Outcome::Known(known)) => Some(&known.article),
        _ => None,
    });
    let articles = articles.chain([&article.id]).map(|x| Shared::Article(x));
    events.chain(offices).chain(articles)
}

/// The places of the articles that belong to each of something.
fn grouped<K: Eq + Hash, O: IntoIterator<Item = K>>(
    articles: &[&'static Article],
    of: impl Fn(&'static Article) -> O,
) -> HashMap<K, Vec<usize>> {
    let mut groups: HashMap<K, Vec<usize>> = HashMap::new();
    for (at, article) in articles.iter().enumerate() {
        for key in of(article) {
            let places = groups.entry(key).or_default();
            if places.last() != Some(&at) {
                places.push(at);
            }
        }
    }
    groups
}

/// The topics of an article, and those of the events that it says something of.
fn topics<'a>(record: &'a Record, article: &'a Article) -> impl Iterator<Item = &'a str> {
    let events = events(article).filter_map(|x| record.event(x));
    article.topics.iter().chain(events.flat_map(|x| &x.topics)).map(String::as_str)
}
