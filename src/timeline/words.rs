//! The words of the drawings: what the interface calls things, dates said shortly, and the
//! names of items and lanes in the page's language.

use crate::labels::Labels;
use crate::record::Text;
use crate::record::date::{Date, DateWords, Day};
use crate::record::model::Basis;

use super::items::{Item, Kind, Name, Of, Sign};
use super::scale::Window;
use super::width::{Font, fit, width};

/// The words of the drawings in one language.
pub struct Words<'a> {
    /// The page's language.
    pub lang: &'a str,
    /// How dates are said shortly, with the year.
    pub dates: DateWords,
    /// The same without the year, where the axis says it.
    pub in_year: DateWords,
    /// The full names of the months, where there is room.
    pub months: &'a [String; 12],
    /// The names of the lanes, in the order of [`Kind::ALL`].
    pub kinds: [&'a str; 7],
    /// The lane of what is in no other.
    pub other: &'a str,
    /// What is grouped: `{n}` more.
    pub more: &'a str,
    /// An office passed to another person.
    pub changed_hands: &'a str,
    /// Of the years that are not to scale: `{n}` of them.
    pub steps: &'a str,
    /// Of the years that are to scale, from `{y}`, with a stroke for each entry.
    pub strokes: &'a str,
    /// The same, with bars.
    pub bars: &'a str,
}

/// The words of dates, from patterns in which what says the year is in `<` and `>`: once with it
/// and once without. `{d} {month}< {y}>` gives “14 Jul 2022” and “14 Jul”.
pub fn date_words(short: &DateWords) -> (DateWords, DateWords) {
    (cut(short, true), cut(short, false))
}

fn cut(short: &DateWords, year: bool) -> DateWords {
    let mut words = short.clone();
    let DateWords { day, month, half1, half2, quarter, seasons: [a, b, c, d], .. } = &mut words;
    for pattern in [day, month, half1, half2, quarter, a, b, c, d] {
        let mut inner = false;
        pattern.retain(|x| {
            let is_mark = matches!(x, '<' | '>');
            inner = if is_mark { x == '<' } else { inner };
            !is_mark && (year || !inner)
        });
    }
    words
}

/// How the date of something is known, as far as a line under it can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Stated, or known to lie between two dates, which brackets say.
    None,
    /// Inferred.
    Dashed,
    /// Counted from an anniversary.
    Double,
}

/// What stands above a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// When.
    pub date: String,
    /// The line under it.
    pub line: Line,
    /// What, in parts with their languages.
    pub title: Vec<(String, String)>,
    /// How wide the date is.
    pub date_width: i32,
    /// How wide all of it is.
    pub width: i32,
}

/// The space between date and title.
pub const SPACE: i32 = 7;

impl<'a> Words<'a> {
    /// The interface's words in a language, as drawings need them.
    pub fn of(labels: &'a Labels, lang: &'a str) -> Words<'a> {
        let (dates, in_year) = date_words(&labels.dates_short);
        Words {
            lang,
            dates,
            in_year,
            months: &labels.dates.months,
            kinds: [
                &labels.lane_meetings,
                &labels.lane_programmes,
                &labels.lane_campaigns,
                &labels.lane_documents,
                &labels.lane_anniversaries,
                &labels.lane_offices,
                &labels.lane_plans,
            ],
            other: &labels.lane_other,
            more: &labels.more_here,
            changed_hands: &labels.changed_hands,
            steps: &labels.ribbon_steps,
            strokes: &labels.ribbon_strokes,
            bars: &labels.ribbon_bars,
        }
    }
}

impl Words<'_> {
    /// The label of an item, no wider than `room`, its title no wider than that of `titles`. The
    /// year is left out where `window` has so few of them that the axis says it.
    pub fn label(&self, item: &Item, window: Window, room: i32, titles: i32) -> Label {
        let date = self.date_of(item, window.days() > 4 * 366);
        let date_width = width(&date, Font::Serif);
        let mut left = (room - date_width - SPACE).min(titles);
        let (mut title, mut taken) = (Vec::new(), 0);
        for (lang, words) in self.title(item) {
            let joint = if title.is_empty() { "" } else { ", " };
            let (shown, is_cut) = fit(&words, Font::Sans, left - width(joint, Font::Sans));
            let shown = [joint, shown, if is_cut { "…" } else { "" }].concat();
            let wide = width(&shown, Font::Sans);
            (left, taken) = (left - wide, taken + wide);
            title.push((lang, shown));
            if is_cut {
                break;
            }
        }
        let line = match item.basis {
            Basis::Inferred(_) => Line::Dashed,
            Basis::Derived(_) => Line::Double,
            _ => Line::None,
        };
        Label { date, line, title, date_width, width: date_width + SPACE + taken }
    }

    /// What an item is called, whole: its parts with their languages.
    pub fn title(&self, item: &Item) -> Vec<(String, String)> {
        let parts = item.title.iter().flatten().map(|x| self.words(x));
        let mut parts: Vec<_> = parts.map(|x| (x.0.to_string(), x.1.to_string())).collect();
        if item.sign == Sign::Handover {
            parts.push((self.lang.to_string(), self.changed_hands.to_string()));
        }
        parts
    }

    /// A text in the page's language, or else in another, with the language that it is in.
    pub fn words<'t>(&'t self, text: &'t Text) -> (&'t str, &'t str) {
        text.in_or_else(self.lang)
    }

    /// The name of a lane.
    pub fn lane<'t>(&'t self, name: &Name<'t>) -> (&'t str, &'t str) {
        match name {
            Name::Kind(kind) => {
                let at = Kind::ALL.iter().position(|x| x == kind).unwrap_or(0);
                (self.lang, self.kinds[at])
            }
            Name::Entry(_, text) => self.words(text),
            Name::Other => (self.lang, self.other),
        }
    }

    /// When an item is, shortly. In brackets: once, some time between two days.
    fn date_of(&self, item: &Item, with_year: bool) -> String {
        let one_year = item.first.year() == item.last.year();
        let words = if with_year || !one_year { &self.dates } else { &self.in_year };
        let said = match (&item.of, item.date()) {
            (Of::Role(all), _) => days(all.iter().map(|x| &x.when().date), words),
            (_, Some(date)) => date.say(words),
            _ => {
                let [a, b] = [item.first, item.last].map(|x| day(x, words));
                words.between.replace("{a}", &a).replace("{b}", &b)
            }
        };
        if item.once { ["[", &said, "]"].concat() } else { said }
    }

    /// A day, said shortly.
    pub fn day(&self, at: Day) -> String {
        day(at, &self.dates)
    }
}

/// Days of which nothing is known between: never as a span.
fn days<'a>(all: impl DoubleEndedIterator<Item = &'a Date> + Clone, words: &DateWords) -> String {
    let mut said: Vec<String> = Vec::new();
    for date in all.clone() {
        let next = date.say(words);
        if said.last() == Some(&next) {
            continue;
        }
        if let [first, _] = &said[..] {
            // Those between are not said; there may be hundreds.
            let last = all.clone().next_back().map_or(next, |x| x.say(words));
            return [first, &last].map(String::as_str).join(" … ");
        }
        said.push(next);
    }
    said.join(", ")
}

fn day(day: Day, words: &DateWords) -> String {
    let (year, month, day) = day.ymd();
    words
        .day
        .replace("{d}", &day.to_string())
        .replace("{month}", &words.months[usize::from(month) - 1])
        .replace("{m}", &month.to_string())
        .replace("{y}", &year.to_string())
}
