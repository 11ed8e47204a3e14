//! Texts as YAML writes them, plain where that reads as the same text, else in quotes.

use crate::source::yaml::value::read_value;
use serde_yaml::Value;

/// A text as a single value, which may stand in brackets.
pub fn words(text: &str) -> String {
    if is_plain(text) && reads_as(text, text) {
        return text.to_owned();
    }
    let single = format!("'{}'", text.replace('\'', "''"));
    if text.contains(['"', '\\']) && !text.chars().any(is_special) && reads_as(&single, text) {
        return single;
    }
    in_double_quotes(text)
}

/// A measured value: digits as a number, all else as a text.
pub fn value(text: &str) -> String {
    let text = text.trim();
    if is_number(text) { text.to_owned() } else { words(text) }
}

/// Whether it is a number that every reader of YAML takes for the same: `0`, `-3.50`, but not `007`, `1e3` or `.5`.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = text.split_once('.').map_or((text, None), |(whole, part)| (whole, Some(part)));
    digits(whole) && (whole == "0" || !whole.starts_with('0')) && part.is_none_or(digits)
}

/// Whether nothing in a text means anything to YAML, even in brackets.
fn is_plain(text: &str) -> bool {
    let first = text.chars().next();
    // Not every reader takes `007`, `1e3` and `1:30` for words.
    let may_be_number = text.is_ascii() && first.is_some_and(|first| first.is_ascii_digit() || first == '.');
    !may_be_number
        && first.is_some_and(|first| !first.is_whitespace() && !"-?:,[]{}#&*!|>'\"%@`=~".contains(first))
        && !text.ends_with([' ', ':', '\u{3000}'])
        && !text.contains([',', '[', ']', '{', '}', '#'])
        && !text.contains(": ")
        && !text.chars().any(is_special)
}

/// Line breaks of any kind, tabs and control characters, and what has no shape.
fn is_special(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// Whether a single value in brackets reads as a text.
fn reads_as(written: &str, text: &str) -> bool {
    let found = read_value(&format!("[{{a: {written}}}]"));
    found.is_ok_and(|found| found.get(0).and_then(|item| item.get("a")) == Some(&Value::from(text)))
}

fn in_double_quotes(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if is_special(c) => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_are_plain_where_they_can_be() {
        for (text, written) in [
            ("区统计局", "区统计局"),
            ("见 http://tj.example.cn/a", "见 http://tj.example.cn/a"),
            ("1:1.6", "\"1:1.6\""),
            ("快报，待核", "快报，待核"),
            ("a, b", "\"a, b\""),
            ("true", "\"true\""),
            ("12", "\"12\""),
            ("", "\"\""),
            ("# 1", "\"# 1\""),
            ("说“好”", "说“好”"),
            ("说\"好\"", "说\"好\""),
            ("\"好\"", "'\"好\"'"),
            ("两\n行", "\"两\\n行\""),
            ("=1+1", "\"=1+1\""),
            ("\u{20000}", "\u{20000}"),
        ] {
            assert_eq!(words(text), written, "{text}");
        }
        for (text, written) in [
            ("12", "12"),
            ("-3.50", "-3.50"),
            ("0.5", "0.5"),
            ("007", "\"007\""),
            ("1e3", "\"1e3\""),
            ("1,200", "\"1,200\""),
            ("13家", "13家"),
            ("下降3.5%", "下降3.5%"),
        ] {
            assert_eq!(value(text), written, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_as_the_same_text(text in "\\PC{0,12}|[\\x00-\\x7f\u{85}\u{2028}]{0,6}|[-?:,#&*!|>'\"%@`= a0.]{0,8}") {
            let text = text.replace('\0', "");
            prop_assert!(reads_as(&words(&text), &text), "{}", words(&text));
        }
    }
}
