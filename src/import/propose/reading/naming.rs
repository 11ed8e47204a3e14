//! The name of a figure, from its own clause or from what the sentence said before.

use super::names::{checked, ends_in_verb, head_noun, is_empty_name, is_level, with_level_first};
use super::{Reader, Subject, Unclear, unit};
use crate::bug::slice;
use crate::import::propose::clause;
use crate::import::propose::head::{self, Head};
use crate::import::propose::words::{INNER_VERBS, LEVELS, MOVED_VERBS, TELLING_VERBS, longest_end};
use crate::model::quantity::prose::{ChangeRole, Mention, UnitKind};
use crate::model::quantity::scale_split;
use std::ops::Range;

impl Reader<'_> {
    /// What the clause before names, for a figure with nothing but a predicate: 高新技术企业数量，力争达到120家.
    pub(super) fn clause_before(
        &self,
        range: &Range<usize>,
        head: &Head<'_>,
        is_noun: bool,
    ) -> Option<String> {
        let is_bare =
            head.name.is_empty() && head.verb.is_none_or(is_holding) && head.change.is_none() && !is_noun;
        let words = slice(self.text, range.clone()).trim();
        if !is_bare || words.is_empty() || range.start <= self.floor {
            return None;
        }
        let end = slice(self.text, ..range.start).trim_end_matches(['，', ',', ' ']).len();
        if slice(self.text, end..range.start).trim().is_empty() || end <= self.floor {
            return None;
        }
        let before = clause::before(self.text, self.floor, end);
        let words = slice(self.text, before);
        let own = head::read(words);
        let is_digit = words.contains(|c: char| c.is_ascii_digit());
        checked(&own.name).ok().filter(|_| !is_digit)
    }

    /// The earlier figure of which this is the higher tier: 确保8%、力争10%.
    pub(super) fn stretch(&self, mention: &Mention, head: &Head<'_>) -> Option<usize> {
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
    pub(super) fn name(
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
                let other = LEVELS.iter().find_map(|level| base.strip_prefix(level)?.strip_prefix('级'));
                // 市级以上实验室3家，其中[省级]1家: the one is not at least of a level.
                let other = other.map(|rest| {
                    ["及以上", "或以上", "以上"].iter().find_map(|end| rest.strip_prefix(end)).unwrap_or(rest)
                });
                return checked(&format!("{own}{}", other.unwrap_or(base)));
            }
            let is_measure = own.ends_with(['幅', '速', '率', '比', '重', '例']);
            match (is_empty_name(own), subject, head.plain) {
                (true, Some(subject), _) if is_measure => {
                    return checked(&format!("{}{own}", subject.name));
                }
                // 高新技术企业净增30家、[总数]突破200家.
                (true, Some(subject), _) if SUMS.contains(&own) => {
                    return checked(&format!("{}{own}", head_noun(&subject.name).1));
                }
                (true, Some(subject), _) if head.is_part => {
                    return checked(&format!("{}（{own}）", subject.name));
                }
                (true, _, Some(verb)) => return checked(&format!("{verb}{own}")),
                // 改扩建幼儿园6所，其中[城区]4所、[乡镇]2所.
                (false, Some(subject), _)
                    if head.is_part && counts_alike(subject, mention) && is_part_name(own, &subject.name) =>
                {
                    return checked(&format!("{}（{own}）", subject.name));
                }
                // 每千人口拥有医师3.6人、[护士]4.2人.
                (false, Some(subject), _) if self.is_joined(index) => {
                    if let Some(each) = each_of(&subject.name).filter(|_| !own.starts_with('每')) {
                        return checked(&format!("{each}{own}"));
                    }
                }
                _ => {}
            }
            // 每个派出所至少配备[2名]社区民警.
            // 集中公推[40名]入党积极分子.
            if let Some(noun) = &noun
                && (ends_in_verb(own) || own.chars().count() <= VERB)
            {
                let own = own.replace("至少", "").replace("最少", "");
                return checked(&format!("{own}{noun}"));
            }
            // 新增企业[省级]5家、国家级2家.
            return checked(&with_level_first(own).unwrap_or_else(|| own.to_owned()));
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
            // Somebody holds something: what it is stands before, if anywhere.
            Some(verb) if is_holding(verb) => return Err(Unclear::Nameless),
            // 抽检[1500批次] names itself, 新增[60家] does not.
            Some(verb) if !MOVED_VERBS.contains(&verb) => {
                // 项目开工15个、[竣工]8个.
                let base = subject.and_then(|own| longest_end(&own.name, TELLING_VERBS));
                // 加装电梯新增40台、[完工]20台.
                let counts_same = |own: &&Subject| own.unit.is_some() && own.unit == unit(mention);
                let same = || subject.filter(counts_same).map_or("", |own| head_noun(&own.name).1);
                let base = base.map_or_else(same, |(base, _)| base);
                return checked(&format!("{base}{verb}"));
            }
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
        // 新建基站300个，[累计达到]1200个.
        let (verb, base) = head_noun(&subject.name);
        let before = self.mentions.get(subject.index).map_or(0, |own| own.range.end);
        if MOVED_VERBS.contains(&verb)
            && head.change.is_none()
            && subject.unit == unit(mention)
            && self.words(before..mention.range.start).contains("累计")
        {
            return checked(&format!("{base}累计"));
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

    /// Whether nothing but a joint stood between the figure before and the words of this one.
    pub(super) fn is_joined(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.mentions.get(before));
        before.is_some_and(|before| {
            let ahead = slice(self.text, before.range.end..);
            ["、", "和", "及"].iter().any(|joint| ahead.starts_with(joint))
        })
    }

    pub(super) fn is_new_sentence(&self, index: usize) -> bool {
        index == 0 || self.subjects.is_empty()
    }
}

/// Whether a figure is in the unit of an earlier one, scales aside.
fn counts_alike(subject: &Subject, mention: &Mention) -> bool {
    let plain = |unit: Option<String>| unit.map(|unit| scale_split(&unit).1.to_owned());
    plain(subject.unit.clone()) == plain(unit(mention))
}

/// Before a figure that has its noun behind it, so many characters are a verb.
const VERB: usize = 4;

/// Names of sums of what was named before.
const SUMS: [&str; 4] = ["总数", "总量", "总规模", "数量"];

/// Whether a name is one of a part of what another name counts, and does not name that itself: 城区 of 幼儿园.
fn is_part_name(own: &str, whole: &str) -> bool {
    let end = |name: &str| name.chars().rev().take(2).collect::<Vec<_>>();
    own.chars().count() <= 8 && end(own) != end(whole) && !own.starts_with(['新', '每']) && !ends_in_verb(own)
}

/// For how many people something is counted, at the start of a name: 每千人口拥有.
fn each_of(name: &str) -> Option<&str> {
    let start = ["每百", "每千", "每万", "每十万"].iter().any(|start| name.starts_with(start));
    let end = ["拥有", "人口", "人中"].iter().find_map(|end| Some(name.find(end)? + end.len()))?;
    start.then(|| slice(name, ..end))
}

/// Whether a verb says that something takes place, and not what.
fn is_holding(verb: &str) -> bool {
    matches!(verb, "举办" | "召开" | "开展" | "组织" | "实施" | "举行")
}
