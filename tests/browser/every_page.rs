//! Every page of the site, opened once: what happens when it comes alive, and what the rules
//! of accessibility say.
//!
//! The pages are visited by two browsers at a time, once for all tests of this module.

use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex};

use serde::Deserialize;

use crate::harness::{Page, Setting, read};
use crate::server::{dist, pages};

/// What was seen on one page.
#[derive(Deserialize)]
struct Seen {
    #[serde(default)]
    address: String,
    /// What is not where it was before the reader took over.
    moved: Vec<String>,
    /// The sum of layout shifts, as Chromium counts them.
    shift: f64,
    /// Where the live text parts from the file's, if it does.
    text: Option<String>,
    /// Origins other than the page's own that something came from.
    origins: Vec<String>,
    /// Faults found by axe.
    axe: Vec<String>,
    #[serde(default)]
    errors: Vec<String>,
    #[serde(default)]
    missing: Vec<String>,
}

/// Before the reader is live: waits for the fonts, then notes where everything is.
const BEFORE: &str = "window.places = () => [...document.querySelectorAll('#app, #app *')].map(x => { \
        const r = x.getBoundingClientRect(); return [x, Math.round(r.x), Math.round(r.y), Math.round(r.width), Math.round(r.height)]; }); \
    const frames = () => new Promise(x => requestAnimationFrame(() => requestAnimationFrame(x))); \
    document.body.offsetHeight; \
    return document.fonts.ready.then(frames).then(() => { \
        window.app0 = document.getElementById('app'); window.places0 = places(); window.text0 = app0.innerText; return true; })";

/// After: compares.
const AFTER: &str = include_str!("after.js");

/// The rules, and how to ask them.
static AXE: LazyLock<String> = LazyLock::new(|| {
    let usual = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/node_modules/axe-core/axe.min.js");
    let path = std::env::var_os("AXE_JS").map_or(usual, Into::into);
    let rules = std::fs::read_to_string(&path)
        .unwrap_or_else(|x| panic!("{}: {x}; `cargo xtask setup` fetches it", path.display()));
    format!("{rules}\n{}", include_str!("axe.js"))
});

/// The faults of the page as it stands.
pub async fn axe_here(page: &Page) -> Vec<String> {
    page.ask(&AXE).await
}

/// A page of every kind: a name for it, and its address within a mode.
pub fn kinds() -> Vec<(&'static str, String)> {
    let some = |list: &str| -> String {
        let inside = format!("vi/{list}/");
        let found = pages(dist()).into_iter().filter(|x| x.starts_with(&inside) && *x != inside);
        // The fullest says most.
        let fullest = found.max_by_key(|x| dist()[&format!("{x}index.html")].len());
        fullest.and_then(|x| x.strip_prefix("vi/").map(String::from)).expect("a list is not empty")
    };
    let lists = ["articles", "people", "organisations", "topics"];
    let alone = ["glossary", "timeline", "cycle", "about", "search"];
    let plain = lists.iter().chain(&alone).map(|x| (*x, format!("{x}/")));
    let mut kinds: Vec<(&str, String)> = plain.collect();
    kinds.push(("home", String::new()));
    let entries = ["article", "person", "organisation", "topic"];
    kinds.extend(entries.into_iter().zip(lists).map(|(kind, list)| (kind, some(list))));
    kinds.push(("results", "search/?q=h%E1%BB%99i".into()));
    kinds.push(("nothing", "search/?q=qqq".into()));
    kinds.push(("lost", "nowhere/".into()));
    kinds
}

/// What was seen on every page, all three modes.
fn all() -> &'static [Seen] {
    static ALL: LazyLock<Vec<Seen>> = LazyLock::new(|| {
        let mut addresses = pages(dist());
        addresses.push("nowhere/".into());
        let (addresses, seen) = (Arc::new(Mutex::new(addresses)), Arc::new(Mutex::new(Vec::new())));
        let readers: Vec<_> = (0..2)
            .map(|_| {
                let (addresses, seen) = (Arc::clone(&addresses), Arc::clone(&seen));
                std::thread::spawn(move || {
                    read(Setting { wasm_waits: true, ..Setting::default() }, async |page| {
                        loop {
                            let Some(address) = addresses.lock().unwrap().pop() else { break };
                            let one = visit(page, &address).await;
                            seen.lock().unwrap().push(one);
                        }
                    });
                })
            })
            .collect();
        for reader in readers {
            reader.join().expect("every page can be visited");
        }
        std::mem::take(&mut seen.lock().unwrap())
    });
    assert!(ALL.len() > 30, "only {} pages", ALL.len());
    &ALL
}

async fn visit(page: &Page, address: &str) -> Seen {
    page.host.hold_wasm(true);
    page.open(address).await;
    let _: bool = page.ask(BEFORE).await;
    page.let_wasm_come();
    page.wait_live().await;
    let mut seen: Seen = page.ask(&AXE.replace("/* and */", AFTER)).await;
    seen.address = address.into();
    seen.errors = page.errors().await;
    seen.missing = page.host.missing();
    if address == "nowhere/" {
        // That there is nothing is no surprise.
        seen.errors.retain(|x| !x.contains("404"));
        seen.missing.clear();
    }
    seen
}

/// Fails with every fault of every page.
fn check(faults: impl Fn(&Seen) -> Vec<String>) {
    let lines: Vec<String> = all()
        .iter()
        .flat_map(|seen| faults(seen).into_iter().map(|x| format!("/{}: {x}", seen.address)))
        .collect();
    assert!(lines.is_empty(), "{} faults\n{}", lines.len(), lines.join("\n"));
}

#[test]
fn nothing_moves_when_a_page_comes_alive() {
    check(|seen| seen.moved.clone());
}

#[test]
fn no_layout_shifts() {
    check(|seen| if seen.shift > 0.0 { vec![format!("layout shift {}", seen.shift)] } else { Vec::new() });
}

#[test]
fn a_live_page_says_what_its_file_says() {
    check(|seen| seen.text.iter().cloned().collect());
}

#[test]
fn no_page_asks_another_host() {
    check(|seen| seen.origins.clone());
}

#[test]
fn no_page_asks_for_what_is_not_there() {
    check(|seen| seen.missing.clone());
}

#[test]
fn no_page_has_errors_in_the_console() {
    check(|seen| seen.errors.clone());
}

#[test]
fn no_page_has_accessibility_faults() {
    check(|seen| seen.axe.clone());
}
