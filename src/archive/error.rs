//! Why a plan was not sealed, in English and Chinese. Pure.

use super::chain::ChainFault;
use super::fault::BagFault;
use super::folders::BagId;
use super::names::NameFault;
use crate::diagnostic::Language;
use crate::diagnostic::visible::visible;
use crate::output::OutputError;
use std::io;

/// Why there is no new bag, or no zip of one. The archive is as it was.
#[derive(Debug)]
#[non_exhaustive]
pub enum SealError {
    /// A file cannot go into a bag under its name.
    Name {
        /// The path in the payload.
        path: String,
        /// What is wrong with it.
        fault: NameFault,
    },
    /// There is no payload.
    Empty,
    /// The plan's address cannot be a folder of the archive, or the number is 0.
    NotAPlace {
        /// The address.
        plan: String,
        /// The number.
        number: u32,
    },
    /// The bag is there already.
    Sealed {
        /// Which.
        place: BagId,
    },
    /// The number is not the next one of the plan.
    NotNext {
        /// Which bag it would be.
        place: BagId,
        /// The next number.
        next: u32,
    },
    /// An amendment without a reason.
    NoReason {
        /// Which bag it would be.
        place: BagId,
    },
    /// A reason for what is no amendment.
    NoAmendment {
        /// Which bag it would be.
        place: BagId,
    },
    /// A plan without a title.
    NoTitle,
    /// The bags that are there do not form an unbroken chain.
    Chain {
        /// The address of the series.
        series: String,
        /// What is wrong with it.
        faults: Vec<ChainFault>,
    },
    /// A bag does not hold: the newest of the series, or the one to be packed.
    Bag {
        /// Its name.
        bag: String,
        /// What is wrong with it.
        faults: Vec<BagFault>,
    },
    /// The new bag, read again from the disk, is not what was written.
    Unsound {
        /// What is wrong with it.
        faults: Vec<BagFault>,
    },
    /// A file of the payload cannot be read.
    Payload {
        /// The path in the payload.
        path: String,
        /// What the system said.
        error: io::Error,
    },
    /// The zip cannot be packed.
    Zip {
        /// What is wrong.
        error: String,
    },
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
        f.write_str(&self.english())
    }
}

impl std::error::Error for SealError {}

impl SealError {
    /// Whether what was to be sealed, or the archive, is at fault, and not the tool or the machine.
    pub const fn is_refusal(&self) -> bool {
        match self {
            Self::Name { .. }
            | Self::Empty
            | Self::NotAPlace { .. }
            | Self::Sealed { .. }
            | Self::NotNext { .. }
            | Self::NoReason { .. }
            | Self::NoAmendment { .. }
            | Self::NoTitle
            | Self::Chain { .. }
            | Self::Bag { .. } => true,
            Self::Unsound { .. } | Self::Payload { .. } | Self::Zip { .. } | Self::Output(_) => false,
        }
    }

    /// What went wrong and what to do about it.
    pub fn message(&self, language: Language) -> String {
        match language {
            Language::English => self.english(),
            Language::Chinese => self.chinese(),
        }
    }

    fn english(&self) -> String {
        let language = Language::English;
        match self {
            Self::Name { path, fault } => {
                format!("`{}` cannot be archived: {}; rename it", visible(path), fault.message(language))
            }
            Self::Empty => "there is nothing to seal".into(),
            Self::NotAPlace { plan, number } => {
                format!("`{plan}/{number}` cannot be a folder of the archive; rename the plan's folder")
            }
            Self::Sealed { place } => {
                format!("{place} is sealed already, and a sealed bag is never replaced; seal an amendment")
            }
            Self::NotNext { place, next } => {
                format!("{place} would not be the next bag: that is number {next}")
            }
            Self::NoReason { place } => format!("{place} amends a sealed plan: a reason is needed"),
            Self::NoAmendment { place } => {
                format!("{place} is the plan's first bag and amends nothing: no reason belongs to it")
            }
            Self::NoTitle => "the plan has no title".into(),
            Self::Chain { series, faults } => format!(
                "the chain of `{series}` does not hold, so no bag can be added to it; restore its bags from a copy:\n{}",
                lines(faults, |fault| fault.message(language))
            ),
            Self::Bag { bag, faults } => format!(
                "the bag {bag} does not hold; restore it from a copy:\n{}",
                lines(faults, |fault| fault.message(language))
            ),
            Self::Unsound { faults } => format!(
                "the new bag, read again, was not as it was written, and was discarded; the disk or the memory may be failing:\n{}",
                lines(faults, |fault| fault.message(language))
            ),
            Self::Payload { path, error } => format!("`{path}` cannot be read: {error}; nothing was sealed"),
            Self::Zip { error } => format!("the zip cannot be written: {error}"),
            Self::Output(OutputError::Busy { folder }) => format!(
                "another planpress is sealing (it holds `{}`); wait until it has finished",
                folder.display()
            ),
            Self::Output(OutputError::InTheWay { path }) => {
                format!("`{}` is there already; nothing was changed", path.display())
            }
            Self::Output(OutputError::Io { action, path, error }) => {
                format!(
                    "cannot {} `{}`: {error}; the archive is as it was",
                    action.words().english,
                    path.display()
                )
            }
            Self::Output(error) => error.words().english,
        }
    }

    fn chinese(&self) -> String {
        let language = Language::Chinese;
        match self {
            Self::Name { path, fault } => {
                format!("“{}”无法归档：{}；请改名", visible(path), fault.message(language))
            }
            Self::Empty => "没有可封存的内容".into(),
            Self::NotAPlace { plan, number } => {
                format!("“{plan}/{number}”不能用作归档文件夹，请为计划的文件夹改名")
            }
            Self::Sealed { place } => {
                format!("{place} 已经封存，封存后不能替换；如有更正，请另行封存修订")
            }
            Self::NotNext { place, next } => format!("{place} 的编号不对，下一个编号是 {next}"),
            Self::NoReason { place } => format!("{place} 是对已封存计划的修订，请写明理由"),
            Self::NoAmendment { place } => format!("{place} 是该计划的首次封存，不是修订，不应填写修订理由"),
            Self::NoTitle => "计划没有标题".into(),
            Self::Chain { series, faults } => format!(
                "“{series}”的归档链不完整，不能在其后封存；请用备份恢复其中的归档包：\n{}",
                lines(faults, |fault| fault.message(language))
            ),
            Self::Bag { bag, faults } => format!(
                "归档包 {bag} 与封存时不符，请用备份恢复：\n{}",
                lines(faults, |fault| fault.message(language))
            ),
            Self::Unsound { faults } => format!(
                "新归档包写入后复核不符，已丢弃；磁盘或内存可能有故障：\n{}",
                lines(faults, |fault| fault.message(language))
            ),
            Self::Payload { path, error } => format!("无法读取“{path}”：{error}；没有封存任何内容"),
            Self::Zip { error } => format!("无法写入 zip 文件：{error}"),
            Self::Output(OutputError::Busy { folder }) => {
                format!("另一个 planpress 正在封存（占用“{}”），请等它完成", folder.display())
            }
            Self::Output(OutputError::InTheWay { path }) => {
                format!("“{}”已经存在，没有改动任何内容", path.display())
            }
            Self::Output(OutputError::Io { path, error, .. }) => {
                format!("无法读写“{}”：{error}；归档文件夹保持原样", path.display())
            }
            Self::Output(error) => error.words().chinese,
        }
    }
}

fn lines<T>(items: &[T], line: impl Fn(&T) -> String) -> String {
    items.iter().map(|item| format!("  {}", visible(&line(item)))).collect::<Vec<_>>().join("\n")
}
