//! Texts in every encoding, web pages and Markdown.

use super::read;
use crate::import::document::{Block, OfficeDocument, Paragraph};
use crate::import::docx::{ReadFault, TrackedChanges};
use std::path::Path;

fn document(name: &str, bytes: &[u8]) -> OfficeDocument {
    read(Path::new(name), bytes, TrackedChanges::Refuse).unwrap()
}

/// Each block in one line: level, label, text; cells as column+span×rows.
fn told(document: &OfficeDocument) -> Vec<String> {
    let of = |paragraph: &Paragraph| {
        let level = paragraph.outline.map(|outline| format!("h{} ", outline.level)).unwrap_or_default();
        let label = paragraph.label.as_ref().map(|label| format!("{} ", label.text)).unwrap_or_default();
        format!("{level}{label}{}", paragraph.text())
    };
    document
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(paragraph) => of(paragraph),
            Block::Table(table) => {
                let rows = table.rows.iter().map(|row| {
                    let cells = row.cells.iter().map(|cell| {
                        let texts = cell.blocks.iter().map(|block| match block {
                            Block::Paragraph(paragraph) => of(paragraph),
                            Block::Table(_) => "table".to_owned(),
                        });
                        let texts = texts.collect::<Vec<_>>().join("/");
                        format!("{}+{}x{} {texts}", cell.column, cell.column_span, cell.row_span)
                    });
                    format!("{}{}", if row.is_head { "*" } else { "" }, cells.collect::<Vec<_>>().join(", "))
                });
                rows.collect::<Vec<_>>().join("; ")
            }
        })
        .collect()
}

#[test]
fn text_is_read_in_every_encoding() {
    let text = "云河区科技局2027年工作要点\r\n\r\n　　一、壮大企业\r\n新增30家。\t备注";
    let utf16 = |mark: &[u8], bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        mark.iter().copied().chain(text.encode_utf16().flat_map(bytes)).collect()
    };
    for bytes in [
        text.as_bytes().to_vec(),
        ["\u{feff}", text].concat().into_bytes(),
        encoding_rs::GB18030.encode(text).0.into_owned(),
        utf16(&[0xff, 0xfe], u16::to_le_bytes),
        utf16(&[0xfe, 0xff], u16::to_be_bytes),
    ] {
        let document = document("计划.txt", &bytes);
        assert_eq!(told(&document), ["云河区科技局2027年工作要点", "", "一、壮大企业", "新增30家。\t备注"]);
    }
}

#[test]
fn web_pages_are_read_by_their_marks() {
    let html = "<!DOCTYPE html><html><head><title>要点</title><style>p{}</style></head><body><h1 style='text-align:center'>工作要点</h1>\
        <p>第一\n段，<b>加粗</b>&nbsp;和<a href='a.html'>链接</a>。<br>第二行</p><script>x()</script>\
        <ol start=3><li>甲<li>乙<ul><li>丙</ul></ol>\
        <table><caption>表1</caption><tr><th rowspan=2>指标<th colspan=2>值</tr><tr><td>甲<td>乙</tr><tr><td>一<p>二</td><td colspan=9000>三</table></body>";
    let document = document("page.htm", html.as_bytes());
    assert_eq!(document.title_property.as_deref(), Some("要点"));
    assert_eq!(
        told(&document),
        [
            "h1 工作要点",
            "第一段，加粗\u{a0}和链接。\n第二行",
            "3. 甲",
            "4. 乙",
            "• 丙",
            "0+1001x1 表1; *0+1x2 指标, 1+2x1 值; 1+1x1 甲, 2+1x1 乙; 0+1x1 一/二, 1+1000x1 三",
        ]
    );
}

#[test]
fn markdown_is_read_as_what_it_stands_for() {
    let text = "---\nkind: plan\n---\n\n# 要点\n\n一段**粗**字\n第二行。\n\n- 甲\n- 乙\n\n| 指标 | 值 |\n| --- | --- |\n| 甲 | 3家 |\n";
    let document = document("a.md", text.as_bytes());
    assert_eq!(
        told(&document),
        ["h1 要点", "一段粗字第二行。", "• 甲", "• 乙", "*0+1x1 指标, 1+1x1 值; 0+1x1 甲, 1+1x1 3家"]
    );
    assert_eq!(document.losses[0].text, "kind: plan");
}

#[test]
fn what_is_no_document_is_refused_in_words() {
    for bytes in [&b"%PDF-1.7"[..], &[0xff, 0xd8, 0xff, 0xe0, 0, 0x10], b"\x89PNG\r\n\x1a\n\0\0"] {
        assert!(matches!(
            read(Path::new("a.docx"), bytes, TrackedChanges::Refuse),
            Err(ReadFault::Unreadable(_))
        ));
    }
}

#[test]
fn deep_nesting_uses_no_stack() {
    let html = format!("<html>{}x{}", "<table><tr><td>".repeat(20_000), "</table>".repeat(20_000));
    let document = document("a.html", html.as_bytes());
    assert_eq!(document.paragraphs().len(), 1);
}
