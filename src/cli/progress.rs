//! The bar on the terminal: which step is under way, and how much of it is done.

use super::words;
use crate::diagnostic::Language;
use crate::progress::{ProgressListener, Step};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

/// What is over sooner needs no bar.
const WORTH_SHOWING: Duration = Duration::from_millis(600);
/// How often a second the bar is drawn.
const HERTZ: u8 = 10;

/// A bar over the steps of a command. It appears as soon as a step takes long, and is gone when the command goes on.
#[derive(Debug)]
pub struct Bar {
    shown: bool,
    language: Language,
    steps: Mutex<Vec<Counted>>,
    bar: OnceLock<ProgressBar>,
}

/// How far a step is.
#[derive(Debug, Clone, Copy)]
struct Counted {
    step: Step,
    begun: Instant,
    units: u64,
    done: u64,
}

impl Bar {
    /// A bar; `shown` where somebody is there to see it.
    pub fn new(shown: bool, language: Language) -> Self {
        Self { shown, language, steps: Mutex::default(), bar: OnceLock::new() }
    }

    /// Counts, and gives the step as it is now; none where it never began.
    fn count(&self, step: Step, units: u64) -> Option<Counted> {
        let mut steps = self.steps.lock().ok()?;
        let counted = steps.iter_mut().find(|counted| counted.step == step)?;
        counted.done = counted.done.saturating_add(units);
        Some(*counted)
    }

    fn draw(&self, counted: Counted) {
        if self.bar.get().is_none() && counted.begun.elapsed() < WORTH_SHOWING {
            return;
        }
        let bar = self.bar.get_or_init(|| {
            let target = ProgressDrawTarget::stderr_with_hz(HERTZ);
            let bar = ProgressBar::with_draw_target(Some(counted.units), target);
            match ProgressStyle::with_template("{msg}  {bar:40} {percent}%") {
                Ok(style) => bar.with_style(style),
                // The bar as the library has it is better than none.
                Err(_) => bar,
            }
        });
        bar.set_message(words::step(counted.step).into_language(self.language));
        bar.set_length(counted.units);
        bar.set_position(counted.done);
    }
}

impl ProgressListener for Bar {
    fn begin(&self, step: Step, units: u64) {
        if let (true, Ok(mut steps)) = (self.shown, self.steps.lock()) {
            steps.retain(|counted| counted.step != step);
            steps.push(Counted { step, begun: Instant::now(), units, done: 0 });
        }
    }

    fn advance(&self, step: Step, units: u64) {
        if self.shown
            && let Some(counted) = self.count(step, units)
        {
            self.draw(counted);
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}
