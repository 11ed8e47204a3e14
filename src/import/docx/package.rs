//! The zip that a document is: its parts, and the relationships between them.
//!
//! All that is unpacked is counted while it is unpacked, whatever the zip says of it. Names are compared without regard to case, as Word does.

use super::ReadFault;
use super::fault;
use super::xml::{Ns, Token, Xml, XmlFault};
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// The most parts; a document with 400 pictures has 450.
const MOST_PARTS: usize = 20_000;
/// The most that a part of XML may unpack to, in bytes; the text of 300 pages with 400 tables takes 10 MB.
const LARGEST_XML: u64 = 96 << 20;
/// The most that a picture may unpack to, in bytes.
const LARGEST_PICTURE: u64 = 64 << 20;
/// The most that is unpacked at all, in bytes.
const MOST_BYTES: u64 = 256 << 20;
/// How much may be unpacked whatever its ratio, in bytes.
const FREE_OF_RATIO: u64 = 8 << 20;
/// How many times its packed size a larger part may have; repetitive tables reach 60.
const HIGHEST_RATIO: u64 = 300;

/// How the zip files begin.
const ZIP: &[u8] = b"PK";
/// How compound files (OLE2) begin.
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// A document's zip.
pub struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Entries by their names in small letters, without a leading slash.
    entries: HashMap<String, usize>,
    /// How many bytes may still be unpacked.
    left: u64,
}

/// How one part refers to another, or to something outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The last part of its type: `image`, `hyperlink`, `styles`.
    pub kind: String,
    /// The part's name, or an address outside.
    pub target: String,
    pub is_external: bool,
}

/// A part's relationships by their ids.
pub type Relations = HashMap<String, Relation>;

impl<'a> Package<'a> {
    /// Opens a file.
    ///
    /// # Errors
    /// Why it is no zip that is read.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ReadFault> {
        if bytes.is_empty() {
            return Err(fault::empty());
        }
        if bytes.starts_with(COMPOUND) {
            return Err(compound_fault(bytes).unwrap_or_else(fault::binary_document));
        }
        if !bytes.starts_with(ZIP) {
            return Err(fault::no_zip());
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| fault::damaged(""))?;
        if zip.len() > MOST_PARTS {
            return Err(fault::too_large());
        }
        let mut entries = HashMap::new();
        for (place, name) in zip.file_names_raw().enumerate() {
            entries.insert(key(&String::from_utf8_lossy(name)), place);
        }
        Ok(Self { zip, entries, left: MOST_BYTES })
    }

    /// Whether there is a part.
    pub fn has(&self, name: &str) -> bool {
        self.entries.contains_key(&key(name))
    }

    /// The names of all parts, in small letters, sorted.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.entries.keys().map(String::as_str).collect();
        names.sort_unstable();
        names
    }

    /// The text of a part, or nothing where it is missing.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, ReadFault> {
        let Some(bytes) = self.unpack(name, LARGEST_XML)? else { return Ok(None) };
        let damaged = || fault::damaged(name);
        Ok(Some(match bytes.as_slice() {
            [0xEF, 0xBB, 0xBF, rest @ ..] => std::str::from_utf8(rest).map_err(|_| damaged())?.to_owned(),
            [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes).ok_or_else(damaged)?,
            [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes).ok_or_else(damaged)?,
            _ => String::from_utf8(bytes).map_err(|_| damaged())?,
        }))
    }

    /// The bytes of a picture, or nothing where it is missing, damaged or too large.
    ///
    /// # Errors
    /// Where all in all too much is unpacked.
    pub fn picture(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadFault> {
        match self.unpack(name, LARGEST_PICTURE) {
            Err(fault) if fault == fault::too_large() => Err(fault),
            Err(_) => Ok(None),
            Ok(bytes) => Ok(bytes),
        }
    }

    fn unpack(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, ReadFault> {
        let Some(place) = self.entries.get(&key(name)).copied() else { return Ok(None) };
        let entry = self.zip.by_index(place).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => fault::password(),
            _ => fault::damaged(name),
        })?;
        let by_ratio = entry.compressed_size().saturating_mul(HIGHEST_RATIO).max(FREE_OF_RATIO);
        let most = most.min(self.left).min(by_ratio);
        let mut bytes = Vec::new();
        entry.take(most + 1).read_to_end(&mut bytes).map_err(|_| fault::damaged(name))?;
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if length > most {
            return Err(fault::too_large());
        }
        self.left -= length;
        Ok(Some(bytes))
    }

    /// The relationships of a part; of the package itself where the part's name is empty.
    ///
    /// # Errors
    /// Why they cannot be read.
    pub fn relations(&mut self, part: &str) -> Result<Relations, ReadFault> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let name = format!("{folder}{slash}_rels/{file}.rels");
        let Some(text) = self.text(&name)? else { return Ok(Relations::new()) };
        relations(&text, folder).map_err(|fault| fault::of_xml(fault, &name))
    }

    /// The content type that the package states for a part.
    ///
    /// # Errors
    /// Why the list of types cannot be read.
    pub fn content_type(&mut self, part: &str) -> Result<Option<String>, ReadFault> {
        const NAME: &str = "[Content_Types].xml";
        let Some(text) = self.text(NAME)? else { return Ok(None) };
        content_type(&text, part).map_err(|fault| fault::of_xml(fault, NAME))
    }
}

/// What a compound file is that an office suite could not read as a text either: encrypted, a spreadsheet, a presentation, or of Microsoft
/// Works. Nothing for others, and for what is no compound file.
pub fn compound_fault(bytes: &[u8]) -> Option<ReadFault> {
    if !bytes.starts_with(COMPOUND) {
        return None;
    }
    let has = |name: &str| holds_utf16(bytes, name);
    if has("EncryptedPackage") {
        Some(fault::password())
    } else if has("WordDocument") {
        None
    } else if has("MatOST") || memchr::memmem::find(bytes, b"CHNKWKS").is_some() {
        Some(fault::works())
    } else if has("Workbook") {
        Some(fault::spreadsheet())
    } else if has("PowerPoint Document") {
        Some(fault::presentation())
    } else {
        None
    }
}

/// A name as it is compared.
fn key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// Whether a compound file has a stream or storage of this name: its directory writes names in UTF-16.
fn holds_utf16(bytes: &[u8], name: &str) -> bool {
    let wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &wanted).is_some()
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let units: Vec<u16> =
        bytes.chunks_exact(2).filter_map(|pair| <[u8; 2]>::try_from(pair).ok()).map(unit).collect();
    String::from_utf16(&units).ok()
}

fn relations(text: &str, folder: &str) -> Result<Relations, XmlFault> {
    let mut found = Relations::new();
    let mut xml = Xml::new(text);
    loop {
        match xml.next()? {
            Token::Start(element) if element.is(Ns::Package, "Relationship") => {
                let (Some(id), Some(target)) = (element.attribute("Id"), element.attribute("Target")) else {
                    continue;
                };
                let kind = element.attribute("Type").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let is_external = element.attribute("TargetMode").as_deref() == Some("External");
                let target = if is_external { target.into_owned() } else { resolve(folder, &target) };
                found.insert(id.into_owned(), Relation { kind, target, is_external });
            }
            Token::Done => return Ok(found),
            _ => {}
        }
    }
}

/// The name of the part that a reference from a folder leads to.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut parts: Vec<&str> = Vec::new();
    let from = if target.starts_with('/') { "" } else { folder };
    for part in from.split('/').chain(target.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

fn content_type(text: &str, part: &str) -> Result<Option<String>, XmlFault> {
    let (part, mut by_extension) = (key(part), None);
    let extension = part.rsplit('.').next().unwrap_or_default();
    let mut xml = Xml::new(text);
    loop {
        match xml.next()? {
            Token::Start(element) => {
                let kind = element.attribute("ContentType").map(std::borrow::Cow::into_owned);
                if element.name() == "Override"
                    && element.attribute("PartName").is_some_and(|name| key(&name) == part)
                {
                    return Ok(kind);
                }
                if element.name() == "Default"
                    && element.attribute("Extension").is_some_and(|name| name.eq_ignore_ascii_case(extension))
                {
                    by_extension = kind;
                }
            }
            Token::Done => return Ok(by_extension),
            _ => {}
        }
    }
}
