//! A page of HTML as lines, and what it says of itself in its head.

use std::sync::LazyLock;

use std::collections::HashSet;

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};
use serde_json::Value;

use super::clean::normal;
use super::page::{Hint, Line, Meta};

/// Elements whose text nobody reads.
const UNREAD: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "head", "iframe", "select", "option", "textarea",
    "object",
];

/// Elements that stand within a line of text.
static INLINE: LazyLock<Vec<&str>> = LazyLock::new(|| {
    super::words::list(
        "
    a, abbr, b, bdi, bdo, big, cite, code, data, dfn, em, font, i, img, ins, kbd, label, mark, q, s, small,
    span, strike, strong, sub, sup, time, tt, u, var, wbr",
    )
});

/// Elements around an article.
const SHELL: &[&str] = &["nav", "aside", "footer", "form", "button", "menu"];

/// Parts of the names that pages give to what stands around an article.
static SHELL_NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    super::words::list(
        "
    menu, nav, related, lienquan, lien-quan, tinkhac, tin-khac, comment, binhluan, binh-luan, poll, vote,
    binhchon, weather, thoitiet, thoi-tiet, sidebar, banner, advert, inner-ad, sponsor, quangcao, quang-cao,
    share, social, footer, copyright, box-news, most-read, docnhieu, doc-nhieu, tag-list, toolbar, login,
    cookie, breaking, ticker, widget",
    )
});

/// Parts of the names of lines under pictures.
const CAPTION_NAMES: &[&str] =
    &["caption", "pic-note", "picnote", "chu-thich", "chuthich", "photo-desc", "image-note", "img-note"];

/// Parts of the names of lines that say who wrote it.
const AUTHOR_NAMES: &[&str] = &["author", "byline", "tac-gia", "tacgia"];

/// How many of the elements around a text say what it is.
const DEPTH: usize = 300;

/// The most words of a line under a picture where nothing but its place says that it is one.
const LONGEST_CAPTION: usize = 40;

/// The lines of a page, and what it says of itself.
pub fn read(text: &str) -> (Vec<Line>, Meta) {
    let page = Document::from(text);
    let main = main_lines(text);
    let mut lines = lines(&page);
    for line in &mut lines {
        if line.hint == Hint::None && main.contains(&line.text) {
            line.hint = Hint::Main;
        }
    }
    (lines, meta(&page))
}

/// The lines that a readability measure takes for the article; none where it finds none.
fn main_lines(text: &str) -> HashSet<String> {
    // Reports of few words are reports too.
    let config = Config { char_threshold: 100, keep_classes: true, ..Config::default() };
    let found = Readability::new(text, None, Some(config)).and_then(|mut x| x.parse());
    let Ok(article) = found else { return HashSet::new() };
    lines(&Document::from(article.content)).into_iter().map(|x| x.text).filter(|x| !x.is_empty()).collect()
}

/// A step on the way through a tree.
enum Step<'a> {
    Enter(NodeRef<'a>, Hint),
    /// The end of a block; of a line only where it was a break.
    Leave(bool),
}

/// The lines of a tree. Walked with a stack of its own: pages nest deeper than threads do.
fn lines(page: &Document) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut text, mut hint) = (String::new(), Hint::None);
    // Whether a picture stands above in the same block: then what follows is about it.
    let mut picture = false;
    // Whether the last block had a picture and no text: then a short line is about it.
    let mut alone = false;
    let mut end = |text: &mut String, hint: Hint| {
        let line = normal(text).split_whitespace().collect::<Vec<_>>().join(" ");
        text.clear();
        if !line.is_empty() {
            let long = hint == Hint::Caption && line.split(' ').count() > LONGEST_CAPTION;
            lines.push(Line { text: line, hint: if long { Hint::None } else { hint }, marked: false });
        }
    };
    let mut steps = vec![Step::Enter(page.root(), Hint::None)];
    while let Some(step) = steps.pop() {
        let (node, around) = match step {
            Step::Enter(node, around) => (node, around),
            Step::Leave(line) => {
                alone = (alone || picture && !line) && text.trim().is_empty();
                end(&mut text, hint);
                picture &= line;
                continue;
            }
        };
        if node.is_text() {
            text.push_str(&node.text());
            let about = picture || alone && is_short(&node);
            hint = if about && around == Hint::None { Hint::Caption } else { around };
            continue;
        }
        let name = node.node_name().unwrap_or_default().to_lowercase();
        picture =
            if name == "img" { true } else { picture && (INLINE.contains(&name.as_str()) || name == "br") };
        if UNREAD.contains(&name.as_str()) {
            continue;
        }
        let inside = hint_of(&node, &name, around);
        if name == "a" && inside == Hint::Shell {
            text.push(' ');
        }
        let apart = (node.is_element() && !INLINE.contains(&name.as_str()))
            // The links of a menu are words of their own.
            || inside != around;
        if apart {
            end(&mut text, hint);
            hint = inside;
            steps.push(Step::Leave(name == "br"));
        }
        steps.extend(node.children_it(true).map(|x| Step::Enter(x, inside)));
    }
    end(&mut text, hint);
    lines
}

/// Whether a text reads like a line under a picture: few words that are no sentence and no heading.
fn is_short(text: &NodeRef) -> bool {
    let words = text.text();
    let heading = text
        .ancestors_it(Some(3))
        .any(|x| ["h2", "h3", "h4", "h5", "h6"].iter().any(|name| x.has_name(name)));
    (4..25).contains(&words.split_whitespace().count())
        && !words.trim_end().ends_with(['.', '!', '?', ':'])
        && !heading
}

/// What an element says of the text within it.
fn hint_of(node: &NodeRef, name: &str, around: Hint) -> Hint {
    if matches!(around, Hint::Shell | Hint::Caption | Hint::Crumbs) {
        return around;
    }
    let class = node.class().unwrap_or_default().to_lowercase();
    let id = node.id_attr().unwrap_or_default().to_lowercase();
    let called = |parts: &[&str]| parts.iter().any(|x| class.contains(x) || id.contains(x));
    match name {
        "html" | "body" | "main" | "article" => around,
        "figcaption" => Hint::Caption,
        "h1" if around != Hint::Author => Hint::Heading,
        _ if called(&["breadcrumb"]) => Hint::Crumbs,
        _ if called(CAPTION_NAMES) && !has_several_blocks(node) => Hint::Caption,
        // A header of the whole page, not that of the article.
        "header" if !node.ancestors_it(Some(DEPTH)).any(|x| x.has_name("article")) => Hint::Shell,
        _ if SHELL.contains(&name) || called(&SHELL_NAMES) => Hint::Shell,
        _ if called(AUTHOR_NAMES) => Hint::Author,
        _ => around,
    }
}

/// Whether an element is a frame around a picture and the line under it.
fn has_several_blocks(node: &NodeRef) -> bool {
    node.element_children().iter().any(|x| {
        let class = x.class().unwrap_or_default().to_lowercase();
        x.has_name("figcaption") || CAPTION_NAMES.iter().any(|name| class.contains(name))
    })
}

/// What a page says of itself: JSON-LD first, then Open Graph and the older tags.
fn meta(page: &Document) -> Meta {
    let data = json_ld(page);
    let one = |keys: &[&str]| data.as_ref().and_then(|x| keys.iter().find_map(|key| words(&x[*key]).pop()));
    let tag = |names: &[&str]| names.iter().find_map(|name| content(page, name));
    let canonical = page.select("link[rel=canonical]").attr("href").map(|x| x.to_string());
    let time = page.select("article time[datetime]").attr("datetime").map(|x| x.to_string());
    let mut authors = data.as_ref().map(|x| words(&x["author"])).unwrap_or_default();
    if authors.is_empty() {
        authors.extend(tag(&["author", "article:author", "dable:author"]).filter(|x| !x.starts_with("http")));
    }
    let title = page.select("title").iter().next().map(|x| clean(&x.text()));
    Meta {
        headline: one(&["headline"]).or_else(|| tag(&["og:title", "twitter:title"])),
        title: title.filter(|x| !x.is_empty()),
        publisher: one(&["publisher"]).or_else(|| tag(&["og:site_name", "application-name"])),
        authors,
        published: one(&["datePublished"])
            .or_else(|| tag(&["article:published_time", "pubdate", "date", "dc.date.issued"]))
            .or(time),
        section: one(&["articleSection"]).or_else(|| tag(&["article:section"])),
        url: canonical.or_else(|| tag(&["og:url"])).filter(|x| x.starts_with("http")),
        lang: page.select("html").attr("lang").map(|x| clean(&x)).filter(|x| !x.is_empty()),
    }
}

/// The content of a meta tag with this name or property.
fn content(page: &Document, name: &str) -> Option<String> {
    let is_it = |node: &NodeRef| {
        let is = |key: &str| node.attr(key).is_some_and(|x| x.eq_ignore_ascii_case(name));
        is("property") || is("name") || is("itemprop")
    };
    let tags = page.select("meta");
    let found = tags.nodes().iter().find(|x| is_it(x))?.attr("content")?;
    Some(clean(&found)).filter(|x| !x.is_empty())
}

fn clean(text: &str) -> String {
    normal(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first article that the page's JSON-LD describes.
fn json_ld(page: &Document) -> Option<Value> {
    let scripts = page.select("script[type='application/ld+json']");
    scripts.nodes().iter().find_map(|x| article(serde_json::from_str(normal(&x.text()).trim()).ok()?))
}

/// The article in a value of JSON-LD, however deep.
fn article(value: Value) -> Option<Value> {
    let is_article = words(&value["@type"]).iter().any(|x| x.ends_with("Article") || x == "BlogPosting");
    match value {
        _ if is_article => Some(value),
        Value::Array(list) => list.into_iter().find_map(article),
        Value::Object(keys) => keys.into_iter().find_map(|(_, x)| article(x)),
        _ => None,
    }
}

/// The texts of a value: its own, those of its list, or the names of its things.
fn words(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => Some(clean(text)).filter(|x| !x.is_empty()).into_iter().collect(),
        Value::Array(list) => list.iter().flat_map(words).collect(),
        Value::Object(keys) => keys.get("name").map(words).unwrap_or_default(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &[(&str, Hint)]) {
        let found = lines(&Document::from(html));
        let found: Vec<_> = found.iter().map(|x| (x.text.as_str(), x.hint)).collect();
        assert_eq!(found, expected, "of {html}");
    }

    #[test]
    fn a_block_is_a_line_and_knows_where_it_stands() {
        use Hint::*;
        check(
            "<p>một <b>hai</b><br>ba</p>bốn<script>x</script>",
            &[("một hai", None), ("ba", None), ("bốn", None)],
        );
        check("<nav><a>a</a></nav><h1>b</h1><p>c", &[("a", Shell), ("b", Heading), ("c", None)]);
        check("<figure><figcaption>a <i>b</i></figcaption></figure>c", &[("a b", Caption), ("c", None)]);
        check("<div class=wp-caption><p class=wp-caption-text>a</div>", &[("a", Caption)]);
        check("<article><header><h1>a</h1></header></article>", &[("a", Heading)]);
    }

    #[test]
    fn deep_pages_do_no_harm() {
        let deep = format!("{}x", "<div>".repeat(3_000));
        assert_eq!(lines(&Document::from(deep)).len(), 1);
    }

    #[test]
    fn json_ld_comes_first() {
        let page = r#"<html lang=vi><head><title>t</title><meta property="og:title" content="b">
            <script type="application/ld+json">[{"@graph":[{"@type":["NewsArticle"],"headline":" a ",
            "author":[{"name":"x"},"y"],"publisher":{"name":"z"}}]}]</script></head></html>"#;
        let meta = meta(&Document::from(page));
        assert_eq!((meta.headline.as_deref(), meta.publisher.as_deref()), (Some("a"), Some("z")));
        assert_eq!((meta.authors, meta.lang.as_deref()), (vec!["x".into(), "y".into()], Some("vi")));
    }
}
