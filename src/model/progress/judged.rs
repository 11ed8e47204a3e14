//! A plan's indicators with their judgements: each judged once, for all that shows or counts it.

use super::{Occasion, Progress, RollUp, judge};
use crate::model::comparison::Placed;
use crate::model::indicator::Indicator;
use crate::model::plan::{Plan, Section};
use std::collections::HashMap;

/// An indicator where it stands in its plan, with its judgement.
#[derive(Debug, Clone, Copy)]
pub struct JudgedIndicator<'p> {
    /// The section that it stands in; none for the plan's own.
    pub section: Option<&'p Section>,
    /// The indicator.
    pub indicator: &'p Indicator,
    /// How far it is.
    pub progress: Progress,
}

/// The indicators of one plan, judged.
#[derive(Debug)]
pub struct JudgedPlan<'p> {
    /// The plan's own, then those of each section in order, as [`Plan::parts`] has them.
    parts: Vec<Vec<JudgedIndicator<'p>>>,
    /// By id: the part, and the place in it.
    by_id: HashMap<&'p str, (usize, usize)>,
    occasion: Occasion,
}

impl<'p> JudgedPlan<'p> {
    /// Judges all indicators of a plan.
    pub fn new(plan: &'p Plan) -> Self {
        let occasion = Occasion::of(&plan.front);
        let judged = |placed| judge_placed(placed, occasion);
        let parts: Vec<Vec<_>> = plan
            .parts()
            .map(|part| part.indicators.iter().map(|one| judged((part.section, one))).collect())
            .collect();
        let mut by_id = HashMap::new();
        for (at, part) in parts.iter().enumerate() {
            for (place, one) in part.iter().enumerate() {
                by_id.entry(one.indicator.id.as_str()).or_insert((at, place));
            }
        }
        Self { parts, by_id, occasion }
    }

    /// All indicators in reading order.
    pub fn all(&self) -> impl Iterator<Item = &JudgedIndicator<'p>> {
        self.parts.iter().flatten()
    }

    /// The indicators of each part: the plan's own, then those of each section in order.
    pub fn parts(&self) -> impl Iterator<Item = &[JudgedIndicator<'p>]> {
        self.parts.iter().map(Vec::as_slice)
    }

    /// An indicator of the plan. Where two share an id, which is an error that no page is made with, the second is judged
    /// again.
    pub fn get(&self, placed: Placed<'p>) -> JudgedIndicator<'p> {
        let known = self.by_id.get(placed.1.id.as_str());
        let known = known.and_then(|(part, place)| self.parts.get(*part)?.get(*place));
        let same = known.filter(|known| std::ptr::eq(known.indicator, placed.1));
        same.copied().unwrap_or_else(|| judge_placed(placed, self.occasion))
    }

    /// How many of the plan's indicators stand where.
    pub fn rollup(&self) -> RollUp {
        RollUp::of(self.all().map(|one| &one.progress))
    }
}

fn judge_placed((section, indicator): Placed<'_>, occasion: Occasion) -> JudgedIndicator<'_> {
    let progress = judge(indicator, section.map(Section::responsibility), occasion);
    JudgedIndicator { section, indicator, progress }
}
