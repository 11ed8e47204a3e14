//! Texts with the mended part of each slip, and the time that endless ones take. Whole outputs: `tests/slips/marks/`.

use crate::diagnostic::{Finding, MarkSlip};
use crate::markdown::{Passage, parse};
use std::time::{Duration, Instant};

/// The mended parts, in the order of the text.
fn mended(text: &str) -> Vec<String> {
    let better = |finding: &Finding| match finding {
        Finding::Mark(MarkSlip::WideMark { better, .. })
        | Finding::Mark(MarkSlip::BrokenMark { better, .. })
        | Finding::Mark(MarkSlip::BlankInAddress { better, .. }) => Some(better.clone()),
        _ => None,
    };
    parse(text).faults.iter().filter_map(|(finding, _)| better(finding)).collect()
}

#[test]
fn slips_are_mended() {
    for (text, expected) in [
        ("培育［12家以上］（indicator：2026/firms#actual）", "[12家以上](indicator:2026/firms#actual)"),
        ("见[甲](<附件 1.pdf>）", "[甲](<附件 1.pdf>)"),
        ("见[甲]（ 附件.docx ）", "[甲](附件.docx)"),
        ("见[甲]（../2025/02-b.md#目标）", "[甲](../2025/02-b.md#目标)"),
        ("见[甲]（附件（1）.pdf）", "[甲](附件（1）.pdf)"),
        ("见[甲](附件 1.pdf =20x)", "[甲](<附件 1.pdf>)"),
        ("见[*甲*]（a.md）", "[*甲*](a.md)"),
        ("见[`甲`]（a.md）", "[`甲`](a.md)"),
        ("见【甲】【乙】（a.md）", "[乙](a.md)"),
        ("见[甲[1]]（a.md）", "[甲[1]](a.md)"),
        ("完成率（indicator:rate）", "[…](indicator:rate)"),
        ("好！[甲]（a.md）", "[甲](a.md)"),
        ("《indicator:firms》", "[…](indicator:firms)"),
        ("###### ＊＊甲乙＊＊", "**甲乙**"),
        ("> ＃＃ 甲乙", "## 甲乙"),
        ("- 甲\n\n  ＃＃＃甲乙 ＃＃＃", "### 甲乙"),
        ("甲[^1]\n\n[^1]: ＃＃ 乙丙", "## 乙丙"),
        ("**重点**和＊＊难点＊＊", "**难点**"),
        ("甲\n－－－\n乙", "***"),
    ] {
        assert_eq!(mended(text), [expected], "{text}");
    }
}

#[test]
fn what_a_finding_speaks_of_is_claimed() {
    let body = parse("培育[12家]（indicator:a），另有13家。");
    let claimed: Vec<&str> = body
        .passages
        .iter()
        .flat_map(|passage: &Passage| {
            passage.claimed.iter().map(|range| passage.text.get(range.clone()).unwrap())
        })
        .collect();
    assert_eq!(claimed, ["[12家]（indicator:a）"]);
}

#[test]
fn endless_text_is_read_in_its_length() {
    for piece in [
        "[",
        "]",
        "](",
        "【",
        "】（",
        "[^",
        "（indicator:a",
        "**",
        "**甲",
        "＊＊甲",
        "*甲**",
        "＿＿甲乙",
        "｜",
        "｜甲\n",
        "＃＃甲\n",
        "`｀",
        "＜br",
        "]（a.md",
        "(甲)[a.md] ",
        "～～甲",
        "｀｀｀\n",
        "１．甲\n",
        "- ［x］\n",
        "甲](a.md) ",
        "![",
        "! [a](a.png)",
    ] {
        let (short, long) = (piece.repeat(2_000), piece.repeat(16_000));
        let time = |text: &str| {
            let start = Instant::now();
            parse(text);
            start.elapsed()
        };
        let (short, long) = (time(&short), time(&long));
        assert!(long < short * 40 + Duration::from_millis(400), "{piece}: {short:?} {long:?}");
    }
}
