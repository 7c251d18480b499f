//! The strip of attested offices.

use super::mark;
use super::pen::Pen;
use crate::record::date::Day;
use crate::timeline::layout::places;
use crate::timeline::scale::{Scale, Window, year_start};
use crate::timeline::strip::{Other, Row, Seen, extent};
use crate::timeline::width::{Font, bold, width, wrapped};
use crate::timeline::words::Words;

/// The height of the line of years.
const AXIS: i32 = 30;
/// Narrower than this, rows have their titles above their marks.
const NARROW: i32 = 900;
/// The least space between names below the marks.
const GAP: i32 = 10;

/// Where days are on a strip.
struct Ground<'a> {
    words: &'a Words<'a>,
    scale: Scale,
    base: i32,
    width: i32,
    narrow: bool,
}

impl Ground<'_> {
    /// The middle of a time.
    fn x(&self, first: Day, last: Day) -> i32 {
        self.scale.middle(first.0.midpoint(last.0)) - self.base
    }

    fn mark(&self, seen: &Seen) -> i32 {
        self.x(seen.first, seen.last)
    }

    /// The lines of a row's title.
    fn title(&self, row: &Row) -> Vec<String> {
        wrapped(self.words.words(row.title).1, if self.narrow { self.width } else { 335 })
    }

    /// The height of a row.
    fn height(&self, row: &Row) -> i32 {
        let more = 16 * (self.title(row).len() as i32 - 1);
        let below = if row.windows.is_empty() { 0 } else { 26 };
        if self.narrow { 62 + below + more } else { 44 + below.max(more - 4) }
    }
}

/// The rows of a strip as SVG; nothing, if there are none. `href` gives the address of a person.
pub fn strip(rows: &[Row], wide: i32, words: &Words, href: &dyn Fn(&str) -> String) -> String {
    let Some(window) = extent(rows) else { return String::new() };
    let narrow = wide < NARROW;
    let left = if narrow { wide / 12 } else { 360 };
    // Room after the last mark, which may have a name below it.
    let scale = Scale::new(window.days(), wide - left - 20);
    let ground = Ground { words, scale, base: scale.x(window.first.0) - left, width: wide, narrow };
    let height = AXIS + rows.iter().map(|x| ground.height(x)).sum::<i32>();
    let mut pen = Pen::default();
    pen.raw("<svg class=\"tl\" viewBox=\"0 0 ").n(wide).raw(" ").n(height + 1).raw("\"");
    pen.attr("width", wide).attr("height", height + 1).raw(">");
    grid(&mut pen, &ground, window, height);
    let mut top = AXIS;
    for row in rows {
        pen.across("hair", 0, wide, top);
        one(&mut pen, &ground, row, top, href);
        top += ground.height(row);
    }
    pen.across("hair", 0, wide, top).raw("</svg>");
    pen.0
}

/// A line for each year, or for as many as have room.
fn grid(pen: &mut Pen, ground: &Ground, window: Window, height: i32) {
    let (first, last) = (window.first.year(), window.last.year());
    let each = (ground.width - ground.x(window.first, window.first)) / (last - first + 1);
    let (whole, short) = (width("0000", Font::Serif) + 8, width("’00", Font::Serif) + 8);
    let is_short = each < whole && each >= short && first >= 1000;
    let wide = if is_short { short } else { whole };
    let every = [1, 2, 5, 10, 20, 50, 100].into_iter().find(|x| x * each.max(1) >= wide).unwrap_or(500);
    for year in (first..=last).filter(|x| every == 1 || x % every == 0) {
        let x = ground.scale.x(year_start(year)) - ground.base;
        pen.down("hair", x, 8, height);
        let text = year.to_string();
        pen.text("d", x + 4, 19);
        match is_short {
            true => pen.raw("’").raw(&text[text.len() - 2..]),
            false => pen.raw(&text),
        };
        pen.raw("</text>");
    }
}

fn one(pen: &mut Pen, ground: &Ground, row: &Row, top: i32, href: &dyn Fn(&str) -> String) {
    let words = ground.words;
    let lines = ground.title(row);
    let more = 16 * (lines.len() as i32 - 1);
    let (mut line_y, y) = if ground.narrow { (top + 21, top + 40 + more) } else { (top + 26, top + 22) };
    // Two lines stand around the middle of the row.
    line_y -= if ground.narrow || more == 0 { 0 } else { 7 };
    if ground.narrow {
        let wide = lines.iter().map(|x| bold(x)).max().unwrap_or(0);
        pen.rect("knock", 0, top + 6, wide + 4, 20 + more);
    }
    let lang = words.words(row.title).0;
    for line in &lines {
        // The office that changed hands is what the strip is about.
        pen.raw(if row.windows.is_empty() { "<text" } else { "<text class=\"lane\"" }).lang(lang, words.lang);
        pen.attr("x", 0).attr("y", line_y).raw(">").words(line).raw("</text>");
        line_y += 16;
    }
    for (from, to) in &row.windows {
        let (from, to) = (ground.x(*from, *from) + 8, ground.x(*to, *to) - 8);
        if to - from >= 20 {
            mark::lozenge(pen, from, to, y, 6, (false, false));
        }
        mark::arrow(pen, (from + to) / 2, y);
    }
    for joined in row.marks.chunk_by(|_, next| next.joined) {
        if let [first, .., last] = joined {
            mark::joint(pen, ground.mark(first), ground.mark(last), y);
        }
    }
    for some in row.marks.chunk_by(|a, b| a.own == b.own) {
        let places = places(some.iter().map(|x| ground.mark(x)).collect());
        match some[0].own {
            true => mark::squares(pen, &places, y),
            false => places.iter().for_each(|x| mark::hollow(pen, *x, y)),
        }
    }
    below(pen, ground, row, y + 25, href);
}

/// Below the marks: who else was in the office, and, where there is room, that it changed
/// hands.
fn below(pen: &mut Pen, ground: &Ground, row: &Row, y: i32, href: &dyn Fn(&str) -> String) {
    let mut taken: Vec<(i32, i32)> = Vec::new();
    for other in &row.others {
        name(pen, ground, row, other, y, &mut taken, href);
    }
    let note = ground.words.changed_hands;
    for (from, to) in &row.windows {
        let middle = (ground.x(*from, *from) + ground.x(*to, *to)) / 2;
        let half = width(note, Font::Small) / 2;
        let (left, right) = (middle - half, middle + half);
        if left < 0 || right > ground.width || taken.iter().any(|x| left < x.1 + GAP && x.0 < right + GAP) {
            continue;
        }
        pen.rect("knock", left - 2, y - 13, 2 * half + 4, 18);
        pen.text("q", left, y).words(note).raw("</text>");
        taken.push((left, right));
    }
}

/// A name below the first of its marks, or as far to the left as it must.
fn name(
    pen: &mut Pen,
    ground: &Ground,
    row: &Row,
    other: &Other,
    y: i32,
    taken: &mut Vec<(i32, i32)>,
    href: &dyn Fn(&str) -> String,
) {
    let (lang, words) = ground.words.words(other.name);
    let wide = width(words, Font::Sans);
    let x = ground.mark(&row.marks[other.marks.0]) - 4;
    let x = x.min(ground.width - wide).max(0);
    if taken.iter().any(|t| x < t.1 + GAP && t.0 < x + wide + GAP) {
        return;
    }
    taken.push((x, x + wide));
    pen.rect("knock", x - 2, y - 13, wide + 4, 18);
    pen.raw("<a class=\"name\" tabindex=\"-1\" href=\"").words(&href(other.id)).raw("\"><text");
    pen.lang(lang, ground.words.lang).attr("x", x).attr("y", y).raw(">").words(words).raw("</text></a>");
}
