//! What stands before a figure in its clause: who intends it and when, verbs, the name, the predicate.
//!
//! Takes the words between the last break and the figure; gives what of them names what is counted. Words are taken off both
//! ends as far as they are known; what is left is the name as the author wrote it.

use super::times::{is_numeral, last_month, last_year};
use super::words::{
    BEFORE_CHANGES, CHANGES, COMPARISONS, DEALT_VERBS, INTENTS, LEADS_TO, MOVED_VERBS, OF_ANOTHER, OPENINGS,
    PREDICATES, TELLING_VERBS, VERB_JOINTS, WEAK_INTENTS, longest_end, longest_start, verb_at_start,
};
use crate::bug::slice;

/// The words before a figure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head<'t> {
    /// What names what is counted, with the verbs that belong to it; empty where nothing does.
    pub name: String,
    /// The verb before the place where a name would stand, if that place is empty: 新建[3家].
    pub verb: Option<&'static str>,
    /// The last verb that was taken off the name: 培育.
    pub plain: Option<&'static str>,
    /// The verb of change right before the figure, with where it begins in the words: 增长.
    pub change: Option<(usize, &'t str)>,
    /// Whether 均 says that the figure is that of several things.
    pub is_shared: bool,
    /// Whether 分别 deals several figures out.
    pub deals: bool,
    /// Whether words say that it is the higher of two tiers: 力争.
    pub strives: bool,
    /// Whether a predicate leads to the figure: 压缩至.
    pub leads_to: bool,
    /// Whether a promise is made by more than the figure.
    pub has_verb: bool,
    /// Whether 其中 says that it is a part of what stands before.
    pub is_part: bool,
    /// For whom or how often it is counted, where that stands behind the name: 每人每月.
    pub each: Option<&'static str>,
    /// The year by whose end it is to be reached, where the words name one.
    pub year: Option<&'t str>,
}

/// Reads the words before a figure.
pub fn read(words: &str) -> Head<'_> {
    let mut head = Head::default();
    let (rest, moved) = without_predicate(words, &mut head);
    let rest = open(rest, &mut head);
    let (telling, name) = without_verbs(rest, &mut head);
    let name = trimmed(name);
    if name.is_empty() || telling == Some(name) {
        head.verb = telling.or(moved);
        return head;
    }
    let name = telling.filter(|_| moved.is_some()).and_then(|verb| name.strip_prefix(verb)).unwrap_or(name);
    let whole = format!("{}{name}", moved.unwrap_or_default());
    let whole = share(&whole).unwrap_or(whole);
    // 专利拥有量每万人12件 is 每万人专利拥有量; 养老金每人每月180元 is not what is paid in all.
    head.name = match head.each {
        Some(each) if each.ends_with(['人', '户']) && each.chars().count() > 2 => format!("{each}{whole}"),
        Some(each) => format!("{whole}（{each}）"),
        None => whole,
    };
    head
}

/// Takes predicates off the end; gives a verb that belongs before the name, too.
fn without_predicate<'t>(words: &'t str, head: &mut Head<'t>) -> (&'t str, Option<&'static str>) {
    let mut rest = words.trim_end();
    let mut moved = None;
    let mut only_intends = true;
    head.leads_to = longest_end(rest, LEADS_TO).is_some();
    loop {
        rest = rest.trim_end_matches([' ', '\u{3000}', '\u{a0}', '了']);
        if let Some((before, word)) = longest_end(rest, PREDICATES) {
            // What is the end of another word is no predicate: 行为, 需要, 发达, 每人.
            let part_of = match word {
                "为" => "成作行认",
                "是" => "但还只于",
                "要" => "需主重必",
                "达" => "发到表送传",
                "均" => "平人户",
                "按" => "",
                "拟" => "模虚",
                _ => "",
            };
            if before.chars().next_back().is_some_and(|last| part_of.contains(last)) {
                break;
            }
            // 为2600户老年人家庭: it is done for them.
            head.has_verb |= word == "为" && before.trim_end().is_empty();
            match word {
                "分别" => head.deals = true,
                "均" | "都" => head.is_shared = true,
                "力争" | "争取" | "努力" => head.strives = true,
                "完成" | "实现" => head.has_verb = true,
                each if each.starts_with('每') => head.each = Some(each),
                _ => {}
            }
            only_intends &= matches!(
                word,
                "力争"
                    | "争取"
                    | "确保"
                    | "力求"
                    | "努力"
                    | "预计"
                    | "预期"
                    | "分别"
                    | "均"
                    | "各"
                    | "再"
                    | "左右"
                    | "实现"
                    | "要"
                    | "将"
            );
            rest = before;
            continue;
        }
        if head.change.is_none()
            && moved.is_none()
            && only_intends
            && let Some((before, _)) = longest_end(rest, CHANGES)
        {
            // 年均 is a part of what is promised.
            let yearly =
                ["年均", "年平均"].iter().find(|word| before.ends_with(**word)).map_or(0, |word| word.len());
            head.change = Some((before.len() - yearly, slice(rest, before.len() - yearly..)));
            rest = without_comparison(before);
            continue;
        }
        if moved.is_none()
            && head.change.is_none()
            && let Some((before, verb)) = longest_end(rest, MOVED_VERBS)
        {
            // 新增 alone has its name behind the figure.
            (rest, moved) = (before, Some(verb));
            head.has_verb = true;
            continue;
        }
        if let Some((before, _)) = longest_end(rest, DEALT_VERBS)
            && let Some(adverb) =
                ["分别", "均", "各", "计划", "力争"].iter().find(|adverb| before.ends_with(**adverb))
        {
            head.deals |= *adverb == "分别";
            head.has_verb = true;
            rest = before;
            continue;
        }
        break;
    }
    (rest, moved)
}

/// Takes adverbs and comparisons off before a change: 同比, 较上年, 比2020年.
fn without_comparison(text: &str) -> &str {
    /// No comparison is longer, in characters.
    const LONGEST: usize = 12;
    let mut rest = text;
    while let Some((before, _)) = longest_end(rest, BEFORE_CHANGES) {
        rest = before;
    }
    let near = rest.char_indices().rev().take(LONGEST).last().map_or(0, |(at, _)| at);
    let tail = rest.get(near..).unwrap_or_default();
    let end = ["上年", "去年", "年", "同期", "基期", "年初", "上期", "年底", "末", "相比", "基础上", "年度"]
        .iter()
        .any(|end| tail.ends_with(end));
    if !end {
        return rest;
    }
    let opened = COMPARISONS.iter().filter_map(|word| tail.rfind(word)).max();
    opened.and_then(|at| rest.get(..near + at)).unwrap_or(rest)
}

/// Takes what intends and what says when off the start.
fn open<'t>(words: &'t str, head: &mut Head<'t>) -> &'t str {
    let mut rest = without_label(words);
    // After a word that intends, or a time, the clause proper begins; it is not all that there is.
    let cut = |rest: &'t str, from: usize, to: usize| {
        let after = trimmed_start(rest.get(to..).unwrap_or_default());
        // Behind the name it says no more than before it.
        if after.chars().count() > 1 { after } else { rest.get(..from).unwrap_or_default() }
    };
    let place =
        |word: &&&str| rest.rfind(**word).filter(|at| !is_fetched(word, rest.get(*at..).unwrap_or_default()));
    let intents = INTENTS.iter().filter_map(|word| place(&word).map(|at| (at + word.len(), at))).max();
    if let Some((to, from)) = intents {
        head.strives |= words.contains("力争") || words.contains("冲刺");
        rest = cut(rest, from, to);
    }
    if let Some((year, after)) = last_year(rest) {
        head.year = Some(year);
        rest = after;
    }
    if let Some(month) = last_month(rest) {
        rest = cut(rest, month.start, month.end);
    }
    for word in WEAK_INTENTS {
        let Some(at) = rest.rfind(word) else { continue };
        let Some(after) = rest.get(at + word.len()..) else { continue };
        if verb_at_start(after).is_some_and(|(_, after)| !after.is_empty()) {
            rest = after;
        }
    }
    loop {
        let before = rest;
        rest = trimmed_start(rest);
        if let Some((word, after)) = longest_start(rest, OPENINGS) {
            let is_of_word = match word {
                "前" | "底" | "末" => after.is_empty(),
                // 对外, 在校生, 以工代赈, 为民, 到户, 再生水, 要素, 共建, 将军.
                "对" => after.starts_with(['外', '口', '标']),
                "在" => {
                    after.starts_with(['校', '建', '册', '孵', '线', '岗', '库', '营', '研', '编', '地'])
                }
                "以" => after.starts_with(['工', '旧', '内', '外', '上', '下']),
                "到" => after.starts_with(['户', '位', '期', '岗', '账', '村']),
                "再" => after.starts_with(['生', '就', '造', '担', '贷', '制', '利']),
                "要" => after.starts_with('素'),
                "共" => after.starts_with(['建', '享', '同', '富', '青', '产', '治', '性']),
                "并" => after.starts_with(['网', '购', '轨', '联']),
                "还" => after.starts_with(['款', '贷', '建']),
                "也" | "且" | "使" | "让" | "把" | "至" | "于" | "的" => false,
                "需" => after.starts_with(['求', '水']),
                "为" => after.starts_with(['民', '企', '农']),
                "重点" => verb_at_start(after).is_none(),
                "计划" => {
                    ["生育", "单列", "免疫", "内", "外", "数", "总"].iter().any(|end| after.starts_with(end))
                }
                "全区" | "全县" | "全市" | "全镇" | "全州" | "全旗" => after.starts_with('域'),
                "联合" | "集中" | "同步" | "主动" | "有效" | "统筹" | "强化" | "成功" | "滚动" | "梯度"
                | "梯次" | "充分" => verb_at_start(after).is_none_or(|(_, rest)| rest.is_empty()),
                "争取" => is_fetched(word, rest),
                "任务" | "目标" => {
                    !(verb_at_start(after).is_some()
                        || after.is_empty()
                        || longest_start(after, OPENINGS).is_some())
                }
                "持续" | "全面" | "继续" => after.starts_with(['时', '建', '教', '改']),
                _ => false,
            };
            if !is_of_word {
                head.is_part |= word == "其中";
                // 为2600户老年人家庭 is done for them.
                head.has_verb |= matches!(word, "为" | "对");
                head.strives |= word == "力争";
                rest = after;
            }
        }
        if rest.len() == before.len() {
            return rest;
        }
    }
}

/// A clause without the number of an item before it: 1、, （一）, ⑩.
fn without_label(text: &str) -> &str {
    let text = text.trim_start();
    let circled = text.trim_start_matches(|c| ('①'..='⑳').contains(&c));
    if circled.len() < text.len() {
        return circled;
    }
    let inner = text.strip_prefix(['（', '(']).unwrap_or(text);
    let after = inner.trim_start_matches(is_numeral);
    let is_numbered = after.len() < inner.len();
    let ends: &[char] = if inner.len() < text.len() { &['）', ')'] } else { &['、', '.', '．'] };
    // 3.2万 is a number.
    after
        .strip_prefix(ends)
        .filter(|rest| is_numbered && !rest.starts_with(|c: char| c.is_ascii_digit()))
        .unwrap_or(text)
}

/// Takes verbs off the start that say no more of what is counted, and gives the first that does, which begins the name.
fn without_verbs<'t>(words: &'t str, head: &mut Head<'t>) -> (Option<&'static str>, &'t str) {
    let mut rest = words;
    loop {
        let Some((verb, after)) = verb_at_start(rest) else { return (None, rest) };
        head.has_verb = true;
        if TELLING_VERBS.contains(&verb) {
            return (Some(verb), rest);
        }
        head.plain = Some(verb);
        rest = after;
        let joined = VERB_JOINTS.iter().find_map(|joint| rest.strip_prefix(joint));
        if let Some(joined) = joined.filter(|joined| verb_at_start(joined).is_some()) {
            rest = joined;
        }
    }
}

/// 高校合作项目占总项目的: the share that the one has of the other.
fn share(name: &str) -> Option<String> {
    let own = name.strip_suffix('的').unwrap_or(name);
    if let Some(part) = own.strip_suffix('占') {
        return (!part.is_empty()).then(|| format!("{part}占比"));
    }
    if own.len() < name.len()
        && let Some((at, word)) =
            OF_ANOTHER.iter().filter_map(|word| Some((own.rfind(word)? + word.len(), word.len()))).max()
    {
        let (part, whole) = (slice(own, ..at - word), slice(own, at..));
        let part = ["占比", "比重", "比例"].iter().find_map(|end| part.strip_suffix(end)).unwrap_or(part);
        return (!part.is_empty() && !whole.is_empty()).then(|| format!("{part}占{whole}的比例"));
    }
    let (part, whole) = own.split_once('占')?;
    let is_noun = ["比重", "比例", "比", "占比"].iter().any(|end| own.ends_with(end));
    (!part.is_empty() && whole.chars().count() > 1 && !is_noun).then(|| {
        let of = if name.len() > own.len() { "的" } else { "" };
        format!("{own}{of}比重")
    })
}

/// Whether 争取 is what is done, and not what is intended: 争取专项资金12亿元.
fn is_fetched(word: &str, from: &str) -> bool {
    let what = from.strip_prefix(word).unwrap_or_default();
    word == "争取"
        && verb_at_start(what).is_none()
        && ["资金", "债券", "补助", "专项", "支持", "指标", "项目"].iter().any(|noun| what.contains(noun))
}

/// A text without blanks and marks before it.
fn trimmed_start(text: &str) -> &str {
    text.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '、' | '，' | ',' | '：' | ':' | '-' | '—' | '·' | '*')
    })
}

/// A name without marks around it, and 的 behind it.
fn trimmed(text: &str) -> &str {
    let text = trimmed_start(text);
    let text = text
        .strip_suffix('的')
        .filter(|text| text.ends_with("工作量") || text.ends_with("工程量"))
        .unwrap_or(text);
    text.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '、' | '，' | ',' | '：' | ':' | '=' | '—')
    })
}
