//! Addresses and messages are input: whatever they say, the reader is live or says that there is
//! no such page.

use serde_json::json;

use crate::harness::{Page, Setting, read, seen};

/// Parts of addresses that have broken some program somewhere.
const PARTS: [&str; 40] = [
    "vi",
    "en",
    "both",
    "fr",
    "articles",
    "search",
    "timeline",
    "people",
    "2022-01-18-annual-review",
    "index.html",
    "404",
    "",
    ".",
    "..",
    "%2e%2e",
    "%2F",
    "%5C",
    "%00",
    "%",
    "%zz",
    "%ff",
    "%E1%BB",
    "%C0%AF",
    "a'b",
    "\"><script>alert(1)</script>",
    "javascript:alert(1)",
    "__proto__",
    "constructor",
    "💥",
    "ngu\u{31b}\u{301}",
    "\u{202e}",
    "null",
    "undefined",
    "{{7*7}}",
    "-1",
    "1e999",
    "99999999999999999999",
    ";",
    "//evil.example",
    "caunoi-root",
];

/// Keys and values of queries, beside those parts.
const KEYS: [&str; 16] = [
    "q",
    "year",
    "person",
    "organisation",
    "topic",
    "newspaper",
    "kind",
    "status",
    "basis",
    "lanes",
    "embed",
    "theme",
    "lang",
    "to",
    "article",
    "q[]",
];
const VALUES: [&str; 18] = [
    "0..0",
    "9999..-9999",
    "2022..",
    "..",
    "-2147483648..2147483647",
    "99999999999..1",
    "2022-13-45",
    "x..y",
    "+",
    "%2B%26",
    "list",
    "timeline",
    "article",
    "full",
    "dark",
    "person",
    "&&==&",
    "https://evil.example/",
];

/// Numbers that look random and are the same each time: xorshift (Marsaglia 2003).
struct Dice(u32);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 as usize % limit
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }

    fn query(&mut self) -> String {
        let pairs: Vec<String> = (0..self.below(5))
            .map(|_| {
                let value = if self.below(2) == 0 { self.of(&VALUES) } else { self.of(&PARTS) };
                format!("{}={value}", self.of(&KEYS))
            })
            .collect();
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }

    fn hash(&mut self) -> String {
        if self.below(3) == 0 { format!("#{}", self.of(&PARTS)) } else { String::new() }
    }

    fn address(&mut self) -> String {
        let parts: Vec<&str> = (0..self.below(5)).map(|_| self.of(&PARTS)).collect();
        let end = if self.below(2) == 0 { "/" } else { "" };
        format!("{}{end}{}{}", parts.join("/"), self.query(), self.hash())
    }

    /// An address of a page that there is, with whatever behind it.
    fn known(&mut self) -> String {
        let mode = self.of(&PARTS[..3]);
        let page = self.of(&[
            "",
            "search/",
            "timeline/",
            "book/",
            "articles/",
            "glossary/",
            "articles/2022-01-18-annual-review/",
        ]);
        format!("{mode}/{page}{}{}", self.query(), self.hash())
    }
}

/// The reader is there, on a page that it knows or on the one that says that it does not.
async fn expect_well(page: &Page, address: &str) {
    page.wait_live().await;
    page.expect(&seen("#failed"), false).await;
    page.expect("!!document.querySelector('h1')", true).await;
    page.expect("window.happened?.join() ?? ''", "").await;
    page.expect("document.querySelectorAll('#app script, #app iframe, #app [onerror]').length", 0).await;
    // An address that there is not is an error of the network, and no other.
    let errors = page.errors().await;
    let strange: Vec<&String> = errors.iter().filter(|x| !x.contains("404 (Not Found)")).collect();
    assert!(strange.is_empty(), "{address}: {strange:?}");
}

const WATCH: &str = "window.happened = []; window.alert = () => happened.push('alert'); \
    addEventListener('error', x => happened.push(x.message)); \
    addEventListener('unhandledrejection', x => happened.push(`${x.reason}`)); \
    addEventListener('securitypolicyviolation', x => happened.push(x.effectiveDirective));";

fn watched() -> Setting {
    Setting { before: WATCH, ..Setting::default() }
}

#[test]
fn whatever_the_address_is_the_reader_is_there() {
    read(watched(), async |page| {
        let mut dice = Dice(20_240_118);
        for _ in 0..80 {
            let address = if dice.below(2) == 0 { dice.known() } else { dice.address() };
            page.open(&address).await;
            expect_well(page, &address).await;
        }
    });
}

#[test]
fn two_slashes_lead_to_no_other_host() {
    read(watched(), async |page| {
        for address in ["/evil.example/vi", "/evil.example/vi/", "//vi/"] {
            page.open(address).await;
            expect_well(page, address).await;
            let hosts = "[...document.querySelectorAll('main a, nav a')].filter(x => x.origin !== location.origin).length";
            page.expect(hosts, 0).await;
            page.click("a[href$='timeline/']").await;
            page.expect_address("vi/timeline/").await;
        }
    });
}

#[test]
fn a_very_long_address_is_no_more_than_a_search() {
    read(watched(), async |page| {
        for word in ["a", "hương ", "%20", "&year=2022", "&person=x", "((("] {
            let address = format!("vi/search/?q={}", word.repeat(4000 / word.len()));
            page.open(&address).await;
            expect_well(page, &address).await;
        }
    });
}

#[test]
fn a_live_reader_follows_any_step_of_the_history() {
    read(watched(), async |page| {
        page.open_live("vi/search/").await;
        let mut dice = Dice(7);
        for _ in 0..60 {
            let address = format!("/{}", dice.known());
            // As a script of the host might do, or somebody who goes back to an old address.
            let script = "history.pushState({ any: ['state'] }, '', arguments[0]); \
                dispatchEvent(new PopStateEvent('popstate', { state: 7 })); dispatchEvent(new HashChangeEvent('hashchange'))";
            let _: () = page.ask_with(script, vec![json!(address)]).await;
            expect_well(page, &address).await;
        }
    });
}

#[test]
fn within_another_page_neither_parameters_nor_messages_break_it() {
    read(watched(), async |page| {
        page.open_live("vi/about/").await;
        let mut dice = Dice(99);
        for _ in 0..20 {
            let address = format!("/{}", dice.known());
            // Messages of every shape, some in the words of embed.js.
            let script = "const [address, done] = arguments; document.querySelector('iframe')?.remove(); \
                const frame = document.createElement('iframe'); frame.src = address; document.body.append(frame); \
                const odd = [null, undefined, 7, NaN, '', '{}', [], {}, new Date(NaN), new Map([[1, 2]]), \
                    { caunoi: 'host' }, { caunoi: 'host', nonce: 5 }, { caunoi: {}, nonce: [] }]; \
                const go = ['javascript:alert(1)', 'data:text/html,x', '//evil.example/', 'https://evil.example/', '../../..', \
                    'vi/search/?q=%', '\\0', 'x'.repeat(5000), 'http://[', 'vi/articles/#%E0%A4%A', '__proto__/', 7, null, {}]; \
                const said = go.map(go => ({ caunoi: 'host', nonce: 'n', go, theme: '<b>', sized: 'yes', __proto__: null })); \
                return new Promise(done => frame.addEventListener('load', () => { \
                    for (const message of [...odd, ...said]) { frame.contentWindow.postMessage(message, '*'); postMessage(message, '*'); } \
                    done(); }, { once: true }))";
            let _: () = page.ask_with(script, vec![json!(address)]).await;
            let inside = "(x => x?.dataset.complete === 'true' && !!x.querySelector('h1') && x.querySelector('#failed').hidden)\
                (document.querySelector('iframe').contentDocument?.documentElement)";
            page.expect(inside, true).await;
            page.expect("document.querySelector('iframe').contentWindow.happened.join()", "").await;
            page.expect(
                "document.querySelector('iframe').contentWindow.location.origin === location.origin",
                true,
            )
            .await;
            expect_well(page, &address).await;
        }
    });
}
