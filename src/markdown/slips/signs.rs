//! Full-width signs that are neither links nor bold: addresses and tags in `＜＞`, `｛#id｝`, `[!NOTE]`, `［x］`.

use super::view::View;
use super::{Slips, is_blank, narrow};
use crate::diagnostic::MarkFault;
use crate::markdown::passage::PassageKind;
use std::ops::Range;

/// Signs longer than so many characters are not looked for.
const REACH: usize = 200;
/// The HTML that is written in plans; a＜b＞c compares.
const TAGS: [&str; 11] = ["br", "u", "hr", "em", "strong", "del", "ins", "mark", "sup", "sub", "center"];
const ALERTS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

pub(super) fn scan(view: &mut View<'_>, slips: &mut Slips) {
    for index in 0..view.len() {
        let found = match view.at(index) {
            '＜' | '<' => angle(view, index),
            '｛' | '{' => heading_id(view, index),
            '[' | '［' | '【' if index == 0 => alert(view).or_else(|| task_box(view)),
            _ => None,
        };
        let Some((range, better)) = found else { continue };
        let typed = view.typed(&range).to_owned();
        if typed == better.trim_end() && typed != better {
            let better = better + view.plain(&(range.end..view.len().min(range.end + 20)));
            slips.broken(view.source(&range), MarkFault::BlankMissing, typed, better);
            view.take(&range);
        } else if typed != better {
            slips.wide(view.source(&range), typed, better.trim_end().to_owned());
            view.take(&range);
        }
    }
}

/// What stands between an index and the next of these characters, with the range of it all.
fn enclosed<'a>(view: &View<'a>, open: usize, closes: [char; 2]) -> Option<(&'a str, Range<usize>)> {
    let mut places = (open + 1..open + REACH).take_while(|at| !matches!(view.at(*at), '\0' | '\n'));
    let close = places.find(|at| closes.contains(&view.at(*at)))?;
    Some((view.typed(&(open + 1..close)), open..close + 1))
}

/// `＜https://…＞`, `＜br＞`.
fn angle(view: &View<'_>, open: usize) -> Option<(Range<usize>, String)> {
    let (inner, range) = enclosed(view, open, ['＞', '>'])?;
    let inner: String = inner.trim_matches(is_blank).chars().map(narrow).collect();
    let is_address = ["http://", "https://", "mailto:"].iter().any(|scheme| inner.starts_with(scheme));
    let name = inner.trim_matches('/').trim_matches(is_blank).to_ascii_lowercase();
    let is_tag = TAGS.contains(&name.as_str());
    (is_address && !inner.contains(is_blank) || is_tag).then(|| (range, format!("<{inner}>")))
}

/// `｛#id｝` at the end of a heading.
fn heading_id(view: &View<'_>, open: usize) -> Option<(Range<usize>, String)> {
    let PassageKind::Heading(_) = view.kind() else { return None };
    let (inner, range) = enclosed(view, open, ['｝', '}'])?;
    let inner: String = inner.trim_matches(is_blank).chars().map(narrow).collect();
    (inner.starts_with('#') && range.end == view.len()).then(|| (range, format!("{{{inner}}}")))
}

/// `［！NOTE］` at the start of a quotation.
fn alert(view: &View<'_>) -> Option<(Range<usize>, String)> {
    let (inner, range) = enclosed(view, 0, [']', '］']).or_else(|| enclosed(view, 0, ['】', ']']))?;
    let inner: String = inner.chars().filter(|c| !is_blank(*c)).map(narrow).collect();
    let kind = inner.strip_prefix('!')?.to_ascii_uppercase();
    (view.is_quoted() && ALERTS.contains(&kind.as_str())).then(|| (range, format!("[!{kind}]")))
}

/// `［x］` at the start of an item.
fn task_box(view: &View<'_>) -> Option<(Range<usize>, String)> {
    let (inner, range) = enclosed(view, 0, [']', '］']).or_else(|| enclosed(view, 0, ['】', ']']))?;
    let is_box =
        inner.chars().count() <= 1 && inner.chars().all(|c| is_blank(c) || matches!(c, 'x' | 'X' | 'ｘ'));
    let mark = if inner.trim_matches(is_blank).is_empty() { ' ' } else { 'x' };
    let is_item = view.kind() == PassageKind::Item && view.line(0).is_some() && view.len() > range.end;
    let blank = if is_blank(view.at(range.end)) { "" } else { " " };
    (is_box && is_item).then(|| (range, format!("[{mark}]{blank}")))
}
