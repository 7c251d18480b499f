//! The timeline: a window that is drawn, moved by keys, and followed by everything else.

use serde_json::json;
use thirtyfour::Key;

use crate::harness::{Page, Setting, read};

/// How many entries the list has.
const LISTED: &str = "document.querySelectorAll('.listed .entry').length";
/// The time in the address.
const TIME: &str = "new URLSearchParams(location.search).get('time')";

/// Draws across an element from one share of its width to another.
async fn draw(page: &Page, css: &str, from: f64, to: f64) {
    let at: Vec<f64> = page
        .ask(&format!(
            "const r = document.querySelector({css:?}).getBoundingClientRect(); \
             return [r.left + r.width * {from}, r.left + r.width * {to}, r.top + Math.min(r.height, 300) / 2]"
        ))
        .await;
    let mouse = |kind: &str, x: f64, buttons: u8| json!({ "type": kind, "x": x, "y": at[2], "button": "left", "buttons": buttons, "clickCount": 1 });
    page.tool("Input.dispatchMouseEvent", mouse("mousePressed", at[0], 1)).await;
    for step in 1..=4 {
        let x = at[0] + (at[1] - at[0]) * f64::from(step) / 4.0;
        page.tool("Input.dispatchMouseEvent", mouse("mouseMoved", x, 1)).await;
    }
    page.tool("Input.dispatchMouseEvent", mouse("mouseReleased", at[1], 0)).await;
}

#[test]
fn a_window_drawn_on_the_ribbon_is_followed_by_list_address_and_search() {
    read(Setting::default(), async |page| {
        for (mode, width) in [("vi", 360), ("en", 1440), ("both", 360), ("both", 1440)] {
            page.resize(width, 900).await;
            page.open_live(&format!("{mode}/timeline/")).await;
            let all: u64 = page.ask(&format!("return {LISTED}")).await;
            assert!(all > 60, "{all}");
            draw(page, ".across", 0.7, 0.85).await;
            page.expect(&format!("!!{TIME}"), true).await;
            page.expect(&format!("{LISTED} > 0 && {LISTED} < {all}"), true).await;
            let some: u64 = page.ask(&format!("return {LISTED}")).await;
            page.expect(&format!("document.querySelector('.window p').innerText.includes('{some}')"), true)
                .await;
            let time: String = page.ask(&format!("return {TIME}")).await;
            // The search keeps the window, and says so.
            page.click(".window a").await;
            page.expect(TIME, time.as_str()).await;
            page.expect("document.querySelectorAll('.chip').length", 1).await;
            page.expect("location.pathname.endsWith('/search/')", true).await;
            page.back().await;
            page.expect(LISTED, some).await;
            page.click(".window .clear").await;
            page.expect(LISTED, all).await;
            page.expect(TIME, json!(null)).await;
        }
    });
}

#[test]
fn an_address_with_a_window_shows_it_and_the_switch_of_languages_keeps_it() {
    read(Setting::default(), async |page| {
        page.open_live("en/timeline/?time=2022").await;
        page.expect("document.querySelector('.window p').innerText.startsWith('2022')", true).await;
        let some: u64 = page.ask(&format!("return {LISTED}")).await;
        page.click("[data-mode=vi]").await;
        page.expect_address("vi/timeline/?time=2022").await;
        page.expect(LISTED, some).await;
    });
}

#[test]
fn what_is_drawn_is_what_is_listed() {
    read(Setting::default(), async |page| {
        page.open_live("en/timeline/?time=2022").await;
        let listed: Vec<String> =
            page.ask("return [...document.querySelectorAll('.listed .entry')].map(x => x.id)").await;
        let drawn: Vec<String> = page
            .ask("return [...document.querySelectorAll('.lanes [data-item]')].map(x => x.dataset.item)")
            .await;
        assert!(drawn.len() > 20, "{drawn:?}");
        let strangers: Vec<_> = drawn.iter().filter(|x| !listed.contains(x)).collect();
        assert!(strangers.is_empty(), "{strangers:?}");
    });
}

#[test]
fn the_main_view_is_panned_by_drawing_and_zoomed_by_wheel() {
    read(Setting::default(), async |page| {
        page.open_live("en/timeline/?time=2022").await;
        draw(page, ".lanes", 0.8, 0.5).await;
        page.expect(&format!("{TIME} !== '2022' && {TIME}.startsWith('2022-')"), true).await;
        let before: String = page.ask(&format!("return {TIME}")).await;
        let wheel = "const plot = document.querySelector('.lanes'); const r = plot.getBoundingClientRect(); \
            plot.dispatchEvent(new WheelEvent('wheel', {bubbles: true, cancelable: true, ctrlKey: true, \
            deltaY: -100, clientX: r.left + r.width / 2, clientY: r.top + 50}))";
        let passed: bool = page.ask(&format!("{wheel}; return 1 === 1")).await;
        assert!(passed);
        page.expect(&format!("{TIME} !== {before:?}"), true).await;
    });
}

#[test]
fn all_of_it_is_done_by_keyboard() {
    read(Setting::default(), async |page| {
        page.open_live("en/timeline/?time=2022").await;
        let all: u64 = page.ask(&format!("return {LISTED}")).await;
        for _ in 0..60 {
            page.keys(Key::Tab).await;
            if page.ask("return document.activeElement.dataset.place === 'last'").await {
                break;
            }
        }
        page.expect("document.activeElement.role", "slider").await;
        page.keys(Key::Left).await;
        page.keys(Key::Left).await;
        page.expect(&format!("{TIME}.startsWith('2022-01-01..')"), true).await;
        page.expect(&format!("{LISTED} < {all}"), true).await;
        page.keys(Key::Tab).await;
        page.expect("document.activeElement.dataset.place", "plot").await;
        page.keys(Key::Down).await;
        page.expect("!!document.querySelector('.card h2')", true).await;
        let first = page.text(".card h2").await;
        page.keys(Key::Down).await;
        page.expect(&format!("document.querySelector('.card h2').innerText !== {first:?}"), true).await;
        page.expect("document.activeElement.dataset.place", "plot").await;
        page.keys(Key::Escape).await;
        page.expect("!!document.querySelector('.card')", false).await;
        let before: String = page.ask(&format!("return {TIME}")).await;
        page.keys("-").await;
        page.expect(&format!("{TIME} !== {before:?}"), true).await;
    });
}

#[test]
fn a_mark_opens_its_card_and_lanes_are_by_kind_topic_person_or_organisation() {
    read(Setting::default(), async |page| {
        page.open_live("both/timeline/?time=2022").await;
        page.click(".lanes [data-item] text").await;
        page.wait_for(".card h2").await;
        page.expect("location.pathname", "/both/timeline/").await;
        page.screenshot("timeline-card").await;
        let lanes = "document.querySelectorAll('.lanes [data-lane]').length";
        let kinds: u64 = page.ask(&format!("return {lanes}")).await;
        page.click(".btns [aria-pressed=false]").await;
        page.expect(&format!("{lanes} > {kinds}"), true).await;
        page.click(".lanes [data-lane] text").await;
        page.screenshot("timeline-topics").await;
        assert_eq!(page.errors().await, Vec::<String>::new());
    });
}

#[test]
fn filters_beside_it_leave_what_their_counts_said() {
    read(Setting::default(), async |page| {
        for (address, mode) in [("en/timeline/", "en"), ("vi/timeline/?time=2022", "vi")] {
            page.open_live(address).await;
            let all: u64 = page.ask(&format!("return {LISTED}")).await;
            for facet in ["topic", "org", "source", "status", "basis"] {
                let box_of = format!(
                    "[...document.querySelectorAll('input[name={facet}]')].find(x => {{ \
                    const n = +x.closest('label').querySelector('.n').innerText; return n > 0 && n < {all} }})"
                );
                let promised: u64 = page
                    .ask(&format!("return +{box_of}.closest('label').querySelector('.n').innerText"))
                    .await;
                let _: () = page.ask(&format!("{box_of}.click()")).await;
                page.expect(LISTED, promised).await;
                page.expect(&format!("location.search.includes('{facet}=')"), true).await;
                page.expect(&format!("location.pathname === '/{mode}/timeline/'"), true).await;
                page.click(&format!("input[name={facet}]:checked")).await;
                page.expect(LISTED, all).await;
            }
        }
    });
}

/// A pointer on the link has its page drawn before anybody follows it; what is done in between counts.
#[test]
fn it_is_as_it_should_be_however_one_comes_to_it() {
    const LINK: &str = ".nav a[href$='/timeline/']";
    read(Setting::default(), async |page| {
        page.open_live("en/timeline/").await;
        let all: u64 = page.ask(&format!("return {LISTED}")).await;
        for mode in ["en", "both"] {
            // Expected and followed at once; with the pointer away in between; with something typed; by key.
            for way in ["at once", "left", "typed", "by key"] {
                page.open_live(&format!("{mode}/")).await;
                page.hover(LINK).await;
                match way {
                    "left" => page.hover("h1").await,
                    "typed" => page.type_into("#q", "2022").await,
                    _ => {}
                }
                if way == "by key" {
                    page.ask::<()>(&format!("document.querySelector({LINK:?}).focus()")).await;
                    page.keys(Key::Enter).await;
                } else {
                    page.click(LINK).await;
                }
                page.expect_address(&format!("{mode}/timeline/")).await;
                page.expect(LISTED, all).await;
                page.expect("document.querySelectorAll('#app').length", 1).await;
                // It is alive: a filter is followed, another mode too, and so is the way back.
                page.click("input[name=topic]").await;
                page.expect(&format!("{LISTED} < {all}"), true).await;
                page.back().await;
                page.expect(LISTED, all).await;
                page.click("[data-mode=vi]").await;
                page.expect_address("vi/timeline/").await;
                page.expect(LISTED, all).await;
            }
            // The way back instead of the link that the pointer is on.
            page.open_live(&format!("{mode}/timeline/")).await;
            page.click(".nav a[href$='/glossary/']").await;
            page.expect_address(&format!("{mode}/glossary/")).await;
            page.hover(LINK).await;
            page.back().await;
            page.expect_address(&format!("{mode}/timeline/")).await;
            page.expect(LISTED, all).await;
        }
        assert_eq!(page.errors().await, Vec::<String>::new());
    });
}

#[test]
fn the_lanes_stand_in_the_address() {
    read(Setting::default(), async |page| {
        page.open_live("en/timeline/?time=2022").await;
        page.click(".btns [aria-pressed=false]").await;
        page.expect_address("en/timeline/?time=2022&lanes=topic").await;
        page.click("[data-mode=both]").await;
        page.expect_address("both/timeline/?time=2022&lanes=topic").await;
        page.open_live("vi/timeline/?lanes=person").await;
        page.expect("document.querySelector('.btns [aria-pressed=true]').innerText", "Người").await;
    });
}

#[test]
fn two_fingers_zoom_and_a_group_opens() {
    read(Setting::default(), async |page| {
        page.resize(360, 740).await;
        page.open_live("en/timeline/?time=2022").await;
        let at: [f64; 3] = page
            .ask(
                "const plot = document.querySelector('.lanes'); plot.scrollIntoView(); \
                  const r = plot.getBoundingClientRect(); return [r.left, r.width, r.top + 120]",
            )
            .await;
        let fingers = async |kind: &str, apart: f64| {
            let x = |side: f64| at[0] + at[1] * (0.5 + side * apart / 2.0);
            let points = json!([{ "x": x(-1.0), "y": at[2], "id": 1 }, { "x": x(1.0), "y": at[2], "id": 2 }]);
            let points = if kind == "touchEnd" { json!([]) } else { points };
            page.tool("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points })).await;
        };
        fingers("touchStart", 0.2).await;
        for apart in [0.3, 0.4, 0.5] {
            fingers("touchMove", apart).await;
        }
        fingers("touchEnd", 0.5).await;
        page.expect(&format!("{TIME} !== '2022' && {TIME}.startsWith('2022-')"), true).await;
        // What has no room stands in groups, which open.
        page.open_live("en/timeline/").await;
        let group = "document.querySelector('.lanes [data-window]')";
        let window: String = page.ask(&format!("return {group}.dataset.window")).await;
        page.click(".lanes [data-window] text").await;
        page.expect(TIME, window).await;
    });
}

/// The nodes of Chromium's accessibility tree that are not ignored, as role and name.
async fn heard(page: &Page) -> Vec<(String, String)> {
    let tree = page.tool("Accessibility.getFullAXTree", json!({})).await;
    let nodes = tree["nodes"].as_array().expect("a tree has nodes");
    let said = nodes.iter().filter(|x| x["ignored"] == false);
    let word = |x: &serde_json::Value| x["value"].as_str().unwrap_or_default().to_string();
    said.map(|x| (word(&x["role"]), word(&x["name"]))).collect()
}

#[test]
fn the_list_is_heard_in_order_and_the_drawing_is_not() {
    read(Setting::default(), async |page| {
        for mode in ["vi", "en", "both"] {
            page.open_live(&format!("{mode}/timeline/?time=2022")).await;
            let all = heard(page).await;
            let labels: [String; 2] = page
                .ask("return ['.listed', '[data-place=plot]'].map(x => document.querySelector(x).ariaLabel)")
                .await;
            let at = |name: &str| all.iter().position(|x| x.1 == name).unwrap_or_else(|| panic!("no {name}"));
            let (drawing, list) = (at(&labels[1]), at(&labels[0]));
            // Between the drawing's own name and the legend nothing of it is read.
            let after = &all[drawing + 1].0;
            assert!(after == "list", "{after} {:?} after the drawing", all[drawing + 1].1);
            let titles: Vec<String> = page
                .ask("return [...document.querySelectorAll('.listed .entry h3 a')].map(x => x.innerText)")
                .await;
            assert!(titles.len() > 20, "{titles:?}");
            let mut rest = all[list..].iter();
            for title in &titles {
                let same = |x: &&(String, String)| x.0 == "link" && x.1.contains(title.as_str());
                assert!(rest.find(same).is_some(), "{title} is not heard, or not in its place");
            }
        }
    });
}

#[test]
fn the_window_fits_on_paper_in_both_languages() {
    read(Setting::default(), async |page| {
        for mode in ["vi", "en", "both"] {
            page.open_live(&format!("{mode}/timeline/?time=2022-01..2022-08")).await;
            page.tool("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
            // A4 with the margins of the style.
            page.resize(643, 900).await;
            let beyond = "[...document.querySelectorAll('.drawn, .drawn > svg')]\
                .filter(x => x.checkVisibility() && x.getBoundingClientRect().right > innerWidth + 1).length";
            page.expect(beyond, 0).await;
            page.expect("!!document.querySelector('.window button')?.checkVisibility()", false).await;
            page.wait_for(".window p").await;
            page.wait_for(".listed .entry").await;
            page.screenshot(&format!("timeline-print-{mode}")).await;
            page.tool("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
        }
    });
}

#[test]
fn a_person_and_an_office_show_their_strips() {
    read(Setting::default(), async |page| {
        let strips = "[...document.querySelectorAll('[aria-labelledby=offices] .drawn > div')]\
            .filter(x => x.checkVisibility()).length";
        for address in ["vi/people/nguyen-lan-huong/", "en/organisations/haufo/"] {
            page.open(address).await;
            page.expect(strips, 1).await;
            page.expect("document.querySelector('.drawn').innerText.includes('2022')", true).await;
        }
    });
}

#[test]
fn what_a_page_is_about_is_drawn_on_it_with_the_way_to_all_of_it() {
    read(Setting::default(), async |page| {
        let article = "en/articles/2022-01-18-annual-review/";
        for address in ["vi/topics/party-city-direction/", "en/organisations/haufo/", article] {
            page.open_live(address).await;
            let drawn = "[...document.querySelectorAll('[aria-labelledby=timeline] .drawn > div')]\
                .filter(x => x.checkVisibility() && x.querySelectorAll('a').length > 2).length";
            page.expect(drawn, 1).await;
            if address == article {
                continue;
            }
            let way = page.text("[aria-labelledby=timeline] .head a").await;
            let promised: u64 = way.split(' ').next_back().and_then(|x| x.parse().ok()).expect("a number");
            page.click("[aria-labelledby=timeline] .head a").await;
            page.expect(LISTED, promised).await;
        }
    });
}

#[test]
fn the_list_is_there_without_a_script() {
    read(Setting { scripts: false, ..Setting::default() }, async |page| {
        page.resize(360, 740).await;
        page.open("vi/timeline/").await;
        page.wait_for(".listed .entry").await;
        page.wait_for(".drawn .narrow svg").await;
    });
}

#[test]
fn plans_and_requests_say_what_came_of_them_or_that_nobody_says() {
    read(Setting::default(), async |page| {
        page.open("en/plans/").await;
        let lines = "[...document.querySelectorAll('.entry')].map(x => x.innerText)";
        page.expect(&format!("{lines}.length > 30"), true).await;
        page.expect(&format!("{lines}.some(x => x.includes('not in the record'))"), true).await;
        // The congress: planned in January 2022, still ahead in July, past by August 2023.
        let congress = format!("{lines}.find(x => x.includes('6th Congress') && x.includes('2022–2027'))");
        page.expect(&format!("/planned[^]*held/.test({congress})"), true).await;
        page.click(".nav a[aria-current]").await;
        page.expect_text(".nav a[aria-current]", "Requests and plans").await;
    });
}
