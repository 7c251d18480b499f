//! The [preview](super::preview) of each page in each language, where the edition says at what
//! address it is published: others can ask for it only there.

use std::collections::BTreeMap;

use super::Failure;
use super::check::folder::{MANY, each};
use super::preview::{Painter, Words};
use super::reader::Reader;
use crate::export::files;
use crate::record::Record;
use crate::route::{Mode, Page, Route};
use crate::ui::{NAMEPLATE, Scene};

/// The page that the picture of a page in this mode shows: side by side is the first language's.
pub fn path(record: &Record, mode: Mode, page: &Page) -> String {
    files::preview(&mode.alone().path(page, &record.edition.languages))
}

/// What stands on a picture.
struct Said {
    title: String,
    date: Option<String>,
    edition: &'static str,
    lang: &'static str,
}

impl Said {
    fn of(record: &'static Record, route: &Route) -> Said {
        let scene = Scene { record, mode: route.mode, page: route.page.clone(), root: String::new() };
        let article = match &route.page {
            Page::Article(id) => record.article(id),
            _ => None,
        };
        Said {
            title: scene.heading(),
            date: article.map(|x| x.when.date.say(&scene.labels().dates)),
            edition: record.edition.name.in_or_else(scene.lang()).1,
            lang: scene.lang(),
        }
    }
}

/// A painter, for an edition that has pictures.
pub fn painter(record: &Record, reader: &Reader) -> Result<Option<Painter>, Failure> {
    let accent = record.edition.accent.as_ref().map(|x| x.light.as_str());
    record.edition.base_url.as_ref().map(|_| Painter::new(&reader.public, accent)).transpose()
}

/// The routes that have a picture, each with its path: those whose letters the fonts have.
pub fn paths(
    record: &'static Record,
    painter: Option<&Painter>,
    routes: &[Route],
) -> BTreeMap<String, Route> {
    let Some(painter) = painter else { return BTreeMap::new() };
    let path_of = |route: &Route| {
        let is_alone = route.mode != Mode::Both && route.page != Page::NotFound;
        let said = is_alone.then(|| Said::of(record, route))?;
        let texts = [Some(said.title.as_str()), said.date.as_deref(), Some(said.edition)];
        let is_covered = texts.into_iter().flatten().all(|x| painter.covers(x));
        is_covered.then(|| (path(record, route.mode, &route.page), route.clone()))
    };
    each(routes, MANY, path_of).into_iter().flatten().collect()
}

/// Paints the picture of a route.
pub fn paint(record: &'static Record, painter: &mut Painter, route: &Route) -> Vec<u8> {
    let said = Said::of(record, route);
    painter.paint(&Words {
        title: &said.title,
        title_lang: said.lang,
        date: said.date.as_deref(),
        edition: said.edition,
        nameplate: NAMEPLATE,
    })
}
