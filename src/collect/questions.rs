//! What a plan asks its units: each indicator and task with who answers for it, where it is written down and what it was before.

use crate::model::date::{Day, Due};
use crate::model::indicator::{Indicator, Measurement, Task};
use crate::model::plan::{Plan, Section};
use crate::model::target::{Target, ValueOf};
use crate::pages::catalog::Catalog;
use crate::source_path::SourcePath;
use jiff::civil::Date;
use std::collections::HashMap;

/// The name that stands for the missing lead unit, in the workbook's name too.
pub const NO_LEAD: &str = "未明确牵头单位";

/// All that a plan asks.
#[derive(Debug)]
pub struct Questions<'p> {
    /// The plan's address without slashes at the ends: `city/2019`.
    pub plan: String,
    pub title: &'p str,
    /// The body that issues the plan.
    pub issuer: Option<&'p str>,
    pub year: i16,
    /// The day that the plan's values speak of.
    pub as_of: Option<Date>,
    /// The day that workbooks bear: the latest day on which the plan came about, else the first of its year.
    pub dated: Option<Date>,
    /// The indicators in the order of the plan.
    pub indicators: Vec<AskedIndicator<'p>>,
    /// The tasks in the order of the plan.
    pub tasks: Vec<AskedTask<'p>>,
}

/// An indicator, and who is asked.
#[derive(Debug, Clone)]
pub struct AskedIndicator<'p> {
    /// The file whose front matter has it.
    pub document: SourcePath,
    /// The units that lead; none where nobody is named.
    pub leads: &'p [String],
    pub indicator: &'p Indicator,
}

/// A task, and who is asked.
#[derive(Debug, Clone)]
pub struct AskedTask<'p> {
    /// The file whose front matter has it.
    pub document: SourcePath,
    /// The units that lead; none where nobody is named.
    pub leads: &'p [String],
    /// By when; what its section says where it says nothing.
    pub due: Option<&'p Due>,
    pub task: &'p Task,
}

impl<'p> Questions<'p> {
    /// What a plan asks.
    pub fn of(catalog: &Catalog<'p>, series_issuer: Option<&'p str>, plan: &'p Plan) -> Self {
        let front = &plan.front;
        let file = |section: Option<&Section>| {
            let document = section.map_or(plan.document, |section| section.document);
            SourcePath::from(catalog.file(document).unwrap_or_default())
        };
        let indicators = plan.indicators().map(|(section, indicator)| {
            let own = indicator.responsibility.within(section.map(Section::responsibility));
            AskedIndicator { document: file(section), leads: own.leads, indicator }
        });
        let tasks = plan.tasks().map(|(section, task)| {
            let own = task.responsibility.within(section.map(Section::responsibility));
            AskedTask { document: file(section), leads: own.leads, due: own.due, task }
        });
        let published = front.published.map(|time| time.date());
        let days = [front.written, published, front.as_of_date()];
        Self {
            plan: plan.address.bare().to_owned(),
            title: plan.title(),
            issuer: front.issuer.as_deref().or(series_issuer),
            year: plan.year(),
            as_of: front.as_of_date(),
            dated: days.into_iter().flatten().max().or_else(|| Date::new(plan.year(), 1, 1).ok()),
            indicators: indicators.collect(),
            tasks: tasks.collect(),
        }
    }

    /// The units that are asked, each once, in the order in which the plan first names them; [`NO_LEAD`] stands last.
    pub fn units(&self) -> Vec<&'p str> {
        let mut units: Vec<&'p str> = Vec::new();
        let indicators = self.indicators.iter().map(|asked| asked.leads);
        for lead in indicators.chain(self.tasks.iter().map(|asked| asked.leads)).flatten() {
            if !units.contains(&lead.as_str()) {
                units.push(lead);
            }
        }
        let has_orphans = self.indicators.iter().any(|asked| asked.leads.is_empty())
            || self.tasks.iter().any(|asked| asked.leads.is_empty());
        units.extend(has_orphans.then_some(NO_LEAD));
        units
    }

    /// The indicators by their ids.
    pub fn indicators_by_id(&self) -> HashMap<&str, &AskedIndicator<'p>> {
        self.indicators.iter().map(|asked| (asked.indicator.id.as_str(), asked)).collect()
    }

    /// The tasks by their ids.
    pub fn tasks_by_id(&self) -> HashMap<&str, &AskedTask<'p>> {
        self.tasks.iter().map(|asked| (asked.task.id.as_str(), asked)).collect()
    }
}

/// Whether a unit is asked for what has these lead units.
pub fn answers(unit: &str, leads: &[String]) -> bool {
    if leads.is_empty() { unit == NO_LEAD } else { leads.iter().any(|lead| lead == unit) }
}

impl<'p> AskedIndicator<'p> {
    /// The unit that its values are counted in: its own, else the target's.
    pub fn unit(&self) -> Option<&'p str> {
        self.indicator.unit.as_deref().or_else(|| self.indicator.target.as_ref().and_then(Target::unit))
    }

    /// What its values are read by.
    pub fn value_of(&self) -> ValueOf<'p> {
        let indicator = self.indicator;
        ValueOf {
            unit: self.unit(),
            target: indicator.target.as_ref(),
            baseline: indicator.baseline.as_ref().map(|baseline| &baseline.value),
            is_baseline: false,
        }
    }

    /// The newest report before a day; one without a date where there is no other.
    pub fn before(&self, day: Date) -> Option<&'p Measurement> {
        let earlier = |report: &&Measurement| report.date().is_none_or(|own| own < day);
        self.indicator.reports(None).into_iter().rfind(earlier)
    }

    /// The report of a day.
    pub fn on(&self, day: Date) -> Option<&'p Measurement> {
        self.indicator.reports(None).into_iter().find(|report| report.date() == Some(day))
    }

    /// Where its data come from, as the plan says.
    pub fn source(&self) -> Option<&'p str> {
        self.indicator.details.as_ref().and_then(|details| details.source.as_deref())
    }

    /// Its target as the author wrote it.
    pub fn target(&self) -> String {
        let Some(target) = &self.indicator.target else { return String::new() };
        target.phrase.clone().unwrap_or_else(|| target.chinese())
    }
}

impl AskedTask<'_> {
    /// By when, in the author's own words where there are any.
    pub fn due(&self) -> String {
        match self.due {
            None => String::new(),
            Some(Due::On(Day { words: Some(words), .. })) => words.to_string(),
            Some(Due::On(day)) => super::period::chinese_day(day.date),
            Some(Due::Continuous(words)) => words.as_deref().unwrap_or("长期").to_owned(),
        }
    }
}
