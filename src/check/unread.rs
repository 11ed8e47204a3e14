//! Doubts about what could not be read.
//!
//! An indicator whose YAML is at fault is not in the model, and a date that is none is no date: what is said
//! to be missing then may well be there. The faults come first; once they are mended, the doubts that remain are told.

use crate::diagnostic::{Code, Diagnostic, Finding, IndicatorLint};
use crate::pages::catalog::Catalog;
use crate::source_path::{folder, is_in};
use std::collections::BTreeSet;

/// Takes away the doubts about plans of which something could not be read.
pub(super) fn withhold(diagnostics: &mut Vec<Diagnostic>, catalog: &Catalog<'_>) {
    let unread: Vec<&str> = diagnostics
        .iter()
        .filter(|diagnostic| hides_something(diagnostic.code()))
        .filter_map(|diagnostic| diagnostic.place.as_ref().map(|place| &*place.file))
        .collect();
    if unread.is_empty() {
        return;
    }
    let plans = catalog.site.series.iter().flat_map(|series| &series.plans);
    let folders = plans.filter_map(|plan| Some(folder(&catalog.text(plan.document)?.source.file)));
    let folders: BTreeSet<String> =
        folders.filter(|own| unread.iter().any(|file| is_in(file, own))).map(str::to_owned).collect();
    diagnostics.retain(|diagnostic| {
        let Some(place) = &diagnostic.place else { return true };
        let Finding::Lint(lint) = &diagnostic.finding else {
            // A target that could not be read agrees with nothing.
            let mut places = diagnostic.related.iter().map(|(_, place)| place).chain([place]);
            return !compares(diagnostic.code())
                || !places.any(|place| folders.iter().any(|own| is_in(&place.file, own)));
        };
        // What the plan before does not have, it may have where it could not be read.
        let across =
            matches!(lint, IndicatorLint::VanishedIndicator { .. } | IndicatorLint::UnknownReplaced { .. });
        !folders.iter().any(|own| is_in(&place.file, own) || (across && is_in(&place.file, folder(own))))
    });
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
