//! Whether a file is still as it was when it was read, as far as the file system tells.
//!
//! Takes what the system says of a file; gives a stamp that another change would alter. File systems
//! keep times in steps, so a stamp says nothing of a file that was written a moment before it was
//! read: a second change in the same step would leave no trace. Such a file is read again.

use crate::platform::FileIdentity;
use std::fs::Metadata;
use std::time::{Duration, SystemTime};

/// What the system says of a file or folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    modified: Option<SystemTime>,
    size: u64,
    /// A file that another takes the place of, or whose time was set back by hand, is another file.
    identity: FileIdentity,
}

/// The coarsest step in use is that of FAT, two seconds.
const STEP: Duration = Duration::from_secs(2);

impl Stamp {
    /// The stamp of a file.
    pub fn of(metadata: &Metadata) -> Self {
        Self {
            modified: metadata.modified().ok(),
            size: metadata.len(),
            identity: FileIdentity::of(metadata),
        }
    }

    /// Whether a change after `moment` is sure to give another stamp.
    pub fn is_settled(&self, moment: SystemTime) -> bool {
        let before = |time: SystemTime| time + STEP < moment;
        let changed_before = self.identity.changed().is_none_or(|nanoseconds| {
            u64::try_from(nanoseconds)
                .is_ok_and(|nanoseconds| before(SystemTime::UNIX_EPOCH + Duration::from_nanos(nanoseconds)))
        });
        self.modified.is_some_and(before) && changed_before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_just_written_is_not_settled_and_another_text_has_another_stamp() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        std::fs::write(&file, "一").unwrap();
        let first = Stamp::of(&file.metadata().unwrap());
        let now = SystemTime::now();
        assert!(!first.is_settled(now));
        assert!(first.is_settled(now + Duration::from_secs(60)));
        std::fs::write(&file, "一二").unwrap();
        assert_ne!(first, Stamp::of(&file.metadata().unwrap()));
    }

    #[test]
    fn a_file_of_the_same_size_and_time_in_its_place_has_another_stamp() {
        let folder = tempfile::tempdir().unwrap();
        let (file, other) = (folder.path().join("a.md"), folder.path().join("b.md"));
        std::fs::write(&file, "一").unwrap();
        std::fs::write(&other, "二").unwrap();
        let first = file.metadata().unwrap();
        let opened = std::fs::File::options().write(true).open(&other).unwrap();
        opened.set_modified(first.modified().unwrap()).unwrap();
        std::fs::rename(&other, &file).unwrap();
        assert_ne!(Stamp::of(&first), Stamp::of(&file.metadata().unwrap()));
    }
}
