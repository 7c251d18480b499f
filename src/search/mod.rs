//! Search in its first form: a walk over everything that the record holds. Every word
//! that is looked for must begin a word of an entry, in either language, marks and case
//! aside.

pub mod fold;

use crate::record::model::*;
use crate::record::{Record, Text};
use crate::route::Page;
use fold::{fold, fold_char};

/// What sort of thing was found, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A report of an event.
    Event,
    /// Another statement of an article.
    Statement,
    /// An article.
    Article,
    /// A topic.
    Topic,
    /// A term.
    Term,
}

impl Kind {
    /// All kinds, best first.
    pub const ALL: [Kind; 7] = [
        Kind::Person,
        Kind::Organisation,
        Kind::Event,
        Kind::Statement,
        Kind::Article,
        Kind::Topic,
        Kind::Term,
    ];
}

/// A text with its language tag.
pub type Tagged = (String, String);

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What sort of thing.
    pub kind: Kind,
    /// The page it is on.
    pub page: Page,
    /// The place on the page.
    pub anchor: Option<String>,
    /// Its name.
    pub title: Tagged,
    /// The text in which the words were found, if not in the name.
    pub passage: Option<Tagged>,
}

/// Something that can be found.
struct Entry<'a> {
    kind: Kind,
    page: Page,
    anchor: Option<&'a str>,
    titles: Vec<(&'a str, &'a str)>,
    passages: Vec<(&'a str, &'a str)>,
}

/// Everything in which all words of the query begin a word. `main` is the place in the
/// pair of the language in which names are shown.
pub fn find(record: &Record, main: usize, query: &str) -> Vec<Found> {
    let wanted = words(query);
    if wanted.is_empty() {
        return Vec::new();
    }
    let lang = record.lang(main);
    entries(record).into_iter().filter_map(|entry| found(entry, lang, &wanted)).collect()
}

/// The folded words of a text.
fn words(text: &str) -> Vec<String> {
    fold(text).split(|x: char| !x.is_alphanumeric()).filter(|x| !x.is_empty()).map(String::from).collect()
}

/// Whether this word begins one of these.
fn begins(word: &str, all: &[String]) -> bool {
    all.iter().any(|x| x.starts_with(word))
}

fn found(entry: Entry, lang: &str, wanted: &[String]) -> Option<Found> {
    let in_titles: Vec<_> = entry.titles.iter().flat_map(|(_, text)| words(text)).collect();
    let passages: Vec<_> = entry.passages.iter().map(|(_, text)| words(text)).collect();
    let everywhere = |word: &String| begins(word, &in_titles) || passages.iter().any(|x| begins(word, x));
    if !wanted.iter().all(everywhere) {
        return None;
    }
    let hits = |all: &[String]| wanted.iter().filter(|x| begins(x, all)).count();
    // The passage with most of the words; of several, the one in the page's language.
    let best = entry
        .passages
        .iter()
        .zip(&passages)
        .map(|((tag, text), words)| ((hits(words), *tag == lang), (*tag, *text)))
        .rev()
        .max_by_key(|(rank, _)| *rank)
        .filter(|((count, _), _)| *count > 0);
    let title = entry.titles.iter().find(|(tag, _)| *tag == lang).or(entry.titles.first())?;
    Some(Found {
        kind: entry.kind,
        page: entry.page,
        anchor: entry.anchor.map(String::from),
        title: tagged(title),
        passage: best.map(|(_, x)| tagged(&x)),
    })
}

fn tagged((lang, text): &(&str, &str)) -> Tagged {
    (lang.to_string(), text.to_string())
}

/// Everything that can be found.
fn entries(record: &Record) -> Vec<Entry<'_>> {
    let mut all = Vec::new();
    for person in &record.people {
        let also = texts(&person.also).chain(person.line.iter());
        all.push(entry(Kind::Person, Page::Person(person.id.clone()), None, &person.name, also));
    }
    for body in &record.organisations {
        let offices = body.offices.iter().flat_map(|x| x.title.iter().chain(texts(&x.also)));
        let short = body.short.iter().flat_map(Text::iter);
        let also = short.chain(texts(&body.also)).chain(offices).chain(body.line.iter());
        all.push(entry(Kind::Organisation, Page::Organisation(body.id.clone()), None, &body.name, also));
    }
    for article in &record.articles {
        article_entries(record, article, &mut all);
    }
    for topic in &record.topics {
        all.push(entry(Kind::Topic, Page::Topic(topic.id.clone()), None, &topic.label, texts(&topic.note)));
    }
    for term in &record.terms {
        all.push(entry(Kind::Term, Page::Glossary, Some(&term.id), &term.label, texts(&term.also)));
    }
    all
}

/// An article, and each of its statements.
fn article_entries<'a>(record: &'a Record, article: &'a Article, all: &mut Vec<Entry<'a>>) {
    let page = || Page::Article(article.id.clone());
    let headline = (article.headline.lang.as_str(), article.headline.text.as_str());
    let bylines = article.bylines.iter().chain(&article.photographs).map(|x| (headline.0, x.as_str()));
    let publisher = article.publisher.iter().flat_map(|x| x.name.iter());
    all.push(Entry {
        kind: Kind::Article,
        page: page(),
        anchor: None,
        titles: std::iter::once(headline).chain(article.title.iter()).collect(),
        passages: texts(&article.summary)
            .chain(article.lead.iter())
            .chain(bylines)
            .chain(publisher)
            .collect(),
    });
    for report in &article.events {
        let Some(event) = record.event(&report.event) else { continue };
        let also = texts(&event.official).chain(texts(&event.also)).chain(texts(&report.note));
        all.push(entry(Kind::Event, page(), Some(&report.id), &event.label, also));
    }
    let mut statement = |id: &'a str, title: &'a Text, also: Vec<(&'a str, &'a str)>| {
        all.push(entry(Kind::Statement, page(), Some(id), title, also.into_iter()));
    };
    let name = |id: &str| record.person(id).into_iter().flat_map(|x| x.name.iter());
    for role in &article.roles {
        let Some(office) = record.office(&role.organisation, &role.office) else { continue };
        statement(&role.id, &office.title, name(&role.person).chain(texts(&office.also)).collect());
    }
    for act in &article.acts {
        statement(&act.id, &act.did, name(&act.person).collect());
    }
    for figure in &article.figures {
        statement(&figure.id, &figure.counts, vec![(headline.0, &figure.value)]);
    }
    for request in &article.requests {
        statement(&request.id, &request.what, Vec::new());
    }
    for plan in &article.plans {
        statement(&plan.id, &plan.what, Vec::new());
    }
    for motto in &article.mottoes {
        statement(&motto.id, &motto.words, motto.note.iter().collect());
    }
    for correction in &article.corrections {
        let printed = [&correction.read, &correction.printed].map(|x| (headline.0, x.as_str()));
        all.push(Entry {
            kind: Kind::Statement,
            page: page(),
            anchor: Some(&correction.id),
            titles: vec![printed[0]],
            passages: printed[1..].iter().copied().chain(correction.note.iter()).collect(),
        });
    }
}

fn entry<'a>(
    kind: Kind,
    page: Page,
    anchor: Option<&'a str>,
    title: &'a Text,
    also: impl Iterator<Item = (&'a str, &'a str)>,
) -> Entry<'a> {
    Entry { kind, page, anchor, titles: title.iter().collect(), passages: also.collect() }
}

fn texts<'a>(all: impl IntoIterator<Item = &'a Text>) -> impl Iterator<Item = (&'a str, &'a str)> {
    all.into_iter().flat_map(Text::iter)
}

/// The text in pieces, each with whether it was looked for. Put together they are the text.
pub fn marked<'a>(text: &'a str, query: &str) -> Vec<(&'a str, bool)> {
    let wanted = words(query);
    let mut pieces = Vec::new();
    let mut plain = 0;
    for (start, end) in word_bounds(text) {
        let folded = fold(&text[start..end]);
        let Some(length) = wanted.iter().filter(|x| folded.starts_with(*x)).map(String::len).max() else {
            continue;
        };
        let stop = start + original_length(&text[start..end], length);
        if plain < start {
            pieces.push((&text[plain..start], false));
        }
        pieces.push((&text[start..stop], true));
        plain = stop;
    }
    if plain < text.len() {
        pieces.push((&text[plain..], false));
    }
    pieces
}

/// Where the words of a text begin and end, in bytes.
fn word_bounds(text: &str) -> Vec<(usize, usize)> {
    let mut bounds: Vec<(usize, usize)> = Vec::new();
    let mut inside = false;
    for (at, letter) in text.char_indices() {
        // A combining mark belongs to the letter before it.
        let part = letter.is_alphanumeric() || (inside && fold_char(letter).is_none());
        let end = at + letter.len_utf8();
        match bounds.last_mut() {
            Some(last) if part && inside => last.1 = end,
            _ if part => bounds.push((at, end)),
            _ => {}
        }
        inside = part;
    }
    bounds
}

/// How many bytes of the word stand for so many bytes of its folded form.
fn original_length(word: &str, folded: usize) -> usize {
    let mut sum = 0;
    for (at, letter) in word.char_indices() {
        let part = fold_char(letter).map_or(0, char::len_utf8);
        if sum >= folded && part > 0 {
            return at;
        }
        sum += part;
    }
    word.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, query: &str, expected: &str) {
        let shown: String = marked(text, query)
            .into_iter()
            .map(|(piece, hit)| if hit { format!("[{piece}]") } else { piece.to_string() })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn marks_stand_on_the_original_text() {
        check("Đối ngoại nhân dân", "doi ngo", "[Đối] [ngo]ại nhân dân");
        check("Thu\u{309} đô", "thủ", "[Thu\u{309}] đô");
        check("people-to-people", "people", "[people]-to-[people]");
        check("nothing", "x", "nothing");
        check("", "x", "");
    }
}
