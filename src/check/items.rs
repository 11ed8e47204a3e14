//! The indicators and tasks of a plan, each with what its section adds to it.

use crate::bug::bug;
use crate::model::date::Due;
use crate::model::indicator::{EffectiveResponsibility, Ignored, Indicator, Responsibility, Task};
use crate::model::plan::{DocumentId, Plan, Section};

/// An indicator or a task, with where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'s> {
    pub(super) plan: &'s Plan,
    pub(super) section: Option<&'s Section>,
    pub(super) what: What<'s>,
    /// Its place among those of its kind that could be read in its document.
    index: usize,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum What<'s> {
    Indicator(&'s Indicator),
    Task(&'s Task),
}

/// All items of a plan: its indicators in reading order, then its tasks.
pub(super) fn of(plan: &Plan) -> Vec<Item<'_>> {
    let mut items = Vec::new();
    for part in plan.parts() {
        let (section, indicators, tasks) = (part.section, part.indicators(), part.tasks());
        let item = |(index, what)| Item { plan, section, what, index };
        items.extend(indicators.iter().map(What::Indicator).enumerate().map(item));
        items.extend(tasks.iter().map(What::Task).enumerate().map(item));
    }
    items
}

impl<'s> Item<'s> {
    /// An indicator that was found elsewhere, with the section that it stands in.
    pub(super) fn of_indicator(
        plan: &'s Plan,
        section: Option<&'s Section>,
        indicator: &'s Indicator,
    ) -> Self {
        let mut own = plan.part(section).indicators().iter();
        let Some(index) = own.position(|one| std::ptr::eq(one, indicator)) else {
            bug!("{} is not in the part of the plan that it was found in", indicator.id)
        };
        Self { plan, section, what: What::Indicator(indicator), index }
    }

    pub(super) fn indicator(&self) -> Option<&'s Indicator> {
        match self.what {
            What::Indicator(indicator) => Some(indicator),
            What::Task(_) => None,
        }
    }

    pub(super) fn task(&self) -> Option<&'s Task> {
        match self.what {
            What::Indicator(_) => None,
            What::Task(task) => Some(task),
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

    /// The lead unit: the item's own, the section's, or the only unit that answers for the plan.
    pub(super) fn lead(&self) -> Option<&'s str> {
        let only = self.plan.front.units.first().filter(|_| self.plan.front.units.len() == 1);
        self.effective().lead.or(only.map(String::as_str))
    }

    /// The due date: the item's own, or the section's.
    pub(super) fn due(&self) -> Option<Due> {
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

    /// How many of its list bear its id and stand before it.
    pub(super) fn namesakes_before(&self) -> usize {
        let part = self.plan.part(self.section);
        let ids: Vec<&String> = match self.what {
            What::Indicator(_) => part.indicators().iter().map(|indicator| &indicator.id).collect(),
            What::Task(_) => part.tasks().iter().map(|task| &task.id).collect(),
        };
        ids.into_iter().take(self.index).filter(|id| *id == self.id()).count()
    }
}

/// An indicator's unit: as given, else as in the words of its target.
pub(super) fn unit(indicator: &Indicator) -> Option<&str> {
    let in_target = || indicator.target.as_ref().and_then(|target| target.quantity.unit.as_deref());
    indicator.unit.as_deref().or_else(in_target)
}
