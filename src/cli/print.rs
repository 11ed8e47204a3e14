//! Printing: findings where tools look for them, the rest on standard error.

use super::progress::Bar;
use super::standing::Outcome;
use super::{FindingsFormat, Global, When, words};
use crate::diagnostic::human::{Colour, HumanOptions};
use crate::diagnostic::visible::visible;
use crate::diagnostic::words::say;
use crate::diagnostic::{Language, Words, github};
use crate::pipeline::BuildReport;
use crate::pipeline::walls::words::line;
use crate::theme::TimedRender;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// So many of the slowest templates and pages are told.
const SLOWEST: usize = 10;

/// Prints in one language, with or without colour.
#[derive(Debug, Clone)]
pub struct Printer {
    /// The language of messages.
    pub language: Language,
    colour: Colour,
    /// Whether nothing but errors and failures is to be printed.
    pub quiet: bool,
    verbose: bool,
    /// Why standard output could not be written.
    failed: Arc<OnceLock<io::Error>>,
}

impl Printer {
    /// A printer as the command line asks.
    pub fn new(global: &Global, language: Language) -> Self {
        let colour = match global.color {
            When::Always => Colour::Always,
            When::Never => Colour::Never,
            When::Auto => {
                let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
                if wanted && io::stderr().is_terminal() { Colour::Always } else { Colour::Never }
            }
        };
        Self { language, colour, quiet: global.quiet, verbose: global.verbose, failed: Arc::default() }
    }

    /// Prints text to standard output. A reader that went away is no failure; any other failure is kept for the end of the
    /// command.
    pub fn output(&self, text: &str) {
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                let _ = self.failed.set(error);
            }
            _ => {}
        }
    }

    /// Why not all of the output could be printed, where that is so.
    pub fn cut_short(&self) -> Option<Words> {
        self.failed.get().map(|error| {
            say!(
                "standard output could not be written, and what is there is not all: {}",
                "无法写入标准输出，已输出的内容不完整：{}",
                error.to_string()
            )
        })
    }

    /// Prints a line to standard error.
    fn line(&self, text: &str) {
        let mut err = io::stderr().lock();
        let _ = writeln!(err, "{text}");
    }

    /// Prints a line of information, unless asked to be quiet.
    pub fn info(&self, words: Words) {
        if !self.quiet {
            self.line(&safe(&words.into_language(self.language)));
        }
    }

    /// Prints lines only when asked to say more.
    pub fn details(&self, lines: impl Iterator<Item = Words>) {
        if self.verbose {
            lines.for_each(|line| self.line(&safe(&line.into_language(self.language))));
        }
    }

    /// Prints why the tool failed.
    pub fn failure(&self, words: Words) {
        // The Chinese colon has its own space.
        let (word, space) = match self.language {
            Language::English => ("failed:", " "),
            Language::Chinese => ("操作失败：", ""),
        };
        let text = safe(&words.into_language(self.language));
        match self.colour {
            Colour::Always => self.line(&format!("\u{1b}[1;31m{word}\u{1b}[0m{space}{text}")),
            Colour::Never => self.line(&format!("{word}{space}{text}")),
        }
    }

    /// Prints a line about something wrong in a file that was given, even when asked to be quiet.
    pub fn failure_line(&self, text: &str) {
        self.line(&safe(text));
    }

    /// Prints first which bodies stand still, or keep the site from being published; as JSON that is in the report.
    pub fn standing(&self, report: &BuildReport, format: FindingsFormat, outcome: Outcome) {
        let is_done = outcome == Outcome::Published && report.publishable;
        let lines = report.bodies.values().filter_map(|body| line(body, is_done));
        for line in lines {
            match format {
                FindingsFormat::Human => self.line(&safe(&line.into_language(self.language))),
                FindingsFormat::Github => self.output(&github::message(&line.into_language(self.language))),
                FindingsFormat::Json => {}
            }
        }
    }

    /// How findings are drawn here.
    pub fn human_options(&self) -> HumanOptions {
        HumanOptions { language: self.language, colour: self.colour, width: width() }
    }

    /// Prints text that is whole lines to standard error.
    pub fn text(&self, text: &str) {
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// Prints the time of each phase.
    pub fn timings(&self, phases: &[(&'static str, Duration)]) {
        for (phase, time) in phases {
            let phase = words::phase(phase).into_language(self.language);
            // A Chinese character takes the room of two letters.
            let wide = phase.chars().filter(|c| !c.is_ascii()).count();
            let width = 18_usize.saturating_sub(wide);
            self.line(&format!("{phase:<width$} {:>9.3} ms", time.as_secs_f64() * 1000.0));
        }
    }

    /// The templates that took longest in all, and the pages that did.
    pub fn slowest(&self, renders: &[TimedRender]) {
        let mut templates: BTreeMap<&str, (usize, Duration)> = BTreeMap::new();
        for render in renders {
            let (count, time) = templates.entry(&render.template).or_default();
            *count += 1;
            *time += render.time;
        }
        let mut templates: Vec<_> = templates.into_iter().collect();
        templates.sort_by_key(|(_, (_, time))| Reverse(*time));
        let mut pages: Vec<&TimedRender> = renders.iter().collect();
        pages.sort_by_key(|render| (Reverse(render.time), &render.page, &render.template));
        let milliseconds = |time: Duration| format!("{:>9.3} ms", time.as_secs_f64() * 1000.0);
        if !templates.is_empty() {
            self.line(&say!("slowest templates:", "最慢的模板：").into_language(self.language));
        }
        for (template, (count, time)) in templates.into_iter().take(SLOWEST) {
            self.line(&format!("{} {count:>7} × {template}", milliseconds(time)));
        }
        if !pages.is_empty() {
            self.line(&say!("slowest pages:", "最慢的页面：").into_language(self.language));
        }
        for render in pages.into_iter().take(SLOWEST) {
            self.line(&format!("{} {} ({})", milliseconds(render.time), render.page, render.template));
        }
    }

    /// A progress bar that shows only on terminals and only when something takes a while.
    pub fn progress(&self) -> Bar {
        Bar::new(!self.quiet && io::stderr().is_terminal(), self.language)
    }
}

/// Lines without anything that a terminal would obey: they quote names and what the system says.
fn safe(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}

/// The width that findings are printed at; terminals say theirs in `COLUMNS` where the shell exports it.
fn width() -> usize {
    std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(120)
}
