//! A small repeatable generator of numbers (SplitMix64): the same seed gives the same corpus on every machine.

/// The state of one stream of numbers.
pub struct Random(u64);

impl Random {
    /// A stream that depends on nothing but `seed`.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5851_F42D_4C95_7F2D)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from `low` to `high`, both included; `low` where the range is empty.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        let width = high.saturating_sub(low) as u64 + 1;
        low + (self.next() % width) as usize
    }

    /// One of `items`; the empty text where there are none.
    pub fn pick<'a>(&mut self, items: &[&'a str]) -> &'a str {
        let at = self.between(0, items.len().saturating_sub(1));
        items.get(at).copied().unwrap_or_default()
    }
}
