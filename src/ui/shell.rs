//! What stands around every page: the masthead, the navigation, the foot.

use leptos::prelude::*;

use super::element::{El, classed, el, link, pieces};
use super::icons::{icon, symbols};
use super::words::{self, Pick};
use super::{NAMEPLATE, Scene};
use crate::labels::Labels;
use crate::route::{Mode, Page};

/// The whole page around this content.
pub fn shell(scene: &Scene, content: AnyView) -> AnyView {
    let front = scene.page == Page::Home;
    let class = if front { "masthead front page" } else { "masthead page" };
    let top = if front { front_bar(scene) } else { bar(scene) };
    pieces()
        .child(symbols())
        .child(link("#main".into(), words::label(scene, |x| &x.skip)).attr("class", "skip"))
        .child(classed("header", class).child(top).child(navigation(scene)))
        .child(classed("main", "page").attr("id", "main").attr("tabindex", "-1").child(content))
        .child(foot(scene))
        .any()
}

/// The nameplate: the circumflex of its second letter leans left, so the first is spaced.
fn nameplate() -> AnyView {
    let mut letters = NAMEPLATE.chars();
    let first = letters.next().map(String::from).unwrap_or_default();
    pieces().child(classed("span", "c").child(first)).child(letters.as_str()).any()
}

/// The lang of the nameplate where the page is in another language.
fn nameplate_lang(scene: &Scene) -> Option<&'static str> {
    (scene.lang() != "vi").then_some("vi")
}

fn bar(scene: &Scene) -> AnyView {
    let brand = link(scene.href(&Page::Home), nameplate()).attr("class", "brand");
    classed("div", "bar")
        .child(brand.maybe("lang", nameplate_lang(scene)))
        .child(classed("p", "edition").child(words::text(scene, &scene.record.edition.name)))
        .child(tools(scene))
        .any()
}

/// The front page's masthead: the nameplate large, with what this is beside it.
fn front_bar(scene: &Scene) -> AnyView {
    let edition = &scene.record.edition;
    let bar = classed("div", "bar")
        .child(classed("p", "edition").child(words::pair(scene, &edition.name)))
        .child(tools(scene));
    let intro = classed("div", "intro")
        .child(el("p").child(words::text(scene, &edition.intro)))
        .children(words::beside_in(scene, classed("p", "second"), &edition.intro));
    let plate = classed("div", "plate")
        .child(el("h1").maybe("lang", nameplate_lang(scene)).child(nameplate()))
        .child(intro);
    pieces().child(bar).child(plate).any()
}

fn tools(scene: &Scene) -> AnyView {
    let labels = scene.labels();
    let modes = classed("nav", "modes")
        .attr("aria-label", &labels.language)
        .spaced(Mode::ALL.into_iter().map(|mode| mode_link(scene, mode)));
    let find = link(scene.href(&Page::Search), icon("glass", 16))
        .attr("class", "find")
        .child(el("span").child(labels.search.as_str()));
    let theme = classed("button", "theme")
        .attr("type", "button")
        .attr("data-do", "theme")
        .attr("aria-label", &labels.theme)
        .child(icon("light", 16));
    classed("div", "tools").spaced([modes.any(), find.any(), theme.any()]).any()
}

/// A link to this page in another reading mode; from nowhere, to the front page.
fn mode_link(scene: &Scene, mode: Mode) -> AnyView {
    let edition = &scene.record.edition;
    let page = if scene.page == Page::NotFound { &Page::Home } else { &scene.page };
    let href = scene.href_in(mode, page);
    let current = (mode == scene.mode).then_some("true");
    let (name, lang) = match mode {
        Mode::Both => (scene.labels().both.as_str(), None),
        one => {
            let place = one.main();
            let lang = &edition.languages[place];
            (edition.language_names[place].as_str(), (lang != scene.lang()).then_some(lang))
        }
    };
    link(href, name.into_any())
        .maybe("aria-current", current)
        .maybe("lang", lang)
        .maybe("hreflang", lang)
        .attr("data-mode", mode.segment(&edition.languages))
        .any()
}

/// The pages of the navigation, with their labels.
fn pages(labels: &Labels) -> [(Page, &String); 9] {
    [
        (Page::Articles, &labels.articles),
        (Page::Timeline, &labels.timeline),
        (Page::Cycle, &labels.cycle),
        (Page::Plans, &labels.requests_and_plans),
        (Page::People, &labels.people),
        (Page::Organisations, &labels.organisations),
        (Page::Topics, &labels.topics),
        (Page::Glossary, &labels.glossary),
        (Page::About, &labels.about),
    ]
}

fn navigation(scene: &Scene) -> AnyView {
    let list = scene.page.list();
    let links = pages(scene.labels()).into_iter().filter(|(page, _)| super::has(scene.record, page)).map(
        |(page, label)| {
            let current = (page == list).then_some(if page == scene.page { "page" } else { "true" });
            link(scene.href(&page), label.clone().into_any()).maybe("aria-current", current).any()
        },
    );
    let names = el("div").spaced(links);
    classed("nav", "nav").attr("aria-label", &scene.labels().pages).child(names).any()
}

fn foot(scene: &Scene) -> AnyView {
    let rights = &scene.record.edition.rights;
    let to = |page: Page, name: Pick| link(scene.href(&page), words::label(scene, name)).any();
    let embed = to(Page::Embed, |x| &x.embed);
    let data = to(Page::Data, |x| &x.data);
    let terms = el("p").child(words::lines(scene, &rights.text)).child(" ").child(licence(scene));
    let terms = terms.dotted(Some(embed)).dotted(Some(data));
    classed("footer", "colophon page").child(classed("div", "grid app").child(how(scene)).child(terms)).any()
}

/// A link to the licence of the edition's own words.
pub fn licence(scene: &Scene) -> El {
    let rights = &scene.record.edition.rights;
    link(rights.url.clone(), rights.licence.clone().into_any()).attr("rel", "license")
}

/// How dates are marked, in the languages being read.
pub fn how(scene: &Scene) -> El {
    let other = scene.other_lang().zip(scene.other_labels()).map(|(lang, x)| how_to_read(scene, lang, x));
    classed("div", "how").child(how_to_read(scene, scene.lang(), scene.labels())).children(other)
}

/// How dates are marked, shown by marking the words themselves.
fn how_to_read(scene: &Scene, lang: &'static str, labels: &'static Labels) -> AnyView {
    let lang = (lang != scene.lang()).then_some(lang);
    let marks = [
        ("inferred", &labels.how_inferred_mark, &labels.how_inferred),
        ("derived", &labels.how_derived_mark, &labels.how_derived),
        ("window", &labels.how_window_mark, &labels.how_window),
    ];
    let mut how = el("p").maybe("lang", lang);
    how = how.child(el("b").child(labels.how_title.as_str())).child(" ").child(labels.how_stated.as_str());
    for (basis, mark, meaning) in marks {
        let mark = el("span").attr("data-basis", basis).child(mark.as_str());
        how = how.child(" ").child(mark).child(meaning.as_str());
    }
    how.child(" ").child(labels.how_not_in_record.as_str()).any()
}

/// A section under its heading: a rule, the words, what stands at its right.
pub fn section(scene: &Scene, id: &'static str, pick: Pick, right: Option<AnyView>) -> El {
    let other = words::other_label(scene, pick).map(|(lang, words)| el("p").attr("lang", lang).child(words));
    let heading = classed("div", "head")
        .child(el("h2").attr("id", id).child(pick(scene.labels())))
        .children(other.map(El::any))
        .children(right.map(|x| el("p").child(x).any()));
    el("section").attr("aria-labelledby", id).child(heading)
}

/// A box under its heading, for what stands beside a text.
pub fn boxed(scene: &Scene, pick: Pick) -> El {
    classed("div", "label").child(el("h2").child(words::label(scene, pick)))
}

/// The headline of a list page.
pub fn title(scene: &Scene, pick: Pick) -> AnyView {
    let other = words::other_label(scene, pick)
        .map(|(lang, words)| classed("p", "own").attr("lang", lang).child(words).any());
    classed("header", "headline").child(el("h1").child(pick(scene.labels()))).children(other).any()
}
