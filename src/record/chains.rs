//! What follows from the statements taken together: who held an office when it is
//! attested, between which days it changed hands, what the articles say of an event
//! one after another, how much each year holds.

use super::Record;
use super::date::Date;
use super::lookup::{At, EVENTS, ORGANISATIONS, PEOPLE, TOPICS};
use super::model::*;
use super::order::ordered;

impl Article {
    /// When a statement of this article is dated: its own date, or else the article's day.
    pub fn dated<'a>(&'a self, own: &'a Option<When>) -> &'a When {
        own.as_ref().unwrap_or(&self.when)
    }
}

/// A report of an event with the article it stands in.
#[derive(Clone, Copy)]
pub struct Reported<'a> {
    /// The article.
    pub article: &'a Article,
    /// The event.
    pub event: &'a Event,
    /// What the article says of it.
    pub report: &'a Report,
}

impl<'a> Reported<'a> {
    /// When the article says it was or is to be.
    pub fn when(&self) -> &'a When {
        self.article.dated(&self.report.when)
    }
}

/// An attestation of an office with the article it stands in.
#[derive(Clone, Copy)]
pub struct Attested<'a> {
    /// The article.
    pub article: &'a Article,
    /// The attestation.
    pub role: &'a Role,
}

impl<'a> Attested<'a> {
    /// The day on which the office is attested.
    pub fn when(&self) -> &'a When {
        self.article.dated(&self.role.when)
    }
}

/// The time within which an office passed from one person to another: after the last day
/// on which the one, and before the first on which the other is seen in it.
#[derive(Clone, Copy)]
pub struct Handover<'a> {
    /// The last attestation of the earlier holder.
    pub from: Attested<'a>,
    /// The first attestation of the later holder.
    pub to: Attested<'a>,
}

impl Record {
    /// Every report of every event by the year it belongs to, earliest first; the same date
    /// keeps the articles' order. What is only known to be before a date belongs to the
    /// year of that date.
    pub fn reports(&self) -> Vec<Reported<'_>> {
        self.places().reports.iter().filter_map(|x| self.reported(*x)).collect()
    }

    fn reported(&self, at: At) -> Option<Reported<'_>> {
        let (article, report) = self.report(at);
        Some(Reported { article, event: self.event(&report.event)?, report })
    }

    fn numbered(&self, all: &[At], numbers: &[u32]) -> Vec<Reported<'_>> {
        numbers.iter().filter_map(|x| self.reported(all[*x as usize])).collect()
    }

    /// The reports of one event, in the order of the articles.
    pub fn reports_of(&self, event: &str) -> Vec<Reported<'_>> {
        let places = self.places();
        self.numbered(&places.stated, places.of_event.get(self.place(EVENTS, event)))
    }

    /// The reports of the events of an organisation, in the order of [`Record::reports`].
    pub fn reports_in(&self, organisation: &str) -> Vec<Reported<'_>> {
        let places = self.places();
        self.numbered(&places.reports, places.on_organisation.get(self.place(ORGANISATIONS, organisation)))
    }

    /// The reports of the events of a topic, in the same order.
    pub fn reports_on(&self, topic: &str) -> Vec<Reported<'_>> {
        let places = self.places();
        self.numbered(&places.reports, places.on_topic.get(self.place(TOPICS, topic)))
    }

    /// What the record knows of an event at last: its report in the latest article.
    pub fn latest_report(&self, event: &str) -> Option<Reported<'_>> {
        self.reports_of(event).pop()
    }

    /// The reports of one event in articles of later days than this one, in their order.
    pub fn reports_after<'a>(
        &'a self,
        event: &str,
        article: &Article,
    ) -> impl Iterator<Item = Reported<'a>> + use<'a> {
        let day = article.when.date;
        // Articles are in the order of their days.
        self.reports_of(event).into_iter().skip_while(move |x| x.article.when.date <= day)
    }

    /// What came of an event that an article says is planned: the first report of it in a later
    /// article with another status.
    pub fn came_of(&self, event: &str, article: &Article) -> Option<Reported<'_>> {
        self.reports_after(event, article).find(|x| x.report.status != Status::Planned)
    }

    /// Every attestation of every office, earliest first; those of one date in the order of the articles.
    pub fn attestations(&self) -> Vec<Attested<'_>> {
        self.places().attestations.iter().map(|x| self.attested(*x)).collect()
    }

    fn attested(&self, at: At) -> Attested<'_> {
        let (article, role) = self.role(at);
        Attested { article, role }
    }

    /// These, by their numbers.
    fn seen(&self, attestations: &[u32]) -> Vec<Attested<'_>> {
        attestations.iter().map(|x| self.attested(self.places().attestations[*x as usize])).collect()
    }

    /// Every attestation of every office of an organisation, in the same order.
    pub fn attestations_in(&self, organisation: &str) -> Vec<Attested<'_>> {
        self.seen(self.places().in_organisation.get(self.place(ORGANISATIONS, organisation)))
    }

    /// The attestations of one office, earliest first.
    pub fn holders(&self, organisation: &str, office: &str) -> Vec<Attested<'_>> {
        self.seen(self.places().of_office.get(self.place_of_office(organisation, office)))
    }

    /// The offices in which a person is attested, earliest first.
    pub fn attestations_of(&self, person: &str) -> Vec<Attested<'_>> {
        self.seen(self.places().of_person.get(self.place(PEOPLE, person)))
    }

    /// The relations in which an organisation stands, with the articles that say so, in their order.
    pub fn relations_of(&self, organisation: &str) -> impl Iterator<Item = (&Article, &Relation)> {
        let all = self.places().of_party.get(self.place(ORGANISATIONS, organisation));
        all.iter().map(|x| self.relation(self.places().relations[*x as usize]))
    }

    /// When an office changed hands, as far as the record can tell. Empty for an office
    /// that several people may hold at once: there, another name says nothing.
    pub fn handovers(&self, organisation: &str, office: &str) -> Vec<Handover<'_>> {
        if !self.office(organisation, office).is_some_and(|x| x.single) {
            return Vec::new();
        }
        self.holders(organisation, office)
            .windows(2)
            .filter(|pair| pair[0].role.person != pair[1].role.person)
            .map(|pair| Handover { from: pair[0], to: pair[1] })
            .collect()
    }

    /// How many reports of events are dated in each year, and how many articles, earliest first.
    pub fn years(&self) -> Vec<Year> {
        let mut years: Vec<Year> = Vec::new();
        for reported in self.reports() {
            let Some(year) = reported.when().date.year() else { continue };
            let at = years.iter().position(|x| x.year == year).unwrap_or_else(|| {
                years.push(Year { year, reports: 0, articles: 0 });
                years.len() - 1
            });
            years[at].reports += 1;
        }
        for article in &self.articles {
            let year = article.when.date.year();
            if let Some(found) = years.iter_mut().find(|x| Some(x.year) == year) {
                found.articles += 1;
            }
        }
        ordered(years, &mut |a, b| a.year.cmp(&b.year))
    }
}

/// How much the record holds of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year {
    /// The year; years before 1 are as in EDTF (0000 is 1 BC).
    pub year: i32,
    /// Reports of events dated in it.
    pub reports: usize,
    /// Articles whose own day is in it.
    pub articles: usize,
}

impl Handover<'_> {
    /// The last day of the one and the first of the other.
    pub fn bounds(&self) -> (&Date, &Date) {
        (&self.from.when().date, &self.to.when().date)
    }
}
