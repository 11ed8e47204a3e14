//! Targets and values as plans write them, labelled by hand, and the law that what is printed reads back as the same.

mod laws;
mod values;

use super::Target;
use std::fmt::Write as _;

/// The table: phrase, unit, kind, printed.
fn phrases() -> impl Iterator<Item = [&'static str; 4]> {
    include_str!("phrases.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(
        |line| {
            let cells: Vec<&str> = line.splitn(4, " |").map(str::trim).collect();
            cells.try_into().unwrap_or_else(|_| panic!("a row of four cells: {line}"))
        },
    )
}

fn unit_of(cell: &str) -> Option<&str> {
    Some(cell).filter(|unit| *unit != "-")
}

#[test]
fn phrases_say_what_a_reader_reads() {
    let mut wrong = String::new();
    for [phrase, unit, kind, printed] in phrases() {
        let read = Target::read(phrase, unit_of(unit));
        let (own_kind, own) = match &read {
            Ok(target) => (target.kind.as_str(), target.chinese()),
            Err(_) => ("refused", String::new()),
        };
        if (own_kind, own.as_str()) != (kind, printed) {
            let _ = writeln!(wrong, "{phrase} ({unit}): {own_kind} {own}, not {kind} {printed}: {read:?}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(phrases().count() >= 400, "the table has {} phrases", phrases().count());
}

#[test]
fn what_is_printed_reads_back_as_the_same() {
    for [phrase, unit, ..] in phrases() {
        let Ok(target) = Target::read(phrase, unit_of(unit)) else { continue };
        let unit = unit_of(unit).or_else(|| target.unit()).map(str::to_owned);
        for printed in [Some(target.chinese()), target.phrase.clone()].into_iter().flatten() {
            let read = Target::read(&printed, unit.as_deref());
            let same = read.as_ref().is_ok_and(|read| match (&read.kind, &target.kind) {
                // The words for a reference are those of the plan; which side is meant is what has to come back.
                (super::TargetKind::Reference(own), super::TargetKind::Reference(other)) => {
                    own.sense == other.sense && own.beyond == other.beyond
                }
                (own, other) => own == other,
            });
            assert!(same, "{phrase} is printed {printed}, read back as {read:?}, was {target:?}");
        }
    }
}

/// The table at the head of docs/targets*.md tells the kind of each of its examples.
#[test]
fn the_kinds_in_docs_are_those_that_are_read() {
    for (file, kinds) in [
        (
            include_str!("../../../../docs/targets.md"),
            ["quantity", "change", "rank", "ratio", "reference", "text"],
        ),
        (include_str!("../../../../docs/targets.zh-CN.md"), ["数量", "增减", "位次", "比", "参照", "文字"]),
    ] {
        for (kind, name) in ["quantity", "change", "rank", "ratio", "reference", "text"].iter().zip(kinds) {
            let row = file.lines().find(|line| line.starts_with(&format!("| {name} |"))).unwrap();
            let cell = row.split(" | ").nth(1).unwrap();
            let examples: Vec<&str> = cell.split('`').skip(1).step_by(2).collect();
            assert!(examples.len() > 1, "{row}");
            for example in examples {
                assert_eq!(Target::read(example, None).unwrap().kind.as_str(), *kind, "{example}");
            }
        }
    }
}
