//! Paths into a YAML document: `indicators[2].target`.

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum PathStep {
    /// The value of a key.
    Key(String),
    /// An item of a list, from 0.
    Index(usize),
}

/// A path from the document's top.
pub type YamlPath = Vec<PathStep>;

/// Which part of a key-value pair is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyOrValue {
    Key,
    Value,
}

impl PathStep {
    /// The value of a key.
    pub fn key(name: &str) -> Self {
        Self::Key(name.to_owned())
    }
}

/// A path as users write it: `indicators[2].target`.
pub fn to_words(path: &[PathStep]) -> String {
    path.iter().fold(String::new(), |mut text, step| {
        match step {
            PathStep::Key(name) => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(name);
            }
            PathStep::Index(index) => text.push_str(&format!("[{index}]")),
        }
        text
    })
}
