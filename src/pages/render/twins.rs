//! Markdown twins of pages (`index.md`), where `site.yaml` asks for them.

use super::super::fill;
use super::super::twin::{TWIN, TwinPage, TwinSite};
use super::data_files::PublishedFile;
use super::prelude::*;
use crate::markdown::{BlockKind, HeadingNumbers, from_html};
use crate::model::plan::DocumentId;
use crate::model::progress::JudgedIndicator;
use crate::output::OutputError;

/// What is put: nothing where there are to be no twins.
pub(super) type PutResult = Result<(), OutputError>;

impl<'w, 's> Renderer<'w, 's> {
    /// Puts the twin of a page, where there are to be twins.
    pub(super) fn put_twin(
        &self,
        address: &PageAddress,
        key: &Fingerprint,
        write: impl FnOnce(&mut TwinPage<'w, 's>),
    ) -> PutResult {
        // No fault of an author can show in one, so where files are dropped none is made.
        let Some(twins) = self.twins.filter(|_| !self.sink.drops_all()) else { return Ok(()) };
        let key = self.keys.twin(key, &twins.archive);
        let file = format!("{address}{TWIN}");
        let _recording = key.record(&file);
        let (env, archived) = (self.env, self.archived);
        let mut page = TwinPage::new(
            TwinSite { env, archived, twins, base_url: self.config.base_url.as_deref() },
            address,
        );
        write(&mut page);
        self.put(file, from_html(&page.into_html()).into_bytes(), (ArtifactKind::Other, key.digest()))
    }

    /// Puts the twin of a page that has a text and, where there are any, plans.
    pub(super) fn put_text_twin(
        &self,
        head: &PageHead<'_>,
        key: &Fingerprint,
        document: Option<DocumentId>,
        series: &[&'s Series],
    ) -> PutResult {
        self.put_twin(head.address, key, |page| {
            page.heading(1, head.title);
            let html = page.page_link(head.title, head.address);
            let facts = [page.labelled("this_page", &html)];
            page.list(&facts);
            self.draft_notice(page, head.draft);
            if let Some((document, text)) = document.and_then(|own| Some((own, self.env.catalog.text(own)?)))
            {
                page.body((document, &text.body), None, (2, HeadingNumbers::NONE), false);
            }
            for one in series {
                if series.len() > 1 {
                    page.heading(2, &one.title);
                }
                let plan = |plan: &Plan| page.plan_link(plan.title(), plan, &plan.address);
                let plans: Vec<String> = one.plans.iter().map(plan).collect();
                page.list(&plans);
            }
        })
    }

    pub(super) fn draft_notice(&self, page: &mut TwinPage<'w, 's>, is_draft: bool) {
        if is_draft {
            let notice = page.text(page.word("draft_notice"));
            page.paragraph(&notice);
        }
    }

    /// Puts the twin of a plan's page.
    pub(super) fn put_plan_twin(
        &self,
        head: &PageHead<'_>,
        key: &Fingerprint,
        (series, context, plan): (&'s Series, &SeriesContext, &'s Plan),
        files: &[PublishedFile],
    ) -> PutResult {
        self.put_twin(head.address, key, |page| {
            let values = self.env.builder.plan(plan, context, self.env.catalog.replacement(plan));
            page.heading(1, plan.title());
            let facts = self.facts(page, plan, &values, (head.title, head.address));
            page.list(&facts);
            self.draft_notice(page, head.draft);
            self.standing(page, &values);
            if plan.indicator_count() > 0 {
                let title = page.word("indicator_tables_of_plan");
                let link = page.plan_link(title, plan, &plan.table_address());
                page.paragraph(&link);
            }
            self.data_list(page, files);
            if let Some(addressee) = values.addressee {
                let text = page.text(&format!("{addressee}{}", page.word("colon")));
                page.paragraph(&text);
            }
            let judged = self.env.catalog.judgements.of(plan);
            self.part_of_plan(page, (series, plan), None, (judged.own(), 2), true);
            for (index, section) in plan.sections.iter().enumerate() {
                let title = self.numbered_section(plan, section);
                let link = page.plan_link(&title, plan, &section.address);
                page.heading_of(2, &link);
                self.responsible(page, series, section);
                self.part_of_plan(page, (series, plan), Some(section), (judged.of_section(index), 3), true);
            }
            if !values.attachments.is_empty() {
                let label = page.labelled("attachments", "");
                page.paragraph(&label);
                let names: Vec<String> = values.attachments.iter().map(|name| page.text(name)).collect();
                page.list(&names);
            }
        })
    }

    /// Puts the twin of a section's page.
    pub(super) fn put_section_twin(
        &self,
        head: &PageHead<'_>,
        key: &Fingerprint,
        (series, context, plan): (&'s Series, &SeriesContext, &'s Plan),
        index: usize,
    ) -> PutResult {
        let Some(section) = plan.sections.get(index) else { return Ok(()) };
        self.put_twin(head.address, key, |page| {
            let values = self.env.builder.plan(plan, context, self.env.catalog.replacement(plan));
            page.heading(1, head.title);
            let mut facts =
                vec![page.labelled("excerpt_of", &page.plan_link(plan.title(), plan, &plan.address))];
            facts.extend(self.facts(page, plan, &values, (head.title, head.address)));
            page.list(&facts);
            self.draft_notice(page, head.draft);
            self.standing(page, &values);
            self.responsible(page, series, section);
            let judged = self.env.catalog.judgements.of(plan);
            self.part_of_plan(page, (series, plan), Some(section), (judged.of_section(index), 2), false);
        })
    }

    /// Puts the twin of a plan's indicator table.
    pub(super) fn put_table_twin(
        &self,
        head: &PageHead<'_>,
        key: &Fingerprint,
        (series, context, plan): (&'s Series, &SeriesContext, &'s Plan),
        files: &[PublishedFile],
    ) -> PutResult {
        self.put_twin(head.address, key, |page| {
            let values = self.env.builder.plan(plan, context, self.env.catalog.replacement(plan));
            page.heading(1, &format!("{}{}{}", plan.title(), page.word("colon"), head.title));
            let mut facts =
                vec![page.labelled("excerpt_of", &page.plan_link(plan.title(), plan, &plan.address))];
            facts.extend(self.facts(page, plan, &values, (head.title, head.address)));
            page.list(&facts);
            self.draft_notice(page, head.draft);
            self.standing(page, &values);
            self.data_list(page, files);
            let judged = self.env.catalog.judgements.of(plan);
            let rollup = self.env.builder.rollup(&judged.rollup());
            if rollup.tells {
                let count = |text: &str, count: usize| {
                    let count = page.word("count_short").replace("{n}", &count.to_string());
                    page.text(&format!("{text}{}{count}", page.word("colon")))
                };
                let mut counts: Vec<String> =
                    rollup.counts.iter().map(|own| count(&own.status.text, own.count)).collect();
                if rollup.without_target > 0 {
                    counts.push(count(page.word("rollup_without_target"), rollup.without_target));
                }
                page.list(&counts);
            }
            let own = page.indicators(series, judged.own());
            page.push(&own);
            for (section, indicators) in plan.sections.iter().zip(judged.of_sections()) {
                if indicators.is_empty() {
                    continue;
                }
                let title = self.numbered_section(plan, section);
                let link = page.plan_link(&title, plan, &section.address);
                page.heading_of(2, &link);
                let table = page.indicators(series, indicators);
                page.push(&table);
            }
        })
    }

    /// The text of a part of a plan, with its indicators and tasks, unless the text places them itself.
    fn part_of_plan(
        &self,
        page: &mut TwinPage<'w, 's>,
        (series, plan): (&'s Series, &'s Plan),
        section: Option<&'s Section>,
        (indicators, level): (&[JudgedIndicator<'s>], u8),
        is_whole: bool,
    ) {
        let part = plan.part(section);
        let text = self.env.catalog.text(part.document);
        let places = |kind| text.is_some_and(|text| fill::places(&text.body, kind));
        if let Some(text) = text {
            let ordinal = section.and_then(|own| plan.sections.iter().position(|one| std::ptr::eq(one, own)));
            let numbers = match ordinal.and_then(|at| u32::try_from(at + 1).ok()) {
                Some(ordinal) => HeadingNumbers { style: plan.numbering(), section: Some(ordinal) },
                None => HeadingNumbers::NONE,
            };
            page.body((part.document, &text.body), section, (level, numbers), is_whole);
        }
        if !places(BlockKind::Indicators) {
            let table = page.indicators(series, indicators);
            page.push(&table);
        }
        if !places(BlockKind::Tasks) {
            let tasks = page.tasks(series, plan, part);
            page.push(&tasks);
        }
    }

    fn numbered_section(&self, plan: &Plan, section: &Section) -> String {
        let link = self.section_link(plan, section);
        format!("{}{}", link.number, link.title)
    }

    /// What stands above the text of a plan's pages: who issued it, under which number, when.
    fn facts(
        &self,
        page: &TwinPage<'w, 's>,
        plan: &Plan,
        values: &PlanContext<'_>,
        (title, address): (&str, &PageAddress),
    ) -> Vec<String> {
        let date = |date: &Option<DateContext>| {
            date.as_ref().map(|date| date.clock.clone().unwrap_or_else(|| date.text.clone()))
        };
        let own = |text: Option<&str>| text.map(ToOwned::to_owned);
        let facts = [
            ("catalogue_issuer", own(values.issuer)),
            ("catalogue_document_number", own(values.document_number)),
            ("catalogue_index_number", own(values.index_number)),
            ("year", Some(plan.year().to_string())),
            ("catalogue_written", date(&values.written)),
            ("published_at", date(&values.published)),
            ("as_of", date(&values.as_of)),
            ("catalogue_validity", own(values.validity)),
        ];
        let facts =
            facts.into_iter().filter_map(|(label, text)| Some(page.labelled(label, &page.text(&text?))));
        facts.chain([page.labelled("this_page", &page.page_link(title, address))]).collect()
    }

    /// The data files of a plan.
    fn data_list(&self, page: &mut TwinPage<'w, 's>, files: &[PublishedFile]) {
        if files.is_empty() {
            return;
        }
        let label = page.labelled("data_files", "");
        page.paragraph(&label);
        let link =
            |file: &DataFileContext| page.file_link(&format!("{} {}", file.what, file.format), &file.path);
        let links: Vec<String> = self.data_contexts(files).iter().map(link).collect();
        page.list(&links);
    }

    /// That a plan was replaced, has lapsed, or has a newer one.
    fn standing(&self, page: &mut TwinPage<'w, 's>, plan: &PlanContext<'_>) {
        let said = match (plan.replaced_by, plan.validity.filter(|_| plan.lapsed)) {
            (Some(by), _) => page.labelled("replaced_by", &page.text(by)),
            (None, Some(validity)) => page.labelled("lapsed", &page.text(validity)),
            (None, None) => return,
        };
        page.paragraph(&said);
    }

    /// Who answers for a section.
    fn responsible(&self, page: &mut TwinPage<'w, 's>, series: &Series, section: &Section) {
        let units =
            self.env.builder.within(&series.address).responsible_units(&section.front.responsibility, None);
        let partners = units.partners.join(page.word("list_separator"));
        let said = [("lead", units.lead.as_deref()), ("partners", Some(partners.as_str()))];
        let said = said.into_iter().filter_map(|(label, text)| {
            let text = text.filter(|text| !text.is_empty())?;
            Some(page.labelled(label, &page.text(text)))
        });
        let said: Vec<String> = said.collect();
        page.list(&said);
    }
}
