//! Dates as a record knows them: EDTF, the Extended Date/Time Format of ISO 8601-2
//! (the Library of Congress's specification of 4 February 2019), in the proleptic
//! Gregorian calendar with a year 0.
//!
//! Supported:
//! - level 0 whole: dates, intervals; dates with a time as [`Stamp`];
//! - level 1 but for the letter-prefixed year (a `Y` announces more than four digits, which
//!   are out of range): seasons 21–24, the marks `?` `~` `%`,
//!   unspecified digits from the right, open and unknown ends, negative years;
//! - of level 2: quarters 33–36 and half-years 40–41, unspecified digits and every
//!   sub-year in an interval, and the one-of-a-set window `[a..b]`, `[..b]`, `[a..]`.
//!
//! Not supported, each an error that says so: years beyond -9999…9999 and so the letter
//! `Y`, exponents and significant digits (`Y-17E7`, `1950S2`); lists in sets
//! (`[1667,1668]`) and all-of-a-set (`{1960..1961}`); marks on a part of a date
//! (`2004-06~-11`, `?2004-06-11`); unspecified digits anywhere but at the right
//! (`156X-12-25`, `1984-1X`, `1XXX`); seasons by hemisphere 25–32, thirds of a year 37–39.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A day, counted from 1 January 1970 in the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Day(pub i32);

impl Day {
    /// Before every day: the start of what has no known start.
    pub const MIN: Day = Day(i32::MIN);
    /// After every day: the end of what has no known end.
    pub const MAX: Day = Day(i32::MAX);

    /// The day of a year (0 is 1 BC), month and day of the month, if there is one.
    pub fn from_ymd(year: i32, month: u8, day: u8) -> Option<Day> {
        let first = month_start(year.into(), i64::from(month) - 1);
        let next = month_start(year.into(), month.into());
        let found = first + i64::from(day) - 1;
        let real = (1..=12).contains(&month) && (first..next).contains(&found);
        i32::try_from(found).ok().filter(|_| real).map(Day)
    }

    /// The year (0 is 1 BC), the month and the day of the month.
    pub fn ymd(self) -> (i32, u8, u8) {
        let days = i64::from(self.0) + FIRST_MARCH;
        let (era, in_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let in_years = in_era - in_era / 1_460 + in_era / 36_524 - in_era / 146_096;
        let year = in_years / 365;
        let in_year = in_era - (365 * year + year / 4 - year / 100);
        let month = (5 * in_year + 2) / 153;
        let day = in_year - (153 * month + 2) / 5 + 1;
        let (late, month) = if month < 10 { (0, month + 3) } else { (1, month - 9) };
        ((era * 400 + year + late) as i32, month as u8, day as u8)
    }

    /// The year it is in; 0 is 1 BC.
    pub fn year(self) -> i32 {
        self.ymd().0
    }

    /// Whether it stands for no day but for an open end.
    pub fn is_open(self) -> bool {
        self == Day::MIN || self == Day::MAX
    }
}

/// Days from 1 March of the year 0 to 1 January 1970.
const FIRST_MARCH: i64 = 719_468;

/// The days from 1 January 1970 to the start of the month so many months after January.
fn month_start(year: i64, months: i64) -> i64 {
    // Counted in years that begin with March, so that the leap day comes last.
    let months = year * 12 + months - 2;
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12));
    let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leaps + (month * 153 + 2) / 5 - FIRST_MARCH
}

/// As EDTF: `2022-07-14`; an open end is `..`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_open() {
            return f.write_str("..");
        }
        let (year, month, day) = self.ymd();
        let sign = if year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{month:02}-{day:02}", year.unsigned_abs())
    }
}

/// Why a text is no date: a sentence that also says what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError(String);

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for DateError {}

/// An error about a text, which it quotes, shortened.
fn wrong(text: &str, why: impl fmt::Display) -> DateError {
    let dots = if text.chars().count() > 40 { "…" } else { "" };
    let text: String = text.chars().take(40).collect();
    DateError(format!("“{text}{dots}” {why}"))
}

/// A date in EDTF; see the module for what is supported.
///
/// Dates are ordered by their earliest day, then by their latest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    earliest: Day,
    latest: Day,
    shape: Shape,
}

/// How dates are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
enum Shape {
    /// `a`
    One(Point),
    /// `a/b`: all that time (level 0, time interval).
    Span(Point, Point),
    /// `a/..`: with an open end (level 1, extended interval).
    From(Point),
    /// `a/`: with an unknown end (level 1, extended interval).
    FromUnknown(Point),
    /// `../b`: with an open start (level 1, extended interval).
    Until(Point),
    /// `/b`: with an unknown start (level 1, extended interval).
    UntilUnknown(Point),
    /// `[a..b]`: some time between (level 2, one of a set).
    Between(Point, Point),
    /// `[a..]`: then or later (level 2, one of a set).
    AfterOrOn(Point),
    /// `[..b]`: then or earlier (level 2, one of a set).
    By(Point),
}

/// One date without intervals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
struct Point {
    /// The year, and where digits are unspecified the earliest of the years.
    year: i16,
    /// How many digits of the year are unspecified, from the right.
    hidden: u8,
    unit: Unit,
    mark: Mark,
}

/// What of a year is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
enum Unit {
    Year,
    /// A sub-year by its code: a season, a quarter or a half-year.
    Code(u8),
    Month(u8),
    Day(u8, u8),
    /// `2004-XX`
    SomeMonth,
    /// `1985-04-XX`
    SomeDay(u8),
    /// `1985-XX-XX`
    SomeDayOfYear,
}

/// How sure a date is (level 1, qualification of a date).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
enum Mark {
    None,
    /// `?`
    Uncertain,
    /// `~`
    Approximate,
    /// `%`
    Both,
}

/// How closely a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// One day.
    Day,
    /// One month, or an unspecified day in it.
    Month,
    /// One of four quarters.
    Quarter,
    /// One of four seasons.
    Season,
    /// One of two half-years.
    Half,
    /// One year, or an unspecified day or month in it.
    Year,
    /// An unspecified year of ten.
    Decade,
    /// An unspecified year of a hundred.
    Century,
    /// From one date to another; an end may be open.
    Span,
    /// An unknown time between two dates; an end may be open.
    Window,
}

impl Date {
    fn new(shape: Shape) -> Date {
        use Shape::*;
        let (earliest, latest) = match shape {
            One(a) => a.bounds(),
            Span(a, b) | Between(a, b) => (a.bounds().0, b.bounds().1),
            From(a) | FromUnknown(a) | AfterOrOn(a) => (a.bounds().0, Day::MAX),
            Until(b) | UntilUnknown(b) | By(b) => (Day::MIN, b.bounds().1),
        };
        Date { earliest, latest, shape }
    }

    /// The first day that it can be or that it covers; [`Day::MIN`] for an open or unknown
    /// start. Marks such as `~` do not widen it.
    pub fn earliest(&self) -> Day {
        self.earliest
    }

    /// The last day that it can be or that it covers; [`Day::MAX`] for an open or unknown end.
    pub fn latest(&self) -> Day {
        self.latest
    }

    /// Whether every day of the other is one of its days.
    pub fn contains(&self, other: &Date) -> bool {
        self.earliest <= other.earliest && other.latest <= self.latest
    }

    /// Whether the two have a day in common.
    pub fn overlaps(&self, other: &Date) -> bool {
        self.earliest <= other.latest && other.earliest <= self.latest
    }

    /// The day, when it is one certain day without a mark.
    pub fn day(&self) -> Option<Day> {
        match self.shape {
            Shape::One(Point { unit: Unit::Day(..), mark: Mark::None, .. }) => Some(self.earliest),
            _ => None,
        }
    }

    /// The first and the last day, when both are certain: of one day, or from one to another.
    pub fn days(&self) -> Option<(Day, Day)> {
        let is_day = |x: Point| matches!(x, Point { unit: Unit::Day(..), mark: Mark::None, .. });
        match self.shape {
            Shape::One(a) if is_day(a) => Some((self.earliest, self.latest)),
            Shape::Span(a, b) if is_day(a) && is_day(b) => Some((self.earliest, self.latest)),
            _ => None,
        }
    }

    /// How many days the other comes later, when both are certain days.
    pub fn days_between(&self, other: &Date) -> Option<i32> {
        Some(other.day()?.0 - self.day()?.0)
    }

    /// The year it belongs to when dates are grouped: that of its earliest day, or of
    /// its latest when the start is open.
    pub fn year(&self) -> Option<i32> {
        [self.earliest, self.latest].into_iter().find(|day| !day.is_open()).map(Day::year)
    }

    /// Whether it is one unknown time between two, `[a..b]`, rather than all of it.
    pub fn is_window(&self) -> bool {
        self.precision() == Precision::Window
    }

    /// How closely it is known.
    pub fn precision(&self) -> Precision {
        use Shape::*;
        match self.shape {
            One(point) => point.precision(),
            Between(..) | AfterOrOn(_) | By(_) => Precision::Window,
            Span(..) | From(_) | FromUnknown(_) | Until(_) | UntilUnknown(_) => Precision::Span,
        }
    }

    /// Reads it out in the language of the words.
    pub fn say(&self, words: &DateWords) -> String {
        use Shape::*;
        let two =
            |pattern: &str, a: Point, b: Point| fill(pattern, &[("a", &a.say(words)), ("b", &b.say(words))]);
        let one = |pattern: &str, a: Point| two(pattern, a, a);
        match self.shape {
            One(a) => a.say(words),
            Span(a, b) if a.is_bare_year() && b.is_bare_year() => two(&words.span, a, b),
            Span(a, b) => two(&words.span_long, a, b),
            From(a) => one(&words.from, a),
            FromUnknown(a) => one(&words.from_unknown, a),
            Until(b) => one(&words.until, b),
            UntilUnknown(b) => one(&words.until_unknown, b),
            Between(a, b) => two(&words.between, a, b),
            AfterOrOn(a) => one(&words.after_or_on, a),
            By(b) => one(&words.by, b),
        }
    }
}

impl Shape {
    /// The same, with what is no date put right: packed bytes may hold anything.
    fn real(self) -> Shape {
        use Shape::*;
        match self {
            One(a) => One(a.real()),
            Span(a, b) => Span(a.real(), b.real()),
            From(a) => From(a.real()),
            FromUnknown(a) => FromUnknown(a.real()),
            Until(b) => Until(b.real()),
            UntilUnknown(b) => UntilUnknown(b.real()),
            Between(a, b) => Between(a.real(), b.real()),
            AfterOrOn(a) => AfterOrOn(a.real()),
            By(b) => By(b.real()),
        }
    }
}

impl Point {
    /// The same, or the year 0 if there is no such date.
    fn real(self) -> Point {
        let unit = match self.unit {
            Unit::Year | Unit::SomeMonth | Unit::SomeDayOfYear => true,
            Unit::Code(code) => matches!(code, 21..=24 | 33..=36 | 40..=41),
            Unit::Month(month) | Unit::SomeDay(month) => (1..=12).contains(&month),
            Unit::Day(month, day) => Day::from_ymd(self.year.into(), month, day).is_some(),
        };
        let real = unit && self.hidden < 4 && self.year.unsigned_abs() < 10_000;
        if real { self } else { Point { year: 0, hidden: 0, unit: Unit::Year, mark: Mark::None } }
    }

    /// The last of the years it may be.
    fn last_year(self) -> i32 {
        let last = i32::from(self.year) + 10_i32.pow(self.hidden.into()) - 1;
        // -000X ends with the year -1: there is no -0000.
        if self.year < 0 { last.min(-1) } else { last }
    }

    /// Its first and its last day.
    fn bounds(self) -> (Day, Day) {
        let (first, end) = self.unit.months();
        let first = month_start(self.year.into(), first);
        let (first, last) = match self.unit {
            Unit::Day(_, day) => (first + i64::from(day) - 1, first + i64::from(day) - 1),
            _ => (first, month_start(self.last_year().into(), end) - 1),
        };
        (Day(first as i32), Day(last as i32))
    }

    fn precision(self) -> Precision {
        match (self.unit, self.hidden) {
            (Unit::Day(..), _) => Precision::Day,
            (Unit::Month(_) | Unit::SomeDay(_), _) => Precision::Month,
            (Unit::Code(..=24), _) => Precision::Season,
            (Unit::Code(..=36), _) => Precision::Quarter,
            (Unit::Code(_), _) => Precision::Half,
            (_, 0) => Precision::Year,
            (_, 1) => Precision::Decade,
            _ => Precision::Century,
        }
    }

    /// Whether it reads as nothing but the figures of a year.
    fn is_bare_year(self) -> bool {
        self.unit == Unit::Year && self.mark == Mark::None && self.hidden == 0 && self.year > 0
    }

    fn say(self, words: &DateWords) -> String {
        let bare = self.say_bare(words);
        let pattern = match self.mark {
            Mark::None => return bare,
            Mark::Uncertain => &words.perhaps,
            Mark::Approximate => &words.about,
            Mark::Both => &words.perhaps_about,
        };
        fill(pattern, &[("a", &bare)])
    }

    /// Reads it out without its mark.
    fn say_bare(self, words: &DateWords) -> String {
        let year = words.year_figures(self.year.into());
        let one = |pattern: &str| fill(pattern, &[("y", &year)]);
        let month = |pattern: &str, m: u8, d: u8| {
            let (number, name) = (m.to_string(), &words.months[usize::from(m) - 1]);
            fill(pattern, &[("d", &d.to_string()), ("m", &number), ("month", name), ("y", &year)])
        };
        match self.unit {
            Unit::Year if self.hidden == 0 => one(&words.year),
            Unit::Year if self.hidden == 1 && self.year > 0 => one(&words.decade),
            Unit::Year => {
                let last = words.year_figures(self.last_year());
                fill(&words.century, &[("a", &year), ("b", &last)])
            }
            Unit::Code(code @ ..=24) => one(&words.seasons[usize::from(code) - 21]),
            Unit::Code(code @ ..=36) => {
                fill(&words.quarter, &[("q", &(code - 32).to_string()), ("y", &year)])
            }
            Unit::Code(40) => one(&words.half1),
            Unit::Code(_) => one(&words.half2),
            Unit::Month(m) => month(&words.month, m, 0),
            Unit::Day(m, 1) => month(&words.day.replace("{d}", &words.first_day), m, 1),
            Unit::Day(m, d) => month(&words.day, m, d),
            Unit::SomeMonth => fill(&words.unknown_month, &[("a", &one(&words.year))]),
            Unit::SomeDay(m) => fill(&words.unknown_day, &[("a", &month(&words.month, m, 0))]),
            Unit::SomeDayOfYear => fill(&words.unknown_day_month, &[("a", &one(&words.year))]),
        }
    }
}

impl Unit {
    /// Its first month and the one after its last, counted from January as 0. Level 1
    /// leaves open when seasons are: here spring is March to May, and winter runs from
    /// December into the next year.
    fn months(self) -> (i64, i64) {
        let (first, length) = match self {
            Unit::Year | Unit::SomeMonth | Unit::SomeDayOfYear => (0, 12),
            Unit::Month(m) | Unit::SomeDay(m) | Unit::Day(m, _) => (m - 1, 1),
            Unit::Code(code @ ..=24) => ((code - 21) * 3 + 2, 3),
            Unit::Code(code @ ..=36) => ((code - 33) * 3, 3),
            Unit::Code(code) => ((code - 40) * 6, 6),
        };
        (first.into(), (first + length).into())
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Date, DateError> {
        let parsed = if text.starts_with(['[', '{']) {
            window(text)
        } else if let Some((a, b)) = text.split_once('/') {
            interval(text, a, b)
        } else {
            point(text).map(|point| Date::new(Shape::One(point)))
        };
        parsed.map_err(|error| slip(text).or_else(|| respelt(text)).unwrap_or(error))
    }
}

/// What is probably meant where one sign is written in another way.
fn respelt(text: &str) -> Option<DateError> {
    let plain = text.replace(' ', "").replace("...", "..").replace('x', "X");
    let quarter = |number: usize| plain.replace(&format!("-Q{number}"), &format!("-{}", 32 + number));
    let mark = plain.chars().next().filter(|mark| matches!(mark, '?' | '~' | '%'));
    let moved = mark.map(|mark| format!("{}{mark}", &plain[1..]));
    let eight = plain.get(..4).zip(plain.get(4..6)).zip(plain.get(6..)).filter(|_| plain.len() == 8);
    let parted = eight.map(|((year, month), day)| format!("{year}-{month}-{day}"));
    let to = text.replace(" to ", "/").replace(" – ", "/").replace(" - ", "/");
    let window = plain.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let window = window.map(|inner| format!("[{}]", inner.replace([',', '/'], "..")));
    let others = (1..=4).map(quarter).chain([plain.replace("??", "XX"), to]).chain(moved).chain(parted);
    let all = [plain.clone()].into_iter().chain(others).chain(window);
    // Each differs, and is a date as it is: nothing is tried on it again.
    let right = all.filter(|right| right != text).find(|right| is_date(right))?;
    Some(wrong(text, format_args!("is no date: write {right}")))
}

/// Whether this is a date as it stands.
fn is_date(text: &str) -> bool {
    if text.starts_with(['[', '{']) {
        return window(text).is_ok();
    }
    text.split_once('/').map_or_else(|| point(text).is_ok(), |(a, b)| interval(text, a, b).is_ok())
}

/// Level 0, time interval; level 1, extended interval.
fn interval(text: &str, a: &str, b: &str) -> Result<Date, DateError> {
    // A part of what is no interval would be quoted out of its sentence.
    if text.chars().any(|letter| letter.is_alphabetic() && !letter.is_ascii_uppercase()) {
        return Err(unreadable(text));
    }
    if b.contains('/') {
        return Err(wrong(text, "has more than one /: write the first and the last, as 2022/2024"));
    }
    let shape = match (a, b) {
        ("" | "..", "" | "..") => {
            let why = "has neither start nor end: write for example 2019/.. or ../2024";
            return Err(wrong(text, why));
        }
        (a, "..") => Shape::From(point(a)?),
        (a, "") => Shape::FromUnknown(point(a)?),
        ("..", b) => Shape::Until(point(b)?),
        ("", b) => Shape::UntilUnknown(point(b)?),
        (a, b) => Shape::Span(point(a)?, point(b)?),
    };
    in_order(text, shape, format_args!("{b}/{a}"))
}

/// Level 2, one of a set: a single range, without lists.
fn window(text: &str) -> Result<Date, DateError> {
    let inner = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let (a, b) = inner.and_then(|inner| inner.split_once("..")).unwrap_or_default();
    let shape = match (a, b) {
        ("", "") => return Err(wrong(text, NO_WINDOW)),
        _ if text.contains(',') => return Err(wrong(text, NO_WINDOW)),
        (a, "") => Shape::AfterOrOn(point(a)?),
        ("", b) => Shape::By(point(b)?),
        (a, b) => Shape::Between(point(a)?, point(b)?),
    };
    in_order(text, shape, format_args!("[{b}..{a}]"))
}

const NO_WINDOW: &str = "is no window: write [2022-07-14..2023-08-17], [..2023-08-17] or \
    [2022-07-14..]; lists and {…} are not supported";

/// The date of a shape, unless it ends before it starts.
fn in_order(text: &str, shape: Shape, turned: fmt::Arguments<'_>) -> Result<Date, DateError> {
    let date = Date::new(shape);
    if date.earliest <= date.latest {
        return Ok(date);
    }
    Err(wrong(text, format_args!("ends before it starts: write {turned}")))
}

/// One date without intervals.
fn point(text: &str) -> Result<Point, DateError> {
    read_point(text).map_err(|error| slip(text).unwrap_or(error))
}

fn read_point(text: &str) -> Result<Point, DateError> {
    let (rest, mark) = split_mark(text);
    let (negative, rest) = rest.strip_prefix('-').map_or((false, rest), |rest| (true, rest));
    let pieces: Vec<&str> = rest.split('-').collect();
    let (year, hidden) = read_year(text, negative, pieces[0])?;
    let unit = match pieces[1..] {
        [] => Unit::Year,
        // Level 1 has unspecified digits in a year only when it stands alone.
        _ if hidden > 0 => return Err(unreadable(text)),
        ["XX"] => Unit::SomeMonth,
        ["XX", "XX"] => Unit::SomeDayOfYear,
        [code] => month_or_code(text, code)?,
        [month, day] => match (month_or_code(text, month)?, day) {
            (Unit::Month(month), "XX") => Unit::SomeDay(month),
            (Unit::Month(month), day) => {
                let day = number(day, 2).ok_or_else(|| unreadable(text))?;
                real_day(text, year.into(), month.into(), day)?;
                Unit::Day(month, day as u8)
            }
            _ => return Err(wrong(text, "has a day, but its month is not one of 01 to 12")),
        },
        _ => return Err(unreadable(text)),
    };
    Ok(Point { year, hidden, unit, mark })
}

/// Level 1, qualification of a date: one mark at the end.
fn split_mark(text: &str) -> (&str, Mark) {
    match text.char_indices().next_back() {
        Some((end, '?')) => (&text[..end], Mark::Uncertain),
        Some((end, '~')) => (&text[..end], Mark::Approximate),
        Some((end, '%')) => (&text[..end], Mark::Both),
        _ => (text, Mark::None),
    }
}

/// The earliest year that four digits can mean, and how many of them are X: level 1,
/// unspecified digits from the right, one or two.
fn read_year(text: &str, negative: bool, digits: &str) -> Result<(i16, u8), DateError> {
    let hidden = digits.len() - digits.trim_end_matches('X').len();
    // Years before 0 count backwards, so the earliest has nines.
    let nines = if negative { "9" } else { "0" }.repeat(hidden);
    let filled = format!("{}{nines}", digits.trim_end_matches('X'));
    match number(&filled, 4).filter(|_| hidden <= 2) {
        None => Err(unreadable(text)),
        Some(0) if negative => Err(wrong(text, "has no year: 1 BC is 0000, 2 BC is -0001")),
        Some(year) => Ok((if negative { -year } else { year } as i16, hidden as u8)),
    }
}

/// Digits of exactly that many places.
fn number(digits: &str, places: usize) -> Option<i32> {
    let plain = digits.len() == places && digits.bytes().all(|byte| byte.is_ascii_digit());
    if plain { digits.parse().ok() } else { None }
}

/// Level 0, month; level 1, seasons; level 2, sub-year groupings.
fn month_or_code(text: &str, digits: &str) -> Result<Unit, DateError> {
    match number(digits, 2).ok_or_else(|| unreadable(text))? {
        month @ 1..=12 => Ok(Unit::Month(month as u8)),
        code @ (21..=24 | 33..=36 | 40..=41) => Ok(Unit::Code(code as u8)),
        _ => Err(wrong(text, format_args!("has no month: {digits} {NO_MONTH}"))),
    }
}

const NO_MONTH: &str = "is none of 01–12 for months, 21–24 for seasons, 33–36 for quarters, \
    40 and 41 for half-years";

/// The day of these numbers; if there is none, an error with the length of the month.
fn real_day(text: &str, year: i32, month: i32, day: i32) -> Result<Day, DateError> {
    ymd(year, month, day).ok_or_else(|| {
        let days = (1..=31).rev().find(|&day| ymd(year, month, day).is_some());
        let why = match days {
            Some(days) => format!("{} {year} has {days} days", month_name(month)),
            None => "a year has 12 months".to_owned(),
        };
        wrong(text, format_args!("does not exist: {why}"))
    })
}

/// The day of these numbers, if there is one.
fn ymd(year: i32, month: i32, day: i32) -> Option<Day> {
    Day::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

fn month_name(month: i32) -> &'static str {
    let names = "January February March April May June July August September October November \
        December";
    names.split(' ').nth(month as usize - 1).unwrap_or_default()
}

/// The error for what cannot be read at all, with a hint where there is one.
fn unreadable(text: &str) -> DateError {
    let why = if text.contains(' ') {
        "is no date: write year-month-day without spaces, as 2022-07-14, 2022-07 or 2022"
    } else if text.contains(':') {
        "has a time of day: write the day alone, as 2022-07-14"
    } else if text.contains(['Y', 'S']) {
        "has a year that is not supported: write four digits, from -9999 to 9999"
    } else if text.contains(['?', '~', '%']) {
        "has a mark in the wrong place: write one of ?, ~ and % at the end, as 2022-07~"
    } else if text.contains('X') {
        "has an X that is not supported: write 201X, 20XX, 2004-XX, 1985-04-XX or 1985-XX-XX"
    } else {
        "is no date: write year-month-day, as 2022-07-14, 2022-07 or 2022"
    };
    wrong(text, why)
}

/// What is probably meant by numbers in another order, without zeros or with other signs
/// between them.
fn slip(text: &str) -> Option<DateError> {
    let pieces: Vec<&str> = text.split(['-', '/', '.', '–', ' ']).collect();
    let numbers: Option<Vec<i32>> = pieces.iter().map(|piece| number(piece, piece.len())).collect();
    let sizes: Vec<usize> = pieces.iter().map(|piece| piece.len()).collect();
    let write = |right: String| Some(wrong(text, format_args!("is not in order: write {right}")));
    match (&sizes[..], &numbers?[..]) {
        (&[4, 1..=2, 1..=2], &[y, m, d]) => write(ymd(y, m, d)?.to_string()),
        (&[1..=2, 1..=2, 4], &[a, b, y]) => match (ymd(y, b, a), ymd(y, a, b)) {
            (Some(one), Some(other)) if one != other => Some(ambiguous(text, one, other)),
            (Some(day), _) | (None, Some(day)) => write(day.to_string()),
            (None, None) => real_day(text, y, b, a).err(),
        },
        (&[4, 1..=2], &[y, m @ 1..=12]) | (&[1..=2, 4], &[m @ 1..=12, y]) => write(format!("{y:04}-{m:02}")),
        (&[4, 4], &[a, b]) if a < b => write(format!("{a:04}/{b:04}")),
        _ => None,
    }
}

fn ambiguous(text: &str, one: Day, other: Day) -> DateError {
    let meant = |day: Day| {
        let (_, m, d) = day.ymd();
        format!("{day} for {d} {}", month_name(m.into()))
    };
    wrong(text, format_args!("is ambiguous: write {} or {}", meant(one), meant(other)))
}

/// Exactly the text that was parsed.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use Shape::*;
        match self.shape {
            One(a) => write!(f, "{a}"),
            Span(a, b) => write!(f, "{a}/{b}"),
            From(a) => write!(f, "{a}/.."),
            FromUnknown(a) => write!(f, "{a}/"),
            Until(b) => write!(f, "../{b}"),
            UntilUnknown(b) => write!(f, "/{b}"),
            Between(a, b) => write!(f, "[{a}..{b}]"),
            AfterOrOn(a) => write!(f, "[{a}..]"),
            By(b) => write!(f, "[..{b}]"),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = 4 - usize::from(self.hidden);
        let digits = format!("{:04}", self.year.unsigned_abs());
        let sign = if self.year < 0 { "-" } else { "" };
        write!(f, "{sign}{}{}", &digits[..known], &"XX"[..4 - known])?;
        match self.unit {
            Unit::Year => Ok(()),
            Unit::Code(number) | Unit::Month(number) => write!(f, "-{number:02}"),
            Unit::Day(month, day) => write!(f, "-{month:02}-{day:02}"),
            Unit::SomeMonth => f.write_str("-XX"),
            Unit::SomeDay(month) => write!(f, "-{month:02}-XX"),
            Unit::SomeDayOfYear => f.write_str("-XX-XX"),
        }?;
        f.write_str(match self.mark {
            Mark::None => "",
            Mark::Uncertain => "?",
            Mark::Approximate => "~",
            Mark::Both => "%",
        })
    }
}

/// When something was published: a day, if known with the time of day, and if known with
/// the zone of that time (level 0, date and time; ISO 8601-1 for a time without seconds).
///
/// Stamps are ordered as they read: by day, then by time of day, whatever the zone.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stamp {
    day: Day,
    time: Option<(u8, u8, u8)>,
    zone: Option<i16>,
    text: String,
}

impl Stamp {
    /// The day.
    pub fn day(&self) -> Day {
        self.day
    }

    /// The day as a date.
    pub fn date(&self) -> Date {
        let (year, month, day) = self.day.ymd();
        let unit = Unit::Day(month, day);
        Date::new(Shape::One(Point { year: year as i16, hidden: 0, unit, mark: Mark::None }))
    }

    /// The hour, the minute and the second, if the time is known.
    pub fn time(&self) -> Option<(u8, u8, u8)> {
        self.time
    }

    /// The minutes that the zone is east of Greenwich, if it is known.
    pub fn zone(&self) -> Option<i16> {
        self.zone
    }

    /// Reads it out in the language of the words, without seconds.
    pub fn say(&self, words: &DateWords) -> String {
        let date = self.date().say(words);
        let Some((hour, minute, _)) = self.time else {
            return date;
        };
        let (hh, mm) = (format!("{hour:02}"), format!("{minute:02}"));
        let said = fill(&words.time, &[("date", &date), ("hh", &hh), ("mm", &mm)]);
        let Some(zone) = self.zone else { return said };
        let (sign, east) = (if zone < 0 { '-' } else { '+' }, zone.unsigned_abs());
        let shift = match (east / 60, east % 60) {
            (0, 0) => String::new(),
            (hours, 0) => format!("{sign}{hours}"),
            (hours, minutes) => format!("{sign}{hours}:{minutes:02}"),
        };
        format!("{said}{}", fill(&words.zone, &[("z", &shift)]))
    }
}

/// The time of day of a stamp, in hours, minutes and seconds, and its zone.
fn time_and_zone(text: &str) -> Option<((u8, u8, u8), Option<i16>)> {
    let (clock, zone) = text.split_at(text.find(['Z', '+', '-']).unwrap_or(text.len()));
    let zone = if zone.is_empty() { None } else { Some(zone_minutes(zone)?) };
    let figure = |digits: &str, below: i32| Some(number(digits, 2).filter(|&n| n < below)? as u8);
    let pieces: Vec<&str> = clock.split(':').collect();
    let time = match pieces[..] {
        [hour, minute] => (figure(hour, 24)?, figure(minute, 60)?, 0),
        [hour, minute, second] => (figure(hour, 24)?, figure(minute, 60)?, figure(second, 60)?),
        _ => return None,
    };
    Some((time, zone))
}

/// `Z`, `+07` or `+07:00`; ISO 8601-1 has no `-00:00`.
fn zone_minutes(text: &str) -> Option<i16> {
    if text == "Z" {
        return Some(0);
    }
    let figures = text.strip_prefix(['+', '-'])?;
    let (hours, minutes) = figures.split_once(':').unwrap_or((figures, "00"));
    let east = number(hours, 2)? * 60 + number(minutes, 2).filter(|&m| m < 60)?;
    let west = text.starts_with('-');
    let real = east <= 14 * 60 && !(west && east == 0);
    real.then_some(if west { -east } else { east } as i16)
}

impl FromStr for Stamp {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Stamp, DateError> {
        let (date, time) = text.split_once('T').map_or((text, None), |(d, t)| (d, Some(t)));
        let day = point(date).and_then(|point| match (point.unit, point.mark) {
            (Unit::Day(..), Mark::None) => Ok(point.bounds().0),
            _ => Err(wrong(text, "is no certain day: write it as 2022-07-14, without marks")),
        })?;
        let read = |time| {
            let why = "has a time that cannot be read: write T19:38 or T19:38+07:00 after the day";
            time_and_zone(time).ok_or_else(|| wrong(text, why))
        };
        let (time, zone) = time.map(read).transpose()?.unzip();
        Ok(Stamp { day, time, zone: zone.flatten(), text: text.to_owned() })
    }
}

/// Exactly the text that was parsed.
impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The traits of what is a text in JSON and something shorter to read in a packed record:
/// `$pack` and `$unpack` are the ways there and back, of which neither refuses a value.
macro_rules! as_text {
    ($name:ident, $packed:ty, $pack:expr, $unpack:expr, $title:literal, $description:literal, $examples:tt) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    return serializer.collect_str(self);
                }
                let pack: fn(&Self) -> $packed = $pack;
                pack(self).serialize(serializer)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            #[inline(never)]
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if deserializer.is_human_readable() {
                    return String::deserialize(deserializer)?.parse().map_err(de::Error::custom);
                }
                Ok($unpack(<$packed>::deserialize(deserializer)?))
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({
                    "type": "string",
                    "title": $title,
                    "description": $description,
                    "examples": $examples,
                })
            }
        }
    };
}

as_text!(
    Date,
    Shape,
    |date| date.shape,
    |shape: Shape| Date::new(shape.real()),
    "Date (EDTF)",
    "A date in EDTF (ISO 8601-2): year-month-day, as much of it as is known. 2022-40 and \
     2022-41 are the halves of 2022, 2022-33 to -36 its quarters, 2022-21 to -24 its \
     seasons; a/b is all the time from a to b, a/.. has an open end; [a..b] is one unknown \
     day between; ? is uncertain, ~ about, % both; X is an unknown digit.",
    [
        "2022-07-14",
        "2022-07",
        "2022",
        "2022-40",
        "2019/2024",
        "2019/..",
        "[2022-07-14..2023-08-17]",
        "[..2023-08-17]",
        "1992~",
        "201X"
    ]
);
as_text!(
    Stamp,
    (Day, Option<(u8, u8, u8)>, Option<i16>, String),
    |stamp| (stamp.day, stamp.time, stamp.zone, stamp.text.clone()),
    |(day, time, zone, text)| Stamp { day, time, zone, text },
    "Publication time",
    "The day of publication, if known with the time of day and its zone.",
    ["2022-07-14", "2022-07-14T19:38", "2022-07-14T19:38+07:00"]
);

/// How dates are read out in one language: patterns with names in braces to be filled in.
///
/// `{y}` is the year, `{m}` the month's number, `{month}` its name, `{d}` the day; `{a}`
/// and `{b}` are dates already read out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DateWords {
    /// A day: `{d}`, `{m}` or `{month}`, `{y}`.
    pub day: String,
    /// The first day of a month, for `{d}`.
    pub first_day: String,
    /// A month: `{m}` or `{month}`, `{y}`.
    pub month: String,
    /// A year: `{y}`.
    pub year: String,
    /// The names of the twelve months, from January.
    pub months: [String; 12],
    /// The first half of a year: `{y}`.
    pub half1: String,
    /// The second half of a year: `{y}`.
    pub half2: String,
    /// A quarter of a year: `{q}` from 1 to 4, `{y}`.
    pub quarter: String,
    /// Spring, summer, autumn and winter of a year: `{y}`.
    pub seasons: [String; 4],
    /// An unknown year of ten (201X): `{y}`, the first of them.
    pub decade: String,
    /// An unknown year of a hundred (20XX): `{a}` and `{b}`, the first and the last.
    pub century: String,
    /// A year before the year 1: `{y}`, counted backwards from 1.
    pub before_era: String,
    /// A month whose day is unknown (1985-04-XX): `{a}`, the month.
    pub unknown_day: String,
    /// A year whose month is unknown (2004-XX): `{a}`, the year.
    pub unknown_month: String,
    /// A year whose month and day are unknown (1985-XX-XX): `{a}`, the year.
    pub unknown_day_month: String,
    /// All the time from one year to another: `{a}`, `{b}`.
    pub span: String,
    /// All the time between dates that are longer than a year's figures: `{a}`, `{b}`.
    pub span_long: String,
    /// With an open end (2019/..): `{a}`.
    pub from: String,
    /// With an open start (../2024): `{b}`.
    pub until: String,
    /// With an unknown end (2019/): `{a}`.
    pub from_unknown: String,
    /// With an unknown start (/2024): `{b}`.
    pub until_unknown: String,
    /// One unknown time between two ([2022..2023]): `{a}`, `{b}`.
    pub between: String,
    /// Then or earlier ([..2023]): `{b}`.
    pub by: String,
    /// Then or later ([2022..]): `{a}`.
    pub after_or_on: String,
    /// An approximate date (~): `{a}`.
    pub about: String,
    /// An uncertain date (?): `{a}`.
    pub perhaps: String,
    /// An uncertain and approximate date (%): `{a}`.
    pub perhaps_about: String,
    /// A day with a time: `{date}`, `{hh}`, `{mm}`.
    pub time: String,
    /// What follows a time whose zone is known: `{z}`, as +7, +5:30 or nothing.
    pub zone: String,
}

impl DateWords {
    /// The figures of a year, with the era where needed.
    fn year_figures(&self, year: i32) -> String {
        if year > 0 {
            return year.to_string();
        }
        fill(&self.before_era, &[("y", &(1 - year).to_string())])
    }
}

/// Replaces each name in braces by its value; a name without a value stays.
fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = pattern;
    while let Some((before, tail)) = rest.split_once('{') {
        filled.push_str(before);
        let found = tail.split_once('}').and_then(|(name, after)| {
            let (_, value) = values.iter().find(|(key, _)| *key == name)?;
            Some((*value, after))
        });
        let (value, after) = found.unwrap_or(("{", tail));
        filled.push_str(value);
        rest = after;
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap_or_else(|error| panic!("{error}"))
    }

    fn error(text: &str) -> String {
        text.parse::<Date>().unwrap_err().to_string()
    }

    /// Checks that each row's first text gives the rest of the row.
    fn check(rows: &str, given: impl Fn(&str) -> String) {
        for row in rows.trim().lines() {
            let (text, expected) = row.trim().split_once(" | ").expect(row);
            assert_eq!(given(text), expected, "for {text}");
        }
    }

    fn range(text: &str) -> String {
        let date = date(text);
        assert_eq!(date.to_string(), text);
        format!("{} {}", date.earliest(), date.latest())
    }

    /// All the specification's examples of what is supported: level 0, 1 and 2.
    #[test]
    fn examples_of_the_specification() {
        let level_0 = "
            1985-04-12 | 1985-04-12 1985-04-12
            1985-04 | 1985-04-01 1985-04-30
            1985 | 1985-01-01 1985-12-31
            1964/2008 | 1964-01-01 2008-12-31
            2004-06/2006-08 | 2004-06-01 2006-08-31
            2004-02-01/2005-02-08 | 2004-02-01 2005-02-08
            2004-02-01/2005-02 | 2004-02-01 2005-02-28
            2004-02-01/2005 | 2004-02-01 2005-12-31
            2005/2006-02 | 2005-01-01 2006-02-28";
        let level_1 = "
            2001-21 | 2001-03-01 2001-05-31
            1984? | 1984-01-01 1984-12-31
            2004-06~ | 2004-06-01 2004-06-30
            2004-06-11% | 2004-06-11 2004-06-11
            201X | 2010-01-01 2019-12-31
            20XX | 2000-01-01 2099-12-31
            2004-XX | 2004-01-01 2004-12-31
            1985-04-XX | 1985-04-01 1985-04-30
            1985-XX-XX | 1985-01-01 1985-12-31
            1985-04-12/.. | 1985-04-12 ..
            1985-04/.. | 1985-04-01 ..
            1985/.. | 1985-01-01 ..
            ../1985-04-12 | .. 1985-04-12
            ../1985-04 | .. 1985-04-30
            ../1985 | .. 1985-12-31
            1985-04-12/ | 1985-04-12 ..
            1985-04/ | 1985-04-01 ..
            1985/ | 1985-01-01 ..
            /1985-04-12 | .. 1985-04-12
            /1985-04 | .. 1985-04-30
            /1985 | .. 1985-12-31
            -1985 | -1985-01-01 -1985-12-31";
        let level_2 = "
            2001-34 | 2001-04-01 2001-06-30
            [..1760-12-03] | .. 1760-12-03
            [1760-12..] | 1760-12-01 ..
            [..1984] | .. 1984-12-31
            2004-06-XX/2004-07-03 | 2004-06-01 2004-07-03";
        [level_0, level_1, level_2].iter().for_each(|rows| check(rows, range));
    }

    /// The specification's other examples of level 1 and 2, and what was EDTF once.
    #[test]
    fn what_is_not_supported_is_an_error() {
        let texts = "Y170000002 Y-170000002 Y-17E7 1950S2 Y171010000S3 Y3388E2S3 2001-25 2001-37
            [1667,1668,1670..1672] [1667,1760-12] {1667,1668,1670..1672} {1960,1961-12} {..1984}
            2004-06~-11 2004?-06-11 ?2004-06-~11 2004-%06-11 2004-06-~01/2004-06-~20 156X-12-25
            15XX-12-25 XXXX-12-XX 1XXX-XX 1XXX-12 1984-1X XXXX 201x 19uu Y1985 unknown/2006";
        for text in texts.split_whitespace() {
            assert!(error(text).contains(": "), "for {text}");
        }
    }

    #[test]
    fn covers_its_days() {
        let rows = "
            2022-40 | 2022-01-01 2022-06-30
            2022-41 | 2022-07-01 2022-12-31
            2022-36 | 2022-10-01 2022-12-31
            2023-24 | 2023-12-01 2024-02-29
            2022-40/2023-41 | 2022-01-01 2023-12-31
            1984~/2004-06% | 1984-01-01 2004-06-30
            [2022-07-14..2023-08-17] | 2022-07-14 2023-08-17
            [2022..2022] | 2022-01-01 2022-12-31
            2000-02-29 | 2000-02-29 2000-02-29
            0000-02-29 | 0000-02-29 0000-02-29
            -201X | -2019-01-01 -2010-12-31
            -000X | -0009-01-01 -0001-12-31
            -9999/9999-24 | -9999-01-01 10000-02-29";
        check(rows, range);
        assert_eq!(Day::from_ymd(1970, 1, 1), Some(Day(0)));
        assert_eq!(Day::from_ymd(2022, 13, 1), None);
    }

    #[test]
    fn errors_say_what_is_wrong_and_what_is_right() {
        let rows = "
            11/12/1992 | is ambiguous: write 1992-12-11 for 11 December or 1992-11-12 for 12 November
            14/7/2022 | is not in order: write 2022-07-14
            14-7-2022 | is not in order: write 2022-07-14
            7/14/2022 | is not in order: write 2022-07-14
            5.5.2022 | is not in order: write 2022-05-05
            2022-7-14 | is not in order: write 2022-07-14
            2022/07/14 | is not in order: write 2022-07-14
            7/2022 | is not in order: write 2022-07
            2022-7 | is not in order: write 2022-07
            2019–2024 | is not in order: write 2019/2024
            2022-02-30 | does not exist: February 2022 has 28 days
            31/2/2024 | does not exist: February 2024 has 29 days
            13/13/2024 | does not exist: a year has 12 months
            2022-13 | has no month: 13 is none of 01–12 for months, 21–24 for seasons, 33–36 for quarters, 40 and 41 for half-years
            2022-40-01 | has a day, but its month is not one of 01 to 12
            2023/2022 | ends before it starts: write 2022/2023
            [2023-08-17..2022-07-14] | ends before it starts: write [2022-07-14..2023-08-17]
            ../.. | has neither start nor end: write for example 2019/.. or ../2024
            -0000 | has no year: 1 BC is 0000, 2 BC is -0001
            2022-07-14T19:38 | has a time of day: write the day alone, as 2022-07-14
            Tết | is no date: write year-month-day, as 2022-07-14, 2022-07 or 2022
            14 July 2022 | is no date: write year-month-day without spaces, as 2022-07-14, 2022-07 or 2022";
        check(rows, |text| error(text).replace(&format!("“{text}” "), ""));
        assert!(error("[14/7/2022..2023]").contains("“14/7/2022” is not in order"));
        assert!(error(&"đ".repeat(99)).chars().count() < 120);
    }

    /// The words of dates of a file of labels.
    fn words_in(labels: &str) -> DateWords {
        let labels: serde_json::Value = serde_json::from_str(labels).unwrap();
        serde_json::from_value(labels["dates"].clone()).unwrap()
    }

    #[test]
    fn the_first_of_a_month_may_be_said_otherwise() {
        let french = words_in(include_str!("../../tests/editions/ferry/labels/fr.json"));
        let rows = "
            1884-05-01 | 1er mai 1884
            1884-05-11 | 11 mai 1884";
        check(rows, |text| text.parse::<Date>().unwrap().say(&french));
    }

    /// With the words that the reader ships.
    #[test]
    fn reads_out_in_each_language() {
        let [vi, en] = [include_str!("../labels/vi.json"), include_str!("../labels/en.json")].map(words_in);
        let dates = "
            2022-07-14 | 14/7/2022 | 14 July 2022
            2022-07 | tháng 7/2022 | July 2022
            2022 | 2022 | 2022
            0000 | 1 TCN | 1 BC
            -0043-03-15 | 15/3/44 TCN | 15 March 44 BC
            2022-40 | nửa đầu năm 2022 | first half of 2022
            2022-41 | nửa cuối năm 2022 | second half of 2022
            2022-33 | quý 1 năm 2022 | quarter 1 of 2022
            2022-23 | mùa thu năm 2022 | autumn 2022
            2019/2024 | 2019–2024 | 2019–2024
            2022-07-14/2023 | 14/7/2022 đến 2023 | 14 July 2022 to 2023
            2019/.. | từ 2019 | from 2019
            ../2019 | đến 2019 | until 2019
            2019/ | từ 2019 (không rõ kết thúc khi nào) | from 2019 (end unknown)
            /2019 | đến 2019 (không rõ bắt đầu khi nào) | until 2019 (start unknown)
            [2022-07-14..2023-08-17] | giữa 14/7/2022 và 17/8/2023 | between 14 July 2022 and 17 August 2023
            [..2023-08-17] | muộn nhất 17/8/2023 | by 17 August 2023
            [2022..] | sớm nhất 2022 | 2022 or later
            1945~ | khoảng 1945 | about 1945
            1945? | có lẽ 1945 | perhaps 1945
            1945-08% | có lẽ khoảng tháng 8/1945 | perhaps about August 1945
            201X | thập niên 2010 | 2010s
            19XX | một năm trong khoảng 1900–1999 | a year in 1900–1999
            -000X | một năm trong khoảng 10 TCN–2 TCN | a year in 10 BC–2 BC
            1985-04-XX | tháng 4/1985 (không rõ ngày) | April 1985 (day unknown)
            2004-XX | 2004 (không rõ tháng) | 2004 (month unknown)
            1985-XX-XX | 1985 (không rõ ngày, tháng) | 1985 (day and month unknown)";
        let stamps = "
            2022-07-14 | 14/7/2022 | 14 July 2022
            2022-07-14T19:38 | 14/7/2022, 19:38 | 14 July 2022, 19:38
            2022-07-14T09:05+07:00 | 14/7/2022, 09:05 (GMT+7) | 14 July 2022, 09:05 (GMT+7)
            1985-04-12T23:20:30Z | 12/4/1985, 23:20 (GMT) | 12 April 1985, 23:20 (GMT)
            1985-04-12T23:20-04:30 | 12/4/1985, 23:20 (GMT-4:30) | 12 April 1985, 23:20 (GMT-4:30)";
        check(dates, |text| format!("{} | {}", date(text).say(&vi), date(text).say(&en)));
        check(stamps, |text| {
            let stamp: Stamp = text.parse().unwrap();
            format!("{} | {}", stamp.say(&vi), stamp.say(&en))
        });
        assert_eq!(fill("{a} {b {d} {", &[("a", "{d}"), ("d", "!")]), "{d} {b ! {");
    }

    /// Level 0, date and time, and the shorter times of ISO 8601-1.
    #[test]
    fn stamps() {
        let right = "1985-04-12T23:20:30 1985-04-12T23:20:30Z 1985-04-12T23:20:30-04
            1985-04-12T23:20:30+04:30 2022-07-14 2022-07-14T19:38 2022-07-14T19:38+07:00";
        for text in right.split_whitespace() {
            assert_eq!(text.parse::<Stamp>().unwrap().to_string(), text);
        }
        let wrong = "2022-07 2022-07-14? 2022-07-14T 2022-07-14T19 2022-07-14T24:00 2022-07-14Z
            2022-07-14T19:60 2022-07-14T19:38-00:00 2022-07-14T19:38+0700 2022-07-14T19:38+15
            2022-07-14T9:38 2022-7-14T19:38 14/7/2022 2022-02-30T10:00 [..2022-07-14]";
        for text in wrong.split_whitespace() {
            assert!(text.parse::<Stamp>().unwrap_err().to_string().contains(": "), "for {text}");
        }
        let stamp: Stamp = "2022-07-14T19:38-04:30".parse().unwrap();
        assert_eq!((stamp.time(), stamp.zone()), (Some((19, 38, 0)), Some(-270)));
        assert_eq!(stamp.date(), date("2022-07-14"));
    }

    #[test]
    fn compares() {
        let mut dates = ["2022", "2021-41", "../2023", "2022-01", "2022/..", "[..2022]"].map(date);
        dates.sort();
        let order = dates.map(|date| date.to_string()).join(" ");
        assert_eq!(order, "[..2022] ../2023 2021-41 2022-01 2022 2022/..");
        let rows = "
            2022-07-14 | true true 2022 Day
            2022-07-31/2022-08 | false true 2022 Span
            2022 | false true 2022 Year
            2022-08 | false false 2022 Month
            [..2022-07-01] | false true 2022 Window
            2021/.. | false true 2021 Span
            202X | false true 2020 Decade
            20XX | false true 2000 Century
            2022-22 | false true 2022 Season
            2022-34 | false false 2022 Quarter
            2022-41 | false true 2022 Half";
        check(rows, |text| {
            let (july, other) = (date("2022-07"), date(text));
            let (inside, common) = (july.contains(&other), july.overlaps(&other));
            format!("{inside} {common} {} {:?}", other.year().unwrap(), other.precision())
        });
        let days = |a: &str, b: &str| date(a).days_between(&date(b));
        assert_eq!(days("2022-07-14", "2023-08-17"), Some(399));
        assert_eq!(days("2022-07-14", "2023-08-17~"), None);
        assert_eq!(days("2022-07", "2023-08-17"), None);
    }

    #[test]
    fn certain_days_are_told_from_others() {
        let rows = "
            2022-07-14 | 2022-07-14 2022-07-14
            2022-07-14/2022-07-16 | 2022-07-14 2022-07-16
            2022-07-14/2022-07 | none
            2022-07-14~ | none
            2022-07-14/2022-07-16? | none
            2022-07 | none
            2022-07-XX | none
            2022-07-14/.. | none
            [2022-07-14..2022-07-16] | none";
        check(rows, |text| match date(text).days() {
            Some((first, last)) => format!("{first} {last}"),
            None => "none".into(),
        });
    }

    #[test]
    fn is_a_text_in_json_with_a_schema() {
        let json = "[\"2022-40\",\"2022-07-14T19:38+07:00\"]";
        let read: (Date, Stamp) = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), json);
        let error = serde_json::from_str::<Date>("\"14/7/2022\"").unwrap_err();
        assert!(error.to_string().contains("write 2022-07-14"));
        let schemas = [schemars::schema_for!(Date), schemars::schema_for!(Stamp)];
        let [dates, stamps] = schemas.map(|schema| schema.to_value()["examples"].clone());
        serde_json::from_value::<Vec<Date>>(dates).unwrap();
        serde_json::from_value::<Vec<Stamp>>(stamps).unwrap();
    }

    /// Texts of supported dates, but for ends that come before starts.
    fn dates() -> impl Strategy<Value = String> {
        let month = "(0[1-9]|1[0-2])";
        let day = format!("{month}-(0[1-9]|1[0-9]|2[0-8]|XX)");
        let unit = format!("(-({month}|2[1-4]|3[3-6]|4[01]|XX|XX-XX|{day}))?");
        let point = format!("((-?[0-9]{{3}}[1-9]{unit}|-?[0-9]{{2}}([0-9]X|XX))[?~%]?)");
        let shapes = r"P|P/P|P/\.\.|P/|\.\./P|/P|\[P\.\.P\]|\[P\.\.\]|\[\.\.P\]".replace('P', &point);
        proptest::string::string_regex(&shapes).unwrap()
    }

    proptest! {
        #[test]
        fn prints_what_it_parsed(text in dates()) {
            match text.parse::<Date>() {
                Ok(date) => {
                    prop_assert_eq!(date.to_string(), text);
                    prop_assert!(date.earliest() <= date.latest());
                    prop_assert!(date.contains(&date) && date.overlaps(&date));
                }
                Err(error) => prop_assert!(error.to_string().contains("ends before"), "{}", error),
            }
        }

        #[test]
        fn order_is_total(texts in [dates(), dates(), dates()]) {
            let mut dates: Vec<Date> = texts.iter().filter_map(|text| text.parse().ok()).collect();
            dates.sort();
            for (i, a) in dates.iter().enumerate() {
                for b in &dates[i..] {
                    prop_assert!((a.earliest(), a.latest()) <= (b.earliest(), b.latest()));
                    prop_assert_eq!(a.cmp(b), b.cmp(a).reverse());
                    prop_assert_eq!(a.cmp(b).is_eq(), a.to_string() == b.to_string());
                }
            }
        }

        #[test]
        fn never_panics(any in r"\PC*", near in r"[0-9XTZ:+/.,?~%đ \[\]{}-]{0,24}") {
            for text in [any, near] {
                let _ = text.parse::<Stamp>();
                if let Ok(date) = text.parse::<Date>() {
                    prop_assert_eq!(date.to_string(), text);
                }
            }
        }

        #[test]
        fn days_round_trip(day: i32) {
            let (year, month, d) = Day(day).ymd();
            prop_assert_eq!(Day::from_ymd(year, month, d), Some(Day(day)));
            prop_assert_eq!(Day(day).year(), year);
        }
    }
}
