//! The ribbon of all time, and the window on it.

use super::pen::Pen;
use crate::record::date::Day;
use crate::timeline::ribbon::{BREAK, Ribbon, Strokes, Year};
use crate::timeline::scale::{Window, year_start};
use crate::timeline::width::{Font, width};
use crate::timeline::words::Words;

/// The line on which the strokes stand.
const LINE: i32 = 80;
/// The height of a stroke that is the only one above its place.
const TALL: i32 = 30;
/// The same of those that stand above each other, and their distance.
const SHORT: (i32, i32) = (12, 15);

/// The height of the drawing below and above its zero, with `lines` of notes.
pub fn ribbon_height(ribbon: &Ribbon, words: &Words) -> i32 {
    126 + 16 * (notes(ribbon, words).len() as i32 - 1).max(0) * i32::from(is_stacked(ribbon, words))
}

/// The ribbon without its window: what stays when that moves.
pub fn ribbon(ribbon: &Ribbon, words: &Words) -> String {
    let mut pen = Pen::default();
    let scaled = (ribbon.scaled.0.x, ribbon.scaled.1.end);
    for year in &ribbon.years {
        match (year.step, ribbon.strokes) {
            (true, _) => step(&mut pen, year),
            (_, Strokes::Each(apart, row)) => strokes(&mut pen, year, apart, row),
            (_, Strokes::Bars) => bar(&mut pen, year, ribbon.most),
        }
    }
    let mut from = 0;
    for at in &ribbon.breaks {
        pen.across("rule", from, at - BREAK / 2 + 2, LINE);
        pen.path("thin", at - 6, LINE + 7, "l6-14m1 14 6-14");
        from = at + BREAK / 2 - 2;
    }
    pen.across("rule", from, ribbon.width, LINE);
    steps(&mut pen, ribbon);
    years(&mut pen, ribbon, scaled);
    let stacked = is_stacked(ribbon, words);
    for (place, (x, note)) in notes(ribbon, words).into_iter().enumerate() {
        let (x, y) = if stacked { (0, 114 + 16 * place as i32) } else { (x, 114) };
        pen.text("q", x, y).words(&note).raw("</text>");
    }
    pen.0
}

/// One stroke above another for each entry of a year that is a step.
fn step(pen: &mut Pen, year: &Year) {
    pen.raw("<path class=\"step\" d=\"");
    for place in 0..year.count.min(4) {
        pen.raw("M").n(step_x(year)).raw(" ").n(LINE - place * SHORT.1).raw("v").n(-SHORT.0);
    }
    pen.raw("\"/>");
}

/// Where the stroke of a step is.
fn step_x(year: &Year) -> i32 {
    year.x + 5.min((year.end - year.x) / 2)
}

fn strokes(pen: &mut Pen, year: &Year, apart: i32, row: i32) {
    let single = year.count <= row && row * apart >= 20;
    let class = if apart > 4 { "count wide" } else { "count" };
    pen.raw("<path class=\"").raw(class).raw("\" d=\"");
    for at in 0..year.count {
        let (x, row) = (year.x + 5 + at % row * apart, at / row);
        let (bottom, height) = if single { (LINE - 1, TALL) } else { (LINE - 2 - row * SHORT.1, SHORT.0) };
        pen.raw("M").n(x).raw(" ").n(bottom).raw("v").n(-height);
    }
    pen.raw("\"/>");
}

fn bar(pen: &mut Pen, year: &Year, most: i32) {
    let height = (year.count * 56 / most).max(2);
    let room = (year.end - year.x).max(1);
    pen.rect("solid", year.x, LINE - height, (room - room / 6).max(1), height);
}

/// The years of the steps, as many as have room.
fn steps(pen: &mut Pen, ribbon: &Ribbon) {
    let wide = width("0000", Font::Small) + 6;
    let of = |after: bool| {
        ribbon.years.iter().filter(move |x| x.step && (x.x > ribbon.scaled.0.x) == after).collect::<Vec<_>>()
    };
    for side in [of(false), of(true)] {
        let Some(last) = side.len().checked_sub(1) else { continue };
        let mut free = side[0].x;
        for (at, year) in side.iter().enumerate() {
            let text = year.year.to_string();
            let x = year.x.min(side[last].end - wide + 6);
            // The last has room before those in the middle.
            let end =
                if at == 0 || at == last { i32::MAX } else { side[last].x.min(side[last].end - wide + 6) };
            if x >= free && x + wide <= end {
                pen.text("q", x, LINE + 17).words(&text).raw("</text>");
                free = x + wide;
            }
        }
    }
}

/// The years to scale, as many as have room; shortened to two figures where that helps.
fn years(pen: &mut Pen, ribbon: &Ribbon, (from, to): (i32, i32)) {
    let (first, last) = (ribbon.scaled.0.year, ribbon.scaled.1.year);
    let each = (to - from) / (last - first + 1);
    let (whole, short) = (width("0000", Font::Serif) + 9, width("’00", Font::Serif) + 8);
    let is_short = each < whole && each >= short && first >= 1000;
    let wide = if is_short { short } else { whole };
    let every = [1, 2, 5, 10, 20, 50, 100].into_iter().find(|x| x * each.max(1) >= wide).unwrap_or(500);
    for year in (first..=last).filter(|x| x % every == 0 || every == 1) {
        let x = ribbon.x(Day(year_start(year)));
        pen.down("edge", x, LINE, LINE + 6);
        if x + wide > ribbon.width + 6 {
            continue;
        }
        pen.text("d", x + 4, LINE + 17);
        let text = year.to_string();
        match is_short {
            true => pen.raw("’").raw(&text[text.len() - 2..]),
            false => pen.raw(&text),
        };
        pen.raw("</text>");
    }
}

/// What the two parts of the ribbon are, and where that is said; nothing where there is no
/// break.
fn notes(ribbon: &Ribbon, words: &Words) -> Vec<(i32, String)> {
    let steps = ribbon.years.iter().filter(|x| x.step).count();
    let scaled = if ribbon.strokes == Strokes::Bars { words.bars } else { words.strokes };
    let scaled = (ribbon.scaled.0.x, scaled.replace("{y}", &ribbon.scaled.0.year.to_string()));
    match steps {
        0 => vec![scaled],
        steps => vec![(0, words.steps.replace("{n}", &steps.to_string())), scaled],
    }
}

/// Whether the notes stand one below the other.
fn is_stacked(ribbon: &Ribbon, words: &Words) -> bool {
    let notes = notes(ribbon, words);
    let end = |at: usize| notes.get(at).map_or(0, |x| x.0 + width(&x.1, Font::Small));
    notes.len() > 1 && (end(0) + 12 > notes[1].0 || end(1) > ribbon.width)
}

/// The window's ground, which stands behind the ribbon, and what it is called above it.
pub fn selection(ribbon: &Ribbon, window: Window, name: &str) -> String {
    let (from, to) = ribbon.stretch(window);
    let mut pen = Pen::default();
    pen.rect("sel", from, 14, (to - from).max(1), LINE - 14);
    let half = width(name, Font::Sans) * 53 / 100;
    let x = ((from + to) / 2).min(ribbon.width - half).max(half);
    pen.raw("<text class=\"lane mine\" text-anchor=\"middle\"").attr("x", x).attr("y", 6).raw(">");
    pen.words(name).raw("</text>");
    pen.0
}

/// What a handle of the window looks like, at a place.
pub fn handle(x: i32) -> String {
    let mut pen = Pen::default();
    pen.rect("hit-area", x - 12, 8, 24, 76).path("acc", x, 14, "v66");
    pen.raw("<rect class=\"grip\" rx=\"1\"")
        .attr("x", x - 4)
        .attr("y", 30)
        .attr("width", 9)
        .attr("height", 24)
        .raw("/>");
    pen.raw("<path class=\"ridge\" d=\"M").half(x - 1).raw(" 37v10M").half(x + 1).raw(" 37v10\"/>");
    pen.0
}
