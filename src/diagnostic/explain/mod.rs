//! What each code means, why it matters and how to mend it, at length.
//!
//! Takes a code and a language, gives Markdown; the texts are files beside this one, one for each
//! code and language, taken in where the code is declared, with a wrong and a right example. From them the reference in `docs/` is made,
//! so that the program and its documentation never say different things. Reads no file at run time.

use super::code::Code;
use super::words::Language;

/// The explanation of a code, as Markdown: a title, the meaning, the reason, a wrong and a
/// right example, and how to change its severity where that makes sense.
pub fn text(code: Code, language: Language) -> &'static str {
    let [english, chinese] = code.declaration().explanation;
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}

/// The title of a code's explanation: what is wrong, in a few words.
pub fn title(code: Code, language: Language) -> &'static str {
    let first = text(code, language).lines().next().unwrap_or_default();
    first.strip_prefix("# ").unwrap_or(first)
}

/// All codes with their severity and title, one a line: what `planpress explain` prints.
pub fn list(language: Language) -> String {
    let line = |code: Code| {
        format!("{:<22} {:<8} {}\n", code.as_str(), code.severity().label(language), title(code, language))
    };
    Code::all().map(line).collect()
}

#[cfg(test)]
mod tests;
