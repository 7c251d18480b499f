//! The facts of an article, put together from its lines.

use super::ask::questions;
use super::cruft::{self, Kind};
use super::dates::{self, Told, YearFrom, Years};
use super::found::{BodyFound, DateFound, Draft, FigureFound, Found, PersonFound, TitleFound, inferred};
use super::head::Sorted;
use super::page::PageText;
use super::registry::{Match, Registries};
use super::words::{self, Token, printed, tokens};
use super::{bodies, figures, names, people, titles};
use crate::record::date::{Day, Precision};
use crate::record::model::Basis;

/// A line of the article with its tokens.
pub(super) struct Part<'a> {
    /// Its number, from 1.
    pub(super) line: usize,
    /// Its text.
    pub(super) text: &'a str,
    /// Its tokens.
    pub(super) words: Vec<Token<'a>>,
    /// Whether it stands under a picture.
    pub(super) caption: bool,
}

/// Finds in a page what an editor needs. Nothing is guessed: what is not clear is a question.
pub fn draft(page: &PageText, known: &Registries) -> Draft {
    let kinds = cruft::kinds(page);
    let sorted = Sorted { page, kinds: &kinds };
    let parts = parts(page, &kinds);
    let published = sorted.published();
    let (reviewed, planned) = dates::programme(parts.iter().map(|x| x.words.as_slice()));
    let years = Years { published: published.as_ref().map(|(x, _)| x.day()), reviewed, planned };
    let dates = dates_of(&parts, &years);
    let names = names_of_bodies(&parts, known);
    let (people, bodies) = people_and_bodies(&parts, &names, known);
    let (bylines, photographs) = sorted.signed();
    let publisher = sorted.publisher();
    let matched = publisher.as_ref().map(|x| known.organisation(&x.name)).unwrap_or_default();
    let (headline, day) = (sorted.headline(), day(&dates, &years));
    let mut draft = Draft {
        id: id(day.as_ref(), years.published, headline.as_ref()),
        lang: lang(page, &parts),
        headline,
        publisher,
        publisher_matched: matched,
        bylines,
        photographs,
        day,
        section: sorted.section(),
        rights: sorted.of(Kind::Rights).map(|(line, x)| Found::new(x, line)).collect(),
        url: sorted.url(),
        captions: sorted.of(Kind::Caption).map(|(line, x)| Found::new(without_bar(x), line)).collect(),
        people,
        bodies,
        figures: figures_of(&parts, &years),
        dates,
        published,
        questions: Vec::new(),
        kinds: kinds.clone(),
    };
    draft.questions = questions(&draft, &parts, &years, known);
    draft
}

/// A line under a picture may end with a bar, which is none of its words.
fn without_bar(text: &str) -> &str {
    text.trim_end_matches(['|', ' '])
}

fn parts<'a>(page: &'a PageText, kinds: &[Kind]) -> Vec<Part<'a>> {
    let lines = page.lines.iter().zip(kinds).enumerate();
    let within = lines.filter(|(_, (_, x))| matches!(x, Kind::Body | Kind::Caption));
    within
        .map(|(at, (line, kind))| {
            let text = without_bar(&line.text);
            Part { line: at + 1, text, words: tokens(text), caption: *kind == Kind::Caption }
        })
        .collect()
}

/// As the page says, or by the letters that only Vietnamese has.
fn lang(page: &PageText, parts: &[Part]) -> String {
    let said =
        page.meta.lang.as_deref().map(|x| x.split(['-', '_']).next().unwrap_or_default().to_lowercase());
    let marked = |x: &&Token| !x.text.is_ascii();
    let all: usize = parts.iter().map(|x| x.words.len()).sum();
    let vietnamese = parts.iter().flat_map(|x| &x.words).filter(marked).count() * 4 > all;
    said.filter(|x| x.len() == 2).unwrap_or_else(|| if vietnamese { "vi" } else { "en" }.into())
}

fn dates_of(parts: &[Part], years: &Years) -> Vec<DateFound> {
    let mut found: Vec<DateFound> = Vec::new();
    for part in parts {
        for told in dates::find(&part.words, years) {
            let printed = printed(part.text, &part.words, told.from, told.to);
            let (line, caption) = (part.line, part.caption);
            let before = told.from.saturating_sub(4)..told.from;
            let earlier = before.into_iter().any(|x| words::are(&part.words, x, "trước đó"));
            let basis = basis(&told, &printed);
            found.push(DateFound { date: told.date, basis, printed, line, caption, earlier });
        }
    }
    found
}

/// How the year of a date is known, in words.
fn basis(told: &Told, printed: &str) -> Basis {
    match told.year {
        YearFrom::Printed => Basis::Stated,
        YearFrom::Spoken(day) => inferred(
            format!("Bài viết “{printed}”, tính theo ngày đăng {day}."),
            format!("The article says “{printed}”, counted from the day of publication, {day}."),
        ),
        YearFrom::Published(day) => inferred(
            format!("Bài chỉ in “{printed}”. Năm suy từ ngày đăng {day}: đó là ngày gần nhất."),
            format!(
                "The article prints “{printed}” only. The year follows from the day of publication, {day}: this is the nearest."
            ),
        ),
        YearFrom::Programme(reviewed, planned) => {
            let said = |vi: bool| {
                let (a, b) =
                    if vi { ("nhìn lại năm", "việc của năm") } else { ("reviews", "plans") };
                let years = [reviewed.map(|x| format!("{a} {x}")), planned.map(|x| format!("{b} {x}"))];
                years.into_iter().flatten().collect::<Vec<_>>().join(if vi { ", " } else { " and " })
            };
            inferred(
                format!("Bài chỉ in “{printed}”. Năm suy từ nội dung: {}.", said(true)),
                format!(
                    "The article prints “{printed}” only. The year follows from its contents: it {}.",
                    said(false)
                ),
            )
        }
    }
}

/// The day of what is reported: the first day in the text that was past when it was published.
fn day(dates: &[DateFound], years: &Years) -> Option<DateFound> {
    let is_day = |x: &&DateFound| x.date.days().is_some();
    let past = |x: &&DateFound| years.published.is_none_or(|day| x.date.earliest() <= day);
    let text = || dates.iter().filter(|x| !x.caption && !x.earlier);
    let month = || text().find(|x| x.date.precision() == Precision::Month);
    let days = text().filter(is_day).find(past).or_else(month);
    days.or_else(|| dates.iter().filter(is_day).find(past)).cloned()
}

/// The names of organisations that count wherever they stand: those of the registry, and the
/// abbreviations that the page explains.
fn names_of_bodies(parts: &[Part], known: &Registries) -> Vec<Vec<String>> {
    let split = |x: &str| tokens(x).iter().map(|x| x.text.to_owned()).collect::<Vec<_>>();
    let mut names: Vec<_> = known.names_of_organisations().iter().map(|x| split(x)).collect();
    for part in parts {
        let found = bodies::find(&part.words, &[]).into_iter().filter(|x| x.to == x.from + 1);
        names.extend(
            found.filter(|x| part.words[x.from].is_shouted()).map(|x| vec![part.words[x.from].text.into()]),
        );
    }
    names
}

fn people_and_bodies(
    parts: &[Part],
    names: &[Vec<String>],
    known: &Registries,
) -> (Vec<PersonFound>, Vec<BodyFound>) {
    let (mut people, mut all): (Vec<PersonFound>, Vec<BodyFound>) = (Vec::new(), Vec::new());
    for part in parts {
        let print = |from, to| printed(part.text, &part.words, from, to);
        let found = bodies::find(&part.words, names);
        for body in &found {
            add_body(&mut all, print(body.from, body.to), part.line, known);
        }
        for title in (0..part.words.len()).filter_map(|at| titles::whole(&part.words, at, &found)) {
            add_implied(&mut all, &title, part, &found, known);
        }
        for person in people::find(&part.words, &found) {
            let name = names::usual(&print(person.from, person.to));
            let titles = person.titles.iter().map(|x| title_found(part, x, &found, known)).collect();
            add_person(&mut people, name, titles, part, known);
        }
    }
    (people, all)
}

/// The organ that a title of its head implies takes the place of the organisation within it.
fn add_implied(
    all: &mut Vec<BodyFound>,
    title: &titles::Title,
    part: &Part,
    found: &[bodies::Body],
    known: &Registries,
) {
    let print = |from, to| printed(part.text, &part.words, from, to);
    let Some(organ) = titles::implied(&part.words, title, print) else { return };
    let inner = found.iter().find(|x| title.head < x.from && x.to == title.to);
    let inner = inner.map(|x| print(x.from, x.to));
    all.retain(|x| inner.as_ref() != Some(&x.name) || x.lines != [part.line]);
    add_body(all, organ, part.line, known);
}

fn title_found(part: &Part, title: &titles::Title, found: &[bodies::Body], known: &Registries) -> TitleFound {
    let print = |from, to| printed(part.text, &part.words, from, to);
    let text = print(title.from, title.to);
    let body = found.iter().find(|x| title.head <= x.from && x.to == title.to);
    let office = body.and_then(|x| match known.organisation(&print(x.from, x.to)) {
        Match::One(id) => Some((id.clone(), known.office(&id, &text, &print(title.from, title.head))?)),
        _ => None,
    });
    TitleFound { printed: text, line: part.line, style: title.style, office }
}

fn add_body(all: &mut Vec<BodyFound>, name: String, line: usize, known: &Registries) {
    match all.iter_mut().find(|x| x.name == name) {
        Some(body) if body.lines.last() == Some(&line) => {}
        Some(body) => body.lines.push(line),
        None => all.push(BodyFound { matched: known.organisation(&name), name, lines: vec![line] }),
    }
}

fn add_person(
    all: &mut Vec<PersonFound>,
    name: String,
    titles: Vec<TitleFound>,
    part: &Part,
    known: &Registries,
) {
    let at = all.iter().position(|x| x.name == name).unwrap_or_else(|| {
        let matched = known.person(&name);
        let (lines, titles) = (Vec::new(), Vec::new());
        all.push(PersonFound { name, lines, caption: true, titles, matched });
        all.len() - 1
    });
    let person = &mut all[at];
    person.caption &= part.caption;
    if person.lines.last() != Some(&part.line) {
        person.lines.push(part.line);
    }
    for title in titles {
        if !person.titles.iter().any(|x| x.printed == title.printed) {
            person.titles.push(title);
        }
    }
}

fn figures_of(parts: &[Part], years: &Years) -> Vec<FigureFound> {
    let mut found: Vec<FigureFound> = Vec::new();
    for part in parts {
        // A date without a year counts nothing either.
        let any = Years { planned: years.planned.or(Some(2000)), ..*years };
        let dates = dates::find(&part.words, &any);
        for figure in figures::find(part.text, &part.words, &dates) {
            let figures::Figure { value, counts, about, sort, .. } = figure;
            let (line, caption) = (part.line, part.caption);
            found.push(FigureFound { value, counts, about, sort, line, caption });
        }
    }
    found
}

/// The day, or that of publication, and the first words of the headline.
fn id(day: Option<&DateFound>, published: Option<Day>, headline: Option<&Found>) -> String {
    let day = day.map(|x| x.date.earliest()).or(published).filter(|x| !x.is_open());
    let day = day.map_or("undated".to_owned(), |x| x.to_string());
    let plain = crate::search::fold::fold(headline.map_or("", |x| x.text.as_str()));
    let words = plain.split(|x: char| !x.is_ascii_alphanumeric()).filter(|x| !x.is_empty()).take(6);
    std::iter::once(day.as_str()).chain(words).collect::<Vec<_>>().join("-")
}
