//! What a document refers to in another body: where it is not there, the one who refers to it does not stop for it.

use super::{Destination, Resolver};
use crate::diagnostic::{Finding, ReferenceFault};
use crate::markdown::Figure;
use crate::model::plan::Plan;
use std::ops::Range;

impl Resolver<'_, '_> {
    /// A link to what another body does not publish; none within a body.
    pub(super) fn gone(
        &mut self,
        target: &str,
        (file, is_draft): (&str, bool),
        span: &Range<usize>,
    ) -> Option<Destination> {
        let (walls, own) = (self.catalog.walls, &self.text.source.file);
        if !walls.part(own, file) && !walls.part(own, &format!("{file}/_index.md")) {
            return None;
        }
        if !walls.stands_still(own) {
            let similar =
                if is_draft { None } else { self.similar_file(file).filter(|_| !target.contains('#')) };
            self.report(
                Finding::Reference(ReferenceFault::GoneElsewhere {
                    target: target.to_owned(),
                    is_draft,
                    similar,
                }),
                span,
            );
        }
        Some(Destination::Gone)
    }

    /// Whether a source file belongs to another body than this document.
    pub(super) fn is_across(&self, file: &str) -> bool {
        self.catalog.walls.part(&self.text.source.file, file)
    }

    /// Whether a figure shows what another body has no more, and has words of its own, or those that it was printed as when
    /// its own body last was good. An empty one that nothing fills is its own body's error.
    pub(super) fn is_gone(&mut self, figure: &Figure, plan: Option<&Plan>) -> bool {
        let (walls, own) = (self.catalog.walls, &self.text.source.file);
        let Some(named) = figure.plan.as_deref() else { return false };
        let is_across = match plan.and_then(|plan| self.catalog.file(plan.document)) {
            Some(file) => walls.part(own, file),
            None => walls.part_from_plan(own, named),
        };
        let has_words = figure.text.is_some() || walls.taken(own, figure).is_some();
        if !is_across || !has_words {
            return false;
        }
        if !walls.stands_still(own) {
            let target = format!("indicator:{named}/{}", figure.id);
            let similar = self.similar_id(plan, &figure.id).map(|id| format!("indicator:{named}/{id}"));
            self.report(
                Finding::Reference(ReferenceFault::GoneElsewhere { target, is_draft: false, similar }),
                &figure.span,
            );
        }
        true
    }
}
