//! Where a text names somebody or something that the record knows.

use std::str::Chars;

use super::order::ordered;
use super::table::Table;
use super::text::Text;
use super::{Record, START, step};

/// What a name leads to, by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// A person.
    Person(&'a str),
    /// An organisation.
    Organisation(&'a str),
    /// A term of the glossary.
    Term(&'a str),
}

/// A name found in a text: its bytes from `start` to `end`, and what it leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention<'a> {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What is named.
    pub target: Target<'a>,
}

/// A name, and what it leads to.
type Name<'a> = (&'a str, Target<'a>);

/// The names that the record knows in one language: a tree of their words, for many people have the same
/// family name, and the same name between.
pub struct Names<'a> {
    /// Those of the same words; first there are none, for beginnings that are no name.
    alike: Vec<Vec<Name<'a>>>,
    /// Which of them a beginning has, by its [key](keys). That two have the same key does no harm: what
    /// is found is compared with the text.
    beginnings: Table,
    /// A bit for each two letters that a name begins with, and for others that fall together with
    /// some: most words of a text need not be looked up. Those of people and organisations as they
    /// are written, which is seldom in small letters.
    letters: [u64; 32],
    /// Those of terms, in small letters.
    small_letters: [u64; 32],
}

impl<'a> Names<'a> {
    /// Every name of every person, organisation and term. A name that the record has in
    /// no other language counts in each: people are called the same in both.
    pub fn of(record: &'a Record, lang: &str) -> Self {
        let mut names = Vec::new();
        let mut add = |text: &'a Text, target| {
            let name = text.get(lang).or_else(|| text.iter().next().map(|(_, name)| name));
            names.extend(name.filter(|x| !x.is_empty()).map(|x| (x, target)));
        };
        for person in &record.people {
            add(&person.name, Target::Person(&person.id));
            person.also.iter().for_each(|x| add(x, Target::Person(&person.id)));
        }
        for body in &record.organisations {
            add(&body.name, Target::Organisation(&body.id));
            body.short.iter().chain(&body.also).for_each(|x| add(x, Target::Organisation(&body.id)));
        }
        for term in &record.terms {
            add(&term.label, Target::Term(&term.id));
        }
        Names::by_words(names)
    }

    /// A stable sort, so that people and organisations win over terms that are spelt alike.
    fn by_words(names: Vec<Name<'a>>) -> Self {
        let names = ordered(names, &mut |(a, _), (b, _)| b.len().cmp(&a.len()));
        let (mut letters, mut small_letters) = ([0; 32], [0; 32]);
        let mut alike: Vec<Vec<Name>> = vec![Vec::new()];
        let mut beginnings = Table::default();
        for name in &names {
            let is_term = matches!(name.1, Target::Term(_));
            let bits = if is_term { &mut small_letters } else { &mut letters };
            let bit = if is_term { first_two(first_word(name.0)) } else { first_two(as_written(name.0)) };
            bits[bit / 64] |= 1 << (bit % 64);
            let Some(whole) = keys(name.0).last() else { continue };
            match beginnings.find_numbered(whole, &|_| true) {
                Some(known) => alike[known].push(*name),
                None => {
                    beginnings.add_numbered(whole, alike.len());
                    alike.push(vec![*name]);
                }
            }
        }
        for key in names.iter().flat_map(|x| keys(x.0)) {
            if beginnings.find_numbered(key, &|_| true).is_none() {
                beginnings.add_numbered(key, 0);
            }
        }
        Names { alike, beginnings, letters, small_letters }
    }

    /// The names in this text, in order; none overlaps another. Names of people and
    /// organisations count as they are written, terms whatever their case.
    pub fn find(&self, text: &str) -> Vec<Mention<'a>> {
        let mut found = Vec::new();
        let mut end = 0;
        let mut within_a_word = false;
        for (start, letter) in text.char_indices() {
            let begins_a_word = !within_a_word;
            within_a_word = is_in_word(letter);
            if start < end || !(begins_a_word && within_a_word) {
                continue;
            }
            let rest = &text[start..];
            let has = |bits: &[u64; 32], bit: usize| bits[bit / 64] >> (bit % 64) & 1 == 1;
            let may_begin = has(&self.letters, first_two(as_written(rest)))
                || has(&self.small_letters, first_two(first_word(rest)));
            if !may_begin {
                continue;
            }
            if let Some((length, target)) = self.longest(rest) {
                end = start + length;
                found.push(Mention { start, end, target });
            }
        }
        found
    }

    /// The longest name with which a text begins, so that a name inside a longer one does not win: how
    /// long it is there, and what it leads to.
    fn longest(&self, text: &str) -> Option<(usize, Target<'a>)> {
        let mut longest = None;
        for key in keys(text) {
            let Some(at) = self.beginnings.find_numbered(key, &|_| true) else { break };
            let of_these_words = self.alike[at].iter().find_map(|(name, target)| {
                let length = prefix(text, name, matches!(target, Target::Term(_)))?;
                let ends_a_word = !text[length..].chars().next().is_some_and(is_in_word);
                ends_a_word.then_some((length, *target))
            });
            longest = of_these_words.or(longest);
        }
        longest
    }
}

/// Whether it is a letter or a digit. The standard library looks up every letter beyond ASCII in
/// a table; those of Vietnamese and its neighbours are nearly all that there are here.
fn is_in_word(x: char) -> bool {
    match x {
        _ if x.is_ascii() => x.is_ascii_alphanumeric(),
        '\u{c0}'..='\u{24f}' => x != '×' && x != '÷',
        '\u{1e00}'..='\u{1eff}' => true,
        _ => x.is_alphanumeric(),
    }
}

/// A letter in small; of those that have more than one for it, the first. Here, too, a table
/// would be looked up.
fn small(x: char) -> char {
    let away = match x {
        '\u{c0}'..='\u{de}' if x != '×' => 0x20,
        '\u{1ea0}'..='\u{1eff}' => u32::from(x) & 1 ^ 1,
        _ if x.is_ascii() => return x.to_ascii_lowercase(),
        _ => return x.to_lowercase().next().unwrap_or(x),
    };
    char::from_u32(u32::from(x) + away).unwrap_or(x)
}

/// The letters and digits with which a text begins, in small letters.
fn first_word(text: &str) -> impl Iterator<Item = u32> {
    text.chars().take_while(|x| is_in_word(*x)).map(small).map(u32::from)
}

/// The same as they are written.
fn as_written(text: &str) -> impl Iterator<Item = u32> {
    text.chars().take_while(|x| is_in_word(*x)).map(u32::from)
}

/// The number of the bit for the first two letters.
fn first_two(mut letters: impl Iterator<Item = u32>) -> usize {
    let mut next = || letters.next().unwrap_or_default();
    (next().wrapping_mul(31).wrapping_add(next()) % (32 * 64)) as usize
}

/// A number for each beginning of a text that ends with a word: that of its words in small letters,
/// whatever is between them.
fn keys(text: &str) -> impl Iterator<Item = u64> {
    let (mut letters, mut sum) = (text.chars(), START);
    std::iter::from_fn(move || {
        sum = next_key(&mut letters, sum)?;
        Some(sum)
    })
}

fn next_key(letters: &mut Chars, before: u64) -> Option<u64> {
    let first = letters.find(|x| is_in_word(*x))?;
    let add = |sum, x| step(sum, u64::from(u32::from(small(x))));
    // The letter after the word is in no other, and need not be looked at again.
    Some(letters.take_while(|x| is_in_word(*x)).fold(add(step(before, 0), first), add))
}

/// How many bytes of the text this name takes at its beginning.
fn prefix(text: &str, name: &str, any_case: bool) -> Option<usize> {
    if !any_case {
        return text.starts_with(name).then_some(name.len());
    }
    let mut rest = text.chars();
    for expected in name.chars() {
        let letter = rest.next()?;
        if letter != expected && !letter.to_lowercase().eq(expected.to_lowercase()) {
            return None;
        }
    }
    Some(text.len() - rest.as_str().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    fn check(text: &str, expected: &[&str]) {
        let names = Names::by_words(vec![
            ("Union of Bridges", Target::Organisation("union")),
            ("An Nguyễn", Target::Person("an")),
            ("bridge", Target::Term("bridge")),
            ("Union", Target::Organisation("short")),
            ("Ý", Target::Person("y")),
            ("A Lưới", Target::Organisation("a-luoi")),
            ("An Nguyễn Bình", Target::Person("an-binh")),
            ("Bình & Sons", Target::Organisation("sons")),
            ("Nine-Storey House (old)", Target::Organisation("house")),
        ]);
        let found: Vec<_> = names.find(text).iter().map(|x| &text[x.start..x.end]).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    proptest! {
        #[test]
        fn finds_what_a_look_at_all_names_finds(
            texts in vec(vec(select(&["An", "an", "Ý", "Bình", " ", "-", ". ", "(", " & "][..]), 1..8), 1..12),
            is_term: [bool; 12],
        ) {
            let texts: Vec<String> = texts.iter().map(|x| x.concat()).collect();
            let target = |at: usize| if is_term[at] { Target::Term("x") } else { Target::Person("x") };
            let names: Vec<Name> = texts.iter().enumerate().skip(1).map(|(at, x)| (x.as_str(), target(at))).collect();
            let text = &texts[0];
            let mut expected = Vec::new();
            let mut start = 0;
            while let Some(letter) = text[start..].chars().next() {
                let of_before = text[..start].chars().next_back();
                let may_begin = is_in_word(letter) && !of_before.is_some_and(is_in_word);
                let lengths = names.iter().filter_map(|(name, target)| {
                    let length = prefix(&text[start..], name, matches!(target, Target::Term(_)))?;
                    let after = text[start + length..].chars().next();
                    (may_begin && !after.is_some_and(is_in_word)).then_some(length)
                });
                let length = lengths.max();
                expected.extend(length.map(|x| (start, start + x)));
                start += length.unwrap_or(letter.len_utf8());
            }
            let found: Vec<_> = Names::by_words(names).find(text).iter().map(|x| (x.start, x.end)).collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn letters_are_those_of_unicode() {
        for x in (0..0x30000).filter_map(char::from_u32) {
            assert_eq!(is_in_word(x), x.is_alphanumeric(), "{x:?}");
            assert_eq!(Some(small(x)), x.to_lowercase().next(), "{x:?}");
        }
    }

    #[test]
    fn finds_whole_names_the_longest_first() {
        check("the Union of Bridges met", &["Union of Bridges"]);
        check("the Union met An Nguyễn.", &["Union", "An Nguyễn"]);
        check("Bridge by bridge, bridges no", &["Bridge", "bridge"]);
        check("BRIDGE. Ý, A Lưới, A", &["BRIDGE", "Ý", "A Lưới"]);
        check("an nguyễn, union, ý, Ýt, a Lưới", &[]);
        check("Lan Nguyễn; Unions", &[]);
        check("An Nguyễn Bình, An Nguyễn Bìnhs, An Nguyễn An", &["An Nguyễn Bình", "An Nguyễn", "An Nguyễn"]);
        check("Bình & Sons, Bình and Sons; Bình", &["Bình & Sons"]);
        check(
            "Nine-Storey House (old), Nine Storey House (old) and Union of",
            &["Nine-Storey House (old)", "Union"],
        );
        check("", &[]);
    }
}
