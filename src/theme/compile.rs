//! Compiling a chain of themes.
//!
//! A template is looked up in the nearest theme first. A theme's own templates go by their plain
//! names; those of the themes it builds on are also there as `<theme>/<template>`, so that a child
//! may extend the very template that it replaces.

use super::statics::statics;
use super::template_errors::TemplateSources;
use super::timed::Timed;
use super::{Theme, params, tables, whole, words};
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::model::config::SiteConfig;
use crate::source::text::SourceFile;
use crate::source::theme::ThemeFiles;
use std::collections::BTreeMap;
use tera::{ErrorKind, Tera, Value};

/// Compiles a chain of themes for a site.
pub fn compile(
    chain: &[ThemeFiles],
    config: &SiteConfig,
    site: Option<&SourceFile>,
) -> (Theme, Vec<Diagnostic>) {
    let (words, mut diagnostics) = words::read(chain, config.lang);
    let (params, found) = params::read(chain, config, site);
    diagnostics.extend(found);
    let params = Value::from_serializable(&params);
    let (statics, found) = statics(chain, &params);
    let (mut tera, sources, of_templates) = templates(chain);
    diagnostics.extend(of_templates);
    diagnostics.extend(found);
    let paths: BTreeMap<&str, &str> =
        statics.iter().map(|(name, file)| (name.as_str(), file.path.as_str())).collect();
    let global = tera.global_context();
    global.insert_value("assets", Value::from_serializable(&paths));
    global.insert_value("t", Value::from_serializable(&words));
    global.insert_value("params", params);
    (Theme { tera, sources, words, digest: digest(chain), statics, timed: Timed::default() }, diagnostics)
}

/// The digest of everything in a chain of themes.
pub fn digest(chain: &[ThemeFiles]) -> Digest {
    let parts = chain.iter().flat_map(|theme| {
        let files = theme.files.iter().flat_map(|(name, file)| [name.as_bytes(), file.bytes.as_slice()]);
        [theme.name.as_bytes(), theme.manifest_source.text.as_bytes()].into_iter().chain(files)
    });
    Digest::of_parts(parts)
}

/// Adds all templates; every broken one is reported, not only the first.
fn templates(chain: &[ThemeFiles]) -> (Tera, TemplateSources, Vec<Diagnostic>) {
    let mut sources = TemplateSources::default();
    let mut diagnostics = Vec::new();
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for (depth, theme) in chain.iter().enumerate() {
        for (inside, file) in &theme.files {
            let Some(name) = inside.strip_prefix("templates/") else { continue };
            let name = if depth == 0 { name.to_owned() } else { format!("{}/{name}", theme.name) };
            if let Some(text) = file.template(&mut diagnostics) {
                sources.add(&name, file.file.clone(), text.clone());
                texts.insert(name, text);
            }
        }
    }
    let prefixes: Vec<String> = chain.iter().skip(1).map(|theme| format!("{}/", theme.name)).collect();
    // A broken template is taken out and the rest tried again, so each round finds one fault; the
    // templates that only miss the one taken out must not be reported for it.
    for round in 0..=texts.len() {
        let mut tera = Tera::new();
        tables::register(&mut tera);
        whole::register(&mut tera);
        let result = tera.set_fallback_prefixes(prefixes.clone()).and_then(|()| {
            tera.add_raw_templates(texts.iter().map(|(name, text)| (name.clone(), text.as_str())))
        });
        let Err(error) = result else { return (tera, sources, diagnostics) };
        let broken = match error.kind() {
            ErrorKind::SyntaxError(report) => Some(report.filename().to_owned()),
            _ => None,
        };
        if round == 0 || broken.is_some() {
            diagnostics.extend(sources.diagnostics(&error));
        }
        let Some(name) = broken.filter(|name| texts.contains_key(name)) else { break };
        texts.insert(name, String::new());
    }
    (Tera::new(), sources, diagnostics)
}
