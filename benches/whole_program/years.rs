//! Sealed years: what a build costs when every plan but the last is published from its bag, and what is checked and not
//! copied again at a second look.
//!
//! `cargo bench --bench whole_program -- years --plans 20 --sections 30 --megabytes 50` seals twenty plans with fifty
//! megabytes of attachments each, then builds twice, and verifies the archive alone for comparison.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use planpress::internals::archive::audit;
use planpress::internals::output::Stage;
use planpress::internals::pipeline::{self, BuildReport, Options, Silent};
use planpress::internals::sealing::{self, SealOutcome, SealRequest};

use crate::random::Random;
use crate::say;

/// The first year.
const FIRST: usize = 2001;

/// Seals so many plans of so many sections, each with an attachment of so many megabytes, and builds.
pub fn years(plans: usize, sections: usize, megabytes: usize) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let (root, output) = (folder.path().join("site"), folder.path().join("public"));
    generate(&root, plans, sections, megabytes).map_err(|e| e.to_string())?;
    let (open, _) = build(&root, &folder.path().join("open"))?;
    let mut sealing = Vec::new();
    for year in (FIRST..).take(plans.saturating_sub(1)) {
        let plan = year.to_string();
        let today = jiff::civil::date(9999, 12, 31);
        let request = SealRequest { plan, date: None, today, amendment: None, base_url: None };
        let start = Instant::now();
        match sealing::run(&root, &request, &Silent) {
            Ok((_, SealOutcome::Sealed(_))) => sealing.push(start.elapsed()),
            other => return Err(format!("{year} was not sealed: {other:?}")),
        }
    }
    sealing.sort();
    let start = Instant::now();
    let audit = audit::archive(&root);
    let verified = start.elapsed();
    let bytes: u64 = audit.bags.iter().map(|bag| bag.judgement.payload.bytes).sum();
    let (first, _) = build(&root, &output)?;
    let (second, report) = build(&root, &output)?;
    let (third, _) = build(&root, &output)?;
    let bags = audit.bags.len();
    say(&format!(
        "{plans} plans of {sections} sections, {bags} of them sealed: {:.0} MB in bags\n\
         build before sealing {open:.2?}; sealing one {:.2?} (median)\n\
         verifying the archive alone {verified:.2?}, {:.0} MB/s\n\
         first build {first:.2?}; second {second:.2?}; third {third:.2?}\n\
         where the time went in the second: {:.1?}\n",
        to_mb(bytes),
        sealing.get(sealing.len() / 2).copied().unwrap_or_default(),
        to_mb(bytes) / verified.as_secs_f64(),
        report.timings.phases,
    ));
    Ok(())
}

fn to_mb(bytes: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a figure to be printed")]
    let bytes = bytes as f64;
    bytes / 1e6
}

fn build(root: &Path, output: &Path) -> Result<(Duration, BuildReport), String> {
    let start = Instant::now();
    let stage = Stage::open(output).map_err(|e| e.words().english)?;
    let report = pipeline::run(root, &Options::default(), &stage, &Silent).map_err(|e| e.words().english)?;
    if report.has_errors() {
        return Err(format!("the site has errors, such as {:?}", report.diagnostics.first()));
    }
    stage.commit().map_err(|e| e.words().english)?;
    Ok((start.elapsed(), report))
}

fn generate(root: &Path, plans: usize, sections: usize, megabytes: usize) -> std::io::Result<()> {
    let content = root.join("content");
    fs::create_dir_all(&content)?;
    fs::write(root.join("site.yaml"), "title: 区科技局\nbase_url: https://plan.example.gov.cn/\n")?;
    fs::write(content.join("_index.md"), "---\ntitle: 首页\n---\n")?;
    for year in (FIRST..).take(plans) {
        let plan = content.join(year.to_string());
        fs::create_dir_all(&plan)?;
        fs::write(
            plan.join("_index.md"),
            format!(
                "---\nkind: plan\ntitle: {year}年工作计划\nyear: {year}\nstatus: published\nwritten: {year}-01-20\n---\n见[附件](attachment.bin)。\n"
            ),
        )?;
        let mut random = Random::new(year as u64);
        let attachment: Vec<u8> =
            (0..megabytes * 125_000).flat_map(|_| random.between(0, usize::MAX - 1).to_le_bytes()).collect();
        fs::write(plan.join("attachment.bin"), attachment)?;
        for section in 1..=sections {
            let text: String = (0..30)
                .map(|n| format!("推进第{n}项工作，完善工作机制，抓好任务落实，确保取得实效。\n\n"))
                .collect();
            fs::write(
                plan.join(format!("{section:02}-s{section}.md")),
                format!(
                    "---\ntitle: 第{section}项任务\nindicators:\n  - id: k{section}\n    name: 指标{section}\n    target: {section}家以上\n---\n## 目标\n\n培育[](indicator:k{section})。\n\n{text}"
                ),
            )?;
        }
    }
    Ok(())
}
