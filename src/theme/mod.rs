//! A theme: templates, words, parameters and static files, ready to render.
//!
//! Takes the files of a chain of themes; gives a [`Theme`] that renders a template with a context.
//! It knows Tera and nothing of pages; it reads and writes no file.

mod compile;
mod params;
mod rgb;
mod statics;
mod tables;
mod template_errors;
mod timed;
mod whole;
mod words;

pub use compile::{compile, digest};
pub use timed::TimedRender;

use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::model::recorder::{Fact, note};
use std::collections::BTreeMap;
use template_errors::TemplateSources;
use tera::{Context, Tera};
use timed::Timed;

/// A static file of the theme, at its output path.
#[derive(Debug, Clone)]
pub struct StaticFile {
    /// The output path, named by content hash.
    pub path: String,
    pub bytes: Vec<u8>,
    /// Their digest.
    pub digest: Digest,
}

/// A compiled theme. Its templates know its words (`t`), its parameters (`params`) and the paths of its static
/// files (`assets`); all else comes with the context that a template is rendered with.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    sources: TemplateSources,
    /// The interface's words by key.
    pub words: BTreeMap<String, String>,
    /// The digest of all files of the chain.
    pub digest: Digest,
    /// Static files by their name in the theme.
    pub statics: BTreeMap<String, StaticFile>,
    timed: Timed,
}

impl Theme {
    /// A word of the interface; the key itself where the theme has none.
    pub fn word<'t>(&'t self, key: &'t str) -> &'t str {
        note(|| Fact::Theme);
        self.words.get(key).map_or(key, String::as_str)
    }

    /// Renders a template for the page named `page`.
    ///
    /// # Errors
    /// A diagnostic at the template's line.
    pub fn render(&self, template: &str, context: &Context, page: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
        note(|| Fact::Theme);
        let mut out = Vec::with_capacity(16 * 1024);
        let render = || self.tera.render_to(template, context, &mut out);
        match self.timed.around(template, page, render) {
            Ok(()) if template.ends_with(".xml") => Ok(xml(out)),
            Ok(()) => Ok(out),
            Err(error) => Err(Box::new(self.sources.diagnostic(&error, Some(page)))),
        }
    }

    /// Measures from now on how long each template takes for each page.
    pub fn begin_timing(&self) {
        self.timed.begin();
    }

    /// What was measured since the last time that it was asked for.
    pub fn take_timings(&self) -> Vec<TimedRender> {
        self.timed.take()
    }

    /// Renders a component, as a template of the page named `page` would.
    ///
    /// # Errors
    /// A diagnostic at the template's line.
    pub fn component(
        &self,
        name: &str,
        arguments: &Context,
        surroundings: &Context,
        page: &str,
    ) -> Result<String, Box<Diagnostic>> {
        self.tera
            .render_component_with_implicits(name, arguments, surroundings, None, true)
            .map_err(|error| Box::new(self.sources.diagnostic(&error, Some(page))))
    }
}

/// XML without the characters that no XML may hold (XML 1.0, 2.2) and other control characters: one in a title would keep
/// readers from the whole feed.
fn xml(bytes: Vec<u8>) -> Vec<u8> {
    let is_bad = |c: char| {
        (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    match String::from_utf8(bytes) {
        Ok(text) if text.contains(is_bad) => text.replace(is_bad, "").into_bytes(),
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    }
}
