//! An edition as a folder of tables, for editors who prefer a spreadsheet, and back, with
//! nothing lost on the way.
//!
//! The pipeline, one step a file: `shape` makes of the schemas which tables and columns there
//! are; `flat` puts the values of an edition's files into their cells; `entry` finds the cells of
//! a table again and `nest` makes files of them; `cell` says how one value stands in one cell, `grid` how cells stand in a CSV
//! file, `fault` how a person hears what is wrong. Here the disk is read and written.
//!
//! What a table means:
//! - each registry, the articles, and each list of entries in them is a table; lists of ids and
//!   of plain strings are one cell, with `; ` between them, parties as `person:ID`;
//! - `when.date` is the key `date` in the object at `when`, `title.vi` the text in Vietnamese;
//!   `basis` has the word, `basis.why.vi` the reason that goes with it;
//! - the settings and the interface's words have a row for each key;
//! - a table of a list has a column for the entry to which its rows belong (`article`) and one
//!   for their `order`, so that sorting a table harms nothing. A row without an order stands
//!   after the one above it; `2,5` stands between 2 and 3;
//! - an empty cell is a key that is not there. What else would look empty is said: `(empty)` is
//!   a text without words, `(none)` an empty list, `(null)` is null. An apostrophe in front keeps
//!   spreadsheets from taking a text for a formula, a number or a date.
//!
//! An import makes the files beside the edition first and lets `check` read them; each of its
//! errors is reported with the cell that it comes from, and then nothing is written.

mod cell;
mod entry;
mod fault;
mod flat;
mod grid;
mod nest;
mod shape;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::Value;

pub use fault::{Failure, Fault, Spot};
pub use flat::{Files, Grid, tables};
pub use grid::{Separator, read as rows, written};
pub use nest::{Nested, Sheets, files};
pub use shape::{Document, Place, Plan, Plans};

use crate::site::check::{self, Problem, Severity};

/// What an import did, in paths from the edition's folder.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// The files that were written, as their values differ from before or they are new.
    pub written: Vec<String>,
    /// The files that were deleted, as the tables no longer have them.
    pub deleted: Vec<String>,
    /// The files that the tables no longer have and that were left; to delete them must be asked for.
    pub left: Vec<String>,
    /// How many files are as they were.
    pub unchanged: usize,
}

impl std::fmt::Display for Imported {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        self.written.iter().try_for_each(|x| writeln!(f, "written: {x}"))?;
        self.deleted.iter().try_for_each(|x| writeln!(f, "deleted: {x}"))?;
        self.left.iter().try_for_each(|x| {
            writeln!(f, "left: {x} is no longer in the tables; --delete deletes such files")
        })?;
        write!(f, "unchanged: {} files", self.unchanged)
    }
}

/// The tables that an edition's files make.
pub fn plans() -> Plans {
    Plans::of(&check::schemas())
}

/// Writes the tables of an edition into a folder, one CSV file each, over those that are there;
/// their names, sorted.
///
/// # Errors
/// [`Failure::Faults`] if a file of the edition is not JSON or has not the form that its schema
/// wants, [`Failure::File`] if one cannot be read or written. With faults nothing is written.
pub fn export(edition: &Path, out: &Path, separator: Separator) -> Result<Vec<String>, Failure> {
    let plans = plans();
    let files = read_edition(&plans, edition)?;
    if files.is_empty() {
        let error = io::Error::new(io::ErrorKind::NotFound, "there is no edition in it");
        return Err(Failure::File { path: edition.into(), doing: "read", error });
    }
    let tables = tables(&plans, &files).map_err(Failure::Faults)?;
    fs::create_dir_all(out).map_err(|error| failed(out, "make", error))?;
    let mut names = Vec::new();
    for (name, grid) in &tables {
        let name = format!("{name}.csv");
        replace(&out.join(&name), &written(grid, separator))?;
        names.push(name);
    }
    Ok(names)
}

/// Makes an edition what the tables in a folder say, and says which files that changed. Rows
/// that are no longer there are entries no longer there; the file of an article or of labels
/// that is in no table goes only with `delete`. Pictures are not touched.
///
/// # Errors
/// [`Failure::Faults`] with all that is wrong with the tables, or that `check` finds in what they
/// make and did not find before; [`Failure::File`] if a file cannot be read or written. With
/// faults nothing is written.
pub fn import(folder: &Path, edition: &Path, delete: bool) -> Result<Imported, Failure> {
    let plans = plans();
    let sheets = read_tables(&plans, folder)?;
    let before = read_edition(&plans, edition)?;
    let current = tables(&plans, &before).map_err(Failure::Faults)?;
    let nested = match files(&plans, &sheets) {
        Ok(nested) => nested,
        Err(mut faults) => {
            faults.extend(lost(&current, &sheets, &faults));
            return Err(Failure::Faults(faults));
        }
    };
    let lost = lost(&current, &sheets, &[]);
    if !lost.is_empty() {
        return Err(Failure::Faults(lost));
    }
    let after = after(nested.files, &nested.listed, &before);
    let gone: Vec<&String> = before.keys().filter(|x| !after.contains_key(*x)).collect();
    let kept = |path: &&String| !delete || !path.contains('/');
    let left: Vec<String> = gone.iter().filter(|x| kept(x)).map(|x| (*x).clone()).collect();
    let deleted: Vec<String> = gone.iter().filter(|x| !kept(x)).map(|x| (*x).clone()).collect();
    let is_changed = !deleted.is_empty() || after.iter().any(|(path, x)| before.get(path) != Some(x));
    let found = if is_changed { staged(edition, &after, &deleted, &nested.spots)? } else { Vec::new() };
    if !found.is_empty() {
        return Err(Failure::Faults(found));
    }
    let mut done = Imported { left, ..Imported::default() };
    for (path, value) in &after {
        if before.get(path) == Some(value) {
            done.unchanged += 1;
            continue;
        }
        replace(&edition.join(path), printed(value).as_bytes())?;
        done.written.push(path.clone());
    }
    for path in deleted {
        let file = edition.join(&path);
        fs::remove_file(&file).map_err(|error| failed(&file, "delete", error))?;
        done.deleted.push(path);
    }
    Ok(done)
}

/// The files that the tables make. What they say nothing of stays as it was: the schema that a
/// file names, where they do not list the file; a registry without entries.
fn after(mut files: Files, listed: &BTreeMap<String, Option<String>>, before: &Files) -> Files {
    for (path, value) in before {
        let Value::Object(keys) = value else { continue };
        match files.get_mut(path) {
            Some(Value::Object(new)) if !listed.contains_key(path) && !new.contains_key("$schema") => {
                if let Some(schema) = keys.get("$schema") {
                    new.shift_insert(0, "$schema".into(), schema.clone());
                }
            }
            None if !path.contains('/') => {
                let keys = keys.iter().map(|(key, value)| {
                    (key.clone(), if value.is_array() { Value::Array(Vec::new()) } else { value.clone() })
                });
                files.insert(path.clone(), Value::Object(keys.collect()));
            }
            _ => {}
        }
    }
    files
}

/// Columns that the tables no longer have and that have something in them: whoever deletes a
/// column hardly means to delete all that stood in it. Tables with other faults are left out,
/// as the column may be there under another name.
fn lost(current: &BTreeMap<String, Grid>, sheets: &Sheets, faults: &[Fault]) -> Vec<Fault> {
    let mut found = Vec::new();
    for (table, grid) in current.iter().filter(|x| x.0 != flat::FILES) {
        let file = format!("{table}.csv");
        let Some((_, header)) = sheets.get(table).and_then(|x| x.first()) else { continue };
        if header.first().map(|x| x.trim()) == Some(flat::KEY)
            || faults.iter().any(|x| x.place.starts_with(&file))
        {
            continue;
        }
        for (at, name) in grid[0].iter().enumerate() {
            let is_filled = grid[1..].iter().any(|row| !row[at].is_empty());
            // The order may go: then rows stand in the order of the table.
            if is_filled && name != "order" && !header.iter().any(|x| x.trim() == name) {
                let hint = "put it back; to delete what is in it, clear its cells";
                let message = format!("the column “{name}” is missing, and the edition has something in it");
                found.push(Fault::new(file.clone(), message, hint));
            }
        }
    }
    found
}

/// Reads the files of an edition, as far as they are there.
fn read_edition(plans: &Plans, edition: &Path) -> Result<Files, Failure> {
    let mut files = Files::new();
    let mut faults = Vec::new();
    for path in plans.documents.iter().flat_map(|x| paths(x, edition)) {
        let file = edition.join(&path);
        let bytes = fs::read(&file).map_err(|error| failed(&file, "read", error))?;
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
        match serde_json::from_slice(bytes) {
            Ok(value) => drop(files.insert(path, value)),
            Err(fault) => {
                let hint = "`caunoi check` says more of it; put it right first";
                faults.push(Fault::new(path, format!("the file is not JSON: {fault}"), hint));
            }
        }
    }
    if faults.is_empty() { Ok(files) } else { Err(Failure::Faults(faults)) }
}

/// The files of one sort that an edition has.
fn paths(document: &Document, edition: &Path) -> Vec<String> {
    let (Place::Folder(folder) | Place::Columns(folder)) = &document.place else {
        let path = format!("{}.json", document.table);
        return if edition.join(&path).is_file() { vec![path] } else { Vec::new() };
    };
    let listed = fs::read_dir(edition.join(folder)).into_iter().flatten().flatten();
    let names = listed.filter(|x| x.path().is_file()).map(|x| x.file_name().to_string_lossy().into_owned());
    let json = names.filter(|x| x.ends_with(".json") && !x.starts_with('.'));
    json.map(|x| format!("{folder}/{x}")).collect()
}

/// Reads the tables in a folder, as far as they are there.
fn read_tables(plans: &Plans, folder: &Path) -> Result<Sheets, Failure> {
    let mut sheets = Sheets::new();
    let mut faults = Vec::new();
    let listed = fs::read_dir(folder).map_err(|error| failed(folder, "read", error))?;
    let there: HashSet<String> =
        listed.flatten().map(|x| x.file_name().to_string_lossy().into_owned()).collect();
    let names = plans.tables.iter().map(|x| x.name.as_str()).chain([flat::FILES]);
    for name in names {
        let file = format!("{name}.csv");
        if there.contains(&file) {
            let path = folder.join(&file);
            let bytes = fs::read(&path).map_err(|error| failed(&path, "read", error))?;
            match rows(&file, &bytes) {
                Ok(rows) => drop(sheets.insert(name.to_owned(), rows)),
                Err(fault) => faults.push(fault),
            }
        }
    }
    let known = |x: &str| {
        x.strip_suffix(".csv").is_none_or(|x| x == flat::FILES || plans.tables.iter().any(|y| y.name == x))
    };
    // Spreadsheets keep files of their own beside one that is open.
    let is_own = |x: &str| x.starts_with(['.', '~']);
    let mut strange: Vec<&String> = there.iter().filter(|x| !known(x) && !is_own(x)).collect();
    strange.sort();
    for file in strange {
        let hint = "take it out of the folder, or give it the name that export gave it";
        faults.push(Fault::new(file.clone(), "this is no table of an edition", hint));
    }
    if faults.is_empty() { Ok(sheets) } else { Err(Failure::Faults(faults)) }
}

/// What `check` finds in the edition as it would be and not in the edition as it is, each with
/// the cell that it comes from.
fn staged(edition: &Path, after: &Files, deleted: &[String], spots: &Spots) -> Result<Vec<Fault>, Failure> {
    let around = edition.parent().filter(|x| x.is_dir()).unwrap_or(Path::new("."));
    let stage = tempfile::Builder::new()
        .prefix(".caunoi-import-")
        .tempdir_in(around)
        .or_else(|_| tempfile::tempdir());
    let stage = stage.map_err(|error| failed(around, "write to", error))?;
    let stage = stage.path();
    if edition.is_dir() {
        mirrored(edition, stage)?;
    }
    for path in deleted {
        fs::remove_file(stage.join(path)).map_err(|error| failed(&stage.join(path), "delete", error))?;
    }
    for (path, value) in after {
        replace(&stage.join(path), printed(value).as_bytes())?;
    }
    let known: HashSet<(String, String)> = errors(edition).into_iter().map(|x| (x.file, x.message)).collect();
    let new = errors(stage).into_iter().filter(|x| !known.contains(&(x.file.clone(), x.message.clone())));
    let mut lines = Lines { after, spots, of: HashMap::new() };
    Ok(new.map(|x| Fault::new(lines.place(&x), x.message, in_cells(&x.hint))).collect())
}

/// What would be right, for somebody who sees tables rather than JSON: files are tables, words
/// stand without quotation marks, and objects and lists are in columns of their own.
fn in_cells(hint: &str) -> String {
    let hint = hint.replace("articles/", "articles.csv").replace(".json", ".csv");
    let (mut text, mut depth) = (String::new(), 0_usize);
    for (at, letter) in hint.char_indices() {
        // A date may stand in square brackets too.
        let is_date = hint[at + letter.len_utf8()..].starts_with(|x: char| x.is_ascii_digit() || x == '.');
        match letter {
            '{' | '[' if !is_date => {
                if depth == 0 {
                    text.push_str("something in its columns");
                }
                depth += 1;
            }
            '}' | ']' if depth > 0 => depth -= 1,
            '"' => {}
            _ if depth == 0 => text.push(letter),
            _ => {}
        }
    }
    text
}

/// The errors in an edition, their files as paths from its folder.
fn errors(edition: &Path) -> Vec<Problem> {
    if !edition.is_dir() {
        return Vec::new();
    }
    let folder = format!("{}/", edition.to_string_lossy().replace('\\', "/").trim_end_matches('/'));
    let mut problems = check::read(edition, None).problems;
    problems.retain(|x| x.severity == Severity::Error);
    for problem in &mut problems {
        problem.file = problem.file.strip_prefix(&folder).unwrap_or(&problem.file).to_owned();
    }
    problems
}

/// Puts every file of a folder into another: pictures, which may be large, by a link where the
/// disk has such.
fn mirrored(from: &Path, to: &Path) -> Result<(), Failure> {
    let listed = fs::read_dir(from).map_err(|error| failed(from, "read", error))?;
    for entry in listed.flatten().filter(|x| !x.file_name().to_string_lossy().starts_with('.')) {
        let (path, copy) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            fs::create_dir_all(&copy).map_err(|error| failed(&copy, "make", error))?;
            mirrored(&path, &copy)?;
        } else if fs::hard_link(&path, &copy).is_err() {
            fs::copy(&path, &copy).map_err(|error| failed(&path, "copy", error))?;
        }
    }
    Ok(())
}

/// From which cell each value comes, by file and JSON pointer.
type Spots = HashMap<(String, String), Spot>;

/// The lines of printed files, with the values that stand on them.
struct Lines<'a> {
    after: &'a Files,
    spots: &'a Spots,
    of: HashMap<String, Vec<String>>,
}

impl Lines<'_> {
    /// Where a problem is: in a cell, or else in a file that no table makes.
    fn place(&mut self, problem: &Problem) -> String {
        let Some(value) = self.after.get(&problem.file) else {
            return problem.file.clone();
        };
        let lines = self.of.entry(problem.file.clone()).or_insert_with(|| {
            let mut lines = Vec::new();
            pointers(value, String::new(), &mut lines);
            lines
        });
        let mut pointer = problem.line.checked_sub(1).and_then(|x| lines.get(x)).map_or("", String::as_str);
        loop {
            if let Some(spot) = self.spots.get(&(problem.file.clone(), pointer.to_owned())) {
                return spot.to_string();
            }
            match pointer.rfind('/') {
                Some(at) => pointer = &pointer[..at],
                None => return problem.file.clone(),
            }
        }
    }
}

/// The JSON pointer of what stands on each line of a printed value.
fn pointers(value: &Value, pointer: String, lines: &mut Vec<String>) {
    lines.push(pointer.clone());
    match value {
        Value::Array(entries) if !entries.is_empty() => {
            entries.iter().enumerate().for_each(|(at, x)| pointers(x, format!("{pointer}/{at}"), lines));
            lines.push(pointer);
        }
        Value::Object(keys) if !keys.is_empty() => {
            keys.iter().for_each(|(key, x)| pointers(x, format!("{pointer}/{key}"), lines));
            lines.push(pointer);
        }
        _ => {}
    }
}

/// A file's text: a line for each value.
fn printed(value: &Value) -> String {
    format!("{value:#}\n")
}

/// Writes a file in one step: whoever reads it finds the old one or the new one.
fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| failed(folder, "make", error))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside: PathBuf = folder.join(format!(".{name}.new"));
    let done = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    done.map_err(|error| {
        let _ = fs::remove_file(&beside);
        failed(path, "write", error)
    })
}

fn failed(path: &Path, doing: &'static str, error: io::Error) -> Failure {
    Failure::File { path: path.into(), doing, error }
}
