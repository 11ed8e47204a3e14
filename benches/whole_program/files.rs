//! Files of a corpus or of an output folder: writing, counting, finding.

use std::fs;
use std::io;
use std::path::Path;

/// Writes one file below `root`, with the folders it needs.
pub fn write(root: &Path, path: &str, text: &str) -> io::Result<()> {
    let file = root.join(path);
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, text)
}

/// What an output folder holds.
#[derive(Clone, Copy, Default)]
pub struct Tally {
    /// All files.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// The pages of sections among them.
    pub section_pages: usize,
}

/// Counts the files below `root`, which is a section's page where its folder is named like a section's slug.
pub fn tally(root: &Path) -> io::Result<Tally> {
    let mut tally = Tally::default();
    for entry in walkdir::WalkDir::new(root) {
        let entry = entry?;
        if !entry.file_type().is_file() {
            continue;
        }
        tally.files += 1;
        tally.bytes += entry.metadata()?.len();
        let folder = entry.path().parent().and_then(Path::file_name).and_then(|name| name.to_str());
        if entry.file_name() == "index.html" && folder.is_some_and(is_slug) {
            tally.section_pages += 1;
        }
    }
    Ok(tally)
}

fn is_slug(name: &str) -> bool {
    name.strip_prefix('p').is_some_and(|rest| rest.len() >= 5 && rest.bytes().all(|b| b.is_ascii_digit()))
}
