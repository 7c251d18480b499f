//! Where a text names somebody or something that the record knows.

use super::Record;
use super::order::{order, ordered};
use super::text::Text;

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

/// The names that the record knows in one language.
pub struct Names<'a> {
    /// By the [`key`] of the word that they begin with; of one word the longest first.
    names: Vec<(u64, Vec<Name<'a>>)>,
    /// A bit for each beginning of two letters that a name has, and for others that fall together
    /// with one: most words of a text need not be looked up. Those of people and organisations as they
    /// are written, which is seldom in small letters.
    beginnings: [u64; 32],
    /// Those of terms, in small letters.
    small_beginnings: [u64; 32],
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
        Names::by_first_word(names)
    }

    /// Longest first, so that a name inside a longer one does not win; a stable sort, so that
    /// people and organisations win over terms that are spelt alike.
    fn by_first_word(names: Vec<Name<'a>>) -> Self {
        let names = ordered(names, &mut |(a, _), (b, _)| b.len().cmp(&a.len()));
        let keys: Vec<u64> = names.iter().map(|x| key(x.0)).collect();
        let mut sorted: Vec<(u64, Vec<Name>)> = Vec::new();
        for at in order(names.len(), &mut |a, b| keys[a].cmp(&keys[b])) {
            match sorted.last_mut().filter(|x| x.0 == keys[at]) {
                Some(same) => same.1.push(names[at]),
                None => sorted.push((keys[at], vec![names[at]])),
            }
        }
        let (mut beginnings, mut small_beginnings) = ([0; 32], [0; 32]);
        for (name, target) in &names {
            let is_term = matches!(target, Target::Term(_));
            let bits = if is_term { &mut small_beginnings } else { &mut beginnings };
            let bit = if is_term { beginning(first_word(name)) } else { beginning(as_written(name)) };
            bits[bit / 64] |= 1 << (bit % 64);
        }
        Names { names: sorted, beginnings, small_beginnings }
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
            let may_begin = has(&self.beginnings, beginning(as_written(rest)))
                || has(&self.small_beginnings, beginning(first_word(rest)));
            if !may_begin {
                continue;
            }
            let word = key(rest);
            let Ok(at) = self.names.binary_search_by(|x| x.0.cmp(&word)) else { continue };
            let hit = self.names[at].1.iter().find_map(|(name, target)| {
                let length = prefix(rest, name, matches!(target, Target::Term(_)))?;
                let ends_a_word = !rest[length..].chars().next().is_some_and(is_in_word);
                ends_a_word.then_some((length, *target))
            });
            if let Some((length, target)) = hit {
                end = start + length;
                found.push(Mention { start, end, target });
            }
        }
        found
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
fn beginning(mut letters: impl Iterator<Item = u32>) -> usize {
    let mut next = || letters.next().unwrap_or_default();
    (next().wrapping_mul(31).wrapping_add(next()) % (32 * 64)) as usize
}

/// A number for the first word of a text. Another word may have the same: what is found by it is
/// compared with the text.
fn key(text: &str) -> u64 {
    super::fnv(first_word(text).map(u64::from))
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

    fn check(text: &str, expected: &[&str]) {
        let names = Names::by_first_word(vec![
            ("Union of Bridges", Target::Organisation("union")),
            ("An Nguyễn", Target::Person("an")),
            ("bridge", Target::Term("bridge")),
            ("Union", Target::Organisation("short")),
            ("Ý", Target::Person("y")),
            ("A Lưới", Target::Organisation("a-luoi")),
        ]);
        let found: Vec<_> = names.find(text).iter().map(|x| &text[x.start..x.end]).collect();
        assert_eq!(found, expected, "in {text:?}");
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
        check("", &[]);
    }
}
