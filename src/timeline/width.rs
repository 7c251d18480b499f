//! How wide a text is, without a page to measure it on: from the advance widths of the two
//! fonts' letters, rounded up. Kerning is left out, which only makes texts narrower.

/// A font of the drawings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Font {
    /// Labels: Be Vietnam Pro at 13 px.
    Sans,
    /// Axis and notes: Be Vietnam Pro at 12 px.
    Small,
    /// Dates: Newsreader at 14 px.
    Serif,
    /// Years of the axis: Newsreader at 17 px, bold.
    Year,
}

/// The characters from the space to the tilde, in hundredths of the font's size.
const SANS: [u8; 95] = [
    23, 28, 32, 81, 64, 85, 74, 18, 44, 44, 50, 61, 30, 61, 29, 50, 68, 38, 65, 66, 71, 66, 68, 59, 63, 68,
    29, 30, 56, 73, 56, 57, 100, 74, 67, 78, 73, 62, 63, 78, 71, 26, 46, 68, 62, 85, 73, 83, 64, 82, 67, 64,
    65, 72, 71, 100, 72, 66, 66, 46, 48, 46, 56, 70, 20, 64, 65, 61, 65, 60, 39, 64, 58, 26, 27, 56, 26, 89,
    57, 64, 65, 65, 39, 51, 43, 57, 58, 87, 56, 58, 50, 43, 41, 43, 47,
];
const SERIF: [u8; 95] = [
    23, 27, 35, 57, 57, 78, 72, 20, 28, 28, 44, 51, 24, 35, 23, 40, 57, 57, 57, 57, 57, 57, 57, 57, 57, 57,
    25, 27, 51, 51, 51, 44, 89, 71, 64, 70, 76, 64, 59, 75, 80, 34, 45, 73, 60, 98, 77, 78, 61, 78, 64, 55,
    67, 77, 69, 97, 72, 68, 63, 33, 40, 33, 51, 41, 50, 46, 55, 44, 56, 46, 34, 50, 56, 28, 25, 54, 27, 83,
    57, 53, 56, 54, 39, 38, 34, 54, 53, 74, 51, 52, 43, 32, 25, 32, 51,
];

/// The letters below the marks of U+00C0 to U+00FF.
const LATIN_1: &[u8; 64] = b"AAAAAAMCEEEEIIIIDNOOOOOxOUUUUYPBaaaaaamceeeeiiiidnooooo+ouuuuypy";

/// The width of a text in pixels.
pub fn width(text: &str, font: Font) -> i32 {
    let sum: i32 = text.chars().map(|x| of(x, font)).sum();
    (sum * size(font) + 99) / 100
}

/// As much of a text as is no wider than `room`, and whether that is less than all of it. A text
/// that is cut leaves room for three dots and ends with a whole word where that costs
/// little.
pub fn fit(text: &str, font: Font, room: i32) -> (&str, bool) {
    let (room, dots) = (room * 100, of('…', font) * size(font));
    let (mut sum, mut cut, mut space) = (0, 0, 0);
    for (at, letter) in text.char_indices() {
        if sum + dots <= room {
            cut = at;
            space = if letter == ' ' { at } else { space };
        }
        sum += of(letter, font) * size(font);
    }
    if sum <= room {
        return (text, false);
    }
    let cut = if cut - space < 12 && space > 0 { space } else { cut };
    (text[..cut].trim_end_matches([' ', ',', ';', ':']), true)
}

/// The width of a name in bold at 13 px.
pub fn bold(text: &str) -> i32 {
    width(text, Font::Sans) * 106 / 100
}

/// A name in as few lines as have room for its words in bold.
pub fn wrapped(text: &str, room: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if bold(line) + bold(word) + 4 <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_string()),
        }
    }
    lines
}

fn size(font: Font) -> i32 {
    match font {
        Font::Sans => 13,
        Font::Small => 12,
        Font::Serif => 14,
        // Bold is a little wider.
        Font::Year => 18,
    }
}

/// The width of a character in hundredths of the font's size.
fn of(letter: char, font: Font) -> i32 {
    let table = if matches!(font, Font::Sans | Font::Small) { &SANS } else { &SERIF };
    let plain = |x: u8| i32::from(table[usize::from(x - b' ')]);
    let code = letter as u32;
    match code {
        0x20..=0x7e => plain(code as u8),
        0xa0 => plain(b' '),
        0xc0..=0xff => plain(LATIN_1[code as usize - 0xc0]),
        0x102 | 0x103 => plain(if code == 0x102 { b'A' } else { b'a' }),
        // Đ and the letters with a horn are wider than without.
        0x110 | 0x111 => plain(if code == 0x110 { b'D' } else { b'd' }) + 6,
        0x128 | 0x129 => plain(b'i') + 2,
        0x168 | 0x169 => plain(if code == 0x168 { b'U' } else { b'u' }),
        0x1a0 | 0x1a1 => plain(if code == 0x1a0 { b'O' } else { b'o' }) + 2,
        0x1af | 0x1b0 => plain(if code == 0x1af { b'U' } else { b'u' }) + 3,
        // Marks that stand on the letter before.
        0x300..=0x36f => 0,
        0x1ea0..=0x1ef9 => {
            // In pairs of a capital and a small letter; where the letters A, E, I, O and U end.
            let ends = [0x1eb8, 0x1ec8, 0x1ecc, 0x1ee4, 0x1ef2];
            let upper = b"AEIOUY"[ends.iter().filter(|x| **x <= code).count()];
            plain(if code.is_multiple_of(2) { upper } else { upper + 32 }) + 3
        }
        0x2018 | 0x2019 => 25,
        0x201c | 0x201d => 42,
        // Scripts whose letters are squares.
        0x2e80.. => 105,
        _ => 75,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_fonts_or_a_little_more() {
        // Measured in Chromium with the fonts of `public/`.
        let check = |text: &str, font, measured: i32| {
            let found = width(text, font);
            assert!(
                (measured..=measured + 2 + measured / 20).contains(&found),
                "{text}: {found}, not {measured}"
            );
        };
        check("Half-year review and symposium", Font::Sans, 208);
        check("Lake Society, Vũ Thị Hồng Ngọc", Font::Sans, 201);
        check("Đường ống nước sạch quanh bốn hồ lớn", Font::Sans, 248);
        check("September", Font::Small, 65);
        check("14 July 2022", Font::Serif, 78);
        check("nửa đầu năm 2022", Font::Serif, 111);
        check("2022", Font::Year, 41);
        check("tháng 12 2022", Font::Year, 113);
        assert!((89..=95).contains(&bold("Anniversaries")));
    }

    #[test]
    fn what_does_not_fit_is_cut_between_words() {
        let check = |room, cut: &str| {
            assert_eq!(fit("Half-year review and symposium", Font::Sans, room), (cut, true))
        };
        assert_eq!(fit("Review", Font::Sans, 80), ("Review", false));
        check(180, "Half-year review and");
        check(80, "Half-year");
        check(30, "Ha");
        check(0, "");
    }
}
