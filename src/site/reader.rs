//! The compiled reader, and the linking of a record into it.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Take};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::folder::{Beside, all_files, read};
use super::shorten::{shorten, write_leb128, write_name};
use super::split::{self, Parts};
use super::{Failure, parts, single};
use crate::record::{INDEX_SECTION, PARTS_SECTION, Record, SECTION, digest};

/// The compiled reader: no content, no organisation.
#[derive(Clone, Serialize, Deserialize)]
pub struct Reader {
    /// The wasm as Trunk made it, shortened.
    pub wasm: Vec<u8>,
    /// What of it is needed later (`ui::deferred`).
    pub deferred: Vec<u8>,
    /// The glue that wasm-bindgen made, shortened.
    pub glue: String,
    /// Both packed for the edition in one file, the wasm first: it takes seconds and is the same for
    /// every edition.
    pub packed: [Vec<u8>; 2],
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
const PACKED: [&str; 2] = ["reader.wasm.gz", "deferred.wasm.gz"];
const PUBLIC: &str = "public";

/// Where Trunk's hook keeps the compiled reader: beside the tool's own folder in `target/`.
pub fn default_folder() -> Result<PathBuf, Failure> {
    Ok(target_folder()?.join("reader"))
}

/// Cargo's folder, two above the tool.
fn target_folder() -> Result<PathBuf, Failure> {
    let tool = own_path()?;
    Ok(tool.ancestors().nth(2).unwrap_or(Path::new("target")).to_path_buf())
}

/// The last bytes of a program that brings a reader; before them stands how many bytes it takes.
const BROUGHT: &[u8; 8] = b"caunoi\x00r";
const TRAILER: usize = 16;

/// Where in a program the packed reader begins that it brings, if it does, and its bytes. Nothing before
/// them is read: it is tens of megabytes.
fn brought(program: &Path) -> Result<Option<(u64, Take<File>)>, Failure> {
    let find = || {
        let mut file = File::open(program)?;
        let mut trailer = [0; TRAILER];
        let end = file.seek(SeekFrom::End(-(TRAILER as i64)))?;
        file.read_exact(&mut trailer)?;
        let length = trailer.first_chunk().filter(|_| trailer.ends_with(BROUGHT));
        let Some(start) = length.and_then(|x| end.checked_sub(u64::from_le_bytes(*x))) else {
            return Ok(None);
        };
        file.seek(SeekFrom::Start(start))?;
        Ok(Some((start, file.take(end - start))))
    };
    find().map_err(|x| Failure::file(program, "read", &x))
}

/// Where Trunk's hook puts the program with the reader in it.
pub fn one_program() -> Result<PathBuf, Failure> {
    Ok(target_folder()?.join("caunoi"))
}

fn own_path() -> Result<PathBuf, Failure> {
    std::env::current_exe().map_err(|x| Failure::Impossible(format!("cannot find myself: {x}")))
}

/// A number for this program, which is another one for another version of it.
pub fn version() -> u64 {
    let file = own_path().ok().and_then(|x| fs::metadata(x).ok());
    digest(&file.map(|x| (x.len(), x.modified().ok())))
}

impl Reader {
    /// The reader kept in this folder, or the one that the program brings, or that of the default
    /// folder.
    pub fn open(folder: Option<PathBuf>) -> Result<Reader, Failure> {
        let folder = match folder {
            Some(folder) => folder,
            None => match Reader::brought()? {
                Some(reader) => return Ok(reader),
                None => default_folder()?,
            },
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
            packed: [read(&folder.join(PACKED[0]))?, read(&folder.join(PACKED[1]))?],
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
        let packed = [single::packed(&wasm), single::packed(&deferred)];
        Ok(Reader { wasm, deferred, glue, packed, public: all_files(public)? })
    }

    /// Keeps the reader in a folder, for editions that are built without a compiler.
    pub fn keep(&self, folder: &Path) -> Result<(), Failure> {
        let beside = Beside::of(folder)?;
        beside.write(WASM, &self.wasm)?;
        beside.write(DEFERRED, &self.deferred)?;
        beside.write(GLUE, self.glue.as_bytes())?;
        PACKED.iter().zip(&self.packed).try_for_each(|(name, bytes)| beside.write(name, bytes))?;
        self.public.iter().try_for_each(|(path, bytes)| beside.write(&format!("{PUBLIC}/{path}"), bytes))?;
        beside.take_place().map(|_| ())
    }

    /// Writes this program with the reader in it: all that an editor needs.
    pub fn bring(&self, program: &Path) -> Result<(), Failure> {
        let own = own_path()?;
        let packed = parts::packed(&postcard::to_allocvec(self).expect("a reader goes into a vector"));
        let length = (packed.len() as u64).to_le_bytes();
        let mut bytes = read(&own)?;
        // A reader that it brought already is left out.
        bytes.truncate(brought(&own)?.map_or(bytes.len(), |x| x.0 as usize));
        bytes.extend([&packed[..], &length, BROUGHT].concat());
        let mode = fs::metadata(&own).map_err(|x| Failure::file(&own, "read", &x))?.permissions();
        let failed = |x: std::io::Error| Failure::file(program, "write", &x);
        // A program that runs cannot be written over, but another can take its place.
        let beside = program.with_extension("new");
        fs::write(&beside, bytes).map_err(failed)?;
        fs::set_permissions(&beside, mode).map_err(failed)?;
        fs::rename(&beside, program).map_err(failed)
    }

    /// The reader that this program brings, if it does.
    fn brought() -> Result<Option<Reader>, Failure> {
        let Some((_, packed)) = brought(&own_path()?)? else { return Ok(None) };
        let mut unpacked = Vec::new();
        let damaged = || Failure::Impossible("the reader that this program brings is damaged".into());
        flate2::read::GzDecoder::new(packed).read_to_end(&mut unpacked).map_err(|_| damaged())?;
        postcard::from_bytes(&unpacked).map(Some).map_err(|_| damaged())
    }

    /// The file of `public/` with this path.
    pub fn public(&self, path: &str) -> Result<&[u8], Failure> {
        let found = self.public.iter().find(|(name, _)| name == path);
        found
            .map(|(_, bytes)| bytes.as_slice())
            .ok_or_else(|| Failure::Impossible(format!("the compiled reader lacks its file {PUBLIC}/{path}")))
    }

    /// The wasm with what is [`linked`] into it.
    pub fn link(&self, record: &Record, index: Option<&[u8]>) -> Vec<u8> {
        [&self.wasm[..], &linked(record, index)].concat()
    }
}

/// What is put at the end of the wasm: a record and its index or, of a large record, whose index comes
/// with its parts, what the first screen needs.
pub fn linked(record: &Record, index: Option<&[u8]>) -> Vec<u8> {
    let (record, beside) = match index {
        Some(index) if index.len() < LARGE => (record.pack(), Vec::new()),
        Some(index) => (record.pack(), section(INDEX_SECTION, index)),
        None => (record.opening().pack(), section(PARTS_SECTION, &[1])),
    };
    [section(SECTION, &record), beside].concat()
}

/// A custom section (WebAssembly core specification 2.0, 5.5.3: id 0, size, name, bytes; the
/// sizes as unsigned LEB128).
fn section(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut named = Vec::new();
    write_name(name.as_bytes(), &mut named);
    let mut size = vec![0];
    write_leb128(named.len() + bytes.len(), &mut size);
    [&size, &named, bytes].concat()
}

fn text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|x| Failure::file(path, "read", &x))
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
