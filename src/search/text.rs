//! Text as it is searched: characters made alike, and cut into tokens and terms.
//!
//! Takes a text; gives its tokens, and the terms that they are found by. `search-text.js` does the same to what a reader types, and
//! `tests/search/terms.json` holds both to one table. Each character is folded by itself (compatibility form,
//! lower case), so that a place in the folded text is a place in the text.

use icu_normalizer::ComposingNormalizerBorrowed;

const FOLDING: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfkc();

/// The smallest thing that is compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Token {
    /// A character of a script without blanks: Han, kana, Hangul.
    Sign(char),
    /// A word or a number: `r`, `5g`, `12.5`. A comma before three digits is left out: `12,000` is `12000`.
    Word(String),
}

/// What an entry is found by. Their order is that of their texts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Term {
    /// A word, or a sign that is followed by no other.
    One(Token),
    /// Two signs side by side.
    Pair(char, char),
    /// The tokens of a whole name, joined: a name that is typed as it stands is found before those that only have it.
    Whole(String),
}

impl Term {
    /// The term as the files have it.
    pub fn write(&self, out: &mut String) {
        match self {
            Self::One(Token::Sign(sign)) => out.push(*sign),
            Self::One(Token::Word(word)) => out.push_str(word),
            Self::Pair(first, second) => out.extend([*first, *second]),
            // No token has this sign, so no reader types such a term.
            Self::Whole(name) => {
                out.push('=');
                out.push_str(name);
            }
        }
    }
}

/// Whether a character is a token by itself.
const fn is_sign(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{2fdf}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3021}'..='\u{3029}'
        | '\u{3040}'..='\u{30fa}'
        | '\u{30fc}'..='\u{318f}'
        | '\u{31a0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3fffd}')
}

/// Puts a character in the form in which it is compared; most are in it already.
fn fold(c: char, to: &mut Vec<char>) {
    if c.is_ascii() {
        to.push(c.to_ascii_lowercase());
    } else if c == '○' {
        // Documents have a circle for the nought of 二〇一六.
        to.push('〇');
    } else if matches!(c, '\u{4e00}'..='\u{9fff}') {
        to.push(c);
    } else {
        to.extend(FOLDING.normalize(c.encode_utf8(&mut [0; 4])).chars().flat_map(char::to_lowercase));
    }
}

/// Cuts texts into tokens, one after the other; kept from text to text for its room.
#[derive(Debug, Default)]
pub struct Tokenizer {
    folded: Vec<char>,
}

/// What a text is made of: tokens, and what divides them.
enum Lexeme {
    Token(Token),
    /// Something that is no token, such as a comma: what it divides does not stand side by side. A blank between a sign and
    /// a word, as in `12 家`, is none.
    Gap,
}

impl Tokenizer {
    fn each(&mut self, text: &str, mut take: impl FnMut(Lexeme)) {
        self.folded.clear();
        text.chars().for_each(|c| fold(c, &mut self.folded));
        let folded = &self.folded;
        let is_digit = |at: Option<usize>| at.and_then(|at| folded.get(at)).is_some_and(char::is_ascii_digit);
        let is_sign_at = |at: Option<usize>| {
            let c = at.and_then(|at| folded.get(at))?;
            (is_sign(*c) || c.is_alphanumeric()).then(|| is_sign(*c))
        };
        let joins = |before, after| match (is_sign_at(before), is_sign_at(after)) {
            (Some(before), Some(after)) => before != after,
            _ => false,
        };
        let mut word = String::new();
        for (at, &c) in folded.iter().enumerate() {
            let in_number = !word.is_empty() && is_digit(at.checked_sub(1));
            let digits = || (1..=4).take_while(|ahead| is_digit(at.checked_add(*ahead))).count();
            if c == ',' && in_number && digits() == 3 {
                continue;
            }
            let is_point = c == '.' && in_number && digits() > 0;
            if is_point || c.is_alphanumeric() && !is_sign(c) {
                word.push(c);
                continue;
            }
            if !word.is_empty() {
                take(Lexeme::Token(Token::Word(std::mem::take(&mut word))));
            }
            if is_sign(c) {
                take(Lexeme::Token(Token::Sign(c)));
            } else if !(c == ' ' && joins(at.checked_sub(1), at.checked_add(1))) {
                take(Lexeme::Gap);
            }
        }
        if !word.is_empty() {
            take(Lexeme::Token(Token::Word(word)));
        }
    }

    /// The term of a whole name; none where it has no token.
    pub fn whole(&mut self, name: &str) -> Option<Term> {
        let mut joined = String::new();
        self.each(name, |part| {
            if let Lexeme::Token(token) = part {
                Term::One(token).write(&mut joined);
            }
        });
        (!joined.is_empty()).then_some(Term::Whole(joined))
    }

    /// The terms of a text, in reading order.
    pub fn terms(&mut self, text: &str, mut take: impl FnMut(Term)) {
        let mut sign = None;
        self.each(text, |part| {
            let before = sign.take();
            match (before, part) {
                (Some(first), Lexeme::Token(Token::Sign(second))) => {
                    take(Term::Pair(first, second));
                    sign = Some(second);
                }
                (None, Lexeme::Token(Token::Sign(first))) => sign = Some(first),
                (before, part) => {
                    if let Some(alone) = before {
                        take(Term::One(Token::Sign(alone)));
                    }
                    if let Lexeme::Token(word) = part {
                        take(Term::One(word));
                    }
                }
            }
        });
        if let Some(alone) = sign {
            take(Term::One(Token::Sign(alone)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The table that `search-text.js` is held to as well.
    const TABLE: &str = include_str!("../../tests/search/terms.json");

    fn written(term: &Term) -> String {
        let mut out = String::new();
        term.write(&mut out);
        out
    }

    #[test]
    fn texts_are_cut_as_the_table_says() {
        let table: Vec<serde_json::Value> = serde_json::from_str(TABLE).unwrap();
        assert!(table.len() > 20);
        let mut tokenizer = Tokenizer::default();
        for row in table {
            let text = row["text"].as_str().unwrap();
            let mut cut: Vec<Vec<String>> = vec![Vec::new()];
            tokenizer.each(text, |part| match part {
                Lexeme::Token(token) => cut.last_mut().unwrap().push(written(&Term::One(token))),
                Lexeme::Gap => cut.push(Vec::new()),
            });
            cut.retain(|run| !run.is_empty());
            assert_eq!(serde_json::json!(cut), row["runs"], "{text}");
            let mut terms = BTreeSet::new();
            tokenizer.terms(text, |term| {
                terms.insert(written(&term));
            });
            assert_eq!(serde_json::json!(terms), row["terms"], "{text}");
        }
    }
}
