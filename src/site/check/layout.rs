//! The files of an edition: which there are, what each holds, and the schema of each.

use std::fs;
use std::path::Path;

use jsonc_parser::common::Range;
use schemars::{JsonSchema, schema_for};
use serde::Deserialize;
use serde_json::{Value, json};

use super::problem::Problem;
use super::tree::Source;
use super::{asked, nearest};
use crate::labels::Labels;
use crate::record::model::{self, Article, Edition};

/// A registry file: one key with a list of entries.
macro_rules! registries {
    ($($(#[$doc:meta])* $name:ident { $key:ident: $entry:ty })*) => {$(
        $(#[$doc])*
        #[derive(Default, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// The entries, in the order in which they are listed.
            pub $key: Vec<$entry>,
        }
    )*};
}

registries! {
    /// The people of an edition.
    People { people: model::Person }
    /// The organisations of an edition.
    Organisations { organisations: model::Organisation }
    /// The topics of an edition.
    Topics { topics: model::Topic }
    /// The series of an edition.
    SeriesList { series: model::Series }
    /// The events of an edition.
    Events { events: model::Event }
    /// The glossary of an edition.
    Glossary { terms: model::Term }
}

/// What a file of an edition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// edition.json
    Edition,
    /// people.json
    People,
    /// organisations.json
    Organisations,
    /// topics.json
    Topics,
    /// series.json
    Series,
    /// events.json
    Events,
    /// glossary.json
    Glossary,
    /// articles/*.json
    Article,
    /// labels/*.json
    Labels,
}

/// The folders of an edition, with what their files hold.
const FOLDERS: [(&str, Kind); 2] = [("articles", Kind::Article), ("labels", Kind::Labels)];

/// The folder of the schemas that the edition's files name.
const SCHEMAS: &str = "schema";

impl Kind {
    /// Every kind, in the order in which problems are printed.
    pub const ALL: [Kind; 9] = [
        Kind::Edition,
        Kind::People,
        Kind::Organisations,
        Kind::Topics,
        Kind::Series,
        Kind::Events,
        Kind::Glossary,
        Kind::Article,
        Kind::Labels,
    ];

    /// The file's name without `.json`; for an article and for labels, that of the schema.
    pub fn name(self) -> &'static str {
        const NAMES: [&str; 9] = [
            "edition",
            "people",
            "organisations",
            "topics",
            "series",
            "events",
            "glossary",
            "article",
            "labels",
        ];
        NAMES[self as usize]
    }

    /// The JSON Schema of such a file, which may name its schema.
    pub fn schema(self) -> Value {
        let schema = match self {
            Kind::Edition => schema_for!(Edition),
            Kind::People => schema_for!(People),
            Kind::Organisations => schema_for!(Organisations),
            Kind::Topics => schema_for!(Topics),
            Kind::Series => schema_for!(SeriesList),
            Kind::Events => schema_for!(Events),
            Kind::Glossary => schema_for!(Glossary),
            Kind::Article => schema_for!(Article),
            Kind::Labels => schema_for!(Labels),
        };
        let mut schema = schema.to_value();
        schema["properties"]["$schema"] =
            json!({ "type": "string", "description": "The schema of this file." });
        schema
    }
}

/// The JSON Schemas of the files of an edition, with the names to store them under.
pub fn schemas() -> Vec<(String, Value)> {
    Kind::ALL.iter().map(|kind| (format!("{}.schema.json", kind.name()), kind.schema())).collect()
}

/// The files of an edition as they were found.
#[derive(Default)]
pub struct Found {
    /// The texts of the files, with their kinds, in the order of the kinds and then of
    /// their names.
    pub files: Vec<(Kind, Source)>,
    /// The kinds of which a file is there that is not read, as its name or its place is
    /// wrong. What it holds is not known, so nothing can be said to be missing from it.
    pub lost: Vec<Kind>,
}

/// Reads the files of an edition.
pub fn read(folder: &Path, problems: &mut Vec<Problem>) -> Found {
    let mut found = Found::default();
    let at_top = entries(folder);
    let top = Top { folder, names: at_top.iter().map(|(name, _)| name.as_str()).collect() };
    for (name, is_folder) in &at_top {
        match Kind::ALL[..7].iter().find(|kind| is_named(**kind, name)) {
            Some(kind) if !is_folder => found.take(folder, *kind, name.clone(), problems),
            _ if *is_folder => found.strange(top.strange_folder(name), problems),
            _ => found.strange(top.strange_file(name), problems),
        }
    }
    for (place, kind) in FOLDERS {
        for (name, is_folder) in entries(&folder.join(place)) {
            let path = format!("{place}/{name}");
            if name.ends_with(".json") && !is_folder {
                found.take(folder, kind, path, problems);
            } else {
                found.strange(top.strange_within(place, kind, &name, is_folder), problems);
            }
        }
    }
    found.files.sort_by(|(a, x), (b, y)| (*a as usize, &x.path).cmp(&(*b as usize, &y.path)));
    let first = found.files.first().map(|(kind, _)| *kind);
    if first != Some(Kind::Edition) && !found.lost.contains(&Kind::Edition) {
        let missing =
            Problem::of_file(top.path("edition.json"), "there is no edition.json: an edition begins with it");
        problems.push(missing.hint("it holds the edition's name, its two languages and its settings"));
    }
    found
}

fn is_named(kind: Kind, name: &str) -> bool {
    name.strip_suffix(".json") == Some(kind.name())
}

impl Found {
    fn take(&mut self, folder: &Path, kind: Kind, path: String, problems: &mut Vec<Problem>) {
        let file = named(folder, &path);
        let bytes = match fs::read(folder.join(&path)) {
            Ok(bytes) => bytes,
            Err(fault) => {
                problems.push(Problem::of_file(file.clone(), format!("the file cannot be read: {fault}")));
                return self.files.push((kind, Source::unread(file, path)));
            }
        };
        match str::from_utf8(&bytes) {
            Ok(text) => self.files.push((kind, Source::new(file, path, text))),
            Err(fault) => {
                problems.push(not_utf8(&file, &path, &bytes, fault.valid_up_to()));
                self.files.push((kind, Source::unread(file, path)));
            }
        }
    }

    fn strange(&mut self, found: Option<(Problem, Option<Kind>)>, problems: &mut Vec<Problem>) {
        let Some((problem, lost)) = found else { return };
        // What is lost must be found; what merely lies there does no harm.
        problems.push(if lost.is_some() { problem } else { problem.warning() });
        self.lost.extend(lost);
    }
}

fn not_utf8(file: &str, path: &str, bytes: &[u8], at: usize) -> Problem {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Problem::of_file(file.into(), "this file is in UTF-16, not in UTF-8")
            .hint("save it in UTF-8; editors offer that where they save under another name");
    }
    let (mark, readable) = ("\u{feff}".as_bytes(), String::from_utf8_lossy(bytes));
    let at = at - if bytes.starts_with(mark) { mark.len() } else { 0 };
    let source = Source::new(file.into(), path.into(), &readable);
    // The first byte that is no text, after what is the same in the readable form.
    let range = Range::new(at, at + char::REPLACEMENT_CHARACTER.len_utf8());
    source.problem(range, "here the file is not in UTF-8").hint(
        "save it in UTF-8, then type the letter anew; editors offer that where they save under another name",
    )
}

/// A path as problems name it.
fn named(folder: &Path, path: &str) -> String {
    folder.join(path).to_string_lossy().replace('\\', "/")
}

/// The names in a folder, sorted, hidden ones left out, and whether each is a folder.
fn entries(folder: &Path) -> Vec<(String, bool)> {
    let listed = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<_> = listed
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path().is_dir()))
        .collect();
    names.retain(|(name, _)| !name.starts_with('.'));
    names.sort();
    names
}

/// The folder of an edition and what is in it, for what does not belong there. Pictures,
/// notes and the like may.
struct Top<'a> {
    folder: &'a Path,
    names: Vec<&'a str>,
}

type Strange = Option<(Problem, Option<Kind>)>;

impl Top<'_> {
    fn path(&self, path: &str) -> String {
        named(self.folder, path)
    }

    /// A folder that looks like a misnamed part of the edition.
    fn strange_folder(&self, name: &str) -> Strange {
        let folders = || FOLDERS.iter().map(|(name, _)| *name);
        let usual = name == SCHEMAS || folders().any(|folder| folder == name);
        let meant = if usual { None } else { nearest(name, folders()) }?;
        let kind = FOLDERS.iter().find(|(name, _)| *name == meant).map(|(_, kind)| *kind);
        let problem = Problem::of_file(self.path(name), format!("the folder “{name}” is not read"));
        let hint = format!("did you mean “{meant}”?");
        Some((problem.hint(hint), kind.filter(|_| !self.names.contains(&meant))))
    }

    /// A JSON file beside those of the edition.
    fn strange_file(&self, name: &str) -> Strange {
        let known: Vec<String> = Kind::ALL[..7].iter().map(|kind| format!("{}.json", kind.name())).collect();
        if !is_like_json(name) {
            return None;
        }
        let problem = Problem::of_file(self.path(name), format!("the file “{name}” is not read"));
        let files =
            format!("the edition's files are {}, and those in articles/ and labels/", known.join(", "));
        if let Some(meant) = nearest(name, known.iter().map(String::as_str)) {
            let kind = Kind::ALL.into_iter().find(|kind| is_named(*kind, meant));
            let lost = kind.filter(|_| !self.names.contains(&meant));
            return Some((problem.hint(asked(Some(meant), &files)), lost));
        }
        let text = fs::read_to_string(self.folder.join(name)).unwrap_or_default();
        if text.contains("\"headline\"") {
            let hint = "it looks like an article: put it into the folder “articles”";
            return Some((problem.hint(hint), Some(Kind::Article)));
        }
        Some((problem.hint(files), None))
    }

    /// What lies in the folder of a kind and is none of its files.
    fn strange_within(&self, place: &str, kind: Kind, name: &str, is_folder: bool) -> Strange {
        let path = format!("{place}/{name}");
        if is_folder {
            let inside = entries(&self.folder.join(&path));
            let (first, _) = inside.iter().find(|(name, _)| is_like_json(name))?;
            let problem = Problem::of_file(self.path(&path), format!("the folder “{path}” is not read"));
            let hint = format!("put {first} and whatever else is in it into the folder “{place}” itself");
            return Some((problem.hint(hint), Some(kind)));
        }
        let (stem, _) = name.split_once('.').filter(|_| is_like_json(name))?;
        let problem = Problem::of_file(self.path(&path), format!("the file “{path}” is not read"));
        Some((problem.hint(format!("its name must end in .json: “{place}/{stem}.json”")), Some(kind)))
    }
}

/// Whether a name ends as that of a JSON file does, or nearly.
fn is_like_json(name: &str) -> bool {
    let name = name.to_lowercase();
    [".json", ".jsn", ".json5", ".jsonc", ".json.txt"].iter().any(|end| name.ends_with(end))
}
