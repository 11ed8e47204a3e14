//! When changes have settled. Pure: it is told the time.

use std::time::{Duration, Instant};

/// How long files must be quiet before they are read. An editor saves in several steps (a new file, a rename, its
/// time set) within a few milliseconds; a person does not notice a tenth of a second.
pub const QUIET: Duration = Duration::from_millis(100);
/// How long a change waits at most, however busy the files are: in a long copy the page still follows.
pub const MOST: Duration = Duration::from_millis(500);

/// When changes have settled.
#[derive(Debug, Default)]
pub struct Debounce {
    /// When the last change was, and when the first that was waited for.
    times: Option<(Instant, Instant)>,
}

impl Debounce {
    /// Something changed at this moment; changes are waited for since `start`.
    pub fn changed(&mut self, at: Instant, start: Instant) {
        let first = self.times.map_or_else(|| at.max(start), |(_, first)| first);
        self.times = Some((at, first));
    }

    /// How much longer to wait if nothing else changes: counted from the changes themselves, so that those of a while
    /// ago are not waited for at all.
    pub fn left(&self, now: Instant) -> Duration {
        let due = self.times.map(|(last, first)| (last + QUIET).min(first + MOST));
        due.map_or(Duration::ZERO, |due| due.saturating_duration_since(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_waited_for_from_the_moment_that_they_came() {
        let start = Instant::now();
        let after = |milliseconds| start + Duration::from_millis(milliseconds);
        let mut debounce = Debounce::default();
        assert_eq!(debounce.left(start), Duration::ZERO);
        debounce.changed(after(20), start);
        assert_eq!(debounce.left(after(20)), QUIET);
        assert_eq!(debounce.left(after(50)), Duration::from_millis(70));
        assert_eq!(debounce.left(after(120)), Duration::ZERO);
        assert_eq!(debounce.left(after(900)), Duration::ZERO);
        // Each further change is waited for, but the first one does not wait for ever.
        debounce.changed(after(90), start);
        assert_eq!(debounce.left(after(90)), QUIET);
        debounce.changed(after(480), start);
        assert_eq!(debounce.left(after(480)), Duration::from_millis(40));
        debounce.changed(after(519), start);
        assert_eq!(debounce.left(after(520)), Duration::ZERO);
    }

    #[test]
    fn changes_during_a_build_have_mostly_come_to_rest_when_it_ends() {
        let change = Instant::now();
        let start = change + Duration::from_secs(3);
        let mut debounce = Debounce::default();
        debounce.changed(change, start);
        assert_eq!(debounce.left(start), Duration::ZERO);
        // Save for one that came just before the end; it has the whole time to settle.
        debounce.changed(start - Duration::from_millis(10), start);
        assert_eq!(debounce.left(start), Duration::from_millis(90));
        debounce.changed(start + Duration::from_millis(450), start);
        assert_eq!(debounce.left(start + Duration::from_millis(450)), Duration::from_millis(50));
    }
}
