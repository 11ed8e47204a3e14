//! The phases in their order, and what is kept of them for the next run.
//!
//! A command that builds once has a session of one run. A preview runs the same session at every
//! change: what a run makes only from what has not changed is then taken from the run before. What is
//! kept is never believed for its own sake. Documents are known by their text, and all that is made from
//! them is either made again or bound to the documents that it was made from
//! ([`Changes`](crate::pages::changes::Changes), page keys).

use super::examine::Examiner;
use super::gather::Gatherer;
use super::publish::{Published, Publisher, Site};
use super::seal::{self, Extent, Readiness};
use super::{Log, Options, Progress, Report};
use crate::diagnostic::{self, Code, Diagnostic, Severity};
use crate::output::{OutputError, Sink};
use crate::pages::catalog::Catalog;
use crate::pages::links::References;
use crate::source::cache::DirtyFiles;
use std::path::PathBuf;
use std::sync::Arc;

/// One site, built as often as its sources change.
#[derive(Debug)]
pub struct Session {
    root: PathBuf,
    options: Options,
    gatherer: Gatherer,
    examiner: Examiner,
    publisher: Publisher,
}

impl Session {
    /// A session over the site in a folder; nothing is read yet.
    pub fn new(root: PathBuf, options: Options) -> Self {
        let (gatherer, examiner, publisher) = Default::default();
        Self { root, options, gatherer, examiner, publisher }
    }

    /// Loads, checks and renders the site as it is now into a sink: see [`run`](super::run). Of the files
    /// that were read before, only the dirty files are looked at again.
    ///
    /// # Errors
    /// Where an artifact could not be put: the tool failed, not the sources.
    pub fn run(
        &mut self,
        dirty: &DirtyFiles,
        sink: &dyn Sink,
        progress: &dyn Progress,
    ) -> Result<Report, OutputError> {
        let mut log = Log::default();
        let Some(gathered) = self.gatherer.gather(&self.root, &self.options, dirty, &mut log) else {
            let Log { diagnostics, timings } = log;
            return Ok(Report { diagnostics, timings, ..Report::default() });
        };
        let (assembled, theme, shelf) = self.gatherer.parts();
        let catalog = log.time("catalog", || Catalog::new(assembled, &gathered.others));
        let references = References::new(&catalog);
        let examined = self.examiner.examine(&gathered, &catalog, &references, &mut log);
        let survey = &self.examiner.survey;
        let site = Site {
            gathered: &gathered,
            examined: &examined,
            catalog: &catalog,
            references: &references,
            survey,
            register: &self.examiner.register,
            shelf,
        };
        self.publisher.note(&site, &self.options);
        let readiness = match (&self.options.extent, theme) {
            (Extent::Plan(seal), Some(theme)) => Some(seal::readiness(seal, assembled, &site, theme)),
            _ => None,
        };
        let broken = log.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        // Sealed pages cannot be rendered where there is nothing to say of the seal.
        let ready = readiness.as_ref().is_none_or(|readiness| matches!(readiness, Readiness::Ready(_)));
        let mut published = Published::default();
        if let (true, false, Some(theme)) = (ready, broken, theme) {
            let (theme, to) = ((theme, readiness.as_ref()), (sink, progress));
            published = self.publisher.publish(&site, theme, &self.options, to, &mut log)?;
            log.diagnostics.append(&mut published.rendered.diagnostics);
        }
        let file = |document| Some(assembled.file(document)?.to_string());
        let Log { mut diagnostics, timings } = log;
        diagnostic::sort(&mut diagnostics);
        // A site that gives them another weight wants to see them always.
        let is_untold =
            |found: &Diagnostic| found.code() == Code::UntoldFigure && found.severity == Severity::Note;
        let (untold, diagnostics) = diagnostics.into_iter().partition(is_untold);
        Ok(Report {
            diagnostics,
            untold,
            pages: published.rendered.pages,
            rendered: published.rendered.rendered,
            reasons: published.reasons,
            documents: catalog.entries.len(),
            held_back: assembled.held_back.iter().filter_map(|document| file(*document)).collect(),
            origins: Arc::clone(&self.publisher.origins),
            readiness,
            timings,
        })
    }
}
