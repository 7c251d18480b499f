//! The picture as pixels, and those as a file.

use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter};
use swash::scale::image::Image;

/// How wide and high a preview is: what the Open Graph's readers show without cutting.
pub const WIDTH: usize = 1200;
/// See [`WIDTH`].
pub const HEIGHT: usize = 630;

/// The strongest ink. Between it and paper, which is 0, there are as many steps as four bits
/// hold beside the accent.
pub const INK: u8 = 14;
/// The accent.
pub const ACCENT: u8 = 15;

/// A colour: red, green, blue.
pub type Colour = [u8; 3];

/// Paper that is drawn on: one value for each pixel, row by row.
pub struct Canvas(Vec<u8>);

impl Canvas {
    /// Nothing but paper.
    pub fn new() -> Canvas {
        Canvas(vec![0; WIDTH * HEIGHT])
    }

    /// Fills a rectangle.
    pub fn fill(&mut self, x: usize, y: usize, width: usize, height: usize, value: u8) {
        for row in self.0.chunks_exact_mut(WIDTH).skip(y).take(height) {
            row[x..x + width].fill(value);
        }
    }

    /// Draws a letter with its left upper corner here, with so much of the ink (of 255). What is
    /// beyond the picture is left out.
    pub fn letter(&mut self, letter: &Image, x: i32, y: i32, ink: u8) {
        let width = letter.placement.width as usize;
        if width == 0 {
            return;
        }
        // Whole rows at a time, so that the compiler takes many pixels at once.
        let left = (-x).clamp(0, width as i32) as usize;
        let start = x.clamp(0, WIDTH as i32) as usize;
        for (row, coverage) in (y..).zip(letter.data.chunks_exact(width)) {
            let row = usize::try_from(row).ok().and_then(|row| self.0.chunks_exact_mut(WIDTH).nth(row));
            let Some(row) = row else { continue };
            for (pixel, coverage) in row[start..].iter_mut().zip(&coverage[left..]) {
                *pixel = (*pixel).max(value(*coverage, ink));
            }
        }
    }

    /// The picture as a PNG with a palette and two pixels in a byte.
    pub fn png(&self, paper: Colour, ink: Colour, accent: Colour) -> Vec<u8> {
        let palette: Vec<u8> = (0..=INK).flat_map(|x| mixed(paper, ink, x)).chain(accent).collect();
        // As one number, so that the compiler takes many pairs at once.
        let pairs = self.0.as_chunks().0.iter().map(|x| u16::from_le_bytes(*x));
        let packed: Vec<u8> = pairs.map(|x| (x << 4 | x >> 8) as u8).collect();
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, WIDTH as u32, HEIGHT as u32);
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(BitDepth::Four);
        encoder.set_palette(palette);
        // A third of the time of the densest that is bearable for twenty thousand pictures (level 2
        // without a filter), for half as many bytes again. Rows of letters are much like those above.
        encoder.set_deflate_compression(DeflateCompression::FdeflateUltraFast);
        encoder.set_filter(Filter::Up);
        let mut writer = encoder.write_header().expect("the header has all that a palette needs");
        writer.write_image_data(&packed).expect("there is a value for each pixel");
        writer.finish().expect("memory can be written to");
        file
    }
}

/// How much ink there is where a letter covers so much of a pixel.
fn value(coverage: u8, ink: u8) -> u8 {
    ((u32::from(coverage) * u32::from(ink) * u32::from(INK) + 255 * 255 / 2) / (255 * 255)) as u8
}

/// A colour between paper and ink.
fn mixed(paper: Colour, ink: Colour, step: u8) -> Colour {
    let (of, step) = (u32::from(INK), u32::from(step));
    std::array::from_fn(|x| {
        ((u32::from(paper[x]) * (of - step) + u32::from(ink[x]) * step + of / 2) / of) as u8
    })
}
