//! An entry of an edition that is there: what each sort needs, and how it is written.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json, json};

use super::answers::{Answers, Ask, Given, Wanted, Wrong, link, words};
use super::ids::{Used, slug};
use super::shelf::Shelf;
use super::{Made, Refusal};
use crate::desk::dates;
use crate::desk::edits::{self, Layout};
use crate::record::date::{Date, Stamp};
use crate::record::model::{EventKind, OrganisationKind};
use crate::site::check::forms::{Guide, words as words_of};
use crate::site::check::layout::Kind;
use crate::site::check::nearest;

/// The sorts of entries that can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A file in articles/.
    Article,
    /// An entry of people.json.
    Person,
    /// An entry of organisations.json.
    Organisation,
    /// An office of an organisation.
    Office,
    /// An entry of events.json.
    Event,
    /// An entry of topics.json.
    Topic,
    /// An entry of series.json.
    Series,
    /// An entry of glossary.json.
    Term,
}

impl Entry {
    /// Every sort.
    pub const ALL: [Entry; 8] = [
        Entry::Article,
        Entry::Person,
        Entry::Organisation,
        Entry::Office,
        Entry::Event,
        Entry::Topic,
        Entry::Series,
        Entry::Term,
    ];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Entry::Article => "article",
            Entry::Person => "person",
            Entry::Organisation => "organisation",
            Entry::Office => "office",
            Entry::Event => "event",
            Entry::Topic => "topic",
            Entry::Series => "series",
            Entry::Term => "term",
        }
    }

    fn kind(self) -> Kind {
        match self {
            Entry::Article => Kind::Article,
            Entry::Person => Kind::People,
            Entry::Organisation | Entry::Office => Kind::Organisations,
            Entry::Event => Kind::Events,
            Entry::Topic => Kind::Topics,
            Entry::Series => Kind::Series,
            Entry::Term => Kind::Glossary,
        }
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Makes an entry in the edition of this folder. Every sort takes the options `id` and
/// `name` (by language, `vi=…`; of an office its title, of an event, a topic, a series and
/// a term its label); besides
/// - a person: `line`;
/// - an organisation: `kind`, `short`, `line`;
/// - an office: `organisation`, `single` (yes or no);
/// - an event: `kind`, `organisation`, `topic`, `series`;
/// - an article, which has no `name`: `date`, `headline`, `headline-lang`, `title`,
///   `publisher` (an organisation's id, or a name), `published`, `url`, `topic`.
///
/// Several organisations and topics are parted by commas.
///
/// # Errors
/// There is no edition; what is needed is missing or wrong, all of it at once; the file
/// that it belongs to is no JSON or cannot be written. Then nothing is changed.
pub fn entry(folder: &Path, sort: Entry, given: &Given, ask: &mut dyn Ask) -> Result<Made, Refusal> {
    let shelf = Shelf::open(folder)?;
    let desk = Desk { shelf: &shelf, answers: Answers::new(given, ask), left: Vec::new() };
    match sort {
        Entry::Article => desk.article(),
        Entry::Office => desk.office(),
        _ => desk.registered(sort),
    }
}

/// Where an entry is put together.
struct Desk<'a> {
    shelf: &'a Shelf,
    answers: Answers<'a>,
    left: Vec<String>,
}

/// Something that must be known.
fn needed<'a>(option: &'a str, what: &'a str) -> Wanted<'a> {
    Wanted { option, what, suggestion: None, needed: true }
}

/// Something that may be left out.
fn optional<'a>(option: &'a str, what: &'a str) -> Wanted<'a> {
    Wanted { needed: false, ..needed(option, what) }
}

impl<'a> Desk<'a> {
    /// An entry of a registry.
    fn registered(mut self, sort: Entry) -> Result<Made, Refusal> {
        let used = self.shelf.ids(sort.kind())?;
        let one_is_enough = sort == Entry::Person;
        let key = if matches!(sort, Entry::Person | Entry::Organisation) { "name" } else { "label" };
        let name = self.answers.text(needed("name", "the name"), &self.shelf.pair, false);
        let id = self.id(&used, &name);
        let mut entry = Map::new();
        if sort == Entry::Organisation {
            entry.insert("id".into(), json!(id));
            entry.insert("kind".into(), self.word::<OrganisationKind>(sort.kind(), "OrganisationKind"));
            entry.insert(key.into(), self.by_language(key, &name, one_is_enough));
            let short = self.answers.text(optional("short", "the abbreviation"), &self.shelf.pair, false);
            if !short.is_empty() {
                entry.insert("short".into(), self.by_language("short", &short, true));
            }
        } else {
            entry.insert("id".into(), json!(id));
            entry.insert(key.into(), self.by_language(key, &name, one_is_enough));
        }
        match sort {
            Entry::Person => self.line(&mut entry, "one sentence: who this is in the record"),
            Entry::Organisation => self.line(&mut entry, "one sentence: what it is in the record"),
            Entry::Event => self.event(&mut entry)?,
            _ => {}
        }
        self.answers.finish()?;
        let (path, line) = self.shelf.add(sort.kind(), &Json::Object(entry))?;
        Ok(Made { kind: sort.name(), id, files: vec![path], line, left: self.left })
    }

    /// What an event has besides its name.
    fn event(&mut self, entry: &mut Map<String, Json>) -> Result<(), Refusal> {
        entry.insert("kind".into(), self.word::<EventKind>(Kind::Events, "EventKind"));
        for (option, key, kind) in
            [("organisation", "organisations", Kind::Organisations), ("topic", "topics", Kind::Topics)]
        {
            let ids = self.known(option, &format!("the ids of its {key}, parted by commas"), kind)?;
            if !ids.is_empty() {
                entry.insert(key.into(), json!(ids));
            }
        }
        let series = self.known("series", "the id of the series that it belongs to", Kind::Series)?;
        entry.extend(series.first().map(|id| ("series".to_owned(), json!(id))));
        Ok(())
    }

    /// An office of an organisation.
    fn office(mut self) -> Result<Made, Refusal> {
        let known = self.shelf.ids(Kind::Organisations)?;
        let organisation = needed("organisation", "the id of the organisation that it is an office of");
        let organisation = self.answers.get(organisation, |id| one_of(&known, "organisation", id));
        let organisation = organisation.unwrap_or_default();
        let used = self.shelf.offices(&organisation)?;
        let title = self.answers.text(needed("name", "the title"), &self.shelf.pair, false);
        let id = self.id(&used, &title);
        let single = optional("single", "whether one person holds it at a time: yes or no");
        let single = self.answers.get(Wanted { suggestion: Some("no".into()), ..single }, yes_or_no);
        let mut office = Map::new();
        office.insert("id".into(), json!(id));
        office.insert("title".into(), self.by_language("title", &title, false));
        if single == Some(true) {
            office.insert("single".into(), json!(true));
        }
        self.answers.finish()?;
        let (path, line) = self.shelf.add_office(&organisation, &Json::Object(office))?;
        Ok(Made { kind: "office", id, files: vec![path], line, left: self.left })
    }

    /// An article, in a file of its own.
    fn article(mut self) -> Result<Made, Refusal> {
        let pair = self.shelf.pair.clone();
        let date =
            self.answers.get(needed("date", "the day of what is reported (year-month-day)"), a_date::<Date>);
        let headline = self.answers.get(needed("headline", "the headline exactly as published"), words);
        let lang = optional("headline-lang", "the language of the headline");
        let lang = Wanted { suggestion: pair.first().cloned(), ..lang };
        let lang = self.answers.get(lang, tag).unwrap_or_default();
        let others: Vec<String> = pair.iter().filter(|other| **other != lang).cloned().collect();
        let title =
            self.answers.text(optional("title", "the headline’s sense in other words"), &others, false);
        let words = title.iter().find(|(lang, _)| lang == "en").map(|(_, words)| words.as_str());
        let words = words.or(headline.as_deref()).unwrap_or_default();
        let id = self.article_id(date.as_deref().unwrap_or_default(), words)?;
        let mut article = Map::new();
        article.extend(self.shelf.schema(Kind::Article).map(|schema| ("$schema".to_owned(), json!(schema))));
        article.insert("id".into(), json!(id));
        article.insert("headline".into(), json!({ "lang": lang, "text": headline }));
        article.insert("title".into(), self.all_languages("title", &title, &others));
        article.insert("when".into(), json!({ "date": date, "basis": "stated" }));
        self.source(&mut article)?;
        article.insert("lead".into(), self.all_languages("lead", &[], &pair));
        article.insert("summary".into(), json!([self.all_languages("summary", &[], &pair)]));
        self.answers.finish()?;
        let text = edits::printed(&Json::Object(article), "", &Layout::of("")) + "\n";
        let path = self.shelf.write_new(&format!("articles/{id}.json"), text)?;
        Ok(Made { kind: "article", id, files: vec![path], line: 1, left: self.left })
    }

    /// Who published an article, when and where.
    fn source(&mut self, article: &mut Map<String, Json>) -> Result<(), Refusal> {
        let publisher = optional("publisher", "who published it: the id of an organisation, or a name");
        if let Some(publisher) = self.answers.get(publisher, words) {
            let mut named = Map::new();
            let name = self.shelf.name(&publisher);
            let own = json!({ (self.shelf.pair[0].clone()): publisher });
            let is_known = name.is_some();
            named.insert("name".into(), name.unwrap_or(own));
            named.extend(is_known.then(|| ("organisation".to_owned(), json!(publisher))));
            named.insert("basis".into(), json!("stated"));
            article.insert("publisher".into(), Json::Object(named));
        }
        let published =
            optional("published", "when it was published (year-month-day, with the time after a T)");
        let published = self.answers.get(published, a_date::<Stamp>);
        article.extend(published.map(|when| ("published".to_owned(), json!(when))));
        let url = self.answers.get(optional("url", "where it can be read"), link);
        article.extend(url.map(|url| ("url".to_owned(), json!(url))));
        let topics = self.known("topic", "the ids of its topics, parted by commas", Kind::Topics)?;
        if !topics.is_empty() {
            article.insert("topics".into(), json!(topics));
        }
        Ok(())
    }

    fn article_id(&mut self, date: &str, words: &str) -> Result<String, Refusal> {
        let used = self.shelf.ids(Kind::Article)?;
        let usual =
            Some(slug(&format!("{date} {words}"))).filter(|id| !id.is_empty()).map(|id| used.free(&id));
        let is_known = !date.is_empty() && !words.is_empty();
        let what = "the id, which names the file";
        let wanted =
            Wanted { suggestion: usual.filter(|_| is_known), needed: is_known, ..needed("id", what) };
        Ok(self.answers.get(wanted, |id| used.new_id(id)).unwrap_or_default())
    }

    /// An id, suggested from the name in English or else in the first language given.
    fn id(&mut self, used: &Used, name: &[(String, String)]) -> String {
        let english = name.iter().find(|(lang, _)| lang == "en").or(name.first());
        let usual = english.map(|(_, words)| slug(words)).filter(|id| !id.is_empty());
        // Without a name, it is the name that is missed.
        let suggestion = usual.map(|id| used.free(&id));
        let wanted = Wanted { suggestion, needed: !name.is_empty(), ..needed("id", "the id") };
        self.answers.get(wanted, |id| used.new_id(id)).unwrap_or_default()
    }

    /// A text by language as it was given; what it lacks is left to be written.
    fn by_language(&mut self, key: &str, texts: &[(String, String)], one_is_enough: bool) -> Json {
        let lacking = self.shelf.pair.iter().filter(|lang| !texts.iter().any(|(tag, _)| tag == *lang));
        if !one_is_enough {
            self.left.extend(lacking.map(|lang| format!("{key} in {lang}")));
        }
        texts.iter().map(|(lang, words)| (lang.clone(), json!(words))).collect::<Map<_, _>>().into()
    }

    /// A text that must be in these languages: what is not known is empty, so that `check`
    /// goes on saying so.
    fn all_languages(&mut self, key: &str, texts: &[(String, String)], pair: &[String]) -> Json {
        let text = |lang: &String| texts.iter().find(|(tag, _)| tag == lang).map_or("", |(_, words)| words);
        self.left
            .extend(pair.iter().filter(|lang| text(lang).is_empty()).map(|lang| format!("{key} in {lang}")));
        pair.iter().map(|lang| (lang.clone(), json!(text(lang)))).collect::<Map<_, _>>().into()
    }

    /// The sentence about a person or an organisation.
    fn line(&mut self, entry: &mut Map<String, Json>, what: &str) {
        let pair = self.shelf.pair.clone();
        let line = self.answers.text(optional("line", what), &pair, false);
        let text = if line.is_empty() {
            self.all_languages("line", &[], &pair)
        } else {
            self.by_language("line", &line, false)
        };
        entry.insert("line".into(), text);
    }

    /// A word of a list of the model.
    fn word<T: DeserializeOwned>(&mut self, kind: Kind, name: &str) -> Json {
        let schema = kind.schema();
        let guide = Guide::new(&schema, &[]);
        let forms = guide.forms(&schema["$defs"][name], name);
        let known: Vec<&str> = forms.iter().flat_map(|form| words_of(form.schema)).collect();
        let what = format!("what sort it is: {}", known.join(", "));
        let read = |word: &str| match serde_json::from_value::<T>(json!(word)) {
            Ok(_) => Ok(word.to_owned()),
            Err(_) => {
                let better = nearest(word, known.iter().copied()).map(str::to_owned);
                Err(Wrong { why: format!("“{word}” is none of {}", known.join(", ")), better })
            }
        };
        json!(self.answers.get(needed("kind", &what), read).unwrap_or_default())
    }

    /// Ids of a registry, none or several.
    fn known(&mut self, option: &str, what: &str, kind: Kind) -> Result<Vec<String>, Refusal> {
        let used = self.shelf.ids(kind)?;
        let read = |typed: &str| {
            let ids = typed.split([',', ' ']).filter(|id| !id.is_empty());
            ids.map(|id| one_of(&used, option, id)).collect::<Result<Vec<_>, _>>()
        };
        Ok(self.answers.get(optional(option, what), read).unwrap_or_default())
    }
}

/// An id that there is.
fn one_of(known: &Used, what: &str, id: &str) -> Result<String, Wrong> {
    if known.has(id) {
        return Ok(id.to_owned());
    }
    let better = nearest(id, known.ids()).map(str::to_owned);
    Err(Wrong { why: format!("there is no {what} “{id}”; `caunoi new {what}` makes one"), better })
}

/// A date in EDTF, or for a stamp one day; for another order its EDTF form is proposed.
fn a_date<T: FromStr<Err: fmt::Display>>(typed: &str) -> Result<String, Wrong> {
    let Err(why) = typed.parse::<T>() else { return Ok(typed.to_owned()) };
    let better = dates::meant(typed).map(|found| found.edtf).filter(|edtf| edtf.parse::<T>().is_ok());
    Err(Wrong { why: why.to_string(), better })
}

fn tag(typed: &str) -> Result<String, Wrong> {
    if crate::site::check::is_tag(typed) {
        return Ok(typed.to_owned());
    }
    Err(Wrong::because(format!("“{typed}” is no language tag, such as vi or en (BCP 47)")))
}

fn yes_or_no(typed: &str) -> Result<bool, Wrong> {
    match typed.to_lowercase().as_str() {
        "yes" | "y" | "true" => Ok(true),
        "no" | "n" | "false" => Ok(false),
        _ => Err(Wrong::because("write yes or no")),
    }
}
