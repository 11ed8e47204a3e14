//! Targets in words: which phrases are taken as such without being said to be (`{text: …}`).
//!
//! A phrase with no number is one, if it is not a gap that was left to be filled. A phrase with a number is one only where
//! that number is a date (6月底前开工), a grade (3A级, 二类以上) or a part of a word (一流); a slip in a quantity must be told.

/// Words that are put where nothing is known yet.
const GAPS: [&str; 16] = [
    "待定",
    "待补充",
    "待补",
    "待修订",
    "待填",
    "待报",
    "暂无",
    "无",
    "略",
    "空",
    "同上",
    "详见附件",
    "见附件",
    "tbd",
    "n/a",
    "none",
];
/// Rough numbers and parts, which promise nothing that can be checked.
const ROUGH: [&str; 33] = [
    "大幅",
    "明显",
    "显著",
    "较多",
    "较少",
    "较好",
    "稳步",
    "持续",
    "不断",
    "进一步",
    "较大",
    "有所",
    "逐步",
    "较快",
    "大力",
    "若干",
    "很多",
    "许多",
    "不少",
    "大量",
    "几",
    "数十",
    "数百",
    "数千",
    "数万",
    "上百",
    "上千",
    "上万",
    "多家",
    "半数",
    "过半",
    "大半",
    "一批",
];
/// Grades that a numeral or letters stand before.
const GRADES: [&str; 9] = ["类", "级", "等", "星级", "星", "档", "甲", "乙", "A"];
/// Words with a numeral in them that counts nothing.
const WORDS: [&str; 22] = [
    "一流",
    "一体化",
    "统一",
    "同一",
    "一致",
    "一网通办",
    "一站式",
    "一次办",
    "第一",
    "唯一",
    "百强",
    "零容忍",
    "清零",
    "归零",
    "三级",
    "双零",
    "一张图",
    "万无一失",
    "百分百",
    "百分之百覆盖",
    "一票否决",
    "三同时",
];

/// Whether a phrase is a gap that was left to be filled.
pub(super) fn is_gap(text: &str) -> bool {
    let plain = text.trim().to_lowercase();
    let marks_only = plain.chars().all(|c| !c.is_alphanumeric());
    marks_only || GAPS.contains(&plain.as_str())
}

/// Whether a phrase is taken as words.
pub(super) fn is_text(text: &str) -> bool {
    let text = text.trim();
    if text.chars().count() > 60 || ROUGH.iter().any(|word| text.contains(word)) {
        return false;
    }
    let has_letters = text.chars().any(char::is_alphabetic);
    has_letters
        && (!has_number(text)
            || names_day(text)
            || is_grade(text)
            || WORDS.iter().any(|word| text.contains(word)))
}

/// Whether a phrase holds a numeral.
fn has_number(text: &str) -> bool {
    text.chars().any(|c| {
        c.is_numeric()
            || matches!(c, '一'..='九' if "一二三四五六七八九".contains(c))
            || "十百千万亿零〇两％%".contains(c)
    })
}

/// Whether a phrase is a grade: 3A级, 二类以上, Ⅲ类, 4A级景区, 一级甲等.
fn is_grade(text: &str) -> bool {
    let rest = [
        "力争",
        "争取",
        "确保",
        "保持",
        "达到",
        "实现",
        "创建",
        "不低于",
        "优于",
        "稳定在",
        "升至",
        "为",
        "国家",
    ]
    .iter()
    .fold(text, |rest, lead| rest.strip_prefix(lead).unwrap_or(rest));
    let after =
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || "ⅠⅡⅢⅣⅤIVA一二三四五六甲乙".contains(c));
    let is_led = after.len() < rest.len();
    let one_number = rest.chars().filter(char::is_ascii_digit).count() <= 1;
    let letters = rest.len().saturating_sub(after.len());
    let has_letter = rest.get(..letters).is_some_and(|led| led.contains(['A', 'Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ']));
    is_led
        && one_number
        && (GRADES.iter().any(|grade| after.starts_with(grade)) || (has_letter && after.is_empty()))
}

/// Whether a phrase names a day or a season of the year: 6月底前开工, 2026年底前完成, 第三季度投入使用.
fn names_day(text: &str) -> bool {
    let before = |word: &str| {
        text.find(word).and_then(|at| text.get(..at)).is_some_and(|before| {
            before.ends_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十〇零".contains(c))
        })
    };
    ["年底", "年末", "年内", "季度", "上半年", "下半年"].iter().any(|word| text.contains(word))
        || ["月底", "月末", "月初", "月前", "月", "日前"].iter().any(|word| before(word))
            && !text.contains("个月")
}
