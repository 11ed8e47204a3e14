//! How a document ends: attachments named, signature, day, imprint.

use super::facts::Facts;
use super::wording::{day, is_office};
use super::{Ground, Role, Structure};
use crate::import::document::Alignment;
use std::ops::Range;

/// Rules on the paragraphs after the text; gives where the text stands, in places of `facts`.
pub fn rule(facts: &[Facts], text: Range<usize>, structure: &mut Structure) -> Range<usize> {
    imprint(facts, &text, structure);
    signature(facts, &text, structure);
    attachments(facts, &text, structure);
    text
}

/// 抄送：…。 某某办公室 2026年1月5日印发, among the last paragraphs.
fn imprint(facts: &[Facts], text: &Range<usize>, structure: &mut Structure) {
    let near =
        facts.get(text.clone()).unwrap_or_default().iter().rev().filter(|fact| !fact.is_empty()).take(8);
    for fact in near {
        let words = fact.text.trim();
        let marked = ["抄送：", "抄送:", "主送：", "抄报："].iter().find_map(|mark| words.strip_prefix(mark));
        if let Some(named) = marked {
            let named = named.trim().trim_end_matches('。').to_owned();
            structure.front.copied_to.get_or_insert(named);
            structure
                .rulings
                .insert(fact.id, fact.ruling(Role::Imprint, vec![Ground::Wording("抄送：".to_owned())]));
        } else if let Some((issuer, date)) = words.strip_suffix("印发").and_then(printed) {
            structure.front.printed_by = Some(issuer).filter(|issuer| !issuer.is_empty());
            structure.front.printed_on = Some(date);
            structure
                .rulings
                .insert(fact.id, fact.ruling(Role::Imprint, vec![Ground::Wording("印发".to_owned())]));
        }
    }
}

/// 某某办公室    2026年1月5日.
fn printed(words: &str) -> Option<(String, jiff::civil::Date)> {
    let words = words.trim();
    let starts = words.char_indices().map(|(at, _)| at);
    // The longest end of the line that is a day.
    let found = starts.filter_map(|at| Some((at, day(words.get(at..)?)?))).next()?;
    let issuer = words.get(..found.0)?.trim().to_owned();
    Some((issuer, found.1))
}

/// Whether a line is the title of what a notice hands out: 关于印发《…》的通知, 关于印发…的通知.
fn is_named_by(fact: &Facts, title: Option<&str>) -> bool {
    let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let words = squeezed(&fact.text);
    let inner = |title: &str| {
        let quoted = title.split_once('《').and_then(|(_, rest)| Some(rest.rsplit_once('》')?.0));
        let handed = || Some(title.split_once("印发")?.1.rsplit_once('的')?.0);
        quoted.or_else(handed).map(squeezed)
    };
    title.and_then(inner).is_some_and(|inner| {
        words.chars().count() > 4
            && words.chars().count() <= 60
            && (inner.contains(&words) || words.contains(&inner))
    })
}

/// The title of what a notice hands out, behind the signature: it heads all that follows, so that it is no section beside others.
pub fn inner_title(facts: &[Facts], text: Range<usize>, attachments: &[usize], structure: &mut Structure) {
    let role =
        |structure: &Structure, fact: &Facts| structure.rulings.get(&fact.id).map(|own| own.role.clone());
    let title = facts.iter().find(|fact| role(structure, fact) == Some(Role::Title));
    let Some(signed) = text
        .clone()
        .find(|place| facts.get(*place).is_some_and(|fact| role(structure, fact) == Some(Role::WrittenDate)))
    else {
        return;
    };
    for place in signed + 1..text.end {
        let Some(fact) = facts.get(place).filter(|fact| role(structure, fact).is_none()) else { continue };
        if fact.is_empty() || fact.words().starts_with(['（', '(']) {
            continue;
        }
        let has_look = title.is_some_and(|title| {
            title.alignment == Alignment::Centre
                && fact.alignment == Alignment::Centre
                && title.size == fact.size
                && title.look == fact.look
                && fact.look.is_some()
        });
        let is_title = fact.number.is_none()
            && attachments.binary_search(&place).is_err()
            && (has_look || is_named_by(fact, structure.front.title.as_deref()));
        if !is_title {
            return;
        }
        structure.rulings.insert(fact.id, fact.ruling(Role::Text, vec![Ground::Position]));
    }
}

/// The day alone in its line, with the name above it.
fn signature(facts: &[Facts], text: &Range<usize>, structure: &mut Structure) {
    let own = facts.get(text.clone()).unwrap_or_default();
    let is_at_end = |index: usize, fact: &Facts| {
        let after = own.iter().skip(index + 1).find(|fact| !fact.is_empty());
        let is_last = after.is_none_or(|after| {
            structure.rulings.get(&after.id).is_some_and(|ruling| ruling.role == Role::Imprint)
                || after.words().starts_with(['附', '（', '('])
                || after.begins_page
                || is_named_by(after, structure.front.title.as_deref())
        });
        is_last || fact.alignment == Alignment::End
    };
    let found = own.iter().enumerate().rev().find_map(|(index, fact)| {
        let bare = fact.text.trim().trim_start_matches(['（', '(']).trim_end_matches(['）', ')']);
        Some((index, fact, day(bare)?)).filter(|_| is_at_end(index, fact))
    });
    let Some((index, fact, date)) = found else { return };
    structure.front.written = Some(date);
    structure.rulings.insert(fact.id, fact.ruling(Role::WrittenDate, vec![Ground::Position]));
    let mut above = own.iter().take(index).rev().filter(|fact| !fact.is_empty());
    let named = above.next().filter(|above| {
        let words = above.text.trim();
        above.number.is_none() && is_office(words) && !words.ends_with(['。', '；'])
    });
    if let Some(named) = named {
        let words = named.text.trim().to_owned();
        structure.front.issuer.get_or_insert(words);
        structure.rulings.insert(named.id, named.ruling(Role::Signature, vec![Ground::Position]));
    }
    if structure.front.year.is_none() {
        structure.front.year = Some(date.year());
    }
}

/// 附件：1.…  2.…, before the signature; in a document without one, at its end or before the first attachment.
fn attachments(facts: &[Facts], text: &Range<usize>, structure: &mut Structure) {
    let own = facts.get(text.clone()).unwrap_or_default();
    let signed = own.iter().position(|fact| {
        structure
            .rulings
            .get(&fact.id)
            .is_some_and(|ruling| matches!(ruling.role, Role::Signature | Role::WrittenDate))
    });
    let mut open = false;
    let mut found: Vec<(usize, &Facts, &str)> = Vec::new();
    for (place, fact) in own.iter().enumerate().take(signed.unwrap_or(own.len())) {
        let words = fact.text.trim();
        let named = match named(words) {
            Some(rest) => Some(rest),
            None if open && fact.number.is_some() && words.chars().count() <= 60 => Some(words),
            None => None,
        };
        let Some(named) = named else {
            open &= fact.is_empty();
            continue;
        };
        open = true;
        found.push((place, fact, named));
    }
    if signed.is_none() {
        // Nothing but the attachments themselves and the imprint comes behind their names.
        let end = found.last().map_or(0, |(place, ..)| place + 1);
        let after = own.iter().skip(end).find(|fact| !fact.is_empty());
        let is_end = after.is_none_or(|after| {
            after.text.trim().starts_with('附') || structure.rulings.contains_key(&after.id)
        });
        if !is_end {
            return;
        }
    }
    for (_, fact, named) in found {
        let number = super::number::typed(named).map_or(0, |number| number.end);
        let name = named.get(number..).unwrap_or_default().trim();
        if !name.is_empty() {
            structure.front.attachments.push(name.to_owned());
        }
        structure
            .rulings
            .insert(fact.id, fact.ruling(Role::Attachments, vec![Ground::Wording("附件：".to_owned())]));
    }
}

/// What a line names as an attachment: 附件：表, 附件1：表.
fn named(words: &str) -> Option<&str> {
    let rest = words.strip_prefix("附件")?.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.strip_prefix(['：', ':'])
}
