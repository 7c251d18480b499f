//! The edition's typefaces: which letters they have, where each stands in a word, and how it
//! looks in a size.

use std::collections::HashMap;
use std::sync::Arc;

use swash::scale::image::Image;
use swash::scale::{Render, ScaleContext, Source};
use swash::shape::ShapeContext;
use swash::text::cluster::Boundary;
use swash::text::{Category, Codepoint, Language, analyze};
use swash::zeno::{Placement, Vector};
use swash::{CacheKey, FontRef, GlyphId};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::canvas::inked;
use crate::site::Failure;

/// What a text is set in.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Face {
    /// The title.
    Title,
    /// The date and the name of the edition.
    Text,
    /// The nameplate.
    Plate,
}

impl Face {
    /// How much of the ink its letters have, of 255: all, or as much as `ink-2` of the style.
    fn ink(self) -> u8 {
        match self {
            Face::Title | Face::Plate => 255,
            Face::Text => 200,
        }
    }
}

/// The files of the faces, in their order.
const FILES: [&str; 3] =
    ["fonts/newsreader-600.woff2", "fonts/be-vietnam-pro-400.woff2", "fonts/newsreader-600.woff2"];

/// More marks over one letter than Vietnamese has are not drawn: they could be as high as a page.
const MARKS: usize = 2;

/// Letters that belong together: one that a line may begin with, or the rest of a word.
/// Lengths are in ems.
pub struct Cluster {
    /// Glyphs and where they stand, from the point on the baseline where the cluster begins.
    glyphs: Vec<(GlyphId, f32, f32)>,
    /// How far it is to the next cluster.
    pub advance: f32,
    /// Whether it is white.
    pub space: bool,
    /// Whether a line may begin with it.
    pub begins: bool,
    /// Whether it is a letter or a figure.
    pub spoken: bool,
}

/// A line of text in a size: its letters and what they cover, in pixels from the point on the
/// baseline where it begins.
#[derive(Default)]
pub struct Line {
    letters: Vec<(Key, i32, i32)>,
    /// The first column with ink.
    pub left: i32,
    /// The column after the last with ink.
    pub right: i32,
    /// The first row with ink; negative above the baseline.
    pub top: i32,
    /// The row after the last with ink.
    pub bottom: i32,
}

impl Line {
    /// How many columns its ink covers.
    pub fn width(&self) -> usize {
        (self.right - self.left) as usize
    }

    /// Adds a letter with its left upper corner here.
    fn add(&mut self, key: Key, x: i32, y: i32, place: Placement) {
        let (right, bottom) = (x + place.width as i32, y + place.height as i32);
        if self.letters.is_empty() {
            (self.left, self.right, self.top, self.bottom) = (x, right, y, bottom);
        }
        self.letters.push((key, x, y));
        (self.left, self.right) = (self.left.min(x), self.right.max(right));
        (self.top, self.bottom) = (self.top.min(y), self.bottom.max(bottom));
    }
}

/// A letter as it is drawn: its face, its size, which it is, and by how many quarters of a pixel
/// it is moved to the right.
type Key = (Face, u16, GlyphId, u8);

struct Font {
    data: Vec<u8>,
    key: CacheKey,
    units_per_em: f32,
}

impl Font {
    fn read(public: &[(String, Vec<u8>)], path: &str) -> Result<Font, Failure> {
        let broken = |why: &str| Failure::Impossible(format!("the compiled reader's font {path} {why}"));
        let packed = public.iter().find(|(name, _)| name == path).ok_or_else(|| broken("is missing"))?;
        let data = wuff::decompress_woff2(&packed.1).map_err(|_| broken("cannot be unpacked"))?;
        let font = FontRef::from_index(&data, 0).ok_or_else(|| broken("cannot be read"))?;
        let (key, units_per_em) = (font.key, f32::from(font.metrics(&[]).units_per_em));
        Ok(Font { data, key, units_per_em })
    }

    fn font(&self) -> FontRef<'_> {
        FontRef { data: &self.data, offset: 0, key: self.key }
    }
}

/// The faces, and the letters that have been drawn.
pub struct Letters {
    fonts: Arc<[Font; 3]>,
    /// Which of the first signs of Unicode every face has, and are drawn as they are written.
    simple: Arc<[bool]>,
    shaping: ShapeContext,
    scaling: ScaleContext,
    /// As pixels of a canvas, so that those of a letter that comes again are only copied.
    drawn: HashMap<Key, Image>,
}

/// A copy has the same faces, and has drawn nothing yet.
impl Clone for Letters {
    fn clone(&self) -> Letters {
        Letters::with(Arc::clone(&self.fonts), Arc::clone(&self.simple))
    }
}

impl Letters {
    /// Reads the faces from the files of the compiled reader.
    pub fn new(public: &[(String, Vec<u8>)]) -> Result<Letters, Failure> {
        // Those of Vietnamese are among them.
        const FIRST: u32 = 0x2000;
        let [title, text, plate] = FILES.map(|x| Font::read(public, x));
        let fonts = [title?, text?, plate?];
        let is_simple = |letter: char| {
            let text = letter.to_string();
            letter.is_alphanumeric() && plain(&text) == text && cover(&fonts, &text) || letter == ' '
        };
        let simple = (0..FIRST).map(|x| char::from_u32(x).is_some_and(is_simple)).collect();
        Ok(Letters::with(Arc::new(fonts), simple))
    }

    fn with(fonts: Arc<[Font; 3]>, simple: Arc<[bool]>) -> Letters {
        let (shaping, scaling) = (ShapeContext::new(), ScaleContext::new());
        Letters { fonts, simple, shaping, scaling, drawn: HashMap::new() }
    }

    /// Whether every face has every letter of a text.
    pub fn cover(&self, text: &str) -> bool {
        let is_simple = |x: char| self.simple.get(x as usize).is_some_and(|x| *x);
        text.chars().all(is_simple) || cover(&self.fonts, text)
    }

    /// A text as clusters.
    pub fn shape(&mut self, face: Face, text: &str, lang: &str) -> Vec<Cluster> {
        let text = plain(text);
        let begins: Vec<bool> =
            analyze(text.chars()).map(|(_, x)| matches!(x, Boundary::Line | Boundary::Mandatory)).collect();
        let font = &self.fonts[face as usize];
        let em = font.units_per_em;
        let mut shaper = self.shaping.builder(font.font()).size(em).language(Language::parse(lang)).build();
        shaper.add_str(&text);
        let mut clusters = Vec::new();
        shaper.shape_with(|cluster| {
            let start = cluster.source.start as usize;
            let first = text[start..].chars().next().unwrap_or(' ');
            let mut pen = 0.0;
            let mut glyphs = Vec::new();
            for glyph in cluster.glyphs {
                glyphs.push((glyph.id, (pen + glyph.x) / em, glyph.y / em));
                pen += glyph.advance;
            }
            clusters.push(Cluster {
                glyphs,
                advance: pen / em,
                space: first == ' ',
                begins: begins[text[..start].chars().count()],
                spoken: first.is_alphanumeric(),
            });
        });
        clusters
    }

    /// Clusters as a line in this size.
    pub fn line(&mut self, face: Face, size: u16, clusters: &[&Cluster]) -> Line {
        let mut line = Line::default();
        let mut pen = 0.0;
        for cluster in clusters {
            for (glyph, x, y) in &cluster.glyphs {
                let x = ((pen + x) * f32::from(size) * 4.0).round() as i32;
                let y = (y * f32::from(size)).round() as i32;
                let key = (face, size, *glyph, x.rem_euclid(4) as u8);
                let place = self.draw(key).placement;
                let (x, y) = (x.div_euclid(4) + place.left, -y - place.top);
                if place.width > 0 && place.height > 0 {
                    line.add(key, x, y, place);
                }
            }
            pen += cluster.advance;
        }
        line
    }

    /// The letters of a line with their left upper corners.
    pub fn of<'a>(&'a self, line: &'a Line) -> impl Iterator<Item = (&'a Image, i32, i32)> {
        line.letters.iter().map(|(key, x, y)| (&self.drawn[key], *x, *y))
    }

    fn draw(&mut self, key: Key) -> &Image {
        self.drawn.entry(key).or_insert_with(|| {
            let (face, size, glyph, quarters) = key;
            let font = self.fonts[face as usize].font();
            let mut scaler = self.scaling.builder(font).size(f32::from(size)).build();
            let offset = Vector::new(f32::from(quarters) / 4.0, 0.0);
            let mut render = Render::new(&[Source::Outline]);
            let mut letter = render.offset(offset).render(&mut scaler, glyph).unwrap_or_default();
            letter.data.iter_mut().for_each(|x| *x = inked(*x, face.ink()));
            letter
        })
    }
}

fn cover(fonts: &[Font; 3], text: &str) -> bool {
    let maps = fonts.each_ref().map(|x| x.font().charmap());
    plain(text).chars().all(|letter| maps.iter().all(|x| x.map(letter) != 0))
}

/// A text as it is drawn: composed (UAX #15), on one line, without what cannot be seen.
fn plain(text: &str) -> String {
    let mut marks = 0;
    let few = |letter: &char| {
        marks = if is_combining_mark(*letter) { marks + 1 } else { 0 };
        marks <= MARKS
    };
    let mut plain = String::new();
    for letter in text.nfd().filter(few).nfc() {
        match letter {
            '\u{a0}' | '\u{202f}' => plain.push('\u{a0}'),
            _ if letter.is_whitespace() && (plain.is_empty() || plain.ends_with(' ')) => {}
            _ if letter.is_whitespace() => plain.push(' '),
            _ if matches!(letter.category(), Category::Control | Category::Format) => {}
            _ => plain.push(letter),
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_drawn_on_one_line_without_what_cannot_be_seen() {
        for (text, drawn) in [
            ("  Tie\u{302}\u{301}ng\n\tVie\u{323}\u{302}t ", "Tiếng Việt"),
            ("«\u{202f}père\u{a0}»", "«\u{a0}père\u{a0}»"),
            ("\u{2067}<b>\u{2069}\u{200f}\u{ad}\u{0}\u{feff}", "<b>"),
            ("before\u{2028}after", "before after"),
            ("Z\u{301}\u{301}\u{301}\u{301}", "\u{179}\u{301}"),
            ("", ""),
        ] {
            assert_eq!(plain(text), drawn, "{text:?}");
        }
    }
}
