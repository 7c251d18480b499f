//! Names of people: a surname and one to three syllables more, each a capital.

use std::sync::LazyLock;

use super::bodies;
use super::words::{Token, is_vietnamese};

/// The surnames of Vietnam, commonest first, in lower case.
static SURNAMES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    super::words::list(
        "
    nguyễn, trần, lê, phạm, hoàng, huỳnh, phan, vũ, võ, đặng, bùi, đỗ, hồ, ngô, dương, lý, đào, đoàn, vương,
    trịnh, trương, đinh, lâm, phùng, mai, tô, tạ, hà, thái, cao, châu, quách, la, lưu, lương, kiều, nghiêm,
    cấn, doãn, tống, từ, triệu, khuất, chu, bạch, viên, thạch, danh, giàng, lò, sùng, vàng, hứa, khổng,
    giang, ninh, vi, cồ, lục, mạc, nông, hoa, âu, ông, phí, bành, tiêu, trang, tăng, thân, đàm, đồng, diệp,
    quan, thi, tôn, văn, ứng, uông, lộ, lã, lữ, mẫn, mã, ma, nhâm, nhữ, ngụy, phó, quế, sầm, tào, thẩm,
    thiều, vòng, vương, yên, đới, đường, hầu, kha, khương, liễu, lai, lều, hàn, hán, huyền, hàng, cam, cung,
    công, cù, chử, đậu, điền, đôn, tòng, quàng, cầm, lường, thào, vừ, cư, ksor, rơ, y, h",
    )
});

/// Words after which a name is that of a street, a school, a prize or a place.
static PLACED: LazyLock<Vec<&str>> = LazyLock::new(|| {
    super::words::list(
        "
    đường, phố, trường, quận, phường, xã, huyện, tỉnh, giải, thưởng, cầu, chợ, viên, tượng, lộ, thôn, làng,
    ga, sông, núi, thông, tiểu, sở, thị, tp, bến, đảo, vịnh, đền, chùa",
    )
});

/// Surnames that are also words for places and things.
static DOUBTFUL: LazyLock<Vec<&str>> = LazyLock::new(|| {
    super::words::list(
        "
    hồ, hà, giang, cao, đồng, hoa, công, trang, văn, quan, điền, đường, lò, thân, ông, y, h, phó, yên, vàng,
    cầm, cung, hàng",
    )
});

/// Second syllables that only names have.
static MIDDLES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    super::words::list(
        "
    thị, văn, đức, hữu, quang, minh, xuân, ngọc, đình, bá, sỹ, sĩ, thế, trọng, duy",
    )
});

/// Whether a name that begins here may as well be that of a lake or a river.
pub fn is_doubtful(words: &[Token], at: usize) -> bool {
    let second = words.get(at + 1).is_some_and(|x| MIDDLES.contains(&x.low.as_str()));
    DOUBTFUL.contains(&words[at].low.as_str()) && !second
}

/// Whether this word is a surname in capitals or with a capital.
pub fn is_surname(word: &Token) -> bool {
    word.is_capital() && SURNAMES.contains(&word.low.as_str())
}

/// Whether a name of three syllables or more begins at `one`, with a commoner surname than at `other`.
pub fn is_commoner(words: &[Token], one: usize, other: usize) -> bool {
    let rank = |at: usize| words.get(at).and_then(|x| SURNAMES.iter().position(|name| x.low == *name));
    let longer = length(words, one).is_some_and(|x| x > 2);
    longer && rank(one).zip(rank(other)).is_some_and(|(one, other)| one < other)
}

/// Whether a word for organisations follows a surname by chance (“Vũ Hội Đồng …” does not).
pub fn is_name_of_head(word: &Token) -> bool {
    word.is_shouted()
}

/// How many tokens the name takes that begins here with a surname.
pub fn length(words: &[Token], at: usize) -> Option<usize> {
    let first = words.get(at).filter(|x| is_surname(x))?;
    let shouted = first.is_shouted();
    let fits = |x: &Token| {
        x.is_word() && x.spaced && x.is_capital() && is_vietnamese(x.text) && (x.is_shouted() || !shouted)
    };
    let more = words[at + 1..].iter().take(4).take_while(|x| fits(x)).count();
    (1..=4).contains(&more).then_some(more.min(3) + 1).filter(|_| more < 4 || shouted)
}

/// How many tokens a name takes that begins here without a surname of this country, after
/// a word that only a name follows.
pub fn foreign(words: &[Token], at: usize) -> Option<usize> {
    let fits = |at: usize| {
        words.get(at).is_some_and(|x| {
            x.is_word()
                && x.is_capital()
                && !x.is_shouted()
                && (at == 0 || x.spaced || words[at - 1].text == "-")
        })
    };
    let mut to = at;
    while fits(to) && to < at + 6 {
        to += 1;
        // A hyphen joins two parts of one name.
        if words.get(to).is_some_and(|x| x.text == "-" && !x.spaced)
            && words.get(to + 1).is_some_and(|x| !x.spaced)
        {
            to += 1;
        }
    }
    let parts = words[at..to].iter().filter(|x| x.is_word());
    let strange = parts.clone().any(|x| !is_vietnamese(x.text));
    (parts.count() >= 2 && strange).then_some(to - at)
}

/// How many tokens a name without a surname takes after a word like “ông”: two to four syllables.
pub fn without_surname(words: &[Token], at: usize) -> Option<usize> {
    let fits = |x: &&Token| x.is_word() && x.is_capital() && x.spaced && is_vietnamese(x.text);
    let count = words.get(at..)?.iter().take(5).take_while(|x| fits(x)).count();
    (2..=4).contains(&count).then_some(count)
}

/// Whether what stands before makes this the name of a place or a thing.
pub fn is_placed(words: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|x| &words[x]) else { return false };
    let inside = before.is_word() && before.is_capital() && words[at].spaced;
    PLACED.contains(&before.low.as_str()) || bodies::PLACES.contains(&before.low.as_str()) || inside
}

/// A name with one capital to a syllable, however it is printed.
pub fn usual(name: &str) -> String {
    let word = |x: &str| {
        if x.chars().filter(|x| x.is_alphabetic()).count() < 2 || x.contains(char::is_lowercase) {
            return x.to_owned();
        }
        let mut letters = x.chars();
        letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
    };
    name.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::words::tokens;
    use super::*;

    #[test]
    fn names() {
        let long = |line: &str| length(&tokens(line), 0);
        assert_eq!(long("Đỗ Văn Kha nói"), Some(3));
        assert_eq!(long("ĐỖ THỊ MỸ KHA, Chủ tịch"), Some(4));
        assert_eq!(long("Đỗ nói"), None);
        assert_eq!(long("Sao Mai"), None);
        assert_eq!(foreign(&tokens("Marie-Claire Dubois nói"), 0), Some(4));
        assert_eq!(foreign(&tokens("Sao Mai"), 0), None);
        assert_eq!(usual("ĐỖ THỊ Kha"), "Đỗ Thị Kha");
        assert!(is_placed(&tokens("đường Đỗ Văn Kha"), 1) && !is_placed(&tokens("với Đỗ Văn Kha"), 1));
    }
}
