//! How the cost of a build grows with its edition: `growth TOOL FOLDER SMALL LARGE`.
//!
//! Builds the small edition, the large one and the small one again, each into a folder of its own, so that
//! a machine that gets slower meanwhile is seen. A build ends before the disk has what it wrote: the system
//! keeps that in memory, all of a small site and a part of a large one. So how long it takes until the
//! disk has it is measured, too. What a process cost is read from Linux's `/proc`.

use std::error::Error;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, thread};

/// What is known of one edition.
struct Measured {
    /// Bytes of the edition's files.
    given: u64,
    /// How many files were made of it, and their bytes.
    files: usize,
    made: u64,
    /// What the build cost.
    build: Cost,
    /// Seconds from its end until the disk had all of it.
    settled: f64,
}

/// What a build costs: seconds by the clock, seconds of all cores in the program and in the system
/// for it, and the most memory, in bytes.
struct Cost {
    clock: f64,
    program: f64,
    system: f64,
    memory: u64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [tool, folder, small, large] = words.as_slice() else {
        return Err("a tool, a folder and two editions are needed: growth TOOL FOLDER SMALL LARGE".into());
    };
    if folder.exists() && fs::read_dir(folder)?.next().is_some() {
        // To remove it now would make the disk slow: ext4 looks at what was freed a minute ago again and again.
        return Err(
            format!("{} is not empty: remove what is in it and wait some minutes", folder.display()).into()
        );
    }
    let measure = |name: &str, edition: &Path| measured(tool, &folder.join(name), edition);
    let columns = [measure("small", small)?, measure("large", large)?, measure("again", small)?];
    print!("{}", table(&columns));
    Ok(fs::remove_dir_all(folder)?)
}

/// Builds an edition into a folder.
fn measured(tool: &Path, folder: &Path, edition: &Path) -> Result<Measured, Box<dyn Error>> {
    eprintln!("{}", edition.display());
    let site = folder.join("site");
    fs::create_dir_all(folder)?;
    let given = all_files(edition)?.iter().map(|x| x.1).sum();
    settle()?;
    let build = built(Command::new(tool).arg("build").arg(edition).arg("--out").arg(&site))?;
    let ended = Instant::now();
    settle()?;
    let settled = ended.elapsed().as_secs_f64();
    // Beside the site is what is remembered of it.
    let all = all_files(folder)?;
    all.iter().try_for_each(|x| forget(&x.0))?;
    let made: Vec<u64> = all.iter().filter(|x| x.0.starts_with(&site)).map(|x| x.1).collect();
    Ok(Measured { given, files: made.len(), made: made.iter().sum(), build, settled })
}

/// Waits until the disk has all that was written before.
fn settle() -> io::Result<()> {
    Command::new("sync").status().map(drop)
}

/// Has the system keep nothing of a file in memory, so that what comes after begins as this began.
#[cfg(target_os = "linux")]
fn forget(path: &Path) -> io::Result<()> {
    use rustix::fs::{Advice, fadvise};
    Ok(fadvise(File::open(path)?, 0, None, Advice::DontNeed)?)
}

#[cfg(not(target_os = "linux"))]
fn forget(_: &Path) -> io::Result<()> {
    Ok(())
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

/// All files below a folder, with their lengths.
fn all_files(folder: &Path) -> io::Result<Vec<(PathBuf, u64)>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(place) = folders.pop() {
        for entry in fs::read_dir(place)? {
            let entry = entry?;
            match entry.file_type()?.is_dir() {
                true => folders.push(entry.path()),
                false => files.push((entry.path(), entry.metadata()?.len())),
            }
        }
    }
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

const ROWS: [Row; 9] = [
    ("edition, MB", |x| x.given as f64 / 1e6, 1),
    ("files", |x| x.files as f64, 0),
    ("site, MB", |x| x.made as f64 / 1e6, 0),
    ("build, s", |x| x.build.clock, 1),
    ("until the disk has it, s", |x| x.build.clock + x.settled, 1),
    ("in the program, s of a core", |x| x.build.program, 1),
    ("in the system, s of a core", |x| x.build.system, 1),
    ("together, s of a core", |x| x.build.program + x.build.system, 1),
    ("memory, MB", |x| x.build.memory as f64 / 1e6, 0),
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
