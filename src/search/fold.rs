//! Folding: what two spellings must share to be the same word for a search.
//!
//! Case, diacritics, tone marks and the bar of đ are dropped, composed (NFC) and
//! decomposed (NFD) text fold alike. Done with two small tables rather than with a
//! crate's: the Unicode tables of a crate cost the wasm more than the whole search.

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

/// The letter that this one counts as, or nothing for a mark that combines with others.
pub fn fold_char(letter: char) -> Option<char> {
    let at = |table: &str, first: u32| table.chars().nth((letter as u32 - first) as usize);
    match letter {
        '\u{300}'..='\u{36f}' => None,
        '\u{c0}'..='\u{17f}' => at(LATIN, 0xc0),
        '\u{1e00}'..='\u{1eff}' => at(LATIN_ADDITIONAL, 0x1e00),
        'ơ' | 'Ơ' => Some('o'),
        'ư' | 'Ư' => Some('u'),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xfee0).map(|x| x.to_ascii_lowercase()),
        other => other.to_lowercase().next(),
    }
}

/// The folded text.
pub fn fold(text: &str) -> String {
    text.chars().filter_map(fold_char).collect()
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

    #[test]
    fn every_vietnamese_vowel_with_every_mark_folds() {
        for (folded, vowels) in [
            ('a', "aàáảãạăằắẳẵặâầấẩẫậAÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ"),
            ('e', "eèéẻẽẹêềếểễệEÈÉẺẼẸÊỀẾỂỄỆ"),
            ('i', "iìíỉĩịIÌÍỈĨỊ"),
            ('o', "oòóỏõọôồốổỗộơờớởỡợOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ"),
            ('u', "uùúủũụưừứửữựUÙÚỦŨỤƯỪỨỬỮỰ"),
            ('y', "yỳýỷỹỵYỲÝỶỸỴ"),
        ] {
            for vowel in vowels.chars() {
                check(&vowel.to_string(), &folded.to_string());
            }
        }
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
