//! What an edition says: the types of its JSON files and, packed, of the record.
//!
//! One set of types serves both, so that nothing is written down twice: serde reads
//! them from JSON, schemars prints their schema (each doc comment below is the help
//! an editor shows while typing), `bytes.rs` packs them. Those bytes do not
//! describe themselves, so there is no `flatten`, no untagged and no internally
//! tagged enum here.
//!
//! References are ids; [`super::Record`] finds what they name.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::date::{Date, Stamp};
use super::text::Text;

/// A name for referring to an entry: lower-case ASCII letters, digits and hyphens.
pub type Id = String;

/// The settings of an edition: what it is about, its languages, its rights, its look.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// A short id for file names, for example the abbreviation of the organisation.
    pub id: Id,
    /// The name of the edition as it stands in the masthead and in page titles.
    pub name: Text,
    /// The organisation that the edition is about.
    pub subject: Id,
    /// The pair of languages as BCP 47 tags; the first is the default.
    pub languages: [String; 2],
    /// The names of the two languages, each in itself, in the same order.
    pub language_names: [String; 2],
    /// Where the edition will be published (https://…/), for canonical addresses.
    #[serde(default)]
    pub base_url: Option<String>,
    /// The accent colour for light and for dark pages, as #rrggbb.
    #[serde(default)]
    pub accent: Option<Accent>,
    /// One or two sentences for the front page: what this is.
    pub intro: Text,
    /// The paragraphs of the page “About”.
    pub about: Vec<Text>,
    /// Under what terms the edition's own texts may be used.
    pub rights: Rights,
    /// What the record knows that it lacks.
    #[serde(default)]
    pub gaps: Vec<Gap>,
    /// The stories that run through several articles, for the front page.
    #[serde(default)]
    pub threads: Vec<Thread>,
}

/// The accent colour of an edition, once for light and once for dark pages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Accent {
    /// On light paper; at least 4.5:1 against #f6f6f3.
    pub light: String,
    /// On dark paper; at least 4.5:1 against #131416.
    pub dark: String,
}

/// The terms for the edition's own texts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rights {
    /// The sentence that says so.
    pub text: Text,
    /// The licence's short name, for example CC BY 4.0.
    pub licence: String,
    /// The licence's address.
    pub url: String,
}

/// Something that the record is known to be silent about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Gap {
    /// The time that the gap is in (EDTF).
    pub date: Date,
    /// What is missing.
    pub text: Text,
}

/// A story that runs through several articles. Give one of `event`, `office` and
/// `requests`: the steps are found from it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Thread {
    /// Its headline.
    pub title: Text,
    /// One or two sentences.
    pub text: Text,
    /// The event whose reports are the steps.
    #[serde(default)]
    pub event: Option<Id>,
    /// The office whose holders are the steps.
    #[serde(default)]
    pub office: Option<OfficeRef>,
    /// The ids of the requests that are the steps.
    #[serde(default)]
    pub requests: Vec<Id>,
}

/// An office of an organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfficeRef {
    /// The organisation.
    pub organisation: Id,
    /// The office's id within it.
    pub office: Id,
}

/// How a thing is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The article says it.
    Stated,
    /// It was inferred; the text says from what.
    Inferred(Text),
    /// It was counted, for example back from an anniversary; the text says how.
    Derived(Text),
    /// It is known only to lie between two dates; the text says which reports bound it.
    Window(Text),
}

/// A date, never without how it is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// The date in EDTF: 2022, 2022-07-14, 2022-40 (first half), 2019/2024,
    /// [2022-07-14..2023-08-17] (one unknown day between), [..2023-08-17].
    pub date: Date,
    /// How the date is known.
    pub basis: Basis,
}

/// Whether an event took place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It took place.
    Held,
    /// It was meant to take place.
    Planned,
    /// It was started and then ran.
    Launched,
    /// It was remembered, not held.
    Commemorated,
    /// It was under way.
    Ongoing,
}

/// A published piece that the record cites, and all that it supports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// The same as the file's name without .json.
    pub id: Id,
    /// The headline exactly as published: a citation.
    pub headline: Headline,
    /// The headline's sense in the other language or languages, in own words.
    pub title: Text,
    /// The day of what is reported; articles are in this order.
    pub when: When,
    /// Who published it. Leave out what is not stated.
    #[serde(default)]
    pub publisher: Option<Named>,
    /// Who wrote it, as printed.
    #[serde(default)]
    pub bylines: Vec<String>,
    /// Who took the photographs, as printed.
    #[serde(default)]
    pub photographs: Vec<String>,
    /// When it was published: 2022-07-14, 2022-07-14T19:38 or 2022-07-14T19:38+07:00.
    #[serde(default)]
    pub published: Option<Stamp>,
    /// The newspaper's section.
    #[serde(default)]
    pub section: Option<Named>,
    /// Where it can be read (http or https).
    #[serde(default)]
    pub url: Option<String>,
    /// The rights notice in own words. Leave out where there is none.
    #[serde(default)]
    pub rights: Option<Text>,
    /// What else a reader should know about the source.
    #[serde(default)]
    pub notes: Vec<Text>,
    /// The ids of its topics.
    #[serde(default)]
    pub topics: Vec<Id>,
    /// One sentence in own words, for lists and search engines.
    pub lead: Text,
    /// The summary in own words; each paragraph in both languages.
    pub summary: Vec<Text>,
    /// Reports of events.
    #[serde(default)]
    pub events: Vec<Report>,
    /// Offices that it attests.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// What people did or said.
    #[serde(default)]
    pub acts: Vec<Act>,
    /// Figures.
    #[serde(default)]
    pub figures: Vec<Figure>,
    /// What somebody asked of somebody.
    #[serde(default)]
    pub requests: Vec<Request>,
    /// What somebody meant to do.
    #[serde(default)]
    pub plans: Vec<Plan>,
    /// Mottoes that it quotes.
    #[serde(default)]
    pub mottoes: Vec<Motto>,
    /// How organisations stand to each other.
    #[serde(default)]
    pub relations: Vec<Relation>,
    /// Misprints, as printed and as read.
    #[serde(default)]
    pub corrections: Vec<Correction>,
    /// Pictures.
    #[serde(default)]
    pub images: Vec<Image>,
}

/// A headline as published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Headline {
    /// The language that it is in.
    pub lang: String,
    /// Its words.
    pub text: String,
}

/// A name with how it is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// The name.
    pub name: Text,
    /// The organisation of the registry that it names, where there is one.
    #[serde(default)]
    pub organisation: Option<Id>,
    /// How it is known.
    pub basis: Basis,
}

/// What an article reports of an event: when, with what status.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The statement's id, unique in the edition.
    pub id: Id,
    /// The event.
    pub event: Id,
    /// Whether it took place, as this article has it.
    pub status: Status,
    /// When. Leave out if it is the article's own day.
    #[serde(default)]
    pub when: Option<When>,
    /// How it is known that the article means this event.
    pub basis: Basis,
    /// Whether only a photograph's caption says it.
    #[serde(default)]
    pub caption: bool,
    /// What the article says of it, in own words.
    #[serde(default)]
    pub note: Option<Text>,
    /// What came of it, if it was planned. Later reports of the event say it by themselves.
    #[serde(default)]
    pub outcome: Option<Outcome>,
}

/// A person in an office, attested on a day; never a period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// The statement's id, unique in the edition.
    pub id: Id,
    /// The person.
    pub person: Id,
    /// The organisation.
    pub organisation: Id,
    /// The office's id within the organisation.
    pub office: Id,
    /// When. Leave out if it is the article's own day.
    #[serde(default)]
    pub when: Option<When>,
    /// How it is known.
    pub basis: Basis,
    /// Whether only a photograph's caption says it.
    #[serde(default)]
    pub caption: bool,
    /// A title before the name, as printed (Ambassador, Associate Professor).
    #[serde(default)]
    pub styled: Option<Text>,
    /// What a reader should know about this attestation.
    #[serde(default)]
    pub note: Option<Text>,
}

/// What a person did or said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// The statement's id, unique in the edition.
    pub id: Id,
    /// The person.
    pub person: Id,
    /// What, in own words, beginning with the verb.
    pub did: Text,
    /// The event at which it was done.
    #[serde(default)]
    pub event: Option<Id>,
    /// When. Leave out if it is the article's own day.
    #[serde(default)]
    pub when: Option<When>,
    /// How it is known.
    pub basis: Basis,
    /// Whether only a photograph's caption says it.
    #[serde(default)]
    pub caption: bool,
}

/// A number and what it counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The statement's id, unique in the edition.
    pub id: Id,
    /// The number as it is shown: 21, +7 %, XIII.
    pub value: String,
    /// What it counts, with its unit.
    pub counts: Text,
    /// Whether it is a measured result rather than an ordinal, a term or an anniversary.
    #[serde(default)]
    pub measured: bool,
    /// When. Leave out if it is the article's own day.
    #[serde(default)]
    pub when: Option<When>,
    /// How it is known.
    pub basis: Basis,
    /// What must not be concluded from it.
    #[serde(default)]
    pub note: Option<Text>,
}

/// A person or an organisation that asks, is asked, plans or says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Party {
    /// A person of the registry.
    Person(Id),
    /// An organisation or a collective of the registry.
    Organisation(Id),
}

/// What came of a request or a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The editor has looked: no article says.
    NotInRecord,
    /// An article says.
    Known(KnownOutcome),
}

/// What an article says came of a request or a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KnownOutcome {
    /// What came of it, in own words.
    pub text: Text,
    /// The article that says so.
    pub article: Id,
}

/// What somebody asked of somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The statement's id, unique in the edition.
    pub id: Id,
    /// Who asked.
    pub from: Vec<Party>,
    /// Who was asked.
    pub to: Vec<Party>,
    /// What was asked for, in own words, beginning with the verb.
    pub what: Text,
    /// The time that it was meant for, if one was named (EDTF).
    #[serde(default)]
    pub meant_for: Option<Date>,
    /// When it was asked. Leave out if it is the article's own day.
    #[serde(default)]
    pub when: Option<When>,
    /// How it is known.
    pub basis: Basis,
    /// What came of it.
    #[serde(default)]
    pub outcome: Option<Outcome>,
}

/// What somebody meant to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The statement's id, unique in the edition.
    pub id: Id,
    /// Whose plan.
    pub by: Vec<Party>,
    /// What was planned, in own words, beginning with the verb.
    pub what: Text,
    /// The time that it was meant for (EDTF).
    pub meant_for: Date,
    /// The event that was planned, where it is one.
    #[serde(default)]
    pub event: Option<Id>,
    /// When it was said. Leave out if it is the article's own day.
    #[serde(default)]
    pub when: Option<When>,
    /// How it is known.
    pub basis: Basis,
    /// What came of it.
    #[serde(default)]
    pub outcome: Option<Outcome>,
}

/// A motto, quoted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Motto {
    /// The statement's id, unique in the edition.
    pub id: Id,
    /// Its words.
    pub words: Text,
    /// What it was the motto of, in own words.
    pub note: Text,
    /// The time that it was for. Leave out if it is the article's own day.
    #[serde(default)]
    pub when: Option<When>,
    /// How it is known.
    pub basis: Basis,
}

/// How one organisation stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RelationKind {
    /// The subject is an organ, office or department of the object.
    PartOf,
    /// The subject is a member of the object.
    MemberOf,
    /// The subject directs the object.
    Directs,
    /// The subject gives the object professional guidance.
    Guides,
    /// The subject works together with the object.
    PartnerOf,
}

/// A relation between two organisations, as an article has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// The statement's id, unique in the edition.
    pub id: Id,
    /// The organisation of which it is said.
    pub subject: Id,
    /// What is said.
    pub relation: RelationKind,
    /// The other organisation.
    pub object: Id,
    /// How it is known.
    pub basis: Basis,
    /// What a reader should know about it.
    #[serde(default)]
    pub note: Option<Text>,
}

/// A misprint: as printed, and as the record reads it. Both are found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The statement's id, unique in the edition.
    pub id: Id,
    /// As printed.
    pub printed: String,
    /// As read.
    pub read: String,
    /// Why.
    pub note: Text,
}

/// A picture. Smaller sizes are made when the edition is built.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Image {
    /// The file, relative to the edition's folder (JPEG or PNG).
    pub file: String,
    /// What is to be seen, for those who do not see it.
    pub alt: Text,
    /// The line under the picture.
    #[serde(default)]
    pub caption: Option<Text>,
    /// Whose picture it is.
    pub credit: String,
    /// Under what terms it is shown.
    pub rights: Text,
    /// Filled in when the edition is built: the made files, smallest first. Leave out.
    #[serde(default)]
    pub sizes: Vec<ImageSize>,
}

/// One size of a picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImageSize {
    /// The address, relative to the edition's root.
    pub path: String,
    /// In CSS pixels.
    pub width: u32,
    /// In CSS pixels.
    pub height: u32,
}

/// A person of the record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The id that articles refer to.
    pub id: Id,
    /// The full name. One language is enough where both write it alike.
    pub name: Text,
    /// Other forms of the name that searches and links should know.
    #[serde(default)]
    pub also: Vec<Text>,
    /// Whether the person is only spoken of (somebody from history), not an actor.
    #[serde(default)]
    pub historical: bool,
    /// One sentence: who this is in the record.
    pub line: Text,
    /// What a reader should know besides.
    #[serde(default)]
    pub note: Option<Text>,
    /// People with whom this one is easily mixed up.
    #[serde(default)]
    pub not_same_as: Vec<Id>,
    /// Pictures.
    #[serde(default)]
    pub images: Vec<Image>,
}

/// What sort of thing an entry of the registry of organisations is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OrganisationKind {
    /// An organisation, association, authority or party.
    Body,
    /// An organ, office or department of another.
    Organ,
    /// A fund.
    Fund,
    /// A newspaper.
    Newspaper,
    /// A group without a single identity (embassies, member associations).
    Collective,
}

/// An organisation, an organ, a fund, a newspaper or a collective.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// The id that articles refer to.
    pub id: Id,
    /// What sort it is.
    pub kind: OrganisationKind,
    /// The full name.
    pub name: Text,
    /// The abbreviation, where there is one.
    #[serde(default)]
    pub short: Option<Text>,
    /// Former, informal and other names that searches and links should know.
    #[serde(default)]
    pub also: Vec<Text>,
    /// One or two sentences: what it is in the record.
    pub line: Text,
    /// What a reader should know besides.
    #[serde(default)]
    pub note: Option<Text>,
    /// Its offices.
    #[serde(default)]
    pub offices: Vec<Office>,
    /// Organisations with which this one is easily mixed up.
    #[serde(default)]
    pub not_same_as: Vec<Id>,
    /// Pictures.
    #[serde(default)]
    pub images: Vec<Image>,
}

/// An office in an organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// The office's id, unique within the organisation.
    pub id: Id,
    /// The title, with the organisation's short name where that is usual.
    pub title: Text,
    /// Other renderings of the title.
    #[serde(default)]
    pub also: Vec<Text>,
    /// Whether one person holds it at a time. Only then does the record say that it changed hands.
    #[serde(default)]
    pub single: bool,
}

/// What sort of event it is: the lane of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// A conference, congress, working session.
    Meeting,
    /// A festival, contest, exchange, seminar.
    Programme,
    /// A campaign or movement.
    Campaign,
    /// A directive, resolution, plan, bulletin.
    Document,
    /// A term of office or a seat held for a time.
    Term,
    /// An anniversary, or what it looks back to.
    Anniversary,
}

/// Something that happens: what it is called, not when. The articles report when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The id that articles refer to.
    pub id: Id,
    /// The name as the record uses it.
    pub label: Text,
    /// The official name in full, where it differs.
    #[serde(default)]
    pub official: Option<Text>,
    /// What sort of event.
    pub kind: EventKind,
    /// Who held it or whose it is.
    #[serde(default)]
    pub organisations: Vec<Id>,
    /// Its topics.
    #[serde(default)]
    pub topics: Vec<Id>,
    /// Where, if an article says.
    #[serde(default)]
    pub place: Option<Text>,
    /// The series that it belongs to.
    #[serde(default)]
    pub series: Option<Id>,
    /// Other names that searches and links should know.
    #[serde(default)]
    pub also: Vec<Text>,
    /// What a reader should know besides.
    #[serde(default)]
    pub note: Option<Text>,
    /// Pictures.
    #[serde(default)]
    pub images: Vec<Image>,
}

/// Events that recur, so that a missing year shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// The id that events refer to.
    pub id: Id,
    /// The name.
    pub label: Text,
    /// When in the year, or what of it.
    #[serde(default)]
    pub note: Option<Text>,
}

/// A topic of the edition's controlled vocabulary.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// The id that articles and events refer to.
    pub id: Id,
    /// The name.
    pub label: Text,
    /// What belongs to it.
    #[serde(default)]
    pub note: Option<Text>,
}

/// A term and its accepted translation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The id for addresses.
    pub id: Id,
    /// The term in both languages: the accepted translation.
    pub label: Text,
    /// Other accepted renderings.
    #[serde(default)]
    pub also: Vec<Text>,
    /// How it is used.
    #[serde(default)]
    pub note: Option<Text>,
}
