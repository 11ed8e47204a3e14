//! The words of every finding, in English and Chinese.

use super::{Diagnostic, Language};

impl Diagnostic {
    /// The one-line message: what is wrong, with its particulars.
    pub fn message(&self, _language: Language) -> String {
        format!("{:?}", self.finding)
    }

    /// What to do about it, where there is something to say.
    pub fn help(&self, _language: Language) -> Option<String> {
        None
    }
}
