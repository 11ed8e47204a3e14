//! Files beside a page that tell of no more than the page: its fragment for portals, its Markdown twin.
//!
//! A page that is kept is not rendered again for them, so page and files are kept together or made together.

use super::super::fragment::FRAGMENT;
use super::super::twin::TWIN;
use super::KeptResult;
use super::prelude::*;
use crate::output::OutputError;

impl Renderer<'_, '_> {
    /// The files beside a page, each with its key.
    fn beside(&self, kind: PageKind, address: &PageAddress, key: &Fingerprint) -> Vec<(String, Fingerprint)> {
        let is_cut = matches!(kind, PageKind::Plan | PageKind::Section) && self.base_of_fragments().is_some();
        let fragment = is_cut.then(|| (format!("{address}{FRAGMENT}"), self.keys.fragment(key)));
        let twin = self.twins.filter(|_| has_twin(kind));
        let twin = twin.map(|twins| (format!("{address}{TWIN}"), self.keys.twin(key, &twins.archive)));
        fragment.into_iter().chain(twin).collect()
    }

    /// Keeps a page with the files beside it, if all are as they were made.
    pub(super) fn kept_with(&self, kind: PageKind, address: &PageAddress, key: &Fingerprint) -> KeptResult {
        let beside = self.beside(kind, address, key);
        // Looked at before the page is kept, since a page that is kept is not rendered again for them.
        for (file, key) in &beside {
            if !self.sink.holds(file, key.digest())? {
                return Ok(None);
            }
        }
        let kept = self.kept(address, key)?;
        if kept.is_some() {
            for (file, key) in beside {
                if !self.sink.keep(&file, ArtifactKind::Other, key.digest())? {
                    return Err(OutputError::PutTwice { path: file });
                }
            }
        }
        Ok(kept)
    }

    /// Keeps a page with the files beside it, if all are as they were made; else renders it while what is read is recorded.
    pub(super) fn kept_with_or(
        &self,
        kind: PageKind,
        address: &PageAddress,
        key: &Fingerprint,
        render: impl FnOnce() -> RenderResult,
    ) -> RenderResult {
        if let Some(kept) = self.kept_with(kind, address, key)? {
            return Ok(kept);
        }
        let _recording = key.record(address);
        render()
    }
}

/// Whether pages of a kind have Markdown twins: those that say something of their own, not lists of others.
pub(super) const fn has_twin(kind: PageKind) -> bool {
    matches!(
        kind,
        PageKind::Home
            | PageKind::Series
            | PageKind::Plan
            | PageKind::Section
            | PageKind::Indicators
            | PageKind::Indicator
            | PageKind::Page
    )
}
