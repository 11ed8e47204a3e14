//! Pictures and attachments: which name each gets, and how large a picture is.
//!
//! Takes the list of files that the text refers to; gives for each its output path, named by the
//! hash of its content, and the picture's size in pixels. The bytes are read again when they are
//! written, so that memory does not grow with the pictures.

use super::stamp::Stamp;
use super::walk::{FoundFile, of_file};
use crate::bug::slice;
use crate::diagnostic::{Diagnostic, FileFault, Finding};
use crate::digest::Digest;
use crate::output::{Content, OutputError};
use crate::source_path::{SourcePath, name};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

/// A file that is copied to the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// The source file.
    pub file: SourcePath,
    /// Where it is on this machine.
    pub on_disk: PathBuf,
    /// Its path in the output.
    pub path: String,
    /// The digest of its content.
    pub digest: Digest,
    /// Width and height in pixels, for a picture whose format tells them.
    pub size: Option<(usize, usize)>,
}

/// What is known of the files of a site, kept from one run to the next.
#[derive(Debug, Default)]
pub struct AssetCache(HashMap<SourcePath, (Option<Stamp>, Arc<Asset>)>);

/// What is known of the files that are copied.
#[derive(Debug, Default)]
pub struct Assets {
    /// In the order of the files; none for those that nothing refers to, or that are at fault.
    pub list: Vec<Option<Arc<Asset>>>,
    /// The places in the list of those that are not as they were at the last run.
    pub changed: BTreeSet<usize>,
    /// What is wrong with some.
    pub diagnostics: Vec<Diagnostic>,
}

impl AssetCache {
    /// Reads what is to be known of the files at these places in a list of all, but for those that are
    /// as they were when they were read before.
    pub fn renew(&mut self, files: &[FoundFile], used: &BTreeSet<usize>) -> Assets {
        let used: Vec<(usize, &FoundFile)> =
            used.iter().filter_map(|index| Some((*index, files.get(*index)?))).collect();
        let looked: Vec<_> =
            used.par_iter().map(|(index, found)| (*index, *found, self.look(found))).collect();
        let mut assets = Assets { list: vec![None; files.len()], ..Assets::default() };
        let mut kept = HashMap::with_capacity(looked.len());
        for (index, found, (stamp, result)) in looked {
            let asset = result.map_err(|diagnostic| assets.diagnostics.push(*diagnostic)).ok();
            if self.0.get(&found.file).map(|(_, asset)| asset) != asset.as_ref() {
                assets.changed.insert(index);
            }
            kept.extend(asset.iter().map(|asset| (found.file.clone(), (stamp, Arc::clone(asset)))));
            if let Some(place) = assets.list.get_mut(index) {
                *place = asset;
            }
        }
        self.0 = kept;
        assets
    }

    /// What is known of a file, and its stamp if that is settled.
    fn look(&self, found: &FoundFile) -> (Option<Stamp>, Result<Arc<Asset>, Box<Diagnostic>>) {
        let now = SystemTime::now();
        let stamp = fs::metadata(&found.on_disk).ok().map(|metadata| Stamp::of(&metadata));
        match self.0.get(&found.file) {
            Some((known, asset)) if known.is_some() && *known == stamp => (stamp, Ok(Arc::clone(asset))),
            _ => (stamp.filter(|stamp| stamp.is_settled(now)), read_one(found).map(Arc::new)),
        }
    }
}

fn read_one(found: &FoundFile) -> Result<Asset, Box<Diagnostic>> {
    let unreadable = |error: std::io::Error| {
        Box::new(of_file(&found.file, Finding::File(FileFault::Unreadable { fault: (&error).into() })))
    };
    let digest = Digest::of_file(&found.on_disk).map_err(unreadable)?;
    let size = imagesize::size(&found.on_disk).ok().map(|size| (size.width, size.height));
    let path = hashed_path(&found.file, digest.bytes());
    Ok(Asset { file: found.file.clone(), on_disk: found.on_disk.clone(), path, digest, size })
}

/// The output path of a file's content: its name with the first ten hexadecimal digits of its hash.
pub fn hashed_path(file: &str, digest: &[u8]) -> String {
    let name = name(file);
    let hash: String = digest.iter().take(5).map(|byte| format!("{byte:02x}")).collect();
    match name.rsplit_once('.') {
        Some((stem, end)) if !stem.is_empty() && end.len() <= LONGEST_ENDING => {
            format!("assets/{}.{hash}.{end}", cut(stem, LONGEST_NAME - hash.len() - end.len() - 2))
        }
        _ => format!("assets/{}.{hash}", cut(name, LONGEST_NAME - hash.len() - 1)),
    }
}

/// The longest file name in bytes on common file systems; a source's name may already be that long.
const LONGEST_NAME: usize = 255;
/// What follows the last dot of a longer name is part of the name.
const LONGEST_ENDING: usize = 64;

/// The start of a name, at most so many bytes, whole characters.
fn cut(name: &str, longest: usize) -> &str {
    slice(name, ..name.floor_char_boundary(longest))
}

impl Asset {
    /// What is in it, which must still be what the name was made from.
    ///
    /// # Errors
    /// Where the file cannot be read, or changed while the site was being built.
    pub fn content(&self) -> Result<Content, OutputError> {
        Content::of_file(self.on_disk.clone(), self.digest, &self.file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_any_length_stay_within_the_limit_of_file_systems() {
        assert_eq!(hashed_path("content/a.b.png", &[1; 32]), "assets/a.b.0101010101.png");
        assert_eq!(hashed_path("content/.x", &[1; 32]), "assets/.x.0101010101");
        for name in [
            "a".repeat(251) + ".png",
            "字".repeat(83) + ".png",
            "字".repeat(85),
            ".".to_owned() + &"a".repeat(254),
        ] {
            let path = hashed_path(&format!("content/{name}"), &[1; 32]);
            let name = path.strip_prefix("assets/").unwrap();
            assert!((245..=255).contains(&name.len()), "{name}");
        }
    }
}
