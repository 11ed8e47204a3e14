//! All tests of the program from outside of its code, in one binary: one module for each subject.
//! What is killed, or must be a process of its own for another reason, is in `tests/killed/`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    dead_code,
    clippy::print_stdout,
    reason = "helpers of a test fail as tests do, and say how to repeat it; what they share is also for `tests/killed/` and the benches"
)]

mod archive_faults;
mod archive_outside;
mod change_sums;
mod changes;
mod chinese_voice;
mod cli;
mod collect;
mod contents;
mod county;
mod drawn;
mod edits;
mod embeds;
mod feeds;
mod figures;
mod following;
mod foreign_bags;
mod fuzz;
mod gallery;
mod hostile;
mod import;
mod incremental;
mod judged_pages;
mod nothing_vanishes;
mod open_data;
mod places;
mod portal;
mod printing;
mod progress;
mod proposed;
mod readme;
mod recorder;
mod release;
mod reports_written;
mod rollover;
mod root_files;
mod sealing;
mod search;
#[cfg(unix)]
mod serve;
mod serve_edits;
mod sites;
mod slips;
mod structured_data;
mod support;
mod telling;
mod theme_docs;
mod theme_faults;
mod thirty_faults;
mod twins;
mod units;
mod walls;
mod worked_example;
