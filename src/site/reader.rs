//! The compiled reader, and the linking of a record into it.

use std::fs;
use std::path::{Path, PathBuf};

use super::Failure;
use super::shorten::{shorten, write_leb128, write_name};
use super::split::{self, Parts};
use crate::record::{INDEX_SECTION, Record, SECTION};
use crate::search;

/// The compiled reader: no content, no organisation.
#[derive(Clone)]
pub struct Reader {
    /// The wasm as Trunk made it, shortened.
    pub wasm: Vec<u8>,
    /// What of it is needed later (`ui::deferred`).
    pub deferred: Vec<u8>,
    /// The glue that wasm-bindgen made, shortened.
    pub glue: String,
    /// The files of `public/`: style, scripts, fonts, icons, by their path there.
    pub public: Vec<(String, Vec<u8>)>,
}

/// An index of fewer bytes is made by the reader itself, when somebody first looks for
/// something: that takes milliseconds, and the bytes would be paid for at every first load.
const LARGE: usize = 200_000;

/// The names under which a reader is kept in a folder.
const WASM: &str = "reader.wasm";
const DEFERRED: &str = "deferred.wasm";
const GLUE: &str = "reader.js";
const PUBLIC: &str = "public";

/// Where Trunk's hook keeps the compiled reader: beside the tool's own folder in `target/`.
pub fn default_folder() -> Result<PathBuf, Failure> {
    Ok(target_folder()?.join("reader"))
}

/// Cargo's folder, two above the tool.
fn target_folder() -> Result<PathBuf, Failure> {
    let tool =
        std::env::current_exe().map_err(|x| Failure::Impossible(format!("cannot find myself: {x}")))?;
    Ok(tool.ancestors().nth(2).unwrap_or(Path::new("target")).to_path_buf())
}

impl Reader {
    /// The reader kept in this folder, or in the default one.
    pub fn open(folder: Option<PathBuf>) -> Result<Reader, Failure> {
        let folder = match folder {
            Some(folder) => folder,
            None => default_folder()?,
        };
        if !folder.join(WASM).is_file() {
            let why = format!(
                "there is no compiled reader in {}; `trunk build --release` makes one",
                folder.display()
            );
            return Err(Failure::Impossible(why));
        }
        Ok(Reader {
            wasm: read(&folder.join(WASM))?,
            deferred: read(&folder.join(DEFERRED))?,
            glue: text(&folder.join(GLUE))?,
            public: all_files(&folder.join(PUBLIC))?,
        })
    }

    /// The reader that Trunk has just had compiled.
    pub fn of_trunk(profile: &str, public: &Path) -> Result<Reader, Failure> {
        let target = target_folder()?;
        let compiled = target.join("wasm32-unknown-unknown").join(profile).join("caunoi.wasm");
        let Parts { wasm, deferred, glue } = split::split(&compiled, &target)?;
        let why = "the wasm is not as wasm-bindgen makes it";
        let (wasm, glue) = shorten(&wasm, &glue).ok_or_else(|| Failure::Impossible(why.into()))?;
        Ok(Reader { wasm, deferred, glue, public: all_files(public)? })
    }

    /// Keeps the reader in a folder, for editions that are built without a compiler.
    pub fn keep(&self, folder: &Path) -> Result<(), Failure> {
        let public = self.public.iter().map(|(path, bytes)| (format!("{PUBLIC}/{path}"), bytes.as_slice()));
        let own = [(WASM, self.wasm.as_slice()), (DEFERRED, &self.deferred), (GLUE, self.glue.as_bytes())];
        let own = own.map(|(name, bytes)| (name.to_string(), bytes));
        write_all(folder, own.into_iter().chain(public))
    }

    /// The file of `public/` with this path.
    pub fn public(&self, path: &str) -> Result<&[u8], Failure> {
        let found = self.public.iter().find(|(name, _)| name == path);
        found
            .map(|(_, bytes)| bytes.as_slice())
            .ok_or_else(|| Failure::Impossible(format!("the compiled reader lacks its file {PUBLIC}/{path}")))
    }

    /// The wasm with a record in it.
    pub fn link(&self, record: &Record) -> Vec<u8> {
        [self.wasm.clone(), linked(record)].concat()
    }
}

/// What is put at the end of the wasm: the record and, if it is a large one, its search index.
pub fn linked(record: &Record) -> Vec<u8> {
    let own = section(SECTION, &record.pack());
    let index = search::index(record);
    if index.len() < LARGE { own } else { [own, section(INDEX_SECTION, &index)].concat() }
}

/// A custom section (WebAssembly core specification 2.0, 5.5.3: id 0, size, name, bytes; the
/// sizes as unsigned LEB128).
fn section(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut body = Vec::with_capacity(bytes.len() + name.len() + 5);
    write_name(name.as_bytes(), &mut body);
    body.extend_from_slice(bytes);
    let mut section = vec![0];
    write_leb128(body.len(), &mut section);
    section.extend_from_slice(&body);
    section
}

/// The bytes of a file.
pub fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|x| Failure::file(path, "read", &x))
}

fn text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|x| Failure::file(path, "read", &x))
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

/// Makes a folder hold exactly these files.
pub fn write_all<'a>(folder: &Path, files: impl Iterator<Item = (String, &'a [u8])>) -> Result<(), Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|x| Failure::file(folder, "empty", &x))?;
    }
    for (path, bytes) in files {
        let path = folder.join(path);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|x| Failure::file(parent, "make", &x))?;
        fs::write(&path, bytes).map_err(|x| Failure::file(&path, "write", &x))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_as_the_standard_has_it() {
        assert_eq!(section("record", b"hi"), b"\x00\x09\x06recordhi");
        let long = section("r", &[7; 200]);
        assert_eq!(&long[..5], &[0, 0xca, 0x01, 1, b'r'], "202 bytes in two of LEB128");
        assert_eq!(long.len(), 3 + 202);
    }
}
