//! The numbers before headings and section titles: how they are printed, and how one that was
//! written by hand is recognised.
//!
//! Takes ordinals or a title; gives text. Never decides which headings are numbered.

/// How the parts of a plan are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Numbering {
    /// `一、` `（一）` `1.` `（1）`, the four levels of GB/T 9704-2012, 7.3.3. Deeper levels have none.
    #[default]
    Chinese,
    /// `1`, `1.1`, `1.1.1` and so on.
    Decimal,
    /// No automatic numbers: the source numbers by hand, or not at all.
    None,
}

impl Numbering {
    /// Writes the number at `path`: the ordinals (from 1) from the outermost level down, so that a
    /// path of one ordinal is a section's own number. Writes nothing where there is no number.
    pub fn write(self, path: &[u32], out: &mut String) {
        let number = match (self, path) {
            (Self::Decimal, _) => path.iter().map(u32::to_string).collect::<Vec<_>>().join("."),
            (Self::Chinese, [last]) => format!("{}、", numeral(*last)),
            (Self::Chinese, [_, last]) => format!("（{}）", numeral(*last)),
            (Self::Chinese, [_, _, last]) => format!("{last}."),
            (Self::Chinese, [_, _, _, last]) => format!("（{last}）"),
            (Self::Chinese | Self::None, _) => return,
        };
        out.push_str(&number);
    }

    /// What stands between a number and its title: Chinese numbers carry their own punctuation.
    pub const fn separator(self) -> &'static str {
        match self {
            Self::Decimal => " ",
            Self::Chinese | Self::None => "",
        }
    }
}

const NUMERALS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// A Chinese numeral: `一`, `十`, `二十一`, `一百零五`. Above 9999, where no heading comes, it is in digits.
fn numeral(number: u32) -> String {
    if number == 0 || number > 9_999 {
        return number.to_string();
    }
    let (mut numeral, mut gap) = (String::new(), false);
    for (weight, unit) in [(1_000, Some('千')), (100, Some('百')), (10, Some('十')), (1, None)] {
        let digit = number / weight % 10;
        if digit == 0 {
            gap = !numeral.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            numeral.push('零');
        }
        // 十二, not 一十二; but 一百一十二.
        if !(digit == 1 && weight == 10 && numeral.is_empty()) {
            numeral.extend(usize::try_from(digit).ok().and_then(|digit| NUMERALS.get(digit)));
        }
        numeral.extend(unit);
    }
    numeral
}

/// Whether a title begins with a number written by hand: `一、` `（一）` `1.` `1、` `（1）` `①` `第一章`
/// `第三条` `1.1` and the like; never a year or a quantity (`2016年` `3815` `12家` `1.5亿元`).
pub fn hand_numbered(title: &str) -> bool {
    hand_number_length(title) > 0
}

/// The length in bytes of a title's hand-written number with the blanks after it; 0 for none.
pub fn hand_number_length(title: &str) -> usize {
    number_in(title.trim_start()).map_or(0, |rest| title.len() - rest.trim_start().len())
}

/// What is left of a title after its hand-written number.
fn number_in(title: &str) -> Option<&str> {
    let mut chars = title.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    match first {
        '①'..='⒛' | '⓪'..='⓿' | '㈠'..='㈩' | '❶'..='➓' | '㊀'..='㊉' => Some(rest),
        '（' | '(' => {
            let (_, rest) = split_digits(rest, 3).or_else(|| split_numeral(rest))?;
            rest.strip_prefix(['）', ')'])
        }
        '第' => chapter(rest),
        'Ⅰ'..='Ⅿ' => title.trim_start_matches(|c| matches!(c, 'Ⅰ'..='Ⅿ')).strip_prefix(['、', '.', '．']),
        '0'..='9' | '０'..='９' => digits(title),
        _ => split_numeral(title)?.1.strip_prefix(['、', '.', '．']),
    }
}

/// `1.` `1、` `1．` `1）` `1.1` `1.1.1`.
fn digits(title: &str) -> Option<&str> {
    let (_, mut rest) = split_digits(title, 3)?;
    let mut parts = 1;
    while let Some((_, more)) = rest.strip_prefix('.').and_then(|rest| split_digits(rest, 3)) {
        rest = more;
        parts += 1;
    }
    if parts == 1 {
        return rest.strip_prefix(['.', '、', '．', '）', ')']);
    }
    if let Some(after) = rest.strip_prefix(['.', '、', '．']) {
        return Some(after);
    }
    let blank = rest.is_empty() || rest.starts_with(char::is_whitespace);
    // `1.5亿元` and `3.1 个百分点` are quantities; so is a lone `1.5`.
    let quantity = match rest.trim_start().chars().next() {
        None => parts == 2,
        Some(next) => is_unit(next),
    };
    ((blank || parts > 2) && !quantity).then_some(rest)
}

/// Characters that units and multiples begin with, after a decimal number.
fn is_unit(c: char) -> bool {
    "十百千万亿元倍个家项名人件次所种年月日天吨%％‰℃-—–~～至到-".contains(c)
}

/// `一章`, `十二部分`, `3条`: what follows 第 in a numbered title.
fn chapter(title: &str) -> Option<&str> {
    let (_, rest) = split_digits(title, 3).or_else(|| split_numeral(title))?;
    if let Some(after) = ["章", "篇", "编", "部分"].iter().find_map(|word| rest.strip_prefix(word)) {
        return Some(after);
    }
    // 第一条生产线 and 第一节课 count things; as numbers these words stand alone.
    let after = rest.strip_prefix(['条', '节', '款'])?;
    (after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || c == '、' || c == '：'))
        .then_some(after)
}

/// Splits off 1 to `most` ASCII or full-width digits.
fn split_digits(text: &str, most: usize) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !matches!(c, '0'..='9' | '０'..='９')).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    (1..=most).contains(&digits.chars().count()).then_some((digits, rest))
}

/// Splits off a Chinese numeral.
fn split_numeral(text: &str) -> Option<(&str, &str)> {
    let is_numeral = |c: char| "〇零一二三四五六七八九十百".contains(c);
    let end = text.find(|c: char| !is_numeral(c)).unwrap_or(text.len());
    if end == 0 { None } else { text.split_at_checked(end) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(style: Numbering, path: &[u32]) -> String {
        let mut out = String::new();
        style.write(path, &mut out);
        out
    }

    #[test]
    fn numbers_are_printed_by_level() {
        for (style, path, expected) in [
            (Numbering::Chinese, &[1][..], "一、"),
            (Numbering::Chinese, &[10], "十、"),
            (Numbering::Chinese, &[12], "十二、"),
            (Numbering::Chinese, &[20], "二十、"),
            (Numbering::Chinese, &[99], "九十九、"),
            (Numbering::Chinese, &[105], "一百零五、"),
            (Numbering::Chinese, &[110], "一百一十、"),
            (Numbering::Chinese, &[1_001], "一千零一、"),
            (Numbering::Chinese, &[1_010], "一千零一十、"),
            (Numbering::Chinese, &[10_000], "10000、"),
            (Numbering::Chinese, &[1, 11], "（十一）"),
            (Numbering::Chinese, &[1, 1, 3], "3."),
            (Numbering::Chinese, &[1, 1, 1, 4], "（4）"),
            (Numbering::Chinese, &[1, 1, 1, 1, 5], ""),
            (Numbering::Decimal, &[2], "2"),
            (Numbering::Decimal, &[2, 3, 10], "2.3.10"),
            (Numbering::None, &[2, 3], ""),
            (Numbering::Chinese, &[], ""),
        ] {
            assert_eq!(written(style, path), expected, "{style:?} {path:?}");
        }
    }

    #[test]
    fn numbers_written_by_hand_are_recognised_and_quantities_are_not() {
        for (title, rest) in [
            ("一、指导思想", "指导思想"),
            ("十二、保障措施", "保障措施"),
            ("一. 目标", "目标"),
            ("（一）创新主体", "创新主体"),
            ("(一)创新主体", "创新主体"),
            ("（十二） 平台", "平台"),
            ("1.培育", "培育"),
            ("1. 培育", "培育"),
            ("1、培育", "培育"),
            ("1．培育", "培育"),
            ("１．培育", "培育"),
            ("1）培育", "培育"),
            ("（1）培育", "培育"),
            ("(12)培育", "培育"),
            ("①培育", "培育"),
            ("⑴培育", "培育"),
            ("㈠培育", "培育"),
            ("Ⅱ、培育", "培育"),
            ("第一章 总则", "总则"),
            ("第一章总则", "总则"),
            ("第三条　内容", "内容"),
            ("第二部分 目标", "目标"),
            ("第3章 目标", "目标"),
            ("1.1 目标", "目标"),
            ("1.1.2目标", "目标"),
            ("1.1. 目标", "目标"),
        ] {
            assert_eq!(title.get(hand_number_length(title)..), Some(rest), "{title}");
        }
        for title in [
            "2016年工作要点",
            "3815工程",
            "12家企业",
            "1.5亿元",
            "3.1 个百分点",
            "3.5",
            "2016. 回顾",
            "一批项目",
            "十三五规划",
            "（试行）",
            "（2016年）",
            "第一条生产线",
            "第一季度",
            "第一批",
            "百强企业",
            "指导思想",
            "5G应用",
            "8%左右",
            "",
        ] {
            assert!(!hand_numbered(title), "{title}");
        }
    }
}
