//! Strings, character by character: NFC, what shows as nothing, blanks at the ends.

use std::ops::Range;

use jsonc_parser::ast::{ObjectProp, Value};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc, is_nfc_quick};

use super::places::Place;
use super::{Bench, Change};
use crate::site::check::problem::is_invisible;
use crate::site::check::tree::{key_range, range};

/// Proposes clean strings: the value itself, and the keys of an object.
pub fn propose(place: &Place, bench: &mut Bench) {
    match place.node {
        Value::StringLit(_) => {
            let at = range(place.node);
            // The file's name on the disk has to change with it.
            let certain = (place.owner, place.key) != ("Image", "file");
            literal(at.start..at.end, !bench.is_labels(), certain, bench);
        }
        Value::Object(object) => {
            for property in &object.properties {
                let at = key_range(property);
                if is_clean(property.name.as_str()) {
                    continue;
                }
                let key =
                    |at: Range<usize>| Cleaned::of(&bench.source.text[at.clone()], at.start, true).text();
                let same = |other: &ObjectProp| {
                    other.name.as_str() != property.name.as_str()
                        && other.name.as_str() == key(at.start..at.end)
                };
                // Two keys must not become one.
                if !object.properties.iter().any(same) {
                    literal(at.start..at.end, true, true, bench);
                }
            }
        }
        _ => {}
    }
}

fn literal(at: Range<usize>, trims: bool, certain: bool, bench: &mut Bench) {
    let source = bench.source;
    if is_clean(&source.text[at.start + 1..at.end - 1]) {
        return;
    }
    let cleaned = Cleaned::of(&source.text[at.clone()], at.start, trims);
    let (Some(first), Some(last)) = (cleaned.changes.first(), cleaned.changes.last()) else { return };
    let (Change::Replace { at: first, .. }, Change::Replace { at: last, .. }) = (first, last) else { return };
    // The words around what changes, or else nobody would know it again.
    let (start, end) =
        (before(&source.text, first.start, at.start + 1), after(&source.text, last.end, at.end - 1));
    let text = &source.text[start..end];
    let moved: Vec<Change> = cleaned.changes.iter().map(|change| shifted(change, start)).collect();
    let new = super::edits::changed(text, &moved.iter().collect::<Vec<_>>());
    let why = cleaned.why.join(", ");
    bench.shown(first.start, text, &new, why, certain, cleaned.changes);
}

fn shifted(change: &Change, by: usize) -> Change {
    match change {
        Change::Replace { at, new } => Change::Replace { at: at.start - by..at.end - by, new: new.clone() },
        other => other.clone(),
    }
}

/// Whether nothing can be wrong with what stands between quotation marks.
fn is_clean(inner: &str) -> bool {
    let plain = !inner.contains('\\') && !inner.contains(is_invisible);
    plain && inner.trim().len() == inner.len() && is_nfc(inner)
}

/// How many characters are shown on each side of what changes.
const AROUND: usize = 12;

fn before(text: &str, at: usize, least: usize) -> usize {
    text[least..at].char_indices().rev().take(AROUND).last().map_or(at, |(byte, _)| least + byte)
}

fn after(text: &str, at: usize, most: usize) -> usize {
    at + text[at..most].chars().take(AROUND).map(char::len_utf8).sum::<usize>()
}

/// A string literal as it should be.
pub struct Cleaned {
    /// Its characters, each with the bytes of the file that it comes from.
    pub chars: Vec<(char, Range<usize>)>,
    /// What makes it so.
    pub changes: Vec<Change>,
    /// What was wrong with it.
    why: Vec<&'static str>,
}

impl Cleaned {
    /// Of a literal with its quotation marks that begins at this byte of its file.
    pub fn of(literal: &str, start: usize, trims: bool) -> Cleaned {
        let (mut why, mut changes) = (Vec::new(), Vec::new());
        let all = units(literal, start);
        let mut kept: Vec<(char, Range<usize>)> = Vec::new();
        for (letter, at) in all.iter().cloned() {
            if !is_invisible(letter) {
                kept.push((letter, at));
                continue;
            }
            note(
                &mut why,
                if matches!(letter, '\n' | '\t') {
                    "a break within a text"
                } else {
                    "an invisible character"
                },
            );
            // A break parts words, unless a blank does already.
            let parts = matches!(letter, '\n' | '\t') && kept.last().is_none_or(|(x, _)| !x.is_whitespace());
            let new = if parts { " " } else { "" };
            changes.push(Change::Replace { at: at.clone(), new: new.into() });
            kept.extend(parts.then_some((' ', at)));
        }
        let is_composed = is_nfc_quick(kept.iter().map(|(letter, _)| *letter));
        let mut chars = match is_composed {
            IsNormalized::Yes => kept,
            _ => compose(&kept, &mut changes, &mut why),
        };
        if trims && chars.iter().any(|(letter, _)| !letter.is_whitespace()) {
            trim(&mut chars, &mut changes, &mut why);
        }
        changes.sort_by_key(|change| if let Change::Replace { at, .. } = change { at.start } else { 0 });
        Cleaned { chars, changes, why }
    }

    /// The string itself.
    pub fn text(&self) -> String {
        self.chars.iter().map(|(letter, _)| *letter).collect()
    }
}

fn note(why: &mut Vec<&'static str>, what: &'static str) {
    if !why.contains(&what) {
        why.push(what);
    }
}

/// Puts letters together that are written in pieces. A letter of ASCII never joins what
/// stands before it, and a blank joins nothing, so that each stretch between is by itself.
fn compose(
    chars: &[(char, Range<usize>)],
    changes: &mut Vec<Change>,
    why: &mut Vec<&'static str>,
) -> Vec<(char, Range<usize>)> {
    let mut out = Vec::new();
    let goes_on = |last: char, next: char| !next.is_ascii() && !next.is_whitespace() && !last.is_whitespace();
    for stretch in chars.chunk_by(|(last, _), (next, _)| goes_on(*last, *next)) {
        let words: String = stretch.iter().map(|(letter, _)| *letter).collect();
        if is_nfc(&words) {
            out.extend(stretch.iter().cloned());
            continue;
        }
        note(why, "letters written in pieces (not NFC)");
        let new: Vec<char> = words.nfc().collect();
        let same = |a: &(char, Range<usize>), b: &char| a.0 == *b;
        let head = stretch.iter().zip(&new).take_while(|(a, b)| same(a, b)).count();
        let room = stretch.len().min(new.len()) - head;
        let tail =
            stretch.iter().rev().zip(new.iter().rev()).take(room).take_while(|(a, b)| same(a, b)).count();
        let (old, middle) = (&stretch[head..stretch.len() - tail], &new[head..new.len() - tail]);
        out.extend(stretch[..head].iter().cloned());
        let at = match (old.first(), old.last()) {
            (Some(first), Some(last)) => first.1.start..last.1.end,
            // Nothing but a letter more: it comes before the tail.
            _ => stretch[head].1.start..stretch[head].1.start,
        };
        // What was taken away within the stretch goes with the whole of it.
        drop_within(changes, &at);
        changes.push(Change::Replace { at: at.clone(), new: escaped(middle.iter().collect()) });
        out.extend(middle.iter().map(|letter| (*letter, at.clone())));
        out.extend(stretch[stretch.len() - tail..].iter().cloned());
    }
    out
}

/// Forgets the changes of what is changed as a whole.
fn drop_within(changes: &mut Vec<Change>, whole: &Range<usize>) {
    changes.retain(|change| match change {
        Change::Replace { at, .. } => at.start < whole.start || at.end > whole.end,
        Change::Order { .. } => true,
    });
}

/// Takes the blanks at the ends away.
fn trim(chars: &mut Vec<(char, Range<usize>)>, changes: &mut Vec<Change>, why: &mut Vec<&'static str>) {
    let blank = |(letter, _): &&(char, Range<usize>)| letter.is_whitespace();
    let head = chars.iter().take_while(blank).count();
    let tail = chars.iter().rev().take_while(blank).count();
    if head + tail > 0 {
        note(why, "a blank at the end of a text");
    }
    let end = chars.len() - tail;
    for (_, at) in chars[..head].iter().chain(&chars[end..]) {
        drop_within(changes, at);
        changes.push(Change::Replace { at: at.clone(), new: String::new() });
    }
    chars.truncate(end);
    chars.drain(..head);
}

/// A string as it stands between quotation marks.
pub fn escaped(words: String) -> String {
    let quoted = serde_json::Value::from(words).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

/// The characters of a literal with its quotation marks, each with its bytes; escapes and
/// pairs of surrogates are one.
fn units(literal: &str, start: usize) -> Vec<(char, Range<usize>)> {
    let (mut found, mut at) = (Vec::new(), 1);
    let end = literal.len() - 1;
    while at < end {
        let rest = &literal[at..end];
        let length = if !rest.starts_with('\\') {
            rest.chars().next().map_or(1, char::len_utf8)
        } else if !rest.starts_with("\\u") {
            2
        } else if rest.len() >= 12
            && rest[2..].starts_with(['d', 'D'])
            && rest[3..].starts_with(['8', '9', 'a', 'b', 'A', 'B'])
        {
            12
        } else {
            6
        };
        let length = length.min(rest.len());
        let raw = &rest[..length];
        let letter = if raw.starts_with('\\') { unescaped(raw) } else { raw.chars().next() };
        // What is no character is left as it is, whatever it is.
        found.push((letter.unwrap_or(char::REPLACEMENT_CHARACTER), start + at..start + at + length));
        at += length;
    }
    found
}

/// The character that an escape stands for.
fn unescaped(escape: &str) -> Option<char> {
    serde_json::from_str::<String>(&format!("\"{escape}\"")).ok()?.chars().next()
}
