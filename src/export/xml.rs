//! Text for XML 1.0.

/// Text for XML, inside or outside of quoted attributes. Characters that XML 1.0 has no way to write
/// (section 2.2: most controls, and U+FFFE and U+FFFF) are left out.
pub fn escape(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\'' => xml.push_str("&#39;"),
            // As they are, line ends would be made alike (2.11), and blanks of them in an attribute (3.3.3).
            '\t' => xml.push_str("&#9;"),
            '\n' => xml.push_str("&#10;"),
            '\r' => xml.push_str("&#13;"),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => {}
            _ => xml.push(letter),
        }
    }
    xml
}

#[cfg(test)]
mod tests {
    use super::escape;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(escape(text), expected);
    }

    #[test]
    fn what_xml_cannot_say_is_left_out() {
        check("", "");
        check("a\0b\u{b}\u{1f}c\u{ffff}d", "abcd");
        check("<a b='c'>\"&\"</a>", "&lt;a b=&#39;c&#39;&gt;&quot;&amp;&quot;&lt;/a&gt;");
        check("a\r\n\tb", "a&#13;&#10;&#9;b");
        check("]]> ⛴️ שלום \u{85}\u{2028}", "]]&gt; ⛴️ שלום \u{85}\u{2028}");
    }

    proptest! {
        #[test]
        fn what_is_allowed_comes_back(text in "[^\0-\u{8}\u{b}\u{c}\u{e}-\u{1f}\u{fffe}\u{ffff}]{0,40}") {
            let xml = format!("<a b=\"{0}\">{0}</a>", escape(&text));
            let back = roxmltree::Document::parse(&xml).unwrap();
            prop_assert_eq!(back.root_element().attribute("b"), Some(text.as_str()));
            prop_assert_eq!(back.root_element().text().unwrap_or_default(), text.as_str());
        }

        #[test]
        fn anything_is_well_formed(text in any::<String>()) {
            let xml = format!("<a b=\"{0}\">{0}</a>", escape(&text));
            prop_assert!(roxmltree::Document::parse(&xml).is_ok());
        }
    }
}
