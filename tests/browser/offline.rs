//! After the first visit, without a network.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use caunoi::record::Text;
use caunoi::site::{build, check};
use serde_json::{Value, json};

use crate::drivers::Browser;
use crate::harness::{Page, Setting, read, seen};
use crate::other_edition::reader;
use crate::server::{Files, dist, only};

/// Counts how often a worker is asked for, and keeps the one that comes.
pub const COUNT: &str = "window.wanted = 0; \
    const own = globalThis.ServiceWorkerContainer?.prototype; const register = own?.register; \
    if (own) own.register = async function (...all) { \
        window.wanted += 1; \
        const made = await register.apply(this, all); \
        window.worker = made.installing; \
        return made; \
    }";

/// A setting in which the browser keeps the site.
fn kept() -> Setting {
    Setting { worker: true, ..Setting::default() }
}

/// Waits until the page has loaded, and all that listened to that has run.
pub async fn loaded(page: &Page) {
    page.expect("performance.getEntriesByType('navigation')[0].loadEventEnd > 0", true).await;
}

/// Waits until the site is kept as a whole.
async fn wait_kept(page: &Page) {
    page.expect("navigator.serviceWorker.ready.then(x => x.active.state)", "activated").await;
    page.expect("caches.keys().then(x => x.length)", 1).await;
}

/// There is no network any more. What the browser remembers of files does not count: the host
/// says of each that it is not to be remembered.
async fn cut(page: &Page) {
    page.host.cut(true);
    page.expect("fetch(`${location.origin}/nowhere`).then(() => 'answered', () => 'cut')", "cut").await;
}

async fn reads_on(page: &Page) {
    for (address, lang) in [("", "vi"), ("en/people/", "en"), ("vi/glossary/", "vi"), ("both/cycle/", "vi")] {
        page.open_live(address).await;
        page.expect("document.documentElement.lang", lang).await;
        page.wait_for("h1").await;
        page.expect("document.querySelector('main').innerText.length > 300", true).await;
    }
    for lang in ["vi", "en"] {
        page.open_live(&format!("{lang}/articles/2023-08-17-working-session/")).await;
        page.expect("document.querySelectorAll('main p[id^=p]').length > 3", true).await;
        page.expect("document.querySelector('#p1').closest('[lang]').lang", lang).await;
    }
    // An address without its last slash is the same.
    page.open_live("en/plans").await;
    page.expect_address("en/plans/").await;
    page.open_live("vi/search/?q=huong").await;
    page.wait_for("#results mark").await;
    page.click("#results a").await;
    page.expect("!/search/.test(location.pathname)", true).await;
    page.wait_for("h1").await;
    page.expect(&seen("#failed"), false).await;
}

fn reads_without_a_network(browser: Browser, below: &'static str) {
    read(Setting { browser, below, ..kept() }, async |page| {
        page.open_live("vi/").await;
        wait_kept(page).await;
        cut(page).await;
        reads_on(page).await;
    });
}

#[test]
fn pages_that_were_never_visited_are_read_without_a_network() {
    reads_without_a_network(Browser::Chromium, "/");
}

#[test]
fn so_they_are_below_a_path() {
    reads_without_a_network(Browser::Chromium, "/a/b/");
}

#[test]
fn so_they_are_in_firefox() {
    reads_without_a_network(Browser::Firefox, "/a/b/");
}

/// The next version of the site: another style, and another name of the edition, which the
/// reader draws.
fn next_version() -> Files {
    static NEXT: LazyLock<Files> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        let mut record = check::read(&folder, None).record.expect("the edition has no errors");
        let next = |(lang, _)| (String::from(lang), String::from("Next version"));
        record.edition.name = record.edition.name.iter().map(next).collect::<Text>();
        let mut reader = reader();
        let style = reader.public.iter_mut().find(|x| x.0 == "style.css").expect("there is a style");
        style.1.extend(b"\nhtml { --version: 2 }\n");
        let Ok(site) = build::site(record, &folder, &reader) else { panic!("the site is not built") };
        let files = site.into_files();
        for file in [("style", ".css"), ("haufo", ".wasm"), ("shell", ".txt")] {
            assert_ne!(only(&files, file), only(dist(), file), "it has a name of its own");
        }
        files
    });
    NEXT.clone()
}

/// Which version the page is: by its style, by what the reader has drawn and by its title.
async fn is_next(page: &Page, next: bool) {
    let style = "getComputedStyle(document.documentElement).getPropertyValue('--version') === '2'";
    let drawn = "document.querySelector('.edition').innerText.includes('Next version')";
    let title = "document.title.includes('Next version')";
    page.expect(&format!("[{style}, {drawn}, {title}]"), json!([next, next, next])).await;
    page.expect(&seen("#failed"), false).await;
}

#[test]
fn a_new_version_is_read_whole_at_the_next_start() {
    read(Setting { below: "/a/b/", ..kept() }, async |page| {
        page.open_live("vi/").await;
        wait_kept(page).await;
        page.host.publish(Arc::new(next_version()));
        // The page that is open goes on as it was.
        page.click("nav a[href$='/people/']").await;
        page.expect_address("vi/people/").await;
        is_next(page, false).await;
        // With a network the next page is the new one, and the new version is kept beside the old.
        page.open_live("en/").await;
        is_next(page, true).await;
        let waiting = "navigator.serviceWorker.getRegistration().then(x => x.waiting?.state)";
        page.expect(waiting, "installed").await;
        page.expect("caches.keys().then(x => x.length)", 2).await;
        // Without one, before the next start, it is the old one as a whole.
        cut(page).await;
        page.open_live("en/about/").await;
        is_next(page, false).await;
        page.open_live("vi/articles/2023-08-17-working-session/").await;
        is_next(page, false).await;
        // The next start: no page of the old version is open.
        let tab = page.driver.new_tab().await.expect("a tab opens");
        page.driver.close_window().await.expect("a tab closes");
        page.driver.switch_to_window(tab).await.expect("there is a tab");
        page.host.cut(false);
        let elsewhere = format!("{}/elsewhere/", page.host.origin);
        page.driver.goto(&elsewhere).await.expect("there is another page");
        let taken =
            "navigator.serviceWorker.getRegistration('/a/b/').then(x => !x.waiting && x.active.state)";
        page.expect(taken, "activated").await;
        page.expect("caches.keys().then(x => x.length)", 1).await;
        cut(page).await;
        reads_on(page).await;
        is_next(page, true).await;
    });
}

#[test]
fn a_new_version_that_does_not_come_whole_leaves_the_old_one() {
    read(Setting { before: COUNT, ..kept() }, async |page| {
        page.open_live("vi/").await;
        wait_kept(page).await;
        let mut files = next_version();
        files.remove(&only(&files, ("shell", ".txt")));
        page.host.publish(Arc::new(files));
        page.open_live("en/").await;
        is_next(page, true).await;
        let update = "navigator.serviceWorker.getRegistration().then(x => x.update()) \
            .then(x => new Promise(done => { const come = x.installing; \
                if (!come) return done('none'); \
                come.onstatechange = () => done(come.state); }), () => 'refused')";
        page.expect(update, "redundant").await;
        page.expect("caches.keys().then(x => x.length)", 1).await;
        cut(page).await;
        reads_on(page).await;
        is_next(page, false).await;
    });
}

#[test]
fn what_does_not_come_as_a_whole_is_not_kept() {
    let shell = only(dist(), ("shell", ".txt"));
    let mut files = Files::clone(dist());
    files.remove(&shell);
    read(Setting { files: Arc::new(files), before: COUNT, ..kept() }, async |page| {
        page.open_live("vi/").await;
        page.expect("window.worker?.state", "redundant").await;
        page.expect("navigator.serviceWorker.getRegistrations().then(x => x.length)", 0).await;
        page.expect("caches.keys().then(x => x.length)", 0).await;
        assert_eq!(page.host.missing(), vec![format!("/{shell}")]);
        page.click("nav a[href$='/people/']").await;
        page.expect_address("vi/people/").await;
        page.open_live("vi/articles/2023-08-17-working-session/").await;
        page.expect(&seen("#failed"), false).await;
    });
}

#[test]
fn within_another_page_no_worker_is_asked_for() {
    let mut files = Files::clone(dist());
    let host = "<!doctype html><title>Another page</title><iframe src=\"vi/\" width=\"800\" height=\"600\"></iframe>";
    files.insert("host.html".into(), host.into());
    read(Setting { files: Arc::new(files), before: COUNT, ..kept() }, async |page| {
        page.open("host.html").await;
        page.find("iframe").await.enter_frame().await.expect("a frame can be entered");
        page.wait_live().await;
        loaded(page).await;
        page.expect("wanted", 0).await;
        page.expect("navigator.serviceWorker.getRegistrations().then(x => x.length)", 0).await;
        page.driver.enter_default_frame().await.expect("there is a way out");
        // The same page by itself asks once.
        page.open_live("vi/").await;
        loaded(page).await;
        page.expect("wanted", 1).await;
    });
}

/// Why Chromium would not install the page that is open.
async fn against_installing(page: &Page) -> Vec<Value> {
    let faults = page.tool("Page.getInstallabilityErrors", json!({})).await;
    faults["installabilityErrors"].as_array().cloned().expect("a list")
}

#[test]
fn the_edition_can_be_installed() {
    read(kept(), async |page| {
        page.open_live("vi/").await;
        let manifest = page.tool("Page.getAppManifest", json!({})).await;
        assert!(manifest["errors"].as_array().is_some_and(Vec::is_empty), "{manifest}");
        let said: Value =
            serde_json::from_str(manifest["data"].as_str().expect("a manifest")).expect("it is JSON");
        assert_eq!((&said["start_url"], &said["lang"]), (&json!("./"), &json!("vi")));
        assert_eq!(against_installing(page).await, Vec::<Value>::new());
    });
    let mut files = Files::clone(dist());
    files.remove("manifest.webmanifest");
    read(Setting { files: Arc::new(files), ..Setting::default() }, async |page| {
        page.open_live("vi/").await;
        assert_ne!(against_installing(page).await, Vec::<Value>::new(), "the check tells");
    });
}
