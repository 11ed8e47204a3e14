//! All paragraphs of a text, those in tables among them, without recursion: tables of strangers nest as deep as they like.

use super::document::{Block, OfficeDocument, Paragraph};

/// The paragraphs of blocks in the order of reading.
pub fn paragraphs(blocks: &[Block]) -> Vec<&Paragraph> {
    let mut found = Vec::new();
    let mut open: Vec<&Block> = blocks.iter().rev().collect();
    while let Some(block) = open.pop() {
        match block {
            Block::Paragraph(paragraph) => found.push(paragraph),
            Block::Table(table) => {
                let cells = table.rows.iter().rev().flat_map(|row| row.cells.iter().rev());
                open.extend(cells.flat_map(|cell| cell.blocks.iter().rev()));
            }
        }
    }
    found
}

impl OfficeDocument {
    /// Every paragraph that it holds: of the text, of notes, of headers and footers.
    pub fn paragraphs(&self) -> Vec<&Paragraph> {
        let notes = self.notes.iter().map(|note| &note.blocks);
        let running = self.running.iter().map(|running| &running.blocks);
        std::iter::once(&self.blocks)
            .chain(notes)
            .chain(running)
            .flat_map(|blocks| paragraphs(blocks))
            .collect()
    }
}
