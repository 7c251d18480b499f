//! A long list, of which only the rows near what is seen are drawn: ten thousand would take seconds to
//! be set, and more memory than a phone has. Its rows are in blocks, which stay; the edge towards the
//! browser says which of them are near and keeps the height of the others.

use std::ops::Range;

use leptos::prelude::*;

use super::Steering;
use super::element::{classed, pieces};

/// How many rows are drawn at once; only a list of more is in blocks.
pub const WHOLE: usize = 200;

/// How many rows a block has at most: about as many as a high page shows.
const BLOCK: usize = 25;

/// Which blocks of the list are near what is seen, each by the place of its first row; nothing as long
/// as nobody has looked: then the first ones are drawn.
pub type Near = RwSignal<Option<Vec<usize>>>;

/// Begins a new list: what was near in the one before says nothing of it.
pub fn begin(steering: Steering) {
    steering.near.set(None);
    (steering.watch)(steering.near);
}

/// Some of the rows of a list of so many, in blocks, each drawn as long as it is near.
pub fn blocks(
    steering: Steering,
    rows: Range<usize>,
    all: usize,
    drawn: impl Fn(Range<usize>) -> AnyView + Clone + Send + 'static,
) -> Vec<AnyView> {
    let end = rows.end;
    let block = |first: usize| {
        let rows = first..end.min(first + BLOCK);
        let near = steering.near;
        let is_near =
            Memo::new(move |_| near.with(|x| x.as_ref().map_or(first < 2 * BLOCK, |x| x.contains(&first))));
        let (count, drawn) = (rows.len(), drawn.clone());
        classed("div", "rows")
            .attr("role", "group")
            .attr("aria-label", format!("{}–{} / {all}", rows.start + 1, rows.end))
            .attr("data-first", first.to_string())
            .attr("data-rows", count.to_string())
            .live(move || if is_near.get() { drawn(rows.clone()) } else { pieces().any() })
            .any()
    };
    rows.step_by(BLOCK).map(block).collect()
}
