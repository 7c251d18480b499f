//! Whom the edition's own words about each article name, remembered from build to build: the texts of
//! ten thousand articles need not be gone through because of one.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::record::mentions::Target;
use crate::record::occurrences::Naming;
use crate::record::{Record, is_worth_keeping};

/// Whom an article's words name: whether it is a person, and the id.
type Named<'a> = Vec<(bool, &'a str)>;

/// What was found the last time.
#[derive(Default, Serialize, Deserialize)]
struct Remembered<'a> {
    /// What says from which registries, and by which version of the tool.
    by: u64,
    /// By the digest of each article.
    #[serde(borrow)]
    articles: HashMap<u64, Named<'a>>,
}

/// Whom the words about each article name, in the order of the record, of which these are the digests.
/// `last` remembers what was found the last time from the same registries by the same tool, which `by`
/// says; any other bytes do as well. Gives the bytes for the next time, if they should be others.
pub fn named<'a>(
    record: &'a Record,
    digests: &[u64],
    last: &[u8],
    by: u64,
) -> (Vec<Vec<Target<'a>>>, Option<Vec<u8>>) {
    let read: Option<Remembered> = postcard::from_bytes(last).ok();
    let known = read.filter(|x| x.by == by).unwrap_or_default().articles;
    let naming = Naming::of(record);
    let mut new = 0;
    let named: Vec<Vec<Target>> = record
        .articles()
        .zip(digests)
        .map(|(article, digest)| {
            let again = known.get(digest).and_then(|x| x.iter().map(|x| target(record, *x)).collect());
            again.unwrap_or_else(|| {
                new += 1;
                naming.named(article)
            })
        })
        .collect();
    let next = is_worth_keeping(new, known.len()).then(|| {
        let articles =
            digests.iter().zip(&named).map(|(digest, x)| (*digest, x.iter().filter_map(plain).collect()));
        let all = Remembered { by, articles: articles.collect() };
        postcard::to_allocvec(&all).expect("what is remembered goes into a vector")
    });
    (named, next)
}

/// The person or the organisation with an id, by the record's own; none if it has none.
fn target<'a>(record: &'a Record, (is_person, id): (bool, &str)) -> Option<Target<'a>> {
    match is_person {
        true => record.person(id).map(|x| Target::Person(&x.id)),
        false => record.organisation(id).map(|x| Target::Organisation(&x.id)),
    }
}

fn plain<'a>(target: &Target<'a>) -> Option<(bool, &'a str)> {
    match target {
        Target::Person(id) => Some((true, id)),
        Target::Organisation(id) => Some((false, id)),
        Target::Term(_) => None,
    }
}
