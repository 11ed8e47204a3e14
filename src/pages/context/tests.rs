//! What the theme authors' documentation says of values is what templates are given: its tables hold every key of every
//! value that a template can reach, and no key that is not there any more.

use super::templates;
use schemars::SchemaGenerator;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The documents, with the headings that their tables of values stand between.
const DOCS: [(&str, &str, &str); 2] = [
    ("docs/themes.md", "\n## Templates\n", "\n## Components\n"),
    ("docs/themes.zh-CN.md", "\n## 模板\n", "\n## 组件\n"),
];

/// The rows of the tables by their first cells in English and in Chinese, each with the types that it tells of.
const ROWS: &[(&str, &str, &[&str])] = &[
    ("`site`", "`site`", &["SiteContext"]),
    ("`site.portal`", "`site.portal`", &["PortalContext"]),
    ("`site.footer[]`", "`site.footer[]`", &["FooterContext"]),
    ("`nav`", "`nav`", &["NavContext"]),
    ("`sealed`", "`sealed`", &["SealedContext"]),
    ("`page`", "`page`", &["PageContext"]),
    ("`page.meta[]`", "`page.meta[]`", &["MetaContext"]),
    ("`page.toc[]`", "`page.toc[]`", &["TocEntry"]),
    ("`home.html`", "`home.html`", &["HomeContext"]),
    ("`plan.html`", "`plan.html`", &["ChapterContext"]),
    ("`data[]`", "`data[]`", &["DataFileContext"]),
    ("`indicators.html`", "`indicators.html`", &["IndicatorGroup", "RollUps"]),
    (
        "`indicator-list.html`",
        "`indicator-list.html`",
        &["IndicatorList", "IndicatorListSection", "IndicatorListRow"],
    ),
    ("`indicator.html`", "`indicator.html`", &["IndicatorHistory"]),
    ("`embed.html`", "`embed.html`", &["EmbedContext"]),
    ("`indicator.embed`", "`indicator.embed`", &["EmbedCodes"]),
    ("`unit.html`", "`unit.html`", &["UnitDetails", "UnitYear", "UnitSummary"]),
    ("`namesakes.html`", "`namesakes.html`", &["NamesakesContext", "NamesakeContext"]),
    ("`bodies[]`", "`bodies[]`", &["BodyContext"]),
    ("`pages`", "`pages`", &["PagesContext"]),
    ("`home.bodies[]`", "`home.bodies[]`", &["HomeBody"]),
    ("`site-map.html`", "`site-map.html`", &["SiteMapContext"]),
    ("`search.html`", "`search.html`", &["SearchContext"]),
    ("`open-data.html`", "`open-data.html`", &["CatalogueContext", "CatalogueSeries", "CataloguePlan"]),
    ("`archive.html`", "`archive.html`", &["ArchiveContext"]),
    ("`redirect.html`", "`redirect.html`", &["RedirectContext"]),
    ("`sitemap.xml`", "`sitemap.xml`", &["SitemapContext", "SitemapUrl"]),
    ("`sitemap-index.xml`", "`sitemap-index.xml`", &["SitemapUrl"]),
    ("`feed.xml`", "`feed.xml`", &["FeedContext", "FeedEntry"]),
    ("`robots.txt`", "`robots.txt`", &["RobotsContext"]),
    ("link", "链接", &["LinkContext"]),
    ("series", "系列", &["SeriesContext"]),
    ("series in short", "系列简况", &["SeriesLink", "PlanLink"]),
    ("plan in a list", "计划条目", &["PlanSummary", "LatestContext"]),
    ("date", "日期", &["DateContext"]),
    ("`plan`", "`plan`", &["PlanContext"]),
    ("`plan.sections[]`", "`plan.sections[]`", &["SectionLink"]),
    ("`section`", "`section`", &["SectionContext"]),
    ("`home.latest[]`", "`home.latest[]`", &["LatestContext"]),
    ("`home.current`", "`home.current`", &["CurrentPlanContext"]),
    ("`home.events[]`", "`home.events[]`", &["EventContext"]),
    ("indicator", "指标", &["IndicatorContext"]),
    ("`baseline`", "`baseline`", &["MeasurementContext"]),
    ("`benchmark`", "`benchmark`", &["BenchmarkContext"]),
    ("`attainment`", "`attainment`", &["AttainmentContext"]),
    ("`milestones[]`", "`milestones[]`", &["MilestoneContext"]),
    ("`revisions[]`", "`revisions[]`", &["RevisionContext"]),
    ("task", "任务", &["TaskContext", "CarriedTask"]),
    ("`status`", "`status`", &["StatusContext"]),
    ("`rollup`", "`rollup`", &["RollUpContext", "CountContext"]),
    ("indicator in one line", "指标简条", &["IndicatorSummary"]),
    ("plan in one line", "计划简条", &["PlanLink"]),
    (
        "`indicator.parts[]`",
        "`indicator.parts[]`",
        &["SeriesHistory", "UnitChange", "SeriesBreak", "Succession", "RelatedIndicator"],
    ),
    ("`parts[].years[]`", "`parts[].years[]`", &["HistoryYear"]),
    (
        "`charts[]`, `years[].line`",
        "`charts[]`、`years[].line`",
        &[
            "PlotContext",
            "PlotLevel",
            "PlotTick",
            "PlotStretch",
            "PlotPoint",
            "PlotTarget",
            "PlotZone",
            "PlotDay",
        ],
    ),
    (
        "`years[].bullets`",
        "`years[].bullets`",
        &["BulletsContext", "BulletRow", "BulletBar", "BulletMark", "BulletAim", "PlotTick"],
    ),
    (
        "`rollups.sections`, `rollups.levels`",
        "`rollups.sections`、`rollups.levels`",
        &["MultiplesContext", "MultiplesRow", "CountBar"],
    ),
    ("`years[].year_on_year[]`", "`years[].year_on_year[]`", &["YearOnYearContext"]),
    ("`parts[].progress`", "`parts[].progress`", &["YearProgress", "NumberContext"]),
    (
        "`changes`",
        "`changes`",
        &["ChangesContext", "ChangePartition", "ChangeCounts", "ChangeGroup", "TaskChanges"],
    ),
    (
        "`groups[].indicators[]`",
        "`groups[].indicators[]`",
        &["IndicatorChange", "EarlierIndicator", "LeadChangeContext"],
    ),
    ("`units[]`", "`units[]`", &["UnitContext", "UnitDetails"]),
    (
        "`unit.years[].plans[]`",
        "`unit.years[].plans[]`",
        &["UnitPlan", "UnitSection", "UnitIndicator", "UnitTask"],
    ),
    ("`site_map.series[]`", "`site_map.series[]`", &["MappedSeries"]),
    ("`site_map.series[].plans[]`", "`site_map.series[].plans[]`", &["MappedPlan"]),
    ("`archive.series[]`", "`archive.series[]`", &["ArchivedSeries", "ArchivedPlan"]),
    ("`bags[]`", "`bags[]`", &["ArchivedBag"]),
];

/// What stands in backticks and is no key of the row: the words that values can be, filters, keys of other values.
const WORDS: &[&str] = &[
    "about",
    "added",
    "ahead",
    "amendment",
    "at-least",
    "at-most",
    "behind",
    "done",
    "down",
    "definition",
    "dropped",
    "exactly",
    "excused",
    "higher",
    "html",
    "in-progress",
    "indicator-list",
    "kind",
    "larger",
    "latest",
    "lead",
    "less",
    "less-than",
    "lower",
    "measure",
    "measured",
    "met",
    "more",
    "more-than",
    "no-plan",
    "not-due",
    "not-met",
    "not-reported",
    "not-started",
    "on-course",
    "open-data",
    "other",
    "own",
    "partner",
    "place",
    "plan",
    "predecessor",
    "published",
    "range",
    "removed",
    "revised",
    "revision",
    "reworded",
    "root",
    "safe",
    "scale",
    "site-map",
    "smaller",
    "up",
    "within",
    "without",
];

type Keys = BTreeSet<String>;

/// The keys of all types that templates can reach, and of what each template is given.
fn keys() -> (BTreeMap<String, Keys>, BTreeMap<&'static str, Keys>) {
    let mut generator = SchemaGenerator::default();
    let templates = templates::schemas(&mut generator);
    let definitions = generator.take_definitions(true);
    let keys = |schema: &Value| -> Keys {
        let properties = schema.get("properties").and_then(Value::as_object);
        properties.into_iter().flat_map(Map::keys).cloned().collect()
    };
    let mut types: BTreeMap<String, Keys> =
        definitions.iter().map(|(name, schema)| (name.clone(), keys(schema))).collect();
    let own = templates.into_iter().map(|(template, schema)| {
        let reference = schema.get("$ref").and_then(Value::as_str).unwrap();
        (template, types.remove(reference.rsplit('/').next().unwrap()).unwrap())
    });
    let own = own.collect();
    types.retain(|_, keys| !keys.is_empty());
    (types, own)
}

/// The rows of all tables of values: first cell and the rest.
fn rows(file: &str, from: &str, to: &str) -> Vec<(String, String)> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    let (_, text) = text.split_once(from).unwrap();
    let (text, _) = text.split_once(to).unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" | "));
    rows.map(|(cell, rest)| (cell.to_owned(), rest.to_owned())).collect()
}

/// What stands in backticks.
fn marked(text: &str) -> Keys {
    text.split('`').skip(1).step_by(2).map(|mark| mark.trim_end_matches("[]").to_owned()).collect()
}

/// What stands in backticks in the row with this first cell.
fn marked_of(rows: &[(String, String)], label: &str) -> Keys {
    let is_of = |cell: &str| {
        cell.strip_prefix(label)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([',', '、', ' ', '（', '(']))
    };
    // `series in short` begins as `series` does: the row that says no more comes first.
    let found = rows.iter().filter(|(cell, _)| is_of(cell)).min_by_key(|(cell, _)| cell.len());
    marked(&found.unwrap_or_else(|| panic!("no row {label}")).1)
}

#[test]
fn every_key_of_every_value_is_documented() {
    let (types, templates) = keys();
    let listed: BTreeSet<&str> = ROWS.iter().flat_map(|(_, _, types)| *types).copied().collect();
    let known: BTreeSet<&str> = types.keys().map(String::as_str).collect();
    assert_eq!(known, listed, "a value of templates has a row in docs/themes*.md");
    let mut wrong = Vec::new();
    for (index, (file, from, to)) in DOCS.into_iter().enumerate() {
        let rows = rows(file, from, to);
        let labelled = |row: &(&'static str, &'static str, _)| if index == 0 { row.0 } else { row.1 };
        for (name, keys) in &types {
            let own = ROWS.iter().filter(|(_, _, types)| types.contains(&name.as_str()));
            let marks: Keys = own.flat_map(|row| marked_of(&rows, labelled(row))).collect();
            // `site_map.series[]` names the key and what it is a key of.
            let has = |key: &str| marks.iter().any(|mark| mark.rsplit('.').next() == Some(key));
            wrong.extend(
                keys.iter().filter(|key| !has(key)).map(|key| format!("{file}: no `{key}` of {name}")),
            );
        }
        for (template, keys) in &templates {
            for key in keys {
                let has = if template.starts_with('*') {
                    rows.iter().any(|(cell, _)| marked(cell).contains(key))
                } else {
                    let marks = marked_of(&rows, &format!("`{template}`"));
                    marks.iter().any(|mark| mark.split(['.', '[']).next() == Some(key))
                };
                wrong.extend((!has).then(|| format!("{file}: no `{key}` of {template}")));
            }
        }
        for row in ROWS {
            let own = row.2.iter().flat_map(|name| &types[*name]);
            let own: BTreeSet<&str> = own
                .chain(templates.values().flatten())
                .map(String::as_str)
                .chain(WORDS.iter().copied())
                .collect();
            for mark in marked_of(&rows, labelled(row)) {
                let key = mark.rsplit('.').next().unwrap();
                let is_key = key.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c == '-');
                if is_key && !own.contains(key) {
                    wrong.push(format!("{file}: {} has no `{mark}`", labelled(row)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
