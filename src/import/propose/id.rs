//! Ids from names: the sounds of their characters, shortened.
//!
//! A name alone decides its id, so that it stays whatever comes to stand beside it. Characters go together in twos, as most
//! words do; a name that is too long keeps its first words, and the initials of the others.

use crate::digest::Digest;
use pinyin::ToPinyin as _;
use std::collections::BTreeSet;

/// No id is longer, in characters, but for what tells two of the same sound apart.
pub const LONGEST: usize = 24;
/// How many characters tell two names of the same sound apart.
const MARK: usize = 4;

/// Characters that belong to the word before them: 创新型, 成交额.
const ENDINGS: &str = "型性化率额数量度值费";
/// Characters that stand alone between words.
const JOINTS: &str = "和与及或的";

/// The id of a name.
pub fn id_of(name: &str) -> String {
    let words = words(name);
    let whole = words.concat_with('-');
    let id = if whole.len() <= LONGEST { whole } else { words.shortened() };
    if id.is_empty() { format!("zhibiao-{}", mark(name)) } else { id }
}

/// An id that is not taken: the name's own, else one with a mark that the name alone decides, too.
pub fn free_id(name: &str, taken: &BTreeSet<String>) -> String {
    let own = id_of(name);
    if !taken.contains(&own) {
        return own;
    }
    let marked = format!("{own}-{}", mark(name));
    if !taken.contains(&marked) {
        return marked;
    }
    // Numbers are given one after the other, so the first free one is found by halves: a table may name a thousand tasks alike.
    let numbered = |number: usize| format!("{marked}-{number}");
    let is_taken = |number: usize| taken.contains(&numbered(number));
    let (mut below, mut free) = (1, 2);
    while is_taken(free) {
        (below, free) = (free, free.saturating_mul(2));
    }
    while free - below > 1 {
        let middle = below + (free - below) / 2;
        if is_taken(middle) { below = middle } else { free = middle }
    }
    numbered(free)
}

/// A few digits that the name decides.
fn mark(name: &str) -> String {
    Digest::of(name.as_bytes()).to_string().chars().take(MARK).collect()
}

/// The words of a name, each as the sounds of its characters.
#[derive(Debug, Default)]
struct Words(Vec<Vec<String>>);

impl Words {
    fn concat_with(&self, joint: char) -> String {
        let words: Vec<String> = self.0.iter().map(|word| word.concat()).collect();
        words.join(&joint.to_string())
    }

    /// The first words whole, as many as leave room for the initials of all others.
    fn shortened(&self) -> String {
        let initials = |words: &[Vec<String>]| -> String {
            words.iter().flatten().filter_map(|sound| sound.chars().next()).collect()
        };
        let with = |count: usize| {
            let (whole, rest) = self.0.split_at(count.min(self.0.len()));
            let mut parts: Vec<String> = whole.iter().map(|word| word.concat()).collect();
            parts.push(initials(rest));
            parts.join("-")
        };
        let fitting = (0..self.0.len()).map(with).take_while(|id| id.len() <= LONGEST).last();
        fitting.unwrap_or_else(|| with(0).chars().take(LONGEST).collect())
    }
}

/// Parts a name into words of sounds.
fn words(name: &str) -> Words {
    let (mut words, mut word, mut is_latin) = (Words::default(), Vec::new(), false);
    let mut close = |word: &mut Vec<String>| {
        if !word.is_empty() {
            words.0.push(std::mem::take(word));
        }
    };
    for c in name.chars() {
        let c = ascii(c);
        if is_latin && c == '.' {
            continue;
        }
        if c.is_ascii_alphanumeric() {
            // A number before all else is read out, since an id begins with a letter.
            if !is_latin {
                close(&mut word);
            }
            is_latin = true;
            word.push(c.to_ascii_lowercase().to_string());
            continue;
        }
        if is_latin {
            close(&mut word);
            is_latin = false;
        }
        if JOINTS.contains(c) {
            close(&mut word);
            continue;
        }
        let Some(sound) = c.to_pinyin() else {
            close(&mut word);
            continue;
        };
        if word.len() >= 2 && !(word.len() == 2 && ENDINGS.contains(c)) {
            close(&mut word);
        }
        word.push(plain(sound.plain()));
    }
    close(&mut word);
    opened(words)
}

/// Words of which the first begins with a letter: 5G is read as wu-G.
fn opened(mut words: Words) -> Words {
    const DIGITS: [&str; 10] = ["ling", "yi", "er", "san", "si", "wu", "liu", "qi", "ba", "jiu"];
    if let Some(first) = words.0.first_mut() {
        for sound in first.iter_mut() {
            let digit = sound.parse::<usize>().ok().and_then(|digit| DIGITS.get(digit));
            let Some(read) = digit else { break };
            *sound = (*read).to_owned();
        }
    }
    words
}

/// A full-width letter or digit as a plain one.
fn ascii(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        _ => c,
    }
}

/// A sound in plain letters: ü is v.
fn plain(sound: &str) -> String {
    let letter = |c: char| match c {
        'ü' => Some('v'),
        'ê' => Some('e'),
        c => c.is_ascii_alphabetic().then_some(c.to_ascii_lowercase()),
    };
    sound.chars().filter_map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_give_ids() {
        for (name, id) in [
            ("技术合同成交额", "jishu-hetong-chengjiaoe"),
            ("高新技术企业", "gaoxin-jishu-qiye"),
            ("新增高新技术企业", "xinzeng-gaoxin-jishu-qy"),
            ("省级创新型试点示范企业和高新技术企业", "shengji-cxxsdsfqygxjsqy"),
            ("5G基站", "wug-jizhan"),
            ("绿色食品率", "lvse-shipinlv"),
            ("“三公”经费", "sangong-jingfei"),
            ("PM2.5年均浓度", "pm25-nianjun-nongdu"),
            ("……", "zhibiao-a7f8"),
        ] {
            assert_eq!(id_of(name), id, "{name}");
        }
    }

    fn is_valid(id: &str) -> bool {
        id.starts_with(|c: char| c.is_ascii_lowercase())
            && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    }

    proptest! {
        #[test]
        fn ids_are_valid_short_and_unique(names in prop::collection::vec("\\PC{0,40}|[高新技术企业市事试5Ga0 -]{0,16}", 1..12)) {
            let mut taken = BTreeSet::new();
            for name in &names {
                let own = id_of(name);
                prop_assert!(is_valid(&own) && own.len() <= LONGEST, "{name}: {own}");
                let id = free_id(name, &taken);
                prop_assert!(is_valid(&id), "{name}: {id}");
                prop_assert!(taken.insert(id));
            }
        }
    }
}
