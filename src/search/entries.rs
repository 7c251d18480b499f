//! What of a record can be found: one entry for each person, office on a day, event,
//! article, … with its texts in both languages and what it can be filtered by.

use crate::record::chains::{Attested, Reported};
use crate::record::model::*;
use crate::record::{Record, Text};
use crate::route::Page;
use crate::timeline::items::Places;

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
    /// Its name in each language.
    pub titles: Vec<Tagged>,
    /// Its other texts, and what they weigh.
    pub passages: Vec<(Field, Tagged)>,
    /// What it can be filtered by.
    pub facts: Vec<(Facet, String)>,
}

/// The articles that these entries are, or are stated in, in the order of the record.
pub fn articles<'a>(record: &'a Record, entries: impl Iterator<Item = &'a Entry<'a>>) -> Vec<&'a Article> {
    let mut ids: Vec<&str> = entries.filter_map(|x| Some(x.article?.id.as_str())).collect();
    ids.dedup();
    let ids = Places::of(ids);
    record.articles.iter().filter(|x| ids.get(&x.id).is_some()).collect()
}

/// Everything that can be found: what has a date first, the newest first.
pub fn entries(record: &Record) -> Vec<Entry<'_>> {
    let mut all = Vec::new();
    for article in record.articles.iter().rev() {
        of_article(record, article, &mut all);
    }
    for person in &record.people {
        of_person(record, person, &mut all);
    }
    for body in &record.organisations {
        let mut entry = plain(Kind::Organisation, Page::Organisation(body.id.clone()), &body.name);
        entry.add(Field::Title, body.short.iter().chain(&body.also));
        entry.add(Field::Summary, body.offices.iter().flat_map(|x| std::iter::once(&x.title).chain(&x.also)));
        entry.add(Field::Body, std::iter::once(&body.line).chain(&body.note));
        entry.fact(Facet::Organisation, &body.id);
        all.push(entry);
    }
    for topic in &record.topics {
        let mut entry = plain(Kind::Topic, Page::Topic(topic.id.clone()), &topic.label);
        entry.add(Field::Body, &topic.note);
        entry.fact(Facet::Topic, &topic.id);
        all.push(entry);
    }
    for term in &record.terms {
        let mut entry = plain(Kind::Term, Page::Glossary, &term.label);
        entry.anchor = Some(&term.id);
        entry.add(Field::Title, &term.also);
        entry.add(Field::Body, &term.note);
        all.push(entry);
    }
    all
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

    fn basis(&mut self, basis: &Basis) {
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

/// A statement of an article: what all of them have.
fn statement<'a>(
    record: &'a Record,
    article: &'a Article,
    kind: Kind,
    id: &'a str,
    title: &Text,
    when: &'a Option<When>,
    basis: &Basis,
) -> Entry<'a> {
    let mut entry = plain(kind, Page::Article(article.id.clone()), title);
    let when = article.dated(when);
    (entry.anchor, entry.article, entry.when) = (Some(id), Some(article), Some(when));
    entry.fact(Facet::Source, source_of(article));
    entry.facts(Facet::Topic, &article.topics);
    entry.basis(basis);
    entry.basis(&when.basis);
    entry.date(record, when);
    entry
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

fn of_person<'a>(record: &'a Record, person: &'a Person, all: &mut Vec<Entry<'a>>) {
    let mut entry = plain(Kind::Person, Page::Person(person.id.clone()), &person.name);
    entry.add(Field::Title, &person.also);
    entry.fact(Facet::Person, &person.id);
    for Attested { article, role } in record.attestations().into_iter().filter(|x| x.role.person == person.id)
    {
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
    all.push(entry);
}

/// An article, and each of its statements.
fn of_article<'a>(record: &'a Record, article: &'a Article, all: &mut Vec<Entry<'a>>) {
    let headline = (article.headline.lang.clone(), article.headline.text.clone());
    let own = |text: &str| (article.headline.lang.clone(), text.to_string());
    let mut entry = plain(Kind::Article, Page::Article(article.id.clone()), &article.title);
    entry.titles.insert(0, headline);
    entry.fact(Facet::Language, &article.headline.lang);
    entry.when = Some(&article.when);
    entry.article = Some(article);
    entry.add(Field::Summary, [&article.lead]);
    entry.add(Field::Body, &article.summary);
    entry.add(Field::Body, article.publisher.as_ref().map(|x| &x.name));
    let people = article.bylines.iter().chain(&article.photographs);
    entry.passages.extend(people.map(|x| (Field::Body, own(x))));
    entry.fact(Facet::Source, source_of(article));
    entry.facts(Facet::Topic, &article.topics);
    entry.basis(&article.when.basis);
    entry.facts(
        Facet::Person,
        article.roles.iter().map(|x| &x.person).chain(article.acts.iter().map(|x| &x.person)),
    );
    entry.facts(Facet::Organisation, article.roles.iter().map(|x| &x.organisation));
    entry.date(record, &article.when);
    all.push(entry);
    for report in &article.events {
        let Some(event) = record.event(&report.event) else { continue };
        let reported = Reported { article, event, report };
        let mut entry =
            statement(record, article, Kind::Event, &report.id, &event.label, &report.when, &report.basis);
        entry.add(Field::Title, &event.official);
        entry.add(Field::Summary, event.also.iter().chain(&event.place));
        entry.add(Field::Body, event.note.iter().chain(&report.note));
        entry.facts.retain(|x| x.0 != Facet::Topic);
        entry.facts(Facet::Topic, &event.topics);
        entry.facts(Facet::Organisation, &event.organisations);
        let acting = article.acts.iter().filter(|x| x.event.as_ref() == Some(&event.id));
        entry.facts(Facet::Person, acting.map(|x| &x.person));
        entry.fact(Facet::Status, status_name(reported.report.status));
        all.push(entry);
    }
    for role in &article.roles {
        let Some(title) = role_title(record, role) else { continue };
        let mut entry = statement(record, article, Kind::Role, &role.id, &title, &role.when, &role.basis);
        entry.party(record, &Party::Person(role.person.clone()));
        entry.fact(Facet::Organisation, &role.organisation);
        let office = record.office(&role.organisation, &role.office);
        entry.add(Field::Summary, office.into_iter().flat_map(|x| &x.also).chain(&role.styled));
        entry.add(Field::Body, &role.note);
        all.push(entry);
    }
    for act in &article.acts {
        let mut entry = statement(record, article, Kind::Act, &act.id, &act.did, &act.when, &act.basis);
        entry.party(record, &Party::Person(act.person.clone()));
        all.push(entry);
    }
    for figure in &article.figures {
        let mut entry =
            statement(record, article, Kind::Figure, &figure.id, &figure.counts, &figure.when, &figure.basis);
        entry.passages.push((Field::Title, own(&figure.value)));
        entry.add(Field::Body, &figure.note);
        all.push(entry);
    }
    for request in &article.requests {
        let mut entry = statement(
            record,
            article,
            Kind::Request,
            &request.id,
            &request.what,
            &request.when,
            &request.basis,
        );
        request.from.iter().chain(&request.to).for_each(|x| entry.party(record, x));
        all.push(entry);
    }
    for plan in &article.plans {
        let mut entry = statement(record, article, Kind::Plan, &plan.id, &plan.what, &plan.when, &plan.basis);
        plan.by.iter().for_each(|x| entry.party(record, x));
        entry.fact(Facet::Status, status_name(Status::Planned));
        all.push(entry);
    }
    for motto in &article.mottoes {
        let mut entry =
            statement(record, article, Kind::Motto, &motto.id, &motto.words, &motto.when, &motto.basis);
        entry.add(Field::Body, [&motto.note]);
        all.push(entry);
    }
    for correction in &article.corrections {
        let title = Text::one(&article.headline.lang, &correction.read);
        let mut entry =
            statement(record, article, Kind::Correction, &correction.id, &title, &None, &Basis::Stated);
        entry.passages.insert(0, (Field::Title, own(&correction.printed)));
        entry.add(Field::Body, [&correction.note]);
        all.push(entry);
    }
}
