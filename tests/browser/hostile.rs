//! An edition full of hostile strings, read live: they are words like any others.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use caunoi::site::reader::Reader;
use caunoi::site::{build, check};
use serde_json::json;

use crate::edition::{STRINGS, planted};
use crate::harness::{Page, Setting, read, seen};
use crate::server::Files;

/// Notes what must not happen, before any script of the page runs.
const WATCH: &str = "window.happened = []; \
    for (const name of ['alert', 'confirm', 'prompt']) window[name] = () => happened.push(name); \
    addEventListener('securitypolicyviolation', x => happened.push(`${x.effectiveDirective} ${x.sample}`));";

/// What is in the page that the reader has not put there: elements and attributes that run
/// something or load it from elsewhere. References are files that stand in their links.
const STRANGE: &str = "(() => { \
    const own = x => x.localName === 'img' && new URL(x.src).pathname.includes('/assets/images/'); \
    const loaded = [...document.querySelectorAll('#app :is(script, style, img, iframe, object, embed, math, plaintext, base, meta)')]; \
    const runs = [...document.querySelectorAll('*')].flatMap(x => [...x.attributes]) \
        .filter(x => !(x.ownerElement.matches('.files a[download]') && x.value.startsWith('data:application/'))) \
        .filter(x => /^on|^srcdoc$/.test(x.name) || /^\\s*(javascript|data|vbscript):/i.test(x.value)); \
    return [...loaded.filter(x => !own(x)).map(x => x.outerHTML), ...runs.map(x => `${x.name}=${x.value}`)].join('\\n'); \
    })()";

/// Where the edition says that it is published, hostile as that is.
const BELOW: &str = "/ferry/it's&lt;b&gt;/";

fn hostile() -> Setting {
    static SITE: LazyLock<Arc<Files>> = LazyLock::new(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let Ok(reader) = Reader::open(Some(root.join("target/reader"))) else {
            panic!("target/reader has no compiled reader: `trunk build --release` keeps one there")
        };
        let edition = planted(&root.join("tests/editions/ferry"), true);
        let record = check::read(&edition.0, None).record.expect("the texts are allowed");
        let built = build::site(record, &edition.0, &reader).and_then(|x| x.published(&reader));
        let Ok(site) = built else { panic!("the site is not built") };
        Arc::new(site.into_files())
    });
    Setting { files: Arc::clone(&SITE), below: BELOW, languages: "de", before: WATCH, ..Setting::default() }
}

/// All is well, and the strings are there to read.
async fn expect_harmless(page: &Page, address: &str) {
    page.expect("happened.join('\\n')", "").await;
    page.expect(STRANGE, "").await;
    page.expect(&seen("#failed"), false).await;
    assert_eq!(page.errors().await, Vec::<String>::new(), "{address}");
    let script = "return arguments[0].filter(x => document.body.textContent.includes(x)).length";
    let shown: usize = page.ask_with(script, vec![json!(STRINGS)]).await;
    assert!(shown > 3, "{address} shows {shown} of the strings");
}

#[test]
fn on_every_kind_of_page_hostile_strings_are_words() {
    read(hostile(), async |page| {
        for mode in ["de", "fr", "both"] {
            for path in [
                "",
                "articles/",
                "articles/2022-10-15-bergung/",
                "people/",
                "people/joerdis-ueberwasser/",
                "organisations/faehrverein/",
                "topics/",
                "timeline/",
                "cycle/",
                "plans/",
                "glossary/",
                "search/",
                "search/?q=script",
                "about/",
                "data/",
                "book/",
                "nowhere/",
            ] {
                let address = format!("{mode}/{path}");
                page.open_live(&address).await;
                if path == "nowhere/" {
                    // That there is no such page is an error of the network.
                    page.errors().await;
                }
                expect_harmless(page, &address).await;
            }
        }
    });
}

#[test]
fn from_page_to_page_hostile_strings_stay_words() {
    read(hostile(), async |page| {
        page.open_live("both/").await;
        let _: () = page.ask("window.survives = true").await;
        for path in ["articles/", "timeline/", "cycle/", "glossary/", "people/", "about/"] {
            page.click(&format!("a[href$='/both/{path}'], a[href$='./{path}'], a[href='{path}']")).await;
            page.expect_address(&format!("both/{path}")).await;
            expect_harmless(page, path).await;
        }
        page.expect("survives", true).await;
    });
}

#[test]
fn what_is_found_and_what_is_typed_are_words() {
    read(hostile(), async |page| {
        page.open_live("both/search/").await;
        for typed in STRINGS {
            page.click("#q").await;
            let _: () = page.ask("document.querySelector('#q').select()").await;
            page.insert(typed).await;
            let address = "new URLSearchParams(location.search).get('q')";
            page.expect(&format!("{address} === {}", json!(typed)), true).await;
            page.expect(
                &format!("document.querySelector('main').textContent.includes({})", json!(typed)),
                true,
            )
            .await;
            page.expect("happened.join('\\n')", "").await;
            page.expect(STRANGE, "").await;
        }
        page.open_live("both/search/?q=onerror").await;
        page.wait_for(".hit mark").await;
        expect_harmless(page, "both/search/?q=onerror").await;
    });
}

#[test]
fn in_one_file_hostile_strings_are_words() {
    read(hostile(), async |page| {
        let hashes = [
            "",
            "#/both/",
            "#/de/articles/2022-10-15-bergung/",
            "#/fr/timeline/",
            "#/both/search/?q=onerror",
        ];
        for (number, hash) in hashes.into_iter().enumerate() {
            // Another query, so that the file is loaded anew.
            page.open_live(&format!("faehre.html?{number}{hash}")).await;
            page.expect("happened.join('\\n')", "").await;
            page.expect(&seen("#failed"), false).await;
            page.expect(
                "document.querySelectorAll('#app :is(script, iframe, math, [onerror], [onload])').length",
                0,
            )
            .await;
            let shown = "return arguments[0].filter(x => document.body.textContent.includes(x)).length";
            let shown: usize = page.ask_with(shown, vec![json!(STRINGS)]).await;
            assert!(shown > 3, "{hash} shows {shown} of the strings");
            assert_eq!(page.errors().await, Vec::<String>::new(), "{hash}");
        }
    });
}
