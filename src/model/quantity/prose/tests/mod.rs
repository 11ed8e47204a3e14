//! Real phrases and sentences with what is read in them.

mod changes;
mod commitments;
mod figures;
mod non_quantities;
mod plans;
mod properties;
mod tables;
mod tenses;

use super::super::after_number;
use super::{Aim, Bound, ChangeRole, Mention, Stated, mentions};

/// A mention in short: bound, value and unit; a role and an aim where it has one.
fn short(mention: &Mention) -> String {
    let bound = |bound: &Bound| match *bound {
        Bound::Exactly(value) => format!("{value}"),
        Bound::AtLeast(value) => format!(">={value}"),
        Bound::MoreThan(value) => format!(">{value}"),
        Bound::AtMost(value) => format!("<={value}"),
        Bound::LessThan(value) => format!("<{value}"),
        Bound::Between(lower, upper) => format!("{lower}..{upper}"),
        Bound::About(value) => format!("~{value}"),
    };
    let stated = match &mention.stated {
        Stated::Quantity(quantity) => {
            let unit = after_number(quantity.unit.as_deref().unwrap_or_default());
            format!("{}{unit}", bound(&quantity.bound))
        }
        Stated::Factor(factor) => format!("x{}", bound(factor)),
        Stated::Fraction { parts, of } => format!("{}/{of}", bound(parts)),
        Stated::Ratio { first, second } => format!("{}:{second}", bound(first)),
        Stated::Rough => "rough".to_owned(),
    };
    let role = match mention.role {
        ChangeRole::Alone => "",
        ChangeRole::Start => "from ",
        ChangeRole::End => "to ",
    };
    let aim = match mention.aim {
        Some(Aim::Added) => "+",
        Some(Aim::Cumulative) => "Σ",
        Some(Aim::Reached) | None => "",
    };
    format!("{role}{aim}{stated}")
}

/// Each text with the mentions in it, parted by a space.
fn assert_reads(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, expected)| {
            let read = mentions(text).iter().map(short).collect::<Vec<_>>().join(" ");
            (read != *expected).then(|| format!("{text}\n  read     {read}\n  expected {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
