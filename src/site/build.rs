//! The whole site of an edition, in memory: every file by its path.

use std::collections::BTreeMap;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::prerender::{self, Assets};
use super::reader::{Reader, write_all};
use super::{Failure, images, shorten};
use crate::record::Record;
use crate::route::Route;

/// A site: its files by their path below the root, sorted. The same edition and reader
/// give the same bytes.
pub struct Site {
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
    let assets = assets(&record, reader, &mut files)?;
    // The components hold on to the record for as long as they live; the tool's life is
    // one build, or as many as somebody saves files while `serve` runs.
    let record: &'static Record = Box::leak(Box::new(record));
    for route in prerender::routes(record) {
        let html = prerender::page(record, &assets, &route);
        files.insert(file_of(&route, record), html.into_bytes());
    }
    files.insert("index.html".into(), prerender::front(record, &assets).into_bytes());
    files.insert("404.html".into(), prerender::not_found(record, &assets).into_bytes());
    Ok(Site { files })
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
        files.insert(path.clone(), bytes);
        path
    };
    let mut style = shorten::style(&text(reader, "style.css")?);
    let mut fonts = Vec::new();
    for (path, bytes) in reader.public.iter().filter(|(path, _)| path.ends_with(".woff2")) {
        let font = add(path, bytes.clone());
        style = style.replace(path, font.trim_start_matches("assets/"));
        fonts.push(font);
    }
    for (path, bytes) in reader.public.iter().filter(|(path, _)| path.ends_with(".txt")) {
        add(path, bytes.clone());
    }
    style.push_str(&accent(record));
    // A file names those that it loads as they stand beside it.
    let beside = |path: &str| path.replacen("assets", ".", 1);
    let deferred = add("deferred.wasm", reader.deferred.clone());
    let glue = add("reader.js", reader.glue.replace("./deferred.wasm", &beside(&deferred)).into_bytes());
    let wasm = add(&format!("{}.wasm", record.edition.id), reader.link(record));
    let start = text(reader, "start.js")?
        .replace("./reader.js", &beside(&glue))
        .replace("./reader.wasm", &beside(&wasm));
    Ok(Assets {
        style: add("style.css", style.into_bytes()),
        first: add("first.js", reader.public("first.js")?.to_vec()),
        start: add("start.js", start.into_bytes()),
        icon: add("icon.svg", reader.public("icon.svg")?.to_vec()),
        glue,
        wasm,
        deferred,
        fonts,
    })
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
