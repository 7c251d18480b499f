//! The live reader takes the page over, and whoever is reading notices nothing.

use crate::harness::{Page, Setting, read};

const ARTICLE: &str = "articles/2022-01-18-annual-review/";

/// Reads while the wasm is still on its way.
fn read_early(story: impl AsyncFnOnce(&Page)) {
    read(Setting { waits: Some(".wasm"), ..Setting::default() }, story);
}

/// The wasm comes and the reader takes over.
async fn come_alive(page: &Page) {
    let _: () = page.ask("window.early = document.getElementById('app')").await;
    page.let_all_come();
    page.wait_live().await;
    page.expect("document.getElementById('app') !== window.early", true).await;
}

#[test]
fn what_is_typed_early_stays_with_the_cursor_and_the_focus() {
    read_early(async |page| {
        page.open("vi/").await;
        page.type_into("#q", "ab\u{e012}c").await;
        page.expect("document.querySelector('#q').value", "acb").await;
        come_alive(page).await;
        page.expect("document.querySelector('#q').value", "acb").await;
        page.expect("document.activeElement.id", "q").await;
        // The cursor still stands between the two.
        page.keys("d").await;
        page.expect("document.querySelector('#q').value", "acdb").await;
    });
}

#[test]
fn what_is_typed_early_on_the_search_page_is_looked_for() {
    read_early(async |page| {
        page.open("en/search/").await;
        page.type_into("#q", "huong").await;
        come_alive(page).await;
        page.wait_for(".hit mark").await;
        page.expect("document.querySelector('#q').value", "huong").await;
        page.expect("document.activeElement.id", "q").await;
    });
}

#[test]
fn what_is_typed_early_and_left_is_kept_too() {
    read_early(async |page| {
        page.open("vi/").await;
        page.type_into("#q", "cầu\u{e004}").await;
        come_alive(page).await;
        page.expect("document.querySelector('#q').value", "cầu").await;
    });
}

#[test]
fn the_place_on_the_page_stays() {
    read_early(async |page| {
        for mode in ["vi", "en", "both"] {
            page.host.hold(Some(".wasm"));
            page.open(&format!("{mode}/{ARTICLE}")).await;
            let _: bool = page.ask("return document.fonts.ready.then(() => true)").await;
            // As soon as the page is set, and thus so high.
            page.expect("(scrollTo(0, 777), scrollY)", 777).await;
            come_alive(page).await;
            page.expect("scrollY", 777).await;
        }
    });
}

#[test]
fn an_address_with_a_place_in_it_shows_that_place() {
    read_early(async |page| {
        page.open(&format!("vi/{ARTICLE}#corrections")).await;
        let at = "Math.round(document.getElementById('corrections').getBoundingClientRect().top)";
        page.expect("scrollY > 300", true).await;
        let _: bool = page.ask("return document.fonts.ready.then(() => true)").await;
        let before: i64 = page.ask(&format!("return {at}")).await;
        come_alive(page).await;
        page.expect(at, before).await;
    });
}

#[test]
fn a_link_that_has_the_focus_keeps_it() {
    read_early(async |page| {
        page.open(&format!("vi/{ARTICLE}")).await;
        let _: () = page.ask("document.querySelector('.prose a').focus()").await;
        let name: String = page.ask("return document.activeElement.innerText").await;
        come_alive(page).await;
        page.expect("document.activeElement.innerText", name).await;
        page.expect("document.activeElement.matches('.prose a')", true).await;
    });
}

/// Reads what is not deferred, while the rest is still on its way.
fn read_between(story: impl AsyncFnOnce(&Page)) {
    read(Setting { waits: Some("deferred"), ..Setting::default() }, story);
}

#[test]
fn the_field_gets_its_list_under_the_hands_of_who_is_typing() {
    read_between(async |page| {
        page.open("vi/").await;
        page.wait_for("html[data-live]").await;
        page.type_into("#q", "hu\u{e012}").await;
        page.let_all_come();
        page.wait_for("#q[role=combobox]").await;
        page.expect("document.activeElement.id", "q").await;
        page.keys("\u{e014}u nghi").await;
        page.expect("document.querySelector('#q').value", "huu nghi").await;
        page.wait_for("#suggestions [role=option]").await;
    });
}

#[test]
fn a_page_that_needs_what_has_not_come_is_loaded() {
    read_between(async |page| {
        page.open("vi/").await;
        page.wait_for("html[data-live]").await;
        page.click(".nav a[href$='articles/']").await;
        page.expect_address("vi/articles/").await;
        let _: () = page.ask("window.same = true").await;
        page.click(".nav a[href$='timeline/']").await;
        page.expect("window.same", serde_json::Value::Null).await;
        page.expect_address("vi/timeline/").await;
        page.wait_for(".one-year").await;
        page.wait_for("html[data-live]").await;
        page.let_all_come();
        page.wait_for("[role=slider]").await;
        page.back().await;
        page.expect_address("vi/articles/").await;
        page.wait_live().await;
        assert_eq!(page.errors().await, Vec::<String>::new());
    });
}
