//! The edge towards the disk: from an edition's folder to its site.
//!
//! The pipeline, one step a file: [`check`] reads an edition's folder into a record with
//! all its problems; [`images`] makes the sizes of its pictures; [`reader`] finds the
//! compiled reader and links the record into it; [`prerender`] prints every page, [`preview`]
//! paints what others show of it; [`build`] puts them together, [`stamps`] tells it what need not be
//! made again (from [`digests`] of the articles and of the `registries`), [`single`] puts them into one file;
//! [`serve`] shows them while one writes.

pub mod build;
pub mod check;
pub mod digests;
pub mod exports;
pub mod folder;
pub mod headers;
pub mod images;
pub mod labels;
mod named;
pub mod oembed;
pub mod offline;
pub mod parts;
pub mod policy;
pub mod prerender;
pub mod preview;
pub mod previews;
pub mod reader;
mod registries;
pub mod serve;
mod shorten;
pub mod single;
mod split;
pub mod stamps;

use std::path::Path;

/// Why a command did not do what was asked.
pub enum Failure {
    /// The edition has problems; they have been printed.
    Problems,
    /// It could not be tried; the sentence says why.
    Impossible(String),
}

impl Failure {
    /// Something could not be done with a file or a folder.
    pub fn file(path: &Path, doing: &str, error: &std::io::Error) -> Failure {
        Failure::Impossible(format!("cannot {doing} {}: {error}", path.display()))
    }
}
