//! Titles of office as they are printed, with the organisation that they are of.

use std::sync::LazyLock;

use super::bodies;
use super::words::{Token, longest};

/// What titles of office begin with.
static OFFICES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    super::words::list(
        "
    chủ tịch, phó chủ tịch, phó chủ tịch thường trực, chủ tịch danh dự, giám đốc, phó giám đốc,
    tổng giám đốc, phó tổng giám đốc, giám đốc điều hành, trưởng ban, phó trưởng ban, phó ban,
    phó trưởng ban thường trực, trưởng ban thường trực, bí thư, phó bí thư, phó bí thư thường trực, ủy viên,
    uỷ viên, ủy viên thường trực, tổng thư ký, phó tổng thư ký, thư ký, hiệu trưởng, phó hiệu trưởng,
    viện trưởng, phó viện trưởng, chánh văn phòng, phó chánh văn phòng, đại sứ, phó đại sứ, tham tán,
    bí thư thứ nhất, bí thư thứ hai, bí thư thứ ba, tùy viên, công sứ, đại biện, đại biện lâm thời,
    lãnh sự, tổng lãnh sự, phó tổng lãnh sự, bộ trưởng, thứ trưởng, trưởng phòng, phó trưởng phòng, phó phòng,
    trưởng đoàn, phó trưởng đoàn, trưởng đại diện, đại biểu, thủ tướng, phó thủ tướng, cục trưởng,
    phó cục trưởng, vụ trưởng, phó vụ trưởng, tổng biên tập, phó tổng biên tập, chủ nhiệm, phó chủ nhiệm,
    hội trưởng, đội trưởng, chánh thanh tra, huấn luyện viên, chỉ huy trưởng, tư lệnh, chính ủy, thành viên,
    trưởng khoa, phó trưởng khoa, phó trưởng ban chỉ đạo, trưởng ban chỉ đạo, trưởng ban tổ chức,
    phó ban tổ chức, điều phối viên, trưởng ban quản lý, trưởng nhóm, người sáng lập, bí thư chi bộ,
    phó trưởng đại diện, tỉnh ủy viên, thành ủy viên, huyện ủy viên, quận ủy viên, đảng ủy viên, tổ trưởng,
    trưởng thôn, trưởng bản, trưởng ấp, đại diện, đồng tác giả, chuyên gia, nhà nghiên cứu, chủ cơ sở",
    )
});

/// What stands before names and is no office: degrees, ranks, honours.
static STYLES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    super::words::list(
        "
    giáo sư, phó giáo sư, tiến sĩ, tiến sỹ, thạc sĩ, bác sĩ, kỹ sư, luật sư, kiến trúc sư, nghệ nhân,
    nghệ nhân ưu tú, nghệ nhân nhân dân, nghệ sĩ, nghệ sĩ ưu tú, nghệ sĩ nhân dân, nsưt, nsnd, họa sĩ,
    nhạc sĩ, nhà văn, nhà thơ, nhà báo, nhà giáo, đại tá, thượng tá, trung tá, thiếu tá, đại úy,
    thiếu tướng, trung tướng, thượng tướng, đại tướng, anh hùng, gs, pgs, ts, ths, bs",
    )
});

/// The same in English, where the organisation follows after “of” or a comma.
static ENGLISH: LazyLock<Vec<&str>> = LazyLock::new(|| {
    super::words::list(
        "
    President, Vice President, Standing Vice President, Chairman, Chairwoman, Chair, Chairperson,
    Vice Chairman, Vice Chairwoman, Vice Chair, Director, Deputy Director, Director General, Secretary,
    Deputy Secretary, General Secretary, Secretary General, Ambassador, Minister, Deputy Minister, Mayor,
    Head, Deputy Head, Member, Professor, Associate Professor, Dr, Editor",
    )
});

/// Countries in lower case: an ambassador's follows the title.
static COUNTRIES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    super::words::list(
        "
    na uy, pháp, mỹ, hoa kỳ, anh, đức, nhật bản, hàn quốc, trung quốc, thái lan, lào, campuchia, cuba, nga,
    ấn độ, úc, australia, italia, italy, tây ban nha, bồ đào nha, hà lan, bỉ, áo, thụy điển, thụy sĩ,
    đan mạch, phần lan, ba lan, séc, hungary, romania, bulgaria, ukraine, brazil, argentina, mexico, canada,
    singapore, malaysia, indonesia, philippines, myanmar, brunei, mông cổ, iran, israel, ai cập, nam phi,
    venezuela, chile, peru, hy lạp, ireland, slovakia, belarus, kazakhstan, azerbaijan, palestine, qatar,
    ma rốc, algeria, new zealand, sri lanka, bangladesh, pakistan, nepal, thổ nhĩ kỳ, việt nam",
    )
});

/// A title in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title {
    /// The first token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// Where the office's own words end and the organisation's begin.
    pub head: usize,
    /// Whether it is a degree, a rank or an honour rather than an office.
    pub style: bool,
}

/// The title that begins here, without its organisation.
pub fn at(words: &[Token], at: usize) -> Option<Title> {
    let abbreviated = |x: usize| {
        words
            .get(x)
            .is_some_and(|t| ["gs", "pgs", "ts", "ths", "bs"].contains(&t.low.as_str()) && t.is_capital())
    };
    if abbreviated(at) {
        // PGS.TS and the like are one.
        let mut to = at + 1;
        while words.get(to).is_some_and(|x| [".", ","].contains(&x.text)) && abbreviated(to + 1) {
            to += 2;
        }
        return Some(Title { from: at, to, head: to, style: true });
    }
    // Former, acting.
    if ["nguyên", "quyền", "cựu"].contains(&words.get(at)?.low.as_str())
        && longest(words, at + 1, &OFFICES).is_some()
    {
        return self::at(words, at + 1).map(|x| Title { from: at, ..x });
    }
    // “Đại sứ quán” is no ambassador.
    let is_body = |office: &usize| bodies::head(words, at).is_some_and(|head| head > *office);
    let office = longest(words, at, &OFFICES)
        .filter(|x| !is_body(x))
        .or_else(|| longest(words, at, &ENGLISH).filter(|_| words[at].is_capital()));
    let style = longest(words, at, &STYLES);
    let to = at + office.max(style)?;
    Some(Title { from: at, to, head: to, style: style > office })
}

/// The title that begins here with the organisation that it is of.
pub fn whole(words: &[Token], from: usize, known: &[bodies::Body]) -> Option<Title> {
    let title = at(words, from)?;
    if title.style {
        return Some(title);
    }
    let of = |x: usize| words.get(x).is_some_and(|x| ["of", "the"].contains(&x.low.as_str()));
    let mut start = title.to;
    while of(start) {
        start += 1;
    }
    if let Some(body) = known.iter().find(|x| x.from == start) {
        return Some(Title { to: body.to, ..title });
    }
    if let Some(country) = longest(words, start, &COUNTRIES).filter(|_| words[start].is_capital()) {
        return Some(Title { to: start + country, ..title });
    }
    let to = complement(words, title, known);
    Some(Title { to, ..title })
}

/// What follows a title that names an organ rather than an organisation: “Trưởng phòng
/// Nghiệp vụ Trung tâm …”, “Trưởng ban Tuyên giáo Tỉnh ủy”.
fn complement(words: &[Token], title: Title, known: &[bodies::Body]) -> usize {
    let organ =
        ["ban", "phòng", "khoa", "vụ", "đoàn", "đốc", "trưởng"].contains(&words[title.to - 1].low.as_str());
    let start = title.to;
    let is_name =
        super::names::length(words, start).is_some() || super::names::foreign(words, start).is_some();
    if !organ || is_name || !words.get(start).is_some_and(|x| x.is_word() && x.is_capital() && x.spaced) {
        return start;
    }
    let mut to = start + 1;
    if words
        .get(to)
        .is_some_and(|x| x.is_word() && !x.is_capital() && !bodies::STOPS.contains(&x.low.as_str()))
    {
        to += 1;
    }
    match known.iter().find(|x| x.from == to) {
        Some(body) => body.to,
        None => to,
    }
}

/// The organ that a title of its head implies: “Trưởng ban X” is of the “Ban X”.
pub fn implied(words: &[Token], title: &Title, printed: impl Fn(usize, usize) -> String) -> Option<String> {
    let is_ban = words.get(title.head.checked_sub(1)?)?.low == "ban";
    (is_ban && title.to > title.head).then(|| format!("Ban {}", printed(title.head, title.to)))
}

#[cfg(test)]
mod tests {
    use super::super::words::{printed, tokens};
    use super::*;

    fn check(line: &str, expected: &str) {
        let words = tokens(line);
        let bodies = bodies::find(&words, &[]);
        let found = whole(&words, 0, &bodies).map(|x| printed(line, &words, x.from, x.to));
        assert_eq!(found.as_deref().unwrap_or_default(), expected, "in {line}");
    }

    #[test]
    fn titles_with_what_they_are_of() {
        check(
            "Phó Chủ tịch Thường trực Hội Vẽ Sao Mai Đỗ Văn Kha",
            "Phó Chủ tịch Thường trực Hội Vẽ Sao Mai",
        );
        check("Đại sứ Na Uy Ann Reed", "Đại sứ Na Uy");
        check("Bí thư thứ nhất Đại sứ quán Na Uy.", "Bí thư thứ nhất Đại sứ quán Na Uy");
        check("Đại sứ quán Na Uy", "");
        check("PGS.TS Đỗ Văn Kha", "PGS.TS");
        check(
            "Trưởng phòng Nghiệp vụ Trung tâm Vẽ Sao Mai, nói",
            "Trưởng phòng Nghiệp vụ Trung tâm Vẽ Sao Mai",
        );
        check("Phó Trưởng ban Tuyên giáo Tỉnh ủy.", "Phó Trưởng ban Tuyên giáo Tỉnh ủy");
        check("Giám đốc Đỗ Văn Kha", "Giám đốc");
        check("President of the Lund Society.", "President of the Lund Society");
        check("Hội Vẽ", "");
    }
}
