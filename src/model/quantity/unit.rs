//! Units: takes the text after a number and gives the unit as written. Does not know which units exist, and does not convert between them.

use super::cursor::Cursor;
use super::error::QuantityError;
use super::glyph::may_start;
use super::print::after_number;
use super::scale::{opens_unit, split};
use super::words;

/// Characters that join clauses: no unit holds one, so what follows them is no part of the unit.
const JOINERS: &str = "的和与及或为是了";

/// No unit has more characters; a longer run is a sentence.
const LONGEST: usize = 24;

/// Words between a number and its unit that make the number a rough one: 20多家, 二十来个.
pub(super) const ROUGH: [char; 4] = ['多', '余', '几', '来'];

/// Takes a unit: a run of letters (Han or other), with %, ‰, ℃, ², ³, `/` and · where units have them,
/// up to a word that bounds the value, a range mark, anything else, or its greatest length. `None` where
/// there is none.
///
/// # Errors
///
/// A unit that makes the number a rough one (3万余人, 5年多), adds a half (两年半) or a part (3万分之一), or opens with more of the
/// number (万万元). `number` is where the number began, for the words of the error.
pub(super) fn read(cursor: &mut Cursor<'_>, number: Cursor<'_>) -> Result<Option<String>, QuantityError> {
    let mut unit = String::new();
    let start = *cursor;
    let mut previous = None;
    for _ in 0..LONGEST {
        let Some(next) = cursor.peek() else { break };
        if words::at_bound(*cursor) || at_range_word(*cursor) || !may_follow(previous, next) {
            break;
        }
        cursor.bump();
        unit.push(next);
        previous = Some(next);
    }
    if !unit.is_empty()
        && let Some(second) = eat_second(cursor)
    {
        unit.push_str(&format!("({second})"));
    }
    let own = unit.trim_end_matches(['/', '·', words::WITHIN]).len();
    if own < unit.len() {
        unit.truncate(own);
        *cursor = start;
        for _ in unit.chars() {
            cursor.bump();
        }
    }
    let unscaled = split(&unit).map_or(unit.as_str(), |(_, rest)| rest);
    if unit.ends_with(['多', '余']) || unscaled.starts_with(ROUGH) {
        return Err(QuantityError::Vague { text: number.excerpt() });
    }
    if unit.ends_with('半') || unscaled.starts_with('半') || unscaled.starts_with("分之") {
        return Err(QuantityError::Fraction { text: number.excerpt() });
    }
    if opens_unit(unscaled) {
        return Err(QuantityError::Numeral { text: number.excerpt() });
    }
    Ok(Some(unit).filter(|unit| !unit.is_empty()))
}

/// 至 and 到 are range marks before a number and letters elsewhere.
fn at_range_word(cursor: Cursor<'_>) -> bool {
    let mut ahead = cursor;
    (ahead.eat("至") || ahead.eat("到")) && {
        ahead.skip_space();
        may_start(ahead) || ahead.starts_with("百分之") || ahead.starts_with("千分之")
    }
}

fn may_follow(previous: Option<char>, next: char) -> bool {
    match (previous, next) {
        (None, '%' | '‰' | '℃' | '℉' | '°' | '㎡' | '㎥' | '㎏' | '㎞' | '㎝' | '㎜' | '㎎') => {
            true
        }
        (None, '/' | '·' | '²' | '³') => false,
        (Some('%' | '‰'), next) => matches!(next, '/' | '·'),
        (Some(previous), '/' | '·') => !matches!(previous, '/' | '·'),
        (Some('/' | '·'), '℃' | '℉' | '°') => true,
        (Some(previous), '㎡' | '㎥' | '㎏' | '㎞' | '㎝' | '㎜' | '㎎') => {
            previous.is_alphabetic() || matches!(previous, '/' | '·')
        }
        (Some('㎡' | '㎥' | '㎏' | '㎞' | '㎝' | '㎜' | '㎎'), next) => matches!(next, '/' | '·'),
        (Some(previous), '²' | '³') => previous.is_alphabetic(),
        // m2 and CO2, but not 1e3, which some programs write for a thousand.
        (Some(previous), '2' | '3') => previous.is_ascii_alphabetic() && !matches!(previous, 'e' | 'E'),
        (_, next) => next.is_alphabetic() && !JOINERS.contains(next),
    }
}

/// Takes a unit that is known, where it stands as a whole: 个 is not taken off 个百分点.
pub(super) fn eat_known(cursor: &mut Cursor<'_>, unit: &str) -> bool {
    let mut ahead = *cursor;
    ahead.skip_space();
    let taken = !unit.is_empty() && ahead.eat_exact(after_number(unit));
    let mut after = ahead;
    after.skip_space();
    let is_whole = after.is_at_end()
        || words::at_bound(after)
        || at_range_word(after)
        || after.starts_with("(含")
        || after.peek().is_some_and(|next| matches!(next, '—' | '–' | '-' | '~' | '.' | '+' | '内'));
    if taken && is_whole {
        *cursor = ahead;
    }
    taken && is_whole
}

/// Second measure words in brackets behind a unit: 套（户）, 台（套）.
const SECOND: [&str; 33] = [
    "户", "套", "次", "人", "个", "件", "台", "只", "辆", "家", "处", "座", "项", "例", "张", "名", "位",
    "头", "组", "册", "场", "部", "栋", "条", "批", "种", "间", "幢", "宗", "架", "艘", "所", "根",
];

/// Takes a second measure word in brackets, with them.
pub(super) fn eat_second(cursor: &mut Cursor<'_>) -> Option<&'static str> {
    let mut ahead = *cursor;
    ahead.eat("(").then_some(())?;
    let second = SECOND.iter().find(|second| ahead.eat(second))?;
    ahead.eat(")").then(|| *cursor = ahead)?;
    Some(second)
}

/// Numbers that rates are counted in: so many of each of these.
const MANY: [&str; 14] = [
    "1000000", "100000", "10000", "1000", "100", "100万", "10万", "百万", "十万", "千万", "亿", "万", "千",
    "百",
];

/// Takes the unit of a rate that is counted in so many (9.61/10万, 3.2/千人), as `1/10万`.
pub(super) fn read_per_many(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut ahead = *cursor;
    ahead.eat("/").then_some(())?;
    let many = MANY.into_iter().find(|many| ahead.eat(many))?;
    // 1/1000.5 and 1/100个 are none of these.
    let goes_on = ahead.peek().is_some_and(|next| next.is_ascii_digit() || next == '.');
    let start = ahead;
    let whom = read(&mut ahead, start).ok()?.unwrap_or_default();
    (!goes_on && matches!(whom.as_str(), "" | "人" | "人年" | "户" | "辆" | "车")).then_some(())?;
    *cursor = ahead;
    Some(format!("1/{many}{whom}"))
}

/// Openings of what looks like a unit behind a number, and makes a date, a growth or a state of it.
const NO_UNIT: [&str; 17] = [
    "月", "年底", "年前", "年内", "年末", "季度", "日前", "号前", "时前", "增长", "增加", "提高", "下降",
    "降低", "减少", "突破", "达到",
];
/// Grades: with a bound, or with letters before them, they count nothing (二类以上, 3A级).
const GRADES: [&str; 6] = ["类", "级", "等", "星级", "星", "档"];

/// Whether a unit shows that the number before it is no quantity: 6月底前开工, 零增长, 3A级, 二类以上.
pub(super) fn is_no_unit(unit: &str, is_bound: bool) -> bool {
    let letters = unit.trim_start_matches(['A', 'a', 'Ａ']);
    // 30日内办结: the words after a time limit are no unit.
    let after_limit = |time: char| unit.split_once(&[time, words::WITHIN].iter().collect::<String>());
    let is_time_limit = ['日', '天', '月', '年', '时', '钟', '周']
        .into_iter()
        .filter_map(after_limit)
        .any(|(_, rest)| !rest.is_empty());
    is_time_limit
        || NO_UNIT.iter().any(|opening| unit.starts_with(opening))
        // 12家起 is 'from 12 firms on', which is written 12家以上.
        || (unit.ends_with('起') && unit.chars().count() > 1)
        || (letters.len() < unit.len() && (letters.is_empty() || GRADES.iter().any(|grade| letters.starts_with(grade))))
        || (is_bound && GRADES.contains(&unit))
}

#[cfg(test)]
mod tests {
    use super::{Cursor, read};

    #[test]
    fn a_unit_ends_where_its_letters_end_or_a_bound_begins() {
        let cases = [
            ("家", "家", ""),
            ("家以上", "家", "以上"),
            ("家及以上", "家", "及以上"),
            ("家（含）以上", "家", "（含）以上"),
            ("%左右", "%", "左右"),
            ("％", "%", ""),
            ("%增长", "%", "增长"),
            ("天内", "天", "内"),
            ("天/内", "天", "/内"),
            ("天之内", "天", "之内"),
            ("个内设机构", "个内设机构", ""),
            ("人至5人", "人", "至5人"),
            ("人到 五人", "人", "到 五人"),
            ("公里/小时以上", "公里/小时", "以上"),
            ("吨标准煤/万元", "吨标准煤/万元", ""),
            ("微克/立方米", "微克/立方米", ""),
            ("人·次", "人·次", ""),
            ("m²", "m²", ""),
            ("m2", "m2", ""),
            ("吨CO2", "吨CO2", ""),
            ("e3", "e", "3"),
            ("℃", "℃", ""),
            ("家/", "家", "/"),
            ("/家", "", "/家"),
            ("个的企业", "个", "的企业"),
            ("家。", "家", "。"),
            ("家 以上", "家", " 以上"),
            ("-5家", "", "-5家"),
        ];
        for (text, unit, rest) in cases {
            let mut cursor = Cursor::new(text);
            assert_eq!(read(&mut cursor, Cursor::new(text)).unwrap().unwrap_or_default(), unit, "{text}");
            assert_eq!(cursor.rest(), rest, "{text}");
        }
    }
}
