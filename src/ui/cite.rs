//! How to cite a page, and what it reports: text in three styles, files for reference managers,
//! and the page's address for others.

use leptos::prelude::*;

use super::element::{classed, el, link, pieces};
use super::words::{self, Pick};
use super::{Scene, shell};
use crate::export::citation::Reference;
use crate::export::style::Style;
use crate::export::{Published, bibtex, csl, ris};
use crate::record::model::Article;

/// The section that says how to cite the page and, if it is that of an article, the article.
pub fn cite(scene: &Scene, article: Option<&Article>) -> AnyView {
    let published = Published::of(scene.record, scene.mode);
    let title = match article {
        Some(article) => super::article::own_title(scene, article).to_string(),
        None => scene.heading(),
    };
    let page = Reference::of_page(published, &scene.page, &title);
    let cited = article.map(|x| Reference::of_article(published, x));
    let what: Pick = |x| &x.cite_article;
    let both: Vec<(Pick, Reference)> =
        cited.map(|x| (what, x)).into_iter().chain([((|x| &x.cite_page) as Pick, page)]).collect();
    let styled = both.iter().map(|(pick, x)| one(scene, *pick, x));
    let all: Vec<Reference> = both.iter().map(|x| x.1.clone()).collect();
    let section = shell::section(scene, "cite", |x| &x.cite, Some(share(scene)));
    section.child(classed("div", "cited").children(styled)).child(files(scene, &all)).any()
}

fn one(scene: &Scene, pick: Pick, reference: &Reference) -> AnyView {
    let styles = Style::ALL.into_iter().map(|style| {
        let runs = style.runs(reference).into_iter().map(|run| {
            let words = words::run(scene, run.lang, &run.text);
            if run.italic { el("i").child(words).any() } else { words }
        });
        let name = match style {
            Style::Apa => "APA".into_any(),
            Style::Chicago => "Chicago".into_any(),
            Style::Vietnamese => words::label(scene, |x| &x.cite_vietnamese),
        };
        el("div")
            .child(el("dt").child(name))
            .child(el("dd").child(classed("span", "quote").children(runs)).child(" ").child(copy(scene)))
            .any()
    });
    pieces()
        .child(el("h3").child(words::label(scene, pick)))
        .child(classed("dl", "styles").children(styles))
        .any()
}

/// The button that copies what stands beside it.
pub fn copy(scene: &Scene) -> AnyView {
    let labels = scene.labels();
    button("copy", &labels.copy, &labels.copied)
}

/// The button that gives the address of the page, as it is shown, to others.
pub fn share(scene: &Scene) -> AnyView {
    let labels = scene.labels();
    button("share", &labels.share, &labels.shared)
}

/// A button that `first.js` knows: what it does, its name, and its name when that is done.
fn button(does: &'static str, name: &'static str, done: &'static str) -> AnyView {
    classed("button", "clear")
        .attr("type", "button")
        .attr("data-do", does)
        .attr("data-done", done)
        .child(name)
        .any()
}

/// The same for reference managers, as files that the page itself has in it.
fn files(scene: &Scene, references: &[Reference]) -> AnyView {
    let id = references.first().map_or("", |x| &x.id);
    let formats = [
        ("BibTeX", bibtex::ENDING, bibtex::MEDIA_TYPE, bibtex::write(references)),
        ("RIS", ris::ENDING, ris::MEDIA_TYPE, ris::write(references)),
        ("CSL-JSON", csl::ENDING, csl::MEDIA_TYPE, csl::write(references)),
    ];
    let links = formats.map(|(name, ending, kind, text)| {
        // A plus would stand for itself.
        let encoded = form_urlencoded::byte_serialize(text.as_bytes());
        let encoded: String = encoded.map(|x| if x == "+" { "%20" } else { x }).collect();
        let href = format!("data:{kind};charset=utf-8,{encoded}");
        link(href, name.into_any()).attr("download", format!("{id}.{ending}")).any()
    });
    classed("p", "files").child(words::label(scene, |x| &x.cite_files)).child(": ").spaced(links).any()
}
