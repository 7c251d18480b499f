//! An edition that is there, as far as a new entry needs it: its languages, the ids in
//! use, and its files with their text as it was typed; and whether a folder can become one.

use std::fs;
use std::path::{Path, PathBuf};

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use serde_json::{Value as Json, json};

use super::Refusal;
use super::ids::Used;
use crate::desk::edits::{self, Change, Existing, Layout};
use crate::site::check::folder::Folder;
use crate::site::check::layout::{self, Kind};
use crate::site::check::tree::{Node, Source, get, get_all, get_string, range};
use crate::site::check::{Problem, languages};

/// A file of the edition, or one that is not there yet.
pub struct Shelf {
    folder: PathBuf,
    files: Vec<(Kind, Source)>,
    /// The languages of the edition.
    pub pair: Vec<String>,
    /// The schema that edition.json names.
    schema: Option<String>,
}

impl Shelf {
    /// The edition in this folder.
    ///
    /// # Errors
    /// There is none, or its edition.json does not say its languages.
    pub fn open(folder: &Path) -> Result<Shelf, Refusal> {
        let mut problems = Vec::new();
        let files = layout::read(&Folder::Disk(folder), &mut problems).files;
        let Some((_, edition)) = files.iter().find(|(kind, _)| *kind == Kind::Edition) else {
            let name = folder.display();
            return Err(Refusal::because(format!(
                "there is no edition in {name}; `caunoi new edition {name}` makes one"
            )));
        };
        let root = parsed(edition)?;
        let pair = languages(&root);
        if pair.is_empty() {
            return Err(Refusal::because(format!("{} does not name two languages", edition.file)));
        }
        let schema = get_string(&root, "$schema").map(str::to_owned);
        drop(root);
        Ok(Shelf { folder: folder.to_owned(), files, pair, schema })
    }

    /// The path of a file of the edition.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    fn file(&self, kind: Kind) -> Option<&Source> {
        self.files.iter().find(|(other, _)| *other == kind).map(|(_, source)| source)
    }

    /// The schema that a file of this kind names, as edition.json does its own.
    pub fn schema(&self, kind: Kind) -> Option<String> {
        let folder = self.schema.as_ref()?.strip_suffix("edition.schema.json")?;
        let is_relative = !folder.starts_with('/') && !folder.contains(':');
        let up = if kind == Kind::Article && is_relative { "../" } else { "" };
        Some(format!("{up}{folder}{}.schema.json", kind.name()))
    }

    /// The ids in a registry, with their places.
    ///
    /// # Errors
    /// Its file is no JSON.
    pub fn ids(&self, kind: Kind) -> Result<Used, Refusal> {
        let mut used = Used::default();
        if kind == Kind::Article {
            for (_, source) in self.files.iter().filter(|(other, _)| *other == kind) {
                let name = source.path.trim_start_matches("articles/").trim_end_matches(".json");
                used.note(name, source.file.clone());
            }
            return Ok(used);
        }
        let Some(source) = self.file(kind) else { return Ok(used) };
        note(&mut used, source, get_all(&parsed(source)?, list_key(kind)));
        Ok(used)
    }

    /// The ids of the offices of an organisation.
    ///
    /// # Errors
    /// organisations.json is no JSON.
    pub fn offices(&self, organisation: &str) -> Result<Used, Refusal> {
        let mut used = Used::default();
        let Some(source) = self.file(Kind::Organisations) else { return Ok(used) };
        let root = parsed(source)?;
        if let Some(entry) = entry(&root, Kind::Organisations, organisation) {
            note(&mut used, source, get_all(entry, "offices"));
        }
        Ok(used)
    }

    /// The name of an organisation by language, if it is in the registry.
    pub fn name(&self, organisation: &str) -> Option<Json> {
        let source = self.file(Kind::Organisations)?;
        let root = parsed(source).ok()?;
        let name = range(get(entry(&root, Kind::Organisations, organisation)?, "name")?);
        serde_json::from_str(&source.text[name.start..name.end]).ok()
    }

    /// Puts an entry at the end of a registry, which is made if it is not there; gives the
    /// file and the line of the entry.
    ///
    /// # Errors
    /// The file is no JSON, has no list of entries, or cannot be written.
    pub fn add(&self, kind: Kind, new: &Json) -> Result<(PathBuf, usize), Refusal> {
        let Some(source) = self.file(kind) else { return self.begin(kind, new) };
        let root = parsed(source)?;
        let Some(Value::Array(list)) = get(&root, list_key(kind)) else {
            return Err(Refusal::because(format!("{} has no list “{}”", source.file, list_key(kind))));
        };
        self.change(source, edits::appended(&source.text, list, new))
    }

    /// Puts an office at the end of those of an organisation.
    ///
    /// # Errors
    /// The file is no JSON, does not have the organisation, or cannot be written.
    pub fn add_office(&self, organisation: &str, new: &Json) -> Result<(PathBuf, usize), Refusal> {
        let missing = || Refusal::because(format!("there is no organisation “{organisation}”"));
        let source = self.file(Kind::Organisations).ok_or_else(missing)?;
        let root = parsed(source)?;
        let entry = entry(&root, Kind::Organisations, organisation).ok_or_else(missing)?;
        let change = match get(entry, "offices") {
            Some(Value::Array(list)) => edits::appended(&source.text, list, new),
            Some(_) => {
                let why = format!("“offices” of “{organisation}” is no list");
                return Err(Refusal::because(why));
            }
            None => offices(source, entry, new).ok_or_else(missing)?,
        };
        self.change(source, change)
    }

    /// Writes a file that is not there yet.
    ///
    /// # Errors
    /// It is there, or cannot be written.
    pub fn write_new(&self, path: &str, text: String) -> Result<PathBuf, Refusal> {
        let path = self.path(path);
        edits::write_all(&[(path.clone(), text)], Existing::Keep).map_err(Refusal::because)?;
        Ok(path)
    }

    /// A registry with its first entry.
    fn begin(&self, kind: Kind, new: &Json) -> Result<(PathBuf, usize), Refusal> {
        let mut file = serde_json::Map::new();
        file.extend(self.schema(kind).map(|schema| ("$schema".to_owned(), Json::from(schema))));
        file.insert(list_key(kind).to_owned(), json!([new]));
        let text = edits::printed(&Json::Object(file), "", &Layout::of("")) + "\n";
        let line = text.lines().position(|line| line.contains("\"id\"")).unwrap_or_default();
        let path = self.write_new(&format!("{}.json", kind.name()), text)?;
        Ok((path, line))
    }

    fn change(&self, source: &Source, change: Change) -> Result<(PathBuf, usize), Refusal> {
        let (line, _) = match &change {
            Change::Replace { at, new } => {
                let (line, column) = source.place(at.start);
                // What is put in begins with the end of the line before it.
                let id = new.lines().position(|line| line.contains('{')).unwrap_or_default();
                (line + id, column)
            }
            Change::Order { .. } => (1, 1),
        };
        let path = self.path(&source.path);
        let (mark, text) = edits::read(&path).map_err(Refusal::because)?;
        if text != source.text {
            return Err(Refusal::because(format!(
                "{} has changed since; nothing was written",
                path.display()
            )));
        }
        let text = mark.to_owned() + &edits::changed(&text, &[&change]);
        edits::write_all(&[(path.clone(), text)], Existing::Replace).map_err(Refusal::because)?;
        Ok((path, line))
    }
}

/// Whether the folder can become an edition. What is hidden may be there: a repository.
pub fn empty(folder: &Path) -> Result<(), Refusal> {
    if folder.exists() && !folder.is_dir() {
        return Err(Refusal::because(format!("{} is no folder", folder.display())));
    }
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut seen = entries.filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
    match seen.next() {
        None => Ok(()),
        Some(entry) => {
            let name = entry.file_name().to_string_lossy().into_owned();
            let why = format!(
                "{} is not empty (it has {name}); an edition is made in a new folder",
                folder.display()
            );
            Err(Refusal::because(why))
        }
    }
}

/// The key of the list that a registry is.
fn list_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Glossary => "terms",
        other => other.name(),
    }
}

fn parsed(source: &Source) -> Result<Value<'_>, Refusal> {
    let mut problems: Vec<Problem> = Vec::new();
    let root = if source.unread { None } else { source.parse(&mut problems) };
    root.ok_or_else(|| {
        let why = problems.first().map_or("it is not in UTF-8".into(), |problem| problem.message.clone());
        Refusal::because(format!("{} cannot be added to: {why}; `caunoi check` says where", source.file))
    })
}

fn entry<'a>(root: Node<'a>, kind: Kind, id: &str) -> Option<Node<'a>> {
    get_all(root, list_key(kind)).iter().find(|entry| get_string(entry, "id") == Some(id))
}

fn note(used: &mut Used, source: &Source, entries: &[Value]) {
    for entry in entries {
        if let Some((id, place)) = get_string(entry, "id").zip(get(entry, "id")) {
            let (line, column) = source.place(range(place).start);
            used.note(id, format!("{}:{line}:{column}", source.file));
        }
    }
}

/// The keys of an organisation that stand before its offices.
const BEFORE_OFFICES: [&str; 7] = ["id", "kind", "name", "short", "also", "line", "note"];

/// The first office of an organisation, under a key of its own where the model has it.
fn offices(source: &Source, organisation: Node, new: &Json) -> Option<Change> {
    let text = &source.text;
    let keys = organisation.as_object()?.properties.iter();
    let last = keys.rev().find(|key| BEFORE_OFFICES.contains(&key.name.as_str()))?.range();
    let layout = Layout::of(text);
    let line = text[..last.start].rfind('\n').map_or(0, |at| at + 1);
    let own_line = text[line..last.start].trim().is_empty();
    let new = if own_line {
        let indent = edits::indent_at(text, last.start);
        let list = edits::printed(&json!([new]), indent, &layout);
        format!(",{}{indent}\"offices\": {list}", layout.newline)
    } else {
        format!(", \"offices\": {}", edits::on_one_line(&json!([new])))
    };
    Some(Change::Replace { at: last.end..last.end, new })
}
