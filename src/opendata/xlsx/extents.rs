//! How wide columns and how high rows are, so that nothing is cut off on the screen or on paper.
//!
//! Spreadsheets do not fit the heights of rows when they open a file with a font of its own, so they are told.

use std::collections::BTreeMap;

/// The narrowest column, in digits.
const NARROWEST: usize = 8;
/// The height of a line of text, and what is above and below all lines of a row, in points.
const LINE: usize = 14;
const MARGIN: usize = 5;
/// The most that a row may be high, in points: the highest that spreadsheets have is 409.
const HIGHEST: usize = 400;

/// The columns and rows of a table, as far as it is written.
#[derive(Debug, Default)]
pub struct Extents {
    columns: Vec<Extent>,
    /// For each cell: its row, its column and the widths of its lines.
    cells: Vec<(u32, usize, Vec<usize>)>,
}

/// A column.
#[derive(Debug)]
struct Extent {
    head: usize,
    width: usize,
    widest: usize,
}

impl Extents {
    /// A further column with a head so wide, which may grow so wide. A head goes over two lines before it widens its column.
    pub fn head(&mut self, head: usize, widest: usize) {
        // Room for the button of the filter.
        let width = head.div_ceil(2) + 3;
        self.columns.push(Extent { head, width: width.clamp(NARROWEST, widest.max(NARROWEST)), widest });
    }

    /// A cell with lines so wide.
    pub fn cell(&mut self, row: u32, column: usize, lines: Vec<usize>) {
        let Some(extent) = self.columns.get_mut(column) else { return };
        let longest = lines.iter().max().copied().unwrap_or(0);
        if longest > 0 {
            extent.width = extent.width.max((longest + 2).min(extent.widest));
        }
        // What may take a second line is measured once all widths are known.
        if lines.len() > 1 || longest + 2 > NARROWEST {
            self.cells.push((row, column, lines));
        }
    }

    /// The widths of the columns, in digits.
    pub fn widths(&self) -> impl Iterator<Item = f64> {
        self.columns.iter().map(|extent| u32::try_from(extent.width).map_or(0.0, f64::from))
    }

    /// The heights of those rows that have more than one line, in points; in order.
    pub fn heights(&self) -> Vec<(u32, f64)> {
        let mut lines: BTreeMap<u32, usize> = BTreeMap::new();
        // A head is bold and has a button beside it.
        let heads = self
            .columns
            .iter()
            .map(|extent| (extent.head + 1).div_ceil(extent.width.saturating_sub(2).max(1)));
        lines.insert(0, heads.max().unwrap_or(1).max(2));
        for (row, column, widths) in &self.cells {
            let Some(extent) = self.columns.get(*column) else { continue };
            let most = lines.entry(*row).or_insert(1);
            *most = (*most).max(lines_in(extent.width, widths));
        }
        lines.into_iter().filter(|(_, count)| *count > 1).map(|(row, count)| (row, height(count))).collect()
    }
}

/// How many lines a text takes in a column, whose own lines are so wide.
pub fn lines_in(column: usize, widths: &[usize]) -> usize {
    // A Han character that has no room for both of its halves goes to the next line.
    let room = column.saturating_sub(2).max(1);
    widths.iter().map(|width| width.div_ceil(room).max(1)).sum()
}

/// The height of a row with so many lines, in points.
pub fn height(lines: usize) -> f64 {
    u32::try_from((lines * LINE + MARGIN).min(HIGHEST)).map_or(0.0, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_makes_its_row_higher_and_no_column_wider_than_it_may_be() {
        let mut extents = Extents::default();
        extents.head(4, 20);
        extents.head(24, 20);
        extents.cell(1, 0, vec![4]);
        extents.cell(2, 0, vec![60]);
        extents.cell(3, 1, vec![1, 1, 1]);
        assert_eq!(extents.widths().collect::<Vec<_>>(), [20.0, 15.0]);
        assert_eq!(extents.heights(), [(0, 33.0), (2, 61.0), (3, 47.0)]);
    }

    #[test]
    fn no_row_is_higher_than_a_spreadsheet_has() {
        let mut extents = Extents::default();
        extents.head(4, 20);
        extents.cell(1, 0, vec![40_000]);
        assert_eq!(extents.heights(), [(0, 33.0), (1, 400.0)]);
    }
}
