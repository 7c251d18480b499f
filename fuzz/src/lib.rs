//! The pure rooms of the reader, and of the tool what reads an edition, without the face and the
//! other edges, which take minutes to compile.

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

/// Of the tool, what reads an edition.
#[path = "../../src/site"]
pub mod site {
    pub mod check;
    pub mod labels;
}
