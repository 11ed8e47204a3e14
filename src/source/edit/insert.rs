//! New keys and items between those that are there: where they go, and how they are written.
//!
//! Takes a mapping or list of the tree and what is to stand in it; gives replacements. New text is written as its neighbours
//! are: in brackets or in lines, with their indentation and line ends; comments stay with what they stood behind.

use super::layout::LineLayout;
use super::patches::Patches;
use crate::bug::slice;
use crate::source::yaml::{NodeKind, NodeStyle, YamlNode};

/// A mapping to be written: keys with their values as YAML has them, which may stand in brackets.
pub type Record = Vec<(&'static str, String)>;

/// How a list of mappings is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListStyle {
    /// `[{a: 1}, {a: 2}]`.
    Brackets,
    /// An item in each line, its dash so many columns right of the list's key.
    Lines(usize, ItemStyle),
}

/// How a mapping in a list of lines is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemStyle {
    /// `{a: 1, b: 2}`.
    Brackets,
    /// A key in each line, so many columns right of the dash.
    Lines(usize),
}

/// The value of a new key.
#[derive(Debug, Clone)]
pub enum NewValue {
    /// As YAML has it, in brackets too.
    Inline(String),
    /// A list of mappings, and how it is written where its mapping is one of lines.
    List(Vec<Record>, ListStyle),
}

/// A mapping in brackets.
pub fn in_brackets(record: &Record) -> String {
    let entries: Vec<String> = record.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    format!("{{{}}}", entries.join(", "))
}

/// A list of mappings in brackets.
pub fn list_in_brackets(records: &[Record]) -> String {
    let items: Vec<String> = records.iter().map(in_brackets).collect();
    format!("[{}]", items.join(", "))
}

/// Puts new text into a YAML text that was read as a tree.
#[derive(Debug)]
pub struct Inserter<'y> {
    pub yaml: &'y str,
    pub layout: LineLayout<'y>,
    pub patches: Patches,
}

/// Where text is written that is not understood: its offset.
pub type Unclear = usize;

impl<'y> Inserter<'y> {
    /// The column, from 0, of the keys of a mapping of lines.
    pub fn column(&self, of: YamlNode<'_>) -> Result<usize, Unclear> {
        let blank = |text: &str| text.bytes().all(|byte| byte == b' ');
        let before =
            |child: YamlNode<'_>| slice(self.yaml, self.layout.line_start(child.start())..child.start());
        let mut first = None;
        for child in of.children() {
            let before = before(child);
            if blank(before) {
                return Ok(before.len());
            }
            first = first.or(Some((before, child.start())));
        }
        // The first key stands behind its dash.
        match first {
            Some((before, _)) if before.bytes().all(|byte| matches!(byte, b' ' | b'-')) => Ok(before.len()),
            Some((_, at)) => Err(at),
            None => Err(of.range().start),
        }
    }

    /// How a list that is there is written; none of an empty one, or of one whose items are no mappings.
    ///
    /// # Errors
    /// It is not understood how it is written.
    pub fn style(&self, list: YamlNode<'_>) -> Result<Option<ListStyle>, Unclear> {
        let Some(first) = list.items().next() else { return Ok(None) };
        match (list.kind(), first.kind()) {
            (NodeKind::List(NodeStyle::Flow), _) => Ok(Some(ListStyle::Brackets)),
            (NodeKind::List(_), kind) => {
                let dash = self.dash(list, 0)?;
                let key = list.key_range().start;
                let key_column = key - self.layout.line_start(key);
                let own = (dash.checked_sub(key_column)).ok_or(first.start())?;
                Ok(match kind {
                    NodeKind::Mapping(NodeStyle::Block) => {
                        let keys = self.column(first)?;
                        let inner =
                            keys.checked_sub(dash).filter(|inner| *inner >= 2).ok_or(first.start())?;
                        Some(ListStyle::Lines(own, ItemStyle::Lines(inner)))
                    }
                    NodeKind::Mapping(_) => Some(ListStyle::Lines(own, ItemStyle::Brackets)),
                    _ => None,
                })
            }
            _ => Ok(None),
        }
    }

    /// The column of the dash of an item.
    fn dash(&self, list: YamlNode<'_>, index: usize) -> Result<usize, Unclear> {
        let start = self.dash_line(list, index)?;
        let line = slice(self.yaml, start..);
        Ok(line.len() - line.trim_start_matches(' ').len())
    }

    fn dash_line(&self, list: YamlNode<'_>, index: usize) -> Result<usize, Unclear> {
        let spans: Vec<_> = list.children().map(|child| child.start()..child.end()).collect();
        let at = spans.get(index).map_or(list.range().start, |span| span.start);
        self.layout.dash_line(&spans, index, at).ok_or(at)
    }

    /// The lines of items, each with its line break before it, dashes in a column.
    pub fn lines(&self, records: &[Record], dash: usize, style: ItemStyle) -> String {
        let line_break = self.layout.line_break();
        let mut text = String::new();
        for record in records {
            text.push_str(&format!("{line_break}{}-", " ".repeat(dash)));
            match style {
                ItemStyle::Brackets => text.push_str(&format!(" {}", in_brackets(record))),
                ItemStyle::Lines(inner) => {
                    for (index, (key, value)) in record.iter().enumerate() {
                        if index > 0 {
                            text.push_str(&format!("{line_break}{}", " ".repeat(dash + 1)));
                        }
                        text.push_str(&format!("{}{key}: {value}", " ".repeat(inner.saturating_sub(1))));
                    }
                }
            }
        }
        text
    }

    /// What stands behind a new key's colon for a list of mappings; the key's column is given.
    pub fn list(&self, records: &[Record], key_column: usize, style: ListStyle) -> String {
        match style {
            ListStyle::Brackets => format!(" {}", list_in_brackets(records)),
            ListStyle::Lines(offset, items) => self.lines(records, key_column + offset, items),
        }
    }

    /// Puts keys into a mapping after one of its entries.
    ///
    /// # Errors
    /// It is not understood how the mapping is written.
    pub fn keys(
        &mut self,
        map: YamlNode<'_>,
        after: YamlNode<'_>,
        entries: &[(&str, NewValue)],
    ) -> Result<(), Unclear> {
        if matches!(map.kind(), NodeKind::Mapping(NodeStyle::Flow)) {
            let text = |(key, value): &(&str, NewValue)| match value {
                NewValue::Inline(text) => format!("{key}: {text}"),
                NewValue::List(records, _) => format!("{key}: {}", list_in_brackets(records)),
            };
            let texts: Vec<String> = entries.iter().map(text).collect();
            self.between_brackets(map, after, &texts);
            return Ok(());
        }
        let end = after.end();
        if !self.layout.ends_line(end) {
            return Err(after.start());
        }
        let column = self.column(map)?;
        let mut text = String::new();
        for (key, value) in entries {
            text.push_str(&format!("{}{}{key}:", self.layout.line_break(), " ".repeat(column)));
            match value {
                NewValue::Inline(value) => text.push_str(&format!(" {value}")),
                NewValue::List(records, style) => text.push_str(&self.list(records, column, *style)),
            }
        }
        let place = self.layout.end_with_comment(end);
        self.patches.add(place..place, text);
        Ok(())
    }

    /// Puts entries into brackets after one that is there.
    fn between_brackets(&mut self, of: YamlNode<'_>, after: YamlNode<'_>, texts: &[String]) {
        let end = after.end();
        let rest = slice(self.yaml, end..of.range().end.saturating_sub(1).max(end));
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let has_comma = rest.get(blanks..).is_some_and(|rest| rest.starts_with(','));
        let behind = if has_comma { end + blanks + 1 } else { end };
        // One entry in each line: a comment behind the comma speaks of the entry before it.
        let start = self.layout.line_start(after.start());
        let before = slice(self.yaml, start..after.start());
        let is_line = before.bytes().all(|byte| byte == b' ')
            && self.layout.ends_line(behind)
            && self.layout.line_end(behind) < of.range().end;
        if !is_line {
            self.patches.add(end..end, format!(", {}", texts.join(", ")));
            return;
        }
        let place = self.layout.end_with_comment(behind);
        let between = format!("{}{before}", self.layout.line_break());
        let lines = texts.join(&format!(",{between}"));
        if !has_comma {
            self.patches.add(end..end, ",");
        }
        self.patches.add(place..place, format!("{between}{lines}{}", if has_comma { "," } else { "" }));
    }

    /// Puts mappings into a list that is not empty, before the item that has this index now; behind all others where there
    /// is none.
    ///
    /// # Errors
    /// It is not understood how the list is written.
    pub fn items(&mut self, list: YamlNode<'_>, index: usize, records: &[Record]) -> Result<(), Unclear> {
        let style = self.style(list)?.ok_or(list.range().start)?;
        let before = index.checked_sub(1).and_then(|before| list.items().nth(before));
        let first = list.items().next();
        match (style, before, first) {
            (ListStyle::Brackets, Some(before), _) => {
                let texts: Vec<String> = records.iter().map(in_brackets).collect();
                self.between_brackets(list, before, &texts);
            }
            (ListStyle::Brackets, None, Some(first)) => {
                let text: String = records.iter().map(|record| in_brackets(record) + ", ").collect();
                self.patches.add(first.start()..first.start(), text);
            }
            (ListStyle::Lines(_, items), Some(before), _) => {
                if !self.layout.ends_line(before.end()) {
                    return Err(before.start());
                }
                let place = self.layout.end_with_comment(before.end());
                let text = self.lines(records, self.dash(list, 0)?, items);
                self.patches.add(place..place, text);
            }
            (ListStyle::Lines(_, items), None, Some(_)) => {
                let place = self.dash_line(list, 0)?;
                // The line break stands behind here.
                let line_break = self.layout.line_break();
                let text = self.lines(records, self.dash(list, 0)?, items);
                let text = text.strip_prefix(line_break).unwrap_or(&text);
                self.patches.add(place..place, format!("{text}{line_break}"));
            }
            (_, None, None) => return Err(list.range().start),
        }
        Ok(())
    }
}
