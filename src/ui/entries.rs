//! The one list of the whole reader: a mark, a date, a title and what stands below it.

use leptos::prelude::*;

use super::Scene;
use super::element::{classed, el, link, pieces};
use super::icons::{Mark, mark};
use super::{pictures, words};
use crate::record::Text;
use crate::record::chains::{Attested, Reported};
use crate::record::model::*;
use crate::route::Page;

/// One line of the list.
pub struct Entry {
    /// The address within the page, for links to this statement.
    pub id: Option<String>,
    /// The mark.
    pub mark: Mark,
    /// The date.
    pub date: AnyView,
    /// The title.
    pub title: AnyView,
    /// What stands below it, a paragraph each.
    pub below: Vec<AnyView>,
    /// Pictures.
    pub pictures: Vec<AnyView>,
}

/// An entry that is made when it is shown: of very many most are not.
pub type Unmade<'a> = Box<dyn FnOnce() -> Entry + 'a>;

/// One that is made so.
pub fn unmade<'a>(make: impl FnOnce() -> Entry + 'a) -> Unmade<'a> {
    Box::new(make)
}

/// A list of entries; wide ones have room for long dates.
pub fn list(entries: Vec<Entry>, wide: bool) -> AnyView {
    let class = if wide { "entries wide" } else { "entries" };
    classed("ol", class).children(entries.into_iter().map(|x| entry(x, "h3"))).any()
}

/// A list of entries, set close, each with a heading of this level.
pub fn close(entries: impl IntoIterator<Item = Entry>, heading: &'static str) -> AnyView {
    classed("ol", "entries close").children(entries.into_iter().map(|x| entry(x, heading))).any()
}

fn entry(entry: Entry, heading: &'static str) -> AnyView {
    let below = entry.below.into_iter().map(|x| classed("p", "app").child(x).any());
    classed("li", "entry")
        .maybe("id", entry.id)
        .child(mark(entry.mark))
        .child(entry.date)
        .child(el("div").child(el(heading).child(entry.title)).children(below).children(entry.pictures))
        .any()
}

/// The mark of a report: its status, or that the day is only known to lie between two.
pub fn report_mark(report: &Report, when: &When) -> Mark {
    status_mark(report.status, Some(when))
}

/// The mark of a status on a date.
pub fn status_mark(status: Status, when: Option<&When>) -> Mark {
    match status {
        Status::Held if when.is_some_and(|x| x.date.is_window()) => Mark::Between,
        Status::Held => Mark::Held,
        Status::Planned => Mark::Planned,
        Status::Launched => Mark::Launched,
        Status::Commemorated => Mark::Commemorated,
        Status::Ongoing => Mark::Ongoing,
    }
}

/// A report of an event. `here` says whether it stands on its own article's page.
pub fn report(scene: &Scene, reported: &Reported, here: bool) -> Entry {
    let Reported { article, event, report } = *reported;
    let when = reported.when();
    let mut below = Vec::new();
    let title = words::text(scene, &event.label);
    let title = if here { title } else { linked(scene, article, &report.id, title) };
    below.extend(words::beside(scene, &event.label));
    let state = words::label(scene, words::status(report.status));
    let place = event.place.as_ref().map(|x| words::pair(scene, x));
    below.push(pieces().child(state).dotted(place).dotted(caption(scene, report.caption)).any());
    below.extend(report.note.as_ref().map(|x| words::lines(scene, x)));
    if report.status == Status::Planned {
        below.push(came(scene, article, Some(&report.event), &report.outcome));
    }
    if here {
        below.extend(words::why(scene, &when.basis));
        if report.basis != when.basis {
            below.extend(words::why(scene, &report.basis));
        }
    } else {
        below.push(source(scene, article));
    }
    Entry {
        id: here.then(|| report.id.clone()),
        mark: report_mark(report, when),
        date: words::date(scene, when),
        title,
        below,
        pictures: if here { pictures::pictures(scene, &event.images) } else { Vec::new() },
    }
}

/// A statement's title as a link to it, on its article's page.
pub fn linked(scene: &Scene, article: &Article, id: &str, title: AnyView) -> AnyView {
    link(format!("{}#{id}", scene.href(&Page::Article(article.id.clone()))), title).any()
}

/// What a later article reports of something that was planned.
pub fn later_report(scene: &Scene, later: &Reported) -> AnyView {
    let shown = words::label(scene, |x| &x.later_report);
    classed("span", "outcome")
        .child(words::label(scene, |x| &x.outcome))
        .child(": ")
        .child(words::label(scene, words::status(later.report.status)))
        .child(", ")
        .child(words::date(scene, later.when()))
        .child(" (")
        .child(linked(scene, later.article, &later.report.id, shown))
        .child(")")
        .any()
}

/// What came of something planned: what an article says of it or, if none does, what a later
/// one reports of the event.
fn came(scene: &Scene, article: &Article, event: Option<&str>, outcome: &Option<Outcome>) -> AnyView {
    let later = event.and_then(|x| scene.record.came_of(x, article));
    match (outcome, later) {
        (Some(Outcome::Known(_)), _) | (_, None) => words::outcome(scene, outcome),
        (_, Some(later)) => later_report(scene, &later),
    }
}

/// That a thing is known only from a photograph's caption.
pub fn caption(scene: &Scene, caption: bool) -> Option<AnyView> {
    caption.then(|| words::label(scene, |x| &x.caption_only))
}

/// The article that a statement stands in: headline and publisher.
pub fn source(scene: &Scene, article: &Article) -> AnyView {
    let href = scene.href(&Page::Article(article.id.clone()));
    let headline = words::run(scene, &article.headline.lang, &article.headline.text);
    let headline = link(href, headline).attr("class", "bare");
    pieces().child(headline).dotted(Some(publisher(scene, article))).any()
}

/// Who published an article, or that nobody is named.
pub fn publisher(scene: &Scene, article: &Article) -> AnyView {
    match &article.publisher {
        Some(named) if named.basis == Basis::Stated => words::name(scene, &named.name),
        Some(named) => {
            let name = words::name(scene, &named.name);
            let note = words::label(scene, |x| &x.inferred);
            pieces().child(name).child(" (").child(note).child(")").any()
        }
        None => words::label(scene, |x| &x.publisher_not_stated),
    }
}

/// An attestation of an office. The title is the person's name, or the office, as asked.
pub fn attested(scene: &Scene, attested: &Attested, by_person: bool, here: bool) -> Entry {
    let Attested { article, role } = *attested;
    let when = attested.when();
    let office = scene.record.office(&role.organisation, &role.office);
    let title = office.map(|x| words::text(scene, &x.title));
    let beside = office.and_then(|x| words::beside(scene, &x.title));
    let styled = role.styled.as_ref().map(|x| words::labelled(scene, |x| &x.styled, words::pair(scene, x)));
    let noted = styled.is_some() || role.caption;
    let mut below = Vec::new();
    let title = pieces().children(title);
    let (heading, notes) = if by_person {
        (words::person(scene, &role.person), title.dotted(beside))
    } else {
        below.extend(beside);
        (title.any(), pieces())
    };
    if by_person || noted {
        below.push(notes.dotted(styled).dotted(caption(scene, role.caption)).any());
    }
    below.extend(role.note.as_ref().map(|x| words::lines(scene, x)));
    if here {
        below.extend(words::why(scene, &role.basis));
    } else {
        below.push(source(scene, article));
    }
    Entry {
        id: here.then(|| role.id.clone()),
        mark: Mark::Attested,
        date: words::date(scene, when),
        title: heading,
        below,
        pictures: Vec::new(),
    }
}

/// What somebody did or said. On the person's own page the name is left out.
pub fn act(scene: &Scene, article: &Article, act: &Act, here: bool) -> Entry {
    let mut below = Vec::new();
    let title = words::text(scene, &act.did);
    let title = if here {
        below.push(words::person(scene, &act.person));
        title
    } else {
        linked(scene, article, &act.id, title)
    };
    below.extend(words::beside(scene, &act.did));
    below.extend(caption(scene, act.caption));
    if here {
        below.extend(words::why(scene, &act.basis));
    } else {
        below.push(source(scene, article));
    }
    Entry {
        id: here.then(|| act.id.clone()),
        mark: Mark::Held,
        date: words::date(scene, article.dated(&act.when)),
        title,
        below,
        pictures: Vec::new(),
    }
}

/// What somebody asked of somebody.
pub fn request(scene: &Scene, article: &Article, request: &Request, here: bool) -> Entry {
    let from = words::parties(scene, &request.from);
    let to = words::parties(scene, &request.to);
    let who = pieces().child(from).child(" → ").child(to).any();
    asked(
        scene,
        article,
        Asked {
            id: &request.id,
            mark: Mark::Asked,
            what: &request.what,
            who,
            meant_for: request.meant_for.as_ref().map(|x| words::meant_for(scene, x)),
            when: &request.when,
            basis: &request.basis,
            outcome: words::outcome(scene, &request.outcome),
            here,
        },
    )
}

/// What somebody meant to do.
pub fn plan(scene: &Scene, article: &Article, plan: &Plan, here: bool) -> Entry {
    asked(
        scene,
        article,
        Asked {
            id: &plan.id,
            mark: Mark::Planned,
            what: &plan.what,
            who: words::parties(scene, &plan.by),
            meant_for: Some(words::meant_for(scene, &plan.meant_for)),
            when: &plan.when,
            basis: &plan.basis,
            outcome: came(scene, article, plan.event.as_deref(), &plan.outcome),
            here,
        },
    )
}

/// What requests and plans have in common.
struct Asked<'a> {
    id: &'a str,
    mark: Mark,
    what: &'a Text,
    who: AnyView,
    meant_for: Option<String>,
    when: &'a Option<When>,
    basis: &'a Basis,
    outcome: AnyView,
    here: bool,
}

fn asked(scene: &Scene, article: &Article, asked: Asked) -> Entry {
    let title = words::text(scene, asked.what);
    let title = if asked.here { title } else { linked(scene, article, asked.id, title) };
    let meant_for = asked
        .meant_for
        .map(|x| pieces().child(words::label(scene, |x| &x.meant_for)).child(": ").child(x).any());
    let mut below = Vec::new();
    below.extend(words::beside(scene, asked.what));
    below.push(pieces().child(asked.who).dotted(meant_for).any());
    below.push(asked.outcome);
    if asked.here {
        below.extend(words::why(scene, asked.basis));
    } else {
        below.push(source(scene, article));
    }
    Entry {
        id: asked.here.then(|| asked.id.to_string()),
        mark: asked.mark,
        date: words::date(scene, article.dated(asked.when)),
        title,
        below,
        pictures: Vec::new(),
    }
}
