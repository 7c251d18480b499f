//! The set-up: each tool is installed only where it is missing, and says so first.
//!
//! What can be installed inside the checkout goes to `target/tools`; only Rust's target,
//! the browser and Java belong to the machine.

use crate::repo::{Repo, run};
use crate::version;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Something that the build or the tests need.
pub struct Tool {
    pub name: &'static str,
    /// What for, and how long it takes to install.
    about: &'static str,
    is_there: fn(&Repo) -> bool,
    install: fn(&Repo) -> Result<(), String>,
}

const WASM: &str = "wasm32-unknown-unknown";
const OLDEST_WASM_OPT: u32 = 120;
const OLDEST_JAVA: u32 = 17;
const AXE: (&str, &str) = ("axe-core", "4.14.1");
const VNU: (&str, &str) = ("vnu-jar", "26.9.27");

pub static WASM_TARGET: Tool = Tool {
    name: "Rust's WebAssembly target",
    about: "compiles the reader; seconds",
    is_there: has_wasm_target,
    install: add_wasm_target,
};
pub static TRUNK: Tool = Tool {
    name: "Trunk",
    about: "builds the site; seconds if there is a built one for this machine, else minutes",
    is_there: |repo| says(repo, "trunk", "--version", |it| it.starts_with("0.21.")),
    install: |repo| install_crate(repo, "trunk", "trunk", "0.21.14"),
};
pub static WASM_BINDGEN: Tool = Tool {
    name: "wasm-bindgen in the version of Cargo.lock",
    about: "joins the reader to the browser; seconds if there is a built one, else minutes",
    is_there: |repo| {
        let wanted = wasm_bindgen_version(repo);
        let is_it = |it: &str| wanted.as_deref() == Ok(it);
        says(repo, "wasm-bindgen", "--version", is_it)
    },
    install: |repo| {
        let version = wasm_bindgen_version(repo)?;
        install_crate(repo, "wasm-bindgen-cli", "wasm-bindgen", &version)
    },
};
pub static WASM_OPT: Tool = Tool {
    name: "wasm-opt",
    about: "makes the reader smaller; seconds",
    is_there: |repo| {
        let is_new = |it: &str| version::at_least(it, OLDEST_WASM_OPT);
        says(repo, "wasm-opt", "--version", is_new)
    },
    install: |repo| install_npm_package(repo, ("binaryen", "132")),
};
pub static BROWSER: Tool = Tool {
    name: "Chromium and its driver",
    about: "read the pages in most browser tests; a minute or two",
    is_there: |repo| chromium(repo).is_some() && chromedriver(repo).is_some(),
    install: |repo| install_packages(repo, &["chromium", "chromium-driver"]),
};
pub static FIREFOX: Tool = Tool {
    name: "Firefox",
    about: "reads the pages too; a minute",
    is_there: |repo| firefox(repo).is_some(),
    install: |repo| install_packages(repo, &["firefox-esr"]),
};
pub static GECKODRIVER: Tool = Tool {
    name: "Firefox's driver",
    about: "lets the tests use Firefox; seconds if there is a built one, else minutes",
    is_there: |repo| says(repo, "geckodriver", "--version", |it| it.starts_with("0.37.")),
    install: |repo| install_crate(repo, "geckodriver", "geckodriver", "0.37.1"),
};
pub static WEBKIT: Tool = Tool {
    name: "WebKit, its driver and a screen for it",
    about: "read the pages as Safari does; a minute",
    is_there: |repo| ["WebKitWebDriver", "Xvfb"].iter().all(|name| repo.program(name).is_some()),
    install: |repo| install_packages(repo, &["webkit2gtk-driver", "xvfb"]),
};
pub static W3M: Tool = Tool {
    name: "w3m",
    about: "reads the pages as text; seconds",
    is_there: |repo| repo.program("w3m").is_some(),
    install: |repo| install_packages(repo, &["w3m"]),
};
pub static NGINX: Tool = Tool {
    name: "nginx",
    about: "serves the site by its recipe in tests/hosts; seconds",
    // Where it is, not every user looks for programs.
    is_there: |repo| repo.program("nginx").is_some() || Path::new("/usr/sbin/nginx").is_file(),
    install: |repo| install_packages(repo, &["nginx-light"]),
};
pub static CADDY: Tool = Tool {
    name: "Caddy",
    about: "the same; seconds",
    is_there: |repo| repo.program("caddy").is_some(),
    install: |repo| install_packages(repo, &["caddy"]),
};
pub static AXE_CORE: Tool = Tool {
    name: "axe-core",
    about: "has the rules of accessibility; seconds",
    is_there: |repo| has_npm_package(repo, AXE),
    install: |repo| install_npm_package(repo, AXE),
};
pub static JAVA: Tool = Tool {
    name: "Java",
    about: "runs the HTML checker; a minute",
    is_there: |repo| {
        let is_new = |it: &str| version::at_least(it, OLDEST_JAVA);
        says(repo, "java", "-version", is_new)
    },
    install: |repo| install_packages(repo, &["default-jre-headless"]),
};
pub static HTML_CHECKER: Tool = Tool {
    name: "the Nu HTML checker",
    about: "checks every page; seconds",
    is_there: |repo| has_npm_package(repo, VNU),
    install: |repo| install_npm_package(repo, VNU),
};

/// What reads the pages in the tests, and what serves them.
pub static FOR_READING: [&Tool; 8] =
    [&BROWSER, &FIREFOX, &GECKODRIVER, &WEBKIT, &W3M, &NGINX, &CADDY, &AXE_CORE];

/// What building the reader takes.
pub static FOR_BUILDING: [&Tool; 4] = [&WASM_TARGET, &TRUNK, &WASM_BINDGEN, &WASM_OPT];

/// Makes sure of all that building takes; the error has a sentence for each that is missing.
pub fn ensure_for_building(repo: &Repo) -> Result<(), String> {
    let attempts = FOR_BUILDING.iter().map(|tool| tool.ensure(repo));
    let problems: Vec<String> = attempts.filter_map(Result::err).collect();
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n")) }
}

impl Tool {
    /// Installs the tool if it is missing; the error says why it cannot be had.
    pub fn ensure(&self, repo: &Repo) -> Result<(), String> {
        let Self { name, about, .. } = self;
        if (self.is_there)(repo) {
            return Ok(());
        }
        println!("Set-up: installing {name} ({about}).");
        (self.install)(repo).map_err(|problem| format!("{name} cannot be had. {problem}"))?;
        let found = (self.is_there)(repo).then_some(());
        found.ok_or_else(|| format!("{name}: installed, but not found in the right version."))
    }
}

/// The browser of most tests: `CHROMIUM` names one, else it is on the search path.
pub fn chromium(repo: &Repo) -> Option<PathBuf> {
    named(repo, "CHROMIUM", &["chromium", "chromium-browser", "google-chrome"])
}

/// The browser's driver: `CHROMEDRIVER` names one, else it is on the search path.
pub fn chromedriver(repo: &Repo) -> Option<PathBuf> {
    named(repo, "CHROMEDRIVER", &["chromedriver"])
}

/// The second browser: `FIREFOX` names one, else it is on the search path.
pub fn firefox(repo: &Repo) -> Option<PathBuf> {
    named(repo, "FIREFOX", &["firefox-esr", "firefox"])
}

/// The program that a variable names, or else the first of these that is on the search path.
fn named(repo: &Repo, variable: &str, names: &[&str]) -> Option<PathBuf> {
    let named = env::var_os(variable).map(PathBuf::from);
    named.or_else(|| names.iter().find_map(|name| repo.program(name)))
}

/// The script with the rules of accessibility.
pub fn axe_script(repo: &Repo) -> PathBuf {
    npm_package(repo, AXE.0).join("axe.min.js")
}

/// The HTML checker's program.
pub fn html_checker(repo: &Repo) -> PathBuf {
    npm_package(repo, VNU.0).join("build/dist/vnu.jar")
}

/// Whether a program is there and says a version that fits.
fn says(repo: &Repo, program: &str, argument: &str, fits: impl Fn(&str) -> bool) -> bool {
    let text = repo.output(program, &[argument]).unwrap_or_default();
    version::said(&text).is_some_and(fits)
}

fn has_wasm_target(repo: &Repo) -> bool {
    let asked = ["--print", "target-libdir", "--target", WASM];
    let folder = repo.output("rustc", &asked).unwrap_or_default();
    fs::read_dir(folder.trim()).is_ok_and(|mut files| files.next().is_some())
}

fn add_wasm_target(repo: &Repo) -> Result<(), String> {
    let from = "There is no rustup to add it: install Rust from https://rustup.rs, or the package";
    repo.program("rustup").ok_or_else(|| format!("{from} of your system that has {WASM}."))?;
    run(repo.command("rustup").args(["target", "add", WASM]))
}

fn wasm_bindgen_version(repo: &Repo) -> Result<String, String> {
    let lock = fs::read_to_string(repo.file("Cargo.lock")).unwrap_or_default();
    let version = version::locked(&lock, "wasm-bindgen").map(str::to_owned);
    version.ok_or_else(|| "Cargo.lock names no version of wasm-bindgen.".to_owned())
}

/// Installs a program of a crate: a built one where that can be had, else from source,
/// with the crate's own lock file and, where a registry lags behind that, without it.
fn install_crate(repo: &Repo, name: &str, program: &str, version: &str) -> Result<(), String> {
    let wanted = format!("{name}@{version}");
    let cargo = |arguments: &[&str]| {
        let mut cargo = repo.command("cargo");
        // Compiled quickly rather than well: these programs run for seconds.
        cargo.env("CARGO_TARGET_DIR", repo.file("target/tools-build"));
        cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
        cargo.env("CARGO_PROFILE_RELEASE_LTO", "false");
        cargo.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        cargo.env("CARGO_PROFILE_RELEASE_DEBUG", "0");
        run(cargo.args(arguments).arg("--root").arg(repo.file("target/tools")).arg(&wanted))
    };
    let binstall = ["binstall", "-y", "--disable-strategies", "compile"];
    if repo.output("cargo", &["binstall", "-V"]).is_some() && cargo(&binstall).is_ok() {
        return Ok(());
    }
    println!("Compiling {wanted}: about 5 minutes on two idle cores.");
    let outcome = cargo(&["install", "--bin", program, "--locked"]).or_else(|problem| {
        println!("{problem} Trying without the crate's own lock file.");
        cargo(&["install", "--bin", program])
    });
    // What compiling leaves behind is large and of no more use.
    let _ = fs::remove_dir_all(repo.file("target/tools-build"));
    outcome
}

fn npm_package(repo: &Repo, name: &str) -> PathBuf {
    repo.file("target/tools/node_modules").join(name)
}

fn has_npm_package(repo: &Repo, (name, wanted): (&str, &str)) -> bool {
    let json = fs::read_to_string(npm_package(repo, name).join("package.json"));
    json.is_ok_and(|json| version::of_npm_package(&json) == Some(wanted))
}

fn install_npm_package(repo: &Repo, (name, version): (&str, &str)) -> Result<(), String> {
    let missing = "It comes from npm, which is missing: install Node.js from https://nodejs.org.";
    repo.program("npm").ok_or(missing)?;
    let mut npm = repo.command("npm");
    npm.args(["install", "--save-exact", "--no-fund", "--no-audit"]);
    // vnu-jar's script would fetch a Java of its own.
    npm.args(["--ignore-scripts", "--loglevel=error"]);
    npm.arg("--prefix").arg(repo.file("target/tools"));
    run(npm.arg(format!("{name}@{version}")))
}

/// Installs Debian's packages where apt-get is there and may be used.
fn install_packages(repo: &Repo, packages: &[&str]) -> Result<(), String> {
    let names = packages.join(" ");
    if repo.program("apt-get").is_none() {
        return Err(format!("Install it with your system's packages (Debian's are {names})."));
    }
    let is_root = repo.output("id", &["-u"]).is_some_and(|id| id.trim() == "0");
    if !is_root && repo.output("sudo", &["-n", "true"]).is_none() {
        return Err(format!("An administrator has to type `apt-get install {names}`."));
    }
    let apt_get = |arguments: &[&str]| {
        let mut command = repo.command(if is_root { "env" } else { "sudo" });
        command.args(if is_root { &[][..] } else { &["-n", "env"] });
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]);
        run(command.args(arguments))
    };
    // A list that cannot be fetched may not matter: the installation tells.
    apt_get(&["update"]).unwrap_or_else(|problem| println!("{problem}"));
    apt_get(&[&["install"], packages].concat())
}
