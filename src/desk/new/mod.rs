//! Editions and entries made from nothing, so that nobody begins with an empty file.
//!
//! What is needed comes from options or, where somebody is there, is asked for
//! ([`answers`]); [`edition()`] makes an edition with a worked example in it, [`entry()`] an
//! entry in one that is there. A file keeps its text: what is new is put in at its place.
//! Nothing is ever written over.

pub mod answers;
mod edition;
mod entry;
mod ids;
mod shelf;

use std::fmt;
use std::path::PathBuf;

pub use answers::{Ask, Given, Lines, Nobody, Question, terminal};
pub use edition::edition;
pub use entry::{Entry, entry};

/// What was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// What it is, in a word: edition, person.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// The files that were written.
    pub files: Vec<PathBuf>,
    /// The line of the first of them on which it begins, from 1.
    pub line: usize,
    /// The texts that are left to be written, each with where: `lead in vi`.
    pub left: Vec<String>,
}

/// As a line for whoever asked for it, and a second one if texts are left to be written.
impl fmt::Display for Made {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let place = self.files.first().map(|path| path.display().to_string()).unwrap_or_default();
        write!(f, "{place}:{}: {} “{}”", self.line, self.kind, self.id)?;
        if self.left.is_empty() {
            Ok(())
        } else {
            write!(f, "\n  left to be written: {}", self.left.join(", "))
        }
    }
}

/// Why nothing was made: sentences, one for each thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(Vec<String>);

impl Refusal {
    /// A refusal for one reason.
    fn because(why: impl Into<String>) -> Refusal {
        Refusal(vec![why.into()])
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for Refusal {}
