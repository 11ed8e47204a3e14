//! Why a plan was not sealed, in English and Chinese. Pure.

use super::chain::ChainFault;
use super::fault::BagFault;
use super::folders::BagId;
use super::names::NameFault;
use crate::diagnostic::Words;
use crate::diagnostic::visible::visible;
use crate::diagnostic::words::say;
use crate::output::OutputError;
use std::io;

/// Why there is no new bag, or no zip of one. The archive is as it was.
#[derive(Debug)]
#[non_exhaustive]
pub enum SealError {
    /// A file cannot go into a bag under its path in the payload.
    Name { path: String, fault: NameFault },
    /// There is no payload.
    Empty,
    /// The plan's address cannot be a folder of the archive, or the number is 0.
    NotAPlace { plan: String, number: u32 },
    /// The bag is there already.
    Sealed { place: BagId },
    /// The bag's number is not the next one of the plan.
    NotNext { place: BagId, next: u32 },
    /// The bag is an amendment without a reason.
    NoReason { place: BagId },
    /// A reason for a bag that is no amendment.
    NoAmendment { place: BagId },
    /// A plan without a title.
    NoTitle,
    /// The bags of a series, by its address, that are there do not form an unbroken chain.
    Chain { series: String, faults: Vec<ChainFault> },
    /// A bag, by its name, does not hold: the newest of the series, or the one to be packed.
    Bag { bag: String, faults: Vec<BagFault> },
    /// The new bag, read again from the disk, is not what was written.
    Unsound { faults: Vec<BagFault> },
    /// A file of the payload, by its path in it, cannot be read, and what the system said.
    Payload { path: String, error: io::Error },
    /// The zip cannot be packed, and what is wrong.
    Zip { error: String },
    /// Writing failed.
    Output(OutputError),
}

impl From<OutputError> for SealError {
    fn from(error: OutputError) -> Self {
        Self::Output(error)
    }
}

impl std::fmt::Display for SealError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words().english)
    }
}

impl std::error::Error for SealError {}

impl SealError {
    /// Whether what was to be sealed, or the archive, is at fault, and not the tool or the machine.
    pub const fn is_refusal(&self) -> bool {
        !matches!(self, Self::Unsound { .. } | Self::Payload { .. } | Self::Zip { .. } | Self::Output(_))
    }

    /// What went wrong and what to do about it.
    pub fn words(&self) -> Words {
        match self {
            Self::Name { path, fault } => say!(
                "`{}` cannot be archived: {}; rename it",
                "“{}”无法归档：{}；请改名",
                visible(path),
                fault.words()
            ),
            Self::Empty => say!("there is nothing to seal", "没有可封存的内容"),
            Self::NotAPlace { plan, number } => say!(
                "`{plan}/{number}` cannot be a folder of the archive; rename the plan's folder",
                "“{plan}/{number}”不能用作归档文件夹，请为计划的文件夹改名"
            ),
            Self::Sealed { place } => say!(
                "{place} is sealed already, and a sealed bag is never replaced; seal an amendment",
                "{place} 已经封存，封存后不能替换；如有更正，请另行封存修订"
            ),
            Self::NotNext { place, next } => say!(
                "{place} would not be the next bag: that is number {next}",
                "{place} 的编号不对，下一个编号是 {next}"
            ),
            Self::NoReason { place } => say!(
                "{place} amends a sealed plan: a reason is needed",
                "{place} 是对已封存计划的修订，请写明理由"
            ),
            Self::NoAmendment { place } => say!(
                "{place} is the plan's first bag and amends nothing: no reason belongs to it",
                "{place} 是该计划的首次封存，不是修订，不应填写修订理由"
            ),
            Self::NoTitle => say!("the plan has no title", "计划没有标题"),
            Self::Chain { series, faults } => say!(
                "the chain of `{series}` does not hold, so no bag can be added to it; restore its bags from a copy:\n{}",
                "“{series}”的归档链不完整，不能在其后封存；请用备份恢复其中的归档包：\n{}",
                lines(faults.iter().map(ChainFault::words))
            ),
            Self::Bag { bag, faults } => say!(
                "the bag {bag} does not hold; restore it from a copy:\n{}",
                "归档包 {bag} 与封存时不符，请用备份恢复：\n{}",
                lines(faults.iter().map(BagFault::words))
            ),
            Self::Unsound { faults } => say!(
                "the new bag, read again, was not as it was written, and was discarded; the disk or the memory may be failing:\n{}",
                "新归档包写入后复核不符，已丢弃；磁盘或内存可能有故障：\n{}",
                lines(faults.iter().map(BagFault::words))
            ),
            Self::Payload { path, error } => say!(
                "`{path}` cannot be read: {error}; nothing was sealed",
                "无法读取“{path}”：{error}；没有封存任何内容"
            ),
            Self::Zip { error } => say!("the zip cannot be written: {error}", "无法写入 zip 文件：{error}"),
            Self::Output(OutputError::Busy { folder }) => say!(
                "another planpress is sealing (it holds `{}`); wait until it has finished",
                "另一个 planpress 正在封存（占用“{}”），请等它完成",
                folder.display()
            ),
            Self::Output(OutputError::InTheWay { path }) => say!(
                "`{}` is there already; nothing was changed",
                "“{}”已经存在，没有改动任何内容",
                path.display()
            ),
            Self::Output(OutputError::Io { action, path, error }) => {
                let (path, verb) = (path.display(), action.words().english);
                say!(
                    "cannot {verb} `{path}`: {error}; the archive is as it was",
                    "无法读写“{path}”：{error}；归档文件夹保持原样"
                )
            }
            Self::Output(error) => error.words(),
        }
    }
}

/// Texts, each on a line of its own.
fn lines(items: impl Iterator<Item = Words>) -> Words {
    let line = |text: &str| format!("  {}", visible(text));
    let (english, chinese): (Vec<_>, Vec<_>) =
        items.map(|words| (line(&words.english), line(&words.chinese))).unzip();
    Words::new(english.join("\n"), chinese.join("\n"))
}
