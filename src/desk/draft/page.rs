//! A saved page as numbered lines, with what its markup says of each.

use super::clean::{decode, normal};
use super::html;

/// What the markup of a page says of a line. Plain text says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Nothing.
    None,
    /// It is within what a readability measure takes for the article.
    Main,
    /// The page's first heading.
    Heading,
    /// It stands under a picture.
    Caption,
    /// The way from the front page to here.
    Crumbs,
    /// Who wrote it.
    Author,
    /// It belongs to the page around the article.
    Shell,
}

/// A line of the text of a page.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its words, without blanks at the ends.
    pub text: String,
    /// What the markup says of it.
    pub hint: Hint,
    /// Whether a no-break blank opens it: some newspapers begin captions so.
    pub marked: bool,
}

/// What a page says of itself where readers do not see it: JSON-LD, Open Graph, meta tags.
#[derive(Clone, Debug, Default)]
pub struct Meta {
    /// The headline.
    pub headline: Option<String>,
    /// What the browser's window is called.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it was published, as written there.
    pub published: Option<String>,
    /// The newspaper's section.
    pub section: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Its language, as a BCP 47 tag.
    pub lang: Option<String>,
}

/// A saved page.
#[derive(Clone, Debug)]
pub struct PageText {
    /// The file's name.
    pub name: String,
    /// The encoding that its bytes were in.
    pub encoding: &'static str,
    /// Whether it was HTML.
    pub html: bool,
    /// Its lines. They are numbered from 1; of plain text they are the lines of the file
    /// itself, of HTML those of the text that is taken out of it.
    pub lines: Vec<Line>,
    /// What it says of itself.
    pub meta: Meta,
}

impl PageText {
    /// The text as it is kept beside the draft, one line for each of [`PageText::lines`].
    pub fn text(&self) -> String {
        self.lines.iter().map(|x| format!("{}\n", x.text)).collect()
    }
}

/// Reads a saved page: HTML, or text as a browser copies it. Any bytes give an answer.
pub fn read_page(bytes: &[u8], name: &str) -> PageText {
    let (text, encoding) = decode(bytes);
    let (lines, meta, html) = if is_html(&text, name) {
        let (lines, meta) = html::read(&text);
        (lines, meta, true)
    } else {
        (text.replace("\r\n", "\n").split(['\n', '\r']).map(plain).collect(), Meta::default(), false)
    };
    PageText { name: name.into(), encoding, html, lines, meta }
}

fn plain(line: &str) -> Line {
    Line { text: normal(line).trim().to_owned(), hint: Hint::None, marked: line.starts_with('\u{a0}') }
}

/// By its name, or by how it begins.
fn is_html(text: &str, name: &str) -> bool {
    let name = name.to_lowercase();
    let head: String = text.chars().take(2000).collect::<String>().to_lowercase();
    let tags = ["<!doctype html", "<html", "<head", "<body", "<div", "<p>"];
    [".html", ".htm", ".xhtml", ".mhtml"].iter().any(|x| name.ends_with(x))
        || head.trim_start().starts_with('<') && tags.iter().any(|x| head.contains(x))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_text_are_those_of_the_file() {
        let page = read_page("\u{feff}một\r\n\r\n\u{a0} hai \nba".as_bytes(), "x.txt");
        let lines: Vec<_> = page.lines.iter().map(|x| (x.text.as_str(), x.marked)).collect();
        assert_eq!(lines, [("một", false), ("", false), ("hai", true), ("ba", false)]);
        assert_eq!(page.text(), "một\n\nhai\nba\n");
    }

    #[test]
    fn a_page_is_known_by_its_tags_too() {
        assert!(read_page(b"<!DOCTYPE html><p>a", "saved").html);
        assert!(!read_page(b"a < b", "saved").html);
        assert!(read_page(b"", "x.HTM").html);
    }
}
