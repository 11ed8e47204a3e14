//! Files that come back, read into cells: spreadsheets of every program, and CSV.
//!
//! What a file is, its first bytes say, never its name. A spreadsheet is taken apart in a process of its own
//! ([`extract`]): a file that is made to crash or to swell takes nothing else along.

mod csv_text;
pub mod extract;
mod foreign;
pub mod table;

use super::cell::Cell;
use crate::diagnostic::Words;
use crate::diagnostic::words::say;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The longest file that is read. A workbook of 200 indicators has 30 KB.
const LARGEST: u64 = 32 << 20;
/// How the zip files begin that newer spreadsheets are.
const ZIP: &[u8] = b"PK\x03\x04";
/// How the files of older spreadsheets begin, and those that a password protects.
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// One sheet; a CSV file is one without a name.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    pub name: Option<String>,
    /// What is in its cells, by row and column from 0; hidden and filtered rows too.
    #[serde(with = "pairs")]
    pub cells: BTreeMap<(u32, u32), Cell>,
}

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileFault {
    /// The system refuses, and says why.
    System(String),
    /// It is longer than any workbook.
    TooLarge,
    /// It is a spreadsheet that unpacks to more than any workbook holds.
    TooMuch,
    /// It is no spreadsheet and no CSV.
    NoSpreadsheet,
    /// A password protects it.
    Password,
    /// It is damaged.
    Damaged,
    /// Its text is in no encoding that is known.
    Encoding,
}

impl FileFault {
    /// What is wrong, and what to do.
    pub fn words(&self) -> Words {
        match self {
            Self::System(why) => say!("the file cannot be read: {why}", "文件无法读取：{why}"),
            Self::TooLarge | Self::TooMuch => say!(
                "the file is far larger than any workbook; fill in the workbook that was sent out",
                "文件过大，不是正常的填报表；请在下发的填报表中填写"
            ),
            Self::NoSpreadsheet => say!(
                "this is no spreadsheet; send the filled workbook (.xlsx)",
                "不是电子表格文件；请报送填好的填报表（.xlsx）"
            ),
            Self::Password => say!(
                "the file is protected by a password; save it without one",
                "文件设有打开密码；请取消密码后另存"
            ),
            Self::Damaged => say!(
                "the file is damaged; open it, save it as .xlsx, and send it again",
                "文件已损坏；请打开后另存为 .xlsx 再报送"
            ),
            Self::Encoding => say!(
                "the text is neither UTF-8 nor GB 18030; save it as CSV UTF-8",
                "文本编码既不是 UTF-8 也不是 GB 18030；请另存为“CSV UTF-8”"
            ),
        }
    }
}

/// Reads a file.
///
/// # Errors
/// Why it cannot be read.
pub fn read_file(path: &Path) -> Result<Vec<Sheet>, FileFault> {
    let refuse = |error: std::io::Error| FileFault::System(error.to_string());
    let file = File::open(path).map_err(refuse)?;
    let known = file.metadata().map_err(refuse)?;
    if !known.is_file() {
        return Err(FileFault::NoSpreadsheet);
    }
    if known.len() > LARGEST {
        return Err(FileFault::TooLarge);
    }
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes).map_err(refuse)?;
    if bytes.starts_with(ZIP) || bytes.starts_with(COMPOUND) {
        return foreign::read(path);
    }
    csv_text::read(&bytes).map(|sheet| vec![sheet])
}

/// Cells as a list of places with what is there: JSON has no maps by place.
mod pairs {
    use super::Cell;
    use serde::{Deserialize, Deserializer, Serializer};
    use std::collections::BTreeMap;

    pub fn serialize<S: Serializer>(cells: &BTreeMap<(u32, u32), Cell>, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(cells)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<(u32, u32), Cell>, D::Error> {
        Ok(Vec::<((u32, u32), Cell)>::deserialize(from)?.into_iter().collect())
    }
}
