//! The index as files: which there are is known before they are made, so that an unchanged site keeps them.
//!
//! Takes groups and their [`IndexShape`]; gives script files, each one call of the function `planpressSearch`:
//!
//! - `search/index.js`: what is in the other files, and the groups;
//! - `search/terms-N.js`: a stretch of the terms with their postings;
//! - `search/texts-N.js`: a stretch of the entries with their texts, for the passages that are shown.
//!
//! A whole name is a term as well, with `=` before its tokens.
//! A posting is a number, eight times the distance from the entry before plus the weight, in base 32 with its
//! lowest digit first; a digit that another follows has 32 added (the alphabet is that of base64url).

use super::postings::{Posting, postings};
use super::{Group, SearchEntry};
use crate::bug::bug;
use crate::digest::Digest;
use crate::progress::{ProgressListener, Share, Step};
use rayon::prelude::*;
use serde::Serialize;

/// The folder of the files.
pub const FOLDER: &str = "search/";
/// About how many bytes of sources a file of texts speaks of: a search loads one for each result, or few for several.
const PER_TEXTS: usize = 32 * 1024;
/// The same for a file of terms, which takes a quarter of that room: a search loads one or two for each pair of signs.
const PER_TERMS: usize = 128 * 1024;
/// More files of a kind help nobody: hosts and archives suffer from them.
const MOST_FILES: usize = 1024;
/// Stands after every term that a text can have.
const PAST_ALL: &str = "\u{10ffff}";
/// How many digits of a digest tell two indexes of one site apart.
const VERSION_DIGITS: usize = 16;
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// How many files there are of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexShape {
    terms: usize,
    texts: usize,
}

impl IndexShape {
    /// The shape for a site with so many bytes of text.
    pub fn for_text(bytes: usize) -> Self {
        let files = |each: usize| bytes.div_ceil(each).clamp(1, MOST_FILES);
        Self { terms: files(PER_TERMS), texts: files(PER_TEXTS) }
    }

    /// The paths of the files, in order.
    pub fn paths(self) -> Vec<String> {
        let terms = (0..self.terms).map(|n| format!("{FOLDER}terms-{n}.js"));
        let texts = (0..self.texts).map(|n| format!("{FOLDER}texts-{n}.js"));
        std::iter::once(format!("{FOLDER}index.js")).chain(terms).chain(texts).collect()
    }
}

/// A file of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexFile {
    /// Its path below the site's root.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// An index, written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenIndex {
    /// Short for the content of all files: two indexes that differ have two versions.
    pub version: String,
    /// The files, in the order of [`IndexShape::paths`].
    pub files: Vec<IndexFile>,
}

/// What `search/index.js` holds.
#[derive(Debug, Serialize)]
struct Index<'a> {
    /// What the files were made from; the page names it too, so that a reader's browser never mixes two.
    version: String,
    /// How many entries there are.
    entries: usize,
    /// The first term of each file of terms.
    terms: Vec<&'a str>,
    /// The number of the first entry of each file of texts.
    texts: Vec<usize>,
    /// The groups: title, year, whether it is a draft, the number of its first entry.
    groups: Vec<(&'a str, Option<i16>, bool, usize)>,
    /// The bodies, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    bodies: Option<&'a [String]>,
    /// The body of each group, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<Vec<Option<usize>>>,
}

/// Writes an index down, and tells how far that is; `bodies` are the names that groups' places count in, none where a site has one
/// body.
pub fn files(
    groups: &[Group],
    bodies: &[String],
    shape: IndexShape,
    progress: &dyn ProgressListener,
) -> WrittenIndex {
    let units = groups.iter().map(|group| group.entries.len()).sum::<usize>() + shape.terms + shape.texts;
    let told = Share::whole(progress, Step::SearchIndex, units as u64);
    let terms = postings(groups, &told);
    let lines: Vec<String> = terms.iter().map(|(term, own)| line(term, own)).collect();
    let entries: Vec<&SearchEntry> = groups.iter().flat_map(|group| &group.entries).collect();
    let term_cuts = cuts(&lines.iter().map(String::len).collect::<Vec<_>>(), shape.terms);
    let size = |entry: &&SearchEntry| entry.title.len() + entry.lines.iter().map(String::len).sum::<usize>();
    let text_cuts = cuts(&entries.iter().map(size).collect::<Vec<_>>(), shape.texts);
    let terms_of = |n| {
        told.advance(1);
        call("terms", n, &stretch(&lines, &term_cuts, n).concat())
    };
    let texts_of = |n| {
        told.advance(1);
        let own: Vec<_> = stretch(&entries, &text_cuts, n).iter().map(|entry| row(entry)).collect();
        call("texts", n, &own)
    };
    let mut contents: Vec<Vec<u8>> = (0..shape.terms).into_par_iter().map(terms_of).collect();
    contents.par_extend((0..shape.texts).into_par_iter().map(texts_of));
    let mut index = Index {
        version: String::new(),
        entries: entries.len(),
        terms: term_cuts.iter().map(|at| terms.get(*at).map_or(PAST_ALL, |(term, _)| term)).collect(),
        texts: text_cuts,
        groups: Vec::with_capacity(groups.len()),
        bodies: (!bodies.is_empty()).then_some(bodies),
        of: (!bodies.is_empty()).then(|| groups.iter().map(|group| group.body).collect()),
    };
    let mut first = 0;
    for group in groups {
        index.groups.push((&group.title, group.year, group.draft, first));
        first += group.entries.len();
    }
    // Without a version the first file is the rest of what it is made from.
    let first = call("index", 0, &index);
    let digest = Digest::of_parts(std::iter::once(&first).chain(&contents).map(Vec::as_slice)).to_string();
    index.version = digest.chars().take(VERSION_DIGITS).collect();
    contents.insert(0, call("index", 0, &index));
    let file = |(path, bytes)| IndexFile { path, bytes };
    WrittenIndex {
        version: index.version,
        files: shape.paths().into_iter().zip(contents).map(file).collect(),
    }
}

/// An entry as `texts-N.js` has it: what it is, its title, its path, its lines.
const fn row(entry: &SearchEntry) -> (u8, &String, &String, &Vec<String>) {
    (entry.kind as u8, &entry.title, &entry.path, &entry.lines)
}

/// Where each of `parts` begins, so that all are of about one size.
fn cuts(sizes: &[usize], parts: usize) -> Vec<usize> {
    let total: usize = sizes.iter().sum();
    let mut cuts = vec![0];
    let mut done = 0;
    for (at, size) in sizes.iter().enumerate() {
        while cuts.len() < parts && at > 0 && done >= total * cuts.len() / parts {
            cuts.push(at);
        }
        done += size;
    }
    cuts.resize(parts, sizes.len());
    cuts
}

fn stretch<'t, T>(all: &'t [T], cuts: &[usize], n: usize) -> &'t [T] {
    let start = cuts.get(n).copied().unwrap_or(all.len());
    let end = cuts.get(n + 1).copied().unwrap_or(all.len());
    all.get(start..end).unwrap_or_else(|| bug!("no {start}..{end} of {}", all.len()))
}

/// `planpressSearch("terms",3,…);`
fn call(kind: &str, number: usize, content: &impl Serialize) -> Vec<u8> {
    // Plain values: they can always be written.
    let json = serde_json::to_string(content).unwrap_or_else(|error| bug!("{error}"));
    format!("planpressSearch(\"{kind}\",{number},{json});\n").into_bytes()
}

/// A term with its postings, as a line.
fn line(term: &str, own: &[Posting]) -> String {
    let mut line = String::with_capacity(term.len() + 2 + own.len() * 2);
    line.push_str(term);
    line.push(' ');
    let mut before = 0;
    for (entry, weight) in own {
        digits((entry - before) * 8 + u32::from(*weight), &mut line);
        before = *entry;
    }
    line.push('\n');
    line
}

fn digits(mut number: u32, to: &mut String) {
    let mut put = |digit: u32| to.push(char::from(ALPHABET.get(digit as usize).copied().unwrap_or(b'A')));
    while number > 31 {
        put(number & 31 | 32);
        number >>= 5;
    }
    put(number);
}

#[cfg(test)]
mod tests {
    use super::super::EntryKind;
    use super::*;
    use crate::progress::Silent;

    fn group(count: usize) -> Group {
        let entry = |n: usize| SearchEntry {
            kind: EntryKind::Section,
            title: format!("第{n}章"),
            path: format!("a/{n}/"),
            lines: vec!["科技创新\u{2028}".repeat(n % 7)],
        };
        Group {
            title: "计划".to_owned(),
            year: Some(2026),
            draft: false,
            body: None,
            entries: (0..count).map(entry).collect(),
        }
    }

    #[test]
    fn a_line_is_a_term_and_the_distances_between_its_entries() {
        assert_eq!(line("创新", &[(0, 4), (1, 1), (200, 0)]), "创新 EJ4xB\n");
    }

    #[test]
    fn the_files_are_those_that_the_shape_says() {
        for (bytes, count) in
            [(0, 3), (PER_TEXTS, 3), (PER_TEXTS + 1, 4), (PER_TERMS + 1, 8), (usize::MAX, 2049)]
        {
            let shape = IndexShape::for_text(bytes);
            assert_eq!(shape.paths().len(), count);
            let made = files(&[group(40)], &[], shape, &Silent).files;
            let paths: Vec<String> = made.into_iter().map(|file| file.path).collect();
            assert_eq!(paths, shape.paths());
        }
    }

    #[test]
    fn every_term_and_entry_is_in_one_file() {
        for parts in [1, 2, 3, 50] {
            let text = |kind: &str| -> String {
                let made = files(&[group(20)], &[], IndexShape { terms: parts, texts: parts }, &Silent).files;
                let own = made.into_iter().filter(|file| file.path.starts_with(&format!("search/{kind}-")));
                own.map(|file| String::from_utf8(file.bytes).unwrap()).collect()
            };
            let (terms, texts) = (text("terms"), text("texts"));
            for n in 0..20 {
                assert_eq!(texts.matches(&format!("\"第{n}章\"")).count(), 1, "{parts}");
            }
            assert_eq!(terms.matches("科技 ").count(), 1, "{parts}");
        }
    }

    #[test]
    fn bodies_stand_in_the_first_file_where_there_are_several() {
        let shape = IndexShape { terms: 1, texts: 1 };
        let first = |bodies: &[String]| {
            let groups = [Group { body: bodies.first().map(|_| 0), ..group(1) }, Group::default()];
            String::from_utf8(files(&groups, bodies, shape, &Silent).files[0].bytes.clone()).unwrap()
        };
        assert!(!first(&[]).contains("bodies"));
        assert!(first(&["卫生健康局".to_owned()]).contains(r#""bodies":["卫生健康局"],"of":[0,null]"#));
    }

    #[test]
    fn another_text_is_another_version() {
        let version = |count| files(&[group(count)], &[], IndexShape { terms: 2, texts: 2 }, &Silent).version;
        assert_eq!(version(20), version(20));
        assert_ne!(version(20), version(21));
        assert_eq!(version(20).len(), VERSION_DIGITS);
    }

    #[test]
    fn nothing_at_all_can_be_written() {
        let files = files(&[], &[], IndexShape::for_text(0), &Silent).files;
        assert_eq!(files.len(), 3);
        assert_eq!(files[1].bytes, b"planpressSearch(\"terms\",0,\"\");\n");
    }
}
