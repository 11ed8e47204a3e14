//! Manifests: one line per file, its digest and its path (RFC 8493, 2.1.3 and 2.2.1). Text in,
//! entries out, and back; never touches the disk.
//!
//! Reading follows the RFC: any line end, digits in either case, the `*` and `./` of checksum tools.
//! Whether a manifest is written exactly as Planpress writes it is said beside ([`BagManifest::canonical`]).
//! A path is only ever compared with the names of files that were found, never opened.

use crate::digest::Digest;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// So many lines that are no entries are told one by one.
const MOST_BAD_LINES: usize = 10;

/// A manifest as read; `D` is what it has for digests.
#[derive(Debug, PartialEq, Eq)]
pub struct BagManifest<D = Digest> {
    /// The digest of each file, by its path in the bag.
    pub entries: BTreeMap<String, D>,
    /// The first lines that are no entries, counted from 1.
    pub bad_lines: Vec<usize>,
    /// How many more such lines there are: a manifest may hold millions.
    pub more_bad_lines: usize,
    /// Paths that are listed more than once.
    pub duplicates: Vec<String>,
    /// Whether the text is, byte for byte, what [`format`] makes of the entries; never for other digests than ours.
    pub canonical: bool,
}

impl<D> Default for BagManifest<D> {
    fn default() -> Self {
        Self {
            entries: BTreeMap::new(),
            bad_lines: Vec::new(),
            more_bad_lines: 0,
            duplicates: Vec::new(),
            canonical: false,
        }
    }
}

/// The lines of a text, which end with LF, CR or CR LF.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (line, after) = rest.split_once(['\n', '\r']).unwrap_or((rest, ""));
        let broke_at_return = rest.as_bytes().get(line.len()) == Some(&b'\r');
        rest = if broke_at_return { after.strip_prefix('\n').unwrap_or(after) } else { after };
        Some(line)
    })
}

/// The text of a manifest, sorted by path.
pub fn format(entries: &BTreeMap<String, Digest>) -> String {
    entries.iter().map(|(path, digest)| format!("{digest}  {}\n", encode(path))).collect()
}

/// A path as a manifest holds it: CR, LF and `%` are percent-encoded, and nothing else.
fn encode(path: &str) -> Cow<'_, str> {
    if path.contains(['%', '\r', '\n']) {
        Cow::Owned(path.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A"))
    } else {
        Cow::Borrowed(path)
    }
}

/// A path as it is: only the three encoded characters are decoded, other `%` stay.
pub(super) fn decode(text: &str) -> String {
    let mut path = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        path.push_str(before);
        let code = after.get(..2).map(str::to_ascii_uppercase);
        let (decoded, taken) = match code.as_deref() {
            Some("0A") => ('\n', 2),
            Some("0D") => ('\r', 2),
            Some("25") => ('%', 2),
            _ => ('%', 0),
        };
        path.push(decoded);
        rest = after.get(taken..).unwrap_or("");
    }
    path.push_str(rest);
    path
}

/// Reads the bytes of a manifest. What is not UTF-8 in it is in no form that we write.
pub fn read(bytes: &[u8]) -> BagManifest {
    let text = String::from_utf8_lossy(bytes);
    let mut manifest = parse(&text, Digest::parse);
    manifest.canonical = format(&manifest.entries).as_bytes() == bytes;
    manifest
}

/// Reads the text of a manifest; `digest` reads the digests, which it is given in lower case.
pub(super) fn parse<D>(text: &str, digest: impl Fn(&str) -> Option<D>) -> BagManifest<D> {
    let mut manifest = BagManifest::default();
    for (at, line) in lines(text).enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let Some((path, digest)) = parse_line(line, &digest) else {
            if manifest.bad_lines.len() < MOST_BAD_LINES {
                manifest.bad_lines.push(at + 1);
            } else {
                manifest.more_bad_lines += 1;
            }
            continue;
        };
        match manifest.entries.entry(path) {
            Entry::Vacant(slot) => {
                slot.insert(digest);
            }
            Entry::Occupied(slot) => manifest.duplicates.push(slot.key().clone()),
        }
    }
    manifest
}

fn parse_line<D>(line: &str, read: impl Fn(&str) -> Option<D>) -> Option<(String, D)> {
    let (digest, path) = line.split_once([' ', '\t'])?;
    let path = path.trim_start_matches([' ', '\t']);
    let path = path.strip_prefix('*').unwrap_or(path);
    let path = path.strip_prefix("./").unwrap_or(path);
    let digest = read(&digest.to_ascii_lowercase())?;
    (!path.is_empty()).then(|| (decode(path), digest))
}

/// Whether a path leads out of the bag, on any system.
pub fn escapes_bag(path: &str) -> bool {
    let drive = matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    drive || path.starts_with(['/', '\\', '~']) || path.split(['/', '\\']).any(|name| name == "..")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn lines_are_as_checksum_tools_write_them_and_sorted() {
        let digest = Digest::of(b"abc");
        let entries = ["data/b", "data/a 计划.md", "data/a%\r\n"].map(|path| (path.to_owned(), digest));
        let text = format!("{ABC}  data/a 计划.md\n{ABC}  data/a%25%0D%0A\n{ABC}  data/b\n");
        assert_eq!(format(&entries.clone().into()), text);
        let read = read(text.as_bytes());
        assert_eq!(read.entries, entries.into());
        assert!(read.canonical);
    }

    #[test]
    fn other_tools_forms_are_read_but_not_taken_for_our_own() {
        let upper = ABC.to_uppercase();
        for text in [
            format!("{ABC}  data/a\r\n"),
            format!("{ABC}  data/a\r"),
            format!("{ABC}  data/a"),
            format!("{ABC} data/a\n"),
            format!("{ABC}\t \tdata/a\n"),
            format!("{ABC} *data/a\n"),
            format!("{ABC}  ./data/a\n"),
            format!("{upper}  data/a\n"),
            format!("\n{ABC}  data/a\n"),
        ] {
            let read = read(text.as_bytes());
            assert_eq!(read.entries, [("data/a".to_owned(), Digest::of(b"abc"))].into(), "{text:?}");
            assert!(!read.canonical && read.bad_lines.is_empty(), "{text:?}");
        }
    }

    #[test]
    fn bad_and_repeated_lines_are_told() {
        let short = ABC.split_at(63).0;
        let text =
            format!("{ABC}  data/a\n{short}  data/b\n{ABC}  data/a\n{ABC}\n\u{feff}{ABC}  data/c\n{ABC}  \n");
        let read = read(text.as_bytes());
        assert_eq!(read.bad_lines, [2, 4, 5, 6]);
        assert_eq!(read.duplicates, ["data/a"]);
        assert!(!read.canonical);
    }

    #[test]
    fn lines_end_in_three_ways() {
        for (text, expected) in [
            ("", vec![]),
            ("a", vec!["a"]),
            ("a\n", vec!["a"]),
            ("a\r\nb\rc\n\nd", vec!["a", "b", "c", "", "d"]),
            ("\n\r", vec!["", ""]),
        ] {
            assert_eq!(lines(text).collect::<Vec<_>>(), expected, "{text:?}");
        }
    }

    #[test]
    fn only_the_three_characters_are_decoded() {
        for (text, path) in [
            ("a%25b", "a%b"),
            ("a%0a%0D", "a\n\r"),
            ("100%.md", "100%.md"),
            ("%2525", "%25"),
            ("%e5%2", "%e5%2"),
            ("%计", "%计"),
        ] {
            assert_eq!(decode(text), path, "{text}");
        }
    }

    #[test]
    fn paths_that_leave_the_bag_are_known() {
        for path in ["/etc/passwd", "../x", "data/../../x", "data/..", "C:/x", "~/x", "..\\x", "\\\\host\\x"]
        {
            assert!(escapes_bag(path), "{path}");
        }
        for path in ["data/a", "data/..a/b..", "data/a:b", "bagit.txt", "data/~x"] {
            assert!(!escapes_bag(path), "{path}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(paths in prop::collection::btree_set("data/[^\t *]{1,12}|data/[%0-9A-Da\\n\\r]{1,9}", 0..6)) {
            let entries: BTreeMap<String, Digest> =
                paths.into_iter().map(|path| (path.clone(), Digest::of(path.as_bytes()))).collect();
            let read = read(format(&entries).as_bytes());
            prop_assert!(read.canonical && read.bad_lines.is_empty() && read.duplicates.is_empty());
            prop_assert_eq!(read.entries, entries);
        }

        #[test]
        fn no_text_makes_the_reader_fail(text in "[\\PC\\n\\r\t% *]{0,120}") {
            let _ = read(text.as_bytes());
        }
    }
}
