//! A plan's indicators with their judgements: each judged once, for all that shows or counts it.

use super::{Occasion, Progress, RollUp, judge};
use crate::model::comparison::Placed;
use crate::model::indicator::Indicator;
use crate::model::plan::{Plan, PlanPart, Section};
use crate::model::recorder::{Fact, note};
use std::collections::HashMap;

/// An indicator where it stands in its plan, with its judgement.
#[derive(Debug, Clone, Copy)]
pub struct JudgedIndicator<'p> {
    /// The section that it stands in; none for the plan's own.
    pub section: Option<&'p Section>,
    pub indicator: &'p Indicator,
    /// How far it is.
    pub progress: Progress,
}

/// The indicators of one plan, judged.
#[derive(Debug)]
pub struct JudgedPlan<'p> {
    own: Vec<JudgedIndicator<'p>>,
    sections: Vec<Vec<JudgedIndicator<'p>>>,
    /// By id: the number of the part, and the place in it.
    by_id: HashMap<&'p str, (usize, usize)>,
    occasion: Occasion,
    plan: &'p Plan,
}

impl<'p> JudgedPlan<'p> {
    /// Judges all indicators of a plan.
    pub fn new(plan: &'p Plan) -> Self {
        let occasion = Occasion::of(&plan.front);
        let judged = |part: PlanPart<'p>| -> Vec<_> {
            part.indicators().iter().map(|one| judge_placed((part.section, one), occasion)).collect()
        };
        let own = judged(plan.part(None));
        let sections =
            plan.sections.iter().map(|section| judged(plan.part(Some(section)))).collect::<Vec<_>>();
        let mut by_id = HashMap::new();
        for (number, part) in std::iter::once(&own).chain(&sections).enumerate() {
            for (place, one) in part.iter().enumerate() {
                by_id.entry(one.indicator.id.as_str()).or_insert((number, place));
            }
        }
        Self { own, sections, by_id, occasion, plan }
    }

    /// All indicators in reading order.
    pub fn all(&self) -> impl Iterator<Item = &JudgedIndicator<'p>> {
        self.parts().flatten()
    }

    /// The indicators of each part, in the order of [`Plan::parts`].
    pub fn parts(&self) -> impl Iterator<Item = &[JudgedIndicator<'p>]> {
        std::iter::once(self.own()).chain(self.of_sections())
    }

    /// The indicators of no section.
    pub fn own(&self) -> &[JudgedIndicator<'p>] {
        self.read(None, &self.own)
    }

    /// The indicators of each section, in the order of the plan.
    pub fn of_sections(&self) -> impl Iterator<Item = &[JudgedIndicator<'p>]> {
        self.plan.sections.iter().zip(&self.sections).map(|(section, own)| self.read(Some(section), own))
    }

    /// The indicators of a part, by its place among [`Plan::parts`].
    pub fn part(&self, index: usize) -> &[JudgedIndicator<'p>] {
        index.checked_sub(1).map_or_else(|| self.own(), |section| self.of_section(section))
    }

    /// The indicators of a section, by its place in the plan.
    pub fn of_section(&self, index: usize) -> &[JudgedIndicator<'p>] {
        let section = self.plan.sections.get(index);
        self.sections.get(index).map_or(&[], |own| self.read(section, own))
    }

    /// Notes that a part is looked at.
    fn read<'a>(
        &self,
        section: Option<&Section>,
        part: &'a [JudgedIndicator<'p>],
    ) -> &'a [JudgedIndicator<'p>] {
        if part.is_empty() {
            note(|| Fact::Listed(section.map_or(self.plan.document, |section| section.document)));
        } else {
            self.note_read(section);
        }
        part
    }

    /// An indicator of the plan. Where two share an id, which is an error that no page is made with, the second is judged
    /// again.
    pub fn get(&self, placed: Placed<'p>) -> JudgedIndicator<'p> {
        self.note_read(placed.0);
        let at = self.by_id.get(placed.1.id.as_str());
        let known = at.and_then(|(number, place)| match number.checked_sub(1) {
            None => self.own.get(*place),
            Some(section) => self.sections.get(section)?.get(*place),
        });
        let same = known.filter(|known| std::ptr::eq(known.indicator, placed.1));
        same.copied().unwrap_or_else(|| judge_placed(placed, self.occasion))
    }

    /// A judgement depends on the indicator, on its section and on the plan's dates.
    fn note_read(&self, section: Option<&Section>) {
        note(|| Fact::Front(self.plan.document));
        if let Some(section) = section {
            note(|| Fact::Front(section.document));
        }
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
