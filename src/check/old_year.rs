//! Sentences that stand word for word in the plan before and name its year.
//!
//! Takes the texts of both plans; a sentence of the new one that names the old year is looked up among those of the old
//! one that do. Headings, quotations, titles in 《》 and numbers of documents (〔2016〕) are passed over, and so is a year
//! from which something is counted on (2016年以来, 2016—2020年, 比2016年): that stays right.

use super::report::LintReport;
use crate::bug::slice;
use crate::diagnostic::{Finding, RelatedKind};
use crate::markdown::{Passage, PassageKind};
use crate::model::plan::{DocumentId, Plan};
use crate::pages::catalog::Catalog;
use std::collections::HashMap;
use std::ops::Range;

/// So many letters must stand in a sentence beside the year: 2016年 in the head of a table says nothing by itself.
const LEAST: usize = 5;
/// What stands before a year from which something is counted, or with which something is compared.
const SINCE: [&str; 6] = ["自", "从", "比", "较", "since ", "from "];
/// What stands behind such a year, with or without 年.
const ONWARD: [&str; 10] = ["以来", "起", "至", "到", "—", "–", "-", "~", "～", "来"];

/// A sentence, where it stands.
type Sentence<'s> = (DocumentId, &'s Passage, Range<usize>);

pub(super) fn check(report: &mut LintReport<'_, '_>, plan: &Plan, before: Option<&Plan>) {
    let Some(before) = before else { return };
    let year = before.year();
    let names = [year.to_string(), in_characters(year)];
    let own = sentences(report.catalog, plan, &names);
    if own.is_empty() {
        return;
    }
    let mut old: HashMap<&str, Sentence<'_>> = HashMap::new();
    for (document, passage, range) in sentences(report.catalog, before, &names) {
        old.entry(slice(&passage.text, range.clone())).or_insert((document, passage, range));
    }
    for (document, passage, range) in own {
        let Some((old_document, old_passage, old_range)) = old.get(slice(&passage.text, range.clone()))
        else {
            continue;
        };
        let texts = report.catalog.text(document).zip(report.catalog.text(*old_document));
        let Some((text, old_text)) = texts else { continue };
        let finding = Finding::OldYearSentence { year, file: old_text.source.file.to_string() };
        let related = (RelatedKind::YearBefore, old_text.place(&old_passage.source(old_range)));
        report.say_at(text.place(&passage.source(&range)), finding, Some(related));
    }
}

/// The sentences of a plan that name a year.
fn sentences<'s>(catalog: &Catalog<'s>, plan: &Plan, names: &[String; 2]) -> Vec<Sentence<'s>> {
    let sections = plan.sections.iter().map(|section| section.document);
    let mut found = Vec::new();
    for document in std::iter::once(plan.document).chain(sections) {
        let passages = catalog.text(document).into_iter().flat_map(|text| &text.body.passages);
        let told = passages.filter(|passage| {
            !passage.quoted
                && !matches!(passage.kind, PassageKind::Heading(_))
                && names.iter().any(|name| passage.text.contains(name.as_str()))
        });
        for passage in told {
            let own = ranges(&passage.text).into_iter().filter(|range| {
                let sentence = slice(&passage.text, range.clone());
                names.iter().any(|name| speaks_of(sentence, name))
            });
            found.extend(own.map(|range| (document, passage, range)));
        }
    }
    found
}

/// The sentences of a text, without the blanks around them.
fn ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    let mut push = |range: Range<usize>| {
        let sentence = slice(text, range.clone());
        let from = range.start + (sentence.len() - sentence.trim_start().len());
        if !sentence.trim().is_empty() {
            ranges.push(from..from + sentence.trim().len());
        }
    };
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let ends = match c {
            '。' | '！' | '？' | '；' | '\n' => true,
            // 3.5 is no end of a sentence.
            '.' | '!' | '?' => text.get(end..).is_some_and(|rest| rest.starts_with(' ')),
            _ => false,
        };
        if ends {
            push(start..end);
            start = end;
        }
    }
    push(start..text.len());
    ranges
}

/// Whether a sentence names a year as its own, and says something beside it.
fn speaks_of(sentence: &str, year: &str) -> bool {
    let letters = sentence.chars().filter(|c| c.is_alphanumeric()).count();
    letters >= LEAST + year.chars().count()
        && sentence.match_indices(year).any(|(at, _)| {
            let before = slice(sentence, ..at);
            let after = slice(sentence, at + year.len()..);
            let is_number =
                |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || CHARACTERS.contains(&c));
            let bare = after.strip_prefix('年').unwrap_or(after).trim_start();
            let is_whole = !is_number(before.chars().next_back()) && !is_number(after.chars().next());
            let since_year = before.strip_suffix(['至', '到']).and_then(|text| text.chars().next_back());
            let is_span = before.ends_with(['—', '–', '-', '~', '～'])
                || since_year.is_some_and(|c| c == '年' || is_number(Some(c)))
                || ONWARD.iter().any(|word| bare.starts_with(word))
                || SINCE.iter().any(|word| before.trim_end_matches('在').to_lowercase().ends_with(word));
            is_whole && !is_span && !is_cited(before)
        })
}

/// Whether what follows a text stands in a title or in the number of a document.
fn is_cited(before: &str) -> bool {
    [('《', '》'), ('〔', '〕'), ('［', '］'), ('[', ']')].into_iter().any(|(open, close)| {
        let opened = before.rfind(open);
        opened.is_some() && opened > before.rfind(close)
    })
}

/// The digits as dates in official documents have them.
const CHARACTERS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// A year in characters: 二〇一六.
fn in_characters(year: i16) -> String {
    let digit = |c: char| CHARACTERS.get(usize::try_from(c.to_digit(10)?).ok()?).copied();
    year.to_string().chars().filter_map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_speaks_of_a_year_unless_it_counts_from_it_or_cites_it() {
        for (sentence, speaks) in [
            ("2016年，全区培育高新技术企业60家。", true),
            ("二〇一六年要重点抓好三项工作。", true),
            ("完成2016年度各项任务。", true),
            ("到2016年底全部建成。", true),
            ("The plan of 2016 counts sixty firms.", true),
            ("2016年。", false),
            ("2016年目标", false),
            ("自2016年起实施。", false),
            ("2016年以来，全区企业稳步增长。", false),
            ("“十三五”时期（2016—2020年）是关键阶段。", false),
            ("2012—2016年共培育企业60家。", false),
            ("2012年至2016年共培育企业60家。", false),
            ("产值比2016年翻一番以上。", false),
            ("落实《2016年度考核办法》的要求。", false),
            ("按照科发〔2016〕1号文件执行。", false),
            ("编号12016的项目按期完工。", false),
            ("全年培育企业60家。", false),
        ] {
            let found = ["2016".to_owned(), in_characters(2016)].iter().any(|year| speaks_of(sentence, year));
            assert_eq!(found, speaks, "{sentence}");
        }
    }

    #[test]
    fn a_text_is_cut_at_the_ends_of_sentences() {
        let text = "第一句。 第二句；3.5家！Third one. Fourth\n第五句";
        let sentences: Vec<&str> = ranges(text).into_iter().map(|range| text.get(range).unwrap()).collect();
        assert_eq!(sentences, ["第一句。", "第二句；", "3.5家！", "Third one.", "Fourth", "第五句"]);
    }
}
