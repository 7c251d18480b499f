//! The files in the formats of others, and what the head of a page says for other programs.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use super::prerender::{Assets, escape};
use super::{preview, previews};
use crate::export::citation::Reference;
use crate::export::{
    Published, bibtex, calendar, csl, feed, files, meta, open_search, package, ris, sitemap, structured,
};
use crate::record::Record;
use crate::record::model::{Article, Edition, Event, Organisation, Person, Series, Term, Topic};
use crate::route::{Mode, Page, Route};
use crate::ui::Scene;

/// The files of an edition with these routes, each with its path.
pub fn all(record: &Record, routes: &[Route]) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut add = |path: String, text: String| all.insert(path, text.into_bytes());
    let first = Published::of(record, Mode::First);
    let tables = package::tables(first);
    let descriptor = package::descriptor(first, &tables);
    add(format!("{}{}", files::DATA, package::DESCRIPTOR), descriptor);
    for table in tables {
        add(format!("{}{}", files::DATA, table.file), table.csv);
    }
    add(format!("{}{}", files::DATA, package::RECORD), whole(record));
    let cited: Vec<Reference> = record.articles.iter().map(|x| Reference::of_article(first, x)).collect();
    let written = [bibtex::write(&cited), ris::write(&cited), csl::write(&cited)];
    for (path, text) in files::REFERENCES.iter().zip(written) {
        add(path.to_string(), text);
    }
    for mode in [Mode::First, Mode::Second] {
        let published = Published::of(record, mode);
        let lang = published.lang();
        let calendar = calendar::calendar(published, &|_| true);
        // A calendar has an entry at least (RFC 5545).
        if calendar.entries > 0 {
            add(files::calendar(lang), calendar.text);
        }
        if published.is_whole() {
            let [atom, json] = files::feeds(lang);
            add(atom, feed::atom(published));
            add(json, feed::json(published));
            add(files::open_search(lang), open_search::description(published));
        }
    }
    if first.is_whole() {
        let pages: Vec<Page> =
            routes.iter().filter(|x| x.mode == Mode::First).map(|x| x.page.clone()).collect();
        for (path, text) in sitemap::sitemap(first, &pages) {
            add(path, text);
        }
        add("robots.txt".into(), sitemap::robots(first.home));
    }
    all
}

/// The record as JSON, in the form in which an edition is written. The interface's words are none of
/// what it says.
fn whole(record: &Record) -> String {
    #[derive(serde::Serialize)]
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
    let text = serde_json::to_string_pretty(&whole).expect("a record has nothing that JSON has not");
    format!("{text}\n")
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
    for name in [package::DESCRIPTOR, package::RECORD] {
        link("alternate", "application/json", &format!("{}{name}", files::DATA));
    }
    for name in package::NAMES {
        link("alternate", "text/csv", &format!("{}{name}.csv", files::DATA));
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
