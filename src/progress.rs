//! How far long work is: who does it tells, who watches shows.
//!
//! Work is told in steps. Each begins with how many units it has, and all of them are told by its end, no more and no
//! less, so that whoever watches comes to 100 %. What is counted depends on the step. Steps may lie within
//! one another.

use std::io::Read;
use std::sync::atomic::{AtomicU64, Ordering};

/// Work that can take long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Sealed bags are read and held against their digests; in bytes.
    Verify,
    /// Pages are rendered, or kept as they were; in pages.
    Render,
    /// The index of the search is made; in entries and files.
    SearchIndex,
    /// The pages of sealed plans are put; in files.
    PutSealed,
    /// A new bag is written; in bytes.
    Seal,
    /// A bag is packed as a zip; in bytes.
    Pack,
    /// Sealed sources are given back; in files.
    Restore,
}

impl Step {
    /// All steps.
    pub const ALL: [Self; 7] = [
        Self::Verify,
        Self::Render,
        Self::SearchIndex,
        Self::PutSealed,
        Self::Seal,
        Self::Pack,
        Self::Restore,
    ];
}

/// Told how far work is.
pub trait ProgressListener: Sync {
    /// A step begins, of so many units.
    fn begin(&self, step: Step, units: u64);
    /// So many more units of it are done.
    fn advance(&self, step: Step, units: u64);
}

/// Nobody is watching.
#[derive(Debug, Clone, Copy)]
pub struct Silent;

impl ProgressListener for Silent {
    fn begin(&self, _step: Step, _units: u64) {}
    fn advance(&self, _step: Step, _units: u64) {}
}

/// A part of a step whose size was announced and may turn out to be another: a file that is being read while it
/// grows, a bag that is given up at its first line. Tells what was announced, and the rest when it ends.
pub struct Share<'p> {
    listener: &'p dyn ProgressListener,
    step: Step,
    left: AtomicU64,
}

impl<'p> Share<'p> {
    /// A part of so many units.
    pub fn new(listener: &'p dyn ProgressListener, step: Step, units: u64) -> Self {
        Self { listener, step, left: AtomicU64::new(units) }
    }

    /// A part that is the whole of its step, which begins with it.
    pub fn whole(listener: &'p dyn ProgressListener, step: Step, units: u64) -> Self {
        listener.begin(step, units);
        Self::new(listener, step, units)
    }

    /// Tells so many more, as long as there are any left.
    pub fn advance(&self, units: u64) {
        let take = |left: u64| Some(left.saturating_sub(units));
        // The closure always gives a number.
        if let Ok(left) = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take) {
            self.listener.advance(self.step, units.min(left));
        }
    }

    /// A reader that tells the bytes that it gives.
    pub fn reading<R: Read>(&self, from: R) -> Told<'_, 'p, R> {
        Told { from, share: self }
    }
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        self.advance(self.left.load(Ordering::Relaxed));
    }
}

/// A reader whose bytes are told.
pub struct Told<'s, 'p, R> {
    from: R,
    share: &'s Share<'p>,
}

impl<R: Read> Read for Told<'_, '_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.from.read(buffer)?;
        self.share.advance(count as u64);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[derive(Default)]
    struct Written(Mutex<Vec<(Step, u64)>>);

    impl ProgressListener for Written {
        fn begin(&self, step: Step, units: u64) {
            self.0.lock().unwrap().push((step, units));
        }
        fn advance(&self, step: Step, units: u64) {
            self.0.lock().unwrap().push((step, units));
        }
    }

    #[test]
    fn a_share_tells_what_was_announced_whatever_is_read() {
        for (announced, bytes) in [(10, 10), (10, 4), (4, 10), (0, 3), (3, 0)] {
            let told = Written::default();
            {
                let share = Share::new(&told, Step::Seal, announced);
                std::io::copy(&mut share.reading(&vec![0; bytes][..]), &mut std::io::sink()).unwrap();
            }
            let sum: u64 = told.0.into_inner().unwrap().iter().map(|(_, units)| units).sum();
            assert_eq!(sum, announced);
        }
    }
}
