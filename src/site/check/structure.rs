//! The shape of a file: its tree is walked along the schema of the type that it will be
//! read as. All that does not fit is a problem; all that does is noted as a [`Site`].

use std::collections::HashMap;

use jsonc_parser::ast::{Object, ObjectProp, Value};
use jsonc_parser::common::Range;
use serde_json::Value as Schema;

use super::forms::{Form, Guide, a, fits, found_name, noun, type_name, words};
use super::problem::Problem;
use super::tree::{Node, Source, get_string, key_range, object, range, string};
use super::{asked, nearest};
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
    /// Whether it is an entry of a list under that key.
    pub listed: bool,
    /// Whether the object must have that key.
    pub needed: bool,
}

impl Site<'_> {
    /// What messages call the value.
    pub fn called(&self) -> String {
        match (self.key, self.listed) {
            ("", _) => "the file".into(),
            (key, true) => format!("an entry of “{key}”"),
            (key, false) => format!("“{key}”"),
        }
    }
}

/// How many missing keys of one object are named.
const NAMED: usize = 6;

/// How many known keys are listed.
const MANY: usize = 30;

/// Walks a file's tree; the sites in the order of the file, and what does not fit.
pub fn walk<'a>(
    source: &'a Source,
    root: Node<'a>,
    schema: &'a Schema,
    pair: &[&'a str],
    problems: &mut Vec<Problem>,
) -> Vec<Site<'a>> {
    let mut walk = Walk { source, guide: Guide::new(schema, pair), sites: Vec::new(), problems };
    let title = schema["title"].as_str().unwrap_or_default();
    let (listed, needed) = (false, true);
    let site = Site { source, owner: title, key: "", kind: title, node: root, parent: None, listed, needed };
    walk.value(schema, site);
    walk.sites
}

struct Walk<'a, 'p> {
    source: &'a Source,
    guide: Guide<'a>,
    sites: Vec<Site<'a>>,
    problems: &'p mut Vec<Problem>,
}

impl<'a> Walk<'a, '_> {
    fn wrong(&mut self, at: Range, message: String, hint: String) {
        self.problems.push(self.source.problem(at, message).hint(hint));
    }

    /// Checks one value; `site.kind` is the name of its type as far as it is known.
    fn value(&mut self, schema: &'a Schema, site: Site<'a>) {
        let mut forms = self.guide.forms(schema, site.kind);
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
            Some(Err(why)) => {
                // The day alone may be right where a time was meant.
                let hint = if site.kind == "Stamp" {
                    "write the day, with the time after a T if it is known: 2022-07-14, 2022-07-14T19:38 or 2022-07-14T19:38+07:00"
                } else {
                    ""
                };
                self.wrong(range(site.node), why.to_string(), hint.into());
            }
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
                    self.wrong(word.range, message, format!("write {}", self.guide.example(form)));
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
                        let hint = format!("write \"{word}\" without {{ }} around it");
                        self.wrong(key_range(one), message, hint);
                    }
                    None => self.unknown_word(one.name.as_str(), key_range(one), forms),
                },
                _ => {
                    let message = format!("{} must have exactly one key", a(&noun(site.kind)));
                    let two = if site.listed { "; for two of them, make two entries" } else { "" };
                    let hint = format!("write {}{two}", self.guide.examples(forms));
                    self.wrong(brace(site.node), message, hint);
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
        let required: Vec<&str> =
            form.schema["required"].as_array().into_iter().flatten().filter_map(Schema::as_str).collect();
        let mut seen: HashMap<&str, Range> = HashMap::new();
        let mut strange = Vec::new();
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
                    strange.push(property);
                    continue;
                }
                None => continue,
            };
            let (node, needed) = (&property.value, required.contains(&key));
            let parent = Some(site.node);
            self.value(
                schema,
                Site { owner: form.name, key, kind: "", node, parent, listed: false, needed, ..site },
            );
        }
        let mut missing: Vec<&str> = required.into_iter().filter(|key| !seen.contains_key(key)).collect();
        for property in &strange {
            // A misspelt key is one fault, not an unknown and a missing one.
            let meant = self.unknown_key(form, property, strange.len(), &missing, site);
            missing.retain(|key| Some(*key) != meant);
        }
        self.missing(form, &missing, site);
    }

    /// Reports a key that does not belong here, one of so many in its object; returns the
    /// one that seems to be meant.
    fn unknown_key(
        &mut self,
        form: Form<'a>,
        property: &'a ObjectProp<'a>,
        strange: usize,
        missing: &[&'a str],
        site: Site<'a>,
    ) -> Option<&'a str> {
        let key = property.name.as_str();
        let known = form.schema["properties"].as_object().into_iter().flat_map(serde_json::Map::keys);
        let known: Vec<&str> = known.map(String::as_str).filter(|known| *known != "$schema").collect();
        // Where one key is unknown and one is missing, the one may be meant for the other.
        let in_its_place = match missing {
            [lacking] if strange == 1 => {
                let forms = self.guide.forms(&form.schema["properties"][*lacking], "");
                Some(*lacking).filter(|_| forms.iter().any(|form| fits(form.schema, &property.value)))
            }
            _ => None,
        };
        let meant = nearest(key, known.iter().copied()).or(in_its_place);
        let what = if site.parent.is_none() { "this file".into() } else { a(&noun(form.name)) };
        let message = format!("{what} has no key “{key}”");
        let keys = match known.len() {
            0..=MANY => format!("the keys here are: {}", known.join(", ")),
            _ => "the schema of this file lists the keys that it may have".into(),
        };
        self.wrong(key_range(property), message, asked(meant, &keys));
        meant
    }

    /// Reports the keys that an object lacks, all of them at once.
    fn missing(&mut self, form: Form<'a>, keys: &[&'a str], site: Site<'a>) {
        let schema = |key: &str| &form.schema["properties"][key];
        let what = match (site.parent, get_string(site.node, "id")) {
            (None, _) => "file".into(),
            (_, Some(id)) => format!("{} “{id}”", noun(form.name)),
            _ => noun(form.name),
        };
        let (message, hint) = match keys {
            [] => return,
            [key] => {
                let meaning = schema(key)["description"].as_str().unwrap_or_default().replace('\n', " ");
                let forms = self.guide.forms(schema(key), "");
                let hint = format!("add \"{key}\": {}. {meaning}", self.guide.examples(&forms));
                (format!("this {what} lacks the key “{key}”"), hint)
            }
            _ => {
                let shown = &keys[..keys.len().min(NAMED)];
                let named = shown.iter().map(|key| format!("“{key}”")).collect::<Vec<_>>().join(", ");
                let entry = |key: &&str| format!("\"{key}\": {}", self.guide.first(schema(key)));
                let entries = shown.iter().map(entry).collect::<Vec<_>>().join(", ");
                let (more, dots) = match keys.len() - shown.len() {
                    0 => (String::new(), ""),
                    more => (format!(" and {more} more"), ", …"),
                };
                (format!("this {what} lacks the keys {named}{more}"), format!("add {entries}{dots}"))
            }
        };
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
            let entry =
                |number| self.guide.first(schema["prefixItems"].get(number).unwrap_or(&schema["items"]));
            let entries = (0..least).map(entry).collect::<Vec<_>>().join(", ");
            self.wrong(brace(site.node), message, format!("write [{entries}]"));
        }
        for (number, node) in elements.iter().enumerate() {
            let schema = schema["prefixItems"].get(number).unwrap_or(&schema["items"]);
            // A list is no object of its own: its entries belong to the object around it.
            self.value(schema, Site { kind: "", node, listed: true, ..site });
        }
    }

    fn wrong_type(&mut self, forms: &[Form<'a>], site: Site<'a>) {
        let wanted = match forms.first() {
            _ if site.kind == "Text" => "a text by language",
            None => "a date in quotation marks",
            Some(form) => type_name(form.schema["type"].as_str().unwrap_or_default()),
        };
        let message = format!("{} must be {wanted}, not {}", site.called(), found_name(site.node));
        let found = range(site.node);
        let found = &self.source.text[found.start..found.end];
        let wanted = forms.first().map_or(&Schema::Null, |form| form.schema);
        let hint = match (site.kind, site.node) {
            ("Text", Value::StringLit(_)) => {
                format!("write {}, with the words under the language that they are in", self.guide.text())
            }
            ("Date", _) if found.parse::<Date>().is_ok() => format!("write \"{found}\""),
            ("Date" | "Stamp", _) => "write it like \"2022-07-14\"".into(),
            (_, Value::NumberLit(_) | Value::BooleanLit(_))
                if wanted["type"] == "string" && words(wanted).next().is_none() =>
            {
                format!("write \"{found}\"")
            }
            (_, entry) if wanted["type"] == "array" => self.in_a_list(wanted, entry, found),
            _ => format!("write {}", self.guide.examples(forms)),
        };
        self.wrong(brace(site.node), message, hint);
    }

    /// How a single value is written as a list.
    fn in_a_list(&self, list: &'a Schema, entry: Node<'a>, found: &str) -> String {
        let forms = self.guide.forms(&list["items"], "");
        // An object that has none of the keys of an entry holds entries rather than being one.
        let is_strange = |form: &Form| match (entry, form.schema["properties"].as_object()) {
            (Value::Object(found), Some(known)) => {
                !found.properties.iter().any(|property| known.contains_key(property.name.as_str()))
            }
            _ => false,
        };
        let least = list["minItems"].as_u64().unwrap_or(0) as usize;
        if least > 1 {
            return format!("write [{}]", vec![self.guide.first(&list["items"]); least].join(", "));
        }
        if !forms.iter().any(|form| fits(form.schema, entry) && !is_strange(form))
            || matches!(entry, Value::NullKeyword(_))
        {
            return format!("write [], or [{}]", self.guide.first(&list["items"]));
        }
        if found.contains('\n') || found.chars().count() > 60 {
            return "put [ before it and ] after it".into();
        }
        format!("write [{found}]")
    }

    fn unknown_word(&mut self, word: &str, at: Range, forms: &[Form<'a>]) {
        let keys = forms
            .iter()
            .filter_map(|form| form.schema["properties"].as_object())
            .flat_map(serde_json::Map::keys);
        let known = forms.iter().flat_map(|form| words(form.schema)).chain(keys.map(String::as_str));
        let kind = noun(forms.first().map_or("", |form| form.name));
        let hint = asked(nearest(word, known), &format!("write {}", self.guide.examples(forms)));
        self.wrong(at, format!("“{}” is no {kind}", shortened(word)), hint);
    }
}

/// Objects and lists go over many lines: only their bracket is marked.
pub fn brace(node: Node) -> Range {
    let whole = range(node);
    let end = if object(node).is_some() || node.as_array().is_some() { whole.start + 1 } else { whole.end };
    Range::new(whole.start, end)
}

fn shortened(text: &str) -> String {
    let dots = if text.chars().count() > 40 { "…" } else { "" };
    text.chars().take(40).chain(dots.chars()).collect()
}
