//! Where the files of an edition are: in a folder of the disk, or in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::io::{self, Read};
use std::path::{Component, Path};
use std::time::{Duration, UNIX_EPOCH};
use std::{fs, thread};

use serde::{Deserialize, Serialize};

/// Files by their paths within an edition, with `/`.
pub type Files = BTreeMap<String, Vec<u8>>;

/// How a file is on the disk. While this is the same, so is what is in it.
#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct OnDisk {
    length: u64,
    /// When it was last changed, in nanoseconds since 1970.
    changed: u128,
}

impl OnDisk {
    /// How this file is.
    pub fn of(file: &Metadata) -> OnDisk {
        let changed = file.modified().ok().and_then(|x| x.duration_since(UNIX_EPOCH).ok());
        OnDisk { length: file.len(), changed: changed.map_or(0, |x| x.as_nanos()) }
    }
}

/// The folder of an edition. Paths in it are written with `/`.
pub enum Folder<'a> {
    /// On the disk.
    Disk(&'a Path),
    /// In memory, under this name.
    Memory(&'a str, &'a Files),
}

impl Folder<'_> {
    /// A path as problems name it.
    pub fn named(&self, path: &str) -> String {
        let folder = match self {
            Folder::Disk(folder) => folder,
            Folder::Memory(name, _) => Path::new(name),
        };
        folder.join(path).to_string_lossy().replace('\\', "/")
    }

    /// The names in a folder of it, sorted, hidden ones left out, and whether each is a folder.
    pub fn entries(&self, place: &str) -> Vec<(String, bool)> {
        let mut names = match self {
            Folder::Disk(folder) => {
                let listed = fs::read_dir(folder.join(place)).into_iter().flatten().flatten();
                let entry = |entry: fs::DirEntry| {
                    (entry.file_name().to_string_lossy().into_owned(), entry.path().is_dir())
                };
                listed.map(entry).collect()
            }
            Folder::Memory(_, files) => within(files, place),
        };
        names.retain(|(name, _)| !name.starts_with('.'));
        names.sort();
        names
    }

    /// What is in a file.
    pub fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        match self {
            Folder::Disk(folder) => fs::read(folder.join(path)),
            Folder::Memory(_, files) => files.get(path).cloned().ok_or(io::ErrorKind::NotFound.into()),
        }
    }

    /// How a file of the disk is; nothing for one that was changed so lately that it might change
    /// once more without looking otherwise.
    pub fn on_disk(&self, path: &str) -> Option<OnDisk> {
        // The coarsest clock of a file system has ticked since then.
        const SETTLED: Duration = Duration::from_secs(2);
        let Folder::Disk(folder) = self else { return None };
        let file = fs::metadata(folder.join(path)).ok()?;
        let is_settled = file.modified().ok()?.elapsed().is_ok_and(|x| x > SETTLED);
        is_settled.then(|| OnDisk::of(&file))
    }

    /// Whether a path leads out of the folder: by its steps, or because something in it is a link.
    pub fn leads_out(&self, path: &str) -> bool {
        let is_within = |part| matches!(part, Component::Normal(_) | Component::CurDir);
        if path.contains('\\') || !Path::new(path).components().all(is_within) {
            return true;
        }
        let Folder::Disk(folder) = self else { return false };
        let root = folder.canonicalize().unwrap_or_default();
        folder.join(path).canonicalize().is_ok_and(|real| !real.starts_with(root))
    }

    /// The first bytes of a file; none where there is no such file.
    pub fn start(&self, path: &str) -> Option<Vec<u8>> {
        const COUNT: usize = 8;
        match self {
            Folder::Disk(folder) => {
                let path = folder.join(path);
                let mut start = Vec::new();
                if path.is_file() {
                    // What cannot be read is there and no picture.
                    let _ = fs::File::open(path).and_then(|x| x.take(COUNT as u64).read_to_end(&mut start));
                    return Some(start);
                }
                None
            }
            Folder::Memory(_, files) => files.get(path).map(|bytes| bytes[..bytes.len().min(COUNT)].to_vec()),
        }
    }
}

/// What is in a folder of files in memory, and whether it is one.
fn within(files: &Files, place: &str) -> Vec<(String, bool)> {
    let entry = |path: &str| {
        let rest = if place.is_empty() { path } else { path.strip_prefix(place)?.strip_prefix('/')? };
        let (name, is_folder) = rest.split_once('/').map_or((rest, false), |(name, _)| (name, true));
        Some((name.to_owned(), is_folder)).filter(|_| !name.is_empty())
    };
    let all: BTreeSet<_> = files.keys().filter_map(|path| entry(path)).collect();
    all.into_iter().collect()
}

/// As many files as one core looks at before another is asked to help.
pub const MANY: usize = 64;

/// Does the same with each of a list, on all cores if there are more than `few`; what comes of it is
/// in the order of the list.
pub fn each<'a, T: Sync, R: Send>(list: &'a [T], few: usize, work: impl Fn(&'a T) -> R + Sync) -> Vec<R> {
    // Not even how many cores there are is asked for few: the system reads files to say it.
    if list.len() <= few {
        return list.iter().map(work).collect();
    }
    let cores = thread::available_parallelism().map_or(1, usize::from);
    // Some of a list takes longer than the rest.
    let size = list.len().div_ceil(cores * 4).max(few);
    let part = |part: &'a [T]| part.iter().map(&work).collect::<Vec<R>>();
    thread::scope(|scope| {
        let parts: Vec<_> = list.chunks(size).map(|list| scope.spawn(|| part(list))).collect();
        let done = parts.into_iter().map(|part| part.join().unwrap_or_else(|x| std::panic::resume_unwind(x)));
        done.flatten().collect()
    })
}
