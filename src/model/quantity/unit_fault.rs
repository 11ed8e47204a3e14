//! Units that a value cannot be written in: what is printed with them would read back as another quantity.

use super::scale::opens_unit;
use super::{Bound, Quantity, QuantityError, after_number, scale_split};
use crate::diagnostic::Words;
use crate::diagnostic::words::say;
use rust_decimal::Decimal;

/// What is wrong with a unit, with what to write instead.
///
/// # Errors
/// A number with the unit behind it reads as another number or unit (10亿元), or the unit holds quotation marks or words that
/// bound a value.
pub fn unit_fault(unit: &str) -> Result<(), Words> {
    if let Some(mark) = unit.chars().find(|c| "“”‘’\"'「」『』《》".contains(*c)) {
        return Err(say!(
            "it holds the mark `{mark}`; write the unit alone, such as `%`",
            "其中有符号“{mark}”；请只写单位，如 `%`"
        ));
    }
    if unit.contains(['、', '，', '。', '；', '：', ',', ';', ':', '！', '？', '!', '?']) {
        return Err(say!("it holds a punctuation mark; write one unit alone", "其中有标点；请只写一个单位"));
    }
    let number = Decimal::from(7);
    let digits = unit.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() < unit.len() && !digits.starts_with('/') {
        return Err(say!(
            "it begins with a number; write `{digits}` and work the number into the values",
            "单位前不能有数字；请写“{digits}”，并把该数字折算到数值中"
        ));
    }
    if opens_unit(scale_split(unit).1) {
        return Err(say!(
            "it begins with a numeral; write the unit alone, such as `家`",
            "单位前不能有数字；请只写单位，如“家”"
        ));
    }
    let reads_as_bound = |printed: &str| match Quantity::parse(printed) {
        Ok(read) => read.bound != Bound::Exactly(number),
        Err(
            QuantityError::Vague { .. }
            | QuantityError::Fraction { .. }
            | QuantityError::Contradiction { .. },
        ) => true,
        Err(_) => false,
    };
    let printed = format!("{number}{}", after_number(unit));
    match Quantity::parse_in(&printed, Some(unit)) {
        Ok(Quantity { bound: Bound::Exactly(value), unit: Some(read) })
            if value == number && read == unit && !reads_as_bound(&printed) =>
        {
            Ok(())
        }
        _ => Err(say!(
            "`{printed}` does not read as 7 of it; write a unit alone, such as `家`, `万元` or `%`",
            "“{printed}”读不出“7”和这一单位；请只写单位，如“家”“万元”或“%”"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::unit_fault;

    #[test]
    fn units_read_back_as_themselves_or_are_refused() {
        for unit in [
            "家",
            "%",
            "％",
            "‰",
            "亿元",
            "万元",
            "万亿元",
            "个百分点",
            "1/10万",
            "张/千人",
            "吨标准煤/万元",
            "μg/m³",
            "㎡",
            "m²",
            "℃",
            "人·次",
            "套（户）",
            "firms",
            "new firms",
            "km/h",
            "kWh",
            "万千瓦时",
            "台(套)",
            "件/万人",
            "天",
            "岁",
            "级",
            "起",
            "MW",
            "t CO2",
        ] {
            assert!(
                unit_fault(unit).is_ok(),
                "{unit}: {:?}",
                unit_fault(unit).map_err(|words| words.english)
            );
        }
        for unit in ["10亿元", "“%”", "\"家\"", "十家", "100家", "以上", "家以上", "、"] {
            assert!(unit_fault(unit).is_err(), "{unit}");
        }
    }
}
