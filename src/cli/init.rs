//! `planpress init DIR`: a small working site with comments that teach, in the language of messages. Its plan is a draft, and
//! what stands in the place of a body's own words is marked so that `check` finds it (`check/placeholders.rs`).

use super::print::Printer;
use super::words::not_created;
use super::{ExitStatus, Failure};
use crate::diagnostic::words::say;
use crate::diagnostic::{Language, Words};
use crate::output::create_files;
use clap::Args;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub struct InitArguments {
    /// The new folder
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The year of the first plan; this year unless given
    #[arg(long, value_parser = clap::value_parser!(i16).range(1000..=9999))]
    year: Option<i16>,
}

/// The files of a new site in a language; `{year}` and `{{year}}` stand for the plan's year.
macro_rules! files {
    ($language:literal) => {
        [
            ("site.yaml", include_str!(concat!("init_site/", $language, "/site.yaml"))),
            ("content/_index.md", include_str!(concat!("init_site/", $language, "/content/_index.md"))),
            (
                "content/{year}/_index.md",
                include_str!(concat!("init_site/", $language, "/content/plan/_index.md")),
            ),
            (
                "content/{year}/01-innovators.md",
                include_str!(concat!("init_site/", $language, "/content/plan/01-innovators.md")),
            ),
            (
                "content/{year}/02-services.md",
                include_str!(concat!("init_site/", $language, "/content/plan/02-services.md")),
            ),
        ]
    };
}

const CHINESE: [(&str, &str); 5] = files!("zh");
const ENGLISH: [(&str, &str); 5] = files!("en");

pub fn run(arguments: &InitArguments, printer: &Printer) -> Result<ExitStatus, Failure> {
    let folder = &arguments.folder;
    let year = arguments.year.unwrap_or_else(|| super::today().year()).to_string();
    let files = match printer.language {
        Language::Chinese => CHINESE,
        Language::English => ENGLISH,
    };
    let files: Vec<(String, String)> = files
        .iter()
        .map(|(path, text)| (path.replace("{year}", &year), text.replace("{{year}}", &year)))
        .collect();
    create_files(folder, files)
        .map_err(|error| Failure(not_created(&say!("a new site needs", "新站点"), folder, &error)))?;
    printer.info(done(folder, &year));
    Ok(ExitStatus::Fine)
}

fn done(folder: &Path, year: &str) -> Words {
    let folder = folder.display();
    say!(
        "a site with the draft of one plan is in {folder}\n  see it  planpress serve --root {folder}\n  edit    {folder}/content/{year}/01-innovators.md\n  check   planpress check --drafts --root {folder}",
        "已在 {folder} 建立站点，内有一份计划草稿\n  预览  planpress serve --root {folder}\n  修改  {folder}/content/{year}/01-innovators.md\n  检查  planpress check --drafts --root {folder}"
    )
}
