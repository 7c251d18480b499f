//! What a page's head says of it to those who show a link or file it: Dublin Core (DCMES 1.1, as RFC 2731 has
//! it in HTML), the Open Graph protocol (ogp.me) and the card that some take before that.

use super::Published;
use crate::record::Text;
use crate::record::model::Article;
use crate::route::{Mode, Page};

/// A `<meta>` element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// The attribute that its name stands in: `name`, or `property` for Open Graph.
    pub attribute: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it says.
    pub content: String,
}

/// The picture that is shown for a page.
#[derive(Clone, Copy)]
pub struct Picture<'a> {
    /// Its whole address.
    pub address: &'a str,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// What is to be seen.
    pub alt: &'a str,
}

/// What is said of a page with this title and description, and with this picture if there is one.
///
/// When the page was published is not said, because nobody knows: the date of an article is that of what it
/// is about. Addresses are left out where they are not whole.
pub fn of(
    published: Published,
    page: &Page,
    title: &str,
    description: &str,
    picture: Option<Picture>,
) -> Vec<Meta> {
    let mut all = Elements { published, all: Vec::new() };
    if *page != Page::NotFound {
        all.dublin_core(page, title, description);
        all.open_graph(page, title, description);
    }
    if let Some(picture) = picture {
        all.picture(picture);
    }
    let card = if picture.is_some() { "summary_large_image" } else { "summary" };
    all.name("twitter:card", card);
    all.all
}

struct Elements<'a> {
    published: Published<'a>,
    all: Vec<Meta>,
}

impl Elements<'_> {
    fn name(&mut self, name: &'static str, content: &str) {
        self.all.push(Meta { attribute: "name", name, content: content.into() });
    }

    fn property(&mut self, name: &'static str, content: &str) {
        self.all.push(Meta { attribute: "property", name, content: content.into() });
    }

    fn dublin_core(&mut self, page: &Page, title: &str, description: &str) {
        let published = self.published;
        let edition = &published.record.edition;
        self.name("DC.title", title);
        self.name("DC.description", description);
        for lang in languages(published) {
            self.name("DC.language", lang);
        }
        self.name("DC.type", "Text");
        self.name("DC.format", "text/html");
        if published.is_whole() {
            self.name("DC.identifier", &published.address(page));
        }
        if let Some(article) = article(published, page) {
            self.name("DC.source", article.url.as_deref().unwrap_or(&article.headline.text));
            // The time that it is about, in EDTF; the element's words leave the format open.
            self.name("DC.coverage", &article.when.date.to_string());
        }
        for topic in topics(published, page) {
            self.name("DC.subject", published.say(topic));
        }
        self.name("DC.rights", published.say(&edition.rights.text));
        self.name("DC.rights", &edition.rights.url);
    }

    fn open_graph(&mut self, page: &Page, title: &str, description: &str) {
        let published = self.published;
        let record = published.record;
        self.property("og:type", kind(page));
        self.property("og:title", title);
        self.property("og:description", description);
        self.property("og:site_name", published.say(&record.edition.name));
        if published.is_whole() {
            self.property("og:url", &published.address_in(own(published.mode), page));
        }
        let other = record.lang(1 - published.mode.main());
        for (name, lang) in [("og:locale", published.lang()), ("og:locale:alternate", other)] {
            if let Some(locale) = locale(lang) {
                self.property(name, &locale);
            }
        }
        if matches!(page, Page::Article(_)) {
            for topic in topics(published, page) {
                self.property("article:tag", published.say(topic));
            }
        }
    }

    fn picture(&mut self, picture: Picture) {
        self.property("og:image", picture.address);
        self.property("og:image:width", &picture.width.to_string());
        self.property("og:image:height", &picture.height.to_string());
        self.property("og:image:alt", picture.alt);
    }
}

/// What sort of thing Open Graph takes a page for.
fn kind(page: &Page) -> &'static str {
    match page {
        Page::Article(_) => "article",
        Page::Person(_) => "profile",
        _ => "website",
    }
}

/// The mode that has an address of its own: side by side is the first language's page again.
fn own(mode: Mode) -> Mode {
    if mode == Mode::Both { Mode::First } else { mode }
}

/// The languages that are read.
fn languages<'a>(published: Published<'a>) -> Vec<&'a str> {
    match published.mode {
        Mode::Both => vec![published.record.lang(0), published.record.lang(1)],
        _ => vec![published.lang()],
    }
}

/// A language tag as Open Graph has it, `language_TERRITORY`. A tag without a region has none: which country's
/// language it is would be a guess.
fn locale(tag: &str) -> Option<String> {
    let mut parts = tag.split('-');
    let language = parts.next()?.to_lowercase();
    let is_region = |x: &&str| x.len() == 2 && x.bytes().all(|x| x.is_ascii_alphabetic());
    // What follows a single letter is an extension (RFC 5646), and so no region.
    let region = parts.take_while(|x| x.len() > 1).find(is_region)?;
    Some(format!("{language}_{}", region.to_uppercase()))
}

fn article<'a>(published: Published<'a>, page: &Page) -> Option<&'a Article> {
    let Page::Article(id) = page else { return None };
    published.record.article(id)
}

/// The names of a page's topics.
fn topics<'a>(published: Published<'a>, page: &Page) -> Vec<&'a Text> {
    let record = published.record;
    let ids: Vec<&str> = match page {
        Page::Topic(id) => record.topic(id).map(|x| x.id.as_str()).into_iter().collect(),
        _ => article(published, page).into_iter().flat_map(|x| &x.topics).map(String::as_str).collect(),
    };
    ids.into_iter().filter_map(|x| record.topic(x)).map(|x| &x.label).collect()
}

#[cfg(test)]
mod tests {
    use super::locale;

    fn check(tag: &str, expected: Option<&str>) {
        assert_eq!(locale(tag).as_deref(), expected, "{tag}");
    }

    #[test]
    fn only_a_tag_with_a_region_is_a_locale() {
        check("vi", None);
        check("pt-BR", Some("pt_BR"));
        check("zh-hant-tw", Some("zh_TW"));
        check("es-419", None);
        check("de-x-at", None);
        check("en-u-ca-ab", None);
    }
}
