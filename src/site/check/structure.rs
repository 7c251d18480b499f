//! The shape of a file: its tree is walked along the schema of the type that it will be
//! read as. All that does not fit is a problem; all that does is noted as a [`Site`].

use std::collections::{HashMap, HashSet};

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Range;
use serde_json::{Map, Value as Schema};

use super::nearest;
use super::problem::Problem;
use super::tree::{Node, Source, get_string, key_range, object, range, string};
use crate::record::date::{Date, Stamp};

/// A value that has the form which its type wants, and what it is.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    /// The file.
    pub source: &'a Source,
    /// The type that the value is a part of: `Role`. The file's own type at the top.
    pub owner: &'a str,
    /// The key that it stands under there, directly or in a list.
    pub key: &'a str,
    /// The name of its own type; empty for strings, numbers and the like.
    pub kind: &'a str,
    /// The value.
    pub node: Node<'a>,
    /// The object that it stands in.
    pub parent: Option<Node<'a>>,
}

/// Walks a file's tree; the sites in the order of the file, and what does not fit.
pub fn walk<'a>(
    source: &'a Source,
    root: Node<'a>,
    schema: &'a Schema,
    pair: &[&'a str],
    problems: &mut Vec<Problem>,
) -> Vec<Site<'a>> {
    let pair = if pair.is_empty() { vec!["en"] } else { pair.to_vec() };
    let mut walk = Walk { source, schema, pair, sites: Vec::new(), problems };
    let title = schema["title"].as_str().unwrap_or_default();
    walk.value(schema, Site { source, owner: title, key: "", kind: title, node: root, parent: None });
    walk.sites
}

/// One of the forms that a value may have: a schema without references and alternatives.
#[derive(Clone, Copy)]
struct Form<'a> {
    /// The name of the type; empty for one that has none.
    name: &'a str,
    schema: &'a Schema,
}

struct Walk<'a, 'p> {
    source: &'a Source,
    schema: &'a Schema,
    pair: Vec<&'a str>,
    sites: Vec<Site<'a>>,
    problems: &'p mut Vec<Problem>,
}

impl<'a> Walk<'a, '_> {
    fn wrong(&mut self, at: Range, message: String, hint: String) {
        self.problems.push(self.source.problem(at, message).hint(hint));
    }

    /// The forms that a schema allows, references followed.
    fn forms(&self, schema: &'a Schema, name: &'a str) -> Vec<Form<'a>> {
        if let Some(reference) = schema["$ref"].as_str() {
            let name = reference.rsplit('/').next().unwrap_or_default();
            return self.forms(&self.schema["$defs"][name], name);
        }
        match schema["anyOf"].as_array().or(schema["oneOf"].as_array()) {
            Some(all) => all.iter().flat_map(|one| self.forms(one, name)).collect(),
            None => vec![Form { name, schema }],
        }
    }

    /// Checks one value; `site.kind` is the name of its type as far as it is known.
    fn value(&mut self, schema: &'a Schema, site: Site<'a>) {
        let mut forms = self.forms(schema, site.kind);
        if matches!(site.node, Value::NullKeyword(_)) && forms.iter().any(|form| fits(form.schema, site.node))
        {
            return;
        }
        forms.retain(|form| form.schema["type"] != "null");
        let site = Site { kind: forms.first().map_or("", |form| form.name), ..site };
        match (site.kind, forms.as_slice()) {
            ("Date", _) => self.parsed::<Date>(site),
            ("Stamp", _) => self.parsed::<Stamp>(site),
            (_, [form]) => self.form(*form, &forms, site),
            _ => self.choice(&forms, site),
        }
    }

    /// A string that its own type reads.
    fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(&mut self, site: Site<'a>) {
        match string(site.node).map(str::parse::<T>) {
            Some(Ok(_)) => self.sites.push(site),
            Some(Err(why)) => self.wrong(range(site.node), why.to_string(), String::new()),
            None => self.wrong_type(&[], site),
        }
    }

    /// A value that may have one of several forms.
    fn choice(&mut self, forms: &[Form<'a>], site: Site<'a>) {
        let keyed = |key: &str| forms.iter().find(|form| form.schema["properties"].get(key).is_some());
        let is_word = |word: &str| forms.iter().any(|form| words(form.schema).any(|known| known == word));
        match site.node {
            Value::StringLit(word) if forms.iter().any(|form| words(form.schema).next().is_some()) => {
                if is_word(&word.value) {
                    self.sites.push(site);
                } else if let Some(form) = keyed(&word.value) {
                    let what = if site.kind == "Basis" { "without its reason" } else { "alone" };
                    let message = format!("“{}” cannot stand {what}", word.value);
                    self.wrong(word.range, message, format!("write {}", self.example(form)));
                } else {
                    self.unknown_word(&word.value, word.range, forms);
                }
            }
            Value::Object(found) => match found.properties.as_slice() {
                [one] => match keyed(one.name.as_str()) {
                    Some(form) => self.form(*form, forms, site),
                    None if is_word(one.name.as_str()) => {
                        let word = one.name.as_str();
                        let message = format!("“{word}” is not a key here but a word of its own");
                        self.wrong(key_range(one), message, format!("write \"{word}\""));
                    }
                    None => self.unknown_word(one.name.as_str(), key_range(one), forms),
                },
                _ => {
                    let message = format!("{} must have exactly one key", a(&noun(site.kind)));
                    self.wrong(brace(site.node), message, self.examples(forms));
                }
            },
            _ => match forms.iter().find(|form| fits(form.schema, site.node)) {
                Some(form) => self.form(*form, forms, site),
                None => self.wrong_type(forms, site),
            },
        }
    }

    /// A value whose form is settled; `forms` are all that it could have had.
    fn form(&mut self, form: Form<'a>, forms: &[Form<'a>], site: Site<'a>) {
        if !fits(form.schema, site.node) {
            return self.wrong_type(forms, site);
        }
        self.sites.push(site);
        match site.node {
            Value::Object(found) => self.object(form, found, site),
            Value::Array(found) => self.list(form.schema, &found.elements, site),
            Value::StringLit(word) => {
                if words(form.schema).next().is_some() && !words(form.schema).any(|known| known == word.value)
                {
                    self.unknown_word(&word.value, word.range, forms);
                }
            }
            Value::NumberLit(number) => {
                let whole = number.value.parse::<u32>().is_ok();
                if form.schema["type"] == "integer" && form.schema["minimum"] == 0 && !whole {
                    let message = format!("“{}” must be a whole number, not {}", site.key, number.value);
                    self.wrong(number.range, message, "write digits only".into());
                }
            }
            Value::BooleanLit(_) | Value::NullKeyword(_) => {}
        }
    }

    fn object(&mut self, form: Form<'a>, found: &'a Object<'a>, site: Site<'a>) {
        let known = form.schema["properties"].as_object();
        let others = &form.schema["additionalProperties"];
        let mut seen: HashMap<&str, Range> = HashMap::new();
        let mut meant = HashSet::new();
        for property in &found.properties {
            let key = property.name.as_str();
            if let Some(first) = seen.insert(key, key_range(property)) {
                let (line, column) = self.source.place(first.start);
                let message = format!("the key “{key}” stands twice in this object");
                let hint = format!("the first is at line {line}, column {column}; keep one of them");
                self.wrong(key_range(property), message, hint);
            }
            let schema = match known.and_then(|known| known.get(key)) {
                Some(schema) => schema,
                None if others.is_object() => others,
                None if others == false => {
                    meant.extend(self.unknown_key(site, key, key_range(property), known));
                    continue;
                }
                None => continue,
            };
            let node = &property.value;
            self.value(
                schema,
                Site { owner: form.name, key, kind: "", node, parent: Some(site.node), ..site },
            );
        }
        let required = form.schema["required"].as_array().into_iter().flatten();
        for key in required.filter_map(Schema::as_str) {
            // A misspelt key is one fault, not an unknown and a missing one.
            if !seen.contains_key(key) && !meant.contains(key) {
                self.missing(form, key, site);
            }
        }
    }

    /// Reports a key that does not belong here; returns the one that seems to be meant.
    fn unknown_key(
        &mut self,
        site: Site<'a>,
        key: &str,
        at: Range,
        known: Option<&'a Map<String, Schema>>,
    ) -> Option<&'a str> {
        let keys =
            || known.into_iter().flat_map(Map::keys).map(String::as_str).filter(|known| *known != "$schema");
        let meant = nearest(key, keys());
        let list = keys().collect::<Vec<_>>().join(", ");
        let question = meant.map(|meant| format!("did you mean “{meant}”? ")).unwrap_or_default();
        let what = if site.parent.is_none() { "this file".into() } else { a(&noun(site.kind)) };
        let message = format!("{what} has no key “{key}”");
        self.wrong(at, message, format!("{question}The keys here are: {list}"));
        meant
    }

    fn missing(&mut self, form: Form<'a>, key: &str, site: Site<'a>) {
        let id = get_string(site.node, "id").map(|id| format!(" “{id}”")).unwrap_or_default();
        let what = if site.parent.is_none() { "file".into() } else { noun(form.name) };
        let message = format!("this {what}{id} lacks the key “{key}”");
        let schema = &form.schema["properties"][key];
        let forms = self.forms(schema, "");
        let meaning = schema["description"].as_str().unwrap_or_default().replace('\n', " ");
        let hint = format!("add \"{key}\": {}. {meaning}", self.examples(&forms));
        self.wrong(brace(site.node), message, hint.trim_end().to_owned());
    }

    fn list(&mut self, schema: &'a Schema, elements: &'a [Value<'a>], site: Site<'a>) {
        let bound = |key: &str| schema[key].as_u64().map(|bound| bound as usize);
        let (least, most) = (bound("minItems").unwrap_or(0), bound("maxItems").unwrap_or(usize::MAX));
        if elements.len() < least || elements.len() > most {
            let wanted = if least == most { format!("{least}") } else { format!("at least {least}") };
            let count = match elements.len() {
                1 => "1 entry".into(),
                count => format!("{count} entries"),
            };
            let message = format!("“{}” has {count} and must have {wanted}", site.key);
            self.wrong(brace(site.node), message, String::new());
        }
        for (number, node) in elements.iter().enumerate() {
            let schema = schema["prefixItems"].get(number).unwrap_or(&schema["items"]);
            // A list is no object of its own: its entries belong to the object around it.
            self.value(schema, Site { kind: "", node, ..site });
        }
    }

    fn wrong_type(&mut self, forms: &[Form<'a>], site: Site<'a>) {
        let what = if site.key.is_empty() { "the file".into() } else { format!("“{}”", site.key) };
        let wanted = match forms.first() {
            _ if site.kind == "Text" => "a text by language",
            None => "a date in quotation marks",
            Some(form) => type_name(form.schema["type"].as_str().unwrap_or_default()),
        };
        let message = format!("{what} must be {wanted}, not {}", found_name(site.node));
        let hint = match (site.kind, string(site.node)) {
            ("Text", Some(words)) => {
                format!("write {{ \"{}\": \"{}\" }}", self.pair[0], shortened(words))
            }
            ("Date" | "Stamp", _) => "write it like \"2022-07-14\"".into(),
            _ => format!("write {}", self.examples(forms)),
        };
        self.wrong(brace(site.node), message, hint);
    }

    fn unknown_word(&mut self, word: &str, at: Range, forms: &[Form<'a>]) {
        let keys = forms.iter().filter_map(|form| form.schema["properties"].as_object()).flat_map(Map::keys);
        let known = forms.iter().flat_map(|form| words(form.schema)).chain(keys.map(String::as_str));
        let question =
            nearest(word, known).map(|meant| format!("did you mean “{meant}”? ")).unwrap_or_default();
        let kind = noun(forms.first().map_or("", |form| form.name));
        let hint = format!("{question}Write {}", self.examples(forms));
        self.wrong(at, format!("“{}” is no {kind}", shortened(word)), hint);
    }

    /// What may be written, every form once.
    fn examples(&self, forms: &[Form<'a>]) -> String {
        forms.iter().map(|form| self.example(form)).collect::<Vec<_>>().join(" or ")
    }

    fn example(&self, form: &Form<'a>) -> String {
        let all = words(form.schema).map(|word| format!("\"{word}\"")).collect::<Vec<_>>();
        match (form.name, form.schema["type"].as_str().unwrap_or_default()) {
            _ if !all.is_empty() => all.join(" or "),
            ("Text", _) => {
                let texts = self.pair.iter().map(|lang| format!("\"{lang}\": \"…\"")).collect::<Vec<_>>();
                format!("{{ {} }}", texts.join(", "))
            }
            ("Date" | "Stamp", _) => "\"2022-07-14\"".into(),
            (_, "object") => {
                match form.schema["properties"].as_object().map(|all| (all.len(), all.iter().next())) {
                    Some((1, Some((key, schema)))) => {
                        format!("{{ \"{key}\": {} }}", self.examples(&self.forms(schema, "")))
                    }
                    _ => "{ … }".into(),
                }
            }
            (_, "array") => "[ … ]".into(),
            (_, "integer" | "number") => "1".into(),
            (_, "boolean") => "true".into(),
            _ => "\"…\"".into(),
        }
    }
}

/// The words that a schema lets a string be; none where any string will do.
fn words(schema: &Schema) -> impl Iterator<Item = &str> {
    let listed = schema["enum"].as_array().into_iter().flatten();
    listed.chain(schema.get("const")).filter_map(Schema::as_str)
}

/// Whether a value has the JSON type that a schema asks for.
fn fits(schema: &Schema, node: Node) -> bool {
    let is = |name: &str| match node {
        Value::Object(_) => name == "object",
        Value::Array(_) => name == "array",
        Value::StringLit(_) => name == "string",
        Value::NumberLit(_) => name == "number" || name == "integer",
        Value::BooleanLit(_) => name == "boolean",
        Value::NullKeyword(_) => name == "null",
    };
    match &schema["type"] {
        Schema::String(name) => is(name),
        Schema::Array(names) => names.iter().filter_map(Schema::as_str).any(is),
        _ => true,
    }
}

fn type_name(name: &str) -> &'static str {
    match name {
        "object" => "an object in { }",
        "array" => "a list in [ ]",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "true or false, without quotation marks",
        _ => "a string in quotation marks",
    }
}

fn found_name(node: Node) -> &'static str {
    match node {
        Value::Object(_) => "an object",
        Value::Array(_) => "a list",
        Value::StringLit(_) => "a string",
        Value::NumberLit(_) => "a number",
        Value::BooleanLit(_) => "true or false",
        Value::NullKeyword(_) => "null",
    }
}

/// Objects and lists go over many lines: only their bracket is marked.
pub fn brace(node: Node) -> Range {
    let whole = range(node);
    let end = if object(node).is_some() || node.as_array().is_some() { whole.start + 1 } else { whole.end };
    Range::new(whole.start, end)
}

/// The words for a type: `KnownOutcome` is a known outcome.
fn noun(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    if words.is_empty() { "object".into() } else { words }
}

fn a(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

fn shortened(text: &str) -> String {
    let dots = if text.chars().count() > 40 { "…" } else { "" };
    text.chars().take(40).chain(dots.chars()).collect()
}
