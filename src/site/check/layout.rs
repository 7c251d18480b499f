//! The files of an edition: which there are, what each holds, and the schema of each.

use std::io;
use std::sync::LazyLock;

use jsonc_parser::common::Range;
use schemars::{JsonSchema, schema_for};
use serde::Deserialize;
use serde_json::{Value, json};

use super::folder::{Folder, MANY, OnDisk, each};
use super::meaning::is_tag;
use super::problem::Problem;
use super::tree::Source;
use super::{asked, nearest};
use crate::labels::Labels;
use crate::record::model::{self, Article, Edition};

/// A registry file: one key with a list of entries.
macro_rules! registries {
    ($($(#[$doc:meta])* $name:ident { $key:ident: $entry:ty })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Default, Deserialize, JsonSchema)]
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
const SCHEMA_FOLDER: &str = "schema";

/// The folder of what is not yet an article. Nothing in it is read, so nothing is published.
const DRAFTS: &str = "drafts";

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

/// The schema of each kind. They are made once: while an edition is previewed, it is checked often.
pub static SCHEMAS: LazyLock<[Value; 9]> = LazyLock::new(|| Kind::ALL.map(Kind::schema));

/// The JSON Schemas of the files of an edition, with the names to store them under.
pub fn schemas() -> Vec<(String, Value)> {
    Kind::ALL.iter().map(|kind| (format!("{}.schema.json", kind.name()), kind.schema())).collect()
}

/// Says of a file how the disk has it, if that is to be noted, and whether what is in it is known.
pub type Knows<'a> = dyn Fn(Kind, &str) -> Option<(OnDisk, bool)> + Sync + 'a;

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
pub fn read(folder: &Folder, problems: &mut Vec<Problem>) -> Found {
    read_unless(folder, &|_, _| None, problems)
}

/// Reads the files of an edition, but those that are known.
pub fn read_unless(folder: &Folder, known: &Knows, problems: &mut Vec<Problem>) -> Found {
    let (mut found, mut paths) = (Found::default(), Vec::new());
    let at_top = folder.entries("");
    let top = Top { folder, names: at_top.iter().map(|(name, _)| name.as_str()).collect() };
    for (name, is_folder) in &at_top {
        match Kind::ALL[..7].iter().find(|kind| is_named(**kind, name)) {
            Some(kind) if !is_folder => paths.push((*kind, name.clone())),
            Some(kind) => found.strange(Some(top.no_file(name, *kind)), problems),
            _ if *is_folder => found.strange(top.strange_folder(name), problems),
            _ => match FOLDERS.iter().find(|(place, _)| place == name) {
                Some((_, kind)) => found.strange(Some(top.no_folder(name, *kind)), problems),
                None => found.strange(top.strange_file(name), problems),
            },
        }
    }
    for (place, kind) in FOLDERS {
        for (name, is_folder) in folder.entries(place) {
            let path = format!("{place}/{name}");
            if name.ends_with(".json") && is_folder {
                found.strange(Some(top.no_file(&path, kind)), problems);
            } else if name.ends_with(".json") {
                paths.push((kind, path));
            } else {
                found.strange(top.strange_within(place, kind, &name, is_folder), problems);
            }
        }
    }
    paths.sort_by(|(a, x), (b, y)| (*a as usize, x).cmp(&(*b as usize, y)));
    let take_unless = |(kind, path): &(Kind, String)| match known(*kind, path) {
        Some((on_disk, true)) => (Source::known(folder.named(path), path.clone(), on_disk), None),
        noted => {
            let (mut source, problem) = take(folder, path);
            source.on_disk = noted.map(|x| x.0);
            (source, problem)
        }
    };
    for ((kind, _), (source, problem)) in paths.iter().zip(each(&paths, MANY, take_unless)) {
        problems.extend(problem);
        found.files.push((*kind, source));
    }
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

/// The text of a file, or why it could not be had.
pub fn take(folder: &Folder, path: &str) -> (Source, Option<Problem>) {
    let (file, path) = (folder.named(path), path.to_owned());
    let bytes = match folder.read(&path) {
        Ok(bytes) => bytes,
        Err(fault) => {
            let problem = match fault.kind() {
                // It was listed and is not there.
                io::ErrorKind::NotFound => {
                    Problem::of_file(file.clone(), "this is a link that leads nowhere")
                        .hint("put the file itself here")
                }
                _ => Problem::of_file(file.clone(), format!("the file cannot be read: {fault}")),
            };
            return (Source::unread(file, path), Some(problem));
        }
    };
    if let Some(problem) = no_text(&file, &bytes) {
        return (Source::unread(file, path), Some(problem));
    }
    match String::from_utf8(bytes) {
        Ok(text) => (Source::new(file, path, text), None),
        Err(fault) => {
            let at = fault.utf8_error().valid_up_to();
            let problem = not_utf8(&file, &path, fault.as_bytes(), at);
            (Source::unread(file, path), Some(problem))
        }
    }
}

impl Found {
    fn strange(&mut self, found: Option<(Problem, Option<Kind>)>, problems: &mut Vec<Problem>) {
        let Some((problem, lost)) = found else { return };
        // What is lost must be found; what merely lies there does no harm.
        problems.push(if lost.is_some() { problem } else { problem.warning() });
        self.lost.extend(lost);
    }
}

/// What files of other sorts begin with.
const OTHERS: [(&[u8], &str); 5] = [
    (b"PK\x03\x04", "a packed file or a document of a word processor"),
    (b"\xd0\xcf\x11\xe0", "a document of a word processor"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"%PDF", "a PDF"),
];

/// A file that holds no text at all, or text in an encoding with zeros in it.
fn no_text(file: &str, bytes: &[u8]) -> Option<Problem> {
    let is_wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let is_text = |zeros: usize| bytes.iter().skip(zeros).step_by(2).all(|byte| *byte == 0);
    let message = if let Some((_, what)) = OTHERS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(
            Problem::of_file(file.into(), format!("this file is no text but {what}"))
                .hint("an edition's files are JSON, written with a text editor"),
        );
    } else if !bytes.contains(&0)
        || bytes.iter().any(|byte| *byte != 0) && !is_wide && !is_text(0) && !is_text(1)
    {
        // A single zero is found as a character.
        return None;
    } else if bytes.iter().all(|byte| *byte == 0) {
        return Some(
            Problem::of_file(file.into(), "this file holds nothing but zeros")
                .hint("it was damaged when it was saved or copied: take it from a copy"),
        );
    } else if bytes.starts_with(&[0xff, 0xfe, 0, 0]) {
        "this file is in UTF-32, not in UTF-8"
    } else {
        "this file is in UTF-16, not in UTF-8"
    };
    Some(
        Problem::of_file(file.into(), message)
            .hint("save it in UTF-8; editors offer that where they save under another name"),
    )
}

fn not_utf8(file: &str, path: &str, bytes: &[u8], at: usize) -> Problem {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Problem::of_file(file.into(), "this file is in UTF-16, not in UTF-8")
            .hint("save it in UTF-8; editors offer that where they save under another name");
    }
    let (mark, readable) = ("\u{feff}".as_bytes(), String::from_utf8_lossy(bytes));
    let at = at - if bytes.starts_with(mark) { mark.len() } else { 0 };
    let source = Source::new(file.into(), path.into(), readable.into_owned());
    // The first byte that is no text, after what is the same in the readable form.
    let range = Range::new(at, at + char::REPLACEMENT_CHARACTER.len_utf8());
    source.problem(range, "here the file is not in UTF-8").hint(
        "save it in UTF-8, then type the letter anew; editors offer that where they save under another name",
    )
}

/// The folder of an edition and what is in it, for what does not belong there. Pictures,
/// notes and the like may.
struct Top<'a> {
    folder: &'a Folder<'a>,
    names: Vec<&'a str>,
}

type Strange = Option<(Problem, Option<Kind>)>;

impl Top<'_> {
    fn path(&self, path: &str) -> String {
        self.folder.named(path)
    }

    /// A folder that looks like a misnamed part of the edition.
    fn strange_folder(&self, name: &str) -> Strange {
        let folders = || FOLDERS.iter().map(|(name, _)| *name);
        let usual = [SCHEMA_FOLDER, DRAFTS].contains(&name) || folders().any(|folder| folder == name);
        let meant = if usual { None } else { nearest(name, folders()) }?;
        let kind = FOLDERS.iter().find(|(name, _)| *name == meant).map(|(_, kind)| *kind);
        let problem = Problem::of_file(self.path(name), format!("the folder “{name}” is not read"));
        let hint = format!("did you mean “{meant}”?");
        Some((problem.hint(hint), kind.filter(|_| !self.names.contains(&meant))))
    }

    /// A folder where a file should be.
    fn no_file(&self, path: &str, kind: Kind) -> (Problem, Option<Kind>) {
        let problem = Problem::of_file(self.path(path), format!("“{path}” is a folder and must be a file"));
        (problem.hint("give the folder another name"), Some(kind))
    }

    /// A file where a folder should be.
    fn no_folder(&self, path: &str, kind: Kind) -> (Problem, Option<Kind>) {
        let problem = Problem::of_file(self.path(path), format!("“{path}” is a file and must be a folder"));
        (
            problem.hint("give the file another name, and put what belongs there into a folder of this name"),
            Some(kind),
        )
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
        let plain = format!("{}.json", undecorated(name));
        let same = known.iter().map(String::as_str).find(|known| *known == plain);
        if let Some(meant) = same.or_else(|| nearest(name, known.iter().map(String::as_str))) {
            let kind = Kind::ALL.into_iter().find(|kind| is_named(*kind, meant));
            let lost = kind.filter(|_| !self.names.contains(&meant));
            return Some((problem.hint(asked(Some(meant), &files)), lost));
        }
        let text = self.folder.read(name).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        if text.contains("\"headline\"") {
            let hint = "it looks like an article: put it into the folder “articles”";
            return Some((problem.hint(hint), Some(Kind::Article)));
        }
        let is_labels = is_tag(name.trim_end_matches(".json")) && text.contains("\"articles\"");
        let labels = "it looks like words of the interface: put it into the folder “labels”";
        Some((problem.hint(if is_labels { labels } else { &files }), None))
    }

    /// What lies in the folder of a kind and is none of its files.
    fn strange_within(&self, place: &str, kind: Kind, name: &str, is_folder: bool) -> Strange {
        let path = format!("{place}/{name}");
        if is_folder {
            let inside = self.folder.entries(&path);
            let (first, _) = inside.iter().find(|(name, _)| is_like_json(name))?;
            let problem = Problem::of_file(self.path(&path), format!("the folder “{path}” is not read"));
            let hint = format!("put {first} and whatever else is in it into the folder “{place}” itself");
            return Some((problem.hint(hint), Some(kind)));
        }
        let stem = name.split('.').next().unwrap_or(name);
        let problem = Problem::of_file(self.path(&path), format!("the file “{path}” is not read"));
        // A copy that an editor keeps beside the file itself does no harm.
        let lost = Some(kind).filter(|_| self.folder.start(&format!("{place}/{stem}.json")).is_none());
        let small = name.to_lowercase();
        if is_like_json(name) || lost.is_some() && (small.contains(".json") || stem == name) {
            return Some((problem.hint(format!("its name must end in .json: “{place}/{stem}.json”")), lost));
        }
        let is_document = [".doc", ".docx", ".odt", ".rtf"].iter().any(|end| small.ends_with(end));
        let hint = "this is a document of a word processor; write what it says into a .json file";
        Some((problem.hint(hint), lost)).filter(|(_, lost)| is_document && lost.is_some())
    }
}

/// A name without what browsers and file managers add to it when a file is saved or copied once
/// more, and without its endings.
fn undecorated(name: &str) -> String {
    let small = name.to_lowercase();
    let stem = small.split('.').next().unwrap_or_default();
    let stem = stem.strip_prefix("copy of ").unwrap_or(stem);
    let stem = stem.split(['(', ' ', '~']).next().unwrap_or_default();
    stem.trim_end_matches(['-', '_']).to_owned()
}

/// Whether a name ends as that of a JSON file does, or nearly.
fn is_like_json(name: &str) -> bool {
    let name = name.to_lowercase();
    [".json", ".jsn", ".json5", ".jsonc", ".json.txt"].iter().any(|end| name.ends_with(end))
}
