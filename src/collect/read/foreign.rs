//! A spreadsheet taken apart in a process of its own: this program again, with a command that nobody types.
//!
//! The readers of spreadsheet formats are other people's, and the files are anybody's. What such a file can do at worst
//! is to end that process, to keep it busy or to have it tell too much; each is a finding here, and nothing more.

use super::extract::{COMMAND, Extracted};
use super::{FileFault, Sheet};
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How long it may take; a workbook of 200 indicators takes 20 ms.
const LONGEST: Duration = Duration::from_secs(30);
/// The most that is listened to, in bytes.
const MOST: u64 = 64 << 20;
/// How often it is looked whether it has ended.
const PAUSE: Duration = Duration::from_millis(2);

/// Reads a spreadsheet.
///
/// # Errors
/// Why it cannot be read.
pub fn read(path: &Path) -> Result<Vec<Sheet>, FileFault> {
    let refuse = |error: std::io::Error| FileFault::System(error.to_string());
    let program = std::env::current_exe().map_err(refuse)?;
    let mut child = Command::new(program)
        .args(COMMAND)
        .arg(path)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(refuse)?;
    let told = child.stdout.take();
    let listener = std::thread::spawn(move || {
        let mut text = Vec::new();
        // What is cut short is no JSON, and whoever tells more is not listened to.
        let _ = told.map(|told| told.take(MOST).read_to_end(&mut text));
        text
    });
    let start = Instant::now();
    let ended = loop {
        match child.try_wait().map_err(refuse)? {
            Some(status) => break status.success(),
            None if start.elapsed() > LONGEST => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(FileFault::TooMuch);
            }
            None => std::thread::sleep(PAUSE),
        }
    };
    let text = listener.join().unwrap_or_default();
    if !ended {
        return Err(FileFault::Damaged);
    }
    match serde_json::from_slice(&text) {
        Ok(Extracted::Sheets(sheets)) => Ok(sheets),
        Ok(Extracted::Fault(fault)) => Err(fault),
        Err(_) => Err(FileFault::Damaged),
    }
}
