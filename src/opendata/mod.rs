//! A plan as data: one record, and the files that programs and spreadsheets read it from.
//!
//! Takes a [`PlanRecord`](record::PlanRecord), which `pages/` makes of a plan together with its judgements; gives bytes. Every file is made from that record
//! and from nothing else, so that none can say what another does not. [`columns`] is the one list of what a table of indicators or tasks has in
//! its columns. The room knows no page, no theme and no address but those that the record holds. `docs/open-data.md` says what each format
//! carries and what it cannot.

pub mod catalogue;
pub mod catalogue_sheet;
pub mod columns;
pub mod csv;
pub mod files;
mod graph;
pub mod json;
pub mod number;
pub mod package;
pub mod record;
#[cfg(test)]
pub mod samples;
pub mod stratml;
pub mod xlsx;
