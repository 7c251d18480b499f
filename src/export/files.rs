//! Where the files in the formats of others stand, below the edition's root: who writes them and
//! who links to them agree by this.

use super::{feed, open_search};

/// The folder of the whole record as data.
pub const DATA: &str = "data/";

/// All articles for reference managers: BibTeX, RIS and CSL-JSON.
pub const REFERENCES: [&str; 3] = ["data/references.bib", "data/references.ris", "data/references.csl.json"];

/// The events in this language, as iCalendar.
pub fn calendar(lang: &str) -> String {
    format!("{lang}/calendar.ics")
}

/// The articles in this language, as Atom and as JSON Feed. Only what is published at an address
/// that it says has feeds, as well as what follows.
pub fn feeds(lang: &str) -> [String; 2] {
    [feed::ATOM, feed::JSON].map(|x| format!("{lang}/{x}"))
}

/// What a browser needs to search from its own field, as OpenSearch.
pub fn open_search(lang: &str) -> String {
    format!("{lang}/{}", open_search::FILE)
}

/// The picture that other sites show of the page with this address.
pub fn preview(path: &str) -> String {
    let name = path.trim_end_matches('/').replace('/', "-");
    format!("previews/{name}.png")
}
