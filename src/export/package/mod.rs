//! The whole record as a Data Package (version 2 of the standard, datapackage.org): tables with a
//! Table Schema each, and the descriptor that says what they are.
//!
//! The tables have no byte order mark, because the programs that read packages would take it for a
//! part of the first column's name. Otherwise their CSV is that of [a selection](super::table).

mod table;
mod tables;

use super::Published;
use super::json::Json;
use crate::record::model::Article;
use crate::route::Page;
pub use table::Table;
use table::{Field, Kind, Reference};
pub use tables::tables;

/// The name of the descriptor's file.
pub const DESCRIPTOR: &str = "datapackage.json";

/// The name of the file that the whole record is in, as JSON.
pub const RECORD: &str = "record.json";

/// The name of the table of articles.
pub const ARTICLES: &str = "articles";

/// The names of the tables; each has its file, with `.csv`.
pub const NAMES: [&str; 9] =
    ["articles", "statements", "people", "organisations", "offices", "events", "topics", "terms", "series"];

/// What every table has in common.
const HOW: &str = "The tables are CSV in UTF-8, without a byte order mark. An empty cell says that \
    nothing is stated. A cell that a spreadsheet would take for a formula has an apostrophe in front: \
    where one or more apostrophes stand before =, +, -, @, a tab, an end of line or one of the wide \
    signs ＝＋－＠, take the first one away. record.json has every text as it is.";

/// The descriptor of a package that has these tables and the record itself, [`RECORD`].
pub fn descriptor(published: Published, tables: &[Table]) -> String {
    let edition = &published.record.edition;
    let mut json = Json::default();
    json.object(|json| {
        profile(json, "datapackage");
        json.key("name").text(&edition.id);
        json.key("title").text(published.say(&edition.name));
        let [intro, rights] = [&edition.intro, &edition.rights.text].map(|x| published.say(x));
        json.key("description").text(&format!("{intro}\n\n{rights}\n\n{HOW}"));
        if !published.home.is_empty() {
            json.key("homepage").text(&published.address(&Page::Home));
        }
        json.key("licenses").list(&[&edition.rights], |json, x| {
            json.object(|json| {
                json.key("path").text(&x.url);
                json.key("title").text(&x.licence);
            });
        });
        json.key("sources").list(&published.record.articles, |json, x| {
            json.object(|json| source(json, published, x));
        });
        let resources: Vec<_> = tables.iter().map(Some).chain([None]).collect();
        json.key("resources").list(&resources, |json, x| {
            json.object(|json| match x {
                Some(table) => resource(json, table),
                None => record(json),
            });
        });
    });
    json.done()
}

/// The version of the standard that an object follows.
fn profile(json: &mut Json, name: &str) {
    json.key("$schema").text(&format!("https://datapackage.org/profiles/2.0/{name}.json"));
}

fn source(json: &mut Json, published: Published, article: &Article) {
    let publisher = article.publisher.as_ref().map(|x| published.say(&x.name));
    let words: Vec<&str> = [Some(article.headline.text.as_str()), publisher].into_iter().flatten().collect();
    json.key("title").text(&words.join(", "));
    if let Some(url) = &article.url {
        json.key("path").text(url);
    }
}

/// The record as a file of the package.
fn record(json: &mut Json) {
    profile(json, "dataresource");
    json.key("name").text("record");
    json.key("path").text(RECORD);
    json.key("description").text("The whole record, as the reader itself has it.");
    json.key("format").text("json");
    json.key("mediatype").text("application/json");
    json.key("encoding").text("utf-8");
}

fn resource(json: &mut Json, table: &Table) {
    profile(json, "dataresource");
    json.key("name").text(table.name);
    json.key("type").text("table");
    json.key("path").text(&table.file);
    json.key("description").text(table.about);
    json.key("format").text("csv");
    json.key("mediatype").text("text/csv");
    json.key("encoding").text("utf-8");
    json.key("schema").object(|json| {
        profile(json, "tableschema");
        json.key("fields").list(&table.fields, |json, x| json.object(|json| field(json, table, x)));
        json.key("primaryKey").list(table.key, |json, x| json.text(x));
        // An empty list is not allowed.
        if !table.references.is_empty() {
            json.key("foreignKeys").list(&table.references, |json, x| json.object(|json| reference(json, x)));
        }
    });
}

/// A foreign key of Table Schema.
fn reference(json: &mut Json, reference: &Reference) {
    json.key("fields").list(reference.fields, |json, x| json.text(x));
    json.key("reference").object(|json| {
        json.key("resource").text(reference.table);
        json.key("fields").list(reference.key, |json, x| json.text(x));
    });
}

/// A field descriptor of Table Schema.
fn field(json: &mut Json, table: &Table, field: &Field) {
    json.key("name").text(&field.name);
    json.key("type").text(if matches!(field.kind, Kind::Flag) { "boolean" } else { "string" });
    json.key("description").text(&field.about);
    if matches!(field.kind, Kind::Address) {
        json.key("format").text("uri");
    }
    if matches!(field.kind, Kind::Date) {
        json.key("rdfType").text("http://id.loc.gov/datatypes/edtf/EDTF");
    }
    let is_key = table.key.contains(&field.name.as_str());
    let values = if let Kind::One(values) = field.kind { values } else { &[] };
    if is_key || !values.is_empty() {
        json.key("constraints").object(|json| {
            if is_key {
                json.key("required").raw("true");
            }
            if !values.is_empty() {
                json.key("enum").list(values, |json, x| json.text(x));
            }
        });
    }
}
