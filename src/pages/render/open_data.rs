//! The data that a site publishes: the catalogue for programs, the sheet for offices, and a page for people.
//!
//! Takes what plans say of themselves and the files that were put or kept, so that nothing is listed that is not there; comes last.

use super::super::address::encode;
use super::super::route::{OPEN_DATA, is_taken};
use super::feeds::last_change;
use super::prelude::*;
use crate::model::config::Lang;
use crate::opendata::catalogue::{
    CATALOGUE, CATALOGUE_TURTLE, Catalogue, DataSetEntry, FileEntry, SeriesEntry,
};
use crate::opendata::catalogue_sheet::{SHEET, workbook};
use crate::opendata::files::{ALL_YEARS, DataFormat};
use crate::opendata::json::{SCHEMA, SCHEMA_FILE};
use crate::output::OutputError;

/// A site with more plans than this lists its series only, each with the number of its plans.
const MOST_PLANS: usize = 150;

impl<'s> Renderer<'_, 's> {
    /// Puts or keeps the catalogue, its sheet and its page.
    pub(super) fn open_data(&self) -> RenderResult {
        let plans = || self.env.catalog.site.series.iter().flat_map(|series| &series.plans);
        let key = self.keys.data(OPEN_DATA, &self.config.title, &self.archived.digest(), plans());
        let sheet = format!("{OPEN_DATA}{SHEET}");
        let files = [CATALOGUE, CATALOGUE_TURTLE, &sheet];
        let keys = files.map(|file| self.keys.beside(&key, file));
        let schema = self.keys.alone(SCHEMA_FILE).digest();
        self.put_unless_kept(&format!("{OPEN_DATA}{SCHEMA_FILE}"), (ArtifactKind::Other, schema), || {
            Ok(SCHEMA.as_bytes().to_vec().into())
        })?;
        let address = PageAddress::new(OPEN_DATA);
        let with_page = !is_taken(self.env.catalog, OPEN_DATA);
        let whole = self.keep_all(files.into_iter().zip(&keys))?;
        if whole {
            let kept = if with_page { self.kept(&address, &key)? } else { Some(Rendered::default()) };
            if let Some(kept) = kept {
                return Ok(kept);
            }
        }
        let _recording = key.record(OPEN_DATA);
        let catalogue = self.catalogue()?;
        if !whole && !self.sink.drops_all() {
            let (json_ld, turtle) = catalogue.documents();
            let openness = self.config.open_data.openness.as_deref();
            let sheet = workbook(&catalogue, openness, self.config.lang);
            for ((file, key), bytes) in files.iter().zip(&keys).zip([json_ld, turtle, sheet]) {
                self.put(*file, bytes, (ArtifactKind::Other, key.digest()))?;
            }
        }
        if !with_page {
            return Ok(Rendered::default());
        }
        let theme = self.env.builder.theme;
        let head = PageHead {
            summary: Some(theme.word("open_data_lead")),
            ..self.across(PageKind::OpenData, theme.word("open_data"), &address, Vec::new())
        };
        let values =
            OpenDataTemplate { catalogue: SharedValue::new(&self.catalogue_context(&catalogue, files)?) };
        self.finish(&head, &key, FilledText::default(), values)
    }

    fn catalogue(&self) -> Result<Catalogue, OutputError> {
        let site = self.env.catalog.site;
        let theme = self.env.builder.theme;
        let publisher = match site.series.as_slice() {
            [only] => only.issuer().map(ToOwned::to_owned),
            _ => self.config.portal.as_ref().and_then(|portal| portal.sponsor.clone()),
        };
        let series = site.series.iter().zip(self.series);
        let series =
            series.map(|(series, context)| self.series_entry(series, context.narrow(|| Fact::Navigation)));
        Ok(Catalogue {
            title: self.config.title.clone(),
            description: theme.word("open_data_lead").to_owned(),
            publisher: publisher.unwrap_or_else(|| self.config.title.clone()),
            base: self.config.base_url.clone().unwrap_or_default(),
            language: self.config.lang.tag(),
            licence: self.config.licence.clone(),
            series: series.collect::<Result<_, _>>()?,
        })
    }

    fn series_entry(&self, series: &'s Series, context: &SeriesContext) -> Result<SeriesEntry, OutputError> {
        let published = series.plans.iter().rev().filter(|plan| plan.status() == PlanStatus::Published);
        let plans: Vec<DataSetEntry> =
            published.map(|plan| self.plan_entry(plan, context)).collect::<Result<_, _>>()?;
        let publisher = context.issuer.clone();
        let publisher = publisher.or_else(|| plans.last().map(|plan| plan.publisher.clone()));
        let all_years = format!("{}{ALL_YEARS}", series.address);
        Ok(SeriesEntry {
            title: context.title.clone(),
            path: encode(&series.address),
            publisher: publisher.unwrap_or_else(|| context.title.clone()),
            plans,
            files: self.file_entry(DataFormat::IndicatorsCsv, &all_years)?.into_iter().collect(),
        })
    }

    fn plan_entry(&self, plan: &'s Plan, series: &SeriesContext) -> Result<DataSetEntry, OutputError> {
        let front = &plan.front;
        let issuer = front.issuer.as_ref().or(series.issuer.as_ref());
        let mut files = Vec::new();
        for format in DataFormat::ALL {
            files.extend(self.file_entry(format, &format!("{}{}", plan.address, format.file()))?);
        }
        Ok(DataSetEntry {
            title: front.title.clone(),
            description: front.summary.clone().unwrap_or_else(|| front.title.clone()),
            path: encode(&plan.address),
            year: front.year,
            publisher: issuer.unwrap_or(&series.title).clone(),
            keywords: front.keywords.clone(),
            issued: front.published.map(|moment| moment.date().to_string()),
            modified: last_change(plan).map(|moment| moment.date().to_string()),
            files,
        })
    }

    /// A file, where it was put or kept.
    pub(super) fn file_entry(
        &self,
        format: DataFormat,
        path: &str,
    ) -> Result<Option<FileEntry>, OutputError> {
        let what = self.env.builder.theme.word(super::data_files::what(format));
        let title = match self.config.lang {
            Lang::Chinese => format!("{what}（{}）", format.label()),
            Lang::English => format!("{what} ({})", format.label()),
        };
        Ok(self.sink.put_file(path)?.map(|file| FileEntry {
            path: encode(path),
            title,
            format: format.label(),
            media_type: format.media_type(),
            size: file.size,
            digest: file.digest,
        }))
    }

    fn catalogue_context(
        &self,
        catalogue: &Catalogue,
        [json_ld, turtle, sheet]: [&str; 3],
    ) -> Result<CatalogueContext, OutputError> {
        let listed = [
            (sheet, "XLSX", DataFormat::Workbook.media_type()),
            (json_ld, "DCAT JSON-LD", "application/ld+json"),
            (turtle, "DCAT Turtle", "text/turtle"),
        ];
        let mut files = Vec::new();
        for (path, format, media_type) in listed {
            if let Some(file) = self.sink.put_file(path)? {
                let word = "catalogue_of_data";
                files.push(self.data_context(word, (format, media_type), (encode(path), file.size)));
            }
        }
        let count: usize = catalogue.series.iter().map(|series| series.plans.len()).sum();
        let site = self.env.catalog.site;
        let has_files = |entry: &SeriesEntry| {
            !entry.files.is_empty() || entry.plans.iter().any(|plan| !plan.files.is_empty())
        };
        let told = catalogue.series.iter().zip(&site.series).filter(|(entry, _)| has_files(entry));
        let series = told.map(|(entry, series)| CatalogueSeries {
            title: entry.title.clone(),
            path: self.env.builder.path(&series.address),
            files: entry
                .files
                .iter()
                .map(|file| self.file_context(file, "indicators_of_all_years"))
                .collect(),
            plan_count: entry.plans.len(),
            plans: if count > MOST_PLANS { Vec::new() } else { self.catalogue_plans(entry, series) },
        });
        Ok(CatalogueContext { files, series: series.collect() })
    }

    /// The plans that have files, newest first.
    fn catalogue_plans(&self, entry: &SeriesEntry, series: &'s Series) -> Vec<CataloguePlan> {
        let published = series.plans.iter().filter(|plan| plan.status() == PlanStatus::Published);
        let with_files = entry.plans.iter().rev().zip(published).filter(|(entry, _)| !entry.files.is_empty());
        let listed = with_files.map(|(entry, plan)| {
            let (indicators, tasks) = (plan.indicator_count(), plan.task_count());
            let told = entry.files.iter().filter_map(|file| {
                let format = DataFormat::ALL.into_iter().find(|format| file.path.ends_with(format.file()))?;
                let tells = format.is_listed() && format.tells(indicators, tasks);
                tells.then(|| self.file_context(file, super::data_files::what(format)))
            });
            CataloguePlan {
                title: plan.title().to_owned(),
                path: self.env.builder.path(&plan.address),
                files: told.collect(),
            }
        });
        listed.collect()
    }

    fn file_context(&self, file: &FileEntry, what: &str) -> DataFileContext {
        self.data_context(what, (file.format, file.media_type), (file.path.clone(), file.size))
    }
}
