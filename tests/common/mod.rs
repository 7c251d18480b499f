//! What tests of editions share: a folder of their own with an edition in it, and the tool's answers
//! for machines.

// Each test is compiled with all of this and uses a part of it.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::process::Command;

use caunoi::site::folder::all_files;
use serde_json::Value;
use tempfile::TempDir;

/// The sound edition that tests break, repair and add to.
pub const BASE: &str = "tests/broken/base";

/// The folder of an edition, which goes when it is dropped. It is used as its path.
pub struct Folder {
    path: PathBuf,
    around: TempDir,
}

impl Deref for Folder {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.path
    }
}

impl Folder {
    /// One that is not there yet.
    pub fn missing() -> Folder {
        let around = tempfile::tempdir().unwrap();
        Folder { path: around.path().join("edition"), around }
    }

    /// A copy of an edition.
    pub fn of(edition: &str) -> Folder {
        let folder = Folder::missing();
        for (path, bytes) in files(Path::new(edition)) {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    /// Its path as an argument.
    pub fn name(&self) -> &str {
        self.to_str().unwrap()
    }

    /// Something else, which stands beside the edition and goes with it.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.around.path().join(name)
    }

    pub fn text(&self, file: &str) -> String {
        fs::read_to_string(self.join(file)).unwrap()
    }

    pub fn write(&self, file: &str, text: &str) {
        fs::write(self.join(file), text).unwrap();
    }
}

/// What the tool answers with `--json`: its exit status, and the one value that it prints, if any.
pub fn answer(arguments: &[&str]) -> (Option<i32>, Option<Value>) {
    let tool = Command::new(env!("CARGO_BIN_EXE_caunoi")).args(arguments).arg("--json").output().unwrap();
    let printed = !tool.stdout.is_empty();
    (tool.status.code(), printed.then(|| serde_json::from_slice(&tool.stdout).unwrap()))
}

/// Every file under a folder, with its path from there.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let all = all_files(folder).unwrap_or_else(|_| panic!("{} is there", folder.display()));
    all.into_iter().collect()
}
