//! Which format a file has, and its reader; plain text, Markdown and HTML are read here.

mod html;
mod markdown;
mod office;
mod plain;

#[cfg(test)]
mod tests;

use super::document::OfficeDocument;
use super::docx::{self, ReadFault, TrackedChanges};
use crate::diagnostic::words::say;
use crate::source::encoding::{NoText, decode};
use std::path::Path;

/// What files begin with.
const ZIP: &[u8] = b"PK";
const OLE2: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
const PDF: &[u8] = b"%PDF";
const RTF: &[u8] = b"{\\rtf";

/// Reads a document: what it begins with says what it is, its name only where that says nothing.
///
/// # Errors
/// Why it cannot be read.
pub fn read(name: &Path, bytes: &[u8], changes: TrackedChanges) -> Result<OfficeDocument, ReadFault> {
    if bytes.starts_with(ZIP) {
        return docx::read(bytes, changes);
    }
    if bytes.starts_with(OLE2) || bytes.starts_with(RTF) {
        let converted = office::convert(name)?;
        return docx::read(&converted, changes);
    }
    if bytes.starts_with(PDF) {
        return Err(ReadFault::Unreadable(say!(
            "this is a PDF file, which holds places of letters and no paragraphs: import the Word file that it was made from",
            "这是 PDF 文件，其中只有字的位置，没有段落：请导入生成它的 Word 文件"
        )));
    }
    let text = match decode(bytes) {
        Ok(text) => text,
        Err(NoText::Broken { encoding, line }) => {
            return Err(ReadFault::Unreadable(say!(
                "line {line} holds a byte that is none of {encoding}: save the file again as UTF-8",
                "第{line}行有不属于 {encoding} 编码的字节：请把文件另存为 UTF-8 后再导入"
            )));
        }
        Err(NoText::Binary) => {
            return Err(ReadFault::Unreadable(say!(
                "this is no document that can be read: give a .docx, .txt, .md or .html file",
                "无法识别这种文件：请提供 .docx、.txt、.md 或 .html 文件"
            )));
        }
    };
    let extension = name.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    Ok(match extension.as_deref() {
        Some("md" | "markdown") => markdown::read(&text),
        Some("html" | "htm" | "xhtml" | "mht") => html::read(&text),
        _ if is_html(&text) => html::read(&text),
        _ => plain::read(&text),
    })
}

/// Whether a text under another name is HTML: Word saves web pages as `.doc`.
fn is_html(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(200).collect::<String>().to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}
