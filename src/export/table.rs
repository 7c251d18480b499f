//! A selection as a table: what search and filters leave, as CSV (RFC 4180) and as JSON (RFC 8259).

use super::Published;
use super::csv::Csv;
use super::json::Json;
use crate::record::Text;
use crate::record::model::Basis;
use crate::search::entries::{Entry, basis_name};
use crate::search::filters::Facet;

/// The byte order mark. A spreadsheet takes a file without one for a text in the computer's old
/// encoding, which has no Vietnamese; this file is made by hand to be opened in one. Programs that
/// would stumble over the mark have the tables of the [package](super::package), which lack it.
const BOM: &str = "\u{feff}";

/// The entries as CSV, for spreadsheets. What is not stated is an empty cell.
pub fn csv(published: Published, entries: &[Entry]) -> String {
    let mut csv = Csv::default();
    let columns = ["id", "kind", "status", "date", "date_basis", "basis"].map(String::from);
    let titles = languages(published).map(|x| format!("title_{x}"));
    let texts = languages(published).map(|x| format!("text_{x}"));
    let rest = ["people", "organisations", "topics", "article", "publisher", "publisher_basis", "address"];
    csv.line(&[&columns[..], &titles, &texts, &rest.map(String::from)].concat());
    for entry in entries {
        csv.line(&line(published, entry));
    }
    format!("{BOM}{}", csv.done())
}

/// The tags of the edition's languages, in which columns and texts are.
fn languages(published: Published<'_>) -> [&str; 2] {
    [0, 1].map(|x| published.record.lang(x))
}

fn line(published: Published, entry: &Entry) -> Vec<String> {
    let languages = languages(published);
    let basis = |x: Option<&Basis>| x.map(basis_name).unwrap_or_default().to_string();
    let ids = |facet| entry.values(facet).collect::<Vec<_>>().join(" ");
    let mut cells = vec![
        entry.id().to_string(),
        entry.kind.name().to_string(),
        ids(Facet::Status),
        entry.when.map(|x| x.date.to_string()).unwrap_or_default(),
        basis(entry.when.map(|x| &x.basis)),
        basis(entry.basis),
    ];
    cells.extend(languages.map(|x| title(entry, x).unwrap_or_default().to_string()));
    cells.extend(languages.map(|x| texts(entry, x).join("\n")));
    cells.extend([Facet::Person, Facet::Organisation, Facet::Topic].map(ids));
    cells.push(entry.article.map(|x| x.id.clone()).unwrap_or_default());
    let publisher = entry.article.and_then(|x| x.publisher.as_ref());
    cells.push(publisher.map(|x| published.say(&x.name).to_string()).unwrap_or_default());
    cells.push(basis(publisher.map(|x| &x.basis)));
    cells.push(address(published, entry));
    cells
}

/// Its name in this language; of an article the headline, where it is in it.
fn title<'e>(entry: &'e Entry, lang: &str) -> Option<&'e str> {
    entry.titles.iter().find(|x| x.0 == lang).map(|x| x.1.as_str())
}

/// What it says besides in this language, each text once.
fn texts<'e>(entry: &'e Entry, lang: &str) -> Vec<&'e str> {
    let passages = entry.passages.iter().map(|x| &x.1);
    let (title, mut texts) = (title(entry, lang), Vec::new());
    for (_, text) in entry.titles.iter().chain(passages).filter(|x| x.0 == lang) {
        if title != Some(text) && !texts.contains(&text.as_str()) {
            texts.push(text);
        }
    }
    texts
}

fn address(published: Published, entry: &Entry) -> String {
    match entry.anchor {
        Some(anchor) => published.place(&entry.page, anchor),
        None => published.address(&entry.page),
    }
}

/// The entries as a list of objects. What is not stated has no key.
pub fn json(published: Published, entries: &[Entry]) -> String {
    let mut json = Json::default();
    json.list(entries, |json, entry| json.object(|json| object(json, published, entry)));
    json.done()
}

fn object(json: &mut Json, published: Published, entry: &Entry) {
    let languages = languages(published);
    json.key("id").text(entry.id());
    json.key("kind").text(entry.kind.name());
    if let Some(status) = entry.values(Facet::Status).next() {
        json.key("status").text(status);
    }
    if let Some(when) = entry.when {
        json.key("date").object(|json| {
            json.key("edtf").text(&when.date.to_string());
            basis(json, &when.basis);
        });
    }
    if let Some(known) = entry.basis {
        json.key("known").object(|json| basis(json, known));
    }
    json.key("title").object(|json| {
        for lang in languages {
            if let Some(title) = title(entry, lang) {
                json.key(lang).text(title);
            }
        }
    });
    json.key("texts").object(|json| {
        for lang in languages {
            let texts = texts(entry, lang);
            if !texts.is_empty() {
                json.key(lang).list(&texts, |json, x| json.text(x));
            }
        }
    });
    let lists = [("people", Facet::Person), ("organisations", Facet::Organisation), ("topics", Facet::Topic)];
    for (name, facet) in lists {
        json.key(name).list(&entry.values(facet).collect::<Vec<_>>(), |json, x| json.text(x));
    }
    if let Some(article) = entry.article {
        json.key("article").text(&article.id);
        if let Some(publisher) = &article.publisher {
            json.key("publisher").object(|json| {
                json.key("name").object(|json| by_language(json, &publisher.name));
                basis(json, &publisher.basis);
            });
        }
    }
    json.key("address").text(&address(published, entry));
}

/// How something is known, and why if the article does not simply say it.
fn basis(json: &mut Json, basis: &Basis) {
    json.key("basis").text(basis_name(basis));
    if let Basis::Inferred(reason) | Basis::Derived(reason) | Basis::Window(reason) = basis {
        json.key("reason").object(|json| by_language(json, reason));
    }
}

fn by_language(json: &mut Json, text: &Text) {
    text.iter().for_each(|(lang, words)| json.key(lang).text(words));
}
