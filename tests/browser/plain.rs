//! Every page is complete before any script runs.

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::{Setting, read, seen};
use crate::html::{Tag, references, resolve, tags, words};
use crate::server::dist;

/// Every page by its path, with its text.
fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    let pages = dist().iter().filter(|(path, _)| {
        path.ends_with("index.html") && !path.ends_with("/404/index.html") || *path == "404.html"
    });
    pages.map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).expect("pages are UTF-8")))
}

fn ids(tags: &[Tag]) -> BTreeSet<&str> {
    tags.iter().filter_map(|x| x.get("id")).collect()
}

/// The language that a page at this path is in.
fn language(path: &str) -> &str {
    if path.starts_with("en/") { "en" } else { "vi" }
}

#[test]
fn every_link_of_every_page_leads_somewhere() {
    let pages: BTreeMap<&str, Vec<Tag>> = all().map(|(path, html)| (path, tags(html))).collect();
    let ids: BTreeMap<&str, BTreeSet<&str>> = pages.iter().map(|(path, tags)| (*path, ids(tags))).collect();
    let mut broken = Vec::new();
    for (page, tags) in &pages {
        for reference in references(tags) {
            let Some((path, fragment)) = resolve(page, &reference) else { continue };
            let file = if path.is_empty() || path.ends_with('/') { path + "index.html" } else { path };
            if !dist().contains_key(&file) {
                broken.push(format!("{page} refers to {reference}: there is no {file}"));
            } else if !fragment.is_empty()
                && !ids.get(file.as_str()).is_some_and(|x| x.contains(fragment.as_str()))
            {
                broken.push(format!("{page} refers to {reference}: nothing in {file} has this id"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_page_has_its_language_a_title_of_its_own_one_h1_and_something_to_read() {
    let mut faults = Vec::new();
    let mut titles = BTreeMap::new();
    for (path, html) in all() {
        let tags = tags(html);
        let mut must = |holds: bool, what: &str| {
            if !holds {
                faults.push(format!("{path}: {what}"));
            }
        };
        let lang = tags.iter().find(|x| x.name == "html").and_then(|x| x.get("lang"));
        must(lang == Some(language(path)), "is not in its language");
        must(tags.iter().filter(|x| x.name == "h1").count() == 1, "has not exactly one h1");
        must(!words(html, "h1").is_empty(), "has an empty h1");
        must(words(html, "main").chars().count() > 80, "has next to nothing to read");
        let description =
            tags.iter().find(|x| x.get("name") == Some("description")).and_then(|x| x.get("content"));
        must(description.is_some_and(|x| x.len() > 20), "has no description");
        let mut once = BTreeSet::new();
        let twice: Vec<_> = tags.iter().filter_map(|x| x.get("id")).filter(|x| !once.insert(*x)).collect();
        must(twice.is_empty(), &format!("has these ids twice: {twice:?}"));
        // The root's page is the front page in the first language once more.
        if path != "index.html" {
            let title = words(html, "title");
            if let Some(other) = titles.insert(title.clone(), path) {
                must(false, &format!("has the title of {other}: {title}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_page_exists_in_all_three_modes() {
    let in_mode =
        |mode: &str| -> BTreeSet<&str> { all().filter_map(|(path, _)| path.strip_prefix(mode)).collect() };
    let first = in_mode("vi/");
    assert!(first.len() > 10, "only {} pages", first.len());
    assert_eq!(first, in_mode("en/"));
    assert_eq!(first, in_mode("both/"));
}

#[test]
fn without_scripts_an_article_reads_and_its_links_lead_on() {
    read(Setting { scripts: false, ..Setting::default() }, async |page| {
        for (mode, lang, next) in
            [("vi", "vi", "Bài báo"), ("en", "en", "Articles"), ("both", "vi", "Bài báo")]
        {
            page.open(&format!("{mode}/articles/2022-01-18-annual-review/")).await;
            page.expect(&seen("noscript p"), true).await;
            page.expect(&seen("html[data-live]"), false).await;
            page.expect("document.documentElement.lang", lang).await;
            page.expect("document.querySelector('h1').innerText.length > 20", true).await;
            page.expect("document.querySelector('#p1').innerText.length > 100", true).await;
            page.click(".nav a").await;
            page.expect_address(&format!("{mode}/articles/")).await;
            page.expect_text("h1", next).await;
        }
    });
}

#[test]
fn without_scripts_the_root_is_the_front_page_and_the_search_form_leads_to_the_lists() {
    read(Setting { scripts: false, languages: "en", ..Setting::default() }, async |page| {
        page.open("").await;
        page.expect("document.documentElement.lang", "vi").await;
        page.type_into("#q", "lan\u{e007}").await;
        page.expect_address("vi/search/?q=lan").await;
        page.expect("document.querySelectorAll('#results a').length > 3", true).await;
    });
}
