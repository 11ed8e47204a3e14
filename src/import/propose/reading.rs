//! What each figure of a passage counts: its name, the words that are bound, and what it is if it is no promise of its own.
//!
//! Goes through the figures in their order, since a name often stands once for several (旅游收入110亿元，增长15%) and figures
//! that share a predicate are named in a row (甲、乙分别达到45%、75%以上).

use super::clause::{before, is_end, noun_after};
use super::head::{self, Head};
use super::words::{
    CHANGES, EMPTY_NAMES, INNER_VERBS, LEVELS, MOVED_VERBS, PREDICATES, REFERRING_VERBS, TELLING_VERBS,
    longest_end, longest_start, verb_at_start,
};
use crate::bug::slice;
use crate::model::quantity::prose::{ChangeRole, Mention, Stated, UnitKind};
use crate::model::quantity::{Quantity, scale_split};
use std::ops::Range;

/// What a figure is to the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// It counts something that has a name.
    Named(Named),
    /// It is the higher tier of an earlier figure of the passage, by that one's place among them.
    Stretch(usize),
    /// It says which things another figure counts: 亿元以上项目60个.
    Qualifies,
    /// Nobody but the author knows what it counts.
    Unclear(Unclear),
}

/// A figure with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub name: String,
    /// The words that state the target: with the verb of a change where that stands right before.
    pub range: Range<usize>,
    /// The verb of a change that stands elsewhere, for figures that are dealt out.
    pub change: Option<String>,
    /// The year by whose end it is to be reached, as the sentence says it.
    pub year: Option<String>,
    /// Whether more than the bare figure makes it a promise: a predicate that leads to it.
    pub leads_to: bool,
    /// Whether a verb says that something is done.
    pub has_verb: bool,
}

/// Why a figure's name is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unclear {
    /// Its sentence does not name what it counts.
    Nameless,
    /// Several names and several figures, and not as many of the one as of the other.
    Unpaired,
    /// The name is a whole sentence.
    TooLong,
}

/// No name is longer, in characters.
const LONGEST: usize = 40;

/// What an earlier figure of the sentence counted.
struct Subject {
    name: String,
    unit: Option<String>,
    change: Option<String>,
    index: usize,
}

struct Reader<'t> {
    text: &'t str,
    mentions: &'t [Mention],
    readings: Vec<Reading>,
    /// Nothing before it belongs to the next figure.
    floor: usize,
    /// The names of the sentence so far.
    subjects: Vec<Subject>,
    /// Those of the sentence before.
    past: Vec<Subject>,
    seen: usize,
    /// Where what is joined to the last figure begins, and whether a verb said that it is done.
    joined: usize,
    did: bool,
}

/// Reads the figures of a text; one reading for each.
pub fn read(text: &str, mentions: &[Mention]) -> Vec<Reading> {
    let mut reader = Reader {
        text,
        mentions,
        readings: Vec::new(),
        floor: 0,
        subjects: Vec::new(),
        past: Vec::new(),
        seen: 0,
        joined: usize::MAX,
        did: false,
    };
    while let Some(mention) = mentions.get(reader.readings.len()) {
        let index = reader.readings.len();
        let passed = slice(text, reader.seen.min(mention.range.start)..mention.range.start);
        if passed.contains(is_end) {
            reader.past = std::mem::take(&mut reader.subjects);
        }
        reader.seen = mention.range.end;
        let count = reader.group(index);
        if count > 1 {
            reader.list(index, count);
        } else {
            reader.one(index, mention);
        }
    }
    reader.readings
}

impl<'t> Reader<'t> {
    /// How many figures, from one on, are parted by joints alone.
    fn group(&self, index: usize) -> usize {
        let rest = self.mentions.get(index..).unwrap_or_default();
        let is_dealt = rest.first().is_some_and(|first| self.words(self.head_range(first)).contains("分别"));
        let joined = rest.windows(2).take_while(|pair| match pair {
            [one, other] => {
                let between = self.text.get(one.range.end..other.range.start).unwrap_or("?");
                let is_joint = ["、", "和", "与", "及", "以及", "，", ","].contains(&between.trim());
                is_joint && (is_dealt || kind(one) == kind(other))
            }
            _ => false,
        });
        1 + joined.count()
    }

    fn words(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or_default()
    }

    /// The words before a figure, without the joint that parts them from the figure before.
    fn head_range(&self, mention: &Mention) -> Range<usize> {
        let range = before(self.text, self.floor.min(mention.range.start), mention.range.start);
        let words = slice(self.text, range.clone());
        if range.start > self.floor {
            return range;
        }
        let own = ["、", "和", "与", "及", "以及", "或"]
            .iter()
            .find_map(|joint| words.strip_prefix(joint))
            .unwrap_or(words);
        range.end - own.len()..range.end
    }

    fn one(&mut self, index: usize, mention: &Mention) {
        let next = self.mentions.get(index + 1).map_or(self.text.len(), |next| next.range.start);
        let mut range = self.head_range(mention);
        if mention.role == ChangeRole::Start {
            // 投资由2025年的9.6亿元提高到12亿元.
            let words = slice(self.text, range.clone());
            range.end = range.start + words.rfind(['由', '从']).unwrap_or(words.len());
        }
        let words = slice(self.text, range.clone());
        let mut head = head::read(words);
        let noun_range = noun_after(self.text, mention.range.end, next);
        let noun = slice(self.text, noun_range.clone()).trim();
        let is_noun = begins_noun(noun);
        // 5G基站累计建成[3000座].
        if !is_noun && let Some(own) = head.name.strip_suffix("建成") {
            head.name = own.strip_suffix("累计").unwrap_or(own).to_owned();
        }
        // 完成甲治理、[5座]水库除险加固: the name before is that of another thing.
        if is_noun && words.trim_end().ends_with(['、', '和', '与', '及']) {
            head = Head { has_verb: head.has_verb, year: head.year, ..Head::default() };
        }
        // 12个、[5种]新技术 goes on with what was done.
        head.has_verb |= words.trim().is_empty() && range.start == self.joined && self.did;
        let refers = longest_start(words.trim_start(), REFERRING_VERBS).is_some() && is_noun;
        if refers {
            head = Head { year: head.year, ..Head::default() };
        }
        // What stands between this figure and the next without a break is what the next one counts; 医学院等6所 sums up.
        let sums_up = is_noun && slice(self.text, range.clone()).trim_end().ends_with('等');
        if sums_up || (is_noun && noun_range.end == next && index + 1 < self.mentions.len()) {
            self.readings.push(Reading::Qualifies);
            self.floor = range.start;
            return;
        }
        let reading = self.reading(
            index,
            mention,
            (&range, &head),
            noun.strip_prefix('的').map_or(noun, str::trim).to_owned(),
            is_noun,
        );
        let is_behind = is_noun && head.name.is_empty() && matches!(reading, Reading::Named(_));
        self.did = matches!(&reading, Reading::Named(own) if own.has_verb);
        self.push(index, mention, &head, reading);
        self.floor = if is_behind { noun_range.end } else { mention.range.end };
        let ahead = slice(self.text, self.floor..);
        let joint = ["、", "和", "与", "及", "以及"].iter().find(|joint| ahead.starts_with(**joint));
        self.joined = self.floor + joint.map_or(0, |joint| joint.len());
    }

    fn reading(
        &self,
        index: usize,
        mention: &Mention,
        (range, head): (&Range<usize>, &Head<'_>),
        noun: String,
        is_noun: bool,
    ) -> Reading {
        if let Some(stretch) = self.stretch(mention, head) {
            return Reading::Stretch(stretch);
        }
        let change = head.change.map(|(at, verb)| (range.start + at, verb));
        let (start, verb) = match change {
            Some((at, verb)) if self.is_right_before(at + verb.len(), mention) => (at, None),
            Some((_, verb)) => (mention.range.start, Some(verb.to_owned())),
            None => (mention.range.start, None),
        };
        let is_behind = is_noun && head.name.is_empty();
        let is_done = INNER_VERBS.iter().any(|verb| noun.contains(verb));
        let name = self.name(index, mention, head, if is_noun { Some(noun) } else { None });
        let name = match name {
            Err(Unclear::Nameless) => self.clause_before(range, head, is_noun).ok_or(Unclear::Nameless),
            other => other,
        };
        let name = match name {
            Ok(name) => name,
            Err(unclear) => return Reading::Unclear(unclear),
        };
        let (name, start) = match beyond(&name) {
            // 增速[高于全省平均水平2个百分点].
            Some((own, tail)) if change.is_none() => {
                let words = slice(self.text, range.clone());
                let at = words.rfind(tail).map(|at| range.start + at);
                match at.filter(|at| self.is_right_before(at + tail.len(), mention)) {
                    Some(at) => (own.to_owned(), at),
                    None => (name.clone(), start),
                }
            }
            _ => (name.clone(), start),
        };
        Reading::Named(Named {
            name,
            range: start..mention.range.end,
            change: verb,
            year: head.year.map(str::to_owned),
            leads_to: head.leads_to,
            has_verb: !is_behind
                || head.has_verb
                || head.verb.is_some()
                || change.is_some()
                || head.strives
                || is_done,
        })
    }

    /// What the clause before names, for a figure with nothing but a predicate: 高新技术企业数量，力争达到120家.
    fn clause_before(&self, range: &Range<usize>, head: &Head<'_>, is_noun: bool) -> Option<String> {
        let is_bare = head.name.is_empty() && head.verb.is_none() && head.change.is_none() && !is_noun;
        let words = slice(self.text, range.clone()).trim();
        if !is_bare || words.is_empty() || range.start <= self.floor {
            return None;
        }
        let end = slice(self.text, ..range.start).trim_end_matches(['，', ',', ' ']).len();
        if slice(self.text, end..range.start).trim().is_empty() || end <= self.floor {
            return None;
        }
        let before = before(self.text, self.floor, end);
        let words = slice(self.text, before);
        let own = head::read(words);
        let is_digit = words.contains(|c: char| c.is_ascii_digit());
        checked(&own.name).ok().filter(|_| !is_digit)
    }

    /// Whether only blanks stand between a verb's end and a figure.
    fn is_right_before(&self, at: usize, mention: &Mention) -> bool {
        self.text.get(at..mention.range.start).is_some_and(|between| between.trim().is_empty())
    }

    /// The earlier figure of which this is the higher tier: 确保8%、力争10%.
    fn stretch(&self, mention: &Mention, head: &Head<'_>) -> Option<usize> {
        if !head.strives || !head.name.is_empty() {
            return None;
        }
        let last = self.subjects.last()?;
        // 新增50家，努力实现新增100家.
        if head.verb.is_some_and(|verb| !last.name.starts_with(verb)) {
            return None;
        }
        let is_next = last.index + 1 == self.readings.len();
        let same_change =
            head.change.is_none() || head.change.map(|(_, verb)| verb) == last.change.as_deref();
        let is_other = self.mentions.get(last.index).is_some_and(|own| own.stated != mention.stated);
        (is_next && is_other && same_change && last.unit == unit(mention)).then_some(last.index)
    }

    /// The name of what a figure counts.
    fn name(
        &self,
        index: usize,
        mention: &Mention,
        head: &Head<'_>,
        noun: Option<String>,
    ) -> Result<String, Unclear> {
        let subject = self.subjects.last();
        let own = head.name.as_str();
        if !own.is_empty() {
            // 省级3个 in brackets behind 创新平台5个.
            if is_level(own)
                && let Some(subject) = subject
            {
                let (_, base) = head_noun(&subject.name);
                return checked(&format!("{own}{base}"));
            }
            let is_measure = own.ends_with(['幅', '速', '率', '比', '重', '例']);
            match (is_empty_name(own), subject, head.plain) {
                (true, Some(subject), _) if is_measure => {
                    return checked(&format!("{}{own}", subject.name));
                }
                (true, Some(subject), _) if head.is_part => {
                    return checked(&format!("{}（{own}）", subject.name));
                }
                (true, _, Some(verb)) => return checked(&format!("{verb}{own}")),
                _ => {}
            }
            // 每个派出所至少配备[2名]社区民警.
            if let Some(noun) = &noun
                && ends_in_verb(own)
            {
                let own = own.replace("至少", "").replace("最少", "");
                return checked(&format!("{own}{noun}"));
            }
            return checked(own);
        }
        if let Some(noun) = noun {
            let noun = INNER_VERBS
                .iter()
                .find_map(|verb| {
                    noun.split_once(verb).filter(|(left, right)| !left.is_empty() && !right.is_empty())
                })
                .map_or(noun.clone(), |(left, right)| format!("{left}{right}"));
            return checked(&format!("{}{noun}", head.verb.unwrap_or_default()));
        }
        match head.verb {
            // 抽检[1500批次] names itself, 新增[60家] does not.
            Some(verb) if !MOVED_VERBS.contains(&verb) => return checked(verb),
            Some(verb) => {
                let subject = subject.ok_or(Unclear::Nameless)?;
                return checked(&format!("{verb}{}", head_noun(&subject.name).1));
            }
            None => {}
        }
        let subject = subject.filter(|_| !self.is_new_sentence(index)).ok_or(Unclear::Nameless)?;
        if mention.role == ChangeRole::End {
            return checked(&subject.name);
        }
        match head.change {
            Some((_, verb)) if subject.change.is_none() => checked(&format!("{}{verb}", subject.name)),
            Some((_, verb)) if subject.change.as_deref() != Some(verb) => {
                checked(&format!("{}{verb}", subject.name))
            }
            Some(_) => Err(Unclear::Nameless),
            // It grows by so much, and reaches this: the register tells the two apart.
            None if subject.change.is_some() => checked(&subject.name),
            None if subject.unit != unit(mention) && mention.kind != UnitKind::Share => {
                let unit = unit(mention).ok_or(Unclear::Nameless)?;
                checked(&format!("{}（{}）", subject.name, scale_split(&unit).1))
            }
            None => Err(Unclear::Nameless),
        }
    }

    fn is_new_sentence(&self, index: usize) -> bool {
        index == 0 || self.subjects.is_empty()
    }

    fn push(&mut self, index: usize, mention: &Mention, head: &Head<'_>, reading: Reading) {
        if let Reading::Named(named) = &reading {
            let change = head.change.map(|(_, verb)| verb);
            let base = match change {
                // 收入增长 of 收入: what follows speaks of 收入.
                Some(verb) => named.name.strip_suffix(verb).unwrap_or(&named.name).to_owned(),
                None => named.name.clone(),
            };
            self.subjects.push(Subject {
                name: base,
                unit: unit(mention),
                change: change.map(str::to_owned),
                index,
            });
        }
        self.readings.push(reading);
    }

    /// Figures in a row: as many names before them, in the same order.
    fn list(&mut self, index: usize, count: usize) {
        let Some(group) = self.mentions.get(index..index + count) else { return };
        let Some((first, last)) = group.first().zip(group.last()) else { return };
        let range = self.head_range(first);
        let head = head::read(slice(self.text, range.clone()));
        let change = head.change.map(|(_, verb)| verb.to_owned());
        let names: Vec<String> = if head.name.is_empty() {
            self.earlier(group, change.as_deref(), head.deals)
        } else {
            deal(&head.name, count)
        };
        // Figures of one kind that are not dealt out: 确保8%、力争10% has words between, 56条、260公里 other units.
        let is_dealt = names.len() == count;
        for (at, mention) in group.iter().enumerate() {
            let reading = match names.get(at).filter(|_| is_dealt) {
                Some(name) => match checked(name) {
                    Ok(name) => {
                        let starts =
                            head.change.filter(|_| at == 0).map(|(place, verb)| (range.start + place, verb));
                        let _ = starts;
                        Reading::Named(Named {
                            name,
                            range: mention.range.clone(),
                            change: change.clone(),
                            year: head.year.map(str::to_owned),
                            leads_to: head.leads_to,
                            has_verb: true,
                        })
                    }
                    Err(unclear) => Reading::Unclear(unclear),
                },
                None => Reading::Unclear(Unclear::Unpaired),
            };
            self.push(index + at, mention, &head, reading);
        }
        self.floor = last.range.end;
        self.seen = last.range.end;
    }

    /// The last names of the sentence, for figures that only say how they change: 接待游客1200万人次，收入110亿元，分别增长12%和15%.
    fn earlier(&self, group: &[Mention], change: Option<&str>, deals: bool) -> Vec<String> {
        let last = |subjects: &'_ [Subject]| {
            let from = subjects.len().checked_sub(group.len())?;
            subjects
                .get(from..)
                .map(|last| last.iter().map(|own| (own.name.clone(), own.unit.clone())).collect::<Vec<_>>())
        };
        match change {
            Some(verb) => last(&self.subjects)
                .unwrap_or_default()
                .into_iter()
                .map(|(name, _)| format!("{name}{verb}"))
                .collect(),
            // 甲750家、乙1900家；到2028年分别超过900家和2700家.
            None if deals => {
                let found = last(&self.subjects).or_else(|| last(&self.past)).unwrap_or_default();
                let is_alike = found.iter().zip(group).all(|((_, own), mention)| *own == unit(mention));
                if is_alike { found.into_iter().map(|(name, _)| name).collect() } else { Vec::new() }
            }
            None => Vec::new(),
        }
    }
}

fn unit(mention: &Mention) -> Option<String> {
    match &mention.stated {
        Stated::Quantity(Quantity { unit, .. }) => unit.clone(),
        _ => None,
    }
}

fn kind(mention: &Mention) -> (Option<String>, UnitKind) {
    let unit = unit(mention).map(|unit| scale_split(&unit).1.to_owned());
    (unit, mention.kind)
}

/// Whether what follows a figure is what it counts: no predicate, no verb of change, no particle.
fn begins_noun(text: &str) -> bool {
    let text = text.strip_prefix('的').map_or(text, str::trim_start);
    let is_word = text.chars().next().is_some_and(|c| c.is_alphabetic() || c.is_ascii_digit())
        || text.starts_with(['“', '《']);
    let has_two = text.chars().nth(1).is_some();
    is_word
        && has_two
        && longest_start(text, PREDICATES).is_none()
        && longest_start(text, CHANGES).is_none()
        && longest_start(
            text,
            &[
                "并", "且", "同时", "其中", "再", "还", "也", "力争", "确保", "争取", "到", "至", "以", "使",
                "让",
            ],
        )
        .is_none()
        && verb_at_start(text).is_none_or(|(verb, _)| {
            !["培育", "建设", "实施", "推进", "完成", "实现", "开展", "新增", "新建", "支持"].contains(&verb)
        })
        && !text
            .starts_with(['等', '用', '由', '从', '较', '比', '占', '位', '被', '给', '内', '外', '后', '时'])
}

/// A name that is compared with what others reach, and the words of that: 增速 and 高于全省平均水平.
fn beyond(name: &str) -> Option<(&str, &str)> {
    const MARKS: [&str; 8] = ["平均", "水平", "全省", "全国", "全市", "全区", "增速", "增幅"];
    let found =
        ["不低于", "高于", "低于", "快于", "超过"].iter().filter_map(|word| name.rfind(word)).min()?;
    let (own, tail) = name.split_at_checked(found)?;
    (!own.is_empty() && MARKS.iter().any(|mark| tail.contains(mark))).then_some((own, tail))
}

/// Whether a name is a level and nothing more: 省级, 市级以上, 国家级.
fn is_level(name: &str) -> bool {
    let own = ["及以上", "或以上", "以上"].iter().fold(name, |own, end| own.strip_suffix(end).unwrap_or(own));
    own.strip_suffix('级').is_some_and(|level| LEVELS.contains(&level))
}

fn is_empty_name(name: &str) -> bool {
    EMPTY_NAMES.contains(&name)
}

fn ends_in_verb(name: &str) -> bool {
    longest_end(name, TELLING_VERBS).is_some()
}

/// A name without the verb before it.
fn head_noun(name: &str) -> (&str, &str) {
    match longest_start(name, TELLING_VERBS) {
        Some((verb, rest)) if !rest.is_empty() => (verb, rest),
        _ => ("", name),
    }
}

/// A name, if it is one.
fn checked(name: &str) -> Result<String, Unclear> {
    let name = unbalanced(name).trim().to_owned();
    if name.chars().count() > LONGEST {
        return Err(Unclear::TooLong);
    }
    let counts = |pair: &(char, char)| pair.0.is_ascii_digit() && pair.1 == '、';
    if name.chars().zip(name.chars().skip(1)).any(|pair| counts(&pair)) {
        return Err(Unclear::Unpaired);
    }
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2
        || is_empty_name(&name)
        || is_level(&name)
        || longest_start(&name, PREDICATES).is_some_and(|(_, rest)| rest.is_empty())
    {
        return Err(Unclear::Nameless);
    }
    Ok(name)
}

/// A text without brackets and quotation marks that have no other half.
fn unbalanced(text: &str) -> String {
    const PAIRS: [(char, char); 5] = [('（', '）'), ('(', ')'), ('“', '”'), ('《', '》'), ('【', '】')];
    let mut lone: Vec<usize> = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices() {
        if PAIRS.iter().any(|(opening, _)| *opening == c) {
            open.push((at, c));
        } else if let Some((opening, _)) = PAIRS.iter().find(|(_, closing)| *closing == c) {
            match open.last() {
                Some((_, last)) if last == opening => {
                    open.pop();
                }
                _ => lone.push(at),
            }
        }
    }
    lone.extend(open.into_iter().map(|(at, _)| at));
    text.char_indices().filter(|(at, _)| !lone.contains(at)).map(|(_, c)| c).collect()
}

/// The names in a row: 省、市、区级研发中心 are three with the same noun, 甲率、乙率 two of their own.
fn deal(names: &str, count: usize) -> Vec<String> {
    let parts = parts(names);
    // 城乡居民收入 is that of two.
    if let ([only], 2) = (parts.as_slice(), count)
        && let Some(rest) = only.strip_prefix("城乡")
    {
        return vec![format!("城镇{rest}"), format!("农村{rest}")];
    }
    let Some((last, others)) = parts.split_last() else { return Vec::new() };
    if others.is_empty() {
        return vec![(*last).to_owned()];
    }
    // 省 of 省、市、区级研发中心.
    if others.iter().all(|part| LEVELS.contains(&part.strip_suffix('级').unwrap_or(part))) {
        let own =
            LEVELS.iter().filter_map(|level| last.strip_prefix(level)).find(|rest| rest.starts_with('级'));
        if let Some(rest) = own {
            let with = |part: &&str| format!("{}{rest}", part.strip_suffix('级').unwrap_or(part));
            return others.iter().map(with).chain([(*last).to_owned()]).collect();
        }
    }
    // 小学 of 小学、初中起始年级班额: too short to be a name beside the last one.
    let count = |text: &str| text.chars().count();
    let longest = others.iter().map(|part| count(part)).max().unwrap_or_default();
    let is_short = longest <= 3 && count(last) >= longest + 4;
    if is_short {
        let first = others.first().map_or(0, |first| count(first));
        let shared: String = last.chars().skip(first).collect();
        return others.iter().map(|part| format!("{part}{shared}")).chain([(*last).to_owned()]).collect();
    }
    parts.into_iter().map(str::to_owned).collect()
}

/// What stands between joints outside of brackets.
fn parts(names: &str) -> Vec<&str> {
    let (mut found, mut start, mut open) = (Vec::new(), 0, 0_usize);
    for (at, c) in names.char_indices() {
        match c {
            '（' | '(' | '“' | '《' => open += 1,
            '）' | ')' | '”' | '》' => open = open.saturating_sub(1),
            '、' | '和' | '与' | '及' if open == 0 && at >= start => {
                let is_word = c == '和' && slice(names, at..).starts_with("和谐");
                if !is_word {
                    found.push(slice(names, start..at).trim_end_matches('以'));
                    start = at + c.len_utf8();
                }
            }
            _ => {}
        }
    }
    found.push(slice(names, start..));
    found.retain(|part| !part.trim().is_empty());
    found
}
