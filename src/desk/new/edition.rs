//! An edition from nothing: the settings of the one who makes it, and a worked example of
//! an organisation that does not exist. All of the example has ids that begin with
//! `example-`, so that it can be told from what is real and taken away.

use std::path::{Path, PathBuf};

use super::answers::{Answers, Ask, Given, Wanted, Wrong, link};
use super::ids::{Used, slug};
use super::shelf::empty;
use super::{Made, Refusal};
use crate::desk::edits::{self, Existing};
use crate::site::check::{is_tag, schemas};
use crate::site::labels::BUILT_IN;

/// The files of an edition, with places to fill in.
const FILES: [(&str, &str); 10] = [
    ("edition.json", include_str!("example/edition.json")),
    ("people.json", include_str!("example/people.json")),
    ("organisations.json", include_str!("example/organisations.json")),
    ("topics.json", include_str!("example/topics.json")),
    ("series.json", include_str!("example/series.json")),
    ("events.json", include_str!("example/events.json")),
    ("glossary.json", include_str!("example/glossary.json")),
    (
        "articles/2001-01-15-example-meeting.json",
        include_str!("example/articles/2001-01-15-example-meeting.json"),
    ),
    (
        "articles/2001-10-01-example-evening.json",
        include_str!("example/articles/2001-10-01-example-evening.json"),
    ),
    ("README.md", include_str!("example/README.md")),
];

/// What the languages of the interface call themselves.
const LANGUAGE_NAMES: [(&str, &str); 2] = [("vi", "Tiếng Việt"), ("en", "English")];

/// What the ids of the example begin with.
const EXAMPLE: &str = "example-";

/// What somebody says of an edition that is to be made.
struct Settings {
    languages: Vec<String>,
    organisation: Vec<(String, String)>,
    name: Vec<(String, String)>,
    id: String,
    base_url: Option<String>,
}

/// Makes an edition in this folder, which is not there or empty. The options are
/// `languages` (`vi,en`), `organisation` and `name` (in both languages, `vi=…`), `id` and
/// `base-url`; only `organisation` has nothing that could be taken for it.
///
/// # Errors
/// The folder holds something; what is needed is missing or wrong, all of it at once; the
/// files cannot be written. Then nothing is there that was not before.
pub fn edition(folder: &Path, given: &Given, ask: &mut dyn Ask) -> Result<Made, Refusal> {
    empty(folder)?;
    let settings = Settings::gather(given, ask)?;
    let mut files: Vec<(PathBuf, String)> =
        FILES.iter().map(|(path, text)| (folder.join(path), settings.fill(path, text, folder))).collect();
    let schemas = schemas().into_iter();
    files.extend(schemas.map(|(name, schema)| (folder.join("schema").join(name), format!("{schema:#}\n"))));
    edits::write_all(&files, Existing::Keep).map_err(Refusal::because)?;
    let files = files.into_iter().map(|(path, _)| path).collect();
    Ok(Made { kind: "edition", id: settings.id, files, line: 1, left: Vec::new() })
}

impl Settings {
    fn gather(given: &Given, ask: &mut dyn Ask) -> Result<Settings, Refusal> {
        let mut answers = Answers::new(given, ask);
        let wanted =
            |option, what, suggestion: Option<String>, needed| Wanted { option, what, suggestion, needed };
        let pair =
            wanted("languages", "the two languages, the first one leading", Some("vi,en".into()), true);
        let languages =
            answers.get(pair, languages).unwrap_or_else(|| BUILT_IN.map(|(tag, _)| tag.to_owned()).into());
        let what = "the name of the organisation that the edition is about";
        let organisation = answers.text(wanted("organisation", what, None, true), &languages, true);
        let name = title(&mut answers, &languages, &organisation);
        let from = in_language(&organisation, "en").map(slug).filter(|id| !id.is_empty());
        // What follows from the organisation's name is not missed besides it.
        let named = in_language(&organisation, "en").is_some();
        let id = wanted("id", "a short id for file names", from, named);
        let id = answers.get(id, |id| match id.strip_prefix(EXAMPLE) {
            Some(_) => Err(Wrong::because(format!("ids that begin with {EXAMPLE} are those of the example"))),
            None => Used::default().new_id(id),
        });
        let base_url = wanted("base-url", "where it will be published (https://…/)", None, false);
        let base_url = answers.get(base_url, address);
        answers.finish()?;
        Ok(Settings { languages, organisation, name, id: id.unwrap_or_default(), base_url })
    }

    /// A file of the example with the settings in their places.
    fn fill(&self, path: &str, text: &str, folder: &Path) -> String {
        let json = path.ends_with(".json");
        let place = |name: &str, words: &str| {
            let quoted = serde_json::Value::from(words).to_string();
            let words = if json { quoted[1..quoted.len() - 1].to_owned() } else { words.to_owned() };
            (format!("⟨{name}⟩"), words)
        };
        let mut places = vec![
            place("id", &self.id),
            place("subject", &self.id),
            place("folder", &folder.display().to_string()),
        ];
        for (number, lang) in ["first", "second"].iter().zip(&self.languages) {
            places.push(place(number, lang));
            let name = LANGUAGE_NAMES.iter().find(|(tag, _)| tag == lang).map_or("", |(_, name)| name);
            places.push(place(&format!("{number}.name"), name));
        }
        for lang in &self.languages {
            places.push(place(&format!("name.{lang}"), in_language(&self.name, lang).unwrap_or_default()));
            let organisation = in_language(&self.organisation, lang).unwrap_or_default();
            places.push(place(&format!("organisation.{lang}"), organisation));
        }
        let base_url = self.base_url.as_ref();
        let base_url =
            base_url.map(|url| format!("\n  \"base_url\": {},", serde_json::Value::from(url.as_str())));
        places.push(("⟨base_url⟩".into(), base_url.unwrap_or_default()));
        // In one pass, so that no name is taken for a place.
        filled(text, &places)
    }
}

/// The text with what stands in ⟨ ⟩ filled in.
fn filled(text: &str, places: &[(String, String)]) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('⟨') {
        out += &rest[..at];
        let found = places.iter().find(|(name, _)| rest[at..].starts_with(name.as_str()));
        let (name, words) = found.map_or(("⟨", "⟨"), |(name, words)| (name, words));
        out += words;
        rest = &rest[at + name.len()..];
    }
    out + rest
}

/// The name of the edition in both languages; as a rule, that of the organisation and
/// where one reads of it.
fn title(
    answers: &mut Answers,
    languages: &[String],
    organisation: &[(String, String)],
) -> Vec<(String, String)> {
    let usual = |lang: &String| {
        let press = if lang == "vi" { "trên báo chí" } else { "in the press" };
        in_language(organisation, lang).map(|name| format!("{name} {press}"))
    };
    let name = |lang| {
        let what = format!("the name of the edition ({lang})");
        let (suggestion, needed) = (usual(lang), in_language(organisation, lang).is_some());
        let wanted = Wanted { option: "name", what: &what, suggestion, needed };
        Some((lang.clone(), answers.words_in(wanted, lang, languages)?))
    };
    languages.iter().filter_map(name).collect()
}

fn in_language<'a>(texts: &'a [(String, String)], lang: &str) -> Option<&'a str> {
    texts.iter().find(|(tag, _)| tag == lang).map(|(_, words)| words.as_str())
}

/// Two different languages of which the reader has the words of the interface.
fn languages(typed: &str) -> Result<Vec<String>, Wrong> {
    let tags: Vec<String> =
        typed.split([',', ' ', '/']).filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
    let known = BUILT_IN.map(|(tag, _)| tag);
    match tags.as_slice() {
        [a, b] if a != b => {}
        _ => return Err(Wrong::because(format!("“{typed}” is not two languages: write vi,en or en,vi"))),
    }
    let Some(other) = tags.iter().find(|tag| !known.contains(&tag.as_str())) else { return Ok(tags) };
    if !is_tag(other) {
        return Err(Wrong::because(format!("“{other}” is no language tag, such as vi or en (BCP 47)")));
    }
    let why = format!(
        "the reader has no interface words in “{other}”, and the example is in {}: make the edition in these, \
         then put the other into “languages” and into the texts, and give its words in labels/{other}.json \
         (`caunoi schema` prints which, in labels.schema.json)",
        known.join(" and ")
    );
    Err(Wrong { why, better: Some(known.join(",")) })
}

/// An address that others can be put behind.
fn address(typed: &str) -> Result<String, Wrong> {
    let address = link(typed)?;
    if address.contains(['?', '#']) {
        return Err(Wrong::because(format!(
            "nothing can be put behind “{address}”: take away what begins with ? or #"
        )));
    }
    Ok(if address.ends_with('/') { address } else { format!("{address}/") })
}
