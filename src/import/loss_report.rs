//! What was not carried over, in words: by kind, each with its paragraph.

use super::document::ParagraphId;
use super::loss::{Loss, LossKind};
use crate::bug::slice;
use crate::diagnostic::words::say;
use crate::diagnostic::{Language, Words};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Of each kind so many are told one by one; the report that is asked for as a file has all.
const SHOWN: usize = 6;
/// So many characters of a text are shown.
const CHARACTERS: usize = 40;

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LossDetail {
    /// The first of each kind, cut.
    Short,
    /// Everything whole.
    Whole,
}

impl LossDetail {
    /// What a terminal shows, and what a report holds.
    pub const BOTH: [Self; 2] = [Self::Short, Self::Whole];
}

/// The losses as lines, grouped by kind; nothing where there are none.
pub fn lines(losses: &[Loss], detail: LossDetail, language: Language) -> String {
    let mut kinds: BTreeMap<LossKind, Vec<&Loss>> = BTreeMap::new();
    for loss in losses {
        kinds.entry(loss.kind).or_default().push(loss);
    }
    let mut out = String::new();
    for (kind, losses) in kinds {
        let name = kind_words(kind);
        let _ =
            writeln!(out, "  {}", say!("{} ({})", "{}（{}处）", name, losses.len()).into_language(language));
        let most = match detail {
            LossDetail::Whole => usize::MAX,
            // How many there are says all of what the plan has in another way.
            LossDetail::Short if is_made_again(kind) => 0,
            LossDetail::Short => SHOWN,
        };
        for loss in losses.iter().take(most) {
            let _ = writeln!(out, "    {}", one(loss, detail).into_language(language));
        }
        if let Some(more) = losses.len().checked_sub(most).filter(|more| *more > 0 && most > 0) {
            let _ = writeln!(out, "    {}", say!("… {more} more", "……另有{more}处").into_language(language));
        }
    }
    out
}

/// Whether nothing is missing of it for a reader of the plan.
const fn is_made_again(kind: LossKind) -> bool {
    matches!(kind, LossKind::Number | LossKind::TableHead | LossKind::Dress | LossKind::Formal)
}

fn one(loss: &Loss, detail: LossDetail) -> Words {
    let text = loss.text.replace(['\n', '\t'], " ");
    let cut = text.char_indices().nth(CHARACTERS).map(|(at, _)| at).filter(|_| detail == LossDetail::Short);
    let text = cut.map_or_else(|| text.clone(), |at| format!("{}…", slice(&text, ..at)));
    match loss.at {
        Some(ParagraphId(at)) => say!("paragraph {at}: {text}", "第{at}段：{text}"),
        None => Words::same(text),
    }
}

fn kind_words(kind: LossKind) -> Words {
    match kind {
        LossKind::Number => say!("numbers that the plan makes again", "由计划重新生成的序号"),
        LossKind::RunningText => say!("headers and footers", "页眉、页脚"),
        LossKind::Contents => say!("table of contents", "目录"),
        LossKind::Comment => say!("comments", "批注"),
        LossKind::Deleted => say!("text that tracked changes delete", "修订中删除的文字"),
        LossKind::Inserted => say!("text that tracked changes insert", "修订中插入的文字"),
        LossKind::Hidden => say!("hidden text", "隐藏文字"),
        LossKind::Picture => {
            say!("pictures that are not there or that browsers do not show", "缺失的或浏览器不能显示的图片")
        }
        LossKind::Object => say!("embedded objects and macros", "嵌入的对象和宏"),
        LossKind::Equation => say!("the layout of equations", "公式的排版"),
        LossKind::Look => say!("looks", "文字外观"),
        LossKind::CoveredCell => say!("what stood in cells that others cover", "被合并单元格遮住的内容"),
        LossKind::Dress => say!("what only dresses the page", "只起装饰作用的字符"),
        LossKind::TableHead => {
            say!("heads of tables that became tasks or indicators", "已转为任务或指标的表格的表头")
        }
        LossKind::Formal => say!(
            "parts of red head, signature and imprint without a key",
            "红头、落款、版记中没有对应键的内容"
        ),
        LossKind::Other => say!("other text", "其他文字"),
    }
}
