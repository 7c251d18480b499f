//! Long lists: which of their blocks are near what is seen, and how high those are that are not drawn.

use std::cell::OnceCell;

use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{HtmlElement, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use super::document;
use crate::ui::virtual_list::Near;

/// How far beyond what is seen blocks are drawn: as much again on either side.
const MARGIN: &str = "100%";

/// Watches the blocks of the list that is being drawn, once it is.
pub fn watch(near: Near) {
    leptos::task::spawn_local(async move {
        let _ = observe(near);
    });
}

fn observe(near: Near) -> Option<()> {
    thread_local! {
        static OBSERVER: OnceCell<Option<IntersectionObserver>> = const { OnceCell::new() };
    }
    let found = document().query_selector_all("[data-rows]").ok()?;
    let blocks: Vec<HtmlElement> =
        (0..found.length()).filter_map(|x| found.item(x)?.dyn_into().ok()).collect();
    let drawn = || blocks.iter().filter(|x| x.child_element_count() > 0);
    let (height, rows) =
        drawn().fold((0, 0), |sum, x| (sum.0 + x.offset_height(), sum.1 + number(x, "data-rows")));
    for block in blocks.iter().filter(|x| x.child_element_count() == 0) {
        set_height(block, Some(number(block, "data-rows") * height / rows.max(1)));
    }
    OBSERVER.with(|x| {
        let observer = x.get_or_init(|| observer(near)).as_ref()?;
        observer.disconnect();
        blocks.iter().for_each(|x| observer.observe(x));
        Some(())
    })
}

fn observer(near: Near) -> Option<IntersectionObserver> {
    let seen = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
        near.update(|near| {
            let near = near.get_or_insert_default();
            for entry in entries {
                let entry: IntersectionObserverEntry = entry.unchecked_into();
                see(near, &entry);
            }
        });
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin(MARGIN);
    let observer = IntersectionObserver::new_with_options(seen.as_ref().unchecked_ref(), &options).ok();
    seen.forget();
    observer
}

/// A block that is near has the height of its rows, one that is not keeps what it had. Where the focus
/// is nothing is taken away.
fn see(near: &mut Vec<usize>, entry: &IntersectionObserverEntry) {
    let block: HtmlElement = entry.target().unchecked_into();
    let first = number(&block, "data-first") as usize;
    let is_near = entry.is_intersecting() || block.contains(document().active_element().as_deref());
    set_height(&block, (!is_near).then(|| block.offset_height()));
    near.retain(|x| *x != first);
    if is_near {
        near.push(first);
    }
}

/// Fixes the height of a block, in pixels, or leaves it to its rows.
fn set_height(block: &HtmlElement, height: Option<i32>) {
    let height = height.map_or(String::new(), |x| format!("{x}px"));
    let _ = block.style().set_property("height", &height);
}

fn number(block: &HtmlElement, name: &str) -> i32 {
    block.get_attribute(name).and_then(|x| x.parse().ok()).unwrap_or(0)
}
