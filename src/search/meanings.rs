//! Words that mean the same: the terms of the glossary in all their languages, and names
//! that one language writes in one word and another in two.
//!
//! Both are learnt from the record, so that an edition about another country in other
//! languages has its own.

use serde::{Deserialize, Serialize};

use super::Listed;
use super::entries::Entry;
use super::index::Field;
use super::words::{Word, words};
use crate::record::Record;

/// The fewest letters of a word that may be two words elsewhere.
const JOINED: usize = 5;

/// At most so many other ways of asking are tried.
const OTHERS: usize = 8;

/// Phrases that mean the same.
pub type Group = Vec<Vec<Word>>;

/// Phrases that mean the same, group by group.
#[derive(Default, Serialize, Deserialize)]
pub struct Meanings(Vec<Group>);

/// The same question in other words.
pub struct Other {
    /// All its words.
    pub words: Vec<Word>,
    /// Those that took the place of what was typed; they must follow each other.
    pub phrase: Vec<Word>,
}

/// Learns what means the same.
pub struct Learner {
    groups: Vec<Group>,
    /// The words that were found to be two elsewhere, with these.
    joined: Listed,
}

impl Learner {
    /// What the glossary teaches.
    pub fn of(record: &Record) -> Learner {
        let term = |labels: &mut dyn Iterator<Item = &str>| {
            let mut group = Group::new();
            for phrase in labels.map(phrase) {
                if !phrase.is_empty() && !group.contains(&phrase) {
                    group.push(phrase);
                }
            }
            group
        };
        let groups = record.terms.iter().map(|x| {
            let labels = [&x.label].into_iter().chain(&x.also);
            term(&mut labels.flat_map(|x| x.iter().map(|x| x.1)))
        });
        Learner { groups: groups.filter(|x| x.len() > 1).collect(), joined: Listed::default() }
    }

    /// Takes what an entry [taught], if it is new.
    pub fn take(&mut self, group: &Group) {
        let known = self.joined.count();
        if self.joined.place(&format!("{group:?}")) == known {
            self.groups.push(group.clone());
        }
    }

    /// All that was learnt.
    pub fn done(self) -> Meanings {
        Meanings(self.groups)
    }
}

/// What the names of an entry teach.
pub fn taught(entry: &Entry) -> Vec<Group> {
    let names = entry.passages.iter().filter(|x| x.0 == Field::Title).map(|x| &x.1);
    let titles: Vec<Vec<Word>> = entry.titles.iter().chain(names).map(|x| phrase(&x.1)).collect();
    let group = |word: &Word| {
        let joined = |x: &&[Word]| word.key.strip_prefix(&*x[0].key) == Some(&x[1].key);
        let pair = titles.iter().flat_map(|x| x.windows(2)).find(joined)?;
        Some(vec![vec![word.clone()], pair.to_vec()])
    };
    titles.iter().flatten().filter(|x| x.key.len() >= JOINED).filter_map(group).collect()
}

impl Meanings {
    /// The same question with one of its phrases in other words.
    pub fn others(&self, words: &[Word]) -> Vec<Other> {
        let mut others = Vec::new();
        for group in &self.0 {
            for (typed, start) in group.iter().filter_map(|x| Some((x, find(words, x)?))) {
                let after = &words[start + typed.len()..];
                for phrase in group.iter().filter(|x| *x != typed) {
                    let words = [&words[..start], phrase, after].concat();
                    others.push(Other { words, phrase: phrase.clone() });
                }
            }
        }
        others.truncate(OTHERS);
        others
    }
}

fn phrase(text: &str) -> Vec<Word> {
    words(text).map(|x| x.word).collect()
}

/// Where among these words a phrase begins, marks aside if none were typed.
fn find(words: &[Word], phrase: &[Word]) -> Option<usize> {
    let same = |(a, b): (&Word, &Word)| a.key == b.key && (!a.is_marked() || a.marks == b.marks);
    words.windows(phrase.len().max(1)).position(|x| x.iter().zip(phrase).all(same))
}
