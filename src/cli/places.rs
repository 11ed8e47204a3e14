//! Keeps what the program writes apart from what users keep: sources, themes, sealed plans.

use super::Failure;
use crate::archive::{ARCHIVE, DECLARATION};
use crate::diagnostic::words::say;
use crate::platform::canonical;
use crate::source::load::SITE_YAML;
use crate::source::theme::THEMES;
use crate::source::walk::CONTENT;
use std::path::{Component, Path, PathBuf};

/// Refuses a place to write to that lies in `content/`, `themes/` or `archive/`, of this site or of another, or in any bag: what
/// is written there would be read as a source, or break a seal.
///
/// # Errors
/// The place is refused.
pub fn keep_apart(root: &Path, target: &Path) -> Result<(), Failure> {
    let target = real(target);
    let kept = [CONTENT, THEMES, ARCHIVE];
    let own = kept.map(|folder| real(&root.join(folder)));
    let of_a_site = |folder: &Path| {
        folder.parent().is_some_and(|site| site.join(SITE_YAML).exists())
            && kept.iter().any(|name| folder.file_name().is_some_and(|own| own == *name))
    };
    let mut around = target.ancestors();
    let within = around.find(|folder| {
        own.iter().any(|own| own == folder) || of_a_site(folder) || folder.join(DECLARATION).exists()
    });
    Err(Failure(match within {
        None => return Ok(()),
        Some(bag) if bag.join(DECLARATION).exists() => say!(
            "{} lies in the sealed bag `{}`, which must stay as it is: give another place",
            "{} 位于归档包 `{}` 之内，归档包不得改动，请另选位置",
            target.display(),
            bag.display()
        ),
        Some(folder) => say!(
            "{} lies in `{}`, where sources or sealed plans are kept: give another place",
            "{} 位于存放源文件或归档包的 `{}` 之内，请另选位置",
            target.display(),
            folder.display()
        ),
    }))
}

/// A path without links and dots, whether or not something is there yet.
fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = path.ancestors().find_map(|above| Some((above, canonical(above).ok()?)));
    let Some((above, mut real)) = there else { return path };
    // What is not there holds no links, so its `..` can be taken by the letter.
    for part in path.strip_prefix(above).unwrap_or(Path::new("")).components() {
        match part {
            Component::ParentDir => {
                real.pop();
            }
            part => real.push(part),
        }
    }
    real
}
