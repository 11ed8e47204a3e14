//! Words, links and marks within a line of Markdown: for what is made of HTML, and for plans made of documents.

/// Where words stand, as far as it decides what has to be escaped.
#[derive(Debug, Clone, Copy, Default)]
pub struct TextPlace {
    /// In a cell of a table.
    pub in_cell: bool,
    /// In a heading.
    pub in_heading: bool,
}

/// Appends words: runs of blanks become one, and what would be read as a mark is escaped.
pub fn push(words: &str, place: TextPlace, out: &mut String) {
    let mut rest = words.chars().peekable();
    while let Some(c) = rest.next() {
        if c.is_ascii_whitespace() {
            if !out.is_empty() && !out.ends_with([' ', '\n']) {
                out.push(' ');
            }
            continue;
        }
        let next = rest.peek().copied();
        // `&amp;` would be read as one character.
        let mut name = rest.clone().skip_while(|c| c.is_ascii_alphanumeric() || *c == '#');
        let is_reference = c == '&' && name.next().is_none_or(|end| end == ';');
        if is_reference || is_mark(c, next, place, out) {
            out.push('\\');
        }
        out.push(c);
    }
}

/// Whether a character would be read as a mark after what is written.
fn is_mark(c: char, next: Option<char>, place: TextPlace, out: &str) -> bool {
    let begins_line = out.is_empty() || out.ends_with('\n');
    // What stands after the marks of a heading or between bars begins no block.
    let is_start = begins_line && !place.in_cell && !place.in_heading;
    // Blanks of any kind go where they end a line.
    let ends = |next: Option<char>| next.is_none_or(char::is_whitespace);
    match c {
        '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '$' => true,
        '_' => {
            let before = out.chars().next_back();
            !(before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric))
        }
        '|' => place.in_cell || is_start,
        '{' | '#' if place.in_heading => true,
        '#' | '>' | '=' | ':' => is_start,
        '+' => is_start && ends(next),
        '-' => is_start && (ends(next) || next == Some('-')),
        '.' | ')' => !(place.in_cell || place.in_heading) && ends(next) && follows_number(out),
        _ => false,
    }
}

/// Whether nothing but a number stands in the line: one of more than nine digits numbers no item.
fn follows_number(out: &str) -> bool {
    let digits = out.bytes().rev().take(10).take_while(u8::is_ascii_digit).count();
    let before = out.len().checked_sub(digits + 1).and_then(|at| out.as_bytes().get(at));
    (1..10).contains(&digits) && before.is_none_or(|byte| *byte == b'\n')
}

/// A picture.
pub fn picture(alt: &str, address: &str, title: &str) -> String {
    let mut words = String::new();
    push(alt, TextPlace { in_cell: true, in_heading: false }, &mut words);
    format!("!{}", link(words.trim(), address, title))
}

/// A link around what is Markdown already.
pub fn link(words: &str, address: &str, title: &str) -> String {
    let is_plain = |c: char| !(c.is_whitespace() || c.is_control() || "()<>\\|".contains(c));
    let target = if address.chars().all(is_plain) {
        address.to_owned()
    } else {
        let mut target = String::from("<");
        for c in address.chars().filter(|c| !c.is_control()) {
            if "<>\\|".contains(c) {
                target.push('\\');
            }
            target.push(c);
        }
        target + ">"
    };
    let title: Vec<&str> = title.split_whitespace().collect();
    if title.is_empty() {
        return format!("[{words}]({target})");
    }
    let title = title.join(" ").replace('\\', "\\\\").replace('"', "\\\"").replace('|', "\\|");
    format!("[{words}]({target} \"{title}\")")
}

/// A code span.
pub fn code(code: &str) -> String {
    let code = code.replace(['\n', '\r'], " ");
    if code.trim().is_empty() {
        return String::new();
    }
    let ticks = "`".repeat(longest_run(&code) + 1);
    let is_padded =
        code.starts_with('`') || code.ends_with('`') || code.starts_with(' ') && code.ends_with(' ');
    let pad = if is_padded { " " } else { "" };
    format!("{ticks}{pad}{code}{pad}{ticks}")
}

/// The longest run of backticks.
pub fn longest_run(code: &str) -> usize {
    code.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// Emphasis after what stands before it. A mark beside punctuation is not read as one in Chinese text, which has no blanks around it:
/// there the element is written.
pub fn emphasis(inner: &str, before: &str, (mark, element): (&str, &str)) -> String {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_read = is_word(inner.chars().next())
        && is_word(inner.chars().next_back())
        && !before.ends_with(['*', '~', '_']);
    if is_read { format!("{mark}{inner}{mark}") } else { format!("<{element}>{inner}</{element}>") }
}
