//! The plain text of bodies, and the way back to the source.

use super::at;
use crate::diagnostic::Code;
use crate::markdown::{PassageKind, Reach, parse};

/// The passages of a text in short.
fn texts(text: &str) -> Vec<String> {
    let kind = |kind| match kind {
        PassageKind::Heading(level) => format!("h{level}"),
        PassageKind::Cell => "cell".to_owned(),
        PassageKind::Item => "item".to_owned(),
        PassageKind::Prose => "p".to_owned(),
    };
    let quoted = |quoted| if quoted { ">" } else { "" };
    let passages = parse(text).passages.into_iter();
    passages.map(|one| format!("{}{} {}", quoted(one.quoted), kind(one.kind), one.text)).collect()
}

#[test]
fn every_block_of_text_is_a_passage() {
    for (text, expected) in [
        ("## 标题 *二*\n\n正文\n续行\n", &["h2 标题 二", "p 正文续行"][..]),
        ("one\ntwo", &["p one two"]),
        ("- 甲\n- 乙\n\n  丙\n", &["item 甲", "item 乙", "item 丙"]),
        ("| 甲 | 乙 |\n| - | - |\n| 丙 | |\n", &["cell 甲", "cell 乙", "cell 丙"]),
        ("> 引文\n\n正文", &[">p 引文", "p 正文"]),
        ("> [!NOTE]\n> 编者注", &[">p 编者注"]),
        ("用`代码`和![图](a.png)说明", &["p 用\u{fffc}和\u{fffc}说明"]),
        ("```\n代码\n```\n\n<p>块</p>\n\n正文", &["p 正文"]),
        ("3&lt;5\\*\\*", &["p 3<5**"]),
        ("甲  \n乙", &["p 甲\n乙"]),
        ("**260项以上。**其中[另文](a.md)", &["p 260项以上。其中另文"]),
        ("正文[^1]。\n\n[^1]: 注文。\n", &["p 正文。", "p 注文。"]),
        ("培育[](indicator:a)家", &["p 培育\u{fffc}家"]),
    ] {
        assert_eq!(texts(text), expected, "{text}");
    }
}

#[test]
fn every_character_of_a_passage_leads_back_to_its_source() {
    let text = "# 甲\n\n培育**“试点”**企业[12家\n以上](indicator:a)，3&lt;5，\\*甲\n> 乙\n";
    for passage in parse(text).passages {
        for (start, c) in passage.text.char_indices() {
            let range = passage.source(&(start..start + c.len_utf8()));
            let found = at(text, &range);
            let escaped = ["&lt;", "\\*", "*", "\n"].contains(&found);
            assert!(found == c.to_string() || escaped, "{c:?} leads to {found:?}");
        }
        let whole = passage.source(&(0..passage.text.len()));
        assert!(at(text, &whole).starts_with(passage.text.chars().next().unwrap()));
    }
}

#[test]
fn figures_are_found_in_their_passages() {
    let text =
        "建设[2家](indicator:a)、[6家](indicator:b)和[](indicator:c)。\n\n- **[8家](indicator:d)以上**\n";
    let body = parse(text);
    let mut found = Vec::new();
    for passage in &body.passages {
        for (index, range) in &passage.figures {
            let figure = &body.figures[*index];
            found.push(format!("{} {}", figure.id, passage.text.get(range.clone()).unwrap()));
            if figure.text.is_some() {
                assert_eq!(figure.text.as_deref(), passage.text.get(range.clone()));
                assert!(at(text, &figure.span).contains(at(text, &passage.source(range))));
            }
        }
    }
    assert_eq!(found, ["a 2家", "b 6家", "c \u{fffc}", "d 8家"]);
}

#[test]
fn ignore_comments_reach_the_text_before_them_or_the_block_below() {
    let text = "依托6所<!-- planpress: ignore missing-alt 甲 -->高校。\n\n<!-- planpress: ignore html-removed 乙 -->\n\n- 丙\n- 丁\n\n戊\n";
    let body = parse(text);
    let found: Vec<_> = body.ignores.iter().map(|one| (one.code, at(text, &one.covers), one.reach)).collect();
    assert_eq!(
        found,
        [(Code::MissingAlt, "依托6所", Reach::Nearest), (Code::HtmlRemoved, "- 丙\n- 丁\n\n", Reach::All),]
    );
    assert_eq!(at(text, &body.ignores[0].span), "<!-- planpress: ignore missing-alt 甲 -->");
    assert!(body.faults.is_empty());
    let faults = parse("甲<!-- planpress: ignore x 理由 -->").faults;
    assert_eq!(faults.iter().map(|(finding, _)| finding.code()).collect::<Vec<_>>(), [Code::BadIgnore]);
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..Default::default() })]

    /// Whatever the text: every range leads back into it.
    #[test]
    fn any_passage_leads_back_into_its_text(
        pieces in proptest::collection::vec(proptest::sample::select(vec![
            "甲", "12家", "。", "**", "*", "~~", "`", "\n", "\n\n", "- ", "> ", "## ", "| ", " |\n|-|\n", "[", "](indicator:a)",
            "](a.md)", "![", "](a.png)", "&lt;", "&#x4e2d;", "\\*", "<b>", "</b>", "<!-- planpress: ignore missing-alt 理由 -->",
            "<!-- ", " -->", "[^1]", "[^1]: ", "\r\n", "\u{0}", "\u{85}", "\u{fdd0}", "  \n", "“", "”", "a", " ", "    ",
        ]), 0..40)
    ) {
        let text = pieces.concat();
        let body = parse(&text);
        for passage in &body.passages {
            for (start, c) in passage.text.char_indices() {
                let range = passage.source(&(start..start + c.len_utf8()));
                // Places are moved to the edges of characters where they are cut.
                proptest::prop_assert!(range.start <= range.end && range.end <= text.len(), "{range:?} of {text:?}");
            }
            for (index, range) in &passage.figures {
                proptest::prop_assert!(body.figures.get(*index).is_some());
                proptest::prop_assert!(passage.text.get(range.clone()).is_some());
            }
        }
        for ignore in &body.ignores {
            let comment = text.get(ignore.span.clone()).unwrap_or_default();
            proptest::prop_assert!(comment.starts_with("<!--") && comment.ends_with("-->"), "{comment:?} of {text:?}");
            proptest::prop_assert!(text.get(ignore.covers.clone()).is_some());
        }
    }
}
