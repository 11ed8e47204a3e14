//! What words alone tell: captions, days, names of styles, marks of a sentence's end.

use crate::bug::slice;
use jiff::civil::Date;

/// The level of heading in the name of a style, in the languages of Word and WPS.
pub fn style_level(name: &str) -> Option<u8> {
    let lower = name.trim().to_lowercase();
    let words = [
        "heading",
        "标题",
        "標題",
        "見出し",
        "제목",
        "titre",
        "überschrift",
        "título",
        "titolo",
        "заголовок",
        "kop",
        "rubrik",
        "nagłówek",
    ];
    let rest = words.iter().find_map(|word| lower.strip_prefix(word))?;
    // 标题 1 字符 is the style of characters that goes with it.
    let digits: String = rest.trim_start().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|level| (1..=9).contains(level))
}

/// Whether a style is one of a document's title.
pub fn is_title_style(name: &str) -> bool {
    matches!(
        name.trim().to_lowercase().as_str(),
        "title" | "标题" | "標題" | "主标题" | "文件标题" | "公文标题" | "大标题" | "titre" | "titel"
    )
}

/// Whether a line is the caption of a table or a picture: 表1 …, 图2-1 …, 附表一 ….
pub fn is_caption(words: &str) -> bool {
    let rest = words.strip_prefix('附').unwrap_or(words);
    let Some(rest) = rest.strip_prefix(['表', '图']) else { return false };
    let rest = rest.trim_start();
    let numbered = rest.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
        || rest.starts_with(['：', ':']);
    numbered && words.chars().count() <= 40 && !words.ends_with('。')
}

/// Whether a line is made of nothing to read: rules, rows of asterisks.
pub fn is_dress(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.chars().count() >= 3
        && text.chars().all(|c| "-—_=*＊~·.…─━═☆★ \u{3000}".contains(c))
}

/// The day that a whole line names: 2026年1月5日, 二〇二六年一月五日.
pub fn day(words: &str) -> Option<Date> {
    let bare: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    let arabic = arabic_date(&bare);
    let (year, rest) = arabic.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let day = rest.strip_suffix('日')?;
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    (1900..=2199).contains(&date.year()).then_some(date)
}

/// Chinese digits of a date as Arabic ones: 二〇二六年十一月三十日.
fn arabic_date(text: &str) -> String {
    let digit = |c: char| {
        "〇一二三四五六七八九"
            .chars()
            .position(|own| own == c)
            .or_else(|| "○零OＯ０".contains(c).then_some(0))
    };
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '十' {
            let has_tens = out.ends_with(|c: char| c.is_ascii_digit());
            let has_ones = chars.peek().is_some_and(|next| digit(*next).is_some());
            if !has_tens {
                out.push('1');
            }
            if !has_ones {
                out.push('0');
            }
        } else if let Some(value) = digit(c) {
            out.push_str(&value.to_string());
        } else {
            out.push(c);
        }
    }
    out
}

/// The latest year that a text names: 2027 of 2026年工作总结和2027年工作计划, 2026 of 二〇二六年.
pub fn year(text: &str) -> Option<i16> {
    let arabic = arabic_date(text);
    let of = |at: usize| -> Option<i16> {
        let digits = arabic.get(at.checked_sub(4)?..at)?;
        let is_longer = arabic.get(..at - 4)?.ends_with(|c: char| c.is_ascii_digit());
        digits.parse().ok().filter(|year| !is_longer && (1949..=2199).contains(year))
    };
    arabic.match_indices('年').filter_map(|(at, _)| of(at)).max()
}

/// 发文字号 at the start of a line: the number, and what stands behind it.
pub fn document_number(words: &str) -> Option<(String, String)> {
    let bare: String = words.chars().map(|c| if c == '\u{3000}' { ' ' } else { c }).collect();
    let open = bare.find(['〔', '[', '［', '（', '('])?;
    let (head, rest) = bare.split_at_checked(open)?;
    let head = head.trim();
    let mut chars = rest.chars();
    chars.next();
    let rest = chars.as_str();
    let (year, rest) = rest.split_at_checked(rest.find(['〕', ']', '］', '）', ')'])?)?;
    let mut chars = rest.chars();
    chars.next();
    let rest = chars.as_str().trim_start();
    let rest = rest.strip_prefix('第').unwrap_or(rest).trim_start();
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = rest.split_at_checked(digits)?;
    let rest = rest.trim_start().strip_prefix('号')?;
    let year = year.trim();
    let is_head =
        (1..=20).contains(&head.chars().count()) && head.chars().all(|c| c.is_alphabetic() || c == ' ');
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    (is_head && is_year && !number.is_empty()).then(|| {
        (
            format!("{}〔{year}〕{}号", head.replace(' ', ""), number.trim_start_matches('0')),
            rest.trim().to_owned(),
        )
    })
}

/// Whether a name is one of an office: 局, 委员会, 人民政府.
pub fn is_office(words: &str) -> bool {
    const ENDS: [&str; 18] = [
        "局",
        "委员会",
        "人民政府",
        "办公室",
        "厅",
        "部",
        "院",
        "委",
        "政府",
        "办",
        "中心",
        "管理处",
        "管委会",
        "协会",
        "学校",
        "大学",
        "领导小组",
        "指挥部",
    ];
    let count = words.chars().count();
    (3..=40).contains(&count)
        && !words.contains(['。', '，', '；', '：', '、'])
        && ENDS.iter().any(|end| words.trim_end_matches(|c| "（虚构）".contains(c)).ends_with(end))
}

/// Whether words end as a sentence does.
pub fn ends_sentence(words: &str) -> bool {
    words.ends_with(['。', '；', ';', '！', '!', '？', '?', '，', ',', '：', ':'])
}

/// Words of the standard language that hold a sign which, alone, says that something is or ought to be.
const HARMLESS: [&str; 52] = [
    "是否",
    "实事求是",
    "于是",
    "主要",
    "重要",
    "需要",
    "要素",
    "要点",
    "纲要",
    "要求",
    "摘要",
    "概要",
    "必要",
    "要害",
    "要闻",
    "要件",
    "简要",
    "紧要",
    "要道",
    "首要",
    "要务",
    "要地",
    "次要",
    "要领",
    "要义",
    "要事",
    "机要",
    "应用",
    "供应",
    "响应",
    "反应",
    "适应",
    "应对",
    "应急",
    "效应",
    "应届",
    "相应",
    "对应",
    "感应",
    "应收",
    "应付",
    "应邀",
    "回应",
    "应变",
    "应征",
    "应聘",
    "应援",
    "应税",
    "应战",
    "应诉",
    "照应",
    "应享",
];

/// Whether words say something of something, as sentences do and headings do not: 是, 要, 应, 必须, 为…的, 请….
pub fn says_something(words: &str) -> bool {
    // What is quoted or named says nothing here.
    let mut bare = String::new();
    let mut depth = 0_u32;
    for c in words.chars() {
        match c {
            '“' | '《' => depth += 1,
            '”' | '》' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    for word in HARMLESS {
        if bare.contains(word) {
            bare = bare.replace(word, "");
        }
    }
    bare.contains(['是', '要', '应'])
        || ["必须", "不得", "已经", "可以"].iter().any(|word| bare.contains(word))
        || bare.contains('为') && bare.contains('的')
        || words.starts_with(['请', '现'])
}

/// Whether words end in a quantity, as what is promised does: 新增12家以上, 增长8%左右. 打造3个产业集群 does not.
pub fn states_quantity(words: &str) -> bool {
    words.split(['，', ',', '、', '；']).any(|clause| {
        let clause = clause.trim_end_matches(['。', '）', ')']);
        let Some(at) = clause.rfind(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c)) else {
            return false;
        };
        let tail = slice(clause, at..)
            .trim_start_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
        let mut rest = tail.trim_start();
        for end in ["以上", "以下", "左右", "以内", "余", "多"] {
            rest = rest.strip_suffix(end).unwrap_or(rest);
        }
        let rest = rest.strip_suffix("百分点").unwrap_or(rest);
        const MEASURES: &str = "亿万千百元%％‰个家项件人名倍台套场次户亩吨公里平方米批条座所篇只张辆天";
        !tail.is_empty() && rest.chars().all(|c| MEASURES.contains(c)) && tail.trim() != ""
    })
}

/// A line of a table of contents, without the page number: 一、总体要求……3.
pub fn contents_line(words: &str) -> Option<&str> {
    let digits = words.trim_end_matches(|c: char| c.is_ascii_digit());
    if digits.len() == words.len() || words.len() - digits.len() > 4 {
        return None;
    }
    let bare =
        digits.trim_end_matches([' ', '\u{3000}', '\t', '.', '．', '…', '·', '-', '—', '⋯', '(', '（']);
    let leader = digits.chars().count() - bare.chars().count();
    (leader > 0 && !bare.is_empty()).then_some(bare)
}
