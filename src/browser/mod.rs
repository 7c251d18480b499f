//! The edge towards the browser: takes the record out of the wasm, draws the page over
//! the one that is already there, and follows links, addresses and keys.
//!
//! A page is drawn beside the old one and put in its place in the same task, at the start
//! as at every later step: nothing flashes, nothing moves, and what the reader was doing
//! (focus, typed text, place) is carried over by [`kept`].

mod drawings;
mod events;
mod kept;
mod parts;
mod place;
mod save;
mod scripts;
mod virtual_list;

use std::cell::{OnceCell, RefCell};

use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array, WebAssembly};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlLinkElement};

use crate::record::{self, Record};
use crate::route::{Mode, Page, Route};
use crate::ui::deferred::is_deferred;
use crate::ui::timeline::Timeline;
use crate::ui::{self, Scene, Steering};
use kept::Kept;
use place::{Place, Target};

/// The live reader. There is one for each page that is loaded.
struct Reader {
    record: &'static Record,
    /// Whether its summaries come later.
    in_parts: bool,
    place: Place,
    steering: Steering,
    route: RefCell<Route>,
    /// What is mounted; dropping it takes it off the page.
    drawn: RefCell<Option<Box<dyn std::any::Any>>>,
}

/// A page and the element that it is in; dropping the second takes it out.
type Drawn = (Element, Box<dyn std::any::Any>);

/// Starts the reader on a page of the edition; on others only [`scripts`] are answered. If it cannot start, the page stays as it is and says so. (A panic is
/// an error of the page, which `watch.js` hears.)
pub fn start() {
    let is_reader = document().document_element().is_some_and(|x| x.has_attribute("data-root"));
    if is_reader && try_start().is_none() {
        say_failed();
    }
}

/// Has the page say that the live part is off: `watch.js` knows how.
fn say_failed() {
    tell("caunoi-failed");
}

fn try_start() -> Option<()> {
    let record = record()?;
    if !parts::are_there() {
        return begin(record, false);
    }
    let place = Place::of_page()?;
    if !place.is_in_file() && parts::waits(&place.route(&record.edition.languages).page) {
        parts::when_looked_for(get_parts);
    } else {
        get_parts();
    }
    Some(())
}

/// Gets what the live pages need of a large record, and begins with it.
fn get_parts() {
    js_sys::futures::spawn_local(async {
        let begun = async {
            let record = parts::record().await?;
            let is_in_file = Place::of_page()?.is_in_file();
            if is_in_file {
                parts::take_all_summaries(record).await?;
            }
            begin(record, !is_in_file)
        };
        if begun.await.is_none() {
            say_failed();
        }
    });
}

/// Begins with a record, of which the summaries may come later.
fn begin(record: &'static Record, in_parts: bool) -> Option<()> {
    let place = Place::of_page()?;
    let route = place.route(&record.edition.languages);
    let owner = Owner::new();
    // What was typed before there was anybody to hear it.
    let typed = kept::typed_into(&document(), "q").unwrap_or(route.query.clone());
    let steering = owner.with(|| Steering {
        query: RwSignal::new(typed),
        filters: RwSignal::new(route.filters.clone()),
        timeline: Timeline {
            by: RwSignal::new(route.lanes),
            chosen: RwSignal::new(None),
            folded: RwSignal::new(Vec::new()),
            room: RwSignal::new(drawings::room()),
            drawing: RwSignal::new(false),
            touched: RwSignal::new(false),
        },
        wide: RwSignal::new(is_wide()),
        deferred: RwSignal::new(None),
        home: Box::leak(place.home().into_boxed_str()),
        save: save::save,
        index: || parts::index().or_else(|| linked(record::INDEX_SECTION).map(Vec::into_boxed_slice)),
        want: parts::want,
        come: RwSignal::new(0),
        near: RwSignal::new(None),
        watch: virtual_list::watch,
    });
    let reader: &'static Reader = Box::leak(Box::new(Reader {
        record,
        in_parts,
        place,
        steering,
        route: RefCell::new(route),
        drawn: RefCell::new(None),
    }));
    fix_links();
    if !is_deferred(&reader.route.borrow().page) {
        let kept = Kept::of(&document());
        reader.draw();
        kept.restore(&document());
        reader.to_anchor();
    }
    events::listen(reader);
    std::mem::forget(owner);
    let _ = document().document_element()?.set_attribute("data-live", "true");
    js_sys::futures::spawn_local(reader.complete());
    Some(())
}

fn document() -> web_sys::Document {
    leptos::prelude::document()
}

/// Whether the style sets a column beside what the page says.
fn is_wide() -> bool {
    window().match_media(WIDE).ok().flatten().is_some_and(|x| x.matches())
}

/// The same as in the style.
const WIDE: &str = "(min-width: 64rem)";

/// What was linked into this wasm under a name.
fn linked(section: &str) -> Option<Vec<u8>> {
    let module: WebAssembly::Module = wasm_bindgen::module().unchecked_into();
    let sections: Array = WebAssembly::Module::custom_sections(&module, section);
    (sections.length() > 0).then(|| Uint8Array::new(&sections.get(0)).to_vec())
}

/// The record that was linked into this wasm.
fn record() -> Option<&'static Record> {
    thread_local! {
        static RECORD: OnceCell<Option<&'static Record>> = const { OnceCell::new() };
    }
    let unpacked = || Some(&*Box::leak(Box::new(Record::unpack(&linked(record::SECTION)?).ok()?)));
    RECORD.with(|x| *x.get_or_init(unpacked))
}

/// The icon and the manifest are named relative to the page that was loaded; made absolute, they
/// stay true when the address changes. Only these: a style set anew would be loaded anew.
fn fix_links() {
    for name in ["icon", "manifest"] {
        let link = document().query_selector(&format!("head link[rel={name}]")).ok().flatten();
        if let Some(link) = link.and_then(|x| x.dyn_into::<HtmlLinkElement>().ok()) {
            link.set_href(&link.href());
        }
    }
}

impl Reader {
    /// Draws the page of the present route in the place of the one that is there.
    fn draw(&'static self) {
        let route = self.route.borrow().clone();
        let Some(old) = document().get_element_by_id("app") else { return };
        let expected = drawings::expected(&route);
        let is_expected = expected.is_some();
        let Some((new, drawn)) = expected.or_else(|| self.drawn_anew(&route)) else { return };
        self.set_head(&self.scene(route));
        let _ = old.replace_with_with_node_1(&new);
        // The old page is dropped only now that it is out of sight; if nothing has changed that it
        // would follow, not before the new one is painted.
        let before = self.drawn.replace(Some(drawn));
        if is_expected {
            Timeout::new(0, move || drop(before)).forget();
        }
        tell_route();
    }

    /// Draws the page of a route where nobody sees it yet.
    fn drawn_anew(&self, route: &Route) -> Option<Drawn> {
        let new = document().create_element("div").ok()?;
        new.set_id("app");
        let (steering, scene) = (self.steering, self.scene(route.clone()));
        let drawn = leptos::mount::mount_to(new.clone().unchecked_into::<HtmlElement>(), move || {
            provide_context(steering);
            ui::page(&scene)
        });
        Some((new, Box::new(drawn)))
    }

    /// What a route's page needs to know.
    fn scene(&self, route: Route) -> Scene {
        Scene { record: self.record, mode: route.mode, page: route.page, root: self.place.root.clone() }
    }

    /// Gets what is deferred and draws what needs it: the whole page or the search field. If
    /// it does not come, the page stays as it is and says so.
    async fn complete(&'static self) {
        let Ok(deferred) = ui::deferred::fetch().await else { return say_failed() };
        let kept = Kept::of(&document());
        self.steering.deferred.set(Some(deferred));
        if is_deferred(&self.route.borrow().page) {
            self.draw();
        }
        // The field is drawn anew in this task, before anything is painted.
        leptos::task::tick().await;
        kept.restore(&document());
        if is_deferred(&self.route.borrow().page) {
            self.to_anchor();
        }
        let _ = document().document_element().map(|x| x.set_attribute("data-complete", "true"));
    }

    /// Whether what a page needs is there.
    fn has_all_for(&self, route: &Route) -> bool {
        let needs_summaries =
            matches!(route.page, Page::Article(_) | Page::Person(_) | Page::Organisation(_));
        let deferred = || self.steering.deferred.with_untracked(Option::is_some);
        !(self.in_parts && needs_summaries) && (!is_deferred(&route.page) || deferred())
    }

    /// The document's language, title and description.
    fn set_head(&self, scene: &Scene) {
        let document = document();
        let head = scene.head();
        document.set_title(&head.title);
        let set = |selector: &str, name: &str, value: &str| {
            if let Ok(Some(element)) = document.query_selector(selector) {
                let _ = element.set_attribute(name, value);
            }
        };
        set("html", "lang", scene.lang());
        set("html", "data-edition", scene.edition());
        set("meta[name=description]", "content", &head.description);
        set("link[rel=canonical]", "href", &scene.canonical());
        for (lang, address) in scene.alternates() {
            set(&format!("link[hreflang=\"{lang}\"]"), "href", &address);
        }
    }

    /// Goes to a route: a new entry of the history, the page drawn, the reader at its top
    /// or, if only the languages change, at the place where they were. A page that needs what
    /// has not come is loaded instead, as without a script.
    fn go(&'static self, route: Route, anchor: &str) {
        if !self.has_all_for(&route) {
            let _ = window().location().assign(&format!("{}{anchor}", self.address(&route)));
            return;
        }
        // What was typed a moment ago belongs to the entry that is left, a filter to the new one.
        let mut left = self.steered();
        left.filters = self.route.borrow().filters.clone();
        self.replace(left);
        let address = format!("{}{anchor}", self.address(&route));
        if let Ok(history) = window().history() {
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&address));
        }
        // What was printed is left behind; the drawings that somebody comes to are painted first.
        if self.route.borrow().page != route.page {
            put(self.steering.timeline.touched, true);
            put(self.steering.timeline.drawing, route.page == Page::Timeline && anchor.is_empty());
        }
        self.show(route, anchor);
        drawings::rest(self);
    }

    /// The address of a route on this host.
    fn address(&self, route: &Route) -> String {
        self.place.address(route, &self.record.edition.languages)
    }

    /// Shows a route without touching the history.
    fn show(&'static self, route: Route, anchor: &str) {
        let same_page = self.route.borrow().page == route.page;
        let same_mode = self.route.borrow().mode == route.mode;
        let kept = same_page.then(|| Kept::of(&document()));
        self.route.replace(route.clone());
        put(self.steering.query, route.query);
        put(self.steering.filters, route.filters);
        put(self.steering.timeline.by, route.lanes);
        if same_page && same_mode {
            tell_route();
            return kept::to_anchor(&document(), anchor);
        }
        self.draw();
        match kept {
            Some(kept) => kept.restore_in_other_mode(&document()),
            None => kept::to_top(&document(), anchor),
        }
    }

    /// A filter that is chosen or taken away is a step of the history; other lanes are not.
    fn follow_filters(&'static self) {
        let route = self.steered();
        if self.route.borrow().filters != route.filters {
            self.go(route, "");
        } else {
            self.replace(route);
        }
    }

    /// Whether what is typed and chosen now is what a route says.
    fn is_steered_to(&self, route: &Route) -> bool {
        let Steering { query, filters, timeline, .. } = self.steering;
        query.with_untracked(|x| *x == route.query)
            && filters.with_untracked(|x| *x == route.filters)
            && timeline.by.get_untracked() == route.lanes
    }

    /// The present route with what is typed and chosen now.
    fn steered(&self) -> Route {
        let mut route = self.route.borrow().clone();
        if route.page.is_filtered() {
            route.query = self.steering.query.get_untracked();
            route.filters = self.steering.filters.get_untracked();
            route.lanes = self.steering.timeline.by.get_untracked();
        }
        route
    }

    /// What is typed, and a window that is moved, stand in the address without filling the
    /// history.
    fn remember(&'static self) {
        self.replace(self.steered());
    }

    /// Puts a route in the place of the present one.
    fn replace(&self, route: Route) {
        if *self.route.borrow() == route {
            return;
        }
        if let Ok(history) = window().history() {
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&self.address(&route)));
        }
        self.route.replace(route);
        tell_route();
    }

    /// Brings a place into view that the browser could not find.
    fn to_anchor(&self) {
        kept::to_anchor(&document(), &self.place.anchor(&self.record.edition.languages));
    }

    /// What a link leads to, if that is a page of the edition or a place on one.
    fn target(&self, url: &web_sys::Url) -> Option<Target> {
        self.place.target(url, &self.record.edition.languages)
    }

    /// The present mode.
    fn mode(&self) -> Mode {
        self.route.borrow().mode
    }
}

/// Sets a signal to a value that it has not got already: who follows it need not do so for nothing.
fn put<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|x| *x != value) {
        signal.set(value);
    }
}

/// Tells scripts of the page (`frame.js`) that the reader is elsewhere or says something else.
fn tell_route() {
    tell("caunoi-route");
}

fn tell(event: &str) {
    if let Ok(event) = web_sys::Event::new(event) {
        let _ = document().dispatch_event(&event);
    }
}

/// The nearest element around the target of an event that matches.
fn closest(event: &web_sys::Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}
