//! All codes with what is declared of each.

use super::block_slip::BlockSlip;
use super::code::{Code, Declaration};
use super::figure_fault::FigureFault;
use super::file_fault::FileFault;
use super::finding::Finding;
use super::indicator_lint::IndicatorLint;
use super::mark_slip::MarkSlip;
use super::odd_character::OddCharacter;
use super::reference_fault::ReferenceFault;
use super::site_fault::SiteFault;
use super::style_issue::{PhraseRule, StyleIssue};
use crate::bug::bug;
use std::sync::LazyLock;

/// All declarations, in the alphabetical order of their codes.
static DECLARATIONS: LazyLock<Vec<&Declaration>> = LazyLock::new(|| {
    let mut all: Vec<&Declaration> = [
        Finding::DECLARATIONS,
        BlockSlip::DECLARATIONS,
        FigureFault::DECLARATIONS,
        FileFault::DECLARATIONS,
        IndicatorLint::DECLARATIONS,
        MarkSlip::DECLARATIONS,
        OddCharacter::DECLARATIONS,
        ReferenceFault::DECLARATIONS,
        SiteFault::DECLARATIONS,
        StyleIssue::DECLARATIONS,
        PhraseRule::DECLARATIONS,
    ]
    .into_iter()
    .flatten()
    .collect();
    all.sort_unstable_by_key(|declaration| declaration.code);
    all
});

impl Code {
    /// Every code, in alphabetical order.
    pub fn all() -> impl Iterator<Item = Self> {
        DECLARATIONS.iter().map(|declaration| declaration.code)
    }

    /// Finds a code by its name.
    pub fn find(name: &str) -> Option<Self> {
        Self::all().find(|code| code.name == name)
    }

    /// What is declared of it.
    pub(super) fn declaration(self) -> &'static Declaration {
        // Only a declaration makes a code.
        DECLARATIONS
            .iter()
            .find(|declaration| declaration.code == self)
            .unwrap_or_else(|| bug!("{self} is not declared"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_sorted_and_kebab_case() {
        let names: Vec<_> = Code::all().map(Code::as_str).collect();
        assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
        for name in names {
            assert!(
                name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                "{name}"
            );
            assert_eq!(Code::find(name).map(Code::as_str), Some(name));
        }
    }
}
