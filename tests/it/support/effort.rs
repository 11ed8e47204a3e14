//! How much a test tries: a little in every run, as long as is asked for in the campaign of `./test --long`.

use std::time::Duration;

/// How long random inputs are tried, in seconds: `PLANPRESS_FUZZ_SECONDS`.
pub fn time(otherwise: Duration) -> Duration {
    number("PLANPRESS_FUZZ_SECONDS").map_or(otherwise, Duration::from_secs)
}

/// How often something is killed: `PLANPRESS_KILLS`.
pub fn kills(otherwise: usize) -> usize {
    number("PLANPRESS_KILLS").map_or(otherwise, |kills| usize::try_from(kills).unwrap())
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name)
        .ok()
        .map(|value| value.parse().unwrap_or_else(|_| panic!("{name}={value} is no number")))
}
