//! Which characters are East Asian, for emphasis and for line breaks.
//!
//! Takes characters; gives yes or no. Curly quotes, the ellipsis and the dash have no width of
//! their own in Unicode (they are 'ambiguous'); here they count as wide, as Chinese text uses them.

/// Whether a character is set without spaces around it: Han, kana, bopomofo, East Asian
/// punctuation, full-width forms, curly quotes, `…`, `—`. Hangul is not: Korean has spaces.
pub(super) const fn is_wide(c: char) -> bool {
    if (c as u32) < 0x2e80 {
        return matches!(c, '‘' | '’' | '“' | '”' | '…' | '—');
    }
    matches!(c,
        '\u{2e80}'..='\u{312f}'
        | '\u{3190}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{a4cf}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe10}'..='\u{fe1f}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff01}'..='\u{ff9f}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{16fe0}'..='\u{1b2ff}'
        | '\u{1f200}'..='\u{1f265}'
        | '\u{20000}'..='\u{3fffd}')
}

/// Whether a character is Korean.
const fn is_hangul(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11ff}'
        | '\u{3130}'..='\u{318f}'
        | '\u{a960}'..='\u{a97f}'
        | '\u{ac00}'..='\u{d7ff}'
        | '\u{ffa0}'..='\u{ffdc}')
}

/// Whether a character is a 'CJK character' of the markdown-cjk-friendly amendment; an ideographic
/// variation selector counts as the character that it modifies.
pub(super) const fn is_cjk(c: char) -> bool {
    is_wide(c) || is_hangul(c) || matches!(c, '\u{e0100}'..='\u{e01ef}')
}

/// Whether a character is Unicode punctuation or a symbol. Every character that is not a letter, a
/// digit, a blank or a modifier is taken for one; for emphasis, a character too many does no harm.
pub(super) fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    !c.is_alphanumeric()
        && !c.is_whitespace()
        && !c.is_control()
        && !is_modifier(c)
        && !matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}' | super::clean::MARK)
}

/// Whether a character only changes the look of the one before it.
pub(super) const fn is_modifier(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}' | '\u{200d}')
}

/// Whether a line break in the source between these two characters leaves nothing: both wide, or
/// one wide and the other part of a number.
pub const fn joins(before: char, after: char) -> bool {
    (is_solid(before) && (is_solid(after) || after.is_ascii_digit()))
        || (is_solid(after) && (before.is_ascii_digit() || before == '%'))
}

/// Wide characters, and enclosed numbers such as `①`, which Chinese text sets like Han.
const fn is_solid(c: char) -> bool {
    is_wide(c) || matches!(c, '\u{2460}'..='\u{24ff}')
}
