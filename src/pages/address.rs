//! Addresses as they stand in links: encoded, and relative, so that the same bytes work at any place of any host and
//! from disk.

/// How links name a folder's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LinkStyle {
    /// `2016/`: for web servers.
    #[default]
    Folder,
    /// `2016/index.html`: for reading from disk.
    File,
}

/// Encodes a path for use in a link: what would end or change it is percent-encoded, letters of
/// all scripts stay readable (RFC 3987; browsers send them as UTF-8).
pub fn encode(path: &str) -> String {
    encode_with(path, |c| "%#?:\\^`{|}[]\"<>'&".contains(c) || c.is_whitespace() || c.is_control())
}

/// Encodes the part of a link after `#`.
pub fn encode_fragment(id: &str) -> String {
    encode_with(id, |c| "%\"<>`'&#\\".contains(c) || c.is_whitespace() || c.is_control())
}

/// Encodes a path for documents that allow ASCII addresses only: site maps and feeds (RFC 3986).
pub fn encode_ascii(path: &str) -> String {
    encode_with(path, |c| !(c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.' | '~')))
}

fn encode_with(text: &str, must: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if must(c) {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// Decodes percent-encoding; text that is not encoded UTF-8 stays as it is.
pub fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let hex = |digit: u8| char::from(digit).to_digit(16).unwrap_or(0) as u8;
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let (byte, after) = match rest {
            [b'%', high, low, after @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                (hex(*high) * 16 + hex(*low), after)
            }
            _ => (*first, after),
        };
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Goes a relative path on from a folder, given by its names; says whether it stays below the top.
pub fn follow<'p>(names: &mut Vec<&'p str>, path: &'p str) -> bool {
    let mut stays = true;
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => stays &= names.pop().is_some(),
            part => names.push(part),
        }
    }
    stays
}

/// Whether an address begins with a scheme such as `https:` (RFC 3986, 3.1).
pub fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_change_a_link_is_encoded_and_comes_back() {
        for (name, encoded) in [
            ("a b/", "a%20b/"),
            ("100%/", "100%25/"),
            ("c#?/", "c%23%3F/"),
            ("计划：一/", "计划：一/"),
            ("a:b/", "a%3Ab/"),
            ("😀/", "😀/"),
            ("全\u{3000}角/", "全%E3%80%80角/"),
        ] {
            assert_eq!(encode(name), encoded);
            assert_eq!(decode(encoded), name);
        }
        assert_eq!(encode_ascii("计 a/"), "%E8%AE%A1%20a/");
    }

    #[test]
    fn text_that_is_not_encoded_stays() {
        for text in ["100%", "%", "%zz", "%e8%ae", "a%2"] {
            assert_eq!(decode(text), text);
        }
        assert_eq!(decode("%E8%AE%A1%20"), "计 ");
    }
}
