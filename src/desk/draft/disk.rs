//! The one step that touches files.

use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Draft, Match, PageText, Registries, Sort, article, draft, facts, read_page, sheet};

/// The folder of an edition that drafts lie in. Nothing in it is read when the edition is
/// checked or built.
pub const DRAFTS: &str = "drafts";

/// A page that has become a draft. Printed, it says what was found, what must be decided and
/// what is to be written next.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The page's file.
    pub page: PathBuf,
    /// What was found.
    pub draft: Draft,
    /// The same with its lines, as the second of the files has it.
    pub facts: Value,
    /// The files that were written: the article, the facts, the sheet, the page's text.
    pub files: [PathBuf; 4],
}

impl Imported {
    /// What is left to be written.
    pub fn left(&self) -> Vec<&'static str> {
        let mut left = vec!["title", "lead", "summary"];
        if !self.draft.rights.is_empty() {
            left.push("the rights in own words");
        }
        if self.draft.figures.iter().any(|x| x.sort == Sort::Measured) {
            left.push("what the figures count in the other language");
        }
        left
    }
}

/// Makes a draft of each page in `EDITION/drafts/`. Either all are written or none, and no
/// file is ever written over.
///
/// # Errors
/// A sentence that says which file cannot be read or written, or is there already.
pub fn import(pages: &[PathBuf], edition: &Path) -> Result<Vec<Imported>, String> {
    let known = registries(edition)?;
    let folder = edition.join(DRAFTS);
    let (mut all, mut names) = (Vec::new(), HashSet::new());
    for path in pages {
        let page = read(path)?;
        let draft = draft(&page, &known);
        let published = edition.join("articles").join(format!("{}.json", draft.id));
        if published.exists() {
            return Err(format!(
                "{} is an article already: {} was not imported",
                published.display(),
                path.display()
            ));
        }
        let facts = facts(&draft, &page);
        let files = files(&draft, &facts, &page, &known, &folder);
        for (file, _) in &files {
            if file.exists() || !names.insert(file.clone()) {
                let why =
                    format!("{} is there already: move it away to import {}", file.display(), path.display());
                return Err(why);
            }
        }
        all.push((path, draft, facts, files));
    }
    if !all.is_empty() {
        fs::create_dir_all(&folder).map_err(|why| format!("{} cannot be made: {why}", folder.display()))?;
    }
    let mut imported = Vec::new();
    for (path, draft, facts, files) in all {
        for (file, text) in &files {
            write(file, text)?;
        }
        imported.push(Imported { page: path.clone(), draft, facts, files: files.map(|(file, _)| file) });
    }
    Ok(imported)
}

fn read(path: &Path) -> Result<PageText, String> {
    let bytes = fs::read(path).map_err(|why| format!("{} cannot be read: {why}", path.display()))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(read_page(&bytes, &name))
}

/// The files of a draft with their texts.
fn files(
    draft: &Draft,
    facts: &Value,
    page: &PageText,
    known: &Registries,
    folder: &Path,
) -> [(PathBuf, String); 4] {
    let json = |x: &Value| format!("{x:#}\n");
    let texts = [
        ("json", json(&article(draft, known))),
        ("facts.json", json(facts)),
        ("facts.md", sheet(draft, page, known)),
        ("txt", page.text()),
    ];
    texts.map(|(end, text)| (folder.join(format!("{}.{end}", draft.id)), text))
}

/// Writes a new file; one that is there already is left as it is.
fn write(file: &Path, text: &str) -> Result<(), String> {
    let new = fs::OpenOptions::new().write(true).create_new(true).open(file);
    new.and_then(|mut x| x.write_all(text.as_bytes()))
        .map_err(|why| format!("{} cannot be written: {why}", file.display()))
}

/// The registries of the edition in this folder. A registry without a file is empty.
///
/// # Errors
/// A sentence that says which file cannot be read; `caunoi check` says more.
pub fn registries(edition: &Path) -> Result<Registries, String> {
    let settings = file(edition, "edition.json")?.ok_or_else(|| {
        format!("there is no edition.json in {}: an edition begins with it", edition.display())
    })?;
    let languages = settings.get("languages").cloned().unwrap_or_default();
    let languages = serde_json::from_value(languages).map_err(|why| {
        format!("{}: the languages cannot be read: {why}", edition.join("edition.json").display())
    })?;
    Ok(Registries {
        languages,
        people: list(edition, "people")?,
        organisations: list(edition, "organisations")?,
        topics: list(edition, "topics")?,
    })
}

/// A file of the edition as JSON, if it is there.
fn file(edition: &Path, name: &str) -> Result<Option<Value>, String> {
    let path = edition.join(name);
    if !path.exists() {
        return Ok(None);
    }
    let why = |why: &dyn fmt::Display| format!("{} cannot be read: {why}", path.display());
    let text = fs::read_to_string(&path).map_err(|x| why(&x))?;
    serde_json::from_str(text.trim_start_matches('\u{feff}')).map(Some).map_err(|x| why(&x))
}

/// The list of a registry, which has its own name as its key.
fn list<T: DeserializeOwned>(edition: &Path, name: &str) -> Result<Vec<T>, String> {
    let file = file(edition, &format!("{name}.json"))?;
    let list =
        file.and_then(|mut x| x.get_mut(name).map(Value::take)).unwrap_or_else(|| Value::Array(Vec::new()));
    serde_json::from_value(list)
        .map_err(|why| format!("{} cannot be read: {why}", edition.join(format!("{name}.json")).display()))
}

impl fmt::Display for Imported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let draft = &self.draft;
        writeln!(f, "{}", self.page.display())?;
        writeln!(f, "  found: {}", found(draft))?;
        for question in &draft.questions {
            match question.line {
                0 => writeln!(f, "  decide: {}", question.text)?,
                line => writeln!(f, "  decide: line {line}: {}", question.text)?,
            }
        }
        let new = draft.people.iter().filter(|x| x.matched == Match::New).map(|x| x.name.as_str());
        let new: Vec<_> = new.collect();
        if !new.is_empty() {
            writeln!(f, "  decide: not in people.json: {}", new.join(", "))?;
        }
        let [article, _, sheet, text] = &self.files;
        writeln!(f, "  write: {} in {}", self.left().join(", "), article.display())?;
        writeln!(
            f,
            "  beside it: the facts in {}, the page’s text in {} (never published)",
            sheet.display(),
            text.display()
        )?;
        write!(f, "  then: move the .json alone into articles/ and run caunoi check")
    }
}

/// What was found, in a line.
fn found(draft: &Draft) -> String {
    let count =
        |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let headline = draft.headline.as_ref().map_or("no headline".into(), |x| format!("“{}”", x.text));
    let publisher = draft.publisher.as_ref().map_or("no publisher", |x| x.name.as_str());
    let day = draft.day.as_ref().map_or("no day".into(), |x| x.date.to_string());
    [
        headline,
        publisher.to_owned(),
        day,
        format!("{} ({} in the registry)", count(draft.people.len(), "person", "people"), draft.known()),
        count(draft.bodies.len(), "organisation", "organisations"),
        count(draft.figures.len(), "figure", "figures"),
        count(draft.dates.len(), "date", "dates"),
        count(draft.captions.len(), "line under a picture", "lines under pictures"),
    ]
    .join("; ")
}
