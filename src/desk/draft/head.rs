//! What stands around an article about it: headline, publisher, reporters, section, rights.

use super::cruft::{Kind, is_name};
use super::found::{Found, Known, inferred};
use super::page::PageText;
use super::{byline, stamp};
use crate::record::date::Stamp;
use crate::record::model::Basis;

/// A page with what each of its lines is.
pub struct Sorted<'a> {
    /// The page.
    pub page: &'a PageText,
    /// What each line is.
    pub kinds: &'a [Kind],
}

impl<'a> Sorted<'a> {
    /// The lines of this kind, with their numbers from 1.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = (usize, &'a str)> {
        let lines = self.page.lines.iter().zip(self.kinds).enumerate();
        lines.filter(move |(_, (_, x))| **x == kind).map(|(at, (line, _))| (at + 1, line.text.as_str()))
    }

    /// The headline as printed: that of the page, or what the page says of itself.
    pub fn headline(&self) -> Option<Found> {
        let printed = self.of(Kind::Headline).next().map(|(line, text)| Found::new(text, line));
        let meta = &self.page.meta;
        let said = meta.headline.as_ref().or(meta.title.as_ref()).map(|x| Found::new(x, 0));
        printed.or(said)
    }

    /// When it was published.
    pub fn published(&self) -> Option<(Stamp, Found)> {
        let said = self.page.meta.published.as_deref();
        let said = said.and_then(|x| Some((stamp::read(x)?, Found::new(x, 0))));
        let printed = || {
            let lines = self.page.lines.iter().zip(self.kinds).enumerate();
            let stamps = lines.filter(|(_, (_, x))| matches!(x, Kind::Stamp | Kind::Byline));
            let read = stamps.filter_map(|(at, (line, _))| {
                Some((stamp::read(&line.text)?, Found::new(&line.text, at + 1)))
            });
            // A page may show today's date too; the article's own stands next to its headline.
            let headline = self.of(Kind::Headline).next().map_or(0, |x| x.0);
            read.min_by_key(|(_, x)| (x.line.abs_diff(headline), x.line < headline))
        };
        said.or_else(printed)
    }

    /// The reporters and the photographers. A photographer may be named under a picture only.
    pub fn signed(&self) -> (Vec<Found>, Vec<Found>) {
        let (mut writers, mut photographers): (Vec<Found>, Vec<Found>) = (Vec::new(), Vec::new());
        let add = |to: &mut Vec<Found>, name: String, line| {
            if !to.iter().any(|x| x.text == name) {
                to.push(Found { text: name, line });
            }
        };
        for (line, text) in self.of(Kind::Byline) {
            let signed = byline::read(text);
            signed.writers.into_iter().for_each(|x| add(&mut writers, x, line));
            signed.photographers.into_iter().for_each(|x| add(&mut photographers, x, line));
        }
        for (line, text) in self.of(Kind::Caption) {
            byline::credits(text).into_iter().for_each(|x| add(&mut photographers, x, line));
        }
        if writers.is_empty() {
            self.page.meta.authors.iter().for_each(|x| add(&mut writers, x.clone(), 0));
        }
        (writers, photographers)
    }

    /// Who published it, by the surest sign.
    pub fn publisher(&self) -> Option<Known> {
        let stated = |name: &str, line| Known { name: name.into(), line, basis: Basis::Stated };
        let label = || self.of(Kind::Publisher).next().map(|(line, x)| stated(x, line));
        let notice = || self.of(Kind::Rights).find_map(|(line, x)| Some(stated(&owner(x)?, line)));
        let source = || self.of(Kind::Source).find_map(|(line, x)| Some(stated(&taken_from(x)?, line)));
        let said = self.page.meta.publisher.as_ref().map(|x| stated(x, 0));
        said.or_else(label)
            .or_else(notice)
            .or_else(source)
            .or_else(|| self.site_label())
            .or_else(|| self.window())
    }

    /// A word with a dash that opens the first paragraph: the site's own label.
    fn site_label(&self) -> Option<Known> {
        let (line, text) = self.of(Kind::Body).next()?;
        let (label, _) = text.split_once(" - ")?;
        // In brackets it may have several words; an abbreviation is no name.
        let inside = label.strip_prefix('(').and_then(|x| x.strip_suffix(')')).filter(|x| is_name(x));
        let label = inside.unwrap_or(label);
        let whole = label.chars().all(char::is_alphanumeric) || inside.is_some();
        let is_label = whole && label.starts_with(char::is_uppercase) && label.contains(char::is_lowercase);
        let basis = inferred(
            format!("Nhãn {label} đứng đầu đoạn mở đầu; suy ra đó là trang đã đăng."),
            format!(
                "The label {label} opens the first paragraph; it is taken for the site that published it."
            ),
        );
        (is_label && label.chars().count() > 3).then(|| Known { name: label.into(), line, basis })
    }

    /// What the browser's window has after the headline.
    fn window(&self) -> Option<Known> {
        let title = self.page.meta.title.as_deref()?;
        let name = [" | ", " - ", " – ", " — "].iter().find_map(|x| title.rsplit_once(x))?.1;
        let basis = inferred(
            "Tên này đứng sau tít trong tên cửa sổ của trang.".into(),
            "The name stands after the headline in the title of the page’s window.".into(),
        );
        let own =
            self.of(Kind::Headline).next().is_some_and(|(_, x)| title.starts_with(x) && !x.ends_with(name));
        own.then(|| Known { name: name.into(), line: 0, basis })
    }

    /// The newspaper's section: as said, as printed, or from the address.
    pub fn section(&self) -> Option<Known> {
        let stated = |name: &str, line| Known { name: name.into(), line, basis: Basis::Stated };
        let site = self.page.meta.publisher.as_deref().unwrap_or_default();
        // The last one above the headline: menus stand higher.
        let headline = self.of(Kind::Headline).next().map_or(usize::MAX, |x| x.0);
        let printed = || {
            let all: Vec<_> =
                self.of(Kind::Section).filter_map(|(line, x)| Some((line, crumbs(x, site)?))).collect();
            let above = all.iter().rev().find(|x| x.0 < headline).or(all.first());
            above.map(|(line, x)| stated(x, *line))
        };
        let from_address = || {
            let address = self.url()?;
            let name = folder(&address.text)?;
            let basis = inferred(
                format!("Suy từ đường dẫn của bài: …/{name}/…"),
                format!("Inferred from the article’s address: …/{name}/…"),
            );
            Some(Known { name, line: address.line, basis })
        };
        self.page.meta.section.as_ref().map(|x| stated(x, 0)).or_else(printed).or_else(from_address)
    }

    /// Where it can be read.
    pub fn url(&self) -> Option<Found> {
        let printed = self.of(Kind::Source).find_map(|(line, x)| {
            let from = x.find("http://").or_else(|| x.find("https://"))?;
            Some(Found::new(x[from..].split_whitespace().next()?, line))
        });
        self.page.meta.url.as_ref().map(|x| Found::new(x, 0)).or(printed)
    }
}

/// Whose rights a notice reserves: the name after the mark or the word.
fn owner(notice: &str) -> Option<String> {
    let low = notice.to_lowercase();
    const MARKS: [&str; 8] = [
        "bản quyền thuộc về",
        "bản quyền thuộc",
        "mọi quyền thuộc về",
        "copyright ©",
        "copyright",
        "bản quyền ©",
        "©",
        "(c)",
    ];
    let (at, mark) = MARKS.iter().find_map(|x| Some((low.find(x)?, x)))?;
    let rest = notice.get(at + mark.len()..)?.trim_start_matches(|x: char| !x.is_alphabetic());
    let rest = rest.strip_prefix("trang ").unwrap_or(rest);
    // A dash may part two places of one name.
    let dash = [" - ", " – "].iter().filter_map(|x| rest.find(x)).min();
    let dash = dash.filter(|x| !rest[..*x].to_lowercase().starts_with("hội "));
    let end = rest.find(['.', ',', ';', '|']).unwrap_or(rest.len()).min(dash.unwrap_or(rest.len()));
    // A verb ends the name.
    let name = rest[..end].split(" giữ ").next()?.trim();
    (!name.is_empty() && name.split_whitespace().count() < 12).then(|| name.to_owned())
}

/// Where a page says that it took the article from.
fn taken_from(line: &str) -> Option<String> {
    let rest = line
        .strip_prefix("Theo ")
        .or_else(|| line.strip_prefix("Nguồn:"))
        .or_else(|| line.strip_prefix("Nguồn "))?;
    let name = rest.split("http").next()?.trim_matches([' ', ':', '.']);
    (!name.is_empty()).then(|| name.to_owned())
}

/// The way from the front page, without the front page, which may be called as the site is.
fn crumbs(line: &str, site: &str) -> Option<String> {
    let line = ["Chuyên mục:", "Mục:"].iter().find_map(|x| line.strip_prefix(x)).unwrap_or(line);
    let parts = line.split(['›', '>', '|', '»', '/']).map(str::trim);
    let front = ["trang chủ", "trang nhất", "home", ""];
    let parts: Vec<_> = parts.filter(|x| !front.contains(&x.to_lowercase().as_str()) && *x != site).collect();
    (!parts.is_empty()).then(|| parts.join(" › "))
}

/// The folder of an address that is most likely a section.
fn folder(address: &str) -> Option<String> {
    let path = address.split("://").nth(1)?.split(['?', '#']).next()?;
    let folders: Vec<_> = path.split('/').skip(1).collect();
    let (_, folders) = folders.split_last()?;
    let is_word = |x: &&&str| !x.is_empty() && x.chars().all(|x| x.is_ascii_lowercase() || x == '-');
    let general = ["tin-tuc", "news", "bai-viet", "article", "post", "vi", "en"];
    folders.iter().rev().find(|x| is_word(x) && !general.contains(x)).map(|x| x.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_notices_and_addresses() {
        assert_eq!(owner("© 2024 Sao Mai. Giữ quyền.").as_deref(), Some("Sao Mai"));
        assert_eq!(owner("Bản quyền thuộc Báo Sao Mai. Cấm").as_deref(), Some("Báo Sao Mai"));
        assert_eq!(owner("Đề nghị ghi nguồn"), None);
        assert_eq!(taken_from("Nguồn Sao Mai: http://x.example/").as_deref(), Some("Sao Mai"));
        assert_eq!(taken_from("Nguồn:"), None);
        assert_eq!(
            crumbs("Trang chủ | Báo X › Đời sống › Trường", "Báo X").as_deref(),
            Some("Đời sống › Trường")
        );
        assert_eq!(folder("http://x.example/tin-tuc/xa-hoi/4711/bai").as_deref(), Some("xa-hoi"));
        assert_eq!(folder("http://x.example/"), None);
    }
}
