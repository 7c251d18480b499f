//! When a page was published: a day, mostly with a time, sometimes with a zone.

use std::sync::LazyLock;

use super::dates::{self, Years};
use super::words::{Token, tokens};
use crate::record::date::Stamp;

/// Words that stand beside such a stamp.
static BESIDE: LazyLock<Vec<&str>> = LazyLock::new(|| {
    super::words::list(
        "
    thứ, hai, ba, tư, năm, sáu, bảy, chủ, nhật, ngày, lúc, đăng, cập, cập, giờ, gmt, published, updated, on,
    at, xuất, bản, am, pm, tháng, lượt, xem, monday, tuesday, wednesday, thursday, friday, saturday, sunday,
    utc, ch, sa",
    )
});

/// Whether a line is a stamp: a whole date, and nothing that is not said with one.
pub fn is(line: &str) -> bool {
    let words = tokens(line);
    let Some((from, to, _)) = place(&words) else { return false };
    let others = words
        .iter()
        .enumerate()
        .filter(|(at, x)| (*at < from || *at >= to) && x.is_word() && !BESIDE.contains(&x.low.as_str()));
    others.count() == 0
}

/// The stamp in a line, or in a machine's form of one.
pub fn read(line: &str) -> Option<Stamp> {
    machine(line.trim()).or_else(|| place(&tokens(line)).map(|(_, _, stamp)| stamp))
}

/// ISO 8601 as pages have it: the zone may lack its colon, seconds may have fractions.
fn machine(text: &str) -> Option<Stamp> {
    let (day, time) = text.split_once(['T', ' ']).unwrap_or((text, ""));
    let time: String = time.chars().filter(|x| !x.is_whitespace()).collect();
    let at = time.find(['+', '-', 'Z']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(at);
    let clock = clock.split('.').next().unwrap_or_default();
    // To the minute is enough, and what printed stamps have.
    let clock = clock.get(..5).unwrap_or(clock);
    let zone = match zone.len() {
        5 if !zone.contains(':') => format!("{}:{}", &zone[..3], &zone[3..]),
        _ => zone.to_owned(),
    };
    let text = if clock.is_empty() { day.to_owned() } else { format!("{day}T{clock}{zone}") };
    text.parse().ok()
}

/// The line without its stamp.
pub fn without(line: &str) -> String {
    let words = tokens(line);
    let Some((from, to, _)) = place(&words) else { return line.to_owned() };
    let (before, after) = (&line[..words[from].start], &line[words[to - 1].end..]);
    format!("{before} {after}").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// From which token to before which a stamp stands, and what it says.
fn place(words: &[Token]) -> Option<(usize, usize, Stamp)> {
    let date = dates::find(words, &Years::default()).into_iter().find(|x| x.date.day().is_some())?;
    let day = date.date.to_string();
    // Before the date or after it, with little between.
    let near = |at: usize| at + 4 >= date.from && at <= date.to + 3;
    let time = (0..words.len())
        .filter(|at| near(*at) && (*at < date.from || *at >= date.to))
        .find_map(|at| clock(words, at).map(|x| (at, x)));
    let Some((at, clock)) = time else { return Some((date.from, date.to, day.parse().ok()?)) };
    let end = (at + 3).max(date.to);
    let zone = (end..words.len().min(end + 3)).find_map(|at| zone(words, at));
    let (zone, end) = zone.unwrap_or((String::new(), end));
    let stamp = format!("{day}T{clock}{zone}").parse().ok()?;
    Some((at.min(date.from), end, stamp))
}

/// A time of day: 19:38, 19h38.
fn clock(words: &[Token], at: usize) -> Option<String> {
    let hour = words[at].whole().filter(|x| (0..24).contains(x))?;
    let mark = words.get(at + 1).filter(|x| !x.spaced)?;
    let minute = match mark.low.strip_prefix('h') {
        // 7h05
        Some(minute) if minute.len() == 2 => minute.parse().ok()?,
        _ => words
            .get(at + 2)
            .filter(|x| x.text.len() == 2 && [":", "h"].contains(&mark.low.as_str()))?
            .whole()?,
    };
    let afternoon = words.get(at + 3).is_some_and(|x| ["pm", "ch"].contains(&x.low.as_str())) && hour < 12;
    (0..60).contains(&minute).then(|| format!("{:02}:{minute:02}", hour + if afternoon { 12 } else { 0 }))
}

/// A zone as whole hours from Greenwich: GMT+7.
fn zone(words: &[Token], at: usize) -> Option<(String, usize)> {
    let named = ["gmt", "utc"].contains(&words[at].low.as_str());
    let sign = words.get(at + 1).filter(|x| named && ["+", "-"].contains(&x.text))?;
    let hours = words.get(at + 2)?.whole().filter(|x| (0..15).contains(x))?;
    Some((format!("{}{hours:02}:00", sign.text), at + 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps() {
        let rows = "
            thứ Năm 14/7/2022 19:38 (GMT+7) | 2022-07-14T19:38+07:00
            13:23 17/08/2023 | 2023-08-17T13:23
            Cập nhật lúc 08:15 ngày 16/11/2009 | 2009-11-16T08:15
            Published: 14 March 2022, 09:20 | 2022-03-14T09:20
            Chủ nhật, ngày 2 tháng 9 năm 2018, 7h05 | 2018-09-02T07:05
            2022-07-14T19:38:11.000+0700 | 2022-07-14T19:38+07:00
            2022-07-14 | 2022-07-14
            Đăng ngày 08/07/2019 - 14:20 - Lượt xem: 3.456 | 2019-07-08T14:20";
        for row in rows.trim().lines() {
            let (line, expected) = row.trim().split_once(" | ").unwrap();
            assert_eq!(read(line).map(|x| x.to_string()).as_deref(), Some(expected), "of {line}");
            assert!(line.starts_with("2022") || is(line), "{line}");
        }
        for line in
            ["Ngày 14/7, hội họp", "Ngày 14/7/2022, hội họp tại huyện", "31 Jan, 09:10", "07/12//2028"]
        {
            assert!(!is(line), "{line}");
        }
        assert_eq!(without("An Bình 13:23 17/08/2023"), "An Bình");
    }
}
