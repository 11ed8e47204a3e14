//! One output file: takes a path and bytes, says whether the path can be published. Never touches
//! the disk.

use std::path::{Component, Path};

use super::error::OutputError;

/// One file of the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Where it goes: relative to the output folder, `/` between names.
    pub path: String,
    /// Its whole content.
    pub bytes: Vec<u8>,
    /// What it is, which decides when it is published.
    pub kind: ArtifactKind,
}

/// What a file is to the reader; files are published in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArtifactKind {
    /// A style sheet, script, picture or font: what pages need.
    Asset,
    /// A page.
    Page,
    /// Anything else: feeds, site maps, data files.
    Other,
}

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

/// Whether a path can be published (its whole length apart, which depends on the output folder).
///
/// # Errors
/// The path with its fault.
pub fn check_path(path: &str) -> Result<(), OutputError> {
    match fault(path) {
        None => Ok(()),
        Some(fault) => Err(OutputError::BadPath { path: path.to_owned(), fault }),
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
    for name in path.split('/') {
        match name {
            "" => return Some(PathFault::Empty),
            "." | ".." => return Some(PathFault::Dots),
            _ if name.len() > LONGEST_NAME => return Some(PathFault::LongName),
            _ => {}
        }
    }
    // Catches what only some systems read as a root, such as a drive letter.
    let rooted = Path::new(path).components().any(|part| !matches!(part, Component::Normal(_)));
    rooted.then_some(PathFault::Absolute)
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
