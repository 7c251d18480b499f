//! What the edition's own words about each article name, remembered from build to build: the texts of
//! ten thousand articles need not be gone through because of one.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::record::lookup::{ORGANISATIONS, PEOPLE, TERMS};
use crate::record::mentions::{Mention, Target};
use crate::record::occurrences::Naming;
use crate::record::{Record, digest, is_worth_keeping};

/// What the words about an article name.
pub struct Named<'a> {
    /// Each once, in the order in which they are met.
    pub targets: Vec<Target<'a>>,
    /// Where in the words they are named, as a number.
    pub places: u64,
}

/// The same as it is remembered: of a target the list, as [`crate::record::lookup`] counts them, and the id.
type Kept<'a> = (u64, Vec<(usize, &'a str)>);

/// What was found the last time.
#[derive(Default, Serialize, Deserialize)]
struct Remembered<'a> {
    /// What says from which names, and by which version of the tool.
    by: u64,
    /// By the digest of each article.
    #[serde(borrow)]
    articles: HashMap<u64, Kept<'a>>,
}

/// What the words about each article name, in the order of the record, of which these are the digests.
/// `last` remembers what was found the last time of the same names by the same tool; any other bytes do
/// as well. Gives the bytes for the next time, if they should be others.
pub fn named<'a>(
    record: &'a Record,
    digests: &[u64],
    last: &[u8],
    tool: u64,
) -> (Vec<Named<'a>>, Option<Vec<u8>>) {
    let by = digest(&(tool, names(record)));
    let read: Option<Remembered> = postcard::from_bytes(last).ok();
    let known = read.filter(|x| x.by == by).unwrap_or_default().articles;
    let naming = Naming::of(record);
    let mut new = 0;
    let named: Vec<Named> = record
        .articles()
        .zip(digests)
        .map(|(article, digest)| {
            known.get(digest).and_then(|x| again(record, x)).unwrap_or_else(|| {
                new += 1;
                Named::of(naming.mentions(article))
            })
        })
        .collect();
    let next = is_worth_keeping(new, known.len()).then(|| {
        let articles = digests.iter().zip(&named).map(|(digest, x)| (*digest, x.kept()));
        let all = Remembered { by, articles: articles.collect() };
        postcard::to_allocvec(&all).expect("what is remembered goes into a vector")
    });
    (named, next)
}

/// All that says what is a name in the words, and of what.
fn names(record: &Record) -> u64 {
    let people = record.people.iter().map(|x| (&x.id, &x.name, &x.also));
    let organisations = record.organisations.iter().map(|x| (&x.id, &x.name, &x.short, &x.also));
    let terms = record.terms.iter().map(|x| (&x.id, &x.label));
    let languages = &record.edition.languages;
    digest(&(
        languages,
        people.collect::<Vec<_>>(),
        organisations.collect::<Vec<_>>(),
        terms.collect::<Vec<_>>(),
    ))
}

impl<'a> Named<'a> {
    fn of(mentions: Vec<Mention<'a>>) -> Named<'a> {
        let (mut targets, mut places) = (Vec::new(), Vec::new());
        for Mention { start, end, target } in mentions {
            places.push((start, end, plain(&target)));
            if !targets.contains(&target) {
                targets.push(target);
            }
        }
        Named { targets, places: digest(&places) }
    }

    fn kept(&self) -> Kept<'a> {
        (self.places, self.targets.iter().map(plain).collect())
    }
}

/// What is remembered, with the record's own ids; nothing if it does not have all of them.
fn again<'a>(record: &'a Record, (places, targets): &Kept) -> Option<Named<'a>> {
    let target = |(list, id): &(usize, &str)| match *list {
        PEOPLE => record.person(id).map(|x| Target::Person(&x.id)),
        ORGANISATIONS => record.organisation(id).map(|x| Target::Organisation(&x.id)),
        TERMS => record.term(id).map(|x| Target::Term(&x.id)),
        _ => None,
    };
    Some(Named { targets: targets.iter().map(target).collect::<Option<_>>()?, places: *places })
}

fn plain<'a>(target: &Target<'a>) -> (usize, &'a str) {
    match target {
        Target::Person(id) => (PEOPLE, id),
        Target::Organisation(id) => (ORGANISATIONS, id),
        Target::Term(id) => (TERMS, id),
    }
}
