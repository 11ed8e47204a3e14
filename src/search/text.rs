//! Text as it is searched: characters made alike, and cut into units and terms.
//!
//! Takes a text; gives its units, and the terms that they are found by. `search-index.js` does the same to what a reader types, and
//! `tests/search/terms.json` holds both to one table. Each character is folded by itself (compatibility form,
//! lower case), so that a place in the folded text is a place in the text.

use icu_normalizer::ComposingNormalizerBorrowed;
use std::collections::BTreeMap;

const FOLDING: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfkc();

/// The smallest thing that is compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A character of a script without blanks: Han, kana, Hangul.
    Sign(char),
    /// A word or a number: `r`, `5g`, `12.5`. A comma before three digits is left out: `12,000` is `12000`.
    Word(String),
}

/// What an entry is found by. Their order is that of their texts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Term {
    /// A word, or a sign that is followed by no other.
    One(Unit),
    /// Two signs side by side.
    Pair(char, char),
}

impl Term {
    /// The term as the files have it.
    pub fn write(&self, out: &mut String) {
        match self {
            Self::One(Unit::Sign(sign)) => out.push(*sign),
            Self::One(Unit::Word(word)) => out.push_str(word),
            Self::Pair(first, second) => out.extend([*first, *second]),
        }
    }
}

/// Whether a character is a unit by itself.
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
    } else if matches!(c, '\u{4e00}'..='\u{9fff}') {
        to.push(c);
    } else {
        to.extend(FOLDING.normalize(c.encode_utf8(&mut [0; 4])).chars().flat_map(char::to_lowercase));
    }
}

/// The units of a text in runs: between two runs stands something that is no unit, such as a comma.
pub fn runs(text: &str) -> Vec<Vec<Unit>> {
    let mut folded = Vec::with_capacity(text.len());
    text.chars().for_each(|c| fold(c, &mut folded));
    let mut runs = vec![Vec::new()];
    let mut word = String::new();
    let is_digit = |at: Option<usize>| at.and_then(|at| folded.get(at)).is_some_and(char::is_ascii_digit);
    for (at, &c) in folded.iter().enumerate() {
        let before = !word.is_empty() && is_digit(at.checked_sub(1));
        let digits = (1..=4).take_while(|ahead| is_digit(at.checked_add(*ahead))).count();
        if c == ',' && before && digits == 3 {
            continue;
        }
        let in_number = c == '.' && before && digits > 0;
        if in_number || (c.is_alphanumeric() && !is_sign(c)) {
            word.push(c);
            continue;
        }
        let Some(run) = runs.last_mut() else { continue };
        if !word.is_empty() {
            run.push(Unit::Word(std::mem::take(&mut word)));
        }
        if is_sign(c) {
            run.push(Unit::Sign(c));
        } else if !run.is_empty() {
            runs.push(Vec::new());
        }
    }
    if let (false, Some(run)) = (word.is_empty(), runs.last_mut()) {
        run.push(Unit::Word(word));
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// The terms of a text, each with how often it occurs.
pub fn count_terms(text: &str, counts: &mut BTreeMap<Term, u32>) {
    for run in runs(text) {
        let mut units = run.into_iter().peekable();
        while let Some(unit) = units.next() {
            let term = match (unit, units.peek()) {
                (Unit::Sign(first), Some(Unit::Sign(second))) => Term::Pair(first, *second),
                (unit, _) => Term::One(unit),
            };
            *counts.entry(term).or_default() += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table that `search-index.js` is held to as well.
    const TABLE: &str = include_str!("../../tests/search/terms.json");

    fn written(unit: &Unit) -> String {
        let mut out = String::new();
        Term::One(unit.clone()).write(&mut out);
        out
    }

    #[test]
    fn texts_are_cut_as_the_table_says() {
        let table: Vec<serde_json::Value> = serde_json::from_str(TABLE).unwrap();
        assert!(table.len() > 20);
        for row in table {
            let text = row["text"].as_str().unwrap();
            let cut: Vec<Vec<String>> =
                runs(text).iter().map(|run| run.iter().map(written).collect()).collect();
            assert_eq!(serde_json::json!(cut), row["runs"], "{text}");
            let mut counts = BTreeMap::new();
            count_terms(text, &mut counts);
            let mut terms: Vec<String> = Vec::new();
            for term in counts.keys() {
                terms.push(String::new());
                term.write(terms.last_mut().unwrap());
            }
            terms.sort();
            assert_eq!(serde_json::json!(terms), row["terms"], "{text}");
        }
    }
}
