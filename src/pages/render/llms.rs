//! `llms.txt`: what programs and AI tools find here, in the form that llmstxt.org describes, where `site.yaml` asks for it.
//!
//! A title, a summary, and lists of links: the plans of each series with their indicator tables, the data files, the other pages.

use super::super::address::encode_ascii;
use super::super::bodies::INDICATORS;
use super::super::twin::{LLMS, TwinPage, TwinSite, twin_path};
use super::prelude::*;
use crate::markdown::from_html;
use crate::opendata::catalogue::CATALOGUE;
use crate::opendata::files::{ALL_YEARS, DataFormat};
use crate::output::OutputError;

impl<'w, 's> Renderer<'w, 's> {
    /// Puts the list, where there is to be one. It names the data files that are there by now.
    pub(super) fn llms(&self) -> RenderResult {
        let Some(twins) = self.twins else { return Ok(Rendered::default()) };
        let key = self.keys.llms(&twins.archive);
        self.kept_file_or(LLMS, (ArtifactKind::Other, &key), || {
            let (env, archived) = (self.env, self.archived);
            let base_url = self.config.base_url.as_deref();
            let page = TwinPage::new(TwinSite { env, archived, twins, base_url }, &PageAddress::default());
            let text = from_html(&self.listed(page)?);
            self.put(LLMS, text.into_bytes(), (ArtifactKind::Other, key.digest()))?;
            Ok(Rendered::default())
        })
    }

    fn listed(&self, mut page: TwinPage<'w, 's>) -> Result<String, OutputError> {
        let site = self.env.catalog.site;
        let whole = |path: &str| {
            self.config.base_url.as_deref().map_or_else(|| path.to_owned(), |base| format!("{base}{path}"))
        };
        let item = |page: &TwinPage<'w, 's>, title: &str, path: &str, note: Option<&str>| {
            let title = if title.trim().is_empty() { page.word("untitled") } else { title };
            let note = note.map(str::trim).filter(|note| !note.is_empty()).map(|note| format!(": {note}"));
            format!(
                "<a href=\"{}\">{}</a>{}",
                page.text(&whole(path)),
                page.text(title),
                page.text(&note.unwrap_or_default())
            )
        };
        page.heading(1, &self.config.title);
        let summary = site.home.as_ref().and_then(|home| home.front.summary.as_deref());
        if let Some(summary) = summary.filter(|summary| !summary.trim().is_empty()) {
            let summary = page.text(summary);
            page.push(&format!("<blockquote><p>{summary}</p></blockquote>"));
        }
        for (at, series) in site.series.iter().enumerate().filter(|(_, series)| !series.plans.is_empty()) {
            let title = &self.series_context(at).title;
            // Plans that stand in no series' folder have the site's title.
            let title = if *title == self.config.title { page.word("archive_years") } else { title };
            page.heading(2, title);
            let mut items = Vec::new();
            for plan in &series.plans {
                let front = &plan.front;
                let named = [front.issuer.as_deref(), front.document_number.as_deref()];
                let named =
                    named.into_iter().flatten().collect::<Vec<_>>().join(page.word("clause_separator"));
                let note = front.summary.as_deref().unwrap_or(&named);
                items.push(item(
                    &page,
                    plan.title(),
                    &page.site.path_of_plan(plan, &plan.address),
                    Some(note),
                ));
                if plan.indicator_count() > 0 {
                    let table = format!(
                        "{}{}{}",
                        plan.title(),
                        page.word("colon"),
                        page.word("indicator_tables_of_plan")
                    );
                    let address = plan.table_address();
                    items.push(item(&page, &table, &page.site.path_of_plan(plan, &address), None));
                }
            }
            page.list(&items);
        }
        let files = self.data_items()?;
        if !files.is_empty() {
            let title = page.word("data_files");
            page.heading(2, title);
            let files: Vec<String> =
                files.iter().map(|(title, path, note)| item(&page, title, path, Some(note))).collect();
            page.list(&files);
        }
        // What a reader in haste may leave out has this title in all languages.
        let mut others = Vec::new();
        if self.env.cross_index.has_ids() {
            others.push(item(
                &page,
                page.word("indicator_list"),
                &encode_ascii(INDICATORS),
                Some(page.word("indicator_list_lead")),
            ));
        }
        others.extend(
            site.pages.iter().map(|leaf| {
                item(&page, leaf.title(), &twin_path(&leaf.address), leaf.front.summary.as_deref())
            }),
        );
        if !others.is_empty() {
            page.heading(2, "Optional");
            page.list(&others);
        }
        Ok(page.into_html())
    }

    /// The catalogue, the table of all years of each series, and all data of each plan: title, path, media type. The other formats
    /// are in the catalogue.
    fn data_items(&self) -> Result<Vec<(String, String, &'static str)>, OutputError> {
        let theme = self.env.builder.theme;
        let mut items = Vec::new();
        if self.sink.put_file(CATALOGUE)?.is_some() {
            items.push((
                theme.word("open_data").to_owned(),
                CATALOGUE.to_owned(),
                "application/ld+json, DCAT 3",
            ));
        }
        for (at, series) in self.env.catalog.site.series.iter().enumerate() {
            let all_years = [(DataFormat::IndicatorsCsv, format!("{}{ALL_YEARS}", series.address), None)];
            let plans = series.plans.iter().map(|plan| {
                let path = format!("{}{}", plan.address, DataFormat::Json.file());
                (DataFormat::Json, path, Some(plan.title()))
            });
            for (format, path, of) in all_years.into_iter().chain(plans) {
                if let Some(file) = self.file_entry(format, &path)? {
                    let of = of.unwrap_or(&self.series_context(at).title);
                    let title = format!("{of}{}{}", theme.word("colon"), file.title);
                    items.push((title, file.path, file.media_type));
                }
            }
        }
        Ok(items)
    }
}
