//! How fast the preview follows the editor: one section is edited again and again, and each time it is measured how
//! long it takes from the watcher's report until the new page is what a request would get. Beside it stands what the
//! first build of the same site took, which is a whole one.
//!
//! `cargo bench --bench whole_program -- follow 10000`, and for a day in fast motion `-- follow 100 --edits 100000`.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use planpress::internals::pipeline::{Options, SearchIndex};
use planpress::internals::preview::rebuilder::{Rebuilder, Rebuilt};
use planpress::internals::source::assemble::Drafts;
use planpress::internals::source::cache::DirtyFiles;

use crate::corpus::Shape;
use crate::planpress as generator;
use crate::say;

/// How a section is edited, by turns.
#[derive(Clone, Copy)]
enum Edit {
    /// A word more, saved in place.
    Word,
    /// A word more, saved under another name that is then put in its place.
    WordByRename,
    /// A heading more, to which other pages might link.
    Heading,
    /// Another target, which the tables show. It is the last of the section's: the prose names the first.
    Target,
}

const EDITS: [(Edit, &str); 4] = [
    (Edit::Word, "a word, saved in place"),
    (Edit::WordByRename, "a word, saved by rename"),
    (Edit::Heading, "a heading"),
    (Edit::Target, "a target"),
];

/// So long after it was written a file is known by its times.
const AGED: Duration = Duration::from_secs(3);

/// Lets a preview follow so many edits of a corpus of so many sections.
pub fn follow(sections: usize, edits: usize) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let (root, shape) = (folder.path().join("site"), Shape::of(sections));
    generator::generate(shape, &root).map_err(|e| e.to_string())?;
    let section = shape.section(sections / 2);
    let name = format!("content/{}/{}", section.plan.folder(), section.file());
    let file = root.join(&name);
    let reported = DirtyFiles::Files([name].into());
    let original = fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
    // As `serve` has it.
    let options = Options { drafts: Drafts::Show, search: SearchIndex::LeaveOut, ..Options::default() };
    let mut builder = Rebuilder::new(root.clone(), options);
    let first = good(builder.rebuild(&DirtyFiles::All))?;
    // The files were all written a moment ago; once they have aged, the next build knows them by their times.
    std::thread::sleep(AGED);
    let again = good(builder.rebuild(&DirtyFiles::All))?;
    say(&format!(
        "{sections} sections, {} pages\nfirst build {:.1?}; nothing changed {:.1?}\n",
        first.report.pages, first.time, again.time
    ));
    let (start, mut steps) = (Instant::now(), 0_usize);
    for (edit, name) in EDITS {
        let (mut times, mut pages, mut phases) = (Vec::new(), 0, Vec::new());
        // As if nobody had saved for a while.
        std::thread::sleep(AGED);
        good(builder.rebuild(&DirtyFiles::All))?;
        for _ in 0..edits.div_ceil(EDITS.len()) {
            save(&file, &original, edit, steps).map_err(|e| e.to_string())?;
            let rebuilt = good(builder.rebuild(&reported))?;
            if rebuilt.changed.is_empty() {
                return Err(format!("edit {steps} changed nothing"));
            }
            times.push(rebuilt.time);
            pages = rebuilt.report.rendered.len();
            phases = rebuilt.report.timings.phases;
            steps += 1;
            if steps.is_power_of_two() && steps > 64 {
                say(&format!("after {steps} rebuilds {} in memory\n", memory()));
            }
        }
        times.sort();
        let at = |part: usize| times.get((times.len() * part / 100).min(times.len() - 1));
        if let (Some(median), Some(most)) = (at(50), at(95)) {
            say(&format!("{name:24} {pages} pages; median {median:.1?}, 95th percentile {most:.1?}\n"));
        }
        phases.sort_by_key(|(_, time)| std::cmp::Reverse(*time));
        say(&format!("    where the time went at the last: {phases:.1?}\n"));
    }
    say(&format!("{steps} rebuilds in {:.1?}, {} in memory\n", start.elapsed(), memory()));
    Ok(())
}

fn good(rebuilt: Rebuilt) -> Result<Rebuilt, String> {
    match (&rebuilt.snapshot.failure, rebuilt.snapshot.diagnostics.first()) {
        _ if !rebuilt.snapshot.broken => Ok(rebuilt),
        (Some(failure), _) => Err(failure.english.clone()),
        (None, found) => Err(format!("the corpus has errors, such as {found:?}")),
    }
}

fn save(file: &Path, original: &str, edit: Edit, step: usize) -> std::io::Result<()> {
    let text = match edit {
        Edit::Word | Edit::WordByRename => format!("{original}\n第{step}次修改。\n"),
        Edit::Heading => format!("{original}\n## 新的一节{step}\n\n第{step}次修改。\n"),
        Edit::Target => {
            let (before, after) = original.rsplit_once("target: ").unwrap_or((original, ""));
            let (_, rest) = after.split_once('\n').unwrap_or_default();
            format!("{before}target: \">= {}\"\n{rest}", step + 1)
        }
    };
    let written = match edit {
        Edit::WordByRename => file.with_extension("md.new~"),
        _ => file.to_owned(),
    };
    fs::File::create(&written)?.write_all(text.as_bytes())?;
    if written == file { Ok(()) } else { fs::rename(written, file) }
}

/// What of this process stands in memory, as far as the system tells.
fn memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.map_or_else(|| "?".to_owned(), |size| size.trim().to_owned())
}
