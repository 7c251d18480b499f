//! What each article of a record says, as numbers: while they stay, so does what is made from it alone.

use std::sync::Arc;

use super::check::folder::{MANY, each};
use crate::record::model::Article;
use crate::record::{Record, digest};

/// The digests of a record's articles, in its order.
pub struct Digests {
    /// Each article without its lead and its summary.
    pub own: Vec<u64>,
    /// The lead of each.
    pub leads: Vec<u64>,
    /// The summary of each.
    pub summaries: Vec<u64>,
}

impl Digests {
    /// Those of this record.
    pub fn of(record: &Record) -> Digests {
        let parts = |x: &Arc<Article>| (own(x), (digest(&x.lead), digest(&x.summary)));
        let (own, words): (_, Vec<_>) = each(&record.articles, MANY, parts).into_iter().unzip();
        let (leads, summaries) = words.into_iter().unzip();
        Digests { own, leads, summaries }
    }

    /// Each article without its summary.
    pub fn listed(&self) -> Vec<u64> {
        self.own.iter().zip(&self.leads).map(|x| digest(&x)).collect()
    }

    /// Each article with all that it says.
    pub fn whole(&self) -> Vec<u64> {
        self.listed().iter().zip(&self.summaries).map(|x| digest(&x)).collect()
    }
}

/// An article without its lead and its summary: all the rest of it is named, so that nothing new is
/// forgotten.
fn own(article: &Article) -> u64 {
    let Article {
        id,
        headline,
        title,
        when,
        publisher,
        bylines,
        photographs,
        published,
        section,
        url,
        rights,
        notes,
        topics,
        lead: _,
        summary: _,
        events,
        roles,
        acts,
        figures,
        requests,
        plans,
        mottoes,
        relations,
        corrections,
        images,
    } = article;
    let source =
        (id, headline, title, when, publisher, bylines, photographs, published, section, url, rights);
    let stated = (events, roles, acts, figures, requests, plans, mottoes, relations, corrections, images);
    digest(&(source, notes, topics, stated))
}
