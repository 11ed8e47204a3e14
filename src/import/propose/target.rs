//! What a figure promises, as a target that front matter can hold.

use super::reading::Named;
use crate::model::quantity::Quantity;
use crate::model::quantity::prose::{Mention, Stated};
use crate::model::target::{Target, TargetKind};

/// A target as it will stand in front matter.
#[derive(Debug, Clone, PartialEq)]
pub struct Promised {
    /// The phrase: `12家以上`, `增长8%以上`.
    pub phrase: String,
    /// The unit that is written beside it.
    pub unit: Option<String>,
    /// What it reads as.
    pub target: Target,
}

/// Makes the target of a figure; `words` are those that are bound. None where the model has no target that says the same.
pub fn promised(words: &str, mention: &Mention, named: &Named) -> Option<Promised> {
    let has_verb = named.range.start < mention.range.start && named.range.end == mention.range.end;
    match &mention.stated {
        Stated::Quantity(quantity) => match &named.change {
            Some(verb) => changed(&format!("{verb}{}", quantity.chinese())),
            None if has_verb => changed(words).or_else(|| reference(words)),
            None => plain(words, quantity),
        },
        Stated::Factor(_) => changed(words).or_else(|| {
            let verb = named.change.as_deref()?;
            changed(&format!("{verb}{words}"))
        }),
        Stated::Ratio { .. } => read(words, None, |kind| matches!(kind, TargetKind::Ratio(_))),
        Stated::Fraction { .. } | Stated::Rough => None,
    }
}

/// The higher tier of a figure, said in the way of the lower one.
pub fn tier(mention: &Mention, lower: &Promised) -> Option<Promised> {
    let Stated::Quantity(quantity) = &mention.stated else { return None };
    match &lower.target.kind {
        TargetKind::Change(change) => {
            let verb = if change.falls() { "下降" } else { "增长" };
            changed(&format!("{verb}{}", quantity.chinese()))
        }
        TargetKind::Quantity(_) => plain(&quantity.chinese(), quantity),
        _ => None,
    }
}

fn changed(phrase: &str) -> Option<Promised> {
    read(phrase, None, |kind| matches!(kind, TargetKind::Change(_)))
}

fn reference(phrase: &str) -> Option<Promised> {
    read(phrase, None, |kind| matches!(kind, TargetKind::Reference(_)))
}

/// A quantity in the author's words where they say it all, else as it is printed: a bound may stand further away.
fn plain(words: &str, quantity: &Quantity) -> Option<Promised> {
    let unit = quantity.unit.as_deref();
    let same = |kind: &TargetKind| matches!(kind, TargetKind::Quantity(own) if own == quantity);
    read(words, unit, same).or_else(|| read(&quantity.chinese(), unit, same))
}

fn read(phrase: &str, unit: Option<&str>, holds: impl Fn(&TargetKind) -> bool) -> Option<Promised> {
    let phrase: String = phrase.split_whitespace().collect();
    let target = Target::read(&phrase, unit).ok().filter(|target| holds(&target.kind))?;
    let unit = unit.map(str::to_owned).or_else(|| target.unit().map(str::to_owned));
    Some(Promised { phrase, unit: unit.filter(|unit| !unit.is_empty()), target })
}
