//! Dates in a text, day before month, as EDTF. A date without its year is given one only
//! with the reason.

use std::sync::LazyLock;

use super::words::{Token, are};
use crate::desk::dates;
use crate::record::date::{Date, Day};

/// What is known of the time that an article speaks of.
#[derive(Clone, Copy, Debug, Default)]
pub struct Years {
    /// The day of publication.
    pub published: Option<Day>,
    /// The year whose work is reviewed.
    pub reviewed: Option<i32>,
    /// The year whose work is planned.
    pub planned: Option<i32>,
}

/// Where the year of a date is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearFrom {
    /// It is printed with the date.
    Printed,
    /// The day of publication: this is the nearest such day.
    Published(Day),
    /// The day itself is said as of the day of publication: “hôm qua”.
    Spoken(Day),
    /// The year that is reviewed and the one that is planned for.
    Programme(Option<i32>, Option<i32>),
}

/// A date in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// The date.
    pub date: Date,
    /// Where its year is from.
    pub year: YearFrom,
    /// The first token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
}

/// A date that may lack its year.
#[derive(Clone, Copy)]
enum Part {
    Day(Option<i32>, u8, u8),
    Month(Option<i32>, u8),
    /// A sub-year by its EDTF code.
    Code(Option<i32>, u8),
    Year(i32),
}

static MONTHS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    super::words::list(
        "
    jan, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, dec",
    )
});

/// Words after which a day and a month stand without a year.
static CUES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    super::words::list(
        "
    ngày, sáng, trưa, chiều, tối, đêm, hôm, đến, từ, trước, sau, mùng, và, hết, tới, hai, tư, năm, sáu, bảy,
    nhật, (",
    )
});

/// The dates of a line, in order.
pub fn find(words: &[Token], years: &Years) -> Vec<Told> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match told(words, at, years) {
            Some(date) => {
                at = date.to;
                found.push(date);
            }
            None => at += 1,
        }
    }
    found
}

/// The days and months of a line that nothing gives a year to, as tokens from and to.
pub fn without_year(words: &[Token]) -> Vec<(usize, usize)> {
    // Any year will do to find them; a leap year has every day.
    let any = Years { planned: Some(2000), reviewed: Some(2000), published: None };
    let found = find(words, &any).into_iter();
    found.filter(|x| x.year != YearFrom::Printed).map(|x| (x.from, x.to)).collect()
}

/// `hôm nay`, `sáng nay`, `hôm qua`: by the day of publication.
fn relative(words: &[Token], at: usize, published: Day) -> Option<Told> {
    let first = ["hôm", "sáng", "trưa", "chiều", "tối"].contains(&words[at].low.as_str());
    let back = match words.get(at + 1).filter(|_| first)?.low.as_str() {
        "nay" => 0,
        "qua" => 1,
        "kia" => 2,
        _ => return None,
    };
    let date = Day(published.0.checked_sub(back)?).to_string().parse().ok()?;
    Some(Told { date, year: YearFrom::Spoken(published), from: at, to: at + 2 })
}

/// The date that begins here.
fn told(words: &[Token], at: usize, years: &Years) -> Option<Told> {
    if let Some(told) = years.published.and_then(|x| relative(words, at, x)) {
        return Some(told);
    }
    if let Some((from, to)) = two_days(words, at).or_else(|| span(words, at)) {
        return from_to(from, to.0, years, at, to.1);
    }
    let (part, to) = part(words, at)?;
    let (text, year) = edtf(part, years)?;
    Some(Told { date: text.parse().ok()?, year, from: at, to })
}

/// A date from one part to another; the first may have its year from the second.
fn from_to(first: Part, last: Part, years: &Years, from: usize, to: usize) -> Option<Told> {
    let (end, year) = edtf(last, years)?;
    let last_year = end.get(..4)?.parse().ok()?;
    let first = match first {
        Part::Day(None, month, day) => Part::Day(Some(last_year), month, day),
        other => other,
    };
    let (start, _) = edtf(first, years)?;
    Some(Told { date: format!("{start}/{end}").parse().ok()?, year, from, to })
}

/// `14 và 15-11-2009`: two days of one month, after the word for days.
fn two_days(words: &[Token], at: usize) -> Option<(Part, (Part, usize))> {
    let day = number(words, at, 1..=31)?;
    let joined =
        words.get(at + 1).is_some_and(|x| ["và", "-", "–", "đến"].contains(&x.low.as_str()) && x.spaced);
    let cue = at > 0 && words[at - 1].low == "ngày";
    if !joined || !cue {
        return None;
    }
    let next = if are(words, at + 2, "ngày") { at + 3 } else { at + 2 };
    match part(words, next)? {
        (last @ Part::Day(year, month, _), to) => Some((Part::Day(year, month, day as u8), (last, to))),
        _ => None,
    }
}

/// `28/4 đến ngày 1/5/2025`, `11/12/1992-11/12/2022`, `2019-2024`.
fn span(words: &[Token], at: usize) -> Option<(Part, (Part, usize))> {
    let (first, mut next) = part(words, at)?;
    let joint = words.get(next)?;
    if !["-", "–", "—", "đến", "tới", "to"].contains(&joint.low.as_str()) {
        return None;
    }
    next += 1;
    while words.get(next).is_some_and(|x| ["hết", "ngày", "năm"].contains(&x.low.as_str())) {
        next += 1;
    }
    let (last, to) = part(words, next)?;
    let fits = match (first, last) {
        (Part::Year(a), Part::Year(b)) => a < b,
        (Part::Day(..), Part::Day(..)) | (Part::Month(..), Part::Month(..)) => true,
        _ => false,
    };
    fits.then_some((first, (last, to)))
}

/// One date and where it ends.
fn part(words: &[Token], at: usize) -> Option<(Part, usize)> {
    in_words(words, at)
        .or_else(|| in_figures(words, at))
        .or_else(|| in_english(words, at))
        .or_else(|| of_a_year(words, at))
        .or_else(|| bare_year(words, at))
}

/// A number of these, in figures.
fn number(words: &[Token], at: usize, range: std::ops::RangeInclusive<i32>) -> Option<i32> {
    words.get(at)?.whole().filter(|x| range.contains(x))
}

/// A year of four figures.
fn year(words: &[Token], at: usize) -> Option<i32> {
    words.get(at).filter(|x| x.text.len() == 4).and_then(|_| number(words, at, 1000..=2199))
}

/// `năm 2022` or `/2022` or `2022` here: the year and where it ends.
fn year_after(words: &[Token], at: usize) -> (Option<i32>, usize) {
    let joint = words.get(at).is_some_and(|x| ["năm", "/", "-", ".", "of", ","].contains(&x.low.as_str()));
    match year(words, if joint { at + 1 } else { at }) {
        Some(year) => (Some(year), at + 1 + usize::from(joint)),
        None => (None, at),
    }
}

/// `2 tháng 9 năm 1945`, `tháng 9 năm 1945`, `tháng 9/1945`.
fn in_words(words: &[Token], at: usize) -> Option<(Part, usize)> {
    if let (Some(day), true) = (number(words, at, 1..=31), are(words, at + 1, "tháng")) {
        let month = number(words, at + 2, 1..=12)?;
        let (year, to) = year_after(words, at + 3);
        // “10 tháng 8 ngày” is a length of time.
        let cue = year.is_some() || at > 0 && CUES.contains(&words[at - 1].low.as_str());
        return cue.then_some((Part::Day(year, month as u8, day as u8), to));
    }
    let month = are(words, at, "tháng").then(|| number(words, at + 1, 1..=12)).flatten()?;
    let (year, to) = year_after(words, at + 2);
    // A number of months follows the number; a month by its name does not need a year.
    Some((Part::Month(year, month as u8), to))
}

/// `14/7/2022`, `14-7`: with a year, or after a word that a day follows.
fn in_figures(words: &[Token], at: usize) -> Option<(Part, usize)> {
    let mark = words.get(at + 1).filter(|x| ["/", "-", "."].contains(&x.text) && !x.spaced)?;
    if words[at].text.len() > 2 || words.get(at + 2).is_none_or(|x| x.spaced || x.text.len() > 2) {
        return None;
    }
    let (day, month) = (number(words, at, 1..=31)?, number(words, at + 2, 1..=12)?);
    let same = words.get(at + 3).is_some_and(|x| x.text == mark.text && !x.spaced);
    if let Some(year) = year(words, at + 4).filter(|_| same) {
        return Some((Part::Day(Some(year), month as u8, day as u8), at + 5));
    }
    let cue = at > 0 && CUES.contains(&words[at - 1].low.as_str());
    (cue && mark.text != ".").then_some((Part::Day(None, month as u8, day as u8), at + 3))
}

/// `14 July 2022`, `July 14, 2022`, `July 2022`.
fn in_english(words: &[Token], at: usize) -> Option<(Part, usize)> {
    let name = |at: usize| {
        let word = words.get(at).filter(|x| x.is_capital())?;
        let short = MONTHS.iter().position(|x| word.low == *x || word.low == "sept" && *x == "sep");
        dates::MONTHS.iter().position(|x| word.low == *x).or(short).map(|x| x as u8 + 1)
    };
    if let (Some(day), Some(month)) = (number(words, at, 1..=31), name(at + 1)) {
        let (year, to) = year_after(words, at + 2);
        return Some((Part::Day(year, month, day as u8), to));
    }
    let month = name(at)?;
    if let Some(day) = number(words, at + 1, 1..=31).filter(|_| words[at + 1].text.len() < 3) {
        let (year, to) = year_after(words, at + 2);
        return Some((Part::Day(year, month, day as u8), to));
    }
    let year = year(words, at + 1)?;
    Some((Part::Month(Some(year), month), at + 2))
}

/// Quarters and halves: `quý I năm 2022`, `6 tháng đầu năm 2022`, `nửa cuối năm`.
fn of_a_year(words: &[Token], at: usize) -> Option<(Part, usize)> {
    if are(words, at, "quý") {
        const QUARTERS: [[&str; 2]; 4] = [["1", "i"], ["2", "ii"], ["3", "iii"], ["4", "iv"]];
        let word = words.get(at + 1)?.low.as_str();
        let quarter = QUARTERS.iter().position(|x| x.contains(&word))?;
        let (year, to) = year_after(words, at + 2);
        return Some((Part::Code(year, 33 + quarter as u8), to));
    }
    let half = ["6 tháng", "sáu tháng", "nửa"].iter().find_map(|x| super::words::length(words, at, x))?;
    let code = match words.get(at + half)?.low.as_str() {
        "đầu" => 40,
        "cuối" => 41,
        _ => return None,
    };
    let (year, to) = year_after(words, at + half + 1);
    let to = if year.is_none() && are(words, to, "năm") { to + 1 } else { to };
    Some((Part::Code(year, code), to))
}

/// A year after the word for it, or two that are joined.
fn bare_year(words: &[Token], at: usize) -> Option<(Part, usize)> {
    if are(words, at, "năm") {
        return year(words, at + 1).map(|x| (Part::Year(x), at + 2));
    }
    let year = year(words, at).filter(|x| (1800..2100).contains(x))?;
    let before = at.checked_sub(1).map_or("", |x| words[x].low.as_str());
    let cue = [
        "in", "for", "of", "since", "until", "by", "from", "during", "(", "-", "–", "kỳ", "đoạn", "năm",
        "khóa", "to",
    ];
    let joined = words.get(at + 1).is_some_and(|x| ["-", "–"].contains(&x.text))
        && self::year(words, at + 2).is_some();
    // One of several: 2017, 2018 và 2019.
    let listed = [",", "và", "and"].contains(&before) && at > 1 && self::year(words, at - 2).is_some();
    (cue.contains(&before) || joined || listed).then_some((Part::Year(year), at + 1))
}

/// A part as EDTF, and where its year is from; none where nothing says the year.
fn edtf(part: Part, years: &Years) -> Option<(String, YearFrom)> {
    let with = |year: Option<i32>, month: u8, day: u8| match year {
        Some(year) => Some((year, YearFrom::Printed)),
        None => nearest(month, day, years),
    };
    Some(match part {
        Part::Year(year) => (format!("{year:04}"), YearFrom::Printed),
        Part::Day(year, month, day) => {
            let (year, from) = with(year, month, day)?;
            (format!("{year:04}-{month:02}-{day:02}"), from)
        }
        Part::Month(year, month) => {
            let (year, from) = with(year, month, 15)?;
            (format!("{year:04}-{month:02}"), from)
        }
        Part::Code(year, code) => {
            let middle = match code {
                33..=36 => (code - 33) * 3 + 2,
                40 => 4,
                _ => 10,
            };
            // Of halves and quarters the year is that of publication, not the nearest one.
            let own = years.published.map(|x| (x.year(), YearFrom::Published(x)));
            let (year, from) =
                year.map(|x| (x, YearFrom::Printed)).or(own).or_else(|| with(None, middle, 1))?;
            (format!("{year:04}-{code}"), from)
        }
    })
}

/// The year of a day and a month that are printed without it.
fn nearest(month: u8, day: u8, years: &Years) -> Option<(i32, YearFrom)> {
    if let Some(published) = years.published {
        let year = published.year();
        let days = (year - 1..=year + 1).filter_map(|x| Day::from_ymd(x, month, day));
        let best = days.min_by_key(|x| x.0.abs_diff(published.0))?;
        return Some((best.year(), YearFrom::Published(published)));
    }
    let from = YearFrom::Programme(years.reviewed, years.planned);
    match (years.reviewed, years.planned) {
        // A year is reviewed at its end or early in the next one.
        (Some(reviewed), Some(_) | None) if month >= 10 => Some((reviewed, from)),
        (_, Some(planned)) if month < 10 => Some((planned, from)),
        (None, Some(planned)) => Some((planned - 1, from)),
        (Some(reviewed), None) => Some((reviewed + i32::from(month < 4), from)),
        _ => None,
    }
}

/// The year that an article reviews and the one that it plans for, by the words before them.
pub fn programme<'a>(lines: impl Iterator<Item = &'a [Token<'a>]>) -> (Option<i32>, Option<i32>) {
    const REVIEW: [&str; 5] = ["tổng kết", "sơ kết", "nhìn lại", "báo cáo", "kết quả"];
    const PLAN: [&str; 6] =
        ["nhiệm vụ", "triển khai", "phát động", "phương hướng", "kế hoạch", "chương trình"];
    let (mut reviewed, mut planned) = (None, None);
    for words in lines {
        for at in (0..words.len()).filter(|at| are(words, *at, "năm")) {
            let Some(year) = year(words, at + 1) else { continue };
            // The words of the same clause.
            let from = (0..at).rev().find(|x| [",", ";", ".", "và"].contains(&words[*x].text)).unwrap_or(0);
            let said =
                |phrases: &[&str]| (from..at).any(|x| phrases.iter().any(|phrase| are(words, x, phrase)));
            if said(&PLAN) {
                planned = planned.max(Some(year));
            } else if said(&REVIEW) && reviewed.is_none() {
                reviewed = Some(year);
            }
        }
    }
    (reviewed, planned)
}

#[cfg(test)]
mod tests {
    use super::super::words::tokens;
    use super::*;

    fn check(years: Years, rows: &str) {
        for row in rows.trim().lines() {
            let (line, expected) = row.trim().split_once(" | ").unwrap();
            let words = tokens(line);
            let found: Vec<_> = find(&words, &years).iter().map(|x| x.date.to_string()).collect();
            assert_eq!(found.join(" "), expected.trim_matches('-'), "in {line}");
        }
    }

    #[test]
    fn dates_with_their_years() {
        check(
            Years::default(),
            "
            thứ Năm 14/7/2022 19:38 | 2022-07-14
            ngày 14-7-2022 và 01.02.2023 | 2022-07-14 2023-02-01
            ngày 2 tháng 9 năm 1945 | 1945-09-02
            tháng 1 năm 2022, tháng 2/2023 | 2022-01 2023-02
            6 tháng đầu năm 2022, nửa cuối năm 2023 | 2022-40 2023-41
            quý I năm 2022, quý 4/2023 | 2022-33 2023-36
            nhiệm kỳ 2019-2024, giai đoạn 2020 – 2025 | 2019/2024 2020/2025
            (11/12/1992-11/12/2022) | 1992-12-11/2022-12-11
            từ ngày 28/4 đến ngày 1/5/2025 | 2025-04-28/2025-05-01
            hai ngày 14 và 15-11-2009 | 2009-11-14/2009-11-15
            on 14 March 2022, March 12, 2022 and in 2021 | 2022-03-14 2022-03-12 2021
            năm 2020 | 2020
            ngày 30/2/2020 | -
            sáng 18/1, ngày 14-7 | -
            11/14 câu lạc bộ, 1.250 người, số 2020, 10 tháng | -",
        );
    }

    #[test]
    fn a_missing_year_is_the_nearest() {
        let published = Day::from_ymd(2022, 1, 3);
        check(
            Years { published, ..Years::default() },
            "
            ngày 30/12, sáng 2-1 | 2021-12-30 2022-01-02
            6 tháng đầu năm, trong tháng 2 | 2022-40 2022-02",
        );
        check(
            Years { reviewed: Some(2021), planned: Some(2022), published: None },
            "
            chiều 18-1, ngày 20/12 | 2022-01-18 2021-12-20",
        );
    }

    #[test]
    fn what_is_reviewed_and_what_is_planned() {
        let line = tokens("Sáng 18/1, hội tổng kết năm 2021, triển khai nhiệm vụ năm 2022 và mừng năm 2023");
        assert_eq!(programme([line.as_slice()].into_iter()), (Some(2021), Some(2022)));
    }
}
