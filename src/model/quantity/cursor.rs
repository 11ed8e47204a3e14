//! A place in a text: takes the text as written and gives it character by character, full-width forms
//! folded to ASCII. Never copies the text and never moves back by itself: a copy of it is a bookmark.

/// A place in a text, and all that comes after it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    rest: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { rest: text, at: 0 }
    }

    /// How many characters come before, plus one: the column of the next character.
    pub(super) const fn column(self) -> usize {
        self.at + 1
    }

    /// What comes after, as written.
    pub(super) const fn rest(self) -> &'a str {
        self.rest
    }

    pub(super) const fn is_at_end(self) -> bool {
        self.rest.is_empty()
    }

    /// The next character, folded.
    pub(super) fn peek(self) -> Option<char> {
        self.rest.chars().next().map(fold)
    }

    /// Takes the next character, folded.
    pub(super) fn bump(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let next = chars.next().map(fold)?;
        self.rest = chars.as_str();
        self.at += 1;
        Some(next)
    }

    /// Takes the next character if it is of a kind.
    pub(super) fn bump_if(&mut self, is_wanted: impl Fn(char) -> bool) -> Option<char> {
        self.peek().filter(|&next| is_wanted(next))?;
        self.bump()
    }

    /// Whether `words` (already folded) come next.
    pub(super) fn starts_with(self, words: &str) -> bool {
        let mut ahead = self;
        ahead.eat(words)
    }

    /// Takes `words` if they come next, and nothing if they do not.
    pub(super) fn eat(&mut self, words: &str) -> bool {
        let mut ahead = *self;
        if words.chars().all(|word| ahead.bump() == Some(word)) {
            *self = ahead;
            true
        } else {
            false
        }
    }

    /// The same of `words` as they are written, which may hold full-width forms.
    pub(super) fn eat_exact(&mut self, words: &str) -> bool {
        let mut ahead = *self;
        let taken = words.chars().all(|word| ahead.bump() == Some(fold(word)));
        if taken {
            *self = ahead;
        }
        taken
    }

    /// What comes after, short enough for a message.
    pub(super) fn excerpt(self) -> String {
        const LONGEST: usize = 20;
        let text = self.rest.trim_end();
        let mut short: String = text.chars().take(LONGEST).collect();
        if short.len() < text.len() {
            short.push('…');
        }
        short
    }

    pub(super) fn skip_space(&mut self) {
        while self.bump_if(char::is_whitespace).is_some() {}
    }
}

/// Full-width ASCII forms (U+FF01 to U+FF5E) as ASCII, the ideographic space as a space.
fn fold(written: char) -> char {
    match written {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(written) - 0xFEE0).unwrap_or(written),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::Cursor;

    #[test]
    fn full_width_forms_are_folded_while_the_rest_stays_as_written() {
        let mut cursor = Cursor::new("１２％～　家");
        assert!(cursor.eat("12%"));
        assert_eq!(cursor.rest(), "～　家");
        assert_eq!(cursor.column(), 4);
        assert_eq!(
            [cursor.bump(), cursor.bump(), cursor.bump(), cursor.bump()],
            [Some('~'), Some(' '), Some('家'), None]
        );
        assert!(cursor.is_at_end());
    }

    #[test]
    fn words_that_do_not_come_next_are_not_taken_in_part() {
        let mut cursor = Cursor::new("以上");
        assert!(!cursor.eat("以下"));
        assert_eq!(cursor.rest(), "以上");
    }
}
