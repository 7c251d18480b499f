//! Everything by the keyboard.

use thirtyfour::Key;

use crate::every_page::kinds;
use crate::harness::{Setting, read};

#[test]
fn the_first_step_offers_to_skip_to_the_content() {
    read(Setting::default(), async |page| {
        for alive in [false, true] {
            page.host.hold((!alive).then_some(".wasm"));
            page.open("vi/articles/2022-01-18-annual-review/").await;
            if alive {
                page.wait_live().await;
            }
            page.keys(Key::Tab).await;
            page.expect("document.activeElement.className", "skip").await;
            let in_view = "(() => { const r = document.activeElement.getBoundingClientRect(); \
                return r.top >= 0 && r.left >= 0 && r.height > 10; })()";
            page.expect(in_view, true).await;
            page.screenshot("skip-link").await;
            page.keys(Key::Enter).await;
            page.expect("location.hash", "#main").await;
            page.keys(Key::Tab).await;
            page.expect("!!document.activeElement.closest('main')", true).await;
        }
    });
}

/// What has the focus: a name for it, and what is wrong with how it shows.
const FOCUSED: &str = "const x = document.activeElement; \
    const name = x === document.body ? '' : x.tagName + ' ' + (x.innerText || x.id || x.ariaLabel || '').slice(0, 40); \
    const rings = [x, x.closest('.seek')].filter(Boolean).map(x => getComputedStyle(x)); \
    const ring = rings.some(s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0); \
    const r = x.getBoundingClientRect(); \
    const inside = r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth && r.width > 0; \
    return [name, ring ? '' : 'shows no focus', inside ? '' : 'is out of sight']";

#[test]
fn the_focus_is_always_seen_and_is_never_caught() {
    read(Setting::default(), async |page| {
        let mut faults = Vec::new();
        for (_, path) in kinds() {
            page.open_live(&format!("vi/{path}")).await;
            let mut steps = 0;
            while steps < 30 {
                page.keys(Key::Tab).await;
                let [name, ring, sight]: [String; 3] = page.ask(FOCUSED).await;
                if name.is_empty() {
                    break;
                }
                for fault in [ring, sight].iter().filter(|x| !x.is_empty()) {
                    faults.push(format!("vi/{path}: step {steps}, {name} {fault}"));
                }
                steps += 1;
            }
            assert!(steps > 12, "vi/{path} has only {steps} steps");
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    });
}

#[test]
fn a_page_is_walked_through_to_its_end() {
    read(Setting::default(), async |page| {
        page.open_live("vi/about/").await;
        let mut names = Vec::new();
        for _ in 0..100 {
            page.keys(Key::Tab).await;
            let [name, _, _]: [String; 3] = page.ask(FOCUSED).await;
            if name.is_empty() {
                break;
            }
            names.push(name);
        }
        assert!(names.len() < 100, "no end: {names:#?}");
        assert!(names.last().is_some_and(|x| x.contains("Dữ liệu")), "the last is {:?}", names.last());
    });
}
