//! Who held which office on which days: the strips on the pages of people and offices.
//! A mark is a day on which an article says so; nothing is claimed for the days between.

use crate::record::chains::Attested;
use crate::record::date::Day;
use crate::record::model::Id;
use crate::record::{Record, Text};

use super::scale::Window;

/// A day on which somebody is seen in the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The first day that it can be.
    pub first: Day,
    /// The last day that it can be.
    pub last: Day,
    /// Whether it is the row's own person, rather than the one before or after.
    pub own: bool,
    /// Whether the same person was in the office at the mark before, and nobody else between.
    pub joined: bool,
}

/// Somebody else who held the office before or after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Other<'a> {
    /// The person's id.
    pub id: &'a str,
    /// The name.
    pub name: &'a Text,
    /// Which of the marks are that person's.
    pub marks: (usize, usize),
}

/// A row of the strip.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<'a> {
    /// What the row is called: an office, or a person.
    pub title: &'a Text,
    /// The marks, earliest first.
    pub marks: Vec<Seen>,
    /// Between which days the office changed hands.
    pub windows: Vec<(Day, Day)>,
    /// Who else is in the row.
    pub others: Vec<Other<'a>>,
}

/// The offices of a person, in the order of the first attestation; with whoever is seen in
/// the same office before and after, where only one can hold it.
pub fn of_person<'a>(record: &'a Record, person: &str) -> Vec<Row<'a>> {
    let mut offices: Vec<(&Id, &Id)> = Vec::new();
    for one in &record.attestations_of(person) {
        let office = (&one.role.organisation, &one.role.office);
        if !offices.contains(&office) {
            offices.push(office);
        }
    }
    let row = |(body, office): (&Id, &Id)| {
        let of = record.office(body, office)?;
        Some(row(record, &of.title, person, &record.holders(body, office), of.single, true))
    };
    offices.into_iter().filter_map(row).collect()
}

/// The holders of an office, a row for each in the order of the first attestation; the time in
/// which it changed hands stands in the row of the one who is seen before it.
pub fn of_office<'a>(record: &'a Record, body: &str, office: &str) -> Vec<Row<'a>> {
    let holders = record.holders(body, office);
    let single = record.office(body, office).is_some_and(|x| x.single);
    let mut people: Vec<&Id> = Vec::new();
    for one in &holders {
        if !people.contains(&&one.role.person) {
            people.push(&one.role.person);
        }
    }
    let row = |id: &Id| Some(row(record, &record.person(id)?.name, id, &holders, single, false));
    people.into_iter().filter_map(row).collect()
}

/// The row of a person in an office, with the others around the person or without.
fn row<'a>(
    record: &'a Record,
    title: &'a Text,
    person: &str,
    holders: &[Attested<'a>],
    single: bool,
    with_others: bool,
) -> Row<'a> {
    let mut row = Row { title, marks: Vec::new(), windows: Vec::new(), others: Vec::new() };
    // In an office of many, others say nothing about the person.
    let holders: Vec<Attested> =
        holders.iter().copied().filter(|x| single || x.role.person == person).collect();
    // The stretches of one holder each.
    let runs: Vec<&[Attested]> = holders.chunk_by(|a, b| a.role.person == b.role.person).collect();
    let is_own = |at: usize| runs.get(at).is_some_and(|x| x[0].role.person == person);
    for (at, run) in runs.iter().enumerate() {
        let (own, after_own) = (is_own(at), at > 0 && is_own(at - 1));
        if after_own || own && at > 0 && with_others {
            let before = runs[at - 1];
            row.windows.push((known(&before[before.len() - 1]).0, known(&run[0]).1));
        }
        if !own && !(with_others && (after_own || is_own(at + 1))) {
            continue;
        }
        let start = row.marks.len();
        row.marks.extend(run.iter().enumerate().map(|(place, x)| {
            let (first, last) = known(x);
            Seen { first, last, own, joined: place > 0 }
        }));
        let other = record.person(&run[0].role.person).filter(|_| !own);
        let marks = (start, row.marks.len());
        row.others.extend(other.map(|x| Other { id: &x.id, name: &x.name, marks }));
    }
    row
}

/// The first and the last day on which it can have been, as far as is known.
fn known(one: &Attested) -> (Day, Day) {
    let date = &one.when().date;
    let (first, last) = (date.earliest(), date.latest());
    (if first.is_open() { last } else { first }, if last.is_open() { first } else { last })
}

/// The whole years in which all marks are.
pub fn extent(rows: &[Row]) -> Option<Window> {
    let marks = rows.iter().flat_map(|x| &x.marks);
    let first = marks.clone().map(|x| x.first).min()?;
    let last = marks.map(|x| x.last).max()?;
    Some(Window::years(first.year(), last.year()))
}
