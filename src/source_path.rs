//! The name of a file that a user keeps: a leaf that any room may use.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// The path of a source file below the site's folder, with `/` between names, as messages show it. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// The folder that the file lies in; empty for one at the top.
    pub fn folder(&self) -> &str {
        folder(self)
    }

    /// The last name of the path.
    pub fn name(&self) -> &str {
        name(self)
    }
}

/// The folder that a path lies in; empty for one at the top.
pub fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last name of a path.
pub fn name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// Whether a path lies below a folder.
pub fn is_in(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

impl<T: Into<Arc<str>>> From<T> for SourcePath {
    fn from(path: T) -> Self {
        Self(path.into())
    }
}

impl Deref for SourcePath {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for SourcePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
