//! The search page: a field over everything, results by kind, filters beside them.

use std::ops::Range;

use leptos::prelude::*;

use super::element::{El, classed, el, link, pieces};
use super::icons::Mark;
use super::kept::Kept;
use super::lists::LONG;
use super::words::{self, Pick};
use super::{Scene, Steering, entries, facets, home, seek, shell, take, virtual_list};
use crate::record::Record;
use crate::record::model::Status;
use crate::route::{Page, Route};
use crate::search::entries::{Entry, Kind, Tagged, status_name};
use crate::search::filters::{Facet, Filters};
use crate::search::{Answer, Marks, Search, excerpt, marked};

/// Of how many results of a kind the first are shown beside those of other kinds.
const FIRST: usize = 5;

/// What results can be filtered by, in the order of the page.
const FACETS: [Facet; 9] = [
    Facet::Year,
    Facet::Kind,
    Facet::Topic,
    Facet::Person,
    Facet::Organisation,
    Facet::Source,
    Facet::Status,
    Facet::Basis,
    Facet::Language,
];

/// The search over a record, made ready when somebody first looks for something.
pub fn ready(record: &'static Record) -> &'static Search {
    static READY: Kept<Search> = Kept::new();
    let linked = || (use_context::<Steering>()?.index)();
    READY.of(record, |record| Search::of(record, linked()))
}

/// How many summaries are asked for at once, to see whether words follow each other in them.
const WAVE: usize = 200;

/// What is found by what is typed and chosen.
pub fn answer(record: &'static Record, steering: Steering) -> Answer {
    // Found again when what has to be read for it has come.
    steering.come.track();
    steering.query.with(|query| steering.filters.with(|filters| asked(record, query, filters)))
}

/// What is found by this query and these filters.
pub fn asked(record: &'static Record, query: &str, filters: &Filters) -> Answer {
    let names = |facet: Facet, value: &str| {
        [0, 1].map(|place| facets::value_name(record, place, facet, value).1).join(" ")
    };
    ready(record).ask(query, filters, |x| facets::called(record, x), names)
}

/// The search page. Without a script it offers the lists instead.
pub fn search(scene: &Scene) -> AnyView {
    let page = pieces().child(shell::title(scene, |x| &x.search)).child(seek::field(scene));
    let Some(steering) = use_context::<Steering>() else {
        let status = classed("p", "found").child(words::label(scene, |x| &x.search_browse));
        let results = classed("div", "results").attr("id", "results").child(browse(scene));
        let found = classed("div", "grid finding").child(facets::links(scene)).child(results);
        return page.child(status).child(take::place(scene)).child(found).any();
    };
    let record = scene.record;
    let answer = Memo::new(move |_| answer(record, steering));
    let (speaking, showing, choosing) = (scene.clone(), scene.clone(), scene.clone());
    // One element that stays: a screen reader speaks of changes in what is there.
    let status = classed("p", "found").attr("role", "status");
    let results = classed("div", "results").attr("id", "results");
    let found = classed("div", "grid finding")
        .child(facets::facets(scene, steering, answer, &FACETS))
        .child(results.live(move || shown(&showing, steering, answer)));
    page.child(status.live(move || answer.with(|x| said(&speaking, steering, x))))
        .live(move || facets::chosen(&choosing, steering))
        .child(take::take(scene, steering, move || answer.with(|x| x.places().collect())))
        .child(found)
        .any()
}

/// Whether nothing is looked for.
fn is_idle(steering: Steering) -> bool {
    steering.query.with(|x| x.trim().is_empty()) && steering.filters.with(|x| x.is_empty())
}

/// What the search says of itself, for those too who do not see the results.
fn said(scene: &Scene, steering: Steering, answer: &Answer) -> AnyView {
    if is_idle(steering) {
        return words::label(scene, |x| &x.search_browse);
    }
    let labels = scene.labels();
    if !answer.late.is_empty() {
        (steering.want)(scene.record, steering, &answer.late[..answer.late.len().min(WAVE)]);
    }
    let query = steering.query.get();
    let pattern = if query.trim().is_empty() { &labels.results_all } else { &labels.results };
    let mut said = pattern.replace("{n}", &answer.total.to_string()).replace("{query}", query.trim());
    // The count alone is no sentence.
    let mut before = ". ";
    let mut say = |sentence: &str| {
        said.extend([before, sentence]);
        before = " ";
    };
    for (typed, meant) in &answer.corrected {
        say(&labels.corrected.replace("{typed}", typed).replace("{meant}", meant));
    }
    if !answer.late.is_empty() {
        say(&labels.still_coming.replace("{n}", &answer.late.len().to_string()));
    }
    match answer.marks {
        Marks::AsTyped => {}
        Marks::Widened => say(&labels.widened),
        Marks::Other => say(&labels.other_marks),
    }
    said.into_any()
}

fn shown(scene: &Scene, steering: Steering, found: Memo<Answer>) -> AnyView {
    if is_idle(steering) {
        return browse(scene);
    }
    found.with(|answer| {
        if answer.total == 0 {
            return nothing(scene, steering, answer);
        }
        let groups = answer.groups.iter().map(|(kind, hits)| match answer.groups.len() {
            1 => only(scene, steering, found, *kind, hits),
            _ => group(scene, steering, answer, *kind, hits),
        });
        pieces().children(groups).any()
    })
}

/// Nothing looked for: where one may begin.
fn browse(scene: &Scene) -> AnyView {
    let record = scene.record;
    let articles = record.articles.iter().rev().take(LONG).map(|x| home::paper(scene, x, "h3"));
    let topics = record.topics.iter().map(|x| (Page::Topic(x.id.clone()), words::name(scene, &x.label)));
    let terms = record.terms.iter().map(|x| {
        let href = format!("{}#{}", scene.href(&Page::Glossary), x.id);
        el("li").child(link(href, words::name(scene, &x.label))).any()
    });
    let linked = topics.map(|(page, name)| el("li").child(link(scene.href(&page), name)).any());
    let group = |pick: Pick, list: El| {
        let heading = classed("div", "kind").child(el("h2").child(words::label(scene, pick)));
        el("section").child(heading).child(list).any()
    };
    pieces()
        .child(group(|x| &x.topics, classed("ul", "tags").children(linked)))
        .child(group(|x| &x.articles, classed("ol", "papers").children(articles)))
        .child(group(|x| &x.glossary, classed("ul", "tags").children(terms)))
        .any()
}

/// Nothing found: what took the results away, and what would find some.
fn nothing(scene: &Scene, steering: Steering, answer: &Answer) -> AnyView {
    let labels = scene.labels();
    let address = |query: &str| {
        let mut route = Route::new(scene.mode, Page::Search);
        route.query = query.to_string();
        scene.address(&route)
    };
    let mut said = classed("div", "nothing");
    if answer.unfiltered > 0 {
        let line = labels.unfiltered.replace("{n}", &answer.unfiltered.to_string());
        said = said.child(el("p").child(line).child(" ").child(facets::clear(scene)));
    }
    if answer.without.len() > 1 {
        let one = answer.without.iter().filter(|x| x.1 > 0);
        said = said.children(one.map(|(facet, count)| facets::without(scene, steering, *facet, *count)));
    }
    if !answer.wider.is_empty() {
        let links = answer.wider.iter().map(|(query, count)| {
            link(address(query), query.clone().into_any()).child(format!(" ({count})")).any()
        });
        said = said.child(
            el("p").child(words::label(scene, |x| &x.wider)).child(" ").child(words::commas(links.collect())),
        );
    }
    said.child(classed("p", "office").child(words::label(scene, |x| &x.search_nothing))).any()
}

/// The first results of one kind of several, and the way to all.
fn group(scene: &Scene, steering: Steering, answer: &Answer, kind: Kind, hits: &[usize]) -> AnyView {
    let all = ready(scene.record).values(Facet::Kind).iter().zip(&answer.counts[Facet::Kind as usize]);
    let count = all.filter(|x| x.0 == kind.name()).map(|x| *x.1).sum::<usize>();
    let first = &hits[..hits.len().min(FIRST)];
    let mut heading = heading(scene, kind, count);
    if first.len() < count {
        let all = scene.labels().see_all.replace("{n}", &count.to_string());
        let see = classed("button", "clear").attr("type", "button").child(all);
        heading = heading
            .child(see.on_click(move |_| steering.filters.update(|x| x.toggle(Facet::Kind, kind.name()))));
    }
    el("section").child(heading).child(list(scene, steering, answer, kind, first)).any()
}

/// All results, where they are of one kind; of many, and of those whose summaries are late, only those
/// are drawn that are near.
fn only(scene: &Scene, steering: Steering, found: Memo<Answer>, kind: Kind, hits: &[usize]) -> AnyView {
    let count = hits.len();
    let drawing = scene.clone();
    let drawn = move |rows: Range<usize>| {
        found.with_untracked(|answer| {
            let hits = answer.groups.first().and_then(|x| x.1.get(rows));
            list(&drawing, steering, answer, kind, hits.unwrap_or_default())
        })
    };
    let section = el("section").child(heading(scene, kind, count));
    let places = ready(scene.record).places();
    if count <= virtual_list::WHOLE && hits.iter().all(|x| places[*x].late(scene.record).is_none()) {
        return section.child(drawn(0..count)).any();
    }
    virtual_list::begin(steering);
    section.children(virtual_list::blocks(steering, 0..count, count, drawn)).any()
}

fn heading(scene: &Scene, kind: Kind, count: usize) -> El {
    classed("div", "kind")
        .child(el("h2").child(words::label(scene, kind_label(kind))))
        .child(el("span").child(count.to_string()))
}

/// Results of one kind. Those whose summaries are late are drawn again when these have come.
fn list(scene: &Scene, steering: Steering, answer: &Answer, kind: Kind, hits: &[usize]) -> AnyView {
    let search = ready(scene.record);
    let late: Vec<usize> = hits.iter().filter_map(|x| search.places()[*x].late(scene.record)).collect();
    if !late.is_empty() {
        (steering.want)(scene.record, steering, &late);
        steering.come.track();
    }
    let shown: Vec<_> = hits.iter().map(|at| Hit { scene, answer, entry: search.entry(*at) }).collect();
    let dated =
        matches!(kind, Kind::Role | Kind::Event | Kind::Request | Kind::Plan | Kind::Act | Kind::Figure);
    match dated {
        true => entries::list(shown.iter().map(Hit::line).collect(), false),
        false => classed("ul", "hits").children(shown.iter().map(Hit::card)).any(),
    }
}

/// What a kind of result is called.
pub fn kind_label(kind: Kind) -> Pick {
    match kind {
        Kind::Person => |x| &x.people,
        Kind::Role => |x| &x.offices_attested,
        Kind::Organisation => |x| &x.organisations,
        Kind::Event => |x| &x.events,
        Kind::Request => |x| &x.requests,
        Kind::Plan => |x| &x.plans,
        Kind::Act => |x| &x.acts,
        Kind::Figure => |x| &x.figures,
        Kind::Article => |x| &x.articles,
        Kind::Topic => |x| &x.topics,
        Kind::Term => |x| &x.glossary,
        Kind::Motto => |x| &x.mottoes,
        Kind::Correction => |x| &x.corrections,
    }
}

/// A result, with what it was found by.
struct Hit<'a> {
    scene: &'a Scene,
    answer: &'a Answer,
    entry: Entry<'static>,
}

impl Hit<'_> {
    /// As a line with its mark and date.
    fn line(&self) -> entries::Entry {
        let scene = self.scene;
        let below = self.passage().into_iter().chain(self.source()).collect();
        entries::Entry {
            id: None,
            mark: self.mark(),
            date: self.entry.when.map(|x| words::date(scene, x)).unwrap_or_else(|| pieces().any()),
            title: self.title(),
            below,
            pictures: Vec::new(),
        }
    }

    /// As an entry without a date of its own.
    fn card(&self) -> AnyView {
        let dated = (self.entry.kind == Kind::Article).then_some(self.entry.when).flatten();
        let date = dated.map(|x| words::date(self.scene, x));
        let source = match self.entry.kind {
            Kind::Article => self.entry.article.map(|x| entries::publisher(self.scene, x)),
            _ => self.source(),
        };
        let source = pieces().children(date).dotted(source).dotted(self.found_in());
        classed("li", "hit")
            .child(el("h3").child(self.title()))
            .children(self.passage().map(|x| el("p").child(x).any()))
            .child(classed("p", "app").child(source))
            .any()
    }

    /// Its name, marked, as a link; side by side with the name in the other language.
    fn title(&self) -> AnyView {
        let scene = self.scene;
        let href = scene.href(&self.entry.page);
        let href = self.entry.anchor.map(|x| format!("{href}#{x}")).unwrap_or(href);
        let titles = &self.entry.titles;
        let own = titles.iter().find(|x| x.0 == scene.lang()).or(titles.first());
        let name = own.map(|x| self.highlighted(&x.0, &x.1));
        let title = el("a").attr("href", href).attr("class", "bare").children(name);
        let wanted = |x: &&Tagged| scene.other_lang() == Some(&*x.0) || self.entry.kind == Kind::Term;
        let other = titles.iter().filter(wanted).find(|x| own.is_some_and(|own| own.1 != x.1));
        let other = other.map(|x| classed("span", "second").child(self.highlighted(&x.0, &x.1)).any());
        pieces().child(title).children(other).any()
    }

    /// The best of its text, marked.
    fn passage(&self) -> Option<AnyView> {
        let (lang, text) = self.entry.best_passage(&self.answer.words, self.scene.lang())?;
        let (before, text, after) = excerpt(text, &self.answer.words);
        let passage = pieces().children(before.then(|| "…".into_any())).child(self.highlighted(lang, text));
        Some(passage.children(after.then(|| "…".into_any())).any())
    }

    /// The article that states it, and whether it took place.
    fn source(&self) -> Option<AnyView> {
        let article = self.entry.article?;
        let status = self.status().map(|x| words::label(self.scene, words::status(x)));
        let source = entries::source(self.scene, article);
        Some(pieces().children(status).dotted(Some(source)).dotted(self.found_in()).any())
    }

    /// Whether what was looked for stands only in another language than the page's own.
    fn found_in(&self) -> Option<AnyView> {
        let edition = &self.scene.record.edition;
        let here = [Some(self.scene.lang()), self.scene.other_lang()];
        let lang = self.entry.only_in(&self.answer.ways, |x| here.contains(&Some(x)))?;
        let place = edition.languages.iter().position(|x| x == lang)?;
        let note = self.scene.labels().found_in.replace("{language}", &edition.language_names[place]);
        Some(classed("span", "untranslated").child(note).any())
    }

    fn status(&self) -> Option<Status> {
        use Status::*;
        let all = [Held, Planned, Launched, Commemorated, Ongoing];
        let named = self.entry.facts.iter().find(|x| x.0 == Facet::Status)?;
        all.into_iter().find(|x| status_name(*x) == named.1)
    }

    fn mark(&self) -> Mark {
        match (self.entry.kind, self.status()) {
            (Kind::Role, _) => Mark::Attested,
            (Kind::Request, _) => Mark::Asked,
            (Kind::Figure, _) => Mark::Figure,
            (_, Some(status)) => entries::status_mark(status, self.entry.when),
            _ => Mark::Held,
        }
    }

    /// A run with what was looked for marked in it.
    fn highlighted(&self, lang: &str, text: &str) -> AnyView {
        let mut run: El = if lang == self.scene.lang() { pieces() } else { el("span").attr("lang", lang) };
        for (piece, hit) in marked(text, &self.answer.words) {
            let piece = piece.to_string();
            run = if hit { run.child(el("mark").child(piece)) } else { run.child(piece) };
        }
        run.any()
    }
}
