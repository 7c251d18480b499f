//! A page of another origin that asks the record by its own script: `caunoi.js`.

use std::sync::Arc;

use serde_json::Value;

use crate::harness::{Page, Setting, read};
use crate::large::large;
use crate::server::{Files, Host, dist};

/// A plain page with a script of its own, which has the record as `record`.
const PAGE: &str = "<!doctype html><html lang=\"en\"><title>A page</title><link rel=\"icon\" href=\"data:,\"><p id=\"failed\" hidden>Its own.</p>\
    <script type=\"module\" src=\"own.js\"></script>";
const OWN: &str = "import { open } from '{reader}caunoi.js'; globalThis.record = open();";

/// Lets a story happen on the plain page, with the reader on another origin that answers so.
fn beside(files: Files, headers: &[(&str, &str)], story: impl AsyncFnOnce(&Page, &Host)) {
    let reader = Host::new(Arc::new(files), "/a/b/", headers);
    let own = OWN.replace("{reader}", &format!("{}/a/b/", reader.origin));
    let files = Files::from([("index.html".into(), PAGE.into()), ("own.js".into(), own.into_bytes())]);
    read(Setting { files: Arc::new(files), ..Setting::default() }, async |page| {
        page.open("").await;
        page.expect("!!globalThis.record", true).await;
        story(page, &reader).await;
    });
}

#[test]
fn a_script_gets_the_summaries_of_a_large_record() {
    beside(Files::clone(&large().files), &ALLOWED, async |page, _| {
        let article = "2022-01-18-annual-review-7";
        // Both at once, for which the summary comes once.
        let both = format!("return record.then(x => Promise.all([x.get('{article}'), x.get('{article}')]))");
        let got: Vec<Value> = page.ask(&both).await;
        let summary: Value = page.ask("return record.then(x => x.get('2022-01-18-annual-review'))").await;
        assert_eq!(got[0], got[1]);
        assert_eq!(got[0]["texts"], summary["texts"]);
        let long = |x: &Value| x["text"].as_str().is_some_and(|x| x.len() > 300);
        assert!(got[0]["texts"].as_array().is_some_and(|x| x.iter().any(long)), "{}", got[0]);
        let found: Value = page
            .ask("return record.then(x => x.search('\"hữu nghị\"', { filters: { kind: 'article' }, limit: 2 }))")
            .await;
        let excerpts = found["results"].as_array().expect("results").iter().map(|x| &x["excerpt"]["pieces"]);
        assert!(excerpts.clone().all(|x| x.to_string().contains("\"found\":true")), "{found}");
        assert_eq!(page.errors().await, Vec::<String>::new());
    });
}

const ALLOWED: [(&str, &str); 1] = [("Access-Control-Allow-Origin", "*")];

#[test]
fn a_script_searches_as_the_reader_does() {
    beside(Files::clone(dist()), &ALLOWED, async |page, reader| {
        let found: Value = page
            .ask("return record.then(x => x.search('huu nghi', { lang: 'vi', filters: { kind: ['event'] }, limit: 3 }))")
            .await;
        let shown: u64 = {
            page.driver
                .goto(format!("{}/a/b/vi/search/?q=huu+nghi&kind=event", reader.origin))
                .await
                .expect("it opens");
            page.wait_live().await;
            page.ask("return +document.querySelector('main [role=status]').innerText.match(/: (\\d+)/)[1]")
                .await
        };
        assert_eq!(found["total"], shown);
        let results = found["results"].as_array().expect("a list of results");
        assert_eq!(results.len(), 3);
        let first: String = page.ask("return document.querySelector('#results .entry a').href").await;
        assert_eq!(results[0]["url"], first);
        assert_eq!(results[0]["kind"], "event");
        let pieces = |x: &Value| -> Vec<(String, bool)> {
            let all = x["pieces"].as_array().expect("pieces");
            all.iter().map(|x| (x["text"].as_str().unwrap().into(), x["found"].as_bool().unwrap())).collect()
        };
        let marked: Vec<String> =
            pieces(&results[0]["title"]).into_iter().filter(|x| x.1).map(|x| x.0.to_lowercase()).collect();
        assert!(marked.iter().any(|x| x == "hữu"), "{marked:?}");
        let kinds = found["facets"]["kind"].as_array().expect("counts of kinds");
        let events = kinds.iter().find(|x| x["value"] == "event").expect("there are events");
        assert_eq!(events["count"], shown);
    });
}

#[test]
fn a_script_gets_what_is_known_under_an_id() {
    beside(Files::clone(dist()), &ALLOWED, async |page, reader| {
        let languages: Vec<String> = page.ask("return record.then(x => x.languages)").await;
        assert_eq!(languages, ["vi", "en"]);
        let article = "2022-01-18-annual-review";
        let got: Value = page.ask(&format!("return record.then(x => x.get('{article}'))")).await;
        assert_eq!(got["kind"], "article");
        assert_eq!(got["date"]["edtf"], "2022-01-18");
        assert_eq!(got["date"]["basis"], "inferred");
        assert_eq!(got["url"], format!("{}/a/b/vi/articles/{article}/", reader.origin));
        let texts = got["texts"].as_array().expect("its texts");
        for lang in ["vi", "en"] {
            assert!(
                texts.iter().any(|x| x["lang"] == lang && x["text"].as_str().unwrap().len() > 100),
                "{lang}"
            );
        }
        for nothing in ["nobody-at-all", "../x", "", "en/search/"] {
            let got: Value = page.ask(&format!("return record.then(x => x.get('{nothing}'))")).await;
            assert_eq!(got, Value::Null, "{nothing}");
        }
        let refused: String =
            page.ask("return record.then(x => x.search('x', { lang: 'fr' })).catch(x => x.message)").await;
        assert!(refused.contains("vi, en"), "{refused}");
        // The page is its own: nothing of it was changed.
        page.expect("document.getElementById('failed').hidden && document.title", "A page").await;
        assert_eq!(page.errors().await, Vec::<String>::new());
    });
}

#[test]
fn a_record_that_cannot_be_read_is_an_error_that_says_so() {
    let mut files = Files::clone(dist());
    let wasm = crate::server::only(&files, ("haufo", ".wasm"));
    let bytes = files.get_mut(&wasm).expect("it was found");
    let at = bytes.len() - 1000;
    bytes[at] ^= 0x10;
    beside(files, &ALLOWED, async |page, _| {
        let said: String = page.ask("return record.then(() => 'opened', x => x.message)").await;
        assert_eq!(said, "The record cannot be read.");
    });
}
