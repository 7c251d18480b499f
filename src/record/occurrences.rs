//! Who occurs in which articles, as an index of names says it.

use super::mentions::{Mention, Names, Target};
use super::model::*;
use super::order::ordered;
use super::{Record, Text};

/// Names by id, each with the places of the articles in which it occurs, in order.
pub type Index<'a> = Vec<(&'a str, Vec<usize>)>;

/// The people and the organisations that occur in these articles: those that an article states
/// something of, and those that the edition's own words about it name.
pub fn index<'a>(record: &'a Record, articles: &[&'a Article]) -> (Index<'a>, Index<'a>) {
    let naming = Naming::of(record);
    index_of(record, articles, |_, article| naming.named(article))
}

/// The same, where it is known already whom the words about each article name.
pub fn index_of<'a>(
    record: &'a Record,
    articles: &[&'a Article],
    named: impl Fn(usize, &'a Article) -> Vec<Target<'a>>,
) -> (Index<'a>, Index<'a>) {
    let mut found = Found { people: Vec::new(), organisations: Vec::new(), place: 0 };
    for (place, article) in articles.iter().enumerate() {
        found.place = place;
        found.stated(record, article);
        for target in named(place, article) {
            match target {
                Target::Person(id) => found.person(id),
                Target::Organisation(id) => found.organisation(id),
                Target::Term(_) => {}
            }
        }
    }
    (gathered(found.people), gathered(found.organisations))
}

/// The names of a record, to be looked for in its own words.
pub struct Naming<'a> {
    record: &'a Record,
    names: [(&'a str, Names<'a>); 2],
}

impl<'a> Naming<'a> {
    /// The names of this record.
    pub fn of(record: &'a Record) -> Naming<'a> {
        let names = record.edition.languages.each_ref().map(|lang| (lang.as_str(), Names::of(record, lang)));
        Naming { record, names }
    }

    /// The people and organisations that the words about an article name, in the order in which they
    /// are met, each once.
    pub fn named(&self, article: &'a Article) -> Vec<Target<'a>> {
        let mut named = Vec::new();
        for mention in self.mentions(article) {
            if !matches!(mention.target, Target::Term(_)) && !named.contains(&mention.target) {
                named.push(mention.target);
            }
        }
        named
    }

    /// All that the words about an article name, text after text.
    pub fn mentions(&self, article: &'a Article) -> Vec<Mention<'a>> {
        let mut mentions = Vec::new();
        for text in texts(self.record, article) {
            let words = self.names.iter().filter_map(|(lang, names)| Some((names, text.get(lang)?)));
            mentions.extend(words.flat_map(|(names, words)| names.find(words)));
        }
        mentions
    }
}

/// The places of the articles in which somebody or something occurs.
pub fn of<'a>(index: &'a Index, id: &str) -> &'a [usize] {
    index.binary_search_by(|x| x.0.cmp(id)).map_or(&[], |x| &index[x].1)
}

/// The edition's own words about an article.
fn texts<'a>(record: &'a Record, article: &'a Article) -> impl Iterator<Item = &'a Text> {
    let events = article.events.iter().filter_map(|x| record.event(&x.event)).map(|x| &x.label);
    let acts = article.acts.iter().map(|x| &x.did);
    let asked = article.requests.iter().map(|x| &x.what).chain(article.plans.iter().map(|x| &x.what));
    record.summary_of(article).iter().chain(events).chain(acts).chain(asked)
}

/// Ids with the place of an article, as they are met.
struct Found<'a> {
    people: Vec<(&'a str, usize)>,
    organisations: Vec<(&'a str, usize)>,
    place: usize,
}

impl<'a> Found<'a> {
    fn person(&mut self, id: &'a str) {
        self.people.push((id, self.place));
    }

    fn organisation(&mut self, id: &'a str) {
        self.organisations.push((id, self.place));
    }

    fn party(&mut self, party: &'a Party) {
        match party {
            Party::Person(id) => self.person(id),
            Party::Organisation(id) => self.organisation(id),
        }
    }

    /// What the statements of an article are about.
    fn stated(&mut self, record: &'a Record, article: &'a Article) {
        for role in &article.roles {
            self.person(&role.person);
            self.organisation(&role.organisation);
        }
        article.acts.iter().for_each(|x| self.person(&x.person));
        article.requests.iter().flat_map(|x| x.from.iter().chain(&x.to)).for_each(|x| self.party(x));
        article.plans.iter().flat_map(|x| &x.by).for_each(|x| self.party(x));
        for relation in &article.relations {
            self.organisation(&relation.subject);
            self.organisation(&relation.object);
        }
        let events = article.events.iter().filter_map(|x| record.event(&x.event));
        events.flat_map(|x| &x.organisations).for_each(|x| self.organisation(x));
        let publisher = article.publisher.as_ref().and_then(|x| x.organisation.as_deref());
        publisher.into_iter().for_each(|x| self.organisation(x));
    }
}

/// Each once, in order.
pub fn in_order<T: Copy + Ord>(all: Vec<T>) -> Vec<T> {
    let mut sorted = ordered(all, &mut T::cmp);
    sorted.dedup();
    sorted
}

/// Each id once, with each of its places once.
pub fn gathered(met: Vec<(&str, usize)>) -> Index<'_> {
    in_order(met).chunk_by(|a, b| a.0 == b.0).map(|x| (x[0].0, x.iter().map(|x| x.1).collect())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_id_stands_once_with_each_of_its_places_once() {
        let met = vec![("b", 0), ("a", 1), ("b", 0), ("a", 0), ("b", 2)];
        assert_eq!(gathered(met), [("a", vec![0, 1]), ("b", vec![0, 2])]);
        assert!(gathered(Vec::new()).is_empty());
    }
}
