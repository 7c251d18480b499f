//! The events of a selection as a calendar: iCalendar (RFC 5545, with the calendar's own name and
//! text of RFC 7986).
//!
//! A calendar has no date that is less than a day, so only what is known to the day is in it, or
//! from one day to another; the rest is counted. An event is one entry, however many articles
//! report it, because the items of the [timeline](crate::timeline::items) are.

use super::Published;
use crate::record::chains::Reported;
use crate::record::date::{Date, Day};
use crate::record::model::*;
use crate::record::{Record, Text};
use crate::route::Page;
use crate::timeline::items::{Item, Of, Sign, items};

/// A calendar, and how much of a selection it has.
pub struct Calendar {
    /// The calendar. RFC 5545 wants at least one entry: without any it need not be offered.
    pub text: String,
    /// How many entries it has.
    pub entries: usize,
    /// How many were left out, because their days are not known.
    pub uncertain: usize,
}

/// The calendar of those events, plans and requests of which any statement is wanted, by its id.
/// Offices are no events.
pub fn calendar(published: Published, is_wanted: &dyn Fn(&str) -> bool) -> Calendar {
    let edition = &published.record.edition;
    let mut lines = Lines::default();
    let mut calendar = Calendar { text: String::new(), entries: 0, uncertain: 0 };
    lines.line("BEGIN:VCALENDAR");
    lines.line("VERSION:2.0");
    lines.text("PRODID", "", &format!("-//Cầu Nối//{}//{}", edition.id, published.lang()));
    lines.line("CALSCALE:GREGORIAN");
    lines.said("NAME", published, &edition.name);
    // What was in use before RFC 7986 gave it a name.
    lines.text("X-WR-CALNAME", "", published.say(&edition.name));
    lines.said("DESCRIPTION", published, &edition.intro);
    lines.address(published, &published.address(&Page::Home));
    for item in items(published.record) {
        if !item.statements().iter().any(|x| is_wanted(x.1)) {
            continue;
        }
        match Happening::of(&item).map(|x| (x, x.days())) {
            Some((happening, Some(days))) => {
                calendar.entries += 1;
                lines.event(published, &item, happening, days);
            }
            Some((_, None)) => calendar.uncertain += 1,
            None => {}
        }
    }
    lines.line("END:VCALENDAR");
    calendar.text = lines.0;
    calendar
}

/// Whether the calendar of a whole record has an entry.
pub fn has_entries(record: &Record) -> bool {
    items(record).iter().any(|x| Happening::of(x).is_some_and(|x| x.days().is_some()))
}

/// What happens, or is to happen.
#[derive(Clone, Copy)]
enum Happening<'a> {
    /// An event, by its latest report.
    Event(Reported<'a>),
    /// What somebody meant to do, or asked for.
    Meant(Meant<'a>),
}

/// What was to be done on some day.
#[derive(Clone, Copy)]
struct Meant<'a> {
    by: &'a [Party],
    what: &'a Text,
    date: &'a Date,
    basis: &'a Basis,
    outcome: Option<&'a Outcome>,
}

impl<'a> Happening<'a> {
    fn of(item: &Item<'a>) -> Option<Happening<'a>> {
        match &item.of {
            Of::Event(reports, _) => Some(Happening::Event(*reports.last()?)),
            Of::Plan(_, plan) => Some(Happening::Meant(Meant {
                by: &plan.by,
                what: &plan.what,
                date: &plan.meant_for,
                basis: &plan.basis,
                outcome: plan.outcome.as_ref(),
            })),
            // What was asked for is to happen on the day that was named, not on that of asking.
            Of::Request(_, request) => Some(Happening::Meant(Meant {
                by: &request.from,
                what: &request.what,
                date: request.meant_for.as_ref()?,
                basis: &request.basis,
                outcome: request.outcome.as_ref(),
            })),
            Of::Role(_) | Of::Handover(_) => None,
        }
    }

    fn date(self) -> &'a Date {
        match self {
            Happening::Event(latest) => &latest.when().date,
            Happening::Meant(meant) => meant.date,
        }
    }

    /// The first day and the one after the last, if they are certain and can be written. What was
    /// seen under way on one day neither began nor ended on it.
    fn days(self) -> Option<(Day, Day)> {
        let (first, last) = self.date().days()?;
        let is_ongoing = matches!(self, Happening::Event(x) if x.report.status == Status::Ongoing);
        let after = Day(last.0 + 1);
        let is_known = first < last || !is_ongoing;
        (is_known && is_written(first) && is_written(after)).then_some((first, after))
    }

    /// What is said of it besides the sources, in lines.
    fn told(self, published: Published, item: &Item) -> Vec<String> {
        let labels = published.labels();
        let date = self.date().say(&labels.dates);
        let (mut lines, outcome) = match self {
            Happening::Event(latest) => {
                let Reported { event, report, .. } = latest;
                let status = status(published, report.status);
                let mut lines = vec![format!("{status}, {date}")];
                lines.extend(why(published, &latest.when().basis));
                if report.basis != latest.when().basis {
                    lines.extend(why(published, &report.basis));
                }
                lines.extend(report.caption.then(|| labels.caption_only.clone()));
                let texts = event.official.iter().chain(&event.note).chain(&report.note);
                lines.extend(texts.map(|x| published.say(x).to_string()));
                (lines, report.outcome.as_ref())
            }
            Happening::Meant(meant) => {
                let sign = if item.sign == Sign::Asked { &labels.asked } else { &labels.planned };
                let mut lines = vec![format!("{sign}, {} {date}", labels.meant_for)];
                lines.extend(why(published, meant.basis));
                (lines, meant.outcome)
            }
        };
        lines.extend(outcome.map(|x| match x {
            Outcome::NotInRecord => labels.outcome_not_in_record.clone(),
            Outcome::Known(known) => format!("{}: {}", labels.outcome, published.say(&known.text)),
        }));
        lines
    }
}

/// Whether a day is in a year that the format has digits for.
fn is_written(day: Day) -> bool {
    (1..=9999).contains(&day.year())
}

/// A DATE (RFC 5545, 3.3.4).
fn date(day: Day) -> String {
    let (year, month, day) = day.ymd();
    format!("{year:04}{month:02}{day:02}")
}

/// The word for a status.
fn status<'a>(published: Published<'a>, status: Status) -> &'a str {
    let labels = published.labels();
    match status {
        Status::Held => &labels.held,
        Status::Planned => &labels.planned,
        Status::Launched => &labels.launched,
        Status::Commemorated => &labels.commemorated,
        Status::Ongoing => &labels.ongoing,
    }
}

/// How something is known, if the article does not simply say it.
fn why(published: Published, basis: &Basis) -> Option<String> {
    let labels = published.labels();
    let (word, reason) = match basis {
        Basis::Stated => return None,
        Basis::Inferred(reason) => (&labels.inferred, reason),
        Basis::Derived(reason) => (&labels.derived, reason),
        Basis::Window(reason) => (&labels.window, reason),
    };
    Some(format!("{word}: {}", published.say(reason)))
}

/// A source in one line: headline, publisher, day.
fn source(published: Published, article: &Article) -> String {
    let labels = published.labels();
    let publisher = match &article.publisher {
        Some(publisher) => published.say(&publisher.name),
        None => &labels.publisher_not_stated,
    };
    let day = article.when.date.say(&labels.dates);
    format!("{}: {}, {publisher}, {day}", labels.source, article.headline.text)
}

/// The short names of those who plan or ask.
fn names(published: Published, parties: &[Party]) -> Vec<String> {
    let record = published.record;
    let name = |party: &Party| match party {
        Party::Person(id) => record.person(id).map(|x| &x.name),
        Party::Organisation(id) => record.organisation(id).map(|x| x.short.as_ref().unwrap_or(&x.name)),
    };
    parties.iter().filter_map(name).map(|x| published.say(x).to_string()).collect()
}

/// Content lines (RFC 5545, 3.1): folded, each with its end.
#[derive(Default)]
struct Lines(String);

/// How many octets a line has at most, without its end.
const OCTETS: usize = 75;

impl Lines {
    /// A line, in pieces that begin with a blank where it is too long; no character is taken apart.
    /// Other ends of lines cannot be in it.
    fn line(&mut self, line: &str) {
        let mut octets = 0;
        for letter in line.chars().filter(|x| !x.is_control() || *x == '\t') {
            octets += letter.len_utf8();
            if octets > OCTETS {
                self.0.push_str("\r\n ");
                octets = 1 + letter.len_utf8();
            }
            self.0.push(letter);
        }
        self.0.push_str("\r\n");
    }

    /// A property that is a TEXT (3.3.11), in a language if there is one.
    fn text(&mut self, name: &str, lang: &str, text: &str) {
        self.texts(name, lang, &[text]);
    }

    /// A property that is a list of TEXTs.
    fn texts(&mut self, name: &str, lang: &str, texts: &[&str]) {
        let mut line = name.to_string();
        if !lang.is_empty() {
            line.extend([";LANGUAGE=", lang]);
        }
        for (place, text) in texts.iter().enumerate() {
            line.push(if place == 0 { ':' } else { ',' });
            for letter in text.chars() {
                match letter {
                    '\\' | ';' | ',' => line.extend(['\\', letter]),
                    '\n' => line.push_str("\\n"),
                    _ => line.push(letter),
                }
            }
        }
        self.line(&line);
    }

    /// The same with a text of the record, in the language that it is found in.
    fn said(&mut self, name: &str, published: Published, text: &Text) {
        let (lang, words) = text.in_or_else(published.lang());
        self.text(name, lang, words);
    }

    /// Where it can be read, if that is known.
    fn address(&mut self, published: Published, address: &str) {
        if !published.home.is_empty() {
            self.line(&format!("URL:{address}"));
        }
    }

    /// An entry on these days, of which the second is the one after the last.
    fn event(&mut self, published: Published, item: &Item, happening: Happening, days: (Day, Day)) {
        let Some((article, statement)) = item.latest() else { return };
        let edition = &published.record.edition.id;
        // An event stays the same entry when another article reports it.
        let id = match happening {
            Happening::Event(latest) => format!("event-{}", latest.event.id),
            Happening::Meant(..) => statement.to_string(),
        };
        self.line("BEGIN:VEVENT");
        self.text("UID", "", &format!("{id}@{edition}.caunoi"));
        // When the entry was last revised (3.8.7.2). A clock would make the same record give other
        // calendars; what the entry says is as old as its latest source.
        let day = article.published.as_ref().map_or_else(|| own_day(article), |x| x.day());
        self.line(&format!("DTSTAMP:{}T000000Z", date(if is_written(day) { day } else { Day(0) })));
        self.line(&format!("DTSTART;VALUE=DATE:{}", date(days.0)));
        self.line(&format!("DTEND;VALUE=DATE:{}", date(days.1)));
        match happening {
            Happening::Event(latest) => {
                self.said("SUMMARY", published, &latest.event.label);
                self.status(latest);
                latest.event.place.iter().for_each(|x| self.said("LOCATION", published, x));
            }
            Happening::Meant(meant) => {
                let (lang, what) = meant.what.in_or_else(published.lang());
                let names = names(published, meant.by).join(", ");
                let who = if names.is_empty() { names } else { names + ": " };
                self.text("SUMMARY", lang, &(who + what));
                self.line("STATUS:TENTATIVE");
            }
        }
        let mut told = happening.told(published, item);
        let mut sources: Vec<&str> = Vec::new();
        for (article, _) in item.statements() {
            if !sources.contains(&article.id.as_str()) {
                sources.push(&article.id);
                told.push(source(published, article));
            }
        }
        self.text("DESCRIPTION", published.lang(), &told.join("\n"));
        self.topics(published, item);
        self.address(published, &published.place(&Page::Article(article.id.clone()), statement));
        // Nobody is busy because something was in the newspaper.
        self.line("TRANSP:TRANSPARENT");
        self.line("END:VEVENT");
    }

    /// The topics as one list, which not all programs could read in parts. It has no language if
    /// its names are in several.
    fn topics(&mut self, published: Published, item: &Item) {
        let topics = item.topics.iter().filter_map(|x| published.record.topic(x));
        let (langs, names): (Vec<&str>, Vec<&str>) =
            topics.map(|x| x.label.in_or_else(published.lang())).unzip();
        let Some(first) = langs.first() else { return };
        let lang = if langs.iter().all(|x| x == first) { first } else { "" };
        self.texts("CATEGORIES", lang, &names);
    }

    /// Whether it took place. What was only remembered is neither held nor planned: that has no
    /// status, and if it is an anniversary it comes every year (on a leap day every leap year).
    fn status(&mut self, latest: Reported) {
        match latest.report.status {
            Status::Held | Status::Launched | Status::Ongoing => self.line("STATUS:CONFIRMED"),
            Status::Planned => self.line("STATUS:TENTATIVE"),
            Status::Commemorated if latest.event.kind == EventKind::Anniversary => {
                self.line("RRULE:FREQ=YEARLY");
            }
            Status::Commemorated => {}
        }
    }
}

/// The first day that is known of what an article reports.
fn own_day(article: &Article) -> Day {
    let date = &article.when.date;
    if date.earliest().is_open() { date.latest() } else { date.earliest() }
}

#[cfg(test)]
mod tests {
    use super::Lines;
    use proptest::prelude::*;

    /// The text of the only property, read back as RFC 5545 says.
    fn read(lines: &str) -> String {
        let line = lines.replace("\r\n ", "");
        let value = line.strip_prefix("NAME:").and_then(|x| x.strip_suffix("\r\n"));
        let mut letters = value.unwrap_or_else(|| panic!("{lines:?} is one line")).chars();
        let mut text = String::new();
        while let Some(letter) = letters.next() {
            text.extend(match letter {
                '\\' => letters.next().map(|x| if x == 'n' { '\n' } else { x }),
                _ => Some(letter),
            });
        }
        text
    }

    proptest! {
        #[test]
        fn a_text_comes_back_from_lines_that_are_short(text in "([ -~]|[\\\\,;:\n]|[^\\pC]|[ấữỹ☂🜁]){0,200}") {
            let mut lines = Lines::default();
            lines.text("NAME", "", &text);
            prop_assert!(lines.0.split("\r\n").all(|x| x.len() <= 75), "{}", lines.0);
            prop_assert_eq!(read(&lines.0), text);
        }
    }

    #[test]
    fn a_text_cannot_begin_a_line_of_its_own() {
        let mut lines = Lines::default();
        lines.text("NAME", "", "a\r\nEND:VCALENDAR\u{85}\0");
        assert_eq!(lines.0, "NAME:a\\nEND:VCALENDAR\r\n");
    }
}
