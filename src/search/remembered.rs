//! An index that is made again and again: of each article is remembered what stands in it, so that the
//! words of ten thousand are not parted and folded because of one.
//!
//! What an article's entries say is in the article itself and in what the registries say of what it
//! states: while these stay, and the tool does, so do its entries.

use std::collections::HashMap;

use serde::{Deserialize, Serialize, Serializer};

use super::entries::{self, Place};
use super::filters::FACETS;
use super::index::{Builder, Met};
use super::meanings::Group;
use super::words::Word;
use super::{Listed, Making, linked};
use crate::record::{Record, digest, is_worth_keeping};

/// What was found in articles the last time.
#[derive(Default, Serialize, Deserialize)]
struct Remembered<'a> {
    /// What says of which edition, and by which version of the tool.
    by: u64,
    /// The forms, by their numbers.
    forms: Vec<Word>,
    /// How many are met in all documents.
    met: usize,
    /// The values of each facet, by their numbers.
    values: [Vec<String>; FACETS],
    /// The [documents](Document) of each article, by its digest.
    #[serde(borrow)]
    articles: HashMap<u64, Bytes<'a>>,
}

/// Bytes that are written all at once.
#[derive(Clone, Copy, Deserialize)]
struct Bytes<'a>(&'a [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(self.0)
    }
}

/// A digest and how many bytes there are take no more than so many.
const ENTRY: usize = 16;

/// An entry, as a document of the index.
#[derive(Serialize, Deserialize)]
struct Document {
    /// How many words it has.
    length: u32,
    met: Vec<Met>,
    /// The numbers of facets, and of their values.
    facts: Vec<(usize, u32)>,
    taught: Vec<Group>,
}

/// The [index](super::index()) of a record, of whose articles these are the digests, with those of all in
/// the registries of which they state something. `last` remembers
/// what was found the last time by this version of the tool; any other bytes do as well. Gives the bytes
/// for the next time, if they should be others.
pub fn index(record: &Record, digests: &[u64], last: &[u8], version: u64) -> (Vec<u8>, Option<Vec<u8>>) {
    let by = digest(&(version, record.opening()));
    let read: Option<Remembered> = postcard::from_bytes(last).ok();
    let Remembered { forms, met, values, articles, .. } = read.filter(|x| x.by == by).unwrap_or_default();
    let known_forms = forms.len();
    // An article more or another needs little more room; to grow, all of it would be copied. Each that
    // was met takes a byte at least.
    let room = met.min(last.len()) / 100 * 101;
    let mut making = Making { builder: Builder::with(forms, room), ..Making::of(record) };
    let mut values = Values::of(values);
    let (mut found, mut new) = (Vec::with_capacity(record.articles.len()), HashMap::new());
    for places in entries::places(record).chunk_by(|a, b| a.of_article() == b.of_article()) {
        let Some(article) = places[0].of_article() else {
            places.iter().for_each(|x| drop(making.add(&x.entry(record))));
            continue;
        };
        let print = digests[article];
        found.push(print);
        let known: Option<Vec<Document>> = articles.get(&print).and_then(|x| postcard::from_bytes(x.0).ok());
        match known.filter(|x| x.iter().all(|x| x.is_of(known_forms, &values))) {
            Some(known) => known.into_iter().for_each(|x| x.add_to(&mut making, &mut values)),
            None => {
                let documents = places.iter().map(|x| Document::of(*x, record, &mut making, &mut values));
                let documents: Vec<Document> = documents.collect();
                let bytes = postcard::to_allocvec(&documents).expect("documents go into a vector");
                new.insert(print, bytes);
            }
        }
    }
    let next = is_worth_keeping(new.len(), articles.len()).then(|| {
        let documents = |x| Some((x, new.get(&x).map(|x| Bytes(x)).or(articles.get(&x).copied())?));
        let forms = making.builder.known().into_iter().cloned().collect();
        let articles = found.into_iter().filter_map(documents).collect();
        let met = making.builder.met();
        let all = Remembered { by, forms, met, values: values.listed.map(Listed::done), articles };
        // To grow, a vector of all would be copied; the forms are few beside the documents.
        let documents: usize = all.articles.values().map(|x| x.0.len() + ENTRY).sum();
        postcard::to_extend(&all, Vec::with_capacity(documents / 8 * 9))
            .expect("what is remembered goes into a vector")
    });
    (linked(making.done()), next)
}

/// The values of facets: as they are remembered, and which those are in the index that is made.
struct Values {
    listed: [Listed; FACETS],
    made: [Vec<Option<usize>>; FACETS],
}

impl Values {
    fn of(listed: [Vec<String>; FACETS]) -> Values {
        Values { made: listed.each_ref().map(|x| vec![None; x.len()]), listed: listed.map(Listed::of) }
    }
}

impl Document {
    /// Adds the entry at a place to an index; gives it as a document.
    fn of(place: Place, record: &Record, making: &mut Making, values: &mut Values) -> Document {
        let entry = place.entry(record);
        let taught = making.add(&entry);
        let (length, met) = making.builder.last_met();
        let fact = |(facet, value): &(_, String)| {
            let facet = *facet as usize;
            (facet, values.listed[facet].place(value) as u32)
        };
        let facts = entry.facts.iter().map(fact).collect();
        Document { length, met: met.to_vec(), facts, taught }
    }

    /// Whether all that it names by numbers is there.
    fn is_of(&self, forms: usize, values: &Values) -> bool {
        let is_value = |(facet, value): &(usize, u32)| {
            values.made.get(*facet).is_some_and(|x| (*value as usize) < x.len())
        };
        self.met.iter().all(|x| (x.form as usize) < forms) && self.facts.iter().all(is_value)
    }

    /// Adds it to an index.
    fn add_to(self, making: &mut Making, values: &mut Values) {
        let number = making.builder.document_again(self.length, &self.met);
        for (facet, value) in self.facts {
            let (made, listed) = (&mut values.made[facet][value as usize], &values.listed[facet]);
            let made = made.get_or_insert_with(|| making.values[facet].place(&listed.met[value as usize]));
            making.builder.facet(number, facet, *made);
        }
        self.taught.iter().for_each(|x| making.meanings.take(x));
    }
}
