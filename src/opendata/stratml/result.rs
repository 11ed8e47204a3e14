//! Targets and values as results, and what else is told of an indicator.

use super::element::Document;
use super::{line, pick};
use crate::model::config::Lang;
use crate::opendata::number::Number;
use crate::opendata::record::{IndicatorData, PlanRecord, TargetData, ValueData};

/// So many digits has a number of units at most.
const DIGITS: usize = 18;

/// The target, and the stretch target behind it.
pub fn targets(instance: &mut Document, record: &PlanRecord, indicator: &IndicatorData, lang: Lang) {
    let named =
        [(["目标值", "Target"], &indicator.target), (["力争目标", "Stretch target"], &indicator.stretch)];
    for (name, target) in named {
        let Some(target) = target else { continue };
        instance.within("TargetResult", &[], |result| {
            if indicator.measure == Some("flow") {
                result.text("StartDate", &first_day(record));
            }
            result.optional("EndDate", indicator.due.as_ref().and_then(|due| due.date.as_deref()));
            if target.kind == "quantity" && target.upper.is_none() && target.unit.is_none() {
                result.optional("NumberOfUnits", units(target.value).as_deref());
            }
            descriptor(result, pick(lang, name), notation(target).as_deref());
            result.text("Description", &target.text);
        });
    }
}

/// The baseline, which is earlier, then all reports.
pub fn actuals(instance: &mut Document, record: &PlanRecord, indicator: &IndicatorData, lang: Lang) {
    let baseline = indicator.baseline.iter().map(|value| (value, ["基期值", "Baseline"]));
    let reports = indicator.reports.iter().map(|value| (value, ["完成值", "Actual"]));
    for (value, name) in baseline.chain(reports) {
        instance.within("ActualResult", &[], |result| {
            let of_the_year = value.date.as_ref().is_some_and(|date| *date >= first_day(record));
            if indicator.measure == Some("flow") && of_the_year {
                result.text("StartDate", &first_day(record));
            }
            result.optional("EndDate", value.date.as_deref());
            if value.kind == "number" && value.unit.is_none() {
                result.optional("NumberOfUnits", units(value.value).as_deref());
            }
            descriptor(result, pick(lang, name), measured(value).as_deref());
            result.text("Description", &value.text);
        });
    }
}

/// A number that every reader of XML Schema takes: they must know decimals of 18 digits, and some know no more. One with more
/// stands in the descriptor alone.
pub(super) fn units(value: Option<Number>) -> Option<String> {
    let value = value?;
    let digits = value.text().bytes().filter(u8::is_ascii_digit).count();
    (digits <= DIGITS).then(|| value.text())
}

/// What is told and how it is compared.
fn descriptor(result: &mut Document, name: &str, value: Option<&str>) {
    result.within("Descriptor", &[], |element| {
        element.text("DescriptorName", name);
        element.optional("DescriptorValue", value);
    });
}

/// The first of January: from then on a flow is counted.
fn first_day(record: &PlanRecord) -> String {
    format!("{:04}-01-01", record.plan.year)
}

/// A target as front matter writes bounds, with its kind before it where it is no quantity: `>= 12`, `3..5`, `change <= -3 %`.
/// Nothing of a target in words.
fn notation(target: &TargetData) -> Option<String> {
    let value = target.value?.text();
    let value = target.second.map_or(value.clone(), |second| format!("{value}:{}", second.text()));
    let sign = match target.bound? {
        "at-least" => ">= ",
        "more-than" => "> ",
        "at-most" => "<= ",
        "less-than" => "< ",
        "about" => "~ ",
        "between" => "",
        _ => "= ",
    };
    let upper = target.upper.map(|upper| format!("..{}", upper.text())).unwrap_or_default();
    // 1:1.3 keeps >= 1:1.25 only where it is said which term is meant.
    let counts = if target.counts == Some("second") { " by the second term" } else { "" };
    let number = format!("{sign}{value}{upper}{counts}");
    Some(with_kind(target.kind, "quantity", &number, target.unit.as_deref()))
}

/// A value that its number of units does not say: `change -3.5 %`, `ratio 1:1.5`.
fn measured(value: &ValueData) -> Option<String> {
    let number = value.value?.text();
    let number = value.second.map_or(number.clone(), |second| format!("{number}:{}", second.text()));
    (value.kind != "number" || value.unit.is_some() || units(value.value).is_none())
        .then(|| with_kind(value.kind, "number", &number, value.unit.as_deref()))
}

fn with_kind(kind: &str, plain: &str, number: &str, unit: Option<&str>) -> String {
    let kind = if kind == plain { String::new() } else { format!("{kind} ") };
    let unit = unit.map(|unit| format!(" {unit}")).unwrap_or_default();
    format!("{kind}{number}{unit}")
}

/// What the standard has no element for, of an indicator.
pub fn particulars(indicator: &IndicatorData, lang: Lang) -> Vec<String> {
    let progress = &indicator.progress;
    let told = [
        (["级别", "Level"], indicator.level.as_deref()),
        (["指标性质", "Measure"], indicator.measure.map(|measure| measure_word(measure, lang))),
        (["指标属性", "Nature"], indicator.nature.map(|nature| nature_word(nature, lang))),
        (["完成时限", "Due"], indicator.due.as_ref().map(|due| &*due.text)),
        (["状态", "Status"], progress.status.as_ref().map(|status| &*status.text)),
        (["判断依据", "Reason"], Some(&*progress.reason_text).filter(|text| !text.is_empty())),
        (["完成率", "Attainment"], progress.attainment.text.as_deref()),
        (["已用", "Used"], progress.used.text.as_deref()),
        (["基期到目标的进度", "Distance"], progress.distance.text.as_deref()),
        (["时间进度", "Elapsed"], progress.elapsed.text.as_deref()),
        (["与目标之差", "Difference"], progress.difference.as_deref()),
        (["实现日期", "Reached on"], indicator.done.as_deref()),
        (["数据来源", "Source"], indicator.source.as_deref()),
        (["备注", "Note"], indicator.note.as_deref()),
        (["免于评价的原因", "Excused because"], indicator.excused.as_deref()),
    ];
    let mut lines: Vec<_> =
        told.into_iter().filter_map(|(name, text)| Some(line(lang, name, text?))).collect();
    if let Some(benchmark) = &indicator.benchmark {
        let parts = [benchmark.name.as_deref(), Some(&*benchmark.value.text), day(&benchmark.value)];
        lines.push(line(lang, ["参照", "Benchmark"], &joined(parts, lang)));
    }
    for value in indicator.baseline.iter().chain(&indicator.reports) {
        if value.source.is_some() || value.note.is_some() {
            let parts = [day(value), Some(&*value.text), value.source.as_deref(), value.note.as_deref()];
            lines.push(line(lang, ["数值来源和说明", "Source and note of a value"], &joined(parts, lang)));
        }
    }
    for milestone in &indicator.milestones {
        let parts = [
            Some(&*milestone.due.text),
            milestone.target.as_ref().map(|target| &*target.text),
            milestone.actual.as_ref().map(|value| &*value.text),
            milestone.done.as_deref(),
        ];
        lines.push(line(lang, ["阶段目标", "Milestone"], &joined(parts, lang)));
    }
    for revision in &indicator.revisions {
        let change = format!("{} → {}", revision.from, revision.to);
        let parts = [Some(&*revision.date), Some(&*revision.field), Some(&*change), Some(&*revision.reason)];
        lines.push(line(lang, ["年内调整", "Changed within the year"], &joined(parts, lang)));
    }
    lines
}

fn day(value: &ValueData) -> Option<&str> {
    value.date_text.as_deref().or(value.date.as_deref())
}

fn joined<const N: usize>(parts: [Option<&str>; N], lang: Lang) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(pick(lang, ["；", "; "]))
}

fn measure_word(measure: &'static str, lang: Lang) -> &'static str {
    match measure {
        "flow" => pick(lang, ["时期指标", "flow"]),
        "stock" => pick(lang, ["时点指标", "stock"]),
        "rate" => pick(lang, ["比率", "rate"]),
        other => other,
    }
}

fn nature_word(nature: &'static str, lang: Lang) -> &'static str {
    match nature {
        "binding" => pick(lang, ["约束性", "binding"]),
        "expected" => pick(lang, ["预期性", "expected"]),
        other => other,
    }
}
