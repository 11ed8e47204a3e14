//! Tables of tasks and indicators, as entries of their section's front matter with a block where the table stood.

use super::super::document::{Block, Table};
use super::super::entry_table::{EntryKind, EntryTable, NewEntry, is_blank, read};
use super::super::loss::LossKind;
use super::super::propose::id::free_id;
use super::super::walk::paragraphs;
use super::draft::{Draft, Sheet, whole};
use crate::source::edit::scalar;
use std::collections::BTreeSet;

impl Draft<'_> {
    /// Takes a table as entries, if each of its cells has a place in one; says why not, where it looks like one of entries.
    pub(super) fn entries(&mut self, table: &Table, sheet: &mut Sheet) -> bool {
        let found = match read(table, self.year) {
            Ok(found) => found,
            Err(why) => {
                let first = table
                    .rows
                    .iter()
                    .flat_map(|row| &row.cells)
                    .find_map(|cell| paragraphs(&cell.blocks).first().copied());
                if let Some(why) = why {
                    self.remark(first.map(|paragraph| paragraph.id), why);
                }
                return false;
            }
        };
        let EntryTable { kind, entries, heads, numbers } = found;
        let key = match kind {
            EntryKind::Tasks => "tasks",
            EntryKind::Indicators => "indicators",
        };
        let mut ids = Vec::new();
        for entry in &entries {
            let id = free_id(&entry.name, &self.ids);
            self.ids.insert(id.clone());
            let text = written(&id, entry);
            match kind {
                EntryKind::Tasks => sheet.tasks.push(text),
                EntryKind::Indicators => sheet.indicators.push(text),
            }
            ids.push(id);
        }
        sheet.block(&format!("```{key}\n{}\n```", ids.join("\n")));
        let mut lost = BTreeSet::new();
        for (kind, texts) in [(LossKind::TableHead, heads), (LossKind::Number, numbers)] {
            for (at, text) in texts {
                lost.insert(at);
                self.lose(at, kind, &text);
            }
        }
        let file = sheet.file.clone();
        for paragraph in paragraphs(std::slice::from_ref(&Block::Table(table.clone()))) {
            if lost.contains(&paragraph.id) {
                continue;
            }
            if is_blank(&whole(paragraph)) {
                self.lose(paragraph.id, LossKind::Dress, &whole(paragraph));
            } else {
                self.enter(paragraph.id, &file, key, &whole(paragraph));
            }
        }
        true
    }
}

/// An entry as an item of a list in lines.
fn written(id: &str, entry: &NewEntry) -> String {
    let mut text = format!("  - id: {id}\n    name: {}\n", scalar::words(&entry.name));
    for (key, value) in &entry.keys {
        text.push_str(&format!("    {key}: {value}\n"));
    }
    text
}
