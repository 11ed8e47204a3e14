//! What may have been meant by a reference that leads nowhere: as many names are compared as there are guesses left.

use super::Resolver;
use crate::model::plan::Plan;
use crate::source::fields::closest;
use crate::source_path::{folder, name};

impl Resolver<'_, '_> {
    /// Looks for what was meant among so many candidates, as long as there are guesses left.
    pub(super) fn guess<T>(&mut self, candidates: usize, look: impl FnOnce() -> Option<T>) -> Option<T> {
        self.guesses = self.guesses.checked_sub(candidates)?;
        look()
    }

    /// The indicator of a plan that may have been meant.
    pub(super) fn similar_id(&mut self, plan: Option<&Plan>, id: &str) -> Option<String> {
        let plan = plan?;
        let known = self.catalog.commitments(plan)?.indicators.len();
        self.guess(known, || closest(id, plan.indicators().map(|(_, own)| own.id.as_str())))
    }

    /// The source file that may have been meant, as a link from this document would name it: one of
    /// the same name elsewhere, or of a similar name in the same folder.
    pub(super) fn similar_file(&mut self, path: &str) -> Option<String> {
        let catalog = self.catalog;
        let near = catalog.neighbours(path);
        let found = catalog.namesake(path).or_else(|| {
            let meant = self.guess(near.len(), || closest(name(path), near.iter().map(|file| name(file))))?;
            near.iter().copied().find(|file| name(file) == meant)
        })?;
        Some(self.relative_to(found))
    }

    /// A source file as a link from this document would name it.
    pub(super) fn relative_to(&self, file: &str) -> String {
        let from: Vec<&str> = folder(&self.text.source.file).split('/').collect();
        let to: Vec<&str> = file.split('/').collect();
        let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        let ups = std::iter::repeat_n("..", from.len() - common);
        ups.chain(to.into_iter().skip(common)).collect::<Vec<_>>().join("/")
    }
}
