//! Where the edition's pages are: each at a path of a host or, in a file that has them all,
//! behind the `#` of that file's address.

use leptos::prelude::window;
use web_sys::Url;

use super::document;
use crate::route::Route;

/// The root of the pages in a file that has them all, as its page names it.
const IN_FILE: &str = "#/";

/// Where the edition's pages are.
pub struct Place {
    /// What stands before the address of a route: a path of the host, or [`IN_FILE`].
    pub root: String,
}

/// What a link of the edition leads to.
pub enum Target {
    /// A page, and a place on it: empty, or a `#` and an id.
    Page(Route, String),
    /// A place on the page that is open, by its id.
    Here(String),
}

impl Place {
    /// Where this page says that the root is.
    pub fn of_page() -> Option<Place> {
        let named = document().document_element()?.get_attribute("data-root")?;
        if named == IN_FILE {
            return Some(Place { root: named });
        }
        let url = Url::new_with_base(&named, &document().base_uri().ok()??).ok()?;
        Some(Place { root: url.pathname() })
    }

    /// Whether all pages are in one file.
    pub fn is_in_file(&self) -> bool {
        self.root == IN_FILE
    }

    /// The address of the root, as other pages can ask for it; empty in a file.
    pub fn home(&self) -> String {
        if self.is_in_file() {
            return String::new();
        }
        format!("{}{}", window().location().origin().unwrap_or_default(), self.root)
    }

    /// The address of a route.
    pub fn address(&self, route: &Route, languages: &[String; 2]) -> String {
        format!("{}{}", self.root, route.address(languages))
    }

    /// The present route.
    pub fn route(&self, languages: &[String; 2]) -> Route {
        let location = window().location();
        let hash = location.hash().unwrap_or_default();
        if self.is_in_file() {
            // A fragment that is no page is a place on the front page.
            return in_file(hash.strip_prefix(IN_FILE).unwrap_or_default(), languages).0;
        }
        let path = location.pathname().unwrap_or_default();
        let search = location.search().unwrap_or_default();
        Route::parse(path.strip_prefix(&self.root).unwrap_or("404/"), &search, languages)
    }

    /// The place on the page that the address names and the browser does not know, because it
    /// stands behind a route.
    pub fn anchor(&self, languages: &[String; 2]) -> String {
        let hash = window().location().hash().unwrap_or_default();
        let inside = hash.strip_prefix(IN_FILE).filter(|_| self.is_in_file());
        inside.map_or(String::new(), |x| in_file(x, languages).1)
    }

    /// What a link leads to, if it is the edition's and not the browser's own business, as is
    /// a place on the page that is open.
    pub fn target(&self, url: &Url, languages: &[String; 2]) -> Option<Target> {
        let here = Url::new(&window().location().href().ok()?).ok()?;
        let same_page = url.protocol() == here.protocol()
            && url.host() == here.host()
            && url.pathname() == here.pathname()
            && url.search() == here.search();
        let hash = url.hash();
        if self.is_in_file() {
            return match hash.strip_prefix(IN_FILE).filter(|_| same_page) {
                Some(inside) => {
                    let (route, place) = in_file(inside, languages);
                    Some(Target::Page(route, place))
                }
                None => same_page.then(|| Target::Here(hash.trim_start_matches('#').into())),
            };
        }
        if url.origin() != here.origin() || (same_page && !hash.is_empty()) {
            return None;
        }
        let path = url.pathname();
        let path = path.strip_prefix(&self.root)?;
        let is_page = path.is_empty() || path.ends_with('/');
        is_page.then(|| Target::Page(Route::parse(path, &url.search(), languages), hash))
    }
}

/// The route and the place on its page that stand behind the root in a file.
fn in_file(inside: &str, languages: &[String; 2]) -> (Route, String) {
    // In HTML that is printed the second `#` is written as it may stand in an address.
    let (address, place) = inside.split_once('#').or(inside.split_once("%23")).unwrap_or((inside, ""));
    let (path, search) = address.split_once('?').unwrap_or((address, ""));
    let place = if place.is_empty() { String::new() } else { format!("#{place}") };
    (Route::parse(path, search, languages), place)
}
