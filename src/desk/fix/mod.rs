//! Repairs of an edition: proposed with their places, and applied to the bytes that they
//! are about and to no others.
//!
//! The pipeline, each step in a file named after what it holds:
//! 1. `places`: every value of a file with the type that the model gives it;
//! 2. `strings`: NFC, characters that show as nothing, blanks at the ends;
//! 3. `keys`: misspelt ones, and their order;
//! 4. `values`: words of a fixed list, dates, missing quotation marks and brackets;
//! 5. `names`: people and organisations whose names are spelt almost as in the registries;
//! 6. [`plan`] puts them together, [`choose`] asks which to take, [`apply`] writes.
//!
//! What has exactly one right answer is *certain*; all else is for somebody to decide.

mod choose;
mod keys;
mod names;
mod places;
mod strings;
mod values;

use std::collections::BTreeMap;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::path::{Path, PathBuf};

use jsonc_parser::ast::Value;
use serde_json::Value as Schema;

use super::edits::{self, Change, Existing, MARK};
use crate::site::check::folder::Folder;
use crate::site::check::forms::Guide;
use crate::site::check::layout::{self, Kind};
use crate::site::check::problem::is_invisible;
use crate::site::check::tree::Source;
use crate::site::check::{Problem, Severity, languages};
pub use choose::choose;
use names::Names;
use places::places;

/// How many characters of what is repaired are shown.
const SHOWN: usize = 60;

/// A proposed change of a file of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The file, with the folder of the edition as it was given.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What stands there, shortened, with what would not be seen as ‹U+200B› or ␣.
    pub old: String,
    /// What would stand there, shortened in the same way.
    pub new: String,
    /// Why.
    pub why: String,
    /// Whether this is the one right answer; if not, somebody has to say.
    pub certain: bool,
    /// The path within the edition, with `/`.
    path: String,
    /// What is done.
    changes: Vec<Change>,
    /// Whether the byte order mark goes.
    unmarks: bool,
    /// What the file was when this was proposed.
    seen: u64,
}

/// As one line of a list and the two of a diff.
impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let asked = if self.certain { "" } else { " (to be decided)" };
        writeln!(f, "{}:{}:{}: {}{asked}", self.file, self.line, self.column, self.why)?;
        write!(f, "  - {}\n  + {}", self.old, self.new)
    }
}

/// What could be repaired, and what could not be read.
#[derive(Debug, Default)]
pub struct Plan {
    /// The repairs, in the order of the files and their lines.
    pub repairs: Vec<Repair>,
    /// The files that are left alone, as they are no JSON in UTF-8, each with the reason.
    pub left: Vec<Problem>,
}

/// Why nothing was repaired: a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(String);

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

/// A file of the edition, read.
struct File<'a> {
    kind: Kind,
    source: &'a Source,
    root: Value<'a>,
}

/// Proposes the repairs of the edition in this folder; nothing is written.
///
/// # Errors
/// There is no such folder.
pub fn plan(folder: &Path) -> Result<Plan, Error> {
    if !folder.is_dir() {
        return Err(Error(format!("there is no folder {}", folder.display())));
    }
    let mut left = Vec::new();
    let found = layout::read(&Folder::Disk(folder), &mut left).files;
    let files: Vec<File> = found
        .iter()
        .filter(|(_, source)| !source.unread && !source.text.trim().is_empty())
        .filter_map(|(kind, source)| Some(File { kind: *kind, source, root: source.parse(&mut left)? }))
        .collect();
    // Files with other names than those of an edition are for `check` to tell.
    left.retain(|problem| problem.severity == Severity::Error && named(&found, problem));
    let edition = files.iter().find(|file| file.kind == Kind::Edition);
    let languages = edition.map(|file| languages(&file.root)).unwrap_or_default();
    let pair: Vec<&str> = languages.iter().map(String::as_str).collect();
    let names = Names::of(files.iter().map(|file| (file.kind, &file.root)), &pair);
    let schemas = Kind::ALL.map(Kind::schema);
    let schema = |file: &File| &schemas[file.kind as usize];
    let repairs = files.iter().flat_map(|file| of_file(folder, file, schema(file), &pair, &names)).collect();
    Ok(Plan { repairs, left })
}

/// Whether a problem is about one of the files found.
fn named(found: &[(Kind, Source)], problem: &Problem) -> bool {
    found.iter().any(|(_, source)| source.file == problem.file)
}

/// The repairs of one file, in the order of their places.
fn of_file(folder: &Path, file: &File, schema: &Schema, pair: &[&str], names: &Names) -> Vec<Repair> {
    let places = places(schema, &file.root, pair);
    let mut bench = Bench { source: file.source, seen: seen(&file.source.text), repairs: Vec::new() };
    bench.unmark(folder);
    bench.newlines();
    let guide = Guide::new(schema, pair);
    for place in &places {
        if place.unlisted {
            values::brackets(place, &mut bench);
            continue;
        }
        strings::propose(place, &mut bench);
        keys::propose(place, &guide, &mut bench);
        values::propose(place, &mut bench);
        names.propose(place, &mut bench);
    }
    bench.repairs.sort_by_key(|repair| (repair.line, repair.column));
    bench.repairs
}

/// What a text was, to be told from another.
fn seen(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// Where the repairs of one file are put down.
struct Bench<'a> {
    source: &'a Source,
    seen: u64,
    repairs: Vec<Repair>,
}

impl Bench<'_> {
    /// Whether the file holds the interface's words, which may begin and end with blanks.
    fn is_labels(&self) -> bool {
        self.source.path.starts_with("labels/")
    }

    /// Other words in the place of these bytes.
    fn replace(&mut self, at: Range<usize>, new: String, why: impl Into<String>, certain: bool) {
        let old = self.source.text[at.clone()].to_owned();
        let shown = new.clone();
        self.shown(at.start, &old, &shown, why, certain, vec![Change::Replace { at, new }]);
    }

    /// Changes shown as these words.
    fn shown(
        &mut self,
        at: usize,
        old: &str,
        new: &str,
        why: impl Into<String>,
        certain: bool,
        changes: Vec<Change>,
    ) {
        let (line, column) = self.source.place(at);
        self.repairs.push(Repair {
            file: self.source.file.clone(),
            line,
            column,
            old: shortened(old),
            new: shortened(new),
            why: why.into(),
            certain,
            path: self.source.path.clone(),
            changes,
            unmarks: false,
            seen: self.seen,
        });
    }

    /// The byte order mark, which the text no longer has.
    fn unmark(&mut self, folder: &Path) {
        if edits::read(&folder.join(&self.source.path)).is_ok_and(|(mark, _)| !mark.is_empty()) {
            self.shown(0, MARK, "", "the file begins with a byte order mark", true, Vec::new());
            self.repairs.iter_mut().for_each(|repair| repair.unmarks = true);
        }
    }

    /// Lines that end as on Windows.
    fn newlines(&mut self) {
        let text = &self.source.text;
        let gone = |(at, _): (usize, &str)| Change::Replace { at: at..at + 1, new: String::new() };
        let changes: Vec<Change> = text.match_indices("\r\n").map(gone).collect();
        let Some(first) = text.find("\r\n") else { return };
        let (old, new) = (format!("CR LF in {} lines", changes.len()), "LF");
        self.shown(first, &old, new, "the lines end with CR LF", true, changes);
    }
}

/// Words as they are shown: on one line, not too long, nothing of them invisible.
fn shortened(words: &str) -> String {
    let cut = words.chars().count() > SHOWN;
    let last = words.chars().count().min(SHOWN) - usize::from(!words.is_empty());
    let shown = |(number, letter): (usize, char)| match letter {
        '\n' => " ".into(),
        ' ' if number == 0 || number == last => "␣".into(),
        _ if is_invisible(letter) || letter.is_whitespace() && letter != ' ' => {
            format!("‹U+{:04X}›", u32::from(letter))
        }
        _ => letter.to_string(),
    };
    let dots = if cut { "…" } else { "" };
    words.chars().take(SHOWN).enumerate().map(shown).chain([dots.to_owned()]).collect()
}

/// Applies repairs that [`plan`] proposed for this folder: the files are written all at
/// once, byte for byte as they were but for the repairs.
///
/// # Errors
/// A file has changed since, or cannot be read or written; then none is written.
pub fn apply(folder: &Path, repairs: &[Repair]) -> Result<(), Error> {
    let mut files: BTreeMap<&str, Vec<&Repair>> = BTreeMap::new();
    for repair in repairs {
        files.entry(&repair.path).or_default().push(repair);
    }
    let texts = files.into_iter().map(|(path, repairs)| {
        let path = folder.join(path);
        let text = repaired(&path, &repairs)?;
        Ok((path, text))
    });
    let texts: Vec<(PathBuf, String)> = texts.collect::<Result<_, Error>>()?;
    edits::write_all(&texts, Existing::Replace).map_err(Error)
}

/// The text of a file after its repairs.
fn repaired(path: &Path, repairs: &[&Repair]) -> Result<String, Error> {
    let (mark, text) = edits::read(path).map_err(Error)?;
    let mark = if repairs.iter().any(|x| x.unmarks) { "" } else { mark };
    if repairs.iter().any(|repair| repair.seen != seen(&text)) {
        return Err(Error(format!("{} has changed since; nothing was written", path.display())));
    }
    let changes: Vec<&Change> = repairs.iter().flat_map(|repair| &repair.changes).collect();
    Ok(mark.to_owned() + &edits::changed(&text, &changes))
}
