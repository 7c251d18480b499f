//! The edition in one file, opened from a disk, with nothing beside it.

use std::path::PathBuf;

use thirtyfour::Key;

use crate::drivers::Browser;
use crate::harness::{Page, Setting, read, seen};
use crate::server::dist;

const ARTICLE: &str = "2022-01-18-annual-review";
const FOUND: &str = "+document.querySelector('main [role=status]').innerText.match(/: (\\d+)/)?.[1]";
const LISTED: &str = "document.querySelectorAll('.listed .entry').length";

/// A copy of the file, alone in a folder, for as long as a story lasts.
struct Copy(PathBuf);

impl Copy {
    /// The file after something happened to its text.
    fn after(name: &str, happens: impl FnOnce(String) -> String) -> Copy {
        let folder = std::env::temp_dir().join(format!("caunoi-single-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        let html = String::from_utf8(dist()["haufo.html"].clone()).expect("pages are UTF-8");
        std::fs::write(folder.join("press.html"), happens(html)).expect("a file can be written");
        Copy(folder)
    }

    async fn open(&self, page: &Page, place: &str) {
        // From one place of a file to another a browser only moves.
        page.driver.goto("about:blank").await.expect("an empty page opens");
        let address = format!("file://{}/press.html{place}", self.0.display());
        page.driver.goto(&address).await.unwrap_or_else(|x| panic!("{address} does not open: {x}"));
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Waits until the page behind the `#` is this.
async fn at(page: &Page, wanted: &str) {
    page.expect("location.hash", wanted).await;
}

async fn has_all(page: &Page, copy: &Copy) {
    copy.open(page, "").await;
    page.wait_live().await;
    page.expect("/^#\\/(vi|en)\\/$/.test(location.hash)", true).await;
    page.expect(&seen("#plain"), false).await;
    // An article, in one language and in both, and back.
    copy.open(page, "#/en/").await;
    page.wait_live().await;
    page.click(".lead h2 a").await;
    at(page, "#/en/articles/2024-01-18-annual-review/").await;
    page.wait_for("main article h1").await;
    page.click("[data-mode=both]").await;
    at(page, "#/both/articles/2024-01-18-annual-review/").await;
    page.expect("!!document.querySelector('main [lang=en]') && document.documentElement.lang", "vi").await;
    page.back().await;
    at(page, "#/en/articles/2024-01-18-annual-review/").await;
    page.expect("document.documentElement.lang", "en").await;
    page.forward().await;
    at(page, "#/both/articles/2024-01-18-annual-review/").await;
    // A search, narrowed, that outlives a reload.
    copy.open(page, "#/en/search/?q=huong").await;
    page.wait_live().await;
    page.wait_for("#results mark").await;
    page.click("input[name=kind]").await;
    page.expect("/kind=/.test(location.hash)", true).await;
    let found: u64 = page.ask(&format!("return {FOUND}")).await;
    page.driver.refresh().await.expect("a page can be loaded again");
    page.wait_live().await;
    page.expect(FOUND, found).await;
    // Time, by the keyboard.
    copy.open(page, "#/vi/timeline/").await;
    page.wait_live().await;
    page.wait_for("[data-place=plot] [data-item]").await;
    let all: u64 = page.ask(&format!("return {LISTED}")).await;
    page.ask::<()>("document.querySelector('[data-place=plot]').focus()").await;
    page.keys("+").await;
    page.expect(&format!("{LISTED} < {all} && /time=/.test(location.hash)"), true).await;
    // Places on a page: behind a route, and on the page that is open.
    copy.open(page, &format!("#/vi/articles/{ARTICLE}/#corrections")).await;
    page.wait_live().await;
    let top = "Math.abs(document.getElementById('corrections').getBoundingClientRect().top) < innerHeight";
    page.expect(&format!("scrollY > 300 && {top}"), true).await;
    copy.open(page, "#/vi/timeline/").await;
    page.wait_live().await;
    page.click(".jumps li:last-child a").await;
    page.expect("scrollY > 300 && location.hash", "#/vi/timeline/").await;
    copy.open(page, "#/vi/about/").await;
    page.wait_live().await;
    page.keys(Key::Tab).await;
    page.keys(Key::Enter).await;
    page.expect("document.activeElement.id", "main").await;
    at(page, "#/vi/about/").await;
    // Nothing was asked of anybody.
    let asked: Vec<String> =
        page.ask("return performance.getEntriesByType('resource').map(x => x.name)").await;
    let asked: Vec<_> = asked.iter().filter(|x| !x.starts_with("data:")).collect();
    assert!(asked.is_empty(), "{asked:?}");
    page.expect(&seen("#failed"), false).await;
    assert_eq!(page.errors().await, Vec::<String>::new());
}

fn in_browser(browser: Browser) {
    let copy = Copy::after(&format!("{browser:?}"), |x| x);
    read(Setting { browser, ..Setting::default() }, async |page| has_all(page, &copy).await);
}

#[test]
fn it_has_everything_in_chromium() {
    in_browser(Browser::Chromium);
}

#[test]
fn it_has_everything_in_firefox() {
    in_browser(Browser::Firefox);
}

#[test]
fn it_has_everything_in_webkit() {
    in_browser(Browser::WebKit);
}

/// All articles are there in both languages, and a link leads to one.
async fn reads(page: &Page) {
    page.expect("document.querySelectorAll('#plain article').length", 5).await;
    page.expect(
        "['vi', 'en'].every(x => document.querySelectorAll(`#plain p[lang=${x}]`).length > 20)",
        true,
    )
    .await;
    page.wait_for("#plain article p").await;
    page.click(".lead h2 a").await;
    at(page, "#/both/articles/2024-01-18-annual-review/").await;
    let top = "document.querySelector('#plain article:target')?.getBoundingClientRect().top";
    page.expect(&format!("{top} >= 0 && {top} < innerHeight"), true).await;
}

#[test]
fn without_scripts_the_articles_are_there() {
    let copy = Copy::after("plain", |x| x);
    read(Setting { scripts: false, ..Setting::default() }, async |page| {
        copy.open(page, "").await;
        let all = page.driver.find_all(thirtyfour::By::Css("#plain article")).await.expect("a page");
        assert_eq!(all.len(), 5);
        assert!(all[4].is_displayed().await.expect("an element"));
        page.driver
            .find(thirtyfour::By::Css(".lead h2 a"))
            .await
            .expect("a link")
            .click()
            .await
            .expect("a click");
        let here = page.driver.current_url().await.expect("an address");
        assert_eq!(here.fragment(), Some("/both/articles/2024-01-18-annual-review/"));
        let target =
            page.driver.find(thirtyfour::By::Css("#plain article:target h2")).await.expect("a target");
        assert!(target.is_displayed().await.expect("an element"));
    });
}

#[test]
fn where_nothing_can_be_unpacked_it_says_so_and_reads() {
    let copy = Copy::after("packed", |x| x);
    let before = "delete window.DecompressionStream";
    read(Setting { before, ..Setting::default() }, async |page| {
        copy.open(page, "#/both/").await;
        page.wait_for("#failed").await;
        reads(page).await;
    });
}

#[test]
fn what_was_damaged_on_the_way_says_so_and_reads() {
    for part in ["reader", "record", "deferred"] {
        let damage = |html: String| {
            let start = html.find(&format!("id=\"{part}\">")).expect("the part is there") + 5_000;
            let mut bytes = html.into_bytes();
            bytes[start..start + 400].fill(b'A');
            String::from_utf8(bytes).expect("it is still text")
        };
        let copy = Copy::after(&format!("damaged-{part}"), damage);
        read(Setting::default(), async |page| {
            copy.open(page, "#/both/").await;
            page.wait_for("#failed").await;
            if part != "deferred" {
                reads(page).await;
            }
        });
    }
}

#[test]
fn it_is_on_screen_before_the_reader_has_started() {
    let copy = Copy::after("early", |x| x);
    let before = "let go; const gate = new Promise(x => { go = x; }); globalThis.open_gate = go; \
        const own = Response.prototype.arrayBuffer; \
        Response.prototype.arrayBuffer = async function () { await gate; return own.call(this); };";
    read(Setting { before, ..Setting::default() }, async |page| {
        copy.open(page, "#/both/").await;
        page.wait_for(".lead h2").await;
        page.wait_for("#plain article h2").await;
        page.expect(&seen("html[data-live]"), false).await;
        page.ask::<()>("open_gate()").await;
        page.wait_live().await;
        page.expect(&seen("#plain"), false).await;
    });
}
