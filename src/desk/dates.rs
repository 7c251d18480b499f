//! What is meant by a date that is not in EDTF: with the day first, in words, without its
//! zeros. Nothing is decided here: whoever asks shows what it would be.

use crate::record::date::{Date, Day};

/// What a date that is not in EDTF may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// In EDTF; it parses as a [`Date`].
    pub edtf: String,
    /// What else it could mean, in EDTF: 11/12/1992 is read with the day first.
    pub or: Option<String>,
    /// Whether the year comes first, so that nothing of it can be turned.
    pub certain: bool,
}

/// What this text may mean; none if it is EDTF already, or no date that is known here.
pub fn meant(text: &str) -> Option<Meaning> {
    if text.parse::<Date>().is_ok() {
        return None;
    }
    let text = text.trim();
    let found = window(text).or_else(|| one(text)).or_else(|| span(text))?;
    // Ends may be turned, and the year out of range.
    found.edtf.parse::<Date>().ok().map(|_| found)
}

/// `[14/7/2022..17/8/2023]`: each end by itself.
fn window(text: &str) -> Option<Meaning> {
    let (a, b) = text.strip_prefix('[')?.strip_suffix(']')?.split_once("..")?;
    let (a, b) = (end(a)?, end(b)?);
    Some(sure(format!("[{}..{}]", a.edtf, b.edtf), a.certain && b.certain))
}

/// One end of a window, which may be right or open.
fn end(text: &str) -> Option<Meaning> {
    if text.is_empty() || text.parse::<Date>().is_ok() {
        return Some(sure(text.into(), true));
    }
    one(text.trim())
}

/// Two years or two days with a dash between them.
fn span(text: &str) -> Option<Meaning> {
    let (a, b) = text.split_once(['–', '—'])?;
    let (a, b) = (end(a.trim())?, end(b.trim())?);
    let whole = !a.edtf.is_empty() && !b.edtf.is_empty();
    whole.then(|| sure(format!("{}/{}", a.edtf, b.edtf), a.certain && b.certain))
}

/// A single date.
fn one(text: &str) -> Option<Meaning> {
    in_figures(text).or_else(|| in_words(text))
}

/// Figures with one sort of sign between them.
fn in_figures(text: &str) -> Option<Meaning> {
    let sign = text.chars().find(|x| !x.is_ascii_digit())?;
    if !"/-. ".contains(sign) {
        return None;
    }
    let pieces: Vec<&str> = text.split(sign).collect();
    let all_digits = pieces.iter().all(|x| !x.is_empty() && x.bytes().all(|byte| byte.is_ascii_digit()));
    let sizes: Vec<usize> = pieces.iter().map(|x| x.len()).collect();
    let numbers: Vec<i32> = pieces.iter().filter_map(|x| x.parse().ok()).collect();
    if !all_digits {
        return None;
    }
    match (&sizes[..], &numbers[..]) {
        ([4, 1..=2, 1..=2], [y, m, d]) => Some(Meaning { certain: true, ..day(*y, *m, *d)? }),
        ([1..=2, 1..=2, 4], [a, b, y]) => {
            let (first, second) = (day(*y, *b, *a), day(*y, *a, *b));
            match (first, second) {
                (Some(one), Some(other)) if one != other => Some(Meaning { or: Some(other.edtf), ..one }),
                (one, other) => one.or(other),
            }
        }
        ([4, 1..=2], [y, m]) => Some(Meaning { certain: true, ..month(*y, *m)? }),
        ([1..=2, 4], [m, y]) => month(*y, *m),
        _ => None,
    }
}

/// The months in English, of which the first three letters are enough.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// `ngày 14 tháng 7 năm 2022`, `tháng 7/2022`, `14 July 2022`, `July 14, 2022`.
fn in_words(text: &str) -> Option<Meaning> {
    const PARTS: [&str; 3] = ["ngày", "tháng", "năm"];
    let text = text.to_lowercase();
    // The day, the month and the year; and which of them the next number is said to be.
    let (mut found, mut said) = ([None; 3], None);
    for word in text.split([' ', ',', '/', '.', '\u{a0}']).filter(|word| !word.is_empty()) {
        if let Some(part) = PARTS.iter().position(|part| *part == word) {
            said = Some(part);
            continue;
        }
        let (part, number) = match (english_month(word), figures(word)) {
            (Some(month), _) => (1, month),
            (_, Some(number)) => (said.take().unwrap_or(if number > 31 { 2 } else { 0 }), number),
            _ => return None,
        };
        if found[part].replace(number).is_some() {
            return None;
        }
    }
    match found {
        [Some(d), Some(m), Some(y)] => day(y, m, d),
        [None, Some(m), Some(y)] => month(y, m),
        [None, None, Some(y)] => Some(sure(format!("{y:04}"), false)),
        _ => None,
    }
}

/// The number of a word of at most four figures; `14th` too.
fn figures(word: &str) -> Option<i32> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    let plain = digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

/// The number of a month by its English name or the first three letters of it.
fn english_month(word: &str) -> Option<i32> {
    let is_meant = |month: &str| month.starts_with(word) && (word.len() == 3 || word.len() == month.len());
    let at = MONTHS.into_iter().position(is_meant)?;
    Some(at as i32 + 1)
}

fn day(year: i32, month: i32, day: i32) -> Option<Meaning> {
    let day = Day::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
    Some(sure(day.to_string(), false))
}

fn month(year: i32, month: i32) -> Option<Meaning> {
    (1..=12).contains(&month).then(|| sure(format!("{year:04}-{month:02}"), false))
}

/// A meaning without another.
fn sure(edtf: String, certain: bool) -> Meaning {
    Meaning { edtf, or: None, certain }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(rows: &str) {
        for row in rows.lines().map(str::trim).filter(|row| !row.is_empty()) {
            let (text, expect) = row.split_once(" | ").expect(row);
            let said = meant(text).map_or("-".into(), |found| {
                let or = found.or.map(|or| format!(" or {or}")).unwrap_or_default();
                format!("{}{}{or}", if found.certain { "" } else { "? " }, found.edtf)
            });
            assert_eq!(said, expect, "for {text}");
        }
    }

    #[test]
    fn dates_of_other_orders_are_understood() {
        check(
            "
            2022-07-14 | -
            2022-40 | -
            14/7/2022 | ? 2022-07-14
            14-7-2022 | ? 2022-07-14
            14.07.2022 | ? 2022-07-14
            14 7 2022 | ? 2022-07-14
            7/14/2022 | ? 2022-07-14
            11/12/1992 | ? 1992-12-11 or 1992-11-12
            5/5/2022 | ? 2022-05-05
            7/2022 | ? 2022-07
            31/2/2024 | -
            13/2024 | -
            2022-7-14 | 2022-07-14
            2022/07/14 | 2022-07-14
            2022-7 | 2022-07
            2019–2024 | 2019/2024
            2024–2019 | -
            14/7/2022–17/8/2023 | ? 2022-07-14/2023-08-17
            [14/7/2022..2023-8-17] | ? [2022-07-14..2023-08-17]
            [..17/8/2023] | ? [..2023-08-17]
            tháng 7 năm 2022 | ? 2022-07
            Tháng 7/2022 | ? 2022-07
            ngày 14 tháng 7 năm 2022 | ? 2022-07-14
            14 tháng 7, 2022 | ? 2022-07-14
            năm 2022 | ? 2022
            14 July 2022 | ? 2022-07-14
            July 14th, 2022 | ? 2022-07-14
            Jul 2022 | ? 2022-07
            Tết | -
            hôm qua | -
            July | -",
        );
    }

    proptest! {
        #[test]
        fn what_is_meant_is_a_date(
            text in r"[0-9/.\[\] –-]{1,12}|(ngày |tháng |July )?[0-9]{1,4}[ /][0-9]{4}",
        ) {
            if let Some(found) = meant(&text) {
                prop_assert!(found.edtf.parse::<Date>().is_ok(), "{}", found.edtf);
            }
        }
    }
}
