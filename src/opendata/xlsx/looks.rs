//! The looks of cells, set for stretches of a column: the library hashes a whole look each time that one is named, so to name one for
//! each cell costs more than to write the cell.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};
use std::ptr;

/// Takes the look of each cell, row by row; equal ones below one another are set at once.
#[derive(Default)]
pub struct LookRuns<'f> {
    /// For each column the last stretch: its look, its first and its last row.
    columns: Vec<LookRun<'f>>,
}

#[derive(Clone, Copy)]
struct LookRun<'f> {
    look: &'f Format,
    first: u32,
    last: u32,
}

impl LookRun<'_> {
    fn set(self, at: usize, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let at = u16::try_from(at).map_err(|_| XlsxError::RowColumnLimitError)?;
        sheet.set_range_format(self.first, at, self.last, at, self.look)?;
        Ok(())
    }
}

impl<'f> LookRuns<'f> {
    /// Takes the look of the next cell of a row; columns come in their order, from the first.
    pub fn add(
        &mut self,
        (row, at): (u32, u16),
        look: &'f Format,
        sheet: &mut Worksheet,
    ) -> Result<(), XlsxError> {
        let new = LookRun { look, first: row, last: row };
        let at = usize::from(at);
        match self.columns.get_mut(at) {
            Some(run) if ptr::eq(run.look, look) => run.last = row,
            Some(run) => std::mem::replace(run, new).set(at, sheet)?,
            None => self.columns.push(new),
        }
        Ok(())
    }

    /// Sets what is left.
    pub fn finish(self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        self.columns.into_iter().enumerate().try_for_each(|(at, run)| run.set(at, sheet))
    }
}
