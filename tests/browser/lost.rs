//! Addresses that lead nowhere, and sites that do not stand at the root of their host.

use std::path::Path;
use std::sync::Arc;

use caunoi::site::build::site;
use caunoi::site::check;
use caunoi::site::reader::Reader;

use crate::harness::{Page, Setting, read};
use crate::server::Files;

/// What the page for unknown addresses must offer.
async fn says_so(page: &Page) {
    let status = "fetch(location.href).then(x => x.status)";
    page.expect(status, 404).await;
    page.expect_text("h1", "Không có trang này").await;
    page.expect("document.querySelector('main [lang=en]').innerText.includes('There is no such page')", true)
        .await;
    page.wait_for("form[role=search] #q").await;
    page.expect("document.querySelectorAll('main .paper a').length >= 5", true).await;
}

#[test]
fn an_unknown_address_says_so_in_both_languages_and_offers_a_search() {
    read(Setting::default(), async |page| {
        for address in ["vi/nowhere/", "nowhere", "vi/people/nobody/", "vi/a/b/c/d", "fr/"] {
            page.open(address).await;
            says_so(page).await;
            page.wait_live().await;
            says_so(page).await;
            assert!(page.title().await.starts_with("Không có trang này"), "{}", page.title().await);
        }
        page.type_into("#q", "huong\u{e007}").await;
        page.expect_address("vi/search/?q=huong").await;
        page.wait_for(".hit mark").await;
    });
}

#[test]
fn an_unknown_address_in_english_is_answered_in_english_too() {
    read(Setting { languages: "en", ..Setting::default() }, async |page| {
        page.open_live("en/nowhere/").await;
        page.expect("document.querySelector('main').innerText.includes('There is no such page')", true).await;
        page.expect("document.querySelector('main').innerText.includes('Không có trang này')", true).await;
    });
}

#[test]
fn the_site_reads_from_any_folder_of_a_host() {
    read(Setting { below: "/a/b/", languages: "en", ..Setting::default() }, async |page| {
        page.open("").await;
        page.expect_address("en/").await;
        page.wait_live().await;
        let _: () = page.ask("window.survives = true").await;
        page.click(".lead h2 a").await;
        page.expect_address("en/articles/2024-01-18-annual-review/").await;
        page.click("[data-mode=both]").await;
        page.expect_address("both/articles/2024-01-18-annual-review/").await;
        page.keys("/").await;
        page.expect_address("both/search/").await;
        page.keys("huong").await;
        page.expect_address("both/search/?q=huong").await;
        page.wait_for(".hit mark").await;
        page.expect("window.survives", true).await;
        page.open_live("both/search/?q=huong").await;
        page.click(".hit a").await;
        page.expect("location.pathname.startsWith('/a/b/both/people/')", true).await;
        page.back().await;
        page.expect_address("both/search/?q=huong").await;
        assert_eq!(page.host.missing(), Vec::<String>::new());
    });
}

/// The default edition's site, published at this address, in the reader that was compiled for it.
pub fn published_at(address: &str) -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let edition = root.join("content");
    let Ok(reader) = Reader::open(Some(root.join("target/reader"))) else {
        panic!("target/reader has no compiled reader: `trunk build --release` keeps one there")
    };
    let mut record = check::read(&edition, None).record.expect("the default edition is sound");
    record.edition.base_url = Some(address.into());
    let Ok(made) = site(record, &edition, &reader).and_then(|x| x.published(&reader)) else {
        panic!("the default edition can be built")
    };
    made.into_files()
}

#[test]
fn an_unknown_address_below_a_path_finds_its_way_home() {
    let setting = Setting {
        files: Arc::new(published_at("https://example.org/a/b/")),
        below: "/a/b/",
        ..Setting::default()
    };
    read(setting, async |page| {
        for address in ["vi/nowhere/", "nowhere", "vi/a/b/c/d/e"] {
            page.open(address).await;
            says_so(page).await;
            page.wait_live().await;
            says_so(page).await;
        }
        page.click(".masthead .brand").await;
        page.expect_address("vi/").await;
        page.wait_for(".lead").await;
    });
}

#[test]
fn an_unknown_address_finds_an_edition_that_does_not_know_where_it_is() {
    read(Setting { below: "/some/where/", ..Setting::default() }, async |page| {
        for (address, mode) in [("en/nowhere/", "en"), ("nowhere", "vi"), ("both/a/b/c/", "both")] {
            page.open(address).await;
            page.expect_address(&format!("{mode}/404/")).await;
            page.wait_live().await;
            page.expect("document.querySelector('main').innerText.includes('There is no such page')", true)
                .await;
            page.expect("getComputedStyle(document.body).fontFamily.includes('Newsreader')", true).await;
            page.click(".brand").await;
            page.expect_address(&format!("{mode}/")).await;
        }
    });
}
