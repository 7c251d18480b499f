//! What stands on the timeline. List and drawing are made from the same items, so that
//! neither knows more than the other.
//!
//! An event is one item, however many articles report it: it stands where the latest report
//! puts it, and keeps the earlier ones. What was only ever planned stands among the plans,
//! together with the plans that name it for the same time. Attestations of one person in one
//! office are one item, as long as nobody else is seen in the office between them.

use crate::record::chains::{Attested, Handover, Reported};
use crate::record::date::{Date, Day};
use crate::record::lookup::EVENTS;
use crate::record::model::*;
use crate::record::order::{order, ordered};
use crate::record::table::Table;
use crate::record::{Record, Text};

use super::layout::places;
use super::scale::Window;

/// What an item is, with the statements that it is made of.
pub enum Of<'a> {
    /// An event: its reports in the order of the articles, and the plans that say the same.
    Event(Vec<Reported<'a>>, Vec<(&'a Article, &'a Plan)>),
    /// A person in an office, on each day on which an article says so.
    Role(Vec<Attested<'a>>),
    /// An office that changed hands.
    Handover(Handover<'a>),
    /// What somebody asked for, on the day of asking.
    Request(&'a Article, &'a Request),
    /// What somebody meant to do, at the time that it was meant for.
    Plan(&'a Article, &'a Plan),
}

/// The lane of an item, when lanes are by kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Conferences, congresses, working sessions.
    Meeting,
    /// Festivals, contests, exchanges.
    Programme,
    /// Campaigns and movements.
    Campaign,
    /// Directives, resolutions, bulletins.
    Document,
    /// Anniversaries, and what they look back to.
    Anniversary,
    /// Offices and terms of office.
    Role,
    /// Requests, plans, and events that are only planned.
    Plan,
}

impl Kind {
    /// All of them, in the order of the lanes.
    pub const ALL: [Kind; 7] = [
        Kind::Meeting,
        Kind::Programme,
        Kind::Campaign,
        Kind::Document,
        Kind::Anniversary,
        Kind::Role,
        Kind::Plan,
    ];

    fn of(kind: EventKind) -> Kind {
        match kind {
            EventKind::Meeting => Kind::Meeting,
            EventKind::Programme => Kind::Programme,
            EventKind::Campaign => Kind::Campaign,
            EventKind::Document => Kind::Document,
            EventKind::Term => Kind::Role,
            EventKind::Anniversary => Kind::Anniversary,
        }
    }
}

/// The shape of an item's mark: what happened to it, never how it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// It took place.
    Held,
    /// It was meant to take place.
    Planned,
    /// It was started and then ran.
    Launched,
    /// It was remembered.
    Commemorated,
    /// It was under way.
    Ongoing,
    /// An office, on a day.
    Attested,
    /// An office passed to somebody else.
    Handover,
    /// Asked for.
    Asked,
}

impl Sign {
    /// The sign of a status.
    pub fn of(status: Status) -> Sign {
        match status {
            Status::Held => Sign::Held,
            Status::Planned => Sign::Planned,
            Status::Launched => Sign::Launched,
            Status::Commemorated => Sign::Commemorated,
            Status::Ongoing => Sign::Ongoing,
        }
    }
}

/// Something that stands on the timeline.
pub struct Item<'a> {
    /// The id of the statement that it is drawn from; of a handover, the ids of both.
    pub id: String,
    /// What it is.
    pub of: Of<'a>,
    /// Its lane, when lanes are by kind.
    pub kind: Kind,
    /// The shape of its mark.
    pub sign: Sign,
    /// The first day that is known of it.
    pub first: Day,
    /// The last day that is known of it.
    pub last: Day,
    /// Whether it may begin earlier, and end later, than is known.
    pub open: (bool, bool),
    /// Whether it was once, on an unknown day of these, rather than on all of them.
    pub once: bool,
    /// Its topics.
    pub topics: Vec<&'a str>,
    /// The people that it names.
    pub people: Vec<&'a str>,
    /// The organisations that it names.
    pub organisations: Vec<&'a str>,
    /// What it is called: parts with a comma between them.
    pub title: [Option<&'a Text>; 2],
    /// How its date is known; of several, the first that is not simply stated.
    pub basis: &'a Basis,
    /// The days on which an office is attested, each once, earliest first; of a longer time the one in
    /// its middle. Of other items none.
    pub days: Vec<Day>,
}

/// How the date of something is known; of several, the first that is not simply stated.
fn basis<'a>(of: &Of<'a>) -> &'a Basis {
    match of {
        Of::Event(reports, _) => reports.last().map_or(&Basis::Stated, |x| &x.when().basis),
        Of::Role(all) => {
            all.iter().map(|x| &x.when().basis).find(|x| **x != Basis::Stated).unwrap_or(&Basis::Stated)
        }
        Of::Request(article, request) => &article.dated(&request.when).basis,
        // What a plan is meant for is part of the plan.
        Of::Plan(..) | Of::Handover(_) => &Basis::Stated,
    }
}

impl<'a> Item<'a> {
    fn new(id: String, of: Of<'a>, kind: Kind, sign: Sign) -> Item<'a> {
        let (topics, people, organisations) = Default::default();
        let (first, last, open, once) = (Day(0), Day(0), (false, false), false);
        let (title, basis, days) = ([None; 2], basis(&of), Vec::new());
        Item {
            id,
            of,
            kind,
            sign,
            first,
            last,
            open,
            once,
            topics,
            people,
            organisations,
            title,
            basis,
            days,
        }
    }

    /// Takes its place in time. What is open at an end is known at the other.
    fn dated(mut self, date: &Date) -> Item<'a> {
        let (first, last) = (date.earliest(), date.latest());
        self.open = (first.is_open(), last.is_open());
        self.first = if first.is_open() { last } else { first };
        self.last = if last.is_open() { first } else { last };
        self.once = date.is_window();
        self
    }

    /// When it is said to be, unless it has several days.
    pub fn date(&self) -> Option<&'a Date> {
        match &self.of {
            Of::Event(reports, _) => reports.last().map(|x| &x.when().date),
            Of::Role(_) | Of::Handover(_) => None,
            Of::Request(article, request) => Some(&article.dated(&request.when).date),
            Of::Plan(_, plan) => Some(&plan.meant_for),
        }
    }

    /// The article that it is drawn from: of several the latest.
    pub fn article(&self) -> Option<&'a Article> {
        self.latest().map(|x| x.0)
    }

    /// The last of its [statements](Item::statements).
    pub fn latest(&self) -> Option<(&'a Article, &'a str)> {
        match &self.of {
            Of::Event(reports, plans) => {
                let planned = || plans.last().map(|x| (x.0, x.1.id.as_str()));
                reports.last().map(|x| (x.article, x.report.id.as_str())).or_else(planned)
            }
            Of::Role(all) => all.last().map(|x| (x.article, x.role.id.as_str())),
            _ => self.statements().pop(),
        }
    }

    /// Every statement that it is made of, in the order of the articles, by its article and id.
    pub fn statements(&self) -> Vec<(&'a Article, &'a str)> {
        match &self.of {
            Of::Event(reports, plans) => {
                let plans = plans.iter().map(|x| (x.0, x.1.id.as_str()));
                plans.chain(reports.iter().map(|x| (x.article, x.report.id.as_str()))).collect()
            }
            Of::Role(all) => all.iter().map(|x| (x.article, x.role.id.as_str())).collect(),
            Of::Handover(x) => [x.from, x.to].map(|x| (x.article, x.role.id.as_str())).into(),
            Of::Request(article, request) => vec![(*article, &request.id)],
            Of::Plan(article, plan) => vec![(*article, &plan.id)],
        }
    }

    /// Whether it is a mark rather than a bar.
    pub fn is_point(&self) -> bool {
        self.first == self.last && self.open == (false, false)
    }

    /// Whether any of it is in this time.
    pub fn is_in(&self, window: Window) -> bool {
        window.touches(self.first, self.last)
    }

    /// The article's topics, or those of the event that it is about.
    fn about(&mut self, topics: &'a [Id]) {
        topics.iter().for_each(|x| add(&mut self.topics, x));
    }

    fn parties(&mut self, all: &'a [Party]) {
        for party in all {
            match party {
                Party::Person(id) => add(&mut self.people, id),
                Party::Organisation(id) => add(&mut self.organisations, id),
            }
        }
    }
}

fn add<'a>(ids: &mut Vec<&'a str>, id: &'a str) {
    if !ids.contains(&id) {
        ids.push(id);
    }
}

/// The first and the last day of a date that are known.
fn known(date: &Date) -> (Day, Day) {
    let (first, last) = (date.earliest(), date.latest());
    if first.is_open() {
        (last, last)
    } else if last.is_open() {
        (first, first)
    } else {
        (first, last)
    }
}

/// Everything that stands on the timeline, by its first known day and then its last.
pub fn items(record: &Record) -> Vec<Item<'_>> {
    let mut all = Vec::new();
    of_events(record, &mut all);
    of_roles(record, &mut all);
    for article in &record.articles {
        all.extend(article.requests.iter().map(|x| of_request(article, x)));
    }
    let places = order(all.len(), &mut |a, b| (all[a].first, all[a].last).cmp(&(all[b].first, all[b].last)));
    let mut all: Vec<Option<Item>> = all.into_iter().map(Some).collect();
    places.into_iter().filter_map(|x| all[x].take()).collect()
}

/// The place of each id.
pub struct Places<'a> {
    ids: Vec<&'a str>,
    places: Table,
}

impl<'a> Places<'a> {
    /// Of these ids, each once.
    pub fn of(ids: Vec<&'a str>) -> Places<'a> {
        Places { places: Table::of(ids.len(), &|x| ids[x]), ids }
    }

    /// The place of this id.
    pub fn get(&self, id: &str) -> Option<usize> {
        self.places.find(id, &|x| self.ids[x])
    }
}

/// What is said of an event.
#[derive(Default)]
struct Said<'a> {
    reports: Vec<Reported<'a>>,
    plans: Vec<(&'a Article, &'a Plan)>,
    people: Vec<&'a str>,
}

/// An item for each event that is reported, and one for each plan that is not that event.
fn of_events<'a>(record: &'a Record, all: &mut Vec<Item<'a>>) {
    let place = |id: &String| record.place(EVENTS, id);
    let mut events: Vec<Said> = Vec::new();
    events.resize_with(record.events.len(), Said::default);
    for article in &record.articles {
        for report in &article.events {
            if let Some(at) = place(&report.event) {
                events[at].reports.push(Reported { article, event: &record.events[at], report });
            }
        }
        for act in &article.acts {
            if let Some(at) = act.event.as_ref().and_then(place) {
                add(&mut events[at].people, &act.person);
            }
        }
    }
    for article in &record.articles {
        for plan in &article.plans {
            let event = plan.event.as_ref().and_then(place);
            match event {
                Some(at) if is_same(&events[at], plan) => events[at].plans.push((article, plan)),
                _ => all.push(of_plan(article, plan)),
            }
        }
    }
    for said in events {
        all.extend(of_event(said));
    }
}

/// Whether a plan says what is last known of its event.
fn is_same(event: &Said, plan: &Plan) -> bool {
    let Some(latest) = event.reports.last() else { return false };
    latest.report.status == Status::Planned && latest.when().date == plan.meant_for
}

fn of_event(said: Said<'_>) -> Option<Item<'_>> {
    let latest = *said.reports.last()?;
    let Reported { event, report, .. } = latest;
    let kind = if report.status == Status::Planned { Kind::Plan } else { Kind::of(event.kind) };
    let (reports, plans) = (said.reports, said.plans);
    let mut item = Item::new(report.id.clone(), Of::Event(reports, plans), kind, Sign::of(report.status));
    item.about(&event.topics);
    item.people = said.people;
    event.organisations.iter().for_each(|x| add(&mut item.organisations, x));
    if let Of::Event(_, plans) = &item.of {
        for (article, plan) in plans.clone() {
            item.about(&article.topics);
            item.parties(&plan.by);
        }
    }
    item.title[0] = Some(&event.label);
    Some(item.dated(&latest.when().date))
}

fn of_plan<'a>(article: &'a Article, plan: &'a Plan) -> Item<'a> {
    let mut item = Item::new(plan.id.clone(), Of::Plan(article, plan), Kind::Plan, Sign::Planned);
    item.about(&article.topics);
    item.parties(&plan.by);
    item.title[0] = Some(&plan.what);
    item.dated(&plan.meant_for)
}

fn of_request<'a>(article: &'a Article, request: &'a Request) -> Item<'a> {
    let mut item = Item::new(request.id.clone(), Of::Request(article, request), Kind::Plan, Sign::Asked);
    item.about(&article.topics);
    item.parties(&request.from);
    item.parties(&request.to);
    item.title[0] = Some(&request.what);
    item.dated(&article.dated(&request.when).date)
}

/// The items of offices, and of those that changed hands.
fn of_roles<'a>(record: &'a Record, all: &mut Vec<Item<'a>>) {
    let seen = ordered(record.attestations(), &mut |a, b| {
        let key = |x: &Attested<'a>| (x.role.organisation.as_str(), x.role.office.as_str());
        key(a).cmp(&key(b))
    });
    let same = |a: &Attested, b: &Attested| {
        a.role.organisation == b.role.organisation && a.role.office == b.role.office
    };
    for seen in seen.chunk_by(same) {
        let role = seen[0].role;
        let Some(office) = record.office(&role.organisation, &role.office) else { continue };
        let mut runs: Vec<Vec<Attested>> = Vec::new();
        for one in seen {
            let is_same = |run: &&mut Vec<Attested>| run[0].role.person == one.role.person;
            // Somebody else in an office that only one can hold ends what was.
            let run =
                if office.single { runs.last_mut().filter(is_same) } else { runs.iter_mut().find(is_same) };
            match run {
                Some(run) => run.push(*one),
                None => runs.push(vec![*one]),
            }
        }
        if office.single {
            let pairs =
                runs.windows(2).filter_map(|x| Some(Handover { from: *x[0].last()?, to: *x[1].first()? }));
            all.extend(pairs.map(|x| of_handover(x, office)));
        }
        all.extend(runs.into_iter().map(|x| of_role(record, x, office)));
    }
}

fn of_role<'a>(record: &'a Record, seen: Vec<Attested<'a>>, office: &'a Office) -> Item<'a> {
    let Attested { role, .. } = seen[seen.len() - 1];
    let mut item = Item::new(role.id.clone(), Of::Role(Vec::new()), Kind::Role, Sign::Attested);
    seen.iter().flat_map(|x| &x.article.topics).for_each(|x| add(&mut item.topics, x));
    item.people.push(&role.person);
    item.organisations.push(&role.organisation);
    item.title = [record.person(&role.person).map(|x| &x.name), Some(&office.title)];
    let days: Vec<(Day, Day)> = seen.iter().map(|x| known(&x.when().date)).collect();
    item.first = days[0].0;
    item.last = days.iter().map(|x| x.1).max().unwrap_or(item.first);
    item.days = places(days.iter().map(|x| x.0.0.midpoint(x.1.0)).collect()).into_iter().map(Day).collect();
    item.of = Of::Role(seen);
    item.basis = basis(&item.of);
    item
}

fn of_handover<'a>(handover: Handover<'a>, office: &'a Office) -> Item<'a> {
    let Handover { from, to } = handover;
    let id = [from.role.id.as_str(), to.role.id.as_str()].join("--");
    let mut item = Item::new(id, Of::Handover(handover), Kind::Role, Sign::Handover);
    [from, to].iter().flat_map(|x| &x.article.topics).for_each(|x| add(&mut item.topics, x));
    item.people.extend([from.role.person.as_str(), &to.role.person]);
    item.organisations.push(&to.role.organisation);
    item.title = [Some(&office.title), None];
    let (first, last) = (known(&from.when().date).0, known(&to.when().date).1);
    (item.first, item.last, item.once) = (first, last.max(first), true);
    item
}

/// The time in which all of them are, if there are any.
pub fn extent(items: &[Item]) -> Option<Window> {
    let first = items.iter().map(|x| x.first).min()?;
    let last = items.iter().map(|x| x.last).max()?;
    Some(Window { first, last })
}

/// By what the lanes are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum By {
    /// What sort of thing.
    #[default]
    Kind,
    /// What it is about.
    Topic,
    /// Whom it names.
    Person,
    /// Which organisation it names.
    Organisation,
}

impl By {
    /// All of them.
    pub const ALL: [By; 4] = [By::Kind, By::Topic, By::Person, By::Organisation];

    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        ["kind", "topic", "person", "org"][self as usize]
    }
}

/// What a lane is called.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Name<'a> {
    /// A kind, which the interface has a word for.
    Kind(Kind),
    /// A topic, a person or an organisation, with its id.
    Entry(&'a str, &'a Text),
    /// What has none of these.
    Other,
}

/// Lanes, and the items in each.
#[derive(Default)]
pub struct Lanes<'a> {
    /// The lanes that hold something, in their order.
    pub names: Vec<Name<'a>>,
    /// An item by its place among the items, and its lane; an item may be in several.
    pub of: Vec<(u32, u16)>,
}

/// Puts the items at these places into lanes. Lanes that hold nothing are left out.
pub fn lanes<'a>(
    record: &'a Record,
    items: &[Item<'a>],
    shown: impl IntoIterator<Item = usize>,
    by: By,
) -> Lanes<'a> {
    let entries: Vec<(&str, &Text)> = match by {
        By::Kind => Vec::new(),
        By::Topic => record.topics.iter().map(|x| (x.id.as_str(), &x.label)).collect(),
        By::Person => record.people.iter().map(|x| (x.id.as_str(), &x.name)).collect(),
        By::Organisation => {
            let name = |x: &'a Organisation| (x.id.as_str(), x.short.as_ref().unwrap_or(&x.name));
            record.organisations.iter().map(name).collect()
        }
    };
    let places = Places::of(entries.iter().map(|x| x.0).collect());
    let mut names: Vec<Name> = Kind::ALL.map(Name::Kind).into();
    if by != By::Kind {
        names = entries.iter().map(|x| Name::Entry(x.0, x.1)).collect();
        names.push(Name::Other);
    }
    let mut of = Vec::new();
    for (at, item) in shown.into_iter().filter_map(|at| Some((at, items.get(at)?))) {
        let ids = match by {
            By::Kind => {
                of.push((at as u32, item.kind as u16));
                continue;
            }
            By::Topic => &item.topics,
            By::Person => &item.people,
            By::Organisation => &item.organisations,
        };
        let before = of.len();
        of.extend(ids.iter().filter_map(|x| places.get(x)).map(|x| (at as u32, x as u16)));
        if of.len() == before {
            of.push((at as u32, names.len() as u16 - 1));
        }
    }
    without_empty(names, of)
}

/// The same, without the lanes that nothing is in.
fn without_empty<'a>(names: Vec<Name<'a>>, mut of: Vec<(u32, u16)>) -> Lanes<'a> {
    let mut used = vec![false; names.len()];
    of.iter().for_each(|x| used[usize::from(x.1)] = true);
    let mut place = 0;
    let places: Vec<u16> = used
        .iter()
        .map(|x| {
            place += u16::from(*x);
            place
        })
        .collect();
    of.iter_mut().for_each(|x| x.1 = places[usize::from(x.1)] - 1);
    let names = names.into_iter().zip(used).filter(|x| x.1).map(|x| x.0).collect();
    Lanes { names, of }
}
