//! Many bodies on one site: what a build costs, what one body's edit costs, and its error; and how large pages become.
//!
//! `cargo bench --bench whole_program -- bodies 50000` has 100 bodies with 20 years each.

use std::fs;
use std::path::Path;
use std::process::Command;

use walkdir::WalkDir;

use crate::contender::Contender;
use crate::corpus::Shape;
use crate::measure::{self, Cost};
use crate::{Entry, files, generate, say};

/// Measures a site of so many sections: at most 20 years, the rest in bodies.
pub fn bodies(sections: usize, program: &Path) -> Result<(), String> {
    let shape = Shape::of(sections);
    let place = tempfile::tempdir().map_err(|e| e.to_string())?;
    let corpus = place.path();
    generate(sections, corpus, &[Entry { contender: Contender::Planpress, program: program.to_owned() }])?;
    let (root, log) = (corpus.join(Contender::Planpress.name()), corpus.join("log.txt"));
    let output = Contender::Planpress.output(corpus);
    let run = |extra: &[&str]| {
        let mut command = Command::new(program);
        command.args(["build", "-q", "--root"]).arg(&root).arg("--output").arg(&output).args(extra);
        measure::run(&mut command, &log)
    };
    say(&format!("{} sections: {} bodies, {} plans\n", shape.sections, shape.series, shape.plans));
    tell("cold", run(&[])?);
    tell("nothing changed", run(&[])?);
    let last = shape.plan(shape.plans - 1);
    let section = shape.sections_of(&last).next().ok_or("no section")?;
    let file = root.join("content").join(last.folder()).join(section.file());
    let text = fs::read_to_string(&file).map_err(|e| e.to_string())?;
    fs::write(&file, format!("{text}\n又一段正文。\n")).map_err(|e| e.to_string())?;
    tell("one body's word", run(&[])?);
    fs::write(&file, text.replacen("title: ", "title：", 1)).map_err(|e| e.to_string())?;
    // It ends with exit code 1, since one body stands still.
    let failing = program.to_string_lossy().into_owned();
    let mut command = Command::new("sh");
    command.args(["-c", "\"$@\"; test $? = 1", "sh", &failing, "build", "-q", "--root"]);
    command.arg(&root).arg("--output").arg(&output);
    tell("one body in error", measure::run(&mut command, &log)?);
    let tally = files::tally(&output).map_err(|e| e.to_string())?;
    say(&format!("{} files, {} MB\n", tally.files, tally.bytes / 1_000_000));
    say("the largest pages:\n");
    for (size, page) in largest(&output) {
        say(&format!("  {:>6} kB  {page}\n", size / 1000));
    }
    Ok(())
}

fn tell(name: &str, cost: Cost) {
    say(&format!(
        "{name}: {:.2} s, {:.2} s of the processors, {} MB\n",
        cost.wall.as_secs_f64(),
        cost.cpu.as_secs_f64(),
        cost.peak / 1_000_000
    ));
}

/// The largest pages, one of each kind: where names of bodies, years, sections and pages differ only by their digits.
fn largest(output: &Path) -> Vec<(u64, String)> {
    let mut pages: Vec<(u64, String)> = WalkDir::new(output)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "html" || end == "xml"))
        .filter_map(|entry| {
            let page = entry.path().strip_prefix(output).ok()?.to_string_lossy().into_owned();
            Some((entry.metadata().ok()?.len(), page))
        })
        .collect();
    pages.sort_by(|a, b| b.cmp(a));
    let mut kinds = std::collections::BTreeSet::new();
    let kind =
        |page: &str| page.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect::<String>();
    pages.retain(|(_, page)| kinds.insert(kind(page)));
    pages.truncate(12);
    pages
}
