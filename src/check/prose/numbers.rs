//! Numbers in Chinese text: ranges, approximate values, dates. After GB/T 15835—2011 出版物上数字用法.

use super::Hits;
use super::line::{Line, is_han, numeral};
use crate::diagnostic::PhraseRule;
use crate::markdown::Passage;

pub(super) fn check(line: &Line, hits: &mut Hits) {
    if line.has_ascii {
        for index in 0..line.len() {
            let c = line.at(index);
            if matches!(c, '-' | '~' | '～' | '—' | '–' | '至' | '到') {
                range(line, index, hits);
            } else if c == '0' {
                padded_date(line, index, hits);
            } else if c == '年' {
                short_year(line, index, hits);
            }
        }
    }
    approximations(line, hits);
}

/// A range of numbers, by its mark.
fn range(line: &Line, mark: usize, hits: &mut Hits) {
    let end = line.number(mark + 1);
    if end == mark + 1 {
        return;
    }
    // 20%-40%, 1月-3月: a unit of one character may stand before the mark.
    let before = line.before(mark);
    let has_unit = is_han(before) || matches!(before, '%' | '‰' | '％');
    let left_end = if has_unit { mark - 1 } else { mark };
    let start = line.number_before(left_end);
    if start == left_end || !is_range(line, start, mark, end) {
        return;
    }
    let (left, right) = (line.text(start..mark), line.text(mark + 1..end));
    let (follows, found) = (line.at(end), line.at(mark));
    let is_percent = matches!(follows, '%' | '‰' | '％');
    if found == '~' || (found == '-' && (is_han(follows) || is_percent)) {
        // Between years and months the long mark is usual, between values the wave.
        let better = if matches!(follows, '年' | '月' | '日') { '—' } else { '～' };
        hits.push(PhraseRule::RangeMark, start..end, format!("{left}{better}{right}"));
    }
    if is_percent && !has_unit {
        let better = if matches!(found, '-' | '~') { '～' } else { found };
        let better = format!("{left}{follows}{better}{right}{follows}");
        hits.push(PhraseRule::RangeSign, start..end + 1, better);
    }
}

/// Whether two numbers with a mark between them are a range, and no date, number plate or telephone number.
fn is_range(line: &Line, start: usize, mark: usize, end: usize) -> bool {
    let around =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '~' | '/' | '_' | '+' | '=' | '.' | '*');
    // GB/T 9704-2012: the letters stand before a blank.
    let before = line.before(start);
    let sign = start.checked_sub(1).map_or('\0', |blank| line.before(blank));
    let is_code = before == ' ' && (sign.is_ascii_alphabetic() || sign == Passage::THING);
    let is_telephone = line.at(mark) == '-' && (line.at(start) == '0' || end - mark > 6);
    !around(before) && !around(line.at(end)) && !is_code && !is_telephone
}

/// 05月, 05日.
fn padded_date(line: &Line, zero: usize, hits: &mut Hits) {
    let (digit, unit) = (line.at(zero + 1), line.at(zero + 2));
    let before = line.before(zero);
    let stands_alone = !before.is_ascii_alphanumeric() && !matches!(before, '.' | '-' | '+' | '/' | ',');
    if stands_alone && matches!(digit, '1'..='9') && matches!(unit, '月' | '日') {
        hits.push(PhraseRule::PaddedDate, zero..zero + 3, format!("{digit}{unit}"));
    }
}

/// What after two digits and 年 shows that a year is meant, and no time of so many years.
const AFTER_YEAR: [&str; 12] =
    ["底", "末", "初", "度", "上半年", "下半年", "一季度", "二季度", "三季度", "四季度", "全年", "第一季度"];
/// What before them shows that a time is meant.
const BEFORE_TIME: [char; 19] = [
    '第', '满', '近', '约', '超', '过', '达', '共', '期', '历', '经', '作', '龄', '余', '几', '每', '前',
    '后', '这',
];

/// 26年 where 2026年 is meant. A time of 26 years is written just so, so there must be a sign.
fn short_year(line: &Line, year: usize, hits: &mut Hits) {
    let start = line.number_before(year);
    let before = line.before(start);
    let digits = (start..year).all(|index| line.at(index).is_ascii_digit());
    if year - start != 2 || !digits || BEFORE_TIME.contains(&before) || before.is_ascii_alphanumeric() {
        return;
    }
    let month = line.digits(year + 1);
    let has_month = (1..=2).contains(&(month - year - 1)) && line.at(month) == '月';
    // 比25年增长, 2015—16年.
    let is_compared = matches!(before, '比' | '较') && !line.starts(year + 1, "前");
    let long = start.checked_sub(1).map_or(start, |mark| line.number_before(mark));
    let follows_year = matches!(before, '—' | '-' | '～' | '、' | '~') && start >= 1 && start - 1 - long == 4;
    let shows_year =
        AFTER_YEAR.iter().any(|word| line.starts(year + 1, word)) && !line.starts(year + 1, "初步");
    if has_month || is_compared || follows_year || shows_year {
        let better = format!("20{}年", line.text(start..year));
        hits.push(PhraseRule::ShortYear, start..year + 1, better);
    }
}

/// Words that say 'about' before a number.
const ABOUT: [&str; 4] = ["大约", "约", "大概", "将近"];
/// Characters that make another word of 约 after them.
const BEFORE_ABOUT: &str = "节预合条公签制违邀契集履解失简婚租特续爽赴践";
/// So many characters may stand between the two words.
const LONGEST: usize = 14;

/// 约20家左右: one of the two says it.
fn approximations(line: &Line, hits: &mut Hits) {
    let mut index = 0;
    while index < line.len() {
        let word = ABOUT.iter().find(|word| line.starts(index, word));
        let Some(word) = word.filter(|_| !BEFORE_ABOUT.contains(line.before(index))) else {
            index += 1;
            continue;
        };
        let start = index + word.chars().count();
        index = start;
        let first = line.at(start);
        if !(first.is_ascii_digit() || numeral(first).is_some() || "十百千万两".contains(first)) {
            continue;
        }
        let is_inside =
            |c: char| is_han(c) || c.is_ascii_digit() || matches!(c, '.' | '%' | ',' | '％' | '～' | '—');
        let end = (start..start + LONGEST)
            .take_while(|at| is_inside(line.at(*at)))
            .find(|at| line.starts(*at, "左右") || line.starts(*at, "上下"));
        if let Some(end) = end {
            let from = start - word.chars().count();
            hits.push(PhraseRule::DoubledApproximation, from..end + 2, line.text(start..end + 2));
            index = end + 2;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::table;
    use crate::diagnostic::PhraseRule;

    #[test]
    fn range_mark() {
        table(
            PhraseRule::RangeMark,
            &[
                ("培育3-5家", "3～5"),
                ("增长20~40%", "20～40"),
                ("2016-2020年", "2016—2020"),
                ("1-3月", "1—3"),
                ("增长5%-8%", "5%～8"),
                ("3.5-4.2万元", "3.5～4.2"),
                ("1月-3月", "1月—3"),
                ("约10~15个", "10～15"),
                ("每周2-3次", "2～3"),
                ("第3-5章", "3～5"),
                ("控制在10~20", "10～20"),
            ],
            &[
                "3—5家",
                "20%～40%",
                "2016-12-31印发",
                "电话0571-88880000转",
                "GB/T 9704-2012规定",
                "5-3=2得",
                "A3-5型",
                "COVID-19疫苗",
                "比分3-2",
                "2-甲基",
                "10-20",
                "电话8888-1234567转",
            ],
        );
    }

    #[test]
    fn range_sign() {
        table(
            PhraseRule::RangeSign,
            &[
                ("增长20～40%", "20%～40%"),
                ("增20—40%", "20%—40%"),
                ("增20-40%", "20%～40%"),
                ("增20~40%", "20%～40%"),
                ("增3.1～3.5%", "3.1%～3.5%"),
                ("从20到40%", "20%到40%"),
                ("降5至8%", "5%至8%"),
                ("下降1～2‰", "1‰～2‰"),
                ("占60–70%", "60%–70%"),
                ("提高10～15％", "10％～15％"),
            ],
            &[
                "20%～40%",
                "20%—40%",
                "3～5家",
                "提高到40%",
                "2016年40%",
                "由20%到40%",
                "5%至8%",
                "1‰～2‰",
                "2016—2020年",
                "降至5%",
            ],
        );
    }

    #[test]
    fn padded_date() {
        table(
            PhraseRule::PaddedDate,
            &[
                ("2017年05月15日", "5月"),
                ("05月底", "5月"),
                ("5月05日", "5日"),
                ("自01月起", "1月"),
                ("（03月）", "3月"),
                ("2017年09月", "9月"),
                ("至06日", "6日"),
                ("于2016年12月01日", "1日"),
                ("每月08日前", "8日"),
                ("02月、03月", "2月"),
            ],
            &[
                "2017年5月15日",
                "10月底",
                "20日前",
                "2017-05-15",
                "2017/05/15",
                "30月",
                "共100日",
                "T+05日",
                "3.05日",
                "00日",
            ],
        );
    }

    #[test]
    fn short_year() {
        table(
            PhraseRule::ShortYear,
            &[
                ("截至26年底", "2026年"),
                ("到25年末", "2025年"),
                ("26年初", "2026年"),
                ("26年度计划", "2026年"),
                ("26年3月", "2026年"),
                ("比25年增长5%", "2025年"),
                ("较25年提高", "2025年"),
                ("2015—16年", "2016年"),
                ("26年上半年", "2026年"),
                ("26年全年", "2026年"),
                ("26年一季度", "2026年"),
                ("2016、17年", "2017年"),
            ],
            &[
                "2026年底",
                "26年历史",
                "工作26年",
                "26年来",
                "26年前",
                "第26年末",
                "满26年底",
                "26年以上",
                "为期26年",
                "26年工作经验",
                "10年规划",
                "共26年3个月",
                "近20年初步",
                "126年底",
                "3—5年",
            ],
        );
    }

    #[test]
    fn doubled_approximation() {
        table(
            PhraseRule::DoubledApproximation,
            &[
                ("约20家左右", "20家左右"),
                ("大约30%左右", "30%左右"),
                ("约二十家左右", "二十家左右"),
                ("大概5亿元上下", "5亿元上下"),
                ("将近100人左右", "100人左右"),
                ("投入约3.5亿元左右", "3.5亿元左右"),
                ("约十个左右", "十个左右"),
                ("约1,000家左右", "1,000家左右"),
                ("增长约8%左右", "8%左右"),
                ("约两年左右", "两年左右"),
            ],
            &[
                "20家左右",
                "约20家",
                "节约20%左右",
                "签约30家左右",
                "预约10人左右",
                "约20家，占左右",
                "制约因素左右",
                "约定20日左右",
                "公约3条左右",
                "大约20家",
            ],
        );
    }
}
