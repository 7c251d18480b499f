//! The picture as pixels, and those as a file.

use std::io;

use fdeflate::Compressor;
use png::{BitDepth, ColorType, Encoder, Filter, chunk};
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

/// More bytes than most files have.
const SIZE: usize = 40 * 1024;

/// A colour: red, green, blue.
pub type Colour = [u8; 3];

/// Paper that is drawn on. It is used again for the next picture: so much memory fits into no cache, and
/// most of it stays white.
#[derive(Clone)]
pub struct Canvas {
    /// One value for each pixel, row by row.
    pixels: Vec<u8>,
    /// Which rows are drawn on.
    drawn: Vec<bool>,
}

/// A row of a file: its [filter](Filter), and two pixels in a byte.
type Line = [u8; 1 + WIDTH / 2];

/// The row of a file that is like the one above it.
const SAME: Line = {
    let mut line = [0; 1 + WIDTH / 2];
    line[0] = Filter::Up as u8;
    line
};

impl Canvas {
    /// Nothing but paper.
    pub fn new() -> Canvas {
        Canvas { pixels: vec![0; WIDTH * HEIGHT], drawn: vec![false; HEIGHT] }
    }

    /// Takes away what is drawn.
    pub fn clear(&mut self) {
        for (row, drawn) in self.pixels.chunks_exact_mut(WIDTH).zip(&mut self.drawn) {
            if std::mem::take(drawn) {
                row.fill(0);
            }
        }
    }

    /// Draws what is drawn on another one.
    pub fn copy(&mut self, other: &Canvas) {
        for (at, row) in other.pixels.chunks_exact(WIDTH).enumerate() {
            if other.drawn[at]
                && let Some(own) = self.row(at)
            {
                own.copy_from_slice(row);
            }
        }
    }

    /// A row to draw on, if the paper is so high.
    fn row(&mut self, at: usize) -> Option<&mut [u8]> {
        *self.drawn.get_mut(at)? = true;
        self.pixels.chunks_exact_mut(WIDTH).nth(at)
    }

    /// Fills a rectangle.
    pub fn fill(&mut self, x: usize, y: usize, width: usize, height: usize, value: u8) {
        for row in y..y + height {
            if let Some(row) = self.row(row) {
                row[x..x + width].fill(value);
            }
        }
    }

    /// Draws a letter, whose pixels are [`inked`], with its left upper corner here. What is beyond the
    /// picture is left out.
    pub fn letter(&mut self, letter: &Image, x: i32, y: i32) {
        let width = letter.placement.width as usize;
        if width == 0 {
            return;
        }
        // Whole rows at a time, so that the compiler takes many pixels at once.
        let left = (-x).clamp(0, width as i32) as usize;
        let start = x.clamp(0, WIDTH as i32) as usize;
        let rows = self.pixels.chunks_exact_mut(WIDTH).zip(&mut self.drawn).skip(y.max(0) as usize);
        let letter = letter.data.chunks_exact(width).skip((-y).max(0) as usize);
        for ((row, is_drawn), drawn) in rows.zip(letter) {
            *is_drawn = true;
            for (pixel, drawn) in row[start..].iter_mut().zip(&drawn[left..]) {
                *pixel = (*pixel).max(*drawn);
            }
        }
    }

    /// The picture as a PNG with a palette and two pixels in a byte.
    pub fn png(&self, paper: Colour, ink: Colour, accent: Colour) -> Vec<u8> {
        let palette: Vec<u8> = (0..=INK).flat_map(|x| mixed(paper, ink, x)).chain(accent).collect();
        let mut file = Vec::with_capacity(SIZE);
        let mut encoder = Encoder::new(&mut file, WIDTH as u32, HEIGHT as u32);
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(BitDepth::Four);
        encoder.set_palette(palette);
        let mut writer = encoder.write_header().expect("the header has all that a palette needs");
        let rows = self.compressed().expect("memory can be written to");
        writer.write_chunk(chunk::IDAT, &rows).expect("memory can be written to");
        drop(writer);
        file
    }

    /// The rows, filtered and compressed. The encoder could do both, but would go through all of the white
    /// four times. Rows of letters are much like those above. The compression takes a third of the time
    /// of the densest that is bearable for twenty thousand pictures (level 2 without a filter), for half
    /// as many bytes again.
    fn compressed(&self) -> io::Result<Vec<u8>> {
        let mut compressor = Compressor::new(Vec::with_capacity(SIZE))?;
        let mut above = [0; WIDTH / 2];
        let mut was_drawn = false;
        for (row, drawn) in self.pixels.as_chunks::<WIDTH>().0.iter().zip(&self.drawn) {
            if *drawn || was_drawn {
                let pixels = packed(row);
                let mut line = SAME;
                for ((byte, pixels), above) in line[1..].iter_mut().zip(pixels).zip(above) {
                    *byte = pixels.wrapping_sub(above);
                }
                compressor.write_data(&line)?;
                above = pixels;
            } else {
                compressor.write_data(&SAME)?;
            }
            was_drawn = *drawn;
        }
        compressor.finish()
    }
}

/// Two pixels in a byte.
fn packed(row: &[u8; WIDTH]) -> [u8; WIDTH / 2] {
    let pairs = row.as_chunks().0;
    // As one number, so that the compiler takes many pairs at once.
    std::array::from_fn(|x| {
        let pair = u16::from_le_bytes(pairs[x]);
        (pair << 4 | pair >> 8) as u8
    })
}

/// The value of a pixel of which a letter covers so much (of 255), with so much of the ink (of 255).
pub fn inked(coverage: u8, ink: u8) -> u8 {
    ((u32::from(coverage) * u32::from(ink) * u32::from(INK) + 255 * 255 / 2) / (255 * 255)) as u8
}

/// A colour between paper and ink.
fn mixed(paper: Colour, ink: Colour, step: u8) -> Colour {
    let (of, step) = (u32::from(INK), u32::from(step));
    std::array::from_fn(|x| {
        ((u32::from(paper[x]) * (of - step) + u32::from(ink[x]) * step + of / 2) / of) as u8
    })
}
