//! `planpress changes`: what has become of the output since an earlier build, as lists for the programs that send it on.

use super::print::Printer;
use super::{ExitStatus, Failure, Global, build, removals, words};
use crate::diagnostic::Words;
use crate::diagnostic::words::say;
use crate::output::{Difference, DifferenceError, OUTPUT};
use crate::pages::render::{ARCHIVE, plan_of_zip};
use crate::source_path::is_in;
use clap::{Args, ValueEnum};
use std::collections::BTreeSet;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct ChangesArguments {
    /// The list to print, to be sent in this order; how long each is unless given
    #[arg(value_enum, value_name = "LIST")]
    list: Option<List>,
    /// The manifest of what was sent before: a copy of the output's .planpress-manifest of that day
    #[arg(long, value_name = "MANIFEST", required_unless_present = "first")]
    against: Option<PathBuf>,
    /// Nothing was sent before: all is new
    #[arg(long, conflicts_with = "against")]
    first: bool,
    /// The output folder; `public` in the site's folder unless given
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Let so many pages vanish, where more than three and more than a tenth would
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    allow_removals: usize,
    /// Let addresses of sealed plans vanish
    #[arg(long)]
    allow_sealed_removals: bool,
    /// Name each file that is gone, and no folders (rclone)
    #[arg(long)]
    files: bool,
    /// End each path with a zero byte instead of a line break (rsync --from0)
    #[arg(long)]
    null: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum List {
    /// New files
    Added,
    /// Files with other contents
    Changed,
    /// Files that are gone; a folder that is gone as a whole by its name
    Removed,
}

pub fn run(global: &Global, arguments: &ChangesArguments, printer: &Printer) -> Result<ExitStatus, Failure> {
    let output = match &arguments.output {
        Some(output) => output.clone(),
        None => build::below(global.site()?, OUTPUT),
    };
    let difference = match Difference::between(arguments.against.as_deref(), &output) {
        Ok(difference) => difference,
        Err(DifferenceError::System(error)) => return Err(error.into()),
        Err(error) => return Err(Failure(refusal(&error))),
    };
    let sealed = sealed(&difference);
    if !sealed.is_empty() && !arguments.allow_sealed_removals {
        printer.failure(removals::sealed(&sealed));
        return Ok(ExitStatus::Faulty);
    }
    let pages = difference.removed_pages();
    if pages.are_many() && pages.removed.len() > arguments.allow_removals {
        printer.failure(removals::not_sent(&pages));
        return Ok(ExitStatus::Faulty);
    }
    let Some(list) = arguments.list else {
        printer.output(&format!("{}\n", words::changes(&difference).text(printer.language)));
        return Ok(ExitStatus::Fine);
    };
    let paths = match list {
        List::Added => &difference.added,
        List::Changed => &difference.changed,
        List::Removed if arguments.files => &difference.removed,
        List::Removed => &difference.removed_whole,
    };
    // Both programs take such lines for comments, or cut them.
    let odd = |path: &&String| path.starts_with(['#', ';', ' ']) || path.ends_with(' ');
    if let Some(path) = paths.iter().find(odd).filter(|_| !arguments.null) {
        return Err(Failure(say!(
            "`{0}` cannot stand in a list of lines: give --null, and rsync --from0",
            "`{0}` 无法写进按行的列表：请加 --null，rsync 相应加 --from0",
            path
        )));
    }
    let end = if arguments.null { '\0' } else { '\n' };
    let text: String = paths.iter().flat_map(|path| path.chars().chain([end])).collect();
    printer.output(&text);
    Ok(ExitStatus::Fine)
}

/// The files that are gone and belonged to sealed plans, or to the pages that tell of them.
fn sealed(difference: &Difference) -> Vec<&str> {
    let plans: BTreeSet<&str> = difference.before().filter_map(plan_of_zip).collect();
    let belongs = |path: &&str| path.starts_with(ARCHIVE) || plans.iter().any(|plan| is_in(path, plan));
    difference.removed.iter().map(String::as_str).filter(belongs).collect()
}

/// Why there is no list.
fn refusal(error: &DifferenceError) -> Words {
    match error {
        DifferenceError::NoManifest(file) => say!(
            "{0} is not there, or is no whole manifest of a build; with --first all files count as new",
            "{0} 不存在，或者不是完整的生成清单；加 --first 则把全部文件作为新增",
            file.display()
        ),
        DifferenceError::Altered(file) => say!(
            "{0} is not as the build left it; run planpress build again",
            "{0} 与生成时不同，请重新运行 planpress build",
            file.display()
        ),
        DifferenceError::FileAndFolder(path) => say!(
            "`{0}` was a file and is a folder now, or the other way round: send the whole output once",
            "`{0}` 由文件变成了文件夹（或相反），请整体传送一次",
            path
        ),
        DifferenceError::System(error) => error.words(),
    }
}
