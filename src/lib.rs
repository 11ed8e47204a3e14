//! Planpress turns a government body's annual plan into a public site.
//!
//! The library behind the `planpress` program: Markdown sections whose YAML front matter holds
//! indicators go in, a static site comes out. `docs/ARCHITECTURE.md` tells how the rooms connect.

mod bug;

pub mod archive;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod markdown;
pub mod model;
pub mod output;
pub mod pages;
pub mod pipeline;
pub mod preview;
pub mod rollover;
pub mod sealing;
pub mod search;
pub mod source;
pub mod theme;
