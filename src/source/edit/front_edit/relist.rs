//! An indicator's one value made the first of a list of reports.

use super::Editor;
use crate::bug::slice;
use crate::source::edit::insert::{ItemStyle, ListStyle, Record, in_brackets};
use crate::source::yaml::{NodeKind, NodeStyle, YamlNode};

impl Editor<'_> {
    /// Makes `actual` with its mapping the list `reports`.
    pub(super) fn relist(
        &mut self,
        (map, own): (YamlNode<'_>, YamlNode<'_>),
        (before, after): (&[Record], &[Record]),
        style: ListStyle,
    ) -> Result<(), usize> {
        let yaml = self.inserter.yaml;
        let key = slice(yaml, own.key_range()).replace("actual", "reports");
        self.inserter.patches.add(own.key_range(), key);
        let (colon, range) = (self.behind_colon(own)?, own.range());
        let between = slice(yaml, colon..range.start);
        let is_block = own.kind() == NodeKind::Mapping(NodeStyle::Block);
        let in_flow = matches!(map.kind(), NodeKind::Mapping(NodeStyle::Flow));
        if is_block {
            // An anchor or a tag would stay behind with the list.
            if between.trim_start().starts_with(['&', '!']) {
                return Err(range.start);
            }
            return self.relist_lines(own, before, after);
        }
        if between.contains('#') {
            return Err(range.start);
        }
        let start = colon + (between.len() - between.trim_start().len());
        let of = |records: &[Record]| records.iter().map(in_brackets).collect::<Vec<_>>();
        match style {
            ListStyle::Lines(offset, items) if !in_flow => {
                if !self.inserter.layout.ends_line(range.end) {
                    return Err(range.start);
                }
                let dash = self.inserter.column(map)? + offset;
                let line_break = self.inserter.layout.line_break();
                let head = self.inserter.lines(before, dash, items);
                let own_line = format!("{head}{line_break}{}- ", " ".repeat(dash));
                self.inserter.patches.add(colon..start, own_line);
                let end = self.inserter.layout.end_with_comment(range.end);
                let tail = self.inserter.lines(after, dash, items);
                self.inserter.patches.add(end..end, tail);
            }
            _ => {
                let head: String = of(before).iter().map(|item| format!("{item}, ")).collect();
                let tail: String = of(after).iter().map(|item| format!(", {item}")).collect();
                self.inserter.patches.add(start..start, format!("[{head}"));
                self.inserter.patches.add(range.end..range.end, format!("{tail}]"));
            }
        }
        Ok(())
    }

    /// The same where it has a line for each key: all of them move two columns to the right, behind a dash.
    fn relist_lines(&mut self, own: YamlNode<'_>, before: &[Record], after: &[Record]) -> Result<(), usize> {
        let range = own.range();
        let first = self.inserter.layout.line_start(range.start);
        let indent = slice(self.inserter.yaml, first..range.start);
        if !indent.bytes().all(|byte| byte == b' ') || !self.inserter.layout.ends_line(range.end) {
            return Err(range.start);
        }
        let (dash, items) = (indent.len(), ItemStyle::Lines(2));
        let line_break = self.inserter.layout.line_break();
        let head = self.inserter.lines(before, dash, items);
        if let Some(head) = head.strip_prefix(line_break) {
            self.inserter.patches.add(first..first, format!("{head}{line_break}"));
        }
        self.inserter.patches.add(range.start..range.start, "- ");
        let mut at = first;
        for line in slice(self.inserter.yaml, first..range.end).split_inclusive('\n') {
            if at > first && !line.trim().is_empty() {
                self.inserter.patches.add(at..at, "  ");
            }
            at += line.len();
        }
        let end = self.inserter.layout.end_with_comment(range.end);
        let tail = self.inserter.lines(after, dash, items);
        self.inserter.patches.add(end..end, tail);
        Ok(())
    }
}
