//! How a browser or another program can search the edition: an OpenSearch description 1.1, one in each
//! language.

use super::Published;
use super::xml::escape;
use crate::route::Page;

/// What it is called, beside the front page of its language.
pub const FILE: &str = "opensearch.xml";

/// Its media type, for links to it.
pub const MEDIA_TYPE: &str = "application/opensearchdescription+xml";

/// The description. Addresses in it are whole, so it is of use only where the edition knows where it is
/// published.
pub fn description(published: Published) -> String {
    let edition = &published.record.edition;
    let name = published.say(&edition.name);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{}</ShortName>\n\
         <LongName>{}</LongName>\n\
         <Description>{}</Description>\n\
         <Url type=\"text/html\" template=\"{}\"/>\n\
         <Url type=\"{MEDIA_TYPE}\" rel=\"self\" template=\"{}\"/>\n\
         <Language>{}</Language>\n\
         <InputEncoding>UTF-8</InputEncoding>\n\
         <OutputEncoding>UTF-8</OutputEncoding>\n\
         </OpenSearchDescription>\n",
        escape(short_name(published)),
        escape(cut(name, 48)),
        escape(cut(published.say(&edition.intro), 1024)),
        escape(&format!("{}?q={{searchTerms}}", published.address(&Page::Search))),
        escape(&format!("{}{FILE}", published.address(&Page::Home))),
        escape(published.lang()),
    )
}

/// A name of at most 16 characters: the edition's or, if that is too long, how the organisation that it is
/// about is called for short, or else the edition's as far as there is room.
fn short_name<'a>(published: Published<'a>) -> &'a str {
    let fits = |x: &&str| x.chars().count() <= 16;
    let record = published.record;
    let name = published.say(&record.edition.name);
    let short = record.organisation(&record.edition.subject).and_then(|x| x.short.as_ref());
    [Some(name), short.map(|x| published.say(x))].into_iter().flatten().find(fits).unwrap_or(cut(name, 16))
}

/// At most so many characters of a text, up to the end of a word if there is one.
fn cut(text: &str, most: usize) -> &str {
    let Some((end, next)) = text.char_indices().nth(most) else { return text };
    let kept = &text[..end];
    if next.is_whitespace() {
        return kept.trim_end();
    }
    let whole = kept.rsplit_once(char::is_whitespace).map_or("", |(words, _)| words);
    let whole = whole.trim_end_matches(|x: char| !x.is_alphanumeric());
    if whole.is_empty() { kept } else { whole }
}

#[cfg(test)]
mod tests {
    use super::cut;

    fn check(text: &str, most: usize, expected: &str) {
        assert_eq!(cut(text, most), expected);
    }

    #[test]
    fn a_text_is_cut_at_a_word() {
        check("Bridges", 16, "Bridges");
        check("Bridges, and all", 16, "Bridges, and all");
        check("Bridges, and all the rest", 16, "Bridges, and all");
        check("Bridges, and all the rest", 15, "Bridges, and");
        check("Bridges, and all the rest", 10, "Bridges");
        check("Brückenbaugesellschaft", 4, "Brüc");
        check("„ Brückenbaugesellschaft", 6, "„ Brüc");
        check("", 4, "");
    }
}
