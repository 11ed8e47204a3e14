//! The data files of plans and series.
//!
//! Takes the record of a plan; gives files, and what pages that lead to them say of them. They are made from the front matter of a plan and
//! its sections, as its page of indicators is, and share that page's key: an edit of prose makes none of them again.

use super::super::address::{encode, encode_ascii};
use super::super::plan_record::RecordSource;
use super::feeds::last_change;
use super::prelude::*;
use crate::opendata::files::{ALL_YEARS, ALL_YEARS_METADATA, DataFormat, DataOptions, all_years, files};
use crate::opendata::record::PlanRecord;
use crate::output::OutputError;

/// A data file that was put or kept, and that pages lead to.
#[derive(Debug)]
pub(super) struct PublishedFile {
    pub(super) format: DataFormat,
    /// Its path in the output.
    pub(super) path: String,
    /// In bytes.
    pub(super) size: u64,
}

impl<'s> Renderer<'_, 's> {
    /// Puts or keeps the data files of a plan; `key` is that of its page of indicators.
    pub(super) fn data_files(
        &self,
        series: (&Series, &str),
        plan: &'s Plan,
        key: &Fingerprint,
    ) -> Result<Vec<PublishedFile>, OutputError> {
        let formats: Vec<(DataFormat, String, Fingerprint)> = DataFormat::ALL
            .into_iter()
            .map(|format| {
                let file = format.file();
                (format, format!("{}{file}", plan.address), self.keys.beside(key, file))
            })
            .collect();
        // Nobody reads them where files are dropped, and no fault of a user can show in them.
        if !self.sink.drops_all() {
            let known = formats.iter().map(|(_, path, key)| (&**path, key));
            if !self.keep_all(known)? {
                for ((_, path, key), (_, bytes)) in formats.iter().zip(self.make(series, plan, key)) {
                    self.put(path, bytes, (ArtifactKind::Other, key.digest()))?;
                }
            }
        }
        let (indicators, tasks) = (plan.indicator_count(), plan.task_count());
        let told =
            formats.into_iter().filter(|(format, ..)| format.is_listed() && format.tells(indicators, tasks));
        told.map(|(format, path, _)| {
            let size = self.sink.put_file(&path)?.map_or(0, |file| file.size);
            Ok(PublishedFile { format, path, size })
        })
        .collect()
    }

    /// Puts the data files of one plan, and nothing else; none where there is no such plan.
    ///
    /// # Errors
    /// Where an artifact could not be put.
    pub fn data_alone(&self, address: &PageAddress) -> RenderResult {
        if let Some((series, context, plan)) = self.plan_at(address) {
            let Some(keys) = self.keys.of_plan(plan) else { bug!("{} has no keys", plan.address) };
            self.data_files((series, &context.title), plan, &keys.table)?;
        }
        Ok(Rendered::default())
    }

    fn make(&self, series: (&Series, &str), plan: &'s Plan, key: &Fingerprint) -> [(DataFormat, Vec<u8>); 8] {
        let _recording = key.record(&plan.address);
        files(&self.record(series, plan), self.data_options())
    }

    /// The whole address of a file, or the way to it from a page where the site has none.
    pub(super) fn data_address(&self, file: &PublishedFile, page: &PageAddress) -> String {
        match &self.config.base_url {
            Some(base) => format!("{base}{}", encode_ascii(&file.path)),
            None => format!("{}{}", page.root(), encode(&file.path)),
        }
    }

    /// What is said of files where a page leads to them.
    pub(super) fn data_contexts(&self, files: &[PublishedFile]) -> Vec<DataFileContext> {
        let context = |PublishedFile { format, path, size }: &PublishedFile| {
            self.data_context(what(*format), (format.label(), format.media_type()), (encode(path), *size))
        };
        files.iter().map(context).collect()
    }

    /// What is said of a file: a word for what is in it, its format and media type, its encoded path and size.
    pub(super) fn data_context(
        &self,
        what: &str,
        (format, media_type): (&'static str, &'static str),
        (path, size): (String, u64),
    ) -> DataFileContext {
        let what = self.env.builder.theme.word(what).to_owned();
        DataFileContext { what, format, media_type, path, size: display::size(size) }
    }

    /// The record of a plan.
    fn record(&self, series: (&Series, &str), plan: &'s Plan) -> PlanRecord {
        let source = RecordSource {
            config: self.config,
            series,
            edition: self.edition.clone(),
            url: self.canonical(&plan.address),
            modified: last_change(plan).map(|moment| moment.date()),
        };
        let judged = self.env.catalog.judgements.of(plan);
        self.env.builder.within(&series.0.address).record(plan, &judged, &source)
    }

    fn data_options(&self) -> DataOptions {
        DataOptions { lang: self.config.lang, mark: self.config.open_data.csv_bom }
    }

    /// The indicators of all plans of a series in one table.
    pub(super) fn all_years(&self, series: &'s Series, context: &SeriesContext) -> RenderResult {
        let count: usize = series.plans.iter().map(Plan::indicator_count).sum();
        if count == 0 || self.sink.drops_all() {
            return Ok(Rendered::default());
        }
        let [table, metadata] =
            [ALL_YEARS, ALL_YEARS_METADATA].map(|name| format!("{}{name}", series.address));
        let key = self.keys.data(&table, &context.title, &self.archived.digest(), &series.plans);
        if self.keep_all([(&*table, &key), (&*metadata, &key)].into_iter())? {
            return Ok(Rendered::default());
        }
        let keyed = (ArtifactKind::Other, key.digest());
        let _recording = key.record(&table);
        let records: Vec<PlanRecord> =
            series.plans.iter().rev().map(|plan| self.record((series, &context.title), plan)).collect();
        let (table_bytes, metadata_bytes) = all_years(&records, self.data_options());
        self.put(table, table_bytes, keyed)?;
        self.put(metadata, metadata_bytes, keyed)?;
        Ok(Rendered::default())
    }
}

/// The word for what is in a file.
pub(super) const fn what(format: DataFormat) -> &'static str {
    match format {
        DataFormat::Workbook | DataFormat::IndicatorsCsv | DataFormat::IndicatorsCsvMetadata => {
            "data_of_indicators"
        }
        DataFormat::TasksCsv | DataFormat::TasksCsvMetadata => "data_of_tasks",
        DataFormat::Json => "data_of_both",
        DataFormat::StratMl => "data_of_plan",
        DataFormat::Package => "data_package",
    }
}
