//! What is in a file of the output: bytes, or where they come from. Large files are never held in memory.

use super::PutFile;
use super::error::{FileAction, OutputError};
use crate::digest::Digest;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Cursor, Seek, Write};
use std::path::PathBuf;

/// A file up to this size is read at once, in bytes.
const SMALL: u64 = 1 << 20;

/// What is in a file of the output.
#[derive(Debug)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// Those of another file, which is copied piece by piece.
    File(CopiedFile),
    /// What is packed while it is put.
    Packed(Packed),
}

/// A file on disk whose digest was taken before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopiedFile {
    /// Where it is.
    pub on_disk: PathBuf,
    /// The digest that it had, and must still have.
    pub digest: Digest,
    /// Its size in bytes.
    pub size: u64,
    /// Its name for users: below the site's folder or in a bag.
    pub file: String,
}

/// Something that can be written and sought in.
pub trait WriteSeek: Write + Seek {}
impl<T: Write + Seek> WriteSeek for T {}

type Pack = dyn Fn(&mut dyn WriteSeek) -> Result<(), OutputError> + Send + Sync;

/// What writes a file that may be too large to be held.
pub struct Packed {
    pack: Box<Pack>,
    /// How many bytes it is made from.
    pub size: u64,
}

impl Packed {
    /// A file that a function writes, the same bytes every time, from so many bytes.
    pub fn new(
        size: u64,
        pack: impl Fn(&mut dyn WriteSeek) -> Result<(), OutputError> + Send + Sync + 'static,
    ) -> Self {
        Self { pack: Box::new(pack), size }
    }

    /// Writes it.
    ///
    /// # Errors
    /// What it is made from cannot be read, or `to` cannot be written.
    pub fn write(&self, to: &mut dyn WriteSeek) -> Result<(), OutputError> {
        (self.pack)(to)
    }

    /// Its bytes.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub fn bytes(&self) -> Result<Vec<u8>, OutputError> {
        let mut bytes = Cursor::new(Vec::new());
        self.write(&mut bytes)?;
        Ok(bytes.into_inner())
    }
}

impl fmt::Debug for Packed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Packed")
    }
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl Content {
    /// That of a file which had this digest.
    ///
    /// # Errors
    /// The file cannot be read, or is another now.
    pub fn of_file(on_disk: PathBuf, digest: Digest, file: &str) -> Result<Self, OutputError> {
        let size = fs::metadata(&on_disk).map_err(OutputError::io(FileAction::Read, &on_disk))?.len();
        let copied = CopiedFile { on_disk, digest, size, file: file.to_owned() };
        if size > SMALL { Ok(Self::File(copied)) } else { copied.bytes().map(Self::Bytes) }
    }

    /// Its size and digest.
    ///
    /// # Errors
    /// What it comes from cannot be read.
    pub fn put_file(&self) -> Result<PutFile, OutputError> {
        let of = |bytes: &[u8]| PutFile { digest: Digest::of(bytes), size: bytes.len() as u64 };
        match self {
            Self::Bytes(bytes) => Ok(of(bytes)),
            Self::File(copied) => Ok(PutFile { digest: copied.digest, size: copied.size }),
            Self::Packed(packed) => Ok(of(&packed.bytes()?)),
        }
    }

    /// All of it, in memory.
    ///
    /// # Errors
    /// What it comes from cannot be read, or is another now.
    pub fn into_bytes(self) -> Result<Vec<u8>, OutputError> {
        match self {
            Self::Bytes(bytes) => Ok(bytes),
            Self::File(copied) => copied.bytes(),
            Self::Packed(packed) => packed.bytes(),
        }
    }
}

impl CopiedFile {
    /// Copies it.
    ///
    /// # Errors
    /// It cannot be read, is another now, or `to` cannot be written.
    pub fn copy(&self, to: &mut File) -> Result<(), OutputError> {
        let mut from = File::open(&self.on_disk).map_err(OutputError::io(FileAction::Read, &self.on_disk))?;
        // The system may copy without showing us the bytes, so they are read again from where they are now.
        let copied = io::copy(&mut from, to).map_err(OutputError::io(FileAction::Write, &self.on_disk))?;
        if copied == self.size { Ok(()) } else { Err(self.changed()) }
    }

    fn bytes(&self) -> Result<Vec<u8>, OutputError> {
        let bytes = fs::read(&self.on_disk).map_err(OutputError::io(FileAction::Read, &self.on_disk))?;
        if Digest::of(&bytes) == self.digest { Ok(bytes) } else { Err(self.changed()) }
    }

    /// The error where it is another than it was.
    pub fn changed(&self) -> OutputError {
        OutputError::SourceChanged { path: self.on_disk.clone(), file: self.file.clone() }
    }
}
