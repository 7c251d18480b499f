//! A browser, and what a reader does with it.
//!
//! [`read`] serves a site, starts a browser, lets a story happen and ends both, whatever the
//! outcome. Nothing here sleeps for a fixed time: what is not yet so is asked for again
//! every [`PAUSE`] until [`PATIENCE`] is over, and then the message says what was there
//! instead.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::extensions::cdp::ChromeDevTools;
use thirtyfour::{By, RequestData, SessionId, TypingData, WebDriver, WebElement};

use crate::drivers::{Browser, Driver, WINDOW, capabilities};
use crate::server::{Files, Host, dist};

/// How long something may take to become so, on a machine that does other things beside.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// How long to wait before looking again.
pub const PAUSE: Duration = Duration::from_millis(20);

/// What is read, and how. The default is the default edition at the host's root, by somebody
/// who reads Vietnamese.
#[derive(Clone)]
pub struct Setting {
    /// The browser.
    pub browser: Browser,
    /// The site.
    pub files: Arc<Files>,
    /// Where on the host it stands.
    pub below: &'static str,
    /// Whether the host takes the last slash of an address away.
    pub slashless: bool,
    /// What the host adds to each answer.
    pub headers: &'static [(&'static str, &'static str)],
    /// The browser's languages, best first, with commas. WebKit has those of the machine.
    pub languages: &'static str,
    /// Whether the browser runs scripts; only Chromium can do without.
    pub scripts: bool,
    /// Whether the browser runs WebAssembly.
    pub wasm: bool,
    /// What is held back until [`Page::let_all_come`]: addresses with this in them.
    pub waits: Option<&'static str>,
    /// A script that runs before those of the page; only Chromium can do that.
    pub before: &'static str,
    /// Whether the page's policy is in force; a story that brings scripts of its own is stopped by
    /// it. Only Chromium can do without.
    pub policy: bool,
    /// Whether the browser keeps the site for when there is no network: then it no longer asks the
    /// host. Chromium can do without, WebKit's driver never has it.
    pub worker: bool,
}

impl Default for Setting {
    fn default() -> Self {
        Setting {
            browser: Browser::Chromium,
            files: Arc::clone(dist()),
            below: "/",
            slashless: false,
            headers: &[],
            languages: "vi",
            scripts: true,
            wasm: true,
            waits: None,
            before: "",
            policy: true,
            worker: false,
        }
    }
}

/// Lets a story happen in a browser of its own.
pub fn read(setting: Setting, story: impl AsyncFnOnce(&Page)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let page = runtime.block_on(Page::new(&setting));
    let told = catch_unwind(AssertUnwindSafe(|| runtime.block_on(story(&page))));
    if told.is_err() {
        let name = std::thread::current().name().unwrap_or("story").replace("::", "-");
        runtime.block_on(page.screenshot(&format!("failed-{name}")));
    }
    runtime.block_on(page.close());
    if let Err(panic) = told {
        resume_unwind(panic);
    }
}

/// A page in a browser: what one does with it and what one sees.
pub struct Page {
    /// The session, for what this type has no words for.
    pub driver: WebDriver,
    /// Chromium's own protocol.
    tools: ChromeDevTools,
    /// Where the site comes from.
    pub host: Host,
    below: &'static str,
    browser: Browser,
    process: Driver,
}

// How it begins and ends.
impl Page {
    async fn new(setting: &Setting) -> Page {
        let host = Host::new(Arc::clone(&setting.files), setting.below, setting.headers);
        host.hold(setting.waits);
        host.take_slashes_away(setting.slashless);
        let process = Driver::start(setting);
        let Value::Object(wanted) = capabilities(setting) else { unreachable!("it is an object") };
        let driver = WebDriver::new(&process.address(), wanted).await.expect("a browser session");
        let tools = ChromeDevTools::new(Arc::clone(&driver.handle));
        let page = Page { driver, tools, host, below: setting.below, browser: setting.browser, process };
        if setting.browser != Browser::Chromium {
            let (width, height) = WINDOW;
            page.driver.set_window_rect(0, 0, width, height).await.expect("a window can be resized");
        }
        if setting.browser == Browser::Chromium && !setting.worker {
            let source = "delete Navigator.prototype.serviceWorker";
            page.tool("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await;
        }
        if !setting.policy {
            page.tool("Page.setBypassCSP", json!({ "enabled": true })).await;
        }
        if !setting.before.is_empty() {
            page.tool("Page.addScriptToEvaluateOnNewDocument", json!({ "source": setting.before })).await;
        }
        page
    }

    async fn close(&self) {
        self.host.hold(None);
        let _ = self.driver.clone().quit().await;
    }
}

// What the reader does.
impl Page {
    /// Goes to an address below the site's root, as if it were typed into the address bar.
    pub async fn open(&self, address: &str) {
        let url = format!("{}{}{address}", self.host.origin, self.below);
        self.driver.goto(&url).await.unwrap_or_else(|x| panic!("{url} does not open: {x}"));
    }

    /// Goes to an address and waits until the live reader has taken over.
    pub async fn open_live(&self, address: &str) {
        self.open(address).await;
        self.wait_live().await;
    }

    /// Waits until the live reader has taken over, with all that it can do.
    pub async fn wait_live(&self) {
        self.wait_for("html[data-complete=true]").await;
    }

    /// From now on nothing is held back.
    pub fn let_all_come(&self) {
        self.host.hold(None);
    }

    /// Waits until something can be seen.
    pub async fn wait_for(&self, css: &str) {
        self.expect(&seen(css), true).await;
    }

    /// Clicks on the first element that fits.
    pub async fn click(&self, css: &str) {
        let element = self.find(css).await;
        element.click().await.unwrap_or_else(|x| panic!("{css} cannot be clicked: {x}"));
    }

    /// Clicks on a field and types.
    pub async fn type_into(&self, css: &str, text: &str) {
        self.click(css).await;
        self.keys(text).await;
    }

    /// Types where the focus is. Chromium drops what is typed before the first paint.
    pub async fn keys(&self, keys: impl Into<TypingData>) {
        self.expect("performance.getEntriesByType('paint').length > 0", true).await;
        let keys: TypingData = keys.into();
        let typed = self.driver.action_chain().send_keys(keys.to_string()).perform().await;
        typed.unwrap_or_else(|x| panic!("typing failed: {x}"));
    }

    /// Puts text in where the focus is, as an input method does: in one step, and in the form
    /// that it has.
    pub async fn insert(&self, text: &str) {
        self.tool("Input.insertText", json!({ "text": text })).await;
    }

    /// Moves the pointer over an element.
    pub async fn hover(&self, css: &str) {
        let element = self.find(css).await;
        element.scroll_into_view().await.expect("an element can be scrolled to");
        let chain = self.driver.action_chain_with_delay(None, Some(Duration::ZERO));
        chain.move_to_element_center(&element).perform().await.expect("the pointer moves");
    }

    /// Taps on an element with a finger.
    pub async fn tap(&self, css: &str) {
        self.find(css).await.scroll_into_view().await.expect("an element can be scrolled to");
        let middle = "const r = document.querySelector(arguments[0]).getClientRects()[0]; \
            return [r.x + r.width / 2, r.y + r.height / 2]";
        let [x, y]: [f64; 2] = self.ask_with(middle, vec![json!(css)]).await;
        let touch = |kind: &'static str, points: Value| {
            self.tool("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points }))
        };
        touch("touchStart", json!([{ "x": x, "y": y }])).await;
        touch("touchEnd", json!([])).await;
    }

    /// Presses the mouse's button at a place of the window, moves to another and lets go.
    pub async fn drag(&self, from: (i64, i64), to: (i64, i64)) {
        let between = ((from.0 + to.0) / 2, (from.1 + to.1) / 2);
        let chain = self.driver.action_chain_with_delay(None, Some(Duration::ZERO));
        let chain = chain.move_to(from.0, from.1).click_and_hold();
        let chain = chain.move_to(between.0, between.1).move_to(to.0, to.1).release();
        chain.perform().await.expect("the pointer drags");
    }

    /// Loads the page anew.
    pub async fn reload(&self) {
        self.driver.refresh().await.expect("a page can be loaded again");
    }

    /// Goes back in the browser's history.
    pub async fn back(&self) {
        self.driver.back().await.expect("there is a way back");
    }

    /// Goes forward in the browser's history.
    pub async fn forward(&self) {
        self.driver.forward().await.expect("there is a way forward");
    }

    /// Reads on a screen of this size, in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.tool("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Reads on a system with this wish, for example `prefers-color-scheme: dark`.
    pub async fn prefers(&self, feature: &str, value: &str) {
        let wish = json!({ "features": [{ "name": feature, "value": value }] });
        self.tool("Emulation.setEmulatedMedia", wish).await;
    }

    /// Gives a command of Chromium's own protocol.
    pub async fn tool(&self, command: &str, parameters: Value) -> Value {
        assert_eq!(self.browser, Browser::Chromium, "{command} is Chromium's own");
        let done = self.tools.execute_cdp_with_params(command, parameters).await;
        done.unwrap_or_else(|x| panic!("{command}: {x}"))
    }
}

// What the reader sees.
impl Page {
    /// The first element that fits, once there is one that can be seen.
    pub async fn find(&self, css: &str) -> WebElement {
        self.wait_for(css).await;
        self.driver.find(By::Css(css)).await.unwrap_or_else(|x| panic!("{css}: {x}"))
    }

    /// What a script returns. A promise is waited for.
    pub async fn ask<T: DeserializeOwned>(&self, script: &str) -> T {
        self.ask_with(script, Vec::new()).await
    }

    /// What a script returns that is given these arguments.
    pub async fn ask_with<T: DeserializeOwned>(&self, script: &str, arguments: Vec<Value>) -> T {
        match self.try_ask(script, arguments).await {
            Ok(value) => serde_json::from_value(value).unwrap_or_else(|x| panic!("{script}: {x}")),
            Err(error) => panic!("{script}: {error}"),
        }
    }

    /// Waits until an expression of JavaScript has this value.
    pub async fn expect(&self, expression: &str, wanted: impl Into<Value>) {
        let wanted = wanted.into();
        let script = format!("return ({expression})");
        let begun = Instant::now();
        loop {
            let value = self.try_ask(&script, Vec::new()).await;
            if value.as_ref().is_ok_and(|x| *x == wanted) {
                return;
            }
            if begun.elapsed() > PATIENCE {
                let here = self.driver.current_url().await.map(String::from).unwrap_or_default();
                let instead = value.map_or_else(|x| x, |x| x.to_string());
                let state = "return [document.readyState, !document.getElementById('failed')?.hidden, \
                     ...[...document.documentElement.attributes].map(x => x.name + '=' + x.value)].join(' ')";
                let state = self.try_ask(state, Vec::new()).await.map_or_else(|x| x, |x| x.to_string());
                let errors = self.errors().await.join("\n");
                panic!("{expression}\n  is {instead}\n  not {wanted}\n  at {here}\n  {state}\n{errors}");
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Waits until the address below the site's root is this, with its query and fragment.
    pub async fn expect_address(&self, wanted: &str) {
        let wanted = format!("{}{wanted}", self.below);
        self.expect("location.pathname + location.search + location.hash", wanted).await;
    }

    /// Waits until the first element that fits reads like this.
    pub async fn expect_text(&self, css: &str, wanted: &str) {
        self.expect(&format!("document.querySelector({css:?})?.innerText"), wanted).await;
    }

    /// The words of the first element that fits, as they are shown.
    pub async fn text(&self, css: &str) -> String {
        self.wait_for(css).await;
        self.ask_with("return document.querySelector(arguments[0]).innerText", vec![json!(css)]).await
    }

    /// An attribute of the first element that fits, which must have it.
    pub async fn attribute(&self, css: &str, name: &str) -> String {
        let script = "return document.querySelector(arguments[0])?.getAttribute(arguments[1])";
        let value: Option<String> = self.ask_with(script, vec![json!(css), json!(name)]).await;
        value.unwrap_or_else(|| panic!("{css} has no {name}"))
    }

    /// The document's title.
    pub async fn title(&self) -> String {
        self.driver.title().await.expect("a page has a title")
    }

    /// How many steps the history has.
    pub async fn steps(&self) -> u64 {
        self.ask("return history.length").await
    }

    /// The errors in the console since this was last asked, as far as the browser tells: Firefox
    /// says which scripts failed, WebKit says nothing.
    pub async fn errors(&self) -> Vec<String> {
        if self.browser != Browser::Chromium {
            return self.process.errors();
        }
        let answer = self.driver.cmd(ConsoleLog).await.expect("the driver has the console's log");
        let entries: Vec<Value> = answer.value().expect("a log is a list");
        let severe = entries.into_iter().filter(|x| x["level"] == "SEVERE");
        severe.map(|x| x["message"].as_str().unwrap_or_default().to_string()).collect()
    }

    /// Takes a picture, if `CAUNOI_SCREENSHOTS` names a folder for it.
    pub async fn screenshot(&self, name: &str) {
        let Some(folder) = std::env::var_os("CAUNOI_SCREENSHOTS").map(PathBuf::from) else { return };
        let _ = std::fs::create_dir_all(&folder);
        if let Err(error) = self.driver.screenshot(&folder.join(format!("{name}.png"))).await {
            eprintln!("no picture of {name}: {error}");
        }
    }

    async fn try_ask(&self, script: &str, arguments: Vec<Value>) -> Result<Value, String> {
        let answer = self.driver.execute(script, arguments).await.map_err(|x| x.to_string())?;
        Ok(answer.json().clone())
    }
}

/// The expression of JavaScript that tells whether something can be seen.
pub fn seen(css: &str) -> String {
    let wish = "{ opacityProperty: true, visibilityProperty: true }";
    format!("!!document.querySelector({css:?})?.checkVisibility({wish})")
}

/// The console's messages, which thirtyfour has no command for.
#[derive(Debug)]
struct ConsoleLog;

impl FormatRequestData for ConsoleLog {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let post = "POST".parse().expect("a method of HTTP");
        RequestData::new(post, format!("session/{session}/se/log")).add_body(json!({ "type": "browser" }))
    }
}
