//! A later version of the same document, brought into the plan that an earlier one became.
//!
//! Takes the plan's files as they are and the files that the new version would make; gives the files that change and an account of the
//! difference by paragraph. Front matter, ids and bound figures are the plan's own and stay; the words are the document's. Where the
//! words of a bound target changed, the target is proposed anew. Nothing is ever removed but paragraphs.

mod blocks;
mod body;
mod entries;
mod figures;
mod places;
mod sections;

#[cfg(test)]
mod tests;

use crate::diagnostic::words::say;
use crate::import::remark::Remark;
use crate::markdown::FigureValue;
use crate::model::quantity::prose::is_unusual;
use crate::source::edit::UnsafeEdit;
use crate::source::edit::front_edit::{FrontEdit, edit_text};
pub use body::BodyChange;
use body::merge;
use entries::{Entries, Entry};
use figures::{ChangedFigure, KnownIndicators};
use sections::{Match, Text, ordered};
use std::collections::{BTreeMap, BTreeSet};

/// What a new version makes of a plan.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlanUpdate {
    /// The texts that are other than before, or new, whole.
    pub texts: BTreeMap<String, String>,
    /// The difference, file by file in the order of the plan.
    pub files: Vec<FileUpdate>,
    /// Entries of tables that are new, or say something else than before.
    pub entries: Vec<ChangedEntry>,
    /// Targets that are others now.
    pub targets: Vec<ChangedTarget>,
    pub remarks: Vec<Remark>,
}

/// What changes in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileUpdate {
    pub file: String,
    pub title: String,
    /// Its title in the plan, where that is another one.
    pub old_title: Option<String>,
    pub kind: FileChange,
    pub changes: Vec<BodyChange>,
}

/// What becomes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileChange {
    /// It is in both.
    Kept,
    /// It is new.
    New,
    /// The document has no such section any more; the file stays until somebody removes it.
    Gone,
}

/// A task or an indicator that is new, or whose table says something else than before; targets are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedEntry {
    pub id: String,
    pub name: String,
    /// The key with what it said and says; none of a new entry.
    pub value: Option<(&'static str, String, String)>,
}

/// A target whose words are others in the new version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedTarget {
    pub id: String,
    pub old: String,
    pub new: String,
}

/// Why a plan cannot be updated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdateObstacle {
    /// The file that is written in a way that cannot be changed with certainty.
    pub file: String,
    pub at: UnsafeEdit,
}

/// Brings a new version into a plan; both are texts by their names in the plan's folder.
///
/// # Errors
/// A file whose front matter cannot be changed with certainty.
pub fn update(
    own: &BTreeMap<String, String>,
    document: &BTreeMap<String, String>,
) -> Result<PlanUpdate, UpdateObstacle> {
    let (own, new) = (Text::all(own), Text::all(document));
    let entries: Vec<Entries> = own.iter().map(Text::entries).collect();
    let known = KnownIndicators {
        units: entries.iter().flat_map(Entries::units).filter(|unit| is_unusual(unit)).collect(),
        names: entries
            .iter()
            .flat_map(|own| &own.indicators)
            .map(|entry| (&*entry.id, &*entry.name))
            .collect(),
    };
    let matched = ordered(&own, &new);
    let mut result = PlanUpdate::default();
    let mut edits: BTreeMap<&str, Vec<FrontEdit>> = BTreeMap::new();
    let mut bodies: BTreeMap<&str, String> = BTreeMap::new();
    let mut figures: Vec<ChangedFigure> = Vec::new();
    let all = entries.iter().flat_map(|own| own.indicators.iter().chain(&own.tasks));
    let mut ids: BTreeSet<String> = all.map(|entry| entry.id.clone()).collect();
    for one in &matched {
        let (file, title, old_title, kind, changes) = match one {
            Match::Both { own: index, new: text } => {
                let Some(old) = own.get(*index) else { continue };
                let merged = merge(old.body(), text.body(), &known);
                if merged.text.trim() != old.body().trim() {
                    bodies.insert(&old.name, merged.text);
                }
                let of = edits.entry(&old.name).or_default();
                let old_title =
                    Some(&old.title).filter(|title| !old.is_index() && **title != text.title).cloned();
                if old_title.is_some() {
                    of.push(entries::set(Vec::new(), "title", &text.title));
                }
                if let Some(own) = entries.get(*index) {
                    let followed = own.follow(&text.entries(), &mut ids);
                    of.extend(followed.edits);
                    result.targets.extend(followed.targets);
                    result.entries.extend(followed.entries);
                }
                figures.extend(merged.figures);
                let lost = merged.comments.into_iter().map(|comment| {
                    let file = old.name.clone();
                    say!(
                        "{file}: a paragraph that changed had the comment `{comment}`, which is not in it any more",
                        "{file}：有改动的段落中原有注释“{comment}”，更新后不再保留"
                    )
                });
                result.remarks.extend(lost.map(|words| Remark { at: None, words }));
                (&old.name, &text.title, old_title, FileChange::Kept, merged.changes)
            }
            Match::New { name, text, .. } => {
                result.texts.insert(name.clone(), text.whole().to_owned());
                let words = body::words(text.body());
                (name, &text.title, None, FileChange::New, words.into_iter().map(BodyChange::Added).collect())
            }
            Match::Gone { own: index } => {
                let Some(old) = own.get(*index) else { continue };
                (&old.name, &old.title, None, FileChange::Gone, Vec::new())
            }
        };
        result.files.push(FileUpdate { file: file.clone(), title: title.clone(), old_title, kind, changes });
    }
    for (file, order) in sections::orders(&own, &matched) {
        match own.iter().find(|text| text.name == file) {
            Some(old) => edits.entry(&old.name).or_default().push(entries::place(order)),
            None => sections::give_order(&mut result.texts, &file, order),
        }
    }
    let listed: BTreeMap<&str, (usize, &Entry)> = entries
        .iter()
        .enumerate()
        .flat_map(|(index, entries)| entries.indicators.iter().map(move |entry| (&*entry.id, (index, entry))))
        .collect();
    for figure in figures {
        let target = (figure.plan.is_none() && figure.value == FigureValue::Target)
            .then_some(figure.new.as_ref())
            .flatten();
        let found =
            listed.get(figure.id.as_str()).and_then(|(index, entry)| Some((own.get(*index)?, *entry)));
        match (target, found) {
            (Some(new), Some((text, entry))) => {
                if result.targets.iter().any(|known| known.id == figure.id) {
                    continue;
                }
                edits.entry(&text.name).or_default().extend(entry.retarget(new));
                result.targets.push(ChangedTarget { id: figure.id, old: figure.old, new: new.clone() });
            }
            _ => result.remarks.push(Remark { at: None, words: unbound(&figure) }),
        }
    }
    for text in &own {
        let edits = edits.remove(&*text.name).unwrap_or_default();
        let body = bodies.remove(&*text.name);
        if edits.is_empty() && body.is_none() {
            continue;
        }
        let patched = text
            .patched(&edits, body.as_deref())
            .map_err(|at| UpdateObstacle { file: text.name.clone(), at })?;
        result.texts.insert(text.name.clone(), patched);
    }
    Ok(result)
}

fn unbound(figure: &ChangedFigure) -> crate::diagnostic::Words {
    let (id, old) = (&figure.id, &figure.old);
    match &figure.new {
        None => say!(
            "`{old}`, bound to `{id}`, has no certain counterpart in the new text, so it is not bound any more; the indicator stays",
            "绑定到 `{id}` 的“{old}”在新文本中没有可以确定的对应内容，已解除绑定；该指标保留，请核对"
        ),
        Some(new) => say!(
            "`{old}`, bound to `{id}`, reads `{new}` now; it is no target, so it is not bound any more",
            "绑定到 `{id}` 的“{old}”现为“{new}”；它不是目标值，已解除绑定"
        ),
    }
}

impl Text {
    /// The text with changes of its front matter, and with another body.
    fn patched(&self, edits: &[FrontEdit], body: Option<&str>) -> Result<String, UnsafeEdit> {
        let yaml = if edits.is_empty() {
            self.yaml().to_owned()
        } else {
            let patched = edit_text(self.yaml(), edits)?.apply(self.yaml());
            patched.map_err(|at| UnsafeEdit::at(self.yaml(), at))?.text
        };
        Ok(self.with(&yaml, body))
    }
}
