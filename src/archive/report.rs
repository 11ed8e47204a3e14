//! An audit as text for people and as JSON for tools. Pure.

use super::audit::{Audit, Audited};
use super::chain::{Chain, ChainFault};
use super::fault::{BagFault, Verdict};
use super::folders::{Stray, StrayKind};
use super::words;
use crate::diagnostic::visible::{escaped_json, visible};
use crate::diagnostic::words::say;
use crate::diagnostic::{Language, Words};
use crate::digest::Digest;
use serde::Serialize;

/// How much a report for people says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Every bag and chain.
    Full,
    /// Only what is not whole.
    Faults,
}

/// The audit for people: a line for each bag and each chain, each followed by what is wrong with it.
pub fn human(audit: &Audit, language: Language, detail: Detail) -> String {
    let mut lines = Vec::new();
    let shown = |verdict: Verdict| detail == Detail::Full || verdict != Verdict::Whole;
    let said = |words: Words| words.into_language(language);
    let below = |words: Words| format!("  {}", said(words));
    for bag in audit.bags.iter().filter(|bag| shown(bag.judgement.verdict())) {
        lines.push(bag_line(bag, language));
        lines.extend(bag.judgement.faults.iter().map(|fault| below(fault.words())));
    }
    for chain in audit.chains.iter().filter(|chain| shown(chain.verdict())) {
        lines.push(said(words::chain(chain)));
        lines.extend(chain.faults.iter().map(|fault| below(fault.words())));
        lines.extend(chain.open.iter().map(|bag| below(words::open(bag))));
    }
    let strays = audit.strays.iter().filter(|stray| detail == Detail::Full || stray.kind != StrayKind::File);
    lines.extend(strays.map(|stray| said(words::stray(stray))));
    lines.extend(audit.absent.iter().map(|digest| said(words::absent(digest))));
    if detail == Detail::Full {
        lines.push(summary(audit, language));
    }
    lines.iter().map(|line| format!("{}\n", visible(line))).collect()
}

/// Name, day of sealing, verdict, digest. The name holds plan and number, or is as the bag was given.
fn bag_line(bag: &Audited, language: Language) -> String {
    let judgement = &bag.judgement;
    let verdict = judgement.verdict().words().into_language(language);
    let date = or_dash(judgement.record.as_ref().map(|record| record.info.sealed.to_string()));
    format!("{}  {date}  {verdict}  {}", bag.name, or_dash(judgement.digest.map(named)))
}

/// A text, or what stands in its place.
pub(super) fn or_dash(text: Option<String>) -> String {
    text.unwrap_or_else(|| "–".to_owned())
}

fn summary(audit: &Audit, language: Language) -> String {
    let VerifySummary { whole, broken, unverifiable, chains, unbroken_chains, .. } = VerifySummary::of(audit);
    say!(
        "bags: {whole} whole, {broken} broken, {unverifiable} unverifiable; chains: {unbroken_chains} of {chains} unbroken",
        "归档包：完好 {whole} 个，不符 {broken} 个，无法核验 {unverifiable} 个；归档链：{chains} 条中 {unbroken_chains} 条完整"
    )
    .into_language(language)
}

/// The audit as one JSON object, which ends with a line break. `docs/archiving.md` tells its keys.
pub fn json(audit: &Audit, language: Language) -> String {
    let report = VerifyReport {
        verdict: audit.verdict(),
        bags: audit.bags.iter().map(|bag| BagReport::new(bag, language)).collect(),
        chains: audit.chains.iter().map(|chain| ChainReport::new(chain, language)).collect(),
        strays: audit.strays.iter().map(|stray| OtherReport::new(stray, language)).collect(),
        absent: audit.absent.iter().map(|digest| named(*digest)).collect(),
        summary: VerifySummary::of(audit),
    };
    #[expect(
        clippy::expect_used,
        reason = "every key is text and nothing in the report can refuse to be written"
    )]
    let mut out = serde_json::to_string_pretty(&report).expect("the report is plain data");
    out.push('\n');
    escaped_json(out)
}

pub(super) fn named(digest: Digest) -> String {
    format!("sha256:{digest}")
}

#[derive(Serialize)]
struct VerifyReport<'a> {
    verdict: Verdict,
    bags: Vec<BagReport<'a>>,
    chains: Vec<ChainReport<'a>>,
    strays: Vec<OtherReport<'a>>,
    absent: Vec<String>,
    summary: VerifySummary,
}

#[derive(Serialize)]
struct VerifySummary {
    bags: usize,
    whole: usize,
    broken: usize,
    unverifiable: usize,
    chains: usize,
    unbroken_chains: usize,
}

impl VerifySummary {
    fn of(audit: &Audit) -> Self {
        let bags = |verdict| audit.bags.iter().filter(|bag| bag.judgement.verdict() == verdict).count();
        Self {
            bags: audit.bags.len(),
            whole: bags(Verdict::Whole),
            broken: bags(Verdict::Broken),
            unverifiable: bags(Verdict::Unverifiable),
            chains: audit.chains.len(),
            unbroken_chains: audit.chains.iter().filter(|chain| chain.verdict() == Verdict::Whole).count(),
        }
    }
}

#[derive(Serialize)]
struct FaultReport<'a> {
    kind: &'static str,
    verdict: Verdict,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    message: String,
}

#[derive(Serialize)]
struct BagReport<'a> {
    bag: &'a str,
    verdict: Verdict,
    plan: Option<&'a str>,
    number: Option<u32>,
    title: Option<&'a str>,
    date: Option<String>,
    position: Option<u64>,
    digest: Option<String>,
    previous: Option<String>,
    files: u64,
    bytes: u64,
    findings: Vec<FaultReport<'a>>,
}

impl<'a> BagReport<'a> {
    fn new(bag: &'a Audited, language: Language) -> Self {
        let judgement = &bag.judgement;
        let record = judgement.record.as_ref();
        let finding = |fault: &'a BagFault| FaultReport {
            kind: fault.kind.word(),
            verdict: fault.kind.verdict(),
            path: Some(&fault.path),
            message: fault.words().into_language(language),
        };
        Self {
            bag: &bag.name,
            verdict: judgement.verdict(),
            plan: record.map(|record| record.place.plan.as_str()),
            number: record.map(|record| record.place.number),
            title: record.map(|record| record.info.title.as_str()),
            date: record.map(|record| record.info.sealed.to_string()),
            position: record.map(|record| record.position),
            digest: judgement.digest.map(named),
            previous: record.and_then(|record| record.previous).map(named),
            files: judgement.payload.files,
            bytes: judgement.payload.bytes,
            findings: judgement.faults.iter().map(finding).collect(),
        }
    }
}

#[derive(Serialize)]
struct ChainReport<'a> {
    series: &'a str,
    verdict: Verdict,
    bags: Vec<String>,
    newest: Option<String>,
    open: Vec<String>,
    findings: Vec<FaultReport<'a>>,
}

impl<'a> ChainReport<'a> {
    fn new(chain: &'a Chain, language: Language) -> Self {
        let finding = |fault: &'a ChainFault| FaultReport {
            kind: fault.word(),
            verdict: fault.verdict(),
            path: None,
            message: fault.words().into_language(language),
        };
        Self {
            series: &chain.series,
            verdict: chain.verdict(),
            bags: chain.order.iter().map(ToString::to_string).collect(),
            newest: chain.newest.map(named),
            open: chain.open.iter().map(ToString::to_string).collect(),
            findings: chain.faults.iter().map(finding).collect(),
        }
    }
}

#[derive(Serialize)]
struct OtherReport<'a> {
    path: &'a str,
    kind: &'static str,
    message: String,
}

impl<'a> OtherReport<'a> {
    fn new(stray: &'a Stray, language: Language) -> Self {
        let kind = match stray.kind {
            StrayKind::File => "file",
            StrayKind::Link => "link",
            StrayKind::Unreadable(_) => "unreadable",
        };
        Self { path: &stray.name, kind, message: words::stray(stray).into_language(language) }
    }
}
