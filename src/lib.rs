//! Cầu Nối: a reader of what the press has reported about an organisation, in two
//! languages side by side.
//!
//! This file is only the map; `ARCHITECTURE.md` tells how the rooms work together.
//!
//! Pure rooms, which know no browser, no files and no clock:
//! - [`record`]: the edition's types, packing and unpacking, and what follows from them;
//! - [`search`]: finding words, marks and case aside, and narrowing what is found;
//! - [`timeline`]: what stands in time, its layout, and the drawings as SVG;
//! - [`export`]: the formats of others;
//! - [`route`]: where the reader is, as a value and as an address;
//! - [`labels`]: the interface's words.
//!
//! The face: [`ui`], the components, drawn live by the browser and printed as HTML by the
//! tool. The edges: `browser` (wasm32 only), the one room that touches the page it runs
//! in, and natively `site`, which reads and publishes editions, `desk`, which makes and keeps them, and
//! `tool`, the command line of both: the rooms that touch the disk.

pub mod export;
pub mod labels;
pub mod record;
pub mod route;
pub mod search;
pub mod timeline;
pub mod ui;

/// What the elements of the face are made of.
#[cfg(target_arch = "wasm32")]
#[path = "ui/element/live.rs"]
mod element_parts;
#[cfg(not(target_arch = "wasm32"))]
#[path = "ui/element/printed.rs"]
mod element_parts;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(not(target_arch = "wasm32"))]
pub mod desk;
#[cfg(not(target_arch = "wasm32"))]
pub mod site;
#[cfg(not(target_arch = "wasm32"))]
pub mod tool;
