//! The walls between the rooms: what stands in no file of a room, and what stands in none
//! at all. `ARCHITECTURE.md` says why.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// The rooms that know no browser, no files and no clock. Those not yet built may be missing.
const PURE: [&str; 7] =
    ["src/record", "src/search", "src/timeline", "src/export", "src/labels", "src/route.rs", "src/lib.rs"];

/// A file of this package: its path from the root, and its text.
type File = (String, String);

/// Every file at or under these paths.
fn files(paths: &[&str]) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut rest: Vec<PathBuf> = paths.iter().map(|x| root.join(x)).collect();
    while let Some(path) = rest.pop() {
        if path.is_dir() {
            rest.extend(fs::read_dir(&path).expect("a folder").map(|x| x.expect("an entry").path()));
        } else if let Ok(text) = fs::read_to_string(&path) {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            found.push((name, text));
        }
    }
    found.sort();
    found
}

/// The lines of a Rust file that are compiled into the reader or the tool, with their numbers:
/// without comments and without tests, which stand at the end of a file or in `tests.rs`.
fn code((path, text): &File) -> Vec<(usize, &str)> {
    if path.ends_with("/tests.rs") {
        return Vec::new();
    }
    let mut lines: Vec<_> = text.lines().enumerate().map(|(x, line)| (x + 1, line)).collect();
    let tests = lines.windows(2).position(|x| x[0].1 == "#[cfg(test)]" && x[1].1.ends_with('{'));
    lines.truncate(tests.unwrap_or(lines.len()));
    lines.retain(|(_, line)| !line.trim_start().starts_with("//"));
    lines
}

/// Whether a line has these words, and not as a part of longer ones.
fn names(line: &str, words: &str) -> bool {
    let part = |x: char| x.is_alphanumeric() || x == '_';
    line.match_indices(words).any(|(at, _)| {
        let (before, after) = (&line[..at], &line[at + words.len()..]);
        !(before.ends_with(part) && words.starts_with(part)
            || after.starts_with(part) && words.ends_with(part))
    })
}

/// Fails if a line of the Rust files at or under these paths names one of the words.
fn check(paths: &[&str], words: &[&str]) {
    let mut broken = Vec::new();
    let files = files(paths);
    assert!(!files.is_empty(), "there is nothing at {paths:?}");
    for file in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        for (number, line) in code(file) {
            let found = words.iter().filter(|x| names(line, x));
            broken.extend(found.map(|x| format!("{}:{number} names {x}: {}", file.0, line.trim())));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// What only a browser has.
const BROWSER: [&str; 4] = ["web_sys", "js_sys", "wasm_bindgen", "gloo"];

#[test]
fn pure_rooms_know_no_browser_no_files_and_no_clock() {
    check(&PURE, &BROWSER);
    check(&PURE, &["leptos", "std::fs", "std::env", "std::net", "std::process", "std::time", "std::io"]);
}

#[test]
fn the_face_knows_no_browser_and_no_files() {
    check(&["src/ui"], &BROWSER);
    check(&["src/ui"], &["std::fs", "std::env", "std::net", "std::process", "std::time", "std::io"]);
    // Leptos hands these out under its own name.
    check(
        &["src/ui"],
        &["document()", "window()", "set_timeout", "request_animation_frame", "leptos::mount"],
    );
}

/// What the first wasm names, even for a printed form, is in the first wasm.
#[test]
fn what_every_page_needs_names_nothing_that_is_deferred() {
    const FIRST: [&str; 7] = [
        "src/ui/mod.rs",
        "src/ui/about.rs",
        "src/ui/glossary.rs",
        "src/ui/home.rs",
        "src/ui/lists.rs",
        "src/ui/shell.rs",
        "src/browser",
    ];
    const DEFERRED: [&str; 18] = [
        "article::article",
        "at_once",
        "book::book",
        "cycle::cycle",
        "drawing::",
        "facets::",
        "organisation::organisation",
        "person::person",
        "plans::page",
        "search::answer",
        "search::ready",
        "search::search",
        "seek::combobox",
        "timeline::draw",
        "timeline::gesture",
        "timeline::part",
        "timeline::timeline",
        "topic::topic",
    ];
    check(&FIRST, &DEFERRED);
}

#[test]
fn only_the_edge_towards_the_browser_knows_it() {
    let words: Vec<_> = BROWSER
        .iter()
        .chain(&["gloo_history", "gloo_timers", "gloo_storage", "gloo_events", "gloo_net"])
        .copied()
        .collect();
    let others: Vec<String> = files(&["src"])
        .into_iter()
        .map(|(path, _)| path)
        .filter(|x| !x.starts_with("src/browser/"))
        .collect();
    check(&others.iter().map(String::as_str).collect::<Vec<_>>(), &words);
}

#[test]
fn only_the_edge_towards_the_disk_touches_it() {
    let edge =
        |path: &String| ["src/site/", "src/desk/", "src/tool.rs"].iter().any(|room| path.starts_with(room));
    let others: Vec<String> =
        files(&["src"]).into_iter().map(|(path, _)| path).filter(|x| !edge(x)).collect();
    check(
        &others.iter().map(String::as_str).collect::<Vec<_>>(),
        &["std::fs", "std::net", "std::process::Command", "File::open"],
    );
}

/// The rest of the desk asks these, or the check, which reads editions for it.
#[test]
fn of_the_desk_few_files_touch_the_disk() {
    const EDGE: [&str; 4] =
        ["src/desk/draft/disk.rs", "src/desk/edits.rs", "src/desk/new/shelf.rs", "src/desk/sheet/mod.rs"];
    let touches = |file: &File| {
        code(file).iter().any(|(_, line)| ["std::fs", "fs::", "tempfile"].iter().any(|x| names(line, x)))
    };
    let found: Vec<String> = files(&["src/desk"]).into_iter().filter(touches).map(|x| x.0).collect();
    assert_eq!(found, EDGE);
}

#[test]
fn the_target_is_the_feature_and_stands_in_the_map_alone() {
    let elsewhere: Vec<String> = files(&["src"])
        .iter()
        .filter(|(path, _)| path != "src/lib.rs" && path != "src/main.rs")
        .flat_map(|file| {
            code(file)
                .into_iter()
                .map(|(number, line)| format!("{}:{number}: {line}", file.0))
                .collect::<Vec<_>>()
        })
        .filter(|x| x.contains("target_arch") || x.contains("cfg(feature"))
        .collect();
    assert!(elsewhere.is_empty(), "{}", elsewhere.join("\n"));
}

/// Words that a name of an edition may share with the language of the interface and of its formats.
const COMMON: [&str; 1] = ["member"];

/// What an edition calls its people, organisations and places.
fn names_of_an_edition(folder: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (path, text) in
        files(&[folder]).iter().filter(|(path, _)| path.ends_with(".json") && !path.ends_with(".schema.json"))
    {
        let json: Value = serde_json::from_str(text).unwrap_or_else(|x| panic!("{path}: {x}"));
        let registry = path.ends_with("people.json") || path.ends_with("organisations.json");
        collect(&json, registry, path.ends_with("edition.json"), &mut found);
    }
    let letters = |x: &String| x.chars().filter(|x| x.is_alphabetic()).count();
    let abbreviation = |x: &String| letters(x) > 2 && !x.chars().any(char::is_lowercase);
    found.retain(|x| (letters(x) >= 5 || abbreviation(x)) && !COMMON.contains(&x.as_str()));
    found
}

/// Gathers the texts under the keys that hold names.
fn collect(json: &Value, registry: bool, settings: bool, found: &mut BTreeSet<String>) {
    match json {
        Value::Array(list) => list.iter().for_each(|x| collect(x, registry, settings, found)),
        Value::Object(object) => {
            for (key, value) in object {
                match key.as_str() {
                    "name" | "id" if registry || settings => texts(value, found),
                    "short" | "also" if registry => texts(value, found),
                    "place" | "bylines" | "photographs" => texts(value, found),
                    // A name with how it is known.
                    "publisher" => collect(value, true, settings, found),
                    _ => collect(value, registry, settings, found),
                }
            }
        }
        _ => {}
    }
}

fn texts(json: &Value, found: &mut BTreeSet<String>) {
    match json {
        Value::String(text) => drop(found.insert(text.clone())),
        Value::Array(list) => list.iter().for_each(|x| texts(x, found)),
        Value::Object(object) => object.values().for_each(|x| texts(x, found)),
        _ => {}
    }
}

#[test]
fn the_reader_knows_no_organisation_no_person_and_no_place() {
    let known = names_of_an_edition("content");
    assert!(known.len() > 50 && known.contains("HAUFO") && known.contains("Hanoi"), "{known:?}");
    let mut broken = Vec::new();
    let shipped = files(&["src", "public", "index.html"]);
    // Labels are words of a language, snapshots belong to tests.
    let is_words = |path: &str| path.starts_with("src/labels/") && !path.ends_with(".rs");
    for file in shipped.iter().filter(|x| !is_words(&x.0) && !x.0.ends_with(".snap")) {
        let lines = if file.0.ends_with(".rs") {
            code(file)
        } else {
            file.1.lines().enumerate().map(|(x, line)| (x + 1, line)).collect()
        };
        for (number, line) in lines {
            let found = known.iter().filter(|x| names(line, x));
            broken.extend(found.map(|x| format!("{}:{number} names {x}: {}", file.0, line.trim())));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn no_file_knows_the_machine_that_it_was_written_on() {
    let paths = [
        "src",
        "public",
        "tests",
        "xtask",
        "content",
        ".cargo",
        ".ci",
        "Cargo.toml",
        "Trunk.toml",
        "index.html",
    ];
    let paths: Vec<_> =
        paths.into_iter().chain(["README.md", "ARCHITECTURE.md"]).filter(|x| Path::new(x).exists()).collect();
    // Put together here, so that this file does not name them.
    let machines =
        ["work", "home", "root", "Users", "tmp", "usr/local", "usr/bin/chrom"].map(|x| format!("/{x}/"));
    let mut broken = Vec::new();
    for (path, text) in files(&paths) {
        for (number, line) in text.lines().enumerate() {
            let absolute = |x: &String| {
                let x = if x.contains("chrom") { x.trim_end_matches('/') } else { x };
                line.match_indices(x).any(|(at, _)| {
                    !line[..at].ends_with(|x: char| x.is_alphanumeric() || "._-*}".contains(x))
                })
            };
            if machines.iter().any(absolute) {
                broken.push(format!("{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_dependency_has_its_reason_above_it() {
    let mut broken = Vec::new();
    for (path, text) in files(&["Cargo.toml", "xtask/Cargo.toml"]) {
        let (mut inside, mut reason, mut open) = (false, false, 0);
        for line in text.lines() {
            let count = |x: &[char]| line.matches(x).count() as i32;
            if open > 0 {
                // A list of features over several lines.
                open += count(&['[', '{']) - count(&[']', '}']);
            } else if line.starts_with('[') {
                inside = line.trim_end_matches(']').ends_with("dependencies");
            } else if inside && line.contains('=') && !line.starts_with('#') {
                if !reason {
                    broken.push(format!("{path}: {line}"));
                }
                open = count(&['[', '{']) - count(&[']', '}']);
            }
            reason = line.starts_with('#');
        }
    }
    assert!(broken.is_empty(), "no reason is given for\n{}", broken.join("\n"));
}
