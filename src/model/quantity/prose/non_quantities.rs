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
        '+' | '＋' | '×' | '*' | '#' | '№' | '〔' | '第' | '每' | '：' | ':' => {
            !matches!(last, '：' | ':' | '*' | '每')
                || (last == '每')
                || (matches!(last, '：' | ':') && second.is_some_and(|c| c.is_ascii_digit()))
        }
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

/// Phrases that open with a numeral and a measure word, and count nothing: names of places, set phrases.
const PHRASES: &[&str] = &[
    "五台山",
    "七台河",
    "九台区",
    "三台县",
    "五家渠",
    "一家人",
    "一家亲",
    "一人多",
    "三个代表",
    "四个全面",
    "四个意识",
    "四个自信",
    "四个伟大",
    "四个最严",
    "四个不摘",
    "四个革命",
    "两个维护",
    "两个确立",
    "两个一百年",
    "两个毫不",
    "两个大局",
    "两个责任",
    "两个结合",
    "两个健康",
    "三个务必",
    "三个区分",
    "三个一批",
    "三个转变",
    "三个面向",
    "五个一",
    "六个必须",
    "八项规定",
    "一次性",
    "一年级",
    "一人一",
    "一户一",
    "一家一",
    "一日游",
    "一年一度",
    "一年来",
    "一年多",
    "两个月亮",
    "百分点",
    "一件事",
    "一起",
    "一次办",
    "一项一",
    "一个都",
    "三条红线",
    "四个着力",
    "三个最",
    "五个新",
    "十个指头",
    "一条龙",
    "一条街",
    "两个基本",
    "两个覆盖",
    "一支笔",
    "一个人",
    "三个百分百",
    "四个百分百",
    "六个百分百",
    "百分百",
    "两个市场",
    "一面旗帜",
    "一名称",
    "十项准则",
    "一人得",
];

/// The phrase that a numeral opens, in bytes.
pub(super) fn phrase(rest: &str) -> Option<usize> {
    PHRASES.iter().filter(|phrase| rest.starts_with(**phrase)).map(|phrase| phrase.len()).max()
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
        '"' => ('"', 16),
        '＂' => ('＂', 16),
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
