//! Values beside their targets: what each says, and whether it keeps the target.

use crate::model::quantity::{Direction, parse_decimal};
use crate::model::target::{Beside, Target, Value, ValueOf, keeps};

/// Reads a value as front matter has it: a number where it is one.
fn value(text: &str, of: ValueOf<'_>) -> Option<Value> {
    match parse_decimal(text) {
        Ok(number) if !text.contains(|c: char| !c.is_ascii()) => Value::of_number(number, of).ok(),
        _ => Value::of_text(text, of)?.ok(),
    }
}

/// `met`, `missed`, `open` where nobody can tell, `refused` where the value cannot be read.
fn outcome(target: &str, unit: &str, baseline: &str, actual: &str) -> &'static str {
    let unit = Some(unit).filter(|unit| !unit.is_empty());
    let target = Target::read(target, unit).unwrap_or_else(|error| panic!("{target}: {error:?}"));
    let unit = unit.or_else(|| target.unit());
    let of = ValueOf { unit, target: Some(&target), baseline: None, is_baseline: true };
    let baseline =
        (!baseline.is_empty()).then(|| value(baseline, of).unwrap_or_else(|| panic!("{baseline}")));
    let of = ValueOf { baseline: baseline.as_ref(), is_baseline: false, ..of };
    let Some(actual) = value(actual, of) else { return "refused" };
    let beside = Beside { direction: target.direction(), unit, baseline: baseline.as_ref(), benchmark: None };
    match keeps(&target.kind, &actual, beside) {
        Ok(true) => "met",
        Ok(false) => "missed",
        Err(_) => "open",
    }
}

#[test]
fn values_keep_their_targets_as_plain_sense_has_it() {
    for (target, unit, baseline, actual, expected) in [
        // A fall is written out: 3.5 may be a rise.
        ("下降3%", "%", "", "3.5", "refused"),
        ("下降3%", "%", "", "3.5%", "refused"),
        ("下降3%", "%", "", "下降3.5%", "met"),
        ("下降3%", "%", "", "下降2.5%", "missed"),
        ("下降3%", "%", "", "增长3.5%", "missed"),
        ("下降3%", "%", "", "持平", "missed"),
        ("下降3%", "%", "", "0", "missed"),
        ("下降3%以上", "%", "", "下降3%", "met"),
        ("降幅控制在3%以内", "%", "", "下降3.5%", "missed"),
        ("降幅控制在3%以内", "%", "", "下降2%", "met"),
        ("降幅控制在3%以内", "%", "", "增长2%", "met"),
        // A level is read where the baseline is one.
        ("下降3%", "千克", "100", "96", "met"),
        ("下降3%", "千克", "100", "98", "missed"),
        ("下降3%", "千克", "", "96", "refused"),
        ("下降3%", "千克", "100", "下降4%", "met"),
        ("减少2起", "起", "12", "10", "met"),
        ("减少2起", "起", "12", "11", "missed"),
        ("减少2起", "起", "", "2", "refused"),
        ("减少2起", "起", "", "减少2起", "met"),
        ("缩短5天", "天", "20", "14", "met"),
        ("缩短5天", "天", "20", "16", "missed"),
        ("提高0.5个百分点", "%", "12.2", "12.7", "met"),
        ("提高0.5个百分点", "%", "12.2%", "12.7%", "met"),
        ("提高0.5个百分点", "%", "12.3", "12.7", "missed"),
        ("提高0.5个百分点", "%", "", "12.7%", "refused"),
        ("提高0.5个百分点", "%", "", "提高0.6个百分点", "met"),
        ("提高0.5个百分点", "个百分点", "", "0.6", "met"),
        ("提高0.5个百分点", "个百分点", "", "0.4", "missed"),
        // Under a rise a bare number of the change's unit is the change.
        ("增长8%", "%", "7.5", "8.2", "met"),
        ("增长8%", "%", "", "7.9", "missed"),
        ("增长8%", "%", "", "-2", "missed"),
        ("增长8%", "%", "", "下降2%", "missed"),
        ("增长8%", "亿元", "100", "108", "met"),
        ("增长8%", "亿元", "100", "107.9", "missed"),
        ("增长8%", "亿元", "0", "10", "open"),
        ("增长8%", "亿元", "", "增长9%", "met"),
        ("增加60家", "家", "200", "262", "met"),
        ("增加60家", "家", "200", "250", "missed"),
        ("翻一番", "亿元", "100", "200", "met"),
        ("翻一番", "亿元", "100", "199", "missed"),
        ("涨幅控制在3%以内", "%", "", "2.1", "met"),
        ("涨幅控制在3%以内", "%", "", "3.1", "missed"),
        ("零增长", "%", "", "持平", "met"),
        ("零增长", "%", "", "增长1%", "open"),
        ("正增长", "%", "", "0.1", "met"),
        ("正增长", "%", "", "0", "missed"),
        ("下降3%", "%", "", "3.5亿元", "refused"),
        // Places: a smaller number is better, and a larger one never keeps the target.
        ("前10位", "", "", "8", "met"),
        ("前10位", "", "", "第8位", "met"),
        ("前10位", "", "", "第十位", "met"),
        ("前10位", "", "", "11", "missed"),
        ("前10位", "", "", "第100位", "missed"),
        ("前10位", "", "", "0", "refused"),
        ("前10位", "", "", "8.5", "refused"),
        ("第1名", "", "", "2", "missed"),
        ("第3名", "", "", "1", "met"),
        // Ratios are compared by the term that counts.
        ("不低于1:1.5", "", "", "1:1.6", "met"),
        ("不低于1:1.5", "", "", "1:1.4", "missed"),
        ("不低于1:1.5", "", "", "2:3", "met"),
        ("1:1.5", "", "", "1:1.5", "met"),
        ("1:1.5", "", "", "1:1.6", "open"),
        ("2.27:1以内", "", "", "2.25:1", "met"),
        ("2.27:1以内", "", "", "2.3:1", "missed"),
        ("三分之二以上", "", "", "2/3", "met"),
        ("三分之二以上", "", "", "五分之三", "missed"),
        ("3:2", "", "", "4:2", "open"),
        ("1:1.5", "", "", "1.6", "refused"),
        // No number settles words.
        ("全覆盖", "", "", "100", "open"),
        ("3A级", "", "", "5", "open"),
        ("二类以上", "", "", "3", "open"),
        ("6月底前开工", "", "", "7", "open"),
        ("与经济增长同步", "%", "", "9", "open"),
        ("不低于全省平均水平", "%", "", "99", "open"),
    ] {
        assert_eq!(
            outcome(target, unit, baseline, actual),
            expected,
            "{target} ({unit}), {baseline} → {actual}"
        );
    }
}

#[test]
fn a_reference_is_held_against_what_others_reached_on_the_same_day() {
    let d = |text: &str| parse_decimal(text).unwrap();
    for (target, actual, benchmark, expected) in [
        ("不低于全省平均水平", "95.2", "95.2", Ok(true)),
        ("不低于全省平均水平", "95.1", "95.2", Ok(false)),
        ("高于全省平均水平", "95.2", "95.2", Ok(false)),
        ("低于全省平均水平", "95.1", "95.2", Ok(true)),
        ("高于全省平均1个百分点", "96.2", "95.2", Ok(true)),
        ("高于全省平均1个百分点", "96.1", "95.2", Ok(false)),
        ("与上年持平", "95.2", "95.2", Ok(true)),
    ] {
        let target = Target::read(target, Some("%")).unwrap();
        let beside =
            Beside { direction: None, unit: Some("%"), baseline: None, benchmark: Some(d(benchmark)) };
        let kept = keeps(&target.kind, &Value::Number(d(actual)), beside);
        assert_eq!(kept, expected, "{target:?} {actual} {benchmark}");
    }
    assert_eq!(Target::read("增长8%", None).unwrap().direction(), Some(Direction::Up));
    assert_eq!(Target::read("下降3%", None).unwrap().direction(), Some(Direction::Down));
    assert_eq!(Target::read("降幅控制在3%以内", None).unwrap().direction(), Some(Direction::Up));
}
