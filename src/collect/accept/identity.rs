//! Whose workbook a file is, and which plan's: what most of its rows say.

use crate::collect::layout::Column;
use crate::collect::read::table::Table;
use std::collections::BTreeMap;

/// What rows of tables say in a column: what most say first, and of two that are said as often the first in order.
pub fn named<'t>(tables: impl Iterator<Item = &'t Table>, column: Column) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for row in tables.flat_map(|table| &table.rows) {
        let said = row.text(column);
        if !said.is_empty() {
            *counts.entry(said).or_default() += 1;
        }
    }
    let mut named: Vec<(String, usize)> = counts.into_iter().collect();
    named.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    named.into_iter().map(|(said, _)| said).collect()
}

/// The unit whose workbook a file is; empty where no row says it.
pub fn unit_of(tables: &[&Table]) -> String {
    named(tables.iter().copied(), Column::Body).into_iter().next().unwrap_or_default()
}
