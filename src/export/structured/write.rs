//! The few forms that all of a graph is written in.

use crate::export::Published;
use crate::export::json::Json;
use crate::record::Text;
use crate::record::model::{Basis, Image, When};
use crate::search::entries::basis_name;

/// A thing of this type that goes by this address, with what `fill` says of it.
pub fn thing(json: &mut Json, kind: &str, id: &str, fill: impl FnOnce(&mut Json)) {
    json.object(|json| {
        json.key("@type").text(kind);
        json.key("@id").text(id);
        fill(json);
    });
}

/// A thing that is described elsewhere.
pub fn reference(json: &mut Json, id: &str) {
    json.object(|json| json.key("@id").text(id));
}

/// Words with the language that they are in, which is said if it is not the page's.
pub fn said(json: &mut Json, at: Published, (lang, words): (&str, &str)) {
    if lang == at.lang() {
        return json.text(words);
    }
    json.object(|json| {
        json.key("@value").text(words);
        json.key("@language").text(lang);
    });
}

/// A text in the page's language or, where it has none, in another one.
pub fn words(json: &mut Json, at: Published, text: &Text) {
    said(json, at, at.words(text));
}

/// What a thing is called, and what there is to say of it.
pub fn described(json: &mut Json, at: Published, name: &Text, line: Option<&Text>) {
    json.key("name");
    words(json, at, name);
    if let Some(line) = line {
        json.key("description");
        words(json, at, line);
    }
}

/// Other names, in all the languages that they are in.
pub fn other_names<'a>(json: &mut Json, at: Published, names: impl Iterator<Item = &'a Text>) {
    let all: Vec<(&str, &str)> = names.flat_map(Text::iter).collect();
    if !all.is_empty() {
        json.key("alternateName").list(&all, |json, name| said(json, at, *name));
    }
}

/// The value of a property, with how it is known. If the source does not state it, it stands in a role
/// (schema.org/Role), which has the property again and says so.
pub fn known(json: &mut Json, at: Published, property: &str, basis: &Basis, value: impl FnOnce(&mut Json)) {
    if *basis == Basis::Stated {
        return value(json);
    }
    json.object(|json| {
        json.key("@type").text("Role");
        json.key(property);
        value(json);
        json.key("additionalProperty");
        basis_property(json, at, basis);
    });
}

/// A value of a property that schema.org has not.
pub fn property(json: &mut Json, id: &str, name: &str, value: &str, more: impl FnOnce(&mut Json)) {
    json.object(|json| {
        json.key("@type").text("PropertyValue");
        json.key("propertyID").text(id);
        json.key("name").text(name);
        json.key("value").text(value);
        more(json);
    });
}

/// How a thing is known, and why.
pub fn basis_property(json: &mut Json, at: Published, basis: &Basis) {
    property(json, "basis", &at.labels().basis, basis_name(basis), |json| match basis {
        Basis::Stated => {}
        Basis::Inferred(why) | Basis::Derived(why) | Basis::Window(why) => {
            json.key("description");
            words(json, at, why);
        }
    });
}

/// A date as the record has it, with how it is known.
pub fn date_property(json: &mut Json, at: Published, when: &When) {
    property(json, "EDTF", "EDTF", &when.date.to_string(), |json| {
        json.key("valueReference");
        basis_property(json, at, &when.basis);
    });
}

/// Pictures, each in its largest size.
pub fn pictures(json: &mut Json, at: Published, images: &[Image]) {
    let made: Vec<_> = images.iter().filter_map(|x| Some((x, x.sizes.last()?))).collect();
    if made.is_empty() {
        return;
    }
    json.key("image").list(&made, |json, (image, size)| {
        json.object(|json| {
            json.key("@type").text("ImageObject");
            json.key("contentUrl").text(&format!("{}{}", at.home, size.path));
            json.key("width").number(size.width as usize);
            json.key("height").number(size.height as usize);
            json.key("caption");
            words(json, at, image.caption.as_ref().unwrap_or(&image.alt));
            json.key("creditText").text(&image.credit);
        });
    });
}
