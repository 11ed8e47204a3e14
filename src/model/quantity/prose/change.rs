//! Changes: takes the mentions of a text, marks those that a change starts from and leads to
//! (由9600元提高到15600元). Looks only at the few characters between two mentions and before the first.

use super::{ChangeRole, Mention, Stated};
use crate::bug::slice;

/// How many characters may stand between a preposition and the number, or around a verb.
const NEAR: usize = 16;

/// What leads from the one value to the other.
const VERBS: &[&str] = &[
    "提高到",
    "提高至",
    "提高为",
    "增加到",
    "增加至",
    "增至",
    "增长到",
    "增长至",
    "升至",
    "升到",
    "提升到",
    "提升至",
    "扩大到",
    "扩大至",
    "扩至",
    "下降到",
    "下降至",
    "下降为",
    "降低到",
    "降低至",
    "降低为",
    "降至",
    "降到",
    "降为",
    "减少到",
    "减少至",
    "减少为",
    "减至",
    "压减到",
    "压减至",
    "压缩到",
    "压缩至",
    "缩短到",
    "缩短至",
    "缩短为",
    "调整为",
    "调整到",
    "调整至",
    "上调到",
    "上调至",
    "上调为",
    "下调至",
    "下调到",
    "变为",
    "改为",
    "拓展到",
    "拓展至",
    "翻到",
    "到",
    "至",
];

/// Marks the two ends of every change.
pub(super) fn assign(text: &str, mentions: &mut [Mention]) {
    let mut floor = 0;
    for at in 1..mentions.len() {
        let Some([first, second]) = mentions.get_mut(at - 1..=at) else { return };
        let between = slice(text, first.range.end..second.range.start);
        if first.role == ChangeRole::Alone
            && matches!((&first.stated, &second.stated), (Stated::Quantity(_), Stated::Quantity(_)))
            && leads_on(between)
            && starts(slice(text, floor..first.range.start))
        {
            first.role = ChangeRole::Start;
            second.role = ChangeRole::End;
        }
        floor = first.range.end;
    }
}

fn is_break(next: char) -> bool {
    matches!(next, '。' | '；' | ';' | '！' | '？' | '\n')
}

fn leads_on(between: &str) -> bool {
    between.chars().count() <= 2 * NEAR
        && !between.contains(is_break)
        && VERBS.iter().any(|verb| between.contains(verb))
}

fn starts(before: &str) -> bool {
    let near = before.char_indices().rev().take(NEAR).last().map_or(before.len(), |(at, _)| at);
    let near = slice(before, near..);
    let clause =
        near.rsplit(|next: char| is_break(next) || matches!(next, '，' | ',')).next().unwrap_or_default();
    clause.contains(['由', '从'])
}
