//! How the cost of a build grows with its edition: `growth TOOL FOLDER EDITION EDITION`.
//!
//! Builds the small edition, the large one and the small one again, each into a folder of its own, so that
//! a machine that gets slower meanwhile is seen. A disk and a system may take more than ten times as
//! long for ten times as many files, whoever writes them; so after each build files of the same names
//! and lengths are written with nothing in them, in as many threads as the tool has, and both are
//! in the table. What a process cost is read from Linux's `/proc`.

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{env, thread};

/// What is known of one edition.
struct Measured {
    /// Bytes of the edition's files.
    given: u64,
    /// How many files were made of it, and their bytes.
    files: usize,
    made: u64,
    /// What the build cost, and what it costs to write such files.
    build: Cost,
    plain: Cost,
}

/// What some work costs: seconds by the clock, seconds of all cores in the program and in the system
/// for it, and the most memory, in bytes.
#[derive(Clone, Copy)]
struct Cost {
    clock: f64,
    program: f64,
    system: f64,
    memory: u64,
}

/// A file below a folder, and its length.
type Sized = (PathBuf, u64);

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [tool, folder, small, large] = words.as_slice() else {
        return Err("a tool, a folder and two editions are needed: growth TOOL FOLDER EDITION EDITION".into());
    };
    if folder.exists() && fs::read_dir(folder)?.next().is_some() {
        // To remove it now would make the disk slow: ext4 looks at what was freed a minute ago again and again.
        return Err(
            format!("{} is not empty: remove what is in it and wait some minutes", folder.display()).into()
        );
    }
    let measure = |name: &str, edition: &Path| measured(tool, &folder.join(name), edition);
    let columns = [measure("small", small)?, measure("large", large)?, measure("again", small)?];
    fs::remove_dir_all(folder)?;
    print!("{}", table(&columns));
    Ok(())
}

/// Builds an edition, and writes the like of it.
fn measured(tool: &Path, folder: &Path, edition: &Path) -> Result<Measured, Box<dyn Error>> {
    eprintln!("{}", edition.display());
    let site = folder.join("site");
    fs::create_dir_all(folder)?;
    settle()?;
    let build = built(Command::new(tool).arg("build").arg(edition).arg("--out").arg(&site))?;
    let sized = all_files(&site)?;
    settle()?;
    let plain = written(&folder.join("plain"), &sized)?;
    let given = all_files(edition)?.iter().map(|x| x.1).sum();
    Ok(Measured { given, files: sized.len(), made: sized.iter().map(|x| x.1).sum(), build, plain })
}

/// Waits until the disk has all that was written before.
fn settle() -> io::Result<()> {
    Command::new("sync").status().map(drop)
}

/// What a command costs from its start to its end.
fn built(command: &mut Command) -> Result<Cost, Box<dyn Error>> {
    const OFTEN: Duration = Duration::from_millis(10);
    let begun = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let process = PathBuf::from(format!("/proc/{}", child.id()));
    let mut memory = 0;
    // One that has ended is there until it is waited for, with all that it took but its memory.
    let cost = loop {
        let (has_ended, program, system) = times(&process)?;
        if has_ended {
            break Cost { clock: begun.elapsed().as_secs_f64(), program, system, memory };
        }
        memory = most_memory(&process).unwrap_or(memory);
        thread::sleep(OFTEN);
    };
    let status = child.wait()?;
    if !status.success() {
        return Err(format!("{command:?} ended with {status}").into());
    }
    Ok(cost)
}

/// Writes files of these names and lengths.
fn written(folder: &Path, files: &[Sized]) -> Result<Cost, Box<dyn Error>> {
    let longest = files.iter().map(|x| x.1).max().unwrap_or_default();
    let nothing = vec![b' '; longest as usize];
    let process = Path::new("/proc/self");
    let (_, program, system) = times(process)?;
    let begun = Instant::now();
    let next = AtomicUsize::new(0);
    let write = || -> io::Result<()> {
        while let Some((path, length)) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            let path = folder.join(path);
            let file = File::create_new(&path).or_else(|_| {
                fs::create_dir_all(path.parent().unwrap_or(folder))?;
                File::create_new(&path)
            });
            file?.write_all(&nothing[..*length as usize])?;
        }
        Ok(())
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(write)).collect();
        threads.into_iter().try_for_each(|x| x.join().expect("writing does not panic"))
    })?;
    let clock = begun.elapsed().as_secs_f64();
    let (_, program_then, system_then) = times(process)?;
    Ok(Cost { clock, program: program_then - program, system: system_then - system, memory: 0 })
}

/// All files below a folder, sorted.
fn all_files(folder: &Path) -> io::Result<Vec<Sized>> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(place) = folders.pop() {
        for entry in fs::read_dir(folder.join(&place))? {
            let entry = entry?;
            let path = place.join(entry.file_name());
            match entry.file_type()?.is_dir() {
                true => folders.push(path),
                false => files.push((path, entry.metadata()?.len())),
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Whether a process has ended, and the seconds that it took in itself and in the system: see proc(5).
fn times(process: &Path) -> Result<(bool, f64, f64), Box<dyn Error>> {
    /// What Linux counts for programs in a second, on every machine.
    const TICKS: f64 = 100.0;
    let stat = fs::read_to_string(process.join("stat"))?;
    // The name before may have blanks and brackets in it.
    let fields: Vec<&str> = stat.rsplit_once(") ").ok_or("no fields")?.1.split(' ').collect();
    let ticks = |at: usize| fields.get(at).ok_or("too few fields")?.parse::<f64>().map_err(|x| x.to_string());
    Ok((fields[0] == "Z", ticks(11)? / TICKS, ticks(12)? / TICKS))
}

/// The most memory that a process has had so far, in bytes.
fn most_memory(process: &Path) -> Option<u64> {
    let status = fs::read_to_string(process.join("status")).ok()?;
    let kilobytes = status.lines().find_map(|x| x.strip_prefix("VmHWM:"))?.trim().strip_suffix(" kB")?;
    kilobytes.parse::<u64>().ok().map(|x| x * 1024)
}

/// A row: its name, what is measured, and with how many digits after the point.
type Row = (&'static str, fn(&Measured) -> f64, usize);

const ROWS: [Row; 12] = [
    ("edition, MB", |x| x.given as f64 / 1e6, 1),
    ("files", |x| x.files as f64, 0),
    ("site, MB", |x| x.made as f64 / 1e6, 0),
    ("build, s", |x| x.build.clock, 1),
    ("in the program, s of a core", |x| x.build.program, 1),
    ("in the system, s of a core", |x| x.build.system, 1),
    ("together, s of a core", |x| x.build.program + x.build.system, 1),
    ("memory, MB", |x| x.build.memory as f64 / 1e6, 0),
    ("such files written plainly, s", |x| x.plain.clock, 1),
    ("in the system, s of a core", |x| x.plain.system, 1),
    ("build without that, s", |x| x.build.clock - x.plain.clock, 1),
    (
        "together without that, s of a core",
        |x| x.build.program + x.build.system - x.plain.program - x.plain.system,
        1,
    ),
];

/// The table in Markdown. How many times as much the large one is counts from the middle of the two
/// of the small one.
fn table(columns: &[Measured; 3]) -> String {
    let mut table = String::from("| | small | large | small again | times |\n|---|---:|---:|---:|---:|\n");
    for (name, value, digits) in ROWS {
        let [small, large, again] = columns.each_ref().map(value);
        let times = 2.0 * large / (small + again);
        table +=
            &format!("| {name} | {small:.digits$} | {large:.digits$} | {again:.digits$} | {times:.2} |\n");
    }
    table
}
