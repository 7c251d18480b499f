//! Numbers in a line and what they count.

use std::sync::LazyLock;

use super::dates::Told;
use super::words::{Token, are, longest, printed};

/// What sort of number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sort {
    /// A result that somebody counted or measured.
    Measured,
    /// A place in an order: the 6th congress.
    Ordinal,
    /// A number of years that are celebrated or that a plan runs.
    Years,
}

/// A number in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The number as printed; words as figures, percent with its sign.
    pub value: String,
    /// What it counts, as printed.
    pub counts: String,
    /// “hơn”, “gần” and the like, where the number is not exact.
    pub about: Option<String>,
    /// What sort of number.
    pub sort: Sort,
    /// The token of the number.
    pub at: usize,
}

/// Numbers in words. One and two are left out: they are also “a” and “both”.
const IN_WORDS: [(&str, &str); 8] = [
    ("ba", "3"),
    ("bốn", "4"),
    ("sáu", "6"),
    ("bảy", "7"),
    ("tám", "8"),
    ("chín", "9"),
    ("mười", "10"),
    ("chục", ""),
];

/// Ordinals in words.
const ORDINALS: [(&str, &str); 9] = [
    ("nhất", "1"),
    ("hai", "2"),
    ("ba", "3"),
    ("tư", "4"),
    ("năm", "5"),
    ("sáu", "6"),
    ("bảy", "7"),
    ("tám", "8"),
    ("chín", "9"),
];

/// Words that make a number bigger.
const POWERS: &[&str] =
    &["nghìn tỷ", "nghìn tỉ", "nghìn", "ngàn", "triệu", "tỷ", "tỉ", "thousand", "million", "billion"];

/// Words that make a number inexact.
static ABOUT: LazyLock<Vec<&str>> = LazyLock::new(|| {
    super::words::list(
        "
    hơn, gần, khoảng, trên, dưới, chừng, ước, tối đa, tối thiểu, không quá, more than, about, nearly, over,
    almost",
    )
});

/// Units that are all that is counted.
static UNITS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    super::words::list(
        "
    ngày, tuần, tháng, giờ, phút, m, m2, m², km, km2, ha, kg, tấn, lít, độ, usd, tuổi, lần, days, weeks,
    hours",
    )
});

/// Words that what is counted does not go beyond.
static STOPS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    super::words::list(
        "
    và, trong, ở, tại, của, với, cho, từ, đến, được, đã, so, để, là, có, theo, ghi, thay, mua, muốn, tới,
    về, do, bị, sẽ, đang, cùng, lên, tham, sống, nhằm, sau, trước, khi, mà, này, đó, vào, ra, gồm, thuộc,
    trên, dưới, giữa, bằng, tặng, dự, đạt, đăng, đi, phải, cần, tiễn, with, from, in, of, for, and, were,
    was, are, is, to, who, that, at, on, by, đều, tốt, khác, chỉ, qua, không, tranh, tiếp, nuôi, cũng, còn, nữa,
    mới, đại_biểu, nộp, trở, nhận, mang",
    )
});

/// The most words of what is counted.
const LONGEST: usize = 6;

/// The numbers of a line, in order. What belongs to a date counts nothing.
pub fn find(line: &str, words: &[Token], dates: &[Told]) -> Vec<Figure> {
    let dated = |at: usize| dates.iter().any(|x| x.from <= at && at < x.to);
    let mut found: Vec<Figure> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let figure = if dated(at) { None } else { here(line, words, at, &found) };
        match figure {
            Some((figure, to)) => {
                found.push(figure);
                at = to.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

/// The figure that begins here, and where it ends.
fn here(line: &str, words: &[Token], at: usize, before: &[Figure]) -> Option<(Figure, usize)> {
    ordinal(line, words, at).or_else(|| counted(line, words, at, before))
}

/// `lần thứ VI`, `năm thứ tư`.
fn ordinal(line: &str, words: &[Token], at: usize) -> Option<(Figure, usize)> {
    if are(words, at, "lần thứ") {
        let value = words.get(at + 2).filter(|x| x.is_number() || is_roman(x.text))?.text;
        let from = what_before(words, at)?;
        return Some((figure(value, printed(line, words, from, at), Sort::Ordinal, at + 2), at + 3));
    }
    if are(words, at, "năm thứ") {
        let (_, value) =
            ORDINALS.iter().find(|(word, _)| words.get(at + 2).is_some_and(|x| x.low == *word))?;
        let to = counts_to(words, at + 3);
        let counts = format!("năm {}", printed(line, words, at + 3, to)).trim().to_owned();
        return Some((figure(value, counts, Sort::Ordinal, at + 2), to));
    }
    None
}

fn is_roman(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|x| "IVXLC".contains(x))
}

/// From where what is numbered is printed, before “lần thứ”: back to the capital that it
/// begins with.
fn what_before(words: &[Token], at: usize) -> Option<usize> {
    let (mut from, mut small) = (None, 0);
    for x in (0..at).rev().take(8) {
        let verb = super::bodies::STOPS.contains(&words[x].low.as_str());
        if !words[x].is_word() || verb || small > 3 || from.is_some() && small > 1 {
            break;
        }
        if words[x].is_capital() {
            (from, small) = (Some(x), 0);
        } else {
            small += 1;
        }
    }
    from
}

fn figure(value: &str, counts: String, sort: Sort, at: usize) -> Figure {
    Figure { value: value.to_owned(), counts, about: None, sort, at }
}

/// A number and the words for what it counts.
fn counted(line: &str, words: &[Token], at: usize, before: &[Figure]) -> Option<(Figure, usize)> {
    let (mut value, mut next) = number(words, at)?;
    if let Some(power) = longest(words, next, POWERS) {
        value = format!("{value} {}", printed(line, words, next, next + power));
        next += power;
    }
    let about = ABOUT.iter().find(|x| {
        let length = x.split(' ').count();
        at >= length && are(words, at - length, x)
    });
    let percent = words.get(next).is_some_and(|x| x.text == "%")
        || are(words, next, "per cent")
        || are(words, next, "phần trăm");
    let (counts, to) = if percent {
        next += if words[next].text == "%" { 1 } else { 2 };
        value += " %";
        percent_of(line, words, at, next, before)?
    } else {
        let to = counts_to(words, next);
        (printed(line, words, next, to), to)
    };
    if counts.is_empty() {
        return None;
    }
    let sort = if counts.starts_with("năm") { Sort::Years } else { Sort::Measured };
    Some((Figure { value, counts, about: about.map(|x| x.to_string()), sort, at }, to))
}

/// The number that begins here, unless it is a part of something else.
fn number(words: &[Token], at: usize) -> Option<(String, usize)> {
    let before = at.checked_sub(1).map(|x| &words[x]);
    let named = ["số", "thoại", "cấp", "khối", "lớp", "điều", "quý", "trang", "hạng", "thứ", "khóa", "kênh"];
    let joined = before.is_some_and(|x| ["/", "-", ":", "+"].contains(&x.text) && !words[at].spaced);
    // A day of a lunar month.
    let lunar = |x: &Token| ["giêng", "chạp"].contains(&x.low.as_str());
    if are(words, at + 1, "tháng") && words.get(at + 2).is_some_and(lunar) {
        return None;
    }
    if before.is_some_and(|x| named.contains(&x.low.as_str()) || x.is_number()) || joined {
        return None;
    }
    if let Some((_, value)) =
        IN_WORDS.iter().find(|(word, value)| words[at].text == *word && !value.is_empty())
    {
        return Some((value.to_string(), at + 1));
    }
    let word = words.get(at).filter(|x| x.is_number())?;
    if word.text.starts_with('0') && word.text.len() > 1 && !word.text.contains(',') {
        return None;
    }
    // Eleven of fourteen.
    let whole = words
        .get(at + 1)
        .filter(|x| x.text == "/" && !x.spaced)
        .and(words.get(at + 2))
        .filter(|x| x.is_number() && !x.spaced);
    match whole {
        Some(whole) => Some((format!("{}/{}", word.text, whole.text), at + 3)),
        None => Some((word.text.to_owned(), at + 1)),
    }
}

/// Where the words end that say what is counted.
fn counts_to(words: &[Token], from: usize) -> usize {
    let Some(first) = words.get(from).filter(|x| x.is_word() || x.text == "đ") else { return from };
    if first.low == "đồng" || UNITS.contains(&first.low.as_str()) {
        let per = words.get(from + 1).is_some_and(|x| x.text == "/" && !x.spaced);
        return from + if per { 3 } else { 1 };
    }
    let long = LONGEST + usize::from(first.low == "năm");
    let project = |at: usize| are(words, at, "dự án");
    let goes_on = |x: &&Token| x.is_word() && !STOPS.contains(&x.low.as_str());
    if project(from) {
        return from + 2;
    }
    from + words[from..].iter().take(long).take_while(goes_on).count()
}

/// What a share is of: the words after it, or those before the verb, or what was counted last.
fn percent_of(
    line: &str,
    words: &[Token],
    at: usize,
    next: usize,
    before: &[Figure],
) -> Option<(String, usize)> {
    let next = if are(words, next, "là") { next + 1 } else { next };
    let to = counts_to(words, next);
    if to > next {
        return Some((printed(line, words, next, to), to));
    }
    const VERBS: &[&str] = &["tăng", "giảm", "chiếm", "đạt", "grew", "rose", "fell", "increased"];
    let verb =
        (at.saturating_sub(4)..at).rev().find(|x| VERBS.contains(&words[*x].low.as_str())).unwrap_or(at);
    let subject = |x: &usize| words[*x].is_word() && !STOPS.contains(&words[*x].low.as_str());
    let from = (0..verb).rev().take(LONGEST).take_while(subject).last();
    let counts = match from {
        Some(from) => printed(line, words, from, verb),
        None => before.last()?.counts.clone(),
    };
    Some((counts, next))
}

#[cfg(test)]
mod tests {
    use super::super::dates;
    use super::super::words::tokens;
    use super::*;

    #[test]
    fn numbers_and_what_they_count() {
        let rows = "
            Có hơn 1.250 hội viên được khen | hơn 1.250 hội viên
            vốn 3,2 tỷ đồng, rộng 600 m2 | 3,2 tỷ đồng; 600 m2
            số chi hội tăng 7% trong năm 2023 | 7 % số chi hội
            gần 90% học sinh muốn học | gần 90 % học sinh
            kỷ niệm 30 năm ngày thành lập (11/12/1992) | 30 năm ngày thành lập
            dự Đại hội lần thứ VI, nhiệm kỳ 2022-2027 | VI Đại hội
            11/14 câu lạc bộ và ba lớp | 11/14 câu lạc bộ; 3 lớp
            năm thứ hai thực hiện kế hoạch | 2 năm thực hiện kế hoạch
            ngày 14/7/2022, sáng 18/1, học sinh khối 4, điện thoại 0200 123 456 | -";
        for row in rows.trim().lines() {
            let (line, expected) = row.trim().split_once(" | ").unwrap();
            let words = tokens(line);
            let dates = dates::find(&words, &dates::Years { planned: Some(2022), ..Default::default() });
            let found = find(line, &words, &dates).into_iter().map(|x| {
                format!("{} {} {}", x.about.unwrap_or_default(), x.value, x.counts).trim().to_owned()
            });
            assert_eq!(found.collect::<Vec<_>>().join("; "), expected.trim_matches('-'), "in {line}");
        }
    }
}
