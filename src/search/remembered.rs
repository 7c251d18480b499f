//! An index that is made again and again: of each article is remembered what stands in it, so that the
//! words of ten thousand are not parted and folded because of one.
//!
//! What an article's entries say is in the article itself and in the registries: while these stay, and
//! the tool does, the entries of an article with the same bytes are the same.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::entries::{self, Place};
use super::filters::FACETS;
use super::index::{Builder, Met};
use super::meanings::Group;
use super::words::Word;
use super::{Listed, Making, linked};
use crate::record::{Record, digest};

/// What was found in articles the last time.
#[derive(Default, Serialize, Deserialize)]
struct Remembered<'a> {
    /// What says from which registries, and by which version of the tool.
    by: u64,
    /// The forms, by their numbers.
    forms: Vec<Word>,
    /// How many are met in all documents.
    met: usize,
    /// The values of each facet, by their numbers.
    values: [Vec<String>; FACETS],
    /// The [documents](Document) of each article, by its digest.
    #[serde(borrow)]
    articles: HashMap<u64, &'a [u8]>,
}

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

/// The [index](super::index()) of a record, for which these bytes remember what was found the last time
/// by this version of the tool; any others do as well. Gives the bytes for the next time, if they should
/// be others.
pub fn index(record: &Record, last: &[u8], version: u64) -> (Vec<u8>, Option<Vec<u8>>) {
    let by = digest(&(version, record.catalogue()));
    let read: Option<Remembered> = postcard::from_bytes(last).ok();
    let Remembered { forms, met, values, articles, .. } = read.filter(|x| x.by == by).unwrap_or_default();
    let known_forms = forms.len();
    // An article more or another needs little more room; to grow, all of it would be copied. Each that
    // was met takes a byte at least.
    let room = met.min(last.len()) / 100 * 101;
    let mut making = Making { builder: Builder::with(forms, room), ..Making::of(record) };
    let mut values = Values::of(values);
    let (mut found, mut new) = (Vec::with_capacity(record.articles.len()), HashMap::new());
    let article = |x: &Place| x.article(record);
    let of_same = |a: &Place, b: &Place| article(a).map(|x| &x.id) == article(b).map(|x| &x.id);
    for places in entries::places(record).chunk_by(of_same) {
        let Some(article) = article(&places[0]) else {
            places.iter().for_each(|x| drop(making.add(&x.entry(record))));
            continue;
        };
        let print = digest(article);
        found.push(print);
        let known: Option<Vec<Document>> = articles.get(&print).and_then(|x| postcard::from_bytes(x).ok());
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
    // To write all takes longer than to find a few once more.
    const FEW: usize = 100;
    let next = (new.len() * FEW > articles.len()).then(|| {
        let documents = |x| Some((x, new.get(&x).map(Vec::as_slice).or(articles.get(&x).copied())?));
        let forms = making.builder.known().into_iter().cloned().collect();
        let articles = found.into_iter().filter_map(documents).collect();
        let met = making.builder.met();
        let all = Remembered { by, forms, met, values: values.listed.map(Listed::done), articles };
        postcard::to_allocvec(&all).expect("what is remembered goes into a vector")
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
