//! Numbers whose digits a binary number would lose.
//!
//! The YAML reader gives numbers as `i64`, `u64` or `f64` and refuses longer whole numbers. Here such a number is found in the
//! text by its digits and handed to the reader as a text with the tag [`TAG`], so that it stays as it was written;
//! [`written`] gives it back. A text that has no long number is only looked through once.

use super::tree::{NodeKind, NodeStyle, SpannedYaml};
use rust_decimal::Decimal;
use serde_yaml::Value;

/// The tag of a number that is kept as it was written; in error messages it never appears.
const TAG: &str = "!planpress-number";

/// A binary number gives back so many significant digits, whatever they are.
const SAFE_DIGITS: usize = 15;

/// A decimal holds so many significant digits, and as many decimal places, whatever they are.
const MOST_DIGITS: usize = 28;

/// A YAML text with its long numbers as tagged texts, and what was put in; none where it has no long numbers.
pub fn tag_long_numbers(yaml: &str) -> Option<TaggedNumbers> {
    if !may_have_long_numbers(yaml) {
        return None;
    }
    let tree = SpannedYaml::read(yaml);
    let mut tagged = TaggedNumbers { text: String::with_capacity(yaml.len() + 64), starts: Vec::new() };
    let mut from = 0;
    for node in tree.leaves().filter(|node| node.kind() == NodeKind::Scalar(NodeStyle::Plain)) {
        let range = node.range();
        let Some(number) = yaml.get(range.clone()).filter(|text| is_long_number(text)) else { continue };
        tagged.text.push_str(yaml.get(from..range.start)?);
        tagged.starts.push((tagged.text.len(), range.start));
        tagged.text.push_str(&format!("{TAG} '{number}'"));
        from = range.end;
        tagged.starts.push((tagged.text.len(), from));
    }
    tagged.text.push_str(yaml.get(from..)?);
    (!tagged.starts.is_empty()).then_some(tagged)
}

/// A YAML text in which numbers were replaced.
#[derive(Debug)]
pub struct TaggedNumbers {
    /// The new text.
    pub text: String,
    /// Where each replacement begins and ends: in the new text, and in the old one.
    starts: Vec<(usize, usize)>,
}

impl TaggedNumbers {
    /// Where in the old text something stands that stands at an offset of the new one.
    pub fn old_offset(&self, offset: usize) -> usize {
        let before = self.starts.partition_point(|(new, _)| *new <= offset);
        match before.checked_sub(1).and_then(|index| Some((self.starts.get(index)?, index % 2 == 0))) {
            // Inside a replacement: where it begins.
            Some(((_, old), true)) => *old,
            Some(((new, old), false)) => old + (offset - new),
            None => offset,
        }
    }
}

/// Whether so many digits stand together somewhere, with nothing but points between them, that they may be a long number.
fn may_have_long_numbers(yaml: &str) -> bool {
    let mut digits = 0;
    yaml.bytes().any(|byte| {
        match byte {
            b'0'..=b'9' => digits += 1,
            b'.' => {}
            _ => digits = 0,
        }
        digits > SAFE_DIGITS
    })
}

/// Whether a plain value is a number of which the reader would lose digits.
fn is_long_number(text: &str) -> bool {
    let Some(number) = Parts::of(text) else { return false };
    if number.is_whole {
        // The reader takes whole numbers with noughts before them as texts.
        let has_leading_zero = number.whole.len() > 1 && number.whole.starts_with('0');
        return !has_leading_zero && text.parse::<u64>().is_err() && text.parse::<i64>().is_err();
    }
    number.whole.len() + number.fraction.len() > SAFE_DIGITS
}

/// The text of a number that is kept as it was written.
pub fn written(value: &Value) -> Option<&str> {
    match value {
        Value::Tagged(tagged) if tagged.tag == TAG => tagged.value.as_str(),
        _ => None,
    }
}

/// A number that YAML writes without quotes (`-1.5e3`, `.5`), exact; none where a decimal does not hold it.
pub fn exact_decimal(text: &str) -> Option<Decimal> {
    let Parts { is_negative, whole, fraction, exponent, .. } = Parts::of(text)?;
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_start_matches('0').trim_end_matches('0');
    if significant.is_empty() {
        return Some(Decimal::ZERO);
    }
    let noughts = digits.len() - digits.trim_end_matches('0').len();
    let scale = i64::try_from(fraction.len()).ok()? - i64::try_from(noughts).ok()? - exponent;
    let appended = usize::try_from(-scale).unwrap_or(0);
    if significant.len().saturating_add(appended) > MOST_DIGITS {
        return None;
    }
    let digits: i128 = format!("{significant}{}", "0".repeat(appended)).parse().ok()?;
    let scale = u32::try_from(scale.max(0)).ok()?;
    Decimal::try_from_i128_with_scale(if is_negative { -digits } else { digits }, scale).ok()
}

/// The parts of a number: `-1.5e3`.
struct Parts<'n> {
    is_negative: bool,
    /// The digits before the point.
    whole: &'n str,
    /// The digits after it.
    fraction: &'n str,
    exponent: i64,
    /// Whether it has neither point nor exponent.
    is_whole: bool,
}

impl<'n> Parts<'n> {
    fn of(text: &'n str) -> Option<Self> {
        let is_negative = text.starts_with('-');
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?.into()),
            None => (unsigned, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let is_number = is_digits(whole) && is_digits(fraction) && !(whole.is_empty() && fraction.is_empty());
        let is_whole = mantissa == whole && mantissa.len() == unsigned.len();
        is_number.then_some(Self { is_negative, whole, fraction, exponent, is_whole })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_is_exact_or_refused() {
        for (text, expected) in [
            ("0.1234567890123456789", Some("0.1234567890123456789")),
            ("0.1234567890123456789012345678", Some("0.1234567890123456789012345678")),
            ("0.12345678901234567890123456789", None),
            ("1234567890123456789012345678", Some("1234567890123456789012345678")),
            ("12345678901234567890123456789", None),
            ("-1234567890.123456789012345678", Some("-1234567890.123456789012345678")),
            ("+.5", Some("0.5")),
            ("5.", Some("5")),
            ("00.50", Some("0.5")),
            ("0.0000000000000000000000000000", Some("0")),
            ("0.10000000000000000000000000000000", Some("0.1")),
            ("1.5e3", Some("1500")),
            ("1.5E-3", Some("0.0015")),
            ("1234567890123456789e-18", Some("1.234567890123456789")),
            ("1e27", Some("1000000000000000000000000000")),
            ("1e28", None),
            ("1e-28", Some("0.0000000000000000000000000001")),
            ("1e-29", None),
            ("1e99999999999", None),
            ("0x10", None),
            ("1_000", None),
            (".", None),
            (".inf", None),
            ("", None),
            ("-", None),
        ] {
            assert_eq!(exact_decimal(text).map(|value| value.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn only_numbers_that_would_lose_digits_are_kept_as_written() {
        for (text, expected) in [
            ("18446744073709551615", false),
            ("18446744073709551616", true),
            ("-9223372036854775808", false),
            ("-9223372036854775809", true),
            ("00000000000000000001", false),
            ("0.12345678901234", false),
            ("0.1234567890123456", true),
            ("1234567890.1234567e3", true),
            ("2016-12-31", false),
            ("1.2.3", false),
        ] {
            assert_eq!(is_long_number(text), expected, "{text}");
        }
    }

    #[test]
    fn offsets_are_those_of_the_text_as_it_was() {
        let yaml = "a: 0.1234567890123456789 # 注\nb: [99999999999999999999, x]\n";
        let tagged = tag_long_numbers(yaml).unwrap();
        for word in ["a:", "注", "b: [", "x]"] {
            assert_eq!(
                tagged.old_offset(tagged.text.find(word).unwrap()),
                yaml.find(word).unwrap(),
                "{word}"
            );
        }
        assert_eq!(tagged.old_offset(tagged.text.find("999").unwrap()), yaml.find("999").unwrap());
        assert!(tag_long_numbers("a: '0.1234567890123456789'\nb: 2016.12.31\n").is_none());
    }
}
