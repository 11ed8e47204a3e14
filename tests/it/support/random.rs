//! One repeatable generator of numbers for tests and benchmarks (SplitMix64): the same seed gives the same numbers on
//! every machine.

use std::time::{SystemTime, UNIX_EPOCH};

/// Repeats a run: the seed that a failure printed.
const SEED: &str = "PLANPRESS_TEST_SEED";

/// The state of one stream of numbers.
pub struct Random(u64);

impl Random {
    /// A stream that depends on nothing but `seed`.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5851_F42D_4C95_7F2D)
    }

    /// A stream of the seed that is given in the environment, else of `otherwise`; how to repeat it is printed.
    pub fn seeded(otherwise: u64) -> Self {
        let seed = std::env::var(SEED).ok().and_then(|seed| seed.parse().ok()).unwrap_or(otherwise);
        println!("repeat with {SEED}={seed}");
        Self::new(seed)
    }

    /// Another stream in each run, unless a seed is given.
    pub fn of_the_moment() -> Self {
        Self::seeded(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_micros() as u64)
    }

    /// Any number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to below `limit`; 0 where that is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    /// A number from `low` to `high`, both included; `low` where the range is empty.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// One of `items`; the empty text where there are none.
    pub fn pick<'a>(&mut self, items: &[&'a str]) -> &'a str {
        let at = self.below(items.len());
        items.get(at).copied().unwrap_or_default()
    }
}
