//! Which places of a text are which of its next version.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// Which places of an old text are which of a new one.
pub struct Places {
    ops: Vec<DiffOp>,
    old: Vec<usize>,
    new: Vec<usize>,
}

impl Places {
    /// Compares two texts, letter by letter.
    pub fn new(old: &str, new: &str) -> Self {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        let offsets = |text: &str| text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let ops = capture_diff_slices(Algorithm::Myers, &letters(old), &letters(new));
        Self { ops, old: offsets(old), new: offsets(new) }
    }

    /// The range of the new text that a range of the old one became.
    pub fn of(&self, range: &Range<usize>) -> Range<usize> {
        let index = |offset: usize| self.old.partition_point(|at| *at < offset);
        let (start, end) = (index(range.start), index(range.end));
        let mut found: Option<Range<usize>> = None;
        for op in &self.ops {
            let (old, new) = (op.old_range(), op.new_range());
            let touches = if old.is_empty() {
                start < old.start && old.start < end
            } else {
                old.start < end && start < old.end
            };
            if !touches {
                continue;
            }
            let part = match op {
                DiffOp::Equal { .. } => {
                    let from = start.max(old.start) - old.start;
                    let to = end.min(old.end) - old.start;
                    new.start + from..new.start + to
                }
                _ => new,
            };
            found = Some(
                found.map_or(part.clone(), |found| found.start.min(part.start)..found.end.max(part.end)),
            );
        }
        let found = found.unwrap_or(0..0);
        let offset = |index: usize| self.new.get(index).or(self.new.last()).copied().unwrap_or(0);
        offset(found.start)..offset(found.end)
    }
}
