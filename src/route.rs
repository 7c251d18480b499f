//! Where the reader is, as a value and as an address. Parsing is total: any address is a
//! route, an unknown one is [`Page::NotFound`]; what is printed parses back the same.

use std::fmt;

use serde::Serialize;

use crate::search::filters::Filters;
use crate::timeline::items::By;

/// In which languages a page is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Mode {
    /// The first language of the pair.
    First,
    /// The second language of the pair.
    Second,
    /// Side by side.
    Both,
}

impl Mode {
    /// All three, in the order of the switch.
    pub const ALL: [Mode; 3] = [Mode::First, Mode::Second, Mode::Both];

    /// The place in the pair of the language that the page's own words are in.
    pub fn main(self) -> usize {
        usize::from(self == Mode::Second)
    }

    /// The mode of the page's own address: side by side is the first language's page again.
    pub fn alone(self) -> Mode {
        if self == Mode::Both { Mode::First } else { self }
    }

    /// The address's first part in this pair of languages.
    pub fn segment(self, languages: &[String; 2]) -> &str {
        match self {
            Mode::First => &languages[0],
            Mode::Second => &languages[1],
            Mode::Both => "both",
        }
    }

    fn parse(segment: &str, languages: &[String; 2]) -> Option<Mode> {
        Mode::ALL.into_iter().find(|x| x.segment(languages) == segment)
    }

    /// The address of a page below the edition's root.
    pub fn path(self, page: &Page, languages: &[String; 2]) -> String {
        [self.segment(languages), "/", &page.path()].concat()
    }
}

/// A page of the reader.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Page {
    /// The front page.
    Home,
    /// The list of articles.
    Articles,
    /// The articles of a year.
    Year(i32),
    /// One article.
    Article(String),
    /// The list of people.
    People,
    /// One person.
    Person(String),
    /// The list of organisations.
    Organisations,
    /// One organisation.
    Organisation(String),
    /// The list of topics.
    Topics,
    /// One topic.
    Topic(String),
    /// The glossary.
    Glossary,
    /// All events by year.
    Timeline,
    /// What recurs, year by year.
    Cycle,
    /// What was asked for and planned, and what came of it.
    Plans,
    /// Search.
    Search,
    /// What is found, to be printed as a book.
    Book,
    /// What the record is.
    About,
    /// How to put it into another page.
    Embed,
    /// The files for other programs.
    Data,
    /// No such page.
    NotFound,
}

/// The addresses of the pages that are lists or stand alone.
const PLAIN: [(&str, Page); 15] = [
    ("articles", Page::Articles),
    ("people", Page::People),
    ("organisations", Page::Organisations),
    ("topics", Page::Topics),
    ("glossary", Page::Glossary),
    ("timeline", Page::Timeline),
    ("cycle", Page::Cycle),
    ("plans", Page::Plans),
    ("search", Page::Search),
    ("book", Page::Book),
    ("about", Page::About),
    ("embed", Page::Embed),
    ("data", Page::Data),
    ("404", Page::NotFound),
    ("", Page::Home),
];

impl Page {
    /// The address within a reading mode: empty, or parts each followed by a slash.
    pub fn path(&self) -> String {
        let (list, id) = match self {
            Page::Article(id) => ("articles", id),
            Page::Person(id) => ("people", id),
            Page::Organisation(id) => ("organisations", id),
            Page::Topic(id) => ("topics", id),
            Page::Home => return String::new(),
            Page::Year(year) => return format!("years/{year}/"),
            plain => {
                let name = PLAIN.iter().find(|(_, page)| page == plain).map_or("404", |(name, _)| name);
                return [name, "/"].concat();
            }
        };
        // Pages have so many addresses that to format them took 3 % of a large build.
        [list, "/", id, "/"].concat()
    }

    /// Whether its address says what is looked for, and which of it is shown.
    pub fn is_filtered(&self) -> bool {
        matches!(self, Page::Search | Page::Timeline | Page::Book)
    }

    /// The list that a page belongs to, for the navigation.
    pub fn list(&self) -> Page {
        match self {
            Page::Article(_) | Page::Year(_) => Page::Articles,
            Page::Person(_) => Page::People,
            Page::Organisation(_) => Page::Organisations,
            Page::Topic(_) => Page::Topics,
            other => other.clone(),
        }
    }

    fn parse(path: &str) -> Page {
        let path = path.strip_suffix('/').unwrap_or(path);
        if let Some((_, page)) = PLAIN.iter().find(|(name, _)| *name == path) {
            return page.clone();
        }
        match path.split_once('/') {
            Some((_, id)) if !is_id(id) => Page::NotFound,
            Some(("articles", id)) => Page::Article(id.into()),
            Some(("people", id)) => Page::Person(id.into()),
            Some(("organisations", id)) => Page::Organisation(id.into()),
            Some(("topics", id)) => Page::Topic(id.into()),
            // One address for each year: no signs and zeros more than it needs.
            Some(("years", id)) => match id.parse::<i32>() {
                Ok(year) if year.to_string() == id => Page::Year(year),
                _ => Page::NotFound,
            },
            _ => Page::NotFound,
        }
    }
}

/// Whether a part of an address can be an id.
fn is_id(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|x| x.is_ascii_lowercase() || x.is_ascii_digit() || x == b'-')
}

/// Where the reader is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Route {
    /// In which languages.
    pub mode: Mode,
    /// On which page.
    pub page: Page,
    /// What is looked for (where the page [is filtered](Page::is_filtered); empty elsewhere).
    pub query: String,
    /// What of it is shown (likewise).
    pub filters: Filters,
    /// By what the lanes of the timeline are made.
    pub lanes: By,
}

/// The name of the lanes in addresses.
const LANES: &str = "lanes";

impl Route {
    /// A page in a mode, looking for nothing.
    pub fn new(mode: Mode, page: Page) -> Self {
        Route { mode, page, query: String::new(), filters: Filters::default(), lanes: By::default() }
    }

    /// The route of an address below the edition's root: a path without a leading slash,
    /// and what stands after the question mark. A path without a known mode is not found,
    /// in the first language.
    pub fn parse(path: &str, search: &str, languages: &[String; 2]) -> Route {
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let (segment, rest) = path.split_once('/').unwrap_or((path, ""));
        if segment.is_empty() && rest.is_empty() {
            return Route::new(Mode::First, Page::Home);
        }
        let Some(mode) = Mode::parse(segment, languages) else {
            return Route::new(Mode::First, Page::NotFound);
        };
        let mut route = Route::new(mode, Page::parse(rest));
        if route.page.is_filtered() {
            route.read(search);
        }
        route
    }

    /// The address below the edition's root, with its query.
    pub fn address(&self, languages: &[String; 2]) -> String {
        self.path(languages) + &self.search()
    }

    /// The address below the edition's root, without its query.
    pub fn path(&self, languages: &[String; 2]) -> String {
        self.mode.path(&self.page, languages)
    }

    /// What stands after the path: empty, or a question mark, the query and the filters.
    pub fn search(&self) -> String {
        if !self.page.is_filtered() {
            return String::new();
        }
        let mut search = String::new();
        if !self.query.is_empty() {
            search += "&q=";
            search.extend(form_urlencoded::byte_serialize(self.query.as_bytes()));
        }
        search += &self.filters.print();
        if self.has_lanes() {
            search += &format!("&{LANES}={}", self.lanes.name());
        }
        if !search.is_empty() {
            search.replace_range(..1, "?");
        }
        search
    }

    /// Whether it has lanes, and not those that there are anyway.
    fn has_lanes(&self) -> bool {
        self.page == Page::Timeline && self.lanes != By::default()
    }

    fn read(&mut self, search: &str) {
        let search = search.strip_prefix('?').unwrap_or(search);
        for (key, value) in form_urlencoded::parse(search.as_bytes()) {
            match &*key {
                "q" if self.query.is_empty() => self.query = value.into_owned(),
                LANES if self.page == Page::Timeline => {
                    self.lanes = By::ALL.into_iter().find(|x| x.name() == value).unwrap_or_default();
                }
                key => self.filters.read(key, &value),
            }
        }
    }
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.path())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::filters::Facet;
    use proptest::prelude::*;

    fn pair() -> [String; 2] {
        ["vi".into(), "en".into()]
    }

    fn check(path: &str, search: &str, mode: Mode, page: Page, query: &str) {
        let expected = Route { query: query.into(), ..Route::new(mode, page) };
        assert_eq!(Route::parse(path, search, &pair()), expected, "{path}{search}");
    }

    #[test]
    fn addresses_are_routes() {
        check("", "", Mode::First, Page::Home, "");
        check("index.html", "", Mode::First, Page::Home, "");
        check("en/", "", Mode::Second, Page::Home, "");
        check("en", "", Mode::Second, Page::Home, "");
        check("both/articles/", "", Mode::Both, Page::Articles, "");
        check("vi/people/le-thu-ha/", "", Mode::First, Page::Person("le-thu-ha".into()), "");
        check("vi/people/le-thu-ha/index.html", "", Mode::First, Page::Person("le-thu-ha".into()), "");
        check("vi/search/", "?q=h%E1%BB%AFu+ngh%E1%BB%8B", Mode::First, Page::Search, "hữu nghị");
        check("vi/articles/", "?q=x", Mode::First, Page::Articles, "");
        check("both/book/", "?q=x", Mode::Both, Page::Book, "x");
        check("vi/years/1998/", "", Mode::First, Page::Year(1998), "");
        check("vi/years/-43/", "", Mode::First, Page::Year(-43), "");
        check("vi/years/01998/", "", Mode::First, Page::NotFound, "");
        check("vi/people/../x/", "", Mode::First, Page::NotFound, "");
        check("vi/nowhere/", "", Mode::First, Page::NotFound, "");
        check("fr/", "", Mode::First, Page::NotFound, "");
    }

    #[test]
    fn a_query_is_printed_as_browsers_do() {
        let mut route = Route { query: "hữu nghị".into(), ..Route::new(Mode::First, Page::Search) };
        assert_eq!(route.address(&pair()), "vi/search/?q=h%E1%BB%AFu+ngh%E1%BB%8B");
        route.filters.read("year", "2022..2024");
        route.filters.read("person", "nguyen-ngoc-ky");
        assert_eq!(route.search(), "?q=h%E1%BB%AFu+ngh%E1%BB%8B&year=2022..2024&person=nguyen-ngoc-ky");
        route.query.clear();
        assert_eq!(route.search(), "?year=2022..2024&person=nguyen-ngoc-ky");
        assert_eq!(Route::new(Mode::Second, Page::Search).address(&pair()), "en/search/");
        let lanes = Route { lanes: By::Person, ..Route::new(Mode::First, Page::Timeline) };
        assert_eq!(lanes.address(&pair()), "vi/timeline/?lanes=person");
    }

    fn pages() -> impl Strategy<Value = Page> {
        let id = "[a-z0-9-]{1,12}";
        prop_oneof![
            prop::sample::select(PLAIN.map(|(_, page)| page).to_vec()),
            id.prop_map(Page::Article),
            id.prop_map(Page::Person),
            id.prop_map(Page::Organisation),
            id.prop_map(Page::Topic),
            any::<i32>().prop_map(Page::Year),
        ]
    }

    proptest! {
        #[test]
        fn what_is_printed_parses_back(
            mode in prop::sample::select(Mode::ALL.to_vec()), page in pages(), words in ".{0,20}",
            lanes in prop::sample::select(By::ALL.to_vec()),
            chosen in prop::collection::vec((prop::sample::select(Facet::ALL.to_vec()), "[0-9]{1,4}|[a-z-]{1,6}"), 0..6),
        ) {
            let mut route = Route::new(mode, page);
            if route.page.is_filtered() {
                route.query = words;
                chosen.iter().for_each(|(facet, value)| route.filters.read(facet.name(), value));
            }
            if route.page == Page::Timeline {
                route.lanes = lanes;
            }
            let back = Route::parse(&route.path(&pair()), &route.search(), &pair());
            prop_assert_eq!(back, route);
        }

        #[test]
        fn any_address_is_a_route(path in ".{0,40}", search in ".{0,40}") {
            Route::parse(&path, &search, &pair());
        }
    }
}
