//! The page with the files for other programs: what each is for.

use leptos::prelude::*;

use super::element::{classed, el, link, pieces};
use super::words::{self, Pick};
use super::{Scene, cite, shell};
use crate::export::calendar::{self, Calendar};
use crate::export::{Published, files, package, sitemap};

/// A file: what it is called, and its address below the edition's root.
type File = (String, String);

/// Files for one purpose.
struct Group {
    /// What they are for.
    about: Pick,
    /// How much of the record they have, if not all.
    counts: Option<AnyView>,
    /// The files; none where the edition has no such.
    files: Vec<File>,
}

/// The page.
pub fn data(scene: &Scene) -> AnyView {
    let intro = classed("p", "office").child(words::sentences(scene, |x| &x.data_text));
    let page = pieces().child(shell::title(scene, |x| &x.data)).child(intro);
    let home = root(scene);
    let Some(home) = home else {
        return page.child(el("p").child(words::sentences(scene, |x| &x.data_nowhere))).any();
    };
    let calendar = calendar::calendar(Published::of(scene.record, scene.mode), &|_| true);
    let groups = groups(scene, &calendar).into_iter().filter(|x| !x.files.is_empty());
    let groups = groups.map(|Group { about, counts, files }| {
        let links = files.into_iter().map(|(name, path)| {
            // The browser asks for a file, and shows or saves it.
            let to = link(format!("{home}{path}"), name.into_any()).attr("target", "_self");
            el("li").child(to).any()
        });
        el("div")
            .child(el("dt").child(classed("ul", "files").children(links)))
            .child(el("dd").child(words::sentences(scene, about)).children(counts))
            .any()
    });
    page.child(classed("dl", "data").children(groups)).child(cite::cite(scene, None)).any()
}

/// Where the files are: beside the page or, for the one file, where the edition is published.
fn root(scene: &Scene) -> Option<String> {
    match &scene.record.edition.base_url {
        base if scene.root.starts_with('#') => base.clone(),
        _ => Some(scene.root.clone()),
    }
}

/// How much of the record the calendar has.
fn counts(scene: &Scene, calendar: &Calendar) -> AnyView {
    let fill = |pattern: &str| {
        let pattern = pattern.replace("{n}", &calendar.entries.to_string());
        pattern.replace("{uncertain}", &calendar.uncertain.to_string())
    };
    let other = words::other_label(scene, |x| &x.taken_calendar);
    let other = other.map(|(lang, x)| classed("span", "second").attr("lang", lang).child(fill(x)).any());
    pieces().child(fill(&scene.labels().taken_calendar)).children(other).any()
}

fn groups(scene: &Scene, calendar: &Calendar) -> Vec<Group> {
    let edition = &scene.record.edition;
    let named = |path: &str| (path.rsplit('/').next().unwrap_or_default().to_string(), path.to_string());
    let in_data = |name: &str| (name.to_string(), format!("{}{name}", files::DATA));
    // The same in each language.
    let both = |name: &str, path: &dyn Fn(&str) -> String| -> Vec<File> {
        let languages = edition.languages.iter().zip(&edition.language_names);
        languages.map(|(lang, own)| (format!("{name}, {own}"), path(lang))).collect()
    };
    let is_published = edition.base_url.is_some();
    let published = |files: Vec<File>| if is_published { files } else { Vec::new() };
    let tables = package::NAMES.iter().map(|x| in_data(&format!("{x}.csv")));
    let feeds = ["Atom", "JSON Feed"].into_iter().enumerate();
    let feeds = feeds.flat_map(|(at, name)| both(name, &|lang| files::feeds(lang)[at].clone()));
    let engines = both("OpenSearch", &files::open_search);
    let group = |about: Pick, files: Vec<File>| Group { about, counts: None, files };
    let calendars = if calendar.entries > 0 { both("iCalendar", &files::calendar) } else { Vec::new() };
    let counts = Some(el("p").child(counts(scene, calendar)).any());
    vec![
        group(|x| &x.data_tables, [in_data(package::DESCRIPTOR)].into_iter().chain(tables).collect()),
        group(|x| &x.data_record, vec![in_data(package::RECORD)]),
        group(|x| &x.data_references, files::REFERENCES.map(named).into()),
        Group { about: |x| &x.data_calendar, counts, files: calendars },
        group(|x| &x.data_feeds, published(feeds.collect())),
        group(|x| &x.data_engines, published([named(sitemap::FILE)].into_iter().chain(engines).collect())),
        group(|x| &x.data_scripts, ["caunoi.js", "caunoi.d.ts"].map(named).into()),
        group(|x| &x.data_single, vec![named(&format!("{}.html", edition.id))]),
    ]
}
