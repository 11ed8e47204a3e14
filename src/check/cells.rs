//! The tables of a body as the reader of prose has them: which unit each cell has that gives none itself.
//!
//! Takes the passages of a body; cells of one table stand one after the other among them.

use crate::markdown::{CellPlace, Passage};
use crate::model::quantity::prose::Table;

/// The tables of a body, in its order.
pub struct Tables(Vec<(usize, Table)>);

impl Tables {
    /// Reads the names and units of all tables.
    pub fn of(passages: &[Passage], known: &[&str]) -> Self {
        let mut tables = Vec::new();
        let mut rest = passages;
        let mut above = None;
        while let Some((first, others)) = rest.split_first() {
            let Some(CellPlace { table, .. }) = first.cell else {
                (above, rest) = (Some(first), others);
                continue;
            };
            let is_own = |passage: &&Passage| passage.cell.is_some_and(|cell| cell.table == table);
            let (own, others) = rest.split_at(rest.iter().take_while(is_own).count());
            let cells = own.iter().filter_map(|passage| {
                let cell = passage.cell?;
                Some((cell.row, cell.column, &*passage.text))
            });
            tables.push((table, Table::new(above.map(|above| &*above.text), cells, known)));
            (above, rest) = (None, others);
        }
        Self(tables)
    }

    /// The table that a passage is a cell of.
    pub fn holding(&self, passage: &Passage) -> Option<(&Table, CellPlace)> {
        let cell = passage.cell?;
        let at = self.0.binary_search_by_key(&cell.table, |(table, _)| *table).ok()?;
        self.0.get(at).map(|(_, table)| (table, cell))
    }
}
