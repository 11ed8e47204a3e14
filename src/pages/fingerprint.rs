//! Digests that know what they were made from.
//!
//! A page's key, and what the index keeps of a plan, is a digest over many parts. Each part is put in together with the
//! [`Fact`] that it stands for, so that the recorder can hold what a page reads against its key. In release builds a
//! fingerprint knows no facts.

use super::catalog::Catalog;
use crate::digest::Digest;
use crate::model::plan::DocumentId;
use crate::model::recorder::{Declared, Fact, Recording};

/// A digest, and the facts that went into it.
#[derive(Debug, Clone)]
pub struct Fingerprint {
    digest: Digest,
    facts: Declared,
}

impl PartialEq for Fingerprint {
    fn eq(&self, other: &Self) -> bool {
        self.digest == other.digest
    }
}

impl Eq for Fingerprint {}

/// Of nothing.
impl Default for Fingerprint {
    fn default() -> Self {
        FingerprintBuilder::default().finish()
    }
}

impl Fingerprint {
    pub const fn digest(&self) -> Digest {
        self.digest
    }

    /// Opens the recording of the page that has this key: from now on only facts that went into it may be read.
    pub fn record(&self, page: &str) -> Recording {
        self.facts.record(page)
    }
}

/// Collects the parts of a fingerprint. Each part of no fixed length is told apart from its neighbours by its length.
#[derive(Debug, Default)]
pub struct FingerprintBuilder {
    bytes: Vec<u8>,
    facts: Declared,
}

impl FingerprintBuilder {
    /// Begins with the name of what is made.
    pub fn of(kind: &str) -> Self {
        let mut builder = Self::default();
        builder.text(kind);
        builder
    }

    /// What was put in last stands for this fact.
    pub fn fact(&mut self, fact: impl FnOnce() -> Fact) -> &mut Self {
        self.facts.add(fact);
        self
    }

    /// What was put in last stands for these facts.
    pub fn facts(&mut self, facts: &Declared) -> &mut Self {
        self.facts.include(facts);
        self
    }

    pub fn text(&mut self, text: &str) -> &mut Self {
        self.bytes(text.as_bytes())
    }

    /// Any bytes.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.bytes.extend((bytes.len() as u64).to_le_bytes());
        self.bytes.extend(bytes);
        self
    }

    pub fn digest(&mut self, digest: &Digest) -> &mut Self {
        self.bytes.extend(digest.bytes());
        self
    }

    /// Another fingerprint, with all that went into it.
    pub fn part(&mut self, part: &Fingerprint) -> &mut Self {
        self.facts(&part.facts).digest(&part.digest)
    }

    /// Other fingerprints, one after the other.
    pub fn parts<'p>(&mut self, parts: impl IntoIterator<Item = &'p Fingerprint>) -> &mut Self {
        parts.into_iter().fold(self, Self::part)
    }

    /// A number, or whether something holds.
    pub fn number(&mut self, number: impl Into<u64>) -> &mut Self {
        self.bytes.extend(number.into().to_le_bytes());
        self
    }

    /// How many.
    pub fn count(&mut self, count: usize) -> &mut Self {
        self.number(count as u64)
    }

    /// A text, where there is one.
    pub fn optional(&mut self, text: Option<&str>) -> &mut Self {
        self.number(text.is_some()).text(text.unwrap_or(""))
    }

    /// The fingerprint of what was put in.
    pub fn finish(&mut self) -> Fingerprint {
        Fingerprint { digest: Digest::of(&self.bytes), facts: std::mem::take(&mut self.facts) }
    }
}

/// Puts a document's front matter in.
pub fn front(catalog: &Catalog<'_>, document: DocumentId, parts: &mut FingerprintBuilder) {
    if let Some(text) = catalog.text(document) {
        parts.digest(&text.front_digest).fact(|| Fact::Front(document));
    }
}
