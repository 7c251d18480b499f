//! Where things stand in a record, so that they are found in a step: records may be large.

use super::Record;
use super::date::Date;
use super::model::*;
use super::order::order;
use super::table::Table;
use super::unwritten::Unwritten;

/// The places of things, made when somebody first asks.
pub type Lookup = Unwritten<Box<Places>>;

/// A statement: the place of its article, and its place among the statements of its kind there.
pub type At = (u32, u32);

/// Places in the lists of a record, and what belongs to which.
pub struct Places {
    /// Articles, people, organisations, topics, events and terms, each by id.
    entries: [Table; 6],
    /// The reports of events that are known, in the order of the articles.
    pub stated: Vec<At>,
    /// Those of each event.
    pub of_event: Groups,
    /// The same reports by year and date; of the same date in the order of the articles.
    pub reports: Vec<At>,
    /// Those of the events of each organisation.
    pub on_organisation: Groups,
    /// Those of the events of each topic.
    pub on_topic: Groups,
    /// The attestations of offices, by date; of the same date in the order of the articles.
    pub attestations: Vec<At>,
    /// Those in each organisation.
    pub in_organisation: Groups,
    /// Those of each person.
    pub of_person: Groups,
    /// Those of each office, when all are counted.
    pub of_office: Groups,
    /// Where the offices of each organisation begin.
    offices: Vec<usize>,
    /// The relations of organisations, in the order of the articles.
    pub relations: Vec<At>,
    /// Those that each organisation stands in.
    pub of_party: Groups,
}

/// Things by what they belong to, both by their places in lists.
pub struct Groups {
    /// Where each group ends.
    ends: Vec<usize>,
    all: Vec<u32>,
}

/// Things, each after the place of what it belongs to.
type Met = Vec<(usize, usize)>;

impl Groups {
    /// So many groups of what was met; the things of each stay in order.
    fn of(groups: usize, met: Met) -> Groups {
        // Sorted by counting.
        let mut ends = vec![0; groups + 1];
        met.iter().for_each(|x| ends[x.0 + 1] += 1);
        (1..=groups).for_each(|x| ends[x] += ends[x - 1]);
        let mut all = vec![0; met.len()];
        for (group, thing) in met {
            all[ends[group]] = thing as u32;
            ends[group] += 1;
        }
        Groups { ends, all }
    }

    /// What belongs to the group at a place; nothing if there is none.
    pub fn get(&self, group: Option<usize>) -> &[u32] {
        let Some(group) = group else { return &[] };
        let start = group.checked_sub(1).map_or(0, |x| self.ends[x]);
        &self.all[start..self.ends[group]]
    }
}

impl Places {
    fn of(record: &Record) -> Places {
        let lists = [ARTICLES, PEOPLE, ORGANISATIONS, TOPICS, EVENTS, TERMS];
        let entries = lists.map(|list| Table::of(record.count(list), &|at| record.id(list, at)));
        let place = |list: usize, id: &str| entries[list].find(id, &|at| record.id(list, at));
        let add = |met: &mut Met, list: usize, id: &str, thing: usize| {
            met.extend(place(list, id).map(|x| (x, thing)));
        };
        let groups = |list: usize, met: Met| Groups::of(record.count(list), met);

        let (mut stated, mut attestations, mut relations) = (Vec::new(), Vec::new(), Vec::new());
        for (at, article) in record.articles.iter().enumerate() {
            let all = |count: usize| (0..count).map(move |x| (at as u32, x as u32));
            stated.extend(all(article.events.len()));
            attestations.extend(all(article.roles.len()));
            relations.extend(all(article.relations.len()));
        }

        let event = |x: &At| place(EVENTS, &record.report(*x).1.event);
        stated.retain(|x| event(x).is_some());
        let reports = by_date(&stated, &|x| {
            let (article, report) = record.report(x);
            let date = article.dated(&report.when).date;
            (date.year(), date)
        });
        let of_event =
            stated.iter().enumerate().filter_map(|(number, x)| Some((event(x)?, number))).collect();
        let (mut on_organisation, mut on_topic) = (Met::new(), Met::new());
        for (number, at) in reports.iter().enumerate() {
            let Some(event) = event(at) else { continue };
            let Event { organisations, topics, .. } = &record.events[event];
            organisations.iter().for_each(|x| add(&mut on_organisation, ORGANISATIONS, x, number));
            topics.iter().for_each(|x| add(&mut on_topic, TOPICS, x, number));
        }

        let attestations = by_date(&attestations, &|x| {
            let (article, role) = record.role(x);
            (None, article.dated(&role.when).date)
        });
        let mut count = 0;
        let mut offices = Vec::new();
        for body in &record.organisations {
            offices.push(count);
            count += body.offices.len();
        }
        let (mut in_organisation, mut of_person, mut of_office) = (Met::new(), Met::new(), Met::new());
        for (number, at) in attestations.iter().enumerate() {
            let role = record.role(*at).1;
            add(&mut of_person, PEOPLE, &role.person, number);
            let Some(body) = place(ORGANISATIONS, &role.organisation) else { continue };
            in_organisation.push((body, number));
            let office = record.organisations[body].place_of_office(&role.office);
            of_office.extend(office.map(|x| (offices[body] + x, number)));
        }

        let mut of_party = Met::new();
        for (number, at) in relations.iter().enumerate() {
            let relation = record.relation(*at).1;
            add(&mut of_party, ORGANISATIONS, &relation.subject, number);
            add(&mut of_party, ORGANISATIONS, &relation.object, number);
        }

        Places {
            stated,
            of_event: groups(EVENTS, of_event),
            reports,
            on_organisation: groups(ORGANISATIONS, on_organisation),
            on_topic: groups(TOPICS, on_topic),
            attestations,
            in_organisation: groups(ORGANISATIONS, in_organisation),
            of_person: groups(PEOPLE, of_person),
            of_office: Groups::of(count, of_office),
            offices,
            relations,
            of_party: groups(ORGANISATIONS, of_party),
            entries,
        }
    }
}

/// Statements by a date; of the same date they stay in order.
fn by_date(all: &[At], date: &dyn Fn(At) -> (Option<i32>, Date)) -> Vec<At> {
    let dates: Vec<_> = all.iter().map(|x| date(*x)).collect();
    order(all.len(), &mut |a, b| dates[a].cmp(&dates[b])).into_iter().map(|x| all[x]).collect()
}

/// The lists of a record that have ids, in their order.
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

impl Organisation {
    fn place_of_office(&self, id: &str) -> Option<usize> {
        self.offices.iter().position(|x| x.id == id)
    }
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
        self.places().entries[list].find(id, &|at| self.id(list, at))
    }

    /// Where an office of an organisation stands, when all are counted.
    pub(super) fn place_of_office(&self, organisation: &str, office: &str) -> Option<usize> {
        let body = self.place(ORGANISATIONS, organisation)?;
        Some(self.places().offices[body] + self.organisations[body].place_of_office(office)?)
    }

    /// The places of things.
    pub(super) fn places(&self) -> &Places {
        self.lookup.0.get_or_init(|| Box::new(Places::of(self)))
    }

    /// A report, with its article.
    pub fn report(&self, (article, report): At) -> (&Article, &Report) {
        let article = &self.articles[article as usize];
        (article, &article.events[report as usize])
    }

    /// An attestation, with its article.
    pub fn role(&self, (article, role): At) -> (&Article, &Role) {
        let article = &self.articles[article as usize];
        (article, &article.roles[role as usize])
    }

    /// A relation of organisations, with its article.
    pub fn relation(&self, (article, relation): At) -> (&Article, &Relation) {
        let article = &self.articles[article as usize];
        (article, &article.relations[relation as usize])
    }
}
