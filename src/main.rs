//! The `planpress` program.

fn main() {}
