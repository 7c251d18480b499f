//! A made-up edition of any size, for measuring: `synthetic_edition --articles N --seed N --out FOLDER`.
//!
//! It is a folder as `content/` is one, which `caunoi check` finds no problem in. Names, words and
//! the people in the news are as unevenly spread as real ones (Zipf's law): an article has 1.5 kB of
//! summary in each language, over thirty years, with reports, offices that change hands, figures,
//! requests and plans. The same arguments give the same bytes.
//!
//! Nothing of the reader is compiled for it: it writes JSON.

mod articles;
mod chance;
mod days;
mod registries;
mod words;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::{Value, json};

use articles::Articles;
use registries::Registries;
use words::Words;

/// The id of all such editions, by which they are known as something that may be written over.
const ID: &str = "synthetic";

/// What is asked for.
struct Options {
    articles: usize,
    seed: u64,
    out: PathBuf,
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = options(env::args().skip(1))?;
    let Options { articles: count, seed, out } = &options;
    clear(out)?;
    let words = Words::new(*seed);
    let registries = Registries::new(*seed, *count, &words);
    let articles = Articles::new(*seed, *count, &words, &registries);
    write(out, "people", &registries.people_file(&words))?;
    write(out, "organisations", &registries.organisations_file(&words))?;
    write(out, "topics", &registries.topics_file())?;
    write(out, "series", &registries.series_file(&words))?;
    write(out, "events", &registries.events_file())?;
    write(out, "glossary", &registries.glossary_file())?;
    write(out, "edition", &edition(&options, &registries, &articles))?;
    for number in 0..*count {
        write(out, &format!("articles/{}", articles.id(number)), &articles.article(number))?;
    }
    println!("{}: {count} articles of seed {seed}", out.display());
    Ok(())
}

fn options(mut words: impl Iterator<Item = String>) -> Result<Options, String> {
    const USAGE: &str = "synthetic_edition --articles N [--seed N] --out FOLDER";
    let (mut articles, mut seed, mut out) = (None, 1, None);
    while let Some(name) = words.next() {
        let value = words.next().ok_or(USAGE)?;
        let number =
            || value.parse::<u64>().map_err(|_| format!("{name} takes a whole number, not “{value}”"));
        match name.as_str() {
            "--articles" => articles = Some(number()? as usize),
            "--seed" => seed = number()?,
            "--out" => out = Some(PathBuf::from(value)),
            _ => return Err(USAGE.into()),
        }
    }
    let articles = articles.filter(|count| *count > 0).ok_or(USAGE)?;
    Ok(Options { articles, seed, out: out.ok_or(USAGE)? })
}

/// Makes room, but never where something else lies.
fn clear(folder: &Path) -> Result<(), Box<dyn Error>> {
    if folder.exists() {
        let is_ours = fs::read(folder.join("edition.json")).is_ok_and(|bytes| {
            serde_json::from_slice::<Value>(&bytes).is_ok_and(|edition| edition["id"] == ID)
        });
        if !is_ours {
            return Err(format!("{} holds something else", folder.display()).into());
        }
        fs::remove_dir_all(folder)?;
    }
    Ok(fs::create_dir_all(folder.join("articles"))?)
}

fn write(folder: &Path, name: &str, value: &Value) -> Result<(), Box<dyn Error>> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    Ok(fs::write(folder.join(format!("{name}.json")), text)?)
}

fn edition(options: &Options, registries: &Registries, articles: &Articles) -> Value {
    let (count, subject) = (options.articles, &registries.organisations[0].id);
    json!({
        "id": ID,
        "name": { "vi": format!("Sổ {count} bài"), "en": format!("A record of {count} articles") },
        "subject": subject,
        "languages": ["vi", "en"],
        "language_names": ["Tiếng Việt", "English"],
        "base_url": "https://synthetic.example.org/",
        "intro": {
            "vi": "Mọi tên và mọi việc ở đây đều được ghép ngẫu nhiên, để đo.",
            "en": "All names and events here are put together by chance, to measure.",
        },
        "about": [{ "vi": "Không có gì ở đây là thật.", "en": "Nothing here is real." }],
        "rights": {
            "text": { "vi": "Ai muốn dùng thì dùng.", "en": "Anybody may use this." },
            "licence": "CC0 1.0",
            "url": "https://creativecommons.org/publicdomain/zero/1.0/",
        },
        "threads": [
            {
                "title": { "vi": "Một việc nhiều lần được nêu", "en": "What was reported again and again" },
                "text": { "vi": "Từ khi dự định tới khi nhớ lại.", "en": "From its plan to its memory." },
                "event": articles.followed().id,
            },
            {
                "title": { "vi": "Ai đứng đầu", "en": "Who was in the chair" },
                "text": { "vi": "Qua ba mươi năm.", "en": "Over thirty years." },
                "office": { "organisation": subject, "office": "chair" },
            },
        ],
    })
}
