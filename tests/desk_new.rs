//! Editions and entries made from nothing: what is asked, what is written, and what
//! `check` says of it.

mod common;

use std::fs;

use caunoi::desk::fix;
use caunoi::desk::new::{self, Ask, Entry, Given, Lines, Made, Nobody, Question};
use caunoi::record::Record;
use caunoi::site::check::{self, Severity};
use common::{BASE, Folder, answer, files};
use proptest::prelude::*;
use serde_json::{Value, json};

impl Folder {
    /// The messages of `check`, errors and warnings, each with its place.
    fn problems(&self) -> Vec<String> {
        let checked = check::read(self, Some("2024-06-01".parse().unwrap()));
        let name = |file: &str| file.rsplit('/').next().unwrap().to_owned();
        let said = |x: check::Problem| {
            let what = if x.severity == Severity::Error { "error" } else { "warning" };
            format!("{what}: {}:{}: {}", name(&x.file), x.line, x.message)
        };
        checked.problems.into_iter().map(said).collect()
    }

    fn record(&self) -> Record {
        check::read(self, None).record.expect("no error")
    }
}

/// Options as on the command line: `--name vi=Hội --name en=Society`.
fn options(line: &str) -> Given {
    let parts = line.split("--").map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| part.split_once(' ').unwrap_or((part, ""))).collect()
}

/// Somebody who gives these answers, one after the other, and notes what was asked.
struct Scripted {
    answers: Vec<String>,
    asked: Vec<Question>,
}

impl Scripted {
    fn new(answers: &[&str]) -> Scripted {
        Scripted { answers: answers.iter().rev().map(|x| (*x).to_owned()).collect(), asked: Vec::new() }
    }
}

impl Ask for Scripted {
    fn ask(&mut self, question: &Question) -> Option<String> {
        self.asked.push(question.clone());
        self.answers.pop()
    }
}

const SUBJECT: &str = "--organisation vi=Hội Thuyền Giấy --organisation en=Paper Boat Society";

#[test]
fn an_edition_from_nothing_is_sound() {
    for languages in ["", " --languages vi,en", " --languages en,vi"] {
        let folder = Folder::missing();
        let made = new::edition(&folder, &options(&format!("{SUBJECT}{languages}")), &mut Nobody).unwrap();
        assert_eq!(made.id, "paper-boat-society");
        assert_eq!(folder.problems(), [""; 0], "{languages}");
        assert_eq!(fix::plan(&folder).unwrap().repairs, [], "the files are as fix would have them");
        let record = folder.record();
        assert_eq!(record.edition.subject, "paper-boat-society");
        assert_eq!(record.edition.base_url, None);
        assert_eq!(record.edition.name.get("en"), Some("Paper Boat Society in the press"));
        assert_eq!(record.edition.name.get("vi"), Some("Hội Thuyền Giấy trên báo chí"));
        assert!(folder.text("README.md").starts_with("# Paper Boat Society in the press"));
        assert!(!files(&folder).values().any(|x| String::from_utf8_lossy(x).contains(['⟨', '⟩'])));
        assert_eq!(made.files.len(), files(&folder).len());
    }
}

/// Every sort of thing is in the example at least once.
#[test]
fn the_example_shows_each_thing() {
    let folder = Folder::missing();
    new::edition(&folder, &options(SUBJECT), &mut Nobody).unwrap();
    let record = folder.record();
    let all =
        |count: fn(&caunoi::record::model::Article) -> usize| record.articles().map(count).sum::<usize>();
    let counts = [
        record.people.len(),
        record.topics.len(),
        record.series.len(),
        record.terms.len(),
        record.edition.gaps.len(),
        record.edition.threads.len(),
        record.organisations.iter().map(|x| x.offices.len()).sum(),
        all(|x| x.roles.len()),
        all(|x| x.events.len()),
        all(|x| x.acts.len()),
        all(|x| x.figures.len()),
        all(|x| x.requests.len()),
        all(|x| x.plans.len()),
        all(|x| x.mottoes.len()),
        all(|x| x.relations.len()),
        all(|x| x.corrections.len()),
    ];
    assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
    assert_eq!(record.articles.len(), 2);
}

/// As the guide in the edition says.
#[test]
fn the_example_can_be_taken_away() {
    let folder = Folder::missing();
    new::edition(&folder, &options(SUBJECT), &mut Nobody).unwrap();
    for path in files(&folder).into_keys().filter(|x| x.starts_with("articles/")) {
        fs::remove_file(folder.join(path)).unwrap();
    }
    for (file, key) in [
        ("people", "people"),
        ("organisations", "organisations"),
        ("topics", "topics"),
        ("series", "series"),
        ("events", "events"),
        ("glossary", "terms"),
    ] {
        let mut json: Value = serde_json::from_str(&folder.text(&format!("{file}.json"))).unwrap();
        json[key].as_array_mut().unwrap().retain(|x| !x["id"].as_str().unwrap().starts_with("example-"));
        folder.write(&format!("{file}.json"), &json.to_string());
    }
    let mut json: Value = serde_json::from_str(&folder.text("edition.json")).unwrap();
    for key in ["gaps", "threads"] {
        json[key] = Value::Array(Vec::new());
    }
    json["about"].as_array_mut().unwrap().truncate(1);
    folder.write("edition.json", &json.to_string());
    assert_eq!(folder.problems(), [""; 0]);
    let rest: String = files(&folder)
        .iter()
        .filter(|(path, _)| path.ends_with(".json") && !path.starts_with("schema/"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    assert!(!rest.contains("example") && !rest.contains("Ví dụ") && !rest.contains("Lantern"), "{rest}");
}

/// What is said when these options are given and nobody is there to be asked.
#[track_caller]
fn refused(given: &str, fragments: &[&str]) {
    let folder = Folder::missing();
    let why = new::edition(&folder, &options(given), &mut Nobody).unwrap_err().to_string();
    for fragment in fragments {
        assert!(why.contains(fragment), "{fragment:?} is not in: {why}");
    }
    assert!(!folder.exists());
}

#[test]
fn what_is_missing_or_wrong_is_said_at_once() {
    refused("", &["missing: --organisation vi=…, --organisation en=…"]);
    refused(
        "--organisation vi=Hội --id Big --base-url example.org",
        &[
            "--organisation en=…",
            "“Big” is no id",
            "propose: big",
            "“example.org” is no link",
            "propose: https://example.org",
        ],
    );
    refused(
        &format!("{SUBJECT} --languages vi,fr"),
        &["no interface words in “fr”", "labels/fr.json", "propose: vi,en"],
    );
    refused("--organisation vi=Há»™i", &["read as if they were not in UTF-8; type the words anew"]);
    refused(&format!("{SUBJECT} --languages vi"), &["not two languages"]);
    refused(&format!("{SUBJECT} --id example-x"), &["those of the example"]);
    refused(&format!("{SUBJECT} --base-url https://example.org/?a"), &["nothing can be put behind"]);
}

#[test]
fn nothing_is_written_over() {
    let folder = Folder::of(BASE);
    let before = files(&folder);
    let why = new::edition(&folder, &options(SUBJECT), &mut Nobody).unwrap_err().to_string();
    assert!(why.contains("is not empty"), "{why}");
    assert_eq!(files(&folder), before);
    // A repository without anything in it is as good as nothing.
    let folder = Folder::missing();
    fs::create_dir_all(folder.join(".git")).unwrap();
    new::edition(&folder, &options(SUBJECT), &mut Nobody).unwrap();
    assert!(new::edition(&folder, &options(SUBJECT), &mut Nobody).is_err());
}

#[test]
fn on_a_terminal_it_is_asked() {
    let folder = Folder::missing();
    // The languages as suggested, the names, the edition's as suggested, an id that will
    // not do and the one proposed for it, an address without its beginning.
    let typed = "\nHội Thuyền Giấy\n\nPaper Boat Society\n\n\nPaper Boats\n\nboats.example.org\n\n";
    let mut said = Vec::new();
    let mut lines = Lines { input: typed.as_bytes(), output: &mut said };
    let made = new::edition(&folder, &Given::default(), &mut lines).unwrap();
    assert_eq!(made.id, "paper-boats");
    assert_eq!(folder.record().edition.base_url.as_deref(), Some("https://boats.example.org/"));
    let said = String::from_utf8(said).unwrap();
    for fragment in [
        "[vi,en]",
        "this is needed",
        "[Hội Thuyền Giấy trên báo chí]",
        "“Paper Boats” is no id",
        "[paper-boats]",
    ] {
        assert!(said.contains(fragment), "{fragment:?} is not in: {said}");
    }
    assert_eq!(folder.problems(), [""; 0]);
}

/// An entry made in the base edition by these options: the file as it is then has all its
/// lines as they were and these besides, and `check` says this and no more.
#[track_caller]
fn check(sort: Entry, given: &str, file: &str, lines: &str, problems: &str) -> Made {
    let folder = Folder::of(BASE);
    let before = fs::read_to_string(folder.join(file)).unwrap_or_default();
    let made = new::entry(&folder, sort, &options(given), &mut Nobody).unwrap();
    let after = folder.text(file);
    let (mut kept, mut added) = (before.lines().peekable(), Vec::new());
    for line in after.lines() {
        // The comma that parts the new entry from the one before.
        match kept.peek() {
            Some(old) if *old == line || format!("{old},") == line => drop(kept.next()),
            _ => added.push(line),
        }
    }
    assert_eq!(kept.next(), None, "a line is gone:\n{after}");
    let wanted: Vec<&str> = lines.lines().skip(1).collect();
    let indent = wanted.first().map_or(0, |line| line.len() - line.trim_start().len());
    let wanted: Vec<&str> = wanted.iter().map(|line| line.get(indent..).unwrap_or_default()).collect();
    let least = added.first().map_or(0, |line| line.len() - line.trim_start().len());
    let added: Vec<&str> = added.iter().map(|line| line.get(least..).unwrap_or_default()).collect();
    assert_eq!(added.join("\n"), wanted.join("\n").trim_end(), "{after}");
    assert_eq!(folder.problems().join("; "), problems);
    assert!(after.lines().nth(made.line - 1).unwrap().trim_start().starts_with('{'), "line {}", made.line);
    assert_eq!(fix::plan(&folder).unwrap().repairs, [], "it is written as fix would have it");
    made
}

#[test]
fn a_person() {
    check(
        Entry::Person,
        "--name Đỗ Thị Én --line vi=Hội viên. --line en=A member.",
        "people.json",
        r#"
        {
          "id": "do-thi-en",
          "name": { "vi": "Đỗ Thị Én" },
          "line": { "vi": "Hội viên.", "en": "A member." }
        }"#,
        "",
    );
    let made = check(
        Entry::Person,
        "--name en=Ann Reed --id ann",
        "people.json",
        r#"
        {
          "id": "ann",
          "name": { "en": "Ann Reed" },
          "line": { "vi": "", "en": "" }
        }"#,
        "error: people.json:28: “line” is empty",
    );
    assert_eq!(made.left, ["line in vi", "line in en"]);
    assert!(
        made.to_string().contains("person “ann”\n  left to be written: line in vi, line in en"),
        "{made}"
    );
}

#[test]
fn an_organisation() {
    check(
        Entry::Organisation,
        "--kind fund --name vi=Quỹ Diều --name en=Kite Fund --short KF --line vi=Quỹ. --line en=A fund.",
        "organisations.json",
        r#"
        {
          "id": "kite-fund",
          "kind": "fund",
          "name": { "vi": "Quỹ Diều", "en": "Kite Fund" },
          "short": { "vi": "KF" },
          "line": { "vi": "Quỹ.", "en": "A fund." }
        }"#,
        "",
    );
}

#[test]
fn an_office() {
    check(
        Entry::Office,
        "--organisation kite-society --name vi=Thủ quỹ --name en=Treasurer --single yes",
        "organisations.json",
        r#"
        {
          "id": "treasurer",
          "title": { "vi": "Thủ quỹ", "en": "Treasurer" },
          "single": true
        }"#,
        "",
    );
    // The first of an organisation comes with its key.
    check(
        Entry::Office,
        "--organisation ward-office --name vi=Chủ tịch --name en=Head",
        "organisations.json",
        r#"
        "offices": [
          {
            "id": "head",
            "title": { "vi": "Chủ tịch", "en": "Head" }
          }
        ]"#,
        "",
    );
}

#[test]
fn an_event() {
    check(
        Entry::Event,
        "--kind programme --name vi=Hội thi 2022 --name en=Contest of 2022 --organisation kite-society,ward-office --topic contests --series contest",
        "events.json",
        r#"
        {
          "id": "contest-of-2022",
          "label": { "vi": "Hội thi 2022", "en": "Contest of 2022" },
          "kind": "programme",
          "organisations": ["kite-society", "ward-office"],
          "topics": ["contests"],
          "series": "contest"
        }"#,
        "",
    );
}

#[test]
fn a_topic_a_series_and_a_term() {
    for (sort, file) in
        [(Entry::Topic, "topics.json"), (Entry::Series, "series.json"), (Entry::Term, "glossary.json")]
    {
        check(
            sort,
            "--name vi=sáo diều --name en=kite flute",
            file,
            r#"
            {
              "id": "kite-flute",
              "label": { "vi": "sáo diều", "en": "kite flute" }
            }"#,
            "",
        );
    }
    let made = check(
        Entry::Topic,
        "--name sáo diều",
        "topics.json",
        r#"
        {
          "id": "sao-dieu",
          "label": { "vi": "sáo diều" }
        }"#,
        "warning: topics.json:8: this text is not there in “en”",
    );
    assert_eq!(made.left, ["label in en"]);
}

#[test]
fn an_article() {
    let made = check(
        Entry::Article,
        "--date 2022-07-14 --headline Hội diều làm sáo --title en=The kite society makes flutes --publisher gazette --published 2022-07-15T08:30 --url https://gazette.example.org/2 --topic contests",
        "articles/2022-07-14-the-kite-society-makes-flutes.json",
        r#"
        {
          "$schema": "../schema/article.schema.json",
          "id": "2022-07-14-the-kite-society-makes-flutes",
          "headline": { "lang": "vi", "text": "Hội diều làm sáo" },
          "title": { "en": "The kite society makes flutes" },
          "when": { "date": "2022-07-14", "basis": "stated" },
          "publisher": {
            "name": { "vi": "Báo Bến Lụa", "en": "Silk Wharf Gazette" },
            "organisation": "gazette",
            "basis": "stated"
          },
          "published": "2022-07-15T08:30",
          "url": "https://gazette.example.org/2",
          "topics": ["contests"],
          "lead": { "vi": "", "en": "" },
          "summary": [
            { "vi": "", "en": "" }
          ]
        }"#,
        "error: 2022-07-14-the-kite-society-makes-flutes.json:15: “lead” is empty; error: 2022-07-14-the-kite-society-makes-flutes.json:17: an entry of “summary” is empty",
    );
    assert_eq!(made.left, ["lead in vi", "lead in en", "summary in vi", "summary in en"]);
}

#[test]
fn what_an_entry_lacks_is_said_at_once_and_nothing_changes() {
    for (sort, given, fragments) in [
        (Entry::Article, "", &["missing: --date, --headline"][..]),
        (
            Entry::Article,
            "--date 14/7/2022 --headline A",
            &["“14/7/2022” is not in order", "propose: 2022-07-14"],
        ),
        (Entry::Article, "--date tháng 7 năm 2022 --headline A", &["propose: 2022-07"]),
        (
            Entry::Article,
            "--date 2021-02-03 --headline B --id 2021-02-03-b",
            &["in use", "propose: 2021-02-03-b-2"],
        ),
        (Entry::Article, "--date 2022 --headline A --published 2022", &["is no certain day"]),
        (
            Entry::Article,
            "--date 2022 --headline A --topic contest",
            &["there is no topic “contest”", "propose: contests"],
        ),
        (
            Entry::Person,
            "--name Vũ Lan --id vu-lan",
            &["the id “vu-lan” is in use", "people.json:5:13", "“vu-lan-2” is free"],
        ),
        (
            Entry::Organisation,
            "--name A --kind Fund",
            &["“Fund” is none of body, organ, fund, newspaper, collective", "propose: fund"],
        ),
        (
            Entry::Office,
            "--organisation kite-societies --name A",
            &["there is no organisation “kite-societies”", "propose: kite-society"],
        ),
        (Entry::Event, "--name A", &["missing: --kind"]),
        (Entry::Event, "--name A --kind meeting --series meetin", &["propose: meeting"]),
        (Entry::Term, "", &["missing: --name vi=…"]),
        (Entry::Term, "--name 東京", &["missing: --id"]),
        (Entry::Term, "--name a\u{200b}b", &["an invisible character", "propose: ab"]),
    ] {
        let folder = Folder::of(BASE);
        let before = files(&folder);
        let why = new::entry(&folder, sort, &options(given), &mut Nobody).unwrap_err().to_string();
        for fragment in fragments {
            assert!(why.contains(fragment), "{sort} {given}: {fragment:?} is not in: {why}");
        }
        assert_eq!(files(&folder), before);
    }
}

#[test]
fn a_proposal_is_taken_with_an_empty_line() {
    let folder = Folder::of(BASE);
    let mut ask = Scripted::new(&["14/7/2022", "", "Hội diều", "", "", "", "", "", "", ""]);
    let made = new::entry(&folder, Entry::Article, &Given::default(), &mut ask).unwrap();
    assert_eq!(made.id, "2022-07-14-hoi-dieu");
    assert_eq!(ask.asked[1].suggestion.as_deref(), Some("2022-07-14"));
    assert!(ask.asked[1].wrong.as_ref().unwrap().contains("is not in order"));
    assert_eq!(made.left[0], "title in en");
}

#[test]
fn an_id_in_use_gives_way_to_a_free_one_where_it_was_not_chosen() {
    let folder = Folder::of(BASE);
    let made = new::entry(&folder, Entry::Person, &options("--name Vũ Lan"), &mut Nobody).unwrap();
    assert_eq!(made.id, "vu-lan-2");
}

#[test]
fn files_keep_their_form() {
    let folder = Folder::of(BASE);
    let sound = folder.text("series.json");
    let given = options("--name vi=Tết --name en=Tết");
    // Windows and a mark at the beginning.
    folder.write("series.json", &format!("\u{feff}{}", sound.replace('\n', "\r\n")));
    new::entry(&folder, Entry::Series, &given, &mut Nobody).unwrap();
    let text = folder.text("series.json");
    assert!(text.starts_with('\u{feff}') && text.replace("\r\n", "").matches('\n').count() == 0, "{text:?}");
    for (before, after) in [
        (
            r#"{"series": [{"id": "a", "label": {"vi": "A", "en": "A"}}]}"#,
            r#"{"series": [{"id": "a", "label": {"vi": "A", "en": "A"}}, { "id": "tet", "label": { "vi": "Tết", "en": "Tết" } }]}"#,
        ),
        (
            "{\n\t\"series\": []\n}\n",
            "{\n\t\"series\": [\n\t\t{\n\t\t\t\"id\": \"tet\",\n\t\t\t\"label\": { \"vi\": \"Tết\", \"en\": \"Tết\" }\n\t\t}\n\t]\n}\n",
        ),
    ] {
        folder.write("series.json", before);
        new::entry(&folder, Entry::Series, &given, &mut Nobody).unwrap();
        assert_eq!(folder.text("series.json"), after);
    }
    // A registry that is not there yet.
    fs::remove_file(folder.join("series.json")).unwrap();
    let made = new::entry(&folder, Entry::Series, &given, &mut Nobody).unwrap();
    let text = folder.text("series.json");
    assert!(
        text.starts_with("{\n  \"$schema\": \"schema/series.schema.json\",\n  \"series\": [\n    {\n"),
        "{text}"
    );
    assert_eq!(text.lines().nth(made.line - 1), Some("    {"));
}

#[test]
fn what_is_no_json_is_not_added_to() {
    for broken in ["{ \"series\": [ ", "{}", "{ \"series\": 1 }", ""] {
        let folder = Folder::of(BASE);
        folder.write("series.json", broken);
        let why = new::entry(&folder, Entry::Series, &options("--name A"), &mut Nobody).unwrap_err();
        assert!(why.to_string().contains("series.json"), "{why}");
        assert_eq!(folder.text("series.json"), broken);
    }
    let folder = Folder::missing();
    let why = new::entry(&folder, Entry::Series, &options("--name A"), &mut Nobody).unwrap_err();
    assert!(why.to_string().contains("caunoi new edition"), "{why}");
}

#[test]
fn what_was_made_is_json_too() {
    let folder = Folder::missing();
    let names = ["--organisation", "vi=Hội Thuyền Giấy", "--organisation", "en=Paper Boat Society"];
    let (status, made) = answer(&[&["new", "edition", folder.name()][..], &names].concat());
    let made = made.unwrap();
    assert_eq!(
        (status, &made["kind"], &made["id"]),
        (Some(0), &json!("edition"), &json!("paper-boat-society"))
    );
    assert_eq!(made["files"].as_array().unwrap().len(), files(&folder).len());
    assert_eq!((&made["line"], &made["left"]), (&json!(1), &json!([])));
    let person = answer(&["new", "person", folder.name(), "--name", "en=Ann Reed", "--id", "ann"]);
    let file = folder.join("people.json");
    // It begins on the line before that of its id.
    let line = folder.text("people.json").lines().position(|x| x.contains("\"ann\"")).unwrap();
    let made = json!({
        "kind": "person", "id": "ann", "files": [file], "line": line, "left": ["line in vi", "line in en"],
    });
    assert_eq!(person, (Some(0), Some(made)));
}

/// Neither a refusal nor what nobody is asked for is an answer.
#[test]
fn what_was_not_made_is_no_json() {
    let folder = Folder::of(BASE);
    for arguments in [&["new", "person", folder.name()][..], &["new", "edition", folder.name()]] {
        assert_eq!(answer(arguments), (Some(2), None));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever the name: what was there is there still, and the new entry reads back.
    #[test]
    fn any_name_is_written_as_it_is(name in r"\PC{0,14}(|<[A-Za-z]>|&[a-z]{1,3};|á»‡)\PC{1,14}", sort in 0..3_usize) {
        let (sort, file, key) = [(Entry::Topic, "topics.json", "topics"), (Entry::Series, "series.json", "series"), (Entry::Term, "glossary.json", "terms")][sort];
        let folder = Folder::of(BASE);
        let before: Value = serde_json::from_str(&folder.text(file)).unwrap();
        let given: Given = [("name", format!("vi={name}")), ("name", format!("en={name}")), ("id", "new-one".into())].into_iter().collect();
        match new::entry(&folder, sort, &given, &mut Nobody) {
            Ok(_) => {
                let mut after: Value = serde_json::from_str(&folder.text(file)).unwrap();
                let new = after[key].as_array_mut().unwrap().pop().unwrap();
                prop_assert_eq!(after, before);
                prop_assert!(!new["label"]["vi"].as_str().unwrap().is_empty());
                let mut problems = folder.problems();
                // A name may look like a tag or an entity of a web page: that is said, and no fault.
                problems.retain(|x| !(x.starts_with("warning: ") && x.contains("which is shown as it stands here")));
                prop_assert_eq!(problems, [""; 0]);
            }
            Err(_) => prop_assert_eq!(serde_json::from_str::<Value>(&folder.text(file)).unwrap(), before),
        }
    }
}
