//! The words for faults and verdicts, in English and Chinese.

use super::chain::{Chain, ChainFault};
use super::fault::{BagFault, FaultKind, Verdict};
use super::folders::{BagId, Stray, StrayKind};
use super::names::NameFault;
use super::report::{named, or_dash};
use crate::diagnostic::Words;
use crate::diagnostic::words::{joined, say};
use crate::digest::Digest;

impl Verdict {
    /// The word for people.
    pub fn words(self) -> Words {
        match self {
            Self::Whole => say!("whole", "完好"),
            Self::Broken => say!("broken", "不符"),
            Self::Unverifiable => say!("unverifiable", "无法核验"),
        }
    }
}

impl BagFault {
    /// One line: what is wrong.
    pub fn words(&self) -> Words {
        let Self { path, kind } = self;
        let what = kind.words();
        if path.is_empty() { what } else { say!("{path}: {}", "{path}: {}", what) }
    }
}

impl FaultKind {
    /// What is wrong, without the path.
    fn words(&self) -> Words {
        match self {
            Self::Missing => {
                say!("missing: it was sealed and is not there", "缺失：封存时有此文件，现在没有")
            }
            Self::Extra => say!("extra: it was not sealed", "多出：封存时没有此文件"),
            Self::EmptyFolder => say!(
                "extra: an empty folder, which no sealed bag has",
                "多出：空文件夹（归档包中不会有空文件夹）"
            ),
            Self::Altered => {
                say!("altered: its bytes are not those that were sealed", "被改动：内容与封存时不同")
            }
            Self::Duplicate { manifest } => {
                say!("listed more than once in {manifest}", "在 {manifest} 中重复列出")
            }
            Self::BadLine { line: 0 } => {
                say!("lists a path that does not belong in it", "列有不应在此的路径")
            }
            Self::BadLine { line } => {
                say!("line {line} is not a digest and a path", "第 {line} 行不是“摘要值  路径”的形式")
            }
            Self::MoreBadLines { count } => {
                say!("{} more lines are not a digest and a path", "另有 {} 行不是“摘要值  路径”的形式", count)
            }
            Self::Outside { manifest } => say!(
                "{manifest} lists this path, which leads out of the bag",
                "{manifest} 中列有此路径，它指向归档包之外"
            ),
            Self::NotListed { manifest } => say!("not listed in {manifest}", "未列入 {manifest}"),
            Self::NoManifest => say!("no manifest of the payload", "没有载荷清单（manifest-….txt）"),
            Self::Link => say!(
                "a symbolic link: what it leads to is not in the bag",
                "是符号链接，所指内容不在归档包内"
            ),
            Self::NotAFile => say!("neither a file nor a folder", "既不是文件也不是文件夹"),
            Self::Size { said, found } => say!(
                "Payload-Oxum says {} bytes in {} files; there are {} bytes in {}",
                "Payload-Oxum 记载 {} 字节、{} 个文件，实际为 {} 字节、{} 个文件",
                said.bytes,
                said.files,
                found.bytes,
                found.files
            ),
            Self::Rewritten => say!(
                "rewritten: other line ends, order or spaces than were sealed",
                "被改写：换行、次序或空格与封存时不同"
            ),
            Self::Misplaced { place } => {
                say!("moved: the bag says that it is {place}", "位置不对：归档包自称为 {place}")
            }
            Self::NotABag => say!(
                "not a BagIt bag: no bagit.txt that can be read",
                "不是 BagIt 归档包：没有可读的 bagit.txt"
            ),
            Self::Version { said } => {
                say!("BagIt version {said}; only 1.0 can be judged", "BagIt 版本为 {said}，只能核验 1.0")
            }
            Self::Encoding { said } => {
                say!("tag files in {said}; only UTF-8 can be judged", "标签文件编码为 {said}，只能核验 UTF-8")
            }
            Self::Algorithm => say!(
                "a manifest in an algorithm that Planpress does not compute",
                "清单使用了 Planpress 不支持的摘要算法"
            ),
            Self::Weak => say!(
                "the only digests are in an algorithm that can be deceived on purpose",
                "仅有可被人为伪造的摘要算法"
            ),
            Self::Recomposed => say!(
                "the manifest has this name with its letters composed in another way",
                "清单中此名称的字母组合方式不同（NFC、NFD）"
            ),
            Self::Fetch => {
                say!("part of the payload is to be fetched from elsewhere", "部分内容需从别处获取")
            }
            Self::Unreadable { error } => say!("cannot be read: {error}", "无法读取：{error}"),
            Self::TooLarge => say!("too large for a tag file", "过大，不是正常的标签文件"),
            Self::NotOurs => say!(
                "not made by Planpress: it says nothing of plan and chain",
                "不是 Planpress 制作的归档包，未载明所属计划和链"
            ),
            Self::NotOursHolds => say!(
                "not made by Planpress: complete and valid by its own manifests, but it says nothing of plan and chain",
                "不是 Planpress 制作的归档包：按其自身清单完整有效，但未载明所属计划和链"
            ),
            Self::Label { label: "" } => {
                say!("cannot be read as labels and values", "不是“标签: 值”的形式，无法读取")
            }
            Self::Label { label } => say!(
                "the label {label} is missing, repeated or cannot be read",
                "标签 {label} 缺失、重复或无法读取"
            ),
            Self::Newer { format } => say!(
                "format {format} of a newer Planpress; verify it with that",
                "由更新版本的 Planpress 制作（格式 {format}），请用新版本核验"
            ),
        }
    }
}

impl ChainFault {
    /// One line: what is wrong.
    pub fn words(&self) -> Words {
        match self {
            Self::NoFirst => say!("the first bag of the series is not there", "缺少本系列的第一个归档包"),
            Self::SeveralFirst { bags } => say!(
                "several bags say that they are the first of the series: {}",
                "有多个归档包自称为本系列的第一个：{}",
                list(bags)
            ),
            Self::MissingLink { bag, previous } => say!(
                "{bag} follows a bag that is not there or was altered: sha256:{previous}",
                "{bag} 的上一个归档包缺失或被改动：sha256:{previous}"
            ),
            Self::Fork { previous, bags } => say!(
                "several bags follow the same one, sha256:{previous}: {}",
                "多个归档包接在同一个归档包（sha256:{previous}）之后：{}",
                list(bags)
            ),
            Self::Twice { bags } => {
                say!("the same bag lies in several places: {}", "同一个归档包出现在多处：{}", list(bags))
            }
            Self::Position { bag, said, found } => say!(
                "{bag} says that it is bag {said} of the series, but it is bag {found}",
                "{bag} 自称为本系列第 {said} 个归档包，实为第 {found} 个"
            ),
            Self::Number { bag, expected } => say!(
                "{bag} stands where number {expected} of its plan belongs",
                "{bag} 所在位置应为该计划的第 {expected} 号归档包"
            ),
            Self::Unreached { bag } => {
                say!("{bag} is not connected with the first bag", "{bag} 与第一个归档包没有连接")
            }
            Self::Silent { bag } => say!(
                "{bag} does not tell its place in a way that can be believed",
                "{bag} 在链中的位置无从可信地得知"
            ),
        }
    }
}

fn list(bags: &[BagId]) -> Words {
    joined(&bags.iter().map(ToString::to_string).collect::<Vec<_>>())
}

/// The line of a chain.
pub(super) fn chain(chain: &Chain) -> Words {
    let newest = or_dash(chain.newest.map(named));
    let count = chain.order.len();
    let series = if chain.series.is_empty() { "/" } else { &chain.series };
    let word = match chain.verdict() {
        Verdict::Whole if chain.open.is_empty() => say!("unbroken", "完整"),
        Verdict::Whole => say!("unbroken as far as its bags are here", "就此处所有归档包而言完整"),
        Verdict::Broken => say!("broken", "断裂"),
        Verdict::Unverifiable => say!("unverifiable", "无法核验"),
    };
    let noun = if count == 1 { "bag" } else { "bags" };
    say!(
        "chain {series}: {}, {count} {noun}, newest {newest}",
        "归档链 {series}：{}，共 {count} 个归档包，最新为 {newest}",
        word
    )
}

/// What is said where a chain goes back to a bag whose predecessor is not at hand.
pub(super) fn open(bag: &BagId) -> Words {
    say!(
        "the bag before {bag} is not here: this link was not verified",
        "{bag} 的上一个归档包不在此处，这一环未核验"
    )
}

/// What is said of a digest that was noted earlier and that no whole bag has.
pub(super) fn absent(digest: &Digest) -> Words {
    say!(
        "expected sha256:{digest}: no whole bag has this digest; the bag was removed or changed",
        "所求 sha256:{digest}：没有摘要与此相同的完好归档包，该包已被移走或改动"
    )
}

/// What is said of things that belong to no bag.
pub(super) fn stray(Stray { name, kind }: &Stray) -> Words {
    match kind {
        StrayKind::File => say!(
            "{name}: belongs to no bag; nothing vouches for it",
            "{name}：不属于任何归档包，没有摘要可核验"
        ),
        StrayKind::Link => {
            say!("{name}: a symbolic link, which was not followed", "{name}：符号链接，未予跟随")
        }
        StrayKind::Unreadable(error) => say!("{name}: cannot be read: {error}", "{name}：无法读取：{error}"),
    }
}

impl NameFault {
    /// What is wrong with the name, to stand after the path.
    pub fn words(&self) -> Words {
        match self {
            Self::NotAPath => say!("it is not a path below a folder", "不是文件夹内的路径"),
            Self::Character(c) => say!(
                "Windows and USB sticks cannot hold `{}` in a name",
                "Windows 和 U 盘的文件名不能含有“{}”",
                c.escape_default()
            ),
            Self::Ambiguous(c) => say!(
                "checksum tools read `{}` in a name differently",
                "各种校验工具对文件名中“{}”的处理不一致",
                shown(*c)
            ),
            Self::End => say!(
                "a name in it ends with a dot or a space, which Windows drops",
                "有名称以句点或空格结尾，Windows 会将其去掉"
            ),
            Self::Device(name) => {
                say!("Windows keeps the name `{name}` for a device", "“{name}”是 Windows 保留的设备名")
            }
            Self::Long => say!(
                "a name in it is longer than 255 bytes (85 Chinese characters)",
                "有名称超过 255 字节（85 个汉字）"
            ),
            Self::Clash(other) => say!(
                "Windows and Macs take it for the same as `{other}`: the two differ only in upper and lower case or in how their letters are composed",
                "Windows 和 Mac 会把它与“{other}”当作同一个名称：两者只有大小写或字母组合方式的差别"
            ),
            Self::Twice => say!("it is there twice", "重复出现"),
            Self::FileAndFolder(other) => {
                say!("`{other}` would be both a file and a folder", "“{other}”既是文件又是文件夹")
            }
        }
    }
}

fn shown(c: char) -> String {
    if c == '%' { "%".to_owned() } else { c.escape_unicode().to_string() }
}
