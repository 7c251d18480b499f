//! What is cited: a newspaper's article or, separately, a page of the edition. A reference has what the
//! record states and nothing else; [`super::style`] says it as text, [`super::bibtex`], [`super::csl`]
//! and [`super::ris`] write it for programs that keep references.

use super::Published;
use crate::record::Text;
use crate::record::date::Day;
use crate::record::model::{Article, Basis};
use crate::route::Page;

/// What sort of thing is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A newspaper's article.
    Article,
    /// A page of the edition.
    Page,
}

/// Words in one line and the language (BCP 47) that they are in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The language's tag.
    pub lang: String,
    /// The words.
    pub text: String,
}

/// In what a thing appeared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Container {
    /// The newspaper's name, or the edition's.
    pub name: Words,
    /// Whether that it is this one was inferred and not stated.
    pub inferred: bool,
}

impl Container {
    /// The name; in square brackets, as bibliographies have it, where it was inferred.
    pub fn marked(&self) -> String {
        match self.inferred {
            true => format!("[{}]", self.name.text),
            false => self.name.text.clone(),
        }
    }
}

/// What a bibliography needs to know. What is not stated is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Made of ids, so that it can be a key and a file's name.
    pub id: String,
    /// What is cited.
    pub kind: Kind,
    /// Who wrote it, as printed: nobody knows which part of a name is the family's.
    pub authors: Vec<String>,
    /// The title, an article's as published.
    pub title: Words,
    /// The title's sense in English, if the title is in another language.
    pub translation: Option<Words>,
    /// In what it appeared.
    pub container: Option<Container>,
    /// The day of publication.
    pub issued: Option<Day>,
    /// Where it can be read (http or https).
    pub url: Option<String>,
    /// The rights notice, and from what the container was inferred.
    pub notes: Vec<Words>,
}

impl Reference {
    /// The newspaper's article.
    pub fn of_article(published: Published, article: &Article) -> Reference {
        let lang = &article.headline.lang;
        let translation = match is_english(lang) {
            true => None,
            false => article.title.iter().find(|(tag, _)| is_english(tag)),
        };
        // A newspaper is called what it calls itself.
        let container = article
            .publisher
            .as_ref()
            .map(|x| Container { name: words_of(&x.name, lang), inferred: x.basis != Basis::Stated });
        let reason = article.publisher.as_ref().and_then(|x| reason(&x.basis));
        let notes = article.rights.iter().chain(reason);
        Reference {
            id: format!("{}-article-{}", published.record.edition.id, article.id),
            kind: Kind::Article,
            authors: article.bylines.iter().map(|x| one_line(x)).filter(|x| !x.is_empty()).collect(),
            title: words(lang, &article.headline.text),
            translation: translation.map(|(tag, text)| words(tag, text)),
            container: container.filter(|x| !x.name.text.is_empty()),
            issued: article.published.as_ref().map(|x| x.day()),
            url: article.url.as_deref().and_then(web),
            notes: notes.map(|x| words_of(x, published.lang())).collect(),
        }
    }

    /// A page of the edition, with its title. The edition names no author of its own texts, and its
    /// pages have no day of publication.
    pub fn of_page(published: Published, page: &Page, title: &str) -> Reference {
        let edition = &published.record.edition;
        let path = published.mode.path(page, &edition.languages);
        let title = words(published.lang(), title);
        let name = words_of(&edition.name, published.lang());
        Reference {
            id: format!("{}-page-{}", edition.id, path.trim_end_matches('/').replace('/', "-")),
            kind: Kind::Page,
            authors: Vec::new(),
            container: (name != title).then_some(Container { name, inferred: false }),
            title,
            translation: None,
            issued: None,
            url: web(&published.address(page)),
            notes: Vec::new(),
        }
    }

    /// The notes, one after the other.
    pub fn note(&self) -> Option<String> {
        let notes: Vec<&str> = self.notes.iter().map(|x| x.text.as_str()).collect();
        (!notes.is_empty()).then(|| notes.join(" "))
    }
}

/// From what something is known that is not stated.
fn reason(basis: &Basis) -> Option<&Text> {
    match basis {
        Basis::Stated => None,
        Basis::Inferred(text) | Basis::Derived(text) | Basis::Window(text) => Some(text),
    }
}

fn is_english(tag: &str) -> bool {
    tag == "en" || tag.starts_with("en-")
}

fn words(lang: &str, text: &str) -> Words {
    Words { lang: lang.into(), text: one_line(text) }
}

/// The words of a text in this language or, where it has none, in another one.
fn words_of(text: &Text, lang: &str) -> Words {
    let (lang, text) = text.in_or_else(lang);
    words(lang, text)
}

/// A text without ends of lines: blanks, ends of lines and control characters in a row are one blank.
/// Blanks at which no line may break stay: they belong to the text.
fn one_line(text: &str) -> String {
    let is_blank = |x: char| x.is_control() || matches!(x, ' ' | '\u{2028}' | '\u{2029}');
    let mut line = String::with_capacity(text.len());
    for word in text.split(is_blank).filter(|x| !x.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// An address on the web with what no address may have (RFC 3986) encoded, or nothing.
fn web(address: &str) -> Option<String> {
    if !address.starts_with("https://") && !address.starts_with("http://") {
        return None;
    }
    let mut url = String::with_capacity(address.len());
    for letter in address.chars() {
        let is_sign = matches!(letter, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}');
        if letter.is_whitespace() || letter.is_control() || is_sign {
            let mut bytes = [0; 4];
            letter.encode_utf8(&mut bytes).bytes().for_each(|x| url += &format!("%{x:02X}"));
        } else {
            url.push(letter);
        }
    }
    Some(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_the_web_has_addresses() {
        assert_eq!(web("https://example.org/a?b=ữ&c='%20"), Some("https://example.org/a?b=ữ&c='%20".into()));
        assert_eq!(web("http://x/{a b}\\\u{2028}"), Some("http://x/%7Ba%20b%7D%5C%E2%80%A8".into()));
        for other in ["", "vi/about/", "javascript:alert(1)", "file:///x.html", "#/vi/"] {
            assert_eq!(web(other), None, "{other}");
        }
    }

    proptest! {
        #[test]
        fn words_are_in_one_line_and_otherwise_as_they_were(
            text in "[\\PC\r\n\t\u{b}\u{85}\u{2028}\u{a0} ]{0,20}",
        ) {
            let line = one_line(&text);
            prop_assert!(!line.contains(['\r', '\n', '\u{b}', '\u{85}', '\u{2028}', '\u{2029}']), "{:?}", line);
            prop_assert!(line.split_whitespace().eq(text.split_whitespace()));
        }
    }
}
