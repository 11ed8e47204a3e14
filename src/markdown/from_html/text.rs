//! Words, links and marks within a line of Markdown.

/// Where words stand, as far as it decides what has to be escaped.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct TextPlace {
    /// In a cell of a table.
    pub(super) in_cell: bool,
    /// In a heading.
    pub(super) in_heading: bool,
}

/// Appends words: runs of blanks become one, and what would be read as a mark is escaped.
pub(super) fn push(words: &str, place: TextPlace, out: &mut String) {
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
    let line = out.rsplit('\n').next().unwrap_or_default();
    // What stands after the marks of a heading or between bars begins no block.
    let is_start = line.is_empty() && !place.in_cell && !place.in_heading;
    let ends = |next: Option<char>| next.is_none_or(|next| next.is_ascii_whitespace());
    match c {
        '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '$' => true,
        '_' => {
            let before = line.chars().next_back();
            !(before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric))
        }
        '|' => place.in_cell || is_start,
        '{' | '#' if place.in_heading => true,
        '#' | '>' | '=' | ':' => is_start,
        '+' => is_start && ends(next),
        '-' => is_start && (ends(next) || next == Some('-')),
        '.' | ')' => {
            !(line.is_empty() || place.in_cell || place.in_heading)
                && line.len() < 10
                && line.bytes().all(|byte| byte.is_ascii_digit())
                && ends(next)
        }
        _ => false,
    }
}

/// A picture.
pub(super) fn picture(alt: &str, address: &str, title: &str) -> String {
    let mut words = String::new();
    push(alt, TextPlace { in_cell: true, in_heading: false }, &mut words);
    format!("!{}", link(words.trim(), address, title))
}

/// A link around what is Markdown already.
pub(super) fn link(words: &str, address: &str, title: &str) -> String {
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
pub(super) fn code(code: &str) -> String {
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
pub(super) fn longest_run(code: &str) -> usize {
    code.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// Emphasis after what stands before it. A mark beside punctuation is not read as one in Chinese text, which has no blanks around it:
/// there the element is written.
pub(super) fn emphasis(inner: &str, before: &str, (mark, element): (&str, &str)) -> String {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_read = is_word(inner.chars().next())
        && is_word(inner.chars().next_back())
        && !before.ends_with(['*', '~', '_']);
    if is_read { format!("{mark}{inner}{mark}") } else { format!("<{element}>{inner}</{element}>") }
}
