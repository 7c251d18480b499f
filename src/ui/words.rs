//! Runs of text: each with its language, its links, its dates and how they are known.

use leptos::prelude::*;

use super::Scene;
use super::element::{El, classed, el, link, pieces};
use crate::labels::Labels;
use crate::record::Text;
use crate::record::date::Date;
use crate::record::mentions::{Names, Target};
use crate::record::model::{Basis, Outcome, Party, Status, When};
use crate::route::Page;

/// Which of the interface's words. A plain function: what takes any closure would be
/// compiled once for each.
pub type Pick = fn(&Labels) -> &str;

/// The words of a text in the page's language or, failing that, in the other.
pub fn plain<'a>(scene: &Scene, text: &'a Text) -> &'a str {
    match text.get(scene.lang()) {
        Some(words) => words,
        None => text.iter().next().map_or("", |(_, words)| words),
    }
}

/// A run of words in this language: bare if it is the page's own, marked if not.
pub fn run(scene: &Scene, lang: &str, words: &str) -> AnyView {
    if lang == scene.lang() { words.to_string().into_any() } else { marked(lang, words) }
}

/// A run of words marked as being in this language.
fn marked(lang: &str, words: &str) -> AnyView {
    el("span").attr("lang", lang).child(words.to_string()).any()
}

/// A name: in the page's language, or silently in the other. Names need no translation.
pub fn name(scene: &Scene, text: &Text) -> AnyView {
    let (lang, words) = text.in_or_else(scene.lang());
    run(scene, lang, words)
}

/// A text in the page's language; if it exists only in the other, with a note that says so.
pub fn text(scene: &Scene, text: &Text) -> AnyView {
    let (lang, words) = text.in_or_else(scene.lang());
    if lang == scene.lang() {
        return words.to_string().into_any();
    }
    pieces().child(marked(lang, words)).child(" ").child(only_in(scene, lang)).any()
}

/// The note that a text is not translated.
pub fn only_in(scene: &Scene, lang: &str) -> AnyView {
    let edition = &scene.record.edition;
    let name = edition.languages.iter().position(|x| x == lang).map(|x| edition.language_names[x].as_str());
    let note = scene.labels().only_in.replace("{language}", name.unwrap_or(lang));
    classed("span", "untranslated").child(note).any()
}

/// The same text in the language beside the page's own, when both are read and it has one.
pub fn beside(scene: &Scene, text: &Text) -> Option<AnyView> {
    let lang = scene.other_lang()?;
    let words = text.get(lang)?;
    (text.get(scene.lang()) != Some(words)).then(|| marked(lang, words))
}

/// The same, in an element of its own.
pub fn beside_in(scene: &Scene, element: El, text: &Text) -> Option<AnyView> {
    beside(scene, text).map(|x| element.child(x).any())
}

/// A text and, when both languages are read, the other after a middle dot.
pub fn pair(scene: &Scene, words: &Text) -> AnyView {
    pieces().child(text(scene, words)).dotted(beside(scene, words)).any()
}

/// A label and, when both languages are read, the other after a middle dot.
pub fn label(scene: &Scene, pick: Pick) -> AnyView {
    let other = other_label(scene, pick).map(|(lang, words)| marked(lang, words));
    pieces().child(pick(scene.labels())).dotted(other).any()
}

/// A label of whole sentences with the other language below, when both are read.
pub fn sentences(scene: &Scene, pick: Pick) -> AnyView {
    let other = other_label(scene, pick)
        .map(|(lang, words)| classed("span", "second").attr("lang", lang).child(words).any());
    pieces().child(pick(scene.labels())).children(other).any()
}

/// The label in the language beside the page's own, with that language, when both are read.
pub fn other_label(scene: &Scene, pick: Pick) -> Option<(&'static str, &'static str)> {
    Some((scene.other_lang()?, pick(scene.other_labels()?)))
}

/// A label and, after a space, what it is the label of.
pub fn labelled(scene: &Scene, pick: Pick, value: AnyView) -> AnyView {
    pieces().child(label(scene, pick)).child(" ").child(value).any()
}

/// A label and its value, as they stand in a list of such.
pub fn row(scene: &Scene, pick: Pick, value: AnyView) -> AnyView {
    pieces().child(el("dt").child(label(scene, pick))).child(el("dd").child(value)).any()
}

/// A date with the mark of how it is known.
pub fn date(scene: &Scene, when: &When) -> AnyView {
    let words = when.date.say(&scene.labels().dates);
    dated(scene, words, &when.basis)
}

/// The words of a date, marked by how it is known, the reason within reach.
fn dated(scene: &Scene, words: String, basis: &Basis) -> AnyView {
    let labels = scene.labels();
    let date = classed("span", "date");
    let (kind, name, reason) = match basis {
        Basis::Stated => return date.child(words).any(),
        Basis::Inferred(reason) => ("inferred", &labels.inferred, reason),
        Basis::Derived(reason) => ("derived", &labels.derived, reason),
        Basis::Window(reason) => ("window", &labels.window, reason),
    };
    let title = format!("{name}: {}", plain(scene, reason));
    date.attr("title", title)
        .child(el("span").attr("data-basis", kind).child(words))
        .child(classed("span", "hidden").child(format!(" ({name})")))
        .any()
}

/// A date that something was meant for: plain.
pub fn meant_for(scene: &Scene, date: &Date) -> String {
    date.say(&scene.labels().dates)
}

/// Why a date or a statement is not simply stated, in words, if it is not.
pub fn why(scene: &Scene, basis: &Basis) -> Option<AnyView> {
    let labels = scene.labels();
    let (name, reason) = match basis {
        Basis::Stated => return None,
        Basis::Inferred(reason) => (&labels.inferred, reason),
        Basis::Derived(reason) => (&labels.derived, reason),
        Basis::Window(reason) => (&labels.window, reason),
    };
    Some(pieces().child(format!("{name}: ")).child(lines(scene, reason)).any())
}

/// The name of a status.
pub fn status(status: Status) -> Pick {
    match status {
        Status::Held => |x| &x.held,
        Status::Planned => |x| &x.planned,
        Status::Launched => |x| &x.launched,
        Status::Commemorated => |x| &x.commemorated,
        Status::Ongoing => |x| &x.ongoing,
    }
}

/// A text with a link on every name and a card on every term that it has.
/// `terms` are those already explained, which need no second card.
pub fn linked<'a>(
    scene: &Scene,
    names: &Names<'a>,
    lang: &str,
    words: &str,
    terms: &mut Vec<&'a str>,
) -> AnyView {
    let mut pieces = Vec::new();
    let mut at = 0;
    for mention in names.find(words) {
        let href = match mention.target {
            Target::Person(id) if scene.page == Page::Person(id.into()) => continue,
            Target::Person(id) => scene.href(&Page::Person(id.into())),
            Target::Organisation(id) if scene.page == Page::Organisation(id.into()) => continue,
            Target::Organisation(id) => scene.href(&Page::Organisation(id.into())),
            Target::Term(id) if terms.contains(&id) => continue,
            Target::Term(id) => format!("{}#{id}", scene.href(&Page::Glossary)),
        };
        // An empty piece would be printed as a blank.
        if at < mention.start {
            pieces.push(words[at..mention.start].to_string().into_any());
        }
        let shown = words[mention.start..mention.end].to_string();
        pieces.push(match mention.target {
            Target::Term(id) => {
                terms.push(id);
                term(scene, lang, id, href, shown)
            }
            _ => link(href, shown.into_any()).any(),
        });
        at = mention.end;
    }
    if at < words.len() {
        pieces.push(words[at..].to_string().into_any());
    }
    pieces.into_any()
}

/// A term in a text: a link to the glossary, with its translation on hover, focus and tap.
fn term(scene: &Scene, lang: &str, id: &str, href: String, shown: String) -> AnyView {
    let record = scene.record;
    let translation = record.term(id).and_then(|term| {
        record.edition.languages.iter().filter(|x| *x != lang).find_map(|x| Some((x, term.label.get(x)?)))
    });
    let Some((other, words)) = translation else {
        return link(href, shown.into_any()).any();
    };
    let id = format!("tip-{lang}-{id}");
    let term = link(href, shown.into_any()).attr("class", "term").attr("aria-describedby", &id);
    let tip = classed("span", "tip").attr("role", "tooltip").attr("id", id).attr("lang", other);
    // Where there is no style the translation stands in the text, in brackets.
    let bracket = |sign: &'static str| el("span").child(sign);
    let tip = tip.child(bracket(" (")).child(words.to_string()).child(bracket(")"));
    classed("span", "gl").child(term).child(tip).any()
}

/// A person or an organisation as a link.
pub fn party(scene: &Scene, party: &Party) -> AnyView {
    match party {
        Party::Person(id) => person(scene, id),
        Party::Organisation(id) => organisation(scene, id),
    }
}

/// Several of them, with commas.
pub fn parties(scene: &Scene, all: &[Party]) -> AnyView {
    commas(all.iter().map(|x| party(scene, x)).collect())
}

/// Views with commas between them.
pub fn commas(all: Vec<AnyView>) -> AnyView {
    let mut listed = pieces();
    for (place, piece) in all.into_iter().enumerate() {
        if place > 0 {
            listed = listed.child(", ");
        }
        listed = listed.child(piece);
    }
    listed.any()
}

/// A person's name as a link.
pub fn person(scene: &Scene, id: &str) -> AnyView {
    let shown = scene.record.person(id).map(|x| name(scene, &x.name));
    el("a").attr("href", scene.href(&Page::Person(id.into()))).children(shown).any()
}

/// An organisation's short name, or its name, as a link.
pub fn organisation(scene: &Scene, id: &str) -> AnyView {
    let shown = scene.record.organisation(id).map(|x| name(scene, x.short.as_ref().unwrap_or(&x.name)));
    el("a").attr("href", scene.href(&Page::Organisation(id.into()))).children(shown).any()
}

/// What came of a request or a plan: what an article says, or that none does.
pub fn outcome(scene: &Scene, outcome: &Option<Outcome>) -> AnyView {
    match outcome {
        Some(Outcome::Known(known)) => {
            let href = scene.href(&Page::Article(known.article.clone()));
            let day = scene.record.article(&known.article).map(|x| date(scene, &x.when));
            classed("span", "outcome")
                .child(label(scene, |x| &x.outcome))
                .child(": ")
                .child(pair(scene, &known.text))
                .child(" (")
                .child(el("a").attr("href", href).children(day))
                .child(")")
                .any()
        }
        _ => classed("span", "none").child(label(scene, |x| &x.outcome_not_in_record)).any(),
    }
}

/// A paragraph or heading text in the page's language with the other below, when both are read.
pub fn lines(scene: &Scene, words: &Text) -> AnyView {
    let other = beside_in(scene, classed("span", "second"), words);
    pieces().child(text(scene, words)).children(other).any()
}
