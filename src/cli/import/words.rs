//! The words of `planpress import`, in English and Chinese: refusals, and the account of what went where.

use crate::bug::slice;
use crate::diagnostic::words::{joined, say};
use crate::diagnostic::{Language, Words};
use crate::import::bring::Updated;
use crate::import::compose::PlanDraft;
use crate::import::document::{OfficeDocument, ParagraphId};
use crate::import::docx::ReadFault;
use crate::import::loss_report::{LossDetail, lines};
use crate::import::propose::{DoubtfulFigure, Proposals, ProposedIndicator};
use crate::import::remark::Remark;
use crate::import::run::{ImportRefusal, Imported};
use crate::import::structure::{Structure, explain};
use crate::import::update::{BodyChange, ChangedEntry, ChangedTarget, FileChange, FileUpdate};
use crate::new_plan::Mode;
use crate::output::OutputError;
use crate::source::fields::scalar_text;
use crate::source::front_matter::split;
use crate::source::yaml::value::read_value;
use serde_yaml::Value;
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
        ImportRefusal::Taken(folder) => say!(
            "{folder} is there already; nothing is overwritten. A later version of the same document comes in with `--update`",
            "{folder} 已经存在；不会覆盖任何文件。同一文件的新版本请用 `--update` 导入"
        ),
        ImportRefusal::NotThere(folder) => say!(
            "there is no plan in {folder} to be updated; without `--update` a new one is made",
            "{folder} 中没有可更新的计划；不写 `--update` 即新建"
        ),
        ImportRefusal::NotADraft(folder) => say!(
            "the plan in {folder} is published or sealed; only a draft takes a new version of its document",
            "{folder} 中的计划已发布或已归档；只有草稿可以导入新版本"
        ),
        ImportRefusal::Obstacle(obstacle) => say!(
            "{}:{}: `{}` cannot be changed with certainty as it is written here; nothing was written. Write it out in the usual form, \
             without anchors and aliases, and try again",
            "{}（文件头第{}行）：`{}` 的写法无法确保改得准确，没有写入任何文件。请改为一般写法（不用锚点和别名）后再试",
            obstacle.file,
            obstacle.at.line,
            obstacle.at.what
        ),
        ImportRefusal::Edited(file) => say!(
            "{file} was changed in the meantime; nothing was written, try again",
            "{file} 刚刚被改动过；没有写入任何文件，请重试"
        ),
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
        Mode::Write if proposed(&imported.draft.files).is_empty() => say!(
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
pub fn beginnings(document: &OfficeDocument) -> BTreeMap<ParagraphId, String> {
    let paragraphs = document.paragraphs().into_iter();
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
pub fn explanation(document: &OfficeDocument, structure: &Structure, language: Language) -> String {
    explain(structure, &beginnings(document), language)
}

/// What was made, what is doubtful and what was lost.
pub fn account(imported: &Imported, file: &Path, detail: LossDetail, language: Language) -> String {
    let Imported { document, draft, proposals, .. } = imported;
    let mut account = Account { out: String::new(), language, detail };
    let sections = draft.files.iter().filter(|(name, _)| name.ends_with(".md") && *name != "_index.md");
    let sections: Vec<(&String, String)> = sections.map(|(name, bytes)| (name, title(bytes))).collect();
    let proposed = proposed(&draft.files);
    let others = draft.files.keys().filter(|name| !name.ends_with(".md")).count();
    account.put(say!(
        "{}: {}, {}, {}",
        "{}：章节{}个，拟定指标{}项，图片{}张",
        file.display().to_string(),
        count(sections.len(), "section"),
        count(proposed.len(), "proposed indicator"),
        count(others, "picture")
    ));
    for (name, title) in &sections {
        account.put(Words::same(format!("  {name}  {title}")));
    }
    account.looked_at(document, &draft.remarks);
    account.proposed(&proposed);
    account.doubtful(proposals);
    account.losses(draft);
    account.out
}

/// What changes in a plan with a later version of its document.
pub fn difference(updated: &Updated, detail: LossDetail, language: Language) -> String {
    let Updated { document, draft, update, proposals, .. } = updated;
    let mut account = Account { out: String::new(), language, detail };
    let changes = |file: &&FileUpdate| {
        file.kind != FileChange::Kept || file.old_title.is_some() || !file.changes.is_empty()
    };
    for file in update.files.iter().filter(changes) {
        let (name, title) = (&file.file, &file.title);
        account.put(match (file.kind, &file.old_title) {
            (FileChange::Kept, Some(old)) => say!("{name}  {old} → {title}", "{name}  {old} → {title}"),
            (FileChange::Kept, None) => say!("{name}  {title}", "{name}  {title}"),
            (FileChange::New, _) => say!("{name}  {title} (new section)", "{name}  {title}（新增章节）"),
            (FileChange::Gone, _) => say!(
                "{name}  {title} (no longer in the document; remove the file if it is to go)",
                "{name}  {title}（新版本中已没有；如确要删去，请删除该文件）"
            ),
        });
        for change in &file.changes {
            let (old, new) = match change {
                BodyChange::Added(new) => (None, Some(new)),
                BodyChange::Removed(old) => (Some(old), None),
                BodyChange::Changed { old, new } => (Some(old), Some(new)),
            };
            for (mark, text) in [("-", old), ("+", new)] {
                if let Some(text) = text {
                    account.put(Words::same(format!("  {mark} {}", text.replace('\n', " | "))));
                }
            }
        }
    }
    if !update.entries.is_empty() {
        account.put(say!("\nTasks and indicators that change:", "\n变动的任务和指标："));
    }
    for ChangedEntry { id, name, value } in &update.entries {
        account.put(match value {
            None => say!("  {id}: {name} (new)", "  {id}：{name}（新增）"),
            Some((key, old, new)) if old.is_empty() => {
                say!("  {id}: {name}: {key} {new}", "  {id}：{name}：{key} {new}")
            }
            Some((key, old, new)) => {
                say!("  {id}: {name}: {key} {old} → {new}", "  {id}：{name}：{key} {old} → {new}")
            }
        });
    }
    if !update.targets.is_empty() {
        account.put(say!("\nTargets that change, proposed anew:", "\n变动的目标值（须重新确认）："));
    }
    for target in &update.targets {
        let ChangedTarget { id, old, new } = target;
        account.put(say!("  {id}: {old} → {new}", "  {id}：{old} → {new}"));
    }
    let remarks: Vec<Remark> = update.remarks.iter().chain(&draft.remarks).cloned().collect();
    account.looked_at(document, &remarks);
    account.proposed(&proposals.proposed);
    account.doubtful(proposals);
    account.losses(draft);
    account.out
}

/// The closing line of an update.
pub fn updated(updated: &Updated, mode: Mode) -> Words {
    let folder = &updated.folder;
    let files = updated.files.len();
    match mode {
        _ if files == 0 => say!(
            "{folder} says already what the document says; nothing was written",
            "{folder} 与该文件一致；没有写入任何文件"
        ),
        Mode::DryRun => say!(
            "nothing was written; without --dry-run {} in {} would change",
            "没有写入任何文件；去掉 --dry-run 将改动 {1} 中的文件{0}个",
            count(files, "file"),
            folder
        ),
        Mode::Write => say!(
            "{} in {} changed; `planpress serve` shows the draft",
            "已改动 {1} 中的文件{0}个；用 `planpress serve` 查看草稿",
            count(files, "file"),
            folder
        ),
    }
}

/// So many of something; in Chinese the number alone.
fn count(number: usize, of: &str) -> Words {
    let end = if number == 1 { "" } else { "s" };
    Words::new(format!("{number} {of}{end}"), number.to_string())
}

/// An account being written.
struct Account {
    out: String,
    language: Language,
    detail: LossDetail,
}

impl Account {
    fn put(&mut self, words: Words) {
        let _ = writeln!(self.out, "{}", words.into_language(self.language));
    }

    /// What somebody has to look at.
    fn looked_at(&mut self, document: &OfficeDocument, remarks: &[Remark]) {
        if remarks.is_empty() {
            return;
        }
        let known = beginnings(document);
        self.put(say!("\nTo be looked at:", "\n请核对："));
        for remark in remarks {
            let words = remark.words.clone();
            self.put(match remark.at.map(|at| (at.0, known.get(&at).map_or("", String::as_str))) {
                Some((at, begins)) => {
                    say!("  paragraph {} ({}): {}", "  第{}段（{}）：{}", at, begins, words)
                }
                None => say!("  {}", "  {}", words),
            });
        }
    }

    /// Proposed indicators, file by file.
    fn proposed(&mut self, proposed: &[ProposedIndicator]) {
        if !proposed.is_empty() {
            self.put(say!("\nProposed indicators:", "\n拟定的指标："));
        }
        let mut last = None;
        for one in proposed {
            let ProposedIndicator { file, id, name, figure, .. } = one;
            if last != Some(file) {
                self.put(Words::same(format!("  {file}")));
                last = Some(file);
            }
            self.put(say!("    {name}: {figure} ({id})", "    {name}：{figure}（{id}）"));
        }
    }

    /// Numbers that may be promises.
    fn doubtful(&mut self, proposals: &Proposals) {
        if !proposals.doubtful.is_empty() {
            self.put(say!("\nNumbers that were left as text:", "\n未拟定为指标的数字："));
        }
        for one in &proposals.doubtful {
            let DoubtfulFigure { file, line, figure, why } = one;
            self.put(say!("  {}:{} {}: {}", "  {}:{} {}：{}", file, *line, figure, why.clone()));
        }
    }

    fn losses(&mut self, draft: &PlanDraft) {
        if !draft.losses.is_empty() {
            self.put(say!("\nWhat did not go into the plan:", "\n未带入计划的内容："));
            self.out.push_str(&lines(&draft.losses, self.detail, self.language));
        }
    }
}

/// The front matter of a file.
fn front(bytes: &[u8]) -> Option<Value> {
    let text = String::from_utf8_lossy(bytes);
    let parts = split(&text).ok()?;
    read_value(slice(&text, parts.yaml)).ok()
}

/// The title in a section's front matter.
fn title(bytes: &[u8]) -> String {
    let front = front(bytes);
    front.as_ref().and_then(|front| front.get("title")?.as_str()).unwrap_or_default().to_owned()
}

/// The indicators of files that are proposed, from the text and from tables.
fn proposed(files: &BTreeMap<String, Vec<u8>>) -> Vec<ProposedIndicator> {
    let of = |(file, bytes): (&String, &Vec<u8>)| {
        let front = front(bytes);
        let list = front.as_ref().and_then(|front| front.get("indicators")?.as_sequence());
        let items = list.map_or(&[][..], Vec::as_slice).iter();
        let text = |item: &Value, key: &str| item.get(key).and_then(scalar_text).unwrap_or_default();
        // A table has the number in one column and the unit in another.
        let figure = |item: &Value| match item.get("target") {
            Some(Value::Number(number)) => format!("{number}{}", text(item, "unit")),
            _ => text(item, "target"),
        };
        let waiting = items.filter(|item| item.get("proposed").and_then(Value::as_bool) == Some(true));
        let found = waiting.map(|item| ProposedIndicator {
            file: file.clone(),
            id: text(item, "id"),
            name: text(item, "name"),
            figure: figure(item),
            sentence: String::new(),
        });
        found.collect::<Vec<_>>()
    };
    files.iter().filter(|(name, _)| name.ends_with(".md")).flat_map(of).collect()
}
