//! `caunoi build` that is killed: the folder holds the site before it or the one after it, whole.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use caunoi::site::folder::all_files;
use caunoi::site::reader::Reader;

/// The test edition, a reader, and the folder that is built.
struct Bench(PathBuf);

impl Bench {
    fn new() -> Bench {
        let folder = std::env::temp_dir().join(format!("caunoi-killed-{}", std::process::id()));
        for (path, bytes) in files(Path::new("tests/editions/ferry")) {
            let path = folder.join("edition").join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
            fs::write(path, bytes).expect("a new file");
        }
        // The file in one piece asks how the glue gets what is deferred.
        let glue = "await fetch(new URL('./deferred.wasm', import.meta.url))".into();
        let wasm = b"\0asm\x01\0\0\0".to_vec();
        let reader = Reader { deferred: wasm.clone(), wasm, glue, public: files(Path::new("public")) };
        assert!(reader.keep(&folder.join("reader")).is_ok());
        Bench(folder)
    }

    fn build(&self) -> Child {
        let mut tool = Command::new(env!("CARGO_BIN_EXE_caunoi"));
        tool.arg("build").arg(self.0.join("edition")).arg("--out").arg(self.0.join("site"));
        tool.arg("--reader").arg(self.0.join("reader")).stdout(Stdio::null()).stderr(Stdio::null());
        tool.spawn().expect("the tool starts")
    }

    fn site(&self) -> Vec<(String, Vec<u8>)> {
        files(&self.0.join("site"))
    }

    /// How many files the next site has so far.
    fn written(&self) -> usize {
        let mut folders = vec![self.0.join(".site.new")];
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

impl Drop for Bench {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    all_files(folder).unwrap_or_else(|_| panic!("{} is there", folder.display()))
}

#[test]
fn the_last_good_site_stays_whenever_it_is_killed() {
    let bench = Bench::new();
    assert!(bench.build().wait().expect("it ends").success());
    let before = bench.site();
    let settings = bench.0.join("edition/edition.json");
    let text = fs::read_to_string(&settings).expect("the settings");
    fs::write(settings, text.replace("CC0 1.0", "CC BY-SA 4.0")).expect("a saved file");
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
        let is_new = now.iter().any(|x| String::from_utf8_lossy(&x.1).contains("CC BY-SA 4.0"));
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
