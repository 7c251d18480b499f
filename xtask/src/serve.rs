//! `cargo xtask serve`: build, serve, and build again when the source changes.
//!
//! The native tool serves, and watches the edition's folder; this watches the source. A copy
//! of the tool runs, so that the next build can replace the original, and it runs under a
//! [`guard`], so that it ends whenever and however this process does.

use crate::args;
use crate::repo::{self, Repo};
use crate::tools;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant, SystemTime};
use std::{env, fs, io, thread};

/// The hidden command that runs [`guard`].
pub const GUARD: &str = "guard-until-input-ends";

/// What the reader is built from. The edition is not in it: it is linked, not compiled.
const WATCHED: [&str; 5] = ["src", "public", "index.html", "Cargo.toml", "Trunk.toml"];
const BETWEEN_LOOKS: Duration = Duration::from_millis(300);
const LONGEST_START: Duration = Duration::from_secs(60);

/// Serves until it is interrupted.
pub fn run(repo: &Repo, options: &args::Serve) -> Result<(), String> {
    let edition = repo.file(&options.edition);
    if !edition.is_dir() {
        return Err(format!("There is no folder {}.", edition.display()));
    }
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
    TcpListener::bind(address)
        .map_err(|error| format!("{address} cannot be used ({error}): choose another --port."))?;
    tools::ensure_for_building(repo)?;
    let mut seen = look(repo);
    build(repo)?;
    let mut server = Server::start(repo, &edition, address)?;
    server.wait_until_it_answers(address)?;
    println!("Serving at http://{address}/ until Ctrl-C.");
    if options.open {
        open_browser(&format!("http://{address}/"));
    }
    loop {
        thread::sleep(BETWEEN_LOOKS);
        let now = look(repo);
        if now == seen {
            continue;
        }
        seen = now;
        if let Err(problem) = build(repo) {
            println!("{problem} What was served before still is.");
            continue;
        }
        drop(server);
        server = Server::start(repo, &edition, address)?;
    }
}

/// Builds the reader and the native tool, and says how long that took.
fn build(repo: &Repo) -> Result<(), String> {
    println!("Building the reader and the tool; the first time takes minutes.");
    let begun = Instant::now();
    repo::run(&mut repo.trunk_build())?;
    repo::run(&mut repo.cargo_tool("build"))?;
    println!("Built in {:.1} s.", begun.elapsed().as_secs_f32());
    Ok(())
}

type Stamps = BTreeMap<PathBuf, Option<SystemTime>>;

/// When each watched file was last changed.
fn look(repo: &Repo) -> Stamps {
    let mut stamps = Stamps::new();
    WATCHED.iter().for_each(|name| look_into(repo.file(name), &mut stamps));
    stamps
}

fn look_into(path: PathBuf, stamps: &mut Stamps) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_an_editors_own = name.starts_with('.') || name.ends_with('~');
    if let Ok(entries) = fs::read_dir(&path) {
        entries.flatten().for_each(|entry| look_into(entry.path(), stamps));
    } else if !is_an_editors_own {
        let changed = fs::metadata(&path).and_then(|about| about.modified());
        stamps.insert(path, changed.ok());
    }
}

/// The running tool, under its guard. It ends when this value goes.
struct Server(Child);

impl Server {
    fn start(repo: &Repo, edition: &Path, address: SocketAddr) -> Result<Self, String> {
        let failed = |error: io::Error| format!("The tool could not be started: {error}.");
        let built = repo.built_tool();
        let copy = built.with_file_name(format!("serving{}", env::consts::EXE_SUFFIX));
        fs::copy(built, &copy).map_err(failed)?;
        let guard = env::current_exe().map_err(failed)?;
        let mut command = repo.command(&guard.to_string_lossy());
        command.arg(GUARD).arg(copy).arg("serve").arg(edition);
        command.args(["--port", &address.port().to_string()]);
        command.stdin(Stdio::piped());
        command.spawn().map(Self).map_err(failed)
    }

    fn wait_until_it_answers(&mut self, address: SocketAddr) -> Result<(), String> {
        let begun = Instant::now();
        while begun.elapsed() < LONGEST_START {
            if let Ok(Some(_)) = self.0.try_wait() {
                return Err("The tool ended before it served anything.".to_owned());
            }
            if TcpStream::connect_timeout(&address, BETWEEN_LOOKS).is_ok() {
                return Ok(());
            }
            thread::sleep(BETWEEN_LOOKS / 3);
        }
        Err(format!("The tool does not answer at {address}."))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

/// Runs a command until it ends by itself or the standard input does. However the process
/// ends that holds the other end of the input, the command ends with it.
pub fn guard(command: &[OsString]) -> Result<bool, String> {
    let failed = |error: io::Error| format!("The tool could not be run: {error}.");
    let (program, arguments) = command.split_first().ok_or("There is nothing to run.")?;
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null());
    let mut child = command.spawn().map_err(failed)?;
    let (sender, input_ended) = channel();
    thread::spawn(move || {
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        sender.send(())
    });
    while input_ended.recv_timeout(BETWEEN_LOOKS / 3) == Err(RecvTimeoutError::Timeout) {
        if let Some(status) = child.try_wait().map_err(failed)? {
            println!("The tool ended with {status}.");
            return Ok(status.success());
        }
    }
    child.kill().and_then(|()| child.wait()).map_err(failed)?;
    Ok(true)
}

fn open_browser(url: &str) {
    let mut command = if cfg!(windows) {
        Command::new("explorer")
    } else if cfg!(target_os = "macos") {
        Command::new("open")
    } else {
        Command::new("xdg-open")
    };
    command.stdout(Stdio::null()).stderr(Stdio::null());
    if command.arg(url).spawn().is_err() {
        println!("No browser could be opened from here: open {url} yourself.");
    }
}
