//! Other spellings of a word: those that are as right, and those that stand for what was
//! meant while an input method is off.

use super::words::{Word, words};

/// Letters after which a syllable of its own ends in y or i, as a writer likes: kỷ and kỉ.
const Y_OR_I: [&str; 8] = ["h", "k", "l", "m", "s", "t", "v", "qu"];

/// Endings of English words in two spellings; the words go on as they like.
const OPEN: [(&str, &str); 7] = [
    ("isa", "iza"),
    ("ise", "ize"),
    ("isi", "izi"),
    ("yse", "yze"),
    ("our", "or"),
    ("elle", "ele"),
    ("elli", "eli"),
];

/// Endings of English words in two spellings, as they stand at the end of a word.
const CLOSED: [(&str, &str); 6] = [
    ("centre", "center"),
    ("theatre", "theater"),
    ("metre", "meter"),
    ("gramme", "gram"),
    ("ence", "ense"),
    ("ogue", "og"),
];

/// The fewest letters before such an ending.
const BEFORE: usize = 3;

/// Another spelling.
#[derive(Debug, PartialEq)]
pub struct Spelling {
    /// Its folded letters.
    pub key: String,
    /// Whether it must be the whole word rather than its beginning.
    pub whole: bool,
}

/// The other spellings of a word.
pub fn others(key: &str) -> Vec<Spelling> {
    let mut others = Vec::new();
    for (from, to) in [("y", "i"), ("i", "y")] {
        let start = key.strip_suffix(from).filter(|x| Y_OR_I.contains(x));
        others.extend(start.map(|x| Spelling { key: format!("{x}{to}"), whole: true }));
    }
    let is_long = key.len() > BEFORE;
    let both = |x: (&'static str, &'static str)| [x, (x.1, x.0)];
    for (from, to) in OPEN.into_iter().flat_map(both).filter(|_| is_long) {
        let place = key.rfind(from).filter(|x| *x >= BEFORE);
        let other = place.map(|x| format!("{}{to}{}", &key[..x], &key[x + from.len()..]));
        others.extend(other.map(|key| Spelling { key, whole: false }));
    }
    for (from, to) in CLOSED.into_iter().flat_map(both).filter(|_| is_long) {
        let (stem, plural) = key.strip_suffix('s').map_or((key, ""), |x| (x, "s"));
        let start = stem.strip_suffix(from);
        others.extend(start.map(|x| Spelling { key: format!("{x}{to}{plural}"), whole: true }));
    }
    others
}

/// The tones of Telex and VNI, by letter and by figure.
const TONES: [(char, char, char); 5] = [
    ('s', '1', '\u{301}'),
    ('f', '2', '\u{300}'),
    ('r', '3', '\u{309}'),
    ('x', '4', '\u{303}'),
    ('j', '5', '\u{323}'),
];

/// The word for which these keys are typed in Telex or in VNI, if they can be either:
/// `dduowngf` and `d9u7o7ng2` are đường. A mark may be typed at once or at the word's end.
pub fn typed(key: &str) -> Option<Word> {
    // Each letter with its own mark: of the roof, the horn, the breve or the bar.
    let mut letters: Vec<(char, Option<char>)> = Vec::new();
    let mut tone = None;
    for letter in key.chars() {
        let vowel = letters.iter().any(|x| "aeiouy".contains(x.0));
        let mut mark = |on: &str, mark: char| {
            let free = |x: &(char, Option<char>)| on.contains(x.0) && x.1.is_none();
            let Some(place) = letters.iter().rposition(free) else { return false };
            letters[place].1 = Some(mark);
            // The horn is on both letters of ươ.
            if mark == HORN && place > 0 && letters[place].0 == 'o' && letters[place - 1] == ('u', None) {
                letters[place - 1].1 = Some(HORN);
            }
            true
        };
        if let Some(x) = TONES.iter().find(|x| vowel && (letter == x.0 || letter == x.1)) {
            tone = Some(x.2);
            continue;
        }
        let done = match letter {
            'a' | 'e' | 'o' => mark(letter.encode_utf8(&mut [0; 4]), ROOF),
            'd' => mark("d", BAR),
            'w' => mark("ou", HORN) || mark("a", BREVE),
            '6' => mark("aeo", ROOF),
            '7' => mark("ou", HORN),
            '8' => mark("a", BREVE),
            '9' => mark("d", BAR),
            _ => false,
        };
        if !done {
            letters.push((letter, None));
        }
    }
    let marked = tone.is_some() || letters.iter().any(|x| x.1.is_some());
    let mut text = String::new();
    for (letter, mark) in letters {
        text.extend([if mark == Some(BAR) { 'đ' } else { letter }]);
        text.extend(mark.filter(|x| *x != BAR));
    }
    text.extend(tone);
    words(&text).next().filter(|_| marked).map(|x| x.word)
}

const ROOF: char = '\u{302}';
const BREVE: char = '\u{306}';
const HORN: char = '\u{31b}';
/// Not a mark that combines: the letter is another.
const BAR: char = 'đ';

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_word_has_other_spellings() {
        let check = |key: &str, expected: &[&str]| {
            let found: Vec<_> =
                others(key).into_iter().map(|x| x.key + if x.whole { "" } else { "…" }).collect();
            assert_eq!(found, expected, "{key}");
            for other in others(key) {
                assert!(others(&other.key).iter().any(|x| x.key == key), "{key} {other:?}");
            }
        };
        check("my", &["mi"]);
        check("ki", &["ky"]);
        check("quy", &["qui"]);
        check("thuy", &[]);
        check("ay", &[]);
        check("organisation", &["organization…"]);
        check("organize", &["organise…"]);
        check("analyse", &["analyze…"]);
        check("labour", &["labor…"]);
        check("center", &["centre"]);
        check("centres", &["centers"]);
        check("programme", &["program"]);
        check("programs", &["programmes"]);
        check("defence", &["defense"]);
        check("travelling", &["traveling…"]);
        check("hoi", &[]);
        check("rise", &[]);
    }

    #[test]
    fn keys_of_an_input_method_are_the_word_they_stand_for() {
        let check = |keys: &str, expected: &str| {
            let expected = words(expected).next().map(|x| x.word);
            assert_eq!(typed(keys), expected, "{keys}");
        };
        check("dduowngf", "đường");
        check("dduwowngf", "đường");
        check("d9u7o7ng2", "đường");
        check("duong92", "đuòng");
        check("huwux", "hữu");
        check("nghij", "nghị");
        check("hu7u4", "hữu");
        check("toor", "tổ");
        check("to63", "tổ");
        check("hoaf", "hoà");
        check("hofa", "hoà");
        check("vieetj", "việt");
        check("vietej", "việt");
        check("dangd", "đang");
        check("cawm", "căm");
        check("hanoi", "");
        check("", "");
        check("str", "");
    }

    proptest! {
        #[test]
        fn any_keys_can_be_typed(keys in "[a-z0-9]{0,12}") {
            typed(&keys);
        }
    }
}
