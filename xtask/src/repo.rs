//! The checkout: where things are in it, and how programs are started in it.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The profile of the native tool: see `[profile.tool]` in the root's Cargo.toml.
const TOOL_PROFILE: &str = "tool";

/// The checkout that this xtask belongs to.
pub struct Repo {
    root: PathBuf,
    target: PathBuf,
    /// The search path of every program started: the checkout's own tools come first.
    path: OsString,
}

impl Repo {
    /// Finds the checkout: Cargo says where, else it is at or above the current folder.
    pub fn find() -> Result<Self, String> {
        let here = env::current_dir().map_err(|error| format!("There is no folder: {error}."))?;
        let told = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let mut places = told.iter().flat_map(|xtask| xtask.parent()).chain(here.ancestors());
        let root = places
            .find(|folder| folder.join("xtask/Cargo.toml").is_file())
            .ok_or("This is not in a checkout of Cầu Nối: type `cargo xtask` inside one.")?;
        let own = ["target/tools/bin", "target/tools/node_modules/.bin"].map(|name| root.join(name));
        let given = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(own.into_iter().chain(env::split_paths(&given)))
            .map_err(|error| format!("The checkout cannot be on a search path: {error}."))?;
        let target = here.join(env::var_os("CARGO_TARGET_DIR").unwrap_or(root.join("target").into()));
        Ok(Self { root: root.to_path_buf(), target, path })
    }

    /// A file or folder of the checkout.
    pub fn file(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// The native tool, once it is built.
    pub fn built_tool(&self) -> PathBuf {
        self.target.join(TOOL_PROFILE).join("caunoi").with_extension(env::consts::EXE_EXTENSION)
    }

    /// `trunk build` of the reader. Its own backtraces would hide the compiler's messages.
    pub fn trunk_build(&self) -> Command {
        let mut trunk = self.command("trunk");
        trunk.args(["build", "--release"]);
        trunk.env("RUST_LIB_BACKTRACE", "0");
        trunk
    }

    /// `cargo build` or `cargo run` of the native tool.
    pub fn cargo_tool(&self, verb: &str) -> Command {
        let mut cargo = self.command("cargo");
        cargo.args([verb, "--quiet", "--package", "caunoi", "--bin", "caunoi"]);
        cargo.args(["--profile", TOOL_PROFILE]);
        cargo
    }

    /// Where a program is, if it is on the search path.
    pub fn program(&self, name: &str) -> Option<PathBuf> {
        // On Windows, npm's programs are scripts.
        let names = [format!("{name}{}", env::consts::EXE_SUFFIX), format!("{name}.cmd")];
        let mut files =
            env::split_paths(&self.path).flat_map(|folder| names.each_ref().map(|name| folder.join(name)));
        files.find(|file| file.is_file())
    }

    /// A program, to be started at the root with the checkout's tools on its search path.
    pub fn command(&self, name: &str) -> Command {
        let mut command = Command::new(self.program(name).unwrap_or_else(|| name.into()));
        command.current_dir(&self.root).env("PATH", &self.path);
        command.env("CARGO_TARGET_DIR", &self.target);
        // Any value asks for no colours, but Trunk 0.21 takes `true` alone.
        if env::var_os("NO_COLOR").is_some() {
            command.env("NO_COLOR", "true");
        }
        command
    }

    /// What a program prints, on both its streams, if it starts and succeeds.
    pub fn output(&self, name: &str, arguments: &[&str]) -> Option<String> {
        let mut command = self.command(name);
        let output = command.args(arguments).stdin(Stdio::null()).output().ok()?;
        let text = [output.stdout, output.stderr].concat();
        output.status.success().then(|| String::from_utf8_lossy(&text).into_owned())
    }
}

/// Runs a program to its end, with its messages on the terminal.
pub fn run(command: &mut Command) -> Result<(), String> {
    let outcome = command.status();
    let name = Path::new(command.get_program()).file_stem().unwrap_or_default();
    let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy()).collect();
    let line = format!("`{} {}`", name.to_string_lossy(), words.join(" "));
    match outcome {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{line} ended with {status}.")),
        Err(error) => Err(format!("{line} could not be started: {error}.")),
    }
}
