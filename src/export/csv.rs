//! CSV (RFC 4180): cells with commas between them, lines that end in CR and LF.
//!
//! Spreadsheets take some cells for formulas and run them. Such a cell gets an apostrophe in front,
//! as the OWASP advises (CSV Injection): it is shown as text then. So does a cell in which only
//! apostrophes stand before such a sign; thus one apostrophe less always gives what was meant.

/// What spreadsheets take for the beginning of a formula; in some languages also the wide signs.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A table as CSV, line by line.
#[derive(Default)]
pub struct Csv(String);

impl Csv {
    /// How many bytes have been written.
    pub fn bytes(&self) -> usize {
        self.0.len()
    }

    /// What has been written.
    pub fn done(self) -> String {
        self.0
    }

    /// A line of these cells.
    pub fn line<T: AsRef<str>>(&mut self, cells: &[T]) {
        for (place, text) in cells.iter().enumerate() {
            if place > 0 {
                self.0.push(',');
            }
            self.cell(text.as_ref());
        }
        self.0.push_str("\r\n");
    }

    /// In quotation marks where it has a sign of CSV, or a semicolon, which is one where commas
    /// stand in numbers.
    fn cell(&mut self, text: &str) {
        let is_quoted = text.contains([',', ';', '"', '\r', '\n']);
        let mark = if is_quoted { "\"" } else { "" };
        self.0.push_str(mark);
        if text.trim_start_matches('\'').starts_with(FORMULA) {
            self.0.push('\'');
        }
        for (place, piece) in text.split('"').enumerate() {
            self.0.push_str(if place > 0 { "\"\"" } else { "" });
            self.0.push_str(piece);
        }
        self.0.push_str(mark);
    }
}

#[cfg(test)]
mod tests {
    use super::{Csv, FORMULA};
    use proptest::prelude::*;

    fn check(cells: &[&str], expected: &str) {
        let mut csv = Csv::default();
        csv.line(cells);
        assert_eq!(csv.done(), format!("{expected}\r\n"), "{cells:?}");
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        check(&["a", "", "b c"], "a,,b c");
        check(&["a, b", "“Hữu nghị”", "a\nb"], "\"a, b\",“Hữu nghị”,\"a\nb\"");
        check(&["\"", "a\"b;"], "\"\"\"\",\"a\"\"b;\"");
    }

    #[test]
    fn no_cell_is_a_formula() {
        check(&["=1+1", "+7 %", "-0044", "@a", "\ta"], "'=1+1,'+7 %,'-0044,'@a,'\ta");
        check(&["=a,b", "\ra", "＝1"], "\"'=a,b\",\"'\ra\",'＝1");
        check(&["'=1", "'a", "a=1", "'"], "''=1,'a,a=1,'");
    }

    /// What was meant by a cell.
    fn meant(cell: &str) -> &str {
        let is_marked = cell.starts_with('\'') && cell.trim_start_matches('\'').starts_with(FORMULA);
        if is_marked { &cell[1..] } else { cell }
    }

    proptest! {
        #[test]
        fn any_cells_come_back(lines in prop::collection::vec(
            prop::collection::vec("['=+@\t\r\n,;\"-]{0,3}.{0,12}", 3), 1..8)
        ) {
            // A reader takes a byte order mark for none of the first cell, which is a name here.
            let mut csv = Csv::default();
            csv.line(&["a", "b", "c"]);
            lines.iter().for_each(|x| csv.line(x));
            let csv = csv.done();
            let mut reader = ::csv::ReaderBuilder::new().has_headers(true).from_reader(csv.as_bytes());
            let read: Vec<Vec<String>> =
                reader.records().map(|x| x.unwrap().iter().map(String::from).collect()).collect();
            for cell in read.iter().flatten() {
                prop_assert!(!cell.starts_with(FORMULA), "{cell:?}");
            }
            let meant: Vec<Vec<&str>> = read.iter().map(|x| x.iter().map(|x| meant(x)).collect()).collect();
            prop_assert_eq!(meant, lines);
        }
    }
}
