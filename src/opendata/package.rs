//! What describes a plan's tables to programs: `datapackage.json` (Data Package 2.0) and, beside each CSV file, its metadata (CSV on the Web).
//!
//! Both say of the columns what [`columns`](super::columns) says.

use super::columns::{Column, ColumnKind};
use super::record::{EditionKind, PlanRecord};
use crate::bug::bug;
use crate::digest::Digest;
use crate::model::config::Lang;
use serde_json::{Map, Value, json};

/// A table of a package: the file as it was written, and its columns.
#[derive(Debug)]
pub struct Table<'t> {
    /// Its name in the package: `indicators`.
    pub name: &'static str,
    /// Its file, beside the package.
    pub path: &'t str,
    pub bytes: &'t [u8],
    /// Its columns for both formats.
    pub columns: Columns,
    /// What it is, for people.
    pub title: &'t str,
    /// Whether a byte order mark stands before it.
    pub mark: bool,
}

/// The columns of a table, in both ways of describing them.
#[derive(Debug)]
pub struct Columns {
    fields: Vec<Value>,
    csvw: Vec<Value>,
    /// The names of the columns that tell rows apart.
    key: &'static [&'static str],
}

impl Columns {
    /// Describes columns in a language; `key` tells rows apart.
    pub fn new<T>(columns: &[Column<T>], key: &'static [&'static str], lang: Lang) -> Self {
        Self {
            fields: columns.iter().map(|column| field(column, lang)).collect(),
            csvw: columns.iter().map(|column| csvw_column(column, lang)).collect(),
            key,
        }
    }
}

/// A column as a field of a Table Schema.
fn field<T>(column: &Column<T>, lang: Lang) -> Value {
    let kind = match column.kind {
        ColumnKind::Text => "string",
        ColumnKind::Year => "integer",
        ColumnKind::Number | ColumnKind::Share => "number",
        ColumnKind::Date => "date",
        ColumnKind::Flag => "boolean",
    };
    let mut field = Map::new();
    field.insert("name".to_owned(), column.name.into());
    field.insert("type".to_owned(), kind.into());
    field.insert("title".to_owned(), column.head(lang).into());
    insert_text(&mut field, "description", column.meaning(lang));
    if column.required {
        field.insert("constraints".to_owned(), json!({ "required": true }));
    }
    field.into()
}

/// A column as one of a table on the web. Its title for programs is what stands in the head of the file.
fn csvw_column<T>(column: &Column<T>, lang: Lang) -> Value {
    let kind = match column.kind {
        ColumnKind::Text => "string",
        ColumnKind::Year => "integer",
        ColumnKind::Number | ColumnKind::Share => "decimal",
        ColumnKind::Date => "date",
        ColumnKind::Flag => "boolean",
    };
    let mut own = Map::new();
    own.insert("name".to_owned(), column.name.into());
    own.insert("titles".to_owned(), column.name.into());
    own.insert("datatype".to_owned(), kind.into());
    own.insert("rdfs:label".to_owned(), column.head(lang).into());
    insert_text(&mut own, "dc:description", column.meaning(lang));
    if column.required {
        own.insert("required".to_owned(), true.into());
    }
    own.into()
}

fn insert_text(map: &mut Map<String, Value>, key: &str, text: &str) {
    if !text.is_empty() {
        map.insert(key.to_owned(), text.into());
    }
}

/// `datapackage.json`: the tables of a plan, with sizes and digests.
pub fn data_package<'t>(record: &PlanRecord, tables: impl Iterator<Item = &'t Table<'t>>) -> Vec<u8> {
    let (plan, provenance) = (&record.plan, &record.provenance);
    let mut package = Map::new();
    let mut insert = |key: &str, value: Value| package.insert(key.to_owned(), value);
    insert("$schema", "https://datapackage.org/profiles/2.0/datapackage.json".into());
    insert("name", name(&plan.series).into());
    insert("title", plan.title.clone().into());
    if let Some(summary) = &plan.summary {
        insert("description", summary.clone().into());
    }
    insert("version", version(record).into());
    if let Some(day) = plan.modified.as_ref().or(plan.published.as_ref()) {
        // Plans are published in China, which has one time zone.
        insert("created", format!("{day}T00:00:00+08:00").into());
    }
    if let Some(page) = &provenance.url {
        insert("homepage", page.clone().into());
    }
    if let Some(licence) = provenance.licence.as_deref().and_then(licence) {
        insert("licenses", json!([licence]));
    }
    if let Some(issuer) = &plan.issuer {
        insert("contributors", json!([{ "title": issuer, "roles": ["publisher"] }]));
    }
    let mut source = Map::new();
    let number = plan.document_number.as_deref().unwrap_or_default();
    source.insert("title".to_owned(), format!("{}{number}", plan.title).into());
    source.insert("version".to_owned(), provenance.digest.clone().into());
    if let Some(page) = &provenance.url {
        source.insert("path".to_owned(), page.clone().into());
    }
    insert("sources", json!([source]));
    if !plan.keywords.is_empty() {
        insert("keywords", json!(plan.keywords));
    }
    insert("resources", tables.map(resource).collect());
    pretty(&package.into())
}

fn resource(table: &Table<'_>) -> Value {
    json!({
        "name": table.name,
        "type": "table",
        "path": table.path,
        "title": table.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": if table.mark { "utf-8-sig" } else { "utf-8" },
        "bytes": table.bytes.len(),
        "hash": format!("sha256:{}", Digest::of(table.bytes)),
        "schema": {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": table.columns.fields,
            "primaryKey": table.columns.key,
            "missingValues": [""],
        },
    })
}

/// The metadata of a CSV file, which stand beside it as `<file>-metadata.json`.
pub fn csv_metadata(table: &Table<'_>, lang: Lang) -> Vec<u8> {
    let metadata = json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": lang.tag() }],
        "url": table.path,
        "dc:title": table.title,
        "dialect": { "encoding": "utf-8", "lineTerminators": ["\r\n"], "header": true },
        "tableSchema": { "columns": table.columns.csvw, "primaryKey": table.columns.key },
    });
    pretty(&metadata)
}

fn pretty(value: &Value) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_else(|error| bug!("{error}"));
    bytes.push(b'\n');
    bytes
}

/// A name for a package, the same every year: the address of its series in the letters that one may have.
fn name(series: &str) -> String {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
    let plain: String = series.to_lowercase().chars().map(|c| if c == '/' { '-' } else { c }).collect();
    match series {
        "" => "plan".to_owned(),
        _ if plain.chars().all(is_plain) => format!("{plain}-plan"),
        // Han has no place in such a name; a digest tells two apart.
        _ => format!("plan-{}", Digest::of(series.as_bytes()).to_string().get(..8).unwrap_or_default()),
    }
}

/// The year, and the number of the seal where there is one.
fn version(record: &PlanRecord) -> String {
    let edition = &record.provenance.edition;
    let seal = if edition.kind == EditionKind::Sealed { edition.number.unwrap_or(0) } else { 0 };
    format!("{}.{seal}.0", record.plan.year)
}

/// A licence by its address or short name; none where it is told in a sentence, which the format has no place for.
fn licence(text: &str) -> Option<Value> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
    if text.starts_with("https://") || text.starts_with("http://") {
        Some(json!({ "path": text }))
    } else {
        (!text.is_empty() && text.chars().all(is_name)).then(|| json!({ "name": text }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_packages_have_no_year_and_no_han() {
        assert_eq!(name(""), "plan");
        assert_eq!(name("district"), "district-plan");
        assert_eq!(name("County/Health"), "county-health-plan");
        assert_ne!(name("卫健委"), name("科技局"));
        assert!(name("卫健委").starts_with("plan-"));
    }

    #[test]
    fn a_licence_in_a_sentence_is_none() {
        assert_eq!(licence("CC-BY-4.0"), Some(json!({ "name": "CC-BY-4.0" })));
        assert_eq!(licence("https://a/b"), Some(json!({ "path": "https://a/b" })));
        assert_eq!(licence("转载请注明出处"), None);
    }
}
