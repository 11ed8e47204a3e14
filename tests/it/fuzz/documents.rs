//! Documents and `site.yaml`: the whole pipeline, with faults switched off in half of the sites, so that what is damaged is
//! rendered, too.

use super::{Damage, seeds};
use crate::support::effort;
use crate::support::random::Random;
use planpress::internals::diagnostic::Code;
use planpress::internals::output::Memory;
use planpress::internals::pipeline::{self, Options, Silent};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

const DOCUMENTS: usize = 50;
const TIME: Duration = Duration::from_secs(4);

/// A site of these documents.
fn site(folder: &Path, config: &[u8], documents: &[Vec<u8>]) {
    let content = folder.join("content");
    let plan = content.join("p");
    fs::create_dir_all(&plan).unwrap();
    fs::write(folder.join("site.yaml"), config).unwrap();
    fs::write(
        plan.join("_index.md"),
        "---\nkind: plan\ntitle: 计划\nyear: 2016\nstatus: published\nindicators: [{id: a, name: 甲, target: 12家以上, actual: 3, baseline: 2}]\n---\n",
    )
    .unwrap();
    for (i, document) in documents.iter().enumerate() {
        let file = match i % 10 {
            0 => {
                let own = content.join(format!("q{i}"));
                fs::create_dir_all(&own).unwrap();
                own.join("_index.md")
            }
            1 => content.join(format!("{i}.md")),
            _ => plan.join(format!("s{i}.md")),
        };
        fs::write(file, document).unwrap();
    }
}

/// How many pages the pipeline makes of a site of these documents; none where it panics.
fn pages(config: &[u8], documents: &[Vec<u8>]) -> Option<usize> {
    let folder = tempfile::tempdir().unwrap();
    site(folder.path(), config, documents);
    let run = || pipeline::run(folder.path(), &Options::default(), &Memory::new(), &Silent);
    // An error of the sink is an answer: two files of one name, where that finding is switched off.
    catch_unwind(AssertUnwindSafe(run)).ok().map(|run| run.map_or(0, |report| report.pages))
}

/// A text whose figures ask for the indicator that the site has, or are plain links outside its plan:
/// a figure with no indicator is always an error, and would keep the text from being rendered.
fn bound_to(indicator: Option<&str>, text: &str) -> String {
    let mut parts = text.split("indicator:");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest =
            part.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '#'));
        match indicator {
            Some(id) => out.push_str(&format!("indicator:{id}")),
            None => out.push_str("x.md"),
        }
        out.push_str(rest);
    }
    out
}

#[test]
fn damaged_documents_make_nothing_panic() {
    let time = effort::time(TIME);
    let mut random = Damage(if time == TIME { Random::seeded(20_160_101) } else { Random::of_the_moment() });
    let seeds = seeds();
    let own = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("site.yaml")).unwrap();
    let lenient = Code::all()
        .filter(|code| code.may_be_lowered())
        .fold("title: 甲\nseverity:\n".to_owned(), |yaml, code| yaml + "  " + code.as_str() + ": off\n");
    let start = Instant::now();
    let (mut done, mut rendered) = (0, 0);
    for number in 0.. {
        let config = match number % 4 {
            0 => random.damage(&own, &seeds),
            1 => own.clone().into_bytes(),
            _ => lenient.clone().into_bytes(),
        };
        // One text at fault keeps its whole site from being rendered, so those sites are small.
        let size = if number % 4 < 2 { DOCUMENTS } else { DOCUMENTS / 8 };
        let documents: Vec<Vec<u8>> = (0..size)
            .map(|place| {
                let text = random.pick(&seeds).to_owned();
                if number % 4 < 2 {
                    return random.damage(&text, &seeds);
                }
                // Front matter that cannot be read is always an error; whole front matter lets the
                // damaged text be rendered.
                let body = text.split_once("\n---\n").map_or(&*text, |(_, body)| body);
                let body = random.damage(body, &seeds);
                let body =
                    bound_to(if place % 10 < 2 { None } else { Some("a") }, &String::from_utf8_lossy(&body));
                format!("---\ntitle: 甲\n---\n{body}").into_bytes()
            })
            .collect();
        let Some(made) = pages(&config, &documents) else {
            let culprit =
                documents.iter().find(|document| pages(&config, &vec![(*document).clone(); 3]).is_none());
            let shown = culprit.map_or_else(|| config.clone(), Clone::clone);
            panic!("site {number}: {:?}", String::from_utf8_lossy(&shown));
        };
        rendered += made;
        done += documents.len();
        // At least one site of each kind, however slow the machine is.
        if start.elapsed() > time && number >= 3 {
            break;
        }
    }
    println!("{done} documents and {rendered} pages in {:?}", start.elapsed());
    assert!(rendered > 0, "no damaged document was rendered");
}
