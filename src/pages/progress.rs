//! Judgements in words: a status, the three numbers with what they were made from, and how many stand where.
//!
//! Takes what `model/progress` judged; gives template values in which a reader finds everything to judge again.

use super::context::*;
use super::context_builder::ContextBuilder;
use super::display;
use crate::bug::bug;
use crate::model::date::Due;
use crate::model::indicator::{Indicator, Measurement};
use crate::model::measure::Measure;
use crate::model::plan::Section;
use crate::model::progress::{
    ChangeOfYear, Difference, JudgedIndicator, Missing, Progress, Ratio, Reason, RollUp, Status,
};
use crate::model::target::TargetKind;
use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

impl ContextBuilder<'_> {
    /// A status in words; none where there is no target.
    pub fn status(self, progress: &Progress) -> Option<StatusContext> {
        (progress.reason != Reason::NoTarget).then(|| self.status_word(progress.status))
    }

    fn status_word(self, status: Status) -> StatusContext {
        // `on-course` has the word `status_on_course`.
        let word = format!("status_{}", status.as_str().replace('-', "_"));
        StatusContext { key: status.as_str(), text: self.theme.word(&word).to_owned() }
    }

    /// A judgement with all that it was made from.
    pub fn progress(self, judged: &JudgedIndicator<'_>) -> ProgressContext {
        let JudgedIndicator { indicator, progress, section } = judged;
        let section = section.map(Section::responsibility);
        let target = indicator.target.as_ref().and_then(|target| Some(target.bound()?.value()));
        let [actual, baseline] =
            [&indicator.actual, &indicator.baseline].map(|own| own.as_ref().and_then(Measurement::number));
        let way = match (target, actual, baseline) {
            (Some(target), Some(actual), Some(baseline)) => {
                let [target, actual, baseline] = [target, actual, baseline].map(display::number);
                format!("({actual} − {baseline}) ÷ ({target} − {baseline})")
            }
            _ => String::new(),
        };
        let quotient =
            |ratio: &Ratio| format!("{} ÷ {}", display::number(ratio.part), display::number(ratio.whole));
        ProgressContext {
            measure: indicator.measure.map(|measure| self.theme.word(measure_word(measure)).to_owned()),
            status: self.status(progress),
            reason: self.reason(progress, indicator),
            at: progress.at.map(|date| display::date(date, self.lang)),
            due: progress.due.map(|due| match indicator.responsibility.within(section).due {
                Some(Due::On(day)) => display::day(day, self.lang),
                _ => display::date(due.date, self.lang),
            }),
            due_given: progress.due.is_some_and(|due| due.given),
            attainment: self.number(progress.attainment, quotient),
            used_up: self.number(progress.used_up, quotient),
            distance: self.number(progress.distance, |_| way),
            elapsed: self.number(progress.elapsed, quotient),
            difference: progress.difference.map(|difference| self.difference(difference, indicator)),
        }
    }

    /// How far a value is from its target, in words: 比目标高0.5个百分点.
    fn difference(self, difference: Difference, indicator: &Indicator) -> String {
        let (word, by) = match difference {
            Difference::Of(value) | Difference::Places(value) if value.is_zero() => {
                ("difference_none", String::new())
            }
            Difference::Places(places) => {
                let word = if places.is_sign_negative() {
                    "difference_places_before"
                } else {
                    "difference_places_behind"
                };
                (word, display::number(places.abs()))
            }
            Difference::Of(value) => {
                // More of a fall is a lower number, and no reader takes it for 'below the target'.
                let falls = indicator.target.as_ref().is_some_and(
                    |target| matches!(&target.kind, TargetKind::Change(change) if change.falls()),
                );
                let word = match (falls, value.is_sign_negative()) {
                    (true, true) => "difference_more_of_a_fall",
                    (true, false) => "difference_less_of_a_fall",
                    (false, true) => "difference_below",
                    (false, false) => "difference_above",
                };
                let unit = match indicator.target.as_ref().map(|target| &target.kind) {
                    Some(TargetKind::Change(change)) => Some(change.unit.as_str()),
                    _ => indicator.unit.as_deref(),
                };
                let unit = unit.map(|unit| {
                    if matches!(unit, "%" | "％") { self.theme.word("percentage_points") } else { unit }
                });
                (word, display::value(display::rounded(value.abs(), Decimal::ZERO), unit, self.lang))
            }
        };
        self.theme.word(word).replace("{by}", &by)
    }

    /// 同比 in words: 增长12.5%, 下降0.3个百分点.
    pub fn year_on_year(self, change: ChangeOfYear) -> String {
        let (value, size) = match change {
            ChangeOfYear::Part(part) => {
                let percent = part.abs().checked_mul(Decimal::ONE_HUNDRED).unwrap_or(Decimal::MAX);
                let half_up = percent.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
                // A small change is not shown as none.
                let shown = if half_up.is_zero() { display::rounded(percent, half_up) } else { half_up };
                (part, format!("{}%", display::number(shown.normalize())))
            }
            ChangeOfYear::Points(points) => {
                let unit = Some(self.theme.word("percentage_points"));
                (points, display::value(display::rounded(points.abs(), Decimal::ZERO), unit, self.lang))
            }
        };
        let word = match (value.is_zero(), value.is_sign_negative(), change) {
            (true, ..) => "year_on_year_same",
            (_, true, _) => "year_on_year_down",
            (_, false, ChangeOfYear::Part(_)) => "year_on_year_up",
            (_, false, ChangeOfYear::Points(_)) => "year_on_year_points_up",
        };
        self.theme.word(word).replace("{by}", &size)
    }

    fn number(self, number: Result<Ratio, Missing>, sum: impl FnOnce(&Ratio) -> String) -> NumberContext {
        match number {
            Ok(ratio) => {
                let (text, sum) = (display::percent(ratio.value), sum(&ratio));
                NumberContext { text: Some(text), sum: Some(sum), missing: None }
            }
            Err(missing) => {
                let missing = missing_word(missing).map(|word| self.theme.word(word).to_owned());
                NumberContext { text: None, sum: None, missing }
            }
        }
    }

    fn reason(self, progress: &Progress, indicator: &Indicator) -> String {
        let word = |key: &str| self.theme.word(key).to_owned();
        let milestones = || indicator.details.iter().flat_map(|details| &details.milestones);
        // As the plan writes it.
        let date = |text: String, date: Date| {
            let reports = indicator.reports(None);
            let reported = reports.iter().filter_map(|report| report.day());
            let day = milestones().map(|one| &one.due).chain(reported).find(|day| day.date == date);
            let day = day.map_or_else(|| display::date(date, self.lang), |day| display::day(day, self.lang));
            text.replace("{date}", &day)
        };
        match progress.reason {
            Reason::Excused => word("reason_excused"),
            Reason::NoTarget => word("reason_no_target"),
            Reason::Reached => word("reason_reached"),
            Reason::Missed => word("reason_missed"),
            Reason::HoldsSoFar => word("reason_holds_so_far"),
            Reason::ReachedSoFar { date: day } => date(word("reason_reached_so_far"), day),
            Reason::Exceeded => word("reason_exceeded"),
            Reason::NoMeasure => word("reason_no_measure"),
            Reason::Undated => word("reason_undated"),
            Reason::Limit { used, elapsed } => word("reason_limit")
                .replace("{used}", &format!("{}%", display::number(used)))
                .replace("{elapsed}", &format!("{}%", display::number(elapsed))),
            Reason::Stated => word("reason_stated"),
            Reason::NoDirection => word("reason_no_direction"),
            Reason::NoTolerance => word("reason_no_tolerance"),
            Reason::OtherForm => word("reason_other_form"),
            Reason::NoBenchmark => word("reason_no_benchmark"),
            Reason::Words => word("reason_words"),
            Reason::Yearly => word("reason_yearly"),
            Reason::Done { date: day, late } => {
                date(word(if late { "reason_done_late" } else { "reason_done" }), day)
            }
            Reason::NoDate => word("reason_no_date"),
            Reason::Unreported => word("reason_unreported"),
            Reason::Stale { date: day } => date(word("reason_stale"), day),
            Reason::MilestoneUnreported { due } => date(word("reason_milestone_unreported"), due),
            Reason::MilestoneDone { due, done } => {
                let milestone = milestones().find(|one| one.due.date == due && one.done.is_some());
                let target = milestone.and_then(|one| one.target.as_ref());
                let target = target.map(|target| display::target(target, self.lang));
                let target = target.unwrap_or_else(|| bug!("a milestone of {} has no target", indicator.id));
                let own = milestone.and_then(|one| one.done.as_ref());
                let done =
                    own.map_or_else(|| display::date(done, self.lang), |day| display::day(day, self.lang));
                date(word("reason_milestone_done"), due).replace("{target}", &target).replace("{done}", &done)
            }
            Reason::Milestone { due, reported } => {
                let milestone =
                    milestones().filter(|one| one.due.date == due).find(|one| one.target.is_some());
                let reports = indicator.reports(None);
                let of_report = || reports.iter().find(|one| one.date() == reported).map(|one| &one.value);
                let compared = milestone.and_then(|milestone| {
                    let value = if reported.is_none() { milestone.actual.as_ref() } else { of_report() };
                    Some((milestone.target.as_ref()?, value?))
                });
                let (target, value) = compared
                    .unwrap_or_else(|| bug!("a milestone of {} has nothing to compare", indicator.id));
                let target = display::target(target, self.lang);
                let value = display::measured(value, indicator.unit.as_deref(), self.lang);
                date(word("reason_milestone"), due).replace("{target}", &target).replace("{value}", &value)
            }
            Reason::Pace { measure, covered, elapsed } => word("reason_pace")
                .replace(
                    "{number}",
                    self.theme.word(if measure == Measure::Flow { "attainment" } else { "distance" }),
                )
                .replace("{covered}", &format!("{}%", display::number(covered)))
                .replace("{elapsed}", &format!("{}%", display::number(elapsed))),
            Reason::Open => word("reason_open"),
            Reason::NotDueYet => word("reason_not_due_yet"),
        }
    }

    /// How many stand where.
    pub fn rollup(self, rollup: &RollUp) -> RollUpContext {
        let counts: Vec<_> = rollup
            .counts()
            .map(|(status, count)| CountContext { status: self.status_word(status), count })
            .collect();
        RollUpContext {
            total: rollup.total(),
            judged: rollup.judged(),
            without_target: rollup.without_target,
            tells: rollup.counts().any(|(status, _)| status != Status::NotDue),
            counts,
        }
    }
}

/// The theme's word for a measure.
const fn measure_word(measure: Measure) -> &'static str {
    match measure {
        Measure::Flow => "measure_flow",
        Measure::Stock => "measure_stock",
        Measure::Rate => "measure_rate",
    }
}

/// The theme's word for why a number is missing; none where it makes no sense for its kind of number, and nobody misses it.
const fn missing_word(missing: Missing) -> Option<&'static str> {
    Some(match missing {
        Missing::Kind | Missing::Rate | Missing::Flow | Missing::Limit | Missing::NoLimit => return None,
        Missing::Target => "missing_target",
        Missing::Actual => "missing_actual",
        Missing::Baseline => "missing_baseline",
        Missing::Measure => "missing_measure",
        Missing::Undated => "missing_undated",
        Missing::Range => "missing_range",
        Missing::Zero => "missing_zero",
        Missing::Negative => "missing_negative",
        Missing::NoWay => "missing_no_way",
        Missing::AsOf => "missing_as_of",
        Missing::DueBefore => "missing_due_before",
        Missing::TooLarge => "missing_too_large",
    })
}
