//! Pictures and attachments: which name each gets, and how large a picture is.
//!
//! Takes the list of files that the text refers to; gives for each its output path, named by the
//! hash of its content, and the picture's size in pixels. The bytes are read again when they are
//! written, so that memory does not grow with the pictures.

use super::walk::{Found, whole_file};
use crate::diagnostic::{Diagnostic, Finding};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

/// A file that is copied to the output.
#[derive(Debug, Clone)]
pub struct Asset {
    /// The source file.
    pub file: Arc<str>,
    /// Where it is on this machine.
    pub on_disk: PathBuf,
    /// Its path in the output.
    pub path: String,
    /// Width and height in pixels, for a picture whose format tells them.
    pub size: Option<(usize, usize)>,
}

/// Reads what is to be known of each file.
pub fn read(files: &[Found]) -> (Vec<Option<Asset>>, Vec<Diagnostic>) {
    let results: Vec<_> = files.par_iter().map(read_one).collect();
    let mut diagnostics = Vec::new();
    let assets = results
        .into_iter()
        .map(|result| result.map_err(|diagnostic| diagnostics.push(*diagnostic)).ok())
        .collect();
    (assets, diagnostics)
}

fn read_one(found: &Found) -> Result<Asset, Box<Diagnostic>> {
    let unreadable = |error: std::io::Error| {
        let finding = Finding::Unreadable { detail: error.to_string() };
        Box::new(Diagnostic::new(finding, whole_file(&found.file)))
    };
    let mut hasher = Sha256::new();
    let mut file = std::fs::File::open(&found.on_disk).map_err(unreadable)?;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let count = file.read(&mut buffer).map_err(unreadable)?;
        if count == 0 {
            break;
        }
        hasher.update(buffer.get(..count).unwrap_or_default());
    }
    let size = imagesize::size(&found.on_disk).ok().map(|size| (size.width, size.height));
    Ok(Asset {
        file: Arc::clone(&found.file),
        on_disk: found.on_disk.clone(),
        path: hashed_path(&found.file, &hasher.finalize()),
        size,
    })
}

/// The output path of a file's content: its name with the first ten hexadecimal digits of its hash.
pub fn hashed_path(file: &str, digest: &[u8]) -> String {
    let name = file.rsplit_once('/').map_or(file, |(_, name)| name);
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
    let mut end = longest.min(name.len());
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name.get(..end).unwrap_or(name)
}

impl Asset {
    /// Reads the bytes and makes sure that they are still those that the name was made from.
    ///
    /// # Errors
    /// Where the file cannot be read, or changed while the site was being built.
    pub fn bytes(&self) -> Result<Vec<u8>, std::io::Error> {
        let bytes = std::fs::read(&self.on_disk)?;
        if hashed_path(&self.file, &Sha256::digest(&bytes)) == self.path {
            Ok(bytes)
        } else {
            Err(std::io::Error::other(format!("{} changed while the site was being built", self.file)))
        }
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
