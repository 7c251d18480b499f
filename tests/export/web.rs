//! What search engines and feed readers take: they read in it what the record says, whatever it says.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use caunoi::export::meta::{self, Meta, Picture};
use caunoi::export::{Published, feed, open_search, sitemap, structured};
use caunoi::record::model::*;
use caunoi::record::{Record, Text};
use caunoi::route::{Mode, Page};
use caunoi::search::entries::{basis_name, status_name};
use caunoi::site::check;
use feed_rs::model::Feed;
use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use oxrdf::{NamedOrBlankNode, Term};
use proptest::prelude::*;

use super::hostile;

/// An edition and where it is published.
struct Edition {
    record: Record,
    home: String,
}

impl Edition {
    fn read(folder: &Path, home: &str) -> Edition {
        let mut record = check::read(folder, None).record.expect("an edition without errors is a record");
        // As if its pictures had been made.
        let people = record.people.iter_mut().flat_map(|x| &mut x.images);
        let bodies = record.organisations.iter_mut().flat_map(|x| &mut x.images);
        for image in people.chain(bodies) {
            image.sizes.push(ImageSize { path: "assets/images/made.jpg".into(), width: 640, height: 480 });
        }
        let home = record.edition.base_url.clone().unwrap_or_else(|| home.into());
        Edition { record, home }
    }

    fn at(&self, mode: Mode) -> Published<'_> {
        Published { record: &self.record, mode, home: &self.home }
    }

    fn pages(&self) -> Vec<Page> {
        let record = &self.record;
        let mut pages = vec![Page::Home, Page::Articles, Page::People, Page::Organisations, Page::Topics];
        pages.extend([Page::Glossary, Page::Timeline, Page::Cycle, Page::Plans, Page::Search]);
        pages.extend([Page::About, Page::Embed, Page::NotFound]);
        pages.extend(record.articles.iter().map(|x| Page::Article(x.id.clone())));
        pages.extend(record.people.iter().map(|x| Page::Person(x.id.clone())));
        pages.extend(record.organisations.iter().map(|x| Page::Organisation(x.id.clone())));
        pages.extend(record.topics.iter().map(|x| Page::Topic(x.id.clone())));
        pages
    }
}

/// The default edition as if it were published, the test edition, and both full of hostile strings.
fn editions() -> &'static [Edition] {
    static EDITIONS: OnceLock<Vec<Edition>> = OnceLock::new();
    EDITIONS.get_or_init(|| {
        let folders = ["content", "tests/editions/ferry"].map(Path::new);
        let own = folders.iter().map(|x| Edition::read(x, HOME));
        let planted = folders.iter().map(|x| Edition::read(&hostile::planted(x, true).0, HOSTILE_HOME));
        own.chain(planted).collect()
    })
}

const HOME: &str = "https://example.org/press/";
const HOSTILE_HOME: &str = "https://example.org/it's&lt;b&gt;/press/";

/// Every edition in each language by itself.
fn each(check: impl Fn(Published)) {
    for edition in editions() {
        ALONE.iter().for_each(|mode| check(edition.at(*mode)));
    }
}

const ALONE: [Mode; 2] = [Mode::First, Mode::Second];

fn article(id: &str) -> Page {
    Page::Article(id.into())
}

// Structured data.

/// What the vocabulary's own context says, as far as it matters here: the real one is on the network.
const CONTEXT: &str = r#"{ "@context": {
    "@vocab": "http://schema.org/",
    "url": { "@type": "@id" }, "license": { "@type": "@id" }, "contentUrl": { "@type": "@id" },
    "datePublished": { "@type": "Date" }, "startDate": { "@type": "Date" }, "endDate": { "@type": "Date" }
} }"#;

/// A graph: each thing, what of it, and what that is. Words end in `@` and their language.
struct Graph(Vec<[String; 3]>);

impl Graph {
    fn of(published: Published, page: &Page) -> Graph {
        let json = structured::of(published, page, "T </script>", "D <!-- &amp;");
        assert!(!json.contains('<'), "{page:?} can stand in a script");
        let parser = JsonLdParser::new().for_slice(json.as_bytes()).with_load_document_callback(|url, _| {
            assert_eq!(url, "https://schema.org");
            Ok(JsonLdRemoteDocument { document: CONTEXT.into(), document_url: url.into() })
        });
        let quads = parser.map(|x| x.unwrap_or_else(|x| panic!("{page:?}: {x}\n{json}")));
        Graph(quads.map(|x| [subject(&x.subject), short(x.predicate.as_str()), term(&x.object)]).collect())
    }

    /// What the graph says of a thing under a property.
    fn all<'a>(&'a self, thing: &str, property: &str) -> Vec<&'a str> {
        self.0.iter().filter(|x| x[0] == thing && x[1] == property).map(|x| x[2].as_str()).collect()
    }

    fn one<'a>(&'a self, thing: &str, property: &str) -> &'a str {
        let all = self.all(thing, property);
        assert_eq!(all.len(), 1, "{thing} {property}: {all:?}");
        all[0]
    }

    /// What it says at the end of a way of properties.
    fn along<'a>(&'a self, thing: &str, way: &[&str]) -> Vec<&'a str> {
        let Some((first, rest)) = way.split_first() else { return Vec::new() };
        let next = self.all(thing, first);
        if rest.is_empty() { next } else { next.iter().flat_map(|x| self.along(x, rest)).collect() }
    }

    fn of_type(&self, kind: &str) -> Vec<&str> {
        self.0.iter().filter(|x| x[1] == "type" && x[2] == kind).map(|x| x[0].as_str()).collect()
    }

    /// The value of an added property of a thing.
    fn added<'a>(&'a self, thing: &str, id: &str) -> &'a str {
        let values = self.all(thing, "additionalProperty");
        let found = values.into_iter().find(|x| self.all(x, "propertyID") == [id]);
        self.one(found.unwrap_or_else(|| panic!("{thing} has no {id}")), "value")
    }
}

/// A name without where the vocabulary is.
fn short(iri: &str) -> String {
    let iri = iri.strip_prefix("http://schema.org/").unwrap_or(iri);
    iri.strip_prefix("http://www.w3.org/1999/02/22-rdf-syntax-ns#").unwrap_or(iri).into()
}

fn subject(node: &NamedOrBlankNode) -> String {
    match node {
        NamedOrBlankNode::NamedNode(node) => node.as_str().into(),
        NamedOrBlankNode::BlankNode(node) => node.to_string(),
    }
}

fn term(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => short(node.as_str()),
        Term::Literal(literal) => match literal.language() {
            Some(lang) => format!("{}@{lang}", literal.value()),
            None => literal.value().into(),
        },
        other => other.to_string(),
    }
}

/// Words as a graph has them. Language tags are in small letters there.
fn tagged((lang, words): (&str, &str)) -> String {
    format!("{words}@{}", lang.to_lowercase())
}

#[test]
fn a_graph_says_what_the_record_says() {
    let published = editions()[0].at(Mode::Second);
    let page = article("2022-07-14-half-year-review");
    let graph = Graph::of(published, &page);
    let check = |thing: &str, way: &[&str], expected: &[&str]| {
        let found: BTreeSet<&str> = graph.along(thing, way).into_iter().collect();
        assert_eq!(found, expected.iter().copied().collect(), "{thing} {way:?}");
    };
    let here = "https://example.org/press/en/articles/2022-07-14-half-year-review/";
    let there = "https://example.org/press/vi/articles/2022-07-14-half-year-review/";
    let (summary, source) = (&format!("{here}#Article"), &format!("{there}#NewsArticle"));
    check(here, &["type"], &["ItemPage"]);
    check(here, &["name"], &["T </script>@en"]);
    check(here, &["inLanguage"], &["en"]);
    check(here, &["translationOfWork"], &[there]);
    check(here, &["isPartOf", "type"], &["WebSite"]);
    check(here, &["isPartOf", "about", "name"], &["Hanoi Union of Friendship Organizations@en"]);
    check(
        here,
        &["isPartOf", "potentialAction", "target", "urlTemplate"],
        &["https://example.org/press/en/search/?q={search_term_string}"],
    );
    check(
        here,
        &["breadcrumb", "itemListElement", "item"],
        &["https://example.org/press/en/", "https://example.org/press/en/articles/", here],
    );
    check(here, &["mainEntity"], &[summary]);
    check(summary, &["license"], &["https://creativecommons.org/licenses/by/4.0/"]);
    check(summary, &["isBasedOn"], &[source]);
    check(summary, &["citation"], &[source]);
    check(source, &["headline"], &["Tăng cường hoạt động đối ngoại nhân dân đến cơ sở@vi"]);
    check(source, &["inLanguage"], &["vi"]);
    check(source, &["datePublished"], &["2022-07-14T19:38+07:00"]);
    check(source, &["author", "name"], &["Thành Luân@vi"]);
    // Its newspaper is inferred.
    check(source, &["publisher", "type"], &["Role"]);
    check(source, &["publisher", "publisher", "name"], &["Thời Đại@en"]);
    check(source, &["publisher", "additionalProperty", "value"], &["inferred"]);
    let event = |id: &str| format!("{there}#2022-07-14-{id}");
    check(&event("haufo-congress-6"), &["eventStatus"], &["https://schema.org/EventScheduled"]);
    check(&event("haufo-congress-6"), &["startDate"], &[]);
    check(
        &event("haufo-congress-6"),
        &["additionalProperty", "value"],
        &["planned", "stated", "2022-07-14/.."],
    );
    check(&event("haufo-term-6"), &["startDate"], &["2022"]);
    check(&event("haufo-term-6"), &["endDate"], &["2027"]);
    check(&event("half-year-review-2022"), &["startDate"], &["2022-07-14"]);
    check(&event("half-year-review-2022"), &["eventStatus"], &[]);
    check(&event("sea-games-31"), &["startDate"], &[]);
    check(&event("sea-games-31"), &["additionalProperty", "valueReference", "value"], &["inferred"]);
    check(&event("second-half-directions-2022"), &["type"], &["CreativeWork"]);
}

#[test]
fn every_page_is_a_graph_with_its_two_languages() {
    for edition in editions() {
        for (mode, page) in
            Mode::ALL.into_iter().flat_map(|x| edition.pages().into_iter().map(move |y| (x, y)))
        {
            let graph = Graph::of(edition.at(mode), &page);
            assert_eq!(graph.of_type("WebSite").len(), 1, "{page:?}");
            // Side by side is the first language's page again.
            let (mode, key, other) = match mode {
                Mode::Second => (mode, "translationOfWork", Mode::First),
                _ => (Mode::First, "workTranslation", Mode::Second),
            };
            let (address, there) = [mode, other].map(|x| edition.at(x).address(&page)).into();
            let known = page != Page::NotFound;
            assert_eq!(graph.all(&address, "isPartOf").len(), usize::from(known), "{page:?}");
            assert_eq!(graph.all(&address, key), if known { vec![there.as_str()] } else { Vec::new() });
            for main in graph.all(&address, "mainEntity") {
                assert!(!graph.all(main, "type").is_empty(), "{page:?} has {main}");
            }
            one_name_in_each_language(&graph);
        }
    }
}

fn one_name_in_each_language(graph: &Graph) {
    for [thing, property, _] in graph.0.iter().filter(|x| x[1] == "name") {
        let names: BTreeSet<&str> = graph.all(thing, property).into_iter().collect();
        let languages: BTreeSet<_> = names.iter().map(|x| x.rsplit_once('@').map(|x| x.1)).collect();
        assert_eq!(languages.len(), names.len(), "{thing} {names:?}");
    }
}

#[test]
fn the_texts_of_an_article_come_back_whole() {
    each(|published| {
        for article in &published.record.articles {
            let page = Page::Article(article.id.clone());
            let graph = Graph::of(published, &page);
            let summary = published.place(&page, "Article");
            let source = graph.one(&summary, "isBasedOn");
            assert_eq!(graph.one(&summary, "abstract"), tagged(published.words(&article.lead)));
            assert_eq!(graph.one(&summary, "headline"), tagged(published.title(article)));
            let printed = article.headline.lang.as_str();
            assert_eq!(graph.one(source, "headline"), tagged((printed, &article.headline.text)));
            let names: BTreeSet<String> = article.bylines.iter().map(|x| tagged((printed, x))).collect();
            assert_eq!(
                graph
                    .along(source, &["author", "name"])
                    .into_iter()
                    .map(String::from)
                    .collect::<BTreeSet<_>>(),
                names
            );
            let stamp: Vec<String> = article.published.iter().map(ToString::to_string).collect();
            assert_eq!(graph.all(source, "datePublished"), stamp);
            assert_eq!(graph.all(source, "url"), article.url.iter().collect::<Vec<_>>());
        }
    });
}

#[test]
fn an_event_keeps_its_status_its_date_and_how_they_are_known() {
    each(|published| {
        for article in &published.record.articles {
            let page = Page::Article(article.id.clone());
            let graph = Graph::of(published, &page);
            for report in &article.events {
                let event = published.record.event(&report.event).expect("it is known");
                let when = article.dated(&report.when);
                let thing = Published { mode: Mode::First, ..published }.place(&page, &report.id);
                assert_eq!(graph.one(&thing, "name"), tagged(published.words(&event.label)));
                assert_eq!(graph.added(&thing, "status"), status_name(report.status));
                assert_eq!(graph.added(&thing, "basis"), basis_name(&report.basis));
                assert_eq!(graph.added(&thing, "EDTF"), when.date.to_string());
                let date_basis: BTreeSet<&str> = graph
                    .along(&thing, &["additionalProperty", "valueReference", "value"])
                    .into_iter()
                    .collect();
                assert_eq!(date_basis, BTreeSet::from([basis_name(&when.basis)]));
                let planned = report.status == Status::Planned && event.kind != EventKind::Document;
                assert_eq!(graph.all(&thing, "eventStatus").len(), usize::from(planned));
                let dates = [graph.all(&thing, "startDate"), graph.all(&thing, "endDate")].concat();
                let certain = dates.iter().all(|x| when.date.to_string().split('/').any(|y| x == &y));
                assert!(certain && (dates.is_empty() || !when.date.is_window()), "{thing}: {dates:?}");
            }
        }
    });
}

#[test]
fn a_person_is_in_an_office_on_a_day_and_never_for_a_time() {
    each(|published| {
        for person in &published.record.people {
            let page = Page::Person(person.id.clone());
            let graph = Graph::of(published, &page);
            let thing = Published { mode: Mode::First, ..published }.place(&page, "Person");
            assert_eq!(graph.one(&thing, "name"), tagged(published.words(&person.name)));
            assert_eq!(graph.one(&thing, "description"), tagged(published.words(&person.line)));
            assert_eq!(
                graph.all(&thing, "alternateName").len(),
                person.also.iter().flat_map(Text::iter).count()
            );
            let roles = graph.all(&thing, "affiliation");
            let found: BTreeSet<(String, &str)> = roles
                .iter()
                .map(|x| (graph.one(x, "roleName").to_string(), graph.added(x, "EDTF")))
                .collect();
            let attested = published.record.attestations();
            let own = attested.iter().filter(|x| x.role.person == person.id);
            let days: Vec<(String, String)> = own
                .map(|x| {
                    let office =
                        published.record.office(&x.role.organisation, &x.role.office).expect("it is known");
                    (tagged(published.words(&office.title)), x.when().date.to_string())
                })
                .collect();
            assert_eq!(roles.len(), days.len(), "{thing}");
            assert_eq!(found, days.iter().map(|(office, day)| (office.clone(), day.as_str())).collect());
            assert!(!graph.0.iter().any(|x| x[1] == "startDate" || x[1] == "endDate"), "{thing}");
        }
    });
}

#[test]
fn an_organisation_is_a_part_or_a_member_where_an_article_says_so() {
    let check = |edition: usize, id: &str, key: &str, expected: &[&str]| {
        let published = editions()[edition].at(Mode::First);
        let page = Page::Organisation(id.into());
        let graph = Graph::of(published, &page);
        let found = graph.all(&published.place(&page, "Organization"), key);
        let addresses: Vec<String> = expected
            .iter()
            .map(|x| published.place(&Page::Organisation((*x).into()), "Organization"))
            .collect();
        assert_eq!(found, addresses, "{id} {key}");
    };
    check(1, "bootswerkstatt", "parentOrganization", &["faehrverein"]);
    check(1, "faehrverein", "subOrganization", &["bootswerkstatt"]);
    check(1, "faehrverein", "member", &["ufergemeinden"]);
    check(1, "ufergemeinden", "memberOf", &["faehrverein"]);
    check(1, "nachenfonds", "parentOrganization", &[]);
    check(0, "haufo-executive-committee", "parentOrganization", &["haufo"]);
}

#[test]
fn a_picture_has_its_address_and_whose_it_is() {
    let published = editions()[1].at(Mode::Second);
    let page = Page::Organisation("faehrverein".into());
    let graph = Graph::of(published, &page);
    let thing = Published { mode: Mode::First, ..published }.place(&page, "Organization");
    let check = |key: &str, expected: &str| assert_eq!(graph.along(&thing, &["image", key]), [expected]);
    check("contentUrl", "https://example.org/ferry/assets/images/made.jpg");
    check("width", "640");
    check("caption", "Le bac à traille, tel que le montre l’enseigne de la maison du passeur.@fr");
    check("creditText", "Archiv des Vereins@fr");
}

#[test]
fn an_article_mentions_all_of_whom_it_says_something() {
    each(|published| {
        for article in &published.record.articles {
            let page = Page::Article(article.id.clone());
            let graph = Graph::of(published, &page);
            let mentions = graph.all(&published.place(&page, "Article"), "mentions");
            assert_eq!(mentions.len(), mentions.iter().collect::<BTreeSet<_>>().len(), "each once");
            let first = Published { mode: Mode::First, ..published };
            for id in article.roles.iter().map(|x| &x.person).chain(article.acts.iter().map(|x| &x.person)) {
                let thing = first.place(&Page::Person(id.clone()), "Person");
                let person = published.record.person(id).expect("it is known");
                assert!(mentions.contains(&thing.as_str()), "{thing}");
                assert_eq!(graph.one(&thing, "name"), tagged(published.words(&person.name)));
            }
        }
    });
}

#[test]
fn a_list_has_its_entries_in_order() {
    each(|published| {
        let record = published.record;
        for (page, count) in [
            (Page::Articles, record.articles.len()),
            (Page::People, record.people.len()),
            (Page::Organisations, record.organisations.len()),
            (Page::Timeline, record.reports().len()),
        ] {
            let graph = Graph::of(published, &page);
            let list = published.place(&page, "ItemList");
            assert_eq!(graph.one(&list, "numberOfItems"), count.to_string());
            let mut places: Vec<usize> = graph
                .along(&list, &["itemListElement", "position"])
                .into_iter()
                .map(|x| x.parse().expect("it is a number"))
                .collect();
            places.sort_unstable();
            assert_eq!(places, (1..=count.min(100)).collect::<Vec<_>>(), "{page:?}");
        }
        let graph = Graph::of(published, &Page::Articles);
        let list = published.place(&Page::Articles, "ItemList");
        let first =
            graph.all(&list, "itemListElement").into_iter().find(|x| graph.all(x, "position") == ["1"]);
        let newest = record.articles.last().expect("there is one");
        let address = published.address(&Page::Article(newest.id.clone()));
        assert_eq!(graph.one(first.expect("it has a first"), "url"), address);
    });
}

#[test]
fn a_term_has_its_words_in_each_language() {
    each(|published| {
        let graph = Graph::of(published, &Page::Glossary);
        let first = Published { mode: Mode::First, ..published };
        let set = first.place(&Page::Glossary, "DefinedTermSet");
        assert_eq!(graph.all(&set, "hasDefinedTerm").len(), published.record.terms.len());
        for term in &published.record.terms {
            let names: BTreeSet<String> = term.label.iter().map(tagged).collect();
            let thing = first.place(&Page::Glossary, &term.id);
            assert_eq!(
                graph.all(&thing, "name").into_iter().map(String::from).collect::<BTreeSet<_>>(),
                names
            );
        }
    });
}

#[test]
fn addresses_that_are_not_whole_are_relative_and_cannot_be_searched() {
    let record = &editions()[0].record;
    let published = Published { record, mode: Mode::First, home: "../../" };
    let json = structured::of(published, &Page::About, "T", "D");
    let json: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    let things = json["@graph"].as_array().expect("it is a list");
    assert_eq!(things[0]["@id"], "../../vi/#WebSite");
    assert_eq!(things[0]["potentialAction"], serde_json::Value::Null);
    assert_eq!(things[1]["@id"], "../../vi/about/");
}

// Feeds.

fn parsed(feed: &str) -> Feed {
    // Only what it reads, as it stands.
    let parser = feed_rs::parser::Builder::new().sanitize_content(false).build();
    parser.parse(feed.as_bytes()).unwrap_or_else(|x| panic!("{x}\n{feed}"))
}

#[test]
fn a_feed_has_the_newest_article_first_and_says_what_its_page_says() {
    each(|published| {
        let record = published.record;
        for (text, file) in [(feed::atom(published), feed::ATOM), (feed::json(published), feed::JSON)] {
            let feed = parsed(&text);
            let here = published.address(&Page::Home);
            let title = feed.title.expect("it has one").content;
            assert_eq!(title, published.say(&record.edition.name));
            assert_eq!(feed.language.as_deref(), Some(published.lang()));
            assert_eq!(feed.authors[0].name.as_deref(), Some(published.say(&record.edition.name)));
            assert!(feed.links.iter().any(|x| x.href == format!("{here}{file}")), "{:?}", feed.links);
            assert_eq!(feed.entries.len(), record.articles.len());
            for (entry, article) in feed.entries.iter().zip(record.articles.iter().rev()) {
                let address = published.address(&Page::Article(article.id.clone()));
                assert_eq!(entry.id, address);
                assert_eq!(
                    entry.title.as_ref().map(|x| x.content.as_str()),
                    Some(published.title(article).1)
                );
                assert_eq!(
                    entry.summary.as_ref().map(|x| x.content.as_str()),
                    Some(published.say(&article.lead))
                );
                assert_eq!(entry.links[0].href, address);
                // Addresses are read as the URL standard has it, which writes quotes in queries otherwise.
                let is_there = |url: &String| entry.links.iter().any(|x| x.href == url.replace('\'', "%27"));
                assert!(article.url.iter().all(is_there), "{address}");
                assert!(entry.updated.is_some(), "{address}");
                let body = entry.content.as_ref().and_then(|x| x.body.as_ref()).expect("it has a body");
                let paragraphs: Vec<String> =
                    article.summary.iter().map(|x| published.say(x).into()).collect();
                // The parser writes XHTML anew, and this as it must not stand there.
                let html = format!("<div>{}</div>", body.replace("]]>", "]]&gt;"));
                assert_eq!(paragraphs_of(&html), paragraphs, "{address}");
            }
        }
    });
}

/// The text of each paragraph of XHTML.
fn paragraphs_of(xhtml: &str) -> Vec<String> {
    let tree = roxmltree::Document::parse(xhtml).unwrap_or_else(|x| panic!("{x}\n{xhtml}"));
    let paragraphs = tree.descendants().filter(|x| x.tag_name().name() == "p");
    paragraphs.map(|x| x.descendants().filter_map(|x| x.text().filter(|_| x.is_text())).collect()).collect()
}

#[test]
fn a_feed_is_dated_by_what_is_stated() {
    let check = |edition: usize, place: usize, expected: &str| {
        let feed = parsed(&feed::atom(editions()[edition].at(Mode::First)));
        let updated = feed.entries[place].updated.expect("it has a date");
        assert_eq!(updated.to_rfc3339(), expected);
    };
    check(0, 0, "2024-01-18T00:00:00+00:00");
    // It is printed without a zone.
    check(0, 1, "2023-08-17T00:00:00+00:00");
    check(0, 2, "2022-07-14T12:38:00+00:00");
    check(1, 1, "2022-10-16T00:00:00+00:00");
    check(1, 2, "2021-05-10T05:30:00+00:00");
    let feeds = editions().iter().map(|x| parsed(&feed::atom(x.at(Mode::First))));
    for feed in feeds {
        assert_eq!(feed.updated, feed.entries.iter().filter_map(|x| x.updated).max());
    }
    let json: serde_json::Value =
        serde_json::from_str(&feed::json(editions()[0].at(Mode::First))).expect("it is JSON");
    assert_eq!(json["items"][0]["date_published"], serde_json::Value::Null);
    assert_eq!(json["items"][2]["date_published"], "2022-07-14T19:38:00+07:00");
}

#[test]
fn an_atom_feed_has_what_rfc_4287_asks_for() {
    each(|published| {
        let text = feed::atom(published);
        let tree = roxmltree::Document::parse(&text).expect("it is XML");
        let root = tree.root_element();
        assert_eq!(root.tag_name(), ("http://www.w3.org/2005/Atom", "feed").into());
        let entries = root.children().filter(|x| x.has_tag_name("entry"));
        for node in std::iter::once(root).chain(entries) {
            let count = |name: &str| node.children().filter(|x| x.tag_name().name() == name).count();
            assert_eq!(["id", "title", "updated"].map(count), [1, 1, 1]);
            let links = node.children().filter(|x| x.tag_name().name() == "link");
            let pages: Vec<_> = links
                .filter(|x| x.attribute("type") == Some("text/html"))
                .map(|x| [x.attribute("rel"), x.attribute("hreflang")].map(Option::unwrap_or_default))
                .collect();
            let other = published.record.lang(1 - published.mode.main());
            assert_eq!(pages, [["alternate", published.lang()], ["related", other]]);
        }
        let rights = root.children().find(|x| x.tag_name().name() == "rights").and_then(|x| x.text());
        assert_eq!(rights, Some(published.say(&published.record.edition.rights.text)));
    });
}

// The sitemap.

/// The addresses of a sitemap, each with its alternates.
fn addresses(xml: &str) -> Vec<(String, Vec<(String, String)>)> {
    let tree = roxmltree::Document::parse(xml).unwrap_or_else(|x| panic!("{x}"));
    assert_eq!(
        tree.root_element().tag_name(),
        ("http://www.sitemaps.org/schemas/sitemap/0.9", "urlset").into()
    );
    let urls = tree.root_element().children().filter(|x| x.is_element());
    urls.map(|url| {
        let text = |name| url.children().find(|x| x.tag_name().name() == name).and_then(|x| x.text());
        let links = url.children().filter(|x| x.has_tag_name(("http://www.w3.org/1999/xhtml", "link")));
        let get = |x: roxmltree::Node, name| x.attribute(name).unwrap_or_default().to_string();
        let links = links.map(|x| (get(x, "hreflang"), get(x, "href")));
        (text("loc").unwrap_or_default().into(), links.collect())
    })
    .collect()
}

#[test]
fn a_sitemap_has_each_page_in_each_language_and_where_it_is_in_the_other() {
    for edition in editions() {
        let published = edition.at(Mode::Both);
        let pages = edition.pages();
        let files = sitemap::sitemap(published, &pages);
        assert_eq!(files.iter().map(|x| x.0.as_str()).collect::<Vec<_>>(), [sitemap::FILE]);
        let found = addresses(&files[0].1);
        let expected: Vec<String> = pages
            .iter()
            .filter(|x| **x != Page::NotFound)
            .flat_map(|x| ALONE.map(|mode| published.address_in(mode, x)))
            .collect();
        assert_eq!(found.iter().map(|x| x.0.clone()).collect::<Vec<_>>(), expected);
        let [first, second] = &edition.record.edition.languages;
        for (pair, own) in found.chunks(2).zip(expected.chunks(2)) {
            for (_, links) in pair {
                let hrefs = [(first, &own[0]), (second, &own[1]), (&"x-default".to_string(), &own[0])];
                assert_eq!(*links, hrefs.map(|(lang, href)| (lang.clone(), href.clone())));
            }
        }
    }
}

#[test]
fn a_sitemap_that_would_be_too_large_is_several() {
    let published = editions()[0].at(Mode::First);
    let pages: Vec<Page> = (0..30_000).map(|x| Page::Article(format!("a{x}"))).collect();
    let files = sitemap::sitemap(published, &pages);
    let names: Vec<&str> = files.iter().map(|x| x.0.as_str()).collect();
    assert_eq!(names, ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]);
    let counts: Vec<usize> = files[1..].iter().map(|x| addresses(&x.1).len()).collect();
    assert_eq!(counts, [50_000, 10_000]);
    let index = roxmltree::Document::parse(&files[0].1).expect("it is XML");
    let listed: Vec<_> =
        index.descendants().filter(|x| x.tag_name().name() == "loc").filter_map(|x| x.text()).collect();
    assert_eq!(
        listed,
        ["https://example.org/press/sitemap-1.xml", "https://example.org/press/sitemap-2.xml"]
    );
    // Few addresses may be too long.
    let pages: Vec<Page> = (0..40).map(|x| Page::Article(format!("{x}{}", "a".repeat(400_000)))).collect();
    let files = sitemap::sitemap(published, &pages);
    assert!(files.len() > 2 && files.iter().all(|x| x.1.len() <= 52_428_800), "{}", files.len());
}

#[test]
fn robots_may_read_all_and_find_the_sitemap() {
    let robots = sitemap::robots(HOME);
    assert_eq!(robots, "User-agent: *\nAllow: /\n\nSitemap: https://example.org/press/sitemap.xml\n");
}

// OpenSearch.

#[test]
fn a_search_has_a_short_name() {
    let check = |edition: usize, mode: Mode, expected: &str| {
        let text = open_search::description(editions()[edition].at(mode));
        assert!(text.contains(&format!("<ShortName>{expected}</ShortName>")), "{text}");
    };
    check(0, Mode::First, "HAUFO");
    check(1, Mode::Second, "AMPB");
    check(2, Mode::First, "HAUFO trên báo");
}

#[test]
fn a_search_is_described_within_its_limits() {
    each(|published| {
        let text = open_search::description(published);
        let tree = roxmltree::Document::parse(&text).unwrap_or_else(|x| panic!("{x}\n{text}"));
        let root = tree.root_element();
        let space = "http://a9.com/-/spec/opensearch/1.1/";
        assert_eq!(root.tag_name(), (space, "OpenSearchDescription").into());
        let get = |name| {
            root.children().find(|x| x.has_tag_name((space, name))).and_then(|x| x.text()).unwrap_or("")
        };
        for (name, most, whole) in [
            ("LongName", 48, &published.record.edition.name),
            ("Description", 1024, &published.record.edition.intro),
        ] {
            let found = get(name);
            assert!((1..=most).contains(&found.chars().count()), "{name}: {found}");
            assert!(published.say(whole).starts_with(found), "{name}: {found}");
        }
        let short = get("ShortName");
        assert!((1..=16).contains(&short.chars().count()), "{short}");
        assert_eq!(get("Language"), published.lang());
        assert_eq!(get("InputEncoding"), "UTF-8");
        let template = root.descendants().find(|x| x.attribute("type") == Some("text/html"));
        let expected = format!("{}?q={{searchTerms}}", published.address(&Page::Search));
        assert_eq!(template.and_then(|x| x.attribute("template")), Some(expected.as_str()));
    });
}

// Meta elements.

fn said<'a>(all: &'a [Meta], name: &str) -> Vec<&'a str> {
    all.iter().filter(|x| x.name == name).map(|x| x.content.as_str()).collect()
}

#[test]
fn a_head_says_what_is_true_of_the_page() {
    let edition = &editions()[0];
    let picture = Picture { address: "https://example.org/p.png", width: 1200, height: 630, alt: "Alt" };
    let check = |mode: Mode, page: &Page, name: &str, expected: &[&str]| {
        let all = meta::of(edition.at(mode), page, "Title", "Line", Some(picture));
        assert_eq!(said(&all, name), expected, "{page:?} {name}");
    };
    let page = article("2022-07-14-half-year-review");
    let address = "https://example.org/press/en/articles/2022-07-14-half-year-review/";
    let first = "https://example.org/press/vi/articles/2022-07-14-half-year-review/";
    check(Mode::Second, &page, "DC.title", &["Title"]);
    check(Mode::Second, &page, "DC.language", &["en"]);
    check(Mode::Both, &page, "DC.language", &["vi", "en"]);
    check(Mode::Second, &page, "DC.identifier", &[address]);
    check(Mode::Second, &page, "DC.coverage", &["2022-07-14"]);
    check(Mode::Second, &page, "DC.source", &["Tăng cường hoạt động đối ngoại nhân dân đến cơ sở"]);
    check(Mode::Second, &page, "DC.date", &[]);
    check(Mode::Second, &page, "og:type", &["article"]);
    check(Mode::Second, &page, "og:url", &[address]);
    check(Mode::Both, &page, "og:url", &[first]);
    check(Mode::Second, &page, "og:locale", &[]);
    check(Mode::Second, &page, "article:published_time", &[]);
    check(Mode::Second, &page, "og:image", &["https://example.org/p.png"]);
    check(Mode::Second, &page, "og:image:width", &["1200"]);
    check(Mode::Second, &page, "twitter:card", &["summary_large_image"]);
    check(Mode::First, &Page::Home, "og:type", &["website"]);
    check(Mode::First, &Page::Home, "og:site_name", &["HAUFO trên báo chí, 2020–2024"]);
    check(Mode::First, &Page::Home, "DC.subject", &[]);
    check(Mode::First, &Page::NotFound, "og:title", &[]);
    let unpublished = Published { home: "", ..edition.at(Mode::First) };
    let all = meta::of(unpublished, &page, "Title", "Line", None);
    assert_eq!([said(&all, "og:url"), said(&all, "DC.identifier"), said(&all, "og:image")], [[""; 0]; 3]);
    assert_eq!(said(&all, "twitter:card"), ["summary"]);
}

#[test]
fn a_topic_is_a_subject_in_the_page_s_language() {
    each(|published| {
        for topic in &published.record.topics {
            let page = Page::Topic(topic.id.clone());
            let all = meta::of(published, &page, "T", "D", None);
            assert_eq!(said(&all, "DC.subject"), [published.say(&topic.label)]);
        }
        for article in &published.record.articles {
            let all = meta::of(published, &Page::Article(article.id.clone()), "T", "D", None);
            assert_eq!(said(&all, "article:tag").len(), article.topics.len());
            assert_eq!(said(&all, "article:tag"), said(&all, "DC.subject"));
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the texts are, control characters among them, which `check` does not let through.
    #[test]
    fn any_text_gives_what_can_be_read(words in any::<String>(), line in any::<String>()) {
        let mut record = editions()[1].record.clone();
        record.edition.name = Text::one("fr", &words);
        Arc::make_mut(&mut record.articles[0]).lead = Text::one("de", &line);
        let published = Published { record: &record, mode: Mode::First, home: HOME };
        let page = Page::Article(record.articles[0].id.clone());
        let graph = Graph::of(published, &page);
        prop_assert_eq!(graph.one(&published.place(&page, "Article"), "abstract"), tagged(("de", &line)));
        prop_assert_eq!(graph.one(&published.place(&Page::Home, "WebSite"), "name"), tagged(("fr", &words)));
        let json: serde_json::Value = serde_json::from_str(&feed::json(published)).unwrap();
        prop_assert_eq!(json["title"].as_str(), Some(words.as_str()));
        prop_assert_eq!(feed_rs::parser::parse(feed::atom(published).as_bytes()).unwrap().entries.len(), 3);
        prop_assert!(roxmltree::Document::parse(&open_search::description(published)).is_ok());
    }
}
