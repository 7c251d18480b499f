//! Names of people and organisations in texts that are spelt almost as in the registries:
//! with the tone mark on another letter (hoà, hòa), or with one letter wrong.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::places::Place;
use super::strings::{Cleaned, escaped};
use super::{Bench, Change};
use crate::site::check::layout::Kind;
use crate::site::check::tree::{Node, get, get_all, range, string};

/// The tone marks of Vietnamese, as they combine.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Texts in which names stand as somebody printed them, or as the registry has them.
const QUOTED: [(&str, &str); 8] = [
    ("Person", "name"),
    ("Organisation", "name"),
    ("Organisation", "short"),
    ("Named", "name"),
    ("Event", "official"),
    ("Motto", "words"),
    ("Office", "title"),
    ("Term", "label"),
];

/// A name, in words and what stands between them.
struct Name {
    words: Vec<String>,
    between: Vec<String>,
}

/// The known names of each language.
#[derive(Default)]
pub struct Names {
    by_language: HashMap<String, Known>,
}

/// The known names of one language, found by their first and by their last word.
#[derive(Default)]
struct Known {
    names: Vec<Name>,
    first: HashMap<String, Vec<usize>>,
    last: HashMap<String, Vec<usize>>,
}

/// A word of a text: its letters, and where they are among the characters of the text.
struct Word {
    letters: String,
    key: String,
    at: Range<usize>,
}

impl Names {
    /// The names in the registries among these files, in each language of the pair.
    pub fn of<'a>(files: impl Iterator<Item = (Kind, Node<'a>)>, pair: &[&str]) -> Names {
        let mut texts: Vec<Node> = Vec::new();
        for (kind, root) in files {
            let key = match kind {
                Kind::People => "people",
                Kind::Organisations => "organisations",
                _ => continue,
            };
            for entry in get_all(root, key) {
                texts.extend(["name", "short"].iter().filter_map(|key| get(entry, key)));
                texts.extend(get_all(entry, "also"));
            }
        }
        let known = |lang: &&str| {
            let mut known = Known::default();
            texts.iter().filter_map(|text| in_or_else(text, lang)).for_each(|name| known.add(name));
            ((*lang).to_owned(), known)
        };
        Names { by_language: pair.iter().map(known).collect() }
    }

    /// Proposes the known names for what is spelt almost like one of them.
    pub fn propose(&self, place: &Place, bench: &mut Bench) {
        let Some((owner, key)) = place.text.filter(|_| place.node.as_string_lit().is_some()) else { return };
        let quoted = key == "also" || QUOTED.contains(&(owner, key));
        let Some(known) = self.by_language.get(place.key).filter(|_| !quoted) else { return };
        let at = range(place.node);
        let cleaned = Cleaned::of(&bench.source.text[at.start..at.end], at.start, true);
        let letters: Vec<char> = cleaned.chars.iter().map(|(letter, _)| *letter).collect();
        let words = words(&letters);
        for (start, number) in known.variants(&letters, &words) {
            known.names[number].propose(&words[start..], &cleaned, bench);
        }
    }
}

/// The words of a text by language in this one, or else in the first that it has.
fn in_or_else<'a>(text: Node<'a>, lang: &str) -> Option<&'a str> {
    let first = text.as_object()?.properties.first()?;
    get(text, lang).or(Some(&first.value)).and_then(string)
}

impl Known {
    fn add(&mut self, name: &str) {
        let name: Vec<char> = name.nfc().collect();
        let words = words(&name);
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        let number = self.names.len();
        self.first.entry(first.key.clone()).or_default().push(number);
        self.last.entry(last.key.clone()).or_default().push(number);
        let between = words.windows(2).map(|two| between(&name, &two[0], &two[1])).collect();
        self.names.push(Name { words: words.into_iter().map(|word| word.letters).collect(), between });
    }

    /// Where in a text a name seems to be meant that is spelt otherwise: the number of the
    /// first word, and of the name.
    fn variants(&self, text: &[char], words: &[Word]) -> Vec<(usize, usize)> {
        let mut taken: HashSet<usize> = HashSet::new();
        let mut near = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let firsts = self.first.get(&word.key).into_iter().flatten().map(|number| (Some(at), *number));
            let lasts = self.last.get(&word.key).into_iter().flatten();
            let lasts = lasts.map(|number| ((at + 1).checked_sub(self.names[*number].words.len()), *number));
            for (start, number) in firsts.chain(lasts) {
                let Some(start) = start else { continue };
                let name = &self.names[number];
                let Some(window) = words.get(start..start + name.words.len()) else { continue };
                if !name.parted_like(text, window) {
                    continue;
                }
                if name.is(window) {
                    taken.extend(start..start + window.len());
                } else if name.is_meant(window) {
                    near.push((start, number));
                }
            }
        }
        // What is part of a name that is spelt right is no other name spelt wrong.
        near.sort_by_key(|(start, number)| (*start, std::cmp::Reverse(self.names[*number].words.len())));
        near.retain(|(start, number)| {
            let all = *start..*start + self.names[*number].words.len();
            let free = all.clone().all(|at| !taken.contains(&at));
            taken.extend(all.filter(|_| free));
            free
        });
        near
    }
}

impl Name {
    fn is(&self, window: &[Word]) -> bool {
        self.words.iter().zip(window).all(|(name, word)| *name == word.letters)
    }

    fn parted_like(&self, text: &[char], window: &[Word]) -> bool {
        window.windows(2).zip(&self.between).all(|(two, own)| between(text, &two[0], &two[1]) == *own)
    }

    /// Whether this name is meant: its tone marks stand on other letters, or one letter of
    /// one of several words is wrong.
    fn is_meant(&self, window: &[Word]) -> bool {
        let wrong: Vec<(&String, &Word)> =
            self.words.iter().zip(window).filter(|(name, word)| key(name) != word.key).collect();
        match wrong[..] {
            [] => true,
            [(name, word)] => self.words.len() > 1 && is_slip(name, &word.letters),
            _ => false,
        }
    }

    /// Proposes this name for the words that it begins with.
    fn propose(&self, words: &[Word], cleaned: &Cleaned, bench: &mut Bench) {
        let window = &words[..self.words.len()];
        let bytes = |word: &Word| cleaned.chars[word.at.start].1.start..cleaned.chars[word.at.end - 1].1.end;
        let wrong = self.words.iter().zip(window).filter(|(name, word)| **name != word.letters);
        let wrong: Vec<(&String, &Word)> = wrong.collect();
        // What was put together from pieces is not taken apart again.
        let cut =
            |at: usize| at > 0 && at < cleaned.chars.len() && cleaned.chars[at - 1].1 == cleaned.chars[at].1;
        if wrong.iter().any(|(_, word)| cut(word.at.start) || cut(word.at.end)) {
            return;
        }
        let changes = wrong
            .iter()
            .map(|(name, word)| Change::Replace { at: bytes(word), new: escaped((*name).clone()) });
        let changes: Vec<Change> = changes.collect();
        let whole = |part: &dyn Fn(usize) -> String| {
            let words: Vec<String> = (0..self.words.len())
                .map(|at| part(at) + self.between.get(at).map_or("", String::as_str))
                .collect();
            words.concat()
        };
        let (old, new) = (whole(&|at| window[at].letters.clone()), whole(&|at| self.words[at].clone()));
        let why = "this is almost a name of the registries";
        bench.shown(bytes(&window[0]).start, &old, &new, why, false, changes);
    }
}

/// Whether one letter of a word is wrong. What tells words apart by rule is no slip: a
/// capital, a figure, a number of Roman letters, an ending.
fn is_slip(name: &str, word: &str) -> bool {
    let long = |word: &str| word.chars().count() >= 3 && word.chars().any(char::is_lowercase);
    let figures = |word: &str| word.chars().any(char::is_numeric);
    let ending = name.starts_with(word) || word.starts_with(name);
    let same = name.to_lowercase() == word.to_lowercase();
    let tried = long(name) && long(word) && !figures(name) && !figures(word) && !ending && !same;
    tried && strsim::damerau_levenshtein(name, word) == 1
}

/// The words of a text: runs of letters, figures and the marks on them.
fn words(text: &[char]) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    for (at, letter) in text.iter().copied().enumerate() {
        let of_word = letter.is_alphanumeric() || unicode_normalization::char::is_combining_mark(letter);
        match found.last_mut() {
            Some(word) if of_word && word.at.end == at => {
                word.letters.push(letter);
                word.at.end += 1;
            }
            _ if of_word => found.push(Word { letters: letter.into(), key: String::new(), at: at..at + 1 }),
            _ => {}
        }
    }
    found.iter_mut().for_each(|word| word.key = key(&word.letters));
    found
}

/// A word with its tone marks at the end: the same wherever they stand.
fn key(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let (tones, letters): (String, String) = word.nfd().partition(|letter| TONES.contains(letter));
    letters + &tones
}

/// What stands between two words of a text, every blank alike.
fn between(text: &[char], a: &Word, b: &Word) -> String {
    let blank = |letter: char| if letter.is_whitespace() { ' ' } else { letter };
    text[a.at.end..b.at.start].iter().copied().map(blank).collect()
}
