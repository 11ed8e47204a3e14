//! Names that a bag can carry to any machine: pure.
//!
//! A bag is copied for decades: to Windows shares, USB sticks with FAT, Macs. A name that one of them
//! cannot hold, or two names that one of them takes for the same, would make a whole bag look broken
//! there. The names that checksum tools and BagIt tools read differently (`%`, line breaks of
//! Unicode, space at the end) are refused for the same reason. Names are stored as they are given, in
//! whichever Unicode form.

use super::tags::breaks_line;
use crate::model::characters::composed;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Why a file cannot go into a bag under its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameFault {
    /// The path is empty, has an empty name or `.` or `..` in it, or starts with `/`.
    NotAPath,
    /// A character that Windows or FAT cannot hold in a name: one of `< > : " | ? * \` or a control
    /// character.
    Character(char),
    /// A character that BagIt tools read differently: `%`, or a line break of Unicode.
    Ambiguous(char),
    /// A name that ends with a dot or a space, which Windows drops.
    End,
    /// A name that Windows keeps for a device: `CON`, `nul.txt`, `COM1` …
    Device(String),
    /// A name of more than 255 bytes.
    Long,
    /// Another file or folder has the same name but for upper and lower case, or but for the Unicode
    /// form of its letters.
    Clash(String),
    /// The same path twice.
    Twice,
    /// One file is a file where another needs a folder.
    FileAndFolder(String),
}

/// The longest name in a path, in bytes, on common file systems.
const LONGEST: usize = 255;

/// Says whether a path can go into a bag by itself.
///
/// # Errors
///
/// What is wrong with it.
pub fn check(path: &str) -> Result<(), NameFault> {
    for c in path.chars() {
        match c {
            '%' => return Err(NameFault::Ambiguous(c)),
            '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\' => return Err(NameFault::Character(c)),
            _ if c.is_control() => return Err(NameFault::Character(c)),
            _ if breaks_line(c) => return Err(NameFault::Ambiguous(c)),
            _ => {}
        }
    }
    for name in path.split('/') {
        if matches!(name, "" | "." | "..") {
            return Err(NameFault::NotAPath);
        }
        if name.ends_with(|c: char| c == '.' || c.is_whitespace()) {
            return Err(NameFault::End);
        }
        if name.len() > LONGEST {
            return Err(NameFault::Long);
        }
        if is_device(name) {
            return Err(NameFault::Device(name.to_owned()));
        }
    }
    Ok(())
}

/// Whether Windows takes a name for a device, whatever its ending.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_uppercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix).is_some_and(|number| {
            matches!(number, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
        })
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
        || numbered("COM")
        || numbered("LPT")
}

/// What a system that ignores case and Unicode forms takes a path for.
fn folded(path: &str) -> String {
    // Upper case first: it tells apart less than lower case alone (ſ and s, ς and σ).
    composed(&path.to_uppercase().to_lowercase())
}

/// What stands at a folded path.
#[derive(Debug)]
struct Taken {
    path: String,
    folder: bool,
}

/// The paths of one bag, which must not clash.
#[derive(Debug, Default)]
pub struct BagNames {
    taken: BTreeMap<String, Taken>,
}

impl BagNames {
    /// Takes the path of one more file.
    ///
    /// # Errors
    ///
    /// The path cannot go into a bag, by itself or beside those taken before.
    pub fn take(&mut self, path: &str) -> Result<(), NameFault> {
        check(path)?;
        for (at, _) in path.match_indices('/') {
            let (folder, _) = path.split_at(at);
            self.enter(folder, true)?;
        }
        self.enter(path, false)
    }

    fn enter(&mut self, path: &str, folder: bool) -> Result<(), NameFault> {
        match self.taken.entry(folded(path)) {
            Entry::Vacant(slot) => {
                slot.insert(Taken { path: path.to_owned(), folder });
                Ok(())
            }
            Entry::Occupied(slot) => {
                let taken = slot.get();
                if taken.path != path {
                    Err(NameFault::Clash(taken.path.clone()))
                } else if taken.folder != folder {
                    Err(NameFault::FileAndFolder(taken.path.clone()))
                } else if folder {
                    Ok(())
                } else {
                    Err(NameFault::Twice)
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_system_cannot_hold_are_refused() {
        let long = "年".repeat(86);
        let cases = [
            ("", NameFault::NotAPath),
            ("/a", NameFault::NotAPath),
            ("a//b", NameFault::NotAPath),
            ("a/../b", NameFault::NotAPath),
            ("a/.", NameFault::NotAPath),
            ("会议 9:30.md", NameFault::Character(':')),
            ("what?.html", NameFault::Character('?')),
            ("a\\b", NameFault::Character('\\')),
            ("a\tb", NameFault::Character('\t')),
            ("a\nb", NameFault::Character('\n')),
            ("a\u{85}b", NameFault::Character('\u{85}')),
            ("a\u{2028}b", NameFault::Ambiguous('\u{2028}')),
            ("增长8%.png", NameFault::Ambiguous('%')),
            ("a./b", NameFault::End),
            ("a ", NameFault::End),
            ("附件\u{3000}", NameFault::End),
            ("a/CON", NameFault::Device("CON".into())),
            ("nul.txt", NameFault::Device("nul.txt".into())),
            ("Com1/x", NameFault::Device("Com1".into())),
            ("lpt¹.md", NameFault::Device("lpt¹.md".into())),
            (&long, NameFault::Long),
        ];
        for (path, fault) in cases {
            assert_eq!(check(path), Err(fault), "{path:?}");
        }
    }

    #[test]
    fn ordinary_names_are_fine() {
        let long = "年".repeat(85);
        for path in [
            "site/2016/一、主体/index.html",
            ".a/..b",
            "console",
            "COM10",
            "COM0",
            "conf.CON",
            "a b#&'(1)",
            &long,
        ] {
            assert_eq!(check(path), Ok(()), "{path:?}");
        }
    }

    #[test]
    fn names_that_some_system_takes_for_the_same_are_refused() {
        let cases: [(&[&str], Option<NameFault>); 9] = [
            (&["a/x", "a/y", "b"], None),
            (&["a/x", "A/y"], Some(NameFault::Clash("a".into()))),
            (&["Straße", "STRASSE"], Some(NameFault::Clash("Straße".into()))),
            (&["é", "e\u{301}"], Some(NameFault::Clash("é".into()))),
            (&["É", "e\u{301}"], Some(NameFault::Clash("É".into()))),
            (&["Ａ", "ａ"], Some(NameFault::Clash("Ａ".into()))),
            (&["a", "a"], Some(NameFault::Twice)),
            (&["a", "a/b"], Some(NameFault::FileAndFolder("a".into()))),
            (&["a/b", "a"], Some(NameFault::FileAndFolder("a".into()))),
        ];
        for (paths, expected) in cases {
            let mut names = BagNames::default();
            let fault = paths.iter().find_map(|path| names.take(path).err());
            assert_eq!(fault, expected, "{paths:?}");
        }
    }
}
