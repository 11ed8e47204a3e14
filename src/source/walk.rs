//! Finding the files of a site: which there are, not what is in them.
//!
//! Takes the site's folder; gives the paths of its content in a fixed order. Hidden files and
//! files that editors leave behind are passed over; a symbolic link may point anywhere inside the site, and one
//! that leaves it is a finding.

use super::file_names;
use crate::bug::slice;
use crate::diagnostic::{Diagnostic, FileFault, Finding, Place, Position, ReadFault};
use crate::platform::canonical;
use crate::source_path::SourcePath;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The folder of sources below the site's folder.
pub const CONTENT: &str = "content";

/// A file below the site's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFile {
    /// The path relative to the site's folder, with `/` between names.
    pub file: SourcePath,
    /// Where it is on this machine.
    pub on_disk: PathBuf,
}

/// What a walk came by.
#[derive(Debug, Default)]
pub struct Walked {
    /// The files, sorted by path.
    pub files: Vec<FoundFile>,
    /// The folders; none where these alone do not decide which files there are: where there are
    /// symbolic links, or something could not be looked into.
    pub folders: Option<Vec<FoundFile>>,
    /// What is wrong with some of the names.
    pub diagnostics: Vec<Diagnostic>,
}

/// Lists the files below `root/folder`, sorted by path.
pub fn walk(root: &Path, folder: &str) -> Walked {
    let (mut files, mut folders, mut diagnostics) = (Vec::new(), Some(Vec::new()), Vec::new());
    let mut links = 0;
    let real_root = real(root);
    for (end, _) in folder.match_indices('/') {
        let above = slice(folder, ..end);
        if let Some(target) = leads_outside(&real_root, &root.join(above)) {
            diagnostics.push(of_file(above, Finding::File(FileFault::SymlinkOutside { target })));
            return Walked { diagnostics, ..Walked::default() };
        }
    }
    let mut walker = WalkDir::new(root.join(folder)).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = walker.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                folders = None;
                if error.depth() == 0
                    && error.io_error().is_some_and(|e| e.kind() == std::io::ErrorKind::NotFound)
                {
                    break;
                }
                let file = error.path().map_or_else(|| folder.to_owned(), |path| relative(root, path));
                diagnostics.push(broken_entry(&file, &error));
                continue;
            }
        };
        let own = entry.file_name().to_string_lossy();
        let is_well_known = own == WELL_KNOWN && entry.depth() == 1 && folder != CONTENT;
        if entry.depth() > 0 && is_passed_over(&own) && !file_names::is_kept_back(&own) && !is_well_known {
            if entry.file_type().is_dir() {
                walker.skip_current_dir();
            }
            continue;
        }
        let (is_folder, file) = (entry.file_type().is_dir(), relative(root, entry.path()));
        if entry.path_is_symlink() {
            folders = None;
            links += usize::from(is_folder);
            if links > MOST_LINKS {
                let fault = ReadFault::TooManyLinks(MOST_LINKS);
                diagnostics.push(of_file(&file, Finding::File(FileFault::Unreadable { fault })));
                break;
            }
            if let Some(target) = leads_outside(&real_root, entry.path()) {
                diagnostics.push(of_file(&file, Finding::File(FileFault::SymlinkOutside { target })));
                if is_folder {
                    walker.skip_current_dir();
                }
                continue;
            }
        }
        let fault = if is_folder {
            None
        } else if !entry.file_type().is_file() {
            Some(ReadFault::NotAFile)
        } else if entry.path().strip_prefix(root).unwrap_or(entry.path()).to_str().is_none() {
            Some(ReadFault::NotUnicode)
        } else if file.contains(|c: char| c == '\\' || c.is_control()) {
            Some(ReadFault::NoAddress)
        } else {
            None
        };
        if let Some(fault) = fault {
            diagnostics.push(of_file(&file, Finding::File(FileFault::Unreadable { fault })));
            continue;
        }
        let found = FoundFile { file: SourcePath::from(file), on_disk: entry.into_path() };
        if is_folder {
            folders.iter_mut().for_each(|folders| folders.push(found.clone()));
        } else {
            files.push(found);
        }
    }
    let files = file_names::settle(files, &mut diagnostics);
    Walked { files, folders, diagnostics }
}

/// The hidden folder that the web has a use for (RFC 8615).
const WELL_KNOWN: &str = ".well-known";

/// So many links to folders are followed: folders that link to each other double the site with each
/// link, and forty such links would never end.
const MOST_LINKS: usize = 256;

/// A finding about a file as a whole.
pub fn of_file(file: &str, finding: Finding) -> Diagnostic {
    Diagnostic::new(finding, whole_file(file))
}

/// A place that stands for a file none of whose text can be shown.
pub fn whole_file(file: &str) -> Place {
    Place {
        file: SourcePath::from(file),
        start: Position::START,
        end: Position::START,
        excerpt: String::new(),
        excerpt_column: 1,
    }
}

fn broken_entry(file: &str, error: &walkdir::Error) -> Diagnostic {
    let dangling = error.io_error().is_some_and(|e| e.kind() == std::io::ErrorKind::NotFound);
    let target = error.path().filter(|_| dangling).and_then(|path| std::fs::read_link(path).ok());
    let fault = match (target, error.loop_ancestor()) {
        (Some(target), _) => ReadFault::Dangling(target.display().to_string()),
        (None, Some(_)) => ReadFault::Loop,
        (None, None) => {
            error.io_error().map_or_else(|| ReadFault::System(error.to_string()), ReadFault::from)
        }
    };
    of_file(file, Finding::File(FileFault::Unreadable { fault }))
}

/// The folder as it is without links.
pub fn real(folder: &Path) -> PathBuf {
    canonical(folder).unwrap_or_else(|_| folder.to_owned())
}

/// Where a path leads, if it is a link out of the site.
pub fn leads_outside(real_root: &Path, path: &Path) -> Option<String> {
    let target = std::fs::read_link(path).ok()?;
    let is_inside = canonical(path).ok()?.starts_with(real_root);
    (!is_inside).then(|| target.display().to_string())
}

fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Hidden files, and what editors and operating systems leave behind.
pub fn is_passed_over(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || name.rsplit_once('.').is_some_and(|(_, end)| matches!(end, "swp" | "swx" | "tmp" | "bak"))
        || name.eq_ignore_ascii_case("thumbs.db")
        || name.eq_ignore_ascii_case("desktop.ini")
}
