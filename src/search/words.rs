//! The words of a text: where they stand, and what each counts as.
//!
//! A word is letters and digits together; everything else parts words. It counts as its
//! *key*, which is folded (no case, no marks), and as its *form*, which remembers the
//! marks but not where in the syllable the tone stands: `hoà` and `hòa` are one form.

use std::iter::Peekable;
use std::str::CharIndices;

use serde::{Deserialize, Serialize};

use super::fold::{Folded, fold_letter};

/// A word as a search knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Word {
    /// The folded letters.
    pub key: String,
    /// The marks: that of the tone, then one for each letter up to the last that has one.
    /// Empty without any.
    pub marks: Vec<u8>,
}

impl Word {
    /// Whether the other word begins as this one, marks aside.
    pub fn begins(&self, key: &str) -> bool {
        key.starts_with(&self.key)
    }

    /// Whether marks were typed.
    pub fn is_marked(&self) -> bool {
        !self.marks.is_empty()
    }

    /// Whether the other word, which begins as this one, has just these marks as far as
    /// this one goes.
    pub fn same_marks(&self, marks: &[u8]) -> bool {
        same_marks(self.key.chars().count(), &self.marks, marks)
    }
}

/// Whether the tone and the marks of the first letters are the same.
pub fn same_marks(letters: usize, typed: &[u8], marks: &[u8]) -> bool {
    let of = |marks: &[u8], place: usize| marks.get(place).copied().unwrap_or(0);
    let longest = typed.len().max(marks.len()).min(letters + 1);
    (0..longest).all(|place| of(typed, place) == of(marks, place))
}

/// Where so many letters of a word end, in bytes; combining marks belong to their letter.
pub fn letters_end(word: &str, letters: usize) -> usize {
    let starts = word.char_indices().filter(|x| matches!(fold_letter(x.1), Folded::Letter(..)));
    starts.skip(letters).map(|x| x.0).next().unwrap_or(word.len())
}

/// A word and where it stands, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The word.
    pub word: Word,
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// The words of a text, in order.
pub fn words(text: &str) -> impl Iterator<Item = Placed> + '_ {
    let mut words = Words::of(text);
    std::iter::from_fn(move || {
        let mut word = Word::default();
        let (start, end) = words.next(&mut word)?;
        Some(Placed { word, start, end })
    })
}

/// The words of a text one after another, for whoever keeps few of them.
pub struct Words<'a>(Peekable<CharIndices<'a>>);

impl<'a> Words<'a> {
    /// Those of this text.
    pub fn of(text: &'a str) -> Words<'a> {
        Words(text.char_indices().peekable())
    }

    /// Puts the next into `word`, whatever that was before; gives where it begins and ends, in bytes.
    pub fn next(&mut self, word: &mut Word) -> Option<(usize, usize)> {
        let Word { key, marks } = word;
        key.clear();
        marks.clear();
        // The place of the tone.
        marks.push(0);
        let found = self.walk(|part| match part {
            Folded::Letter(folded, mark, tone) => {
                key.push(folded);
                marks.push(mark);
                marks[0] = if tone > 0 { tone } else { marks[0] };
            }
            Folded::Mark(mark, tone) => {
                if let (Some(last), true) = (marks.last_mut(), mark > 0) {
                    *last = mark;
                }
                marks[0] = if tone > 0 { tone } else { marks[0] };
            }
            Folded::Other => {}
        });
        while marks.last() == Some(&0) {
            marks.pop();
        }
        found
    }

    /// Where the next begins and ends, in bytes.
    pub fn place(&mut self) -> Option<(usize, usize)> {
        self.walk(|_| {})
    }

    /// Hands on the letters of the next and the marks that combine with them.
    #[inline]
    fn walk(&mut self, mut take: impl FnMut(Folded)) -> Option<(usize, usize)> {
        let Words(letters) = self;
        let mut start = None;
        let mut end = 0;
        while let Some((at, letter)) = letters.peek().copied() {
            let part = fold_letter(letter);
            match part {
                Folded::Letter(..) => _ = start.get_or_insert(at),
                // A combining mark belongs to the letter before it.
                Folded::Mark(..) if start.is_some() => {}
                _ if start.is_some() => break,
                _ => {
                    letters.next();
                    continue;
                }
            }
            take(part);
            end = at + letter.len_utf8();
            letters.next();
        }
        Some((start?, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    fn keys(text: &str) -> Vec<String> {
        words(text).map(|x| x.word.key).collect()
    }

    #[test]
    fn texts_part_into_words() {
        assert_eq!(keys("Đối ngoại nhân dân, 2022–2024."), ["doi", "ngoai", "nhan", "dan", "2022", "2024"]);
        assert_eq!(keys("people-to-people"), ["people", "to", "people"]);
        assert_eq!(keys("ＨＡＮＯＩ"), ["hanoi"]);
        assert_eq!(keys(" \u{301} …"), Vec::<String>::new());
    }

    fn one(text: &str) -> Word {
        words(text).next().unwrap().word
    }

    #[test]
    fn the_place_of_the_tone_is_free() {
        for (old, new) in [("hòa", "hoà"), ("thúy", "thuý"), ("khỏe", "khoẻ"), ("HÒA", "hoà")] {
            assert_eq!(one(old), one(new), "{old} {new}");
        }
        for (a, b) in [("dương", "đương"), ("đương", "đường"), ("ma", "má"), ("tâm", "tăm")] {
            assert_ne!(one(a), one(b), "{a} {b}");
        }
    }

    #[test]
    fn what_is_typed_begins_a_word() {
        let check = |typed: &str, whole: &str, expected: bool| {
            let (typed, whole) = (one(typed), one(whole));
            assert!(typed.begins(&whole.key));
            assert_eq!(typed.same_marks(&whole.marks), expected, "{typed:?} {whole:?}");
        };
        check("đ", "đường", false);
        check("đ", "đi", true);
        check("đươ", "đương", true);
        check("đường", "đường", true);
        check("dường", "đường", false);
        check("đương", "đường", false);
        check("hoà", "hòang", true);
    }

    proptest! {
        #[test]
        fn composed_and_decomposed_are_the_same(text in "[a-zđĐàáảãạăằâầêềôồơờưừỳ ]{0,20}") {
            let decomposed: String = text.nfd().collect();
            let forms = |x: &str| words(x).map(|x| x.word).collect::<Vec<_>>();
            prop_assert_eq!(forms(&decomposed), forms(&text));
        }

        #[test]
        fn words_are_cut_out_of_the_text(text in ".{0,40}") {
            for placed in words(&text) {
                let again: Vec<_> = words(&text[placed.start..placed.end]).map(|x| x.word).collect();
                prop_assert_eq!(again, vec![placed.word]);
            }
        }
    }
}
