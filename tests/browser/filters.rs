//! Narrowing what is found, and finding from the field itself.

use thirtyfour::Key;

use crate::harness::{Page, Setting, read};

/// How much the status says was found.
const FOUND: &str = "+document.querySelector('main [role=status]').innerText.match(/: (\\d+)/)?.[1]";

/// The box to tick for a value.
fn tick(facet: &str, value: &str) -> String {
    format!("input[name={facet}][value={value:?}]")
}

/// The number that stands beside a value.
fn count(facet: &str, value: &str) -> String {
    format!(
        "+document.querySelector({:?}).closest('label').querySelector('.n').innerText",
        tick(facet, value)
    )
}

/// How much was found, once the page shows it.
async fn found(page: &Page) -> u64 {
    page.expect(&format!("{FOUND} >= 0"), true).await;
    page.ask(&format!("return {FOUND}")).await
}

#[test]
fn a_chosen_value_leaves_what_its_count_said() {
    read(Setting::default(), async |page| {
        page.open_live("en/search/?q=haufo").await;
        let all = found(page).await;
        let promised: u64 = page.ask(&format!("return {}", count("kind", "event"))).await;
        assert!(promised > 0 && promised < all, "{promised} of {all}");
        page.click(&tick("kind", "event")).await;
        page.expect(FOUND, promised).await;
        page.expect_address("en/search/?q=haufo&kind=event").await;
        page.expect("document.querySelectorAll('#results h2').length", 1).await;
        // The counts of the facet itself are those without its own choice.
        page.expect(&count("kind", "event"), promised).await;
        // Another value of the same facet adds, one of another facet takes away.
        let more: u64 = page.ask(&format!("return {}", count("kind", "role"))).await;
        page.click(&tick("kind", "role")).await;
        page.expect(FOUND, promised + more).await;
        let fewer: u64 = page.ask(&format!("return {}", count("status", "planned"))).await;
        page.click(&tick("status", "planned")).await;
        page.expect(FOUND, fewer).await;
        page.expect_address("en/search/?q=haufo&kind=event,role&status=planned").await;
    });
}

#[test]
fn what_is_chosen_stands_above_the_results_and_can_be_taken_away() {
    read(Setting::default(), async |page| {
        page.open_live("vi/search/?q=hữu+nghị&year=2022..2023&kind=article").await;
        page.expect("document.querySelectorAll('.chip').length", 2).await;
        page.expect("document.querySelectorAll('.facet :checked').length", 1).await;
        page.expect("document.querySelectorAll('.histo [aria-pressed=true]').length", 2).await;
        let some = found(page).await;
        page.click(".chip").await;
        page.expect("document.querySelectorAll('.chip').length", 1).await;
        page.click(".chosen .clear").await;
        page.expect("document.querySelectorAll('.chip').length", 0).await;
        page.expect("document.querySelectorAll('.facet :checked').length", 0).await;
        page.expect("location.search.includes('year')", false).await;
        assert!(found(page).await > some);
        // Each choice was a step: back shows what was chosen before.
        page.back().await;
        page.expect("document.querySelectorAll('.chip').length", 1).await;
        page.back().await;
        page.expect("document.querySelectorAll('.chip').length", 2).await;
        page.expect(FOUND, some).await;
        page.forward().await;
        page.expect("document.querySelectorAll('.chip').length", 1).await;
    });
}

#[test]
fn an_address_has_one_form_and_the_switch_of_languages_keeps_it() {
    read(Setting::default(), async |page| {
        page.open_live("vi/search/?person=nguyen-ngoc-ky&year=2023,2024&q=haufo").await;
        let some = found(page).await;
        page.click("[data-mode=en]").await;
        page.expect_address("en/search/?q=haufo&year=2023..2024&person=nguyen-ngoc-ky").await;
        page.expect(FOUND, some).await;
        page.expect("document.querySelectorAll('.chip').length", 2).await;
        page.click("[data-mode=both]").await;
        page.expect_address("both/search/?q=haufo&year=2023..2024&person=nguyen-ngoc-ky").await;
        page.expect(FOUND, some).await;
        page.screenshot("search-both").await;
    });
}

#[test]
fn counts_follow_each_key_and_nothing_that_is_zero_goes_away() {
    read(Setting::default(), async |page| {
        page.open_live("en/search/").await;
        let rows: u64 = page.ask("return document.querySelectorAll('.facet label').length").await;
        assert!(rows > 40, "{rows}");
        page.click("#q").await;
        page.insert("emulation").await;
        page.expect("document.querySelectorAll('.facet label.zero').length > 5", true).await;
        page.expect("document.querySelectorAll('.facet label').length", rows).await;
        // What a count says is what its value leaves.
        let counted = ".facet label:not(.zero):has([name=kind])";
        let count: u64 = page.ask(&format!("return +document.querySelector('{counted} .n').innerText")).await;
        assert!(count > 0);
        page.click(&format!("{counted} input")).await;
        page.expect(FOUND, count).await;
    });
}

#[test]
fn years_are_a_range() {
    read(Setting::default(), async |page| {
        page.open_live("en/search/").await;
        page.click(".histo [data-value='2020']").await;
        page.expect_address("en/search/?year=2020").await;
        // With shift, all from there on.
        let click = "document.querySelector(\".histo [data-value='2023']\")\
            .dispatchEvent(new MouseEvent('click', {bubbles: true, shiftKey: true}))";
        let _: bool = page.ask(&format!("return {click}")).await;
        page.expect_address("en/search/?year=2020..2023").await;
        page.expect("document.querySelectorAll('.histo [aria-pressed=true]').length", 4).await;
        page.click(".histo [data-value='2022']").await;
        page.expect_address("en/search/?year=2020..2021,2023").await;
    });
}

#[test]
fn a_long_list_has_its_own_search() {
    read(Setting::default(), async |page| {
        page.open_live("vi/search/").await;
        // The others are not there at all: there may be thousands.
        let shown = "document.querySelectorAll('input[name=org]').length";
        let field = ".facet:has(input[name=org]) [type=search]";
        page.expect(shown, 10).await;
        page.type_into(field, "cuba").await;
        page.expect(&format!("{shown} > 0 && {shown} < 5"), true).await;
        page.click(".facet:has(input[name=org]) label input").await;
        page.expect("location.search.includes('org=')", true).await;
        page.expect("document.querySelectorAll('.chip').length", 1).await;
        // What is chosen stays when the field is empty again, and can be taken away there.
        page.click(field).await;
        for _ in "cuba".chars() {
            page.keys(Key::Backspace).await;
        }
        page.expect(&format!("{shown} >= 10 && {shown} <= 11"), true).await;
        page.click("input[name=org]:checked").await;
        page.expect("location.search.includes('org=')", false).await;
        page.expect(shown, 10).await;
    });
}

#[test]
fn nothing_found_says_which_filter_did_it_and_one_tap_widens() {
    read(Setting::default(), async |page| {
        page.open_live("en/search/?q=congress&year=2024&status=commemorated").await;
        page.expect(FOUND, 0).await;
        page.expect("document.querySelector('.nothing').innerText.includes('Without the filters')", true)
            .await;
        page.screenshot("search-nothing").await;
        page.click(".nothing .clear").await;
        page.expect(&format!("{FOUND} > 0"), true).await;
        page.expect_address("en/search/?q=congress").await;
        // With words of which one is too much, each of the others is offered.
        page.open_live("en/search/?q=bulletin+cuba").await;
        page.expect(FOUND, 0).await;
        page.click(".nothing a").await;
        page.expect(&format!("{FOUND} > 0"), true).await;
    });
}

/// What the status says when this is looked for.
async fn said(page: &Page, mode: &str, query: &str) -> String {
    page.open_live(&format!("{mode}/search/?q={query}")).await;
    page.expect(&format!("{FOUND} > 0"), true).await;
    page.text("main [role=status]").await
}

#[test]
fn what_was_meant_is_found_and_said() {
    read(Setting::default(), async |page| {
        let slip = said(page, "en", "frendship").await;
        assert!(slip.contains("frendship") && slip.contains("Friendship"), "{slip}");
        // Telex keys, typed without an input method.
        let keys = said(page, "vi", "huwux+nghij").await;
        assert!(keys.contains("hữu"), "{keys}");
        let widened = said(page, "en", "đương").await;
        assert!(widened.contains("marks"), "{widened}");
        assert!(!said(page, "vi", "huu+nghi").await.contains("dấu"));
    });
}

#[test]
fn either_language_finds_the_other() {
    read(Setting::default(), async |page| {
        // Each result says that it was found in the language that is not on the page.
        let lines = "document.querySelectorAll('#results .untranslated').length > 3";
        page.open_live("en/search/?q=hữu+nghị").await;
        page.expect(lines, true).await;
        page.open_live("vi/search/?q=friendship").await;
        page.expect(lines, true).await;
        // A term of the glossary is found by its translation, which is marked.
        page.open_live("en/search/?q=hội+hữu+nghị").await;
        let marked =
            "[...document.querySelectorAll('#results mark')].some(x => /friendship/i.test(x.innerText))";
        page.expect(marked, true).await;
    });
}

#[test]
fn the_field_suggests_and_the_keyboard_chooses() {
    read(Setting::default(), async |page| {
        page.open_live("en/").await;
        page.keys("/").await;
        page.expect("document.activeElement.id", "q").await;
        page.insert("huong").await;
        page.expect("document.querySelector('#q').ariaExpanded", "true").await;
        page.expect("document.querySelectorAll('#suggestions [role=option]').length > 1", true).await;
        page.screenshot("suggestions").await;
        page.keys(Key::Down).await;
        page.keys(Key::Down).await;
        page.keys(Key::Up).await;
        let active =
            "document.getElementById(document.querySelector('#q').getAttribute('aria-activedescendant'))";
        page.expect(&format!("{active}.ariaSelected"), "true").await;
        page.expect(&format!("{active} === document.querySelector('#suggestions li')"), true).await;
        page.keys(Key::Escape).await;
        page.expect("document.querySelector('#q').ariaExpanded", "false").await;
        page.expect("document.querySelector('#q').value", "huong").await;
        page.keys(Key::Down).await;
        page.expect(&format!("!!{active}"), true).await;
        page.keys(Key::Enter).await;
        page.expect_address("en/people/nguyen-lan-huong/").await;
    });
}

#[test]
fn the_search_is_done_by_keyboard_alone() {
    read(Setting::default(), async |page| {
        page.open_live("en/about/").await;
        page.keys("/").await;
        page.expect("document.activeElement.id", "q").await;
        page.insert("haufo").await;
        page.expect(&format!("{FOUND} > 0"), true).await;
        for _ in 0..60 {
            page.keys(Key::Tab).await;
            let there: bool = page.ask("return document.activeElement.value === 'event'").await;
            if there {
                break;
            }
        }
        page.keys(" ").await;
        page.expect_address("en/search/?q=haufo&kind=event").await;
        page.expect("document.activeElement.value", "event").await;
    });
}

#[test]
fn on_a_phone_the_filters_are_a_sheet() {
    read(Setting::default(), async |page| {
        page.resize(360, 740).await;
        page.open_live("vi/search/?q=haufo").await;
        page.expect("document.querySelector('.facets .set').checkVisibility()", false).await;
        page.click(".facets > summary").await;
        page.expect("document.querySelector('.facets .set').checkVisibility()", true).await;
        page.screenshot("search-sheet").await;
        page.click(&tick("kind", "event")).await;
        page.expect_address("vi/search/?q=haufo&kind=event").await;
        page.click(".facets > summary").await;
        page.expect("document.querySelector('.facets .set').checkVisibility()", false).await;
        page.expect("document.querySelector('.facets > summary').innerText.includes('1')", true).await;
        page.expect("document.documentElement.scrollWidth <= 360", true).await;
    });
}

#[test]
fn without_a_script_links_do_the_filtering() {
    read(Setting { scripts: false, ..Setting::default() }, async |page| {
        page.resize(700, 900).await;
        page.open("en/search/").await;
        page.click(".facets > summary").await;
        page.click(".facets a[href$='/people/nguyen-ngoc-ky/']").await;
        page.expect_address("en/people/nguyen-ngoc-ky/").await;
        page.open("en/search/").await;
        page.click(".facets > summary").await;
        page.click(".facets a[href$='#y2022']").await;
        page.expect_address("en/timeline/#y2022").await;
        page.open("en/search/").await;
        page.click(".results a[href*='/topics/']").await;
        page.expect("location.pathname.includes('/topics/')", true).await;
    });
}
