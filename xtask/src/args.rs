//! The command line: what was typed, as a [`Task`].

use crate::test;

/// What to do.
#[derive(Debug, PartialEq)]
pub enum Task {
    Help,
    Setup,
    Serve(Serve),
    /// Run the steps of these names; none means all of them.
    Test(Vec<String>),
    Bench(Bench),
}

/// How to serve.
#[derive(Debug, PartialEq)]
pub struct Serve {
    pub edition: String,
    pub port: u16,
    pub open: bool,
}

/// What to measure.
#[derive(Debug, PartialEq)]
pub enum Bench {
    Search(Search),
    Frames(Frames),
    /// How many articles the made-up archives have.
    Archive(Vec<u32>),
    /// How many the smaller of two has; the other has ten times as many.
    Growth(u32),
}

/// How to measure the search beside others.
#[derive(Debug, PartialEq)]
pub struct Search {
    /// How many articles the corpora have.
    pub articles: Vec<u32>,
    /// The rows beside our own, with commas between them; see `benches/peers/rows.mjs`.
    pub rows: String,
    pub rounds: u32,
}

/// How to measure the drawing of the timeline.
#[derive(Debug, PartialEq)]
pub struct Frames {
    /// How many events the made-up edition has.
    pub events: u32,
    pub rounds: u32,
}

/// The help text.
pub fn usage() -> String {
    let steps = test::names().join(", ");
    format!(
        "\
cargo xtask serve [--no-open] [--port N] [EDITION]
    Installs what is missing, builds the reader, serves the edition (content)
    on this machine alone (port 8080) and opens the browser. Builds again when
    the source changes; an edit in the edition needs no build. Ctrl-C ends it.
cargo xtask test [STEP…]
    Installs what is missing and runs every check, or only the named ones:
    {steps}
cargo xtask bench [--n N,N…] [--rows ROW,ROW…] [--rounds N]
    Measures the search beside others in Chromium ({BENCH_ARTICLES} articles,
    {BENCH_ROUNDS} rounds) and prints a table; needs Node.js. The first time takes half an
    hour. The rows, if none are named: {BENCH_ROWS}.
cargo xtask bench frames [--n N] [--rounds N]
    Measures in Chromium how soon the timeline is drawn when it is moved, with
    {FRAMES_EVENTS} made-up events and as it is in dist/ ({FRAMES_ROUNDS} rounds), and prints a
    table; needs Node.js.
cargo xtask bench archive [--n N,N…]
    Measures what made-up archives ({BENCH_ARTICLES} articles) cost to build, to open
    and to search in Chromium, and prints a table; needs Node.js.
cargo xtask bench growth [--n N]
    Measures what it costs to build a made-up archive ({GROWTH_ARTICLES} articles) and
    one of ten times as many, and prints a table; needs Linux and, for as many
    as these, 30 GB of disk.
cargo xtask setup
    Only installs what is missing for serve.
cargo xtask help
    Prints this."
    )
}

/// Reads the words after `cargo xtask`; the error says what is wrong with them.
pub fn parse(mut words: impl Iterator<Item = String>) -> Result<Task, String> {
    let command = words.next().unwrap_or_else(|| "help".to_owned());
    let rest: Vec<String> = words.collect();
    if rest.iter().any(|word| word == "--help" || word == "-h") {
        return Ok(Task::Help);
    }
    match (command.as_str(), rest.first()) {
        ("help" | "--help" | "-h", _) => Ok(Task::Help),
        ("setup", None) => Ok(Task::Setup),
        ("setup", Some(word)) => Err(format!("`setup` does not know `{word}`.")),
        ("serve", _) => parse_serve(rest).map(Task::Serve),
        ("test", _) => parse_test(rest),
        ("bench", Some(word)) if word == "frames" => parse_frames(&rest[1..]).map(Task::Bench),
        ("bench", Some(word)) if word == "archive" => parse_archive(&rest[1..]).map(Task::Bench),
        ("bench", Some(word)) if word == "growth" => parse_growth(&rest[1..]).map(Task::Bench),
        ("bench", _) => parse_search(&rest).map(Task::Bench),
        (other, _) => Err(format!("There is no command `{other}`.")),
    }
}

fn parse_test(names: Vec<String>) -> Result<Task, String> {
    let known = test::names();
    match names.iter().find(|name| !known.contains(&name.as_str())) {
        Some(name) => Err(format!("There is no step `{name}`.")),
        None => Ok(Task::Test(names)),
    }
}

fn parse_serve(words: Vec<String>) -> Result<Serve, String> {
    let (mut edition, mut port, mut open) = (None, 8080, true);
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        match word.split_once('=').unwrap_or((&word, "")) {
            ("--no-open", "") => open = false,
            ("--port", "") => port = parse_port(&words.next().unwrap_or_default())?,
            ("--port", number) => port = parse_port(number)?,
            _ if word.starts_with('-') => return Err(format!("`serve` does not know `{word}`.")),
            _ if edition.is_some() => return Err("`serve` takes one edition.".to_owned()),
            _ => edition = Some(word),
        }
    }
    let edition = edition.unwrap_or_else(|| "content".to_owned());
    Ok(Serve { edition, port, open })
}

const BENCH_ARTICLES: &str = "1000,10000";
const BENCH_ROWS: &str = "ref-js,minisearch-fold,flexsearch-fold";
const BENCH_ROUNDS: u32 = 5;

fn parse_search(words: &[String]) -> Result<Bench, String> {
    let (mut articles, mut rows, mut rounds) =
        (BENCH_ARTICLES.to_owned(), BENCH_ROWS.to_owned(), BENCH_ROUNDS);
    for (name, value) in valued(words) {
        match name {
            "--n" => articles = value.to_owned(),
            "--rows" => rows = value.to_owned(),
            "--rounds" => rounds = parse_count(name, value)?,
            _ => return Err(format!("`bench` does not know `{name}`.")),
        }
    }
    Ok(Bench::Search(Search { articles: parse_counts(&articles)?, rows, rounds }))
}

fn parse_counts(numbers: &str) -> Result<Vec<u32>, String> {
    numbers.split(',').map(|number| parse_count("--n", number)).collect()
}

fn parse_archive(words: &[String]) -> Result<Bench, String> {
    let mut articles = BENCH_ARTICLES.to_owned();
    for (name, value) in valued(words) {
        match name {
            "--n" => articles = value.to_owned(),
            _ => return Err(format!("`bench archive` does not know `{name}`.")),
        }
    }
    Ok(Bench::Archive(parse_counts(&articles)?))
}

const GROWTH_ARTICLES: u32 = 10_000;

fn parse_growth(words: &[String]) -> Result<Bench, String> {
    let mut articles = GROWTH_ARTICLES;
    for (name, value) in valued(words) {
        match name {
            "--n" => articles = parse_count(name, value)?,
            _ => return Err(format!("`bench growth` does not know `{name}`.")),
        }
    }
    Ok(Bench::Growth(articles))
}

const FRAMES_EVENTS: u32 = 10_000;
const FRAMES_ROUNDS: u32 = 3;

fn parse_frames(words: &[String]) -> Result<Bench, String> {
    let (mut events, mut rounds) = (FRAMES_EVENTS, FRAMES_ROUNDS);
    for (name, value) in valued(words) {
        match name {
            "--n" => events = parse_count(name, value)?,
            "--rounds" => rounds = parse_count(name, value)?,
            _ => return Err(format!("`bench frames` does not know `{name}`.")),
        }
    }
    Ok(Bench::Frames(Frames { events, rounds }))
}

/// Options with their values, written `--name value` or `--name=value`.
fn valued(words: &[String]) -> Vec<(&str, &str)> {
    let (mut options, mut words) = (Vec::new(), words.iter());
    while let Some(word) = words.next() {
        let with_next = || (word.as_str(), words.next().map_or("", String::as_str));
        options.push(word.split_once('=').unwrap_or_else(with_next));
    }
    options
}

fn parse_count(option: &str, word: &str) -> Result<u32, String> {
    let number = word.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| format!("`{option}` takes whole numbers above 0, not `{word}`."))
}

/// Numbers as [`parse`] reads several.
pub fn joined(numbers: &[u32]) -> String {
    numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(",")
}

fn parse_port(word: &str) -> Result<u16, String> {
    let number = word.parse().ok().filter(|port| *port > 0);
    number.ok_or_else(|| format!("`--port` takes 1 to 65535, not `{word}`."))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a line is read as, or the problem with it.
    fn read(line: &str) -> String {
        match parse(line.split_whitespace().map(str::to_owned)) {
            Ok(Task::Serve(it)) => format!("{} at {}, open: {}", it.edition, it.port, it.open),
            Ok(Task::Bench(Bench::Search(it))) => {
                format!("{} of {}, {} rounds", it.rows, joined(&it.articles), it.rounds)
            }
            Ok(Task::Bench(Bench::Frames(it))) => format!("{} events, {} rounds", it.events, it.rounds),
            Ok(task) => format!("{task:?}"),
            Err(problem) => problem,
        }
    }

    #[test]
    fn lines_are_read_and_mistakes_are_named() {
        let rows = [
            ("", "Help"),
            ("help", "Help"),
            ("serve --help", "Help"),
            ("setup", "Setup"),
            ("setup now", "`setup` does not know `now`."),
            ("test", "Test([])"),
            ("test fmt html", "Test([\"fmt\", \"html\"])"),
            ("test speling", "There is no step `speling`."),
            ("serve", "content at 8080, open: true"),
            ("serve --no-open", "content at 8080, open: false"),
            ("serve --port 81 other", "other at 81, open: true"),
            ("serve other --port=82", "other at 82, open: true"),
            ("serve --prot 1", "`serve` does not know `--prot`."),
            ("serve one two", "`serve` takes one edition."),
            ("serve --port", "`--port` takes 1 to 65535, not ``."),
            ("serve --port 0", "`--port` takes 1 to 65535, not `0`."),
            ("bench", "ref-js,minisearch-fold,flexsearch-fold of 1000,10000, 5 rounds"),
            ("bench --n 50000 --rows=lunr --rounds 2", "lunr of 50000, 2 rounds"),
            ("bench --n 1000,", "`--n` takes whole numbers above 0, not ``."),
            ("bench --rounds 0", "`--rounds` takes whole numbers above 0, not `0`."),
            ("bench --quick", "`bench` does not know `--quick`."),
            ("bench frames", "10000 events, 3 rounds"),
            ("bench frames --n=500 --rounds 1", "500 events, 1 rounds"),
            ("bench frames --n 1,2", "`--n` takes whole numbers above 0, not `1,2`."),
            ("bench frames --rows lunr", "`bench frames` does not know `--rows`."),
            ("bench archive", "Bench(Archive([1000, 10000]))"),
            ("bench archive --n 5", "Bench(Archive([5]))"),
            ("bench archive --rounds 3", "`bench archive` does not know `--rounds`."),
            ("bench growth", "Bench(Growth(10000))"),
            ("bench growth --n 5", "Bench(Growth(5))"),
            ("bench growth --n 1,2", "`--n` takes whole numbers above 0, not `1,2`."),
            ("bench --frames", "`bench` does not know `--frames`."),
            ("srve", "There is no command `srve`."),
        ];
        for (line, expected) in rows {
            assert_eq!(read(line), expected, "{line}");
        }
    }
}
