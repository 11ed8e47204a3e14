//! The pages of a plan: the whole plan on one page, its indicator table, its sections.

use super::super::address::encode_fragment;
use super::super::body_builder::BodyBuilder;
use super::super::charts::multiples;
use super::super::context_builder::{Anchor, section_anchor, section_number, section_prefix};
use super::super::fill::{Frame, places};
use super::super::json_ld::DataFile;
use super::data_files::PublishedFile;
use super::page::{TextPart, TocPlacement};
use super::prelude::*;
use crate::markdown::{BlockKind, HeadingNumbers, escape};
use crate::model::progress::{JudgedIndicator, JudgedPlan, RollUp};
use std::sync::Arc;

impl<'s> Renderer<'_, 's> {
    pub(super) fn plan(&self, series: &'s Series, context: &SeriesContext, plan: &'s Plan) -> RenderResult {
        let Some(keys) = self.keys.of_plan(plan) else { bug!("{} has no keys", plan.address) };
        let table_address = plan.table_address();
        let files = self.data_files((series, &context.title), plan, &keys.table)?;
        let whole = self.kept_with(PageKind::Plan, &plan.address, &keys.whole)?;
        let table = self.kept_with(PageKind::Indicators, &table_address, &keys.table)?;
        let sections = plan.sections.iter().zip(&keys.sections);
        let sections =
            sections.map(|(section, key)| self.kept_with(PageKind::Section, &section.address, key));
        let sections: Vec<Option<Rendered>> = sections.collect::<Result<_, _>>()?;
        if sections.iter().chain([&whole, &table]).all(Option::is_some) {
            return merge(sections.into_iter().chain([whole, table]).flatten().map(Ok).collect());
        }
        // The values that a plan's pages share are only made where a page needs them.
        let pages = PlanPages::new(*self, series, (context, files), plan);
        let sections = || -> Vec<_> {
            let all = pages.chapters.par_iter().zip(&keys.sections).zip(sections).enumerate();
            all.map(|(index, ((chapter, key), kept))| {
                kept.map_or_else(|| pages.section(index, chapter, key), Ok)
            })
            .collect()
        };
        let whole = || whole.map_or_else(|| pages.whole(&keys.whole), Ok);
        let table = || table.map_or_else(|| pages.table(&table_address, &keys.table), Ok);
        let (sections, (whole, table)) = rayon::join(sections, || rayon::join(whole, table));
        merge(sections.into_iter().chain([whole, table]).collect())
    }
}

/// The pages of one plan, with the values that they share.
struct PlanPages<'r, 'w, 's> {
    renderer: Renderer<'w, 's>,
    series: &'s Series,
    context: &'r SeriesContext,
    plan: &'s Plan,
    value: Traced<SharedValue<PlanContext<'s>>>,
    judged: Arc<JudgedPlan<'s>>,
    /// The indicators of no section.
    own_indicators: Traced<SharedValue<Vec<IndicatorContext>>>,
    chapters: Vec<Chapter<'s>>,
    files: Vec<PublishedFile>,
}

/// A section with the values that its own page, its neighbours', the plan's and the table's share.
struct Chapter<'s> {
    section: &'s Section,
    numbers: HeadingNumbers,
    /// The automatic number before its title.
    number: Traced<String>,
    value: Traced<SharedValue<SectionContext<'s>>>,
    /// Its indicators, for the plan's table.
    indicators: Traced<SharedValue<Vec<IndicatorContext>>>,
    link: Traced<SharedValue<LinkContext>>,
}

/// A plan's page lists the headings of its sections too, as long as it has no more than this many.
const LONG_CONTENTS: usize = 60;

impl<'r, 'w, 's> PlanPages<'r, 'w, 's> {
    fn new(
        renderer: Renderer<'w, 's>,
        series: &'s Series,
        (context, files): (&'r SeriesContext, Vec<PublishedFile>),
        plan: &'s Plan,
    ) -> Self {
        let value = Traced::of(|| {
            let replacement = renderer.env.catalog.replacement(plan);
            SharedValue::new(&renderer.env.builder.plan(plan, context, replacement))
        });
        let judged = renderer.env.catalog.judgements.of(plan);
        let builder = renderer.env.builder.within(&series.address);
        let in_table = |judged: &[JudgedIndicator<'_>]| {
            let own = judged.iter().map(|one| builder.indicator(one, Anchor::Here));
            SharedValue::new(&own.collect::<Vec<_>>())
        };
        let own_indicators = Traced::of(|| in_table(judged.own()));
        let sections: Vec<_> = (1..).zip(&plan.sections).enumerate().collect();
        let chapters = sections
            .into_par_iter()
            .map(|(index, place)| {
                let own = Traced::of(|| in_table(judged.of_section(index)));
                Chapter::new(&renderer, (series, plan), place, own)
            })
            .collect();
        Self { renderer, series, context, plan, value, judged, own_indicators, chapters, files }
    }

    fn breadcrumbs(&self, plan: Option<&Plan>) -> Vec<LinkContext> {
        self.renderer.way_to(self.series, &self.context.title, plan)
    }

    fn draft(&self) -> bool {
        self.plan.status() == PlanStatus::Draft
    }

    fn section(&self, index: usize, chapter: &Chapter<'s>, key: &Fingerprint) -> RenderResult {
        let _recording = key.record(&chapter.section.address);
        let section = chapter.section;
        let title = format!("{}{}", chapter.number.get(), section.title());
        let head = PageHead {
            draft: self.draft() || section.is_draft(),
            breadcrumbs: self.breadcrumbs(Some(self.plan)),
            extra: section.front.extra.as_deref(),
            described: Some(self.renderer.described_section(self.plan, &title, &section.address)),
            ..PageHead::new(PageKind::Section, &title, &section.address)
        };
        let body = self.renderer.fill(&head, Some(section.document), Some(section), chapter.numbers);
        let neighbour = |index: Option<usize>| {
            let chapter = index.and_then(|index| self.chapters.get(index));
            SharedValue::optional(chapter.map(|chapter| chapter.link.get().clone()))
        };
        let values = SectionTemplate {
            plan: self.value.get().clone(),
            section: chapter.value.get().clone(),
            prev: neighbour(index.checked_sub(1)),
            next: neighbour(index.checked_add(1)),
        };
        self.renderer.put_section_twin(&head, key, (self.series, self.context, self.plan), index)?;
        self.renderer.finish(&head, key, body, values)
    }

    fn whole(&self, key: &Fingerprint) -> RenderResult {
        let _recording = key.record(&self.plan.address);
        let plan = self.plan;
        let head = PageHead {
            summary: plan.front.summary.as_deref(),
            draft: self.draft(),
            breadcrumbs: self.breadcrumbs(None),
            extra: plan.front.extra.as_deref(),
            described: Some(self.renderer.described_plan(self.series, self.context, plan)),
            ..PageHead::new(PageKind::Plan, plan.title(), &plan.address)
        };
        let surroundings = self.renderer.surroundings(&head);
        let frame = Frame { whole: Some(plan), surroundings: &surroundings, address: head.address };
        let mut filled = FilledText::default();
        let mut foreword = String::new();
        let (mut show_indicators, mut show_tasks) = (true, true);
        if let Some(text) = self.renderer.env.catalog.text(plan.document) {
            let (document, body) = (plan.document, &text.body);
            let part = TextPart { document, body, section: None, numbers: HeadingNumbers::NONE, level: 2 };
            let contents = TocPlacement { prefix: "", below: 1 };
            foreword = self.renderer.fill_part(frame, part, Some(contents), &mut filled);
            show_indicators = !places(body, BlockKind::Indicators);
            show_tasks = !places(body, BlockKind::Tasks);
            filled.summary = body.summary.clone();
        }
        let texts =
            plan.sections.iter().filter_map(|section| self.renderer.env.catalog.text(section.document));
        let first_rank =
            texts.flat_map(|text| &text.body.headings).filter(|heading| heading.rank == 1).count();
        let headings = first_rank + self.chapters.len();
        let mut chapters = Vec::with_capacity(self.chapters.len());
        for chapter in &self.chapters {
            let section = chapter.section;
            let mut title = String::new();
            escape(section.title(), &mut title);
            filled.toc.push(TocEntry {
                id: encode_fragment(&section_anchor(section)),
                number: chapter.number.get().clone(),
                title,
                level: 1,
            });
            let Some(text) = self.renderer.env.catalog.text(section.document) else {
                bug!("{} has no text", section.address)
            };
            let (document, numbers) = (section.document, chapter.numbers);
            let part = TextPart { document, body: &text.body, section: Some(section), numbers, level: 3 };
            let prefix = section_prefix(section);
            let contents = (headings <= LONG_CONTENTS).then_some(TocPlacement { prefix: &prefix, below: 1 });
            let body = self.renderer.fill_part(frame, part, contents, &mut filled);
            chapters.push(ChapterContext { section: chapter.value.get().clone(), body });
        }
        let values = PlanTemplate {
            plan: self.value.get().clone(),
            foreword,
            chapters: SharedValue::list(chapters),
            indicators: self.own_indicators.get().clone(),
            tasks: tasks(self.renderer.env.builder.within(&self.series.address), plan, plan.part(None)),
            show_indicators,
            show_tasks,
            data: SharedValue::new(&self.renderer.data_contexts(&self.files)),
        };
        self.renderer.put_plan_twin(&head, key, (self.series, self.context, plan), &self.files)?;
        self.renderer.finish(&head, key, filled, values)
    }

    fn table(&self, address: &PageAddress, key: &Fingerprint) -> RenderResult {
        let _recording = key.record(address);
        let builder = self.renderer.env.builder;
        let plan = self.plan;
        let title = builder.theme.word("indicator_tables_of_plan");
        let addresses: Vec<String> =
            self.files.iter().map(|file| self.renderer.data_address(file, address)).collect();
        let files = self.files.iter().zip(&addresses).map(|(file, address)| DataFile {
            address,
            media_type: file.format.media_type(),
            bytes: file.size,
        });
        let described = self.renderer.described_table((self.series, plan), (title, address), files);
        let head = PageHead {
            summary: plan.front.summary.as_deref(),
            draft: self.draft(),
            breadcrumbs: self.breadcrumbs(Some(self.plan)),
            described: Some(described),
            ..PageHead::new(PageKind::Indicators, title, address)
        };
        let own = (SharedValue::optional(None), self.own_indicators.get().clone());
        let chapters = self.chapters.iter().map(|chapter| {
            (SharedValue::optional(Some(chapter.link.get().clone())), chapter.indicators.get().clone())
        });
        let groups = std::iter::once(own)
            .chain(chapters)
            .filter(|(_, indicators)| !indicators.is_empty())
            .map(|(section, indicators)| IndicatorGroup { section, indicators });
        let values = TableTemplate {
            plan: self.value.get().clone(),
            groups: SharedValue::list(groups),
            rollup: SharedValue::new(&builder.rollup(&self.judged.rollup())),
            rollups: SharedValue::new(&self.rollups()),
            data: SharedValue::new(&self.renderer.data_contexts(&self.files)),
        };
        self.renderer.put_table_twin(&head, key, (self.series, self.context, plan), &self.files)?;
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
        let row = |title, path, rollup: &RollUp| (title, path, builder.rollup(rollup));
        let sections = self.chapters.iter().zip(self.judged.of_sections());
        let sections = sections.filter(|(_, judged)| !judged.is_empty()).map(|(chapter, judged)| {
            let title = format!("{}{}", chapter.number.get(), chapter.section.title());
            let rollup = RollUp::of(judged.iter().map(|one| &one.progress));
            row(title, Some(builder.path(&chapter.section.address)), &rollup)
        });
        let levels = levels.into_iter().map(|(name, rollup)| row(name.to_owned(), None, &rollup));
        RollUps { sections: multiples(sections.collect()), levels: multiples(levels.collect()) }
    }
}

impl<'s> Chapter<'s> {
    fn new(
        renderer: &Renderer<'_, 's>,
        (series, plan): (&Series, &Plan),
        (ordinal, section): (u32, &'s Section),
        indicators: Traced<SharedValue<Vec<IndicatorContext>>>,
    ) -> Self {
        let builder = renderer.env.builder.within(&series.address);
        let path = builder.path(&section.address);
        let number = Traced::of(|| section_number(plan, ordinal, section));
        let value = Traced::of(|| {
            let front = &section.front;
            let text = renderer.env.catalog.text(section.document);
            SharedValue::new(&SectionContext {
                title: &front.title,
                number: number.get().clone(),
                path: path.clone(),
                anchor: section_anchor(section),
                units: builder.responsible_units(&front.responsibility, None),
                show_indicators: !text.is_some_and(|text| places(&text.body, BlockKind::Indicators)),
                show_tasks: !text.is_some_and(|text| places(&text.body, BlockKind::Tasks)),
                draft: front.draft,
                extra: front.extra.as_deref(),
                indicators: indicators.get().clone(),
                tasks: tasks(builder, plan, plan.part(Some(section))),
            })
        });
        let link = Traced::of(|| SharedValue::new(&builder.numbered(plan, ordinal, section)));
        let numbers = HeadingNumbers { style: plan.numbering(), section: Some(ordinal) };
        Self { section, numbers, number, value, indicators, link }
    }
}

/// The tasks of a part of a plan, at their place.
fn tasks(builder: BodyBuilder<'_>, plan: &Plan, part: PlanPart<'_>) -> SharedValue<Vec<TaskContext>> {
    let tasks = part.tasks().iter().map(|task| builder.task(task, (&plan.front, part.section), Anchor::Here));
    SharedValue::new(&tasks.collect::<Vec<_>>())
}
