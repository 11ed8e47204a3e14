//! Front matter into model values.
//!
//! Takes parsed YAML; gives the typed front matter of plans, sections and pages, and the faults in
//! it. A value that is at fault is left out, so that one run finds everything.

use super::choices::{PlanKind, TaskStateName};
use super::fields::{Faults, Fields, bad_value, code, number, scalar_text, wrong_type};
use super::keys;
use super::yaml::KeyOrValue;
use super::yaml::number::written;
use crate::diagnostic::{Finding, Form, Thing};
use crate::model::date::{parse_date, parse_due};
use crate::model::indicator::{
    Details, Ignored, Indicator, Measurement, Milestone, Particulars, Responsibility, Revision, Target, Task,
    TaskState,
};
use crate::model::plan::{PageFront, PlanFront, PlanStatus, SectionFront};
use crate::model::quantity::prose::{Agreement, agreement};
use crate::model::quantity::{Bound, Quantity, same_unit, scale_split};
use rust_decimal::Decimal;
use serde_yaml::{Mapping, Value};

/// Reads the front matter of a plan.
pub fn plan(map: &Mapping, faults: &mut Faults) -> PlanFront {
    let fields = Fields::new(map, &keys::PLAN, faults);
    fields.choice::<PlanKind>("kind", faults);
    let year = fields.integer("year", faults).and_then(|year| {
        let read = i16::try_from(year).ok().filter(|year| (1000..=9999).contains(year));
        if read.is_none() {
            let finding = Finding::BadDate { key: "year".to_owned(), text: year.to_string() };
            faults.add_at("year", KeyOrValue::Value, finding);
        }
        read
    });
    PlanFront {
        title: fields.required_text("title", faults),
        year: year.unwrap_or_default(),
        // A word at fault counts as published: a plan that is held back is not checked any further.
        status: match (fields.choice("status", faults), fields.get("status")) {
            (Some(status), _) => status,
            (None, Some(_)) => PlanStatus::Published,
            (None, None) => PlanStatus::Draft,
        },
        issuer: fields.text("issuer", faults),
        document_number: fields.text("document_number", faults),
        index_number: fields.text("index_number", faults),
        subject: fields.text("subject", faults),
        written: fields.date("written", faults),
        published: fields.date_time("published", faults),
        disclosure: fields.text("disclosure", faults),
        validity: fields.text("validity", faults),
        replaced_by: fields.text("replaced_by", faults),
        source: fields.text("source", faults),
        editor: fields.text("editor", faults),
        keywords: fields.texts("keywords", faults),
        summary: fields.text("summary", faults),
        as_of: fields.date("as_of", faults),
        numbering: fields.choice("numbering", faults).unwrap_or_default(),
        pace: fields.choice("pace", faults).unwrap_or_default(),
        units: fields.texts("units", faults),
        aliases: fields.texts("aliases", faults),
        ignore: ignored(fields, faults),
        indicators: fields.list("indicators", faults, indicator),
        tasks: fields.list("tasks", faults, task),
        extra: extra(fields, faults),
    }
}

/// Reads the front matter of a section.
pub fn section(map: &Mapping, faults: &mut Faults) -> SectionFront {
    let fields = Fields::new(map, &keys::SECTION, faults);
    SectionFront {
        title: fields.required_text("title", faults),
        order: fields.integer("order", faults),
        responsibility: responsibility(fields, faults),
        indicators: fields.list("indicators", faults, indicator),
        tasks: fields.list("tasks", faults, task),
        draft: fields.flag("draft", faults),
        ignore: ignored(fields, faults),
        aliases: fields.texts("aliases", faults),
        extra: extra(fields, faults),
    }
}

/// Reads the front matter of an ordinary page, the home page or a series.
pub fn page(map: &Mapping, faults: &mut Faults) -> PageFront {
    let fields = Fields::new(map, &keys::PAGE, faults);
    PageFront {
        title: fields.required_text("title", faults),
        order: fields.integer("order", faults),
        summary: fields.text("summary", faults),
        issuer: fields.text("issuer", faults),
        draft: fields.flag("draft", faults),
        aliases: fields.texts("aliases", faults),
        extra: extra(fields, faults),
    }
}

fn extra(fields: Fields<'_>, faults: &mut Faults) -> Option<Box<serde_json::Value>> {
    fields.mapping("extra", faults, |map, _| Box::new(json_of(map)))
}

/// A YAML value as JSON: what themes are given of an open map.
pub fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(flag) => (*flag).into(),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => whole.into(),
            (None, float) => float.into(),
        },
        Value::String(text) => text.as_str().into(),
        Value::Sequence(list) => list.iter().map(json).collect(),
        Value::Mapping(map) => json_of(map),
        Value::Tagged(tagged) => {
            // A decimal with more digits than JSON's readers keep.
            let decimal = written(value).filter(|text| text.contains(['.', 'e', 'E']));
            decimal.and_then(|text| text.parse::<f64>().ok()).map_or_else(|| json(&tagged.value), Into::into)
        }
    }
}

/// A YAML mapping as JSON; keys that are no texts are left out.
pub fn json_of<M: FromIterator<(String, serde_json::Value)>>(map: &Mapping) -> M {
    map.iter().filter_map(|(key, value)| Some((scalar_text(key)?, json(value)))).collect()
}

/// `ignore:`: a mapping of code to reason.
fn ignored(fields: Fields<'_>, faults: &mut Faults) -> Ignored {
    let read = |map: &Mapping, faults: &mut Faults| {
        let mut codes = Ignored::new();
        for (key, reason) in map {
            let Some(name) = scalar_text(key) else { continue };
            if code(&name, "ignore", faults).is_some_and(|code| !code.may_be_lowered()) {
                faults.add_at(&name, KeyOrValue::Key, bad_value("ignore", &name, &["orphan-file"]));
            }
            match scalar_text(reason).filter(|reason| !reason.is_empty()) {
                Some(reason) => {
                    codes.insert(name, reason);
                }
                None => faults.add_at(&name, KeyOrValue::Value, wrong_type(&name, Form::Text, reason)),
            }
        }
        codes
    };
    fields.mapping("ignore", faults, read).unwrap_or_default()
}

fn responsibility(fields: Fields<'_>, faults: &mut Faults) -> Responsibility {
    Responsibility {
        lead: fields.text("lead", faults),
        partners: fields.texts("partners", faults),
        due: fields.moment("due", faults, parse_due),
    }
}

fn indicator(fields: Fields<'_>, faults: &mut Faults) -> Option<Indicator> {
    let unit = fields.text("unit", faults);
    let target = target(fields, "target", unit.as_deref(), faults);
    let details = Details {
        direction: fields.choice("direction", faults),
        measure: fields.choice("measure", faults),
        nature: fields.choice("nature", faults),
        milestones: fields.list("milestones", faults, |milestone, faults| {
            Some(Milestone {
                due: milestone.moment("due", faults, parse_date)?,
                target: self::target(milestone, "target", unit.as_deref(), faults),
                actual: milestone.number("actual", faults),
            })
        }),
        replaces: fields.ids("replaces", faults),
        revisions: fields.list("revisions", faults, |revision, faults| {
            Some(Revision {
                date: revision.date("date", faults)?,
                field: revision.text("field", faults)?,
                from: revision.text("from", faults)?,
                to: revision.text("to", faults)?,
                reason: revision.text("reason", faults)?,
            })
        }),
        excused: fields.text("excused", faults),
        status: fields.choice("status", faults),
        sum_of: fields.ids("sum_of", faults),
        ignore: ignored(fields, faults),
        definition: fields.text("definition", faults),
        source: fields.text("source", faults),
        note: fields.text("note", faults),
    };
    let effective = unit.clone().or_else(|| target.as_ref().and_then(|target| target.quantity.unit.clone()));
    let [baseline, actual] = ["baseline", "actual"].map(|key| {
        fields.with(key, faults, |value, faults| measurement(key, value, effective.as_deref(), faults))
    });
    let responsibility = responsibility(fields, faults);
    let (name, level) = (fields.required_text("name", faults), fields.text("level", faults));
    let mut indicator = Indicator {
        measure: None,
        id: fields.id("id", faults)?,
        name,
        unit: effective,
        target,
        baseline,
        actual,
        responsibility,
        level,
        details: (details != Details::default()).then(|| Box::new(details)),
    };
    indicator.measure = indicator.grounded_measure().map(|(measure, _)| measure);
    Some(indicator)
}

/// A target: a number, a bound as text, or the phrase itself, whose unit must agree with `unit`.
///
/// A phrase at fault is kept as a phrase, so that what refers to the target is not reported as well.
fn target(fields: Fields<'_>, key: &'static str, unit: Option<&str>, faults: &mut Faults) -> Option<Target> {
    fields.with(key, faults, |value, faults| match value {
        Value::String(text) => Ok(phrase(text, unit, faults)),
        _ => {
            let value = number(key, Form::Target, value)?;
            let quantity = Quantity { bound: Bound::Exactly(value), unit: unit.map(ToOwned::to_owned) };
            Ok(Target { quantity, phrase: None })
        }
    })
}

fn phrase(text: &str, unit: Option<&str>, faults: &mut Faults) -> Target {
    let own_unit = unit.map(ToOwned::to_owned);
    let mut quantity = Quantity::parse(text).unwrap_or_else(|error| {
        let finding = Finding::BadTarget { text: text.to_owned(), reason: error.reason() };
        faults.add(KeyOrValue::Value, finding);
        Quantity { bound: Bound::Exactly(Decimal::ZERO), unit: own_unit.clone() }
    });
    let mut phrase = text.contains(|c: char| !c.is_ascii()).then(|| text.trim().to_owned());
    match (&quantity.unit, unit) {
        (Some(phrase_unit), Some(unit)) if !is_same_unit(phrase_unit, unit) => faults.add(
            KeyOrValue::Value,
            Finding::UnitMismatch { phrase_unit: phrase_unit.clone(), unit: unit.to_owned() },
        ),
        // Another spelling of the unit stays in the words alone.
        (Some(_), Some(_)) => quantity.unit = own_unit,
        (None, Some(unit)) => {
            phrase = phrase.and_then(|phrase| with_unit(&phrase, unit, &quantity));
            quantity.unit = own_unit;
        }
        _ => {}
    }
    Target { quantity, phrase }
}

/// Whether two units mean the same, on the same scale.
fn is_same_unit(one: &str, other: &str) -> bool {
    let ((one_scale, one), (other_scale, other)) = (scale_split(one), scale_split(other));
    one_scale == other_scale && same_unit(one, other)
}

/// A phrase with the unit that stands beside it put behind its number, where a scale is written in words: 1.2万以上 of 人 is
/// 1.2万人以上. None where the quantity is as well printed by itself: 72以上 of % is 72%以上.
fn with_unit(phrase: &str, unit: &str, quantity: &Quantity) -> Option<String> {
    let scale = phrase.rfind(['千', '万', '亿'])?;
    let after = scale + phrase.get(scale..)?.chars().next()?.len_utf8();
    let (number, rest) = phrase.split_at_checked(after)?;
    let whole = format!("{number}{unit}{rest}");
    let read = Quantity::parse(&whole).ok()?;
    let data = Quantity { bound: quantity.bound, unit: Some(unit.to_owned()) };
    (agreement(&read, &data) == Agreement::Same).then_some(whole)
}

fn measurement(
    key: &str,
    value: &Value,
    unit: Option<&str>,
    faults: &mut Faults,
) -> Result<Measurement, Finding> {
    if let Some(map) = value.as_mapping() {
        let fields = Fields::new(map, &keys::MEASUREMENT, faults);
        let particulars = Particulars {
            date: fields.date("date", faults),
            source: fields.text("source", faults),
            note: fields.text("note", faults),
        };
        let value = fields
            .with("value", faults, |value, faults| measured("value", Form::Number, value, unit, faults));
        return Ok(Measurement {
            // A value at fault is already reported; zero only stands in until the run fails.
            value: value.unwrap_or_default(),
            particulars: (particulars != Particulars::default()).then(|| Box::new(particulars)),
        });
    }
    Ok(Measurement { value: measured(key, Form::Measurement, value, unit, faults)?, particulars: None })
}

/// A measured number: plain, or with its unit (13家), which must be the indicator's; a scale is worked out (1.2万人 is 12000 of
/// 人).
fn measured(
    key: &str,
    form: Form,
    value: &Value,
    unit: Option<&str>,
    faults: &mut Faults,
) -> Result<Decimal, Finding> {
    let quantity = value.as_str().and_then(|text| Quantity::parse(text).ok());
    let Some(Quantity { bound: Bound::Exactly(stated), unit: Some(own) }) = quantity else {
        return number(key, form, value);
    };
    let Some(unit) = unit else { return Ok(stated) };
    let ((own_scale, own_rest), (scale, rest)) = (scale_split(&own), scale_split(unit));
    if !same_unit(own_rest, rest) {
        let finding = Finding::UnitMismatch { phrase_unit: own.clone(), unit: unit.to_owned() };
        faults.add(KeyOrValue::Value, finding);
        return Ok(stated);
    }
    let converted = stated.checked_mul(own_scale).and_then(|value| value.checked_div(scale));
    converted.map_or_else(|| number(key, form, value), |value| Ok(value.normalize()))
}

fn task(fields: Fields<'_>, faults: &mut Faults) -> Option<Task> {
    let responsibility = responsibility(fields, faults);
    let reason = fields.text("reason", faults);
    let state = fields.choice("state", faults).and_then(|state| match state {
        TaskStateName::NotStarted => Some(TaskState::NotStarted),
        TaskStateName::InProgress => Some(TaskState::InProgress),
        TaskStateName::Done => Some(TaskState::Done),
        TaskStateName::Dropped => {
            if reason.is_none() {
                let finding = Finding::MissingKey { key: "reason".to_owned(), of: Thing::Task };
                faults.add_at("state", KeyOrValue::Value, finding);
            }
            reason.map(TaskState::Dropped)
        }
    });
    let (name, note) = (fields.required_text("name", faults), fields.text("note", faults));
    let ignore = ignored(fields, faults);
    let id = fields.id("id", faults)?;
    Some(Task { id, name, responsibility, state, note, ignore })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(yaml: &str) -> (SectionFront, Vec<String>) {
        let value: Value = serde_yaml::from_str(yaml).unwrap();
        let mut faults = Faults::default();
        let front = section(value.as_mapping().unwrap(), &mut faults);
        let codes = faults.into_list().iter().map(|fault| fault.finding.code().to_string()).collect();
        (front, codes)
    }

    #[test]
    fn a_target_may_be_a_number_a_bound_or_a_phrase() {
        let (front, faults) = read(
            "title: a\nindicators:\n  - {id: a, name: a, unit: 家, target: 60}\n  - {id: b, name: b, target: '>= 12', unit: 家}\n  - {id: c, name: c, target: 12家以上}\n  - {id: d, name: d, unit: 亿元, target: 超1亿元}\n",
        );
        assert_eq!(faults, [""; 0]);
        let printed: Vec<_> = front
            .indicators
            .iter()
            .map(|indicator| indicator.target.as_ref().unwrap().quantity.chinese())
            .collect();
        assert_eq!(printed, ["60家", "12家以上", "12家以上", "超1亿元"]);
        assert_eq!(front.indicators[2].unit.as_deref(), Some("家"));
    }

    #[test]
    fn a_target_is_printed_with_the_unit_beside_it() {
        for (unit, target, printed) in [
            ("\"%\"", "72以上", "72%以上"),
            ("\"%\"", "\"≥72\"", "72%以上"),
            ("\"%\"", "72左右", "72%左右"),
            ("\"%\"", "70—72", "70%—72%"),
            ("人", "1.2万以上", "1.2万人以上"),
            ("亿元", "超9", "超9亿元"),
            ("μg/m³", "35微克/立方米以下", "35微克/立方米以下"),
            ("kWh", "不超过8千瓦时", "不超过8千瓦时"),
            ("1/10万", "9.61", "9.61/10万"),
        ] {
            let (front, faults) = read(&format!(
                "title: a\nindicators:\n  - {{id: a, name: a, unit: {unit}, target: {target}}}\n"
            ));
            assert_eq!(faults, [""; 0], "{unit} {target}");
            let own = front.indicators[0].target.as_ref().unwrap();
            assert_eq!(
                own.phrase.clone().unwrap_or_else(|| own.quantity.chinese()),
                printed,
                "{unit} {target}"
            );
        }
    }

    #[test]
    fn a_value_may_carry_its_unit() {
        for (unit, actual, value) in [
            ("家", "13家", "13"),
            ("家", "{value: 13家, date: 2016-12-31}", "13"),
            ("人", "1.2万人", "12000"),
            ("亿元", "9120万元", "0.912"),
            ("㎡", "30.5平方米", "30.5"),
        ] {
            let (front, faults) = read(&format!(
                "title: a\nindicators:\n  - {{id: a, name: a, unit: {unit}, target: 1, actual: {actual}}}\n"
            ));
            assert_eq!(faults, [""; 0], "{actual}");
            assert_eq!(front.indicators[0].actual.as_ref().unwrap().value.to_string(), value, "{actual}");
        }
        for (actual, code) in [("13个", "unit-mismatch"), ("13家以上", "wrong-type"), ("很多", "wrong-type")]
        {
            let yaml = format!(
                "title: a\nindicators:\n  - {{id: a, name: a, unit: 家, target: 1, actual: {actual}}}\n"
            );
            assert_eq!(read(&yaml).1, [code], "{actual}");
        }
    }

    #[test]
    fn decimals_are_exact() {
        let (front, _) = read(
            "title: a\nindicators: [{id: a, name: a, target: 3.1, actual: 0, baseline: {value: 0.3}}]\n",
        );
        let indicator = &front.indicators[0];
        assert_eq!(indicator.target.as_ref().unwrap().quantity.bound.value().to_string(), "3.1");
        assert_eq!(indicator.actual.as_ref().unwrap().value.to_string(), "0");
        assert_eq!(indicator.baseline.as_ref().unwrap().value.to_string(), "0.3");
    }

    #[test]
    fn every_fault_is_reported_and_the_rest_is_kept() {
        let (front, faults) = read(
            "title: [x]\nledd: y\nindicators:\n  - {id: A, name: a}\n  - {id: b, name: b, target: 很多, due: 年底}\n  - {id: c, unit: 个, target: 12家}\ntasks:\n  - {id: t, name: t, state: dropped}\n",
        );
        assert_eq!(
            faults,
            [
                "unknown-key",
                "wrong-type",
                "bad-id",
                "bad-target",
                "bad-date",
                "missing-key",
                "unit-mismatch",
                "missing-key"
            ]
        );
        assert_eq!(front.indicators.len(), 2);
    }

    #[test]
    fn a_key_with_nothing_after_it_is_not_given() {
        let (front, faults) = read("title: a\nlead:\nindicators:\n");
        assert_eq!((front.responsibility.lead, faults.len()), (None, 0));
    }
}
