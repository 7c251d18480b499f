//! The edition in one file, opened from a disk, with nothing beside it.

use std::path::PathBuf;

use thirtyfour::Key;

use crate::broken::{STOP, begins_anew};
use crate::drivers::Browser;
use crate::harness::{Page, Setting, read, seen};
use crate::large;
use crate::offline::{COUNT, loaded};
use crate::server::dist;

const ARTICLE: &str = "2022-01-18-annual-review";
/// One of its statements, far down on its page.
const STATEMENT: &str = "2022-01-18-haufo-30";
const FOUND: &str = "+document.querySelector('main [role=status]').innerText.match(/: (\\d+)/)?.[1]";
const LISTED: &str = "document.querySelectorAll('.listed .entry').length";

/// A copy of the file, alone in a folder, for as long as a story lasts.
struct Copy(PathBuf);

impl Copy {
    /// The file after something happened to its text.
    fn after(name: &str, happens: impl FnOnce(String) -> String) -> Copy {
        let html = String::from_utf8(dist()["haufo.html"].clone()).expect("pages are UTF-8");
        Copy::of(name, &happens(html))
    }

    fn of(name: &str, html: &str) -> Copy {
        let folder = std::env::temp_dir().join(format!("caunoi-single-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        std::fs::write(folder.join("press.html"), html).expect("a file can be written");
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
    // In its own typefaces: in others the words have another width.
    let width = "(family => { \
        const title = document.querySelector('.lead h2'), words = document.createRange(); \
        title.style.fontFamily = family; \
        words.selectNodeContents(title); \
        return words.getBoundingClientRect().width; })";
    page.expect(&format!("{width}('\"Newsreader Fallback\", serif') !== {width}('')"), true).await;
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
    // A search that is typed and narrowed, and outlives a reload.
    copy.open(page, "#/vi/").await;
    page.wait_live().await;
    page.click(".find").await;
    at(page, "#/vi/search/").await;
    page.type_into("#q", "huu nghi").await;
    at(page, "#/vi/search/?q=huu+nghi").await;
    page.wait_for("#results mark").await;
    page.click("input[name=kind][value=event]").await;
    page.expect("location.hash.includes('kind=event')", true).await;
    page.expect("document.querySelectorAll('#results h2').length", 1).await;
    let found: u64 = page.ask(&format!("return {FOUND}")).await;
    assert!(found > 0);
    page.reload().await;
    page.wait_live().await;
    page.expect(FOUND, found).await;
    page.expect("document.querySelector('#q').value", "huu nghi").await;
    // One that somebody sent.
    copy.open(page, "#/en/search/?q=huong&kind=person").await;
    page.wait_live().await;
    page.wait_for("#results mark").await;
    page.expect("document.documentElement.lang", "en").await;
    page.expect("document.querySelector('input[name=kind][value=person]').checked", true).await;
    // Time, by the keyboard.
    copy.open(page, "#/vi/timeline/").await;
    page.wait_live().await;
    page.wait_for("[data-place=plot] [data-item]").await;
    let all: u64 = page.ask(&format!("return {LISTED}")).await;
    page.ask::<()>("document.querySelector('[data-place=plot]').focus()").await;
    page.keys("+").await;
    page.expect(&format!("{LISTED} < {all} && /time=/.test(location.hash)"), true).await;
    // Places on a page: behind a route, and on the page that is open.
    for id in [STATEMENT, "corrections"] {
        copy.open(page, &format!("#/vi/articles/{ARTICLE}/#{id}")).await;
        page.wait_live().await;
        let top = format!("document.getElementById({id:?})?.getBoundingClientRect().top");
        page.expect(&format!("scrollY > 300 && {top} >= 0 && {top} < innerHeight"), true).await;
    }
    // One that is typed on the page that is open, behind its route.
    page.ask::<()>("scrollTo(0, 0)").await;
    page.expect("scrollY", 0).await;
    page.ask::<()>(&format!("location.hash = '#/vi/articles/{ARTICLE}/#{STATEMENT}'")).await;
    let top = format!("document.getElementById({STATEMENT:?}).getBoundingClientRect().top");
    page.expect(&format!("scrollY > 300 && {top} >= 0 && {top} < innerHeight"), true).await;
    // A mark in the drawing of an article leads to what it stands for, on the same page.
    copy.open(page, &format!("#/vi/articles/{ARTICLE}/")).await;
    page.wait_live().await;
    // With the pointer itself: a driver does not click on what has words lying over it.
    let (x, y): (i64, i64) = page
        .ask(&format!(
            "const area = document.querySelector(\"[aria-labelledby=timeline] .middle a[href*='{ARTICLE}/#'] .hit-area\"); \
             area.scrollIntoView({{ block: 'center', behavior: 'instant' }}); \
             const {{ x, y, width, height }} = area.getBoundingClientRect(); \
             return [Math.round(x + width / 2), Math.round(y + height / 2)]"
        ))
        .await;
    page.drag((x, y), (x, y)).await;
    page.expect(&format!("location.hash.startsWith('#/vi/articles/{ARTICLE}/#')"), true).await;
    let top = "document.getElementById(location.hash.split('#')[2]).getBoundingClientRect().top";
    page.expect(&format!("scrollY > 300 && {top} >= 0 && {top} < innerHeight"), true).await;
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
    page.expect("document.documentElement.dataset.theme ?? null", serde_json::json!(null)).await;
    page.click(".theme").await;
    page.expect("document.documentElement.dataset.theme", "dark").await;
    page.expect("getComputedStyle(document.documentElement).colorScheme", "dark").await;
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

#[test]
fn a_reader_that_stops_begins_anew_and_then_says_so() {
    // By a script of the file itself: of the errors of those WebKit tells nothing.
    let stop = format!("<script>addEventListener('stop', () => {STOP});</script>");
    let copy = Copy::after("stops", |html| {
        let (policy, rest) = html.split_once("<meta http-equiv").expect("a policy");
        format!("{policy}{stop}{}", rest.split_once('>').expect("the policy ends").1)
    });
    for browser in [Browser::Chromium, Browser::Firefox, Browser::WebKit] {
        read(Setting { browser, ..Setting::default() }, async |page| {
            let open = async || copy.open(page, "#/en/search/?q=huong").await;
            begins_anew(page, open, "dispatchEvent(new Event('stop'))").await;
            at(page, "#/en/search/?q=huong").await;
            page.wait_for("#plain article p").await;
        });
    }
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
    page.expect(&seen("html[data-live]"), false).await;
    // No link leads nowhere, and the list of articles is those below.
    let links = "[...document.querySelectorAll('a[href^=\"#\"]')]";
    let dead = format!("{links}.map(x => x.hash.slice(1)).filter(x => !document.getElementById(x)).join()");
    page.expect(&dead, "").await;
    page.expect(&format!("{links}.length > 10"), true).await;
    page.click(".nav a[href]").await;
    at(page, "#/both/articles/").await;
    let top = "document.querySelector('#plain :target').getBoundingClientRect().top";
    page.expect(&format!("Math.abs({top}) < innerHeight / 2"), true).await;
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
        page.expect(&seen(".lead h2"), true).await;
        page.expect(&seen("noscript p"), true).await;
        reads(page).await;
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
    use Browser::{Chromium, Firefox, WebKit};
    let all = [(Chromium, "reader"), (Chromium, "record"), (Chromium, "deferred")];
    for (browser, part) in all.into_iter().chain([(Firefox, "record"), (WebKit, "record")]) {
        let damage = |html: String| {
            let start = html.find(&format!("id=\"{part}\">")).expect("the part is there") + 5_000;
            let mut bytes = html.into_bytes();
            bytes[start..start + 400].fill(b'A');
            String::from_utf8(bytes).expect("it is still text")
        };
        let copy = Copy::after(&format!("damaged-{part}"), damage);
        read(Setting { browser, ..Setting::default() }, async |page| {
            copy.open(page, "#/both/").await;
            page.wait_for("#failed").await;
            reads(page).await;
        });
    }
}

#[test]
fn a_file_that_was_cut_off_reads_as_far_as_it_goes() {
    let cut = |html: String| {
        let at = html.find("id=\"deferred\">").expect("the part is there") + 5_000;
        html[..at].to_string()
    };
    let copy = Copy::after("cut", cut);
    read(Setting::default(), async |page| {
        copy.open(page, "#/both/").await;
        reads(page).await;
    });
}

#[test]
fn it_says_itself_what_it_may_run_and_keeps_to_it() {
    let html = std::str::from_utf8(&dist()["haufo.html"]).expect("pages are UTF-8");
    let policy = html.split("Content-Security-Policy\" content=\"").nth(1).and_then(|x| x.split('"').next());
    let policy = policy.expect("there is a policy");
    for open in ["'unsafe-inline'", "'unsafe-eval'", "'self'", "http", "*", "blob:"] {
        assert!(!policy.contains(open), "{open} in {policy}");
    }
    assert!(policy.starts_with("default-src 'none'; script-src 'sha256-"), "{policy}");
    let copy = Copy::after("policy", |x| x);
    read(Setting::default(), async |page| {
        copy.open(page, "#/both/").await;
        page.wait_live().await;
        // Neither text as script nor a script that was put in runs, and nothing is sent. (What the
        // driver runs itself may do more, but not what that leaves for later.)
        let tries = "const tried = []; \
            const attempt = (name, what) => { try { what() } catch { tried.push(name) } }; \
            return new Promise(later => setTimeout(later)).then(() => { \
                attempt('eval', () => eval('window.ran = true')); \
                attempt('html', () => { document.body.innerHTML = '<img src=x onerror=ran=1>' }); \
                const script = document.createElement('script'); \
                attempt('script', () => { script.textContent = 'window.ran = true'; document.head.append(script) }); \
                return fetch('http://127.0.0.1:9/'); \
            }).catch(() => tried.push('fetch')).then(() => tried.join())";
        assert_eq!(page.ask::<String>(tries).await, "eval,html,script,fetch");
        page.expect("'ran' in window", false).await;
    });
}

#[test]
fn from_a_file_no_worker_is_asked_for() {
    let copy = Copy::after("worker", |x| x);
    read(Setting { worker: true, before: COUNT, ..Setting::default() }, async |page| {
        copy.open(page, "#/both/").await;
        page.wait_live().await;
        loaded(page).await;
        page.expect("wanted", 0).await;
    });
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

/// The last of hundreds of articles that stand in the file, and how many there are.
const LAST: &str = "2024-01-18-annual-review-99";
const MANY: usize = 500;

/// That article stands there and is where its link leads.
async fn reaches_the_last(page: &Page) {
    page.expect("document.querySelectorAll('#plain article').length", MANY).await;
    let top = "document.querySelector('#plain article:target')?.getBoundingClientRect().top";
    page.expect(&format!("{top} >= 0 && {top} < innerHeight"), true).await;
}

#[test]
fn a_large_edition_is_live_and_if_not_reaches_the_last_article_by_its_link() {
    let html = large::in_one_file();
    assert!(html.contains("id=\"assets/articles-"), "its record comes in parts");
    let copy = Copy::of("large", &html);
    for browser in [Browser::Chromium, Browser::Firefox, Browser::WebKit] {
        read(Setting { browser, ..Setting::default() }, async |page| {
            copy.open(page, "#/en/search/?q=huu+nghi&kind=article").await;
            page.wait_live().await;
            page.expect(FOUND, MANY).await;
            copy.open(page, &format!("#/en/articles/{LAST}/")).await;
            page.wait_live().await;
            page.expect("document.querySelector('main .prose').innerText.length > 500", true).await;
            page.expect(&seen("#failed"), false).await;
            assert_eq!(page.errors().await, Vec::<String>::new());
        });
    }
    // One part of hundreds is damaged.
    let start = html.find("id=\"assets/summaries-").expect("the part is there") + 500;
    let mut damaged = html.into_bytes();
    damaged[start..start + 400].fill(b'A');
    let damaged = Copy::of("large-damaged", str::from_utf8(&damaged).expect("it is still text"));
    let place = format!("#/both/articles/{LAST}/");
    for browser in [Browser::Chromium, Browser::Firefox, Browser::WebKit] {
        read(Setting { browser, ..Setting::default() }, async |page| {
            damaged.open(page, &place).await;
            page.wait_for("#failed").await;
            reaches_the_last(page).await;
        });
    }
    read(Setting { scripts: false, ..Setting::default() }, async |page| {
        copy.open(page, &place).await;
        reaches_the_last(page).await;
    });
}
