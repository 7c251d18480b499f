//! What no schema can say: texts in the edition's languages and clean, ids, colours,
//! links and pictures that work, reasons that are given, plans that were followed up.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::{Arc, LazyLock};

use jsonc_parser::ast::Value;
use jsonc_parser::common::Range;
use serde::{Deserialize, Serialize};
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::folder::Folder;
use super::forms::Guide;
use super::problem::{Damage, Problem, damage, is_invisible};
use super::references::ENTRIES;
use super::structure::{Site, brace};
use super::tree::{Node, Source, find, get, get_all, get_string, key_range, object, range, string, within};
use super::{asked, nearest};
use crate::record::date::Date;
use crate::record::model::{Article, Status, When};
use crate::site::labels::BUILT_IN;

/// The paper that accent colours stand on.
const PAPER: [(&str, &str); 2] = [("light", "#f6f6f3"), ("dark", "#131416")];

/// Texts that need not be in both languages: names that both may write alike.
const ONE_IS_ENOUGH: &[(&str, &str)] = &[("Person", "name"), ("Named", "name"), ("Organisation", "short")];

/// How many of the texts that should be in each language are.
pub type Coverage = Vec<(String, usize, usize)>;

/// Checks every site of a file of an edition in this folder.
pub fn check<'a>(folder: &Folder, pair: &[&str], sites: &[Site<'a>], problems: &mut Vec<Problem>) {
    let mut strange = Vec::new();
    for site in sites {
        // Where the words are empty or have blanks around them, that is the fault.
        let unclean = characters(site);
        let is_clean = unclean.is_none();
        problems.extend(unclean);
        let found = match (site.owner, site.key) {
            _ if !is_clean => None,
            ("Edition", "languages") => languages(site),
            ("Edition", "base_url") | ("Article", "url") => link(site, &["https://", "http://"]),
            ("Rights", "url") => link(site, &["https://", "http://", "mailto:"]),
            ("Headline", "lang") => tag(site),
            ("Accent", paper) => colour(site, paper),
            ("Image", "file") => picture(folder, site),
            (owner, "id") if has_id(owner) => id(site),
            _ => None,
        };
        problems.extend(found);
        problems.extend(Some(site).filter(|_| is_clean).and_then(markup));
        problems.extend(repeated(site));
        match site.kind {
            "Text" => text(site, pair, &mut strange, problems),
            "Thread" => problems.extend(thread(site)),
            "Relation" => problems.extend(relation(site)),
            "Correction" => problems.extend(correction(site)),
            "Person" | "Organisation" => problems.extend(not_itself(site)),
            _ => {}
        }
    }
    problems.extend(strange_languages(pair, &strange));
}

/// A problem with the whole of a value.
fn wrong(site: &Site, message: String, hint: &str) -> Option<Problem> {
    wrong_at(site, brace(site.node), message, hint)
}

fn wrong_at(site: &Site, at: Range, message: String, hint: &str) -> Option<Problem> {
    Some(site.source.problem(at, message).hint(hint))
}

fn has_id(owner: &str) -> bool {
    matches!(owner, "Edition" | "Article" | "Office") || ENTRIES.iter().any(|(name, _)| *name == owner)
}

/// Whether this can be an id.
pub fn is_id(id: &str) -> bool {
    !id.is_empty() && id.chars().all(is_plain)
}

fn is_plain(letter: char) -> bool {
    letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-'
}

/// What this would be as an id: small letters without their marks.
fn as_id(words: &str) -> String {
    let small = words.trim().to_lowercase().replace('đ', "d");
    let letters = small.nfd().filter(|letter| !is_combining_mark(*letter));
    letters.map(|letter| if is_plain(letter) { letter } else { '-' }).collect()
}

fn id(site: &Site) -> Option<Problem> {
    let id = string(site.node)?;
    // An empty one is reported with all that is empty.
    if let Some(other) = id.chars().find(|letter| !is_plain(*letter)).filter(|_| !id.trim().is_empty()) {
        let hint = format!(
            "write “{}”: ids are of the letters a to z without accents, of digits and of hyphens",
            as_id(id)
        );
        return wrong(site, format!("the id “{id}” has the character “{other}”"), &hint);
    }
    None
}

/// The name of the file that an article is in, without its ending.
pub fn article_name(path: &str) -> Option<&str> {
    path.strip_prefix("articles/")?.strip_suffix(".json")
}

/// Whether this is a BCP 47 tag that can stand in an address: `vi`, `zh-Hant`, `pt-BR`.
pub fn is_tag(tag: &str) -> bool {
    let (first, rest) = tag.split_once('-').unwrap_or((tag, "x"));
    let is_language = (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_part =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_language && rest.split('-').all(is_part)
}

fn tag(site: &Site) -> Option<Problem> {
    let tag = string(site.node).filter(|tag| !is_tag(tag))?;
    let hyphens = tag.replace('_', "-");
    let (first, rest) = hyphens.split_at(hyphens.find('-').unwrap_or(hyphens.len()));
    let plain = first.to_lowercase() + rest;
    let right = "write its short form, such as “vi”, “en” or “zh-Hant” (BCP 47)";
    let hint = asked(Some(plain.as_str()).filter(|plain| is_tag(plain)), right);
    wrong(site, format!("“{tag}” is no language tag"), &hint)
}

/// The pair as a whole, and each of its tags, which is visited as a site of its own.
fn languages(site: &Site) -> Option<Problem> {
    let Value::Array(pair) = site.node else { return tag(site) };
    match pair.elements.as_slice() {
        [first, second] if string(first)? == string(second)? => {
            let message = "the two languages of the edition are the same".into();
            wrong_at(site, range(second), message, "give two different ones, such as “vi” and “en”")
        }
        _ => None,
    }
}

fn link(site: &Site, schemes: &[&str]) -> Option<Problem> {
    let link = string(site.node)?;
    let rest = schemes.iter().find_map(|scheme| link.strip_prefix(scheme)).unwrap_or_default();
    let is_host = |letter: char| letter.is_alphanumeric() || letter == '[' || link.starts_with("mailto:");
    let has_host = rest.starts_with(is_host) && !rest.starts_with("http:") && !rest.starts_with("https:");
    if (site.owner, site.key) == ("Edition", "base_url") && has_host && link.contains(['?', '#']) {
        let message = "the address of the edition goes on after its path".to_owned();
        let path = link.split(['?', '#']).next().unwrap_or_default();
        return wrong(site, message, &format!("write “{path}”: the pages' addresses begin with it"));
    }
    // Not one of these stands in an address as it is (RFC 3986).
    let bad = |letter: &char| has_host && r#""<>\^`{|}"#.contains(*letter);
    if let Some(other) = link.chars().find(bad) {
        let message = format!("“{link}” is no link: it has the character “{other}”");
        return wrong(site, message, &format!("write %{:02X} for “{other}”", u32::from(other)));
    }
    if has_host && !link.contains(char::is_whitespace) {
        return None;
    }
    let full = format!("https://{link}");
    // A colon before the first dot ends the name of another sort of link.
    let host = link.split_once('.').map_or(":", |(host, _)| host);
    let is_bare = !host.contains(':') && !link.contains(char::is_whitespace);
    let is_bare = is_bare && link.starts_with(char::is_alphanumeric);
    let small = link.split_once(':').map(|(scheme, rest)| format!("{}:{rest}", scheme.to_lowercase()));
    let small = small.filter(|small| small != link && schemes.iter().any(|scheme| small.starts_with(scheme)));
    let meant = Some(full.as_str()).filter(|_| is_bare).or(small.as_deref());
    let hint = asked(meant, &format!("a link begins with {} and has no blanks in it", schemes.join(" or ")));
    wrong(site, format!("“{link}” is no link"), &hint)
}

fn colour(site: &Site, theme: &str) -> Option<Problem> {
    let paper = PAPER.iter().find(|(name, _)| *name == theme)?.1;
    let word = string(site.node)?;
    let Some(accent) = luminance(word) else {
        return wrong(
            site,
            format!("“{word}” is no colour"),
            "write it as #rrggbb: six digits or letters a to f, such as #8a1c1c",
        );
    };
    let (darker, lighter) = (accent.min(luminance(paper)?), accent.max(luminance(paper)?));
    let contrast = (lighter + 0.05) / (darker + 0.05);
    if contrast >= 4.5 {
        return None;
    }
    // Rounded down, so that 4.49 does not read as enough.
    let shown = (contrast * 100.0).floor() / 100.0;
    let message = format!("the contrast of {word} on the {theme} paper {paper} is {shown}:1");
    let other = if theme == "light" { "a darker" } else { "a lighter" };
    wrong(site, message, &format!("it must be at least 4.5:1 to be read; take {other} one"))
}

/// The relative luminance of #rrggbb (WCAG 2).
fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let channel = |at: usize| {
        let part = f64::from(u8::from_str_radix(&digits[at..at + 2], 16).unwrap_or_default()) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    Some(0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4))
}

fn picture(folder: &Folder, site: &Site) -> Option<Problem> {
    let name = string(site.node)?;
    if name.contains('\\') {
        let message = format!("the path of the picture “{name}” has the character “\\”");
        return wrong(site, message, &format!("write “{}”", name.replace('\\', "/")));
    }
    if name.contains("://") {
        let message = format!("the picture “{name}” is on the web");
        return wrong(site, message, "save it into the edition's folder and write its path from there");
    }
    if folder.leads_out(name) {
        let hint = "put it into the folder and write its path from there, with /";
        return wrong(site, format!("the picture “{name}” is outside the edition's folder"), hint);
    }
    let kind = Path::new(name).extension().and_then(|end| end.to_str()).unwrap_or_default();
    if !["jpg", "jpeg", "png"].contains(&kind.to_ascii_lowercase().as_str()) {
        let message = format!("the picture “{name}” is neither a JPEG nor a PNG by its name");
        return wrong(site, message, "give it as .jpg, .jpeg or .png");
    }
    let Some(start) = folder.start(name) else {
        return wrong(site, format!("there is no picture “{name}”"), &like_picture(folder, name));
    };
    if is_picture(&start) {
        return None;
    }
    let message = format!("the file “{name}” is no picture, or a damaged one");
    wrong(site, message, "open it in a picture editor and save it as JPEG or PNG")
}

/// Where a missing picture may be.
fn like_picture(folder: &Folder, path: &str) -> String {
    let (place, name) = path.rsplit_once('/').unwrap_or(("", path));
    let names = folder.entries(place);
    let names = names.iter().map(|(name, _)| name.as_str()).filter(|other| *other != name);
    let meant = nearest(name, names)
        .map(|meant| if place.is_empty() { meant.into() } else { format!("{place}/{meant}") });
    asked(meant.as_deref(), "the path begins in the edition's folder")
}

/// Whether a file that starts like this is a JPEG or a PNG.
fn is_picture(start: &[u8]) -> bool {
    start.starts_with(b"\xff\xd8\xff") || start == b"\x89PNG\r\n\x1a\n"
}

fn thread(site: &Site) -> Option<Problem> {
    let keys = &object(site.node)?.properties;
    let is_given = |node: Node| match node {
        Value::NullKeyword(_) => false,
        Value::Array(list) => !list.elements.is_empty(),
        _ => true,
    };
    let follows = |key: &str| matches!(key, "event" | "office" | "requests");
    let given: Vec<_> =
        keys.iter().filter(|key| follows(key.name.as_str()) && is_given(&key.value)).collect();
    let (at, what) = match given[..] {
        [] => (get(site.node, "title").map_or(brace(site.node), range), "has nothing to follow"),
        [_] => return None,
        [_, second, ..] => (key_range(second), "follows more than one thing"),
    };
    let hint = "give exactly one of “event”, “office” and “requests”";
    wrong_at(site, at, format!("this thread {what}"), hint)
}

/// Nobody is mixed up with themselves.
fn not_itself(site: &Site) -> Option<Problem> {
    let id = get_string(site.node, "id")?;
    let same = get_all(site.node, "not_same_as").iter().find(|other| string(other) == Some(id))?;
    let message = format!("“{id}” cannot be another than itself");
    wrong_at(site, range(same), message, "name the one with whom it is easily mixed up")
}

/// A misprint is not what it should have been.
fn correction(site: &Site) -> Option<Problem> {
    let (printed, read) = (get_string(site.node, "printed")?, get(site.node, "read")?);
    if string(read) != Some(printed) || printed.trim().is_empty() {
        return None;
    }
    let message = format!("“{printed}” is corrected to itself");
    wrong_at(site, range(read), message, "write as “printed” what stands in the newspaper, misprint and all")
}

/// A word that stands in a list twice.
fn repeated(site: &Site) -> Option<Problem> {
    // Two languages that are one have their own message.
    let Value::Array(list) = site.node else { return None };
    if site.owner == "Edition" {
        return None;
    }
    let mut seen = HashSet::new();
    let words = list.elements.iter().filter_map(|node| Some((node, string(node)?)));
    let (node, word) = words.filter(|(_, word)| !word.is_empty()).find(|(_, word)| !seen.insert(*word))?;
    let message = format!("“{word}” stands in “{}” twice", site.key);
    wrong_at(site, range(node), message, "take one of them away")
}

/// A letter of all that is looked for here: tags, entities, and what [`damage`] finds.
const SIGNS: [char; 8] = ['<', '&', '\u{fffd}', '»', 'º', 'Ä', 'Æ', 'Ã'];

/// Text of another sort: tags and entities of web pages, letters read in the wrong encoding.
fn markup(site: &Site) -> Option<Problem> {
    if site.owner != "Text" && (site.owner, site.key) != ("Headline", "text") {
        return None;
    }
    // Nearly every text has none of these, and is looked at once.
    let words = string(site.node).filter(|words| words.contains(SIGNS))?;
    let at = |byte: usize, message: String, hint: &str| {
        let number = words[..byte].chars().count();
        wrong_at(site, within(site.source, range(site.node), number), message, hint)
    };
    if let Some(Damage { byte, what, hint }) = damage(words) {
        return at(byte, what.into(), hint);
    }
    let tag = words.match_indices('<').find_map(|(byte, _)| {
        let (tag, _) = words[byte..].split_once('>')?;
        let name = tag[1..].trim_start_matches('/');
        let is_tag = name.starts_with(|x: char| x.is_ascii_alphabetic()) && !tag[1..].contains('<');
        Some((byte, format!("{tag}>"))).filter(|_| is_tag)
    });
    let entity = words.match_indices('&').find_map(|(byte, _)| {
        let (name, _) = words[byte + 1..].split_once(';')?;
        let is_name = !name.is_empty() && name.bytes().all(|x| x.is_ascii_alphanumeric() || x == b'#');
        Some((byte, format!("&{name};"))).filter(|_| is_name)
    });
    let (byte, found) = tag.or(entity)?;
    let message = format!("this text has “{found}”, which is shown as it stands here");
    Some(at(byte, message, "texts are plain: write the letters themselves")?.warning())
}

fn relation(site: &Site) -> Option<Problem> {
    let (subject, object) = (get_string(site.node, "subject")?, get(site.node, "object")?);
    if string(object) != Some(subject) {
        return None;
    }
    let message = format!("“{subject}” has a relation with itself");
    wrong_at(site, range(object), message, "the subject and the object must be two organisations")
}

/// Whether a string is clean, character by character.
fn characters(site: &Site) -> Option<Problem> {
    let words = string(site.node)?;
    let wrong_at = |number, message, hint: &str| {
        wrong_at(site, within(site.source, range(site.node), number), message, hint)
    };
    if !is_nfc(words) {
        let number = words.chars().zip(words.nfc()).take_while(|(a, b)| a == b).count();
        let wanted = words.nfc().nth(number).map(String::from).unwrap_or_default();
        let message = format!("“{wanted}” is written in pieces here: this text is not in Unicode's form NFC");
        let hint = "type it anew as one letter, or have an editor put the whole file into NFC";
        return wrong_at(number, message, hint);
    }
    if let Some((number, other)) = words.chars().enumerate().find(|(_, c)| is_invisible(*c)) {
        let code = u32::from(other);
        let (message, hint) = match other {
            '\n' => (
                "there is a new line in this text".into(),
                "put a blank; a new paragraph is an entry of its own",
            ),
            '\t' => ("there is a tab in this text".into(), "put a blank"),
            _ => (format!("this text has an invisible character (U+{code:04X})"), "take it away"),
        };
        return wrong_at(number, message, hint);
    }
    // An empty text by language is reported as a whole.
    let empty = words.trim().is_empty();
    if empty && site.owner == "Text" {
        return None;
    }
    // The interface's words may be joined to others: there, blanks have a meaning.
    let is_label = site.source.path.starts_with("labels/");
    if empty && !(is_label && words == " ") {
        let hint = match (site.listed, site.needed) {
            // Of the languages and their names there are two.
            (true, _) if site.owner == "Edition" => "fill it in",
            (true, _) => "fill it in, or take it away",
            (_, true) => "fill it in",
            _ => "fill it in, or take the key away",
        };
        return wrong(site, format!("{} is empty", site.called()), hint);
    }
    if is_label {
        return label(site, words);
    }
    if words.starts_with(char::is_whitespace) {
        return wrong_at(0, "this text begins with a blank".into(), "take the blank away");
    }
    let end = words.trim_end();
    if end.len() == words.len() {
        return None;
    }
    wrong_at(end.chars().count(), "this text ends with a blank".into(), "take the blank away")
}

/// The interface's words in English.
static ENGLISH: LazyLock<serde_json::Value> = LazyLock::new(|| {
    let english = BUILT_IN.iter().find(|(lang, _)| *lang == "en").map_or("null", |(_, words)| words);
    serde_json::from_str(english).unwrap_or_default()
});

/// What is filled into a label: the same as in English. Dates choose among their parts.
fn label(site: &Site, words: &str) -> Option<Problem> {
    fn holes(words: &str) -> Vec<&str> {
        words.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(hole, _)| hole).collect()
    }
    if site.owner != "Labels" || site.listed {
        return None;
    }
    let english = ENGLISH[site.key].as_str()?;
    let (wanted, given) = (holes(english), holes(words));
    let lacks = wanted.iter().find(|hole| !given.contains(hole));
    let strange = given.iter().find(|hole| !wanted.contains(hole));
    let message = match (lacks, strange) {
        (Some(hole), _) => format!("“{}” lacks {{{hole}}}, which the reader fills in", site.key),
        (None, Some(hole)) => format!("“{}” has {{{hole}}}, into which nothing is filled", site.key),
        (None, None) => return None,
    };
    wrong(site, message, &format!("in English it is “{english}”"))
}

/// Where a text is in a language that is none of the pair.
type Strange<'a> = (&'a Source, &'a str, Range);

/// A text by language: tags of the pair only, and words under each.
fn text<'a>(site: &Site<'a>, pair: &[&str], strange: &mut Vec<Strange<'a>>, problems: &mut Vec<Problem>) {
    let Some(texts) = object(site.node) else { return };
    if texts.properties.iter().all(|property| is_blank(&property.value)) {
        return problems.extend(nothing(site, pair));
    }
    for property in &texts.properties {
        let tag = property.name.as_str();
        if !pair.is_empty() && !pair.contains(&tag) {
            strange.push((site.source, tag, key_range(property)));
        } else if is_blank(&property.value) {
            let hint = if texts.properties.len() == 1 {
                "fill it in".into()
            } else {
                format!("fill it in, or take the key “{tag}” away")
            };
            let at = range(&property.value);
            problems.extend(wrong_at(site, at, format!("the text in “{tag}” is empty"), &hint));
        }
    }
}

/// One problem for each strange language in each file.
fn strange_languages(pair: &[&str], strange: &[Strange]) -> Vec<Problem> {
    let same = |a: &Strange, b: &Strange| std::ptr::eq(a.0, b.0) && a.1 == b.1;
    let mut firsts: Vec<&Strange> = Vec::new();
    for one in strange {
        if !firsts.iter().any(|first| same(first, one)) {
            firsts.push(one);
        }
    }
    let problem = |first: &Strange| {
        let (source, tag, at) = *first;
        let more = match strange.iter().filter(|one| same(one, first)).count() {
            1 => String::new(),
            2 => "; one more text of this file is in it".into(),
            count => format!("; {} more texts of this file are in it", count - 1),
        };
        let hint =
            format!("the languages are “{}” (“languages” in edition.json){more}", pair.join("” and “"));
        let hint = asked(nearest(tag, pair.iter().copied()), &hint);
        source.problem(at, format!("“{tag}” is not a language of this edition")).hint(hint)
    };
    firsts.into_iter().map(problem).collect()
}

/// How many texts a file has, and how many of them are in each language.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Languages {
    of: usize,
    used: Vec<(String, usize)>,
}

impl Languages {
    /// Those of a file.
    pub fn of(sites: &[Site]) -> Languages {
        let mut languages = Languages::default();
        let texts = sites.iter().filter(|site| site.kind == "Text").filter_map(|site| object(site.node));
        for text in texts {
            languages.of += 1;
            text.properties.iter().for_each(|property| languages.count(property.name.as_str(), 1));
        }
        languages
    }

    /// Adds those of another file.
    pub fn add(&mut self, other: &Languages) {
        self.of += other.of;
        other.used.iter().for_each(|(tag, count)| self.count(tag, *count));
    }

    fn count(&mut self, tag: &str, more: usize) {
        match self.used.iter_mut().find(|(used, _)| used == tag) {
            Some((_, count)) => *count += more,
            None => self.used.push((tag.to_owned(), more)),
        }
    }
}

/// A language of the pair in which there is no text, where most are in one that is not of
/// the pair. The edition's file names the pair.
pub fn misnamed_language(pair: &[&str], languages: &Languages, edition: Option<&Source>) -> Option<Problem> {
    let Languages { of, used } = languages;
    let tag = pair.iter().rfind(|tag| used.iter().all(|(used, _)| used != *tag))?;
    let outside = used.iter().filter(|(tag, _)| !pair.contains(&tag.as_str()));
    let (meant, count) =
        outside.max_by_key(|(tag, count)| (*count, tag)).filter(|(_, count)| count * 2 > *of)?;
    let root = edition?.again()?;
    let node = get_all(&root, "languages").iter().rfind(|node| string(node) == Some(tag))?;
    let message = format!("no text is in “{tag}”, but {count} are in “{meant}”");
    let hint = format!("write “{meant}” here, or “{tag}” in the texts");
    Some(edition?.problem(range(node), message).hint(hint))
}

fn is_blank(node: Node) -> bool {
    string(node).is_some_and(|words| words.trim().is_empty())
}

/// A text in no language at all.
fn nothing(site: &Site, pair: &[&str]) -> Option<Problem> {
    let (key, form) = (site.key, Guide::new(&serde_json::Value::Null, pair).text());
    let (message, hint) = match (site.owner, key) {
        ("Basis", _) => (
            format!("“{key}” is given without its reason"),
            format!("say what it rests on: {{ \"{key}\": {form} }}"),
        ),
        ("Image", "alt") => (
            "this picture has no alternative text".into(),
            format!("say what is to be seen, for those who do not see it: {form}"),
        ),
        _ => {
            let hint = match (site.listed, site.needed) {
                (true, _) => format!("write {form}, or take it away"),
                (_, true) => format!("write {form}"),
                _ => format!("write {form}, or take the key “{key}” away"),
            };
            (format!("{} is empty", site.called()), hint)
        }
    };
    wrong(site, message, &hint)
}

/// Warns once of the texts of a file that lack a language, and counts.
pub fn coverage(pair: &[&str], sites: &[Site], problems: &mut Vec<Problem>) -> Coverage {
    let mut coverage: Coverage = pair.iter().map(|lang| ((*lang).to_owned(), 0, 0)).collect();
    let mut gaps: Vec<(&str, Range)> = Vec::new();
    for site in sites.iter().filter(|site| site.kind == "Text" && wants_both(site.owner, site.key)) {
        for ((_, have, of), lang) in coverage.iter_mut().zip(pair) {
            // A headline needs its sense in the languages that it is not in; where
            // that is not known, in none.
            if (site.owner, site.key) == ("Article", "title")
                && headline_lang(site).is_none_or(|its| its == *lang)
            {
                continue;
            }
            *of += 1;
            match get(site.node, lang) {
                Some(words) => *have += usize::from(!is_blank(words)),
                None if is_translatable(site.node, pair) => gaps.push((lang, brace(site.node))),
                None => {}
            }
        }
    }
    problems.extend(sites.first().and_then(|site| gap_warning(site.source, &gaps)));
    coverage
}

/// Whether a text has words in one of the pair. Empty ones and strange languages are
/// errors; that a translation is missing besides would be no news.
fn is_translatable(node: Node, pair: &[&str]) -> bool {
    let texts = object(node).map_or(&[][..], |texts| &texts.properties);
    let known = texts.iter().all(|property| pair.contains(&property.name.as_str()));
    known && texts.iter().any(|property| !is_blank(&property.value))
}

/// Whether a text under this key of this type should be in both languages.
pub fn wants_both(owner: &str, key: &str) -> bool {
    key != "also" && !ONE_IS_ENOUGH.contains(&(owner, key))
}

fn headline_lang<'a>(site: &Site<'a>) -> Option<&'a str> {
    get_string(get(site.parent?, "headline")?, "lang").filter(|tag| is_tag(tag))
}

fn gap_warning(source: &Source, gaps: &[(&str, Range)]) -> Option<Problem> {
    let (lang, first) = gaps.first()?;
    let shows = "until then, the reader shows the other language";
    if gaps.len() == 1 {
        let problem = source.problem(*first, format!("this text is not there in “{lang}”"));
        return Some(problem.hint(format!("add \"{lang}\": \"…\"; {shows}")).warning());
    }
    let place = |(lang, at): &(&str, Range)| {
        let (line, column) = source.place(at.start);
        format!("“{lang}” at {line}:{column}")
    };
    let places = gaps.iter().take(3).map(place).collect::<Vec<_>>().join(", ");
    let more = if gaps.len() > 3 { format!(" and {} more", gaps.len() - 3) } else { String::new() };
    let problem = source.problem(*first, format!("{} translations are missing in this file", gaps.len()));
    Some(problem.hint(format!("add {places}{more} (line:column); {shows}")).warning())
}

/// Warns of what was planned or asked for a time before it was said, or before today if nothing
/// more is said. The articles are in the order of their dates.
pub fn followed_up(articles: &[(&Source, Arc<Article>)], today: &Date, problems: &mut Vec<Problem>) {
    let mut last: HashMap<&str, usize> = HashMap::new();
    for (number, (_, article)) in articles.iter().enumerate() {
        last.extend(article.events.iter().map(|report| (report.event.as_str(), number)));
    }
    for (number, (source, article)) in articles.iter().enumerate() {
        let later = |event: &str| last.get(event).is_some_and(|last| *last > number);
        let past = |date: &Date| date.latest() < today.earliest();
        let told = |when: &Option<When>| article.dated(when).date;
        for (at, report) in article.events.iter().enumerate() {
            let date = &article.dated(&report.when).date;
            let open = report.status == Status::Planned && report.outcome.is_none();
            if report.status == Status::Planned && date.latest() < article.when.date.earliest() {
                problems.extend(turned(source, "events", at, date, &article.when.date));
            } else if open && past(date) && !later(&report.event) {
                problems.extend(forgotten(source, "events", at, date));
            }
        }
        for (at, plan) in article.plans.iter().enumerate() {
            let open = plan.outcome.is_none() && !plan.event.as_deref().is_some_and(later);
            if plan.meant_for.latest() < told(&plan.when).earliest() {
                problems.extend(turned(source, "plans", at, &plan.meant_for, &told(&plan.when)));
            } else if open && past(&plan.meant_for) {
                problems.extend(forgotten(source, "plans", at, &plan.meant_for));
            }
        }
        for (at, request) in article.requests.iter().enumerate() {
            let Some(date) = &request.meant_for else { continue };
            if date.latest() < told(&request.when).earliest() {
                problems.extend(turned(source, "requests", at, date, &told(&request.when)));
            } else if past(date) && request.outcome.is_none() {
                problems.extend(forgotten(source, "requests", at, date));
            }
        }
    }
}

/// What was meant for a time that had passed when it was said.
fn turned(source: &Source, list: &str, at: usize, date: &Date, told: &Date) -> Option<Problem> {
    let root = source.again()?;
    let statement = find(&root, &format!("/{list}/{at}"))?;
    let place = get(statement, "id").unwrap_or(statement);
    let what = list.trim_end_matches('s');
    let message = format!("this {what} is meant for {date}, which had passed when it was told of ({told})");
    Some(source.problem(brace(place), message).hint("one of the two dates must be another").warning())
}

fn forgotten(source: &Source, list: &str, at: usize, date: &Date) -> Option<Problem> {
    // Trees are not kept: few of an edition's statements are forgotten.
    let root = source.again()?;
    let statement = find(&root, &format!("/{list}/{at}"))?;
    let place = get(statement, "id").unwrap_or(statement);
    let what = list.trim_end_matches('s');
    let message =
        format!("this {what} was meant for {date}, which has passed, and nothing says what came of it");
    let reported = if what == "event" { " (or report the event there)" } else { "" };
    let hint = format!(
        "add \"outcome\": \"not-in-record\" if you have looked and no article says; if one does, \
         \"outcome\": {{ \"known\": {{ \"text\": {{ … }}, \"article\": \"…\" }} }}{reported}"
    );
    Some(source.problem(brace(place), message).hint(hint).warning())
}
