//! An attainment as a bar with a mark at its target.

use super::super::context::AttainmentContext;
use super::super::display;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Where a bar ends that needs no more room, in percent of the target.
const END: u8 = 125;

/// A bar in percent of the target: the target stands at 100, and the bar has room for the value itself, however large.
pub fn bar(fraction: Decimal) -> AttainmentContext {
    let percent = fraction.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(Decimal::MAX).max(Decimal::ZERO);
    let seen = percent.round_dp(2).normalize();
    AttainmentContext {
        text: display::percent(fraction),
        // What is short of the whole is never the whole.
        percent_capped: percent.floor().min(Decimal::ONE_HUNDRED).to_u8().unwrap_or(100),
        bar: seen.to_string(),
        end: seen.ceil().to_u64().unwrap_or(u64::MAX).max(u64::from(END)),
        reached: fraction >= Decimal::ONE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_value_and_leaves_room_beyond_the_target() {
        for (fraction, expected) in [
            ("0", "0 of 125, 0"),
            ("-0.5", "0 of 125, 0"),
            ("0.5", "50 of 125, 50"),
            ("0.9996", "99.96 of 125, 99"),
            ("1", "100 of 125, 100 reached"),
            ("1.0004", "100.04 of 125, 100 reached"),
            ("1.25", "125 of 125, 100 reached"),
            ("1.3333333", "133.33 of 134, 100 reached"),
            ("12.5", "1250 of 1250, 100 reached"),
        ] {
            let bar = bar(fraction.parse().unwrap());
            let reached = if bar.reached { " reached" } else { "" };
            assert_eq!(format!("{} of {}, {}{reached}", bar.bar, bar.end, bar.percent_capped), expected);
        }
        assert_eq!(bar(Decimal::MAX).end, u64::MAX);
    }
}
