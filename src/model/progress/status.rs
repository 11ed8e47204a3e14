//! The words of a judgement: where an indicator stands, and why it is said to stand there.

use crate::model::measure::Measure;
use crate::model::target::Unkept;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Where an indicator stands (DESIGN's ten words). In pages it is always a word and a shape, never a
/// colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// 已完成: the target is reached, and cannot be lost again or is due.
    Met,
    /// 快于进度: it has reached more than is due by now.
    Ahead,
    /// 符合进度: it has reached what is due by now.
    OnCourse,
    /// 慢于进度: it has not reached what is due by now.
    Behind,
    /// 推进中: there is a value, and no basis to judge it.
    InProgress,
    /// 未到期: there is no value yet, and none is due.
    NotDue,
    /// 未完成: it is due, and the target is not reached.
    NotMet,
    /// 未报送: a value is due and was not reported.
    NotReported,
    /// 无法判断: it is due, and the plan does not say enough to judge it.
    Undecided,
    /// 免于评价: it is not judged, for the reason that the plan gives.
    Excused,
}

impl Status {
    /// Every status, in the order in which pages list them.
    pub const ALL: [Self; 10] = [
        Self::Met,
        Self::Ahead,
        Self::OnCourse,
        Self::Behind,
        Self::InProgress,
        Self::NotDue,
        Self::NotMet,
        Self::NotReported,
        Self::Undecided,
        Self::Excused,
    ];

    /// The stable name, for class names and data files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Ahead => "ahead",
            Self::OnCourse => "on-course",
            Self::Behind => "behind",
            Self::InProgress => "in-progress",
            Self::NotDue => "not-due",
            Self::NotMet => "not-met",
            Self::NotReported => "not-reported",
            Self::Undecided => "undecided",
            Self::Excused => "excused",
        }
    }
}

/// Why an indicator stands where it does: enough for a reader to judge again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The plan excuses it.
    Excused,
    /// The plan has no target for it.
    NoTarget,
    /// The actual value keeps the target.
    Reached,
    /// The actual value does not keep the target, and it is due.
    Missed,
    /// The actual value keeps the target so far; the target is a limit, and not yet due.
    HoldsSoFar,
    /// A stock has reached its target on a day before it is due; it may fall again.
    ReachedSoFar {
        /// The value's date.
        date: Date,
    },
    /// A flow is beyond its limit, and can only grow.
    Exceeded,
    /// Nobody says what kind of number it is.
    NoMeasure,
    /// The value has no date, so it can be compared with no day.
    Undated,
    /// A flow under a limit: how much of it is used, and of the time; both in whole percent.
    Limit {
        /// 已用.
        used: Decimal,
        /// 时间进度.
        elapsed: Decimal,
    },
    /// The values give no judgement, so that of the body stands.
    Stated,
    /// Which way is better is not said, so a value beside the target cannot be judged.
    NoDirection,
    /// The target is 'about' a value, with no tolerance said, and the actual value is not it.
    NoTolerance,
    /// The value and the target cannot be compared: a level with no baseline, or another form.
    OtherForm,
    /// What the target refers to is not known for the value's day.
    NoBenchmark,
    /// The target is in words, or leaves room that no number settles, and the plan does not say how it ended.
    Words,
    /// The target is an average over years, which is known only at the end of them.
    Yearly,
    /// A target in words was reached on a day.
    Done {
        /// The day.
        date: Date,
        /// Whether that was after it was due.
        late: bool,
    },
    /// Neither the plan nor the value says of which date it is.
    NoDate,
    /// It is due, and no actual value was reported.
    Unreported,
    /// It is due, and the last value that was reported is from before that and does not settle it.
    Stale {
        /// The value's date.
        date: Date,
    },
    /// A milestone is due, and no value was reported for it.
    MilestoneUnreported {
        /// When it was due.
        due: Date,
    },
    /// The last milestone that is due has no number, and was reached.
    MilestoneDone {
        /// When it was due.
        due: Date,
        /// When it was reached.
        done: Date,
    },
    /// The last milestone that is due was compared.
    Milestone {
        /// When it was due.
        due: Date,
        /// The date of the report that was compared; none where the milestone has a value of its own.
        reported: Option<Date>,
    },
    /// The way covered was compared with the time passed, as the plan says (`pace: linear`); both in whole
    /// percent.
    Pace {
        /// A flow or a stock, which says what was compared.
        measure: Measure,
        /// 完成率 of a flow, 基期到目标的进度 of a stock.
        covered: Decimal,
        /// 时间进度.
        elapsed: Decimal,
    },
    /// It is not due, and nothing says what should be reached by now.
    Open,
    /// No value is due yet.
    NotDueYet,
}

impl Reason {
    /// The stable name, for data files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Excused => "excused",
            Self::NoTarget => "no-target",
            Self::Reached => "reached",
            Self::Missed => "missed",
            Self::HoldsSoFar => "holds-so-far",
            Self::ReachedSoFar { .. } => "reached-so-far",
            Self::Exceeded => "exceeded",
            Self::NoMeasure => "no-measure",
            Self::Undated => "undated",
            Self::Limit { .. } => "limit",
            Self::Stated => "stated",
            Self::NoDirection => "no-direction",
            Self::NoTolerance => "no-tolerance",
            Self::OtherForm => "other-form",
            Self::NoBenchmark => "no-benchmark",
            Self::Words => "words",
            Self::Yearly => "yearly",
            Self::Done { .. } => "done",
            Self::NoDate => "no-date",
            Self::Unreported => "unreported",
            Self::Stale { .. } => "stale",
            Self::MilestoneUnreported { .. } => "milestone-unreported",
            Self::MilestoneDone { .. } => "milestone-done",
            Self::Milestone { .. } => "milestone",
            Self::Pace { .. } => "pace",
            Self::Open => "open",
            Self::NotDueYet => "not-due-yet",
        }
    }
}

impl From<Unkept> for Reason {
    fn from(unkept: Unkept) -> Self {
        match unkept {
            Unkept::NoDirection => Self::NoDirection,
            Unkept::NoTolerance => Self::NoTolerance,
            Unkept::OtherForm => Self::OtherForm,
            Unkept::NoBenchmark => Self::NoBenchmark,
            Unkept::Words => Self::Words,
        }
    }
}

/// Why one of the three numbers is not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// There is no target.
    Target,
    /// There is no actual value.
    Actual,
    /// There is no baseline.
    Baseline,
    /// Nobody says what kind of number it is.
    Measure,
    /// It is a rate: a part of a rate says nothing.
    Rate,
    /// It is a flow, which starts at nought and has no way from last year's result.
    Flow,
    /// The target is a limit: a share of it is no attainment.
    Limit,
    /// The target is no limit.
    NoLimit,
    /// The target is a change, a rank, a ratio, a reference or words: such a number makes no sense of it.
    Kind,
    /// The value has no date.
    Undated,
    /// The target is a range: there is no one value to compare with.
    Range,
    /// The target or what is divided by is zero.
    Zero,
    /// A value is below zero, where a ratio says nothing.
    Negative,
    /// The target is the baseline (保持): there is no way to cover.
    NoWay,
    /// The plan does not say of which date its values are (`as_of`).
    AsOf,
    /// It is due before the plan's year begins.
    DueBefore,
    /// The number is too large to be told.
    TooLarge,
}

impl Missing {
    /// The stable name, for data files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Target => "no-target",
            Self::Actual => "no-actual",
            Self::Baseline => "no-baseline",
            Self::Measure => "no-measure",
            Self::Rate => "rate",
            Self::Flow => "flow",
            Self::Limit => "limit",
            Self::NoLimit => "no-limit",
            Self::Kind => "kind",
            Self::Undated => "undated",
            Self::Range => "range",
            Self::Zero => "zero",
            Self::Negative => "negative",
            Self::NoWay => "no-way",
            Self::AsOf => "no-as-of",
            Self::DueBefore => "due-before-year",
            Self::TooLarge => "too-large",
        }
    }
}
