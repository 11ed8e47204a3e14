//! Bytes of text that an office wrote: the encodings that are met, and where one is broken.
//!
//! Takes bytes; gives text, or why they are none. Sources of a site are UTF-8 and never pass here.

use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoText {
    /// They are something else: a picture, a program.
    Binary,
    /// They are text in this encoding but for a byte in this line, counted from 1.
    Broken { encoding: &'static str, line: usize },
}

/// Reads text in UTF-8, UTF-16 or GB 18030, which holds GBK and GB 2312; a mark at the start decides.
///
/// # Errors
/// The bytes are no text, or broken in a line.
pub fn decode(bytes: &[u8]) -> Result<String, NoText> {
    let (marked, mark) = Encoding::for_bom(bytes).unzip();
    let rest = bytes.get(mark.unwrap_or_default()..).unwrap_or_default();
    let has_zeros = marked.is_none_or(|encoding| encoding == UTF_8) && rest.contains(&0);
    let candidates = match marked {
        // Half of the bytes of text in UTF-16 that is not Chinese are zero, and of Chinese its line ends.
        _ if has_zeros => match rest.iter().position(|byte| *byte == 0) {
            Some(at) if at % 2 == 1 => vec![UTF_16LE],
            _ => vec![UTF_16BE],
        },
        Some(encoding) => vec![encoding],
        None => vec![UTF_8, GB18030],
    };
    let mut furthest: Option<(usize, &'static Encoding)> = None;
    for encoding in candidates {
        match decode_as(rest, encoding) {
            Ok(text) => {
                let is_control =
                    |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{b}');
                return if text.contains(is_control) { Err(NoText::Binary) } else { Ok(text) };
            }
            Err(at) if furthest.is_none_or(|(other, _)| at > other) => furthest = Some((at, encoding)),
            Err(_) => {}
        }
    }
    match furthest {
        Some((at, encoding)) if !has_zeros => {
            let before = rest.get(..at).unwrap_or_default();
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            Err(NoText::Broken { encoding: encoding.name(), line })
        }
        _ => Err(NoText::Binary),
    }
}

/// Reads text in one encoding; else the place of the byte that is none of it.
fn decode_as(bytes: &[u8], encoding: &'static Encoding) -> Result<String, usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let most = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).ok_or(0_usize)?;
    let mut text = String::with_capacity(most);
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => Ok(text),
        (DecoderResult::Malformed(own, behind), read) => {
            Err(read.saturating_sub(usize::from(own) + usize::from(behind)))
        }
        (DecoderResult::OutputFull, read) => Err(read),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_byte_is_told_with_its_line() {
        let mut text = GB18030.encode("一、总体要求\n新增企业\n末行\n").0.into_owned();
        assert_eq!(decode(&text).as_deref(), Ok("一、总体要求\n新增企业\n末行\n"));
        let at = text.iter().position(|byte| *byte == b'\n').unwrap() + 3;
        text.insert(at, 0xff);
        assert_eq!(decode(&text), Err(NoText::Broken { encoding: "gb18030", line: 2 }));
        let utf8 = ["一\n二\n".as_bytes(), &[0xe4, 0xb8], "\n三".as_bytes()].concat();
        assert_eq!(decode(&utf8), Err(NoText::Broken { encoding: "UTF-8", line: 3 }));
    }

    #[test]
    fn what_is_no_text_is_told_from_text() {
        for bytes in [&b"\x00\x01\x02"[..], b"a\x1bb", b"\x89PNG\r\n\x1a\n\0\0"] {
            assert_eq!(decode(bytes), Err(NoText::Binary), "{bytes:?}");
        }
    }
}
