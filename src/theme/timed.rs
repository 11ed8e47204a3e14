//! How long each template took for each page, where somebody asked for it.
//!
//! Nothing is measured otherwise: a build renders tens of thousands of pages, and a clock for each would be felt.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// One rendering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimedRender {
    pub template: String,
    /// The page, as its finding would name it.
    pub page: String,
    pub time: Duration,
}

/// The renderings so far.
#[derive(Debug, Default)]
pub(super) struct Timed {
    is_on: AtomicBool,
    renders: Mutex<Vec<TimedRender>>,
}

impl Timed {
    /// Measures from now on.
    pub(super) fn begin(&self) {
        self.is_on.store(true, Ordering::Relaxed);
    }

    /// Does a piece of work, and notes how long it took.
    pub(super) fn around<T>(&self, template: &str, page: &str, work: impl FnOnce() -> T) -> T {
        if !self.is_on.load(Ordering::Relaxed) {
            return work();
        }
        let start = Instant::now();
        let value = work();
        let time = start.elapsed();
        let render = TimedRender { template: template.to_owned(), page: page.to_owned(), time };
        self.renders.lock().unwrap_or_else(PoisonError::into_inner).push(render);
        value
    }

    /// What was measured since the last time that it was asked for.
    pub(super) fn take(&self) -> Vec<TimedRender> {
        std::mem::take(&mut *self.renders.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
