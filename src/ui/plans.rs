//! What was asked for and planned, by the year it was meant for, and what came of it.

use leptos::prelude::*;

use super::element::{classed, pieces};
use super::icons::Mark;
use super::{Scene, entries, lists, shell, words};
use crate::route::{Page, Route};
use crate::search::entries::Kind;
use crate::search::filters::Facet;
use crate::timeline::plans::{Came, Followed, What, plans};

/// The page of requests and plans.
pub fn page(scene: &Scene) -> AnyView {
    let mut route = Route::new(scene.mode, Page::Search);
    [Kind::Request, Kind::Plan].iter().for_each(|x| route.filters.toggle(Facet::Kind, x.name()));
    let (all, way) = lists::latest(scene, plans(scene.record), &route);
    let years = all.chunk_by(|a, b| a.year() == b.year()).map(|some| {
        let year = some[0].year();
        let id = year.map_or("undated".into(), |x| format!("y{x}"));
        let name = year.map_or(words::label(scene, |x| &x.unknown_day), |x| x.to_string().into_any());
        classed("section", "one-year")
            .attr("aria-labelledby", &id)
            .child(classed("h2", "year").attr("id", &id).child(name))
            .child(entries::list(some.iter().map(|x| entry(scene, x)).collect(), true))
            .any()
    });
    pieces()
        .child(shell::title(scene, |x| &x.requests_and_plans))
        .child(classed("p", "office").child(words::sentences(scene, |x| &x.plans_note)))
        .children(years)
        .children(way)
        .any()
}

fn entry(scene: &Scene, followed: &Followed) -> entries::Entry {
    let (mark, what) = match followed.what {
        What::Request(x) => (Mark::Asked, &x.what),
        What::Plan(x) => (Mark::Planned, &x.what),
    };
    let article = followed.article;
    let from = words::parties(scene, followed.from());
    let to = (!followed.to().is_empty())
        .then(|| pieces().child(" → ").child(words::parties(scene, followed.to())).any());
    let said = words::date(scene, followed.said());
    let meant_for = followed.meant_for().map(|x| words::meant_for(scene, x).into_any());
    let came = match &followed.came {
        Came::Known(..) | Came::NotInRecord => words::outcome(scene, outcome_of(followed)),
        Came::Reported(later) => entries::later_report(scene, later),
    };
    let mut below: Vec<AnyView> = words::beside(scene, what).into_iter().collect();
    below.push(pieces().child(from).children(to).any());
    below.push(came);
    // What later articles say on the way there.
    below.extend(followed.chain(scene.record).map(|x| {
        let status = words::label(scene, words::status(x.report.status));
        let date = words::date(scene, x.when());
        pieces().child(date).child(": ").child(status).dotted(Some(entries::source(scene, x.article))).any()
    }));
    below.push(pieces().child(said).dotted(Some(entries::source(scene, article))).any());
    entries::Entry {
        id: Some(followed.id().to_string()),
        mark,
        date: match meant_for {
            Some(date) => classed("span", "date").child(date).any(),
            None => words::date(scene, followed.said()),
        },
        title: entries::linked(scene, article, followed.id(), words::text(scene, what)),
        below,
        pictures: Vec::new(),
    }
}

fn outcome_of<'a>(followed: &Followed<'a>) -> &'a Option<crate::record::model::Outcome> {
    match followed.what {
        What::Request(x) => &x.outcome,
        What::Plan(x) => &x.outcome,
    }
}
