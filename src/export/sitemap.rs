//! What there is to be found, for search engines: a sitemap (sitemaps.org 0.9) that says of each page
//! where it stands in the other language, and `robots.txt` (RFC 9309), which names the sitemap.

use std::fmt::Write;

use super::Published;
use super::xml::escape;
use crate::route::{Mode, Page};

/// What the sitemap is called at the edition's root.
pub const FILE: &str = "sitemap.xml";

/// How many addresses a sitemap may have.
const MOST: usize = 50_000;

/// How many bytes it may have, less the few at its end.
const MOST_BYTES: usize = 52_428_800 - 16;

const START: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
    xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n";
const END: &str = "</urlset>\n";

/// The sitemap of these pages as files, by their names: one or, where there is too much for one, an index
/// under the same name and the sitemaps that it lists.
///
/// Each page stands in it once for each language. Side by side is the same content again and not its own
/// address, so it is left out; so is the page for unknown addresses. When a page was last changed nobody
/// knows, so nothing is said of it. Addresses must be whole.
pub fn sitemap(published: Published, pages: &[Page]) -> Vec<(String, String)> {
    let mut parts = vec![START.to_string()];
    let mut count = 0;
    for page in pages.iter().filter(|x| **x != Page::NotFound) {
        for entry in entries(published, page) {
            let part = parts.len() - 1;
            if count == MOST || parts[part].len() + entry.len() > MOST_BYTES {
                count = 0;
                parts.push(START.to_string());
            }
            count += 1;
            parts.last_mut().expect("there is one").push_str(&entry);
        }
    }
    parts.iter_mut().for_each(|x| x.push_str(END));
    if parts.len() == 1 {
        return vec![(FILE.to_string(), parts.remove(0))];
    }
    let names: Vec<String> = (1..=parts.len()).map(|x| format!("sitemap-{x}.xml")).collect();
    let index = (FILE.to_string(), index(published.home, &names));
    std::iter::once(index).chain(names.into_iter().zip(parts)).collect()
}

/// A page's entries, one for each language. Each names both, and the first for readers of any other.
fn entries(published: Published, page: &Page) -> [String; 2] {
    let addresses = [Mode::First, Mode::Second].map(|mode| escape(&published.address_in(mode, page)));
    let mut links = String::new();
    for (lang, href) in alternates(published, &addresses) {
        let lang = escape(lang);
        _ = writeln!(links, "<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{href}\"/>");
    }
    addresses.each_ref().map(|address| format!("<url>\n<loc>{address}</loc>\n{links}</url>\n"))
}

fn alternates<'a>(published: Published<'a>, addresses: &'a [String; 2]) -> [(&'a str, &'a str); 3] {
    let record = published.record;
    [(record.lang(0), &addresses[0]), (record.lang(1), &addresses[1]), ("x-default", &addresses[0])]
}

/// A list of sitemaps, which stand beside it.
fn index(home: &str, names: &[String]) -> String {
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
        .to_string();
    for name in names {
        _ = writeln!(xml, "<sitemap><loc>{}{name}</loc></sitemap>", escape(home));
    }
    xml + "</sitemapindex>\n"
}

/// What is said to crawlers: all may be read, and where the sitemap is. They look for it at the root of a
/// host alone.
pub fn robots(home: &str) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {home}{FILE}\n")
}
