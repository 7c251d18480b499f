//! A large record as it comes: nothing until somebody looks for something, then the catalogue
//! with its articles and its index, then the summaries of what is shown.

use std::cell::{Cell, RefCell};
use std::ops::Range;

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
    groups: Vec<Group>,
}

/// Summaries that come together.
struct Group {
    /// The places of their articles.
    places: Range<usize>,
    file: String,
    /// What they come by, once they were asked for.
    asked: Option<Promise>,
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
        Group { places: first - count as usize..first, file, asked: None }
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
    let asked = ask_for(record, places, false);
    if asked.is_empty() {
        return;
    }
    let done = move |have_come: bool| {
        if !have_come {
            // It is not asked for again and again; the page says that something is off.
            super::say_failed();
        }
        steering.come.update(|x| *x += 1);
    };
    take(record, asked, Box::new(done));
}

/// Asks for the summaries of the articles at these places, and goes on when they have come or failed.
pub fn when_come(record: &'static Record, places: &[usize], done: Box<dyn FnOnce(bool)>) {
    take(record, ask_for(record, places, true), done);
}

/// Takes the summaries of all articles, where no page was printed that has them.
pub async fn take_all_summaries(record: &'static Record) -> Option<()> {
    let places: Vec<usize> = (0..record.articles.len()).collect();
    for (first, asked) in ask_for(record, &places, true) {
        record.take_summaries(first, &come(asked).await?);
    }
    Some(())
}

/// Asks for the groups of these articles that are late, if they were not asked for; gives those that
/// were, too, if they are wanted. Each with the place of its first article.
fn ask_for(record: &Record, places: &[usize], and_asked: bool) -> Vec<(usize, Promise)> {
    COME.with(|x| {
        let mut asked = Vec::new();
        for Group { places: own, file, asked: before } in &mut x.borrow_mut().groups {
            let is_wanted = record.is_late(own.start) && places.iter().any(|x| own.contains(x));
            if is_wanted && (and_asked || before.is_none()) {
                *before = before.take().or_else(|| ask(file));
                asked.extend(before.clone().map(|x| (own.start, x)));
            }
        }
        asked
    })
}

/// Takes groups of summaries as they come, and then says whether all did.
fn take(record: &'static Record, asked: Vec<(usize, Promise)>, done: Box<dyn FnOnce(bool)>) {
    spawn_local(async move {
        let mut have_come = true;
        for (first, asked) in asked {
            match come(asked).await {
                Some(bytes) => record.take_summaries(first, &bytes),
                None => have_come = false,
            }
        }
        done(have_come);
    });
}
