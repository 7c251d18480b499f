//! What names what: ids that are given twice, and references that lead nowhere.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use jsonc_parser::common::Range;
use serde::{Deserialize, Serialize};

use super::forms::a;
use super::layout::Kind;
use super::problem::Problem;
use super::structure::Site;
use super::tree::{Node, Source, get, get_all, get_string, range, string};
use super::{asked, meaning, nearest};

/// Where ids live.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Registry {
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
    Terms,
    /// The files in articles/.
    Articles,
    /// All that the articles state.
    Statements,
    /// The statements that are requests.
    Requests,
}

use Registry::*;

/// The types that have an id, and the registry in which it must be unique.
pub const ENTRIES: &[(&str, Registry)] = &[
    ("Person", People),
    ("Organisation", Organisations),
    ("Topic", Topics),
    ("Series", Series),
    ("Event", Events),
    ("Term", Terms),
    ("Report", Statements),
    ("Role", Statements),
    ("Act", Statements),
    ("Figure", Statements),
    ("Request", Statements),
    ("Plan", Statements),
    ("Motto", Statements),
    ("Relation", Statements),
    ("Correction", Statements),
];

/// The keys that refer, and to what. Offices are looked up in their organisation.
pub const REFERENCES: &[(&str, &str, Registry)] = &[
    ("Edition", "subject", Organisations),
    ("Thread", "event", Events),
    ("Thread", "requests", Requests),
    ("OfficeRef", "organisation", Organisations),
    ("Article", "topics", Topics),
    ("Named", "organisation", Organisations),
    ("Report", "event", Events),
    ("Role", "person", People),
    ("Role", "organisation", Organisations),
    ("Act", "person", People),
    ("Act", "event", Events),
    ("Party", "person", People),
    ("Party", "organisation", Organisations),
    ("KnownOutcome", "article", Articles),
    ("Plan", "event", Events),
    ("Relation", "subject", Organisations),
    ("Relation", "object", Organisations),
    ("Person", "not_same_as", People),
    ("Organisation", "not_same_as", Organisations),
    ("Event", "organisations", Organisations),
    ("Event", "topics", Topics),
    ("Event", "series", Series),
];

impl Registry {
    /// One of its entries, and where they are.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            People => ("person", "people.json"),
            Organisations => ("organisation", "organisations.json"),
            Topics => ("topic", "topics.json"),
            Series => ("series", "series.json"),
            Events => ("event", "events.json"),
            Terms => ("term", "glossary.json"),
            Articles => ("article", "articles/"),
            Statements => ("statement", "articles/"),
            Requests => ("request", "the “requests” of articles/"),
        }
    }
}

/// A string of a file, and where it is, which is not kept when it is written down.
#[derive(Clone, Serialize, Deserialize)]
struct Word<'a> {
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(skip, default = "nowhere")]
    at: Range,
}

fn nowhere() -> Range {
    Range::new(0, 0)
}

/// An entry or a statement: its id, where it has one.
#[derive(Clone, Serialize, Deserialize)]
struct Entry<'a> {
    registry: Registry,
    is_request: bool,
    #[serde(borrow)]
    id: Option<Word<'a>>,
    /// The ids of its offices, none for one without.
    #[serde(borrow)]
    offices: Vec<Option<Word<'a>>>,
}

/// What is referred to.
#[derive(Clone, Serialize, Deserialize)]
enum Target<'a> {
    Entry(Registry),
    /// An office of this organisation.
    #[serde(borrow)]
    Office(Cow<'a, str>),
}

/// What a file says about ids. It stays when the file's tree is gone, which takes many times
/// as much memory.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Notes<'a> {
    #[serde(borrow)]
    entries: Vec<Entry<'a>>,
    #[serde(borrow)]
    references: Vec<(Target<'a>, Word<'a>)>,
    /// The id of the file itself.
    #[serde(borrow)]
    id: Option<Word<'a>>,
    /// The registry of which this file should hold a part that cannot be read, or has an id
    /// that must change.
    torn: Option<Registry>,
}

/// The types with an id, and the keys that refer, to be looked up for every value.
static KNOWN: LazyLock<Known> = LazyLock::new(|| Known {
    entries: ENTRIES.iter().copied().collect(),
    references: REFERENCES.iter().map(|(owner, key, to)| ((*owner, *key), *to)).collect(),
});

struct Known {
    entries: HashMap<&'static str, Registry>,
    references: HashMap<(&'static str, &'static str), Registry>,
}

/// Notes what a file says about ids.
pub fn note<'a>(source: &'a Source, root: Option<Node>, sites: &[Site]) -> Notes<'a> {
    let id = root.and_then(|root| get(root, "id")).and_then(|id| Word::of(source, id));
    let mut notes = Notes { entries: Vec::new(), references: Vec::new(), id, torn: torn(source, root) };
    for site in sites {
        if let Some(registry) = KNOWN.entries.get(site.kind).filter(|_| site.node.as_object().is_some()) {
            notes.entries.push(Entry {
                registry: *registry,
                is_request: site.kind == "Request",
                id: get(site.node, "id").and_then(|id| Word::of(source, id)),
                offices: get_all(site.node, "offices")
                    .iter()
                    .filter(|_| site.kind == "Organisation")
                    .map(|office| get(office, "id").and_then(|id| Word::of(source, id)))
                    .collect(),
            });
        }
        if let Some((target, word)) = target(source, site).zip(Word::of(source, site.node)) {
            notes.references.push((target, word));
        }
    }
    notes
}

/// What a string refers to, if it does.
fn target<'a>(source: &'a Source, site: &Site) -> Option<Target<'a>> {
    string(site.node)?;
    if let Some(registry) = KNOWN.references.get(&(site.owner, site.key)) {
        return Some(Target::Entry(*registry));
    }
    let is_office = matches!((site.owner, site.key), ("Role" | "OfficeRef", "office"));
    let organisation = get(site.parent.filter(|_| is_office)?, "organisation")?;
    Some(Target::Office(Word::of(source, organisation)?.text))
}

impl<'a> Word<'a> {
    fn of(source: &'a Source, node: Node) -> Option<Word<'a>> {
        let (text, at) = (string(node)?, range(node));
        // Nearly always the words stand in the file as they are.
        let raw = source.text.get(at.start + 1..at.end.saturating_sub(1)).filter(|raw| *raw == text);
        Some(Word { text: raw.map_or_else(|| Cow::Owned(text.to_owned()), Cow::Borrowed), at })
    }
}

/// Entries without a proper id, or a file that could not be read, have been reported.
/// That others refer to what they hold is no second fault.
fn torn(source: &Source, root: Option<Node>) -> Option<Registry> {
    let (registry, key) = match source.path.as_str() {
        "people.json" => (People, "people"),
        "organisations.json" => (Organisations, "organisations"),
        "topics.json" => (Topics, "topics"),
        "series.json" => (Series, "series"),
        "events.json" => (Events, "events"),
        path if path.starts_with("articles/") => (Requests, "requests"),
        _ => return None,
    };
    let whole = root.is_some_and(|root| {
        let listed = get(root, key).map_or(registry == Requests, |list| list.as_array().is_some());
        listed && get_all(root, key).iter().all(|entry| get_string(entry, "id").is_some_and(meaning::is_id))
    });
    Some(registry).filter(|_| !whole)
}

/// The ids of an edition.
#[derive(Default)]
struct Ids<'a> {
    /// Where each id is given first.
    given: HashMap<(Registry, &'a str), (&'a Source, Range)>,
    /// The same by registry, in the order of the files.
    listed: HashMap<Registry, Vec<&'a str>>,
    /// The offices of each organisation, and the same in pairs.
    offices: HashMap<&'a str, Vec<&'a str>>,
    held: HashSet<(&'a str, &'a str)>,
    /// Registries of which a part could not be read, or with an id that must change:
    /// there, an unknown id says nothing.
    torn: HashSet<Registry>,
    /// The files that there are.
    files: HashSet<&'a str>,
    /// Organisations with an office without an id of its own.
    torn_offices: HashSet<&'a str>,
}

/// Finds ids given twice and references to what is not there. Files of these kinds are
/// there under a wrong name, which has been reported.
pub fn check(files: &[(&Source, &Notes)], lost: &[Kind], problems: &mut Vec<Problem>) {
    let mut ids = collect(files, problems);
    ids.torn.extend(lost.iter().flat_map(|kind| registries(*kind)));
    let mut unknown = Unknown::default();
    for (source, notes) in files {
        for (target, word) in &notes.references {
            match target {
                Target::Entry(registry) => {
                    problems.extend(resolve(&ids, *registry, source, word, &mut unknown));
                }
                Target::Office(organisation) => {
                    problems.extend(office(&ids, organisation, source, word));
                }
            }
        }
    }
    problems.extend(unknown.lacking.iter().map(|lacking| lacks(&ids, lacking)));
}

/// The registries that a file of this kind belongs to.
fn registries(kind: Kind) -> &'static [Registry] {
    match kind {
        Kind::People => &[People],
        Kind::Organisations => &[Organisations],
        Kind::Topics => &[Topics],
        Kind::Series => &[Series],
        Kind::Events => &[Events],
        Kind::Glossary => &[Terms],
        Kind::Article => &[Articles, Requests, Statements],
        Kind::Edition | Kind::Labels => &[],
    }
}

fn collect<'a>(files: &[(&'a Source, &'a Notes<'a>)], problems: &mut Vec<Problem>) -> Ids<'a> {
    let mut ids = Ids::default();
    let paths: HashSet<&str> = files.iter().map(|(source, _)| source.path.as_str()).collect();
    for (source, notes) in files {
        let misnamed = misnamed(source, notes, &paths);
        let is_copy = misnamed.as_ref().is_some_and(|(_, is_copy)| *is_copy);
        problems.extend(misnamed.map(|(problem, _)| problem));
        // All that a copy states is stated twice: that is one fault.
        for entry in notes.entries.iter().filter(|_| !is_copy) {
            if let Some(id) = &entry.id {
                let is_first = ids.give(source, entry, id, problems);
                if entry.is_request && is_first {
                    ids.listed.entry(Requests).or_default().push(&id.text);
                    ids.given.insert((Requests, &id.text), (source, id.at));
                }
            }
            ids.offices(source, entry, problems);
        }
    }
    for (source, notes) in files {
        ids.files.insert(&source.path);
        ids.torn.extend(notes.torn);
        if let Some(name) = source.path.strip_prefix("articles/") {
            let name = name.strip_suffix(".json").unwrap_or(name);
            ids.given.insert((Articles, name), (source, Range::new(0, 0)));
            ids.listed.entry(Articles).or_default().push(name);
            // An id that is not the file's name is reported where it stands.
            if let Some(id) = &notes.id {
                ids.given.entry((Articles, &id.text)).or_insert((source, Range::new(0, 0)));
            }
        }
    }
    ids
}

impl<'a> Ids<'a> {
    /// Notes an id; whether it is the first of its name.
    fn give(
        &mut self,
        source: &'a Source,
        entry: &Entry<'a>,
        id: &'a Word<'a>,
        problems: &mut Vec<Problem>,
    ) -> bool {
        let registry = entry.registry;
        let first = self.given.get(&(registry, &*id.text)).copied();
        match first {
            Some(first) => {
                problems.push(twice(registry.names().0, first, source, id));
                // Another id was meant: what refers to that is right.
                self.torn.insert(if entry.is_request { Requests } else { registry });
            }
            None => {
                self.given.insert((registry, &id.text), (source, id.at));
                self.listed.entry(registry).or_default().push(&id.text);
            }
        }
        first.is_none()
    }

    /// Office ids are unique within their organisation only.
    fn offices(&mut self, source: &'a Source, entry: &'a Entry<'a>, problems: &mut Vec<Problem>) {
        let mut given: HashMap<&str, Range> = HashMap::new();
        let organisation = entry.id.as_ref().map(|id| &*id.text);
        for office in &entry.offices {
            let Some(id) = office else {
                self.torn_offices.extend(organisation);
                continue;
            };
            if !meaning::is_id(&id.text) {
                self.torn_offices.extend(organisation);
            }
            if let Some(first) = given.get(&*id.text) {
                problems.push(twice("office of this organisation", (source, *first), source, id));
                self.torn_offices.extend(organisation);
            } else {
                given.insert(&id.text, id.at);
                if let Some(organisation) = organisation {
                    self.offices.entry(organisation).or_default().push(&id.text);
                    self.held.insert((organisation, &id.text));
                }
            }
        }
    }
}

/// An article under an id that is not its file's name, and whether it is a copy of the one that is.
fn misnamed(source: &Source, notes: &Notes, paths: &HashSet<&str>) -> Option<(Problem, bool)> {
    let name = meaning::article_name(&source.path)?;
    let Word { text: id, at } = notes.id.as_ref().filter(|id| id.text != name && meaning::is_id(&id.text))?;
    if paths.contains(&*format!("articles/{id}.json")) {
        let problem = source.problem(*at, format!("this is a second article of the id “{id}”"));
        let hint =
            format!("the first is articles/{id}.json; take this file away, or give all ids in it anew");
        return Some((problem.hint(hint), true));
    }
    let message = format!("the article's id “{id}” is not the name of its file");
    let hint = match meaning::is_id(name) {
        true => format!("write “{name}”, or name the file {id}.json"),
        false => format!("name the file {id}.json"),
    };
    Some((source.problem(*at, message).hint(hint), false))
}

fn twice(what: &str, first: (&Source, Range), source: &Source, id: &Word) -> Problem {
    let (line, column) = first.0.place(first.1.start);
    source
        .problem(id.at, format!("the id “{}” is given to a second {what}", id.text))
        .hint(format!("the first is at {}:{line}:{column}; give each an id of its own", first.0.file))
}

/// How many unknown ids of a registry are compared with all that it has. Where there are more,
/// they are not slips of the pen, and each takes time.
const COMPARED: usize = 200;

/// What was looked up in vain.
#[derive(Default)]
struct Unknown<'a> {
    /// The nearest known id of each; the same misspelling may stand in a thousand places.
    meant: HashMap<Registry, HashMap<&'a str, Option<&'a str>>>,
    /// What has no entry at all is one fault, however often it is referred to.
    lacking: Vec<Lacking<'a>>,
}

/// A registry without any entry, where it is first referred to, and how often.
struct Lacking<'a> {
    registry: Registry,
    source: &'a Source,
    word: &'a Word<'a>,
    count: usize,
}

fn resolve<'a>(
    ids: &Ids<'a>,
    registry: Registry,
    source: &'a Source,
    word: &'a Word<'a>,
    unknown: &mut Unknown<'a>,
) -> Option<Problem> {
    let text = &*word.text;
    // Blanks around it, or nothing else, have been reported.
    if text.trim() != text || text.is_empty() {
        return None;
    }
    if ids.given.contains_key(&(registry, text)) || ids.torn.contains(&registry) {
        return None;
    }
    let Some(listed) = ids.listed.get(&registry) else {
        match unknown.lacking.iter_mut().find(|lacking| lacking.registry == registry) {
            Some(lacking) => lacking.count += 1,
            None => unknown.lacking.push(Lacking { registry, source, word, count: 1 }),
        }
        return None;
    };
    let compared = unknown.meant.entry(registry).or_default();
    let is_new = compared.len() < COMPARED;
    let meant = *compared.entry(text).or_insert_with(|| {
        let file = text.rsplit('/').next().unwrap_or(text).trim_end_matches(".json");
        let same = listed.iter().copied().find(|id| is_new && registry == Articles && *id == file);
        same.or_else(|| nearest(text, listed.iter().copied().filter(|_| is_new)))
    });
    let (what, home) = registry.names();
    let other = elsewhere(ids, registry, text).map(|other| format!("; {other}")).unwrap_or_default();
    let hint = format!("{}{other}", suggestion(meant, listed, what, home));
    Some(source.problem(word.at, format!("there is no {what} “{text}”")).hint(hint))
}

/// What this id names in another registry.
fn elsewhere(ids: &Ids, registry: Registry, word: &str) -> Option<String> {
    let others = [People, Organisations, Topics, Series, Events, Articles, Statements];
    let other = others.into_iter().find(|other| ids.given.contains_key(&(*other, word)))?;
    let (source, at) = ids.given[&(other, word)];
    if other == registry {
        return None;
    }
    let (line, _) = source.place(at.start);
    Some(format!("“{word}” is {} ({}:{line})", a(other.names().0), source.file))
}

/// References to a registry without any entry.
fn lacks(ids: &Ids, lacking: &Lacking) -> Problem {
    let (what, home) = lacking.registry.names();
    let is_file = home.ends_with(".json");
    let why = if is_file && !ids.files.contains(home) {
        format!("there is no {home}, in which each {what} has an entry")
    } else {
        suggestion(None, &[], what, home)
    };
    let more = match lacking.count {
        1 => String::new(),
        2 => "; one more place refers to one".into(),
        count => format!("; {} more places refer to one", count - 1),
    };
    let message = format!("there is no {what} “{}”", lacking.word.text);
    lacking.source.problem(lacking.word.at, message).hint(format!("{why}{more}"))
}

fn suggestion(meant: Option<&str>, listed: &[&str], what: &str, home: &str) -> String {
    let right = format!("it must be the id of {} in {home}", a(what));
    match (meant, listed.len()) {
        (Some(_), _) => asked(meant, &right),
        (None, 0) => format!("{right}, which has none"),
        (None, 1..=12) => format!("{right}: {}", listed.join(", ")),
        (None, count) => format!("{right}; none of the {count} there is like it"),
    }
}

fn office(ids: &Ids, organisation: &str, source: &Source, word: &Word) -> Option<Problem> {
    // Where the organisation is unknown, that is the fault; blanks have been reported.
    if word.text.trim() != word.text || word.text.is_empty() {
        return None;
    }
    if !ids.given.contains_key(&(Organisations, organisation)) || ids.torn.contains(&Organisations) {
        return None;
    }
    let offices = ids.offices.get(organisation).map_or(&[][..], Vec::as_slice);
    if ids.held.contains(&(organisation, &*word.text)) || ids.torn_offices.contains(organisation) {
        return None;
    }
    let home = format!("organisations.json under “{organisation}”");
    let meant = nearest(&word.text, offices.iter().copied());
    let message = format!("the organisation “{organisation}” has no office “{}”", word.text);
    Some(source.problem(word.at, message).hint(suggestion(meant, offices, "office", &home)))
}
