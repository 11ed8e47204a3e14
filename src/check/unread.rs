//! Doubts about what could not be read.
//!
//! An indicator whose YAML is at fault is not in the model, and a date that is none is no date: what is said
//! to be missing then may well be there. The faults come first; once they are mended, the doubts that remain are told.

use crate::diagnostic::{
    BlockSlip, Code, Diagnostic, FenceSlip, FileFault, Finding, IndicatorLint, ReferenceFault, SiteFault,
    Thing, YamlFault,
};
use crate::pages::catalog::Catalog;
use crate::source::file_names::INDEX;
use crate::source_path::{SourcePath, folder, is_in};
use std::collections::{BTreeMap, BTreeSet};

/// Takes away the doubts about what could not be read. A file that could not be read, and a fault in a plan's own front matter,
/// leave the whole plan in doubt; a fault in an item leaves the items of its file, and what is compared with the value at fault.
pub(super) fn withhold(diagnostics: &mut Vec<Diagnostic>, catalog: &Catalog<'_>) {
    // A plan whose sections have other names is not empty.
    let misnamed = |diagnostic: &Diagnostic| {
        let place = diagnostic.place.as_ref().filter(|_| diagnostic.code() == Code::MisnamedFile)?;
        Some(place.file.folder().to_owned())
    };
    let misnamed: BTreeSet<String> = diagnostics.iter().filter_map(misnamed).collect();
    diagnostics.retain(|diagnostic| {
        let place = diagnostic.place.as_ref().filter(|_| diagnostic.code() == Code::EmptyPlan);
        !place.is_some_and(|place| misnamed.contains(place.file.folder()))
    });
    let plans = catalog.site.series.iter().flat_map(|series| &series.plans);
    let indexes: Vec<&str> =
        plans.filter_map(|plan| Some(&*catalog.text(plan.document)?.source.file)).collect();
    misread(diagnostics);
    let mut doubted = Doubted::default();
    for diagnostic in diagnostics.iter().filter(|diagnostic| hides_something(diagnostic.code())) {
        let Some(place) = &diagnostic.place else { continue };
        let file = place.file.to_string();
        let is_whole = hides_file(diagnostic.code()) || indexes.contains(&&*file);
        let folders =
            indexes.iter().map(|index| folder(index)).filter(|own| is_in(&file, own) || *own == file);
        doubted.plans.extend(folders.map(|own| (own.to_owned(), is_whole)));
        doubted.lines.insert((file.clone(), place.start.line));
        match &diagnostic.finding {
            Finding::File(FileFault::MissingIndex { written: Some(_) }) => {
                doubted.misnamed.insert(format!("{}/{INDEX}", folder(&file)), place.file.clone());
            }
            Finding::File(FileFault::MissingIndex { written: None }) => {
                doubted.unseen.insert(format!("{file}/{INDEX}"));
            }
            Finding::File(FileFault::NotUtf8 { .. }) | Finding::File(FileFault::Unreadable { .. }) => {
                doubted.unseen.insert(file.clone());
            }
            _ => {}
        }
        if hides_what_is_in(&diagnostic.finding) {
            doubted.lost.insert(file.clone());
        }
        doubted.files.insert(file);
    }
    if doubted.files.is_empty() {
        return;
    }
    diagnostics.retain(|diagnostic| !doubted.holds(diagnostic));
    for diagnostic in diagnostics {
        let related = diagnostic.related.iter_mut().map(|(_, place)| place);
        for place in diagnostic.place.iter_mut().chain(related) {
            if let Some(own) = doubted.misnamed.get(&*place.file) {
                place.file = own.clone();
            }
        }
    }
}

/// Takes away what is said of the wording of lines that are read as something else than was typed, and of a link that leads to
/// a note.
fn misread(diagnostics: &mut Vec<Diagnostic>) {
    let file = |diagnostic: &Diagnostic| Some(diagnostic.place.as_ref()?.file.clone());
    let line = |diagnostic: &Diagnostic| Some((file(diagnostic)?, diagnostic.place.as_ref()?.start.line));
    // Where front matter has no ends, it is not known which text is meant.
    let is_frontless = |diagnostic: &&Diagnostic| {
        matches!(diagnostic.code(), Code::MissingFrontMatter | Code::UnclosedFrontMatter)
    };
    let frontless: BTreeSet<_> = diagnostics.iter().filter(is_frontless).filter_map(file).collect();
    let mut lines = BTreeSet::new();
    let mut notes = BTreeSet::new();
    for diagnostic in diagnostics.iter() {
        let Finding::Block(slip) = &diagnostic.finding else { continue };
        lines.extend(line(diagnostic));
        if let BlockSlip::NoteAsLink { address, .. } = slip {
            notes.extend(file(diagnostic).map(|file| (file, address.clone())));
        }
    }
    if lines.is_empty() {
        return;
    }
    diagnostics.retain(|diagnostic| match &diagnostic.finding {
        Finding::Block(_) => file(diagnostic).is_none_or(|file| !frontless.contains(&file)),
        Finding::Style(style) if style.code() != Code::JoinedLines => {
            line(diagnostic).is_none_or(|line| !lines.contains(&line))
        }
        Finding::Reference(ReferenceFault::DeadLink { target, .. }) => {
            file(diagnostic).is_none_or(|file| !notes.contains(&(file, target.clone())))
        }
        _ => true,
    });
}

/// What is in doubt.
#[derive(Default)]
struct Doubted {
    /// Folders of plans, and whether the plan as a whole is in doubt.
    plans: BTreeSet<(String, bool)>,
    /// Files with a fault.
    files: BTreeSet<String>,
    /// Lines with one.
    lines: BTreeSet<(String, usize)>,
    /// Files of which it is not known what is in them.
    lost: BTreeSet<String>,
    /// Files of which nothing could be read: what is said of what was made out of them says nothing.
    unseen: BTreeSet<String>,
    /// Indexes under another name, by the name that they were read as.
    misnamed: BTreeMap<String, SourcePath>,
}

impl Doubted {
    fn holds(&self, diagnostic: &Diagnostic) -> bool {
        let Some(place) = &diagnostic.place else { return false };
        let within = |file: &str, whole_only: bool| {
            self.plans.iter().any(|(own, is_whole)| (*is_whole || !whole_only) && is_in(file, own))
        };
        if self.unseen.contains(&*place.file) && !hides_file(diagnostic.code()) {
            return true;
        }
        match &diagnostic.finding {
            // What is not known of a file may be in the part of it that could not be read.
            Finding::Reference(ReferenceFault::UnknownIndicator { id, .. })
            | Finding::MissingValue { id, .. } => {
                let plans =
                    self.plans.iter().filter(|(own, _)| self.lost.iter().any(|file| is_in(file, own)));
                let mut plans = plans.filter(|(own, _)| id.contains('/') || is_in(&place.file, own));
                plans.next().is_some()
            }
            // Once the index has its name, the link is to be told.
            Finding::Reference(ReferenceFault::DeadLink { target, .. }) => {
                self.misnamed.values().any(|file| file.name() == crate::source_path::name(target))
            }
            // The name of a unit as it was mended may be another than was meant.
            Finding::Site(SiteFault::DuplicateAddress { address, .. }) if address.starts_with("/units/") => {
                let mut places = diagnostic.related.iter().map(|(_, place)| place).chain([place]);
                places.any(|place| self.files.contains(&*place.file))
            }
            Finding::Style(_) if self.lines.contains(&(place.file.to_string(), place.start.line)) => true,
            Finding::Site(SiteFault::MissingPortalValue { of: Thing::Plan, .. }) => within(&place.file, true),
            Finding::Lint(lint) => {
                // What the plan before does not have, it may have where it could not be read.
                let across = matches!(
                    lint,
                    IndicatorLint::VanishedIndicator { .. } | IndicatorLint::UnknownReplaced { .. }
                );
                let beside = || self.plans.iter().any(|(own, _)| is_in(&place.file, folder(own)));
                self.files.contains(&*place.file)
                    || within(&place.file, true)
                    || (across && (within(&place.file, false) || beside()))
            }
            // A target that could not be read agrees with nothing.
            _ if compares(diagnostic.code()) => {
                let mut places = diagnostic.related.iter().map(|(_, place)| place).chain([place]);
                places.any(|place| {
                    within(&place.file, true)
                        || self.lines.contains(&(place.file.to_string(), place.start.line))
                })
            }
            _ => false,
        }
    }
}

/// Whether after such a fault nothing of the file is known.
fn hides_file(code: Code) -> bool {
    matches!(
        code,
        Code::BadYaml
            | Code::MissingFrontMatter
            | Code::MissingIndex
            | Code::NotUtf8
            | Code::UnclosedFrontMatter
            | Code::Unreadable
    )
}

/// Whether after such a fault it is not known what is in the file, for it could not be mended.
fn hides_what_is_in(finding: &Finding) -> bool {
    match finding {
        Finding::BadYaml { fault } => !matches!(fault, YamlFault::Slip(_)),
        Finding::File(FileFault::MissingFrontMatter { slip }) => matches!(slip, FenceSlip::Nothing),
        Finding::File(FileFault::Unreadable { .. }) => true,
        _ => false,
    }
}

/// Whether a finding compares the prose or a total with the data.
fn compares(code: Code) -> bool {
    matches!(
        code,
        Code::FigureBound
            | Code::FigureUnit
            | Code::FigureUnread
            | Code::FigureValue
            | Code::SumMismatch
            | Code::UntoldFigure
            | Code::UntoldResult
    )
}

/// Whether after such a fault a part of the model is missing.
fn hides_something(code: Code) -> bool {
    matches!(
        code,
        Code::BadDate
            | Code::BadId
            | Code::BadMeasurement
            | Code::BadTarget
            | Code::BadValue
            | Code::BadYaml
            | Code::MissingFrontMatter
            | Code::MissingIndex
            | Code::MissingKey
            | Code::NotUtf8
            | Code::UnclosedFrontMatter
            | Code::UnitMismatch
            | Code::Unreadable
            | Code::WrongType
    )
}
