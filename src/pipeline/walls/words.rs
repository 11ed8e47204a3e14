//! What is said of a body that stands still, or keeps the site from being published.

use super::{BodyReport, BodyState, Stuck};
use crate::diagnostic::words::say;
use crate::diagnostic::{Place, Words};

/// What is said first of a body, after a build that is published or before one; nothing where it is published from what is
/// in `content/`.
pub fn line(body: &BodyReport, is_done: bool) -> Option<Words> {
    let name = name(body);
    let errors = errors(body);
    Some(match &body.state {
        BodyState::Current | BodyState::Other { .. } => return None,
        BodyState::LastGood { since } if is_done => say!(
            "{} stands still, as published {}: {}",
            "{}保持 {} 发布的内容不变：{}",
            name,
            moment(since),
            errors
        ),
        BodyState::LastGood { since } => say!(
            "{} would stand still, as published {}: {}",
            "{}只能保持 {} 发布的内容：{}",
            name,
            moment(since),
            errors
        ),
        BodyState::Stuck(Stuck::Missing) if body.errors == 0 => say!(
            "{} was never built without errors, so it has no last good sources to stand in: build the whole site first",
            "{}还没有无错误地生成过，没有上次正确的源文件可用：请先生成整个站点",
            name
        ),
        BodyState::Stuck(Stuck::Missing) => say!(
            "{} has no last good sources to stand in: {}",
            "{}没有上次正确的源文件可用：{}",
            name,
            errors
        ),
        BodyState::Stuck(Stuck::Damaged(path)) => say!(
            "{} cannot stand in its last good sources, which are damaged ({path}): {}",
            "{}上次正确的源文件已损坏（{path}），不能使用：{}",
            name,
            errors
        ),
        BodyState::Stuck(Stuck::Outdated { since }) => say!(
            "{} cannot stand in its last good sources of {}, which are not those that it was last published from: {}",
            "{}上次正确的源文件（{}）与最近一次发布的内容不符，不能使用：{}",
            name,
            moment(since),
            errors
        ),
        BodyState::Stuck(Stuck::Unsealed) => say!(
            "{} cannot stay as it is published: what is published of its sealed plans is not what was sealed: {}",
            "{}不能保持已发布的内容：已归档计划的已发布页面也与归档时不一致：{}",
            name,
            errors
        ),
        BodyState::Stuck(Stuck::Refused { since, first }) => say!(
            "{} cannot stand in its last good sources of {}, which the program, the theme or site.yaml refuses now: {}",
            "{}上次正确的源文件（{}）不符合现在的程序、主题或 site.yaml，不能使用：{}",
            name,
            moment(since),
            first.clone()
        ),
    })
}

/// A body by its title and its folder.
pub fn name(body: &BodyReport) -> Words {
    if body.title == body.name {
        return say!("{}", "{}", body.name.clone());
    }
    say!("{} ({})", "{}（{}）", body.title.clone(), body.name.clone())
}

/// How many errors a body has, and where the first is.
fn errors(body: &BodyReport) -> Words {
    let place = |place: &Place| format!("{}:{}:{}", place.file, place.start.line, place.start.column);
    match (body.errors, body.first.as_ref().map(place)) {
        (0, _) => say!("it has no errors", "没有错误"),
        (1, Some(place)) => say!("1 error, at {place}", "有 1 个错误，在 {place}"),
        (number, Some(place)) => {
            say!("{number} errors, the first at {place}", "有 {number} 个错误，第一个在 {place}")
        }
        (number, None) => say!("{number} errors", "有 {number} 个错误"),
    }
}

/// A moment as people read it: `2026-11-20 09:30`.
fn moment(since: &str) -> String {
    since.get(..16).unwrap_or(since).replace('T', " ")
}
