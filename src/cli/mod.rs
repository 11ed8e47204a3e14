//! The command line: one file per command, each thin.
//!
//! Exit codes: 0 all is well, 1 the sources have errors or a seal does not hold, 2 the tool failed.

mod accept;
mod archive;
mod archive_words;
mod build;
mod changes;
mod check;
mod chinese;
mod collect;
mod completions;
mod explain;
mod export;
mod import;
mod init;
mod overview;
mod places;
mod print;
mod progress;
mod removals;
mod rollover;
mod rollover_words;
mod schema;
mod serve;
pub mod standing;
mod telling;
mod theme;
mod verify;
mod why;
mod words;

pub use archive_words::refusal as why_not_sealed;

use crate::diagnostic::{Language, Words};
use crate::output::{GoodFolder, OutputError, RewriteError, good_folder, settle_rewrite};
use crate::pages::address::LinkStyle;
use crate::pages::page_sources::TrackSources;
use crate::pipeline::extent::BuildExtent;
use crate::pipeline::{self, Fragments, SearchIndex};
use crate::source::assemble::Drafts;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::offset;
use print::Printer;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Publishes a government body's annual plan: Markdown and indicators in, a public site out.
#[derive(Debug, Parser)]
#[command(name = "planpress", version, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Args)]
struct Global {
    /// The site's folder, which holds site.yaml
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// When to colour what is printed
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    color: When,
    /// The language of messages; that of the environment unless given
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    lang: Option<MessageLanguage>,
    /// Print nothing but errors and failures
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Print more about what is done
    #[arg(short, long, global = true)]
    verbose: bool,
}

impl Global {
    /// The site's folder, for commands that cannot do without.
    fn site(&self) -> Result<&Path, Failure> {
        if self.root.is_dir() { Ok(&self.root) } else { Err(Failure(words::no_folder(&self.root))) }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum When {
    /// When it goes to a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum MessageLanguage {
    /// English
    En,
    /// Chinese
    Zh,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a small working site in a new folder, with comments that teach
    Init(init::InitArguments),
    /// Check the sources and build the site into the output folder
    Build(build::BuildArguments),
    /// Show the site in the browser and follow every change of its files
    Serve(serve::ServeArguments),
    /// Check the sources and the theme without writing anything
    Check(check::CheckArguments),
    /// Seal a published plan for good, with its sources, as a bag that anyone can verify
    Archive(archive::ArchiveArguments),
    /// Verify sealed plans: every bag of the archive and every chain, or the bags given
    Verify(verify::VerifyArguments),
    /// Make next year's plan from this year's, as a draft, and tell all that changed
    Rollover(rollover::RolloverArguments),
    /// List what is new, changed and gone in the output since an earlier build, to be sent to a server
    Changes(changes::ChangesArguments),
    /// Make a draft plan of a Word file, and tell what went where
    Import(import::ImportArguments),
    /// Accept the indicators that an import proposed, once they were compared with the text
    Accept(accept::AcceptArguments),
    /// Write the data of a plan as a table, a spreadsheet, JSON, a data package or StratML
    Export(export::ExportArguments),
    /// Collect values from the units: workbooks out, workbooks in, and who has answered
    Collect(collect::CollectArguments),
    /// Explain a diagnostic code, or list them all
    Explain(explain::ExplainArguments),
    /// Print a completion script for a shell
    Completions(completions::CompletionsArguments),
    /// Make a theme of one's own
    Theme(theme::ThemeArguments),
    /// Print the JSON Schema of site.yaml, front matter, theme.yaml or indicators.json
    Schema(schema::SchemaArguments),
}

/// What `build` and `check` have in common.
#[derive(Debug, Args)]
struct Shared {
    /// Include drafts
    #[arg(long)]
    drafts: bool,
    /// Let warnings fail the run, too
    #[arg(long)]
    strict: bool,
    /// The public address of the site, instead of the one in site.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    /// Link to files (plan/index.html) so that the site opens from disk
    #[arg(long)]
    offline: bool,
    /// Also write plans and sections as fragments for a portal's CMS (fragment.html)
    #[arg(long)]
    fragments: bool,
    /// How many threads to use; as many as there are processors unless given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Only this series, by its folder in content/; the others stand in their last good sources
    #[arg(long, value_name = "SERIES")]
    only: Option<String>,
    /// Where the last good sources of each series are kept; `.public.planpress-good` beside the output unless given
    #[arg(long, value_name = "DIR")]
    good: Option<PathBuf>,
    /// Show each finding, however many are alike
    #[arg(long)]
    all: bool,
    /// How findings are printed
    #[arg(long, value_enum, default_value_t = FindingsFormat::Human)]
    format: FindingsFormat,
    /// Print the time that each phase took, and the templates and pages that took longest
    #[arg(long)]
    timings: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FindingsFormat {
    /// For people
    Human,
    /// One JSON object
    Json,
    /// Workflow commands that a forge shows beside the lines
    Github,
}

impl Shared {
    /// What a run over a site is asked to do whose output is, or would be, in a folder.
    fn options(&self, output: &Path) -> pipeline::Options {
        let path = self.good.clone().or_else(|| good_folder(output));
        let good = path.map(|path| GoodFolder { path, output: output.to_owned() });
        pipeline::Options {
            drafts: if self.drafts { Drafts::Show } else { Drafts::HoldBack },
            base_url: self.base_url.clone(),
            style: if self.offline { LinkStyle::File } else { LinkStyle::Folder },
            fragments: if self.fragments { Fragments::Write } else { Fragments::AsConfigured },
            search: SearchIndex::Write,
            extent: BuildExtent::Site,
            track_sources: TrackSources::No,
            good,
            // A clerk names the folder as it lies there, or as an address.
            only: self
                .only
                .as_deref()
                .map(|only| only.trim_matches('/').trim_start_matches("content/").to_owned()),
            strict: self.strict,
            time_renders: self.timings,
            ..pipeline::Options::default()
        }
    }
}

fn base_url(text: &str) -> Result<String, String> {
    if crate::source::config::is_base_url(text) {
        Ok(crate::source::config::with_final_slash(text.to_owned()))
    } else {
        Err("expected an address such as https://plan.example.gov.cn/".to_owned())
    }
}

/// Why a command failed that was not the sources' fault.
#[derive(Debug)]
struct Failure(Words);

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        Self(error.words())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self(system(&error.to_string()))
    }
}

impl From<RewriteError> for Failure {
    fn from(error: RewriteError) -> Self {
        Self(error.words())
    }
}

/// What the system says, in its own words.
fn system(said: &str) -> Words {
    Words::new(said, format!("系统报告的错误：{said}"))
}

/// How a command that did not fail ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ExitStatus {
    /// All is well.
    Fine,
    /// The sources have errors, or what is sealed does not hold.
    Faulty,
}

/// Runs the program on the arguments of the process.
pub fn main() -> ExitCode {
    crate::bug::report_bugs();
    let cli = match parse() {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    let printer = Printer::new(&cli.global, language(cli.global.lang));
    if let Err(Failure(words)) = settle(&cli, &printer) {
        printer.failure(words);
        return ExitCode::from(2);
    }
    let result = match &cli.command {
        Some(Command::Init(arguments)) => init::run(arguments, &printer),
        Some(Command::Build(arguments)) => build::run(&cli.global, arguments, &printer),
        Some(Command::Serve(arguments)) => serve::run(&cli.global, arguments, printer.clone()),
        Some(Command::Check(arguments)) => check::run(&cli.global, arguments, &printer),
        Some(Command::Archive(arguments)) => archive::run(&cli.global, arguments, &printer),
        Some(Command::Verify(arguments)) => verify::run(&cli.global, arguments, &printer),
        Some(Command::Rollover(arguments)) => rollover::run(&cli.global, arguments, &printer),
        Some(Command::Changes(arguments)) => changes::run(&cli.global, arguments, &printer),
        Some(Command::Import(arguments)) => import::run(&cli.global, arguments, &printer),
        Some(Command::Accept(arguments)) => accept::run(&cli.global, arguments, &printer),
        Some(Command::Export(arguments)) => export::run(&cli.global, arguments, &printer),
        Some(Command::Collect(arguments)) => collect::run(&cli.global, arguments, &printer),
        Some(Command::Explain(arguments)) => explain::run(arguments, &printer),
        Some(Command::Completions(arguments)) => completions::run(arguments, &printer),
        Some(Command::Theme(arguments)) => theme::run(&cli.global, arguments, &printer),
        Some(Command::Schema(arguments)) => schema::run(arguments, &printer),
        None => overview::run(&cli.global, &printer),
    };
    let why = match (result, printer.cut_short()) {
        (Ok(ExitStatus::Fine), None) => return ExitCode::SUCCESS,
        (Ok(ExitStatus::Faulty), None) => return ExitCode::from(1),
        (Ok(_), Some(words)) | (Err(Failure(words)), _) => words,
    };
    printer.failure(why);
    ExitCode::from(2)
}

/// Ends what a command left that wrote into a site's sources and was cut off, before any other reads them.
fn settle(cli: &Cli, printer: &Printer) -> Result<(), Failure> {
    use Command::{Completions, Explain, Init, Schema};
    if !matches!(&cli.command, None | Some(Init(_) | Explain(_) | Completions(_) | Schema(_)))
        && let Some(words) = settle_rewrite(&cli.global.root)?.words()
    {
        printer.info(words);
    }
    Ok(())
}

/// Reads the arguments of the process; where there is nothing to be run, prints help or what is wrong with them and
/// gives the exit code.
fn parse() -> Result<Cli, ExitCode> {
    let language = language(asked(std::env::args_os().skip(1)));
    command(language).try_get_matches().and_then(|matches| Cli::from_arg_matches(&matches)).map_err(|error| {
        // Help that was asked for is no error; a terminal that cannot be written to leaves nothing to be said.
        let _ = match language {
            Language::Chinese if error.use_stderr() => {
                std::io::Write::write_all(&mut std::io::stderr(), chinese::usage_error(&error).as_bytes())
            }
            _ => error.print(),
        };
        ExitCode::from(if error.use_stderr() { 2 } else { 0 })
    })
}

/// The language that the arguments ask for, before they are read: whoever mistypes one is answered in it.
fn asked(arguments: impl Iterator<Item = std::ffi::OsString>) -> Option<MessageLanguage> {
    let arguments: Vec<String> = arguments.map(|one| one.to_string_lossy().into_owned()).collect();
    let values = arguments.iter().zip(arguments.iter().skip(1));
    let apart = values.filter(|(name, _)| *name == "--lang").map(|(_, value)| value.as_str());
    let joined = arguments.iter().filter_map(|one| one.strip_prefix("--lang="));
    let value = apart.chain(joined).last()?;
    MessageLanguage::from_str(value, false).ok()
}

/// The command as it is shown in a language.
fn command(language: Language) -> clap::Command {
    match language {
        Language::English => Cli::command(),
        Language::Chinese => chinese::localized(Cli::command()),
    }
}

/// The language of messages: as asked, else as the environment says.
fn language(asked: Option<MessageLanguage>) -> Language {
    match asked {
        Some(MessageLanguage::Zh) => Language::Chinese,
        Some(MessageLanguage::En) => Language::English,
        None => {
            let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
                .iter()
                .filter_map(|name| std::env::var(name).ok())
                .find(|value| !value.is_empty());
            match set {
                Some(value) if value.to_lowercase().starts_with("zh") => Language::Chinese,
                _ => Language::English,
            }
        }
    }
}

/// The day that it is in China's time zone.
fn today() -> Date {
    offset(8).to_datetime(Timestamp::now()).date()
}

/// Runs work on so many threads.
fn on_threads<T: Send>(jobs: Option<u16>, work: impl FnOnce() -> T + Send) -> Result<T, Failure> {
    let Some(jobs) = jobs else { return Ok(work()) };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(usize::from(jobs))
        .build()
        .map_err(|error| Failure(system(&error.to_string())))?;
    Ok(pool.install(work))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }
}
