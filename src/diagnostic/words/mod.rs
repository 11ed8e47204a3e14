//! The words of every finding, in English and Chinese.
//!
//! Takes a finding and a language, gives one line of plain words: readers are clerks and portal
//! staff, not programmers. Never decides anything: what is wrong was settled where it was found.
//! Each language has one file with one arm for each finding, so that a new finding cannot be
//! published without words.

mod chinese;
mod doubt;
mod english;
mod prose;
mod wording;
mod yaml;

use super::{Diagnostic, Language, RelatedKind, Severity, Tally};

impl Diagnostic {
    /// The one-line message: what is wrong, with its particulars. No line breaks, no control
    /// characters, no final stop.
    pub fn message(&self, language: Language) -> String {
        match language {
            Language::English => english::message(&self.finding),
            Language::Chinese => chinese::message(&self.finding),
        }
    }

    /// What to do about it, where there is something to say; one line like the message.
    pub fn help(&self, language: Language) -> Option<String> {
        match language {
            Language::English => english::help(&self.finding),
            Language::Chinese => chinese::help(&self.finding),
        }
    }
}

impl RelatedKind {
    /// What a second place has to do with the finding, as a label under it.
    pub const fn label(self, language: Language) -> &'static str {
        match language {
            Language::English => english::related(self),
            Language::Chinese => chinese::related(self),
        }
    }
}

impl Severity {
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

/// The word before a piece of advice.
pub(super) const fn help_label(language: Language) -> &'static str {
    match language {
        Language::English => "help",
        Language::Chinese => "建议",
    }
}

/// How many findings there were, in words: '2 errors, 1 warning'.
pub(super) fn tally(tally: Tally, language: Language) -> String {
    let counts =
        [(tally.errors, Severity::Error), (tally.warnings, Severity::Warning), (tally.notes, Severity::Note)];
    let parts: Vec<_> = counts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, severity)| match language {
            Language::English => prose::count(number, severity.word()),
            Language::Chinese => format!("{number}个{}", severity.label(language)),
        })
        .collect();
    match (language, parts.is_empty()) {
        (Language::English, true) => "no findings".to_owned(),
        (Language::English, false) => parts.join(", "),
        (Language::Chinese, true) => "未发现问题".to_owned(),
        (Language::Chinese, false) => parts.join("、"),
    }
}

#[cfg(test)]
mod tests;
