//! Links, pictures, figures and blocks as the site gets them.

use super::*;

#[test]
fn links_come_in_reading_order_with_their_places() {
    let text = "[甲](a.md#b) <https://example.org/x> [乙][r] ![丙](p.jpg \"题\")\n\n[r]: ../c%20d.md\n";
    let body = parse(text);
    let links: Vec<_> = body.links.iter().map(|l| (l.target.as_str(), at(text, &l.span))).collect();
    assert_eq!(
        links,
        [
            ("a.md#b", "[甲](a.md#b)"),
            ("https://example.org/x", "<https://example.org/x>"),
            ("../c%20d.md", "[乙][r]"),
        ]
    );
    let picture = &body.pictures[0];
    assert_eq!(
        (picture.target.as_str(), picture.alt.as_str(), picture.title.as_str()),
        ("p.jpg", "丙", "题")
    );
}

#[test]
fn dangerous_targets_are_not_written() {
    let text = "[甲](javascript:alert(1)) ![乙](data:image/png;base64,x) [丙](&#106;avascript:x)";
    assert_eq!(line(text), "甲 乙 丙");
    assert_eq!(
        faults(text).iter().map(|(code, _)| *code).collect::<Vec<_>>(),
        ["dead-link", "missing-picture", "dead-link"]
    );
}

#[test]
fn pictures_without_an_alternative_are_reported() {
    assert_eq!(faults("甲 ![](a.png)"), [("missing-alt", "![](a.png)".to_owned())]);
    assert!(faults("![甲](a.png)").is_empty());
}

#[test]
fn figures_keep_plan_value_and_text() {
    let text = "培育[**12家**以上](indicator:2016/firms#actual)、[](indicator:a)、[x](indicator:a#best)";
    let body = parse(text);
    let figures: Vec<_> =
        body.figures.iter().map(|f| (f.plan.as_deref(), f.id.as_str(), f.value, f.text.as_deref())).collect();
    assert_eq!(
        figures,
        [
            (Some("2016"), "firms", FigureValue::Actual, Some("12家以上")),
            (None, "a", FigureValue::Target, None),
            (None, "a", FigureValue::Target, Some("x")),
        ]
    );
    assert_eq!(faults(text), [("bad-value", "[x](indicator:a#best)".to_owned())]);
    assert_eq!(line(text), "培育<data>12家以上</data>、<data>12家</data>、<data>x</data>");
}

#[test]
fn blocks_list_their_ids_with_places() {
    let text = "> ```indicators\n> - a-b\n> c, d、e\n> ```\n\n```tasks\n```\n\n```chart\nall\n```\n\n```chart x\na\n```\n";
    let body = parse(text);
    let BlockIds::List(ids) = &body.blocks[0].ids else { panic!("{:?}", body.blocks) };
    let ids: Vec<_> = ids.iter().map(|(id, span)| (id.as_str(), at(text, span))).collect();
    assert_eq!(ids, [("a-b", "a-b"), ("c", "c"), ("d", "d"), ("e", "e")]);
    assert_eq!((body.blocks[1].kind, &body.blocks[1].ids), (BlockKind::Tasks, &BlockIds::All));
    assert_eq!((body.blocks[2].kind, &body.blocks[2].ids), (BlockKind::Chart, &BlockIds::All));
    assert_eq!(at(text, &body.blocks[1].span), "```tasks\n```");
    assert_eq!(body.blocks.len(), 3);
    assert!(html(text).contains("<block 2>\n<pre tabindex=\"0\"><code class=\"language-chart\">a"));
}
