//! Reading source files as text.

use super::walk::{FoundFile, of_file};
use crate::bug::{part, slice};
use crate::diagnostic::{Diagnostic, FileFault, Finding, Marks, Place, Position, ReadFault, Source};
use crate::source_path::SourcePath;
use std::ops::Range;
use std::sync::OnceLock;

/// A text file of the site: its name and its text, byte order mark and line ends as they are.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The path relative to the site's folder, with `/` between names.
    pub file: SourcePath,
    /// The whole text.
    pub text: String,
    /// Made when the first place is asked for.
    marks: OnceLock<Marks>,
}

impl SourceFile {
    /// A text under a name.
    pub fn new(file: SourcePath, text: String) -> Self {
        Self { file, text, marks: OnceLock::new() }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// A diagnostic where the file cannot be read or is not UTF-8.
    pub fn read(found: &FoundFile) -> Result<Self, Box<Diagnostic>> {
        let unreadable =
            |fault: ReadFault| Box::new(of_file(&found.file, Finding::File(FileFault::Unreadable { fault })));
        let metadata = std::fs::metadata(&found.on_disk).map_err(|error| unreadable((&error).into()))?;
        if !metadata.is_file() {
            return Err(unreadable(ReadFault::NotAFile));
        }
        let bytes = std::fs::read(&found.on_disk).map_err(|error| unreadable((&error).into()))?;
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(found.file.clone(), text)),
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let place = bad_byte(&found.file, error.as_bytes(), valid);
                let finding = Finding::File(FileFault::NotUtf8 { guess: guess(error.as_bytes()) });
                Err(Box::new(Diagnostic::new(finding, place)))
            }
        }
    }

    /// What can be made out of a file that is not UTF-8, or cannot be read: what depends on it is not to be blamed. It is
    /// shown nowhere.
    pub fn read_what_can_be(found: &FoundFile) -> Self {
        let is_file = std::fs::metadata(&found.on_disk).is_ok_and(|metadata| metadata.is_file());
        let bytes = is_file.then(|| std::fs::read(&found.on_disk).ok()).flatten().unwrap_or_default();
        Self::new(found.file.clone(), String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The text under its name, to cut places from.
    pub fn source(&self) -> Source<'_> {
        Source { file: &self.file, text: &self.text }
    }

    /// The place of a byte range.
    pub fn place(&self, range: Range<usize>) -> Place {
        self.source().place_by(self.marks.get_or_init(|| Marks::new(&self.text)), range)
    }
}

/// A text without the byte order mark that editors on Windows put before it.
pub fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The place of the first byte that is not UTF-8; what comes before it in its line is shown.
fn bad_byte(file: &SourcePath, bytes: &[u8], valid: usize) -> Place {
    let before = String::from_utf8_lossy(part(bytes, ..valid));
    let line_start = before.rfind('\n').map_or(0, |index| index + 1);
    let line = before.matches('\n').count() + 1;
    let shown = slice(&before, line_start..);
    let column = shown.chars().count() + 1;
    let rest = bytes.iter().skip(valid).take(60).copied();
    let rest: Vec<u8> = rest.take_while(|byte| !matches!(byte, b'\n' | b'\r')).collect();
    let position = Position { line, column };
    Place {
        file: file.clone(),
        start: position,
        end: Position { line, column: column + 1 },
        excerpt: format!("{shown}{}", String::from_utf8_lossy(&rest)),
        excerpt_column: 1,
    }
}

/// The encoding that bytes are probably in; Chinese text from Windows is usually GB18030.
fn guess(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Some("UTF-16");
    }
    if bytes.iter().take(4096).any(|byte| *byte == 0) {
        return None;
    }
    let mut rest = bytes.iter().peekable();
    while let Some(byte) = rest.next() {
        if *byte >= 0x80 {
            let second = rest.next().copied().unwrap_or(0x40);
            if *byte == 0x80 || *byte == 0xff || !matches!(second, 0x30..=0x39 | 0x40..=0x7e | 0x80..=0xfe) {
                return None;
            }
        }
    }
    Some("GB18030")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_text_from_windows_is_recognised() {
        assert_eq!(guess(&[0xbc, 0xc6, 0xbb, 0xae]), Some("GB18030"));
        assert_eq!(guess(&[0xff, 0xfe, 0x2d, 0x4e]), Some("UTF-16"));
        assert_eq!(guess(&[0x89, b'P', b'N', b'G', 0, 0]), None);
    }

    #[test]
    fn the_place_of_a_bad_byte_counts_characters() {
        let place = bad_byte(&SourcePath::from("a.md"), b"a\n\xe5\x8c\xba\xbc\xc6", 5);
        assert_eq!((place.start.line, place.start.column), (2, 2));
    }
}
