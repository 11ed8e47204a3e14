//! Punctuation marks of Chinese text, after GB/T 15834—2011 标点符号用法.

use super::Hits;
use super::line::{Line, is_chinese, is_han};
use crate::diagnostic::PhraseRule;

pub(super) fn check(line: &Line, hits: &mut Hits) {
    if line.has_ascii {
        half_width(line, hits);
        quotes(line, hits);
        brackets(line, hits);
    }
    dashes(line, hits);
}

/// `, . ; : ? !` beside Chinese text.
fn half_width(line: &Line, hits: &mut Hits) {
    for index in 0..line.len() {
        let wide = match line.at(index) {
            ',' => '，',
            '.' => '。',
            ';' => '；',
            ':' => '：',
            '?' => '？',
            '!' => '！',
            _ => continue,
        };
        let (before, after) = (line.before(index), line.at(index + 1));
        if is_mentioned(before, after) {
            continue;
        }
        let is_wrong = match wide {
            // 1.建设 is a number, 附件.pdf a file, and three points are another matter.
            '。' => is_chinese(before) && after != '.' && !after.is_ascii_alphanumeric(),
            _ => is_chinese(before) || is_chinese(after),
        };
        if is_wrong {
            hits.push(PhraseRule::HalfWidthPunctuation, index..index + 1, wide.to_string());
        }
    }
}

/// Whether a mark stands alone between quotation marks: it is spoken of, and not used.
fn is_mentioned(before: char, after: char) -> bool {
    matches!((before, after), ('“', '”') | ('‘', '’') | ('"', '"'))
}

/// Straight quotes around Chinese text.
fn quotes(line: &Line, hits: &mut Hits) {
    let count = |mark| (0..line.len()).filter(|index| line.at(*index) == mark).count();
    for (mark, open, close) in [('"', '“', '”'), ('\'', '‘', '’')] {
        let marks = count(mark);
        let mut opens = true;
        for index in (0..line.len()).filter(|index| [mark, open, close].contains(&line.at(*index))) {
            // Beside a straight one its other half may be right: “甲".
            if line.at(index) != mark {
                opens = line.at(index) == close;
                continue;
            }
            let (before, after) = (line.before(index), line.at(index + 1));
            // 65" is a length, and it's is a word.
            if (before.is_ascii_digit() && marks % 2 == 1)
                || (before.is_ascii_alphabetic() && after.is_ascii_alphabetic())
            {
                continue;
            }
            let better = if opens { open } else { close };
            opens = !opens;
            if is_chinese(before) || is_chinese(after) {
                hits.push(PhraseRule::StraightQuotes, index..index + 1, better.to_string());
            }
        }
    }
}

/// Half-width brackets around Chinese text. Around letters and digits alone (R&D) they are left: both are in use.
/// Of a bracket without its other half, the character beside it tells.
fn brackets(line: &Line, hits: &mut Hits) {
    let in_heading = hits.in_heading;
    let mut report = |index: usize| {
        let (found, better) = (line.at(index), if line.at(index) == '(' { "（" } else { "）" });
        // A number before a heading has a rule of its own.
        let is_number = index == 0 || (found == ')' && matches!(line.at(0), '(' | '（') && index <= 4);
        if matches!(found, '(' | ')') && !(in_heading && is_number) {
            hits.push(PhraseRule::HalfWidthBrackets, index..index + 1, better);
        }
    };
    let mut han = 0;
    // Each with how many Han characters stand before it.
    let mut open: Vec<(usize, usize)> = Vec::new();
    for index in 0..line.len() {
        match line.at(index) {
            '(' | '（' => open.push((index, han)),
            ')' | '）' => match open.pop() {
                Some((start, before)) if han > before => {
                    report(start);
                    report(index);
                }
                Some(_) => {}
                None if is_han(line.before(index)) => report(index),
                None => {}
            },
            c if is_han(c) => han += 1,
            _ => {}
        }
    }
    for (index, _) in open {
        if is_han(line.at(index + 1)) {
            report(index);
        }
    }
}

/// Dashes and ellipses that are not the two characters that they should be.
fn dashes(line: &Line, hits: &mut Hits) {
    let mut index = 0;
    while index < line.len() {
        let c = line.at(index);
        let mut end = index + 1;
        while matches!(c, '-' | '—' | '…' | '.' | '。') && line.at(end) == c {
            end += 1;
        }
        let (before, after, length) = (line.before(index), line.at(end), end - index);
        let beside = is_chinese(before) || is_chinese(after);
        let better = match (c, length) {
            _ if is_mentioned(before, after) => None,
            ('-', 2..) if beside => Some("——"),
            // Between two words or numbers it joins them: 北京—上海, 3—5家.
            ('—', 1) if stands_apart(before) || stands_apart(after) => Some("——"),
            ('…', 1) | ('.', 3..) if beside => Some("……"),
            ('。', 3..) => Some("……"),
            _ => None,
        };
        if let Some(better) = better {
            hits.push(PhraseRule::DashOrEllipsis, index..end, better);
        }
        index = end;
    }
}

/// Whether nothing stands here that a mark could join.
fn stands_apart(c: char) -> bool {
    c == '\0'
        || c == ' '
        || (is_chinese(c) && !is_han(c) && !matches!(c, '》' | '《' | '”' | '“' | '）' | '％'))
}

#[cfg(test)]
mod tests {
    use super::super::tests::table;
    use crate::diagnostic::PhraseRule;

    #[test]
    fn half_width_punctuation() {
        table(
            PhraseRule::HalfWidthPunctuation,
            &[
                ("开局之年,我局将在", "，"),
                ("全面完成.", "。"),
                ("一是建设;二是提升", "；"),
                ("注:本表", "："),
                ("如何推进?", "？"),
                ("抓好落实!", "！"),
                ("占比达42%,增长", "，"),
                ("推广PPP,鼓励", "，"),
                ("《规划》,", "，"),
                ("“十三五”,", "，"),
                ("时间:2016年", "："),
            ],
            &[
                "开局之年，我局将在",
                "增长3.1%",
                "共1,000家",
                "上午8:30开会",
                "1.建设平台",
                "见https://a.cn/b,c 网站",
                "比例为1:3",
                "Hello, world",
                "按U.S.标准",
                "附件.pdf见网站",
                "半角逗号“,”不改",
                "全年...完成",
                "No.1号",
            ],
        );
    }

    #[test]
    fn straight_quotes() {
        table(
            PhraseRule::StraightQuotes,
            &[
                ("实施\"小升规\"工程", "“"),
                ("\"十三五\"规划", "“"),
                ("推进\"PPP\"模式", "“"),
                ("'互联网+'行动", "‘"),
                ("坚持'双创'", "‘"),
                ("所谓\"放管服\"", "“"),
                ("\"一带一路\"", "“"),
                ("“十三五\"规划", "”"),
                ("\"十三五”规划", "“"),
                ("称\"甲\"", "“"),
                ("关于'乙'的", "‘"),
            ],
            &[
                "实施“小升规”工程",
                "‘双创’",
                "65\"液晶屏",
                "it's 标准",
                "纬度30'以北",
                "代码`\"a\"`",
                "没有引号",
                "the \"best\" 方案",
                "5'10",
                "rock 'n' roll",
            ],
        );
    }

    #[test]
    fn half_width_brackets() {
        table(
            PhraseRule::HalfWidthBrackets,
            &[
                ("市科技(创新)型", "（"),
                ("(以下简称区局)", "（"),
                ("GDP(国内生产总值)", "（"),
                ("研发(含软件)", "（"),
                ("见附件(略)", "（"),
                ("（省级)", "）"),
                ("(市级）", "（"),
                ("完成(12家)", "（"),
                ("投入(万元)", "（"),
                ("规划(2016年)", "（"),
            ],
            &[
                "市科技（创新）型",
                "研究与试验发展(R&D)经费",
                "(1)建设",
                "f(x)函数",
                "1)建设",
                "没有括号",
                "GDP(PPP)为",
                "二氧化碳(CO2)排放",
                "（省级）",
                "指数(3.1)",
            ],
        );
    }

    #[test]
    fn dash_or_ellipsis() {
        table(
            PhraseRule::DashOrEllipsis,
            &[
                ("目标--全年完成", "——"),
                ("目标---全年", "——"),
                ("— 建设平台", "——"),
                ("三项任务 — 培育", "——"),
                ("如下：—建设", "——"),
                ("等等…", "……"),
                ("以及…其他", "……"),
                ("下文未见...", "……"),
                ("等等。。。", "……"),
                ("完成....", "……"),
            ],
            &[
                "目标——全年完成",
                "等等……",
                "3—5家",
                "北京—上海高铁",
                "2016年—2020年",
                "COVID-19疫苗",
                "0571-8888",
                "a--b",
                "--help",
                "末尾的“...”是原文断开之处",
                "2016-12-31",
                "wait...",
            ],
        );
    }
}
