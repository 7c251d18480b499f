//! How the pages can be put into others by whoever knows oEmbed 1.0 (oembed.com): a file for each
//! page, which the page names. Only an edition that says where it is published has them, for
//! addresses in them are whole.

use serde_json::json;

use super::prerender::escape;
use crate::record::Record;
use crate::route::{Page, Route};
use crate::ui::Scene;

/// The size of the frame, in CSS pixels.
const SIZE: (u32, u32) = (800, 600);

/// Where the file for a route stands, beside its page.
pub fn path(route: &Route, languages: &[String; 2]) -> String {
    format!("{}oembed.json", route.path(languages))
}

/// What it says of a route's page: a frame that shows of it what is its own.
pub fn answer(record: &'static Record, route: &Route) -> String {
    let scene = Scene { record, mode: route.mode, page: route.page.clone(), root: String::new() };
    let base = record.edition.base_url.as_deref().unwrap_or_default();
    let view = match route.page {
        Page::Article(_) => "article",
        Page::Timeline => "timeline",
        Page::Search => "search",
        Page::Articles => "list",
        _ => "full",
    };
    let path = route.path(&record.edition.languages);
    let address = format!("{}/{path}?embed={view}", base.trim_end_matches('/'));
    let title = scene.head().title;
    let (width, height) = SIZE;
    let frame = format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"{width}\" height=\"{height}\"></iframe>",
        escape(&address),
        escape(&title)
    );
    let provider = record.edition.name.in_or_else(scene.lang()).1;
    let said = json!({
        "version": "1.0", "type": "rich", "title": title, "provider_name": provider, "provider_url": base,
        "width": width, "height": height, "html": frame,
    });
    serde_json::to_string_pretty(&said).expect("texts and numbers can be written") + "\n"
}
