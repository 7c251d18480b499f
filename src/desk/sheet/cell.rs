//! One value ⇄ one cell, so that nothing is lost on the way through a spreadsheet.
//!
//! Spreadsheets guess: `=1+1` is run, `2022-07-14` becomes a date and comes back as 14/07/2022,
//! `1.000` becomes a thousand or one. What may be guessed at stands behind an apostrophe, which
//! makes it a text, as the OWASP advises for formulas (CSV Injection). So does what begins with
//! apostrophes before such a thing; thus one apostrophe less always gives what was meant.

/// An empty string. An empty cell is a key that is not there.
pub const EMPTY: &str = "(empty)";
/// An empty list, or an object without keys.
pub const NONE: &str = "(none)";
/// JSON's null.
pub const NULL: &str = "(null)";

/// The cells that are no text but mean something.
const MARKS: [&str; 3] = [EMPTY, NONE, NULL];

/// What spreadsheets take for the beginning of a formula; in some languages also the wide signs.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// How true and false stand in a cell here: no spreadsheet translates these.
const YES_NO: (&str, &str) = ("yes", "no");

/// How else people say it.
const SPOKEN: (&str, &str) = ("có", "không");

/// How spreadsheets call true and false in the languages that they are likely to be used in.
const TRANSLATED: [(&str, &str); 4] =
    [("true", "false"), ("vrai", "faux"), ("wahr", "falsch"), ("đúng", "sai")];

/// How the words of dates and times begin in the languages in which spreadsheets are likely to
/// be used: months, days of the week, parts of the day.
const CALENDAR: &str = "jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun \
    jän mär mrz mai okt dez fév fev avr jui aoû aou déc lun mer jeu ven sam dim \
    ene abr ago set dic mag giu lug ott gen out mié jue vie sáb dom thá thứ thg ngà năm chủ";

/// The short ones, each in full: in times, in numbers, in currencies.
const SHORT: &str = "a p e t z h g am pm sa ch de th đ vnd usd eur kr";

/// A text as it stands in a cell.
pub fn guarded(text: &str) -> String {
    if text.is_empty() {
        EMPTY.into()
    } else if is_guessed_at(text.trim_start_matches('\'')) {
        format!("'{text}")
    } else {
        text.into()
    }
}

/// The text that is meant by a cell; none by an empty one.
pub fn meant(cell: &str) -> Option<&str> {
    match cell {
        "" => None,
        EMPTY => Some(""),
        _ if cell.starts_with('\'') && is_guessed_at(cell.trim_start_matches('\'')) => Some(&cell[1..]),
        _ => Some(cell),
    }
}

/// Whether a spreadsheet, or this tool, may take a cell for something else than its text.
fn is_guessed_at(text: &str) -> bool {
    MARKS.contains(&text)
        || text.starts_with(FORMULA)
        || text.trim_start().starts_with(FORMULA)
        || said(text, TRANSLATED.into_iter()).is_some()
        || is_like_a_number(text)
}

/// Whether it may be read as a number, an amount, a date or a time. A whole number as programs
/// write it is one, and comes back as it was.
fn is_like_a_number(text: &str) -> bool {
    let is_digit = |x: char| x.is_ascii_digit();
    if !text.contains(is_digit) || is_whole(text) {
        return false;
    }
    let mut words = text.split(|x: char| !x.is_alphabetic()).filter(|x| !x.is_empty());
    let signs =
        |x: char| x.is_alphabetic() || is_digit(x) || x.is_whitespace() || ".,/:-+%$€£¥₫()'’".contains(x);
    text.chars().all(signs) && words.all(is_of_calendar)
}

fn is_whole(text: &str) -> bool {
    // Spreadsheets keep fifteen digits of a number.
    text.len() <= 15 && text.bytes().all(|x| x.is_ascii_digit()) && (text == "0" || !text.starts_with('0'))
}

fn is_of_calendar(word: &str) -> bool {
    let word = word.to_lowercase();
    let start: String = word.chars().take(3).collect();
    SHORT.split_whitespace().any(|x| x == word) || CALENDAR.split_whitespace().any(|x| x == start)
}

/// Whether a cell says yes or no; none if neither.
pub fn truth(cell: &str) -> Option<bool> {
    let all = TRANSLATED.into_iter().chain([YES_NO, SPOKEN]);
    said(cell, all)
}

fn said(cell: &str, mut words: impl Iterator<Item = (&'static str, &'static str)>) -> Option<bool> {
    let word = cell.trim().to_lowercase();
    words.find(|(yes, no)| word == *yes || word == *no).map(|(yes, _)| word == yes)
}

/// How true and false stand in a cell.
pub fn yes_or_no(is_true: bool) -> &'static str {
    if is_true { YES_NO.0 } else { YES_NO.1 }
}

/// A list in one cell: its entries with semicolons between them. A backslash makes the sign
/// after it one of the entry.
pub fn joined<'a>(entries: impl Iterator<Item = &'a str>) -> String {
    let entries: Vec<String> = entries.map(escaped).collect();
    if entries.is_empty() { NONE.into() } else { guarded(&entries.join("; ")) }
}

fn escaped(entry: &str) -> String {
    if entry.is_empty() {
        return EMPTY.into();
    }
    let last = entry.chars().count() - 1;
    let mut text = String::new();
    for (number, letter) in entry.chars().enumerate() {
        // What stands around an entry is taken away when the cell is read.
        let is_edge = number == 0 || number == last;
        let is_mark = number == 0 && entry == EMPTY;
        if matches!(letter, '\\' | ';') || is_edge && letter.is_whitespace() || is_mark {
            text.push('\\');
        }
        text.push(letter);
    }
    text
}

/// The entries of a cell that is no mark; those that are empty, as after a last semicolon, are none.
pub fn split(cell: &str) -> Vec<String> {
    let mut parts = vec![Part::default()];
    let mut letters = cell.chars();
    while let Some(letter) = letters.next() {
        let part = parts.last_mut().expect("there is a first one");
        match letter {
            '\\' => part.literal(letters.next().unwrap_or('\\')),
            ';' => parts.push(Part::default()),
            _ => part.plain(letter),
        }
    }
    parts.into_iter().filter_map(Part::entry).collect()
}

/// An entry of a list as it is read.
#[derive(Default)]
struct Part {
    text: String,
    /// How long it is without the blanks after it.
    length: usize,
    is_escaped: bool,
}

impl Part {
    fn literal(&mut self, letter: char) {
        self.text.push(letter);
        self.length = self.text.len();
        self.is_escaped = true;
    }

    fn plain(&mut self, letter: char) {
        if !letter.is_whitespace() {
            self.text.push(letter);
            self.length = self.text.len();
        } else if !self.text.is_empty() {
            self.text.push(letter);
        }
    }

    fn entry(mut self) -> Option<String> {
        self.text.truncate(self.length);
        match (self.text.as_str(), self.is_escaped) {
            ("", _) => None,
            (EMPTY, false) => Some(String::new()),
            _ => Some(self.text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, cell: &str) {
        assert_eq!(guarded(text), cell, "{text:?}");
        assert_eq!(meant(cell), Some(text), "{cell:?}");
    }

    #[test]
    fn what_is_a_text_stays_as_it_is() {
        for text in
            ["a", "lodge-30", "2022-07-14-xvii", "flags-2022", "2022", "0", "21", "XIII", "201X", "1992~"]
                .into_iter()
                .chain(["[2022-07-14..2023-08-17]", "Covid-19", "'a", "“Cầu”", "a=1", "'", "Bến Lụa"])
        {
            check(text, text);
        }
    }

    #[test]
    fn what_would_be_run_or_changed_stands_behind_an_apostrophe() {
        for text in
            ["=1+1", "+7 %", "-0044", "@a", "\ta", " =1", "\ra", "＝1", "'=1", "2022-07-14", "2022-07"]
                .into_iter()
                .chain([
                    "1.000",
                    "1,5",
                    "007",
                    "1e5",
                    "3/4",
                    "2019/2024",
                    "19:38",
                    "2022-07-14T19:38",
                    "13%",
                    "$5",
                ])
                .chain([
                    "March 2022",
                    "14 juillet",
                    "Tháng 1/2024",
                    "true",
                    "FAUX",
                    "(empty)",
                    "'(none)",
                    "''2022-07",
                ])
                .chain(["1234567890123456"])
        {
            check(text, &format!("'{text}"));
        }
    }

    #[test]
    fn an_empty_text_is_not_an_empty_cell() {
        check("", EMPTY);
        assert_eq!(meant(""), None);
    }

    #[test]
    fn lists_are_read_as_somebody_types_them() {
        for (cell, entries) in [
            ("a;b", &["a", "b"][..]),
            (" a ;b; ", &["a", "b"]),
            ("a", &["a"]),
            (";", &[]),
            (r"a\; b; c\\", &["a; b", r"c\"]),
            (r"(empty); \(empty)", &["", "(empty)"]),
        ] {
            assert_eq!(split(cell), entries, "{cell:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in "['=+@\t\r\n0-9(/.-]{0,4}\\PC{0,8}") {
            let cell = guarded(&text);
            prop_assert!(!cell.starts_with(FORMULA), "{cell:?}");
            prop_assert_eq!(meant(&cell), Some(text.as_str()));
        }

        #[test]
        fn any_list_comes_back(list in prop::collection::vec("[\\\\; '=(empty)\\PC]{0,6}", 1..5)) {
            let cell = joined(list.iter().map(String::as_str));
            prop_assert_eq!(split(meant(&cell).unwrap()), list);
        }
    }
}
