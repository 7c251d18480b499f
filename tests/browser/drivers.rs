//! The browsers, and the programs that drive them.
//!
//! A driver is started for each story, on a port of its own, and ended with it; so is the
//! screen that WebKit's browser, which has no mode without one, is shown on.

use std::env;
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use serde_json::{Value, json};

use crate::harness::{PATIENCE, PAUSE, Setting};

/// What people read with, by what draws the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Browser {
    Chromium,
    Firefox,
    WebKit,
}

/// The size of the window, in CSS pixels.
pub const WINDOW: (u32, u32) = (1280, 900);

/// What the browser is asked to be.
pub fn capabilities(setting: &Setting) -> Value {
    assert!(
        setting.scripts || setting.browser == Browser::Chromium,
        "only Chromium can be asked anything while it runs no scripts"
    );
    match setting.browser {
        Browser::Chromium => chromium(setting),
        Browser::Firefox => firefox(setting),
        Browser::WebKit => webkit(),
    }
}

/// Stories say themselves what they wait for.
const STRATEGY: &str = "eager";

fn chromium(setting: &Setting) -> Value {
    let (width, height) = WINDOW;
    let window = format!("--window-size={width},{height}");
    let mut arguments = vec![
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-proxy-server",
        "--disable-extensions",
        "--force-device-scale-factor=1",
        &window,
    ];
    if !setting.wasm {
        // Who forbids Chromium to compile what it runs, forbids WebAssembly too; of
        // `--noexpose-wasm` it takes no notice.
        arguments.push("--js-flags=--jitless");
    }
    let mut preferences = json!({ "intl.accept_languages": setting.languages });
    if !setting.scripts {
        // 2 is "never", and managed, so that no dialogue asks.
        preferences["profile.managed_default_content_settings.javascript"] = json!(2);
    }
    let mut options = json!({ "args": arguments, "prefs": preferences });
    if let Some(program) = env::var_os("CHROMIUM") {
        options["binary"] = json!(program.to_string_lossy());
    }
    json!({
        "browserName": "chrome",
        "pageLoadStrategy": STRATEGY,
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "browser": "ALL" },
    })
}

fn firefox(setting: &Setting) -> Value {
    let program = env::var_os("FIREFOX").unwrap_or_else(|| "/usr/bin/firefox-esr".into());
    json!({
        "browserName": "firefox",
        "pageLoadStrategy": STRATEGY,
        "moz:firefoxOptions": {
            "args": ["-headless"],
            "binary": program.to_string_lossy(),
            "prefs": {
                "intl.accept_languages": setting.languages,
                "javascript.options.wasm": setting.wasm,
                // Errors of pages come on the standard error, see `Driver::listen`.
                "browser.dom.window.dump.enabled": true,
            },
        },
    })
}

/// The driver knows where its browser is: both are of one package. Its languages are those of
/// the machine. Without the usual strategy it waits for ever when one goes back to a place that
/// was left by the page's own script.
fn webkit() -> Value {
    json!({
        "browserName": "MiniBrowser",
        "webkitgtk:browserOptions": { "args": ["--automation"] },
    })
}

/// A running driver, until it is dropped.
pub struct Driver {
    process: Child,
    port: u16,
    /// The screen that the browser is shown on, where it needs one.
    _screen: Option<Screen>,
    errors: Arc<Mutex<Vec<String>>>,
}

impl Driver {
    /// Starts one on a free port. Another program may take the port in between: then again.
    pub fn start(setting: &Setting) -> Driver {
        let program = match setting.browser {
            Browser::Chromium => program("CHROMEDRIVER", "chromedriver"),
            Browser::Firefox => program("GECKODRIVER", "geckodriver"),
            Browser::WebKit => program("WEBKITDRIVER", "WebKitWebDriver"),
        };
        for _ in 0..5 {
            let free = TcpListener::bind("127.0.0.1:0").and_then(|x| x.local_addr());
            let port = free.expect("a free port").port();
            let mut command = Command::new(&program);
            command.arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null());
            let screen = (setting.browser == Browser::WebKit).then(Screen::start);
            if let Some(screen) = &screen {
                command.env("DISPLAY", &screen.name);
                // Its sandbox cannot be set up in containers, or by root.
                command.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
                command.env("JSC_useWasm", if setting.wasm { "1" } else { "0" });
            }
            if setting.browser == Browser::Firefox {
                command.stderr(Stdio::piped());
            }
            let process =
                command.spawn().unwrap_or_else(|x| panic!("{} does not start: {x}", program.display()));
            let mut driver = Driver { process, port, _screen: screen, errors: Arc::default() };
            driver.listen();
            if driver.is_up() {
                return driver;
            }
        }
        panic!("{} starts but does not answer", program.display())
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The errors of pages that the browser wrote down since this was last asked.
    pub fn errors(&self) -> Vec<String> {
        std::mem::take(&mut self.errors.lock().unwrap())
    }

    /// Firefox says on its standard error which scripts of pages failed, among much else.
    fn listen(&mut self) {
        let Some(said) = self.process.stderr.take() else { return };
        let errors = Arc::clone(&self.errors);
        std::thread::spawn(move || {
            for line in BufReader::new(said).lines().map_while(Result::ok) {
                let own = ["http://127.0.0.1", "file://"];
                let failed = line.strip_prefix("JavaScript error: ");
                if failed.is_some_and(|x| own.iter().any(|y| x.starts_with(y))) {
                    errors.lock().unwrap().push(line);
                }
            }
        });
    }

    fn is_up(&mut self) -> bool {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE && matches!(self.process.try_wait(), Ok(None)) {
            if TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return true;
            }
            std::thread::sleep(PAUSE);
        }
        false
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A driver: a variable names it, else it is where `cargo xtask` puts it, or on the search
/// path.
fn program(variable: &str, name: &str) -> OsString {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/bin").join(name);
    let usual = || if own.is_file() { own.into() } else { name.into() };
    env::var_os(variable).unwrap_or_else(usual)
}

/// A screen that nobody sees, until it is dropped.
struct Screen {
    process: Child,
    /// What programs call it.
    name: String,
}

impl Screen {
    /// The server itself looks for a free number, and says it when programs may come.
    fn start() -> Screen {
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]);
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().unwrap_or_else(|x| panic!("Xvfb does not start: {x}"));
        let mut number = String::new();
        let said = process.stdout.take().expect("it is piped");
        let told = BufReader::new(said).read_line(&mut number);
        assert!(told.is_ok_and(|x| x > 0), "Xvfb has no screen");
        Screen { process, name: format!(":{}", number.trim()) }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
