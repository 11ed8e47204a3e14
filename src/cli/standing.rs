//! Bodies that stand still: what is said of them, and their last good sources, kept when a build is published.

use super::Failure;
use super::telling::Written;
use crate::diagnostic::words::{joined, say};
use crate::diagnostic::{Tally, Words};
use crate::output::{GoodFolder, GoodStore, OutputError};
use crate::pipeline::walls::{BodyReport, BodyState, Stuck, now};
use crate::pipeline::{BuildReport, Options};
use crate::platform::canonical;
use crate::source::assemble::Drafts;
use crate::source::fields::closest;
use serde::Serialize;
use std::path::Path;

/// What became of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The site is published.
    Published,
    /// Nothing was written.
    Refused,
    /// Nothing was to be written.
    Checked,
}

/// What a JSON report says of the output and of bodies.
#[derive(Debug, Serialize)]
pub struct JsonOutcome<'a> {
    /// Whether a build was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<bool>,
    /// Whether a build would be.
    #[serde(skip_serializing_if = "Option::is_none")]
    publishable: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    bodies: Vec<JsonBody<'a>>,
    /// What a build wrote.
    #[serde(skip_serializing_if = "Option::is_none")]
    written: Option<Written<'a>>,
}

/// A body in a JSON report.
#[derive(Debug, Serialize)]
struct JsonBody<'a> {
    series: &'a str,
    title: &'a str,
    /// `current` and `last-good` are published, or would be; the others are why nothing is.
    state: &'static str,
    since: Option<&'a str>,
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl<'a> JsonOutcome<'a> {
    pub fn new(
        report: &'a BuildReport,
        outcome: Outcome,
        tally: impl Fn(&str) -> Tally,
        written: Option<Written<'a>>,
    ) -> Self {
        let published = (outcome != Outcome::Checked).then_some(outcome == Outcome::Published);
        let publishable = (outcome == Outcome::Checked).then_some(report.publishable);
        Self {
            published,
            publishable,
            bodies: report.bodies.values().map(|body| JsonBody::new(body, tally(&body.name))).collect(),
            written,
        }
    }
}

impl<'a> JsonBody<'a> {
    fn new(body: &'a BodyReport, tally: Tally) -> Self {
        let (state, since) = match &body.state {
            BodyState::Current => ("current", None),
            BodyState::LastGood { since } | BodyState::Other { since } => ("last-good", Some(since)),
            BodyState::Stuck(Stuck::Missing) => ("missing", None),
            BodyState::Stuck(Stuck::Unsealed) => ("unsealed", None),
            BodyState::Stuck(Stuck::Damaged(_)) => ("damaged", None),
            BodyState::Stuck(Stuck::Outdated { since }) => ("outdated", Some(since)),
            BodyState::Stuck(Stuck::Refused { since, .. }) => ("refused", Some(since)),
        };
        let since = since.map(String::as_str);
        let Tally { errors, warnings, notes } = tally;
        Self { series: &body.name, title: &body.title, state, since, errors, warnings, notes }
    }
}

/// That there is no such series.
pub(super) fn unknown(asked: &str, known: &[String]) -> Failure {
    let similar = closest(asked, known.iter().map(String::as_str));
    let help = match similar {
        Some(similar) => say!("did you mean `{similar}`?", "是否应为 `{similar}`？"),
        None if known.is_empty() => {
            say!("this site has one series only: build it whole", "本站只有一个系列，请整站生成")
        }
        None => {
            let known: Vec<String> = known.iter().map(|one| format!("`{one}`")).collect();
            say!("there are {}", "现有 {}", joined(&known))
        }
    };
    Failure(say!("there is no series {}: {}", "没有系列 {}：{}", format!("`{asked}`"), help))
}

/// Refuses a place for last good sources that would be deployed with the output.
///
/// # Errors
/// It lies in the output.
pub(super) fn keep_out(good: &Path, output: &Path) -> Result<(), Failure> {
    let real = |path: &Path| {
        canonical(path).or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
    };
    if !real(good).starts_with(real(output)) {
        return Ok(());
    }
    Err(Failure(say!(
        "{} lies in the output {}, which is published: give another place with --good",
        "{} 位于会发布的输出文件夹 {} 之内，请用 --good 另选位置",
        good.display(),
        output.display()
    )))
}

/// Writes what each body is published from beside what holds now; nothing where drafts are shown, or only one body is built.
///
/// # Errors
/// The system refuses.
pub fn stage(report: &BuildReport, options: &Options) -> Result<Option<GoodStore>, OutputError> {
    let whole = options.only.is_none() && options.drafts == Drafts::HoldBack;
    let Some(good) = options.good.as_ref().filter(|_| whole && !report.bodies.is_empty()) else {
        return Ok(None);
    };
    let mut store = GoodStore::open(&good.path)?;
    let now = now();
    for state in &report.states {
        state.stage(good, &mut store, &now)?;
    }
    Ok(Some(store))
}

/// Lets what was written hold.
///
/// # Errors
/// The system refuses.
pub fn settle(store: Option<GoodStore>, report: &BuildReport) -> Result<(), OutputError> {
    store.map_or(Ok(()), |store| store.settle(&report.bodies.keys().cloned().collect()))
}

/// What is said where they could not be kept: the site is published all the same.
pub fn not_kept(options: &Options, error: &OutputError) -> Words {
    let folder = options.good.as_ref().map_or(Path::new(""), |good: &GoodFolder| &good.path);
    say!(
        "warning: the last good sources were not kept in {}, so a series with errors will stop the next build: {}",
        "警告：未能把本次的源文件存入 {}，下次生成时如有系列出错，全站都不能发布：{}",
        folder.display(),
        error.words()
    )
}
