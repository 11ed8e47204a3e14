//! Bytes as text: the encodings in which Chinese offices write.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// Reads text in UTF-8, UTF-16 or GB 18030, which holds GBK and GB 2312; none where it is no text.
pub fn decode(bytes: &[u8]) -> Option<String> {
    let (marked, mark) = Encoding::for_bom(bytes).unzip();
    let rest = bytes.get(mark.unwrap_or_default()..).unwrap_or_default();
    let candidates = match marked {
        Some(encoding) => vec![encoding],
        // Half of the bytes of text in UTF-16 that is not Chinese are zero, and of Chinese its line ends.
        None if rest.contains(&0) => match rest.iter().position(|byte| *byte == 0) {
            Some(at) if at % 2 == 1 => vec![UTF_16LE],
            _ => vec![UTF_16BE],
        },
        None => vec![UTF_8, GB18030],
    };
    let read =
        |encoding: &'static Encoding| encoding.decode_without_bom_handling_and_without_replacement(rest);
    let text = candidates.into_iter().find_map(read)?;
    let is_text =
        !text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{b}'));
    is_text.then(|| text.into_owned())
}
