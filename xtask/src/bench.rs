//! `cargo xtask bench`: our search beside others, on one corpus, in one run of one browser;
//! `cargo xtask bench frames`: how soon the timeline is drawn while somebody drags it;
//! `cargo xtask bench archive`: what a large archive costs to build, to open and to search;
//! `cargo xtask bench growth`: how that grows with the archive.
//!
//! The harness in `benches/peers/` is copied to `target/bench/` and runs there, so that what
//! it installs and generates stays out of the source. What is there already is not made
//! again, except the engine and its indexes: `target/bench/` can be deleted at any time.

use crate::args;
use crate::repo::{self, Repo};
use crate::tools;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

const WASM: &str = "wasm32-unknown-unknown";

/// The engine and what makes its index, in `benches/`.
const PACKAGE: &str = "caunoi-bench";

/// What wasm-opt may use and is asked for: the same as for the reader, see index.html.
const WASM_OPT: &str = "-Oz --enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext \
    --enable-mutable-globals --enable-reference-types --enable-multivalue";

/// The corpora are made as wholes in memory.
const NODE_MEMORY: &str = "--max-old-space-size=14000";

/// How long a peer may take to build its index, in seconds.
const LONGEST_BUILD: &str = "1800";

/// Measures, and prints the table.
pub fn run(repo: &Repo, options: &args::Bench) -> Result<(), String> {
    let bench = Bench { repo, folder: repo.file("target/bench") };
    match options {
        args::Bench::Search(options) => bench.search(options),
        args::Bench::Frames(options) => bench.frames(options),
        args::Bench::Archive(articles) => bench.archive(articles),
        args::Bench::Growth(articles) => bench.growth(*articles),
    }
}

struct Bench<'a> {
    repo: &'a Repo,
    /// Where all happens.
    folder: PathBuf,
}

impl Bench<'_> {
    /// Measures the search beside others.
    fn search(&self, options: &args::Search) -> Result<(), String> {
        self.set_up()?;
        [&tools::WASM_TARGET, &tools::WASM_BINDGEN, &tools::WASM_OPT]
            .iter()
            .try_for_each(|tool| tool.ensure(self.repo))?;
        self.corpora(&options.articles)?;
        self.engine()?;
        for articles in &options.articles {
            self.measure(*articles, options)?;
        }
        let articles = args::joined(&options.articles);
        let report = self.output("report.mjs", &["--n", &articles])?;
        let table = self.output("table.mjs", &["--n", &articles])?;
        self.write("report.md", &report)?;
        self.write("table.md", &table)?;
        println!("{table}\nThis is in target/bench/table.md, every class and row in target/bench/report.md.");
        Ok(())
    }

    /// Measures how soon the timeline is drawn: that of a made-up edition, linked into the
    /// reader that was built last, and that of the default one.
    fn frames(&self, options: &args::Frames) -> Result<(), String> {
        let dist = self.repo.file("dist");
        if !dist.join("index.html").is_file() {
            return Err("There is no dist/: run `cargo xtask test build` first.".to_owned());
        }
        self.set_up()?;
        let harness = self.folder.join("frames");
        copy(&self.repo.file("benches/frames"), &harness)
            .map_err(|error| format!("{} cannot be written: {error}.", harness.display()))?;
        let (edition, site) = (self.folder.join("frames-edition"), self.folder.join("frames-site"));
        let events = options.events.to_string();
        println!("Making up {events} events and building their site.");
        repo::run(self.node("frames/edition.mjs").arg(&events).arg(&edition))?;
        let mut build = self.repo.cargo_tool("run");
        repo::run(build.args(["--", "build"]).arg(&edition).arg("--out").arg(&site))?;
        let mut browser = self.node("frames/run.mjs");
        browser.envs(tools::chromium(self.repo).map(|file| ("CHROMIUM", file)));
        browser.arg(options.rounds.to_string());
        browser.arg(format!("{events} events")).arg(&site);
        repo::run(browser.arg("default edition").arg(&dist))?;
        println!("\nThis is in target/bench/frames/table.md.");
        Ok(())
    }

    /// Measures what made-up archives cost, each linked into the reader that was built last.
    fn archive(&self, articles: &[u32]) -> Result<(), String> {
        self.tool()?;
        self.set_up()?;
        let harness = self.folder.join("archive");
        copy(&self.repo.file("benches/archive"), &harness)
            .map_err(|error| format!("{} cannot be written: {error}.", harness.display()))?;
        let mut node = self.node("archive/run.mjs");
        node.envs(tools::chromium(self.repo).map(|file| ("CHROMIUM", file)));
        node.arg(self.repo.file("target/tool/caunoi"));
        for n in articles {
            let edition = harness.join(format!("edition-{n}"));
            self.edition(*n, &edition)?;
            node.arg(format!("{n} articles")).arg(edition);
        }
        repo::run(&mut node)?;
        println!("\nThis is in target/bench/archive/table.md.");
        Ok(())
    }

    /// Measures how the cost of a build grows with the archive.
    fn growth(&self, articles: u32) -> Result<(), String> {
        self.tool()?;
        let harness = self.folder.join("growth");
        let mut growth = self.bin("growth");
        growth.arg(self.repo.file("target/tool/caunoi")).arg(harness.join("sites"));
        for n in [articles, articles.saturating_mul(10)] {
            let edition = harness.join(format!("edition-{n}"));
            self.edition(n, &edition)?;
            growth.arg(edition);
        }
        repo::run(&mut growth)
    }

    /// Builds the tool with the reader that was built last.
    fn tool(&self) -> Result<(), String> {
        if !self.repo.file("target/reader/reader.wasm").is_file() {
            return Err("There is no reader: run `cargo xtask test build` first.".to_owned());
        }
        repo::run(&mut self.repo.cargo_tool("build"))
    }

    /// Makes up an edition.
    fn edition(&self, articles: u32, folder: &Path) -> Result<(), String> {
        println!("Making up {articles} articles.");
        let mut cargo = self.bin("synthetic_edition");
        cargo.args(["--articles", &articles.to_string(), "--seed", "1"]);
        repo::run(cargo.arg("--out").arg(folder))
    }

    /// A program of `benches/`, to be given arguments.
    fn bin(&self, name: &str) -> Command {
        let mut cargo = self.repo.command("cargo");
        cargo.args(["run", "--quiet", "--profile", "tool", "--package", PACKAGE, "--bin", name, "--"]);
        cargo
    }

    /// Makes sure of Node.js, the browser, the harness and what it is written with.
    fn set_up(&self) -> Result<(), String> {
        let from_npm =
            "The benchmark runs in Node.js with what npm brings: install both from https://nodejs.org.";
        ["node", "npm"].iter().try_for_each(|name| self.repo.program(name).map(drop).ok_or(from_npm))?;
        tools::chromium(self.repo)
            .ok_or("The benchmark measures in Chromium: install it, or say where it is in CHROMIUM.")?;
        let failed = |error| format!("{} cannot be written: {error}.", self.folder.display());
        let names = self.folder.join("package.json");
        let before = fs::read(&names).ok();
        copy(&self.repo.file("benches/peers"), &self.folder).map_err(failed)?;
        if fs::read(&names).ok() != before || !self.folder.join("node_modules").is_dir() {
            println!("Set-up: installing the peers and what drives the browser; seconds.");
            repo::run(self.command("npm").args(["install", "--no-fund", "--no-audit", "--loglevel=error"]))?;
        }
        Ok(())
    }

    /// Makes the corpora that are missing, with their queries and what is true of them.
    fn corpora(&self, articles: &[u32]) -> Result<(), String> {
        let is_missing = |n: &&u32| !self.data("facts", **n, "json").is_file();
        let missing: Vec<u32> = articles.iter().filter(is_missing).copied().collect();
        if missing.is_empty() {
            return Ok(());
        }
        println!("Making up articles and queries; minutes for 10000 and more.");
        repo::run(self.node("corpus.mjs").args(["--n", &args::joined(&missing)]))
    }

    /// Builds the engine as the reader is built.
    fn engine(&self) -> Result<(), String> {
        println!("Building the engine and what makes its index.");
        let mut cargo = self.repo.command("cargo");
        cargo.args(["rustc", "--quiet", "--release", "--package", PACKAGE, "--lib"]);
        cargo.args(["--crate-type", "cdylib", "--target", WASM]);
        // What the linker writes down so that the reader can be split would be counted here; with
        // other flags the folder of the reader would be compiled anew each time.
        let target = self.folder.join("engine-build");
        repo::run(cargo.env("RUSTFLAGS", "").arg("--target-dir").arg(&target))?;
        let wasm = target.join(WASM).join("release/engine.wasm");
        let engine = self.folder.join("engine");
        let mut bindgen = self.repo.command("wasm-bindgen");
        bindgen.args(["--target", "web", "--no-typescript", "--out-name", "engine", "--out-dir"]);
        repo::run(bindgen.arg(&engine).arg(wasm))?;
        let module = engine.join("engine_bg.wasm");
        let mut opt = self.repo.command("wasm-opt");
        repo::run(opt.args(WASM_OPT.split_whitespace()).arg(&module).arg("-o").arg(&module))?;
        let failed = |error| format!("{} cannot be written: {error}.", engine.display());
        copy(&self.repo.file("benches/engine"), &engine).map_err(failed)
    }

    /// Makes the indexes for so many articles, ours always and those of the peers where they
    /// are missing, and asks them all.
    fn measure(&self, articles: u32, options: &args::Search) -> Result<(), String> {
        println!("\n== {articles} articles");
        let index = format!("index-{articles}.bin");
        let mut cargo = self.bin("corpus_index");
        cargo.arg(self.data("corpus", articles, "json")).arg(self.folder.join("engine").join(&index));
        repo::run(&mut cargo)?;
        let n = articles.to_string();
        let mut peers = self.node("peers.mjs");
        peers.args(["--n", &n, "--rows", &options.rows, "--missing", "1", "--timeout", LONGEST_BUILD]);
        repo::run(&mut peers)?;
        repo::run(self.node("ours.mjs").args(["--n", &n, "--engine", "engine"]))?;
        let mut browser = self.node("run.mjs");
        browser.envs(tools::chromium(self.repo).map(|file| ("CHROMIUM", file)));
        browser.args(["--n", &n, "--rows", &options.rows, "--rounds", &options.rounds.to_string()]);
        repo::run(browser.arg("--plug").arg(format!("ours=engine:{index}")))
    }

    /// A generated file.
    fn data(&self, name: &str, articles: u32, extension: &str) -> PathBuf {
        self.folder.join(format!("data/{name}-{articles}.{extension}"))
    }

    fn write(&self, name: &str, text: &str) -> Result<(), String> {
        fs::write(self.folder.join(name), text).map_err(|error| format!("{name} cannot be written: {error}."))
    }

    /// A program, to be started where the harness is.
    fn command(&self, name: &str) -> Command {
        let mut command = self.repo.command(name);
        command.current_dir(&self.folder);
        command
    }

    /// A part of the harness.
    fn node(&self, script: &str) -> Command {
        let mut node = self.command("node");
        node.args([NODE_MEMORY, script]);
        node
    }

    /// What a part of the harness prints.
    fn output(&self, script: &str, arguments: &[&str]) -> Result<String, String> {
        let failed = |why: String| format!("{script} has no report: {why}");
        let output = self.node(script).args(arguments).output().map_err(|error| failed(error.to_string()))?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        output.status.success().then(|| text(&output.stdout)).ok_or_else(|| failed(text(&output.stderr)))
    }
}

/// Copies what is in a folder, and leaves in the other what is not.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}
