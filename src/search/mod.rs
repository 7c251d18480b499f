//! Search: everything that a record holds, found by words and narrowed by filters.
//!
//! [`fold`] and [`mod@words`] say what a word counts as, [`entries`] what can be found,
//! [`mod@index`] which word stands where, [`near`] what may have been meant, [`find`] asks the
//! index, [`held`] which documents have which values, [`query`] takes apart what is typed,
//! [`filters`] is what is chosen beside it, [`remembered`] makes the index of a large record again.
//! [`Search`] puts them together.

pub mod entries;
pub mod filters;
pub mod find;
pub mod fold;
pub mod held;
pub mod index;
pub mod meanings;
pub mod near;
pub mod query;
pub mod remembered;
pub mod spelling;
pub mod words;

use std::sync::{Mutex, MutexGuard};

use serde::{Deserialize, Serialize};

use crate::record::Record;
use crate::record::order::{order, ordered};
use crate::record::table::Table;
use crate::timeline::scale::Window;
use entries::{Entry, Kind, Place, Tagged};
use filters::{FACETS, Facet, Filters};
use find::{Finder, Found, and, ones};
use held::Held;
use index::{Builder, Field, Index, Set, has};
use meanings::{Group, Learner, Meanings};
use words::{Word, words};

/// How many results are ranked where they are of several kinds, of which only the best are shown; there
/// are more only in large records.
const RANKED: usize = 300;

/// How many results of a kind are ranked if none is among the best of all.
const OF_KIND: usize = 5;

/// How many of the best are looked at for words that follow each other as typed.
const READ: usize = 60;

/// What it adds to a score if all words follow each other as typed, as much as a level of a
/// rare word; if only some do, it is less.
const ADJACENT: usize = 12;

/// What it adds to a score if a name is just what was typed.
const NAMED: u8 = 64;

/// Everything that can be found, ready to be asked.
pub struct Search {
    record: &'static Record,
    places: Vec<Place>,
    /// The values of each facet, in the order of the index.
    values: [Vec<String>; FACETS],
    /// The years in runs: see [`Search::years`].
    years: Vec<(i32, i32)>,
    meanings: Meanings,
    finder: Mutex<Finder>,
}

/// How results have the marks that were typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marks {
    /// All have them, or none were typed.
    #[default]
    AsTyped,
    /// Some have others.
    Widened,
    /// All have others.
    Other,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// How many results there are.
    pub total: usize,
    /// Which of [`Search::entry`] they are.
    hits: Set,
    /// Which there would be without what is chosen of each facet.
    others: [Set; FACETS],
    /// The results by kind, best kind first and best result first, by their place among
    /// [`Search::entry`]: every kind that has some, all of them if it is the only one, else the best.
    pub groups: Vec<(Kind, Vec<usize>)>,
    /// How many results each value of each facet would leave or add.
    pub counts: [Vec<usize>; FACETS],
    /// Words that are nowhere, and what was looked for instead.
    pub corrected: Vec<(String, String)>,
    /// How the results have the marks that were typed.
    pub marks: Marks,
    /// The same for each of [`Search::years`].
    pub years: Vec<usize>,
    /// The words that results have, for marking them.
    pub words: Vec<Word>,
    /// The ways of asking that found something, each by its words.
    pub ways: Vec<Vec<Word>>,
    /// Where nothing is found: each query with one word less, and how much that finds.
    pub wider: Vec<(String, usize)>,
    /// The places of articles whose words would have to be read to tell whether they follow each
    /// other as typed, and have yet to come. Until then these articles count as found.
    pub late: Vec<usize>,
    /// How much there is without the filters.
    pub unfiltered: usize,
    /// How much there would be without the choice among the values of each facet that has one;
    /// for none, without the time window.
    pub without: Vec<(Option<Facet>, usize)>,
}

impl Answer {
    /// Whether an entry is among the results.
    pub fn has(&self, entry: usize) -> bool {
        has(&self.hits, entry)
    }

    /// All results, by their place among [`Search::entry`].
    pub fn places(&self) -> impl Iterator<Item = usize> {
        (0..self.hits.len() * 64).filter(|x| self.has(*x))
    }
}

impl Search {
    /// Makes a record ready to be searched, with its index if that came with it. An index
    /// that does not belong to the record is as good as none.
    pub fn of(record: &'static Record, linked: Option<Box<[u8]>>) -> Search {
        let places = entries::places(record);
        let linked = linked.and_then(read).filter(|(learnt, index)| {
            let counts = index.facets().iter().map(Vec::len);
            index.documents() == places.len() && counts.eq(learnt.values.iter().map(Vec::len))
        });
        let (learnt, index) = linked.unwrap_or_else(|| {
            let (learnt, bytes) = built(record);
            (learnt, Index::of(bytes.into()).expect("an index that was just built"))
        });
        let Learnt { values, meanings } = learnt;
        let years = runs_of_years(&values[Facet::Year as usize], &index.facets()[Facet::Year as usize]);
        Search { record, places, values, years, meanings, finder: Mutex::new(Finder::new(index)) }
    }

    fn finder(&self) -> MutexGuard<'_, Finder> {
        self.finder.lock().unwrap_or_else(|x| x.into_inner())
    }

    /// What can be found, by its number.
    pub fn entry(&self, number: usize) -> Entry<'static> {
        self.places[number].entry(self.record)
    }

    /// Where everything that can be found stands, in the order of the numbers.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The values of a facet.
    pub fn values(&self, facet: Facet) -> &[String] {
        &self.values[facet as usize]
    }

    /// The years of the record in the runs in which they are shown: each that holds much by
    /// itself, those between that hold little together.
    pub fn years(&self) -> &[(i32, i32)] {
        &self.years
    }

    /// What is found by what is typed, narrowed by filters. `facet_named` gives the facet
    /// that goes by a folded name, `says` what a value of a facet is called, in all languages.
    pub fn ask(
        &self,
        text: &str,
        filters: &Filters,
        facet_named: impl Fn(&str) -> Option<Facet>,
        says: impl Fn(Facet, &str) -> String,
    ) -> Answer {
        let query = query::parse(text, |x| facet_named(x).is_some());
        let mut finder = self.finder();
        let (mut hits, mut asked) = self.asked(&mut finder, &query.words);
        for without in &query.without {
            let holding = finder.find(without).hits;
            self.keep(&mut hits, |at| !has(&holding, at) || !self.has_phrase(at, without));
        }
        for phrase in &query.phrases {
            self.keep(&mut hits, |at| self.has_phrase(at, phrase));
        }
        let exact = !query.phrases.is_empty() || query.without.iter().any(|x| x.len() > 1);
        // What is typed as a filter holds always, what is chosen beside the results is counted.
        for (name, value) in &query.filters {
            let Some(facet) = facet_named(name) else { continue };
            let chosen = self.typed_values(facet, value, &says);
            and(&mut hits, &self.any_of(&finder, facet, |x| chosen.contains(x)));
        }
        let unfiltered = ones(&hits);
        let of_facets = Facet::ALL
            .into_iter()
            .filter(|facet| !filters.of(*facet).is_empty())
            .map(|facet| (Some(facet), self.any_of(&finder, facet, |x| filters.of(facet).contains(x))));
        let of_time = filters.time.map(|time| (None, self.within(time)));
        let chosen: Vec<(Option<Facet>, Set)> = of_time.into_iter().chain(of_facets).collect();
        let but_for = |facet: Option<Facet>| {
            let mut others = hits.clone();
            chosen.iter().filter(|x| x.0 != facet).for_each(|x| and(&mut others, &x.1));
            others
        };
        let without = chosen.iter().map(|x| (x.0, ones(&but_for(x.0)))).collect();
        let others = Facet::ALL.map(|facet| but_for(Some(facet)));
        let counts = Facet::ALL.map(|facet| {
            let others = &others[facet as usize];
            finder.index().facets()[facet as usize].iter().map(|x| x.count_in(others)).collect()
        });
        let years = self.years.iter().map(|(first, last)| {
            let mut held = self.any_of(&finder, Facet::Year, |x| (*first..=*last).contains(&year(x)));
            and(&mut held, &others[Facet::Year as usize]);
            ones(&held)
        });
        let years = years.collect();
        chosen.iter().for_each(|x| and(&mut hits, &x.1));
        let total = ones(&hits);
        let late = |x: u32| self.places[x as usize].late(self.record);
        let late = if exact { find::documents(&hits).filter_map(late).collect() } else { Vec::new() };
        asked.iter_mut().for_each(|x| and(&mut x.hits, &hits));
        let kinds = self.kinds(&finder, &hits);
        let mut best = Vec::new();
        self.rank(&mut finder, &asked, None, if kinds.len() > 1 { RANKED } else { total }, &mut best);
        // Where most results are of one kind the best may all be.
        for kind in kinds.into_iter().filter(|_| total > RANKED) {
            if best.iter().all(|x| self.places[x.1 as usize].kind.name() != kind) {
                let of_kind = self.any_of(&finder, Facet::Kind, |x| x == kind);
                self.rank(&mut finder, &asked, Some(&of_kind), OF_KIND, &mut best);
            }
        }
        let corrected = asked.iter().flat_map(|x| &x.corrected);
        let corrected = corrected.map(|(typed, meant)| {
            let mut shown = best.iter().map(|x| self.entry(x.1 as usize)).take(READ);
            let meant_as = shown.find_map(|x| x.texts().find_map(|x| spelled(&x.1, meant).map(String::from)));
            (spelled(text, typed).unwrap_or(&typed.key).into(), meant_as.unwrap_or(meant.key.clone()))
        });
        let found_by = asked.iter().filter(|x| x.finds && total > 0);
        let ways: Vec<Vec<Word>> = found_by.map(|x| x.looked_for.clone()).collect();
        let mut words: Vec<Word> = Vec::new();
        for word in ways.iter().flatten() {
            if !words.contains(word) {
                words.push(word.clone());
            }
        }
        Answer {
            total,
            hits,
            others,
            corrected: corrected.collect(),
            groups: self.grouped(best, &query.words),
            counts,
            marks: marks(&asked),
            years,
            words,
            ways,
            wider: if total == 0 { self.wider(&mut finder, text, &query.words) } else { Vec::new() },
            late,
            unfiltered,
            without,
        }
    }

    /// The same answer, its results counted in groups of entries. A group counts where one of
    /// its entries does.
    pub fn counted(&self, answer: &Answer, groups: &[&[usize]]) -> Answer {
        let finder = self.finder();
        let count = |has: &dyn Fn(usize) -> bool| groups.iter().filter(|x| x.iter().any(|x| has(*x))).count();
        let counts = Facet::ALL.map(|facet| {
            let others = &answer.others[facet as usize];
            let counted = finder.index().facets()[facet as usize].iter().map(|held| {
                let mut set = vec![0; others.len()];
                held.add_to(&mut set);
                and(&mut set, others);
                count(&|x| has(&set, x))
            });
            counted.collect()
        });
        Answer { total: count(&|x| answer.has(x)), counts, ..answer.clone() }
    }

    /// The documents for these words, and for the same question in other words: all of
    /// them, and those of each way of asking that no way before it has.
    fn asked(&self, finder: &mut Finder, words: &[Word]) -> (Set, Vec<Asked>) {
        let own = finder.find(words);
        let mut hits = own.hits.clone();
        let mut asked = vec![Asked::of(words.to_vec(), own)];
        for other in self.meanings.others(words) {
            let mut found = finder.find(&other.words);
            // Words that are nowhere are not guessed at where others of the same meaning do.
            if !found.corrected.is_empty() || found.count == 0 {
                continue;
            }
            if asked[0].corrected.drain(..).next().is_some() {
                hits.fill(0);
            }
            found.hits.iter_mut().zip(&hits).for_each(|(more, hits)| *more &= !hits);
            self.keep(&mut found.hits, |at| self.has_phrase(at, &other.phrase));
            hits.iter_mut().zip(&found.hits).for_each(|(hits, more)| *hits |= more);
            asked.push(Asked::of(other.words, found));
        }
        and(&mut asked[0].hits, &hits);
        (hits, asked)
    }

    /// Whether an entry has these words one after another. That of an article whose summary has
    /// yet to come, which has them all, counts as having them.
    fn has_phrase(&self, at: usize, phrase: &[Word]) -> bool {
        self.places[at].late(self.record).is_some() || holds(&self.entry(at), phrase)
    }

    /// Leaves those documents that pass.
    fn keep(&self, hits: &mut Set, passes: impl Fn(usize) -> bool) {
        for at in 0..self.places.len() {
            if has(hits, at) && !passes(at) {
                hits[at / 64] &= !(1 << (at % 64));
            }
        }
    }

    /// The documents with a date that has a day in a time window.
    fn within(&self, time: Window) -> Set {
        let mut within = vec![0; self.places.len().div_ceil(64)].into_boxed_slice();
        for (at, place) in self.places.iter().enumerate() {
            if place.when(self.record).is_some_and(|x| time.touches(x.date.earliest(), x.date.latest())) {
                index::put(&mut within, at);
            }
        }
        within
    }

    /// The documents that have any of these values of a facet.
    fn any_of(&self, finder: &Finder, facet: Facet, is_chosen: impl Fn(&String) -> bool) -> Set {
        let mut any = vec![0; finder.index().width()].into_boxed_slice();
        let sets = &finder.index().facets()[facet as usize];
        let chosen = self.values[facet as usize].iter().zip(sets).filter(|x| is_chosen(x.0));
        chosen.for_each(|x| x.1.add_to(&mut any));
        any
    }

    /// The values of a facet that a typed filter means: the range of years, the value that is
    /// so called, or those in whose name every word begins a word.
    fn typed_values(&self, facet: Facet, typed: &str, says: &impl Fn(Facet, &str) -> String) -> Vec<String> {
        let mut exact = Filters::default();
        exact.read(facet.name(), typed);
        let all = self.values(facet);
        let exact: Vec<String> = all.iter().filter(|x| exact.has(facet, x)).cloned().collect();
        if !exact.is_empty() {
            return exact;
        }
        let wanted: Vec<Word> = words(typed).map(|x| x.word).collect();
        let fits = |value: &&String| {
            let name: Vec<Word> = words(&says(facet, value)).map(|x| x.word).collect();
            wanted.iter().all(|word| name.iter().any(|x| word.begins(&x.key)))
        };
        all.iter().filter(fits).cloned().collect()
    }

    /// Each query with one word less that finds something.
    fn wider(&self, finder: &mut Finder, text: &str, words: &[Word]) -> Vec<(String, usize)> {
        if words.len() < 2 {
            return Vec::new();
        }
        let less = (0..words.len()).map(|left_out| {
            let rest = [&words[..left_out], &words[left_out + 1..]].concat();
            let shown: Vec<&str> = rest.iter().map(|x| spelled(text, x).unwrap_or(&x.key)).collect();
            let found = finder.find(&rest);
            (shown.join(" "), if found.corrected.is_empty() { found.count } else { 0 })
        });
        less.filter(|x| x.1 > 0).collect()
    }

    /// Ranked results by kind, in the order of the kinds; first come those kinds whose best
    /// result is named just as was asked, last those where it is not half as good as the best of all.
    fn grouped(&self, best: Vec<(u8, u32)>, words: &[Word]) -> Vec<(Kind, Vec<usize>)> {
        let most = best.iter().map(|x| x.0).max().unwrap_or(0);
        let mut groups: Vec<(Kind, u8, Vec<usize>)> = Vec::new();
        for (score, at) in best {
            let place = self.places[at as usize];
            match groups.iter_mut().find(|x| x.0 == place.kind) {
                Some(group) => group.2.push(at as usize),
                None => {
                    let is_named = place.entry(self.record).is_named(words);
                    let rank = if is_named { 0 } else { 1 + u8::from(score < most / 2) };
                    groups.push((place.kind, rank, vec![at as usize]));
                }
            }
        }
        let rank = |x: &(Kind, u8, Vec<usize>)| (x.1, x.0 as u8);
        let sorted = order(groups.len(), &mut |a, b| rank(&groups[a]).cmp(&rank(&groups[b])));
        sorted.into_iter().map(|x| (groups[x].0, std::mem::take(&mut groups[x].2))).collect()
    }

    /// The kinds that these documents are of.
    fn kinds(&self, finder: &Finder, hits: &Set) -> Vec<&str> {
        let kinds = self.values(Facet::Kind).iter().zip(&finder.index().facets()[Facet::Kind as usize]);
        kinds.filter(|x| x.1.count_in(hits) > 0).map(|x| x.0.as_str()).collect()
    }

    /// Adds the best of what each way of asking has found, as many as are wanted; only of some documents,
    /// if these are given.
    fn rank(
        &self,
        finder: &mut Finder,
        asked: &[Asked],
        only: Option<&Set>,
        wanted: usize,
        best: &mut Vec<(u8, u32)>,
    ) {
        for (place, asked) in asked.iter().enumerate() {
            let mut hits = asked.hits.clone();
            only.into_iter().for_each(|x| and(&mut hits, x));
            finder.find(&asked.words);
            let mut ranked = finder.best(&asked.words, &hits, wanted);
            self.add_nearness(&mut ranked, &asked.words);
            // What stands there in other words comes after what stands there as typed.
            let most = best.first().filter(|_| place > 0).map_or(u8::MAX, |x| x.0 / 2);
            best.extend(ranked.into_iter().map(|x| (x.0.min(most), x.1)));
        }
    }

    /// Those of the best rise that are named so, or in which these words follow each other.
    fn add_nearness(&self, best: &mut Vec<(u8, u32)>, words: &[Word]) {
        let rest = best.split_off(best.len().min(READ));
        for (score, at) in best.iter_mut() {
            let entry = self.entry(*at as usize);
            if words.len() > 1 {
                let more = ADJACENT * adjacent(&entry, words) / (words.len() - 1);
                *score = score.saturating_add(more as u8);
            }
            if entry.is_named(words) {
                *score = score.saturating_add(NAMED);
            }
        }
        // None falls behind the rest, which had no more before.
        *best = ordered(std::mem::take(best), &mut |a, b| b.0.cmp(&a.0));
        best.extend(rest);
    }
}

/// What is learnt from a record beside its index.
#[derive(Default, Serialize, Deserialize)]
struct Learnt {
    /// The values of each facet, in the order in which they are met.
    values: [Vec<String>; FACETS],
    /// What means the same.
    meanings: Meanings,
}

/// The index of a record with what is learnt beside it, to be linked beside the record: how
/// many bytes the one takes (32 bits, little-endian), the other (as a record), the index.
pub fn index(record: &Record) -> Vec<u8> {
    linked(built(record))
}

fn linked((learnt, index): (Learnt, Vec<u8>)) -> Vec<u8> {
    let learnt = crate::record::write(&learnt);
    [&index[..], &learnt, &(learnt.len() as u32).to_le_bytes()].concat()
}

/// What was learnt stands after the index, which stays where it is: it is most of the bytes.
fn read(bytes: Box<[u8]>) -> Option<(Learnt, Index)> {
    let (rest, length) = bytes.split_last_chunk::<4>()?;
    let start = rest.len().checked_sub(u32::from_le_bytes(*length) as usize)?;
    Some((crate::record::read(&rest[start..])?, Index::of(bytes)?))
}

/// What a record teaches, and the bytes of its index.
fn built(record: &Record) -> (Learnt, Vec<u8>) {
    let mut making = Making::of(record);
    entries::entries(record).for_each(|x| drop(making.add(&x)));
    making.done()
}

/// An index that is being made, entry by entry.
struct Making {
    builder: Builder,
    values: [Listed; FACETS],
    meanings: Learner,
}

impl Making {
    fn of(record: &Record) -> Making {
        Making { builder: Builder::default(), values: Default::default(), meanings: Learner::of(record) }
    }

    /// Adds an entry; gives what it teaches.
    fn add(&mut self, entry: &Entry) -> Vec<Group> {
        let titles = entry.titles.iter().map(|x| (Field::Title, x.1.as_str()));
        let passages = entry.passages.iter().map(|x| (x.0, x.1.1.as_str()));
        let number = self.builder.document(titles.chain(passages));
        for (facet, value) in &entry.facts {
            self.builder.facet(number, *facet as usize, self.values[*facet as usize].place(value));
        }
        let taught = meanings::taught(entry);
        taught.iter().for_each(|x| self.meanings.take(x));
        taught
    }

    fn done(self) -> (Learnt, Vec<u8>) {
        let learnt = Learnt { values: self.values.map(Listed::done), meanings: self.meanings.done() };
        (learnt, self.builder.bytes(FACETS))
    }
}

/// Texts, each once, in the order in which they are met.
#[derive(Default)]
pub struct Listed {
    met: Vec<String>,
    places: Table,
}

impl Listed {
    /// These, in this order.
    fn of(met: Vec<String>) -> Listed {
        Listed { places: Table::of(met.len(), &|x| &met[x]), met }
    }

    /// The place of a text, which is its own if it is new.
    pub fn place(&mut self, text: &str) -> usize {
        let known = self.places.find(text, &|x| &self.met[x]);
        known.unwrap_or_else(|| {
            self.places.add(text, self.met.len());
            self.met.push(text.to_string());
            self.met.len() - 1
        })
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.met.len()
    }

    fn done(self) -> Vec<String> {
        self.met
    }
}

/// A year as a number.
fn year(value: &str) -> i32 {
    value.parse().unwrap_or_default()
}

/// A year that holds less than one of so many in the fullest year is shown with its neighbours.
const SPARSE: usize = 15;

/// The years in the runs in which they are shown.
fn runs_of_years(values: &[String], held: &[Held]) -> Vec<(i32, i32)> {
    let all = values.iter().zip(held).map(|(value, set)| (year(value), set.count())).collect();
    let all: Vec<(i32, usize)> = ordered(all, &mut |a, b| a.0.cmp(&b.0));
    let most = all.iter().map(|x| x.1).max().unwrap_or(0);
    let is_sparse = |x: &(i32, usize)| x.1 * SPARSE < most;
    let runs = all.chunk_by(|a, b| is_sparse(a) && is_sparse(b));
    runs.filter_map(|run| Some((run.first()?.0, run.last()?.0))).collect()
}

/// One way of asking, and what it found.
struct Asked {
    words: Vec<Word>,
    /// The same, with what was meant in the place of what is nowhere.
    looked_for: Vec<Word>,
    /// What no way before it has found.
    hits: Set,
    /// Whether it finds anything at all.
    finds: bool,
    corrected: Vec<(Word, Word)>,
    marked: Option<Set>,
}

impl Asked {
    fn of(words: Vec<Word>, found: Found) -> Asked {
        let Found { hits, count, corrected, words: looked_for, marked } = found;
        Asked { words, looked_for, hits, finds: count > 0, corrected, marked }
    }
}

/// How what was found has the marks that were typed.
fn marks(asked: &[Asked]) -> Marks {
    let (mut same, mut others) = (false, false);
    for Asked { hits, marked, .. } in asked {
        for (at, hits) in hits.iter().enumerate() {
            let marked = marked.as_ref().map_or(*hits, |x| x[at]);
            same |= hits & marked != 0;
            others |= hits & !marked != 0;
        }
    }
    match (same, others) {
        (true, true) => Marks::Widened,
        (false, true) => Marks::Other,
        _ => Marks::AsTyped,
    }
}

/// How a word that counts the same is spelled in this text, if it stands there.
fn spelled<'a>(text: &'a str, word: &Word) -> Option<&'a str> {
    words(text)
        .find(|x| x.word.key == word.key && (!word.is_marked() || x.word.marks == word.marks))
        .map(|x| &text[x.start..x.end])
}

/// Whether these words follow each other in a text of the entry, the last as a beginning.
fn holds(entry: &Entry, wanted: &[Word]) -> bool {
    entry.texts().any(|(_, text)| {
        let all: Vec<Word> = words(text).map(|x| x.word).collect();
        let same = |(place, (a, b)): (usize, (&Word, &Word))| {
            let fits = if place + 1 == wanted.len() { a.begins(&b.key) } else { a.key == b.key };
            fits && (!a.is_marked() || a.same_marks(&b.marks))
        };
        all.windows(wanted.len()).any(|some| wanted.iter().zip(some).enumerate().all(same))
    })
}

/// How many of these words are followed by the next one, in the text of the entry where
/// most of them are.
fn adjacent(entry: &Entry, wanted: &[Word]) -> usize {
    let of_text = |text: &str| {
        let all: Vec<Word> = words(text).map(|x| x.word).collect();
        let follows =
            |pair: &&[Word]| all.windows(2).any(|x| x[0].key == pair[0].key && pair[1].begins(&x[1].key));
        wanted.windows(2).filter(follows).count()
    };
    entry.texts().map(|x| of_text(&x.1)).max().unwrap_or(0)
}

impl Entry<'_> {
    /// Whether one of its names has just these words.
    fn is_named(&self, wanted: &[Word]) -> bool {
        let also = self.passages.iter().filter(|x| x.0 == Field::Title).map(|x| &x.1);
        let mut names = self.titles.iter().chain(also).map(|x| words(&x.1).map(|x| x.word.key));
        names.any(|name| name.eq(wanted.iter().map(|x| x.key.clone())))
    }

    /// All its texts.
    pub fn texts(&self) -> impl Iterator<Item = &Tagged> {
        self.titles.iter().chain(self.passages.iter().map(|x| &x.1))
    }

    /// The text, beside the titles, that has most of these words; of several one in this
    /// language, the first.
    pub fn best_passage(&self, wanted: &[Word], lang: &str) -> Option<(&str, &str)> {
        let shown = self.passages.iter().map(|x| &x.1).filter(|x| !x.0.is_empty());
        let ranked = shown.map(|x| ((begun(&x.1, wanted), x.0 == lang), (&*x.0, &*x.1))).rev();
        ranked.max_by_key(|x| x.0).filter(|x| x.0.0 > 0).map(|x| x.1)
    }

    /// The language without which none of the ways of asking would find it, if texts in the
    /// languages that are shown, or in none, have not all the words of one.
    pub fn only_in(&self, ways: &[Vec<Word>], is_shown: impl Fn(&str) -> bool) -> Option<&str> {
        let found = |word: &Word, hidden: bool| {
            let of_kind = |x: &&Tagged| hidden != (x.0.is_empty() || is_shown(&x.0));
            self.texts().filter(of_kind).find(|x| begun(&x.1, std::slice::from_ref(word)) > 0)
        };
        let shown = |way: &Vec<Word>| way.iter().all(|x| found(x, false).is_some());
        if ways.iter().any(shown) {
            return None;
        }
        let missing = ways.iter().flatten().filter(|x| found(x, false).is_none());
        missing.filter_map(|x| found(x, true)).map(|x| &*x.0).next()
    }
}

/// How many of these words begin a word of the text.
fn begun(text: &str, wanted: &[Word]) -> usize {
    let all: Vec<Word> = words(text).map(|x| x.word).collect();
    wanted.iter().filter(|word| all.iter().any(|x| word.begins(&x.key))).count()
}

/// How many bytes of a text are shown of it, and how many of these may stand before the first word
/// that was looked for.
const EXCERPT: (usize, usize) = (260, 80);

/// The part of a text in which most of these words are, and whether something was left out
/// before and after it.
pub fn excerpt<'a>(text: &'a str, wanted: &[Word]) -> (bool, &'a str, bool) {
    let (length, before) = EXCERPT;
    if text.len() <= length {
        return (false, text, false);
    }
    let all: Vec<_> = words(text).collect();
    let is_wanted = |x: &&words::Placed| wanted.iter().any(|word| word.begins(&x.word.key));
    let found = |start: usize| {
        let near = all.iter().filter(|x| x.start >= start && x.end <= start + length - before);
        let has = |word: &&Word| near.clone().any(|x| word.begins(&x.word.key));
        wanted.iter().filter(has).count()
    };
    let starts = all.iter().filter(is_wanted).map(|x| x.start).rev();
    let first = starts.max_by_key(|start| found(*start)).unwrap_or(0);
    let at_word = |byte: usize| all.iter().map(|x| x.start).find(|x| *x >= byte).unwrap_or(0);
    let start = match first.saturating_sub(before) {
        0 => 0,
        byte => at_word(byte),
    };
    let end = match start + length {
        byte if byte < text.len() => {
            all.iter().map(|x| x.end).take_while(|x| *x <= byte).last().unwrap_or(text.len())
        }
        _ => text.len(),
    };
    (start > 0, &text[start..end.max(start)], end < text.len())
}

/// The text in pieces, each with whether it was looked for. Put together they are the text.
pub fn marked<'a>(text: &'a str, wanted: &[Word]) -> Vec<(&'a str, bool)> {
    let all: Vec<words::Placed> = words(text).collect();
    // A word that stands there as a whole is not also marked as the beginning of others.
    let is_whole = |word: &&Word| all.iter().any(|x| x.word.key == word.key);
    let (whole, begun): (Vec<&Word>, Vec<&Word>) = wanted.iter().partition(is_whole);
    let mut pieces = Vec::new();
    let mut plain = 0;
    for placed in &all {
        let key = &placed.word.key;
        let found = whole.iter().filter(|x| x.key == *key).chain(begun.iter().filter(|x| x.begins(key)));
        let Some(length) = found.map(|x| x.key.chars().count()).max() else { continue };
        let stop = placed.start + words::letters_end(&text[placed.start..placed.end], length);
        if plain < placed.start {
            pieces.push((&text[plain..placed.start], false));
        }
        pieces.push((&text[placed.start..stop], true));
        plain = stop;
    }
    if plain < text.len() {
        pieces.push((&text[plain..], false));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, query: &str, expected: &str) {
        let wanted: Vec<Word> = words(query).map(|x| x.word).collect();
        let shown: String = marked(text, &wanted)
            .into_iter()
            .map(|(piece, hit)| if hit { format!("[{piece}]") } else { piece.to_string() })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn marks_stand_on_the_original_text() {
        check("Đối ngoại nhân dân", "doi ngo", "[Đối] [ngo]ại nhân dân");
        check("Thu\u{309} đô", "thủ", "[Thu\u{309}] đô");
        check("people-to-people", "people", "[people]-to-[people]");
        check("Chủ tịch tổ chức", "chu tich", "[Chủ] [tịch] tổ chức");
        check("tổ chức", "chu", "tổ [chứ]c");
        check("nothing", "x", "nothing");
        check("", "x", "");
    }
}
