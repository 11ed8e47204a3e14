//! Static files: named by content, and rendered first where they are templates themselves.
//!
//! `style.css.tera` becomes `style.css`. Such a file may include files of `static/` whose names begin with `_`,
//! its partials, which are not published by themselves; a theme's part takes the place of its parent's. It knows
//! `params` and the function `readable`.

use super::StaticFile;
use super::rgb::Rgb;
use super::template_errors::TemplateSources;
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::source::assets::hashed_path;
use crate::source::theme::{ThemeFile, ThemeFiles};
use crate::source_path::SourcePath;
use std::collections::BTreeMap;
use tera::{Context, Error, Kwargs, State, Tera, TeraResult, Value};

/// Where static files that are templates themselves end.
const RENDERED: &str = ".tera";

/// The static files of a chain of themes by their names, with what is wrong in their templates.
pub fn statics(chain: &[ThemeFiles], params: &Value) -> (BTreeMap<String, StaticFile>, Vec<Diagnostic>) {
    let mut statics = BTreeMap::new();
    let mut diagnostics = Vec::new();
    let mut partials = Partials::default();
    let files = chain.iter().rev().flat_map(|theme| &theme.files);
    let files = files.filter_map(|(inside, file)| Some((inside.strip_prefix("static/")?, file)));
    for (name, file) in files.clone().filter(|(name, _)| is_partial(name)) {
        if let Some(text) = file.template(&mut diagnostics) {
            partials.insert(name.to_owned(), (file.file.clone(), text));
        }
    }
    for (name, file) in files.filter(|(name, _)| !is_partial(name)) {
        let (name, bytes) = match name.strip_suffix(RENDERED) {
            None => (name, file.bytes.clone()),
            Some(name) => match rendered(file, &partials, params, &mut diagnostics) {
                Some(bytes) => (name, bytes),
                None => continue,
            },
        };
        let digest = Digest::of(&bytes);
        let path = hashed_path(name, digest.bytes());
        statics.insert(name.to_owned(), StaticFile { path, bytes, digest });
    }
    (statics, diagnostics)
}

/// The files and texts of partials by their names in `static/`.
type Partials = BTreeMap<String, (SourcePath, String)>;

/// Whether a static file is a part of others: its name begins with `_`.
fn is_partial(name: &str) -> bool {
    name.rsplit('/').next().is_some_and(|name| name.starts_with('_'))
}

fn rendered(
    file: &ThemeFile,
    partials: &Partials,
    params: &Value,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<u8>> {
    let text = file.template(diagnostics)?;
    let mut sources = TemplateSources::default();
    sources.add("static", file.file.clone(), text.clone());
    for (name, (file, text)) in partials {
        sources.add(name, file.clone(), text.clone());
    }
    let mut context = Context::new();
    context.insert_value("params", params.clone());
    let mut tera = Tera::new();
    tera.register_function("readable", readable);
    let part = partials.iter().map(|(name, (_, text))| (name.as_str(), text.as_str()));
    let result = tera
        .add_raw_templates(part.chain([("static", text.as_str())]))
        .and_then(|()| tera.render("static", &context));
    match result {
        Ok(text) => Some(text.into_bytes()),
        Err(error) => {
            diagnostics.push(sources.diagnostic(&error, Some(&file.file)));
            None
        }
    }
}

/// `readable(color, on, ratio)`: the nearest colour of the same hue that has this ratio on each colour of `on`.
#[expect(clippy::needless_pass_by_value, reason = "the form that Tera's functions have")]
fn readable(arguments: Kwargs, _: &State<'_>) -> TeraResult<String> {
    let read = |text: &str| Rgb::parse(text).ok_or_else(|| Error::message(format!("`{text}` ≠ `#rrggbb`")));
    let colour = read(arguments.must_get::<&str>("color")?)?;
    let grounds: Vec<&str> = arguments.must_get("on")?;
    let grounds: Vec<Rgb> = grounds.into_iter().map(read).collect::<TeraResult<_>>()?;
    Ok(colour.readable(&grounds, arguments.must_get::<f64>("ratio")?).to_string())
}
