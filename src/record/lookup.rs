//! Where things stand in a record, so that they are found by halving: records may be large.

use std::cmp::Ordering;

use super::Record;
use super::date::Date;
use super::model::*;
use super::order::order;
use super::unwritten::Unwritten;

/// The places of things, made when somebody first asks.
pub type Lookup = Unwritten<Box<Places>>;

/// A statement: the place of its article, and its place among the statements of its kind there.
pub type At = (u32, u32);

/// Places in the lists of a record, each list in the order of what it is asked for.
pub struct Places {
    /// Articles, people, organisations, topics, events and terms, each by id.
    pub entries: [Vec<u32>; 6],
    /// The reports of events that are known, by year and date.
    pub reports: Vec<At>,
    /// The same by event, and in the order of the articles.
    pub by_event: Vec<At>,
    /// The attestations of offices, by date.
    pub attestations: Vec<At>,
    /// The same by organisation and office, and by date.
    pub by_office: Vec<At>,
    /// The same by person, and by date.
    pub by_person: Vec<At>,
    /// The relations of organisations, in the order of the articles.
    pub relations: Vec<At>,
}

impl Places {
    fn of(record: &Record) -> Places {
        let entries: [Vec<u32>; 6] = [0, 1, 2, 3, 4, 5].map(|list| {
            let id = |at: usize| record.id(list, at);
            order(record.count(list), &mut |a, b| id(a).cmp(id(b))).into_iter().map(|x| x as u32).collect()
        });
        let articles = || record.articles.iter().enumerate();
        let mut reports: Vec<At> = Vec::new();
        let mut attestations: Vec<At> = Vec::new();
        let mut relations: Vec<At> = Vec::new();
        for (at, article) in articles() {
            reports.extend((0..article.events.len()).map(|x| (at as u32, x as u32)));
            attestations.extend((0..article.roles.len()).map(|x| (at as u32, x as u32)));
            relations.extend((0..article.relations.len()).map(|x| (at as u32, x as u32)));
        }
        let event = |x: &At| find(&entries[EVENTS], &|at| record.id(EVENTS, at), &record.report(*x).1.event);
        reports.retain(|x| event(x).is_some());
        let by_event =
            sorted(&reports, &mut |a, b| record.report(*a).1.event.cmp(&record.report(*b).1.event));
        let reports = sorted(&reports, &mut |a, b| record.compare_reports(*a, *b));
        let attestations = sorted(&attestations, &mut |a, b| record.seen(*a).cmp(&record.seen(*b)));
        let by_office = sorted(&attestations, &mut |a, b| {
            let (a, b) = (record.role(*a).1, record.role(*b).1);
            (&a.organisation, &a.office).cmp(&(&b.organisation, &b.office))
        });
        let by_person =
            sorted(&attestations, &mut |a, b| record.role(*a).1.person.cmp(&record.role(*b).1.person));
        Places { entries, reports, by_event, attestations, by_office, by_person, relations }
    }
}

/// The lists of [`Places::entries`], in their order.
pub const ARTICLES: usize = 0;
/// People.
pub const PEOPLE: usize = 1;
/// Organisations.
pub const ORGANISATIONS: usize = 2;
/// Topics.
pub const TOPICS: usize = 3;
/// Events.
pub const EVENTS: usize = 4;
/// Terms.
pub const TERMS: usize = 5;

fn sorted(all: &[At], compare: &mut dyn FnMut(&At, &At) -> Ordering) -> Vec<At> {
    order(all.len(), &mut |a, b| compare(&all[a], &all[b])).into_iter().map(|x| all[x]).collect()
}

/// The place of what has this id, in a list that is in the order of ids.
fn find<'a>(list: &[u32], id: &dyn Fn(usize) -> &'a str, wanted: &str) -> Option<usize> {
    list.binary_search_by(|x| id(*x as usize).cmp(wanted)).ok().map(|x| list[x] as usize)
}

/// The part of a list that compares as equal.
pub fn equal<'a>(list: &'a [At], compare: &dyn Fn(&At) -> Ordering) -> &'a [At] {
    let first = list.partition_point(|x| compare(x).is_lt());
    let last = list.partition_point(|x| compare(x).is_le());
    &list[first..last]
}

impl Record {
    /// How many entries a list has.
    fn count(&self, list: usize) -> usize {
        match list {
            ARTICLES => self.articles.len(),
            PEOPLE => self.people.len(),
            ORGANISATIONS => self.organisations.len(),
            TOPICS => self.topics.len(),
            EVENTS => self.events.len(),
            _ => self.terms.len(),
        }
    }

    /// The id of an entry of a list.
    fn id(&self, list: usize, at: usize) -> &str {
        match list {
            ARTICLES => &self.articles[at].id,
            PEOPLE => &self.people[at].id,
            ORGANISATIONS => &self.organisations[at].id,
            TOPICS => &self.topics[at].id,
            EVENTS => &self.events[at].id,
            _ => &self.terms[at].id,
        }
    }

    /// Where in a list what has this id stands.
    pub fn place(&self, list: usize, id: &str) -> Option<usize> {
        find(&self.places().entries[list], &|at| self.id(list, at), id)
    }

    /// The places of things.
    pub fn places(&self) -> &Places {
        self.lookup.0.get_or_init(|| Box::new(Places::of(self)))
    }

    /// A report, with its article.
    pub fn report(&self, (article, report): At) -> (&Article, &Report) {
        let article = &self.articles[article as usize];
        (article, &article.events[report as usize])
    }

    /// Which of two reports is dated earlier.
    pub(super) fn compare_reports(&self, a: At, b: At) -> Ordering {
        let when = |x: At| {
            let (article, report) = self.report(x);
            article.dated(&report.when).date
        };
        let (a, b) = (when(a), when(b));
        a.year().cmp(&b.year()).then_with(|| a.cmp(&b))
    }

    /// On which day an office is attested.
    pub(super) fn seen(&self, at: At) -> Date {
        let (article, role) = self.role(at);
        article.dated(&role.when).date
    }

    /// The relations of organisations, in the order of the articles.
    pub fn relations(&self) -> impl Iterator<Item = &Relation> {
        self.places().relations.iter().map(|x| &self.articles[x.0 as usize].relations[x.1 as usize])
    }

    /// An attestation, with its article.
    pub fn role(&self, (article, role): At) -> (&Article, &Role) {
        let article = &self.articles[article as usize];
        (article, &article.roles[role as usize])
    }
}
