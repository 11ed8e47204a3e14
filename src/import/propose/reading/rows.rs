//! Figures in a row that share what stands once: as many names, in the same order.

use super::names::checked;
use super::{Named, Reader, Reading, Subject, Unclear, kind, unit};
use crate::bug::slice;
use crate::import::propose::head;
use crate::import::propose::words::LEVELS;
use crate::model::quantity::prose::Mention;

impl Reader<'_> {
    /// How many figures, from one on, are parted by joints alone.
    pub(super) fn group(&self, index: usize) -> usize {
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

    /// Figures in a row: as many names before them, in the same order.
    pub(super) fn list(&mut self, index: usize, count: usize) {
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
    pub(super) fn earlier(&self, group: &[Mention], change: Option<&str>, deals: bool) -> Vec<String> {
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
