//! Which units lead what stands in two years' plans, and led it before.

use crate::model::indicator::Responsibility;
use crate::model::plan::Section;

/// Units that came to lead something, and that lead it no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadChange<'p> {
    /// The units that lead it now and did not before.
    pub added: Vec<&'p str>,
    /// The units that led it before.
    pub removed: Vec<&'p str>,
}

/// How the lead units of one thing changed; none where they did not, or where one of the years names nobody. The order
/// in which units are named says nothing.
pub fn lead_change<'p>(
    (section_before, before): (Option<&'p Section>, &'p Responsibility),
    (section, now): (Option<&'p Section>, &'p Responsibility),
) -> Option<LeadChange<'p>> {
    let before = before.within(section_before.map(Section::responsibility)).leads;
    let now = now.within(section.map(Section::responsibility)).leads;
    if before.is_empty() || now.is_empty() {
        return None;
    }
    let missing = |from: &'p [String], others: &[String]| -> Vec<&'p str> {
        from.iter().filter(|unit| !others.contains(unit)).map(String::as_str).collect()
    };
    let change = LeadChange { added: missing(now, before), removed: missing(before, now) };
    (!change.added.is_empty() || !change.removed.is_empty()).then_some(change)
}
