//! What filters and time window leave, to be taken along: as files, as a book, as an address.

use leptos::prelude::*;

use super::element::{classed, el, pieces};
use super::words::{self, Pick};
use super::{Scene, Steering, cite, facets, search};
use crate::export::citation::Reference;
use crate::export::{Published, bibtex, calendar, ris, table};
use crate::record::Record;
use crate::record::model::Article;
use crate::route::{Page, Route};
use crate::search::entries::{Entry, articles};
use crate::search::fold::fold;

/// The longest name of a file, in letters, without its ending.
const LONGEST: usize = 80;

/// A format that a selection can be saved in.
#[derive(Clone, Copy, PartialEq)]
enum Format {
    Csv,
    Json,
    BibTex,
    Ris,
    Calendar,
}

impl Format {
    const ALL: [Format; 5] = [Format::Csv, Format::Json, Format::BibTex, Format::Ris, Format::Calendar];

    /// The ending of the file, and its media type (IANA, or what is in use).
    fn file(self) -> (&'static str, &'static str) {
        match self {
            Format::Csv => ("csv", "text/csv"),
            Format::Json => ("json", "application/json"),
            Format::BibTex => (bibtex::ENDING, bibtex::MEDIA_TYPE),
            Format::Ris => (ris::ENDING, ris::MEDIA_TYPE),
            Format::Calendar => ("ics", "text/calendar"),
        }
    }

    fn name(self, scene: &Scene) -> &'static str {
        let labels = scene.labels();
        match self {
            Format::Csv => &labels.as_table,
            Format::Json => &labels.as_json,
            Format::BibTex => "BibTeX",
            Format::Ris => "RIS",
            Format::Calendar => &labels.as_calendar,
        }
    }
}

/// A folded section with the ways to take along these entries of the search, by their places.
pub fn take(
    scene: &Scene,
    steering: Steering,
    entries: impl Fn() -> Vec<usize> + Copy + Send + 'static,
) -> AnyView {
    let labels = scene.labels();
    let saved = RwSignal::new(String::new());
    let buttons = Format::ALL.map(|format| {
        let at = scene.clone();
        classed("button", "clear")
            .attr("type", "button")
            .child(format.name(scene))
            .on_click(move |_| saved.set(save(&at, steering, format, &entries())))
            .any()
    });
    let is_open = RwSignal::new(false);
    let (counts, books) = (scene.clone(), scene.clone());
    let book = move || Some(books.address(&selected(&books, steering, Page::Book)));
    let book = el("a").live_attr("href", book).child(words::label(scene, |x| &x.book));
    // Nothing is counted that nobody sees.
    let said = el("p").live(move || is_open.get().then(|| extent(&counts, steering, &entries())).into_any());
    classed("details", "take")
        .on("toggle", move |_| is_open.update(|x| *x = !*x))
        .child(el("summary").child(labels.take.as_str()))
        .child(said)
        .child(classed("p", "ways").spaced(buttons).spaced([book.any(), cite::share(scene)]))
        .child(classed("p", "saved").attr("aria-live", "polite").live(move || saved.get().into_any()))
        .any()
}

/// Where it will be when the page is live, unseen.
pub fn place(scene: &Scene) -> AnyView {
    classed("div", "take off").child(el("span").child(scene.labels().take.as_str())).any()
}

/// How much is taken along, and what it was chosen by.
fn extent(scene: &Scene, steering: Steering, places: &[usize]) -> AnyView {
    let (entries, articles) = found(scene.record, places);
    let fill = |pattern: &str| {
        pattern.replace("{n}", &entries.len().to_string()).replace("{articles}", &articles.len().to_string())
    };
    let query = steering.query.with(|x| x.trim().to_string());
    let query = (!query.is_empty()).then(|| ((|x| &x.book_query) as Pick, query.into_any()));
    let filters = steering.filters.with(|x| facets::said(scene, x));
    let chosen = query.into_iter().chain(filters).map(|(name, shown)| words::labelled(scene, name, shown));
    let said = pieces().child(fill(&scene.labels().take_extent));
    chosen.fold(said, |said, one| said.dotted(Some(one))).any()
}

/// The entries with these numbers, and the articles that they are or that state them.
fn found(record: &'static Record, numbers: &[usize]) -> (Vec<Entry<'static>>, Vec<&'static Article>) {
    let search = search::ready(record);
    let entries = numbers.iter().map(|x| search.entry(*x)).collect();
    (entries, articles(record, numbers.iter().map(|x| search.places()[*x])))
}

/// Another page with what is looked for now.
fn selected(scene: &Scene, steering: Steering, page: Page) -> Route {
    let mut route = Route::new(scene.mode, page);
    route.query = steering.query.get();
    route.filters = steering.filters.get();
    route
}

/// Saves a file; gives what there is to say of it.
fn save(scene: &Scene, steering: Steering, format: Format, places: &[usize]) -> String {
    let (entries, articles) = found(scene.record, places);
    let home = scene.record.edition.base_url.as_deref().unwrap_or(steering.home);
    let published = Published { record: scene.record, mode: scene.mode, home };
    let references =
        || -> Vec<Reference> { articles.iter().map(|x| Reference::of_article(published, x)).collect() };
    let labels = scene.labels();
    let name = file_name(scene, &untrack(|| selected(scene, steering, Page::Search)));
    let (ending, kind) = format.file();
    let file = format!("{name}.{ending}");
    let mut said = labels.taken.replace("{file}", &file);
    let text = match format {
        Format::Csv => table::csv(published, &entries),
        Format::Json => table::json(published, &entries),
        Format::BibTex => bibtex::write(&references()),
        Format::Ris => ris::write(&references()),
        Format::Calendar => {
            let made = calendar::calendar(published, &|id| entries.iter().any(|x| x.anchor == Some(id)));
            let counts = labels.taken_calendar.replace("{n}", &made.entries.to_string());
            said += " ";
            said += &counts.replace("{uncertain}", &made.uncertain.to_string());
            made.text
        }
    };
    (steering.save)(&file, kind, &text);
    said
}

/// What a file of a selection is called: the edition, what is looked for and what is chosen.
fn file_name(scene: &Scene, route: &Route) -> String {
    let time = route.filters.time.map(|x| x.text());
    let chosen = route.filters.iter().map(|x| x.1.to_string());
    let parts = [scene.record.edition.id.clone(), route.query.clone()].into_iter().chain(time).chain(chosen);
    let mut name = String::new();
    for letter in fold(&parts.collect::<Vec<_>>().join(" ")).chars() {
        match letter {
            letter if letter.is_alphanumeric() || letter == '.' => name.push(letter),
            _ if name.ends_with('-') => {}
            _ => name.push('-'),
        }
    }
    let name: String = name.trim_matches(['-', '.']).chars().take(LONGEST).collect();
    name
}
