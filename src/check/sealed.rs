//! What in `content/` is not as it was sealed.
//!
//! Takes the sealed plans and the files that lie in `content/` now; gives a finding for each place that
//! differs. What is published is the sealed plan, so a change that was made by mistake does no harm, and a
//! change that was meant must be sealed to be seen: the drafter is told of both.

use crate::archive::shelf::{SOURCE, SealedPlan};
use crate::diagnostic::{Code, Diagnostic, Finding, SealedChange};
use crate::output::Digest;
use crate::source::listing::{Listing, is_markdown};
use crate::source::sealed::{folder_now, is_in, is_kept, set_aside};
use crate::source::text::SourceFile;
use crate::source::walk::{CONTENT, Found, whole_file};
use crate::source::{assets, text};
use similar::{ChangeTag, TextDiff};
use std::collections::{BTreeMap, BTreeSet};

/// So many places are shown of one file.
const MOST_PLACES: usize = 5;
/// So many characters of what was sealed are shown.
const LONGEST: usize = 300;

/// Compares the sources of sealed plans with what lies in `content/`. A plan of which nothing is left there
/// is not missed: its sources are in the archive.
pub fn sealed(plans: &[SealedPlan], found: &Listing, digests: &mut assets::Cache) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let with_folder = plans.iter().filter_map(|plan| Some((plan, folder_now(found, &plan.folder)?)));
    let kept: Vec<(&SealedPlan, &str)> = with_folder.filter(|(_, folder)| is_kept(found, folder)).collect();
    let files: Vec<Found> = kept.iter().flat_map(|(_, folder)| set_aside(found, folder)).cloned().collect();
    let all: BTreeSet<usize> = (0..files.len()).collect();
    let looked = digests.renew(&files, &all);
    diagnostics.extend(looked.diagnostics);
    let now: BTreeMap<&str, (&Found, &Digest)> = files
        .iter()
        .zip(&looked.list)
        .filter_map(|(found, asset)| Some((&*found.file, (found, &asset.as_ref()?.digest))))
        .collect();
    for (plan, folder) in kept {
        // By the names that the files have, or would have, in the folder as it is called now.
        let sealed: BTreeMap<String, (&str, &Digest)> = plan
            .volume
            .part(SOURCE)
            .filter(|(name, _)| is_in(name, &plan.folder))
            .filter_map(|(name, digest)| {
                Some((format!("{folder}{}", name.strip_prefix(&plan.folder)?), (name, digest)))
            })
            .collect();
        for (file, (name, digest)) in &sealed {
            match now.get(file.as_str()) {
                None => diagnostics.push(finding(plan, file, SealedChange::Missing)),
                Some((_, found)) if found == digest => {}
                Some((found, _)) => diagnostics.extend(differences(plan, name, found)),
            }
        }
        let added = now.keys().filter(|file| is_in(file, folder) && !sealed.contains_key::<str>(file));
        diagnostics.extend(added.map(|file| finding(plan, file, SealedChange::Added)));
    }
    diagnostics
}

/// Whether a finding is in a sealed source: nothing can be done about it any more. What a sealed plan has
/// in common with others is still found.
pub fn is_settled(diagnostic: &Diagnostic, plans: &[SealedPlan]) -> bool {
    let across = matches!(diagnostic.code(), Code::DuplicateAddress | Code::DuplicateYear | Code::BrokenSeal);
    let place = diagnostic.place.as_ref().filter(|_| !across);
    place.is_some_and(|place| plans.iter().any(|plan| is_in(&place.file, &plan.folder)))
}

/// Whether a finding has nothing to do with what is sealed: it is in no file of `content/`.
pub fn is_apart(diagnostic: &Diagnostic) -> bool {
    diagnostic.place.as_ref().is_none_or(|place| !is_in(&place.file, CONTENT))
}

fn finding(plan: &SealedPlan, file: &str, change: SealedChange) -> Diagnostic {
    let plan = plan.volume.place.plan.clone();
    Diagnostic::new(Finding::SealedSource { plan, change }, whole_file(file))
}

/// The places in which a file differs from the one that was sealed by this name.
fn differences(plan: &SealedPlan, name: &str, found: &Found) -> Vec<Diagnostic> {
    let sealed = || String::from_utf8(plan.volume.read(&format!("{SOURCE}{name}")).ok()?).ok();
    let texts = is_markdown(&found.file).then(|| Some((sealed()?, SourceFile::read(found).ok()?))).flatten();
    let Some((sealed, now)) = texts else {
        return vec![finding(plan, &found.file, SealedChange::Bytes)];
    };
    let sealed = text::without_mark(&sealed);
    let diff = TextDiff::from_lines(sealed, text::without_mark(&now.text));
    let start = now.text.len() - text::without_mark(&now.text).len();
    // Where each line begins.
    let lines: Vec<usize> =
        std::iter::once(start).chain(now.text.match_indices('\n').map(|(index, _)| index + 1)).collect();
    let mut diagnostics = Vec::new();
    for group in diff.grouped_ops(0).iter().take(MOST_PLACES) {
        let (mut was, mut first, mut last) = (String::new(), None, None);
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            match change.tag() {
                ChangeTag::Delete => was.push_str(change.value()),
                ChangeTag::Insert => {
                    first = first.or(change.new_index());
                    last = change.new_index();
                }
                ChangeTag::Equal => {}
            }
        }
        let at = group.first().map_or(0, |op| op.new_range().start);
        let line = |index: usize| lines.get(index).copied().unwrap_or(now.text.len());
        let range = match (first, last) {
            (Some(first), Some(last)) => line(first)..line(last + 1).max(line(first)),
            // Lines were taken out: what now stands there is shown.
            _ => line(at)..line(at + 1),
        };
        let shown = now.text.get(range.clone()).unwrap_or_default();
        let one = range.start..range.start + shown.lines().next().map_or(0, str::len);
        let was: String = was.trim_end().chars().take(LONGEST).collect();
        let finding =
            Finding::SealedSource { plan: plan.volume.place.plan.clone(), change: SealedChange::Lines(was) };
        diagnostics.push(Diagnostic::new(finding, now.place(one)));
    }
    if diagnostics.is_empty() {
        // Only line ends or a byte order mark.
        diagnostics.push(finding(plan, &found.file, SealedChange::Bytes));
    }
    diagnostics
}
