//! Reading a text as a [`SpannedYaml`].
//!
//! Takes the events of the parser; gives the tree. The parser marks where a value begins with its anchor and tag, where a quoted
//! value's line ends, and where a value that is not given would stand; here these are cut to the value itself.
//! A text that cannot be read to its end gives the tree of what comes before.

use super::offsets::CharOffsets;
use super::tree::{Key, NodeData, NodeKind, NodeStyle, SpannedYaml};
use crate::bug::slice;
use saphyr_parser::{Event, Parser, ScalarStyle};
use std::ops::Range;

/// What a collection that is open waits for.
enum Next {
    Item,
    Key,
    Value(Option<Key>),
}

struct Reader<'y> {
    yaml: &'y str,
    tree: SpannedYaml,
    /// The collections that are open, by their numbers.
    open: Vec<(usize, Next)>,
    /// Where the last value or key ended.
    last_end: usize,
}

impl SpannedYaml {
    /// Reads a text, as far as it can be read.
    pub fn read(yaml: &str) -> Self {
        let offsets = CharOffsets::new(yaml);
        let tree = Self { has_plain_keys: true, ..Self::default() };
        let mut reader = Reader { yaml, tree, open: Vec::new(), last_end: 0 };
        for event in Parser::new_from_str(yaml) {
            match event {
                Ok((event, span)) => reader.take(event, offsets.range(&span)),
                Err(error) => {
                    reader.stop(offsets.offset(error.marker()));
                    break;
                }
            }
        }
        reader.tree
    }
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::MappingStart(anchor, _) => self.open(NodeKind::Mapping(NodeStyle::Block), anchor, range),
            Event::SequenceStart(anchor, _) => self.open(NodeKind::List(NodeStyle::Block), anchor, range),
            Event::MappingEnd | Event::SequenceEnd => self.close(range),
            Event::Scalar(text, style, anchor, tag) => {
                let is_quoted = matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted);
                let range = if is_quoted { self.quoted(range) } else { range };
                if let Some((_, next @ Next::Key)) = self.open.last_mut() {
                    self.last_end = range.end;
                    *next = Next::Value(Some(Key { range, name: text.trim().to_owned(), anchor }));
                    return;
                }
                // A value that is not given is marked where the next thing stands.
                let is_given = !(range.is_empty() || (style == ScalarStyle::Plain && text.is_empty()));
                let range = if is_given { self.without_properties(range) } else { self.not_given() };
                self.last_end = range.end;
                let style = match style {
                    ScalarStyle::Literal | ScalarStyle::Folded => NodeStyle::Block,
                    ScalarStyle::Plain if tag.is_none() => NodeStyle::Plain,
                    _ => NodeStyle::Flow,
                };
                self.add(NodeKind::Scalar(style), anchor, range, text.len());
            }
            Event::Alias(anchor) => {
                self.last_end = range.end;
                self.add(NodeKind::Alias(anchor), 0, range, 0);
            }
            // What begins and ends the text and its documents.
            _ => {}
        }
    }

    /// Adds a value to the collection that is open last.
    fn add(&mut self, kind: NodeKind, anchor: usize, range: Range<usize>, length: usize) -> usize {
        let key = match self.open.last_mut() {
            Some((_, next @ Next::Key)) => {
                self.tree.has_plain_keys = false;
                *next = Next::Value(None);
                None
            }
            Some((_, next @ Next::Value(_))) => match std::mem::replace(next, Next::Key) {
                Next::Value(key) => key,
                Next::Item | Next::Key => None,
            },
            Some((_, Next::Item)) | None => None,
        };
        let index = self.tree.nodes.len();
        self.tree.nodes.push(NodeData { key, range, kind, anchor, length, end: index + 1 });
        index
    }

    fn open(&mut self, kind: NodeKind, anchor: usize, range: Range<usize>) {
        let range = self.without_properties(range);
        let index = self.add(kind, anchor, range, 0);
        let next = if matches!(kind, NodeKind::Mapping(_)) { Next::Key } else { Next::Item };
        self.open.push((index, next));
    }

    fn close(&mut self, range: Range<usize>) {
        let end = self.tree.nodes.len();
        let Some((index, _)) = self.open.pop() else { return };
        let Some(node) = self.tree.nodes.get_mut(index) else { return };
        let is_list = matches!(node.kind, NodeKind::List(_));
        let [opening, closing] = if is_list { ['[', ']'] } else { ['{', '}'] };
        // A list of lines may be said to begin with its first item, which may be one in brackets.
        let stands = |at: usize, bracket| self.yaml.get(at..).is_some_and(|rest| rest.starts_with(bracket));
        if stands(node.range.start, opening) && stands(range.start, closing) {
            self.last_end = range.start + 1;
            node.kind =
                if is_list { NodeKind::List(NodeStyle::Flow) } else { NodeKind::Mapping(NodeStyle::Flow) };
        }
        node.range.end = node.range.start.max(self.last_end);
        node.end = end;
    }

    /// Leaves what is open as it is, and notes where.
    fn stop(&mut self, at: usize) {
        let open: Vec<usize> = self.open.iter().map(|(index, _)| *index).collect();
        let end = self.tree.nodes.len();
        for index in &open {
            if let Some(node) = self.tree.nodes.get_mut(*index) {
                node.end = end;
            }
        }
        self.tree.error = Some((at, open));
    }

    /// The place of a value that is not given: after its key's colon, or after what comes before it.
    fn not_given(&self) -> Range<usize> {
        let at = match self.open.last() {
            Some((_, Next::Value(Some(key)))) => {
                let rest = slice(self.yaml, key.range.end..);
                let blanks = rest.len() - rest.trim_start().len();
                let has_colon = rest.get(blanks..).is_some_and(|rest| rest.starts_with(':'));
                key.range.end + if has_colon { blanks + 1 } else { 0 }
            }
            _ => self.last_end,
        };
        at..at
    }

    /// The range of a value without the anchor and the tag before it.
    fn without_properties(&self, range: Range<usize>) -> Range<usize> {
        let Range { mut start, end } = range;
        while let Some(rest) = self.yaml.get(start..).filter(|rest| rest.starts_with(['&', '!'])) {
            let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let blanks = rest.get(length..).map_or(0, |rest| rest.len() - rest.trim_start().len());
            start += length + blanks;
        }
        start..end.max(start)
    }

    /// The range of a quoted value up to its closing quote.
    fn quoted(&self, range: Range<usize>) -> Range<usize> {
        let range = self.without_properties(range);
        let text = slice(self.yaml, range.clone());
        let length = quoted_length(text).unwrap_or(text.len());
        range.start..range.start + length
    }
}

/// The length of the quoted value that a text begins with; none where its quotation mark is not closed.
pub(super) fn quoted_length(text: &str) -> Option<usize> {
    let mut characters = text.char_indices().peekable();
    let (_, quote) = characters.next()?;
    while let Some((at, c)) = characters.next() {
        if c == '\\' && quote == '"' {
            characters.next();
        } else if c == quote {
            let is_doubled = quote == '\'' && characters.next_if(|(_, next)| *next == quote).is_some();
            if !is_doubled {
                return Some(at + quote.len_utf8());
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::yaml::PathStep;

    /// What stands at a path.
    fn at<'y>(yaml: &'y str, path: &[PathStep]) -> &'y str {
        yaml.get(SpannedYaml::read(yaml).at(path).unwrap().range()).unwrap()
    }

    fn key(name: &str) -> PathStep {
        PathStep::key(name)
    }

    #[test]
    fn every_value_knows_its_place() {
        let yaml = "a: 计划 # 注\n\"b\":\n  - x: &n {v: 1, w: [2, 3] } # 注\n    y: &m '它' \n  - z: |\n      文\n      本\n    u: *n\nc:\nd: 1\n";
        let item = |index, name: &str| [key("b"), PathStep::Index(index), key(name)];
        assert_eq!(at(yaml, &[key("a")]), "计划");
        assert_eq!(at(yaml, &item(0, "x")), "{v: 1, w: [2, 3] }");
        assert_eq!(at(yaml, &item(0, "y")), "'它'");
        assert_eq!(at(yaml, &item(1, "z")), "文\n      本");
        assert_eq!(at(yaml, &item(1, "u")), "*n");
        assert_eq!(at(yaml, &[key("c")]), "");
        assert_eq!(at(yaml, &[key("d")]), "1");
        let tree = SpannedYaml::read(yaml);
        assert_eq!(yaml.get(tree.at(&[key("b")]).unwrap().key_range()), Some("\"b\""));
        let c = tree.at(&[key("c")]).unwrap();
        assert_eq!(yaml.get(c.start()..c.end()), Some("c:"));
    }

    #[test]
    fn lists_and_mappings_of_lines_end_with_their_last_value() {
        let yaml = "a:\n  - b: 1\n    c: 2 # 注\n\n  # 注\n  - d: [1,\n     2]\ne: 3\n";
        assert_eq!(at(yaml, &[key("a"), PathStep::Index(0)]), "b: 1\n    c: 2");
        assert_eq!(at(yaml, &[key("a"), PathStep::Index(1)]), "d: [1,\n     2]");
    }

    #[test]
    fn a_value_in_quotes_ends_with_its_quote() {
        let yaml = "a: 'x''y' # 注\n\"b\" : &n \"x\\\"y\" # 注\n";
        assert_eq!(at(yaml, &[key("a")]), "'x''y'");
        assert_eq!(at(yaml, &[key("b")]), "\"x\\\"y\"");
    }

    #[test]
    fn keys_that_are_no_single_values_are_passed_over() {
        let tree = SpannedYaml::read("? [a, b]\n: 1\nc: 2\n*d : 3\n");
        assert!(tree.whole_mapping().is_none());
        let tree = SpannedYaml::read("? [a, b]\n: {x: 1}\nc: 2\n");
        assert!(tree.whole_mapping().is_none());
        assert_eq!(tree.root().unwrap().entry("c").map(|node| node.range()), Some(21..22));
    }

    #[test]
    fn deep_nesting_is_read_without_trouble() {
        for depth in [300, 30_000] {
            SpannedYaml::read(&format!("a: {}{}", "[".repeat(depth), "]".repeat(depth)));
            SpannedYaml::read(&format!("a:\n{}", "- ".repeat(depth)));
        }
    }
}
