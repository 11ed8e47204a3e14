//! For tests that kill a process: when to strike, repeatably.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of a test fail as tests do, and say how to repeat it"
)]

use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Repeats a run: the seed that a failure printed.
const SEED: &str = "PLANPRESS_TEST_SEED";

/// Random numbers, other ones in each run unless a seed is given; how to repeat them is printed.
pub fn random() -> impl FnMut() -> u64 {
    let given = std::env::var(SEED).ok().and_then(|seed| seed.parse().ok());
    let seed =
        given.unwrap_or_else(|| SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_micros() as u64);
    println!("repeat with {SEED}={seed}");
    let mut random = seed | 1;
    move || {
        // xorshift64: any spread will do.
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random
    }
}

/// Waits until a path exists, or for a second: missing the moment makes for a duller kill, no more.
pub fn wait_for(path: &Path) {
    for _ in 0..20_000 {
        if path.exists() {
            return;
        }
        sleep(Duration::from_micros(50));
    }
}
