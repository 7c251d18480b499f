//! A text in the languages that it exists in.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

/// A text, keyed by language tag (BCP 47). Any language may be missing: a reader then
/// shows another one, marked as such.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(Vec<(Lang, Box<str>)>);

impl Text {
    /// A text in one language.
    pub fn one(lang: &str, text: &str) -> Self {
        [(lang.to_string(), text.to_string())].into_iter().collect()
    }

    /// The words in this language, if it has them.
    pub fn get(&self, lang: &str) -> Option<&str> {
        self.iter().find(|(tag, _)| *tag == lang).map(|(_, text)| text)
    }

    /// The words in this language, or else in another, with the language that they are in.
    /// An empty text gives an empty string in the language asked for.
    pub fn in_or_else<'a>(&'a self, lang: &'a str) -> (&'a str, &'a str) {
        match self.get(lang) {
            Some(text) => (lang, text),
            None => self.iter().next().unwrap_or((lang, "")),
        }
    }

    /// Every language and its words, in the order written.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(lang, text)| (lang.0, &**text))
    }
}

/// A language tag. A record has few of them and names them at every text, so each is in memory once, for
/// good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Lang(&'static str);

/// The tags that a thread has met, the last first.
struct Met {
    tag: &'static str,
    before: Option<&'static Met>,
}

impl Lang {
    fn of(tag: &str) -> Lang {
        thread_local! {
            static LAST: Cell<Option<&'static Met>> = const { Cell::new(None) };
        }
        let before = LAST.get();
        if let Some(met) = std::iter::successors(before, |x| x.before).find(|x| x.tag == tag) {
            return Lang(met.tag);
        }
        let met = Box::leak(Box::new(Met { tag: String::from(tag).leak(), before }));
        LAST.set(Some(met));
        Lang(met.tag)
    }
}

impl<'de> Deserialize<'de> for Lang {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Lang, D::Error> {
        Ok(Lang::of(&String::deserialize(deserializer)?))
    }
}

impl FromIterator<(String, String)> for Text {
    fn from_iter<T: IntoIterator<Item = (String, String)>>(texts: T) -> Self {
        Text(texts.into_iter().map(|(lang, text)| (Lang::of(&lang), text.into())).collect())
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Text {
    // Not once more in each of the many types that have texts.
    #[inline(never)]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Languages;
        impl<'de> Visitor<'de> for Languages {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object of language tags and texts")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
                // Hardly one has more.
                let mut texts = Vec::with_capacity(2);
                while let Some(entry) = map.next_entry()? {
                    texts.push(entry);
                }
                Ok(Text(texts))
            }
        }
        deserializer.deserialize_map(Languages)
    }
}

impl JsonSchema for Text {
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A text in the languages that it exists in, keyed by language tag.",
            "type": "object",
            "minProperties": 1,
            "additionalProperties": { "type": "string", "minLength": 1 }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn falls_back_to_the_other_language_and_says_so() {
        let text: Text = serde_json::from_str(r#"{"vi": "cầu"}"#).unwrap();
        assert_eq!(text.in_or_else("vi"), ("vi", "cầu"));
        assert_eq!(text.in_or_else("en"), ("vi", "cầu"));
        assert_eq!(Text::default().in_or_else("en"), ("en", ""));
    }
}
