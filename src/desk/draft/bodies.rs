//! Organisations in a line, by the word that their names begin with and by how Vietnamese
//! houses write them: the first syllable of each part is a capital.

use std::sync::LazyLock;

use super::names;
use super::titles;
use super::words::{Token, are, longest};

/// The words that names of organisations begin with. In the text they begin with a capital.
static HEADS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    super::words::list(
        "
    liên hiệp, liên đoàn, liên minh, hội, hiệp hội, hội đồng, tổng hội, sở, ủy ban, uỷ ban, ubnd, hđnd,
    ubmttq, mttq, ban, câu lạc bộ, clb, trường, trung tâm, quỹ, tỉnh ủy, tỉnh uỷ, thành ủy, thành uỷ,
    huyện ủy, huyện uỷ, quận ủy, thị ủy, đảng ủy, đảng uỷ, đảng bộ, nhà máy, công ty, tổng công ty, viện,
    đại sứ quán, lãnh sự quán, tổng lãnh sự quán, nhạc viện, bộ, cục, chi cục, tổng cục, học viện,
    văn phòng, mặt trận, tập đoàn, ngân hàng, bệnh viện, tỉnh đoàn, thành đoàn, đoàn thanh niên, công đoàn, nhà xuất bản, hợp tác xã, đài,
    bảo tàng, nhà hát, thư viện, công an, chi hội, đại học, xí nghiệp, tòa án, viện kiểm sát, kho bạc, phòng",
    )
});

/// Heads that are a whole name by themselves.
const WHOLE: &[&str] = &[
    "tỉnh ủy",
    "thành ủy",
    "huyện ủy",
    "quận ủy",
    "tỉnh uỷ",
    "thành uỷ",
    "huyện uỷ",
    "tỉnh đoàn",
    "thành đoàn",
    "đảng ủy",
    "đảng uỷ",
];

/// What such a word begins when it names no organisation.
static NOT: LazyLock<Vec<&str>> = LazyLock::new(|| {
    super::words::list(
        "
    hội nghị, hội thảo, hội thi, hội diễn, hội chợ, hội trường, hội họp, hội viên, hội làng, ban đầu,
    ban ngày, ban đêm, ban tổ chức, bộ phim, bộ đội, bộ trưởng, sở hữu, sở dĩ, viện trưởng, cục trưởng,
    phòng chống, phòng khi, đài thọ, trường hợp, trường kỳ, quỹ đạo, hội tụ, hội nhập, hội đàm, hội ý,
    hội hè, phòng ngừa, trường sinh",
    )
});

/// Syllables that stand within no name of an organisation: they are verbs, prepositions and the like.
pub static STOPS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    super::words::list(
        "
    đã, sẽ, đang, có, là, họp, tổng, sơ, mở, đọc, cho, biết, về, trong, ngoài, ngày, năm, sáng, chiều, tối,
    tại, ở, với, từ, đến, khóa, khoá, gồm, được, bị, do, để, và, cùng, vừa, mới, cũng, đón, tặng, trao,
    nhận, lập, nói, phát, khai, chủ, trân, giao, tổ, đề, yêu, nhấn, khẳng, đánh, kết, mời, dự, theo, trên,
    dưới, sau, trước, khi, vì, nên, mà, thì, như, hay, hoặc, này, đó, ấy, kia, nhằm, giữ, lần, nhiệm, thứ,
    đạt, phối, triển, tiếp, thăm, gửi, xin, bàn, bắt, đưa, làm, gặp, không, chưa, phải, cần, nhân, qua, lại,
    tham, trình, báo, ký, bầu, chúc, định, dành, kỷ, tích, tài, thường, còn, vẫn, rất, của",
    )
});

/// Those that are never the second syllable of a word.
static STRONG: LazyLock<Vec<&str>> = LazyLock::new(|| {
    super::words::list(
        "
    đã, sẽ, đang, có, là, họp, và, của, cho, về, trong, tại, ở, với, từ, đến, gồm, được, bị, do, để, cùng,
    khóa, lần, nhiệm, ngày, năm, sáng, theo, tặng, trao, đón, nhận, mở, mời, vừa, cũng, khi, mà, thì, này,
    tổ, phối, đề, yêu, chủ, tham, trình, dự, tiếp, nói, tổng",
    )
});

/// Words before the name of a place: two syllables of it follow.
pub const PLACES: &[&str] = &["tỉnh", "phố", "tp", "huyện", "quận", "xã", "phường", "thị", "thôn"];

/// The same where no name follows them.
const LEVELS: &[&str] = &["tỉnh", "huyện", "quận", "xã", "phường", "thành phố", "thị xã", "thị trấn"];

/// Compounds in small letters that end names of organisations.
const TAILS: &[&str] = &[
    "dân gian",
    "nhân dân",
    "hữu nghị",
    "phổ thông",
    "quốc tế",
    "nước ngoài",
    "thiếu niên",
    "công lập",
    "tư thục",
    "tình nguyện",
    "người cao tuổi",
    "trẻ em",
    "thiếu nhi",
    "người nghèo",
    "người khuyết tật",
    "người mù",
    "truyền thống",
];

/// Words that names of organisations have in English.
static ENGLISH: LazyLock<Vec<&str>> = LazyLock::new(|| {
    super::words::list(
        "
    Union, Society, Association, Committee, Federation, Council, Foundation, Institute, University, Club,
    Clubs, Department, Ministry, Company, Embassy, Commission, League, Fund, Centre, Center, Museum, Agency,
    Bank, Organisation, Organization, College, Academy",
    )
});

/// An organisation in a line: its tokens from `from` to before `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Body {
    /// The first token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
}

/// The organisations in a line, in order. Those that the edition knows count as they are known.
pub fn find(words: &[Token], known: &[Vec<String>]) -> Vec<Body> {
    let mut found: Vec<Body> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let own = known_at(words, at, known);
        if let Some(title) = titles::at(words, at).filter(|_| own.is_none()) {
            // “Chánh Văn phòng Hội X” is an office of the Hội X.
            at = title.to;
            continue;
        }
        let to = own.or_else(|| at_head(words, at)).or_else(|| in_english(words, at));
        match to {
            Some((from, to)) => {
                found.push(Body { from, to });
                at = to;
                if let Some(short) = abbreviation(words, to) {
                    found.push(short);
                    at = short.to;
                }
            }
            None => at += 1,
        }
    }
    found
}

/// A name that the edition knows, the longest; where more of a name follows, it is another.
fn known_at(words: &[Token], at: usize, known: &[Vec<String>]) -> Option<(usize, usize)> {
    let is = |name: &&Vec<String>| {
        !name.is_empty()
            && name.iter().enumerate().all(|(x, word)| words.get(at + x).is_some_and(|t| t.text == word))
    };
    let length = known.iter().filter(is).map(Vec::len).max()?;
    let longer = at_head(words, at).filter(|x| x.1 > at + length);
    Some(longer.unwrap_or((at, at + length)))
}

/// `(ABC)` after a name: the abbreviation.
fn abbreviation(words: &[Token], at: usize) -> Option<Body> {
    let inside = words.get(at)?.text == "(" && words.get(at + 2).is_some_and(|x| x.text == ")");
    let short = words.get(at + 1).filter(|x| inside && x.is_shouted() && x.text.chars().count() > 2)?;
    Some(Body { from: at + 1, to: at + 2 }).filter(|_| short.is_word())
}

/// How many tokens a word for organisations has that stands here, if one does.
pub fn head(words: &[Token], at: usize) -> Option<usize> {
    longest(words, at, &HEADS)
}

/// A name that begins with one of the words for organisations.
fn at_head(words: &[Token], at: usize) -> Option<(usize, usize)> {
    let first = words.get(at)?;
    if !first.is_capital() || longest(words, at, &NOT).is_some() || (at > 0 && is_within_a_name(words, at)) {
        return None;
    }
    let head = head(words, at)?;
    let end = extent(words, at, at + head);
    let end = residence(words, at + head, end).unwrap_or(end);
    let whole = longest(words, at, WHOLE).is_some();
    (end > at + head || whole).then_some((at, end))
}

/// Where the name of a mission ends with the place that it is in: “Đại sứ quán X tại Y”.
fn residence(words: &[Token], head: usize, end: usize) -> Option<usize> {
    let is_mission = words[head - 1].low == "quán";
    words.get(end).filter(|x| is_mission && x.low == "tại")?;
    let of_place = |x: &&Token| x.is_word() && x.is_capital();
    let length = words[end + 1..].iter().take_while(of_place).count();
    (length > 0 && self::head(words, end + 1).is_none()).then_some(end + 1 + length)
}

/// Whether the word stands within the name of a person or a place (“Trần Hội”, “Bến Sở”).
fn is_within_a_name(words: &[Token], at: usize) -> bool {
    let before = &words[at - 1];
    before.is_word() && words[at].spaced && names::is_surname(before) && !names::is_name_of_head(&words[at])
}

/// Where a name that begins here ends, given where its head ends.
fn extent(words: &[Token], from: usize, head: usize) -> usize {
    // How far the name surely goes, and how far it may go if a capital follows.
    let (mut end, mut at) = (head, head);
    let place_free = ["trường", "đường", "phố"].contains(&words[from].low.as_str());
    // A capital whose compound may go on with a small syllable; not after a proper name.
    let mut single = false;
    let mut small = 0;
    while let Some(word) = words.get(at) {
        if is_dash(words, at) && words.get(at + 1).is_some_and(Token::is_capital) && at == end {
            // Viet Nam - another country; but not a person's office after a dash.
            if titles::at(words, at + 1).is_some() || !names_countries(words, from) {
                break;
            }
            at += 1;
            continue;
        }
        if word.text == "," && at == end && lists(words, at, head) {
            at += 1;
            continue;
        }
        let quoted = ["“", "\"", "&"].contains(&word.text);
        if !word.is_word() && !quoted {
            break;
        }
        if word.is_capital() {
            let other = titles::at(words, at).is_some() || longest(words, at, &NOT).is_some();
            if other && at > head || starts_a_person(words, at, head, place_free) {
                break;
            }
            // A second organisation begins: part of the name only as its place (“of …”).
            let after_place = at > 0 && PLACES.contains(&words[at - 1].low.as_str());
            let second = at > head && words[at - 1].is_capital();
            single = !second && !after_place;
            (end, at, small) = (at + 1, at + 1, 0);
            continue;
        }
        let joins = word.low == "và"
            && words.get(at + 1).is_some_and(|x| x.is_capital() && !x.is_shouted())
            && longest(words, at + 1, &HEADS).is_none();
        if let Some(length) = longest(words, at, TAILS).filter(|_| at == end && at > head) {
            // A compound in small letters at the end of a name: Trò chơi dân gian.
            (end, at, single) = (at + length, at + length, false);
            continue;
        }
        let level = longest(words, at, LEVELS).filter(|_| at == end);
        if let Some(length) = level.filter(|x| !words.get(at + x).is_some_and(Token::is_capital)) {
            // Of the province, the commune: which one is clear to who wrote it.
            return at + length;
        }
        // After one capital the second syllable of its word may look like a verb: Phát triển.
        let strong = !single || STRONG.contains(&word.low.as_str());
        let stops = strong && STOPS.contains(&word.low.as_str());
        if stops && !joins && !continues(words, at) || small > 7 {
            break;
        }
        if single && !PLACES.contains(&word.low.as_str()) && !joins {
            // The second syllable of a compound: Thường vụ.
            (end, single) = (at + 1, false);
        }
        small += 1;
        at += 1;
    }
    end
}

/// Whether a comma parts the fields of one name: “Văn hóa, Thể thao và Du lịch”.
fn lists(words: &[Token], comma: usize, head: usize) -> bool {
    let next = words.get(comma + 1).is_some_and(|x| x.is_word() && x.is_capital() && !x.is_shouted());
    let and = (comma + 2..words.len().min(comma + 4)).find(|x| words[*x].low == "và");
    let last = |x: usize| words.get(x + 1).is_some_and(|x| x.is_capital() && !x.is_shouted());
    let other = |x: usize| longest(words, x, &HEADS).is_some() || titles::at(words, x).is_some();
    comma > head && next && !other(comma + 1) && and.is_some_and(|x| last(x) && !other(x + 1))
}

/// Syllables that are stops by themselves and parts of well-known compounds.
fn continues(words: &[Token], at: usize) -> bool {
    static COMPOUNDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
        super::words::list(
            "
    nhân dân, thường trực, khoa học, phát triển, giao thông, báo chí, chủ nhiệm, mở rộng,
    phát thanh, giao lưu, nhân đạo",
        )
    });
    let bodies = at > 0 && are(words, at - 1, "các tổ chức");
    longest(words, at, &COMPOUNDS).is_some() || bodies
}

fn is_dash(words: &[Token], at: usize) -> bool {
    ["-", "–"].contains(&words[at].text)
}

/// Whether the name is of the sort that has two countries or towns in it.
fn names_countries(words: &[Token], from: usize) -> bool {
    ["hội", "liên", "trung", "phòng", "câu", "quỹ", "hiệp"].contains(&words[from].low.as_str())
}

/// Whether the name of a person begins here, after that of the organisation.
fn starts_a_person(words: &[Token], at: usize, head: usize, place_free: bool) -> bool {
    let Some(length) = names::length(words, at) else { return false };
    let before = &words[at - 1];
    if place_free && !before.is_capital() || PLACES.contains(&before.low.as_str()) {
        return false;
    }
    if names::is_doubtful(words, at) && !before.is_capital() {
        return false;
    }
    // Where the next syllable is a commoner surname, this one is the end of a place.
    if before.is_capital() && names::is_commoner(words, at + 1, at) {
        return false;
    }
    // The second syllable of a place: “tỉnh X Y”, where Y may be a surname too.
    let second = at > 1 && PLACES.contains(&words[at - 2].low.as_str()) && before.is_capital();
    !second && length > 2 && at >= head
}

/// A run of English words with capitals, one of which is a word for organisations.
fn in_english(words: &[Token], at: usize) -> Option<(usize, usize)> {
    let joins = |x: &Token| ["of", "for", "and", "the", "&"].contains(&x.low.as_str()) && !x.is_capital();
    let first = words.get(at).filter(|x| x.is_word() && x.is_capital())?;
    if first.low == "the" || titles::at(words, at).is_some() {
        return None;
    }
    let mut to = at;
    let mut end = at;
    while let Some(word) = words.get(to) {
        if word.is_word() && word.is_capital() {
            end = to + 1;
        } else if !(joins(word) && to > at) {
            break;
        }
        to += 1;
    }
    let named = words[at..end].iter().any(|x| ENGLISH.contains(&x.text));
    (named && end > at + 1).then_some((at, end))
}

#[cfg(test)]
mod tests {
    use super::super::words::{printed, tokens};
    use super::*;

    fn check(line: &str, expected: &str) {
        let words = tokens(line);
        let found: Vec<_> = find(&words, &[]).iter().map(|x| printed(line, &words, x.from, x.to)).collect();
        assert_eq!(found.join("; "), expected, "in {line}");
    }

    #[test]
    fn where_names_of_organisations_end() {
        check("Hôm qua, Sở Văn hóa và Thể thao tỉnh Sao Mai họp.", "Sở Văn hóa và Thể thao tỉnh Sao Mai");
        check("Ủy viên Ban Thường vụ Tỉnh ủy, dự", "Ban Thường vụ Tỉnh ủy");
        check("Hội Hữu nghị Sao Mai - Lund (HSL) gặp", "Hội Hữu nghị Sao Mai - Lund; HSL");
        check("Chủ tịch UBND huyện Sao Mai Đỗ Văn Kha nói", "UBND huyện Sao Mai");
        check("Giám đốc Sở Ngoại vụ Đỗ Văn Kha nói", "Sở Ngoại vụ");
        check("Hôm qua, Đại sứ quán Na Uy tại Sao Mai trao", "Đại sứ quán Na Uy tại Sao Mai");
        check("Hôm qua, Đại sứ quán Na Uy tại Nhà hát Sao Mai", "Đại sứ quán Na Uy; Nhà hát Sao Mai");
        check("cùng Tổng Lãnh sự quán Na Uy và Nhạc viện Lund mở", "Tổng Lãnh sự quán Na Uy; Nhạc viện Lund");
        check(
            "Liên hiệp các tổ chức vẽ tranh thành phố Sao Mai đã họp",
            "Liên hiệp các tổ chức vẽ tranh thành phố Sao Mai",
        );
        check("Hội nghị, Ban tổ chức, Đại hội và Trường Sa", "Trường Sa");
        check(
            "the Sao Mai Union of Painters met the Lund Society",
            "Sao Mai Union of Painters; Lund Society",
        );
    }
}
