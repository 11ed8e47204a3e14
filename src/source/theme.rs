//! Reading themes: the site's own in `themes/`, and the one built into the program.
//!
//! Takes a theme's name; gives the files of that theme, of its parents and, last, of the built-in
//! theme, so that a name is looked up in that order. Understanding the files is the theme room's.

use super::fields::{Faults, Fields};
use super::keys;
use super::mending::{place_faults, read_yaml};
use super::text::{SourceFile, without_mark};
use super::walk::{of_file, walk};
use super::yaml::{KeyOrValue, PathStep, SpannedYaml};
use crate::diagnostic::{Diagnostic, FileFault, Finding, Place, SiteFault};
use crate::source_path::SourcePath;
use rust_embed::RustEmbed;
use serde_yaml::Mapping;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The name of the theme that is built in.
pub const BUILT_IN: &str = "gov";
/// The folder of themes below the site's folder.
pub const THEMES: &str = "themes";

#[derive(RustEmbed)]
#[folder = "themes/gov"]
struct BuiltIn;

/// One file of a theme.
#[derive(Debug, Clone)]
pub struct ThemeFile {
    /// Its name for messages: `themes/gov/templates/base.html`.
    pub file: SourcePath,
    pub bytes: Vec<u8>,
}

impl ThemeFile {
    /// The text of a file that is a template. Line ends of Windows would get into the pages, and the same theme must give
    /// the same bytes, so they are those of Unix. None, with a finding, where it is no UTF-8.
    pub fn template(&self, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
        match std::str::from_utf8(&self.bytes) {
            Ok(text) => Some(without_mark(text).replace("\r\n", "\n")),
            Err(_) => {
                diagnostics.push(of_file(&self.file, Finding::File(FileFault::NotUtf8 { guess: None })));
                None
            }
        }
    }
}

/// One theme's files.
#[derive(Debug)]
pub struct ThemeFiles {
    /// The folder's name.
    pub name: String,
    /// `theme.yaml`, parsed; empty where it is at fault.
    pub manifest: Mapping,
    /// `theme.yaml`, to place findings in.
    pub manifest_source: SourceFile,
    /// The other files by their path inside the theme.
    pub files: BTreeMap<String, ThemeFile>,
}

/// Reads a theme and all that it builds on, the nearest first; the built-in theme is always last.
///
/// `asked_at` is where the site names its theme.
pub fn chain(root: &Path, name: &str, asked_at: Option<Place>) -> (Vec<ThemeFiles>, Vec<Diagnostic>) {
    let mut themes: Vec<ThemeFiles> = Vec::new();
    let mut diagnostics = Vec::new();
    let mut next = Some((name.to_owned(), asked_at));
    while let Some((name, place)) = next.take() {
        if themes.iter().any(|theme| theme.name == name) {
            let chain = themes.iter().map(|theme| theme.name.clone()).chain([name]).collect();
            diagnostics.push(at(place, Finding::Site(SiteFault::ThemeCycle { chain })));
            break;
        }
        let Some(files) = files_of(root, &name, &mut diagnostics) else {
            diagnostics.push(at(place, Finding::Site(SiteFault::UnknownTheme { name, known: known(root) })));
            break;
        };
        let (theme, parent) = understand(name, files, &mut diagnostics);
        next = parent;
        themes.push(theme);
    }
    if !themes.iter().any(|theme| theme.name == BUILT_IN) {
        let (theme, _) = understand(BUILT_IN.to_owned(), built_in(), &mut diagnostics);
        themes.push(theme);
    }
    (themes, diagnostics)
}

fn at(place: Option<Place>, finding: Finding) -> Diagnostic {
    match place {
        Some(place) => Diagnostic::new(finding, place),
        None => Diagnostic::global(finding),
    }
}

type FilesByPath = BTreeMap<String, ThemeFile>;

fn files_of(root: &Path, name: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<FilesByPath> {
    let plain = !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', '\0']);
    let folder = format!("{THEMES}/{name}");
    if plain && root.join(&folder).is_dir() {
        let walked = walk(root, &folder);
        diagnostics.extend(walked.diagnostics);
        let mut files = BTreeMap::new();
        for found in walked.files {
            let inside = found.file.strip_prefix(&format!("{folder}/")).unwrap_or(&found.file).to_owned();
            match std::fs::read(&found.on_disk) {
                Ok(bytes) => {
                    files.insert(inside, ThemeFile { file: found.file, bytes });
                }
                Err(error) => {
                    diagnostics.push(of_file(
                        &found.file,
                        Finding::File(FileFault::Unreadable { fault: (&error).into() }),
                    ));
                }
            }
        }
        return Some(files);
    }
    (name == BUILT_IN).then(built_in)
}

fn built_in() -> FilesByPath {
    BuiltIn::iter()
        .filter_map(|inside| {
            let file = SourcePath::from(format!("{THEMES}/{BUILT_IN}/{inside}"));
            let bytes = BuiltIn::get(&inside)?.data.into_owned();
            Some((inside.into_owned(), ThemeFile { file, bytes }))
        })
        .collect()
}

fn known(root: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(root.join(THEMES)).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.path().is_dir());
    let names = folders.map(|folder| folder.file_name().to_string_lossy().into_owned());
    names.chain([BUILT_IN.to_owned()]).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Reads `theme.yaml`; gives the theme and its parent with the place that names it.
fn understand(
    name: String,
    mut files: FilesByPath,
    diagnostics: &mut Vec<Diagnostic>,
) -> (ThemeFiles, Option<(String, Option<Place>)>) {
    let file: SourcePath = SourcePath::from(format!("{THEMES}/{name}/theme.yaml"));
    let text = files.remove("theme.yaml").map(|file| file.bytes).unwrap_or_default();
    let source = SourceFile::new(file, without_mark(&String::from_utf8_lossy(&text)).to_owned());
    let whole = 0..source.text.len();
    let read = read_yaml(&source, whole.clone()).map_err(|faults| diagnostics.extend(faults));
    let Ok(manifest) = read else {
        return (ThemeFiles { name, manifest: Mapping::new(), manifest_source: source, files }, None);
    };
    let mut faults = Faults::default();
    let fields = Fields::new(&manifest, &keys::THEME, &mut faults);
    for key in ["name", "version", "description"] {
        fields.text(key, &mut faults);
    }
    let parent = fields.text("extends", &mut faults).map(|parent| {
        let spans = SpannedYaml::read(&source.text);
        let place = source.place(spans.find(&[PathStep::key("extends")], KeyOrValue::Value));
        (parent, Some(place))
    });
    diagnostics.extend(place_faults(&source, whole, faults.into_list()));
    (ThemeFiles { name, manifest, manifest_source: source, files }, parent)
}
