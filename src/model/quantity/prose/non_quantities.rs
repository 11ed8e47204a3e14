//! What looks like a number and counts nothing: takes what stands before a numeral, says whether it makes of the numeral something that counts
//! nothing (第3, 每3个月, PM2.5, 同一家). Reads a few characters only.

/// Whether the end of the text before a numeral makes it count nothing.
pub(super) fn is_denied(before: &str, is_chinese: bool) -> bool {
    let mut back = before.chars().rev();
    let Some(last) = back.next() else { return false };
    let second = back.next();
    match last {
        'a'..='z' | 'A'..='Z' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' => true,
        // COVID-19, GB/T 15835, 1.2.3, ×24
        '-' | '/' | '.' | '_' | '．' => second.is_some_and(|c| c.is_ascii_alphanumeric()),
        '+' | '＋' | '×' | '#' | '№' | '〔' | '第' | '每' => true,
        '：' | ':' => second.is_some_and(|c| c.is_ascii_digit()),
        '前' => !second.is_some_and(|c| "目当此之以先日年月会然最今面提".contains(c)),
        '后' => second.is_none_or(|c| !"以之此然年月会今先最".contains(c)),
        '这' | '那' | '哪' | '某' | '另' | '任' | '同' | '统' | '唯' | '单' | '专' | '万' | '初' | '十'
        | '周' | '期' | '之' | '本' | '首' | '各' | '进' | '逐' | '其' | '头' | '半' | '独' | '归' | '如'
        | '划' | '全' => is_chinese && !before.ends_with("分之"),
        '上' | '下' => is_chinese && !before.ends_with("以上") && !before.ends_with("线上"),
        _ => false,
    }
}

/// Words of one character before a number, and what stands before them where they are part of another word.
const PARTS: &[(&str, &str)] = &[
    ("过", "通经透度越渡路错不难太好跨"),
    ("近", "最附接靠邻远新临相"),
    ("约", "节预签合契制公条简违集履特"),
    ("破", "打攻侦爆"),
    ("超", "赶高反"),
    ("大于", ""),
    ("~", "0123456789"),
    ("<", "-=<"),
    (">", "-=>"),
    ("=", ""),
];

/// Whether a word that bounds a number is the end of another word there: 节约100吨, 通过3项.
pub(super) fn is_part_of_word(word: &str, before: &str) -> bool {
    PARTS
        .iter()
        .find(|(own, _)| *own == word)
        .is_some_and(|(_, others)| before.chars().next_back().is_some_and(|last| others.contains(last)))
}

/// Phrases that open with a numeral and a measure word, and count nothing (names of places, set phrases), by their opening.
const PHRASES: &[(&str, &[&str])] = &[
    ("", &["五台山", "七台河", "九台区", "三台县", "五家渠"]),
    ("", &["百分点", "百分百", "三条红线", "十个指头", "八项规定", "十项准则"]),
    ("一", &["家人", "家亲", "家一", "人一", "人多", "人得", "户一", "项一", "名称", "次性", "次办"]),
    ("一", &["年级", "年一度", "年来", "年多", "日游", "条龙", "条街", "支笔", "面旗帜", "个人", "个都"]),
    ("一", &["件事", "起"]),
    ("两个", &["维护", "确立", "一百年", "毫不", "大局", "责任", "结合", "健康"]),
    ("两个", &["月亮", "基本", "覆盖", "市场"]),
    ("三个", &["代表", "务必", "区分", "一批", "转变", "面向", "最", "百分百"]),
    ("四个", &["全面", "意识", "自信", "伟大", "最严", "不摘", "革命", "着力", "百分百"]),
    ("五个", &["一", "新"]),
    ("六个", &["必须", "百分百"]),
];

/// The phrase that a numeral opens, in bytes.
pub(super) fn phrase(rest: &str) -> Option<usize> {
    let goes_on = |(opening, ends): &(&str, &[&str])| {
        let after = rest.strip_prefix(opening)?;
        let end = ends.iter().filter(|end| after.starts_with(**end)).map(|end| end.len()).max()?;
        Some(opening.len() + end)
    };
    PHRASES.iter().filter_map(goes_on).max()
}

/// Where a name in quotes that opens here ends, in bytes, past its closing mark: “十三五”, “3815”, 《规划》.
/// `None` where the quotation is no name: too long, or a sentence.
pub(super) fn name_end(rest: &str) -> Option<usize> {
    let mut chars = rest.char_indices();
    let (_, open) = chars.next()?;
    let (close, longest) = match open {
        '“' => ('”', 20),
        '‘' => ('’', 20),
        '「' => ('」', 20),
        '『' => ('』', 20),
        '"' | '＂' => (open, 16),
        '《' => ('》', 60),
        '〈' => ('〉', 40),
        '〔' => ('〕', 10),
        '［' => ('］', 10),
        _ => return None,
    };
    for (at, next) in chars.take(longest + 1) {
        if next == close {
            return Some(at + next.len_utf8());
        }
        if matches!(next, '。' | '；' | '\n' | '，' | '!' | '！' | '？') && open != '《' {
            return None;
        }
    }
    None
}

/// Whether a quantity of time is a name of a year: 2016年, 26年底.
pub(super) fn is_year(digits: &str, unit: &str, after: &str) -> bool {
    if unit != "年" {
        return false;
    }
    let is_digit = |next: char| next.is_ascii_digit() || ('０'..='９').contains(&next);
    let mut runs = digits.split(|next| !is_digit(next)).map(|run| run.chars().count());
    if runs.clone().any(|length| length == 4) {
        return true;
    }
    if runs.next() != Some(2) {
        return false;
    }
    ["初", "末", "底", "上半", "下半", "度", "第", "春", "全年", "以来", "前", "秋", "冬", "夏"]
        .iter()
        .any(|next| after.starts_with(next))
}
