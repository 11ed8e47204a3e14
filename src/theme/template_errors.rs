//! Errors of the template engine as diagnostics in the theme's files.

use crate::diagnostic::{Diagnostic, Finding, RelatedKind, SiteFault, Source};
use crate::source::mending::first_line;
use crate::source::walk::whole_file;
use crate::source_path::SourcePath;
use std::collections::BTreeMap;
use tera::{Error, ErrorKind};

/// The file and text behind each template name.
#[derive(Debug, Default)]
pub struct TemplateSources {
    files: BTreeMap<String, (SourcePath, String)>,
}

impl TemplateSources {
    /// Notes the file behind a template.
    pub fn add(&mut self, template: &str, file: SourcePath, text: String) {
        self.files.insert(template.to_owned(), (file, text));
    }

    /// Makes a diagnostic of an error; `page` is the page being rendered.
    pub fn diagnostic(&self, error: &Error, page: Option<&str>) -> Diagnostic {
        let page = page.map(ToOwned::to_owned);
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let detail = with_cause(first_line(report.message()), error);
                let finding = Finding::Site(SiteFault::TemplateError { detail, page });
                let place = match self.files.get(report.filename()) {
                    Some((file, text)) => Source { file, text }.place(report.span().range.clone()),
                    None => whole_file(report.filename()),
                };
                Diagnostic::new(finding, place)
            }
            kind => {
                let detail = with_cause(first_line(&kind.to_string()), error);
                let finding = Finding::Site(SiteFault::TemplateError { detail, page });
                match self.file_named_in(kind) {
                    Some(file) => Diagnostic::new(finding, whole_file(file)),
                    None => Diagnostic::global(finding),
                }
            }
        }
    }

    /// Makes diagnostics of an error that was found when all templates were put together: such an
    /// error may hold several reports, as text.
    pub fn diagnostics(&self, error: &Error) -> Vec<Diagnostic> {
        let ErrorKind::Msg(text) = error.kind() else { return vec![self.diagnostic(error, None)] };
        let lines: Vec<&str> = text.lines().collect();
        let reports: Vec<Diagnostic> = lines.windows(2).filter_map(|pair| self.in_words(pair)).collect();
        if reports.is_empty() { vec![self.defined_twice(text, error)] } else { reports }
    }

    /// A report of two lines: `error: MESSAGE` and `--> TEMPLATE:LINE:COLUMN`.
    fn in_words(&self, pair: &[&str]) -> Option<Diagnostic> {
        let [message, place] = pair else { return None };
        let (_, detail) = message.split_once("error: ")?;
        let mut parts = place.trim().strip_prefix("--> ")?.rsplitn(3, ':');
        let (column, line) = (parts.next()?.parse::<usize>().ok()?, parts.next()?.parse::<usize>().ok()?);
        let (file, text) = self.files.get(parts.next()?)?;
        let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
        let own = first_line(text.get(start..)?);
        let skipped: usize = own.chars().take(column.checked_sub(1)?).map(char::len_utf8).sum();
        let range = start + skipped..start + own.len();
        let finding = Finding::Site(SiteFault::TemplateError { detail: detail.to_owned(), page: None });
        Some(Diagnostic::new(finding, Source { file, text }.place(range)))
    }

    /// A name that two templates define: the message names both.
    fn defined_twice(&self, text: &str, error: &Error) -> Diagnostic {
        let named: Vec<_> = text.split('`').filter_map(|name| self.files.get(name)).collect();
        let finding = Finding::Site(SiteFault::TemplateError {
            detail: with_cause(first_line(text), error),
            page: None,
        });
        match named.as_slice() {
            [(first, first_text), (second, second_text)] => {
                let first = Source { file: first, text: first_text }.top();
                Diagnostic::new(finding, Source { file: second, text: second_text }.top())
                    .with_related(RelatedKind::FirstUse, first)
            }
            _ => Diagnostic::global(finding),
        }
    }

    fn file_named_in(&self, kind: &ErrorKind) -> Option<&SourcePath> {
        let template = match kind {
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => tpl,
            ErrorKind::MissingParent { current, .. } => current,
            _ => return None,
        };
        self.files.get(template).map(|(file, _)| file)
    }
}

/// The message with the innermost cause, where the engine wraps one.
fn with_cause(message: &str, error: &Error) -> String {
    let mut cause = std::error::Error::source(error);
    let mut text = message.to_owned();
    while let Some(inner) = cause {
        let inner_text = inner.to_string();
        let line = first_line(&inner_text);
        if !text.contains(line) {
            text = format!("{text}: {line}");
        }
        cause = inner.source();
    }
    text
}
