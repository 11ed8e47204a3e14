//! Footnotes whose marks are full-width, apart or others: `［^1］`, `[^1]：`, `[……1]` (the same key, in Chinese).

use super::view::View;
use super::{Slips, is_blank};
use crate::diagnostic::MarkFault;

/// The longest label that is looked for, in characters.
const LONGEST: usize = 30;

pub(super) fn scan(view: &mut View<'_>, slips: &mut Slips) {
    let mut index = 0;
    while index < view.len() {
        index = match footnote(view, index) {
            Some(found) => tell(view, slips, index, &found),
            None => index + 1,
        };
    }
}

/// A footnote that was found from its opening bracket on.
struct Found {
    label: String,
    /// The index after its closing bracket.
    end: usize,
    has_wide: bool,
    has_blank: bool,
}

fn footnote(view: &View<'_>, start: usize) -> Option<Found> {
    let open = Some(view.at(start)).filter(|c| matches!(c, '[' | '［' | '【'))?;
    let caret_at = view.after_blanks(start + 1);
    let caret = view.at(caret_at);
    let label_at = match caret {
        '^' | '＾' => caret_at + 1,
        '…' => (caret_at..caret_at + 3).find(|at| view.at(*at) != '…')?,
        _ => return None,
    };
    let label_start = view.after_blanks(label_at);
    let is_label = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let label_end = (label_start..label_start + LONGEST).find(|at| !is_label(view.at(*at)))?;
    let close_at = view.after_blanks(label_end);
    let close = Some(view.at(close_at)).filter(|c| matches!(c, ']' | '］' | '】'))?;
    let label = view.plain(&(label_start..label_end));
    // [……] is how a quotation says that it leaves something out.
    let is_number = label.len() <= 4 && label.bytes().all(|byte| byte.is_ascii_digit());
    if label.is_empty() || (caret == '…' && !is_number) {
        return None;
    }
    Some(Found {
        label: label.chars().map(super::narrow).collect(),
        end: close_at + 1,
        has_wide: (open, caret, close) != ('[', '^', ']') || label.contains(|c| super::narrow(c) != c),
        has_blank: caret_at > start + 1 || label_start > label_at || close_at > label_end,
    })
}

/// Reports a footnote if anything is amiss; gives the index to go on from.
fn tell(view: &mut View<'_>, slips: &mut Slips, start: usize, found: &Found) -> usize {
    let colon_at = view.after_blanks(found.end);
    let colon = view.at(colon_at);
    let mended = format!("[^{}]", found.label);
    if matches!(colon, ':' | '：')
        && let Some(line) = view.line(start)
    {
        let is_amiss = found.has_wide || found.has_blank || colon == '：' || colon_at > found.end;
        let text = line.split_once(colon).map_or("", |(_, text)| text.trim_matches(is_blank));
        if is_amiss && !text.is_empty() {
            let marks = start..colon_at + 1;
            let (typed, better) = (line.to_owned(), format!("{mended}: {text}"));
            report(slips, view, &marks, (found.has_wide || colon == '：', typed, better));
            slips.defined.insert(found.label.to_lowercase());
            return colon_at + 1;
        }
    }
    if found.has_wide || found.has_blank {
        let marks = start..found.end;
        let typed = view.typed(&marks).to_owned();
        report(slips, view, &marks, (found.has_wide, typed, mended));
        slips.referred.insert(found.label.to_lowercase());
    }
    found.end
}

fn report(
    slips: &mut Slips,
    view: &mut View<'_>,
    marks: &std::ops::Range<usize>,
    (is_wide, typed, better): (bool, String, String),
) {
    let span = view.source(marks);
    if is_wide {
        slips.wide(span, typed, better);
    } else {
        slips.broken(span, MarkFault::BlankInside, typed, better);
    }
    view.take(marks);
}
