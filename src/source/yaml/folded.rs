//! Texts that go on over several lines: where Chinese goes on, the line break leaves no blank.
//!
//! YAML folds a line break inside a plain, quoted or `>` text into a blank, as suits languages that put blanks between
//! words. Takes a YAML text and the value read from it; joins the lines in that value as the Markdown of a body is joined.
//! A text of lines (`|`) is left as it is.

use super::{NodeKind, NodeStyle, SpannedYaml, YamlNode};
use crate::bug::slice;
use crate::markdown::joins;
use serde_yaml::Value;

/// How many characters of each line show where it was joined.
const SHOWN: usize = 8;

/// Takes out the blanks that line breaks left between Chinese characters.
pub fn join_lines(yaml: &str, value: &mut Value) {
    if !may_fold(yaml) {
        return;
    }
    let tree = SpannedYaml::read(yaml);
    if let Some(root) = tree.root().filter(|_| tree.error.is_none() && tree.has_plain_keys) {
        in_node(yaml, root, value);
    }
}

/// Whether some line may be the continuation of the one before; may say yes in vain.
fn may_fold(yaml: &str) -> bool {
    yaml.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).any(|line| {
        let is_item = line == "-" || line.starts_with("- ");
        let has_key = line.contains(": ") || line.ends_with(':');
        let quotes = |mark: char| line.matches(mark).count() % 2 == 1;
        !(is_item || has_key) || line.contains(": >") || line.contains("- >") || quotes('"') || quotes('\'')
    })
}

fn in_node(yaml: &str, node: YamlNode<'_>, value: &mut Value) {
    match (node.kind(), value) {
        // Both keep the order of the text.
        (NodeKind::Mapping(_), Value::Mapping(map)) if map.len() == node.children().count() => {
            node.children().zip(map.values_mut()).for_each(|(node, value)| in_node(yaml, node, value));
        }
        (NodeKind::List(_), Value::Sequence(list)) if list.len() == node.items().count() => {
            node.items().zip(list).for_each(|(node, value)| in_node(yaml, node, value));
        }
        (NodeKind::Scalar(style), Value::String(text)) if text.contains(' ') => {
            let range = node.range();
            if style != NodeStyle::Block || is_folded(slice(yaml, ..range.start)) {
                join(slice(yaml, range).trim_matches(['"', '\'']), text);
            }
        }
        _ => {}
    }
}

/// Whether the text of lines that begins behind this has `>` for its mark.
fn is_folded(before: &str) -> bool {
    let head = before.trim_end().lines().next_back().unwrap_or_default();
    let head = head.split_once(" #").map_or(head, |(head, _)| head);
    head.rfind(['>', '|']).is_some_and(|at| slice(head, at..).starts_with('>'))
}

/// Joins a text at the line breaks of its source.
fn join(source: &str, text: &mut String) {
    let mut lines = source.lines().map(str::trim);
    let Some(mut line) = lines.next() else { return };
    let mut from = 0;
    for next in lines {
        let ends = line.chars().next_back().zip(next.chars().next());
        if let Some((last, first)) = ends {
            let skipped = line.chars().count().saturating_sub(SHOWN);
            let tail: String = line.chars().skip(skipped).collect();
            let head: String = next.chars().take(SHOWN).collect();
            let found = text.get(from..).and_then(|rest| rest.find(&format!("{tail} {head}")));
            if let Some(at) = found.map(|at| from + at + tail.len()) {
                if joins(last, first) {
                    text.remove(at);
                }
                from = at;
            }
        }
        line = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(yaml: &str) -> Value {
        let mut value = serde_yaml::from_str(yaml).unwrap();
        join_lines(yaml, &mut value);
        value
    }

    #[test]
    fn chinese_over_several_lines_is_joined() {
        for (yaml, expected) in [
            ("a: 高新技术\n  企业\n", "高新技术企业"),
            (
                "a: >-\n  今年培育企业，建设科技园\n  二期，办好\n  大赛。\n",
                "今年培育企业，建设科技园二期，办好大赛。",
            ),
            ("a: > # 说明\n  培育\n  企业\n", "培育企业\n"),
            ("a: \"高新技术\n  企业\"\n", "高新技术企业"),
            ("a: '高新技术\n  企业'\n", "高新技术企业"),
            ("a: 到2026年\n  培育\n  12家\n", "到2026年培育12家"),
            // What was typed as a blank stays, and so does what other languages need.
            ("a: 高新 技术\n  企业\n", "高新 技术企业"),
            ("a: first\n  plan\n", "first plan"),
            ("a: 使用 Rust\n  语言\n", "使用 Rust 语言"),
            ("a: |\n  高新\n  企业\n", "高新\n企业\n"),
            ("a: >-\n  一段\n\n  二段\n", "一段\n二段"),
            ("a: 高新 技术\n", "高新 技术"),
        ] {
            assert_eq!(read(yaml)["a"], Value::from(expected), "{yaml}");
        }
    }

    #[test]
    fn every_text_of_a_document_is_joined() {
        let value = read("l:\n  - {n: 甲\n      乙, m: 1}\n  - 丙\n    丁\n2016: 戊\n  己\nx: &a 庚\n  辛\n");
        assert_eq!(value["l"][0]["n"], Value::from("甲乙"));
        assert_eq!(value["l"][1], Value::from("丙丁"));
        assert_eq!(value[2016], Value::from("戊己"));
        assert_eq!(value["x"], Value::from("庚辛"));
    }
}
