//! The timeline as a dated list grouped by year, and what recurs, year by year.

use leptos::prelude::*;

use super::element::{classed, el, link, pieces};
use super::icons::mark;
use super::{Scene, entries, shell, words};
use crate::record::chains::Reported;
use crate::record::model::*;
use crate::route::Page;

/// Every report of every event, by year.
pub fn timeline(scene: &Scene) -> AnyView {
    let mut years: Vec<(Option<i32>, Vec<Reported>)> = Vec::new();
    for reported in scene.record.reports() {
        let year = reported.when().date.year();
        match years.last_mut() {
            Some((last, list)) if *last == year => list.push(reported),
            _ => years.push((year, vec![reported])),
        }
    }
    let jumps = years.iter().filter_map(|(year, list)| Some(jump((*year)?, list.len())));
    let jumps = classed("ol", "jumps").children(jumps);
    pieces()
        .child(shell::title(scene, |x| &x.timeline))
        .child(el("nav").attr("aria-label", &scene.labels().years).child(jumps))
        .children(years.iter().map(|(year, list)| one_year(scene, *year, list)))
        .any()
}

/// A link to a year, with how many reports it has.
fn jump(year: i32, count: usize) -> AnyView {
    let year = link(format!("#y{year}"), year.to_string().into_any());
    el("li").child(year).child(classed("span", "n").child(count.to_string())).any()
}

fn one_year(scene: &Scene, year: Option<i32>, list: &[Reported]) -> AnyView {
    let id = year.map_or("undated".into(), |x| format!("y{x}"));
    let name = year.map_or(words::label(scene, |x| &x.unknown_day), |x| x.to_string().into_any());
    let entries = list.iter().map(|x| entries::report(scene, x, false)).collect();
    classed("section", "one-year")
        .attr("aria-labelledby", &id)
        .child(classed("h2", "year").attr("id", id).child(name))
        .child(entries::list(entries, true))
        .any()
}

/// A table: the years down, the series across; what is not there says so.
pub fn cycle(scene: &Scene) -> AnyView {
    let record = scene.record;
    let reports: Vec<_> =
        record.reports().into_iter().filter(|x| x.event.series.is_some() && latest(scene, x)).collect();
    let years: Vec<i32> = reports.iter().filter_map(|x| x.when().date.year()).collect();
    let (first, last) = (years.iter().min().copied(), years.iter().max().copied());
    let mut head = el("tr").child(el("th").attr("scope", "col").child(words::label(scene, |x| &x.year)));
    for series in &record.series {
        let note = series.note.as_ref().map(|x| el("small").child(words::lines(scene, x)).any());
        let name = words::lines(scene, &series.label);
        head = head.child(el("th").attr("scope", "col").child(name).children(note));
    }
    let years = first.zip(last).into_iter().flat_map(|(first, last)| first..=last);
    let rows = years.map(|year| {
        let head = el("th").attr("scope", "row").child(year.to_string());
        el("tr").child(head).children(record.series.iter().map(|x| cell(scene, &reports, x, year))).any()
    });
    let caption = classed("caption", "hidden").attr("id", "cycle-caption");
    let table = classed("table", "cycle")
        .child(caption.child(words::label(scene, |x| &x.cycle)))
        .child(el("thead").child(head))
        .child(el("tbody").children(rows));
    let scroll = classed("div", "scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-labelledby", "cycle-caption");
    pieces()
        .child(shell::title(scene, |x| &x.cycle))
        .child(classed("p", "office").child(words::label(scene, |x| &x.cycle_note)))
        .child(scroll.child(table))
        .any()
}

/// Whether this is the last that the record says of its event.
fn latest(scene: &Scene, reported: &Reported) -> bool {
    scene.record.latest_report(&reported.event.id).is_some_and(|x| x.report.id == reported.report.id)
}

fn cell(scene: &Scene, reports: &[Reported], series: &Series, year: i32) -> AnyView {
    let here =
        |x: &&Reported| x.event.series.as_ref() == Some(&series.id) && x.when().date.year() == Some(year);
    let Some(reported) = reports.iter().find(here) else {
        return classed("td", "void").child(words::label(scene, |x| &x.not_in_record)).any();
    };
    let when = reported.when();
    let href = format!("{}#{}", scene.href(&Page::Article(reported.article.id.clone())), reported.report.id);
    let status = words::label(scene, words::status(reported.report.status));
    let cell = classed("div", "cell")
        .child(mark(entries::report_mark(reported.report, when)))
        .child(link(href, words::date(scene, when)).attr("class", "bare"))
        .child(classed("span", "app").child(status));
    el("td").child(cell).any()
}
