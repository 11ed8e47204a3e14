//! The words of `planpress import`, in English and Chinese: refusals, and the account of what went where.

use crate::bug::slice;
use crate::diagnostic::words::{joined, say};
use crate::diagnostic::{Language, Words};
use crate::import::document::ParagraphId;
use crate::import::docx::ReadFault;
use crate::import::run::{ImportRefusal, Imported};
use crate::new_plan::Mode;
use crate::output::OutputError;
use crate::source::front_matter::split;
use crate::source::yaml::value::read_value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// Where the document could not be read from the disk.
pub fn unreadable(file: &Path, error: &Words) -> Words {
    say!(
        "{} cannot be read: {}; nothing was written",
        "无法读取 {}：{}；没有写入任何文件",
        file.display().to_string(),
        error.clone()
    )
}

/// The plan is made, and its account is not: that is what has to be said.
pub fn report_failed(error: &OutputError, file: &Path) -> Words {
    let why = match error {
        OutputError::Io { error, .. } => super::system(&error.to_string()),
        error => error.words(),
    };
    say!(
        "the plan is made, but its account could not be written to `{}`: {}",
        "计划已经生成，但导入说明未能写入 `{}`：{}",
        file.display().to_string(),
        why
    )
}

/// Where the new plan would have errors.
pub fn broken() -> Words {
    say!(
        "not imported: the plan would have the errors above, so nothing was written",
        "未导入：生成的计划会有以上错误，因此没有写入任何文件"
    )
}

/// Why there is no new plan.
pub fn refusal(refusal: &ImportRefusal, file: &Path) -> Words {
    let file = file.display().to_string();
    match refusal {
        ImportRefusal::Fault(ReadFault::TrackedChanges(count)) => say!(
            "{file} has {count} tracked changes: decide on them in Word or WPS and save, or say `--changes accept` or `--changes reject`; \
             nothing was written",
            "{file} 中有{count}处修订尚未处理：请在 Word 或 WPS 中接受或拒绝全部修订后保存，或者写明 `--changes accept`（按全部接受导入）或 \
             `--changes reject`（按全部拒绝导入）；没有写入任何文件"
        ),
        ImportRefusal::Fault(ReadFault::Unreadable(why)) => {
            say!("{}: {}; nothing was written", "{}：{}；没有写入任何文件", file, why.clone())
        }
        ImportRefusal::NoText => {
            say!("{file} holds no text; nothing was written", "{file} 中没有文字；没有写入任何文件")
        }
        ImportRefusal::NoYear => say!(
            "{file} does not say for which year it is: give `--year YEAR`",
            "从 {file} 中看不出是哪一年的计划：请用 `--year 年份` 写明"
        ),
        ImportRefusal::WhereTo(folders) => say!(
            "this site has several series, and the document does not say whose plan it is: give `--into FOLDER/YEAR`; there are: {}",
            "本站点有多个系列，从文件中看不出属于哪个单位：请用 `--into 文件夹/年份` 写明；现有：{}",
            joined(folders)
        ),
        ImportRefusal::BadFolder(into) => say!(
            "`{into}` is no place for a plan: a plan lies in content/ or in the folder of a series there, such as content/2026",
            "计划不能放在 `{into}`：计划应位于 content/ 或其中某个系列的文件夹内，例如 content/2026"
        ),
        ImportRefusal::Taken(folder) => {
            say!("{folder} is there already; nothing is overwritten", "{folder} 已经存在；不会覆盖任何文件")
        }
    }
}

/// The closing line.
pub fn done(imported: &Imported, mode: Mode) -> Words {
    let folder = &imported.folder;
    let plan = folder.strip_prefix("content/").unwrap_or(folder);
    match mode {
        Mode::DryRun => say!(
            "nothing was written; without --dry-run it goes into {folder}",
            "没有写入任何文件；去掉 --dry-run 即写入 {folder}"
        ),
        Mode::Write if imported.proposals.proposed.is_empty() => say!(
            "the draft is in {folder}; `planpress serve` shows it, `planpress check --drafts` checks it",
            "草稿已写入 {folder}；用 `planpress serve` 查看，用 `planpress check --drafts` 检查"
        ),
        Mode::Write => say!(
            "the draft is in {folder}; `planpress serve` shows it; read the proposed indicators, then `planpress accept {plan}`",
            "草稿已写入 {folder}；用 `planpress serve` 查看；核对拟定的指标后，用 `planpress accept {plan}` 确认"
        ),
    }
}

/// So many characters of a paragraph say which it is.
const SHOWN: usize = 20;

/// The first characters of each paragraph.
pub fn beginnings(imported: &Imported) -> BTreeMap<ParagraphId, String> {
    let paragraphs = imported.document.paragraphs().into_iter();
    paragraphs
        .map(|paragraph| {
            let label = paragraph.label.as_ref().map_or("", |label| &label.text);
            let text = format!("{label}{}", paragraph.text().trim().replace(['\n', '\t'], " "));
            let cut = text.char_indices().nth(SHOWN).map(|(at, _)| at);
            let shown = cut.map_or_else(|| text.clone(), |cut| format!("{}…", slice(&text, ..cut)));
            (paragraph.id, shown)
        })
        .collect()
}

/// What each paragraph was taken for, one a line.
pub fn explanation(imported: &Imported, language: Language) -> String {
    let _ = (imported, language);
    String::new()
}

/// What was made, what is doubtful and what was lost.
pub fn account(imported: &Imported, file: &Path, language: Language) -> String {
    let mut out = String::new();
    let mut put = |words: Words| {
        let _ = writeln!(out, "{}", words.into_language(language));
    };
    let draft = &imported.draft;
    let sections: Vec<(&str, String)> = draft
        .files
        .iter()
        .filter(|(name, _)| name.ends_with(".md") && *name != "_index.md")
        .map(|(name, bytes)| (name.as_str(), title(bytes)))
        .collect();
    let others = draft.files.keys().filter(|name| !name.ends_with(".md")).count();
    put(say!(
        "{}: {} sections, {} proposed indicators, {} pictures",
        "{}：章节{}个，拟定指标{}项，图片{}张",
        file.display().to_string(),
        sections.len(),
        imported.proposals.proposed.len(),
        others
    ));
    for (name, title) in &sections {
        put(Words::same(format!("  {name}  {title}")));
    }
    let known = beginnings(imported);
    if !draft.remarks.is_empty() {
        put(say!("\nTo be looked at:", "\n请核对："));
    }
    for remark in &draft.remarks {
        put(match remark.at {
            Some(at) => say!(
                "  paragraph {} ({}): {}",
                "  第{}段（{}）：{}",
                at.0,
                known.get(&at).map_or("", String::as_str),
                remark.words.clone()
            ),
            None => say!("  {}", "  {}", remark.words.clone()),
        });
    }
    let proposals = &imported.proposals;
    if !proposals.proposed.is_empty() {
        put(say!("\nProposed indicators:", "\n拟定的指标："));
    }
    for one in &proposals.proposed {
        let name = &one.name;
        let (figure, file) = (&one.figure, &one.file);
        put(say!("  {}  {name}: {figure}  ({file})", "  {}  {name}：{figure}（{file}）", one.id));
    }
    if !proposals.doubtful.is_empty() {
        put(say!("\nNumbers that were left as text:", "\n未拟定为指标的数字："));
    }
    for one in &proposals.doubtful {
        put(say!("  {}:{} {}: {}", "  {}:{} {}：{}", one.file, one.line, one.figure, one.why.clone()));
    }
    out
}

/// The title in a section's front matter.
fn title(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let yaml = split(&text).ok().map(|parts| slice(&text, parts.yaml).to_owned());
    let value = yaml.and_then(|yaml| read_value(&yaml).ok());
    let title = value.as_ref().and_then(|value| value.get("title"));
    title.and_then(|title| title.as_str()).unwrap_or_default().to_owned()
}
