//! Chance that is the same each time: SplitMix64, in whole numbers and in divisions that every
//! machine rounds alike.

/// A row of numbers that look random and follow from where they begin.
pub struct Chance(u64);

impl Chance {
    /// The numbers of one thing (an article, the registry of people) of an edition: what is drawn
    /// for one changes nothing in another.
    pub fn new(seed: u64, thing: &str, number: usize) -> Chance {
        let step = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        let words = thing.bytes().chain(number.to_le_bytes()).chain(seed.to_le_bytes());
        Chance(words.fold(0xcbf2_9ce4_8422_2325, step))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A whole number from 0, below this one, which is at least 1.
    pub fn below(&mut self, count: usize) -> usize {
        ((u128::from(self.next()) * count as u128) >> 64) as usize
    }

    /// Whether something comes about that does so in so many of a hundred.
    pub fn percent(&mut self, of_a_hundred: usize) -> bool {
        self.below(100) < of_a_hundred
    }

    /// One of these.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// One of the numbers of a distribution.
    pub fn draw(&mut self, zipf: &Zipf) -> usize {
        let part = (self.next() >> 11) as f64 / (1_u64 << 53) as f64 * zipf.0.last().copied().unwrap_or(0.0);
        zipf.0.partition_point(|sum| *sum <= part).min(zipf.0.len() - 1)
    }
}

/// Zipf's law: the number k (from 0) is drawn as often as 1/(k + 1 + shift) says. So it is
/// with words in texts and with people in newspapers.
pub struct Zipf(Vec<f64>);

impl Zipf {
    /// Of so many numbers; the shift takes from the first ones.
    pub fn new(count: usize, shift: usize) -> Zipf {
        let mut sum = 0.0;
        let next = |k: usize| {
            sum += 1.0 / (k + 1 + shift) as f64;
            sum
        };
        Zipf((0..count).map(next).collect())
    }
}
