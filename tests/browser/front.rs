//! The site's root leads to the reader's language.

use serde_json::json;

use crate::harness::{Page, Setting, read};

/// Opens the root with these languages, best first, and sees where it leads.
async fn check(page: &Page, languages: &[&str], address: &str) {
    let agent: String = page.ask("return navigator.userAgent").await;
    let wish = json!({ "userAgent": agent, "acceptLanguage": languages.join(",") });
    page.tool("Emulation.setUserAgentOverride", wish).await;
    page.open("").await;
    page.expect_address(address).await;
}

#[test]
fn a_browser_in_english_is_led_to_english() {
    read(Setting { languages: "en-GB,en", ..Setting::default() }, async |page| {
        page.open("").await;
        page.expect_address("en/").await;
        page.expect("document.documentElement.lang", "en").await;
    });
}

#[test]
fn the_root_follows_the_languages_in_their_order_and_else_takes_the_first_of_the_pair() {
    read(Setting::default(), async |page| {
        page.open("").await;
        page.expect_address("vi/").await;
        check(page, &["fr", "en-US", "vi"], "en/").await;
        check(page, &["vi-VN", "en"], "vi/").await;
        check(page, &["fr", "de"], "vi/").await;
    });
}

#[test]
fn the_chosen_language_is_remembered_and_the_address_wins_over_it() {
    read(Setting::default(), async |page| {
        page.open_live("vi/about/").await;
        page.click("[data-mode=both]").await;
        page.expect_address("both/about/").await;
        page.open("").await;
        page.expect_address("both/").await;
        page.open_live("en/people/").await;
        page.expect_address("en/people/").await;
        page.expect("document.documentElement.lang", "en").await;
        // An address that somebody sent is not a choice.
        page.open("").await;
        page.expect_address("both/").await;
    });
}

#[test]
fn the_root_does_not_stand_in_the_way_back() {
    read(Setting::default(), async |page| {
        page.open_live("en/about/").await;
        let steps = page.steps().await;
        page.open("").await;
        page.expect_address("vi/").await;
        page.expect("history.length", steps + 1).await;
        page.back().await;
        page.expect_address("en/about/").await;
    });
}
