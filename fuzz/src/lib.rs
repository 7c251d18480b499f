//! The pure rooms of the reader without its face and its edges, which take minutes to compile.

#[path = "../../src/export/mod.rs"]
pub mod export;
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
