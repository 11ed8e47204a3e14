//! Pictures: their files beside the texts, and what of them browsers do not show.

use super::super::document::ParagraphId;
use super::super::loss::LossKind;
use super::draft::{Draft, Sheet};
use super::inline::Notation;
use crate::diagnostic::words::say;
use crate::markdown::{escape, inline};

impl Draft<'_> {
    /// A picture as it stands in a line; nothing where browsers do not show it, or it is not there.
    pub(super) fn picture(
        &mut self,
        index: usize,
        at: ParagraphId,
        notation: Notation,
        sheet: &mut Sheet,
    ) -> String {
        let document = self.document;
        let Some(picture) = document.pictures.get(index) else { return String::new() };
        let file = match (self.pictures.get(&index), ending(&picture.bytes)) {
            (Some(file), _) => file.clone(),
            (None, Some(ending)) => {
                sheet.pictures += 1;
                let file = format!("{}-{}.{ending}", sheet.stem, sheet.pictures);
                self.files.insert(file.clone(), picture.bytes.clone());
                self.pictures.insert(index, file.clone());
                file
            }
            (None, None) => {
                self.lose_beside(Some(at), LossKind::Picture, &picture.name);
                return String::new();
            }
        };
        let words = picture.description.as_deref().unwrap_or_default();
        let words: Vec<&str> = words.split_whitespace().collect();
        let words = words.join(" ");
        if words.is_empty() {
            self.remark(
                Some(at),
                say!(
                    "the picture `{file}` has no description: write in the square brackets what it shows",
                    "图片 `{file}` 没有说明文字：请在方括号内写明图片内容"
                ),
            );
        }
        match notation {
            Notation::Markdown(_) => inline::picture(&words, &file, ""),
            Notation::Html => {
                let mut out = format!("<img src=\"{file}\" alt=\"");
                escape(&words, &mut out);
                out + "\">"
            }
        }
    }
}

/// The ending for a picture that browsers show, by how its bytes begin. Drawings in SVG can hold programs, and are none of these.
fn ending(bytes: &[u8]) -> Option<&'static str> {
    let is_webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("png"),
        [0xff, 0xd8, 0xff, ..] => Some("jpg"),
        [b'G', b'I', b'F', b'8', ..] => Some("gif"),
        _ if is_webp => Some("webp"),
        _ => None,
    }
}
