//! Bytes as text, and text as the rest of the room expects it.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

/// How far into a page its own word on its encoding is looked for, in bytes. The HTML
/// standard says 1024; old editors put more before it.
const PRESCAN: usize = 4096;

/// The text of these bytes, and the name of the encoding that it was in.
///
/// A byte order mark decides; then what is valid UTF-8 is UTF-8, whatever the page says of
/// itself; then the page's own `charset`; then windows-1258, which Vietnamese pages were in.
pub fn decode(bytes: &[u8]) -> (String, &'static str) {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = marked.unwrap_or_else(|| match () {
        () if looks_like(bytes, 1) => UTF_16LE,
        () if looks_like(bytes, 0) => UTF_16BE,
        () if std::str::from_utf8(bytes).is_ok() => UTF_8,
        () => charset(bytes).filter(|x| *x != UTF_8).unwrap_or(WINDOWS_1258),
    });
    (encoding.decode(bytes).0.into_owned(), encoding.name())
}

/// Whether every second byte, from this one on, is nearly always zero: UTF-16 without its mark.
fn looks_like(bytes: &[u8], from: usize) -> bool {
    let (zeros, all) = bytes
        .iter()
        .take(PRESCAN)
        .skip(from)
        .step_by(2)
        .fold((0, 0), |(zeros, all), byte| (zeros + usize::from(*byte == 0), all + 1));
    all > 8 && zeros * 2 > all
}

/// The encoding that a page names in its head.
fn charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(PRESCAN)]).to_ascii_lowercase();
    let rest = head.split("charset").nth(1)?.trim_start_matches([' ', '=', '"', '\'']);
    let end = rest.find(|x: char| !x.is_ascii_alphanumeric() && !"-_".contains(x)).unwrap_or(rest.len());
    Encoding::for_label(&rest.as_bytes()[..end])
}

/// In NFC, without what shows as nothing, every kind of blank a plain one. Lines stay lines.
pub fn normal(text: &str) -> String {
    text.replace("\r\n", "\n")
        .nfc()
        .filter(|x| !is_nothing(*x))
        .map(|x| match x {
            '\r' | '\u{2028}' | '\u{2029}' => '\n',
            '\n' => '\n',
            _ if x.is_whitespace() => ' ',
            _ => x,
        })
        .collect()
}

/// What shows as nothing and parts words that are one.
fn is_nothing(x: char) -> bool {
    matches!(x, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// Two spellings of one Vietnamese word alike: the tone of `oa`, `oe`, `uy` stands on the first
/// letter or on the second, by the house's style.
pub fn one_spelling(text: &str) -> String {
    const PAIRS: [(&str, &str); 15] = [
        ("oà", "òa"),
        ("oá", "óa"),
        ("oả", "ỏa"),
        ("oã", "õa"),
        ("oạ", "ọa"),
        ("oè", "òe"),
        ("oé", "óe"),
        ("oẻ", "ỏe"),
        ("oẽ", "õe"),
        ("oẹ", "ọe"),
        ("uỳ", "ùy"),
        ("uý", "úy"),
        ("uỷ", "ủy"),
        ("uỹ", "ũy"),
        ("uỵ", "ụy"),
    ];
    let mut text = text.to_lowercase();
    for (late, early) in PAIRS {
        // Before another letter the tone has one place only (hoàn), and after a q the u is no vowel.
        let mut from = 0;
        while let Some(at) = text[from..].find(late).map(|x| x + from) {
            let end = at + late.len();
            let ends = !text[end..].chars().next().is_some_and(char::is_alphabetic);
            from = end;
            if ends && !text[..at].ends_with('q') {
                text.replace_range(at..end, early);
                from = at + early.len();
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        let latin = |x: &[u8]| decode(x);
        assert_eq!(latin("cầu".as_bytes()), ("cầu".into(), "UTF-8"));
        assert_eq!(latin(b"\xef\xbb\xbfab"), ("ab".into(), "UTF-8"));
        assert_eq!(latin(b"\xff\xfea\0b\0"), ("ab".into(), "UTF-16LE"));
        assert_eq!(latin(b"\xfe\xff\0a\0b"), ("ab".into(), "UTF-16BE"));
        assert_eq!(latin(b"a\0 \0b\0c\0d\0e\0f\0g\0h\0i\0").1, "UTF-16LE");
        let (text, name) = latin(b"<meta charset=windows-1258> c\xe2\xccu");
        assert_eq!((normal(&text).as_str(), name), ("<meta charset=windows-1258> cầu", "windows-1258"));
        assert_eq!(latin(b"charset=iso-8859-2 \xb1").1, "ISO-8859-2");
    }

    #[test]
    fn one_form_of_letters_and_blanks() {
        assert_eq!(normal("ca\u{302}\u{300}u\u{a0}\u{200b}x\r\ny\rz"), "cầu x\ny\nz");
        assert_eq!(one_spelling("Hoà bình, Thuỷ, quý, hoàn"), "hòa bình, thủy, quý, hoàn");
    }
}
