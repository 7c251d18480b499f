//! Just enough of a parser to see what a page of this site links to. It knows what the tool
//! prints (attributes in double quotes), not HTML at large.

use std::collections::BTreeSet;

/// A tag that opens an element.
pub struct Tag {
    /// The element's name.
    pub name: String,
    /// Its attributes, unescaped.
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(x, _)| x == name).map(|(_, value)| value.as_str())
    }
}

/// All opening tags of a page, in order.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix("!--") {
            rest = after.split_once("-->").map_or("", |(_, x)| x);
        } else if rest.starts_with(|x: char| x.is_ascii_alphabetic()) {
            let (tag, after) = tag(rest);
            // What stands in a script is not markup.
            rest = if tag.name == "script" {
                after.split_once("</script>").map_or("", |(_, x)| x)
            } else {
                after
            };
            found.push(tag);
        }
    }
    found
}

/// The tag that the text begins with, and what follows it.
fn tag(text: &str) -> (Tag, &str) {
    let end = |x: char| x.is_whitespace() || x == '>' || x == '/' || x == '=';
    let (name, mut rest) = text.split_at(text.find(end).unwrap_or(text.len()));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|x: char| x.is_whitespace() || x == '/');
        if rest.is_empty() || rest.starts_with('>') {
            let after = rest.strip_prefix('>').unwrap_or(rest);
            return (Tag { name: name.to_string(), attributes }, after);
        }
        let (name, after) = rest.split_at(rest.find(end).unwrap_or(rest.len()));
        let (value, after) = match after.strip_prefix("=\"").and_then(|x| x.split_once('"')) {
            Some((value, after)) => (value, after),
            None => ("", after.strip_prefix('=').unwrap_or(after)),
        };
        attributes.push((name.to_string(), unescape(value)));
        rest = after;
    }
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// The words of an element, tags left out, spaces folded.
pub fn words(html: &str, name: &str) -> String {
    let inside = html
        .split_once(&format!("<{name}"))
        .and_then(|(_, x)| x.split_once('>'))
        .and_then(|(_, x)| x.split_once(&format!("</{name}>")))
        .map_or("", |(x, _)| x);
    without_tags(inside)
}

/// The text of some HTML: a space for each tag, spaces folded.
pub fn without_tags(html: &str) -> String {
    let text: Vec<&str> = html.split('<').map(|x| x.split_once('>').map_or(x, |(_, text)| text)).collect();
    unescape(&text.join(" ")).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The paragraphs of a page that have an address of their own, `p1` and so on, tags left out.
pub fn paragraphs(html: &str) -> Vec<String> {
    let begun = html.split("<p id=\"p").skip(1);
    begun.filter_map(|x| Some(without_tags(x.split_once("</p>")?.0.split_once('>')?.1))).collect()
}

/// The words of a text, without the signs between them: another program may break lines and set
/// spaces as it likes, but not let two words run together.
pub fn plain_words(text: &str) -> Vec<&str> {
    text.split(|x: char| !x.is_alphanumeric()).filter(|x| !x.is_empty()).collect()
}

/// Everything that a page refers to: its links, scripts, styles, pictures.
pub fn references(tags: &[Tag]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for tag in tags {
        found.extend(["href", "src", "action"].iter().filter_map(|x| tag.get(x)).map(String::from));
        let sizes = tag.get("srcset").unwrap_or_default().split(',');
        found.extend(sizes.filter_map(|x| x.split_whitespace().next()).map(String::from));
    }
    found
}

/// Where a reference on the page at this path leads: a path from the root, and a fragment.
/// None for another host.
pub fn resolve(page: &str, reference: &str) -> Option<(String, String)> {
    let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    if path.contains("://") || path.starts_with("mailto:") || path.starts_with("data:") {
        return None;
    }
    if path.is_empty() {
        return Some((page.to_string(), fragment.to_string()));
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    let path = match path.strip_prefix('/') {
        Some(from_root) => {
            parts.clear();
            from_root
        }
        None => path,
    };
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    Some((parts.join("/"), fragment.to_string()))
}

#[test]
fn references_resolve_as_in_a_browser() {
    let check = |page: &str, reference: &str, path: &str, fragment: &str| {
        assert_eq!(resolve(page, reference), Some((path.into(), fragment.into())), "{reference} on {page}");
    };
    check("vi/people/", "../../en/people/", "en/people/", "");
    check("vi/people/a/index.html", "../../../assets/x.css", "assets/x.css", "");
    check("vi/", "#main", "vi/", "main");
    check("vi/", "about/#rights", "vi/about/", "rights");
    check("404.html", "/vi/search/?q=x", "vi/search/", "");
    check("index.html", "./vi/", "vi/", "");
    assert_eq!(resolve("vi/", "https://example.org/"), None);
}

#[test]
fn tags_have_their_attributes() {
    let found = tags(
        r#"<!-- <a href="no"> --><a class=x href="../?a=1&amp;b=2" hidden>t</a><script>"<a href=>"</script><br/>"#,
    );
    let names: Vec<_> = found.iter().map(|x| x.name.as_str()).collect();
    assert_eq!(names, ["a", "script", "br"]);
    assert_eq!(found[0].get("href"), Some("../?a=1&b=2"));
    assert_eq!(found[0].get("hidden"), Some(""));
    assert_eq!(words("<main id=x>One <b>two</b>\n three</main>", "main"), "One two three");
    assert_eq!(
        paragraphs("<p>no</p><p id=\"p1\">One <b>two</b>.</p><p id=\"p2\" lang=x>3</p>"),
        ["One two .", "3"]
    );
    assert_eq!(plain_words("(Hội) hữu-nghị,\n2022"), ["Hội", "hữu", "nghị", "2022"]);
}
