//! What the editor must decide, each with why.

use super::dates::{self, Years};
use super::find::Part;
use super::found::{Draft, Question};
use super::registry::{Match, Registries};
use super::words::printed;
use crate::record::model::Basis;

/// What must be decided, in the order in which an editor meets it.
pub fn questions(draft: &Draft, parts: &[Part], years: &Years, known: &Registries) -> Vec<Question> {
    let mut found = Vec::new();
    if draft.headline.is_none() {
        found.push(ask(0, "no headline was found: which line is it?"));
    }
    found.push(of_the_day(draft));
    found.extend(without_year(parts, years));
    found.extend(of_the_publisher(draft));
    found.extend(of_people(draft, known));
    found.extend(of_bodies(draft));
    found
}

fn ask(line: usize, text: impl Into<String>) -> Question {
    Question { line, text: text.into() }
}

fn of_the_day(draft: &Draft) -> Question {
    match &draft.day {
        None => ask(0, "no day of what is reported was found: when was it?"),
        Some(day) if day.basis == Basis::Stated => {
            ask(day.line, format!("is {} the day of what is reported?", day.date))
        }
        Some(day) => ask(
            day.line,
            format!("“{}” is read as {}: is it the day of what is reported?", day.printed, day.date),
        ),
    }
}

/// Days that have no year, where nothing says which.
fn without_year(parts: &[Part], years: &Years) -> Vec<Question> {
    if years.published.is_some() || years.planned.is_some() || years.reviewed.is_some() {
        return Vec::new();
    }
    let of = |part: &Part| {
        let places = dates::without_year(&part.words).into_iter();
        let printed = places.map(|(from, to)| printed(part.text, &part.words, from, to));
        let text = |x| format!("“{x}” has no year, and nothing on the page says which: when was it?");
        printed.map(|x| ask(part.line, text(x))).collect::<Vec<_>>()
    };
    parts.iter().flat_map(of).collect()
}

fn of_the_publisher(draft: &Draft) -> Option<Question> {
    match (&draft.publisher, &draft.publisher_matched) {
        (None, _) => Some(ask(0, "no publisher is named on the page: who published it?")),
        (Some(x), Match::Several(ids)) => {
            Some(ask(x.line, format!("the publisher “{}” may be {}: which is it?", x.name, ids.join(" or "))))
        }
        _ => None,
    }
}

/// Who is called alike, and whose name the edition knows in another form.
fn of_people(draft: &Draft, known: &Registries) -> Vec<Question> {
    let of = |x: &super::PersonFound| {
        let line = x.lines.first().copied().unwrap_or_default();
        let perhaps = known.perhaps(&x.name);
        match &x.matched {
            Match::Several(ids) => Some(ask(
                line,
                format!("“{}” is the name of {}: which is meant?", x.name, ids.join(" and of ")),
            )),
            Match::New if !perhaps.is_empty() => {
                Some(ask(line, format!("is “{}” {}?", x.name, perhaps.join(" or "))))
            }
            _ => None,
        }
    };
    draft.people.iter().filter_map(of).collect()
}

fn of_bodies(draft: &Draft) -> Vec<Question> {
    let of = |x: &super::BodyFound| {
        let Match::Several(ids) = &x.matched else { return None };
        let line = x.lines.first().copied().unwrap_or_default();
        Some(ask(line, format!("“{}” may be {}: which is it?", x.name, ids.join(" or "))))
    };
    draft.bodies.iter().filter_map(of).collect()
}
