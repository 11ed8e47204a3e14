//! An audit as text for people and as JSON for tools. Pure.

use super::audit::{Audit, Audited};
use super::chain::Chain;
use super::fault::Verdict;
use super::folders::{Stray, StrayKind};
use super::words;
use crate::diagnostic::Language;
use crate::diagnostic::visible::visible;
use serde_json::{Value, json};

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
    for bag in audit.bags.iter().filter(|bag| shown(bag.judgement.verdict())) {
        lines.push(bag_line(bag, language));
        lines.extend(bag.judgement.faults.iter().map(|fault| format!("  {}", fault.message(language))));
    }
    for chain in audit.chains.iter().filter(|chain| shown(chain.verdict())) {
        lines.push(words::chain(chain, language));
        lines.extend(chain.faults.iter().map(|fault| format!("  {}", fault.message(language))));
        lines.extend(chain.open.iter().map(|bag| format!("  {}", words::open(bag, language))));
    }
    let strays = audit.strays.iter().filter(|stray| detail == Detail::Full || stray.kind != StrayKind::File);
    lines.extend(strays.map(|stray| words::stray(&stray.kind, &stray.name, language)));
    if detail == Detail::Full {
        lines.push(summary(audit, language));
    }
    lines.iter().map(|line| format!("{}\n", visible(line))).collect()
}

/// Name, day of sealing, verdict, digest. The name holds plan and number, or is as the bag was given.
fn bag_line(bag: &Audited, language: Language) -> String {
    let judgement = &bag.judgement;
    let verdict = judgement.verdict().label(language);
    let date =
        judgement.record.as_ref().map_or_else(|| "–".to_owned(), |record| record.info.sealed.to_string());
    let digest = judgement.digest.map_or_else(|| "–".to_owned(), |digest| format!("sha256:{digest}"));
    format!("{}  {date}  {verdict}  {digest}", bag.name)
}

fn count(audit: &Audit, verdict: Verdict) -> usize {
    audit.bags.iter().filter(|bag| bag.judgement.verdict() == verdict).count()
}

fn summary(audit: &Audit, language: Language) -> String {
    let (whole, broken, unverifiable) =
        (count(audit, Verdict::Whole), count(audit, Verdict::Broken), count(audit, Verdict::Unverifiable));
    let chains = audit.chains.len();
    let unbroken = audit.chains.iter().filter(|chain| chain.verdict() == Verdict::Whole).count();
    match language {
        Language::English => format!(
            "bags: {whole} whole, {broken} broken, {unverifiable} unverifiable; chains: {unbroken} of {chains} unbroken"
        ),
        Language::Chinese => format!(
            "归档包：完好 {whole} 个，不符 {broken} 个，无法核验 {unverifiable} 个；归档链：{chains} 条中 {unbroken} 条完整"
        ),
    }
}

/// The audit as one JSON object, which ends with a line break. `docs/archiving.md` tells its keys.
pub fn json(audit: &Audit, language: Language) -> String {
    let bags: Vec<Value> = audit.bags.iter().map(|bag| bag_json(bag, language)).collect();
    let chains: Vec<Value> = audit.chains.iter().map(|chain| chain_json(chain, language)).collect();
    let strays: Vec<Value> = audit.strays.iter().map(|stray| stray_json(stray, language)).collect();
    let report = json!({
        "verdict": audit.verdict().word(),
        "bags": bags,
        "chains": chains,
        "strays": strays,
        "summary": {
            "bags": audit.bags.len(),
            "whole": count(audit, Verdict::Whole),
            "broken": count(audit, Verdict::Broken),
            "unverifiable": count(audit, Verdict::Unverifiable),
            "chains": audit.chains.len(),
            "chains_unbroken": audit.chains.iter().filter(|chain| chain.verdict() == Verdict::Whole).count(),
        },
    });
    format!("{report:#}\n")
}

fn bag_json(bag: &Audited, language: Language) -> Value {
    let judgement = &bag.judgement;
    let record = judgement.record.as_ref();
    let findings: Vec<Value> = judgement
        .faults
        .iter()
        .map(|fault| {
            json!({
                "kind": fault.kind.word(),
                "verdict": fault.kind.verdict().word(),
                "path": fault.path,
                "message": fault.message(language),
            })
        })
        .collect();
    json!({
        "bag": bag.name,
        "verdict": judgement.verdict().word(),
        "plan": record.map(|record| record.place.plan.as_str()),
        "number": record.map(|record| record.place.number),
        "title": record.map(|record| record.info.title.as_str()),
        "date": record.map(|record| record.info.sealed.to_string()),
        "position": record.map(|record| record.position),
        "digest": judgement.digest.map(|digest| format!("sha256:{digest}")),
        "previous": record.and_then(|record| record.previous).map(|digest| format!("sha256:{digest}")),
        "files": judgement.payload.files,
        "bytes": judgement.payload.bytes,
        "findings": findings,
    })
}

fn chain_json(chain: &Chain, language: Language) -> Value {
    let findings: Vec<Value> = chain
        .faults
        .iter()
        .map(|fault| {
            json!({
                "kind": fault.word(),
                "verdict": fault.verdict().word(),
                "message": fault.message(language),
            })
        })
        .collect();
    json!({
        "series": chain.series,
        "verdict": chain.verdict().word(),
        "bags": chain.order.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "newest": chain.newest.map(|digest| format!("sha256:{digest}")),
        "open": chain.open.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "findings": findings,
    })
}

fn stray_json(stray: &Stray, language: Language) -> Value {
    let kind = match stray.kind {
        StrayKind::File => "file",
        StrayKind::Link => "link",
        StrayKind::Unreadable(_) => "unreadable",
    };
    json!({ "path": stray.name, "kind": kind, "message": words::stray(&stray.kind, &stray.name, language) })
}
