//! What recurs, year by year: each year and each series with what the record says of it, so
//! that it shows where the record is silent.

use crate::record::Record;
use crate::record::chains::Reported;
use crate::record::model::Series;

/// A year of the cycle.
pub struct Year<'a> {
    /// The year.
    pub year: i32,
    /// Of each series, in the record's order, what is reported of it in this year; nothing
    /// where it is not in the record.
    pub cells: Vec<Vec<Reported<'a>>>,
}

/// The years down, the series across.
pub struct Cycle<'a> {
    /// The series.
    pub series: &'a [Series],
    /// The years, from the first that has any of them to the last, none left out.
    pub years: Vec<Year<'a>>,
}

/// The cycle of a record. An event stands where its latest report puts it; where an earlier one had
/// it planned for another time, it stands there too, as planned.
pub fn cycle(record: &Record) -> Cycle<'_> {
    let mut found: Vec<(usize, i32, Reported)> = Vec::new();
    for event in &record.events {
        let Some(series) = event.series.as_ref() else { continue };
        let Some(at) = record.series.iter().position(|x| x.id == *series) else { continue };
        let reports = record.reports_of(&event.id);
        for (place, reported) in reports.iter().enumerate() {
            let date = &reported.when().date;
            // Still planned, or said again: the first that says so is enough, and the last is what is known.
            let same = |x: &Reported| {
                x.report.status == reported.report.status && x.when().date.year() == date.year()
            };
            if place + 1 < reports.len() && reports[..place].iter().chain(reports.last()).any(same) {
                continue;
            }
            found.extend(date.year().map(|year| (at, year, *reported)));
        }
    }
    let first = found.iter().map(|x| x.1).min();
    let last = found.iter().map(|x| x.1).max();
    let years = first.zip(last).into_iter().flat_map(|(first, last)| first..=last);
    let years = years.map(|year| {
        let cell = |at: usize| found.iter().filter(|x| x.0 == at && x.1 == year).map(|x| x.2).collect();
        Year { year, cells: (0..record.series.len()).map(cell).collect() }
    });
    let years = years.collect();
    Cycle { series: &record.series, years }
}
