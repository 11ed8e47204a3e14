//! Claims put together: what several units or files say of one thing, what the plan says already, and what came before.

use super::rows::{Claim, TaskClaim};
use super::value::written;
use super::{Accepted, Difference, InRequest, change};
use crate::collect::entry::{NewReport, TaskChange};
use crate::collect::fault::{CollectFault, FaultMark};
use crate::collect::layout::{Column, SheetKind, state_word};
use crate::collect::questions::{AskedIndicator, Questions};
use crate::diagnostic::Words;
use crate::diagnostic::words::say;
use crate::model::indicator::{Measurement, TaskState};
use crate::model::measure::Measure;
use crate::model::target::Value;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Values this many times the one before, or less than this part of it, are of another magnitude.
const MAGNITUDE: Decimal = Decimal::TEN;

/// Makes reports of what is claimed of indicators.
pub fn indicators(
    questions: &Questions<'_>,
    claims: Vec<Claim<'_>>,
    request: &InRequest,
    accepted: &mut Accepted,
) {
    let mut by_id: BTreeMap<&str, BTreeMap<Date, Vec<Claim<'_>>>> = BTreeMap::new();
    for claim in claims {
        by_id.entry(&claim.asked.indicator.id).or_default().entry(claim.date).or_default().push(claim);
    }
    // In the order of the plan, since that is how people look for it.
    for asked in &questions.indicators {
        let Some(days) = by_id.remove(asked.indicator.id.as_str()) else { continue };
        let mut agreed = Vec::new();
        for (_, claims) in days {
            match agree(&claims) {
                Ok(claim) => agreed.push(claim),
                Err(faults) => accepted.faults.extend(faults),
            }
        }
        let others: Vec<(Date, Value)> =
            agreed.iter().map(|claim| (claim.date, claim.value.clone())).collect();
        for claim in agreed {
            indicator(asked, claim, (&others, request), accepted);
        }
    }
}

/// What all say of an indicator's day; a fault for each where they do not agree.
fn agree<'q>(claims: &[Claim<'q>]) -> Result<Claim<'q>, Vec<CollectFault>> {
    let Some(first) = claims.first() else { return Err(Vec::new()) };
    if claims.iter().any(|claim| claim.value != first.value) {
        let fault = |claim: &Claim<'_>| {
            let other = claims.iter().find(|other| other.value != claim.value).unwrap_or(claim);
            let unit = claim.asked.unit();
            let [own, value] = [&claim.value, &other.value].map(|value| value.chinese(unit));
            let words = if claim.unit == other.unit {
                say!(
                    "{own} here and {value} at {}: the same unit reports two values",
                    "此处为{own}，{}为{value}，同一单位报了两个数",
                    other.place
                )
            } else {
                say!(
                    "{own} here and {value} at {}: units that lead together report one value",
                    "此处为{own}，{}为{value}，共同牵头的单位所报数值应当一致",
                    other.place
                )
            };
            fault_at(claim, Column::Value, words)
        };
        return Err(claims.iter().map(fault).collect());
    }
    let mut claim = first.clone();
    claim.source = claims.iter().find_map(|claim| claim.source.clone());
    let mut notes: Vec<&str> = Vec::new();
    for note in claims.iter().filter_map(|claim| claim.note.as_deref()) {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    claim.note = (!notes.is_empty()).then(|| notes.join("；"));
    Ok(claim)
}

fn fault_at(claim: &Claim<'_>, column: Column, words: Words) -> CollectFault {
    let mark = FaultMark {
        unit: claim.unit.clone(),
        kind: SheetKind::Indicators,
        id: claim.asked.indicator.id.clone(),
        column,
    };
    CollectFault { place: claim.place.clone(), words, mark: Some(mark) }
}

fn indicator(
    asked: &AskedIndicator<'_>,
    claim: Claim<'_>,
    (others, request): (&[(Date, Value)], &InRequest),
    accepted: &mut Accepted,
) {
    let unit = asked.unit();
    let reported = asked.on(claim.date);
    if let Some(reported) = reported {
        if reported.value == claim.value {
            accepted.unchanged += 1;
            accepted.notices.extend(kept(&claim, reported));
            return;
        }
        if request.correction.is_none() {
            let date = claim.date;
            let value = reported.value.chinese(unit);
            let words = say!(
                "{value} is reported for {date} already; a correction needs `--correct REASON`",
                "{date} 已报{value}；如属更正，请加 `--correct 原因`"
            );
            accepted.faults.push(fault_at(&claim, Column::Value, words));
            return;
        }
    }
    let known = known(asked, claim.date, others);
    let before = known.iter().rev().find(|(date, _)| *date < claim.date);
    let after = known.iter().find(|(date, _)| *date > claim.date);
    if claim.note.is_none()
        && let Some(words) = surprising(asked, &claim, before, after)
    {
        accepted.faults.push(fault_at(&claim, Column::Value, words));
        return;
    }
    let shown = reported.map(|reported| (Some(claim.date), &reported.value));
    let shown = shown.or_else(|| before.map(|(date, value)| (Some(*date), value)));
    accepted.differences.push(Difference {
        name: asked.indicator.name.clone(),
        before: shown.map(|(_, value)| value.chinese(unit)),
        before_date: shown.and_then(|(date, _)| date),
        now: claim.value.chinese(unit),
        date: Some(claim.date),
        change: shown.and_then(|(_, value)| change(value, &claim.value, unit)),
    });
    let is_end = claim.date == claim.period.end;
    accepted.reports.push(NewReport {
        document: asked.document.clone(),
        id: asked.indicator.id.clone(),
        date: claim.date,
        quarter: claim.period.quarter.filter(|_| is_end),
        value: written(&claim.value),
        source: claim.source,
        note: claim.note,
        origin: claim.place.to_string(),
    });
}

/// Where the value is in the plan already, and another source or remark is not taken over.
fn kept(claim: &Claim<'_>, reported: &Measurement) -> Option<Words> {
    let particulars = reported.particulars.as_deref();
    let source = particulars.and_then(|one| one.source.as_deref());
    let note = particulars.and_then(|one| one.note.as_deref());
    let differs = |sent: &Option<String>, own: Option<&str>| sent.is_some() && sent.as_deref() != own;
    let (place, name) = (&claim.place, &claim.asked.indicator.name);
    (differs(&claim.source, source) || differs(&claim.note, note)).then(|| {
        say!(
            "{place}: the value of `{name}` is in the plan already; another source or remark is not taken over, change it in the plan",
            "{place}：“{name}”的数值与计划中一致，数据来源或备注不同，未作改动；需要修改的请直接改计划"
        )
    })
}

/// All values of other days, oldest first: those in the plan, and those that come with this one.
fn known(asked: &AskedIndicator<'_>, date: Date, others: &[(Date, Value)]) -> Vec<(Date, Value)> {
    let reported = asked.indicator.reports(None);
    let reported = reported.into_iter().filter_map(|report| Some((report.date()?, report.value.clone())));
    let mut all: BTreeMap<Date, Value> = reported.collect();
    all.extend(others.iter().cloned());
    all.remove(&date);
    all.into_iter().collect()
}

/// What is hardly so, and needs a remark: a sum that falls, a value of another magnitude.
fn surprising(
    asked: &AskedIndicator<'_>,
    claim: &Claim<'_>,
    before: Option<&(Date, Value)>,
    after: Option<&(Date, Value)>,
) -> Option<Words> {
    let unit = asked.unit();
    let now = claim.value.number()?;
    let told = |value: &Value| value.chinese(unit);
    let flow = asked.indicator.measure == Some(Measure::Flow);
    if let Some((date, value)) =
        before.filter(|(_, value)| flow && value.number().is_some_and(|before| now < before))
    {
        let (own, value) = (told(&claim.value), told(value));
        return Some(say!(
            "{own} is less than the {value} of {date}, and it is counted since 1 January; correct it, or say why in 备注",
            "{own}少于{date}的{value}，而本指标从1月1日起累计；请核实，确有原因的写在备注中"
        ));
    }
    if let Some((date, value)) =
        after.filter(|(_, value)| flow && value.number().is_some_and(|after| now > after))
    {
        let (own, value) = (told(&claim.value), told(value));
        return Some(say!(
            "{own} is more than the {value} of {date}, and it is counted since 1 January; correct it, or say why in 备注",
            "{own}多于{date}的{value}，而本指标从1月1日起累计；请核实，确有原因的写在备注中"
        ));
    }
    // What stands from year to year is held against its baseline, too; last year's sum is no measure of a quarter's.
    let lasting = matches!(asked.indicator.measure, Some(Measure::Stock | Measure::Rate));
    let baseline = asked.indicator.baseline.as_ref().filter(|_| lasting).map(|baseline| &baseline.value);
    let held_against = before.map(|(_, value)| value).or(baseline)?;
    let from = held_against.number()?.abs();
    let to = now.abs();
    let is_other = !from.is_zero()
        && (from.checked_mul(MAGNITUDE).is_some_and(|most| to >= most)
            || to.checked_mul(MAGNITUDE).is_some_and(|least| least <= from));
    is_other.then(|| {
        let (own, value) = (told(&claim.value), told(held_against));
        say!(
            "{own} after {value} is of another magnitude; check unit and figures, or say why in 备注",
            "上期为{value}，本期为{own}，相差十倍以上；请核对单位和数字，确有原因的写在备注中"
        )
    })
}

/// Makes changes of what is claimed of tasks.
pub fn tasks(questions: &Questions<'_>, claims: Vec<TaskClaim<'_>>, accepted: &mut Accepted) {
    let mut by_id: BTreeMap<&str, Vec<TaskClaim<'_>>> = BTreeMap::new();
    for claim in claims {
        by_id.entry(&claim.asked.task.id).or_default().push(claim);
    }
    for asked in &questions.tasks {
        let Some(claims) = by_id.remove(asked.task.id.as_str()) else { continue };
        let Some(first) = claims.first() else { continue };
        let is_other = |claim: &&TaskClaim<'_>| state_word(&claim.state) != state_word(&first.state);
        if claims.iter().any(|claim| is_other(&claim)) {
            for claim in &claims {
                let differs = |other: &&TaskClaim<'_>| state_word(&other.state) != state_word(&claim.state);
                let other = claims.iter().find(differs).unwrap_or(claim);
                let words = say!(
                    "{} here and {} at {}: one task has one state",
                    "此处为“{}”，{}为“{}”，同一任务的状态应当一致",
                    state_word(&claim.state),
                    Words::new(state_word(&other.state), other.place.to_string()),
                    Words::new(other.place.to_string(), state_word(&other.state))
                );
                let mark = FaultMark {
                    unit: claim.unit.clone(),
                    kind: SheetKind::Tasks,
                    id: asked.task.id.clone(),
                    column: Column::State,
                };
                accepted.faults.push(CollectFault { place: claim.place.clone(), words, mark: Some(mark) });
            }
            continue;
        }
        let note = claims.iter().find_map(|claim| claim.note.clone());
        let state = claims
            .iter()
            .map(|claim| &claim.state)
            .find(|state| matches!(state, TaskState::Dropped(_)))
            .unwrap_or(&first.state);
        let before = asked.task.state.as_ref();
        let same_note = note.is_none() || note == asked.task.note;
        if before == Some(state) && same_note {
            accepted.unchanged += 1;
            continue;
        }
        accepted.differences.push(Difference {
            name: asked.task.name.clone(),
            before: before.map(|state| state_word(state).to_owned()),
            before_date: None,
            now: state_word(state).to_owned(),
            date: None,
            change: None,
        });
        accepted.tasks.push(TaskChange {
            document: asked.document.clone(),
            id: asked.task.id.clone(),
            name: asked.task.name.clone(),
            state: state.clone(),
            note,
            origin: first.place.to_string(),
        });
    }
}
