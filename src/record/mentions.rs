//! Where a text names somebody or something that the record knows.

use super::Record;
use super::order::ordered;
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

/// The names that the record knows in one language, the longest first.
pub struct Names<'a> {
    names: Vec<(&'a str, Target<'a>)>,
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
        // Longest first, so that a name inside a longer one does not win; a stable sort,
        // so that people and organisations win over terms that are spelt alike.
        Names { names: ordered(names, &mut |(a, _), (b, _)| b.len().cmp(&a.len())) }
    }

    /// The names in this text, in order; none overlaps another. Names of people and
    /// organisations count as they are written, terms whatever their case.
    pub fn find(&self, text: &str) -> Vec<Mention<'a>> {
        let mut found = Vec::new();
        let mut end = 0;
        let mut before = None;
        for (start, letter) in text.char_indices() {
            let begins_a_word = letter.is_alphanumeric() && !before.is_some_and(char::is_alphanumeric);
            before = Some(letter);
            if start < end || !begins_a_word {
                continue;
            }
            let rest = &text[start..];
            let hit = self.names.iter().find_map(|(name, target)| {
                let length = prefix(rest, name, matches!(target, Target::Term(_)))?;
                let ends_a_word = !rest[length..].chars().next().is_some_and(char::is_alphanumeric);
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
        let names = Names {
            names: vec![
                ("Union of Bridges", Target::Organisation("union")),
                ("An Nguyễn", Target::Person("an")),
                ("bridge", Target::Term("bridge")),
                ("Union", Target::Organisation("short")),
            ],
        };
        let found: Vec<_> = names.find(text).iter().map(|x| &text[x.start..x.end]).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn finds_whole_names_the_longest_first() {
        check("the Union of Bridges met", &["Union of Bridges"]);
        check("the Union met An Nguyễn.", &["Union", "An Nguyễn"]);
        check("Bridge by bridge, bridges no", &["Bridge", "bridge"]);
        check("an nguyễn, union", &[]);
        check("Lan Nguyễn; Unions", &[]);
        check("", &[]);
    }
}
