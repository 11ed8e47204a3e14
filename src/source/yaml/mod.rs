//! YAML with the places of its parts.
//!
//! `serde_yaml` reads values without places. [`SpannedYaml`] reads the same text once more, where it is needed,
//! as a tree in which every key and value knows its bytes: for the places of findings ([`SpannedYaml::find`]), the
//! size that aliases stand for ([`limit`]), the place of a syntax error ([`syntax`]), the digits of long numbers
//! ([`number`]), the lines that a text goes over ([`folded`]) and the edits of a rollover. [`value`] is the one way to read values. Nothing here knows a key's
//! meaning.

mod folded;
pub mod limit;
pub mod number;
mod offsets;
pub mod path;
mod spans;
mod syntax;
mod tree;
pub mod value;

pub use path::{KeyOrValue, PathStep, YamlPath};
pub use tree::{NodeKind, NodeStyle, SpannedYaml, YamlNode};
