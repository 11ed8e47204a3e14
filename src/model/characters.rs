//! Characters that do not show what they are: invisible ones, look-alikes, and those that no reader's font has.
//!
//! They come with text pasted from web pages, PDF files and chat programs. Two names that differ only in one are two
//! units to the program and one to every reader; a number that holds one is another number. Takes characters and texts;
//! says what is wrong with them ([`oddities`]), and gives the text as it was meant ([`normal`]). The ranges are those of
//! the Unicode Character Database; radicals that have no mapping there go by `EquivalentUnifiedIdeograph.txt`.

use icu_normalizer::ComposingNormalizerBorrowed;
use std::borrow::Cow;

/// What is wrong with a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oddity {
    /// It has no shape, or is a control character.
    Invisible,
    /// It has the text after it shown in another order.
    Reorders,
    /// It looks like another character, and is none of those that are typed.
    LookAlike,
    /// What it shows depends on the reader's font, or it stands for something that was lost.
    Unreadable,
}

/// The odd characters of a text, with their places.
pub fn oddities(text: &str) -> impl Iterator<Item = (usize, char, Oddity)> + '_ {
    let mut before = ' ';
    text.char_indices().filter_map(move |(at, c)| {
        let found = oddity(c, before);
        before = c;
        // The mark that editors on Windows put before a text.
        found.filter(|_| at > 0 || c != '\u{feff}').map(|oddity| (at, c, oddity))
    })
}

/// What is wrong with a character behind another one.
fn oddity(c: char, before: char) -> Option<Oddity> {
    match c {
        ' '..='~' | '\t' | '\n' | '\r' | '\u{4e00}'..='\u{9fff}' => None,
        // Parts of emoji, and of scripts that join their letters.
        '\u{200c}' | '\u{200d}' | '\u{e0020}'..='\u{e007f}' if takes_joiners(before) => None,
        _ if reorders(c) => Some(Oddity::Reorders),
        _ if is_invisible(c) => Some(Oddity::Invisible),
        '\u{e000}'..='\u{f8ff}'
        | '\u{fffc}'
        | '\u{fffd}'
        | '\u{fdd0}'..='\u{fdef}'
        | '\u{f0000}'..='\u{10ffff}' => Some(Oddity::Unreadable),
        _ => meant(c).map(|_| Oddity::LookAlike),
    }
}

/// Whether joiners belong behind a character.
const fn takes_joiners(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{2190}'..='\u{2bff}' | '\u{fe0f}'
        | '\u{1f000}'..='\u{1faff}' | '\u{e0020}'..='\u{e007f}')
}

/// Whether nobody sees a character: it has no shape, is a control, or only turns what follows around.
pub const fn is_unseen(c: char) -> bool {
    is_invisible(c) || reorders(c)
}

const fn reorders(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}'
        | '\u{17b5}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}' | '\u{2029}'
        | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e00ff}')
}

/// Whether a character is left out wherever it stands: it shows nothing, parts nothing and joins nothing.
pub const fn is_left_out(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// What a look-alike was meant to be.
pub fn meant(c: char) -> Option<String> {
    match c {
        // Radicals of Kangxi, compatibility ideographs, ligatures, letters and digits for mathematics.
        '\u{2f00}'..='\u{2fdf}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fb00}'..='\u{fb06}'
        | '\u{1d400}'..='\u{1d7ff}'
        | '\u{2f800}'..='\u{2fa1f}' => {
            let own = c.encode_utf8(&mut [0; 4]).to_owned();
            let mapped = ComposingNormalizerBorrowed::new_nfkc().normalize(&own).into_owned();
            (mapped != own).then_some(mapped)
        }
        '\u{2e80}'..='\u{2eff}' => {
            RADICALS.iter().find(|(radical, _)| *radical == c).map(|(_, meant)| meant.to_string())
        }
        _ => None,
    }
}

/// Radicals that a PDF file gives for whole characters.
#[rustfmt::skip]
const RADICALS: [(char, char); 45] = [
    ('⺠', '民'), ('⺟', '母'), ('⺜', '日'), ('⺝', '月'), ('⺗', '心'), ('⺌', '小'), ('⺎', '兀'), ('⺒', '巳'), ('⺬', '示'),
    ('⺸', '羊'), ('⻁', '虎'), ('⻄', '西'), ('⻅', '见'), ('⻆', '角'), ('⻇', '角'), ('⻉', '贝'), ('⻋', '车'), ('⻑', '長'),
    ('⻓', '长'), ('⻔', '门'), ('⻗', '雨'), ('⻘', '青'), ('⻙', '韦'), ('⻚', '页'), ('⻛', '风'), ('⻜', '飞'), ('⻝', '食'),
    ('⻞', '食'), ('⻡', '首'), ('⻢', '马'), ('⻣', '骨'), ('⻤', '鬼'), ('⻥', '鱼'), ('⻦', '鸟'), ('⻧', '卤'), ('⻨', '麦'),
    ('⻩', '黄'), ('⻪', '黾'), ('⻬', '齐'), ('⻮', '齿'), ('⻰', '龙'), ('⻱', '龜'), ('⻳', '龟'), ('⻒', '镸'), ('⻂', '衤'),
];

/// A value as it was meant: without what shows nothing, look-alikes as what they look like, blanks of all kinds as
/// blanks, letters and their marks composed. Control characters become blanks.
pub fn normal(text: &str) -> Cow<'_, str> {
    let is_composed = !text.contains(|c| matches!(c, '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}'));
    if is_composed && !text.contains(|c| changed(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match changed(c) {
            Some(own) => out.push_str(&own),
            None => out.push(c),
        }
    }
    match is_composed {
        true => out.into(),
        false => composed(&out).into(),
    }
}

/// A text with its letters and their marks composed (NFC).
pub fn composed(text: &str) -> String {
    ComposingNormalizerBorrowed::new_nfc().normalize(text).into_owned()
}

/// What two texts have in common that look alike: width, case, blanks and forms of letters put aside.
pub fn alike(text: &str) -> String {
    let folded = ComposingNormalizerBorrowed::new_nfkc().normalize(text).to_lowercase();
    folded.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What stands for a character in a value, where that is something else.
fn changed(c: char) -> Option<Cow<'static, str>> {
    match c {
        ' '..='~' | '\t' | '\n' | '\r' | '\u{4e00}'..='\u{9fff}' => None,
        _ if is_left_out(c) || reorders(c) => Some("".into()),
        '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{2028}' | '\u{2029}' => Some(" ".into()),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => Some(" ".into()),
        '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}' => Some("\u{fffd}".into()),
        _ => meant(c).map(Cow::Owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_odd_is_told_with_its_place() {
        use Oddity::{Invisible, LookAlike, Reorders, Unreadable};
        for (text, expected) in [
            ("标\u{200b}题", &[(3, Invisible)][..]),
            ("\u{feff}正文", &[]),
            ("正\u{feff}文", &[(3, Invisible)]),
            ("培育\u{b}企业", &[(6, Invisible)]),
            ("\u{202e}12", &[(0, Reorders)]),
            ("⾼新技术、发展⺠营", &[(0, LookAlike), (21, LookAlike)]),
            ("\u{f9d1}", &[(0, LookAlike)]),
            ("ﬁrst", &[(0, LookAlike)]),
            ("\u{1d7ed}2家", &[(0, LookAlike)]),
            ("\u{f0b7} 一", &[(0, Unreadable)]),
            ("一\u{fffd}二", &[(3, Unreadable)]),
            ("👩\u{200d}💻 ❤\u{fe0f} 1\u{fe0f}\u{20e3} 🏴\u{e0067}\u{e007f}", &[]),
            ("पक\u{94d}\u{200d}ष", &[]),
            ("科\u{200d}技", &[(3, Invisible)]),
            ("㎡ ℃ ① １２％ Ⅱ 〇 ㈠ 　空 葛\u{e0100}", &[]),
        ] {
            let found: Vec<_> = oddities(text).map(|(at, _, oddity)| (at, oddity)).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn values_are_as_they_were_meant() {
        for (text, expected) in [
            ("科技局", "科技局"),
            ("科技\u{200b}局", "科技局"),
            ("⾼新\u{a0}企业", "高新 企业"),
            ("cafe\u{301}", "café"),
            ("a\u{b}b", "a b"),
            ("a\u{202e}12\u{202c}", "a12"),
            ("⻢家街道⺠政办", "马家街道民政办"),
            ("１２％ ㎡", "１２％ ㎡"),
        ] {
            assert_eq!(normal(text), expected);
            assert_eq!(normal(expected), expected);
        }
    }

    #[test]
    fn radicals_are_named_as_what_they_look_like() {
        for (radical, meant) in RADICALS {
            assert!(('\u{2e80}'..='\u{2eff}').contains(&radical), "{radical}");
            assert!(('\u{4e00}'..='\u{9fff}').contains(&meant), "{meant}");
        }
    }
}
