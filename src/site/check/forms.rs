//! What a schema allows: the forms of a value, and how each is written.

use jsonc_parser::ast::Value;
use serde_json::Value as Schema;

use super::tree::Node;

/// How many keys of an object an example shows.
const SHOWN: usize = 4;

/// One of the forms that a value may have: a schema without references and alternatives.
#[derive(Clone, Copy)]
pub struct Form<'a> {
    /// The name of the type; empty for one that has none.
    pub name: &'a str,
    /// What it must be like.
    pub schema: &'a Schema,
}

/// The schema of a file, and the languages of the examples.
pub struct Guide<'a> {
    /// The schema, with all its definitions.
    pub schema: &'a Schema,
    /// The languages of the edition.
    pub pair: Vec<&'a str>,
}

impl<'a> Guide<'a> {
    /// A guide to a file in an edition with these languages; English where they are not known.
    pub fn new(schema: &'a Schema, pair: &[&'a str]) -> Guide<'a> {
        Guide { schema, pair: if pair.is_empty() { vec!["en"] } else { pair.to_vec() } }
    }

    /// The forms that a schema allows, references followed.
    pub fn forms(&self, schema: &'a Schema, name: &'a str) -> Vec<Form<'a>> {
        if let Some(reference) = schema["$ref"].as_str() {
            let name = reference.rsplit('/').next().unwrap_or_default();
            return self.forms(&self.schema["$defs"][name], name);
        }
        match schema["anyOf"].as_array().or(schema["oneOf"].as_array()) {
            Some(all) => all.iter().flat_map(|one| self.forms(one, name)).collect(),
            None => vec![Form { name, schema }],
        }
    }

    /// What may be written, every form once.
    pub fn examples(&self, forms: &[Form<'a>]) -> String {
        forms.iter().map(|form| self.example(form)).collect::<Vec<_>>().join(" or ")
    }

    /// How such a value is written.
    pub fn example(&self, form: &Form<'a>) -> String {
        let all = words(form.schema).map(|word| format!("\"{word}\"")).collect::<Vec<_>>();
        match (form.name, form.schema["type"].as_str().unwrap_or_default()) {
            _ if !all.is_empty() => all.join(" or "),
            ("Text", _) => self.text(),
            ("Date" | "Stamp", _) => "\"2022-07-14\"".into(),
            (_, "object") => self.object(form.schema),
            (_, "array") => "[ … ]".into(),
            (_, "integer" | "number") => "1".into(),
            (_, "boolean") => "true or false".into(),
            _ => "\"…\"".into(),
        }
    }

    /// How a text by language is written.
    pub fn text(&self) -> String {
        let texts = self.pair.iter().map(|lang| format!("\"{lang}\": \"…\"")).collect::<Vec<_>>();
        format!("{{ {} }}", texts.join(", "))
    }

    /// An object with the keys that it must have, each in its first form.
    fn object(&self, schema: &'a Schema) -> String {
        let keys: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Schema::as_str).collect();
        let entry = |key: &&str| format!("\"{key}\": {}", self.first(&schema["properties"][*key]));
        let mut shown: Vec<String> = keys.iter().take(SHOWN).map(entry).collect();
        if keys.is_empty() || keys.len() > SHOWN {
            shown.push("…".into());
        }
        format!("{{ {} }}", shown.join(", "))
    }

    /// How a value is written in the first form that it may have.
    pub fn first(&self, schema: &'a Schema) -> String {
        match self.forms(schema, "").first() {
            Some(form) => match words(form.schema).next() {
                Some(word) => format!("\"{word}\""),
                None => self.example(form),
            },
            None => "…".into(),
        }
    }
}

/// The words that a schema lets a string be; none where any string will do.
pub fn words(schema: &Schema) -> impl Iterator<Item = &str> {
    let listed = schema["enum"].as_array().into_iter().flatten();
    listed.chain(schema.get("const")).filter_map(Schema::as_str)
}

/// Whether a value has the JSON type that a schema asks for.
pub fn fits(schema: &Schema, node: Node) -> bool {
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

/// What a JSON type is called.
pub fn type_name(name: &str) -> &'static str {
    match name {
        "object" => "an object in { }",
        "array" => "a list in [ ]",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "true or false, without quotation marks",
        _ => "a string in quotation marks",
    }
}

/// What was found in its stead.
pub fn found_name(node: Node) -> &'static str {
    match node {
        Value::Object(_) => "an object in { }",
        Value::Array(_) => "a list in [ ]",
        Value::StringLit(_) => "a string",
        Value::NumberLit(_) => "a number",
        Value::BooleanLit(_) => "true or false",
        Value::NullKeyword(_) => "null",
    }
}

/// The words for a type: `KnownOutcome` is a known outcome.
pub fn noun(name: &str) -> String {
    match name {
        "" => return "object".into(),
        "When" => return "date with its basis".into(),
        "Named" => return "name with its basis".into(),
        "Rights" => return "statement of rights".into(),
        "OfficeRef" => return "reference to an office".into(),
        "RelationKind" => return "relation".into(),
        _ => {}
    }
    if let Some(what) = name.strip_suffix("Kind") {
        return format!("kind of {}", what.to_lowercase());
    }
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

/// The noun with its article.
pub fn a(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}
