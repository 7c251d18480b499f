//! Vietnamese, English, side by side: the switch changes the languages and nothing else.

use thirtyfour::Key;

use crate::harness::{Page, Setting, read};

const ARTICLE: &str = "articles/2022-01-18-annual-review/";

/// The first paragraph of the summary in view, and how far below the top it begins.
const IN_VIEW: &str = "(() => { const p = [...document.querySelectorAll('main p[id^=p]')] \
    .find(x => x.getBoundingClientRect().bottom > 1); \
    return p && [p.id, Math.round(p.getBoundingClientRect().top)]; })()";

/// Switches by the keyboard, which does not scroll.
async fn switch(page: &Page, mode: &str) {
    let focus = format!("document.querySelector('[data-mode={mode}]').focus({{ preventScroll: true }})");
    let _: () = page.ask(&focus).await;
    page.keys(Key::Enter).await;
}

#[test]
fn the_switch_keeps_the_page_and_says_where_one_is() {
    read(Setting::default(), async |page| {
        page.open_live(&format!("vi/{ARTICLE}")).await;
        let _: () = page.ask("window.survives = true").await;
        for (mode, lang, name) in
            [("en", "en", "English"), ("both", "vi", "Song song"), ("vi", "vi", "Tiếng Việt")]
        {
            page.click(&format!("[data-mode={mode}]")).await;
            page.expect_address(&format!("{mode}/{ARTICLE}")).await;
            page.expect("document.documentElement.lang", lang).await;
            page.expect_text(".modes [aria-current]", name).await;
            page.expect("document.querySelectorAll('.modes [aria-current]').length", 1).await;
        }
        page.expect("window.survives", true).await;
    });
}

#[test]
fn the_switch_keeps_the_paragraph_that_is_being_read() {
    read(Setting::default(), async |page| {
        page.open_live(&format!("vi/{ARTICLE}")).await;
        for paragraph in ["p2", "p4"] {
            let scroll = format!(
                "return document.fonts.ready.then(() => {{ \
                 scrollTo(0, scrollY + document.getElementById('{paragraph}').getBoundingClientRect().top + 5); \
                 return true; }})"
            );
            let _: bool = page.ask(&scroll).await;
            page.expect(&format!("{IN_VIEW}[0]"), paragraph).await;
            for mode in ["en", "both", "vi"] {
                switch(page, mode).await;
                page.expect_address(&format!("{mode}/{ARTICLE}")).await;
                page.expect(&format!("{IN_VIEW}[0]"), paragraph).await;
                page.expect(&format!("Math.abs({IN_VIEW}[1] + 5) < 3"), true).await;
                page.expect("document.activeElement.dataset.mode", mode).await;
            }
        }
    });
}

#[test]
fn the_switch_keeps_what_is_looked_for() {
    read(Setting::default(), async |page| {
        page.open_live("vi/search/").await;
        page.type_into("#q", "hữu nghị").await;
        page.wait_for(".hit").await;
        // At once, before the address has followed the typing.
        page.click("[data-mode=en]").await;
        page.expect("document.documentElement.lang", "en").await;
        page.expect("new URLSearchParams(location.search).get('q')", "hữu nghị").await;
        page.expect("document.querySelector('#q').value", "hữu nghị").await;
        page.wait_for(".hit").await;
        page.back().await;
        page.expect("document.documentElement.lang", "vi").await;
        page.expect("document.querySelector('#q').value", "hữu nghị").await;
        page.wait_for(".hit").await;
    });
}

#[test]
fn each_language_is_marked_as_what_it_is() {
    read(Setting::default(), async |page| {
        page.open_live(&format!("both/{ARTICLE}")).await;
        page.expect("document.querySelector('#p1').closest('[lang]').lang", "vi").await;
        page.expect("document.querySelector('#p1').nextElementSibling.lang", "en").await;
        let pairs = "(() => { const rows = [...document.querySelectorAll('.pair')]; \
            return rows.length > 2 && rows.every(x => Math.abs(x.children[0].offsetTop - x.children[1].offsetTop) < 2); })()";
        page.expect(pairs, true).await;
        page.resize(360, 800).await;
        page.expect(
            &pairs.replace(
                "Math.abs(x.children[0].offsetTop - x.children[1].offsetTop) < 2",
                "x.children[0].offsetTop < x.children[1].offsetTop",
            ),
            true,
        )
        .await;
        let mark = "getComputedStyle(document.querySelector('#p1').nextElementSibling, '::before').content";
        page.expect(mark, "\"English\"").await;
    });
}
