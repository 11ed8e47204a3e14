//! A text in both languages, and the small pieces that such texts are made of: quoted names, lists, near misses.
//!
//! Takes particulars as they stand in a user's file, gives pieces of one-line messages for clerks and portal staff:
//! never a line break, a control character or an endless name. Never decides what is wrong.

use super::visible::visible;
use std::fmt;

/// The language that messages are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

/// One text in both languages, with the same meaning in each: a clause with no full stop.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    pub english: String,
    pub chinese: String,
}

impl Words {
    /// A text from its two forms.
    pub fn new(english: impl Into<String>, chinese: impl Into<String>) -> Self {
        Self { english: english.into(), chinese: chinese.into() }
    }

    /// A text that is the same in both languages.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { english: text.clone(), chinese: text }
    }

    /// The text in a language.
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::English => &self.english,
            Language::Chinese => &self.chinese,
        }
    }

    /// The text in a language.
    pub fn into_language(self, language: Language) -> String {
        match language {
            Language::English => self.english,
            Language::Chinese => self.chinese,
        }
    }
}

/// A particular that may read differently in each language.
pub(crate) trait Localized {
    /// How it reads.
    fn localized(&self, language: Language) -> String;
}

impl Localized for Words {
    fn localized(&self, language: Language) -> String {
        self.text(language).to_owned()
    }
}

impl Localized for &Words {
    fn localized(&self, language: Language) -> String {
        self.text(language).to_owned()
    }
}

/// What is the same text in both languages.
impl<T: fmt::Display> Localized for T {
    fn localized(&self, _: Language) -> String {
        self.to_string()
    }
}

/// Makes [`Words`] of an English and a Chinese format string and the particulars of both, by their position. A particular
/// is an expression that is evaluated for each language.
macro_rules! say {
    ($english:literal, $chinese:literal $(, $particular:expr)* $(,)?) => {
        $crate::diagnostic::Words {
            english: format!($english $(, $crate::diagnostic::words::Localized::localized(&$particular, $crate::diagnostic::Language::English))*),
            chinese: format!($chinese $(, $crate::diagnostic::words::Localized::localized(&$particular, $crate::diagnostic::Language::Chinese))*),
        }
    };
}
pub(crate) use say;

/// Words as they stand in a declaration: what [`say!`] takes, or an expression that gives [`Words`].
macro_rules! words {
    ($words:expr) => {
        $words
    };
    ($english:literal, $chinese:literal $(, $particular:expr)*) => {
        $crate::diagnostic::words::say!($english, $chinese $(, $particular)*)
    };
}
pub(super) use words;

/// Declares an enum whose variants each have their words behind them, in which what a variant holds stands under its name,
/// by reference.
macro_rules! worded {
    (
        $(#[$about:meta])*
        pub enum $Enum:ident {
            $(
                $(#[$doc:meta])*
                $Name:ident $(($held:ident: $type:ty))?: $words:expr $(, $chinese:literal $(, $particular:expr)*)?;
            )*
        }
    ) => {
        $(#[$about])*
        pub enum $Enum {
            $($(#[$doc])* $Name $(($type))?,)*
        }

        #[allow(unused_variables, reason = "a text seldom needs what the variant holds")]
        impl $Enum {
            /// Its words.
            pub(super) fn words(&self) -> Words {
                match self {
                    $(Self::$Name $(($held))? => $crate::diagnostic::words::words!(
                        $words $(, $chinese $(, $particular)*)?
                    ),)*
                }
            }
        }
    };
}
pub(super) use worded;

/// A longer name is cut in a message; the excerpt below it shows the rest.
const LONGEST_NAME: usize = 60;
/// A longer explanation from a parser or the operating system is cut.
const LONGEST_DETAIL: usize = 400;
/// Longer texts are not compared for likeness: the time grows with the product of the lengths.
const LONGEST_COMPARED: usize = 40;

/// A name in backticks, on one line and of bounded length.
pub fn quote(name: &str) -> String {
    quoted(name, LONGEST_NAME)
}

/// Some lines of the user's own, in backticks, on one line; nothing else of them is lost, but where they are long.
pub(super) fn quote_lines(lines: &str) -> String {
    quoted(lines, LONGEST_DETAIL)
}

fn quoted(text: &str, longest: usize) -> String {
    let flat = one_line(text);
    // What itself holds backticks takes typewriter quotes, so that its ends stay clear.
    let mark = if flat.contains('`') { '"' } else { '`' };
    format!("{mark}{}{mark}", visible(&cut(&flat, longest)))
}

/// Someone else's explanation, on one line, without a final stop and of bounded length.
pub(super) fn detail(text: &str) -> String {
    let flat = one_line(text);
    visible(cut(&flat, LONGEST_DETAIL).trim_end_matches(['.', '。'])).into_owned()
}

/// The names in backticks as a list in prose: 'a, b and c', `a、b和c`.
pub(super) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> Words {
    let quoted: Vec<_> = names.into_iter().map(quote).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => Words {
            english: format!("{} and {last}", rest.join(", ")),
            chinese: format!("{}和{last}", rest.join("、")),
        },
        Some((last, _)) => Words::new(last, last),
        None => Words::default(),
    }
}

/// Texts one after the other, with each language's comma.
pub(crate) fn joined(texts: &[String]) -> Words {
    Words::new(texts.join(", "), texts.join("、"))
}

/// Each name led to by the one before it: 'a → b → a'.
pub(super) fn arrows(chain: &[String]) -> String {
    chain.iter().map(|name| quote(name)).collect::<Vec<_>>().join(" → ")
}

/// An offer of the name that may have been meant.
pub(super) fn did_you_mean(name: &str) -> Words {
    say!("did you mean {}?", "是否应为 {}？", quote(name))
}

/// The near miss where there is one, and all there is to choose from; `place` says in English where they are.
pub(super) fn choose(text: &str, names: &[String], place: &'static str) -> Words {
    let all = list(names.iter().map(String::as_str));
    let verb = if names.len() == 1 { "is" } else { "are" };
    match closest(text, names) {
        Some(name) if names.len() == 1 => did_you_mean(name),
        Some(name) => Words {
            english: format!("did you mean {}? {} {verb} {place}", quote(name), all.english),
            chinese: format!("{}可选：{}", did_you_mean(name).chinese, all.chinese),
        },
        None if names.is_empty() => Words::new(format!("none is {place}"), "目前没有可选项"),
        None => Words::new(format!("{} {verb} {place}", all.english), format!("可选：{}", all.chinese)),
    }
}

/// Whether a target has a scheme, so that it leads out of the site.
pub(super) fn is_elsewhere(target: &str) -> bool {
    target.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
    })
}

/// The name of a fixed list that is most like a text, where one is like it at all.
pub(super) fn closest<'a>(text: &str, names: &'a [String]) -> Option<&'a str> {
    let length = text.chars().take(LONGEST_COMPARED + 1).count();
    if length > LONGEST_COMPARED {
        return None;
    }
    let lower = text.to_lowercase();
    names
        .iter()
        .filter(|name| name.chars().take(LONGEST_COMPARED + 1).count() <= LONGEST_COMPARED)
        .map(|name| (strsim::osa_distance(&lower, &name.to_lowercase()), name.as_str()))
        .filter(|(distance, _)| *distance <= length.div_ceil(3).min(length.saturating_sub(1)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// Runs of blanks and line breaks as one blank each.
fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(4 * LONGEST_DETAIL));
    for word in text.split([' ', '\n', '\r', '\t']).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
        if out.len() > 4 * LONGEST_DETAIL {
            break;
        }
    }
    out
}

fn cut(text: &str, longest: usize) -> String {
    if text.chars().nth(longest).is_none() {
        return text.to_owned();
    }
    text.chars().take(longest - 1).chain(['…']).collect()
}

/// The word before a piece of advice.
pub(super) const fn help_label(language: Language) -> &'static str {
    match language {
        Language::English => "help",
        Language::Chinese => "建议",
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod pieces {
    use super::*;

    #[test]
    fn names_are_quoted_flat_short_and_visible() {
        let long = "长".repeat(5_000);
        let table = [
            ("target", "`target`".to_owned()),
            ("a\n\t b", "`a b`".to_owned()),
            ("a`b", "\"a`b\"".to_owned()),
            ("a\u{1b}b", "`a<U+001B>b`".to_owned()),
            ("", "``".to_owned()),
            (&long, format!("`{}…`", "长".repeat(59))),
        ];
        for (name, expected) in table {
            assert_eq!(quote(name), expected);
        }
    }

    #[test]
    fn details_lose_line_breaks_and_the_final_stop() {
        assert_eq!(detail("did not find\n  expected key.\n"), "did not find expected key");
    }

    #[test]
    fn lists_read_as_prose() {
        let table: [(&[&str], &str, &str); 4] = [
            (&[], "", ""),
            (&["a"], "`a`", "`a`"),
            (&["a", "b"], "`a` and `b`", "`a`和`b`"),
            (&["a", "b", "c"], "`a`, `b` and `c`", "`a`、`b`和`c`"),
        ];
        for (names, english, chinese) in table {
            assert_eq!(list(names.iter().copied()).english, english);
            assert_eq!(list(names.iter().copied()).chinese, chinese);
        }
    }

    #[test]
    fn a_near_miss_finds_its_name_and_a_stranger_does_not() {
        let names = ["draft".to_owned(), "published".to_owned()];
        let table = [
            ("publish", Some("published")),
            ("Draft", Some("draft")),
            ("darft", Some("draft")),
            ("x", None),
            ("", None),
            ("archived", None),
        ];
        for (text, expected) in table {
            assert_eq!(closest(text, &names), expected, "{text}");
        }
        assert_eq!(closest(&"d".repeat(1_000_000), &names), None);
    }
}
