//! The whole site of an edition, in memory: every file by its path.

use std::collections::BTreeMap;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::policy::integrity;
use super::prerender::{self, Asset, Assets};
use super::reader::{Reader, write_all};
use super::{Failure, exports, headers, images, oembed, offline, previews, shorten, single};
use crate::record::Record;
use crate::route::{Page, Route};
use crate::ui::Scene;

/// A site: its files by their path below the root, sorted. The same edition and reader
/// give the same bytes.
pub struct Site {
    /// What it shows.
    record: &'static Record,
    /// What its pages load.
    assets: Assets,
    /// The files.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// Makes this folder hold the site and nothing else. The folder is complete or, if it
    /// could not be written, as it was: the site is written beside it and then takes its place.
    pub fn write(&self, folder: &Path) -> Result<(), Failure> {
        let name = folder.file_name().map(|x| x.to_string_lossy().into_owned()).unwrap_or_default();
        let beside = folder.with_file_name(format!(".{name}.new"));
        write_all(&beside, self.files.iter().map(|(path, bytes)| (path.clone(), bytes.as_slice())))?;
        if folder.exists() {
            std::fs::remove_dir_all(folder).map_err(|x| Failure::file(folder, "replace", &x))?;
        }
        std::fs::rename(&beside, folder).map_err(|x| Failure::file(folder, "write", &x))
    }
}

/// Builds the site of a record with this reader.
pub fn site(mut record: Record, edition: &Path, reader: &Reader) -> Result<Site, Failure> {
    let mut files = BTreeMap::new();
    images::make(&mut record, edition, &mut files)?;
    let mut assets = assets(&record, reader, &mut files)?;
    files.insert(assets.manifest.clone(), offline::manifest(&record, &assets).into_bytes());
    // The components hold on to the record for as long as they live; the tool's life is
    // one build, or as many as somebody saves files while `serve` runs.
    let record: &'static Record = Box::leak(Box::new(record));
    let routes = prerender::routes(record);
    assets.previews = previews::paths(record, reader, &routes)?;
    assets.has_calendar = exports::add(record, &routes, &mut files);
    for route in routes {
        let html = prerender::page(record, &assets, &route);
        files.insert(file_of(&route, record), html.into_bytes());
        if let Some(base) = record.edition.base_url.as_ref().filter(|_| route.page != Page::NotFound) {
            let root = String::new();
            let scene = Scene { record, mode: route.mode, page: route.page.clone(), root };
            let answer = oembed::answer(&scene, base);
            files.insert(oembed::path(&route, &record.edition.languages), answer.into_bytes());
        }
    }
    files.insert("index.html".into(), prerender::front(record, &assets).into_bytes());
    files.insert("404.html".into(), prerender::not_found(record, &assets).into_bytes());
    // Other people's pages name these, so their names stay.
    for name in ["embed.js", "embed.d.ts", "caunoi.js", "caunoi.d.ts"] {
        let text = text(reader, name)?
            .replace("assets/reader.js", &assets.glue.path)
            .replace("assets/reader.wasm", &assets.wasm);
        files.insert(name.into(), text.into_bytes());
    }
    offline::add(record, reader, &assets, &mut files)?;
    Ok(Site { record, assets, files })
}

impl Site {
    /// As it is published: with the edition in one file as well, which takes seconds to pack, with
    /// the pictures that others show of its pages, and with what hosts should be told.
    pub fn published(mut self, reader: &Reader) -> Result<Site, Failure> {
        let single = single::file(self.record, reader, &self.files)?;
        previews::paint(self.record, reader, &self.assets.previews, &mut self.files)?;
        self.files.insert("_headers".into(), headers::of(&self.assets, &single).into_bytes());
        self.files.insert(format!("{}.html", self.record.edition.id), single.html.into_bytes());
        Ok(self)
    }
}

fn file_of(route: &Route, record: &Record) -> String {
    format!("{}index.html", route.path(&record.edition.languages))
}

/// What the pages load, each file under a name that changes with its content.
fn assets(
    record: &Record,
    reader: &Reader,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> Result<Assets, Failure> {
    let mut add = |name: &str, bytes: Vec<u8>| {
        let path = format!("assets/{}", hashed(name, &bytes));
        let integrity = integrity(&bytes);
        files.insert(path.clone(), bytes);
        Asset { path, integrity }
    };
    let mut fonts = Vec::new();
    let style = style(record, reader, |path, bytes| {
        let font = add(path, bytes.to_vec()).path;
        let beside = font.trim_start_matches("assets/").to_string();
        fonts.push(font);
        beside
    })?;
    for (path, bytes) in reader.public.iter().filter(|(path, _)| path.ends_with(".txt")) {
        add(path, bytes.clone());
    }
    // A file names those that it loads as they stand beside it.
    let beside = |path: &str| path.replacen("assets", ".", 1);
    let deferred = add("deferred.wasm", reader.deferred.clone());
    // What is of another build must not run beside the rest.
    let named = "new URL('./deferred.wasm', import.meta.url)";
    let checked = format!(
        "{}, {{ integrity: '{}' }}",
        named.replace("./deferred.wasm", &beside(&deferred.path)),
        deferred.integrity
    );
    let glue = add("reader.js", reader.glue.replace(named, &checked).into_bytes());
    let wasm = add(&format!("{}.wasm", record.edition.id), reader.link(record));
    let frame = add("frame.js", script(reader, &["frame.js"])?.into_bytes()).path;
    let start = script(reader, &["start.js", "watch.js"])?
        .replace("./frame.js", &beside(&frame))
        .replace("./reader.js", &beside(&glue.path))
        .replace("./reader.wasm", &beside(&wasm.path))
        .replace("%INTEGRITY%", &wasm.integrity);
    Ok(Assets {
        style: add("style.css", style.into_bytes()).path,
        slash: script(reader, &["slash.js"])?,
        lost: script(reader, &["lost.js"])?,
        first: add("first.js", script(reader, &["first.js"])?.into_bytes()).path,
        front: add("front.js", script(reader, &["front.js"])?.into_bytes()).path,
        start: add("start.js", start.into_bytes()),
        icon: add("icon.svg", reader.public("icon.svg")?.to_vec()).path,
        manifest: "manifest.webmanifest".into(),
        has_calendar: false,
        previews: BTreeMap::new(),
        glue,
        wasm: wasm.path,
        deferred: deferred.path,
        fonts,
    })
}

/// The style with the edition's accent and the addresses of its fonts.
pub fn style(
    record: &Record,
    reader: &Reader,
    mut address: impl FnMut(&str, &[u8]) -> String,
) -> Result<String, Failure> {
    let mut style = shorten::style(&text(reader, "style.css")?);
    for (path, bytes) in reader.public.iter().filter(|(path, _)| path.ends_with(".woff2")) {
        style = style.replace(path, &address(path, bytes));
    }
    style.push_str(&accent(record));
    Ok(style)
}

/// Scripts of `public/`, one after the other, without comments and indents.
pub fn script(reader: &Reader, names: &[&str]) -> Result<String, Failure> {
    names.iter().map(|x| Ok(shorten::without_comments(&text(reader, x)?))).collect()
}

fn text(reader: &Reader, path: &str) -> Result<String, Failure> {
    Ok(String::from_utf8_lossy(reader.public(path)?).into_owned())
}

/// The edition's accent colour, in the layer that the style keeps for it, and the tint
/// that goes with it on either paper.
fn accent(record: &Record) -> String {
    let Some(accent) = &record.edition.accent else { return String::new() };
    format!(
        "@layer edition {{ :root {{ --accent-light: {}; --accent-dark: {}; \
         --accent-tint: color-mix(in srgb, var(--accent) 16%, var(--paper)); }} }}\n",
        accent.light, accent.dark
    )
}

/// A file's name with the first ten hexadecimal digits of its SHA-256 before the ending.
pub fn hashed(name: &str, bytes: &[u8]) -> String {
    let sum = Sha256::digest(bytes);
    let hex: String = sum.iter().take(5).map(|x| format!("{x:02x}")).collect();
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}-{hex}.{ending}"),
        None => format!("{name}-{hex}"),
    }
}
