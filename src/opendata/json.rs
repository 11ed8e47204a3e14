//! `indicators.json`: a record as JSON, and the digest that tells whether two say the same.

use super::record::{IndicatorData, PlanData, PlanRecord, TaskData};
use crate::bug::bug;
use crate::digest::Digest;
use serde::Serialize;

/// The file: indented, for it is read by people too.
pub fn json(record: &PlanRecord) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(record).unwrap_or_else(|error| bug!("{error}"));
    bytes.push(b'\n');
    bytes
}

/// What the digest of a record is taken of.
#[derive(Serialize)]
struct Content<'r> {
    plan: &'r PlanData,
    indicators: &'r [IndicatorData],
    tasks: &'r [TaskData],
}

/// SHA-256 of `plan`, `indicators` and `tasks` as compact JSON.
pub fn digest(plan: &PlanData, indicators: &[IndicatorData], tasks: &[TaskData]) -> Digest {
    let content = Content { plan, indicators, tasks };
    Digest::of(&serde_json::to_vec(&content).unwrap_or_else(|error| bug!("{error}")))
}
