//! The site on programs that serve the world's pages, by the recipes in `tests/hosts` with the port
//! and the paths filled in, and on a host with ways of its own.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Instant;

use caunoi::site::folder::Beside;

use crate::harness::{PATIENCE, PAUSE, Page, Setting, read, seen};
use crate::lost::published_at;
use crate::server::{Files, only};

const ARTICLE: &str = "vi/articles/2022-01-18-annual-review/";

/// A program that serves the site, until it is dropped.
struct Running {
    process: Child,
    origin: String,
    folder: PathBuf,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// What a recipe becomes at a path of the host: the folder's path and the port are filled in.
fn filled_in(recipe: &str, below: &str, site: &Path, listens: (&str, &str), leave_out: &str) -> String {
    let recipe = match below {
        "/" => recipe.lines().filter(|x| !x.contains(leave_out)).map(|x| format!("{x}\n")).collect(),
        _ => recipe.replace("/record ", &format!("{} ", below.trim_end_matches('/'))),
    };
    let folder = site.display().to_string();
    // The folder first: it has the path in its name.
    recipe
        .replace("/var/www/record", "\u{0}")
        .replace("/record/", below)
        .replace('\u{0}', &folder)
        .replace(listens.0, listens.1)
}

/// Starts a program by its recipe, with a site below a path, in an empty folder.
fn start(below: &str, files: &Files, prepare: impl FnOnce(&Path, u16) -> Command) -> Running {
    let free = TcpListener::bind("127.0.0.1:0").and_then(|x| x.local_addr()).expect("a free port");
    let folder = std::env::temp_dir().join(format!("caunoi-host-{}-{}", std::process::id(), free.port()));
    let site = folder.join("site");
    let written = Beside::of(&site).and_then(|beside| {
        files.iter().try_for_each(|(path, bytes)| beside.write(path, bytes))?;
        beside.take_place()
    });
    assert!(written.is_ok(), "{} is written", site.display());
    let mut command = prepare(&folder, free.port());
    let log = fs::File::create(folder.join("log")).expect("a new file");
    let process = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn();
    let process = process.unwrap_or_else(|x| panic!("{command:?} does not start: {x}"));
    let mut running = Running { process, origin: format!("http://{free}"), folder };
    let begun = Instant::now();
    while TcpStream::connect(free).is_err() {
        let ended = !matches!(running.process.try_wait(), Ok(None));
        if ended || begun.elapsed() > PATIENCE {
            let said = fs::read_to_string(running.folder.join("log")).unwrap_or_default();
            panic!("{command:?} does not serve {below}:\n{said}");
        }
        std::thread::sleep(PAUSE);
    }
    running
}

fn nginx(below: &str, files: &Files) -> Running {
    start(below, files, |folder, port| {
        let recipe = include_str!("../hosts/nginx.conf");
        let listen = format!("listen 127.0.0.1:{port};");
        let server = filled_in(recipe, below, &folder.join("site"), ("listen 80;", &listen), "return");
        let server = server.replace("include mime.types", "include /etc/nginx/mime.types");
        let at = folder.display();
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .iter()
            .map(|x| format!("{x}_temp_path {at}/{x};\n"))
            .collect();
        let whole = format!(
            "daemon off;\npid {at}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}{server}}}\n"
        );
        fs::write(folder.join("nginx.conf"), whole).expect("a new file");
        let mut command = Command::new("nginx");
        command.arg("-p").arg(folder).arg("-c").arg(folder.join("nginx.conf")).args(["-e", "stderr"]);
        // Where it is, a user may not look for programs.
        command.env("PATH", format!("{}:/usr/sbin", std::env::var("PATH").unwrap_or_default()));
        command
    })
}

fn caddy(below: &str, files: &Files) -> Running {
    start(below, files, |folder, port| {
        let recipe = include_str!("../hosts/Caddyfile");
        let listen = format!("http://127.0.0.1:{port} {{");
        let server = filled_in(recipe, below, &folder.join("site"), (":80 {", &listen), "redir");
        fs::write(folder.join("Caddyfile"), format!("{{\n\tadmin off\n}}\n{server}")).expect("a new file");
        let mut command = Command::new("caddy");
        command.args(["run", "--adapter", "caddyfile", "--config"]).arg(folder.join("Caddyfile"));
        command.env("XDG_DATA_HOME", folder).env("XDG_CONFIG_HOME", folder).env("HOME", folder);
        command
    })
}

/// An answer: its status, its headers by their names in small letters.
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Answer {
    fn says(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// Asks for a path of a host.
fn ask(origin: &str, path: &str) -> Answer {
    let host = origin.trim_start_matches("http://");
    let mut connection = TcpStream::connect(host).expect("the host listens");
    write!(connection, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("it hears");
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer).expect("it answers");
    let end = answer.windows(4).position(|x| x == b"\r\n\r\n").expect("an answer has a head");
    let body = answer.split_off(end + 4);
    let head = String::from_utf8_lossy(&answer).into_owned();
    let mut lines = head.lines();
    let status =
        lines.next().and_then(|x| x.split(' ').nth(1)?.parse().ok()).expect("an answer has a status");
    let headers =
        lines.filter_map(|x| x.split_once(": ")).map(|(x, y)| (x.to_lowercase(), y.to_string())).collect();
    Answer { status, headers, body }
}

/// What the recipe promises.
fn serves_as_promised(host: &Running, below: &str, files: &Files) {
    let at = |path: &str| ask(&host.origin, &format!("{below}{path}"));
    let wasm = only(files, ("haufo", ".wasm"));
    let (start, style) = (only(files, ("start", ".js")), only(files, ("style", ".css")));
    for (path, file, kind) in [
        ("", "index.html", "text/html; charset=utf-8"),
        (ARTICLE, &*format!("{ARTICLE}index.html"), "text/html; charset=utf-8"),
        ("haufo.html", "haufo.html", "text/html; charset=utf-8"),
        ("sw.js", "sw.js", "javascript"),
        ("embed.js", "embed.js", "javascript"),
        ("manifest.webmanifest", "manifest.webmanifest", "application/manifest+json"),
        (&start, &start, "javascript"),
        (&style, &style, "text/css"),
        (&wasm, &wasm, "application/wasm"),
    ] {
        let answer = at(path);
        assert_eq!(answer.status, 200, "{below}{path}");
        assert!(
            answer.says("content-type").contains(kind),
            "{below}{path} is {}",
            answer.says("content-type")
        );
        let wanted =
            if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
        assert_eq!(answer.says("cache-control"), wanted, "{below}{path}");
        assert_eq!(answer.says("access-control-allow-origin"), "*", "{below}{path}");
        assert_eq!(answer.says("x-content-type-options"), "nosniff", "{below}{path}");
        assert!(answer.body == files[file], "{below}{path} is its file");
    }
    for path in ["nowhere", "vi/nowhere/", "assets/nowhere.js"] {
        let answer = at(path);
        assert_eq!(answer.status, 404, "{below}{path}");
        assert!(answer.body == files["404.html"], "{below}{path} says so");
        assert_eq!(answer.says("cache-control"), "no-cache", "{below}{path}");
        assert!(answer.says("content-type").starts_with("text/html"), "{below}{path}");
    }
    let whole = format!("{below}vi/articles/");
    let mut slashless = vec![(whole.trim_end_matches('/').to_string(), whole.clone())];
    if below != "/" {
        slashless.push((below.trim_end_matches('/').into(), below.into()));
    }
    for (path, wanted) in slashless {
        let answer = ask(&host.origin, &path);
        assert!(matches!(answer.status, 301 | 302 | 307 | 308), "{path}: {}", answer.status);
        let to = answer.says("location");
        assert_eq!(to.strip_prefix(&host.origin).unwrap_or(to), wanted, "{path}");
    }
}

/// Opens an address of the host, live, and moves about.
async fn reads_well(page: &Page, root: &str) {
    let go = async |address: &str| {
        page.driver.goto(format!("{root}{address}")).await.unwrap_or_else(|x| panic!("{root}{address}: {x}"));
        page.wait_live().await;
        page.expect(&seen("#failed"), false).await;
    };
    let expect = async |address: &str| {
        page.expect("location.href", format!("{root}{address}")).await;
    };
    go(ARTICLE).await;
    let _: () = page.ask("window.survives = true").await;
    page.click("[data-mode=en]").await;
    expect(&ARTICLE.replacen("vi/", "en/", 1)).await;
    page.click("a[href$='/timeline/']").await;
    expect("en/timeline/").await;
    page.expect("survives", true).await;
    page.reload().await;
    page.wait_live().await;
    expect("en/timeline/").await;
    go("en/search/").await;
    page.type_into("#q", "huong").await;
    expect("en/search/?q=huong").await;
    page.wait_for(".hit mark").await;
    assert_eq!(page.errors().await, Vec::<String>::new());
    // Where nothing is, a page says so and leads home.
    go("vi/nowhere/").await;
    page.expect("document.querySelector('h1').innerText", "Không có trang này").await;
    page.click("a[href$='/timeline/']").await;
    expect("vi/timeline/").await;
}

fn by_recipe(start: impl Fn(&str, &Files) -> Running) {
    for below in ["/", "/a/b/"] {
        let files = published_at(&format!("https://example.org{below}"));
        let host = start(below, &files);
        serves_as_promised(&host, below, &files);
        let root = format!("{}{below}", host.origin);
        read(Setting::default(), async |page| reads_well(page, &root).await);
    }
}

#[test]
fn on_nginx_by_its_recipe() {
    by_recipe(nginx);
}

#[test]
fn on_caddy_by_its_recipe() {
    by_recipe(caddy);
}

#[test]
fn on_a_host_that_takes_the_last_slash_away() {
    for below in ["/", "/a/b/"] {
        let files = Arc::new(published_at(&format!("https://example.org{below}")));
        read(Setting { files, below, slashless: true, worker: true, ..Setting::default() }, async |page| {
            reads_well(page, &format!("{}{below}", page.host.origin)).await;
            // In the language that was chosen last.
            page.open("").await;
            page.expect_address("en/").await;
            page.wait_live().await;
            page.reload().await;
            page.wait_live().await;
            page.expect_address("en/").await;
        });
    }
}
