//! Judging one indicator or task.

use super::numbers::{Difference, Ratio, attainment, difference, distance, elapsed, used_up};
use super::{Missing, Reason, Status};
use crate::model::date;
use crate::model::indicator::{
    Indicator, Measurement, Milestone, Responsibility, StatedStatus, Task, TaskState,
};
use crate::model::measure::Measure;
use crate::model::plan::{Pace, PlanFront};
use crate::model::quantity::{Bound, Direction};
use crate::model::target::{Beside, TargetKind, Value, keeps};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::cmp::Ordering;

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
    pub fn of(plan: &PlanFront) -> Self {
        Self { year: plan.year, as_of: plan.as_of_date(), pace: plan.pace }
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
            Some(date::Due::On(day)) => Some(Self { date: day.date, given: true }),
            Some(date::Due::Continuous(_)) | None => {
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
    /// 已用, of a limit.
    pub used_up: Result<Ratio, Missing>,
    /// 基期到目标的进度.
    pub distance: Result<Ratio, Missing>,
    /// 时间进度, on the value's own date.
    pub elapsed: Result<Ratio, Missing>,
    /// 与目标之差, of what has no attainment.
    pub difference: Option<Difference>,
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
    // A report of a later day than the plan speaks of is not used.
    let used = indicator.actual.as_ref().filter(|actual| actual.is_up_to(occasion.as_of));
    let value_date = used.and_then(Measurement::date);
    let at = occasion.as_of.or(value_date);
    let due = DueDay::new(&indicator.responsibility, section, occasion.year);
    let elapsed = match (used, due) {
        (None, _) => Err(Missing::Actual),
        (_, None) => Err(Missing::AsOf),
        (_, Some(due)) => elapsed(occasion.year, value_date, due.date),
    };
    let (attainment, used_up, distance) =
        (attainment(indicator, used), used_up(indicator, used), distance(indicator, used));
    let difference = difference(indicator, used);
    let known =
        Known { indicator, used, at, due, pace: occasion.pace, attainment, used_up, distance, elapsed };
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
    Progress { status, reason, due, at, attainment, used_up, distance, elapsed, difference, contradicts }
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
    /// The actual value, if it may be used.
    used: Option<&'i Measurement>,
    at: Option<Date>,
    due: Option<DueDay>,
    pace: Pace,
    attainment: Result<Ratio, Missing>,
    used_up: Result<Ratio, Missing>,
    distance: Result<Ratio, Missing>,
    elapsed: Result<Ratio, Missing>,
}

impl Known<'_> {
    fn judge(&self) -> Judged {
        use Judged::{Open, Settled};
        let Some(target) = &self.indicator.target else {
            return Open(Status::InProgress, Reason::NoTarget);
        };
        let is_due = match (self.at, self.due) {
            (Some(at), Some(due)) => Some(at >= due.date),
            _ => None,
        };
        if let Some(judged) = self.by_words(&target.kind, is_due) {
            return judged;
        }
        let Some(actual) = self.used else {
            if is_due == Some(true) {
                return Open(Status::NotReported, Reason::Unreported);
            }
            return self.by_milestone().unwrap_or(Open(Status::NotDue, Reason::NotDueYet));
        };
        let direction = self.indicator.direction();
        let kept = keeps(&target.kind, &actual.value, self.beside(actual)).map_err(Reason::from);
        let bound = target.bound();
        let measure = match (bound, self.indicator.measure) {
            // A change, a rank, a ratio and a reference may rise and fall until they are due, as a rate does.
            (None, _) => Measure::Rate,
            (Some(_), Some(measure)) => measure,
            (Some(_), None) => return unjudged(is_due, Reason::NoMeasure),
        };
        if let (Measure::Flow, Some(bound), Some(value)) = (measure, bound, actual.number()) {
            // What was counted since 1 January only grows: a minimum that is reached stays reached, a limit that is exceeded
            // stays exceeded, whatever the day.
            if kept == Ok(true) && stays(bound, direction) {
                return Settled(Status::Met, Reason::Reached);
            }
            if exceeds(bound, direction, value) {
                return Settled(Status::NotMet, Reason::Exceeded);
            }
        }
        let Some(date) = actual.date() else {
            return unjudged(is_due, Reason::Undated);
        };
        if let (Some(true), Some(due)) = (is_due, self.due)
            && date < due.date
        {
            return Open(Status::NotReported, Reason::Stale { date });
        }
        match (kept, is_due) {
            (Ok(true), Some(true)) => Settled(Status::Met, Reason::Reached),
            (Ok(false), Some(true)) => Settled(Status::NotMet, Reason::Missed),
            (Err(reason), Some(true)) => Open(Status::Undecided, reason),
            (Ok(_), None) => Open(Status::InProgress, Reason::NoDate),
            (kept, _) => self.on_the_way(measure).unwrap_or(match kept {
                Ok(true)
                    if measure == Measure::Stock && bound.is_some_and(|bound| stays(bound, direction)) =>
                {
                    Open(Status::InProgress, Reason::ReachedSoFar { date })
                }
                Ok(true) => Open(Status::InProgress, Reason::HoldsSoFar),
                Ok(false) => Open(Status::InProgress, Reason::Open),
                Err(reason) => Open(Status::InProgress, reason),
            }),
        }
    }

    /// A target that no value settles: words by the day on which they came true, an average over years at the end of them.
    fn by_words(&self, kind: &TargetKind, is_due: Option<bool>) -> Option<Judged> {
        use Judged::{Open, Settled};
        let done = self.indicator.details.as_ref().and_then(|details| details.done.as_ref());
        let done = done.map(|done| done.date);
        // What is told of a later day than the plan speaks of is not used.
        let done = done.filter(|done| self.at.is_none_or(|at| *done <= at));
        match kind {
            TargetKind::Text(_) => Some(match (done, self.due) {
                (Some(date), due) => {
                    let late = due.is_some_and(|due| date > due.date);
                    Settled(Status::Met, Reason::Done { date, late })
                }
                (None, _) if is_due == Some(true) => Open(Status::Undecided, Reason::Words),
                (None, _) if self.used.is_some() => Open(Status::InProgress, Reason::Words),
                (None, _) => Open(Status::NotDue, Reason::NotDueYet),
            }),
            // The years of the average end when the plan says that it is due, and not by themselves with this year.
            TargetKind::Change(change) if change.yearly => {
                let ends = self.due.is_some_and(|due| due.given);
                (self.used.is_some() && !ends).then(|| unjudged(is_due, Reason::Yearly))
            }
            _ => None,
        }
    }

    /// What a value is held against besides the target.
    fn beside<'b>(&'b self, actual: &Measurement) -> Beside<'b> {
        let benchmark = self.indicator.details.as_ref().and_then(|details| details.benchmark.as_ref());
        let same_day = benchmark
            .filter(|one| one.measurement.date().is_some() && one.measurement.date() == actual.date());
        Beside {
            direction: self.indicator.direction(),
            unit: self.indicator.unit.as_deref(),
            baseline: self.indicator.start_of(actual),
            benchmark: same_day.and_then(|benchmark| benchmark.measurement.number()),
        }
    }

    /// Before it is due: against the last milestone that is due, else by the pace that the plan states, else, under a limit,
    /// by how much of it is used.
    fn on_the_way(&self, measure: Measure) -> Option<Judged> {
        self.by_milestone().or_else(|| self.by_pace(measure)).or_else(|| self.by_limit(measure))
    }

    /// A milestone takes the report of its own day; else an earlier value of a flow that reached it already, or a later one
    /// that has not reached it yet. One without a number is reached on the day that the plan gives (`done`).
    fn by_milestone(&self) -> Option<Judged> {
        let milestones = self.indicator.details.as_ref().map_or(&[][..], |details| &details.milestones);
        let at = self.at?;
        let passed =
            milestones.iter().filter(|milestone| milestone.due.date <= at && milestone.target.is_some());
        let day = passed.clone().map(|milestone| milestone.due.date).max()?;
        // Of several on one day the one that stands worst counts.
        let rank = |judged: &Judged| match judged {
            Judged::Settled(Status::Behind, _) => 0,
            Judged::Settled(Status::NotReported, _) => 1,
            Judged::Settled(Status::OnCourse, _) => 2,
            _ => 3,
        };
        let of_day = passed.filter(|milestone| milestone.due.date == day);
        of_day.filter_map(|milestone| self.by_one_milestone(milestones, milestone, at)).min_by_key(rank)
    }

    fn by_one_milestone(&self, milestones: &[Milestone], last: &Milestone, at: Date) -> Option<Judged> {
        if last.target.as_ref().is_some_and(|target| matches!(target.kind, TargetKind::Text(_))) {
            let due = last.due.date;
            return Some(match last.done.as_ref().filter(|done| done.date <= at) {
                Some(done) => {
                    Judged::Settled(Status::OnCourse, Reason::MilestoneDone { due, done: done.date })
                }
                None => Judged::Settled(Status::NotReported, Reason::MilestoneUnreported { due }),
            });
        }
        let kept = |milestone: &Milestone, value: &Value| {
            let target = milestone.target.as_ref()?;
            let bound = target.bound();
            let own = self.indicator.direction().or_else(|| self.indicator.way(bound?));
            let beside =
                Beside { direction: own.or_else(|| target.direction()), ..self.milestone_beside(milestone) };
            let kept = keeps(&target.kind, value, beside).ok()?;
            Some((kept, bound.is_some_and(|bound| stays(bound, own))))
        };
        let reports = self.indicator.reports(Some(at));
        let is_flow = self.indicator.measure == Some(Measure::Flow);
        let tells = |report: &&&Measurement| {
            report.date().is_some_and(|date| match date.cmp(&last.due.date) {
                Ordering::Equal => true,
                Ordering::Less => is_flow && kept(last, &report.value) == Some((true, true)),
                Ordering::Greater => is_flow && kept(last, &report.value) == Some((false, true)),
            })
        };
        let of_day = |report: &&&Measurement| report.date() == Some(last.due.date);
        // The newest tells of the next milestone too.
        let reported = || {
            let found = reports.iter().rev().find(of_day).or_else(|| reports.iter().rev().find(tells));
            found.map(|report| (&report.value, report.date()))
        };
        let own = last.actual.as_ref().map(|value| (value, None));
        let Some((value, reported)) = own.or_else(reported) else {
            let reason = Reason::MilestoneUnreported { due: last.due.date };
            return Some(Judged::Settled(Status::NotReported, reason));
        };
        let reason = Reason::Milestone { due: last.due.date, reported };
        let next =
            milestones.iter().filter(|milestone| milestone.due.date > at && milestone.target.is_some());
        let next = next.min_by_key(|milestone| milestone.due.date);
        let status = match (kept(last, value)?.0, next.and_then(|next| kept(next, value))) {
            (false, _) => Status::Behind,
            (true, Some((true, _))) => Status::Ahead,
            (true, _) => Status::OnCourse,
        };
        Some(Judged::Settled(status, reason))
    }

    /// What a milestone's value is held against besides its target.
    fn milestone_beside(&self, milestone: &Milestone) -> Beside<'_> {
        let baseline = self.indicator.start_on(Some(milestone.due.date));
        Beside { unit: self.indicator.unit.as_deref(), baseline, ..Beside::default() }
    }

    /// A flow is expected to have come together in proportion to time, a stock to have covered its way; a rate has no pace.
    fn by_pace(&self, measure: Measure) -> Option<Judged> {
        if self.pace != Pace::Linear {
            return None;
        }
        let covered = match measure {
            Measure::Flow => self.attainment.ok()?,
            Measure::Stock => self.distance.ok()?,
            Measure::Rate => return None,
        };
        let (covered, elapsed) = (percent(covered)?, percent(self.elapsed.ok()?)?);
        let status = match covered.cmp(&elapsed) {
            Ordering::Less => Status::Behind,
            Ordering::Equal => Status::OnCourse,
            Ordering::Greater => Status::Ahead,
        };
        Some(Judged::Settled(status, Reason::Pace { measure, covered, elapsed }))
    }

    /// A flow under a limit is on course while no more of the limit is used than of the time.
    fn by_limit(&self, measure: Measure) -> Option<Judged> {
        if measure != Measure::Flow {
            return None;
        }
        let (used, elapsed) = (self.used_up.ok()?, self.elapsed.ok()?);
        let reason = Reason::Limit { used: percent(used)?, elapsed: percent(elapsed)? };
        let status = match (used.value <= elapsed.value, self.pace) {
            (true, _) => Status::OnCourse,
            (false, Pace::Linear) => Status::Behind,
            (false, Pace::Unstated) => return Some(Judged::Open(Status::InProgress, reason)),
        };
        Some(Judged::Settled(status, reason))
    }
}

/// Where something is missing that a judgement needs: undecided once it is due.
const fn unjudged(is_due: Option<bool>, reason: Reason) -> Judged {
    match is_due {
        Some(true) => Judged::Open(Status::Undecided, reason),
        _ => Judged::Open(Status::InProgress, reason),
    }
}

/// A fraction in whole percent, half up.
fn percent(ratio: Ratio) -> Option<Decimal> {
    let percent = ratio.value.checked_mul(Decimal::ONE_HUNDRED)?;
    Some(percent.round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero))
}

/// Whether a value that only grows is beyond what its target allows.
fn exceeds(bound: Bound, direction: Option<Direction>, value: Decimal) -> bool {
    match bound {
        Bound::AtMost(most) => value > most,
        Bound::LessThan(limit) => value >= limit,
        Bound::Between(_, most) => value > most,
        Bound::Exactly(most) => direction == Some(Direction::Down) && value > most,
        Bound::AtLeast(_) | Bound::MoreThan(_) | Bound::About(_) => false,
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
