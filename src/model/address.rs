//! The address of a page, and what follows from it.

use std::fmt;
use std::ops::Deref;

/// The path of a page below the site's root, decoded, with a final slash: `district/2016/`. The home page's is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageAddress(String);

impl PageAddress {
    /// The address with this path.
    pub fn new(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// The address of a page one level below: `district/2016/` and `indicators` give `district/2016/indicators/`.
    #[must_use]
    pub fn below(&self, name: &str) -> Self {
        Self(format!("{}{name}/", self.0))
    }

    /// The address as plans are named on the command line and in archives, without its final slash: `district/2016`.
    pub fn bare(&self) -> &str {
        self.0.trim_end_matches('/')
    }

    /// The output file of the page.
    pub fn file(&self) -> String {
        format!("{}index.html", self.0)
    }

    /// The way from the page up to the site's root: `./`, `../`, `../../`.
    pub fn root(&self) -> String {
        match self.0.matches('/').count() {
            0 => "./".to_owned(),
            depth => "../".repeat(depth),
        }
    }
}

impl Deref for PageAddress {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PageAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_the_root_is_as_long_as_the_address_is_deep() {
        assert_eq!(PageAddress::default().root(), "./");
        assert_eq!(PageAddress::new("2016/").root(), "../");
        assert_eq!(PageAddress::new("a/2016/b/").root(), "../../../");
    }
}
