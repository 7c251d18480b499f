//! Folding: what two spellings must share to be the same word for a search.
//!
//! Case, diacritics, tone marks and the bar of đ are dropped but remembered; composed
//! (NFC) and decomposed (NFD) text fold alike. Done with small tables rather than with a
//! crate's: the Unicode tables of a crate cost the wasm more than the whole search.

use std::sync::OnceLock;

/// The letters from U+00C0 to U+017F without their marks, in lower case.
const LATIN: &str = concat!(
    "aaaaaaæceeeeiiiiðnooooo×øuuuuyþßaaaaaaæceeeeiiiiðnooooo÷øuuuuyþy",
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhħħiiiiiiiiiıĳĳjjkkĸllllllŀ",
    "ŀłłnnnnnnŉŋŋooooooœœrrrrrrssssssssttttŧŧuuuuuuuuuuuuwwyyyzzzzzzſ",
);

/// The letters from U+1E00 to U+1EFF without their marks, in lower case.
const LATIN_ADDITIONAL: &str = concat!(
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm",
    "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv",
    "wwwwwwwwwwxxxxyyzzzzzzhtwyẚſẜẝßẟaaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee",
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyỻỻỽỽỿỿ",
);

/// The combining marks that tell letters or tones apart, each with the letter by which
/// the tables below name it. The first five are the tones of Vietnamese.
const MARKS: [(char, u8); 10] = [
    ('\u{300}', b'g'),
    ('\u{301}', b'a'),
    ('\u{303}', b't'),
    ('\u{309}', b'q'),
    ('\u{323}', b'u'),
    ('\u{302}', b'c'),
    ('\u{306}', b'b'),
    ('\u{31b}', b'h'),
    ('\u{308}', b'd'),
    ('\u{30a}', b'r'),
];

/// How many of the marks are tones.
const TONES: u8 = 5;

/// The bar of đ, which is no combining mark.
const BAR: u8 = MARKS.len() as u8 + 1;

/// The marks of the letters from U+00E0 to U+00FF.
const LATIN_MARKS: &[u8; 32] = b"gactdr-?gacdgacd-tgactd-?gacda-d";

/// The letters' own marks from U+1EA1 to U+1EF9, every second: those of Vietnamese.
const VIETNAMESE_MARKS: &[u8; 45] = b"--cccccbbbbb---ccccc----ccccchhhhh--hhhhh----";

/// Their tones.
const VIETNAMESE_TONES: &[u8; 45] = b"uqagqtuagqtuuqtagqtuquuqagqtuagqtuuqagqtuguqt";

/// What a letter counts as. Of the numbers for marks and tones 0 is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folded {
    /// A letter or a figure: without marks and in lower case, with its own mark and tone.
    Letter(char, u8, u8),
    /// A mark or a tone that combines with the letter before it.
    Mark(u8, u8),
    /// Nothing that belongs to a word.
    Other,
}

/// What this letter counts as.
#[inline]
pub fn fold_letter(letter: char) -> Folded {
    if letter.is_ascii() { ascii(letter) } else { beyond_ascii(letter) }
}

fn ascii(letter: char) -> Folded {
    let of_word = letter.is_ascii_alphanumeric();
    if of_word { Folded::Letter(letter.to_ascii_lowercase(), 0, 0) } else { Folded::Other }
}

fn beyond_ascii(letter: char) -> Folded {
    if let '\u{ff01}'..='\u{ff5e}' = letter {
        return char::from_u32(letter as u32 - 0xfee0).map_or(Folded::Other, ascii);
    }
    // Nearly all letters of a Vietnamese text that are not of ASCII, so they are folded once.
    static COMMON: [OnceLock<Box<[Folded]>>; 2] = [const { OnceLock::new() }; 2];
    const FIRST: [char; 2] = ['\u{c0}', '\u{1e00}'];
    const COUNT: u32 = 0x100;
    for (known, first) in COMMON.iter().zip(FIRST) {
        if let Some(at) = (letter as u32).checked_sub(first as u32).filter(|x| *x < COUNT) {
            let all = || (0..COUNT).filter_map(|x| char::from_u32(first as u32 + x)).map(folded).collect();
            return known.get_or_init(all)[at as usize];
        }
    }
    folded(letter)
}

/// What a letter beyond ASCII counts as.
fn folded(letter: char) -> Folded {
    let at = |table: &str, first: char| table.chars().nth((letter as u32 - first as u32) as usize);
    let lower = letter.to_lowercase().next().unwrap_or(letter);
    let base = match letter {
        '\u{300}'..='\u{36f}' => {
            let (mark, tone) = numbers(MARKS.iter().find(|x| x.0 == letter).map_or(b'?', |x| x.1), letter);
            return Folded::Mark(mark, tone);
        }
        '\u{c0}'..='\u{17f}' => at(LATIN, '\u{c0}'),
        '\u{1e00}'..='\u{1eff}' => at(LATIN_ADDITIONAL, '\u{1e00}'),
        'ơ' | 'Ơ' => Some('o'),
        'ư' | 'Ư' => Some('u'),
        _ => Some(lower),
    };
    let base = base.unwrap_or(lower);
    if !base.is_alphanumeric() {
        return Folded::Other;
    }
    let (mark, tone) = match lower {
        'đ' => (BAR, 0),
        'ă' => numbers(b'b', lower),
        'ơ' | 'ư' => numbers(b'h', lower),
        'ĩ' | 'ũ' => numbers(b't', lower),
        '\u{e0}'..='\u{ff}' => numbers(LATIN_MARKS[lower as usize - 0xe0], lower),
        '\u{1ea1}'..='\u{1ef9}' => {
            let place = (lower as usize - 0x1ea1) / 2;
            (numbers(VIETNAMESE_MARKS[place], lower).0, numbers(VIETNAMESE_TONES[place], lower).1)
        }
        _ if base == lower => (0, 0),
        _ => numbers(b'?', lower),
    };
    Folded::Letter(base, mark, tone)
}

/// The numbers of the mark and the tone that go by this letter in the tables. Those that
/// have none are told apart by their code point, as well as a byte can.
fn numbers(name: u8, of: char) -> (u8, u8) {
    if name == b'-' {
        return (0, 0);
    }
    match MARKS.iter().position(|x| x.1 == name) {
        Some(place) if (place as u8) < TONES => (0, place as u8 + 1),
        Some(place) => (place as u8 + 1, 0),
        None => (0x40 | (of as u8 & 0x3f), 0),
    }
}

/// The folded text: letters without marks in lower case, everything else as it is.
pub fn fold(text: &str) -> String {
    let folded = |x| match fold_letter(x) {
        Folded::Letter(letter, ..) => Some(letter),
        Folded::Mark(..) => None,
        Folded::Other => Some(x),
    };
    text.chars().filter_map(folded).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text), expected);
        let decomposed: String = text.nfd().collect();
        assert_eq!(fold(&decomposed), expected, "{text} in NFD");
    }

    const VOWELS: [(char, &str); 6] = [
        ('a', "aàáảãạăằắẳẵặâầấẩẫậAÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ"),
        ('e', "eèéẻẽẹêềếểễệEÈÉẺẼẸÊỀẾỂỄỆ"),
        ('i', "iìíỉĩịIÌÍỈĨỊ"),
        ('o', "oòóỏõọôồốổỗộơờớởỡợOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ"),
        ('u', "uùúủũụưừứửữựUÙÚỦŨỤƯỪỨỬỮỰ"),
        ('y', "yỳýỷỹỵYỲÝỶỸỴ"),
    ];

    #[test]
    fn every_vietnamese_vowel_with_every_mark_folds() {
        for (folded, vowels) in VOWELS {
            for vowel in vowels.chars() {
                check(&vowel.to_string(), &folded.to_string());
            }
        }
    }

    #[test]
    fn the_marks_of_a_letter_are_those_of_its_parts() {
        let (mut mark, mut tone) = (0, 0);
        for letter in VOWELS.iter().flat_map(|x| x.1.chars()).chain("çñäöüëïÿåĐđ".chars()) {
            let whole = fold_letter(letter);
            let mut parts = letter.nfd();
            let Folded::Letter(base, own, _) = fold_letter(parts.next().unwrap()) else { panic!("{letter}") };
            (mark, tone) = (own, tone - tone);
            for part in parts {
                let Folded::Mark(a, b) = fold_letter(part) else { panic!("{letter}: {part:?}") };
                (mark, tone) = (mark.max(a), tone.max(b));
            }
            if letter != 'ç' {
                assert_eq!(whole, Folded::Letter(base, mark, tone), "{letter}");
            }
        }
        assert!(mark > 0);
    }

    #[test]
    fn words_fold() {
        check("Đối ngoại Nhân dân", "doi ngoai nhan dan");
        check("Thủ ĐÔ", "thu do");
        check("Świętokrzyskie, Çeşme", "swietokrzyskie, cesme");
        assert_eq!(fold("ＨＡＮＯＩ"), "hanoi");
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in ".{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
