//! `indicators.xlsx`: a plan's indicators for spreadsheets.

use super::record::PlanRecord;
use crate::model::config::Lang;

/// The workbook.
pub fn workbook(_record: &PlanRecord, _lang: Lang) -> Vec<u8> {
    Vec::new()
}
