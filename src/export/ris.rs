//! References for Zotero, EndNote and their like: RIS, the format of Research Information Systems.

use super::citation::{Kind, Reference};

/// What the file's name ends in.
pub const ENDING: &str = "ris";

/// The file's media type.
pub const MEDIA_TYPE: &str = "application/x-research-info-systems";

/// A file of references.
pub fn write(references: &[Reference]) -> String {
    let mut file = String::new();
    references.iter().for_each(|x| entry(&mut file, x));
    file
}

fn entry(file: &mut String, reference: &Reference) {
    // Nothing has an end of a line in it: see `citation`.
    let mut line = |tag: &str, value: &str| *file += &format!("{tag}  - {value}\r\n");
    line(
        "TY",
        match reference.kind {
            Kind::Article => "NEWS",
            Kind::Page => "ELEC",
        },
    );
    line("ID", &reference.id);
    // What stands before the first comma is not taken apart.
    reference.authors.iter().for_each(|x| line("AU", &format!("{x},")));
    line("TI", &reference.title.text);
    if let Some(translation) = &reference.translation {
        line("TT", &translation.text);
    }
    if let Some(container) = &reference.container {
        line("T2", &container.marked());
    }
    if let Some(day) = reference.issued {
        let (year, month, day) = day.ymd();
        line("PY", &format!("{year:04}"));
        line("DA", &format!("{year:04}/{month:02}/{day:02}/"));
    }
    if let Some(url) = &reference.url {
        line("UR", url);
    }
    line("LA", &reference.title.lang);
    reference.notes.iter().for_each(|x| line("N1", &x.text));
    line("ER", "");
}
