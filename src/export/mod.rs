//! What leaves the record in the formats of others, one file for each format: pure writers,
//! which return text.

pub mod bibtex;
pub mod calendar;
pub mod citation;
pub mod csl;
mod csv;
pub mod files;
pub mod json;
pub mod package;
pub mod ris;
pub mod style;
pub mod table;

use crate::labels::Labels;
use crate::record::{Record, Text};
use crate::route::{Mode, Page, Route};

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
        text.in_or_else(self.lang()).1
    }

    /// The address of a page in the mode that is read.
    pub fn address(&self, page: &Page) -> String {
        self.address_in(self.mode, page)
    }

    /// The address of a page in this mode.
    pub fn address_in(&self, mode: Mode, page: &Page) -> String {
        let route = Route::new(mode, page.clone());
        format!("{}{}", self.home, route.address(&self.record.edition.languages))
    }

    /// The address of a place on a page, in the mode that is read.
    pub fn place(&self, page: &Page, id: &str) -> String {
        format!("{}#{id}", self.address(page))
    }
}
