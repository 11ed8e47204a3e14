//! Quantities in words: takes a bound and a unit, gives Chinese, English or symbols. Every form reads back
//! as the same quantity (English excepted, which nothing reads).

use super::{Bound, scale};
use rust_decimal::Decimal;

/// A decimal with the places its author wrote (3.1, 3.10) and no exponent; the minus sign is ASCII.
pub fn print_decimal(value: Decimal) -> String {
    if value.is_zero() { value.abs().to_string() } else { value.to_string() }
}

/// What stands behind a number for a unit: `1/10万` is written 9.61/10万, all others as they are.
pub fn after_number(unit: &str) -> &str {
    unit.strip_prefix('1').filter(|rest| rest.starts_with('/')).unwrap_or(unit)
}

impl Bound {
    /// As a Chinese document writes it: `12家以上`, `超1亿元`, `不超过5.5%`, `3～5家`, `8%左右`.
    pub fn chinese(&self, unit: Option<&str>) -> String {
        let unit = after_number(unit.unwrap_or_default());
        let whole = format!("{}{unit}", print_decimal(self.value()));
        match *self {
            Self::Exactly(_) => whole,
            Self::AtLeast(_) => format!("{whole}以上"),
            Self::MoreThan(_) => format!("超{whole}"),
            Self::AtMost(_) => format!("不超过{whole}"),
            Self::LessThan(_) if is_level(unit) => format!("低于{whole}"),
            Self::LessThan(_) => format!("少于{whole}"),
            Self::About(_) => format!("{whole}左右"),
            Self::Between(lower, upper) => {
                // GB/T 15835—2011, 5.1.3: 15%~30% and 13万元~17万元 repeat the unit; 100~150kg need not. Of the
                // two marks that it allows, the wavy one keeps clear of minus signs.
                let repeated = if needs_repeating(unit) { unit } else { "" };
                format!("{}{repeated}～{}{unit}", print_decimal(lower), print_decimal(upper))
            }
        }
    }

    /// In English, the unit as it is: `at least 12 家`, `more than 1 亿元`, `3–5 家`, `about 8%`.
    pub fn english(&self, unit: Option<&str>) -> String {
        self.spaced(self.openings().0, " to ", unit)
    }

    /// With symbols: `≥ 12 家`, `> 1 亿元`, `3–5 家`, `≈ 8%`.
    pub fn symbols(&self, unit: Option<&str>) -> String {
        self.spaced(self.openings().1, " – ", unit)
    }

    /// What stands before the value in English, and as a symbol.
    const fn openings(&self) -> (&'static str, &'static str) {
        match self {
            Self::Exactly(_) | Self::Between(..) => ("", ""),
            Self::AtLeast(_) => ("at least ", "≥ "),
            Self::MoreThan(_) => ("more than ", "> "),
            Self::AtMost(_) => ("at most ", "≤ "),
            Self::LessThan(_) => ("less than ", "< "),
            Self::About(_) => ("about ", "≈ "),
        }
    }

    /// The opening, the value or range, and the unit after a space. `wide_mark` stands in a range that
    /// holds a minus sign, where the bare dash is hard to tell from it.
    fn spaced(&self, opening: &str, wide_mark: &str, unit: Option<&str>) -> String {
        let values = match *self {
            Self::Between(lower, upper) => {
                let mark = if lower.is_sign_negative() { wide_mark } else { "–" };
                format!("{}{mark}{}", print_decimal(lower), print_decimal(upper))
            }
            _ => print_decimal(self.value()),
        };
        match unit {
            None => format!("{opening}{values}"),
            Some(unit) if unit.starts_with(['%', '‰', '1']) => {
                format!("{opening}{values}{}", after_number(unit))
            }
            Some(unit) => format!("{opening}{values} {unit}"),
        }
    }
}

/// Whether values in this unit are high and low (低于5%) rather than many and few (少于5家).
fn is_level(unit: &str) -> bool {
    unit.is_empty() || unit.contains(['%', '‰', '/', '℃', '°']) || unit.ends_with("百分点")
}

/// Whether leaving the unit out at the start of a range would change what the number says.
fn needs_repeating(unit: &str) -> bool {
    unit.starts_with(['%', '‰']) || scale::split(unit).is_some()
}

#[cfg(test)]
mod tests {
    use super::print_decimal;
    use crate::model::quantity::{Bound, Quantity};
    use rust_decimal::Decimal;

    #[test]
    fn every_bound_prints_in_chinese_english_and_symbols() {
        let cases = [
            ("12", "12", "12", "12"),
            ("1家", "1家", "1 家", "1 家"),
            (">= 12 家", "12家以上", "at least 12 家", "≥ 12 家"),
            ("超亿元", "超1亿元", "more than 1 亿元", "> 1 亿元"),
            ("<= 5.5%", "不超过5.5%", "at most 5.5%", "≤ 5.5%"),
            ("< 5%", "低于5%", "less than 5%", "< 5%"),
            ("< 5", "低于5", "less than 5", "< 5"),
            ("少于3起", "少于3起", "less than 3 起", "< 3 起"),
            (
                "低于0.5吨标准煤/万元",
                "低于0.5吨标准煤/万元",
                "less than 0.5 吨标准煤/万元",
                "< 0.5 吨标准煤/万元",
            ),
            ("~ 8", "8左右", "about 8", "≈ 8"),
            ("8%左右", "8%左右", "about 8%", "≈ 8%"),
            ("3..5 家", "3～5家", "3–5 家", "3–5 家"),
            ("20～40%", "20%～40%", "20–40%", "20–40%"),
            ("13～17万元", "13万元～17万元", "13–17 万元", "13–17 万元"),
            ("-36～-8℃", "-36～-8℃", "-36 to -8 ℃", "-36 – -8 ℃"),
            ("3.1个百分点", "3.1个百分点", "3.1 个百分点", "3.1 个百分点"),
            ("千分之三", "3‰", "3‰", "3‰"),
            ("9.61/10万以下", "不超过9.61/10万", "at most 9.61/10万", "≤ 9.61/10万"),
            ("30.5㎡", "30.5㎡", "30.5 ㎡", "30.5 ㎡"),
        ];
        for (text, chinese, english, symbols) in cases {
            let quantity = Quantity::parse(text).unwrap();
            assert_eq!(quantity.chinese(), chinese, "{text}");
            assert_eq!(quantity.english(), english, "{text}");
            assert_eq!(quantity.symbols(), symbols, "{text}");
        }
    }

    #[test]
    fn a_bound_prints_without_a_unit_of_its_own() {
        let bound = Bound::AtLeast(Decimal::new(12, 0));
        assert_eq!(bound.chinese(None), "12以上");
        assert_eq!(bound.english(Some("项")), "at least 12 项");
        assert_eq!(bound.symbols(None), "≥ 12");
    }

    #[test]
    fn decimals_print_as_written_without_exponent_or_negative_zero() {
        let cases = [
            (Decimal::new(31, 1), "3.1"),
            (Decimal::new(310, 2), "3.10"),
            (Decimal::new(1200, 0), "1200"),
            (Decimal::new(-5, 1), "-0.5"),
            (-Decimal::ZERO, "0"),
            (Decimal::new(1, 28), "0.0000000000000000000000000001"),
            (Decimal::MAX, "79228162514264337593543950335"),
        ];
        for (value, text) in cases {
            assert_eq!(print_decimal(value), text);
        }
    }
}
