//! Whom and what the record knows: people, organisations, topics and terms.

use super::article::source_id;
use super::write::{
    basis_property, date_property, described, known, other_names, pictures, reference, said, thing, words,
};
use crate::export::Published;
use crate::export::json::Json;
use crate::record::chains::Attested;
use crate::record::model::*;
use crate::route::{Mode, Page};

/// The address of what is the same in both languages.
fn shared(at: Published, page: &Page, id: &str) -> String {
    Published { mode: Mode::First, ..at }.place(page, id)
}

/// The address that a person goes by.
pub fn person_id(at: Published, id: &str) -> String {
    shared(at, &Page::Person(id.into()), "Person")
}

/// The address that an organisation goes by.
pub fn organisation_id(at: Published, id: &str) -> String {
    shared(at, &Page::Organisation(id.into()), "Organization")
}

/// The address that a topic goes by.
pub fn topic_id(at: Published, id: &str) -> String {
    shared(at, &Page::Topic(id.into()), "DefinedTerm")
}

/// The address that the glossary goes by.
pub fn glossary_id(at: Published) -> String {
    shared(at, &Page::Glossary, "DefinedTermSet")
}

/// The address that the topics together go by.
pub fn topics_id(at: Published) -> String {
    shared(at, &Page::Topics, "DefinedTermSet")
}

/// A person by name.
pub fn named_person(json: &mut Json, at: Published, person: &Person) {
    thing(json, "Person", &person_id(at, &person.id), |json| described(json, at, &person.name, None));
}

/// An organisation by name.
pub fn named_organisation(json: &mut Json, at: Published, body: &Organisation) {
    thing(json, organisation_kind(body), &organisation_id(at, &body.id), |json| {
        described(json, at, &body.name, None);
    });
}

fn organisation_kind(body: &Organisation) -> &'static str {
    if body.kind == OrganisationKind::Newspaper { "NewsMediaOrganization" } else { "Organization" }
}

/// All that the record says of a person.
pub fn person(json: &mut Json, at: Published, person: &Person) {
    thing(json, "Person", &person_id(at, &person.id), |json| {
        json.key("url").text(&at.address(&Page::Person(person.id.clone())));
        described(json, at, &person.name, Some(&person.line));
        other_names(json, at, person.also.iter());
        pictures(json, at, &person.images);
        let attested = at.record.attestations_of(&person.id);
        // To be affiliated is the least that an office says.
        if !attested.is_empty() {
            json.key("affiliation").list(&attested, |json, x| role(json, at, *x));
        }
    });
}

/// An office on the day on which it is attested. `startDate` and `endDate` would make a period of it.
fn role(json: &mut Json, at: Published, attested: Attested) {
    let Attested { article, role } = attested;
    json.object(|json| {
        json.key("@type").text("OrganizationRole");
        if let Some(office) = at.record.office(&role.organisation, &role.office) {
            json.key("roleName");
            words(json, at, &office.title);
        }
        if let Some(body) = at.record.organisation(&role.organisation) {
            json.key("affiliation");
            named_organisation(json, at, body);
        }
        json.key("subjectOf");
        reference(json, &source_id(at, article));
        json.key("additionalProperty").array(|json| {
            basis_property(json, at, &role.basis);
            date_property(json, at, attested.when());
        });
    });
}

/// All that the record says of an organisation.
pub fn organisation(json: &mut Json, at: Published, body: &Organisation) {
    thing(json, organisation_kind(body), &organisation_id(at, &body.id), |json| {
        json.key("url").text(&at.address(&Page::Organisation(body.id.clone())));
        described(json, at, &body.name, Some(&body.line));
        other_names(json, at, body.short.iter().chain(&body.also));
        pictures(json, at, &body.images);
        for (key, kind, is_subject) in RELATIONS {
            relations(json, at, key, &related(at, &body.id, kind, is_subject));
        }
    });
}

/// What a relation is called from the side of its subject and from that of its object. That one body directs,
/// guides or works with another is more than the vocabulary can say.
const RELATIONS: [(&str, RelationKind, bool); 4] = [
    ("parentOrganization", RelationKind::PartOf, true),
    ("memberOf", RelationKind::MemberOf, true),
    ("subOrganization", RelationKind::PartOf, false),
    ("member", RelationKind::MemberOf, false),
];

/// Another organisation, and how it is known that it is related.
type Related<'a> = (&'a Organisation, &'a Basis);

/// The organisations to which one stands in a relation, each once: as stated, if an article states it.
fn related<'a>(at: Published<'a>, id: &str, kind: RelationKind, is_subject: bool) -> Vec<Related<'a>> {
    let mut found: Vec<Related> = Vec::new();
    for relation in at.record.relations_of(id).map(|x| x.1).filter(|x| x.relation == kind) {
        let (own, other) = match is_subject {
            true => (&relation.subject, &relation.object),
            false => (&relation.object, &relation.subject),
        };
        let body = (own == id).then(|| at.record.organisation(other)).flatten();
        let Some(body) = body else { continue };
        match found.iter_mut().find(|x| x.0.id == body.id) {
            Some(known) if relation.basis == Basis::Stated => known.1 = &relation.basis,
            Some(_) => {}
            None => found.push((body, &relation.basis)),
        }
    }
    found
}

fn relations(json: &mut Json, at: Published, key: &str, related: &[Related]) {
    if !related.is_empty() {
        json.key(key).list(related, |json, (body, basis)| {
            known(json, at, key, basis, |json| named_organisation(json, at, body));
        });
    }
}

/// All topics: a controlled vocabulary.
pub fn topics(json: &mut Json, at: Published) {
    thing(json, "DefinedTermSet", &topics_id(at), |json| {
        json.key("url").text(&at.address(&Page::Topics));
        json.key("name").text(&at.labels().topics);
        json.key("hasDefinedTerm").list(&at.record.topics, |json, topic| {
            thing(json, "DefinedTerm", &topic_id(at, &topic.id), |json| {
                json.key("url").text(&at.address(&Page::Topic(topic.id.clone())));
                described(json, at, &topic.label, None);
            });
        });
    });
}

/// One topic.
pub fn topic(json: &mut Json, at: Published, topic: &Topic) {
    thing(json, "DefinedTerm", &topic_id(at, &topic.id), |json| {
        json.key("url").text(&at.address(&Page::Topic(topic.id.clone())));
        described(json, at, &topic.label, topic.note.as_ref());
        json.key("inDefinedTermSet");
        reference(json, &topics_id(at));
    });
}

/// The glossary: each term in all its languages, which translate each other.
pub fn glossary(json: &mut Json, at: Published) {
    thing(json, "DefinedTermSet", &glossary_id(at), |json| {
        json.key("url").text(&at.address(&Page::Glossary));
        json.key("name").text(&at.labels().glossary);
        json.key("inLanguage").list(&at.record.edition.languages, |json, lang| json.text(lang));
        json.key("hasDefinedTerm").list(&at.record.terms, |json, term| {
            thing(json, "DefinedTerm", &shared(at, &Page::Glossary, &term.id), |json| {
                let names: Vec<(&str, &str)> = term.label.iter().collect();
                json.key("name").list(&names, |json, name| said(json, at, *name));
                other_names(json, at, term.also.iter());
                if let Some(note) = &term.note {
                    json.key("description");
                    words(json, at, note);
                }
            });
        });
    });
}
