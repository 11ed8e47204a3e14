//! Decimal numbers in JSON: every digit as it is, and no binary float on the way.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// So many places has a quotient in data files: more than any page shows, and no more than a spreadsheet keeps.
const PLACES: u32 = 6;

/// A number whose digits are those of the plan. In JSON it is a number with exactly these digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number(pub Decimal);

impl Number {
    /// The digits: `-3.10` is `-3.1`, and never with an exponent.
    pub fn text(self) -> String {
        self.0.normalize().to_string()
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let raw = RawValue::from_string(self.text()).map_err(serde::ser::Error::custom)?;
        raw.serialize(serializer)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Number {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number" })
    }
}

/// A quotient with six decimal places, half up; with more where it would else be 1, which it is not: a share is never rounded
/// to the whole.
pub fn quotient(value: Decimal) -> Number {
    let at = |places| value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    let apart = (PLACES..=12).map(at).find(|rounded| *rounded != Decimal::ONE || value == Decimal::ONE);
    Number(apart.unwrap_or(value).normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_digit_stays() {
        for (text, json) in [
            ("3.10", "3.1"),
            ("-0.00", "0"),
            ("1200", "1200"),
            ("79228162514264337593543950335", "79228162514264337593543950335"),
            ("0.0000000000000000000000000001", "0.0000000000000000000000000001"),
        ] {
            let number = Number(text.parse().unwrap());
            assert_eq!(serde_json::to_string(&number).unwrap(), json);
        }
    }

    #[test]
    fn a_share_is_never_rounded_to_the_whole() {
        for (value, text) in [
            ("0.8333333333", "0.833333"),
            ("0.9999999", "0.9999999"),
            ("1.0000001", "1.0000001"),
            ("1", "1"),
            ("-0.5", "-0.5"),
        ] {
            assert_eq!(quotient(value.parse().unwrap()).text(), text);
        }
    }
}
