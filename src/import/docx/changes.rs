//! Tracked changes: counted, and accepted or rejected as whoever imports says.

use super::TrackedChanges;
use super::properties::ChangeWatch;
use super::xml::Element;

/// What a tracked change does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// Text, a paragraph's mark, a row or a cell came, or was moved here.
    Inserted,
    /// It went, or was moved away.
    Deleted,
    /// The look changed.
    Format,
}

/// Counts tracked changes. What one author did at one time in stretches that follow one another is one.
#[derive(Debug)]
pub struct Changes {
    pub count: usize,
    rule: TrackedChanges,
    last: Option<(ChangeKind, String, String)>,
}

impl Changes {
    pub const fn new(rule: TrackedChanges) -> Self {
        Self { count: 0, rule, last: None }
    }

    /// Whether what such a change brought, or took, stands.
    pub const fn is_accepted(&self) -> bool {
        !matches!(self.rule, TrackedChanges::Reject)
    }

    /// Whether text, a mark or a row with this change is part of the document.
    pub const fn keeps(&self, kind: ChangeKind) -> bool {
        match kind {
            ChangeKind::Inserted => self.is_accepted(),
            ChangeKind::Deleted => !self.is_accepted(),
            ChangeKind::Format => true,
        }
    }
}

impl ChangeWatch for Changes {
    fn change(&mut self, kind: ChangeKind, element: &Element<'_>) -> bool {
        let told = |name| element.attribute(name).map(Into::into).unwrap_or_default();
        let now = (kind, told("author"), told("date"));
        if self.last.as_ref() != Some(&now) {
            self.count += 1;
            self.last = Some(now);
        }
        self.is_accepted()
    }
}
