//! What the reader does with a query, less everything that is about its pages.
//! `engine/index.mjs` is the other side.

use crate::search::find::Finder;
use crate::search::index::Index;
use crate::search::query;
use wasm_bindgen::prelude::*;

/// How many bytes a query may have.
const LONGEST: usize = 1 << 12;

/// An index that can be asked.
#[wasm_bindgen]
pub struct Engine {
    finder: Finder,
    /// The id of each document, in the order of the index.
    ids: Box<[u32]>,
    /// Where the page writes a query.
    typed: Box<[u8; LONGEST]>,
    /// What the page reads, see [`Engine::ask`].
    answer: Vec<u32>,
}

#[wasm_bindgen]
impl Engine {
    /// The engine over these bytes, if they are an index.
    pub fn of(index: Box<[u8]>, ids: Box<[u32]>) -> Option<Engine> {
        let finder = Finder::new(Index::of(index)?);
        Some(Engine { finder, ids, typed: Box::new([0; LONGEST]), answer: Vec::new() })
    }

    /// Where a query must be written, in UTF-8.
    pub fn typed(&mut self) -> *mut u8 {
        self.typed.as_mut_ptr()
    }

    /// Answers the query of so many bytes that was written, with the best `limit`
    /// documents or, if that is 0, with all. Where the answer is: how many there are, how
    /// many are told, their ids and, if wanted, the counts of all values of all facets.
    pub fn ask(&mut self, length: usize, limit: usize, facets: bool) -> *const u32 {
        let typed = std::str::from_utf8(self.typed.get(..length).unwrap_or(&[])).unwrap_or("");
        let words = query::parse(typed, |_| false).words;
        let found = self.finder.find(&words);
        let wanted = if limit == 0 { found.count } else { limit };
        let best = self.finder.best(&words, &found.hits, wanted);
        self.answer.clear();
        self.answer.extend([found.count as u32, best.len() as u32]);
        self.answer.extend(best.iter().map(|x| self.ids[x.1 as usize]));
        if facets {
            let all = self.finder.index().facets().iter().flatten();
            self.answer.extend(all.map(|held| held.count_in(&found.hits) as u32));
        }
        self.answer.as_ptr()
    }

    /// Forgets the words of the last queries, so that the next is as slow as the first.
    pub fn forget(&mut self) {
        self.finder.forget();
    }
}
