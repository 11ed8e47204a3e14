//! `plan.stratml.xml`: a plan in Strategy Markup Language, Part 2 (ISO 17469).

use super::record::PlanRecord;

/// The document.
pub fn document(_record: &PlanRecord) -> Vec<u8> {
    Vec::new()
}
