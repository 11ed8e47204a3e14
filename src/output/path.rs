//! The paths of files in an output: which can be published. Never touches the disk.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::path::{Component, Path};

/// Why a path cannot be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathFault {
    /// It is empty, or has an empty name in it (`a//b`, `a/`).
    Empty,
    /// It has `.` or `..` in it.
    Dots,
    /// It does not start in the output folder.
    Absolute,
    /// It has a backslash or a control character in it.
    Character,
    /// It lies where the writer keeps its own files.
    Reserved,
    /// A name in it is longer than 255 bytes (85 Han characters), the limit of common file systems.
    LongName,
    /// The path as a whole, with the output folder's, is longer than 4095 bytes.
    LongPath,
}

/// The start of the names that the writer keeps for itself at the top of the output.
pub(super) const RESERVED: &str = ".planpress";
/// The longest name in a path, in bytes, on common file systems.
const LONGEST_NAME: usize = 255;
/// The longest path that Linux takes, in bytes.
pub(super) const LONGEST_PATH: usize = 4095;

/// The path of a file in an output: relative to the output folder, `/` between names. It cannot lead out of the folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(String);

/// A text that is no path of a file in an output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadPath {
    /// The text.
    pub path: String,
    /// What is wrong with it.
    pub fault: PathFault,
}

impl OutputPath {
    /// Checks a path; its whole length apart, which depends on the output folder.
    ///
    /// # Errors
    /// The path with its fault.
    pub fn new(path: impl Into<String>) -> Result<Self, BadPath> {
        let path = path.into();
        match fault(&path) {
            None => Ok(Self(path)),
            Some(fault) => Err(BadPath { path, fault }),
        }
    }

    /// The path as text.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl Deref for OutputPath {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for OutputPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn fault(path: &str) -> Option<PathFault> {
    if path.starts_with('/') {
        return Some(PathFault::Absolute);
    }
    if path.chars().any(|c| c == '\\' || c.is_control()) {
        return Some(PathFault::Character);
    }
    if path.starts_with(RESERVED) {
        return Some(PathFault::Reserved);
    }
    let of_name = |name: &str| match name {
        "" => Some(PathFault::Empty),
        "." | ".." => Some(PathFault::Dots),
        _ => (name.len() > LONGEST_NAME).then_some(PathFault::LongName),
    };
    // Catches what only some systems read as a root, such as a drive letter.
    let rooted = || Path::new(path).components().any(|part| !matches!(part, Component::Normal(_)));
    path.split('/').find_map(of_name).or_else(|| rooted().then_some(PathFault::Absolute))
}

/// The folders a path lies in, innermost first, the output folder itself (`""`) last.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(parent(path), |folder| parent(folder))
}

/// The folder a path lies in; none for the output folder itself.
pub(super) fn parent(path: &str) -> Option<&str> {
    if path.is_empty() { None } else { Some(path.rsplit_once('/').map_or("", |(folder, _)| folder)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_cannot_be_published_are_refused() {
        let long = "年".repeat(86);
        let cases = [
            ("", PathFault::Empty),
            ("a//b", PathFault::Empty),
            ("a/", PathFault::Empty),
            ("/etc/passwd", PathFault::Absolute),
            ("..", PathFault::Dots),
            ("a/../b", PathFault::Dots),
            ("./a", PathFault::Dots),
            ("a\\b", PathFault::Character),
            ("a\0b", PathFault::Character),
            ("a\nb", PathFault::Character),
            (".planpress-manifest", PathFault::Reserved),
            (long.as_str(), PathFault::LongName),
        ];
        for (path, expected) in cases {
            assert_eq!(fault(path), Some(expected), "{path:?}");
        }
    }

    #[test]
    fn ordinary_and_odd_names_are_fine() {
        let long = "年".repeat(85);
        for path in
            ["index.html", "2016/十三五 规划/50%#1.html", "🚀/a", ".nojekyll", "a/.planpress", "...", &long]
        {
            assert_eq!(fault(path), None, "{path:?}");
        }
    }

    #[test]
    fn ancestors_go_from_the_inside_out() {
        assert_eq!(ancestors("a/b/c").collect::<Vec<_>>(), ["a/b", "a", ""]);
        assert_eq!(ancestors("a").collect::<Vec<_>>(), [""]);
        assert_eq!(ancestors("").count(), 0);
    }
}
