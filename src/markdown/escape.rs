//! Text made safe for HTML. Takes text, appends it to a string; never decodes.

/// Which bytes have to be written as an entity, for every byte.
const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    table[b'&' as usize] = true;
    table[b'<' as usize] = true;
    table[b'>' as usize] = true;
    table[b'"' as usize] = true;
    table
};

/// Appends `text` to `out` so that it is safe as element content and in an attribute value
/// between double quotes: `&`, `<`, `>` and `"` become entities.
pub fn escape(text: &str, out: &mut String) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !SPECIAL.get(usize::from(byte)).copied().unwrap_or_default() {
            continue;
        }
        out.push_str(text.get(done..at).unwrap_or_default());
        out.push_str(match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        done = at + 1;
    }
    out.push_str(text.get(done..).unwrap_or_default());
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
