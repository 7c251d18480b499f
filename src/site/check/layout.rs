//! The files of an edition: which there are, what each holds, and the schema of each.

use std::fs;
use std::path::Path;

use schemars::{JsonSchema, schema_for};
use serde::Deserialize;
use serde_json::{Value, json};

use super::nearest;
use super::problem::Problem;
use super::tree::Source;
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

/// The texts of an edition's files, with their kinds, in the order of the kinds and then
/// of their names.
pub fn read(folder: &Path, problems: &mut Vec<Problem>) -> Vec<(Kind, Source)> {
    let mut found = Vec::new();
    let name_of = |path: &str| folder.join(path).to_string_lossy().replace('\\', "/");
    let known: Vec<String> = Kind::ALL[..7].iter().map(|kind| format!("{}.json", kind.name())).collect();
    let mut take = |kind: Kind, path: String, problems: &mut Vec<Problem>| match fs::read(folder.join(&path))
    {
        Ok(bytes) => match str::from_utf8(&bytes) {
            Ok(text) => found.push((kind, Source::new(name_of(&path), path, text))),
            Err(fault) => {
                let (readable, line) = (&bytes[..fault.valid_up_to()], |byte: &&u8| **byte == b'\n');
                let line = readable.iter().filter(line).count() + 1;
                problems.push(
                    Problem::of_file(name_of(&path), format!("line {line} is not UTF-8"))
                        .hint("save the file in UTF-8"),
                );
                found.push((kind, Source::unread(name_of(&path), path)));
            }
        },
        Err(fault) => {
            problems.push(Problem::of_file(name_of(&path), format!("the file cannot be read: {fault}")));
            found.push((kind, Source::unread(name_of(&path), path)));
        }
    };
    for (name, is_folder) in entries(folder) {
        match Kind::ALL[..7].iter().zip(&known).find(|(_, known)| **known == name) {
            Some((kind, _)) if !is_folder => take(*kind, name, problems),
            _ => problems.extend(stranger(&name, is_folder, &name_of(&name), &known)),
        }
    }
    for (place, kind) in FOLDERS {
        for (name, is_folder) in entries(&folder.join(place)) {
            if name.ends_with(".json") && !is_folder {
                take(kind, format!("{place}/{name}"), problems);
            }
        }
    }
    found.sort_by(|(a, x), (b, y)| (*a as usize, &x.path).cmp(&(*b as usize, &y.path)));
    if found.first().is_none_or(|(kind, _)| *kind != Kind::Edition) {
        let missing =
            Problem::of_file(name_of("edition.json"), "there is no edition.json: an edition begins with it");
        problems.push(missing.hint("it holds the edition's name, its two languages and its settings"));
    }
    found
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

/// Warns of what looks like a misnamed part of an edition. Pictures and the like are none.
fn stranger(name: &str, is_folder: bool, file: &str, known: &[String]) -> Option<Problem> {
    let folders = FOLDERS.iter().map(|(name, _)| *name);
    if is_folder {
        let usual = name == SCHEMAS || folders.clone().any(|folder| folder == name);
        let meant = if usual { None } else { nearest(name, folders) }?;
        let problem = Problem::of_file(file.into(), format!("the folder “{name}” is not read"));
        return Some(problem.hint(format!("did you mean “{meant}”?")).warning());
    }
    if !name.ends_with(".json") {
        return None;
    }
    let question =
        nearest(name, known.iter().map(String::as_str)).map(|meant| format!("did you mean “{meant}”? "));
    let hint = format!("{}An edition's files are {}", question.unwrap_or_default(), known.join(", "));
    Some(Problem::of_file(file.into(), format!("the file “{name}” is not read")).hint(hint).warning())
}
