//! Doubts about what could not be read.
//!
//! An indicator whose YAML is at fault is not in the model, and a date that is none is no date: what is said
//! to be missing then may well be there. The faults come first; once they are mended, the doubts that remain are told.

use crate::diagnostic::{Code, Diagnostic, Finding, IndicatorLint};
use crate::pages::catalog::Catalog;
use crate::source_path::{folder, is_in};
use std::collections::BTreeSet;

/// Takes away the doubts about what could not be read. A file that could not be read, and a fault in a plan's own front matter,
/// leave the whole plan in doubt; a fault in an item leaves the items of its file, and what is compared with the value at fault.
pub(super) fn withhold(diagnostics: &mut Vec<Diagnostic>, catalog: &Catalog<'_>) {
    let plans = catalog.site.series.iter().flat_map(|series| &series.plans);
    let indexes: Vec<&str> =
        plans.filter_map(|plan| Some(&*catalog.text(plan.document)?.source.file)).collect();
    let mut doubted = Doubted::default();
    for diagnostic in diagnostics.iter().filter(|diagnostic| hides_something(diagnostic.code())) {
        let Some(place) = &diagnostic.place else { continue };
        let file = place.file.to_string();
        let is_whole = hides_file(diagnostic.code()) || indexes.contains(&&*file);
        let folders = indexes.iter().map(|index| folder(index)).filter(|own| is_in(&file, own));
        doubted.plans.extend(folders.map(|own| (own.to_owned(), is_whole)));
        doubted.lines.insert((file.clone(), place.start.line));
        doubted.files.insert(file);
    }
    if !doubted.files.is_empty() {
        diagnostics.retain(|diagnostic| !doubted.holds(diagnostic));
    }
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
}

impl Doubted {
    fn holds(&self, diagnostic: &Diagnostic) -> bool {
        let Some(place) = &diagnostic.place else { return false };
        let within = |file: &str, whole_only: bool| {
            self.plans.iter().any(|(own, is_whole)| (*is_whole || !whole_only) && is_in(file, own))
        };
        match &diagnostic.finding {
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
            | Code::NotUtf8
            | Code::UnclosedFrontMatter
            | Code::Unreadable
    )
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
            | Code::MissingKey
            | Code::NotUtf8
            | Code::UnclosedFrontMatter
            | Code::UnitMismatch
            | Code::Unreadable
            | Code::WrongType
    )
}
