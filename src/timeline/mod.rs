//! The timeline as numbers and as SVG: no page, no clock, and no floating-point numbers,
//! whose printing would cost the wasm more than all of this.
//!
//! The pipeline, each step in a file named after what it holds:
//! 1. [`items`]: what stands on the timeline, one item for each event, office of a person,
//!    handover, request and plan; list and drawing are made from the same ones;
//! 2. [`scale`]: days and pixels, the window of days that is shown, the ticks of its axis;
//! 3. [`layout`]: bars with labels packed into the rows of lanes, without overlaps;
//! 4. [`ribbon`]: all time at once, with a marked break where the record is sparse;
//! 5. [`strip`]: who held which office on which days;
//! 6. [`draw`]: ribbon, main view and strip as SVG, with the words of [`words`].
//!
//! Beside the drawings stand two tables: [`series`], what recurs year by year, and
//! [`plans`], what was meant for each year and what came of it.

pub mod draw;
pub mod items;
pub mod layout;
pub mod plans;
pub mod ribbon;
pub mod scale;
pub mod series;
pub mod strip;
#[cfg(test)]
mod tests;
pub mod width;
pub mod words;
