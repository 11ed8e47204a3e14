//! What may stand in the cells that are filled in, and what a person is told there.

use super::cells::{cut_to, excel_date};
use crate::collect::layout::STATES;
use crate::collect::period::{Period, chinese_day};
use crate::collect::questions::AskedIndicator;
use crate::model::measure::Measure;
use crate::model::target::TargetKind;
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, DataValidationRule, XlsxError};

/// Whether the values of an indicator are plain numbers.
pub fn takes_numbers(asked: &AskedIndicator<'_>) -> bool {
    match asked.indicator.target.as_ref().map(|target| &target.kind) {
        Some(TargetKind::Quantity(_) | TargetKind::Reference(_)) | None => true,
        Some(TargetKind::Change(_) | TargetKind::Rank(_) | TargetKind::Ratio(_) | TargetKind::Text(_)) => {
            false
        }
    }
}

/// What may stand in the cell of a value, and what a person is told there.
pub fn value_rule(asked: &AskedIndicator<'_>) -> Result<DataValidation, XlsxError> {
    let unit = asked.unit().unwrap_or_default();
    if !takes_numbers(asked) {
        let like = match asked.indicator.target.as_ref().map(|target| &target.kind) {
            Some(TargetKind::Change(_)) => "请写明增减，如“增长8%”“下降3.5%”。",
            Some(TargetKind::Rank(_)) => "请填位次，如“第8位”。",
            Some(TargetKind::Ratio(_)) => "请填两项之比，如“1:1.6”。",
            _ => "请用文字说明完成情况。",
        };
        return DataValidation::new().allow_any_value().set_input_title("完成值")?.set_input_message(like);
    }
    let is_flow = asked.indicator.measure == Some(Measure::Flow);
    let most = 1e15;
    let least = if is_flow { 0.0 } else { -most };
    let of = if unit.is_empty() { String::new() } else { format!("单位：{}。", cut_to(unit, 40)) };
    let what = if is_flow { "填1月1日起的累计数，不填当期数。" } else { "" };
    let wrong = if is_flow {
        "请填不小于0的数字，不带单位。"
    } else {
        "请填数字，不带单位。"
    };
    DataValidation::new()
        .allow_decimal_number(DataValidationRule::Between(least, most))
        .set_input_title("完成值")?
        .set_input_message(format!("{of}{what}没有数据的留空；零请填0。"))?
        .set_error_title("完成值")?
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_message(wrong)
}

/// A day within a period; none where spreadsheets do not know the days, before 1900.
pub fn date_rule(period: Period) -> Result<Option<DataValidation>, XlsxError> {
    let Some((start, end)) = excel_date(period.start).zip(excel_date(period.end)) else { return Ok(None) };
    let message = format!("请填{}至{}之间的日期。", chinese_day(period.start), chinese_day(period.end));
    let rule = DataValidation::new()
        .allow_date(DataValidationRule::Between(start, end))
        .set_error_title("日期")?
        .set_error_message(message)?;
    Ok(Some(rule))
}

/// One of the states of a task.
pub fn state_rule() -> Result<DataValidation, XlsxError> {
    DataValidation::new()
        .allow_list_strings(&STATES)?
        .set_error_title("状态")?
        .set_error_message("请从下拉列表中选择：未开始、推进中、已完成、已取消。")
}
