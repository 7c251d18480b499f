//! Filters: what of the results is shown. Values of one facet mean *or*, facets mean *and*.

use crate::record::order::ordered;
use crate::timeline::scale::Window;

/// What results can be filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// The sort of thing.
    Kind,
    /// The year.
    Year,
    /// The newspaper.
    Source,
    /// The topic.
    Topic,
    /// The person.
    Person,
    /// The organisation.
    Organisation,
    /// Held, planned, ….
    Status,
    /// How it is known.
    Basis,
    /// The languages in which it has a name.
    Language,
}

/// How many facets there are.
pub const FACETS: usize = 9;

impl Facet {
    /// All facets, in the order of the address.
    pub const ALL: [Facet; FACETS] = [
        Facet::Kind,
        Facet::Year,
        Facet::Source,
        Facet::Topic,
        Facet::Person,
        Facet::Organisation,
        Facet::Status,
        Facet::Basis,
        Facet::Language,
    ];

    /// Its name in addresses and queries.
    pub fn name(self) -> &'static str {
        ["kind", "year", "source", "topic", "person", "org", "status", "basis", "lang"][self as usize]
    }

    /// The facet with this name.
    pub fn named(name: &str) -> Option<Facet> {
        Facet::ALL.into_iter().find(|x| x.name() == name)
    }
}

/// The values chosen of each facet, in order, and the time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filters {
    values: [Vec<String>; FACETS],
    /// The time window: what has no day in it is left out.
    pub time: Option<Window>,
}

/// The name of the time window in addresses.
const TIME: &str = "time";

impl Filters {
    /// The values chosen of a facet.
    pub fn of(&self, facet: Facet) -> &[String] {
        &self.values[facet as usize]
    }

    /// The same without a time window.
    pub fn at_any_time(&self) -> Filters {
        Filters { time: None, ..self.clone() }
    }

    /// Whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// How many values are chosen; a time window is one.
    pub fn count(&self) -> usize {
        self.values.iter().map(Vec::len).sum::<usize>() + usize::from(self.time.is_some())
    }

    /// Whether a value is chosen.
    pub fn has(&self, facet: Facet, value: &str) -> bool {
        self.of(facet).iter().any(|x| x == value)
    }

    /// Chooses a value, or no longer.
    pub fn toggle(&mut self, facet: Facet, value: &str) {
        let values = &mut self.values[facet as usize];
        match values.iter().position(|x| x.as_str() >= value) {
            Some(place) if values[place] == value => drop(values.remove(place)),
            Some(place) => values.insert(place, value.to_string()),
            None => values.push(value.to_string()),
        }
    }

    /// Chooses nothing of a facet.
    pub fn clear(&mut self, facet: Facet) {
        self.values[facet as usize].clear();
    }

    /// Every chosen value with its facet.
    pub fn iter(&self) -> impl Iterator<Item = (Facet, &str)> {
        Facet::ALL.into_iter().flat_map(|facet| self.of(facet).iter().map(move |x| (facet, x.as_str())))
    }

    /// The years chosen, those that follow each other as one: the first and the last of each run.
    pub fn years(&self) -> Vec<(i32, i32)> {
        let all = self.of(Facet::Year).iter().filter_map(|x| x.parse().ok()).collect();
        let all: Vec<i32> = ordered(all, &mut i32::cmp);
        let runs = all.chunk_by(|a, b| a + 1 == *b);
        runs.filter_map(|run| Some((*run.first()?, *run.last()?))).collect()
    }

    /// Chooses all years from the first to the last or, if all of them are, none of them.
    pub fn toggle_years(&mut self, first: i32, last: i32) {
        let all = || (first..=last).map(|x| x.to_string());
        let chosen = all().all(|x| self.has(Facet::Year, &x));
        all().filter(|x| chosen == self.has(Facet::Year, x)).collect::<Vec<_>>().iter().for_each(|x| {
            self.toggle(Facet::Year, x);
        });
    }

    /// As it stands in an address: `&year=2022..2024&person=…`, or nothing.
    pub fn print(&self) -> String {
        let mut printed = String::new();
        if let Some(time) = self.time {
            printed += &format!("&{TIME}={}", time.text());
        }
        for facet in Facet::ALL {
            let values = self.of(facet);
            if values.is_empty() {
                continue;
            }
            let value = if facet == Facet::Year { ranges(&self.years()) } else { values.join(",") };
            printed += &format!("&{}={value}", facet.name());
        }
        printed
    }

    /// Adds what an address says of one facet. What cannot be a value is left out.
    pub fn read(&mut self, name: &str, value: &str) {
        if name == TIME {
            self.time = self.time.or_else(|| Window::parse(value));
        }
        let Some(facet) = Facet::named(name) else { return };
        for part in value.split(',') {
            let years = part.split_once("..").unwrap_or((part, part));
            match (facet, years.0.parse::<i32>(), years.1.parse::<i32>()) {
                (Facet::Year, Ok(first), Ok(last)) if last.saturating_sub(first) < 1000 => {
                    (first..=last).for_each(|x| self.choose(facet, &x.to_string()));
                }
                (Facet::Year, ..) => {}
                _ if is_value(part) => self.choose(facet, part),
                _ => {}
            }
        }
    }

    fn choose(&mut self, facet: Facet, value: &str) {
        if !self.has(facet, value) {
            self.toggle(facet, value);
        }
    }
}

/// Values are ids or language tags.
fn is_value(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|x| x.is_ascii_alphanumeric() || x == b'-')
}

/// Runs of years as they stand in an address.
fn ranges(runs: &[(i32, i32)]) -> String {
    let run = |(first, last): &(i32, i32)| match first == last {
        true => first.to_string(),
        false => format!("{first}..{last}"),
    };
    runs.iter().map(run).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &[(&str, &str)], expected: &str) {
        let mut filters = Filters::default();
        address.iter().for_each(|(name, value)| filters.read(name, value));
        assert_eq!(filters.print(), expected, "{address:?}");
    }

    #[test]
    fn filters_have_one_order_and_years_are_ranges() {
        check(&[], "");
        check(&[("person", "b,a"), ("year", "2024,2022..2023")], "&year=2022..2024&person=a,b");
        check(&[("year", "2019"), ("year", "2021,2022")], "&year=2019,2021..2022");
        check(&[("topic", "a"), ("time", "2022-01..2023-12")], "&time=2022..2023&topic=a");
        check(&[("time", "2023..2022"), ("time", "2022-07-14")], "&time=2022-07-14");
        check(&[("year", "x,1e9..2,2022..2020"), ("nothing", "a"), ("topic", "<b>,a")], "&topic=a");
    }

    #[test]
    fn a_value_is_chosen_and_taken_back() {
        let mut filters = Filters::default();
        filters.toggle(Facet::Topic, "b");
        filters.toggle(Facet::Topic, "a");
        assert_eq!(filters.iter().collect::<Vec<_>>(), [(Facet::Topic, "a"), (Facet::Topic, "b")]);
        filters.toggle(Facet::Topic, "a");
        assert!(!filters.has(Facet::Topic, "a") && filters.count() == 1);
        filters.toggle(Facet::Topic, "b");
        assert!(filters.is_empty());
    }

    #[test]
    fn a_run_of_years_is_chosen_and_taken_back_as_one() {
        let mut filters = Filters::default();
        filters.toggle_years(2020, 2022);
        filters.toggle_years(2024, 2024);
        assert_eq!(filters.years(), [(2020, 2022), (2024, 2024)]);
        // What is not yet chosen of it is added first.
        filters.toggle_years(2022, 2024);
        assert_eq!(filters.years(), [(2020, 2024)]);
        filters.toggle_years(2020, 2024);
        assert!(filters.is_empty());
    }
}
