//! Changes: takes the mentions of a text, marks those that a change starts from and leads to
//! (由9600元提高到15600元). Looks only at the few characters between two mentions and before the first.

use super::{ChangeRole, Mention, Stated};
use crate::bug::slice;

/// How many characters may stand between a preposition and the number, or around a verb.
const NEAR: usize = 16;

/// What leads from the one value to the other with 为: 提高为, 降为. With 到 and 至 any verb does, and none.
const VERBS: [&str; 10] = ["提高", "下降", "降低", "降", "减少", "缩短", "调整", "上调", "变", "改"];

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
        && (between.contains(['到', '至'])
            || between.rsplit('为').skip(1).any(|part| VERBS.iter().any(|verb| part.ends_with(verb))))
}

fn starts(before: &str) -> bool {
    let near = before.char_indices().rev().take(NEAR).last().map_or(before.len(), |(at, _)| at);
    let near = slice(before, near..);
    let clause =
        near.rsplit(|next: char| is_break(next) || matches!(next, '，' | ',')).next().unwrap_or_default();
    clause.contains(['由', '从'])
}
