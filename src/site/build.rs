//! The whole site of an edition: every file by its path.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};

use sha2::{Digest, Sha256};

use super::digests::Digests;
use super::exports::Group;
use super::folder::{Beside, hidden};
use super::parts::Packed;
use super::policy::integrity;
use super::prerender::{self, Asset, Assets};
use super::preview::Painter;
use super::reader::{self, Reader};
use super::stamps::Stamps;
use super::{Failure, exports, headers, images, oembed, offline, parts, previews, shorten, single};
use crate::export::calendar;
use crate::record::{Record, digest};
use crate::route::{Page, Route};
use crate::search;

/// A site: everything that stands below its root. The same edition and reader give the same
/// bytes.
pub struct Site {
    /// What it shows.
    record: &'static Record,
    /// What its pages load.
    assets: Assets,
    /// The files that are there already, by their path below the root.
    files: BTreeMap<String, Vec<u8>>,
    /// Those that are made when they are wanted: there may be a hundred thousand.
    made: BTreeMap<String, Made>,
    /// The files in the formats of others, which no page needs to be shown: of a large record they
    /// take seconds, and `serve` is seldom asked for them.
    exports: OnceLock<BTreeMap<String, Vec<u8>>>,
    /// What paints previews.
    painter: Option<Painter>,
    /// Whether the record comes in parts.
    in_parts: bool,
    /// What each article says.
    digests: OnceLock<Digests>,
    /// What the search needs.
    index: OnceLock<Vec<u8>>,
    /// The folder that it is built into, beside which it is remembered what was found.
    place: Option<PathBuf>,
    /// What a large record comes in, by the paths of the files; of a small one nothing.
    parts: OnceLock<BTreeMap<String, Packed>>,
    /// What says which version of the tool it is.
    tool: u64,
    /// What the edition in one file has besides its content.
    single: Option<single::Frame>,
}

/// A file that is made from the record alone.
#[derive(Clone)]
enum Made {
    /// A page.
    Page(Route),
    /// What is told of a page to others that want to show it.
    Answer(Route),
    /// A picture of a page.
    Preview(Route),
    /// The edition in one file.
    Single,
}

/// Is told how many files are written, of how many.
pub type Tell<'a> = dyn Fn(usize, usize) + Sync + 'a;

/// Of a long file so many bytes are handed on at once.
pub const AT_ONCE: usize = 1 << 17;

/// Writes what a file has.
pub type Fill<'a> = dyn FnMut(&mut dyn Write) -> io::Result<()> + 'a;

/// Where files go, by their paths and [stamps](Stamps). Several threads put some there at once.
trait Takes: Sync {
    /// Keeps the file that is there, if it was made from the same.
    fn keep(&self, path: &str, stamp: u64) -> bool;

    /// Keeps all files that were made from the same, if there are any. Says whether it did.
    fn keep_all(&self, stamp: u64) -> bool;

    /// The bytes of a file that is kept.
    fn kept(&self, path: &str, stamp: u64) -> Option<Vec<u8>>;

    /// Takes a new file.
    fn put(&self, path: &str, stamp: u64, fill: &mut Fill) -> Result<(), Failure>;
}

/// Files in memory are all new.
impl Takes for Mutex<BTreeMap<String, Vec<u8>>> {
    fn keep(&self, _: &str, _: u64) -> bool {
        false
    }

    fn keep_all(&self, _: u64) -> bool {
        false
    }

    fn kept(&self, _: &str, _: u64) -> Option<Vec<u8>> {
        None
    }

    fn put(&self, path: &str, _: u64, fill: &mut Fill) -> Result<(), Failure> {
        let bytes = in_memory(fill);
        self.lock().unwrap_or_else(|x| x.into_inner()).insert(path.to_string(), bytes);
        Ok(())
    }
}

/// What a file has.
fn in_memory(fill: &mut Fill) -> Vec<u8> {
    let mut bytes = Vec::new();
    fill(&mut bytes).expect("all of it goes into a vector");
    bytes
}

/// A folder, and who is told how many files went there.
struct Told<'a> {
    beside: &'a Beside,
    tell: &'a Tell<'a>,
    done: AtomicUsize,
    all: usize,
}

impl Takes for Told<'_> {
    fn keep(&self, path: &str, stamp: u64) -> bool {
        const OFTEN: usize = 200;
        let before = self.done.fetch_add(1, Ordering::Relaxed);
        // What comes later is not counted before it is there.
        if before.is_multiple_of(OFTEN) && before < self.all {
            (self.tell)(before, self.all);
        }
        self.beside.keep(path, stamp)
    }

    fn keep_all(&self, stamp: u64) -> bool {
        self.beside.keep_all(stamp)
    }

    fn kept(&self, path: &str, stamp: u64) -> Option<Vec<u8>> {
        self.beside.kept(path, stamp)
    }

    fn put(&self, path: &str, stamp: u64, fill: &mut Fill) -> Result<(), Failure> {
        self.beside.renew(path, stamp, fill)
    }
}

/// Something that one thread does while others do the rest.
enum Job<'a> {
    /// What the search needs, for which others wait.
    Index,
    /// The same for what says which files stay.
    Stamps,
    /// A file, by its path.
    Made(&'a str, &'a Made),
    /// Files in the formats of others.
    Export(Group),
    /// Which parts there are.
    List,
    /// One of some shares of them.
    Parts(usize),
}

impl Site {
    /// How many pages it has.
    pub fn pages(&self) -> usize {
        self.files.keys().chain(self.made.keys()).filter(|x| x.ends_with("index.html")).count()
    }

    /// Whether there is such a file.
    pub fn has(&self, path: &str) -> bool {
        let is_later = || self.exports().contains_key(path) || self.parts().contains_key(path);
        // No page comes later.
        self.files.contains_key(path)
            || self.made.contains_key(path)
            || !path.ends_with(".html") && is_later()
    }

    /// The file at a path that there is.
    pub fn file(&self, path: &str) -> Option<Cow<'_, [u8]>> {
        if let Some(bytes) = self.files.get(path) {
            return Some(Cow::Borrowed(bytes));
        }
        if let Some(made) = self.made.get(path) {
            let painter = &mut self.painter.clone();
            return Some(Cow::Owned(in_memory(&mut |out| self.make(made, painter, &|_, _| None, out))));
        }
        match self.exports().get(path) {
            Some(bytes) => Some(Cow::Borrowed(bytes)),
            None => self.parts().get(path).map(|x| Cow::Borrowed(self.part(x, || None))),
        }
    }

    fn exports(&self) -> &BTreeMap<String, Vec<u8>> {
        self.exports.get_or_init(|| {
            let mut all = BTreeMap::new();
            for group in exports::GROUPS {
                let mut add = |path: &str, fill: &mut Fill| {
                    all.insert(path.to_string(), in_memory(fill));
                    Ok(())
                };
                // Nothing that is kept in memory can fail.
                let _ = exports::write(self.record, group, &mut add);
            }
            all
        })
    }

    fn parts(&self) -> &BTreeMap<String, Packed> {
        self.parts.get_or_init(|| match self.in_parts {
            true => parts::all(self.record, self.index(), self.digests()),
            false => BTreeMap::new(),
        })
    }

    fn digests(&self) -> &Digests {
        self.digests.get_or_init(|| Digests::of(self.record))
    }

    fn index(&self) -> &[u8] {
        self.index.get_or_init(|| {
            let Some(kept) = self.remembered("index") else { return search::index(self.record) };
            let last = fs::read(&kept).unwrap_or_default();
            let (index, next) =
                search::remembered::index(self.record, &self.digests().whole(), &last, self.tool);
            // If it cannot be kept, the next time takes longer.
            let _ = next.map(|x| fs::write(&kept, x));
            index
        })
    }

    /// The same, but what is found in a large record is remembered beside the folder that it is built
    /// into, and found again from one time to the next.
    pub fn remembering(self, place: &Path) -> Site {
        Site { place: Some(place.to_path_buf()), ..self }
    }

    /// The file that remembers something of a large record.
    fn remembered(&self, what: &str) -> Option<PathBuf> {
        self.place.as_ref().filter(|_| self.in_parts).map(|x| hidden(x, what))
    }

    /// The bytes of a part, which are packed once unless somebody has kept them.
    fn part<'a>(&self, part: &'a Packed, kept: impl FnOnce() -> Option<Vec<u8>>) -> &'a [u8] {
        let packed = || parts::file(self.record, self.index(), &part.part);
        part.bytes.get_or_init(|| kept().unwrap_or_else(packed))
    }

    /// The stamp of a part. Its name says what is in it, but not that of their list.
    fn of_part(&self, part: &Packed) -> u64 {
        digest(&(self.tool, &part.part))
    }

    /// All its files.
    pub fn into_files(self) -> BTreeMap<String, Vec<u8>> {
        let made = Mutex::default();
        // Nothing that is kept in memory can fail.
        let _ = self.make_all(&made);
        made.into_inner().unwrap_or_else(|x| x.into_inner())
    }

    /// Makes this folder hold the site and nothing else: see [`Site::write_to`]. What is there from the
    /// last time may have been looked through already. A small site is written as fast as it is
    /// compared with that.
    pub fn write(&self, folder: &Path, again: Option<Beside>, tell: &Tell) -> Result<usize, Failure> {
        let beside = match again {
            Some(again) if self.in_parts => again,
            _ if self.in_parts => Beside::renewing(folder)?,
            _ => Beside::of(folder)?,
        };
        self.write_to(beside, tell)
    }

    /// Makes a folder hold the site and nothing else. The folder is complete at every moment: the site
    /// is written beside it and then takes its place. How many files are written, of how many, is told
    /// from time to time; how many it has is known at the end.
    pub fn write_to(&self, beside: Beside, tell: &Tell) -> Result<usize, Failure> {
        let all = self.files.len() + self.made.len();
        self.make_all(&Told { beside: &beside, tell, done: AtomicUsize::new(0), all })?;
        beside.take_place()
    }

    /// Hands on every file, on as many threads as there are and in no order. Files that are made together
    /// have one stamp: where all with that are kept, they are not made.
    fn make_all<'s>(&'s self, takes: &dyn Takes) -> Result<(), Failure> {
        let put = |path: &str, stamp: u64, fill: &mut Fill| {
            if takes.keep(path, stamp) { Ok(()) } else { takes.put(path, stamp, fill) }
        };
        let there =
            |(path, bytes): (&String, &Vec<u8>)| put(path, digest(bytes), &mut |out| out.write_all(bytes));
        self.files.iter().try_for_each(there)?;
        let stamps = OnceLock::new();
        let names_kept = self.remembered("names");
        let stamps = || {
            stamps.get_or_init(|| {
                Stamps::of(self.record, self.digests(), &self.assets, self.tool, names_kept.as_deref())
            })
        };
        // So many that no thread is left with most of the packing.
        const SHARES: usize = 16;
        let kept = |path: &str, stamp| takes.kept(path, stamp);
        let work = |painter: &mut Option<Painter>, job: &Job| match *job {
            Job::Index => {
                self.index();
                Ok(())
            }
            Job::Stamps => {
                stamps();
                Ok(())
            }
            Job::List => {
                self.parts();
                Ok(())
            }
            Job::Made(path, made) => {
                let stamp = match made {
                    Made::Single => stamps().of_all(),
                    Made::Page(route) | Made::Answer(route) | Made::Preview(route) => {
                        stamps().of_file(&route.page, path)
                    }
                };
                put(path, stamp, &mut |out| self.make(made, painter, &kept, out))
            }
            Job::Export(group) => {
                let stamp = stamps().of_group(group);
                if takes.keep_all(stamp) {
                    return Ok(());
                }
                exports::write(self.record, group, &mut |path, fill| put(path, stamp, fill))
            }
            Job::Parts(first) => {
                self.parts().iter().skip(first).step_by(SHARES).try_for_each(|(path, part)| {
                    put(path, self.of_part(part), &mut |out| out.write_all(self.part(part, || None)))
                })
            }
        };
        // What others wait for is begun first, and then what takes longest. The parts need the index, and
        // come when it is there; the one file has all of them in it. It is not the last, for one thread
        // has long to do with it.
        let (long, short): (Vec<_>, Vec<_>) = self.made.iter().partition(|x| matches!(x.1, Made::Single));
        let (before, after) = short.split_at(short.len() / 2);
        let (while_listed, after) = after.split_at(after.len() / 4);
        let job = |x: &(&'s String, &'s Made)| Job::Made(x.0, x.1);
        let mut jobs = vec![Job::Index, Job::Stamps];
        jobs.extend(exports::GROUPS.map(Job::Export));
        jobs.extend(before.iter().map(job));
        jobs.push(Job::List);
        jobs.extend(while_listed.iter().map(job));
        jobs.extend((0..SHARES).map(Job::Parts));
        jobs.extend(long.iter().chain(after).map(job));
        share(&jobs, &|| self.painter.clone(), &work)
    }

    /// Writes a file. `kept` has the bytes of files that are kept, by their paths and stamps.
    fn make(
        &self,
        made: &Made,
        painter: &mut Option<Painter>,
        kept: &dyn Fn(&str, u64) -> Option<Vec<u8>>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match made {
            Made::Page(route) => out.write_all(prerender::page(self.record, &self.assets, route).as_bytes()),
            Made::Answer(route) => out.write_all(oembed::answer(self.record, route).as_bytes()),
            Made::Preview(route) => {
                let painted = painter.as_mut().map_or(Vec::new(), |x| previews::paint(self.record, x, route));
                out.write_all(&painted)
            }
            Made::Single => {
                let frame = self.single.as_ref().expect("a site that is published has one");
                let index = if self.in_parts { None } else { Some(self.index()) };
                let mut parts = self
                    .parts()
                    .iter()
                    .map(|(path, x)| (path.as_str(), &x.part, self.part(x, || kept(path, self.of_part(x)))));
                single::write(self.record, frame, &self.files, index, &mut parts, out)
            }
        }
    }
}

/// Does a list of work on as many threads as there are cores. Each has something of its own to work with.
fn share<T: Sync, O>(
    all: &[T],
    own: &(dyn Fn() -> O + Sync),
    work: &(dyn Fn(&mut O, &T) -> Result<(), Failure> + Sync),
) -> Result<(), Failure> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut own = own();
        while let Some(job) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
            work(&mut own, job)?;
        }
        Ok(())
    };
    let threads = std::thread::available_parallelism().map_or(1, |x| x.get()).min(all.len());
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let stopped = || Err(Failure::Impossible("a page could not be printed".into()));
        threads.into_iter().try_for_each(|x| x.join().unwrap_or_else(|_| stopped()))
    })
}

/// Builds the site of a record with this reader.
pub fn site(record: Record, edition: &Path, reader: &Reader) -> Result<Site, Failure> {
    let in_parts = record.is_large();
    site_as(record, edition, reader, in_parts)
}

/// The same, but in parts or in one piece whatever its size.
pub fn site_as(mut record: Record, edition: &Path, reader: &Reader, in_parts: bool) -> Result<Site, Failure> {
    let mut files = BTreeMap::new();
    images::make(&mut record, edition, &mut files)?;
    let index = OnceLock::new();
    if !in_parts {
        let _ = index.set(search::index(&record));
    }
    let linked = reader.link(&record, index.get().map(Vec::as_slice));
    let mut assets = assets(&record, linked, reader, in_parts, &mut files)?;
    files.insert(assets.manifest.clone(), offline::manifest(&record, &assets).into_bytes());
    // The components hold on to the record for as long as they live; the tool's life is
    // one build, or as many as somebody saves files while `serve` runs.
    let record: &'static Record = Box::leak(Box::new(record));
    let routes = prerender::routes(record);
    let painter = previews::painter(record, reader)?;
    assets.previews = previews::paths(record, painter.as_ref(), &routes);
    assets.has_calendar = calendar::has_entries(record);
    files.insert("index.html".into(), prerender::front(record, &assets).into_bytes());
    files.insert("404.html".into(), prerender::not_found(record, &assets).into_bytes());
    // Other people's pages name these, so their names stay.
    for name in ["embed.js", "embed.d.ts", "caunoi.js", "caunoi.d.ts"] {
        let gets = if in_parts && name == "caunoi.js" { gets_parts(reader, "./")? } else { String::new() };
        let text = (gets + &text(reader, name)?)
            .replace("assets/reader.js", &assets.glue.path)
            .replace("assets/reader.wasm", &assets.wasm);
        files.insert(name.into(), text.into_bytes());
    }
    let languages = &record.edition.languages;
    let mut made = BTreeMap::new();
    // A large record is not kept for when there is no network: nobody asked for so much.
    if !in_parts {
        offline::add(record, reader, &assets, &mut files)?;
    }
    for route in routes {
        if record.edition.base_url.is_some() && route.page != Page::NotFound {
            made.insert(oembed::path(&route, languages), Made::Answer(route.clone()));
        }
        made.insert(file_of(&route, record), Made::Page(route));
    }
    let (exports, parts, tool) = (OnceLock::new(), OnceLock::new(), reader::version());
    let (single, place, digests) = (None, None, OnceLock::new());
    Ok(Site {
        record,
        assets,
        files,
        made,
        exports,
        painter,
        in_parts,
        digests,
        index,
        place,
        parts,
        tool,
        single,
    })
}

impl Site {
    /// As it is published: with the edition in one file as well, which takes seconds to pack, with
    /// the pictures that others show of its pages, and with what hosts should be told.
    pub fn published(mut self, reader: &Reader) -> Result<Site, Failure> {
        let single = single::Frame::of(self.record, reader)?;
        self.files.insert("_headers".into(), headers::of(&self.assets, &single).into_bytes());
        self.single = Some(single);
        self.made.insert(format!("{}.html", self.record.edition.id), Made::Single);
        let previews = self.assets.previews.iter().map(|(path, x)| (path.clone(), Made::Preview(x.clone())));
        self.made.extend(previews);
        Ok(self)
    }
}

fn file_of(route: &Route, record: &Record) -> String {
    format!("{}index.html", route.path(&record.edition.languages))
}

/// What the pages load, each file under a name that changes with its content.
fn assets(
    record: &Record,
    linked: Vec<u8>,
    reader: &Reader,
    in_parts: bool,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> Result<Assets, Failure> {
    let mut add = |name: &str, bytes: Vec<u8>| {
        let path = format!("assets/{}", hashed(name, &bytes));
        let integrity = integrity(&bytes);
        files.insert(path.clone(), bytes);
        Asset { path, integrity }
    };
    let mut fonts = Vec::new();
    let style = style(record, reader, |path, bytes| {
        let font = add(path, bytes.to_vec()).path;
        let beside = font.trim_start_matches("assets/").to_string();
        fonts.push(font);
        beside
    })?;
    for (path, bytes) in reader.public.iter().filter(|(path, _)| path.ends_with(".txt")) {
        add(path, bytes.clone());
    }
    // A file names those that it loads as they stand beside it.
    let beside = |path: &str| path.replacen("assets", ".", 1);
    let deferred = add("deferred.wasm", reader.deferred.clone());
    // What is of another build must not run beside the rest.
    let named = "new URL('./deferred.wasm', import.meta.url)";
    let checked = format!(
        "{}, {{ integrity: '{}' }}",
        named.replace("./deferred.wasm", &beside(&deferred.path)),
        deferred.integrity
    );
    let glue = add("reader.js", reader.glue.replace(named, &checked).into_bytes());
    let wasm = add(&format!("{}.wasm", record.edition.id), linked);
    let frame = add("frame.js", script(reader, &["frame.js"])?.into_bytes()).path;
    let gets =
        if in_parts { gets_parts(reader, "../")? + &script(reader, &["focus.js"])? } else { String::new() };
    let start = (gets + &script(reader, &["start.js", "watch.js"])?)
        .replace("./frame.js", &beside(&frame))
        .replace("./reader.js", &beside(&glue.path))
        .replace("./reader.wasm", &beside(&wasm.path))
        .replace("%GLUE%", &glue.integrity)
        .replace("%INTEGRITY%", &wasm.integrity)
        .replace("%OFFLINE%", if in_parts { "false" } else { "true" });
    Ok(Assets {
        style: add("style.css", style.into_bytes()).path,
        slash: script(reader, &["slash.js"])?,
        lost: script(reader, &["lost.js"])?,
        first: add("first.js", script(reader, &["first.js"])?.into_bytes()).path,
        front: add("front.js", script(reader, &["front.js"])?.into_bytes()).path,
        start: add("start.js", start.into_bytes()),
        icon: add("icon.svg", reader.public("icon.svg")?.to_vec()).path,
        manifest: "manifest.webmanifest".into(),
        has_calendar: false,
        previews: BTreeMap::new(),
        glue,
        wasm: wasm.path,
        deferred: deferred.path,
        fonts,
    })
}

/// The style with the edition's accent and the addresses of its fonts.
pub fn style(
    record: &Record,
    reader: &Reader,
    mut address: impl FnMut(&str, &[u8]) -> String,
) -> Result<String, Failure> {
    let mut style = shorten::style(&text(reader, "style.css")?);
    for (path, bytes) in reader.public.iter().filter(|(path, _)| path.ends_with(".woff2")) {
        style = style.replace(path, &address(path, bytes));
    }
    style.push_str(&accent(record));
    Ok(style)
}

/// Scripts of `public/`, one after the other, without comments and indents.
pub fn script(reader: &Reader, names: &[&str]) -> Result<String, Failure> {
    names.iter().map(|x| Ok(shorten::without_comments(&text(reader, x)?))).collect()
}

/// What gets the parts of a large record, for a script that stands so far below the root.
fn gets_parts(reader: &Reader, below: &str) -> Result<String, Failure> {
    Ok(script(reader, &["parts.js"])?.replace("%BELOW%", below))
}

fn text(reader: &Reader, path: &str) -> Result<String, Failure> {
    Ok(String::from_utf8_lossy(reader.public(path)?).into_owned())
}

/// The edition's accent colour, in the layer that the style keeps for it, and the tint
/// that goes with it on either paper.
fn accent(record: &Record) -> String {
    let Some(accent) = &record.edition.accent else { return String::new() };
    format!(
        "@layer edition {{ :root {{ --accent-light: {}; --accent-dark: {}; \
         --accent-tint: color-mix(in srgb, var(--accent) 16%, var(--paper)); }} }}\n",
        accent.light, accent.dark
    )
}

/// A file's name with the first ten hexadecimal digits of its SHA-256 before the ending.
pub fn hashed(name: &str, bytes: &[u8]) -> String {
    let sum = Sha256::digest(bytes);
    let hex: String = sum.iter().take(5).map(|x| format!("{x:02x}")).collect();
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}-{hex}.{ending}"),
        None => format!("{name}-{hex}"),
    }
}
