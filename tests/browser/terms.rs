//! A term in a text shows its translation.

use serde_json::json;
use thirtyfour::Key;

use crate::harness::{Page, Setting, read, seen};

const ARTICLE: &str = "articles/2022-01-18-annual-review/";
const TERM: &str = "main p[id^=p] .term";

/// The card of the first term.
async fn card(page: &Page) -> String {
    format!("[id={:?}]", page.attribute(TERM, "aria-describedby").await)
}

#[test]
fn under_the_pointer() {
    read(Setting::default(), async |page| {
        page.open_live(&format!("vi/{ARTICLE}")).await;
        let card = card(page).await;
        page.expect(&seen(&card), false).await;
        page.hover(TERM).await;
        page.wait_for(&card).await;
        assert_eq!(page.attribute(&card, "lang").await, "en");
        assert!(page.text(&card).await.chars().count() > 2, "an empty card");
        page.screenshot("term-card").await;
        // It can be put away without moving the pointer, and comes back with it.
        page.keys(Key::Escape).await;
        page.expect(&seen(&card), false).await;
        page.hover("h1").await;
        page.hover(TERM).await;
        page.wait_for(&card).await;
        page.hover("h1").await;
        page.expect(&seen(&card), false).await;
    });
}

#[test]
fn the_pointer_may_go_onto_the_card() {
    read(Setting::default(), async |page| {
        page.open_live(&format!("vi/{ARTICLE}")).await;
        let card = card(page).await;
        page.hover(TERM).await;
        page.hover(&card).await;
        page.expect(&seen(&card), true).await;
    });
}

#[test]
fn under_the_focus() {
    read(Setting::default(), async |page| {
        page.open_live(&format!("en/{ARTICLE}")).await;
        let card = card(page).await;
        let _: () = page.ask(&format!("document.querySelector({TERM:?}).focus()")).await;
        page.wait_for(&card).await;
        assert_eq!(page.attribute(&card, "lang").await, "vi");
        page.keys(Key::Escape).await;
        page.expect(&seen(&card), false).await;
        page.expect_address(&format!("en/{ARTICLE}")).await;
    });
}

#[test]
fn under_the_finger_first_the_card_then_the_glossary() {
    read(Setting::default(), async |page| {
        page.tool("Emulation.setTouchEmulationEnabled", json!({ "enabled": true })).await;
        page.resize(390, 844).await;
        page.open_live(&format!("vi/{ARTICLE}")).await;
        let card = card(page).await;
        page.tap(TERM).await;
        page.wait_for(&card).await;
        page.expect_address(&format!("vi/{ARTICLE}")).await;
        page.screenshot("term-card-phone").await;
        let inside = format!(
            "(() => {{ const r = document.querySelector({card:?}).getBoundingClientRect(); \
             return r.left >= 0 && r.right <= innerWidth; }})()"
        );
        page.expect(&inside, true).await;
        page.tap(TERM).await;
        page.expect("location.pathname", "/vi/glossary/").await;
        page.expect("location.hash.length > 1", true).await;
    });
}

#[test]
fn a_tap_elsewhere_puts_the_card_away() {
    read(Setting::default(), async |page| {
        page.tool("Emulation.setTouchEmulationEnabled", json!({ "enabled": true })).await;
        page.resize(390, 844).await;
        page.open_live(&format!("vi/{ARTICLE}")).await;
        let card = card(page).await;
        page.tap(TERM).await;
        page.wait_for(&card).await;
        page.tap("h1").await;
        page.expect(&seen(&card), false).await;
    });
}

#[test]
fn each_card_fits_on_the_screen_of_a_phone() {
    read(Setting::default(), async |page| {
        page.resize(320, 640).await;
        for mode in ["vi", "en", "both"] {
            page.open_live(&format!("{mode}/{ARTICLE}")).await;
            let outside = "return [...document.querySelectorAll('.term')].filter(x => { x.focus(); \
                const r = x.parentElement.querySelector('.tip').getBoundingClientRect(); \
                return !(r.width > 20 && r.left >= 0 && r.right <= innerWidth); }).map(x => x.innerText)";
            let outside: Vec<String> = page.ask(outside).await;
            assert_eq!(outside, Vec::<String>::new(), "cards of {mode} that stand out");
        }
    });
}
