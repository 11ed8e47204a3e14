//! The words around a number that bound it or say what it is: takes the text before it, up to the mention before, and what follows its unit.

use super::super::cursor::Cursor;
use super::super::glyph::BareScale;
use super::super::words::{self, Lead, Sense};
use super::measure::UnitKind;
use super::scan::{Scanner, skip_blank};
use super::value::ScannedValue;
use super::{Aim, non_quantities};

/// How many words are looked for before a number.
const MOST_LEADS: usize = 4;

/// What the words before a number say.
pub(super) struct Leads {
    /// Where the first of those that bound begins.
    pub(super) start: usize,
    pub(super) sense: Option<Sense>,
    /// The same, unless it is only a ceiling (控制在).
    pub(super) firm: Option<Sense>,
    pub(super) word: Option<&'static str>,
    pub(super) aim: Option<Aim>,
}

impl<'t> Scanner<'t> {
    /// Takes a word that bounds the value before it.
    pub(super) fn tail(&self, cursor: &mut Cursor<'t>, value: &ScannedValue<'t>) -> Option<Sense> {
        let mut ahead = *cursor;
        skip_blank(&mut ahead);
        let (word, sense) = words::eat_tail(&mut ahead)?;
        let goes_on = |words: &[&str]| words.iter().any(|next| ahead.starts_with(next));
        let is_other = match word {
            "内" => value.kind != UnitKind::Time || goes_on(&["设", "部", "容", "涵"]),
            "上下" => goes_on(&["游", "级", "联", "一", "班"]),
            "左右" => goes_on(&["手", "逢", "岸"]),
            "以外" => value.kind != UnitKind::Time,
            "以下" => goes_on(&["简称", "几", "问", "方"]),
            _ => false,
        };
        if is_other {
            return None;
        }
        *cursor = ahead;
        Some(sense)
    }

    /// The words before a number that bound it or say what it is.
    pub(super) fn leads(&self, at: usize) -> (Leads, BareScale) {
        let mut leads = Leads { start: at, sense: None, firm: None, word: None, aim: None };
        let mut bare = BareScale::IsNoNumber;
        let mut end = at;
        for _ in 0..MOST_LEADS {
            let Some(before) = self.text.get(self.floor..end) else { break };
            let trimmed = before.trim_end_matches([' ', '\u{3000}', '\u{a0}']);
            let own = trimmed.strip_suffix('了').unwrap_or(trimmed);
            let aims = [("新增", Aim::Added), ("新增加", Aim::Added), ("累计", Aim::Cumulative)];
            if let Some((_, aim)) = aims.into_iter().find(|(word, _)| own.ends_with(word)) {
                leads.aim = Some(aim);
                break;
            }
            let Some((rest, word, lead)) = sign_at_end(own).or_else(|| words::lead_at_end(own)) else {
                break;
            };
            if non_quantities::is_part_of_word(word, rest) {
                break;
            }
            bare = if matches!(lead, Lead::Sign(_)) { bare } else { BareScale::CountsAsOne };
            let word_start = self.floor + rest.len();
            match lead {
                Lead::Bounds(sense) | Lead::Sign(sense) => {
                    if leads.firm.is_none() {
                        leads.firm = Some(sense);
                        leads.sense = Some(sense);
                        leads.word = Some(word);
                    }
                    leads.start = word_start;
                }
                Lead::Ceiling => {
                    leads.sense = leads.sense.or(Some(Sense::AtMost));
                    leads.start = word_start;
                }
                Lead::Intends if matches!(word, "达" | "达到" | "实现" | "完成") => {
                    leads.aim = leads.aim.or(Some(Aim::Reached));
                }
                Lead::Intends => {}
            }
            end = word_start;
        }
        (leads, bare)
    }
}

/// A comparison sign in its full-width form.
fn sign_at_end(text: &str) -> Option<(&str, &'static str, Lead)> {
    let signs = [('＜', "<", Sense::LessThan), ('＞', ">", Sense::MoreThan)];
    signs
        .into_iter()
        .find_map(|(sign, word, sense)| Some((text.strip_suffix(sign)?, word, Lead::Sign(sense))))
}
