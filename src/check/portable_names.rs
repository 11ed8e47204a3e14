//! Names of source files that some system cannot hold, or takes for one another's.
//!
//! Takes the files as they lie in `content/`; the rules are those for names in bags, but for `%`, which file systems hold.

use crate::archive::{BagNames, NameFault, check_name};
use crate::bug::slice;
use crate::diagnostic::{Diagnostic, FileFault, Finding};
use crate::source::listing::Listing;
use crate::source::walk::of_file;
use crate::source_path::SourcePath;
use std::collections::BTreeSet;

/// One finding for each file or folder; what lies in such a folder is not told by itself.
pub fn portable_names(found: &Listing) -> Vec<Diagnostic> {
    let mut files: Vec<&SourcePath> =
        found.markdown.iter().chain(&*found.others).map(|found| &found.file).collect();
    files.sort_unstable();
    let (mut names, mut told) = (BagNames::default(), BTreeSet::new());
    let mut diagnostics = Vec::new();
    for file in files {
        let Err(fault) = names.take(file) else { continue };
        if let NameFault::Ambiguous(_) = fault {
            continue;
        }
        let at = at_fault(file, &fault);
        if told.insert(at) {
            diagnostics.push(of_file(at, Finding::File(FileFault::UnportableName { reason: fault.words() })));
        }
    }
    diagnostics
}

/// The file itself, or the folder above it whose name is at fault.
fn at_fault<'f>(file: &'f str, fault: &NameFault) -> &'f str {
    let mut paths = file.match_indices('/').map(|(at, _)| slice(file, ..at)).chain([file]);
    let found = match fault {
        NameFault::Clash(other) => paths.nth(other.matches('/').count()),
        _ => paths.find(|path| check_name(path).is_err()),
    };
    found.unwrap_or(file)
}
