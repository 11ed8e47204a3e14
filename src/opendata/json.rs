//! `indicators.json`: a record as JSON, and the digest that tells whether two say the same.

use super::record::{IndicatorData, PlanData, PlanRecord, TaskData};
use crate::bug::bug;
use crate::digest::Digest;
use serde::Serialize;

/// The JSON Schema (draft 2020-12) of the file; a test holds it to the types of [`record`](super::record).
pub const SCHEMA: &str = include_str!("indicators.schema.json");
/// Its name, below the page of the data.
pub const SCHEMA_FILE: &str = "indicators.schema.json";

/// The file: indented, for it is read by people too.
pub fn json(record: &PlanRecord) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(record).unwrap_or_else(|error| bug!("{error}"));
    bytes.push(b'\n');
    bytes
}

/// What the digest of a record is taken of.
#[derive(Serialize)]
struct Content<'r> {
    plan: &'r PlanData,
    indicators: &'r [IndicatorData],
    tasks: &'r [TaskData],
}

/// SHA-256 of `plan`, `indicators` and `tasks` as compact JSON.
pub fn digest(plan: &PlanData, indicators: &[IndicatorData], tasks: &[TaskData]) -> Digest {
    let content = Content { plan, indicators, tasks };
    Digest::of(&serde_json::to_vec(&content).unwrap_or_else(|error| bug!("{error}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opendata::record::{FORMAT, VERSION};
    use serde_json::json;

    /// The schema of the types, with what they do not say: the words that some texts are one of, and the forms of others.
    fn schema() -> String {
        // As it is written: what is left out where it says nothing is not asked for.
        let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
        let mut schema = settings.into_generator().into_root_schema_for::<PlanRecord>().to_value();
        schema["title"] = json!("indicators.json of Planpress, version 1");
        schema["properties"]["format"] = json!({ "const": FORMAT });
        schema["properties"]["version"] = json!({ "const": VERSION });
        let date = json!({ "type": ["string"], "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });
        let words = |words: &[&str]| json!({ "enum": words });
        let bounds = words(&["exactly", "at-least", "more-than", "at-most", "less-than", "between", "about"]);
        let statuses = crate::model::progress::Status::ALL.map(crate::model::progress::Status::as_str);
        for (of, field, form) in [
            ("TargetData", "kind", words(&["quantity", "change", "rank", "ratio", "reference", "text"])),
            ("TargetData", "bound", bounds),
            ("TargetData", "counts", words(&["first", "second"])),
            ("ValueData", "kind", words(&["number", "change", "rank", "ratio", "text"])),
            ("IndicatorData", "measure", words(&["flow", "stock", "rate"])),
            ("IndicatorData", "direction", words(&["up", "down"])),
            ("IndicatorData", "nature", words(&["binding", "expected"])),
            ("StatusData", "key", words(&statuses)),
            ("StateData", "key", words(&["not-started", "in-progress", "done", "dropped"])),
            ("PlanData", "status", words(&["draft", "published"])),
            ("Provenance", "digest", json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" })),
            ("PlanData", "written", date.clone()),
            ("PlanData", "published", date.clone()),
            ("PlanData", "as_of", date.clone()),
            ("PlanData", "modified", date.clone()),
            ("ValueData", "date", date.clone()),
            ("ProgressData", "at", date.clone()),
            ("IndicatorData", "done", date.clone()),
            ("DueData", "date", date.clone()),
            ("MilestoneData", "done", date.clone()),
            ("Edition", "sealed", date.clone()),
            ("RevisionData", "date", date),
        ] {
            let own = &mut schema["$defs"][of]["properties"][field];
            assert!(own.is_object(), "{of}.{field}");
            let description = own.get("description").cloned();
            *own = form;
            if let Some(description) = description {
                own["description"] = description;
            }
        }
        serde_json::to_string_pretty(&schema).unwrap() + "\n"
    }

    #[test]
    fn the_schema_is_that_of_the_types() {
        let schema = schema();
        if std::env::var_os("UPDATE_DOCS").is_some() {
            let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/opendata/indicators.schema.json");
            std::fs::write(file, &schema).unwrap();
        }
        assert!(schema == SCHEMA, "run with UPDATE_DOCS=1, and read what changed");
    }
}
