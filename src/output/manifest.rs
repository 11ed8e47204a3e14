//! The list of what Planpress published, kept in the output as [`MANIFEST`]: text in, entries out,
//! and back. It says nothing that depends on the machine or the time, so two machines that build the
//! same sources publish the same manifest. Never touches the disk.
//!
//! The format, one line per file, sorted by path, with a checksum of all lines above at the end. Where a site has several
//! bodies, a line of each follows the files, sorted by name, and the version is 2: older programs refuse it.
//!
//! ```text
//! planpress-manifest 1
//! <sha-256> <size in bytes> <page key, or -> <path>
//! body <sha-256 of the sources that it was published from> <name>
//! end <sha-256 of all lines above>
//! ```

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::path::OutputPath;
use crate::digest::Digest;

/// The manifest's name in the output folder.
pub const MANIFEST: &str = ".planpress-manifest";

const HEADER: &str = "planpress-manifest 1\n";
const WITH_BODIES: &str = "planpress-manifest 2\n";
const BODY: &str = "body ";

/// What is known of one published file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ManifestEntry {
    pub(super) digest: Digest,
    /// In bytes.
    pub(super) size: u64,
    /// The digest of all that the file was made from, where its maker gave one.
    pub(super) key: Option<Digest>,
}

/// Published files by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) entries: BTreeMap<OutputPath, ManifestEntry>,
    /// From which sources each body was published; none where there are no walls between bodies.
    pub(super) bodies: BTreeMap<String, Digest>,
}

impl Manifest {
    /// The text to publish.
    pub(super) fn to_text(&self) -> String {
        let mut text = if self.bodies.is_empty() { HEADER } else { WITH_BODIES }.to_owned();
        for (path, ManifestEntry { digest, size, key }) in &self.entries {
            // Writing to a string cannot fail.
            let _ = match key {
                Some(key) => writeln!(text, "{digest} {size} {key} {path}"),
                None => writeln!(text, "{digest} {size} - {path}"),
            };
        }
        for (body, digest) in &self.bodies {
            let _ = writeln!(text, "{BODY}{digest} {body}");
        }
        seal(text, "end")
    }

    /// Reads a published text; none where it is damaged or of another format.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (mut entries, mut bodies) = (BTreeMap::new(), BTreeMap::new());
        let lines = unseal(text, "end")?;
        let lines = lines.strip_prefix(HEADER).or_else(|| lines.strip_prefix(WITH_BODIES))?;
        for line in lines.lines() {
            if let Some(body) = line.strip_prefix(BODY) {
                let (digest, name) = body.split_once(' ')?;
                bodies.insert(name.to_owned(), Digest::parse(digest)?);
                continue;
            }
            let mut words = line.splitn(4, ' ');
            let digest = Digest::parse(words.next()?)?;
            let size = words.next()?.parse().ok()?;
            let key = match words.next()? {
                "-" => None,
                key => Some(Digest::parse(key)?),
            };
            // A manifest may have been tampered with; its paths decide what is removed.
            let path = OutputPath::new(words.next()?).ok()?;
            entries.insert(path, ManifestEntry { digest, size, key });
        }
        Some(Self { entries, bodies })
    }
}

/// Adds a last line with a word and the digest of all above.
pub(super) fn seal(mut text: String, word: &str) -> String {
    let digest = Digest::of(text.as_bytes());
    let _ = writeln!(text, "{word} {digest}");
    text
}

/// Takes the last line off again; none where it does not hold.
pub(super) fn unseal<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let body_and_seal = text.strip_suffix('\n')?;
    let (_, last) = body_and_seal.rsplit_once('\n')?;
    let body = body_and_seal.strip_suffix(last)?;
    let digest = last.strip_prefix(word)?.strip_prefix(' ')?;
    (Digest::parse(digest)? == Digest::of(body.as_bytes())).then_some(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Manifest {
        let entry = |text: &str, key| ManifestEntry {
            digest: Digest::of(text.as_bytes()),
            size: text.len() as u64,
            key,
        };
        let key = Some(Digest::of(b"key"));
        let entries = [("b c/年 1.html", "one", key), ("a", "", None)]
            .map(|(path, text, key)| (OutputPath::new(path).unwrap(), entry(text, key)));
        let bodies = [("卫健委 1".to_owned(), Digest::of(b"sources"))].into();
        Manifest { entries: entries.into(), bodies }
    }

    #[test]
    fn what_is_written_reads_back() {
        let of_one = Manifest { bodies: BTreeMap::new(), ..sample() };
        assert!(of_one.to_text().starts_with(HEADER));
        for manifest in [sample(), of_one, Manifest::default()] {
            assert_eq!(Manifest::parse(&manifest.to_text()), Some(manifest));
        }
    }

    #[test]
    fn any_changed_cut_or_added_byte_is_noticed() {
        let text = sample().to_text();
        for at in 0..text.len() {
            if !text.is_char_boundary(at) {
                continue;
            }
            assert_eq!(Manifest::parse(text.split_at(at).0), None, "cut at {at}");
            assert_eq!(
                Manifest::parse(&format!("{}x{}", text.split_at(at).0, text.split_at(at).1)),
                None,
                "added at {at}"
            );
        }
        assert_eq!(Manifest::parse(&(text + "\n")), None);
    }

    #[test]
    fn a_path_that_leaves_the_folder_is_refused_even_under_a_right_checksum() {
        let line = format!("{HEADER}{} 0 - ../../home\n", Digest::of(b""));
        assert_eq!(Manifest::parse(&seal(line, "end")), None);
    }
}
