//! Changes of front matter as commands ask for them, each made twice: in the text and in the values.
//!
//! Takes a YAML text and what is to change in it; gives the replacements. Where the new text does not read as the new
//! values there are none: a way of writing that is not understood is refused.

mod relist;

use crate::bug::slice;
use crate::source::edit::insert::{Inserter, ItemStyle, ListStyle, NewValue, Record, list_in_brackets};
use crate::source::edit::layout::LineLayout;
use crate::source::edit::patches::{Patches, line_of};
use crate::source::edit::values::{difference, remove, value_at};
use crate::source::edit::{UnsafeEdit, below};
use crate::source::yaml::path::to_words;
use crate::source::yaml::value::read_value;
use crate::source::yaml::{KeyOrValue, NodeKind, NodeStyle, PathStep, SpannedYaml, YamlNode, YamlPath};
use serde_yaml::Value;

/// The keys that a new one is put behind: behind the last of them that is there.
pub type Behind = &'static [&'static str];

/// A change.
#[derive(Debug, Clone)]
pub enum FrontEdit {
    /// In a mapping, a key gets a single value; one that is not there comes in.
    Set { map: YamlPath, key: &'static str, to: String, behind: Behind },
    /// In a mapping, a list of mappings gets more, each before the item that has this index now; one that is not there comes
    /// in.
    Add { map: YamlPath, key: &'static str, records: Vec<(usize, Record)>, behind: Behind },
    /// In a mapping, `actual` with its mapping becomes the list `reports`, with others before and after it.
    Relist { map: YamlPath, before: Vec<Record>, after: Vec<Record> },
    /// In a mapping, a key goes.
    Remove { map: YamlPath, key: &'static str },
}

/// Finds the replacements that make the changes in a text.
///
/// # Errors
/// Where the text is written in a way that cannot be changed with certainty.
pub fn edit_text(yaml: &str, edits: &[FrontEdit]) -> Result<Patches, UnsafeEdit> {
    let tree = SpannedYaml::read(yaml);
    tree.whole_mapping().ok_or_else(|| UnsafeEdit::at(yaml, 0))?;
    let inserter = Inserter { yaml, layout: LineLayout::new(yaml, &tree), patches: Patches::default() };
    let mut editor = Editor { tree: &tree, inserter, new_keys: Vec::new() };
    for edit in edits {
        editor.make(edit)?;
    }
    editor.put_new_keys()?;
    let patches = editor.inserter.patches;
    verify(yaml, &tree, edits, &patches)?;
    Ok(patches)
}

/// Makes the changes in the values, and compares them with what the new text reads as.
fn verify(yaml: &str, tree: &SpannedYaml, edits: &[FrontEdit], patches: &Patches) -> Result<(), UnsafeEdit> {
    let refuse = |path: &[PathStep]| {
        let at = tree.find(path, KeyOrValue::Key).start;
        UnsafeEdit { line: line_of(yaml, at), what: to_words(path) }
    };
    let mut expected = read_value(yaml).map_err(|error| UnsafeEdit::at(yaml, error.at))?;
    for edit in edits {
        change(&mut expected, edit).ok_or_else(|| refuse(edit.map()))?;
    }
    let patched = patches.clone().apply(yaml).map_err(|at| UnsafeEdit::at(yaml, at))?;
    let new =
        read_value(&patched.text).map_err(|error| UnsafeEdit::at(yaml, patched.old_offset(error.at)))?;
    difference(&expected, &new).map_or(Ok(()), |path| Err(refuse(&path)))
}

impl FrontEdit {
    /// The mapping in which it is made.
    pub fn map(&self) -> &[PathStep] {
        match self {
            Self::Set { map, .. }
            | Self::Add { map, .. }
            | Self::Relist { map, .. }
            | Self::Remove { map, .. } => map,
        }
    }
}

/// Makes a change in the values; none where they have no such mapping or list.
fn change(value: &mut Value, edit: &FrontEdit) -> Option<()> {
    let records = |records: &[Record]| match read_value(&list_in_brackets(records)) {
        Ok(Value::Sequence(list)) => Some(list),
        _ => None,
    };
    let map = value_at(value, edit.map())?;
    match edit {
        FrontEdit::Set { key, to, .. } => {
            map.as_mapping_mut()?.insert((*key).into(), read_value(to).ok()?);
        }
        FrontEdit::Remove { key, .. } => remove(map, &[PathStep::key(key)]),
        FrontEdit::Add { key, records: added, .. } => {
            let map = map.as_mapping_mut()?;
            let mut list = match map.get(*key) {
                Some(Value::Sequence(list)) => list.clone(),
                None | Some(Value::Null) => Vec::new(),
                Some(_) => return None,
            };
            for (index, record) in added.iter().rev() {
                let item = records(std::slice::from_ref(record))?.pop()?;
                list.insert((*index).min(list.len()), item);
            }
            map.insert((*key).into(), Value::Sequence(list));
        }
        FrontEdit::Relist { before, after, .. } => {
            let map = map.as_mapping_mut()?;
            let own = map.shift_remove("actual")?;
            let list = records(before)?.into_iter().chain([own]).chain(records(after)?).collect();
            map.insert("reports".into(), Value::Sequence(list));
        }
    }
    Some(())
}

struct Editor<'y> {
    tree: &'y SpannedYaml,
    inserter: Inserter<'y>,
    new_keys: Vec<NewKeys>,
}

/// New keys of a mapping that come in at one place.
struct NewKeys {
    map: YamlPath,
    /// Where the entry begins that they are put behind.
    behind: usize,
    keys: Vec<(&'static str, NewValue)>,
}

impl<'y> Editor<'y> {
    fn refuse(&self, at: usize, path: &[PathStep]) -> UnsafeEdit {
        UnsafeEdit { line: line_of(self.inserter.yaml, at), what: to_words(path) }
    }

    fn mapping(&self, path: &[PathStep]) -> Result<YamlNode<'y>, UnsafeEdit> {
        let found = self.tree.at(path).filter(|node| matches!(node.kind(), NodeKind::Mapping(_)));
        found.ok_or_else(|| {
            // What a path leads to stands elsewhere, behind an alias: that alias is where it was looked for.
            let nearest = (0..=path.len()).rev().find_map(|length| self.tree.at(path.get(..length)?));
            self.refuse(nearest.map_or(0, |node| node.range().start), path)
        })
    }

    fn make(&mut self, edit: &FrontEdit) -> Result<(), UnsafeEdit> {
        let map = self.mapping(edit.map())?;
        match edit {
            FrontEdit::Set { map: path, key, to, behind } => match map.entry(key) {
                None => {
                    self.new_key(path, (map, behind), (key, NewValue::Inline(to.clone())));
                    Ok(())
                }
                Some(entry) => self.set(entry, to).map_err(|at| self.refuse(at, &below(path, key))),
            },
            FrontEdit::Add { map: path, key, records, behind } => {
                let place = |at| (at, below(path, key));
                let style = self.list_style(path, key);
                let done = match map.entry(key) {
                    None => {
                        let records = records.iter().map(|(_, record)| record.clone()).collect();
                        self.new_key(path, (map, behind), (key, NewValue::List(records, style)));
                        Ok(())
                    }
                    Some(list) => self.add((map, list), records, style).map_err(place),
                };
                done.map_err(|(at, path)| self.refuse(at, &path))
            }
            FrontEdit::Relist { map: path, before, after } => {
                let style = self.list_style(path, "reports");
                let own = below(path, "actual");
                let entry = map.entry("actual").ok_or_else(|| self.refuse(map.range().start, &own))?;
                self.relist((map, entry), (before, after), style).map_err(|at| self.refuse(at, &own))
            }
            FrontEdit::Remove { map: path, key } => {
                let Some(index) = map.children().position(|entry| entry.key() == Some(key)) else {
                    return Ok(());
                };
                let taken = self.inserter.layout.take(map, &[index]);
                let taken = taken.map_err(|at| self.refuse(at, &below(path, key)))?;
                for range in taken.ranges {
                    self.inserter.patches.add(range, "");
                }
                Ok(())
            }
        }
    }

    /// Gives a key that is there another single value.
    fn set(&mut self, entry: YamlNode<'_>, to: &str) -> Result<(), usize> {
        let range = entry.range();
        match entry.kind() {
            NodeKind::Scalar(_) if range.is_empty() => {
                let text = if self.has_colon(entry) { format!(" {to}") } else { format!(": {to}") };
                self.inserter.patches.add(range, text);
                Ok(())
            }
            NodeKind::Scalar(NodeStyle::Flow | NodeStyle::Plain) | NodeKind::Alias(_) => {
                self.inserter.patches.add(range, to);
                Ok(())
            }
            _ => Err(range.start),
        }
    }

    /// Whether a colon stands behind a key.
    fn has_colon(&self, entry: YamlNode<'_>) -> bool {
        let between = entry.key_range().end..entry.range().start;
        self.inserter.yaml.get(between).is_some_and(|text| text.contains(':'))
    }

    /// Where what stands behind a key's colon begins, blanks included.
    fn behind_colon(&self, entry: YamlNode<'_>) -> Result<usize, usize> {
        let end = entry.key_range().end;
        let rest = slice(self.inserter.yaml, end..);
        let blanks = rest.len() - rest.trim_start().len();
        let has_colon = rest.get(blanks..).is_some_and(|rest| rest.starts_with(':'));
        has_colon.then_some(end + blanks + 1).ok_or(end)
    }

    fn new_key(
        &mut self,
        path: &YamlPath,
        (map, behind): (YamlNode<'_>, Behind),
        (key, value): (&'static str, NewValue),
    ) {
        let known = map.children().filter(|entry| entry.key().is_some_and(|key| behind.contains(&key)));
        let after = known.last().or_else(|| map.children().last()).map_or(0, |entry| entry.start());
        match self.new_keys.iter_mut().find(|new| new.map == *path && new.behind == after) {
            Some(new) => new.keys.push((key, value)),
            None => {
                let keys = vec![(key, value)];
                self.new_keys.push(NewKeys { map: path.clone(), behind: after, keys });
            }
        }
    }

    fn put_new_keys(&mut self) -> Result<(), UnsafeEdit> {
        for NewKeys { map: path, behind: at, keys } in std::mem::take(&mut self.new_keys) {
            let map = self.mapping(&path)?;
            let after = map.children().find(|entry| entry.start() == at);
            let after = after.ok_or_else(|| self.refuse(map.range().start, &path))?;
            self.inserter.keys(map, after, &keys).map_err(|at| self.refuse(at, &path))?;
        }
        Ok(())
    }

    /// How a list of an item's neighbours is written that has this key; else as the items themselves are.
    fn list_style(&self, path: &[PathStep], key: &str) -> ListStyle {
        let usual = ListStyle::Lines(2, ItemStyle::Brackets);
        // What the document itself lists has more keys than go in a line.
        if path.is_empty() && matches!(key, "indicators" | "tasks") {
            return ListStyle::Lines(2, ItemStyle::Lines(2));
        }
        let Some((PathStep::Index(own), above)) = path.split_last() else { return usual };
        let Some(items) = self.tree.at(above) else { return usual };
        let of = |item: YamlNode<'_>| {
            let style = self.inserter.style(item.entry(key)?).ok()??;
            // What stands in brackets can have no lines.
            matches!(item.kind(), NodeKind::Mapping(NodeStyle::Block)).then_some(style)
        };
        // The nearest before, else the nearest after.
        let all: Vec<YamlNode<'_>> = items.items().collect();
        let (before, after) = all.split_at((*own).min(all.len()));
        let before = before.iter().rev().find_map(|item| of(*item));
        before.or_else(|| after.iter().skip(1).find_map(|item| of(*item))).unwrap_or_else(|| {
            match self.inserter.style(items) {
                Ok(Some(ListStyle::Lines(offset, _))) => ListStyle::Lines(offset, ItemStyle::Brackets),
                _ => usual,
            }
        })
    }

    /// Puts more into a list that is there, though there may be nothing in it.
    fn add(
        &mut self,
        (map, list): (YamlNode<'_>, YamlNode<'_>),
        added: &[(usize, Record)],
        style: ListStyle,
    ) -> Result<(), usize> {
        let range = list.range();
        if list.items().next().is_some() {
            let mut rest = added;
            while let Some((index, _)) = rest.first() {
                let count = rest.iter().take_while(|(own, _)| own == index).count();
                let (same, others) = rest.split_at(count);
                let records: Vec<Record> = same.iter().map(|(_, record)| record.clone()).collect();
                self.inserter.items(list, *index, &records)?;
                rest = others;
            }
            return Ok(());
        }
        let records: Vec<Record> = added.iter().map(|(_, record)| record.clone()).collect();
        let in_brackets = list_in_brackets(&records);
        let is_nothing = matches!(slice(self.inserter.yaml, range.clone()), "~" | "null" | "Null" | "NULL");
        let is_empty = match list.kind() {
            NodeKind::List(NodeStyle::Flow) => true,
            NodeKind::Scalar(NodeStyle::Plain) => is_nothing,
            NodeKind::Scalar(_) => range.is_empty(),
            _ => false,
        };
        if !(is_empty || range.is_empty()) {
            return Err(range.start);
        }
        let in_lines =
            matches!(map.kind(), NodeKind::Mapping(NodeStyle::Block)) && style != ListStyle::Brackets;
        if range.is_empty() && !self.has_colon(list) {
            self.inserter.patches.add(range, format!(": {in_brackets}"));
        } else if !in_lines {
            let blank = if range.is_empty() { " " } else { "" };
            self.inserter.patches.add(range, format!("{blank}{in_brackets}"));
        } else {
            let end = self.inserter.layout.end_with_comment(range.end);
            let has_comment = end > range.end;
            if !self.inserter.layout.ends_line(range.end) {
                return Err(range.start);
            }
            let lines = self.inserter.list(&records, self.inserter.column(map)?, style);
            if range.is_empty() {
                self.inserter.patches.add(end..end, lines);
            } else if has_comment {
                self.inserter.patches.add(range, in_brackets);
            } else {
                let start = self.behind_colon(list)?;
                self.inserter.patches.add(start..range.end, lines);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
