//! Tag files: `Label: value` lines (RFC 8493, 2.2.2). Text in, labels and values out, and back.
//!
//! A value may have several lines: those after the first are indented by a space. Lines are trimmed and
//! are not empty, since BagIt tools drop blank lines and the space around a value; [`normal`] brings a
//! value into that form, in which it reads back as it was written.

use super::manifest::lines;

/// One label with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The label, such as `Bagging-Date`.
    pub label: String,
    /// The value in [`normal`] form; `\n` between its lines.
    pub value: String,
}

impl Tag {
    /// A label with a value, brought into [`normal`] form.
    pub fn new(label: &str, value: &str) -> Self {
        Self { label: label.to_owned(), value: normal(value) }
    }
}

/// Whether a character ends a line for some reader of tag files: Python's `splitlines` is the widest.
pub(super) const fn breaks_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A value in the form in which a tag file can hold it: lines trimmed, no empty ones, no control
/// characters.
pub fn normal(value: &str) -> String {
    let lines = value.split(breaks_line).map(|line| {
        let plain: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        plain.trim().to_owned()
    });
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The text of a tag file. Labels are the program's own words; values are in [`normal`] form. A tag
/// without a value is left out.
pub fn format(tags: &[Tag]) -> String {
    let lines = tags.iter().filter(|tag| !tag.value.is_empty());
    lines.map(|tag| format!("{}: {}\n", tag.label, tag.value.replace('\n', "\n "))).collect()
}

/// Reads a tag file, with any of the line ends that the RFC allows; none where a line is neither a
/// label with its value nor the continuation of one.
pub fn parse(text: &str) -> Option<Vec<Tag>> {
    let mut tags: Vec<Tag> = Vec::new();
    for line in lines(text) {
        let content = line.trim();
        if content.is_empty() {
            continue;
        }
        if line.starts_with([' ', '\t']) {
            let value = &mut tags.last_mut()?.value;
            if !value.is_empty() {
                value.push('\n');
            }
            value.push_str(content);
        } else {
            let (label, value) = line.split_once(':')?;
            if label.is_empty() || label.trim() != label {
                return None;
            }
            tags.push(Tag { label: label.to_owned(), value: value.trim().to_owned() });
        }
    }
    Some(tags)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_of_several_lines_are_indented() {
        let tags = [Tag::new("A", "one\r\n\n  two\t"), Tag::new("Empty", " \n "), Tag::new("B", "x: y")];
        let text = "A: one\n two\nB: x: y\n";
        assert_eq!(format(&tags), text);
        assert_eq!(parse(text), Some(vec![Tag::new("A", "one\ntwo"), Tag::new("B", "x: y")]));
    }

    #[test]
    fn every_line_end_of_the_rfc_is_read() {
        let expected = Some(vec![Tag::new("A", "1\n2"), Tag::new("B", "3")]);
        for text in ["A: 1\n 2\nB: 3\n", "A: 1\r\n\t2\r\nB:3", "A:  1\r  2\rB: 3\r", "A:\n 1\n 2\n\nB: 3"] {
            assert_eq!(parse(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_tag_file_is_refused() {
        for text in ["no colon\n", ": no label\n", " starts with a continuation\n", "A : b\n"] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(values in prop::collection::vec("\\PC{0,20}([\\n\\r\u{2028}\t ]\\PC{0,20}){0,3}|[^a]{0,12}", 0..5)) {
            let tags: Vec<Tag> = values.iter().enumerate().map(|(n, value)| Tag::new(&format!("L{n}"), value)).collect();
            let kept: Vec<Tag> = tags.iter().filter(|tag| !tag.value.is_empty()).cloned().collect();
            prop_assert_eq!(parse(&format(&tags)), Some(kept));
        }

        #[test]
        fn normal_values_stay_as_they_are(value in "[^a]{0,30}") {
            prop_assert_eq!(normal(&normal(&value)), normal(&value));
        }

        #[test]
        fn no_text_makes_the_reader_fail(text in "[\\PC\\n\\r\t: ]{0,80}") {
            if let Some(tags) = parse(&text) {
                prop_assert_eq!(parse(&format(&tags)).is_some(), true);
            }
        }
    }
}
