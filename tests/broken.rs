//! Broken editions: the sound one of `tests/broken/base` with one fault each, and beside
//! it, as a snapshot, the whole message that `caunoi check` prints. What a message says
//! is reviewed there, as somebody reads it who is no programmer.
//!
//! `INSTA_UPDATE=always cargo test --test broken` writes the snapshots anew.

mod common;

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use caunoi::site::check::{self, Checked, Problem, Reread};
use common::{BASE, Folder, files};

/// The interface's words as the tool has them, for an edition that brings its own.
const LABELS: &str = include_str!("../src/labels/en.json");

/// The day on which the editions are checked.
const TODAY: &str = "2024-06-01";

/// What is done to one file.
enum Change<'a> {
    /// These words, which stand in the file once, give way to others.
    Replace(&'a str, &'a str),
    /// The same in every file of the edition, wherever the words stand.
    Everywhere(&'a str, &'a str),
    /// The file holds this and nothing else, whether there was one or not.
    Whole(&'a [u8]),
    /// The file, or the folder, has another name.
    Renamed(&'a str),
    /// The file is there once more under this name.
    Copied(&'a str),
    /// There is no such file.
    Removed,
    /// There is a folder of that name.
    AFolder,
    /// There is a file of that name, where a folder was.
    AFile,
    /// There is a link of that name to nowhere.
    Dangling,
}

use Change::*;

impl Folder {
    fn change(&self, file: &str, change: &Change) {
        let path = self.join(file);
        match *change {
            Replace(from, to) => {
                let text = self.text(file);
                assert_eq!(text.matches(from).count(), 1, "{from:?} must stand once in {file}");
                self.write(file, &text.replace(from, to));
            }
            Everywhere(from, to) => {
                for path in files(self).into_keys().filter(|x| x.ends_with(".json")) {
                    self.write(&path, &self.text(&path).replace(from, to));
                }
            }
            Whole(bytes) => {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(&path, bytes).unwrap();
            }
            Renamed(to) => {
                let to = self.join(to);
                fs::create_dir_all(to.parent().unwrap()).unwrap();
                fs::rename(&path, to).unwrap();
            }
            Copied(to) => drop(fs::copy(&path, self.join(to)).unwrap()),
            Removed => fs::remove_file(&path).unwrap(),
            AFolder => {
                fs::remove_file(&path).unwrap();
                fs::create_dir(&path).unwrap();
            }
            AFile => {
                fs::remove_dir_all(&path).unwrap();
                fs::write(&path, b"").unwrap();
            }
            Dangling => {
                fs::remove_file(&path).unwrap();
                std::os::unix::fs::symlink("nowhere", &path).unwrap();
            }
        }
    }

    fn read(&self) -> Checked {
        check::read(self, Some(TODAY.parse().unwrap()))
    }

    /// The problems as they are printed, the folder's own path aside.
    fn printed(&self, problems: &[Problem]) -> String {
        let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let folder = format!("{}/", self.display()).replace('\\', "/");
        all.join("\n\n").replace(&folder, "")
    }
}

/// The base edition with one change has one problem: it names the file, has a place where
/// there is one to have, and reads as its snapshot.
fn check(name: &str, file: &str, change: Change) {
    let folder = Folder::of(BASE);
    let today = || Some(TODAY.parse().unwrap());
    let mut reread = Reread::default();
    assert!(reread.read(&folder, today()).record.is_some());
    // What changed just now is read in any case.
    let past = SystemTime::now() - Duration::from_secs(3600);
    for path in files(&folder).keys() {
        let file = fs::File::options().append(true).open(folder.join(path));
        file.and_then(|x| x.set_modified(past)).unwrap();
    }
    let mut remembered = check::read_again(&folder, &[], 1).1.expect("something is remembered").concat();
    folder.change(file, &change);
    let without_a_day = check::read(&folder, None);
    for _ in 0..2 {
        let (again, next) = check::read_again(&folder, &remembered, 1);
        assert_eq!(again.problems, without_a_day.problems);
        assert_eq!((again.record, &again.coverage), (without_a_day.record.clone(), &without_a_day.coverage));
        remembered = next.map_or(remembered, |x| x.concat());
    }
    let Checked { record, problems, coverage } = folder.read();
    // Who looks only at what was saved sees the same, and again when nothing was.
    for _ in 0..2 {
        let again = reread.read(&folder, today());
        assert_eq!(again.problems, problems);
        assert_eq!((again.record, again.coverage), (record.clone(), coverage.clone()));
    }
    let printed = folder.printed(&problems);
    let done = match change {
        Replace(from, to) => format!("{file}: {from} → {to}"),
        Everywhere(from, to) => format!("every file: {from} → {to}"),
        Whole(bytes) if bytes.len() < 100 => format!("{file} is {:?}", String::from_utf8_lossy(bytes)),
        Whole(_) => format!("{file} is given"),
        Renamed(to) => format!("{file} is named {to}"),
        Copied(to) => format!("{file} is there again as {to}"),
        Removed => format!("{file} is removed"),
        AFolder => format!("{file} is a folder"),
        AFile => format!("{file} is a file"),
        Dangling => format!("{file} is a link that leads nowhere"),
    };
    insta::with_settings!({
        snapshot_path => "broken/snapshots", prepend_module_to_snapshot => false,
        description => done, omit_expression => true,
    }, { insta::assert_snapshot!(name, printed) });
    assert_eq!(problems.len(), 1, "one fault gives one message:\n{printed}");
    let named = if let Renamed(to) | Copied(to) = change { to } else { file };
    let named = named.rsplit('/').next().unwrap();
    assert!(printed.contains(named) || matches!(change, Everywhere(..)), "{named} is not named:\n{printed}");
    let placed = matches!(change, Replace(..) | Everywhere(..));
    assert!(!placed || problems[0].line >= 1 && problems[0].column >= 1, "no place:\n{printed}");
    assert!(
        !printed.contains(&*std::env::temp_dir().to_string_lossy()),
        "a path of this machine:\n{printed}"
    );
}

/// The words of the interface, of which one, put first, is another or left out.
fn labels(key: &str, words: Option<&str>) -> String {
    type Object = serde_json::Map<String, serde_json::Value>;
    let mut others: Object = serde_json::from_str(LABELS).unwrap();
    others.shift_remove(key);
    let mut all = Object::new();
    all.extend(words.map(|words| (key.to_owned(), words.into())));
    all.extend(others);
    serde_json::to_string_pretty(&all).unwrap()
}

/// A registry in one line, with a fault far from its beginning.
fn long_line() -> String {
    let entry = |at: usize| {
        format!(r#"{{ "id": "series-{at}", "label": {{ "vi": "Chuỗi {at}", "en": "Series {at}" }} }}"#)
    };
    let entries: Vec<String> = (0..400).map(entry).collect();
    format!(r#"{{ "series": [{}] }}"#, entries.join(", "))
        .replace(r#""id": "series-300""#, r#""id": "Series-300""#)
}

/// The table: for each row `name: file, change;` a test of that name.
macro_rules! broken {
    ($($name:ident: $file:expr, $change:expr;)*) => {
        const NAMES: &[&str] = &[$(stringify!($name)),*];
        $(#[test]
        fn $name() {
            check(stringify!($name), $file, $change);
        })*
    };
}

const A: &str = "articles/2020-01-02-a.json";
const B: &str = "articles/2021-02-03-b.json";

broken! {
    // Keys.
    key_unknown_in_a_file: "topics.json", Replace(r#""topics": ["#, r#""topic": ["#);
    key_unknown_in_the_edition: "edition.json", Replace("base_url", "baseurl");
    key_unknown_in_an_entry: "people.json", Replace(r#""line": { "vi": "Chủ"#, r#""lien": { "vi": "Chủ"#);
    key_unknown_and_unlike_any: "people.json", Replace(r#""also":"#, r#""nickname":"#);
    key_unknown_in_an_article: A, Replace("bylines", "by_lines");
    key_unknown_in_a_statement: A, Replace(r#""value""#, r#""vlaue""#);
    key_unknown_in_a_date: A, Replace(r#""date": "2020-01-02""#, r#""day": "2020-01-02""#);
    key_unknown_in_an_office: "organisations.json", Replace(r#""single""#, r#""singel""#);
    key_unknown_in_a_picture: "people.json", Replace(r#""credit""#, r#""credits""#);
    key_unknown_in_an_outcome: A, Replace(r#""article": "#, r#""articel": "#);
    key_missing_in_the_edition: "edition.json", Replace(r#"  "subject": "kite-society",
"#, "");
    key_missing_in_an_entry: "people.json", Replace(r#" },
      "line": { "vi": "Phóng viên.", "en": "A reporter." }"#, " }");
    key_missing_in_an_article: B, Replace(r#"  "when": { "date": "2021-02-03", "basis": "stated" },
"#, "");
    key_missing_basis: A, Replace(r#""status": "held", "basis": "stated""#, r#""status": "held""#);
    keys_missing_several: "people.json", Replace(r#""id": "vu-van-lan",
      "name": { "vi": "Vũ Văn Lân" },
      "line": { "vi": "Phóng viên.", "en": "A reporter." }"#, r#""id": "vu-van-lan""#);
    key_missing_in_a_registry: "glossary.json", Whole(b"{}\n");
    key_twice: A, Replace(r#""value": "37","#, r#""value": "37", "value": "38","#);

    // Types.
    type_string_for_a_list: A, Replace(r#"["grounds"]"#, r#""grounds""#);
    type_number_for_a_string: A, Replace(r#""37""#, "37");
    type_number_for_a_date: B, Replace(r#""meant_for": "2027""#, r#""meant_for": 2027"#);
    type_list_for_an_object: A, Replace(r#"{ "lang": "vi", "text": "Hội diều họp đầu năm" }"#, r#"["vi", "Hội diều họp đầu năm"]"#);
    type_object_for_a_list: B, Replace(r#""from": [{ "person": "vu-lan" }]"#, r#""from": { "person": "vu-lan" }"#);
    type_string_for_a_text: B, Replace(r#"{ "vi": "Hội thi đầu tiên đã diễn ra.", "en": "The first contest was held." }"#, r#""The first contest was held.""#);
    type_string_for_true: A, Replace("true", r#""yes""#);
    type_null_for_a_text: A, Replace(r#"{ "en": "The kite society meets for the New Year" }"#, "null");
    type_one_language_only: "edition.json", Replace(r#"["vi", "en"]"#, r#"["vi"]"#);
    type_file_is_a_list: "series.json", Whole(b"[]\n");

    // Words of a fixed list.
    word_status: A, Replace(r#""held""#, r#""hold""#);
    word_status_unlike_any: A, Replace(r#""held""#, r#""done""#);
    word_kind: "organisations.json", Replace(r#""newspaper""#, r#""news-paper""#);
    word_kind_of_event: "events.json", Replace(r#""kind": "meeting""#, r#""kind": "Meeting""#);
    word_relation: A, Replace(r#""guides""#, r#""guide""#);
    word_basis: B, Replace(r#""2021-02-03", "basis": "stated""#, r#""2021-02-03", "basis": "sated""#);
    word_outcome: A, Replace("not-in-record", "not in record");
    word_party: A, Replace(r#""by": [{ "person""#, r#""by": [{ "persona""#);
    party_bare: A, Replace(r#""by": [{ "person": "vu-lan" }]"#, r#""by": ["vu-lan"]"#);
    party_two_in_one: A, Replace(r#""by": [{ "person": "vu-lan" }]"#, r#""by": [{ "person": "vu-lan", "organisation": "kite-society" }]"#);
    basis_inferred_bare: B, Replace(r#""2021-02-03", "basis": "stated""#, r#""2021-02-03", "basis": "inferred""#);
    basis_inferred_with_empty_reason: A, Replace(r#"{ "vi": "Suy từ chữ “hôm qua”.", "en": "Inferred from “yesterday”." }"#, r#"{ "vi": "", "en": "" }"#);
    basis_inferred_without_languages: A, Replace(r#"{ "vi": "Suy từ chữ “hôm qua”.", "en": "Inferred from “yesterday”." }"#, "{}");
    basis_inferred_with_a_plain_reason: A, Replace(r#"{ "vi": "Suy từ chữ “hôm qua”.", "en": "Inferred from “yesterday”." }"#, r#""From “yesterday”.""#);
    basis_stated_as_a_key: B, Replace(r#""2021-02-03", "basis": "stated""#, r#""2021-02-03", "basis": { "stated": true }"#);

    // References.
    unknown_subject: "edition.json", Replace(r#""subject": "kite-society""#, r#""subject": "kites""#);
    unknown_person: A, Replace(r#""person": "vu-lan",
      "organisation""#, r#""person": "vu-lam",
      "organisation""#);
    unknown_person_unlike_any: A, Replace(r#""person": "vu-lan",
      "organisation""#, r#""person": "tran-thi-mai",
      "organisation""#);
    unknown_party: B, Replace(r#"{ "organisation": "kite-museum" }"#, r#"{ "organisation": "kite-musem" }"#);
    unknown_organisation: A, Replace(r#""subject": "ward-office""#, r#""subject": "wardoffice""#);
    unknown_organisation_that_is_a_person: A, Replace(r#""organisation": "kite-society",
      "office""#, r#""organisation": "vu-lan",
      "office""#);
    unknown_publisher: A, Replace(r#""organisation": "gazette""#, r#""organisation": "gazete""#);
    unknown_office: A, Replace(r#""office": "chair""#, r#""office": "chairs""#);
    unknown_office_there_are_none: A, Replace(r#""organisation": "kite-society",
      "office""#, r#""organisation": "ward-office",
      "office""#);
    unknown_topic: A, Replace(r#"["grounds"]"#, r#"["ground"]"#);
    unknown_topic_of_an_event: "events.json", Replace(r#"["contests"]"#, r#"["contest"]"#);
    unknown_event: B, Replace(r#""event": "night-flight""#, r#""event": "night-flights""#);
    unknown_series: "events.json", Replace(r#""series": "contest""#, r#""series": "contests""#);
    unknown_article: A, Replace(r#""article": "2021-02-03-b""#, r#""article": "2021-02-03""#);
    unknown_event_of_a_thread: "edition.json", Replace("contest-2021", "contest-2020");
    unknown_office_of_a_thread: "edition.json", Replace(r#""office": "chair""#, r#""office": "chairman""#);
    unknown_request_of_a_thread: "edition.json", Replace("2020-01-02-meadow", "2020-01-02-meadows");
    request_of_a_thread_is_a_plan: "edition.json", Replace("2020-01-02-meadow", "2020-01-02-book");
    unknown_person_not_the_same: "people.json", Replace(r#"["vu-van-lan"]"#, r#"["vu-van-lanh"]"#);
    unknown_organisation_not_the_same: "organisations.json", Replace(r#"["kite-museum"]"#, r#"["kites-museum"]"#);

    // Ids.
    twice_person: "people.json", Replace(r#""id": "vu-van-lan""#, r#""id": "vu-lan""#);
    twice_organisation: "organisations.json", Replace(r#""id": "gazette""#, r#""id": "ward-office""#);
    twice_office: "organisations.json", Replace(r#""id": "secretary""#, r#""id": "chair""#);
    twice_topic: "topics.json", Replace(r#""id": "grounds""#, r#""id": "contests""#);
    twice_series: "series.json", Replace(r#""id": "meeting""#, r#""id": "contest""#);
    twice_event: "events.json", Replace(r#""id": "night-flight""#, r#""id": "contest-2021""#);
    twice_term: "glossary.json", Replace(r#""id": "kite-line""#, r#""id": "whistling-kite""#);
    twice_statement: A, Replace(r#""id": "2020-01-02-opened""#, r#""id": "2020-01-02-lan-chair""#);
    twice_statement_across_articles: B, Replace(r#""id": "2021-02-03-contest""#, r#""id": "2020-01-02-contest""#);
    id_with_capitals: "topics.json", Replace(r#""id": "grounds""#, r#""id": "Grounds""#);
    id_with_accents: "glossary.json", Replace(r#""id": "kite-line""#, r#""id": "dây-diều""#);
    id_of_an_office_with_a_blank: "organisations.json", Replace(r#""id": "secretary""#, r#""id": "the secretary""#);
    id_empty: "series.json", Replace(r#""id": "contest""#, r#""id": """#);
    id_not_the_name_of_the_file: B, Replace(r#""id": "2021-02-03-b""#, r#""id": "2021-02-03-c""#);
    file_renamed_but_not_its_id: B, Renamed("articles/2021-02-03-contest.json");

    // Dates.
    date_ambiguous: A, Replace(r#""date": "2020-01-02""#, r#""date": "11/12/1992""#);
    date_with_the_day_first: A, Replace(r#""date": "2020-01-02""#, r#""date": "14/7/2022""#);
    date_without_its_zero: A, Replace(r#""date": "2020-01-02""#, r#""date": "2022-7-14""#);
    date_that_is_no_day: A, Replace(r#""date": "2020-01-02""#, r#""date": "2022-02-30""#);
    date_in_words: A, Replace(r#""date": "2020-01-02""#, r#""date": "2 tháng 1, 2020""#);
    date_nonsense: A, Replace(r#""date": "2020-01-02""#, r#""date": "yesterday""#);
    date_empty: A, Replace(r#""date": "2020-01-02""#, r#""date": """#);
    date_with_a_blank: A, Replace(r#""date": "2020-01-02""#, r#""date": "2020-01-02 ""#);
    date_turned: "edition.json", Replace("2022/2024", "2024/2022");
    window_turned: A, Replace(r#""date": "2021""#, r#""date": "[2021-05..2021-03]""#);
    stamp_wrong: A, Replace("2020-01-03T08:30+07:00", "2020-01-03 08:30");
    stamp_with_the_day_first: A, Replace("2020-01-03T08:30+07:00", "03/01/2020");

    // Texts.
    text_not_nfc: B, Replace("Bốn mươi người", "Bo\u{302}\u{301}n mươi người");
    text_empty: A, Replace(r#""Hội họp và xin một bãi cỏ.""#, r#""""#);
    text_blank: A, Replace(r#"{ "vi": "hội viên", "en": "members" }"#, r#"{ "vi": " ", "en": " " }"#);
    text_without_languages: B, Replace(r#"{ "vi": "Cao và xa", "en": "High and far" }"#, "{}");
    text_with_a_leading_blank: A, Replace(r#""Hội họp và"#, r#"" Hội họp và"#);
    text_with_a_trailing_blank: A, Replace("asked for a meadow.", "asked for a meadow. ");
    text_with_a_control_character: A, Replace("asked for a meadow.", r"asked for\u0007 a meadow.");
    text_with_a_new_line: A, Replace("asked for a meadow.", r"asked for\na meadow.");
    text_with_an_invisible_character: A, Replace("asked for a meadow.", "asked for\u{200b} a meadow.");
    string_empty: "edition.json", Replace("CC BY 4.0", "");
    byline_empty: A, Replace("Văn Lân", "");

    // Languages.
    language_not_of_the_edition_often: B, Replace(r#"{ "vi": "Cao và xa", "en": "High and far" },
      "note": { "vi": "Khẩu hiệu của hội thi.", "en""#, r#"{ "vi": "Cao và xa", "fr": "Haut et loin" },
      "note": { "vi": "Khẩu hiệu của hội thi.", "fr""#);
    language_not_of_the_edition: A, Replace(r#""en": "The kite society met on"#, r#""eng": "The kite society met on"#);
    language_of_a_headline: A, Replace(r#""lang": "vi""#, r#""lang": "Vietnamese""#);
    languages_equal: "edition.json", Replace(r#"["vi", "en"]"#, r#"["vi", "vi"]"#);
    languages_misspelt: "edition.json", Replace(r#"["vi", "en"]"#, r#"["vn", "en"]"#);
    languages_by_name: "edition.json", Replace(r#"["vi", "en"]"#, r#"["Vietnamese", "en"]"#);
    language_without_interface_words: "edition.json", Everywhere(r#""en""#, r#""fr""#);
    labels_incomplete: "labels/en.json", Whole(labels("articles", None).as_bytes());
    labels_empty: "labels/en.json", Whole(labels("articles", Some("")).as_bytes());
    labels_without_a_place_to_fill: "labels/en.json", Whole(labels("results", Some("Results: {n}")).as_bytes());
    label_unknown: "labels/en.json", Whole(labels("artciles", Some("Articles")).as_bytes());
    labels_of_no_language_of_the_edition: "labels/de.json", Whole(LABELS.as_bytes());

    // Colours, links, pictures.
    colour_wrong: "edition.json", Replace("#1c4e8a", "blue");
    colour_short: "edition.json", Replace("#1c4e8a", "#14a");
    colour_of_low_contrast: "edition.json", Replace("#1c4e8a", "#7aa7d9");
    colour_of_low_contrast_on_dark: "edition.json", Replace("#9cc4f0", "#1c4e8a");
    link_without_https: A, Replace("https://gazette.example.org", "gazette.example.org");
    link_of_another_sort: A, Replace("https://gazette", "ftp://gazette");
    link_that_runs: A, Replace("https://gazette.example.org", "javascript:alert(1)//gazette.example.org");
    link_of_the_rights_that_runs: "edition.json", Replace("http://licences", "javascript:alert(1)//licences");
    link_of_the_edition_that_runs: "edition.json", Replace("https://kites", "data:text/html,kites");
    link_with_a_quotation_mark: A, Replace("https://gazette.example.org", r#"https://gazette.example.org/\"onmouseover=\"alert(1)"#);
    link_with_a_tag: "edition.json", Replace("https://kites.example.org/", "https://kites.example.org/<script>/");
    link_with_a_blank: "edition.json", Replace("example.org/by", "example.org/ by");
    link_of_the_edition: "edition.json", Replace("https://kites.example.org/", "kites.example.org");
    picture_missing: "people.json", Replace("images/kite.png", "images/kites.png");
    picture_outside: "people.json", Replace("images/kite.png", "../kite.png");
    picture_of_another_sort: "people.json", Replace("images/kite.png", "images/kite.heic");
    picture_that_is_none: "images/kite.png", Whole(b"not a picture");
    picture_without_alt: "people.json", Replace(r#"          "alt": { "vi": "Một con diều đỏ.", "en": "A red kite." },
"#, "");
    picture_with_empty_alt: "people.json", Replace(r#"{ "vi": "Một con diều đỏ.", "en": "A red kite." }"#, r#"{ "vi": "", "en": "" }"#);

    // Threads and relations.
    thread_of_nothing: "edition.json", Replace(r#"day." },
      "event": "contest-2021""#, r#"day." }"#);
    thread_of_two: "edition.json", Replace(r#""event": "contest-2021""#, r#""event": "contest-2021",
      "requests": ["2020-01-02-meadow"]"#);
    thread_of_no_request: "edition.json", Replace(r#"["2020-01-02-meadow"]"#, "[]");
    relation_with_itself: A, Replace(r#""object": "kite-society""#, r#""object": "ward-office""#);
    person_not_the_same_as_itself: "people.json", Replace(r#"["vu-van-lan"]"#, r#"["vu-lan"]"#);

    // JSON.
    json_comma_missing: A, Replace(r#""value": "37","#, r#""value": "37""#);
    json_comma_after_the_last: B, Replace(r#""Forty people took part." }
"#, r#""Forty people took part." },
"#);
    json_string_unclosed: A, Replace(r#"meets for the New Year""#, "meets for the New Year");
    json_quotation_mark_within: A, Replace("asked for a meadow.", r#"asked for a "meadow"."#);
    json_line_break_within: A, Replace("asked for a meadow.", "asked\nfor a meadow.");
    json_curly_quotation_marks: A, Replace(r#""37""#, "“37”");
    json_brace_unclosed: A, Replace(r#""text": "Hội diều họp đầu năm" }"#, r#""text": "Hội diều họp đầu năm""#);
    json_last_brace_unclosed: "series.json", Replace("  ]\n}", "  ]\n");
    json_brace_unclosed_in_a_line: B, Replace(r#"[{ "person": "vu-lan" }]"#, r#"[{ "person": "vu-lan" ]"#);
    json_list_unclosed: A, Replace(r#"["grounds"]"#, r#"["grounds""#);
    json_brace_too_many: "topics.json", Replace(r#""Contests" } }"#, r#""Contests" } } }"#);
    json_colon_missing: A, Replace(r#""value": "37""#, r#""value" "37""#);
    json_value_missing: A, Replace(r#""value": "37""#, r#""value": "#);
    json_comment: B, Replace(r#"  "mottoes""#, "  // What they said.\n  \"mottoes\"");
    json_key_without_quotation_marks: A, Replace(r#""value""#, "value");
    json_single_quotation_marks: A, Replace(r#""37""#, "'37'");
    json_python_true: A, Replace("true", "True");
    json_backslash: A, Replace("Silk Wharf Gazette", r"Silk\Wharf Gazette");
    json_two_values: "series.json", Replace("  ]\n}", "  ]\n}\n{}");
    file_empty: "topics.json", Whole(b"");
    file_of_blanks: "topics.json", Whole(b"\n\n");
    file_not_utf8: "glossary.json", Whole(b"{\n  \"terms\": [\n    { \"id\": \"kite\", \"label\": { \"vi\": \"di\xea\xf9u\", \"en\": \"kite\" } }\n  ]\n}\n");
    file_utf16: "glossary.json", Whole(b"\xff\xfe{\0}\0");

    // Files.
    edition_json_missing: "edition.json", Removed;
    edition_json_misnamed: "edition.json", Renamed("Edition.json");
    registry_missing: "people.json", Removed;
    registry_without_entries: "people.json", Whole(b"{ \"people\": [] }\n");
    registry_misnamed: "topics.json", Renamed("topic.json");
    registry_unlike_any: "extra.json", Whole(b"{}");
    folder_misnamed: "articles", Renamed("article");
    article_of_another_ending: B, Renamed("articles/2021-02-03-b.jsn");
    article_saved_as_text: B, Renamed("articles/2021-02-03-b.json.txt");
    article_in_a_folder_of_its_own: B, Renamed("articles/2021/2021-02-03-b.json");
    article_in_the_wrong_place: B, Renamed("2021-02-03-b.json");

    // Warnings.
    overdue_event: B, Replace(r#""2026-09""#, r#""2023-09""#);
    overdue_plan: B, Replace(r#""meant_for": "2027""#, r#""meant_for": "2022""#);
    overdue_request: B, Replace(r#""meant_for": "2025""#, r#""meant_for": "2021-07""#);
    translation_missing: A, Replace(r#", "en": "The society met and asked for a meadow.""#, "");
    translations_missing: "topics.json", Replace(r#"{ "vi": "Bãi thả", "en": "Grounds" }, "note": { "vi": "Nơi thả diều.", "en": "Where kites are flown." }"#, r#"{ "vi": "Bãi thả" }, "note": { "vi": "Nơi thả diều." }"#);
    translation_of_a_headline_missing: B, Replace(r#""vi": "Bốn mươi cánh diều trên Bến Lụa""#, r#""en": "Forty kites""#);
    translation_of_a_term_missing: "glossary.json", Replace(r#"{ "vi": "diều sáo", "en": "whistling kite" }"#, r#"{ "en": "whistling kite" }"#);

    // Keys, as people write them who think of another word or another program.
    key_with_a_capital: "people.json", Replace(r#""line": { "vi": "Chủ"#, r#""Line": { "vi": "Chủ"#);
    key_with_a_hyphen: B, Replace(r#""meant_for": "2027""#, r#""meant-for": "2027""#);
    key_with_a_blank: B, Replace(r#""meant_for": "2027""#, r#""meant for": "2027""#);
    key_ends_with_a_blank: B, Replace(r#""meant_for": "2027""#, r#""meant_for ": "2027""#);
    key_in_american_spelling: A, Replace(r#""organisation": "gazette""#, r#""organization": "gazette""#);
    key_in_the_singular: A, Replace(r#""topics""#, r#""topic""#);
    key_of_the_list_in_american_spelling: "organisations.json", Replace(r#""organisations": ["#, r#""organizations": ["#);
    key_in_the_wrong_object: A, Replace(r#""headline": { "lang": "vi", "text": "Hội diều họp đầu năm" }"#, r#""headline": { "lang": "vi", "text": "Hội diều họp đầu năm", "bylines": [] }"#);
    key_twice_far_apart: A, Replace(r#"  "topics": ["grounds"],"#, r#"  "topics": ["grounds"],
  "url": "https://gazette.example.org/2020/kites","#);
    key_twice_in_a_text: B, Replace(r#""en": "High and far""#, r#""vi": "Xa", "en": "High and far""#);
    key_twice_in_the_edition: "edition.json", Replace(r#"  "subject": "kite-society","#, r#"  "subject": "kite-society",
  "subject": "kite-museum","#);
    key_missing_in_a_picture: "people.json", Replace(r#"          "credit": "Silk Wharf Gazette",
"#, "");
    key_missing_in_a_headline: A, Replace(r#""lang": "vi", "text""#, r#""text""#);
    key_missing_in_an_office_of_a_thread: "edition.json", Replace(r#"{ "organisation": "kite-society", "office": "chair" }"#, r#"{ "office": "chair" }"#);
    key_missing_in_a_role: A, Replace(r#"      "office": "chair",
"#, "");
    key_missing_in_a_plan: B, Replace(r#"      "meant_for": "2027",
"#, "");
    key_missing_in_a_correction: A, Replace(r#"      "read": "diều",
"#, "");
    key_missing_in_an_outcome: A, Replace(r#" },
          "article": "2021-02-03-b""#, r#" }"#);
    key_missing_in_a_gap: "edition.json", Replace(r#""date": "2022/2024", "text""#, r#""text""#);
    key_missing_id: A, Replace(r#"      "id": "2020-01-02-misprint",
"#, "");
    key_missing_rights_of_the_edition: "edition.json", Replace(r#"    "licence": "CC BY 4.0",
"#, "");
    schema_is_no_string: "topics.json", Replace(r#""schema/topics.schema.json""#, "true");

    // Types, in every sort of statement.
    type_null_for_a_list: A, Replace(r#"["Văn Lân"]"#, "null");
    type_null_for_a_string: A, Replace(r#""value": "37""#, r#""value": null"#);
    type_null_for_a_basis: A, Replace(r#""status": "held", "basis": "stated""#, r#""status": "held", "basis": null"#);
    type_number_for_a_year: "edition.json", Replace(r#""2022/2024""#, "2022");
    type_number_for_a_person: A, Replace(r#""by": [{ "person": "vu-lan" }]"#, r#""by": [{ "person": 12 }]"#);
    type_number_for_a_headline: A, Replace(r#""text": "Hội diều họp đầu năm""#, r#""text": 2020"#);
    type_number_with_a_decimal_comma: A, Replace(r#""37""#, "3,7");
    type_number_with_a_unit: A, Replace(r#""37""#, "37 %");
    type_number_with_a_sign: A, Replace(r#""37""#, "+7");
    type_number_with_zeros: A, Replace(r#""37""#, "007");
    type_number_huge: A, Replace(r#""37""#, "99999999999999999999999999");
    type_number_for_true: A, Replace("true", "1");
    type_string_true: A, Replace("true", r#""true""#);
    type_list_for_a_text: B, Replace(r#"{ "vi": "Cao và xa", "en": "High and far" }"#, r#"["Cao và xa", "High and far"]"#);
    type_list_for_one_language: B, Replace(r#""en": "High and far""#, r#""en": ["High and far"]"#);
    type_number_for_one_language: B, Replace(r#""en": "High and far""#, r#""en": 7"#);
    type_null_for_one_language: B, Replace(r#""en": "High and far""#, r#""en": null"#);
    type_list_for_a_string: A, Replace(r#""url": "https://gazette.example.org/2020/kites""#, r#""url": ["https://gazette.example.org/2020/kites"]"#);
    type_list_for_an_outcome: A, Replace(r#""not-in-record""#, r#"["not-in-record"]"#);
    type_string_for_a_party: A, Replace(r#"[{ "person": "vu-lan" }]"#, r#""vu-lan""#);
    type_string_for_a_role: B, Replace(r#"  "mottoes": ["#, r#"  "roles": "vu-lan",
  "mottoes": ["#);
    type_string_in_a_list_of_texts: A, Replace(r#"{ "vi": "Hội diều họp ngày 2/1.", "en": "The kite society met on 2 January." }"#, r#""The kite society met on 2 January.""#);
    type_text_for_the_summary: B, Replace(r#"[
    { "vi": "Bốn mươi người dự thi.", "en": "Forty people took part." }
  ]"#, r#"{ "vi": "Bốn mươi người dự thi.", "en": "Forty people took part." }"#);
    type_string_for_a_date_with_its_basis: B, Replace(r#"{ "date": "2021-02-03", "basis": "stated" }"#, r#""2021-02-03""#);
    type_string_for_a_publisher: A, Replace(r#"{
    "name": { "vi": "Báo Bến Lụa", "en": "Silk Wharf Gazette" },
    "organisation": "gazette",
    "basis": "stated"
  }"#, r#""gazette""#);
    type_string_for_an_office_of_a_thread: "edition.json", Replace(r#"{ "organisation": "kite-society", "office": "chair" }"#, r#""chair""#);
    type_string_for_an_accent: "edition.json", Replace(r##"{ "light": "#1c4e8a", "dark": "#9cc4f0" }"##, r##""#1c4e8a""##);
    type_string_for_the_rights: "people.json", Replace(r#"{ "vi": "Được phép dùng.", "en": "Used with permission." }"#, r#""Used with permission.""#);
    type_object_for_an_id: "topics.json", Replace(r#""id": "contests""#, r#""id": { "vi": "contests" }"#);
    type_object_for_a_name_in_also: "people.json", Replace(r#"[{ "vi": "Cô Lan", "en": "Miss Lan" }]"#, r#"{ "vi": "Cô Lan", "en": "Miss Lan" }"#);
    type_text_for_a_byline: A, Replace(r#"["Văn Lân"]"#, r#"[{ "vi": "Văn Lân" }]"#);
    type_three_languages: "edition.json", Replace(r#"["vi", "en"]"#, r#"["vi", "en", "fr"]"#);
    type_string_for_the_languages: "edition.json", Replace(r#"["vi", "en"]"#, r#""vi, en""#);
    type_one_language_name: "edition.json", Replace(r#"["Tiếng Việt", "English"]"#, r#"["Tiếng Việt"]"#);
    type_entries_by_id: "series.json", Whole(br#"{ "series": { "contest": { "vi": "Thi" }, "meeting": { "vi": "Hop" } } }"#);
    type_file_is_a_string: "glossary.json", Whole(b"\"terms\"\n");
    type_list_within_a_list: A, Replace(r#"["grounds"]"#, r#"[["grounds"]]"#);
    type_width_of_a_picture: "people.json", Replace(r#""credit": "Silk Wharf Gazette","#, r#""credit": "Silk Wharf Gazette", "sizes": [{ "path": "a.png", "width": -3, "height": 2 }],"#);
    type_fraction_for_a_width: "people.json", Replace(r#""credit": "Silk Wharf Gazette","#, r#""credit": "Silk Wharf Gazette", "sizes": [{ "path": "a.png", "width": 3.5, "height": 2 }],"#);

    // Words of a fixed list.
    word_status_in_capitals: A, Replace(r#""held""#, r#""HELD""#);
    word_status_with_a_blank: A, Replace(r#""held""#, r#""held ""#);
    word_status_empty: A, Replace(r#""held""#, r#""""#);
    word_status_in_vietnamese: A, Replace(r#""held""#, r#""đã tổ chức""#);
    word_relation_with_an_underscore: A, Replace(r#""guides""#, r#""part_of""#);
    word_relation_turned_around: A, Replace(r#""guides""#, r#""guided-by""#);
    word_basis_in_capitals: B, Replace(r#""2021-02-03", "basis": "stated""#, r#""2021-02-03", "basis": "Stated""#);
    word_basis_of_a_reason: A, Replace(r#""inferred""#, r#""infered""#);
    word_outcome_known_alone: A, Replace(r#""not-in-record""#, r#""known""#);
    word_outcome_in_words: A, Replace(r#""not-in-record""#, r#""It was written.""#);
    word_kind_of_organisation_in_vietnamese: "organisations.json", Replace(r#""newspaper""#, r#""báo""#);
    word_party_of_an_event: B, Replace(r#""from": [{ "person": "vu-lan" }]"#, r#""from": [{ "event": "night-flight" }]"#);
    party_empty: B, Replace(r#""from": [{ "person": "vu-lan" }]"#, r#""from": [{}]"#);
    basis_with_two_reasons: A, Replace(r#"{ "inferred": { "vi": "Suy từ chữ “hôm qua”.", "en": "Inferred from “yesterday”." } }"#, r#"{ "inferred": { "vi": "a", "en": "a" }, "derived": { "vi": "b", "en": "b" } }"#);
    basis_empty: A, Replace(r#"{ "inferred": { "vi": "Suy từ chữ “hôm qua”.", "en": "Inferred from “yesterday”." } }"#, "{}");
    basis_true: B, Replace(r#""2021-02-03", "basis": "stated""#, r#""2021-02-03", "basis": true"#);
    basis_window_bare: B, Replace(r#""2026-09", "basis": "stated""#, r#""2026-09", "basis": "window""#);

    // References across registries.
    reference_to_a_person_as_subject: "edition.json", Replace(r#""subject": "kite-society""#, r#""subject": "vu-lan""#);
    reference_to_an_organisation_as_person: A, Replace(r#""person": "vu-lan",
      "organisation""#, r#""person": "kite-society",
      "organisation""#);
    reference_to_an_article_as_event: B, Replace(r#""event": "night-flight""#, r#""event": "2020-01-02-a""#);
    reference_to_a_series_as_event: B, Replace(r#""event": "night-flight""#, r#""event": "meeting""#);
    reference_to_an_event_as_series: "events.json", Replace(r#""series": "contest""#, r#""series": "meeting-2020""#);
    reference_to_an_event_as_topic: "events.json", Replace(r#"["contests"]"#, r#"["night-flight"]"#);
    reference_to_a_statement_as_event: B, Replace(r#""event": "night-flight""#, r#""event": "2020-01-02-met""#);
    reference_to_an_event_as_request: "edition.json", Replace(r#"["2020-01-02-meadow"]"#, r#"["contest-2021"]"#);
    reference_to_a_request_as_event: "edition.json", Replace(r#""event": "contest-2021""#, r#""event": "2020-01-02-meadow""#);
    reference_to_a_statement_as_article: A, Replace(r#""article": "2021-02-03-b""#, r#""article": "2021-02-03-contest""#);
    reference_to_a_file_as_article: A, Replace(r#""article": "2021-02-03-b""#, r#""article": "articles/2021-02-03-b.json""#);
    reference_by_name: A, Replace(r#""by": [{ "person": "vu-lan" }]"#, r#""by": [{ "person": "Vũ Lan" }]"#);
    reference_by_a_topics_name: A, Replace(r#"["grounds"]"#, r#"["Grounds"]"#);
    reference_with_a_blank: A, Replace(r#"["grounds"]"#, r#"["grounds "]"#);
    reference_empty: A, Replace(r#"["grounds"]"#, r#"[""]"#);
    reference_with_an_underscore: A, Replace(r#""organisation": "kite-society",
      "office""#, r#""organisation": "kite_society",
      "office""#);
    reference_twice: A, Replace(r#"["grounds"]"#, r#"["grounds", "grounds"]"#);
    office_of_another_organisation: A, Replace(r#""organisation": "kite-society",
      "office""#, r#""organisation": "kite-museum",
      "office""#);
    office_by_its_title: A, Replace(r#""office": "chair""#, r#""office": "Chủ nhiệm""#);
    office_empty: A, Replace(r#""office": "chair""#, r#""office": """#);
    office_of_a_thread_of_another: "edition.json", Replace(r#"{ "organisation": "kite-society", "office""#, r#"{ "organisation": "gazette", "office""#);
    member_of_itself: A, Replace(r#""subject": "ward-office",
      "relation": "guides""#, r#""subject": "kite-society",
      "relation": "member-of""#);
    not_the_same_as_an_organisation: "people.json", Replace(r#"["vu-van-lan"]"#, r#"["kite-museum"]"#);

    // Ids.
    id_with_an_underscore: "topics.json", Replace(r#""id": "grounds""#, r#""id": "the_grounds""#);
    id_with_a_dot: "series.json", Replace(r#""id": "contest""#, r#""id": "contest.yearly""#);
    id_with_a_slash: A, Replace(r#""id": "2020-01-02-met""#, r#""id": "2020/01/02-met""#);
    id_with_a_trailing_blank: "events.json", Replace(r#""id": "night-flight""#, r#""id": "night-flight ""#);
    id_with_a_long_dash: A, Replace(r#""id": "2020-01-02-met""#, r#""id": "2020-01-02–met""#);
    id_with_a_letter_of_another_script: "people.json", Replace(r#""id": "vu-van-lan""#, r#""id": "vu-vаn-lan""#);
    id_with_d_stroke: "people.json", Replace(r#""id": "vu-van-lan""#, r#""id": "đỗ-văn-lân""#);
    id_of_the_edition_with_capitals: "edition.json", Replace(r#""id": "kites""#, r#""id": "KITES""#);
    id_of_an_article_with_its_ending: B, Replace(r#""id": "2021-02-03-b""#, r#""id": "2021-02-03-b.json""#);
    id_of_an_article_empty: B, Replace(r#""id": "2021-02-03-b""#, r#""id": """#);
    id_is_a_number: A, Replace(r#""id": "2020-01-02-met""#, r#""id": 1"#);
    twice_request: B, Replace(r#""id": "2021-02-03-lamps""#, r#""id": "2020-01-02-meadow""#);
    twice_across_sorts_of_statements: B, Replace(r#""id": "2021-02-03-motto""#, r#""id": "2021-02-03-museum""#);
    article_copied: B, Copied("articles/2021-02-03-b copy.json");
    article_copied_in_windows: B, Copied("articles/2021-02-03-b - Copy.json");
    article_copied_under_another_id: "articles/2021-03-03-c.json", Whole(br#"{ "id": "2021-03-03-c", "headline": { "lang": "en", "text": "Kites" }, "title": { "vi": "Di" },
  "when": { "date": "2021-03-03", "basis": "stated" }, "lead": { "vi": "a", "en": "a" }, "summary": [],
  "events": [{ "id": "2021-02-03-contest", "event": "contest-2021", "status": "held", "basis": "stated" }] }
"#);

    // Dates, as they are written elsewhere.
    date_of_eight_digits: A, Replace(r#""date": "2020-01-02""#, r#""date": "20200102""#);
    date_with_slashes: A, Replace(r#""date": "2020-01-02""#, r#""date": "2020/01/02""#);
    date_with_dots: A, Replace(r#""date": "2020-01-02""#, r#""date": "2.1.2020""#);
    date_with_a_long_dash: A, Replace(r#""date": "2020-01-02""#, r#""date": "2020–01–02""#);
    date_with_a_time: A, Replace(r#""date": "2020-01-02""#, r#""date": "2020-01-02T08:30""#);
    date_of_a_month_thirteen: A, Replace(r#""date": "2020-01-02""#, r#""date": "2020-13-02""#);
    date_of_a_month_zero: A, Replace(r#""date": "2020-01-02""#, r#""date": "2020-00""#);
    date_of_day_zero: A, Replace(r#""date": "2020-01-02""#, r#""date": "2020-01-00""#);
    date_of_no_leap_year: A, Replace(r#""date": "2020-01-02""#, r#""date": "2021-02-29""#);
    date_of_two_digits: A, Replace(r#""date": "2020-01-02""#, r#""date": "20-01-02""#);
    date_of_a_year_of_five_digits: A, Replace(r#""date": "2020-01-02""#, r#""date": "20200-01-02""#);
    date_in_english: A, Replace(r#""date": "2020-01-02""#, r#""date": "January 2020""#);
    date_of_a_quarter: A, Replace(r#""date": "2021""#, r#""date": "2021-Q1""#);
    date_of_a_week: A, Replace(r#""date": "2021""#, r#""date": "2021-W05""#);
    date_about: A, Replace(r#""date": "2021""#, r#""date": "about 2021""#);
    date_circa: A, Replace(r#""date": "2021""#, r#""date": "~2021""#);
    date_of_small_x: A, Replace(r#""date": "2021""#, r#""date": "202x""#);
    date_of_unknown_day_in_question_marks: A, Replace(r#""date": "2021""#, r#""date": "2021-05-??""#);
    date_from_to_with_a_dash: "edition.json", Replace("2022/2024", "2022-2024");
    date_from_to_in_words: "edition.json", Replace("2022/2024", "2022 to 2024");
    date_from_to_with_blanks: "edition.json", Replace("2022/2024", "2022 / 2024");
    date_of_three_in_a_row: "edition.json", Replace("2022/2024", "2022/2023/2024");
    date_of_an_open_interval_in_dots: "edition.json", Replace("2022/2024", "2022/...");
    date_of_nothing_at_either_end: "edition.json", Replace("2022/2024", "/");
    date_of_a_vietnamese_day: A, Replace(r#""date": "2020-01-02""#, r#""date": "ngày 2/1/2020""#);
    date_beyond_all: A, Replace(r#""date": "2020-01-02""#, r#""date": "Y20200""#);
    window_unclosed: A, Replace(r#""date": "2021""#, r#""date": "[2021-03..2021-05""#);
    window_with_a_comma: A, Replace(r#""date": "2021""#, r#""date": "[2021-03, 2021-05]""#);
    window_with_a_slash: A, Replace(r#""date": "2021""#, r#""date": "[2021-03/2021-05]""#);
    window_of_three_dots: A, Replace(r#""date": "2021""#, r#""date": "[2021-03...2021-05]""#);
    window_in_braces: A, Replace(r#""date": "2021""#, r#""date": "{2021-03..2021-05}""#);
    window_with_a_wrong_day: A, Replace(r#""date": "2021""#, r#""date": "[2021-02-30..2021-05]""#);
    stamp_of_an_impossible_hour: A, Replace("2020-01-03T08:30+07:00", "2020-01-03T25:30+07:00");
    stamp_of_one_digit: A, Replace("2020-01-03T08:30+07:00", "2020-01-03T8:30");
    stamp_of_a_month: A, Replace("2020-01-03T08:30+07:00", "2020-01");
    stamp_of_a_zone_by_name: A, Replace("2020-01-03T08:30+07:00", "2020-01-03T08:30 GMT+7");
    stamp_of_the_afternoon: A, Replace("2020-01-03T08:30+07:00", "2020-01-03T08:30pm");
    stamp_of_no_day: A, Replace("2020-01-03T08:30+07:00", "2020-02-30T08:30+07:00");
    stamp_empty: A, Replace("2020-01-03T08:30+07:00", "");

    // Texts and languages.
    language_in_capitals: A, Replace(r#""en": "The kite society met on"#, r#""EN": "The kite society met on"#);
    language_with_a_region: A, Replace(r#""en": "The kite society met on"#, r#""en-GB": "The kite society met on"#);
    language_by_name_in_a_text: A, Replace(r#""en": "The kite society met on"#, r#""English": "The kite society met on"#);
    language_by_its_country: A, Replace(r#""vi": "Hội diều họp ngày"#, r#""vn": "Hội diều họp ngày"#);
    language_empty: A, Replace(r#""vi": "Hội diều họp ngày"#, r#""": "Hội diều họp ngày"#);
    language_of_a_headline_in_capitals: A, Replace(r#""lang": "vi""#, r#""lang": "VI""#);
    language_of_a_headline_empty: A, Replace(r#""lang": "vi""#, r#""lang": """#);
    language_of_a_headline_with_an_underscore: B, Replace(r#""lang": "en""#, r#""lang": "en_GB""#);
    languages_with_underscores: "edition.json", Replace(r#"["vi", "en"]"#, r#"["vi_VN", "en"]"#);
    languages_in_capitals: "edition.json", Replace(r#"["vi", "en"]"#, r#"["VI", "en"]"#);
    languages_empty: "edition.json", Replace(r#"["vi", "en"]"#, "[]");
    language_name_empty: "edition.json", Replace(r#"["Tiếng Việt", "English"]"#, r#"["Tiếng Việt", ""]"#);
    text_empty_in_both: A, Replace(r#"{ "vi": "Hội họp và xin một bãi cỏ.", "en": "The society met and asked for a meadow." }"#, r#"{ "vi": "", "en": "" }"#);
    text_of_a_no_break_space: A, Replace(r#"{ "vi": "hội viên", "en": "members" }"#, "{ \"vi\": \"\u{a0}\", \"en\": \"members\" }");
    text_with_a_tab: A, Replace("asked for a meadow.", r"asked\tfor a meadow.");
    text_with_a_tab_as_it_is: A, Replace("asked for a meadow.", "asked\tfor a meadow.");
    text_with_a_byte_order_mark: A, Replace("asked for a meadow.", "asked for \u{feff}a meadow.");
    text_with_a_soft_hyphen: A, Replace("asked for a meadow.", "asked for a mea\u{ad}dow.");
    text_with_a_word_joiner: A, Replace("asked for a meadow.", "asked\u{2060} for a meadow.");
    text_with_a_zero: A, Replace("asked for a meadow.", r"asked for\u0000 a meadow.");
    text_with_a_replacement_character: A, Replace("Hội họp và xin", "H\u{fffd}i họp và xin");
    text_in_mojibake: A, Replace("Hội họp và xin", "Há»™i há»p vÃ  xin");
    text_with_html: A, Replace("asked for a meadow.", "asked for a <b>meadow</b>.");
    text_with_an_entity: A, Replace("asked for a meadow.", "asked for a meadow &amp; a shed.");
    headline_with_a_line_break: A, Replace("Hội diều họp đầu năm", r"Hội diều họp\nđầu năm");
    headline_empty: A, Replace(r#""text": "Hội diều họp đầu năm""#, r#""text": """#);
    headline_with_a_blank_at_its_end: A, Replace("Hội diều họp đầu năm", "Hội diều họp đầu năm ");
    title_missing_altogether: B, Replace(r#"{ "vi": "Bốn mươi cánh diều trên Bến Lụa" }"#, "{}");
    value_of_a_figure_empty: A, Replace(r#""37""#, r#""""#);
    correction_without_words: A, Replace(r#""diếu""#, r#""""#);
    correction_that_corrects_nothing: A, Replace(r#""printed": "diếu""#, r#""printed": "diều""#);
    credit_empty: "people.json", Replace(r#""credit": "Silk Wharf Gazette""#, r#""credit": """#);
    paragraph_empty: A, Replace(r#"[
    { "vi": "Hội diều họp ngày 2/1.", "en": "The kite society met on 2 January." }
  ]"#, "[{}]");

    // Colours, links, pictures.
    colour_without_its_sign: "edition.json", Replace("#1c4e8a", "1c4e8a");
    colour_of_a_function: "edition.json", Replace("#1c4e8a", "rgb(28, 78, 138)");
    colour_with_transparency: "edition.json", Replace("#1c4e8a", "#1c4e8aff");
    colour_of_no_digit: "edition.json", Replace("#1c4e8a", "#1c4e8g");
    colour_empty: "edition.json", Replace("#1c4e8a", "");
    colour_of_one_theme_only: "edition.json", Replace(r##"{ "light": "#1c4e8a", "dark": "#9cc4f0" }"##, r##"{ "light": "#1c4e8a" }"##);
    link_with_one_slash: A, Replace("https://gazette", "https:/gazette");
    link_with_a_scheme_twice: A, Replace("https://gazette", "https://https://gazette");
    link_with_a_misspelt_scheme: A, Replace("https://gazette", "htps://gazette");
    link_in_capitals: A, Replace("https://gazette", "HTTPS://gazette");
    link_of_a_mail: A, Replace("https://gazette.example.org/2020/kites", "mailto:news@gazette.example.org");
    link_of_a_file: A, Replace("https://gazette.example.org/2020/kites", r"C:\\kites\\2020.html");
    link_within_angle_brackets: A, Replace("https://gazette.example.org/2020/kites", "<https://gazette.example.org/2020/kites>");
    link_in_markdown: A, Replace("https://gazette.example.org/2020/kites", "[kites](https://gazette.example.org/2020/kites)");
    link_that_ends_with_a_blank: A, Replace("2020/kites", "2020/kites ");
    link_of_the_scheme_alone: A, Replace("https://gazette.example.org/2020/kites", "https://");
    link_empty: A, Replace("https://gazette.example.org/2020/kites", "");
    link_from_the_root: A, Replace("https://gazette.example.org/2020/kites", "/2020/kites");
    link_with_no_host: A, Replace("https://gazette.example.org/2020/kites", "https://?q=kites");
    link_of_the_edition_with_a_query: "edition.json", Replace("https://kites.example.org/", "https://kites.example.org/?lang=vi");
    link_of_the_edition_with_a_fragment: "edition.json", Replace("https://kites.example.org/", "https://kites.example.org/#top");
    picture_with_capitals: "people.json", Replace("images/kite.png", "images/Kite.png");
    picture_of_another_ending: "people.json", Replace("images/kite.png", "images/kite.jpg");
    picture_without_an_ending: "people.json", Replace("images/kite.png", "images/kite");
    picture_with_a_backslash: "people.json", Replace("images/kite.png", r"images\\kite.png");
    picture_from_the_root: "people.json", Replace("images/kite.png", "/images/kite.png");
    picture_on_the_web: "people.json", Replace("images/kite.png", "https://gazette.example.org/kite.png");
    picture_in_no_folder: "people.json", Replace("images/kite.png", "kite.png");
    picture_is_a_folder: "people.json", Replace("images/kite.png", "images");
    picture_empty: "images/kite.png", Whole(b"");
    picture_that_is_a_gif: "images/kite.png", Whole(b"GIF89a\x01\0\x01\0");
    picture_that_is_a_web_page: "images/kite.png", Whole(b"<!DOCTYPE html><title>404</title>");
    picture_without_a_name: "people.json", Replace("images/kite.png", "");
    picture_without_rights: "people.json", Replace(r#",
          "rights": { "vi": "Được phép dùng.", "en": "Used with permission." }"#, "");
    picture_file_gone: "images/kite.png", Removed;

    // Time.
    event_planned_after_it_was_held: B, Replace(r#""status": "held""#, r#""status": "planned", "when": { "date": "2020-12", "basis": "stated" }"#);
    plan_without_a_time: B, Replace(r#""meant_for": "2027""#, r#""meant_for": """#);
    request_meant_for_a_day_before_it: A, Replace(r#"      "what": { "vi": "cho một bãi cỏ", "en": "give a meadow" },"#, r#"      "what": { "vi": "cho một bãi cỏ", "en": "give a meadow" },
      "meant_for": "2019","#);

    // Lists.
    list_with_a_hole: A, Replace(r#"["grounds"]"#, r#"["grounds", null]"#);
    list_with_an_empty_entry: A, Replace(r#"["grounds"]"#, r#"["grounds",, "contests"]"#);
    list_of_entries_without_braces: "topics.json", Replace(r#"{ "id": "contests", "label": { "vi": "Hội thi", "en": "Contests" } },"#, r#""id": "contests","#);

    // JSON, as other programs and hands leave it.
    json_comma_after_the_last_in_a_list: A, Replace(r#"["grounds"]"#, r#"["grounds",]"#);
    json_comma_twice: A, Replace(r#""value": "37","#, r#""value": "37",,"#);
    json_comma_first: A, Replace(r#"{ "lang": "vi","#, r#"{ , "lang": "vi","#);
    json_semicolon: A, Replace(r#""value": "37","#, r#""value": "37";"#);
    json_equals_sign: A, Replace(r#""value": "37""#, r#""value" = "37""#);
    json_comment_in_a_block: B, Replace(r#"  "mottoes""#, "  /* What they said. */ \"mottoes\"");
    json_comment_with_a_hash: B, Replace(r#"  "mottoes""#, "  # What they said.\n  \"mottoes\"");
    json_comment_of_html: B, Replace(r#"  "mottoes""#, "  <!-- What they said. -->\n  \"mottoes\"");
    json_curly_quotation_marks_around_a_key: A, Replace(r#""value""#, "“value”");
    json_curly_quotation_mark_at_the_end: A, Replace(r#""37""#, "\"37”");
    json_low_quotation_marks: A, Replace(r#""37""#, "„37“");
    json_single_quotation_marks_around_a_key: A, Replace(r#""value""#, "'value'");
    json_backticks: A, Replace(r#""37""#, "`37`");
    json_value_without_quotation_marks: A, Replace(r#""held""#, "held");
    json_nan: A, Replace(r#""37""#, "NaN");
    json_undefined: A, Replace(r#""37""#, "undefined");
    json_none: A, Replace(r#""37""#, "None");
    json_no_break_space: A, Replace(r#""value": "37""#, "\"value\":\u{a0}\"37\"");
    json_blank_of_no_width: A, Replace(r#""value": "37""#, "\u{200b}\"value\": \"37\"");
    json_byte_order_mark_in_the_middle: A, Replace(r#"  "figures""#, "\u{feff}  \"figures\"");
    json_full_width_comma: A, Replace(r#""value": "37","#, "\"value\": \"37\"，");
    json_full_width_colon: A, Replace(r#""value": "37""#, "\"value\"： \"37\"");
    json_escape_of_a_quotation_mark: A, Replace("asked for a meadow.", r"asked for \'a meadow\'.");
    json_escape_of_hexadecimal: A, Replace("asked for a meadow.", r"asked for \x61 meadow.");
    json_escape_cut_short: A, Replace("asked for a meadow.", r"asked for a\u00 meadow.");
    json_half_of_a_pair: A, Replace("asked for a meadow.", r"asked for a meadow \ud83d.");
    json_backslash_at_the_end: A, Replace(r#"asked for a meadow.""#, r#"asked for a meadow.\""#);
    json_bracket_of_the_wrong_sort: A, Replace(r#"["grounds"]"#, r#"["grounds"}"#);
    json_list_in_parentheses: A, Replace(r#"["grounds"]"#, r#"("grounds")"#);
    json_conflict_of_versions: A, Replace(r#"  "topics": ["grounds"],"#, "<<<<<<< HEAD\n  \"topics\": [\"grounds\"],\n=======\n  \"topics\": [\"contests\"],\n>>>>>>> other");
    json_lines: "series.json", Whole(b"{ \"series\": [] }\n{ \"series\": [] }\n");
    json_only_opened: "series.json", Whole(b"{");
    json_of_words: "series.json", Whole(b"series: contest\n");
    json_of_html: "series.json", Whole(b"<!DOCTYPE html>\n<html>\n");
    json_of_yaml: "series.json", Whole(b"series:\n  - id: contest\n");
    json_of_csv: "series.json", Whole(b"id;label\ncontest;Contest\n");
    json_nested_too_deeply: "series.json", Whole(&[b'['; 2000]);
    json_in_one_long_line: "series.json", Whole(long_line().as_bytes());

    // Encodings.
    file_utf16_big_endian: "glossary.json", Whole(b"\xfe\xff\0{\0}");
    file_utf16_without_a_mark: "glossary.json", Whole(b"{\0\n\0}\0");
    file_utf32: "glossary.json", Whole(b"\xff\xfe\0\0{\0\0\0}\0\0\0");
    file_latin1: "series.json", Whole(b"{\n  \"series\": [\n    { \"id\": \"fete\", \"label\": { \"vi\": \"h\xf4i\", \"en\": \"f\xeate\" } }\n  ]\n}\n");
    file_of_old_vietnamese_letters: "series.json", Whole(b"{ \"series\": [{ \"id\": \"hoi\", \"label\": { \"vi\": \"Ho\xa4i \xae\xb5\" } }] }");
    file_with_two_marks: "topics.json", Replace("{\n  \"$schema\"", "\u{feff}\u{feff}{\n  \"$schema\"");
    file_that_is_packed: "glossary.json", Whole(b"PK\x03\x04\x14\0\x06\0");
    file_that_is_a_picture: "glossary.json", Whole(b"\x89PNG\r\n\x1a\n");
    file_of_zeros: "glossary.json", Whole(&[0; 16]);

    // Names and places of files.
    article_with_a_capital_ending: B, Renamed("articles/2021-02-03-b.JSON");
    article_without_an_ending: B, Renamed("articles/2021-02-03-b");
    article_with_two_endings: B, Renamed("articles/2021-02-03-b.json.json");
    article_with_a_blank_before_its_ending: B, Renamed("articles/2021-02-03-b .json");
    article_of_words: B, Renamed("articles/2021-02-03-b.docx");
    article_kept_as_a_backup: B, Renamed("articles/2021-02-03-b.json~");
    article_named_with_accents: B, Renamed("articles/hội-thi.json");
    article_beside_the_edition_with_another_name: B, Renamed("contest.json");
    registry_with_a_capital: "topics.json", Renamed("Topics.json");
    registry_with_a_capital_ending: "topics.json", Renamed("topics.JSON");
    registry_saved_as_text: "topics.json", Renamed("topics.json.txt");
    registry_in_american_spelling: "organisations.json", Renamed("organizations.json");
    registry_numbered_by_the_browser: "topics.json", Renamed("topics (1).json");
    registry_copied: "topics.json", Copied("topics copy.json");
    registry_in_a_folder: "topics.json", Renamed("registries/topics.json");
    edition_json_saved_as_text: "edition.json", Renamed("edition.json.txt");
    edition_json_numbered: "edition.json", Renamed("edition (1).json");
    folder_with_a_capital: "articles", Renamed("Articles");
    folder_in_place_of_a_registry: "glossary.json", AFolder;
    folder_in_place_of_the_edition: "edition.json", AFolder;
    folder_in_place_of_an_article: B, AFolder;
    file_in_place_of_the_folder: "articles", AFile;
    link_that_leads_nowhere: B, Dangling;
    registry_that_leads_nowhere: "glossary.json", Dangling;
    picture_that_leads_nowhere: "images/kite.png", Dangling;
    labels_named_by_language: "labels/english.json", Whole(LABELS.as_bytes());
    labels_with_a_number: "labels/en.json", Whole(labels("articles", Some("12")).replacen("\"12\"", "12", 1).as_bytes());
    labels_with_a_strange_place: "labels/en.json", Whole(labels("articles", Some("Articles {n}")).as_bytes());
    labels_beside_the_edition: "en.json", Whole(LABELS.as_bytes());
}

#[test]
fn the_base_edition_is_sound() {
    let folder = Folder::of(BASE);
    let checked = folder.read();
    assert_eq!(folder.printed(&checked.problems), "");
    assert!(checked.record.is_some());
    assert!(checked.coverage.iter().all(|(_, have, of)| have == of), "{:?}", checked.coverage);
}

/// What might look like a fault and is none.
#[test]
fn no_fault() {
    for (file, change) in [
        ("people.json", Replace("{\n  \"$schema\"", "\u{feff}{\n  \"$schema\"")),
        ("edition.json", Everywhere("\n", "\r\n")),
        ("edition.json", Replace("http://licences.example.org/by/4.0/", "mailto:rights@example.org")),
        ("edition.json", Replace(r#"  "$schema": "schema/edition.schema.json","#, "")),
        (A, Replace(r#"  "published": "2020-01-03T08:30+07:00","#, "")),
        (A, Replace("2020-01-03T08:30+07:00", "2020-01-03")),
        ("labels/en.json", Whole(LABELS.as_bytes())),
        ("glossary.json", Removed),
        ("notes.txt", Whole(b"")),
        ("schema/edition.schema.json", Whole(b"{}")),
    ] {
        let folder = Folder::of(BASE);
        folder.change(file, &change);
        let checked = folder.read();
        assert_eq!(folder.printed(&checked.problems), "", "{file}");
        assert!(checked.record.is_some(), "{file}");
    }
}

#[test]
fn every_snapshot_belongs_to_a_row() {
    for name in files(Path::new("tests/broken/snapshots")).into_keys() {
        let known =
            NAMES.iter().any(|row| name == format!("{row}.snap") || name == format!("{row}.snap.new"));
        assert!(known, "no row is named as {name}");
    }
    assert!(NAMES.len() >= 400);
}
