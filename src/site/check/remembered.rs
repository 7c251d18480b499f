//! What was found in an edition's articles the last time that they were looked at, as bytes that the
//! next time begins with: of ten thousand articles only those that changed are read.
//!
//! An article is the same if the disk says so, by its length and the time of its last change. Where
//! in it something stands is not remembered: if that is asked for, all is read as if nothing were.

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::folder::{MANY, OnDisk, each};
use super::layout::Kind;
use super::meaning::{Coverage, Languages};
use super::problem::Problem;
use super::references::Notes;
use super::tree::Source;
use super::{Content, File, Memory};
use crate::record::is_worth_keeping;

/// Articles by their paths, as they were looked at.
#[derive(Default, Serialize, Deserialize)]
pub struct Remembered<'a> {
    /// What says which version of the tool looked at them, and in which folder.
    by: u64,
    /// The languages of the edition.
    pair: Vec<String>,
    #[serde(borrow)]
    articles: HashMap<&'a str, Found<'a>>,
}

/// What was found in an article.
#[derive(Clone, Serialize, Deserialize)]
struct Found<'a> {
    on_disk: OnDisk,
    problems: Vec<Problem>,
    #[serde(borrow)]
    notes: Notes<'a>,
    languages: Languages,
    coverage: Coverage,
    /// Its bytes, as serde would read them.
    content: &'a [u8],
}

impl<'a> Remembered<'a> {
    /// What is in these bytes, if it is of this version and folder and of an edition in these
    /// languages; otherwise nothing.
    pub fn of(bytes: &'a [u8], by: u64, pair: &[String]) -> Remembered<'a> {
        let read: Option<Remembered> = postcard::from_bytes(bytes).ok();
        let fitting = read.filter(|x| x.by == by && x.pair == pair);
        fitting.unwrap_or_else(|| Remembered { by, pair: pair.to_vec(), articles: HashMap::new() })
    }

    /// Whether the article at this path is as it was.
    pub fn knows(&self, path: &str, on_disk: OnDisk) -> bool {
        self.articles.get(path).is_some_and(|x| x.on_disk == on_disk)
    }

    /// What is to be remembered of these files, as bytes; of those that were not read, the same again.
    /// Nothing if that would be much the same.
    pub fn of_files(&self, files: &[File]) -> Option<Vec<u8>> {
        let read = files.iter().filter(|x| x.kind == Kind::Article && !x.source.is_known).count();
        if !is_worth_keeping(read, self.articles.len()) {
            return None;
        }
        let made: Vec<Option<Vec<u8>>> = each(files, MANY, content);
        let found = files.iter().zip(&made).filter_map(|(file, made)| {
            let File { source, problems, notes, languages, coverage, .. } = file;
            let path = source.path.as_str();
            let found = match made {
                None if source.is_known => self.articles.get(path)?.clone(),
                made => Found {
                    on_disk: source.on_disk?,
                    problems: problems.clone(),
                    notes: Notes::clone(notes),
                    languages: languages.clone(),
                    coverage: coverage.clone(),
                    content: made.as_ref()?,
                },
            };
            Some((path, found))
        });
        let all = Remembered { by: self.by, pair: self.pair.clone(), articles: found.collect() };
        Some(postcard::to_allocvec(&all).expect("what is remembered goes into a vector"))
    }
}

/// The bytes of an article that was read; whether its pictures are there is not said by its text.
fn content(file: &File) -> Option<Vec<u8>> {
    match file.content.as_deref() {
        Some(Content::Article(article)) if !file.source.is_known && !file.has_pictures => {
            Some(postcard::to_allocvec(article).expect("an article goes into a vector"))
        }
        _ => None,
    }
}

impl<'a> Memory<'a> for Remembered<'a> {
    fn file(&self, source: &'a Source, _: &[&str]) -> Option<File<'a>> {
        let found = self.articles.get(source.path.as_str()).filter(|_| source.is_known)?;
        let in_file = |x: &Problem| Problem { file: source.file.clone(), ..x.clone() };
        Some(File {
            source,
            kind: Kind::Article,
            problems: found.problems.iter().map(in_file).collect(),
            notes: Arc::new(found.notes.clone()),
            has_pictures: false,
            languages: found.languages.clone(),
            coverage: found.coverage.clone(),
            content: postcard::from_bytes(found.content).ok().map(|x| Arc::new(Content::Article(x))),
        })
    }
}
