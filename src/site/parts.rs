//! A large record as files beside the pages, which the reader asks for when it needs them:
//! see [`crate::record::late`]. Their names change with what is in them; only the list of them has
//! one name for ever. Those of articles are made of their digests, so that ten thousand need not be
//! packed to say that one has changed.

use std::collections::BTreeMap;
use std::io::Write;
use std::ops::Range;
use std::sync::OnceLock;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Serialize;

use super::build::hashed;
use super::digests::Digests;
use crate::record::late::{PARTS, Parts};
use crate::record::{MAGIC, Record, digest};

/// A file that is packed when it is written.
#[derive(Clone, Serialize)]
pub enum Part {
    /// Which parts there are.
    List(Parts),
    /// The record without its articles.
    Catalogue,
    /// These articles without their summaries.
    Articles(Range<usize>),
    /// What the search needs.
    Index,
    /// The summaries of these articles.
    Summaries(Range<usize>),
}

impl Part {
    /// Whether it is another if the record has its pictures elsewhere.
    pub fn has_pictures(&self, record: &Record) -> bool {
        match self {
            Part::Articles(chunk) => record.articles[chunk.clone()].iter().any(|x| !x.images.is_empty()),
            Part::Catalogue => {
                let people = record.people.iter().flat_map(|x| &x.images);
                let organisations = record.organisations.iter().flat_map(|x| &x.images);
                let events = record.events.iter().flat_map(|x| &x.images);
                people.chain(organisations).chain(events).next().is_some()
            }
            Part::List(_) | Part::Index | Part::Summaries(_) => false,
        }
    }
}

/// A part with its bytes, once they were packed.
pub struct Packed {
    pub part: Part,
    pub bytes: OnceLock<Vec<u8>>,
}

impl From<Part> for Packed {
    fn from(part: Part) -> Packed {
        Packed { part, bytes: OnceLock::new() }
    }
}

/// The parts of a record and their list, by their paths.
pub fn all(record: &Record, index: &[u8], digests: &Digests) -> BTreeMap<String, Packed> {
    let named = |name: &str, bytes: &[u8]| format!("assets/{}", hashed(name, bytes));
    // In another format other bytes are packed of the same articles.
    let of = |digests: &[u64]| digest(&(MAGIC, digests)).to_le_bytes();
    let catalogue = named("catalogue.bin", &record.catalogue().pack());
    let index = named("index.bin", index);
    let mut all = BTreeMap::from([(catalogue.clone(), Part::Catalogue), (index.clone(), Part::Index)]);
    let mut parts = Parts { catalogue, index, articles: Vec::new(), summaries: Vec::new() };
    let listed = digests.listed();
    for chunk in record.chunks() {
        let path = named("articles.bin", &of(&listed[chunk.clone()]));
        parts.articles.push(path.clone());
        all.insert(path, Part::Articles(chunk));
    }
    for group in record.groups() {
        let path = named("summaries.bin", &of(&digests.summaries[group.clone()]));
        parts.summaries.push((group.len() as u32, path.clone()));
        all.insert(path, Part::Summaries(group));
    }
    all.insert(PARTS.into(), Part::List(parts));
    all.into_iter().map(|(path, part)| (path, part.into())).collect()
}

/// The file of a part.
pub fn file(record: &Record, index: &[u8], part: &Part) -> Vec<u8> {
    match part {
        Part::List(parts) => packed(&parts.pack()),
        Part::Catalogue => packed(&record.catalogue().pack()),
        Part::Articles(chunk) => packed(&record.pack_articles(chunk.clone())),
        Part::Index => packed(index),
        Part::Summaries(group) => packed(&record.pack_summaries(group.clone())),
    }
}

/// Bytes as gzip (RFC 1952). Not every host packs what it does not know, so they are packed already.
pub fn packed(bytes: &[u8]) -> Vec<u8> {
    // The densest would be one part in a hundred smaller, for three times the time.
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(bytes).and_then(|()| packer.finish()).expect("bytes go into a vector")
}
