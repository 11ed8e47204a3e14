//! Model values as the words that a reader sees.

use crate::model::config::Lang;
use crate::model::date::{Day, Due};
use crate::model::indicator::{Indicator, Measurement, Nature, TaskState};
use crate::model::quantity::{after_number, print_decimal};
use crate::model::target::{Amount, Target, TargetKind, Value};
use crate::theme::Theme;
use jiff::civil::{Date, DateTime};
use rust_decimal::{Decimal, RoundingStrategy};
use std::cmp::Ordering;

/// A date as text: `2016年3月1日`, or `1 March 2016`.
pub fn date(date: Date, lang: Lang) -> String {
    match lang {
        Lang::Chinese => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
        Lang::English => format!("{} {}", date.strftime("%-d %B"), date.year()),
    }
}

/// A date as it stands in the catalogue block of a portal page, and nowhere else, zero-padded: `2016年03月01日`.
pub fn catalogue_date(date: Date, lang: Lang) -> String {
    match lang {
        Lang::Chinese => format!("{}年{:02}月{:02}日", date.year(), date.month(), date.day()),
        Lang::English => self::date(date, lang),
    }
}

/// A publication time as portals show it: `2016-03-01 09:30`; in English text `1 March 2016, 09:30`.
pub fn clock(moment: DateTime, lang: Lang) -> String {
    match lang {
        Lang::Chinese => self::moment(moment),
        Lang::English => {
            format!("{}, {:02}:{:02}", date(moment.date(), lang), moment.hour(), moment.minute())
        }
    }
}

/// A publication time in the tags that portals read: `2016-03-01 09:30`.
pub fn moment(moment: DateTime) -> String {
    format!("{} {:02}:{:02}", moment.date(), moment.hour(), moment.minute())
}

/// The name of an attachment without the number that its place in the list puts before it, which many write too: `1. 分解表`,
/// `附件2：名单`. None where nothing else is in it.
pub fn attachment(name: &str) -> Option<&str> {
    let bare = name.trim_start().trim_start_matches("附件");
    let behind = bare.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let mark = behind.chars().next().filter(|c| ".．、：:)）".contains(*c));
    let is_numbered = behind.len() < bare.len() || bare.len() < name.trim_start().len();
    let rest = mark.filter(|_| is_numbered).and_then(|mark| behind.strip_prefix(mark));
    // 2.5万亩 begins with a number of its own.
    let rest = rest.filter(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
    without_end_mark(rest.unwrap_or(name).trim_start())
}

/// A text without the mark that its place puts behind it, which some authors write too: the colon of an addressee, the full
/// stop behind those who get a copy. None where nothing else is in it.
pub fn without_end_mark(text: &str) -> Option<&str> {
    let bare = text.trim_end_matches(|c: char| c.is_whitespace() || "：:。.；;，,、".contains(c));
    Some(bare).filter(|bare| !bare.is_empty())
}

/// Whether words on a document's validity (有效性) say that it is not in force any more: 失效, 已废止, `repealed`.
pub fn is_lapsed(validity: &str) -> bool {
    const ENDED: [&str; 9] = [
        "失效",
        "废止",
        "撤销",
        "停止执行",
        "lapsed",
        "expired",
        "repealed",
        "superseded",
        "no longer in force",
    ];
    let words = validity.to_lowercase();
    // 未失效, 尚未废止 and `not repealed` say the opposite.
    !words.contains(['未', '非'])
        && !words.contains("not ")
        && ENDED.iter().any(|ended| words.contains(ended))
}

/// A publication time for machines, without a time zone: `2016-03-01T09:30`.
pub fn local_iso(moment: DateTime) -> String {
    format!("{}T{:02}:{:02}", moment.date(), moment.hour(), moment.minute())
}

/// A publication time with its time zone, as feeds demand it. Plans are published in China, which has one time zone.
pub fn rfc3339(moment: DateTime) -> String {
    format!("{}T{:02}:{:02}:{:02}+08:00", moment.date(), moment.hour(), moment.minute(), moment.second())
}

/// A day as the plan writes it (6月底前), or as a date where it says no more or says it in another language than the page's.
pub fn day(day: &Day, lang: Lang) -> String {
    own_words(day.words.as_deref(), lang).map_or_else(|| date(day.date, lang), str::to_owned)
}

/// A due date.
pub fn due(due: &Due, lang: Lang, theme: &Theme) -> String {
    match due {
        Due::On(on) => day(on, lang),
        Due::Continuous(words) => {
            own_words(words.as_deref(), lang).unwrap_or_else(|| theme.word("continuous")).to_owned()
        }
    }
}

/// The author's words, where a reader of the language can read them.
fn own_words(words: Option<&str>, lang: Lang) -> Option<&str> {
    words.filter(|words| lang == Lang::Chinese || words.is_ascii())
}

/// A target: the author's own phrase where there is one, else the quantity in words.
pub fn target(target: &Target, lang: Lang) -> String {
    match (lang, &target.phrase) {
        (Lang::Chinese, Some(phrase)) => phrase.clone(),
        (Lang::Chinese, None) => minus(&target.chinese()),
        (Lang::English, _) => minus(&target.english()),
    }
}

/// A measured value as it was reported, with the indicator's unit; a level under a change with the change computed from it.
pub fn measurement(measurement: &Measurement, indicator: &Indicator, lang: Lang) -> String {
    let own = measured(&measurement.value, indicator.unit.as_deref(), lang);
    let is_baseline = indicator.baseline.as_ref().is_some_and(|baseline| std::ptr::eq(baseline, measurement));
    let change = match indicator.target.as_ref().map(|target| &target.kind) {
        Some(TargetKind::Change(change)) if measurement.number().is_some() && !is_baseline => Some(change),
        _ => None,
    };
    let baseline = indicator.start_of(measurement);
    match change.and_then(|change| measurement.value.change_from(baseline, change)) {
        Some(amount) => {
            let target = change.map_or(Decimal::ZERO, |change| change.bound.value());
            let amount = Amount { value: rounded(amount.value, target), ..amount };
            match lang {
                Lang::Chinese => format!("{own}（{}）", amount.chinese()),
                Lang::English => format!("{own} ({})", amount.english()),
            }
        }
        None => own,
    }
}

/// A number with two decimal places, half up; with more where it would else be shown as another number that it is not: 7.997 of
/// 8 stays short of it.
pub fn rounded(value: Decimal, from: Decimal) -> Decimal {
    let at = |places| value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    let apart = (2..=8).map(at).find(|rounded| *rounded != from || value == from);
    apart.unwrap_or(value).normalize()
}

/// A measured value in words: 13家, 下降3.5%, 第8位, 1:1.6.
pub fn measured(value: &Value, unit: Option<&str>, lang: Lang) -> String {
    match (value, lang) {
        (Value::Number(number), _) => self::value(*number, unit, lang),
        (other, Lang::Chinese) => other.chinese(unit),
        (Value::Change(amount), Lang::English) => amount.english(),
        (Value::Rank(place), Lang::English) => format!("place {}", print_decimal(*place)),
        (Value::Ratio(terms), Lang::English) => terms.symbols(),
        (Value::Text(words), _) => words.clone(),
    }
}

/// A number with the sign for minus that belongs to figures: −3, and no hyphen.
pub fn number(value: Decimal) -> String {
    minus(&print_decimal(value))
}

/// A printed quantity with each hyphen that is a sign made a minus: `-3` is `−3`, and `3-5` stays.
pub fn minus(text: &str) -> String {
    let mut printed = String::with_capacity(text.len());
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let next = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        let is_sign = c == '-' && !before.is_ascii_alphanumeric() && next.is_some_and(|c| c.is_ascii_digit());
        printed.push(if is_sign { '−' } else { c });
        before = c;
    }
    printed
}

/// A value with its unit: `12家`, `12 家` in English text, `42%` in both.
pub fn value(value: Decimal, unit: Option<&str>, lang: Lang) -> String {
    let number = number(value);
    match (unit, lang) {
        (None, _) => number,
        (Some(unit), Lang::Chinese) => format!("{number}{}", after_number(unit)),
        (Some(unit), Lang::English) if unit.starts_with(['%', '‰', '℃', '1']) => {
            format!("{number}{}", after_number(unit))
        }
        (Some(unit), Lang::English) => format!("{number} {unit}"),
    }
}

/// A fraction as a percentage with at most one decimal: 0.8333 is `83.3%`.
pub fn percent(fraction: Decimal) -> String {
    let percent = fraction.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(Decimal::MAX);
    // Half up, as readers who check the figure by hand do it; but what is short of the whole is never shown as the whole, nor
    // what is more.
    let half_up = percent.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    let whole = Decimal::ONE_HUNDRED;
    let rounded = match (percent.cmp(&whole), half_up == whole) {
        (Ordering::Less, true) => percent.round_dp_with_strategy(1, RoundingStrategy::ToZero),
        (Ordering::Greater, true) => percent.round_dp_with_strategy(1, RoundingStrategy::AwayFromZero),
        _ => half_up,
    };
    format!("{}%", number(rounded.normalize()))
}

/// 约束性 or 预期性.
pub fn nature(nature: Nature, theme: &Theme) -> &str {
    theme.word(match nature {
        Nature::Binding => "nature_binding",
        Nature::Expected => "nature_expected",
    })
}

/// The key of a task's state, for class names.
pub const fn state_key(state: &TaskState) -> &'static str {
    match state {
        TaskState::NotStarted => "not-started",
        TaskState::InProgress => "in-progress",
        TaskState::Done => "done",
        TaskState::Dropped(_) => "dropped",
    }
}

/// The word for a task's state: `state_in_progress` for `in-progress`.
pub fn state(state: &TaskState, theme: &Theme) -> String {
    theme.word(&format!("state_{}", state_key(state).replace('-', "_"))).to_owned()
}

/// A size in the unit that people read it in, with one decimal: `1.2 MB`.
pub fn size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    if bytes < 1000 {
        return format!("{bytes} B");
    }
    let (mut tenths, mut unit) = (bytes / 100, 0);
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        tenths /= 1000;
        unit += 1;
    }
    format!("{}.{} {}", tenths / 10, tenths % 10, UNITS.get(unit).unwrap_or(&"TB"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date as day, datetime};

    #[test]
    fn dates_are_padded_only_in_the_catalogue() {
        assert_eq!(date(day(2016, 3, 1), Lang::Chinese), "2016年3月1日");
        assert_eq!(catalogue_date(day(2016, 3, 1), Lang::Chinese), "2016年03月01日");
        assert_eq!(date(day(2016, 3, 1), Lang::English), "1 March 2016");
        let at = datetime(2016, 3, 1, 9, 5, 0, 0);
        assert_eq!(moment(at), "2016-03-01 09:05");
        assert_eq!(clock(at, Lang::Chinese), "2016-03-01 09:05");
        assert_eq!(clock(at, Lang::English), "1 March 2016, 09:05");
        assert_eq!(rfc3339(datetime(2016, 3, 1, 9, 5, 0, 0)), "2016-03-01T09:05:00+08:00");
    }

    #[test]
    fn no_number_is_rounded_to_one_that_it_is_not() {
        for (value, from, text) in [
            ("7.997", "8", "7.997"),
            ("8.0004", "8", "8.0004"),
            ("8", "8", "8"),
            ("9.375", "8", "9.38"),
            ("0.004", "0", "0.004"),
        ] {
            assert_eq!(rounded(value.parse().unwrap(), from.parse().unwrap()).to_string(), text);
        }
    }

    #[test]
    fn percentages_have_at_most_one_decimal() {
        for (fraction, text) in [
            ("0.83333", "83.3%"),
            ("1", "100%"),
            ("0", "0%"),
            ("1.2005", "120.1%"),
            ("0.9996", "99.9%"),
            ("1.0004", "100.1%"),
            ("-0.031", "−3.1%"),
        ] {
            assert_eq!(percent(fraction.parse().unwrap()), text);
        }
    }

    #[test]
    fn a_sign_is_a_minus_and_a_range_is_none() {
        for (text, printed) in [
            ("-3%", "−3%"),
            (">= -3", ">= −3"),
            ("-4–-2个百分点", "−4–−2个百分点"),
            ("3-5家", "3-5家"),
            ("A-3级", "A-3级"),
            ("PM2.5", "PM2.5"),
        ] {
            assert_eq!(minus(text), printed, "{text}");
        }
    }

    #[test]
    fn an_attachment_has_its_number_from_the_list() {
        for (name, bare) in [
            ("1. 重点任务分解表", Some("重点任务分解表")),
            ("2．责任单位名单。", Some("责任单位名单")),
            ("一、目标分解表", Some("目标分解表")),
            ("附件2：联系人名单", Some("联系人名单")),
            ("附件：名单", Some("名单")),
            ("（1）名单", Some("（1）名单")),
            ("2026年任务表", Some("2026年任务表")),
            ("2.5万亩整治任务表", Some("2.5万亩整治任务表")),
            ("附件管理办法", Some("附件管理办法")),
            ("一季度任务表", Some("一季度任务表")),
            ("3.", None),
        ] {
            assert_eq!(attachment(name), bare, "{name}");
        }
    }

    #[test]
    fn marks_at_the_end_are_left_to_the_page() {
        for (text, bare) in [
            ("各镇人民政府，区直各单位：", Some("各镇人民政府，区直各单位")),
            ("区委办。 ", Some("区委办")),
            ("甲（乙）", Some("甲（乙）")),
            ("：", None),
        ] {
            assert_eq!(without_end_mark(text), bare, "{text}");
        }
    }

    #[test]
    fn validity_is_read_for_what_it_says() {
        for ended in ["失效", "已废止", "2018年起停止执行", "Repealed in 2018", "no longer in force"]
        {
            assert!(is_lapsed(ended), "{ended}");
        }
        for valid in ["有效", "现行有效", "尚未失效", "未废止", "in force", "not repealed", ""] {
            assert!(!is_lapsed(valid), "{valid}");
        }
    }
}
