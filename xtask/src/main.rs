//! `cargo xtask`: all that a developer types, on a machine that has Rust and nothing else.
//!
//! - [`args`] reads the command line,
//! - [`repo`] knows the checkout and starts programs in it,
//! - [`tools`] installs what is missing, inside the checkout where that can be,
//! - [`version`] reads versions out of what programs and files say,
//! - [`serve`] builds, serves and builds again on a change,
//! - [`mod@test`] runs every check and prints one summary,
//! - [`mod@bench`] measures: the search beside others, the frames of the timeline, large archives.

mod args;
mod bench;
mod repo;
mod serve;
mod test;
mod tools;
mod version;

use args::Task;
use repo::Repo;
use std::process::ExitCode;

fn main() -> ExitCode {
    let given: Vec<_> = std::env::args_os().skip(1).collect();
    if given.first().is_some_and(|first| first == serve::GUARD) {
        return report(serve::guard(&given[1..]));
    }
    match args::parse(given.iter().map(|word| word.to_string_lossy().into_owned())) {
        Ok(task) => report(run(task)),
        Err(problem) => {
            eprintln!("{problem}\n\n{}", args::usage());
            ExitCode::from(2)
        }
    }
}

/// Does one task; `false` says that it ran to its end and found something wrong.
fn run(task: Task) -> Result<bool, String> {
    match task {
        Task::Help => println!("{}", args::usage()),
        Task::Setup => {
            tools::ensure_for_building(&Repo::find()?)?;
            println!("All that `cargo xtask serve` needs is there.");
        }
        Task::Serve(options) => serve::run(&Repo::find()?, &options)?,
        Task::Bench(options) => bench::run(&Repo::find()?, &options)?,
        Task::Test(names) => return test::run(&Repo::find()?, &names),
    }
    Ok(true)
}

/// The exit status of a task, after the sentence that says why it could not be done.
fn report(outcome: Result<bool, String>) -> ExitCode {
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}
