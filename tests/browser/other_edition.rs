//! An edition about something quite different, in other languages, built from the same
//! compiled reader and read in the browser: nothing is tied to the default edition.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use caunoi::site::reader::Reader;
use caunoi::site::{build, check};

use crate::every_page::{axe_here, beside_rules};
use crate::harness::{Page, Setting, read};
use crate::server::Files;

const ARTICLE: &str = "articles/2022-10-15-bergung/";

/// The reader that was compiled last.
pub fn reader() -> Reader {
    let Ok(reader) = Reader::open(Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("target/reader"))) else {
        panic!("target/reader has no compiled reader: `trunk build --release` keeps one there")
    };
    reader
}

/// The test edition's site, with the reader that `cargo xtask test` has compiled.
fn ferry() -> Setting {
    static SITE: LazyLock<Arc<Files>> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editions/ferry");
        let record = check::read(&folder, None).record.expect("the edition has no errors");
        let Ok(site) = build::site(record, &folder, &reader()) else { panic!("the site is not built") };
        beside_rules(&site.into_files())
    });
    Setting { files: Arc::clone(&SITE), languages: "de", policy: false, ..Setting::default() }
}

/// Nothing went wrong, nothing came from elsewhere, nothing is in a third language.
async fn expect_clean(page: &Page) {
    let elsewhere: Vec<String> = page
        .ask(
            "return performance.getEntriesByType('resource').map(x => x.name) \
             .filter(x => !x.startsWith(location.origin))",
        )
        .await;
    assert_eq!(elsewhere, Vec::<String>::new());
    // The reader's own name is Vietnamese everywhere; references have the words of their style.
    let others = "[...document.querySelectorAll('[lang]')].filter(x => !x.closest('.quote')).filter(x => !['de', 'fr'].includes(x.getAttribute('lang'))) \
        .map(x => x.textContent.trim()).filter(x => x && x !== 'Cầu Nối').join()";
    page.expect(others, "").await;
    page.expect("/HAUFO|Hà Nội|Hanoi/.test(document.documentElement.outerHTML)", false).await;
    assert_eq!(axe_here(page).await, Vec::<String>::new());
    assert_eq!(page.errors().await, Vec::<String>::new());
}

#[test]
fn an_article_is_read_in_its_own_two_languages_and_side_by_side() {
    read(ferry(), async |page| {
        for (mode, lang, word, search) in [
            ("de", "de", "Nachen", "Suche"),
            ("fr", "fr", "barque", "Rechercher"),
            ("both", "de", "Nachen", "Suche"),
        ] {
            page.open_live(&format!("{mode}/{ARTICLE}")).await;
            page.expect("document.documentElement.lang", lang).await;
            page.expect(&format!("document.querySelector('#p1').innerText.includes({word:?})"), true).await;
            page.expect(&format!("document.body.innerText.includes({search:?})"), true).await;
            expect_clean(page).await;
        }
        page.expect("document.querySelector('#p1').nextElementSibling.lang", "fr").await;
    });
}

#[test]
fn the_switch_and_the_links_stay_in_the_edition() {
    read(ferry(), async |page| {
        page.open_live("de/").await;
        expect_clean(page).await;
        let _: () = page.ask("window.survives = true").await;
        page.click("[data-mode=fr]").await;
        page.expect_address("fr/").await;
        page.expect("document.documentElement.lang", "fr").await;
        page.click("a[href$='/articles/']").await;
        page.expect_address("fr/articles/").await;
        page.click(&format!("a[href$='{ARTICLE}']")).await;
        page.expect_address(&format!("fr/{ARTICLE}")).await;
        page.expect("window.survives", true).await;
        expect_clean(page).await;
    });
}

#[test]
fn either_language_finds_what_the_record_says() {
    read(ferry(), async |page| {
        for (mode, typed) in [("de", "uberfahrt"), ("fr", "passeur")] {
            page.open_live(&format!("{mode}/search/")).await;
            page.type_into("#q", typed).await;
            page.wait_for(".hit mark").await;
            expect_clean(page).await;
        }
    });
}

#[test]
fn pictures_are_shown_with_what_is_on_them() {
    read(ferry(), async |page| {
        page.open_live("fr/people/joerdis-ueberwasser/").await;
        page.wait_for("main img").await;
        page.expect("document.querySelector('main img').naturalWidth > 0", true).await;
        page.expect("document.querySelector('main img').alt.startsWith('Portrait peint')", true).await;
    });
}

#[test]
fn text_that_looks_like_markup_is_shown_as_text() {
    read(ferry(), async |page| {
        for mode in ["de", "fr", "both"] {
            page.open_live(&format!("{mode}/about/")).await;
            page.expect(
                r#"document.querySelector('main').innerText.includes("<b>\"&' und </script>")"#,
                true,
            )
            .await;
            page.expect("document.querySelectorAll('main b').length", 0).await;
        }
    });
}
