//! Quantities in a plan's prose that are bound to no indicator: what nobody follows up.
//!
//! Takes the passages of a plan's own words; quotations, headings, code and what a figure is bound to are passed
//! over, and so are terms with no bound (三年), rough numbers and parts of a whole. A quantity that tells a result (去年完成30家)
//! promises nothing, and is a finding of its own.

use super::cells::Tables;
use super::report::LintReport;
use crate::bug::slice;
use crate::diagnostic::{FigureFault, Finding};
use crate::markdown::{Passage, PassageKind};
use crate::model::indicator::Indicator;
use crate::model::plan::{DocumentId, Plan};
use crate::model::quantity::prose::{
    Agreement, Headings, Mention, Numerals, Stated, Tense, Told, UnitKind, agreement, is_unusual,
    mentions_with,
};
use crate::model::quantity::{Bound, Quantity};
use crate::model::target::TargetKind;
use crate::pages::links::References;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// The units of a plan's indicators that must be given to be read.
pub(super) struct KnownUnits<'s>(Vec<&'s str>);

impl<'s> KnownUnits<'s> {
    pub(super) fn of(plan: &'s Plan) -> Self {
        let units: BTreeSet<&str> =
            plan.indicators().filter_map(|(_, indicator)| indicator.unit.as_deref()).collect();
        Self(units.into_iter().filter(|unit| is_unusual(unit)).collect())
    }
}

/// Looks for them in a document of a plan for a year.
pub(super) fn check(
    report: &mut LintReport<'_, '_>,
    references: &References<'_, '_>,
    document: DocumentId,
    units: &KnownUnits<'_>,
    (year, title): (i16, &str),
) {
    let bound = references.of(document).map_or(&[][..], |resolved| &resolved.figures);
    let Some(text) = report.catalog.text(document) else { return };
    let passages = &text.body.passages;
    let tables = Tables::of(passages, &units.0);
    let mut headings = Headings::under(&[title], year);
    for passage in passages {
        if let PassageKind::Heading(level) = passage.kind {
            headings.enter(level, &passage.text);
            continue;
        }
        if passage.quoted {
            continue;
        }
        let table = tables.holding(passage);
        let mentions = match table {
            Some((table, cell)) => table.mentions(cell.row, cell.column, &passage.text, &units.0),
            None => mentions_with(&passage.text, &units.0),
        };
        let is_past = table.is_some_and(|(table, cell)| table.is_past(cell.column, year));
        let mut tense = Tense::new(&passage.text, year, headings.over());
        for mention in mentions {
            if is_told(passage, &mention) || passage.is_claimed(&mention.range) || !commits(passage, &mention)
            {
                continue;
            }
            let before = passage.figures.iter().rev().find(|(_, figure)| figure.end <= mention.range.start);
            let before = before.and_then(|(index, _)| bound.get(*index)?.as_ref());
            if before.is_some_and(|bound| is_stretch(&mention, bound.indicator())) {
                continue;
            }
            let figure = slice(&passage.text, mention.range.clone()).to_owned();
            let place = text.place(&passage.source(&mention.range));
            let told = tense.told(mention.range.start, is_bound(&mention));
            let finding = if is_past || told == Told::Result {
                Finding::Figure(FigureFault::UntoldResult { figure })
            } else {
                Finding::Figure(FigureFault::UntoldFigure { figure })
            };
            report.say_at(place, finding, None);
        }
    }
}

/// How many letters tell the language of a document.
const SAMPLE: usize = 400;

/// Whether a document is in a language whose quantities are not read: its first letters hold nothing Chinese.
pub fn is_unread(passages: &[Passage]) -> bool {
    let letters = passages.iter().flat_map(|passage| passage.text.chars()).filter(|c| c.is_alphabetic());
    let mut sample = letters.take(SAMPLE).peekable();
    sample.peek().is_some() && sample.all(|c| !('\u{2e80}'..='\u{3ffff}').contains(&c))
}

/// Whether a mention has a bound, as promises have.
pub fn is_bound(mention: &Mention) -> bool {
    match &mention.stated {
        Stated::Quantity(Quantity { bound, .. }) | Stated::Factor(bound) => {
            !matches!(bound, Bound::Exactly(_))
        }
        Stated::Ratio { first, .. } => !matches!(first, Bound::Exactly(_)),
        Stated::Fraction { .. } | Stated::Rough => false,
    }
}

/// Whether a mention is bound, or a part of it is.
pub fn is_told(passage: &Passage, mention: &Mention) -> bool {
    // Figures stand one after the other.
    let next = passage.figures.partition_point(|(_, figure)| figure.end <= mention.range.start);
    passage.figures.get(next).is_some_and(|(_, figure)| figure.start < mention.range.end)
}

/// Whether it states the higher tier of the indicator that is bound right before: 确保[8%]、力争10%.
fn is_stretch(mention: &Mention, indicator: &Indicator) -> bool {
    let stretch = indicator.details.as_ref().and_then(|details| details.stretch.as_ref());
    let (Some(stretch), Stated::Quantity(stated)) = (stretch, &mention.stated) else { return false };
    match &stretch.kind {
        TargetKind::Quantity(quantity) => agreement(stated, quantity) == Agreement::Same,
        TargetKind::Change(change) => {
            let size = Quantity { bound: change.size(), unit: Some(change.unit.clone()) };
            agreement(stated, &size) == Agreement::Same
        }
        _ => false,
    }
}

/// Whether it may be meant as a commitment.
pub fn commits(passage: &Passage, mention: &Mention) -> bool {
    let Stated::Quantity(Quantity { bound, .. }) = &mention.stated else {
        return matches!(mention.stated, Stated::Factor(_) | Stated::Ratio { .. });
    };
    let is_exact = matches!(bound, Bound::Exactly(_));
    if mention.kind == UnitKind::Time {
        let is_span =
            passage.text.get(mention.value_range.clone()).is_some_and(|text| text.contains(['年', '月']));
        return !is_exact && !is_span;
    }
    // 两个园区, 三项制度: a small number in words before its noun lists what follows.
    let is_listing = mention.numerals == Numerals::Chinese
        && is_exact
        && bound.value() <= Decimal::TEN
        && mention.kind == UnitKind::Count
        && slice(&passage.text, mention.range.end..).starts_with(char::is_alphanumeric);
    !is_listing
}
