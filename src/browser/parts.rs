//! A large record as it comes: nothing until somebody looks for something, then the catalogue
//! with its articles and its index, then the summaries of what is shown.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::futures::{JsFuture, spawn_local};
use js_sys::{Function, Promise, Reflect, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::{events, kept};
use crate::record::late::{PARTS, Parts};
use crate::record::{PARTS_SECTION, Record};
use crate::route::Page;
use crate::ui::Steering;

/// What gets a part, by its path: `parts.js` has it.
const GETS: &str = "caunoiPart";

/// What has come beside the record.
#[derive(Default)]
struct Come {
    index: Option<Box<[u8]>>,
    /// The groups of summaries: the place of the first article, how many, the file, and whether it
    /// was asked for.
    groups: Vec<(usize, usize, String, bool)>,
}

thread_local! {
    static COME: RefCell<Come> = RefCell::default();
}

/// Whether the record of this page comes in parts.
pub fn are_there() -> bool {
    super::linked(PARTS_SECTION).is_some()
}

/// Whether a page shows nothing that is not printed until somebody looks for something.
pub fn waits(page: &Page) -> bool {
    !matches!(page, Page::Search | Page::Timeline | Page::Book | Page::Embed)
}

/// Calls what begins when somebody goes to the search field, or has typed there already.
pub fn when_looked_for(begin: impl FnOnce() + 'static) {
    let field = super::document().get_element_by_id("q");
    let is_there = kept::typed_into(&super::document(), "q").is_some_and(|x| !x.is_empty())
        || field.is_some() && field == super::document().active_element();
    if is_there {
        return begin();
    }
    let begin = RefCell::new(Some(begin));
    events::on("focusin", move |event| {
        if super::closest(&event, "#q").is_some() {
            begin.borrow_mut().take().into_iter().for_each(|x| x());
        }
    });
}

/// Asks for a part.
fn ask(path: &str) -> Option<Promise> {
    let gets: Function = Reflect::get(&window(), &GETS.into()).ok()?.dyn_into().ok()?;
    gets.call1(&JsValue::UNDEFINED, &path.into()).ok()?.dyn_into().ok()
}

async fn come(asked: Promise) -> Option<Vec<u8>> {
    Some(JsFuture::from(asked).await.ok()?.dyn_into::<Uint8Array>().ok()?.to_vec())
}

/// The record without its summaries, got once; its index is kept for [`index`].
pub async fn record() -> Option<&'static Record> {
    thread_local! {
        static RECORD: Cell<Option<&'static Record>> = const { Cell::new(None) };
    }
    if let Some(record) = RECORD.with(Cell::get) {
        return Some(record);
    }
    let record = get().await?;
    RECORD.with(|x| x.set(Some(record)));
    Some(record)
}

async fn get() -> Option<&'static Record> {
    let parts = Parts::unpack(&come(ask(PARTS)?).await?)?;
    let (catalogue, index) = (ask(&parts.catalogue)?, ask(&parts.index)?);
    // All are asked for at once and unpacked one after the other, so that few bytes are there twice.
    let chunks: Vec<Promise> = parts.articles.iter().map(|x| ask(x)).collect::<Option<_>>()?;
    // Leaked at once: what drops a record would be more code than all of this.
    let record: &'static mut Record = Box::leak(Box::new(Record::unpack(&come(catalogue).await?).ok()?));
    for chunk in chunks {
        record.take_articles(&come(chunk).await?).ok()?;
    }
    let record: &'static Record = record;
    let index = come(index).await?.into_boxed_slice();
    record.expect_summaries();
    let mut first = 0;
    let groups = parts.summaries.into_iter().map(|(count, file)| {
        first += count as usize;
        (first - count as usize, count as usize, file, false)
    });
    let groups = groups.collect();
    COME.with(|x| x.replace(Come { index: Some(index), groups }));
    Some(record)
}

/// The index that came with the catalogue.
pub fn index() -> Option<Box<[u8]>> {
    COME.with(|x| x.borrow_mut().index.take())
}

/// Asks for the summaries of the articles at these places. When the last of them has come, whoever
/// shows them is told.
pub fn want(record: &'static Record, steering: Steering, places: &[usize]) {
    let mut asked: Vec<(usize, String)> = Vec::new();
    COME.with(|x| {
        for (first, count, file, is_asked) in &mut x.borrow_mut().groups {
            if !*is_asked && places.iter().any(|x| (*first..*first + *count).contains(x)) {
                *is_asked = true;
                asked.push((*first, file.clone()));
            }
        }
    });
    let left = Rc::new(RefCell::new(asked.len()));
    for (first, file) in asked {
        let left = Rc::clone(&left);
        spawn_local(async move {
            let bytes = match ask(&file) {
                Some(asked) => come(asked).await,
                None => None,
            };
            match bytes {
                Some(bytes) => record.take_summaries(first, &bytes),
                // It is not asked for again and again; the page says that something is off.
                None => super::say_failed(),
            }
            *left.borrow_mut() -= 1;
            if *left.borrow() == 0 {
                steering.come.update(|x| *x += 1);
            }
        });
    }
}
