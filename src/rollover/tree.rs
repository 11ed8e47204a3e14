//! A YAML text as a tree in which every value knows its place.
//!
//! Takes a text that the YAML reader accepted; gives keys and values with their byte ranges, so that a
//! value can be replaced where it stands and all around it stays: comments, quotes, the order of keys.

use crate::source::fields::PathStep;
use crate::source::places::CharOffsets;
use saphyr_parser::{Event, Parser, ScalarStyle};
use std::ops::Range;

/// A value.
#[derive(Debug)]
pub struct Node {
    /// Where it lies, its anchor not counted; a list or mapping of the block style ends with its last value.
    pub range: Range<usize>,
    /// What it is.
    pub content: Content,
}

/// What a value is.
#[derive(Debug)]
pub enum Content {
    /// Keys with their values.
    Mapping(Style, Vec<Entry>),
    /// A list.
    List(Style, Vec<Node>),
    /// A single value; an empty range is one that is not given. Of a text of lines (`|`, `>`) the range is
    /// the lines.
    Scalar(Style),
    /// A value that stands elsewhere (`*a`).
    Alias,
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// With a line for each item.
    Block,
    /// In brackets, or in a line.
    Flow,
}

/// A key with its value.
#[derive(Debug)]
pub struct Entry {
    /// Where the key lies, quotes included.
    pub key: Range<usize>,
    /// The key.
    pub name: String,
    /// Its value.
    pub value: Node,
}

impl Entry {
    /// Where it ends.
    pub fn end(&self) -> usize {
        self.value.range.end.max(self.key.end)
    }
}

enum Open {
    Mapping { node: Node, key: Option<(Range<usize>, String)> },
    List { node: Node },
}

/// Reads a text as a tree; none where it is no mapping, or has keys that are no plain words.
pub fn read(yaml: &str) -> Option<Node> {
    let offsets = CharOffsets::new(yaml);
    let mut open: Vec<Open> = Vec::new();
    let mut last_end = 0;
    for event in Parser::new_from_str(yaml) {
        let (event, span) = event.ok()?;
        let range = offsets.range(&span);
        let node = match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                let range = without_properties(yaml, range);
                let is_mapping = matches!(event, Event::MappingStart(..));
                let content = if is_mapping {
                    Content::Mapping(Style::Block, Vec::new())
                } else {
                    Content::List(Style::Block, Vec::new())
                };
                let node = Node { range, content };
                open.push(if is_mapping { Open::Mapping { node, key: None } } else { Open::List { node } });
                continue;
            }
            Event::MappingEnd | Event::SequenceEnd => {
                let (Open::Mapping { mut node, .. } | Open::List { mut node }) = open.pop()?;
                let [opening, closing] = match node.content {
                    Content::List(..) => ['[', ']'],
                    _ => ['{', '}'],
                };
                // A list of lines may be said to begin with its first item, which may be one in brackets.
                if let [true, true] = [(node.range.start, opening), (range.start, closing)]
                    .map(|(at, bracket)| yaml.get(at..).is_some_and(|rest| rest.starts_with(bracket)))
                {
                    last_end = range.start + 1;
                    if let Content::Mapping(style, _) | Content::List(style, _) = &mut node.content {
                        *style = Style::Flow;
                    }
                }
                node.range.end = node.range.start.max(last_end);
                node
            }
            Event::Scalar(text, style, ..) => {
                let range = if is_quoted(style) { quoted(yaml, range) } else { range };
                let is_key = matches!(open.last(), Some(Open::Mapping { key: None, .. }));
                if is_key {
                    if let Some(Open::Mapping { key, .. }) = open.last_mut() {
                        last_end = range.end;
                        *key = Some((range, text.into_owned()));
                    }
                    continue;
                }
                // A value that is not given is marked where the next thing stands.
                let is_given = !(range.is_empty() || (style == ScalarStyle::Plain && text.is_empty()));
                let range = if is_given { without_properties(yaml, range) } else { last_end..last_end };
                last_end = range.end;
                let style = match style {
                    ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
                    _ => Style::Flow,
                };
                Node { range, content: Content::Scalar(style) }
            }
            Event::Alias(_) => {
                last_end = range.end;
                Node { range, content: Content::Alias }
            }
            _ => continue,
        };
        match open.last_mut() {
            None => return matches!(node.content, Content::Mapping(..)).then_some(node),
            Some(Open::Mapping { node: Node { content: Content::Mapping(_, entries), .. }, key }) => {
                let (key, name) = key.take()?;
                let mut value = node;
                if value.range.is_empty() {
                    // After the colon.
                    let colon = yaml.get(key.end..)?.find(':')?;
                    value.range = key.end + colon + 1..key.end + colon + 1;
                    last_end = value.range.end;
                }
                entries.push(Entry { key, name: name.trim().to_owned(), value });
            }
            Some(Open::List { node: Node { content: Content::List(_, items), .. } }) => items.push(node),
            Some(_) => return None,
        }
    }
    None
}

/// The range of a value without the anchor and the tag before it.
fn without_properties(yaml: &str, range: Range<usize>) -> Range<usize> {
    let Range { mut start, end } = range;
    while let Some(rest) = yaml.get(start..).filter(|rest| rest.starts_with(['&', '!'])) {
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let blanks = rest.get(length..).map_or(0, |rest| rest.len() - rest.trim_start().len());
        start += length + blanks;
    }
    start..end.max(start)
}

const fn is_quoted(style: ScalarStyle) -> bool {
    matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted)
}

/// The range of a value in quotes: the parser counts the blanks and the comment behind it as its own.
fn quoted(yaml: &str, range: Range<usize>) -> Range<usize> {
    let range = without_properties(yaml, range);
    let text = yaml.get(range.clone()).unwrap_or_default();
    let mut characters = text.char_indices().peekable();
    let Some((_, quote)) = characters.next() else { return range };
    while let Some((at, c)) = characters.next() {
        if c == '\\' && quote == '"' {
            characters.next();
        } else if c == quote {
            let is_doubled = quote == '\'' && characters.next_if(|(_, next)| *next == quote).is_some();
            if !is_doubled {
                return range.start..range.start + at + quote.len_utf8();
            }
        }
    }
    range
}

impl Node {
    /// The value of a key; none where this is no mapping or has no such key.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        match &self.content {
            Content::Mapping(_, entries) => entries.iter().find(|entry| entry.name == name),
            _ => None,
        }
    }

    /// The value that a path leads to.
    pub fn at(&self, path: &[PathStep]) -> Option<&Self> {
        path.iter().try_fold(self, |node, step| match (step, &node.content) {
            (PathStep::Key(name), _) => node.entry(name).map(|entry| &entry.value),
            (PathStep::Index(index), Content::List(_, items)) => items.get(*index),
            (PathStep::Index(_), _) => None,
        })
    }

    /// All single values and aliases below this one, in the order of the text.
    pub fn leaves(&self) -> Vec<&Self> {
        let mut leaves = Vec::new();
        self.walk(&mut |node| {
            if matches!(node.content, Content::Scalar(_) | Content::Alias) {
                leaves.push(node);
            }
        });
        leaves
    }

    /// Looks at this value and all below it, in the order of the text.
    pub fn walk<'n>(&'n self, look: &mut impl FnMut(&'n Self)) {
        // An explicit stack: depth is bounded by the YAML reader, but not by this function.
        let mut waiting = vec![self];
        while let Some(node) = waiting.pop() {
            look(node);
            match &node.content {
                Content::Mapping(_, entries) => {
                    waiting.extend(entries.iter().rev().map(|entry| &entry.value))
                }
                Content::List(_, items) => waiting.extend(items.iter().rev()),
                Content::Scalar(_) | Content::Alias => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands at a path.
    fn at<'y>(yaml: &'y str, path: &[PathStep]) -> &'y str {
        let tree = read(yaml).unwrap();
        yaml.get(tree.at(path).unwrap().range.clone()).unwrap()
    }

    fn key(name: &str) -> PathStep {
        PathStep::Key(name.to_owned())
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
        let tree = read(yaml).unwrap();
        assert_eq!(yaml.get(tree.entry("b").unwrap().key.clone()), Some("\"b\""));
        let c = tree.entry("c").unwrap();
        assert_eq!(yaml.get(c.key.start..c.end()), Some("c:"));
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
}
