//! What the schema of a file makes of tables and columns.
//!
//! The schemas come from the model's own types, so that a new key there is a new column here
//! without a line of code. What no rule below provides for is a cell of JSON.

use std::collections::HashMap;

use serde_json::Value;

/// Lists whose key is the name of another table.
const RENAMED: [(&str, &str); 1] = [("articles-events", "reports")];

/// What the words of some choices are, where that makes a better name of a column.
const PAYLOADS: [(&str, &str); 1] = [("Basis", "why")];

/// How a value stands in tables.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A cell: a string.
    Word,
    /// A cell: yes or no.
    Truth,
    /// A cell: a number.
    Number,
    /// A cell: strings with semicolons between them.
    Words,
    /// A cell: the same, each with its variant and a colon in front.
    Tagged(Vec<String>),
    /// A cell: JSON, for all else.
    Json,
    /// A cell for each language.
    Text,
    /// The cells of its keys.
    Object(Vec<Field>),
    /// A cell with the word or the variant, and the cells of what goes with a variant.
    Choice(Choice),
    /// The rows of another table, by its name.
    Rows(String),
}

/// A key of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The key.
    pub key: String,
    /// Whether it must be there.
    pub is_needed: bool,
    /// How its value stands.
    pub shape: Shape,
}

/// A value that is a word, or an object with one key.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The words.
    pub words: Vec<String>,
    /// The keys with what goes with each: the rest of its columns' names, and how it stands.
    pub variants: Vec<(String, String, Shape)>,
}

/// How the rows of a table are told apart, and what is in them.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The table's name, without `.csv`.
    pub name: String,
    /// The table in whose rows the lists stand that this one has the entries of.
    pub parent: Option<String>,
    /// The columns that say in whose list an entry stands: the ids of the rows around it.
    pub owners: Vec<String>,
    /// The column of the place in the list; none where each row is a file of its own.
    pub order: Option<String>,
    /// What the entries are called: `person`.
    pub noun: String,
    /// Whether entries have an id by which other tables name them.
    pub has_id: bool,
    /// Whether there is but one entry, so that nobody need name it.
    pub is_only: bool,
    /// How an entry stands.
    pub shape: Shape,
}

/// Where the files of a schema are.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// One file, which is one entry: a table with a row for each key.
    Settings,
    /// One file, which is a list under this key.
    Registry(String),
    /// A folder with a file for each entry, named after its id.
    Folder(String),
    /// A folder with a file for each entry, which has no id: a column each.
    Columns(String),
}

/// The files of a schema, and their table.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file's name without `.json`, or the schema's; the table's name.
    pub table: String,
    /// Where they are.
    pub place: Place,
}

/// All tables of an edition.
#[derive(Debug)]
pub struct Plans {
    /// The sorts of files.
    pub documents: Vec<Document>,
    /// The tables; those of lists after the one that they belong to.
    pub tables: Vec<Plan>,
}

impl Plans {
    /// The tables for files with these schemas, as [`crate::site::check::schemas`] names them.
    pub fn of(schemas: &[(String, Value)]) -> Plans {
        let mut plans = Plans { documents: Vec::new(), tables: Vec::new() };
        for (name, schema) in schemas {
            let name = name.trim_end_matches(".schema.json");
            plans.document(name, schema);
        }
        plans.shorten();
        plans
    }

    /// The table of this name.
    ///
    /// # Panics
    /// If there is none: names come from the plans themselves.
    pub fn table(&self, name: &str) -> &Plan {
        self.tables.iter().find(|x| x.name == name).expect("a planned table")
    }

    /// The tables of the lists that stand in rows of this one.
    pub fn children(&self, name: &str) -> impl Iterator<Item = &Plan> {
        self.tables.iter().filter(move |x| x.parent.as_deref() == Some(name))
    }

    fn document(&mut self, name: &str, schema: &Value) {
        let keys = schema["properties"].as_object().into_iter().flatten();
        let keys: Vec<_> = keys.filter(|(key, _)| *key != "$schema").collect();
        let mut maker = Maker { root: schema, tables: &mut self.tables };
        let entry = |name: &str| {
            [("article", "articles"), ("labels", "labels")].iter().find(|x| x.0 == name).map(|x| x.1)
        };
        let (table, place, item) = match (entry(name), keys.as_slice()) {
            (None, [(key, list)]) if list["items"].is_object() => {
                (name, Place::Registry((*key).clone()), &list["items"])
            }
            (None, _) => (name, Place::Settings, schema),
            (Some(folder), _) if maker.has_id(schema) => (folder, Place::Folder(folder.into()), schema),
            (Some(folder), _) => (folder, Place::Columns(folder.into()), schema),
        };
        let is_list = matches!(place, Place::Registry(_));
        let is_only = place == Place::Settings;
        maker.table(table.into(), None, item, is_list, is_only);
        self.documents.push(Document { table: table.into(), place });
    }

    /// Gives tables of lists the names of their keys where no other has them.
    fn shorten(&mut self) {
        let short = |x: &Plan| x.parent.as_ref().map(|parent| x.name[parent.len() + 1..].to_owned());
        let mut count: HashMap<String, usize> = HashMap::new();
        for table in &self.tables {
            *count.entry(short(table).unwrap_or(table.name.clone())).or_default() += 1;
        }
        let renamed = |x: &Plan| {
            let own = RENAMED.iter().find(|(from, _)| *from == x.name).map(|(_, to)| (*to).to_owned());
            own.or_else(|| short(x).filter(|x| count[x] == 1))
        };
        let names: HashMap<String, String> =
            self.tables.iter().filter_map(|x| Some((x.name.clone(), renamed(x)?))).collect();
        let rename = |name: &mut String| {
            // A table below another has its name in its own.
            if let Some(to) = names.get(name) {
                *name = to.clone();
            } else if let Some((from, to)) =
                names.iter().find(|(from, _)| name.starts_with(&format!("{from}-")))
            {
                name.replace_range(..from.len(), to);
            }
        };
        for table in &mut self.tables {
            rename(&mut table.name);
            table.parent.iter_mut().for_each(rename);
            rename_in(&mut table.shape, &rename);
        }
    }
}

fn rename_in(shape: &mut Shape, rename: &dyn Fn(&mut String)) {
    match shape {
        Shape::Rows(name) => rename(name),
        Shape::Object(fields) => fields.iter_mut().for_each(|x| rename_in(&mut x.shape, rename)),
        _ => {}
    }
}

/// Makes shapes of one file's schema.
struct Maker<'a> {
    root: &'a Value,
    tables: &'a mut Vec<Plan>,
}

/// Where a value stands in the row of a table: the table's name, and the key path in its row.
type At<'a> = Option<(&'a str, &'a str)>;

impl<'a> Maker<'a> {
    /// References followed and null left out: the one form that remains, with its type's name.
    fn form(&self, schema: &'a Value) -> (&'a str, &'a Value) {
        if let Some(reference) = schema["$ref"].as_str() {
            let name = reference.rsplit('/').next().unwrap_or_default();
            return (name, self.form(&self.root["$defs"][name]).1);
        }
        match schema["anyOf"].as_array().map(|x| x.iter().filter(|x| x["type"] != "null").collect::<Vec<_>>())
        {
            Some(forms) if forms.len() == 1 => self.form(forms[0]),
            _ => ("", schema),
        }
    }

    fn has_id(&self, schema: &'a Value) -> bool {
        self.form(schema).1["properties"]["id"].is_object()
    }

    /// Adds a table of such entries, and those of the lists in them.
    fn table(&mut self, name: String, parent: Option<&str>, item: &'a Value, is_list: bool, is_only: bool) {
        let (kind, form) = self.form(item);
        let kind = if kind.is_empty() { form["title"].as_str().unwrap_or_default() } else { kind };
        let around = parent.and_then(|parent| self.tables.iter().find(|x| x.name == parent));
        let owners: Vec<String> = around
            .filter(|x| x.has_id)
            .map(|x| x.owners.iter().chain([&x.noun]).cloned().collect())
            .unwrap_or_default();
        let at = self.tables.len();
        let (parent, noun, has_id) =
            (parent.map(Into::into), kind.to_lowercase(), !is_only && self.has_id(item));
        let order = is_list.then(|| "order".to_owned());
        let shape = Shape::Json;
        self.tables.push(Plan { name: name.clone(), parent, owners, order, noun, has_id, is_only, shape });
        let shape = self.shape(item, Some((&name, "")));
        self.tables[at].name_apart(&shape);
        self.tables[at].shape = shape;
    }

    /// How a value of this schema stands; lists may be tables of their own where `at` is known.
    fn shape(&mut self, schema: &'a Value, at: At) -> Shape {
        let (name, form) = self.form(schema);
        if let Some(forms) = form["oneOf"].as_array() {
            return self.choice(name, forms);
        }
        let kinds: Vec<&str> = match &form["type"] {
            Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).filter(|x| *x != "null").collect(),
            kind => kind.as_str().into_iter().collect(),
        };
        match kinds[..] {
            ["string"] => Shape::Word,
            ["boolean"] => Shape::Truth,
            ["integer" | "number"] => Shape::Number,
            ["object"] if form["properties"].is_object() => Shape::Object(self.fields(form, at)),
            ["object"] if self.form(&form["additionalProperties"]).1["type"] == "string" => Shape::Text,
            ["array"] if form["items"].is_object() => self.list(&form["items"], at),
            _ => Shape::Json,
        }
    }

    fn fields(&mut self, form: &'a Value, at: At) -> Vec<Field> {
        let needed: Vec<&str> =
            form["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let keys = form["properties"].as_object().into_iter().flatten().filter(|(key, _)| *key != "$schema");
        keys.map(|(key, schema)| {
            let path = at.map(|(table, path)| (table, joined(path, key)));
            let shape = self.shape(schema, path.as_ref().map(|(table, path)| (*table, path.as_str())));
            Field { key: key.clone(), is_needed: needed.contains(&key.as_str()), shape }
        })
        .collect()
    }

    fn list(&mut self, items: &'a Value, at: At) -> Shape {
        match (self.shape(items, None), at) {
            (Shape::Word, _) => return Shape::Words,
            (Shape::Choice(Choice { words, variants }), _)
                if words.is_empty() && variants.iter().all(|x| x.2 == Shape::Word) =>
            {
                return Shape::Tagged(variants.into_iter().map(|x| x.0).collect());
            }
            (Shape::Text | Shape::Object(_), Some((table, path))) if self.can_own(table) => {
                let name = format!("{table}-{path}");
                self.table(name.clone(), Some(table), items, true, false);
                return Shape::Rows(name);
            }
            _ => {}
        }
        Shape::Json
    }

    /// Whether the entries of other tables can say to which row of this one they belong.
    fn can_own(&self, table: &str) -> bool {
        let table = self.tables.iter().find(|x| x.name == table);
        table.is_some_and(|x| x.has_id || x.is_only)
    }

    fn choice(&mut self, name: &str, forms: &'a [Value]) -> Shape {
        let words: Vec<String> = forms.iter().flat_map(words).map(Into::into).collect();
        let keyed: Vec<(&String, &Value)> =
            forms.iter().filter_map(|x| x["properties"].as_object()?.iter().next()).collect();
        if keyed.is_empty() && forms.iter().all(has_words) {
            return Shape::Word;
        }
        if forms.iter().any(|x| !has_words(x) && x["properties"].as_object().is_none_or(|x| x.len() != 1)) {
            return Shape::Json;
        }
        let is_one =
            keyed.windows(2).all(|x| x[0].1["$ref"] == x[1].1["$ref"] && x[0].1["type"] == x[1].1["type"]);
        let own = PAYLOADS.iter().find(|(kind, _)| *kind == name).map_or("", |(_, payload)| payload);
        let mut variants = Vec::new();
        for (key, schema) in keyed {
            let shape = self.shape(schema, None);
            let apart = if is_one { own.to_owned() } else { joined(own, key) };
            // The word itself stands in the cell without more of a name.
            let is_bare = apart.is_empty() && !matches!(shape, Shape::Text | Shape::Object(_));
            variants.push((key.clone(), if is_bare { "value".into() } else { apart }, shape));
        }
        Shape::Choice(Choice { words, variants })
    }
}

/// The words that a schema lets a string be.
fn words(schema: &Value) -> impl Iterator<Item = &str> {
    let listed = schema["enum"].as_array().into_iter().flatten();
    listed.chain(schema.get("const")).filter_map(Value::as_str)
}

fn has_words(schema: &Value) -> bool {
    words(schema).next().is_some()
}

impl Plan {
    /// Names the columns of owners and order apart from those of the entry's own keys.
    fn name_apart(&mut self, shape: &Shape) {
        let Shape::Object(fields) = shape else { return };
        let names = self.owners.iter_mut().chain(&mut self.order);
        for name in names.filter(|name| fields.iter().any(|x| x.key == **name)) {
            *name = format!("of.{name}");
        }
    }

    /// Its columns, with whether each is always there. The others are only where a row needs
    /// them: for an empty list, for null, for a text in a language that is none of these.
    pub fn columns(&self, languages: &[String], pair: usize) -> Vec<(String, bool)> {
        let mut all: Vec<(String, bool)> =
            self.owners.iter().chain(&self.order).map(|x| (x.clone(), true)).collect();
        columns(&self.shape, "", languages, pair, &mut all);
        all
    }
}

/// A key after the path to the object that it stands in.
pub fn joined(path: &str, key: &str) -> String {
    if path.is_empty() || key.is_empty() { format!("{path}{key}") } else { format!("{path}.{key}") }
}

fn columns(shape: &Shape, path: &str, languages: &[String], pair: usize, all: &mut Vec<(String, bool)>) {
    let mut add = |name: String, is_usual: bool| {
        if !all.iter().any(|(x, _)| *x == name) {
            all.push((name, is_usual));
        }
    };
    match shape {
        Shape::Text => {
            add(mark(path), false);
            languages.iter().enumerate().for_each(|(at, x)| add(joined(path, x), at < pair));
        }
        Shape::Object(fields) => {
            add(mark(path), false);
            fields.iter().for_each(|x| columns(&x.shape, &joined(path, &x.key), languages, pair, all));
        }
        Shape::Choice(choice) => {
            add(mark(path), true);
            for (_, rest, shape) in &choice.variants {
                columns(shape, &joined(path, rest), languages, pair, all);
            }
        }
        Shape::Rows(_) => add(mark(path), false),
        _ => add(mark(path), true),
    }
}

/// The column of what is said of a value as a whole.
pub fn mark(path: &str) -> String {
    if path.is_empty() { "(entry)".into() } else { path.into() }
}

/// The columns without which no entry can be read: each as its names, of which one is enough.
pub fn needed(shape: &Shape, path: &str, header: &mut Vec<(String, bool)>) {
    match shape {
        Shape::Object(fields) => {
            for field in fields.iter().filter(|x| x.is_needed) {
                needed(&field.shape, &joined(path, &field.key), header);
            }
        }
        Shape::Rows(_) => {}
        shape => header.push((path.into(), *shape == Shape::Text)),
    }
}
