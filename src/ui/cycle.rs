//! What recurs, year by year.

use leptos::prelude::*;

use super::element::{classed, el, link, pieces};
use super::icons::mark;
use super::{Scene, entries, shell, words};
use crate::record::chains::Reported;
use crate::route::Page;
use crate::timeline::series;

/// A table: the years down, the series across; what is not there says so.
pub fn cycle(scene: &Scene) -> AnyView {
    let record = scene.record;
    let cycle = series::cycle(record);
    let mut head = el("tr").child(el("th").attr("scope", "col").child(words::label(scene, |x| &x.year)));
    for series in &record.series {
        let note = series.note.as_ref().map(|x| el("small").child(words::lines(scene, x)).any());
        let name = words::lines(scene, &series.label);
        head = head.child(el("th").attr("scope", "col").child(name).children(note));
    }
    let rows = cycle.years.iter().map(|year| {
        let head = el("th").attr("scope", "row").child(year.year.to_string());
        el("tr").child(head).children(year.cells.iter().map(|x| cell(scene, x))).any()
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
        .child(classed("p", "office").child(words::sentences(scene, |x| &x.cycle_note)))
        .child(scroll.child(table))
        .any()
}

fn cell(scene: &Scene, reports: &[Reported]) -> AnyView {
    if reports.is_empty() {
        return classed("td", "void").child(words::label(scene, |x| &x.not_in_record)).any();
    }
    el("td").children(reports.iter().map(|x| one(scene, x))).any()
}

fn one(scene: &Scene, reported: &Reported) -> AnyView {
    let when = reported.when();
    let href = format!("{}#{}", scene.href(&Page::Article(reported.article.id.clone())), reported.report.id);
    let status = words::label(scene, words::status(reported.report.status));
    classed("div", "cell")
        .child(mark(entries::report_mark(reported.report, when)))
        .child(link(href, words::date(scene, when)).attr("class", "bare"))
        .child(classed("span", "app").child(status))
        .any()
}
