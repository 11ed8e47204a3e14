//! Raw HTML: what is kept, what is dropped, what is reported.

use super::*;

#[test]
fn raw_html_is_kept_where_it_is_safe_and_balanced_where_it_is_not_closed() {
    for (text, expected) in [
        ("H<sub>2</sub>O<br>x", "<p>H<sub>2</sub>O<br>x</p>\n"),
        ("<p align=\"center\">甲</p>", "<p class=\"center\">甲</p>\n"),
        ("甲 <b>乙\n\n丙", "<p>甲 乙</p>\n<p>丙</p>\n"),
        ("*甲 <b>乙* 丙</b>", "<p><em>甲 乙</em> 丙</p>\n"),
        ("甲</b>乙", "<p>甲乙</p>\n"),
        ("甲 <script>alert(1)</script> 乙", "<p>甲 alert(1) 乙</p>\n"),
        ("<script>\nalert(1)\n\nx</script>\n\n乙", "\n<p>乙</p>\n"),
        (
            "<div onclick=\"x()\" class=\"note\" style=\"color:red\">甲</div>",
            "<div class=\"note\">甲</div>\n",
        ),
        ("<iframe src=x>y</iframe>甲", "甲\n"),
        ("<svg><a onload=x></svg>", ""),
        ("<ruby>汉<rp>(</rp><rt>hàn</rt></ruby>", "<p><ruby>汉<rp>(</rp><rt>hàn</rt></ruby></p>\n"),
        ("<ul><li>甲<li>乙</ul>", "<ul><li>甲</li><li>乙</li></ul>\n"),
        ("a <b title='x\"y'>z</b>", "<p>a <b title=\"x&quot;y\">z</b></p>\n"),
        ("<div>a < b &copy; <c", "a &lt; b © \n"),
        ("<div>\n甲<!-- 乙", "\n甲\n"),
        ("<div></ 甲>&#1;乙", "\u{fffd}乙\n"),
        ("<!-- 注 -->甲", "甲\n"),
        ("甲<h2>乙</h2>", "<p>甲乙</p>\n"),
        ("甲 `<b>`", "<p>甲 <code>&lt;b&gt;</code></p>\n"),
    ] {
        assert_eq!(html(text), expected, "{text}");
    }
}

#[test]
fn markdown_inside_raw_blocks_is_markdown() {
    let text = "<details open>\n<summary>甲</summary>\n\n## 乙\n\n- 丙\n\n[^1] [x](a.md)\n\n</details>\n\n[^1]: 注\n";
    let out = html(text);
    for part in [
        "<details open=\"\">\n<summary>甲</summary></details><div class=\"folded\">\n<h2 id=\"p-乙\">乙</h2>\n<ul>\n<li>丙</li>\n</ul>",
        "<sup class=\"footnote-ref\"><a id=\"p-fnref-1\"",
        "<a href=\"a.md\">x</a></p>\n</div>\n<div class=\"footnotes\">",
    ] {
        assert!(out.contains(part), "{part} in {out}");
    }
    assert!(faults(text).is_empty(), "{:?}", faults(text));
}

#[test]
fn everything_the_writer_emits_survives_the_sanitiser() {
    let text = "## 甲\n\n| a | |\n|:-:|-|\n| [x](y \"t\") | ![p](q) |\n\n- [x] 甲\n\n3. 乙\n\n> [!TIP]\n> 丙~~丁~~\n\n\
                ```rust\nx\n```\n\n```chart\n```\n\n甲\n: 乙\n\n[12](indicator:a)[^1]\n\n***\n\n[^1]: 注\n\n";
    let plain = html(text);
    let with_html = html(&format!("{text}\n\n<b></b>\n"));
    let normal = |html: &str| {
        html.replace("<b></b>", "")
            .replace("=\"\"", "")
            .replace(" checked disabled", " disabled checked")
            .replace("<p></p>\n", "")
    };
    let sorted = |html: &str| {
        let html = normal(html);
        let mut words: Vec<_> = html.split(['<', '>', ' ', '\n']).map(str::to_owned).collect();
        words.sort();
        words
    };
    assert_eq!(sorted(&with_html), sorted(&plain), "{with_html}\n{plain}");
}

#[test]
fn links_pictures_and_ids_in_raw_html_are_the_sites_business() {
    let text = "<a href=\"a.md?x=1&amp;y=2\" id=\"k\">甲</a> <img src='p.png' alt=''> <a id=\"m\"/>乙 <i id=\"k\">丙</i>\n";
    let body = parse(text);
    assert_eq!(body.links[0].target, "a.md?x=1&y=2");
    assert_eq!(at(text, &body.links[0].span), "<a href=\"a.md?x=1&amp;y=2\" id=\"k\">");
    assert_eq!(body.pictures[0].target, "p.png");
    assert_eq!(body.anchors, ["k", "m"]);
    assert_eq!(
        line(text),
        "<a href=\"a.md?x=1&amp;y=2\" id=\"p-k\">甲</a> <img src=\"p.png\" alt=\"\"> <a id=\"p-m\"></a>乙 <i>丙</i>"
    );
    assert_eq!(faults(text), [("html-removed", "<i id=\"k\">".to_owned())]);
    // Ids that pages give themselves.
    for id in ["_main", "indicator:firms", "fn-1", "firms/target"] {
        let text = format!("<i id=\"{id}\">丙</i>\n");
        assert_eq!(line(&text), "<i>丙</i>");
        assert_eq!(faults(&text), [("html-removed", format!("<i id=\"{id}\">"))]);
    }
}

#[test]
fn removed_html_is_reported_with_its_place() {
    for (text, expected) in [
        ("甲 <script>x</script>", &[("html-removed", "<script>")][..]),
        ("甲 <font color=red>x</font>", &[("html-removed", "<font color=red>")]),
        ("<div\nonclick='x'>甲</div>", &[("html-removed", "<div\nonclick='x'>")]),
        ("> <p>甲\n> <blink>乙</blink>", &[("html-removed", "<blink>")]),
        ("甲 <b>乙", &[("html-removed", "<b>")]),
        ("甲</b>", &[("html-removed", "</b>")]),
        ("甲 <a href=\"javascript:x\">乙</a>", &[("dead-link", "<a href=\"javascript:x\">")]),
        ("甲 <a href=\"java&#10;script:x\">乙</a>", &[("dead-link", "<a href=\"java&#10;script:x\">")]),
        ("甲 <img src=\"a.png\">", &[("missing-alt", "<img src=\"a.png\">")]),
        ("<?php x ?>", &[("html-removed", "<?php x ?>")]),
        ("**（甲）**乙<u style=x>丙</u>", &[("html-removed", "<u style=x>")]),
        ("<p>\n甲 <b 乙", &[("html-removed", "<b 乙")]),
        ("甲<!-- 乙\n\n丙 -->", &[("open-comment", "<!-- 乙")]),
        ("甲<!— 乙 —>", &[("open-comment", "<!— 乙 —>")]),
        ("甲＜！-- 乙 --＞", &[("open-comment", "＜！-- 乙 --＞")]),
        ("甲 **<! -- 乙 -- >**", &[("open-comment", "<! -- 乙 -- >**")]),
        ("甲 `<!-- 乙` \\<!-- 丙", &[]),
        ("甲 <!-- 乙\n丙 --> 丁", &[]),
        ("<p>\n甲 <!-- 乙\n丙", &[("open-comment", "<!-- 乙\n丙")]),
        ("<p></ 甲>", &[("html-removed", "</ 甲>")]),
        ("甲<b>乙</b><br><!-- x -->", &[]),
    ] {
        let expected: Vec<_> = expected.iter().map(|(code, html)| (*code, (*html).to_owned())).collect();
        assert_eq!(faults(text), expected, "{text}");
    }
}

#[test]
fn wide_raw_tables_scroll_like_others() {
    let out = html("<table><tr><th scope=\"col\">甲<td>乙</table>\n");
    assert!(out.starts_with("<div class=\"table-wrap\" tabindex=\"0\""), "{out}");
    assert!(out.contains("</table></div>"), "{out}");
}
