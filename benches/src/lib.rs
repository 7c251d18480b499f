//! The search engine alone, for the benchmark.
//!
//! The rooms that a search needs are compiled from their own files, not taken from the
//! library: with the library comes leptos, and parts of it that no page asks for stay in
//! whatever wasm is linked with it. They would count as ours. Nothing is tested here.
#![cfg(not(test))]

#[path = "../../src/labels/mod.rs"]
pub mod labels;
#[path = "../../src/record/mod.rs"]
pub mod record;
#[path = "../../src/route.rs"]
pub mod route;
#[path = "../../src/search/mod.rs"]
pub mod search;
#[path = "../../src/timeline/mod.rs"]
pub mod timeline;

#[cfg(target_arch = "wasm32")]
pub mod engine;
