//! Quantities in a plan's prose that are bound to no indicator: what nobody follows up.
//!
//! Takes the passages of a plan's own words; quotations, headings, code and what a figure is bound to are passed
//! over, and so are terms with no bound (三年), rough numbers and parts of a whole.

use super::report::LintReport;
use crate::bug::slice;
use crate::diagnostic::Finding;
use crate::markdown::{Passage, PassageKind};
use crate::model::plan::{DocumentId, Plan};
use crate::model::quantity::prose::{Mention, Numerals, Stated, UnitKind, is_unusual, mentions_with};
use crate::model::quantity::{Bound, Quantity};
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

/// Looks for them in a document.
pub(super) fn check(report: &mut LintReport<'_, '_>, document: DocumentId, units: &KnownUnits<'_>) {
    let Some(text) = report.catalog.text(document) else { return };
    for passage in &text.body.passages {
        if passage.quoted || matches!(passage.kind, PassageKind::Heading(_)) {
            continue;
        }
        for mention in mentions_with(&passage.text, &units.0) {
            if is_told(passage, &mention) || !commits(passage, &mention) {
                continue;
            }
            let figure = slice(&passage.text, mention.range.clone()).to_owned();
            let place = text.place(&passage.source(&mention.range));
            report.say_at(place, Finding::UntoldFigure { figure }, None);
        }
    }
}

/// Whether a mention is bound, or a part of it is.
fn is_told(passage: &Passage, mention: &Mention) -> bool {
    // Figures stand one after the other.
    let next = passage.figures.partition_point(|(_, figure)| figure.end <= mention.range.start);
    passage.figures.get(next).is_some_and(|(_, figure)| figure.start < mention.range.end)
}

/// Whether it may be meant as a commitment.
fn commits(passage: &Passage, mention: &Mention) -> bool {
    let Stated::Quantity(Quantity { bound, .. }) = &mention.stated else {
        return matches!(mention.stated, Stated::Factor(_));
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
