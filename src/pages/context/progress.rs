//! Judgements as templates have them: a status, the three numbers, and how many indicators stand where.

use super::MultiplesContext;

template_values! {
    /// Where an indicator stands: `status`.
    #[derive(Clone)]
    pub struct StatusContext {
        /// The stable name, for class names and shapes.
        pub key: &'static str,
        /// The word.
        pub text: String,
    }

    /// How an indicator is judged, with all that a reader needs to judge it again.
    pub struct ProgressContext {
        /// What kind of number it is (指标性质); null where nobody says it.
        pub measure: Option<String>,
        /// Where it stands; null where it has no target.
        pub status: Option<StatusContext>,
        /// Why, as a sentence.
        pub reason: String,
        /// The date that it is judged at.
        pub at: Option<String>,
        /// When it is due.
        pub due: Option<String>,
        /// Whether the plan names that day; else it is the last of its year.
        pub due_given: bool,
        /// 完成率.
        pub attainment: NumberContext,
        /// 已用, of a limit.
        pub used_up: NumberContext,
        /// 基期到目标的进度.
        pub distance: NumberContext,
        /// 时间进度.
        pub elapsed: NumberContext,
        /// How far the value is from the target, in words; null where attainment or nothing says it.
        pub difference: Option<String>,
    }

    /// One of the three numbers.
    pub struct NumberContext {
        /// As a percentage; null where it is not given.
        pub text: Option<String>,
        /// How it was reckoned: `58 ÷ 60`.
        pub sum: Option<String>,
        /// Why it is not given; null where it makes no sense for this kind of number.
        pub missing: Option<String>,
    }

    /// How many indicators stand where: `rollup`.
    #[derive(Clone)]
    pub struct RollUpContext {
        /// All of them.
        pub total: usize,
        /// Those that are judged.
        pub judged: usize,
        /// Those that have no target.
        pub without_target: usize,
        /// Whether any stands elsewhere than at 'not due': else there is nothing to tell yet.
        pub tells: bool,
        /// The statuses that occur, in their order.
        pub counts: Vec<CountContext>,
    }

    /// One status with how many have it: `rollup.counts[]`.
    #[derive(Clone)]
    pub struct CountContext {
        /// Which.
        pub status: StatusContext,
        /// How many.
        pub count: usize,
    }

    /// A plan's indicators counted by parts: `rollups`.
    pub struct RollUps {
        /// By section, those without indicators left out.
        pub sections: MultiplesContext,
        /// By level (国家, 省, 市 …), in the order in which the levels first occur.
        pub levels: MultiplesContext,
    }
}
