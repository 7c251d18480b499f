//! What names what: ids that are given twice, and references that lead nowhere.

use std::collections::{HashMap, HashSet};

use jsonc_parser::common::Range;

use super::forms::a;
use super::layout::Kind;
use super::problem::Problem;
use super::structure::Site;
use super::tree::{Node, Source, get, get_all, get_string, range, string};
use super::{File, asked, meaning, nearest};

/// Where ids live.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    torn: Vec<Registry>,
    /// The files that there are.
    files: Vec<&'a str>,
    /// Organisations with an office without an id of its own.
    torn_offices: HashSet<&'a str>,
}

/// Finds ids given twice and references to what is not there. Files of these kinds are
/// there under a wrong name, which has been reported.
pub fn check<'a>(files: &'a [File<'a>], lost: &[Kind], sites: &[Site<'a>], problems: &mut Vec<Problem>) {
    let mut ids = collect(files, sites, problems);
    ids.torn.extend(lost.iter().flat_map(|kind| registries(*kind)));
    let known: HashMap<_, _> = REFERENCES.iter().map(|(owner, key, to)| ((*owner, *key), *to)).collect();
    let mut unknown = Unknown::default();
    for site in sites {
        if let Some(word) = string(site.node) {
            if let Some(registry) = known.get(&(site.owner, site.key)) {
                resolve(&ids, *registry, word, site, &mut unknown, problems);
            } else if matches!((site.owner, site.key), ("Role" | "OfficeRef", "office")) {
                office(&ids, word, site, problems);
            }
        }
    }
    problems.extend(unknown.lacking.iter().map(|(registry, sites)| lacks(&ids, *registry, sites)));
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

fn collect<'a>(files: &'a [File<'a>], sites: &[Site<'a>], problems: &mut Vec<Problem>) -> Ids<'a> {
    let mut ids = Ids::default();
    let entries: HashMap<_, _> = ENTRIES.iter().copied().collect();
    for site in sites {
        let Some(registry) = entries.get(site.kind).filter(|_| site.node.as_object().is_some()) else {
            continue;
        };
        if let Some(id) = get(site.node, "id").filter(|id| string(id).is_some()) {
            let is_first = ids.give(*registry, site, id, problems);
            if site.kind == "Request" && is_first {
                ids.listed.entry(Requests).or_default().push(string(id).unwrap_or_default());
                ids.given.insert((Requests, string(id).unwrap_or_default()), (site.source, range(id)));
            }
        }
        if site.kind == "Organisation" {
            offices(&mut ids, site, problems);
        }
    }
    for file in files {
        ids.files.push(&file.source.path);
        ids.look_for_tears(file);
        if let Some(name) = file.source.path.strip_prefix("articles/") {
            let name = name.trim_end_matches(".json");
            ids.given.insert((Articles, name), (file.source, Range::new(0, 0)));
            ids.listed.entry(Articles).or_default().push(name);
            // An id that is not the file's name is reported where it stands.
            if let Some(id) = file.root.as_ref().and_then(|root| get_string(root, "id")) {
                ids.given.entry((Articles, id)).or_insert((file.source, Range::new(0, 0)));
            }
        }
    }
    ids
}

impl<'a> Ids<'a> {
    /// Notes an id; whether it is the first of its name.
    fn give(
        &mut self,
        registry: Registry,
        site: &Site<'a>,
        id: Node<'a>,
        problems: &mut Vec<Problem>,
    ) -> bool {
        let word = string(id).unwrap_or_default();
        let first = self.given.get(&(registry, word)).copied();
        match first {
            Some(first) => {
                problems.push(twice(word, registry.names().0, first, site.source, id));
                // Another id was meant: what refers to that is right.
                self.torn.push(if site.kind == "Request" { Requests } else { registry });
            }
            None => {
                self.given.insert((registry, word), (site.source, range(id)));
                self.listed.entry(registry).or_default().push(word);
            }
        }
        first.is_none()
    }

    /// Entries without a proper id, or a file that could not be read, have been reported.
    /// That others refer to what they hold is no second fault.
    fn look_for_tears(&mut self, file: &File<'a>) {
        let (registry, key) = match file.source.path.as_str() {
            "people.json" => (People, "people"),
            "organisations.json" => (Organisations, "organisations"),
            "topics.json" => (Topics, "topics"),
            "series.json" => (Series, "series"),
            "events.json" => (Events, "events"),
            path if path.starts_with("articles/") => (Requests, "requests"),
            _ => return,
        };
        let whole = file.root.as_ref().is_some_and(|root| {
            let listed = get(root, key).map_or(registry == Requests, |list| list.as_array().is_some());
            listed
                && get_all(root, key).iter().all(|entry| get_string(entry, "id").is_some_and(meaning::is_id))
        });
        if !whole {
            self.torn.push(registry);
        }
    }
}

fn twice(id: &str, what: &str, first: (&Source, Range), source: &Source, at: Node) -> Problem {
    let (line, column) = first.0.place(first.1.start);
    source
        .problem(range(at), format!("the id “{id}” is given to a second {what}"))
        .hint(format!("the first is at {}:{line}:{column}; give each an id of its own", first.0.file))
}

/// Office ids are unique within their organisation only.
fn offices<'a>(ids: &mut Ids<'a>, site: &Site<'a>, problems: &mut Vec<Problem>) {
    let mut given: HashMap<&str, Range> = HashMap::new();
    for office in get_all(site.node, "offices") {
        let Some((id, word)) = get(office, "id").and_then(|id| Some((id, string(id)?))) else {
            ids.torn_offices.extend(get_string(site.node, "id"));
            continue;
        };
        if !meaning::is_id(word) {
            ids.torn_offices.extend(get_string(site.node, "id"));
        }
        if let Some(first) = given.get(word) {
            problems.push(twice(word, "office of this organisation", (site.source, *first), site.source, id));
            ids.torn_offices.extend(get_string(site.node, "id"));
        } else {
            given.insert(word, range(id));
            if let Some(organisation) = get_string(site.node, "id") {
                ids.offices.entry(organisation).or_default().push(word);
                ids.held.insert((organisation, word));
            }
        }
    }
}

/// What was looked up in vain.
#[derive(Default)]
struct Unknown<'a> {
    /// The nearest known id of each; the same misspelling may stand in a thousand places.
    meant: HashMap<(Registry, &'a str), Option<&'a str>>,
    /// Where what has no entry at all is referred to: that is one fault.
    lacking: Vec<(Registry, Vec<Site<'a>>)>,
}

fn resolve<'a>(
    ids: &Ids<'a>,
    registry: Registry,
    word: &'a str,
    site: &Site<'a>,
    unknown: &mut Unknown<'a>,
    problems: &mut Vec<Problem>,
) {
    if ids.given.contains_key(&(registry, word)) || ids.torn.contains(&registry) {
        return;
    }
    let Some(listed) = ids.listed.get(&registry) else {
        match unknown.lacking.iter_mut().find(|(other, _)| *other == registry) {
            Some((_, sites)) => sites.push(*site),
            None => unknown.lacking.push((registry, vec![*site])),
        }
        return;
    };
    let meant =
        *unknown.meant.entry((registry, word)).or_insert_with(|| nearest(word, listed.iter().copied()));
    let (what, home) = registry.names();
    let other = elsewhere(ids, registry, word).map(|other| format!("; {other}")).unwrap_or_default();
    let hint = format!("{}{other}", suggestion(meant, listed, what, home));
    problems.push(site.source.problem(range(site.node), format!("there is no {what} “{word}”")).hint(hint));
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
fn lacks(ids: &Ids, registry: Registry, sites: &[Site]) -> Problem {
    let (site, (what, home)) = (&sites[0], registry.names());
    let word = string(site.node).unwrap_or_default();
    let is_file = home.ends_with(".json");
    let why = if is_file && !ids.files.contains(&home) {
        format!("there is no {home}, in which each {what} has an entry")
    } else {
        suggestion(None, &[], what, home)
    };
    let more = match sites.len() {
        1 => String::new(),
        2 => "; one more place refers to one".into(),
        count => format!("; {} more places refer to one", count - 1),
    };
    site.source.problem(range(site.node), format!("there is no {what} “{word}”")).hint(format!("{why}{more}"))
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

fn office(ids: &Ids, word: &str, site: &Site, problems: &mut Vec<Problem>) {
    let Some(organisation) = site.parent.and_then(|parent| get_string(parent, "organisation")) else {
        return;
    };
    // Where the organisation is unknown, that is the fault.
    if !ids.given.contains_key(&(Organisations, organisation)) || ids.torn.contains(&Organisations) {
        return;
    }
    let offices = ids.offices.get(organisation).map_or(&[][..], Vec::as_slice);
    if ids.held.contains(&(organisation, word)) || ids.torn_offices.contains(organisation) {
        return;
    }
    let home = format!("organisations.json under “{organisation}”");
    let meant = nearest(word, offices.iter().copied());
    problems.push(
        site.source
            .problem(range(site.node), format!("the organisation “{organisation}” has no office “{word}”"))
            .hint(suggestion(meant, offices, "office", &home)),
    );
}
