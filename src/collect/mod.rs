//! The quarter's round: workbooks go out to the units, and what comes back is written into the plan.
//!
//! What a plan asks ([`questions`]) becomes one workbook for each lead unit ([`out`]). What a filled workbook says becomes
//! [`entry::Entries`]: reports of indicators and states of tasks, each with
//! the cell that it comes from. [`write`] puts these into the front matter, all or nothing. Nothing here renders,
//! and nothing is written other than through `output/`.

mod cell;
pub mod entry;
mod layout;
pub mod out;
pub mod period;
pub mod questions;
pub mod site;
pub mod write;
