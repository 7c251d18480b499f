//! What is typed into the search field: words, "phrases", -without, `year:2022`.

use super::words::{Word, words};

/// A query, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The words that must begin a word, those of phrases among them.
    pub words: Vec<Word>,
    /// Words that must follow each other.
    pub phrases: Vec<Vec<Word>>,
    /// Words, each alone or a phrase, that must not be there.
    pub without: Vec<Vec<Word>>,
    /// Names of filters with their values, both as typed.
    pub filters: Vec<(String, String)>,
}

/// Takes a query apart. `is_filter` says whether a folded name before a colon is that of a
/// filter; any other colon is like a blank.
pub fn parse(text: &str, is_filter: impl Fn(&str) -> bool) -> Query {
    let mut query = Query::default();
    for (name, value, quoted, without) in parts(text) {
        let parsed: Vec<Word> = words(value).map(|x| x.word).collect();
        let mut key: String = words(name).map(|x| x.word.key).collect();
        // The name of a filter may be two words, the first of which was taken for one to find.
        let before = query.words.last().map(|x| format!("{}{key}", x.key));
        let is_named = !key.is_empty() && !parsed.is_empty();
        if let Some(both) = before.filter(|x| is_named && !is_filter(&key) && is_filter(x)) {
            query.words.pop();
            key = both;
        }
        if is_named && is_filter(&key) {
            query.filters.push((key, value.to_string()));
            continue;
        }
        let before: Vec<Word> = words(name).map(|x| x.word).collect();
        if without {
            query.without.extend(Some([before, parsed].concat()).filter(|x| !x.is_empty()));
            continue;
        }
        query.words.extend(before);
        if quoted && parsed.len() > 1 {
            query.phrases.push(parsed.clone());
        }
        query.words.extend(parsed);
    }
    query.words.dedup();
    query
}

/// The parts between blanks that are not within quotation marks: what stands before a
/// colon, what stands after it, whether that was quoted, whether a minus stood before.
fn parts(text: &str) -> Vec<(&str, &str, bool, bool)> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (without, after) = rest.strip_prefix('-').map_or((false, rest), |x| (true, x));
        let end = after.find(|x: char| x.is_whitespace() || is_quote(x)).unwrap_or(after.len());
        let (name, value) = after[..end].split_once(':').map_or(("", &after[..end]), |x| x);
        let mut letters = after[end..].chars();
        match letters.next().filter(|x| is_quote(*x)) {
            // A quotation begins here, for the name before it if there is one.
            Some(_) if value.is_empty() => {
                let inside = letters.as_str();
                let close = inside.find(is_quote).unwrap_or(inside.len());
                parts.push((name, &inside[..close], true, without));
                rest = inside[close..].trim_start_matches(is_quote);
            }
            _ => {
                parts.push((name, value, false, without));
                rest = &after[end..];
            }
        }
        rest = rest.trim_start();
    }
    parts
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn keys(words: &[Word]) -> String {
        words.iter().map(|x| x.key.as_str()).collect::<Vec<_>>().join(" ")
    }

    fn check(text: &str, expected: &str) {
        let query = parse(text, |x| ["year", "nam", "person", "chude"].contains(&x));
        let phrases: Vec<_> = query.phrases.iter().map(|x| format!("\"{}\"", keys(x))).collect();
        let without: Vec<_> = query.without.iter().map(|x| format!("-{}", keys(x))).collect();
        let filters: Vec<_> = query.filters.iter().map(|x| format!("{}={}", x.0, x.1)).collect();
        let shown = [vec![keys(&query.words)], phrases, without, filters].concat().join(" | ");
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn queries_come_apart() {
        check("", "");
        check("  Hữu  nghị ", "huu nghi");
        check("\"đối ngoại\" nhân", "doi ngoai nhan | \"doi ngoai\"");
        check("“people-to-people”", "people to people | \"people to people\"");
        check("hội -nghị", "hoi | -nghi");
        check("hội -\"hữu nghị\"", "hoi | -huu nghi");
        check("year:2022 hội", "hoi | year=2022");
        check("năm:2022..2024", " | nam=2022..2024");
        check("person:\"nguyen lan\"", " | person=nguyen lan");
        check("9:30", "9 30");
        check("chủ đề:\"hữu nghị\" hội", "hoi | chude=hữu nghị");
        check("person:", "person");
        check("\"open", "open");
        check("-", "");
        check("2022–2024", "2022 2024");
    }

    proptest! {
        #[test]
        fn anything_can_be_typed(text in ".{0,40}") {
            parse(&text, |_| true);
        }
    }
}
