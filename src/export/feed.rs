//! The articles as feeds, for those who want to hear of new ones: Atom (RFC 4287) and JSON Feed 1.1, one of
//! each in each language.
//!
//! Addresses in a feed are whole, so an edition has feeds only where it knows where it is published.

use std::fmt::Write;

use super::Published;
use super::json::Json;
use super::xml::escape;
use crate::record::Text;
use crate::record::date::{Day, Stamp};
use crate::record::model::Article;
use crate::route::{Mode, Page};

/// What the Atom feed is called, beside the front page of its language.
pub const ATOM: &str = "feed.xml";

/// What the JSON Feed is called, beside the front page of its language.
pub const JSON: &str = "feed.json";

/// How many articles a feed has at most: the newest. All of them are in the record itself.
const MOST: usize = 100;

/// The articles as an Atom feed, the newest first.
pub fn atom(published: Published) -> String {
    let edition = &published.record.edition;
    let here = published.address(&Page::Home);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
        escape(published.lang())
    );
    element(&mut xml, "id", "", &here);
    text(&mut xml, "title", published, published.words(&edition.name));
    text(&mut xml, "subtitle", published, published.words(&edition.intro));
    element(&mut xml, "updated", "", &latest(published));
    _ = writeln!(
        xml,
        "<author><name>{}</name><uri>{}</uri></author>",
        escape(published.say(&edition.name)),
        escape(&here)
    );
    link(
        &mut xml,
        "self",
        &format!(" type=\"application/atom+xml\" hreflang=\"{}\"", escape(published.lang())),
        &format!("{here}{ATOM}"),
    );
    languages(&mut xml, published, &Page::Home);
    // The relation is that of RFC 4946.
    link(&mut xml, "license", "", &edition.rights.url);
    text(&mut xml, "rights", published, published.words(&edition.rights.text));
    newest(published).for_each(|article| entry(&mut xml, published, article));
    xml + "</feed>\n"
}

fn entry(xml: &mut String, published: Published, article: &Article) {
    let page = Page::Article(article.id.clone());
    xml.push_str("<entry>\n");
    element(xml, "id", "", &published.address(&page));
    text(xml, "title", published, published.title(article));
    element(xml, "updated", "", &updated(article));
    languages(xml, published, &page);
    // What the entry was made from.
    if let Some(url) = &article.url {
        let name =
            article.publisher.as_ref().map(|x| format!(" title=\"{}\"", escape(published.say(&x.name))));
        link(xml, "via", &name.unwrap_or_default(), url);
    }
    for topic in article.topics.iter().filter_map(|x| published.record.topic(x)) {
        let (term, label) = (escape(&topic.id), escape(published.say(&topic.label)));
        _ = writeln!(xml, "<category term=\"{term}\" label=\"{label}\"/>");
    }
    text(xml, "summary", published, published.words(&article.lead));
    _ = writeln!(
        xml,
        "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">{}</div></content>\n</entry>",
        paragraphs(published, article, "xml:lang")
    );
}

/// The articles as a JSON Feed, the newest first.
pub fn json(published: Published) -> String {
    let edition = &published.record.edition;
    let here = published.address(&Page::Home);
    let mut json = Json::default();
    json.object(|json| {
        json.key("version").text("https://jsonfeed.org/version/1.1");
        json.key("title").text(published.say(&edition.name));
        json.key("home_page_url").text(&here);
        json.key("feed_url").text(&format!("{here}{JSON}"));
        json.key("description").text(published.say(&edition.intro));
        json.key("language").text(published.lang());
        json.key("authors").array(|json| {
            json.object(|json| {
                json.key("name").text(published.say(&edition.name));
                json.key("url").text(&here);
            });
        });
        let newest: Vec<&Article> = newest(published).collect();
        json.key("items").list(&newest, |json, article| json.object(|json| item(json, published, article)));
    });
    json.done() + "\n"
}

fn item(json: &mut Json, published: Published, article: &Article) {
    let address = published.address(&Page::Article(article.id.clone()));
    json.key("id").text(&address);
    json.key("url").text(&address);
    if let Some(url) = &article.url {
        json.key("external_url").text(url);
    }
    json.key("title").text(published.title(article).1);
    json.key("summary").text(published.say(&article.lead));
    json.key("content_html").text(&paragraphs(published, article, "lang"));
    if let Some(stamp) = &article.published {
        json.key("date_published").text(&instant(stamp));
    }
    json.key("date_modified").text(&updated(article));
    let topics: Vec<&str> = article
        .topics
        .iter()
        .filter_map(|x| published.record.topic(x))
        .map(|x| published.say(&x.label))
        .collect();
    json.key("tags").list(&topics, |json, topic| json.text(topic));
    json.key("language").text(published.lang());
}

fn newest<'a>(published: Published<'a>) -> impl Iterator<Item = &'a Article> {
    published.record.articles().rev().take(MOST)
}

/// The summary's paragraphs as XHTML that is HTML too. One that is in another language is marked with an
/// attribute of this name.
fn paragraphs(published: Published, article: &Article, attribute: &str) -> String {
    let paragraph = |text: &Text| {
        let (lang, words) = text.in_or_else(published.lang());
        format!("<p{}>{}</p>", foreign(published, attribute, lang), escape(words))
    };
    article.summary.iter().map(paragraph).collect()
}

/// The attribute that says the language of what is in another one than the feed.
fn foreign(published: Published, attribute: &str, lang: &str) -> String {
    if lang == published.lang() { String::new() } else { format!(" {attribute}=\"{}\"", escape(lang)) }
}

/// When a feed was last changed: with its newest article.
fn latest(published: Published) -> String {
    let newest =
        newest(published).map(|x| (x.published.as_ref().map_or(day(x), Stamp::day), updated(x))).max();
    // An edition without articles is as old as its calendar.
    newest.map_or_else(|| midnight(Day(0)), |(_, stamp)| stamp)
}

/// When an entry was last changed. Both formats want to know, and so do readers, to put entries in order; but
/// an edition does not say when it wrote what, and nothing here knows a clock. So it is when the article was
/// published or, where that is not stated, its day.
fn updated(article: &Article) -> String {
    article.published.as_ref().map_or_else(|| midnight(day(article)), instant)
}

/// An article's day, or the first of the days that it may have.
fn day(article: &Article) -> Day {
    let date = &article.when.date;
    if date.earliest().is_open() { date.latest() } else { date.earliest() }
}

/// A stamp as RFC 3339 has it, which knows no time without a zone: then only the day counts.
fn instant(stamp: &Stamp) -> String {
    let (Some((hour, minute, second)), Some(zone)) = (stamp.time(), stamp.zone()) else {
        return midnight(stamp.day());
    };
    let (sign, east) = (if zone < 0 { '-' } else { '+' }, zone.unsigned_abs());
    let (day, hours, minutes) = (first_day(stamp.day()), east / 60, east % 60);
    format!("{day}T{hour:02}:{minute:02}:{second:02}{sign}{hours:02}:{minutes:02}")
}

/// The start of a day in Greenwich.
fn midnight(day: Day) -> String {
    format!("{}T00:00:00Z", first_day(day))
}

/// A day that RFC 3339 can say: not before the year 0.
fn first_day(day: Day) -> Day {
    Day::from_ymd(0, 1, 1).map_or(day, |first| first.max(day))
}

fn element(xml: &mut String, name: &str, attributes: &str, content: &str) {
    _ = writeln!(xml, "<{name}{attributes}>{}</{name}>", escape(content));
}

/// A text construct, with its language if it is another one than the feed's.
fn text(xml: &mut String, name: &str, published: Published, (lang, words): (&str, &str)) {
    element(xml, name, &foreign(published, "xml:lang", lang), words);
}

fn link(xml: &mut String, rel: &str, attributes: &str, href: &str) {
    _ = writeln!(xml, "<link rel=\"{rel}\"{attributes} href=\"{}\"/>", escape(href));
}

/// Where a page stands in each language. Of several alternates some readers follow the first and some the last,
/// so the page in the other language is only related.
fn languages(xml: &mut String, published: Published, page: &Page) {
    let other = if published.mode == Mode::Second { Mode::First } else { Mode::Second };
    for (rel, mode) in [("alternate", published.mode), ("related", other)] {
        let lang = escape(published.record.lang(mode.main()));
        let attributes = format!(" type=\"text/html\" hreflang=\"{lang}\"");
        link(xml, rel, &attributes, &published.address_in(mode, page));
    }
}
