//! The words for faults and verdicts, in English and Chinese.

use super::chain::{Chain, ChainFault};
use super::fault::{BagFault, FaultKind, Verdict};
use super::folders::{BagId, StrayKind};
use super::names::NameFault;
use crate::diagnostic::Language;
use crate::output::Digest;

impl Verdict {
    /// The word for people.
    pub const fn label(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Whole, Language::English) => "whole",
            (Self::Broken, Language::English) => "broken",
            (Self::Unverifiable, Language::English) => "unverifiable",
            (Self::Whole, Language::Chinese) => "完好",
            (Self::Broken, Language::Chinese) => "不符",
            (Self::Unverifiable, Language::Chinese) => "无法核验",
        }
    }
}

impl BagFault {
    /// One line: what is wrong.
    pub fn message(&self, language: Language) -> String {
        let what = match language {
            Language::English => english(&self.kind),
            Language::Chinese => chinese(&self.kind),
        };
        if self.path.is_empty() { what } else { format!("{}: {what}", self.path) }
    }
}

fn english(kind: &FaultKind) -> String {
    match kind {
        FaultKind::Missing => "missing: it was sealed and is not there".into(),
        FaultKind::Extra => "extra: it was not sealed".into(),
        FaultKind::EmptyFolder => "extra: an empty folder, which no sealed bag has".into(),
        FaultKind::Altered => "altered: its bytes are not those that were sealed".into(),
        FaultKind::Duplicate { manifest } => format!("listed more than once in {manifest}"),
        FaultKind::BadLine { line: 0 } => "lists a path that does not belong in it".into(),
        FaultKind::BadLine { line } => format!("line {line} is not a digest and a path"),
        FaultKind::Outside { manifest } => format!("{manifest} lists this path, which leads out of the bag"),
        FaultKind::Link => "a symbolic link: what it leads to is not in the bag".into(),
        FaultKind::NotAFile => "neither a file nor a folder".into(),
        FaultKind::Size { said, found } => format!(
            "Payload-Oxum says {} bytes in {} files; there are {} bytes in {}",
            said.bytes, said.files, found.bytes, found.files
        ),
        FaultKind::Rewritten => "rewritten: other line ends, order or spaces than were sealed".into(),
        FaultKind::Misplaced { place } => format!("moved: the bag says that it is {place}"),
        FaultKind::NotABag => "not a BagIt bag: no bagit.txt that can be read".into(),
        FaultKind::Version { said } => format!("BagIt version {said}; only 1.0 can be judged"),
        FaultKind::Encoding { said } => format!("tag files in {said}; only UTF-8 can be judged"),
        FaultKind::Algorithm => "a manifest in an algorithm that Planpress does not compute".into(),
        FaultKind::Fetch => "part of the payload is to be fetched from elsewhere".into(),
        FaultKind::Unreadable { error } => format!("cannot be read: {error}"),
        FaultKind::TooLarge => "too large for a tag file".into(),
        FaultKind::NotOurs => {
            "not made by Planpress: it says nothing of plan and chain; use another BagIt tool".into()
        }
        FaultKind::Label { label: "" } => "cannot be read as labels and values".into(),
        FaultKind::Label { label } => format!("the label {label} is missing, repeated or cannot be read"),
        FaultKind::Newer { format } => format!("format {format} of a newer Planpress; verify it with that"),
    }
}

fn chinese(kind: &FaultKind) -> String {
    match kind {
        FaultKind::Missing => "缺失：封存时有此文件，现在没有".into(),
        FaultKind::Extra => "多出：封存时没有此文件".into(),
        FaultKind::EmptyFolder => "多出：空文件夹（归档包中不会有空文件夹）".into(),
        FaultKind::Altered => "被改动：内容与封存时不同".into(),
        FaultKind::Duplicate { manifest } => format!("在 {manifest} 中重复列出"),
        FaultKind::BadLine { line: 0 } => "列有不应在此的路径".into(),
        FaultKind::BadLine { line } => format!("第 {line} 行不是“摘要值  路径”的形式"),
        FaultKind::Outside { manifest } => format!("{manifest} 中列有此路径，它指向归档包之外"),
        FaultKind::Link => "是符号链接，所指内容不在归档包内".into(),
        FaultKind::NotAFile => "既不是文件也不是文件夹".into(),
        FaultKind::Size { said, found } => format!(
            "Payload-Oxum 记载 {} 字节、{} 个文件，实际为 {} 字节、{} 个文件",
            said.bytes, said.files, found.bytes, found.files
        ),
        FaultKind::Rewritten => "被改写：换行、次序或空格与封存时不同".into(),
        FaultKind::Misplaced { place } => format!("位置不对：归档包自称为 {place}"),
        FaultKind::NotABag => "不是 BagIt 归档包：没有可读的 bagit.txt".into(),
        FaultKind::Version { said } => format!("BagIt 版本为 {said}，只能核验 1.0"),
        FaultKind::Encoding { said } => format!("标签文件编码为 {said}，只能核验 UTF-8"),
        FaultKind::Algorithm => "清单使用了 Planpress 不支持的摘要算法".into(),
        FaultKind::Fetch => "部分内容需从别处获取".into(),
        FaultKind::Unreadable { error } => format!("无法读取：{error}"),
        FaultKind::TooLarge => "过大，不是正常的标签文件".into(),
        FaultKind::NotOurs => {
            "不是 Planpress 制作的归档包，未载明所属计划和链；请用其他 BagIt 工具核验".into()
        }
        FaultKind::Label { label: "" } => "不是“标签: 值”的形式，无法读取".into(),
        FaultKind::Label { label } => format!("标签 {label} 缺失、重复或无法读取"),
        FaultKind::Newer { format } => {
            format!("由更新版本的 Planpress 制作（格式 {format}），请用新版本核验")
        }
    }
}

impl ChainFault {
    /// One line: what is wrong.
    pub fn message(&self, language: Language) -> String {
        match language {
            Language::English => self.english(),
            Language::Chinese => self.chinese(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::NoFirst => "the first bag of the series is not there".into(),
            Self::SeveralFirst { bags } => {
                format!("several bags say that they are the first of the series: {}", list(bags, ", "))
            }
            Self::MissingLink { bag, previous } => {
                format!("{bag} follows a bag that is not there or was altered: sha256:{previous}")
            }
            Self::Fork { previous, bags } => {
                format!("several bags follow the same one, sha256:{previous}: {}", list(bags, ", "))
            }
            Self::Twice { bags } => format!("the same bag lies in several places: {}", list(bags, ", ")),
            Self::Position { bag, said, found } => {
                format!("{bag} says that it is bag {said} of the series, but it is bag {found}")
            }
            Self::Number { bag, expected } => {
                format!("{bag} stands where number {expected} of its plan belongs")
            }
            Self::Unreached { bag } => format!("{bag} is not connected with the first bag"),
            Self::Silent { bag } => format!("{bag} does not tell its place in a way that can be believed"),
        }
    }

    fn chinese(&self) -> String {
        match self {
            Self::NoFirst => "缺少本系列的第一个归档包".into(),
            Self::SeveralFirst { bags } => format!("有多个归档包自称为本系列的第一个：{}", list(bags, "、")),
            Self::MissingLink { bag, previous } => {
                format!("{bag} 的上一个归档包缺失或被改动：sha256:{previous}")
            }
            Self::Fork { previous, bags } => {
                format!("多个归档包接在同一个归档包（sha256:{previous}）之后：{}", list(bags, "、"))
            }
            Self::Twice { bags } => format!("同一个归档包出现在多处：{}", list(bags, "、")),
            Self::Position { bag, said, found } => {
                format!("{bag} 自称为本系列第 {said} 个归档包，实为第 {found} 个")
            }
            Self::Number { bag, expected } => format!("{bag} 所在位置应为该计划的第 {expected} 号归档包"),
            Self::Unreached { bag } => format!("{bag} 与第一个归档包没有连接"),
            Self::Silent { bag } => format!("{bag} 在链中的位置无从可信地得知"),
        }
    }
}

fn list(bags: &[BagId], separator: &str) -> String {
    bags.iter().map(ToString::to_string).collect::<Vec<_>>().join(separator)
}

/// The line of a chain.
pub(super) fn chain(chain: &Chain, language: Language) -> String {
    let newest = chain.newest.map_or_else(|| "–".to_owned(), |digest| format!("sha256:{digest}"));
    let count = chain.order.len();
    let verdict = chain.verdict();
    let series = if chain.series.is_empty() { "/" } else { &chain.series };
    match language {
        Language::English => {
            let bags = if count == 1 { "bag" } else { "bags" };
            let word = match verdict {
                Verdict::Whole if chain.open.is_empty() => "unbroken",
                Verdict::Whole => "unbroken as far as its bags are here",
                verdict => verdict.label(language),
            };
            format!("chain {series}: {word}, {count} {bags}, newest {newest}")
        }
        Language::Chinese => {
            let word = match verdict {
                Verdict::Whole if chain.open.is_empty() => "完整",
                Verdict::Whole => "就此处所有归档包而言完整",
                Verdict::Broken => "断裂",
                Verdict::Unverifiable => "无法核验",
            };
            format!("归档链 {series}：{word}，共 {count} 个归档包，最新为 {newest}")
        }
    }
}

/// What is said where a chain goes back to a bag whose predecessor is not at hand.
pub(super) fn open(bag: &BagId, language: Language) -> String {
    match language {
        Language::English => format!("the bag before {bag} is not here: this link was not verified"),
        Language::Chinese => format!("{bag} 的上一个归档包不在此处，这一环未核验"),
    }
}

/// What is said of a digest that was noted earlier and that no whole bag has.
pub(super) fn absent(digest: &Digest, language: Language) -> String {
    match language {
        Language::English => {
            format!("expected sha256:{digest}: no whole bag has this digest; the bag was removed or changed")
        }
        Language::Chinese => {
            format!("所求 sha256:{digest}：没有摘要与此相同的完好归档包，该包已被移走或改动")
        }
    }
}

/// What is said of things that belong to no bag.
pub(super) fn stray(kind: &StrayKind, name: &str, language: Language) -> String {
    match (kind, language) {
        (StrayKind::File, Language::English) => format!("{name}: belongs to no bag; nothing vouches for it"),
        (StrayKind::Link, Language::English) => {
            format!("{name}: a symbolic link, which was not followed")
        }
        (StrayKind::Unreadable(error), Language::English) => format!("{name}: cannot be read: {error}"),
        (StrayKind::File, Language::Chinese) => format!("{name}：不属于任何归档包，没有摘要可核验"),
        (StrayKind::Link, Language::Chinese) => format!("{name}：符号链接，未予跟随"),
        (StrayKind::Unreadable(error), Language::Chinese) => format!("{name}：无法读取：{error}"),
    }
}

impl NameFault {
    /// What is wrong with the name, to stand after the path.
    pub fn message(&self, language: Language) -> String {
        match language {
            Language::English => self.english(),
            Language::Chinese => self.chinese(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::NotAPath => "it is not a path below a folder".into(),
            Self::Character(c) => {
                format!("Windows and USB sticks cannot hold `{}` in a name", c.escape_default())
            }
            Self::Ambiguous(c) => format!("checksum tools read `{}` in a name differently", shown(*c)),
            Self::End => "a name in it ends with a dot or a space, which Windows drops".into(),
            Self::Device(name) => format!("Windows keeps the name `{name}` for a device"),
            Self::Long => "a name in it is longer than 255 bytes (85 Chinese characters)".into(),
            Self::Clash(other) => format!(
                "Windows and Macs take it for the same as `{other}`: the two differ only in upper and lower case or in how their letters are composed"
            ),
            Self::Twice => "it is there twice".into(),
            Self::FileAndFolder(other) => format!("`{other}` would be both a file and a folder"),
        }
    }

    fn chinese(&self) -> String {
        match self {
            Self::NotAPath => "不是文件夹内的路径".into(),
            Self::Character(c) => format!("Windows 和 U 盘的文件名不能含有“{}”", c.escape_default()),
            Self::Ambiguous(c) => format!("各种校验工具对文件名中“{}”的处理不一致", shown(*c)),
            Self::End => "有名称以句点或空格结尾，Windows 会将其去掉".into(),
            Self::Device(name) => format!("“{name}”是 Windows 保留的设备名"),
            Self::Long => "有名称超过 255 字节（85 个汉字）".into(),
            Self::Clash(other) => {
                format!("Windows 和 Mac 会把它与“{other}”当作同一个名称：两者只有大小写或字母组合方式的差别")
            }
            Self::Twice => "重复出现".into(),
            Self::FileAndFolder(other) => format!("“{other}”既是文件又是文件夹"),
        }
    }
}

fn shown(c: char) -> String {
    if c == '%' { "%".to_owned() } else { c.escape_unicode().to_string() }
}
