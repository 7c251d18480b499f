//! The front page: the latest, the rest, the years at a glance, the stories that run
//! through several articles.

use leptos::prelude::*;

use super::element::{El, classed, el, link, pieces};
use super::icons::{Mark, mark};
use super::{Scene, article, entries, seek, shell, words};
use crate::record::chains::Year;
use crate::record::model::*;
use crate::route::Page;

/// The front page.
pub fn home(scene: &Scene) -> AnyView {
    let mut latest = scene.record.articles.iter().rev();
    let articles = classed("section", "grid first")
        .attr("aria-label", &scene.labels().articles)
        .children(latest.next().map(|x| lead(scene, x)))
        .child(classed("ol", "rest").children(latest.take(8).map(|x| paper(scene, x, "h3"))));
    pieces().child(seek::field(scene)).child(articles).child(years(scene)).children(threads(scene)).any()
}

/// The latest article, large.
fn lead(scene: &Scene, article: &Article) -> AnyView {
    let href = scene.href(&Page::Article(article.id.clone()));
    let headline = words::run(scene, &article.headline.lang, &article.headline.text);
    let figures: Vec<_> = article.figures.iter().filter(|x| x.measured).map(|x| figure(scene, x)).collect();
    let figures = (!figures.is_empty()).then(|| classed("dl", "figures").children(figures).any());
    let latest = classed("p", "app").child(words::label(scene, |x| &x.latest));
    classed("article", "lead")
        .child(latest.dotted(Some(words::date(scene, &article.when))))
        .child(el("h2").child(link(href, headline)))
        .children(article::renderings(scene, article))
        .child(el("p").child(words::text(scene, &article.lead)))
        .children(words::beside_in(scene, classed("p", "second"), &article.lead))
        .children(figures)
        .child(signed(scene, article).dotted(words::why(scene, &article.when.basis)))
        .any()
}

/// Who published an article and who wrote it.
fn signed(scene: &Scene, article: &Article) -> El {
    let publisher = entries::publisher(scene, article);
    classed("p", "app").child(publisher).dotted(Some(article::bylines(scene, article)))
}

fn figure(scene: &Scene, figure: &Figure) -> AnyView {
    let counts = words::lines(scene, &figure.counts);
    el("div").child(el("dt").child(figure.value.clone())).child(el("dd").child(counts)).any()
}

/// Another article, small, under a heading of this level.
pub fn paper(scene: &Scene, article: &Article, heading: &'static str) -> AnyView {
    let href = scene.href(&Page::Article(article.id.clone()));
    let headline = words::run(scene, &article.headline.lang, &article.headline.text);
    classed("li", "paper")
        .child(classed("p", "app").child(words::date(scene, &article.when)))
        .child(el(heading).child(link(href, headline)))
        .children(article::renderings(scene, article))
        .child(signed(scene, article))
        .any()
}

/// In a column of more reports there is one bar for all of them: nobody counts so many strokes.
const COUNTED: usize = 60;

/// A stroke for each report, so that it can be counted. The years before the last
/// twelve share one column.
fn years(scene: &Scene) -> AnyView {
    let years = scene.record.years();
    let since = years.last().map_or(0, |x| x.year - 11);
    let (old, recent): (Vec<Year>, Vec<Year>) = years.into_iter().partition(|x| x.year < since);
    let of_old: usize = old.iter().map(|x| x.reports).sum();
    let total: usize = of_old + recent.iter().map(|x| x.reports).sum::<usize>();
    let most = recent.iter().map(|x| x.reports).max().unwrap_or(0).max(of_old);
    let first = recent.first().map_or(since, |x| x.year);
    let before = (!old.is_empty()).then(|| {
        let articles = old.iter().map(|x| x.articles).sum();
        let name = scene.labels().before_year.replace("{y}", &first.to_string());
        column(scene, Some("old"), name, old[0].year, Year { year: first, reports: of_old, articles }, most)
    });
    let columns = recent.iter().map(|x| column(scene, None, x.year.to_string(), x.year, *x, most));
    let note = scene.labels().years_note.replace("{n}", &total.to_string());
    let note = (most <= COUNTED).then(|| note.into_any());
    let years = classed("ol", "years").children(before).children(columns);
    shell::section(scene, "years", |x| &x.years, note).child(years).any()
}

fn column(
    scene: &Scene,
    class: Option<&'static str>,
    name: String,
    year: i32,
    held: Year,
    most: usize,
) -> AnyView {
    let href = scene.year(year);
    let stroke = |x: usize, width: usize| {
        format!(r#"<rect x="{x}" width="{width}" height="100%" fill="currentColor"/>"#)
    };
    let strokes: String = match most {
        ..=COUNTED => (0..held.reports).map(|x| stroke(x * 5, 2)).collect(),
        _ => stroke(0, (held.reports * COUNTED * 5).div_ceil(most)),
    };
    let labels = scene.labels();
    let counts = labels
        .year_counts
        .replace("{n}", &held.reports.to_string())
        .replace("{articles}", &held.articles.to_string());
    let strokes = view! { <svg aria-hidden="true" inner_html=strokes></svg> }.into_any();
    let column = link(href, strokes).child(el("b").child(name)).child(el("small").child(counts));
    el("li").maybe("class", class).child(column).any()
}

fn threads(scene: &Scene) -> Option<AnyView> {
    let threads: Vec<_> = scene.record.edition.threads.iter().map(|x| thread(scene, x)).collect();
    let section = || shell::section(scene, "threads", |x| &x.threads, None);
    (!threads.is_empty()).then(|| section().child(classed("div", "grid threads").children(threads)).any())
}

/// A story that runs through several articles, step by step.
fn thread(scene: &Scene, thread: &Thread) -> AnyView {
    let record = scene.record;
    let mut steps = classed("ol", "chain");
    if let Some(event) = &thread.event {
        for reported in record.reports_of(event) {
            let when = reported.when();
            let said = words::label(scene, words::status(reported.report.status));
            let mark = entries::report_mark(reported.report, when);
            steps = steps.child(step(scene, mark, words::date(scene, when), reported.article, said));
        }
    }
    if let Some(office) = &thread.office {
        let holders = record.holders(&office.organisation, &office.office);
        for pair in holders.windows(2).filter(|x| x[0].role.person != x[1].role.person) {
            for (place, attested) in pair.iter().enumerate() {
                if place == 1 {
                    let unknown = el("span").child(words::label(scene, |x| &x.unknown_day));
                    let changed = el("span").child(words::label(scene, |x| &x.changed_hands));
                    steps = steps.child(el("li").child(mark(Mark::Between)).child(unknown).child(changed));
                }
                let who = words::person(scene, &attested.role.person);
                let date = words::date(scene, attested.when());
                steps = steps.child(step(scene, Mark::Attested, date, attested.article, who));
            }
        }
    }
    let asked = record.articles.iter().flat_map(|article| article.requests.iter().map(move |x| (article, x)));
    let mut open = false;
    for (article, request) in asked.filter(|(_, x)| thread.requests.contains(&x.id)) {
        open |= !matches!(request.outcome, Some(Outcome::Known(_)));
        let who = words::parties(scene, &request.from);
        let what = pieces().child(who).child(": ").child(words::text(scene, &request.what)).any();
        let date = words::date(scene, article.dated(&request.when));
        steps = steps.child(step(scene, Mark::Asked, date, article, what));
    }
    let open =
        open.then(|| classed("p", "none").child(words::label(scene, |x| &x.outcome_not_in_record)).any());
    classed("article", "thread")
        .child(el("h3").child(words::lines(scene, &thread.title)))
        .child(el("p").child(words::text(scene, &thread.text)))
        .children(words::beside_in(scene, classed("p", "second"), &thread.text))
        .child(steps)
        .children(open)
        .any()
}

fn step(scene: &Scene, drawn: Mark, date: AnyView, article: &Article, said: AnyView) -> AnyView {
    let href = scene.href(&Page::Article(article.id.clone()));
    let date = link(href, date).attr("class", "bare");
    el("li").child(mark(drawn)).child(date).child(el("span").child(said)).any()
}
