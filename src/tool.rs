//! The command line of `caunoi`: what can be asked, and what it answers on a terminal, to a
//! machine (`--json`) and by its exit status. What is done stands in [`crate::desk`] and
//! [`crate::site`].

use std::fs;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

use anstream::{eprint, eprintln, print, println};
use clap::{Args, CommandFactory, Parser, Subcommand};
use clap_complete::Shell;
use serde_json::{Value, json};

use crate::desk::sheet::{self, Separator};
use crate::desk::stats::Stats;
use crate::desk::{draft, fix, new};
use crate::record::Record;
use crate::record::date::Date;
use crate::site::check::{self, Checked, Problem, Severity};
use crate::site::folder::{Beside, hidden};
use crate::site::reader::{self, Reader};
use crate::site::{Failure, build, serve};

/// Keeps, checks and publishes a record of what the press reported about an organisation.
#[derive(Parser)]
#[command(name = "caunoi", version, after_help = AFTER)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const AFTER: &str = "\
Examples:
  caunoi new edition my-edition      make an edition, with an example in it
  caunoi serve my-edition            see it in the browser while you write
  caunoi check my-edition            every problem, with its place and what would be right
  caunoi build my-edition --out site write the whole site

Exit status:
  0  done
  1  the edition has problems, or something in it is left to decide
  2  it could not be done, or the command line says nothing that can be";

/// Whether the answer is for a machine.
#[derive(Args)]
struct Output {
    /// Answer in JSON on standard output.
    #[arg(long)]
    json: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Make an edition, or an entry of one; what is not given is asked.
    #[command(
        after_help = "Examples:\n  caunoi new edition my-edition --languages vi,en --organisation vi=\"Hội Sách\" --organisation en=\"Book Society\"\n  caunoi new person my-edition --name \"Lê Thị Mơ\" --line vi=\"Thủ thư\" --line en=\"Librarian\""
    )]
    New {
        #[command(subcommand)]
        what: New,
    },
    /// Read an edition and print all its problems.
    #[command(after_help = "Example:\n  caunoi check my-edition --today 2026-12-31")]
    Check {
        /// The edition's folder.
        #[arg(default_value = "content")]
        edition: PathBuf,
        /// The day by which plans should have an outcome, as YYYY-MM-DD; today if not given.
        #[arg(long)]
        today: Option<String>,
        #[command(flatten)]
        output: Output,
    },
    /// Repair what needs no judgement, and ask about the rest.
    #[command(
        after_help = "Examples:\n  caunoi fix my-edition --dry-run    only show what would be changed\n  caunoi fix my-edition --yes        change all that has one right answer"
    )]
    Fix {
        /// The edition's folder.
        #[arg(default_value = "content")]
        edition: PathBuf,
        /// Only show what would be changed.
        #[arg(long)]
        dry_run: bool,
        /// Change everything that has exactly one right answer, and ask nothing.
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        output: Output,
    },
    /// Make drafts of articles from saved newspaper pages, HTML or text; or take an edition back
    /// from a spreadsheet.
    #[command(
        after_help = "Examples:\n  caunoi import saved-page.html --into my-edition\n  caunoi import --csv tables --into my-edition\n\nThe drafts stand in my-edition/drafts, which is never published; a page's own sentences stand in one of its files alone."
    )]
    Import {
        /// The saved pages; with --csv the folder of the tables.
        #[arg(required = true)]
        from: Vec<PathBuf>,
        /// The edition's folder.
        #[arg(long, default_value = "content")]
        into: PathBuf,
        /// Take back the tables that `export --csv` wrote.
        #[arg(long)]
        csv: bool,
        /// Delete the articles and labels whose rows were deleted.
        #[arg(long, requires = "csv")]
        delete: bool,
        #[command(flatten)]
        output: Output,
    },
    /// Write an edition as tables for a spreadsheet; `import --csv` takes them back.
    #[command(after_help = "Example:\n  caunoi export --csv my-edition --out tables --separator semicolon")]
    Export {
        /// The edition's folder.
        #[arg(default_value = "content")]
        edition: PathBuf,
        /// As CSV (RFC 4180), a table for each kind of thing.
        #[arg(long, required = true)]
        csv: bool,
        /// The folder to write.
        #[arg(long)]
        out: PathBuf,
        /// What stands between cells: comma, semicolon or tab. Spreadsheets in Vietnamese, French or
        /// German want the semicolon.
        #[arg(long, default_value = "comma")]
        separator: Separator,
        #[command(flatten)]
        output: Output,
    },
    /// Count what an edition has by year, language, topic and newspaper, and name what it lacks.
    #[command(after_help = "Example:\n  caunoi stats my-edition --json")]
    Stats {
        /// The edition's folder.
        #[arg(default_value = "content")]
        edition: PathBuf,
        #[command(flatten)]
        output: Output,
    },
    /// Write the JSON Schemas of an edition's files, for editors that complete and underline.
    Schema {
        /// The folder to write them to; without it they are printed.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Check an edition, link it into the compiled reader and write the whole site.
    ///
    /// Of a large edition, what is as it was the last time is kept. For that the site before stays
    /// hidden beside the folder: for one named site as .site.new, with .site.stamps, which says what the
    /// files were made from, .site.articles, which has what was found in the articles, .site.index, which
    /// has their words, and .site.names, which has whom they name. All may be deleted at any time.
    #[command(after_help = "Example:\n  caunoi build my-edition --out site")]
    Build {
        /// The edition's folder.
        #[arg(default_value = "content")]
        edition: PathBuf,
        /// The folder to write; what it held before is replaced, in one step at the end.
        #[arg(long)]
        out: PathBuf,
        /// The folder of the compiled reader, if not the one that the program brings.
        #[arg(long)]
        reader: Option<PathBuf>,
        #[command(flatten)]
        output: Output,
    },
    /// Show an edition in the browser; what is saved is on screen at once.
    #[command(after_help = "Example:\n  caunoi serve my-edition --port 8081")]
    Serve {
        /// The edition's folder.
        #[arg(default_value = "content")]
        edition: PathBuf,
        /// The port on this machine.
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// The folder of the compiled reader, if not the one that the program brings.
        #[arg(long)]
        reader: Option<PathBuf>,
    },
    /// Print what completes this program's commands in a shell.
    #[command(
        after_help = "Example:\n  caunoi completions bash > ~/.local/share/bash-completion/completions/caunoi"
    )]
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the manual page (roff).
    #[command(after_help = "Example:\n  caunoi man | man -l -")]
    Man,
    /// Trunk's hook: keep the compiled reader, and make its staging folder the whole site.
    #[command(hide = true)]
    Weave {
        /// The edition's folder.
        edition: PathBuf,
    },
}

/// What can be made.
#[derive(Subcommand)]
enum New {
    /// An edition, with an example of everything in it.
    Edition {
        /// The folder to make.
        folder: PathBuf,
        /// The two languages as BCP 47 tags: vi,en.
        #[arg(long)]
        languages: Option<String>,
        /// The name of the organisation that it is about, by language: en=Book Society.
        #[arg(long, value_name = "LANG=TEXT")]
        organisation: Vec<String>,
        /// The name of the edition, by language, if not that of the organisation.
        #[arg(long, value_name = "LANG=TEXT")]
        name: Vec<String>,
        /// A short id for file names.
        #[arg(long)]
        id: Option<String>,
        /// Where it will be published: https://…/
        #[arg(long)]
        base_url: Option<String>,
        #[command(flatten)]
        output: Output,
    },
    /// An article.
    Article {
        #[command(flatten)]
        entry: Entry,
        /// The day of what is reported, in EDTF: 2022-07-14.
        #[arg(long)]
        date: Option<String>,
        /// The headline as published.
        #[arg(long)]
        headline: Option<String>,
        /// The language that the headline is in.
        #[arg(long)]
        headline_lang: Option<String>,
        /// The headline's sense, by language.
        #[arg(long, value_name = "LANG=TEXT")]
        title: Vec<String>,
        /// The newspaper: its id among the organisations, or its name.
        #[arg(long)]
        publisher: Option<String>,
        /// When it was published: 2022-07-14T19:38.
        #[arg(long)]
        published: Option<String>,
        /// Where it can be read.
        #[arg(long)]
        url: Option<String>,
        /// The ids of its topics, with commas.
        #[arg(long)]
        topic: Option<String>,
    },
    /// A person.
    Person {
        #[command(flatten)]
        entry: Entry,
        #[command(flatten)]
        named: Named,
        /// One line on who this is, by language.
        #[arg(long, value_name = "LANG=TEXT")]
        line: Vec<String>,
    },
    /// An organisation.
    Organisation {
        #[command(flatten)]
        entry: Entry,
        #[command(flatten)]
        named: Named,
        /// body, organ, fund, newspaper or collective.
        #[arg(long)]
        kind: Option<String>,
        /// Its short name, by language.
        #[arg(long, value_name = "LANG=TEXT")]
        short: Vec<String>,
        /// One line on what it is, by language.
        #[arg(long, value_name = "LANG=TEXT")]
        line: Vec<String>,
    },
    /// An office of an organisation.
    Office {
        #[command(flatten)]
        entry: Entry,
        #[command(flatten)]
        named: Named,
        /// The id of the organisation.
        #[arg(long)]
        organisation: Option<String>,
        /// Whether only one person can hold it at a time: yes or no.
        #[arg(long)]
        single: Option<String>,
    },
    /// An event: what it is called. When it was, articles report.
    Event {
        #[command(flatten)]
        entry: Entry,
        #[command(flatten)]
        named: Named,
        /// meeting, programme, campaign, document, term or anniversary.
        #[arg(long)]
        kind: Option<String>,
        /// The ids of those who hold it, with commas.
        #[arg(long)]
        organisation: Option<String>,
        /// The ids of its topics, with commas.
        #[arg(long)]
        topic: Option<String>,
        /// The id of the series that it belongs to.
        #[arg(long)]
        series: Option<String>,
    },
    /// A topic.
    Topic {
        #[command(flatten)]
        entry: Entry,
        #[command(flatten)]
        named: Named,
    },
    /// A series of events that recur.
    Series {
        #[command(flatten)]
        entry: Entry,
        #[command(flatten)]
        named: Named,
    },
    /// A term of the glossary.
    Term {
        #[command(flatten)]
        entry: Entry,
        #[command(flatten)]
        named: Named,
    },
}

/// What every entry has.
#[derive(Args)]
struct Entry {
    /// The edition's folder.
    #[arg(default_value = "content")]
    edition: PathBuf,
    /// Its id; one is suggested from its name.
    #[arg(long)]
    id: Option<String>,
    #[command(flatten)]
    output: Output,
}

/// What an entry of a registry has.
#[derive(Args)]
struct Named {
    /// Its name, by language; without a tag it is in the first language.
    #[arg(long, value_name = "LANG=TEXT")]
    name: Vec<String>,
}

/// Runs the tool with the arguments of the command line.
pub fn run() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::New { what } => new_command(what),
        Command::Check { edition, today, output } => check_command(&edition, today.as_deref(), &output),
        Command::Fix { edition, dry_run, yes, output } => fix_command(&edition, dry_run, yes, &output),
        Command::Import { from, into, csv: false, output, .. } => drafts_command(&from, &into, &output),
        Command::Import { from, into, csv: true, delete, output } => {
            sheet_command(&from, &into, delete, &output)
        }
        Command::Export { edition, out, separator, output, .. } => {
            export_command(&edition, &out, separator, &output)
        }
        Command::Stats { edition, output } => stats_command(&edition, &output),
        Command::Schema { out } => schema_command(out.as_deref()),
        Command::Build { edition, out, reader, output } => build_command(&edition, &out, reader, &output),
        Command::Serve { edition, port, reader } => {
            Reader::open(reader).and_then(|reader| serve::serve(&edition, port, &reader))
        }
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Arguments::command(), "caunoi", &mut std::io::stdout());
            Ok(())
        }
        Command::Man => man_command(),
        Command::Weave { edition } => weave_command(&edition),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Problems) => ExitCode::from(1),
        Err(Failure::Impossible(why)) => {
            eprintln!("{BAD}caunoi:{BAD:#} {why}");
            ExitCode::from(2)
        }
    }
}

/// How errors and warnings look on a terminal; elsewhere they are plain.
const BAD: anstyle::Style = anstyle::AnsiColor::Red.on_default().bold();
const DOUBTFUL: anstyle::Style = anstyle::AnsiColor::Yellow.on_default().bold();

/// Reads an edition and prints its problems to standard error.
fn read_edition(edition: &Path, today: Option<Date>) -> Result<Record, Failure> {
    let checked = checked(edition, today)?;
    eprint!("{}", painted(&check::said(&checked, edition)));
    checked.record.ok_or(Failure::Problems)
}

/// The same before it is built into a folder. What is found in a large one is kept beside that.
fn read_once_more(edition: &Path, out: &Path) -> Result<Record, Failure> {
    is_there(edition)?;
    let kept = hidden(out, "articles");
    let (checked, next) = check::read_again(edition, &fs::read(&kept).unwrap_or_default(), reader::version());
    eprint!("{}", painted(&check::said(&checked, edition)));
    let record = checked.record.ok_or(Failure::Problems)?;
    // If it cannot be kept, the next time takes longer.
    let _ = match next {
        _ if !record.is_large() => {
            ["articles", "index", "names"].iter().for_each(|x| drop(fs::remove_file(hidden(out, x))));
            Ok(())
        }
        Some(next) => {
            fs::File::create(&kept).and_then(|mut file| next.iter().try_for_each(|x| file.write_all(x)))
        }
        None => Ok(()),
    };
    Ok(record)
}

fn checked(edition: &Path, today: Option<Date>) -> Result<Checked, Failure> {
    is_there(edition)?;
    Ok(check::read(edition, today))
}

fn is_there(edition: &Path) -> Result<(), Failure> {
    let gone = || Failure::Impossible(format!("there is no folder {}", edition.display()));
    edition.is_dir().then_some(()).ok_or_else(gone)
}

/// The word with which a problem begins, in its colour.
fn painted(said: &str) -> String {
    let line = |line: &str| {
        for (word, style) in [("error:", BAD), ("warning:", DOUBTFUL)] {
            if let Some(rest) = line.strip_prefix(word) {
                return format!("{style}{word}{style:#}{rest}\n");
            }
        }
        format!("{line}\n")
    };
    said.lines().map(line).collect()
}

/// A problem for a machine: its severity, place, message and hint.
fn as_json(problem: &Problem) -> Value {
    let severity = if problem.severity == Severity::Error { "error" } else { "warning" };
    let Problem { file, line, column, message, hint, .. } = problem;
    json!({
        "severity": severity, "file": file, "line": line, "column": column, "message": message, "hint": hint,
    })
}

fn check_command(edition: &Path, today: Option<&str>, output: &Output) -> Result<(), Failure> {
    let today = match today {
        Some(day) => day.parse().map_err(|x| Failure::Impossible(format!("--today {day}: {x}")))?,
        None => today_here(),
    };
    if !output.json {
        return read_edition(edition, Some(today)).map(|_| ());
    }
    let checked = checked(edition, Some(today))?;
    let texts =
        checked.coverage.iter().map(|(lang, have, of)| json!({ "lang": lang, "texts": have, "of": of }));
    let problems = checked.problems.iter().map(as_json).collect::<Vec<_>>();
    println!("{:#}", json!({ "problems": problems, "coverage": texts.collect::<Vec<_>>() }));
    if checked.record.is_some() { Ok(()) } else { Err(Failure::Problems) }
}

/// Today in UTC. Only `check` asks: what is built does not depend on the clock.
fn today_here() -> Date {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let (year, month, day) = crate::record::date::Day((since.as_secs() / 86_400) as i32).ymd();
    format!("{year:04}-{month:02}-{day:02}").parse().expect("a day of the calendar is a date")
}

/// Whom to ask: nobody where the answer is for a machine.
fn whom(output: &Output) -> Box<dyn new::Ask> {
    if output.json { Box::new(new::Nobody) } else { new::terminal() }
}

fn new_command(what: New) -> Result<(), Failure> {
    let one = |value: Option<String>| Vec::from_iter(value);
    let (sort, Entry { edition, id, output }, options) = match what {
        New::Edition { folder, languages, organisation, name, id, base_url, output } => (
            None,
            Entry { edition: folder, id, output },
            vec![
                ("languages", one(languages)),
                ("organisation", organisation),
                ("name", name),
                ("base-url", one(base_url)),
            ],
        ),
        New::Article { entry, date, headline, headline_lang, title, publisher, published, url, topic } => (
            Some(new::Entry::Article),
            entry,
            vec![
                ("date", one(date)),
                ("headline", one(headline)),
                ("headline-lang", one(headline_lang)),
                ("title", title),
                ("publisher", one(publisher)),
                ("published", one(published)),
                ("url", one(url)),
                ("topic", one(topic)),
            ],
        ),
        New::Person { entry, named, line } => {
            (Some(new::Entry::Person), entry, vec![("name", named.name), ("line", line)])
        }
        New::Organisation { entry, named, kind, short, line } => (
            Some(new::Entry::Organisation),
            entry,
            vec![("name", named.name), ("kind", one(kind)), ("short", short), ("line", line)],
        ),
        New::Office { entry, named, organisation, single } => (
            Some(new::Entry::Office),
            entry,
            vec![("name", named.name), ("organisation", one(organisation)), ("single", one(single))],
        ),
        New::Event { entry, named, kind, organisation, topic, series } => (
            Some(new::Entry::Event),
            entry,
            vec![
                ("name", named.name),
                ("kind", one(kind)),
                ("organisation", one(organisation)),
                ("topic", one(topic)),
                ("series", one(series)),
            ],
        ),
        New::Topic { entry, named } => (Some(new::Entry::Topic), entry, vec![("name", named.name)]),
        New::Series { entry, named } => (Some(new::Entry::Series), entry, vec![("name", named.name)]),
        New::Term { entry, named } => (Some(new::Entry::Term), entry, vec![("name", named.name)]),
    };
    let mut given = new::Given::default();
    for (option, values) in options.into_iter().chain([("id", one(id))]) {
        values.into_iter().for_each(|value| given.put(option, value));
    }
    let mut ask = whom(&output);
    let made = match sort {
        Some(sort) => new::entry(&edition, sort, &given, &mut *ask),
        None => new::edition(&edition, &given, &mut *ask),
    };
    let made = made.map_err(|x| Failure::Impossible(x.to_string()))?;
    if output.json {
        let files = made.files.iter().map(|x| x.to_string_lossy()).collect::<Vec<_>>();
        let new::Made { kind, id, line, left, .. } = &made;
        println!("{:#}", json!({ "kind": kind, "id": id, "files": files, "line": line, "left": left }));
    } else {
        println!("{made}");
    }
    Ok(())
}

fn fix_command(edition: &Path, dry_run: bool, yes: bool, output: &Output) -> Result<(), Failure> {
    let impossible = |x: fix::Error| Failure::Impossible(x.to_string());
    let fix::Plan { repairs, left } = fix::plan(edition).map_err(impossible)?;
    if output.json {
        let repair = |x: &fix::Repair| {
            let fix::Repair { file, line, column, old, new, why, certain, .. } = x;
            json!({
                "file": file, "line": line, "column": column, "old": old, "new": new, "why": why,
                "certain": certain,
            })
        };
        let all = repairs.iter().map(repair).collect::<Vec<_>>();
        println!("{:#}", json!({ "repairs": all, "left": left.iter().map(as_json).collect::<Vec<_>>() }));
    } else {
        left.iter().for_each(|x| eprint!("{}\n", painted(&x.to_string())));
    }
    if dry_run {
        if !output.json {
            repairs.iter().for_each(|x| println!("{x}"));
        }
    } else {
        let found = repairs.len();
        let taken = fix::choose(repairs, yes, &mut *whom(output));
        fix::apply(edition, &taken).map_err(impossible)?;
        if !output.json {
            println!("{}: repaired: {} of {found}", edition.display(), taken.len());
        }
    }
    if left.is_empty() { Ok(()) } else { Err(Failure::Problems) }
}

fn drafts_command(pages: &[PathBuf], edition: &Path, output: &Output) -> Result<(), Failure> {
    let imported = draft::import(pages, edition).map_err(Failure::Impossible)?;
    if output.json {
        println!("{:#}", json!({ "drafts": imported.iter().map(draft_as_json).collect::<Vec<_>>() }));
    } else {
        imported.iter().for_each(|x| println!("{x}\n"));
    }
    Ok(())
}

/// A draft for a machine: its files, how much was found, all of it with its lines, and what is
/// left to be written.
fn draft_as_json(imported: &draft::Imported) -> Value {
    let draft = &imported.draft;
    let [article, facts, sheet, text] = imported.files.each_ref().map(|x| x.to_string_lossy());
    json!({
        "page": imported.page.to_string_lossy(), "id": draft.id,
        "files": { "article": article, "facts": facts, "sheet": sheet, "text": text },
        "counts": {
            "people": draft.people.len(), "known": draft.known(), "organisations": draft.bodies.len(),
            "figures": draft.figures.len(), "dates": draft.dates.len(), "captions": draft.captions.len(),
        },
        "facts": imported.facts, "left": imported.left(),
    })
}

/// What could not be taken from tables or written to them; faults are said.
fn of_sheet(failure: &sheet::Failure, output: &Output) -> Failure {
    match failure {
        sheet::Failure::Faults(faults) if output.json => println!("{:#}", json!({ "faults": faults })),
        sheet::Failure::Faults(_) => eprint!("{}", painted(&failure.to_string())),
        sheet::Failure::File { .. } => return Failure::Impossible(failure.to_string()),
    }
    Failure::Problems
}

fn sheet_command(from: &[PathBuf], into: &Path, delete: bool, output: &Output) -> Result<(), Failure> {
    let [folder] = from else {
        return Err(Failure::Impossible("import --csv takes one folder, that of the tables".into()));
    };
    let imported = sheet::import(folder, into, delete).map_err(|x| of_sheet(&x, output))?;
    if output.json {
        println!("{:#}", json!(imported));
    } else {
        println!("{imported}");
    }
    Ok(())
}

fn export_command(edition: &Path, out: &Path, separator: Separator, output: &Output) -> Result<(), Failure> {
    let tables = sheet::export(edition, out, separator).map_err(|x| of_sheet(&x, output))?;
    if output.json {
        println!("{:#}", json!({ "out": out.to_string_lossy(), "tables": tables }));
    } else {
        println!("{}: tables: {}", out.display(), tables.len());
    }
    Ok(())
}

fn stats_command(edition: &Path, output: &Output) -> Result<(), Failure> {
    let checked = checked(edition, None)?;
    let Some(record) = &checked.record else {
        eprint!("{}", painted(&check::said(&checked, edition)));
        return Err(Failure::Problems);
    };
    let stats = Stats::of(record);
    match output.json {
        true => println!("{:#}", serde_json::to_value(&stats).expect("what was counted is JSON")),
        false => print!("{stats}"),
    }
    Ok(())
}

fn schema_command(out: Option<&Path>) -> Result<(), Failure> {
    for (name, schema) in check::schemas() {
        let text = format!("{schema:#}\n");
        let Some(folder) = out else {
            print!("{text}");
            continue;
        };
        std::fs::create_dir_all(folder).map_err(|x| Failure::file(folder, "make", &x))?;
        let path = folder.join(name);
        std::fs::write(&path, text).map_err(|x| Failure::file(&path, "write", &x))?;
    }
    Ok(())
}

fn build_command(
    edition: &Path,
    out: &Path,
    reader: Option<PathBuf>,
    output: &Output,
) -> Result<(), Failure> {
    // While the edition is read, what is there from the last time is looked through.
    let (record, others) = thread::scope(|scope| {
        let others = scope.spawn(|| (Reader::open(reader), Beside::again(out)));
        (read_once_more(edition, out), others.join())
    });
    let (reader, again) = others.map_err(|_| Failure::Impossible("the reader could not be opened".into()))?;
    let (reader, record) = (reader?, record?);
    let site = build::site(record, edition, &reader)?.published(&reader)?.remembering(out);
    let (pages, files) = (site.pages(), site.write(out, again, &progress)?);
    if output.json {
        println!("{:#}", json!({ "out": out, "pages": pages, "files": files }));
    } else {
        println!("{}: pages: {pages}, files: {files}", out.display());
    }
    Ok(())
}

/// How far the writing is, on a terminal and nowhere else; the line is written over again and again.
fn progress(written: usize, all: usize) {
    let mut terminal = std::io::stderr();
    if terminal.is_terminal() && written > 0 {
        let _ = write!(terminal, "\r{written} of {all} files\x1b[K\r");
    }
}

fn man_command() -> Result<(), Failure> {
    let mut page = Vec::new();
    let failed = |x: std::io::Error| Failure::Impossible(format!("cannot print: {x}"));
    clap_mangen::Man::new(Arguments::command()).render(&mut page).map_err(failed)?;
    std::io::stdout().write_all(&page).map_err(failed)
}

fn weave_command(edition: &Path) -> Result<(), Failure> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR")
        .ok_or_else(|| Failure::Impossible("weave is for Trunk, which names its staging folder".into()))?;
    let profile = std::env::var("TRUNK_PROFILE").unwrap_or("release".into());
    let reader = Reader::of_trunk(&profile, Path::new("public"))?;
    reader.keep(&reader::default_folder()?)?;
    reader.bring(&reader::one_program()?)?;
    let record = read_edition(edition, None)?;
    build::site(record, edition, &reader)?.published(&reader)?.write(
        Path::new(&staging),
        None,
        &|_, _| {},
    )?;
    Ok(())
}
