//! Whose workbook a file is, and which plan's: what most of its rows say.

use crate::collect::layout::Column;
use crate::collect::read::table::Table;
use std::collections::BTreeMap;

/// What most rows of tables say in a column; of two that are said as often, the first in order.
pub fn most_named<'t>(tables: impl Iterator<Item = &'t Table>, column: Column) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for row in tables.flat_map(|table| &table.rows) {
        let said = row.text(column);
        if !said.is_empty() {
            *counts.entry(said).or_default() += 1;
        }
    }
    let most = counts.values().copied().max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(said, _)| said)
}

/// The unit whose workbook a file is; empty where no row says it.
pub fn unit_of(tables: &[&Table]) -> String {
    most_named(tables.iter().copied(), Column::Body).unwrap_or_default()
}
