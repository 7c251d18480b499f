//! Values that the model has one form for: words of a fixed list, dates, missing quotation
//! marks and brackets, the last slash of an address.

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;

use super::places::Place;
use super::strings::Cleaned;
use super::{Bench, Change};
use crate::desk::dates;
use crate::record::date::{Date, Stamp};
use crate::site::check::forms::Form;
use crate::site::check::nearest;
use crate::site::check::tree::{key_range, range};

/// Proposes the form that a value should have.
pub fn propose(place: &Place, bench: &mut Bench) {
    match place.node {
        Value::StringLit(_) => string(place, bench),
        Value::NumberLit(_) | Value::BooleanLit(_) => unquoted(place, bench),
        Value::Object(_) => choice(place, bench),
        _ => {}
    }
}

/// The known word that is nearer to this one than all others, if any is near.
pub fn nearest_one<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let known: Vec<&str> = known.collect();
    let first = nearest(word, known.iter().copied())?;
    let far = |other: &str| strsim::damerau_levenshtein(&word.to_lowercase(), &other.to_lowercase());
    let others = known.iter().copied().filter(|other| *other != first);
    nearest(word, others).is_none_or(|second| far(first) < far(second)).then_some(first)
}

/// The word of a list that this one is but for its case and its blanks.
fn same_word<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let plain = |word: &str| word.to_lowercase().replace(['_', ' '], "-");
    known.iter().copied().find(|other| plain(other) == plain(word))
}

fn string(place: &Place, bench: &mut Bench) {
    let words = place.words();
    let is_date = matches!(place.kind, "Date" | "Stamp");
    let is_address = (place.owner, place.key) == ("Edition", "base_url");
    if words.is_empty() && !is_date && !is_address {
        return;
    }
    let at = range(place.node);
    let at = at.start..at.end;
    let word = Cleaned::of(&bench.source.text[at.clone()], at.start, true).text();
    if is_date {
        return date(place.kind, &word, at, bench);
    }
    if is_address {
        let is_whole = word.starts_with("http") && !word.contains(['?', '#']);
        if is_whole && !word.ends_with('/') {
            let changes = vec![Change::Replace { at: at.end - 1..at.end - 1, new: "/".into() }];
            let why = "addresses are made by putting a page’s own behind this one";
            bench.shown(at.start, &word, &format!("{word}/"), why, true, changes);
        }
        return;
    }
    let is_key = place.forms.iter().any(|form| form.schema["properties"].get(&word).is_some());
    if words.contains(&word.as_str()) || is_key {
        return;
    }
    let same = same_word(&word, &words);
    if let Some(meant) = same.or_else(|| nearest_one(&word, words.iter().copied())) {
        let why = format!("“{word}” is none of the words that can stand here");
        bench.replace(at, format!("\"{meant}\""), why, same.is_some());
    }
}

fn date(kind: &str, text: &str, at: std::ops::Range<usize>, bench: &mut Bench) {
    if kind == "Stamp" && text.parse::<Stamp>().is_ok() {
        return;
    }
    let Some(found) = dates::meant(text) else { return };
    if kind == "Stamp" && found.edtf.parse::<Stamp>().is_err() {
        return;
    }
    let why = match &found.or {
        Some(other) => {
            format!("this date is not in EDTF; it is read with the day first, and could be {other}")
        }
        None => "this date is not in EDTF".into(),
    };
    bench.replace(at, format!("\"{}\"", found.edtf), why, found.certain);
}

/// A number, true or false where a string is wanted.
fn unquoted(place: &Place, bench: &mut Bench) {
    let at = range(place.node);
    let found = &bench.source.text[at.start..at.end];
    let is_right = match place.kind {
        "Date" => found.parse::<Date>().is_ok(),
        "Stamp" => found.parse::<Stamp>().is_ok(),
        _ => {
            let wants = |form: &Form| form.schema["type"] == "string";
            !place.forms.is_empty() && place.forms.iter().all(wants) && place.words().is_empty()
        }
    };
    if is_right {
        let new = format!("\"{found}\"");
        bench.replace(at.start..at.end, new, "this must stand in quotation marks", true);
    }
}

/// An object of which the only key says which of several forms it has.
fn choice(place: &Place, bench: &mut Bench) {
    let Some([only]) = place.node.as_object().map(|object| object.properties.as_slice()) else { return };
    let keys = place.forms.iter().filter_map(|form| form.schema["properties"].as_object());
    let keys: Vec<&str> = keys.flat_map(serde_json::Map::keys).map(String::as_str).collect();
    let key = only.name.as_str();
    if place.forms.len() < 2 || keys.contains(&key) {
        return;
    }
    let same = same_word(key, &keys);
    if let Some(meant) = same.or_else(|| nearest_one(key, keys.iter().copied())) {
        let at = key_range(only);
        let why = format!("“{key}” is none of the words that can stand here");
        bench.replace(at.start..at.end, format!("\"{meant}\""), why, same.is_some());
    }
}

/// Brackets around a single value where a list is wanted.
pub fn brackets(place: &Place, bench: &mut Bench) {
    let at = place.node.range();
    let put_in = |at: usize, new: &str| Change::Replace { at: at..at, new: new.into() };
    let found = bench.source.text[at.start..at.end].to_owned();
    let changes = vec![put_in(at.start, "["), put_in(at.end, "]")];
    let why = format!("“{}” is a list", place.key);
    bench.shown(at.start, &found, &format!("[{found}]"), why, true, changes);
}
