//! Who wrote an article and who took its photographs.

use super::cruft::is_name;
use super::names::usual;
use super::stamp;

/// What opens a line that names the reporter; those that also name the photographer.
const WRITERS: &[&str] = &[
    "tác giả:",
    "bài:",
    "tin:",
    "phóng viên:",
    "pv:",
    "thực hiện:",
    "ghi chép của ",
    "phóng sự của ",
    "bài của ",
    "by:",
    "by ",
];
const BOTH: &[&str] = &["tin, ảnh:", "bài, ảnh:", "bài và ảnh:", "tin và ảnh:", "text and photos:"];
const PHOTOGRAPHERS: &[&str] = &["ảnh:", "ảnh :", "photo:", "photos:"];

/// Who is named in a byline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signed {
    /// The reporters.
    pub writers: Vec<String>,
    /// The photographers.
    pub photographers: Vec<String>,
}

/// Whether a line is a byline by its words alone.
pub fn is(line: &str) -> bool {
    let low = line.to_lowercase();
    let short = line.split_whitespace().count() < 16;
    let opened = BOTH.iter().chain(WRITERS).any(|x| low.starts_with(x));
    let read = read(line);
    // A name beside the time of publication.
    if short && !stamp::is(line) && stamp::read(line).is_some() && is_name(&stamp::without(line)) {
        return true;
    }
    let done = ["(thực hiện)", "(ghi)", "(tổng hợp)", "(lược ghi)"].iter().any(|x| low.ends_with(x));
    if short && done && !read.writers.is_empty() {
        return true;
    }
    let alone = |x: &str| PHOTOGRAPHERS.iter().any(|mark| x.starts_with(mark));
    short
        && (opened && !read.writers.is_empty() || !read.writers.is_empty() && !read.photographers.is_empty())
        || short && alone(&low) && !read.photographers.is_empty()
}

/// Reads a byline: “Name - Ảnh: Name”, “Tin, ảnh: Name”, “By Name”, or a name alone.
pub fn read(line: &str) -> Signed {
    let (line, low) = (stamp::without(line), stamp::without(line).to_lowercase());
    let after = |marks: &[&str]| {
        let mark = marks.iter().find(|x| low.starts_with(*x))?;
        line.get(mark.len()..).map(names)
    };
    if let Some(both) = after(BOTH) {
        return Signed { writers: both.clone(), photographers: both };
    }
    let (before, photographers) = split(&line);
    let low = before.to_lowercase();
    let mark = WRITERS.iter().find(|x| low.starts_with(*x)).map_or(0, |x| x.len());
    Signed { writers: names(before.get(mark..).unwrap_or_default()), photographers }
}

/// The photographers that a line under a picture names.
pub fn credits(caption: &str) -> Vec<String> {
    split(caption).1
}

/// What stands before the word for a photograph, and the names after it.
fn split(line: &str) -> (&str, Vec<String>) {
    let low = line.to_lowercase();
    let found = PHOTOGRAPHERS.iter().filter_map(|x| Some((low.rfind(x)?, x.len()))).max();
    // In lower case a letter may be longer: then the line is left as it is.
    match found.filter(|(at, _)| line.is_char_boundary(*at)) {
        Some((at, length)) => (&line[..at], names(line.get(at + length..).unwrap_or_default())),
        None => (line, Vec::new()),
    }
}

/// The names in a list.
fn names(list: &str) -> Vec<String> {
    let trimmed = |x: &str| {
        // “(thực hiện)”, “(ghi)” after a name.
        let x = x.split(" (").next().unwrap_or_default();
        usual(x.trim_matches([' ', '-', '–', '.', ')', '(', '|', ';', ':']))
    };
    list.split([',', '/', '&'])
        .flat_map(|x| x.split(" - "))
        .flat_map(|x| x.split(" và "))
        .map(trimmed)
        .filter(|x| is_name(x) && !is_none(x))
        .collect()
}

/// What stands where a photographer would, and is none.
fn is_none(name: &str) -> bool {
    ["tư liệu", "internet", "minh họa", "nguồn"].iter().any(|x| name.to_lowercase().starts_with(x))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, writers: &str, photographers: &str) {
        let found = read(line);
        let found = (found.writers.join("; "), found.photographers.join("; "));
        assert_eq!(found, (writers.into(), photographers.into()), "in {line}");
    }

    #[test]
    fn bylines() {
        check("An Bình", "An Bình", "");
        check("An Bình - Ảnh: Cầu Đá", "An Bình", "Cầu Đá");
        check("An Bình - Ảnh: Cầu Đá 13:23 17/08/2023", "An Bình", "Cầu Đá");
        check("Tin, ảnh: An Bình", "An Bình", "An Bình");
        check("Tác giả: An Bình, Cầu Đá", "An Bình; Cầu Đá", "");
        check("By Ann Reed", "Ann Reed", "");
        check("Cầu mới. (Ảnh: An Bình)", "", "An Bình");
        check("Cầu mới. Ảnh: Tư liệu", "", "");
        assert!(is("An Bình - Ảnh: Cầu Đá") && is("Ảnh: An Bình") && !is("An Bình") && !is("Ông nói: vâng."));
    }
}
