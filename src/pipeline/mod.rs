//! From a site's folder to its artifacts: load, check, render, for every command.
//!
//! The one place that knows the order of the phases: [`session`] runs [`load`], [`analyze`] and
//! [`publish`]. It writes nothing itself: artifacts
//! go to the sink that the caller gives.

mod analyze;
pub mod extent;
mod load;
mod missing_bags;
mod publish;
pub mod readiness;
pub mod sealing_day;
mod session;
pub mod walls;

pub use session::Session;

use crate::diagnostic::{Diagnostic, Severity, Tally, Words};
use crate::digest::Digest;
use crate::model::measure::Measure;
use crate::output::{GoodFolder, OutputError, Sink};
use crate::pages::address::LinkStyle;
use crate::pages::page_sources::{PageSources, TrackSources};
use crate::pages::reason::RebuildReason;
pub use crate::pages::render::SearchIndex;
use crate::progress::ProgressListener;
use crate::source::assemble::Drafts;
use crate::source::cache::DirtyFiles;
use crate::theme::TimedRender;
use extent::BuildExtent;
use readiness::Readiness;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use walls::BodyReports;
use walls::state::NewState;

/// Whether fragments are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fragments {
    /// As `site.yaml` has it.
    #[default]
    AsConfigured,
    /// Whatever it has.
    Write,
}

/// What a run is asked to do differently.
#[derive(Debug, Clone)]
pub struct Options {
    /// Whether drafts are shown.
    pub drafts: Drafts,
    /// Another public address than `site.yaml` gives.
    pub base_url: Option<String>,
    /// How links name a folder's page.
    pub style: LinkStyle,
    /// Whether plans and sections are also written as fragments, though `site.yaml` does not ask for it.
    pub fragments: Fragments,
    /// Whether the index of the search is written.
    pub search: SearchIndex,
    /// What is rendered.
    pub extent: BuildExtent,
    /// Whether the report tells what each page is made from.
    pub track_sources: TrackSources,
    /// Whether the report tells what kind of number each indicator is, and from what that was read.
    pub explain_measures: bool,
    /// Where the last good sources of bodies are; none where no body is to fall back on them.
    pub good: Option<GoodFolder>,
    /// Whether the report tells what each body is published from, so that it can be kept.
    pub gather_states: bool,
    /// Whether a session keeps what each body was last good with, for its next runs.
    pub remember: bool,
    /// The body that alone is read from `content/`, while the others stand in their last good sources.
    pub only: Option<String>,
    /// Whether warnings stop a publication as errors do.
    pub strict: bool,
    /// Whether the report tells how long each template took for each page.
    pub time_renders: bool,
}

impl Options {
    /// The least that stops a publication.
    pub const fn failing(&self) -> Severity {
        if self.strict { Severity::Warning } else { Severity::Error }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            drafts: Drafts::HoldBack,
            base_url: None,
            style: LinkStyle::Folder,
            fragments: Fragments::AsConfigured,
            search: SearchIndex::Write,
            extent: BuildExtent::Site,
            track_sources: TrackSources::No,
            explain_measures: false,
            good: None,
            gather_states: false,
            remember: false,
            only: None,
            strict: false,
            time_renders: false,
        }
    }
}

/// How long each phase took.
#[derive(Debug, Clone, Default)]
pub struct Timings {
    /// Phases in order, each with its time.
    pub phases: Vec<(&'static str, Duration)>,
    /// Each rendering of a template for a page; only where it was asked for.
    pub renders: Vec<TimedRender>,
}

/// What a run has to tell so far.
#[derive(Debug, Default)]
struct Log {
    timings: Timings,
    diagnostics: Vec<Diagnostic>,
}

impl Log {
    fn time<T>(&mut self, phase: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let value = work();
        self.timings.phases.push((phase, start.elapsed()));
        value
    }
}

/// What kind of number an indicator is, and from what that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadMeasure {
    /// The file that it stands in.
    pub file: String,
    pub id: String,
    pub name: String,
    /// The measure with its ground in words; none where the plan leaves it open.
    pub measure: Option<(Measure, Words)>,
    /// The kind of its target in words, where no measure is asked for: a rank, a ratio …
    pub needs_none: Option<Words>,
}

/// What a run found and did.
#[derive(Debug, Default)]
pub struct BuildReport {
    /// All findings, sorted by file and position.
    pub diagnostics: Vec<Diagnostic>,
    /// The quantities in the prose that are bound to no indicator, in the same order. They are many, and shown
    /// only to who asks.
    pub untold: Vec<Diagnostic>,
    /// How many of the plans' documents are in a language whose quantities are not read.
    pub unread: usize,
    /// How many pages the site has; none where there were errors.
    pub pages: usize,
    /// The files of the pages that had to be rendered; the others were kept as they were.
    pub rendered: Vec<String>,
    /// Why each of these pages had to be; only where it was asked for, and not at a first build.
    pub reasons: BTreeMap<String, RebuildReason>,
    /// Whether nothing says where the site will lie, so that its page of missing pages takes it to be the root of a host.
    pub assumes_root: bool,
    /// How many documents the site has, drafts held back not counted.
    pub documents: usize,
    /// The files of the drafts that were held back.
    pub held_back: Vec<String>,
    /// What each page is made from, by its address; only where it was asked for.
    pub page_sources: Arc<BTreeMap<String, PageSources>>,
    /// What kind of number each indicator is; only where it was asked for.
    pub measures: Vec<ReadMeasure>,
    /// Whether the plan can be sealed, where a run renders one plan for that.
    pub readiness: Option<Readiness>,
    /// Whether the site may be published as it was rendered: bodies that stand still do not stop it.
    pub publishable: bool,
    /// How each body comes out; nothing where there are no walls between bodies.
    pub bodies: BodyReports,
    /// The bodies that there are, where the one that was asked for is none of them.
    pub unknown_series: Option<Vec<String>>,
    /// What each body is published from that does not stand still; only where it was asked for.
    pub states: Vec<NewState>,
    /// The digest of the sources of each body that does.
    pub standing: BTreeMap<String, Digest>,
    /// How long each phase took.
    pub timings: Timings,
}

impl BuildReport {
    /// From which sources each body is published.
    pub fn digests(&self) -> BTreeMap<String, Digest> {
        let new = self.states.iter().map(|state| (state.body.clone(), state.digest()));
        self.standing.iter().map(|(body, digest)| (body.clone(), *digest)).chain(new).collect()
    }

    /// The findings by severity.
    pub fn tally(&self) -> Tally {
        Tally::of(&self.diagnostics)
    }

    /// Puts what is shown only to who asks among the findings.
    pub fn tell_untold(&mut self) {
        self.diagnostics.append(&mut self.untold.clone());
        crate::diagnostic::sort(&mut self.diagnostics);
    }

    /// Whether there are errors.
    pub fn has_errors(&self) -> bool {
        self.tally().errors > 0
    }
}

/// Loads, checks and renders a site into a sink, once.
///
/// Where the sources have errors, the report says so, and the sink must not be committed. Faults in
/// the sources do not keep the theme from being checked: one run reports everything.
///
/// # Errors
/// Where an artifact could not be put: the tool failed, not the sources.
pub fn run(
    root: &Path,
    options: &Options,
    sink: &dyn Sink,
    progress: &dyn ProgressListener,
) -> Result<BuildReport, OutputError> {
    Session::new(root.to_owned(), options.clone()).run(&DirtyFiles::All, sink, progress)
}
