//! The edition without a network: the service worker (W3C) and the web app manifest (W3C),
//! both at the edition's root, which is as far as they reach.

use std::collections::BTreeMap;

use serde_json::json;

use super::Failure;
use super::build::{hashed, script};
use super::prerender::{ANY_ROOT, Assets, shell};
use super::reader::Reader;
use crate::record::{Record, Text};

/// Adds the service worker, with all that a page needs without a network.
pub fn add(
    record: &'static Record,
    reader: &Reader,
    assets: &Assets,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> Result<(), Failure> {
    let shell = shell(record, assets).into_bytes();
    let shell_path = format!("assets/{}", hashed("shell.txt", &shell));
    let needed: Vec<&str> = needed(assets).collect();
    let needed = needed.join(" ");
    // What is kept is known by what is in it, so this tells one version from another.
    let version = hashed("", format!("{shell_path} {needed}").as_bytes());
    let worker = script(reader, &["sw.js"])?
        .replace("%VERSION%", version.trim_start_matches('-'))
        .replace("%SHELL%", &shell_path)
        .replace("%FILES%", &needed)
        .replace("%ROOT%", ANY_ROOT);
    files.insert(shell_path, shell);
    files.insert("sw.js".into(), worker.into_bytes());
    Ok(())
}

/// What every page loads, sooner or later.
fn needed(assets: &Assets) -> impl Iterator<Item = &str> {
    let checked = [&assets.start, &assets.glue].map(|x| x.path.as_str());
    let others =
        [&assets.first, &assets.style, &assets.wasm, &assets.deferred, &assets.icon, &assets.manifest]
            .map(String::as_str);
    checked.into_iter().chain(others).chain(assets.fonts.iter().map(String::as_str))
}

/// What a browser needs to know to install the edition.
pub fn manifest(record: &Record, assets: &Assets) -> String {
    let lang = record.lang(0);
    let words = |text: &'_ Text| text.in_or_else(lang).1.to_string();
    let edition = &record.edition;
    let manifest = json!({
        "id": "./",
        "name": words(&edition.name),
        "short_name": edition.id.to_uppercase(),
        "description": words(&edition.intro),
        "lang": lang,
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": "#f6f6f3",
        "theme_color": "#f6f6f3",
        "icons": [{ "src": assets.icon, "sizes": "any", "type": "image/svg+xml" }],
    });
    format!("{manifest:#}\n")
}
