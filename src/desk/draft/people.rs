//! People in a line, with the titles that are printed beside their names.

use std::sync::LazyLock;

use super::bodies::{Body, STOPS};
use super::names;
use super::titles::{self, Title};
use super::words::{Token, longest};

/// Words that stand before the name of somebody.
static HONORIFICS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    super::words::list(
        "
    ông, bà, anh, chị, cô, thầy, cụ, em, đồng chí, các đồng chí, các ông, các bà, mr, mrs, ms, miss, sir",
    )
});

/// Words after which an office follows that somebody has been given.
const GIVEN: &[&str] = &["làm", "chức", "vụ", "là", "as"];

/// How many words may stand between a name and an office that it was given.
const NEAR: usize = 6;

/// The most words in small letters that say what an office is of.
const MORE: usize = 6;

/// Somebody in a line.
#[derive(Clone, Debug)]
pub struct Person {
    /// The first token of the name.
    pub from: usize,
    /// One past its last token.
    pub to: usize,
    /// The titles beside the name, in the order in which they are printed.
    pub titles: Vec<Title>,
}

/// The state of the way through a line.
struct Walk<'a, 't> {
    words: &'a [Token<'t>],
    bodies: &'a [Body],
    found: Vec<Person>,
    /// Titles whose name has not yet come.
    pending: Vec<Title>,
    /// Whether a word like “ông” stands before.
    honoured: bool,
    /// Whether what comes may still be said of the last name.
    open: bool,
}

/// The people in a line, in order.
pub fn find(words: &[Token], bodies: &[Body]) -> Vec<Person> {
    let mut walk =
        Walk { words, bodies, found: Vec::new(), pending: Vec::new(), honoured: false, open: false };
    let mut at = 0;
    while at < words.len() {
        at = walk.step(at);
    }
    let Walk { mut found, .. } = walk;
    // Two syllables may be anything: a place, a theatre. Beside an office they are somebody.
    found.retain(|x| x.to - x.from > 2 || !x.titles.is_empty() || before_is_honorific(words, x.from));
    found
}

fn before_is_honorific(words: &[Token], at: usize) -> bool {
    (1..=3).any(|x| x <= at && longest(words, at - x, &HONORIFICS) == Some(x))
        || at > 1 && [":", ".", ","].contains(&words[at - 1].text) && before_is_honorific(words, at - 1)
}

impl Walk<'_, '_> {
    /// Looks at what begins here; gives the place after it.
    fn step(&mut self, at: usize) -> usize {
        if let Some(title) = titles::whole(self.words, at, self.bodies) {
            return self.title(title);
        }
        if let Some(length) = longest(self.words, at, &HONORIFICS) {
            self.honoured = true;
            self.open = false;
            return at + length;
        }
        if let Some(length) = self.name(at) {
            let titles = std::mem::take(&mut self.pending);
            self.found.push(Person { from: at, to: at + length, titles });
            (self.honoured, self.open) = (false, true);
            return at + length;
        }
        let inside = self.bodies.iter().find(|x| x.from == at);
        match self.words[at].text {
            "," | ":" | "-" | "–" | "(" | ")" => {}
            // After an abbreviated degree.
            "." if self.pending.last().is_some_and(|x| x.style && x.to == at) => {}
            "." if self.honoured && at > 0 && self.words[at - 1].low.len() < 4 => {}
            _ => {
                self.pending.clear();
                self.honoured = false;
                self.open = self.open && ["và", "kiêm", "and"].contains(&self.words[at].low.as_str());
            }
        }
        inside.map_or(at + 1, |x| x.to)
    }

    /// A title: of the name that follows, or of the one that stands before.
    fn title(&mut self, title: Title) -> usize {
        let next = self.words.get(title.to).map_or("", |x| x.low.as_str());
        let named = self.name_after(title.to);
        let another = titles::at(self.words, title.to).is_some()
            || next == "." && title.style && self.name_after(title.to + 1);
        if named || another {
            self.open = false;
            self.pending.push(title);
        } else if self.open || self.given(title.from) {
            let title = self.with_small_words(title);
            if let Some(last) = self.found.last_mut() {
                last.titles.push(title);
            }
            self.open = true;
            return title.to;
        } else if let Some(longer) = self.before_another(title) {
            self.pending.push(longer);
            return longer.to;
        } else if [",", "và", "kiêm", "-", "–"].contains(&next) {
            // More titles or a name may follow.
            self.pending.push(title);
            return title.to + usize::from(next != ",");
        } else {
            self.pending.clear();
        }
        title.to
    }

    /// The title with the words in small letters that say of what, up to a mark: “đội trưởng
    /// đội một”.
    fn with_small_words(&self, title: Title) -> Title {
        if title.style || title.to > title.head {
            return title;
        }
        let more = self.words[title.to..]
            .iter()
            .take(MORE)
            .take_while(|x| x.is_word() && !STOPS.contains(&x.low.as_str()));
        let to = title.to + more.count();
        let ends = self.words.get(to).is_none_or(|x| [",", ";", ".", ")"].contains(&x.text));
        if ends { Title { to, ..title } } else { title }
    }

    /// The title with its small words, where another one or a word like “ông” follows after a
    /// comma: “Trưởng nhóm nghiên cứu, TS …”.
    fn before_another(&self, title: Title) -> Option<Title> {
        let longer = self.with_small_words(title);
        let comma = self.words.get(longer.to).is_some_and(|x| x.text == ",");
        let next = longer.to + 1;
        let named =
            titles::at(self.words, next).is_some() || longest(self.words, next, &HONORIFICS).is_some();
        (longer.to > title.to && comma && named).then_some(longer)
    }

    /// Whether a name begins here, or after a word like “ông” here.
    fn name_after(&self, at: usize) -> bool {
        let at = at + longest(self.words, at, &HONORIFICS).unwrap_or(0);
        names::length(self.words, at).is_some() || names::foreign(self.words, at).is_some()
    }

    /// Whether the last name has been given the office that begins here: “được bầu làm …”.
    fn given(&self, at: usize) -> bool {
        let word = at.checked_sub(1).map_or("", |x| self.words[x].low.as_str());
        let Some(last) = self.found.last() else { return false };
        let between = &self.words[last.to..at.max(last.to)];
        GIVEN.contains(&word)
            && between.len() <= NEAR
            && !between.iter().any(|x| [".", ";"].contains(&x.text))
    }

    /// How many tokens a name takes that begins here, if one does.
    fn name(&self, at: usize) -> Option<usize> {
        let called = self.honoured || self.pending.last().is_some_and(|x| x.to == at || x.style);
        let within = self.bodies.iter().any(|x| x.from <= at && at < x.to);
        if within && !called {
            return None;
        }
        if let Some(length) = names::length(self.words, at) {
            let first = (at == 0 || !names::is_placed(self.words, at)) && !names::is_doubtful(self.words, at);
            return (called || first).then_some(length);
        }
        let foreign = || names::foreign(self.words, at).filter(|x| self.is_foreign_name(at, *x, called));
        let plain = || names::without_surname(self.words, at).filter(|_| self.honoured);
        foreign().or_else(plain)
    }

    /// Whether a run of foreign words is somebody: called so, or with an office after it.
    fn is_foreign_name(&self, at: usize, length: usize, called: bool) -> bool {
        let next = self.words.get(at + length).map_or("", |x| x.text);
        let title = || titles::whole(self.words, at + length + 1, self.bodies).is_some_and(|x| !x.style);
        let within = self.bodies.iter().any(|x| x.from < at + length && at < x.to);
        !within && (called || [",", "-", "–"].contains(&next) && title())
    }
}

#[cfg(test)]
mod tests {
    use super::super::bodies;
    use super::super::words::{printed, tokens};
    use super::*;

    fn check(line: &str, expected: &str) {
        let words = tokens(line);
        let bodies = bodies::find(&words, &[]);
        let print = |from, to| printed(line, &words, from, to);
        let found = find(&words, &bodies).into_iter().map(|x| {
            let titles: Vec<_> = x.titles.iter().map(|x| print(x.from, x.to)).collect();
            format!("{} = {}", print(x.from, x.to), titles.join(" + ")).trim().to_owned()
        });
        assert_eq!(found.collect::<Vec<_>>().join("; "), expected, "in {line}");
    }

    #[test]
    fn titles_before_and_after_names() {
        check("Ông Đỗ Văn Kha, Chủ tịch Hội Vẽ Sao Mai, nói", "Đỗ Văn Kha = Chủ tịch Hội Vẽ Sao Mai");
        check("Chủ tịch Hội Vẽ Sao Mai Đỗ Văn Kha nói", "Đỗ Văn Kha = Chủ tịch Hội Vẽ Sao Mai");
        check(
            "các đồng chí: ĐỖ VĂN KHA, Phó Bí thư Tỉnh ủy; Lý Thị Bưởi - Ủy viên Ban Thường vụ Tỉnh ủy",
            "ĐỖ VĂN KHA = Phó Bí thư Tỉnh ủy; Lý Thị Bưởi = Ủy viên Ban Thường vụ Tỉnh ủy",
        );
        check(
            "Ủy viên Ban Thường vụ Tỉnh ủy, Chủ tịch Hội Vẽ Sao Mai Đỗ Văn Kha nói",
            "Đỗ Văn Kha = Ủy viên Ban Thường vụ Tỉnh ủy + Chủ tịch Hội Vẽ Sao Mai",
        );
        check("PGS.TS Đỗ Văn Kha được bầu làm Giám đốc", "Đỗ Văn Kha = PGS.TS + Giám đốc");
        check("TS. Đỗ Văn Kha nói", "Đỗ Văn Kha = TS");
        check("Ông Erik Solvang và Đại sứ Na Uy Ann Reed", "Erik Solvang =; Ann Reed = Đại sứ Na Uy");
        check(
            "Mr. Đỗ Văn Kha, Chairman of the Lund Society, said",
            "Đỗ Văn Kha = Chairman of the Lund Society",
        );
    }

    #[test]
    fn names_of_places_are_no_people() {
        check("đường Đỗ Văn Kha, Trường Tiểu học Đỗ Văn Kha, giải Đỗ Văn Kha", "");
        check("bà Kha và ông Sao Mai", "Sao Mai =");
        check("ở Mai Châu và Hà Tiên", "");
    }
}
