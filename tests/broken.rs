//! Broken editions: the sound one of `tests/broken/base` with one fault each, and beside
//! it, as a snapshot, the whole message that `caunoi check` prints. What a message says
//! is reviewed there, as somebody reads it who is no programmer.
//!
//! `INSTA_UPDATE=always cargo test --test broken` writes the snapshots anew.

use std::fs;
use std::path::{Path, PathBuf};

use caunoi::site::check::{self, Checked, Problem};

/// The edition that every row breaks.
const BASE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/broken/base");

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
    /// There is no such file.
    Removed,
}

use Change::*;

/// An edition in a folder of its own, which goes when it is dropped.
struct Folder(PathBuf);

impl Folder {
    /// The base edition in the system's folder for what is temporary.
    fn new(name: &str) -> Folder {
        let folder = std::env::temp_dir().join(format!("caunoi-broken-{}-{name}", std::process::id()));
        for file in files(Path::new(BASE)) {
            let to = folder.join(file.strip_prefix(BASE).unwrap());
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(file, to).unwrap();
        }
        Folder(folder)
    }

    fn change(&self, file: &str, change: &Change) {
        let path = self.0.join(file);
        match *change {
            Replace(from, to) => {
                let text = fs::read_to_string(&path).unwrap();
                assert_eq!(text.matches(from).count(), 1, "{from:?} must stand once in {file}");
                fs::write(&path, text.replace(from, to)).unwrap();
            }
            Everywhere(from, to) => {
                for path in
                    files(&self.0).into_iter().filter(|path| path.extension() == Some("json".as_ref()))
                {
                    fs::write(&path, fs::read_to_string(&path).unwrap().replace(from, to)).unwrap();
                }
            }
            Whole(bytes) => {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(&path, bytes).unwrap();
            }
            Renamed(to) => {
                let to = self.0.join(to);
                fs::create_dir_all(to.parent().unwrap()).unwrap();
                fs::rename(&path, to).unwrap();
            }
            Removed => fs::remove_file(&path).unwrap(),
        }
    }

    fn read(&self) -> Checked {
        check::read(&self.0, Some(TODAY.parse().unwrap()))
    }

    /// The problems as they are printed, the folder's own path aside.
    fn printed(&self, problems: &[Problem]) -> String {
        let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let folder = format!("{}/", self.0.display()).replace('\\', "/");
        all.join("\n\n").replace(&folder, "")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Every file under a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The base edition with one change has one problem: it names the file, has a place where
/// there is one to have, and reads as its snapshot.
fn check(name: &str, file: &str, change: Change) {
    let folder = Folder::new(name);
    folder.change(file, &change);
    let problems = folder.read().problems;
    let printed = folder.printed(&problems);
    let done = match change {
        Replace(from, to) => format!("{file}: {from} → {to}"),
        Everywhere(from, to) => format!("every file: {from} → {to}"),
        Whole(bytes) if bytes.len() < 100 => format!("{file} is {:?}", String::from_utf8_lossy(bytes)),
        Whole(_) => format!("{file} is given"),
        Renamed(to) => format!("{file} is named {to}"),
        Removed => format!("{file} is removed"),
    };
    insta::with_settings!({
        snapshot_path => "broken/snapshots", prepend_module_to_snapshot => false,
        description => done, omit_expression => true,
    }, { insta::assert_snapshot!(name, printed) });
    assert_eq!(problems.len(), 1, "one fault gives one message:\n{printed}");
    let named = if let Renamed(to) = change { to } else { file };
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
}

#[test]
fn the_base_edition_is_sound() {
    let folder = Folder::new("base");
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
        let folder = Folder::new("no-fault");
        folder.change(file, &change);
        let checked = folder.read();
        assert_eq!(folder.printed(&checked.problems), "", "{file}");
        assert!(checked.record.is_some(), "{file}");
    }
}

#[test]
fn every_snapshot_belongs_to_a_row() {
    let snapshots = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken/snapshots");
    for path in files(&snapshots) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let known =
            NAMES.iter().any(|row| name == format!("{row}.snap") || name == format!("{row}.snap.new"));
        assert!(known, "no row is named as {name}");
    }
    assert!(NAMES.len() >= 64);
}
