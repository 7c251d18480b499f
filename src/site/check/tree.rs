//! A JSON file as a tree in which every value knows its place.

use jsonc_parser::ast::{Array, Object, ObjectProp, StringLit, Value};
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::problem::Problem;

/// A value in a file, with its range of bytes.
pub type Node<'a> = &'a Value<'a>;

/// The text of a file, in which bytes are found as lines and columns.
pub struct Source {
    /// The file as problems name it.
    pub file: String,
    /// The path within the edition, with `/`.
    pub path: String,
    /// What is in it.
    pub text: String,
    /// Where each line begins.
    lines: Vec<usize>,
    /// Whether the text could not be had, which has been reported.
    pub unread: bool,
}

impl Source {
    /// A file's text. A byte order mark is no part of it.
    pub fn new(file: String, path: String, text: &str) -> Source {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Source { file, path, text, lines, unread: false }
    }

    /// A file whose text could not be had: it is there, and that is all.
    pub fn unread(file: String, path: String) -> Source {
        Source { file, path, text: String::new(), lines: vec![0], unread: true }
    }

    /// The line and the column of a byte, both from 1, the column in characters.
    pub fn place(&self, byte: usize) -> (usize, usize) {
        let byte = self.text.floor_char_boundary(byte);
        let line = self.lines.partition_point(|start| *start <= byte);
        let before = &self.text[self.lines[line - 1]..byte];
        (line, before.chars().count() + 1)
    }

    /// An error at this place.
    pub fn problem(&self, at: Range, message: impl Into<String>) -> Problem {
        let from = self.text.floor_char_boundary(at.start);
        let (line, _) = self.place(from);
        let start = self.lines[line - 1];
        let text = self.text[start..].lines().next().unwrap_or_default();
        let from = from.min(start + text.len());
        let end = self.text.floor_char_boundary(at.end.clamp(from, start + text.len()));
        let length = self.text[from..end].chars().count();
        Problem::of_file(self.file.clone(), message).at(line, text, from - start, length)
    }

    /// The tree of this file; none where it is not JSON. Then there is one problem, as
    /// what follows the fault means nothing.
    pub fn parse(&self, problems: &mut Vec<Problem>) -> Option<Value<'_>> {
        if let Some(at) = unclosed_string(&self.text) {
            let fault =
                self.problem(Range::new(at, self.text.len()), "this string is not closed on its line");
            let hint = "end it with a quotation mark; within it, a quotation mark is written \\\" and a new line cannot be";
            problems.push(fault.hint(hint));
            return None;
        }
        let strict = ParseOptions {
            allow_comments: false,
            allow_loose_object_property_names: false,
            allow_trailing_commas: false,
            allow_missing_commas: false,
            allow_single_quoted_strings: false,
            allow_hexadecimal_numbers: false,
            allow_unary_plus_numbers: false,
            allow_bare_decimal_point_numbers: false,
            allow_non_finite_numbers: false,
            allow_extended_string_escapes: false,
        };
        let found = parse_to_ast(&self.text, &CollectOptions::default(), &strict);
        let fault = match found.map(|found| found.value) {
            Ok(Some(root)) => return Some(root),
            Ok(None) => {
                Problem::of_file(self.file.clone(), "the file is empty: it must hold one JSON object")
            }
            Err(error) => self.problem(error.range(), format!("this is not JSON: {}", sentence(&error))),
        };
        problems.push(fault);
        None
    }
}

/// The first string that goes over the end of a line. The parser would take it on to
/// the next quotation mark and complain far from the place.
fn unclosed_string(text: &str) -> Option<usize> {
    let (mut open, mut escaped) = (None, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if open.is_some() => escaped = true,
            b'"' => open = if open.is_some() { None } else { Some(at) },
            b'\n' if open.is_some() => return open,
            _ => {}
        }
    }
    open
}

/// What the parser found, for somebody who edits a text.
fn sentence(error: &ParseError) -> String {
    use ParseErrorKind::*;
    match error.kind() {
        ExpectedComma => "a comma is missing between two entries, before this place".into(),
        TrailingCommasNotAllowed => "there is a comma after the last entry; take it away".into(),
        CommentsNotAllowed => "it has no comments; take this one away".into(),
        ExpectedColonAfterObjectKey => "after a key there must be a colon and a value".into(),
        ExpectedObjectValue => "the value after this colon is missing".into(),
        ExpectedStringObjectProperty | UnexpectedTokenInObject => {
            "a key in double quotation marks must stand here".into()
        }
        SingleQuotedStringsNotAllowed => "texts stand in double quotation marks, not in single ones".into(),
        MultipleRootJsonValues => "the file goes on after its end; a bracket may be closed too early".into(),
        UnterminatedArray => "this [ is never closed with a ]".into(),
        UnterminatedObject => "this { is never closed with a }".into(),
        UnexpectedCloseBrace | UnexpectedCloseBracket => "this bracket closes nothing that is open".into(),
        UnexpectedComma => "there is a comma where a value must stand".into(),
        UnexpectedColon => "there is a colon where a value must stand".into(),
        UnexpectedWord | UnexpectedToken => "texts stand in double quotation marks; this is no value".into(),
        String(kind) => format!("the text has a fault ({kind}); a backslash is written \\\\"),
        NestingDepthExceeded => "brackets are nested too deeply".into(),
        other => {
            let words = other.to_string();
            let mut letters = words.chars();
            letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
        }
    }
}

/// Where a value stands.
pub fn range(node: Node) -> Range {
    node.range()
}

/// Where a key stands, with its quotation marks.
pub fn key_range(property: &ObjectProp) -> Range {
    property.name.range()
}

/// The value as an object.
pub fn object<'a>(node: Node<'a>) -> Option<&'a Object<'a>> {
    node.as_object()
}

/// The value of a key.
pub fn get<'a>(node: Node<'a>, key: &str) -> Option<Node<'a>> {
    node.as_object()?.get(key).map(|property| &property.value)
}

/// The value as a string.
pub fn string<'a>(node: Node<'a>) -> Option<&'a str> {
    node.as_string_lit().map(|found: &'a StringLit<'a>| found.value.as_ref())
}

/// The string at a key.
pub fn get_string<'a>(node: Node<'a>, key: &str) -> Option<&'a str> {
    string(get(node, key)?)
}

/// The elements of the array at a key; none where there is no array.
pub fn get_all<'a>(node: Node<'a>, key: &str) -> &'a [Value<'a>] {
    let array: Option<&'a Array<'a>> = get(node, key).and_then(|found| found.as_array());
    array.map_or(&[], |array| &array.elements)
}

/// The value that a JSON pointer (RFC 6901, without escapes) leads to.
pub fn find<'a>(root: Node<'a>, pointer: &str) -> Option<Node<'a>> {
    pointer.split('/').skip(1).try_fold(root, |node, step| match node {
        Value::Array(array) => array.elements.get(step.parse::<usize>().ok()?),
        _ => get(node, step),
    })
}

/// Where the character with this number stands within a string literal, escapes counted.
pub fn within(source: &Source, literal: Range, number: usize) -> Range {
    let raw = &source.text[literal.start..literal.end];
    let mut at = 1;
    let length = |at: usize| match raw.as_bytes().get(at..at + 2) {
        Some(b"\\u")
            if raw[at + 2..].starts_with(['d', 'D'])
                && raw[at + 3..].starts_with(['8', '9', 'a', 'b', 'A', 'B']) =>
        {
            12
        }
        Some(b"\\u") => 6,
        Some([b'\\', _]) => 2,
        _ => raw[at..].chars().next().map_or(1, char::len_utf8),
    };
    for _ in 0..number {
        at += length(at);
    }
    Range::new(literal.start + at, literal.start + at + length(at))
}
