//! What was asked for and planned, by the year it was meant for, and what came of it.

use crate::record::Record;
use crate::record::chains::Reported;
use crate::record::date::{Date, Day};
use crate::record::model::*;
use crate::record::order::order;

/// A request, a plan, or an event that an article says is planned.
#[derive(Clone, Copy)]
pub enum What<'a> {
    /// What somebody asked of somebody.
    Request(&'a Request),
    /// What somebody meant to do.
    Plan(&'a Plan),
}

/// What the record says came of it.
#[derive(Clone, Copy)]
pub enum Came<'a> {
    /// What an article says, and which; the article may be unknown to the record.
    Known(&'a KnownOutcome, Option<&'a Article>),
    /// A later article reports the event as no longer planned.
    Reported(Reported<'a>),
    /// Nothing.
    NotInRecord,
}

/// A plan or a request with what came of it.
pub struct Followed<'a> {
    /// The article that it stands in.
    pub article: &'a Article,
    /// What it is.
    pub what: What<'a>,
    /// What the record says came of it.
    pub came: Came<'a>,
    /// The event that it is about, if the record has it.
    event: Option<&'a str>,
}

impl<'a> Followed<'a> {
    /// The statement's id.
    pub fn id(&self) -> &'a str {
        match self.what {
            What::Request(x) => &x.id,
            What::Plan(x) => &x.id,
        }
    }

    /// Later articles that say more of the same event, earliest first: what they report,
    /// still planned or not.
    pub fn chain(&self, record: &'a Record) -> impl Iterator<Item = Reported<'a>> {
        self.event.into_iter().flat_map(|x| record.reports_after(x, self.article))
    }

    /// Who asked, or whose plan it is.
    pub fn from(&self) -> &'a [Party] {
        match self.what {
            What::Request(x) => &x.from,
            What::Plan(x) => &x.by,
        }
    }

    /// Who was asked; of a plan nobody.
    pub fn to(&self) -> &'a [Party] {
        match self.what {
            What::Request(x) => &x.to,
            What::Plan(_) => &[],
        }
    }

    /// The time that it was meant for, if one was named.
    pub fn meant_for(&self) -> Option<&'a Date> {
        match self.what {
            What::Request(x) => x.meant_for.as_ref(),
            What::Plan(x) => Some(&x.meant_for),
        }
    }

    /// When it was said.
    pub fn said(&self) -> &'a When {
        match self.what {
            What::Request(x) => self.article.dated(&x.when),
            What::Plan(x) => self.article.dated(&x.when),
        }
    }

    /// Where it stands: the first day that it was meant for, or else the day it was said.
    fn at(&self) -> Option<Day> {
        let date = self.meant_for().unwrap_or(&self.said().date);
        [date.earliest(), date.latest()].into_iter().find(|x| !x.is_open())
    }

    /// The year that it was meant for, or else in which it was said.
    pub fn year(&self) -> Option<i32> {
        self.at().map(Day::year)
    }
}

/// Every request and plan, by what it was meant for; at the same time in the order of the
/// articles.
pub fn plans(record: &Record) -> Vec<Followed<'_>> {
    let mut all = Vec::new();
    for article in &record.articles {
        let plans = article
            .plans
            .iter()
            .map(|x| followed(record, article, What::Plan(x), &x.outcome, x.event.as_deref()));
        all.extend(plans);
        let requests =
            article.requests.iter().map(|x| followed(record, article, What::Request(x), &x.outcome, None));
        all.extend(requests);
    }
    let places = order(all.len(), &mut |a, b| {
        let key = |x: &Followed| (x.year(), x.at());
        key(&all[a]).cmp(&key(&all[b]))
    });
    let mut all: Vec<Option<Followed>> = all.into_iter().map(Some).collect();
    places.into_iter().filter_map(|x| all[x].take()).collect()
}

fn followed<'a>(
    record: &'a Record,
    article: &'a Article,
    what: What<'a>,
    outcome: &'a Option<Outcome>,
    event: Option<&'a str>,
) -> Followed<'a> {
    let later = event.and_then(|x| record.came_of(x, article));
    let came = match (outcome, later) {
        (Some(Outcome::Known(known)), _) => Came::Known(known, record.article(&known.article)),
        (_, Some(later)) => Came::Reported(later),
        _ => Came::NotInRecord,
    };
    Followed { article, what, came, event }
}
