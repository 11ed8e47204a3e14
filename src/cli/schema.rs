//! `planpress schema`: the JSON Schema of what users write, for editors, and that of `indicators.json`, for programs.

use super::print::Printer;
use super::{ExitStatus, Failure};
use crate::opendata::json::SCHEMA;
use crate::source::schema;
use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub struct SchemaArguments {
    /// Which file the schema is for
    #[arg(value_enum, default_value_t = Of::FrontMatter)]
    of: Of,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Of {
    /// site.yaml
    Site,
    /// The front matter of plans, sections and pages
    FrontMatter,
    /// theme.yaml
    Theme,
    /// The indicators.json of published plans
    Indicators,
}

pub fn run(arguments: &SchemaArguments, printer: &Printer) -> Result<ExitStatus, Failure> {
    let schema = match arguments.of {
        Of::Site => schema::site(),
        Of::FrontMatter => schema::front_matter(),
        Of::Theme => schema::theme(),
        Of::Indicators => {
            printer.output(SCHEMA);
            return Ok(ExitStatus::Fine);
        }
    };
    let text = serde_json::to_string_pretty(&schema).map_err(std::io::Error::from)?;
    printer.output(&format!("{text}\n"));
    Ok(ExitStatus::Fine)
}
