//! Front matter into model values.
//!
//! Takes parsed YAML; gives the typed front matter of plans, sections and pages, and the faults in
//! it. A value that is at fault is left out, so that one run finds everything.

use super::choices::{PlanKind, TaskStateName};
use super::fields::{Faults, Fields, bad_value, code, number, scalar_text, whole_number_in, wrong_type};
use super::key_names;
use super::keys;
use super::measured::{benchmark, measurement};
use super::reports;
use super::yaml::KeyOrValue;
use super::yaml::number::written;
use crate::diagnostic::{FigureFault, Finding, Form, Thing};
use crate::model::date::{Due, PlanTime};
use crate::model::indicator::{Details, Ignored, Indicator, Responsibility, Revision, Task, TaskState};
use crate::model::official_date::{day_named_in, parse_day, parse_due};
use crate::model::plan::{PageFront, PlanFront, PlanStatus, SectionFront};
use crate::model::quantity::{Bound, Quantity, unit_fault};
use crate::model::target::{Target, TargetError, TargetKind, ValueOf};
use serde_yaml::{Mapping, Value};

/// Reads the front matter of a plan.
pub fn plan(map: &Mapping, faults: &mut Faults) -> PlanFront {
    let fields = Fields::new(map, &keys::PLAN, faults);
    fields.choice::<PlanKind>("kind", faults);
    let year = fields.integer("year", faults).and_then(|year| {
        let read = year_of(year);
        if read.is_none() {
            let finding = Finding::BadDate { key: "year".to_owned(), text: year.to_string() };
            faults.add_at("year", KeyOrValue::Value, finding);
        }
        read
    });
    // A year that is written amiss is told, and its plan's dates are read with what was meant.
    let year = year.unwrap_or_else(|| plan_time(map).year);
    let as_of = fields.day("as_of", year, faults);
    let time = PlanTime { year, as_of: as_of.as_ref().map(|day| day.date) };
    faults.setting.year = known_year(time);
    PlanFront {
        title: fields.required_text("title", faults),
        year: time.year,
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
        addressee: fields.text("addressee", faults),
        attachments: fields.texts("attachments", faults),
        copied_to: fields.text("copied_to", faults),
        printed_by: fields.text("printed_by", faults),
        printed_on: fields.date("printed_on", faults),
        published: fields.date_time("published", faults),
        disclosure: fields.text("disclosure", faults),
        validity: fields.text("validity", faults),
        replaced_by: fields.text("replaced_by", faults),
        source: fields.text("source", faults),
        editor: fields.text("editor", faults),
        keywords: fields.texts("keywords", faults),
        summary: fields.text("summary", faults),
        as_of,
        numbering: fields.choice("numbering", faults).unwrap_or_default(),
        pace: fields.choice("pace", faults).unwrap_or_default(),
        units: fields.units("units", faults),
        aliases: fields.texts("aliases", faults),
        ignore: ignored(fields, faults),
        indicators: fields.list("indicators", faults, |own, faults| indicator_of_unit(own, time, faults)),
        tasks: fields.list("tasks", faults, |own, faults| task(own, time, faults)),
        extra: extra(fields, faults),
    }
}

/// What the front matter of a plan says of its time: what its sections are read with. What is at fault there is told where the
/// plan itself is read.
pub fn plan_time(map: &Mapping) -> PlanTime {
    let of = |name: &str| {
        let meant = |key: &Value| key_names::meant(&keys::PLAN, key.as_str()?).filter(|key| key.name == name);
        map.get(name).or_else(|| map.iter().find(|(key, _)| meant(key).is_some()).map(|(_, value)| value))
    };
    let year = of("year").and_then(scalar_text).and_then(|text| year_in(&text)).unwrap_or_default();
    let as_of = of("as_of").and_then(scalar_text).and_then(|text| parse_day(&text, year));
    PlanTime { year, as_of: as_of.map(|day| day.date) }
}

/// The year that a text names, full-width digits and 年 behind it included.
pub fn year_in(text: &str) -> Option<i16> {
    whole_number_in(text).and_then(year_of)
}

/// A year as plans have them.
fn year_of(year: i64) -> Option<i16> {
    i16::try_from(year).ok().filter(|year| (1000..=9999).contains(year))
}

/// Reads the front matter of a section; `time` is what its plan says.
pub fn section(map: &Mapping, time: PlanTime, faults: &mut Faults) -> SectionFront {
    faults.setting.year = known_year(time);
    let fields = Fields::new(map, &keys::SECTION, faults);
    SectionFront {
        title: fields.required_text("title", faults),
        order: fields.integer("order", faults),
        responsibility: responsibility(fields, time, faults),
        indicators: fields.list("indicators", faults, |own, faults| indicator_of_unit(own, time, faults)),
        tasks: fields.list("tasks", faults, |own, faults| task(own, time, faults)),
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

fn responsibility(fields: Fields<'_>, time: PlanTime, faults: &mut Faults) -> Responsibility {
    Responsibility {
        leads: fields.units("lead", faults),
        partners: fields.units("partners", faults),
        due: fields.moment("due", faults, |text| parse_due(text, time.year)),
    }
}

/// A year of a plan; none for what stands in for one that could not be read.
fn known_year(time: PlanTime) -> Option<i16> {
    Some(time.year).filter(|year| *year != 0)
}

/// An indicator; what is wrong with it is told with examples in its unit.
fn indicator_of_unit(fields: Fields<'_>, time: PlanTime, faults: &mut Faults) -> Option<Indicator> {
    let unit = fields.get("unit").and_then(Value::as_str).map(str::trim);
    let unit = unit.filter(|unit| !unit.is_empty() && unit_fault(unit).is_ok());
    faults.setting.unit = unit.map(ToOwned::to_owned);
    let read = indicator(fields, time, faults);
    faults.setting.unit = None;
    read
}

fn indicator(fields: Fields<'_>, time: PlanTime, faults: &mut Faults) -> Option<Indicator> {
    let unit = fields.text("unit", faults);
    check_unit(unit.as_deref(), faults);
    let before = faults.count();
    let target = target(fields, "target", unit.as_deref(), faults);
    // What cannot be read says nothing of how values are written.
    let read = target.as_ref().filter(|_| faults.count() == before);
    let unit = unit.or_else(|| target.as_ref()?.unit().map(str::to_owned));
    let of = ValueOf { unit: unit.as_deref(), target: read, baseline: None, is_baseline: true };
    let baseline =
        fields.with("baseline", faults, |value, faults| measurement("baseline", value, (of, time), faults));
    let of =
        ValueOf { baseline: baseline.as_ref().map(|baseline| &baseline.value), is_baseline: false, ..of };
    let mut details = Details {
        stretch: self::target(fields, "stretch", unit.as_deref(), faults),
        benchmark: fields
            .with("benchmark", faults, |value, faults| benchmark(value, (unit.as_deref(), time), faults)),
        done: fields.day("done", time.year, faults),
        direction: fields.choice("direction", faults),
        measure: fields.choice("measure", faults),
        nature: fields.choice("nature", faults),
        reports: Vec::new(),
        milestones: fields
            .list("milestones", faults, |own, faults| reports::milestone(own, (of, time), faults)),
        replaces: fields.ids("replaces", faults),
        revisions: fields.list("revisions", faults, |revision, faults| {
            Some(Revision {
                date: revision.day("date", time.year, faults)?,
                field: revision.text("field", faults)?,
                from: revision.text("from", faults)?,
                to: revision.text("to", faults)?,
                reason: revision.text("reason", faults)?,
            })
        }),
        excused: fields.text("excused", faults),
        proposed: fields.flag("proposed", faults),
        status: fields.choice("status", faults),
        sum_of: fields.ids("sum_of", faults),
        ignore: ignored(fields, faults),
        definition: fields.text("definition", faults),
        source: fields.text("source", faults),
        note: fields.text("note", faults),
    };
    let actual = reports::read(fields, &mut details, (of, time), faults);
    let mut responsibility = responsibility(fields, time, faults);
    take_due(target.as_ref(), &mut responsibility, time, faults);
    let (name, level) = (fields.required_text("name", faults), fields.text("level", faults));
    let mut indicator = Indicator {
        measure: None,
        id: fields.id("id", faults)?,
        name,
        unit,
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

/// The day that a target in words names (6月底前开工) is when it is due; what `due` says must be the same.
fn take_due(target: Option<&Target>, own: &mut Responsibility, time: PlanTime, faults: &mut Faults) {
    let Some(TargetKind::Text(words)) = target.map(|target| &target.kind) else { return };
    let Some(named) = day_named_in(words, time.year) else { return };
    match &own.due {
        None => own.due = Some(Due::On(named)),
        Some(Due::On(day)) if day.date == named.date => {}
        Some(due) => {
            let due = match due {
                Due::On(day) => day.to_string(),
                Due::Continuous(words) => words.as_deref().unwrap_or("continuous").to_owned(),
            };
            let finding = Finding::DueDiffers { target: words.clone(), named: named.date.to_string(), due };
            faults.add_at("due", KeyOrValue::Value, finding);
        }
    }
}

/// A unit must read back as itself behind a number: 10亿元 and “%” do not.
fn check_unit(unit: Option<&str>, faults: &mut Faults) {
    if let Some(unit) = unit
        && let Err(reason) = unit_fault(unit)
    {
        faults.add_at("unit", KeyOrValue::Value, Finding::BadUnit { unit: unit.to_owned(), reason });
    }
}

/// A target: a number, a bound as text, the phrase itself, or words that are said to be such (`{text: 全覆盖}`).
///
/// A phrase at fault is kept as words, so that what refers to the target is not reported as well.
pub(super) fn target(
    fields: Fields<'_>,
    key: &'static str,
    unit: Option<&str>,
    faults: &mut Faults,
) -> Option<Target> {
    fields.with(key, faults, |value, faults| match value {
        Value::String(text) => Ok(Target::read(text, unit).unwrap_or_else(|error| {
            faults.add(KeyOrValue::Value, unread_target(text, error));
            words(text)
        })),
        Value::Mapping(map) => {
            let fields = Fields::new(map, &keys::TEXT_TARGET, faults);
            Ok(words(&fields.required_text("text", faults)))
        }
        _ => {
            let value = number(key, Form::Target, value)?;
            Ok(Target::of(Quantity { bound: Bound::Exactly(value), unit: unit.map(ToOwned::to_owned) }))
        }
    })
}

/// A target in words.
pub(super) fn words(text: &str) -> Target {
    let text = text.trim().to_owned();
    Target { kind: TargetKind::Text(text.clone()), phrase: Some(text) }
}

fn unread_target(text: &str, error: TargetError) -> Finding {
    match error {
        TargetError::UnitMismatch { phrase_unit, unit } => {
            Finding::Figure(FigureFault::UnitMismatch { phrase_unit, unit })
        }
        error => Finding::BadTarget { text: text.to_owned(), reason: error.reason() },
    }
}

fn task(fields: Fields<'_>, time: PlanTime, faults: &mut Faults) -> Option<Task> {
    let responsibility = responsibility(fields, time, faults);
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
        let front = section(value.as_mapping().unwrap(), PlanTime { year: 2016, as_of: None }, &mut faults);
        let codes = faults.into_list().iter().map(|fault| fault.finding.code().to_string()).collect();
        (front, codes)
    }

    #[test]
    fn a_target_may_be_a_number_a_bound_or_a_phrase() {
        let (front, faults) = read(
            "title: a\nindicators:\n  - {id: a, name: a, unit: 家, target: 60}\n  - {id: b, name: b, target: '>= 12', unit: 家}\n  - {id: c, name: c, target: 12家以上}\n  - {id: d, name: d, unit: 亿元, target: 超1亿元}\n",
        );
        assert_eq!(faults, [""; 0]);
        let printed: Vec<_> =
            front.indicators.iter().map(|indicator| indicator.target.as_ref().unwrap().chinese()).collect();
        assert_eq!(printed, ["60家", "12家以上", "12家以上", "超1亿元"]);
        assert_eq!(front.indicators[2].unit.as_deref(), Some("家"));
    }

    #[test]
    fn a_target_is_printed_with_the_unit_beside_it() {
        for (unit, target, printed) in [
            ("\"%\"", "72以上", "72%以上"),
            ("\"%\"", "\"≥72\"", "72%以上"),
            ("\"%\"", "72左右", "72%左右"),
            ("\"%\"", "70—72", "70%～72%"),
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
            assert_eq!(own.phrase.clone().unwrap_or_else(|| own.chinese()), printed, "{unit} {target}");
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
            assert_eq!(
                front.indicators[0].actual.as_ref().unwrap().number().unwrap().to_string(),
                value,
                "{actual}"
            );
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
        assert_eq!(indicator.target.as_ref().unwrap().bound().unwrap().value().to_string(), "3.1");
        assert_eq!(indicator.actual.as_ref().unwrap().number().unwrap().to_string(), "0");
        assert_eq!(indicator.baseline.as_ref().unwrap().number().unwrap().to_string(), "0.3");
    }

    #[test]
    fn every_fault_is_reported_and_the_rest_is_kept() {
        let (front, faults) = read(
            "title: [x]\nledd: y\nindicators:\n  - {id: A, name: a}\n  - {id: b, name: b, target: 很多, due: 年中}\n  - {id: c, unit: 个, target: 12家}\ntasks:\n  - {id: t, name: t, state: dropped}\n",
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
    fn units_are_a_text_or_a_list() {
        for (written, leads) in [
            ("水务局", &["水务局"][..]),
            ("水务局、住建局", &["水务局", "住建局"]),
            ("[水务局, 住建局]", &["水务局", "住建局"]),
            ("[水务局、住建局, 财政局, 水务局]", &["水务局", "住建局", "财政局"]),
            ("[]", &[]),
            ("\"、\"", &[]),
        ] {
            let (front, faults) = read(&format!("title: a\nlead: {written}\npartners: {written}\n"));
            assert_eq!(faults, [""; 0], "{written}");
            assert_eq!(front.responsibility.leads, leads, "{written}");
            assert_eq!(front.responsibility.partners, leads, "{written}");
        }
        assert_eq!(read("title: a\nlead: {a: b}\npartners: [[甲]]\n").1, ["wrong-type", "wrong-type"]);
    }

    #[test]
    fn a_key_with_nothing_after_it_is_not_given() {
        let (front, faults) = read("title: a\nlead:\nindicators:\n");
        assert!(front.responsibility.leads.is_empty() && faults.is_empty(), "{faults:?}");
    }
}
