//! Comments that ask for a finding to be ignored: `<!-- planpress: ignore untold-figure 高校数目，不是指标 -->`.
//!
//! Takes raw HTML; gives the codes that its comments name. A comment without a reason, or for a code that
//! cannot be ignored, is a fault: what is not said cannot be weighed by the next reader.

use crate::diagnostic::{Code, IgnoreProblem};
use std::ops::Range;

/// The ignore comments in a stretch of raw HTML, each with its place there.
pub(super) fn comments(html: &str) -> Vec<(Result<Code, IgnoreProblem>, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, inner)) = html.get(at..).and_then(|rest| {
        let start = at + rest.find("<!--")?;
        let inner = html.get(start + 4..)?;
        Some((start, inner.get(..inner.find("-->")?)?))
    }) {
        at = start + 4 + inner.len() + 3;
        if let Some(read) = read(inner) {
            found.push((read, start..at));
        }
    }
    found
}

/// Reads a comment; nothing where it is not one of ours.
fn read(comment: &str) -> Option<Result<Code, IgnoreProblem>> {
    let ours = comment.trim().strip_prefix("planpress")?.trim_start();
    let asked = ours.strip_prefix([':', '：'])?.trim_start();
    let Some(named) = asked.strip_prefix("ignore") else {
        return Some(Err(IgnoreProblem::NoInstruction(asked.to_owned())));
    };
    let named = named.trim_start();
    let is_reason = |c: char| c.is_whitespace() || !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let (name, reason) = named.split_at(named.find(is_reason).unwrap_or(named.len()));
    if name.is_empty() {
        return Some(Err(IgnoreProblem::NoCode));
    }
    let Some(code) = Code::find(name) else {
        return Some(Err(IgnoreProblem::UnknownCode(name.to_owned())));
    };
    if !code.may_be_lowered() {
        return Some(Err(IgnoreProblem::Fixed(code)));
    }
    let has_reason = reason.chars().any(char::is_alphanumeric);
    Some(if has_reason { Ok(code) } else { Err(IgnoreProblem::NoReason(code)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_names_a_code_and_a_reason() {
        for (html, expected) in [
            ("<!-- planpress: ignore missing-alt 装饰图 -->", Some(Ok(Code::MissingAlt))),
            ("<!--planpress：ignore missing-alt：装饰图片-->", Some(Ok(Code::MissingAlt))),
            (
                "<!-- planpress: ignore missing-al 装饰图 -->",
                Some(Err(IgnoreProblem::UnknownCode("missing-al".to_owned()))),
            ),
            ("<!-- planpress: ignore missing-alt:\n  装饰图 -->", Some(Ok(Code::MissingAlt))),
            ("<!-- planpress: ignore -->", Some(Err(IgnoreProblem::NoCode))),
            ("<!-- 一般注释 -->", None),
            ("<!-- planpress is a tool -->", None),
            (
                "<!-- planpress: ignore missing-alt — -->",
                Some(Err(IgnoreProblem::NoReason(Code::MissingAlt))),
            ),
            ("<!-- planpress: ignore bad-yaml 理由 -->", Some(Err(IgnoreProblem::Fixed(Code::BadYaml)))),
        ] {
            let read = comments(html).into_iter().next().map(|(read, _)| read);
            assert_eq!(read, expected, "{html}");
        }
    }

    #[test]
    fn several_comments_have_their_own_places() {
        let html =
            "<!-- a --><!-- planpress: ignore missing-alt 甲 -->\n<!-- planpress: ignore missing-alt 乙 -->";
        let ranges: Vec<_> = comments(html).into_iter().map(|(_, range)| html.get(range).unwrap()).collect();
        assert_eq!(
            ranges,
            ["<!-- planpress: ignore missing-alt 甲 -->", "<!-- planpress: ignore missing-alt 乙 -->"]
        );
    }
}
