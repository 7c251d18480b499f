//! What the registries say, as numbers: while those of the entries that a page refers to stay, a person
//! more or another word about one leaves the page as it is.

use super::check::folder::{MANY, each};
use super::named::Named;
use crate::record::lookup::{EVENTS, ORGANISATIONS, PEOPLE, TERMS, TOPICS};
use crate::record::mentions::Target;
use crate::record::model::{Article, Event, Organisation, Party, Person};
use crate::record::{Record, digest};

/// The digests of the entries of a record's registries.
pub struct Registries<'a> {
    record: &'a Record,
    /// What is said of each on pages that are not its own.
    people: Vec<u64>,
    /// The same.
    organisations: Vec<u64>,
    topics: Vec<u64>,
    /// Each with its organisations, its topics and its series.
    events: Vec<u64>,
    terms: Vec<u64>,
}

impl<'a> Registries<'a> {
    /// Those of this record.
    pub fn of(record: &'a Record) -> Registries<'a> {
        let mut registries = Registries {
            record,
            people: each(&record.people, MANY, person),
            organisations: each(&record.organisations, MANY, organisation),
            topics: each(&record.topics, MANY, digest),
            events: Vec::new(),
            terms: each(&record.terms, MANY, digest),
        };
        registries.events = each(&record.events, MANY, |x| registries.event(x));
        registries
    }

    fn event(&self, event: &Event) -> u64 {
        let organisations = self.all(ORGANISATIONS, &event.organisations);
        let series = self.record.series.iter().find(|x| Some(&x.id) == event.series.as_ref());
        digest(&(event, organisations, self.all(TOPICS, &event.topics), series))
    }

    /// The digest of an entry of a list, as other pages have it; none if there is none with this id.
    pub fn get(&self, list: usize, id: &str) -> Option<u64> {
        let digests = match list {
            PEOPLE => &self.people,
            ORGANISATIONS => &self.organisations,
            TOPICS => &self.topics,
            EVENTS => &self.events,
            TERMS => &self.terms,
            _ => return None,
        };
        Some(digests[self.record.place(list, id)?])
    }

    /// The same of several.
    pub fn all<'i>(&self, list: usize, ids: impl IntoIterator<Item = &'i String>) -> Vec<Option<u64>> {
        ids.into_iter().map(|id| self.get(list, id)).collect()
    }

    /// The same of people and organisations.
    pub fn parties<'i>(&self, parties: impl IntoIterator<Item = &'i Party>) -> Vec<Option<u64>> {
        let party = |x: &Party| match x {
            Party::Person(id) => self.get(PEOPLE, id),
            Party::Organisation(id) => self.get(ORGANISATIONS, id),
        };
        parties.into_iter().map(party).collect()
    }

    /// All that the words about an article name, and where they do.
    pub fn named(&self, named: &Named) -> u64 {
        let target = |x: &Target| match x {
            Target::Person(id) => self.get(PEOPLE, id),
            Target::Organisation(id) => self.get(ORGANISATIONS, id),
            Target::Term(id) => self.get(TERMS, id),
        };
        digest(&(named.places, named.targets.iter().map(target).collect::<Vec<_>>()))
    }

    /// All entries of which an article states something.
    pub fn stated(&self, article: &Article) -> u64 {
        let Article { publisher, section, topics, roles, acts, requests, plans, relations, .. } = article;
        let printed = [publisher, section].into_iter().flatten().filter_map(|x| x.organisation.as_ref());
        let related = relations.iter().flat_map(|x| [&x.subject, &x.object]);
        let organisations = roles.iter().map(|x| &x.organisation).chain(related).chain(printed);
        let people = roles.iter().map(|x| &x.person).chain(acts.iter().map(|x| &x.person));
        let parties = requests.iter().flat_map(|x| x.from.iter().chain(&x.to));
        let parties = parties.chain(plans.iter().flat_map(|x| &x.by));
        digest(&(
            self.all(PEOPLE, people),
            self.all(ORGANISATIONS, organisations),
            self.all(TOPICS, topics),
            self.all(EVENTS, events(article)),
            self.parties(parties),
        ))
    }

    /// The order in which the events of these articles stand: those of one day follow each other in it.
    pub fn order<'i>(&self, articles: impl IntoIterator<Item = &'i Article>) -> u64 {
        let events = articles.into_iter().flat_map(events);
        let mut places: Vec<usize> = events.filter_map(|x| self.record.place(EVENTS, x)).collect();
        places.sort_unstable();
        places.dedup();
        digest(&places.into_iter().map(|x| self.events[x]).collect::<Vec<_>>())
    }
}

/// The events that an article says something of.
pub fn events(article: &Article) -> impl Iterator<Item = &String> {
    let planned = article.plans.iter().filter_map(|x| x.event.as_ref());
    let done = article.acts.iter().filter_map(|x| x.event.as_ref());
    article.events.iter().map(|x| &x.event).chain(planned).chain(done)
}

/// What is said of a person wherever one is named: all the rest is named, so that nothing new is forgotten.
fn person(person: &Person) -> u64 {
    let Person { id, name, also, historical, line: _, note: _, not_same_as: _, images: _ } = person;
    digest(&(id, name, also, historical))
}

/// The same of an organisation.
fn organisation(organisation: &Organisation) -> u64 {
    let Organisation { id, kind, name, short, also, line: _, note: _, offices, not_same_as: _, images: _ } =
        organisation;
    digest(&(id, kind, name, short, also, offices))
}
