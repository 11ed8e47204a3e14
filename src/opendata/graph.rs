//! A few statements about things (RDF), written as JSON-LD and as Turtle: one graph, two ways to write it.

use crate::bug::bug;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// The vocabularies that names begin with.
const PREFIXES: [(&str, &str); 7] = [
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("spdx", "http://spdx.org/rdf/terms#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("adms", "http://www.w3.org/ns/adms#"),
];

/// A thing with what is said of it.
#[derive(Debug, Clone, Default)]
pub struct Node {
    /// Its address, whole or relative to the file; none of a thing that has no name of its own.
    pub iri: Option<String>,
    /// What it is: `dcat:Dataset`.
    pub kinds: Vec<&'static str>,
    /// What is said of it, in order: a name such as `dcterms:title`, and a value.
    pub said: Vec<(&'static str, Object)>,
}

/// What is said.
#[derive(Debug, Clone)]
pub enum Object {
    /// Another thing by its address.
    Iri(String),
    /// Words in a language.
    Words(String, &'static str),
    /// A value of a type: `xsd:date`.
    Typed(String, &'static str),
    /// A thing that is told of here.
    Node(Node),
}

impl Node {
    /// A thing of a kind with an address.
    pub fn of(iri: impl Into<String>, kind: &'static str) -> Self {
        Self { iri: Some(iri.into()), kinds: vec![kind], said: Vec::new() }
    }

    /// A thing of a kind without one.
    pub fn unnamed(kind: &'static str) -> Self {
        Self { iri: None, kinds: vec![kind], said: Vec::new() }
    }

    /// Says something of it.
    pub fn say(&mut self, name: &'static str, object: Object) -> &mut Self {
        self.said.push((name, object));
        self
    }
}

/// Things as a JSON-LD document, indented.
pub fn json_ld(nodes: &[Node]) -> Vec<u8> {
    let context: Map<String, Value> =
        PREFIXES.iter().map(|(name, iri)| ((*name).to_owned(), (*iri).into())).collect();
    let graph: Vec<Value> = nodes.iter().map(value).collect();
    let document = json!({ "@context": context, "@graph": graph });
    let mut bytes = serde_json::to_vec_pretty(&document).unwrap_or_else(|error| bug!("{error}"));
    bytes.push(b'\n');
    bytes
}

fn value(node: &Node) -> Value {
    let mut map = Map::new();
    if let Some(iri) = &node.iri {
        map.insert("@id".to_owned(), iri.clone().into());
    }
    map.insert("@type".to_owned(), one_or_more(node.kinds.iter().map(|kind| (*kind).into()).collect()));
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in &node.said {
        if !names.contains(name) {
            names.push(name);
        }
    }
    for name in names {
        let all = node.said.iter().filter(|(own, _)| *own == name).map(|(_, object)| object_value(object));
        map.insert(name.to_owned(), one_or_more(all.collect()));
    }
    map.into()
}

fn one_or_more(mut values: Vec<Value>) -> Value {
    match values.len() {
        1 => values.swap_remove(0),
        _ => values.into(),
    }
}

fn object_value(object: &Object) -> Value {
    match object {
        Object::Iri(iri) => json!({ "@id": iri }),
        Object::Words(words, language) => json!({ "@value": words, "@language": language }),
        Object::Typed(text, kind) => json!({ "@value": text, "@type": kind }),
        Object::Node(node) => value(node),
    }
}

/// The same as Turtle.
pub fn turtle(nodes: &[Node]) -> Vec<u8> {
    let mut text = String::new();
    for (name, iri) in PREFIXES {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "@prefix {name}: <{iri}> .");
    }
    for node in nodes {
        text.push('\n');
        match &node.iri {
            Some(iri) => {
                write_iri(iri, &mut text);
                text.push(' ');
                write_said(node, 1, &mut text);
                text.push_str(" .\n");
            }
            None => bug!("a thing without a name stands in another"),
        }
    }
    text.into_bytes()
}

fn write_said(node: &Node, depth: usize, text: &mut String) {
    text.push_str("a ");
    text.push_str(&node.kinds.join(", "));
    for (name, object) in &node.said {
        text.push_str(" ;\n");
        text.push_str(&"  ".repeat(depth));
        text.push_str(name);
        text.push(' ');
        match object {
            Object::Iri(iri) => write_iri(iri, text),
            Object::Words(words, language) => {
                write_literal(words, text);
                text.push('@');
                text.push_str(language);
            }
            Object::Typed(value, kind) => {
                write_literal(value, text);
                text.push_str("^^");
                text.push_str(kind);
            }
            Object::Node(node) => {
                match &node.iri {
                    // Told of where it is named: Turtle has no place for that, so it is repeated there.
                    Some(iri) => write_iri(iri, text),
                    None => {
                        text.push_str("[ ");
                        write_said(node, depth + 1, text);
                        text.push_str(" ]");
                    }
                }
            }
        }
    }
}

/// An address; characters that none may hold are written by their numbers.
fn write_iri(iri: &str, text: &mut String) {
    text.push('<');
    for c in iri.chars() {
        if c <= ' ' || "<>\"{}|^`\\".contains(c) {
            let _ = write!(text, "\\u{:04X}", u32::from(c));
        } else {
            text.push(c);
        }
    }
    text.push('>');
}

fn write_literal(words: &str, text: &mut String) {
    text.push('"');
    for c in words.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(text, "\\u{:04X}", u32::from(c));
            }
            c => text.push(c),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_text_is_escaped() {
        let mut node = Node::of("a/b", "dcat:Dataset");
        node.say("dcterms:title", Object::Words("“甲” \"乙\"\\\n丙\u{7}".to_owned(), "zh-Hans"));
        let mut agent = Node::unnamed("foaf:Agent");
        agent.say("foaf:name", Object::Words("丁".to_owned(), "zh-Hans"));
        node.say("dcterms:publisher", Object::Node(agent));
        let text = String::from_utf8(turtle(&[node])).unwrap();
        let own = text.split_once("\n\n").unwrap().1;
        assert_eq!(
            own,
            "<a/b> a dcat:Dataset ;\n  dcterms:title \"“甲” \\\"乙\\\"\\\\\\n丙\\u0007\"@zh-Hans ;\n  dcterms:publisher [ a foaf:Agent ;\n    foaf:name \"丁\"@zh-Hans ] .\n"
        );
    }
}
