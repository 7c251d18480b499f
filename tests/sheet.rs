//! Editions as tables and back: nothing is lost, whatever a spreadsheet makes of the files, and
//! what somebody got wrong is said with its row and column.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use caunoi::desk::sheet::{self, Failure, Files, Imported, Plans, Separator, Sheets};
use caunoi::site::check;
use common::{Folder, answer, files};
use proptest::prelude::*;
use proptest::strategy::Union;
use serde_json::{Map, Value, json};

/// The editions that there are.
const EDITIONS: [&str; 3] = ["content", "tests/editions/ferry", "tests/broken/base"];

/// The JSON of an edition, its schemas aside.
fn values(edition: &Path) -> BTreeMap<String, Value> {
    let json = files(edition).into_iter().filter(|x| x.0.ends_with(".json") && !x.0.starts_with("schema/"));
    json.map(|(path, bytes)| (path, serde_json::from_slice(&bytes).unwrap())).collect()
}

/// An edition and the folder of its tables, which go when this is dropped.
struct Desk {
    edition: Folder,
    tables: PathBuf,
}

impl Desk {
    /// A copy of an edition, exported.
    fn of(edition: &str) -> Desk {
        let edition = Folder::of(edition);
        let desk = Desk { tables: edition.beside("tables"), edition };
        desk.export(Separator::Comma);
        desk
    }

    fn export(&self, separator: Separator) {
        sheet::export(&self.edition, &self.tables, separator).unwrap();
    }

    fn import(&self) -> Result<Imported, Failure> {
        sheet::import(&self.tables, &self.edition, false)
    }

    /// Changes the text of a table.
    fn change(&self, table: &str, change: impl FnOnce(String) -> String) {
        let path = self.tables.join(table);
        fs::write(&path, change(fs::read_to_string(&path).unwrap())).unwrap();
    }

    /// Changes the rows of a table, the first of which are the names of its columns.
    fn rows(&self, table: &str, change: impl FnOnce(&mut Vec<Vec<String>>)) {
        let path = self.tables.join(table);
        let mut rows: Vec<Vec<String>> =
            sheet::rows(table, &fs::read(&path).unwrap()).unwrap().into_iter().map(|x| x.1).collect();
        change(&mut rows);
        fs::write(path, sheet::written(&rows, Separator::Comma)).unwrap();
    }

    /// Puts a text into a cell; rows are counted as spreadsheets do.
    fn cell(&self, table: &str, row: usize, column: &str, text: &str) {
        self.rows(table, |rows| {
            let at =
                rows[0].iter().position(|x| x == column).unwrap_or_else(|| panic!("{column} in {table}"));
            rows[row - 1][at] = text.into();
        });
    }

    fn value(&self, file: &str) -> Value {
        serde_json::from_slice(&fs::read(self.edition.join(file)).unwrap()).unwrap()
    }
}

/// The errors that `check` finds.
fn errors(edition: &Path) -> Vec<String> {
    check::read(edition, None).problems.into_iter().map(|x| x.message).collect()
}

#[test]
fn every_edition_comes_back_as_it_was() {
    for edition in EDITIONS {
        let desk = Desk::of(edition);
        let before = files(&desk.edition);
        let done = desk.import().unwrap();
        assert_eq!((done.written, done.deleted, done.left), Default::default(), "{edition}");
        assert_eq!(done.unchanged, values(&desk.edition).len(), "{edition}");
        assert_eq!(files(&desk.edition), before, "{edition}");
    }
}

#[test]
fn every_edition_comes_out_of_its_tables_alone() {
    for edition in EDITIONS {
        let desk = Desk::of(edition);
        let (before, found) = (values(&desk.edition), errors(&desk.edition));
        for path in before.keys() {
            fs::remove_file(desk.edition.join(path)).unwrap();
        }
        let done = desk.import().unwrap();
        assert_eq!(done.written, before.keys().cloned().collect::<Vec<_>>(), "{edition}");
        assert_eq!(values(&desk.edition), before, "{edition}");
        assert_eq!(errors(&desk.edition), found, "{edition}");
        assert!(sheet::import(&desk.tables, &desk.edition, true).unwrap().written.is_empty(), "{edition}");
    }
}

#[test]
fn what_became_of_tables_is_json_too() {
    let desk = Desk::of("tests/broken/base");
    let (edition, tables) = (desk.edition.name(), desk.tables.to_str().unwrap());
    let (status, exported) = answer(&["export", "--csv", edition, "--out", tables]);
    let names = sheet::export(&desk.edition, &desk.tables, Separator::Comma).unwrap();
    assert_eq!((status, exported), (Some(0), Some(json!({ "out": tables, "tables": names }))));
    let import = ["import", "--csv", tables, "--into", edition];
    let all = values(&desk.edition).len();
    let same = json!({ "written": [], "deleted": [], "left": [], "unchanged": all });
    assert_eq!(answer(&import), (Some(0), Some(same)));
    desk.cell("topics.csv", 2, "label.en", "Something else");
    let changed = json!({ "written": ["topics.json"], "deleted": [], "left": [], "unchanged": all - 1 });
    assert_eq!(answer(&import), (Some(0), Some(changed)));
    desk.cell("people.csv", 2, "id", "");
    let (status, faults) = answer(&import);
    assert_eq!(status, Some(1));
    let fault = &faults.unwrap()["faults"][0];
    assert!(fault["place"].as_str().unwrap().starts_with("people.csv, row 2"), "{fault}");
    fs::remove_dir_all(&desk.tables).unwrap();
    assert_eq!(answer(&import), (Some(2), None));
}

#[test]
fn keys_are_written_in_the_order_of_the_schema() {
    let desk = Desk::of("tests/broken/base");
    fs::remove_file(desk.edition.join("people.json")).unwrap();
    desk.import().unwrap();
    let people = desk.value("people.json");
    let keys: Vec<&String> = people["people"][0].as_object().unwrap().keys().collect();
    let schema = check::schemas().into_iter().find(|x| x.0 == "people.schema.json").unwrap().1;
    let all = schema["$defs"]["Person"]["properties"].as_object().unwrap().keys();
    let expected: Vec<&String> = all.filter(|x| keys.contains(x)).collect();
    assert_eq!(keys, expected);
}

/// The tables as spreadsheets in other languages save them.
#[test]
fn semicolons_tabs_and_utf16_are_read() {
    let desk = Desk::of("tests/editions/ferry");
    let plain = |bytes: &[u8], separator: u8, ends: csv::Terminator| {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&bytes[3..]);
        let mut writer = csv::WriterBuilder::new()
            .delimiter(separator)
            .terminator(ends)
            .quote_style(if separator == b'\t' {
                csv::QuoteStyle::Necessary
            } else {
                csv::QuoteStyle::Always
            })
            .flexible(true)
            .from_writer(Vec::new());
        reader.records().for_each(|x| writer.write_record(&x.unwrap()).unwrap());
        writer.into_inner().unwrap()
    };
    let utf16 = |bytes: Vec<u8>| -> Vec<u8> {
        let text = format!("\u{feff}{}", String::from_utf8(bytes).unwrap());
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    let unix = csv::Terminator::Any(b'\n');
    type Rewrite<'a> = &'a dyn Fn(&[u8]) -> Vec<u8>;
    let all: [(&str, Rewrite); 4] = [
        ("semicolons", &|x| plain(x, b';', csv::Terminator::CRLF)),
        ("tabs", &|x| plain(x, b'\t', unix)),
        ("unicode text", &|x| utf16(plain(x, b'\t', csv::Terminator::CRLF))),
        ("Excel's own sign", &|x| [b"sep=;\r\n".to_vec(), plain(x, b';', csv::Terminator::CRLF)].concat()),
    ];
    for (name, rewrite) in all {
        desk.export(Separator::Comma);
        for (path, bytes) in files(&desk.tables) {
            fs::write(desk.tables.join(path), rewrite(&bytes)).unwrap();
        }
        let done = desk.import().unwrap_or_else(|x| panic!("{name}: {x}"));
        assert_eq!(done.written, Vec::<String>::new(), "{name}");
    }
    for separator in [Separator::Semicolon, Separator::Tab] {
        desk.export(separator);
        assert_eq!(desk.import().unwrap().written, Vec::<String>::new(), "{separator:?}");
    }
}

#[test]
fn tables_are_what_spreadsheets_want() {
    let desk = Desk::of("content");
    for (path, bytes) in files(&desk.tables) {
        let text = String::from_utf8(bytes).unwrap();
        let text = text.strip_prefix('\u{feff}').unwrap_or_else(|| panic!("{path} has no mark"));
        assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains('\n'), "{path}");
        for cell in csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes()).records() {
            let cell = cell.unwrap();
            let is_run = |x: &str| x.starts_with(['=', '+', '-', '@', '\t']);
            assert!(!cell.iter().any(is_run), "{path}: {cell:?}");
            // Nor is it taken for a number or a date and comes back written otherwise.
            let is_whole = |x: &str| x.parse::<u64>().is_ok_and(|number| number.to_string() == x);
            let is_changed = |x: &str| {
                x.contains(|x: char| x.is_ascii_digit())
                    && x.chars().all(|x| x.is_ascii_digit() || "-/:., %T+".contains(x))
                    && !is_whole(x)
            };
            assert!(!cell.iter().any(is_changed), "{path}: {cell:?}");
        }
    }
}

/// A table's name and its columns, as somebody sees them who fills it in.
#[test]
fn columns_are_what_an_office_worker_understands() {
    let desk = Desk::of("tests/broken/base");
    let columns = |table: &str| {
        let rows = sheet::rows(table, &fs::read(desk.tables.join(table)).unwrap()).unwrap();
        rows[0].1.join(" ")
    };
    assert_eq!(
        columns("reports.csv"),
        "article order id event status when.date when.basis when.basis.why.vi when.basis.why.en basis \
         basis.why.vi basis.why.en caption note.vi note.en outcome outcome.text.vi outcome.text.en \
         outcome.article"
    );
    assert_eq!(
        columns("requests.csv"),
        "article order id from to what.vi what.en meant_for when.date when.basis when.basis.why.vi \
         when.basis.why.en basis basis.why.vi basis.why.en outcome outcome.text.vi outcome.text.en \
         outcome.article"
    );
    assert_eq!(columns("summary.csv"), "article order vi en");
    assert_eq!(columns("offices.csv"), "organisation order id title.vi title.en single");
    assert_eq!(columns("offices-also.csv"), "organisation office order vi en");
    assert_eq!(columns("edition.csv"), "key value");
    let names: Vec<String> = files(&desk.tables).into_keys().collect();
    assert_eq!(
        names.join(" "),
        "about.csv acts.csv articles-images.csv articles.csv corrections.csv edition.csv events-also.csv \
         events-images.csv events.csv figures.csv files.csv gaps.csv glossary-also.csv glossary.csv labels.csv \
         mottoes.csv notes.csv offices-also.csv offices.csv organisations-also.csv organisations-images.csv \
         organisations.csv people-also.csv people-images.csv people.csv plans.csv relations.csv reports.csv \
         requests.csv roles.csv series.csv summary.csv threads.csv topics.csv"
    );
}

/// Whatever the model has, its columns can be told apart.
#[test]
fn no_table_has_a_column_twice() {
    for plan in sheet::plans().tables {
        let mut names: Vec<String> =
            plan.columns(&["vi".into(), "en".into()], 2).into_iter().map(|x| x.0).collect();
        names.sort();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all, "{}", plan.name);
    }
}

// Whatever stands in an edition.

/// Texts that spreadsheets, CSV and this tool take for something else.
fn words() -> BoxedStrategy<String> {
    const HOSTILE: [&str; 34] = [
        "",
        " ",
        "=1+1",
        "+7 %",
        "-0044",
        "@x",
        "\tx",
        "\rx",
        "\n",
        "a\r\nb",
        "'",
        "'=1",
        "''a",
        "\"",
        "a\"b",
        ",",
        ";",
        "a; b",
        "\\",
        "\\;",
        "2022-07-14",
        "14/07/2022",
        "007",
        "1.000",
        "1,5",
        "(empty)",
        "(none)",
        "(null)",
        "'(none)",
        "true",
        "FAUX",
        "March 2022",
        "e\u{302}\u{301}",
        "\u{202e}abc\u{2066}",
    ];
    prop_oneof![
        4 => prop::sample::select(HOSTILE.to_vec()).prop_map(String::from),
        1 => "[=+@'\"\\\\;, \t\r\n0-9()a-c\u{301}\u{feff}]{0,6}",
        1 => "\\PC{0,8}",
    ]
    .boxed()
}

/// Any value that has the form of a schema.
fn any_value(root: &Value, schema: &Value) -> BoxedStrategy<Value> {
    if let Some(reference) = schema["$ref"].as_str() {
        return any_value(root, &root["$defs"][reference.rsplit('/').next().unwrap()]);
    }
    if let Some(forms) = schema["anyOf"].as_array().or(schema["oneOf"].as_array()) {
        return Union::new(forms.iter().map(|x| any_value(root, x))).boxed();
    }
    if let Some(word) = schema.get("const") {
        return Just(word.clone()).boxed();
    }
    let kind = schema["type"].as_str().unwrap_or("string or null");
    match kind {
        "null" => Just(Value::Null).boxed(),
        "boolean" => any::<bool>().prop_map(Value::from).boxed(),
        "integer" => any::<u32>().prop_map(Value::from).boxed(),
        "array" => {
            let most = schema["minItems"].as_u64().map_or(3, |x| x as usize + 1);
            let least = schema["minItems"].as_u64().unwrap_or(0) as usize;
            prop::collection::vec(any_value(root, &schema["items"]), least..most)
                .prop_map(Value::from)
                .boxed()
        }
        "object" if schema["properties"].is_object() => any_object(root, schema),
        "object" => {
            let languages = prop::sample::subsequence(vec!["vi", "en", "fr", "zh-Hant"], 0..4);
            (languages, prop::collection::vec(words(), 4))
                .prop_map(|(tags, words)| {
                    tags.into_iter().zip(words).map(|(tag, x)| (tag.to_owned(), x.into())).collect()
                })
                .prop_map(Value::Object)
                .boxed()
        }
        "string" => words().prop_map(Value::from).boxed(),
        _ => prop_oneof![3 => words().prop_map(Value::from), 1 => Just(Value::Null)].boxed(),
    }
}

fn any_object(root: &Value, schema: &Value) -> BoxedStrategy<Value> {
    let needed = schema["required"].as_array().cloned().unwrap_or_default();
    let mut all = Just(Map::new()).boxed();
    for (key, schema) in schema["properties"].as_object().unwrap() {
        let (key, is_needed) = (key.clone(), needed.iter().any(|x| x == key));
        let value = any_value(root, schema);
        let value = if is_needed { value.prop_map(Some).boxed() } else { prop::option::of(value).boxed() };
        all = (all, value)
            .prop_map(move |(mut keys, value)| {
                keys.extend(value.map(|x| (key.clone(), x)));
                keys
            })
            .boxed();
    }
    all.prop_map(Value::Object).boxed()
}

/// Any files that have the forms of the schemas, with ids that differ.
fn any_files() -> BoxedStrategy<Files> {
    let schemas: BTreeMap<String, Value> = check::schemas().into_iter().collect();
    let of = |name: &str| any_value(&schemas[name], &schemas[name]);
    let mut all = Just(Files::new()).boxed();
    let names =
        schemas.keys().filter(|x| !["article.schema.json", "labels.schema.json"].contains(&x.as_str()));
    let single = names.map(|x| (x.replace(".schema", ""), of(x)));
    let many = ["articles/a.json", "articles/b.json", "labels/vi.json", "labels/en.json"];
    let many = many.map(|x| {
        (x.to_owned(), of(if x.starts_with('a') { "article.schema.json" } else { "labels.schema.json" }))
    });
    for (path, value) in single.chain(many) {
        let is_needed = path == "edition.json";
        let value =
            if is_needed { value.prop_map(Some).boxed() } else { prop::option::weighted(0.8, value).boxed() };
        all = (all, value)
            .prop_map(move |(mut files, value)| {
                files.extend(value.map(|x| (path.clone(), x)));
                files
            })
            .boxed();
    }
    all.prop_map(|mut files| {
        let mut number = 0;
        files.values_mut().for_each(|x| set_apart(x, &mut number));
        for (path, value) in &mut files {
            if let Some(id) = path.strip_prefix("articles/") {
                value["id"] = json!(id.trim_end_matches(".json"));
            }
        }
        if let Some(edition) = files.get_mut("edition.json") {
            edition["languages"] = json!(["vi", "en"]);
        }
        files
    })
    .boxed()
}

/// Gives every entry another id; parties begin with no blank.
fn set_apart(value: &mut Value, number: &mut usize) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(|x| set_apart(x, number)),
        Value::Object(keys) => {
            let is_party = keys.len() == 1;
            for (key, value) in keys {
                match value {
                    Value::String(id) if key == "id" => {
                        *number += 1;
                        id.push_str(&format!("~{number}"));
                    }
                    Value::String(id) if is_party => *id = id.trim_start().to_owned(),
                    other => set_apart(other, number),
                }
            }
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn any_values_come_back(
        edition in any_files(),
        separator in prop::sample::select(vec![Separator::Comma, Separator::Semicolon, Separator::Tab]),
    ) {
        let plans: Plans = sheet::plans();
        let tables = sheet::tables(&plans, &edition);
        let tables = tables.map_err(|x| TestCaseError::fail(Failure::Faults(x).to_string()))?;
        let sheets: Sheets = tables
            .into_iter()
            .map(|(name, grid)| {
                let bytes = sheet::written(&grid, separator);
                let rows = sheet::rows(&name, &bytes).unwrap();
                (name, rows)
            })
            .collect();
        let back = sheet::files(&plans, &sheets);
        let back = back.map_err(|x| TestCaseError::fail(Failure::Faults(x).to_string()))?;
        prop_assert_eq!(back.files, edition);
    }
}

// What is changed in a table.

#[test]
fn what_is_typed_into_a_cell_changes_its_file_alone() {
    let desk = Desk::of("tests/broken/base");
    desk.cell("people.csv", 2, "line.en", "Flies kites, “often”");
    let mut expected = desk.value("people.json");
    expected["people"][0]["line"]["en"] = json!("Flies kites, “often”");
    let done = desk.import().unwrap();
    assert_eq!(done.written, ["people.json"]);
    assert_eq!(desk.value("people.json"), expected);
    assert_eq!(desk.import().unwrap().written, Vec::<String>::new());
    assert!(files(&desk.edition).keys().all(|x| !x.contains(".new")), "nothing is left beside");
}

#[test]
fn rows_may_be_sorted_taken_away_and_added() {
    let desk = Desk::of("tests/editions/ferry");
    let before = desk.value("topics.json");
    desk.rows("topics.csv", |rows| rows[1..].reverse());
    assert_eq!(desk.import().unwrap().written, Vec::<String>::new(), "the order says where a row belongs");
    let row = |rows: &[Vec<String>], order: &str, id: &str| -> Vec<String> {
        let cell = |name: &String| match name.as_str() {
            "order" => order.to_owned(),
            "id" => id.to_owned(),
            "label.de" => "Neu".to_owned(),
            _ => String::new(),
        };
        rows[0].iter().map(cell).collect()
    };
    desk.rows("topics.csv", |rows| {
        rows[1..].reverse();
        rows.push(row(rows, "1,5", "second"));
        rows.push(row(rows, "", "third"));
        rows.push(row(rows, "", "last"));
        rows.last_mut().unwrap()[0] = "99".into();
    });
    assert_eq!(desk.import().unwrap().written, ["topics.json"]);
    let ids = |x: &Value| -> Vec<String> {
        x["topics"].as_array().unwrap().iter().map(|x| x["id"].as_str().unwrap().to_owned()).collect()
    };
    let mut expected = ids(&before);
    expected.splice(1..1, ["second".into(), "third".into()]);
    expected.push("last".into());
    assert_eq!(ids(&desk.value("topics.json")), expected);
    desk.rows("topics.csv", |rows| rows.retain(|x| !["second", "third", "last"].contains(&x[1].as_str())));
    assert_eq!(desk.import().unwrap().written, ["topics.json"]);
    assert_eq!(desk.value("topics.json"), before);
}

#[test]
fn lists_are_typed_with_semicolons() {
    let desk = Desk::of("tests/broken/base");
    desk.cell("articles.csv", 3, "bylines", r"Vũ Lan;An\; Bình");
    desk.import().unwrap();
    let id = desk.value("articles/2021-02-03-b.json")["bylines"].clone();
    assert_eq!(id, json!(["Vũ Lan", "An; Bình"]));
}

#[test]
fn an_article_goes_only_when_asked_to() {
    let desk = Desk::of("tests/broken/base");
    let (gone, file) = ("2021-02-03-b", "articles/2021-02-03-b.json");
    for table in files(&desk.tables).into_keys().filter(|x| !x.starts_with("files")) {
        desk.rows(&table, |rows| {
            if let Some(at) =
                rows[0].iter().position(|x| x == if table == "articles.csv" { "id" } else { "article" })
            {
                rows.retain(|x| x[at] != gone);
            }
        });
    }
    desk.cell("requests.csv", 2, "outcome", "not-in-record");
    for rest in ["text.vi", "text.en", "article"] {
        desk.cell("requests.csv", 2, &format!("outcome.{rest}"), "");
    }
    assert_eq!(desk.import().unwrap().written, ["articles/2020-01-02-a.json"]);
    let before = files(&desk.edition);
    let done = desk.import().unwrap();
    assert_eq!((done.left.as_slice(), done.deleted.len()), (&[file.to_owned()][..], 0));
    assert!(done.to_string().contains("left: articles/2021-02-03-b.json is no longer in the tables"));
    assert_eq!(files(&desk.edition), before);
    let done = sheet::import(&desk.tables, &desk.edition, true).unwrap();
    assert_eq!((done.deleted.as_slice(), done.left.len()), (&[file.to_owned()][..], 0));
    assert!(!desk.edition.join(file).exists());
    assert!(desk.edition.join("images/kite.png").exists(), "pictures are left alone");
}

#[test]
fn a_new_article_names_its_schema_as_the_others_do() {
    let desk = Desk::of("content");
    desk.rows("articles.csv", |rows| {
        let mut row = rows[1].clone();
        row[0] = "2030-01-01-new".into();
        rows.push(row);
    });
    let done = desk.import().unwrap();
    assert_eq!(done.written, ["articles/2030-01-01-new.json"]);
    assert_eq!(desk.value("articles/2030-01-01-new.json")["$schema"], "../schema/article.schema.json");
}

/// A new file that nobody has a table for yet.
#[test]
fn a_registry_that_was_not_there_is_begun() {
    let desk = Desk::of("tests/broken/base");
    fs::remove_file(desk.edition.join("glossary.json")).unwrap();
    desk.export(Separator::Comma);
    assert!(desk.import().unwrap().written.is_empty(), "no file without a row");
    desk.rows("glossary.csv", |rows| {
        let cell = |name: &String| {
            if name == "id" || name.starts_with("label.") { "kite".into() } else { String::new() }
        };
        let row = rows[0].iter().map(cell).collect();
        rows.push(row);
    });
    assert_eq!(desk.import().unwrap().written, ["glossary.json"]);
}

// What is wrong with a table.

/// The base edition with one table changed: nothing is written, and this is said, each fault as
/// its place, what is wrong and what would be right.
fn check_faults(change: impl FnOnce(&Desk), expected: &[[&str; 3]]) {
    let desk = Desk::of("tests/broken/base");
    change(&desk);
    let before = files(&desk.edition);
    let faults = match desk.import() {
        Ok(done) => panic!("nothing was said: {done}"),
        Err(Failure::Faults(faults)) => faults,
        Err(other) => panic!("{other}"),
    };
    let said: Vec<[&str; 3]> =
        faults.iter().map(|x| [x.place.as_str(), x.message.as_str(), x.hint.as_str()]).collect();
    assert_eq!(said, expected);
    assert_eq!(files(&desk.edition), before, "nothing is written");
    let beside = fs::read_dir(desk.edition.parent().unwrap()).unwrap().count();
    assert_eq!(beside, 2, "nothing is left beside the edition");
}

/// The same with one cell changed.
fn check_cell(table: &str, row: usize, column: &str, text: &str, expected: &[[&str; 3]]) {
    check_faults(|x| x.cell(table, row, column, text), expected);
}

#[test]
fn a_word_that_there_is_not() {
    check_cell(
        "reports.csv",
        2,
        "status",
        "hold",
        &[[
            "reports.csv, row 2, column E “status”",
            "“hold” is no status",
            "did you mean “held”? Write held or planned or launched or commemorated or ongoing",
        ]],
    );
}

#[test]
fn a_date_that_a_spreadsheet_has_changed() {
    check_cell(
        "reports.csv",
        3,
        "when.date",
        "14/07/2021",
        &[["reports.csv, row 3, column F “when.date”", "“14/07/2021” is not in order: write 2021-07-14", ""]],
    );
}

#[test]
fn an_id_that_nobody_has() {
    check_cell(
        "roles.csv",
        2,
        "person",
        "vu-lam",
        &[[
            "roles.csv, row 2, column D “person”",
            "there is no person “vu-lam”",
            "did you mean “vu-lan”? It must be the id of a person in people.csv",
        ]],
    );
}

#[test]
fn an_id_in_a_list_that_nobody_has() {
    check_cell(
        "people.csv",
        2,
        "not_same_as",
        "vu-van-lan; vu-van",
        &[[
            "people.csv, row 2, column J “not_same_as”",
            "there is no person “vu-van”",
            "did you mean “vu-lan”? It must be the id of a person in people.csv",
        ]],
    );
}

#[test]
fn a_party_that_does_not_say_what_it_is() {
    check_cell(
        "requests.csv",
        2,
        "from",
        "vu-lan",
        &[[
            "requests.csv, row 2, column D “from”",
            "“vu-lan” does not say what it is",
            "write “person:vu-lan” or “organisation:vu-lan”",
        ]],
    );
}

#[test]
fn neither_yes_nor_no() {
    check_cell(
        "figures.csv",
        2,
        "measured",
        "maybe",
        &[[
            "figures.csv, row 2, column G “measured”",
            "“maybe” is neither yes nor no",
            "write “yes” or “no”",
        ]],
    );
}

#[test]
fn an_order_that_is_no_number() {
    check_cell(
        "topics.csv",
        2,
        "order",
        "first",
        &[[
            "topics.csv, row 2, column A “order”",
            "“first” is no number",
            "write 1, 2, 3 …, or 2,5 for what belongs between 2 and 3; or leave it empty",
        ]],
    );
}

#[test]
fn a_row_without_an_id() {
    check_cell(
        "people.csv",
        3,
        "id",
        "",
        &[["people.csv, row 3", "this row has no id", "fill in “id”, or delete the row"]],
    );
}

#[test]
fn an_id_given_twice() {
    check_cell(
        "people.csv",
        3,
        "id",
        "vu-lan",
        &[[
            "people.csv, row 3, column B “id”",
            "the id “vu-lan” is given twice",
            "the first is in row 2; give one of them another id, or delete it",
        ]],
    );
}

#[test]
fn an_id_that_can_be_no_file() {
    check_faults(
        |x| {
            for table in files(&x.tables).into_keys() {
                x.change(&table, |text| text.replace("2021-02-03-b", "../../x"));
            }
        },
        &[[
            "articles.csv, row 3, column A “id”",
            "“../../x” cannot be an id",
            "it is the name of a file: write letters without accents, digits and hyphens",
        ]],
    );
}

#[test]
fn a_row_of_an_article_that_is_gone() {
    check_faults(
        |x| x.rows("articles.csv", |rows| rows.retain(|x| x[0] != "2021-02-03-b")),
        &[
            [
                "summary.csv, row 3, column A “article”",
                "there is no “2021-02-03-b” in articles.csv",
                "write an id of articles.csv, or delete what belonged to it",
            ],
            [
                "reports.csv, row 4, column A “article”",
                "there is no “2021-02-03-b” in articles.csv",
                "write an id of articles.csv, or delete what belonged to it; one more row names it",
            ],
            [
                "requests.csv, row 3, column A “article”",
                "there is no “2021-02-03-b” in articles.csv",
                "write an id of articles.csv, or delete what belonged to it",
            ],
            [
                "plans.csv, row 3, column A “article”",
                "there is no “2021-02-03-b” in articles.csv",
                "write an id of articles.csv, or delete what belonged to it",
            ],
            [
                "mottoes.csv, row 2, column A “article”",
                "there is no “2021-02-03-b” in articles.csv",
                "write an id of articles.csv, or delete what belonged to it",
            ],
        ],
    );
}

#[test]
fn a_row_that_belongs_to_nothing() {
    check_cell(
        "summary.csv",
        2,
        "article",
        "",
        &[[
            "summary.csv, row 2",
            "“article” is empty",
            "write the id of the article to which the row belongs",
        ]],
    );
}

#[test]
fn a_text_that_must_be_there() {
    check_faults(
        |x| {
            x.cell("people.csv", 3, "line.vi", "");
            x.cell("people.csv", 3, "line.en", "");
        },
        &[[
            "people.csv, row 3",
            "this person “vu-van-lan” lacks the key “line”",
            "add line: something in its columns. One sentence: who this is in the record.",
        ]],
    );
}

#[test]
fn a_reason_without_its_word() {
    check_cell(
        "reports.csv",
        2,
        "basis.why.vi",
        "Vì thế.",
        &[[
            "reports.csv, row 2, column K “basis.why.vi”",
            "“stated” stands alone, but this is filled in",
            "clear “basis.why.vi”, or write inferred or derived or window here",
        ]],
    );
}

#[test]
fn a_word_without_its_reason() {
    check_cell(
        "reports.csv",
        2,
        "basis",
        "inferred",
        &[[
            "reports.csv, row 2, column J “basis”",
            "“inferred” is given without its reason",
            "say what it rests on: something in its columns",
        ]],
    );
}

#[test]
fn a_reason_for_no_word() {
    check_faults(
        |x| {
            x.cell("roles.csv", 2, "basis", "");
            x.cell("roles.csv", 2, "basis.why.en", "Because.");
        },
        &[[
            "roles.csv, row 2, column M “basis.why.en”",
            "this is filled in, but “basis” is empty",
            "write stated or inferred or derived or window into “basis”, or clear “basis.why.en”",
        ]],
    );
}

#[test]
fn a_column_that_there_is_not() {
    check_faults(
        |x| x.rows("roles.csv", |rows| rows[0][6] = "befor".into()),
        &[[
            "roles.csv, row 1, column G “befor”",
            "“befor” is no column of this table",
            "take the column away, or give it a name that export writes",
        ]],
    );
}

#[test]
fn a_column_that_is_misspelt() {
    check_faults(
        |x| x.change("people.csv", |text| text.replacen("line.en", "lines.en", 1)),
        &[[
            "people.csv, row 1, column G “lines.en”",
            "“lines.en” is no column of this table",
            "did you mean “line.en”? Take the column away, or give it a name that export writes",
        ]],
    );
}

#[test]
fn a_column_that_is_missing() {
    check_faults(
        |x| {
            x.rows("roles.csv", |rows| {
                let at = rows[0].iter().position(|x| x == "person").unwrap();
                rows.iter_mut().for_each(|x| drop(x.remove(at)));
            });
        },
        &[["roles.csv", "the column “person” is missing", "add it"]],
    );
}

#[test]
fn a_column_that_is_there_twice() {
    check_faults(
        |x| x.change("topics.csv", |text| text.replacen("note.vi", "label.vi", 1)),
        &[[
            "topics.csv, row 1, column E “label.vi”",
            "the column “label.vi” is there twice",
            "the first is at topics.csv, row 1, column C “label.vi”; keep one of them",
        ]],
    );
}

#[test]
fn a_column_in_a_language_that_there_is_not() {
    check_faults(
        |x| {
            x.rows("topics.csv", |rows| {
                rows[0].push("label.fr".into());
                rows[1].push("Concours".into());
            })
        },
        &[[
            "topics.csv, row 2, column G “label.fr”",
            "“fr” is not a language of this edition",
            "the languages are “vi” and “en” (“languages” in edition.csv)",
        ]],
    );
}

#[test]
fn a_cell_under_no_name() {
    check_faults(
        |x| x.rows("topics.csv", |rows| rows[1].push("more".into())),
        &[[
            "topics.csv, row 2, column G “”",
            "this cell is in a column without a name",
            "write its name into the first row, or clear the cell",
        ]],
    );
}

#[test]
fn a_key_of_the_settings_that_there_is_not() {
    check_faults(
        |x| x.change("edition.csv", |text| text.replacen("subject", "subjekt", 1)),
        &[[
            "edition.csv, row 5, column A “key”",
            "“subjekt” is no key of this table",
            "did you mean “subject”? Take the key away, or give it a name that export writes",
        ]],
    );
}

#[test]
fn a_setting_that_is_wrong() {
    check_faults(
        |x| x.change("edition.csv", |text| text.replacen("#", "", 1)),
        &[[
            "edition.csv, row 9, column B “value”",
            "“1c4e8a” is no colour",
            "write it as #rrggbb: six digits or letters a to f, such as #8a1c1c",
        ]],
    );
}

#[test]
fn a_table_that_is_missing() {
    check_faults(
        |x| fs::remove_file(x.tables.join("roles.csv")).unwrap(),
        &[[
            "roles.csv",
            "this table is not there",
            "export the edition again, which writes all tables; one without rows may be empty",
        ]],
    );
}

#[test]
fn a_table_that_nobody_knows() {
    check_faults(
        |x| fs::rename(x.tables.join("roles.csv"), x.tables.join("rolls.csv")).unwrap(),
        &[[
            "rolls.csv",
            "this is no table of an edition",
            "take it out of the folder, or give it the name that export gave it",
        ]],
    );
}

#[test]
fn a_table_without_a_row() {
    check_faults(
        |x| fs::write(x.tables.join("roles.csv"), "").unwrap(),
        &[[
            "roles.csv",
            "this table is empty",
            "the first row has the names of the columns; export the edition again",
        ]],
    );
}

#[test]
fn a_table_in_another_encoding() {
    check_faults(
        |x| fs::write(x.tables.join("roles.csv"), b"id,person\r\nL\xe2n,x\r\n").unwrap(),
        &[[
            "roles.csv",
            "this table is not in UTF-8",
            "save it as “CSV UTF-8”; spreadsheets offer that where they save under another name",
        ]],
    );
}

#[test]
fn a_quotation_mark_that_is_not_closed() {
    check_faults(
        |x| x.change("topics.csv", |text| format!("{text}5,\"new,Mới\r\n6,newer,Mới\r\n")),
        &[[
            "topics.csv, row 4",
            "a quotation mark is opened in this row and never closed",
            "a quotation mark within a cell is written twice, and the whole cell stands in quotation marks",
        ]],
    );
}

#[test]
fn a_mark_that_cannot_stand_there() {
    check_faults(
        |x| {
            x.rows("people.csv", |rows| {
                rows[0].push("note".into());
                rows[1].push("yes".into());
            })
        },
        &[[
            "people.csv, row 2, column K “note”",
            "“yes” cannot stand here",
            "leave it empty; only (none) and (null) may stand here",
        ]],
    );
}

#[test]
fn all_that_is_wrong_is_said_at_once() {
    check_faults(
        |x| {
            x.cell("reports.csv", 2, "status", "hold");
            x.cell("roles.csv", 2, "person", "vu-lam");
            x.cell("summary.csv", 2, "vi", " Hội diều");
            x.cell("people-images.csv", 2, "credit", "");
        },
        &[
            [
                "people-images.csv, row 2",
                "this image lacks the key “credit”",
                "add credit: …. Whose picture it is.",
            ],
            ["summary.csv, row 2, column C “vi”", "this text begins with a blank", "take the blank away"],
            [
                "reports.csv, row 2, column E “status”",
                "“hold” is no status",
                "did you mean “held”? Write held or planned or launched or commemorated or ongoing",
            ],
            [
                "roles.csv, row 2, column D “person”",
                "there is no person “vu-lam”",
                "did you mean “vu-lan”? It must be the id of a person in people.csv",
            ],
        ],
    );
}

/// A column that may be missing where nothing is in it, and hardly is where something was.
#[test]
fn a_column_that_was_filled_in() {
    let without = |desk: &Desk, table: &str, column: &str| {
        desk.rows(table, |rows| {
            let at = rows[0].iter().position(|x| x == column).unwrap();
            rows.iter_mut().for_each(|x| drop(x.remove(at)));
        });
    };
    check_faults(
        |x| without(x, "articles.csv", "url"),
        &[[
            "articles.csv",
            "the column “url” is missing, and the edition has something in it",
            "put it back; to delete what is in it, clear its cells",
        ]],
    );
    let desk = Desk::of("tests/broken/base");
    without(&desk, "articles.csv", "section.organisation");
    without(&desk, "summary.csv", "order");
    assert_eq!(desk.import().unwrap().written, Vec::<String>::new());
}

#[test]
fn faults_are_printed_as_check_prints_its_problems() {
    let desk = Desk::of("tests/broken/base");
    desk.cell("roles.csv", 2, "person", "vu-lam");
    assert_eq!(
        desk.import().unwrap_err().to_string(),
        "error: there is no person “vu-lam”\n --> roles.csv, row 2, column D “person”\n  = did you mean “vu-lan”? \
         It must be the id of a person in people.csv"
    );
}

/// What was wrong before may be put right bit by bit.
#[test]
fn an_edition_with_errors_is_worked_on_all_the_same() {
    let desk = Desk::of("tests/broken/base");
    let wrong = |x: &str| x.replace("vu-lan\",\n      \"organisation", "vu-lam\",\n      \"organisation");
    let path = desk.edition.join("articles/2020-01-02-a.json");
    fs::write(&path, wrong(&fs::read_to_string(&path).unwrap())).unwrap();
    assert_eq!(errors(&desk.edition).len(), 1);
    desk.export(Separator::Comma);
    desk.cell("people.csv", 2, "line.en", "Chair.");
    assert_eq!(desk.import().unwrap().written, ["people.json"]);
    desk.cell("roles.csv", 2, "person", "vu-lan");
    assert_eq!(desk.import().unwrap().written, ["articles/2020-01-02-a.json"]);
    assert!(errors(&desk.edition).is_empty());
}

#[test]
fn an_edition_that_is_no_json_is_not_exported() {
    let desk = Desk::of("tests/broken/base");
    fs::write(desk.edition.join("people.json"), "{").unwrap();
    fs::write(desk.edition.join("topics.json"), "{ \"topics\": [] }").unwrap();
    let why = sheet::export(&desk.edition, &desk.tables, Separator::Comma).unwrap_err().to_string();
    assert!(why.starts_with("error: the file is not JSON: ") && why.contains(" --> people.json\n"), "{why}");
    fs::write(desk.edition.join("people.json"), "{ \"people\": [{ \"id\": \"a\", \"nam\": 1 }] }").unwrap();
    let why = sheet::export(&desk.edition, &desk.tables, Separator::Comma).unwrap_err().to_string();
    assert!(why.contains(" --> people.json, /people/0/nam\n  = `caunoi check` says more of it"), "{why}");
    let nowhere = sheet::export(&desk.edition.join("no"), &desk.tables, Separator::Comma).unwrap_err();
    assert!(nowhere.to_string().contains("there is no edition in it"), "{nowhere}");
}
