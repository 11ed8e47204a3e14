//! Tables in the terminal: what changes, and who has answered. Han characters take the room of two letters.

use crate::collect::accept::Difference;
use crate::collect::status::RoundStatus;
use crate::diagnostic::visible::visible;
use crate::diagnostic::words::say;
use crate::diagnostic::{Language, Words};
use unicode_width::UnicodeWidthStr;

/// A name is cut where it is wider; the whole of it is in the plan.
const WIDEST: usize = 48;

/// What changes: the indicator, the value before, the new one, and how much that is.
pub fn differences(differences: &[Difference], language: Language) -> String {
    let dated = |value: &str, date: Option<jiff::civil::Date>| {
        date.map_or_else(
            || value.to_owned(),
            |date| match language {
                Language::English => format!("{value} ({date})"),
                Language::Chinese => format!("{value}（{date}）"),
            },
        )
    };
    let heads = [
        Words::new("Indicator", "指标"),
        Words::new("Before", "上期"),
        Words::new("Now", "本期"),
        Words::new("Change", "变化"),
    ];
    let mut rows = vec![heads.map(|head| head.into_language(language))];
    rows.extend(differences.iter().map(|one| {
        let before = one.before.as_deref().map(|before| dated(before, one.before_date));
        let none = || "—".to_owned();
        [
            one.name.clone(),
            before.unwrap_or_else(none),
            dated(&one.now, one.date),
            one.change.clone().unwrap_or_else(none),
        ]
    }));
    aligned(&rows)
}

/// How far the units are.
pub fn status(status: &RoundStatus, language: Language) -> String {
    let heads = [
        Words::new("Unit", "填报单位"),
        Words::new("Asked", "应报"),
        Words::new("Reported", "已报"),
        Words::new("State", "情况"),
        Words::new("Missing", "未报指标"),
    ];
    let mut rows = vec![heads.map(|head| head.into_language(language))];
    rows.extend(status.units.iter().map(|unit| {
        let state = match (unit.missing.is_empty(), status.is_late) {
            (true, _) => Words::new("complete", "已报齐"),
            (false, true) => Words::new("late", "逾期未报齐"),
            (false, false) => Words::new("awaited", "待报"),
        };
        let missing = match unit.missing.as_slice() {
            [] => Words::same("—"),
            [first] => Words::same(first),
            [first, rest @ ..] => say!("{first} and {} more", "{first}等{}项", more(rest.len())),
        };
        [
            unit.unit.clone(),
            unit.asked.to_string(),
            unit.asked.saturating_sub(unit.missing.len()).to_string(),
            state.into_language(language),
            missing.into_language(language),
        ]
    }));
    aligned(&rows)
}

/// In English those besides the first are counted, in Chinese all of them.
fn more(rest: usize) -> Words {
    Words::new(rest.to_string(), (rest + 1).to_string())
}

/// Columns one beside the other; nothing in them is obeyed by a terminal.
fn aligned<const N: usize>(rows: &[[String; N]]) -> String {
    let cut = |text: &str| {
        let mut room = WIDEST;
        let mut shown = String::new();
        for c in visible(text).chars() {
            let width = c.to_string().width();
            if width > room {
                shown.push('…');
                break;
            }
            room -= width;
            shown.push(c);
        }
        shown
    };
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|text| cut(text)).collect()).collect();
    let width =
        |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|text| text.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..N).map(width).collect();
    let mut table = String::new();
    for row in &rows {
        let mut line = String::new();
        for (text, width) in row.iter().zip(&widths) {
            line.push_str(text);
            line.push_str(&" ".repeat(width.saturating_sub(text.width()) + 2));
        }
        table.push_str(line.trim_end());
        table.push('\n');
    }
    table
}
