//! A book of clippings: what is found, to be printed or saved as a PDF. Cover, contents, the
//! articles with what they state, a timeline of it and an index of names.

use leptos::prelude::*;

use super::element::{classed, el, link, pieces};
use super::lists::LONG;
use super::words::{self, Pick};
use super::{NAMEPLATE, Scene, Steering, article, entries, facets, search, shell, timeline};
use crate::record::lookup::ARTICLES;
use crate::record::model::Article;
use crate::record::occurrences::{self, Index};
use crate::record::order::order;
use crate::record::{Record, Text};
use crate::route::{Page, Route};
use crate::search::entries::articles;
use crate::search::filters::Filters;
use crate::search::fold::fold;
use crate::timeline::items::{Item, Places, Sign};

/// How many articles of a long record are in the book of which nobody has said what it is to be of.
const LATEST: usize = 100;

/// What the book is of.
#[derive(Clone, Default)]
struct Selection {
    query: String,
    filters: Filters,
    /// The articles, earliest first.
    articles: Vec<&'static Article>,
    /// What of the timeline, by its place.
    items: Vec<usize>,
}

impl Selection {
    /// All that the record has; of a long one the latest articles.
    fn whole(record: &'static Record) -> Selection {
        let articles = record.articles();
        if articles.len() <= LONG {
            let items = (0..timeline::all(record).len()).collect();
            return Selection { articles: articles.collect(), items, ..Selection::default() };
        }
        let articles: Vec<&Article> = articles.skip(record.articles.len() - LATEST).collect();
        let items = articles.iter().flat_map(|x| timeline::of_article(record, x)).copied().collect();
        Selection { articles, items: occurrences::in_order(items), ..Selection::default() }
    }

    /// What the search finds and what the timeline shows. An article is in it that is found, or
    /// that states something that is.
    fn found(record: &'static Record, query: &str, filters: &Filters) -> Selection {
        if query.trim().is_empty() && filters.is_empty() {
            return Selection::whole(record);
        }
        let answer = search::asked(record, query, filters);
        let shown = timeline::found(record, query, filters);
        let places = search::ready(record).places();
        let hits = (0..places.len()).filter(|x| answer.has(*x));
        let stated = hits.chain(shown.iter().flat_map(|x| x.1.iter().copied()));
        Selection {
            query: query.trim().to_string(),
            filters: filters.clone(),
            articles: articles(record, stated.map(|x| places[x])),
            items: shown.iter().map(|x| x.0).collect(),
        }
    }

    /// Whether nothing is looked for.
    fn is_whole(&self) -> bool {
        self.query.is_empty() && self.filters.is_empty()
    }
}

/// The page: live it follows what is looked for, printed it has everything.
pub fn book(scene: &Scene) -> AnyView {
    let book = classed("div", "book");
    let record = scene.record;
    let Some(steering) = use_context::<Steering>() else {
        return book.child(bound(scene, &Selection::whole(record))).any();
    };
    let found =
        move || steering.query.with(|query| steering.filters.with(|x| Selection::found(record, query, x)));
    let scene = scene.clone();
    book.live(move || {
        steering.come.track();
        let found = found();
        let places = found.articles.iter().filter_map(|x| record.place(ARTICLES, &x.id));
        let late: Vec<usize> = places.filter(|x| record.is_late(*x)).collect();
        if late.is_empty() {
            return bound(&scene, &found);
        }
        (steering.want)(record, steering, &late);
        let coming = scene.labels().still_coming.replace("{n}", &late.len().to_string());
        classed("p", "found").attr("role", "status").child(coming).any()
    })
    .any()
}

fn bound(scene: &Scene, selection: &Selection) -> AnyView {
    let book = pieces().child(bar(scene, selection)).child(cover(scene, selection));
    if selection.articles.is_empty() {
        return book.child(classed("p", "office").child(words::sentences(scene, |x| &x.book_nothing))).any();
    }
    let mut terms = article::Terms::default();
    let articles =
        selection.articles.iter().enumerate().map(|(at, article)| chapter(scene, at, article, &mut terms));
    book.child(contents(scene, selection))
        .children(articles)
        .children(chronology(scene, selection))
        .child(names(scene, selection))
        .any()
}

/// What one does with it on a screen.
fn bar(scene: &Scene, selection: &Selection) -> AnyView {
    let mut back = Route::new(scene.mode, Page::Search);
    (back.query, back.filters) = (selection.query.clone(), selection.filters.clone());
    let print = classed("button", "print")
        .attr("type", "button")
        .attr("data-do", "print")
        .child(words::label(scene, |x| &x.book_print));
    classed("div", "binding")
        .child(print)
        .child(" ")
        .child(link(scene.address(&back), words::label(scene, |x| &x.book_back)))
        .any()
}

/// What the book is of, how much it holds and to when.
fn cover(scene: &Scene, selection: &Selection) -> AnyView {
    let record = scene.record;
    let edition = &record.edition;
    let mut rows: Vec<(Pick, AnyView)> = Vec::new();
    if selection.is_whole() {
        let is_all = selection.articles.len() == record.articles.len();
        let what: Pick = if is_all { |x| &x.book_whole } else { |x| &x.latest };
        rows.push((|x| &x.book_selection, words::label(scene, what)));
    }
    if !selection.query.is_empty() {
        rows.push((|x| &x.book_query, selection.query.clone().into_any()));
    }
    rows.extend(facets::said(scene, &selection.filters));
    rows.push((|x| &x.book_extent, extent(scene, selection)));
    if let Some(newest) = selection.articles.last() {
        rows.push((|x| &x.book_newest, words::date(scene, &newest.when)));
    }
    let rights = pieces().child(words::lines(scene, &edition.rights.text)).child(" ");
    rows.push((|x| &x.rights, rights.child(shell::licence(scene)).any()));
    let rows = rows.into_iter().map(|(name, shown)| el("div").child(words::row(scene, name, shown)).any());
    let kind = classed("p", "crumb").spaced([
        el("span").maybe("lang", (scene.lang() != "vi").then_some("vi")).child(NAMEPLATE).any(),
        el("span").child(words::label(scene, |x| &x.book)).any(),
    ]);
    classed("header", "cover")
        .child(kind)
        .child(el("h1").child(words::text(scene, &edition.name)))
        .children(words::beside_in(scene, classed("p", "own"), &edition.name))
        .child(classed("dl", "facts").children(rows))
        .child(shell::how(scene))
        .any()
}

fn extent(scene: &Scene, selection: &Selection) -> AnyView {
    let record = scene.record;
    let counts = [
        ("{n}", selection.articles.len()),
        ("{of}", record.articles.len()),
        ("{entries}", selection.items.len()),
        ("{all}", timeline::all(record).len()),
    ];
    let fill = |pattern: &str| {
        counts.iter().fold(pattern.to_string(), |said, (name, count)| said.replace(name, &count.to_string()))
    };
    let other = words::other_label(scene, |x| &x.book_counts);
    let other = other.map(|(lang, x)| classed("span", "second").attr("lang", lang).child(fill(x)).any());
    pieces().child(fill(&scene.labels().book_counts)).children(other).any()
}

/// The id of an article in the book, by its place. No id of an edition has such a line in it.
fn chapter_id(place: usize) -> String {
    format!("chapter_{}", place + 1)
}

/// The numbers of articles, each a link to it.
fn numbers(places: &[usize]) -> AnyView {
    let one = |x: &usize| link(format!("#{}", chapter_id(*x)), (x + 1).to_string().into_any());
    classed("span", "numbers").child(words::commas(places.iter().map(|x| one(x).any()).collect())).any()
}

fn contents(scene: &Scene, selection: &Selection) -> AnyView {
    let articles = selection.articles.iter().enumerate().map(|(place, article)| {
        let headline = words::run(scene, &article.headline.lang, &article.headline.text);
        let source = pieces().child(words::date(scene, &article.when));
        let source = source.dotted(Some(entries::publisher(scene, article)));
        el("li")
            .child(classed("span", "number").child((place + 1).to_string()))
            .child(" ")
            .child(
                el("div")
                    .child(el("h3").child(link(format!("#{}", chapter_id(place)), headline)))
                    .children(article::renderings(scene, article))
                    .child(classed("p", "app").child(source)),
            )
            .any()
    });
    let timeline: (&'static str, Pick) = ("#timeline", |x| &x.timeline);
    let index: (&'static str, Pick) = ("#index", |x| &x.book_index);
    let after = Some(timeline).filter(|_| !selection.items.is_empty()).into_iter().chain([index]);
    let after = after.map(|(href, name)| {
        el("li").child(el("h3").child(link(href.into(), words::label(scene, name)))).any()
    });
    shell::section(scene, "contents", |x| &x.book_contents, None)
        .child(classed("ol", "toc").children(articles).children(after))
        .any()
}

/// An article with all that it states.
fn chapter(scene: &Scene, place: usize, article: &'static Article, terms: &mut article::Terms) -> AnyView {
    let stated = article::statements(scene, article).into_iter().map(|(_, name, stated)| {
        el("section")
            .child(el("h3").child(words::label(scene, name)))
            .child(entries::close(
                stated.into_iter().map(|x| entries::Entry { pictures: Vec::new(), ..x }),
                "h4",
            ))
            .any()
    });
    classed("article", "chapter")
        .attr("id", chapter_id(place))
        .child(article::headline(scene, article, "h2", Some((place + 1).to_string())))
        .child(article::summary(scene, article, terms))
        .children(stated)
        .child(
            el("section")
                .child(el("h3").child(words::label(scene, |x| &x.source)))
                .child(article::source_strip(scene, article)),
        )
        .any()
}

/// What is on the timeline, drawn and as a list, each with the articles that state it.
fn chronology(scene: &Scene, selection: &Selection) -> Option<AnyView> {
    if selection.items.is_empty() {
        return None;
    }
    let places = Places::of(selection.articles.iter().map(|x| x.id.as_str()).collect());
    let items = selection.items.iter().map(|x| &timeline::all(scene.record)[*x]);
    let lines = items.map(|item| {
        let stated_in = item.statements().into_iter().filter_map(|x| places.get(&x.0.id));
        line(scene, item, occurrences::in_order(stated_in.collect()))
    });
    let note = words::label(scene, |x| &x.book_index_note);
    let section = shell::section(scene, "timeline", |x| &x.timeline, Some(note))
        .children(timeline::ribbon(scene, &selection.items))
        .child(timeline::legend(scene))
        .child(entries::close(lines, "h3"));
    Some(section.any())
}

fn line(scene: &Scene, item: &Item<'static>, stated_in: Vec<usize>) -> entries::Entry {
    let names = |shown: fn(&Scene, &Text) -> Option<AnyView>| {
        words::commas(item.title.into_iter().flatten().filter_map(|x| shown(scene, x)).collect())
    };
    let beside = scene.other_lang().map(|_| names(words::beside));
    let sign = pieces().child(words::label(scene, sign_label(item.sign))).dotted(Some(numbers(&stated_in)));
    entries::Entry {
        id: None,
        title: names(|scene, x| Some(words::text(scene, x))),
        below: beside.into_iter().chain([sign.any()]).collect(),
        pictures: Vec::new(),
        ..timeline::entry(scene, item)
    }
}

fn sign_label(sign: Sign) -> Pick {
    match sign {
        Sign::Held => |x| &x.held,
        Sign::Planned => |x| &x.planned,
        Sign::Launched => |x| &x.launched,
        Sign::Commemorated => |x| &x.commemorated,
        Sign::Ongoing => |x| &x.ongoing,
        Sign::Attested => |x| &x.attested,
        Sign::Handover => |x| &x.changed_hands,
        Sign::Asked => |x| &x.asked,
    }
}

/// Who occurs, with the numbers of the articles.
fn names(scene: &Scene, selection: &Selection) -> AnyView {
    let record = scene.record;
    let (people, organisations) = occurrences::index(record, &selection.articles);
    let person = |id: &str| record.person(id).map(|x| (&x.name, None));
    let organisation = |id: &str| record.organisation(id).map(|x| (&x.name, x.short.as_ref()));
    let note = words::label(scene, |x| &x.book_index_note);
    shell::section(scene, "index", |x| &x.book_index, Some(note))
        .children(list(scene, |x| &x.people, people, person, Page::Person))
        .children(list(scene, |x| &x.organisations, organisations, organisation, Page::Organisation))
        .any()
}

/// A name and its short form, if there is one.
type Named = (&'static Text, Option<&'static Text>);

/// The names of one kind, by the alphabet.
fn list(
    scene: &Scene,
    heading: Pick,
    index: Index<'static>,
    named: impl Fn(&str) -> Option<Named>,
    page: fn(String) -> Page,
) -> Option<AnyView> {
    let all: Vec<(&str, Vec<usize>, Named)> =
        index.into_iter().filter_map(|(id, places)| Some((id, places, named(id)?))).collect();
    let keys: Vec<String> = all.iter().map(|x| fold(words::plain(scene, x.2.0))).collect();
    let lines = order(all.len(), &mut |a, b| keys[a].cmp(&keys[b])).into_iter().map(|at| {
        let (id, places, (name, short)) = &all[at];
        let short = short.map(|x| pieces().child(" (").child(words::name(scene, x)).child(")").any());
        let name = link(scene.href(&page(id.to_string())), words::name(scene, name)).children(short);
        el("li").child(name.attr("class", "bare")).child(" ").child(numbers(places)).any()
    });
    let list = pieces().child(el("h3").child(words::label(scene, heading)));
    (!all.is_empty()).then(|| list.child(classed("ul", "names").children(lines)).any())
}
