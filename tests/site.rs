//! A built site, file by file, for the default edition and for one about something quite
//! different.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;
use std::sync::OnceLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::GzDecoder;
use memchr::memmem;

use caunoi::search;
use caunoi::site::build::{self, Site};
use caunoi::site::check;
use caunoi::site::folder::all_files;
use caunoi::site::reader::Reader;

/// A reader whose wasm is empty but valid: what is looked at here is around it.
fn reader() -> Reader {
    Reader {
        wasm: b"\0asm\x01\0\0\0".to_vec(),
        deferred: b"\0asm\x01\0\0\0".to_vec(),
        glue: "export default async () => {}; // await fetch(new URL('./deferred.wasm', import.meta.url))"
            .into(),
        packed: Default::default(),
        public: all_files(Path::new("public")).unwrap_or_else(|_| panic!("public/ is there")),
    }
}

type Files = BTreeMap<String, Vec<u8>>;

/// The site of an edition, built once for all tests.
fn site(folder: &str) -> &'static Files {
    static BUILT: [OnceLock<Files>; 2] = [const { OnceLock::new() }; 2];
    BUILT[usize::from(folder != "content")].get_or_init(|| build_site(folder))
}

fn build_site(folder: &str) -> Files {
    built(folder).into_files()
}

/// The site with all that is published beside its pages.
fn build_published(folder: &str) -> Files {
    let Ok(site) = built(folder).published(&reader()) else {
        panic!("the site of {folder} is not published")
    };
    site.into_files()
}

fn built(folder: &str) -> Site {
    let path = Path::new(folder);
    let record = check::read(path, None).record.expect("the edition has no errors");
    let Ok(site) = build::site(record, path, &reader()) else { panic!("the site of {folder} is not built") };
    site
}

fn pages(files: &Files) -> impl Iterator<Item = (&String, &str)> {
    files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path, std::str::from_utf8(bytes).expect("pages are UTF-8")))
}

/// The values of an attribute on a page.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(start.as_str()).skip(1).filter_map(|x| x.split('"').next()).collect()
}

/// The path that an address leads to from a page, with the place on it.
fn target(from: &str, href: &str, base: &str) -> (String, Option<String>) {
    let (path, anchor) = href.split_once('#').map_or((href, None), |(x, y)| (x, Some(y.to_string())));
    if path.is_empty() {
        return (from.to_string(), anchor);
    }
    let path = path.split('?').next().unwrap_or(path);
    let mut parts: Vec<&str> = match path.strip_prefix(base) {
        Some(_) if path.starts_with('/') => Vec::new(),
        _ => from.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect(),
    };
    for part in path.strip_prefix(base).filter(|_| path.starts_with('/')).unwrap_or(path).split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop().unwrap_or_else(|| panic!("{from}: {href} leaves the site"));
            }
            part => parts.push(part),
        }
    }
    if path.ends_with('/') || parts.is_empty() {
        parts.push("index.html");
    }
    (parts.join("/"), anchor)
}

#[test]
fn every_link_leads_somewhere() {
    for (folder, base) in [("content", "/"), ("tests/editions/ferry", "/ferry/")] {
        let files = site(folder);
        let ids: BTreeMap<&str, BTreeSet<&str>> = pages(files)
            .map(|(path, html)| (path.as_str(), values(html, "id").into_iter().collect()))
            .collect();
        let mut broken = Vec::new();
        for (path, html) in pages(files) {
            for href in values(html, "href").into_iter().chain(values(html, "src")) {
                // References are files that stand in their links.
                if ["mailto:", "data:"].iter().any(|x| href.starts_with(x)) || href.contains("://") {
                    continue;
                }
                let (file, anchor) = target(path, href, base);
                // It is made when a site is published.
                let is_single = !file.contains('/') && path.ends_with("/data/index.html");
                let there = is_single
                    || match &anchor {
                        Some(id) => ids.get(file.as_str()).is_some_and(|x| x.contains(id.as_str())),
                        None => files.contains_key(&file),
                    };
                if !there {
                    broken.push(format!("{path}: {href}"));
                }
            }
        }
        assert!(broken.is_empty(), "{folder}:\n{}", broken.join("\n"));
    }
}

#[test]
fn a_page_has_the_drawings_that_it_uses_and_no_other() {
    for folder in ["content", "tests/editions/ferry"] {
        for (path, html) in pages(site(folder)) {
            let ids = |before: &str| -> BTreeSet<&str> {
                html.split(before).skip(1).filter_map(|x| Some(x.split_once('"')?.0)).collect()
            };
            assert_eq!(ids("<symbol id=\""), ids("<use href=\"#"), "{folder}/{path}");
        }
    }
}

#[test]
fn no_id_stands_twice_on_a_page() {
    for folder in ["content", "tests/editions/ferry"] {
        for (path, html) in pages(site(folder)) {
            let ids = values(html, "id");
            let different: BTreeSet<_> = ids.iter().collect();
            assert_eq!(ids.len(), different.len(), "{folder}/{path}: {ids:?}");
        }
    }
}

#[test]
fn each_page_exists_in_each_mode_with_its_own_title_and_description() {
    for (folder, modes) in [("content", ["vi", "en", "both"]), ("tests/editions/ferry", ["de", "fr", "both"])]
    {
        let files = site(folder);
        let of = |mode: &str| -> BTreeSet<String> {
            let prefix = format!("{mode}/");
            let pages = files.keys().filter(|x| x.ends_with(".html"));
            pages.filter_map(|x| x.strip_prefix(&prefix)).map(String::from).collect()
        };
        assert_eq!(of(modes[0]), of(modes[1]), "{folder}");
        assert_eq!(of(modes[0]), of(modes[2]), "{folder}");
        for mode in modes {
            let mut titles = BTreeMap::new();
            for (path, html) in pages(files).filter(|(x, _)| x.starts_with(&format!("{mode}/"))) {
                let title =
                    html.split("<title>").nth(1).and_then(|x| x.split("</title>").next()).unwrap_or("");
                let description = values(html, "content").get(1).copied().unwrap_or("");
                assert!(!title.is_empty() && !description.is_empty(), "{folder}/{path}");
                if let Some(other) = titles.insert(title, path) {
                    panic!("{folder}: {path} and {other} are both called {title:?}");
                }
            }
        }
    }
}

#[test]
fn each_page_says_its_language_and_where_it_stands_in_the_others() {
    for (path, html) in pages(site("content")) {
        let lang = if path.starts_with("en/") { "en" } else { "vi" };
        assert!(html.contains(&format!("<html lang=\"{lang}\"")), "{path}");
        // What stands at unknown addresses has none of its own.
        if path.ends_with("404.html") || path.ends_with("404/index.html") {
            continue;
        }
        assert!(html.contains("hreflang=\"vi\"") && html.contains("hreflang=\"en\""), "{path}");
        let canonical = html.split("rel=\"canonical\" href=\"").nth(1).and_then(|x| x.split('"').next());
        let canonical = target(path, canonical.unwrap_or_default(), "/").0;
        let own = path.replacen("both/", "vi/", 1);
        let own = if path == "index.html" { "vi/index.html" } else { &own };
        assert_eq!(canonical, own, "{path}");
    }
}

#[test]
fn nothing_of_the_default_edition_is_in_another() {
    for (path, html) in pages(site("tests/editions/ferry")) {
        for name in ["HAUFO", "VUFO", "Hà Nội", "Hanoi", "Nguyễn", "Tiếng Việt"] {
            assert!(!html.contains(name), "{path} names {name}");
        }
    }
}

#[test]
fn nothing_comes_from_another_origin() {
    for folder in ["content", "tests/editions/ferry"] {
        for (path, html) in pages(site(folder)) {
            // One page shows lines to copy, which have an address.
            let loads = html.split("<pre").next().unwrap_or_default();
            assert!(values(loads, "src").iter().all(|x| !x.contains("//")), "{folder}/{path}");
            for link in html.split("<link ").skip(1).filter_map(|x| x.split('>').next()) {
                let own = link.contains("rel=\"canonical\"") || link.contains("rel=\"alternate\"");
                assert!(own || !link.contains("//"), "{folder}/{path}: {link}");
            }
        }
    }
}

/// What the head of a page says under a name.
fn meta<'a>(html: &'a str, name: &str) -> Option<&'a str> {
    html.split_once(&format!("\"{name}\" content=\"")).and_then(|x| x.1.split('"').next())
}

#[test]
fn others_show_of_each_page_what_it_is() {
    let base = "https://example.org/ferry/";
    let files = build_published("tests/editions/ferry");
    for (path, html) in
        pages(&files).filter(|x| x.0.ends_with("/index.html") && !x.0.ends_with("/404/index.html"))
    {
        for name in ["og:title", "og:url", "og:site_name", "DC.title", "DC.language"] {
            assert!(meta(html, name).is_some_and(|x| !x.is_empty()), "{path}: {name}");
        }
        let graph = html
            .split_once("<script type=\"application/ld+json\">")
            .and_then(|x| x.1.split("</script>").next());
        let graph: serde_json::Value = serde_json::from_str(graph.expect("a graph")).expect("JSON");
        assert!(graph["@graph"].as_array().is_some_and(|x| x.len() >= 2), "{path}: {graph}");
        for feed in ["application/atom+xml", "application/feed+json", "application/opensearchdescription+xml"]
        {
            assert!(html.contains(&format!("type=\"{feed}\"")), "{path}: {feed}");
        }
        assert!(html.contains("hreflang=\"x-default\""), "{path}");
        let picture = meta(html, "og:image").and_then(|x| x.strip_prefix(base)).map(|x| &files[x]);
        assert!(picture.is_some_and(|x| x.starts_with(b"\x89PNG") && x.len() < 60_000), "{path}");
    }
}

#[test]
fn the_same_edition_gives_the_same_bytes() {
    for (folder, single) in [("content", "haufo.html"), ("tests/editions/ferry", "faehre.html")] {
        let published = build_published(folder);
        assert!(published == build_published(folder), "{folder}");
        assert!(published.contains_key(single) && published.contains_key("_headers"), "{folder}");
        // What is published has all of the site.
        assert!(site(folder).iter().all(|(path, bytes)| published.get(path) == Some(bytes)), "{folder}");
    }
}

#[test]
fn the_record_is_in_the_wasm() {
    let files = site("content");
    let named = |path: &str| path.starts_with("assets/haufo-") && path.ends_with(".wasm");
    let (_, wasm) = files.iter().find(|(path, _)| named(path)).expect("a wasm is published");
    assert_eq!(&wasm[..9], b"\0asm\x01\0\0\0\0", "a custom section follows the module");
    assert!(wasm.windows(7).any(|x| x == b"\x06record"), "it is called record");
}

#[test]
fn only_a_large_record_brings_its_search_index() {
    let mut record = check::read(Path::new("content"), None).record.expect("the default edition");
    let brings = |wasm: Vec<u8>| wasm.windows(6).any(|x| x == b"\x05index");
    assert!(!brings(reader().link(&record, Some(&search::index(&record)))));
    // The same articles again and again: what counts is how many there are.
    let articles = std::mem::take(&mut record.articles);
    record.articles = articles.iter().cycle().take(100).cloned().collect();
    assert!(brings(reader().link(&record, Some(&search::index(&record)))));
}

/// oEmbed 1.0: where an edition says where it is published, each page names a frame of itself.
#[test]
fn each_page_can_be_put_into_others_by_its_oembed() {
    let files = site("tests/editions/ferry");
    let mut count = 0;
    for (path, html) in pages(files).filter(|(x, _)| x.matches('/').count() > 0 && !x.contains("/404/")) {
        let named =
            format!("href=\"https://example.org/ferry/{}\"", path.replace("index.html", "oembed.json"));
        assert!(html.contains(&named), "{path} does not name {named}");
        let said = &files[&path.replace("index.html", "oembed.json")];
        let said: serde_json::Value = serde_json::from_slice(said).unwrap_or_else(|x| panic!("{path}: {x}"));
        assert_eq!((&said["version"], &said["type"]), (&"1.0".into(), &"rich".into()), "{path}");
        let address = format!("https://example.org/ferry/{}?embed=", path.trim_end_matches("index.html"));
        let frame = said["html"].as_str().unwrap_or_default();
        assert!(frame.starts_with(&format!("<iframe src=\"{address}")), "{path}: {frame}");
        count += 1;
    }
    assert!(count > 30, "{count} pages");
    assert!(!site("content").keys().any(|x| x.ends_with("oembed.json")), "nobody said where it is published");
}

/// What is packed in the one file under this id, unpacked.
fn unpacked(html: &str, id: &str) -> Vec<u8> {
    let packed = html.split_once(&format!("id=\"{id}\">")).and_then(|x| x.1.split_once('<'));
    let packed = STANDARD.decode(packed.expect("the part is there").0).expect("base64");
    let mut bytes = Vec::new();
    GzDecoder::new(&packed[..]).read_to_end(&mut bytes).expect("gzip");
    bytes
}

#[test]
fn the_one_file_of_a_large_record_has_its_parts_with_their_pictures() {
    let folder = Path::new("tests/editions/ferry");
    let record = check::read(folder, None).record.expect("the edition has no errors");
    let site = build::site_as(record, folder, &reader(), true).and_then(|x| x.published(&reader()));
    let files = site.unwrap_or_else(|_| panic!("the site is not built")).into_files();
    let html = str::from_utf8(&files["faehre.html"]).expect("pages are UTF-8");
    let mut with_pictures = BTreeSet::new();
    for (path, packed) in files.iter().filter(|x| x.0.ends_with(".bin")) {
        let mut beside = Vec::new();
        GzDecoder::new(&packed[..]).read_to_end(&mut beside).expect("gzip");
        let within = unpacked(html, path);
        let names = |bytes: &[u8], what: &[u8]| memmem::find(bytes, what).is_some();
        // What is beside it cannot be got from a file.
        assert!(!names(&within, b"assets/images/"), "{path} names a picture beside the file");
        if names(&beside, b"assets/images/") {
            assert!(names(&within, b"data:image/"), "{path} lacks its pictures");
            with_pictures.insert(path.split('-').next());
        } else {
            assert!(beside == within, "{path} is another than beside the pages");
        }
    }
    let expected = ["assets/articles", "assets/catalogue"].map(Some);
    assert_eq!(with_pictures, expected.into());
}
