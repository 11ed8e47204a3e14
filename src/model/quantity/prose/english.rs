//! English words that bound a figure: takes the text around it, gives the side that is meant. Reads no number.

use super::super::words::{Sense, Table, entries};

const BEFORE: Table<Sense> = &[
    (Sense::AtLeast, &["at least", "no fewer than", "no less than", "not less than", "a minimum of"]),
    (Sense::MoreThan, &["more than", "over", "above"]),
    (Sense::AtMost, &["at most", "no more than", "not more than", "a maximum of", "up to"]),
    (Sense::LessThan, &["less than", "fewer than", "under", "below"]),
    (Sense::About, &["about", "around", "approximately", "nearly", "some"]),
];

const AFTER: Table<Sense> = &[
    (Sense::AtLeast, &["or more", "and above", "or above"]),
    (Sense::AtMost, &["or less", "or fewer", "or below"]),
];

/// What the words right before a number say, and how many bytes of the text come before them.
pub(super) fn before(text: &str) -> Option<(usize, Sense)> {
    let lower = text.trim_end().to_ascii_lowercase();
    let (word, sense) =
        entries(BEFORE).filter(|(word, _)| lower.ends_with(word)).max_by_key(|(word, _)| word.len())?;
    let start = lower.len() - word.len();
    let stands_alone =
        lower.get(..start)?.chars().next_back().is_none_or(|before| !before.is_ascii_alphanumeric());
    stands_alone.then_some((start, sense))
}

/// What the words right after a number and its unit say.
pub(super) fn after(text: &str) -> Option<Sense> {
    let lower = text.trim_start().to_ascii_lowercase();
    let (word, sense) = entries(AFTER).find(|(word, _)| lower.starts_with(word))?;
    let next = lower.get(word.len()..)?.chars().next();
    next.is_none_or(|next| !next.is_ascii_alphanumeric()).then_some(sense)
}

/// A figure's own words without the English ones that bound it, and what those say.
pub(super) fn stripped(text: &str) -> Option<(&str, Sense)> {
    let digit = text.find(|c: char| c.is_ascii_digit())?;
    let (lead, rest) = text.split_at_checked(digit)?;
    if let Some((0, sense)) = before(lead.trim_start()) {
        return Some((rest, sense));
    }
    let tail = rest.rfind(" or ").or_else(|| rest.rfind(" and "))?;
    let (number, words) = rest.split_at_checked(tail)?;
    Some((number, after(words).filter(|_| lead.trim().is_empty())?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_words_bound_a_number_on_either_side() {
        assert_eq!(before("So far at least "), Some((7, Sense::AtLeast)));
        assert_eq!(before("no more than"), Some((0, Sense::AtMost)));
        assert_eq!(before("moreover "), None);
        assert_eq!(before("培育"), None);
        assert_eq!(after(" or more are wanted"), Some(Sense::AtLeast));
        assert_eq!(after(" or moreover"), None);
        assert_eq!(stripped("at least 12 firms"), Some(("12 firms", Sense::AtLeast)));
        assert_eq!(stripped("12 firms or more"), Some(("12 firms", Sense::AtLeast)));
        assert_eq!(stripped("12 firms"), None);
        assert_eq!(stripped("the 12 firms or more"), None);
    }
}
