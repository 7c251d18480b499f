//! What is wrong with a table, for whoever fills it in.

use std::fmt;
use std::path::PathBuf;

use serde::Serialize;

/// Something wrong: where, what, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The file, and where in it: `roles.csv, row 5, column F “status”`; rows are counted as
    /// spreadsheets do, the names of the columns being row 1.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// What would be right; empty where the message says it.
    pub hint: String,
}

impl Fault {
    /// Something wrong at this place.
    pub fn new(place: impl Into<String>, message: impl Into<String>, hint: impl Into<String>) -> Fault {
        Fault { place: place.into(), message: message.into(), hint: hint.into() }
    }
}

/// As `check` prints its problems.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "error: {}\n --> {}", self.message, self.place)?;
        if self.hint.is_empty() { Ok(()) } else { write!(f, "\n  = {}", self.hint) }
    }
}

/// Why nothing was exported or imported.
#[derive(Debug)]
pub enum Failure {
    /// The edition or its tables have faults: all of them.
    Faults(Vec<Fault>),
    /// A file or a folder could not be read or written.
    File {
        /// Which.
        path: PathBuf,
        /// What was tried: `read`, `write`.
        doing: &'static str,
        /// What the system says.
        error: std::io::Error,
    },
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Failure::Faults(all) => {
                let all: Vec<String> = all.iter().map(ToString::to_string).collect();
                f.write_str(&all.join("\n\n"))
            }
            Failure::File { path, doing, error } => write!(f, "cannot {doing} {}: {error}", path.display()),
        }
    }
}

impl std::error::Error for Failure {}

/// A cell of a table, as spreadsheets name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The table, without `.csv`.
    pub table: String,
    /// The row, from 1.
    pub row: usize,
    /// The column, from 0, and its name; none for the row as a whole.
    pub column: Option<(usize, String)>,
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}.csv, row {}", self.table, self.row)?;
        match &self.column {
            Some((number, name)) => write!(f, ", column {} “{name}”", letters(*number)),
            None => Ok(()),
        }
    }
}

/// What spreadsheets call a column: A to Z, then AA.
fn letters(number: usize) -> String {
    let last = char::from(b'A' + (number % 26) as u8);
    if number < 26 { last.into() } else { format!("{}{last}", letters(number / 26 - 1)) }
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_are_called_as_in_spreadsheets() {
        for (number, name) in
            [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
        {
            assert_eq!(letters(number), name);
        }
    }
}
