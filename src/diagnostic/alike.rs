//! Findings as people are told of them: each error by itself, and warnings that are alike once, with all their places.
//!
//! Two warnings are alike where only names and numbers in their message differ. A site of ten thousand sections has tens of
//! thousands of warnings of a few dozen kinds; nobody reads them one by one. Pure.

use super::code::Code;
use super::report::Diagnostic;
use super::severity::Severity;
use super::words::Language;
use std::collections::BTreeMap;

/// So many alike are told one by one.
const MOST_APART: usize = 5;

/// One finding, or several that are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told<'d> {
    One(&'d Diagnostic),
    /// More than five, in their order.
    Alike(Vec<&'d Diagnostic>),
}

/// Findings in their order; those that are alike stand where the first of them does.
pub fn told<'d>(findings: &[&'d Diagnostic]) -> Vec<Told<'d>> {
    let mut alike: BTreeMap<(Code, String), Vec<&'d Diagnostic>> = BTreeMap::new();
    let kind = |found: &Diagnostic| (found.code(), pattern(&found.message(Language::English)));
    let may_join = |found: &&&'d Diagnostic| found.severity < Severity::Error;
    for found in findings.iter().filter(may_join) {
        alike.entry(kind(found)).or_default().push(found);
    }
    let mut told = Vec::new();
    for found in findings {
        let group = if may_join(&found) { alike.get_mut(&kind(found)) } else { None };
        match group {
            Some(group) if group.len() > MOST_APART => told.push(Told::Alike(std::mem::take(group))),
            // The group was told where its first stood.
            Some(group) if group.is_empty() => {}
            _ => told.push(Told::One(found)),
        }
    }
    told
}

/// A message without what differs between findings that are alike: what stands in quotes, and numbers.
fn pattern(message: &str) -> String {
    let mut out = String::with_capacity(message.len());
    let (mut quoted, mut in_number) = (false, false);
    for c in message.chars() {
        if c == '`' {
            quoted = !quoted;
            in_number = false;
            out.push(c);
        } else if !quoted && c.is_ascii_digit() {
            if !in_number {
                out.push('0');
            }
            in_number = true;
        } else if !quoted {
            in_number = false;
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Finding, Thing};

    fn unused(key: &str, severity: Severity) -> Diagnostic {
        let mut found =
            Diagnostic::global(Finding::UnknownKey { key: key.into(), of: Thing::Task, similar: None });
        found.severity = severity;
        found
    }

    #[test]
    fn names_and_numbers_do_not_make_a_message_another() {
        assert_eq!(
            pattern("the target of `beds` in 2027 is `12家`"),
            pattern("the target of `firms` in 16 is ``")
        );
        assert_ne!(pattern("the target of `beds`"), pattern("the baseline of `beds`"));
        assert_eq!(pattern("未闭合的 `引号"), "未闭合的 `");
    }

    #[test]
    fn warnings_that_are_alike_are_told_once_and_errors_each() {
        let keys = ["a", "b", "c", "d", "e", "f"];
        let warnings: Vec<Diagnostic> = keys.iter().map(|key| unused(key, Severity::Warning)).collect();
        let errors: Vec<Diagnostic> = keys.iter().map(|key| unused(key, Severity::Error)).collect();
        let other = Diagnostic::global(Finding::EmptyPlan);
        let mut all: Vec<&Diagnostic> = warnings.iter().collect();
        all.insert(1, &other);
        all.extend(&errors);
        let told = told(&all);
        assert_eq!(told[0], Told::Alike(warnings.iter().collect()));
        assert_eq!(told[1], Told::One(&other));
        assert_eq!(told.len(), 2 + errors.len());
        let few: Vec<&Diagnostic> = warnings.iter().take(5).collect();
        assert_eq!(super::told(&few).len(), 5);
    }
}
