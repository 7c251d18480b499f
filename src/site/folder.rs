//! Folders of files: read whole, written whole.

use std::collections::HashMap;
use std::fs::{self, DirEntry, Metadata, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};

use super::Failure;
use super::build::Fill;
use super::check::folder::{MANY, OnDisk, each};

/// The bytes of a file.
pub fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|x| Failure::file(path, "read", &x))
}

/// Every file under a folder with its path from there, parts joined by `/`, sorted.
pub fn all_files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![(folder.to_path_buf(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(|x| Failure::file(&folder, "read", &x))?;
        for entry in entries {
            let entry = entry.map_err(|x| Failure::file(&folder, "read", &x))?;
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                folders.push((entry.path(), format!("{path}/")));
            } else {
                found.push((path, read(&entry.path())?));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// A folder that is being written beside the one whose place it takes at the end: whoever
/// looks at that one sees all of the old or all of the new, also if the writing is broken off.
///
/// Of many files few change from one time to the next. Then the folder that had the place before is
/// kept, has the files that stay as links to those in the place, and is only brought up to date.
pub struct Beside {
    place: PathBuf,
    beside: PathBuf,
    /// What is known of the files in the place; none, if they are all written anew.
    last: Option<Table>,
    written: Mutex<Table>,
}

/// Files by their paths.
type Table = HashMap<String, Known>;

/// A file as it was written: from what it was made, and how the disk has it.
#[derive(Serialize, Deserialize)]
struct Known {
    stamp: u64,
    on_disk: OnDisk,
    /// Whether it stays as it is.
    #[serde(skip)]
    is_kept: AtomicBool,
}

impl Known {
    fn of(stamp: u64, file: &Metadata) -> Known {
        Known { stamp, on_disk: OnDisk::of(file), is_kept: AtomicBool::new(false) }
    }

    /// Whether this is the file, unchanged.
    fn is(&self, path: &Path) -> bool {
        fs::metadata(path).is_ok_and(|x| self.on_disk == OnDisk::of(&x))
    }
}

impl Beside {
    /// An empty folder beside this one.
    pub fn of(place: &Path) -> Result<Beside, Failure> {
        let beside = Beside::named(place);
        // What was left by one that was broken off.
        remove(&beside.beside)?;
        if let Err(error) = fs::remove_file(beside.table())
            && error.kind() != ErrorKind::NotFound
        {
            return Err(Failure::file(&beside.table(), "remove", &error));
        }
        beside.made()
    }

    /// A folder beside this one in which [`Beside::keep`] may find files again.
    pub fn renewing(place: &Path) -> Result<Beside, Failure> {
        let beside = Beside::named(place).made()?;
        // A table that cannot be read is as good as none.
        let last = postcard::from_bytes(&fs::read(beside.table()).unwrap_or_default()).unwrap_or_default();
        // Whatever else somebody has put there.
        sweep(&beside.beside, "", &last).map_err(|x| Failure::file(&beside.beside, "clear", &x))?;
        Ok(Beside { last: Some(last), ..beside })
    }

    /// The same, if this was done before.
    pub fn again(place: &Path) -> Option<Beside> {
        let is_known = Beside::named(place).table().is_file();
        // What fails now is tried again, and said then.
        is_known.then(|| Beside::renewing(place).ok())?
    }

    fn named(place: &Path) -> Beside {
        let (beside, written) = (hidden(place, "new"), Mutex::default());
        Beside { place: place.to_path_buf(), beside, last: None, written }
    }

    fn made(self) -> Result<Beside, Failure> {
        fs::create_dir_all(&self.beside).map_err(|x| Failure::file(&self.beside, "make", &x))?;
        Ok(self)
    }

    /// Where what is known of the files in the place is kept.
    fn table(&self) -> PathBuf {
        hidden(&self.place, "stamps")
    }

    /// Keeps the file with this path, if it was made from the same and nobody has changed it. Several
    /// threads may at once.
    pub fn keep(&self, path: &str, stamp: u64) -> bool {
        let known = self.last.as_ref().and_then(|x| x.get(path)).filter(|x| x.stamp == stamp);
        let Some(known) = known else { return false };
        let (here, there) = (self.beside.join(path), self.place.join(path));
        let is_kept = known.is(&here)
            || known.is(&there) && self.put(&here, false, &mut |x| fs::hard_link(&there, x)).is_ok();
        known.is_kept.fetch_or(is_kept, Ordering::Relaxed);
        is_kept
    }

    /// Keeps all files that were made from the same, if there are any. Says whether it did.
    pub fn keep_all(&self, stamp: u64) -> bool {
        let of_stamp = self.last.iter().flatten().filter(|x| x.1.stamp == stamp);
        let kept: Vec<bool> = of_stamp.map(|x| self.keep(x.0, stamp)).collect();
        !kept.is_empty() && !kept.contains(&false)
    }

    /// The bytes of a file that is [kept](Beside::keep); none if it is not, or cannot be read.
    pub fn kept(&self, path: &str, stamp: u64) -> Option<Vec<u8>> {
        self.keep(path, stamp).then(|| fs::read(self.beside.join(path)).ok())?
    }

    /// Writes a file, by its path with `/`. Several threads may at once.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        self.renew(path, 0, &mut |out| out.write_all(bytes))
    }

    /// The same, for a file that is made from what has this stamp and is filled by this.
    pub fn renew(&self, path: &str, stamp: u64, fill: &mut Fill) -> Result<(), Failure> {
        let place = self.beside.join(path);
        let mut write = |path: &Path| {
            // Another folder may have the same file, so it is not written over.
            let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
            fill(&mut file)?;
            file.metadata()
        };
        let is_new = self.last.as_ref().is_none_or(|x| !x.contains_key(path));
        let file = self.put(&place, is_new, &mut write).map_err(|x| Failure::file(&place, "write", &x))?;
        let mut written = self.written.lock().unwrap_or_else(|x| x.into_inner());
        written.insert(path.to_string(), Known::of(stamp, &file));
        Ok(())
    }

    /// Puts a file where perhaps there is no folder yet, or already a file. Of one that is `new` the folder
    /// is made first: nearly all of them are pages, of which each has its own.
    fn put<T>(
        &self,
        path: &Path,
        is_new: bool,
        put: &mut dyn FnMut(&Path) -> io::Result<T>,
    ) -> io::Result<T> {
        let folder = path.parent().unwrap_or(&self.beside);
        if is_new {
            // Why it cannot be made is said when the file is put there.
            let _ = fs::create_dir(folder);
        }
        match put(path) {
            Err(x) if x.kind() == ErrorKind::NotFound => {
                fs::create_dir_all(folder)?;
                put(path)
            }
            Err(x) if x.kind() == ErrorKind::AlreadyExists => {
                fs::remove_file(path)?;
                put(path)
            }
            done => done,
        }
    }

    /// Puts it into its place. Says how many files it has.
    pub fn take_place(mut self) -> Result<usize, Failure> {
        let written = std::mem::take(self.written.get_mut().unwrap_or_else(|x| x.into_inner()));
        let Some(mut all) = self.last.take() else {
            self.exchange(false)?;
            return Ok(written.len());
        };
        all.retain(|path, known| {
            let is_kept = *known.is_kept.get_mut();
            if !is_kept && !written.contains_key(path) {
                self.remove_file(path);
            }
            is_kept
        });
        let is_mostly_new = written.len() > all.len();
        all.extend(written);
        self.exchange(true)?;
        // Until it is there, the files that changed are not those of the table before.
        let table = postcard::to_allocvec(&all).expect("a table goes into a vector");
        fs::write(self.table(), table).map_err(|x| Failure::file(&self.table(), "write", &x))?;
        if is_mostly_new {
            self.prepare(&all);
        }
        Ok(all.len())
    }

    /// Removes a file that is no longer wanted, and the folders that had nothing else.
    fn remove_file(&self, path: &str) {
        let path = self.beside.join(path);
        // It need not be there, and a folder may have something else in it.
        let _ = fs::remove_file(&path);
        let folders = path.ancestors().skip(1).take_while(|x| *x != self.beside);
        let _ = folders.map(fs::remove_dir).take_while(Result::is_ok).count();
    }

    /// Puts links to all files of the place beside it, so that the next time only those that changed
    /// are to be put there: to make thousands of folders takes seconds.
    fn prepare(&self, all: &Table) {
        let mut files: Vec<(&String, &Known)> = all.iter().collect();
        files.sort_by_key(|x| x.0);
        let is_empty = !self.beside.exists();
        let link = |(path, known): &(&String, &Known)| {
            let (here, there) = (self.beside.join(path), self.place.join(path));
            // A disk without hard links has none, and the next time the files are made anew.
            !is_empty && known.is(&here)
                || self.put(&here, is_empty, &mut |x| fs::hard_link(&there, x)).is_ok()
        };
        each(&files, MANY, link);
    }

    fn exchange(&self, keeps: bool) -> Result<(), Failure> {
        if !self.place.exists() {
            return self.rename();
        }
        if exchanged(&self.beside, &self.place) {
            return if keeps { Ok(()) } else { remove(&self.beside) };
        }
        // Where folders cannot be exchanged there is a moment with neither.
        remove(&self.place)?;
        self.rename()
    }

    fn rename(&self) -> Result<(), Failure> {
        fs::rename(&self.beside, &self.place).map_err(|x| Failure::file(&self.place, "write", &x))
    }
}

/// A hidden neighbour of a folder.
pub fn hidden(place: &Path, what: &str) -> PathBuf {
    let name = place.file_name().map(|x| x.to_string_lossy().into_owned()).unwrap_or_default();
    place.with_file_name(format!(".{name}.{what}"))
}

/// Removes what is not in a table, and folders that are empty then. Says whether something is left.
fn sweep(folder: &Path, prefix: &str, table: &Table) -> io::Result<bool> {
    let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    let is_kept = |entry: &DirEntry| {
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if !entry.file_type()?.is_dir() {
            let is_known = table.contains_key(&path);
            return if is_known { Ok(true) } else { fs::remove_file(entry.path()).map(|()| false) };
        }
        let is_left = sweep(&entry.path(), &format!("{path}/"), table)?;
        if is_left { Ok(true) } else { fs::remove_dir(entry.path()).map(|()| false) }
    };
    let kept = each(&entries, MANY, is_kept).into_iter().collect::<io::Result<Vec<bool>>>()?;
    Ok(kept.contains(&true))
}

fn remove(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(x) if x.kind() != ErrorKind::NotFound => Err(Failure::file(folder, "replace", &x)),
        _ => Ok(()),
    }
}

/// Exchanges two folders in one step; not every system, and not every disk, can.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchanged(a: &Path, b: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchanged(_: &Path, _: &Path) -> bool {
    false
}
