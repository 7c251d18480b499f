//! What a pointer does to the drawings of the timeline, told as [`Gesture`]s.

use std::cell::RefCell;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{AddEventListenerOptions, Element, Event, PointerEvent, SvgElement, Url, WheelEvent};

use super::place::Target;
use super::{Drawn, Reader, closest, document, events, put};
use crate::route::{Page, Route};
use crate::timeline::scale::Window;
use crate::ui::timeline::Gesture;

/// The pixels that a pointer may move and it is still a click.
const STILL: i32 = 4;

/// By how much one notch of a wheel zooms.
const NOTCH: (i32, i32) = (5, 4);

/// A pointer that is down on a drawing.
struct Down {
    id: i32,
    place: Element,
    /// Where the drawing began on the screen when the pointer came down: asking again would
    /// have the page laid out at every move.
    left: f64,
    from: i32,
    at: i32,
}

thread_local! {
    /// The pointers that are down, two at most.
    static DOWN: RefCell<Vec<Down>> = const { RefCell::new(Vec::new()) };
    /// Whether the pointer that was down has drawn something: its click is none.
    static DREW: RefCell<bool> = const { RefCell::new(false) };
    /// The timeline's page while a pointer or the focus is on a link to it.
    static EXPECTED: RefCell<Option<(Route, Drawn)>> = const { RefCell::new(None) };
}

/// How wide a drawing may be: as wide as what the page says.
pub fn room() -> i32 {
    let first = document().query_selector("#main > *").ok().flatten();
    first.map_or(0, |x| x.get_bounding_client_rect().width() as i32)
}

/// Draws anew if there is more or less room.
pub fn measure(reader: &'static Reader) {
    let room = room();
    if reader.steering.timeline.room.get_untracked() != room {
        reader.steering.timeline.room.set(room);
    }
}

/// A pointer or the focus is on a link to the timeline: draws its page, so that it is there when the
/// link is followed. The browser compiles what draws it only then, which takes longer than to draw.
pub fn expect(reader: &'static Reader, event: &Event) {
    let url = events::link(event).and_then(|x| Url::new(&x.href()).ok());
    let Some(Target::Page(route, anchor)) = url.and_then(|x| reader.target(&x)) else { return };
    let is_new = route.page == Page::Timeline && reader.route.borrow().page != Page::Timeline;
    // A place on it wants all of it at once, and of a large record it takes longer than a pointer rests.
    let is_likely = is_new && anchor.is_empty() && !reader.in_parts && !is_expected();
    if is_likely && reader.has_all_for(&route) && reader.is_steered_to(&route) {
        put(reader.steering.timeline.touched, true);
        put(reader.steering.timeline.drawing, true);
        let drawn = reader.drawn_anew(&route);
        EXPECTED.with(|x| x.replace(drawn.map(|drawn| (route, drawn))));
    }
}

fn is_expected() -> bool {
    EXPECTED.with(|x| x.borrow().is_some())
}

/// A pointer or the focus goes elsewhere, or something is typed: it may be that nobody follows the link.
pub fn forget(reader: &'static Reader) {
    if EXPECTED.with(|x| x.take()).is_some() {
        put(reader.steering.timeline.drawing, false);
    }
}

/// The page of a route, if it was expected.
pub fn expected(route: &Route) -> Option<Drawn> {
    EXPECTED.with(|x| x.take()).filter(|x| x.0 == *route).map(|x| x.1)
}

/// Listens for as long as the page lives.
pub fn listen(reader: &'static Reader) {
    events::on("pointerdown", |event| press(&event));
    events::on("pointermove", move |event| moved(reader, &event));
    events::on("pointerup", move |event| lift(reader, &event));
    events::on("pointercancel", move |_| {
        DOWN.with(|x| x.borrow_mut().clear());
        rest(reader);
    });
    // By now a key, a button or a wheel has moved the window.
    for name in ["click", "keydown", "wheel"] {
        events::on(name, move |_| rest(reader));
    }
    // A wheel with ctrl is how a trackpad tells of a pinch; the page must not zoom then.
    let wheel = Closure::<dyn FnMut(Event)>::new(move |event: Event| turn(reader, &event));
    let options = AddEventListenerOptions::new();
    options.set_passive(false);
    let _ = document().add_event_listener_with_callback_and_add_event_listener_options(
        "wheel",
        wheel.as_ref().unchecked_ref(),
        &options,
    );
    wheel.forget();
}

/// A click in a drawing: opens the card of an item, the extent of a group, or folds a lane.
/// Tells whether it was one.
pub fn click(reader: &'static Reader, event: &Event) -> bool {
    let drew = DREW.with(|x| x.replace(false)) && closest(event, "[data-place]").is_some();
    let state = reader.steering.timeline;
    // The drawings on other pages are links alone.
    let named = |name: &str| {
        closest(event, &format!("[data-place=plot] [{name}]")).and_then(|x| x.get_attribute(name))
    };
    let done = if drew {
        true
    } else if let Some(item) = named("data-item") {
        state.touched.set(true);
        state.chosen.set(Some(item));
        true
    } else if let Some(window) = named("data-window").and_then(|x| Window::parse(&x)) {
        state.touched.set(true);
        reader.steering.filters.update(|x| x.time = Some(window));
        true
    } else if let Some(lane) = named("data-lane").and_then(|x| x.parse().ok()) {
        state.touched.set(true);
        state.folded.update(|all| match all.iter().position(|x| *x == lane) {
            Some(place) => drop(all.remove(place)),
            None => all.push(lane),
        });
        true
    } else {
        false
    };
    // What was clicked is drawn anew; the keyboard goes on in the drawing.
    if let Some(plot) = document().query_selector("[data-place=plot]").ok().flatten().filter(|_| done) {
        events::focus(&plot);
    }
    done
}

fn place_of(event: &Event) -> Option<Element> {
    closest(event, "[data-place]")
}

/// What a place is called.
fn name(place: &Element) -> String {
    place.get_attribute("data-place").unwrap_or_default()
}

/// Where a drawing begins on the screen.
fn left_of(place: &Element) -> f64 {
    // Handles stand in the ribbon's frame.
    let frame = place.closest(".ribboned").ok().flatten();
    frame.as_ref().unwrap_or(place).get_bounding_client_rect().left()
}

/// Where a pointer is in a drawing that begins there on the screen.
fn x_in(left: f64, event: &PointerEvent) -> i32 {
    (f64::from(event.client_x()) - left) as i32
}

/// From where the plot is in the main view, and how wide it is; the drawing cuts it off.
fn plot(place: &Element) -> (i32, i32) {
    const INSET: i32 = 8;
    let cut = place.query_selector("svg svg").ok().flatten();
    let number = |name: &str| {
        cut.as_ref().and_then(|x| x.get_attribute(name)).and_then(|x| x.parse::<i32>().ok()).unwrap_or(0)
    };
    (number("x") + INSET, number("width") - 2 * INSET)
}

fn press(event: &Event) {
    let Some(pointer) = event.dyn_ref::<PointerEvent>().filter(|x| x.button() == 0) else { return };
    DREW.with(|x| x.replace(false));
    let Some(place) = place_of(event) else { return };
    let left = left_of(&place);
    let at = x_in(left, pointer);
    DOWN.with(|x| {
        let mut down = x.borrow_mut();
        down.truncate(1);
        down.push(Down { id: pointer.pointer_id(), place, left, from: at, at });
    });
}

fn moved(reader: &'static Reader, event: &Event) {
    let Some(pointer) = event.dyn_ref::<PointerEvent>() else { return };
    let gesture = DOWN.with(|x| {
        let mut down = x.borrow_mut();
        let before = down.first().zip(down.get(1)).map(|(a, b)| (a.at - b.at).abs());
        let one = down.iter_mut().find(|x| x.id == pointer.pointer_id())?;
        one.at = x_in(one.left, pointer);
        let moved = one.at - one.from;
        if moved.abs() < STILL && !DREW.with(|x| *x.borrow()) {
            return None;
        }
        if !DREW.with(|x| x.replace(true)) {
            let _ = one.place.set_pointer_capture(one.id);
            reader.steering.timeline.drawing.set(true);
        }
        match (&*name(&one.place), before) {
            ("ribbon", _) => Some(Gesture::Span(one.from, one.at)),
            ("first", _) => Some(Gesture::Handle(false, one.at)),
            ("last", _) => Some(Gesture::Handle(true, one.at)),
            ("plot", None) => {
                pan(&one.place, moved);
                None
            }
            ("plot", Some(before)) => {
                let (left, wide) = plot(&one.place);
                let (a, b) = (down.first()?.at, down.get(1)?.at);
                let at = a.midpoint(b) - left;
                Some(Gesture::Zoom { wide, at, from: (a - b).abs().max(1), to: before.max(1) })
            }
            _ => None,
        }
    });
    if let Some(gesture) = gesture {
        tell(reader, gesture);
    }
}

/// Has a gesture done. There are drawings only where there is somebody to do it.
fn tell(reader: &'static Reader, gesture: Gesture) {
    if let Some(deferred) = reader.steering.deferred.get_untracked() {
        (deferred.gesture)(reader.record, reader.steering, gesture);
    }
}

/// Moves what is drawn, without drawing it anew: as a style and as a layer of its own, so
/// that the browser need neither lay it out nor paint it again.
fn pan(place: &Element, by: i32) {
    let group = place.query_selector(".pan").ok().flatten().and_then(|x| x.dyn_into::<SvgElement>().ok());
    if let Some(style) = group.map(|x| x.style()) {
        let _ = style.set_property("will-change", "transform");
        let _ = style.set_property("transform", &format!("translateX({by}px)"));
    }
}

fn lift(reader: &'static Reader, event: &Event) {
    let Some(pointer) = event.dyn_ref::<PointerEvent>() else { return };
    let lifted = DOWN.with(|x| {
        let mut down = x.borrow_mut();
        let at = down.iter().position(|x| x.id == pointer.pointer_id())?;
        let alone = down.len() == 1;
        Some(down.remove(at)).filter(|_| alone)
    });
    let Some(one) = lifted.filter(|_| DREW.with(|x| *x.borrow())) else { return };
    if name(&one.place) == "plot" {
        let (_, wide) = plot(&one.place);
        tell(reader, Gesture::Pan { wide, by: one.at - one.from });
    }
    // What was pressed is drawn anew by now, so that no click will come.
    reader.follow_filters();
    rest(reader);
}

/// Has what stands beside the drawings follow them, once they have been painted and nobody
/// draws.
pub fn rest(reader: &'static Reader) {
    let drawing = reader.steering.timeline.drawing;
    if !drawing.get_untracked() || is_expected() {
        return;
    }
    request_animation_frame(move || {
        let painted = move || {
            if DOWN.with(|x| x.borrow().is_empty()) {
                drawing.set(false);
            }
        };
        Timeout::new(0, painted).forget();
    });
}

fn turn(reader: &'static Reader, event: &Event) {
    let Some(wheel) = event.dyn_ref::<WheelEvent>().filter(|x| x.ctrl_key()) else { return };
    let Some(place) = place_of(event).filter(|x| name(x) == "plot") else { return };
    event.prevent_default();
    let (left, wide) = plot(&place);
    let at = (f64::from(wheel.client_x()) - place.get_bounding_client_rect().left()) as i32 - left;
    let (to, from) = if wheel.delta_y() < 0.0 { (NOTCH.1, NOTCH.0) } else { NOTCH };
    tell(reader, Gesture::Zoom { wide, at, from, to });
}
