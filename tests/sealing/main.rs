//! A plan sealed from its sources, and the site that is then built: what is sealed, what is refused, and that
//! nothing which happens later changes what a sealed plan's addresses serve.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "helpers of a test fail as tests do"
)]

mod bag;
mod broken;
mod command;
mod published;
mod refusals;
mod serve;
mod site;
#[path = "../support/mod.rs"]
mod support;
