//! Hostile and huge input: no panic, no overflow, no quadratic time.

use super::*;
use std::time::{Duration, Instant};

/// Far above what any of these take in an unoptimised build on a busy machine, far below what quadratic time takes.
const LIMIT: Duration = Duration::from_secs(90);

fn survive(name: &str, text: &str) {
    let start = Instant::now();
    let body = parse(text);
    let parsed = start.elapsed();
    let _ = filled(&body, chinese(Some(1)));
    println!("{name}: {parsed:?} of {:?} for {} bytes", start.elapsed(), text.len());
    assert!(start.elapsed() < LIMIT, "{name}: {:?}", start.elapsed());
}

#[test]
fn deep_nesting_is_survived() {
    let n = 100_000;
    survive("quotes", &format!("{}甲", ">".repeat(n)));
    survive("spaced quotes", &format!("{}甲", "> ".repeat(n)));
    survive("stars", &"*甲 ".repeat(n));
    survive("strong", &format!("{}甲{}", "**甲 ".repeat(n), "**".repeat(n)));
    survive("brackets", &"[".repeat(n));
    survive("open links", &"[甲](".repeat(n));
    survive("pictures", &format!("{}甲{}", "![".repeat(n), "](a)".repeat(n)));
    survive("bullets on one line", &format!("{}甲", "- ".repeat(5_000)));
    survive("alternating", &"*~~".repeat(n));
    survive("tags", &"<b>".repeat(n));
    survive("tags in quotes", &format!("{}<b>甲", "> ".repeat(n)));
    survive("blocks of tags", &"<div>\n\n".repeat(20_000));
    survive("unclosed tags", &"<a ".repeat(n));
    survive("unclosed comments", &"<!-- ".repeat(n));
    survive("unclosed scripts", &"<script>\n".repeat(n));
    survive("declarations", &"<div><![CDATA[".repeat(n));
    survive("open references", &"[^a".repeat(n));
    survive("template marks", &"{{ ".repeat(n));
    survive("formulas", &"$$甲".repeat(n));
    survive("highlights", &"==甲".repeat(n));
    survive("carets", &"^甲".repeat(n));
    survive("ampersands", &format!("<b title=\"{}\">甲</b>", "&".repeat(500_000)));
    for reference in ["&", "&#", "&#38;", "&AMP;", "&x;", "&nbsp;", "&#160;", "\u{a0}", "·&#183;"] {
        survive(reference, &format!("<div>{}</div>", reference.repeat(n)));
    }
    survive("ends", &format!("<div>{}", "</b>".repeat(n)));
    let distinct: String = (0..n).map(|i| format!("a{i} ")).collect();
    survive("distinct attributes", &format!("<b {distinct}>甲</b>"));
    survive("attributes", &format!("<b {}>甲</b>", "class=a x ".repeat(n)));
}

#[test]
fn nested_lists_and_lazy_lines_are_survived() {
    let mut lists = String::new();
    for depth in 0..500 {
        lists.push_str(&" ".repeat(depth * 2));
        lists.push_str("- 甲\n");
    }
    survive("lists", &lists);
    survive("lazy", &format!("{}甲\n{}", ">".repeat(1_000), "乙\n".repeat(10_000)));
}

#[test]
fn huge_texts_are_survived() {
    survive("paragraph", &"中文**（甲）**乙\n".repeat(200_000));
    survive("table", &format!("|甲|乙|\n|-|-|\n{}", "|1|**（甲）**乙|\n".repeat(50_000)));
    survive("headings", &"## 目标\n".repeat(50_000));
    survive("undefined", &"[^a]".repeat(100_000));
}

#[test]
fn footnote_floods_are_survived() {
    survive("definitions", &"[^a]:\n".repeat(50_000));
    let distinct: String = (0..20_000).map(|i| format!("甲[^{i}]\n\n[^{i}]: 注[^{}]\n\n", i + 1)).collect();
    survive("chain", &distinct);
    survive("references", &format!("{}\n\n[^a]: 注\n", "甲[^a]".repeat(50_000)));
}

#[test]
fn junk_is_survived() {
    let mut seed = 7_u32;
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        seed >> 16
    };
    let bytes: Vec<u8> = (0..200_000).map(|_| (next() & 0xff) as u8).collect();
    survive("bytes", &String::from_utf8_lossy(&bytes));
    survive("nul", &"\0".repeat(100_000));
    const PARTS: &[&str] = &[
        "*",
        "**",
        "~~",
        "_",
        "`",
        "[",
        "]",
        "(",
        ")",
        "![",
        "<b>",
        "</b>",
        "<a href=x>",
        "</a>",
        "<!--",
        "-->",
        "> ",
        "- ",
        "1. ",
        "\n",
        "\n\n",
        "    ",
        "|",
        "|-|-|\n",
        "甲",
        "。",
        "（",
        "）",
        "“",
        "12",
        "a",
        " ",
        "\\",
        "[^1]",
        "[^1]: ",
        "# ",
        "```",
        "~~~",
        "indicator:x",
        "]( ",
        "\u{fe0f}",
        "한",
        "<table>",
        "<td>",
        "<p>",
        "<script>",
        "&amp;",
        "{#id}",
        "  \n",
        "[x]: y\n",
        "<!",
        "\u{1}",
        "\u{fdd0}",
        "\r\n",
        ": ",
    ];
    for _ in 0..2_000 {
        let text: String = (0..40).map(|_| PARTS[next() as usize % PARTS.len()]).collect();
        let body = parse(&text);
        let out = filled(&body, chinese(None));
        for (finding, span) in &body.faults {
            assert!(text.get(span.clone()).is_some(), "{finding:?} {span:?} in {text:?}");
        }
        for span in body.links.iter().map(|l| &l.span).chain(body.headings.iter().map(|h| &h.span)) {
            assert!(text.get(span.clone()).is_some(), "{span:?} in {text:?}");
        }
        assert!(!out.contains("<script"), "{text:?}");
    }
}

#[test]
fn character_references_forge_no_slots() {
    for text in [
        "&#1;L0&#1;",
        "甲&#x1;乙 <b>丙</b>",
        "<div>&#1;</div>",
        "<div>\n&#1;B0&#1;\n</div>",
        "<b title=\"&#1;\">甲</b>",
        "[甲](a&#1;b.md \"&#1;\")",
        "![甲&#1;](a&#1;b.png '&#1;')",
        "## 甲&#1; {#a&#1;b}\n",
        "```a&#1;b\n&#1;\n```\n",
        "甲[^a&#1;]\n\n[^a&#1;]: 乙\n",
        "[&#1;](indicator:a)",
        "<a href=\"&#1;\">甲</a>",
        "<b>甲</b> &#xfdd0;**乙**&#xfdd1;",
        "甲&#127;&#x85;&#xffff;",
        "<div>&#1L0&#1</div>",
        "<div>&#0000000000000001;&#X00001;&#xfdd1;&#127;</div>",
    ] {
        let body = parse(text);
        let out = filled(&body, chinese(None));
        let bad = |c: char| (c.is_control() && !c.is_whitespace()) || ('\u{fdd0}'..='\u{fdef}').contains(&c);
        assert!(!out.contains(bad), "{text:?}: {out:?}");
        assert!(!out.contains("<block"), "{text:?}");
        for title in body
            .pictures
            .iter()
            .map(|picture| &picture.title)
            .chain(body.headings.iter().map(|one| &one.text))
        {
            assert!(!title.contains(bad), "{text:?}: {title:?}");
        }
    }
}
