//! A record that is too large to come with the first page: the pages are read as they were
//! printed, and the rest comes when somebody looks for something.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use caunoi::record::Record;
use caunoi::record::model::Article;
use caunoi::site::{build, check};

use crate::harness::{Page, Setting, read, seen};
use crate::other_edition::reader;
use crate::server::Files;

/// How many times each article of the default edition is in the large one.
const TIMES: usize = 100;

/// The same article with ids of its own.
fn again(article: &Article, number: usize) -> Article {
    let mut article = article.clone();
    let name = |id: &mut String| *id = format!("{id}-{number}");
    name(&mut article.id);
    article.events.iter_mut().for_each(|x| name(&mut x.id));
    article.roles.iter_mut().for_each(|x| name(&mut x.id));
    article.acts.iter_mut().for_each(|x| name(&mut x.id));
    article.figures.iter_mut().for_each(|x| name(&mut x.id));
    article.requests.iter_mut().for_each(|x| name(&mut x.id));
    article.plans.iter_mut().for_each(|x| name(&mut x.id));
    article.mottoes.iter_mut().for_each(|x| name(&mut x.id));
    article.relations.iter_mut().for_each(|x| name(&mut x.id));
    article.corrections.iter_mut().for_each(|x| name(&mut x.id));
    article
}

/// The site of the default edition with each article so many times.
fn site() -> build::Site {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let record = check::read(&folder, None).record.expect("the edition has no errors");
    let once = record.articles.clone();
    let articles = once.iter().flat_map(|x| {
        let others = (1..TIMES).map(move |number| Arc::new(again(x, number)));
        std::iter::once(Arc::clone(x)).chain(others)
    });
    let record = Record { articles: articles.collect(), ..record.clone() };
    assert!(record.is_large(), "it comes in parts");
    let Ok(site) = build::site(record, &folder, &reader()) else { panic!("the site is not built") };
    site
}

pub fn large() -> Setting {
    static SITE: LazyLock<Arc<Files>> = LazyLock::new(|| Arc::new(site().into_files()));
    Setting { files: Arc::clone(&SITE), ..Setting::default() }
}

/// The same edition in one file.
pub fn in_one_file() -> String {
    let Ok(site) = site().published(&reader()) else { panic!("the site is not published") };
    let file = site.file("haufo.html").expect("it is in one file");
    String::from_utf8(file.into_owned()).expect("pages are UTF-8")
}

/// The parts that were asked for, by the beginnings of their names.
const PARTS: &str = "performance.getEntriesByType('resource').map(x => x.name.match(/([a-z]+)[^/]*\\.bin$/)?.[1]) \
    .filter(x => x).filter((x, at, all) => all.indexOf(x) === at).sort().join(' ')";

/// Nothing went wrong.
async fn expect_clean(page: &Page) {
    page.expect(&seen("#failed"), false).await;
    assert_eq!(page.errors().await, Vec::<String>::new());
}

#[test]
fn pages_are_read_without_it_and_reach_every_article() {
    read(large(), async |page| {
        page.open("vi/").await;
        page.expect("document.querySelectorAll('.first a').length > 3", true).await;
        page.click("nav a[href$='/articles/']").await;
        page.expect_address("vi/articles/").await;
        page.expect("document.querySelectorAll('.papers > li').length", 400).await;
        // Every year has its page, and all of them together every article.
        let years =
            "[...document.querySelectorAll('.jumps .n')].reduce((sum, x) => sum + Number(x.textContent), 0)";
        page.expect(years, 5 * TIMES).await;
        page.click(".jumps a[href$='/years/2022/']").await;
        page.expect_address("vi/years/2022/").await;
        page.expect("document.querySelectorAll('.papers > li').length", 2 * TIMES).await;
        page.expect("document.querySelector('.jumps [aria-current]').textContent", "2022").await;
        page.click("[data-mode=en]").await;
        page.expect_address("en/years/2022/").await;
        page.expect(PARTS, "").await;
        expect_clean(page).await;
    });
}

#[test]
fn it_comes_when_somebody_goes_to_the_field() {
    read(large(), async |page| {
        page.open("en/").await;
        page.expect(PARTS, "").await;
        page.type_into("#q", "friendship").await;
        page.wait_for(".suggestions [role=option]").await;
        page.expect("document.activeElement.value", "friendship").await;
        page.expect(PARTS, "articles catalogue index parts").await;
        expect_clean(page).await;
    });
}

#[test]
fn what_is_found_is_all_of_it_and_shows_its_words_when_they_come() {
    read(large(), async |page| {
        page.open_live("vi/search/?q=hữu+nghị&kind=article").await;
        let count = "Number(document.querySelector('.found').innerText.match(/[0-9]+/)[0])";
        page.expect(count, 5 * TIMES).await;
        page.expect(PARTS, "articles catalogue index parts summaries").await;
        page.expect("document.querySelectorAll('.hit p mark').length > 0", true).await;
        expect_clean(page).await;
    });
}

#[test]
fn who_is_in_a_list_by_the_keyboard_stays_there_when_its_words_come() {
    let rows = [
        ("hữu+nghị&kind=article", "h3 a"),
        ("\"hữu+nghị\"&kind=article", "h3 a"),
        ("hữu+nghị", "h3 a"),
        ("hữu+nghị", "button"),
    ];
    for (query, focused) in rows {
        read(Setting { waits: Some("summaries-"), ..large() }, async |page| {
            page.open_live(&format!("vi/search/?q={query}")).await;
            page.wait_for(&format!("#results {focused}")).await;
            let last = format!("[...document.querySelectorAll('#results {focused}')].at(-1)");
            let top = "document.activeElement.getBoundingClientRect().top";
            page.ask::<()>(&format!("window.was = {last}; was.focus(); window.top0 = {top}")).await;
            page.let_all_come();
            page.expect("was.isConnected", false).await;
            let is_again = "document.activeElement.matches('#results *') && \
                document.activeElement.textContent === was.textContent";
            page.expect(is_again, true).await;
            page.expect(&format!("Math.abs({top} - top0) < 1"), true).await;
        });
    }
}

#[test]
fn all_that_is_found_can_be_reached_and_little_of_it_is_drawn() {
    read(large(), async |page| {
        page.open_live("en/search/?q=hanoi&kind=article").await;
        let drawn = "document.querySelectorAll('.hits > .hit').length";
        let blocks = "document.querySelectorAll('[data-rows]').length";
        page.expect(blocks, 5 * TIMES / 25).await;
        page.expect(&format!("{drawn} >= 25 && {drawn} <= 150"), true).await;
        // To the last of them, whose block is drawn when it comes into view.
        page.ask::<()>(
            "scrollTo(0, document.querySelector('[data-rows]:last-child').getBoundingClientRect().bottom)",
        )
        .await;
        page.expect("document.querySelectorAll('[data-rows]:last-child .hit p mark').length > 0", true).await;
        page.expect("document.querySelector('[data-rows]').childElementCount", 0).await;
        page.expect(&format!("{drawn} >= 25 && {drawn} <= 150"), true).await;
        // Nowhere is more than a page left empty, and what was left keeps its height.
        let empty = "[...document.querySelectorAll('[data-rows]:empty')].every(x => x.offsetHeight > 1000)";
        page.expect(empty, true).await;
        // By the keyboard: what has the focus is not taken away.
        page.ask::<()>("document.querySelector('[data-rows]:last-child a').focus({ preventScroll: true }); scrollTo(0, 0)")
            .await;
        page.expect("document.querySelector('[data-rows]').childElementCount", 1).await;
        page.expect("!!document.activeElement.closest('[data-rows]:last-child')", true).await;
        // Another question is another list, from its beginning.
        page.type_into("#q", " friendship").await;
        page.expect("document.querySelector('.kind + [data-rows] .hit mark') !== null", true).await;
        expect_clean(page).await;
    });
}

#[test]
fn a_long_list_of_the_timeline_is_drawn_where_it_is_seen() {
    read(large(), async |page| {
        page.open_live("en/timeline/").await;
        let drawn = "document.querySelectorAll('.listed .entry').length";
        page.expect("document.querySelectorAll('[data-rows]').length > 100", true).await;
        page.expect(&format!("{drawn} <= 200"), true).await;
        page.click(".jumps a[href$='#y2022']").await;
        page.expect("Math.abs(document.getElementById('y2022').getBoundingClientRect().top) < 100", true)
            .await;
        page.expect("!!document.querySelector('#y2022 + [data-rows] .entry')", true).await;
        page.expect(&format!("{drawn} >= 25 && {drawn} <= 200"), true).await;
        expect_clean(page).await;
    });
}

#[test]
fn what_is_found_is_read_on_the_page_that_was_printed() {
    read(large(), async |page| {
        page.open_live("en/search/?q=friendship&kind=article").await;
        page.click(".hit h3 a").await;
        page.expect("location.pathname.startsWith('/en/articles/')", true).await;
        page.expect("document.documentElement.dataset.live ?? ''", "").await;
        page.expect("document.querySelector('.prose').innerText.length > 500", true).await;
        expect_clean(page).await;
    });
}

#[test]
fn without_its_parts_the_page_is_read_and_says_so() {
    read(large(), async |page| {
        let files = large()
            .files
            .iter()
            .filter(|x| !x.0.ends_with(".bin"))
            .map(|(path, x)| (path.clone(), x.clone()))
            .collect();
        page.host.publish(Arc::new(files));
        page.open("en/").await;
        page.click("#q").await;
        page.wait_for("#failed").await;
        page.expect("document.querySelectorAll('.first a').length > 3", true).await;
    });
}
