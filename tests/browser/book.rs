//! A book of clippings: what is found, on the screen and on paper.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use crate::harness::{Page, Setting, read};

/// How many articles the book has.
const CHAPTERS: &str = "document.querySelectorAll('.book .chapter').length";

/// Prints the page on paper of this size, in inches, and gives how many sheets there are.
async fn sheets(page: &Page, (width, height): (f64, f64)) -> usize {
    let paper = json!({ "paperWidth": width, "paperHeight": height, "preferCSSPageSize": true });
    let printed = page.tool("Page.printToPDF", paper).await;
    let pdf = STANDARD.decode(printed["data"].as_str().expect("a PDF in base64")).expect("base64");
    let text = String::from_utf8_lossy(&pdf);
    let box_of = format!("/MediaBox [0 0 {:.0}", (width * 72.0).floor());
    assert!(text.contains(&box_of), "no sheet has the size that was asked for: {box_of}");
    text.lines().filter(|x| x.trim_end().ends_with("/Type /Page")).count()
}

const A4: (f64, f64) = (8.27, 11.69);
const LETTER: (f64, f64) = (8.5, 11.0);

#[test]
fn the_book_holds_what_its_address_looks_for() {
    read(Setting::default(), async |page| {
        page.open_live("en/book/").await;
        page.expect(CHAPTERS, 5).await;
        page.expect("document.querySelector('.facts').innerText.includes('The whole record')", true).await;

        page.open_live("en/book/?q=XVII&kind=correction").await;
        page.expect(CHAPTERS, 1).await;
        for said in ["XVII", "Corrections", "1 of 5 articles"] {
            page.expect(&format!("document.querySelector('.facts').innerText.includes({said:?})"), true)
                .await;
        }
        page.expect("document.querySelector('.chapter h2').lang", "vi").await;
        page.expect("document.querySelectorAll('.names li').length > 1", true).await;
        page.click(".binding a").await;
        page.expect_address("en/search/?q=XVII&kind=correction").await;

        page.open_live("vi/book/?q=qwertyuiop").await;
        page.expect(CHAPTERS, 0).await;
        page.expect("document.querySelector('.book').innerText.includes('không có bài nào')", true).await;
    });
}

#[test]
fn the_switch_of_languages_keeps_what_is_looked_for() {
    read(Setting::default(), async |page| {
        page.open_live("en/book/?q=XVII").await;
        page.click(".modes [data-mode=both]").await;
        page.expect_address("both/book/?q=XVII").await;
        page.expect(CHAPTERS, 1).await;
        page.expect("!!document.querySelector('.chapter .pair')", true).await;
    });
}

#[test]
fn on_paper_each_article_begins_a_sheet_of_any_size() {
    read(Setting::default(), async |page| {
        for mode in ["vi", "en", "both"] {
            page.open_live(&format!("{mode}/book/")).await;
            let all = sheets(page, A4).await;
            // Cover, contents, timeline, index and five articles each begin one.
            assert!((9..60).contains(&all), "{mode}: {all} sheets");
            assert!((9..60).contains(&sheets(page, LETTER).await), "{mode} on Letter");
            page.open_live(&format!("{mode}/book/?q=XVII")).await;
            let some = sheets(page, A4).await;
            assert!((5..all).contains(&some), "{mode}: {some} of {all} sheets");

            page.tool("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
            for hidden in [".masthead", ".colophon", ".binding"] {
                let there = format!("document.querySelector({hidden:?}).checkVisibility()");
                page.expect(&there, false).await;
            }
            page.tool("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
        }
    });
}

#[test]
fn the_button_prints() {
    read(
        Setting { before: "window.print = () => { window.printed = true; }", ..Setting::default() },
        async |page| {
            page.open_live("en/book/").await;
            page.click("[data-do=print]").await;
            page.expect("window.printed", true).await;
        },
    );
}
