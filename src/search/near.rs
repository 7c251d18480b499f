//! Words that are one slip away: a letter wrong, missing, extra, or two letters swapped.

use super::index::Index;
use super::words::Word;

/// Words of fewer letters are not guessed: too many others are as near.
const SHORTEST: usize = 4;

/// The numbers of the keys that are one slip away from this word or, if `beginning`, of
/// those that begin with what is; in no order, and some of them twice.
pub fn near(index: &Index, word: &Word, beginning: bool) -> Vec<usize> {
    let letters: Vec<char> = word.key.chars().collect();
    let mut found = Vec::new();
    let mut target = String::new();
    let mut prefix = String::new();
    let mut keys = 0..index.keys();
    // The keys among these that are, or begin with, the start and the letters after it.
    let mut look = |keys: &std::ops::Range<usize>, start: &str, more: &[&[char]]| {
        target.clear();
        target.push_str(start);
        target.extend(more.iter().copied().flatten());
        let there = index.beginning_among(keys.clone(), target.as_bytes());
        let whole = there.start < there.end && index.key(there.start) == target.as_bytes();
        let long = word.key.len().max(target.len()) >= SHORTEST;
        found.extend(
            there.clone().take(if beginning { there.len() } else { usize::from(whole) }).filter(|_| long),
        );
    };
    for place in 0..=letters.len() {
        let rest = &letters[place..];
        if let [_, after @ ..] = rest {
            look(&keys, &prefix, &[after]);
        }
        if let [a, b, after @ ..] = rest {
            look(&keys, &prefix, &[&[*b, *a], after]);
        }
        // Every letter that goes on from here.
        let mut next = keys.clone();
        let mut same = 0..0;
        if next.start < next.end && index.key(next.start).len() == prefix.len() {
            next.start += 1;
        }
        while next.start < next.end {
            let Some(letter) = letter_at(index.key(next.start), prefix.len()) else { break };
            let length = prefix.len();
            prefix.push(letter);
            let through = index.beginning_among(next.clone(), prefix.as_bytes());
            if rest.first() == Some(&letter) {
                same = through.clone();
            } else if let [_, after @ ..] = rest {
                look(&through, &prefix, &[after]);
            }
            look(&through, &prefix, &[rest]);
            prefix.truncate(length);
            next.start = through.end.max(next.start + 1);
        }
        keys = same;
        match rest.first() {
            Some(letter) if !keys.is_empty() => prefix.push(*letter),
            _ => break,
        }
    }
    found
}

/// The letter that begins at this byte.
fn letter_at(key: &[u8], byte: usize) -> Option<char> {
    std::str::from_utf8(key.get(byte..)?).ok()?.chars().next()
}

/// How far marks as typed are from those of a form whose letters are one slip away: the
/// fewest changes, swaps among them, that make one of the other (optimal string alignment
/// over letters with their marks, the tone counting as one more letter).
pub fn slips(typed: &Word, key: &[u8], marks: &[u8]) -> usize {
    let whole = Word { key: String::from_utf8_lossy(key).into_owned(), marks: marks.to_vec() };
    let [a, b] = [typed, &whole].map(marked_letters);
    let mut rows = [vec![0; b.len() + 1], (0..=b.len()).collect::<Vec<_>>()];
    for (x, letter) in a.iter().enumerate() {
        let mut row = vec![x + 1; b.len() + 1];
        for (y, other) in b.iter().enumerate() {
            let [before, last] = &rows;
            let mut least = (last[y] + usize::from(letter != other)).min(last[y + 1] + 1).min(row[y] + 1);
            if x > 0 && y > 0 && *letter == b[y - 1] && a[x - 1] == *other {
                least = least.min(before[y - 1] + 1);
            }
            row[y + 1] = least;
        }
        rows.swap(0, 1);
        rows[1] = row;
    }
    rows[1][b.len()]
}

fn marked_letters(word: &Word) -> Vec<(char, u8)> {
    let mark = |place: usize| word.marks.get(place).copied().unwrap_or(0);
    let letters = word.key.chars().enumerate().map(|(place, letter)| (letter, mark(place + 1)));
    letters.chain([(' ', mark(0))]).collect()
}
