//! A line as words, numbers and marks, with what each looks like.

/// A word, a number or a mark of a line.
#[derive(Clone, Debug)]
pub struct Token<'a> {
    /// As printed.
    pub text: &'a str,
    /// In lower case.
    pub low: String,
    /// Its first byte in the line.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Whether a blank stands before it.
    pub spaced: bool,
}

impl Token<'_> {
    /// Whether it is a word that begins with a capital letter.
    pub fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Whether it is a word of two capital letters or more and no small ones.
    pub fn is_shouted(&self) -> bool {
        self.text.chars().filter(|x| x.is_uppercase()).count() > 1 && !self.text.contains(char::is_lowercase)
    }

    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphabetic)
    }

    /// Whether it is a number.
    pub fn is_number(&self) -> bool {
        self.text.starts_with(|x: char| x.is_ascii_digit())
    }

    /// Its value, where it is a whole number without marks.
    pub fn whole(&self) -> Option<i32> {
        self.text.parse().ok().filter(|_| self.is_number())
    }
}

/// The tokens of a line. A number keeps the marks within it (1.250, 12,5), a word its digits (m2).
pub fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut found: Vec<Token> = Vec::new();
    let mut rest = line.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        if first.is_whitespace() {
            continue;
        }
        let mut end = start + first.len_utf8();
        if first.is_alphanumeric() {
            while let Some((at, next)) = rest.peek().copied() {
                let inside = match next {
                    _ if first.is_ascii_digit() => next.is_ascii_digit() || is_inner(line, at, next),
                    _ => next.is_alphanumeric(),
                };
                if !inside {
                    break;
                }
                end = at + next.len_utf8();
                rest.next();
            }
        }
        let text = &line[start..end];
        let spaced = found.last().is_none_or(|x| x.end < start);
        found.push(Token { text, low: text.to_lowercase(), start, end, spaced });
    }
    found
}

/// Whether this mark stands within a number: three figures follow a mark of thousands, any
/// number of them a decimal comma.
fn is_inner(line: &str, at: usize, mark: char) -> bool {
    let after = line[at + mark.len_utf8()..].chars().take_while(char::is_ascii_digit).count();
    let before = line[..at].ends_with(|x: char| x.is_ascii_digit());
    before && (mark == ',' && after > 0 || mark == '.' && after == 3)
}

/// The entries of a word list, which commas part: long lists read better as text than as code.
pub fn list(text: &'static str) -> Vec<&'static str> {
    text.split(',').map(str::trim).collect()
}

/// Whether the tokens from `at` on are these words, in any case.
pub fn are(tokens: &[Token], at: usize, words: &str) -> bool {
    length(tokens, at, words).is_some()
}

/// How many tokens these words take from `at` on, in any case; none if they are not there.
pub fn length(tokens: &[Token], at: usize, words: &str) -> Option<usize> {
    let mut count = 0;
    for word in words.split(' ') {
        let token = tokens.get(at + count)?;
        if token.low != word.to_lowercase() {
            return None;
        }
        count += 1;
    }
    Some(count)
}

/// The most tokens that one of these phrases takes from `at` on.
pub fn longest(tokens: &[Token], at: usize, phrases: &[&str]) -> Option<usize> {
    phrases.iter().filter_map(|x| length(tokens, at, x)).max()
}

/// What is printed from one token to before another, blanks as single ones.
pub fn printed(line: &str, tokens: &[Token], from: usize, to: usize) -> String {
    if from >= to {
        return String::new();
    }
    line[tokens[from].start..tokens[to - 1].end].split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a syllable is built as those of Vietnamese are. Names of other languages are
/// known by a syllable that is not.
pub fn is_vietnamese(word: &str) -> bool {
    const ONSETS: [&str; 26] = [
        "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "g", "h", "k", "l",
        "m", "n", "p", "r", "s", "t", "v", "x",
    ];
    const CODAS: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];
    let plain = crate::search::fold::fold(word);
    if plain.is_empty() || plain.contains(|x: char| !x.is_ascii_alphabetic()) {
        return false;
    }
    let vowel = |x: char| "aeiouy".contains(x);
    ONSETS.iter().chain(&[""]).any(|onset| {
        let Some(rest) = plain.strip_prefix(onset) else { return false };
        let coda = rest.trim_start_matches(vowel);
        let nucleus = rest.len() - coda.len();
        // gi is an onset and a whole syllable (gì).
        let whole = *onset == "gi" && rest.is_empty();
        whole || (1..=3).contains(&nucleus) && CODAS.contains(&coda)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_marks() {
        let found: Vec<_> =
            tokens("hơn 1.250 m2, 12,5% ngày 14.7.2022; 6, 7").iter().map(|x| x.text).collect();
        let expected = "hơn 1.250 m2 , 12,5 % ngày 14 . 7 . 2022 ; 6 , 7";
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn syllables_of_other_languages_are_told_apart() {
        for word in "Nguyễn Khoa Uyên Nghiêm Quách Thúy Gì Giang Yên Huỳnh Tom".split(' ') {
            assert!(is_vietnamese(word), "{word}");
        }
        for word in "Erik Solvang Halvorsen Ingrid Maria Jack Bergen Society 4".split(' ') {
            assert!(!is_vietnamese(word), "{word}");
        }
    }
}
