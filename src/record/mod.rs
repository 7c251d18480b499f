//! The record: an edition, checked and packed, immutable.
//!
//! [`model`] has the types, [`date`] the EDTF dates, [`text`] the texts in two
//! languages, [`chains`] what follows from the statements taken together (who held an
//! office when, what came of a plan, how full each year is), [`mentions`] where a text
//! names what the record knows, [`occurrences`] who occurs in which articles, [`order`] the
//! one sort of it all, [`lookup`] where it stands, [`table`] how a name is found, [`late`] a large
//! one in parts. Nothing here reads a file, a clock or a page.

mod bytes;
pub mod chains;
pub mod date;
pub mod late;
pub mod lookup;
pub mod mentions;
pub mod model;
pub mod occurrences;
pub mod order;
pub mod table;
pub mod text;
mod unwritten;

use std::sync::Arc;

use postcard::ser_flavors::Flavor;
use serde::{Deserialize, Serialize};

use crate::labels::Labels;
pub(crate) use bytes::{read, write};
use late::Late;
use lookup::{ARTICLES, EVENTS, Lookup, ORGANISATIONS, PEOPLE, TERMS, TOPICS};
use model::*;
pub use text::Text;

/// The name of the wasm custom section that carries a record.
pub const SECTION: &str = "record";

/// The name of the one that carries the index of a large record.
pub const INDEX_SECTION: &str = "index";

/// The name of the one that says that the record comes in [parts](late).
pub const PARTS_SECTION: &str = "parts";

/// The first bytes of a packed record: a magic word and the format's version.
pub(crate) const MAGIC: &[u8; 8] = b"caunoi\x00\x02";

/// An edition as the reader has it. Articles are in the order of their dates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The settings.
    pub edition: Edition,
    /// The interface's words in the two languages of the pair, in its order.
    pub labels: [Labels; 2],
    /// The articles, earliest first. A copy of the record shares them.
    pub articles: Vec<Arc<Article>>,
    /// The people, as the edition orders them.
    pub people: Vec<Person>,
    /// The organisations, as the edition orders them.
    pub organisations: Vec<Organisation>,
    /// The topics, as the edition orders them.
    pub topics: Vec<Topic>,
    /// The series, as the edition orders them.
    pub series: Vec<Series>,
    /// The events, as the edition orders them.
    pub events: Vec<Event>,
    /// The glossary, as the edition orders it.
    pub terms: Vec<Term>,
    /// Where all of it stands.
    #[serde(skip)]
    pub lookup: Lookup,
    /// What came later.
    #[serde(skip)]
    pub late: Late,
}

/// Why bytes are not a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// They do not begin as a record of this version does.
    NotARecord,
    /// They end early, or were changed on the way.
    Damaged,
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str(match self {
            Unreadable::NotARecord => "these bytes are not a record of this version of Cầu Nối",
            Unreadable::Damaged => "the record is cut off or was changed on the way",
        })
    }
}

impl std::error::Error for Unreadable {}

impl Record {
    /// The record's bytes.
    pub fn pack(&self) -> Vec<u8> {
        pack(self)
    }

    /// The record in these bytes. Any bytes give an answer, none a panic.
    ///
    /// # Errors
    /// [`Unreadable`] says whether they never were a record or are a damaged one.
    pub fn unpack(bytes: &[u8]) -> Result<Record, Unreadable> {
        unpack(bytes)
    }

    /// The articles, earliest first.
    pub fn articles(&self) -> impl DoubleEndedIterator<Item = &Article> + ExactSizeIterator {
        self.articles.iter().map(|x| &**x)
    }

    /// The article with this id.
    pub fn article(&self, id: &str) -> Option<&Article> {
        Some(&self.articles[self.place(ARTICLES, id)?])
    }

    /// The person with this id.
    pub fn person(&self, id: &str) -> Option<&Person> {
        Some(&self.people[self.place(PEOPLE, id)?])
    }

    /// The organisation with this id.
    pub fn organisation(&self, id: &str) -> Option<&Organisation> {
        Some(&self.organisations[self.place(ORGANISATIONS, id)?])
    }

    /// The topic with this id.
    pub fn topic(&self, id: &str) -> Option<&Topic> {
        Some(&self.topics[self.place(TOPICS, id)?])
    }

    /// The event with this id.
    pub fn event(&self, id: &str) -> Option<&Event> {
        Some(&self.events[self.place(EVENTS, id)?])
    }

    /// The term with this id.
    pub fn term(&self, id: &str) -> Option<&Term> {
        Some(&self.terms[self.place(TERMS, id)?])
    }

    /// The office with this id within this organisation.
    pub fn office(&self, organisation: &str, office: &str) -> Option<&Office> {
        self.organisation(organisation)?.offices.iter().find(|x| x.id == office)
    }

    /// The language tag at this place of the pair (0 or 1).
    pub fn lang(&self, place: usize) -> &str {
        &self.edition.languages[place]
    }
}

/// Whether what was found in articles is to be kept for the next time, where so many were new beside so
/// many that were known: to write all takes longer than to find a hundredth once more.
pub fn is_worth_keeping(new: usize, known: usize) -> bool {
    new * 100 > known
}

/// A number for something that can be packed: another one for anything else, but for one case in 2⁶⁴.
///
/// # Panics
/// Never for what tells beforehand how many things it has, as all that is packed does.
pub fn digest<T: Serialize + ?Sized>(value: &T) -> u64 {
    postcard::serialize_with_flavor(value, Sum(START)).expect("a sum has room for all")
}

/// Sums up what is packed, eight bytes at a time: all articles are summed up at each build.
struct Sum(u64);

impl Sum {
    /// Takes eight bytes more: each of them changes all of the sum, for the upper half of the product
    /// comes down.
    fn take(&mut self, bytes: u64) {
        const FACTOR: u128 = 0x9e37_79b9_7f4a_7c15;
        let product = u128::from(self.0 ^ bytes) * FACTOR;
        self.0 = (product as u64) ^ (product >> 64) as u64;
    }
}

impl Flavor for Sum {
    type Output = u64;

    fn try_push(&mut self, byte: u8) -> postcard::Result<()> {
        self.take(byte.into());
        Ok(())
    }

    // How long they are was taken before them.
    fn try_extend(&mut self, bytes: &[u8]) -> postcard::Result<()> {
        let (eights, rest) = bytes.as_chunks::<8>();
        eights.iter().for_each(|x| self.take(u64::from_le_bytes(*x)));
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.take(u64::from_le_bytes(last));
        Ok(())
    }

    fn finalize(self) -> postcard::Result<u64> {
        Ok(self.0)
    }
}

/// Something's bytes: magic word, checksum (FNV-1a, 64 bits, little-endian), what [`write`] makes.
fn pack<T: Serialize>(value: &T) -> Vec<u8> {
    let body = write(value);
    [&MAGIC[..], &checksum(&body).to_le_bytes(), &body].concat()
}

/// What is in such bytes. Any bytes give an answer, none a panic.
fn unpack<T: for<'de> Deserialize<'de>>(bytes: &[u8]) -> Result<T, Unreadable> {
    let rest = bytes.strip_prefix(MAGIC).ok_or(Unreadable::NotARecord)?;
    let (sum, body) = rest.split_first_chunk::<8>().ok_or(Unreadable::Damaged)?;
    if checksum(body) != u64::from_le_bytes(*sum) {
        return Err(Unreadable::Damaged);
    }
    bytes::read(body).ok_or(Unreadable::Damaged)
}

/// Enough to notice a file that was cut off or changed.
fn checksum(bytes: &[u8]) -> u64 {
    fnv(bytes.iter().map(|x| u64::from(*x)))
}

/// FNV-1a in 64 bits.
fn fnv(all: impl Iterator<Item = u64>) -> u64 {
    all.fold(START, step)
}

/// With what FNV-1a begins.
pub(crate) const START: u64 = 0xcbf2_9ce4_8422_2325;

pub(crate) fn step(sum: u64, x: u64) -> u64 {
    (sum ^ x).wrapping_mul(0x0100_0000_01b3)
}
