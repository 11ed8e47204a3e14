//! What may be wrong with an indicator or a task: nothing that cannot be read, but that reads oddly.

use super::Code;

/// What is doubtful, with its particulars. Dates are as they are printed: `2016-12-31`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields carry the words of their variant's description")]
pub enum Doubt {
    /// An actual value of a later day than the plan's `as_of`.
    ActualAfterAsOf { date: String, as_of: String },
    /// An actual value of no day; `others` of the plan are alike.
    ActualUndated { id: String, others: usize },
    /// An actual value from nowhere; `others` of the plan are alike.
    ActualUnsourced { id: String, others: usize },
    /// A due date or a milestone in another year than the plan's.
    DueOutsideYear { due: String, year: i16 },
    /// A name under two ids, the first of which is `other`; `others` more bear it.
    DuplicateName { name: String, other: String, others: usize },
    /// A target that says neither that more is better nor that less is.
    MissingDirection { id: String },
    /// An item with no due date; `others` of the plan are alike.
    NoDue { id: String, others: usize },
    /// An item with no lead unit; `others` of the plan are alike.
    NoLead { id: String, others: usize },
    /// The change of a share, counted in per cent.
    PercentForPoints { id: String, name: String },
    /// Per cent in one year and percentage points in the other.
    PointsAfterPercent { id: String, unit: String, before: String, year: i16 },
    /// A share, counted in percentage points.
    PointsForPercent { id: String, name: String },
    /// A part greater than the whole.
    ShareOver100 { name: String, value: String },
    /// A status given by hand (`stated`) that is not the one the values give.
    StatusContradicted { id: String, stated: &'static str, judged: &'static str },
    /// A target that is the value of the start.
    TargetIsBaseline { id: String, value: String },
    /// A target that the value of the start meets already.
    TargetMetAtBaseline { id: String, target: String, baseline: String },
    /// Another unit than in the plan before, which is of `year`.
    UnitChanged { id: String, unit: String, before: String, year: i16 },
    /// `replaces` names what the plan before, of `year`, does not have; `None` where there is no plan before.
    UnknownReplaced { id: String, year: Option<i16>, similar: Option<String> },
    /// An indicator of the plan of `year` is gone without a word; so are `others`.
    VanishedIndicator { id: String, name: String, year: i16, others: usize },
}

impl Doubt {
    /// The stable code.
    pub const fn code(&self) -> Code {
        match self {
            Self::ActualAfterAsOf { .. } => Code::ActualAfterAsOf,
            Self::ActualUndated { .. } => Code::ActualUndated,
            Self::ActualUnsourced { .. } => Code::ActualUnsourced,
            Self::DueOutsideYear { .. } => Code::DueOutsideYear,
            Self::DuplicateName { .. } => Code::DuplicateName,
            Self::MissingDirection { .. } => Code::MissingDirection,
            Self::NoDue { .. } => Code::NoDue,
            Self::NoLead { .. } => Code::NoLead,
            Self::PercentForPoints { .. }
            | Self::PointsAfterPercent { .. }
            | Self::PointsForPercent { .. } => Code::PercentOrPoints,
            Self::ShareOver100 { .. } => Code::ShareOver100,
            Self::StatusContradicted { .. } => Code::StatusContradicted,
            Self::TargetIsBaseline { .. } => Code::TargetIsBaseline,
            Self::TargetMetAtBaseline { .. } => Code::TargetMetAtBaseline,
            Self::UnitChanged { .. } => Code::UnitChanged,
            Self::UnknownReplaced { .. } => Code::UnknownReplaced,
            Self::VanishedIndicator { .. } => Code::VanishedIndicator,
        }
    }
}
