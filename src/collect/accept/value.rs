//! A cell as a value: read as the front matter of the plan would read it, and checked against what spreadsheets do to numbers.

use crate::collect::cell::{Cell, CellValue, Shown, is_space};
use crate::collect::questions::AskedIndicator;
use crate::diagnostic::Words;
use crate::diagnostic::words::say;
use crate::model::measure::Measure;
use crate::model::quantity::parse_decimal;
use crate::model::target::{TargetKind, Value};
use rust_decimal::Decimal;

/// Reads the cell of a value.
///
/// # Errors
/// What is wrong with it.
pub fn value(cell: &Cell, asked: &AskedIndicator<'_>) -> Result<Value, Words> {
    let value = match &cell.value {
        CellValue::Number(number) => number_of(*number, cell.shown, asked)?,
        CellValue::Text(text) => text_of(&one_line(text), asked)?,
        other => return Err(not_a_value(other)),
    };
    let is_negative =
        matches!(&value, Value::Number(number) if number.is_sign_negative() && !number.is_zero());
    if is_negative && asked.indicator.measure == Some(Measure::Flow) {
        return Err(say!(
            "what is counted since 1 January cannot be below zero",
            "1月1日起的累计数不能小于0"
        ));
    }
    // What is written must read as what was meant: the front matter has no other reader.
    if text_of(&written(&value), asked).as_ref() != Ok(&value) {
        return Err(say!("the value cannot be written into the plan as it is", "这个值无法照原样写入计划"));
    }
    Ok(value)
}

/// The longest value in words; what is longer is a report of its own.
const LONGEST: usize = 200;

/// Text as it stands on one line: line breaks are blanks, and what shows nothing at its ends is nothing.
pub fn one_line(text: &str) -> String {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    let text: String = text.trim_matches(is_space).chars().map(plain).collect();
    text.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A value as it is written into front matter.
pub fn written(value: &Value) -> String {
    match value {
        Value::Number(number) | Value::Rank(number) => number.normalize().to_string(),
        Value::Change(amount) => amount.chinese(),
        Value::Ratio(terms) => terms.symbols(),
        Value::Text(text) => text.clone(),
    }
}

/// The words for a cell that holds no value of any kind.
fn not_a_value(value: &CellValue) -> Words {
    match value {
        CellValue::Error(error) => say!(
            "the cell shows the error {error}; put the value itself there",
            "单元格显示错误 {error}；请直接填写数值"
        ),
        CellValue::Uncomputed => say!(
            "the cell holds a formula without a result; put the value itself there",
            "单元格中是没有算出结果的公式；请直接填写数值"
        ),
        CellValue::Date(date) => say!(
            "the cell holds the date {date}, not a value; set its format to a number and write the value again",
            "单元格中是日期（{date}），不是数值；请把单元格格式改为数值后重新填写"
        ),
        _ => say!("the cell holds no number", "单元格中不是数字"),
    }
}

fn number_of(number: f64, shown: Shown, asked: &AskedIndicator<'_>) -> Result<Value, Words> {
    let decimal = decimal(number)
        .ok_or_else(|| say!("the number has too many digits", "数字位数过多，无法准确读取"))?;
    let unit = counted_in(asked);
    let is_percent = matches!(unit, "%" | "％");
    let decimal = match shown {
        Shown::Percent if is_percent => {
            decimal.checked_mul(Decimal::ONE_HUNDRED).map_or(decimal, |whole| whole.normalize())
        }
        Shown::Percent => {
            return Err(say!(
                "the cell is shown as a percentage, and the unit is `{}`; set its format to a number",
                "单元格是百分比格式，而计量单位是“{}”；请改为数值格式",
                if unit.is_empty() { "—" } else { unit }
            ));
        }
        // 0.95 may be 95 % or less than one; 95 cannot be anything else.
        Shown::Unknown if is_percent && !decimal.is_zero() && decimal.abs() <= Decimal::ONE => {
            return Err(say!(
                "files of this format do not tell {} from {}%; save it as .xlsx, or write the value with its sign: {}%",
                "这种文件格式分不清是{}%还是{}%；请另存为 .xlsx，或者连同百分号填成文字，如“{}%”",
                decimal,
                decimal.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(decimal).normalize(),
                decimal
            ));
        }
        Shown::Plain | Shown::Unknown => decimal,
    };
    Value::of_number(decimal, asked.value_of()).map_err(|error| error.reason())
}

/// The unit that a bare number is counted in: under a change, that of the change where the indicator has no level.
fn counted_in<'a>(asked: &'a AskedIndicator<'_>) -> &'a str {
    match asked.indicator.target.as_ref().map(|target| &target.kind) {
        Some(TargetKind::Change(change)) if asked.indicator.unit.is_none() => &change.unit,
        _ => asked.unit().unwrap_or_default(),
    }
}

/// The decimal that a spreadsheet shows for a number: fifteen digits, as many as it keeps (13.100000000000001 is 13.1).
fn decimal(number: f64) -> Option<Decimal> {
    if !number.is_finite() {
        return None;
    }
    Decimal::from_scientific(&format!("{number:.14e}")).ok().map(|decimal| decimal.normalize())
}

fn text_of(text: &str, asked: &AskedIndicator<'_>) -> Result<Value, Words> {
    let of = asked.value_of();
    let read = Value::of_text(text, of).unwrap_or_else(|| match parse_decimal(text) {
        Ok(number) => Value::of_number(number.normalize(), of),
        Err(_) => Err(crate::model::target::ValueError::Form { like: String::new() }),
    });
    match read {
        Ok(Value::Number(number)) => Ok(Value::Number(number.normalize())),
        // A dash says that there is nothing, and is no result.
        Ok(Value::Text(text)) if !text.chars().any(char::is_alphanumeric) => Err(say!(
            "`{}` says nothing; leave the cell empty where there is none",
            "“{}”没有说明结果；没有数据的请留空",
            short(&text)
        )),
        Ok(Value::Text(text)) if text.chars().count() > LONGEST => {
            Err(say!("the value is longer than {LONGEST} characters", "完成值超过{LONGEST}字，请写得简短些"))
        }
        Ok(value) => Ok(value),
        Err(crate::model::target::ValueError::Form { like }) if like.is_empty() => Err(say!(
            "`{}` is no number; write the number alone, and leave the cell empty where there is none",
            "“{}”不是数字；请只填数字，没有数据的请留空",
            short(text)
        )),
        Err(error) => Err(say!("`{}`: {}", "“{}”：{}", short(text), error.reason())),
    }
}

/// As much of a text as a message quotes.
pub fn short(text: &str) -> String {
    crate::collect::out::cut_to(text, 40)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_the_spreadsheet_shows_them() {
        for (float, expected) in [
            (13.100000000000001, "13.1"),
            (0.1 + 0.2, "0.3"),
            (1e-7, "0.0000001"),
            (0.0, "0"),
            (-3.5, "-3.5"),
            (123456789012345.0, "123456789012345"),
            (1e15, "1000000000000000"),
        ] {
            assert_eq!(decimal(float).unwrap().to_string(), expected);
        }
        for float in [f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(decimal(float), None);
        }
    }
}
