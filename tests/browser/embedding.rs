//! The page that helps to put the reader into another page.

use std::sync::Arc;

use thirtyfour::By;

use crate::harness::{Page, Setting, read};
use crate::server::{Files, Host, dist};

/// The lines that a page is to have.
async fn lines(page: &Page, place: usize) -> String {
    page.ask(&format!("return document.querySelectorAll('.lines pre')[{place}].textContent")).await
}

/// Chooses in the control at this place.
async fn choose(page: &Page, place: usize, value: &str) {
    let script = format!(
        "const all = document.querySelectorAll('.choices :is(select, input)'); \
         all[{place}].value = {value:?}; \
         for (const name of ['input', 'change']) all[{place}].dispatchEvent(new Event(name, {{ bubbles: true }}))"
    );
    page.ask::<()>(&script).await;
}

#[test]
fn what_is_chosen_is_shown_and_its_lines_work_in_another_page() {
    read(Setting::default(), async |page| {
        page.open_live("en/").await;
        page.click("footer a[href$='/embed/']").await;
        page.expect_address("en/embed/").await;
        page.expect_text("h1", "Embed").await;
        choose(page, 0, "article").await;
        choose(page, 1, "both").await;
        choose(page, 2, "2023-08-17-working-session").await;
        let address = format!("{}/?embed=article&lang=both&article=2023-08-17-working-session", page.host.origin);
        page.expect("document.querySelector('.preview iframe').src", address).await;
        let frame = page.driver.find(By::Css(".preview iframe")).await.expect("there is a preview");
        frame.enter_frame().await.expect("a frame can be entered");
        page.expect_address("both/articles/2023-08-17-working-session/?embed=article").await;
        page.wait_live().await;
        page.expect("getComputedStyle(document.querySelector('.nav')).display", "none").await;
        page.driver.enter_default_frame().await.expect("there is a way out");
        choose(page, 5, "321").await;
        page.expect("document.querySelector('.preview iframe').height", "321").await;
        page.screenshot("embed-page").await;
        // Both forms of the lines, each alone in a page of another origin.
        for place in [0, 1] {
            let html = format!("<!doctype html><title>Another page</title>{}", lines(page, place).await);
            let other = Host::new(Arc::new(Files::from([("index.html".into(), html.into_bytes())])), "/", &[]);
            page.driver.goto(&other.origin).await.expect("it opens");
            let frame = "document.querySelector('iframe') ?? document.querySelector('caunoi-reader')?.shadowRoot?.querySelector('iframe')";
            page.expect(&format!("({frame})?.height"), "321").await;
            let found = page.driver.execute(&format!("return {frame}"), Vec::new()).await.and_then(|x| x.element());
            found.expect("a frame").enter_frame().await.expect("a frame can be entered");
            page.expect("document.querySelector('main h1')?.checkVisibility()", true).await;
            page.expect("location.pathname", "/both/articles/2023-08-17-working-session/").await;
            page.back_to_embed().await;
        }
    });
}

impl Page {
    /// Goes back to the page with the lines, as it was left.
    async fn back_to_embed(&self) {
        self.driver.enter_default_frame().await.expect("there is a way out");
        self.open_live("en/embed/").await;
        choose(self, 0, "article").await;
        choose(self, 1, "both").await;
        choose(self, 2, "2023-08-17-working-session").await;
        choose(self, 5, "321").await;
    }
}

#[test]
fn queries_and_filters_go_into_the_lines_as_text() {
    read(Setting::default(), async |page| {
        page.open_live("vi/embed/").await;
        choose(page, 0, "search").await;
        choose(page, 3, "hữu nghị & \"x\"").await;
        choose(page, 4, "?topic=a&year=2022").await;
        let element = lines(page, 0).await;
        assert!(element.contains("query=\"hữu nghị &amp; &quot;x&quot;\" filters=\"topic=a&amp;year=2022\""), "{element}");
        let frame = lines(page, 1).await;
        let query = "embed=search&amp;lang=vi&amp;q=h%E1%BB%AFu+ngh%E1%BB%8B+%26+%22x%22&amp;topic=a&amp;year=2022";
        assert!(frame.contains(query), "{frame}");
    });
}

#[test]
fn the_lines_are_copied_or_selected() {
    read(Setting::default(), async |page| {
        page.open_live("en/embed/").await;
        let caught = "globalThis.copied = []; \
            navigator.clipboard.writeText = text => { copied.push(text); return Promise.resolve(); }";
        page.ask::<()>(caught).await;
        page.click(".lines button").await;
        page.expect("copied.length", 1).await;
        let first = lines(page, 0).await;
        page.expect("copied[0]", first).await;
        page.expect_text(".lines button", "Copied").await;
        page.ask::<()>("navigator.clipboard.writeText = () => Promise.reject()").await;
        page.click(".lines ~ .lines button").await;
        let second = lines(page, 1).await;
        page.expect("getSelection().toString().trim()", second).await;
    });
}

#[test]
fn without_a_script_the_page_says_what_to_copy() {
    read(Setting { scripts: false, files: Arc::clone(dist()), ..Setting::default() }, async |page| {
        page.open("en/embed/").await;
        page.wait_for(".lines pre").await;
        let all: Vec<_> = page.driver.find_all(By::Css(".lines pre")).await.expect("there are lines");
        assert_eq!(all.len(), 2);
        assert!(all[0].text().await.expect("words").contains("<caunoi-reader view=\"full\" lang=\"en\">"));
    });
}
