//! The index: which word stands in which document, and how much it weighs there, as bytes
//! that are read in place.
//!
//! Documents are numbered from 0, the newest first, so that of equals the newest wins. A
//! key (see [`mod@super::words`]) has one or more forms, a form has its documents. How much a
//! form weighs in a document is one of three levels: BM25 over the fields, quantised
//! ("impacts", Anh and Moffat 2005).
//!
//! A form that stands in many documents is kept as three bit sets, of the documents where
//! it weighs at least the first, second and third level; any other as gaps between
//! document numbers in Rice codes, with two bits for each level. Columns of equals lie together, and
//! forms that are about as frequent, because that is what compression on the way likes.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use serde::{Deserialize, Serialize};

use super::held::Held;
use super::words::{Word, Words};
use crate::record::order::ordered;
use crate::record::{START, step};

/// The levels of weight.
pub const LEVELS: usize = 3;

/// What the parts of a document weigh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Its name.
    Title = 4,
    /// What sums it up.
    Summary = 2,
    /// The rest.
    Body = 1,
}

/// Above these shares of the most that a word can weigh begin the second and third level.
/// With [`SATURATION`], one mention in the body of a document of middling length is the
/// first level, one in the summary or two in the body the second, one in the title the third.
const STEPS: [f32; LEVELS - 1] = [0.55, 0.74];

/// BM25's k₁: how soon more mentions stop to count.
const SATURATION: f32 = 1.2;

/// BM25's b: how far a long document is held to say less with one mention.
const LENGTH: f32 = 0.5;

/// A form is kept as bit sets if it stands in at least one of so many documents.
const DENSE: usize = 10;

/// What is put into an index.
#[derive(Default)]
pub struct Builder {
    /// Short words as they are spelled, each with the number of its form: there are few that are not
    /// met again.
    spelled: HashMap<Spelled, u32, BuildHasherDefault<Fnv>>,
    /// The forms, each with its number.
    forms: HashMap<Word, u32, BuildHasherDefault<Fnv>>,
    /// The forms of each document, each once, in the order of the documents. There are millions.
    met: Vec<Met>,
    /// Where a form was met last, in the order of the forms.
    last: Vec<usize>,
    /// Where what was met in each document ends.
    ends: Vec<usize>,
    /// How many words each document has.
    lengths: Vec<u32>,
    facets: Vec<Vec<Vec<u32>>>,
}

/// A form in a document.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub struct Met {
    /// Its number.
    pub form: u32,
    /// The sum of the weights of the fields of all its mentions.
    weight: u16,
    in_title: bool,
}

/// A word of less than sixteen bytes, and in the last one how many it has: it is compared as one number,
/// where a text would have to be looked for in memory.
type Spelled = u128;

fn spelled(word: &str) -> Option<Spelled> {
    let mut bytes = [0; 16];
    bytes[..15].get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    bytes[15] = word.len() as u8;
    Some(Spelled::from_le_bytes(bytes))
}

/// FNV-1a, which for words of a few letters is faster than what keeps off attackers: the words are
/// the edition's own.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(START)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |sum, x| step(sum, u64::from(*x)));
    }

    /// All bytes of a short word in two steps; the upper half has heard of all of them.
    fn write_u128(&mut self, word: u128) {
        let sum = step(step(self.0, word as u64), (word >> 64) as u64);
        self.0 = sum ^ sum >> 32;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The mentions of a form in a document, as [`Met`].
#[derive(Clone, Copy, Default)]
struct Mentions {
    document: u32,
    weight: u16,
    in_title: bool,
}

impl Builder {
    /// Adds a document; gives its number.
    pub fn document<'a>(&mut self, fields: impl IntoIterator<Item = (Field, &'a str)>) -> u32 {
        let document = self.lengths.len() as u32;
        let (first, mut length) = (self.met.len(), 0);
        for (field, text) in fields {
            let mut words = Words::of(text);
            while let Some((start, end)) = words.place() {
                let form = self.form(&text[start..end]);
                self.meet(first, form, field);
                length += 1;
            }
        }
        self.lengths.push(length);
        self.ends.push(self.met.len());
        document
    }

    /// Adds a document as it was [met](Builder::last_met) before: how many words it has, and which forms.
    pub fn document_again(&mut self, length: u32, met: &[Met]) -> u32 {
        self.met.extend(met);
        self.ends.push(self.met.len());
        self.lengths.push(length);
        self.lengths.len() as u32 - 1
    }

    /// How many words the last document has, and which forms.
    pub fn last_met(&self) -> (u32, &[Met]) {
        let start = self.ends.len().checked_sub(2).map_or(0, |x| self.ends[x]);
        (self.lengths.last().copied().unwrap_or_default(), &self.met[start..])
    }

    /// A builder that knows these forms by their places, and has room for so many to be met.
    pub fn with(forms: Vec<Word>, room: usize) -> Builder {
        let (last, met) = (vec![usize::MAX; forms.len()], Vec::with_capacity(room));
        Builder { forms: forms.into_iter().zip(0..).collect(), last, met, ..Builder::default() }
    }

    /// How many forms were met in all documents.
    pub fn met(&self) -> usize {
        self.met.len()
    }

    /// The forms that it knows, by their places.
    pub fn known(&self) -> Vec<&Word> {
        let all = self.forms.iter().map(|(word, form)| (*form, word)).collect();
        ordered(all, &mut |a, b| a.0.cmp(&b.0)).into_iter().map(|x| x.1).collect()
    }

    /// Notes a form in a field of the document of which this is the first that was met.
    fn meet(&mut self, first: usize, form: u32, field: Field) {
        let in_title = field == Field::Title;
        let last = &mut self.last[form as usize];
        match self.met.get_mut(*last).filter(|_| *last >= first) {
            Some(same) => {
                same.weight = same.weight.saturating_add(field as u16);
                same.in_title |= in_title;
            }
            None => {
                *last = self.met.len();
                self.met.push(Met { form, weight: field as u16, in_title });
            }
        }
    }

    /// The number of the form of a word.
    fn form(&mut self, word: &str) -> u32 {
        let spelled = spelled(word);
        if let Some(form) = spelled.and_then(|x| self.spelled.get(&x)) {
            return *form;
        }
        let mut form = Word::default();
        Words::of(word).next(&mut form);
        let next = self.forms.len() as u32;
        let form = *self.forms.entry(form).or_insert(next);
        if form == next {
            // Beyond all that was met.
            self.last.push(usize::MAX);
        }
        if let Some(spelled) = spelled {
            self.spelled.insert(spelled, form);
        }
        form
    }

    /// Of each form the documents that it stands in, in order: one after another, and where those of
    /// each end.
    fn postings(&self) -> (Vec<Mentions>, Vec<usize>) {
        // Sorted by counting, which keeps the order of the documents.
        let mut next = vec![0; self.forms.len() + 1];
        self.met.iter().for_each(|x| next[x.form as usize + 1] += 1);
        (1..next.len()).for_each(|x| next[x] += next[x - 1]);
        let mut all = vec![Mentions::default(); self.met.len()];
        let mut start = 0;
        for (document, end) in (0..).zip(&self.ends) {
            for Met { form, weight, in_title } in &self.met[start..*end] {
                let place = &mut next[*form as usize];
                all[*place] = Mentions { document, weight: *weight, in_title: *in_title };
                *place += 1;
            }
            start = *end;
        }
        next.pop();
        (all, next)
    }

    /// Says that a document has this value of this facet.
    pub fn facet(&mut self, document: u32, facet: usize, value: usize) {
        let at_least = |list: &mut Vec<_>, length| list.resize_with(list.len().max(length), Vec::new);
        if self.facets.len() <= facet {
            self.facets.resize_with(facet + 1, Vec::new);
        }
        let values = &mut self.facets[facet];
        at_least(values, value + 1);
        values[value].push(document);
    }

    /// The bytes of the index, with at least so many facets.
    pub fn bytes(mut self, facets: usize) -> Vec<u8> {
        self.facets.resize_with(self.facets.len().max(facets), Vec::new);
        let documents = self.lengths.len();
        let all: u64 = self.lengths.iter().map(|x| u64::from(*x)).sum();
        let average = all as f32 / documents.max(1) as f32;
        // How much a form weighs in a document.
        let level = |mentions: &Mentions, dense: bool| {
            // Of a word that is nearly everywhere only a place in a title says something.
            if dense {
                return if mentions.in_title { LEVELS as u8 - 1 } else { 0 };
            }
            let weight = f32::from(mentions.weight);
            let long = self.lengths[mentions.document as usize] as f32 / average;
            let impact = weight / (weight + SATURATION * (1.0 - LENGTH + LENGTH * long));
            STEPS.iter().filter(|x| impact > **x).count() as u8
        };
        let (mentions, ends) = self.postings();
        let postings = |form: usize| &mentions[if form == 0 { 0 } else { ends[form - 1] }..ends[form]];
        // One that was known before need not stand anywhere.
        let all = self.forms.iter().map(|(word, form)| (word, *form as usize));
        let all = all.filter(|x| !postings(x.1).is_empty()).collect();
        let all: Vec<(&Word, usize)> = ordered(all, &mut |a, b| a.0.cmp(b.0));
        let mut out = Columns::default();
        let mut previous = "";
        for same in all.chunk_by(|a, b| a.0.key == b.0.key) {
            let key = same[0].0.key.as_str();
            let shared = key.bytes().zip(previous.bytes()).take_while(|(a, b)| a == b).count().min(255);
            // The rest must begin with a whole letter.
            let shared = (0..=shared).rev().find(|x| key.is_char_boundary(*x)).unwrap_or(0);
            out.shared.push(shared as u8);
            number(key.len() - shared, &mut out.rest);
            out.letters.extend(&key.as_bytes()[shared..]);
            number(same.len(), &mut out.forms);
            for (word, form) in same {
                out.marks_length.push(word.marks.len() as u8);
                out.marks.extend(&word.marks);
                number(postings(*form).len(), &mut out.frequencies);
            }
            previous = key;
        }
        let order: Vec<usize> = all.iter().map(|x| x.1).collect();
        let class = |form: &usize| class(postings(*form).len(), documents);
        // Stable: within a class, in the order of the dictionary.
        let by_class = ordered(order.clone(), &mut |a, b| class(b).cmp(&class(a)));
        let mut lengths = vec![0; ends.len()];
        // Of many forms both grow to megabytes, and each time that they do are copied.
        let mut levels = Vec::with_capacity(mentions.len());
        let mut bits = Bits { bytes: Vec::with_capacity(mentions.len()), length: 0 };
        for form in by_class {
            let before = bits.length;
            let list = postings(form);
            let dense = is_dense(list.len(), documents);
            if dense {
                for wanted in 0..LEVELS as u8 {
                    let mut set = vec![0u8; documents.div_ceil(64) * 8];
                    for mentions in list.iter().filter(|x| level(x, dense) >= wanted) {
                        set[mentions.document as usize / 8] |= 1 << (mentions.document % 8);
                    }
                    out.dense.extend(set);
                }
            } else {
                let low = low_bits(list.len(), documents);
                let mut next = 0;
                for mentions in list {
                    bits.rice(mentions.document - next, low);
                    next = mentions.document + 1;
                    levels.push(level(mentions, dense));
                }
                lengths[form] = bits.length - before - list.len() * (low as usize + 1);
            }
        }
        for form in order.iter().filter(|x| !is_dense(postings(**x).len(), documents)) {
            number(lengths[*form], &mut out.extra);
        }
        out.postings = bits.bytes;
        out.levels.extend(levels.chunks(4).map(|x| x.iter().rev().fold(0, |sum, level| sum << 2 | level)));
        for values in &self.facets {
            number(values.len(), &mut out.facets);
            for value in values {
                number(value.len(), &mut out.facets);
                gaps(value.iter().copied(), &mut out.facets);
            }
        }
        out.bytes(documents, self.facets.len())
    }
}

fn is_dense(frequency: usize, documents: usize) -> bool {
    frequency * DENSE >= documents.max(64)
}

/// Forms of one class are about as frequent and lie together; the most frequent first.
fn class(frequency: usize, documents: usize) -> usize {
    if is_dense(frequency, documents) {
        return CLASSES - 1;
    }
    // Four classes from one power of two to the next.
    let power = frequency.max(1).ilog2() as usize;
    (power * 4 + ((frequency << 2 >> power) & 3)).min(CLASSES - 2)
}

const CLASSES: usize = 130;

/// How many low bits of a gap are written as they are: the Rice parameter that is best for
/// documents that are drawn at random.
fn low_bits(frequency: usize, documents: usize) -> u32 {
    // ln 2 of the mean gap, rounded down to a power of two.
    let mean = (documents - frequency.min(documents)) * 89 / (frequency.max(1) * 128);
    (mean + 1).ilog2()
}

/// Bits one after another, the lowest of a byte first.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    length: usize,
}

impl Bits {
    /// So many low bits of a number, 57 at most; it has no others.
    fn put(&mut self, number: u64, count: u32) {
        let (at, mut rest) = (self.length / 8, number << (self.length % 8));
        self.length += count as usize;
        self.bytes.resize(self.length.div_ceil(8), 0);
        for byte in &mut self.bytes[at..] {
            *byte |= rest as u8;
            rest >>= 8;
        }
    }

    /// A number in a Rice code: its high part as so many zeros and a one, its low bits.
    fn rice(&mut self, number: u32, low: u32) {
        self.length += (number >> low) as usize;
        let rest = u64::from(number) & ((1 << low) - 1);
        self.put(rest << 1 | 1, low + 1);
    }
}

/// Gaps between rising numbers.
fn gaps(rising: impl Iterator<Item = u32>, out: &mut Vec<u8>) {
    let mut next = 0;
    for document in rising {
        number((document - next) as usize, out);
        next = document + 1;
    }
}

/// A number in groups of seven bits, the lowest first.
fn number(mut number: usize, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// The columns of an index, in the order in which they are written.
#[derive(Default)]
struct Columns {
    shared: Vec<u8>,
    rest: Vec<u8>,
    letters: Vec<u8>,
    forms: Vec<u8>,
    marks_length: Vec<u8>,
    marks: Vec<u8>,
    frequencies: Vec<u8>,
    extra: Vec<u8>,
    levels: Vec<u8>,
    postings: Vec<u8>,
    facets: Vec<u8>,
    dense: Vec<u8>,
}

impl Columns {
    fn bytes(self, documents: usize, facets: usize) -> Vec<u8> {
        let keys = self.shared.len();
        let columns = [
            self.shared,
            self.rest,
            self.letters,
            self.forms,
            self.marks_length,
            self.marks,
            self.frequencies,
            self.extra,
            self.levels,
            self.postings,
            self.facets,
            self.dense,
        ];
        let mut out = Vec::new();
        for number in [documents, keys, facets].into_iter().chain(columns.iter().map(Vec::len)) {
            out.extend((number as u32).to_le_bytes());
        }
        out.extend(columns.into_iter().flatten());
        // Whoever reads a word of eight bytes at the end reads these.
        out.extend([0; 8]);
        out
    }
}

/// An index that can be asked.
pub struct Index {
    bytes: Box<[u8]>,
    documents: usize,
    /// The keys one after another, and where each ends.
    letters: Vec<u8>,
    ends: Vec<u32>,
    /// Where the forms of each key end.
    form_ends: Vec<u32>,
    forms: Vec<Form>,
    marks: usize,
    levels: usize,
    gaps: usize,
    dense: usize,
    facets: Vec<Vec<Held>>,
}

/// Which documents: bit d of word d / 64.
pub type Set = Box<[u64]>;

/// A form: where its marks end, in how many documents it stands, where they are.
#[derive(Clone, Copy)]
struct Form {
    marks: u32,
    frequency: u32,
    /// Among the dense ones its number, among the others the place of its first gap.
    place: u32,
    /// The number of its first level, among all that are not dense.
    level: u32,
}

/// Reads numbers one after another; zeros after the end.
struct Numbers<'a>(&'a [u8]);

impl Numbers<'_> {
    #[inline]
    fn next(&mut self) -> usize {
        let mut number = 0;
        let mut shift = 0;
        while let Some((byte, rest)) = self.0.split_first() {
            self.0 = rest;
            number |= usize::from(byte & 0x7f) << (shift & 31);
            if *byte < 0x80 {
                break;
            }
            shift += 7;
        }
        number
    }
}

impl Index {
    /// The index in these bytes, if they are one.
    pub fn of(bytes: Box<[u8]>) -> Option<Index> {
        let mut header = bytes.chunks_exact(4).map(|x| u32::from_le_bytes([x[0], x[1], x[2], x[3]]) as usize);
        let (documents, keys, facets) = (header.next()?, header.next()?, header.next()?);
        // Whatever the bytes say, they cannot say more than they have room for.
        if documents > bytes.len() * 8 || keys > bytes.len() || facets > bytes.len() {
            return None;
        }
        let mut starts = [15 * 4; 13];
        for column in 0..12 {
            starts[column + 1] = starts[column] + header.next()?.min(bytes.len());
        }
        let column = |number: usize| bytes.get(starts[number]..starts[number + 1]);
        let shared = column(0)?;
        let (mut rest, mut letters) = (Numbers(column(1)?), column(2)?);
        let mut all: Vec<u8> = Vec::with_capacity(letters.len() * 2);
        let mut ends = Vec::with_capacity(keys);
        let (mut form_counts, mut form_ends) = (Numbers(column(3)?), Vec::with_capacity(keys));
        let (mut last, mut forms) = (0, 0);
        for shared in shared.iter().take(keys) {
            let start = all.len();
            all.extend_from_within(last..(last + usize::from(*shared)).min(start));
            let (own, after) = letters.split_at_checked(rest.next())?;
            all.extend(own);
            letters = after;
            last = start;
            ends.push(all.len() as u32);
            forms += form_counts.next();
            form_ends.push(forms as u32);
        }
        let marks_length = column(4)?;
        if marks_length.len() != forms {
            return None;
        }
        let (mut frequencies, mut extra) = (Numbers(column(6)?), Numbers(column(7)?));
        let mut list = Vec::with_capacity(forms);
        let mut marks = 0;
        // First how much each class needs, then where each form of it is.
        let mut needs = [(0u32, 0u32); CLASSES];
        for length in marks_length {
            marks += u32::from(*length);
            let frequency = frequencies.next();
            let class = class(frequency, documents);
            let place = if class == CLASSES - 1 {
                1
            } else {
                let bits = frequency.checked_mul(low_bits(frequency, documents) as usize + 1)?;
                u32::try_from(bits.checked_add(extra.next())?).ok()?
            };
            let frequency = u32::try_from(frequency).ok()?;
            needs[class].0 = needs[class].0.checked_add(place)?;
            needs[class].1 = needs[class].1.checked_add(frequency)?;
            list.push(Form { marks, frequency, place, level: class as u32 });
        }
        let (mut place, mut level) = (0u32, 0u32);
        for class in (0..CLASSES - 1).rev() {
            let (bytes, count) = needs[class];
            needs[class] = (place, level);
            place = bytes.checked_add(place)?;
            level = count.checked_add(level)?;
        }
        let dense = needs[CLASSES - 1].0 as usize;
        needs[CLASSES - 1] = (0, 0);
        for form in &mut list {
            let next = &mut needs[form.level as usize];
            let length = form.place;
            (form.place, form.level) = *next;
            next.0 += length;
            next.1 += form.frequency;
        }
        let whole = (place as usize).div_ceil(8) == column(9)?.len()
            && (level as usize).div_ceil(4) == column(8)?.len()
            && dense * documents.div_ceil(64) * 8 * LEVELS == column(11)?.len()
            && marks as usize == column(5)?.len();
        if !whole {
            return None;
        }
        let (marks, levels, gaps, dense) = (starts[5], starts[8], starts[9], starts[11]);
        let mut numbers = Numbers(column(10)?);
        let mut sets = Vec::new();
        for _ in 0..facets {
            if numbers.0.is_empty() {
                return None;
            }
            // Each takes a byte at least.
            let count = numbers.next();
            let values = (0..count.min(numbers.0.len())).map(|_| {
                let mut next = 0;
                let held = (0..numbers.next().min(documents)).map_while(|_| {
                    let document = numbers.next().checked_add(next).filter(|x| *x < documents)?;
                    next = document + 1;
                    Some(document as u32)
                });
                Held::of(held.collect(), documents)
            });
            sets.push(values.collect());
        }
        Some(Index {
            documents,
            letters: all,
            ends,
            form_ends,
            forms: list,
            marks,
            levels,
            gaps,
            dense,
            facets: sets,
            bytes,
        })
    }

    /// How many documents there are.
    pub fn documents(&self) -> usize {
        self.documents
    }

    /// How many words a set has.
    pub fn width(&self) -> usize {
        self.documents.div_ceil(64)
    }

    /// How many keys there are.
    pub fn keys(&self) -> usize {
        self.ends.len()
    }

    /// The facets, each with the documents that have each value.
    pub fn facets(&self) -> &[Vec<Held>] {
        &self.facets
    }

    /// The key with this number, in the order of their bytes.
    pub fn key(&self, number: usize) -> &[u8] {
        let start = if number == 0 { 0 } else { self.ends[number - 1] as usize };
        &self.letters[start..self.ends[number] as usize]
    }

    /// The numbers of the keys that begin so.
    pub fn beginning(&self, prefix: &[u8]) -> std::ops::Range<usize> {
        self.beginning_among(0..self.keys(), prefix)
    }

    /// Of these keys, the numbers of those that begin so.
    pub fn beginning_among(&self, keys: std::ops::Range<usize>, prefix: &[u8]) -> std::ops::Range<usize> {
        let first = |mut low: usize, after: &dyn Fn(&[u8]) -> bool| {
            let mut high = keys.end;
            while low < high {
                let middle = (low + high) / 2;
                if after(self.key(middle)) { high = middle } else { low = middle + 1 }
            }
            low
        };
        let start = first(keys.start, &|key| key >= prefix);
        start..first(start, &|key| !key.starts_with(prefix))
    }

    /// The numbers of the forms of a key.
    pub fn forms_of(&self, key: usize) -> std::ops::Range<usize> {
        let start = if key == 0 { 0 } else { self.form_ends[key - 1] as usize };
        start..self.form_ends[key] as usize
    }

    /// The numbers of the forms of several keys, one after another.
    pub fn forms_of_all(&self, keys: std::ops::Range<usize>) -> std::ops::Range<usize> {
        if keys.is_empty() {
            return 0..0;
        }
        self.forms_of(keys.start).start..self.forms_of(keys.end - 1).end
    }

    /// The marks of a form.
    pub fn marks(&self, form: usize) -> &[u8] {
        let start = if form == 0 { 0 } else { self.forms[form - 1].marks as usize };
        &self.bytes[self.marks + start..self.marks + self.forms[form].marks as usize]
    }

    /// In how many documents a form stands.
    pub fn frequency(&self, form: usize) -> usize {
        self.forms[form].frequency as usize
    }

    /// Whether a form stands in many documents, so that adding it costs next to nothing.
    pub fn is_frequent(&self, form: usize) -> bool {
        is_dense(self.frequency(form), self.documents)
    }

    /// Adds the documents of a form to sets of at least each level: `into` is the sets one
    /// after another, as many of the [`LEVELS`] as are wanted, the first first.
    pub fn add(&self, form: usize, into: &mut [u64]) {
        let form = self.forms[form];
        let width = self.width();
        if is_dense(form.frequency as usize, self.documents) {
            let start = self.dense + form.place as usize * width * 8 * LEVELS;
            let sets = self.bytes[start..start + into.len() * 8].chunks_exact(8);
            for (word, bytes) in into.iter_mut().zip(sets) {
                *word |= u64::from_le_bytes([
                    bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7],
                ]);
            }
            return;
        }
        let low = low_bits(form.frequency as usize, self.documents);
        let mask = (1u64 << low) - 1;
        let (first, more) = into.split_at_mut(width.min(into.len()));
        let (second, third) = more.split_at_mut(width.min(more.len()));
        let levels = &self.bytes[self.levels..];
        let mut at = form.place as usize;
        let mut document = 0;
        for number in form.level as usize..(form.level + form.frequency) as usize {
            let window = self.window(at);
            let zeros = window.trailing_zeros();
            if zeros + low < 56 {
                document += (zeros as usize) << low | (window >> zeros >> 1 & mask) as usize;
                at += (zeros + 1 + low) as usize;
            } else {
                (document, at) = self.long(document, at, low);
            }
            let (word, bit) = (document / 64, 1u64 << (document % 64));
            let Some(documents) = first.get_mut(word) else { return };
            *documents |= bit;
            document += 1;
            if second.is_empty() {
                continue;
            }
            let level = levels[number / 4] >> (number % 4 * 2) & 3;
            if level > 0 {
                second[word] |= bit;
                if level > 1 {
                    third[word] |= bit;
                }
            }
        }
    }

    /// The next document and where its code ends, for a code that is longer than a window.
    #[cold]
    fn long(&self, document: usize, mut at: usize, low: u32) -> (usize, usize) {
        let mut high = 0;
        let mut window = self.window(at);
        while window == 0 && high < self.documents {
            high += 56;
            at += 56;
            window = self.window(at);
        }
        let zeros = window.trailing_zeros() as usize;
        high += zeros;
        at += zeros + 1;
        let rest = (self.window(at) & ((1 << low) - 1)) as usize;
        (document + (high << low | rest), at + low as usize)
    }

    /// The next 56 bits of the gaps from this one on.
    #[inline]
    fn window(&self, bit: usize) -> u64 {
        let start = self.gaps + bit / 8;
        let Some(bytes) = self.bytes.get(start..start + 8) else { return 1 };
        let word = u64::from_le_bytes([
            bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7],
        ]);
        word >> (bit % 8) & (u64::MAX >> 8)
    }
}

/// Puts a document into a set, if it has room for it.
pub fn put(set: &mut [u64], document: usize) {
    if let Some(word) = set.get_mut(document / 64) {
        *word |= 1 << (document % 64);
    }
}

/// Whether a document is in a set.
pub fn has(set: &[u64], document: usize) -> bool {
    set.get(document / 64).is_some_and(|x| x >> (document % 64) & 1 == 1)
}
