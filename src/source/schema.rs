//! JSON Schemas and reference tables, made from the tables of [`super::keys`].

use super::keys::{self, KeySpec, Need, ObjectSpec, ValueShape};
use serde_json::{Map, Value, json};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of `site.yaml`.
pub fn site() -> Value {
    document("Planpress: site.yaml", object(&keys::SITE))
}

/// The schema of front matter: a plan's, a section's or a page's.
pub fn front_matter() -> Value {
    let kinds = [&keys::PLAN, &keys::SECTION, &keys::PAGE].map(object);
    document("Planpress: front matter", json!({ "anyOf": kinds }))
}

/// The schema of `theme.yaml`.
pub fn theme() -> Value {
    let mut schema = object(&keys::THEME);
    if let Some(parameters) = schema.pointer_mut("/properties/parameters") {
        *parameters = json!({ "type": "object", "additionalProperties": object(&keys::PARAMETER) });
    }
    document("Planpress: theme.yaml", schema)
}

fn document(title: &str, mut schema: Value) -> Value {
    if let Some(map) = schema.as_object_mut() {
        map.insert("$schema".to_owned(), DIALECT.into());
        map.insert("title".to_owned(), title.into());
    }
    schema
}

fn object(object: &ObjectSpec) -> Value {
    let properties: Map<String, Value> =
        object.keys.iter().map(|key| (key.name.to_owned(), property(key))).collect();
    let required: Vec<&str> =
        object.keys.iter().filter(|key| key.need == Need::Required).map(|key| key.name).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn property(key: &KeySpec) -> Value {
    let mut schema = shape(key.shape);
    if let Some(map) = schema.as_object_mut() {
        map.insert("description".to_owned(), format!("{}\n{}", key.chinese, key.english).into());
    }
    schema
}

fn shape(shape: ValueShape) -> Value {
    const DATE: &str = r"^\d{4}(-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|\.\d{1,2}\.\d{1,2}|年\d{1,2}月\d{1,2}日)";
    let id = || json!({ "type": "string", "pattern": "^[a-z][a-z0-9-]*$" });
    match shape {
        ValueShape::Text => json!({ "type": ["string", "integer"] }),
        ValueShape::Integer => json!({ "type": "integer" }),
        ValueShape::Boolean => json!({ "type": "boolean" }),
        ValueShape::Date => json!({ "type": "string", "pattern": format!("{DATE}$") }),
        ValueShape::DateTime => {
            json!({ "type": "string", "pattern": format!(r"{DATE}([T ]\d{{1,2}}:\d{{1,2}}(:\d{{1,2}})?)?$") })
        }
        // Names of days (6月底前) have too many forms for a pattern; `check` knows them.
        ValueShape::Quarter => json!({ "type": ["string", "integer"] }),
        ValueShape::Day | ValueShape::Due => json!({ "type": "string" }),
        ValueShape::TextList | ValueShape::Units => json!({
            "anyOf": [{ "type": ["string", "integer"] }, { "type": "array", "items": { "type": ["string", "integer"] } }]
        }),
        ValueShape::Choice(words) => json!({ "enum": words }),
        ValueShape::ChoiceList(words) => json!({
            "anyOf": [{ "enum": words }, { "type": "array", "items": { "enum": words } }]
        }),
        ValueShape::Id => id(),
        ValueShape::IdList => json!({ "anyOf": [id(), { "type": "array", "items": id() }] }),
        ValueShape::Target => {
            json!({ "anyOf": [{ "type": ["number", "string"] }, object(&keys::TEXT_TARGET)] })
        }
        ValueShape::Number => json!({ "type": ["number", "string"] }),
        ValueShape::Measurement => {
            json!({ "anyOf": [{ "type": ["number", "string"] }, object(&keys::MEASUREMENT)] })
        }
        ValueShape::MeasurementOf(inner) => {
            json!({ "anyOf": [{ "type": ["number", "string"] }, object(inner)] })
        }
        ValueShape::Mapping(inner) => object(inner),
        ValueShape::MappingList(inner) => json!({ "type": "array", "items": object(inner) }),
        ValueShape::Open => json!({}),
    }
}

#[cfg(test)]
mod tests;
