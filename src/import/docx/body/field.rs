//! Fields: an instruction, which is never text, and a result, which is.

/// Where in a field the reader stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldPart {
    Instruction,
    Result,
}

/// A field that has begun and not ended.
#[derive(Debug, Clone)]
pub struct Field {
    pub instruction: String,
    pub part: FieldPart,
    /// Text where only an instruction may stand; it comes back if the field turns out to be none.
    pub swallowed: String,
    /// Where its result leads.
    pub link: Option<String>,
    pub is_contents: bool,
}

/// What an instruction asks for, as far as it matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// The result leads there.
    Link(String),
    /// A table of contents.
    Contents,
    Other,
}

impl Field {
    pub const fn new() -> Self {
        Self {
            instruction: String::new(),
            part: FieldPart::Instruction,
            swallowed: String::new(),
            link: None,
            is_contents: false,
        }
    }

    /// The result begins.
    pub fn separate(&mut self) {
        self.part = FieldPart::Result;
        match meaning(&self.instruction) {
            Meaning::Link(address) => self.link = Some(address),
            Meaning::Contents => self.is_contents = true,
            Meaning::Other => {}
        }
    }
}

/// What an instruction means.
pub fn meaning(instruction: &str) -> Meaning {
    let words = words(instruction);
    let mut words = words.iter().map(String::as_str);
    let name = words.next().unwrap_or_default();
    if name.eq_ignore_ascii_case("TOC") {
        return Meaning::Contents;
    }
    if !name.eq_ignore_ascii_case("HYPERLINK") {
        return Meaning::Other;
    }
    let (mut address, mut anchor) = (None, None);
    while let Some(word) = words.next() {
        match word {
            "\\l" | "\\L" => anchor = words.next(),
            // The frame and the tip that it shows.
            "\\t" | "\\T" | "\\o" | "\\O" => {
                words.next();
            }
            _ if word.starts_with('\\') && word.chars().count() == 2 => {}
            _ if address.is_none() => address = Some(word),
            _ => {}
        }
    }
    match (address.filter(|address| !address.is_empty()), anchor) {
        (Some(address), Some(anchor)) => Meaning::Link(format!("{address}#{anchor}")),
        (Some(address), None) => Meaning::Link(address.to_owned()),
        (None, Some(anchor)) => Meaning::Link(format!("#{anchor}")),
        (None, None) => Meaning::Other,
    }
}

/// The words of an instruction; what stands in quotation marks is one, and `\\` in it one backslash.
fn words(instruction: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let (mut is_quoted, mut is_word) = (false, false);
    let mut characters = instruction.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' | '“' | '”' => {
                is_quoted = !is_quoted;
                is_word = true;
            }
            '\\' if is_quoted && characters.peek().is_some_and(|next| matches!(next, '\\' | '"')) => {
                word.extend(characters.next());
            }
            _ if character.is_whitespace() && !is_quoted => {
                if std::mem::take(&mut is_word) {
                    words.push(std::mem::take(&mut word));
                }
            }
            _ => {
                word.push(character);
                is_word = true;
            }
        }
    }
    if is_word {
        words.push(word);
    }
    words
}

/// What a field without a result shows by its instruction alone: `EQ \o\ac(○,1)`, by which characters are put into circles, shows its
/// arguments. Nothing for any other.
pub fn shown_by_instruction(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start();
    let rest = rest.get(..2).filter(|name| name.eq_ignore_ascii_case("EQ")).and_then(|_| rest.get(2..))?;
    let circled = ["○", "◯", "〇", "O", "\u{F0A1}"];
    let open = rest.find('(')?;
    let arguments = rest.get(open + 1..)?.trim_end().strip_suffix(')')?;
    if let Some((sign, inner)) = arguments.split_once([',', '，', ';'])
        && circled.contains(&sign.trim())
        && !inner.contains('\\')
    {
        let number: Option<u32> = inner.trim().parse().ok().filter(|number| (1..=20).contains(number));
        let sign = number.and_then(|number| char::from_u32(u32::from('①') + number - 1));
        return Some(sign.map_or_else(|| inner.trim().to_owned(), String::from));
    }
    // Switches are layout; what is left of the arguments is read.
    let mut text = String::new();
    let mut characters = arguments.chars().peekable();
    while let Some(character) = characters.next() {
        if character == '\\' {
            while characters.peek().is_some_and(char::is_ascii_alphanumeric) {
                characters.next();
            }
        } else if !matches!(character, '(' | ')') {
            text.push(character);
        }
    }
    Some(text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_are_understood_by_their_words() {
        for (instruction, expected) in [
            (r#" HYPERLINK "https://example.org/a b" "#, Meaning::Link("https://example.org/a b".into())),
            (r#" HYPERLINK \l "_Toc1" \h "#, Meaning::Link("#_Toc1".into())),
            (r#"HYPERLINK "x.docx" \l "y" \o "tip""#, Meaning::Link("x.docx#y".into())),
            (r#"HYPERLINK "D:\\a\\b.docx""#, Meaning::Link(r"D:\a\b.docx".into())),
            (r#"TOC \o "1-3" \h \z \u"#, Meaning::Contents),
            ("PAGE  \\* MERGEFORMAT", Meaning::Other),
            ("HYPERLINK", Meaning::Other),
            ("", Meaning::Other),
        ] {
            assert_eq!(meaning(instruction), expected, "{instruction}");
        }
    }

    #[test]
    fn characters_in_circles_are_shown() {
        for (instruction, expected) in [
            (r" EQ \o\ac(○,1)", Some("①")),
            (r"eq \o\ac(○,21)", Some("21")),
            (r"EQ \o\ac(○,密)", Some("密")),
            (r"EQ \f(1,2)", Some("1,2")),
            ("PAGE", None),
            ("EQ", None),
        ] {
            assert_eq!(shown_by_instruction(instruction).as_deref(), expected, "{instruction}");
        }
    }
}
