//! The files in the formats of others, and what the head of a page says for other programs.

use std::fmt::Write as _;
use std::io::{self, BufWriter, Write};
use std::sync::Arc;

use serde::Serialize;

use super::build::{AT_ONCE, Fill};
use super::prerender::{self, Assets, escape};
use super::{Failure, preview, previews};
use crate::export::citation::Reference;
use crate::export::{
    Published, bibtex, calendar, csl, feed, files, meta, open_search, package, ris, sitemap, structured,
};
use crate::record::Record;
use crate::record::model::{Article, Edition, Event, Organisation, Person, Series, Term, Topic};
use crate::route::{Mode, Page};
use crate::ui::Scene;

/// Files that are made together.
#[derive(Clone, Copy, Serialize)]
pub enum Group {
    /// The record as JSON, in the form in which an edition is written.
    Whole,
    /// The table of its articles, which alone has their summaries.
    Articles,
    /// Its other tables, and what describes all of them.
    Tables,
    /// References to its articles.
    References,
    /// Its calendar in a language.
    Calendar(Mode),
    /// Its feeds in a language, and how it is searched.
    Feeds(Mode),
    /// What search engines are told.
    Sitemap,
}

/// All files in the formats of others, those first that take longest.
pub const GROUPS: [Group; 9] = [
    Group::Articles,
    Group::Whole,
    Group::Tables,
    Group::References,
    Group::Calendar(Mode::First),
    Group::Calendar(Mode::Second),
    Group::Feeds(Mode::First),
    Group::Feeds(Mode::Second),
    Group::Sitemap,
];

/// Hands on the files of a group, each by its path with what fills it.
pub fn write(
    record: &'static Record,
    group: Group,
    put: &mut dyn FnMut(&str, &mut Fill) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut add = |path: &str, text: String| put(path, &mut |out| out.write_all(text.as_bytes()));
    let first = Published::of(record, Mode::First);
    match group {
        Group::Whole => {
            put(&format!("{}{}", files::DATA, package::RECORD), &mut |out| whole(record, out))?;
        }
        Group::Articles | Group::Tables => {
            let tables = package::tables(first);
            let is_of_articles = matches!(group, Group::Articles);
            for table in tables.iter().filter(|x| (x.name == package::ARTICLES) == is_of_articles) {
                put(&format!("{}{}", files::DATA, table.file), &mut |out| {
                    table.pieces().try_for_each(|x| out.write_all(x.as_bytes()))
                })?;
            }
            if !is_of_articles {
                let descriptor = package::descriptor(first, &tables);
                put(&format!("{}{}", files::DATA, package::DESCRIPTOR), &mut |out| {
                    out.write_all(descriptor.as_bytes())
                })?;
            }
        }
        Group::References => {
            let cited: Vec<Reference> =
                record.articles.iter().map(|x| Reference::of_article(first, x)).collect();
            let written = [bibtex::write(&cited), ris::write(&cited), csl::write(&cited)];
            for (path, text) in files::REFERENCES.iter().zip(written) {
                add(path, text)?;
            }
        }
        Group::Calendar(mode) => {
            let published = Published::of(record, mode);
            let calendar = calendar::calendar(published, &|_| true);
            // A calendar has an entry at least (RFC 5545).
            if calendar.entries > 0 {
                add(&files::calendar(published.lang()), calendar.text)?;
            }
        }
        Group::Feeds(mode) => {
            let published = Published::of(record, mode);
            if published.is_whole() {
                let [atom, json] = files::feeds(published.lang());
                add(&atom, feed::atom(published))?;
                add(&json, feed::json(published))?;
                add(&files::open_search(published.lang()), open_search::description(published))?;
            }
        }
        Group::Sitemap if first.is_whole() => {
            for (path, text) in sitemap::sitemap(first, &prerender::pages(record)) {
                add(&path, text)?;
            }
            add("robots.txt", sitemap::robots(first.home))?;
        }
        Group::Sitemap => {}
    }
    Ok(())
}

/// The record as JSON, in the form in which an edition is written. The interface's words are none of
/// what it says.
fn whole(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Whole<'a> {
        edition: &'a Edition,
        articles: &'a [Arc<Article>],
        people: &'a [Person],
        organisations: &'a [Organisation],
        topics: &'a [Topic],
        series: &'a [Series],
        events: &'a [Event],
        terms: &'a [Term],
    }
    let Record { edition, labels: _, articles, people, organisations, topics, series, events, terms, .. } =
        record;
    let whole = Whole { edition, articles, people, organisations, topics, series, events, terms };
    let mut out = BufWriter::with_capacity(AT_ONCE, out);
    serde_json::to_writer_pretty(&mut out, &whole)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// The lines of a page's head for other programs; `root` is the address of the edition's root.
pub fn head(scene: &Scene, root: &str, assets: &Assets) -> String {
    let at = Published::of(scene.record, scene.mode);
    let said = scene.head();
    let path = previews::path(scene.record, scene.mode, &scene.page);
    let address = format!("{}{path}", at.home);
    let (width, height) = (preview::WIDTH as u32, preview::HEIGHT as u32);
    let picture = meta::Picture { address: &address, width, height, alt: &said.title };
    let picture = Some(picture).filter(|_| assets.previews.contains_key(&path));
    let mut head = String::new();
    for x in meta::of(at, &scene.page, &said.title, &said.description, picture) {
        let (name, content) = (x.name, escape(&x.content));
        let _ = writeln!(head, "<meta {}=\"{name}\" content=\"{content}\">", x.attribute);
    }
    head += &links(scene, root, assets.has_calendar);
    // Without a known address the graph's own are relative to the page.
    let graph = if at.is_whole() { at } else { Published { home: &scene.root, ..at } };
    let graph = structured::of(graph, &scene.page, &said.title, &said.description);
    let _ = writeln!(head, "<script type=\"application/ld+json\">{graph}</script>");
    head
}

/// The files that belong to what is read.
fn links(scene: &Scene, root: &str, has_calendar: bool) -> String {
    let record = scene.record;
    let name = escape(record.edition.name.in_or_else(scene.lang()).1);
    let mut links = String::new();
    let mut link = |rel: &str, kind: &str, path: &str| {
        let _ =
            writeln!(links, "<link rel=\"{rel}\" type=\"{kind}\" href=\"{root}{path}\" title=\"{name}\">");
    };
    let lang = scene.lang();
    if has_calendar {
        link("alternate", "text/calendar", &files::calendar(lang));
    }
    // These hold all of the record: other pages say less.
    if matches!(scene.page, Page::Home | Page::Data) {
        for name in [package::DESCRIPTOR, package::RECORD] {
            link("alternate", "application/json", &format!("{}{name}", files::DATA));
        }
        for name in package::NAMES {
            link("alternate", "text/csv", &format!("{}{name}.csv", files::DATA));
        }
    }
    if record.edition.base_url.is_some() {
        let [atom, json] = files::feeds(lang);
        link("alternate", "application/atom+xml", &atom);
        link("alternate", "application/feed+json", &json);
        link("sitemap", "application/xml", sitemap::FILE);
        link("search", open_search::MEDIA_TYPE, &files::open_search(lang));
    }
    links
}
