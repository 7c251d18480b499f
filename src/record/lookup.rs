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
    /// The reports of events that are known, by year and date; those of one year and no date, and of
    /// one date, in the order of the articles.
    pub reports: Vec<At>,
    /// Those of each event, in the order of the articles.
    pub of_event: Groups,
    /// The events of each organisation, as the edition orders them.
    pub events_of_organisation: Groups,
    /// Those of each topic.
    pub events_of_topic: Groups,
    /// The attestations of offices, by date; those of one date in the order of the articles.
    pub attestations: Vec<At>,
    /// Where the offices of each organisation begin, when all are counted, and where the last ends.
    pub offices: Vec<usize>,
    /// The attestations of each office, in their order.
    pub of_office: Groups,
    /// The attestations of each person, in their order.
    pub of_person: Groups,
    /// The relations of organisations, in the order of the articles.
    pub relations: Vec<At>,
    /// Those that an organisation stands in.
    pub of_party: Groups,
}

/// Things by what they belong to, both by their places in lists.
pub struct Groups {
    /// Where each group ends.
    ends: Vec<u32>,
    all: Vec<u32>,
}

impl Groups {
    /// So many groups of what belongs to them: group and thing, the things in the order that they have
    /// in each group.
    fn of(groups: usize, met: &[(usize, usize)]) -> Groups {
        // Sorted by counting, which keeps that order.
        let mut next = vec![0; groups + 1];
        met.iter().for_each(|x| next[x.0 + 1] += 1);
        (1..next.len()).for_each(|x| next[x] += next[x - 1]);
        let mut all = vec![0; met.len()];
        for (group, thing) in met {
            all[next[*group] as usize] = *thing as u32;
            next[*group] += 1;
        }
        next.pop();
        Groups { ends: next, all }
    }

    /// What belongs to a group.
    pub fn get(&self, group: usize) -> &[u32] {
        self.range(group, group + 1)
    }

    /// What belongs to the groups from `first` to before `end`, group by group.
    pub fn range(&self, first: usize, end: usize) -> &[u32] {
        let ends = |group: usize| group.checked_sub(1).map_or(0, |x| self.ends[x] as usize);
        &self.all[ends(first)..ends(end)]
    }
}

impl Places {
    fn of(record: &Record) -> Places {
        let lists = [ARTICLES, PEOPLE, ORGANISATIONS, TOPICS, EVENTS, TERMS];
        let entries = lists.map(|list| Table::of(record.count(list), &|at| record.id(list, at)));
        let place = |list: usize, id: &str| entries[list].find(id, &|at| record.id(list, at));
        let grouped = |list: usize, met: &mut dyn Iterator<Item = (&str, usize)>| {
            let met = met.filter_map(|(id, at)| Some((place(list, id)?, at))).collect::<Vec<_>>();
            Groups::of(record.count(list), &met)
        };

        // Each in the order of the articles.
        let (mut met, mut seen, mut relations) = (Vec::new(), Vec::new(), Vec::new());
        for (at, article) in record.articles.iter().enumerate() {
            let all = |count: usize| (0..count).map(move |x| (at as u32, x as u32));
            met.extend(all(article.events.len()));
            seen.extend(all(article.roles.len()));
            relations.extend(all(article.relations.len()));
        }

        met.retain(|x| place(EVENTS, &record.report(*x).1.event).is_some());
        let date = |x: &At| {
            let (article, report) = record.report(*x);
            article.dated(&report.when).date
        };
        let dates: Vec<_> = met.iter().map(|x| (date(x).year(), date(x))).collect();
        let by_date = order(met.len(), &mut |a, b| dates[a].cmp(&dates[b]));
        let reports = by_date.iter().map(|x| met[*x]).collect();
        let mut numbers = vec![0; met.len()];
        by_date.into_iter().enumerate().for_each(|(number, at)| numbers[at] = number);
        let mut numbered = met.iter().zip(numbers).map(|(x, number)| (&*record.report(*x).1.event, number));
        let of_event = grouped(EVENTS, &mut numbered);
        let about = |list: usize, ids: fn(&Event) -> &[Id]| {
            let events = record.events.iter().enumerate();
            grouped(list, &mut events.flat_map(|(at, x)| ids(x).iter().map(move |id| (&**id, at))))
        };

        let day = |x: &At| {
            let (article, role) = record.role(*x);
            article.dated(&role.when).date
        };
        let days: Vec<Date> = seen.iter().map(day).collect();
        let attestations = order(seen.len(), &mut |a, b| days[a].cmp(&days[b]));
        let attestations: Vec<At> = attestations.into_iter().map(|x| seen[x]).collect();
        let roles = || attestations.iter().map(|x| record.role(*x).1).enumerate();
        let of_person = grouped(PEOPLE, &mut roles().map(|(at, x)| (&*x.person, at)));
        let mut offices = vec![0];
        record.organisations.iter().for_each(|x| offices.push(offices[offices.len() - 1] + x.offices.len()));
        let office = |x: &Role| {
            let body = place(ORGANISATIONS, &x.organisation)?;
            Some(offices[body] + record.organisations[body].place_of_office(&x.office)?)
        };
        let met: Vec<_> = roles().filter_map(|(at, x)| Some((office(x)?, at))).collect();
        let of_office = Groups::of(offices[offices.len() - 1], &met);

        let mut parties = relations.iter().enumerate().flat_map(|(at, x)| {
            let relation = record.relation(*x).1;
            [(&*relation.subject, at), (&*relation.object, at)]
        });
        let of_party = grouped(ORGANISATIONS, &mut parties);

        Places {
            reports,
            of_event,
            events_of_organisation: about(ORGANISATIONS, |x| &x.organisations),
            events_of_topic: about(TOPICS, |x| &x.topics),
            attestations,
            offices,
            of_office,
            of_person,
            relations,
            of_party,
            entries,
        }
    }
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
