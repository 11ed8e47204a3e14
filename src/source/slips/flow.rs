//! Wide marks inside `{…}` and `[…]`: `{id：a，value：13}`.

use super::super::key_names::{is_chinese_key, is_key};
use super::line::{WIDE_COLONS, indent, key_at};
use crate::bug::slice;
use crate::diagnostic::SlipKind;
use std::ops::Range;

/// Marks that are typed for the comma between two values.
const WIDE_COMMAS: [char; 4] = ['，', '、', '；', ';'];

/// What stands in the place of a wide bracket.
pub fn narrow(bracket: char) -> Option<char> {
    Some(match bracket {
        '｛' => '{',
        '｝' => '}',
        '［' | '【' => '[',
        '］' | '】' => ']',
        _ => return None,
    })
}

/// A value in brackets that begins at `at`, with the marks as YAML knows them: the line as it should be, what was
/// amiss, and where that begins. None where nothing is amiss.
pub fn mended(line: &str, at: usize) -> Option<(String, SlipKind, Range<usize>)> {
    let mut out = slice(line, ..at).to_owned();
    let mut marks: Vec<char> = Vec::new();
    let mut first: Option<Range<usize>> = None;
    let mut change = |mark: char, range: Range<usize>| {
        if !marks.contains(&mark) {
            marks.push(mark);
        }
        first.get_or_insert(range);
    };
    // Whether a key may stand here; and the quotation mark that is open.
    let (mut at, mut may_be_key, mut quote) = (at, false, None);
    while let Some(c) = line.get(at..).and_then(|rest| rest.chars().next()) {
        let next = at + c.len_utf8();
        if quote.is_some() {
            quote = quote.filter(|open| *open != c);
            out.push(c);
            at = next;
            continue;
        }
        if may_be_key && let Some(key) = key_at(line, at).filter(|key| is_known(key.name)) {
            let behind = key.rest(line);
            if let Some(mark) = key.mark
                && (mark != ':' || !(behind.is_empty() || behind.starts_with([' ', '\t'])))
            {
                change(mark, key.range());
                out.push_str(key.name);
                out.push_str(": ");
                at = key.end + indent(behind);
            } else {
                out.push_str(slice(line, at..key.end));
                at = key.end;
            }
            may_be_key = false;
            continue;
        }
        match c {
            '"' | '\'' if out.ends_with([' ', '{', '[', ',']) => {
                quote = Some(c);
                out.push(c);
            }
            '{' => out.push(c),
            _ if narrow(c).is_some() && (c != '【' && c != '】') => {
                change(c, at..next);
                out.extend(narrow(c));
            }
            ',' => out.push(c),
            _ if WIDE_COMMAS.contains(&c) && begins_value(line, next) => {
                change(c, at..next);
                out.push_str(", ");
                at = next + indent(slice(line, next..));
                may_be_key = true;
                continue;
            }
            _ => out.push(c),
        }
        may_be_key = matches!(c, '{' | '｛' | ',') || (may_be_key && c == ' ');
        at = next;
    }
    let kind = match marks.as_slice() {
        [':'] => SlipKind::NoBlank,
        [mark] if WIDE_COLONS.contains(mark) => SlipKind::WideColon(*mark),
        [mark] if narrow(*mark).is_some() => SlipKind::WideBracket(*mark),
        marks => SlipKind::WideMarks(marks.iter().filter(|mark| **mark != ':').collect()),
    };
    Some((out, kind, first?))
}

/// Whether a key with its mark, or another value in brackets, comes next.
fn begins_value(line: &str, at: usize) -> bool {
    let rest = slice(line, at..);
    let at = at + indent(rest);
    line.get(at..).is_some_and(|rest| rest.starts_with(['{', '｛']))
        || key_at(line, at).is_some_and(|key| key.mark.is_some() && is_known(key.name))
}

fn is_known(name: &str) -> bool {
    is_key(name) || is_chinese_key(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_marks_in_brackets_are_mended() {
        for (line, expected) in [
            ("- {id：a，value：13}", Some("- {id: a, value: 13}")),
            ("- {id:a, name:甲}", Some("- {id: a, name: 甲}")),
            ("- ｛id: a，name: 甲｝", Some("- {id: a, name: 甲}")),
            ("- {id: a、name: 甲}", Some("- {id: a, name: 甲}")),
            ("- {id: a, lead: 水务局、住建局}", None),
            ("- {id: a, name: 甲，乙}", None),
            ("- {id: a, note: \"id：a，name：b\"}", None),
            ("- {id: a, note: 见 id：b}", None),
        ] {
            let at = super::super::line::content(line);
            assert_eq!(mended(line, at).map(|(line, ..)| line).as_deref(), expected, "{line}");
        }
    }
}
