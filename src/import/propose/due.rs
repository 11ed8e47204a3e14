//! By when a figure is to be reached, where its sentence says it: 6月底前完成5个.

use super::clause::sentence;
use crate::bug::slice;
use crate::model::official_date::parse_day;

/// What the name of a day ends with, longest first where one opens another.
const ENDS: [&str; 22] = [
    "月底之前",
    "月底以前",
    "月底前",
    "月末前",
    "月底",
    "月末",
    "日之前",
    "日以前",
    "日前",
    "月前",
    "季度末前",
    "季度末",
    "季度前",
    "季度内",
    "季度",
    "上半年底前",
    "上半年底",
    "上半年",
    "年底以前",
    "年底前",
    "年底",
    "年内",
];
/// The name of a day has no more characters before its end.
const LONGEST: usize = 10;

/// The words that name the day, the last of them before the figure, where that day lies in the plan's year.
pub fn due(text: &str, at: usize, year: i16) -> Option<String> {
    let start = sentence(text, at).start;
    let before = slice(text, start..at);
    let end = ENDS.iter().filter_map(|word| Some(before.rfind(word)? + word.len())).max()?;
    let own = slice(before, ..end);
    let starts: Vec<usize> = own.char_indices().rev().take(LONGEST + 5).map(|(at, _)| at).collect();
    // The longest name that ends there.
    starts.into_iter().rev().find_map(|start| {
        let words = slice(own, start..);
        let is_name = words
            .starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十第年今本上首前Q".contains(c));
        let day = parse_day(words, year).filter(|day| is_name && day.date.year() == year)?;
        day.words.is_some().then(|| words.trim().to_owned())
    })
}

/// The year after the plan's by whose end a figure is to be reached: 到2027年.
pub fn later_year(text: &str, at: usize, year: i16) -> Option<i16> {
    let start = sentence(text, at).start;
    let before = slice(text, start..at);
    let mut found = None;
    for (place, _) in before.match_indices('年') {
        let digits = place.checked_sub(4).and_then(|start| before.get(start..place));
        let is_compared = place
            .checked_sub(4)
            .and_then(|start| before.get(..start))
            .is_some_and(|before| before.ends_with(['比', '较', '由', '从', '自', '以', '在', '与']));
        if let Some(own) = digits.filter(|own| !is_compared && own.bytes().all(|byte| byte.is_ascii_digit()))
        {
            found = own.parse::<i16>().ok();
        }
    }
    found.filter(|own| *own > year && *own < year.saturating_add(30) && year > 0)
}
