//! How a document begins: red head, number, title, addressee.

use super::facts::Facts;
use super::wording::{document_number, ends_sentence, is_office, year};
use super::{Ground, Role, Structure};
use crate::bug::slice;
use crate::import::document::{Alignment, OfficeDocument};
use std::ops::Range;

/// Among so many paragraphs with words is looked for the title.
const REACH: usize = 12;
/// No title has more lines, and no line more characters.
const LINES: usize = 4;
const LONGEST: usize = 60;

/// Rules on the paragraphs before the text; gives where the text begins and ends, in places of `facts`.
pub fn rule(facts: &[Facts], document: &OfficeDocument, structure: &mut Structure) -> Range<usize> {
    let mut next = 0;
    let mut seen = 0;
    let mut title: Vec<usize> = Vec::new();
    while let Some(fact) = facts.get(next) {
        if fact.is_empty() {
            next += 1;
            if !title.is_empty() && facts.get(next).is_some_and(|next| !continues(facts, &title, next)) {
                break;
            }
            continue;
        }
        seen += 1;
        if seen > REACH {
            break;
        }
        let words = fact.text.trim();
        if title.is_empty()
            && let Some((number, rest)) = document_number(words)
        {
            structure.front.document_number = Some(number);
            if !rest.is_empty() {
                structure.remarks.push(super::remark(fact.id, said_beside(&rest)));
            }
            structure.rulings.insert(
                fact.id,
                fact.ruling(Role::DocumentNumber, vec![Ground::Wording("〔〕号".to_owned())]),
            );
        } else if title.is_empty() && is_red_head(fact) {
            let issuer = words.trim_end_matches("文件").trim_end_matches(['（', '）']).trim();
            structure.front.issuer.get_or_insert_with(|| issuer.replace(' ', ""));
            let mut grounds = vec![Ground::Position];
            if fact.is_red {
                grounds.insert(0, Ground::Look("#FF0000".to_owned()));
            }
            structure.rulings.insert(fact.id, fact.ruling(Role::IssuerHead, grounds));
        } else if title.len() < LINES && is_title_line(facts, &title, fact, document) {
            title.push(next);
        } else {
            break;
        }
        next += 1;
    }
    rule_title(facts, &title, document, structure);
    let next = title.last().map_or(next, |last| (last + 1).max(next.min(facts.len())));
    addressee(facts, next, structure);
    next..facts.len()
}

fn said_beside(rest: &str) -> crate::diagnostic::Words {
    crate::diagnostic::words::say!(
        "beside the document number stands `{rest}`, for which front matter has no key",
        "发文字号旁的“{rest}”在文件头中没有对应的键"
    )
}

/// The line of the red head: 某某局文件, large or red, at the centre.
fn is_red_head(fact: &Facts) -> bool {
    let words = fact.text.trim();
    let is_large = fact.size.is_some_and(|size| size > 44);
    let ends = words.ends_with("文件");
    (ends
        && (fact.is_red || fact.in_frame || fact.alignment == Alignment::Centre)
        && words.chars().count() <= 40)
        || (fact.is_red && (is_large || fact.alignment == Alignment::Centre) && is_office(words))
}

/// Whether a paragraph is a line of the title.
fn is_title_line(facts: &[Facts], title: &[usize], fact: &Facts, document: &OfficeDocument) -> bool {
    let words = fact.text.trim();
    let count = words.chars().count();
    if count > LONGEST
        || super::contents::is_head(fact)
        || fact.number.is_some() && !words.contains('年')
        || words.ends_with(['：', ':', '。', '；'])
    {
        return false;
    }
    if !title.is_empty() {
        return continues(facts, title, fact);
    }
    let has_looks = facts.iter().any(|other| other.marked.is_some() || other.alignment == Alignment::Centre);
    fact.is_title_style
        || fact.alignment == Alignment::Centre
        || fact.outline.is_some_and(|outline| outline.level == 1) && is_only_at_top(facts, fact)
        || !has_looks && fact.outline.is_none() && !ends_sentence(words)
        || document.title_property.as_deref().is_some_and(|own| own.trim() == words)
}

/// Whether no other paragraph is a heading of the same level.
fn is_only_at_top(facts: &[Facts], fact: &Facts) -> bool {
    !facts.iter().any(|other| {
        other.id != fact.id && other.outline.map(|own| own.level) == fact.outline.map(|own| own.level)
    })
}

/// Whether a line goes on with a title that has begun.
fn continues(facts: &[Facts], title: &[usize], fact: &Facts) -> bool {
    let Some(last) = title.last().and_then(|last| facts.get(*last)) else { return false };
    let words = fact.text.trim();
    let first = last.text.trim();
    // In plain text a title over two lines is one whose first line names no document.
    let is_whole =
        ["要点", "计划", "方案", "报告", "意见", "通知", "规划", "安排", "目标", "任务", "总结", "思路"]
            .iter()
            .any(|end| first.trim_end_matches(['）', ')']).ends_with(end) || first.contains(end));
    let is_like = last.alignment == Alignment::Centre
        && fact.alignment == Alignment::Centre
        && (last.size == fact.size || words.starts_with(['（', '(', '—']))
        && last.marked.is_some() == fact.marked.is_some();
    let is_title = last.is_title_style && fact.is_title_style;
    let is_plain = last.alignment == Alignment::Start
        && fact.alignment == Alignment::Start
        && !is_whole
        && is_office(first)
        && fact.outline.is_none();
    fact.number.as_ref().is_none_or(|_| words.contains('年'))
        && !super::contents::is_head(fact)
        && words.chars().count() <= LONGEST
        && !ends_sentence(words)
        && (is_like || is_title || is_plain)
}

fn rule_title(facts: &[Facts], title: &[usize], document: &OfficeDocument, structure: &mut Structure) {
    let lines: Vec<&Facts> = title.iter().filter_map(|index| facts.get(*index)).collect();
    let text: String = lines.iter().map(|fact| fact.text.trim().replace(['\n', '\t'], "")).collect();
    for fact in &lines {
        let mut grounds = Vec::new();
        if fact.is_title_style {
            grounds.push(Ground::Style(
                fact.style.as_ref().map_or_else(|| "Title".to_owned(), |(_, name)| name.clone()),
            ));
        }
        if fact.alignment == Alignment::Centre {
            grounds.push(Ground::Centred);
        }
        if let Some(look) = &fact.look {
            grounds.push(Ground::Look(look.clone()));
        }
        grounds.push(Ground::Position);
        structure.rulings.insert(fact.id, fact.ruling(Role::Title, grounds));
    }
    let front = &mut structure.front;
    if !text.is_empty() {
        front.title = Some(text.clone());
    } else if let Some(own) = document.title_property.as_deref().map(str::trim).filter(|own| !own.is_empty())
    {
        front.title = Some(own.to_owned());
    }
    let of_title = front.title.as_deref().and_then(year);
    let of_number = front.document_number.as_deref().and_then(|number| {
        let open = number.find('〔')? + '〔'.len_utf8();
        slice(number, open..).split('〕').next()?.parse().ok()
    });
    front.year = of_title.or(of_number);
    if front.issuer.is_none() {
        // 某某局2026年工作要点: who issues it stands before the year.
        let before = text.find(|c: char| c.is_ascii_digit() || c == '二').map(|at| slice(&text, ..at));
        front.issuer = before
            .map(|words| words.trim_start_matches("关于").trim())
            .filter(|words| is_office(words))
            .map(ToOwned::to_owned);
    }
}

/// The addressee, right below the title.
fn addressee(facts: &[Facts], from: usize, structure: &mut Structure) {
    let Some(fact) = facts.iter().skip(from).find(|fact| !fact.is_empty()) else { return };
    let words = fact.words();
    let Some(named) = words.strip_suffix(['：', ':']) else { return };
    let is_list = fact.number.is_none()
        && named.chars().count() <= 120
        && !named.contains(['。', '；', '：', '？'])
        && !["如下", "包括", "是"].iter().any(|end| named.ends_with(end));
    if is_list {
        structure.front.addressee = Some(named.trim().to_owned());
        structure.rulings.insert(
            fact.id,
            fact.ruling(Role::Addressee, vec![Ground::Position, Ground::Wording("：".to_owned())]),
        );
    }
}
