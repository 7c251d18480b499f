//! Every article is read, and reached by links, where something is missing: all but text (w3m),
//! scripts, WebAssembly.

use std::collections::BTreeSet;
use std::process::Command;
use std::sync::Arc;

use crate::drivers::Browser;
use crate::harness::{Page, Setting, read, seen};
use crate::html::{paragraphs, plain_words};
use crate::server::{Files, Host, dist, pages};

/// The addresses of all articles in a language.
fn articles(mode: &str) -> BTreeSet<String> {
    let list = format!("{mode}/articles/");
    let all = pages(dist()).into_iter().filter(|x| x.starts_with(&list) && *x != list);
    let all: BTreeSet<String> = all.collect();
    assert!(all.len() > 4, "{all:?}");
    all
}

/// The page that was printed for an address.
fn printed(address: &str) -> &'static str {
    let bytes = &dist()[&format!("{address}index.html")];
    std::str::from_utf8(bytes).expect("pages are UTF-8")
}

/// What w3m writes of a page.
fn w3m(url: &str, more: &[&str]) -> String {
    let mut command = Command::new("w3m");
    command.env("HOME", std::env::temp_dir());
    command.args(["-dump", "-cols", "100", "-I", "UTF-8", "-O", "UTF-8"]).args(more).arg(url);
    let output = command.output().unwrap_or_else(|x| panic!("w3m does not start: {x}"));
    String::from_utf8(output.stdout).expect("w3m writes UTF-8")
}

/// Where the links of a page lead, as w3m counts them up.
fn links_in_w3m(url: &str) -> Vec<String> {
    let text = w3m(url, &["-o", "display_link_number=1"]);
    let numbered = |line: &str| Some(line.strip_prefix('[')?.split_once("] ")?.1.to_string());
    text.lines().filter_map(numbered).filter(|x| x.starts_with("http")).collect()
}

#[test]
fn in_w3m_the_summary_of_every_article_reads_from_its_first_word_to_its_last() {
    let host = Host::new(Arc::clone(dist()), "/", &[]);
    for address in ["vi", "en", "both"].into_iter().flat_map(articles) {
        let shown = w3m(&format!("{}/{address}", host.origin), &[]);
        let shown = plain_words(&shown);
        let paragraphs = paragraphs(printed(&address));
        assert!(paragraphs.len() > 3, "{address} has only {} paragraphs", paragraphs.len());
        for paragraph in paragraphs {
            let words = plain_words(&paragraph);
            let there = shown.windows(words.len()).any(|x| x == words);
            assert!(words.len() > 3 && there, "{address} does not show: {paragraph}");
        }
    }
}

#[test]
fn in_w3m_every_article_is_reached_from_the_front_page_by_links() {
    let host = Host::new(Arc::clone(dist()), "/", &[]);
    for mode in ["vi", "en"] {
        let here = format!("{}/{mode}/", host.origin);
        let mut wanted = articles(mode);
        let mut known = BTreeSet::from([here.clone()]);
        let mut ahead = Vec::from([here.clone()]);
        while let Some(url) = ahead.pop() {
            wanted.remove(url.strip_prefix(&format!("{}/", host.origin)).expect("it is on this host"));
            let links = links_in_w3m(&url).into_iter();
            let links = links.map(|x| x.split(['#', '?']).next().unwrap_or_default().to_string());
            ahead.extend(links.filter(|x| x.starts_with(&here) && known.insert(x.clone())));
        }
        assert!(wanted.is_empty(), "not reached from {mode}/: {wanted:?}");
        assert_eq!(host.missing(), Vec::<String>::new());
    }
}

/// Goes to every article from the list of articles, reads it, and sees the one line that says
/// what is off.
async fn read_all(page: &Page, line: &str) {
    for mode in ["vi", "en"] {
        page.open(&format!("{mode}/")).await;
        page.click(".nav a[href$='articles/']").await;
        for address in articles(mode) {
            page.expect_address(&format!("{mode}/articles/")).await;
            let name = address.strip_prefix(&format!("{mode}/articles/")).expect("it is an article");
            page.click(&format!("main a[href$='{name}']")).await;
            page.expect_address(&address).await;
            page.expect(&seen(line), true).await;
            page.expect("document.documentElement.lang", mode).await;
            page.expect(&seen("html[data-live]"), false).await;
            let read = "[...document.querySelectorAll('main p[id^=p]')]\
                .filter(x => x.checkVisibility() && x.innerText.length > 40).length";
            page.expect(read, paragraphs(printed(&address)).len()).await;
            page.back().await;
        }
    }
}

#[test]
fn without_scripts_every_article_is_reached_and_reads() {
    let setting = Setting { scripts: false, ..Setting::default() };
    read(setting, async |page| read_all(page, "noscript p").await);
}

fn without_webassembly(browser: Browser) {
    read(Setting { browser, wasm: false, ..Setting::default() }, async |page| {
        page.open("vi/").await;
        page.expect("typeof WebAssembly", "undefined").await;
        read_all(page, "#failed").await;
        page.expect(
            "document.querySelector('#failed').innerText.includes('Search and filters are off')",
            true,
        )
        .await;
    });
}

#[test]
fn without_webassembly_every_article_is_reached_and_reads_in_chromium() {
    without_webassembly(Browser::Chromium);
}

#[test]
fn without_webassembly_every_article_is_reached_and_reads_in_firefox() {
    without_webassembly(Browser::Firefox);
}

#[test]
fn without_webassembly_every_article_is_reached_and_reads_in_webkit() {
    without_webassembly(Browser::WebKit);
}

/// A host whose policy lets scripts run, but no WebAssembly.
fn refused(browser: Browser) {
    let headers = Box::leak(Box::new([("Content-Security-Policy", "script-src 'self'")]));
    // WebKit heeds only the page's own policy here.
    let mut files = Files::clone(dist());
    for bytes in files.iter_mut().filter(|x| x.0.ends_with(".html")).map(|x| x.1) {
        let html = String::from_utf8_lossy(bytes).replacen(" 'wasm-unsafe-eval'", "", 1);
        *bytes = html.into_bytes();
    }
    read(Setting { browser, headers, files: Arc::new(files), ..Setting::default() }, async |page| {
        for mode in ["vi", "en"] {
            for address in articles(mode).into_iter().take(1) {
                page.open(&address).await;
                page.wait_for("#failed").await;
                page.wait_for("#p1").await;
                page.expect(&seen("html[data-live]"), false).await;
            }
        }
    });
}

#[test]
fn where_webassembly_is_refused_the_page_reads_and_says_so_in_chromium() {
    refused(Browser::Chromium);
}

#[test]
fn where_webassembly_is_refused_the_page_reads_and_says_so_in_firefox() {
    refused(Browser::Firefox);
}

#[test]
fn where_webassembly_is_refused_the_page_reads_and_says_so_in_webkit() {
    refused(Browser::WebKit);
}
