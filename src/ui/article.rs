//! An article: the headline as a citation, the source, the summary, what it supports.

use leptos::prelude::*;

use super::element::{classed, el, link, pieces};
use super::kept::Kept;
use super::words::{self, Pick};
use super::{Scene, cite, entries, icons::Mark, lists, pictures, shell, timeline};
use crate::record::Record;
use crate::record::chains::{Attested, Reported};
use crate::record::lookup::ARTICLES;
use crate::record::mentions::Names;
use crate::record::model::*;
use crate::record::order::ordered;
use crate::route::{Mode, Page};

/// The title by which a page in this language goes: the headline, if it is in it, or the
/// edition's own rendering.
pub fn own_title<'a>(scene: &Scene, article: &'a Article) -> &'a str {
    if article.headline.lang == scene.lang() {
        return &article.headline.text;
    }
    article.title.get(scene.lang()).unwrap_or(&article.headline.text)
}

/// The headline's sense in the languages being read that are not its own.
pub fn renderings(scene: &Scene, article: &Article) -> Vec<AnyView> {
    [Some(scene.lang()), scene.other_lang()]
        .into_iter()
        .flatten()
        .filter(|lang| *lang != article.headline.lang)
        .filter_map(|lang| Some((lang, article.title.get(lang)?)))
        .map(|(lang, words)| classed("p", "own").child(words::run(scene, lang, words)).any())
        .collect()
}

/// Who wrote it, or that nobody is named. Names stand as printed.
pub fn bylines(scene: &Scene, article: &Article) -> AnyView {
    if article.bylines.is_empty() {
        return words::label(scene, |x| &x.byline_not_stated);
    }
    words::run(scene, &article.headline.lang, &article.bylines.join(", "))
}

/// The page of an article.
pub fn article(scene: &Scene, article: &'static Article) -> AnyView {
    let labels = scene.labels();
    let mut terms = Terms::default();
    let aside = |class| classed("aside", class).attr("aria-label", &labels.terms_and_topics);
    let page = if scene.mode == Mode::Both {
        el("article")
            .child(headline(scene, article, "h1", place(scene, article)))
            .child(source_strip(scene, article))
            .child(summary(scene, article, &mut terms))
            .children(pictures::pictures(scene, &article.images))
            .child(support(scene, article))
            .child(aside("after").child(margin(scene, article, &terms)))
    } else {
        let text = classed("div", "text")
            .child(summary(scene, article, &mut terms))
            .children(pictures::pictures(scene, &article.images))
            .child(support(scene, article));
        let side = classed("aside", "side").attr("aria-label", &labels.source);
        classed("article", "grid")
            .child(headline(scene, article, "h1", place(scene, article)))
            .child(text)
            .child(side.child(source(scene, article)))
            .child(aside("margin").child(margin(scene, article, &terms)))
    };
    pieces()
        .child(page)
        .children(timeline::part(scene, None, timeline::of_article(scene.record, article)))
        .child(cite::cite(scene, Some(article)))
        .child(turn(scene, article))
        .any()
}

/// Which article of the record it is; of a long record not, for one more would change all pages.
fn place(scene: &Scene, article: &Article) -> Option<String> {
    let record = scene.record;
    if lists::is_long(record) {
        return None;
    }
    let number = record.place(ARTICLES, &article.id)? + 1;
    let pattern = &scene.labels().article_of;
    Some(pattern.replace("{n}", &number.to_string()).replace("{of}", &record.articles.len().to_string()))
}

/// The headline as a heading of this level, with its place if that is said, its date and who wrote and
/// published it.
pub fn headline(scene: &Scene, article: &Article, heading: &'static str, place: Option<String>) -> AnyView {
    let place = place.map(|x| el("span").child(x).any());
    let crumb = classed("p", "crumb").spaced(place.into_iter().chain([
        words::date(scene, &article.when).into_any(),
        el("span").child(bylines(scene, article)).any(),
        el("span").child(entries::publisher(scene, article)).any(),
    ]));
    let lang = (article.headline.lang != scene.lang()).then_some(&article.headline.lang);
    classed("header", "headline")
        .child(crumb)
        .child(el(heading).maybe("lang", lang).child(article.headline.text.clone()))
        .children(renderings(scene, article))
        .any()
}

/// A label of the source box and its value.
type Row = (Pick, AnyView);

/// What is known of the source, row by row; what is not stated says so.
fn rows(scene: &Scene, article: &Article) -> Vec<Row> {
    let not_stated = |value: Option<AnyView>| value.unwrap_or_else(|| words::label(scene, |x| &x.not_stated));
    let lang = &article.headline.lang;
    let printed = |names: &[String]| (!names.is_empty()).then(|| words::run(scene, lang, &names.join(", ")));
    let published = article.published.as_ref().map(|x| x.say(&scene.labels().dates).into_any());
    let url = article.url.as_ref().map(|url| {
        let shown = url.trim_start_matches("https://").trim_start_matches("http://").to_string();
        link(url.clone(), shown.into_any()).attr("rel", "external").attr("class", "address").any()
    });
    let rights = match &article.rights {
        Some(text) => words::lines(scene, text),
        None => words::sentences(scene, |x| &x.no_rights_notice),
    };
    let mut rows: Vec<Row> = vec![
        (|x| &x.publisher, not_stated(article.publisher.as_ref().map(|x| named(scene, x)))),
        (|x| &x.byline, not_stated(printed(&article.bylines))),
        (|x| &x.published, not_stated(published)),
        (|x| &x.reported_day, reported_day(scene, article)),
        (|x| &x.section, not_stated(article.section.as_ref().map(|x| named(scene, x)))),
        (|x| &x.photographs, not_stated(printed(&article.photographs))),
        (|x| &x.address, not_stated(url)),
        (|x| &x.rights, rights),
    ];
    let notes: Vec<_> =
        article.notes.iter().map(|x| classed("span", "why").child(words::lines(scene, x)).any()).collect();
    if !notes.is_empty() {
        rows.push((|x| &x.note, notes.into_any()));
    }
    rows
}

fn reported_day(scene: &Scene, article: &Article) -> AnyView {
    with_why(scene, words::date(scene, &article.when), &article.when.basis)
}

/// Something and, if it is not simply stated, how it is known.
fn with_why(scene: &Scene, shown: AnyView, basis: &Basis) -> AnyView {
    let why = words::why(scene, basis).map(|x| classed("span", "why").child(x).any());
    pieces().child(shown).child(" ").children(why).any()
}

fn named(scene: &Scene, named: &Named) -> AnyView {
    let name = words::name(scene, &named.name);
    let name = match &named.organisation {
        Some(id) => link(scene.href(&Page::Organisation(id.clone())), name).any(),
        None => name,
    };
    with_why(scene, name, &named.basis)
}

/// The source box beside the text.
fn source(scene: &Scene, article: &Article) -> AnyView {
    let rows = rows(scene, article).into_iter().map(|(label, value)| words::row(scene, label, value));
    shell::boxed(scene, |x| &x.source).child(el("dl").children(rows)).any()
}

/// The source box as a strip above two columns.
pub fn source_strip(scene: &Scene, article: &Article) -> AnyView {
    let rows = rows(scene, article).into_iter();
    let rows = rows.map(|(label, value)| el("div").child(words::row(scene, label, value)).any());
    classed("dl", "strip-meta").children(rows).any()
}

/// The terms that a page has already explained, in each language of the pair: one card is enough.
pub type Terms = [Vec<&'static str>; 2];

/// The summary in the page's language or, side by side, in both.
pub fn summary(scene: &Scene, article: &'static Article, terms: &mut Terms) -> AnyView {
    match scene.mode {
        Mode::Both => pairs(scene, article, terms),
        one => prose(scene, article, &mut terms[one.main()]),
    }
}

/// The id of a paragraph, by its place. Only the page of the article itself has them.
fn paragraph_id(scene: &Scene, article: &Article, place: usize) -> Option<String> {
    matches!(&scene.page, Page::Article(id) if *id == article.id).then(|| format!("p{}", place + 1))
}

/// The names that texts are looked through for, in each language of the pair.
fn names(record: &'static Record) -> &'static [Names<'static>; 2] {
    static NAMES: Kept<[Names<'static>; 2]> = Kept::new();
    let of = |record: &'static Record| record.edition.languages.each_ref().map(|x| Names::of(record, x));
    NAMES.of(record, of)
}

fn prose(scene: &Scene, article: &'static Article, terms: &mut Vec<&'static str>) -> AnyView {
    let names = &names(scene.record)[scene.mode.main()];
    let mut note = None;
    let mut prose = classed("div", "prose");
    for (place, text) in scene.record.summary_of(article).iter().enumerate() {
        let (lang, words) = text.in_or_else(scene.lang());
        let other = (lang != scene.lang()).then_some(lang);
        let paragraph = el("p").maybe("id", paragraph_id(scene, article, place)).maybe("lang", other);
        prose = prose.child(paragraph.child(words::linked(scene, names, lang, words, terms)));
        note = other.or(note);
    }
    let note = note.map(|lang| classed("p", "app").child(words::only_in(scene, lang)).any());
    pieces().child(prose).children(note).any()
}

/// Paragraph beside paragraph.
fn pairs(scene: &Scene, article: &'static Article, terms: &mut Terms) -> AnyView {
    let edition = &scene.record.edition;
    let names = names(scene.record);
    let mut caps = classed("div", "caps").attr("aria-hidden", "true");
    for (lang, name) in edition.languages.iter().zip(&edition.language_names) {
        caps = caps.child(el("span").attr("lang", lang).child(name.as_str()));
    }
    let mut pairs = classed("div", "pairs").child(caps);
    for (place, text) in scene.record.summary_of(article).iter().enumerate() {
        let mut pair = classed("div", if place == 0 { "pair first" } else { "pair" });
        for (side, lang) in edition.languages.iter().enumerate() {
            let shown = match text.get(lang) {
                Some(words) => words::linked(scene, &names[side], lang, words, &mut terms[side]),
                None => words::label(scene, |x| &x.not_translated),
            };
            let cell = el("p")
                .maybe("id", paragraph_id(scene, article, place).filter(|_| side == 0))
                .attr("lang", lang)
                .attr("data-mark", &edition.language_names[side]);
            pair = pair.child(cell.child(shown));
        }
        pairs = pairs.child(pair);
    }
    pairs.any()
}

/// Everything that the article supports, by kind, each under its heading.
fn support(scene: &Scene, article: &'static Article) -> AnyView {
    let wide = scene.mode == Mode::Both;
    let sections = statements(scene, article).into_iter().map(|(id, pick, entries)| {
        shell::section(scene, id, pick, None).child(entries::list(entries, wide)).any()
    });
    pieces().children(sections).any()
}

/// Statements of one kind: the kind's name in addresses and in words, and what is stated.
type Stated = (&'static str, Pick, Vec<entries::Entry>);

/// The statements of an article, by kind. Kinds of which it has none are left out.
pub fn statements(scene: &Scene, article: &'static Article) -> Vec<Stated> {
    let record = scene.record;
    let reports = article
        .events
        .iter()
        .filter_map(|report| Some(Reported { article, event: record.event(&report.event)?, report }))
        .collect();
    let reports: Vec<Reported> = ordered(reports, &mut |a, b| a.when().date.cmp(&b.when().date));
    let reports = reports.iter().map(|x| entries::report(scene, x, true)).collect();
    let roles =
        article.roles.iter().map(|role| entries::attested(scene, &Attested { article, role }, true, true));
    let acts = article.acts.iter().map(|x| entries::act(scene, article, x, true));
    let figures = article.figures.iter().map(|x| figure(scene, article, x));
    let requests = article.requests.iter().map(|x| entries::request(scene, article, x, true));
    let plans = article.plans.iter().map(|x| entries::plan(scene, article, x, true));
    let mottoes = article.mottoes.iter().map(|x| motto(scene, article, x));
    let relations = article.relations.iter().map(|x| relation(scene, article, x));
    let corrections = article.corrections.iter().map(|x| correction(scene, article, x));
    let mut all: Vec<Stated> = vec![
        ("events", |x| &x.supports, reports),
        ("roles", |x| &x.roles_that_day, roles.collect()),
        ("acts", |x| &x.acts, acts.collect()),
        ("requests", |x| &x.requests, requests.collect()),
        ("plans", |x| &x.plans, plans.collect()),
        ("figures", |x| &x.figures, figures.collect()),
        ("mottoes", |x| &x.mottoes, mottoes.collect()),
        ("relations", |x| &x.relations, relations.collect()),
        ("corrections", |x| &x.corrections, corrections.collect()),
    ];
    all.retain(|x| !x.2.is_empty());
    all
}

fn figure(scene: &Scene, article: &Article, figure: &Figure) -> entries::Entry {
    let mut below: Vec<AnyView> = words::beside(scene, &figure.counts).into_iter().collect();
    below.push(match figure.measured {
        true => words::label(scene, |x| &x.measured),
        false => words::label(scene, |x| &x.not_measured),
    });
    below.extend(figure.note.as_ref().map(|x| words::lines(scene, x)));
    below.extend(words::why(scene, &figure.basis));
    let value = classed("b", "value").child(figure.value.clone());
    let title = pieces().child(value).child(" ").child(words::text(scene, &figure.counts));
    statement(scene, article, &figure.id, Mark::Figure, &figure.when, title.any(), below)
}

fn motto(scene: &Scene, article: &Article, motto: &Motto) -> entries::Entry {
    let mut below: Vec<AnyView> = words::beside(scene, &motto.words).into_iter().collect();
    below.push(words::lines(scene, &motto.note));
    below.extend(words::why(scene, &motto.basis));
    let title = words::text(scene, &motto.words);
    statement(scene, article, &motto.id, Mark::Asked, &motto.when, title, below)
}

fn relation(scene: &Scene, article: &Article, relation: &Relation) -> entries::Entry {
    let object = words::organisation(scene, &relation.object);
    let title = pieces()
        .child(words::organisation(scene, &relation.subject))
        .child(" ")
        .child(words::labelled(scene, relation_label(relation.relation, true), object));
    let mut below: Vec<AnyView> = relation.note.iter().map(|x| words::lines(scene, x)).collect();
    below.extend(words::why(scene, &relation.basis));
    statement(scene, article, &relation.id, Mark::Attested, &None, title.any(), below)
}

/// What a relation is called, seen from its subject or from its object.
pub fn relation_label(kind: RelationKind, from_subject: bool) -> Pick {
    match (kind, from_subject) {
        (RelationKind::PartOf, true) => |x| &x.part_of,
        (RelationKind::PartOf, false) => |x| &x.has_part,
        (RelationKind::MemberOf, true) => |x| &x.member_of,
        (RelationKind::MemberOf, false) => |x| &x.has_member,
        (RelationKind::Directs, true) => |x| &x.directs,
        (RelationKind::Directs, false) => |x| &x.directed_by,
        (RelationKind::Guides, true) => |x| &x.guides,
        (RelationKind::Guides, false) => |x| &x.guided_by,
        (RelationKind::PartnerOf, _) => |x| &x.partner_of,
    }
}

fn correction(scene: &Scene, article: &Article, correction: &Correction) -> entries::Entry {
    let lang = &article.headline.lang;
    let printed = words::run(scene, lang, &correction.printed);
    let printed = classed("span", "app")
        .child("(")
        .child(words::labelled(scene, |x| &x.printed_as, printed))
        .child(")");
    let title = pieces().child(words::run(scene, lang, &correction.read)).child(" ").child(printed);
    let below = vec![words::lines(scene, &correction.note)];
    statement(scene, article, &correction.id, Mark::Attested, &None, title.any(), below)
}

fn statement(
    scene: &Scene,
    article: &Article,
    id: &str,
    mark: Mark,
    when: &Option<When>,
    title: AnyView,
    below: Vec<AnyView>,
) -> entries::Entry {
    let date = words::date(scene, article.dated(when));
    entries::Entry { id: Some(id.to_string()), mark, date, title, below, pictures: Vec::new() }
}

/// The terms that the text explains and the article's topics.
fn margin(scene: &Scene, article: &'static Article, terms: &Terms) -> AnyView {
    let record = scene.record;
    let other = &record.edition.languages[1 - scene.mode.main()];
    let terms: Vec<_> = terms[scene.mode.main()]
        .iter()
        .filter_map(|id| record.term(id))
        .map(|term| {
            let href = format!("{}#{}", scene.href(&Page::Glossary), term.id);
            let name = link(href, words::name(scene, &term.label)).attr("class", "bare");
            let translation = term.label.get(other).map(|x| x.to_string().into_any());
            let translation = el("dd").attr("lang", other).children(translation);
            el("div").child(el("dt").child(name)).child(translation).any()
        })
        .collect();
    let boxed = || shell::boxed(scene, |x| &x.terms);
    let terms = (!terms.is_empty()).then(|| boxed().child(classed("dl", "gloss").children(terms)).any());
    pieces().children(terms).children(topics(scene, &article.topics)).any()
}

/// Topics as a list of links.
pub fn topics(scene: &Scene, ids: &[Id]) -> Option<AnyView> {
    let links: Vec<_> = ids
        .iter()
        .filter_map(|id| scene.record.topic(id))
        .map(|topic| {
            let href = scene.href(&Page::Topic(topic.id.clone()));
            el("li").child(link(href, words::text(scene, &topic.label)).attr("class", "bare")).any()
        })
        .collect();
    let boxed = || shell::boxed(scene, |x| &x.topics);
    (!links.is_empty()).then(|| boxed().child(classed("ul", "tags").children(links)).any())
}

/// The articles before and after in time.
fn turn(scene: &Scene, article: &Article) -> AnyView {
    let articles = &scene.record.articles;
    let at = scene.record.place(ARTICLES, &article.id).unwrap_or(0);
    let earlier = at.checked_sub(1).map(|x| neighbour(scene, &articles[x], |x| &x.earlier, "bare earlier"));
    let later = articles.get(at + 1).map(|x| neighbour(scene, x, |x| &x.later, "bare later"));
    let turn = classed("nav", "turn").attr("aria-label", &scene.labels().turn);
    turn.children(earlier).children(later).any()
}

/// A link to the article before or after.
fn neighbour(scene: &Scene, other: &Article, pick: Pick, class: &'static str) -> AnyView {
    let href = scene.href(&Page::Article(other.id.clone()));
    let place = classed("span", "app").child(words::label(scene, pick));
    link(href, place.dotted(Some(words::date(scene, &other.when))).any())
        .attr("class", class)
        .child(words::run(scene, &other.headline.lang, &other.headline.text))
        .any()
}
