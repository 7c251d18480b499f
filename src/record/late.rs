//! A large record in parts: what every page of it needs is small, what most of the live pages
//! need comes when somebody looks for something, and the summaries come a few at a time.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use postcard::ser_flavors::Flavor;

use super::lookup::ARTICLES;
use super::model::Article;
use super::unwritten::Unwritten;
use super::{Record, Text, Unreadable, pack, unpack};

/// A record of more bytes, packed, comes in parts: about a megabyte in brotli.
const LARGE: usize = 3_500_000;

/// A group of summaries ends after one article in so many.
const GROUP: u64 = 16;

/// A chunk of the catalogue's articles ends after one in so many: it is about a megabyte, unpacked.
/// All of them in one would be in memory twice.
const CHUNK: u64 = 512;

/// The name of the file, below the root, that says which parts there are.
pub const PARTS: &str = "parts.bin";

/// Which parts there are. Each is a file below the root, packed as gzip.
#[derive(Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct Parts {
    /// The record without its articles.
    pub catalogue: String,
    /// The articles without their summaries, chunk by chunk.
    pub articles: Vec<String>,
    /// What its search needs.
    pub index: String,
    /// The summaries, group by group: how many articles, in the order of the record, and the file.
    pub summaries: Vec<(u32, String)>,
}

impl Parts {
    /// Its bytes.
    pub fn pack(&self) -> Vec<u8> {
        pack(self)
    }

    /// What is in these bytes, if anything is.
    pub fn unpack(bytes: &[u8]) -> Option<Parts> {
        unpack(bytes).ok()
    }
}

/// The summaries that came after the record did.
pub type Late = Unwritten<Box<[OnceLock<Vec<Text>>]>>;

/// Counts what is packed, as long as that is not too much.
struct Room(usize);

impl Flavor for Room {
    type Output = ();

    fn try_push(&mut self, _: u8) -> postcard::Result<()> {
        self.try_extend(&[0])
    }

    fn try_extend(&mut self, data: &[u8]) -> postcard::Result<()> {
        self.0 = self.0.checked_sub(data.len()).ok_or(postcard::Error::SerializeBufferFull)?;
        Ok(())
    }

    fn finalize(self) -> postcard::Result<()> {
        Ok(())
    }
}

impl Record {
    /// Whether it comes in parts.
    pub fn is_large(&self) -> bool {
        postcard::serialize_with_flavor(self, Room(LARGE)).is_err()
    }

    /// Its settings and words, and nothing that it records.
    pub fn opening(&self) -> Record {
        let Record { edition, labels, .. } = self;
        let (articles, people, organisations, topics) = Default::default();
        let (series, events, terms, lookup, late) = Default::default();
        let (edition, labels) = (edition.clone(), labels.clone());
        Record {
            edition,
            labels,
            articles,
            people,
            organisations,
            topics,
            series,
            events,
            terms,
            lookup,
            late,
        }
    }

    /// The same without its articles.
    pub fn catalogue(&self) -> Record {
        Record { articles: Vec::new(), ..self.clone() }
    }

    /// The articles of each chunk of the catalogue.
    pub fn chunks(&self) -> Vec<Range<usize>> {
        self.parted(CHUNK)
    }

    /// The articles of each group of summaries.
    pub fn groups(&self) -> Vec<Range<usize>> {
        self.parted(GROUP)
    }

    /// The articles in parts, each of which ends after one in so many: where the name of an article
    /// says so, so that another article more changes one part and not all after it.
    fn parted(&self, one_in: u64) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = 0;
        for (at, article) in self.articles.iter().enumerate() {
            if super::checksum(article.id.as_bytes()).is_multiple_of(one_in) || at + 1 == self.articles.len()
            {
                parts.push(start..at + 1);
                start = at + 1;
            }
        }
        parts
    }

    /// The bytes of a chunk of articles, without their summaries.
    pub fn pack_articles(&self, chunk: Range<usize>) -> Vec<u8> {
        let bare = |x: &Arc<Article>| Article { summary: Vec::new(), ..Article::clone(x) };
        pack(&self.articles[chunk].iter().map(bare).collect::<Vec<_>>())
    }

    /// Takes the next chunk of articles.
    ///
    /// # Errors
    /// As [`Record::unpack`].
    pub fn take_articles(&mut self, bytes: &[u8]) -> Result<(), Unreadable> {
        self.articles.append(&mut unpack(bytes)?);
        Ok(())
    }

    /// The bytes of a group of summaries.
    pub fn pack_summaries(&self, group: Range<usize>) -> Vec<u8> {
        pack(&self.articles[group].iter().map(|x| &x.summary).collect::<Vec<_>>())
    }

    /// From now on summaries may be late.
    pub fn expect_summaries(&self) {
        self.late.0.get_or_init(|| self.articles.iter().map(|_| OnceLock::new()).collect());
    }

    /// Takes the summaries of a group whose first article has this place.
    pub fn take_summaries(&self, first: usize, bytes: &[u8]) {
        let Some(late) = self.late.0.get() else { return };
        let summaries: Vec<Vec<Text>> = unpack(bytes).unwrap_or_default();
        for (slot, summary) in late.iter().skip(first).zip(summaries) {
            let _ = slot.set(summary);
        }
    }

    /// The summary of the article at a place; nothing if it is late.
    pub fn summary(&self, place: usize) -> &[Text] {
        let late = self.late.0.get().and_then(|x| x[place].get());
        late.map_or(&self.articles[place].summary, |x| x)
    }

    /// Whether the summary of the article at a place has yet to come.
    pub fn is_late(&self, place: usize) -> bool {
        self.late.0.get().is_some_and(|x| x[place].get().is_none())
    }

    /// The summary of an article; nothing if it is late.
    pub fn summary_of<'a>(&'a self, article: &'a Article) -> &'a [Text] {
        match self.late.0.get().and_then(|_| self.place(ARTICLES, &article.id)) {
            Some(place) => self.summary(place),
            None => &article.summary,
        }
    }
}
