//! What is found in a page, each with its line.

use super::cruft::Kind;
use super::figures::Sort;
use super::registry::Match;
use crate::record::Text;
use crate::record::date::{Date, Stamp};
use crate::record::model::Basis;

/// Something printed, with its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// As printed.
    pub text: String,
    /// Its line in the page's text, from 1; 0 where the page says it of itself in its head.
    pub line: usize,
}

impl Found {
    pub(super) fn new(text: &str, line: usize) -> Found {
        Found { text: text.into(), line }
    }
}

/// A name with how it is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// The name as printed.
    pub name: String,
    /// Its line, as in [`Found::line`].
    pub line: usize,
    /// How it is known; a reason is in Vietnamese and in English.
    pub basis: Basis,
}

/// A date in the article.
#[derive(Clone, Debug, PartialEq)]
pub struct DateFound {
    /// The date.
    pub date: Date,
    /// As printed.
    pub printed: String,
    /// Its line, from 1.
    pub line: usize,
    /// How its year is known.
    pub basis: Basis,
    /// Whether the line stands under a picture.
    pub caption: bool,
    /// Whether it is said to be before what is reported: “trước đó”.
    pub earlier: bool,
}

/// A title beside a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TitleFound {
    /// As printed, with its organisation.
    pub printed: String,
    /// Its line, from 1.
    pub line: usize,
    /// Whether it is a degree, a rank or an honour rather than an office.
    pub style: bool,
    /// The organisation and the office of the registry, where both are known.
    pub office: Option<(String, String)>,
}

/// Somebody whom the article names in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonFound {
    /// The name with one capital to a syllable.
    pub name: String,
    /// The lines that name them, from 1.
    pub lines: Vec<usize>,
    /// Whether only lines under pictures do.
    pub caption: bool,
    /// The titles beside the name, in the order in which they are first printed.
    pub titles: Vec<TitleFound>,
    /// Whom of the registry the name is the name of.
    pub matched: Match,
}

/// An organisation that the article names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyFound {
    /// The name as printed.
    pub name: String,
    /// The lines that name it, from 1.
    pub lines: Vec<usize>,
    /// Which of the registry it is.
    pub matched: Match,
}

/// A number and what it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureFound {
    /// The number as printed, percent with its sign.
    pub value: String,
    /// What it counts, as printed.
    pub counts: String,
    /// “hơn”, “gần” and the like before it.
    pub about: Option<String>,
    /// What sort of number.
    pub sort: Sort,
    /// Its line, from 1.
    pub line: usize,
    /// Whether the line stands under a picture.
    pub caption: bool,
}

/// What the editor must decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The line that it is about, from 1; 0 where it is about the page.
    pub line: usize,
    /// The question, in plain English.
    pub text: String,
}

/// What was found in a page.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The article's id: the day and some words of the headline.
    pub id: String,
    /// The language of the page.
    pub lang: String,
    /// The headline.
    pub headline: Option<Found>,
    /// Who published it.
    pub publisher: Option<Known>,
    /// The organisation of the registry that the publisher is.
    pub publisher_matched: Match,
    /// The reporters.
    pub bylines: Vec<Found>,
    /// The photographers.
    pub photographs: Vec<Found>,
    /// When it was published.
    pub published: Option<(Stamp, Found)>,
    /// The day of what is reported.
    pub day: Option<DateFound>,
    /// The newspaper's section.
    pub section: Option<Known>,
    /// Notices of rights.
    pub rights: Vec<Found>,
    /// Where it can be read.
    pub url: Option<Found>,
    /// The lines under pictures.
    pub captions: Vec<Found>,
    /// The people.
    pub people: Vec<PersonFound>,
    /// The organisations.
    pub bodies: Vec<BodyFound>,
    /// The numbers.
    pub figures: Vec<FigureFound>,
    /// The dates.
    pub dates: Vec<DateFound>,
    /// What must be decided.
    pub questions: Vec<Question>,
    /// What each line of the page is.
    pub kinds: Vec<Kind>,
}

impl Draft {
    /// How many of the people the registry knows.
    pub fn known(&self) -> usize {
        self.people.iter().filter(|x| matches!(x.matched, Match::One(_))).count()
    }
}

/// A basis that gives its reason in Vietnamese and in English.
pub(super) fn inferred(vi: String, en: String) -> Basis {
    Basis::Inferred(Text::from_iter([("vi".into(), vi), ("en".into(), en)]))
}
