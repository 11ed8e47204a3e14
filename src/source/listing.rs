//! Which files a folder holds, kept from one run to the next and brought up to date.
//!
//! A folder's [`Stamp`] changes when a name in it comes or goes, so only the folders whose stamp is
//! another are listed again. That holds where there are no symbolic links: with one, all is listed.

use super::stamp::Stamp;
use super::walk::{FoundFile, Walked, walk};
use crate::diagnostic::Diagnostic;
use crate::source_path::is_in;
use rayon::prelude::*;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

/// The files of a folder, as far as their names go.
#[derive(Debug)]
pub struct Listing {
    /// Markdown files, in the order of a walk.
    pub markdown: Vec<FoundFile>,
    /// All other files, in the order of a walk.
    pub others: Arc<[FoundFile]>,
    /// What is wrong with some of the names.
    pub diagnostics: Vec<Diagnostic>,
    /// The folders, each with its stamp if that is settled; none where they do not tell of every change.
    folders: Option<Vec<(FoundFile, Option<Stamp>)>>,
}

impl Listing {
    /// A listing of given files, which has to be made anew when they change.
    pub const fn of(
        markdown: Vec<FoundFile>,
        others: Arc<[FoundFile]>,
        diagnostics: Vec<Diagnostic>,
    ) -> Self {
        Self { markdown, others, diagnostics, folders: None }
    }

    /// Lists the files below `root/folder`.
    pub fn read(root: &Path, folder: &str) -> Self {
        let start = SystemTime::now();
        let Walked { files, folders, diagnostics } = walk(root, folder);
        let (markdown, others): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|found| is_markdown(&found.file));
        // A finding is found again by looking again.
        let folders = folders.filter(|_| diagnostics.is_empty()).map(|folders| stamped(folders, start));
        Self { markdown, others: others.into(), diagnostics, folders }
    }

    /// The same folder as it is now; none where it has to be listed anew.
    pub fn renewed(&self, root: &Path) -> Option<ListingUpdate> {
        let start = SystemTime::now();
        let folders = self.folders.as_ref().filter(|folders| !folders.is_empty())?;
        let changed = |(found, stamp): &&(FoundFile, Option<Stamp>)| {
            let now = fs::metadata(&found.on_disk).ok().map(|metadata| Stamp::of(&metadata));
            stamp.is_none() || *stamp != now
        };
        let mut changed: Vec<&FoundFile> =
            folders.par_iter().filter(changed).map(|(found, _)| found).collect();
        // What is in a folder that is listed again is listed with it; folders come before what is in them.
        changed.dedup_by(|below, above| is_below(&below.file, &above.file));
        if changed.is_empty() {
            return Some(ListingUpdate::Same);
        }
        let mut listing = Self {
            markdown: self.markdown.clone(),
            others: Arc::clone(&self.others),
            diagnostics: Vec::new(),
            folders: None,
        };
        let (mut others, mut folders) = (self.others.to_vec(), folders.clone());
        for folder in changed {
            let walked = walk(root, &folder.file);
            let inside = walked.folders.filter(|_| walked.diagnostics.is_empty())?;
            let (markdown, rest): (Vec<_>, Vec<_>) =
                walked.files.into_iter().partition(|found| is_markdown(&found.file));
            splice(&mut listing.markdown, markdown, &folder.file, |found| found)?;
            splice(&mut others, rest, &folder.file, |found| found)?;
            splice(&mut folders, stamped(inside, start), &folder.file, |(found, _)| found)?;
        }
        if *others != *self.others {
            listing.others = others.into();
        }
        listing.folders = Some(folders);
        Some(ListingUpdate::Changed(listing))
    }
}

/// What became of a listing.
#[derive(Debug)]
pub enum ListingUpdate {
    /// The same names are there.
    Same,
    /// Some may be others.
    Changed(Listing),
}

fn stamped(folders: Vec<FoundFile>, start: SystemTime) -> Vec<(FoundFile, Option<Stamp>)> {
    let stamp = |found: &FoundFile| {
        let stamp = Stamp::of(&fs::metadata(&found.on_disk).ok()?);
        // Changed since, or so shortly before that another change would not show.
        stamp.is_settled(start).then_some(stamp)
    };
    folders.into_iter().map(|found| (stamp(&found), found)).map(|(stamp, found)| (found, stamp)).collect()
}

/// Puts new items in the place of those at or below a folder, which stand together in the order of a walk;
/// none where there are none whose place they could take.
fn splice<T>(items: &mut Vec<T>, new: Vec<T>, folder: &str, of: impl Fn(&T) -> &FoundFile) -> Option<()> {
    let inside = |item: &T| is_below(&of(item).file, folder);
    let start = items.iter().position(inside);
    let Some(start) = start else { return new.is_empty().then_some(()) };
    let count = items.iter().skip(start).take_while(|item| inside(item)).count();
    items.splice(start..start + count, new);
    Some(())
}

fn is_below(file: &str, folder: &str) -> bool {
    file == folder || is_in(file, folder)
}

/// Whether a file's name says that it is Markdown.
pub fn is_markdown(file: &str) -> bool {
    file.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("md"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::walk::CONTENT;

    fn names(listing: &Listing) -> Vec<&str> {
        listing.markdown.iter().chain(&*listing.others).map(|found| &*found.file).collect()
    }

    /// Whatever is made, removed or renamed, the renewed listing is that of a walk.
    #[test]
    fn a_renewed_listing_is_that_of_a_walk() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let make = |path: &str| {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        };
        for path in
            ["content/a/1.md", "content/a/p.png", "content/a-b/1.md", "content/b/c/1.md", "content/z.md"]
        {
            make(path);
        }
        let mut listing = Listing::read(root, CONTENT);
        let steps: [&dyn Fn(); 9] = [
            &|| make("content/a/2.md"),
            &|| make("content/b/c/0.md"),
            &|| make("content/b/d/e/1.md"),
            &|| fs::remove_file(root.join("content/a/p.png")).unwrap(),
            &|| make("content/a-b/q.png"),
            &|| fs::rename(root.join("content/b/d"), root.join("content/a/d")).unwrap(),
            &|| fs::remove_dir_all(root.join("content/a-b")).unwrap(),
            &|| fs::rename(root.join("content/z.md"), root.join("content/a/z.md")).unwrap(),
            &|| fs::remove_dir_all(root.join("content")).unwrap(),
        ];
        for (step, change) in steps.iter().enumerate() {
            change();
            if let Some(ListingUpdate::Changed(renewed)) = listing.renewed(root) {
                assert_eq!(names(&renewed), names(&Listing::read(root, CONTENT)), "step {step}");
                listing = renewed;
            } else {
                listing = Listing::read(root, CONTENT);
            }
        }
        assert_eq!(names(&listing), [""; 0]);
    }
}
