//! The rows of a table as entries: cells by the names of their columns, each with its place; and
//! what is wrong with the names.

use std::collections::HashMap;

use super::fault::{Fault, Spot};
use super::flat::{KEY, VALUE, is_tag};
use super::grid::Numbered;
use super::shape::{Plan, Shape, joined, needed};

/// A cell that has something in it.
#[derive(Clone, Debug)]
pub struct Cell {
    /// What is in it.
    pub text: String,
    /// Where it is.
    pub spot: Spot,
}

/// A row, its cells by the names of their columns. In tables that have a row for each key: a
/// column.
#[derive(Debug)]
pub struct Entry {
    /// Those of its cells that have something in them.
    pub cells: HashMap<String, Cell>,
    /// Where it is.
    pub spot: Spot,
    /// The file's name without `.json`, where it stands above a column.
    pub stem: String,
}

/// Reads tables as entries.
#[derive(Default)]
pub struct Reader {
    /// The languages of the edition, once its settings are read.
    pub languages: Vec<String>,
    /// What is wrong with the tables.
    pub faults: Vec<Fault>,
}

/// The names of columns, or of the keys that stand for them.
struct Names<'a> {
    plan: &'a Plan,
    /// What they are called: `column` or `key`.
    what: &'static str,
    spots: Vec<(&'a str, Spot)>,
}

impl Reader {
    /// Notes what is wrong.
    pub fn wrong(&mut self, place: impl ToString, message: impl Into<String>, hint: impl Into<String>) {
        self.faults.push(Fault::new(place.to_string(), message, hint));
    }

    /// The entries of a table with a row each.
    pub fn entries(&mut self, plan: &Plan, rows: &[Numbered]) -> Vec<Entry> {
        let Some(((head, header), rows)) = rows.split_first() else {
            let hint = "the first row has the names of the columns; export the edition again";
            self.wrong(format!("{}.csv", plan.name), "this table is empty", hint);
            return Vec::new();
        };
        let header: Vec<&str> = header.iter().map(|x| x.trim()).collect();
        let spots = header.iter().enumerate().map(|(at, name)| (*name, spot(plan, *head, at, name)));
        self.names(&Names { plan, what: "column", spots: spots.collect() });
        rows.iter().map(|row| self.entry(plan, &header, row)).collect()
    }

    fn entry(&mut self, plan: &Plan, header: &[&str], (row, cells): &Numbered) -> Entry {
        let here = Spot { table: plan.name.clone(), row: *row, column: None };
        let mut entry = Entry { cells: HashMap::new(), spot: here, stem: String::new() };
        for (at, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let name = header.get(at).copied().unwrap_or_default();
            let spot = spot(plan, *row, at, name);
            if name.is_empty() {
                let hint = "write its name into the first row, or clear the cell";
                self.wrong(spot, "this cell is in a column without a name", hint);
            } else {
                entry.cells.insert(name.into(), Cell { text: text.clone(), spot });
            }
        }
        entry
    }

    /// The entries of a table with a row for each key and a column each, or with one column only.
    pub fn turned(&mut self, plan: &Plan, rows: &[Numbered], is_one: bool) -> Vec<Entry> {
        let head: Vec<&str> = rows.first().map_or(&[][..], |x| &x.1).iter().map(|x| x.trim()).collect();
        if head.first() != Some(&KEY) || is_one && head.get(1) != Some(&VALUE) {
            let second =
                if is_one { format!("“{VALUE}”") } else { "a language above each column".into() };
            let place = Spot { table: plan.name.clone(), row: 1, column: None };
            self.wrong(
                place,
                "this row has not the names of the columns",
                format!("write “{KEY}” and {second}"),
            );
            return Vec::new();
        }
        let rows = &rows[1..];
        let keys: Vec<&str> = rows.iter().map(|x| x.1.first().map_or("", |x| x.trim())).collect();
        if head.len() > 1 {
            let spots = keys.iter().zip(rows).map(|(key, row)| (*key, spot(plan, row.0, 0, KEY)));
            self.names(&Names { plan, what: "key", spots: spots.collect() });
        }
        let is_filled = |at: usize| rows.iter().any(|x| x.1.get(at).is_some_and(|x| !x.is_empty()));
        let columns = head.iter().enumerate().skip(1);
        let columns: Vec<_> = columns.filter(|(at, stem)| !stem.is_empty() || is_filled(*at)).collect();
        let mut all = Vec::new();
        for (at, stem) in columns {
            let place = spot(plan, 1, at, stem);
            if is_one && at > 1 || !is_tag(stem) {
                let hint = if is_one { "take it away" } else { "write a language’s tag, such as “vi”" };
                self.wrong(place, format!("“{stem}” is no name of a column here"), hint);
                continue;
            }
            let cells = rows.iter().zip(&keys).filter_map(|(row, key)| {
                let text = row.1.get(at).filter(|x| !x.is_empty())?.clone();
                Some(((*key).to_owned(), Cell { text, spot: spot(plan, row.0, at, stem) }))
            });
            all.push(Entry { cells: cells.collect(), spot: place, stem: (*stem).into() });
        }
        all
    }

    /// Looks for names that are unknown, there twice, or missing without which nothing can be read.
    fn names(&mut self, names: &Names) {
        let Names { plan, what, spots } = names;
        let usual = plan.columns(&self.languages, self.languages.len());
        let mut seen: HashMap<&str, &Spot> = HashMap::new();
        let mut likely = Vec::new();
        for (name, spot) in spots.iter().filter(|x| !x.0.is_empty()) {
            if !usual.iter().any(|x| x.0 == *name) && !is_text(plan, name) {
                let missing = usual.iter().filter(|x| x.1 && !spots.iter().any(|y| y.0 == x.0));
                let meant = nearest(name, missing.map(|x| x.0.as_str()));
                let ask = meant.map(|x| format!("did you mean “{x}”? ")).unwrap_or_default();
                let first = if ask.is_empty() { "take" } else { "Take" };
                let hint = format!("{ask}{first} the {what} away, or give it a name that export writes");
                self.wrong(spot, format!("“{name}” is no {what} of this table"), hint);
                likely.extend(meant);
            } else if let Some(first) = seen.insert(name, spot) {
                let hint = format!("the first is at {first}; keep one of them");
                self.wrong(spot, format!("the {what} “{name}” is there twice"), hint);
            }
        }
        // One that is misspelt is one fault, not an unknown and a missing one.
        let there: Vec<&str> = seen.into_keys().chain(likely).collect();
        self.missing(names, &there);
    }

    fn missing(&mut self, Names { plan, what, .. }: &Names, there: &[&str]) {
        let mut paths = Vec::new();
        needed(&plan.shape, "", &mut paths);
        paths.extend(plan.owners.iter().map(|x| (x.clone(), false)));
        for (path, is_text) in paths {
            let is_its = |name: &str| name == path || is_text && path_of(name).0 == path;
            if !there.iter().any(|x| is_its(x)) {
                let name = if is_text { joined(&path, "…") } else { path };
                let hint = if is_text { "there must be one in at least one language" } else { "add it" };
                self.wrong(format!("{}.csv", plan.name), format!("the {what} “{name}” is missing"), hint);
            }
        }
    }
}

fn spot(plan: &Plan, row: usize, column: usize, name: &str) -> Spot {
    Spot { table: plan.name.clone(), row, column: Some((column, name.into())) }
}

/// A column's name as the path of a text and a language.
fn path_of(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or(("", name))
}

/// Whether this is the name of a column of texts, in whatever language.
fn is_text(plan: &Plan, name: &str) -> bool {
    let mut texts = Vec::new();
    text_paths(&plan.shape, "", &mut texts);
    let (path, tag) = path_of(name);
    is_tag(tag) && texts.iter().any(|x| x == path)
}

/// The paths at which there are texts.
fn text_paths(shape: &Shape, path: &str, all: &mut Vec<String>) {
    match shape {
        Shape::Text => all.push(path.into()),
        Shape::Object(fields) => fields.iter().for_each(|x| text_paths(&x.shape, &joined(path, &x.key), all)),
        Shape::Choice(choice) => {
            choice.variants.iter().for_each(|x| text_paths(&x.2, &joined(path, &x.1), all))
        }
        _ => {}
    }
}

/// The one of these names that is most like this one, if any is like it.
fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known.map(|x| (strsim::damerau_levenshtein(name, x), x)).filter(|x| x.0 <= 3).min().map(|x| x.1)
}
