//! A host for a site, as plain as hosts are: files, folders, a page for unknown addresses.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, LazyLock, Mutex};
use std::time::Duration;

use caunoi::site::folder::all_files;
use caunoi::site::serve::content_type;

/// A site: its files by their path below the root.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The default edition's site as it was built.
pub fn dist() -> &'static Arc<Files> {
    static DIST: LazyLock<Arc<Files>> = LazyLock::new(|| {
        let named = std::env::var_os("CAUNOI_DIST").map(PathBuf::from);
        let folder = named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("dist"));
        let Ok(files) = all_files(&folder) else {
            panic!("{} cannot be read: `trunk build --release` makes it", folder.display())
        };
        assert!(!files.is_empty(), "{} is empty", folder.display());
        Arc::new(files.into_iter().collect())
    });
    &DIST
}

/// The path of the one file of a site whose name has a hash between these.
pub fn only(files: &Files, (stem, ending): (&str, &str)) -> String {
    let start = format!("assets/{stem}-");
    let mut found = files.keys().filter(|x| x.starts_with(&start) && x.ends_with(ending));
    match (found.next(), found.next()) {
        (Some(path), None) => path.clone(),
        _ => panic!("the site should have exactly one file {stem}-…{ending}"),
    }
}

/// The addresses of all pages below the site's root, sorted.
pub fn pages(files: &Files) -> Vec<String> {
    let addresses = files.keys().filter_map(|x| x.strip_suffix("index.html"));
    addresses.filter(|x| !x.is_empty()).map(String::from).collect()
}

/// A site on a port of its own, until it is dropped.
///
/// A thread for each connection, and a connection for each answer: nothing waits in a queue
/// for something else.
pub struct Host {
    /// `http://127.0.0.1:port`.
    pub origin: String,
    shared: Arc<Shared>,
}

struct Shared {
    files: Mutex<Arc<Files>>,
    below: String,
    /// What is added to each answer, each line with its end.
    headers: String,
    /// A request for an address with this in it has to wait.
    waits: Mutex<Option<&'static str>>,
    opened: Condvar,
    missing: Mutex<Vec<String>>,
    /// Whether every connection ends unanswered.
    cut: AtomicBool,
    slashless: AtomicBool,
    closed: AtomicBool,
}

/// The page that the host has of its own, for what is outside of the site.
const ELSEWHERE: (&str, &[u8]) = ("elsewhere.html", b"<!doctype html><title>Elsewhere</title>");

/// How long a browser may keep a connection open without asking for anything, and how long
/// a file is held back at most.
const PATIENCE: Duration = Duration::from_secs(30);

impl Host {
    /// Serves the files below a path, which begins and ends with a slash, with these headers.
    pub fn new(files: Arc<Files>, below: &str, headers: &[(&str, &str)]) -> Host {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let origin = format!("http://{}", listener.local_addr().expect("a port has an address"));
        let shared = Arc::new(Shared {
            files: Mutex::new(files),
            below: below.into(),
            headers: headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect(),
            waits: Mutex::default(),
            opened: Condvar::new(),
            missing: Mutex::default(),
            cut: AtomicBool::new(false),
            slashless: AtomicBool::new(false),
            closed: AtomicBool::new(false),
        });
        let answering = Arc::clone(&shared);
        std::thread::spawn(move || {
            for connection in listener.incoming() {
                if answering.closed.load(Ordering::Relaxed) {
                    break;
                }
                let (shared, Ok(connection)) = (Arc::clone(&answering), connection) else { continue };
                std::thread::spawn(move || shared.answer(connection));
            }
        });
        Host { origin, shared }
    }

    /// From now on what has this in its address is held back, and all else comes (also what
    /// was asked for before).
    pub fn hold(&self, what: Option<&'static str>) {
        *self.shared.waits.lock().unwrap() = what;
        self.shared.opened.notify_all();
    }

    /// From now on there is another version of the site.
    pub fn publish(&self, files: Arc<Files>) {
        *self.shared.files.lock().unwrap() = files;
    }

    /// From now on nobody is answered, or again everybody.
    pub fn cut(&self, cut: bool) {
        self.shared.cut.store(cut, Ordering::Relaxed);
    }

    /// Whether folders are to be asked for without the slash at their end, as some hosts have it.
    pub fn take_slashes_away(&self, so: bool) {
        self.shared.slashless.store(so, Ordering::Relaxed);
    }

    /// The addresses that were asked for in vain since this was last asked.
    pub fn missing(&self) -> Vec<String> {
        std::mem::take(&mut self.shared.missing.lock().unwrap())
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.hold(None);
        self.shared.closed.store(true, Ordering::Relaxed);
        // The listener wakes up, and sees that it is over.
        let _ = TcpStream::connect(self.origin.trim_start_matches("http://"));
    }
}

impl Shared {
    /// Reads one request and answers it. A browser that goes away in between has its reasons.
    fn answer(&self, mut connection: TcpStream) -> Option<()> {
        if self.cut.load(Ordering::Relaxed) {
            return None;
        }
        connection.set_read_timeout(Some(PATIENCE)).ok()?;
        let mut lines = BufReader::new(connection.try_clone().ok()?).lines();
        let request = lines.next()?.ok()?;
        while !lines.next()?.ok()?.is_empty() {}
        let url = request.split(' ').nth(1)?;
        let (path, query) = url.find('?').map_or((url, ""), |at| url.split_at(at));
        let waits = self.waits.lock().unwrap();
        drop(self.opened.wait_timeout_while(waits, PATIENCE, |x| x.is_some_and(|x| path.contains(x))));
        let files = Arc::clone(&self.files.lock().unwrap());
        let slashless = self.slashless.load(Ordering::Relaxed);
        let is_root = slashless && format!("{path}/") == self.below;
        let below = path.strip_prefix(&self.below).or(is_root.then_some(""));
        let plain = below.unwrap_or_default();
        let inside = format!("{}/index.html", plain.trim_end_matches('/'));
        let folder = below.is_some() && files.contains_key(inside.trim_start_matches('/'));
        let has_slash = path.ends_with('/');
        let (file, other) = match (folder, slashless) {
            (false, _) => (plain, None),
            // The root of a host has its slash everywhere.
            (true, true) if has_slash && path != "/" => ("", Some(path.trim_end_matches('/').to_string())),
            (true, false) if !has_slash && !plain.is_empty() => ("", Some(format!("{path}/"))),
            (true, _) => (inside.trim_start_matches('/'), None),
        };
        let (status, name, more) = if let Some(other) = other {
            ("308 Permanent Redirect", "", format!("Location: {other}{query}\r\n"))
        } else if files.contains_key(file) {
            ("200 OK", file, String::new())
        } else {
            self.missing.lock().unwrap().push(url.into());
            ("404 Not Found", if below.is_some() { "404.html" } else { ELSEWHERE.0 }, String::new())
        };
        let own = if name == ELSEWHERE.0 { ELSEWHERE.1 } else { &[] };
        let bytes = files.get(name).map_or(own, Vec::as_slice);
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
             Connection: close\r\n{more}{}\r\n",
            content_type(name),
            bytes.len(),
            self.headers,
        );
        connection.write_all(&[head.as_bytes(), bytes].concat()).ok()
    }
}
