//! Repairs of editions: the sound one of `tests/broken/base` with something wrong in it,
//! what is proposed for that, and what the files are afterwards.

mod common;

use std::fs;
use std::path::Path;

use caunoi::desk::fix::{self, Repair};
use caunoi::desk::new::{Ask, Question};
use caunoi::site::check;
use common::{BASE, Folder, files};
use proptest::prelude::*;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// The day on which editions are checked.
const TODAY: &str = "2024-06-01";

impl Folder {
    fn repairs(&self) -> Vec<Repair> {
        fix::plan(self).unwrap().repairs
    }

    fn is_sound(&self) -> bool {
        check::read(self, Some(TODAY.parse().unwrap())).problems.is_empty()
    }
}

/// `‹1f›` stands for the character U+001F.
fn spelt(words: &str) -> String {
    let parts = words.split('‹').enumerate().map(|(number, part)| match part.split_once('›') {
        Some((code, rest)) if number > 0 => {
            format!("{}{rest}", char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap())
        }
        _ => part.to_owned(),
    });
    parts.collect()
}

/// After these words of a file of the base edition gave way to others, the expected
/// repairs are proposed, parted by `;`: `!` before what is certain, `?` before what is
/// asked. Applied, they give the file again as it was, or else these words.
#[track_caller]
fn check(file: &str, from: &str, to: &str, expect: &str, result: Option<&str>) {
    let folder = Folder::of(BASE);
    let sound = folder.text(file);
    assert_eq!(sound.matches(from).count(), 1, "{from:?} must stand once in {file}");
    folder.write(file, &sound.replace(from, &spelt(to)));
    let repairs = folder.repairs();
    let said: Vec<String> = repairs
        .iter()
        .map(|x| format!("{} {} → {}", if x.certain { '!' } else { '?' }, x.old, x.new))
        .collect();
    assert_eq!(said.join("; "), expect, "for {from} → {to}");
    assert!(repairs.iter().all(|x| x.line > 0 && x.column > 0 && x.file.ends_with(file)), "{repairs:?}");
    fix::apply(&folder, &repairs).unwrap();
    let wanted = sound.replace(from, &result.map_or(from.to_owned(), spelt));
    assert_eq!(folder.text(file), wanted, "for {from} → {to}");
    assert_eq!(folder.repairs(), [], "a second run finds nothing");
}

/// Rows of `file | words in it | wrong ones | what is proposed`, and where that is not
/// what was there, `| what is there then`.
#[track_caller]
fn rows(table: &str) {
    for row in table.lines().map(str::trim).filter(|row| !row.is_empty()) {
        // `⏎` is a new line.
        match row.replace('⏎', "\n").split(" | ").collect::<Vec<_>>()[..] {
            [file, from, to, expect] => check(file, from, to, expect, None),
            [file, from, to, expect, result] => check(file, from, to, expect, Some(result)),
            _ => panic!("{row}"),
        }
    }
}

const A: &str = "articles/2020-01-02-a.json";

#[test]
fn sound_editions_need_nothing() {
    for edition in [BASE, "content"] {
        let plan = fix::plan(Path::new(edition)).unwrap();
        let all: Vec<String> = plan.repairs.iter().map(ToString::to_string).collect();
        assert!(all.is_empty() && plan.left.is_empty(), "{edition}:\n{}", all.join("\n"));
    }
}

#[test]
fn strings_are_cleaned_where_they_are_not_and_nowhere_else() {
    rows(
        "
        series.json | Hội thi hằng năm | Hội thi hă‹300›ng năm | ! Hội thi hă\u{300}ng năm → Hội thi hằng năm
        series.json | Yearly contest | Yearly con‹200b›test | ! Yearly con‹U+200B›test → Yearly contest
        series.json | Yearly contest | Yearly\\ncontest | ! Yearly\\ncontest → Yearly contest
        series.json | Yearly contest | Yearly\\t contest | ! Yearly\\t contest → Yearly  contest | Yearly  contest
        series.json | Yearly contest | ‹a0›Yearly contest  | ! ‹U+00A0›Yearly contest␣ → Yearly contest
        series.json | Yearly contest | Y‹a0›contest \\\"x\\\" ‹200b› | ! ontest \\\"x\\\" ‹U+200B› → ontest \\\"x\\\" | Y‹a0›contest \\\"x\\\"
        series.json | Yearly contest | e‹200b›‹301› | ! e‹U+200B›\u{301} → é | é
        series.json | Yearly contest | ba‹301›‹2000› | ! ba\u{301}‹U+2000› → bá | bá
        series.json | Yearly contest | \\u0065‹301› | ! \\u0065\u{301} → é | é",
    );
}

#[test]
fn keys_are_spelt_and_ordered_as_in_the_model() {
    rows(
        r#"
        series.json | "id": "contest", "label" | "id": "contest", "lable" | ! "lable" → "label"
        series.json | "id": "contest", "label" | "Id": "contest", "label" | ! "Id" → "id"
        series.json | "id": "contest", "label": { "vi": "Hội thi hằng năm", "en": "Yearly contest" } | "label": { "vi": "Hội thi hằng năm", "en": "Yearly contest" }, "id": "contest" | ! label, id → id, label
        series.json | "id": "contest", "label": { "vi": "Hội thi hằng năm", "en": "Yearly contest" } | "lable": { "vi": "Hội thi hằng năm", "en": " Yearly contest" }, "ID": "contest" | ! "lable" → "label"; ! label, id → id, label; ! ␣Yearly conte → Yearly conte; ! "ID" → "id"
        series.json | "id": "contest", "label" | "colour": 1, "label": { "en": "a" }, "label" |  | "colour": 1, "label": { "en": "a" }, "label""#,
    );
}

#[test]
fn values_get_the_one_form_that_they_have() {
    rows(
        r#"
        events.json | "kind": "programme",⏎      "organisations": ["kite-society"] | "kind": "Programme",⏎      "organisations": "kite-society" | ! "Programme" → "programme"; ! "kite-society" → ["kite-society"]
        events.json | "kind": "meeting" | "kind": "meting" | ? "meting" → "meeting"
        edition.json | "https://kites.example.org/" | "https://kites.example.org" | ! https://kites.example.org → https://kites.example.org/
        edition.json | "date": "2022/2024" | "date": 2022 | ! 2022 → "2022" | "date": "2022"
        edition.json | "languages": ["vi", "en"] | "languages": ["vi ", "en"] | ! vi␣ → vi"#,
    );
}

#[test]
fn dates_are_asked_about_unless_the_year_comes_first() {
    for (wrong, expect) in [
        ("14/7/2022", "? \"14/7/2022\" → \"2022-07-14\""),
        ("14-7-2022", "? \"14-7-2022\" → \"2022-07-14\""),
        ("11/12/2022", "? \"11/12/2022\" → \"2022-12-11\""),
        ("7/2022", "? \"7/2022\" → \"2022-07\""),
        (" tháng 7 năm 2022", "? \" tháng 7 năm 2022\" → \"2022-07\"; ! ␣tháng 7 năm␣ → tháng 7 năm␣"),
        ("2022-7-14", "! \"2022-7-14\" → \"2022-07-14\""),
    ] {
        let result = expect.split('"').nth(3).unwrap();
        check("edition.json", "2022/2024", wrong, expect, Some(result));
    }
}

#[test]
fn names_are_known_when_nearly_right_and_asked_about() {
    rows(
        "
        edition.json | Chưa có bài nào. | Vũ Văn Lận nói. | ? Vũ Văn Lận → Vũ Văn Lân | Vũ Văn Lân nói.
        edition.json | Chưa có bài nào. | Vu‹303› Văn Lân nói. | ! Vu\u{303} Văn Lân nói → Vũ Văn Lân nói | Vũ Văn Lân nói.
        edition.json | Chưa có bài nào. | Vũ Văn Lân nói, Vũ Lan cười. |  | Vũ Văn Lân nói, Vũ Lan cười.
        edition.json | Chưa có bài nào. | Văn Lận nói. |  | Văn Lận nói.",
    );
    check_tone("Lê Hòa", "Lê Hoà");
    check_tone("Hòa", "Hoà");
    check_tone("Thúy Oanh", "Thuý Oanh");
}

/// A person of this name, named otherwise in a text.
#[track_caller]
fn check_tone(name: &str, wrong: &str) {
    let folder = Folder::of(BASE);
    folder.write("people.json", &folder.text("people.json").replace("Vũ Văn Lân", name));
    let text = folder.text("edition.json");
    folder.write("edition.json", &text.replace("Chưa có bài nào.", &format!("“{wrong}” vắng.")));
    let repairs = folder.repairs();
    let said: Vec<_> = repairs.iter().map(|x| (x.old.as_str(), x.new.as_str(), x.certain)).collect();
    assert_eq!(said, [(wrong, name, false)]);
    fix::apply(&folder, &repairs).unwrap();
    assert!(folder.text("edition.json").contains(&format!("“{name}” vắng.")));
    assert_eq!(folder.repairs(), []);
}

#[test]
fn what_is_quoted_is_left_as_it_is_quoted() {
    let folder = Folder::of(BASE);
    let text = folder.text(A).replace(
        "\"headline\": { \"lang\": \"vi\", \"text\": \"",
        "\"headline\": { \"lang\": \"vi\", \"text\": \"Vũ Văn Lận: ",
    );
    assert!(text.contains("Lận"));
    folder.write(A, &text);
    assert_eq!(folder.repairs(), []);
}

#[test]
fn lines_end_alike_and_no_mark_begins_a_file() {
    let folder = Folder::of(BASE);
    let sound = folder.text(A);
    folder.write(A, &format!("\u{feff}{}", sound.replace('\n', "\r\n")));
    let repairs = folder.repairs();
    let said: Vec<_> = repairs.iter().map(|x| (x.old.as_str(), x.certain)).collect();
    let lines = format!("CR LF in {} lines", sound.matches('\n').count());
    assert_eq!(said, [("‹U+FEFF›", true), (lines.as_str(), true)]);
    // One of them alone leaves the other.
    fix::apply(&folder, &repairs[1..]).unwrap();
    assert_eq!(folder.text(A), format!("\u{feff}{sound}"));
    fix::apply(&folder, &folder.repairs()).unwrap();
    assert_eq!(folder.text(A), sound);
}

#[test]
fn what_is_no_json_is_left_alone_and_told() {
    for broken in
        [&b"{ \"people\": [ ] "[..], b"{ \"people\": [], }", b"\xff\xfe{\0", b"caf\xe9", b"// x\r\n{}"]
    {
        let folder = Folder::of(BASE);
        fs::write(folder.join("people.json"), broken).unwrap();
        let text = folder.text("series.json").replace("Yearly", " Yearly");
        folder.write("series.json", &text);
        let plan = fix::plan(&folder).unwrap();
        assert_eq!(plan.left.len(), 1, "{broken:?}");
        assert!(plan.left[0].file.ends_with("people.json"));
        fix::apply(&folder, &plan.repairs).unwrap();
        assert_eq!(fs::read(folder.join("people.json")).unwrap(), broken);
        assert!(!folder.text("series.json").contains(" Yearly contest\"") || folder.repairs().is_empty());
    }
    assert!(fix::plan(Path::new("no/such/folder")).is_err());
}

#[test]
fn a_file_that_changed_since_is_not_written_over() {
    let folder = Folder::of(BASE);
    for file in ["series.json", "topics.json"] {
        folder.write(file, &folder.text(file).replace("\"en\": \"", "\"en\": \" "));
    }
    let repairs = folder.repairs();
    assert!(repairs.len() > 2);
    folder.write("topics.json", &folder.text("topics.json").replace("\"en\": \" ", "\"en\": \"  "));
    let before = files(&folder);
    let why = fix::apply(&folder, &repairs).unwrap_err().to_string();
    assert!(why.contains("topics.json") && why.contains("changed since"), "{why}");
    assert_eq!(files(&folder), before);
}

/// A value in which what repairs may change without being told is alike: NFC and the
/// order of keys.
fn alike(value: &Value) -> Value {
    match value {
        Value::String(words) => Value::from(words.nfc().collect::<String>()),
        Value::Array(list) => list.iter().map(alike).collect(),
        Value::Object(keys) => {
            let mut keys: Vec<_> = keys.iter().map(|(key, value)| (key.clone(), alike(value))).collect();
            keys.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(keys.into_iter().collect())
        }
        other => other.clone(),
    }
}

/// The value with its keys turned around and some of its strings in pieces, as the bits say.
fn shaken(value: &Value, bits: &mut dyn Iterator<Item = bool>) -> Value {
    match value {
        Value::String(words) if bits.next() == Some(true) => Value::from(words.nfd().collect::<String>()),
        Value::Array(list) => list.iter().map(|x| shaken(x, bits)).collect(),
        Value::Object(keys) => {
            let mut keys: Vec<_> =
                keys.iter().map(|(key, value)| (key.clone(), shaken(value, bits))).collect();
            if bits.next() == Some(true) {
                keys.reverse();
            }
            Value::Object(keys.into_iter().collect())
        }
        other => other.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_is_lost(seed in prop::collection::vec(any::<bool>(), 1..64), file in 0..7_usize, crlf: bool, pretty: bool) {
        let folder = Folder::of(BASE);
        let file = ["edition.json", "people.json", "organisations.json", "events.json", "glossary.json", "topics.json", A][file];
        let sound: Value = serde_json::from_str(&folder.text(file)).unwrap();
        let shaken = shaken(&sound, &mut seed.iter().copied().cycle());
        let text = if pretty { format!("{shaken:#}\n") } else { shaken.to_string() };
        folder.write(file, &if crlf { text.replace('\n', "\r\n") } else { text });
        let repairs = folder.repairs();
        prop_assert!(repairs.iter().all(|repair| repair.certain));
        fix::apply(&folder, &repairs).unwrap();
        let fixed: Value = serde_json::from_str(&folder.text(file)).unwrap();
        prop_assert_eq!(alike(&fixed), alike(&sound));
        // The keys of texts may stand in either order.
        prop_assert_eq!(folder.repairs(), []);
        prop_assert!(folder.is_sound());
    }

    /// Any characters within a string: what is left is what check has nothing against, and
    /// no letter that shows is gone.
    #[test]
    fn strings_lose_nothing_that_shows(words in "[ a-cé\u{301}\u{300}\u{200b}\u{a0}\n\t\u{2000}\u{212b}\"\\\\đ😀]{0,12}") {
        let folder = Folder::of(BASE);
        let text = folder.text("series.json");
        folder.write("series.json", &text.replace("\"Yearly contest\"", &Value::from(words.as_str()).to_string()));
        fix::apply(&folder, &folder.repairs()).unwrap();
        let fixed: Value = serde_json::from_str(&folder.text("series.json")).unwrap();
        let fixed = fixed["series"][0]["label"]["en"].as_str().unwrap();
        let shown = |words: &str| -> String {
            let words: String = words.chars().filter(|x| !x.is_whitespace() && *x != '\u{200b}').collect();
            words.nfc().collect()
        };
        // A blank parts a mark from its letter, which may not join it afterwards.
        let pieces = |words: &str| shown(words).nfd().collect::<String>();
        prop_assert_eq!(pieces(fixed), pieces(&words));
        prop_assert_eq!(folder.repairs(), []);
        let is_empty = pieces(&words).is_empty();
        prop_assert!(is_empty || folder.is_sound());
    }
}

/// Answers, one after the other; then nobody answers.
struct Scripted(Vec<&'static str>);

impl Ask for Scripted {
    fn ask(&mut self, question: &Question) -> Option<String> {
        assert!(question.what.contains("take it?"), "{question:?}");
        (!self.0.is_empty()).then(|| self.0.remove(0).to_owned())
    }
}

/// A certain repair, one to be decided and a certain one again: which are taken.
#[track_caller]
fn chosen(yes: bool, answers: &[&'static str], expect: &str) {
    let folder = Folder::of(BASE);
    let edition =
        folder.text("edition.json").replace("2022/2024", "7/2022").replace("\"A meadow", "\"A meadow ");
    folder.write(
        "edition.json",
        &edition.replace("Silk Wharf Kite Society", " Silk Wharf Kite\u{200b} Society"),
    );
    let repairs = folder.repairs();
    assert_eq!(repairs.iter().map(|x| x.certain).collect::<Vec<_>>(), [true, false, true]);
    let taken = fix::choose(repairs.clone(), yes, &mut Scripted(answers.to_vec()));
    let marks: String = repairs.iter().map(|x| if taken.contains(x) { '+' } else { '-' }).collect();
    assert_eq!(marks, expect, "{yes} {answers:?}");
}

#[test]
fn repairs_are_taken_as_somebody_says() {
    chosen(false, &[], "---");
    chosen(true, &[], "+-+");
    chosen(true, &["y"], "+++");
    chosen(true, &[""], "+-+");
    chosen(false, &["", "", ""], "+-+");
    chosen(false, &["n", "yes", "y"], "-++");
    chosen(false, &["a", "n"], "+-+");
    chosen(false, &["y", "what", "y", "q"], "++-");
    chosen(false, &["q"], "---");
    // The one that is to be decided is asked about again.
    chosen(false, &["n", "a", "y"], "-++");
    chosen(true, &["q"], "+-+");
}
