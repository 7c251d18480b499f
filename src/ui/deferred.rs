//! What the front page, the lists and the glossary do without: the search engine with its page
//! and its suggestions, and the pages with drawings of time. In the browser it is a wasm of
//! its own, which comes after the first; a page that needs it stays as it was printed until
//! then.
//!
//! All that is reached from [`Deferred`] and from nowhere else is put into that wasm: nothing
//! else may name the functions in it.

use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::timeline::{self, Gesture};
use super::{
    Scene, Steering, article, book, cycle, data, embed, organisation, person, plans, script, search, seek,
    topic,
};
use crate::record::Record;
use crate::route::Page;

/// The ways into it.
pub struct Deferred {
    /// What a page says that [is deferred](is_deferred).
    pub content: fn(&Scene) -> Option<AnyView>,
    /// The search field with its suggestions.
    pub field: fn(&Scene, Steering) -> AnyView,
    /// Does what a gesture in a drawing means.
    pub gesture: fn(&'static Record, Steering, Gesture),
    /// Answers a script of another page, and tells which articles have summaries that belong to the
    /// answer and have yet to come, by their places.
    pub answer: fn(&'static Record, &str, usize) -> (String, Vec<usize>),
}

static DEFERRED: Deferred =
    Deferred { content, field: seek::combobox, gesture: timeline::gesture, answer: script::answer };

/// Gets it. In the browser this loads the wasm.
#[wasm_split(deferred, wasm_split_path = ::leptos::wasm_split, fallible)]
pub fn fetch() -> Result<&'static Deferred, SplitLoaderError> {
    Ok(&DEFERRED)
}

/// What is there at once where pages are printed. Not for the browser: what names this has
/// all of it.
pub fn at_once() -> &'static Deferred {
    &DEFERRED
}

/// Whether a page can be drawn only with what is deferred.
pub fn is_deferred(page: &Page) -> bool {
    use Page::*;
    !matches!(page, Home | Articles | Year(_) | People | Organisations | Topics | Glossary | About | NotFound)
}

fn content(scene: &Scene) -> Option<AnyView> {
    let record = scene.record;
    Some(match &scene.page {
        Page::Search => search::search(scene),
        Page::Timeline => timeline::timeline(scene),
        Page::Article(id) => article::article(scene, record.article(id)?),
        Page::Topic(id) => topic::topic(scene, record.topic(id)?),
        Page::Person(id) => person::person(scene, record.person(id)?),
        Page::Organisation(id) => organisation::organisation(scene, record.organisation(id)?),
        Page::Cycle => cycle::cycle(scene),
        Page::Plans => plans::page(scene),
        Page::Book => book::book(scene),
        Page::Embed => embed::embed(scene),
        Page::Data => data::data(scene),
        _ => return None,
    })
}
