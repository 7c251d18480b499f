//! Every value of a file with the type that the model gives it, whether it fits or not:
//! unlike `check`, which stops at what is wrong, repairs look on below it.

use jsonc_parser::ast::{ObjectProp, Value};
use serde_json::Value as Schema;

use crate::site::check::forms::{Form, Guide, fits, words};
use crate::site::check::tree::Node;

/// A value, and what it is or should be.
pub struct Place<'a> {
    /// The type that the value is a part of: `Role`. The file's own type at the top.
    pub owner: &'a str,
    /// The key that it stands under there, directly or in a list.
    pub key: &'a str,
    /// The name of its own type; empty for strings, numbers and the like.
    pub kind: &'a str,
    /// The forms that it may have; none where the model knows of no such value.
    pub forms: Vec<Form<'a>>,
    /// The text by language that it is a part of: its owner, and its key there.
    pub text: Option<(&'a str, &'a str)>,
    /// Whether a list of such values is wanted, of which this would be the only one.
    pub unlisted: bool,
    /// The value.
    pub node: Node<'a>,
}

impl<'a> Place<'a> {
    /// The form of an object: that which has its only key, where there are several.
    pub fn object(&self) -> Option<Form<'a>> {
        let properties = self.node.as_object()?.properties.as_slice();
        let objects: Vec<Form<'a>> = self.forms.iter().copied().filter(|x| is_object(x)).collect();
        let keyed = |form: &&Form| properties.iter().any(|x| known(form, x.name.as_str()).is_some());
        match objects[..] {
            [form] => Some(form),
            _ => objects.iter().find(keyed).copied(),
        }
    }

    /// The words that it may be; none where any will do.
    pub fn words(&self) -> Vec<&'a str> {
        self.forms.iter().flat_map(|form| words(form.schema)).collect()
    }
}

fn is_object(form: &Form) -> bool {
    form.schema["type"] == "object"
}

/// The schema of a key that an object of this form may have.
pub fn known<'a>(form: &Form<'a>, key: &str) -> Option<&'a Schema> {
    form.schema["properties"].get(key)
}

/// The key that is meant by one that an object of this form does not have: the nearest,
/// if one is nearer than all others, is not there yet and may have this value.
pub fn meant_key<'a>(
    guide: &Guide<'a>,
    form: &Form<'a>,
    property: &ObjectProp,
    all: &[ObjectProp],
) -> Option<&'a str> {
    let key = property.name.as_str();
    let others = &form.schema["additionalProperties"];
    if known(form, key).is_some() || others != &Schema::Bool(false) {
        return None;
    }
    let keys = form.schema["properties"].as_object()?.keys().map(String::as_str);
    let free = keys.filter(|known| *known != "$schema" && !all.iter().any(|x| x.name.as_str() == *known));
    let meant = super::values::nearest_one(key, free)?;
    // Another that is as like it would be turned into the same.
    let alone = |other: &ObjectProp| {
        other.name.as_str() == key && std::ptr::eq(other, property)
            || known(form, other.name.as_str()).is_some()
            || super::values::nearest_one(other.name.as_str(), std::iter::once(meant)).is_none()
    };
    let forms = guide.forms(known(form, meant)?, "");
    (all.iter().all(alone) && forms.iter().any(|form| fits(form.schema, &property.value))).then_some(meant)
}

/// All the values of a file, each before those within it.
pub fn places<'a>(schema: &'a Schema, root: Node<'a>, pair: &[&'a str]) -> Vec<Place<'a>> {
    let title = schema["title"].as_str().unwrap_or_default();
    let mut walk = Walk { guide: Guide::new(schema, pair), found: Vec::new() };
    walk.value(schema, title, Step { owner: title, key: "", text: None }, root);
    walk.found
}

/// How a value was come to.
#[derive(Clone, Copy)]
struct Step<'a> {
    owner: &'a str,
    key: &'a str,
    text: Option<(&'a str, &'a str)>,
}

struct Walk<'a> {
    guide: Guide<'a>,
    found: Vec<Place<'a>>,
}

impl<'a> Walk<'a> {
    /// Whether a single value is what the entries of a list are.
    fn is_entry(&self, items: &'a Schema, node: Node<'a>) -> bool {
        let single = node.as_array().is_none() && !matches!(node, Value::NullKeyword(_));
        single && items.is_object() && self.guide.forms(items, "").iter().any(|form| fits(form.schema, node))
    }

    fn value(&mut self, schema: &'a Schema, name: &'a str, step: Step<'a>, node: Node<'a>) {
        let mut forms = self.guide.forms(schema, name);
        forms.retain(|form| form.schema["type"] != "null" && !form.schema.is_null());
        let kind = forms.first().map_or("", |form| form.name);
        let Step { owner, key, text } = step;
        let text = if kind == "Text" { Some((owner, key)) } else { text };
        let items =
            forms.iter().find(|form| form.schema["type"] == "array").map(|form| &form.schema["items"]);
        if let Some(items) = items.filter(|items| self.is_entry(items, node)) {
            self.found.push(Place { owner, key, kind: "", forms, text, unlisted: true, node });
            return self.value(items, "", step, node);
        }
        let place = Place { owner, key, kind, forms, text, unlisted: false, node };
        match node {
            Value::Object(object) => {
                let form = place.object();
                self.found.push(place);
                for property in &object.properties {
                    let key = property.name.as_str();
                    let schema = form.and_then(|form| {
                        let meant = meant_key(&self.guide, &form, property, &object.properties);
                        let others = Some(&form.schema["additionalProperties"]).filter(|x| x.is_object());
                        known(&form, meant.unwrap_or(key)).or(others)
                    });
                    let owner = form.map_or("", |form| form.name);
                    self.value(
                        schema.unwrap_or(&Schema::Null),
                        "",
                        Step { owner, key, text },
                        &property.value,
                    );
                }
            }
            Value::Array(array) => {
                let list =
                    place.forms.iter().find(|form| form.schema["type"] == "array").map(|form| form.schema);
                self.found.push(place);
                for (number, element) in array.elements.iter().enumerate() {
                    let items = list.map_or(&Schema::Null, |list| {
                        list["prefixItems"].get(number).unwrap_or(&list["items"])
                    });
                    self.value(items, "", step, element);
                }
            }
            _ => self.found.push(place),
        }
    }
}
