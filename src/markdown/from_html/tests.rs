//! Each construct as Markdown, and the law that Markdown made of a text's HTML says what the text said.

use super::super::{AlertKind, Fill, HeadingNumbers, Label, escape, parse};
use super::from_html;
use proptest::prelude::*;

#[test]
fn html_becomes_markdown() {
    for (html, markdown) in [
        ("", ""),
        ("<p>一\n二</p>\n<p>三</p>\n", "一 二\n\n三\n"),
        (
            "<h2 id=\"a\"><span id=\"1\"></span><span class=\"number\">一、</span>总体<code>C#</code> {x} #</h2>\n",
            "## 一、总体`C#` \\{x} \\#\n",
        ),
        ("<p><strong>260项以上。</strong>其中</p>", "<strong>260项以上。</strong>其中\n"),
        ("<p>共<strong>260项</strong>，<em>全部</em>达标</p>", "共**260项**，*全部*达标\n"),
        ("<p><del> a </del>b</p>", "~~a~~ b\n"),
        ("<p>a<br>\nb<br></p>", "a\\\nb\n"),
        (
            "<p># a</p><p>- a</p><p>-5%</p><p>1. a</p><p>3.1 a</p><p>a_b _c_</p><p>&amp;amp; &lt;b&gt; | * $5</p>",
            "\\# a\n\n\\- a\n\n-5%\n\n1\\. a\n\n3.1 a\n\na_b \\_c\\_\n\n\\&amp; \\<b> | \\* \\$5\n",
        ),
        (
            "<p><a href=\"../a%20(b)/\" title=\"x &quot;y&quot;\">甲[乙]</a></p>",
            "[甲\\[乙\\]](<../a%20(b)/> \"x \\\"y\\\"\")\n",
        ),
        ("<p>看！<a href=\"\">甲</a>!<a href=\"b\">乙</a></p>", "看！甲\\![乙](b)\n"),
        ("<p><img src=\"a.png\" alt=\"图[1]\" width=\"1\" height=\"1\"></p>", "![图\\[1\\]](a.png)\n"),
        (
            "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>\n<ul>\n<li>d</li>\n</ul>",
            "- a\n  - b\n- c\n\n* d\n",
        ),
        (
            "<ol start=\"9\">\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n<li>\n<p>c</p>\n</li>\n</ol>",
            "9. a\n\n   b\n\n10. c\n",
        ),
        (
            "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"x\"> a</li></ul>",
            "- [x] a\n",
        ),
        ("<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>", "> a\n>\n> b\n"),
        (
            "<div class=\"alert alert-note\" role=\"note\">\n<p class=\"alert-title\">说明</p>\n<p>a</p>\n</div>",
            "> [!NOTE]\n> a\n",
        ),
        (
            "<pre tabindex=\"0\"><code class=\"language-sh\">a `` b\n```\n</code></pre>",
            "````sh\na `` b\n```\n````\n",
        ),
        ("<p><code>a`b</code> <code>`</code></p>", "``a`b`` `` ` ``\n"),
        ("<dl>\n<dt>甲</dt>\n<dd>乙</dd>\n<dt>丙</dt>\n<dd>丁</dd>\n</dl>", "甲\n: 乙\n\n丙\n: 丁\n"),
        (
            "<p>甲<sup class=\"footnote-ref\"><a id=\"s/fnref-1\" href=\"#s/fn-1\" role=\"doc-noteref\">1</a></sup></p>\n<div class=\"footnotes\">\n<ol>\n\
            <li id=\"s/fn-1\"><p>注 <a class=\"footnote-back\" href=\"#s/fnref-1\">↩</a></p></li>\n</ol>\n</div>",
            "甲[^s/1]\n\n[^s/1]: 注\n",
        ),
        (
            "<div class=\"table-wrap\"><table>\n<caption>表</caption><thead>\n<tr><th scope=\"col\">a|b</th><th scope=\"col\" class=\"right\">c</th></tr>\n</thead>\n\
            <tbody>\n<tr><td>1<br>2</td><td><code>x|y</code></td></tr>\n<tr><td></td><td>3</td></tr></tbody></table></div>",
            "表\n\n| a\\|b | c |\n| --- | ---: |\n| 1<br>2 | `x\\|y` |\n| | 3 |\n",
        ),
        (
            "<table><tr><td rowspan=\"2\">a</td><td colspan=\"2\">b</td></tr><tr><td>c</td><td><p>d</p><p>e</p></td></tr></table>",
            "| | | |\n| --- | --- | --- |\n| a | b | |\n| | c | d<br>e |\n",
        ),
        (
            "<details><summary>更多</summary></details><div class=\"folded\"><p>甲<sup>2</sup></p></div>",
            "更多\n\n甲<sup>2</sup>\n",
        ),
        (
            "<p>a<span class=\"visually-hidden\">（外部链接）</span><svg><text>x</text></svg><!-- c --></p><hr>",
            "a\n\n***\n",
        ),
    ] {
        assert_eq!(from_html(html), markdown, "{html}");
    }
}

#[test]
fn length_and_depth_cost_no_more_than_their_size() {
    let begun = std::time::Instant::now();
    let line = format!("<p>{}</p>", "1. 长_行&amp; ".repeat(20_000));
    assert!(from_html(&line).len() > 200_000);
    let deep =
        format!("{}底{}", "<blockquote><ul><li>".repeat(3_000), "</li></ul></blockquote>".repeat(3_000));
    assert!(from_html(&deep).contains('底'));
    let row = format!("<table>{}</table>", "<tr><td rowspan=\"9\">a</td><td>b</td></tr>".repeat(3_000));
    assert!(from_html(&row).len() > 20_000);
    assert!(begun.elapsed() < std::time::Duration::from_secs(20), "{:?}", begun.elapsed());
}

/// Fills slots with what stands in the text.
struct Words;

impl Fill for Words {
    fn link(&mut self, _: usize, out: &mut String) {
        out.push_str("x/");
    }
    fn picture(&mut self, _: usize, out: &mut String) {
        out.push_str("<img src=\"p.png\" alt=\"图\" width=\"1\" height=\"1\">");
    }
    fn figure(&mut self, index: usize, out: &mut String) {
        escape(&format!("figure {index}"), out);
    }
    fn figure_words(&mut self, _: usize, _: &mut String) {}
    fn block(&mut self, _: usize, _: &mut String) {}
    fn id_prefix(&mut self, _: &mut String) {}
    fn label(&mut self, label: Label, out: &mut String) {
        if let Label::Alert(AlertKind::Note) = label {
            out.push_str("note");
        }
    }
}

fn html_of(markdown: &str) -> String {
    let mut html = String::new();
    parse(markdown).fill(1, HeadingNumbers::NONE, &mut Words, &mut html);
    html
}

/// What a reader reads, blanks left out; what shows nothing, too.
fn words(html: &str) -> String {
    let text = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    let text = text.collect::<String>().replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&amp;", "&").chars().filter(|c| !c.is_whitespace() && *c != '↩').collect()
}

fn holds(source: &str) {
    let html = html_of(source);
    let markdown = from_html(&html);
    let again = html_of(&markdown);
    assert_eq!(words(&again), words(&html), "{source:?} became {markdown:?}");
    let plain = |html: &str| html.replace("<b>", "<strong>").replace("<i>", "<em>");
    let (again, html) = (plain(&again), plain(&html));
    let elements =
        ["<h1", "<h2", "<li", "<td", "<strong", "<em>", "<blockquote", "<pre", "<a href", "<hr", "<img"];
    for element in elements {
        assert_eq!(
            again.matches(element).count(),
            html.matches(element).count(),
            "{element} of {source:?}, which became {markdown:?}"
        );
    }
}

#[test]
fn documents_of_the_fixtures_say_the_same() {
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures"))];
    folders.push(concat!(env!("CARGO_MANIFEST_DIR"), "/content").into());
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "md") {
                let text = std::fs::read_to_string(&path).unwrap();
                holds(text.splitn(3, "---\n").nth(2).unwrap_or_default());
                count += 1;
            }
        }
    }
    assert!(count > 100, "{count}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn what_was_said_is_said_again(
        lines in prop::collection::vec("(- |1\\. |> |# |\\| |    |: |)[a5科。！“”*_`~\\[\\]()<>#+=|\\\\&;$! .:-]{0,14}", 1..6),
        by in prop::sample::select(vec!["\n", "\n\n", "  \n"]),
    ) {
        let source = lines.join(by);
        let html = html_of(&source);
        let markdown = from_html(&html);
        let again = html_of(&markdown);
        prop_assert_eq!(words(&again), words(&html), "{:?} became {:?}", source, markdown);
    }

    #[test]
    fn nothing_makes_it_panic(html in "(<[a-z/]{1,6}( [a-z]{1,7}=\"?[a-z0-9-]{0,5}\"?)?>|[a科\n|*]){0,40}") {
        let _ = from_html(&html);
    }
}
