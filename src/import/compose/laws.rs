//! The law that no character is lost, over random documents.

use super::conservation::unaccounted;
use super::{ComposeTerms, compose};
use crate::import::document::{
    Alignment, Block, Cell, Inline, Label, LabelKind, Look, Note, NoteKind, OfficeDocument, Paragraph,
    ParagraphId, Picture, Row, Run, Table,
};
use crate::import::structure::structure;
use crate::import::walk::paragraphs;
use proptest::prelude::*;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

const WORDS: [&str; 26] = [
    "一、总体要求",
    "（一）抓工业。",
    "1.培育企业",
    "新增企业12家以上，",
    "达到3.5%左右。",
    "2027年1月5日",
    "云河区科技局",
    "附件：1.任务表",
    "附件1",
    "目录",
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
    let runs = proptest::collection::vec((0..WORDS.len(), look(), 0..12_u8), 0..5);
    (runs, proptest::option::of((0..3_u8, 1..5_i64)), 0..3_u8).prop_map(|(runs, label, align)| {
        let mut paragraph = Paragraph::new(ParagraphId(0));
        paragraph.runs = runs
            .into_iter()
            .map(|(word, look, kind)| {
                let content = match kind {
                    0 => Inline::Break,
                    1 => Inline::Tab,
                    // Some of what is referred to is not there, as in damaged files.
                    2 => Inline::Note(word % 4),
                    3 => Inline::Picture(word % 3),
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

/// Tables, some with a cell over the first two columns or rows.
fn table() -> impl Strategy<Value = Block> {
    (1..4_usize, 1..4_usize, any::<bool>(), 0..3_u8).prop_flat_map(move |(rows, columns, is_head, merged)| {
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
            let mut rows: Vec<Row> = cells.chunks(columns).enumerate().map(row).collect();
            match merged {
                1 if columns > 1 => {
                    rows[0].cells.remove(1);
                    rows[0].cells[0].column_span = 2;
                }
                2 if rows.len() > 1 => {
                    rows[1].cells.remove(0);
                    rows[0].cells[0].row_span = 2;
                }
                _ => {}
            }
            Block::Table(Table { rows, columns })
        })
    })
}

/// Notes are in the order in which the text refers to them: gives each reference the next one.
fn refer(blocks: &mut [Block], next: &mut usize) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                for run in &mut paragraph.runs {
                    if let Inline::Note(index) = &mut run.content {
                        *index = *next;
                        *next += 1;
                    }
                }
            }
            Block::Table(table) => {
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    refer(&mut cell.blocks, next);
                }
            }
        }
    }
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
        blocks in proptest::collection::vec(prop_oneof![6 => paragraph().prop_map(Block::Paragraph), 1 => table()], 1..14),
        notes in proptest::collection::vec(proptest::collection::vec(paragraph(), 0..3), 0..4),
    ) {
        let picture = |name: &str| Picture { name: name.to_owned(), bytes: PNG.to_vec(), description: None };
        let note = |blocks: Vec<Paragraph>| Note {
            kind: NoteKind::Footnote,
            blocks: blocks.into_iter().map(Block::Paragraph).collect(),
        };
        let mut document = OfficeDocument {
            blocks,
            notes: notes.into_iter().map(note).collect(),
            pictures: vec![picture("image1.png"), picture("image2.emf")],
            ..OfficeDocument::default()
        };
        let mut note = 0;
        refer(&mut document.blocks, &mut note);
        for own in &mut document.notes {
            refer(&mut own.blocks, &mut note);
        }
        let mut next = 0;
        number(&mut document.blocks, &mut next);
        for note in &mut document.notes {
            number(&mut note.blocks, &mut next);
        }
        let structure = structure(&document);
        prop_assert!(paragraphs(&document.blocks).len() >= structure.rulings.len());
        let terms = ComposeTerms { year: 2027, fallback_title: "文件".to_owned() };
        let draft = compose(&document, &structure, &terms);
        let faults = unaccounted(&document, &draft);
        let texts: Vec<_> = draft.files.values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
        prop_assert!(faults.is_empty(), "{}\n{}", faults.join("\n"), texts.join("\n"));
    }
}
