//! What is in a book of clippings: which articles a search leaves, and who occurs in them.

use std::path::Path;

use caunoi::record::Record;
use caunoi::record::model::Article;
use caunoi::record::occurrences::{Index, index};
use caunoi::search::Search;
use caunoi::search::entries::articles;
use caunoi::search::filters::{Facet, Filters};
use caunoi::site::check;

thread_local! {
    static RECORD: &'static Record = {
        let record = check::read(Path::new("content"), None).record.expect("the default edition");
        Box::leak(Box::new(record))
    };
}

/// The articles that are, or state, something that is found.
fn found(query: &str, filters: &[(&str, &str)]) -> Vec<&'static Article> {
    let record = RECORD.with(|x| *x);
    let search: &'static Search = Box::leak(Box::new(Search::of(record, None)));
    let mut chosen = Filters::default();
    filters.iter().for_each(|(name, value)| chosen.read(name, value));
    let answer = search.ask(query, &chosen, Facet::named, |_, value| value.replace('-', " "));
    let places = search.places().iter().enumerate().filter(|x| answer.has(x.0));
    articles(record, places.map(|x| *x.1))
}

/// Checks which articles are found, by the days that their ids begin with.
fn check(query: &str, filters: &[(&str, &str)], days: &[&str]) {
    let found: Vec<&str> = found(query, filters).iter().map(|x| &x.id[..10]).collect();
    assert_eq!(found, days, "{query} {filters:?}");
}

#[test]
fn an_article_is_in_the_book_if_it_is_found_or_states_what_is_found() {
    const ALL: [&str; 5] = ["2020-01-13", "2022-01-18", "2022-07-14", "2023-08-17", "2024-01-18"];
    check("", &[], &ALL);
    check("qwertyuiop", &[], &[]);
    check("XVII", &[], &["2022-01-18"]);
    check("", &[("kind", "article"), ("time", "2022")], &ALL[1..3]);
    // A person's own entry is stated by nobody.
    check("", &[("kind", "person")], &[]);
}

/// The numbers of the articles in which somebody occurs.
fn places<'a>(index: &'a Index, id: &str) -> &'a [usize] {
    index.iter().find(|x| x.0 == id).map_or(&[], |x| &x.1)
}

#[test]
fn the_index_has_everybody_with_the_articles_that_name_them() {
    let record = RECORD.with(|x| *x);
    let all: Vec<&Article> = record.articles().collect();
    let (people, organisations) = index(record, &all);
    assert_eq!(places(&organisations, "haufo"), [0, 1, 2, 3, 4]);
    for (place, article) in all.iter().enumerate() {
        for role in &article.roles {
            assert!(places(&people, &role.person).contains(&place), "{} in {}", role.person, article.id);
            assert!(places(&organisations, &role.organisation).contains(&place), "{}", role.organisation);
        }
    }
    for (id, places) in people.iter().chain(&organisations) {
        assert!(
            places.is_sorted_by(|a, b| a < b) && places.iter().all(|x| *x < all.len()),
            "{id}: {places:?}"
        );
    }
    assert!(people.iter().all(|x| record.person(x.0).is_some()));
    assert!(organisations.iter().all(|x| record.organisation(x.0).is_some()));
    // Numbers are those of the selection.
    let (people, _) = index(record, &all[1..2]);
    assert!(people.iter().all(|x| x.1 == [0]), "{people:?}");
    assert_eq!(index(record, &[]), (Vec::new(), Vec::new()));
}
