//! The edge towards the disk: the `caunoi` tool.
//!
//! The pipeline, one step a file: [`check`] reads an edition's folder into a record with
//! all its problems; [`images`] makes the sizes of its pictures; [`reader`] finds the
//! compiled reader and links the record into it; [`prerender`] prints every page, [`preview`]
//! paints what others show of it; [`build`] puts them together, [`single`] into one file;
//! [`serve`] shows them while one writes.

pub mod build;
pub mod check;
pub mod exports;
pub mod headers;
pub mod images;
pub mod labels;
pub mod oembed;
pub mod offline;
pub mod policy;
pub mod prerender;
pub mod preview;
pub mod previews;
pub mod reader;
pub mod serve;
mod shorten;
pub mod single;
mod split;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::record::Record;
use crate::record::date::Date;
use check::Severity;

/// Keeps, checks and publishes a record of what the press reported about an organisation.
#[derive(Parser)]
#[command(name = "caunoi", version, after_help = EXIT_STATUSES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXIT_STATUSES: &str = "Exit status: 0 done, 1 the edition has problems, 2 it could not be done.";

#[derive(Subcommand)]
enum Command {
    /// Read an edition and print all its problems.
    Check {
        /// The edition's folder.
        #[arg(default_value = "content")]
        edition: PathBuf,
        /// The day by which plans should have an outcome, as YYYY-MM-DD; today if not given.
        #[arg(long)]
        today: Option<String>,
    },
    /// Write the JSON Schemas of an edition's files, for editors that complete and underline.
    Schema {
        /// The folder to write them to; without it they are printed.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Check an edition, link it into the compiled reader and write the whole site.
    Build {
        /// The edition's folder.
        #[arg(default_value = "content")]
        edition: PathBuf,
        /// The folder to write; what it held before is replaced.
        #[arg(long)]
        out: PathBuf,
        /// The folder of the compiled reader.
        #[arg(long)]
        reader: Option<PathBuf>,
    },
    /// Show an edition in the browser; what is saved is on screen at once.
    Serve {
        /// The edition's folder.
        #[arg(default_value = "content")]
        edition: PathBuf,
        /// The port on this machine.
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// The folder of the compiled reader.
        #[arg(long)]
        reader: Option<PathBuf>,
    },
    /// Trunk's hook: keep the compiled reader, and make its staging folder the whole site.
    #[command(hide = true)]
    Weave {
        /// The edition's folder.
        edition: PathBuf,
    },
}

/// Runs the tool with the arguments of the command line.
pub fn run() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Check { edition, today } => check_command(&edition, today.as_deref()),
        Command::Schema { out } => schema_command(out.as_deref()),
        Command::Build { edition, out, reader } => build_command(&edition, &out, reader),
        Command::Serve { edition, port, reader } => {
            reader::Reader::open(reader).and_then(|reader| serve::serve(&edition, port, &reader))
        }
        Command::Weave { edition } => weave_command(&edition),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Problems) => ExitCode::from(1),
        Err(Failure::Impossible(why)) => {
            eprintln!("caunoi: {why}");
            ExitCode::from(2)
        }
    }
}

/// Why a command did not do what was asked.
pub enum Failure {
    /// The edition has problems; they have been printed.
    Problems,
    /// It could not be tried; the sentence says why.
    Impossible(String),
}

impl Failure {
    /// Something could not be done with a file or a folder.
    fn file(path: &Path, doing: &str, error: &std::io::Error) -> Failure {
        Failure::Impossible(format!("cannot {doing} {}: {error}", path.display()))
    }
}

/// Reads an edition and prints its problems to standard error.
pub fn read_edition(edition: &Path, today: Option<Date>) -> Result<Record, Failure> {
    if !edition.is_dir() {
        return Err(Failure::Impossible(format!("there is no folder {}", edition.display())));
    }
    let checked = check::read(edition, today);
    for problem in &checked.problems {
        eprintln!("{problem}\n");
    }
    let errors = checked.problems.iter().filter(|x| x.severity == Severity::Error).count();
    let warnings = checked.problems.len() - errors;
    if !checked.problems.is_empty() {
        eprintln!("{}: errors: {errors}, warnings: {warnings}", edition.display());
    }
    for (lang, have, of) in &checked.coverage {
        eprintln!("{}: {lang}: {have} of {of} texts", edition.display());
    }
    checked.record.ok_or(Failure::Problems)
}

fn check_command(edition: &Path, today: Option<&str>) -> Result<(), Failure> {
    let today = match today {
        Some(day) => day.parse().map_err(|x| Failure::Impossible(format!("--today {day}: {x}")))?,
        None => today_here(),
    };
    read_edition(edition, Some(today)).map(|_| ())
}

/// Today in UTC. Only `check` asks: what is built does not depend on the clock.
fn today_here() -> Date {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let (year, month, day) = crate::record::date::Day((since.as_secs() / 86_400) as i32).ymd();
    format!("{year:04}-{month:02}-{day:02}").parse().expect("a day of the calendar is a date")
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

fn build_command(edition: &Path, out: &Path, reader: Option<PathBuf>) -> Result<(), Failure> {
    let reader = reader::Reader::open(reader)?;
    let record = read_edition(edition, None)?;
    build::site(record, edition, &reader)?.published(&reader)?.write(out)
}

fn weave_command(edition: &Path) -> Result<(), Failure> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR")
        .ok_or_else(|| Failure::Impossible("weave is for Trunk, which names its staging folder".into()))?;
    let profile = std::env::var("TRUNK_PROFILE").unwrap_or("release".into());
    let reader = reader::Reader::of_trunk(&profile, Path::new("public"))?;
    reader.keep(&reader::default_folder()?)?;
    let record = read_edition(edition, None)?;
    build::site(record, edition, &reader)?.published(&reader)?.write(Path::new(&staging))
}
