//! After the first visit, without a network.

use std::sync::Arc;

use serde_json::json;

use crate::harness::{Page, Setting, read, seen};
use crate::server::{Files, dist};

/// A setting in which the browser keeps the site.
fn kept() -> Setting {
    Setting { worker: true, ..Setting::default() }
}

/// Waits until the site is kept as a whole.
async fn wait_kept(page: &Page) {
    page.expect("navigator.serviceWorker.ready.then(x => x.active.state)", "activated").await;
    page.expect("caches.keys().then(x => x.length)", 1).await;
}

/// There is no network any more.
async fn cut(page: &Page) {
    page.host.cut(true);
    // The browser's own memory of files is none that one can count on.
    page.tool("Network.clearBrowserCache", json!({})).await;
}

async fn reads_on(page: &Page) {
    for (address, lang) in [("en/people/", "en"), ("vi/glossary/", "vi"), ("both/cycle/", "vi")] {
        page.open_live(address).await;
        page.expect("document.documentElement.lang", lang).await;
        page.wait_for("main h1").await;
    }
    page.open_live("en/articles/2023-08-17-working-session/").await;
    page.expect("document.querySelectorAll('main p[id^=p]').length > 3", true).await;
    page.open_live("vi/search/?q=huong").await;
    page.wait_for("#results mark").await;
    page.click("#results a").await;
    page.expect("!/search/.test(location.pathname)", true).await;
    page.wait_for("main h1").await;
    page.expect(&seen("#failed"), false).await;
}

#[test]
fn pages_that_were_never_visited_are_read_without_a_network() {
    for below in ["/", "/a/b/"] {
        read(Setting { below, ..kept() }, async |page| {
            page.open_live("vi/").await;
            wait_kept(page).await;
            cut(page).await;
            reads_on(page).await;
        });
    }
}

#[test]
fn a_new_version_is_read_whole_at_the_next_start() {
    let mut files = Files::clone(dist());
    let style = crate::server::only(&files, ("style", ".css"));
    let first = crate::server::only(&files, ("first", ".js"));
    // Another version: a style with another name and other content, in all pages that have it.
    let mut css = files.remove(&style).expect("there is a style");
    css.extend(b"html { --version: 2 }");
    let new = style.replace("style-", "style-2");
    files.insert(new.clone(), css);
    for bytes in files.iter_mut().filter(|x| !x.0.ends_with(".wasm")).map(|x| x.1) {
        if let Ok(text) = std::str::from_utf8(bytes) {
            *bytes = text.replace(style.as_str(), &new).into_bytes();
        }
    }
    let worker = files.get_mut("sw.js").expect("there is a worker");
    *worker = String::from_utf8_lossy(worker).replacen("VERSION = '", "VERSION = '2", 1).into_bytes();
    assert!(files.contains_key(&first));
    let version = "getComputedStyle(document.documentElement).getPropertyValue('--version')";
    read(kept(), async |page| {
        page.open_live("vi/").await;
        wait_kept(page).await;
        page.host.publish(Arc::new(files.clone()));
        // The page that is open goes on as it was.
        page.click("nav a[href$='/people/']").await;
        page.expect_address("vi/people/").await;
        page.expect(version, "").await;
        // With a network the next page is the new one, and the new version is kept beside the old.
        page.open_live("en/").await;
        page.expect(version, "2").await;
        let waiting = "navigator.serviceWorker.getRegistration().then(x => x.waiting?.state)";
        page.expect(waiting, "installed").await;
        page.expect("caches.keys().then(x => x.length)", 2).await;
        // Without one, before the next start, it is the old one as a whole.
        cut(page).await;
        page.open_live("en/about/").await;
        page.expect(version, "").await;
        page.expect(&seen("#failed"), false).await;
        // The next start: no page of the old version is open.
        let tab = page.driver.new_tab().await.expect("a tab opens");
        page.driver.close_window().await.expect("a tab closes");
        page.driver.switch_to_window(tab).await.expect("there is a tab");
        page.host.cut(false);
        page.open_live("en/").await;
        page.expect("caches.keys().then(x => x.length)", 1).await;
        cut(page).await;
        reads_on(page).await;
        page.expect(version, "2").await;
    });
}

#[test]
fn what_does_not_come_as_a_whole_is_not_kept() {
    let mut files = Files::clone(dist());
    files.retain(|path, _| !path.starts_with("assets/shell"));
    read(Setting { files: Arc::new(files), ..kept() }, async |page| {
        page.open_live("vi/").await;
        page.expect("navigator.serviceWorker.getRegistration().then(x => x?.active ?? null)", json!(null))
            .await;
        page.click("nav a[href$='/people/']").await;
        page.expect_address("vi/people/").await;
        page.expect(&seen("#failed"), false).await;
    });
}

#[test]
fn the_edition_can_be_installed() {
    read(kept(), async |page| {
        page.open_live("vi/").await;
        let manifest = page.tool("Page.getAppManifest", json!({})).await;
        assert!(manifest["errors"].as_array().is_some_and(Vec::is_empty), "{manifest}");
        let said: serde_json::Value =
            serde_json::from_str(manifest["data"].as_str().expect("a manifest")).expect("it is JSON");
        assert_eq!((&said["start_url"], &said["lang"]), (&json!("./"), &json!("vi")));
        let faults = page.tool("Page.getInstallabilityErrors", json!({})).await;
        let faults = faults["installabilityErrors"].as_array().cloned().unwrap_or_default();
        assert!(faults.iter().all(|x| x["errorId"] == "in-incognito"), "{faults:?}");
    });
}
