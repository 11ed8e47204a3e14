//! Places among others: 前10位, 进入全省前三, 第1名. Takes a phrase or a value, gives the place; a smaller one is better.

use crate::model::quantity::{Bound, parse_decimal, print_decimal};
use rust_decimal::Decimal;

/// A place among others that is to be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    /// The last place that will do; 1 or more.
    pub place: Decimal,
    /// Whether it is that place itself (第1名) rather than one of the first so many (前10位).
    pub exact: bool,
}

/// What may stand between what is compared and the place.
const LEADS: [&str; 16] = [
    "力争", "争取", "确保", "保持", "稳居", "位居", "位列", "位次", "排名", "进入", "达到", "居", "列", "进",
    "排", "在",
];
/// What counts places.
const COUNTERS: [&str; 5] = ["位次", "名次", "位", "名", "强"];
/// What may close a phrase.
const ENDS: [&str; 7] = ["以内(含)", "及以内", "以内", "之内", "及以上", "以上", "内"];

impl Rank {
    /// Reads a place to be reached; none where the text is none.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let at = text.rfind(['前', '第'])?;
        let (before, after) = text.split_at_checked(at)?;
        // What stands before says among whom: 全省, 全国同类城市. A number there is another thing.
        let is_scope = before.chars().count() <= 20
            && (before.is_empty() || !before.chars().any(|c| c.is_ascii_digit() || "，。；、,;".contains(c)));
        let exact = after.starts_with('第');
        let (place, closed) = numbered(after.get('前'.len_utf8()..)?)?;
        let rest = if closed { "" } else { return None };
        (is_scope && rest.is_empty()).then_some(Self { place, exact })
    }

    /// Reads a place that was reached: 第8位, 8位, 第八, 8.
    pub fn place(text: &str) -> Option<Decimal> {
        let mut text = text.trim();
        for lead in ["全国", "全省", "全市", "全区", "全县"].iter().chain(&LEADS) {
            text = text.strip_prefix(lead).unwrap_or(text);
        }
        let text = text.strip_prefix('第').unwrap_or(text);
        let number = COUNTERS.iter().find_map(|counter| text.strip_suffix(counter)).unwrap_or(text);
        parse_decimal(number).ok().filter(|place| is_place(*place))
    }

    /// The bound on places.
    pub const fn bound(&self) -> Bound {
        Bound::AtMost(self.place)
    }

    /// In Chinese: 前10位, 第1位.
    pub fn chinese(&self) -> String {
        format!("{}{}位", if self.exact { "第" } else { "前" }, print_decimal(self.place))
    }

    /// In English: among the first 10, place 1.
    pub fn english(&self) -> String {
        format!("{} {}", if self.exact { "place" } else { "among the first" }, print_decimal(self.place))
    }
}

/// Whether a number can be a place.
pub(super) fn is_place(place: Decimal) -> bool {
    place >= Decimal::ONE && place.fract().is_zero()
}

/// The place at the start of a text, and whether nothing but a counter and 以内 follows it.
fn numbered(text: &str) -> Option<(Decimal, bool)> {
    let text = ENDS.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text).trim();
    let number = COUNTERS.iter().find_map(|counter| text.strip_suffix(counter)).unwrap_or(text).trim();
    let place = parse_decimal(number).ok().filter(|place| is_place(*place))?;
    Some((place, true))
}
