//! Emphasis beside East Asian punctuation, and line breaks between East Asian characters.

use super::*;

#[test]
fn emphasis_works_beside_chinese_punctuation() {
    for (text, expected) in [
        // Closing after punctuation.
        ("**260项以上。**其中", "<strong>260项以上。</strong>其中"),
        ("完成**（一）**项", "完成<strong>（一）</strong>项"),
        ("**注意：**请看", "<strong>注意：</strong>请看"),
        ("**注意！**a", "<strong>注意！</strong>a"),
        ("**增长8%。**2项", "<strong>增长8%。</strong>2项"),
        // Opening before punctuation.
        ("我们**《规划》**提出", "我们<strong>《规划》</strong>提出"),
        ("见*《规划》*提出", "见<em>《规划》</em>提出"),
        ("x**“引用”**y", "x<strong>“引用”</strong>y"),
        ("**“小升规”**工作", "<strong>“小升规”</strong>工作"),
        ("**“小升规”**2项", "<strong>“小升规”</strong>2项"),
        ("做好**‘双创’**工作", "做好<strong>‘双创’</strong>工作"),
        ("等**……**省略", "等<strong>……</strong>省略"),
        ("推进**——重点——**工作", "推进<strong>——重点——</strong>工作"),
        // Both sides, several in a row.
        ("在**（甲）**和**（乙）**中", "在<strong>（甲）</strong>和<strong>（乙）</strong>中"),
        ("**甲。** **乙。**丙", "<strong>甲。</strong> <strong>乙。</strong>丙"),
        // Other punctuation beside Han.
        ("增长**8%**以上", "增长<strong>8%</strong>以上"),
        ("增长**+8%**以上", "增长<strong>+8%</strong>以上"),
        ("平台**(A)**建设", "平台<strong>(A)</strong>建设"),
        ("见**`code`**处", "见<strong><code>code</code></strong>处"),
        ("见**[链接](a.md)**处", "见<strong><a href=\"a.md\">链接</a></strong>处"),
        ("见**[《规划》](a.md)**。", "见<strong><a href=\"a.md\">《规划》</a></strong>。"),
        ("见**![图](a.png)**处", "见<strong><img src=\"a.png\" alt=\"图\"></strong>处"),
        ("见[**《规划》**全文](a.md)", "见<a href=\"a.md\"><strong>《规划》</strong>全文</a>"),
        // Nesting.
        ("***（重要）***事项", "<em><strong>（重要）</strong></em>事项"),
        ("**重要*（特别）*事项。**其中", "<strong>重要<em>（特别）</em>事项。</strong>其中"),
        ("**~~（旧）~~**新", "<strong><del>（旧）</del></strong>新"),
        ("中**~~（旧）~~**新", "中<strong><del>（旧）</del></strong>新"),
        ("中~~**（旧）**~~新", "中<del><strong>（旧）</strong></del>新"),
        // Strikethrough.
        ("~~（旧）~~新", "<del>（旧）</del>新"),
        ("原~~《办法》~~新", "原<del>《办法》</del>新"),
        ("~~旧~~新", "<del>旧</del>新"),
        ("3~5家，8~10家", "3~5家，8~10家"),
        ("3～5家", "3～5家"),
        // Kana and Hangul, as the amendment has it.
        ("**これは。**テスト", "<strong>これは。</strong>テスト"),
        ("これは**「テスト」**です", "これは<strong>「テスト」</strong>です"),
        ("**스크립트(script)**라고", "<strong>스크립트(script)</strong>라고"),
        // Latin keeps CommonMark's rules.
        ("a**(b)**c", "a**(b)**c"),
        ("**a.**b", "**a.**b"),
        ("a **b** c", "a <strong>b</strong> c"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a*\"b\"*c", "a*&quot;b&quot;*c"),
        // Nothing to open or close.
        ("** 甲。**乙", "** 甲。**乙"),
        ("**甲。 **乙", "**甲。 **乙"),
        // Underscores are left to CommonMark.
        ("中_（一）_中", "中_（一）_中"),
        ("_甲_ 乙", "<em>甲</em> 乙"),
        // Masks in official texts are escaped by their authors.
        (r"区委区\*\*的领导", "区委区**的领导"),
        (r"浙江\*\*学院、\*\*区", "浙江**学院、**区"),
        (r"**浙江\*\*学院。**其中", "<strong>浙江**学院。</strong>其中"),
        (r"中\**（甲）*乙", "中*<em>（甲）</em>乙"),
        (r"中\\**（甲）**乙", r"中\<strong>（甲）</strong>乙"),
        // Code and targets stay as they are.
        ("`中**（甲）**乙`", "<code>中**（甲）**乙</code>"),
        ("`` 甲。**` ``乙**（丙）**丁", "<code>甲。**`</code>乙<strong>（丙）</strong>丁"),
        ("[甲](中**（乙）**丙.md)", "<a href=\"中**（乙）**丙.md\">甲</a>"),
        ("[甲](a.md \"中**（乙）**丙\")", "<a href=\"a.md\" title=\"中**（乙）**丙\">甲</a>"),
        (
            "<https://例.cn/中**（乙）**丙>",
            "<a href=\"https://例.cn/中**（乙）**丙\">https://例.cn/中**（乙）**丙</a>",
        ),
        ("![中**（甲）**乙](a.png)", "<img src=\"a.png\" alt=\"中（甲）乙\">"),
        // Characters that are used inside.
        ("甲\u{fdd0}乙\u{1}丙", "甲\u{fffd}乙 丙"),
    ] {
        assert_eq!(line(text), expected, "{text}");
    }
}

#[test]
fn block_structure_survives_the_marks() {
    for (text, expected) in [
        ("* 甲。\n* **乙。**丙\n", "<ul>\n<li>甲。</li>\n<li><strong>乙。</strong>丙</li>\n</ul>\n"),
        ("甲\n\n***\n\n乙\n", "<p>甲</p>\n<hr>\n<p>乙</p>\n"),
        ("* * *\n", "<hr>\n"),
        ("~~~\n甲。**乙\n~~~\n", "<pre tabindex=\"0\"><code>甲。**乙\n</code></pre>\n"),
        ("    甲。**乙**（丙）\n", "<pre tabindex=\"0\"><code>甲。**乙**（丙）\n</code></pre>\n"),
        (">**甲。**乙\n", "<blockquote>\n<p><strong>甲。</strong>乙</p>\n</blockquote>\n"),
        (">**甲**\n", "<blockquote>\n<p><strong>甲</strong></p>\n</blockquote>\n"),
        (
            "```甲。**乙\n丙\n```\n",
            "<pre tabindex=\"0\"><code class=\"language-甲。**乙\">丙\n</code></pre>\n",
        ),
        ("[甲。**乙]: a.md\n\n[甲。**乙]", "<p><a href=\"a.md\">甲。**乙</a></p>\n"),
    ] {
        assert_eq!(html(text), expected, "{text}");
    }
    let table = html("|**项目**|值。**|\n|-|-|\n|中**粗。**|**（一）**项|\n");
    for part in [
        "<th scope=\"col\"><strong>项目</strong></th>",
        "<td>中<strong>粗。</strong></td>",
        "<td><strong>（一）</strong>项</td>",
    ] {
        assert!(table.contains(part), "{part} in {table}");
    }
}

#[test]
fn line_breaks_leave_a_space_only_where_words_have_spaces() {
    for (text, expected) in [
        ("中文\n中文", "中文中文"),
        ("中文，\n中文", "中文，中文"),
        ("中文\n“引用”", "中文“引用”"),
        ("“引用”\n中文", "“引用”中文"),
        ("省略……\n中文", "省略……中文"),
        ("破折——\n中文", "破折——中文"),
        ("全角Ａ\nＢ", "全角ＡＢ"),
        ("かな\nカナ", "かなカナ"),
        ("增长\n12家", "增长12家"),
        ("共12\n家", "共12家"),
        ("共计：\n12家", "共计：12家"),
        ("增长8%\n以上", "增长8%以上"),
        ("以下：\n①培育", "以下：①培育"),
        ("latin\nlatin", "latin\nlatin"),
        ("中文\nlatin", "中文\nlatin"),
        ("latin\n中文", "latin\n中文"),
        ("12\n34", "12\n34"),
        ("한국어\n한국어", "한국어\n한국어"),
        ("中文\n한국어", "中文\n한국어"),
        ("중\n12", "중\n12"),
        // Through markup.
        ("**中文**\n中文", "<strong>中文</strong>中文"),
        ("中文\n**中文**", "中文<strong>中文</strong>"),
        ("中文\n**bold**", "中文\n<strong>bold</strong>"),
        ("**中文\n中文**", "<strong>中文中文</strong>"),
        ("*en\nen*", "<em>en\nen</em>"),
        ("中文\n[链接](x)", "中文<a href=\"x\">链接</a>"),
        ("中文\n[link](x)", "中文\n<a href=\"x\">link</a>"),
        ("[链接](x)\n中文", "<a href=\"x\">链接</a>中文"),
        ("中文\n`code`", "中文\n<code>code</code>"),
        ("中文\n`代码`", "中文<code>代码</code>"),
        ("`代码`\n中文", "<code>代码</code>中文"),
        ("中文\n~~[*中*](x)~~", "中文<del><a href=\"x\"><em>中</em></a></del>"),
        ("中文\n<b>中文</b>", "中文<b>中文</b>"),
        ("中文\n<b>bold</b>", "中文\n<b>bold</b>"),
        ("培育\n[12家](indicator:a)", "培育<data>12家</data>"),
        ("培育\n[](indicator:a)\n企业", "培育<data>12家</data>企业"),
        ("培育\n[Ten](indicator:a) x", "培育\n<data>Ten</data> x"),
        ("grow\n[](indicator:a)", "grow\n<data>12家</data>"),
        ("中文\n![图](a.png)", "中文<img src=\"a.png\" alt=\"图\">"),
        ("![中\n文](a.png)", "<img src=\"a.png\" alt=\"中文\">"),
        ("![two\nwords](a.png)", "<img src=\"a.png\" alt=\"two words\">"),
        // An author's own break stays.
        ("中文  \n中文", "中文<br>\n中文"),
        ("中文\\\n中文", "中文<br>\n中文"),
        // With emphasis beside the break.
        ("**甲。**\n乙", "<strong>甲。</strong>乙"),
        ("甲\n**（乙）**丙", "甲<strong>（乙）</strong>丙"),
    ] {
        assert_eq!(line(text), expected, "{text:?}");
    }
    assert_eq!(html("> 中文\n> 中文"), "<blockquote>\n<p>中文中文</p>\n</blockquote>\n");
    assert_eq!(html("- 中文\n  中文"), "<ul>\n<li>中文中文</li>\n</ul>\n");
    assert_eq!(html("中文\r\n中文"), "<p>中文中文</p>\n");
    assert_eq!(html("```\n中文\n中文\n```"), "<pre tabindex=\"0\"><code>中文\n中文\n</code></pre>\n");
}

#[test]
fn spans_point_into_the_text_as_it_was_given() {
    let text = "**甲。**乙\u{0}**（丙）**[丁](a.md) 中**（戊）**己 [庚](indicator:x) ![](b.png)\n";
    let body = parse(text);
    assert_eq!(at(text, &body.links[0].span), "[丁](a.md)");
    assert_eq!(at(text, &body.figures[0].span), "[庚](indicator:x)");
    assert_eq!(at(text, &body.pictures[0].span), "![](b.png)");
    assert_eq!(at(text, &body.faults[0].1), "![](b.png)");
}
