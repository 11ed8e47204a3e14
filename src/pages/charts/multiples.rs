//! Small multiples: how many indicators stand where, a row for each part of a plan and a column for each status.
//!
//! All bars have one scale, that of the largest number, so that rows and columns can be compared by eye.

use super::super::context::{CountBar, MultiplesContext, MultiplesRow, RollUpContext, StatusContext};
use super::percent;

/// The rows as bars; a row has its title, its path and its counts.
pub fn multiples(rows: Vec<(String, Option<String>, RollUpContext)>) -> MultiplesContext {
    // The counts of a row stand in the order of the statuses; a status that a row lacks comes where the next row has it.
    let mut columns: Vec<StatusContext> = Vec::new();
    for (_, _, rollup) in &rows {
        let mut place = 0;
        for count in &rollup.counts {
            match columns.iter().position(|column| column.key == count.status.key) {
                Some(at) => place = at + 1,
                None => {
                    columns.insert(place.min(columns.len()), count.status.clone());
                    place += 1;
                }
            }
        }
    }
    let counts = rows
        .iter()
        .flat_map(|(_, _, rollup)| rollup.counts.iter().map(|one| one.count).chain([rollup.without_target]));
    let most = counts.max().unwrap_or(0).max(1);
    let bar = |count: usize| CountBar { count, width: percent(share(count, most)) };
    let without_target = rows.iter().any(|(_, _, rollup)| rollup.without_target > 0);
    let rows = rows.into_iter().map(|(title, path, rollup)| {
        let of = |column: &StatusContext| {
            rollup.counts.iter().find(|one| one.status.key == column.key).map_or(0, |one| one.count)
        };
        MultiplesRow {
            title,
            path,
            total: rollup.total,
            bars: columns.iter().map(|column| bar(of(column))).collect(),
            without_target: bar(rollup.without_target),
        }
    });
    let rows = rows.collect();
    MultiplesContext { rows, columns, without_target }
}

/// A count in percent of the largest one.
#[expect(clippy::cast_precision_loss, reason = "numbers of indicators are small")]
fn share(count: usize, most: usize) -> f64 {
    count as f64 / most as f64 * 100.0
}
