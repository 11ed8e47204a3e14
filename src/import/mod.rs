//! From an office document to a draft plan: `planpress import`.
//!
//! A file is read ([`docx`], [`read`]) into an [`OfficeDocument`](document::OfficeDocument): the document as its word processor shows it,
//! automatic numbers included. [`structure`] rules what each paragraph is (a heading, the signature, plain text) and
//! on which grounds. [`compose`] makes the files of a plan of that, with an account of every character, and [`propose`] finds the
//! promises in them, which become proposed indicators. What a document holds and a plan cannot is a [`loss`].
//! Nothing is written other than through `output/`, and nothing is fetched from anywhere.

pub mod accept;
pub mod bring;
pub mod compose;
pub mod document;
pub mod docx;
pub mod entry_table;
pub mod loss;
pub mod loss_report;
pub mod propose;
pub mod read;
pub mod remark;
pub mod run;
pub mod structure;
pub mod update;
mod walk;
