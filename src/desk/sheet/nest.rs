//! Tables as the files of an edition: the other way of `flat`.
//!
//! Only what belongs to tables is looked at here: columns, ids, owners, what a cell can be read
//! as. What the values mean is for `check` to say, of the files that come out; so each value
//! knows from which cell it came.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value};

use super::cell::{NONE, NULL, meant, split, truth};
use super::entry::{Cell, Entry, Reader};
use super::fault::{Fault, Spot};
use super::flat::{FILES, FILES_HEADER, Files, is_tag};
use super::grid::Numbered;
use super::shape::{Choice, Document, Field, Place, Plan, Plans, Shape, joined, mark};

/// Tables as they were read, by their names without `.csv`: rows with their numbers.
pub type Sheets = BTreeMap<String, Vec<Numbered>>;

/// The files that tables make.
#[derive(Debug, Default)]
pub struct Nested {
    /// The files.
    pub files: Files,
    /// From which cell each value comes, by file and JSON pointer.
    pub spots: HashMap<(String, String), Spot>,
    /// The files that the tables say there are, with the schema that each names.
    pub listed: BTreeMap<String, Option<String>>,
}

/// The files that these tables make.
///
/// # Errors
/// All that is wrong with the tables as tables.
pub fn files(plans: &Plans, sheets: &Sheets) -> Result<Nested, Vec<Fault>> {
    let mut reader = Reader::default();
    let mut read = HashMap::new();
    for plan in &plans.tables {
        let Some(rows) = sheets.get(&plan.name) else {
            let hint = "export the edition again, which writes all tables; one without rows may be empty";
            reader.wrong(format!("{}.csv", plan.name), "this table is not there", hint);
            continue;
        };
        let place = plans.documents.iter().find(|x| x.table == plan.name).map(|x| &x.place);
        let entries = match place {
            Some(Place::Settings) => {
                let entries = reader.turned(plan, rows, true);
                reader.languages = entries.first().map(languages).unwrap_or_default();
                entries
            }
            Some(Place::Columns(_)) => reader.turned(plan, rows, false),
            _ => reader.entries(plan, rows),
        };
        read.insert(plan.name.as_str(), entries);
    }
    let Reader { languages, faults } = reader;
    let listed = sheets.get(FILES).map(|rows| listed(rows)).unwrap_or_default();
    let nested = Nested { listed, ..Nested::default() };
    let mut nest =
        Nest { plans, read: &read, groups: HashMap::new(), languages, faults, nested, file: String::new() };
    nest.group();
    plans.documents.iter().for_each(|x| nest.document(x));
    if nest.faults.is_empty() { Ok(nest.nested) } else { Err(nest.faults) }
}

/// The languages of the edition, in whose order texts are written.
fn languages(settings: &Entry) -> Vec<String> {
    settings.cells.get("languages").map(|x| split(&x.text)).unwrap_or_default()
}

fn listed(rows: &[Numbered]) -> BTreeMap<String, Option<String>> {
    let at = |name: &str| rows.first().and_then(|(_, header)| header.iter().position(|x| x.trim() == name));
    let [file, schema] = FILES_HEADER.map(at);
    let cell = |row: &Numbered, at: Option<usize>| {
        at.and_then(|at| row.1.get(at)).and_then(|x| meant(x)).map(String::from)
    };
    rows.iter().skip(1).filter_map(|row| Some((cell(row, file)?, cell(row, schema)))).collect()
}

/// The rows of a table that belong to one entry: the table, and the ids of the entry.
type Group<'a> = (&'a str, Vec<String>);

struct Nest<'a> {
    plans: &'a Plans,
    read: &'a HashMap<&'a str, Vec<Entry>>,
    groups: HashMap<Group<'a>, Vec<&'a Entry>>,
    languages: Vec<String>,
    faults: Vec<Fault>,
    nested: Nested,
    file: String,
}

impl<'a> Nest<'a> {
    fn wrong(&mut self, spot: &Spot, message: impl Into<String>, hint: impl Into<String>) {
        self.faults.push(Fault::new(spot.to_string(), message, hint));
    }

    /// Sorts the rows of all tables by what they belong to and by their order; finds those that
    /// belong to nothing, and ids given twice.
    fn group(&mut self) {
        let plans: &'a Plans = self.plans;
        let mut known: HashSet<Group<'a>> = HashSet::new();
        for plan in &plans.tables {
            let read: &'a HashMap<&str, Vec<Entry>> = self.read;
            let entries = read.get(plan.name.as_str()).map_or(&[][..], Vec::as_slice);
            let mut last: HashMap<Vec<String>, f64> = HashMap::new();
            let mut placed: Vec<(f64, Vec<String>, &'a Entry)> = Vec::new();
            let mut firsts: HashMap<Group<'a>, &Spot> = HashMap::new();
            let mut strays: BTreeMap<Vec<String>, Vec<&Entry>> = BTreeMap::new();
            for entry in entries {
                let Some(owners) = self.owners(plan, entry) else { continue };
                let parent = plan.parent.as_deref().filter(|_| !owners.is_empty());
                if parent.is_some_and(|parent| !known.contains(&(parent, owners.clone()))) {
                    strays.entry(owners).or_default().push(entry);
                    continue;
                }
                if plan.has_id {
                    let Some(id) = entry.cells.get("id").and_then(|x| meant(&x.text)) else {
                        self.wrong(&entry.spot, "this row has no id", "fill in “id”, or delete the row");
                        continue;
                    };
                    let own: Vec<String> = owners.iter().cloned().chain([id.to_owned()]).collect();
                    let group = (plan.name.as_str(), own);
                    if let Some(first) = firsts.get(&group) {
                        let hint = format!(
                            "the first is in row {}; give one of them another id, or delete it",
                            first.row
                        );
                        self.wrong(&entry.cells["id"].spot, format!("the id “{id}” is given twice"), hint);
                        continue;
                    }
                    firsts.insert(group.clone(), &entry.spot);
                    known.insert(group);
                }
                let order =
                    self.order(plan, entry).unwrap_or(*last.get(&owners).unwrap_or(&f64::NEG_INFINITY));
                last.insert(owners.clone(), order);
                placed.push((order, owners, entry));
            }
            self.strays(plan, &strays);
            placed.sort_by(|a, b| a.0.total_cmp(&b.0));
            for (_, owners, entry) in placed {
                self.groups.entry((&plan.name, owners)).or_default().push(entry);
            }
        }
    }

    fn strays(&mut self, plan: &Plan, strays: &BTreeMap<Vec<String>, Vec<&Entry>>) {
        let parent = plan.parent.as_deref().unwrap_or_default();
        for (owners, entries) in strays {
            let more = match entries.len() {
                1 => String::new(),
                2 => "; one more row names it".into(),
                count => format!("; {} more rows name it", count - 1),
            };
            let (id, name) = (owners.join(" / "), plan.owners.last().map_or("", String::as_str));
            let spot = entries[0].cells.get(name).map_or(&entries[0].spot, |x| &x.spot);
            let hint = format!("write an id of {parent}.csv, or delete what belonged to it{more}");
            self.wrong(spot, format!("there is no “{id}” in {parent}.csv"), hint);
        }
    }

    /// The ids of the entries around a row.
    fn owners(&mut self, plan: &Plan, entry: &Entry) -> Option<Vec<String>> {
        let mut ids = Vec::new();
        for name in &plan.owners {
            match entry.cells.get(name).and_then(|x| meant(&x.text)) {
                Some(id) => ids.push(id.to_owned()),
                None => {
                    let hint = format!(
                        "write the id of the {} to which the row belongs",
                        name.trim_start_matches("of.")
                    );
                    self.wrong(&entry.spot, format!("“{name}” is empty"), hint);
                    return None;
                }
            }
        }
        Some(ids)
    }

    /// The place of a row; a row without one stands where it stands.
    fn order(&mut self, plan: &Plan, entry: &Entry) -> Option<f64> {
        let cell = entry.cells.get(plan.order.as_ref()?)?;
        let number =
            meant(&cell.text)?.trim().replace(',', ".").parse::<f64>().ok().filter(|x| x.is_finite());
        if number.is_none() {
            let hint = "write 1, 2, 3 …, or 2,5 for what belongs between 2 and 3; or leave it empty";
            self.wrong(&cell.spot, format!("“{}” is no number", cell.text), hint);
        }
        number
    }

    fn document(&mut self, document: &'a Document) {
        let plan = self.plans.table(&document.table);
        let entries = self.groups.get(&(plan.name.as_str(), Vec::new())).cloned().unwrap_or_default();
        match &document.place {
            Place::Registry(key) => {
                self.file = format!("{}.json", document.table);
                if entries.is_empty() && !self.nested.listed.contains_key(&self.file) {
                    return;
                }
                let list = (entries.iter().enumerate())
                    .map(|(at, entry)| self.entry(plan, entry, &[], format!("/{key}/{at}")));
                let list = Value::Array(list.collect());
                self.finish(Map::from_iter([(key.clone(), list)]));
            }
            Place::Settings => {
                for entry in entries.iter().take(1) {
                    self.file = format!("{}.json", document.table);
                    self.file(plan, entry);
                }
            }
            Place::Folder(folder) => {
                for entry in entries {
                    let cell = &entry.cells["id"];
                    let id = meant(&cell.text).unwrap_or_default();
                    if !is_tag(id) {
                        let hint =
                            "it is the name of a file: write letters without accents, digits and hyphens";
                        self.wrong(&cell.spot, format!("“{id}” cannot be an id"), hint);
                        continue;
                    }
                    self.file = format!("{folder}/{id}.json");
                    self.file(plan, entry);
                }
            }
            Place::Columns(folder) => {
                for entry in entries {
                    self.file = format!("{folder}/{}.json", entry.stem);
                    self.file(plan, entry);
                }
            }
        }
    }

    fn file(&mut self, plan: &'a Plan, entry: &'a Entry) {
        let Value::Object(keys) = self.entry(plan, entry, &[], String::new()) else { return };
        self.finish(keys);
    }

    /// A file of these keys; the schema that it names comes first.
    fn finish(&mut self, keys: Map<String, Value>) {
        let schema = self.schema().map(|x| ("$schema".to_owned(), Value::String(x)));
        let keys = schema.into_iter().chain(keys).collect();
        self.nested.files.insert(self.file.clone(), Value::Object(keys));
    }

    /// What the table of files says, or for a new file what it says of others in the folder.
    fn schema(&self) -> Option<String> {
        let listed = &self.nested.listed;
        if let Some(schema) = listed.get(&self.file) {
            return schema.clone();
        }
        let (folder, _) = self.file.rsplit_once('/')?;
        listed.iter().find(|(path, _)| path.rsplit_once('/').is_some_and(|x| x.0 == folder))?.1.clone()
    }

    fn entry(&mut self, plan: &'a Plan, entry: &'a Entry, owners: &[String], pointer: String) -> Value {
        let id = entry.cells.get("id").filter(|_| plan.has_id).and_then(|x| meant(&x.text));
        let ids: Vec<String> = owners.iter().cloned().chain(id.map(String::from)).collect();
        self.nested.spots.insert((self.file.clone(), pointer.clone()), entry.spot.clone());
        let at = At { entry, ids: &ids, path: String::new(), pointer };
        let value = match &plan.shape {
            Shape::Object(fields) => self.object(fields, &at, true),
            shape => self.value(shape, &at, true),
        };
        // A row that says nothing of its text is a text without words, of which `check` speaks.
        value.unwrap_or_else(|| Value::Object(Map::new()))
    }

    /// The value of a key; none where no cell says anything of it.
    fn value(&mut self, shape: &'a Shape, at: &At<'a, '_>, is_needed: bool) -> Option<Value> {
        let cell = at.cell();
        if let (Some(cell), false) = (cell, matches!(shape, Shape::Choice(_))) {
            let spot = cell.spot.clone();
            self.nested.spots.insert((self.file.clone(), at.pointer.clone()), spot);
        }
        if cell.is_some_and(|x| x.text == NULL) && *shape != Shape::Json {
            return Some(Value::Null);
        }
        match shape {
            Shape::Word => Some(Value::String(meant(&cell?.text)?.into())),
            Shape::Words => Some(strings(&cell?.text).into_iter().map(Value::String).collect()),
            Shape::Tagged(tags) => self.tagged(cell?, tags),
            Shape::Truth => {
                let cell = cell?;
                let found = meant(&cell.text).and_then(truth).map(Value::Bool);
                self.or_wrong(cell, found, "is neither yes nor no", "write “yes” or “no”")
            }
            Shape::Number => {
                let cell = cell?;
                let found = meant(&cell.text).map(|x| x.trim().replace(',', ".")).and_then(|x| number(&x));
                self.or_wrong(
                    cell,
                    found,
                    "is no number",
                    "write digits only, without blanks or points between them",
                )
            }
            Shape::Json => {
                let cell = cell?;
                let found = meant(&cell.text).and_then(|x| serde_json::from_str(x).ok());
                self.or_wrong(cell, found, "is not JSON", "this column is best left as export wrote it")
            }
            Shape::Text | Shape::Object(_) | Shape::Rows(_) => {
                if let Some(cell) = cell {
                    return self.whole(cell, shape);
                }
                match shape {
                    Shape::Object(fields) => self.object(fields, at, false),
                    Shape::Rows(table) => self.rows(table, at, is_needed),
                    _ => self.text(at),
                }
            }
            Shape::Choice(choice) => self.choice(choice, at),
        }
    }

    /// What a cell says of a value as a whole.
    fn whole(&mut self, cell: &Cell, shape: &Shape) -> Option<Value> {
        let none = if matches!(shape, Shape::Rows(_)) {
            Value::Array(Vec::new())
        } else {
            Value::Object(Map::new())
        };
        let hint = format!("leave it empty; only {NONE} and {NULL} may stand here");
        self.or_wrong(cell, (cell.text == NONE).then_some(none), "cannot stand here", &hint)
    }

    fn or_wrong(&mut self, cell: &Cell, found: Option<Value>, what: &str, hint: &str) -> Option<Value> {
        if found.is_none() {
            self.wrong(&cell.spot, format!("“{}” {what}", cell.text), hint);
        }
        found
    }

    fn tagged(&mut self, cell: &Cell, tags: &[String]) -> Option<Value> {
        let mut list = Vec::new();
        for entry in strings(&cell.text) {
            let found =
                tags.iter().find_map(|tag| Some((tag, entry.strip_prefix(tag.as_str())?.strip_prefix(':')?)));
            match found {
                Some((tag, rest)) => {
                    let rest = Value::String(rest.trim_start().into());
                    list.push(Value::Object(Map::from_iter([(tag.clone(), rest)])));
                }
                None => {
                    let forms: Vec<String> = tags.iter().map(|x| format!("“{x}:{entry}”")).collect();
                    let hint = format!("write {}", forms.join(" or "));
                    self.wrong(&cell.spot, format!("“{entry}” does not say what it is"), hint);
                }
            }
        }
        Some(Value::Array(list))
    }

    fn text(&mut self, at: &At<'a, '_>) -> Option<Value> {
        let start = if at.path.is_empty() { String::new() } else { format!("{}.", at.path) };
        let mut words: Vec<(&str, &Cell)> = at
            .entry
            .cells
            .iter()
            .filter_map(|(name, cell)| Some((name.strip_prefix(&start)?, cell)))
            .filter(|(tag, _)| is_tag(tag) && (!start.is_empty() || !self.is_of_row(at, tag)))
            .collect();
        let place = |tag: &str| self.languages.iter().position(|x| x == tag).unwrap_or(usize::MAX);
        words.sort_by_key(|(tag, _)| (place(tag), *tag));
        let mut texts = Map::new();
        for (tag, cell) in words {
            self.nested.spots.insert((self.file.clone(), format!("{}/{tag}", at.pointer)), cell.spot.clone());
            texts.insert(tag.into(), Value::String(meant(&cell.text).unwrap_or_default().into()));
        }
        (!texts.is_empty()).then_some(Value::Object(texts))
    }

    /// Whether a column says something of a row whose own value is a text.
    fn is_of_row(&self, at: &At<'a, '_>, name: &str) -> bool {
        let plan = self.plans.table(&at.entry.spot.table);
        plan.owners.iter().chain(&plan.order).any(|x| x == name)
    }

    /// An object; none where nothing is said of any key, unless it is there in any case.
    fn object(&mut self, fields: &'a [Field], at: &At<'a, '_>, is_there: bool) -> Option<Value> {
        let mut keys = Map::new();
        let mut is_there = is_there;
        for field in fields {
            let value = self.value(&field.shape, &at.key(&field.key), field.is_needed);
            // A list that must be there, without rows, says nothing.
            is_there |= value
                .as_ref()
                .is_some_and(|x| !matches!(field.shape, Shape::Rows(_)) || *x != Value::Array(Vec::new()));
            keys.extend(value.map(|x| (field.key.clone(), x)));
        }
        is_there.then_some(Value::Object(keys))
    }

    fn rows(&mut self, table: &'a str, at: &At<'a, '_>, is_needed: bool) -> Option<Value> {
        let plan = self.plans.table(table);
        let owners = if plan.owners.is_empty() { Vec::new() } else { at.ids.to_vec() };
        let entries = self.groups.get(&(plan.name.as_str(), owners.clone())).cloned().unwrap_or_default();
        if entries.is_empty() && !is_needed {
            return None;
        }
        let list = entries
            .iter()
            .enumerate()
            .map(|(number, entry)| self.entry(plan, entry, &owners, format!("{}/{number}", at.pointer)));
        Some(Value::Array(list.collect()))
    }

    fn choice(&mut self, choice: &'a Choice, at: &At<'a, '_>) -> Option<Value> {
        let Some(cell) = at.cell() else {
            self.choice_without_word(choice, at);
            return None;
        };
        self.nested.spots.insert((self.file.clone(), at.pointer.clone()), cell.spot.clone());
        let word = meant(&cell.text)?;
        let Some((key, rest, shape)) = choice.variants.iter().find(|x| x.0 == word) else {
            if let (Some(other), true) = (self.payload(choice, at), choice.words.iter().any(|x| x == word)) {
                let keys: Vec<&str> = choice.variants.iter().map(|x| x.0.as_str()).collect();
                let hint = format!("clear “{}”, or write {} here", other.1, keys.join(" or "));
                self.wrong(&other.0, format!("“{word}” stands alone, but this is filled in"), hint);
            }
            return Some(Value::String(word.into()));
        };
        let at = At { path: joined(&at.path, rest), ..at.key(key) };
        let value = match shape {
            Shape::Object(fields) => self.object(fields, &at, true),
            Shape::Text => self.text(&at),
            shape => self.value(shape, &at, true),
        };
        let value = value.unwrap_or_else(|| Value::Object(Map::new()));
        Some(Value::Object(Map::from_iter([(key.clone(), value)])))
    }

    fn choice_without_word(&mut self, choice: &'a Choice, at: &At<'a, '_>) {
        if let Some((spot, name)) = self.payload(choice, at) {
            let words = choice.words.iter().chain(choice.variants.iter().map(|x| &x.0));
            let words: Vec<&str> = words.map(String::as_str).collect();
            let hint = format!("write {} into “{}”, or clear “{name}”", words.join(" or "), at.path);
            self.wrong(&spot, format!("this is filled in, but “{}” is empty", at.path), hint);
        }
    }

    /// The first cell of what goes with the variants of a choice.
    fn payload(&self, choice: &Choice, at: &At<'a, '_>) -> Option<(Spot, String)> {
        let starts: Vec<String> = choice.variants.iter().map(|x| joined(&at.path, &x.1)).collect();
        let is_own = |name: &str| {
            starts.iter().any(|x| {
                name.strip_prefix(x.as_str()).is_some_and(|rest| rest.starts_with('.') || rest.is_empty())
            }) && name != at.path
        };
        let found = at.entry.cells.iter().filter(|(name, _)| is_own(name)).min_by_key(|(name, _)| *name)?;
        Some((found.1.spot.clone(), found.0.clone()))
    }
}

/// The entries of a list in a cell.
fn strings(cell: &str) -> Vec<String> {
    if cell == NONE { Vec::new() } else { split(meant(cell).filter(|x| !x.is_empty()).unwrap_or(cell)) }
}

/// A number as JSON has it: whole where it can be.
fn number(text: &str) -> Option<Value> {
    let text = text.strip_suffix(".0").unwrap_or(text);
    serde_json::from_str::<serde_json::Number>(text).ok().map(Value::Number)
}

/// A value and the cells that it is made of.
struct At<'a, 'v> {
    entry: &'a Entry,
    ids: &'v [String],
    path: String,
    pointer: String,
}

impl<'a, 'v> At<'a, 'v> {
    fn key(&self, key: &str) -> At<'a, 'v> {
        At {
            entry: self.entry,
            ids: self.ids,
            path: joined(&self.path, key),
            pointer: format!("{}/{key}", self.pointer),
        }
    }

    fn cell(&self) -> Option<&'a Cell> {
        self.entry.cells.get(&mark(&self.path))
    }
}
