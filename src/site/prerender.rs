//! Every page as complete HTML: the same components as in the browser, printed.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use leptos::prelude::*;
use memchr::memmem;
use serde::Serialize;

use super::policy::{Needs, policy};
use super::{exports, oembed};
use crate::labels::Labels;
use crate::record::Record;
use crate::route::{Mode, Page, Route};
use crate::ui::{self, Scene};

/// The addresses, below the edition's root, of what every page loads.
#[derive(Serialize)]
pub struct Assets {
    /// The style. Neither it nor what runs before the first paint has a hash: a browser could not
    /// check that in a folder opened from a disk.
    pub style: String,
    /// The script that must run before anything is named: its text, for it stands in the page.
    pub slash: String,
    /// What stands in its place on the page for unknown addresses.
    pub lost: String,
    /// The script that must run before the first paint.
    pub first: String,
    /// The one that runs after it at the edition's root.
    pub front: String,
    /// The module that starts the reader.
    pub start: Asset,
    /// The glue, to be fetched early.
    pub glue: Asset,
    /// The wasm, to be fetched early.
    pub wasm: String,
    /// What is deferred, to be fetched early where a page needs it.
    pub deferred: String,
    /// The fonts of the first screen.
    pub fonts: Vec<String>,
    /// The icon.
    pub icon: String,
    /// What makes it an application that can be installed.
    pub manifest: String,
    /// Whether there is a calendar of each language.
    pub has_calendar: bool,
    /// The pictures that others show of pages, by their paths.
    #[serde(skip)]
    pub previews: BTreeMap<String, Route>,
}

/// A file that a page loads and checks.
#[derive(Serialize)]
pub struct Asset {
    /// Its address below the edition's root.
    pub path: String,
    /// Its hash as Subresource Integrity (W3C) has it.
    pub integrity: String,
}

/// What pages on a host need beside scripts and styles.
pub const HOSTED: &str = "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; \
    manifest-src 'self'; worker-src 'self'; frame-src 'self'; form-action 'self'";

impl Assets {
    /// What a page may load and run, as a policy.
    fn policy(&self, head_script: &str) -> String {
        policy(&Needs { scripts: "'self' ", inline_scripts: &[head_script], styles: "'self'", rest: HOSTED })
    }
}

/// Every page of the record, in each mode.
pub fn routes(record: &'static Record) -> Vec<Route> {
    let pages = pages(record);
    Mode::ALL.into_iter().flat_map(|mode| pages.iter().map(move |x| Route::new(mode, x.clone()))).collect()
}

/// Every page of the record.
pub fn pages(record: &'static Record) -> Vec<Page> {
    let mut pages = vec![
        Page::Home,
        Page::Articles,
        Page::People,
        Page::Organisations,
        Page::Topics,
        Page::Glossary,
        Page::Timeline,
        Page::Search,
        Page::Book,
        Page::About,
        Page::Embed,
        Page::Data,
        Page::NotFound,
    ];
    pages.extend([Page::Cycle, Page::Plans].into_iter().filter(|x| ui::has(record, x)));
    pages.extend(ui::lists::years(record).iter().map(|x| Page::Year(x.0)));
    pages.extend(record.articles.iter().map(|x| Page::Article(x.id.clone())));
    pages.extend(record.people.iter().map(|x| Page::Person(x.id.clone())));
    pages.extend(record.organisations.iter().map(|x| Page::Organisation(x.id.clone())));
    pages.extend(record.topics.iter().map(|x| Page::Topic(x.id.clone())));
    pages
}

/// The page of a route, at its own address.
pub fn page(record: &'static Record, assets: &Assets, route: &Route) -> String {
    let depth = route.path(&record.edition.languages).matches('/').count();
    document(record, assets, route, &"../".repeat(depth), false)
}

/// The page at the edition's root: the front page in the first language, which the first
/// script leaves for the language that the reader prefers.
pub fn front(record: &'static Record, assets: &Assets) -> String {
    document(record, assets, &Route::new(Mode::First, Page::Home), "./", true)
}

/// What stands for the root in the [`shell`].
pub const ANY_ROOT: &str = "/caunoi-root/";

/// The front page for any address below the root, which is named when it is known: what is
/// shown without a network until the reader has drawn the page that was asked for.
pub fn shell(record: &'static Record, assets: &Assets) -> String {
    document(record, assets, &Route::new(Mode::First, Page::Home), ANY_ROOT, false)
}

/// The page for unknown addresses. It stands at any of them, so it must name the root by
/// its path on the host.
pub fn not_found(record: &'static Record, assets: &Assets) -> String {
    let base = record.edition.base_url.as_deref().unwrap_or("/");
    let path = match base.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]),
        None => base,
    };
    let root = if path.ends_with('/') { path.to_string() } else { format!("{path}/") };
    document(record, assets, &Route::new(Mode::First, Page::NotFound), &root, false)
}

/// The components' HTML. Leptos separates runs of text by empty comments, for a hydration
/// that this reader does not do; in HTML they are errors.
pub fn body(scene: &Scene) -> String {
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_context(ui::deferred::at_once());
        ui::page(scene).to_html()
    });
    without_separators(&html)
}

/// HTML without Leptos' empty comments. A page has thousands of them: all are found in one go.
fn without_separators(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = 0;
    for at in memmem::find_iter(html.as_bytes(), "<!") {
        if let Some(separator) = ["<!>", "<!-- -->"].iter().find(|x| html[at..].starts_with(**x)) {
            kept += &html[rest..at];
            rest = at + separator.len();
        }
    }
    kept + &html[rest..]
}

/// A page without the drawings that it does not use; they stand before everything else. The live reader
/// brings all.
fn with_used_drawings(html: &str) -> String {
    const USE: &str = "<use href=\"#";
    const DRAWING: &str = "<symbol id=\"";
    let (drawings, page) = html.split_at(html.find("</svg>").unwrap_or_default());
    let used = memmem::find_iter(page.as_bytes(), USE).map(|at| id_at(&page[at + USE.len()..]));
    let used: BTreeSet<&str> = used.collect();
    let mut pieces = drawings.split(DRAWING);
    let mut kept = String::with_capacity(html.len());
    kept += pieces.next().unwrap_or_default();
    for drawing in pieces.filter(|x| used.contains(id_at(x))) {
        kept += DRAWING;
        kept += drawing;
    }
    kept + page
}

/// What stands before the next quotation mark.
fn id_at(text: &str) -> &str {
    text.split('"').next().unwrap_or_default()
}

fn document(record: &'static Record, assets: &Assets, route: &Route, root: &str, front: bool) -> String {
    let scene = Scene { record, mode: route.mode, page: route.page.clone(), root: root.to_string() };
    // The shell stands at addresses that are known, below a root that is known.
    let is_lost = !root.starts_with('.') && root != ANY_ROOT;
    let head_script = if is_lost { &assets.lost } else { &assets.slash };
    let root = &escape(root);
    let languages = &record.edition.languages;
    let head = scene.head();
    let mut html = String::with_capacity(32 * 1024);
    let firsts: String = [Some(&assets.first), front.then_some(&assets.front)]
        .into_iter()
        .flatten()
        .map(|x| format!("<script src=\"{root}{x}\"></script>\n"))
        .collect();
    let _ = write!(
        html,
        "<!doctype html>\n<html lang=\"{}\" data-edition=\"{}\" data-root=\"{}\" data-modes=\"{} {} both\">\n<head>\n\
         <meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <script>{}</script>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<meta name=\"description\" content=\"{}\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n",
        scene.lang(),
        escape(scene.edition()),
        root,
        escape(&languages[0]),
        escape(&languages[1]),
        assets.policy(head_script),
        head_script,
        escape(&head.title),
        escape(&head.description),
    );
    html.push_str(&addresses(&scene));
    if let Some(base) =
        record.edition.base_url.as_ref().filter(|_| root != ANY_ROOT && route.page != Page::NotFound)
    {
        let _ = writeln!(
            html,
            "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{}/{}\" title=\"{}\">",
            escape(base.trim_end_matches('/')),
            oembed::path(route, languages),
            escape(&head.title),
        );
    }
    let _ = writeln!(html, "<link rel=\"icon\" href=\"{root}{}\" type=\"image/svg+xml\">", assets.icon);
    let _ = writeln!(html, "<link rel=\"manifest\" href=\"{root}{}\">", assets.manifest);
    for font in &assets.fonts {
        let _ = writeln!(
            html,
            "<link rel=\"preload\" href=\"{root}{font}\" as=\"font\" type=\"font/woff2\" crossorigin>"
        );
    }
    let _ = write!(
        html,
        "<link rel=\"stylesheet\" href=\"{root}{}\">\n{firsts}\
         <script type=\"module\" src=\"{root}{}\" integrity=\"{}\"></script>\n\
         <link rel=\"modulepreload\" href=\"{root}{}\" integrity=\"{}\">\n",
        assets.style, assets.start.path, assets.start.integrity, assets.glue.path, assets.glue.integrity,
    );
    let deferred = ui::deferred::is_deferred(&route.page).then_some(&assets.deferred);
    for wasm in std::iter::once(&assets.wasm).chain(deferred) {
        let _ = writeln!(html, "<link rel=\"preload\" href=\"{root}{wasm}\" as=\"fetch\" crossorigin>");
    }
    // Last: it is long, and nothing of it is needed to paint.
    if root != ANY_ROOT && route.page != Page::NotFound {
        html.push_str(&exports::head(&scene, root, assets));
    }
    html.push_str("</head>\n<body>\n");
    let _ = write!(
        html,
        "<div id=\"app\">{}</div>\n{}\n</body>\n</html>\n",
        with_used_drawings(&body(&scene)),
        failed(record)
    );
    html
}

/// Which address is the page's own, and where it stands in other languages. What stands at
/// unknown addresses has neither.
fn addresses(scene: &Scene) -> String {
    if scene.page == Page::NotFound || scene.root == ANY_ROOT {
        return "<meta name=\"robots\" content=\"noindex\">\n".into();
    }
    let mut links = format!("<link rel=\"canonical\" href=\"{}\">\n", escape(&scene.canonical()));
    for (lang, href) in scene.alternates() {
        let (lang, href) = (escape(lang), escape(&href));
        let _ = writeln!(links, "<link rel=\"alternate\" hreflang=\"{lang}\" href=\"{href}\">");
    }
    links
}

/// The line that is shown, in both languages, where the live reader cannot start.
pub fn failed(record: &Record) -> String {
    let lines = |more: fn(&Labels) -> (&str, Option<&str>)| -> String {
        let languages = record.edition.languages.iter().zip(&record.labels);
        let line = languages.map(|(lang, labels)| {
            let (says, link) = more(labels);
            let link =
                link.map_or(String::new(), |x| format!(" <a href=\"\" target=\"_self\">{}</a>", escape(x)));
            format!("<p class=\"app\" lang=\"{}\">{}{link}</p>", escape(lang), escape(says))
        });
        line.collect()
    };
    let off = lines(|x| (&x.failed, None));
    let renewed = lines(|x| (&x.renewed, Some(&x.load_again)));
    format!(
        "<div id=\"failed\" class=\"page\" role=\"status\" hidden>{off}</div>\n\
         <div id=\"renewed\" class=\"page\" role=\"status\" hidden>{renewed}</div>\n\
         <noscript><div class=\"page\">{off}</div></noscript>",
    )
}

/// Text for HTML, inside or outside of quoted attributes.
pub fn escape(text: &str) -> Cow<'_, str> {
    let escaped = |x: &u8| match x {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        _ => None,
    };
    let mut signs = text.bytes().enumerate().filter_map(|(at, x)| Some((at, escaped(&x)?))).peekable();
    if signs.peek().is_none() {
        return text.into();
    }
    let (mut html, mut end) = (String::with_capacity(text.len() * 2), 0);
    for (at, escaped) in signs {
        html += &text[end..at];
        html += escaped;
        end = at + 1;
    }
    (html + &text[end..]).into()
}
