//! What each article of a record says, as numbers: while they stay, so does what is made from it alone.

use std::sync::Arc;

use super::check::folder::{MANY, each};
use super::registries::Registries;
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
    /// What the registries say of all of which each states something.
    pub stated: Vec<u64>,
    /// What the registries say.
    pub registries: Registries<'static>,
}

impl Digests {
    /// Those of this record.
    pub fn of(record: &'static Record) -> Digests {
        let registries = Registries::of(record);
        let parts = |x: &'static Arc<Article>| {
            ((own(x), registries.stated(x)), (digest(&x.lead), digest(&x.summary)))
        };
        let (owns, words): (Vec<_>, Vec<_>) = each(&record.articles, MANY, parts).into_iter().unzip();
        let (own, stated) = owns.into_iter().unzip();
        let (leads, summaries) = words.into_iter().unzip();
        Digests { own, leads, summaries, stated, registries }
    }

    /// Each article without its summary.
    pub fn listed(&self) -> Vec<u64> {
        self.own.iter().zip(&self.leads).map(|x| digest(&x)).collect()
    }

    /// Each article with all that it says, and that the registries say of what it states.
    pub fn whole(&self) -> Vec<u64> {
        let listed = self.listed();
        listed.iter().zip(&self.summaries).zip(&self.stated).map(|x| digest(&x)).collect()
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
