//! The finding: one type for everything Planpress has to say about a user's files.
//!
//! A [`Diagnostic`] is data: a [`Finding`] (what is wrong, with its particulars), a [`Severity`] and
//! a [`Place`]. What is declared of a finding (`finding.rs`, and the families that it names) has its words in
//! English and in Chinese, which are printed by
//! one of the renderers ([`human`], [`json`], [`github`]). Nothing here reads a file.

pub mod alike;
mod block_slip;
mod catalogue;
mod code;
pub mod explain;
mod figure_fault;
mod file_fault;
mod finding;
pub mod github;
pub mod human;
mod indicator_lint;
pub mod json;
mod mark_slip;
mod odd_character;
mod particulars;
mod place;
mod portal;
mod reference_fault;
mod report;
mod setting;
mod severity;
mod site_fault;
mod style_issue;
pub(crate) mod visible;
pub(crate) mod words;
mod yaml_fault;
mod yaml_slip;

pub use block_slip::{BlockSlip, OtherMark, TableFault};
pub use code::Code;
pub use figure_fault::FigureFault;
pub use file_fault::FileFault;
pub use finding::{BASELINE_DATE, Finding};
pub use indicator_lint::{IndicatorLint, PercentMixUp};
pub use mark_slip::MarkSlip;
pub use odd_character::OddCharacter;
pub use particulars::{
    ContentFault, FenceSlip, Form, Found, IgnoreProblem, LinkPart, MarkFault, ReadFault, RelatedKind,
    RootFolderFault, SealedChange, Thing,
};
pub use place::{Marks, Place, Position, Source};
pub use portal::{FooterItem, PortalForm};
pub use reference_fault::ReferenceFault;
pub use report::{Diagnostic, FindingKey, Tally, sort};
pub use setting::Setting;
pub use severity::Severity;
pub use site_fault::SiteFault;
pub use style_issue::{Phrase, PhraseRule, StyleFinding, StyleIssue};
pub use words::{Language, Words};
pub use yaml_fault::YamlFault;
pub use yaml_slip::{SlipKind, YamlSlip};
