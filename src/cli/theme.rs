//! `planpress theme new NAME`: a child theme that changes nothing yet, with comments that teach.

use super::print::Printer;
use super::words::not_created;
use super::{ExitStatus, Failure, Global};
use crate::diagnostic::Words;
use crate::diagnostic::words::say;
use crate::output::create_files;
use crate::source::theme::{BUILT_IN, THEMES};
use clap::{Args, Subcommand};
use std::path::Path;

#[derive(Debug, Args)]
pub struct ThemeArguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Make a theme in themes/NAME that builds on another and changes nothing yet
    New {
        /// The new theme's name: letters, digits, `-` and `_`
        #[arg(value_name = "NAME", value_parser = name)]
        name: String,
        /// The theme that it builds on
        #[arg(long, value_name = "THEME", value_parser = name, default_value = BUILT_IN)]
        extends: String,
    },
}

/// The files of the new theme; `{{name}}` and `{{parent}}` stand for its name and its parent's.
const FILES: [(&str, &str); 4] = [
    ("theme.yaml", include_str!("new_theme/theme.yaml")),
    ("templates/section.html", include_str!("new_theme/section.html")),
    ("i18n/zh-Hans.yaml", include_str!("new_theme/zh-Hans.yaml")),
    ("i18n/en.yaml", include_str!("new_theme/en.yaml")),
];

pub fn run(global: &Global, arguments: &ThemeArguments, printer: &Printer) -> Result<ExitStatus, Failure> {
    let Action::New { name, extends } = &arguments.action;
    let themes = global.root.join(THEMES);
    // The name of the built-in theme would replace it whole, and not build on it.
    if name == BUILT_IN || name == extends {
        return Err(Failure(itself(name)));
    }
    if extends != BUILT_IN && !themes.join(extends).is_dir() {
        return Err(Failure(no_parent(extends)));
    }
    let put = |text: &str| text.replace("{{name}}", name).replace("{{parent}}", extends);
    let files: Vec<(String, String)> =
        FILES.iter().map(|(path, text)| ((*path).to_owned(), put(text))).collect();
    let folder = themes.join(name);
    create_files(&folder, files)
        .map_err(|error| Failure(not_created(&say!("a new theme needs", "新主题"), &folder, &error)))?;
    printer.info(done(&folder, name));
    Ok(ExitStatus::Fine)
}

/// A name that is a folder on any system, and the same in a template's `extends`.
fn name(text: &str) -> Result<String, String> {
    let good = text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if good { Ok(text.to_owned()) } else { Err("expected letters, digits, `-` and `_`".to_owned()) }
}

fn itself(name: &str) -> Words {
    say!(
        "a theme named {name} would take the place of the one that it builds on; choose another name",
        "主题 {name} 会取代它的上级主题，请另取名称"
    )
}

fn no_parent(parent: &str) -> Words {
    say!(
        "there is no theme {parent} in {THEMES}, and none is built in by that name",
        "{THEMES} 中没有主题 {parent}，程序也没有内置这个主题"
    )
}

fn done(folder: &Path, name: &str) -> Words {
    let folder = folder.display();
    say!(
        "a theme is in {folder}\n  use it  write `theme: {name}` in site.yaml\n  edit    {folder}/theme.yaml",
        "已在 {folder} 建立主题\n  启用  在 site.yaml 中写 `theme: {name}`\n  修改  {folder}/theme.yaml"
    )
}
