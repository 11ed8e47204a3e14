//! What `bag-info.txt` says of a bag, as a type: labels in, record out, and back. Pure.
//!
//! | label | meaning |
//! | --- | --- |
//! | `Source-Organization` | the issuer (发文机关) |
//! | `External-Description` | title, and document number in brackets |
//! | `External-Identifier` | address of the plan, `/`, number of the bag: `district/2016/1` |
//! | `Bagging-Date` | the day of sealing |
//! | `Bag-Software-Agent` | the program with its version |
//! | `Payload-Oxum` | bytes and files of the payload |
//! | `Previous-Bag` | `sha256:` and the digest of the tag manifest of the bag sealed before in the series; absent in its first bag |
//! | `Planpress-Format` | the version of this table and of the layout of the payload |
//! | `Planpress-Chain-Position` | which bag of the series this is, from 1 |
//! | `Planpress-Title`, `Planpress-Document-Number`, `Planpress-Index-Number` | 标题, 发文字号, 索引号 |
//! | `Planpress-Published` | when the plan was published |
//! | `Planpress-Amendment-Reason` | why it was sealed again; in bags after a plan's first |

use super::folders::BagId;
use super::tags::{self, Tag, normal};
use crate::digest::Digest;
use crate::model::date::{parse_date, parse_date_time};
use jiff::civil::{Date, DateTime};

/// The version of the labels and of the layout.
pub(super) const FORMAT: &str = "1";
/// What `Bag-Software-Agent` says.
const AGENT: &str = concat!("Planpress ", env!("CARGO_PKG_VERSION"));
/// Says that Planpress made the bag, and in which version of the format.
pub(super) const FORMAT_LABEL: &str = "Planpress-Format";
/// A label of the table above.
type Label = &'static str;
const ORGANIZATION: &str = "Source-Organization";
const DESCRIPTION: &str = "External-Description";
const IDENTIFIER: &str = "External-Identifier";
const DATE: &str = "Bagging-Date";
const SOFTWARE: &str = "Bag-Software-Agent";
const OXUM: &str = Oxum::LABEL;
const PREVIOUS: &str = "Previous-Bag";
const POSITION: &str = "Planpress-Chain-Position";
const TITLE: &str = "Planpress-Title";
const DOCUMENT_NUMBER: &str = "Planpress-Document-Number";
const INDEX_NUMBER: &str = "Planpress-Index-Number";
const PUBLISHED: &str = "Planpress-Published";
const REASON: &str = "Planpress-Amendment-Reason";

/// What the sealer says of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Info {
    /// 发文机关.
    pub issuer: Option<String>,
    /// The document's title; not empty.
    pub title: String,
    /// 发文字号.
    pub document_number: Option<String>,
    /// 索引号.
    pub index_number: Option<String>,
    /// 发布日期.
    pub published: Option<DateTime>,
    /// The day of sealing.
    pub sealed: Date,
    /// Why the plan is sealed again: for every bag of a plan but its first.
    pub reason: Option<String>,
}

/// The size of a payload: `Payload-Oxum`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Oxum {
    /// All files together, in bytes.
    pub bytes: u64,
    /// How many files.
    pub files: u64,
}

impl std::fmt::Display for Oxum {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.bytes, self.files)
    }
}

impl Oxum {
    /// The label that gives it.
    pub const LABEL: &'static str = "Payload-Oxum";

    pub(super) fn parse(text: &str) -> Option<Self> {
        let (bytes, files) = text.split_once('.')?;
        let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok());
        Some(Self { bytes: number(bytes)??, files: number(files)?? })
    }
}

/// All that `bag-info.txt` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BagRecord {
    /// What the sealer said of the plan.
    pub info: Info,
    /// Which bag this is: plan and number.
    pub place: BagId,
    /// Which bag of the series this is, from 1.
    pub position: u64,
    /// The digest of the tag manifest of the bag sealed before in the series.
    pub previous: Option<Digest>,
    /// The size of the payload.
    pub oxum: Oxum,
    /// The program that made the bag.
    pub agent: String,
}

impl BagRecord {
    /// A record of a bag made by this program. Texts are brought into the form that they have in a bag.
    pub fn new(info: &Info, place: BagId, position: u64, previous: Option<Digest>, oxum: Oxum) -> Self {
        let text = |value: &Option<String>| value.as_deref().map(normal).filter(|value| !value.is_empty());
        let info = Info {
            issuer: text(&info.issuer),
            title: normal(&info.title),
            document_number: text(&info.document_number),
            index_number: text(&info.index_number),
            published: info.published,
            sealed: info.sealed,
            reason: text(&info.reason),
        };
        Self { info, place, position, previous, oxum, agent: AGENT.to_owned() }
    }

    /// The text of `bag-info.txt`.
    pub fn to_text(&self) -> String {
        let info = &self.info;
        let description = match &info.document_number {
            Some(number) => format!("{}（{number}）", info.title),
            None => info.title.clone(),
        };
        // A tag without a value is left out.
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let previous = self.previous.map(|digest| format!("sha256:{digest}"));
        let published = info.published.map(|time| time.to_string());
        tags::format(&[
            Tag::new(ORGANIZATION, &text(&info.issuer)),
            Tag::new(DESCRIPTION, &description),
            Tag::new(IDENTIFIER, &self.place.to_string()),
            Tag::new(DATE, &info.sealed.to_string()),
            Tag::new(SOFTWARE, &self.agent),
            Tag::new(OXUM, &self.oxum.to_string()),
            Tag::new(PREVIOUS, &text(&previous)),
            Tag::new(FORMAT_LABEL, FORMAT),
            Tag::new(POSITION, &self.position.to_string()),
            Tag::new(TITLE, &info.title),
            Tag::new(DOCUMENT_NUMBER, &text(&info.document_number)),
            Tag::new(INDEX_NUMBER, &text(&info.index_number)),
            Tag::new(PUBLISHED, &text(&published)),
            Tag::new(REASON, &text(&info.reason)),
        ])
    }

    /// Reads what [`Self::to_text`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        Self::read(&tags::parse(text)?).ok()
    }

    /// Reads labels.
    ///
    /// # Errors
    ///
    /// The label that is missing, stands twice or cannot be read.
    pub fn read(tags: &[Tag]) -> Result<Self, Label> {
        let reader = InfoReader { tags };
        let previous = |value: &str| Digest::parse(value.strip_prefix("sha256:")?);
        let info = Info {
            issuer: reader.text(ORGANIZATION)?,
            title: reader.required(TITLE, |value| Some(value.to_owned()))?,
            document_number: reader.text(DOCUMENT_NUMBER)?,
            index_number: reader.text(INDEX_NUMBER)?,
            published: reader.optional(PUBLISHED, parse_date_time)?,
            sealed: reader.required(DATE, parse_date)?,
            reason: reader.text(REASON)?,
        };
        Ok(Self {
            info,
            place: reader.required(IDENTIFIER, BagId::parse)?,
            position: reader
                .required(POSITION, |value| value.parse().ok().filter(|position| *position > 0))?,
            previous: reader.optional(PREVIOUS, previous)?,
            oxum: reader.required(OXUM, Oxum::parse)?,
            agent: reader.required(SOFTWARE, |value| Some(value.to_owned()))?,
        })
    }
}

/// Reads single labels.
struct InfoReader<'a> {
    tags: &'a [Tag],
}

impl InfoReader<'_> {
    fn optional<T>(&self, label: Label, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, Label> {
        // Labels are told apart without regard to case (RFC 8493, 2.2.2).
        let mut found = self.tags.iter().filter(|tag| tag.label.eq_ignore_ascii_case(label));
        match (found.next(), found.next()) {
            (None, _) => Ok(None),
            (Some(tag), None) => read(&tag.value).map(Some).ok_or(label),
            (Some(_), Some(_)) => Err(label),
        }
    }

    fn required<T>(&self, label: Label, read: impl FnOnce(&str) -> Option<T>) -> Result<T, Label> {
        self.optional(label, read)?.ok_or(label)
    }

    fn text(&self, label: Label) -> Result<Option<String>, Label> {
        self.optional(label, |value| Some(value.to_owned()))
    }
}

/// What `Planpress-Format` says, if the bag has that label: then Planpress made it.
pub(super) fn format_of(tags: &[Tag]) -> Option<&str> {
    tags.iter().find(|tag| tag.label.eq_ignore_ascii_case(FORMAT_LABEL)).map(|tag| tag.value.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, datetime};

    fn record() -> BagRecord {
        let info = Info {
            issuer: Some("某某区科学技术局".into()),
            title: "2016年科技工作计划".into(),
            document_number: Some("科发〔2016〕1号".into()),
            index_number: None,
            published: Some(datetime(2016, 3, 2, 9, 0, 0, 0)),
            sealed: date(2016, 3, 10),
            reason: Some("更正附件：\n第三章表2的单位".into()),
        };
        let oxum = Oxum { bytes: 1234, files: 5 };
        BagRecord::new(&info, BagId::new("district/2016", 2).unwrap(), 7, Some(Digest::of(b"abc")), oxum)
    }

    #[test]
    fn the_labels_are_these() {
        let expected = format!(
            "Source-Organization: 某某区科学技术局
External-Description: 2016年科技工作计划（科发〔2016〕1号）
External-Identifier: district/2016/2
Bagging-Date: 2016-03-10
Bag-Software-Agent: Planpress {}
Payload-Oxum: 1234.5
Previous-Bag: sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
Planpress-Format: 1
Planpress-Chain-Position: 7
Planpress-Title: 2016年科技工作计划
Planpress-Document-Number: 科发〔2016〕1号
Planpress-Published: 2016-03-02T09:00:00
Planpress-Amendment-Reason: 更正附件：
 第三章表2的单位
",
            env!("CARGO_PKG_VERSION")
        );
        assert_eq!(record().to_text(), expected);
    }

    #[test]
    fn what_is_written_reads_back() {
        let mut first = record();
        first.previous = None;
        first.info.issuer = None;
        first.info.published = None;
        for record in [record(), first] {
            let tags = tags::parse(&record.to_text()).unwrap();
            assert_eq!(format_of(&tags), Some("1"));
            assert_eq!(BagRecord::read(&tags), Ok(record));
        }
    }

    #[test]
    fn labels_that_are_missing_repeated_or_wrong_are_named() {
        let text = record().to_text();
        for (from, to, label) in [
            ("Bagging-Date: 2016-03-10\n", "", "Bagging-Date"),
            ("2016-03-10", "2016-02-30", "Bagging-Date"),
            ("district/2016/2", "district/2016/02", "External-Identifier"),
            ("district/2016/2", "../2016/2", "External-Identifier"),
            ("1234.5", "1234", "Payload-Oxum"),
            ("1234.5", "+1234.5", "Payload-Oxum"),
            ("sha256:ba", "md5:ba", "Previous-Bag"),
            ("Planpress-Format: 1\n", "Planpress-Format: 1\nplanpress-title: x\n", "Planpress-Title"),
            ("Position: 7", "Position: 0", "Planpress-Chain-Position"),
        ] {
            let tags = tags::parse(&text.replace(from, to)).unwrap();
            assert_eq!(BagRecord::read(&tags), Err(label), "{from} → {to}");
        }
    }
}
