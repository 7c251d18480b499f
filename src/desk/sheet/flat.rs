//! The files of an edition as tables.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value};

use super::cell::{NONE, NULL, guarded, joined as in_a_cell, yes_or_no};
use super::fault::Fault;
use super::shape::{Choice, Field, Place, Plan, Plans, Shape, joined, mark};

/// The files of an edition by their paths from its folder, with `/`.
pub type Files = BTreeMap<String, Value>;

/// The table of the files themselves: each with the schema that it names.
pub const FILES: &str = "files";

/// The columns of that table.
pub const FILES_HEADER: [&str; 2] = ["file", "$schema"];

/// A table: the names of its columns, then its rows.
pub type Grid = Vec<Vec<String>>;

/// An edition's files as tables, by their names without `.csv`.
///
/// # Errors
/// What has not the form that its schema wants, and ids given twice: `check` says more of both.
pub fn tables(plans: &Plans, files: &Files) -> Result<BTreeMap<String, Grid>, Vec<Fault>> {
    let mut flat = Flat {
        plans,
        rows: HashMap::new(),
        seen: HashSet::new(),
        strange: BTreeSet::new(),
        faults: Vec::new(),
        file: "",
    };
    let pair = pair(files);
    for document in &plans.documents {
        flat.document(&document.table, &document.place, files);
    }
    if !flat.faults.is_empty() {
        return Err(flat.faults);
    }
    let strange = flat.strange.iter().filter(|x| !pair.contains(x)).cloned();
    let languages: Vec<String> = pair.iter().cloned().chain(strange).collect();
    let mut grids = BTreeMap::from([(FILES.to_owned(), files_grid(files))]);
    for plan in &plans.tables {
        let rows = flat.rows.remove(plan.name.as_str()).unwrap_or_default();
        let place = plans.documents.iter().find(|x| x.table == plan.name).map(|x| &x.place);
        let grid = grid(plan, &languages, pair.len(), &rows);
        let grid = match place {
            Some(Place::Settings | Place::Columns(_)) => turned(&grid, &rows),
            _ => grid,
        };
        grids.insert(plan.name.clone(), grid);
    }
    Ok(grids)
}

/// The languages of the edition.
fn pair(files: &Files) -> Vec<String> {
    let edition = files.get("edition.json").unwrap_or(&Value::Null);
    edition["languages"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|x| Some(x.as_str()?.to_owned()))
        .collect()
}

fn files_grid(files: &Files) -> Grid {
    let row = |(path, value): (&String, &Value)| {
        vec![path.clone(), value["$schema"].as_str().map(guarded).unwrap_or_default()]
    };
    std::iter::once(FILES_HEADER.map(Into::into).to_vec()).chain(files.iter().map(row)).collect()
}

/// The cells of a row by the names of their columns.
#[derive(Default)]
struct Row {
    cells: HashMap<String, String>,
    /// The file's name without `.json`.
    stem: String,
}

fn grid(plan: &Plan, languages: &[String], pair: usize, rows: &[Row]) -> Grid {
    let is_used = |name: &str| rows.iter().any(|x| x.cells.contains_key(name));
    let columns = plan.columns(languages, pair).into_iter();
    let header: Vec<String> = columns.filter(|(name, usual)| *usual || is_used(name)).map(|x| x.0).collect();
    let cell = |row: &Row, name: &String| row.cells.get(name).cloned().unwrap_or_default();
    let line = |row| header.iter().map(|name| cell(row, name)).collect();
    let lines: Vec<Vec<String>> = rows.iter().map(line).collect();
    std::iter::once(header).chain(lines).collect()
}

/// A row for each key, and a column for each file.
fn turned(grid: &Grid, rows: &[Row]) -> Grid {
    let head = std::iter::once(KEY.to_owned()).chain(rows.iter().map(|x| x.stem.clone())).collect();
    let line = |at: usize| grid.iter().map(|row| row[at].clone()).collect();
    std::iter::once(head).chain((0..grid[0].len()).map(line)).collect()
}

/// The name of the first column of a table with a row for each key.
pub const KEY: &str = "key";

/// The name of the only other column of an edition's settings.
pub const VALUE: &str = "value";

struct Flat<'a> {
    plans: &'a Plans,
    rows: HashMap<&'a str, Vec<Row>>,
    /// The tables with the ids of their rows and of those around them.
    seen: HashSet<(&'a str, Vec<String>)>,
    /// Every language in which there is a text.
    strange: BTreeSet<String>,
    faults: Vec<Fault>,
    file: &'a str,
}

/// A value in its row: what it is a part of, and what leads to it.
struct At<'v> {
    plan: &'v Plan,
    /// The ids of the rows around it, with its own.
    ids: &'v [String],
    /// The path of its columns.
    path: String,
    /// Its JSON pointer (RFC 6901) in the file.
    pointer: String,
}

impl At<'_> {
    fn key(&self, key: &str) -> At<'_> {
        let pointer = format!("{}/{}", self.pointer, key.replace('~', "~0").replace('/', "~1"));
        At { plan: self.plan, ids: self.ids, path: joined(&self.path, key), pointer }
    }
}

impl<'a> Flat<'a> {
    fn document(&mut self, table: &'a str, place: &Place, files: &'a Files) {
        let plan = self.plans.table(table);
        let within = |folder: &str| format!("{folder}/");
        for (path, value) in files {
            let path = path.as_str();
            let is_own = match place {
                Place::Settings | Place::Registry(_) => path == format!("{table}.json"),
                Place::Folder(folder) | Place::Columns(folder) => path.starts_with(&within(folder)),
            };
            if !is_own {
                continue;
            }
            self.file = path;
            let Some(mut keys) = value.as_object().cloned() else {
                self.wrong("", "an object");
                continue;
            };
            if keys.shift_remove("$schema").is_some_and(|x| !x.is_string()) {
                self.wrong("/$schema", "a string");
            }
            let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".json");
            match place {
                _ if !is_tag(stem) => self.wrong("", "named with letters, digits and hyphens"),
                Place::Registry(key) => self.registry(plan, key, &keys),
                Place::Settings => self.entry(plan, &Value::Object(keys), &[], "", None, VALUE),
                Place::Folder(_) if keys.get("id").and_then(Value::as_str) != Some(stem) => {
                    self.wrong("/id", "the name of its file");
                }
                _ => self.entry(plan, &Value::Object(keys), &[], "", None, stem),
            }
        }
    }

    fn registry(&mut self, plan: &'a Plan, key: &str, keys: &Map<String, Value>) {
        let Some(entries) = keys.get(key).and_then(Value::as_array).filter(|_| keys.len() == 1) else {
            return self.wrong("", &format!("an object with the list “{key}” alone"));
        };
        for (number, entry) in entries.iter().enumerate() {
            self.entry(plan, entry, &[], &format!("/{key}/{number}"), Some(number + 1), "");
        }
    }

    fn wrong(&mut self, pointer: &str, wanted: &str) {
        let place =
            if pointer.is_empty() { self.file.to_owned() } else { format!("{}, {pointer}", self.file) };
        let hint = "`caunoi check` says more of it; put it right first";
        self.faults.push(Fault::new(place, format!("this must be {wanted}"), hint));
    }

    /// Adds a row to a table.
    fn entry(
        &mut self,
        plan: &'a Plan,
        value: &Value,
        owners: &[String],
        pointer: &str,
        order: Option<usize>,
        stem: &str,
    ) {
        let mut row = Row { stem: stem.into(), ..Row::default() };
        let named = plan.owners.iter().zip(owners).map(|(name, id)| (name.clone(), guarded(id)));
        row.cells.extend(named);
        row.cells.extend(plan.order.iter().zip(order).map(|(name, at)| (name.clone(), at.to_string())));
        let mut ids = owners.to_vec();
        if plan.has_id {
            let Some(id) = value["id"].as_str() else { return self.wrong(pointer, "an entry with an id") };
            ids.push(id.to_owned());
            if !self.seen.insert((&plan.name, ids.clone())) {
                return self.wrong(&format!("{pointer}/id"), &format!("another id: “{id}” is given twice"));
            }
        }
        let at = At { plan, ids: &ids, path: String::new(), pointer: pointer.into() };
        self.value(value, &plan.shape, &at, &mut row, true);
        self.rows.entry(&plan.name).or_default().push(row);
    }

    /// Puts a value into its row; `is_needed` if its key must be there.
    fn value(&mut self, value: &Value, shape: &'a Shape, at: &At, row: &mut Row, is_needed: bool) {
        let mut put = |cell: String| drop(row.cells.insert(mark(&at.path), cell));
        match (shape, value) {
            (Shape::Json, _) => put(guarded(&value.to_string())),
            (_, Value::Null) => put(NULL.into()),
            (Shape::Word, Value::String(text)) => put(guarded(text)),
            (Shape::Truth, Value::Bool(is_true)) => put(yes_or_no(*is_true).into()),
            (Shape::Number, Value::Number(number)) => put(number.to_string()),
            (Shape::Words, Value::Array(entries)) if entries.iter().all(Value::is_string) => {
                put(in_a_cell(entries.iter().filter_map(Value::as_str)));
            }
            (Shape::Tagged(tags), Value::Array(entries)) => {
                match entries.iter().map(|x| tagged(x, tags)).collect() {
                    Some::<Vec<String>>(entries) => put(in_a_cell(entries.iter().map(String::as_str))),
                    None => self.wrong(
                        &at.pointer,
                        &format!("a list of objects with one key: {}", tags.join(" or ")),
                    ),
                }
            }
            (Shape::Text | Shape::Object(_), Value::Object(keys)) if keys.is_empty() => put(NONE.into()),
            (Shape::Text, Value::Object(texts)) => self.text(texts, at, row),
            (Shape::Object(fields), Value::Object(keys)) => self.object(keys, fields, at, row),
            (Shape::Choice(choice), _) => self.choice(value, choice, at, row),
            (Shape::Rows(table), Value::Array(entries)) => {
                if entries.is_empty() && !is_needed {
                    put(NONE.into());
                }
                let plan = self.plans.table(table);
                let owners = if at.plan.has_id { at.ids } else { &[] };
                for (number, entry) in entries.iter().enumerate() {
                    self.entry(
                        plan,
                        entry,
                        owners,
                        &format!("{}/{number}", at.pointer),
                        Some(number + 1),
                        "",
                    );
                }
            }
            _ => self.wrong(&at.pointer, wanted(shape)),
        }
    }

    fn text(&mut self, texts: &Map<String, Value>, at: &At, row: &mut Row) {
        for (language, words) in texts {
            match words.as_str() {
                Some(words) if is_tag(language) => {
                    self.strange.insert(language.clone());
                    row.cells.insert(joined(&at.path, language), guarded(words));
                }
                _ => self.wrong(&at.pointer, "a text by language"),
            }
        }
    }

    fn object(&mut self, keys: &Map<String, Value>, fields: &'a [Field], at: &At, row: &mut Row) {
        for key in keys.keys().filter(|key| !fields.iter().any(|x| x.key == **key)) {
            self.wrong(&at.key(key).pointer, "a key that the schema has");
        }
        for field in fields {
            match keys.get(&field.key) {
                Some(value) => self.value(value, &field.shape, &at.key(&field.key), row, field.is_needed),
                None if field.is_needed => {
                    self.wrong(&at.pointer, &format!("an object with the key “{}”", field.key))
                }
                None => {}
            }
        }
    }

    fn choice(&mut self, value: &Value, choice: &'a Choice, at: &At, row: &mut Row) {
        if let Some(word) = value.as_str().filter(|x| choice.words.iter().any(|word| word == x)) {
            row.cells.insert(mark(&at.path), guarded(word));
            return;
        }
        let keys = value.as_object().filter(|x| x.len() == 1).and_then(|x| x.iter().next());
        let Some((key, value)) = keys else {
            return self.wrong(&at.pointer, "one of its words or an object with one key");
        };
        let Some((_, rest, shape)) = choice.variants.iter().find(|x| x.0 == *key) else {
            return self.wrong(&at.pointer, "one of its words or an object with one key");
        };
        row.cells.insert(mark(&at.path), guarded(key));
        let at = At { path: joined(&at.path, rest), ..at.key(key) };
        match (value, shape) {
            (Value::Null, _) => self.wrong(&at.pointer, wanted(shape)),
            // The word alone says so.
            (Value::Object(keys), Shape::Text | Shape::Object(_)) if keys.is_empty() => {}
            _ => self.value(value, shape, &at, row, true),
        }
    }
}

/// An entry of a list of choices in one cell.
fn tagged(entry: &Value, tags: &[String]) -> Option<String> {
    let (key, value) = entry.as_object().filter(|x| x.len() == 1)?.iter().next()?;
    // A blank after the colon is taken for none of the value when the cell is read.
    let value = value.as_str().filter(|x| tags.contains(key) && !x.starts_with(char::is_whitespace))?;
    Some(format!("{key}:{value}"))
}

fn wanted(shape: &Shape) -> &'static str {
    match shape {
        Shape::Word => "a string",
        Shape::Truth => "true or false",
        Shape::Number => "a number",
        Shape::Words => "a list of strings",
        Shape::Text => "a text by language",
        Shape::Rows(_) | Shape::Tagged(_) => "a list",
        Shape::Object(_) | Shape::Json => "an object",
        Shape::Choice(_) => "one of its words or an object with one key",
    }
}

/// Whether this can be a language's tag and the name of a file: it has no sign that means
/// something in tables or paths.
pub fn is_tag(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|x| x.is_ascii_alphanumeric() || x == '-')
}
