//! JSON (RFC 8259), written piece by piece. serde_json, which can do more, would cost the wasm
//! more.

use std::fmt::Write;

/// JSON in the making. Each value after the first of its object or list begins with a comma.
#[derive(Default)]
pub struct Json(String);

impl Json {
    /// What has been written.
    pub fn done(self) -> String {
        self.0
    }

    fn comma(&mut self) {
        if !self.0.is_empty() && !self.0.ends_with(['{', '[', ':']) {
            self.0.push(',');
        }
    }

    /// The name of a value, which comes next.
    pub fn key(&mut self, name: &str) -> &mut Json {
        self.text(name);
        self.0.push(':');
        self
    }

    /// A value as it is: a number, `true`, `false` or `null`.
    pub fn raw(&mut self, value: &str) {
        self.comma();
        self.0.push_str(value);
    }

    /// A whole number.
    pub fn number(&mut self, number: usize) {
        self.raw(&number.to_string());
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.comma();
        self.0.push('"');
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|x| matches!(x, b'"' | b'\\' | 0..=0x1f)) {
            self.0.push_str(&rest[..at]);
            _ = match rest.as_bytes()[at] {
                sign @ (b'"' | b'\\') => write!(self.0, "\\{}", sign as char),
                sign => write!(self.0, "\\u{sign:04x}"),
            };
            rest = &rest[at + 1..];
        }
        self.0.push_str(rest);
        self.0.push('"');
    }

    /// An object, with the keys that `fill` gives it.
    pub fn object(&mut self, fill: impl FnOnce(&mut Json)) {
        self.raw("{");
        fill(self);
        self.0.push('}');
    }

    /// A list, with the values that `fill` gives it.
    pub fn array(&mut self, fill: impl FnOnce(&mut Json)) {
        self.raw("[");
        fill(self);
        self.0.push(']');
    }

    /// A list, with what `put` makes of each.
    pub fn list<T>(&mut self, all: &[T], mut put: impl FnMut(&mut Json, &T)) {
        self.array(|json| all.iter().for_each(|x| put(json, x)));
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn what_is_written_is_json() {
        let mut json = Json::default();
        json.object(|json| {
            json.key("a").list(&["“x”", "\"\\\n\u{1}", ""], |json, x| json.text(x));
            json.key("b").object(|json| json.key("c").number(3));
            json.key("d").list(&[(); 0], |_, _| {});
            json.key("e").array(|json| {
                json.number(1);
                json.raw("null");
            });
        });
        assert_eq!(json.0, r#"{"a":["“x”","\"\\\u000a\u0001",""],"b":{"c":3},"d":[],"e":[1,null]}"#);
        let back: serde_json::Value = serde_json::from_str(&json.0).unwrap();
        assert_eq!(back["a"][1], "\"\\\n\u{1}");
    }
}
