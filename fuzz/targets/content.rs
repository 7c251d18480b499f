//! Any files are an edition with a problem or a record; each problem has its place in its file.
//!
//! The input is a list of changes to the sound edition of `tests/broken/base`, so that a few bytes
//! break it in a new way: the number of a file, where the change begins and how many bytes it takes
//! away (two bytes each), how many it puts there (one byte), and those. A file of a number that there
//! is none of is a new one: its name goes before the first line's end.
#![no_main]

use std::path::Path;

use caunoi_fuzz::record::Record;
use caunoi_fuzz::site::check::{Checked, Files, Problem, Severity, read_files};
use libfuzzer_sys::fuzz_target;

/// The name of the folder.
const FOLDER: &str = "edition";

macro_rules! base {
    ($($file:literal)*) => {
        [$(($file, include_str!(concat!("../../tests/broken/base/", $file)).as_bytes())),*]
    };
}

/// The sound edition.
const BASE: [(&str, &[u8]); 9] = base! {
    "edition.json" "people.json" "organisations.json" "topics.json" "series.json" "events.json"
    "glossary.json" "articles/2020-01-02-a.json" "articles/2021-02-03-b.json"
};

/// The picture that it has.
const PICTURE: (&str, &[u8]) = ("images/kite.png", b"\x89PNG\r\n\x1a\n");

fuzz_target!(|data: &[u8]| {
    let files = changed(data);
    let Checked { record, problems, .. } = read_files(FOLDER, &files, "2024-06-01".parse().ok());
    let is_sound = problems.iter().all(|problem| problem.severity == Severity::Warning);
    assert_eq!(record.is_some(), is_sound, "a record if and only if there is no error: {problems:?}");
    problems.iter().for_each(|problem| has_its_place(problem, &files));
    if let Some(record) = record {
        assert!(Record::unpack(&record.pack()).is_ok_and(|x| x == record), "a record packs and unpacks");
    }
});

fn changed(mut data: &[u8]) -> Files {
    let mut files: Files =
        BASE.iter().chain([&PICTURE]).map(|(name, x)| (name.to_string(), x.to_vec())).collect();
    while let [file, start, start_high, cut, cut_high, count, rest @ ..] = data {
        let (new, rest) = rest.split_at(rest.len().min(usize::from(*count)));
        data = rest;
        let Some((name, _)) = BASE.get(usize::from(*file)) else {
            let (name, text) = new.split_at(new.iter().position(|x| *x == b'\n').unwrap_or(new.len()));
            files.insert(String::from_utf8_lossy(name).into_owned(), text.to_vec());
            continue;
        };
        let file = files.get_mut(*name).expect("a file of the base");
        let start = usize::from(u16::from_le_bytes([*start, *start_high])).min(file.len());
        let end = (start + usize::from(u16::from_le_bytes([*cut, *cut_high]))).min(file.len());
        file.splice(start..end, new.iter().copied());
    }
    files
}

fn has_its_place(problem: &Problem, files: &Files) {
    assert!(!problem.message.is_empty() && !problem.to_string().is_empty());
    let name = Path::new(&problem.file).strip_prefix(FOLDER).unwrap_or(Path::new(&problem.file));
    if problem.line == 0 {
        return;
    }
    let bytes = files.get(&*name.to_string_lossy()).expect("a file of the edition");
    let text = String::from_utf8_lossy(bytes);
    let line = text.strip_prefix('\u{feff}').unwrap_or(&text).split('\n').nth(problem.line - 1);
    let length = line.expect("a line of the file").chars().count();
    assert!((1..=length + 1).contains(&problem.column), "{problem:?}");
}
