//! What was found in an edition's articles the last time that they were looked at, as bytes that the
//! next time begins with: of ten thousand articles only those that changed are read.
//!
//! An article is the same if the disk says so, by its length and the time of its last change. Where
//! in it something stands is not remembered: if that is asked for, all is read as if nothing were.

use std::borrow::Cow;
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
use crate::record::model::Article;

/// Articles by their paths, as they were looked at.
#[derive(Deserialize)]
pub struct Remembered<'a> {
    /// What says which version of the tool looked at them, and in which folder.
    by: u64,
    /// The languages of the edition.
    pair: Vec<String>,
    /// How each was on the disk, and what was [`Found`] in it, as bytes: to have it back is work for all
    /// cores.
    #[serde(borrow)]
    articles: HashMap<&'a str, (OnDisk, &'a [u8])>,
}

/// What was found in an article: its problems, notes, languages and coverage, and what it says.
type Found<'a> = (Vec<Problem>, Notes<'a>, Languages, Coverage, Arc<Article>);

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
        self.articles.get(path).is_some_and(|x| x.0 == on_disk)
    }

    /// What is to be remembered of these files, as bytes in pieces; of those that were not read, the
    /// same again. Nothing if that would be much the same.
    pub fn of_files(&self, files: &[File]) -> Option<Vec<Vec<u8>>> {
        let read = files.iter().filter(|x| x.kind == Kind::Article && !x.source.is_known).count();
        if !is_worth_keeping(read, self.articles.len()) {
            return None;
        }
        let entries = each(files, MANY, |x| self.entry(x)).into_iter().flatten().collect::<Vec<_>>();
        // A table is written as the number of its entries, and these.
        let start = bytes(&(self.by, &self.pair, entries.len()));
        Some([start].into_iter().chain(entries).collect())
    }

    /// An article that is to be remembered, as it stands in the table. Whether its pictures are there is
    /// not said by its text.
    fn entry(&self, file: &File) -> Option<Vec<u8>> {
        let File { source, problems, notes, languages, coverage, content, .. } = file;
        let path = source.path.as_str();
        let (on_disk, found) = match content.as_deref() {
            _ if source.is_known => {
                let (on_disk, found) = self.articles.get(path)?;
                (*on_disk, Cow::Borrowed(*found))
            }
            Some(Content::Article(article)) if !file.has_pictures => {
                (source.on_disk?, Cow::Owned(bytes(&(problems, &**notes, languages, coverage, article))))
            }
            _ => return None,
        };
        // Bytes are written as how many they are, and then as they are.
        let mut entry = bytes(&(path, on_disk, found.len()));
        entry.extend_from_slice(&found);
        Some(entry)
    }
}

fn bytes(value: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(value).expect("what is remembered goes into a vector")
}

impl<'a> Memory<'a> for Remembered<'a> {
    fn file(&self, source: &'a Source, _: &[&str]) -> Option<File<'a>> {
        let (_, found) = self.articles.get(source.path.as_str()).filter(|_| source.is_known)?;
        let found: Option<Found> = postcard::from_bytes(found).ok();
        let (problems, notes, languages, coverage, content) = found
            .map(|(problems, notes, languages, coverage, article)| {
                (problems, notes, languages, coverage, Some(Arc::new(Content::Article(article))))
            })
            .unwrap_or_default();
        let in_file = |x| Problem { file: source.file.clone(), ..x };
        Some(File {
            source,
            kind: Kind::Article,
            problems: problems.into_iter().map(in_file).collect(),
            notes: Arc::new(notes),
            has_pictures: false,
            languages,
            coverage,
            content,
        })
    }
}
