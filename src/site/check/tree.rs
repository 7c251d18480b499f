//! A JSON file as a tree in which every value knows its place.

use std::sync::OnceLock;

use jsonc_parser::ast::{Array, Object, ObjectProp, StringLit, Value};
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::folder::OnDisk;
use super::problem::{Problem, is_invisible};

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
    /// Where each line begins; most files have no problem and are never asked.
    lines: OnceLock<Vec<usize>>,
    /// Whether the text could not be had, which has been reported.
    pub unread: bool,
    /// How the disk had it before it was read, where that is asked for.
    pub on_disk: Option<OnDisk>,
    /// Whether it was not read because what is in it is remembered.
    pub is_known: bool,
}

impl Source {
    /// A file's text. A byte order mark is no part of it.
    pub fn new(file: String, path: String, mut text: String) -> Source {
        if text.starts_with('\u{feff}') {
            text.remove(0);
        }
        Source { file, path, text, lines: OnceLock::new(), unread: false, on_disk: None, is_known: false }
    }

    /// A file whose text could not be had: it is there, and that is all.
    pub fn unread(file: String, path: String) -> Source {
        Source { unread: true, ..Source::new(file, path, String::new()) }
    }

    /// A file whose text is not asked for: what is in it is remembered.
    pub fn known(file: String, path: String, on_disk: OnDisk) -> Source {
        Source { on_disk: Some(on_disk), is_known: true, ..Source::new(file, path, String::new()) }
    }

    fn lines(&self) -> &[usize] {
        let ends = || self.text.match_indices('\n').map(|(at, _)| at + 1);
        self.lines.get_or_init(|| std::iter::once(0).chain(ends()).collect())
    }

    /// The line and the column of a byte, both from 1, the column in characters.
    pub fn place(&self, byte: usize) -> (usize, usize) {
        let byte = self.text.floor_char_boundary(byte);
        let line = self.lines().partition_point(|start| *start <= byte);
        let before = &self.text[self.lines()[line - 1]..byte];
        (line, before.chars().count() + 1)
    }

    /// An error at this place.
    pub fn problem(&self, at: Range, message: impl Into<String>) -> Problem {
        let from = self.text.floor_char_boundary(at.start);
        let (line, _) = self.place(from);
        let start = self.lines()[line - 1];
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
            let hint = format!("end it with a quotation mark on the same line; {WITHIN}");
            problems.push(fault.hint(hint));
            return None;
        }
        if let Some((at, letter)) = stray(&self.text) {
            let code = u32::from(letter);
            let message = format!("an invisible character (U+{code:04X}) stands here, outside of the texts");
            let fault = self.problem(Range::new(at, at + letter.len_utf8()), message);
            problems
                .push(fault.hint("take it away; between values there are plain blanks and new lines only"));
            return None;
        }
        problems.push(match self.ast() {
            Ok(Some(root)) => return Some(root),
            Ok(None) => Problem::of_file(self.file.clone(), "the file is empty"),
            Err(error) => self.not_json(&error),
        });
        None
    }

    /// The tree of a file in which no fault was found before.
    pub fn again(&self) -> Option<Value<'_>> {
        self.ast().ok()?
    }

    fn ast(&self) -> Result<Option<Value<'_>>, ParseError> {
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
        parse_to_ast(&self.text, &CollectOptions::default(), &strict).map(|found| found.value)
    }

    /// What the parser found, for somebody who edits a text.
    fn not_json(&self, error: &ParseError) -> Problem {
        let at = error.range();
        if let Some(at) = unclosed_bracket(&self.text) {
            let (open, close) = if self.text.as_bytes()[at] == b'{' { ('{', '}') } else { ('[', ']') };
            let message = format!("this {open} is never closed with a {close}");
            let hint = format!("write a {close} after the last entry that belongs to it");
            return self.problem(Range::new(at, at + 1), message).hint(hint);
        }
        let rest = &self.text[at.start..];
        if let Some((message, hint)) = foreign(&self.text, at.start) {
            return self.problem(at, message).hint(hint);
        }
        let word = rest.split([',', ']', '}', '\n', ' ']).next().unwrap_or_default();
        let unread = matches!(error.kind(), ParseErrorKind::UnexpectedWord | ParseErrorKind::UnexpectedToken);
        let (message, hint): (String, &str) = match word.to_lowercase().as_str() {
            _ if unread && self.text[..at.start].ends_with('"') => {
                ("the text ends before this, with a quotation mark".into(), WITHIN)
            }
            _ if word.starts_with(['“', '”', '„', '‘', '’', '«', '»']) => {
                ("this quotation mark is not a straight one".into(), "write \"…\" around texts and keys")
            }
            "true" | "false" | "null" if unread => {
                return self
                    .problem(at, format!("“{word}” is no value"))
                    .hint(format!("write {}, in small letters", word.to_lowercase()));
            }
            _ => explained(error),
        };
        self.problem(at, message).hint(hint)
    }
}

/// How a quotation mark is written in a text.
const WITHIN: &str = "a quotation mark within a text is written \\\", or as “ and ”";

/// The bracket that seems never to be closed, where brackets do not match. The parser
/// would name the outermost; what is indented less than where it began tells which.
fn unclosed_bracket(text: &str) -> Option<usize> {
    struct Open {
        at: usize,
        line: usize,
        indent: usize,
    }
    let bytes = text.as_bytes();
    let mut open: Vec<Open> = Vec::new();
    let mut suspect = None;
    let (mut in_string, mut escaped) = (false, false);
    let (mut line, mut indent, mut leads) = (0, 0, true);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'\n' => (line, indent, leads) = (line + 1, 0, true),
            b' ' | b'\t' | b'\r' if leads => indent += 1,
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => (in_string, leads) = (!in_string, false),
            _ if in_string => {}
            b'{' | b'[' => {
                open.push(Open { at, line, indent });
                leads = false;
            }
            b'}' | b']' => {
                // One too many: the parser says so.
                let top = open.pop()?;
                let fits = bytes[top.at] == if *byte == b'}' { b'{' } else { b'[' };
                if suspect.is_none() && leads && line != top.line && indent < top.indent {
                    suspect = Some(top.at);
                }
                if !fits {
                    let is_here = line == top.line || leads && indent <= top.indent;
                    return suspect.or(Some(top.at).filter(|_| is_here));
                }
                leads = false;
            }
            _ => leads = false,
        }
    }
    // Where all are closed, odd indentation is nobody's fault.
    let last = open.last()?.at;
    suspect.or(Some(last))
}

/// What another way of writing, another program or another hand has left before or at this place,
/// and what to write.
fn foreign(text: &str, at: usize) -> Option<(&'static str, &'static str)> {
    let (before, rest) = text.split_at(at);
    let line = before.rsplit('\n').next().unwrap_or_default().trim_start();
    if ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| line.is_empty() && rest.starts_with(mark)) {
        let hint = "keep one of them, and take the lines with <<<<<<<, ======= and >>>>>>> away";
        return Some(("two versions of this file were put together, and nobody has chosen", hint));
    }
    if before.trim().is_empty() && !rest.starts_with(['{', '[']) {
        return Some(("this file is not JSON", "it must begin with { and end with }"));
    }
    let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    let blanks = before.trim_end();
    let decimals = blanks.strip_suffix(',').filter(|_| is_digit(rest.chars().next()));
    // What follows a whole number in its right is another fault.
    let goes_on = !rest.starts_with(['"', '/', '{', '}', '[', ']', ':', '=', ';']);
    if goes_on && is_digit(decimals.unwrap_or(blanks).chars().next_back()) || rest.starts_with(['+', '.']) {
        let hint = "put it into quotation marks, with its sign, its unit or its zeros: \"37 %\"";
        return Some(("this is no number", hint));
    }
    let comments = ["#", "<!--"];
    Some(match rest.chars().next()? {
        _ if comments.iter().any(|mark| rest.starts_with(mark)) => {
            ("these files have no comments", "take this one away")
        }
        '`' => ("this quotation mark is not a straight one", "write \"…\" around texts and keys"),
        '=' => ("a colon must stand here", "write \"key\": \"value\""),
        ',' if blanks.ends_with(',') => ("there is a comma too many", "take it away"),
        ';' | '，' | '、' => ("this is not the comma that parts entries", "write , instead"),
        '：' => ("this is not the colon between a key and its value", "write : instead"),
        '(' => ("lists stand in [ ]", "write [ and ] instead of ( and )"),
        _ => return None,
    })
}

/// The first character outside of the texts that shows as nothing and is none of JSON's blanks.
fn stray(text: &str) -> Option<(usize, char)> {
    let (mut open, mut escaped) = (false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if open => escaped = true,
            b'"' => open = !open,
            b' ' | b'\n' | b'\r' | b'\t' | b'!'..=b'~' => {}
            _ if open || !text.is_char_boundary(at) => {}
            _ => {
                let letter = text[at..].chars().next()?;
                if letter.is_whitespace() || is_invisible(letter) {
                    return Some((at, letter));
                }
            }
        }
    }
    None
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

/// What the parser found, and what to do.
fn explained(error: &ParseError) -> (String, &'static str) {
    use ParseErrorKind::*;
    let (message, hint) = match error.kind() {
        ExpectedComma => ("a comma is missing here", "entries are parted by commas"),
        TrailingCommasNotAllowed => ("there is a comma after the last entry", "take it away"),
        CommentsNotAllowed => ("these files have no comments", "take this one away"),
        ExpectedColonAfterObjectKey => {
            ("after a key there must be a colon and a value", "write \"key\": \"value\"")
        }
        ExpectedObjectValue => ("the value after this colon is missing", "write \"key\": \"value\""),
        ExpectedStringObjectProperty | UnexpectedTokenInObject => {
            ("a key in double quotation marks must stand here", "write \"key\": \"value\"")
        }
        SingleQuotedStringsNotAllowed => ("texts stand in double quotation marks", "write \"…\""),
        MultipleRootJsonValues => {
            ("the file goes on after its end", "a bracket may be closed too early, or two files be in one")
        }
        UnterminatedArray => ("this [ is never closed with a ]", "write a ] after its last entry"),
        UnterminatedObject => ("this { is never closed with a }", "write a } after its last entry"),
        UnexpectedCloseBrace | UnexpectedCloseBracket => {
            ("this bracket closes nothing that is open", "take it away")
        }
        UnexpectedComma => {
            ("there is a comma where a value must stand", "write the value, or take the comma away")
        }
        UnexpectedColon => {
            ("there is a colon where a value must stand", "in a list there are values only, without keys")
        }
        UnexpectedWord | UnexpectedToken => ("this is no value", "texts stand in double quotation marks"),
        String(_) => ("this backslash means nothing here", "a backslash of the text is written \\\\"),
        NestingDepthExceeded => ("brackets are nested too deeply", ""),
        other => {
            let words = other.to_string();
            let mut letters = words.chars();
            let words = letters.next().map(|first| first.to_lowercase().chain(letters).collect());
            return (words.unwrap_or_default(), "");
        }
    };
    (message.into(), hint)
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
