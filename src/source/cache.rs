//! What was read of a site's content, kept from one run to the next.
//!
//! A preview reads the same files at every save, and one of them has changed. A file
//! whose [`Stamp`] is the same, and was settled when the file was read, is not opened; one that is
//! read again and has the same text keeps its document. So two runs that see the same text share one
//! [`Document`], and whoever keeps something that was made from it knows by that whether it still holds.

use super::assemble::{DocumentRole, PlanFolders};
use super::bodies::BodySources;
use super::document::{Document, Signs};
use super::listing::{Listing, ListingUpdate};
use super::stamp::Stamp;
use super::stand_in::{SealedSources, stand_for, stand_in};
use super::text::SourceFile;
use super::walk::FoundFile;
use crate::diagnostic::Diagnostic;
use crate::model::date::PlanTime;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

/// What is kept. A new one is empty: all is read.
#[derive(Debug, Default)]
pub struct DocumentCache {
    /// The files as they lie in the folder.
    found: Option<Arc<Listing>>,
    stand_ins: StandIns,
    /// The files that are read.
    listing: Option<Arc<Listing>>,
    /// What the files became, in the order of the listing's Markdown files; nothing for those that were at fault.
    pub kept: Vec<Option<Arc<CachedDocument>>>,
}

/// What stands in for files of `content/`. The same lists are the same allocations.
#[derive(Debug, Clone, Default)]
pub struct StandIns {
    /// The sources of sealed plans.
    pub sealed: Arc<Vec<SealedSources>>,
    /// The last good sources of bodies. Where a plan of theirs is sealed, the sealed ones stand in for them in turn.
    pub bodies: Arc<Vec<Arc<BodySources>>>,
}

impl StandIns {
    fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.sealed, &other.sealed) && Arc::ptr_eq(&self.bodies, &other.bodies)
    }

    /// A text that is not read from where its file lies.
    fn text(&self, found: &FoundFile) -> Option<&SourceFile> {
        let own = self.bodies.iter().find_map(|body| body.texts.0.get(&found.file))?;
        found.on_disk.as_os_str().is_empty().then_some(&own.text.source)
    }

    /// The files to be read, of those that were found.
    fn of(&self, found: &Arc<Listing>) -> Arc<Listing> {
        let listing = match self.bodies.is_empty() {
            true => Arc::clone(found),
            false => Arc::new(stand_for(found, &self.bodies)),
        };
        if self.sealed.is_empty() { listing } else { Arc::new(stand_in(&listing, &self.sealed)) }
    }
}

/// A parsed file.
#[derive(Debug)]
pub struct CachedDocument {
    /// None where it may change and leave no trace.
    pub stamp: Option<Stamp>,
    /// What it was parsed as.
    pub role: DocumentRole,
    /// What its plan said of time then.
    pub time: PlanTime,
    /// What it tells of its folder.
    pub signs: Signs,
    /// Whether the file could be read: else the document is what could be made out of it.
    pub is_readable: bool,
    /// What it became.
    pub document: Arc<Document>,
    /// What is wrong in it.
    pub diagnostics: Vec<Diagnostic>,
}

/// Which files may have changed since they were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DirtyFiles {
    /// Any file.
    All,
    /// These, by their paths relative to the site's folder, and those that were read a moment after they
    /// were written.
    Files(BTreeSet<String>),
}

impl DirtyFiles {
    /// Both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Files(mut files), Self::Files(more)) => {
                files.extend(more);
                Self::Files(files)
            }
            (Self::All, _) | (_, Self::All) => Self::All,
        }
    }
}

/// What is known of a file before it is parsed.
#[derive(Debug)]
pub enum FileState {
    /// It has not changed.
    Unchanged(Arc<CachedDocument>),
    /// It was read: the text, its stamp if that is settled, and the document of the same text that was parsed before.
    Read { source: SourceFile, stamp: Option<Stamp>, before: Option<Arc<CachedDocument>> },
    /// It cannot be read; what can be made out of it.
    Unreadable(Box<Diagnostic>, SourceFile),
}

impl CachedDocument {
    /// Whether it would be parsed the same way again.
    pub fn is_as_in(&self, layout: &PlanFolders) -> bool {
        let file = &self.document.text.source.file;
        layout.role(file) == Some(self.role) && layout.time(file) == self.time
    }

    fn has_text(&self, source: &SourceFile) -> bool {
        self.document.text.source.text == source.text
    }

    /// The same text under another stamp.
    pub fn again(&self, stamp: Option<Stamp>) -> Self {
        let (document, diagnostics) = (Arc::clone(&self.document), self.diagnostics.clone());
        Self { stamp, document, diagnostics, ..*self }
    }
}

impl DocumentCache {
    /// The files below `root/folder`, with what stands in for some of them; and the files as they lie there.
    pub fn list(&mut self, root: &Path, folder: &str, stand_ins: &StandIns) -> (Arc<Listing>, Arc<Listing>) {
        let old = self.found.take();
        let found = match (&old, old.as_ref().and_then(|found| found.renewed(root))) {
            (_, Some(ListingUpdate::Changed(found))) => Arc::new(found),
            (Some(old), Some(ListingUpdate::Same)) => Arc::clone(old),
            _ => Arc::new(Listing::read(root, folder)),
        };
        let same = old.is_some_and(|old| Arc::ptr_eq(&old, &found)) && self.stand_ins.is_same(stand_ins);
        let before = self.listing.take();
        let listing = match &before {
            Some(listing) if same => Arc::clone(listing),
            _ => stand_ins.of(&found),
        };
        if let Some(before) = before.filter(|before| !Arc::ptr_eq(before, &listing)) {
            let kept = std::mem::take(&mut self.kept);
            let mut by_name: HashMap<&str, (&FoundFile, Option<Arc<CachedDocument>>)> =
                before.markdown.iter().zip(kept).map(|(found, kept)| (&*found.file, (found, kept))).collect();
            let mut take = |found: &FoundFile| match by_name.remove(&*found.file)? {
                (old, kept) if old.on_disk == found.on_disk => kept,
                // Another file has taken the name, as a sealed source does: its text may be another.
                (_, kept) => kept.map(|kept| Arc::new(kept.again(None))),
            };
            self.kept = listing.markdown.iter().map(&mut take).collect();
        }
        self.stand_ins = stand_ins.clone();
        (self.listing, self.found) = (Some(Arc::clone(&listing)), Some(Arc::clone(&found)));
        (listing, found)
    }

    /// Looks at the files of the listing that was made last, and reads those that may have changed.
    pub fn look(&self, listing: &Listing, dirty: &DirtyFiles) -> Vec<FileState> {
        let look = |(index, found): (usize, &FoundFile)| {
            let kept = self.kept.get(index).and_then(Option::as_ref);
            if let Some(source) = self.stand_ins.text(found) {
                let before = kept.filter(|kept| kept.is_readable && kept.has_text(source)).cloned();
                return FileState::Read { source: source.clone(), stamp: None, before };
            }
            let is_clean = matches!(dirty, DirtyFiles::Files(files) if !files.contains(&*found.file));
            match kept.filter(|kept| is_clean && kept.stamp.is_some()) {
                Some(kept) => FileState::Unchanged(Arc::clone(kept)),
                None => look(found, kept),
            }
        };
        listing.markdown.par_iter().enumerate().map(look).collect()
    }
}

fn look(found: &FoundFile, kept: Option<&Arc<CachedDocument>>) -> FileState {
    let now = SystemTime::now();
    let stamp = fs::metadata(&found.on_disk).ok().map(|metadata| Stamp::of(&metadata));
    if let Some(kept) = kept.filter(|kept| stamp.is_some() && kept.stamp == stamp) {
        return FileState::Unchanged(Arc::clone(kept));
    }
    match SourceFile::read(found) {
        Ok(source) => {
            let before = kept.filter(|kept| kept.is_readable && kept.has_text(&source)).cloned();
            FileState::Read { source, stamp: stamp.filter(|stamp| stamp.is_settled(now)), before }
        }
        Err(diagnostic) => FileState::Unreadable(diagnostic, SourceFile::read_what_can_be(found)),
    }
}
