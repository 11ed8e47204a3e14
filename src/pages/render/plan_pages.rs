//! The pages of a plan: the whole plan on one page, its indicator table, its sections.

use super::super::address::{encode_fragment, root_of};
use super::super::context::{
    IndicatorContext, LinkContext, SectionContext, SeriesContext, TaskContext, TocEntry,
};
use super::super::fill::{Filler, Frame, places};
use super::super::values::{Anchor, section_anchor, section_number, section_prefix};
use super::{Filled, Head, Outcome, Renderer, merge, toc};
use crate::markdown::{BlockKind, HeadingNumbers};
use crate::model::plan::{Plan, Section, Series, Status};
use rayon::prelude::*;
use serde::Serialize;
use tera::Value;

impl<'s> Renderer<'_, 's> {
    pub(super) fn plan(&self, series: &'s Series, context: &SeriesContext, plan: &'s Plan) -> Outcome {
        let pages = PlanPages::new(*self, series, context, plan);
        let ordinals: Vec<u32> = (1..).take(plan.sections.len()).collect();
        let sections: Vec<_> = plan
            .sections
            .par_iter()
            .zip(&ordinals)
            .map(|(section, ordinal)| pages.section(*ordinal, section))
            .collect();
        merge([pages.whole(), pages.table()].into_iter().chain(sections).collect())
    }
}

/// The pages of one plan, with the values that they share.
struct PlanPages<'r, 'w, 's> {
    renderer: Renderer<'w, 's>,
    series: &'s Series,
    series_title: &'r str,
    plan: &'s Plan,
    value: Value,
    links: Vec<LinkContext>,
}

/// A plan's page lists the headings of its sections too, as long as it has no more than this many.
const LONG_CONTENTS: usize = 60;

impl<'r, 'w, 's> PlanPages<'r, 'w, 's> {
    fn new(
        renderer: Renderer<'w, 's>,
        series: &'s Series,
        context: &'r SeriesContext,
        plan: &'s Plan,
    ) -> Self {
        let voice = renderer.world.voice;
        let value = voice.plan(plan, context);
        let links = value
            .sections
            .iter()
            .map(|section| LinkContext {
                title: section.title.clone(),
                number: section.number.clone(),
                path: section.path.clone(),
            })
            .collect();
        let value = Value::from_serializable(&value);
        Self { renderer, series, series_title: &context.title, plan, value, links }
    }

    fn breadcrumbs(&self, with_plan: WithPlan) -> Vec<LinkContext> {
        let voice = self.renderer.world.voice;
        let mut crumbs = vec![self.renderer.home_link()];
        if !self.series.address.is_empty() {
            crumbs.push(voice.link(self.series_title, &self.series.address));
        }
        if with_plan == WithPlan::Yes {
            crumbs.push(voice.link(&self.plan.front.title, &self.plan.address));
        }
        crumbs
    }

    fn numbers(&self, ordinal: u32) -> HeadingNumbers {
        HeadingNumbers { style: self.plan.front.numbering, section: Some(ordinal) }
    }

    /// A section's own values, with its indicators and tasks.
    fn section_value(&self, section: &'s Section, ordinal: u32) -> Value {
        let voice = self.renderer.world.voice;
        let number = section_number(self.plan, ordinal, section);
        let (path, anchor) = (voice.path(&section.address), section_anchor(section));
        let text = self.renderer.world.catalog.text(section.document);
        let context = SectionContext {
            title: &section.front.title,
            number: &number,
            path: &path,
            anchor: &anchor,
            lead: section.front.responsibility.lead.as_deref(),
            partners: &section.front.responsibility.partners,
            show_indicators: !text.is_some_and(|text| places(&text.body, BlockKind::Indicators)),
            show_tasks: !text.is_some_and(|text| places(&text.body, BlockKind::Tasks)),
            draft: section.front.draft,
            extra: section.front.extra.as_deref(),
        };
        #[derive(Serialize)]
        struct Whole<'a> {
            #[serde(flatten)]
            section: SectionContext<'a>,
            indicators: Vec<IndicatorContext>,
            tasks: Vec<TaskContext>,
        }
        Value::from_serializable(&Whole {
            section: context,
            indicators: section
                .front
                .indicators
                .iter()
                .map(|indicator| voice.indicator(indicator, Some(section), Anchor::Here))
                .collect(),
            tasks: section
                .front
                .tasks
                .iter()
                .map(|task| voice.task(task, Some(section), Anchor::Here))
                .collect(),
        })
    }

    fn draft(&self) -> bool {
        self.plan.front.status == Status::Draft
    }

    fn section(&self, ordinal: u32, section: &'s Section) -> Outcome {
        let title = format!("{}{}", section_number(self.plan, ordinal, section), section.front.title);
        let head = Head {
            kind: "section",
            template: "section.html",
            title: &title,
            address: &section.address,
            summary: None,
            draft: self.draft() || section.front.draft,
            breadcrumbs: self.breadcrumbs(WithPlan::Yes),
            extra: section.front.extra.as_deref(),
        };
        let body = self.renderer.fill(&head, Some(section.document), Some(section), self.numbers(ordinal));
        let index = usize::try_from(ordinal).unwrap_or(usize::MAX).saturating_sub(1);
        let neighbour =
            |index: Option<usize>| Value::from_serializable(&index.and_then(|index| self.links.get(index)));
        let values = [
            ("plan", self.value.clone()),
            ("section", self.section_value(section, ordinal)),
            ("prev", neighbour(index.checked_sub(1))),
            ("next", neighbour(index.checked_add(1))),
        ];
        self.renderer.finish(&head, body, values)
    }

    fn whole(&self) -> Outcome {
        let plan = self.plan;
        let head = Head {
            kind: "plan",
            template: "plan.html",
            title: &plan.front.title,
            address: &plan.address,
            summary: plan.front.summary.as_deref(),
            draft: self.draft(),
            breadcrumbs: self.breadcrumbs(WithPlan::No),
            extra: plan.front.extra.as_deref(),
        };
        let root = root_of(head.address);
        let surroundings = self.renderer.surroundings(&head);
        let frame =
            Frame { root: &root, whole: Some(plan), surroundings: &surroundings, address: head.address };
        let mut filled = Filled::default();
        let mut foreword = String::new();
        let (mut show_indicators, mut show_tasks) = (true, true);
        if let Some(text) = self.renderer.world.catalog.text(plan.document) {
            let mut filler = Filler::new(self.renderer.world, frame, plan.document, &text.body, None);
            if text.body.has_text() {
                text.body.fill(2, HeadingNumbers::NONE, &mut filler, &mut foreword);
            }
            show_indicators = !places(&text.body, BlockKind::Indicators);
            show_tasks = !places(&text.body, BlockKind::Tasks);
            filled.summary = text.body.summary.clone();
            filled.toc = toc(&text.body, HeadingNumbers::NONE, "", 1);
            filled.diagnostics.extend(filler.diagnostics);
        }
        let headings: usize = plan
            .sections
            .iter()
            .filter_map(|section| self.renderer.world.catalog.text(section.document))
            .map(|text| text.body.headings.iter().filter(|heading| heading.rank == 1).count() + 1)
            .sum();
        let mut chapters = Vec::with_capacity(plan.sections.len());
        for (ordinal, section) in (1..).zip(&plan.sections) {
            filled.toc.push(TocEntry {
                id: encode_fragment(&section_anchor(section)),
                number: section_number(plan, ordinal, section),
                title: section.front.title.clone(),
                level: 1,
            });
            let Some(text) = self.renderer.world.catalog.text(section.document) else { continue };
            let numbers = self.numbers(ordinal);
            if headings <= LONG_CONTENTS {
                filled.toc.extend(toc(&text.body, numbers, &section_prefix(section), 1));
            }
            let mut html = String::new();
            let mut filler =
                Filler::new(self.renderer.world, frame, section.document, &text.body, Some(section));
            if text.body.has_text() {
                text.body.fill(3, numbers, &mut filler, &mut html);
            }
            filled.diagnostics.extend(filler.diagnostics);
            let mut chapter = tera::Map::new();
            chapter.insert("section".into(), self.section_value(section, ordinal));
            chapter.insert("body".into(), Value::from(html));
            chapters.push(Value::from(chapter));
        }
        let voice = self.renderer.world.voice;
        let indicators: Vec<_> =
            plan.front.indicators.iter().map(|one| voice.indicator(one, None, Anchor::Here)).collect();
        let tasks: Vec<_> =
            plan.front.tasks.iter().map(|task| voice.task(task, None, Anchor::Here)).collect();
        let values = [
            ("plan", self.value.clone()),
            ("foreword", Value::from(foreword)),
            ("chapters", Value::from(chapters)),
            ("indicators", Value::from_serializable(&indicators)),
            ("tasks", Value::from_serializable(&tasks)),
            ("show_indicators", Value::from(show_indicators)),
            ("show_tasks", Value::from(show_tasks)),
        ];
        self.renderer.finish(&head, filled, values)
    }

    fn table(&self) -> Outcome {
        #[derive(Serialize)]
        struct Group {
            section: Option<LinkContext>,
            indicators: Vec<IndicatorContext>,
        }
        let voice = self.renderer.world.voice;
        let plan = self.plan;
        let address = format!("{}indicators/", plan.address);
        let title = voice.theme.word("indicator_tables_of_plan").to_owned();
        let head = Head {
            kind: "indicators",
            template: "indicators.html",
            title: &title,
            address: &address,
            summary: plan.front.summary.as_deref(),
            draft: self.draft(),
            breadcrumbs: self.breadcrumbs(WithPlan::Yes),
            extra: None,
        };
        let own = Group {
            section: None,
            indicators: plan
                .front
                .indicators
                .iter()
                .map(|one| voice.indicator(one, None, Anchor::Here))
                .collect(),
        };
        let groups =
            std::iter::once(own).chain(plan.sections.iter().zip(&self.links).map(|(section, link)| {
                Group {
                    section: Some(link.clone()),
                    indicators: section
                        .front
                        .indicators
                        .iter()
                        .map(|indicator| voice.indicator(indicator, Some(section), Anchor::Here))
                        .collect(),
                }
            }));
        let groups: Vec<Group> = groups.filter(|group| !group.indicators.is_empty()).collect();
        let values = [("plan", self.value.clone()), ("groups", Value::from_serializable(&groups))];
        self.renderer.finish(&head, Filled::default(), values)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WithPlan {
    Yes,
    No,
}
