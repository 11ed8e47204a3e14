//! How far a plan is: the three numbers, the status of each indicator and task, and how many stand where.
//!
//! Takes indicators and tasks as the plan states them, with the plan's dates; gives judgements that carry
//! what they were made from. Never asks a clock: 'now' is the date that the plan's values speak of
//! (`as_of`), else the date of the value itself. Where the values give no basis, it says so instead of
//! guessing.
//!
//! Rules:
//! - What may be said before the year is over follows from the measure (`model/measure.rs`). A flow that has reached its
//!   minimum is met, and one beyond its limit is not met, at once and for good; a stock or a rate may change again.
//! - Only a flow or a stock has an attainment, only a stock a way from its baseline, only a flow a used share of its limit.
//! - A value stands for its own date. One without a date is compared with no day, milestone or pace.
//! - What is due is due on its date, `continuous` and what has no date at the end of the plan's year.
//! - `ahead`, `on-course` and `behind` are said only against a milestone that is due, or where the plan says
//!   `pace: linear`.
//! - A plain number (60家) says nothing of which way is better. The indicator's `direction` does, or its
//!   baseline: a target above it is to be reached from below. Otherwise only the equal value is judged.
//! - 8%左右 is kept by a value that rounds to it, and by a better one where the direction is known; no
//!   tolerance is made up.
//! - A change, a rank, a ratio and a reference are judged when they are due, like a rate; words by what the plan says of them
//!   (`done:`, `status:`). A number that stands beside words settles nothing.
//! - Percentages are never averaged: a roll-up counts.

mod judge;
mod judged;
mod numbers;
mod rollup;
mod status;
mod year_on_year;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod year;

pub use judge::{Occasion, Progress, judge, judge_task};
pub use judged::{JudgedIndicator, JudgedPlan};
pub use numbers::{Difference, Ratio, attainment};
pub use rollup::RollUp;
pub use status::{Missing, Reason, Status};
pub use year_on_year::{ChangeOfYear, YearOnYear};
