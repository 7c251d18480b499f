//! What a page says in the vocabulary of schema.org, as JSON-LD 1.1: one graph for each page, whose things go
//! by their addresses, so that what two pages say of one thing is about the same.
//!
//! An address ends in the type of the thing, which no id can be, for ids have no capitals. People,
//! organisations and what the newspapers printed are the same in both languages, and go by the
//! address in the first; pages and what the edition wrote are its own in each.
//!
//! What is in the page's language is plain text, for the context says which it is; what is there in another
//! one alone says so itself.
//!
//! What has no place in the vocabulary is left out, with one exception: status, date in EDTF and how both are
//! known stand in `additionalProperty`, although the vocabulary means it for places and products.

mod article;
mod entities;
mod write;

use super::Published;
use super::json::Json;
use crate::record::Text;
use crate::record::model::Rights;
use crate::route::{Mode, Page};
use write::{described, reference, said, thing};

/// How many entries of a list stand in it: no page is to become twice as long.
const MOST: usize = 100;

/// What is never words of a language, although schema.org lets it be.
const CODES: [&str; 5] = ["inLanguage", "propertyID", "value", "urlTemplate", "query-input"];

/// What is said of a page with this title and description, as text for a `<script>` element. Addresses are
/// below the home, which may be relative to the page if nobody knows where it is published.
pub fn of(published: Published, page: &Page, title: &str, description: &str) -> String {
    let at = Published { mode: published.mode.alone(), ..published };
    let mut json = Json::default();
    json.object(|json| {
        context(json, at);
        json.key("@graph").array(|json| {
            website(json, at);
            if *page != Page::NotFound {
                webpage(json, at, page, title, description);
                breadcrumbs(json, at, page);
                main_entity(json, at, page);
            }
        });
    });
    // No end tag and no comment begins without one of these.
    json.done().replace('<', "\\u003c")
}

fn context(json: &mut Json, at: Published) {
    json.key("@context").array(|json| {
        json.text("https://schema.org");
        json.object(|json| {
            json.key("@language").text(at.lang());
            for name in CODES {
                json.key(name).object(|json| json.key("@language").raw("null"));
            }
        });
    });
}

fn website_id(at: Published) -> String {
    at.place(&Page::Home, "WebSite")
}

/// The edition in one language.
fn website(json: &mut Json, at: Published) {
    let edition = &at.record.edition;
    thing(json, "WebSite", &website_id(at), |json| {
        json.key("url").text(&at.address(&Page::Home));
        described(json, at, &edition.name, Some(&edition.intro));
        json.key("inLanguage").text(at.lang());
        if let Some(subject) = at.record.organisation(&edition.subject) {
            json.key("about");
            entities::named_organisation(json, at, subject);
        }
        licence(json, &edition.rights);
        // Nobody can fill in an address that is not whole.
        if at.is_whole() {
            search(json, at);
        }
    });
}

fn licence(json: &mut Json, rights: &Rights) {
    json.key("license").text(&rights.url);
}

fn search(json: &mut Json, at: Published) {
    json.key("potentialAction").object(|json| {
        json.key("@type").text("SearchAction");
        json.key("target").object(|json| {
            json.key("@type").text("EntryPoint");
            let template = format!("{}?q={{search_term_string}}", at.address(&Page::Search));
            json.key("urlTemplate").text(&template);
        });
        json.key("query-input").text("required name=search_term_string");
    });
}

/// What sort of page it is.
fn kind(page: &Page) -> &'static str {
    match page {
        Page::Article(_) => "ItemPage",
        Page::Person(_) | Page::Organisation(_) => "ProfilePage",
        Page::About => "AboutPage",
        Page::Search => "SearchResultsPage",
        Page::Home | Page::Embed | Page::NotFound => "WebPage",
        _ => "CollectionPage",
    }
}

fn webpage(json: &mut Json, at: Published, page: &Page, title: &str, description: &str) {
    let address = at.address(page);
    thing(json, kind(page), &address, |json| {
        json.key("url").text(&address);
        json.key("name").text(title);
        json.key("description").text(description);
        json.key("inLanguage").text(at.lang());
        json.key("isPartOf");
        reference(json, &website_id(at));
        if *page != Page::Home {
            json.key("breadcrumb");
            reference(json, &at.place(page, "BreadcrumbList"));
        }
        if let Some(id) = main_id(at, page) {
            json.key("mainEntity");
            reference(json, &id);
        }
        translation(json, at, |at| at.address(page));
    });
}

/// Where the same stands in the other language. The first language of an edition is the one that it counts
/// as written in.
fn translation(json: &mut Json, at: Published, id: impl Fn(Published) -> String) {
    let (key, mode) = match at.mode {
        Mode::Second => ("translationOfWork", Mode::First),
        _ => ("workTranslation", Mode::Second),
    };
    json.key(key);
    reference(json, &id(Published { mode, ..at }));
}

/// The way to the page from the front page.
fn breadcrumbs(json: &mut Json, at: Published, page: &Page) {
    if *page == Page::Home {
        return;
    }
    let mut way = vec![Page::Home, page.list()];
    if page.list() != *page {
        way.push(page.clone());
    }
    let steps: Vec<Item> = way.iter().map(|x| Item { name: name(at, x), address: at.address(x) }).collect();
    thing(json, "BreadcrumbList", &at.place(page, "BreadcrumbList"), |json| {
        let last = steps.len();
        elements(json, at, &steps, last, |json, address| {
            json.key("item");
            reference(json, address);
        });
    });
}

/// What a page is called where it is named in a few words, and in which language that is.
fn name<'a>(at: Published<'a>, page: &Page) -> (&'a str, &'a str) {
    let record = at.record;
    let labels = at.labels();
    let found = |text: Option<&'a Text>| text.map(|x| at.words(x));
    let own = match page {
        Page::Article(id) => record.article(id).map(|x| at.title(x)),
        Page::Person(id) => found(record.person(id).map(|x| &x.name)),
        Page::Organisation(id) => found(record.organisation(id).map(|x| &x.name)),
        Page::Topic(id) => found(record.topic(id).map(|x| &x.label)),
        _ => None,
    };
    own.unwrap_or_else(|| {
        let label = match page {
            Page::Home => &labels.home,
            Page::Articles | Page::Year(_) | Page::Article(_) => &labels.articles,
            Page::People | Page::Person(_) => &labels.people,
            Page::Organisations | Page::Organisation(_) => &labels.organisations,
            Page::Topics | Page::Topic(_) => &labels.topics,
            Page::Glossary => &labels.glossary,
            Page::Timeline => &labels.timeline,
            Page::Cycle => &labels.cycle,
            Page::Plans => &labels.requests_and_plans,
            Page::Search => &labels.search,
            Page::Book => &labels.book,
            Page::About => &labels.about,
            Page::Embed => &labels.embed,
            Page::Data => &labels.data,
            Page::NotFound => &labels.not_found_title,
        };
        (at.lang(), label)
    })
}

/// What the page is about in the first place, if the graph has it.
fn main_id(at: Published, page: &Page) -> Option<String> {
    let record = at.record;
    match page {
        Page::Home => {
            record.organisation(&record.edition.subject).map(|x| entities::organisation_id(at, &x.id))
        }
        Page::Article(id) => record.article(id).map(|x| article::summary_id(at, x)),
        Page::Person(id) => record.person(id).map(|x| entities::person_id(at, &x.id)),
        Page::Organisation(id) => record.organisation(id).map(|x| entities::organisation_id(at, &x.id)),
        Page::Topic(id) => record.topic(id).map(|x| entities::topic_id(at, &x.id)),
        Page::Glossary => Some(entities::glossary_id(at)),
        Page::Topics => Some(entities::topics_id(at)),
        Page::Articles | Page::People | Page::Organisations | Page::Timeline => {
            Some(at.place(page, "ItemList"))
        }
        Page::Cycle
        | Page::Year(_)
        | Page::Plans
        | Page::Search
        | Page::Book
        | Page::About
        | Page::Embed
        | Page::Data
        | Page::NotFound => None,
    }
}

fn main_entity(json: &mut Json, at: Published, page: &Page) {
    let record = at.record;
    match page {
        Page::Article(id) => _ = record.article(id).map(|x| article::article(json, at, x)),
        Page::Person(id) => _ = record.person(id).map(|x| entities::person(json, at, x)),
        Page::Organisation(id) => _ = record.organisation(id).map(|x| entities::organisation(json, at, x)),
        Page::Topic(id) => _ = record.topic(id).map(|x| entities::topic(json, at, x)),
        Page::Topics => entities::topics(json, at),
        Page::Glossary => entities::glossary(json, at),
        Page::Timeline => list(json, at, page, &reports(at)),
        Page::Articles => {
            let newest = record.articles.iter().rev().map(|x| Page::Article(x.id.clone()));
            list(json, at, page, &pages(at, newest));
        }
        Page::People => {
            let people = record.people.iter().map(|x| Page::Person(x.id.clone()));
            list(json, at, page, &pages(at, people));
        }
        Page::Organisations => {
            let all = record.organisations.iter().map(|x| Page::Organisation(x.id.clone()));
            list(json, at, page, &pages(at, all));
        }
        _ => {}
    }
}

/// An entry of a list: its name with the language that it is in, and its address.
struct Item<'a> {
    name: (&'a str, &'a str),
    address: String,
}

fn pages<'a>(at: Published<'a>, pages: impl Iterator<Item = Page>) -> Vec<Item<'a>> {
    pages.map(|x| Item { name: name(at, &x), address: at.address(&x) }).collect()
}

/// Every report of every event, at its place in its article.
fn reports<'a>(at: Published<'a>) -> Vec<Item<'a>> {
    let reports = at.record.reports().into_iter();
    reports
        .map(|x| Item {
            name: at.words(&x.event.label),
            address: article::place(at, x.article, &x.report.id),
        })
        .collect()
}

/// What a page lists.
fn list(json: &mut Json, at: Published, page: &Page, items: &[Item]) {
    thing(json, "ItemList", &at.place(page, "ItemList"), |json| {
        json.key("numberOfItems").number(items.len());
        elements(json, at, items, MOST, |json, address| json.key("url").text(address));
    });
}

/// The first entries of a list, of which `lead` says where they lead.
fn elements(json: &mut Json, at: Published, items: &[Item], most: usize, lead: impl Fn(&mut Json, &str)) {
    let numbered: Vec<(usize, &Item)> = items.iter().enumerate().take(most).collect();
    json.key("itemListElement").list(&numbered, |json, (place, item)| {
        json.object(|json| {
            json.key("@type").text("ListItem");
            json.key("position").number(place + 1);
            json.key("name");
            said(json, at, item.name);
            lead(json, &item.address);
        });
    });
}
