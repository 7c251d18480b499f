//! Light and dark, wide and narrow, on paper.

use serde_json::json;

use crate::every_page::{axe_here, kinds, with_rules};
use crate::harness::{Page, Setting, read, seen};

const ARTICLE: &str = "articles/2022-01-18-annual-review/";

/// Whether the paper is darker than the ink.
const IS_DARK: &str = "(() => { const light = x => x.match(/\\d+/g).slice(0, 3).reduce((a, b) => a + +b, 0); \
    const style = getComputedStyle(document.body); return light(style.backgroundColor) < light(style.color); })()";

#[test]
fn the_theme_follows_the_system() {
    read(Setting::default(), async |page| {
        page.open_live("vi/").await;
        page.expect(IS_DARK, false).await;
        page.prefers("prefers-color-scheme", "dark").await;
        page.expect(IS_DARK, true).await;
        page.prefers("prefers-color-scheme", "light").await;
        page.expect(IS_DARK, false).await;
    });
}

#[test]
fn the_button_changes_the_theme_and_the_choice_is_remembered() {
    read(Setting { waits: Some(".wasm"), ..Setting::default() }, async |page| {
        page.open("vi/about/").await;
        // It works before the reader is live.
        page.click(".theme").await;
        page.expect(IS_DARK, true).await;
        page.let_all_come();
        page.wait_live().await;
        page.expect(IS_DARK, true).await;
        page.open_live("en/people/").await;
        page.expect(IS_DARK, true).await;
        page.click(".nav a").await;
        page.expect_address("en/articles/").await;
        page.expect(IS_DARK, true).await;
        page.click(".theme").await;
        page.expect(IS_DARK, false).await;
        page.prefers("prefers-color-scheme", "dark").await;
        page.open("en/people/").await;
        page.expect(IS_DARK, false).await;
    });
}

#[test]
fn dark_pages_have_no_accessibility_faults_wide_and_narrow() {
    read(with_rules(), async |page| {
        page.prefers("prefers-color-scheme", "dark").await;
        let mut faults = Vec::new();
        for (mode, width) in [("vi", 1280), ("both", 320)] {
            page.resize(width, 800).await;
            for (kind, path) in kinds() {
                page.open_live(&format!("{mode}/{path}")).await;
                page.expect(IS_DARK, true).await;
                faults.extend(axe_here(page).await.iter().map(|x| format!("{mode}/{path} at {width}: {x}")));
                page.screenshot(&format!("dark-{width}-{kind}")).await;
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    });
}

/// What stands out of the screen to the right.
const OUTSIDE: &str = "const wide = document.documentElement.clientWidth; \
    if (document.documentElement.scrollWidth <= wide) return []; \
    const out = [...document.querySelectorAll('body *')].filter(x => x.getBoundingClientRect().right > wide + 0.5 \
        && !x.closest('.scroll') && x.checkVisibility()); \
    return [`${document.documentElement.scrollWidth} of ${wide} px`, \
        ...out.slice(-4).map(x => `${x.tagName.toLowerCase()}.${x.className} ${x.textContent.slice(0, 40)}`)]";

#[test]
fn nothing_is_wider_than_the_screen() {
    read(Setting::default(), async |page| {
        let mut faults = Vec::new();
        for (width, modes) in [(320, &["vi", "en", "both"][..]), (360, &["both"]), (768, &["both"])] {
            page.resize(width, 800).await;
            for (kind, path) in kinds() {
                for mode in modes {
                    page.open(&format!("{mode}/{path}")).await;
                    // What is live is as wide as what is not, but results are only live.
                    if path.contains('?') {
                        page.wait_live().await;
                    }
                    let _: bool = page.ask("return document.fonts.ready.then(() => true)").await;
                    let outside: Vec<String> = page.ask(OUTSIDE).await;
                    if !outside.is_empty() {
                        faults.push(format!("{mode}/{path} at {width}: {}", outside.join(" | ")));
                    }
                    page.screenshot(&format!("{width}-{mode}-{kind}")).await;
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    });
}

#[test]
fn on_paper_there_is_the_text_and_not_the_controls() {
    read(Setting::default(), async |page| {
        page.prefers("prefers-color-scheme", "dark").await;
        for mode in ["vi", "both"] {
            page.open_live(&format!("{mode}/{ARTICLE}")).await;
            page.tool("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
            for control in [".nav", ".tools", ".theme", ".turn", ".skip", "#failed"] {
                page.expect(&seen(control), false).await;
            }
            for text in ["h1", "#p1", "#corrections"] {
                page.expect(&seen(text), true).await;
            }
            // Ink on paper, also for those who read in the dark.
            page.expect("getComputedStyle(document.documentElement).colorScheme", "light").await;
            page.expect(
                "getComputedStyle(document.body).color.match(/\\d+/g).slice(0, 3).every(x => x < 60)",
                true,
            )
            .await;
            page.screenshot(&format!("print-{mode}")).await;
            page.tool("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
        }
    });
}

#[test]
fn with_motion_reduced_nothing_moves() {
    read(Setting::default(), async |page| {
        page.prefers("prefers-reduced-motion", "reduce").await;
        for address in ["vi/", "vi/search/?q=huong", &format!("both/{ARTICLE}")] {
            page.open_live(address).await;
            let moving: Vec<String> = page.ask(MOVING).await;
            assert_eq!(moving, Vec::<String>::new(), "{address}");
        }
    });
}

const MOVING: &str = "return [...document.querySelectorAll('*')].filter(x => { const s = getComputedStyle(x); \
    return [s.transitionDuration, s.animationDuration].some(x => x.split(',').some(x => parseFloat(x) > 0)) \
        || s.scrollBehavior === 'smooth'; }).map(x => x.className)";

/// Pictures of every kind of page for whoever wants to look; does nothing otherwise.
#[test]
fn pictures_of_every_kind_of_page() {
    if std::env::var_os("CAUNOI_SCREENSHOTS").is_none() {
        return;
    }
    read(Setting::default(), async |page| {
        for (width, height) in [(360, 800), (1440, 1000)] {
            page.resize(width, height).await;
            for (kind, path) in kinds() {
                take(page, &format!("both/{path}"), &format!("{width}-{kind}")).await;
            }
        }
    });
}

async fn take(page: &Page, address: &str, name: &str) {
    page.open_live(address).await;
    let _: bool = page.ask("return document.fonts.ready.then(() => true)").await;
    page.screenshot(name).await;
}
