//! The reader within somebody else's page, which comes from another origin, resets all styles
//! and allows next to nothing.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::drivers::Browser;
use crate::harness::{Page, Setting, read, seen};
use crate::large::large;
use crate::server::{Files, Host, dist};

const ARTICLE: &str = "articles/2022-01-18-annual-review/";

/// What the page that holds the reader lets in: its own scripts and styles, and the reader's
/// script and frame.
const POLICY: &str = "default-src 'none'; script-src 'self' {reader}; style-src 'self'; frame-src 'self' {reader}; \
    base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// How the page loads the element. A classic script needs no leave of the reader's host.
const CLASSIC: &str = "<script src=\"{reader}embed.js\"></script>";
const MODULE: &str = "<script type=\"module\" src=\"{reader}embed.js\"></script>";

/// Lets a story happen on a page of another origin, made of these words, with `{reader}` for the
/// reader's address.
fn within_page(html: &str, setting: Setting, story: impl AsyncFnOnce(&Page, &Host)) {
    within_page_with(dist(), html, setting, story);
}

/// The same with the reader of another site.
fn within_page_with(site: &Arc<Files>, html: &str, setting: Setting, story: impl AsyncFnOnce(&Page, &Host)) {
    let reader = Host::new(Arc::clone(site), "/", &[("Access-Control-Allow-Origin", "*")]);
    let named = |text: &str| text.replace("{reader}", &format!("{}/", reader.origin));
    let mut files = Files::new();
    files.insert("index.html".into(), named(html).into_bytes());
    files.insert("other.html".into(), "<!doctype html><title>Another page</title>".into());
    files.insert("hostile.css".into(), include_bytes!("embed/hostile.css").to_vec());
    files.insert("hostile.js".into(), include_bytes!("embed/hostile.js").to_vec());
    // A story is told once; what it needs lives as long as the tests.
    let policy: &'static str = Box::leak(named(POLICY).into_boxed_str());
    let headers: &'static [_] = Box::leak(Box::new([("Content-Security-Policy", policy)]));
    read(Setting { files: Arc::new(files), headers, ..setting }, async |page| story(page, &reader).await);
}

/// The hostile page with two readers, which loads the element by these tags.
fn hostile_with(browser: Browser, tags: &str, story: impl AsyncFnOnce(&Page, &Host)) {
    let html = include_str!("embed/hostile.html").replace("{scripts}", tags);
    within_page(&html, Setting { browser, ..Setting::default() }, async |page, reader| {
        page.open("").await;
        story(page, reader).await;
    });
}

/// The hostile page, once its first reader is there.
fn hostile(story: impl AsyncFnOnce(&Page, &Host)) {
    hostile_in(Browser::Chromium, story);
}

fn hostile_in(browser: Browser, story: impl AsyncFnOnce(&Page, &Host)) {
    hostile_with(browser, CLASSIC, async |page, reader| {
        page.expect("of('one')[0]", "en/articles/").await;
        story(page, reader).await;
    });
}

/// Lets something happen inside of a reader's frame.
async fn inside<T>(page: &Page, id: &str, story: impl AsyncFnOnce(&Page) -> T) -> T {
    let script = format!("return document.getElementById('{id}').shadowRoot.querySelector('iframe')");
    let frame = page.driver.execute(&script, Vec::new()).await.and_then(|x| x.element());
    frame.expect("there is a frame").enter_frame().await.expect("a frame can be entered");
    let told = story(page).await;
    page.driver.enter_default_frame().await.expect("there is a way out");
    told
}

/// Waits until a reader is as high as what it shows, and says how high that is.
async fn expect_whole(page: &Page, id: &str) -> i64 {
    inside(page, id, async |page| {
        // In other typefaces it has another height.
        page.expect("document.fonts.status", "loaded").await;
        page.expect("innerHeight - Math.ceil(document.documentElement.getBoundingClientRect().height)", 0)
            .await;
        // What is not in the frame can not be scrolled to either.
        page.expect("document.documentElement.scrollHeight === innerHeight", true).await;
        page.expect("document.documentElement.clientWidth === innerWidth", true).await;
    })
    .await;
    page.ask(&format!("return boxOf('{id}').height")).await
}

/// Follows a link in a frame.
async fn follow(page: &Page, id: &str, css: &str) {
    inside(page, id, async |page| {
        page.wait_live().await;
        // A click of the driver's would scroll.
        let _: () = page.ask_with("document.querySelector(arguments[0]).click()", vec![json!(css)]).await;
    })
    .await;
}

#[test]
fn a_reader_is_as_wide_as_its_place_and_as_high_as_what_it_shows() {
    for tags in [CLASSIC, MODULE, &format!("{CLASSIC}{MODULE}")] {
        hostile_with(Browser::Chromium, tags, async |page, _| {
            page.expect("of('one')[0]", "en/articles/").await;
            let high = expect_whole(page, "one").await;
            assert!(high > 700, "the list of articles is {high} px high");
            page.expect(
                "boxOf('one').width",
                page.ask::<i64>("return document.documentElement.clientWidth - 40").await,
            )
            .await;
            page.expect("boxOf('one').x", 20).await;
            follow(page, "one", "main h2 a, main h3 a").await;
            page.expect("of('one').length", 2).await;
            let other = expect_whole(page, "one").await;
            assert_ne!(high, other);
            // It grows with what is opened and shrinks again.
            let details = "const all = document.createElement('p'); all.id = 'tall'; \
                all.style.height = '900px'; document.querySelector('main').append(all)";
            inside(page, "one", async |page| page.ask::<()>(details).await).await;
            page.expect("boxOf('one').height", other + 900).await;
            let gone = "document.getElementById('tall').remove()";
            inside(page, "one", async |page| page.ask::<()>(gone).await).await;
            page.expect("boxOf('one').height", other).await;
            assert_eq!(page.errors().await, Vec::<String>::new());
        });
    }
}

#[test]
fn in_a_narrow_place_it_is_narrow_and_nothing_floats_out_of_sight() {
    hostile(async |page, _| {
        page.resize(400, 800).await;
        page.expect("document.documentElement.clientWidth - boxOf('one').width", 40).await;
        expect_whole(page, "one").await;
        let search = "const one = document.getElementById('one'); one.setAttribute('view', 'search'); \
            one.setAttribute('query', 'friendship')";
        let _: () = page.ask(search).await;
        page.expect("of('one').at(-1)", "en/search/?q=friendship").await;
        inside(page, "one", async |page| {
            page.wait_live().await;
            page.wait_for(".hit").await;
            let _: () = page.ask("document.querySelector('.facets').open = true").await;
            page.wait_for(".facets .set").await;
        })
        .await;
        expect_whole(page, "one").await;
        inside(page, "one", async |page| {
            let floats = "[...document.querySelectorAll('main *')].filter(x => x.checkVisibility() \
                && ['fixed', 'sticky'].includes(getComputedStyle(x).position)).map(x => x.className).join()";
            page.expect(floats, "").await;
        })
        .await;
        page.screenshot("embed-narrow").await;
    });
}

#[test]
fn two_readers_on_one_page_do_not_disturb_each_other() {
    hostile(two_readers);
}

async fn two_readers(page: &Page, _: &Host) {
    let _: () = page.ask("document.getElementById('tab').className = ''").await;
    page.expect("of('two')", json!(["vi/timeline/"])).await;
    let timeline = expect_whole(page, "two").await;
    follow(page, "one", "main h2 a, main h3 a").await;
    page.expect("of('one').length", 2).await;
    expect_whole(page, "one").await;
    page.expect("of('two')", json!(["vi/timeline/"])).await;
    page.expect("boxOf('two').height", timeline).await;
    inside(page, "two", async |page| {
        page.expect("document.documentElement.lang", "vi").await;
        page.expect("document.documentElement.dataset.embed", "timeline").await;
    })
    .await;
}

#[test]
fn hidden_in_a_tab_it_has_its_size_when_it_is_shown() {
    hostile(hidden);
}

async fn hidden(page: &Page, _: &Host) {
    let show = "document.getElementById('tab').className = ''";
    let hide = "document.getElementById('tab').className = 'closed'";
    page.expect("of('two')", json!(["vi/timeline/"])).await;
    // What is measured where there is no room is not believed.
    page.expect("frameOf('two').getAttribute('height')", Value::Null).await;
    let _: () = page.ask(show).await;
    page.expect("boxOf('two').height > 700", true).await;
    let timeline = expect_whole(page, "two").await;
    let _: () = page.ask(hide).await;
    page.expect("boxOf('two').height", 0).await;
    // It is led on while it is hidden.
    let _: () = page.ask("document.getElementById('two').go('vi/people/')").await;
    page.expect("of('two').at(-1)", "vi/people/").await;
    page.expect("frameOf('two').height", timeline.to_string()).await;
    let _: () = page.ask(show).await;
    assert_ne!(expect_whole(page, "two").await, timeline);
    page.expect("of('two')", json!(["vi/timeline/", "vi/people/"])).await;
}

#[test]
fn another_page_of_the_reader_begins_in_view_and_nothing_else_scrolls() {
    hostile(async |page, _| {
        expect_whole(page, "one").await;
        let _: () = page.ask("scrollTo(0, 600)").await;
        page.expect("scrollY", 600).await;
        follow(page, "one", "main li:last-child h2 a, main li:last-child h3 a").await;
        page.expect("of('one').length", 2).await;
        page.expect("Math.round(boxOf('one').y)", 0).await;
        // Other languages and other filters are the same page, and stay where they are.
        let _: () = page.ask("scrollTo(0, 400)").await;
        follow(page, "one", "[data-mode=vi]").await;
        page.expect("of('one').at(-1).startsWith('vi/articles/')", true).await;
        page.expect("scrollY", 400).await;
        // A place on a page is brought into view.
        let _: () = page.ask(&format!("document.getElementById('one').go('en/{ARTICLE}#corrections')")).await;
        page.expect("of('one').at(-1)", format!("en/{ARTICLE}#corrections")).await;
        let at = "document.getElementById('corrections').getBoundingClientRect().top";
        let top: f64 = inside(page, "one", async |page| page.ask(&format!("return {at}")).await).await;
        page.expect(&format!("Math.abs(boxOf('one').y + {top}) < 2"), true).await;
    });
}

#[test]
fn from_right_to_left_nothing_shifts() {
    hostile(from_right_to_left);
}

async fn from_right_to_left(page: &Page, _: &Host) {
    let before: Value = page.ask("return boxOf('one').toJSON()").await;
    let _: () = page.ask("document.documentElement.dir = 'rtl'; document.body.style.direction = 'rtl'").await;
    page.expect("getComputedStyle(document.getElementById('one')).direction", "rtl").await;
    page.expect("boxOf('one').toJSON()", before).await;
    page.expect("document.documentElement.scrollWidth === document.documentElement.clientWidth", true).await;
}

#[test]
fn taken_away_and_put_back_it_goes_on_where_it_was() {
    hostile(taken_away);
}

async fn taken_away(page: &Page, _: &Host) {
    let _: () = page.ask(&format!("document.getElementById('one').go('vi/{ARTICLE}')")).await;
    page.expect("of('one').at(-1)", format!("vi/{ARTICLE}")).await;
    let steps = page.steps().await;
    let _: () =
        page.ask("said.length = 0; window.kept = document.getElementById('one'); kept.remove()").await;
    page.expect("document.querySelectorAll('#one').length", 0).await;
    page.expect("kept.route", format!("vi/{ARTICLE}")).await;
    let _: () = page.ask("document.getElementById('end').after(kept)").await;
    page.expect("said.map(x => x.name)", json!(["caunoi-ready", "caunoi-route"])).await;
    page.expect("of('one')", json!([format!("vi/{ARTICLE}")])).await;
    expect_whole(page, "one").await;
    // Firefox forgets the steps of a frame that is gone.
    assert!(page.steps().await <= steps, "a step more to go back");
}

#[test]
fn the_host_is_told_where_the_reader_is_and_can_send_it_elsewhere() {
    hostile(told_and_sent);
}

async fn told_and_sent(page: &Page, reader: &Host) {
    let steps = page.steps().await;
    page.expect("said.filter(x => x.id === 'one').map(x => x.name)", json!(["caunoi-ready", "caunoi-route"]))
        .await;
    page.expect("said.find(x => x.id === 'one').lang", "en").await;
    page.expect("said.find(x => x.id === 'one').url", format!("{}/en/articles/", reader.origin)).await;
    page.expect("said.find(x => x.id === 'one').title.startsWith('Articles')", true).await;
    // Before and after the reader is live.
    for route in ["en/search/?q=h%E1%BB%AFu+ngh%E1%BB%8B&year=2022..2024", "vi/people/", "en/about/"] {
        let _: () = page.ask(&format!("document.getElementById('one').go({route:?})")).await;
        page.expect("of('one').at(-1)", route).await;
        page.expect("document.getElementById('one').route", route).await;
        inside(page, "one", async |page| {
            page.wait_live().await;
            page.expect("location.href.endsWith('/') || location.search.includes('q=')", true).await;
        })
        .await;
    }
    assert!(page.steps().await >= steps, "the way back was lost");
    for wrong in ["javascript:alert(1)", "//127.0.0.1/", "https://example.org/", "../x"] {
        let refused: String = page
            .ask_with(
                "try { document.getElementById('one').go(arguments[0]); return ''; } \
                     catch (error) { return error.name; }",
                vec![json!(wrong)],
            )
            .await;
        let root = wrong == "../x";
        // Above the root of an origin there is nothing: that is below it.
        assert_eq!(refused, if root { "" } else { "TypeError" }, "{wrong}");
    }
}

#[test]
fn what_is_typed_and_chosen_is_told_when_it_rests() {
    hostile(async |page, _| {
        let _: () = page.ask("document.getElementById('one').setAttribute('view', 'search')").await;
        page.expect("of('one').at(-1)", "en/search/").await;
        inside(page, "one", async |page| {
            page.wait_live().await;
            page.type_into("#q", "friendship").await;
        })
        .await;
        page.expect("of('one').at(-1)", "en/search/?q=friendship").await;
        inside(page, "one", async |page| page.click(".facet label:not(:has(:checked))").await).await;
        page.expect("/^en\\/search\\/\\?q=friendship&[a-z]+=/.test(of('one').at(-1))", true).await;
    });
}

#[test]
fn its_attributes_are_followed() {
    hostile(async |page, _| {
        let steps = page.steps().await;
        let change = "const one = document.getElementById('one'); one.setAttribute('view', 'timeline'); \
            one.setAttribute('mode', 'both'); one.setAttribute('filters', '?year=2022..2024&topic=culture');";
        let _: () = page.ask(change).await;
        page.expect("of('one')", json!(["en/articles/", "both/timeline/?year=2022..2024&topic=culture"]))
            .await;
        let article = "const one = document.getElementById('one'); one.removeAttribute('filters'); \
            one.setAttribute('view', 'article'); one.setAttribute('article', '2022-01-18-annual-review')";
        let _: () = page.ask(article).await;
        page.expect("of('one').at(-1)", format!("both/{ARTICLE}")).await;
        let _: () = page.ask("document.getElementById('one').removeAttribute('mode')").await;
        page.expect("of('one').at(-1)", format!("en/{ARTICLE}")).await;
        assert_eq!(page.steps().await, steps);
        let _: () =
            page.ask("document.getElementById('one').setAttribute('title', 'What the papers say')").await;
        page.expect("frameOf('one').title", "What the papers say").await;
        page.expect("frameOf('two').title", "Cầu Nối").await;
        // A height of its own: then it scrolls itself.
        let _: () = page.ask("document.getElementById('one').setAttribute('height', '333')").await;
        page.expect("boxOf('one').height", 333).await;
        inside(page, "one", async |page| {
            page.expect("document.documentElement.scrollHeight > innerHeight", true).await;
            page.expect("scrollTo(0, 100), scrollY", 100).await;
            page.expect("getComputedStyle(document.documentElement).overflowY !== 'hidden'", true).await;
        })
        .await;
        let _: () = page.ask("document.getElementById('one').removeAttribute('height')").await;
        page.expect("boxOf('one').height > 700", true).await;
        expect_whole(page, "one").await;
    });
}

#[test]
fn its_language_is_that_of_the_text_around() {
    hostile(async |page, _| {
        // en-GB around the first, and one that the edition has not got.
        page.expect("of('one')", json!(["en/articles/"])).await;
        let _: () = page.ask("document.documentElement.lang = 'vi-VN'").await;
        page.expect("of('one').at(-1)", "vi/articles/").await;
        let _: () = page.ask(&format!("document.getElementById('one').go('vi/{ARTICLE}')")).await;
        page.expect("of('one').at(-1)", format!("vi/{ARTICLE}")).await;
        // The page stays when the language changes.
        let _: () = page.ask("document.documentElement.lang = 'en'").await;
        page.expect("of('one').at(-1)", format!("en/{ARTICLE}")).await;
        let _: () = page.ask("document.documentElement.lang = 'tlh'").await;
        // This browser reads Vietnamese, and the edition has it.
        page.expect("of('one').at(-1)", format!("vi/{ARTICLE}")).await;
        // Its own attribute is nearer.
        page.expect("of('two')", json!(["vi/timeline/"])).await;
    });
}

#[test]
fn light_and_dark_are_those_of_the_text_around() {
    hostile(async |page, _| {
        let theme = async |wanted: &str| {
            inside(page, "one", async |page| {
                page.expect("document.documentElement.dataset.theme", wanted).await;
                let scheme = "getComputedStyle(document.documentElement).colorScheme";
                page.expect(scheme, wanted).await;
            })
            .await;
        };
        theme("light").await;
        for (class, wanted) in [
            // What the page declares.
            ("dark", "dark"),
            ("both", "light"),
            // What its text is like, where it declares nothing.
            ("chalk", "dark"),
            ("ink", "light"),
        ] {
            let _: () = page.ask(&format!("document.documentElement.className = '{class}'")).await;
            theme(wanted).await;
        }
        // What the system says, where the page does as that does.
        let _: () = page.ask("document.documentElement.className = 'both'").await;
        theme("light").await;
        page.prefers("prefers-color-scheme", "dark").await;
        theme("dark").await;
        let _: () = page.ask("document.getElementById('one').setAttribute('theme', 'light')").await;
        theme("light").await;
        // It is there before the first paint of the next page that is loaded, and outweighs
        // what was chosen elsewhere.
        inside(page, "one", async |page| {
            let away = "localStorage.setItem('caunoi-theme', 'dark'); location.reload()";
            let _: () = page.ask(away).await;
            page.wait_live().await;
        })
        .await;
        theme("light").await;
    });
}

/// The nonce is a secret between the page and the first reader; suppose that it got out.
async fn nonce(page: &Page) -> String {
    let listen = "addEventListener('message', event => window.heard = event.data)";
    inside(page, "one", async |page| page.ask::<()>(listen).await).await;
    let _: () = page.ask("document.getElementById('one').setAttribute('theme', 'light')").await;
    inside(page, "one", async |page| {
        page.expect("typeof window.heard?.nonce", "string").await;
        page.ask("return window.heard.nonce").await
    })
    .await
}

#[test]
fn a_message_of_somebody_else_changes_nothing() {
    hostile(async |page, _| {
        let high = expect_whole(page, "one").await;
        let nonce = nonce(page).await;
        assert!(nonce.len() > 20, "{nonce} can be guessed");

        let watch = "const frame = frameOf('one'); window.heights = []; \
            new MutationObserver(() => heights.push(frame.height)).observe(frame, { attributeFilter: ['height'] })";
        let _: () = page.ask(watch).await;
        // From the wrong window and origin, with the right nonce.
        let lie = json!({ "caunoi": "frame", "nonce": nonce, "height": 77, "route": "en/about/", "title": "x", "lang": "x" });
        let _: () = page.ask_with("postMessage(arguments[0], '*')", vec![lie.clone()]).await;
        // From another reader's frame.
        let up = "parent.postMessage(arguments[0], '*')";
        inside(page, "two", async |page| page.ask_with::<()>(up, vec![lie.clone()]).await).await;
        // From the right window, with another nonce or with none, or with nonsense.
        let mut lies = vec![json!(null), json!("x"), json!({ "caunoi": "frame" })];
        for (key, value) in [("nonce", json!("1-2-3-4")), ("nonce", json!(null))] {
            let mut other = lie.clone();
            other[key] = value;
            lies.push(other);
        }
        for (key, value) in
            [("height", json!(-1)), ("height", json!(1e9)), ("height", json!("77")), ("height", json!({}))]
        {
            let mut other = lie.clone();
            other[key] = value;
            other["route"] = json!("https://example.org/");
            lies.push(other);
        }
        for lie in lies {
            inside(page, "one", async |page| page.ask_with::<()>(up, vec![lie]).await).await;
        }
        // To the frame: from its own window, and from the page with another nonce.
        let order =
            json!({ "caunoi": "host", "nonce": nonce, "theme": "dark", "sized": false, "go": "en/about/" });
        inside(page, "one", async |page| {
            page.ask_with::<()>("postMessage(arguments[0], '*')", vec![order.clone()]).await;
        })
        .await;
        let mut other = order.clone();
        other["nonce"] = json!("1-2-3-4");
        let down = "frameOf('one').contentWindow.postMessage(arguments[0], '*')";
        page.ask_with::<()>(down, vec![other]).await;
        let mut away = order;
        away["theme"] = json!("light");
        away["sized"] = json!(true);
        away["go"] = json!("javascript:document.title='x'");
        page.ask_with::<()>(down, vec![away]).await;

        // What is said later is heard later: by now all of them have been.
        let _: () = page.ask(&format!("document.getElementById('one').go('en/{ARTICLE}')")).await;
        page.expect("of('one')", json!(["en/articles/", format!("en/{ARTICLE}")])).await;
        page.expect("of('two')", json!(["vi/timeline/"])).await;
        inside(page, "one", async |page| {
            page.expect("document.documentElement.dataset.theme", "light").await;
            page.expect("'sized' in document.documentElement.dataset", true).await;
        })
        .await;
        let other = expect_whole(page, "one").await;
        assert_ne!(high, other);
        let heights: Vec<String> = page.ask("return heights").await;
        let true_ones = heights.iter().all(|x| x.parse::<i64>().is_ok_and(|x| x > 700 && x < 50_000));
        assert!(true_ones && !heights.is_empty(), "{heights:?}");
    });
}

#[test]
fn a_page_of_somebody_else_in_the_frame_is_not_believed() {
    hostile(async |page, reader| {
        let high = expect_whole(page, "one").await;
        let nonce = nonce(page).await;
        let other = format!("{}/other.html", page.host.origin);
        inside(page, "one", async |page| {
            page.ask_with::<()>("location = arguments[0]", vec![json!(other)]).await
        })
        .await;
        let lies = "for (const said of arguments[0]) parent.postMessage(said, '*'); location = arguments[1]";
        let root = format!("{}/", reader.origin);
        let lie = json!({ "caunoi": "frame", "nonce": nonce, "height": 77, "route": "en/people/", "title": "x", "lang": "x" });
        let hello = json!({ "caunoi": "hello", "root": root });
        let back = format!("{root}en/about/");
        inside(page, "one", async |page| {
            page.expect("document.title", "Another page").await;
            // Its height has not followed.
            page.expect("innerHeight", high).await;
            page.ask_with::<()>(lies, vec![json!([lie, hello, lie]), json!(back)]).await;
        })
        .await;
        page.expect("of('one')", json!(["en/articles/", "en/about/"])).await;
    });
}

#[test]
fn its_children_are_shown_until_it_is_there() {
    hostile_with(Browser::Chromium, CLASSIC, async |page, reader| {
        reader.hold(Some("frame-"));
        page.open("").await;
        page.wait_for("#one .instead").await;
        page.expect("!!customElements.get('caunoi-reader')", true).await;
        page.expect("getComputedStyle(frameOf('one')).visibility", "hidden").await;
        reader.hold(None);
        page.expect("of('one')", json!(["en/articles/"])).await;
        page.expect(&seen("#one .instead"), false).await;
        page.expect("getComputedStyle(frameOf('one')).visibility", "visible").await;
    });
}

#[test]
fn its_children_are_shown_where_it_cannot_come() {
    // No script; the script is not there; nobody answers in the frame.
    let html = include_str!("embed/hostile.html").replace("{scripts}", CLASSIC);
    within_page(&html, Setting { scripts: false, ..Setting::default() }, async |page, _| {
        page.open("").await;
        page.expect_text("#one", "The articles").await;
    });
    hostile_with(Browser::Chromium, "<script src=\"{reader}nowhere/embed.js\"></script>", async |page, _| {
        page.expect("typeof window.boxOf", "function").await;
        page.expect_text("#one", "The articles").await;
    });
    let elsewhere = include_str!("embed/hostile.html")
        .replace("{scripts}", CLASSIC)
        .replace("src=\"{reader}\"", "src=\"{reader}nowhere\"");
    within_page(&elsewhere, Setting::default(), async |page, _| {
        page.open("").await;
        page.expect("frameOf('one').contentWindow.length", 0).await;
        inside(page, "one", async |page| page.expect("document.readyState", "complete").await).await;
        page.expect_text("#one", "The articles").await;
    });
}

#[test]
fn a_list_of_thousands_scrolls_within_a_frame_as_high_as_the_window() {
    let html = include_str!("embed/hostile.html").replace("{scripts}", CLASSIC);
    within_page_with(&large().files, &html, Setting::default(), async |page, _| {
        page.open("").await;
        page.expect("of('one')[0]", "en/articles/").await;
        let _: () = page.ask("document.getElementById('one').go('en/timeline/')").await;
        page.expect("of('one').at(-1)", "en/timeline/").await;
        page.expect("boxOf('one').height === innerHeight", true).await;
        inside(page, "one", async |page| {
            page.wait_live().await;
            page.expect("document.documentElement.scrollHeight > 100000", true).await;
            page.expect("document.querySelectorAll('.listed .entry').length <= 200", true).await;
            let _: () = page.ask("scrollTo(0, document.documentElement.scrollHeight)").await;
            page.expect("document.querySelectorAll('[data-rows]:last-child .entry').length > 0", true).await;
            page.expect("document.querySelectorAll('.listed .entry').length <= 200", true).await;
        })
        .await;
    });
}

/// A page that has a frame and no script at all.
fn frame(address: &str, story: impl AsyncFnOnce(&Page)) {
    let html = format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Somebody's page</title>\
         <iframe id=\"plain\" src=\"{{reader}}{address}\" title=\"Reader\" width=\"800\" height=\"500\"></iframe>"
    );
    within_page(&html, Setting::default(), async |page, _| {
        page.open("").await;
        page.wait_for("#plain").await;
        page.driver.enter_frame(0).await.expect("there is a frame");
        page.wait_live().await;
        story(page).await;
    });
}

#[test]
fn a_plain_frame_shows_the_part_that_its_address_names() {
    for (address, there, kept) in [
        ("vi/articles/?embed=list", "/vi/articles/?embed=list", ".papers, .listing, .paper"),
        ("?embed=list&lang=en-US", "/en/articles/?embed=list", ".papers, .listing, .paper"),
        ("?embed=list&lang=en&year=2022", "/en/search/?embed=list&year=2022", ".hit, .entry"),
        ("?embed=timeline&lang=both&year=2022", "/both/timeline/?embed=timeline&year=2022", ".one-year"),
        (
            "?embed=article&lang=en&article=2022-01-18-annual-review",
            "/en/articles/2022-01-18-annual-review/?embed=article",
            "#p1",
        ),
        ("?embed=search&lang=en&q=friendship", "/en/search/?embed=search&q=friendship", ".hit"),
        ("?lang=en&to=people/", "/en/people/", ".nav"),
        ("?embed=full&lang=en", "/en/?embed=full", ".nav"),
        ("?embed=nonsense&lang=en&to=../../x", "/en/?embed=nonsense", ".nav"),
        ("", "/vi/", ".nav"),
    ] {
        frame(address, async |page| {
            page.expect("location.pathname + location.search", there).await;
            page.wait_for(kept).await;
            page.wait_for("main h1, .plate h1").await;
            let whole = kept == ".nav";
            page.expect(&seen(".nav"), whole).await;
            page.expect(&seen(".theme"), whole).await;
            page.expect(&seen(".colophon"), whole).await;
            // What leads to the whole reader stays, and so do the languages.
            page.wait_for(".edition").await;
            page.wait_for(".modes a").await;
            page.screenshot(&format!("embed-{}", there.replace(['/', '?', '&', '='], "-"))).await;
        });
    }
}

#[test]
fn a_plain_frame_stays_what_it_is_when_another_page_is_loaded() {
    frame("?embed=list&lang=en&theme=dark", async |page| {
        let part = async || {
            page.expect("document.documentElement.dataset.embed", "list").await;
            page.expect("document.documentElement.dataset.theme", "dark").await;
            page.expect(&seen(".nav"), false).await;
        };
        part().await;
        page.click("main h2 a, main h3 a").await;
        page.expect("location.pathname.length > 20", true).await;
        page.expect("location.search", "").await;
        part().await;
        let _: () = page.ask("window.before = true; location.reload()").await;
        page.expect("window.before", Value::Null).await;
        page.wait_live().await;
        part().await;
    });
}

#[test]
fn a_frame_listens_to_the_page_that_holds_it_and_to_nobody_else() {
    frame("?embed=list&lang=en", async |page| {
        let order = |nonce: &str, theme: &str| {
            vec![json!({ "caunoi": "host", "nonce": nonce, "theme": theme, "sized": theme == "light" })]
        };
        let own = "return new Promise(done => { addEventListener('message', () => done(true)); \
            postMessage(arguments[0], '*') })";
        page.ask_with::<bool>(own, order("x", "dark")).await;
        page.driver.enter_default_frame().await.expect("there is a way out");
        page.ask_with::<()>("frames[0].postMessage(arguments[0], '*')", order("y", "light")).await;
        page.driver.enter_frame(0).await.expect("there is a frame");
        page.expect("'sized' in document.documentElement.dataset", true).await;
        page.expect("document.documentElement.dataset.theme", "light").await;
    });
}

#[test]
fn other_sites_and_the_whole_reader_open_outside_of_the_frame() {
    frame(&format!("en/{ARTICLE}?embed=article"), async |page| {
        for css in ["a[rel~=external]", ".brand"] {
            let target = "const link = document.querySelector(arguments[0]); \
                addEventListener('click', event => event.preventDefault(), { once: true }); \
                link.click(); return link.target";
            let target: String = page.ask_with(target, vec![json!(css)]).await;
            assert_eq!(target, "_blank", "{css}");
        }
    });
    // In the whole reader its name leads to its front page, as ever.
    frame(&format!("en/{ARTICLE}?embed=full"), async |page| {
        page.click(".brand").await;
        page.expect("location.pathname", "/en/").await;
    });
}

#[test]
fn a_page_that_is_in_no_frame_is_whole_whatever_its_address_says() {
    read(Setting::default(), async |page| {
        page.open("?embed=list&lang=en").await;
        page.expect_address("en/articles/?embed=list").await;
        page.wait_live().await;
        page.wait_for(".nav").await;
        page.expect("document.documentElement.dataset.embed", Value::Null).await;
        page.expect(
            "performance.getEntriesByType('resource').filter(x => x.name.includes('frame-')).length",
            0,
        )
        .await;
    });
}

#[test]
fn who_types_beside_the_reader_keeps_the_focus() {
    hostile(async |page, _| {
        inside(page, "one", Page::wait_live).await;
        let _: () = page
            .ask(
                "const field = document.getElementById('field'); field.tabIndex = 0; field.focus(); \
                  document.getElementById('one').go('en/search/?q=friendship')",
            )
            .await;
        page.expect("of('one').at(-1)", "en/search/?q=friendship").await;
        page.expect("document.activeElement.id", "field").await;
    });
}

async fn takes_after_its_page(page: &Page, _: &Host) {
    expect_whole(page, "one").await;
    let _: () = page.ask("document.documentElement.lang = 'vi-VN'").await;
    page.expect("of('one').at(-1)", "vi/articles/").await;
    expect_whole(page, "one").await;
    for (class, wanted) in [("dark", "dark"), ("ink", "light"), ("chalk", "dark")] {
        let _: () = page.ask(&format!("document.documentElement.className = '{class}'")).await;
        inside(page, "one", async |page| {
            page.expect("getComputedStyle(document.documentElement).colorScheme", wanted).await;
        })
        .await;
    }
}

/// What every browser does alike.
fn in_browser(browser: Browser) {
    hostile_in(browser, two_readers);
    hostile_in(browser, hidden);
    hostile_in(browser, from_right_to_left);
    hostile_in(browser, taken_away);
    hostile_in(browser, told_and_sent);
    hostile_in(browser, takes_after_its_page);
}

#[test]
fn in_firefox_it_does_the_same() {
    in_browser(Browser::Firefox);
}

#[test]
fn in_webkit_it_does_the_same() {
    in_browser(Browser::WebKit);
}
