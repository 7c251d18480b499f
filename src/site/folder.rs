//! Folders of files: read whole, written whole.

use std::fs;
use std::path::{Path, PathBuf};

use super::Failure;

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
pub struct Beside {
    place: PathBuf,
    beside: PathBuf,
}

impl Beside {
    /// An empty folder beside this one.
    pub fn of(place: &Path) -> Result<Beside, Failure> {
        let name = place.file_name().map(|x| x.to_string_lossy().into_owned()).unwrap_or_default();
        let beside = place.with_file_name(format!(".{name}.new"));
        // What was left by one that was broken off.
        remove(&beside)?;
        fs::create_dir_all(&beside).map_err(|x| Failure::file(&beside, "make", &x))?;
        Ok(Beside { place: place.to_path_buf(), beside })
    }

    /// Writes a file, by its path with `/`. Several threads may at once.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        let path = self.beside.join(path);
        if fs::write(&path, bytes).is_ok() {
            return Ok(());
        }
        let parent = path.parent().unwrap_or(&self.beside);
        fs::create_dir_all(parent).map_err(|x| Failure::file(parent, "make", &x))?;
        fs::write(&path, bytes).map_err(|x| Failure::file(&path, "write", &x))
    }

    /// Puts it into its place.
    pub fn take_place(self) -> Result<(), Failure> {
        if !self.place.exists() {
            return self.rename();
        }
        if exchanged(&self.beside, &self.place) {
            return remove(&self.beside);
        }
        // Where folders cannot be exchanged there is a moment with neither.
        remove(&self.place)?;
        self.rename()
    }

    fn rename(&self) -> Result<(), Failure> {
        fs::rename(&self.beside, &self.place).map_err(|x| Failure::file(&self.place, "write", &x))
    }
}

fn remove(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(x) if x.kind() != std::io::ErrorKind::NotFound => Err(Failure::file(folder, "replace", &x)),
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
