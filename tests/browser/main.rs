//! What somebody sees who reads the built site in a real browser.
//!
//! `cargo xtask test browser` runs this over `dist/`. By hand, `cargo test --test browser`
//! reads these variables, none of which is needed where all is in its usual place:
//! `CAUNOI_DIST` (the site's folder), `CHROMIUM`, `CHROMEDRIVER`, `FIREFOX`, `GECKODRIVER` and
//! `WEBKITDRIVER` (the programs), `AXE_JS` (the rules of accessibility), `CAUNOI_SCREENSHOTS`
//! (a folder: pictures are taken only if it is given).
//!
//! [`harness`] has a [`harness::Page`] and what one does with it, [`drivers`] the browsers,
//! [`server`] the host it is read from, [`html`] just enough of a parser to follow links. The
//! other modules are the tests, each about one thing that a reader does: [`journeys`] in all
//! browsers, the others in Chromium.

mod addresses;
mod bare;
mod book;
mod broken;
mod drivers;
#[path = "../hostile/edition.rs"]
#[allow(dead_code)]
mod edition;
mod embed;
mod every_page;
mod exports;
mod filters;
mod front;
mod harness;
mod hostile;
mod hosts;
mod html;
mod journeys;
mod keyboard;
mod large;
mod links;
mod looks;
mod lost;
mod modes;
mod offline;
mod oldest;
mod other_edition;
mod plain;
mod scripts;
mod search;
mod server;
mod single;
mod takeover;
mod terms;
mod timeline;
