//! The mark of an item: a symbol on a day, a bar over a time, a lozenge where the day is
//! unknown, squares where an office is attested.

use super::pen::Pen;
use crate::timeline::items::Sign;
use crate::timeline::layout::OPEN;

/// Half of the height of a lozenge.
const SOFT: i32 = 5;
/// The side of a square.
const SQUARE: i32 = 8;
/// The blocks into which an open end falls apart, from the end, each with a gap after it.
const BLOCKS: [(i32, i32); 3] = [(0, 4), (8, 8), (20, 14)];
/// How much of a bar its blocks take.
const FADE: i32 = 38;

/// The id of the symbol that stands for a sign.
fn symbol(sign: Sign) -> &'static str {
    match sign {
        Sign::Held | Sign::Handover => "held",
        Sign::Planned => "planned",
        Sign::Launched => "launched",
        Sign::Commemorated => "commemorated",
        Sign::Ongoing => "ongoing",
        Sign::Attested => "attested",
        Sign::Asked => "asked",
    }
}

/// A mark on a day.
pub fn point(pen: &mut Pen, sign: Sign, x: i32, y: i32) {
    if matches!(sign, Sign::Planned | Sign::Asked) {
        // Lines of the axis would run through what is hollow.
        pen.rect("knock", x - 5, y - 5, 10, 10);
    }
    pen.symbol(symbol(sign), x, y, 14);
}

/// A bar from one place to another; open ends are part of it.
pub fn bar(pen: &mut Pen, sign: Sign, from: i32, to: i32, y: i32, open: (bool, bool)) {
    match sign {
        Sign::Launched => {
            let end = if open.1 { to - FADE } else { to };
            line(pen, "thin", from, end, y);
            match open.1 {
                true => line(pen, "thin dots", end, to, y),
                false => _ = pen.path("thin", to, y - 4, "v8"),
            }
            pen.symbol("launched", from + 5, y, 14);
        }
        Sign::Ongoing => blocks(pen, "solid", from, to, y - 3, 6, (true, true)),
        Sign::Planned | Sign::Asked => {
            if open == (false, true) && to - from < OPEN + 14 {
                // Nothing but a beginning is known.
                blocks(pen, "ring", from + 12, to, y - 4, 7, (false, true));
                point(pen, sign, from + 7, y);
            } else {
                blocks(pen, "ring", from, to, y - 4, 7, open);
            }
        }
        _ => {
            blocks(pen, "solid", from, to, y - 3, 6, open);
            if sign == Sign::Commemorated {
                pen.symbol("commemorated", from + 6, y, 14);
            }
        }
    }
}

fn line(pen: &mut Pen, class: &str, from: i32, to: i32, y: i32) {
    pen.raw("<path class=\"").raw(class).raw("\" d=\"M").n(from).raw(" ").n(y).raw("H").n(to).raw("\"/>");
}

/// A bar that falls apart where it is open.
fn blocks(pen: &mut Pen, class: &str, from: i32, to: i32, top: i32, height: i32, open: (bool, bool)) {
    let ends = i32::from(open.0) + i32::from(open.1);
    let hollow = class == "ring";
    // A hollow bar's line is drawn inside of it.
    let mut block = |x: i32, width: i32| match hollow {
        true => _ = pen.rect(class, x + 1, top + 1, (width - 2).max(2), height - 1),
        false => _ = pen.rect(class, x, top, width, height),
    };
    // Where there is little room they grow faster.
    let small = if to - from < ends * FADE + 8 { 2 } else { 1 };
    let (fade, grown) = (FADE / small, BLOCKS.map(|x| (x.0 / small, x.1 / small)));
    if ends > 0 && to - from < ends * fade + 8 {
        // None at all: the same blocks all along.
        let mut x = from;
        while x < to {
            block(x, 4.min(to - x));
            x += 7;
        }
        return;
    }
    for (at, width) in grown.into_iter().filter(|_| open.0) {
        block(from + at, width);
    }
    let start = if open.0 { from + fade } else { from };
    let end = if open.1 { to - fade } else { to };
    block(start, end - start);
    for (at, width) in grown.into_iter().filter(|_| open.1) {
        block(to - at - width, width);
    }
}

/// One unknown time between two places: a lozenge with soft ends. What it was, or an arrow
/// where an office changed hands, stands in the middle.
pub fn window(pen: &mut Pen, sign: Sign, from: i32, to: i32, y: i32, open: (bool, bool)) {
    lozenge(pen, from, to, y, SOFT, open);
    let middle = match open {
        (true, false) => to - OPEN / 2,
        (false, true) => from + OPEN / 2,
        _ => from + (to - from) / 2,
    };
    match sign {
        Sign::Handover => arrow(pen, middle, y),
        Sign::Held => _ = pen.symbol("held", middle, y, 8),
        sign => _ = pen.symbol(symbol(sign), middle, y, 11),
    }
}

/// A lozenge; at an open end its lines just end.
pub fn lozenge(pen: &mut Pen, from: i32, to: i32, y: i32, half: i32, open: (bool, bool)) {
    let taper = 12.min((to - from) / 3);
    let (left, right) = (if open.0 { 0 } else { taper }, if open.1 { 0 } else { taper });
    if open == (false, false) {
        pen.raw("<path class=\"soft\" d=\"M");
        pen.n(from).raw(" ").n(y).raw("l").n(left).raw(" ").n(-half).raw("H").n(to - right);
        pen.raw("l").n(right).raw(" ").n(half).raw("l").n(-right).raw(" ").n(half);
        pen.raw("H").n(from + left).raw("z\"/>");
        return;
    }
    // From the open end around the closed one and back; the line stays open.
    let (open_x, shoulder, tip) = if open.0 { (from, to - right, to) } else { (to, from + left, from) };
    pen.raw("<path class=\"soft\" d=\"M").n(open_x).raw(" ").n(y - half).raw("H").n(shoulder);
    if open != (true, true) {
        pen.raw("L").n(tip).raw(" ").n(y).raw("L").n(shoulder).raw(" ").n(y + half);
    } else {
        pen.raw("M").n(shoulder).raw(" ").n(y + half);
    }
    pen.raw("H").n(open_x).raw("\"/>");
}

/// The arrow of an office that changed hands.
pub fn arrow(pen: &mut Pen, x: i32, y: i32) {
    pen.path("thin", x - 6, y, "h11m-4-3.5 4 3.5-4 3.5");
}

/// A square where an office of somebody else is attested.
pub fn hollow(pen: &mut Pen, x: i32, y: i32) {
    pen.rect("ring", x - SQUARE / 2, y - SQUARE / 2, SQUARE, SQUARE);
}

/// Squares where an office is attested, at places in order. Many that overlap are one shape.
pub fn squares(pen: &mut Pen, places: &[i32], y: i32) {
    if places.is_empty() {
        return;
    }
    pen.raw("<path class=\"solid\" d=\"");
    for some in places.chunk_by(|a, b| b - a <= SQUARE) {
        let (first, wide) = (some[0], some[some.len() - 1] - some[0] + SQUARE);
        pen.raw("M").n(first - SQUARE / 2).raw(" ").n(y - SQUARE / 2).raw("h").n(wide);
        pen.raw("v").n(SQUARE).raw("h").n(-wide).raw("z");
    }
    pen.raw("\"/>");
}

/// The thin line between attestations of the same office.
pub fn joint(pen: &mut Pen, from: i32, to: i32, y: i32) {
    line(pen, "joint", from, to, y);
}
