//! What units answer for, as templates have it.

use super::{IndicatorSummary, LinkContext, PlanLink, RollUpContext, TaskContext};

template_values! {
    /// A unit with how much it answers for, over all plans: `units[]`.
    pub struct UnitContext {
        /// Its name.
        pub name: String,
        /// The path of its page.
        pub path: String,
        /// How many indicators it leads.
        pub led: usize,
        /// How many indicators it is a partner for.
        pub shared: usize,
        /// How many tasks it leads or is a partner for.
        pub tasks: usize,
        /// The first year whose plan names it.
        pub first_year: Option<i16>,
        /// The last year whose plan names it.
        pub last_year: Option<i16>,
    }

    /// A unit with what it answers for: `unit`.
    pub struct UnitDetails {
        /// What the list says of it.
        #[serde(flatten)]
        pub unit: UnitContext,
        /// The body that it belongs to; null where the site has one body, and where it is one for all.
        pub series: Option<LinkContext>,
        /// Whether it is one for several bodies, so that each plan needs its body beside it.
        pub across: bool,
        /// The year that the page is about; null on the unit's own page.
        pub year: Option<i16>,
        /// What it answers for in each year, newest first, as far as the page has room.
        pub years: Vec<UnitYear>,
        /// How much it answers for in each year, newest first; on the unit's own page only.
        pub summary: Vec<UnitSummary>,
        /// Its feed and its calendar of due dates, where they are; on the unit's own page only.
        pub subscriptions: Vec<LinkContext>,
        /// The page with what is newer; null on the unit's own page.
        pub newer: Option<LinkContext>,
        /// The page with what is older.
        pub older: Option<LinkContext>,
    }

    /// How much a unit answers for in one year: `unit.summary[]`.
    pub struct UnitSummary {
        /// The year.
        pub year: i16,
        /// The path of what it answers for in that year: a page of its own, or a place on the unit's page.
        pub path: String,
        /// How many indicators it leads.
        pub led: usize,
        /// How many indicators it is a partner for.
        pub shared: usize,
        /// How many tasks it leads or is a partner for.
        pub tasks: usize,
        /// How many of the indicators that it leads stand where.
        pub rollup: RollUpContext,
    }

    /// What a unit answers for in one year: `unit.years[]`.
    pub struct UnitYear {
        /// The year.
        pub year: i16,
        /// The plans that name it, in the order of their series.
        pub plans: Vec<UnitPlan>,
    }

    /// What one plan gives a unit to do: `unit.years[].plans[]`.
    pub struct UnitPlan {
        /// The plan.
        pub plan: PlanLink,
        /// The title of its series.
        pub series: String,
        /// Whether the plan names the unit as answering for the whole.
        pub whole: bool,
        /// How many of the indicators that it leads stand where.
        pub rollup: RollUpContext,
        /// The parts of the plan that name it.
        pub sections: Vec<UnitSection>,
    }

    /// What one section gives a unit to do: `unit.years[].plans[].sections[]`.
    pub struct UnitSection {
        /// The section; null for what belongs to the plan itself.
        pub section: Option<LinkContext>,
        /// `lead` or `partner`, where the section names the unit.
        pub role: Option<&'static str>,
        /// The indicators that it leads or is a partner for.
        pub indicators: Vec<UnitIndicator>,
        /// The tasks that it leads or is a partner for.
        pub tasks: Vec<UnitTask>,
    }

    /// An indicator that a unit answers for.
    pub struct UnitIndicator {
        /// `lead` or `partner`.
        pub role: &'static str,
        /// The indicator.
        pub indicator: IndicatorSummary,
    }

    /// A task that a unit answers for.
    pub struct UnitTask {
        /// `lead` or `partner`.
        pub role: &'static str,
        /// The task.
        pub task: TaskContext,
    }
}
