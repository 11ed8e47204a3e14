//! Judging one indicator or task.

use super::numbers::{Ratio, attainment, distance, elapsed};
use super::{Missing, Reason, Status};
use crate::model::date;
use crate::model::indicator::{Indicator, Milestone, Responsibility, StatedStatus, Task, TaskState};
use crate::model::plan::{Pace, PlanFront};
use crate::model::quantity::{Bound, Direction};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// What a plan says of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occasion {
    /// The plan's year.
    pub year: i16,
    /// The date that its values speak of.
    pub as_of: Option<Date>,
    /// How values are expected to grow.
    pub pace: Pace,
}

impl Occasion {
    /// What a plan's front matter says.
    pub const fn of(plan: &PlanFront) -> Self {
        Self { year: plan.year, as_of: plan.as_of, pace: plan.pace }
    }
}

/// When something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueDay {
    pub date: Date,
    /// Whether the plan names the day; else it is the last of the plan's year.
    pub given: bool,
}

impl DueDay {
    fn new(own: &Responsibility, section: Option<&Responsibility>, year: i16) -> Option<Self> {
        match own.within(section).due {
            Some(date::Due::On(date)) => Some(Self { date, given: true }),
            Some(date::Due::Continuous) | None => {
                Date::new(year, 12, 31).ok().map(|date| Self { date, given: false })
            }
        }
    }
}

/// How far an indicator is, with what that was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Where it stands.
    pub status: Status,
    /// Why.
    pub reason: Reason,
    /// When it is due; none where the plan's year is at fault.
    pub due: Option<DueDay>,
    /// The date that it is judged at: the plan's `as_of`, else the actual value's own.
    pub at: Option<Date>,
    /// 完成率.
    pub attainment: Result<Ratio, Missing>,
    /// 基期到目标的进度.
    pub distance: Result<Ratio, Missing>,
    /// 时间进度.
    pub elapsed: Result<Ratio, Missing>,
    /// Whether the body's own judgement says another thing than the values.
    pub contradicts: bool,
}

impl Progress {
    /// Whether it is due and not done: not met, or never reported.
    pub const fn is_overdue(&self) -> bool {
        matches!(
            (self.status, self.reason),
            (Status::NotMet, _) | (Status::NotReported, Reason::Unreported | Reason::Stale { .. })
        )
    }
}

/// Judges an indicator; `section` is what its section says of who answers and when.
pub fn judge(indicator: &Indicator, section: Option<&Responsibility>, occasion: Occasion) -> Progress {
    let dated = indicator.actual.as_ref().and_then(|actual| actual.particulars.as_ref()?.date);
    let at = occasion.as_of.or(dated);
    let due = DueDay::new(&indicator.responsibility, section, occasion.year);
    let elapsed = due.map_or(Err(Missing::AsOf), |due| elapsed(occasion.year, at, due.date));
    let distance = distance(indicator);
    let known = Known { indicator, at, due, pace: occasion.pace, distance, elapsed };
    let details = indicator.details.as_deref();
    let stated = details.and_then(|details| details.status);
    let judged = if details.is_some_and(|details| details.excused.is_some()) {
        Judged::Settled(Status::Excused, Reason::Excused)
    } else {
        known.judge()
    };
    let (status, reason) = match (judged, stated) {
        (Judged::Settled(status, reason), _) | (Judged::Open(status, reason), None) => (status, reason),
        (Judged::Open(..), Some(StatedStatus::Met)) => (Status::Met, Reason::Stated),
        (Judged::Open(..), Some(StatedStatus::NotMet)) => (Status::NotMet, Reason::Stated),
        (Judged::Open(..), Some(StatedStatus::InProgress)) => (Status::InProgress, Reason::Stated),
    };
    let contradicts = match (judged, stated) {
        (Judged::Settled(Status::Met, _), Some(stated)) => stated != StatedStatus::Met,
        (Judged::Settled(Status::NotMet, _), Some(stated)) => stated != StatedStatus::NotMet,
        (Judged::Settled(..), Some(stated)) => stated == StatedStatus::Met && status != Status::Excused,
        _ => false,
    };
    let attainment = attainment(indicator);
    Progress { status, reason, due, at, attainment, distance, elapsed, contradicts }
}

/// A judgement, and whether the values settle it.
#[derive(Debug, Clone, Copy)]
enum Judged {
    /// They do.
    Settled(Status, Reason),
    /// They give no basis: the body's own judgement stands, if there is one.
    Open(Status, Reason),
}

/// What a judgement is made from.
struct Known<'i> {
    indicator: &'i Indicator,
    at: Option<Date>,
    due: Option<DueDay>,
    pace: Pace,
    distance: Result<Ratio, Missing>,
    elapsed: Result<Ratio, Missing>,
}

impl Known<'_> {
    fn judge(&self) -> Judged {
        use Judged::{Open, Settled};
        let Some(target) = &self.indicator.target else {
            return Open(Status::InProgress, Reason::NoTarget);
        };
        let bound = target.quantity.bound;
        let is_due = match (self.at, self.due) {
            (Some(at), Some(due)) => Some(at >= due.date),
            _ => None,
        };
        let Some(actual) = &self.indicator.actual else {
            if is_due == Some(true) {
                return Open(Status::NotReported, Reason::Unreported);
            }
            return self.on_the_way().unwrap_or(Open(Status::NotDue, Reason::NotDueYet));
        };
        let direction = self.indicator.direction();
        let kept = keeps(bound, direction, actual.value);
        let settled = kept == Ok(true) && stays(bound, direction);
        let dated = actual.particulars.as_ref().and_then(|particulars| particulars.date);
        if let (Some(true), Some(due), Some(date)) = (is_due, self.due, dated)
            && date < due.date
            && !settled
        {
            return Open(Status::NotReported, Reason::Stale { date });
        }
        match (kept, is_due) {
            (Ok(true), _) if settled => Settled(Status::Met, Reason::Reached),
            (Ok(true), Some(true)) => Settled(Status::Met, Reason::Reached),
            (Ok(false), Some(true)) => Settled(Status::NotMet, Reason::Missed),
            (Err(reason), Some(true)) => Open(Status::InProgress, reason),
            (Ok(_), None) => Open(Status::InProgress, Reason::NoDate),
            (kept, _) => self.on_the_way().unwrap_or(match kept {
                Ok(true) => Open(Status::InProgress, Reason::HoldsSoFar),
                Ok(false) => Open(Status::InProgress, Reason::Open),
                Err(reason) => Open(Status::InProgress, reason),
            }),
        }
    }

    /// Before it is due: against the last milestone that is due, else by the pace that the plan states.
    fn on_the_way(&self) -> Option<Judged> {
        self.by_milestone().or_else(|| self.by_pace())
    }

    fn by_milestone(&self) -> Option<Judged> {
        let milestones = self.indicator.details.as_ref().map_or(&[][..], |details| &details.milestones);
        let at = self.at?;
        let passed = milestones.iter().filter(|milestone| milestone.due <= at && milestone.target.is_some());
        let last = passed.max_by_key(|milestone| milestone.due)?;
        let later = self.indicator.actual.as_ref().map(|actual| actual.value);
        let Some(value) = last.actual.or(later) else {
            let reason = Reason::MilestoneUnreported { due: last.due };
            return Some(Judged::Settled(Status::NotReported, reason));
        };
        let reason = Reason::Milestone { due: last.due, value, own: last.actual.is_some() };
        let kept = |milestone: &Milestone| {
            let bound = milestone.target.as_ref()?.quantity.bound;
            let direction = self.indicator.direction().or_else(|| self.indicator.way(bound));
            keeps(bound, direction, value).ok()
        };
        let next = milestones.iter().filter(|milestone| milestone.due > at && milestone.target.is_some());
        let next = next.min_by_key(|milestone| milestone.due);
        let status = match (kept(last)?, next.and_then(kept)) {
            (false, _) => Status::Behind,
            (true, Some(true)) => Status::Ahead,
            (true, _) => Status::OnCourse,
        };
        Some(Judged::Settled(status, reason))
    }

    fn by_pace(&self) -> Option<Judged> {
        if self.pace != Pace::Linear {
            return None;
        }
        let percent = |ratio: Ratio| {
            let percent = ratio.value.checked_mul(Decimal::ONE_HUNDRED)?;
            Some(percent.round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero))
        };
        let (distance, elapsed) = (percent(self.distance.ok()?)?, percent(self.elapsed.ok()?)?);
        let status = match distance.cmp(&elapsed) {
            std::cmp::Ordering::Less => Status::Behind,
            std::cmp::Ordering::Equal => Status::OnCourse,
            std::cmp::Ordering::Greater => Status::Ahead,
        };
        Some(Judged::Settled(status, Reason::Pace { distance, elapsed }))
    }
}

/// Whether a value keeps a bound.
fn keeps(bound: Bound, direction: Option<Direction>, actual: Decimal) -> Result<bool, Reason> {
    if let Some(kept) = bound.is_met_by(actual)
        && !matches!(bound, Bound::Exactly(_))
    {
        return Ok(kept);
    }
    let value = bound.value();
    let about = matches!(bound, Bound::About(_));
    let rounded = || {
        let strategy = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
        actual.round_dp_with_strategy(value.scale(), strategy)
    };
    match direction {
        _ if actual == value || about && rounded() == value => Ok(true),
        Some(Direction::Up) if actual > value => Ok(true),
        Some(Direction::Down) if actual < value => Ok(true),
        _ if about => Err(Reason::NoTolerance),
        Some(_) => Ok(false),
        None => Err(Reason::NoDirection),
    }
}

/// Whether a target that is reached stays reached: more is better, and there is no upper limit.
const fn stays(bound: Bound, direction: Option<Direction>) -> bool {
    match bound {
        Bound::AtLeast(_) | Bound::MoreThan(_) => true,
        Bound::AtMost(_) | Bound::LessThan(_) | Bound::Between(..) => false,
        Bound::Exactly(_) | Bound::About(_) => matches!(direction, Some(Direction::Up)),
    }
}

/// How far a task is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskProgress {
    /// When it is due.
    pub due: Option<DueDay>,
    /// Whether it was due by the plan's `as_of` and is neither done nor dropped.
    pub is_overdue: bool,
}

/// Judges a task; `section` is what its section says of who answers and when.
pub fn judge_task(task: &Task, section: Option<&Responsibility>, occasion: Occasion) -> TaskProgress {
    let due = DueDay::new(&task.responsibility, section, occasion.year);
    let is_open = !matches!(task.state, Some(TaskState::Done | TaskState::Dropped(_)));
    let is_due = matches!((occasion.as_of, due), (Some(at), Some(due)) if at >= due.date);
    TaskProgress { due, is_overdue: is_open && is_due }
}
