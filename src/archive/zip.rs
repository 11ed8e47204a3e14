//! A bag as one zip file: the same bag makes the same bytes with the same version of the program.
//!
//! Entries are sorted by path, lie in one folder named after the bag (`2016-1/`), and carry a fixed time
//! and mode, so the zip tells nothing of when and where it was made.

use super::error::SealError;
use super::fault::{FaultKind, Verdict};
use super::listing::list;
use super::site_archive::Bag;
use super::verify;
use crate::bug::bug;
use crate::digest::Pieces;
use crate::output::{OutputError, Packed, new_file};
use crate::progress::{ProgressListener, Share, Silent, Step};
use std::fs::File;
use std::io::{self, BufWriter, Seek, Write};
use std::path::Path;
use std::sync::Arc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// How hard to compress. Given, so that it does not depend on what other crates ask of the library.
const LEVEL: i64 = 6;
/// From this size on an entry needs the wide form of sizes; below 4 GiB, since deflate may add a little.
const WIDE: u64 = 0xF000_0000;

impl From<io::Error> for SealError {
    fn from(error: io::Error) -> Self {
        Self::Zip { error: error.to_string() }
    }
}

impl From<zip::result::ZipError> for SealError {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Zip { error: error.to_string() }
    }
}

/// Packs a bag, which must be whole, into a new zip file, and tells how far it is.
///
/// # Errors
///
/// The bag does not hold, the file is there already, or the system refuses. Then there is no new file.
pub fn zip(bag: &Path, file: &Path, progress: &dyn ProgressListener) -> Result<(), SealError> {
    let judgement = verify::bag_told(bag, progress);
    let Some(record) = judgement.record.as_ref().filter(|_| judgement.verdict() == Verdict::Whole) else {
        return Err(SealError::Bag { bag: bag.display().to_string(), faults: judgement.faults });
    };
    let top = record.place.file_name();
    new_file(file, |file| pack((bag, &top), BufWriter::new(file), progress))
}

/// The same zip of a bag that is known to be whole, packed while it is put into an output.
pub fn packed(bag: &Arc<Bag>) -> Packed {
    let bag = Arc::clone(bag);
    Packed::new(bag.record.oxum.bytes, move |file| {
        let wrong = |file, error| OutputError::Zip { path: bag.path.clone(), file, error };
        let named = (bag.path.as_path(), bag.place.file_name());
        pack((named.0, &named.1), BufWriter::new(file), &Silent).map_err(|error| match error {
            SealError::Zip { error } => wrong(None, error),
            SealError::Payload { path, error } => wrong(Some(path), error.to_string()),
            SealError::Bag { faults, .. } => {
                let unreadable = faults.into_iter().find_map(|fault| match fault.kind {
                    FaultKind::Unreadable { error } => Some((fault.path, error)),
                    _ => None,
                });
                let (path, error) = unreadable.unwrap_or_else(|| ("/".to_owned(), "changed".to_owned()));
                wrong(Some(path), error)
            }
            other => bug!("a bag that is known to be whole cannot be packed: {other:?}"),
        })
    })
}

/// What is compressed in itself is stored: to press it again takes long and gains nothing.
const COMPRESSED: [&str; 21] = [
    "7z", "avif", "docx", "gif", "gz", "jpeg", "jpg", "mp3", "mp4", "ofd", "pdf", "png", "pptx", "rar",
    "webm", "webp", "woff", "woff2", "xlsx", "xz", "zip",
];

fn method(path: &str) -> CompressionMethod {
    let end = path.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
    match end {
        Some(end) if COMPRESSED.contains(&end.as_str()) => CompressionMethod::Stored,
        _ => CompressionMethod::Deflated,
    }
}

fn pack(
    (bag, top): (&Path, &str),
    file: impl Write + Seek,
    progress: &dyn ProgressListener,
) -> Result<(), SealError> {
    let listing = list(bag);
    // The bag was judged, and is looked through again: what cannot be seen this time must not be missing in silence.
    if !listing.faults.is_empty() {
        return Err(SealError::Bag { bag: bag.display().to_string(), faults: listing.faults });
    }
    let told = Share::whole(progress, Step::Pack, listing.bytes());
    let mut zip = ZipWriter::new(file);
    for (path, found) in listing.files {
        let method = method(&path);
        let options = SimpleFileOptions::default()
            .compression_method(method)
            // What is stored has no level.
            .compression_level((method == CompressionMethod::Deflated).then_some(LEVEL))
            .last_modified_time(DateTime::default())
            .system(System::Unix)
            .unix_permissions(0o644)
            .large_file(found.size >= WIDE);
        zip.start_file(format!("{top}/{path}"), options)?;
        let unreadable = |error| SealError::Payload { path: path.clone(), error };
        let mut pieces = Pieces::of(File::open(&found.on_disk).map_err(unreadable)?);
        while let Some(piece) = pieces.next().map_err(unreadable)? {
            zip.write_all(piece)?;
            told.advance(piece.len() as u64);
        }
    }
    zip.finish()?.flush()?;
    Ok(())
}
