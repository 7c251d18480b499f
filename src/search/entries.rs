//! What of a record can be found: one entry for each person, office on a day, event,
//! article, … with its texts in both languages and what it can be filtered by.

use crate::record::chains::Attested;
use crate::record::model::*;
use crate::record::occurrences::in_order;
use crate::record::{Record, Text};
use crate::route::Page;

use super::filters::Facet;
use super::fold::fold;
use super::index::Field;

/// What sort of thing an entry is. Of kinds with equally good results the first comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A person.
    Person,
    /// An office, seen on a day.
    Role,
    /// An organisation.
    Organisation,
    /// A report of an event.
    Event,
    /// What somebody asked for.
    Request,
    /// What somebody meant to do.
    Plan,
    /// What somebody did or said.
    Act,
    /// A number.
    Figure,
    /// An article.
    Article,
    /// A topic.
    Topic,
    /// A term.
    Term,
    /// A motto.
    Motto,
    /// A misprint put right.
    Correction,
}

impl Kind {
    /// All kinds, in their order.
    pub const ALL: [Kind; 13] = [
        Kind::Person,
        Kind::Role,
        Kind::Organisation,
        Kind::Event,
        Kind::Request,
        Kind::Plan,
        Kind::Act,
        Kind::Figure,
        Kind::Article,
        Kind::Topic,
        Kind::Term,
        Kind::Motto,
        Kind::Correction,
    ];

    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Role => "role",
            Kind::Organisation => "organisation",
            Kind::Event => "event",
            Kind::Request => "request",
            Kind::Plan => "plan",
            Kind::Act => "act",
            Kind::Figure => "figure",
            Kind::Article => "article",
            Kind::Topic => "topic",
            Kind::Term => "term",
            Kind::Motto => "motto",
            Kind::Correction => "correction",
        }
    }
}

/// A text with its language tag; without one it is found but not shown.
pub type Tagged = (String, String);

/// Something that can be found.
#[derive(Debug)]
pub struct Entry<'a> {
    /// What sort of thing.
    pub kind: Kind,
    /// The page it is on.
    pub page: Page,
    /// The place on the page.
    pub anchor: Option<&'a str>,
    /// The article that states it, for what is stated.
    pub article: Option<&'a Article>,
    /// Its date, for what has one.
    pub when: Option<&'a When>,
    /// How a statement is known, beside its date.
    pub basis: Option<&'a Basis>,
    /// Its name in each language.
    pub titles: Vec<Tagged>,
    /// Its other texts, and what they weigh.
    pub passages: Vec<(Field, Tagged)>,
    /// What it can be filtered by.
    pub facts: Vec<(Facet, String)>,
}

/// Where something that can be found stands in a record. What it says is put together only
/// when somebody wants to see it: there may be a hundred thousand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// What sort of thing.
    pub kind: Kind,
    /// Its place in its list; of a statement that of its article.
    at: u32,
    /// The place of a statement among those of its kind in its article.
    statement: u32,
}

/// Everything that can be found: what has a date first, the newest first.
pub fn places(record: &Record) -> Vec<Place> {
    let mut all = Vec::new();
    for (at, article) in record.articles.iter().enumerate().rev() {
        all.push(Place { kind: Kind::Article, at: at as u32, statement: 0 });
        let counts = [
            (Kind::Event, article.events.len()),
            (Kind::Role, article.roles.len()),
            (Kind::Act, article.acts.len()),
            (Kind::Figure, article.figures.len()),
            (Kind::Request, article.requests.len()),
            (Kind::Plan, article.plans.len()),
            (Kind::Motto, article.mottoes.len()),
            (Kind::Correction, article.corrections.len()),
        ];
        for (kind, count) in counts {
            let stated = (0..count as u32).map(|statement| Place { kind, at: at as u32, statement });
            all.extend(stated.filter(|x| x.is_known(record)));
        }
    }
    let counts = [
        (Kind::Person, record.people.len()),
        (Kind::Organisation, record.organisations.len()),
        (Kind::Topic, record.topics.len()),
        (Kind::Term, record.terms.len()),
    ];
    for (kind, count) in counts {
        all.extend((0..count as u32).map(|at| Place { kind, at, statement: 0 }));
    }
    all
}

/// The articles at these places, or in which what is there is stated, in the order of the record.
pub fn articles(record: &Record, places: impl Iterator<Item = Place>) -> Vec<&Article> {
    let mut found: Vec<u32> = places.filter(|x| x.article(record).is_some()).map(|x| x.at).collect();
    found.dedup();
    in_order(found).into_iter().map(|x| &*record.articles[x as usize]).collect()
}

/// All entries, in the order of their places.
pub fn entries(record: &Record) -> impl Iterator<Item = Entry<'_>> {
    places(record).into_iter().map(move |x| x.entry(record))
}

/// A statement by its id, its own date and how it is known; a correction has only the first.
struct Statement<'a> {
    id: &'a str,
    when: &'a Option<When>,
    basis: &'a Basis,
}

impl Place {
    /// The article that it is, or that states it.
    pub fn article(self, record: &Record) -> Option<&Article> {
        record.articles.get(self.of_article()?).map(|x| &**x)
    }

    /// The place of that article.
    pub fn of_article(self) -> Option<usize> {
        use Kind::*;
        match self.kind {
            Person | Organisation | Topic | Term => None,
            _ => Some(self.at as usize),
        }
    }

    /// What all statements have, if it is one.
    fn statement(self, record: &Record) -> Option<Statement<'_>> {
        let article = self.article(record)?;
        let at = self.statement as usize;
        macro_rules! of {
            ($list:ident) => {{
                let x = &article.$list[at];
                Statement { id: &x.id, when: &x.when, basis: &x.basis }
            }};
        }
        Some(match self.kind {
            Kind::Event => of!(events),
            Kind::Role => of!(roles),
            Kind::Act => of!(acts),
            Kind::Figure => of!(figures),
            Kind::Request => of!(requests),
            Kind::Plan => of!(plans),
            Kind::Motto => of!(mottoes),
            Kind::Correction => {
                Statement { id: &article.corrections[at].id, when: &None, basis: &Basis::Stated }
            }
            _ => return None,
        })
    }

    /// Whether the record knows what it is about.
    fn is_known(self, record: &Record) -> bool {
        let article = &record.articles[self.at as usize];
        match self.kind {
            Kind::Event => record.event(&article.events[self.statement as usize].event).is_some(),
            Kind::Role => {
                let Role { person, organisation, office, .. } = &article.roles[self.statement as usize];
                record.person(person).is_some() && record.office(organisation, office).is_some()
            }
            _ => true,
        }
    }

    /// The place of the article, of which the summary has yet to come.
    pub fn late(self, record: &Record) -> Option<usize> {
        let at = self.at as usize;
        (self.kind == Kind::Article && record.is_late(at)).then_some(at)
    }

    /// What it is called by scripts and in tables: a statement by its own id, an entry by that.
    pub fn id(self, record: &Record) -> &str {
        let at = self.at as usize;
        match self.kind {
            Kind::Article => &record.articles[at].id,
            Kind::Person => &record.people[at].id,
            Kind::Organisation => &record.organisations[at].id,
            Kind::Topic => &record.topics[at].id,
            Kind::Term => &record.terms[at].id,
            _ => self.statement(record).map_or("", |x| x.id),
        }
    }

    /// The id of the statement that it is.
    pub fn anchor(self, record: &Record) -> Option<&str> {
        self.statement(record).map(|x| x.id)
    }

    /// Its date, for what has one.
    pub fn when(self, record: &Record) -> Option<&When> {
        let article = self.article(record)?;
        Some(self.statement(record).map_or(&article.when, |x| article.dated(x.when)))
    }

    /// What it says, and what it can be filtered by.
    pub fn entry(self, record: &Record) -> Entry<'_> {
        let at = self.at as usize;
        match self.kind {
            Kind::Person => of_person(record, &record.people[at]),
            Kind::Organisation => of_organisation(&record.organisations[at]),
            Kind::Topic => of_topic(&record.topics[at]),
            Kind::Term => of_term(&record.terms[at]),
            Kind::Article => of_article(record, &record.articles[at]),
            _ => of_statement(record, self),
        }
    }
}

/// An entry with nothing but its name.
fn plain<'a>(kind: Kind, page: Page, title: &Text) -> Entry<'a> {
    let titles = tagged(title).collect();
    let mut entry = Entry {
        kind,
        page,
        anchor: None,
        article: None,
        when: None,
        basis: None,
        titles,
        passages: Vec::new(),
        facts: Vec::new(),
    };
    entry.fact(Facet::Kind, kind.name());
    for (lang, _) in title.iter() {
        entry.fact(Facet::Language, lang);
    }
    entry
}

fn tagged(text: &Text) -> impl Iterator<Item = Tagged> + '_ {
    text.iter().map(|(lang, words)| (lang.to_string(), words.to_string()))
}

impl<'a> Entry<'a> {
    /// What it is called by scripts and in tables: its place, or its page.
    pub fn id(&self) -> &str {
        match (self.anchor, &self.page) {
            (Some(anchor), _) => anchor,
            (None, Page::Article(id) | Page::Person(id) | Page::Organisation(id) | Page::Topic(id)) => id,
            _ => "",
        }
    }

    /// The values that it has of a facet.
    pub fn values(&self, facet: Facet) -> impl Iterator<Item = &str> {
        self.facts.iter().filter(move |x| x.0 == facet).map(|x| x.1.as_str())
    }

    fn add<'t>(&mut self, field: Field, texts: impl IntoIterator<Item = &'t Text>) {
        for text in texts {
            self.passages.extend(tagged(text).map(|x| (field, x)));
        }
    }

    fn fact(&mut self, facet: Facet, value: &str) {
        if !self.facts.iter().any(|x| x.0 == facet && x.1 == value) {
            self.facts.push((facet, value.to_string()));
        }
    }

    fn facts<'t>(&mut self, facet: Facet, values: impl IntoIterator<Item = &'t String>) {
        values.into_iter().for_each(|x| self.fact(facet, x));
    }

    fn known(&mut self, basis: &Basis) {
        self.fact(Facet::Basis, basis_name(basis));
    }

    /// Says when: the date can be found in figures and in the words of each language.
    fn date(&mut self, record: &Record, when: &When) {
        for labels in &record.labels {
            self.passages.push((Field::Summary, (String::new(), when.date.say(&labels.dates))));
        }
        let (first, last) = (when.date.earliest(), when.date.latest());
        let open = first.is_open() || last.is_open();
        let years = if open { when.date.year().map(|x| x..=x) } else { Some(first.year()..=last.year()) };
        years.into_iter().flatten().for_each(|year| self.fact(Facet::Year, &year.to_string()));
    }

    fn party(&mut self, record: &Record, party: &Party) {
        match party {
            Party::Person(id) => {
                self.fact(Facet::Person, id);
                self.add(Field::Summary, record.person(id).map(|x| &x.name));
            }
            Party::Organisation(id) => {
                self.fact(Facet::Organisation, id);
                // Its short name is enough, or a word of the long one would find all that it did.
                self.add(
                    Field::Summary,
                    record.organisation(id).map(|x| x.short.as_ref().unwrap_or(&x.name)),
                );
            }
        }
    }
}

/// How a basis is called in addresses.
pub fn basis_name(basis: &Basis) -> &'static str {
    match basis {
        Basis::Stated => "stated",
        Basis::Inferred(_) => "inferred",
        Basis::Derived(_) => "derived",
        Basis::Window(_) => "window",
    }
}

/// How a status is called in addresses.
pub fn status_name(status: Status) -> &'static str {
    match status {
        Status::Held => "held",
        Status::Planned => "planned",
        Status::Launched => "launched",
        Status::Commemorated => "commemorated",
        Status::Ongoing => "ongoing",
    }
}

/// The newspaper of an article, by its organisation's id; `none` if nobody says.
pub fn source_of(article: &Article) -> &str {
    article.publisher.as_ref().and_then(|x| x.organisation.as_deref()).unwrap_or("none")
}

/// An office's title, with the organisation's name if it does not say it.
fn office_title(record: &Record, role: &Role) -> Option<Text> {
    let office = record.office(&role.organisation, &role.office)?;
    let body = record.organisation(&role.organisation)?;
    let short = body.short.as_ref().unwrap_or(&body.name);
    let both = |(lang, title): (&str, &str)| {
        let names = [short, &body.name].map(|x| x.in_or_else(lang).1);
        let says = names.iter().any(|x| fold(title).contains(&fold(x)));
        (lang.to_string(), if says { title.to_string() } else { format!("{title}, {}", names[0]) })
    };
    Some(office.title.iter().map(both).collect())
}

/// The same, after the person's name.
fn role_title(record: &Record, role: &Role) -> Option<Text> {
    let person = record.person(&role.person)?;
    let both = |(lang, title): (&str, &str)| {
        (lang.to_string(), format!("{}, {title}", person.name.in_or_else(lang).1))
    };
    Some(office_title(record, role)?.iter().map(both).collect())
}

fn of_person<'a>(record: &'a Record, person: &'a Person) -> Entry<'a> {
    let mut entry = plain(Kind::Person, Page::Person(person.id.clone()), &person.name);
    entry.add(Field::Title, &person.also);
    entry.fact(Facet::Person, &person.id);
    for Attested { article, role } in record.attestations_of(&person.id) {
        entry.add(Field::Summary, &office_title(record, role));
        entry.add(
            Field::Summary,
            record.office(&role.organisation, &role.office).into_iter().flat_map(|x| &x.also),
        );
        entry.fact(Facet::Organisation, &role.organisation);
        entry.fact(Facet::Source, source_of(article));
        entry.date(record, article.dated(&role.when));
    }
    entry.add(Field::Body, std::iter::once(&person.line).chain(&person.note));
    entry
}

fn of_organisation(body: &Organisation) -> Entry<'_> {
    let mut entry = plain(Kind::Organisation, Page::Organisation(body.id.clone()), &body.name);
    entry.add(Field::Title, body.short.iter().chain(&body.also));
    entry.add(Field::Summary, body.offices.iter().flat_map(|x| std::iter::once(&x.title).chain(&x.also)));
    entry.add(Field::Body, std::iter::once(&body.line).chain(&body.note));
    entry.fact(Facet::Organisation, &body.id);
    entry
}

fn of_topic(topic: &Topic) -> Entry<'_> {
    let mut entry = plain(Kind::Topic, Page::Topic(topic.id.clone()), &topic.label);
    entry.add(Field::Body, &topic.note);
    entry.fact(Facet::Topic, &topic.id);
    entry
}

fn of_term(term: &Term) -> Entry<'_> {
    let mut entry = plain(Kind::Term, Page::Glossary, &term.label);
    entry.anchor = Some(&term.id);
    entry.add(Field::Title, &term.also);
    entry.add(Field::Body, &term.note);
    entry
}

/// Words as an article has them.
fn own(article: &Article, text: &str) -> Tagged {
    (article.headline.lang.clone(), text.to_string())
}

fn of_article<'a>(record: &'a Record, article: &'a Article) -> Entry<'a> {
    let mut entry = plain(Kind::Article, Page::Article(article.id.clone()), &article.title);
    entry.titles.insert(0, own(article, &article.headline.text));
    entry.fact(Facet::Language, &article.headline.lang);
    entry.when = Some(&article.when);
    entry.article = Some(article);
    entry.add(Field::Summary, [&article.lead]);
    entry.add(Field::Body, record.summary_of(article));
    entry.add(Field::Body, article.publisher.as_ref().map(|x| &x.name));
    let people = article.bylines.iter().chain(&article.photographs);
    entry.passages.extend(people.map(|x| (Field::Body, own(article, x))));
    entry.fact(Facet::Source, source_of(article));
    entry.facts(Facet::Topic, &article.topics);
    entry.known(&article.when.basis);
    entry.facts(
        Facet::Person,
        article.roles.iter().map(|x| &x.person).chain(article.acts.iter().map(|x| &x.person)),
    );
    entry.facts(Facet::Organisation, article.roles.iter().map(|x| &x.organisation));
    entry.date(record, &article.when);
    entry
}

/// A statement with this title, and what all of them have.
fn stated<'a>(record: &'a Record, place: Place, title: &Text) -> Entry<'a> {
    let article = &*record.articles[place.at as usize];
    let mut entry = plain(place.kind, Page::Article(article.id.clone()), title);
    let Some(Statement { id, when, basis }) = place.statement(record) else { return entry };
    let when = article.dated(when);
    (entry.anchor, entry.article, entry.when) = (Some(id), Some(article), Some(when));
    entry.basis = Some(basis);
    entry.fact(Facet::Source, source_of(article));
    entry.facts(Facet::Topic, &article.topics);
    entry.known(basis);
    entry.known(&when.basis);
    entry.date(record, when);
    entry
}

fn of_statement(record: &Record, place: Place) -> Entry<'_> {
    let article = &record.articles[place.at as usize];
    let at = place.statement as usize;
    match place.kind {
        Kind::Event => of_report(record, place, &article.events[at]),
        Kind::Role => of_role(record, place, &article.roles[at]),
        Kind::Act => {
            let act = &article.acts[at];
            let mut entry = stated(record, place, &act.did);
            entry.party(record, &Party::Person(act.person.clone()));
            entry
        }
        Kind::Figure => {
            let figure = &article.figures[at];
            let mut entry = stated(record, place, &figure.counts);
            entry.passages.push((Field::Title, own(article, &figure.value)));
            entry.add(Field::Body, &figure.note);
            entry
        }
        Kind::Request => {
            let request = &article.requests[at];
            let mut entry = stated(record, place, &request.what);
            request.from.iter().chain(&request.to).for_each(|x| entry.party(record, x));
            entry
        }
        Kind::Plan => {
            let plan = &article.plans[at];
            let mut entry = stated(record, place, &plan.what);
            plan.by.iter().for_each(|x| entry.party(record, x));
            entry.fact(Facet::Status, status_name(Status::Planned));
            entry
        }
        Kind::Motto => {
            let motto = &article.mottoes[at];
            let mut entry = stated(record, place, &motto.words);
            entry.add(Field::Body, [&motto.note]);
            entry
        }
        _ => {
            let correction = &article.corrections[at];
            let mut entry = stated(record, place, &Text::one(&article.headline.lang, &correction.read));
            entry.passages.insert(0, (Field::Title, own(article, &correction.printed)));
            entry.add(Field::Body, [&correction.note]);
            entry
        }
    }
}

fn of_report<'a>(record: &'a Record, place: Place, report: &'a Report) -> Entry<'a> {
    let article = &record.articles[place.at as usize];
    let event = record.event(&report.event);
    let mut entry = stated(record, place, &event.map_or_else(Text::default, |x| x.label.clone()));
    entry.fact(Facet::Status, status_name(report.status));
    let Some(event) = event else { return entry };
    entry.add(Field::Title, &event.official);
    entry.add(Field::Summary, event.also.iter().chain(&event.place));
    entry.add(Field::Body, event.note.iter().chain(&report.note));
    entry.facts.retain(|x| x.0 != Facet::Topic);
    entry.facts(Facet::Topic, &event.topics);
    entry.facts(Facet::Organisation, &event.organisations);
    let acting = article.acts.iter().filter(|x| x.event.as_ref() == Some(&event.id));
    entry.facts(Facet::Person, acting.map(|x| &x.person));
    entry
}

fn of_role<'a>(record: &'a Record, place: Place, role: &'a Role) -> Entry<'a> {
    let mut entry = stated(record, place, &role_title(record, role).unwrap_or_default());
    entry.party(record, &Party::Person(role.person.clone()));
    entry.fact(Facet::Organisation, &role.organisation);
    let office = record.office(&role.organisation, &role.office);
    entry.add(Field::Summary, office.into_iter().flat_map(|x| &x.also).chain(&role.styled));
    entry.add(Field::Body, &role.note);
    entry
}
