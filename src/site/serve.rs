//! The edition in one's own browser while one writes: a saved file is on screen at once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant, SystemTime};

use tiny_http::{Header, Request, Response, Server};

use super::build::Site;
use super::reader::Reader;
use super::{Failure, build, read_edition};

/// How often the edition's folder is looked at.
const LOOK: Duration = Duration::from_millis(100);

/// How long the browser's question for news is kept open.
const PATIENCE: Duration = Duration::from_secs(20);

/// Asks for news and loads the page again when there is some.
const RELOAD: &str = "<script>(async () => { for (;;) { try { \
    const r = await fetch('/__changed?since=VERSION'); if ((await r.text()) !== 'VERSION') return location.reload(); \
    } catch { await new Promise(r => setTimeout(r, 500)); } } })();</script></body>";

/// What is served: the site and how many times it has been made.
#[derive(Default)]
struct Shown {
    files: BTreeMap<String, Vec<u8>>,
    version: u64,
}

/// What the threads share.
struct Desk {
    shown: Mutex<Shown>,
    news: Condvar,
}

/// Serves an edition on this machine's own address until it is stopped.
pub fn serve(edition: &Path, port: u16, reader: &Reader) -> Result<(), Failure> {
    let address = format!("127.0.0.1:{port}");
    let server =
        Server::http(&address).map_err(|x| Failure::Impossible(format!("cannot serve on {address}: {x}")))?;
    let desk = Arc::new(Desk { shown: Mutex::default(), news: Condvar::new() });
    let mut seen = stamps(edition);
    show(&desk, edition, reader);
    println!("http://{address}/ shows {}; stop with ctrl+C", edition.display());
    let answering = Arc::clone(&desk);
    std::thread::spawn(move || {
        for request in server.incoming_requests() {
            let desk = Arc::clone(&answering);
            std::thread::spawn(move || answer(&desk, request));
        }
    });
    loop {
        std::thread::sleep(LOOK);
        let now = stamps(edition);
        if now != seen {
            seen = now;
            show(&desk, edition, reader);
        }
    }
}

/// Builds the site and shows it. While it cannot be built, the last one stays.
fn show(desk: &Desk, edition: &Path, reader: &Reader) {
    let begun = Instant::now();
    match read_edition(edition, None).and_then(|record| build::site(record, edition, reader)) {
        Ok(Site { files }) => {
            let pages = files.keys().filter(|x| x.ends_with(".html")).count();
            let mut shown = desk.shown.lock().unwrap_or_else(|x| x.into_inner());
            shown.files = files;
            shown.version += 1;
            desk.news.notify_all();
            println!("{pages} pages in {} ms", begun.elapsed().as_millis());
        }
        Err(Failure::Problems) => println!("the page shows the edition as it was before"),
        Err(Failure::Impossible(why)) => println!("{why}"),
    }
}

/// Every file of the edition with the time of its last change.
fn stamps(folder: &Path) -> Vec<(PathBuf, Option<SystemTime>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.metadata() {
                Ok(about) if about.is_dir() => folders.push(entry.path()),
                Ok(about) => found.push((entry.path(), about.modified().ok())),
                Err(_) => {}
            }
        }
    }
    found.sort();
    found
}

fn answer(desk: &Desk, request: Request) {
    let url = request.url().to_string();
    let path = url.split('?').next().unwrap_or_default().trim_start_matches('/');
    if path == "__changed" {
        let since = url.rsplit('=').next().and_then(|x| x.parse().ok()).unwrap_or(0);
        let version = wait_for_news(desk, since);
        let _ = request.respond(Response::from_string(version.to_string()));
        return;
    }
    let shown = desk.shown.lock().unwrap_or_else(|x| x.into_inner());
    // Folders are asked for with a slash; one without is sent there, as hosts do.
    if !path.is_empty() && !path.ends_with('/') && shown.files.contains_key(&format!("{path}/index.html")) {
        let to = header("Location", &format!("/{path}/"));
        drop(shown);
        let _ = request.respond(Response::empty(308).with_header(to));
        return;
    }
    let file =
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_string() };
    let (status, name) =
        if shown.files.contains_key(&file) { (200, file) } else { (404, "404.html".to_string()) };
    let mut bytes = shown.files.get(&name).cloned().unwrap_or_default();
    if name.ends_with(".html") {
        let reload = RELOAD.replace("VERSION", &shown.version.to_string());
        bytes = String::from_utf8_lossy(&bytes).replace("</body>", &reload).into_bytes();
    }
    drop(shown);
    let response = Response::from_data(bytes)
        .with_status_code(status)
        .with_header(header("Content-Type", content_type(&name)))
        .with_header(header("Cache-Control", "no-store"));
    let _ = request.respond(response);
}

/// The version of the site, as soon as it is another than this one, or after a while.
fn wait_for_news(desk: &Desk, since: u64) -> u64 {
    let shown = desk.shown.lock().unwrap_or_else(|x| x.into_inner());
    let waited = desk.news.wait_timeout_while(shown, PATIENCE, |x| x.version == since);
    waited.map_or(since, |(shown, _)| shown.version)
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name.as_bytes(), value.as_bytes()).expect("ASCII makes a header")
}

/// The media type of a file, by its ending.
pub fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
