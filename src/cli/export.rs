//! `planpress export`: the data of one plan in a format of one's choice, as they stand beside its published pages.

use super::places::keep_apart;
use super::print::Printer;
use super::standing::Outcome;
use super::telling::Telling;
use super::{ExitStatus, Failure, Global, build, on_threads};
use crate::diagnostic::words::say;
use crate::model::address::PageAddress;
use crate::opendata::files::DataFormat;
use crate::output::{
    FileAction, GoodFolder, Memory, OUTPUT, OutputError, create_files, good_folder, new_file,
};
use crate::pipeline::extent::BuildExtent;
use crate::pipeline::{self, BuildReport, Options, SearchIndex};
use crate::source::assemble::Drafts;
use clap::{Args, ValueEnum};
use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub struct ExportArguments {
    /// The plan, by its address: YEAR, or SERIES/YEAR
    #[arg(value_name = "PLAN")]
    plan: String,
    /// What to write
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: ExportFormat,
    /// The new file, or for a package the new folder; printed unless given
    #[arg(short, long, value_name = "FILE", required_if_eq("format", "package"))]
    output: Option<PathBuf>,
    /// Export a draft, too
    #[arg(long)]
    drafts: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    /// The indicators as a table
    Csv,
    /// The tasks as a table
    TasksCsv,
    /// The indicators for spreadsheets
    Xlsx,
    /// All that the plan says
    Json,
    /// Strategy Markup Language, Part 2
    Stratml,
    /// A folder with a data package: the tables and what describes them
    Package,
}

/// The files of a package.
const PACKAGE: [DataFormat; 5] = [
    DataFormat::Package,
    DataFormat::IndicatorsCsv,
    DataFormat::IndicatorsCsvMetadata,
    DataFormat::TasksCsv,
    DataFormat::TasksCsvMetadata,
];

impl ExportFormat {
    /// The one file that it is; none for a package.
    const fn file(self) -> Option<DataFormat> {
        match self {
            Self::Csv => Some(DataFormat::IndicatorsCsv),
            Self::TasksCsv => Some(DataFormat::TasksCsv),
            Self::Xlsx => Some(DataFormat::Workbook),
            Self::Json => Some(DataFormat::Json),
            Self::Stratml => Some(DataFormat::StratMl),
            Self::Package => None,
        }
    }
}

pub fn run(global: &Global, arguments: &ExportArguments, printer: &Printer) -> Result<ExitStatus, Failure> {
    let root = global.site()?;
    if let Some(output) = &arguments.output {
        keep_apart(root, output)?;
    }
    let address = PageAddress::new(format!("{}/", arguments.plan.trim_matches('/')));
    let (report, mut files) = data_of(root, arguments, &address, printer)?;
    // What is wrong with the site is told where it keeps the data from being had, and by `check` in any case.
    if !report.publishable {
        printer.findings(&report, Telling::plain(), Outcome::Checked, None);
        return Ok(ExitStatus::Faulty);
    }
    if files.is_empty() {
        printer.failure(say!(
            "there is no published plan with indicators or tasks at `{0}`",
            "`{0}` 处没有带指标或任务的已发布计划",
            arguments.plan
        ));
        return Ok(ExitStatus::Faulty);
    }
    let Some(format) = arguments.format.file() else {
        files.retain(|path, _| PACKAGE.iter().any(|format| path.ends_with(&format!("/{}", format.file()))));
        if let Some(folder) = &arguments.output {
            let name = |path: &str| path.strip_prefix(&*address).unwrap_or(path).to_owned();
            create_files(folder, files.iter().map(|(path, bytes)| (name(path), bytes)))?;
        }
        return Ok(ExitStatus::Fine);
    };
    let Some(bytes) = files.get(&format!("{address}{}", format.file())) else {
        printer.failure(say!(
            "the plan at `{0}` has none of what that format tells",
            "`{0}` 处的计划没有该格式所含的内容",
            arguments.plan
        ));
        return Ok(ExitStatus::Faulty);
    };
    match &arguments.output {
        Some(file) => {
            new_file(file, |new| new.write_all(bytes).map_err(OutputError::io(FileAction::Write, file)))?
        }
        None if format == DataFormat::Workbook && std::io::stdout().is_terminal() => {
            return Err(Failure(say!(
                "a spreadsheet is nothing to be read in a terminal: give -o FILE",
                "电子表格无法在终端显示，请用 -o 写明文件"
            )));
        }
        None => std::io::stdout().lock().write_all(bytes)?,
    }
    Ok(ExitStatus::Fine)
}

/// Runs the site as a build does, as far as the data files of one plan.
fn data_of(
    root: &Path,
    arguments: &ExportArguments,
    address: &PageAddress,
    printer: &Printer,
) -> Result<(BuildReport, BTreeMap<String, Vec<u8>>), Failure> {
    let output = build::below(root, OUTPUT);
    let good = good_folder(&output).map(|path| GoodFolder { path, output });
    let options = Options {
        drafts: if arguments.drafts { Drafts::Show } else { Drafts::HoldBack },
        search: SearchIndex::LeaveOut,
        extent: BuildExtent::Data(address.clone()),
        good,
        ..Options::default()
    };
    let memory = Memory::new();
    let bar = printer.progress();
    let report = on_threads(None, || pipeline::run(root, &options, &memory, &bar))??;
    Ok((report, memory.into_files()))
}
