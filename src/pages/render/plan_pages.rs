//! The pages of a plan: the whole plan on one page, its indicator table, its sections.

use super::super::address::{encode_fragment, root_of};
use super::super::context::{LinkContext, SectionContext, SeriesContext, TocEntry};
use super::super::fill::{Filler, Frame, places};
use super::super::progress::RollUpRow;
use super::super::values::{Anchor, section_anchor, section_number, section_prefix};
use super::{FilledText, PageHead, RenderResult, Rendered, Renderer, TocPlacement, merge, toc};
use crate::markdown::{BlockKind, HeadingNumbers, escape};
use crate::model::plan::{Plan, Section, Series, Status};
use crate::model::progress::{JudgedIndicator, JudgedPlan, RollUp};
use crate::output::Digest;
use rayon::prelude::*;
use serde::Serialize;
use std::sync::Arc;
use tera::Value;

impl<'s> Renderer<'_, 's> {
    pub(super) fn plan(&self, series: &'s Series, context: &SeriesContext, plan: &'s Plan) -> RenderResult {
        let Some(keys) = self.keys.of_plan(plan) else { return Ok(Rendered::default()) };
        let table_address = format!("{}indicators/", plan.address);
        let kept = self.kept_with_fragment(&plan.address, keys.whole)?;
        let mut outcomes = Vec::with_capacity(plan.sections.len() + 2);
        let whole_is_due = kept.is_none();
        outcomes.extend(kept.map(Ok));
        let kept = self.kept(&table_address, keys.table)?;
        let table_is_due = kept.is_none();
        outcomes.extend(kept.map(Ok));
        let mut due = Vec::new();
        for (index, (section, key)) in plan.sections.iter().zip(&keys.sections).enumerate() {
            match self.kept_with_fragment(&section.address, *key)? {
                Some(kept) => outcomes.push(Ok(kept)),
                None => due.push((index, *key)),
            }
        }
        // The values that a plan's pages share are only made where a page needs them.
        if whole_is_due || table_is_due || !due.is_empty() {
            let pages = PlanPages::new(*self, series, context, plan);
            let sections = || -> Vec<_> {
                let render = |(index, key): &(usize, Digest)| {
                    Some(pages.section(*index, pages.chapters.get(*index)?, *key))
                };
                due.par_iter().filter_map(render).collect()
            };
            let whole = || whole_is_due.then(|| pages.whole(keys.whole));
            let table = || table_is_due.then(|| pages.table(&table_address, keys.table));
            let (sections, (whole, table)) = rayon::join(sections, || rayon::join(whole, table));
            outcomes.extend(sections.into_iter().chain(whole).chain(table));
        }
        merge(outcomes)
    }
}

/// The pages of one plan, with the values that they share.
struct PlanPages<'r, 'w, 's> {
    renderer: Renderer<'w, 's>,
    series: &'s Series,
    series_title: &'r str,
    plan: &'s Plan,
    value: Value,
    judged: Arc<JudgedPlan<'s>>,
    /// The indicators of no section.
    own_indicators: Value,
    chapters: Vec<Chapter<'s>>,
}

/// A section with the values that its own page, its neighbours', the plan's and the table's share.
struct Chapter<'s> {
    section: &'s Section,
    numbers: HeadingNumbers,
    /// The automatic number before its title.
    number: String,
    /// `section`.
    value: Value,
    /// Its indicators, for the plan's table.
    indicators: Value,
    /// The link to it.
    link: Value,
}

/// `rollups`: how many of a plan's indicators stand where.
#[derive(Debug, Serialize)]
struct RollUps {
    sections: Vec<RollUpRow>,
    levels: Vec<RollUpRow>,
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
        let replacement = renderer.env.catalog.replacement(plan);
        let value = Value::from_serializable(&renderer.env.builder.plan_with(plan, context, replacement));
        let judged = renderer.env.catalog.judgements.of(plan);
        let in_table = |judged: &[JudgedIndicator<'_>]| -> Value {
            let own = judged.iter().map(|one| renderer.env.builder.indicator(one, Anchor::Here));
            Value::from_serializable(&own.collect::<Vec<_>>())
        };
        let own_indicators = judged.parts().next().map_or_else(Value::none, in_table);
        let sections: Vec<_> = (1..).zip(&plan.sections).zip(judged.parts().skip(1)).collect();
        let chapters = sections
            .par_iter()
            .map(|((ordinal, section), judged)| {
                Chapter::new(&renderer, plan, (*ordinal, section), in_table(judged))
            })
            .collect();
        Self { renderer, series, series_title: &context.title, plan, value, judged, own_indicators, chapters }
    }

    fn breadcrumbs(&self, with_plan: WithPlan) -> Vec<LinkContext> {
        let plan = (with_plan == WithPlan::Yes).then_some(self.plan);
        self.renderer.way_to(self.series, self.series_title, plan)
    }

    fn draft(&self) -> bool {
        self.plan.status() == Status::Draft
    }

    fn section(&self, index: usize, chapter: &Chapter<'s>, key: Digest) -> RenderResult {
        let section = chapter.section;
        let title = format!("{}{}", chapter.number, section.title());
        let head = PageHead {
            kind: "section",
            template: "section.html",
            title: &title,
            address: &section.address,
            summary: None,
            draft: self.draft() || section.is_draft(),
            breadcrumbs: self.breadcrumbs(WithPlan::Yes),
            extra: section.front.extra.as_deref(),
        };
        let body = self.renderer.fill(&head, Some(section.document), Some(section), chapter.numbers);
        let neighbour = |index: Option<usize>| {
            index
                .and_then(|index| self.chapters.get(index))
                .map_or_else(Value::none, |chapter| chapter.link.clone())
        };
        let values = [
            ("plan", self.value.clone()),
            ("section", chapter.value.clone()),
            ("prev", neighbour(index.checked_sub(1))),
            ("next", neighbour(index.checked_add(1))),
        ];
        self.renderer.finish(&head, key, body, values)
    }

    fn whole(&self, key: Digest) -> RenderResult {
        let plan = self.plan;
        let head = PageHead {
            kind: "plan",
            template: "plan.html",
            title: plan.title(),
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
        let mut filled = FilledText::default();
        let mut foreword = String::new();
        let (mut show_indicators, mut show_tasks) = (true, true);
        if let Some(text) = self.renderer.env.catalog.text(plan.document) {
            let mut filler = Filler::new(self.renderer.env, frame, plan.document, &text.body, None);
            if text.body.has_text() {
                text.body.fill(2, HeadingNumbers::NONE, &mut filler, &mut foreword);
            }
            show_indicators = !places(&text.body, BlockKind::Indicators);
            show_tasks = !places(&text.body, BlockKind::Tasks);
            filled.summary = text.body.summary.clone();
            filled.toc =
                toc(&text.body, HeadingNumbers::NONE, TocPlacement { prefix: "", below: 1 }, &mut filler);
            filled.diagnostics.extend(filler.diagnostics);
        }
        let headings: usize = self.chapters.iter().map(|chapter| self.first_rank(chapter) + 1).sum();
        let mut chapters = Vec::with_capacity(self.chapters.len());
        for chapter in &self.chapters {
            let section = chapter.section;
            let mut title = String::new();
            escape(section.title(), &mut title);
            filled.toc.push(TocEntry {
                id: encode_fragment(&section_anchor(section)),
                number: chapter.number.clone(),
                title,
                level: 1,
            });
            let Some(text) = self.renderer.env.catalog.text(section.document) else { continue };
            let mut html = String::new();
            let mut filler =
                Filler::new(self.renderer.env, frame, section.document, &text.body, Some(section));
            if text.body.has_text() {
                text.body.fill(3, chapter.numbers, &mut filler, &mut html);
            }
            if headings <= LONG_CONTENTS {
                let contents = TocPlacement { prefix: &section_prefix(section), below: 1 };
                filled.toc.extend(toc(&text.body, chapter.numbers, contents, &mut filler));
            }
            filled.diagnostics.extend(filler.diagnostics);
            let mut value = tera::Map::new();
            value.insert("section".into(), chapter.value.clone());
            value.insert("body".into(), Value::from(html));
            chapters.push(Value::from(value));
        }
        let builder = self.renderer.env.builder;
        let tasks: Vec<_> = plan
            .front
            .tasks
            .iter()
            .map(|task| builder.task(task, (&plan.front, None), Anchor::Here))
            .collect();
        let values = [
            ("plan", self.value.clone()),
            ("foreword", Value::from(foreword)),
            ("chapters", Value::from(chapters)),
            ("indicators", self.own_indicators.clone()),
            ("tasks", Value::from_serializable(&tasks)),
            ("show_indicators", Value::from(show_indicators)),
            ("show_tasks", Value::from(show_tasks)),
        ];
        self.renderer.finish(&head, key, filled, values)
    }

    fn table(&self, address: &str, key: Digest) -> RenderResult {
        let builder = self.renderer.env.builder;
        let plan = self.plan;
        let title = builder.theme.word("indicator_tables_of_plan").to_owned();
        let head = PageHead {
            kind: "indicators",
            template: "indicators.html",
            title: &title,
            address,
            summary: plan.front.summary.as_deref(),
            draft: self.draft(),
            breadcrumbs: self.breadcrumbs(WithPlan::Yes),
            extra: None,
        };
        let own = (Value::none(), self.own_indicators.clone());
        let chapters = self.chapters.iter().map(|chapter| (chapter.link.clone(), chapter.indicators.clone()));
        let groups: Vec<Value> = std::iter::once(own)
            .chain(chapters)
            .filter(|(_, indicators)| indicators.is_truthy())
            .map(|(section, indicators)| {
                let mut group = tera::Map::new();
                group.insert("section".into(), section);
                group.insert("indicators".into(), indicators);
                Value::from(group)
            })
            .collect();
        let values = [
            ("plan", self.value.clone()),
            ("groups", Value::from(groups)),
            ("rollup", Value::from_serializable(&builder.rollup(&self.judged.rollup()))),
            ("rollups", Value::from_serializable(&self.rollups())),
        ];
        self.renderer.finish(&head, key, FilledText::default(), values)
    }

    /// How many of the plan's indicators stand where, by section and by level.
    fn rollups(&self) -> RollUps {
        let builder = self.renderer.env.builder;
        let mut levels: Vec<(&str, RollUp)> = Vec::new();
        for judged in self.judged.all() {
            let Some(level) = judged.indicator.level.as_deref() else { continue };
            match levels.iter_mut().find(|(name, _)| *name == level) {
                Some((_, rollup)) => rollup.add(&judged.progress),
                None => levels.push((level, RollUp::of([&judged.progress]))),
            }
        }
        let sections = self.chapters.iter().zip(self.judged.parts().skip(1));
        let sections = sections.filter(|(_, judged)| !judged.is_empty()).map(|(chapter, judged)| RollUpRow {
            title: format!("{}{}", chapter.number, chapter.section.title()),
            path: Some(builder.path(&chapter.section.address)),
            rollup: builder.rollup(&RollUp::of(judged.iter().map(|one| &one.progress))),
        });
        RollUps {
            sections: sections.collect(),
            levels: levels
                .into_iter()
                .map(|(name, rollup)| RollUpRow {
                    title: name.to_owned(),
                    path: None,
                    rollup: builder.rollup(&rollup),
                })
                .collect(),
        }
    }

    /// How many headings of the first rank a section has.
    fn first_rank(&self, chapter: &Chapter<'_>) -> usize {
        let text = self.renderer.env.catalog.text(chapter.section.document);
        text.map_or(0, |text| text.body.headings.iter().filter(|heading| heading.rank == 1).count())
    }
}

impl<'s> Chapter<'s> {
    fn new(
        renderer: &Renderer<'_, 's>,
        plan: &Plan,
        (ordinal, section): (u32, &'s Section),
        indicators: Value,
    ) -> Self {
        let builder = renderer.env.builder;
        let front = &section.front;
        let number = section_number(plan, ordinal, section);
        let (path, anchor) = (builder.path(&section.address), section_anchor(section));
        let text = renderer.env.catalog.text(section.document);
        let tasks: Vec<_> = front
            .tasks
            .iter()
            .map(|task| builder.task(task, (&plan.front, Some(section)), Anchor::Here))
            .collect();
        let context = SectionContext {
            title: &front.title,
            number: &number,
            path: &path,
            anchor: &anchor,
            lead: front.responsibility.lead.as_deref(),
            lead_path: front.responsibility.lead.as_deref().map(|lead| builder.unit_path(lead)),
            partners: &front.responsibility.partners,
            partner_links: builder.unit_links(&front.responsibility.partners),
            show_indicators: !text.is_some_and(|text| places(&text.body, BlockKind::Indicators)),
            show_tasks: !text.is_some_and(|text| places(&text.body, BlockKind::Tasks)),
            draft: front.draft,
            extra: front.extra.as_deref(),
        };
        let mut value = Value::from_serializable(&context).into_map().unwrap_or_default();
        value.insert("indicators".into(), indicators.clone());
        value.insert("tasks".into(), Value::from_serializable(&tasks));
        let link = LinkContext { title: front.title.clone(), number: number.clone(), path };
        Self {
            section,
            numbers: HeadingNumbers { style: plan.front.numbering, section: Some(ordinal) },
            number,
            value: Value::from(value),
            indicators,
            link: Value::from_serializable(&link),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WithPlan {
    Yes,
    No,
}
