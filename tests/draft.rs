//! Drafts of saved pages, measured: of each class of facts, how many are found, missed and
//! wrongly found in the pages under `tests/desk/pages/`.
//!
//! Every page there is invented, with the cruft of real ones: menus, related stories with
//! other names and dates, polls, weather, counters, captions, notices. Beside each stands a
//! JSON file with what is in it, written down before the page was read by the tool.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use caunoi::desk::draft::{self, Draft, Imported, Kind, Match, PageText, Registries};
use common::{BASE, Folder, answer};
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/desk")
}

/// The pages with what is in them, in the order of their names.
fn pages() -> Vec<(String, PageText, Value)> {
    let entries = fs::read_dir(folder().join("pages")).unwrap().map(|x| x.unwrap().path());
    let mut paths: Vec<_> = entries.filter(|x| x.extension().is_some_and(|x| x != "json")).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let page = draft::read_page(&fs::read(&path).unwrap(), &name);
        let facts = fs::read_to_string(path.with_extension("json")).unwrap();
        (name, page, serde_json::from_str(&facts).unwrap())
    };
    paths.into_iter().map(read).collect()
}

fn page(start: &str) -> PageText {
    pages().into_iter().find(|x| x.0.starts_with(start)).unwrap().1
}

/// The classes of facts.
const CLASSES: [&str; 14] = [
    "headline",
    "publisher",
    "byline",
    "photographers",
    "published",
    "day",
    "section",
    "rights",
    "captions",
    "people",
    "titles",
    "organisations",
    "figures",
    "dates",
];

/// What a draft has of a class. A notice of rights counts by how it begins.
fn found(draft: &Draft, class: &str, expected: &BTreeSet<String>) -> BTreeSet<String> {
    let known = |x: &Option<draft::Known>| x.iter().map(|x| x.name.clone()).collect();
    let texts = |x: &[draft::Found]| x.iter().map(|x| x.text.clone()).collect();
    match class {
        "headline" => draft.headline.iter().map(|x| x.text.clone()).collect(),
        "publisher" => known(&draft.publisher),
        "byline" => texts(&draft.bylines),
        "photographers" => texts(&draft.photographs),
        "published" => draft.published.iter().map(|(x, _)| x.to_string()).collect(),
        "day" => draft.day.iter().map(|x| x.date.to_string()).collect(),
        "section" => known(&draft.section),
        "rights" => draft
            .rights
            .iter()
            .map(|x| expected.iter().find(|start| x.text.starts_with(*start)).unwrap_or(&x.text).clone())
            .collect(),
        "captions" => texts(&draft.captions),
        "people" => draft.people.iter().map(|x| x.name.clone()).collect(),
        "titles" => draft
            .people
            .iter()
            .flat_map(|x| x.titles.iter().map(|title| format!("{} | {}", x.name, title.printed)))
            .collect(),
        "organisations" => draft.bodies.iter().map(|x| x.name.clone()).collect(),
        "figures" => draft.figures.iter().map(|x| format!("{} | {}", x.value, x.counts)).collect(),
        "dates" => draft.dates.iter().map(|x| x.date.to_string()).collect(),
        _ => panic!("{class} is no class"),
    }
}

fn expected(facts: &Value, class: &str) -> BTreeSet<String> {
    match &facts[class] {
        Value::Null => BTreeSet::new(),
        Value::String(text) => [text.clone()].into(),
        Value::Array(list) => list.iter().map(|x| x.as_str().unwrap().to_owned()).collect(),
        other => panic!("{class}: {other}"),
    }
}

/// Found, missed, wrongly found.
type Count = [usize; 3];

/// What the pages reach, class by class. Whoever makes it better writes the better numbers here.
const REACHED: [Count; CLASSES.len()] = [
    [27, 0, 0],
    [21, 0, 0],
    [22, 2, 0],
    [13, 0, 0],
    [21, 0, 0],
    [26, 0, 0],
    [22, 0, 0],
    [17, 0, 0],
    [27, 0, 0],
    [71, 0, 0],
    [76, 2, 1],
    [90, 1, 2],
    [129, 0, 0],
    [85, 0, 0],
];

#[test]
fn what_is_found_in_pages() {
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    let mut notes = String::new();
    for (name, page, facts) in pages() {
        let draft = draft::draft(&page, &Registries::default());
        for class in CLASSES {
            let expected = expected(&facts, class);
            let found = found(&draft, class, &expected);
            let (missed, wrong) = (expected.difference(&found), found.difference(&expected));
            let count = counts.entry(class).or_default();
            count[0] += expected.intersection(&found).count();
            count[1] += missed.clone().count();
            count[2] += wrong.clone().count();
            missed.for_each(|x| notes += &format!("{name}: {class} missed: {x}\n"));
            wrong.for_each(|x| notes += &format!("{name}: {class} wrong: {x}\n"));
        }
    }
    println!("{notes}\n{:14} found missed  wrong", "class");
    for class in CLASSES {
        let [found, missed, wrong] = counts[class];
        println!("{class:14} {found:5} {missed:6} {wrong:6}");
    }
    let reached: Vec<Count> = CLASSES.iter().map(|x| counts[x]).collect();
    assert_eq!(reached, REACHED, "the numbers have changed; see the table above");
}

/// The registries of the invented edition beside the pages.
fn known() -> Registries {
    draft::registries(&folder().join("edition")).unwrap()
}

#[test]
fn full_names_are_matched_and_homonyms_asked_for() {
    let known = known();
    let of = |start: &str| draft::draft(&page(start), &known);
    let matched =
        |draft: &Draft, name: &str| draft.people.iter().find(|x| x.name == name).unwrap().matched.clone();
    let one = of("01");
    assert_eq!(matched(&one, "Đặng Thế Khoa"), Match::One("dang-the-khoa".into()));
    assert_eq!(one.publisher_matched, Match::One("bao-van-hai".into()));
    let office = one.people[0].titles[0].office.clone();
    assert_eq!(office, Some(("lhdvh".into(), "president".into())));
    let both = vec!["ta-quang-lu".to_owned(), "ta-quang-lu-thay-giao".to_owned()];
    for start in ["01", "08", "12"] {
        let draft = of(start);
        assert_eq!(matched(&draft, "Tạ Quang Lữ"), Match::Several(both.clone()), "{start}");
        let asked = |x: &draft::Question| x.text.contains("ta-quang-lu and of ta-quang-lu-thay-giao");
        assert!(draft.questions.iter().any(asked), "{start}: {:?}", draft.questions);
        // Who is asked about is in no statement of the draft.
        assert!(!draft::article(&draft, &known).to_string().contains("ta-quang-lu"), "{start}");
    }
    // “bà Khoa” is nobody of the registry.
    assert!(of("12").people.iter().all(|x| !x.name.contains("Khoa")));
    // The same abbreviation names the organisation, so the office is known.
    let roles = draft::article(&of("07"), &known)["roles"].to_string();
    assert!(roles.contains("\"dang-the-khoa\"") && roles.contains("\"president\""), "{roles}");
}

#[test]
fn what_is_not_on_the_page_is_asked_for() {
    let draft = draft::draft(&page("22"), &Registries::default());
    let asked: Vec<_> = draft.questions.iter().map(|x| format!("{} {}", x.line, x.text)).collect();
    let expected = [
        "0 no day of what is reported was found: when was it?",
        "4 “12/1” has no year, and nothing on the page says which: when was it?",
        "0 no publisher is named on the page: who published it?",
    ];
    assert_eq!(asked, expected);
    let article = draft::article(&draft, &known());
    assert_eq!((&article["when"]["date"], &draft.id[..8]), (&Value::from(""), "undated-"));
}

#[test]
fn a_year_that_is_inferred_has_its_reason() {
    let reason = |start: &str| {
        let day = draft::draft(&page(start), &Registries::default()).day.unwrap();
        let article = serde_json::to_value(&day.basis).unwrap();
        article["inferred"]["en"].as_str().unwrap_or("stated").to_owned()
    };
    assert_eq!(reason("11"), "stated");
    let published = "The article prints “9/3” only. The year follows from the day of publication, 2023-03-09: this is the nearest.";
    assert_eq!(reason("02"), published);
    let programme =
        "The article prints “22/2” only. The year follows from its contents: it reviews 2019 and plans 2020.";
    assert_eq!(reason("07"), programme);
}

#[test]
fn lines_are_those_of_the_text_beside_the_draft() {
    for (name, page, _) in pages() {
        let draft = draft::draft(&page, &Registries::default());
        let text = page.text();
        let lines: Vec<&str> = text.lines().collect();
        let line = |number: usize| lines[number - 1].to_lowercase();
        assert_eq!(lines.len(), draft.kinds.len(), "{name}");
        for person in &draft.people {
            for number in &person.lines {
                assert!(
                    line(*number).contains(&person.name.to_lowercase()),
                    "{name}: {} in {number}",
                    person.name
                );
            }
        }
        for date in &draft.dates {
            assert!(line(date.line).contains(&date.printed.to_lowercase()), "{name}: {date:?}");
        }
        for body in &draft.bodies {
            assert!(
                body.lines
                    .iter()
                    .all(|x| draft.kinds[x - 1] == Kind::Body || draft.kinds[x - 1] == Kind::Caption)
            );
        }
    }
    // Of plain text they are the lines of the file.
    let file = fs::read_to_string(folder().join("pages/10-aggregator-glued.txt")).unwrap();
    let draft = draft::draft(&page("10"), &Registries::default());
    let number = draft.bylines[0].line;
    assert_eq!(file.lines().nth(number - 1).unwrap().trim(), "Vũ Quế");
}

#[test]
fn no_sentence_of_a_page_leaves_its_text() {
    for (name, page, _) in pages() {
        let known = known();
        let draft = draft::draft(&page, &known);
        let written = format!(
            "{:#}\n{:#}\n{}",
            draft::article(&draft, &known),
            draft::facts(&draft, &page),
            draft::sheet(&draft, &page, &known)
        );
        for (line, kind) in page.lines.iter().zip(&draft.kinds) {
            let long = line.text.split(' ').count() > 6;
            if long && matches!(kind, Kind::Body | Kind::Caption | Kind::Rights | Kind::Heading) {
                assert!(!written.contains(&line.text), "{name}: {}", line.text);
                let sentences = line.text.split_inclusive(['.', '!', '?']).map(str::trim);
                for sentence in sentences.filter(|x| x.split(' ').count() > 6) {
                    assert!(!written.contains(sentence), "{name}: {sentence}");
                }
            }
        }
    }
}

#[test]
fn drafts_are_written_once_and_over_nothing() {
    let edition = Folder::of("tests/desk/edition");
    let source = |name: &str| folder().join("pages").join(name);
    let pages = [source("01-json-ld.html"), source("12-homonyms.txt")];
    let imported = draft::import(&pages, &edition).unwrap();
    assert_eq!(imported.len(), 2);
    let files = &imported[0].files;
    assert!(files.iter().all(|x| x.parent() == Some(&edition.join(draft::DRAFTS))), "{files:?}");
    let shown = imported[0].to_string();
    for words in [
        "found: “Mùa diều mới",
        "decide: line",
        "which is meant?",
        "write: title, lead, summary",
        "never published",
    ] {
        assert!(shown.contains(words), "“{words}” in {shown}");
    }
    let before: Vec<_> = files.iter().map(|x| fs::read(x).unwrap()).collect();
    // One of the pages is new, but nothing of it is written.
    let again = draft::import(&[source("05-foreign-advert.html"), pages[0].clone()], &edition);
    assert!(again.unwrap_err().contains("is there already: move it away to import"));
    assert_eq!(files.iter().map(|x| fs::read(x).unwrap()).collect::<Vec<_>>(), before);
    assert_eq!(fs::read_dir(edition.join(draft::DRAFTS)).unwrap().count(), 8);
    // Neither is an article imported twice, nor one page twice at once.
    let id = &imported[0].draft.id;
    fs::create_dir_all(edition.join("articles")).unwrap();
    fs::write(edition.join(format!("articles/{id}.json")), "{}").unwrap();
    fs::remove_dir_all(edition.join(draft::DRAFTS)).unwrap();
    assert!(draft::import(&pages[..1], &edition).unwrap_err().contains("is an article already"));
    let twice = [pages[1].clone(), pages[1].clone()];
    assert!(draft::import(&twice, &edition).unwrap_err().contains("is there already"));
    assert!(draft::import(&[source("none.html")], &edition).unwrap_err().contains("cannot be read"));
    assert!(draft::import(&[], &source("")).unwrap_err().contains("there is no edition.json"));
}

#[test]
fn what_was_imported_is_json_too() {
    let edition = Folder::of("tests/desk/edition");
    let page = "tests/desk/pages/01-json-ld.html";
    let (status, value) = answer(&["import", page, "--into", edition.name()]);
    let value = value.unwrap();
    let [draft] = &value["drafts"].as_array().unwrap()[..] else { panic!("{value:#}") };
    assert_eq!((status, draft["page"].as_str()), (Some(0), Some(page)));
    let id = draft["id"].as_str().unwrap();
    for (key, end) in [("article", "json"), ("facts", "facts.json"), ("sheet", "facts.md"), ("text", "txt")] {
        let file = edition.join(draft::DRAFTS).join(format!("{id}.{end}"));
        assert_eq!(draft["files"][key], Value::from(file.to_str().unwrap()));
    }
    // What is found is what the sheet of facts has, and as much.
    let facts: Value = serde_json::from_str(&edition.text(&format!("drafts/{id}.facts.json"))).unwrap();
    assert_eq!(draft["facts"], facts);
    for class in ["people", "organisations", "figures", "dates", "captions"] {
        assert_eq!(draft["counts"][class], Value::from(facts[class].as_array().unwrap().len()), "{class}");
    }
    assert_eq!(draft["counts"]["known"], Value::from(2));
    assert!(facts["day"]["line"].is_u64() && facts["people"][0]["lines"][0].is_u64(), "{facts:#}");
    assert!(facts["questions"].as_array().unwrap().iter().any(|x| x["line"].as_u64() > Some(0)), "{facts:#}");
    assert_eq!(draft["left"][2], "summary");
    // Once more there is nothing to say but why not.
    assert_eq!(answer(&["import", page, "--into", edition.name()]), (Some(2), None));
}

/// Puts a word into each empty text, as an editor would.
fn fill(value: &mut Value) {
    match value {
        Value::String(text) if text.is_empty() => *text = "x".into(),
        Value::Array(list) => list.iter_mut().for_each(fill),
        Value::Object(keys) => keys.values_mut().for_each(fill),
        _ => {}
    }
}

#[test]
fn a_draft_with_its_texts_written_is_a_sound_article() {
    let edition = Folder::of(BASE);
    let problems = || {
        let checked = caunoi::site::check::read(&edition, None);
        checked.problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    let before = problems();
    let sources = pages().into_iter().map(|x| folder().join("pages").join(x.0));
    let imported = draft::import(&sources.collect::<Vec<_>>(), &edition).unwrap();
    // What lies among the drafts is not read.
    assert_eq!(problems(), before);
    for Imported { draft, files, .. } in imported.iter().filter(|x| x.draft.day.is_some()) {
        let mut article: Value = serde_json::from_str(&fs::read_to_string(&files[0]).unwrap()).unwrap();
        fill(&mut article);
        fs::write(edition.join(format!("articles/{}.json", draft.id)), article.to_string()).unwrap();
    }
    let errors: Vec<_> = caunoi::site::check::read(&edition, None).problems;
    let errors: Vec<_> =
        errors.iter().filter(|x| x.severity == caunoi::site::check::Severity::Error).collect();
    assert!(errors.is_empty(), "{}", errors.iter().map(|x| x.to_string()).collect::<Vec<_>>().join("\n"));
}

#[test]
fn any_bytes_give_an_answer() {
    let known = Registries::default();
    for (_, page, _) in pages() {
        // Cut anywhere, also within a letter, and with bytes that belong to no encoding.
        let text = page.text();
        for at in (0..text.len()).step_by(97) {
            let mut bytes = text.as_bytes()[..at].to_vec();
            bytes.extend([0xff, 0x00, 0xfe]);
            let page = draft::read_page(&bytes, if at % 2 == 0 { "x.html" } else { "x.txt" });
            draft::draft(&page, &known);
        }
    }
    for odd in [
        "",
        "\u{feff}",
        "|",
        " |",
        "ảnh:",
        "İ ảnh: An Bình",
        "©",
        "(",
        "- ",
        "năm",
        "ngày 1/",
        "lần thứ",
        "%",
    ] {
        let page = draft::read_page(odd.as_bytes(), "x.txt");
        assert_eq!(draft::draft(&page, &known).kinds.len(), 1, "{odd}");
    }
}
