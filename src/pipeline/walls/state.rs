//! What a body was last published from without errors: written as a record beside the output, and read again.
//!
//! Nothing is believed that does not hold: the record by its own digest, each file by the digest in the record, the whole by
//! what the manifest of the output says that the body was published from.

use super::Stuck;
use crate::archive::remembered::RememberedBag;
use crate::bug::bug;
use crate::digest::Digest;
use crate::output::{GoodFile, GoodFolder, GoodStore, OutputError};
use crate::source::bodies::{BodySources, KeptTexts};
use crate::source::document::Document;
use crate::source::walk::FoundFile;
use crate::source_path::SourcePath;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// The version of the record.
const FORMAT: u32 = 1;
/// The program that writes it.
const PROGRAM: &str = concat!("Planpress ", env!("CARGO_PKG_VERSION"));

/// A record as it is written: what it says, and the digest of that.
#[derive(Debug, Serialize, Deserialize)]
struct Sealed {
    digest: String,
    state: Record,
}

/// What a record says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Record {
    format: u32,
    series: String,
    title: String,
    /// When these sources were first published, with the offset of the clock.
    since: String,
    program: String,
    /// The digest of the files' names and digests.
    sources: String,
    files: BTreeMap<String, String>,
    /// What its texts took from other bodies, as it was printed.
    takes: BTreeMap<String, String>,
    /// The bags of its sealed plans.
    bags: Vec<RememberedBag>,
}

impl Record {
    fn digest(&self) -> Digest {
        let bytes = serde_json::to_vec(self).unwrap_or_else(|error| bug!("a record is plain data: {error}"));
        Digest::of(&bytes)
    }

    fn read(text: &[u8]) -> Option<Self> {
        let Sealed { digest, state } = serde_json::from_slice(text).ok()?;
        (state.format == FORMAT && state.digest().to_string() == digest).then_some(state)
    }

    fn to_text(&self) -> Vec<u8> {
        let sealed = Sealed { digest: self.digest().to_string(), state: self.clone() };
        let mut text = serde_json::to_vec_pretty(&sealed)
            .unwrap_or_else(|error| bug!("a record is plain data: {error}"));
        text.push(b'\n');
        text
    }
}

/// The last good sources of a body.
#[derive(Debug, Clone)]
pub struct GoodState {
    /// The title of its series then.
    pub title: String,
    /// When they were first published, to the minute.
    pub since: String,
    /// The digest of the files' names and digests.
    pub digest: Digest,
    /// What stands in for the files in `content/`.
    pub sources: Arc<BodySources>,
    /// The bags of its sealed plans.
    pub bags: Arc<Vec<RememberedBag>>,
}

/// Reads the last good sources of a body; every file of it is verified.
///
/// # Errors
/// There are none, they are not as they were written, or not those that the body was last published from.
pub fn read(folder: &GoodFolder, body: &str) -> Result<GoodState, Stuck> {
    let records = folder.records(body);
    let Some((first, _)) = records.first() else { return Err(Stuck::Missing) };
    let published = folder.published();
    let whole: Vec<Record> =
        records.iter().filter_map(|(_, text)| Record::read(text)).filter(|own| own.series == body).collect();
    let holds = |record: &&Record| match &published {
        None => true,
        Some(published) => published.get(body).is_some_and(|digest| digest.to_string() == record.sources),
    };
    let record = match (whole.iter().find(holds), whole.first()) {
        (Some(record), _) => record,
        (None, Some(other)) => return Err(Stuck::Outdated { since: other.since.clone() }),
        (None, None) => return Err(Stuck::Damaged(first.display().to_string())),
    };
    let file = |(name, digest): (&String, &String)| {
        let digest = Digest::parse(digest)?;
        Some((
            FoundFile { file: SourcePath::from(name.as_str()), on_disk: folder.file(body, digest) },
            digest,
        ))
    };
    let files: Option<Vec<(FoundFile, Digest)>> = record.files.iter().map(file).collect();
    let (Some(files), Some(digest)) = (files, Digest::parse(&record.sources)) else {
        return Err(Stuck::Damaged(first.display().to_string()));
    };
    let is_damaged = |(found, digest): &&(FoundFile, Digest)| {
        Digest::of_file(&found.on_disk).map_or(true, |there| there != *digest)
    };
    if let Some((found, _)) = files.par_iter().find_first(is_damaged) {
        return Err(Stuck::Damaged(found.on_disk.display().to_string()));
    }
    let sources = BodySources {
        name: body.to_owned(),
        files: files.into_iter().map(|(found, _)| found).collect(),
        texts: KeptTexts::default(),
        takes: record.takes.clone(),
    };
    Ok(GoodState {
        title: record.title.clone(),
        since: record.since.clone(),
        digest,
        sources: Arc::new(sources),
        bags: Arc::new(record.bags.clone()),
    })
}

/// A file that a body is published from.
#[derive(Debug, Clone)]
pub enum GoodInput {
    /// A text as it was read.
    Text(Arc<Document>),
    /// A picture or an attachment, where it lies.
    File(PathBuf),
}

/// What a body is published from, to be kept once it is.
#[derive(Debug, Clone)]
pub struct NewState {
    pub body: String,
    pub title: String,
    pub files: BTreeMap<SourcePath, (Digest, GoodInput)>,
    /// What its texts took from other bodies, as it was printed.
    pub takes: BTreeMap<String, String>,
    /// The bags of its sealed plans.
    pub bags: Vec<RememberedBag>,
}

impl NewState {
    /// The digest of the files' names and digests.
    pub fn digest(&self) -> Digest {
        Digest::of_parts(self.files.iter().flat_map(|(file, (digest, _))| [file.as_bytes(), digest.bytes()]))
    }

    /// Has it kept, unless it is what is kept already. `now` is the moment, for what is new.
    ///
    /// # Errors
    /// A file changed since it was read, or the system refuses.
    pub fn stage(&self, folder: &GoodFolder, store: &mut GoodStore, now: &str) -> Result<(), OutputError> {
        let sources = self.digest().to_string();
        let records = folder.records(&self.body);
        let read = records.iter().filter_map(|(path, text)| Some((path, Record::read(text)?)));
        let mut read: Vec<_> = read.filter(|(_, own)| own.series == self.body).collect();
        // Where the build before was cut off after it published, what holds is the record that was to hold then.
        let published = folder.published().and_then(|published| published.get(&self.body).copied());
        let holds = |record: &Record| published.is_none_or(|digest| digest.to_string() == record.sources);
        let at = read.iter().position(|(_, record)| holds(record)).unwrap_or(0);
        let kept = if at < read.len() { Some(read.swap_remove(at)) } else { None };
        if let Some((path, _)) = &kept {
            store.let_hold(&self.body, path)?;
        }
        let kept = kept.map(|(_, record)| record);
        let same = kept.as_ref().filter(|kept| kept.sources == sources);
        let record = Record {
            format: FORMAT,
            series: self.body.clone(),
            title: self.title.clone(),
            since: same.map_or(now, |kept| &kept.since).to_owned(),
            program: PROGRAM.to_owned(),
            sources,
            files: self
                .files
                .iter()
                .map(|(file, (digest, _))| (file.to_string(), digest.to_string()))
                .collect(),
            takes: self.takes.clone(),
            bags: self.bags.clone(),
        };
        let is_whole = || {
            let digests: Vec<Digest> = self.files.values().map(|(digest, _)| *digest).collect();
            digests.par_iter().all(|digest| {
                Digest::of_file(&folder.file(&self.body, *digest)).is_ok_and(|there| there == *digest)
            })
        };
        if kept.as_ref() == Some(&record) && is_whole() {
            return Ok(());
        }
        let files = self.files.values().map(|(digest, input)| {
            let file = match input {
                GoodInput::Text(document) => GoodFile::Text(&document.text.source.text),
                GoodInput::File(on_disk) => GoodFile::Copy(on_disk),
            };
            (*digest, file)
        });
        store.stage(&self.body, &record.to_text(), &files.collect())
    }
}
