//! How much a finding weighs.

use super::words::Language;
use std::fmt;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; never fails a run.
    Note,
    /// Probably a mistake; fails a run only under `--strict`.
    Warning,
    /// The site cannot be published like this.
    Error,
}

impl Severity {
    /// The word used in every output format.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The word for people; tools get [`Severity::word`].
    pub const fn label(self, language: Language) -> &'static str {
        match language {
            Language::English => self.word(),
            Language::Chinese => match self {
                Self::Note => "提示",
                Self::Warning => "警告",
                Self::Error => "错误",
            },
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
