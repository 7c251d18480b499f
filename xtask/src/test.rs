//! `cargo xtask test`: every check in order, and one summary.
//!
//! A failed step does not stop those after it, except that nothing looks at `dist/` when this
//! run could not build it.

use crate::repo::{self, Repo};
use crate::tools::{self, Tool};
use std::collections::HashMap;
use std::time::{Duration, Instant};

/// One check, and the tools it needs.
struct Step {
    name: &'static str,
    needs: &'static [&'static Tool],
    run: fn(&Repo) -> Result<(), String>,
}

const fn step(
    name: &'static str,
    needs: &'static [&'static Tool],
    run: fn(&Repo) -> Result<(), String>,
) -> Step {
    Step { name, needs, run }
}

static STEPS: [Step; 9] = [
    step("fmt", &[], |repo| cargo(repo, "fmt --all --check")),
    step("clippy", &[], clippy),
    step("clippy-wasm", &[&tools::WASM_TARGET], clippy_wasm),
    step("doc", &[], doc),
    step("native", &[], |repo| cargo(repo, "test --workspace --no-fail-fast")),
    step(BUILD, &tools::FOR_BUILDING, |repo| repo::run(&mut repo.trunk_build())),
    step("check", &[], |repo| repo::run(repo.cargo_tool("run").args(["--", "check", "content"]))),
    step("browser", &tools::FOR_READING, browser),
    step("html", &[&tools::JAVA, &tools::HTML_CHECKER], html),
];
const BUILD: &str = "build";
/// The steps that look at what [`BUILD`] made.
const AFTER_BUILD: [&str; 2] = ["browser", "html"];

/// The names of all steps, in order.
pub fn names() -> Vec<&'static str> {
    STEPS.iter().map(|step| step.name).collect()
}

/// A line of the summary.
struct Row {
    name: &'static str,
    time: Duration,
    outcome: Result<(), String>,
}

/// Runs the named steps, or all; tells whether every one of them passed.
pub fn run(repo: &Repo, wanted: &[String]) -> Result<bool, String> {
    let is_wanted = |step: &&Step| wanted.is_empty() || wanted.iter().any(|it| it == step.name);
    let steps: Vec<&Step> = STEPS.iter().filter(is_wanted).collect();
    let mut tools = HashMap::new();
    let mut rows = vec![timed("set-up", || {
        for tool in steps.iter().flat_map(|step| step.needs) {
            let once = tools.entry(tool.name);
            once.or_insert_with(|| tool.ensure(repo));
        }
        let all: Result<(), String> = tools.values().cloned().collect();
        all.map_err(|_| "Not every tool could be had.".to_owned())
    })];
    for Step { name, needs, run } in steps {
        println!("\n== {name}");
        let row = timed(name, || {
            may_look_at_dist(repo, name, &rows)?;
            needs.iter().try_for_each(|tool| tools[tool.name].clone())?;
            run(repo)
        });
        if let Err(reason) = &row.outcome {
            println!("{reason}");
        }
        rows.push(row);
    }
    println!("\n{}", summary(&rows));
    Ok(rows.iter().all(|row| row.outcome.is_ok()))
}

/// Does the work and notes how long it took.
fn timed(name: &'static str, work: impl FnOnce() -> Result<(), String>) -> Row {
    let begun = Instant::now();
    let outcome = work();
    let time = begun.elapsed();
    Row { name, time, outcome }
}

/// Whether a step, if it looks at `dist/`, has one to look at.
fn may_look_at_dist(repo: &Repo, name: &str, before: &[Row]) -> Result<(), String> {
    if !AFTER_BUILD.contains(&name) {
        return Ok(());
    }
    if before.iter().any(|row| row.name == BUILD && row.outcome.is_err()) {
        return Err("Not run, because there is no new dist/ to look at.".to_owned());
    }
    let there = repo.file("dist/index.html").is_file().then_some(());
    there.ok_or_else(|| "There is no dist/: run the step `build` first.".to_owned())
}

/// The table at the end.
fn summary(rows: &[Row]) -> String {
    let mut text = String::new();
    for Row { name, time, outcome } in rows {
        let word = match outcome {
            Ok(()) => "ok".to_owned(),
            Err(reason) => format!("FAILED  {reason}"),
        };
        text += &format!("{name:<12} {:>7.1} s  {word}\n", time.as_secs_f32());
    }
    let passed = rows.iter().filter(|row| row.outcome.is_ok()).count();
    let total: Duration = rows.iter().map(|row| row.time).sum();
    let (steps, seconds) = (rows.len(), total.as_secs_f32());
    text + &format!("{passed} of {steps} ok, in {seconds:.1} s.")
}

/// Runs Cargo with the words of a line.
fn cargo(repo: &Repo, line: &str) -> Result<(), String> {
    repo::run(repo.command("cargo").args(line.split(' ')))
}

/// `--all-targets` leaves out targets with `test = false`, so the browser tests come apart.
fn clippy(repo: &Repo) -> Result<(), String> {
    cargo(repo, "clippy --workspace --all-targets -- -D warnings")?;
    cargo(repo, "clippy -p caunoi --test browser -- -D warnings")
}

fn clippy_wasm(repo: &Repo) -> Result<(), String> {
    let target = "--target wasm32-unknown-unknown";
    let line = format!("clippy -p caunoi {target} --lib --bins -- -D warnings");
    cargo(repo, &line)
}

fn doc(repo: &Repo) -> Result<(), String> {
    let mut cargo = repo.command("cargo");
    cargo.env("RUSTDOCFLAGS", "-D warnings");
    repo::run(cargo.args(["doc", "--no-deps", "--workspace"]))
}

fn browser(repo: &Repo) -> Result<(), String> {
    let mut cargo = repo.command("cargo");
    cargo.env("CAUNOI_DIST", repo.file("dist")).env("AXE_JS", tools::axe_script(repo));
    cargo.envs(tools::chromium(repo).map(|file| ("CHROMIUM", file)));
    cargo.envs(tools::chromedriver(repo).map(|file| ("CHROMEDRIVER", file)));
    cargo.envs(tools::firefox(repo).map(|file| ("FIREFOX", file)));
    // What a page said instead is what counts; where in the tests that was noticed fills a log's end.
    cargo.env("RUST_BACKTRACE", "0");
    repo::run(cargo.args(["test", "-p", "caunoi", "--test", "browser"]))
}

/// Anything that the checker says is a failure: it is silent about pages without fault.
fn html(repo: &Repo) -> Result<(), String> {
    let mut java = repo.command("java");
    java.arg("-jar").arg(tools::html_checker(repo));
    java.args(["--format", "gnu", "--skip-non-html", "dist/"]);
    let output = java.output().map_err(|error| format!("Java does not start: {error}."))?;
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text);
    // Java's own remark about JAVA_TOOL_OPTIONS is not about the pages, and what a page's policy
    // lets come from its own host the checker, which reads from a disk, takes for foreign.
    let others = |line: &&str| {
        line.starts_with("Picked up ") || line.contains("violates Content Security Policy (meta tag)")
    };
    let about_pages = text.lines().filter(|line| !others(line));
    let count = about_pages.inspect(|line| println!("{line}")).count();
    if count == 0 && output.status.success() {
        return Ok(());
    }
    Err(format!("The HTML checker wrote {count} lines and ended with {}.", output.status))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_has_a_line_for_each_step_and_counts() {
        let row = |name, tenths: u64, outcome| {
            let time = Duration::from_millis(tenths * 100);
            Row { name, time, outcome }
        };
        let rows = [row("fmt", 2, Ok(())), row(BUILD, 613, Err("No Trunk.".to_owned()))];
        let expected = "fmt              0.2 s  ok\n\
            build           61.3 s  FAILED  No Trunk.\n\
            1 of 2 ok, in 61.5 s.";
        assert_eq!(summary(&rows), expected);
    }
}
