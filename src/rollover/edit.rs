//! Changes of a YAML text that touch nothing but what they change, each verified before it counts.
//!
//! Takes a text and what is to change in it, by paths; gives the replacements. The changes are made twice:
//! in the text, and in the values read from it. Where the new text does not read as the new values, there
//! are none: a way of writing that this module does not understand is refused, never guessed at.

use super::verify::{self, verify};
use super::yaml_edit::YamlEdit;
use super::years::Rewriter;
use crate::bug::{bug, slice};
use crate::source::edit::layout::{LineLayout, Removal};
use crate::source::edit::patches::{Patches, line_of};
use crate::source::edit::{UnsafeEdit, below};
use crate::source::yaml::path::to_words;
use crate::source::yaml::value::read_value;
use crate::source::yaml::{NodeKind, NodeStyle, PathStep, SpannedYaml, YamlNode, YamlPath};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::ops::Range;

/// What was taken out of a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Removed {
    /// Which value.
    pub path: YamlPath,
    /// The line, from 1, that it stood at.
    pub line: usize,
    /// It as it was written, from its key on, with its comments.
    pub text: String,
}

/// Finds the replacements that make the changes in a text; gives them with what they take out.
///
/// # Errors
/// Where the text is written in a way that cannot be changed with certainty.
pub fn edit_text(yaml: &str, edits: &[YamlEdit]) -> Result<(Patches, Vec<Removed>), UnsafeEdit> {
    let tree = SpannedYaml::read(yaml);
    tree.whole_mapping().ok_or_else(|| UnsafeEdit::at(yaml, 0))?;
    let mut editor =
        TextEditor { yaml, tree: &tree, layout: LineLayout::new(yaml, &tree), patches: Patches::default() };
    let removed = editor.run(edits)?;
    let patches = editor.patches;
    verify(yaml, edits, &patches)?;
    Ok((patches, removed))
}

struct TextEditor<'y> {
    yaml: &'y str,
    tree: &'y SpannedYaml,
    layout: LineLayout<'y>,
    patches: Patches,
}

impl<'y> TextEditor<'y> {
    fn run(&mut self, edits: &[YamlEdit]) -> Result<Vec<Removed>, UnsafeEdit> {
        let mut taken: Vec<(YamlPath, bool)> = Vec::new();
        let mut removed = Vec::new();
        for edit in edits {
            match edit {
                YamlEdit::Remove(path) => taken.push((path.clone(), true)),
                YamlEdit::Set(path, text) => {
                    let range = self.scalar(path)?;
                    self.patches.add(range, text.clone());
                }
                YamlEdit::Rewrite(path, rewriter) => self.rewrite(path, rewriter)?,
                YamlEdit::Carry(path, date) => {
                    if let Some(before) = self.carry(path, *date)? {
                        removed.push(before);
                        taken.push((below(path, "actual"), false));
                    }
                }
                YamlEdit::CarryReport(path, value) => {
                    if let Some(before) = self.carry_report(path, value)? {
                        removed.push(before);
                        taken.push((below(path, "baseline"), false));
                    }
                }
                YamlEdit::Mark(path, comment) => self.mark(path, comment)?,
            }
        }
        self.take_out(&taken, &mut removed)?;
        Ok(removed)
    }

    fn refuse(&self, at: usize, path: &[PathStep]) -> UnsafeEdit {
        UnsafeEdit { line: line_of(self.yaml, at), what: to_words(path) }
    }

    fn text(&self, range: Range<usize>) -> &'y str {
        slice(self.yaml, range)
    }

    fn entry(&self, path: &[PathStep]) -> Result<YamlNode<'y>, UnsafeEdit> {
        let found = match path.split_last() {
            Some((PathStep::Key(name), above)) => self.tree.at(above).and_then(|node| node.entry(name)),
            _ => None,
        };
        found.ok_or_else(|| self.missing(path))
    }

    /// What a path leads to stands elsewhere, behind an alias: that alias is where it was looked for.
    fn missing(&self, path: &[PathStep]) -> UnsafeEdit {
        let nearest = (0..=path.len()).rev().find_map(|length| self.tree.at(path.get(..length)?));
        self.refuse(nearest.map_or(0, |node| node.range().start), path)
    }

    /// Where a single value stands.
    fn scalar(&self, path: &[PathStep]) -> Result<Range<usize>, UnsafeEdit> {
        let node = self.tree.at(path).ok_or_else(|| self.missing(path))?;
        let range = node.range();
        match node.kind() {
            NodeKind::Scalar(NodeStyle::Flow | NodeStyle::Plain) | NodeKind::Alias(_)
                if !range.is_empty() =>
            {
                Ok(range)
            }
            _ => Err(self.refuse(range.start, path)),
        }
    }

    fn rewrite(&mut self, path: &[PathStep], rewriter: &Rewriter) -> Result<(), UnsafeEdit> {
        let node = self.tree.at(path).ok_or_else(|| self.missing(path))?;
        let range = node.range();
        let old = match node.kind() {
            NodeKind::Scalar(_) => self.text(range.clone()).to_owned(),
            // What others have too is written out here.
            NodeKind::Alias(_) => {
                let value = read_value(self.yaml).ok();
                let text = value.as_ref().and_then(|value| verify::text_at(value, path));
                text.ok_or_else(|| self.refuse(range.start, path))?
            }
            NodeKind::Mapping(_) | NodeKind::List(_) => return Err(self.refuse(range.start, path)),
        };
        self.patches.add(range, rewriter.apply(&old));
        Ok(())
    }

    /// Puts a comment behind a value, unless it is there.
    fn mark(&mut self, path: &[PathStep], comment: &str) -> Result<(), UnsafeEdit> {
        let entry = self.entry(path)?;
        let from = match entry.kind() {
            NodeKind::Scalar(NodeStyle::Block) => entry.key_range().end,
            _ => entry.end(),
        };
        let at = self.layout.comment_place(from).ok_or_else(|| self.refuse(from, path))?;
        let line = self.text(self.layout.line_start(at)..at);
        let marked = self.layout.marked.contains(&at);
        if !line.ends_with(comment) && !marked {
            self.patches.add(at..at, format!(" {comment}"));
            self.layout.marked.insert(at);
        }
        Ok(())
    }

    /// Makes the actual value the baseline; gives the baseline that there was, whose place it took: then
    /// the actual value is still to be taken out.
    fn carry(&mut self, path: &[PathStep], date: Option<Date>) -> Result<Option<Removed>, UnsafeEdit> {
        let map = self.tree.at(path).ok_or_else(|| self.missing(path))?;
        let NodeKind::Mapping(style) = map.kind() else { return Err(self.missing(path)) };
        let actual = map.entry("actual").ok_or_else(|| self.missing(path))?;
        let end_of = |node: YamlNode<'_>| match style {
            NodeStyle::Block => self.layout.end_with_comment(node.end()),
            _ => node.end(),
        };
        let end = end_of(actual);
        let dated = match date {
            Some(date) => self.dated(actual, date, path)?,
            None => Patches::default(),
        };
        let Some(baseline) = map.entry("baseline") else {
            let key = self.text(actual.key_range()).replace("actual", "baseline");
            self.patches.add(actual.key_range(), key);
            self.patches.add_all(dated, 0);
            return Ok(None);
        };
        // The value moves as it is written, with what is said of it behind it.
        let mut value = Patches::default();
        value.add(0..actual.key_range().end, "");
        value.add(end..self.yaml.len(), "");
        value.add_all(dated, 0);
        let value = value.apply(self.yaml).map_err(|at| self.refuse(at, path))?.text;
        let baseline_end = end_of(baseline);
        self.patches.add(baseline.key_range().end..baseline_end, value);
        Ok(Some(Removed {
            path: below(path, "baseline"),
            line: line_of(self.yaml, baseline.start()),
            text: self.text(baseline.start()..baseline_end).to_owned(),
        }))
    }

    /// Makes the list of reports the baseline; gives the baseline that there was, which is still to be taken out.
    fn carry_report(&mut self, path: &[PathStep], value: &str) -> Result<Option<Removed>, UnsafeEdit> {
        let map = self.tree.at(path).ok_or_else(|| self.missing(path))?;
        let reports = map.entry("reports").ok_or_else(|| self.missing(path))?;
        self.patches.add(reports.key_range().start..reports.end(), format!("baseline: {value}"));
        Ok(map.entry("baseline").map(|baseline| Removed {
            path: below(path, "baseline"),
            line: line_of(self.yaml, baseline.start()),
            text: self.text(baseline.start()..baseline.end()).to_owned(),
        }))
    }

    /// What gives a measured value a date, in the place of one that it has.
    fn dated(&self, value: YamlNode<'_>, date: Date, path: &[PathStep]) -> Result<Patches, UnsafeEdit> {
        let mut patches = Patches::default();
        let start = value.range().start;
        let old = value.entry("date").map(|old| (old, false));
        if let Some((old, is_quarter)) = old.or_else(|| Some((value.entry("quarter")?, true))) {
            if is_quarter {
                let key = self.text(old.key_range()).replace("quarter", "date");
                patches.add(old.key_range(), key);
            }
            patches.add(old.range(), date.to_string());
            return Ok(patches);
        }
        match value.kind() {
            NodeKind::Scalar(NodeStyle::Flow | NodeStyle::Plain) | NodeKind::Alias(_) => {
                let text = self.text(value.range());
                // A comma ends a value in brackets, unless it is quoted.
                let plain = !text.starts_with(['"', '\'']) && text.contains(',');
                let text = if plain { format!("'{text}'") } else { text.to_owned() };
                patches.add(value.range(), format!("{{value: {text}, date: {date}}}"));
            }
            NodeKind::Mapping(NodeStyle::Flow) => {
                let number = value.entry("value").ok_or_else(|| self.refuse(start, path))?;
                patches.add(number.end()..number.end(), format!(", date: {date}"));
            }
            NodeKind::Mapping(NodeStyle::Block) => {
                let number = value.entry("value").ok_or_else(|| self.refuse(start, path))?;
                let indent = self.text(self.layout.line_start(number.start())..number.start());
                if !indent.trim().is_empty() {
                    return Err(self.refuse(number.start(), path));
                }
                let end = self.layout.end_with_comment(number.end());
                patches.add(end..end, format!("{}{indent}date: {date}", self.layout.line_break()));
            }
            _ => return Err(self.refuse(start, path)),
        }
        Ok(patches)
    }

    /// Takes keys and items out; what is to be told of is added to the list.
    fn take_out(&mut self, taken: &[(YamlPath, bool)], removed: &mut Vec<Removed>) -> Result<(), UnsafeEdit> {
        let mut above: BTreeSet<&[PathStep]> = BTreeSet::new();
        for (path, _) in taken {
            let Some((_, parent)) = path.split_last() else { bug!("the whole front matter is to go") };
            // All that goes from one mapping or list goes together.
            if !above.insert(parent) {
                continue;
            }
            let node = self.tree.at(parent).ok_or_else(|| self.missing(parent))?;
            let of_parent =
                taken.iter().filter(|(path, _)| path.split_last().is_some_and(|(_, own)| own == parent));
            let mut gone = Vec::new();
            for (path, reported) in of_parent {
                let index = match path.last() {
                    Some(PathStep::Key(name)) => {
                        node.children().position(|entry| entry.key() == Some(name.as_str()))
                    }
                    Some(PathStep::Index(index)) => node.items().nth(*index).map(|_| *index),
                    None => None,
                };
                let index = index.ok_or_else(|| self.missing(path))?;
                gone.push((index, path, *reported));
            }
            gone.sort_by_key(|(index, ..)| *index);
            let indexes: Vec<usize> = gone.iter().map(|(index, ..)| *index).collect();
            let Removal { ranges, stretches } =
                self.layout.take(node, &indexes).map_err(|at| self.refuse(at, path))?;
            for range in ranges {
                self.patches.add(range, "");
            }
            for ((_, path, reported), stretch) in gone.into_iter().zip(stretches) {
                if reported {
                    removed.push(Removed {
                        path: path.clone(),
                        line: line_of(self.yaml, stretch.start),
                        text: self.text(stretch).trim_end().to_owned(),
                    });
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
