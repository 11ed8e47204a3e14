//! Tests that start this very binary again: to kill it, to see it end, or to run it under limits and another environment.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    dead_code,
    reason = "helpers of a test fail as tests do, and say how to repeat it; the support is shared with the other tests"
)]

mod bug;
mod commands;
mod injected;
mod moment;
mod output;
mod reports;
mod sealing;
#[path = "../it/support/mod.rs"]
mod support;
mod walls;
