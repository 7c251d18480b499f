//! The ribbon: all time at once, and how much each year holds.
//!
//! A record of fifty dates in five years and eight in the century before would be a wall at
//! the right edge of an empty line. So the years that hold most are drawn to scale, and
//! what is scattered before and after them one step for each year that holds anything,
//! behind a break that says so. Where the years are evenly filled there is no break.

use crate::record::date::Day;
use crate::record::order::order;

use super::scale::{Window, year_start};

/// The height of the ribbon's strokes.
pub const HEIGHT: i32 = 66;
/// The width of a break.
pub const BREAK: i32 = 24;

/// A year that holds something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// How much it holds.
    pub count: i32,
    /// Where it begins.
    pub x: i32,
    /// Where the next begins.
    pub end: i32,
    /// Whether it is one step of those that are not to scale.
    pub step: bool,
}

/// How what a year holds is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strokes {
    /// A stroke for each, so many pixels apart and so many in a row.
    Each(i32, i32),
    /// A bar whose height is how much it holds.
    Bars,
}

/// The ribbon for a width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ribbon {
    /// The years that hold something, earliest first.
    pub years: Vec<Year>,
    /// The years that are drawn to scale: from where to where.
    pub scaled: (Year, Year),
    /// Where there are breaks.
    pub breaks: Vec<i32>,
    /// How what the years to scale hold is drawn.
    pub strokes: Strokes,
    /// The most that a year holds.
    pub most: i32,
    /// All of its width.
    pub width: i32,
    /// Days and their places, both rising: straight lines between them.
    anchors: Vec<(i32, i32)>,
}

impl Ribbon {
    /// The ribbon for items that stand at these days, if there are any.
    pub fn of(days: impl Iterator<Item = Day>, width: i32) -> Option<Ribbon> {
        let counts = counts(days);
        if counts.is_empty() {
            return None;
        }
        let all = counts.len().saturating_sub(1);
        // Steps that would be thinner than strokes say less than a scale.
        let (a, b) = match core(&counts) {
            (a, b) if step(a + all - b, width) < 3 => (0, all),
            found => found,
        };
        let (before, rest) = counts.split_at(a);
        let (inside, after) = rest.split_at(b + 1 - a);
        let (first, last) = (inside.first()?.0, inside.last()?.0);
        let step = step(before.len() + after.len(), width);
        let breaks = i32::from(!before.is_empty()) + i32::from(!after.is_empty());
        let from = before.len() as i32 * step + if before.is_empty() { 0 } else { BREAK };
        let to = width - after.len() as i32 * step - if after.is_empty() { 0 } else { BREAK };
        let to = if breaks == 0 { width } else { to };
        let mut anchors = Vec::new();
        anchors.extend(before.iter().enumerate().map(|(at, x)| (year_start(x.0), at as i32 * step)));
        // Beyond the last step the break: what is in it belongs to no year.
        if let Some(last) = before.last() {
            anchors.push((year_start(last.0 + 1), from - BREAK));
        }
        anchors.push((year_start(first), from));
        anchors.push((year_start(last + 1), to));
        let place = |at: usize| to + BREAK + at as i32 * step;
        anchors.extend(after.iter().enumerate().map(|(at, x)| (year_start(x.0), place(at))));
        if let Some(last) = after.last() {
            anchors.push((year_start(last.0 + 1), width));
        }
        let mut ribbon = Ribbon {
            years: Vec::new(),
            scaled: Default::default(),
            breaks: Vec::new(),
            strokes: Strokes::Bars,
            most: inside.iter().map(|x| x.1).max()?,
            width,
            anchors,
        };
        ribbon.breaks.extend((!before.is_empty()).then_some(from - BREAK / 2));
        ribbon.breaks.extend((!after.is_empty()).then_some(to + BREAK / 2));
        for (at, (year, count)) in counts.iter().enumerate() {
            let (step_x, step_end) = match at {
                _ if at < a => (at as i32 * step, (at as i32 + 1) * step),
                _ => (place(at.saturating_sub(b + 1)), place(at.saturating_sub(b + 1)) + step),
            };
            let is_step = !(a..=b).contains(&at);
            let (x, end) = if is_step { (step_x, step_end) } else { ribbon.span(*year) };
            ribbon.years.push(Year { year: *year, count: *count, x, end, step: is_step });
        }
        ribbon.scaled = (ribbon.years[a], ribbon.years[b]);
        ribbon.strokes = strokes(&ribbon.years[a..=b], ribbon.most);
        Some(ribbon)
    }

    /// From where to where a year is drawn, if it is drawn to scale.
    fn span(&self, year: i32) -> (i32, i32) {
        (self.x(Day(year_start(year))), self.x(Day(year_start(year + 1))))
    }

    /// The place of the start of a day. Between two steps it is between them.
    pub fn x(&self, day: Day) -> i32 {
        along(&self.anchors, day.0, |x| *x)
    }

    /// The day at a place.
    pub fn day(&self, x: i32) -> Day {
        Day(along(&self.anchors, x, |x| (x.1, x.0)))
    }

    /// All that it shows.
    pub fn extent(&self) -> Window {
        let ends = [self.anchors.first(), self.anchors.last()].map(|x| x.map_or(0, |x| x.0));
        Window::between(ends[0], ends[1] - 1)
    }

    /// From where to where a window of days is.
    pub fn stretch(&self, window: Window) -> (i32, i32) {
        (self.x(window.first), self.x(Day(window.last.0.saturating_add(1))))
    }

    /// What the main view shows at first: the fewest years in a row that hold half of what is
    /// drawn to scale, of several the latest.
    pub fn opening(&self) -> Window {
        let dense: Vec<Year> = self.years.iter().copied().filter(|x| !x.step).collect();
        let all: i32 = dense.iter().map(|x| x.count).sum();
        let mut best = (self.scaled.0.year, self.scaled.1.year);
        for (at, first) in dense.iter().enumerate() {
            let mut held = 0;
            let enough = dense[at..].iter().find(|x| {
                held += x.count;
                2 * held >= all
            });
            let Some(last) = enough else { break };
            if last.year - first.year <= best.1 - best.0 {
                best = (first.year, last.year);
            }
        }
        Window::years(best.0, best.1)
    }
}

/// How much each year holds, earliest first.
fn counts(days: impl Iterator<Item = Day>) -> Vec<(i32, i32)> {
    let years: Vec<i32> = days.map(Day::year).collect();
    let mut counts: Vec<(i32, i32)> = Vec::new();
    for at in order(years.len(), &mut |a, b| years[a].cmp(&years[b])) {
        match counts.last_mut() {
            Some((year, count)) if *year == years[at] => *count += 1,
            _ => counts.push((years[at], 1)),
        }
    }
    counts
}

/// The first and the last of the years that are drawn to scale, by their places. All, if a third of
/// the years between them hold something. Otherwise those that hold most with no more empty
/// years among them than filled ones.
fn core(counts: &[(i32, i32)]) -> (usize, usize) {
    let years = |a: usize, b: usize| (counts[b].0 - counts[a].0 + 1) as usize;
    let all = counts.len().saturating_sub(1);
    if counts.is_empty() || 3 * counts.len() >= years(0, all) {
        return (0, all);
    }
    let mut best = (0, (0, 0));
    for a in 0..counts.len() {
        let mut held = 0;
        for (b, year) in counts.iter().enumerate().skip(a) {
            held += year.1;
            if 2 * (b - a + 1) >= years(a, b) && held > best.0 {
                best = (held, (a, b));
            }
        }
    }
    best.1
}

/// How wide a step is: at most 50 pixels, and all of them not more than a third of the width.
fn step(count: usize, width: i32) -> i32 {
    match count as i32 {
        0 => 50,
        count => (width * 3 / 10 / count).min(50),
    }
}

/// Strokes, if the fullest year has room for them in four rows.
fn strokes(years: &[Year], most: i32) -> Strokes {
    let room = years.iter().map(|x| x.end - x.x).min().unwrap_or(0) - 6;
    let apart = |rows: i32| room / ((most + rows - 1) / rows).max(1);
    match [1, 2, 3, 4].into_iter().find(|x| apart(*x) >= 3) {
        Some(rows) => Strokes::Each(apart(rows).min(6), (most + rows - 1) / rows),
        None => Strokes::Bars,
    }
}

/// The value at a place of a line through points, of which both numbers rise.
fn along(points: &[(i32, i32)], at: i32, turned: fn(&(i32, i32)) -> (i32, i32)) -> i32 {
    let next = points.partition_point(|x| turned(x).0 <= at).clamp(1, points.len().max(2) - 1);
    let (Some(a), Some(b)) = (points.get(next - 1).map(turned), points.get(next).map(turned)) else {
        return 0;
    };
    let inside = i64::from(at.clamp(a.0, b.0) - a.0);
    a.1 + (inside * i64::from(b.1 - a.1) / i64::from((b.0 - a.0).max(1))) as i32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ribbon(years: &[(i32, i32)], width: i32) -> Ribbon {
        let days = years.iter().flat_map(|x| (0..x.1).map(|_| Day(year_start(x.0) + 100)));
        Ribbon::of(days, width).unwrap()
    }

    const SPARSE: [(i32, i32); 14] = [
        (1890, 1),
        (1945, 1),
        (1950, 1),
        (1967, 1),
        (1969, 1),
        (1979, 1),
        (1992, 1),
        (1999, 1),
        (2019, 9),
        (2020, 10),
        (2021, 3),
        (2022, 20),
        (2023, 12),
        (2024, 3),
    ];

    #[test]
    fn the_break_is_where_the_record_thins_out() {
        let check = |years: &[(i32, i32)], expected: (i32, i32, usize)| {
            let found = ribbon(years, 1216);
            assert_eq!((found.scaled.0.year, found.scaled.1.year, found.breaks.len()), expected);
        };
        check(&SPARSE, (2019, 2024, 1));
        check(&[(2019, 4), (2020, 9), (2024, 3)], (2019, 2024, 0));
        check(&[(2020, 1)], (2020, 2020, 0));
        check(&[(1900, 1), (2020, 8), (2021, 8), (2045, 1), (2050, 2)], (2020, 2021, 2));
        check(&[(2010, 2), (2019, 4), (2020, 3), (2021, 5)], (2010, 2021, 0));
        assert_eq!(Ribbon::of([].into_iter(), 1216), None);
    }

    #[test]
    fn the_main_view_opens_where_the_record_is_dense() {
        let check = |years: &[(i32, i32)], text: &str| assert_eq!(ribbon(years, 712).opening().text(), text);
        check(&SPARSE, "2022..2023");
        check(&[(2020, 1)], "2020");
        check(&[(2019, 4), (2020, 4), (2021, 4), (2022, 4)], "2021..2022");
    }

    #[test]
    fn strokes_can_be_counted_and_bars_compared() {
        let check = |most, width, strokes| {
            let years: Vec<_> = (2019..2025).map(|x| (x, most)).collect();
            assert_eq!(ribbon(&years, width).strokes, strokes);
        };
        check(20, 1216, Strokes::Each(6, 20));
        check(20, 328, Strokes::Each(4, 10));
        check(40, 328, Strokes::Each(3, 14));
        check(56, 328, Strokes::Each(3, 14));
        check(90, 328, Strokes::Bars);
    }

    proptest! {
        #[test]
        fn days_and_places_agree(
            years in prop::collection::vec((1500..2100_i32, 1..30_i32), 1..60), width in 280..1400_i32, x in 0..1400_i32, day in -200_000..60_000,
        ) {
            let ribbon = ribbon(&years, width);
            prop_assert!(ribbon.years.windows(2).all(|x| x[0].x <= x[1].x && x[0].end <= x[1].x), "{:?}", ribbon.years);
            prop_assert!(ribbon.years.iter().all(|x| 0 <= x.x && x.x <= x.end && x.end <= width + 1), "{:?}", ribbon);
            let x = x.min(width - 1);
            prop_assert!((ribbon.x(ribbon.day(x)) - x).abs() <= 1 + width / 300, "{} {:?}", x, ribbon);
            let (a, b) = (Day(day), Day(day + 500));
            prop_assert!(ribbon.x(a) <= ribbon.x(b));
            let opening = ribbon.opening();
            prop_assert!(ribbon.extent().first <= opening.first && opening.last <= ribbon.extent().last);
        }
    }
}
