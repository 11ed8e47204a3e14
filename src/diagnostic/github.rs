//! Findings as workflow commands, which a forge shows beside the changed lines.
//!
//! Takes findings, gives one command for each on a line of its own:
//! `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=code::message`. The format and its
//! escapes are those of GitHub's documentation, 'Workflow commands for GitHub Actions'. The help
//! follows the message on a second line of the same command.

use super::report::Diagnostic;
use super::severity::Severity;
use super::words::{Language, say};

/// One workflow command, ending with a line break. `above` is the way from the top of the repository to the site's folder, from
/// which findings name files; empty or ending in a slash.
pub fn render(diagnostic: &Diagnostic, language: Language, above: &str) -> String {
    command_of(diagnostic, &diagnostic.help(language), language, above)
}

/// One workflow command for findings that are alike: it stands at the first of them, and lists the places of some others.
pub fn render_alike(alike: &[&Diagnostic], language: Language, above: &str) -> String {
    /// A forge cuts longer messages.
    const MOST_PLACES: usize = 20;
    let Some((first, rest)) = alike.split_first() else { return String::new() };
    let mut help = first.help(language);
    help.push('\n');
    help.push_str(say!("{} more like it:", "同类问题另有 {} 处：", rest.len()).text(language));
    for place in rest.iter().filter_map(|found| found.place.as_ref()).take(MOST_PLACES) {
        help.push_str(&format!("\n{above}{}:{}:{}", place.file, place.start.line, place.start.column));
    }
    command_of(first, &help, language, above)
}

/// Opens a group of commands, which a forge shows under a title.
pub fn open_group(title: &str) -> String {
    format!("::group::{}\n", escape(title))
}

/// Closes it.
pub const CLOSE_GROUP: &str = "::endgroup::\n";

fn command_of(diagnostic: &Diagnostic, help: &str, language: Language, above: &str) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = String::new();
    if let Some(place) = &diagnostic.place {
        let (start, end) = (place.start, place.end);
        let file = escape_property(&format!("{above}{}", place.file));
        // Columns are only allowed for a stretch within one line.
        properties = if start.line == end.line {
            format!(
                "file={file},line={},col={},endLine={},endColumn={},",
                start.line, start.column, end.line, end.column
            )
        } else {
            format!("file={file},line={},endLine={},", start.line, end.line)
        };
    }
    let mut message = diagnostic.message(language);
    message.push('\n');
    message.push_str(help);
    format!("::{command} {properties}title={}::{}\n", diagnostic.code(), escape(&message))
}

/// A command about the run as a whole, ending with a line break.
pub fn message(text: &str) -> String {
    format!("::error::{}\n", escape(text))
}

/// Escapes what would end or alter the message of a command.
fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes what would end or alter a property of a command.
fn escape_property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Finding, SiteFault, Source, Thing};

    fn at(file: &str, text: &str, range: std::ops::Range<usize>, finding: Finding) -> Diagnostic {
        Diagnostic::new(
            finding,
            Source { file: &crate::source_path::SourcePath::from(file), text }.place(range),
        )
    }

    #[test]
    fn a_finding_is_one_command_on_one_line() {
        let table = [
            (
                at(
                    "content/2016/01-a.md",
                    "培育 targt: 1",
                    7..12,
                    Finding::UnknownKey {
                        key: "targt".into(),
                        of: Thing::Task,
                        similar: Some("target".into()),
                    },
                ),
                "::error file=content/2016/01-a.md,line=1,col=4,endLine=1,endColumn=9,title=unknown-key\
                 ::unknown key `targt` in a task%0Adid you mean `target`?\n",
            ),
            (
                at("a,b:100%.md", "a\nb", 0..3, Finding::EmptySection),
                "::warning file=a%2Cb%3A100%25.md,line=1,endLine=2,title=empty-section\
                 ::this section has no text, indicators or tasks%0A\
                 write its text below the front matter, or add `draft: true` until it is ready\n",
            ),
            (
                Diagnostic::global(Finding::Site(SiteFault::UnknownTheme {
                    name: "50%\r\n::x".into(),
                    known: Vec::new(),
                })),
                "::error title=unknown-theme::there is no theme `50%25 ::x`%0Anone is there\n",
            ),
        ];
        for (diagnostic, expected) in table {
            assert_eq!(render(&diagnostic, Language::English, ""), expected);
        }
    }

    #[test]
    fn a_note_is_called_notice() {
        let mut note = Diagnostic::global(Finding::EmptyPlan);
        note.severity = Severity::Note;
        assert!(
            render(&note, Language::Chinese, "").starts_with("::notice title=empty-plan::本计划没有章节%0A")
        );
    }
}
