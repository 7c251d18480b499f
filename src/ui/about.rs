//! What the record is and what it lacks; and the page for addresses that lead nowhere.

use leptos::prelude::*;

use super::element::{classed, el, link, pieces};
use super::lists::LONG;
use super::words::{self, Pick};
use super::{Scene, home, icons, seek, shell};
use crate::route::Page;

/// The page “About”.
pub fn about(scene: &Scene) -> AnyView {
    let edition = &scene.record.edition;
    let mut prose = classed("div", "prose");
    for text in &edition.about {
        let beside = words::beside_in(scene, classed("p", "second"), text);
        prose = prose.child(el("p").child(words::text(scene, text))).children(beside);
    }
    let rights = classed("p", "office")
        .child(words::lines(scene, &edition.rights.text))
        .child(" ")
        .child(shell::licence(scene));
    let cite = classed("p", "office").child(words::sentences(scene, |x| &x.how_to_cite_text));
    pieces()
        .child(shell::title(scene, |x| &x.about))
        .child(prose)
        .child(coverage(scene))
        .children(gaps(scene))
        .child(legend(scene))
        .child(shell::section(scene, "rights", |x| &x.rights, None).child(rights))
        .child(shell::section(scene, "cite", |x| &x.how_to_cite, None).child(cite))
        .any()
}

/// How much there is of each year.
fn coverage(scene: &Scene) -> AnyView {
    let column = |pick| el("th").attr("scope", "col").child(words::label(scene, pick));
    let head =
        el("tr").child(column(|x| &x.year)).child(column(|x| &x.articles)).child(column(|x| &x.reports));
    let rows = scene.record.years().into_iter().map(|x| {
        el("tr")
            .child(el("th").attr("scope", "row").child(x.year.to_string()))
            .child(el("td").child(x.articles.to_string()))
            .child(el("td").child(x.reports.to_string()))
            .any()
    });
    let table = classed("table", "counts")
        .child(classed("caption", "hidden").child(words::label(scene, |x| &x.coverage)))
        .child(el("thead").child(head))
        .child(el("tbody").children(rows));
    shell::section(scene, "coverage", |x| &x.coverage, None).child(table).any()
}

fn gaps(scene: &Scene) -> Option<AnyView> {
    let gaps = &scene.record.edition.gaps;
    let mut list = classed("dl", "gaps");
    for gap in gaps {
        list = list
            .child(classed("dt", "date").child(words::meant_for(scene, &gap.date)))
            .child(el("dd").child(words::lines(scene, &gap.text)));
    }
    (!gaps.is_empty()).then(|| shell::section(scene, "gaps", |x| &x.gaps, None).child(list).any())
}

/// What the marks mean.
fn legend(scene: &Scene) -> AnyView {
    use icons::Mark;
    let marks: [(Mark, Pick); 9] = [
        (Mark::Held, |x| &x.held),
        (Mark::Planned, |x| &x.planned),
        (Mark::Launched, |x| &x.launched),
        (Mark::Commemorated, |x| &x.commemorated),
        (Mark::Ongoing, |x| &x.ongoing),
        (Mark::Between, |x| &x.window),
        (Mark::Attested, |x| &x.attested),
        (Mark::Asked, |x| &x.asked),
        (Mark::Figure, |x| &x.figures),
    ];
    let items = marks.into_iter().map(|(mark, pick)| {
        el("li").child(icons::mark(mark)).child(el("span").child(words::label(scene, pick))).any()
    });
    let list = classed("ul", "legend").children(items);
    shell::section(scene, "legend", |x| &x.legend, None).child(list).any()
}

/// The page for an address that leads nowhere. It says so in both languages.
pub fn not_found(scene: &Scene) -> AnyView {
    let record = scene.record;
    let other = 1 - scene.mode.main();
    let there = &record.labels[other];
    let here = scene.labels();
    let articles = record.articles.iter().rev().take(LONG).map(|x| home::paper(scene, x, "h2"));
    let elsewhere = el("div")
        .attr("lang", record.lang(other))
        .child(classed("p", "own").child(there.not_found_title.as_str()))
        .child(classed("p", "office").child(there.not_found_text.as_str()));
    let headline = classed("header", "headline")
        .child(el("h1").child(here.not_found_title.as_str()))
        .child(classed("p", "office").child(here.not_found_text.as_str()))
        .child(elsewhere);
    let back = link(scene.href(&Page::Home), words::label(scene, |x| &x.home));
    pieces()
        .child(headline)
        .child(seek::field(scene))
        .child(classed("p", "crumb after").child(back))
        .child(classed("ul", "papers").children(articles))
        .any()
}
