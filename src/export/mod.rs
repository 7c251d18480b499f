//! What leaves the record in the formats of others, one file for each format: pure writers,
//! which return text.

pub mod bibtex;
pub mod calendar;
pub mod citation;
pub mod csl;
mod csv;
pub mod feed;
pub mod files;
pub mod json;
pub mod meta;
pub mod open_search;
pub mod package;
pub mod ris;
pub mod sitemap;
pub mod structured;
pub mod style;
pub mod table;
mod xml;

use crate::labels::Labels;
use crate::record::model::Article;
use crate::record::{Record, Text};
use crate::route::{Mode, Page};

/// An edition where it is published, as it is read there.
#[derive(Clone, Copy)]
pub struct Published<'a> {
    /// The record.
    pub record: &'a Record,
    /// In which languages; where a format has room for one, the [main](Mode::main) one counts.
    pub mode: Mode,
    /// The whole address of the edition's root, to which a route's own is added. Empty if nobody
    /// knows it: then addresses are relative to the root.
    pub home: &'a str,
}

impl<'a> Published<'a> {
    /// An edition at the address at which it says that it is published, if it does.
    pub fn of(record: &'a Record, mode: Mode) -> Self {
        Published { record, mode, home: record.edition.base_url.as_deref().unwrap_or_default() }
    }

    /// The tag (BCP 47) of the language that counts.
    pub fn lang(&self) -> &'a str {
        self.record.lang(self.mode.main())
    }

    /// The interface's words in that language.
    pub fn labels(&self) -> &'a Labels {
        &self.record.labels[self.mode.main()]
    }

    /// The words of a text in that language or, where it has none, in another one.
    pub fn say<'t>(&self, text: &'t Text) -> &'t str
    where
        'a: 't,
    {
        self.words(text).1
    }

    /// The same, with the language that they are in before them.
    pub fn words<'t>(&self, text: &'t Text) -> (&'t str, &'t str)
    where
        'a: 't,
    {
        text.in_or_else(self.lang())
    }

    /// The title by which an article goes in that language, and which language it is in: the headline,
    /// if it is in that language, or the edition's own rendering, or else the headline all the same.
    pub fn title<'t>(&self, article: &'t Article) -> (&'t str, &'t str)
    where
        'a: 't,
    {
        let own = article.title.get(self.lang()).filter(|_| article.headline.lang != self.lang());
        match own {
            Some(words) => (self.lang(), words),
            None => (&article.headline.lang, &article.headline.text),
        }
    }

    /// Whether addresses are whole, so that they can be followed from anywhere.
    pub fn is_whole(&self) -> bool {
        self.home.starts_with("https://") || self.home.starts_with("http://")
    }

    /// The address of a page in the mode that is read.
    pub fn address(&self, page: &Page) -> String {
        self.address_in(self.mode, page)
    }

    /// The address of a page in this mode.
    pub fn address_in(&self, mode: Mode, page: &Page) -> String {
        [self.home, &mode.path(page, &self.record.edition.languages)].concat()
    }

    /// The address of a place on a page, in the mode that is read.
    pub fn place(&self, page: &Page, id: &str) -> String {
        format!("{}#{id}", self.address(page))
    }
}
