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
const RESULTS: [&str; 32] = [
    "仅为",
    "仅占",
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
/// Headings over how things stand, unless something is done about it: 发展基础, and not 夯实发展基础.
const STATES: [&str; 10] = [
    "存在问题",
    "存在的问题",
    "主要问题",
    "存在的困难",
    "存在的不足",
    "发展基础",
    "工作基础",
    "发展现状",
    "面临形势",
    "面临的形势",
];
/// What is done about how things stand.
const DOINGS: [&str; 21] = [
    "夯实", "筑牢", "打牢", "夯牢", "巩固", "强化", "加强", "提升", "完善", "优化", "改善", "解决", "破解",
    "化解", "整改", "改进", "聚焦", "针对", "围绕", "增强", "奠定",
];
/// Words that promise, but name what was done where a heading says that it was: 完成年度任务的110%.
const NOUNS: [&str; 2] = ["任务", "目标"];
const OUTLOOKS: [&str; 10] = ["目标", "计划", "安排", "打算", "思路", "举措", "任务", "展望", "要点", "方案"];

/// Words in a heading that say of aims that they were reached.
const REACHED: [&str; 5] = ["全面完成", "圆满完成", "顺利完成", "较好完成", "如期完成"];

/// What a heading says of what stands below it in a plan for a year; `None` where it says nothing.
pub(super) fn of_heading(heading: &str, year: i16) -> Option<Told> {
    let holds = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    let is_review = holds(&REVIEWS) || holds(&STATES) && !holds(&DOINGS) || holds(&REACHED);
    match (is_review || is_of_past(heading, year), holds(&OUTLOOKS)) {
        (true, false) => Some(Told::Result),
        (true, true) if holds(&REACHED) => Some(Told::Result),
        (false, true) => Some(Told::Promise),
        _ => None,
    }
}

/// Whether a heading names years before that of the plan, and no other.
fn is_of_past(heading: &str, year: i16) -> bool {
    let years = heading.match_indices('年').filter_map(|(at, _)| {
        heading.get(at.checked_sub(4)?..at)?.parse::<i16>().ok().filter(|own| (1990..2100).contains(own))
    });
    let latest = years.max();
    year > 0 && latest.is_some_and(|latest| latest < year)
}

/// The headings over a passage: of those it stands under, the nearest that tells results from promises counts.
#[derive(Debug)]
pub struct Headings<'t> {
    year: i16,
    /// With their levels, the outermost first.
    open: Vec<(u8, &'t str)>,
}

impl<'t> Headings<'t> {
    /// Begins a text of a plan for a year with the titles that it stands under, the outermost first.
    pub fn under(titles: &[&'t str], year: i16) -> Self {
        Self { year, open: titles.iter().map(|title| (0, *title)).collect() }
    }

    /// Goes on below a heading.
    pub fn enter(&mut self, level: u8, heading: &'t str) {
        while self.open.last().is_some_and(|(own, _)| *own >= level) {
            self.open.pop();
        }
        self.open.push((level, heading));
    }

    /// The heading that counts.
    pub fn over(&self) -> Option<&'t str> {
        let says = |(_, heading): &&(u8, &'t str)| of_heading(heading, self.year).is_some();
        self.open.iter().rev().find(says).map(|(_, heading)| *heading)
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
    /// Whether the heading promises what stands below it.
    is_outlook: bool,
}

impl<'t> Tense<'t> {
    /// Begins to read a text of a plan for a year; `heading` is what stands over it.
    pub fn new(text: &'t str, year: i16, heading: Option<&str>) -> Self {
        let said = heading.and_then(|heading| of_heading(heading, year));
        let otherwise = said.unwrap_or(Told::Promise);
        let is_outlook = said == Some(Told::Promise);
        Self { text, year, otherwise, sentence: 0..0, marks: Vec::new(), has_weak: false, is_outlook }
    }

    /// Whether nothing but a word that promises use too (全年完成) made a result of what was last asked for.
    pub fn is_unsure(&self, is_bound: bool) -> bool {
        self.otherwise == Told::Promise && self.is_weak(is_bound)
    }

    fn is_weak(&self, is_bound: bool) -> bool {
        self.has_weak && self.marks.is_empty() && !is_bound && !self.is_outlook
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
            None if self.is_weak(is_bound) => Told::Result,
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
        let is_review = self.otherwise == Told::Result;
        let intends = |(at, _): &(usize, Told)| {
            let from = text.get(*at..).unwrap_or_default();
            !(is_review && NOUNS.iter().any(|noun| from.starts_with(noun)))
        };
        self.marks.extend(found(&PROMISES, Told::Promise).filter(intends));
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
