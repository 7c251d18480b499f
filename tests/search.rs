//! Search over the default edition: what is found first, and what filters leave. A row of
//! ranking is a query and, in order, the kinds of result with the best of each.

use std::path::Path;

use caunoi::record::Record;
use caunoi::search::filters::{Facet, Filters};
use caunoi::search::{Answer, Marks, Search};
use caunoi::site::check;
use proptest::prelude::*;

thread_local! {
    static SEARCH: &'static Search = {
        let record = check::read(Path::new("content"), None).record.expect("the default edition");
        let record: &'static Record = Box::leak(Box::new(record));
        Box::leak(Box::new(Search::of(record, None)))
    };
}

fn ask(query: &str) -> (&'static Search, Answer) {
    let search = SEARCH.with(|x| *x);
    (search, search.ask(query, &Filters::default(), Facet::named, |_, value| value.replace('-', " ")))
}

/// Checks the best of the first kinds: each as the kind and what its name is.
fn check(query: &str, expected: &[(&str, &str)]) {
    let (search, answer) = ask(query);
    let best = answer
        .groups
        .iter()
        .take(expected.len())
        .map(|(kind, hits)| (kind.name(), search.entry(hits[0]).titles[0].1.clone()));
    let best: Vec<_> = best.collect();
    let best: Vec<_> = best.iter().map(|x| (x.0, x.1.as_str())).collect();
    assert_eq!(best, expected, "{query}");
}

#[test]
fn people_and_offices_come_before_the_articles_that_mention_them() {
    let huong = ("person", "Nguyễn Lan Hương");
    let ky = ("role", "Nguyễn Ngọc Kỳ, Chủ tịch HAUFO");
    check("chủ tịch haufo 2022", &[huong, ("role", "Nguyễn Lan Hương, Chủ tịch HAUFO")]);
    check("chu tich haufo", &[huong, ky]);
    check("ngoc ky", &[("person", "Nguyễn Ngọc Kỳ"), ky]);
    check("nguyen lan huong", &[huong, ("role", "Nguyễn Lan Hương, Chủ tịch HAUFO")]);
    check(
        "cuba",
        &[
            ("person", "Nguyễn Viết Thảo"),
            ("role", "Nguyễn Viết Thảo, Chủ tịch Hội hữu nghị Việt Nam - Cuba TP Hà Nội"),
        ],
    );
}

#[test]
fn an_office_is_found_by_each_of_its_usual_renderings() {
    let ky = ("role", "Nguyễn Ngọc Kỳ, Chủ tịch HAUFO");
    check("president of haufo", &[("person", "Nguyễn Lan Hương"), ky]);
    check("chairman haufo", &[("person", "Nguyễn Lan Hương"), ky]);
    check("chair of haufo", &[("person", "Nguyễn Lan Hương"), ky]);
    check("haufo president", &[ky]);
}

#[test]
fn what_is_named_so_comes_first() {
    check("VXII", &[("correction", "XVII")]);
    check("bản tin song ngữ", &[("term", "bản tin song ngữ")]);
    check("đối ngoại nhân dân", &[("topic", "Đối ngoại nhân dân"), ("term", "đối ngoại nhân dân")]);
    check("doi ngoai nhan dan", &[("topic", "Đối ngoại nhân dân"), ("term", "đối ngoại nhân dân")]);
    check("legal status", &[("term", "địa vị pháp lý")]);
    check("unesco", &[("organisation", "UNESCO")]);
}

#[test]
fn the_best_of_a_kind_has_it_in_its_name() {
    check("du xuân", &[("event", "Du xuân hữu nghị")]);
    check("painting contest", &[("event", "Cuộc thi vẽ tranh quốc tế “Em yêu Hà Nội” 2023")]);
    check("kỷ niệm 30 năm", &[("event", "30 năm thành lập HAUFO")]);
    check("kỉ niệm 30 năm", &[("event", "30 năm thành lập HAUFO")]);
    check("emulation", &[("event", "Phong trào thi đua năm 2021")]);
    check("quảng bá", &[("request", "Quảng bá mạnh mẽ Thủ đô và con người Hà Nội")]);
    check("embassies", &[("organisation", "Các đại sứ quán")]);
    check("covid", &[("event", "Đổi cách làm vì Covid-19")]);
}

#[test]
fn one_slip_is_forgiven_and_said() {
    let row = |query: &str, typed: &str, meant: &str| {
        let (_, answer) = ask(query);
        assert!(answer.total > 0, "{query}");
        assert_eq!(answer.corrected, [(typed.to_string(), meant.to_string())], "{query}");
    };
    row("frendship", "frendship", "Friendship");
    row("friendhsip", "friendhsip", "Friendship");
    row("congres vudo", "vudo", "VUFO");
    row("huwux", "huwux", "hữu");
    assert_eq!(ask("nghi").1.corrected, []);
    // Too short to guess.
    assert_eq!(ask("zzz").1.total, 0);
}

#[test]
fn marks_as_typed_come_first_and_others_are_said() {
    let row = |query: &str, expected: Marks| assert_eq!(ask(query).1.marks, expected, "{query}");
    row("duong", Marks::AsTyped);
    row("hội nghị", Marks::AsTyped);
    row("thi đua", Marks::Widened);
    row("đương", Marks::Other);
}

#[test]
fn queries_can_be_narrowed_by_words() {
    let total = |query: &str| ask(query).1.total;
    assert!(total("\"hữu nghị\"") > 0);
    assert!(total("\"nghị hữu\"") == 0 && total("nghị hữu") > 0);
    assert!(total("congress -vufo") < total("congress"));
    assert_eq!(total("congress -vufo") + total("congress vufo"), total("congress"));
    assert!(total("kind:role") > 0 && total("kind:role year:2022") < total("kind:role"));
    assert_eq!(total("person:\"nguyen ngoc ky\" kind:person"), 1);
    assert_eq!(total("hoà bình"), total("hòa bình"));
    assert_eq!(total("organization"), total("organisation"));
    // One word or two: both find both.
    assert!(total("vietnam") > 30 && total("viet nam") >= total("vietnam"));
    assert_eq!(total("Hu\u{31b}\u{303}u nghi\u{323}"), total("hữu nghị"));
}

/// Filters of at most one value of each of two facets.
fn filters() -> impl Strategy<Value = Filters> {
    prop::collection::vec((0..Facet::ALL.len(), 0usize..40), 0..3).prop_map(|chosen| {
        let mut filters = Filters::default();
        for (facet, place) in chosen {
            let facet = Facet::ALL[facet];
            let values = SEARCH.with(|x| x.values(facet));
            filters.toggle(facet, &values[place % values.len()]);
        }
        filters
    })
}

fn asked(query: &str, filters: &Filters) -> Answer {
    SEARCH.with(|x| x.ask(query, filters, Facet::named, |_, value| value.into()))
}

/// The places of all results; the queries of these tests have fewer than are ranked.
fn places(answer: &Answer) -> Vec<usize> {
    let mut places: Vec<usize> = answer.groups.iter().flat_map(|x| x.1.clone()).collect();
    places.sort_unstable();
    places
}

const QUERIES: &str =
    "(hội|hoi nghi|chủ tịch|friendship|2022|president haufo|đ|tuyên truyền|city|\"hữu nghị\")";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn filters_leave_what_has_one_of_their_values_in_each_facet(query in QUERIES, filters in filters()) {
        let search = SEARCH.with(|x| *x);
        let fits = |at: &usize| Facet::ALL.iter().all(|facet| {
            let chosen = filters.of(*facet);
            chosen.is_empty() || search.entry(*at).facts.iter().any(|x| x.0 == *facet && chosen.contains(&x.1))
        });
        let all = asked(&query, &Filters::default());
        prop_assert_eq!(all.total, places(&all).len());
        let expected: Vec<usize> = places(&all).into_iter().filter(fits).collect();
        prop_assert_eq!(places(&asked(&query, &filters)), expected);
    }

    #[test]
    fn a_count_is_what_choosing_the_value_alone_in_its_facet_gives(query in QUERIES, filters in filters()) {
        let answer = asked(&query, &filters);
        for facet in Facet::ALL {
            let values = SEARCH.with(|x| x.values(facet));
            for (value, count) in values.iter().zip(&answer.counts[facet as usize]).step_by(5) {
                let mut only = filters.clone();
                filters.of(facet).iter().for_each(|x| only.toggle(facet, x));
                only.toggle(facet, value);
                prop_assert_eq!(asked(&query, &only).total, *count, "{} {}", facet.name(), value);
            }
        }
    }
}

#[test]
fn of_much_that_is_found_every_kind_is_there_and_of_one_kind_all() {
    let once = check::read(Path::new("content"), None).record.expect("the default edition");
    let articles = once.articles.iter().flat_map(|x| vec![x.clone(); 20]).collect();
    let search = Search::of(Box::leak(Box::new(Record { articles, ..once.clone() })), None);
    let ask = |query: &str, filters: &Filters| search.ask(query, filters, Facet::named, |_, x| x.into());
    let kind = |at: &usize| search.places()[*at].kind;
    for query in ["", "hội", "friendship", "chairman haufo", "2022"] {
        let all = ask(query, &Filters::default());
        assert!(all.total > 300, "{query} finds {}", all.total);
        let mut shown: Vec<&str> = all.groups.iter().map(|x| x.0.name()).collect();
        let mut expected: Vec<&str> = all.places().map(|x| kind(&x).name()).collect();
        shown.sort_unstable();
        expected.sort_unstable();
        expected.dedup();
        assert_eq!(shown, expected, "{query}");
        for (kind_of, hits) in &all.groups {
            assert!(hits.iter().all(|x| kind(x) == *kind_of && all.has(*x)), "{query}");
            let mut only = Filters::default();
            only.toggle(Facet::Kind, kind_of.name());
            let expected: Vec<usize> = all.places().filter(|x| kind(x) == *kind_of).collect();
            assert_eq!(places(&ask(query, &only)), expected, "{query}, {}", kind_of.name());
        }
    }
}

#[test]
fn an_index_that_came_with_the_record_answers_the_same() {
    let search = SEARCH.with(|x| *x);
    let record = check::read(Path::new("content"), None).record.expect("the default edition");
    let record: &'static Record = Box::leak(Box::new(record));
    let bytes = caunoi::search::index(record);
    let damaged = bytes[..bytes.len() / 2].to_vec();
    let other = caunoi::search::index(&Record { articles: Vec::new(), ..record.clone() });
    for linked in [bytes, damaged, other, Vec::new()] {
        let found = Search::of(record, Some(linked.into()));
        for query in ["hữu nghị", "chairman haufo", "frendship", "year:2022 kind:event"] {
            let answer = found.ask(query, &Filters::default(), Facet::named, |_, x| x.replace('-', " "));
            assert_eq!(answer, ask(query).1, "{query}");
        }
        assert_eq!(found.places().len(), search.places().len());
    }
}
