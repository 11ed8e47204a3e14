//! The parameters that themes declare, with the values that the site gives.

use super::rgb::{READABLE, Rgb};
use crate::bug::bug;
use crate::diagnostic::{Diagnostic, Finding, Form, Setting, Thing};
use crate::model::config::SiteConfig;
use crate::source::choices::ParameterType;
use crate::source::fields::{Fault, Faults, Fields, closest, scalar_text, wrong_type};
use crate::source::front::json;
use crate::source::keys;
use crate::source::mending::place_faults;
use crate::source::text::SourceFile;
use crate::source::theme::ThemeFiles;
use crate::source::yaml::{KeyOrValue, PathStep};
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Debug)]
struct Parameter {
    kind: ParameterType,
    default: Value,
    choices: Vec<String>,
    /// For a colour of text: the grounds that it stands on.
    grounds: Vec<Rgb>,
}

/// Reads the declarations of all themes and checks the site's values against them.
pub fn read(
    chain: &[ThemeFiles],
    config: &SiteConfig,
    site: Option<&SourceFile>,
) -> (BTreeMap<String, Value>, Vec<Diagnostic>) {
    let mut declared = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for theme in chain.iter().rev() {
        let mut faults = Faults::default();
        declarations(&theme.manifest, &mut declared, &mut faults);
        let whole = 0..theme.manifest_source.text.len();
        diagnostics.extend(place_faults(&theme.manifest_source, whole, faults.into_list()));
    }
    let mut values: BTreeMap<String, Value> =
        declared.iter().map(|(name, parameter)| (name.clone(), parameter.default.clone())).collect();
    let mut faults = Vec::new();
    for (name, value) in &config.params {
        let finding = match declared.get(name) {
            None => Some(Finding::UnknownKey {
                key: name.clone(),
                of: Thing::Under("params".to_owned()),
                similar: closest(name, declared.keys().map(String::as_str)),
            }),
            Some(parameter) => parameter.check(name, value).err(),
        };
        match finding {
            Some(finding) => faults.push(Fault {
                setting: Setting::default(),
                path: vec![PathStep::key("params"), PathStep::key(name)],
                on: if declared.contains_key(name) { KeyOrValue::Value } else { KeyOrValue::Key },
                finding,
            }),
            None => {
                values.insert(name.clone(), value.clone());
            }
        }
    }
    if let Some(site) = site {
        diagnostics.extend(place_faults(site, 0..site.text.len(), faults));
    }
    (values, diagnostics)
}

fn declarations(
    manifest: &serde_yaml::Mapping,
    declared: &mut BTreeMap<String, Parameter>,
    faults: &mut Faults,
) {
    let Some(value) = manifest.get("parameters").filter(|value| !value.is_null()) else { return };
    faults.within(PathStep::key("parameters"), |faults| {
        let Some(map) = value.as_mapping() else {
            faults.add(KeyOrValue::Value, wrong_type("parameters", Form::Mapping, value));
            return;
        };
        for (name, value) in map {
            let Some(name) = scalar_text(name) else { continue };
            faults.within(PathStep::Key(name.clone()), |faults| match value.as_mapping() {
                Some(map) => declared.extend(declaration(map, faults).map(|parameter| (name, parameter))),
                None => faults.add(KeyOrValue::Value, wrong_type(&name, Form::Mapping, value)),
            });
        }
    });
}

fn declaration(map: &serde_yaml::Mapping, faults: &mut Faults) -> Option<Parameter> {
    let fields = Fields::new(map, &keys::PARAMETER, faults);
    let kind = fields.choice("type", faults)?;
    fields.text("description", faults);
    let choices = fields.texts("choices", faults);
    let grounds = grounds(&fields, faults);
    let mut parameter = Parameter { kind, default: Value::Null, choices, grounds };
    if let Some(value) = fields.get("default") {
        let value = json(value);
        match parameter.check("default", &value) {
            Ok(()) => parameter.default = value,
            Err(finding) => faults.add_at("default", KeyOrValue::Value, finding),
        }
    }
    Some(parameter)
}

/// The colours that `reads_on` lists.
fn grounds(fields: &Fields<'_>, faults: &mut Faults) -> Vec<Rgb> {
    let listed = fields.texts("reads_on", faults);
    let read = |text: &String| Rgb::parse(text).ok_or_else(|| bad_colour("reads_on", text));
    match listed.iter().map(read).collect() {
        Ok(grounds) => grounds,
        Err(finding) => {
            faults.add_at("reads_on", KeyOrValue::Value, finding);
            Vec::new()
        }
    }
}

fn bad_colour(name: &str, text: &str) -> Finding {
    Finding::BadValue { key: name.to_owned(), value: text.to_owned(), allowed: vec!["#1f4e79".to_owned()] }
}

impl Parameter {
    fn check(&self, name: &str, value: &Value) -> Result<(), Finding> {
        let wrong = |expected| Err(wrong_type(name, expected, &yaml_of(value)));
        match (self.kind, value) {
            (ParameterType::Text | ParameterType::Color | ParameterType::Choice, value)
                if !value.is_string() =>
            {
                wrong(Form::Text)
            }
            (ParameterType::Boolean, value) if !value.is_boolean() => wrong(Form::Boolean),
            (ParameterType::Integer, value) if !value.is_i64() => wrong(Form::Integer),
            (ParameterType::Color, Value::String(text)) => match Rgb::parse(text) {
                Some(colour) => self.contrast(name, colour),
                // It goes into a style sheet, so nothing but a colour may pass.
                None => Err(bad_colour(name, text)),
            },
            (ParameterType::Choice, Value::String(text)) if !self.choices.contains(text) => {
                let allowed = self.choices.clone();
                Err(Finding::BadValue { key: name.to_owned(), value: text.to_owned(), allowed })
            }
            _ => Ok(()),
        }
    }

    /// A colour of text must read on every ground that the theme puts it on.
    fn contrast(&self, name: &str, colour: Rgb) -> Result<(), Finding> {
        let ratio = |ground: &Rgb| colour.contrast(*ground);
        let Some(worst) = self.grounds.iter().min_by(|a, b| ratio(a).total_cmp(&ratio(b))) else {
            return Ok(());
        };
        if ratio(worst) >= READABLE {
            return Ok(());
        }
        Err(Finding::LowContrast {
            key: name.to_owned(),
            colour: colour.to_string(),
            ground: worst.to_string(),
            // Cut, not rounded: 4.499 is not 4.5.
            ratio: format!("{:.2}", (ratio(worst) * 100.0).floor() / 100.0),
            nearest: colour.readable(&self.grounds, READABLE).to_string(),
        })
    }
}

fn yaml_of(value: &Value) -> serde_yaml::Value {
    serde_yaml::to_value(value).unwrap_or_else(|error| bug!("{value} is no YAML: {error}"))
}
