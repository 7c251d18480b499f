//! The edition in one file, to be opened from a disk, a stick or an attachment: the front page
//! and the articles as plain HTML, everything else packed (gzip, then base64, because HTML is
//! text) for the live reader, which unpacks itself.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, BufWriter, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::build::{AT_ONCE, script, style};
use super::images::{data_address, put_in};
use super::parts::Part;
use super::policy::{Needs, hash, policy};
use super::prerender::{body, escape, failed};
use super::reader::{Reader, linked};
use super::{Failure, parts};
use crate::record::model::Article;
use crate::record::{Record, Text};
use crate::route::{Mode, Page};
use crate::ui::Scene;

/// The root of the pages: they stand behind the `#` of the file's address.
const ROOT: &str = "#/";

/// How the glue gets what is deferred from a host, and how from the page.
const FROM_HOST: &str = "await fetch(new URL('./deferred.wasm', import.meta.url))";
const FROM_PAGE: &str = "new Response(await part('deferred'))";

/// On a host a page does without typefaces that come late. Those in the page itself are never late, but
/// Chromium would do without them all the same.
const WHILE_EARLY: &str = "font-display: optional";
const AWAITED: &str = "font-display: block";

/// What the edition in one file has besides its content: scripts and a style.
pub struct Frame {
    /// Its scripts: what runs before the first paint, and the module.
    pub scripts: [String; 2],
    /// Its style.
    pub style: String,
    /// The reader, packed: it and what is deferred.
    packed: [Vec<u8>; 2],
    icon: String,
}

impl Frame {
    /// That of this edition.
    pub fn of(record: &Record, reader: &Reader) -> Result<Frame, Failure> {
        Ok(Frame {
            scripts: [script(reader, &["first.js", "front.js"])?, module(reader)?],
            style: style(record, reader, data_address)?.replace(WHILE_EARLY, AWAITED),
            packed: reader.packed.clone(),
            icon: data_address("icon.svg", reader.public("icon.svg")?),
        })
    }
}

/// Writes the edition in one file, with what is needed of the files of its site, and its search index
/// or, of a large record, its parts, as they stand in the site.
pub fn write<'a>(
    record: &Record,
    frame: &Frame,
    files: &BTreeMap<String, Vec<u8>>,
    index: Option<&[u8]>,
    parts: &mut dyn Iterator<Item = (&'a str, &'a Part, &'a [u8])>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut own = record.clone();
    put_in(&mut own, files);
    let record: &'static Record = Box::leak(Box::new(own));
    // Until the reader knows which language is wanted, both are there.
    let scene = Scene { record, mode: Mode::Both, page: Page::Home, root: ROOT.into() };
    let Frame { scripts: [first, start], style, packed: [reader, deferred], icon } = frame;
    let needs = Needs {
        scripts: "",
        inline_scripts: &[first, start],
        styles: &hash(style),
        rest: "img-src data:; font-src data:",
    };
    let languages = &record.edition.languages;
    let head = scene.head();
    // Of a large record it is many megabytes, which go out as they are made.
    let out = &mut BufWriter::with_capacity(AT_ONCE, out);
    write!(
        out,
        "<!doctype html>\n<html lang=\"{}\" data-edition=\"{}\" data-root=\"{ROOT}\" data-modes=\"{} {} both\">\n<head>\n\
         <meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<meta name=\"description\" content=\"{}\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"{icon}\">\n\
         <style>{style}</style>\n<script>{first}</script>\n</head>\n<body>\n\
         <div id=\"app\">{}</div>\n{}\n<div id=\"plain\" class=\"page{}\"><div id=\"{}\">",
        scene.lang(),
        escape(scene.edition()),
        escape(&languages[0]),
        escape(&languages[1]),
        policy(&needs),
        escape(&head.title),
        escape(&head.description),
        links_within(&body(&scene), record),
        failed(record),
        if index.is_some() { "" } else { " long" },
        id(record, Page::Articles),
    )?;
    record.articles().try_for_each(|x| out.write_all(plain_article(record, x).as_bytes()))?;
    out.write_all(b"</div></div>\n")?;
    let mut part = |id: &str, packed: &[u8]| {
        let text = STANDARD.encode(packed);
        writeln!(out, "<script type=\"application/octet-stream\" id=\"{id}\">{text}</script>")
    };
    part("reader", reader)?;
    part("deferred", deferred)?;
    // Of a large one that is little, and the densest packing takes its time.
    let pack = if index.is_some() { packed } else { parts::packed };
    part("record", &pack(&linked(record, index)))?;
    for (path, of, bytes) in parts {
        if of.has_pictures(record) {
            part(path, &parts::file(record, &[], of))?;
        } else {
            part(path, bytes)?;
        }
    }
    write!(out, "<script type=\"module\">{start}</script>\n</body>\n</html>\n")?;
    out.flush()
}

/// The glue and what starts the reader, as one module.
fn module(reader: &Reader) -> Result<String, Failure> {
    if !reader.glue.contains(FROM_HOST) {
        return Err(Failure::Impossible("the glue does not say how it gets what is deferred".into()));
    }
    let start = script(reader, &["single.js", "watch.js"])?;
    // `import.meta` has no address here that could be asked.
    let module = format!("{}{start}", reader.glue.replace(FROM_HOST, FROM_PAGE));
    if module.contains("</script") || module.contains("<!--") {
        return Err(Failure::Impossible("a script cannot stand in a page: it has an end tag".into()));
    }
    Ok(module)
}

/// Bytes as gzip (RFC 1952), as dense as can be.
pub fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let options = zopfli::Options::default();
    zopfli::compress(options, zopfli::Format::Gzip, bytes, &mut packed).expect("bytes go into a vector");
    packed
}

/// What is printed, with links to what is in the file alone: without the live reader the others
/// would lead nowhere, so they are words.
fn links_within(html: &str, record: &Record) -> String {
    let articles = record.articles.iter().map(|x| Page::Article(x.id.clone()));
    let there: BTreeSet<String> = articles.chain([Page::Articles]).map(|x| id(record, x)).collect();
    let mut pieces = html.split(" href=\"#");
    let mut kept = pieces.next().unwrap_or_default().to_string();
    for piece in pieces {
        let (place, rest) = piece.split_once('"').unwrap_or((piece, ""));
        if !place.starts_with('/') || there.contains(place) {
            let _ = write!(kept, " href=\"#{place}\"{rest}");
        } else {
            kept += &without_language(rest);
        }
    }
    kept
}

/// The rest of a tag without the language of what it would lead to, which only a link may name.
fn without_language(rest: &str) -> Cow<'_, str> {
    let (tag, after) = rest.split_at(rest.find('>').unwrap_or(0));
    let Some((before, named)) = tag.split_once(" hreflang=\"") else { return rest.into() };
    let (_, others) = named.split_once('"').unwrap_or_default();
    format!("{before}{others}{after}").into()
}

/// The id of what stands for a page in the file: its route, so that a link to the page finds it.
fn id(record: &Record, page: Page) -> String {
    escape(&format!("/{}", Mode::Both.path(&page, &record.edition.languages))).into_owned()
}

/// An article in both languages, for whoever has no script and until the live reader is there.
fn plain_article(record: &Record, article: &Article) -> String {
    let headline = &article.headline;
    let mut html = format!(
        "<article id=\"{}\">\n<h2 lang=\"{}\">{}</h2>\n",
        id(record, Page::Article(article.id.clone())),
        escape(&headline.lang),
        escape(&headline.text),
    );
    for (lang, title) in article.title.iter().filter(|x| x.0 != headline.lang) {
        html += &paragraph(lang, title);
    }
    for (lang, labels) in record.edition.languages.iter().zip(&record.labels) {
        let publisher = article.publisher.as_ref().and_then(|x| x.name.get(lang));
        let day = article.when.date.say(&labels.dates);
        let source: Vec<&str> = publisher.into_iter().chain([day.as_str()]).collect();
        html += &paragraph(lang, &source.join(", "));
    }
    if let Some(url) = &article.url {
        let _ = writeln!(html, "<p><a href=\"{0}\" rel=\"external\">{0}</a></p>", escape(url));
    }
    let texts: Vec<&Text> = std::iter::once(&article.lead).chain(&article.summary).collect();
    for lang in &record.edition.languages {
        html.extend(texts.iter().filter_map(|x| x.get(lang)).map(|x| paragraph(lang, x)));
    }
    html + "</article>\n"
}

fn paragraph(lang: &str, words: &str) -> String {
    format!("<p lang=\"{}\">{}</p>\n", escape(lang), escape(words))
}
