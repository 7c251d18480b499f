//! Finding: which documents hold all the words, the best of them, and how many each
//! filter would leave.
//!
//! Sets of documents are bits, 64 documents to a word, and so are scores: bit p of the
//! scores of 64 documents is one word, and adding to 64 scores is a handful of
//! instructions ("bit-sliced", O'Neil and Quass 1997). The best are then found from the
//! highest bit down, without sorting what is not shown.

use std::ops::Range;

use super::index::{Index, LEVELS, Set};
use super::near;
use super::spelling::{self, Spelling};
use super::words::{Word, same_marks};

/// How many bits a score has.
const BITS: usize = 8;

/// A word that is in a smaller share of the documents than each of these weighs twice as
/// much: the logarithm of BM25's rarity, in powers of two.
const RARE: [f32; 3] = [0.25, 0.03, 0.003];

/// What the marks as typed add to a score.
const AS_TYPED: u8 = 32;

/// How many bytes the words of the last questions may take: of two questions that follow
/// while somebody types, all words but one are the same.
const KEPT: usize = 2 << 20;

/// What was found.
pub struct Found {
    /// The documents that hold all the words.
    pub hits: Set,
    /// How many they are.
    pub count: usize,
    /// Words that are nowhere, and what was looked for instead.
    pub corrected: Vec<(Word, Word)>,
    /// What was looked for.
    pub words: Vec<Word>,
    /// Those that hold the words with the marks as typed, if any were typed.
    pub marked: Option<Set>,
}

/// The documents of one word.
struct Matches {
    /// Those where it has at least each level, one set after another.
    levels: Set,
    /// Those where it stands as a whole, not only as a beginning.
    whole: Set,
    /// Those where it stands with the marks as typed, if any were typed.
    marked: Option<Set>,
    /// How much a mention says, by how rare it is: 1, 2, 4 or 8.
    weight: u8,
}

/// Asks an index, and remembers the words of the last questions.
pub struct Finder {
    index: Index,
    /// What is remembered, the latest last.
    kept: Vec<Kept>,
}

/// A word that was looked for.
struct Kept {
    word: Word,
    /// Whether no word beside it had marks.
    plain: bool,
    /// What was looked for instead.
    meant: Option<Word>,
    matches: Matches,
}

impl Kept {
    /// Whether it answers for this word among words that have no marks or do.
    fn is_of(&self, word: &Word, plain: bool) -> bool {
        self.word == *word && (self.meant.is_none() || self.plain == plain)
    }
}

impl Finder {
    /// A finder over this index.
    pub fn new(index: Index) -> Finder {
        Finder { index, kept: Vec::new() }
    }

    /// The index.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The documents in which each of the words begins a word.
    pub fn find(&mut self, words: &[Word]) -> Found {
        (0..words.len()).for_each(|place| self.keep(words, place));
        let width = self.index.width();
        let mut hits = everything(self.index.documents());
        let mut marked = None;
        let mut found = (Vec::new(), Vec::new());
        for Kept { word, meant, matches, .. } in self.kept(words) {
            and(&mut hits, &matches.levels[..width]);
            if let Some(set) = &matches.marked {
                and(marked.get_or_insert_with(|| everything(self.index.documents())), set);
            }
            found.0.push(meant.as_ref().unwrap_or(word).clone());
            found.1.extend(meant.clone().map(|meant| (word.clone(), meant)));
        }
        Found { count: ones(&hits), hits, corrected: found.1, words: found.0, marked }
    }

    /// The best of these documents for words that were just looked for, with their scores;
    /// best first, of equals the newest first.
    pub fn best(&self, words: &[Word], hits: &[u64], wanted: usize) -> Vec<(u8, u32)> {
        let matches: Vec<&Matches> = self.kept(words).map(|x| &x.matches).collect();
        best_of(hits, &matches, wanted)
    }

    /// Forgets the words of the last questions.
    pub fn forget(&mut self) {
        self.kept.clear();
    }

    /// What is kept of each word.
    fn kept<'a>(&'a self, words: &'a [Word]) -> impl Iterator<Item = &'a Kept> {
        let plain = is_plain(words);
        words.iter().filter_map(move |word| self.kept.iter().rev().find(|x| x.is_of(word, plain)))
    }

    /// Makes sure that the matches of a word are kept, the latest last.
    fn keep(&mut self, words: &[Word], place: usize) {
        let (word, plain) = (&words[place], is_plain(words));
        if let Some(at) = self.kept.iter().position(|x| x.is_of(word, plain)) {
            let kept = self.kept.remove(at);
            self.kept.push(kept);
            return;
        }
        let room = KEPT / (self.index.width() * 8 * (LEVELS + 2)).max(1);
        if self.kept.len() >= room.max(words.len()) {
            self.kept.remove(0);
        }
        let meant = if self.keys(word).is_empty() { self.meant(word, plain) } else { None };
        let matches = self.matches(meant.as_ref().unwrap_or(word));
        self.kept.push(Kept { word: word.clone(), plain, meant, matches });
    }

    /// The keys that a word may begin, in any of its spellings.
    fn keys(&self, word: &Word) -> Vec<Range<usize>> {
        let own = Spelling { key: word.key.clone(), whole: false };
        let spellings = std::iter::once(own).chain(spelling::others(&word.key));
        let keys = spellings.map(|x| {
            let keys = self.index.beginning(x.key.as_bytes());
            let is_other = x.whole && !keys.is_empty() && self.index.key(keys.start) != x.key.as_bytes();
            let whole = keys.start..keys.start + usize::from(!keys.is_empty() && !is_other);
            if x.whole { whole } else { keys }
        });
        keys.filter(|x| !x.is_empty()).collect()
    }

    /// The documents in which a word begins a word.
    fn matches(&self, word: &Word) -> Matches {
        let keys = self.keys(word);
        let index = &self.index;
        let width = index.width();
        let empty = || vec![0; width].into_boxed_slice();
        let mut levels = vec![0; width * LEVELS].into_boxed_slice();
        let mut whole = empty();
        let mut marked = word.is_marked().then(empty);
        let letters = word.key.chars().count();
        let forms = || keys.iter().flat_map(|x| index.forms_of_all(x.clone()));
        let same = |form| same_marks(letters, &word.marks, index.marks(form));
        for form in forms().filter(|x| index.is_frequent(*x)) {
            index.add(form, &mut levels);
            if let Some(set) = marked.as_mut().filter(|_| same(form)) {
                index.add(form, set);
            }
        }
        // What begins words of every document says nothing by beginning rare words too.
        let everywhere = |set: &[u64]| ones(set) == index.documents();
        let all = everywhere(&levels[..width]);
        let all_marked = marked.as_ref().is_none_or(|x| everywhere(x));
        for form in forms().filter(|x| !index.is_frequent(*x)) {
            if !all {
                index.add(form, &mut levels);
            }
            if let Some(set) = marked.as_mut().filter(|_| !all_marked && same(form)) {
                index.add(form, set);
            }
        }
        // The first of the keys that a word begins is, if any, the word as a whole.
        for first in keys.iter().map(|x| x.start).filter(|x| index.key(*x).len() == word.key.len()) {
            index.forms_of(first).for_each(|form| index.add(form, &mut whole));
        }
        let share = (ones(&levels[..width]) + 1) as f32 / (index.documents() + 1) as f32;
        let weight = RARE.iter().fold(1, |weight, limit| if share < *limit { weight * 2 } else { weight });
        Matches { levels, whole, marked, weight }
    }

    /// The word that was most likely meant by one that is nowhere. Who types marks has an
    /// input method that is on, so only words that are all plain are read as its keys.
    fn meant(&self, word: &Word, plain: bool) -> Option<Word> {
        let index = &self.index;
        let typed = spelling::typed(&word.key).filter(|_| plain);
        let stands = |x: &Word| {
            let mut forms = self.keys(x).into_iter().flat_map(|x| index.forms_of_all(x));
            forms.any(|form| x.same_marks(index.marks(form)))
        };
        if let Some(typed) = typed.filter(stands) {
            return Some(typed);
        }
        let mut keys = near::near(index, word, false);
        if keys.is_empty() {
            keys = near::near(index, word, true);
        }
        // The best form of each key: the first letter right, fewest slips in the marks, then
        // the most frequent.
        let first = word.key.as_bytes().first();
        let likely = keys.into_iter().map(|key| {
            let of_form = |form| {
                let slips = match word.is_marked() {
                    true => near::slips(word, index.key(key), index.marks(form)),
                    false => 1,
                };
                (slips, usize::MAX - index.frequency(form))
            };
            let (slips, rare) = index.forms_of(key).map(of_form).min().unwrap_or((9, usize::MAX));
            (index.key(key).first() != first, slips, rare, key)
        });
        let key = index.key(likely.min()?.3);
        Some(Word { key: String::from_utf8_lossy(key).into_owned(), marks: Vec::new() })
    }
}

/// Whether none of these words has marks.
fn is_plain(words: &[Word]) -> bool {
    !words.iter().any(Word::is_marked)
}

/// All documents.
fn everything(documents: usize) -> Set {
    let word = |at: usize| match documents - at * 64 {
        64.. => u64::MAX,
        rest => (1 << rest) - 1,
    };
    (0..documents.div_ceil(64)).map(word).collect()
}

/// Leaves in a set what is in the other too.
pub fn and(set: &mut [u64], other: &[u64]) {
    set.iter_mut().zip(other).for_each(|(a, b)| *a &= b);
}

/// How many documents a set has.
pub fn ones(set: &[u64]) -> usize {
    set.iter().map(|x| x.count_ones() as usize).sum()
}

/// The best of these documents, best first; of equals the newest first.
fn best_of(hits: &[u64], words: &[&Matches], wanted: usize) -> Vec<(u8, u32)> {
    let width = hits.len();
    let count = ones(hits);
    // What adds how much: a set and which bit. Of many words each adds less, so that the
    // most is never reached.
    let less = u8::from(words.len() > 3) + u8::from(words.len() > 7);
    let mut adds: Vec<(&[u64], usize)> = Vec::new();
    for matches in words {
        let bit = |weight: u8| (weight >> less).max(1).ilog2() as usize;
        let levels = matches.levels.chunks_exact(width.max(1)).skip(1);
        adds.extend(levels.chain([&*matches.whole]).map(|set| (set, bit(matches.weight))));
        adds.extend(matches.marked.as_deref().map(|set| (set, bit(AS_TYPED))));
    }
    let mut scores = vec![[0u64; BITS]; width];
    for (at, score) in scores.iter_mut().enumerate() {
        if hits[at] == 0 {
            continue;
        }
        for (set, bit) in &adds {
            add(score, set[at] & hits[at], *bit);
        }
    }
    // From the highest bit down: those that surely are among the best, those that may be.
    let mut sure = vec![0u64; width];
    let mut maybe: Vec<u64> = hits.into();
    let mut left = wanted.min(count);
    for bit in (0..BITS).rev() {
        let high = |at: usize| maybe[at] & scores[at][bit];
        let many: usize = (0..width).map(|at| high(at).count_ones() as usize).sum();
        if many > left {
            (0..width).for_each(|at| maybe[at] &= scores[at][bit]);
        } else {
            for at in 0..width {
                sure[at] |= maybe[at] & scores[at][bit];
                maybe[at] &= !scores[at][bit];
            }
            left -= many;
        }
    }
    let score = |document: u32| {
        let (at, shift) = (document as usize / 64, document % 64);
        (0..BITS).map(|bit| ((scores[at][bit] >> shift & 1) as u8) << bit).sum::<u8>()
    };
    // All that may be among the best say as much, and less than those that surely are.
    let best = || documents(&sure).chain(documents(&maybe).take(left)).map(|x| (score(x), x));
    let mut places = [0; 1 << BITS];
    best().for_each(|x| places[usize::from(x.0)] += 1);
    let mut before = 0;
    for place in places.iter_mut().rev() {
        (*place, before) = (before, before + *place);
    }
    let mut sorted = vec![(0, 0); before];
    for x in best() {
        let place = &mut places[usize::from(x.0)];
        sorted[*place] = x;
        *place += 1;
    }
    sorted
}

/// Adds `1 << bit` to the scores of these documents, of 64; what is too much is the most.
#[inline]
fn add(score: &mut [u64; BITS], documents: u64, bit: usize) {
    let mut carry = documents;
    for sum in &mut score[bit..] {
        if carry == 0 {
            return;
        }
        (*sum, carry) = (*sum ^ carry, *sum & carry);
    }
    score.iter_mut().for_each(|sum| *sum |= carry);
}

/// The documents of a set, in order.
pub fn documents(set: &[u64]) -> impl Iterator<Item = u32> + '_ {
    set.iter().enumerate().flat_map(|(at, word)| {
        let mut word = *word;
        std::iter::from_fn(move || {
            let bit = word.trailing_zeros();
            (word != 0).then(|| {
                word &= word - 1;
                at as u32 * 64 + bit
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::index::{Builder, Field};
    use super::super::words::words;
    use super::*;
    use proptest::prelude::*;

    fn finder(texts: &[String]) -> Finder {
        let mut builder = Builder::default();
        for text in texts {
            let (title, rest) = text.split_at(text.find(' ').unwrap_or(0));
            builder.document([(Field::Title, title), (Field::Body, rest)]);
        }
        Finder::new(Index::of(builder.bytes(0).into()).expect("an index"))
    }

    fn typed(text: &str) -> Vec<Word> {
        words(text).map(|x| x.word).collect()
    }

    /// Whether a text has each word as the beginning of one of its own, looked at one by one.
    fn has(text: &str, wanted: &[Word], marked: bool) -> bool {
        let all = typed(text);
        let fits = |word: &Word, x: &Word| {
            let other = spelling::others(&word.key)
                .into_iter()
                .any(|other| if other.whole { x.key == other.key } else { x.key.starts_with(&other.key) });
            (word.begins(&x.key) || other) && (!marked || !word.is_marked() || word.same_marks(&x.marks))
        };
        wanted.iter().all(|word| all.iter().any(|x| fits(word, x)))
    }

    /// The fewest letters to change, add, leave out or swap, but for what would take two.
    fn is_one_slip(a: &str, b: &str) -> bool {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let without = |x: &[char], at: usize| [&x[..at], &x[at + 1..]].concat();
        let swapped = |at: usize| {
            let mut x = a.clone();
            x.swap(at, at + 1);
            x == b
        };
        match a.len() as isize - b.len() as isize {
            1 => (0..a.len()).any(|at| without(&a, at) == b),
            -1 => (0..b.len()).any(|at| without(&b, at) == a),
            0 => {
                (0..a.len()).any(|at| without(&a, at) == without(&b, at))
                    || (1..a.len()).any(|at| swapped(at - 1))
            }
            _ => false,
        }
    }

    fn texts() -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec("([abdđâáạy]{1,5} ){1,9}", 1..150)
    }

    proptest! {
        #[test]
        fn finds_what_looking_through_all_texts_finds(texts in texts(), query in "([abdđâáạy]{1,3} ){1,3}") {
            let query = typed(&query);
            let found = finder(&texts).find(&query);
            prop_assume!(found.corrected.is_empty());
            let truth = |marked| texts.iter().enumerate().filter(move |x| has(x.1, &query, marked)).map(|x| x.0 as u32);
            let expected: Vec<u32> = truth.clone()(false).collect();
            prop_assert_eq!(found.count, expected.len());
            prop_assert_eq!(documents(&found.hits).collect::<Vec<_>>(), expected);
            if let Some(mut marked) = found.marked {
                and(&mut marked, &found.hits);
                prop_assert_eq!(documents(&marked).collect::<Vec<_>>(), truth(true).collect::<Vec<_>>());
            }
        }

        #[test]
        fn the_best_of_few_are_the_first_of_all(texts in texts(), query in "([abdđ]{1,2} ){1,3}", wanted in 0usize..20) {
            let query = typed(&query);
            let mut finder = finder(&texts);
            let found = finder.find(&query);
            let all = finder.best(&query, &found.hits, texts.len());
            let some = finder.best(&query, &found.hits, wanted);
            prop_assert_eq!(all.len(), found.count);
            prop_assert_eq!(&some[..], &all[..wanted.min(all.len())]);
            prop_assert!(all.windows(2).all(|x| (x[1].0, x[0].1) < (x[0].0, x[1].1) || x[1].0 < x[0].0));
        }

        #[test]
        fn words_one_slip_away_are_found_and_no_others(texts in texts(), query in "[abdđây]{4,6}") {
            let word = typed(&query).remove(0);
            let finder = finder(&texts);
            let mut near: Vec<usize> = near::near(finder.index(), &word, false);
            near.sort_unstable();
            near.dedup();
            let key = |x: usize| String::from_utf8(finder.index().key(x).to_vec()).unwrap();
            let slip = |x: &usize| is_one_slip(&word.key, &key(*x));
            let expected: Vec<usize> = (0..finder.index().keys()).filter(slip).collect();
            near.retain(|x| key(*x) != word.key);
            let expected: Vec<usize> = expected.into_iter().filter(|x| key(*x) != word.key).collect();
            prop_assert_eq!(near, expected);
        }

        #[test]
        fn bytes_that_are_no_index_are_none(texts in texts(), cut in 0usize..400, at in 0usize..400, byte: u8) {
            let mut builder = Builder::default();
            for text in &texts {
                builder.document([(Field::Body, text.as_str())]);
            }
            let mut bytes = builder.bytes(2);
            let (at, cut) = (at % bytes.len(), cut % bytes.len());
            bytes[at] = byte;
            // Whatever it is, it can be asked.
            for bytes in [bytes[..cut].to_vec(), bytes] {
                if let Some(index) = Index::of(bytes.into()) {
                    Finder::new(index).find(&typed("ab da"));
                }
            }
        }
    }
}
