//! Errors of the template engine as diagnostics in the theme's files.

use crate::diagnostic::{Diagnostic, Finding, Source};
use crate::source::walk::whole_file;
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::{Error, ErrorKind, ReportError};

/// The file and text behind each template name.
#[derive(Debug, Default)]
pub struct Labels {
    files: BTreeMap<String, (Arc<str>, String)>,
}

impl Labels {
    /// Notes the file behind a template.
    pub fn add(&mut self, template: &str, file: Arc<str>, text: String) {
        self.files.insert(template.to_owned(), (file, text));
    }

    /// Makes a diagnostic of an error; `page` is the page being rendered.
    pub fn diagnostic(&self, error: &Error, page: Option<&str>) -> Diagnostic {
        let page = page.map(ToOwned::to_owned);
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                self.reported(report, error, page)
            }
            kind => {
                let detail = with_cause(&first_line(&kind.to_string()), error);
                let file = self.file_named_in(kind);
                let finding = Finding::TemplateError { detail, page };
                file.map_or_else(
                    || Diagnostic::global(finding.clone()),
                    |file| Diagnostic::new(finding.clone(), whole_file(file)),
                )
            }
        }
    }

    fn reported(&self, report: &ReportError, error: &Error, page: Option<String>) -> Diagnostic {
        let detail = with_cause(&first_line(report.message()), error);
        let finding = Finding::TemplateError { detail, page };
        match self.files.get(report.filename()) {
            Some((file, text)) => {
                Diagnostic::new(finding, Source { file, text }.place(report.span().range.clone()))
            }
            None => Diagnostic::new(finding, whole_file(report.filename())),
        }
    }

    fn file_named_in(&self, kind: &ErrorKind) -> Option<&Arc<str>> {
        let template = match kind {
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => tpl,
            ErrorKind::MissingParent { current, .. } => current,
            _ => return None,
        };
        self.files.get(template).map(|(file, _)| file)
    }
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

/// The message with the innermost cause, where the engine wraps one.
fn with_cause(message: &str, error: &Error) -> String {
    let mut cause = std::error::Error::source(error);
    let mut text = message.to_owned();
    while let Some(inner) = cause {
        let line = first_line(&inner.to_string());
        if !text.contains(&line) {
            text = format!("{text}: {line}");
        }
        cause = inner.source();
    }
    text
}
