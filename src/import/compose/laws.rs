//! The law that no character is lost, over random documents.

use super::conservation::unaccounted;
use super::{ComposeTerms, compose};
use crate::import::document::{
    Alignment, Block, Cell, Inline, Label, LabelKind, Look, OfficeDocument, Paragraph, ParagraphId, Row, Run,
    Table,
};
use crate::import::structure::structure;
use crate::import::walk::paragraphs;
use proptest::prelude::*;

const WORDS: [&str; 24] = [
    "一、总体要求",
    "（一）抓工业。",
    "1.培育企业",
    "新增企业12家以上，",
    "达到3.5%左右。",
    "2027年1月5日",
    "云河区科技局",
    "附件：1.任务表",
    "抄送：区政府。",
    "*",
    "_甲_",
    "[乙](丙)",
    "|",
    "# ",
    "- ",
    "1. ",
    "<b>",
    "&amp;",
    "`",
    "\\",
    "　",
    " ",
    "示云科发〔2027〕2号",
    "局属各单位：",
];

fn look() -> impl Strategy<Value = Look> {
    (any::<bool>(), any::<bool>(), prop_oneof![Just(None), Just(Some("黑体".to_owned()))])
        .prop_map(|(bold, struck, face)| Look { bold, struck, face, ..Look::default() })
}

fn paragraph() -> impl Strategy<Value = Paragraph> {
    let runs = proptest::collection::vec((0..WORDS.len(), look(), 0..8_u8), 0..5);
    (runs, proptest::option::of((0..3_u8, 1..5_i64)), 0..3_u8).prop_map(|(runs, label, align)| {
        let mut paragraph = Paragraph::new(ParagraphId(0));
        paragraph.runs = runs
            .into_iter()
            .map(|(word, look, kind)| {
                let content = match kind {
                    0 => Inline::Break,
                    1 => Inline::Tab,
                    _ => Inline::Text(WORDS[word].to_owned()),
                };
                Run { content, look, link: None }
            })
            .collect();
        paragraph.label = label.map(|(kind, ordinal)| {
            let text = match kind {
                0 => "•".to_owned(),
                1 => format!("{ordinal}."),
                _ => format!("（{ordinal}）"),
            };
            let kind = if kind == 0 { LabelKind::Bullet } else { LabelKind::Number };
            Label { text, list: 1, level: 0, kind, ordinal }
        });
        paragraph.alignment = [Alignment::Start, Alignment::Centre, Alignment::End][usize::from(align)];
        paragraph
    })
}

fn table() -> impl Strategy<Value = Block> {
    (1..4_usize, 1..4_usize, any::<bool>()).prop_flat_map(move |(rows, columns, is_head)| {
        let cell = proptest::collection::vec(paragraph(), 0..3);
        proptest::collection::vec(cell, rows * columns).prop_map(move |cells| {
            let row = |(at, cells): (usize, &[Vec<Paragraph>])| Row {
                cells: cells
                    .iter()
                    .enumerate()
                    .map(|(column, own)| Cell {
                        column,
                        column_span: 1,
                        row_span: 1,
                        blocks: own.iter().cloned().map(Block::Paragraph).collect(),
                    })
                    .collect(),
                is_head: is_head && at == 0,
            };
            Block::Table(Table { rows: cells.chunks(columns).enumerate().map(row).collect(), columns })
        })
    })
}

fn number(blocks: &mut [Block], next: &mut u32) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                *next += 1;
                paragraph.id = ParagraphId(*next);
            }
            Block::Table(table) => {
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    number(&mut cell.blocks, next);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn no_character_of_a_random_document_is_lost(
        blocks in proptest::collection::vec(prop_oneof![6 => paragraph().prop_map(Block::Paragraph), 1 => table()], 1..14)
    ) {
        let mut document = OfficeDocument { blocks, ..OfficeDocument::default() };
        number(&mut document.blocks, &mut 0);
        let structure = structure(&document);
        prop_assert!(paragraphs(&document.blocks).len() >= structure.rulings.len());
        let terms = ComposeTerms { year: 2027, fallback_title: "文件".to_owned() };
        let draft = compose(&document, &structure, &terms);
        let faults = unaccounted(&document, &draft);
        let texts: Vec<_> = draft.files.values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
        prop_assert!(faults.is_empty(), "{}\n{}", faults.join("\n"), texts.join("\n"));
    }
}
