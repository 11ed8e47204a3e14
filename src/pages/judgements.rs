//! The judgements of a run: each plan is judged when a page or a check first asks for it, and never again.

use crate::model::plan::{DocumentId, Plan};
use crate::model::progress::JudgedPlan;
use crate::model::recorder::apart;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The plans of a site that were judged so far.
#[derive(Debug, Default)]
pub struct Judgements<'s> {
    plans: Mutex<HashMap<DocumentId, Arc<JudgedPlan<'s>>>>,
}

impl<'s> Judgements<'s> {
    /// The indicators of a plan, judged.
    pub fn of(&self, plan: &'s Plan) -> Arc<JudgedPlan<'s>> {
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(plans.entry(plan.document).or_insert_with(|| Arc::new(apart(|| JudgedPlan::new(plan)))))
    }
}
