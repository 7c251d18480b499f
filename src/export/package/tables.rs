//! The tables of the record, each column with what it means.

use super::ARTICLES;
use super::table::{Draft, Kind, Table, strs};
use crate::export::Published;
use crate::record::Text;
use crate::record::date::Date;
use crate::record::model::*;
use crate::route::Page;
use crate::search::entries::status_name;

/// The tables of the record, those without a line too.
pub fn tables(published: Published<'_>) -> Vec<Table<'_>> {
    vec![
        articles(published),
        statements(published),
        people(published),
        organisations(published),
        offices(published),
        events(published),
        topics(published),
        terms(published),
        series(published),
    ]
}

fn articles(published: Published<'_>) -> Table<'_> {
    let mut t = Draft::of(published, published.record.articles());
    t.plain("id", "The article's id.", |x| Some(&x.id));
    t.plain("headline", "The headline exactly as published: a citation.", |x| Some(&x.headline.text));
    t.plain("headline_lang", "The language of the headline (BCP 47).", |x| Some(&x.headline.lang));
    t.text("title", "The headline's sense, in the record's own words.", |x| Some(&x.title));
    t.date("date", "The day of what is reported.", |x| Some(&x.when.date));
    t.basis("date_", "How that day is known.", |x| Some(&x.when.basis));
    t.text("publisher", "Who published it.", |x| x.publisher.as_ref().map(|x| &x.name));
    t.one(&["publisher_organisation"], "organisations", "The same in the registry.", |x| {
        x.publisher.as_ref()?.organisation.as_deref()
    });
    t.basis("publisher_", "How the publisher is known.", |x| x.publisher.as_ref().map(|x| &x.basis));
    t.plains("bylines", "Who wrote it, as printed.", |x| &x.bylines);
    t.plains("photographs", "Who took the photographs, as printed.", |x| &x.photographs);
    let published_at = |x: &Article| x.published.as_ref().map(|x| x.to_string()).unwrap_or_default();
    let about = "When it was published: a day, perhaps with the time and its zone (ISO 8601).";
    t.column("published", Kind::Text, about, published_at);
    t.text("section", "The newspaper's section.", |x| x.section.as_ref().map(|x| &x.name));
    let url = |x: &Article| x.url.clone().unwrap_or_default();
    t.column("url", Kind::Address, "Where the article can be read.", url);
    t.text("rights", "Its rights notice, in the record's own words.", |x| x.rights.as_ref());
    t.texts("notes", "What else is known of the source.", |x| &x.notes);
    t.many("topics", "topics", "What it is about.", |x| strs(&x.topics));
    t.text("lead", "One sentence, in the record's own words.", |x| Some(&x.lead));
    t.texts("summary", "The paragraphs of the summary, in the record's own words.", |x| &x.summary);
    t.address("Its page in the record.", move |x| published.address(&Page::Article(x.id.clone())));
    t.done(ARTICLES, "The published pieces that the record cites.", &["id"])
}

/// A statement of an article, of whatever kind.
#[derive(Clone, Copy)]
struct Statement<'a> {
    article: &'a Article,
    id: &'a str,
    kind: &'static str,
    when: Option<&'a When>,
    basis: Option<&'a Basis>,
    caption: Option<bool>,
    text: Option<&'a Text>,
    note: Option<&'a Text>,
    event: Option<&'a str>,
    status: Option<Status>,
    person: Option<&'a str>,
    role: Option<&'a Role>,
    figure: Option<&'a Figure>,
    by: &'a [Party],
    to: &'a [Party],
    meant_for: Option<&'a Date>,
    outcome: Option<&'a Outcome>,
    relation: Option<&'a Relation>,
    correction: Option<&'a Correction>,
}

const KINDS: Kind =
    Kind::One(&["event", "role", "act", "figure", "request", "plan", "motto", "relation", "correction"]);

/// The statements of an article, in its own order.
fn statements_of(article: &Article) -> Vec<Statement<'_>> {
    let of = |kind, id| Statement {
        article,
        id,
        kind,
        when: None,
        basis: None,
        caption: None,
        text: None,
        note: None,
        event: None,
        status: None,
        person: None,
        role: None,
        figure: None,
        by: &[],
        to: &[],
        meant_for: None,
        outcome: None,
        relation: None,
        correction: None,
    };
    let dated = |when| Some(article.dated(when));
    let mut all: Vec<Statement> = Vec::new();
    all.extend(article.events.iter().map(|x| Statement {
        when: dated(&x.when),
        basis: Some(&x.basis),
        caption: Some(x.caption),
        note: x.note.as_ref(),
        event: Some(&x.event),
        status: Some(x.status),
        outcome: x.outcome.as_ref(),
        ..of("event", &x.id)
    }));
    all.extend(article.roles.iter().map(|x| Statement {
        when: dated(&x.when),
        basis: Some(&x.basis),
        caption: Some(x.caption),
        note: x.note.as_ref(),
        person: Some(&x.person),
        role: Some(x),
        ..of("role", &x.id)
    }));
    all.extend(article.acts.iter().map(|x| Statement {
        when: dated(&x.when),
        basis: Some(&x.basis),
        caption: Some(x.caption),
        text: Some(&x.did),
        event: x.event.as_deref(),
        person: Some(&x.person),
        ..of("act", &x.id)
    }));
    all.extend(article.figures.iter().map(|x| Statement {
        when: dated(&x.when),
        basis: Some(&x.basis),
        text: Some(&x.counts),
        note: x.note.as_ref(),
        figure: Some(x),
        ..of("figure", &x.id)
    }));
    all.extend(article.requests.iter().map(|x| Statement {
        when: dated(&x.when),
        basis: Some(&x.basis),
        text: Some(&x.what),
        by: &x.from,
        to: &x.to,
        meant_for: x.meant_for.as_ref(),
        outcome: x.outcome.as_ref(),
        ..of("request", &x.id)
    }));
    all.extend(article.plans.iter().map(|x| Statement {
        when: dated(&x.when),
        basis: Some(&x.basis),
        text: Some(&x.what),
        event: x.event.as_deref(),
        status: Some(Status::Planned),
        by: &x.by,
        meant_for: Some(&x.meant_for),
        outcome: x.outcome.as_ref(),
        ..of("plan", &x.id)
    }));
    all.extend(article.mottoes.iter().map(|x| Statement {
        when: dated(&x.when),
        basis: Some(&x.basis),
        text: Some(&x.words),
        note: Some(&x.note),
        ..of("motto", &x.id)
    }));
    all.extend(article.relations.iter().map(|x| Statement {
        basis: Some(&x.basis),
        note: x.note.as_ref(),
        relation: Some(x),
        ..of("relation", &x.id)
    }));
    all.extend(article.corrections.iter().map(|x| Statement {
        note: Some(&x.note),
        correction: Some(x),
        ..of("correction", &x.id)
    }));
    all
}

fn statements(published: Published<'_>) -> Table<'_> {
    let mut t = Draft::of(published, published.record.articles().flat_map(statements_of));
    t.plain("id", "The statement's id.", |x| Some(x.id));
    t.column("kind", KINDS, "What sort of statement.", |x| x.kind.to_string());
    t.one(&["article"], ARTICLES, "The article that states it.", |x| Some(&x.article.id));
    t.date("date", "When: its own date, or else the article's.", |x| x.when.map(|x| &x.date));
    t.basis("date_", "How that date is known.", |x| x.when.map(|x| &x.basis));
    t.basis("", "How the statement is known.", |x| x.basis);
    t.flag("caption", "Whether only a photograph's caption says it.", |x| x.caption);
    let about = "What was done, counted, asked for or planned, in the record's own words; a motto as quoted.";
    t.text("text", about, |x| x.text);
    t.text("note", "What the article says of it besides, or what a reader should know.", |x| x.note);
    t.one(&["event"], "events", "The event that it is about.", |x| x.event);
    let statuses = Kind::One(&["held", "planned", "launched", "commemorated", "ongoing"]);
    let status = |x: Statement| x.status.map(status_name).unwrap_or_default().to_string();
    t.column("status", statuses, "Whether the event took place, as the article has it.", status);
    t.one(&["person"], "people", "Who held the office, did it or said it.", |x| x.person);
    t.one(&["organisation"], "organisations", "The organisation of the office.", |x| {
        x.role.map(|x| x.organisation.as_str())
    });
    t.plain("office", "The office within it, attested on the date.", |x| x.role.map(|x| x.office.as_str()));
    t.reference(&["organisation", "office"], "offices", &["organisation", "id"]);
    t.text("styled", "A title before the name, as printed.", |x| x.role?.styled.as_ref());
    t.plain("value", "The figure as it is shown.", |x| x.figure.map(|x| x.value.as_str()));
    t.flag("measured", "Whether the figure is a measured result.", |x| x.figure.map(|x| x.measured));
    t.many("by_people", "people", "Who asked or planned.", |x| people_of(x.by));
    t.many("by_organisations", "organisations", "Who asked or planned.", |x| organisations_of(x.by));
    t.many("to_people", "people", "Who was asked.", |x| people_of(x.to));
    t.many("to_organisations", "organisations", "Who was asked.", |x| organisations_of(x.to));
    t.date("meant_for", "The time that it was meant for.", |x| x.meant_for);
    let outcomes = Kind::One(&["not-in-record", "known"]);
    let outcome = |x: Statement| match x.outcome {
        None => String::new(),
        Some(Outcome::NotInRecord) => "not-in-record".into(),
        Some(Outcome::Known(_)) => "known".into(),
    };
    t.column("outcome", outcomes, "What came of it; empty where the editor has not looked.", outcome);
    t.text("outcome_text", "What came of it, in the record's own words.", |x| known(x).map(|x| &x.text));
    t.one(&["outcome_article"], ARTICLES, "The article that says so.", |x| {
        known(x).map(|x| x.article.as_str())
    });
    t.one(&["subject"], "organisations", "The organisation of which a relation is said.", |x| {
        x.relation.map(|x| x.subject.as_str())
    });
    let relations = Kind::One(&["part-of", "member-of", "directs", "guides", "partner-of"]);
    let relation =
        |x: Statement| x.relation.map(|x| relation_name(x.relation)).unwrap_or_default().to_string();
    t.column("relation", relations, "How the one stands to the other.", relation);
    t.one(&["object"], "organisations", "The other organisation.", |x| x.relation.map(|x| x.object.as_str()));
    t.plain("printed", "A misprint as printed.", |x| x.correction.map(|x| x.printed.as_str()));
    t.plain("read", "The same as the record reads it.", |x| x.correction.map(|x| x.read.as_str()));
    t.address("Its place in the record.", move |x| {
        published.place(&Page::Article(x.article.id.clone()), x.id)
    });
    t.done("statements", "What the articles say, each statement by itself.", &["id"])
}

fn people_of<'a>(parties: &'a [Party]) -> Vec<&'a str> {
    let id = |x: &'a Party| match x {
        Party::Person(id) => Some(id.as_str()),
        Party::Organisation(_) => None,
    };
    parties.iter().filter_map(id).collect()
}

fn organisations_of<'a>(parties: &'a [Party]) -> Vec<&'a str> {
    let id = |x: &'a Party| match x {
        Party::Person(_) => None,
        Party::Organisation(id) => Some(id.as_str()),
    };
    parties.iter().filter_map(id).collect()
}

fn known(statement: Statement<'_>) -> Option<&KnownOutcome> {
    match statement.outcome? {
        Outcome::Known(known) => Some(known),
        Outcome::NotInRecord => None,
    }
}

fn relation_name(relation: RelationKind) -> &'static str {
    match relation {
        RelationKind::PartOf => "part-of",
        RelationKind::MemberOf => "member-of",
        RelationKind::Directs => "directs",
        RelationKind::Guides => "guides",
        RelationKind::PartnerOf => "partner-of",
    }
}

fn people(published: Published<'_>) -> Table<'_> {
    let mut t = Draft::of(published, &published.record.people);
    t.plain("id", "The person's id.", |x| Some(&x.id));
    t.text("name", "The full name; empty where it is written as in the other language.", |x| Some(&x.name));
    t.texts("also", "Other forms of the name.", |x| &x.also);
    t.flag("historical", "Whether the person is only spoken of.", |x| Some(x.historical));
    t.text("line", "Who this is in the record.", |x| Some(&x.line));
    t.text("note", "What a reader should know besides.", |x| x.note.as_ref());
    t.many("not_same_as", "people", "With whom this one is easily mixed up.", |x| strs(&x.not_same_as));
    t.address("The person's page in the record.", move |x| published.address(&Page::Person(x.id.clone())));
    t.done("people", "The people of the record.", &["id"])
}

fn organisations(published: Published<'_>) -> Table<'_> {
    let mut t = Draft::of(published, &published.record.organisations);
    t.plain("id", "The organisation's id.", |x| Some(&x.id));
    let kinds = Kind::One(&["body", "organ", "fund", "newspaper", "collective"]);
    t.column("kind", kinds, "What sort it is.", |x| organisation_kind(x.kind).to_string());
    t.text("name", "The full name.", |x| Some(&x.name));
    t.text("short", "The abbreviation.", |x| x.short.as_ref());
    t.texts("also", "Former, informal and other names.", |x| &x.also);
    t.text("line", "What it is in the record.", |x| Some(&x.line));
    t.text("note", "What a reader should know besides.", |x| x.note.as_ref());
    let about = "With what this one is easily mixed up.";
    t.many("not_same_as", "organisations", about, |x| strs(&x.not_same_as));
    t.address("Its page in the record.", move |x| published.address(&Page::Organisation(x.id.clone())));
    t.done("organisations", "Organisations, their organs, funds, newspapers and collectives.", &["id"])
}

fn organisation_kind(kind: OrganisationKind) -> &'static str {
    match kind {
        OrganisationKind::Body => "body",
        OrganisationKind::Organ => "organ",
        OrganisationKind::Fund => "fund",
        OrganisationKind::Newspaper => "newspaper",
        OrganisationKind::Collective => "collective",
    }
}

fn offices(published: Published<'_>) -> Table<'_> {
    let all = published.record.organisations.iter();
    let mut t = Draft::of(published, all.flat_map(|body| body.offices.iter().map(move |x| (body, x))));
    t.one(&["organisation"], "organisations", "The organisation.", |x| Some(&x.0.id));
    t.plain("id", "The office's id, unique within the organisation.", |x| Some(&x.1.id));
    t.text("title", "The title.", |x| Some(&x.1.title));
    t.texts("also", "Other renderings of the title.", |x| &x.1.also);
    t.flag("single", "Whether one person holds it at a time.", |x| Some(x.1.single));
    t.done("offices", "The offices of the organisations.", &["organisation", "id"])
}

fn events(published: Published<'_>) -> Table<'_> {
    let mut t = Draft::of(published, &published.record.events);
    t.plain("id", "The event's id.", |x| Some(&x.id));
    t.text("label", "The name as the record uses it.", |x| Some(&x.label));
    t.text("official", "The official name in full, where it differs.", |x| x.official.as_ref());
    let kinds = Kind::One(&["meeting", "programme", "campaign", "document", "term", "anniversary"]);
    t.column("kind", kinds, "What sort of event.", |x| event_kind(x.kind).to_string());
    let about = "Who held it or whose it is.";
    t.many("organisations", "organisations", about, |x| strs(&x.organisations));
    t.many("topics", "topics", "Its topics.", |x| strs(&x.topics));
    t.text("place", "Where, if an article says.", |x| x.place.as_ref());
    t.one(&["series"], "series", "The series that it belongs to.", |x| x.series.as_deref());
    t.texts("also", "Other names.", |x| &x.also);
    t.text("note", "What a reader should know besides.", |x| x.note.as_ref());
    t.done("events", "What happens: what it is called. The statements report when.", &["id"])
}

fn event_kind(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Meeting => "meeting",
        EventKind::Programme => "programme",
        EventKind::Campaign => "campaign",
        EventKind::Document => "document",
        EventKind::Term => "term",
        EventKind::Anniversary => "anniversary",
    }
}

fn topics(published: Published<'_>) -> Table<'_> {
    let mut t = Draft::of(published, &published.record.topics);
    t.plain("id", "The topic's id.", |x| Some(&x.id));
    t.text("label", "The name.", |x| Some(&x.label));
    t.text("note", "What belongs to it.", |x| x.note.as_ref());
    t.address("Its page in the record.", move |x| published.address(&Page::Topic(x.id.clone())));
    t.done("topics", "The edition's controlled vocabulary.", &["id"])
}

fn terms(published: Published<'_>) -> Table<'_> {
    let mut t = Draft::of(published, &published.record.terms);
    t.plain("id", "The term's id.", |x| Some(&x.id));
    t.text("label", "The term, and its accepted translation.", |x| Some(&x.label));
    t.texts("also", "Other accepted renderings.", |x| &x.also);
    t.text("note", "How it is used.", |x| x.note.as_ref());
    t.address("Its place in the record.", move |x| published.place(&Page::Glossary, &x.id));
    t.done("terms", "The glossary.", &["id"])
}

fn series(published: Published<'_>) -> Table<'_> {
    let mut t = Draft::of(published, &published.record.series);
    t.plain("id", "The series' id.", |x| Some(&x.id));
    t.text("label", "The name.", |x| Some(&x.label));
    t.text("note", "When in the year, or what of it.", |x| x.note.as_ref());
    t.done("series", "Events that recur.", &["id"])
}
