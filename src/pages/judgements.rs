//! The judgements of a run: each plan is judged when a page or a check first asks for it, and never again.

use crate::model::plan::{DocumentId, Plan};
use crate::model::progress::JudgedPlan;
use crate::model::recorder::apart;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The plans of a site that were judged so far.
#[derive(Debug, Default)]
pub struct Judgements<'s> {
    /// Locked only to find a plan's own cell, so that two plans are judged at the same time.
    plans: Mutex<HashMap<DocumentId, Arc<JudgementCell<'s>>>>,
}

type JudgementCell<'s> = OnceLock<Arc<JudgedPlan<'s>>>;

impl<'s> Judgements<'s> {
    /// The indicators of a plan, judged.
    pub fn of(&self, plan: &'s Plan) -> Arc<JudgedPlan<'s>> {
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let cell = Arc::clone(plans.entry(plan.document).or_default());
        drop(plans);
        Arc::clone(cell.get_or_init(|| Arc::new(apart(|| JudgedPlan::new(plan)))))
    }
}
