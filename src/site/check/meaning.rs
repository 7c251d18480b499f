//! What no schema can say: texts in the edition's languages and clean, ids, colours,
//! links and pictures that work, reasons that are given, plans that were followed up.

use std::collections::HashMap;
use std::path::{Component, Path};

use jsonc_parser::ast::Value;
use jsonc_parser::common::Range;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::File;
use super::problem::Problem;
use super::references::ENTRIES;
use super::structure::{Site, brace};
use super::tree::{Node, Source, find, get, get_all, get_string, key_range, object, range, string, within};
use crate::record::date::Date;
use crate::record::model::{Article, Status};

/// The paper that accent colours stand on.
const PAPER: [(&str, &str); 2] = [("light", "#f6f6f3"), ("dark", "#131416")];

/// Texts that need not be in both languages: names that both may write alike.
const ONE_IS_ENOUGH: &[(&str, &str)] = &[("Person", "name"), ("Named", "name"), ("Organisation", "short")];

/// How many of the texts that should be in each language are.
pub type Coverage = Vec<(String, usize, usize)>;

/// Checks every site of an edition in this folder.
pub fn check(folder: &Path, pair: &[&str], sites: &[Site], problems: &mut Vec<Problem>) {
    for site in sites {
        let found = match (site.owner, site.key) {
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
        problems.extend(characters(site));
        match site.kind {
            "Text" => text(site, pair, problems),
            "Thread" => problems.extend(thread(site)),
            "Relation" => problems.extend(relation(site)),
            _ => {}
        }
    }
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

fn id(site: &Site) -> Option<Problem> {
    let id = string(site.node)?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if let Some(other) = id.chars().find(|c| !plain(*c)) {
        let hint = "ids are of the letters a to z, digits and hyphens, such as “annual-review-2024”";
        return wrong(site, format!("the id “{id}” has the character “{other}”"), hint);
    }
    let name = site.source.path.strip_prefix("articles/")?.trim_end_matches(".json");
    if site.owner != "Article" || name == id {
        return None;
    }
    let message = format!("the article's id “{id}” is not the name of its file");
    wrong(site, message, &format!("write “{name}”, or name the file {id}.json"))
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
    wrong(site, format!("“{tag}” is no language tag"), "write one of BCP 47, such as “vi”, “en” or “zh-Hant”")
}

/// The pair as a whole, and each of its tags, which is visited as a site of its own.
fn languages(site: &Site) -> Option<Problem> {
    let Value::Array(pair) = site.node else { return tag(site) };
    match pair.elements.as_slice() {
        [first, second] if string(first)? == string(second)? => {
            let message = "the two languages of the edition are the same".into();
            wrong_at(site, range(second), message, "give two different ones")
        }
        _ => None,
    }
}

fn link(site: &Site, schemes: &[&str]) -> Option<Problem> {
    let link = string(site.node)?;
    let rest = schemes.iter().find_map(|scheme| link.strip_prefix(scheme)).unwrap_or_default();
    if !rest.is_empty() && !rest.starts_with('/') && !link.contains(char::is_whitespace) {
        return None;
    }
    let hint = format!("it must begin with {} and go on without blanks", schemes.join(" or "));
    wrong(site, format!("“{link}” is no link"), &hint)
}

fn colour(site: &Site, theme: &str) -> Option<Problem> {
    let paper = PAPER.iter().find(|(name, _)| *name == theme)?.1;
    let word = string(site.node)?;
    let Some(accent) = luminance(word) else {
        return wrong(site, format!("“{word}” is no colour"), "write it as #rrggbb, such as #8a1c1c");
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

fn picture(folder: &Path, site: &Site) -> Option<Problem> {
    let name = string(site.node)?;
    let path = Path::new(name);
    let steps_down = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    // A symbolic link may lead out of the folder though its name does not.
    let real = folder.join(path).canonicalize();
    let root = folder.canonicalize().unwrap_or_default();
    if !steps_down || name.contains('\\') || real.as_ref().is_ok_and(|real| !real.starts_with(root)) {
        let hint = "put it into the folder and write its path from there, with /";
        return wrong(site, format!("the picture “{name}” is outside the edition's folder"), hint);
    }
    let kind = path.extension().and_then(|end| end.to_str()).unwrap_or_default().to_ascii_lowercase();
    if !matches!(kind.as_str(), "jpg" | "jpeg" | "png") {
        let message = format!("the picture “{name}” is neither a JPEG nor a PNG by its name");
        return wrong(site, message, "give it as .jpg, .jpeg or .png");
    }
    if real.is_ok_and(|real| real.is_file()) {
        return None;
    }
    wrong(site, format!("there is no picture “{name}”"), "the path is taken from the edition's folder")
}

fn thread(site: &Site) -> Option<Problem> {
    object(site.node)?;
    let given = |key: &&&str| get(site.node, key).is_some_and(|node| !matches!(node, Value::NullKeyword(_)));
    let requests = usize::from(!get_all(site.node, "requests").is_empty());
    let what = match ["event", "office"].iter().filter(given).count() + requests {
        0 => "has nothing to follow",
        1 => return None,
        _ => "follows more than one thing",
    };
    wrong(site, format!("this thread {what}"), "give exactly one of “event”, “office” and “requests”")
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
        let hint =
            format!("here it must have “{wanted}” as one character; an editor can save the file in NFC");
        return wrong_at(number, "this text is not in Unicode's composed form (NFC)".into(), &hint);
    }
    if let Some((number, other)) = words.chars().enumerate().find(|(_, c)| is_invisible(*c)) {
        let paragraph = "begin a new paragraph as an entry of its own, or put a blank";
        let hint = if other == '\n' { paragraph } else { "take it away" };
        let code = u32::from(other);
        return wrong_at(number, format!("this text has an invisible character (U+{code:04X})"), hint);
    }
    // The interface's words may be joined to others: there, blanks have a meaning. An
    // empty text by language is reported as a whole.
    let empty = words.trim().is_empty();
    if site.source.path.starts_with("labels/") || empty && site.owner == "Text" {
        return None;
    }
    if empty {
        let hint = "fill it in, or leave the key out where it is not needed";
        return wrong(site, format!("“{}” is empty", site.key), hint);
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

/// Control characters, and those that show as nothing and turn up where text was pasted.
fn is_invisible(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{200b}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

/// A text by language: tags of the pair only, and words under each.
fn text(site: &Site, pair: &[&str], problems: &mut Vec<Problem>) {
    let Some(texts) = object(site.node) else { return };
    if texts.properties.iter().all(|property| is_blank(&property.value)) {
        return problems.extend(nothing(site, pair));
    }
    for property in &texts.properties {
        let tag = property.name.as_str();
        if !pair.is_empty() && !pair.contains(&tag) {
            let message = format!("“{tag}” is not a language of this edition");
            let hint = format!("its languages are “{}” (“languages” in edition.json)", pair.join("” and “"));
            problems.extend(wrong_at(site, key_range(property), message, &hint));
        } else if is_blank(&property.value) {
            let hint = "fill it in, or leave the language out";
            let at = range(&property.value);
            problems.extend(wrong_at(site, at, format!("the text in “{tag}” is empty"), hint));
        }
    }
}

fn is_blank(node: Node) -> bool {
    string(node).is_some_and(|words| words.trim().is_empty())
}

/// A text in no language at all.
fn nothing(site: &Site, pair: &[&str]) -> Option<Problem> {
    let (key, lang) = (site.key, pair.first().unwrap_or(&"en"));
    let form = format!("{{ \"{lang}\": \"…\" }}");
    let (message, hint) = match (site.owner, key) {
        ("Basis", _) => (
            format!("“{key}” is given without its reason"),
            format!("say what it rests on: {{ \"{key}\": {form} }}"),
        ),
        ("Image", "alt") => (
            "this picture has no alternative text".into(),
            format!("say what is to be seen, for those who do not see it: {form}"),
        ),
        _ => (
            format!("the text “{key}” is empty"),
            format!("write {form}, or leave “{key}” out where it is not needed"),
        ),
    };
    wrong(site, message, &hint)
}

/// Warns once per file of texts that lack a language, and counts over all files.
pub fn coverage(pair: &[&str], sites: &[Site], problems: &mut Vec<Problem>) -> Coverage {
    let mut coverage: Coverage = pair.iter().map(|lang| ((*lang).to_owned(), 0, 0)).collect();
    for file in sites.chunk_by(|a, b| std::ptr::eq(a.source, b.source)) {
        let mut gaps: Vec<(&str, Range)> = Vec::new();
        for site in file.iter().filter(|site| site.kind == "Text" && wants_both(site)) {
            for ((_, have, of), lang) in coverage.iter_mut().zip(pair) {
                // A headline needs its sense in the languages that it is not in.
                if (site.owner, site.key) == ("Article", "title") && headline_lang(site) == Some(lang) {
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
        problems.extend(gap_warning(file[0].source, &gaps));
    }
    coverage
}

/// Whether a text has words in one of the pair. Empty ones and strange languages are
/// errors; that a translation is missing besides would be no news.
fn is_translatable(node: Node, pair: &[&str]) -> bool {
    let texts = object(node).map_or(&[][..], |texts| &texts.properties);
    let known = texts.iter().all(|property| pair.contains(&property.name.as_str()));
    known && texts.iter().any(|property| !is_blank(&property.value))
}

fn wants_both(site: &Site) -> bool {
    site.key != "also" && !ONE_IS_ENOUGH.contains(&(site.owner, site.key))
}

fn headline_lang<'a>(site: &Site<'a>) -> Option<&'a str> {
    get_string(get(site.parent?, "headline")?, "lang")
}

fn gap_warning(source: &Source, gaps: &[(&str, Range)]) -> Option<Problem> {
    let (_, first) = gaps.first()?;
    let place = |(lang, at): &(&str, Range)| {
        let (line, column) = source.place(at.start);
        format!("“{lang}” at {line}:{column}")
    };
    let places = gaps.iter().take(3).map(place).collect::<Vec<_>>().join(", ");
    let more = if gaps.len() > 3 { format!(" and {} more", gaps.len() - 3) } else { String::new() };
    let count =
        if gaps.len() == 1 { "1 translation is".into() } else { format!("{} translations are", gaps.len()) };
    let problem = source.problem(*first, format!("{count} missing in this file"));
    Some(
        problem.hint(format!("missing: {places}{more}; the reader shows the other language there")).warning(),
    )
}

/// Warns of what was planned or asked for a time before today of which nothing more is
/// said. The articles are in the order of their dates.
pub fn followed_up(articles: &[(&File, Article)], today: &Date, problems: &mut Vec<Problem>) {
    let mut last: HashMap<&str, usize> = HashMap::new();
    for (number, (_, article)) in articles.iter().enumerate() {
        last.extend(article.events.iter().map(|report| (report.event.as_str(), number)));
    }
    for (number, (file, article)) in articles.iter().enumerate() {
        let later = |event: &str| last.get(event).is_some_and(|last| *last > number);
        let open = |date: &Date, outcome: &Option<_>| date.latest() < today.earliest() && outcome.is_none();
        let mut warn = |list: &str, at: usize, what: &str| problems.extend(forgotten(file, list, at, what));
        for (at, report) in article.events.iter().enumerate() {
            let due = report.status == Status::Planned && !later(&report.event);
            if due && open(&article.dated(&report.when).date, &report.outcome) {
                warn("events", at, "event");
            }
        }
        for (at, plan) in article.plans.iter().enumerate() {
            if open(&plan.meant_for, &plan.outcome) && !plan.event.as_deref().is_some_and(later) {
                warn("plans", at, "plan");
            }
        }
        for (at, request) in article.requests.iter().enumerate() {
            if request.meant_for.as_ref().is_some_and(|date| open(date, &request.outcome)) {
                warn("requests", at, "request");
            }
        }
    }
}

fn forgotten(file: &File, list: &str, at: usize, what: &str) -> Option<Problem> {
    let statement = find(file.root.as_ref()?, &format!("/{list}/{at}"))?;
    let place = get(statement, "id").unwrap_or(statement);
    let message =
        format!("this {what} was meant for a time that has passed, and nothing says what came of it");
    let hint = "add \"outcome\": \"not-in-record\" if you have looked, or \"outcome\": { \"known\": { \"text\": …, \"article\": … } }";
    Some(file.source.problem(brace(place), message).hint(hint).warning())
}
