//! The number at the start of a paragraph: its family, how far it counts, and where it ends.
//!
//! Takes a text or an automatic number; gives a [`Number`]. Years and quantities are none: `2026年`, `1.5亿元`, `3 个`. It does not know
//! whether a number belongs to a heading.

use super::NumberFamily;
use crate::bug::slice;

/// A number as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) family: NumberFamily,
    /// The counters from the outermost down: one, but for `1.2.3`.
    pub(super) counters: Vec<u32>,
    /// Where it ends, in bytes, with the blanks after it.
    pub(super) end: usize,
}

impl Number {
    /// The counter of its own level.
    pub(super) fn ordinal(&self) -> u32 {
        self.counters.last().copied().unwrap_or(0)
    }
}

/// Reads the number that a text begins with, after blanks.
pub(super) fn typed(text: &str) -> Option<Number> {
    let begin = text.len() - text.trim_start().len();
    let body = slice(text, begin..);
    let found = enclosed(body)
        .or_else(|| ordinal_word(body))
        .or_else(|| han(body))
        .or_else(|| digits(body))
        .or_else(|| letters(body))
        .or_else(|| single(body))?;
    let rest = slice(body, found.end..);
    let end = text.len() - rest.trim_start().len();
    Some(Number { end, ..found })
}

/// Reads an automatic number, as the word processor shows it; `ordinal` is what it counted.
pub(super) fn automatic(text: &str, ordinal: i64) -> Option<Number> {
    let shown = text.trim();
    let own = u32::try_from(ordinal).ok().filter(|ordinal| *ordinal > 0)?;
    // What stands behind a number decides about quantities; behind an automatic one stand words.
    let found = typed(&format!("{shown}\u{3000}词")).filter(|found| found.end > shown.len());
    Some(match found {
        Some(found) => Number { end: 0, ..found },
        None => Number { family: bare(shown)?, counters: vec![own], end: 0 },
    })
}

/// The family of an automatic number that has no punctuation.
fn bare(shown: &str) -> Option<NumberFamily> {
    if shown.chars().all(|c| numeral_value(c).is_some() || "十百千零".contains(c)) {
        Some(NumberFamily::Han)
    } else if shown.chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c)) {
        Some(NumberFamily::Digit)
    } else {
        None
    }
}

fn found(family: NumberFamily, counter: u32, whole: &str, rest: &str) -> Number {
    Number { family, counters: vec![counter], end: whole.len() - rest.len() }
}

/// `（一）` `(1)` `〔1〕`, blanks within allowed; also `1)` and `1）`.
fn enclosed(text: &str) -> Option<Number> {
    let inner = text.strip_prefix(['（', '(', '〔', '﹙'])?;
    let close = |rest: &str| rest.trim_start().strip_prefix(['）', ')', '〕', '﹚']).map(str::len);
    let inner = inner.trim_start();
    let (family, counter, left) = if let Some((counter, rest)) = split_digits(inner, 3) {
        (NumberFamily::DigitInBrackets, counter, close(rest)?)
    } else {
        let (counter, rest) = split_numeral(inner)?;
        (NumberFamily::HanInBrackets, counter, close(rest)?)
    };
    let mut end = text.len() - left;
    // （一）、题: the mark is one too many, and belongs to the number.
    if let Some(mark) = slice(text, end..).chars().next().filter(|c| matches!(c, '、' | '.' | '．')) {
        end += mark.len_utf8();
    }
    Some(Number { family, counters: vec![counter], end })
}

/// `第一章` `第二部分` `第3条`.
fn ordinal_word(text: &str) -> Option<Number> {
    let inner = text.strip_prefix('第')?.trim_start();
    let (counter, rest) = split_digits(inner, 3).or_else(|| split_numeral(inner))?;
    let rest = rest.trim_start();
    let words = [
        ("部分", NumberFamily::Part),
        ("编", NumberFamily::Part),
        ("篇", NumberFamily::Part),
        ("章", NumberFamily::Chapter),
        ("节", NumberFamily::Division),
        ("条", NumberFamily::Article),
    ];
    let (after, family) =
        words.iter().find_map(|(word, family)| Some((rest.strip_prefix(word)?, *family)))?;
    let stands_alone =
        after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || "、：:".contains(c));
    // 第一条生产线 and 第一节课 count things.
    let counts_things = matches!(family, NumberFamily::Division | NumberFamily::Article) && !stands_alone;
    let after = after.strip_prefix(['、', '：', ':']).unwrap_or(after);
    (!counts_things).then(|| found(family, counter, text, after))
}

/// `一、` `一.` `一　` `一是` `一要`.
fn han(text: &str) -> Option<Number> {
    let (counter, rest) = split_numeral(text)?;
    if let Some(after) = rest.strip_prefix('是').or_else(|| rest.strip_prefix("要")) {
        return (counter < 30).then(|| found(NumberFamily::HanIs, counter, text, after));
    }
    let blank = rest.len() - rest.trim_start_matches([' ', '\u{3000}', '\t', '\u{a0}']).len();
    let after = slice(rest, blank..);
    if let Some(after) = after.strip_prefix(['、', '.', '．', '﹒', '､']) {
        return Some(found(NumberFamily::Han, counter, text, after));
    }
    // A blank instead of the mark: an ideographic one, a tab or two.
    let is_wide = blank > 0 && slice(rest, ..blank) != " ";
    (is_wide && !after.is_empty()).then(|| found(NumberFamily::Han, counter, text, rest))
}

/// `1.` `1、` `1．` `1)` `1.1` `1.1.1` `1　题`.
fn digits(text: &str) -> Option<Number> {
    let (first, mut rest) = split_digits(text, 3)?;
    let mut counters = vec![first];
    while let Some((next, more)) =
        rest.strip_prefix(['.', '．']).and_then(|rest| split_digits(rest, 3)).filter(|_| counters.len() < 9)
    {
        counters.push(next);
        rest = more;
    }
    let depth = u8::try_from(counters.len()).unwrap_or(u8::MAX);
    let family = if depth == 1 { NumberFamily::Digit } else { NumberFamily::Decimal(depth) };
    let make =
        |after: &str| Some(Number { family, counters: counters.clone(), end: text.len() - after.len() });
    let blank = rest.len() - rest.trim_start().len();
    let next = rest.trim_start();
    if depth == 1 {
        if let Some(after) = rest.strip_prefix(['.', '、', '．', '）', ')', '﹒', '､']) {
            return make(after);
        }
        if let Some(after) = next.strip_prefix(['、', '．']) {
            return make(after);
        }
    } else if let Some(after) = rest.strip_prefix(['.', '、', '．']) {
        return make(after);
    }
    // 1.1区域背景 is numbered; 1.5左右 and 2.5亿元 are quantities.
    let follows = |c: char| !is_unit(c) && c.is_alphabetic() && !"左上下余多至到以".contains(c);
    let begins_word = next.chars().next().is_some_and(follows);
    let is_apart = blank > 0 || depth > 1;
    (begins_word && is_apart).then(|| make(rest)).flatten()
}

/// `A.` `a)` `Ⅱ、` `iv.`
fn letters(text: &str) -> Option<Number> {
    let first = text.chars().next()?;
    if let Some(value) = roman_sign(first) {
        let after = slice(text, first.len_utf8()..).trim_start();
        let after = after.strip_prefix(['、', '.', '．'])?;
        return Some(found(NumberFamily::Roman, value, text, after));
    }
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end)?;
    let after = rest.strip_prefix(['.', '、', '．', ')', '）'])?;
    // U.S. and e.g. are words.
    if after.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let is_roman_word = word.len() > 1 || matches!(word, "I" | "V" | "X" | "i" | "v" | "x");
    if let Some(value) = is_roman_word.then(|| roman(word)).flatten() {
        return Some(found(NumberFamily::Roman, value, text, after));
    }
    let (1, Some(letter)) = (word.len(), word.bytes().next()) else { return None };
    let value = u32::from(letter.to_ascii_lowercase().saturating_sub(b'a')) + 1;
    Some(found(NumberFamily::Letter, value, text, after))
}

/// `①` `⑴` `㈠` `⒈` `㊀`.
fn single(text: &str) -> Option<Number> {
    let first = text.chars().next()?;
    let at = |start: char| u32::from(first) - u32::from(start) + 1;
    let (family, counter) = match first {
        '①'..='⑳' => (NumberFamily::Circled, at('①')),
        '⑴'..='⒇' => (NumberFamily::DigitInBrackets, at('⑴')),
        '⒈'..='⒛' => (NumberFamily::Digit, at('⒈')),
        '㈠'..='㈩' => (NumberFamily::HanInBrackets, at('㈠')),
        '㊀'..='㊉' => (NumberFamily::Circled, at('㊀')),
        '❶'..='❿' => (NumberFamily::Circled, at('❶')),
        '➀'..='➉' => (NumberFamily::Circled, at('➀')),
        '➊'..='➓' => (NumberFamily::Circled, at('➊')),
        '㉑'..='㉟' => (NumberFamily::Circled, at('㉑') + 20),
        '㊱'..='㊿' => (NumberFamily::Circled, at('㊱') + 35),
        _ => return None,
    };
    Some(found(family, counter, text, slice(text, first.len_utf8()..)))
}

fn roman_sign(sign: char) -> Option<u32> {
    matches!(sign, 'Ⅰ'..='Ⅻ' | 'ⅰ'..='ⅻ').then(|| {
        let base = if sign < 'ⅰ' { 'Ⅰ' } else { 'ⅰ' };
        u32::from(sign) - u32::from(base) + 1
    })
}

fn roman(word: &str) -> Option<u32> {
    let value = |c: char| match c.to_ascii_lowercase() {
        'i' => Some(1_u32),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        _ => None,
    };
    if word.len() > 8 {
        return None;
    }
    let values = word.chars().map(value).collect::<Option<Vec<_>>>()?;
    // A sign before a greater one is taken away.
    let signed = values.iter().enumerate().map(|(at, own)| {
        let is_less = values.get(at + 1).is_some_and(|next| next > own);
        if is_less { -i64::from(*own) } else { i64::from(*own) }
    });
    u32::try_from(signed.sum::<i64>()).ok().filter(|sum| *sum > 0)
}

/// What units and multiples begin with, after a number and a blank.
fn is_unit(c: char) -> bool {
    "十百千万亿元倍个家项名人件次所种年月日天吨%％‰℃号级类条款".contains(c)
}

/// Splits off 1 to `most` ASCII or full-width digits.
fn split_digits(text: &str, most: usize) -> Option<(u32, &str)> {
    let end = text.find(|c| digit_value(c).is_none()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    let count = digits.chars().count();
    (1..=most)
        .contains(&count)
        .then(|| (digits.chars().filter_map(digit_value).fold(0, |sum, digit| sum * 10 + digit), rest))
}

fn digit_value(c: char) -> Option<u32> {
    c.to_digit(10).or_else(|| ('０'..='９').contains(&c).then(|| u32::from(c) - u32::from('０')))
}

/// The value of a Chinese digit.
pub(super) fn numeral_value(c: char) -> Option<u32> {
    "〇一二三四五六七八九"
        .chars()
        .position(|digit| digit == c)
        .or_else(|| "○".contains(c).then_some(0))
        .or_else(|| (c == '零').then_some(0))
        .and_then(|value| u32::try_from(value).ok())
}

/// Splits off a Chinese numeral up to 999: `十二`, `一百零五`, `二〇`.
fn split_numeral(text: &str) -> Option<(u32, &str)> {
    let is_part = |c: char| numeral_value(c).is_some() || matches!(c, '十' | '百' | '廿' | '卅');
    let end = text.find(|c: char| !is_part(c)).unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end)?;
    if word.is_empty() || word.chars().count() > 6 {
        return None;
    }
    let (mut sum, mut digit, mut plain) = (0_u32, None::<u32>, true);
    for c in word.chars() {
        match c {
            '十' | '百' => {
                sum += digit.take().unwrap_or(1) * if c == '十' { 10 } else { 100 };
                plain = false;
            }
            '廿' | '卅' => {
                sum += if c == '廿' { 20 } else { 30 };
                plain = false;
            }
            _ => {
                digit = Some(if plain { digit.unwrap_or(0) * 10 } else { 0 } + numeral_value(c).unwrap_or(0))
            }
        }
    }
    let value = sum + digit.unwrap_or(0);
    (1..1_000).contains(&value).then_some((value, rest))
}

#[cfg(test)]
mod tests {
    use super::NumberFamily::*;
    use super::*;

    #[test]
    fn typed_numbers_have_families_and_counters() {
        for (text, family, counters, rest) in [
            ("一、总体要求", Han, vec![1], "总体要求"),
            ("　　十二、保障", Han, vec![12], "保障"),
            ("一．目标", Han, vec![1], "目标"),
            ("一　目标", Han, vec![1], "目标"),
            ("（一）主体", HanInBrackets, vec![1], "主体"),
            ("( 二 ) 主体", HanInBrackets, vec![2], "主体"),
            ("（三）、主体", HanInBrackets, vec![3], "主体"),
            ("㈠主体", HanInBrackets, vec![1], "主体"),
            ("1.培育", Digit, vec![1], "培育"),
            ("1、培育", Digit, vec![1], "培育"),
            ("１．培育", Digit, vec![1], "培育"),
            ("1) 培育", Digit, vec![1], "培育"),
            ("3　培育", Digit, vec![3], "培育"),
            ("（12）培育", DigitInBrackets, vec![12], "培育"),
            ("⑴培育", DigitInBrackets, vec![1], "培育"),
            ("①培育", Circled, vec![1], "培育"),
            ("1.1 目标", Decimal(2), vec![1, 1], "目标"),
            ("1.1.2目标", Decimal(3), vec![1, 1, 2], "目标"),
            ("2.3区域背景", Decimal(2), vec![2, 3], "区域背景"),
            ("第一章 总则", Chapter, vec![1], "总则"),
            ("第二部分　目标", Part, vec![2], "目标"),
            ("第三条　内容", Article, vec![3], "内容"),
            ("二是推进", HanIs, vec![2], "推进"),
            ("A. 目标", Letter, vec![1], "目标"),
            ("Ⅱ、目标", Roman, vec![2], "目标"),
            ("iv. 目标", Roman, vec![4], "目标"),
            ("一百零五、目标", Han, vec![105], "目标"),
        ] {
            let number = typed(text).unwrap_or_else(|| panic!("no number in {text}"));
            assert_eq!((number.family, number.counters), (family, counters), "{text}");
            assert_eq!(text.get(number.end..), Some(rest), "{text}");
        }
    }

    #[test]
    fn years_and_quantities_are_no_numbers() {
        for text in [
            "2016年工作要点",
            "12家企业",
            "12 家企业",
            "1.5亿元",
            "3.1 个百分点",
            "3.1个百分点",
            "1.5左右的增速",
            "2.5以上",
            "3.5",
            "一批项目",
            "十三五规划",
            "（试行）",
            "（2016年）",
            "第一条生产线",
            "第一季度",
            "5G应用",
            "8%左右",
            "一 次",
            "U.S. trade",
            "",
            "　　",
        ] {
            assert_eq!(typed(text), None, "{text}");
        }
    }

    #[test]
    fn automatic_numbers_are_read_by_what_is_shown() {
        for (shown, ordinal, family) in [
            ("一、", 1, Han),
            ("（二）", 2, HanInBrackets),
            ("3.", 3, Digit),
            ("4", 4, Digit),
            ("1.2", 2, Decimal(2)),
            ("第五章", 5, Chapter),
            ("②", 2, Circled),
        ] {
            let number = automatic(shown, ordinal).unwrap_or_else(|| panic!("no number in {shown}"));
            assert_eq!((number.family, i64::from(number.ordinal())), (family, ordinal), "{shown}");
        }
        assert_eq!(automatic("任务", 1), None);
    }
}
