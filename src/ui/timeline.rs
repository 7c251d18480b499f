//! The timeline: all time as a ribbon, a window of it in lanes, and the same as a list.
//!
//! The drawing is for the eye, the list for everybody; both are made from the same items.
//! What a pointer does to a drawing comes in as a [`Gesture`], in the drawing's pixels.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::element::{El, classed, el, link, pieces};
use super::icons::{Mark, mark};
use super::kept::Kept;
use super::words::{self, Pick};
use super::{Scene, Steering, drawing, entries, facets, lists, search, shell, take, virtual_list};
use crate::record::Record;
use crate::record::date::Day;
use crate::record::lookup::ARTICLES;
use crate::record::model::{Article, Basis};
use crate::record::occurrences::{self, Index};
use crate::route::{Page, Route};
use crate::search::Answer;
use crate::search::filters::{Facet, Filters};
use crate::timeline::draw::{self, Chart, Look};
use crate::timeline::items::{By, Item, Lanes, Of, Places, extent, items, lanes};
use crate::timeline::layout::Lane;
use crate::timeline::ribbon::Ribbon;
use crate::timeline::scale::Window;

/// How many rows a lane has, on a wide and on a narrow page.
const ROWS: (u16, u16) = (8, 5);

/// What the entries can be filtered by; when and what kind the drawing has itself.
const FACETS: [Facet; 6] =
    [Facet::Topic, Facet::Person, Facet::Organisation, Facet::Source, Facet::Status, Facet::Basis];

/// How many rows a lane has where nothing can be opened, and with how few items nothing is drawn.
const ALL_ROWS: u16 = 40;
const FEW: usize = 3;

/// Narrower than this, in CSS pixels, a page is narrow.
const NARROW: i32 = 600;

/// By how much one step zooms, and which share of the window one step moves.
const ZOOM: (i32, i32) = (3, 2);
const STEP: i32 = 8;

/// What a live timeline remembers besides the address.
#[derive(Clone, Copy)]
pub struct Timeline {
    /// What the lanes are.
    pub by: RwSignal<By>,
    /// The item whose card is open.
    pub chosen: RwSignal<Option<String>>,
    /// The lanes that are folded.
    pub folded: RwSignal<Vec<usize>>,
    /// How wide a drawing may be, in CSS pixels.
    pub room: RwSignal<i32>,
    /// Whether the drawings are ahead of what stands beside them, as they are while a pointer
    /// draws.
    pub drawing: RwSignal<bool>,
    /// Whether somebody has done something: then the drawing may be of any height.
    pub touched: RwSignal<bool>,
}

/// What a pointer did to a drawing, in CSS pixels from its left edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// It was drawn across the ribbon from one place to another.
    Span(i32, i32),
    /// A handle of the window, the first or the last, was drawn to a place of the ribbon.
    Handle(bool, i32),
    /// The main view, so wide, was drawn so far to the right.
    Pan { wide: i32, by: i32 },
    /// In the main view, so wide, `to` days are shown about a place for every `from`.
    Zoom { wide: i32, at: i32, from: i32, to: i32 },
}

static ALL: Kept<Vec<Item<'static>>> = Kept::new();
static OF_ARTICLES: Kept<Vec<Vec<usize>>> = Kept::new();

/// Everything that stands on the timeline.
pub fn all(record: &'static Record) -> &'static [Item<'static>] {
    ALL.of(record, items)
}

/// The places of the items that an article states something of.
pub fn of_article(record: &'static Record, article: &Article) -> &'static [usize] {
    let of_all = |record: &'static Record| {
        let mut of_articles = vec![Vec::new(); record.articles.len()];
        for (place, item) in all(record).iter().enumerate() {
            for (article, _) in item.statements() {
                let of_article = record.place(ARTICLES, &article.id).map(|x| &mut of_articles[x]);
                of_article.into_iter().filter(|x| x.last() != Some(&place)).for_each(|x| x.push(place));
            }
        }
        of_articles
    };
    let of_articles = OF_ARTICLES.of(record, of_all);
    record.place(ARTICLES, &article.id).map_or(&[], |x| &of_articles[x])
}

/// The places of the items that are about a topic.
pub fn of_topic(record: &'static Record, topic: &str) -> &'static [usize] {
    static OF_TOPICS: Kept<Index<'static>> = Kept::new();
    occurrences::of(OF_TOPICS.of(record, |record| by(record, |x| &x.topics)), topic)
}

/// The places of the items that name an organisation.
pub fn of_organisation(record: &'static Record, organisation: &str) -> &'static [usize] {
    static OF_ORGANISATIONS: Kept<Index<'static>> = Kept::new();
    occurrences::of(OF_ORGANISATIONS.of(record, |record| by(record, |x| &x.organisations)), organisation)
}

fn by(
    record: &'static Record,
    ids: fn(&'static Item<'static>) -> &'static Vec<&'static str>,
) -> Index<'static> {
    let items = all(record).iter().enumerate();
    occurrences::gathered(items.flat_map(|(at, item)| ids(item).iter().map(move |id| (*id, at))).collect())
}

/// The timeline's page.
pub fn timeline(scene: &Scene) -> AnyView {
    match use_context::<Steering>() {
        Some(steering) => live(scene, steering),
        None => printed(scene),
    }
}

fn printed(scene: &Scene) -> AnyView {
    let items: Vec<&Item> = all(scene.record).iter().collect();
    let places: Vec<usize> = (0..items.len()).collect();
    let said = el("p").child(count(scene, items.len(), items.len()));
    let (latest, way) = lists::latest(scene, items.clone(), &Route::new(scene.mode, Page::Articles));
    let ribbon = drawing::printed(|width| {
        ribbon_of(all(scene.record), width).map_or(String::new(), |x| ribbon_svg(scene, &x, None))
    });
    let main = drawing::printed(|width| {
        let opening = ribbon_of(all(scene.record), width).map(|x| x.opening());
        opening.map_or(String::new(), |window| still(scene, &places, window, (width, rows(width))))
    });
    pieces()
        .child(classed("header", "time-head").child(heading(scene)).child(place_of_controls(scene, said)))
        .child(ribbon)
        .child(main)
        .child(legend(scene))
        .child(take::place(scene))
        .child(
            classed("div", "grid timed")
                .child(classed("aside", "beside").child(facets::links(scene)))
                .child(list(scene, &latest, |x| vec![lines(scene, &latest[x])], way)),
        )
        .any()
}

fn heading(scene: &Scene) -> AnyView {
    el("h1").child(words::sentences(scene, |x| &x.timeline)).any()
}

fn count(scene: &Scene, some: usize, all: usize) -> String {
    let labels = scene.labels();
    let pattern = if some == all { &labels.entries_all } else { &labels.entries_some };
    pattern.replace("{n}", &some.to_string()).replace("{all}", &all.to_string())
}

fn ribbon_of(items: &[Item], width: i32) -> Option<Ribbon> {
    Ribbon::of(items.iter().map(|x| x.first), width)
}

/// The ribbon of all of the record, which is asked for again and again in one width.
fn whole_ribbon(record: &'static Record, width: i32) -> Option<Rc<Ribbon>> {
    thread_local! {
        static LAST: RefCell<Option<(i32, Rc<Ribbon>)>> = const { RefCell::new(None) };
    }
    let known = LAST.with(|x| x.borrow().clone().filter(|x| x.0 == width));
    let ribbon = known.map(|x| x.1).or_else(|| ribbon_of(all(record), width).map(Rc::new))?;
    LAST.with(|x| x.replace(Some((width, Rc::clone(&ribbon)))));
    Some(ribbon)
}

fn ribbon_svg(scene: &Scene, ribbon: &Ribbon, window: Option<Window>) -> String {
    let words = drawing::words_of(scene);
    let selection = window.map(|x| draw::selection(ribbon, x, &drawing::window_name(scene, x)));
    let (width, height) = (ribbon.width, draw::ribbon_height(ribbon, &words));
    format!(
        "<svg class=\"tl\" aria-hidden=\"true\" viewBox=\"0 -8 {width} {height}\" width=\"{width}\" height=\"{height}\">{}{}</svg>",
        selection.unwrap_or_default(),
        draw::ribbon(ribbon, &words),
    )
}

/// The items at these places as a ribbon; few are left out.
pub fn ribbon(scene: &Scene, places: &[usize]) -> Option<AnyView> {
    let items = all(scene.record);
    let drawing = |width| {
        let ribbon = Ribbon::of(places.iter().map(|x| items[*x].first), width);
        ribbon.map_or(String::new(), |x| ribbon_svg(scene, &x, None))
    };
    (places.len() >= FEW).then(|| drawing::printed(drawing))
}

/// The main view as SVG.
fn drawn(
    scene: &Scene,
    shown: &[usize],
    by: By,
    folded: &[usize],
    window: Window,
    (width, rows): (i32, u16),
    look: &Look,
) -> String {
    let words = drawing::words_of(scene);
    let items = all(scene.record);
    let lanes: Lanes = lanes(scene.record, items, shown.iter().copied(), by);
    let shown = (0..lanes.names.len()).map(|x| Lane { folded: folded.contains(&x), rows }).collect();
    let chart = Chart::new(items, &lanes, shown, &words, window, width);
    chart.draw(look)
}

/// The main view by kind, where nothing is chosen and nothing moves.
fn still(scene: &Scene, shown: &[usize], window: Window, size: (i32, u16)) -> String {
    let href = |item: &Item| address(scene, item);
    drawn(scene, shown, By::Kind, &[], window, size, &Look { href: &href, chosen: None, is_live: false })
}

/// How many rows a lane has on a page so wide.
fn rows(width: i32) -> u16 {
    if width < NARROW { ROWS.1 } else { ROWS.0 }
}

/// Some of the items, drawn where they are dense, for the page of what they are about; few
/// are left out. With a facet and its value there is a way to the timeline of these alone.
pub fn part(scene: &Scene, value: Option<(Facet, &str)>, places: &[usize]) -> Option<AnyView> {
    let items = all(scene.record);
    if places.len() < FEW {
        return None;
    }
    let drawing = drawing::printed(|width| {
        let ribbon = Ribbon::of(places.iter().map(|x| items[*x].first), width);
        ribbon.map_or(String::new(), |x| still(scene, places, x.opening(), (width, ALL_ROWS)))
    });
    let way = value.map(|(facet, value)| {
        let mut route = Route::new(scene.mode, Page::Timeline);
        route.filters.toggle(facet, value);
        link(
            scene.address(&route),
            scene.labels().see_all.replace("{n}", &places.len().to_string()).into_any(),
        )
        .any()
    });
    Some(shell::section(scene, "timeline", |x| &x.timeline, way).child(drawing).any())
}

/// Where an item is stated: its place on its article's page.
fn address(scene: &Scene, item: &Item) -> String {
    let latest = item.latest();
    let page = latest.map_or(Page::Timeline, |x| Page::Article(x.0.id.clone()));
    format!("{}#{}", scene.href(&page), latest.map_or("", |x| x.1))
}

/// What the marks mean.
pub fn legend(scene: &Scene) -> AnyView {
    let marks: [(Mark, Pick); 8] = [
        (Mark::Held, |x| &x.held),
        (Mark::Planned, |x| &x.planned),
        (Mark::Launched, |x| &x.launched),
        (Mark::Commemorated, |x| &x.commemorated),
        (Mark::Ongoing, |x| &x.ongoing),
        (Mark::Attested, |x| &x.attested),
        (Mark::Asked, |x| &x.asked),
        (Mark::Between, |x| &x.window),
    ];
    let marks = marks.map(|(drawn, pick)| el("li").child(mark(drawn)).child(words::label(scene, pick)).any());
    classed("ul", "legend").children(marks).any()
}

/// The items of the list, by year; `entries` makes those of a year from their places in it.
fn list(
    scene: &Scene,
    items: &[&Item<'static>],
    entries: impl Fn(Range<usize>) -> Vec<AnyView>,
    more: Option<AnyView>,
) -> AnyView {
    // The front page links to every year that has a report, also to one that has no entry
    // because what is reported began before.
    let linked = scene.record.years();
    let (mut before, mut first) = (i32::MIN, 0);
    let years = items.chunk_by(|a, b| a.first.year() == b.first.year()).map(|some| {
        let year = some[0].first.year();
        let id = format!("y{year}");
        let between = linked.iter().map(|x| x.year).filter(|x| before < *x && *x < year);
        let between = between.map(|x| el("span").attr("id", format!("y{x}")).any());
        let section = classed("section", "one-year").children(between);
        let rows = first..first + some.len();
        (before, first) = (year, rows.end);
        section
            .attr("aria-labelledby", &id)
            .child(classed("h2", "year").attr("id", &id).child(year.to_string()))
            .children(entries(rows))
            .any()
    });
    let jumps = items.chunk_by(|a, b| a.first.year() == b.first.year());
    let jumps = jumps.map(|some| {
        let year = some[0].first.year().to_string();
        let jump = link(format!("#y{year}"), year.into_any());
        el("li").child(jump).child(classed("span", "n").child(some.len().to_string())).any()
    });
    let jumps = classed("ol", "jumps").children(jumps);
    let labels = scene.labels();
    classed("section", "listed")
        .attr("aria-label", &labels.same_as_list)
        .child(el("nav").attr("aria-label", &labels.years).child(jumps))
        .children(years)
        .children(more)
        .any()
}

/// The list of the items at these places; of many only what is near is drawn.
fn live_list(scene: &Scene, steering: Steering, places: &[usize]) -> AnyView {
    let record = scene.record;
    let items: Vec<&Item> = places.iter().map(|x| &all(record)[*x]).collect();
    if places.len() <= virtual_list::WHOLE {
        return list(scene, &items, |x| vec![lines(scene, &items[x])], None);
    }
    let (drawing, listed) = (scene.clone(), Arc::<[usize]>::from(places));
    let drawn = move |rows: Range<usize>| {
        let items: Vec<&Item> = listed[rows].iter().map(|x| &all(record)[*x]).collect();
        lines(&drawing, &items)
    };
    virtual_list::begin(steering);
    list(scene, &items, |x| virtual_list::blocks(steering, x, places.len(), drawn.clone()), None)
}

/// Items as lines of a list.
fn lines(scene: &Scene, items: &[&Item<'static>]) -> AnyView {
    entries::list(items.iter().map(|x| entry(scene, x)).collect(), true)
}

/// An item as a line of a list.
pub fn entry(scene: &Scene, item: &Item<'static>) -> entries::Entry {
    let also = |article| classed("span", "also").child(entries::source(scene, article)).any();
    let mut entry = match &item.of {
        Of::Event(reports, plans) => {
            let Some((latest, earlier)) = reports.split_last() else { return handed(scene, item) };
            let mut entry = entries::report(scene, latest, false);
            entry.below.extend(earlier.iter().map(|x| {
                let status = words::label(scene, words::status(x.report.status));
                let date = words::date(scene, x.when());
                pieces().child(date).child(": ").child(status).dotted(Some(also(x.article))).any()
            }));
            entry.below.extend(plans.iter().map(|x| also(x.0)));
            entry
        }
        Of::Role(all) => {
            let mut entry = entries::attested(scene, &all[0], true, false);
            let dates = all.iter().map(|x| words::date(scene, x.when())).collect();
            entry.date = el("div").child(words::commas(dates)).any();
            entry.below.extend(all[1..].iter().map(|x| also(x.article)));
            entry
        }
        Of::Handover(_) => handed(scene, item),
        Of::Request(article, request) => entries::request(scene, article, request, false),
        Of::Plan(article, plan) => {
            let mut entry = entries::plan(scene, article, plan, false);
            entry.date = classed("span", "date").child(words::meant_for(scene, &plan.meant_for)).any();
            entry
        }
    };
    entry.id = Some(item.id.clone());
    entry
}

/// An office that passed from one person to another, between two days.
fn handed(scene: &Scene, item: &Item) -> entries::Entry {
    let labels = scene.labels();
    let mut entry = entries::Entry {
        id: None,
        mark: Mark::Between,
        date: pieces().any(),
        title: pieces().any(),
        below: Vec::new(),
        pictures: Vec::new(),
    };
    let Of::Handover(handover) = &item.of else { return entry };
    let (from, to) = handover.bounds();
    let (a, b) = (from.say(&labels.dates), to.say(&labels.dates));
    let between = labels.dates.between.replace("{a}", &a).replace("{b}", &b);
    let marked = el("span").attr("data-basis", "window").child(between);
    let role = handover.to.role;
    let office = scene.record.office(&role.organisation, &role.office).map(|x| words::text(scene, &x.title));
    entry.date = classed("span", "date").child(marked).any();
    entry.title =
        pieces().children(office).child(": ").child(words::label(scene, |x| &x.changed_hands)).any();
    let who = pieces()
        .child(words::person(scene, &handover.from.role.person))
        .child(" → ")
        .child(words::person(scene, &handover.to.role.person));
    entry.below = vec![
        who.any(),
        entries::source(scene, handover.from.article),
        entries::source(scene, handover.to.article),
    ];
    entry
}

/// The entries of the search that each item is made of.
fn groups(record: &'static Record) -> &'static [Vec<usize>] {
    static GROUPS: Kept<Vec<Vec<usize>>> = Kept::new();
    let made = |record: &'static Record| {
        let found = search::ready(record).places().iter();
        let places = Places::of(found.map(|x| x.anchor(record).unwrap_or_default()).collect());
        let of = |item: &Item| item.statements().iter().filter_map(|x| places.get(x.1)).collect();
        all(record).iter().map(of).collect()
    };
    GROUPS.of(record, made)
}

/// The places of the items that are found, whatever the time window.
fn kept(record: &'static Record, answer: &Answer) -> Vec<usize> {
    let found = groups(record).iter().enumerate().filter(|x| x.1.iter().any(|x| answer.has(*x)));
    found.map(|x| x.0).collect()
}

/// What is found, by its place, with the entries of the search that are found of it.
pub fn found(record: &'static Record, query: &str, filters: &Filters) -> Vec<(usize, Vec<usize>)> {
    let answer = search::asked(record, query, &filters.at_any_time());
    let is_in = |x: &usize| filters.time.is_none_or(|time| all(record)[*x].is_in(time));
    let of = |x: usize| groups(record)[x].iter().copied().filter(|x| answer.has(*x)).collect();
    kept(record, &answer).into_iter().filter(is_in).map(|x| (x, of(x))).collect()
}

/// The answer, with what it counts counted in items of the time window.
fn counted(record: &'static Record, answer: &Answer, time: Option<Window>) -> Answer {
    let shown = all(record).iter().zip(groups(record)).filter(|x| time.is_none_or(|time| x.0.is_in(time)));
    let shown: Vec<&[usize]> = shown.map(|x| &**x.1).collect();
    search::ready(record).counted(answer, &shown)
}

/// The window that the main view shows: the one that was set, or where the record is dense.
fn view(record: &'static Record, steering: Steering) -> Window {
    let opening = || whole_ribbon(record, steering.timeline.room.get()).map(|x| x.opening());
    let set = steering.filters.with(|x| x.time);
    set.or_else(opening).unwrap_or(Window::years(0, 0))
}

/// The limits of all windows: what the record has, and the years around it.
fn limits(record: &'static Record) -> Window {
    let all = extent(all(record)).unwrap_or(Window::years(0, 0));
    Window::years(all.first.year(), all.last.year())
}

fn live(scene: &Scene, steering: Steering) -> AnyView {
    let record = scene.record;
    let own = steering.timeline;
    // The drawings are painted before anything else follows.
    let time = Memo::new(move |before| match before {
        Some(before) if own.drawing.get() => *before,
        _ => steering.filters.with(|x| x.time),
    });
    let wide = Memo::new(move |_| steering.filters.with(Filters::at_any_time));
    let answer =
        Memo::new(move |_| steering.query.with(|query| wide.with(|wide| search::asked(record, query, wide))));
    let counted = Memo::new(move |_| answer.with(|x| counted(record, x, time.get())));
    // All is found where nothing is asked; no index need be made before the drawing for that.
    let is_asked = move || steering.query.with(|x| !x.trim().is_empty()) || wide.with(|x| !x.is_empty());
    let kept = Memo::new(move |_| match is_asked() {
        true => answer.with(|x| kept(record, x)),
        false => (0..all(record).len()).collect(),
    });
    let window = Memo::new(move |_| view(record, steering));
    let listed = Memo::new(move |_| {
        let time = time.get();
        let is_in = |x: &usize| time.is_none_or(|time| all(record)[*x].is_in(time));
        kept.with(|x| x.iter().copied().filter(is_in).collect::<Vec<_>>())
    });
    // In the place of the printed page nothing moves.
    let is_printed = !own.touched.get_untracked();
    // A page that somebody comes to is painted with its drawings first.
    let follows = Memo::new(move |before| before == Some(&true) || !own.drawing.get());
    let taking = scene.clone();
    let (says, draws, ribbons) = (scene.clone(), scene.clone(), scene.clone());
    let (lists, cards, choosing, facets_of) = (scene.clone(), scene.clone(), scene.clone(), scene.clone());
    let ribbon = move || {
        let room = own.room.get();
        let svg = whole_ribbon(record, room).map(|x| ribbon_svg(&ribbons, &x, Some(window.get())));
        let svg = svg.unwrap_or_default();
        if !is_printed {
            return svg;
        }
        let before = ribbon_of(all(record), drawing::printed_width(room));
        spared(svg, &before.map_or(String::new(), |x| ribbon_svg(&ribbons, &x, None)))
    };
    let main = move || {
        let by = own.by.get();
        let chosen = own.chosen.get();
        let folded = own.folded.get();
        let width = own.room.get();
        let href = |item: &Item| address(&draws, item);
        let look = Look { href: &href, chosen: chosen.as_deref(), is_live: true };
        kept.with(|kept| {
            let svg = drawn(&draws, kept, by, &folded, window.get(), (width, rows(width)), &look);
            if own.touched.get() {
                return svg;
            }
            let printed = drawing::printed_width(width);
            let before = drawn(&draws, kept, by, &folded, window.get(), (printed, rows(printed)), &look);
            spared(svg, &before)
        })
    };
    let plot = classed("div", "drawn lanes")
        .attr("tabindex", "0")
        .attr("role", "group")
        .attr("data-place", "plot")
        .attr("aria-label", &scene.labels().drawing)
        .attr("aria-description", &scene.labels().drawing_keys)
        .live_prop("innerHTML", main)
        .on_key(move |event| press(record, steering, listed, &event));
    let across = classed("div", "drawn across").attr("data-place", "ribbon").live_prop("innerHTML", ribbon);
    let handles = [false, true].map(|last| handle(scene, steering, window, last));
    let said = move || {
        listed.with(|x| {
            let name = steering.filters.with(|x| x.time).map(|x| drawing::window_name(&says, x));
            let name = name.map(|x| el("b").child(x).child(", ").any());
            pieces().children(name).child(count(&says, x.len(), all(record).len())).any()
        })
    };
    pieces()
        .child(classed("header", "time-head").child(heading(scene)).child(controls(
            scene,
            steering,
            window,
            el("p").attr("role", "status").live(said),
        )))
        .child(classed("div", "ribboned").child(across).children(handles))
        .child(plot)
        .child(legend(scene))
        .live(move || facets::chosen(&choosing, steering))
        .live(move || {
            if !follows.get() {
                return take::place(&taking);
            }
            take::take(&taking, steering, move || {
                listed.with(|x| x.iter().flat_map(|x| groups(record)[*x].iter().copied()).collect())
            })
        })
        .child(
            classed("div", "grid timed")
                .child(classed("aside", "beside").live(move || card(&cards, steering, listed)).live(
                    move || {
                        let facets = || facets::facets(&facets_of, steering, counted, &FACETS);
                        follows.get().then(facets).into_any()
                    },
                ))
                .live(move || {
                    if !follows.get() {
                        return pieces().any();
                    }
                    listed.with(|x| live_list(&lists, steering, x))
                }),
        )
        .any()
}

/// A drawing at least as high as the one that was printed: until somebody does something,
/// nothing moves.
fn spared(svg: String, printed: &str) -> String {
    let spare = (drawing::height(printed) - drawing::height(&svg)).max(0);
    format!("{svg}<svg width=\"1\" height=\"{spare}\"></svg>")
}

/// What stands beside the heading: what is shown, zoom, lanes, and what takes the window away.
fn controls(scene: &Scene, steering: Steering, window: Memo<Window>, said: El) -> El {
    let labels = scene.labels();
    let record = scene.record;
    let own = steering.timeline;
    let zoom = [(&labels.zoom_out, "−", ZOOM.0, ZOOM.1), (&labels.zoom_in, "+", ZOOM.1, ZOOM.0)];
    let zoom = zoom.map(|(name, sign, to, from)| {
        button(sign)
            .attr("aria-label", name)
            .on_click(move |_| zoomed(record, steering, window.get_untracked(), None, from, to))
            .any()
    });
    let by: [(By, Pick); 4] = [
        (By::Kind, |x| &x.kind),
        (By::Topic, |x| &x.topic),
        (By::Person, |x| &x.person),
        (By::Organisation, |x| &x.organisation),
    ];
    let by = by.map(|(by, pick)| {
        button(pick(labels))
            .live_attr("aria-pressed", move || Some((own.by.get() == by).to_string()))
            .on_click(move |_| {
                own.touched.set(true);
                own.folded.set(Vec::new());
                own.by.set(by);
            })
            .any()
    });
    let none = move || steering.filters.with(|x| x.time.is_none()).then(String::new);
    let clear = classed("button", "clear")
        .attr("type", "button")
        .live_attr("hidden", none)
        .child(labels.window_clear.as_str())
        .on_click(move |_| set(steering, None));
    let searched = scene.clone();
    let there = move || {
        let mut route = Route::new(searched.mode, Page::Search);
        route.query = steering.query.get();
        route.filters = steering.filters.get();
        Some(searched.address(&route))
    };
    let find = el("a").live_attr("href", there).child(labels.window_search.as_str());
    classed("div", "window")
        .child(said)
        .child(classed("span", "btns").children(zoom))
        .child(
            classed("span", "btns").attr("role", "group").attr("aria-label", &labels.lanes_by).children(by),
        )
        .child(clear)
        .child(find)
}

/// Where the controls will be when the page is live, unseen.
fn place_of_controls(scene: &Scene, said: El) -> El {
    let labels = scene.labels();
    let buttons = |all: &[&'static str]| {
        classed("span", "btns").children(all.iter().map(|x| button(x).attr("disabled", "").any()))
    };
    classed("div", "window off")
        .child(said)
        .child(buttons(&["−", "+"]))
        .child(buttons(&[&labels.kind, &labels.topic, &labels.person, &labels.organisation]))
        .child(el("span").child(labels.window_search.as_str()))
}

fn button(shown: &'static str) -> El {
    el("button").attr("type", "button").child(shown)
}

/// Sets the time window, or none.
fn set(steering: Steering, window: Option<Window>) {
    steering.timeline.touched.set(true);
    steering.timeline.drawing.set(true);
    steering.filters.update(|x| x.time = window);
}

/// Zooms about a day or, if none is given, the middle.
fn zoomed(
    record: &'static Record,
    steering: Steering,
    window: Window,
    about: Option<Day>,
    from: i32,
    to: i32,
) {
    let about = about.unwrap_or(Day(window.first.0.midpoint(window.last.0)));
    set(steering, Some(window.zoomed(about, from, to, limits(record))));
}

/// A handle of the window, as a slider of days.
fn handle(scene: &Scene, steering: Steering, window: Memo<Window>, last: bool) -> AnyView {
    let record = scene.record;
    let labels = scene.labels();
    let own = steering.timeline;
    let end = move || if last { window.get().last } else { window.get().first };
    let place = move || {
        let x = whole_ribbon(record, own.room.get()).map_or(0, |x| {
            let (from, to) = x.stretch(window.get());
            if last { to } else { from }
        });
        format!("left:{x}px")
    };
    let says = scene.clone();
    let said = move || Some(drawing::window_name(&says, Window::between(end().0, end().0)));
    let limits = limits(record);
    let moved = move |to: i32| {
        let now = window.get_untracked();
        let kept = if last { now.first.0 } else { now.last.0 };
        set(steering, Some(Window::between(kept, to.clamp(limits.first.0, limits.last.0))));
    };
    let press = move |event: KeyboardEvent| {
        let step = if event.shift_key() { 365 } else { 30 };
        let now = end().0;
        let to = match &*event.key() {
            "ArrowLeft" | "ArrowDown" => now - step,
            "ArrowRight" | "ArrowUp" => now + step,
            "Home" => limits.first.0,
            "End" => limits.last.0,
            _ => return,
        };
        event.prevent_default();
        moved(to);
    };
    classed("span", "handle")
        .attr("role", "slider")
        .attr("tabindex", "0")
        .attr("data-place", if last { "last" } else { "first" })
        .attr("aria-label", if last { &labels.window_to } else { &labels.window_from })
        .attr("aria-valuemin", limits.first.0.to_string())
        .attr("aria-valuemax", limits.last.0.to_string())
        .live_attr("aria-valuenow", move || Some(end().0.to_string()))
        .live_attr("aria-valuetext", said)
        .live_prop("style", place)
        .on_key(press)
        .any()
}

/// Keys in the main view.
fn press(record: &'static Record, steering: Steering, listed: Memo<Vec<usize>>, event: &KeyboardEvent) {
    let window = view(record, steering);
    let step = (window.days() / STEP).max(1);
    match &*event.key() {
        "ArrowLeft" => set(steering, Some(window.moved(-step, limits(record)))),
        "ArrowRight" => set(steering, Some(window.moved(step, limits(record)))),
        "+" | "=" => zoomed(record, steering, window, None, ZOOM.0, ZOOM.1),
        "-" | "−" => zoomed(record, steering, window, None, ZOOM.1, ZOOM.0),
        "ArrowUp" => walk(record, steering, listed, false),
        "ArrowDown" => walk(record, steering, listed, true),
        "Escape" => steering.timeline.chosen.set(None),
        _ => return,
    }
    event.prevent_default();
}

/// Opens the card of the entry after the one that is open, or before it.
fn walk(record: &'static Record, steering: Steering, listed: Memo<Vec<usize>>, forward: bool) {
    let chosen = steering.timeline.chosen;
    let place = chosen.with(|id| listed.with(|x| place_of(record, x, id.as_deref())));
    let next = match (place, forward) {
        (None, _) => Some(0),
        (Some(place), true) => place.checked_add(1),
        (Some(place), false) => place.checked_sub(1),
    };
    let id = listed.with(|x| next.and_then(|at| Some(all(record)[*x.get(at)?].id.clone())));
    if id.is_some() {
        steering.timeline.touched.set(true);
        chosen.set(id);
    }
}

fn place_of(record: &'static Record, listed: &[usize], id: Option<&str>) -> Option<usize> {
    listed.iter().position(|x| Some(&*all(record)[*x].id) == id)
}

/// The card of the entry that is chosen, with the ways to those before and after it.
fn card(scene: &Scene, steering: Steering, listed: Memo<Vec<usize>>) -> AnyView {
    let record = scene.record;
    let Some(id) = steering.timeline.chosen.get() else { return pieces().any() };
    let Some(item) = all(record).iter().find(|x| x.id == id) else { return pieces().any() };
    let entry = entry(scene, item);
    let reason = match item.basis {
        Basis::Stated => None,
        basis => words::why(scene, basis),
    };
    let labels = scene.labels();
    let below = entry.below.into_iter().chain(reason).map(|x| el("p").child(x).any());
    let place = listed.with(|x| place_of(record, x, Some(&id)));
    let count = listed.with(Vec::len);
    let step = |name: &'static str, forward: bool, there: bool| {
        classed("button", "clear")
            .attr("type", "button")
            .maybe("disabled", (!there).then_some(""))
            .child(name)
            .on_click(move |_| walk(record, steering, listed, forward))
            .any()
    };
    let steps = classed("div", "step")
        .child(step(&labels.earlier, false, place.is_some_and(|x| x > 0)))
        .child(step(&labels.later, true, place.is_some_and(|x| x + 1 < count)));
    classed("div", "card")
        .attr("aria-live", "polite")
        .child(classed("p", "when").child(mark(entry.mark)).child(" ").child(entry.date))
        .child(el("h2").child(entry.title))
        .children(below)
        .child(el("p").child(link(address(scene, item), words::label(scene, |x| &x.source))))
        .child(steps)
        .any()
}

/// Does what a gesture means.
pub fn gesture(record: &'static Record, steering: Steering, gesture: Gesture) {
    let window = view(record, steering);
    let room = steering.timeline.room.get_untracked();
    let day = |x: i32| whole_ribbon(record, room).map(|ribbon| ribbon.day(x.clamp(0, room)));
    match gesture {
        Gesture::Span(from, to) => {
            let days = day(from).zip(day(to));
            let span = days.map(|(a, b)| Window::between(a.0, b.0).within(limits(record)));
            set(steering, span);
        }
        Gesture::Handle(last, x) => {
            let kept = if last { window.first } else { window.last };
            set(steering, day(x).map(|x| Window::between(kept.0, x.0)));
        }
        Gesture::Pan { wide, by } => {
            let days = -by * window.days() / wide.max(1);
            set(steering, Some(window.moved(days, limits(record))));
        }
        Gesture::Zoom { wide, at, from, to } => {
            let about = window.first.0 + at * window.days() / wide.max(1);
            zoomed(record, steering, window, Some(Day(about)), from, to);
        }
    }
}
