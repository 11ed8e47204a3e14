//! `planpress` alone: in a site's folder what the site is and how to go on, elsewhere how to begin.
//!
//! Reads `site.yaml` and the front matter of plans, and checks nothing.

use super::print::Printer;
use super::{ExitStatus, Failure, Global};
use crate::diagnostic::Words;
use crate::diagnostic::words::say;
use crate::source::document::RawDocument;
use crate::source::fields::scalar_text;
use crate::source::load::configuration;
use crate::source::text::SourceFile;
use crate::source::walk::{CONTENT, walk};
use std::path::Path;

/// How many plans are named.
const MOST_PLANS: usize = 8;

pub fn run(global: &Global, printer: &Printer) -> Result<ExitStatus, Failure> {
    let root = global.site()?;
    if !root.join("site.yaml").is_file() {
        printer.output(&format!("{}\n", begin().text(printer.language)));
        return Ok(ExitStatus::Fine);
    }
    let (configuration, _) = configuration(root);
    let mut lines = vec![site(&configuration.config.title)];
    let mut plans = plans(root);
    // The newest first, of each year by address.
    plans.sort_by(|one, other| other.year.cmp(&one.year).then_with(|| one.address.cmp(&other.address)));
    let more = plans.len().saturating_sub(MOST_PLANS);
    lines.extend(plans.into_iter().take(MOST_PLANS).map(PlanLine::words));
    if more > 0 {
        lines.push(say!("  and {more} more", "  另有{more}份"));
    }
    lines.push(next_steps());
    for line in lines {
        printer.output(&format!("{}\n", line.text(printer.language)));
    }
    Ok(ExitStatus::Fine)
}

/// A plan in one line.
struct PlanLine {
    /// The folder below `content/`, which is its address.
    address: String,
    year: Option<i64>,
    title: String,
    is_published: bool,
}

impl PlanLine {
    fn words(self) -> Words {
        let Self { address, title, is_published, .. } = self;
        match is_published {
            true => say!("  {address}  {title}", "  {address}  {title}"),
            false => say!("  {address}  {title} (draft)", "  {address}  {title}（草稿）"),
        }
    }
}

/// The plans whose front matter can be read; `check` tells of the others.
fn plans(root: &Path) -> Vec<PlanLine> {
    let indexes = walk(root, CONTENT).files.into_iter().filter(|found| found.file.ends_with("/_index.md"));
    let read = indexes.filter_map(|found| {
        let address = found.file.strip_prefix("content/")?.strip_suffix("/_index.md")?.to_owned();
        let (raw, _) = RawDocument::read(SourceFile::read(&found).ok()?);
        let yaml = raw.yaml.as_ref().filter(|_| raw.is_plan())?;
        let text = |key: &str| yaml.get(key).and_then(scalar_text);
        Some(PlanLine {
            address,
            year: yaml.get("year").and_then(serde_yaml::Value::as_i64),
            title: text("title").unwrap_or_default(),
            is_published: text("status").as_deref() == Some("published"),
        })
    });
    read.collect()
}

fn site(title: &str) -> Words {
    match title.is_empty() {
        true => say!("a site without a title", "站点（没有标题）"),
        false => Words::same(title),
    }
}

fn next_steps() -> Words {
    say!(
        "\n  see it    planpress serve\n  check it  planpress check\n  build it  planpress build\n\nall commands: planpress --help",
        "\n  预览  planpress serve\n  检查  planpress check\n  生成  planpress build\n\n全部命令：planpress --help"
    )
}

fn begin() -> Words {
    say!(
        "there is no site here (a site is a folder with site.yaml)\n\n  begin one  planpress init my-site\n  see it     planpress serve --root my-site\n\nall commands: planpress --help",
        "这里没有站点（站点文件夹中应有 site.yaml）\n\n  新建  planpress init my-site\n  预览  planpress serve --root my-site\n\n全部命令：planpress --help"
    )
}
