//! The bound of a quantity: takes decimals, says which values keep it. Knows no text and no unit.

use rust_decimal::Decimal;

/// A value or two, and which side of them is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// 12家
    Exactly(Decimal),
    /// 12家以上, 不少于12家: the value itself counts.
    AtLeast(Decimal),
    /// 超12家: the value itself does not count.
    MoreThan(Decimal),
    /// 不超过5%, 5%以内: the value itself counts.
    AtMost(Decimal),
    /// 低于5%: the value itself does not count.
    LessThan(Decimal),
    /// 3—5家: the lower and the upper value; both count. A parsed range never has them reversed.
    Between(Decimal, Decimal),
    /// 8%左右: near a value, with no tolerance stated.
    About(Decimal),
}

/// Which way a value has to move to keep a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

impl Bound {
    /// Whether a value keeps the bound; `None` for [`Bound::About`], which states no tolerance.
    ///
    /// [`Bound::Exactly`] is kept by the equal value only. Whether 65 keeps a plain target of 60 is for
    /// the indicator's direction to say; compare with [`Bound::value`] there.
    pub fn is_met_by(&self, actual: Decimal) -> Option<bool> {
        match *self {
            Self::Exactly(value) => Some(actual == value),
            Self::AtLeast(value) => Some(actual >= value),
            Self::MoreThan(value) => Some(actual > value),
            Self::AtMost(value) => Some(actual <= value),
            Self::LessThan(value) => Some(actual < value),
            Self::Between(lower, upper) => Some(lower <= actual && actual <= upper),
            Self::About(_) => None,
        }
    }

    /// The stated value, in the quantity's unit; the lower one of [`Bound::Between`].
    pub const fn value(&self) -> Decimal {
        match *self {
            Self::Exactly(value)
            | Self::AtLeast(value)
            | Self::MoreThan(value)
            | Self::AtMost(value)
            | Self::LessThan(value)
            | Self::Between(value, _)
            | Self::About(value) => value,
        }
    }

    /// Both ends of a range; the one value twice where there is no range.
    pub const fn ends(&self) -> (Decimal, Decimal) {
        match *self {
            Self::Between(lower, upper) => (lower, upper),
            _ => (self.value(), self.value()),
        }
    }

    /// The same bound on other values; none where `of` gives none.
    pub fn map(self, of: impl Fn(Decimal) -> Option<Decimal>) -> Option<Self> {
        Some(match self {
            Self::Exactly(value) => Self::Exactly(of(value)?),
            Self::AtLeast(value) => Self::AtLeast(of(value)?),
            Self::MoreThan(value) => Self::MoreThan(of(value)?),
            Self::AtMost(value) => Self::AtMost(of(value)?),
            Self::LessThan(value) => Self::LessThan(of(value)?),
            Self::Between(lower, upper) => Self::Between(of(lower)?, of(upper)?),
            Self::About(value) => Self::About(of(value)?),
        })
    }

    /// The direction that the bound itself implies, if it implies one.
    pub const fn direction(&self) -> Option<Direction> {
        match self {
            Self::AtLeast(_) | Self::MoreThan(_) => Some(Direction::Up),
            Self::AtMost(_) | Self::LessThan(_) => Some(Direction::Down),
            Self::Exactly(_) | Self::Between(..) | Self::About(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Bound, Direction};
    use rust_decimal::Decimal;

    fn d(value: i64) -> Decimal {
        Decimal::new(value, 0)
    }

    #[test]
    fn a_bound_is_met_on_its_own_side_and_says_whether_the_value_itself_counts() {
        let cases = [
            (Bound::Exactly(d(5)), [Some(false), Some(true), Some(false)]),
            (Bound::AtLeast(d(5)), [Some(false), Some(true), Some(true)]),
            (Bound::MoreThan(d(5)), [Some(false), Some(false), Some(true)]),
            (Bound::AtMost(d(5)), [Some(true), Some(true), Some(false)]),
            (Bound::LessThan(d(5)), [Some(true), Some(false), Some(false)]),
            (Bound::Between(d(5), d(6)), [Some(false), Some(true), Some(true)]),
            (Bound::Between(d(3), d(4)), [Some(true), Some(false), Some(false)]),
            (Bound::About(d(5)), [None, None, None]),
        ];
        for (bound, expected) in cases {
            assert_eq!([4, 5, 6].map(|n| bound.is_met_by(d(n))), expected, "{bound:?}");
        }
    }

    #[test]
    fn only_one_sided_bounds_have_a_direction() {
        assert_eq!(Bound::AtLeast(d(1)).direction(), Some(Direction::Up));
        assert_eq!(Bound::MoreThan(d(1)).direction(), Some(Direction::Up));
        assert_eq!(Bound::AtMost(d(1)).direction(), Some(Direction::Down));
        assert_eq!(Bound::LessThan(d(1)).direction(), Some(Direction::Down));
        for bound in [Bound::Exactly(d(1)), Bound::Between(d(1), d(2)), Bound::About(d(1))] {
            assert_eq!(bound.direction(), None);
        }
    }

    #[test]
    fn the_value_of_a_range_is_its_lower_end() {
        assert_eq!(Bound::Between(d(3), d(5)).value(), d(3));
    }
}
