//! Blocks: paragraphs, lists, code, tables, alerts, footnotes, headings.

use super::*;

#[test]
fn blocks_become_plain_valid_html() {
    for (text, expected) in [
        ("甲\n\n乙", "<p>甲</p>\n<p>乙</p>\n"),
        ("- 甲\n- 乙", "<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>\n"),
        ("- 甲\n\n- 乙", "<ul>\n<li><p>甲</p>\n</li>\n<li><p>乙</p>\n</li>\n</ul>\n"),
        ("1. 甲\n2. 乙", "<ol>\n<li>甲</li>\n<li>乙</li>\n</ol>\n"),
        ("3. 甲", "<ol start=\"3\">\n<li>甲</li>\n</ol>\n"),
        ("```rust x\na<b\n```", "<pre tabindex=\"0\"><code class=\"language-rust\">a&lt;b\n</code></pre>\n"),
        ("a & b &amp; \"c\"", "<p>a &amp; b &amp; &quot;c&quot;</p>\n"),
        ("甲\n: 乙", "<dl>\n<dt>甲</dt>\n<dd>乙</dd>\n</dl>\n"),
        (
            "> [!NOTE]\n> 甲",
            "<div class=\"alert alert-note\" role=\"note\">\n<p class=\"alert-title\">Alert(Note)</p>\n<p>甲</p>\n</div>\n",
        ),
        (
            "- [x] 甲\n- [ ] 乙",
            "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"TaskDone\"> 甲</li>\n\
             <li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"TaskOpen\"> 乙</li>\n</ul>\n",
        ),
        ("$5亿元和$6亿元 -- \"x\"", "<p>$5亿元和$6亿元 -- &quot;x&quot;</p>\n"),
        ("a^2^ H~2~O [[x]]", "<p>a^2^ H~2~O [[x]]</p>\n"),
        ("[甲][x]\n\n[x]: a.md 'T'", "<p><a href=\"a.md\" title=\"T\">甲</a></p>\n"),
        ("<a@example.org>", "<p><a href=\"mailto:a@example.org\">a@example.org</a></p>\n"),
        ("##\n\n甲", "<p>甲</p>\n"),
    ] {
        assert_eq!(html(text), expected, "{text}");
    }
}

#[test]
fn a_heading_that_is_a_number_keeps_its_old_id_and_moves_no_other() {
    let text = "## 第二节\n\n## section\n\n## 一、\n\n## 一\n\n## 第二节 {#two}\n";
    let body = parse(text);
    let ids: Vec<&str> = body.headings.iter().map(|heading| heading.id.as_str()).collect();
    assert_eq!(ids, ["第二节", "section-2", "一-2", "一", "two"]);
    assert_eq!(body.anchors, ["section", "section-2", "section-3", "two", "一", "一-2", "第二节"]);
    assert!(html(text).contains("<span id=\"p-section-3\"></span>一、"), "{}", html(text));
}

#[test]
fn tables_have_scoped_headers_and_a_frame_that_scrolls() {
    assert_eq!(
        html("| 指标 | 值 | |\n|:-|-:|-|\n| 甲 | 1 | |\n"),
        "<div class=\"table-wrap\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>\n<thead>\n\
         <tr><th scope=\"col\" class=\"left\">指标</th><th scope=\"col\" class=\"right\">值</th><td></td></tr>\n</thead>\n\
         <tbody>\n<tr><td class=\"left\">甲</td><td class=\"right\">1</td><td></td></tr>\n</tbody>\n</table></div>\n"
    );
    let without_header = html("| | |\n|-|-|\n| 甲 | 乙 |\n");
    assert!(!without_header.contains("thead") && without_header.contains("<td>甲</td>"), "{without_header}");
    let without_rows = html("| 甲 |\n|-|\n");
    assert!(!without_rows.contains("tbody"), "{without_rows}");
}

#[test]
fn footnotes_are_numbered_as_they_are_met_and_collected_at_the_end() {
    let text = "甲[^b]乙[^a]丙[^b]\n\n[^a]: 注甲\n[^b]: 注乙见[^c]\n[^c]: 注丙\n";
    let out = html(text);
    for part in [
        "甲<sup class=\"footnote-ref\"><a id=\"p-fnref-1\" href=\"#p-fn-1\" role=\"doc-noteref\">1</a></sup>",
        "乙<sup class=\"footnote-ref\"><a id=\"p-fnref-2\" href=\"#p-fn-2\"",
        "丙<sup class=\"footnote-ref\"><a id=\"p-fnref-1-2\" href=\"#p-fn-1\"",
        "<div class=\"footnotes\">\n<ol>\n<li id=\"p-fn-1\"><p>注乙见<sup",
        "aria-label=\"FootnoteBack { number: 1, occurrence: 2 }\">↩</a></p></li>\n<li id=\"p-fn-2\"><p>注甲 <a",
        "<li id=\"p-fn-3\"><p>注丙 <a class=\"footnote-back\" href=\"#p-fnref-3\"",
    ] {
        assert!(out.contains(part), "{part} in {out}");
    }
    assert_eq!(parse(text).anchors, ["fn-1", "fn-2", "fn-3"]);
    assert!(faults(text).is_empty());
}

#[test]
fn footnotes_that_are_missing_repeated_or_unused_are_reported() {
    let text = "甲[^x]乙[^a]\n\n[^a]: 一\n\n[^a]: 二\n\n[^u]: 三[^v]\n\n[^v]: 四\n";
    assert_eq!(
        faults(text).iter().map(|(code, text)| (*code, text.trim_end())).collect::<Vec<_>>(),
        [
            ("undefined-footnote", "[^x]"),
            ("duplicate-footnote", "[^a]: 二"),
            ("unused-footnote", "[^u]: 三[^v]"),
            ("unused-footnote", "[^v]: 四"),
        ]
    );
    let out = html(text);
    assert!(out.contains("甲[^x]乙") && out.contains('一') && !out.contains('二') && !out.contains('三'));
    assert!(faults(r"甲\[^x]乙 `[^y]`").is_empty());
    assert_eq!(faults("甲[^ z]"), [("broken-mark", "[^ z]".to_owned())]);
}

#[test]
fn headings_get_ids_ranks_and_numbers() {
    let text = "## 目标\n\n#### 甲\n\n#### 乙\n\n## （二）任务 {#tasks}\n\n#### 目标\n\n## 目标\n";
    let body = parse(text);
    let seen: Vec<_> =
        body.headings.iter().map(|h| (h.id.as_str(), h.rank, h.ordinals.clone(), h.hand_numbered)).collect();
    assert_eq!(
        seen,
        [
            ("目标", 1, vec![1], false),
            ("甲", 2, vec![1, 1], false),
            ("乙", 2, vec![1, 2], false),
            ("tasks", 1, vec![2], true),
            ("目标-2", 2, vec![2, 1], false),
            ("目标-3", 1, vec![3], false),
        ]
    );
    assert_eq!(at(text, &body.headings[0].span), "## 目标\n");
    let out = filled(&body, chinese(Some(3)));
    for part in [
        "<h2 id=\"p-目标\"><span class=\"number\">（一）</span>目标</h2>",
        "<h3 id=\"p-乙\"><span class=\"number\">2.</span>乙</h3>",
        "<h2 id=\"p-tasks\">（二）任务</h2>",
    ] {
        assert!(out.contains(part), "{part} in {out}");
    }
    let out = filled(&body, chinese(None));
    assert!(out.contains("<span class=\"number\">一、</span>目标"), "{out}");
    let decimal = HeadingNumbers { style: Numbering::Decimal, section: Some(3) };
    assert!(filled(&body, decimal).contains("<span class=\"number\">3.1.2</span> 乙"));
    let mut deep = String::new();
    body.fill(6, HeadingNumbers::NONE, &mut Plain(&body), &mut deep);
    assert!(deep.contains("<h6 id=\"p-甲\">"), "{deep}");
}

#[test]
fn headings_in_contents_have_no_links_and_no_footnotes() {
    let text =
        "# 甲**（乙）**[丙](x)[^1] `丁` ![戊](a.png) [12家](indicator:x) [](indicator:y)\n\n[^1]: 注\n";
    let body = parse(text);
    let mut out = String::new();
    body.fill_heading(&body.headings[0], &mut Plain(&body), &mut out);
    assert_eq!(out, "甲<strong>（乙）</strong>丙 <code>丁</code> 戊 12家 12家");
    assert_eq!(body.headings[0].text, "甲（乙）丙 丁 戊 12家");
}

#[test]
fn the_summary_is_the_first_paragraph_in_plain_text() {
    assert_eq!(parse("# 标题\n\n甲**乙**[丙](x)\n丁[^1]。\n\n戊\n\n[^1]: 注").summary, "甲乙丙丁。");
    let long = parse(&"中文。".repeat(100)).summary;
    assert!(long.ends_with('。') && long.chars().count() <= SUMMARY_LIMIT, "{long}");
    assert!(parse(&"文".repeat(300)).summary.ends_with('…'));
}

const SUMMARY_LIMIT: usize = 201;

#[test]
fn blank_texts_have_no_text() {
    for text in ["", " \n\t\n", "<!-- 注 -->\n", "[x]: a.md\n", "##\n"] {
        assert!(!parse(text).has_text(), "{text:?}");
    }
    for text in ["甲", "![](a.png)", "```chart\n```", "***", "<p>甲</p>", "[](indicator:a)"] {
        assert!(parse(text).has_text(), "{text:?}");
    }
}

#[test]
fn figures_are_marked_where_they_are_text() {
    let marked = |text: &str| filled(&parse(text), HeadingNumbers::NONE);
    for (text, expected) in [
        ("全年12家", "<p>全年<span class=\"nobr\">12家</span></p>\n"),
        ("**3—5个**月", "<p><strong><span class=\"nobr\">3—5个</span></strong>月</p>\n"),
        ("`12家`", "<p><code>12家</code></p>\n"),
        ("[12家](a.md)", "<p><a href=\"a.md\"><span class=\"nobr\">12家</span></a></p>\n"),
        ("<b>12家</b>", "<p><b><span class=\"nobr\">12家</span></b></p>\n"),
    ] {
        assert_eq!(marked(text), expected, "{text}");
    }
    assert!(!marked("![12家](a.png)").contains("nobr"));
}

#[test]
fn what_is_folded_away_stands_behind_its_summary() {
    for (text, expected) in [
        (
            "<details>\n<summary>甲</summary>\n\n乙\n\n</details>\n\n丙",
            "<details>\n<summary>甲</summary></details><div class=\"folded\">\n<p>乙</p>\n</div>\n<p>丙</p>\n",
        ),
        ("<details>\n\n乙\n\n</details>", "<details>\n<p>乙</p>\n</details>\n"),
    ] {
        assert_eq!(html(text), expected, "{text}");
    }
}
