//! The quarter's round: workbooks go out to the units, and what comes back is written into the plan.
//!
//! What a plan asks ([`questions`]) becomes one workbook for each lead unit ([`out`]). What comes back is read into cells
//! ([`read`]) and checked against the plan ([`accept`]); what a filled workbook says becomes
//! [`entry::Entries`]: reports of indicators and states of tasks, each with
//! the cell that it comes from. [`write`] puts these into the front matter, all or nothing. Nothing here renders,
//! and nothing is written other than through `output/`.

pub mod accept;
mod cell;
pub mod entry;
pub mod fault;
mod layout;
pub mod out;
pub mod period;
pub mod questions;
pub mod read;
pub mod site;
pub mod status;
pub mod write;
