//! Ids of headings, made from their text.
//!
//! Takes a heading's text and the ids that are taken; gives an id that is not. Han and other letters
//! stay; no transliteration.

use crate::model::numbering::hand_number_length;
use std::collections::HashSet;

/// The id for a heading with this text, before it is made unique: letters and digits in lower case,
/// `-` between the words, no hand-written number unless there is nothing else. `section` where nothing is left.
pub fn slug(text: &str) -> String {
    let rest = text.get(hand_number_length(text)..).unwrap_or(text);
    let words = if rest.contains(char::is_alphanumeric) { rest } else { text };
    let out = joined_words(words);
    if out.is_empty() { NAMELESS.to_owned() } else { out }
}

/// The id that a heading had before its number was one where it has nothing else: `section` for `第二节`.
pub(super) fn former_slug(text: &str) -> Option<String> {
    let rest = text.get(hand_number_length(text)..).unwrap_or(text);
    let is_other = rest.len() < text.len() && joined_words(rest).is_empty() && !joined_words(text).is_empty();
    is_other.then(|| NAMELESS.to_owned())
}

/// The id of what has no words.
const NAMELESS: &str = "section";

fn joined_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() || c == '_' {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    if out.ends_with('-') {
        out.pop();
    }
    out
}

/// The ids of one body.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
    /// The last number given to a repeated id, so that many equal headings cost no search.
    last: std::collections::HashMap<String, u32>,
}

impl Ids {
    /// Takes an id as it is; `false` where it is taken already.
    pub(super) fn take(&mut self, id: &str) -> bool {
        !is_reserved(id) && self.taken.insert(id.to_owned())
    }

    /// Takes an id, with `-2`, `-3` and so on where it is taken already.
    pub(super) fn take_unique(&mut self, id: String) -> String {
        let id = if is_reserved(&id) { format!("section-{}", id.replace('/', "-")) } else { id };
        if self.taken.insert(id.clone()) {
            return id;
        }
        let mut number = self.last.get(&id).copied().unwrap_or(1);
        loop {
            number += 1;
            let candidate = format!("{id}-{number}");
            if self.taken.insert(candidate.clone()) {
                self.last.insert(id, number);
                return candidate;
            }
        }
    }
}

/// Whether an id has the form of one that pages give themselves: the theme's begin with `_`; rows and sections have
/// `indicator:`, `task:` and `section:` before their own; a section's ids stand behind its name and a `/` on its
/// plan's page; footnotes count.
pub(super) fn is_reserved(id: &str) -> bool {
    let counts = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    id.starts_with('_')
        || id.contains('/')
        || ["indicator:", "task:", "section:"].iter().any(|prefix| id.starts_with(prefix))
        || id.strip_prefix("fnref-").or_else(|| id.strip_prefix("fn-")).is_some_and(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_keep_letters_and_drop_numbers_and_punctuation() {
        for (text, expected) in [
            ("（一）创新主体", "创新主体"),
            ("一、指导思想", "指导思想"),
            ("1.1 目标", "目标"),
            ("2016年工作要点", "2016年工作要点"),
            ("“小升规”工作、平台", "小升规-工作-平台"),
            ("R&D Spending", "r-d-spending"),
            ("《规划》", "规划"),
            ("！？", "section"),
            ("一、", "一"),
            ("第二节", "第二节"),
            ("（三）", "三"),
            ("1.1 ！", "1-1"),
            ("", "section"),
            ("한국어 제목", "한국어-제목"),
        ] {
            assert_eq!(slug(text), expected, "{text}");
        }
    }

    #[test]
    fn a_number_alone_had_another_id() {
        for text in ["一、", "第二节", "（三）"] {
            assert_eq!(former_slug(text).as_deref(), Some("section"), "{text}");
        }
        for text in ["一、甲", "！？", "", "第二节 乙", "甲"] {
            assert_eq!(former_slug(text), None, "{text}");
        }
    }

    #[test]
    fn repeated_ids_are_counted_around_those_taken() {
        let mut ids = Ids::default();
        assert!(ids.take("目标-2"));
        assert!(!ids.take("目标-2"));
        let given: Vec<_> = (0..3).map(|_| ids.take_unique("目标".to_owned())).collect();
        assert_eq!(given, ["目标", "目标-3", "目标-4"]);
        for id in ["fn-1", "fnref-2", "_main", "indicator:firms", "task:a", "section:a"] {
            assert!(!ids.take(id), "{id}");
            assert_eq!(ids.take_unique(id.to_owned()), format!("section-{id}"));
        }
        assert!(!ids.take("firms/target"));
        assert_eq!(ids.take_unique("firms/target".to_owned()), "section-firms-target");
    }
}
