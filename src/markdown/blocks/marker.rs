//! What a line begins with where it was typed as a paragraph of its own: a number, a bullet, a label, a date.

/// The kind of mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkerKind {
    /// `1、` `1.` `1）`
    Digits,
    /// `（1）`
    DigitsInBrackets,
    /// `①`
    Enclosed,
    /// `一、`
    Numeral,
    /// `（一）`
    NumeralInBrackets,
    /// `•`, or `-` without a blank behind it.
    Bullet,
    /// `（责任单位：…）` or `责任单位：…`, by a word that is known.
    Responsibility,
    /// Ideographic blanks, as they indent a paragraph.
    Indent,
    /// A date and nothing else.
    Date,
    /// `一是`
    Point,
    /// `第一，` `首先，` `第一条 `
    Ordinal,
    /// `——`
    Dash,
    /// `地址：`; a mark only after another of its kind.
    Label,
}

impl MarkerKind {
    /// Whether the mark hardly stands at the start of a line by chance.
    pub(super) const fn is_strong(self) -> bool {
        !matches!(self, Self::Point | Self::Ordinal | Self::Dash | Self::Label)
    }

    /// Whether marks of the kind count, and may do so within a line too.
    pub(super) const fn is_counted(self) -> bool {
        !matches!(self, Self::Label | Self::Responsibility | Self::Date | Self::Bullet | Self::Indent)
    }
}

const BULLETS: [char; 23] = [
    '•', '●', '·', '▪', '■', '◆', '○', '◇', '▶', '►', '➢', '➤', '✓', '√', '☆', '★', '◎', '□', '▫', '∙', '‣',
    '※', '◼',
];
/// What a line with who is responsible begins with.
const RESPONSIBILITY: [&str; 16] = [
    "责任",
    "牵头",
    "配合",
    "主办",
    "协办",
    "承办",
    "完成时限",
    "完成时间",
    "时限",
    "时间要求",
    "分管",
    "参加单位",
    "参与单位",
    "落实单位",
    "联系人",
    "督办",
];
/// A longer label is a sentence.
const LONGEST_LABEL: usize = 8;

pub(super) const fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

const fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// The mark that a line begins with; the line has no blanks before it.
pub(super) fn marker(line: &str) -> Option<MarkerKind> {
    // `*甲`, but for `*甲*` and `**甲**`.
    if let Some(rest) = line.strip_prefix(['*', '+'])
        && rest.starts_with(is_han)
        && !rest.contains('*')
    {
        return Some(MarkerKind::Bullet);
    }
    let line = line.trim_start_matches(['*', '_']);
    let first = line.chars().next()?;
    let rest = line.get(first.len_utf8()..)?;
    match first {
        '①'..='⒛' | '㈠'..='㈩' | '❶'..='➓' => Some(MarkerKind::Enclosed),
        '（' | '(' | '【' => in_brackets(rest),
        '0'..='9' | '０'..='９' if is_date(line) => Some(MarkerKind::Date),
        '0'..='9' | '０'..='９' => {
            let after = line.trim_start_matches(|c: char| c.is_numeric());
            let length = line.chars().count() - after.chars().count();
            let next = after.strip_prefix(['、', '.', '．', '）', ')', '，'])?.chars().next();
            // `１．` is a list typed with full-width marks, which are told where all of them are.
            if after.starts_with(['.', '．']) && line.chars().take(length).any(|c| !c.is_ascii()) {
                return None;
            }
            let is_value = next.is_none_or(|c| c.is_numeric() || matches!(c, '.' | ')' | '）'));
            (length <= 2 && !is_value).then_some(MarkerKind::Digits)
        }
        'Ⅰ'..='Ⅻ' => rest
            .trim_start_matches(|c| matches!(c, 'Ⅰ'..='Ⅻ'))
            .starts_with(['、', '.', '．'])
            .then_some(MarkerKind::Numeral),
        'A'..='H' | 'a'..='h' => {
            let after = rest.strip_prefix(['、', '.', '．', '）', ')'])?;
            after.trim_start().starts_with(is_han).then_some(MarkerKind::Enclosed)
        }
        '二' if is_date(line) => Some(MarkerKind::Date),
        '第' => ordinal(rest),
        '首' | '其' | '再' | '最' => {
            let is_word = ["首先", "其次", "再次", "最后"]
                .iter()
                .any(|word| line.strip_prefix(word).is_some_and(|rest| rest.starts_with(['，', '：', '、'])));
            is_word.then_some(MarkerKind::Ordinal)
        }
        '—' | '─' => rest.starts_with(['—', '─']).then_some(MarkerKind::Dash),
        '-' | '–' => rest.starts_with(is_han).then_some(MarkerKind::Bullet),
        c if BULLETS.contains(&c) => rest
            .trim_start()
            .starts_with(|c: char| is_han(c) || c.is_alphanumeric() || matches!(c, '“' | '《'))
            .then_some(MarkerKind::Bullet),
        c if is_numeral(c) => {
            let after = line.trim_start_matches(is_numeral);
            let next = |mark: char| after.strip_prefix(mark).and_then(|rest| rest.chars().next());
            // 一、二季度 is no number.
            if next('、')
                .or_else(|| next('．'))
                .or_else(|| next('.'))
                .is_some_and(|c| !is_numeral(c) && !c.is_numeric())
            {
                return Some(MarkerKind::Numeral);
            }
            after.starts_with('是').then_some(MarkerKind::Point).or_else(|| label(line))
        }
        _ => label(line),
    }
}

fn in_brackets(rest: &str) -> Option<MarkerKind> {
    for (kind, is_digit) in [
        (MarkerKind::DigitsInBrackets, (|c: char| c.is_numeric() && !is_numeral(c)) as fn(char) -> bool),
        (MarkerKind::NumeralInBrackets, is_numeral),
    ] {
        let after = rest.trim_start_matches(is_digit);
        let length = rest.chars().count() - after.chars().count();
        let text = after.strip_prefix(['）', ')']).and_then(|text| text.chars().next());
        if (1..=3).contains(&length) && text.is_some() {
            return Some(kind);
        }
    }
    responsibility(rest)
}

fn responsibility(text: &str) -> Option<MarkerKind> {
    let is_known = RESPONSIBILITY.iter().any(|word| text.starts_with(word));
    let colon = text.chars().take(LONGEST_LABEL + 4).any(|c| matches!(c, '：' | ':'));
    (is_known && colon).then_some(MarkerKind::Responsibility)
}

fn label(line: &str) -> Option<MarkerKind> {
    if let Some(kind) = responsibility(line) {
        return Some(kind);
    }
    let length = line.chars().take(LONGEST_LABEL + 1).take_while(|c| is_han(*c)).count();
    let next = line.chars().nth(length);
    ((2..=LONGEST_LABEL).contains(&length) && matches!(next, Some('：' | ':'))).then_some(MarkerKind::Label)
}

/// `一，` `一条　`
fn ordinal(rest: &str) -> Option<MarkerKind> {
    let after = rest.trim_start_matches(|c: char| is_numeral(c) || c == '百' || c.is_ascii_digit());
    if after.len() == rest.len() {
        return None;
    }
    let is_listed = after.starts_with(['，', '、', '：'])
        || after
            .strip_prefix(['条', '章', '节', '款'])
            .is_some_and(|rest| rest.starts_with([' ', '\u{3000}', '：', '、']));
    is_listed.then_some(MarkerKind::Ordinal)
}

/// Whether a line is a date and nothing else: `2026年1月5日`, `二〇二六年一月五日`.
fn is_date(line: &str) -> bool {
    let is_part =
        |c: char| c.is_numeric() || is_numeral(c) || matches!(c, '〇' | '○' | '年' | '月' | '日' | ' ');
    let line = line.trim();
    line.contains('年') && line.ends_with(['日', '月']) && line.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_at_the_start_of_a_line() {
        for (line, kind) in [
            ("1、培育", MarkerKind::Digits),
            ("2.建设", MarkerKind::Digits),
            ("12．建设", MarkerKind::Digits),
            ("3）引进", MarkerKind::Digits),
            ("（3）引进", MarkerKind::DigitsInBrackets),
            ("(3)引进", MarkerKind::DigitsInBrackets),
            ("①甲", MarkerKind::Enclosed),
            ("一、甲", MarkerKind::Numeral),
            ("Ⅱ、甲", MarkerKind::Numeral),
            ("A、甲", MarkerKind::Enclosed),
            ("b) 甲", MarkerKind::Enclosed),
            ("十二、甲", MarkerKind::Numeral),
            ("（一）甲", MarkerKind::NumeralInBrackets),
            ("**一是**抓", MarkerKind::Point),
            ("一是抓", MarkerKind::Point),
            ("——加强", MarkerKind::Dash),
            ("• 甲", MarkerKind::Bullet),
            ("●甲", MarkerKind::Bullet),
            ("·甲", MarkerKind::Bullet),
            ("-甲", MarkerKind::Bullet),
            ("第一，甲", MarkerKind::Ordinal),
            ("首先，甲", MarkerKind::Ordinal),
            ("第一条　甲", MarkerKind::Ordinal),
            ("（责任单位：科技局）", MarkerKind::Responsibility),
            ("责任单位：科技局", MarkerKind::Responsibility),
            ("（牵头单位:科技局）", MarkerKind::Responsibility),
            ("完成时限：6月底前", MarkerKind::Responsibility),
            ("地址：某路1号", MarkerKind::Label),
            ("2026年1月5日", MarkerKind::Date),
            ("二〇二六年一月五日", MarkerKind::Date),
        ] {
            assert_eq!(marker(line), Some(kind), "{line}");
        }
        for line in [
            "1.5万元",
            "2026年工作",
            "2026年1月5日前完成",
            "12家企业",
            "一、二季度",
            "一批项目",
            "1、2月份",
            "（含12家）",
            "（以下简称）",
            "第一批",
            "第一季度",
            "—",
            "-5%",
            "最后一公里",
            "100、甲",
            "培育企业：",
            "",
            "a",
            "１．甲",
            "责任落实到人",
        ] {
            let kind = marker(line).filter(|kind| *kind != MarkerKind::Label);
            assert_eq!(kind, None, "{line}");
        }
    }
}
