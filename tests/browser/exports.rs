//! What a reader takes along: files of what is found, references, addresses.

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use serde_json::{Value, json};

use crate::harness::{PATIENCE, PAUSE, Page, Setting, read};

/// A folder that a browser saves into, which goes when it is dropped.
struct Saved(PathBuf);

impl Saved {
    async fn of(page: &Page, name: &str) -> Saved {
        let folder = std::env::temp_dir().join(format!("caunoi-saved-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder can be made");
        let wish = json!({ "behavior": "allow", "downloadPath": folder.to_string_lossy() });
        page.tool("Browser.setDownloadBehavior", wish).await;
        Saved(folder)
    }

    /// The text of a file, once it has been saved as a whole.
    async fn text(&self, name: &str) -> String {
        let begun = Instant::now();
        loop {
            // While it is being saved it has another name, or nothing in it.
            match fs::read_to_string(self.0.join(name)) {
                Ok(text) if !text.is_empty() => return text,
                _ => {}
            }
            let there: Vec<_> =
                fs::read_dir(&self.0).expect("the folder").flatten().map(|x| x.path()).collect();
            assert!(begun.elapsed() < PATIENCE, "{name} is not saved, but {there:?}");
            tokio::time::sleep(PAUSE).await;
        }
    }
}

impl Drop for Saved {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Clicks on a button of the results that has this name.
async fn press(page: &Page, name: &str) {
    let found = format!("[...document.querySelectorAll('.take button')].find(x => x.innerText === {name:?})");
    page.expect(&format!("!!{found}"), true).await;
    let _: () = page.ask(&format!("{found}.click()")).await;
}

/// What the clipboard has.
async fn clipboard(page: &Page) -> String {
    let wish = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    page.tool("Browser.grantPermissions", wish).await;
    page.ask("return navigator.clipboard.readText()").await
}

#[test]
fn what_is_found_is_saved_in_each_format() {
    read(Setting::default(), async |page| {
        page.open_live("en/search/?q=review&year=2022..2024").await;
        page.click(".take summary").await;
        let saved = Saved::of(page, "found").await;
        let said = "document.querySelector('.take p').innerText";
        let [rows, articles]: [usize; 2] = page
            .ask(&format!("return {said}.match(/Rows: (\\d+). Articles: (\\d+)./).slice(1).map(Number)"))
            .await;
        let chosen: String = page.ask(&format!("return {said}")).await;
        assert!(chosen.contains("review") && chosen.contains("2022–2024"), "{chosen}");
        assert!(rows > articles && articles > 1, "{rows} rows of {articles} articles");
        let shown: usize =
            page.ask("return +document.querySelector('.found').innerText.match(/(\\d+)$/)[1]").await;
        assert_eq!(rows, shown, "all that is found is saved");
        let name = |ending: &str| format!("haufo-review-2022-2023-2024.{ending}");

        press(page, "Table (CSV)").await;
        let text = saved.text(&name("csv")).await;
        page.expect_text(".take .saved", &format!("Saved: {}.", name("csv"))).await;
        let mut table = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let kinds: Vec<String> = table.records().map(|x| x.expect("a line")[1].to_string()).collect();
        assert_eq!(kinds.len(), rows);

        press(page, "Data (JSON)").await;
        let list: Value = serde_json::from_str(&saved.text(&name("json")).await).expect("JSON");
        let list = list.as_array().expect("a list");
        assert_eq!(list.len(), rows);
        assert!(list.iter().all(|x| x["address"].as_str().is_some_and(|x| x.starts_with(&page.host.origin))));

        press(page, "BibTeX").await;
        let references = biblatex::Bibliography::parse(&saved.text(&name("bib")).await).expect("BibTeX");
        assert_eq!(references.len(), articles);

        press(page, "RIS").await;
        let ris = saved.text(&name("ris")).await;
        assert_eq!(ris.matches("TY  - NEWS\r\n").count(), articles);

        press(page, "Calendar (iCalendar)").await;
        let calendar: icalendar::Calendar = saved.text(&name("ics")).await.parse().expect("iCalendar");
        assert!(!calendar.components.is_empty());
        let said = page.text(".take .saved").await;
        assert!(said.contains(&format!("Events: {}.", calendar.components.len())), "{said}");
    });
}

#[test]
fn the_window_of_the_timeline_is_saved() {
    read(Setting::default(), async |page| {
        page.open_live("vi/timeline/?time=2022").await;
        page.click(".take summary").await;
        let saved = Saved::of(page, "window").await;
        press(page, "Dữ liệu (JSON)").await;
        let list: Value = serde_json::from_str(&saved.text("haufo-2022.json").await).expect("JSON");
        let ids: Vec<&str> =
            list.as_array().expect("a list").iter().filter_map(|x| x["id"].as_str()).collect();
        let listed: Vec<String> =
            page.ask("return [...document.querySelectorAll('.listed .entry[id]')].map(x => x.id)").await;
        assert!(!listed.is_empty());
        // What stands for an office that changed hands is made of two statements.
        let missing: Vec<&String> = listed.iter().filter(|x| !ids.iter().any(|id| x.contains(id))).collect();
        assert_eq!(missing, Vec::<&String>::new());
    });
}

#[test]
fn an_article_is_cited_by_copy_and_by_file() {
    read(Setting::default(), async |page| {
        page.open_live("en/articles/2022-07-14-half-year-review/").await;
        page.click(".styles dd button").await;
        page.expect_text(".styles dd button", "Copied").await;
        let quoted = page.text(".styles dd .quote").await;
        assert_eq!(clipboard(page).await, quoted);
        let saved = Saved::of(page, "cited").await;
        page.click(".cited + .files a").await;
        let text = saved.text("haufo-article-2022-07-14-half-year-review.bib").await;
        let references = biblatex::Bibliography::parse(&text).expect("BibTeX");
        let keys: Vec<&str> = references.iter().map(|x| x.key.as_str()).collect();
        assert_eq!(
            keys,
            [
                "haufo-article-2022-07-14-half-year-review",
                "haufo-page-en-articles-2022-07-14-half-year-review"
            ]
        );
    });
}

#[test]
fn the_address_of_what_is_shown_is_shared() {
    read(Setting::default(), async |page| {
        page.open_live("en/search/?q=review&year=2022").await;
        page.click(".take summary").await;
        page.click(".take [data-do=share]").await;
        page.expect_text(".take [data-do=share]", "Address copied").await;
        let here: String = page.ask("return location.href").await;
        assert_eq!(clipboard(page).await, here);
        assert!(here.ends_with("/en/search/?q=review&year=2022"), "{here}");
    });
}

#[test]
fn every_file_of_the_data_page_is_there() {
    read(Setting::default(), async |page| {
        page.open_live("en/data/").await;
        let missing: Vec<String> = page
            .ask(
                "return Promise.all([...document.querySelectorAll('.data a')].map(x => x.href)
                    .map(x => fetch(x).then(y => y.ok ? [] : [x]))).then(x => x.flat())",
            )
            .await;
        assert_eq!(missing, Vec::<String>::new());
        page.expect("document.querySelectorAll('.data a').length > 12", true).await;
    });
}
