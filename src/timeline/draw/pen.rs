//! Writes SVG.

use std::fmt::Write;

/// An SVG text in the making.
#[derive(Default)]
pub struct Pen(pub String);

impl Pen {
    /// Markup, or a part of it, as it is.
    pub fn raw(&mut self, markup: &str) -> &mut Pen {
        self.0.push_str(markup);
        self
    }

    /// A number.
    pub fn n(&mut self, number: i32) -> &mut Pen {
        let _ = write!(self.0, "{number}");
        self
    }

    /// A number and a half: the middle of a pixel, where a line of one pixel is sharp.
    pub fn half(&mut self, number: i32) -> &mut Pen {
        // -1 and a half is -0.5.
        let (sign, whole) = if number < 0 { ("-", -number - 1) } else { ("", number) };
        self.raw(sign).n(whole).raw(".5")
    }

    /// Words, with what would be markup escaped.
    pub fn words(&mut self, words: &str) -> &mut Pen {
        for letter in words.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                letter => self.0.push(letter),
            }
        }
        self
    }

    /// An attribute with a number.
    pub fn attr(&mut self, name: &str, value: i32) -> &mut Pen {
        self.raw(" ").raw(name).raw("=\"").n(value).raw("\"")
    }

    /// A `lang` attribute, if the words are not in the page's language.
    pub fn lang(&mut self, lang: &str, page: &str) -> &mut Pen {
        if lang != page {
            self.raw(" lang=\"").words(lang).raw("\"");
        }
        self
    }

    /// A path of a class, from a place on.
    pub fn path(&mut self, class: &str, x: i32, y: i32, rest: &str) -> &mut Pen {
        self.raw("<path class=\"").raw(class).raw("\" d=\"M").n(x).raw(" ").n(y).raw(rest).raw("\"/>")
    }

    /// A rectangle of a class.
    pub fn rect(&mut self, class: &str, x: i32, y: i32, width: i32, height: i32) -> &mut Pen {
        self.raw("<rect class=\"").raw(class).raw("\"").attr("x", x).attr("y", y);
        self.attr("width", width.max(0)).attr("height", height).raw("/>")
    }

    /// A sharp line from left to right.
    pub fn across(&mut self, class: &str, from: i32, to: i32, y: i32) -> &mut Pen {
        self.raw("<path class=\"")
            .raw(class)
            .raw("\" d=\"M")
            .n(from)
            .raw(" ")
            .half(y)
            .raw("H")
            .n(to)
            .raw("\"/>")
    }

    /// A sharp line from top to bottom.
    pub fn down(&mut self, class: &str, x: i32, from: i32, to: i32) -> &mut Pen {
        self.raw("<path class=\"")
            .raw(class)
            .raw("\" d=\"M")
            .half(x)
            .raw(" ")
            .n(from)
            .raw("V")
            .n(to)
            .raw("\"/>")
    }

    /// The start of a text of a class; its words and `</text>` follow.
    pub fn text(&mut self, class: &str, x: i32, y: i32) -> &mut Pen {
        self.raw("<text class=\"").raw(class).raw("\"").attr("x", x).attr("y", y).raw(">")
    }

    /// One of the marks that every page has, around a point.
    pub fn symbol(&mut self, id: &str, x: i32, y: i32, size: i32) -> &mut Pen {
        self.raw("<use href=\"#").raw(id).raw("\"").attr("x", x - size / 2).attr("y", y - size / 2);
        self.attr("width", size).attr("height", size).raw("/>")
    }
}
