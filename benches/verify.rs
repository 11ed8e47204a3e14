//! Verifying a large bag, beside `sha256sum -c` on the same files: the whole program, from start to end.
//!
//! `cargo bench --bench verify -- --megabytes 1000 --runs 5`
//!
//! Half of the bag is a few large files, half is small ones, as scans and pages are. The runs alternate;
//! a first, unmeasured round brings the files into the system's cache. Not run by `./test`.

use clap::Parser;
use planpress::internals::archive::{Info, Payload, PayloadContent, Sealing, seal};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Measures `planpress verify` and `sha256sum -c` on a generated bag.
#[derive(Parser)]
#[command(name = "verify")]
struct Arguments {
    /// The size of the payload
    #[arg(long, default_value_t = 1000)]
    megabytes: usize,
    /// Measured runs of each
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// Given by cargo
    #[arg(long, hide = true)]
    bench: bool,
}

const MEGABYTE: usize = 1_000_000;
/// The size of a small file: a page with its markup.
const SMALL: usize = 50_000;
/// How many large files there are.
const LARGE: usize = 4;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments = Arguments::parse();
    let folder = tempfile::tempdir()?;
    let bytes = arguments.megabytes * MEGABYTE;
    let start = Instant::now();
    let bag = make(folder.path(), bytes)?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "sealed {} MB in {:.2} s", arguments.megabytes, start.elapsed().as_secs_f64())?;
    let verify = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_planpress"));
        command.arg("verify").arg(&bag);
        command
    };
    let sums = || {
        let mut command = Command::new("sha256sum");
        command.args(["--check", "--quiet", "manifest-sha256.txt"]).current_dir(&bag);
        command
    };
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for run in 0..=arguments.runs {
        let (one, other) = (time(verify())?, time(sums())?);
        if run > 0 {
            ours.push(one);
            theirs.push(other);
        }
    }
    for (name, times) in [("planpress verify", &mut ours), ("sha256sum -c", &mut theirs)] {
        times.sort();
        let median = times.get(times.len() / 2).copied().unwrap_or_default().as_secs_f64();
        writeln!(out, "{name:<18} {median:.2} s  {:.0} MB/s", bytes as f64 / MEGABYTE as f64 / median)?;
    }
    Ok(())
}

/// Seals a bag of so many bytes.
fn make(root: &Path, bytes: usize) -> Result<std::path::PathBuf, Box<dyn std::error::Error>> {
    let mut random = 1_u64;
    let mut fill = |size: usize| {
        let mut bytes = Vec::with_capacity(size + 8);
        while bytes.len() < size {
            // xorshift64: any bytes will do that are not all the same.
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            bytes.extend_from_slice(&random.to_le_bytes());
        }
        bytes.truncate(size);
        PayloadContent::Bytes(bytes)
    };
    let mut payload = Vec::new();
    for n in 0..LARGE {
        payload.push(Payload { path: format!("site/large/{n}.pdf"), content: fill(bytes / 2 / LARGE) });
    }
    for n in 0..bytes / 2 / SMALL {
        payload.push(Payload { path: format!("site/{}/{n}.html", n % 97), content: fill(SMALL) });
    }
    let info = Info {
        issuer: None,
        title: "bench".into(),
        document_number: None,
        index_number: None,
        published: None,
        sealed: jiff::civil::date(2016, 3, 10),
        reason: None,
    };
    Ok(seal(root, &Sealing { plan: "2016".into(), number: 1, info, payload })?.path)
}

fn time(mut command: Command) -> Result<Duration, Box<dyn std::error::Error>> {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).status()?;
    let time = start.elapsed();
    if status.success() { Ok(time) } else { Err(format!("{command:?} ended with {status}").into()) }
}
