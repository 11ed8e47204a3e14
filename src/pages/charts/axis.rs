//! The axis of values: where it begins and ends, and the round numbers on it.
//!
//! It begins at zero, or below where a value is; what is counted one by one has whole numbers only.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// An axis with round numbers at equal distances.
#[derive(Debug)]
pub(super) struct Axis {
    pub(super) low: Decimal,
    pub(super) high: Decimal,
    step: Decimal,
}

impl Axis {
    /// An axis on which all these values of a unit lie; none where they are too large to be reckoned with.
    pub(super) fn over(values: impl IntoIterator<Item = Decimal>, unit: Option<&str>) -> Option<Self> {
        let (low, high, whole) = values.into_iter().fold(
            (Decimal::ZERO, Decimal::ZERO, unit.is_some_and(is_counted)),
            |(low, high, whole), value| (low.min(value), high.max(value), whole && value.is_integer()),
        );
        let span = high.checked_sub(low)?;
        if span.is_zero() {
            return Some(Self { low, high: Decimal::ONE, step: Decimal::ONE });
        }
        let step = step(span, whole)?;
        let down = low.checked_div(step)?.floor().checked_mul(step)?;
        let up = high.checked_div(step)?.ceil().checked_mul(step)?;
        Some(Self { low: down, high: up, step })
    }

    /// The share of the axis up to a value, from 0 to 1.
    pub(super) fn share(&self, value: Decimal) -> f64 {
        let span = self.high.checked_sub(self.low);
        let share = span.and_then(|span| value.checked_sub(self.low)?.checked_div(span));
        share.and_then(|share| share.to_f64()).unwrap_or(0.0).clamp(0.0, 1.0)
    }

    /// The round numbers, from the lowest up.
    pub(super) fn numbers(&self) -> impl Iterator<Item = Decimal> {
        let all = std::iter::successors(Some(self.low), |at| at.checked_add(self.step));
        all.take_while(|at| *at <= self.high).take(MOST).map(|at| at.normalize())
    }
}

/// No axis has more numbers than this.
const MOST: usize = 12;

/// Units of what is counted one by one: there are no two and a half firms.
#[rustfmt::skip]
const COUNTED: [&str; 40] = [
    "家", "项", "人", "个", "件", "座", "所", "名", "位", "户", "次", "场", "台", "辆", "套", "篇", "部", "条", "处", "间",
    "门", "支", "期", "批", "例", "起", "宗", "村", "张", "株", "头", "家次", "人次", "项次", "场次", "台套",
    "只", "笔", "幢", "栋",
];

/// Whether a unit, without a note in brackets, counts one by one; `万人` does not.
fn is_counted(unit: &str) -> bool {
    let bare = unit.split(['（', '(']).next().unwrap_or(unit).trim();
    let english =
        ["firm", "firms", "item", "items", "person", "persons", "people", "case", "cases", "times", "beds"];
    COUNTED.contains(&bare) || english.contains(&bare)
}

/// The distance of the numbers: 1, 2, 2.5 or 5 times a power of ten, so that three to five steps make the axis.
fn step(span: Decimal, whole: bool) -> Option<Decimal> {
    let four = Decimal::from(4_u8);
    let mut power = Decimal::ONE;
    while power.checked_mul(Decimal::TEN)?.checked_mul(four)? <= span {
        power = power.checked_mul(Decimal::TEN)?;
    }
    while power.checked_mul(four)? > span && power.scale() < 20 {
        power = power.checked_div(Decimal::TEN)?;
    }
    let factors = [Decimal::ONE, Decimal::TWO, Decimal::new(25, 1), Decimal::from(5_u8), Decimal::TEN];
    factors
        .iter()
        .filter_map(|factor| power.checked_mul(*factor))
        .filter(|step| !whole || step.is_integer())
        .find(|step| step.saturating_mul(four) >= span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_begins_at_zero_and_ends_at_a_round_number() {
        for (values, unit, numbers) in [
            (&["58", "60"][..], "%", "0 20 40 60"),
            (&["0.31", "0.2"], "%", "0 0.1 0.2 0.3 0.4"),
            (&["1234", "900"], "万元", "0 500 1000 1500"),
            (&["7"], "%", "0 2 4 6 8"),
            (&["9"], "%", "0 2.5 5 7.5 10"),
            (&["-3", "5"], "%", "-4 -2 0 2 4 6"),
            (&["0"], "%", "0 1"),
            (&[], "%", "0 1"),
            (&["1"], "%", "0 0.25 0.5 0.75 1"),
            (&["1"], "家", "0 1"),
            (&["3"], "人次", "0 1 2 3"),
            (&["9"], "项", "0 5 10"),
            (&["58", "60"], "家（含新增）", "0 20 40 60"),
            (&["90"], "件", "0 25 50 75 100"),
            // Where someone reports half a firm, the axis cannot help it.
            (&["0.5", "1"], "家", "0 0.25 0.5 0.75 1"),
        ] {
            let axis = Axis::over(values.iter().map(|value| value.parse().unwrap()), Some(unit)).unwrap();
            let told: Vec<_> = axis.numbers().map(|number| number.to_string()).collect();
            assert_eq!(told.join(" "), numbers, "{values:?} {unit}");
        }
        assert!(Axis::over([Decimal::MAX, Decimal::MIN], None).is_none());
        let least = Axis::over([Decimal::new(1, 28)], Some("家"));
        assert!(least.is_none_or(|axis| axis.high > Decimal::ZERO));
    }
}
