//! `planpress serve`: the site in the browser, following the editor.

use super::build::below;
use super::print::Printer;
use super::{ExitStatus, Failure, Global, why, words};
use crate::diagnostic::Diagnostic;
use crate::output::{GoodFolder, OUTPUT, good_folder};
use crate::pages::address::{encode, encode_ascii};
use crate::pipeline::{self, SearchIndex};
use crate::platform;
use crate::preview::listen::{HOST, Listening, listen};
use crate::preview::rebuilder::Rebuilt;
use crate::preview::watch::{WatchMode, WatchProblem};
use crate::preview::{self, Observer, host};
use crate::source::assemble::Drafts;
use clap::Args;
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};

#[derive(Debug, Args)]
pub struct ServeArguments {
    /// The port; 1111, or the next free one, unless given
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// The address to listen on; only this machine reaches 127.0.0.1
    #[arg(long, value_name = "HOST", default_value = HOST)]
    host: String,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    /// Look for changes once in a while, for network drives and others that do not tell of them
    #[arg(long)]
    poll: bool,
    /// Leave drafts out, as `build` does
    #[arg(long)]
    no_drafts: bool,
    /// Where the site will stand on its host, such as /a/b/
    #[arg(long, value_name = "PATH", default_value = "/", value_parser = base_path)]
    base_path: String,
}

pub fn run(global: &Global, arguments: &ServeArguments, printer: Printer) -> Result<ExitStatus, Failure> {
    let root = global.site()?.to_owned();
    let listening = listen(&arguments.host, arguments.port)
        .map_err(|error| Failure(words::cannot_listen(&arguments.host, arguments.port, &error)))?;
    let address = address_of(&arguments.host, &listening, &encode(&arguments.base_path));
    let drafts = if arguments.no_drafts { Drafts::HoldBack } else { Drafts::Show };
    printer.info(words::serving(&address, drafts));
    if !host::is_loopback(&arguments.host) {
        printer.info(words::reachable(&arguments.host));
    }
    if arguments.open {
        // In ASCII: not everything between here and the browser takes more.
        open(&address_of(&arguments.host, &listening, &encode_ascii(&arguments.base_path)), &printer);
    }
    let output = below(&root, OUTPUT);
    let options = preview::ServeOptions {
        root,
        pipeline: pipeline::Options {
            drafts,
            // It changes with every word, and nobody searches a page that is being written.
            search: SearchIndex::LeaveOut,
            good: good_folder(&output).map(|path| GoodFolder { path, output }),
            remember: true,
            ..pipeline::Options::default()
        },
        base: arguments.base_path.clone(),
        host: (arguments.host != HOST).then(|| arguments.host.clone()),
        mode: if arguments.poll { WatchMode::Polling } else { WatchMode::System },
        language: printer.language,
    };
    let terminal = Terminal { printer, address, last: Mutex::default() };
    preview::run(options, listening, Arc::new(terminal))?;
    Ok(ExitStatus::Fine)
}

/// The address to be opened in a browser, for an encoded base path.
fn address_of(host: &str, listening: &Listening, base: &str) -> String {
    let port = listening.address.port();
    let ip = listening.address.ip();
    let name = if ip.is_unspecified() {
        HOST.to_owned()
    } else if host::bare(host).contains(':') {
        format!("[{}]", host::bare(host))
    } else {
        host.to_owned()
    };
    format!("http://{name}:{port}{base}")
}

/// `/a/b/` from `a/b`, `/a/b` and the like.
fn base_path(text: &str) -> Result<String, String> {
    let decoded = crate::pages::address::decode(text);
    let parts: Vec<&str> = decoded.split('/').filter(|part| !part.is_empty()).collect();
    let plain = parts.iter().all(|part| *part != "." && *part != ".." && !part.starts_with(".planpress"))
        && !decoded.contains(|c: char| matches!(c, '\\' | '?' | '#' | ':') || c.is_control());
    if !plain {
        return Err("expected a path such as /a/b/".to_owned());
    }
    Ok(if parts.is_empty() { "/".to_owned() } else { format!("/{}/", parts.join("/")) })
}

/// Has the desktop open an address; says so where that fails, at once or later, and goes on.
fn open(address: &str, printer: &Printer) {
    let mut opener = platform::opener();
    opener.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // A browser that was not running before stays when the preview ends: Ctrl-C is for us.
    platform::detach(&mut opener);
    let (address, printer) = (address.to_owned(), printer.clone());
    let opening = move || {
        // Waited for, so that it does not stay behind as a dead process, and because a desktop without a browser fails late.
        let failure = match opener.status() {
            Ok(status) if status.success() => return,
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        };
        printer.info(words::cannot_open(&address, &failure));
    };
    // Where there is no thread to be had, the preview itself cannot start, and says so.
    let _ = std::thread::Builder::new().name("planpress opener".to_owned()).spawn(opening);
}

/// Tells the terminal.
struct Terminal {
    printer: Printer,
    address: String,
    /// What was last printed of findings: a warning that stays is not repeated at every save.
    last: Mutex<Vec<Diagnostic>>,
}

impl Terminal {
    /// Where a page is seen.
    fn page(&self, file: &str) -> String {
        format!("{}{}", self.address, encode(file.strip_suffix("index.html").unwrap_or(file)))
    }

    fn findings(&self, rebuilt: &Rebuilt) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let now = &rebuilt.snapshot.diagnostics;
        if *last != *now {
            self.printer.standing(
                &rebuilt.report,
                super::FindingsFormat::Human,
                super::standing::Outcome::Published,
            );
            self.printer.findings(
                &rebuilt.report,
                super::telling::Telling::plain(),
                super::standing::Outcome::Checked,
                None,
            );
            last.clone_from(now);
        }
    }
}

impl Observer for Terminal {
    fn rebuilt(&self, rebuilt: &Rebuilt) {
        self.findings(rebuilt);
        let reasons = rebuilt.report.reasons.iter();
        self.printer.details(reasons.map(|(page, reason)| why::rendered(&self.page(page), reason)));
        if let Some(failure) = &rebuilt.snapshot.failure {
            self.printer.failure(failure.clone());
        }
        if rebuilt.snapshot.broken {
            let nothing = rebuilt.snapshot.files.is_empty();
            self.printer.info(if nothing { words::none_good() } else { words::last_good() });
            return;
        }
        if rebuilt.first {
            self.printer.info(words::first(rebuilt.report.pages, rebuilt.time));
            return;
        }
        let pages: Vec<String> = rebuilt
            .changed
            .iter()
            .chain(&rebuilt.removed)
            .filter(|file| file.ends_with(".html"))
            .map(|file| self.page(file))
            .collect();
        let files = rebuilt.changed.len() + rebuilt.removed.len();
        self.printer.info(words::rebuilt(&pages, files, rebuilt.healed, rebuilt.time));
    }

    fn notice(&self, notice: &WatchProblem) {
        self.printer.info(words::notice(notice));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_paths_begin_and_end_with_a_slash() {
        for (text, expected) in [
            ("/", Some("/")),
            ("", Some("/")),
            ("a/b", Some("/a/b/")),
            ("/a//b/", Some("/a/b/")),
            ("/%E8%AE%A1/", Some("/计/")),
            ("/../", None),
            ("/a?b", None),
            ("https://a/b/", None),
            ("/.planpress/", None),
        ] {
            assert_eq!(base_path(text).ok().as_deref(), expected, "{text}");
        }
    }
}
