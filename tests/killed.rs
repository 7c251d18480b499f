//! `caunoi build` that is killed: the folder holds the site before it or the one after it, whole.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use caunoi::site::reader::Reader;
use common::{Folder, files};

/// The test edition, with a reader and the folder that is built beside it.
struct Bench(Folder);

impl Bench {
    fn new() -> Bench {
        let edition = Folder::of("tests/editions/ferry");
        // The file in one piece asks how the glue gets what is deferred.
        let glue = "await fetch(new URL('./deferred.wasm', import.meta.url))".into();
        let wasm = b"\0asm\x01\0\0\0".to_vec();
        let (packed, public) = (Default::default(), files(Path::new("public")).into_iter().collect());
        let reader = Reader { deferred: wasm.clone(), wasm, glue, packed, public };
        assert!(reader.keep(&edition.beside("reader")).is_ok());
        Bench(edition)
    }

    fn build(&self) -> Child {
        let mut tool = Command::new(env!("CARGO_BIN_EXE_caunoi"));
        tool.arg("build").arg(&*self.0).arg("--out").arg(self.0.beside("site"));
        tool.arg("--reader").arg(self.0.beside("reader")).stdout(Stdio::null()).stderr(Stdio::null());
        tool.spawn().expect("the tool starts")
    }

    fn site(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.0.beside("site"))
    }

    /// How many files the next site has so far.
    fn written(&self) -> usize {
        let mut folders = vec![self.0.beside(".site.new")];
        let mut count = 0;
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                    _ => count += 1,
                }
            }
        }
        count
    }
}

#[test]
fn the_last_good_site_stays_whenever_it_is_killed() {
    let bench = Bench::new();
    assert!(bench.build().wait().expect("it ends").success());
    let before = bench.site();
    let settings = bench.0.text("edition.json");
    bench.0.write("edition.json", &settings.replace("CC0 1.0", "CC BY-SA 4.0"));
    let mut killed = 0;
    // Killed when this share of the files has been written, or it has ended before.
    for share in (0..10).chain([10, 10]) {
        let mut tool = bench.build();
        while bench.written() * 10 < before.len() * share && matches!(tool.try_wait(), Ok(None)) {
            std::thread::yield_now();
        }
        let _ = tool.kill();
        let ended = tool.wait().expect("it ends");
        if ended.success() {
            break;
        }
        killed += 1;
        let now = bench.site();
        let is_new = now.values().any(|x| String::from_utf8_lossy(x).contains("CC BY-SA 4.0"));
        if is_new {
            assert_eq!(now.len(), before.len(), "all of the next one");
        } else {
            assert!(now == before, "the site is as it was after {share} tenths");
        }
    }
    assert!(killed > 5, "it was killed {killed} times");
    assert!(bench.build().wait().expect("it ends").success());
    assert!(bench.site() != before, "then it is built");
}
