//! Looking for something.

use thirtyfour::Key;

use crate::harness::{Page, Setting, read};

/// Types a query on the search page and waits until the address has it.
async fn look_for(page: &Page, mode: &str, query: &str) {
    page.open_live(&format!("{mode}/search/")).await;
    page.click("#q").await;
    page.insert(query).await;
    let encoded = format!("new URLSearchParams(location.search).get('q') === {query:?}");
    page.expect(&encoded, true).await;
}

/// The marked words of the result that leads to an address ending like this.
fn marked(ending: &str) -> String {
    format!(
        "[...document.querySelectorAll('.hit')].filter(x => x.querySelector('a').href.endsWith({ending:?})) \
         .flatMap(x => [...x.querySelectorAll('mark')].map(x => x.textContent.normalize('NFC'))).join(' ')"
    )
}

#[test]
fn a_name_is_found_without_its_marks_and_marked_with_them() {
    read(Setting::default(), async |page| {
        for mode in ["vi", "en", "both"] {
            look_for(page, mode, "lan huong").await;
            page.expect(&format!("{}.startsWith('Lan Hương')", marked("/people/nguyen-lan-huong/")), true)
                .await;
        }
    });
}

#[test]
fn letters_and_marks_may_come_apart() {
    read(Setting::default(), async |page| {
        look_for(page, "vi", "Hu\u{31b}o\u{31b}ng").await;
        page.expect(&format!("{}.includes('Hương')", marked("/people/nguyen-lan-huong/")), true).await;
    });
}

#[test]
fn the_misprint_and_its_correction_are_both_found() {
    read(Setting::default(), async |page| {
        for query in ["VXII", "XVII", "xvii"] {
            look_for(page, "vi", query).await;
            let correction = "/articles/2022-01-18-annual-review/#2022-01-18-xvii";
            page.expect(&format!("{}.includes({:?})", marked(correction), query.to_uppercase()), true).await;
        }
        page.click(".hit a[href$='#2022-01-18-xvii']").await;
        page.expect_address("vi/articles/2022-01-18-annual-review/#2022-01-18-xvii").await;
        page.expect("document.getElementById('2022-01-18-xvii').innerText.includes('VXII')", true).await;
    });
}

#[test]
fn typing_writes_the_query_into_the_address_but_adds_no_steps_to_the_history() {
    read(Setting::default(), async |page| {
        page.open_live("vi/about/").await;
        page.click(".find").await;
        page.expect_address("vi/search/").await;
        let steps = page.steps().await;
        page.type_into("#q", "huong").await;
        page.expect_address("vi/search/?q=huong").await;
        page.keys(" lan").await;
        page.expect_address("vi/search/?q=huong+lan").await;
        page.expect("history.length", steps).await;
        page.back().await;
        page.expect_address("vi/about/").await;
        page.forward().await;
        page.expect("document.querySelector('#q').value", "huong lan").await;
        page.wait_for(".hit").await;
    });
}

#[test]
fn an_address_with_a_query_shows_its_results() {
    read(Setting::default(), async |page| {
        page.open_live("en/search/?q=Nguy%E1%BB%85n+Lan").await;
        page.expect("document.querySelector('#q').value", "Nguyễn Lan").await;
        page.expect(&format!("{}.startsWith('Nguyễn Lan')", marked("/people/nguyen-lan-huong/")), true).await;
    });
}

#[test]
fn the_field_on_the_front_page_leads_to_the_results() {
    read(Setting::default(), async |page| {
        page.open_live("en/").await;
        let _: () = page.ask("window.survives = true").await;
        page.type_into("#q", "congress\u{e007}").await;
        page.expect_address("en/search/?q=congress").await;
        page.wait_for(".hit mark").await;
        page.expect("document.activeElement.id", "q").await;
        page.expect("window.survives", true).await;
    });
}

#[test]
fn slash_and_ctrl_k_go_to_the_field() {
    read(Setting::default(), async |page| {
        page.open_live("vi/articles/2022-01-18-annual-review/").await;
        page.keys("/").await;
        page.expect_address("vi/search/").await;
        page.expect("document.activeElement.id", "q").await;
        // In the field it is a letter like any other.
        page.keys("1/2").await;
        page.expect("document.querySelector('#q').value", "1/2").await;

        page.open_live("en/").await;
        let chain = page.driver.action_chain().key_down(Key::Control).send_keys("k").key_up(Key::Control);
        chain.perform().await.expect("ctrl and K");
        page.expect("document.activeElement.id", "q").await;
        page.expect_address("en/").await;
    });
}

#[test]
fn how_much_was_found_is_announced() {
    read(Setting::default(), async |page| {
        page.open_live("en/search/").await;
        // A screen reader announces changes of a status that is there, not one that is new.
        let _: () = page.ask("window.status0 = document.querySelector('[role=status]:not(#failed)')").await;
        page.type_into("#q", "huong").await;
        page.expect("/“huong”: [1-9]/.test(document.querySelector('main [role=status]').innerText)", true)
            .await;
        page.expect("document.querySelectorAll('main [role=status]').length", 1).await;
        page.expect("document.querySelector('main [role=status]') === window.status0", true).await;
        page.keys("zz").await;
        page.expect("document.querySelector('main [role=status]').innerText.includes('“huongzz”: 0')", true)
            .await;
        page.expect("document.querySelector('main [role=status]') === window.status0", true).await;
    });
}

#[test]
fn nothing_found_says_what_to_try() {
    read(Setting::default(), async |page| {
        look_for(page, "both", "qwertyuiop").await;
        page.expect("document.querySelectorAll('.hit').length", 0).await;
        page.expect("document.querySelector('#results').innerText.includes('Thử ít chữ hơn')", true).await;
        page.expect("document.querySelector('#results [lang=en]').innerText.includes('Try fewer')", true)
            .await;
    });
}

#[test]
fn nothing_that_is_typed_breaks_the_page() {
    read(Setting::default(), async |page| {
        page.open_live("vi/search/").await;
        for query in ["<b>x</b>", "\"", "%", "&q=1#2", "🎏", "\u{301}", "   "] {
            let _: () = page.ask("document.querySelector('#q').select()").await;
            page.click("#q").await;
            let _: () = page.ask("document.querySelector('#q').select()").await;
            page.insert(query).await;
            page.expect("document.querySelector('#q').value", query).await;
        }
        let _: () = page.ask("document.querySelector('#q').select()").await;
        page.insert("huong").await;
        page.wait_for(".hit mark").await;
        assert_eq!(page.errors().await, Vec::<String>::new());
    });
}

#[test]
fn the_glossary_narrows_as_one_types() {
    read(Setting::default(), async |page| {
        page.open_live("en/glossary/").await;
        let rows =
            "[...document.querySelectorAll('.terms tbody tr')].filter(x => x.checkVisibility()).length";
        let all: u64 = page.ask(&format!("return {rows}")).await;
        page.type_into("main input[type=search]", "huu nghi").await;
        page.expect(&format!("{rows} > 0 && {rows} < {all}"), true).await;
        page.keys(" qqq").await;
        page.expect(rows, 0).await;
    });
}
