//! Bound figures against the data: does the prose say what the indicator says?
//!
//! Takes a document's passages and what its figures are bound to; reads each figure with the words around it.
//! A figure whose words come from the data cannot be wrong and is passed over.

use super::cells::Tables;
use super::items::Item;
use super::other_kinds::{self, Data};
use super::report::LintReport;
use crate::bug::slice;
use crate::diagnostic::{FigureFault, Finding, RelatedKind};
use crate::markdown::{Figure, FigureValue, Passage};
use crate::model::indicator::Indicator;
use crate::model::plan::DocumentId;
use crate::model::quantity::prose::{Agreement, ChangeRole, agreement, is_rate_of, is_unusual, read_figure};
use crate::model::quantity::{Bound, Quantity, scale_split};
use crate::model::target::{falls_at_end, opens_as_change};
use crate::pages::links::References;
use rust_decimal::{Decimal, RoundingStrategy};
use std::ops::Range;

/// A measured value that is rounded in the prose (近200家) may be off by this part of it.
const ABOUT: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

/// Compares all figures of a document.
pub(super) fn check(report: &mut LintReport<'_, '_>, references: &References<'_, '_>, document: DocumentId) {
    let Some(text) = report.catalog.text(document) else { return };
    if text.body.figures.is_empty() {
        return;
    }
    let Some(resolved) = references.of(document) else { return };
    let tables = Tables::of(&text.body.passages, &[]);
    for passage in &text.body.passages {
        let apart = tables.holding(passage).and_then(|(table, cell)| table.unit(cell.row, cell.column));
        for (index, range) in &passage.figures {
            let (Some(figure), Some(Some(bound))) =
                (text.body.figures.get(*index), resolved.figures.get(*index))
            else {
                continue;
            };
            // What a body that stands still says of another was true when it was said.
            let own = &text.source.file;
            let is_other = |file| report.catalog.walls.part(own, file);
            if report.catalog.walls.stands_still(own)
                && report.catalog.file(bound.plan.document).is_some_and(is_other)
            {
                continue;
            }
            let Some(finding) = compare(passage, range, figure, bound.indicator(), apart.as_deref()) else {
                continue;
            };
            let item = Item::of_indicator(bound.plan, bound.section, bound.indicator());
            let key = match figure.value {
                FigureValue::Target => "target",
                FigureValue::Baseline => "baseline",
                FigureValue::Actual | FigureValue::Attainment => "actual",
            };
            let related = report.place(&item, &[key]).map(|place| (RelatedKind::Contradicts, place));
            report.say_at(text.place(&passage.source(range)), finding, related);
        }
    }
}

/// What is wrong with a figure that stands in a range of a passage, if anything is. `apart` is the unit of its cell that stands
/// apart from it.
pub fn compare(
    passage: &Passage,
    range: &Range<usize>,
    figure: &Figure,
    indicator: &Indicator,
    apart: Option<&str>,
) -> Option<Finding> {
    let words = figure.text.as_deref().filter(|text| !text.trim().is_empty())?;
    let before = slice(&passage.text, ..range.start);
    let after = slice(&passage.text, range.end..);
    // What is not there, or could not be read, is told elsewhere.
    let (data, unit) = match other_kinds::data(figure.value, indicator)? {
        Data::Quantity(quantity) => (quantity, indicator.unit.as_deref()),
        Data::Size(quantity, falls) => {
            if other_kinds::is_stated(words, figure.value, indicator) {
                return None;
            }
            // 下降 before a target that rises says another thing, whatever the number.
            if falls_at_end(before).is_some_and(|other| other != falls) || opens_as_change(words) {
                return Some(other_kinds::differs(figure, words, indicator));
            }
            let unit = quantity.unit.clone();
            return compare_quantity((before, words, after), figure, quantity, unit.as_deref(), apart);
        }
        Data::Words => {
            let stated = other_kinds::is_stated(words, figure.value, indicator);
            return (!stated).then(|| other_kinds::differs(figure, words, indicator));
        }
    };
    compare_quantity((before, words, after), figure, data, unit, apart)
}

/// What is wrong with a figure that states a quantity, given with what stands before and behind it. `apart` is the unit of its
/// cell that stands apart from it.
fn compare_quantity(
    (before, words, after): (&str, &str, &str),
    figure: &Figure,
    data: Quantity,
    unit: Option<&str>,
    apart: Option<&str>,
) -> Option<Finding> {
    let value = data.bound.value();
    let unusual = unit.filter(|unit| is_unusual(unit));
    let role = if figure.value == FigureValue::Baseline { ChangeRole::Start } else { ChangeRole::End };
    let known = unusual.as_slice();
    let Some(mut stated) = read_figure(before, words, after, known, role) else {
        return Some(Finding::Figure(FigureFault::FigureUnread {
            id: figure.id.clone(),
            figure: words.to_owned(),
        }));
    };
    // 8.5张 behind 每千人 is what an indicator counts in 张/千人.
    if let (Some(own), Some(data)) = (&stated.unit, data.unit.as_deref().or(unit))
        && is_rate_of(own, data, before, words)
    {
        stated.unit = Some(data.to_owned());
    }
    stated.unit = stated.unit.or_else(|| apart.map(str::to_owned));
    let (data, agreement) = match figure.value {
        FigureValue::Target => {
            let agreement = agreement(&stated, &data);
            (data, agreement)
        }
        FigureValue::Actual | FigureValue::Baseline => measured(&stated, value, unit),
        FigureValue::Attainment => {
            let percent = value.checked_mul(Decimal::ONE_HUNDRED)?;
            // The prose rounds as it likes.
            let places = stated.bound.value().scale();
            let rounded = percent.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
            measured(&stated, rounded, Some("%"))
        }
    };
    let (id, figure, data) = (figure.id.clone(), words_of(&stated), words_of(&data));
    match agreement {
        Agreement::Same => None,
        Agreement::OtherValue => Some(Finding::Figure(FigureFault::FigureValue { id, figure, data })),
        Agreement::OtherUnit => Some(Finding::Figure(FigureFault::FigureUnit { id, figure, data })),
        Agreement::OtherBound => Some(Finding::Figure(FigureFault::FigureBound { id, figure, data })),
    }
}

/// A quantity in the words of its unit's language.
fn words_of(quantity: &Quantity) -> String {
    let is_latin = |unit: &str| unit.starts_with(|c: char| c.is_ascii_alphabetic());
    if quantity.unit.as_deref().is_some_and(is_latin) { quantity.english() } else { quantity.chinese() }
}

/// A measured value has no bound of its own: prose that says 超80家 of 83 is right.
fn measured(stated: &Quantity, value: Decimal, unit: Option<&str>) -> (Quantity, Agreement) {
    let data = Quantity { bound: Bound::Exactly(value), unit: unit.map(str::to_owned) };
    let found = agreement(stated, &data);
    if !matches!(found, Agreement::OtherValue | Agreement::OtherBound) {
        return (data, found);
    }
    let scale = |unit: Option<&str>| unit.map_or(Decimal::ONE, |unit| scale_split(unit).0);
    let own = scale(stated.unit.as_deref().or(unit));
    let seen = value.checked_mul(scale(unit)).and_then(|value| value.checked_div(own)).unwrap_or(value);
    let keeps = match stated.bound {
        Bound::About(about) => {
            let room = about.abs().checked_mul(ABOUT);
            let off = seen.checked_sub(about).map(|off| off.abs());
            off.zip(room).is_some_and(|(off, room)| off <= room)
        }
        Bound::Exactly(_) => false,
        bound => bound.is_met_by(seen) == Some(true),
    };
    (data, if keeps { Agreement::Same } else { Agreement::OtherValue })
}
