//! References for citation processors: CSL-JSON, the data of the Citation Style Language 1.0.2.

use super::citation::{Kind, Reference};
use super::json::Json;

/// What the file's name ends in.
pub const ENDING: &str = "json";

/// The file's media type.
pub const MEDIA_TYPE: &str = "application/vnd.citationstyles.csl+json";

/// A file of references.
pub fn write(references: &[Reference]) -> String {
    let mut json = Json::default();
    json.list(references, |json, reference| json.object(|json| item(json, reference)));
    json.done()
}

fn item(json: &mut Json, reference: &Reference) {
    json.key("id").text(&reference.id);
    json.key("type").text(match reference.kind {
        Kind::Article => "article-newspaper",
        Kind::Page => "webpage",
    });
    if !reference.authors.is_empty() {
        json.key("author")
            .list(&reference.authors, |json, name| json.object(|json| json.key("literal").text(name)));
    }
    json.key("title").text(&reference.title.text);
    if let Some(container) = &reference.container {
        json.key("container-title").text(&container.marked());
    }
    if let Some(day) = reference.issued {
        let (year, month, day) = day.ymd();
        let parts = format!("[[{year},{month},{day}]]");
        json.key("issued").object(|json| json.key("date-parts").raw(&parts));
    }
    if let Some(url) = &reference.url {
        json.key("URL").text(url);
    }
    json.key("language").text(&reference.title.lang);
    // Not `note`, in which processors look for fields.
    if let Some(note) = reference.note() {
        json.key("annote").text(&note);
    }
}
