//! What each line of a page is: the article, what belongs to it, or the page around it.

use std::sync::LazyLock;

use super::page::{Hint, Line, PageText};
use super::words::{Token, tokens};
use super::{byline, stamp};

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Nothing stands in it.
    Blank,
    /// The headline.
    Headline,
    /// A paragraph of the article.
    Body,
    /// A heading within the article.
    Heading,
    /// The line under a picture.
    Caption,
    /// The newspaper's section.
    Section,
    /// When it was published, and nothing else.
    Stamp,
    /// Who wrote it or took the photographs.
    Byline,
    /// Which newspaper.
    Publisher,
    /// Where it was taken from.
    Source,
    /// To whom it belongs.
    Rights,
    /// The page around the article: menus, other stories, polls, weather, counters.
    Shell,
}

/// The labels after which a page goes on to other things. Those with `>` may stand within an
/// article, which goes on after them.
static LABELS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    super::words::list(
        "
    >tin liên quan, >xem thêm, >đọc thêm, >bài liên quan, >related stories, tin khác, các tin khác,
    tin cùng chuyên mục, cùng chuyên mục, đọc nhiều, xem nhiều, tin mới, mới nhất, tin mới nhất,
    tin nổi bật, đừng bỏ lỡ, có thể bạn quan tâm, bạn quan tâm, bình luận, ý kiến bạn đọc, ý kiến, phản hồi,
    tin tài trợ, quảng cáo, video, thời tiết, dự báo thời tiết, hỏi đáp, cảm xúc của bạn, bạn thấy bài viết,
    bạn có thấy, từ khóa, tag, tags, chia sẻ, liên kết, thống kê truy cập, đọc tiếp, xem tiếp, tin cũ hơn, tin mới hơn, bài cũ hơn, tin đã đưa, read more,
    most read, related, comments, advertisement, sponsored, share this, more from",
    )
});

/// What stands at the top of pages.
static CONTROLS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    super::words::list(
        "
    đăng nhập, đăng ký, đặt báo, tìm kiếm, menu, trang chủ, sign in, log in, subscribe, home, aa, a a,
    a- a+, gốc, lượt xem, lượt truy cập, hôm nay:, đang tải, đang xem, tổng lượt, phiên bản di động,
    mobile version, loading, zalo, facebook, điện thoại:, tổng biên tập, giấy phép, bản in, gửi email,
    nghe đọc bài, in bài viết, google news",
    )
});

/// What the weather is told with.
const WEATHER: &[&str] = &["°c", "nhiệt độ", "độ ẩm", "° c", "gió đông cấp", "gió nhẹ", "có mây"];

/// What a notice of rights is known by.
const RIGHTS: &[&str] = &[
    "©",
    "bản quyền",
    "copyright",
    "all rights reserved",
    "mọi quyền",
    "ghi rõ nguồn",
    "ghi nguồn",
    "cấm sao chép",
    "cơ quan chủ quản",
];

/// What a line under a picture is known by.
const CAPTION_MARKS: &[&str] =
    &["(ảnh:", "(ảnh :", " ảnh: ", "(photo:", " photo: ", "(bìa ", "từ trái", "từ phải", "(giữa)", "(ảnh "];

/// The most words of a headline, and the fewest that a whole sentence of the article has.
const HEADLINE: (usize, usize) = (4, 30);
const SENTENCE: usize = 9;

/// What each line of the page is, in the order of its lines.
pub fn kinds(page: &PageText) -> Vec<Kind> {
    let lines = &page.lines;
    let mut kinds: Vec<Option<Kind>> = (0..lines.len()).map(|at| alone(lines, at)).collect();
    let headline = headline(page, &kinds);
    let start = headline.unwrap_or(0);
    let end = end(lines, &kinds, start);
    if let Some(at) = headline {
        let again = lines[at].text.clone();
        for (kind, line) in kinds.iter_mut().zip(lines) {
            *kind = if line.text == again { Some(Kind::Shell) } else { *kind };
        }
        kinds[at] = Some(Kind::Headline);
    }
    for at in 0..lines.len() {
        if kinds[at].is_none() {
            kinds[at] = Some(placed(lines, &kinds, at, start, end, headline.is_some()));
        }
    }
    kinds.into_iter().map(|x| x.unwrap_or(Kind::Shell)).collect()
}

/// What a line is by itself, wherever it stands; none where that depends on its place.
fn alone(lines: &[Line], at: usize) -> Option<Kind> {
    let Line { text, hint, marked } = &lines[at];
    let low = text.to_lowercase();
    let words = text.split_whitespace().count();
    let has = |marks: &[&str]| marks.iter().any(|x| low.contains(x));
    Some(match () {
        () if text.is_empty() => Kind::Blank,
        () if is_rights(&low, words) => Kind::Rights,
        () if *hint == Hint::Shell => Kind::Shell,
        () if *hint == Hint::Crumbs => Kind::Section,
        () if *hint == Hint::Caption => Kind::Caption,
        () if is_file_name(&low) || is_control(&low, words) || is_label(&low, words).is_some() => Kind::Shell,
        () if byline::is(text) => Kind::Byline,
        () if stamp::is(text) => Kind::Stamp,
        () if is_bar(text) || is_doubled(text) || is_slug(text, lines) => Kind::Shell,
        () if text.starts_with(['•', '[', '»', '›']) || has(WEATHER) && words < 25 => Kind::Shell,
        () if *hint == Hint::Heading => return None,
        () if is_crumbs(text, words) => Kind::Section,
        () if is_source(text, &low, words) => Kind::Source,
        () if text.ends_with(" |") => Kind::Caption,
        () if (*marked || low.starts_with("ảnh: ")) && words > 3 => Kind::Caption,
        () if has(CAPTION_MARKS) && words < 60 => Kind::Caption,
        () if follows_a_picture(lines, at) && words > 3 => Kind::Caption,
        () if is_newspaper(&low, words) => Kind::Publisher,
        () if teaser_title(lines, at) => Kind::Shell,
        () => return None,
    })
}

fn is_rights(low: &str, words: usize) -> bool {
    // In a long paragraph somebody may speak of copyright.
    words < 60
        && RIGHTS.iter().any(|x| low.contains(x))
        && (low.starts_with(|x: char| !x.is_alphabetic())
            || RIGHTS.iter().any(|x| low.starts_with(x))
            || low.contains("đề nghị")
            || low.contains('©'))
}

fn is_file_name(low: &str) -> bool {
    let ends = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".mp4"].iter().any(|x| low.ends_with(x));
    ends && low.split_whitespace().count() < 4
}

fn is_control(low: &str, words: usize) -> bool {
    let starts = CONTROLS
        .iter()
        .any(|x| low.strip_prefix(x).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)));
    let glued = low.ends_with("liên quangốc");
    words < 12 && (starts || glued) && !low.contains(" | ") && !low.contains(" › ")
        || words < 8 && (low.contains("  ") || low.contains("đăng nhập")) && !low.ends_with('.')
}

/// Whether a line is a label after which other things follow, and whether the article may go on.
fn is_label(low: &str, words: usize) -> Option<bool> {
    let low = low.trim_start_matches([' ', '>', '»', '-']).trim();
    let found = LABELS.iter().find(|label| {
        let rest = low.strip_prefix(label.trim_start_matches('>'));
        rest.is_some_and(|rest| {
            let rest = rest.trim_start();
            // A counter, a colon, or the rest of a short label.
            rest.is_empty()
                || rest.starts_with([':', '(', '?'])
                || rest.parse::<u32>().is_ok()
                || words < 10 && label.contains(' ') && !low.ends_with('.')
        })
    })?;
    Some(found.starts_with('>'))
}

/// Several headlines run together: a small letter meets a capital, and a bar ends it.
fn is_bar(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let glued = letters.windows(2).filter(|x| x[0].is_lowercase() && x[1].is_uppercase()).count();
    glued > 0 && text.ends_with(" |") || glued > 2
}

/// Text that is printed twice in one line: the words of a picture and those of its link.
fn is_doubled(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let half = words.len() / 2;
    words.len() > 3 && words.len().is_multiple_of(2) && words[..half] == words[half..]
}

/// Words without marks in a page that has them: the address of a picture.
fn is_slug(text: &str, lines: &[Line]) -> bool {
    let plain = |x: &str| x.chars().all(|x| x.is_ascii_lowercase() || x.is_ascii_digit() || " -".contains(x));
    let words = text.split([' ', '-']).count();
    plain(text)
        && words > 2
        && lines.iter().filter(|x| !plain(&x.text)).any(|x| x.text.contains(['ộ', 'ạ', 'ờ', 'ế']))
}

/// The way from the front page: short words between marks.
fn is_crumbs(text: &str, words: usize) -> bool {
    let marks = [" › ", " > ", " | ", " » ", " / "];
    words < 14 && marks.iter().any(|x| text.contains(x)) && !text.ends_with(['.', '|'])
}

fn is_source(text: &str, low: &str, words: usize) -> bool {
    low.starts_with("nguồn") && words < 8 && text.contains(':')
        || low.starts_with("theo ") && words < 8 && !text.ends_with(['.', ','])
}

/// The line after that of a picture's file.
fn follows_a_picture(lines: &[Line], at: usize) -> bool {
    let before = lines[..at].iter().rev().find(|x| !x.text.is_empty());
    before.is_some_and(|x| is_file_name(&x.text.to_lowercase()))
}

/// The name of a newspaper alone in its line.
fn is_newspaper(low: &str, words: usize) -> bool {
    let other = ["báo chí", "báo cáo", "báo giá", "báo giấy"].iter().any(|x| low.starts_with(x));
    low.starts_with("báo ")
        && !other
        && words < 6
        && !low.ends_with('.')
        && !low.contains(|x: char| x.is_ascii_digit())
}

/// The title of another story: printed twice, one below the other, after something to read.
/// Above that it may be the headline.
fn teaser_title(lines: &[Line], at: usize) -> bool {
    let text = &lines[at].text;
    if text.split(' ').count() < 4 || !lines[..at].iter().any(|x| is_sentence(&x.text)) {
        return false;
    }
    let next = lines[at + 1..].iter().find(|x| !x.text.is_empty());
    let before = lines[..at].iter().rev().find(|x| !x.text.is_empty());
    [next, before].iter().flatten().any(|x| x.text == *text)
}

/// Whether a line reads like a paragraph: long enough, and it ends as sentences do.
fn is_sentence(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let ends = text.trim_end_matches(['"', '”', '’', '\'', ')', ' ']).ends_with(['.', '!', '?', '…', ';']);
    words >= SENTENCE && ends || words >= 35
}

/// The line of the headline: among those before the first paragraph the one that is most like one.
fn headline(page: &PageText, kinds: &[Option<Kind>]) -> Option<usize> {
    let lines = &page.lines;
    let open = |at: usize| kinds[at].is_none();
    let first = (0..lines.len()).find(|at| open(*at) && is_sentence(&lines[*at].text)).unwrap_or(lines.len());
    let titles = [&page.meta.headline, &page.meta.title];
    let named = |text: &str| titles.into_iter().flatten().any(|x| x.starts_with(text) || x.ends_with(text));
    let score = |at: usize| {
        let text = &lines[at].text;
        let words = text.split_whitespace().count();
        let again = lines.iter().filter(|x| x.text == *text).count() > 1;
        let fits = (HEADLINE.0..=HEADLINE.1).contains(&words);
        2 * i32::from(fits)
            + 3 * i32::from(again && words > 3)
            + 4 * i32::from(lines[at].hint == Hint::Heading)
            + 4 * i32::from(named(text) && words > 2)
            + i32::from(words > 6)
            - 2 * i32::from(text.ends_with(['.', ':', ',']))
    };
    // A headline may be printed again below as the words of a picture: that makes it no teaser.
    let found = (0..first).filter(|at| open(*at) && !lines[*at].text.is_empty()).map(|at| (score(at), at));
    found
        .filter(|(score, _)| *score > 1)
        .max_by_key(|(score, at)| (*score, usize::MAX - at))
        .map(|(_, at)| at)
}

/// The first line after the article.
fn end(lines: &[Line], kinds: &[Option<Kind>], start: usize) -> usize {
    let is_body = |at: usize| kinds[at].is_none() && is_sentence(&lines[at].text);
    let Some(first) = (start + 1..lines.len()).find(|at| is_body(*at)) else { return lines.len() };
    let label = |at: usize| {
        let low = lines[at].text.to_lowercase();
        is_label(&low, low.split_whitespace().count()).filter(|_| kinds[at] == Some(Kind::Shell))
    };
    let closing = (first..lines.len()).find(|at| label(*at) == Some(false)).unwrap_or(lines.len());
    let signed = (first..closing).find(|at| is_signature(lines, kinds, *at));
    let inline = (first..closing).find(|at| label(*at) == Some(true));
    match (signed, inline) {
        (Some(signed), _) => signed + 1,
        // What follows may be the article again, or other stories to the end: only the former
        // has a paragraph that no title of a story stands above.
        (None, Some(inline)) if !goes_on(lines, kinds, inline, closing) => inline,
        _ => closing,
    }
}

/// Whether the article goes on after a label within it.
fn goes_on(lines: &[Line], kinds: &[Option<Kind>], label: usize, closing: usize) -> bool {
    let paragraphs = (label + 1..closing).filter(|at| kinds[*at].is_none() && is_sentence(&lines[*at].text));
    let titled = |at: usize| {
        let before = (label + 1..at).rev().find(|x| kinds[*x] != Some(Kind::Blank));
        before.is_some_and(|x| kinds[x] == Some(Kind::Shell) || !is_sentence(&lines[x].text))
    };
    paragraphs.filter(|at| !titled(*at)).count() > 0
}

/// Whether a line is a name alone, as reporters sign.
fn is_signature(lines: &[Line], kinds: &[Option<Kind>], at: usize) -> bool {
    if kinds[at] == Some(Kind::Byline) {
        return true;
    }
    kinds[at].is_none() && lines[at].hint != Hint::Heading && is_name(&lines[at].text)
}

/// Two to four capitalised words and nothing else.
pub fn is_name(text: &str) -> bool {
    let words: Vec<Token> = tokens(text);
    let word = |x: &Token| x.is_word() && x.is_capital() && x.text.chars().count() < 13;
    (2..=4).contains(&words.len()) && words.iter().all(word)
}

/// What a line is by where it stands.
fn placed(lines: &[Line], kinds: &[Option<Kind>], at: usize, start: usize, end: usize, titled: bool) -> Kind {
    let text = &lines[at].text;
    let hint = lines[at].hint;
    if hint == Hint::Author || at + 1 == end && at > start && is_name(text) {
        return if is_name(text) { Kind::Byline } else { Kind::Shell };
    }
    if titled && at < start {
        let next =
            (at + 1..=start).find(|x| !matches!(kinds[*x], Some(Kind::Blank | Kind::Stamp | Kind::Byline)));
        let section = next == Some(start) && text.split_whitespace().count() <= 5 && !text.ends_with('.');
        return if section && hint != Hint::Shell { Kind::Section } else { Kind::Shell };
    }
    if at >= end {
        return Kind::Shell;
    }
    let main = lines.iter().any(|x| x.hint == Hint::Main);
    if main && hint == Hint::None {
        // The measure has found the article, and this is not in it.
        return if is_sentence(text) && near_main(lines, at, start) { Kind::Body } else { Kind::Shell };
    }
    if is_sentence(text) {
        return if after_label(lines, kinds, at, start) { Kind::Shell } else { Kind::Body };
    }
    if is_said_of_a_picture(text) && !after_label(lines, kinds, at, start) {
        return Kind::Caption;
    }
    // A short line: a heading if a paragraph follows it, otherwise a line under a picture.
    let next = (at + 1..end).find(|x| kinds[*x] != Some(Kind::Blank));
    let words = text.split_whitespace().count();
    match next {
        _ if after_label(lines, kinds, at, start) => Kind::Shell,
        Some(next) if words < 13 && !text.ends_with('.') && is_sentence(&lines[next].text) => Kind::Heading,
        Some(next) if words < 13 && kinds[next].is_some() && !text.ends_with('.') => Kind::Heading,
        _ if words > 4 => Kind::Body,
        _ => Kind::Shell,
    }
}

/// Whether a line without a final mark begins as those under pictures do: with who or what is seen.
fn is_said_of_a_picture(text: &str) -> bool {
    const SEEN: [&str; 9] = [
        "ông ",
        "bà ",
        "đồng chí ",
        "các đại biểu",
        "quang cảnh",
        "toàn cảnh",
        "lãnh đạo ",
        "các đồng chí ",
        "đại biểu ",
    ];
    let low = text.to_lowercase();
    let words = text.split_whitespace().count();
    (6..40).contains(&words)
        && SEEN.iter().any(|x| low.starts_with(x))
        && !text.ends_with([':', '?', '!', '.'])
}

/// Whether lines of the article stand on both sides of this one, or the headline above.
fn near_main(lines: &[Line], at: usize, start: usize) -> bool {
    let main = |x: &Line| x.hint == Hint::Main;
    let first = at > start && !lines[start + 1..at].iter().any(|x| main(x) || is_sentence(&x.text));
    let above = first || at > 0 && main(&lines[at - 1]);
    above && lines.get(at + 1).is_some_and(main)
}

/// Whether a label within the article stands above, and no paragraph between.
fn after_label(lines: &[Line], kinds: &[Option<Kind>], at: usize, start: usize) -> bool {
    let above = (start..at).rev().find(|x| kinds[*x] == Some(Kind::Shell) || is_sentence(&lines[*x].text));
    let low = |x: usize| lines[x].text.to_lowercase();
    above.is_some_and(|x| {
        let low = low(x);
        is_label(&low, low.split_whitespace().count()).is_some() && !is_sentence(&lines[at].text)
    })
}

#[cfg(test)]
mod tests {
    use super::super::page::read_page;
    use super::*;

    /// Each row is a line of the page and the first letters of what it is.
    fn check(rows: &[(&str, &str)]) {
        let text: Vec<_> = rows.iter().map(|x| x.0).collect();
        let page = read_page(text.join("\n").as_bytes(), "x.txt");
        for ((line, expected), kind) in rows.iter().zip(kinds(&page)) {
            assert_eq!(format!("{kind:?}"), *expected, "of {line}");
        }
    }

    const SENTENCE: &str = "Sáng nay, hội vẽ của làng đã họp để bàn việc của năm sau.";

    #[test]
    fn stories_within_and_after_an_article() {
        check(&[
            ("Trang chủ | Đời sống", "Section"),
            ("Làng vẽ họp bàn việc năm sau", "Headline"),
            (SENTENCE, "Body"),
            ("Tin liên quan", "Shell"),
            ("Làng bên mở hội Làng bên mở hội", "Shell"),
            (SENTENCE, "Body"),
            ("Làng vẽ họp bàn việc năm sau", "Shell"),
            ("Bà Kha tặng tranh cho làng. (Ảnh: An Bình)", "Caption"),
            (SENTENCE, "Body"),
            ("An Bình", "Byline"),
            ("Đọc nhiều", "Shell"),
            ("Mưa to ở làng bên", "Shell"),
            ("Chiều qua, làng bên có mưa to nên hội đua thuyền phải dời sang tuần sau.", "Shell"),
            ("© Báo Làng", "Rights"),
        ]);
    }

    #[test]
    fn bars_files_and_counters() {
        check(&[
            ("Làng vẽ họp bàn việc năm sau", "Headline"),
            ("Mở chợ quêTrao giải cờLàng bên mở hội |", "Shell"),
            (SENTENCE, "Body"),
            ("Quang cảnh buổi họp |", "Caption"),
            ("ve-1.jpg", "Shell"),
            ("Các em nhỏ vẽ tranh.", "Caption"),
            ("Hai việc cho năm sau", "Heading"),
            (SENTENCE, "Body"),
            ("Bình luận (0)", "Shell"),
            ("", "Blank"),
        ]);
    }
}
