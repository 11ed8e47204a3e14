//! Turns costs into tables. Gives text; prints nothing.

use std::fmt::Write as _;
use std::time::Duration;

use crate::files::Tally;
use crate::measure::Cost;

/// The runs of one contender at one size.
pub struct Record {
    /// The contender.
    pub name: &'static str,
    /// Builds into an empty place.
    pub cold: Vec<Cost>,
    /// Builds over a finished one.
    pub warm: Vec<Cost>,
    /// What a build leaves.
    pub tally: Tally,
}

/// The tables for one size: each contender's figures, then each rival against the first record.
pub fn tables(sections: usize, records: &[Record]) -> String {
    let mut out = format!("\n## {sections} sections\n\n");
    let head =
        ["contender", "build", "wall s: median", "min", "max", "cpu s", "peak MiB", "files", "MiB out"];
    let mut rows = Vec::new();
    for record in records {
        for (build, costs) in [("cold", &record.cold), ("warm", &record.warm)] {
            let wall = Spread::of(costs.iter().map(|c| c.wall.as_secs_f64()));
            rows.push(vec![
                record.name.to_owned(),
                build.to_owned(),
                format!("{:.3}", wall.median),
                format!("{:.3}", wall.min),
                format!("{:.3}", wall.max),
                format!("{:.3}", Spread::of(costs.iter().map(|c| seconds(c.cpu))).median),
                format!("{:.1}", mib(Spread::of(costs.iter().map(|c| c.peak as f64)).median)),
                record.tally.files.to_string(),
                format!("{:.1}", mib(record.tally.bytes as f64)),
            ]);
        }
    }
    out.push_str(&grid(&head, &rows));
    let Some((own, rivals)) = records.split_first() else { return out };
    for rival in rivals {
        let _ = writeln!(out, "\n{} : {}, run by run (above 1: the rival needs more)", rival.name, own.name);
        let rows = [("cold", &rival.cold, &own.cold), ("warm", &rival.warm, &own.warm)];
        let rows: Vec<_> = rows.iter().map(|(build, theirs, ours)| ratios(build, theirs, ours)).collect();
        out.push_str(&grid(&["build", "wall: median", "min", "max", "cpu", "peak memory"], &rows));
    }
    out
}

fn ratios(build: &str, theirs: &[Cost], ours: &[Cost]) -> Vec<String> {
    let ratio = |part: fn(&Cost) -> f64| {
        Spread::of(theirs.iter().zip(ours).map(|(their, our)| part(their) / part(our).max(f64::EPSILON)))
    };
    let wall = ratio(|c| seconds(c.wall));
    let cpu = ratio(|c| seconds(c.cpu));
    let peak = ratio(|c| c.peak as f64);
    let mut row = vec![build.to_owned()];
    row.extend([wall.median, wall.min, wall.max, cpu.median, peak.median].map(|x| format!("{x:.2}")));
    row
}

fn seconds(time: Duration) -> f64 {
    time.as_secs_f64()
}

fn mib(bytes: f64) -> f64 {
    bytes / 1024.0 / 1024.0
}

struct Spread {
    median: f64,
    min: f64,
    max: f64,
}

impl Spread {
    /// Of no values: all not-a-number, which a table shows as such.
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.collect();
        values.sort_by(f64::total_cmp);
        let at = |place: usize| values.get(place).copied().unwrap_or(f64::NAN);
        let last = values.len().saturating_sub(1);
        let median = (at(last / 2) + at(last.div_ceil(2))) / 2.0;
        Self { median, min: at(0), max: at(last) }
    }
}

/// Columns of equal width, numbers to the right.
fn grid(head: &[&str], rows: &[Vec<String>]) -> String {
    let head: Vec<String> = head.iter().map(|&cell| cell.to_owned()).collect();
    let mut widths: Vec<usize> = head.iter().map(String::len).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.len());
        }
    }
    let mut out = String::new();
    for row in std::iter::once(&head).chain(rows) {
        for (cell, &width) in row.iter().zip(&widths) {
            let number = cell.starts_with(|c: char| c.is_ascii_digit());
            let _ = if number { write!(out, "{cell:>width$}  ") } else { write!(out, "{cell:<width$}  ") };
        }
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    out
}
