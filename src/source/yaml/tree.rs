//! The spanned tree: what it holds, and how it is looked through.
//!
//! The nodes stand in one list in the order of the text, each with the number of the one after its last
//! descendant. So no depth of nesting can exhaust the stack, and a subtree is a slice.

use super::path::{KeyOrValue, PathStep};
use std::collections::BTreeSet;
use std::ops::Range;

/// A YAML text as a tree in which keys and values know their bytes.
#[derive(Debug, Default)]
pub struct SpannedYaml {
    /// In the order of the text.
    pub(super) nodes: Vec<NodeData>,
    /// Whether all keys are single values: others (`? [a]`) are left out of [`YamlNode::entry`].
    pub(super) has_plain_keys: bool,
    /// Where the text could not be read any further, with the collections that were open there, outermost first.
    pub(super) error: Option<(usize, Vec<usize>)>,
}

/// A value.
#[derive(Debug)]
pub(super) struct NodeData {
    pub key: Option<Key>,
    pub range: Range<usize>,
    pub kind: NodeKind,
    /// The number of its anchor, 0 for none.
    pub anchor: usize,
    /// The length of a single value's text as it is read.
    pub length: usize,
    /// The place in the list after its last descendant.
    pub end: usize,
}

#[derive(Debug)]
pub(super) struct Key {
    pub range: Range<usize>,
    pub name: String,
    pub anchor: usize,
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// Keys with their values.
    Mapping(NodeStyle),
    List(NodeStyle),
    /// A single value; an empty range is one that is not given. Of a text of lines (`|`, `>`) the range is the
    /// lines.
    Scalar(NodeStyle),
    /// A value that stands elsewhere (`*a`), by the number of its anchor.
    Alias(usize),
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeStyle {
    /// With a line for each item, or as a text of lines.
    Block,
    /// In brackets, or in quotes.
    Flow,
    /// A single value without quotes and without a tag.
    Plain,
}

/// A value in its tree.
#[derive(Debug, Clone, Copy)]
pub struct YamlNode<'t> {
    tree: &'t SpannedYaml,
    node: &'t NodeData,
    index: usize,
}

impl SpannedYaml {
    fn node(&self, index: usize) -> Option<YamlNode<'_>> {
        self.nodes.get(index).map(|node| YamlNode { tree: self, node, index })
    }

    /// The document's value; none in an empty text.
    pub fn root(&self) -> Option<YamlNode<'_>> {
        self.node(0)
    }

    /// The mapping that the whole text is; none where it could not be read to its end, is no mapping, or has keys
    /// that are not single values.
    pub fn whole_mapping(&self) -> Option<YamlNode<'_>> {
        let is_mapping = |root: &YamlNode<'_>| matches!(root.kind(), NodeKind::Mapping(_));
        self.root().filter(is_mapping).filter(|_| self.error.is_none() && self.has_plain_keys)
    }

    /// The value that a path leads to, aliases not followed.
    pub fn at(&self, path: &[PathStep]) -> Option<YamlNode<'_>> {
        path.iter().try_fold(self.root()?, YamlNode::step)
    }

    /// The place that a path leads to, or the closest place above it. A key stands for a value that is not there.
    pub fn find(&self, path: &[PathStep], part: KeyOrValue) -> Range<usize> {
        let Some(mut node) = self.root() else { return 0..0 };
        let mut steps = path.iter();
        let is_whole = loop {
            match steps.next().map(|step| node.step(step)) {
                None => break true,
                Some(None) => break false,
                Some(Some(below)) => node = below,
            }
        };
        match &node.node.key {
            Some(key) if part == KeyOrValue::Key || !is_whole || node.range().is_empty() => key.range.clone(),
            _ => node.range(),
        }
    }

    /// The first key that stands twice in its mapping, at its second place.
    pub fn second_key(&self) -> Option<Range<usize>> {
        let of_mapping = |index: usize| {
            let mut names = BTreeSet::new();
            let mut entries = self.node(index)?.children().filter_map(|node| node.node.key.as_ref());
            entries.find(|key| !names.insert(&*key.name)).map(|key| key.range.clone())
        };
        (0..self.nodes.len()).filter_map(of_mapping).min_by_key(|range| range.start)
    }

    /// The places of the ids in a top-level list of mappings, in the order of the text, each with its item's
    /// index.
    pub fn ids(&self, list: &str) -> impl Iterator<Item = (usize, Range<usize>)> {
        let list = self.root().and_then(|root| root.entry(list));
        let items = list.into_iter().flat_map(|list| list.items().enumerate());
        items.filter_map(|(index, item)| Some((index, item.entry("id")?.range())))
    }

    /// All values that stand for themselves or for another, in the order of the text.
    pub fn leaves(&self) -> impl Iterator<Item = YamlNode<'_>> {
        let is_leaf = |node: &YamlNode<'_>| matches!(node.kind(), NodeKind::Scalar(_) | NodeKind::Alias(_));
        let end = self.nodes.first().map_or(0, |root| root.end);
        (0..end).filter_map(|index| self.node(index)).filter(is_leaf)
    }
}

impl<'t> YamlNode<'t> {
    /// Where it lies, its anchor and tag not counted; a list or mapping of lines ends with its last value.
    pub fn range(&self) -> Range<usize> {
        self.node.range.clone()
    }

    /// What it is.
    pub const fn kind(&self) -> NodeKind {
        self.node.kind
    }

    /// Where its key lies, quotes included; an empty range at its own start where it has none.
    pub fn key_range(&self) -> Range<usize> {
        let own = self.node.range.start;
        self.node.key.as_ref().map_or(own..own, |key| key.range.clone())
    }

    pub fn key(&self) -> Option<&'t str> {
        self.node.key.as_ref().map(|key| &*key.name)
    }

    /// Where it begins, with its key.
    pub fn start(&self) -> usize {
        self.key_range().start
    }

    /// Where it ends, with its key.
    pub fn end(&self) -> usize {
        self.node.range.end.max(self.key_range().end)
    }

    /// The values in a mapping or list, in the order of the text.
    pub fn children(self) -> impl Iterator<Item = Self> {
        let child = move |index: usize| self.tree.node(index).filter(|_| index < self.node.end);
        std::iter::successors(child(self.index + 1), move |before| child(before.node.end))
    }

    /// The items of a list.
    pub fn items(self) -> impl Iterator<Item = Self> {
        let is_list = matches!(self.node.kind, NodeKind::List(_));
        self.children().filter(move |_| is_list)
    }

    /// The value of a key; none where this is no mapping or has no such key.
    pub fn entry(self, name: &str) -> Option<Self> {
        self.children().find(|child| child.key() == Some(name))
    }

    fn step(self, step: &PathStep) -> Option<Self> {
        match step {
            PathStep::Key(name) => self.entry(name.trim()),
            PathStep::Index(index) => self.items().nth(*index),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> PathStep {
        PathStep::key(name)
    }

    fn find<'y>(yaml: &'y str, path: &[PathStep], part: KeyOrValue) -> &'y str {
        yaml.get(SpannedYaml::read(yaml).find(path, part)).unwrap()
    }

    #[test]
    fn paths_lead_to_keys_and_values() {
        let yaml = "title: 计划\nindicators:\n  - id: a\n    target: 十二\n  - id: b\n    targt: 3\n";
        assert_eq!(find(yaml, &[key("title")], KeyOrValue::Value), "计划");
        let item = |index, name: &str| [key("indicators"), PathStep::Index(index), key(name)];
        assert_eq!(find(yaml, &item(0, "target"), KeyOrValue::Value), "十二");
        assert_eq!(find(yaml, &item(1, "targt"), KeyOrValue::Key), "targt");
        assert_eq!(find("a:\nb: 1\n", &[key("a")], KeyOrValue::Value), "a");
    }

    #[test]
    fn a_path_that_leads_nowhere_falls_back_to_its_parent() {
        let yaml = "indicators:\n  - id: a\n";
        let path = [key("indicators"), PathStep::Index(0), key("name")];
        let place = SpannedYaml::read(yaml).find(&path, KeyOrValue::Value);
        assert_eq!(place.start, yaml.find("id").unwrap());
    }

    #[test]
    fn lists_and_mappings_reach_to_their_end() {
        let yaml = "a: [1, 2] # note\nb:\n  - id: x\n    due: y\n\nc: 1\n";
        assert_eq!(find(yaml, &[key("a")], KeyOrValue::Value), "[1, 2]");
        assert_eq!(find(yaml, &[key("b"), PathStep::Index(0)], KeyOrValue::Value), "id: x\n    due: y");
    }

    #[test]
    fn a_key_given_twice_is_found_at_its_second_place() {
        let yaml = "a: 1\nb: {c: 1, d: 2, c: 3}\n";
        assert_eq!(SpannedYaml::read(yaml).second_key().map(|range| range.start), yaml.rfind("c:"));
        assert_eq!(SpannedYaml::read("a: {b: 1}\nc: {b: 1}\n").second_key(), None);
    }

    #[test]
    fn ids_are_found_with_the_indexes_of_their_items() {
        let yaml = "tasks:\n  - name: 甲\n  - {id: b}\n  - 丙\n  - id: d\n";
        let tree = SpannedYaml::read(yaml);
        let ids: Vec<_> = tree.ids("tasks").map(|(index, range)| (index, yaml.get(range).unwrap())).collect();
        assert_eq!(ids, [(1, "b"), (3, "d")]);
    }
}
