//! The page that helps to put the reader into another page: what to show, how it will look, and
//! the lines to copy.

use leptos::prelude::*;

use super::element::{El, classed, el, pieces};
use super::lists::LONG;
use super::{Scene, Steering, cite, shell, words};
use crate::record::model::Article;
use crate::route::Mode;

/// What can be shown, by the names that addresses and the element know.
const VIEWS: [&str; 5] = ["full", "list", "timeline", "article", "search"];

/// How high a frame is that cannot size itself, in CSS pixels.
const HEIGHT: &str = "640";

/// What is chosen.
#[derive(Clone, Copy)]
struct Chosen {
    view: RwSignal<String>,
    mode: RwSignal<String>,
    article: RwSignal<String>,
    query: RwSignal<String>,
    filters: RwSignal<String>,
    height: RwSignal<String>,
}

/// The page.
pub fn embed(scene: &Scene) -> AnyView {
    let languages = &scene.record.edition.languages;
    let first = scene.record.articles.last().map(|x| x.id.clone()).unwrap_or_default();
    let empty = || RwSignal::new(String::new());
    let chosen = Chosen {
        view: RwSignal::new(VIEWS[0].into()),
        mode: RwSignal::new(scene.mode.segment(languages).into()),
        article: RwSignal::new(first),
        query: empty(),
        filters: empty(),
        height: empty(),
    };
    let home = match use_context::<Steering>() {
        Some(steering) => steering.home.to_string(),
        None => scene.record.edition.base_url.clone().unwrap_or_default(),
    };
    // In a file there is no address that another page could show.
    let home = match &scene.record.edition.base_url {
        Some(base) if !home.starts_with("http") => format!("{}/", base.trim_end_matches('/')),
        _ if home.is_empty() => "https://…/".into(),
        _ => home,
    };
    let shows =
        use_context::<Steering>().filter(|_| home.starts_with("http") && !scene.root.starts_with('#'));
    let made = classed("div", "embedding")
        .children(shows.map(|_| form(scene, chosen)))
        .child(lines(scene, home.clone(), chosen))
        .children(shows.map(|_| preview(scene, home, chosen)));
    let intro = classed("p", "office").child(words::sentences(scene, |x| &x.embed_text));
    pieces().child(shell::title(scene, |x| &x.embed)).child(intro).child(made).any()
}

/// A control under its name.
fn control(scene: &Scene, pick: words::Pick, control: El) -> AnyView {
    el("label").child(el("span").child(words::label(scene, pick))).child(control).any()
}

fn form(scene: &Scene, chosen: Chosen) -> AnyView {
    let labels = scene.labels();
    let edition = &scene.record.edition;
    let views =
        [&labels.embed_full, &labels.articles, &labels.timeline, &labels.embed_article, &labels.search];
    let views = VIEWS.iter().zip(views).map(|(x, name)| (x.to_string(), name.clone()));
    let modes = Mode::ALL.map(|mode| {
        let name = match mode {
            Mode::Both => labels.both.clone(),
            one => edition.language_names[one.main()].clone(),
        };
        (mode.segment(&edition.languages).to_string(), name)
    });
    let named = |x: &'static Article| (x.id.clone(), super::article::own_title(scene, x).to_string());
    let articles: Vec<_> = scene.record.articles().rev().take(LONG).map(named).collect();
    let articles = choice(chosen.article, articles)
        .live_attr("disabled", move || chosen.view.with(|x| x != "article").then(String::new));
    classed("div", "choices")
        .child(control(scene, |x| &x.embed_view, choice(chosen.view, views.collect())))
        .child(control(scene, |x| &x.language, choice(chosen.mode, modes.into())))
        .child(control(scene, |x| &x.embed_article, articles))
        .child(control(scene, |x| &x.search, field(chosen.query, "search", "")))
        .child(control(scene, |x| &x.embed_filters, field(chosen.filters, "text", "topic=…&year=…")))
        .child(control(scene, |x| &x.embed_height, field(chosen.height, "number", "")))
        .any()
}

fn choice(into: RwSignal<String>, all: Vec<(String, String)>) -> El {
    let now = into.get_untracked();
    let options = all.into_iter().map(|(value, name)| {
        let selected = (value == now).then_some("");
        el("option").attr("value", value).maybe("selected", selected).child(name).any()
    });
    el("select").children(options).on("change", move |event| into.set(event_target_value(&event)))
}

fn field(into: RwSignal<String>, kind: &'static str, hint: &'static str) -> El {
    let field = el("input").attr("type", kind).attr("placeholder", hint).attr("spellcheck", "false");
    field.on("input", move |event| into.set(event_target_value(&event)))
}

/// What is chosen, as parts of an address and as attributes: the name, and the value if it is
/// not what is meant anyway.
fn parts(chosen: Chosen) -> Vec<(&'static str, String)> {
    let view = chosen.view.get();
    let mode = chosen.mode.get();
    let article = if view == "article" { chosen.article.get() } else { String::new() };
    let filters = chosen.filters.get().trim_matches(['?', '&', ' ']).to_string();
    let all = [
        ("view", view),
        ("lang", mode),
        ("article", article),
        ("query", chosen.query.get().trim().to_string()),
        ("filters", filters),
    ];
    all.into_iter().filter(|x| !x.1.is_empty()).collect()
}

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// The address that shows what is chosen, in a frame.
fn address(home: &str, chosen: Chosen) -> String {
    let mut address = home.to_string();
    for (place, (name, value)) in parts(chosen).into_iter().enumerate() {
        address += if place == 0 { "?" } else { "&" };
        address += &match name {
            "view" => format!("embed={value}"),
            "query" => format!("q={}", encoded(&value)),
            "filters" => value.replace('#', "%23"),
            name => format!("{name}={}", encoded(&value)),
        };
    }
    address
}

fn quoted(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

/// The height that was asked for, if it is one.
fn height(chosen: Chosen) -> Option<u32> {
    chosen.height.get().parse().ok().filter(|x| *x > 0)
}

/// The lines with the element, which sizes itself.
fn element(home: &str, chosen: Chosen) -> String {
    let mut tag = String::from("<caunoi-reader");
    for (name, value) in parts(chosen) {
        let (name, value) = if value == "both" && name == "lang" { ("mode", value) } else { (name, value) };
        tag += &format!(" {name}=\"{}\"", quoted(&value));
    }
    if let Some(height) = height(chosen) {
        tag += &format!(" height=\"{height}\"");
    }
    let home = quoted(home);
    format!(
        "<script src=\"{home}embed.js\" async></script>\n{tag}>\n  <a href=\"{home}\">Cầu Nối</a>\n</caunoi-reader>"
    )
}

/// The line with a frame, which needs no script.
fn frame(home: &str, chosen: Chosen) -> String {
    let height = height(chosen).map_or(HEIGHT.to_string(), |x| x.to_string());
    let src = quoted(&address(home, chosen));
    format!("<iframe src=\"{src}\" title=\"Cầu Nối\" width=\"100%\" height=\"{height}\"></iframe>")
}

fn lines(scene: &Scene, home: String, chosen: Chosen) -> AnyView {
    let frames = home.clone();
    let one = |pick: words::Pick, says: Box<dyn Fn() -> String + Send>| {
        let code = el("code").live(move || says().into_any());
        classed("div", "lines")
            .child(el("h2").child(words::label(scene, pick)))
            .child(el("pre").attr("tabindex", "0").child(code))
            .child(cite::copy(scene))
            .any()
    };
    pieces()
        .child(one(|x| &x.embed_element, Box::new(move || element(&home, chosen))))
        .child(one(|x| &x.embed_frame, Box::new(move || frame(&frames, chosen))))
        .any()
}

/// How it will look. The frame is loaded anew when what is chosen has another address.
fn preview(scene: &Scene, home: String, chosen: Chosen) -> AnyView {
    let shown = Memo::new(move |_| address(&home, chosen));
    let frame = el("iframe")
        .attr("title", &scene.labels().embed_preview)
        .live_attr("src", move || Some(shown.get()))
        .live_attr("height", move || Some(height(chosen).map_or(HEIGHT.to_string(), |x| x.to_string())));
    classed("div", "preview")
        .child(el("h2").child(words::label(scene, |x| &x.embed_preview)))
        .child(frame)
        .any()
}
