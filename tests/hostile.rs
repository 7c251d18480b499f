//! Content is data: whatever it says is text on every page and in every file of the site.

#[path = "hostile/edition.rs"]
mod edition;
#[path = "browser/html.rs"]
#[allow(dead_code)]
mod html;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use caunoi::site::folder::all_files;
use caunoi::site::reader::Reader;
use caunoi::site::{build, check};
use edition::{ADDRESS, ROOT, STRINGS, harmless};
use html::{Tag, tags, without_tags};

type Files = BTreeMap<String, Vec<u8>>;

/// The site of an edition, with all that is published, and a reader that is empty.
fn site(folder: &Path, hostile: bool) -> Files {
    let edition = edition::planted(folder, hostile);
    let checked = check::read(&edition.0, None);
    let problems: Vec<String> = checked.problems.iter().map(ToString::to_string).collect();
    let record =
        checked.record.unwrap_or_else(|| panic!("the texts are allowed:\n{}", problems.join("\n\n")));
    let Ok(public) = all_files(Path::new("public")) else { panic!("public/ is there") };
    let glue = "await fetch(new URL('./deferred.wasm', import.meta.url));".into();
    let empty = b"\0asm\x01\0\0\0".to_vec();
    let packed = Default::default();
    let reader = Reader { wasm: empty.clone(), deferred: empty, glue, packed, public };
    let built = build::site(record, &edition.0, &reader).and_then(|x| x.published(&reader));
    let Ok(site) = built else { panic!("the site is not built") };
    site.into_files()
}

/// Whether this is a page: the kept shell is one too.
fn is_page(path: &str) -> bool {
    path.ends_with(".html") || path.starts_with("assets/shell-")
}

/// A path without the hash in it, which follows the content, and a picture's name.
fn place(path: &str) -> String {
    let name = path.strip_prefix("assets/").and_then(|x| x.split_once('-').map(|(stem, _)| stem));
    match name {
        Some(_) if path.starts_with("assets/images/") => "assets/images/".into(),
        Some(stem) => format!("assets/{stem}.{}", path.rsplit('.').next().unwrap_or_default()),
        None => path.into(),
    }
}

fn pages(files: &Files) -> BTreeMap<String, &str> {
    let pages = files.iter().filter(|(path, _)| is_page(path));
    pages.map(|(path, bytes)| (place(path), std::str::from_utf8(bytes).expect("pages are UTF-8"))).collect()
}

/// An element and the names of its attributes.
fn shape(tag: &Tag) -> String {
    let names: Vec<&str> = tag.attributes.iter().map(|(name, _)| name.as_str()).collect();
    format!("<{} {}>", tag.name, names.join(" "))
}

/// All that can be read on a page: what stands in scripts and styles is left out.
fn text(html: &str) -> String {
    without_tags(&without(&without(html, "script"), "style"))
}

/// HTML without the elements of this name, and all that is in them.
fn without(html: &str, name: &str) -> String {
    let (start, end) = (format!("<{name}"), format!("</{name}>"));
    let mut kept = String::new();
    let mut depth = 0;
    for (number, part) in html.split(start.as_str()).enumerate() {
        depth += usize::from(number > 0);
        let mut ends = part.split(end.as_str());
        let mut rest = ends.next().unwrap_or_default();
        for after in ends {
            depth = depth.saturating_sub(1);
            rest = after;
        }
        if depth == 0 {
            kept += rest;
        }
    }
    kept
}

/// Blanks of any sort as one blank each.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the first list has more than the second.
fn more(list: &[String], other: &[String]) -> Vec<String> {
    let mut left: Vec<&String> = other.iter().collect();
    let is_more = |x: &&String| match left.iter().position(|y| y == x) {
        Some(at) => {
            left.swap_remove(at);
            false
        }
        None => true,
    };
    list.iter().filter(is_more).cloned().collect()
}

/// The words of a page, the hostile strings made harmless.
fn words(html: &str) -> Vec<String> {
    let text = text(&without(html, "svg")).replace(ADDRESS, "");
    // The page that helps to embed shows HTML as text.
    let mut text = text.replace(&ROOT.replace('&', "&amp;"), "").replace(ROOT, "");
    let mut strings: Vec<(usize, String)> = STRINGS.into_iter().map(folded).enumerate().collect();
    // The longest first: some have others in them.
    strings.sort_by_key(|(_, x)| std::cmp::Reverse(x.len()));
    for (number, string) in strings {
        text = text.replace(&string, &harmless(number));
    }
    text.split_whitespace().map(String::from).collect()
}

/// What runs, and is none of the reader's own.
fn runs(tag: &Tag) -> Option<String> {
    let is_bad = |(name, value): &&(String, String)| {
        let value: String = value.chars().filter(|x| !x.is_whitespace()).collect::<String>().to_lowercase();
        name.starts_with("on")
            || name == "style"
            || value.starts_with("javascript:")
            || value.starts_with("vbscript:")
    };
    let (name, value) = tag.attributes.iter().find(is_bad)?;
    Some(format!("<{} {name}={value:?}>", tag.name))
}

/// The same things, in whatever order.
fn same(path: &str, hostile: &[String], harmless: &[String]) {
    let differ = (more(hostile, harmless), more(harmless, hostile));
    assert_eq!(differ, (Vec::new(), Vec::new()), "{path}");
}

/// An edition that is published at this path of a host.
fn is_harmless(folder: &str, base: Option<&str>) {
    let folder = Path::new(folder);
    let (harmless, hostile) = (site(folder, false), site(folder, true));
    let (good, bad) = (pages(&harmless), pages(&hostile));
    assert_eq!(good.keys().collect::<Vec<_>>(), bad.keys().collect::<Vec<_>>());
    let mut seen = BTreeSet::new();
    for (path, html) in &bad {
        let there = good[path];
        let found = tags(html);
        assert_eq!(found.iter().find_map(runs), None, "{path}");
        // Drawings break and cut words where there is no room; the rest is the same one by one.
        let known: BTreeSet<String> = tags(there).iter().map(shape).collect();
        let strange: Vec<String> = found.iter().map(shape).filter(|x| !known.contains(x)).collect();
        assert_eq!(strange, Vec::<String>::new(), "{path}");
        let shapes = |html: &str| tags(&without(html, "svg")).iter().map(shape).collect::<Vec<_>>();
        same(path, &shapes(html), &shapes(there));
        same(path, &words(html), &words(there));
        let text = text(html);
        seen.extend(STRINGS.into_iter().filter(|x| text.contains(&folded(x))));
    }
    assert_eq!(seen.len(), STRINGS.len(), "all can be read somewhere");
    let root = base.map_or("/".into(), |x| format!("{x}{ROOT}"));
    let loaded = tags(bad["404.html"]).into_iter().filter_map(|x| x.get("src").map(String::from));
    let astray: Vec<String> = loaded.filter(|x| !x.starts_with(&root)).collect();
    assert_eq!(astray, Vec::<String>::new(), "404.html knows its root, {root}");
    other_files(&hostile);
}

/// What is no page: the manifest is JSON that says the texts, what other pages embed is JSON with a
/// frame, the formats of others are read back by `tests/export/`, the rest does not have them.
fn other_files(files: &Files) {
    let manifest: serde_json::Value =
        serde_json::from_slice(&files["manifest.webmanifest"]).expect("the manifest is JSON");
    let name = manifest["name"].as_str().unwrap_or_default();
    assert!(STRINGS.iter().any(|x| name.contains(x)), "{name}");
    let other =
        [".wasm", ".webmanifest", ".json", ".png", ".jpg", ".woff2", ".csv", ".bib", ".ris", ".ics", ".xml"];
    let plain = |path: &str| !is_page(path) && !other.iter().any(|x| path.ends_with(x));
    for (path, bytes) in files {
        let safe = |x: char| x.is_ascii_alphanumeric() || "-_./".contains(x);
        assert!(path.chars().all(safe), "{path} is no plain path");
        let text = String::from_utf8_lossy(bytes);
        if path.ends_with("oembed.json") {
            let json: serde_json::Value = serde_json::from_slice(bytes).expect("it is JSON");
            // What other pages put into themselves is a frame and nothing else.
            let embedded = tags(json["html"].as_str().unwrap_or_default());
            let is_frame = |x: &Tag| x.name == "iframe" && runs(x).is_none();
            assert!(!embedded.is_empty() && embedded.iter().all(is_frame), "{path}: {json}");
        }
        assert!(!plain(path) || !STRINGS.iter().any(|x| text.contains(x)), "{path}");
    }
}

#[test]
fn the_default_edition_full_of_hostile_strings_shows_them_as_text() {
    is_harmless("content", None);
}

#[test]
fn another_edition_full_of_hostile_strings_shows_them_as_text() {
    is_harmless("tests/editions/ferry", Some("/ferry/"));
}
