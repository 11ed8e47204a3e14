//! What in `content/` is not as it was sealed.
//!
//! Takes the sealed plans and the files that lie in `content/` now; gives a finding for each place that
//! differs. What is published is the sealed plan, so a change that was made by mistake does no harm, and a
//! change that was meant must be sealed to be seen: the drafter is told of both.

use crate::archive::site_archive::{SOURCE, SealedPlan};
use crate::diagnostic::{Code, Diagnostic, Finding, SealedChange, SiteFault};
use crate::digest::Digest;
use crate::source::listing::{Listing, is_markdown};
use crate::source::stand_in::{folder_now, is_kept, set_aside};
use crate::source::text::SourceFile;
use crate::source::walk::{CONTENT, FoundFile, of_file};
use crate::source::{assets, text};
use crate::source_path::is_in;
use similar::{DiffOp, TextDiff};
use std::collections::{BTreeMap, BTreeSet};

/// So many places are shown of one file.
const MOST_PLACES: usize = 5;
/// So many characters of what was sealed are shown.
const LONGEST: usize = 300;

/// Compares the sources of sealed plans with what lies in `content/`. A plan of which nothing is left there
/// is not missed: its sources are in the archive.
pub fn sealed(plans: &[SealedPlan], found: &Listing, digests: &mut assets::AssetCache) -> Vec<Diagnostic> {
    let with_folder = plans.iter().filter_map(|plan| Some((plan, folder_now(found, &plan.folder)?)));
    let kept: Vec<(&SealedPlan, &str)> = with_folder.filter(|(_, folder)| is_kept(found, folder)).collect();
    let files: Vec<FoundFile> =
        kept.iter().flat_map(|(_, folder)| set_aside(found, folder)).cloned().collect();
    let all: BTreeSet<usize> = (0..files.len()).collect();
    let looked = digests.renew(&files, &all);
    let mut diagnostics = looked.diagnostics;
    let now: BTreeMap<&str, (&FoundFile, &Digest)> = files
        .iter()
        .zip(&looked.list)
        .filter_map(|(found, asset)| Some((&*found.file, (found, &asset.as_ref()?.digest))))
        .collect();
    for (plan, folder) in kept {
        // By the names that the files have, or would have, in the folder as it is called now.
        let sealed: BTreeMap<String, (&str, &Digest)> = plan
            .bag
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

fn finding_of(plan: &SealedPlan, change: SealedChange) -> Finding {
    Finding::Site(SiteFault::SealedSource { plan: plan.bag.place.plan.clone(), change })
}

fn finding(plan: &SealedPlan, file: &str, change: SealedChange) -> Diagnostic {
    of_file(file, finding_of(plan, change))
}

/// The lines of a text that are not blank, each with the place where it begins; a mark at the start belongs to none.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let bare = text::without_mark(text);
    let mut next = text.len() - bare.len();
    let mut lines = Vec::new();
    for line in bare.split_inclusive('\n') {
        if !line.trim().is_empty() {
            lines.push((next, line.trim_end_matches('\n').trim_end_matches('\r')));
        }
        next += line.len();
    }
    lines
}

/// The same without the places.
fn texts<'t>(lines: &[(usize, &'t str)]) -> Vec<&'t str> {
    lines.iter().map(|(_, line)| *line).collect()
}

/// The places in which a file differs from the one that was sealed by this name.
fn differences(plan: &SealedPlan, name: &str, found: &FoundFile) -> Vec<Diagnostic> {
    let sealed = || String::from_utf8(plan.bag.read(&format!("{SOURCE}{name}")).ok()?).ok();
    let both = is_markdown(&found.file).then(|| Some((sealed()?, SourceFile::read(found).ok()?))).flatten();
    let Some((sealed, now)) = both else {
        return vec![finding(plan, &found.file, SealedChange::Bytes)];
    };
    // Without blank lines and the ends of lines: a paragraph that was taken out is then one place and not two.
    let (was, is) = (lines(&sealed), lines(&now.text));
    let diff = TextDiff::from_slices(&texts(&was), &texts(&is));
    let groups = diff.grouped_ops(0);
    let place = |(start, line): (usize, &str)| now.place(start..start + line.len());
    let at = |group: &[DiffOp]| {
        let index = group.first().map_or(0, |op| op.new_range().start);
        // What was sealed at the end is missed behind the last line.
        place(is.get(index).copied().unwrap_or((now.text.len(), "")))
    };
    let mut diagnostics = Vec::new();
    for group in groups.iter().take(MOST_PLACES) {
        let old = group.iter().flat_map(DiffOp::old_range).filter_map(|index| was.get(index));
        let old: Vec<&str> = old.map(|(_, line)| *line).collect();
        let old: String = old.join("\n").trim_end().chars().take(LONGEST).collect();
        let replaced = group.iter().any(|op| !op.new_range().is_empty());
        let change = if replaced { SealedChange::Lines(old) } else { SealedChange::Removed(old) };
        diagnostics.push(Diagnostic::new(finding_of(plan, change), at(group)));
    }
    if let Some(next) = groups.get(MOST_PLACES) {
        let more = SealedChange::More(groups.len() - MOST_PLACES);
        diagnostics.push(Diagnostic::new(finding_of(plan, more), at(next)));
    }
    if diagnostics.is_empty() {
        diagnostics.push(finding(plan, &found.file, SealedChange::Unseen));
    }
    diagnostics
}
