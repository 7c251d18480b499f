//! Answers for scripts of other pages (`caunoi.js`), as JSON (RFC 8259): what is found by a
//! route of the search, and what is known under an id.

use super::{facets, search};
use crate::export::json::Json;
use crate::record::Record;
use crate::record::model::{Basis, When};
use crate::route::{Mode, Page, Route};
use crate::search::entries::{Entry, Tagged};
use crate::search::filters::Facet;
use crate::search::{Answer, excerpt, marked};

/// The answer to a question: nothing, for the edition itself, an id, or the address of a search below the edition's root, of
/// which no more results than `most` are told. What there is not is `null`. With the places of the
/// articles whose summaries would say more, if they had come.
pub fn answer(record: &'static Record, question: &str, most: usize) -> (String, Vec<usize>) {
    let mut json = Json::default();
    let (path, query) = question.split_once('?').unwrap_or((question, ""));
    if question.is_empty() {
        edition(&mut json, record);
        return (json.done(), Vec::new());
    }
    if !path.contains('/') {
        let places = search::ready(record).places();
        let place = places.iter().find(|x| x.id(record) == path);
        match place {
            Some(place) => whole(&mut json, record, &place.entry(record)),
            None => json.raw("null"),
        }
        return (json.done(), place.and_then(|x| x.late(record)).into_iter().collect());
    }
    let route = Route::parse(path, query, &record.edition.languages);
    if route.page != Page::Search {
        return ("null".into(), Vec::new());
    }
    let answer = search::asked(record, &route.query, &route.filters);
    let search = search::ready(record);
    let hits: Vec<usize> = answer.groups.iter().flat_map(|x| x.1.iter().copied()).take(most).collect();
    let late = hits.iter().filter_map(|x| search.places()[*x].late(record));
    let late = late.chain(answer.late.iter().copied()).collect();
    json.object(|json| {
        json.key("total").number(answer.total);
        json.key("corrected").list(&answer.corrected, |json, (typed, meant)| {
            json.object(|json| {
                json.key("typed").text(typed);
                json.key("meant").text(meant);
            });
        });
        let hits: Vec<Entry> = hits.iter().map(|x| search.entry(*x)).collect();
        json.key("results").list(&hits, |json, x| hit(json, record, route.mode, &answer, x));
        json.key("facets")
            .object(|json| Facet::ALL.into_iter().for_each(|x| counts(json, record, &route, &answer, x)));
    });
    (json.done(), late)
}

fn edition(json: &mut Json, record: &Record) {
    let name: Vec<_> = record.edition.name.iter().collect();
    json.object(|json| {
        json.key("name").list(&name, |json, (lang, text)| tagged(json, lang, text));
        json.key("languages").list(&record.edition.languages, |json, x| json.text(x));
    });
}

fn tagged(json: &mut Json, lang: &str, text: &str) {
    json.object(|json| {
        json.key("lang").text(lang);
        json.key("text").text(text);
    });
}

/// What is told of every entry.
fn plain(json: &mut Json, record: &Record, mode: Mode, entry: &Entry) {
    let address = mode.path(&entry.page, &record.edition.languages);
    let place = entry.anchor.map_or(String::new(), |x| format!("#{x}"));
    json.key("id").text(entry.id());
    json.key("kind").text(entry.kind.name());
    json.key("address").text(&format!("{address}{place}"));
    if let Some(article) = entry.article {
        json.key("article").text(&article.id);
    }
    if let Some(when) = entry.when {
        json.key("date").object(|json| date(json, record, mode, when));
    }
}

fn date(json: &mut Json, record: &Record, mode: Mode, when: &When) {
    json.key("edtf").text(&when.date.to_string());
    json.key("text").text(&when.date.say(&record.labels[mode.main()].dates));
    json.key("basis").text(match when.basis {
        Basis::Stated => "stated",
        Basis::Inferred(_) => "inferred",
        Basis::Derived(_) => "derived",
        Basis::Window(_) => "window",
    });
}

/// A result: its name and the best of its text, in pieces of which some were looked for.
fn hit(json: &mut Json, record: &'static Record, mode: Mode, answer: &Answer, entry: &Entry) {
    let lang = record.lang(mode.main());
    let pieces = |json: &mut Json, lang: &str, text: &str| {
        json.object(|json| {
            json.key("lang").text(lang);
            json.key("pieces").list(&marked(text, &answer.words), |json, (text, found)| {
                json.object(|json| {
                    json.key("text").text(text);
                    json.key("found").raw(if *found { "true" } else { "false" });
                });
            });
        });
    };
    json.object(|json| {
        plain(json, record, mode, entry);
        if let Some((lang, title)) = entry.titles.iter().find(|x| x.0 == lang).or(entry.titles.first()) {
            pieces(json.key("title"), lang, title);
        }
        if let Some((lang, text)) = entry.best_passage(&answer.words, lang) {
            pieces(json.key("excerpt"), lang, excerpt(text, &answer.words).1);
        }
    });
}

/// All that an entry says.
fn whole(json: &mut Json, record: &Record, entry: &Entry) {
    let texts = |json: &mut Json, all: &[&Tagged]| {
        json.list(all, |json, (lang, text)| tagged(json, lang, text));
    };
    let shown = |x: &&Tagged| !x.0.is_empty();
    json.object(|json| {
        plain(json, record, Mode::First, entry);
        texts(json.key("titles"), &entry.titles.iter().filter(shown).collect::<Vec<_>>());
        texts(json.key("texts"), &entry.passages.iter().map(|x| &x.1).filter(shown).collect::<Vec<_>>());
    });
}

/// The values of a facet that some result has.
fn counts(json: &mut Json, record: &'static Record, route: &Route, answer: &Answer, facet: Facet) {
    let values = search::ready(record).values(facet).iter().zip(&answer.counts[facet as usize]);
    let some: Vec<_> = values.filter(|x| *x.1 > 0).collect();
    json.key(facet.name()).list(&some, |json, (value, count)| {
        json.object(|json| {
            json.key("value").text(value);
            json.key("name").text(&facets::value_name(record, route.mode.main(), facet, value).1);
            json.key("count").number(**count);
        });
    });
}
