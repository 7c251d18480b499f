//! Days and pixels: the scale between them, the window of days that is shown, and the ticks
//! of its axis.

use crate::record::date::Day;

/// The days from a first to a last one, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Window {
    /// The first day.
    pub first: Day,
    /// The last day, never before the first.
    pub last: Day,
}

/// The least that a window shows.
pub const SHORTEST: i32 = 7;

/// The first day of a year.
pub fn year_start(year: i32) -> i32 {
    month_start(year, 0)
}

/// The first day of the month that comes so many months after the January of a year.
pub fn month_start(year: i32, months: i32) -> i32 {
    let (years, month) = (months.div_euclid(12), months.rem_euclid(12));
    Day::from_ymd(year + years, month as u8 + 1, 1).map_or(0, |x| x.0)
}

impl Window {
    /// The window between two days, whichever comes first.
    pub fn between(a: i32, b: i32) -> Window {
        Window { first: Day(a.min(b)), last: Day(a.max(b)) }
    }

    /// All days of these years.
    pub fn years(first: i32, last: i32) -> Window {
        Window::between(year_start(first), year_start(last + 1) - 1)
    }

    /// How many days it has.
    pub fn days(&self) -> i32 {
        self.last.0 - self.first.0 + 1
    }

    /// Whether the time from one day to another has a day in common with it.
    pub fn touches(&self, first: Day, last: Day) -> bool {
        self.first <= last && first <= self.last
    }

    /// The window as near to this one as there is within these limits.
    pub fn within(&self, limits: Window) -> Window {
        let days = self.days().max(SHORTEST).min(limits.days());
        let first = self.first.0.min(limits.last.0 - days + 1).max(limits.first.0);
        Window::between(first, first + days - 1)
    }

    /// So many days later, or earlier, within these limits.
    pub fn moved(&self, days: i32, limits: Window) -> Window {
        Window::between(self.first.0 + days, self.last.0 + days).within(limits)
    }

    /// Shows `to` days for every `from` that it did. The day stays where it is on the screen,
    /// unless the limits push it aside.
    pub fn zoomed(&self, about: Day, from: i32, to: i32, limits: Window) -> Window {
        let most = i64::from(limits.days());
        let days = rounded(i64::from(self.days()) * i64::from(to), from.into());
        let days = days.max(SHORTEST.into()).min(most);
        let before = rounded(i64::from(about.0 - self.first.0) * days, self.days().into());
        let first = about.0 - before as i32;
        Window::between(first, first + days as i32 - 1).within(limits)
    }

    /// In an address: `2022..2023`, `2022-07..2022-08` or `2022-07-14..2023-08-17`, whatever is
    /// shortest; what would stand twice stands once.
    pub fn text(&self) -> String {
        let (first, last, end) = (self.first.ymd(), self.last.ymd(), Day(self.last.0 + 1).ymd());
        let parts = match (first, end) {
            ((_, 1, 1), (_, 1, 1)) => 1,
            ((_, _, 1), (_, _, 1)) => 2,
            _ => 3,
        };
        let mut text = String::new();
        write_date(&mut text, first, parts);
        let mut other = String::new();
        write_date(&mut other, last, parts);
        if text != other {
            text += "..";
            text += &other;
        }
        text
    }

    /// The window of such a text.
    pub fn parse(text: &str) -> Option<Window> {
        let (a, b) = text.split_once("..").unwrap_or((text, text));
        let (first, last) = (read_date(a)?.0, read_date(b)?.1);
        (first <= last).then_some(Window { first: Day(first), last: Day(last) })
    }
}

/// A quotient, rounded to the nearest.
fn rounded(a: i64, b: i64) -> i64 {
    (2 * a + b).div_euclid(2 * b)
}

/// Writes the year, the month and the day, or the first so many of them.
fn write_date(text: &mut String, (year, month, day): (i32, u8, u8), parts: usize) {
    if year < 0 {
        text.push('-');
    }
    let digits = year.unsigned_abs().to_string();
    (digits.len()..4).for_each(|_| text.push('0'));
    text.push_str(&digits);
    for part in [month, day].into_iter().take(parts - 1) {
        text.push('-');
        text.push((b'0' + part / 10) as char);
        text.push((b'0' + part % 10) as char);
    }
}

/// The first and the last day of a year, a month or a day.
fn read_date(text: &str) -> Option<(i32, i32)> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |x| (-1, x));
    let mut parts = digits.split('-');
    let year = sign * number(parts.next()?, 4)?;
    let Some(month) = parts.next() else {
        return Some((year_start(year), year_start(year + 1) - 1));
    };
    let month = number(month, 2).filter(|x| (1..=12).contains(x))?;
    let Some(day) = parts.next() else {
        return Some((month_start(year, month - 1), month_start(year, month) - 1));
    };
    let day = Day::from_ymd(year, month as u8, number(day, 2)? as u8)?.0;
    parts.next().is_none().then_some((day, day))
}

/// Digits of exactly that many places.
fn number(digits: &str, places: usize) -> Option<i32> {
    let plain = digits.len() == places && digits.bytes().all(|x| x.is_ascii_digit());
    plain.then(|| digits.bytes().fold(0, |sum, x| sum * 10 + i32::from(x - b'0')))
}

/// How many pixels show how many days. Pixels are counted from 1 January 1970, so that where
/// a thing is does not depend on which days are in view: to pan is to move what is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    days: i64,
    width: i64,
}

impl Scale {
    /// So many days in so many pixels; neither is nothing.
    pub fn new(days: i32, width: i32) -> Scale {
        Scale { days: days.max(1).into(), width: width.max(1).into() }
    }

    /// Where a day begins.
    pub fn x(&self, day: i32) -> i32 {
        (i64::from(day) * self.width).div_euclid(self.days) as i32
    }

    /// The middle of a day.
    pub fn middle(&self, day: i32) -> i32 {
        ((2 * i64::from(day) + 1) * self.width).div_euclid(2 * self.days) as i32
    }

    /// The day at a place.
    pub fn day(&self, x: i32) -> i32 {
        ((i64::from(x) + 1) * self.days - 1).div_euclid(self.width) as i32
    }

    /// How many pixels so many days take at least.
    fn room(&self, days: i64) -> i32 {
        (days * self.width / self.days) as i32
    }
}

/// What a tick stands for: its label is made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The first day of a year.
    Year(i32),
    /// The first day of a month.
    Month(i32, u8),
    /// A day.
    Day(i32, u8, u8),
}

/// A line of the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Where it is.
    pub x: i32,
    /// What it stands for.
    pub mark: Mark,
    /// Whether it begins what the smaller ticks divide.
    pub major: bool,
    /// Whether there is room for its label.
    pub labelled: bool,
}

/// How wide the labels of ticks are at most, with the space that they need after them.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// A year.
    pub year: i32,
    /// The name of a month.
    pub month: i32,
    /// A month with its year.
    pub month_year: i32,
    /// The number of a day.
    pub day: i32,
}

/// Every how many days, months or years there is a tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Days(i32),
    Months(i32),
    Years(i32),
}

/// The ticks from one place to another. As many as have room for their labels.
pub fn ticks(scale: Scale, from: i32, to: i32, room: Room) -> Vec<Tick> {
    let minor = minor_step(scale, room);
    // One beyond each side: its label may reach in.
    let (first, last) = (Day(scale.day(from) - 1), Day(scale.day(to) + 1));
    let mut ticks = Vec::new();
    let mut add = |day: i32, mark: Mark, major: bool| {
        ticks.push(Tick { x: scale.x(day), mark, major, labelled: major });
    };
    match minor {
        Step::Years(step) => {
            let start = first.year().div_euclid(step) * step;
            (start..=last.year())
                .step_by(step as usize)
                .for_each(|y| add(year_start(y), Mark::Year(y), true));
        }
        Step::Months(step) => {
            for year in first.year()..=last.year() {
                add(year_start(year), Mark::Year(year), true);
                for month in (step..12).step_by(step as usize) {
                    add(month_start(year, month), Mark::Month(year, month as u8 + 1), false);
                }
            }
        }
        Step::Days(step) => {
            let (year, month, _) = first.ymd();
            let mut months = i32::from(month) - 1;
            while month_start(year, months) <= last.0 {
                let (start, end) = (month_start(year, months), month_start(year, months + 1));
                let (year, month, _) = Day(start).ymd();
                add(start, Mark::Month(year, month), true);
                for day in (start + step..end).step_by(step as usize) {
                    add(day, Mark::Day(year, month, (day - start + 1) as u8), false);
                }
                months += 1;
            }
        }
    }
    label(&mut ticks, minor, room);
    // Lines without a single label say nothing.
    if !ticks.iter().any(|x| x.labelled && !x.major) {
        ticks.retain(|x| x.major);
    }
    ticks
}

/// The smallest step whose labels have room.
fn minor_step(scale: Scale, room: Room) -> Step {
    let days = [1, 7].into_iter().filter(|x| scale.room((*x).into()) >= room.day);
    let days = days.filter(|_| scale.room(28) >= room.month_year).map(Step::Days);
    // Twelve lines a year are many: they need more room than the names.
    let more = |months: i64| if months == 1 { room.month + 20 } else { room.month };
    let months = [1, 3, 6].into_iter().filter(|x| scale.room((28 * x + x / 2).into()) >= more((*x).into()));
    let months = months.filter(|_| scale.room(365) >= room.year).map(Step::Months);
    let years = [1, 2, 5, 10, 20, 50, 100, 200, 500].into_iter();
    let years = years.filter(|x| scale.room(365 * i64::from(*x)) >= room.year).map(Step::Years);
    days.chain(months).chain(years).next().unwrap_or(Step::Years(1000))
}

/// Gives the small ticks their labels, where those of the great ones leave room.
fn label(ticks: &mut [Tick], minor: Step, room: Room) {
    let (great, small) = match minor {
        Step::Days(_) => (room.month_year, room.day),
        _ => (room.year, room.month),
    };
    let mut taken = i32::MIN;
    for at in 0..ticks.len() {
        let next = ticks.get(at + 1..).and_then(|x| x.iter().find(|x| x.major)).map_or(i32::MAX, |x| x.x);
        let tick = &mut ticks[at];
        if tick.major {
            taken = tick.x.saturating_add(great);
        } else {
            tick.labelled = tick.x >= taken && tick.x.saturating_add(small) <= next;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn window(text: &str) -> Window {
        Window::parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn windows_are_written_as_short_as_they_can_be() {
        let check = |text: &str, written: &str| assert_eq!(window(text).text(), written);
        check("2022..2023", "2022..2023");
        check("2022-01..2023-12", "2022..2023");
        check("2022-01-01..2023-12-31", "2022..2023");
        check("2022..2022", "2022");
        check("2022", "2022");
        check("2022-02-01..2022-02-28", "2022-02");
        check("2020-02-01..2020-02-28", "2020-02-01..2020-02-28");
        check("2022-07-14..2023-08-17", "2022-07-14..2023-08-17");
        check("2022..2023-06", "2022-01..2023-06");
        check("2022-07-14", "2022-07-14");
        check("-0043..0012", "-0043..0012");
    }

    #[test]
    fn what_is_no_window_is_none() {
        for text in
            ["", "..", "2022..", "..2023", "2023..2022", "2022-13", "2022-02-30", "22", "2022/2023", "a..b"]
        {
            assert_eq!(Window::parse(text), None, "{text}");
        }
    }

    #[test]
    fn ticks_are_as_fine_as_their_labels_allow() {
        let room = Room { year: 50, month: 60, month_year: 110, day: 24 };
        let check = |text: &str, width, expected: &str| {
            let window = window(text);
            let scale = Scale::new(window.days(), width);
            let (from, to) = (scale.x(window.first.0), scale.x(window.last.0 + 1));
            let shown =
                ticks(scale, from, to, room).into_iter().filter(|x| (from..to).contains(&x.x) && x.labelled);
            let said: Vec<String> = shown
                .map(|x| match x.mark {
                    Mark::Year(y) => y.to_string(),
                    Mark::Month(_, m) => format!("m{m}"),
                    Mark::Day(_, _, d) => d.to_string(),
                })
                .collect();
            assert_eq!(said.join(" "), expected);
        };
        check("2022..2023", 1100, "2022 m4 m7 m10 2023 m4 m7 m10");
        check("2022..2023", 328, "2022 m7 2023 m7");
        check("2022", 1100, "2022 m2 m3 m4 m5 m6 m7 m8 m9 m10 m11 m12");
        check("2022-07-01..2022-07-10", 1100, "m7 2 3 4 5 6 7 8 9 10");
        check("2022-07..2022-08", 1100, "m7 8 15 22 29 m8 8 15 22 29");
        check("1890..2024", 1100, "1890 1900 1910 1920 1930 1940 1950 1960 1970 1980 1990 2000 2010 2020");
    }

    fn day() -> impl Strategy<Value = i32> {
        -4_000_000..2_900_000
    }

    proptest! {
        #[test]
        fn windows_round_trip(a in day(), b in day(), span in 0..900) {
            for window in [Window::between(a, b), Window::between(a, a + span)] {
                prop_assert_eq!(Window::parse(&window.text()), Some(window));
            }
            let (a, b) = (Day(a.min(b)).year(), Day(a.max(b)).year());
            let window = Window::years(a, b);
            prop_assert_eq!(Window::parse(&window.text()), Some(window));
            prop_assert!(window.text().len() <= 12);
        }

        #[test]
        fn reading_never_panics(any in r"\PC*", near in r"[0-9.-]{0,24}") {
            let _ = (Window::parse(&any), Window::parse(&near));
        }

        #[test]
        fn zoom_about_a_point_keeps_the_point(
            first in -50_000..50_000_i32, days in SHORTEST..40_000_i32, at in 0..1000_i32, from in 1..20_i32, to in 1..20_i32,
        ) {
            let window = Window::between(first, first + days - 1);
            let about = Day(first + (i64::from(days) * i64::from(at) / 1000) as i32);
            let limits = Window::between(-1_000_000, 1_000_000);
            let zoomed = window.zoomed(about, from, to, limits);
            prop_assert!(zoomed.days() >= SHORTEST);
            // Its place on a screen of 1000 px moves by no more than half a day and the rounding.
            let x = |w: &Window| i64::from(about.0 - w.first.0) * 1000 / i64::from(w.days());
            prop_assert!((x(&window) - x(&zoomed)).abs() <= 500 / i64::from(zoomed.days()) + 2);
            // Back again is where it was, as far as whole days allow.
            prop_assert!(window.zoomed(about, 1, 1, limits) == window);
        }

        #[test]
        fn no_window_leaves_its_limits(a in day(), b in day(), c in day(), d in day(), by in -9000..9000, from in 1..20, to in 1..20) {
            let (window, limits) = (Window::between(a, b), Window::between(c, d));
            for moved in [window.moved(by, limits), window.zoomed(Day(a), from, to, limits), window.within(limits)] {
                prop_assert!(limits.first <= moved.first && moved.last <= limits.last);
                prop_assert!(moved.days() >= SHORTEST.min(limits.days()));
            }
        }

        #[test]
        fn every_pixel_is_of_the_day_that_is_drawn_there(days in 1..40_000, width in 200..3000, x in -1_000_000..1_000_000) {
            let scale = Scale::new(days, width);
            let day = scale.day(x);
            prop_assert!(scale.x(day) <= x && x < scale.x(day + 1));
        }

        #[test]
        fn no_two_labels_of_ticks_overlap(
            first in day(), days in 7..60_000, width in 280..2000, year in 20..90, month in 20..90, month_year in 40..150, day in 15..40,
        ) {
            let room = Room { year, month, month_year, day };
            let scale = Scale::new(days, width);
            let from = scale.x(first);
            let ticks = ticks(scale, from, from + width, room);
            let mut end = i32::MIN;
            for tick in ticks.iter().filter(|x| x.labelled) {
                prop_assert!(tick.x >= end, "{:?}", tick);
                end = tick.x + match (tick.mark, tick.major) {
                    (Mark::Year(_), _) => year,
                    (Mark::Month(..), true) => month_year,
                    (Mark::Month(..), false) => month,
                    (Mark::Day(..), _) => day,
                };
            }
            prop_assert!(ticks.windows(2).all(|x| x[0].x <= x[1].x));
        }
    }
}
