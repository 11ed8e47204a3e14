//! The data files of a plan: which there are, and their bytes.

use super::columns::{INDICATORS, TASKS};
use super::package::{Columns, Table, csv_metadata, data_package};
use super::record::PlanRecord;
use super::{csv, json, stratml, xlsx};
use crate::model::config::Lang;

/// A format in which a plan's data are published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataFormat {
    /// The indicators for spreadsheets.
    Workbook,
    /// The indicators as a table.
    IndicatorsCsv,
    /// What describes that table to programs.
    IndicatorsCsvMetadata,
    /// The tasks as a table.
    TasksCsv,
    /// What describes that table to programs.
    TasksCsvMetadata,
    /// All that the plan says.
    Json,
    /// What describes the tables of the plan as a package.
    Package,
    /// Strategy Markup Language.
    StratMl,
}

impl DataFormat {
    /// Every format, in the order in which pages list them.
    pub const ALL: [Self; 8] = [
        Self::Workbook,
        Self::IndicatorsCsv,
        Self::TasksCsv,
        Self::Json,
        Self::Package,
        Self::StratMl,
        Self::IndicatorsCsvMetadata,
        Self::TasksCsvMetadata,
    ];

    /// The name of its file, below the plan's address.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Workbook => "indicators.xlsx",
            Self::IndicatorsCsv => "indicators.csv",
            Self::IndicatorsCsvMetadata => "indicators.csv-metadata.json",
            Self::TasksCsv => "tasks.csv",
            Self::TasksCsvMetadata => "tasks.csv-metadata.json",
            Self::Json => "indicators.json",
            Self::Package => "datapackage.json",
            Self::StratMl => "plan.stratml.xml",
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Workbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::IndicatorsCsv | Self::TasksCsv => "text/csv",
            Self::IndicatorsCsvMetadata | Self::TasksCsvMetadata => "application/csvm+json",
            Self::Json => "application/json",
            Self::Package => "application/vnd.datapackage+json",
            Self::StratMl => "application/xml",
        }
    }

    /// Its short name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Workbook => "XLSX",
            Self::IndicatorsCsv | Self::TasksCsv => "CSV",
            Self::IndicatorsCsvMetadata | Self::TasksCsvMetadata => "CSVW",
            Self::Json => "JSON",
            Self::Package => "Data Package",
            Self::StratMl => "StratML",
        }
    }

    /// Whether pages lead to it; what describes another file is found beside that.
    pub const fn is_listed(self) -> bool {
        !matches!(self, Self::IndicatorsCsvMetadata | Self::TasksCsvMetadata)
    }

    /// Whether there is something in it for people, of a plan with so many indicators and tasks. Every plan has every file.
    pub const fn tells(self, indicators: usize, tasks: usize) -> bool {
        match self {
            Self::Workbook | Self::IndicatorsCsv | Self::IndicatorsCsvMetadata => indicators > 0,
            Self::TasksCsv | Self::TasksCsvMetadata => tasks > 0,
            Self::Json | Self::Package | Self::StratMl => true,
        }
    }
}

/// How data files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DataOptions {
    /// The language of heads and descriptions.
    pub lang: Lang,
    /// Whether CSV files begin with a byte order mark.
    pub mark: bool,
}

/// A plan's data files, each with its format, in the order of [`DataFormat::ALL`].
pub fn files(record: &PlanRecord, options: DataOptions) -> [(DataFormat, Vec<u8>); 8] {
    let DataOptions { lang, mark } = options;
    let (indicators, tasks) = (csv::indicators([record], mark), csv::tasks(record, mark));
    let of_indicators = indicator_table(&indicators, options);
    let of_tasks = Table {
        name: "tasks",
        path: DataFormat::TasksCsv.file(),
        bytes: &tasks,
        columns: Columns::new(TASKS, &["year", "id"], lang),
        title: if lang == Lang::Chinese { "任务" } else { "Tasks" },
        mark,
    };
    let [metadata_of_indicators, metadata_of_tasks] =
        [&of_indicators, &of_tasks].map(|table| csv_metadata(table, lang));
    let package = data_package(record, [of_indicators, of_tasks].iter());
    [
        (DataFormat::Workbook, xlsx::workbook(record, lang)),
        (DataFormat::IndicatorsCsv, indicators),
        (DataFormat::TasksCsv, tasks),
        (DataFormat::Json, json::json(record)),
        (DataFormat::Package, package),
        (DataFormat::StratMl, stratml::document(record, lang)),
        (DataFormat::IndicatorsCsvMetadata, metadata_of_indicators),
        (DataFormat::TasksCsvMetadata, metadata_of_tasks),
    ]
}

/// The table of indicators in a file beside what describes it.
fn indicator_table(bytes: &[u8], DataOptions { lang, mark }: DataOptions) -> Table<'_> {
    Table {
        name: "indicators",
        path: DataFormat::IndicatorsCsv.file(),
        bytes,
        columns: Columns::new(INDICATORS, &["year", "id"], lang),
        title: if lang == Lang::Chinese { "指标" } else { "Indicators" },
        mark,
    }
}

/// The name of the table of all years of a series, below its address.
pub const ALL_YEARS: &str = "indicators-all-years.csv";
/// The name of what describes it.
pub const ALL_YEARS_METADATA: &str = "indicators-all-years.csv-metadata.json";

/// The indicators of all plans of a series in one table, and what describes it.
pub fn all_years(plans: &[PlanRecord], options: DataOptions) -> (Vec<u8>, Vec<u8>) {
    let bytes = csv::indicators(plans, options.mark);
    let table = Table { path: ALL_YEARS, ..indicator_table(&bytes, options) };
    let metadata = csv_metadata(&table, options.lang);
    (bytes, metadata)
}
