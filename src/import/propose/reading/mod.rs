//! What each figure of a passage counts: its name, the words that are bound, and what it is if it is no promise of its own.
//!
//! Goes through the figures in their order, since a name often stands once for several (旅游收入110亿元，增长15%) and figures
//! that share a predicate are named in a row (甲、乙分别达到45%、75%以上).

mod names;
mod naming;
mod rows;

use crate::bug::slice;
use crate::import::propose::clause::{self, is_end, noun_after};
use crate::import::propose::head::{self, Head};
use crate::import::propose::words::{INNER_VERBS, REFERRING_VERBS, longest_start};
use crate::model::quantity::prose::{ChangeRole, Mention, Numerals, Stated, UnitKind};
use crate::model::quantity::{Quantity, scale_split};
use names::{begins_noun, beyond, checked, is_empty_name};
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
    /// Whether the last figure was a part of the one before it.
    is_part: bool,
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
        is_part: false,
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
    fn words(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or_default()
    }

    /// The words before a figure, without the joint that parts them from the figure before.
    fn head_range(&self, mention: &Mention) -> Range<usize> {
        let range = clause::before(self.text, self.floor.min(mention.range.start), mention.range.start);
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
        // 其中城区4所、[乡镇]2所: what is joined to a part is one, too.
        head.is_part |= self.is_part && self.is_joined(index) && !is_noun;
        let leads_on = noun_range.end == next && index + 1 < self.mentions.len();
        // [10个]产值超10亿元的产业: this figure says which, the one before how many.
        let is_attribute = slice(self.text, mention.range.end..).trim_start().starts_with('的')
            && mention.kind != UnitKind::Share
            && is_noun
            && !self.counts_itself(mention, &head);
        if is_attribute && !leads_on {
            self.attribute(index, noun_range.end);
            self.readings.push(Reading::Qualifies);
            self.floor = noun_range.end;
            return;
        }
        // 亿元以上[10个]: right before another figure it says which.
        let next_is_other = self.mentions.get(index + 1).is_some_and(|next| kind(next) != kind(mention));
        let is_bound =
            ["以上", "以下", "以内"].iter().any(|end| self.words(mention.range.clone()).ends_with(end));
        if next_is_other
            && is_bound
            && mention.kind != UnitKind::Share
            && slice(self.text, mention.range.end..next).trim().is_empty()
        {
            self.readings.push(Reading::Qualifies);
            self.floor = range.start;
            return;
        }
        // What stands between this figure and the next without a break is what the next one counts; 医学院等6所 sums up.
        let sums_up = is_noun && slice(self.text, range.clone()).trim_end().ends_with('等');
        if sums_up || (is_noun && leads_on) {
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
        self.is_part = head.is_part;
        self.did = matches!(&reading, Reading::Named(own) if own.has_verb);
        self.push(index, mention, &head, reading);
        self.floor = if is_behind { noun_range.end } else { mention.range.end };
        let ahead = slice(self.text, self.floor..);
        let joint = ["、", "和", "与", "及", "以及"].iter().find(|joint| ahead.starts_with(**joint));
        self.joined = self.floor + joint.map_or(0, |joint| joint.len());
    }

    /// Whether a figure before 的 counts what follows and does not describe it: 创办10家以上的合作社, not 产值10亿元的产业.
    fn counts_itself(&self, mention: &Mention, head: &Head<'_>) -> bool {
        const THINGS: [&str; 18] = [
            "家", "个", "名", "人", "项", "所", "座", "条", "件", "台", "套", "辆", "户", "场", "支", "批",
            "处", "位",
        ];
        let is_thing = unit(mention).is_some_and(|unit| THINGS.contains(&scale_split(&unit).1));
        is_thing
            && head.name.is_empty()
            && (head.verb.is_some() || head.plain.is_some() || head.strives)
            && mention.numerals == Numerals::Digits
    }

    /// Gives the figure before an attribute its name, if that figure counts what the attribute is said of.
    fn attribute(&mut self, index: usize, end: usize) {
        let Some(before) = index.checked_sub(1) else { return };
        let Some(counted) = self.mentions.get(before).filter(|own| own.kind == UnitKind::Count) else {
            return;
        };
        let Some(last @ Reading::Qualifies) = self.readings.get_mut(before) else { return };
        let range = clause::before(self.text, self.floor, counted.range.start);
        let head = head::read(slice(self.text, range));
        let noun = slice(self.text, counted.range.end..end).trim();
        if let Ok(name) = checked(&format!("{}{noun}", head.verb.unwrap_or_default())) {
            *last = Reading::Named(Named {
                name,
                range: counted.range.clone(),
                change: None,
                year: head.year.map(str::to_owned),
                leads_to: false,
                has_verb: head.has_verb || head.verb.is_some() || head.plain.is_some(),
            });
        }
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
        // 财政总收入和一般公共预算收入均增长8%: one figure, and two indicators.
        if head.is_shared && ["和", "与", "及", "、"].iter().any(|joint| head.name.contains(joint)) {
            return Reading::Unclear(Unclear::Unpaired);
        }
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
                    Some(at) => (self.measure_of(own), at),
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

    /// The name of a measure that stands alone: 旅游收入增长15%，[增速]高于全市.
    fn measure_of(&self, own: &str) -> String {
        match self.subjects.last() {
            Some(subject) if is_empty_name(own) => format!("{}{own}", subject.name),
            _ => own.to_owned(),
        }
    }

    /// Whether only blanks stand between a verb's end and a figure.
    fn is_right_before(&self, at: usize, mention: &Mention) -> bool {
        self.text.get(at..mention.range.start).is_some_and(|between| between.trim().is_empty())
    }

    fn push(&mut self, index: usize, mention: &Mention, head: &Head<'_>, reading: Reading) {
        if let Reading::Named(named) = &reading {
            let change = head.change.map(|(_, verb)| verb);
            let base = match change {
                // 收入增长 of 收入: what follows speaks of 收入.
                Some(verb) => named.name.strip_suffix(verb).unwrap_or(&named.name).to_owned(),
                None => {
                    // What is joined to a part is a part of the same.
                    let whole = named.name.strip_suffix(&format!("（{}）", head.name));
                    whole.filter(|_| head.is_part).unwrap_or(&named.name).to_owned()
                }
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
}

fn unit(mention: &Mention) -> Option<String> {
    match &mention.stated {
        Stated::Quantity(Quantity { unit, .. }) => unit.clone(),
        _ => None,
    }
}

/// The unit of a figure without its scale, and its kind.
pub fn kind(mention: &Mention) -> (Option<String>, UnitKind) {
    let unit = unit(mention).map(|unit| scale_split(&unit).1.to_owned());
    (unit, mention.kind)
}
