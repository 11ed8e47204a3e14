//! Whether a sentence of a plan tells a result (去年完成30家) or promises one (力争达到35家). Takes a passage's text, the plan's
//! year and what its section is about; answers for each place in the text, in order.

use std::ops::Range;

/// What a quantity in a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// It is to be reached.
    Promise,
    /// It was reached, or stood so.
    Result,
}

/// Words that promise what follows them.
const PROMISES: [&str; 30] = [
    "力争",
    "力求",
    "确保",
    "争取",
    "努力",
    "计划",
    "拟",
    "预计",
    "预期",
    "目标",
    "今年将",
    "将达",
    "将新",
    "将建",
    "年底前",
    "月底前",
    "到年底",
    "今年",
    "本年",
    "全年要",
    "要达到",
    "着力",
    "力促",
    "推动实现",
    "到明年",
    "下一步",
    "任务",
    "不低于",
    "不少于",
    "不超过",
];
/// Words that tell what was.
const RESULTS: [&str; 30] = [
    "已",
    "去年",
    "截至",
    "截止",
    "完成了",
    "实现了",
    "达到了",
    "突破了",
    "增长了",
    "提高了",
    "下降了",
    "建成了",
    "新增了",
    "获得了",
    "荣获",
    "超额完成",
    "全面完成",
    "圆满完成",
    "累计完成",
    "现有",
    "目前",
    "上年度完成",
    "上年完成",
    "上年实现",
    "一年来",
    "过去一年",
    "顺利完成",
    "如期完成",
    "先后",
    "共有",
];
/// Words of results that promises use too: they decide where no other word does.
const WEAK_RESULTS: [&str; 8] =
    ["全年完成", "全年实现", "同比增长", "同比下降", "同比提高", "同比增加", "同比减少", "同比降低"];
/// Words before a year or 上年 that make of it what a value is compared with.
const COMPARES: [&str; 7] = ["比", "较", "由", "从", "自", "以", "在"];
/// Headings over results, and over promises.
const REVIEWS: [&str; 7] = ["回顾", "总结", "完成情况", "工作成效", "主要成效", "工作情况", "取得的成"];
const OUTLOOKS: [&str; 8] = ["目标", "计划", "安排", "打算", "思路", "举措", "任务", "展望"];

/// What a heading says of what stands below it; `None` where it says nothing.
pub(super) fn of_heading(heading: &str) -> Option<Told> {
    let holds = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    match (holds(&REVIEWS), holds(&OUTLOOKS)) {
        (true, false) => Some(Told::Result),
        (false, true) => Some(Told::Promise),
        _ => None,
    }
}

/// Reads the sentences of a passage one after the other.
#[derive(Debug)]
pub struct Tense<'t> {
    text: &'t str,
    year: i16,
    otherwise: Told,
    sentence: Range<usize>,
    /// Words that decide, in the sentence, with where they begin.
    marks: Vec<(usize, Told)>,
    has_weak: bool,
}

impl<'t> Tense<'t> {
    /// Begins to read a text of a plan for a year; `heading` is what stands over it.
    pub fn new(text: &'t str, year: i16, heading: Option<&str>) -> Self {
        let otherwise = heading.and_then(of_heading).unwrap_or(Told::Promise);
        Self { text, year, otherwise, sentence: 0..0, marks: Vec::new(), has_weak: false }
    }

    /// What a quantity is that begins there; places must come in order. `is_bound` says that it has a bound, which results rarely
    /// have.
    pub fn told(&mut self, at: usize, is_bound: bool) -> Told {
        while at >= self.sentence.end && self.sentence.end < self.text.len() {
            self.next_sentence();
        }
        let before = self.marks.partition_point(|(start, _)| *start <= at);
        match before.checked_sub(1).and_then(|last| self.marks.get(last)) {
            Some((_, told)) => *told,
            None if self.has_weak && self.marks.is_empty() && !is_bound => Told::Result,
            None => self.otherwise,
        }
    }

    fn next_sentence(&mut self) {
        let start = self.sentence.end;
        let rest = self.text.get(start..).unwrap_or_default();
        let is_end = |c| matches!(c, '。' | '；' | ';' | '！' | '？' | '\n');
        let length = rest.find(is_end).map_or(rest.len(), |at| {
            at + rest.get(at..).and_then(|end| end.chars().next()).map_or(1, char::len_utf8)
        });
        self.sentence = start..start + length;
        let sentence = rest.get(..length).unwrap_or_default();
        let found = |words: &'static [&'static str], told| {
            words
                .iter()
                .flat_map(move |word| sentence.match_indices(word).map(move |(at, _)| (start + at, told)))
        };
        let text = self.text;
        self.marks.clear();
        self.marks.extend(found(&PROMISES, Told::Promise));
        self.marks.extend(found(&RESULTS, Told::Result).filter(|(at, _)| !is_compared(text, *at)));
        for (at, _) in sentence.match_indices('年') {
            let digits = at.checked_sub(4).and_then(|from| sentence.get(from..at));
            let Some(year) = digits.and_then(|digits| digits.parse::<i16>().ok()) else { continue };
            let place = start + at - 4;
            if (1990..2100).contains(&year) && self.year > 0 && !is_compared(text, place) {
                self.marks.push((place, if year < self.year { Told::Result } else { Told::Promise }));
            }
        }
        self.marks.sort_by_key(|(at, _)| *at);
        self.has_weak = WEAK_RESULTS.iter().any(|word| sentence.contains(word));
    }
}

/// Whether a year or 上年 is what a value is compared with.
fn is_compared(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    COMPARES.iter().any(|word| before.ends_with(word))
}
