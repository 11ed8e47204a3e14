//! What a plan changes against an earlier one, as templates have it.

use super::{LinkContext, PlanLink, TaskContext};
use crate::model::comparison::{Counts, Partition};

template_values! {
    /// The changes of a plan: `changes`.
    pub struct ChangesContext {
        /// The earlier plan.
        pub before: PlanLink,
        /// The years in between of which there is no plan.
        pub missing: Vec<i16>,
        /// How many indicators are in each part; each is counted once.
        #[serde(with = "ChangePartition")]
        pub partition: Partition,
        /// How many indicators changed how.
        #[serde(with = "ChangeCounts")]
        pub counts: Counts,
        /// The indicators by part; those with nothing in them are left out.
        pub groups: Vec<ChangeGroup>,
        /// What is as it was; it is not in its group.
        pub unchanged: Vec<IndicatorChange>,
        /// What became of the tasks.
        pub tasks: TaskChanges,
    }

    /// How many indicators are in each part: `changes.partition`.
    #[serde(remote = "Partition")]
    #[cfg_attr(test, schemars(rename = "ChangePartition"))]
    pub struct ChangePartition {
        /// All of the later plan: `new` and `carried`.
        pub now: usize,
        /// Those that no earlier indicator became.
        pub new: usize,
        /// Those that carry one on: the next five.
        pub carried: usize,
        /// Those with a higher target.
        pub higher: usize,
        /// Those with a lower target.
        pub lower: usize,
        /// Those whose target moved in no direction and is meant otherwise.
        pub worded: usize,
        /// Those whose targets cannot be compared.
        pub otherwise: usize,
        /// Those with the same target.
        pub same: usize,
        /// All of the earlier plan: `carried_before` and `dropped`.
        pub before: usize,
        /// Those that the later plan carries on.
        pub carried_before: usize,
        /// Those that it does not.
        pub dropped: usize,
    }

    /// How many indicators changed how: `changes.counts`.
    #[serde(remote = "Counts")]
    #[cfg_attr(test, schemars(rename = "ChangeCounts"))]
    pub struct ChangeCounts {
        /// Those that are kept under another name.
        pub renamed: usize,
        /// Those that took the place of one other.
        pub replaced: usize,
        /// Those that took the place of several.
        pub merged: usize,
        /// Those that took the place of one other together with more.
        pub split: usize,
        /// Those whose target is another bound.
        pub bound: usize,
        /// Those whose unit is another.
        pub unit: usize,
        /// Those whose lead units are others.
        pub lead: usize,
        /// Those whose target is better, where it is known which way is.
        pub more: usize,
        /// Those whose target is worse.
        pub less: usize,
    }

    /// The indicators of one part: `changes.groups[]`.
    pub struct ChangeGroup {
        /// `new`, `higher`, `lower`, `worded`, `otherwise`, `same` or `dropped`.
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
        /// `higher` or `lower`; of a change by so much `larger` or `smaller`; of a place `ahead` or `behind`.
        pub movement: Option<&'static str>,
        /// `more` or `less`: whether the target is better or worse, where it is known which way is.
        pub ambition: Option<&'static str>,
        /// What the target meant before, where it means something else now: `exactly`, `at-least`, `more-than`, `at-most`,
        /// `less-than`, `about`, `range`; of a place `within` or `place`.
        pub bound_before: Option<&'static str>,
        /// What it means now.
        pub bound: Option<&'static str>,
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
