//! The face: components that show a [`Record`] at a [`Route`].
//!
//! [`page`] is the only way in. It is rendered to HTML by the native tool and drawn live
//! by the browser; neither this room nor anything below it knows which. What only a
//! browser can do reaches a component as a signal or a callback ([`Steering`]).

mod about;
mod article;
mod book;
mod cite;
mod cycle;
mod data;
pub mod deferred;
mod drawing;
mod element;
mod embed;
mod entries;
mod facets;
mod glossary;
mod home;
mod icons;
mod kept;
pub mod lists;
mod organisation;
pub mod person;
mod pictures;
mod plans;
mod script;
mod search;
mod seek;
mod shell;
mod take;
pub mod timeline;
mod topic;
pub mod virtual_list;
mod words;

use leptos::prelude::*;

use deferred::Deferred;

use crate::labels::Labels;
use crate::record::Record;
use crate::route::{Mode, Page, Route};
use crate::search::filters::Filters;

/// What a component needs to know: the record, where the reader is, and the address of
/// the edition's root as seen from the page ("../../", or an absolute path).
#[derive(Clone)]
pub struct Scene {
    /// The record, which lives as long as the page.
    pub record: &'static Record,
    /// In which languages.
    pub mode: Mode,
    /// On which page.
    pub page: Page,
    /// The address of the edition's root.
    pub root: String,
}

/// What a live page can do besides showing itself. A page of plain HTML has none.
#[derive(Clone, Copy)]
pub struct Steering {
    /// What is looked for; the search field shows and sets it.
    pub query: RwSignal<String>,
    /// What of the results is shown; the search page shows and sets it.
    pub filters: RwSignal<Filters>,
    /// What the timeline remembers.
    pub timeline: timeline::Timeline,
    /// Whether the page is wide enough for a column beside what it says.
    pub wide: RwSignal<bool>,
    /// What a page needs only later, once it has come.
    pub deferred: RwSignal<Option<&'static Deferred>>,
    /// The address of the edition's root, as others can ask for it.
    pub home: &'static str,
    /// Saves a file, by its name, its media type and its text.
    pub save: fn(&str, &str, &str),
    /// The search index that came with the record, if one did.
    pub index: fn() -> Option<Box<[u8]>>,
    /// Asks for the summaries of the articles at these places, which come later.
    pub want: fn(&'static Record, Steering, &[usize]),
    /// How many times some have come.
    pub come: RwSignal<usize>,
    /// Which blocks of a long list are near what is seen.
    pub near: virtual_list::Near,
    /// Watches which they are, for a list that is being drawn.
    pub watch: fn(virtual_list::Near),
}

impl Scene {
    /// The address of a page in the mode that is being read.
    pub fn href(&self, page: &Page) -> String {
        self.href_in(self.mode, page)
    }

    /// The address of a page in this mode.
    pub fn href_in(&self, mode: Mode, page: &Page) -> String {
        [self.root.as_str(), &mode.path(page, &self.record.edition.languages)].concat()
    }

    /// The address of a route, with what is looked for and chosen.
    pub fn address(&self, route: &Route) -> String {
        [self.root.as_str(), &route.address(&self.record.edition.languages)].concat()
    }

    /// The address of a year that has a report: its page or, where years have none, its place in the
    /// timeline's list.
    pub fn year(&self, year: i32) -> String {
        match lists::years(self.record).iter().any(|x| x.0 == year) {
            true => self.href(&Page::Year(year)),
            false => format!("{}#y{year}", self.href(&Page::Timeline)),
        }
    }

    /// The page's own address. Side by side is the same content again: its own address is
    /// the first language's.
    pub fn canonical(&self) -> String {
        self.public(self.mode.alone())
    }

    /// Where the page stands in each language, by language tag, and for those who read neither.
    pub fn alternates(&self) -> [(&'static str, String); 3] {
        let [first, second] = [Mode::First, Mode::Second].map(|mode| self.public(mode));
        [(self.record.lang(0), first.clone()), (self.record.lang(1), second), ("x-default", first)]
    }

    /// The address in this mode where the edition is published or, if it does not say
    /// where, relative to the page.
    fn public(&self, mode: Mode) -> String {
        let edition = &self.record.edition;
        match &edition.base_url {
            Some(base) => {
                let path = mode.path(&self.page, &edition.languages);
                format!("{}/{path}", base.trim_end_matches('/'))
            }
            None => self.href_in(mode, &self.page),
        }
    }

    /// The address of a file of the edition: below the root, unless it has its bytes itself.
    pub fn file(&self, path: &str) -> String {
        if path.starts_with("data:") { path.to_string() } else { format!("{}{path}", self.root) }
    }

    /// The language of the page's own words.
    pub fn lang(&self) -> &'static str {
        self.record.lang(self.mode.main())
    }

    /// The language that stands beside it, when both are read.
    pub fn other_lang(&self) -> Option<&'static str> {
        (self.mode == Mode::Both).then(|| self.record.lang(1))
    }

    /// The edition's name in the page's own language: on paper it stands on every sheet.
    pub fn edition(&self) -> &'static str {
        words::plain(self, &self.record.edition.name)
    }

    /// The interface's words in the page's own language.
    pub fn labels(&self) -> &'static Labels {
        &self.record.labels[self.mode.main()]
    }

    /// The interface's words in the language beside it, when both are read.
    pub fn other_labels(&self) -> Option<&'static Labels> {
        (self.mode == Mode::Both).then(|| &self.record.labels[1])
    }
}

/// Whether the record has something for a page that it need not have.
pub fn has(record: &Record, page: &Page) -> bool {
    match page {
        Page::Cycle => !record.series.is_empty(),
        Page::Plans => record.articles.iter().any(|x| !x.plans.is_empty() || !x.requests.is_empty()),
        _ => true,
    }
}

/// A page as a whole: everything inside `<body>`.
pub fn page(scene: &Scene) -> AnyView {
    let content = content(scene).unwrap_or_else(|| about::not_found(scene));
    shell::shell(scene, content)
}

/// What a page says, or nothing if the record has no such entry.
fn content(scene: &Scene) -> Option<AnyView> {
    Some(match &scene.page {
        Page::Home => home::home(scene),
        Page::Articles => lists::articles(scene),
        Page::Year(year) => lists::year(scene, *year)?,
        Page::People => lists::people(scene),
        Page::Organisations => lists::organisations(scene),
        Page::Topics => lists::topics(scene),
        Page::Glossary => glossary::glossary(scene),
        Page::About => about::about(scene),
        Page::NotFound => about::not_found(scene),
        _ => (deferred()?.content)(scene)?,
    })
}

/// What is deferred, if it is there. Where pages are printed it always is.
fn deferred() -> Option<&'static Deferred> {
    match use_context::<Steering>() {
        Some(steering) => steering.deferred.get(),
        None => use_context(),
    }
}

/// A page's title and description, for the head of the document.
pub struct Head {
    /// The title, without the name of the edition.
    pub title: String,
    /// One sentence.
    pub description: String,
}

impl Scene {
    /// What the page is called and what it is, in its own language, if there is such a page.
    fn own_head(&self) -> Option<(String, String)> {
        let record = self.record;
        let labels = self.labels();
        let edition = self.edition();
        let intro = words::plain(self, &record.edition.intro);
        let list = |name: &str| (name.to_string(), format!("{name}. {edition}. {intro}"));
        Some(match &self.page {
            Page::Home => (String::new(), intro.to_string()),
            Page::Articles => list(&labels.articles),
            Page::Year(year) => list(&format!("{} {year}", labels.articles)),
            Page::Article(id) => {
                let article = record.article(id)?;
                let title = article::own_title(self, article);
                (title.to_string(), words::plain(self, &article.lead).to_string())
            }
            Page::People => list(&labels.people),
            Page::Person(id) => {
                let person = record.person(id)?;
                (words::plain(self, &person.name).into(), words::plain(self, &person.line).into())
            }
            Page::Organisations => list(&labels.organisations),
            Page::Organisation(id) => {
                let body = record.organisation(id)?;
                (words::plain(self, &body.name).into(), words::plain(self, &body.line).into())
            }
            Page::Topics => list(&labels.topics),
            Page::Topic(id) => {
                let label = words::plain(self, &record.topic(id)?.label);
                (label.to_string(), format!("{}: {label}. {edition}.", labels.topic))
            }
            Page::Glossary => list(&labels.glossary),
            Page::Timeline => list(&labels.timeline),
            Page::Cycle => list(&labels.cycle),
            Page::Plans => list(&labels.requests_and_plans),
            Page::Search => list(&labels.search),
            Page::Book => list(&labels.book),
            Page::About => list(&labels.about),
            Page::Embed => list(&labels.embed),
            Page::Data => list(&labels.data),
            Page::NotFound => return None,
        })
    }

    /// What the page is called, in its own language.
    pub fn heading(&self) -> String {
        match self.own_head() {
            Some((title, _)) if title.is_empty() => words::plain(self, &self.record.edition.name).into(),
            Some((title, _)) => title,
            None => self.labels().not_found_title.clone(),
        }
    }

    /// The title and the description of the page, in its own language.
    pub fn head(&self) -> Head {
        let labels = self.labels();
        let edition = self.edition();
        let (title, description) = self
            .own_head()
            .unwrap_or_else(|| (labels.not_found_title.clone(), labels.not_found_text.clone()));
        let name = format!("{NAMEPLATE}: {edition}");
        let title = if title.is_empty() { name } else { format!("{title} · {name}") };
        let title = match self.mode {
            Mode::Both => format!("{title} ({})", labels.both),
            _ => title,
        };
        Head { title, description }
    }
}

/// The name of the reader, in Vietnamese wherever it stands.
pub const NAMEPLATE: &str = "Cầu Nối";
