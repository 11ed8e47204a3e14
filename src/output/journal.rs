//! The journal: the steps of one commit as text, written before the first step is taken. Text in,
//! steps out, and back; never touches the disk.
//!
//! ```text
//! planpress-journal 1
//! from <sha-256 of the manifest before, or none>
//! mkdir <folder>            (an empty path is the output folder)
//! add <number> <path>       staged file <number> becomes <path>, where nothing was
//! replace <number> <path>   the same, where something was
//! remove <path>
//! rmdir <folder>            if it is empty
//! manifest
//! <the manifest after>
//! journal <sha-256 of all lines above>
//! ```

use std::fmt::Write as _;

use super::manifest::{Manifest, seal, unseal};
use super::path::OutputPath;
use crate::digest::Digest;

const HEADER: &str = "planpress-journal 1\n";
const NONE: &str = "none";

/// One step of a commit. Each can be taken twice with the same result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CommitStep {
    MakeFolder(String),
    /// Renames the staged file of this number to a free path.
    Add {
        number: usize,
        path: String,
    },
    /// Renames the staged file of this number over an old one.
    Replace {
        number: usize,
        path: String,
    },
    /// Removes a file.
    Remove(String),
    /// Removes a folder if it is empty.
    RemoveFolder(String),
}

impl CommitStep {
    /// The path in the output that changes.
    pub(super) fn path(&self) -> &str {
        match self {
            Self::Add { path, .. } | Self::Replace { path, .. } => path,
            Self::MakeFolder(path) | Self::Remove(path) | Self::RemoveFolder(path) => path,
        }
    }
}

/// One commit: what to do, and between which two states of the output it lies.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Journal {
    /// The digest of the manifest that the output has before.
    pub(super) from: Option<Digest>,
    /// What to do, in order.
    pub(super) steps: Vec<CommitStep>,
    /// The manifest after.
    pub(super) manifest: Manifest,
}

impl Journal {
    /// The text to write.
    pub(super) fn to_text(&self) -> String {
        let from = self.from.map_or_else(|| NONE.to_owned(), |digest| digest.to_string());
        let mut text = format!("{HEADER}from {from}\n");
        for step in &self.steps {
            // Writing to a string cannot fail.
            let _ = match step {
                CommitStep::MakeFolder(path) => writeln!(text, "mkdir {path}"),
                CommitStep::Add { number, path } => writeln!(text, "add {number} {path}"),
                CommitStep::Replace { number, path } => writeln!(text, "replace {number} {path}"),
                CommitStep::Remove(path) => writeln!(text, "remove {path}"),
                CommitStep::RemoveFolder(path) => writeln!(text, "rmdir {path}"),
            };
        }
        text.push_str("manifest\n");
        text.push_str(&self.manifest.to_text());
        seal(text, "journal")
    }

    /// Reads the text; none where it is damaged or of another format.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let body = unseal(text, "journal")?.strip_prefix(HEADER)?;
        let (head, manifest) = body.split_once("\nmanifest\n")?;
        let mut lines = head.split('\n');
        let from = match lines.next()?.strip_prefix("from ")? {
            NONE => None,
            digest => Some(Digest::parse(digest)?),
        };
        let steps = lines.map(parse_step).collect::<Option<_>>()?;
        Some(Self { from, steps, manifest: Manifest::parse(manifest)? })
    }
}

fn parse_step(line: &str) -> Option<CommitStep> {
    let (word, rest) = line.split_once(' ')?;
    let checked = |path: &str| OutputPath::new(path).ok().map(OutputPath::into_string);
    let staged = || {
        let (number, path) = rest.split_once(' ')?;
        Some((number.parse().ok()?, checked(path)?))
    };
    Some(match word {
        "mkdir" if rest.is_empty() => CommitStep::MakeFolder(String::new()),
        "mkdir" => CommitStep::MakeFolder(checked(rest)?),
        "add" => staged().map(|(number, path)| CommitStep::Add { number, path })?,
        "replace" => staged().map(|(number, path)| CommitStep::Replace { number, path })?,
        "remove" => CommitStep::Remove(checked(rest)?),
        "rmdir" => CommitStep::RemoveFolder(checked(rest)?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let steps = vec![
            CommitStep::MakeFolder(String::new()),
            CommitStep::MakeFolder("a b".into()),
            CommitStep::Add { number: 0, path: "a b/ c %#🚀".into() },
            CommitStep::Replace { number: 17, path: "manifest".into() },
            CommitStep::Remove("年".into()),
            CommitStep::RemoveFolder("d".into()),
        ];
        for (from, steps) in [(None, steps), (Some(Digest::of(b"x")), Vec::new())] {
            let journal = Journal { from, steps, manifest: Manifest::default() };
            assert_eq!(Journal::parse(&journal.to_text()), Some(journal));
        }
    }

    #[test]
    fn a_cut_journal_is_not_followed() {
        let journal = Journal { from: None, steps: Vec::new(), manifest: Manifest::default() };
        let text = journal.to_text();
        for at in 0..text.len() {
            assert_eq!(Journal::parse(text.split_at(at).0), None);
        }
    }

    #[test]
    fn steps_outside_the_folder_are_refused() {
        for step in ["remove ../x", "remove ", "rmdir ", "add 1 /etc/x", "replace x a", "move a"] {
            assert_eq!(parse_step(step), None, "{step}");
        }
    }
}
