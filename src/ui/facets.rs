//! Filters: what can be chosen beside the results, and what is chosen.

use std::sync::OnceLock;

use leptos::prelude::*;

use super::element::{classed, el, link, pieces};
use super::icons::icon;
use super::search::{kind_label, ready};
use super::words::{self, Pick};
use super::{Scene, Steering, drawing};
use crate::record::Record;
use crate::record::model::{Organisation, OrganisationKind, Status};
use crate::record::order::order;
use crate::route::Page;
use crate::search::entries::{Kind, status_name};
use crate::search::filters::{Facet, Filters};
use crate::search::fold::fold;
use crate::search::{Answer, words::words as words_of};

/// Of a facet with more values than this the first are shown, with a field for the rest.
const LONG: usize = 10;

/// No more of them are shown than this, whatever is typed into that field.
const MOST: usize = 100;

/// What a facet is called.
fn label(facet: Facet) -> Pick {
    match facet {
        Facet::Kind => |x| &x.kind,
        Facet::Year => |x| &x.year,
        Facet::Source => |x| &x.newspaper,
        Facet::Topic => |x| &x.topic,
        Facet::Person => |x| &x.person,
        Facet::Organisation => |x| &x.organisation,
        Facet::Status => |x| &x.status,
        Facet::Basis => |x| &x.basis,
        Facet::Language => |x| &x.language,
    }
}

/// The facet that goes by this folded name, in either language or as in addresses.
pub fn called(record: &Record, name: &str) -> Option<Facet> {
    let is_called = |facet: &Facet| {
        record.labels.iter().any(|labels| {
            let key: String = words_of(label(*facet)(labels)).map(|x| x.word.key).collect();
            key == name
        })
    };
    Facet::named(name).or_else(|| Facet::ALL.into_iter().find(is_called))
}

/// What a value of a facet is called in the language at this place of the pair or, failing
/// that, in another: the language and the name.
pub fn value_name(record: &Record, place: usize, facet: Facet, value: &str) -> (String, String) {
    let (lang, labels) = (record.lang(place), &record.labels[place]);
    let body = |id: &str| record.organisation(id).map(|x| x.short.as_ref().unwrap_or(&x.name));
    let text = match facet {
        Facet::Topic => record.topic(value).map(|x| &x.label),
        Facet::Person => record.person(value).map(|x| &x.name),
        Facet::Organisation | Facet::Source => body(value),
        _ => None,
    };
    if let Some(text) = text {
        let (lang, words) = text.in_or_else(lang);
        return (lang.to_string(), words.to_string());
    }
    let name = match facet {
        Facet::Kind => Kind::ALL.into_iter().find(|x| x.name() == value).map(|x| kind_label(x)(labels)),
        Facet::Source => Some(&*labels.publisher_not_stated),
        Facet::Status => {
            use Status::*;
            let all = [Held, Planned, Launched, Commemorated, Ongoing];
            all.into_iter().find(|x| status_name(*x) == value).map(|x| words::status(x)(labels))
        }
        Facet::Basis => match value {
            "stated" => Some(&*labels.stated),
            "inferred" => Some(&*labels.inferred),
            "derived" => Some(&*labels.derived),
            _ => Some(&*labels.window),
        },
        Facet::Language => {
            let languages = &record.edition.languages;
            let place = languages.iter().position(|x| x == value);
            place.map(|x| &*record.edition.language_names[x])
        }
        _ => None,
    };
    (lang.to_string(), name.unwrap_or(value).to_string())
}

/// The name of a value; side by side in both languages.
fn value(scene: &Scene, facet: Facet, value: &str) -> AnyView {
    let name = |place: usize| value_name(scene.record, place, facet, value);
    let (lang, own) = name(scene.mode.main());
    let other = scene.other_lang().map(|_| name(1)).filter(|x| x.1 != own);
    let other = other.map(|x| classed("span", "second").child(words::run(scene, &x.0, &x.1)).any());
    pieces().child(words::run(scene, &lang, &own)).children(other).any()
}

/// What is chosen in words: what each facet is called, with the values chosen of it.
pub fn said(scene: &Scene, filters: &Filters) -> Vec<(Pick, AnyView)> {
    let time = filters.time.map(|time| {
        let (name, shown): (Pick, AnyView) = (|x| &x.time, drawing::window_name(scene, time).into_any());
        (name, shown)
    });
    let of_facets = Facet::ALL.into_iter().filter(|x| !filters.of(*x).is_empty()).map(|facet| {
        let shown = match facet {
            Facet::Year => filters.years().into_iter().map(|x| span(x.0, x.1).into_any()).collect(),
            _ => filters.of(facet).iter().map(|x| value(scene, facet, x)).collect(),
        };
        (label(facet), words::commas(shown))
    });
    time.into_iter().chain(of_facets).collect()
}

/// The filters in use, each of which can be taken away; nothing if there are none.
pub fn chosen(scene: &Scene, steering: Steering) -> AnyView {
    let filters = steering.filters.get();
    if filters.is_empty() {
        return pieces().any();
    }
    let others = filters.iter().filter(|x| x.0 != Facet::Year).map(|(facet, chosen)| {
        let own = chosen.to_string();
        let shown = value(scene, facet, chosen);
        chip(scene, steering, label(facet), shown, move |x| x.toggle(facet, &own))
    });
    let years = filters.years().into_iter().map(|(first, last)| {
        let shown = span(first, last).into_any();
        chip(scene, steering, label(Facet::Year), shown, move |x| x.toggle_years(first, last))
    });
    let time = filters.time.map(|time| {
        let shown = drawing::window_name(scene, time).into_any();
        chip(scene, steering, |x| &x.time, shown, |x| x.time = None)
    });
    let chips: Vec<_> = time.into_iter().chain(years).chain(others).collect();
    classed("div", "chosen").children(chips).child(clear(scene)).any()
}

/// One of them; `remove` takes it away.
fn chip(
    scene: &Scene,
    steering: Steering,
    named: Pick,
    shown: AnyView,
    remove: impl Fn(&mut Filters) + 'static,
) -> AnyView {
    classed("button", "chip")
        .attr("type", "button")
        .child(named(scene.labels()))
        .child(": ")
        .child(shown)
        .child(icon("cross", 10))
        .child(classed("span", "hidden").child(format!(" ({})", scene.labels().remove)))
        .on_click(move |_| steering.filters.update(|x| remove(x)))
        .any()
}

/// A year, or the first and the last of several.
fn span(first: i32, last: i32) -> String {
    if first == last { first.to_string() } else { format!("{first}–{last}") }
}

/// The button that takes all filters away.
pub fn clear(scene: &Scene) -> AnyView {
    let steering = use_context::<Steering>();
    classed("button", "clear")
        .attr("type", "button")
        .child(scene.labels().clear.as_str())
        .on_click(move |_| {
            if let Some(steering) = steering {
                steering.filters.set(Default::default());
            }
        })
        .any()
}

/// A button that takes away what is chosen of one facet, with how much there is then.
pub fn without(scene: &Scene, steering: Steering, facet: Option<Facet>, count: usize) -> AnyView {
    let labels = scene.labels();
    let name = facet.map_or(labels.time.as_str(), |x| label(x)(labels));
    let line = labels.without.replace("{facet}", name).replace("{n}", &count.to_string());
    let button = classed("button", "clear").attr("type", "button").child(line).on_click(move |_| {
        steering.filters.update(|x| match facet {
            Some(facet) => x.clear(facet),
            None => x.time = None,
        });
    });
    el("p").child(button).any()
}

/// What stands in the place of the facets without a script: links to the lists that the
/// record has by year, person, organisation and newspaper.
pub fn links(scene: &Scene) -> AnyView {
    let record = scene.record;
    let years = record.years().into_iter().rev();
    let years = years.map(|x| (scene.year(x.year), x.year.to_string().into_any()));
    let people = record.people.iter();
    let people = people.map(|x| (scene.href(&Page::Person(x.id.clone())), words::name(scene, &x.name)));
    let bodies = |newspapers: bool| {
        let is_newspaper = |x: &&Organisation| (x.kind == OrganisationKind::Newspaper) == newspapers;
        let all = record.organisations.iter().filter(is_newspaper);
        let short = |x: &'static Organisation| words::name(scene, x.short.as_ref().unwrap_or(&x.name));
        all.map(|x| (scene.href(&Page::Organisation(x.id.clone())), short(x))).collect()
    };
    let sets: [(Facet, Vec<(String, AnyView)>); 4] = [
        (Facet::Year, years.collect()),
        (Facet::Source, bodies(true)),
        (Facet::Person, people.collect()),
        (Facet::Organisation, bodies(false)),
    ];
    let sets = sets.into_iter().map(|(facet, all)| {
        let links = all.into_iter().map(|(href, name)| el("li").child(link(href, name)).any());
        let heading = classed("h2", "legend").child(words::label(scene, label(facet)));
        classed("section", "facet").child(heading).child(el("ul").children(links)).any()
    });
    let summary = el("summary").child(el("span").child(words::label(scene, |x| &x.filters)));
    classed("details", "facets").child(summary).child(classed("div", "set").children(sets)).any()
}

/// These facets, with how many results each value would leave or add. On a narrow page they
/// are a sheet that opens.
pub fn facets(scene: &Scene, steering: Steering, answer: Memo<Answer>, shown: &[Facet]) -> AnyView {
    let labels = scene.labels();
    let heading = move || match steering.filters.with(|x| x.count()) {
        0 => labels.filters.as_str().into_any(),
        used => labels.filters_used.replace("{n}", &used.to_string()).into_any(),
    };
    let count = move || labels.results_all.replace("{n}", &answer.with(|x| x.total).to_string()).into_any();
    let summary = el("summary")
        .child(el("span").live(heading))
        .child(el("span").attr("aria-hidden", "true").live(count));
    let sets = shown.iter().map(|x| facet(scene, steering, answer, *x));
    // Where there is room they are always open.
    let open = move || if steering.wide.get() { "true".into() } else { String::new() };
    let facets = classed("details", "facets").live_prop("open", open);
    facets.child(summary).child(classed("div", "set").children(sets)).any()
}

fn facet(scene: &Scene, steering: Steering, answer: Memo<Answer>, facet: Facet) -> AnyView {
    let legend = el("legend").child(words::label(scene, label(facet)));
    let set = classed("fieldset", "facet").child(legend);
    if facet == Facet::Year {
        return set.child(years(scene, steering, answer)).any();
    }
    let values = ready(scene.record).values(facet);
    // The order stays while one types: what was under the pointer is still there.
    let most = answer.with_untracked(|x| x.counts[facet as usize].clone());
    let sorted = order(values.len(), &mut |a, b| most[b].cmp(&most[a]));
    let choice = |place: usize| Choice { facet, value: &values[place], place, steering, answer };
    let choices: Vec<Choice> = sorted.into_iter().map(choice).collect();
    if choices.len() <= LONG {
        return set.children(choices.iter().map(|x| x.row(scene))).any();
    }
    let typed = RwSignal::new(String::new());
    let hint = scene.labels().narrow.clone();
    let field = el("input")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("aria-label", &hint)
        .attr("placeholder", hint)
        .on("input", move |event| typed.set(event_target_value(&event)));
    set.child(field).live(few(scene.clone(), choices, typed)).any()
}

/// Of a long list the first values, those chosen, and those typed. The others are not there: with
/// each key the counts of all that is there are written anew.
fn few(
    scene: Scene,
    choices: Vec<Choice>,
    typed: RwSignal<String>,
) -> impl FnMut() -> AnyView + Send + 'static {
    let names = OnceLock::new();
    let (all, record) = (choices.clone(), scene.record);
    let shown = Memo::new(move |_| {
        let typed = typed.with(|x| fold(x));
        let names = || names.get_or_init(|| all.iter().map(|x| x.folded(record)).collect::<Vec<_>>());
        let is_wanted = |rank: usize| match typed.trim() {
            "" => rank < LONG,
            typed => names()[rank].contains(typed),
        };
        let mut room = MOST;
        let mut takes = |rank: usize| {
            let is_wanted = room > 0 && is_wanted(rank);
            room -= usize::from(is_wanted);
            is_wanted || all[rank].is_chosen()
        };
        (0..all.len()).filter(|x| takes(*x)).collect::<Vec<_>>()
    });
    move || pieces().children(shown.get().into_iter().map(|rank| choices[rank].row(&scene))).any()
}

/// The histogram: a bar for each run of years, which chooses it. With shift, all from the
/// nearest that is chosen.
fn years(scene: &Scene, steering: Steering, answer: Memo<Answer>) -> AnyView {
    let runs = ready(scene.record).years();
    let last_place = runs.len().saturating_sub(1);
    let bars = runs.iter().enumerate().map(|(place, (first, last))| {
        let (first, last) = (*first, *last);
        let count = move || answer.with(|x| x.years[place]);
        let height = move || {
            let most = answer.with(|x| x.years.iter().max().copied()).unwrap_or(0).max(1);
            format!("height:{}%", count() * 100 / most)
        };
        let is_chosen = move || {
            let within = |x: &(i32, i32)| x.0 <= first && last <= x.1;
            steering.filters.with(|x| x.years().iter().any(within))
        };
        let choose = move |x: &mut Filters, with_those_between: bool| {
            let nearest = x.years().into_iter().flat_map(|x| [x.0, x.1]).min_by_key(|x| x.abs_diff(first));
            match nearest.filter(|_| with_those_between) {
                Some(from) => {
                    x.read(Facet::Year.name(), &format!("{}..{}", from.min(first), from.max(last)));
                }
                None => x.toggle_years(first, last),
            }
        };
        // Short, for a narrow column; in full for who hears it.
        let shown = match (first == last, place) {
            (true, _) => first.to_string(),
            (_, 0) => format!("≤{last}"),
            (_, place) if place == last_place => format!("≥{first}"),
            _ => span(first, last),
        };
        el("button")
            .attr("type", "button")
            .attr("data-value", span(first, last))
            .live_attr("aria-label", move || Some(format!("{}: {}", span(first, last), count())))
            .live_attr("aria-pressed", move || Some(is_chosen().to_string()))
            .on_click(move |event| steering.filters.update(|x| choose(x, event.shift_key())))
            .child(el("i").live_prop("style", height))
            .child(el("span").child(shown))
            .any()
    });
    classed("div", "histo").children(bars).any()
}

/// A value that can be chosen.
#[derive(Clone, Copy)]
struct Choice {
    facet: Facet,
    value: &'static str,
    /// Its place among the values of the facet.
    place: usize,
    steering: Steering,
    answer: Memo<Answer>,
}

impl Choice {
    fn count(self) -> usize {
        self.answer.with(|x| x.counts[self.facet as usize][self.place])
    }

    fn is_chosen(self) -> bool {
        self.steering.filters.with(|x| x.has(self.facet, self.value))
    }

    fn toggle(self) {
        self.steering.filters.update(|x| x.toggle(self.facet, self.value));
    }

    /// Its names in both languages, folded.
    fn folded(self, record: &Record) -> String {
        fold(&[0, 1].map(|place| value_name(record, place, self.facet, self.value).1).join(" "))
    }

    /// A box to tick.
    fn row(self, scene: &Scene) -> AnyView {
        let tick = el("input")
            .attr("type", "checkbox")
            .attr("name", self.facet.name())
            .attr("value", self.value)
            .live_prop("checked", move || if self.is_chosen() { "true".into() } else { String::new() })
            .on("change", move |_| self.toggle());
        el("label")
            .live_attr("class", move || (self.count() == 0).then(|| "zero".into()))
            .child(tick)
            .child(el("span").child(value(scene, self.facet, self.value)))
            .child(classed("span", "n").live(move || self.count().to_string().into_any()))
            .any()
    }
}
