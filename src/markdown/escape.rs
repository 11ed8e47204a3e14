//! Text made safe for HTML. Takes text, appends it to a string; never decodes.

use crate::bug::slice;

/// Appends `text` to `out` so that it is safe as element content and in an attribute value
/// between double quotes: `&`, `<`, `>` and `"` become entities.
pub fn escape(text: &str, out: &mut String) {
    // Most texts need nothing; without an early way out, the compiler looks at many bytes at once.
    if !text.bytes().fold(false, |found, byte| found | matches!(byte, b'&' | b'<' | b'>' | b'"')) {
        out.push_str(text);
        return;
    }
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(slice(text, done..at));
        out.push_str(entity);
        done = at + 1;
    }
    out.push_str(slice(text, done..));
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_four_characters_are_escaped_and_nothing_else() {
        let mut out = String::from("x");
        super::escape("a<b> & \"区\" 'c' &amp;", &mut out);
        assert_eq!(out, "xa&lt;b&gt; &amp; &quot;区&quot; 'c' &amp;amp;");
    }
}
