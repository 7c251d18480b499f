//! The edition in one's own browser while one writes: a saved file is on screen at once.
//!
//! The server is the standard library's listener, a thread for each connection and a
//! connection for each answer: for one reader on one machine that is enough, and a browser
//! that opens connections and leaves them idle cannot make another wait.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use notify::{PollWatcher, RecursiveMode, Watcher};

use super::build::Site;
use super::check::{self, Reread};
use super::reader::Reader;
use super::{Failure, build};

/// Where the system does not tell what is saved, the edition's folder is looked at so often.
const LOOK: Duration = Duration::from_millis(500);

/// Who saves a file writes it in several steps; it is read when for so long there was none.
const QUIET: Duration = Duration::from_millis(20);

/// How long the browser's question for news is kept open.
const PATIENCE: Duration = Duration::from_secs(20);

/// Shows the problems of what was saved last, asks for news and loads the page again when there is some.
const RELOAD: &str = include_str!("reload.js");

/// What is shown while there has never been a site.
const NOTHING: &str =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>caunoi serve</title><body></body>";

/// What is served: the site, how many times something was saved, and what was wrong with it then.
#[derive(Default)]
struct Shown {
    site: Option<Arc<Site>>,
    version: u64,
    problems: String,
}

/// What the threads share.
struct Desk {
    shown: Mutex<Shown>,
    news: Condvar,
}

impl Desk {
    fn shown(&self) -> MutexGuard<'_, Shown> {
        self.shown.lock().unwrap_or_else(|x| x.into_inner())
    }
}

/// Serves an edition on this machine's own address until it is stopped.
pub fn serve(edition: &Path, port: u16, reader: &Reader) -> Result<(), Failure> {
    let address = format!("127.0.0.1:{port}");
    let listener = TcpListener::bind(&address)
        .map_err(|x| Failure::Impossible(format!("cannot serve on {address}: {x}")))?;
    let desk = Arc::new(Desk { shown: Mutex::default(), news: Condvar::new() });
    let (told, changes) = mpsc::channel();
    let _watcher = watch(edition, told)?;
    let mut reread = Reread::default();
    show(&desk, edition, &mut reread, reader);
    println!("http://{address}/ shows {}; stop with ctrl+C", edition.display());
    let answering = Arc::clone(&desk);
    std::thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            let desk = Arc::clone(&answering);
            std::thread::spawn(move || answer(&desk, connection));
        }
    });
    while changes.recv().is_ok() {
        while changes.recv_timeout(QUIET).is_ok() {}
        show(&desk, edition, &mut reread, reader);
    }
    Ok(())
}

/// Tells of each change in a folder, for as long as what it gives is kept.
fn watch(edition: &Path, told: Sender<()>) -> Result<Box<dyn Watcher>, Failure> {
    let tell = move |event: notify::Result<notify::Event>| {
        // That a file was read is no change, and who has gone needs no news.
        if event.is_ok_and(|x| !x.kind.is_access()) {
            let _ = told.send(());
        }
    };
    let begin = |mut watcher: Box<dyn Watcher>| {
        watcher.watch(edition, RecursiveMode::Recursive)?;
        Ok(watcher)
    };
    let often = notify::Config::default().with_poll_interval(LOOK);
    notify::recommended_watcher(tell.clone())
        .and_then(|x| begin(Box::new(x)))
        .or_else(|_| PollWatcher::new(tell, often).and_then(|x| begin(Box::new(x))))
        .map_err(|x: notify::Error| {
            Failure::Impossible(format!("cannot see what changes in {}: {x}", edition.display()))
        })
}

/// Builds the site and shows it. While it cannot be built the last one stays, with what is wrong.
fn show(desk: &Desk, edition: &Path, reread: &mut Reread, reader: &Reader) {
    let begun = Instant::now();
    let mut checked = reread.read(edition, None);
    let problems = check::said(&checked, edition);
    eprint!("{problems}");
    let made = match checked.record.take() {
        Some(record) => build::site(record, edition, reader).map(Arc::new),
        None => Err(Failure::Problems),
    };
    let mut shown = desk.shown();
    // How much is translated is for the terminal.
    shown.problems = if checked.problems.is_empty() { String::new() } else { problems };
    match made {
        Ok(site) => {
            println!("{} pages in {} ms", site.pages(), begun.elapsed().as_millis());
            shown.site = Some(site);
        }
        Err(Failure::Problems) => println!("the page shows the edition as it was before"),
        Err(Failure::Impossible(why)) => {
            println!("{why}");
            shown.problems = why;
        }
    }
    shown.version += 1;
    desk.news.notify_all();
}

/// Reads one request and answers it. A browser that goes away in between has its reasons.
fn answer(desk: &Desk, mut connection: TcpStream) -> Option<()> {
    connection.set_read_timeout(Some(PATIENCE)).ok()?;
    let mut lines = BufReader::new(connection.try_clone().ok()?).lines();
    let request = lines.next()?.ok()?;
    while !lines.next()?.ok()?.is_empty() {}
    let url = request.split(' ').nth(1)?;
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let path = path.trim_start_matches('/');
    if path == "__reload" {
        return send(&mut connection, "200 OK", content_type(".js"), "", RELOAD.as_bytes());
    }
    if path == "__changed" {
        let since = query.rsplit('=').next().and_then(|x| x.parse().ok()).unwrap_or(0);
        let version = wait_for_news(desk, since).to_string();
        return send(&mut connection, "200 OK", "text/plain", "", version.as_bytes());
    }
    let (site, version) = {
        let shown = desk.shown();
        if path == "__problems" {
            return send(&mut connection, "200 OK", content_type(".txt"), "", shown.problems.as_bytes());
        }
        (shown.site.clone(), shown.version)
    };
    let has = |path: &str| site.as_ref().is_some_and(|x| x.has(path));
    // Folders are asked for with a slash; one without is sent there, as hosts do.
    if !path.is_empty() && !path.ends_with('/') && has(&format!("{path}/index.html")) {
        let to = format!("Location: /{path}/\r\n");
        return send(&mut connection, "308 Permanent Redirect", "text/plain", &to, b"");
    }
    let file = match path {
        "" => "index.html".to_string(),
        folder if folder.ends_with('/') => format!("{folder}index.html"),
        file => file.to_string(),
    };
    let (status, name) =
        if has(&file) { ("200 OK", file) } else { ("404 Not Found", "404.html".to_string()) };
    let found = site.as_ref().and_then(|x| x.file(&name).map(Cow::into_owned));
    let mut bytes = found.unwrap_or_else(|| NOTHING.into());
    if name.ends_with(".html") {
        let reload = format!("<script src=\"/__reload?since={version}\"></script></body>");
        bytes = String::from_utf8_lossy(&bytes).replace("</body>", &reload).into_bytes();
    }
    send(&mut connection, status, content_type(&name), "", &bytes)
}

/// Sends an answer and ends the connection: nothing waits in a queue for something else.
fn send(connection: &mut TcpStream, status: &str, kind: &str, more: &str, bytes: &[u8]) -> Option<()> {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         Connection: close\r\n{more}\r\n",
        bytes.len(),
    );
    connection.write_all(&[head.as_bytes(), bytes].concat()).ok()
}

/// The version of the site, as soon as it is another than this one, or after a while.
fn wait_for_news(desk: &Desk, since: u64) -> u64 {
    let waited = desk.news.wait_timeout_while(desk.shown(), PATIENCE, |x| x.version == since);
    waited.map_or(since, |(shown, _)| shown.version)
}

/// The media type of a file, by its ending.
pub fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
