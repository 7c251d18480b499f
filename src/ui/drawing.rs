//! The drawings of what stands in time, on a page: their words, and their place.

use leptos::prelude::*;

use super::Scene;
use super::element::classed;
use crate::route::Page;
use crate::timeline::draw;
use crate::timeline::scale::Window;
use crate::timeline::strip::Row;
use crate::timeline::words::Words;

/// The widths, in CSS pixels, that a drawing is printed in, each with its class in the style,
/// which shows the widest that has room.
pub const WIDTHS: [(i32, &str); 3] = [(328, "narrow"), (712, "middle"), (1216, "broad")];

/// The width that was printed for a page with so much room.
pub fn printed_width(room: i32) -> i32 {
    WIDTHS.iter().map(|x| x.0).filter(|x| *x <= room).max().unwrap_or(room)
}

/// The words of the drawings in the page's own language.
pub fn words_of(scene: &Scene) -> Words<'static> {
    Words::of(scene.labels(), scene.lang())
}

/// A time window in words.
pub fn window_name(scene: &Scene, window: Window) -> String {
    let dates = &scene.labels().dates;
    let text = window.text();
    let say = |date: &str| {
        let parts: Vec<&str> = date.split('-').collect();
        let plain = |x: &str| x.trim_start_matches('0').to_string();
        let in_month = |d: &str| if d == "01" { dates.first_day.clone() } else { plain(d) };
        let month = |x: &str| x.parse::<usize>().ok().and_then(|x| dates.months.get(x - 1)).cloned();
        let fill = |pattern: &str, m: &str, d: &str| {
            let said = pattern.replace("{month}", &month(m).unwrap_or_default());
            said.replace("{m}", &plain(m)).replace("{d}", &in_month(d)).replace("{y}", &plain(parts[0]))
        };
        match parts[..] {
            [_, m, d] => fill(&dates.day, m, d),
            [_, m] => fill(&dates.month, m, ""),
            _ => date.to_string(),
        }
    };
    match text.split_once("..") {
        Some((a, b)) => {
            let pattern = if text.contains('-') { &dates.span_long } else { &dates.span };
            pattern.replace("{a}", &say(a)).replace("{b}", &say(b))
        }
        None => say(&text),
    }
}

/// SVG in its place on the page.
pub fn framed(class: &'static str, svg: String) -> AnyView {
    view! { <div class=class inner_html=svg></div> }.into_any()
}

/// A drawing in each of the widths, of which the style shows one. It is for the eye: what it
/// says stands beside it in words.
pub fn printed(draw: impl Fn(i32) -> String) -> AnyView {
    let all = WIDTHS.map(|(width, class)| framed(class, draw(width)));
    classed("div", "drawn").attr("aria-hidden", "true").children(all).any()
}

/// The strip of these offices, if there are any.
pub fn strip(scene: &Scene, rows: &[Row]) -> Option<AnyView> {
    let words = words_of(scene);
    let href = |person: &str| scene.href(&Page::Person(person.into()));
    (!rows.is_empty()).then(|| printed(|width| draw::strip(rows, width, &words, &href)))
}

/// The height of a drawing, as it says itself.
pub fn height(svg: &str) -> i32 {
    let after = svg.split_once(" height=\"").map_or("", |x| x.1);
    after.split('"').next().and_then(|x| x.parse().ok()).unwrap_or(0)
}
