//! How far a plan is: the three numbers, the status of each indicator and task, and how many stand where.
//!
//! Takes indicators and tasks as the plan states them, with the plan's dates; gives judgements that carry
//! what they were made from. Never asks a clock: 'now' is the date that the plan's values speak of
//! (`as_of`), else the date of the value itself. Where the values give no basis, it says so instead of
//! guessing.
//!
//! Rules:
//! - A target that more is better for is met as soon as the value reaches it. A limit (不超过, 以内, a range,
//!   anything that less is better for) can be lost again, so it is met when it is due.
//! - What is due is due on its date, `continuous` and what has no date at the end of the plan's year.
//! - `ahead`, `on-course` and `behind` are said only against a milestone that is due, or where the plan says
//!   `pace: linear`.
//! - A plain number (60家) says nothing of which way is better. The indicator's `direction` does, or its
//!   baseline: a target above it is to be reached from below. Otherwise only the equal value is judged.
//! - 8%左右 is kept by a value that rounds to it, and by a better one where the direction is known; no
//!   tolerance is made up.
//! - Percentages are never averaged: a roll-up counts.

mod judge;
mod judged;
mod numbers;
mod rollup;
mod status;

#[cfg(test)]
mod tests;

pub use judge::{Occasion, Progress, judge, judge_task};
pub use judged::{JudgedIndicator, JudgedPlan};
pub use numbers::{Ratio, attainment};
pub use rollup::RollUp;
pub use status::{Missing, Reason, Status};
