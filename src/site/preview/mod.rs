//! One picture for each page in each language: what others show of a page that is shared
//! (`og:image` of the Open Graph protocol).
//!
//! It is set like a page: the masthead over a double rule, the date below it, and the title
//! standing on the foot. `letters` knows the typefaces, `lines` where lines end, `canvas` the
//! pixels; here is what stands where.

mod canvas;
mod letters;
mod lines;

use canvas::{ACCENT, Canvas, Colour, INK};
pub use canvas::{HEIGHT, WIDTH};
use letters::{Cluster, Face, Letters, Line};

use crate::site::Failure;

/// The colours of `public/style.css` on light pages: `paper`, `ink`, and `accent` where an edition
/// has none of its own.
const PAPER: Colour = [0xf6, 0xf6, 0xf3];
const INKED: Colour = [0x18, 0x19, 0x1b];
const LAM: Colour = [0x1c, 0x47, 0x9c];

/// What stays free on the left and on the right, in pixels.
pub const SIDE: usize = 72;
/// What stays free above and below, in pixels.
pub const EDGE: usize = 56;
/// From side to side.
const MEASURE: usize = WIDTH - 2 * SIDE;

/// The baseline of the nameplate and of the edition's name, their sizes, and what is between them
/// at least.
const MASTHEAD: usize = 106;
const NAMEPLATE: u16 = 46;
const EDITION: u16 = 25;
const GAP: usize = 32;
/// The space after the nameplate's first letter, in ems, as the style has it (`.c`).
const SPACED: f32 = 0.06;

/// The double rule: where it begins, and the rows of its two lines and of the accent below.
const RULE: usize = 134;
const HEAVY: usize = 4;
const THIN: usize = RULE + 7;
const ACCENT_WIDTH: usize = 72;
const ACCENT_HEIGHT: usize = 6;

/// The baseline and the size of the date.
const DATE: usize = 210;
const DATE_SIZE: u16 = 27;

/// The baseline of the title's last line, and what stays free above the first.
const FOOT: usize = 540;
const AIR: usize = 22;
/// The sizes of titles, and how many lines of each there may be.
const SIZES: [(u16, usize); 7] = [(104, 1), (92, 2), (80, 3), (72, 3), (64, 4), (56, 5), (50, 5)];
/// From one baseline to the next, in ems, where marks need no more.
const LEADING: f32 = 1.16;
/// What stays free between the lowest mark of a line and the highest of the next, in ems.
const BETWEEN: f32 = 0.06;
/// How much further letters may reach than their advance says, in ems.
const OVERHANG: f32 = 0.06;

/// What says that a text is longer.
const SIGN: &str = "…";

/// What stands on a picture.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The title of the page.
    pub title: &'a str,
    /// The language that the title is in (BCP 47).
    pub title_lang: &'a str,
    /// The line of the date, if the page has one.
    pub date: Option<&'a str>,
    /// The name of the edition.
    pub edition: &'a str,
    /// The name of the reader.
    pub nameplate: &'a str,
}

/// Makes pictures, and keeps the letters that it has drawn for the next.
#[derive(Clone)]
pub struct Painter {
    letters: Letters,
    canvas: Canvas,
    accent: Colour,
    /// The nameplate and the edition's name of the last picture, and what stands of both on it: most
    /// have the same.
    masthead: Option<([String; 2], Canvas)>,
}

impl Painter {
    /// A painter with the fonts among the files of `public/` and with the edition's accent for
    /// light pages (#rrggbb), if it has one.
    pub fn new(public: &[(String, Vec<u8>)], accent: Option<&str>) -> Result<Painter, Failure> {
        let accent = accent.and_then(colour).unwrap_or(LAM);
        Ok(Painter { letters: Letters::new(public)?, canvas: Canvas::new(), accent, masthead: None })
    }

    /// Whether the fonts have every letter of a text. Of one that they have not, a picture would
    /// show nothing: such a page better has none.
    pub fn covers(&self, text: &str) -> bool {
        self.letters.cover(text)
    }

    /// The picture with these words, as a PNG. The same words give the same bytes.
    pub fn paint(&mut self, words: &Words) -> Vec<u8> {
        self.canvas.clear();
        let said = [words.nameplate, words.edition];
        match &self.masthead {
            Some((last, drawn)) if *last == said => self.canvas.copy(drawn),
            _ => {
                self.masthead(words);
                self.masthead = Some((said.map(str::to_string), self.canvas.clone()));
            }
        }
        let mut top = THIN + ACCENT_HEIGHT;
        if let Some(date) = words.date {
            let line = self.single(Face::Text, DATE_SIZE, date, MEASURE);
            self.draw(&line, SIDE, DATE);
            top = DATE + line.bottom.max(0) as usize;
        }
        self.title(words, top + AIR);
        self.canvas.png(PAPER, INKED, self.accent)
    }

    /// The nameplate and the edition's name over a double rule, and the accent hanging from it.
    fn masthead(&mut self, words: &Words) {
        let mut plate = self.letters.shape(Face::Plate, words.nameplate, "");
        if let Some(first) = plate.first_mut() {
            first.advance += SPACED;
        }
        let plate = self.cut(Face::Plate, NAMEPLATE, &plate, MEASURE / 2);
        self.draw(&plate, SIDE, MASTHEAD);
        let edition = self.single(Face::Text, EDITION, words.edition, MEASURE - plate.width() - GAP);
        self.draw(&edition, WIDTH - SIDE - edition.width(), MASTHEAD);
        self.canvas.fill(SIDE, RULE, MEASURE, HEAVY, INK);
        self.canvas.fill(SIDE, THIN, MEASURE, 1, INK);
        self.canvas.fill(SIDE, THIN, ACCENT_WIDTH, ACCENT_HEIGHT, ACCENT);
    }

    /// The title on the foot, nowhere above this row.
    fn title(&mut self, words: &Words, top: usize) {
        let clusters = self.letters.shape(Face::Title, words.title, words.title_lang);
        let title = self.fitted(&clusters, top);
        for (line, below) in title.lines.iter().zip((0..title.lines.len()).rev()) {
            self.draw(line, SIDE, FOOT.saturating_sub(below * title.leading));
        }
    }

    /// A title in the largest size that has room for it, or its beginning in the smallest.
    fn fitted(&mut self, clusters: &[Cluster], top: usize) -> Title {
        for (size, most) in SIZES {
            let lines = lines::even(clusters, ems(MEASURE, size)).filter(|x| x.len() <= most);
            let title = lines.map(|x| self.set(size, x.into_iter().map(|x| clusters[x].iter().collect())));
            if let Some(title) = title.filter(|x| x.fits(top)) {
                return title;
            }
        }
        let [.., (size, most)] = SIZES;
        let sign = self.letters.shape(Face::Title, SIGN, "");
        let beginning = |most| lines::beginning(clusters, &sign, ems(MEASURE, size), most).into_iter();
        let mut titles = (2..=most).rev().map(|most| self.set(size, beginning(most)));
        titles.find(|x| x.fits(top)).unwrap_or_else(|| self.set(size, beginning(1)))
    }

    /// Lines of a title in this size, as far apart as the marks on them need.
    fn set<'a>(&mut self, size: u16, lines: impl Iterator<Item = Vec<&'a Cluster>>) -> Title {
        let lines: Vec<Line> = lines.map(|x| self.letters.line(Face::Title, size, &x)).collect();
        let [usual, between] = [LEADING, BETWEEN].map(|x| (f32::from(size) * x) as i32);
        let needed = lines.windows(2).map(|x| x[0].bottom - x[1].top + between).max();
        let leading = needed.map_or(usual, |x| x.max(usual)) as usize;
        Title { lines, leading }
    }

    /// A text on one line, cut where there is no more room.
    fn single(&mut self, face: Face, size: u16, text: &str, room: usize) -> Line {
        let clusters = self.letters.shape(face, text, "");
        self.cut(face, size, &clusters, room)
    }

    fn cut(&mut self, face: Face, size: u16, clusters: &[Cluster], room: usize) -> Line {
        let sign = self.letters.shape(face, SIGN, "");
        let lines = lines::beginning(clusters, &sign, ems(room, size), 1);
        self.letters.line(face, size, &lines.concat())
    }

    /// Draws a line whose ink begins here.
    fn draw(&mut self, line: &Line, left: usize, baseline: usize) {
        for (letter, x, y) in self.letters.of(line) {
            self.canvas.letter(letter, left as i32 - line.left + x, baseline as i32 + y);
        }
    }
}

/// A title in its lines.
struct Title {
    lines: Vec<Line>,
    /// From one baseline to the next.
    leading: usize,
}

impl Title {
    /// Whether it is below this row when it stands on the foot, and above the edge.
    fn fits(&self, top: usize) -> bool {
        let [Some(first), Some(last)] = [self.lines.first(), self.lines.last()] else { return true };
        let height = (self.lines.len() - 1) * self.leading + (-first.top).max(0) as usize;
        top + height <= FOOT && last.bottom <= (HEIGHT - EDGE - FOOT) as i32
    }
}

/// How wide a line may be in ems of a size, so that its letters have room in so many pixels.
fn ems(pixels: usize, size: u16) -> f32 {
    pixels as f32 / f32::from(size) - OVERHANG
}

/// A colour as it is written in an edition: #rrggbb.
fn colour(written: &str) -> Option<Colour> {
    let digits = written.strip_prefix('#').filter(|x| x.len() == 6 && !x.starts_with('+'))?;
    let [_, colour @ ..] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some(colour)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How the style writes a colour.
    fn written([red, green, blue]: Colour) -> String {
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    #[test]
    fn the_colours_are_those_of_the_style() {
        let style = include_str!("../../../public/style.css");
        for (name, value) in [("paper", PAPER), ("ink", INKED), ("accent-light", LAM)] {
            let rule = format!("--{name}: {};", written(value));
            let first = style.find(&format!("--{name}: ")).expect("the style has the colour");
            assert!(style[first..].starts_with(&rule), "{rule}");
        }
    }

    #[test]
    fn colours_are_read_as_editions_write_them() {
        for accent in ["#8a3d00", "#000000", "#ffffff"] {
            assert_eq!(colour(accent).map(written).as_deref(), Some(accent));
        }
        for other in ["", "#", "8a3d00", "#8a3d0", "#8a3d000", "#8a3dxx", "#+a3d00", "red", "#đđđ"] {
            assert_eq!(colour(other), None, "{other}");
        }
    }
}
