//! Findings as a modern compiler prints them: message, place, the line itself, help.
//!
//! Takes a diagnostic and how to print it, gives text for a terminal that ends with a line break.
//! The line `file:line:column` is made here and not by the snippet renderer, since the excerpt that
//! is drawn may be a window of a long line and has invisible characters spelt out. Never prints,
//! and never lets through a character that the terminal would obey.

mod excerpt;

use super::place::Place;
use super::report::{Diagnostic, Tally};
use super::severity::Severity;
use super::visible::visible;
use super::words::{self, Language, say};
use annotate_snippets::renderer::{DEFAULT_CONTEXT_STYLE, DEFAULT_EMPHASIS_STYLE, DEFAULT_NONE_STYLE};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use excerpt::Excerpt;

/// Whether to mark severities and places with terminal colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    Never,
    /// With ANSI escapes.
    Always,
}

/// How to print for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HumanOptions {
    /// The language of the words.
    pub language: Language,
    /// Whether to use colours.
    pub colour: Colour,
    /// The width of the terminal in columns: source lines are cut to it, words are not.
    pub width: usize,
}

/// Narrower than this, a source line shows nothing: it is drawn this wide all the same.
const NARROWEST: usize = 40;

/// One finding with its place, related places and help.
pub fn render(diagnostic: &Diagnostic, options: &HumanOptions) -> String {
    let language = options.language;
    let level = level(diagnostic.severity, language);
    let message = diagnostic.message(language);
    let code = diagnostic.code().as_str();
    let title = Group::with_title(level.clone().primary_title(message.as_str()).id(code));
    let mut out = format!("{}\n", renderer(options).render(&[title]));

    let primary = diagnostic.place.as_ref().map(|place| Shown::new(place, None));
    let related = diagnostic
        .related
        .iter()
        .map(|(kind, place)| Shown::new(place, Some(kind.words().into_language(language))));
    let shown: Vec<_> = primary.into_iter().chain(related).collect();
    let gutter = shown.iter().map(|shown| digits(shown.excerpt.last_line)).max().unwrap_or(0);
    let bar = Gutter { gutter, colour: options.colour };
    for (index, shown) in shown.iter().enumerate() {
        if index > 0 {
            out.push_str(&bar.line(" |", ""));
        }
        shown.render(&mut out, &level, options, bar);
    }
    if !shown.is_empty() {
        out.push_str(&bar.line(" |", ""));
    }
    out.push_str(&bar.help(words::help_label(language), &diagnostic.help(language)));
    out
}

/// All findings, each followed by a blank line, and the summary where there are any.
pub fn render_all(diagnostics: &[Diagnostic], options: &HumanOptions) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&render(diagnostic, options));
        out.push('\n');
    }
    if !diagnostics.is_empty() {
        out.push_str(Tally::of(diagnostics).words().text(options.language));
        out.push('\n');
    }
    out
}

/// So many places are listed of findings that are alike.
const MOST_PLACES: usize = 20;

/// Findings that are alike: the first of them as it is, then where the others are, each in one line with its message where
/// that is another. A hint tells how to see all of them where there are very many.
pub fn render_alike(alike: &[&Diagnostic], options: &HumanOptions) -> String {
    let Some((first, rest)) = alike.split_first() else { return String::new() };
    let language = options.language;
    let mut out = render(first, options);
    let bar = Gutter { gutter: 1, colour: options.colour };
    let head = say!("{} more like it:", "同类问题另有 {} 处：", rest.len());
    out.push_str(&bar.line(" = ", &head.into_language(language)));
    let message = first.message(language);
    for found in rest.iter().take(MOST_PLACES) {
        let place = found.place.as_ref().map_or_else(String::new, |place| {
            format!("{}:{}:{}", visible(&place.file), place.start.line, place.start.column)
        });
        let own = found.message(language);
        let own = if own == message { String::new() } else { format!("  {own}") };
        out.push_str(&bar.line("   ", &format!("{place}{own}")));
    }
    if let Some(more) = rest.len().checked_sub(MOST_PLACES).filter(|more| *more > 0) {
        let more = say!("and {} more; --all shows each", "还有 {} 处；加 --all 逐条列出", more);
        out.push_str(&bar.line("   ", &more.into_language(language)));
    }
    out
}

/// A place made ready to be drawn.
struct Shown<'a> {
    place: &'a Place,
    /// What a second place has to do with the finding.
    label: Option<String>,
    excerpt: Excerpt,
}

impl<'a> Shown<'a> {
    fn new(place: &'a Place, label: Option<String>) -> Self {
        Self { place, label, excerpt: Excerpt::new(place) }
    }

    fn render(&self, out: &mut String, level: &Level<'static>, options: &HumanOptions, bar: Gutter) {
        let location =
            format!("{}:{}:{}", visible(&self.place.file), self.place.start.line, self.place.start.column);
        let blank = self.excerpt.text.trim().is_empty();
        out.push_str(&match &self.label {
            None => bar.line("--> ", &location),
            Some(label) if blank => bar.line("::: ", &format!("{location}: {label}")),
            Some(_) => bar.line("::: ", &location),
        });
        if blank {
            return;
        }
        let span = self.excerpt.span.clone();
        let annotation = match &self.label {
            None => AnnotationKind::Primary.span(span),
            Some(label) => AnnotationKind::Context.span(span).label(label),
        };
        let snippet = Snippet::source(&*self.excerpt.text)
            .line_start(self.place.start.line)
            .fold(false)
            .annotation(annotation);
        let drawn = renderer(options).render(&[Group::with_level(level.clone()).element(snippet)]);
        let indent = " ".repeat(bar.gutter.saturating_sub(digits(self.excerpt.last_line)));
        for line in drawn.lines() {
            out.push_str(&indent);
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
}

/// What stands to the left of the source lines, and lines up over all places of one finding.
#[derive(Clone, Copy)]
struct Gutter {
    /// The width of the longest line number.
    gutter: usize,
    colour: Colour,
}

impl Gutter {
    fn line(self, mark: &str, text: &str) -> String {
        let style = match self.colour {
            Colour::Never => DEFAULT_NONE_STYLE,
            Colour::Always => DEFAULT_CONTEXT_STYLE,
        };
        format!("{}{style}{mark}{style:#}{text}\n", " ".repeat(self.gutter))
    }

    fn help(self, label: &str, help: &str) -> String {
        let style = match self.colour {
            Colour::Never => DEFAULT_NONE_STYLE,
            Colour::Always => DEFAULT_EMPHASIS_STYLE,
        };
        self.line(" = ", &format!("{style}{label}{style:#}: {help}"))
    }
}

fn renderer(options: &HumanOptions) -> Renderer {
    match options.colour {
        Colour::Never => Renderer::plain(),
        Colour::Always => Renderer::styled(),
    }
    .term_width(options.width.max(NARROWEST))
}

fn level(severity: Severity, language: Language) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
    .with_name(severity.label(language))
}

fn digits(number: usize) -> usize {
    number.checked_ilog10().map_or(1, |log| log as usize + 1)
}

#[cfg(test)]
mod tests;
