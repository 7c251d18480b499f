//! References as text, as style guides have them. The words of a style are in its own language,
//! whatever the edition's: who writes in that style writes in that language.
//!
//! Names stand as printed, neither turned round nor shortened: in many languages the family's name
//! comes first, and in Vietnamese people are not called by it.

use super::citation::{Container, Kind, Reference, Words};

/// A style of references.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Publication Manual of the American Psychological Association, 7th edition.
    Apa,
    /// The Chicago Manual of Style, an entry of a bibliography (the system of notes).
    Chicago,
    /// As Vietnamese universities and journals have it: author (year), “title”, newspaper, date.
    Vietnamese,
}

/// A part of a reference that is set alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// What stands there.
    pub text: String,
    /// Whether it is set in italics.
    pub italic: bool,
    /// The language (BCP 47) that it is in.
    pub lang: &'a str,
}

impl Style {
    /// All three.
    pub const ALL: [Style; 3] = [Style::Apa, Style::Chicago, Style::Vietnamese];

    /// The language of the style's own words.
    pub fn lang(self) -> &'static str {
        match self {
            Style::Apa | Style::Chicago => "en",
            Style::Vietnamese => "vi",
        }
    }

    /// A reference in this style.
    pub fn runs(self, reference: &Reference) -> Vec<Run<'_>> {
        let mut entry = Entry { lang: self.lang(), runs: Vec::new() };
        match self {
            Style::Apa => entry.apa(reference),
            Style::Chicago => entry.chicago(reference),
            Style::Vietnamese => entry.vietnamese(reference),
        }
        entry.runs
    }
}

/// The same without italics and languages.
pub fn plain(runs: &[Run]) -> String {
    runs.iter().map(|x| x.text.as_str()).collect()
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Said instead of a date in English.
const NO_DATE: &str = "n.d.";

/// An entry in the making.
struct Entry<'a> {
    lang: &'a str,
    runs: Vec<Run<'a>>,
}

impl<'a> Entry<'a> {
    /// Author. (Date). Title [translation]. Newspaper. Address. Without an author the title is first. What
    /// stands for itself is in italics: the newspaper, or the page.
    fn apa(&mut self, reference: &'a Reference) {
        let date = reference.issued.map_or(NO_DATE.into(), |day| {
            let (year, month, day) = day.ymd();
            format!("{year}, {} {day}", month_name(month))
        });
        let is_page = reference.kind == Kind::Page;
        if reference.authors.is_empty() {
            self.words(&reference.title, is_page);
            self.translation(reference);
            self.stop();
            self.put(&format!(" ({date})."));
        } else {
            self.names(reference, ", & ", ", & ");
            self.stop();
            self.put(&format!(" ({date}). "));
            self.words(&reference.title, is_page);
            self.translation(reference);
            self.stop();
        }
        if let Some(container) = &reference.container {
            self.put(" ");
            self.container(container, !is_page);
            self.stop();
        }
        self.address(" ", reference);
    }

    /// Author. “Title” [translation]. Newspaper, date. Address. Without an author the newspaper or the
    /// website is first. Names of websites are not in italics.
    fn chicago(&mut self, reference: &'a Reference) {
        let is_page = reference.kind == Kind::Page;
        let mut container = reference.container.as_ref();
        if !reference.authors.is_empty() {
            self.names(reference, " and ", ", and ");
            self.stop();
            self.put(" ");
        } else if let Some(first) = container.take() {
            self.container(first, !is_page);
            self.stop();
            self.put(" ");
        }
        self.put("“");
        self.words(&reference.title, false);
        if reference.translation.is_none() {
            self.stop();
        }
        self.put("”");
        self.translation(reference);
        self.stop();
        self.put(" ");
        if let Some(container) = container {
            self.container(container, !is_page);
            self.put(", ");
        }
        let date = reference.issued.map_or(NO_DATE.into(), |day| {
            let (year, month, day) = day.ymd();
            format!("{} {day}, {year}", month_name(month))
        });
        self.put(&date);
        self.stop();
        if self.address(" ", reference) {
            self.put(".");
        }
    }

    /// Author (year), “title”, newspaper, date. Address. Without an author the newspaper or the website is
    /// first, and without these the title.
    fn vietnamese(&mut self, reference: &'a Reference) {
        let mut container = reference.container.as_ref();
        let mut is_titled = false;
        if !reference.authors.is_empty() {
            self.names(reference, " và ", " và ");
        } else if let Some(first) = container.take() {
            self.container(first, true);
        } else {
            self.quoted(&reference.title);
            is_titled = true;
        }
        let day = reference.issued.map(|x| x.ymd());
        self.put(&day.map_or(" (không rõ năm)".into(), |(year, ..)| format!(" ({year})")));
        if !is_titled {
            self.put(", ");
            self.quoted(&reference.title);
        }
        if let Some(container) = container {
            self.put(", ");
            self.container(container, true);
        }
        if let Some((year, month, day)) = day {
            self.put(&format!(", {day}/{month}/{year}"));
        }
        self.put(".");
        self.address(" Truy cập từ ", reference);
    }

    fn names(&mut self, reference: &'a Reference, between_two: &str, before_last: &str) {
        let names = &reference.authors;
        for (number, name) in names.iter().enumerate() {
            self.put(match number {
                0 => "",
                1 if names.len() == 2 => between_two,
                _ if number + 1 == names.len() => before_last,
                _ => ", ",
            });
            self.push(&reference.title.lang, name, false);
        }
    }

    /// The title in English, after the title itself.
    fn translation(&mut self, reference: &'a Reference) {
        if let Some(translation) = &reference.translation {
            self.put(" [");
            self.words(translation, false);
            self.put("]");
        }
    }

    fn container(&mut self, container: &'a Container, italic: bool) {
        if !container.inferred {
            return self.words(&container.name, italic);
        }
        self.put("[");
        self.words(&container.name, italic);
        self.put("]");
    }

    /// Where it can be read, if that is known.
    fn address(&mut self, before: &str, reference: &Reference) -> bool {
        if let Some(url) = &reference.url {
            self.put(before);
            self.put(url);
        }
        reference.url.is_some()
    }

    fn quoted(&mut self, words: &'a Words) {
        self.put("“");
        self.words(words, false);
        self.put("”");
    }

    /// A full stop, unless there is one or what else ends a sentence, be it before a quotation mark.
    fn stop(&mut self) {
        let said = self.runs.iter().flat_map(|x| x.text.chars());
        let is_quote = |x: char| matches!(x, '"' | '\'' | '“' | '”' | '’' | '»' | '«' | '‹' | '›');
        if !matches!(said.rev().find(|x| !is_quote(*x)), Some('.' | '?' | '!' | '…')) {
            self.put(".");
        }
    }

    fn words(&mut self, words: &'a Words, italic: bool) {
        self.push(&words.lang, &words.text, italic);
    }

    /// The style's own words and signs.
    fn put(&mut self, text: &str) {
        self.push(self.lang, text, false);
    }

    fn push(&mut self, lang: &'a str, text: &str, italic: bool) {
        match self.runs.last_mut() {
            _ if text.is_empty() => {}
            Some(run) if run.lang == lang && run.italic == italic => run.text += text,
            _ => self.runs.push(Run { text: text.into(), italic, lang }),
        }
    }
}

/// Any number has a name: packed bytes may hold anything.
fn month_name(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
}
