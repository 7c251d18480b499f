//! A draft as files: the article as near to its valid form as can be, the facts with their
//! lines, and a sheet of both for reading.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::{DateFound, Draft, FigureFound, Found, Known, Match, PageText, Registries, Sort};
use crate::record::Text;
use crate::record::model::Basis;

/// The draft of the article as JSON. Texts that must be written are empty, so that
/// `caunoi check` names each of them once the file is among the articles. Without a day
/// `date` is empty too.
pub fn article(draft: &Draft, known: &Registries) -> Value {
    let blank = || texts(known, |_| "");
    let mut keys = Map::new();
    let mut put = |key: &str, value: Value| {
        let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !empty {
            keys.insert(key.into(), value);
        }
    };
    put("$schema", json!("../schema/article.schema.json"));
    put("id", json!(draft.id));
    put("headline", json!({ "lang": draft.lang, "text": text_of(draft.headline.as_ref()) }));
    put("title", blank());
    put("when", when(draft, known));
    put(
        "publisher",
        draft.publisher.as_ref().map_or(Value::Null, |x| named(x, &draft.publisher_matched, known)),
    );
    put("bylines", list(&draft.bylines));
    put("photographs", list(&draft.photographs));
    put("published", draft.published.as_ref().map_or(Value::Null, |(x, _)| json!(x.to_string())));
    put("section", draft.section.as_ref().map_or(Value::Null, |x| named(x, &Match::New, known)));
    put("url", draft.url.as_ref().map_or(Value::Null, |x| json!(x.text)));
    put("rights", if draft.rights.is_empty() { Value::Null } else { blank() });
    put("lead", blank());
    put("summary", json!([blank()]));
    put("roles", Value::Array(roles(draft)));
    put("figures", Value::Array(figures(draft, known)));
    Value::Object(keys)
}

fn text_of(found: Option<&Found>) -> &str {
    found.map_or("", |x| x.text.as_str())
}

fn list(found: &[Found]) -> Value {
    found.iter().map(|x| json!(x.text)).collect()
}

/// A text in the languages of the edition.
fn texts<'a>(known: &Registries, text: impl Fn(&str) -> &'a str) -> Value {
    let both = known.languages.iter().map(|lang| (lang.clone(), json!(text(lang))));
    Value::Object(both.collect())
}

/// How something is known, its reason in the languages of the edition.
fn basis(basis: &Basis, known: &Registries) -> Value {
    let reason = |text: &Text| {
        let texts = known.languages.iter().map(|x| (x.clone(), json!(text.get(x).unwrap_or_default())));
        Value::Object(texts.collect())
    };
    match basis {
        Basis::Stated => json!("stated"),
        Basis::Inferred(text) => json!({ "inferred": reason(text) }),
        Basis::Derived(text) => json!({ "derived": reason(text) }),
        Basis::Window(text) => json!({ "window": reason(text) }),
    }
}

fn when(draft: &Draft, known: &Registries) -> Value {
    match &draft.day {
        Some(day) => json!({ "date": day.date.to_string(), "basis": basis(&day.basis, known) }),
        None => json!({ "date": "", "basis": { "inferred": texts(known, |_| "") } }),
    }
}

fn named(name: &Known, matched: &Match, known: &Registries) -> Value {
    let mut value = json!({ "name": texts(known, |_| &name.name) });
    if let Match::One(id) = matched {
        value["organisation"] = json!(id);
    }
    value["basis"] = basis(&name.basis, known);
    value
}

/// The offices that the registries know, of people whom they know.
fn roles(draft: &Draft) -> Vec<Value> {
    let mut roles: Vec<Value> = Vec::new();
    for person in &draft.people {
        let Match::One(id) = &person.matched else { continue };
        for (body, office) in person.titles.iter().filter_map(|x| x.office.as_ref()) {
            let mut role = json!({
                "id": format!("{}-{id}-{body}-{office}", draft.id),
                "person": id, "organisation": body, "office": office, "basis": "stated",
            });
            if person.caption {
                role["caption"] = json!(true);
            }
            if !roles.iter().any(|x| x["id"] == role["id"]) {
                roles.push(role);
            }
        }
    }
    roles
}

/// The measured results. Ordinals and anniversaries are in the sheet alone: most of them are
/// parts of names.
fn figures(draft: &Draft, known: &Registries) -> Vec<Value> {
    let measured = draft.figures.iter().filter(|x| x.sort == Sort::Measured);
    let figure = |(number, x): (usize, &FigureFound)| {
        json!({
            "id": format!("{}-figure-{}", draft.id, number + 1),
            "value": value(x),
            "counts": texts(known, |lang| if lang == draft.lang { &x.counts } else { "" }),
            "measured": true,
            "basis": "stated",
        })
    };
    measured.enumerate().map(figure).collect()
}

fn value(figure: &FigureFound) -> String {
    figure.about.iter().map(String::as_str).chain([figure.value.as_str()]).collect::<Vec<_>>().join(" ")
}

/// The facts as JSON, each with its line. No sentence of the page is among them: of lines
/// under pictures and of notices only the numbers.
pub fn facts(draft: &Draft, page: &PageText) -> Value {
    let at = |x: &Found| json!({ "text": x.text, "line": x.line });
    let known = |x: &Known| json!({ "name": x.name, "line": x.line, "basis": x.basis });
    let lines = |x: &[Found]| x.iter().map(|x| json!(x.line)).collect::<Value>();
    let date = |x: &DateFound| {
        json!({
            "date": x.date.to_string(), "printed": x.printed, "line": x.line, "caption": x.caption, "basis": x.basis,
        })
    };
    json!({
        "page": page.name, "encoding": page.encoding, "text": format!("{}.txt", draft.id),
        "headline": draft.headline.as_ref().map(at),
        "publisher": draft.publisher.as_ref().map(known),
        "bylines": draft.bylines.iter().map(at).collect::<Value>(),
        "photographs": draft.photographs.iter().map(at).collect::<Value>(),
        "published": draft.published.as_ref().map(|(x, from)| json!({ "stamp": x.to_string(), "line": from.line })),
        "day": draft.day.as_ref().map(date),
        "section": draft.section.as_ref().map(known),
        "url": draft.url.as_ref().map(at),
        "rights": lines(&draft.rights),
        "captions": lines(&draft.captions),
        "people": draft.people.iter().map(|x| json!({
            "name": x.name, "lines": x.lines, "caption": x.caption, "registry": matched(&x.matched),
            "titles": x.titles.iter().map(|x| json!({ "title": x.printed, "line": x.line })).collect::<Value>(),
        })).collect::<Value>(),
        "organisations": draft.bodies.iter().map(|x| json!({
            "name": x.name, "lines": x.lines, "registry": matched(&x.matched),
        })).collect::<Value>(),
        "figures": draft.figures.iter().map(|x| json!({
            "value": value(x), "counts": x.counts, "line": x.line, "caption": x.caption, "sort": sort(x.sort),
        })).collect::<Value>(),
        "dates": draft.dates.iter().map(date).collect::<Value>(),
        "questions": draft.questions.iter().map(|x| json!({ "line": x.line, "question": x.text })).collect::<Value>(),
    })
}

fn matched(matched: &Match) -> Value {
    match matched {
        Match::New => Value::Null,
        Match::One(id) => json!(id),
        Match::Several(ids) => json!(ids),
    }
}

fn sort(sort: Sort) -> &'static str {
    match sort {
        Sort::Measured => "measured",
        Sort::Ordinal => "ordinal",
        Sort::Years => "years",
    }
}

/// The same for reading, as Markdown.
pub fn sheet(draft: &Draft, page: &PageText, known: &Registries) -> String {
    let mut out = format!("# {}\n\n", text_of(draft.headline.as_ref()));
    let from = if page.html { "of the text taken out of the page" } else { "of the page" };
    let _ = writeln!(
        out,
        "L7 is line 7 {from}: {}.txt. L0 is what the page says of itself in its head.\n",
        draft.id
    );
    let mut part = |title: &str, rows: Vec<String>| {
        if !rows.is_empty() {
            let _ = writeln!(
                out,
                "## {title}\n\n{}\n",
                rows.iter().map(|x| format!("- {x}")).collect::<Vec<_>>().join("\n")
            );
        }
    };
    part("To decide", draft.questions.iter().map(|x| format!("{}{}", at(x.line), x.text)).collect());
    part("About the article", about(draft));
    part(
        "People",
        draft
            .people
            .iter()
            .map(|x| {
                let titles: Vec<_> = x.titles.iter().map(|x| x.printed.as_str()).collect();
                let caption = if x.caption { ", under a picture only" } else { "" };
                format!(
                    "{}{}: {} ({}{caption})",
                    places(&x.lines),
                    x.name,
                    or_none(&titles.join("; ")),
                    ids(&x.matched)
                )
            })
            .collect(),
    );
    part(
        "Organisations",
        draft
            .bodies
            .iter()
            .map(|x| format!("{}{} ({})", places(&x.lines), x.name, ids(&x.matched)))
            .collect(),
    );
    part(
        "Figures",
        draft
            .figures
            .iter()
            .map(|x| format!("{}{} {} ({})", at(x.line), value(x), x.counts, sort(x.sort)))
            .collect(),
    );
    part(
        "Dates",
        draft
            .dates
            .iter()
            .map(|x| format!("{}{} for “{}” ({})", at(x.line), x.date, x.printed, reason(&x.basis)))
            .collect(),
    );
    part("Lines under pictures", draft.captions.iter().map(|x| at(x.line).trim().to_owned()).collect());
    part("Topics to choose from", known.topics.iter().map(|x| x.id.clone()).collect());
    out
}

/// The rows about the article as a whole.
fn about(draft: &Draft) -> Vec<String> {
    let name = |what: &str, x: &Option<Known>| {
        x.as_ref().map(|x| format!("{}{what}: {} ({})", at(x.line), x.name, reason(&x.basis)))
    };
    let all = |what: &str, found: &[Found]| {
        found.iter().map(|x| format!("{}{what}: {}", at(x.line), x.text)).collect::<Vec<_>>()
    };
    let mut rows: Vec<String> = name("publisher", &draft.publisher).into_iter().collect();
    rows.extend(all("by", &draft.bylines));
    rows.extend(all("photographs by", &draft.photographs));
    rows.extend(draft.published.as_ref().map(|(x, from)| format!("{}published: {x}", at(from.line))));
    rows.extend(
        draft.day.as_ref().map(|x| format!("{}reports of: {} ({})", at(x.line), x.date, reason(&x.basis))),
    );
    rows.extend(name("section", &draft.section));
    rows.extend(draft.rights.iter().map(|x| format!("{}a notice of rights", at(x.line))));
    rows.extend(draft.url.as_ref().map(|x| format!("{}address: {}", at(x.line), x.text)));
    rows
}

fn at(line: usize) -> String {
    format!("L{line} ")
}

fn places(lines: &[usize]) -> String {
    lines.iter().map(|x| at(*x)).collect()
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "no title printed" } else { text }
}

fn ids(matched: &Match) -> String {
    match matched {
        Match::New => "not in the registry".into(),
        Match::One(id) => id.clone(),
        Match::Several(ids) => format!("{}: which?", ids.join(" or ")),
    }
}

fn reason(basis: &Basis) -> String {
    match basis {
        Basis::Stated => "stated".into(),
        Basis::Inferred(text) | Basis::Derived(text) | Basis::Window(text) => {
            format!("inferred: {}", text.in_or_else("en").1)
        }
    }
}
