//! The main journeys of a reader, the same in Chromium, Firefox and WebKit.
//!
//! They use nothing but what WebDriver's standard has. One browser alone:
//! `cargo test --test browser journeys::firefox`.

use thirtyfour::Key;

use crate::drivers::Browser;
use crate::every_page::kinds;
use crate::harness::{Page, Setting, read, seen};

/// A test for each journey.
macro_rules! journeys {
    ($browser:ident: $($journey:ident)*) => {$(
        #[test]
        fn $journey() {
            let setting = super::Setting { browser: super::Browser::$browser, ..Default::default() };
            super::read(setting, super::$journey);
        }
    )*};
}

/// The tests of all journeys, in a module for each browser.
macro_rules! in_each_browser {
    ($($journey:ident)*) => {
        mod chromium { journeys!(Chromium: $($journey)*); }
        mod firefox { journeys!(Firefox: $($journey)*); }
        mod webkit { journeys!(WebKit: $($journey)*); }
    };
}

in_each_browser! {
    the_front_page_is_live_and_reads
    an_article_opens_and_is_read_in_both_languages
    a_search_is_narrowed_and_outlives_a_reload
    a_window_of_time_is_drawn_and_followed
    a_term_shows_its_card_by_keyboard
    the_theme_is_remembered
    the_keyboard_leads_from_the_skip_link_to_an_article
    a_search_that_somebody_sent_opens_as_it_was
    nothing_is_asked_of_another_host_and_nothing_fails
}

const ARTICLE: &str = "articles/2022-01-18-annual-review/";

/// How much the status says was found.
const FOUND: &str = "+document.querySelector('main [role=status]').innerText.match(/: (\\d+)/)?.[1]";
/// How many entries the timeline lists.
const LISTED: &str = "document.querySelectorAll('.listed .entry').length";
/// The time in the address.
const TIME: &str = "new URLSearchParams(location.search).get('time')";

/// Nothing failed, neither what the page says nor what the browser does.
async fn all_is_well(page: &Page) {
    page.expect(&seen("#failed"), false).await;
    assert_eq!(page.errors().await, Vec::<String>::new());
    assert_eq!(page.host.missing(), Vec::<String>::new());
}

/// Moves the focus on until it is on what fits.
async fn tab_to(page: &Page, css: &str) {
    for _ in 0..60 {
        page.keys(Key::Tab).await;
        if page.ask(&format!("return document.activeElement.matches({css:?})")).await {
            return;
        }
    }
    panic!("the keyboard does not lead to {css}");
}

/// Where an element is: left, right, and a line across it not far from its top.
async fn place(page: &Page, css: &str) -> [i64; 3] {
    let script = "const x = document.querySelector(arguments[0]); x.scrollIntoView({ block: 'center' }); \
        const r = x.getBoundingClientRect(); \
        return [r.left, r.right, r.top + Math.min(r.height, 60) / 2].map(Math.round)";
    page.wait_for(css).await;
    page.ask_with(script, vec![css.into()]).await
}

async fn the_front_page_is_live_and_reads(page: &Page) {
    page.open("").await;
    page.expect("/^\\/(vi|en)\\/$/.test(location.pathname)", true).await;
    for (mode, article) in [("vi", "Bài báo"), ("en", "Articles"), ("both", "Bài báo")] {
        page.open_live(&format!("{mode}/")).await;
        page.expect("document.documentElement.lang", if mode == "en" { "en" } else { "vi" }).await;
        page.expect("document.querySelector('.lead').innerText.length > 200", true).await;
        page.expect("document.querySelectorAll('main .paper').length >= 4", true).await;
        page.expect_text(".nav a", article).await;
        // What has the style: two columns, in the typefaces that came along.
        page.expect("getComputedStyle(document.querySelector('main .grid')).display", "grid").await;
        page.expect("document.fonts.check('16px Newsreader')", true).await;
        page.expect("document.documentElement.scrollWidth <= innerWidth", true).await;
    }
    page.screenshot("front").await;
    all_is_well(page).await;
}

async fn an_article_opens_and_is_read_in_both_languages(page: &Page) {
    page.open_live("vi/").await;
    let _: () = page.ask("window.survives = true").await;
    let path = "articles/2024-01-18-annual-review/";
    page.click(".lead h2 a").await;
    page.expect_address(&format!("vi/{path}")).await;
    page.expect("document.activeElement.id", "main").await;
    page.expect("document.querySelector('#p1').closest('[lang]').lang", "vi").await;
    page.click("[data-mode=en]").await;
    page.expect_address(&format!("en/{path}")).await;
    page.expect("document.querySelector('#p1').closest('[lang]').lang", "en").await;
    page.click("[data-mode=both]").await;
    page.expect_address(&format!("both/{path}")).await;
    let beside = "(() => { const [a, b] = document.querySelector('.pair').children; \
        return a.lang !== b.lang && Math.abs(a.offsetTop - b.offsetTop) < 2 && a.offsetLeft < b.offsetLeft; })()";
    page.expect(beside, true).await;
    page.screenshot("side-by-side").await;
    for address in [format!("en/{path}"), format!("vi/{path}"), "vi/".into()] {
        page.back().await;
        page.expect_address(&address).await;
    }
    page.wait_for(".lead").await;
    page.forward().await;
    page.expect_address(&format!("vi/{path}")).await;
    page.wait_for("#p1").await;
    page.expect("window.survives", true).await;
    all_is_well(page).await;
}

async fn a_search_is_narrowed_and_outlives_a_reload(page: &Page) {
    page.open_live("vi/").await;
    page.click(".find").await;
    page.expect_address("vi/search/").await;
    page.type_into("#q", "huu nghi").await;
    page.expect_address("vi/search/?q=huu+nghi").await;
    page.wait_for(".hit mark").await;
    let without_marks: u64 = page.ask(&format!("return {FOUND}")).await;
    assert!(without_marks > 10, "{without_marks}");
    let _: () = page.ask("document.querySelector('#q').select()").await;
    page.keys("hữu nghị").await;
    page.expect("new URLSearchParams(location.search).get('q')", "hữu nghị").await;
    page.expect("/hữu nghị/i.test(document.querySelector('.hit').innerText.normalize())", true).await;
    page.expect(&format!("{FOUND} > 10"), true).await;
    let all: u64 = page.ask(&format!("return {FOUND}")).await;

    let of_kind = "document.querySelector('input[name=kind][value=event]')";
    let promised: u64 =
        page.ask(&format!("return +{of_kind}.closest('label').querySelector('.n').innerText")).await;
    assert!(promised > 0 && promised < all, "{promised} of {all}");
    page.click("input[name=kind][value=event]").await;
    page.expect(FOUND, promised).await;
    page.expect("new URLSearchParams(location.search).get('kind')", "event").await;
    page.screenshot("filtered").await;

    page.reload().await;
    page.wait_live().await;
    page.expect(FOUND, promised).await;
    page.expect("document.querySelector('#q').value", "hữu nghị").await;
    page.expect(&format!("{of_kind}.checked"), true).await;
    page.click(".chosen .clear").await;
    page.expect(FOUND, all).await;
    page.expect(&format!("{of_kind}.checked"), false).await;
    page.expect("location.search.includes('kind')", false).await;
    all_is_well(page).await;
}

async fn a_window_of_time_is_drawn_and_followed(page: &Page) {
    page.open_live("en/timeline/").await;
    page.expect(
        "document.querySelectorAll('.lanes svg [data-item], .lanes [data-window]').length > 10",
        true,
    )
    .await;
    let all: u64 = page.ask(&format!("return {LISTED}")).await;
    assert!(all > 60, "{all}");
    page.screenshot("timeline").await;

    let [left, right, line] = place(page, ".across").await;
    let at = |share: f64| (left + ((right - left) as f64 * share) as i64, line);
    page.drag(at(0.7), at(0.85)).await;
    page.expect(&format!("!!{TIME}"), true).await;
    page.expect(&format!("{LISTED} > 0 && {LISTED} < {all}"), true).await;
    let drawn: String = page.ask(&format!("return {TIME}")).await;

    let _: () = page.ask("document.querySelector('[data-place=last]').focus()").await;
    page.keys(Key::Left).await;
    page.expect(&format!("{TIME} !== {drawn:?}"), true).await;
    page.expect("document.activeElement.dataset.place", "last").await;
    let some: u64 = page.ask(&format!("return {LISTED}")).await;
    page.expect(&format!("document.querySelector('.window p').innerText.includes('{some}')"), true).await;

    page.click(".window .clear").await;
    page.expect(LISTED, all).await;
    page.expect_address("en/timeline/").await;
    all_is_well(page).await;
}

async fn a_term_shows_its_card_by_keyboard(page: &Page) {
    for (mode, other) in [("vi", "en"), ("en", "vi")] {
        page.open_live(&format!("{mode}/{ARTICLE}")).await;
        tab_to(page, "p[id^=p] .term").await;
        let card = "document.getElementById(document.activeElement.getAttribute('aria-describedby'))";
        page.expect(&format!("{card}.checkVisibility()"), true).await;
        page.expect(&format!("{card}.lang"), other).await;
        page.expect(&format!("{card}.innerText.length > 2"), true).await;
        page.screenshot(&format!("term-{mode}")).await;
        page.keys(Key::Escape).await;
        page.expect(&format!("{card}.checkVisibility()"), false).await;
        page.expect_address(&format!("{mode}/{ARTICLE}")).await;
    }
    all_is_well(page).await;
}

async fn the_theme_is_remembered(page: &Page) {
    page.open_live(&format!("vi/{ARTICLE}")).await;
    let paper = "getComputedStyle(document.body).backgroundColor";
    let before: String = page.ask(&format!("return {paper}")).await;
    page.click(".theme").await;
    page.expect("document.documentElement.dataset.theme", "dark").await;
    page.expect(&format!("{paper} !== {before:?}"), true).await;
    let dark: String = page.ask(&format!("return {paper}")).await;
    page.reload().await;
    page.expect("document.documentElement.dataset.theme", "dark").await;
    page.expect(paper, dark.as_str()).await;
    page.wait_live().await;
    page.click(".nav a").await;
    page.expect_address("vi/articles/").await;
    page.expect(paper, dark.as_str()).await;
    page.click(".theme").await;
    page.expect(paper, before.as_str()).await;
    all_is_well(page).await;
}

async fn the_keyboard_leads_from_the_skip_link_to_an_article(page: &Page) {
    page.open_live("vi/").await;
    let _: () = page.ask("window.survives = true").await;
    page.keys(Key::Tab).await;
    page.expect("document.activeElement.className", "skip").await;
    page.keys(Key::Enter).await;
    page.expect("location.hash", "#main").await;
    tab_to(page, "main .lead h2 a").await;
    let ring = "getComputedStyle(document.activeElement).outlineStyle";
    page.expect(ring, "solid").await;
    page.keys(Key::Enter).await;
    page.expect_address("vi/articles/2024-01-18-annual-review/").await;
    page.expect("document.activeElement.id", "main").await;
    page.expect("document.querySelector('#p1').innerText.length > 100", true).await;
    page.expect("window.survives", true).await;
    // From there to the search and what it found, and from the front page's field to what it
    // suggests.
    page.keys("/").await;
    page.expect_address("vi/search/").await;
    page.expect("document.activeElement.id", "q").await;
    page.keys("huong").await;
    page.wait_for(".hit mark").await;
    page.expect("window.survives", true).await;
    page.open_live("vi/").await;
    page.keys("/").await;
    page.expect("document.activeElement.id", "q").await;
    page.keys("huong").await;
    page.wait_for("#suggestions [role=option]").await;
    page.keys(Key::Down).await;
    page.keys(Key::Enter).await;
    page.expect_address("vi/people/nguyen-lan-huong/").await;
    all_is_well(page).await;
}

async fn a_search_that_somebody_sent_opens_as_it_was(page: &Page) {
    let address = "both/search/?q=haufo&kind=event,role&year=2022..2023";
    page.open_live(address).await;
    page.expect_address(address).await;
    page.expect("document.querySelector('#q').value", "haufo").await;
    page.expect("document.querySelectorAll('.chip').length", 3).await;
    let ticked = "[...document.querySelectorAll('.facet :checked')].map(x => x.value).sort().join()";
    page.expect(ticked, "event,role").await;
    page.expect("document.querySelectorAll('.histo [aria-pressed=true]').length", 2).await;
    page.expect("document.querySelectorAll('#results h2').length", 2).await;
    page.expect(&format!("{FOUND} > 0"), true).await;
    let found: u64 = page.ask(&format!("return {FOUND}")).await;
    page.click("#results a").await;
    page.expect("location.pathname.startsWith('/both/search/')", false).await;
    page.back().await;
    page.expect_address(address).await;
    page.expect("document.querySelectorAll('.chip').length", 3).await;
    page.expect(FOUND, found).await;
    all_is_well(page).await;
}

async fn nothing_is_asked_of_another_host_and_nothing_fails(page: &Page) {
    let other = "[...performance.getEntriesByType('resource')].map(x => new URL(x.name).origin) \
        .filter(x => x !== location.origin).join(' ')";
    for (kind, path) in kinds() {
        if kind == "lost" {
            continue;
        }
        page.open_live(&format!("both/{path}")).await;
        page.expect(other, "").await;
        page.expect("performance.getEntriesByType('resource').length > 4", true).await;
        all_is_well(page).await;
    }
}
