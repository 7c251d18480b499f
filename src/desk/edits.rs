//! Changes to the text of files: at ranges of bytes, so that all the rest stays as it was
//! typed; and the files read as they are now and written all at once, so that nothing is half done.

use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use jsonc_parser::ast::{Array, Value};
use jsonc_parser::common::Ranged;

/// A change of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Other words in the place of these bytes.
    Replace {
        /// The bytes that go; none where something is only put in.
        at: Range<usize>,
        /// What comes.
        new: String,
    },
    /// Parts of the text in another order; what stands between them stays where it is.
    Order {
        /// The parts, as ranges of bytes, in the order of the text.
        slots: Vec<Range<usize>>,
        /// For each slot, the number of the part that comes to stand in it.
        order: Vec<usize>,
    },
}

impl Change {
    /// The bytes that it is about.
    fn at(&self) -> Range<usize> {
        match self {
            Change::Replace { at, .. } => at.clone(),
            Change::Order { slots, .. } => {
                slots.first().map_or(0, |x| x.start)..slots.last().map_or(0, |x| x.end)
            }
        }
    }
}

/// The text with these changes. What is changed within a part that moves, moves with it.
/// Of two replacements, one of which holds the other, the wider counts. Ranges lie at the
/// bounds of characters.
pub fn changed(text: &str, changes: &[&Change]) -> String {
    // Of two of the same bytes the later counts.
    let mut sorted: Vec<&Change> = changes.iter().rev().copied().collect();
    // The wider first: what is put in where parts begin belongs to the first of them, and
    // comes before what is there.
    sorted.sort_by_key(|change| {
        let at = change.at();
        let is_order = matches!(change, Change::Order { .. });
        (at.start, !is_order, !at.is_empty(), std::cmp::Reverse(at.end))
    });
    let mut out = String::with_capacity(text.len());
    render(text, 0..text.len(), &sorted, &mut out);
    out
}

/// Puts a range of the text out, with the changes of it, which are in order.
fn render(text: &str, range: Range<usize>, changes: &[&Change], out: &mut String) {
    let (mut from, mut ordered) = (range.start, None);
    for (number, change) in changes.iter().enumerate() {
        let at = change.at();
        // What is put in at the end of parts in another order has been, with the last of them.
        if at.start < from || at.end > range.end || (at.is_empty() && ordered == Some(at.start)) {
            continue;
        }
        out.push_str(&text[from..at.start]);
        from = at.end;
        match change {
            Change::Replace { new, .. } => out.push_str(new),
            Change::Order { slots, order } => {
                ordered = Some(at.end);
                reordered(text, slots, order, &changes[number + 1..], out);
            }
        }
    }
    out.push_str(&text[from..range.end]);
}

/// Puts parts out in another order.
fn reordered(text: &str, slots: &[Range<usize>], order: &[usize], changes: &[&Change], out: &mut String) {
    for (number, part) in order.iter().enumerate() {
        if number > 0 {
            // What is put in at the end of a part belongs to that part.
            let gap = slots[number - 1].end..slots[number].start;
            let inner: Vec<&Change> = changes.iter().copied().filter(|x| !x.at().is_empty()).collect();
            render(text, gap, &inner, out);
        }
        render(text, slots[*part].clone(), changes, out);
    }
}

/// The byte order mark.
pub const MARK: &str = "\u{feff}";

/// The byte order mark of a file, if it has one, and its text as it is now.
///
/// # Errors
/// What the system says, with the path.
pub fn read(path: &Path) -> Result<(&'static str, String), String> {
    let text =
        fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    Ok(match text.strip_prefix(MARK) {
        Some(rest) => (MARK, rest.to_owned()),
        None => ("", text),
    })
}

/// What becomes of a file that is already there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It gives way.
    Replace,
    /// It stays, and nothing is written at all.
    Keep,
}

/// Writes files all at once: each beside its place first, and only when all are written
/// do they get their names. Folders are made where there are none.
///
/// # Errors
/// What the system says, with the path. Of the files written beside none is left, unless
/// a name could not be given after others had been.
pub fn write_all(files: &[(PathBuf, String)], existing: Existing) -> Result<(), String> {
    // What a link leads to is replaced, not the link.
    let real = |(path, text): &(PathBuf, String)| (path.canonicalize().unwrap_or(path.clone()), text.clone());
    let files: Vec<(PathBuf, String)> = files.iter().map(real).collect();
    let fault = |path: &Path, error: &io::Error| format!("cannot write {}: {error}", path.display());
    let beside: Vec<PathBuf> = files.iter().map(|(path, _)| beside(path)).collect();
    let done = files.iter().zip(&beside).try_for_each(|((path, text), beside)| {
        if existing == Existing::Keep && path.symlink_metadata().is_ok() {
            return Err(format!("{} is there already; nothing was written", path.display()));
        }
        let folder = path.parent().unwrap_or(Path::new(""));
        let made = if folder.as_os_str().is_empty() { Ok(()) } else { fs::create_dir_all(folder) };
        made.and_then(|()| fs::write(beside, text))
            .and_then(|()| as_before(path, beside))
            .map_err(|error| fault(path, &error))
    });
    let done = done.and_then(|()| {
        let mut pairs = files.iter().zip(&beside);
        pairs.try_for_each(|((path, _), beside)| {
            let named = match existing {
                Existing::Replace => fs::rename(beside, path),
                // Unlike a new name, a second one is refused where there is one.
                Existing::Keep => fs::hard_link(beside, path).or_else(|error| match error.kind() {
                    io::ErrorKind::AlreadyExists => Err(error),
                    _ => fs::rename(beside, path),
                }),
            };
            named.map_err(|error| fault(path, &error))
        })
    });
    for path in &beside {
        let _ = fs::remove_file(path);
    }
    done
}

/// Gives a new file the permissions of the one that it replaces, if it does.
fn as_before(path: &Path, new: &Path) -> io::Result<()> {
    match path.metadata() {
        Ok(old) => fs::set_permissions(new, old.permissions()),
        Err(_) => Ok(()),
    }
}

/// Where a file is written first: a hidden name, which an edition's reader passes over.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.new-{}", std::process::id()))
}

/// How a file is laid out, for what is put into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// How lines end.
    pub newline: &'static str,
    /// What one step inwards is.
    pub step: String,
}

impl Layout {
    /// That of a text: its first indented line shows the step.
    pub fn of(text: &str) -> Layout {
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let indented = text.lines().map(indent).find(|indent| !indent.is_empty());
        Layout { newline, step: indented.unwrap_or("  ").to_owned() }
    }
}

/// The blanks that a line begins with.
fn indent(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// The blanks that the line of this byte begins with.
pub fn indent_at(text: &str, byte: usize) -> &str {
    let start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
    indent(&text[start..])
}

/// How an entry is put at the end of a list, laid out as the list is.
pub fn appended(text: &str, list: &Array, entry: &serde_json::Value) -> Change {
    let layout = Layout::of(text);
    let whole = list.range();
    let Some(last) = list.elements.last().map(Value::range) else {
        let outer = indent_at(text, whole.start);
        let inner = format!("{outer}{}", layout.step);
        let entry = printed(entry, &inner, &layout);
        let new = format!("[{0}{inner}{entry}{0}{outer}]", layout.newline);
        return Change::Replace { at: whole.start..whole.end, new };
    };
    let own_line = text[whole.start..last.start].ends_with(|x: char| x.is_whitespace())
        && text[whole.start..last.start].trim_end_matches([' ', '\t']).ends_with('\n');
    let new = if own_line {
        let indent = indent_at(text, last.start);
        format!(",{}{indent}{}", layout.newline, printed(entry, indent, &layout))
    } else {
        format!(", {}", on_one_line(entry))
    };
    Change::Replace { at: last.end..last.end, new }
}

/// How wide a line may be that holds more than one value.
const WIDTH: usize = 100;

/// A value over several lines, the first of which stands at `indent`; what is short and
/// holds words only goes on one line.
pub fn printed(value: &serde_json::Value, indent: &str, layout: &Layout) -> String {
    use serde_json::Value as Json;
    let plain = |value: &Json| !value.is_object() && !value.is_array();
    let line = on_one_line(value);
    let short = indent.len() + line.chars().count() <= WIDTH;
    let inner = format!("{indent}{}", layout.step);
    let (open, parts, close) = match value {
        Json::Object(keys) if !(short && keys.values().all(plain) && keys.get("id").is_none()) => {
            let part = |(key, value): (&String, &Json)| {
                let key = Json::from(key.as_str());
                format!("{inner}{key}: {}", printed(value, &inner, layout))
            };
            ("{", keys.iter().map(part).collect::<Vec<_>>(), "}")
        }
        Json::Array(list) if !(short && list.iter().all(plain)) => {
            let part = |value| format!("{inner}{}", printed(value, &inner, layout));
            ("[", list.iter().map(part).collect(), "]")
        }
        _ => return line,
    };
    let parts = parts.join(&format!(",{}", layout.newline));
    format!("{open}{0}{parts}{0}{indent}{close}", layout.newline)
}

/// A value on one line, with blanks as in `{ "vi": "…", "en": "…" }`.
pub fn on_one_line(value: &serde_json::Value) -> String {
    use serde_json::Value as Json;
    match value {
        Json::Object(keys) if !keys.is_empty() => {
            let part = |(key, value): (&String, &Json)| {
                format!("{}: {}", Json::from(key.as_str()), on_one_line(value))
            };
            format!("{{ {} }}", keys.iter().map(part).collect::<Vec<_>>().join(", "))
        }
        Json::Array(list) => {
            format!("[{}]", list.iter().map(on_one_line).collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replace(at: Range<usize>, new: &str) -> Change {
        Change::Replace { at, new: new.into() }
    }

    #[track_caller]
    fn check(text: &str, changes: &[Change], expect: &str) {
        assert_eq!(changed(text, &changes.iter().collect::<Vec<_>>()), expect);
    }

    #[test]
    fn changes_move_with_what_they_change() {
        let turned = Change::Order { slots: vec![0..2, 3..5], order: vec![1, 0] };
        check("ab,cd", &[], "ab,cd");
        check("ab,cd", &[replace(1..2, "X"), replace(5..5, "!")], "aX,cd!");
        check("ab,cd", std::slice::from_ref(&turned), "cd,ab");
        check("ab,cd", &[replace(0..1, "X"), turned.clone(), replace(2..3, ";")], "cd;Xb");
        check("ab,cd", &[turned.clone(), replace(3..3, "["), replace(5..5, "]")], "[cd],ab");
        check("ab,cd", &[turned, replace(0..0, "["), replace(2..2, "]")], "cd,[ab]");
        check("abcd", &[replace(1..3, "-"), replace(1..2, "x")], "a-d");
    }
}
