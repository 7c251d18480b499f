//! Every page of the site, opened once: what happens when it comes alive, and what the rules
//! of accessibility say.
//!
//! The pages are visited by three browsers at a time, once for all tests of this module.

use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex};

use serde::Deserialize;

use crate::harness::{Page, Setting, read};
use crate::server::{Files, dist, pages};

/// What was seen on one page.
#[derive(Deserialize)]
struct Seen {
    /// What is not where it was before the reader took over.
    moved: Vec<String>,
    /// What shifted, as Chromium sees it, after the fonts were there.
    late_shifts: Vec<String>,
    /// How much shifted in all.
    shift: f64,
    /// Where the live text parts from the file's, or from what was shown before.
    text: Vec<String>,
    /// Origins other than the page's own that something came from.
    origins: Vec<String>,
    /// Faults that axe found.
    #[serde(skip)]
    axe: Vec<String>,
    #[serde(skip)]
    errors: Vec<String>,
    #[serde(skip)]
    missing: Vec<String>,
    #[serde(skip)]
    address: String,
}

/// The default edition, and the rules of accessibility beside it.
pub fn with_rules() -> Setting {
    static FILES: LazyLock<Arc<Files>> = LazyLock::new(|| beside_rules(dist()));
    Setting { files: Arc::clone(&FILES), policy: false, ..Setting::default() }
}

/// A site with the rules of accessibility beside its pages.
pub fn beside_rules(files: &Files) -> Arc<Files> {
    let usual = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/node_modules/axe-core/axe.min.js");
    let path = std::env::var_os("AXE_JS").map_or(usual, Into::into);
    let Ok(rules) = std::fs::read(&path) else { panic!("there is no axe-core at {}", path.display()) };
    let mut files = files.clone();
    files.insert("axe.js".into(), rules);
    Arc::new(files)
}

/// The faults of the page as it stands, served [`with_rules`].
pub async fn axe_here(page: &Page) -> Vec<String> {
    page.ask(include_str!("axe.js")).await
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
    let alone = ["glossary", "timeline", "cycle", "plans", "about", "search", "book"];
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

/// How much of a page may shift before the reader takes over, as Chromium counts it.
const SHIFT: f64 = 0.01;

/// What was seen on every page, all three modes.
fn all() -> &'static [Seen] {
    static ALL: LazyLock<Vec<Seen>> = LazyLock::new(|| {
        let mut addresses = pages(dist());
        addresses.push("nowhere/".into());
        let (addresses, seen) = (Arc::new(Mutex::new(addresses)), Arc::new(Mutex::new(Vec::new())));
        let readers: Vec<_> = (0..3)
            .map(|_| {
                let (addresses, seen) = (Arc::clone(&addresses), Arc::clone(&seen));
                std::thread::spawn(move || {
                    read(with_rules(), async |page| {
                        loop {
                            let Some(address) = addresses.lock().unwrap().pop() else { break };
                            let mut one = visit(page, &address).await;
                            // A busy machine may show a page in pieces; what the page does, it does again.
                            if one.shift > SHIFT {
                                one.shift = one.shift.min(visit(page, &address).await.shift);
                            }
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
    page.host.hold(Some(".wasm"));
    page.open(address).await;
    let _: bool = page.ask(include_str!("before.js")).await;
    page.let_all_come();
    page.wait_live().await;
    let mut seen: Seen = page.ask(include_str!("after.js")).await;
    seen.axe = axe_here(page).await;
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
fn no_layout_shifts_once_the_fonts_are_there() {
    check(|seen| seen.late_shifts.clone());
}

/// Each page here is read with an empty cache. What is allowed is what a busy machine does: a
/// font or the rest of a page that comes when it has been painted (0.002 on one page was seen).
#[test]
fn hardly_anything_shifts_before_the_reader_takes_over() {
    check(|seen| if seen.shift > SHIFT { vec![format!("a shift of {}", seen.shift)] } else { Vec::new() });
}

#[test]
fn a_live_page_says_what_its_file_says() {
    check(|seen| seen.text.clone());
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
