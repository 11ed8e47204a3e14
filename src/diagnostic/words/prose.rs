//! Small helpers that make prose of particulars: quoted names, lists, near misses.
//!
//! Takes text as it stands in a user's file, gives pieces of one-line messages: never a line
//! break, a control character or an endless name.

use crate::diagnostic::Language;
use crate::diagnostic::visible::visible;

/// A longer name is cut in a message; the excerpt below it shows the rest.
const LONGEST_NAME: usize = 60;
/// A longer explanation from a parser or the operating system is cut.
const LONGEST_DETAIL: usize = 400;
/// Longer texts are not compared for likeness: the time grows with the product of the lengths.
const LONGEST_COMPARED: usize = 40;

/// A name in backticks, on one line and of bounded length.
pub(super) fn quote(name: &str) -> String {
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
pub(super) fn list<'a>(names: impl IntoIterator<Item = &'a str>, language: Language) -> String {
    let (comma, and) = match language {
        Language::English => (", ", " and "),
        Language::Chinese => ("、", "和"),
    };
    let quoted: Vec<_> = names.into_iter().map(quote).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{}{and}{last}", rest.join(comma)),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

/// Whether a target has a scheme, so that it leads out of the site.
pub(super) fn is_elsewhere(target: &str) -> bool {
    target.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
    })
}

/// A count with its noun: '1 error', '2 errors'. Chinese has no plural and needs no such thing.
pub(super) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
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

#[cfg(test)]
mod tests {
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
            assert_eq!(list(names.iter().copied(), Language::English), english);
            assert_eq!(list(names.iter().copied(), Language::Chinese), chinese);
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
