//! The indicators and tasks of a plan, each with what its section adds to it.

use crate::bug::bug;
use crate::model::date::Due;
use crate::model::indicator::{EffectiveResponsibility, Ignored, Indicator, Responsibility, Task};
use crate::model::plan::{DocumentId, Plan, Section};
use crate::model::target::Target;
use std::collections::BTreeMap;

/// An indicator or a task, with where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'s> {
    pub(super) plan: &'s Plan,
    pub(super) section: Option<&'s Section>,
    pub(super) what: What<'s>,
    /// How many of its list bear its id and stand before it.
    pub(super) namesakes_before: usize,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum What<'s> {
    Indicator(&'s Indicator),
    Task(&'s Task),
}

/// All items of a plan: for the plan itself and each section its indicators in reading order, then its tasks.
pub(super) fn of(plan: &Plan) -> Vec<Item<'_>> {
    let mut items = Vec::new();
    for part in plan.parts() {
        let of_part =
            part.indicators().iter().map(What::Indicator).chain(part.tasks().iter().map(What::Task));
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for what in of_part {
            let mut item = Item { plan, section: part.section, what, namesakes_before: 0 };
            let count = counts.entry((item.list(), item.id())).or_default();
            item.namesakes_before = *count;
            *count += 1;
            items.push(item);
        }
    }
    items
}

impl<'s> Item<'s> {
    /// An indicator that was found elsewhere, with the section that it stands in.
    pub(super) fn of_indicator(plan: &'s Plan, section: Option<&'s Section>, own: &'s Indicator) -> Self {
        let list = plan.part(section).indicators();
        let Some(index) = list.iter().position(|one| std::ptr::eq(one, own)) else {
            bug!("{} is not in the part of the plan that it was found in", own.id)
        };
        let namesakes_before = list.iter().take(index).filter(|one| one.id == own.id).count();
        Self { plan, section, what: What::Indicator(own), namesakes_before }
    }

    pub(super) fn indicator(&self) -> Option<&'s Indicator> {
        match self.what {
            What::Indicator(indicator) => Some(indicator),
            What::Task(_) => None,
        }
    }

    pub(super) fn id(&self) -> &'s str {
        match self.what {
            What::Indicator(indicator) => &indicator.id,
            What::Task(task) => &task.id,
        }
    }

    pub(super) fn name(&self) -> &'s str {
        match self.what {
            What::Indicator(indicator) => &indicator.name,
            What::Task(task) => &task.name,
        }
    }

    pub(super) fn note(&self) -> Option<&'s str> {
        match self.what {
            What::Indicator(indicator) => indicator.details.as_ref()?.note.as_deref(),
            What::Task(task) => task.note.as_deref(),
        }
    }

    pub(super) fn responsibility(&self) -> &'s Responsibility {
        match self.what {
            What::Indicator(indicator) => &indicator.responsibility,
            What::Task(task) => &task.responsibility,
        }
    }

    /// The lead units: the item's own, the section's, or the only unit that answers for the plan.
    pub(super) fn leads(&self) -> &'s [String] {
        match (self.effective().leads, self.plan.front.units.as_slice()) {
            ([], only @ [_]) => only,
            (leads, _) => leads,
        }
    }

    /// The due date: the item's own, or the section's.
    pub(super) fn due(&self) -> Option<&'s Due> {
        self.effective().due
    }

    fn effective(&self) -> EffectiveResponsibility<'s> {
        self.responsibility().within(self.section.map(Section::responsibility))
    }

    /// The codes that the item itself says to ignore.
    pub(super) fn ignores(&self, code: &str) -> bool {
        let ignored: Option<&Ignored> = match self.what {
            What::Indicator(indicator) => indicator.details.as_ref().map(|details| &details.ignore),
            What::Task(task) => Some(&task.ignore),
        };
        ignored.is_some_and(|ignored| ignored.contains_key(code))
    }

    pub(super) fn document(&self) -> DocumentId {
        self.section.map_or(self.plan.document, |section| section.document)
    }

    /// The key of the list that it stands in.
    pub(super) const fn list(&self) -> &'static str {
        match self.what {
            What::Indicator(_) => "indicators",
            What::Task(_) => "tasks",
        }
    }
}

/// An indicator's unit: as given, else as in the words of its target.
pub(super) fn unit(indicator: &Indicator) -> Option<&str> {
    let in_target = || indicator.target.as_ref().and_then(Target::unit);
    indicator.unit.as_deref().or_else(in_target)
}
