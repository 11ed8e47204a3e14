//! Files that are published at the root of the site under their own names: a search engine's verification, `security.txt`, a
//! `CNAME`. They lie in a folder beside `content/` that `site.yaml` names, and are published byte for byte.

use super::assets::Asset;
use super::text::SourceFile;
use super::walk::{CONTENT, FoundFile, Walked, of_file, walk};
use super::yaml::{KeyOrValue, PathStep, SpannedYaml};
use crate::diagnostic::{Diagnostic, FileFault, Finding, ReadFault, RootFolderFault, SiteFault};
use crate::digest::Digest;
use crate::output::OutputPath;
use crate::source::theme::THEMES;
use std::path::Path;
use std::sync::Arc;

/// Folders that cannot be it: what lies there is read as something else, or written by Planpress.
const TAKEN: [&str; 4] = [CONTENT, THEMES, "archive", "public"];

/// The files of the folder that `site.yaml` names, and what is wrong with them.
pub fn root_files(root: &Path, folder: &str, site_yaml: &SourceFile) -> (Vec<Arc<Asset>>, Vec<Diagnostic>) {
    let refused = |fault: fn(String) -> RootFolderFault| {
        let range =
            SpannedYaml::read(&site_yaml.text).find(&[PathStep::key("root_files")], KeyOrValue::Value);
        let finding = Finding::Site(SiteFault::BadRootFiles { fault: fault(folder.to_owned()) });
        (Vec::new(), vec![Diagnostic::new(finding, site_yaml.place(range))])
    };
    let name = folder.trim_end_matches('/');
    if name.is_empty()
        || name.starts_with('.')
        || name.contains(['/', '\\', ':'])
        || name.chars().any(char::is_control)
    {
        return refused(RootFolderFault::NotPlain);
    }
    if TAKEN.iter().any(|taken| name.eq_ignore_ascii_case(taken)) {
        return refused(RootFolderFault::Taken);
    }
    if !root.join(name).is_dir() {
        return refused(RootFolderFault::Missing);
    }
    let Walked { files, mut diagnostics, .. } = walk(root, name);
    if files.is_empty() && diagnostics.is_empty() {
        return refused(RootFolderFault::Empty);
    }
    let mut assets = Vec::new();
    for found in &files {
        match asset(name, found) {
            Ok(asset) => assets.push(Arc::new(asset)),
            Err(fault) => {
                diagnostics.push(of_file(&found.file, Finding::File(FileFault::Unreadable { fault })))
            }
        }
    }
    (assets, diagnostics)
}

fn asset(folder: &str, found: &FoundFile) -> Result<Asset, ReadFault> {
    let path = found.file.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')).unwrap_or_default();
    let path = OutputPath::new(path).map_err(|_| ReadFault::NoAddress)?.into_string();
    let digest = Digest::of_file(&found.on_disk).map_err(|error| ReadFault::from(&error))?;
    Ok(Asset { file: found.file.clone(), on_disk: found.on_disk.clone(), path, digest, size: None })
}
