//! A problem: where it is, what is wrong, what would be right.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::char::is_combining_mark;

/// How many characters of a line are shown; a longer one is cut around the place.
const WIDTH: usize = 100;

/// Whether a problem keeps the edition from being built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// It must be put right.
    Error,
    /// The edition can be built as it is.
    Warning,
}

/// Something wrong in an edition. Printed as rustc prints its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Whether it must be put right.
    pub severity: Severity,
    /// The file, with the folder of the edition as it was given.
    pub file: String,
    /// The line, from 1; 0 where the problem has no place in the file.
    pub line: usize,
    /// The column in characters, from 1; 0 where there is none.
    pub column: usize,
    /// The source line; of a long one, the part around the place, with `…` for the rest.
    pub excerpt: String,
    /// How many columns of the excerpt stand before the place.
    pub indent: usize,
    /// How many columns of it are meant.
    pub length: usize,
    /// What is wrong.
    pub message: String,
    /// What would be right; empty where the message says it.
    pub hint: String,
}

impl Problem {
    /// An error that concerns a file as a whole, or one that is not there.
    pub fn of_file(file: String, message: impl Into<String>) -> Problem {
        Problem {
            severity: Severity::Error,
            file,
            line: 0,
            column: 0,
            excerpt: String::new(),
            indent: 0,
            length: 0,
            message: message.into(),
            hint: String::new(),
        }
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Problem {
        Problem { hint: hint.into(), ..self }
    }

    /// The same as a warning.
    #[must_use]
    pub fn warning(self) -> Problem {
        Problem { severity: Severity::Warning, ..self }
    }

    /// Places it at this byte of a line.
    #[must_use]
    pub fn at(self, line: usize, text: &str, byte: usize, length: usize) -> Problem {
        let (before, after) = text.split_at(byte);
        let (left, right) = (before.chars().count(), after.chars().count());
        // Half of the room for what stands before, more where less follows.
        let shown = left.min((WIDTH / 2).max(WIDTH.saturating_sub(right)));
        let mut excerpt = String::from(if shown < left { "…" } else { "" });
        excerpt.extend(before.chars().skip(left - shown).map(visible));
        let indent = width(&excerpt);
        excerpt.extend(after.chars().take(WIDTH - shown).map(visible));
        excerpt.push_str(if right > WIDTH - shown { "…" } else { "" });
        let length = width(&after.chars().take(length.min(WIDTH - shown)).collect::<String>()).max(1);
        Problem { line, column: left + 1, excerpt, indent, length, ..self }
    }
}

/// A tab has no width that every terminal agrees on; a blank has. What shows as nothing
/// is shown as a dot.
fn visible(letter: char) -> char {
    match letter {
        _ if letter.is_control() => ' ',
        _ if is_invisible(letter) => '·',
        _ => letter,
    }
}

/// Control characters, and those that show as nothing and turn up where text was pasted. Marks and
/// isolates of direction are no such: who writes from right to left needs them.
pub fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Letters that a text has no more.
pub struct Damage {
    /// The byte at which it begins.
    pub byte: usize,
    /// What is wrong, in a sentence without a full stop.
    pub what: &'static str,
    /// What helps.
    pub hint: &'static str,
}

/// The beginnings of the letters of Vietnamese that were read as if they were not in UTF-8, each
/// followed by a letter that is none of ASCII.
const MISREAD: [&str; 5] = ["á»", "áº", "Ä‘", "Æ°", "Ã¡"];

/// The first place where letters could not be read or were read in the wrong encoding.
pub fn damage(words: &str) -> Option<Damage> {
    if let Some(byte) = words.find('\u{fffd}') {
        let what = "a letter was lost here: “\u{fffd}” stands for one that could not be read";
        return Some(Damage { byte, what, hint: "type the letter" });
    }
    let is_misread = |(byte, start): (usize, &str)| {
        let next = words[byte + start.len()..].chars().next();
        Some(byte).filter(|_| start.len() > 4 || next.is_some_and(|next| !next.is_ascii() && next != '”'))
    };
    let byte = MISREAD.iter().filter_map(|start| Some((words.find(start)?, *start))).find_map(is_misread)?;
    let what = "here letters were read as if they were not in UTF-8";
    Some(Damage { byte, what, hint: "type the words anew, or copy them again from where they are right" })
}

/// How many columns a terminal gives to this: combining marks stand over their letter.
fn width(text: &str) -> usize {
    text.chars().filter(|c| !is_combining_mark(*c)).count()
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        writeln!(f, "{severity}: {}", self.message)?;
        let number = self.line.to_string();
        let margin = " ".repeat(number.len());
        if self.line == 0 {
            write!(f, "{margin}--> {}", self.file)?;
        } else {
            writeln!(f, "{margin}--> {}:{}:{}", self.file, self.line, self.column)?;
            writeln!(f, "{margin} |\n{number} | {}", self.excerpt)?;
            write!(f, "{margin} | {}{}", " ".repeat(self.indent), "^".repeat(self.length))?;
        }
        if self.hint.is_empty() { Ok(()) } else { write!(f, "\n{margin} = {}", self.hint) }
    }
}
