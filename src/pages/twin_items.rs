//! Indicators and tasks in a Markdown twin: the values that the page shows, as plain tables and lists.

use super::context::{BenchmarkContext, IndicatorContext, MeasurementContext, RevisionContext, TaskContext};
use super::context_builder::Anchor;
use super::links::BoundBlock;
use super::twin::{TwinPage, TwinTable, list, titles};
use crate::model::indicator::Task;
use crate::model::plan::{Plan, PlanPart, Section, Series};
use crate::model::progress::JudgedIndicator;

impl<'s> TwinPage<'_, 's> {
    /// What a block of a plan's text shows.
    pub(super) fn bound_block(
        &self,
        (series, plan): (&'s Series, &'s Plan),
        block: &BoundBlock<'s>,
    ) -> String {
        let builder = self.site.env.builder.within(&series.address);
        match block {
            BoundBlock::Indicators(items) => {
                let judged = self.site.env.catalog.judgements.of(plan);
                let all = items.iter().map(|(section, own)| judged.get((*section, own)));
                self.indicators(series, &all.collect::<Vec<_>>())
            }
            BoundBlock::Tasks(items) => {
                let task = |(section, task): &(Option<&Section>, &Task)| {
                    builder.task(task, (&plan.front, *section), Anchor::Elsewhere)
                };
                self.task_list(&items.iter().map(task).collect::<Vec<_>>())
            }
        }
    }

    /// A table of indicators, and below it what it has no columns for.
    pub fn indicators(&self, series: &Series, judged: &[JudgedIndicator<'_>]) -> String {
        let builder = self.site.env.builder.within(&series.address);
        let all: Vec<IndicatorContext> =
            judged.iter().map(|one| builder.indicator(one, Anchor::Elsewhere)).collect();
        if all.is_empty() {
            return String::new();
        }
        let link = |one: &IndicatorContext| self.indicator_link(series, (&one.id, &one.name));
        let rows = all.iter().map(|one| [vec![link(one)], self.values(one, is_judged(&all))].concat());
        let heads = ["indicator", "target", "baseline", "actual", "attainment", "status", "lead", "due"];
        let mut page = self.table_of(heads, rows.collect());
        if all.iter().any(|one| {
            one.measure == Some("flow") && one.baseline.as_ref().is_some_and(|own| own.date.is_none())
        }) {
            page.push_str(&format!("<p>{}</p>\n", self.text(self.word("baseline_of_flows"))));
        }
        let details = all.iter().filter_map(|one| {
            let details = self.details(one);
            (!details.is_empty()).then(|| format!("{}\n{}", self.text(&one.name), list(&details)))
        });
        page.push_str(&list(&details.collect::<Vec<_>>()));
        page
    }

    /// A table whose first column names its rows and whose second to fifth hold numbers.
    pub(super) fn table_of<const N: usize>(
        &self,
        heads: [&'static str; N],
        rows: Vec<Vec<String>>,
    ) -> String {
        let numbers = ["target", "baseline", "actual", "attainment", "year_on_year"];
        let heads = heads.map(|head| (self.text(self.word(head)), numbers.contains(&head)));
        let table = TwinTable {
            heads: heads.into(),
            rows,
            absent: self.text(self.word("absent")),
            ..TwinTable::default()
        };
        table.html()
    }

    /// The cells of an indicator: target, baseline, actual value, attainment, status, lead units, due date.
    pub(super) fn values(&self, one: &IndicatorContext, with_status: bool) -> Vec<String> {
        let optional = |text: Option<&str>| self.text(text.unwrap_or_default());
        let mut target = optional(one.target.as_deref());
        if let Some(stretch) = &one.stretch {
            target.push_str(&self.in_brackets(&if stretch.contains("力争") {
                stretch.clone()
            } else {
                format!("{}{}{stretch}", self.word("stretch"), self.word("colon"))
            }));
        }
        let measured = |value: &Option<MeasurementContext>| {
            value.as_ref().map_or_else(String::new, |value| self.dated(value))
        };
        let status = one.status.as_ref().filter(|_| with_status).map(|status| status.text.as_str());
        let attainment = one.attainment.as_ref().map(|attainment| attainment.text.as_str());
        vec![
            target,
            measured(&one.baseline),
            measured(&one.actual),
            optional(attainment),
            optional(status),
            optional(one.units.lead.as_deref()),
            optional(one.due.as_deref()),
        ]
    }

    /// A value with its date.
    fn dated(&self, value: &MeasurementContext) -> String {
        let date = value.date.as_deref().map(|date| self.in_brackets(date));
        self.text(&value.text) + &date.unwrap_or_default()
    }

    /// What else is said of an indicator, each with its label.
    pub(super) fn details(&self, one: &IndicatorContext) -> Vec<String> {
        let mut details = Vec::new();
        if one.proposed {
            details.push(self.word("proposed").to_owned());
        }
        let mut put = |label: &'static str, text: Option<&str>| {
            details.extend(text.map(|text| self.labelled(label, &self.text(text))));
        };
        put("level", one.level.as_deref());
        put("nature", one.nature.as_deref());
        let separator = self.word("list_separator");
        let partners = titles(&one.units.partner_links, separator);
        put("partners", Some(partners.as_str()).filter(|names| !names.is_empty()));
        put("definition", one.definition.as_deref());
        put("source", one.source.as_deref());
        put("baseline_source", one.baseline.as_ref().and_then(|own| own.source.as_deref()));
        put("baseline", one.baseline.as_ref().and_then(|own| own.note.as_deref()));
        put("actual_source", one.actual.as_ref().and_then(|own| own.source.as_deref()));
        put("actual", one.actual.as_ref().and_then(|own| own.note.as_deref()));
        put("note", one.note.as_deref());
        put("excused", one.excused.as_deref());
        put("done", one.done.as_deref());
        details.extend(one.benchmark.as_ref().map(|benchmark| self.benchmark(benchmark)));
        let milestones: Vec<String> = one
            .milestones
            .iter()
            .map(|own| {
                let line = self.word("milestone_line").replace("{due}", &own.due);
                let mut line = line.replace("{target}", own.target.as_deref().unwrap_or(self.word("absent")));
                if let Some(actual) = &own.actual {
                    line.push_str(&self.word("milestone_line_actual").replace("{actual}", actual));
                } else if let Some(done) = &own.done {
                    line.push_str(&format!(" {}", self.word("done_on").replace("{date}", done)));
                }
                self.text(&line)
            })
            .collect();
        if !milestones.is_empty() {
            details.push(self.labelled("milestones", &milestones.join(&self.text(self.word("semicolon")))));
        }
        details.extend(one.revisions.iter().map(|own| self.revision(own)));
        details
    }

    fn benchmark(&self, own: &BenchmarkContext) -> String {
        let name = own.name.as_deref().unwrap_or(self.word("benchmark"));
        let source = own.value.source.as_deref();
        let source = source.map(|source| format!(" {}", self.labelled("source", &self.text(source))));
        let (name, colon) = (self.text(name), self.text(self.word("colon")));
        format!("{name}{colon}{}{}", self.dated(&own.value), source.unwrap_or_default())
    }

    fn revision(&self, own: &RevisionContext) -> String {
        let field = match own.field.as_str() {
            "target" => self.word("target"),
            "baseline" => self.word("baseline"),
            "actual" => self.word("actual"),
            "due" => self.word("due"),
            "lead" => self.word("lead"),
            "definition" => self.word("definition"),
            "unit" => self.word("unit"),
            other => other,
        };
        let colon = self.word("colon");
        let gap = self.word("gap");
        let text = format!(
            "{}{colon}{field}{gap}{}{gap}{}{}{}{gap}{}{}{}",
            own.date,
            self.word("revision_from"),
            own.from,
            self.word("comma"),
            self.word("revision_to"),
            own.to,
            self.word("clause_separator"),
            own.reason
        );
        self.labelled("revisions", &self.text(&text))
    }

    /// The tasks of a part of a plan.
    pub fn tasks(&self, series: &Series, plan: &Plan, part: PlanPart<'_>) -> String {
        let builder = self.site.env.builder.within(&series.address);
        let all = part
            .tasks()
            .iter()
            .map(|task| builder.task(task, (&plan.front, part.section), Anchor::Elsewhere));
        let all: Vec<TaskContext> = all.collect();
        if all.is_empty() {
            return String::new();
        }
        format!("<p>{}</p>\n{}", self.labelled("tasks", ""), self.task_list(&all))
    }

    fn task_list(&self, tasks: &[TaskContext]) -> String {
        let item = |task: &TaskContext| {
            let mut item = self.text(&task.name);
            item.push_str(
                &task.state_text.as_deref().map(|state| self.in_brackets(state)).unwrap_or_default(),
            );
            if task.overdue {
                item.push_str(&self.in_brackets(self.word("overdue")));
            }
            let partners = titles(&task.units.partner_links, self.word("list_separator"));
            let facts = [
                ("lead", task.units.lead.as_deref()),
                ("partners", Some(partners.as_str()).filter(|names| !names.is_empty())),
                ("due", task.due.as_deref()),
            ];
            let facts =
                facts.into_iter().filter_map(|(label, text)| Some(self.labelled(label, &self.text(text?))));
            let said = [&task.reason, &task.note].into_iter().flatten().map(|text| self.text(text));
            format!("{item}\n{}", list(&facts.chain(said).collect::<Vec<_>>()))
        };
        list(&tasks.iter().map(item).collect::<Vec<_>>())
    }
}

/// Whether of any of these there is something to tell: pages show no statuses while nothing is due.
pub(super) fn is_judged(all: &[IndicatorContext]) -> bool {
    all.iter().any(|one| one.status.as_ref().is_some_and(|status| status.key != "not-due"))
}
