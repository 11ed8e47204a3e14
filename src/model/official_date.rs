//! Days as official texts name them: 12月底, 6月底前, 上半年, 第三季度, 年底, Q3.
//!
//! A name without a year is of the plan's year. It stands for the last day that it covers: 6月底前, 6月前 and 6月30日前 are all
//! kept by what is done on 30 June. What covers no certain day (年中, 月初, 6个月内, 2027年前) is no date.

use super::date::{Day, Due, digits, parse_date};
use jiff::civil::Date;

/// Words for what is done all the time.
const CONTINUOUS: [&str; 20] = [
    "continuous",
    "长期",
    "长期坚持",
    "长期推进",
    "持续",
    "持续推进",
    "常年",
    "常态化",
    "经常性",
    "全年持续",
    "全年推进",
    "每日",
    "每天",
    "每周",
    "每旬",
    "每月",
    "每季",
    "每季度",
    "每半年",
    "每年",
];

/// Reads a due date: a day, or what is done all the time.
pub fn parse_due(text: &str, plan_year: i16) -> Option<Due> {
    let text = text.trim();
    if CONTINUOUS.contains(&text) {
        return Some(Due::Continuous((text != "continuous").then(|| text.into())));
    }
    parse_day(text, plan_year).map(Due::On)
}

/// Reads a day: a calendar date, or the name of one.
pub fn parse_day(text: &str, plan_year: i16) -> Option<Day> {
    let text = text.trim();
    let normal = normal(text);
    // One way to write a date: 2016-3-1 and 2016.3.1 are shown alike.
    if let Some(date) = parse_date(&normal) {
        return Some(Day { date, words: None });
    }
    let (year, rest) = split_year(&normal);
    let date = covered(rest, year.is_some(), year.flatten().unwrap_or(plan_year))?;
    Some(Day { date, words: Some(text.into()) })
}

/// The day that a phrase names, with the words that name it: 6月底前 of 6月底前开工. The longest name that stands first.
pub fn day_named_in(phrase: &str, plan_year: i16) -> Option<Day> {
    /// No such phrase is longer, in characters.
    const LONGEST: usize = 60;
    let ends: Vec<usize> =
        phrase.char_indices().map(|(at, _)| at).chain([phrase.len()]).take(LONGEST).collect();
    let from = |start: usize| {
        let names = ends.iter().rev().filter(move |end| **end > start);
        names.filter_map(move |end| parse_day(phrase.get(start..*end)?, plan_year)).next()
    };
    ends.iter().find_map(|start| from(*start))
}

/// Reads a quarter (第一季度, Q1 or 1) as its last day.
pub fn parse_quarter(text: &str, plan_year: i16) -> Option<Day> {
    let text = text.trim();
    let normal = normal(text);
    let (year, rest) = split_year(&normal);
    let number = match small_number(rest) {
        Some(number) if year.is_none() => number,
        _ => quarter(rest)?,
    };
    let date = last_of_quarter(number, year.flatten().unwrap_or(plan_year))?;
    let words =
        if normal.len() == 1 { format!("第{}季度", chinese_quarter(number)?) } else { text.to_owned() };
    Some(Day { date, words: Some(words.into()) })
}

/// Whether the name of a day says of which year it is.
pub fn names_year(text: &str) -> bool {
    let normal = normal(text);
    parse_date(&normal).is_some() || matches!(split_year(&normal), (Some(Some(_)), _))
}

/// The text without blanks, with full-width digits, letters and signs as plain ones.
fn normal(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        _ => c,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(plain).collect()
}

/// Splits what says the year off: the year where it is a number, none inside for 今年 and 本年, which are the plan's.
fn split_year(text: &str) -> (Option<Option<i16>>, &str) {
    for word in ["本年度", "本年", "今年", "当年"] {
        if let Some(rest) = text.strip_prefix(word) {
            return (Some(None), rest);
        }
    }
    let Some((at, _)) = text.char_indices().nth(4) else { return (None, text) };
    let Some((number, rest)) = text.split_at_checked(at) else { return (None, text) };
    let Some(year) = digits(number, 4).or_else(|| chinese_year(number)) else { return (None, text) };
    if let Some(rest) = rest.strip_prefix("年度").or_else(|| rest.strip_prefix('年')) {
        return (Some(Some(year)), rest);
    }
    let quarter = rest.strip_prefix('-').unwrap_or(rest);
    if quarter.starts_with(['Q', 'q']) { (Some(Some(year)), quarter) } else { (None, text) }
}

/// 二〇二七 and 二零二七.
fn chinese_year(text: &str) -> Option<i16> {
    text.chars().try_fold(0, |year: i16, c| {
        let digit = match c {
            '〇' | '○' | '零' => 0,
            _ => i16::from(chinese_digit(c)?),
        };
        year.checked_mul(10)?.checked_add(digit)
    })
}

/// The last day that is covered by what stands behind the year; `of_year` where something stands before it that says the year.
fn covered(text: &str, of_year: bool, year: i16) -> Option<Date> {
    let text = text.strip_suffix("完成").unwrap_or(text);
    if let Some(date) = period(text, of_year, year) {
        return Some(date);
    }
    let within = text.strip_suffix("以内").or_else(|| text.strip_suffix('内'));
    if let Some(date) = within.and_then(|text| period(text, of_year, year)) {
        return Some(date);
    }
    let before = ["之前", "以前", "前", "为止", "止"].iter().find_map(|end| text.strip_suffix(end))?;
    // 2027年前 is before that year begins, and 上半年前 is nothing that plans say.
    let ends = before.ends_with(['月', '日', '号', '底', '末', '份', '旬']) || quarter(before).is_some();
    period(before, of_year, year).filter(|_| ends)
}

fn period(text: &str, of_year: bool, year: i16) -> Option<Date> {
    match text {
        "" | "底" | "末" | "终" if of_year => return Date::new(year, 12, 31).ok(),
        "年底" | "年末" | "年终" | "年内" | "全年" | "下半年" | "下半年底" | "下半年末" =>
        {
            return Date::new(year, 12, 31).ok();
        }
        "上半年" | "上半年底" | "上半年末" => return Date::new(year, 6, 30).ok(),
        _ => {}
    }
    if let Some(number) = quarter(text) {
        return last_of_quarter(number, year);
    }
    let (text, from) = match text.split_once(['-', '–', '—', '~', '至', '到']) {
        Some((from, to)) => {
            let from = from.strip_suffix('月').unwrap_or(from);
            (to.trim_start_matches(['—', '-']), Some(small_number(from)?))
        }
        None => (text, None),
    };
    let (month, rest) = text.split_once('月')?;
    let month = small_number(month)?;
    if from.is_some_and(|from| from >= month) {
        return None;
    }
    let first = Date::new(year, month, 1).ok()?;
    match rest.strip_prefix('份').unwrap_or(rest) {
        "" | "底" | "末" | "下旬" => Some(first.last_of_month()),
        "上旬" => Date::new(year, month, 10).ok(),
        "中旬" => Date::new(year, month, 20).ok(),
        day if from.is_none() => {
            let day = day.strip_suffix('日').or_else(|| day.strip_suffix('号'))?;
            Date::new(year, month, small_number(day)?).ok()
        }
        _ => None,
    }
}

/// The number of a quarter, or of the last one of several: 第三季度, 一季度末, Q3, 前三季度.
fn quarter(text: &str) -> Option<i8> {
    let text = text.strip_suffix(['底', '末']).unwrap_or(text);
    if let Some(number) = text.strip_prefix(['Q', 'q']) {
        return digits(number, 1);
    }
    let number = text.strip_suffix("季度")?;
    match number.strip_prefix('前') {
        Some("两") => Some(2),
        Some(several) => small_number(several).filter(|several| (2..=3).contains(several)),
        None if number == "首" => Some(1),
        None => small_number(number.strip_prefix('第').unwrap_or(number)),
    }
}

fn last_of_quarter(number: i8, year: i16) -> Option<Date> {
    let month = number.checked_mul(3).filter(|_| (1..=4).contains(&number))?;
    Some(Date::new(year, month, 1).ok()?.last_of_month())
}

fn chinese_quarter(number: i8) -> Option<char> {
    let at = usize::try_from(number).ok()?.checked_sub(1)?;
    ['一', '二', '三', '四'].get(at).copied()
}

fn chinese_digit(c: char) -> Option<i8> {
    let at = "一二三四五六七八九".chars().position(|digit| digit == c)?;
    i8::try_from(at + 1).ok()
}

/// A number from 1 to 99 in digits, or in Chinese as months and days have it: 十二, 三十一.
fn small_number(text: &str) -> Option<i8> {
    if let Some(number) = digits(text, 2) {
        return Some(number).filter(|number| *number > 0);
    }
    let one = |text: &str| {
        let mut all = text.chars();
        all.next().filter(|_| all.clone().next().is_none()).and_then(chinese_digit)
    };
    let Some((tens, ones)) = text.split_once('十') else { return one(text) };
    let tens = if tens.is_empty() { 1 } else { one(tens)? };
    let ones = if ones.is_empty() { 0 } else { one(ones)? };
    tens.checked_mul(10)?.checked_add(ones)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_official_texts_name_them() {
        for (text, date) in [
            ("12月底", "2027-12-31"),
            ("12月末", "2027-12-31"),
            ("6月底前", "2027-06-30"),
            ("6月底之前", "2027-06-30"),
            ("6月底以前", "2027-06-30"),
            ("6月底前完成", "2027-06-30"),
            ("6月前", "2027-06-30"),
            ("6月", "2027-06-30"),
            ("6月份", "2027-06-30"),
            ("6月内", "2027-06-30"),
            ("6月30日前", "2027-06-30"),
            ("6月30日", "2027-06-30"),
            ("6月30号前", "2027-06-30"),
            ("06月05日", "2027-06-05"),
            ("六月底前", "2027-06-30"),
            ("十二月三十一日", "2027-12-31"),
            ("十月二十日前", "2027-10-20"),
            ("6 月底前", "2027-06-30"),
            ("６月底前", "2027-06-30"),
            ("１２月３１日", "2027-12-31"),
            ("2月底", "2027-02-28"),
            ("2028年2月底", "2028-02-29"),
            ("11月上旬", "2027-11-10"),
            ("11月中旬前", "2027-11-20"),
            ("11月下旬", "2027-11-30"),
            ("1—6月", "2027-06-30"),
            ("1-9月", "2027-09-30"),
            ("3月至5月", "2027-05-31"),
            ("4月～10月底", "2027-10-31"),
            ("年底", "2027-12-31"),
            ("年底前", "2027-12-31"),
            ("年末", "2027-12-31"),
            ("年内", "2027-12-31"),
            ("年终", "2027-12-31"),
            ("全年", "2027-12-31"),
            ("今年底", "2027-12-31"),
            ("今年年底前", "2027-12-31"),
            ("本年度", "2027-12-31"),
            ("本年9月底前", "2027-09-30"),
            ("上半年", "2027-06-30"),
            ("上半年末", "2027-06-30"),
            ("下半年", "2027-12-31"),
            ("第一季度", "2027-03-31"),
            ("第三季度", "2027-09-30"),
            ("三季度", "2027-09-30"),
            ("3季度", "2027-09-30"),
            ("一季度末", "2027-03-31"),
            ("二季度底前", "2027-06-30"),
            ("二季度前", "2027-06-30"),
            ("四季度内", "2027-12-31"),
            ("首季度", "2027-03-31"),
            ("前三季度", "2027-09-30"),
            ("前两季度", "2027-06-30"),
            ("Q3", "2027-09-30"),
            ("q1", "2027-03-31"),
            ("Ｑ４", "2027-12-31"),
            ("2027Q2", "2027-06-30"),
            ("2027-Q2", "2027-06-30"),
            ("2027年Q2", "2027-06-30"),
            ("2027年12月", "2027-12-31"),
            ("2027年底前", "2027-12-31"),
            ("2027年年底", "2027-12-31"),
            ("2027年", "2027-12-31"),
            ("2027年度", "2027-12-31"),
            ("2027年内", "2027-12-31"),
            ("2027年全年", "2027-12-31"),
            ("2027年上半年", "2027-06-30"),
            ("2026年第四季度", "2026-12-31"),
            ("2028年3月底前", "2028-03-31"),
            ("２０２７年１２月", "2027-12-31"),
            ("二〇二七年六月底前", "2027-06-30"),
            ("截止", ""),
        ] {
            let read = parse_day(text, 2027);
            assert_eq!(read.as_ref().map_or(String::new(), |day| day.date.to_string()), date, "{text}");
            assert!(read.is_none_or(|day| day.words.as_deref() == Some(text)), "{text}");
        }
    }

    #[test]
    fn calendar_dates_are_shown_in_one_way() {
        for text in ["2027.12.31", "2027-12-31", "2027/12/31", "2027年12月31日", "２０２７．１２．３１"]
        {
            let day = parse_day(text, 2020).unwrap();
            assert_eq!((day.date.to_string().as_str(), day.words), ("2027-12-31", None), "{text}");
        }
    }

    #[test]
    fn what_covers_no_certain_day_is_no_date() {
        for text in [
            "2月30日",
            "2月29日",
            "6月31日",
            "13月底",
            "0月",
            "00月",
            "月底",
            "月底前",
            "底",
            "前",
            "年",
            "半年",
            "年中",
            "月初",
            "6月初",
            "6月中",
            "6月底左右",
            "6月底前后",
            "6月底前开工",
            "6个月",
            "6个月内",
            "3年",
            "三年内",
            "2027",
            "27年底",
            "20270年底",
            "2027年前",
            "2027年以前",
            "上半年前",
            "全年前",
            "第五季度",
            "0季度",
            "Q5",
            "Q",
            "Q33",
            "季度",
            "季度末",
            "前四季度",
            "明年底",
            "次年3月",
            "12月底、6月底",
            "6-3月",
            "6—6月",
            "1-6月30日",
            "2027.13.1",
            "2027-06",
            "6.30",
            "6/30",
            "12-31",
            "",
            " ",
            "长期",
            "每月",
            "零月",
            "十十月",
            "一十三月",
            "6月底前全部",
            "约6月底",
            "-6月",
        ] {
            assert_eq!(parse_day(text, 2027), None, "{text}");
        }
    }

    #[test]
    fn what_has_no_end_is_continuous_and_keeps_its_words() {
        assert_eq!(parse_due("continuous", 2027), Some(Due::Continuous(None)));
        for text in ["长期", "每月", "持续", "持续推进", "每季度", "常年"] {
            assert_eq!(parse_due(text, 2027), Some(Due::Continuous(Some(text.into()))), "{text}");
        }
        assert!(matches!(parse_due("全年", 2027), Some(Due::On(_))));
        assert_eq!(parse_due("每个", 2027), None);
    }

    #[test]
    fn quarters_are_read_as_their_last_day() {
        for (text, date, words) in [
            ("1", "2027-03-31", "第一季度"),
            ("４", "2027-12-31", "第四季度"),
            ("Q2", "2027-06-30", "Q2"),
            ("第三季度", "2027-09-30", "第三季度"),
            ("三季度", "2027-09-30", "三季度"),
            ("2026年第四季度", "2026-12-31", "2026年第四季度"),
        ] {
            let day = parse_quarter(text, 2027).unwrap();
            assert_eq!((day.date.to_string().as_str(), day.words.as_deref()), (date, Some(words)), "{text}");
        }
        for text in ["0", "5", "Q5", "", "6月底", "上半年", "2027年1", "第三季"] {
            assert_eq!(parse_quarter(text, 2027), None, "{text}");
        }
    }

    #[test]
    fn a_year_is_named_or_not() {
        for text in ["2027年底", "二〇二七年", "2027-Q1", "2027-01-31", "２０２７年１２月"] {
            assert!(names_year(text), "{text}");
        }
        for text in ["年底", "今年底", "6月底", "Q1", "continuous"] {
            assert!(!names_year(text), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_ends_the_program(text in "[0-9０-９一二三十〇年月日号底末前内季度Q半上下全本今至—. -]{0,12}") {
            let _ = (parse_due(&text, 2027), parse_quarter(&text, 2027), names_year(&text));
        }
    }
}
