//! References for LaTeX: BibTeX as the biblatex package and Biber read it, in UTF-8.

use super::citation::{Kind, Reference};

/// What the file's name ends in.
pub const ENDING: &str = "bib";

/// The file's media type.
pub const MEDIA_TYPE: &str = "application/x-bibtex";

/// A file of references.
pub fn write(references: &[Reference]) -> String {
    let mut file = String::new();
    for reference in references {
        if !file.is_empty() {
            file.push('\n');
        }
        entry(&mut file, reference);
    }
    file
}

fn entry(file: &mut String, reference: &Reference) {
    let (kind, container) = match reference.kind {
        Kind::Article => ("article", "journaltitle"),
        Kind::Page => ("online", "titleaddon"),
    };
    *file += &format!("@{kind}{{{}", reference.id);
    let mut field = |name: &str, value: &str| *file += &format!(",\n  {name} = {{{value}}}");
    if reference.kind == Kind::Article {
        field("entrysubtype", "newspaper");
    }
    // In braces of its own a name is not taken apart.
    let names: Vec<String> = reference.authors.iter().map(|x| format!("{{{}}}", escaped(x))).collect();
    if !names.is_empty() {
        field("author", &names.join(" and "));
    }
    field("title", &escaped(&reference.title.text));
    if let Some(translation) = &reference.translation {
        field("titleaddon", &format!("[{}]", escaped(&translation.text)));
    }
    if let Some(x) = &reference.container {
        field(container, &escaped(&x.marked()));
    }
    if let Some(day) = reference.issued {
        field("date", &day.to_string());
    }
    if let Some(url) = &reference.url {
        // Read as it stands (verbatim); no brace can be in it.
        field("url", url);
    }
    if let Some(name) = babel(&reference.title.lang) {
        field("langid", name);
    }
    if let Some(note) = reference.note() {
        field("annotation", &escaped(&note));
    }
    *file += "\n}\n";
}

/// A text as LaTeX writes it. Braces are spelt out: BibTeX counts them even after a backslash.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut last = ' ';
    for letter in text.chars() {
        // Two of these would become another sign.
        if letter == last && matches!(letter, '-' | '`' | '\'' | ',' | '<' | '>') {
            escaped += "{}";
        }
        last = letter;
        match letter {
            '#' | '$' | '%' | '&' | '_' => escaped.extend(['\\', letter]),
            '{' => escaped += "\\textbraceleft{}",
            '}' => escaped += "\\textbraceright{}",
            '\\' => escaped += "\\textbackslash{}",
            '~' => escaped += "\\textasciitilde{}",
            '^' => escaped += "\\textasciicircum{}",
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// What LaTeX's babel calls a language. For a tag with a region that is not here, the language alone counts.
fn babel(tag: &str) -> Option<&'static str> {
    let known = |tag: &str| NAMES.iter().find(|(known, _)| *known == tag).map(|(_, name)| *name);
    known(tag).or_else(|| known(tag.split('-').next()?))
}

const NAMES: [(&str, &str); 36] = [
    ("ar", "arabic"),
    ("bg", "bulgarian"),
    ("ca", "catalan"),
    ("cs", "czech"),
    ("da", "danish"),
    ("de", "ngerman"),
    ("de-AT", "naustrian"),
    ("de-CH", "nswissgerman"),
    ("el", "greek"),
    ("en", "english"),
    ("en-AU", "australian"),
    ("en-CA", "canadian"),
    ("en-GB", "british"),
    ("en-US", "american"),
    ("eo", "esperanto"),
    ("es", "spanish"),
    ("et", "estonian"),
    ("fi", "finnish"),
    ("fr", "french"),
    ("he", "hebrew"),
    ("hr", "croatian"),
    ("hu", "magyar"),
    ("id", "indonesian"),
    ("it", "italian"),
    ("la", "latin"),
    ("nl", "dutch"),
    ("pl", "polish"),
    ("pt", "portuguese"),
    ("pt-BR", "brazilian"),
    ("ro", "romanian"),
    ("ru", "russian"),
    ("sv", "swedish"),
    ("th", "thai"),
    ("tr", "turkish"),
    ("uk", "ukrainian"),
    ("vi", "vietnamese"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn latex_reads_signs_as_text() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected);
        check("bút & giấy", "bút \\& giấy");
        check("#$%&_", "\\#\\$\\%\\&\\_");
        check(
            "{~^\\}",
            "\\textbraceleft{}\\textasciitilde{}\\textasciicircum{}\\textbackslash{}\\textbraceright{}",
        );
        check("a---b ``c''", "a-{}-{}-b `{}`c'{}'");
    }

    #[test]
    fn languages_have_names_or_none() {
        let check = |tag: &str, name: Option<&str>| assert_eq!(babel(tag), name, "{tag}");
        check("vi", Some("vietnamese"));
        check("vi-VN", Some("vietnamese"));
        check("de-AT", Some("naustrian"));
        check("pt-PT", Some("portuguese"));
        check("km", None);
        check("", None);
    }

    proptest! {
        #[test]
        fn braces_are_balanced(text in ".{0,40}|[{}\\\\%]{0,20}") {
            let mut depth = 0;
            for letter in escaped(&text).chars() {
                depth += i32::from(letter == '{') - i32::from(letter == '}');
                prop_assert!(depth >= 0);
            }
            prop_assert_eq!(depth, 0);
        }
    }
}
