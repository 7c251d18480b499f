//! The bytes of a table: CSV as spreadsheets write and read it.
//!
//! Written as UTF-8 with a byte order mark, without which Excel takes it for another encoding,
//! and else after RFC 4180. Read with commas, semicolons or tabs between the cells, whichever
//! the spreadsheet's language has made of it, with or without a mark, also in UTF-16.

use super::fault::Fault;

/// The mark at the beginning of a file that is in UTF-8.
const MARK: &str = "\u{feff}";

/// What stands between the cells of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Separator {
    /// As RFC 4180 has it.
    #[default]
    Comma,
    /// As Excel wants it where commas stand in numbers.
    Semicolon,
    /// As Excel writes “Unicode text”.
    Tab,
}

impl Separator {
    fn byte(self) -> u8 {
        match self {
            Separator::Comma => b',',
            Separator::Semicolon => b';',
            Separator::Tab => b'\t',
        }
    }

    /// What parts the names of the columns, none of which has such a sign in it.
    fn of(header: &str) -> Separator {
        match header.chars().find(|x| matches!(x, ',' | ';' | '\t')) {
            Some(';') => Separator::Semicolon,
            Some('\t') => Separator::Tab,
            _ => Separator::Comma,
        }
    }
}

/// By its name: `comma`, `semicolon` or `tab`.
impl std::str::FromStr for Separator {
    type Err = String;

    fn from_str(name: &str) -> Result<Separator, String> {
        match name {
            "comma" => Ok(Separator::Comma),
            "semicolon" => Ok(Separator::Semicolon),
            "tab" => Ok(Separator::Tab),
            _ => Err(format!("“{name}” is no separator: write comma, semicolon or tab")),
        }
    }
}

/// A row with its number, from 1, as spreadsheets count.
pub type Numbered = (usize, Vec<String>);

/// The bytes of these rows.
pub fn written(rows: &[Vec<String>], separator: Separator) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator.byte())
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(MARK.as_bytes().to_vec());
    for row in rows {
        writer.write_record(row).expect("memory takes what is written to it");
    }
    writer.into_inner().expect("memory takes what is written to it")
}

/// The rows in these bytes, those without a word left out.
///
/// # Errors
/// A sentence about the file as a whole: it is no text, or a quotation mark is not closed.
pub fn read(file: &str, bytes: &[u8]) -> Result<Vec<Numbered>, Fault> {
    let text = decoded(bytes).ok_or_else(|| {
        let hint = "save it as “CSV UTF-8”; spreadsheets offer that where they save under another name";
        Fault::new(file, "this table is not in UTF-8", hint)
    })?;
    let text = text.strip_prefix(MARK).unwrap_or(&text);
    let first = text.lines().next().unwrap_or_default();
    // Excel's own way to say what parts the cells.
    let (separator, text) = match first.strip_prefix("sep=") {
        Some(sign) => (Separator::of(sign), text[first.len()..].trim_start_matches(['\r', '\n'])),
        None => (Separator::of(first), text),
    };
    let skipped = usize::from(first.starts_with("sep="));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator.byte())
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut number = skipped;
    for record in reader.records() {
        let record = record.expect("a text in memory is read");
        let at = record.position().map_or(0, |x| x.byte() as usize);
        number += 1 + blank_lines(text, at);
        rows.push((number, record.iter().map(String::from).collect::<Vec<String>>()));
    }
    if is_open(text, separator) {
        let last = rows.last().map_or(1, |(number, _)| *number);
        let hint =
            "a quotation mark within a cell is written twice, and the whole cell stands in quotation marks";
        let message = "a quotation mark is opened in this row and never closed";
        return Err(Fault::new(format!("{file}, row {last}"), message, hint));
    }
    rows.retain(|(_, cells)| cells.iter().any(|x| !x.trim().is_empty()));
    Ok(rows)
}

/// The text of bytes in UTF-8, or in UTF-16 with its mark.
fn decoded(bytes: &[u8]) -> Option<String> {
    let utf16 = |rest: &[u8], number: fn([u8; 2]) -> u16| {
        let (pairs, rest) = rest.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|x| number(*x)).collect();
        String::from_utf16(&units).ok().filter(|_| rest.is_empty())
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => str::from_utf8(bytes).ok().map(Into::into),
    }
}

/// How many lines without anything stand here, which the reader skips.
fn blank_lines(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    // The second half of a line's end belongs to the line before.
    let rest = if text[..at].ends_with('\r') { rest.strip_prefix('\n').unwrap_or(rest) } else { rest };
    let end = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    rest[..end].replace("\r\n", "\n").len()
}

/// Whether the last cell begins with a quotation mark that none closes. The parser takes the
/// rest of the file for such a cell and says nothing.
fn is_open(text: &str, separator: Separator) -> bool {
    #[derive(Clone, Copy, PartialEq)]
    enum In {
        /// Before a cell's first sign.
        Start,
        /// A cell without quotation marks around it.
        Bare,
        /// Between quotation marks.
        Quoted,
        /// After a quotation mark that closes, or is the first of two.
        Closed,
    }
    let end = text.bytes().fold(In::Start, |at, byte| match (at, byte) {
        (In::Quoted, b'"') => In::Closed,
        (In::Quoted, _) | (In::Start | In::Closed, b'"') => In::Quoted,
        (_, b'\n' | b'\r') => In::Start,
        (_, byte) if byte == separator.byte() => In::Start,
        _ => In::Bare,
    });
    end == In::Quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &[u8], expected: &[(usize, &[&str])]) {
        let rows = read("a.csv", text).expect("a table");
        let found: Vec<(usize, Vec<&str>)> = rows
            .iter()
            .map(|(number, cells)| (*number, cells.iter().map(String::as_str).collect()))
            .collect();
        let expected: Vec<_> = expected.iter().map(|(number, cells)| (*number, cells.to_vec())).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn whatever_a_spreadsheet_has_made_of_it_is_read() {
        let rows: [(usize, &[&str]); 2] = [(1, &["a", "b"]), (2, &["1", "2, 3"])];
        check(b"a,b\r\n1,\"2, 3\"\r\n", &rows);
        check("\u{feff}a;b\r\n1;2, 3".as_bytes(), &rows);
        check(b"a\tb\n1\t\"2, 3\"\n", &rows);
        check(b"sep=;\r\na;b\r\n1;2, 3\r\n", &[(2, &["a", "b"]), (3, &["1", "2, 3"])]);
        let utf16: Vec<u8> =
            "\u{feff}a\tb\r\n1\t2, 3\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&utf16, &rows);
    }

    #[test]
    fn rows_are_counted_as_spreadsheets_do() {
        check(
            b"a,b\r\n\r\n1,2\r\n,\r\n\"x\r\ny\",\r\n3,4\r\n",
            &[(1, &["a", "b"]), (3, &["1", "2"]), (5, &["x\r\ny", ""]), (6, &["3", "4"])],
        );
    }

    #[test]
    fn what_is_no_table_is_said() {
        let latin = read("a.csv", b"a,b\r\n\xe9,1").unwrap_err();
        assert_eq!(latin.message, "this table is not in UTF-8");
        let open = read("a.csv", b"a,b\r\n1,2\r\n3,\"4\r\n5,6\r\n").unwrap_err();
        assert_eq!(open.place, "a.csv, row 3");
        assert!(read("a.csv", b"a,b\r\n1,5\"\"\r\n\"\"\"\",\"a\"\"\"\r\n").is_ok());
    }

    proptest! {
        #[test]
        fn any_rows_come_back(
            rows in prop::collection::vec(prop::collection::vec("[,;\t\"\r\n'=\\PC]{0,6}", 3), 0..6),
            separator in prop::sample::select(vec![Separator::Comma, Separator::Semicolon, Separator::Tab]),
        ) {
            let header: Vec<String> = ["a", "b", "c"].map(String::from).to_vec();
            let all: Vec<Vec<String>> = std::iter::once(header).chain(rows).collect();
            let read = read("a.csv", &written(&all, separator)).unwrap();
            let expected: Vec<_> =
                all.into_iter().filter(|x| x.iter().any(|x| !x.trim().is_empty())).collect();
            prop_assert_eq!(read.into_iter().map(|x| x.1).collect::<Vec<_>>(), expected);
        }
    }
}
