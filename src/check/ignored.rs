//! Findings that the authors ask to be ignored, each where they ask it.
//!
//! Takes all findings and the site; takes away those that a comment in the text, an item, a section or a
//! plan asks to be ignored, and gives a finding for each that asks in vain. The narrowest one is served first, so that a
//! reason given for one place never hides behind one given for all.

use crate::diagnostic::{Code, Diagnostic, Finding, Place, Position, Severity};
use crate::markdown::Reach;
use crate::model::indicator::{Ignored, Indicator, Task};
use crate::model::plan::{Plan, Section};
use crate::pages::catalog::{Catalog, PageRef};
use crate::source::document::Text;
use crate::source::yaml::{KeyOrValue, PathStep};
use crate::source_path::{folder, is_in};
use std::collections::{BTreeMap, BTreeSet};

/// Something to be ignored, with where it is asked for.
#[derive(Debug)]
struct IgnoreRule {
    code: Code,
    scope: Scope,
    at: Place,
    is_used: bool,
}

/// What a rule reaches; narrower ones come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Scope {
    /// The nearest finding before the end of this stretch.
    Nearest(Position, Position),
    /// All findings that begin in this stretch.
    Stretch(Position, Position),
    /// All findings in the file.
    File,
    /// All findings in the file's folder.
    Folder,
}

/// Takes away what is to be ignored; gives what is wrong with the asking.
pub fn apply(diagnostics: &mut Vec<Diagnostic>, catalog: &Catalog<'_>) -> Vec<Diagnostic> {
    let mut rules = rules(catalog);
    if rules.is_empty() {
        return Vec::new();
    }
    let mut open: BTreeMap<&str, BTreeMap<Code, OpenFindings>> = BTreeMap::new();
    for (index, diagnostic) in diagnostics.iter().enumerate() {
        if let Some(place) = &diagnostic.place {
            let of_code = open.entry(&*place.file).or_default().entry(diagnostic.code()).or_default();
            of_code.insert((place.start, index));
        }
    }
    let mut dropped = BTreeSet::new();
    // What a narrower rule took does not show that a wider one is needed.
    for rule in &mut rules {
        let file = &*rule.at.file;
        let taken: Vec<(Position, usize)> = match rule.scope {
            Scope::Folder => {
                let folder = folder(file);
                let below = open.range_mut(folder..).take_while(|(file, _)| file.starts_with(folder));
                let below = below.filter(|(file, _)| is_in(file, folder));
                below.filter_map(|(_, codes)| codes.remove(&rule.code)).flatten().collect()
            }
            scope => match open.get_mut(file).and_then(|codes| codes.get_mut(&rule.code)) {
                Some(findings) => take(findings, scope),
                None => Vec::new(),
            },
        };
        rule.is_used = !taken.is_empty();
        dropped.extend(taken.into_iter().map(|(_, index)| index));
    }
    // Where something could not be read, what it says could not be judged: nothing is asked for in vain.
    let unread = diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error && !diagnostic.code().may_be_lowered());
    let mut indexes = 0..;
    diagnostics.retain(|_| indexes.next().is_none_or(|index| !dropped.contains(&index)));
    if unread {
        return Vec::new();
    }
    let vain = rules.into_iter().filter(|rule| !rule.is_used);
    vain.map(|rule| Diagnostic::new(Finding::UnusedIgnore { code: rule.code }, rule.at)).collect()
}

/// The findings of one code in one file that no rule has taken: where each begins, and its place among all.
type OpenFindings = BTreeSet<(Position, usize)>;

/// Takes what a rule within the file reaches. Each finding is taken once, so that all rules together cost no more than there are
/// rules and findings.
fn take(findings: &mut OpenFindings, scope: Scope) -> Vec<(Position, usize)> {
    match scope {
        Scope::Nearest(from, to) if from < to => {
            let nearest = findings.range((from, 0)..(to, 0)).next_back().copied();
            nearest.and_then(|nearest| findings.take(&nearest)).into_iter().collect()
        }
        Scope::Stretch(from, to) if from < to => {
            let inside: Vec<_> = findings.range((from, 0)..(to, 0)).copied().collect();
            inside.into_iter().filter(|finding| findings.remove(finding)).collect()
        }
        Scope::Nearest(..) | Scope::Stretch(..) => Vec::new(),
        Scope::File | Scope::Folder => std::mem::take(findings).into_iter().collect(),
    }
}

/// Everything that is to be ignored, the narrowest first, in the order of the text.
fn rules(catalog: &Catalog<'_>) -> Vec<IgnoreRule> {
    let mut rules = Vec::new();
    for entry in &catalog.entries {
        let Some(text) = catalog.text(entry.document) else { continue };
        rules.extend(text.body.ignores.iter().map(|ignore| {
            let covers = text.place(&ignore.covers);
            let scope = match ignore.reach {
                Reach::Nearest => Scope::Nearest(covers.start, covers.end),
                Reach::All => Scope::Stretch(covers.start, covers.end),
            };
            IgnoreRule { code: ignore.code, scope, at: text.place(&ignore.span), is_used: false }
        }));
        let (ignore, scope, indicators, tasks) = match entry.page {
            PageRef::Plan(_, Plan { front, .. }) => {
                (&front.ignore, Scope::Folder, &front.indicators, &front.tasks)
            }
            PageRef::Section(_, _, Section { front, .. }) => {
                (&front.ignore, Scope::File, &front.indicators, &front.tasks)
            }
            PageRef::Home(_) | PageRef::Series(_) | PageRef::Page(_) => continue,
        };
        listed(text, ignore, &[], scope, &mut rules);
        items(text, indicators, tasks, &mut rules);
    }
    rules.sort_by_key(|rule| rule.scope);
    rules
}

/// The `ignore:` of items.
fn items(text: &Text, indicators: &[Indicator], tasks: &[Task], rules: &mut Vec<IgnoreRule>) {
    let of_indicators = indicators.iter().map(|one| one.details.as_deref().map(|details| &details.ignore));
    let of_indicators = of_indicators.enumerate().map(|(index, ignore)| ("indicators", index, ignore));
    let of_tasks = tasks.iter().enumerate().map(|(index, task)| ("tasks", index, Some(&task.ignore)));
    for (list, index, ignore) in of_indicators.chain(of_tasks) {
        let Some(ignore) = ignore.filter(|ignore| !ignore.is_empty()) else { continue };
        let item = text.front_place(&[list], Some(index));
        let path = [PathStep::Key(list.to_owned()), PathStep::Index(index)];
        listed(text, ignore, &path, Scope::Stretch(item.start, item.end), rules);
    }
}

/// The codes in one `ignore:`, which stands below a path.
fn listed(text: &Text, ignore: &Ignored, path: &[PathStep], scope: Scope, rules: &mut Vec<IgnoreRule>) {
    for name in ignore.keys() {
        let Some(code) = Code::find(name) else { continue };
        let key = [PathStep::Key("ignore".to_owned()), PathStep::Key(name.clone())];
        let path: Vec<PathStep> = path.iter().cloned().chain(key).collect();
        let at = text.yaml_place(&text.spans().find(&path, KeyOrValue::Key));
        rules.push(IgnoreRule { code, scope, at, is_used: false });
    }
}
