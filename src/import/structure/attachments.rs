//! Where attachments begin: 附件1 alone in its line with a title below it, or with the title beside it.
//!
//! Each is a section of the plan, so that what it holds stands below it.

use super::facts::Facts;
use super::wording::ends_sentence;
use super::{Ground, Role, Structure};
use std::ops::Range;

/// No title of an attachment has more characters.
const LONGEST: usize = 60;

/// Rules on the marks of attachments; gives the places of the lines that head them.
pub fn rule(facts: &[Facts], text: Range<usize>, structure: &mut Structure) -> Vec<usize> {
    let mut heads = Vec::new();
    let mut is_behind = false;
    for place in text.clone() {
        let Some(fact) = facts.get(place) else { break };
        if let Some(ruling) = structure.rulings.get(&fact.id) {
            is_behind |= matches!(ruling.role, Role::WrittenDate | Role::Signature);
            continue;
        }
        let words = fact.text.trim();
        let Some(rest) = after_mark(words).filter(|_| fact.number.is_none() && heads.last() != Some(&place))
        else {
            continue;
        };
        if !rest.is_empty() {
            // Beside the mark stands the title, where the text is at its end or a page begins.
            let is_head = is_behind || fact.begins_page || !heads.is_empty();
            if is_head && words.chars().count() <= LONGEST && !ends_sentence(words) {
                heads.push(place);
            }
            continue;
        }
        let is_free = |fact: &Facts| !structure.rulings.contains_key(&fact.id);
        let below = (place + 1..text.end)
            .filter_map(|next| Some((next, facts.get(next)?)))
            .find(|(_, next)| !next.is_empty());
        let is_list = words.ends_with(['：', ':']) && below.is_some_and(|(_, next)| next.number.is_some());
        if is_list && !is_behind {
            continue;
        }
        let title = below.filter(|(next, below)| {
            is_free(below)
                && below.number.is_none()
                && below.bullet.is_none()
                && below.text.trim().chars().count() <= LONGEST
                && !ends_sentence(below.text.trim())
                && !facts.get(place..*next).is_some_and(|all| all.iter().any(|fact| fact.above_table))
        });
        match title {
            Some((next, _)) => {
                let grounds = vec![Ground::Wording("附件".to_owned())];
                structure.rulings.insert(fact.id, fact.ruling(Role::AttachmentMark, grounds));
                heads.push(next);
            }
            None => heads.push(place),
        }
    }
    heads
}

/// What stands behind 附件, 附件1, 附件一：, 附 件 2.
fn after_mark(words: &str) -> Option<&str> {
    let rest = words.strip_prefix('附')?.trim_start().strip_prefix('件')?.trim_start();
    let is_counter = |c: char| c.is_ascii_digit() || "一二三四五六七八九十０１２３４５６７８９".contains(c);
    let named = rest.trim_start_matches(is_counter);
    let is_counted = named.len() < rest.len();
    let after = named.trim_start_matches(['：', ':', '.', '．', '、', ' ', '\u{3000}', '\t']);
    // 附件材料 is a word; 附件：表 without a number names one in the text.
    (after.is_empty() || is_counted && after.len() < named.len()).then_some(after)
}

#[cfg(test)]
mod tests {
    use super::after_mark;

    #[test]
    fn marks_of_attachments_are_told_from_words() {
        for (words, rest) in [
            ("附件1", Some("")),
            ("附件", Some("")),
            ("附件：", Some("")),
            ("附 件 2", Some("")),
            ("附件一：任务分工表", Some("任务分工表")),
            ("附件3 指标表", Some("指标表")),
            ("附件材料齐全", None),
            ("附件：任务分工表", None),
            ("附件2件", None),
            ("附表1", None),
        ] {
            assert_eq!(after_mark(words), rest, "{words}");
        }
    }
}
