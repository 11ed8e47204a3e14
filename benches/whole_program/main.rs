//! The whole program beside its rivals: builds the same plans with each, by turns, and prints what it cost.
//!
//! `cargo bench --bench whole_program -- --sections 1000 --runs 5 --rivals hugo`
//!
//! For each size a corpus is generated in a temporary folder, once per contender. A round is: each contender in
//! turn builds into an empty place (cold), and then again over its own result (warm). The file cache of the system
//! is warm in both: a first, unmeasured round sees to that, and its output is checked to be the same work.

mod bodies;
mod body;
mod checks;
mod contender;
mod corpus;
mod files;
mod follow;
mod hugo;
mod measure;
mod planpress;
#[allow(dead_code, clippy::print_stdout, reason = "shared with the tests, which need more of it")]
#[path = "../../tests/it/support/random.rs"]
mod random;
mod report;
mod verify;
mod words;
mod years;

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::{Parser, Subcommand};
use contender::Contender;
use corpus::Shape;
use report::Record;

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Measures whole builds of generated corpora, Planpress beside its rivals.
#[derive(Parser)]
#[command(name = "whole_program")]
struct Arguments {
    /// Sizes of the corpora, in sections
    #[arg(long, value_delimiter = ',', default_value = "100,1000,10000")]
    sections: Vec<usize>,
    /// Measured rounds at each size
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// Rivals to run beside Planpress; an empty text for none
    #[arg(long, value_delimiter = ',', default_value = "hugo")]
    rivals: Vec<String>,
    /// Keep the corpora and the outputs in this folder
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// The Planpress to measure, instead of the one just compiled
    #[arg(long, value_name = "FILE")]
    planpress: Option<PathBuf>,
    /// The Hugo to measure, instead of the one on the path
    #[arg(long, value_name = "FILE")]
    hugo: Option<PathBuf>,
    /// Given by cargo when it runs benchmarks
    #[arg(long, hide = true, global = true)]
    bench: bool,
    #[command(subcommand)]
    mode: Option<Mode>,
}

#[derive(Subcommand)]
enum Mode {
    /// Measure how fast the preview follows edits of one section
    Follow {
        /// The size of the corpus, in sections
        sections: usize,
        /// How many edits
        #[arg(long, default_value_t = 80)]
        edits: usize,
    },
    /// Measure what the checks add to a build
    Checks {
        /// The size of the corpus, in sections
        sections: usize,
        /// How many builds
        #[arg(long, default_value_t = 5)]
        runs: usize,
    },
    /// Measure builds of a site whose plans are sealed but for the last
    Years {
        /// How many plans
        #[arg(long, default_value_t = 20)]
        plans: usize,
        /// How many sections each has
        #[arg(long, default_value_t = 30)]
        sections: usize,
        /// The size of each plan's attachment
        #[arg(long, default_value_t = 50)]
        megabytes: usize,
    },
    /// Measure a site of many bodies
    Bodies {
        /// The size of the corpus, in sections: 500 are a body's 20 years
        sections: usize,
    },
    /// Only write one corpus: DIR/CONTENDER/…
    Generate {
        /// Its size, in sections
        sections: usize,
        /// The folder that takes it
        dir: PathBuf,
        /// The forms to write
        #[arg(value_enum, default_values = ["planpress", "hugo"])]
        forms: Vec<Contender>,
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.mode {
        Some(Mode::Years { plans, sections, megabytes }) => years::years(*plans, *sections, *megabytes),
        Some(Mode::Checks { sections, runs }) => checks::checks(*sections, *runs),
        Some(Mode::Follow { sections, edits }) => follow::follow(*sections, *edits),
        Some(Mode::Bodies { sections }) => bodies::bodies(
            *sections,
            arguments.planpress.as_deref().unwrap_or(Path::new(env!("CARGO_BIN_EXE_planpress"))),
        ),
        Some(Mode::Generate { sections, dir, forms }) => forms
            .iter()
            .try_for_each(|form| form.generate(Shape::of(*sections), dir))
            .map_err(|e| e.to_string()),
        // Started by a test runner: there is nothing to test here.
        None if !arguments.bench => Ok(()),
        None => compare(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "whole_program: {error}");
            ExitCode::FAILURE
        }
    }
}

/// One program that takes part.
struct Entry {
    contender: Contender,
    program: PathBuf,
}

fn compare(arguments: &Arguments) -> Result<(), String> {
    let entries = entries(arguments)?;
    let temporary = tempfile::tempdir().map_err(|e| e.to_string())?;
    let place = arguments.keep.as_deref().unwrap_or(temporary.path());
    for &sections in &arguments.sections {
        let corpus = place.join(sections.to_string());
        generate(sections, &corpus, &entries)?;
        let records = run_by_turns(Shape::of(sections), &corpus, &entries, arguments.runs)?;
        say(&report::tables(sections, &records));
        say(&phases(&corpus, &entries, &place.join("timings.txt")));
    }
    Ok(())
}

/// Planpress, and every rival that this machine has; one that is missing is said aloud.
fn entries(arguments: &Arguments) -> Result<Vec<Entry>, String> {
    let own = arguments.planpress.clone().unwrap_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_planpress")));
    let mut entries = vec![Entry { contender: Contender::Planpress, program: own }];
    for rival in arguments.rivals.iter().filter(|rival| !rival.is_empty()) {
        let contender = <Contender as clap::ValueEnum>::from_str(rival, true)?;
        match contender::find_hugo(arguments.hugo.as_deref()) {
            Ok((program, version)) => {
                say(&format!("{rival}: {version}\n"));
                entries.push(Entry { contender, program });
            }
            Err(reason) => say(&format!("!!! NO RIVAL {rival}: {reason}\n!!! Planpress runs without it\n")),
        }
    }
    Ok(entries)
}

/// Has a child write the corpus, so that this program stays small: see [`measure::run`].
fn generate(sections: usize, corpus: &Path, entries: &[Entry]) -> Result<(), String> {
    let own = std::env::current_exe().map_err(|e| e.to_string())?;
    let mut command = Command::new(own);
    command.arg("generate").arg(sections.to_string()).arg(corpus);
    command.args(entries.iter().map(|entry| entry.contender.name()));
    let status = command.status().map_err(|e| e.to_string())?;
    if status.success() { Ok(()) } else { Err(format!("the corpus was not written: {status}")) }
}

fn run_by_turns(shape: Shape, corpus: &Path, entries: &[Entry], runs: usize) -> Result<Vec<Record>, String> {
    let log = corpus.join("log.txt");
    let mut records = Vec::new();
    for Entry { contender, program } in entries {
        contender.forget(corpus).map_err(|e| e.to_string())?;
        measure::run(&mut contender.command(program, corpus), &log)?;
        let output = contender.output(corpus);
        let tally = files::tally(&output).map_err(|e| e.to_string())?;
        verify::same_work(contender.name(), shape, &output, tally)?;
        records.push(Record { name: contender.name(), cold: Vec::new(), warm: Vec::new(), tally });
    }
    for _ in 0..runs {
        for (Entry { contender, program }, record) in entries.iter().zip(&mut records) {
            contender.forget(corpus).map_err(|e| e.to_string())?;
            record.cold.push(measure::run(&mut contender.command(program, corpus), &log)?);
            record.warm.push(measure::run(&mut contender.command(program, corpus), &log)?);
        }
    }
    Ok(records)
}

/// What Planpress itself says about its phases, from one more cold run.
fn phases(corpus: &Path, entries: &[Entry], log: &Path) -> String {
    let Some(Entry { contender, program }) = entries.first() else { return String::new() };
    let ran = contender
        .forget(corpus)
        .map_err(|e| e.to_string())
        .and_then(|()| measure::run(contender.command(program, corpus).arg("--timings"), log));
    match ran {
        Ok(_) => {
            format!("\nplanpress build --timings\n{}\n", std::fs::read_to_string(log).unwrap_or_default())
        }
        Err(error) => format!("\nplanpress build --timings: {error}\n"),
    }
}

fn say(text: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
