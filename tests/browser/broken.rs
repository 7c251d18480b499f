//! When something does not come through, the page still reads.

use std::sync::Arc;

use serde_json::json;

use crate::drivers::Browser;
use crate::harness::{Page, Setting, read, seen};
use crate::server::{Files, dist, only};

const ARTICLE: &str = "vi/articles/2022-01-18-annual-review/";

/// The wasm that every page needs, and what is deferred.
const MAIN: (&str, &str) = ("haufo", ".wasm");
const DEFERRED: (&str, &str) = ("deferred", ".wasm");

/// The site after something happened to one of its files.
fn after(name: (&str, &str), happens: impl FnOnce(&mut Files, &str)) -> Setting {
    let mut files = Files::clone(dist());
    let path = only(&files, name);
    happens(&mut files, &path);
    Setting { files: Arc::new(files), ..Setting::default() }
}

/// The article reads, the page says that the live part is off, and links lead on.
async fn still_reads(page: &Page) {
    page.open(ARTICLE).await;
    page.wait_for("#failed").await;
    page.expect("document.querySelector('#failed').innerText.includes('Search and filters are off')", true)
        .await;
    page.expect("document.querySelector('#failed').innerText.includes('Tìm kiếm và bộ lọc')", true).await;
    page.expect("document.querySelectorAll('main p[id^=p]').length > 3", true).await;
    page.wait_for("#p1").await;
    page.expect(&seen("html[data-live]"), false).await;
    page.screenshot("broken").await;
    page.click("[data-mode=en]").await;
    page.expect("document.documentElement.lang", "en").await;
    page.wait_for("#p1").await;
    page.click(".theme").await;
    page.expect("document.documentElement.dataset.theme", "dark").await;
}

#[test]
fn without_the_wasm() {
    read(after(MAIN, |files, path| drop(files.remove(path))), still_reads_story);
}

#[test]
fn with_a_wasm_that_is_cut_off() {
    let cut = |files: &mut Files, path: &str| {
        let bytes = files.get_mut(path).expect("it was found");
        bytes.truncate(bytes.len() / 2);
    };
    read(after(MAIN, cut), still_reads_story);
}

#[test]
fn with_a_record_that_was_damaged_on_the_way() {
    let flip = |files: &mut Files, path: &str| {
        let bytes = files.get_mut(path).expect("it was found");
        let at = bytes.len() - 1000;
        bytes[at] ^= 0x10;
    };
    read(after(MAIN, flip), still_reads_story);
}

#[test]
fn without_a_record() {
    let rename = |files: &mut Files, path: &str| {
        let bytes = files.get_mut(path).expect("it was found");
        let at = bytes.windows(7).rposition(|x| x == b"\x06record").expect("the section has its name");
        bytes[at + 1] = b'R';
    };
    read(after(MAIN, rename), still_reads_story);
}

#[test]
fn without_the_glue() {
    read(after(("reader", ".js"), |files, path| drop(files.remove(path))), still_reads_story);
}

#[test]
fn without_what_is_deferred_the_page_is_live_and_the_others_are_as_printed() {
    read(after(DEFERRED, |files, path| drop(files.remove(path))), async |page| {
        page.open("vi/").await;
        page.wait_for("#failed").await;
        page.wait_for("html[data-live]").await;
        page.type_into("#q", "hoa binh\u{e007}").await;
        page.expect_address("vi/search/?q=hoa+binh").await;
        page.wait_for("#failed").await;
        page.click("#results a").await;
        page.wait_for("#failed").await;
        page.wait_for("main h1").await;
    });
}

/// What a cache between the host and the reader may still have under a name: the same file of
/// another build, which is as sound as this one.
fn of_another_build(files: &mut Files, path: &str) {
    let more: &[u8] = if path.ends_with(".wasm") { b"\0\x02\x01x" } else { b"\nvoid 0;\n" };
    files.get_mut(path).expect("it was found").extend(more);
}

#[test]
fn with_a_wasm_of_another_build() {
    read(after(MAIN, of_another_build), still_reads_story);
}

#[test]
fn with_the_glue_of_another_build() {
    read(after(("reader", ".js"), of_another_build), still_reads_story);
}

#[test]
fn with_a_start_of_another_build() {
    read(after(("start", ".js"), of_another_build), still_reads_story);
}

#[test]
fn what_is_deferred_of_another_build_does_not_run() {
    read(after(DEFERRED, of_another_build), async |page| {
        page.open(ARTICLE).await;
        page.wait_for("#failed").await;
        page.wait_for("html[data-live]").await;
        page.expect("document.querySelectorAll('main p[id^=p]').length > 3", true).await;
        page.expect(&seen("html[data-complete]"), false).await;
    });
}

/// What ends the reader: code runs to where it cannot (a module of which the start is one `unreachable`).
pub const STOP: &str = "setTimeout(() => new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(\
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 8, 1, 0, 10, 5, 1, 3, 0, 0, 11))))";

/// What stops once is there again, what stops again says so. Now and then WebKit stops a sound reader
/// (see ARCHITECTURE.md): one that it stops after the stop of the test is opened anew, a few times.
pub async fn begins_anew(page: &Page, open: impl AsyncFn(), stop: &str) {
    let reloaded = "performance.getEntriesByType('navigation')[0].type === 'reload'";
    let ended = format!("(document.documentElement.dataset.complete === 'true' || {})", seen("#failed"));
    for _ in 0..4 {
        page.driver.goto("about:blank").await.expect("an empty page opens");
        open().await;
        page.wait_live().await;
        // Once: Firefox's driver does again what a page that goes away has left unanswered.
        page.ask::<()>(&format!("if (!({reloaded})) {stop}")).await;
        page.expect(&format!("{reloaded} && {ended}"), true).await;
        if !page.ask::<bool>(&format!("return {}", seen("#failed"))).await {
            break;
        }
    }
    page.expect(&seen("#failed"), false).await;
    page.ask::<()>(stop).await;
    page.wait_for("#failed").await;
    let there = "(x => x.top >= 0 && x.top < innerHeight - 20)\
        (document.getElementById('failed').getBoundingClientRect())";
    page.expect(there, true).await;
    page.screenshot("stopped").await;
}

#[test]
fn a_reader_that_stops_begins_anew_where_it_was() {
    // Not in Firefox, where what a driver runs has errors of its own.
    for browser in [Browser::Chromium, Browser::WebKit] {
        read(Setting { browser, ..Setting::default() }, async |page| {
            begins_anew(page, async || page.open("en/search/?q=huong").await, STOP).await;
            page.expect_address("en/search/?q=huong").await;
            page.wait_for("#results a").await;
        });
    }
}

#[test]
fn where_a_page_does_not_know_how_it_was_loaded_it_is_not_loaded_for_ever() {
    let before = "performance.getEntriesByType = () => []";
    read(Setting { before, ..Setting::default() }, async |page| {
        page.open_live("en/search/?q=huong").await;
        page.ask::<()>(&format!("window.before = true; {STOP}")).await;
        page.expect(&format!("window.before && {}", seen("#failed")), true).await;
    });
}

#[test]
fn in_a_browser_without_webassembly() {
    read(Setting { before: "delete window.WebAssembly", ..Setting::default() }, still_reads_story);
}

async fn still_reads_story(page: &Page) {
    still_reads(page).await;
}

#[test]
fn where_storage_is_refused_everything_works_and_nothing_is_remembered() {
    let refused = "Object.defineProperty(window, 'localStorage', \
        { get() { throw new DOMException('refused', 'SecurityError'); } });";
    read(Setting { before: refused, ..Setting::default() }, async |page| {
        page.open("").await;
        page.expect_address("vi/").await;
        page.open_live(ARTICLE).await;
        page.click("[data-mode=en]").await;
        page.expect("document.documentElement.lang", "en").await;
        page.click(".theme").await;
        page.expect("document.documentElement.dataset.theme", "dark").await;
        page.expect(&seen("#failed"), false).await;
        page.open("").await;
        page.expect_address("vi/").await;
        assert_eq!(page.errors().await, Vec::<String>::new());
    });
}

#[test]
fn where_nothing_more_can_be_stored_everything_works() {
    let full = "const full = () => new DOMException('full', 'QuotaExceededError'); \
        Storage.prototype.setItem = () => { throw full(); }; \
        CacheStorage.prototype.open = () => Promise.reject(full());";
    read(Setting { before: full, worker: true, ..Setting::default() }, async |page| {
        // What runs beside the pages, and keeps them for when there is no network, has no room either.
        let quota = json!({ "origin": page.host.origin, "quotaSize": 1 });
        page.tool("Storage.overrideQuotaForOrigin", quota).await;
        page.open("").await;
        page.expect_address("vi/").await;
        page.wait_live().await;
        let kept = "navigator.serviceWorker.register('/sw.js').then(({ installing: x }) => \
            x && new Promise(done => x.addEventListener('statechange', () => done(x.state))))";
        page.expect(kept, "redundant").await;
        page.open_live(ARTICLE).await;
        page.click("[data-mode=en]").await;
        page.expect("document.documentElement.lang", "en").await;
        page.click(".theme").await;
        page.expect("document.documentElement.dataset.theme", "dark").await;
        page.open_live("en/search/?q=huong").await;
        page.wait_for(".hit mark").await;
        page.expect(&seen("#failed"), false).await;
        page.open("").await;
        page.expect_address("vi/").await;
        assert_eq!(page.errors().await, Vec::<String>::new());
    });
}

#[test]
fn whatever_the_clock_says_the_pages_say_the_same() {
    let clock = |time: &str| -> &'static str {
        let script = format!(
            "const now = {time}; Date = class extends Date {{ constructor(...all) {{ super(...(all.length ? all : [now])); }} \
             static now() {{ return now; }} }};"
        );
        Box::leak(script.into_boxed_str())
    };
    let mut said: Vec<Vec<String>> = Vec::new();
    for before in ["", clock("-1"), clock("Date.UTC(2099, 11, 31)"), clock("NaN")] {
        read(Setting { before, ..Setting::default() }, async |page| {
            let mut pages = Vec::new();
            for address in ["vi/", ARTICLE, "vi/timeline/", "vi/plans/", "vi/cycle/", "vi/search/?q=2022"] {
                page.open_live(address).await;
                page.expect(&seen("#failed"), false).await;
                pages.push(page.text("main").await);
            }
            assert_eq!(page.errors().await, Vec::<String>::new());
            said.push(pages);
        });
    }
    assert!(said.iter().all(|x| *x == said[0]), "a page says what time it is");
}

#[test]
fn a_host_that_allows_only_its_own_files_is_enough() {
    let strict = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
        font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; \
        manifest-src 'self'; base-uri 'none'";
    let headers = Box::leak(Box::new([("Content-Security-Policy", strict)]));
    read(Setting { headers, ..Setting::default() }, async |page| {
        for address in ["vi/", ARTICLE, "both/timeline/", "en/search/?q=huong", "en/cycle/", "vi/glossary/"] {
            page.open_live(address).await;
            page.expect(&seen("#failed"), false).await;
        }
        // It does not know the one script within the page, for hosts that it is not.
        let errors = page.errors().await;
        let others: Vec<_> =
            errors.iter().filter(|x| !x.contains("Executing inline script violates")).collect();
        assert!(others.is_empty(), "{others:?}");
    });
}

#[test]
fn who_has_an_old_page_open_is_told_of_the_new_one_and_reads_on() {
    // Another version, by the name of its start, and the moment before all of it is there.
    let mut new = Files::clone(dist());
    let start = only(&new, ("start", ".js"));
    let renamed = start.replacen("start", "start-new", 1);
    let bytes = new.remove(&start).expect("it was found");
    new.insert(renamed.clone(), bytes);
    for page in new.iter_mut().filter(|x| x.0.ends_with(".html")).map(|x| x.1) {
        *page = String::from_utf8_lossy(page).replace(&start, &renamed).into_bytes();
    }
    let mut gone = new.clone();
    gone.remove(&only(&new, DEFERRED));
    read(Setting { waits: Some("deferred"), ..Setting::default() }, async |page| {
        page.open("en/").await;
        page.wait_for("html[data-live]").await;
        page.host.publish(Arc::new(gone));
        page.let_all_come();
        page.wait_for("#renewed").await;
        page.host.publish(Arc::new(new));
        page.expect(&seen("#failed"), false).await;
        // Lists are live, and what needs more is loaded from the new version.
        page.click("nav a[href$='/people/']").await;
        page.expect_address("en/people/").await;
        page.click("nav a[href$='/timeline/']").await;
        page.expect_address("en/timeline/").await;
        page.wait_live().await;
        page.expect(&seen("#renewed"), false).await;
    });
}
