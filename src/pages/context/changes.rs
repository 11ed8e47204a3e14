//! What a plan changes against an earlier one, as templates have it.

use super::{LinkContext, PlanLink, TaskContext};
use crate::model::comparison::Counts;

template_values! {
    /// The changes of a plan: `changes`.
    pub struct ChangesContext {
        /// The earlier plan.
        pub before: PlanLink,
        /// The years in between of which there is no plan.
        pub missing: Vec<i16>,
        /// How many indicators changed how.
        #[serde(with = "ChangeCounts")]
        pub counts: Counts,
        /// The indicators by kind of change; groups with nothing in them are left out.
        pub groups: Vec<ChangeGroup>,
        /// What is as it was.
        pub unchanged: Vec<IndicatorChange>,
        /// What became of the tasks.
        pub tasks: TaskChanges,
    }

    /// How many indicators changed how: `changes.counts`.
    #[serde(remote = "Counts")]
    #[cfg_attr(test, schemars(rename = "ChangeCounts"))]
    pub struct ChangeCounts {
        /// Those that no earlier indicator became.
        pub new: usize,
        /// Those that the later plan does not carry on.
        pub dropped: usize,
        /// Those that are kept under another name.
        pub renamed: usize,
        /// Those that took the place of one other.
        pub replaced: usize,
        /// Those that took the place of several.
        pub merged: usize,
        /// Those that took the place of one other together with more.
        pub split: usize,
        /// Those whose target is a greater number.
        pub raised: usize,
        /// Those whose target is a smaller number.
        pub lowered: usize,
        /// Those whose target is another bound.
        pub bound: usize,
        /// Those whose unit is another.
        pub unit: usize,
        /// Those whose lead units are others.
        pub lead: usize,
        /// Those that are as they were.
        pub unchanged: usize,
        /// Those whose target is more ambitious.
        pub more: usize,
        /// Those whose target is less ambitious.
        pub less: usize,
    }

    /// The indicators of one kind of change: `changes.groups[]`.
    pub struct ChangeGroup {
        /// `new`, `dropped`, `succession`, `raised`, `lowered` or `other`.
        pub key: &'static str,
        /// The indicators, in the order of the later plan.
        pub indicators: Vec<IndicatorChange>,
    }

    /// What changed for one indicator: `groups[].indicators[]`, `changes.unchanged[]`.
    pub struct IndicatorChange {
        /// Its name: the later plan's, or, where that has dropped it, the earlier plan's.
        pub name: String,
        /// The path of its page.
        pub path: String,
        /// The later plan's section.
        pub section: Option<LinkContext>,
        /// What it carries on under another name or id.
        pub before: Vec<EarlierIndicator>,
        /// The earlier target in words, where it carries on one indicator.
        pub target_before: Option<String>,
        /// The later target in words.
        pub target: Option<String>,
        /// `new`, `kept`, `renamed`, `replaced`, `merged`, `split` or `dropped`.
        pub origin: &'static str,
        /// `raised` or `lowered`.
        pub movement: Option<&'static str>,
        /// `more` or `less` ambitious.
        pub ambition: Option<&'static str>,
        /// Whether another bound is meant.
        pub bound: bool,
        /// `other` where targets cannot be compared, `scale` where only the scale is another.
        pub unit: Option<&'static str>,
        /// The earlier unit, where it is another.
        pub unit_before: Option<String>,
        /// The later unit, where it is another.
        pub unit_now: Option<String>,
        /// `added` or `removed`, where only one of the two has a target.
        pub set: Option<&'static str>,
        /// How its lead units changed, where both plans name some.
        pub leads_changed: Option<LeadChangeContext>,
    }

    /// Lead units that came and went: `leads_changed`.
    pub struct LeadChangeContext {
        /// The units that lead it in the later plan only.
        pub added: Vec<LinkContext>,
        /// The units that led it in the earlier plan only.
        pub removed: Vec<LinkContext>,
    }

    /// A task that both plans have.
    pub struct CarriedTask {
        /// As the later plan has it.
        #[serde(flatten)]
        pub task: TaskContext,
        /// How its lead units changed, where both plans name some.
        pub leads_changed: Option<LeadChangeContext>,
    }

    /// An indicator of the earlier plan: `groups[].indicators[].before[]`.
    pub struct EarlierIndicator {
        /// Its name.
        pub name: String,
        /// The path of its page.
        pub path: String,
        /// Its target in words.
        pub target: Option<String>,
    }

    /// What became of the tasks: `changes.tasks`.
    pub struct TaskChanges {
        /// Those that only the later plan has.
        pub new: Vec<TaskContext>,
        /// Those that both have, as the later plan has them.
        pub carried_on: Vec<CarriedTask>,
        /// Those that only the earlier plan has.
        pub gone: Vec<TaskContext>,
    }
}
