//! Indicators and tasks: what a plan commits to.

use super::date::{Day, Due};
use super::measure::{Ground, Measure, derive};
use super::quantity::{Bound, Direction};
use super::target::{Target, Value};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A named quantity with a unit that the plan commits to (指标).
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Unique in its plan; the same id in another year is the same indicator.
    pub id: String,
    /// The indicator's name.
    pub name: String,
    /// The unit: 家, 项, 亿元, %, 个百分点 …
    pub unit: Option<String>,
    /// What kind of number it is: as the plan says, else as unit and words show; none where these leave a choice.
    pub measure: Option<Measure>,
    /// The planned quantity.
    pub target: Option<Target>,
    /// The value at the start (基期值).
    pub baseline: Option<Measurement>,
    /// The value reached at the plan's `as_of` date (完成值): the newest report up to it.
    pub actual: Option<Measurement>,
    /// Who answers for it, where the section does not say it.
    pub responsibility: Responsibility,
    /// 国家, 省, 市, 区 …
    pub level: Option<String>,
    /// What few indicators have.
    pub details: Option<Box<Details>>,
}

/// What few indicators have.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Details {
    /// Which way is better, where the target does not say it.
    pub direction: Option<Direction>,
    /// What kind of number it is, where the plan says it (`measure:`).
    pub measure: Option<Measure>,
    /// Binding or expected.
    pub nature: Option<Nature>,
    /// 力争目标: the second, higher tier of the target; shown beside it, never judged in its place.
    pub stretch: Option<Target>,
    /// What a target is compared with that refers to what others reach.
    pub benchmark: Option<Benchmark>,
    /// The day on which a target in words was reached.
    pub done: Option<Day>,
    /// All reports of the year as they are listed, those after `as_of` too; empty where `actual` is all there is.
    pub reports: Vec<Measurement>,
    /// Progress by date.
    pub milestones: Vec<Milestone>,
    /// Ids of last year's indicators that this one replaces.
    pub replaces: Vec<String>,
    /// Changes made within the year.
    pub revisions: Vec<Revision>,
    /// Why it is not judged.
    pub excused: Option<String>,
    /// Whether it was found in the text by an import and is to be accepted by a person (待确认).
    pub proposed: bool,
    /// The body's own judgement, for where the values alone give none.
    pub status: Option<StatedStatus>,
    /// Ids of the plan's indicators whose values add up to this one's.
    pub sum_of: Vec<String>,
    /// Diagnostic codes to ignore here, with the reason.
    pub ignore: Ignored,
    /// How it is measured (统计口径).
    pub definition: Option<String>,
    /// Where the data come from (数据来源).
    pub source: Option<String>,
    /// A note (备注).
    pub note: Option<String>,
}

/// A measured value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measurement {
    /// The value; zero is a value.
    pub value: Value,
    /// Its particulars, where given.
    pub particulars: Option<Box<Particulars>>,
}

impl Measurement {
    /// The value as a number in the indicator's unit, where it is one.
    pub const fn number(&self) -> Option<Decimal> {
        self.value.number()
    }

    /// Whether it is of a day up to another, or of no known day.
    pub fn is_up_to(&self, as_of: Option<Date>) -> bool {
        !matches!((self.date(), as_of), (Some(date), Some(as_of)) if date > as_of)
    }

    /// The date of the value, where it says one.
    pub fn date(&self) -> Option<Date> {
        Some(self.day()?.date)
    }

    /// The same as the author wrote it.
    pub fn day(&self) -> Option<&Day> {
        self.particulars.as_ref()?.date.as_ref()
    }
}

/// What others reached, for a target that refers to it (不低于全省平均水平).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Benchmark {
    /// What it is: 全省平均水平.
    pub name: Option<String>,
    /// Its value in the indicator's unit, with its date and source.
    pub measurement: Measurement,
}

/// When and whence a measured value is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Particulars {
    /// The date of the value.
    pub date: Option<Day>,
    pub source: Option<String>,
    pub note: Option<String>,
}

/// Diagnostic codes to ignore, each with the reason.
pub type Ignored = BTreeMap<String, String>;

/// A judgement that is given by hand (`status:`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatedStatus {
    /// 已完成.
    Met,
    /// 未完成.
    NotMet,
    /// 推进中.
    InProgress,
}

impl StatedStatus {
    /// The word that the plan gives.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not-met",
            Self::InProgress => "in-progress",
        }
    }
}

/// 约束性 or 预期性.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// 约束性: must be reached.
    Binding,
    /// 预期性: is expected to be reached.
    Expected,
}

/// A value to be reached on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Milestone {
    /// By when.
    pub due: Day,
    /// What.
    pub target: Option<Target>,
    /// What was reached: its own value, else the report of its day.
    pub actual: Option<Value>,
    /// When what is stated in words was reached.
    pub done: Option<Day>,
}

/// A change of an indicator within the year, which stays visible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// When it was changed.
    pub date: Day,
    /// What was changed.
    pub field: String,
    /// The value before.
    pub from: String,
    /// The value after.
    pub to: String,
    /// Why.
    pub reason: String,
}

/// Who answers for something, and by when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Responsibility {
    /// The lead units (牵头单位), each once; several answer together.
    pub leads: Vec<String>,
    /// The partner units (配合单位).
    pub partners: Vec<String>,
    /// By when.
    pub due: Option<Due>,
}

/// A commitment with no number (任务).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Unique in its plan, among indicators too.
    pub id: String,
    /// The task in words.
    pub name: String,
    /// Who answers for it.
    pub responsibility: Responsibility,
    /// How far it is; `None` where the plan does not say.
    pub state: Option<TaskState>,
    pub note: Option<String>,
    /// Diagnostic codes to ignore here, with the reason.
    pub ignore: Ignored,
}

/// How far a task is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskState {
    /// 未启动.
    NotStarted,
    /// 推进中.
    InProgress,
    /// 已完成.
    Done,
    /// 已取消, with the reason.
    Dropped(String),
}

/// Who answers for an item of a plan, and by when, once its section is asked too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EffectiveResponsibility<'a> {
    /// The lead units.
    pub leads: &'a [String],
    /// The partner units.
    pub partners: &'a [String],
    /// By when.
    pub due: Option<&'a Due>,
}

impl Responsibility {
    /// The one rule of inheritance: what an item does not say, its section says. Lead units and a date are
    /// inherited apart; an item's own lead takes the place of all that lead its section, and partners are inherited
    /// only where the item names nobody.
    pub fn within<'a>(&'a self, section: Option<&'a Self>) -> EffectiveResponsibility<'a> {
        let names_nobody = self.leads.is_empty() && self.partners.is_empty();
        EffectiveResponsibility {
            leads: section.filter(|_| self.leads.is_empty()).map_or(&self.leads, |from| &from.leads),
            partners: section.filter(|_| names_nobody).map_or(&self.partners, |from| &from.partners),
            due: self.due.as_ref().or_else(|| section?.due.as_ref()),
        }
    }
}

impl<'a> EffectiveResponsibility<'a> {
    /// The partner units, without those that lead.
    pub fn other_partners(self) -> impl Iterator<Item = &'a String> {
        self.partners.iter().filter(move |own| !self.leads.contains(own))
    }
}

impl Indicator {
    /// The reports of the year up to a day, oldest first; all of them where no day is given. One without a date comes first.
    pub fn reports(&self, as_of: Option<Date>) -> Vec<&Measurement> {
        let listed = self.details.as_deref().map_or(&[][..], |details| &details.reports);
        let all = if listed.is_empty() { self.actual.as_slice() } else { listed };
        let is_used = |report: &&Measurement| report.is_up_to(as_of);
        let mut used: Vec<&Measurement> = all.iter().filter(is_used).collect();
        used.sort_by_key(|report| report.date());
        used
    }

    /// Whether it was found by an import and is to be accepted by a person.
    pub fn is_proposed(&self) -> bool {
        self.details.as_ref().is_some_and(|details| details.proposed)
    }

    /// The measure and what it was taken from.
    pub fn grounded_measure(&self) -> Option<(Measure, Ground<'_>)> {
        let given = self.details.as_ref().and_then(|details| details.measure);
        given.map(|measure| (measure, Ground::Given)).or_else(|| {
            let phrase = self.target.as_ref().and_then(|target| target.phrase.as_deref());
            derive(&self.name, self.unit.as_deref(), phrase)
        })
    }

    /// Which way is better: as the author says, else as the target's bound says, else as the way from the
    /// baseline to the target goes; to a plain zero from above. `None` where nothing says it: a plain number
    /// alone, a range, a target that is the baseline.
    pub fn direction(&self) -> Option<Direction> {
        let given = self.details.as_ref().and_then(|details| details.direction);
        given.or_else(|| {
            let target = self.target.as_ref()?;
            target.direction().or_else(|| {
                let bound = target.bound()?;
                // 零事故: nothing is below zero.
                let zero = matches!(bound, Bound::Exactly(value) if value.is_zero());
                self.way(bound).or_else(|| zero.then_some(Direction::Down))
            })
        })
    }

    /// The way from the baseline to a bound. Last year's result of a flow is no start: 新增60家 after 80 last year is no limit.
    pub fn way(&self, bound: Bound) -> Option<Direction> {
        if self.measure == Some(Measure::Flow) {
            return None;
        }
        let baseline = self.baseline.as_ref()?.number()?;
        match bound {
            Bound::Between(..) => None,
            _ => match bound.value().cmp(&baseline) {
                Ordering::Greater => Some(Direction::Up),
                Ordering::Equal => None,
                Ordering::Less => Some(Direction::Down),
            },
        }
    }

    /// The baseline as the start of the change that a value shows. What was counted since 1 January is compared with as much of
    /// last year only: with the year's result on 31 December, with that of the same day else. 80亿元 by March is no fall from 320.
    pub fn start_of(&self, value: &Measurement) -> Option<&Value> {
        self.start_on(value.date())
    }

    /// The same of a value of a day.
    pub fn start_on(&self, date: Option<Date>) -> Option<&Value> {
        let baseline = self.baseline.as_ref()?;
        let end = Some((12, 31));
        let day = |date: Option<Date>| date.map(|date| (date.month(), date.day()));
        let (own, start) = (day(date), day(baseline.date()));
        let is_comparable = match self.measure {
            Some(Measure::Stock | Measure::Rate) => true,
            Some(Measure::Flow) | None => own.is_some() && (own == start || (own == end && start.is_none())),
        };
        is_comparable.then_some(&baseline.value)
    }

    /// 完成率, attainment: actual / target; a fraction (0.5 is 50 %).
    ///
    /// `None` where it makes no sense: of a rate, under a limit, where nobody says what kind of number it is, without an
    /// actual value or a single target value, or where one of them is not above zero.
    pub fn attainment(&self) -> Option<Decimal> {
        super::progress::attainment(self, self.actual.as_ref()).ok().map(|ratio| ratio.value)
    }
}
