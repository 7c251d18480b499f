//! Moving about: links, back and forward, without loading a page anew.

use thirtyfour::Key;

use crate::harness::{Setting, read};

const ARTICLE: &str = "articles/2022-01-18-annual-review/";

#[test]
fn links_show_the_next_page_without_loading_it() {
    read(Setting::default(), async |page| {
        page.open_live("vi/").await;
        let _: () = page.ask("window.survives = true").await;
        let title = page.title().await;
        page.click(".lead h2 a").await;
        page.expect_address("vi/articles/2024-01-18-annual-review/").await;
        page.expect(&format!("document.title !== {title:?}"), true).await;
        page.expect("scrollY", 0).await;
        // The keyboard and the screen reader go on from the new page's content.
        page.expect("document.activeElement.id", "main").await;
        page.expect("window.survives", true).await;
        page.expect("document.querySelectorAll('#app, main, h1').length", 3).await;
    });
}

#[test]
fn back_and_forward_show_what_was_there_where_it_was() {
    read(Setting::default(), async |page| {
        page.open_live("vi/").await;
        let _: () = page.ask("window.survives = true; scrollTo(0, 500)").await;
        let home = page.title().await;
        // A click of the driver's would scroll.
        let _: () = page.ask("document.querySelector('.rest h3 a').click()").await;
        page.expect("location.pathname.includes('/articles/')", true).await;
        page.expect("scrollY", 0).await;
        let address: String = page.ask("return location.pathname").await;
        let article = page.title().await;
        let _: () = page.ask("scrollTo(0, 300)").await;
        page.back().await;
        page.expect_address("vi/").await;
        page.expect("document.title", home.as_str()).await;
        page.wait_for(".lead").await;
        page.expect("scrollY", 500).await;
        page.forward().await;
        page.expect("location.pathname", address).await;
        page.expect("document.title", article).await;
        page.wait_for("#p1").await;
        page.expect("scrollY", 300).await;
        page.expect("window.survives", true).await;
    });
}

#[test]
fn a_place_on_another_page_is_brought_into_view() {
    read(Setting::default(), async |page| {
        page.open_live("vi/").await;
        let _: () = page.ask("window.survives = true").await;
        page.click(".years li:last-child a").await;
        page.expect("location.pathname", "/vi/timeline/").await;
        page.expect("location.hash.startsWith('#y20')", true).await;
        let in_view = "(() => { const r = document.getElementById(location.hash.slice(1)).getBoundingClientRect(); \
            return r.top >= 0 && r.bottom <= innerHeight; })()";
        page.expect(in_view, true).await;
        page.back().await;
        page.expect_address("vi/").await;
        page.wait_for(".lead").await;
        page.forward().await;
        page.wait_for(".one-year").await;
        page.expect(in_view, true).await;
        page.expect("window.survives", true).await;
    });
}

#[test]
fn a_place_on_the_same_page_is_a_step_of_the_history() {
    read(Setting::default(), async |page| {
        page.open_live("vi/timeline/").await;
        let jump = "document.querySelector('.jumps li:last-child a').scrollIntoView({block: 'center'})";
        let place: i64 = page.ask(&format!("{jump}; return Math.round(scrollY)")).await;
        page.click(".jumps li:last-child a").await;
        page.expect("location.hash.startsWith('#y20')", true).await;
        page.expect(&format!("scrollY > {place} + 100"), true).await;
        page.back().await;
        page.expect_address("vi/timeline/").await;
        page.expect("Math.round(scrollY)", place).await;
    });
}

#[test]
fn a_click_with_ctrl_opens_another_tab() {
    read(Setting::default(), async |page| {
        page.open_live("vi/").await;
        let link = page.find(".nav a").await;
        let chain =
            page.driver.action_chain().key_down(Key::Control).click_element(&link).key_up(Key::Control);
        chain.perform().await.expect("ctrl and click");
        page.expect_address("vi/").await;
        let begun = std::time::Instant::now();
        while page.driver.windows().await.expect("a list of tabs").len() < 2 {
            assert!(begun.elapsed() < crate::harness::PATIENCE, "no tab was opened");
        }
        page.expect_address("vi/").await;
    });
}

#[test]
fn a_name_in_the_text_leads_to_who_bears_it() {
    read(Setting::default(), async |page| {
        for (mode, name) in
            [("vi", "Nguyễn Lan Hương"), ("en", "Nguyễn Phương Nga"), ("both", "Trịnh Huy Thành")]
        {
            page.open_live(&format!("{mode}/{ARTICLE}")).await;
            let link = format!(
                "[...document.querySelectorAll('main p[id^=p] a')].find(x => x.innerText === {name:?})"
            );
            page.expect(&format!("!!{link}"), true).await;
            let _: () = page.ask(&format!("{link}.click()")).await;
            page.expect(&format!("location.pathname.startsWith('/{mode}/people/')"), true).await;
            page.expect_text("h1", name).await;
        }
    });
}

#[test]
fn an_organisation_in_the_text_leads_to_its_page() {
    read(Setting::default(), async |page| {
        page.open_live(&format!("en/{ARTICLE}")).await;
        page.click("#p1 a[href*='/organisations/']").await;
        page.expect_address("en/organisations/haufo/").await;
        page.expect_text("h1", "Hanoi Union of Friendship Organizations").await;
    });
}
