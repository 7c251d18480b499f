//! The interface's words that come with the tool.

use crate::labels::Labels;

/// The languages that the interface speaks by itself.
pub const BUILT_IN: [(&str, &str); 2] =
    [("vi", include_str!("../labels/vi.json")), ("en", include_str!("../labels/en.json"))];

/// The interface's words in this language, if they come with the tool.
pub fn built_in(tag: &str) -> Option<Labels> {
    let (_, json) = BUILT_IN.iter().find(|(lang, _)| *lang == tag)?;
    Some(serde_json::from_str(json).expect("a test reads every file of labels"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_exists_in_each_language() {
        for (lang, json) in BUILT_IN {
            let labels: Labels = serde_json::from_str(json).unwrap_or_else(|x| panic!("{lang}: {x}"));
            let all = serde_json::to_value(&labels).unwrap();
            for (name, words) in all.as_object().unwrap() {
                assert_ne!(words.as_str(), Some(""), "{lang}: {name} is empty");
            }
        }
    }

    #[test]
    fn both_languages_fill_in_the_same_places() {
        let [vi, en] = BUILT_IN.map(|(_, json)| serde_json::from_str::<serde_json::Value>(json).unwrap());
        for (name, words) in vi.as_object().unwrap() {
            let holes = |x: &serde_json::Value| -> Vec<String> {
                let text = x.as_str().unwrap_or_default();
                let mut found: Vec<_> =
                    text.split('{').skip(1).filter_map(|x| x.split('}').next()).map(String::from).collect();
                found.sort();
                found
            };
            assert_eq!(holes(words), holes(&en[name]), "{name}");
        }
    }
}
